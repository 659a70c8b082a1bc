/* Traits: what the scores ask of actors, in numbers.
 *
 * In: the actors by id. Out: build.traits, one per actor, and whether two actors are kin, how two places stand to each other.
 * Scores are asked for millions of pairs, and of an actor they want to know little: is he a person, whose part is it, which country, where.
 * So every string is looked at once here and gets a number; equal strings have equal numbers, 0 is none. A trait fills one line of the
 * processor's cache.
 * Example: "IS-K fighters" (parent IS-K, whose parent is IS): ancestors {IS-K, IS}, root IS.
 * Knowingly wrong: distance ignores that degrees of longitude shrink towards the poles, so places look further apart there.
 */
#include "base/hash.h"
#include "ledger/internal.h"
#include <stdlib.h>

bool actor_is_general(const dtl_ledger_actor *actor)
{
    if (actor->parent_id.length)
        return false; /* "Dock Front fighters" are the Dock Front */
    return dtl_slice_is(actor->kind, "role") || dtl_slice_is(actor->kind, "document") ||
           dtl_slice_starts_with(actor->id, DTL_SLICE("text:")) || dtl_slice_starts_with(actor->id, DTL_SLICE("role:"));
}

/* The number of a string, a new one if need be; false when out of budget. */
static bool number_of(dtl_map *numbers, dtl_slice text, uint32_t *number)
{
    *number = 0;
    if (!text.length)
        return true;
    uint32_t known = dtl_map_get(numbers, text);
    *number = known != DTL_NONE ? known : numbers->count + 1;
    return known != DTL_NONE || dtl_map_put(numbers, text, *number);
}

/* The number of a country and a sector together; 0 when one is not known. */
static bool side_of(dtl_arena *arena, dtl_map *numbers, const dtl_ledger_actor *actor, uint32_t *number)
{
    *number = 0;
    if (!actor->country.length || !actor->sector.length)
        return true;
    char *both = dtl_arena_alloc(arena, (size_t)actor->country.length + actor->sector.length + 1);
    if (!both)
        return false;
    memcpy(both, actor->country.ptr, actor->country.length);
    both[actor->country.length] = '|';
    memcpy(both + actor->country.length + 1, actor->sector.ptr, actor->sector.length);
    return number_of(numbers, dtl_slice_make(both, (size_t)actor->country.length + actor->sector.length + 1), number);
}

/* A bit per word of a name: a name that is part of another one has no bit that the other lacks. */
static uint64_t bits_of_words(dtl_slice name)
{
    uint64_t bits = 0;
    dtl_slice word;
    while (dtl_slice_next_field(&name, ' ', &word))
        bits |= (uint64_t)1 << (dtl_hash64(word) >> 58);
    return bits;
}

static uint64_t hash_of_last_word(dtl_slice name)
{
    uint32_t start = name.length;
    while (start && name.ptr[start - 1] != ' ')
        start--;
    return dtl_hash64((dtl_slice){name.ptr + start, name.length - start});
}

/* The province of a place, else its country, as a hash; 0 unknown. */
static uint64_t area_of(const dtl_ledger_actor *place)
{
    dtl_slice unit = place->admin1.length ? place->admin1 : place->place_precision == 2 ? place->name : place->country;
    return unit.length ? dtl_hash64(unit) : 0;
}

/* Who is above an actor, by the ids of parents. */
static bool find_ancestors(build *b, dtl_map *parents, uint32_t actor)
{
    trait *t = &b->traits[actor];
    uint32_t at = actor;
    t->root = t->speaks_for = actor;
    for (int i = 0; i < GENERATIONS && b->out->actors.items[at].parent_id.length; i++) {
        dtl_slice parent = b->out->actors.items[at].parent_id;
        if (!number_of(parents, parent, &t->ancestors[i]))
            return false;
        at = dtl_map_get(&b->actor_by_id, parent);
        if (at == DTL_NONE)
            break;
        t->root = at;
        if (i == 0 && (t->person || t->role))
            t->speaks_for = at;
    }
    return true;
}

bool ledger_traits(build *b)
{
    uint32_t count = b->out->actors.count;
    dtl_map parents, countries, sides;
    dtl_arena_reset(&b->scratch);
    dtl_map_init(&parents, &b->scratch);
    dtl_map_init(&countries, &b->scratch);
    dtl_map_init(&sides, &b->scratch);
    b->traits = dtl_arena_calloc(b->arena, count, sizeof *b->traits);
    if (!b->traits)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const dtl_ledger_actor *a = &b->out->actors.items[i];
        trait *t = &b->traits[i];
        t->person = dtl_slice_is(a->kind, "person");
        t->role = dtl_slice_is(a->kind, "role");
        t->general = actor_is_general(a);
        t->precision = a->place_precision;
        t->latitude = a->latitude;
        t->longitude = a->longitude;
        t->name_length = b->person_keys[i].length;
        t->last_name = hash_of_last_word(b->person_keys[i]);
        t->area = area_of(a);
        t->name_bits = bits_of_words(b->person_keys[i]);
        if (!number_of(&countries, a->country, &t->country) || !side_of(&b->scratch, &sides, a, &t->side) || !find_ancestors(b, &parents, i))
            return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = dtl_map_get(&parents, b->out->actors.items[i].id);
        b->traits[i].id = number == DTL_NONE ? 0 : number; /* 0: nobody's parent */
    }
    return true;
}

