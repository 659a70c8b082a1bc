/* units: ties places to the units that hold them, and gives units names, numbers and points.
 *
 * In: gathered places with codes. Out: parents; the population of a unit; the point of a unit that came without one; the
 * names of units without the word for what they are ("Kabul" of "Kabul Province").
 *
 * The idea: "US.TX.201" is held by the unit with that code, or with the longest beginning of it that is known. The point of
 * a unit is the centre of the convex hull of its places: nearer to its middle than their mean, which leans to where the towns
 * are (of 537 units named in development texts 8 % lie beyond 161 km from the point that GeoNames gives, 11 % by the mean
 * over half-degree cells). A country's point is its capital's.
 *
 * Knowingly wrong: land beyond the last village is not part of the middle. */
#include "base/utf8.h"
#include "packer.h"
#include <stdlib.h>

/* A place of a unit. */
typedef struct member {
    uint32_t unit, place;
} member;

static int by_unit(const void *a, const void *b)
{
    const member *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
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

/* A corner of a hull, in thousandths of a degree, from the first place of the unit. */
typedef struct corner {
    int64_t x, y;
} corner;

static int by_corner(const void *a, const void *b)
{
    const corner *p = a, *q = b;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p->y < q->y ? -1 : p->y > q->y;
}

/* Andrew's monotone chain: the sorted corners' hull, counter-clockwise, in hull[2 × count]. */
static size_t hull_of(const corner *corners, size_t count, corner *hull)
{
    size_t used = 0;
    for (int side = 0; side < 2; side++) {
        size_t floor = used + 1;
        for (size_t k = 0; k < count; k++) {
            corner c = corners[side ? count - 1 - k : k];
            while (used > floor && (hull[used - 1].x - hull[used - 2].x) * (c.y - hull[used - 2].y) -
                                       (hull[used - 1].y - hull[used - 2].y) * (c.x - hull[used - 2].x) <= 0)
                used--;
            hull[used++] = c;
        }
        used--; /* the last corner begins the other side */
    }
    return used;
}

/* The centre of the hull of the places members[first … end); of fewer than three, or of places in a row, their mean. */
static void set_middle(packer_place *unit, const packer *p, const member *members, size_t first, size_t end)
{
    size_t count = end - first;
    corner *corners = packer_need(malloc(count * sizeof *corners)), *hull = packer_need(malloc((2 * count + 2) * sizeof *hull));
    const packer_place *origin = &p->places.items[members[first].place];
    int64_t sum_x = 0, sum_y = 0, area = 0, x = 0, y = 0;
    for (size_t i = 0; i < count; i++) {
        const packer_place *place = &p->places.items[members[first + i].place];
        int64_t east = ((int64_t)place->longitude - origin->longitude) / 1000;
        east += east > 180000 ? -360000 : east < -180000 ? 360000 : 0;
        corners[i] = (corner){east, ((int64_t)place->latitude - origin->latitude) / 1000};
        sum_x += corners[i].x;
        sum_y += corners[i].y;
    }
    qsort(corners, count, sizeof *corners, by_corner);
    size_t used = hull_of(corners, count, hull);
    for (size_t i = 0; i < used; i++) {
        const corner *a = &hull[i], *b = &hull[(i + 1) % used];
        int64_t twice = a->x * b->y - b->x * a->y;
        area += twice;
        x += (a->x + b->x) * twice;
        y += (a->y + b->y) * twice;
    }
    x = area ? x / (3 * area) : sum_x / (int64_t)count;
    y = area ? y / (3 * area) : sum_y / (int64_t)count;
    int64_t longitude = origin->longitude + x * 1000;
    longitude += longitude > 180000000 ? -360000000 : longitude < -180000000 ? 360000000 : 0;
    unit->latitude = (int32_t)(origin->latitude + y * 1000);
    unit->longitude = (int32_t)longitude;
    free(hull);
    free(corners);
}

static void set_points(packer *p)
{
    member *members = packer_need(malloc(((size_t)p->places.count * 2 + 1) * sizeof *members));
    size_t count = 0;
    for (uint32_t i = 0; i < p->places.count; i++) {
        const packer_place *place = &p->places.items[i];
        if (place->feature < DTL_PLACE_CAPITAL || place->feature > DTL_PLACE_SECTION)
            continue;
        for (uint32_t unit = place->parent; unit != DTL_NONE && p->places.items[unit].feature != DTL_PLACE_COUNTRY; unit = p->places.items[unit].parent)
            members[count++] = (member){unit, i};
    }
    qsort(members, count, sizeof *members, by_unit);
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
