/* units: ties places to the units that hold them, and gives units names, numbers and points.
 *
 * In: gathered places with codes. Out: parents; the population of a unit; the point of a unit that came without one; the
 * names of units without the word for what they are ("Kabul" of "Kabul Province").
 *
 * The idea: "US.TX.201" is held by the unit with that code, or with the longest beginning of it that is known. The point of
 * a unit is the mean over the half-degree cells in which it has places: nearer to its middle than the mean of the places,
 * which leans to where the towns are. A country's point is its capital's.
 *
 * Knowingly wrong: cells are counted by their places, so an empty desert is not part of the middle. */
#include "base/utf8.h"
#include "packer.h"
#include <stdlib.h>

/* A place of a unit, for its mean: which unit, which half-degree cell. */
typedef struct member {
    uint32_t unit, place;
    int32_t row, column;
} member;

static int by_unit_and_cell(const void *a, const void *b)
{
    const member *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static uint32_t holder_of(const packer *p, uint32_t index)
{
    const packer_place *place = &p->places.items[index];
    dtl_slice codes = place->codes;
    while (codes.length) {
        uint32_t unit = dtl_map_get(&p->units, codes);
        if (unit != DTL_NONE && unit != index && p->places.items[unit].feature < place->feature)
            return unit;
        uint32_t end = codes.length;
        while (end > 0 && codes.ptr[end - 1] != '.')
            end--;
        codes.length = end ? end - 1 : 0;
    }
    return DTL_NONE;
}

/* The mean of the cells of members[first … end). */
static void set_middle(packer_place *unit, const packer *p, const member *members, size_t first, size_t end)
{
    int64_t latitude = 0, longitude = 0, cells = 0;
    int32_t origin = p->places.items[members[first].place].longitude;
    for (size_t i = first; i < end;) {
        int64_t cell_latitude = 0, cell_longitude = 0, count = 0;
        size_t cell = i;
        for (; i < end && members[i].row == members[cell].row && members[i].column == members[cell].column; i++, count++) {
            int64_t east = (int64_t)p->places.items[members[i].place].longitude - origin;
            east += east > 180000000 ? -360000000 : east < -180000000 ? 360000000 : 0;
            cell_latitude += p->places.items[members[i].place].latitude;
            cell_longitude += east;
        }
        latitude += cell_latitude / count;
        longitude += cell_longitude / count;
        cells++;
    }
    int64_t middle = origin + longitude / cells;
    middle += middle > 180000000 ? -360000000 : middle < -180000000 ? 360000000 : 0;
    unit->latitude = (int32_t)(latitude / cells);
    unit->longitude = (int32_t)middle;
}

static void set_points(packer *p)
{
    enum { CELL = 500000 };
    member *members = packer_need(malloc(((size_t)p->places.count * 2 + 1) * sizeof *members));
    size_t count = 0;
    for (uint32_t i = 0; i < p->places.count; i++) {
        const packer_place *place = &p->places.items[i];
        if (place->feature < DTL_PLACE_CAPITAL || place->feature > DTL_PLACE_SECTION)
            continue;
        for (uint32_t unit = place->parent; unit != DTL_NONE && p->places.items[unit].feature != DTL_PLACE_COUNTRY; unit = p->places.items[unit].parent)
            members[count++] = (member){unit, i, place->latitude / CELL - (place->latitude < 0), place->longitude / CELL - (place->longitude < 0)};
    }
    qsort(members, count, sizeof *members, by_unit_and_cell);
    for (size_t first = 0, end; first < count; first = end) {
        uint64_t population = 0;
        packer_place *unit = &p->places.items[members[first].unit];
        for (end = first; end < count && members[end].unit == members[first].unit; end++)
            population += p->places.items[members[end].place].feature == DTL_PLACE_SECTION ? 0 : p->places.items[members[end].place].population;
        if (!unit->population)
            unit->population = population < UINT32_MAX ? (uint32_t)population : UINT32_MAX;
        if (unit->latitude == INT32_MIN)
            set_middle(unit, p, members, first, end);
    }
    free(members);
}

static void set_countries(packer *p)
{
    for (uint32_t i = 0; i < p->countries; i++) {
        packer_place *country = &p->places.items[i];
        uint32_t capital = dtl_map_get(&p->capitals, country->codes);
        if (country->latitude == INT32_MIN && capital != DTL_NONE) {
            country->latitude = p->places.items[capital].latitude;
            country->longitude = p->places.items[capital].longitude;
        }
    }
    for (uint32_t i = 0; i < p->places.count; i++) {
        const packer_place *place = &p->places.items[i];
        uint32_t country = place->codes.length >= 2 ? dtl_map_get(&p->units, dtl_slice_make(place->codes.ptr, 2)) : DTL_NONE;
        if (place->feature != DTL_PLACE_ADMIN1 || country == DTL_NONE || country >= p->countries)
            continue;
        uint64_t sum = (uint64_t)p->places.items[country].population + place->population;
        p->places.items[country].population = sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
    }
}

static bool ends_as_word(dtl_slice name, const char *word, dtl_slice *rest)
{
    dtl_slice w = dtl_slice_from_cstr(word);
    if (name.length < w.length + 2 || !dtl_slice_equal_nocase(dtl_slice_make(name.ptr + name.length - w.length, w.length), w) ||
        name.ptr[name.length - w.length - 1] != ' ')
        return false;
    *rest = dtl_slice_make(name.ptr, name.length - w.length - 1);
    return true;
}

static bool begins_as_word(dtl_slice name, const char *word, dtl_slice *rest)
{
    dtl_slice w = dtl_slice_from_cstr(word);
    if (name.length < w.length + 2 || !dtl_slice_equal_nocase(dtl_slice_make(name.ptr, w.length), w) || name.ptr[w.length] != ' ')
        return false;
    *rest = dtl_slice_make(name.ptr + w.length + 1, name.length - w.length - 1);
    return true;
}

/* "Kabul Province" is also Kabul, "Departamento de Pocho" also Pocho. */
static void strip_unit_words(packer *p)
{
    static const char *const behind[] = {"Province", "District", "County", "Oblast", "oblast'", "Oblast'", "Parish", "Governorate", "Region",
                                         "Municipality", "Municipal District", "Regency", "Prefecture", "Department", "Krai", "Kray",
                                         "Republic", "Rayon", "Raion", "Borough", "Census Area", "Division", "State", "Kommun",
                                         "Kommune", "City", "Metropolitan Area", "Capital Region", "Canton", "Voivodeship", "Emirate", NULL};
    static const char *const before[] = {"Province of", "Province de", "Province du", "Provincia de", "Provincia di", "Partido de", "Departamento de",
                                         "Département de", "Département du", "Departement", "State of", "Wilaya de", "Wilaya of", "Republic of",
                                         "County of", "City of", "City and County of", "Gemeente", "Powiat", "Amphoe", "Municipio de",
                                         "Muhafazat", "Governorate of", "Region of", "Comuna", "Okres", "Kreis", "Landkreis", "Kabupaten", "Kota", NULL};
    uint32_t count = p->places.count;
    for (uint32_t i = p->countries; i < count; i++) {
        const packer_place *place = &p->places.items[i];
        dtl_slice rest;
        if (place->feature != DTL_PLACE_ADMIN1 && place->feature != DTL_PLACE_ADMIN2)
            continue;
        bool found = false;
        for (const char *const *word = behind; *word && !found; word++)
            found = ends_as_word(place->name, *word, &rest);
        for (const char *const *word = before; *word && !found; word++)
            found = begins_as_word(place->name, *word, &rest);
        if (found)
            packer_add_name(p, rest, i);
    }
}

void packer_tie_units(packer *p)
{
    for (uint32_t i = p->countries; i < p->places.count; i++)
        p->places.items[i].parent = holder_of(p, i);
    set_points(p);
    set_countries(p);
    strip_unit_words(p);
    for (uint32_t i = p->countries; i < p->places.count; i++) {
        packer_place *place = &p->places.items[i];
        place->drop = place->latitude == INT32_MIN;
    }
}