/* ---- kin ---- */

/* True when one skeleton name is the last word or a subset of the words of the other: "daud muzamil", "muzamil". */
static bool names_partial(const build *b, uint32_t few, uint32_t many)
{
    if (b->traits[few].name_length > b->traits[many].name_length) {
        uint32_t swap = few;
        few = many;
        many = swap;
    }
    if (!b->traits[few].name_length || (b->traits[few].name_bits & ~b->traits[many].name_bits))
        return false;
    dtl_slice rest = b->person_keys[few], word;
    while (dtl_slice_next_field(&rest, ' ', &word)) {
        dtl_slice others = b->person_keys[many], other;
        bool found = false;
        while (!found && dtl_slice_next_field(&others, ' ', &other))
            found = dtl_slice_equal(word, other);
        if (!found)
            return false;
    }
    return true;
}

/* Is x a child, grandchild … of y? "IS-K fighters" are part of IS-K, which is part of IS. */
static bool is_part_of(const trait *x, const trait *y)
{
    for (int i = 0; y->id && i < GENERATIONS && x->ancestors[i]; i++)
        if (x->ancestors[i] == y->id)
            return true;
    return false;
}

bool actors_are_kin(const build *b, uint32_t a, uint32_t c)
{
    const trait *x = &b->traits[a], *y = &b->traits[c];
    if ((x->ancestors[0] && x->ancestors[0] == y->ancestors[0]) || is_part_of(x, y) || is_part_of(y, x))
        return true;
    return x->person && y->person && names_partial(b, a, c);
}

uint32_t actor_root(const build *b, uint32_t actor)
{
    return b->traits[actor].root;
}

/* ---- places ---- */

/* Metres between two places, -1 unknown. One microdegree of latitude is 0.111 m; the larger of both axes will do. */
static int64_t metres_between(const trait *a, const trait *b)
{
    if (a->latitude == INT32_MIN || b->latitude == INT32_MIN)
        return -1;
    int64_t dy = llabs((int64_t)a->latitude - b->latitude), dx = llabs((int64_t)a->longitude - b->longitude);
    if (dx > 180000000)
        dx = 360000000 - dx;
    return (dx > dy ? dx : dy) * 111 / 1000;
}

static bool names_meet(const dtl_ledger_actor *unit, dtl_slice admin1)
{
    return admin1.length && (dtl_slice_equal_nocase(unit->name, admin1) || dtl_slice_equal_nocase(unit->id, admin1) ||
                             dtl_slice_equal_nocase(unit->admin1, admin1));
}

/* A first-level unit and another place. */
static int32_t unit_score(const dtl_ledger_actor *unit, const dtl_ledger_actor *other)
{
    if (names_meet(unit, other->admin1) || dtl_slice_equal(other->parent_id, unit->id))
        return PLACE_INSIDE;
    return other->admin1.length || other->place_precision == 2 ? PLACE_FAR : 0;
}

static int32_t same_place_score(uint8_t precision)
{
    static const int32_t scores[] = {PLACE_SAME_UNKNOWN, PLACE_SAME_COUNTRY, PLACE_SAME_PROVINCE, PLACE_SAME_DISTRICT, PLACE_SAME_POINT};
    return scores[precision < 4 ? precision : 4];
}

int32_t place_score(const build *b, uint32_t a, uint32_t c)
{
    const trait *x = &b->traits[a], *y = &b->traits[c];
    if (x->precision > y->precision) {
        const trait *swap = x;
        x = y;
        y = swap;
    }
    if (a == c)
        return same_place_score(x->precision);
    if (!x->precision || !y->precision)
        return 0;
    if (x->country && y->country && x->country != y->country)
        return PLACE_FAR;
    if (x->precision == 1)
        return x->country && y->country ? PLACE_IN_COUNTRY : 0;
    const dtl_ledger_actor *place_x = &b->out->actors.items[x - b->traits], *place_y = &b->out->actors.items[y - b->traits];
    if (x->precision == 2)
        return unit_score(place_x, place_y);
    if ((x->id && x->id == y->ancestors[0]) || (y->id && y->id == x->ancestors[0]))
        return PLACE_CLOSE;
    int64_t metres = metres_between(x, y);
    if (metres >= 0)
        return metres <= CLOSE_METRES ? PLACE_CLOSE : metres <= FAR_METRES ? PLACE_SAME_UNIT : PLACE_FAR;
    if (x->precision == 5 && dtl_slice_equal_nocase(place_x->name, place_y->name)) /* a building, one report says in which town */
        return PLACE_CLOSE;
    if (y->precision == 5 && (!place_x->admin1.length || !place_y->admin1.length)) /* "at the Grand Hotel": where that is nobody says */
        return 0;
    return place_x->admin1.length && dtl_slice_equal_nocase(place_x->admin1, place_y->admin1) ? PLACE_SAME_UNIT : PLACE_FAR;
}
