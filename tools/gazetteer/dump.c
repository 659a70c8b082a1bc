/* dump: places from a GeoNames dump folder that a user downloaded and unpacked.
 *
 * In: the first that is there of allCountries.txt, cities500.txt, cities1000.txt, cities5000.txt, cities15000.txt; where
 * present admin1CodesASCII.txt, admin2Codes.txt and alternateNamesV2.txt or alternateNames.txt. The columns are those of
 * the dump's own readme: 0 id, 1 name, 2 ASCII name, 4 latitude, 5 longitude, 6 feature class, 7 feature code, 8 country,
 * 10 admin1, 11 admin2, 14 population. Out: places, with English names and abbreviations where the alternate names give them.
 *
 * The idea: rows of classes P (populated), A (units) and the named land, water and sites that reports mention; a row with the
 * code ADM1 or ADM2 gives the unit of the code list its point and id.
 *
 * Knowingly wrong: streets (R), historical places and units below the second level are left out. */
#include "packer.h"
#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS = 19 };

static uint8_t feature_of(dtl_slice class, dtl_slice code)
{
    static const struct {
        const char *code;
        uint8_t feature;
    } known[] = {{"PPLC", DTL_PLACE_CAPITAL}, {"PPLA", DTL_PLACE_SEAT}, {"PPLA2", DTL_PLACE_SEAT}, {"PPLX", DTL_PLACE_SECTION},
                 {"PPLH", 0}, {"PPLQ", 0}, {"PPLW", 0}, {"ADM1", DTL_PLACE_ADMIN1}, {"ADM2", DTL_PLACE_ADMIN2}, {"PCLI", DTL_PLACE_COUNTRY},
                 {"PCLD", DTL_PLACE_COUNTRY}, {"PCLS", DTL_PLACE_COUNTRY}, {"PCLF", DTL_PLACE_COUNTRY}, {"PCLIX", DTL_PLACE_COUNTRY},
                 {"CONT", DTL_PLACE_REGION}, {"RGN", DTL_PLACE_REGION}, {"AREA", DTL_PLACE_REGION}, {"PRK", DTL_PLACE_REGION},
                 {"ISL", DTL_PLACE_REGION}, {"ISLS", DTL_PLACE_REGION}, {"MT", DTL_PLACE_REGION}, {"MTS", DTL_PLACE_REGION},
                 {"VAL", DTL_PLACE_REGION}, {"DSRT", DTL_PLACE_REGION}, {"PEN", DTL_PLACE_REGION}, {"CAPE", DTL_PLACE_REGION},
                 {"SEA", DTL_PLACE_WATER}, {"OCN", DTL_PLACE_WATER}, {"GULF", DTL_PLACE_WATER}, {"BAY", DTL_PLACE_WATER},
                 {"STRT", DTL_PLACE_WATER}, {"LK", DTL_PLACE_WATER}, {"STM", DTL_PLACE_WATER}, {"RSV", DTL_PLACE_WATER},
                 {"AIRP", DTL_PLACE_SITE}, {"AIRB", DTL_PLACE_SITE}, {"DAM", DTL_PLACE_SITE}, {"BDG", DTL_PLACE_SITE},
                 {"PRN", DTL_PLACE_SITE}, {"INSM", DTL_PLACE_SITE}, {"CMPRF", DTL_PLACE_SITE}, {"PRT", DTL_PLACE_SITE}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (dtl_slice_is(code, known[i].code))
            return known[i].feature;
    return dtl_slice_is(class, "P") ? DTL_PLACE_CITY : 0;
}

static uint32_t split(dtl_slice line, dtl_slice *columns)
{
    uint32_t count = 0;
    while (count < COLUMNS && dtl_slice_next_field(&line, '\t', &columns[count]))
        count++;
    for (uint32_t i = count; i < COLUMNS; i++)
        columns[i] = DTL_SLICE_EMPTY;
    return count;
}

/* "AF.30.3001": as many codes as are known. */
static dtl_slice codes_of(packer *p, const dtl_slice *columns, bool second)
{
    char text[128];
    dtl_slice country = columns[8], admin1 = columns[10], admin2 = second ? columns[11] : DTL_SLICE_EMPTY;
    if (country.length != 2 || admin1.length > 40 || admin2.length > 80)
        return packer_copy(p, country.length == 2 ? country : DTL_SLICE_EMPTY);
    int length = !admin1.length || dtl_slice_is(admin1, "00") ? snprintf(text, sizeof text, "%.2s", country.ptr)
                 : !admin2.length ? snprintf(text, sizeof text, "%.2s.%.*s", country.ptr, (int)admin1.length, admin1.ptr)
                                  : snprintf(text, sizeof text, "%.2s.%.*s.%.*s", country.ptr, (int)admin1.length, admin1.ptr,
                                             (int)admin2.length, admin2.ptr);
    return packer_copy(p, dtl_slice_make(text, (size_t)length));
}

static void read_units(packer *p, const char *folder, const char *file, uint8_t feature)
{
    dtl_slice rest = packer_read(p, folder, file, false), line, columns[COLUMNS];
    while (rest.ptr && dtl_slice_next_field(&rest, '\n', &line)) {
        if (split(line, columns) < 2 || !columns[0].length || !columns[1].length || dtl_map_get(&p->units, columns[0]) != DTL_NONE)
            continue;
        uint32_t id = 0;
        dtl_slice_parse_u32(dtl_slice_trim(columns[3]), &id);
        uint32_t unit = packer_add(p, (packer_place){.name = columns[1], .codes = columns[0], .latitude = INT32_MIN,
                                                     .longitude = INT32_MIN, .geonames = id, .parent = DTL_NONE, .feature = feature});
        packer_need(dtl_map_put(&p->units, columns[0], unit) ? p : NULL);
    }
}

static void read_place(packer *p, const dtl_slice *columns)
{
    packer_place place = {.name = columns[1], .parent = DTL_NONE, .feature = feature_of(columns[6], columns[7])};
    uint32_t id, unit = DTL_NONE;
    if (!place.feature || !place.name.length || !packer_degrees(columns[4], &place.latitude) ||
        !packer_degrees(columns[5], &place.longitude) || !dtl_slice_parse_u32(columns[0], &id))
        return;
    place.geonames = id;
    place.codes = codes_of(p, columns, place.feature != DTL_PLACE_ADMIN1);
    if (!dtl_slice_parse_u32(columns[14], &place.population))
        place.population = 0;
    if (place.feature == DTL_PLACE_COUNTRY)
        unit = dtl_map_get(&p->units, columns[8]);
    else if (place.feature == DTL_PLACE_ADMIN1 || place.feature == DTL_PLACE_ADMIN2)
        unit = dtl_map_get(&p->units, place.codes);
    if (unit != DTL_NONE && (place.feature != DTL_PLACE_COUNTRY || p->places.items[unit].latitude == INT32_MIN)) {
        packer_place *known = &p->places.items[unit];
        known->latitude = place.latitude;
        known->longitude = place.longitude;
        known->population = place.population;
        known->geonames = id;
        return;
    }
    if (place.feature == DTL_PLACE_COUNTRY)
        return;
    uint32_t made = packer_add(p, place);
    if (!dtl_slice_equal(columns[1], columns[2]) && columns[2].length)
        packer_add_name(p, columns[2], made);
    if (place.feature == DTL_PLACE_CAPITAL)
        packer_need(dtl_map_put(&p->capitals, columns[8], made) ? p : NULL);
    if (place.feature == DTL_PLACE_ADMIN1 || place.feature == DTL_PLACE_ADMIN2)
        packer_need(dtl_map_put(&p->units, place.codes, made) ? p : NULL);
}

static int by_id(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Columns of the alternate names: 1 id, 2 language, 3 name, 7 historic. English ones, abbreviations and those without a language. */
static void read_names(packer *p, const char *folder)
{
    dtl_slice rest = packer_read(p, folder, "alternateNamesV2.txt", false), line, columns[COLUMNS];
    if (!rest.ptr)
        rest = packer_read(p, folder, "alternateNames.txt", false);
    if (!rest.ptr)
        return;
    uint64_t *ids = packer_need(malloc(((size_t)p->places.count + 1) * sizeof *ids));
    size_t count = 0;
    for (uint32_t i = 0; i < p->places.count; i++)
        if (p->places.items[i].geonames)
            ids[count++] = (uint64_t)p->places.items[i].geonames << 32 | i;
    qsort(ids, count, sizeof *ids, by_id);
    while (dtl_slice_next_field(&rest, '\n', &line)) {
        uint32_t id;
        if (split(line, columns) < 4 || !dtl_slice_parse_u32(columns[1], &id) || dtl_slice_is(columns[7], "1") ||
            (columns[2].length && !dtl_slice_is(columns[2], "en") && !dtl_slice_is(columns[2], "abbr")))
            continue;
        size_t low = 0, high = count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (ids[middle] >> 32 < id)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < count && ids[low] >> 32 == id)
            packer_add_name(p, columns[3], (uint32_t)ids[low]);
    }
    free(ids);
}

bool packer_read_dump(packer *p, const char *folder)
{
    static const char *const files[] = {"allCountries.txt", "cities500.txt", "cities1000.txt", "cities5000.txt", "cities15000.txt"};
    dtl_slice rest = DTL_SLICE_EMPTY, line, columns[COLUMNS];
    size_t file = 0;
    for (; file < sizeof files / sizeof *files; file++) {
        rest = packer_read(p, folder, files[file], false);
        if (rest.ptr)
            break;
    }
    if (!rest.ptr) {
        fprintf(stderr, "gazetteer: %s has none of allCountries.txt, cities500.txt, cities1000.txt, cities5000.txt, cities15000.txt\n", folder);
        return false;
    }
    snprintf(p->source, sizeof p->source, "GeoNames dump %s (CC BY 4.0)", files[file]);
    read_units(p, folder, "admin1CodesASCII.txt", DTL_PLACE_ADMIN1);
    read_units(p, folder, "admin2Codes.txt", DTL_PLACE_ADMIN2);
    for (uint64_t number = 1; dtl_slice_next_field(&rest, '\n', &line); number++) {
        if (!line.length)
            continue;
        if (split(line, columns) < 15) {
            fprintf(stderr, "gazetteer: %s/%s:%llu: fewer than 15 columns\n", folder, files[file], (unsigned long long)number);
            return false;
        }
        read_place(p, columns);
    }
    read_names(p, folder);
    return true;
}
