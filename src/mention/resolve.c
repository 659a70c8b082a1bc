/* Resolve: which of the places that bear a name is meant.
 *
 * In: names of places as spans of a text, in order; the gazetteer; the tables places, demonyms, place-forms. Out: each name's
 * place with the reason.
 *
 * The idea: a report speaks of few parts of the world, and says a place's unit when it matters. Each distinct name has
 * candidates: rows of the rules and places of the gazetteer. A candidate's score is the size of the place (10 times the
 * people, 1000 points more), what kind of place it is, a word beside the name ("Kabul province"), a containing place beside it
 * ("Springfield, Ill."), and the votes of the report's other names for its country and first-level unit. Votes and choices
 * are made in three rounds. One name has one sense in a report, unless a containing place beside it says otherwise.
 * Everything is counted in whole numbers, so that every machine chooses alike.
 * Example: "ALEXANDRIA, La." is Alexandria in Louisiana, and so is Alexandria in the rest of that report; Pineville, which
 * twenty places are called, follows them by the vote of Louisiana.
 *
 * Knowingly wrong: a small place that is named alone loses to the large one of its name; a list ("Paris, Texas and Rome") reads
 * like a place in its unit where the gazetteer has such a pair. */
#include "mention/resolve.h"
#include "base/map.h"
#include "base/utf8.h"
#include <stdio.h>

enum {
    CANDIDATES = 64,   /* of one name */
    NAMES_MAX = 4000,  /* distinct names of one report; more stay unresolved */
    ROUNDS = 3,
    COUNTRY_CODES = 26 * 26 * 26,
    SURFACE_MAX = 90   /* bytes of a name */
};

/* Points. Ten times the people are 1000. */
enum {
    POINTS_COUNTRY = 2800, POINTS_CAPITAL = 1000, POINTS_ADMIN2 = -600, POINTS_STRIPPED = -900 /* a unit without the word for it */,
    POINTS_SECTION = -300, POINTS_RULE = 300, POINTS_OWN_TOWN = -1500 /* a unit whose main town bears its name */,
    POINTS_WORD = 4000 /* the word beside the name says this kind */, POINTS_OTHER_WORD = -2500 /* … another kind */,
    POINTS_CONTAINED = 4500 /* "X, Y" */, POINTS_CONTAINED_LOOSE = 2500 /* "X in Y" */, POINTS_CONTAINER = 1500,
    WEIGHT_COUNTRY = 1700, WEIGHT_ADMIN1 = 2000, WEIGHT_ADMIN2 = 1200 /* times ln(1 + votes) */,
    WEIGHT_NEAR = 3000 /* times ln(1 + neighbours) */,
    VOTE = 100, VOTE_UNIT = 150, VOTE_ALONE = 100, VOTE_URL = 100, VOTE_MAYBE = 80 /* hundredths of a vote */
};

typedef struct candidate {
    dtl_place place;    /* index DTL_NONE: only a row of the rules knows it */
    uint32_t rule;      /* row, DTL_NONE = the gazetteer alone */
    uint32_t admin1;    /* which first-level unit: its number in the gazetteer, or a hash of its name; 0 none */
    uint16_t country;   /* 0 none, else 1 + the letters as a number */
    uint32_t admin2;    /* which second-level unit: its number in the gazetteer + 1, 0 none */
    int32_t fixed;      /* points that do not depend on votes */
    int32_t pair;       /* points by places beside it and near it */
    bool contained;     /* a place beside it in the text holds it */
    int32_t score;
} candidate;

/* One distinct name with the kind that a word beside it says. */
typedef struct place_name {
    uint32_t first, count; /* candidates */
    uint32_t top;          /* the best one, DTL_NONE */
    uint32_t next;         /* the best one of the round under way */
    uint32_t units;        /* how many first-level units its candidates lie in */
    uint32_t pair_with;    /* name that contains it in the text, DTL_NONE */
} place_name;

typedef struct resolver {
    const dtl_toponym_context *context;
    dtl_arena *arena;
    dtl_toponym *toponyms;
    uint32_t count;
    uint32_t places, demonyms, forms, codes; /* tables */
    uint32_t *name_of;     /* per toponym: its name, DTL_NONE */
    uint32_t *container_of;/* per toponym: toponym that contains it by the words between, DTL_NONE */
    bool *loose;           /* per toponym: contained by "in", not by a comma */
    struct { candidate *items; uint32_t count, capacity; } candidates;
    struct { place_name *items; uint32_t count, capacity; } names;
    dtl_map known;         /* name and kind → place_name */
    int32_t *countries;    /* hundredths of votes by country */
    uint32_t *unit_keys;   /* a small hash table: first-level unit → hundredths of votes */
    int32_t *unit_votes;
    uint32_t unit_mask;
    uint16_t home;         /* country of the address, 0 none */
    bool failed;
} resolver;

/* ---- arithmetic ---- */

/* 1000 · log2(x), x > 0, by straight lines between the powers of two. */
static int32_t log2_milli(uint32_t x)
{
    int32_t whole = 31 - __builtin_clz(x);
    uint64_t rest = (uint64_t)x * 1000 >> whole;
    return whole * 1000 + (int32_t)rest - 1000;
}

static int32_t log10_milli(uint32_t x)
{
    return (int32_t)((int64_t)log2_milli(x) * 301 / 1000);
}

/* 1000 · ln(1 + hundredths / 100). */
static int32_t vote_milli(int32_t hundredths)
{
    return hundredths <= 0 ? 0 : (log2_milli((uint32_t)(100 + hundredths)) - log2_milli(100)) * 693 / 1000;
}

static uint16_t country_number(dtl_slice iso3)
{
    uint32_t number = 0;
    if (iso3.length != 3)
        return 0;
    for (uint32_t i = 0; i < 3; i++) {
        if (iso3.ptr[i] < 'A' || iso3.ptr[i] > 'Z')
            return 0;
        number = number * 26 + (uint32_t)(iso3.ptr[i] - 'A');
    }
    return (uint16_t)(number + 1);
}

/* ---- the words of a name ---- */

/* What kind of place a word beside a name says. */
static uint8_t kind_of_word(dtl_slice word)
{
    static const struct {
        const char *word;
        uint8_t feature;
    } words[] = {{"province", DTL_PLACE_ADMIN1}, {"state", DTL_PLACE_ADMIN1}, {"oblast", DTL_PLACE_ADMIN1}, {"governorate", DTL_PLACE_ADMIN1},
                 {"region", DTL_PLACE_ADMIN1}, {"prefecture", DTL_PLACE_ADMIN1}, {"wilayat", DTL_PLACE_ADMIN1}, {"krai", DTL_PLACE_ADMIN1},
                 {"provinces", DTL_PLACE_ADMIN1}, {"county", DTL_PLACE_ADMIN2}, {"counties", DTL_PLACE_ADMIN2}, {"parish", DTL_PLACE_ADMIN2},
                 {"district", DTL_PLACE_ADMIN2}, {"districts", DTL_PLACE_ADMIN2}, {"borough", DTL_PLACE_ADMIN2}, {"co.", DTL_PLACE_ADMIN2},
                 {"city", DTL_PLACE_CITY}, {"town", DTL_PLACE_CITY}, {"village", DTL_PLACE_CITY}, {"township", DTL_PLACE_CITY},
                 {"municipality", DTL_PLACE_CITY}, {"suburb", DTL_PLACE_CITY}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_is(word, words[i].word))
            return words[i].feature;
    return 0;
}

static bool kind_fits(uint8_t said, uint8_t feature)
{
    if (said == DTL_PLACE_CITY)
        return feature >= DTL_PLACE_CAPITAL && feature <= DTL_PLACE_SECTION;
    return said == feature;
}

/* A name as its words give it: what to look up, the kind, and a unit written behind a comma. */
typedef struct surface {
    dtl_slice whole, bare; /* folded; bare: without the word for its kind, "" if there is none */
    dtl_slice unit;        /* folded, "" none: "Springfield, Ill." */
    uint8_t kind;          /* dtl_place_feature, 0 not said */
    bool all_capitals;
} surface;

static dtl_slice cut_front(dtl_slice text, const char *words)
{
    dtl_slice w = dtl_slice_from_cstr(words);
    return dtl_slice_starts_with(text, w) && text.length > w.length ? dtl_slice_make(text.ptr + w.length, text.length - w.length) : text;
}

static dtl_slice cut_back(dtl_slice text, const char *words)
{
    dtl_slice w = dtl_slice_from_cstr(words);
    return dtl_slice_ends_with(text, w) && text.length > w.length ? dtl_slice_make(text.ptr, text.length - w.length) : text;
}

static dtl_slice last_word(dtl_slice text)
{
    uint32_t at = text.length;
    while (at > 0 && text.ptr[at - 1] != ' ')
        at--;
    return dtl_slice_make(text.ptr + at, text.length - at);
}

static dtl_slice first_word(dtl_slice text)
{
    uint32_t at = 0;
    while (at < text.length && text.ptr[at] != ' ')
        at++;
    return dtl_slice_make(text.ptr, at);
}

/* "county cork", "city of leeds", "leeds city": the name without the word, and what the word says. */
static void strip_kind(surface *s)
{
    dtl_slice name = s->whole, last = last_word(name), first = first_word(name);
    uint8_t kind = kind_of_word(last);
    if (kind && last.length + 1 < name.length) {
        s->kind = kind;
        s->bare = dtl_slice_make(name.ptr, name.length - last.length - 1);
        return;
    }
    kind = kind_of_word(first);
    if (kind && first.length + 1 < name.length) {
        s->kind = kind;
        s->bare = cut_front(dtl_slice_make(name.ptr + first.length + 1, name.length - first.length - 1), "of ");
    }
}

/* The small-letter word right behind or before the span ("Kabul province", "the state of Georgia"). */
static uint8_t kind_beside(dtl_slice text, dtl_span span)
{
    enum { LOOK = 16 };
    uint32_t at = dtl_span_end(span), start = span.offset;
    char word[LOOK];
    uint32_t length = 0;
    if (at < text.length && text.ptr[at] == ' ')
        for (at++; at < text.length && length < LOOK && ((text.ptr[at] | 32) >= 'a' && (text.ptr[at] | 32) <= 'z'); at++)
            word[length++] = (char)(text.ptr[at] | 32);
    uint8_t kind = length < LOOK ? kind_of_word(dtl_slice_make(word, length)) : 0;
    if (kind)
        return kind;
    if (start < 5 || memcmp(text.ptr + start - 4, " of ", 4) != 0)
        return 0;
    uint32_t end = start - 4, begin = end;
    while (begin > 0 && end - begin < LOOK && (text.ptr[begin - 1] | 32) >= 'a' && (text.ptr[begin - 1] | 32) <= 'z')
        begin--;
    for (length = 0; begin + length < end && length < LOOK; length++)
        word[length] = (char)(text.ptr[begin + length] | 32);
    return kind_of_word(dtl_slice_make(word, length));
}

static bool read_surface(resolver *r, dtl_span span, surface *s)
{
    dtl_slice text = dtl_span_text(r->context->text, span), folded;
    *s = (surface){.all_capitals = true};
    if (span.length == 0 || span.length > SURFACE_MAX)
        return false;
    if (!dtl_utf8_fold(r->arena, text, &folded)) {
        r->failed = true;
        return false;
    }
    for (uint32_t i = 0; i < text.length; i++)
        s->all_capitals &= !(text.ptr[i] >= 'a' && text.ptr[i] <= 'z');
    folded = cut_back(cut_back(cut_front(folded, "the "), "'s"), "'");
    uint32_t comma = dtl_slice_find(folded, DTL_SLICE(","), 1);
    if (comma != DTL_NONE && comma + 1 < folded.length) {
        s->unit = dtl_slice_trim(dtl_slice_make(folded.ptr + comma + 1, folded.length - comma - 1));
        folded.length = comma;
    }
    s->whole = dtl_slice_trim(folded);
    strip_kind(s);
    if (!s->kind)
        s->kind = kind_beside(r->context->text, span);
    return s->whole.length > 0;
}

/* ---- candidates ---- */

static dtl_slice attribute_of(const resolver *r, uint32_t rule, const char *key)
{
    return rule == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_attribute(r->context->rules, rule, key);
}

static dtl_slice folded_in_arena(resolver *r, dtl_slice text)
{
    dtl_slice folded = DTL_SLICE_EMPTY;
    if (!dtl_utf8_fold(r->arena, text, &folded))
        r->failed = true;
    return folded;
}

static uint8_t feature_of_type(dtl_slice type)
{
    static const struct {
        const char *type;
        uint8_t feature;
    } types[] = {{"country", DTL_PLACE_COUNTRY}, {"province", DTL_PLACE_ADMIN1}, {"district", DTL_PLACE_ADMIN2}, {"city", DTL_PLACE_CITY},
                 {"village", DTL_PLACE_CITY}, {"site", DTL_PLACE_SITE}, {"water", DTL_PLACE_WATER}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (dtl_slice_is(type, types[i].type))
            return types[i].feature;
    return DTL_PLACE_REGION;
}

static bool same_level(uint8_t a, uint8_t b)
{
    bool town_a = a >= DTL_PLACE_CAPITAL && a <= DTL_PLACE_SECTION, town_b = b >= DTL_PLACE_CAPITAL && b <= DTL_PLACE_SECTION;
    return a == b || (town_a && town_b);
}

/* A number for a first-level unit that only a name tells: the gazetteer's own number where it knows the unit. */
static uint32_t unit_number(resolver *r, dtl_slice country, dtl_slice admin1)
{
    dtl_place found[8];
    if (!admin1.length)
        return 0;
    dtl_slice folded = folded_in_arena(r, admin1);
    uint32_t count = dtl_gazetteer_find(r->context->gazetteer, folded, found, 8);
    for (uint32_t i = 0; i < count; i++)
        if (found[i].feature == DTL_PLACE_ADMIN1 && dtl_slice_equal(found[i].country, country))
            return found[i].index + 1;
    uint64_t hash = dtl_hash64_continue(dtl_hash64(country), folded);
    return (uint32_t)hash | 0x80000000u;
}

static candidate *add_candidate(resolver *r, const dtl_place *place, uint32_t rule)
{
    if (r->candidates.count == r->candidates.capacity &&
        !dtl_array_reserve_(r->arena, (void **)&r->candidates.items, r->candidates.count, &r->candidates.capacity, sizeof(candidate))) {
        r->failed = true;
        return NULL;
    }
    candidate *c = &r->candidates.items[r->candidates.count++];
    *c = (candidate){.place = *place, .rule = rule, .country = country_number(place->country),
                     .admin1 = place->admin1_index == DTL_NONE ? 0 : place->admin1_index + 1,
                     .admin2 = place->admin2_index == DTL_NONE ? 0 : place->admin2_index + 1};
    return c;
}

/* The row's name stands for the place; its point too where the row says that it is the better one. */
static void take_row(const resolver *r, candidate *c, uint32_t rule)
{
    if (!c)
        return;
    c->rule = rule;
    int32_t latitude = dtl_microdegrees(attribute_of(r, rule, "lat")), longitude = dtl_microdegrees(attribute_of(r, rule, "lon"));
    if (!dtl_slice_is(attribute_of(r, rule, "point"), "exact") || latitude == INT32_MIN || longitude == INT32_MIN)
        return;
    c->place.latitude = latitude;
    c->place.longitude = longitude;
}

/* A row of the rules: lent the numbers of the gazetteer's place of that country, level and name; else on its own. */
static void add_row(resolver *r, uint32_t first, uint32_t rule)
{
    dtl_slice country = attribute_of(r, rule, "country"), admin1 = attribute_of(r, rule, "admin1");
    uint8_t feature = feature_of_type(attribute_of(r, rule, "type"));
    for (uint32_t i = first; i < r->candidates.count; i++) {
        candidate *c = &r->candidates.items[i];
        if (c->rule == rule)
            return;
        bool town = feature != DTL_PLACE_CITY || !admin1.length || dtl_slice_equal(c->place.admin1, admin1) ||
                    unit_number(r, country, admin1) == c->admin1;
        if (c->place.index != DTL_NONE && country.length && dtl_slice_equal(c->place.country, country) && same_level(c->place.feature, feature) && town) {
            if (c->rule == DTL_NONE || dtl_slice_is(attribute_of(r, rule, "point"), "exact"))
                take_row(r, c, rule);
            return;
        }
    }
    dtl_place found[CANDIDATES], place;
    uint32_t count = dtl_gazetteer_find(r->context->gazetteer, folded_in_arena(r, dtl_rules_name(r->context->rules, rule, 0)), found, CANDIDATES);
    if (!country.length && feature == DTL_PLACE_REGION)
        count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (dtl_slice_equal(found[i].country, country) && same_level(found[i].feature, feature) &&
            (feature != DTL_PLACE_CITY || !admin1.length || dtl_slice_equal(found[i].admin1, admin1))) {
            take_row(r, add_candidate(r, &found[i], rule), rule);
            return;
        }
    static const uint32_t usual[DTL_PLACE_FEATURE_COUNT] = {[DTL_PLACE_COUNTRY] = 10000000, [DTL_PLACE_ADMIN1] = 1000000, [DTL_PLACE_ADMIN2] = 30000,
                                                            [DTL_PLACE_CITY] = 300000, [DTL_PLACE_REGION] = 10000000,
                                                            [DTL_PLACE_WATER] = 1000000, [DTL_PLACE_SITE] = 100000};
    place = (dtl_place){.index = DTL_NONE, .name = dtl_rules_name(r->context->rules, rule, 0), .country = country, .admin1 = admin1,
                        .admin1_index = DTL_NONE, .admin2_index = DTL_NONE, .country_index = DTL_NONE,
                        .latitude = dtl_microdegrees(attribute_of(r, rule, "lat")), .longitude = dtl_microdegrees(attribute_of(r, rule, "lon")),
                        .population = usual[feature], .feature = feature};
    if (feature == DTL_PLACE_ADMIN1 && !admin1.length)
        place.admin1 = place.name;
    if (place.latitude == INT32_MIN || place.longitude == INT32_MIN)
        place.latitude = place.longitude = INT32_MIN;
    candidate *c = add_candidate(r, &place, rule);
    if (c && place.admin1.length)
        c->admin1 = unit_number(r, country, place.admin1);
}

/* A country by its code: as the gazetteer has it, else by the code's row. */
static void add_country(resolver *r, uint32_t first, dtl_slice iso3, uint32_t rule)
{
    dtl_slice code = folded_in_arena(r, iso3);
    uint32_t row = dtl_rules_find(r->context->rules, r->codes, code, 0);
    dtl_slice name = attribute_of(r, row, "name");
    dtl_place found[CANDIDATES];
    for (uint32_t i = first; i < r->candidates.count; i++)
        if (r->candidates.items[i].place.feature == DTL_PLACE_COUNTRY && dtl_slice_equal(r->candidates.items[i].place.country, iso3))
            return;
    uint32_t count = name.length ? dtl_gazetteer_find(r->context->gazetteer, folded_in_arena(r, name), found, CANDIDATES) : 0;
    for (uint32_t i = 0; i < count; i++)
        if (found[i].feature == DTL_PLACE_COUNTRY && dtl_slice_equal(found[i].country, iso3)) {
            add_candidate(r, &found[i], rule);
            return;
        }
    dtl_place place = {.index = DTL_NONE, .name = name.length ? name : iso3, .country = iso3, .population = 10000000, .feature = DTL_PLACE_COUNTRY,
                       .admin1_index = DTL_NONE, .admin2_index = DTL_NONE, .country_index = DTL_NONE,
                       .latitude = dtl_microdegrees(attribute_of(r, row, "lat")), .longitude = dtl_microdegrees(attribute_of(r, row, "lon"))};
    add_candidate(r, &place, rule);
}

/* Is a short name written as an abbreviation is? "us" and "in" are no countries. */
static bool may_be_short(const surface *s, dtl_slice folded)
{
    return folded.length > 3 || s->all_capitals || folded.ptr[folded.length - 1] == '.';
}

static void gather(resolver *r, uint32_t first, const surface *s, dtl_slice folded)
{
    enum { ROWS = 8 };
    const dtl_rules *rules = r->context->rules;
    dtl_place found[CANDIDATES];
    if (!folded.length)
        return;
    bool may = may_be_short(s, folded);
    uint32_t row = may ? dtl_rules_find(rules, r->forms, folded, 0) : DTL_NONE, count;
    for (uint32_t k = 1; row != DTL_NONE; row = dtl_rules_find(rules, r->forms, folded, k++)) {
        if (dtl_slice_is(attribute_of(r, row, "type"), "country"))
            add_country(r, first, attribute_of(r, row, "country"), row);
        else
            add_row(r, first, row);
    }
    if (r->candidates.count == first || folded.length > 3) {
        count = may ? dtl_gazetteer_find(r->context->gazetteer, folded, found, CANDIDATES) : 0;
        for (uint32_t i = 0; i < count; i++) {
            bool known = false;
            for (uint32_t j = first; j < r->candidates.count && !known; j++)
                known = r->candidates.items[j].place.index == found[i].index;
            if (!known)
                add_candidate(r, &found[i], DTL_NONE);
        }
    }
    for (uint32_t k = 0; k < ROWS && may && (row = dtl_rules_find(rules, r->places, folded, k)) != DTL_NONE; k++) {
        if (dtl_slice_is(attribute_of(r, row, "type"), "country"))
            add_country(r, first, attribute_of(r, row, "country"), row);
        else
            add_row(r, first, row);
    }
    row = may ? dtl_rules_find(rules, r->demonyms, folded, 0) : DTL_NONE;
    if (row != DTL_NONE && attribute_of(r, row, "country").length)
        add_country(r, first, attribute_of(r, row, "country"), row);
}

/* "northern iraq", "the upper west": nothing bears the name as a whole. */
static dtl_slice without_direction(dtl_slice folded)
{
    static const char *const words[] = {"northern ", "southern ", "eastern ", "western ", "central ", "north ", "south ", "east ", "west ",
                                        "northeast ", "northwest ", "southeast ", "southwest ", "northeastern ", "northwestern ",
                                        "southeastern ", "southwestern ", "downtown ", "greater ", "upper ", "lower ", "mainland ", "rural "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        dtl_slice rest = cut_front(folded, words[i]);
        if (rest.length < folded.length)
            return rest;
    }
    return DTL_SLICE_EMPTY;
}

static bool unit_is(const resolver *r, const candidate *inner, const candidate *outer)
{
    (void)r;
    if (inner->place.index != DTL_NONE && inner->place.index == outer->place.index)
        return false;
    switch (outer->place.feature) {
    case DTL_PLACE_COUNTRY:
        return inner->country && inner->country == outer->country && inner->place.feature != DTL_PLACE_COUNTRY;
    case DTL_PLACE_ADMIN1:
        return inner->admin1 && inner->admin1 == outer->admin1 && inner->place.feature != DTL_PLACE_ADMIN1;
    case DTL_PLACE_ADMIN2:
        return inner->place.admin2_index != DTL_NONE && inner->place.admin2_index == outer->place.index && inner->place.feature > DTL_PLACE_ADMIN2;
    default: /* a part of a town: "Brooklyn, New York" */
        return inner->place.feature == DTL_PLACE_SECTION && inner->admin1 && inner->admin1 == outer->admin1;
    }
}

/* Does a town that bears the unit's name hold a good part of its people? New York, Kabul. */
static bool has_own_town(const resolver *r, uint32_t first, uint32_t end, const candidate *unit)
{
    for (uint32_t i = first; i < end; i++) {
        const candidate *c = &r->candidates.items[i];
        if (c->place.feature >= DTL_PLACE_CAPITAL && c->place.feature <= DTL_PLACE_CITY && c->admin1 && c->admin1 == unit->admin1 &&
            c->place.population > unit->place.population / 5)
            return true;
    }
    return false;
}

static bool bears_name(resolver *r, const candidate *c, dtl_slice folded)
{
    char own[GAZETTEER_KEY_MAX], said[GAZETTEER_KEY_MAX];
    uint32_t own_length = dtl_gazetteer_key(folded_in_arena(r, c->place.name), own), said_length = dtl_gazetteer_key(folded, said);
    return dtl_slice_equal(dtl_slice_make(own, own_length), dtl_slice_make(said, said_length));
}

static void fixed_points(resolver *r, const surface *s, uint32_t first, uint32_t end, candidate *c)
{
    c->fixed = log10_milli(c->place.population < UINT32_MAX - 10 ? c->place.population + 10 : UINT32_MAX);
    switch (c->place.feature) {
    case DTL_PLACE_COUNTRY: c->fixed += POINTS_COUNTRY; break;
    case DTL_PLACE_CAPITAL: c->fixed += POINTS_CAPITAL; break;
    case DTL_PLACE_ADMIN1: c->fixed += has_own_town(r, first, end, c) ? POINTS_OWN_TOWN : 0; break;
    case DTL_PLACE_ADMIN2: c->fixed += POINTS_ADMIN2 + (c->rule != DTL_NONE || bears_name(r, c, s->whole) ? 0 : POINTS_STRIPPED); break;
    case DTL_PLACE_SECTION: c->fixed += POINTS_SECTION; break;
    default: break;
    }
    c->fixed += c->rule != DTL_NONE ? POINTS_RULE : 0;
    bool any = false; /* is there a place of the kind that the word says? */
    for (uint32_t i = first; i < end && s->kind && !any; i++)
        any = kind_fits(s->kind, r->candidates.items[i].place.feature);
    if (any)
        c->fixed += kind_fits(s->kind, c->place.feature) ? POINTS_WORD : POINTS_OTHER_WORD;
}

/* A unit behind a comma inside the name itself. */
static void unit_points(resolver *r, uint32_t first, uint32_t end, const surface *s)
{
    if (!s->unit.length)
        return;
    surface unit = {.whole = s->unit, .all_capitals = true};
    gather(r, end, &unit, s->unit);
    for (uint32_t i = first; i < end; i++)
        for (uint32_t j = end; j < r->candidates.count; j++)
            if (unit_is(r, &r->candidates.items[i], &r->candidates.items[j])) {
                r->candidates.items[i].fixed += POINTS_CONTAINED;
                break;
            }
    r->candidates.count = end;
}

/* What a direction can be said of: countries and first-level units, and large towns ("east London"). */
static void gather_whole(resolver *r, uint32_t first, const surface *s, dtl_slice folded)
{
    enum { LARGE = 200000 };
    gather(r, first, s, folded);
    uint32_t kept = first;
    for (uint32_t i = first; i < r->candidates.count; i++) {
        const candidate *c = &r->candidates.items[i];
        if (c->place.feature <= DTL_PLACE_ADMIN1 || c->place.population > LARGE || c->place.feature == DTL_PLACE_REGION)
            r->candidates.items[kept++] = *c;
    }
    r->candidates.count = kept;
}

static uint32_t count_units(const resolver *r, uint32_t first, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t i = first; i < end; i++) {
        bool seen = !r->candidates.items[i].admin1;
        for (uint32_t j = first; j < i && !seen; j++)
            seen = r->candidates.items[j].admin1 == r->candidates.items[i].admin1;
        count += !seen;
    }
    return count;
}

/* The number of a toponym's name: known, or gathered now. */
static uint32_t name_number(resolver *r, dtl_span span)
{
    surface s;
    char key[SURFACE_MAX * 3 + 16];
    if (!read_surface(r, span, &s))
        return DTL_NONE;
    int length = snprintf(key, sizeof key, "%u%c%.*s,%.*s", s.kind, s.all_capitals ? 'C' : 's', (int)s.whole.length, s.whole.ptr, (int)s.unit.length, s.unit.length ? s.unit.ptr : "");
    if (length < 0 || (size_t)length >= sizeof key)
        return DTL_NONE;
    uint32_t number = dtl_map_get(&r->known, dtl_slice_make(key, (size_t)length));
    if (number != DTL_NONE || r->names.count == NAMES_MAX)
        return number;
    uint32_t first = r->candidates.count;
    gather(r, first, &s, s.whole);
    if (s.bare.length)
        gather(r, first, &s, s.bare);
    if (r->candidates.count == first)
        gather_whole(r, first, &s, without_direction(s.whole));
    uint32_t end = r->candidates.count;
    for (uint32_t i = first; i < end; i++)
        fixed_points(r, &s, first, end, &r->candidates.items[i]);
    unit_points(r, first, end, &s);
    dtl_slice kept;
    if (!dtl_arena_copy(r->arena, dtl_slice_make(key, (size_t)length), &kept) ||
        (r->names.count == r->names.capacity &&
         !dtl_array_reserve_(r->arena, (void **)&r->names.items, r->names.count, &r->names.capacity, sizeof(place_name))) ||
        !dtl_map_put(&r->known, kept, r->names.count)) {
        r->failed = true;
        return DTL_NONE;
    }
    r->names.items[r->names.count] = (place_name){.first = first, .count = end - first, .units = count_units(r, first, end), .top = DTL_NONE, .pair_with = DTL_NONE};
    return r->names.count++;
}

/* ---- places beside each other ---- */

/* Do the words between two names say that the second holds the first? "X, Y", "X (Y)", "X in Y", "X province of Y". */
static bool holds_between(const resolver *r, uint32_t left, uint32_t right, bool *loose)
{
    enum { GAP = 40 };
    uint32_t from = dtl_span_end(r->toponyms[left].span), to = r->toponyms[right].span.offset;
    if (to < from || to - from > GAP)
        return false;
    dtl_slice gap = dtl_slice_make(r->context->text.ptr + from, to - from);
    *loose = true;
    static const char *const commas[] = {", ", " (", ",", "\n", " , ", ", in ", ", the "};
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
        if (dtl_slice_is(gap, commas[i])) {
            *loose = false;
            return true;
        }
    dtl_slice words = gap, word;
    bool link = false;
    if (!dtl_slice_starts_with(gap, DTL_SLICE(" ")) && !dtl_slice_starts_with(gap, DTL_SLICE(", ")))
        return false;
    while (dtl_slice_next_field(&words, ' ', &word)) {
        if (dtl_slice_is(word, "in") || dtl_slice_is(word, "of"))
            link = true;
        else if (word.length && !dtl_slice_is(word, ",") && !dtl_slice_is(word, "the") && !kind_of_word(word) &&
                 !dtl_slice_is(word, "northern") && !dtl_slice_is(word, "southern") && !dtl_slice_is(word, "eastern") &&
                 !dtl_slice_is(word, "western") && !dtl_slice_is(word, "central") && !dtl_slice_is(word, "north") &&
                 !dtl_slice_is(word, "south") && !dtl_slice_is(word, "east") && !dtl_slice_is(word, "west"))
            return false;
    }
    return link;
}

static void pair_up(resolver *r)
{
    for (uint32_t i = 0; i + 1 < r->count; i++) {
        uint32_t left = r->name_of[i], right = r->name_of[i + 1];
        bool loose;
        if (left == DTL_NONE || right == DTL_NONE || left == right || !holds_between(r, i, i + 1, &loose))
            continue;
        place_name *a = &r->names.items[left], *b = &r->names.items[right];
        bool any = false;
        for (uint32_t x = a->first; x < a->first + a->count; x++)
            for (uint32_t y = b->first; y < b->first + b->count; y++) {
                candidate *inner = &r->candidates.items[x], *outer = &r->candidates.items[y];
                if (!unit_is(r, inner, outer) || outer->place.feature > DTL_PLACE_CAPITAL + 2)
                    continue;
                int32_t points = loose ? POINTS_CONTAINED_LOOSE : POINTS_CONTAINED;
                inner->pair = points > inner->pair ? points : inner->pair;
                inner->contained = true;
                outer->pair = POINTS_CONTAINER > outer->pair ? POINTS_CONTAINER : outer->pair;
                any = true;
            }
        if (any) {
            r->container_of[i] = i + 1;
            r->loose[i] = loose;
            if (a->pair_with == DTL_NONE)
                a->pair_with = right;
        }
    }
}

/* ---- votes ---- */

/* Where a unit's votes stand, or would: the table has twice as many slots as there are names. */
static uint32_t unit_slot(const resolver *r, uint32_t unit)
{
    uint32_t at = unit * 2654435761u & r->unit_mask;
    while (r->unit_keys[at] && r->unit_keys[at] != unit)
        at = (at + 1) & r->unit_mask;
    return at;
}

static int32_t vote_of(const resolver *r, const place_name *n)
{
    const candidate *c = &r->candidates.items[n->top];
    return (c->place.feature == DTL_PLACE_ADMIN1 ? VOTE_UNIT : VOTE) + (n->count == 1 ? VOTE_ALONE : 0);
}

/* Has an earlier candidate of the name the same first-level unit? */
static bool seen_before(const resolver *r, const place_name *n, uint32_t x)
{
    for (uint32_t i = n->first; i < x; i++)
        if (r->candidates.items[i].admin1 == r->candidates.items[x].admin1)
            return true;
    return false;
}

static void give(resolver *r, uint32_t unit, int32_t votes)
{
    uint32_t slot = unit_slot(r, unit);
    r->unit_keys[slot] = unit;
    r->unit_votes[slot] += votes;
}

/* Second-level units share the table: their numbers have a bit of their own. */
static uint32_t second_level(const candidate *c)
{
    return c->admin2 ? c->admin2 | 0x40000000u : 0;
}

/* A name's whole vote goes to where its best candidate lies; a part of it to every other unit that has one. */
static void count_votes(resolver *r)
{
    memset(r->countries, 0, (COUNTRY_CODES + 1) * sizeof *r->countries);
    memset(r->unit_keys, 0, ((size_t)r->unit_mask + 1) * sizeof *r->unit_keys);
    memset(r->unit_votes, 0, ((size_t)r->unit_mask + 1) * sizeof *r->unit_votes);
    if (r->home)
        r->countries[r->home] += VOTE_URL;
    for (uint32_t i = 0; i < r->names.count; i++) {
        const place_name *n = &r->names.items[i];
        if (n->top == DTL_NONE)
            continue;
        const candidate *top = &r->candidates.items[n->top];
        if (top->country)
            r->countries[top->country] += vote_of(r, n);
        if (top->admin1)
            give(r, top->admin1, vote_of(r, n));
        if (top->admin2)
            give(r, second_level(top), vote_of(r, n));
        for (uint32_t x = n->first; x < n->first + n->count && n->units > 1; x++) {
            const candidate *c = &r->candidates.items[x];
            if (c->admin1 && c->admin1 != top->admin1 && !seen_before(r, n, x))
                give(r, c->admin1, VOTE_MAYBE / (int32_t)n->units);
        }
    }
}

/* Points by votes of the other names: what this name gave itself is taken off. */
static int32_t vote_points(resolver *r, const place_name *n, const candidate *c)
{
    int32_t country = c->country ? r->countries[c->country] : 0, unit = c->admin1 ? r->unit_votes[unit_slot(r, c->admin1)] : 0;
    int32_t second = c->admin2 ? r->unit_votes[unit_slot(r, second_level(c))] : 0;
    if (n->top != DTL_NONE) {
        const candidate *top = &r->candidates.items[n->top];
        country -= c->country && top->country == c->country ? vote_of(r, n) : 0;
        unit -= !c->admin1 ? 0 : top->admin1 == c->admin1 ? vote_of(r, n) : VOTE_MAYBE / (int32_t)n->units;
        second -= c->admin2 && top->admin2 == c->admin2 ? vote_of(r, n) : 0;
    }
    return (int32_t)((int64_t)WEIGHT_COUNTRY * vote_milli(country) / 1000 + (int64_t)WEIGHT_ADMIN1 * vote_milli(unit) / 1000 +
                     (int64_t)WEIGHT_ADMIN2 * vote_milli(second) / 1000);
}

/* ---- places near each other ---- */

/* 1000 · cosine of a latitude in whole degrees 0 … 90, in steps of 5. */
static int64_t cosine_milli(int32_t microdegrees)
{
    static const int16_t table[] = {1000, 996, 985, 966, 940, 906, 866, 819, 766, 707, 643, 574, 500, 423, 342, 259, 174, 87, 0};
    int32_t degrees = (microdegrees < 0 ? -microdegrees : microdegrees) / 1000000;
    return table[degrees > 90 ? 18 : degrees / 5];
}

/* Hundredths: 100 within about 40 km, 40 within about 120 km. */
static int32_t nearness(const candidate *a, const candidate *b)
{
    enum { SIDE = 360 /* thousandths of a degree */, FAR_SIDE = 1080 };
    int64_t north = ((int64_t)a->place.latitude - b->place.latitude) / 1000, east = ((int64_t)a->place.longitude - b->place.longitude) / 1000;
    if (north > FAR_SIDE || north < -FAR_SIDE)
        return 0;
    east = east * cosine_milli(a->place.latitude) / 1000;
    int64_t square = north * north + east * east;
    return square <= (int64_t)SIDE * SIDE ? 100 : square <= (int64_t)FAR_SIDE * FAR_SIDE ? 40 : 0;
}

static bool is_spot(const candidate *c)
{
    return c->place.feature >= DTL_PLACE_ADMIN2 && c->place.feature <= DTL_PLACE_SECTION && c->place.latitude != INT32_MIN;
}

/* How well each candidate lies among candidates of the other names: a name of few candidates tells more. */
static void near_points(resolver *r)
{
    enum { NAMES = 64, EACH = 32 };
    uint32_t names = r->names.count < NAMES ? r->names.count : NAMES;
    for (uint32_t i = 0; i < names; i++) {
        const place_name *n = &r->names.items[i];
        for (uint32_t x = n->first; x < n->first + n->count && x < n->first + EACH && n->count > 1; x++) {
            candidate *c = &r->candidates.items[x];
            int32_t sum = 0;
            for (uint32_t k = 0; k < names && is_spot(c); k++) {
                const place_name *m = &r->names.items[k];
                int32_t best = 0;
                for (uint32_t y = m->first; y < m->first + m->count && y < m->first + EACH && k != i && best < 100; y++) {
                    const candidate *d = &r->candidates.items[y];
                    if (is_spot(d) && d->country == c->country && d->place.index != c->place.index) {
                        int32_t near = nearness(c, d);
                        best = near > best ? near : best;
                    }
                }
                sum += best * 2 / (2 + (int32_t)m->count / 2);
            }
            c->pair += (int32_t)((int64_t)WEIGHT_NEAR * vote_milli(sum) / 1000);
        }
    }
}

static void choose_tops(resolver *r, bool with_votes)
{
    for (uint32_t i = 0; i < r->names.count; i++) {
        place_name *n = &r->names.items[i];
        uint32_t best = DTL_NONE;
        for (uint32_t x = n->first; x < n->first + n->count; x++) {
            candidate *c = &r->candidates.items[x];
            c->score = c->fixed + c->pair + (with_votes ? vote_points(r, n, c) : 0);
            if (best == DTL_NONE || c->score > r->candidates.items[best].score)
                best = x;
        }
        n->next = best; /* tops change only after every name has been scored with the old votes */
    }
    for (uint32_t i = 0; i < r->names.count; i++)
        r->names.items[i].top = r->names.items[i].next;
}

/* "https://www.example.co.uk/…": the country whose code ends the host; generic endings that are also codes do not count. */
static uint16_t country_of_address(resolver *r, dtl_slice url)
{
    static const char *const codes[][2] = {{"uk", "GBR"}, {"au", "AUS"}, {"ca", "CAN"}, {"nz", "NZL"}, {"ie", "IRL"}, {"za", "ZAF"}, {"in", "IND"},
                                           {"pk", "PAK"}, {"af", "AFG"}, {"ng", "NGA"}, {"ke", "KEN"}, {"gh", "GHA"}, {"zw", "ZWE"},
                                           {"ug", "UGA"}, {"sg", "SGP"}, {"my", "MYS"}, {"ph", "PHL"}, {"lk", "LKA"}, {"np", "NPL"},
                                           {"bd", "BGD"}, {"ru", "RUS"}, {"ua", "UKR"}, {"ir", "IRN"}, {"iq", "IRQ"}, {"sy", "SYR"},
                                           {"il", "ISR"}, {"tr", "TUR"}, {"eg", "EGY"}, {"jm", "JAM"}, {"fr", "FRA"}, {"de", "DEU"},
                                           {"cn", "CHN"}, {"jp", "JPN"}, {"kr", "KOR"}, {"hk", "HKG"}, {"ae", "ARE"}, {"sa", "SAU"}};
    uint32_t start = dtl_slice_find(url, DTL_SLICE("://"), 0);
    dtl_slice host = start == DTL_NONE ? url : dtl_slice_make(url.ptr + start + 3, url.length - start - 3);
    uint32_t end = 0;
    while (end < host.length && host.ptr[end] != '/' && host.ptr[end] != ':')
        end++;
    (void)r;
    if (end < 4 || host.ptr[end - 3] != '.')
        return 0;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (dtl_slice_equal_nocase(dtl_slice_make(host.ptr + end - 2, 2), dtl_slice_from_cstr(codes[i][0])))
            return country_number(dtl_slice_from_cstr(codes[i][1]));
    return 0;
}

/* ---- answers ---- */

static uint8_t precision_of(uint8_t feature)
{
    static const uint8_t precisions[DTL_PLACE_FEATURE_COUNT] = {[DTL_PLACE_COUNTRY] = 1, [DTL_PLACE_ADMIN1] = 2, [DTL_PLACE_ADMIN2] = 3,
                                                                [DTL_PLACE_CAPITAL] = 4, [DTL_PLACE_SEAT] = 4, [DTL_PLACE_CITY] = 4,
                                                                [DTL_PLACE_SECTION] = 5, [DTL_PLACE_SITE] = 5};
    return precisions[feature < DTL_PLACE_FEATURE_COUNT ? feature : 0];
}

/* The candidate of one mention: the name's own, unless a container beside this very mention wants another. */
static uint32_t choose(const resolver *r, uint32_t toponym)
{
    const place_name *n = &r->names.items[r->name_of[toponym]];
    uint32_t holder = r->container_of[toponym], best = n->top;
    if (holder == DTL_NONE || best == DTL_NONE)
        return best;
    uint32_t outer = r->names.items[r->name_of[holder]].top;
    if (outer == DTL_NONE || unit_is(r, &r->candidates.items[best], &r->candidates.items[outer]))
        return best;
    uint32_t inside = DTL_NONE;
    for (uint32_t x = n->first; x < n->first + n->count; x++)
        if (unit_is(r, &r->candidates.items[x], &r->candidates.items[outer]) &&
            (inside == DTL_NONE || r->candidates.items[x].score > r->candidates.items[inside].score))
            inside = x;
    /* a list of two large places is no place in its unit */
    return inside != DTL_NONE && (!r->loose[toponym] || r->candidates.items[inside].score + POINTS_CONTAINED_LOOSE > r->candidates.items[best].score) &&
                   r->candidates.items[inside].score + 2 * POINTS_CONTAINED > r->candidates.items[best].score
               ? inside : best;
}

static dtl_slice in_arena(resolver *r, const char *format, dtl_slice a, dtl_slice b, int number)
{
    char text[256];
    int length = snprintf(text, sizeof text, format, (int)a.length, a.length ? a.ptr : "", (int)b.length, b.length ? b.ptr : "", number);
    dtl_slice copy = DTL_SLICE_EMPTY;
    if (length < 0 || (size_t)length >= sizeof text || !dtl_arena_copy(r->arena, dtl_slice_make(text, (size_t)length), &copy))
        return DTL_SLICE_EMPTY;
    return copy;
}

/* Other names of the report in the same first-level unit, or else in the same country. */
static uint32_t neighbours(const resolver *r, const place_name *self, const candidate *c, bool unit)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->names.count && i < CANDIDATES; i++) {
        const place_name *n = &r->names.items[i];
        if (n == self || n->top == DTL_NONE)
            continue;
        const candidate *other = &r->candidates.items[n->top];
        count += unit ? c->admin1 && other->admin1 == c->admin1 : c->country && other->country == c->country;
    }
    return count;
}

static dtl_slice reason_of(resolver *r, uint32_t toponym, uint32_t chosen)
{
    const place_name *n = &r->names.items[r->name_of[toponym]];
    const candidate *c = &r->candidates.items[chosen];
    uint32_t holder = r->container_of[toponym];
    dtl_slice none = DTL_SLICE_EMPTY;
    if (n->count == 1)
        return DTL_SLICE("the only place of this name known");
    if (holder != DTL_NONE && r->name_of[holder] != DTL_NONE && r->names.items[r->name_of[holder]].top != DTL_NONE &&
        unit_is(r, c, &r->candidates.items[r->names.items[r->name_of[holder]].top]))
        return in_arena(r, "in %.*s, named beside it%.*s", r->candidates.items[r->names.items[r->name_of[holder]].top].place.name, none, 0);
    if (n->pair_with != DTL_NONE && c->contained && r->names.items[n->pair_with].top != DTL_NONE)
        return in_arena(r, "in %.*s, named beside it elsewhere in the report%.*s", r->candidates.items[r->names.items[n->pair_with].top].place.name, none, 0);
    bool largest = true;
    for (uint32_t x = n->first; x < n->first + n->count; x++)
        largest &= x == chosen || r->candidates.items[x].fixed <= c->fixed;
    uint32_t unit = c->place.feature == DTL_PLACE_COUNTRY ? 0 : neighbours(r, n, c, true), country = neighbours(r, n, c, false);
    if (unit)
        return in_arena(r, "other names of the report in %.*s%.*s: %d", c->place.admin1, none, (int)unit);
    if (country)
        return in_arena(r, "other names of the report in %.*s%.*s: %d", c->place.country, none, (int)country);
    return largest ? in_arena(r, "%.*s%.*sthe largest of %d places of this name", none, none, (int)n->count) : none;
}

static void answer(resolver *r, uint32_t toponym)
{
    dtl_toponym *t = &r->toponyms[toponym];
    t->latitude = t->longitude = INT32_MIN;
    t->rule = DTL_NONE;
    uint32_t chosen = r->name_of[toponym] == DTL_NONE ? DTL_NONE : choose(r, toponym);
    if (chosen == DTL_NONE)
        return;
    const candidate *c = &r->candidates.items[chosen];
    dtl_slice row_name = c->rule == DTL_NONE || c->place.feature == DTL_PLACE_COUNTRY ? DTL_SLICE_EMPTY : dtl_rules_name(r->context->rules, c->rule, 0);
    t->name = row_name.length ? row_name : c->place.name;
    t->country = c->place.country;
    t->admin1 = c->place.feature == DTL_PLACE_ADMIN1 && row_name.length ? row_name : c->place.admin1;
    dtl_slice row_unit = attribute_of(r, c->rule, "admin1");
    if (row_unit.length)
        t->admin1 = row_unit;
    t->admin2 = c->place.admin2;
    t->latitude = c->place.latitude;
    t->longitude = c->place.longitude;
    t->geonames = c->place.geonames;
    t->rule = c->rule;
    t->precision = precision_of(c->place.feature);
    t->reason = reason_of(r, toponym, chosen);
}

static bool open_resolver(resolver *r)
{
    r->places = dtl_rules_table(r->context->rules, "places");
    r->demonyms = dtl_rules_table(r->context->rules, "demonyms");
    r->forms = dtl_rules_table(r->context->rules, "place-forms");
    r->codes = dtl_rules_table(r->context->rules, "country-codes");
    r->name_of = dtl_arena_calloc(r->arena, r->count, sizeof *r->name_of);
    r->container_of = dtl_arena_calloc(r->arena, r->count, sizeof *r->container_of);
    r->loose = dtl_arena_calloc(r->arena, r->count, sizeof *r->loose);
    r->countries = dtl_arena_calloc(r->arena, COUNTRY_CODES + 1, sizeof *r->countries);
    dtl_map_init(&r->known, r->arena);
    return r->name_of && r->container_of && r->loose && r->countries;
}

/* Room for the units of all candidates, half full at most. */
static bool open_votes(resolver *r)
{
    uint32_t slots = 16;
    while (slots < r->candidates.count * 4)
        slots *= 2;
    r->unit_mask = slots - 1;
    r->unit_keys = dtl_arena_calloc(r->arena, slots, sizeof *r->unit_keys);
    r->unit_votes = dtl_arena_calloc(r->arena, slots, sizeof *r->unit_votes);
    return r->unit_keys && r->unit_votes;
}

dtl_err dtl_toponyms_resolve(const dtl_toponym_context *context, dtl_arena *arena, dtl_toponym *toponyms, uint32_t count)
{
    resolver r = {.context = context, .arena = arena, .toponyms = toponyms, .count = count};
    if (!count)
        return DTL_OK;
    if (!open_resolver(&r))
        return DTL_ERR_BUDGET;
    r.home = country_of_address(&r, context->url);
    for (uint32_t i = 0; i < count && !r.failed; i++) {
        r.name_of[i] = name_number(&r, toponyms[i].span);
        r.container_of[i] = DTL_NONE;
    }
    if (r.failed || !open_votes(&r))
        return DTL_ERR_BUDGET;
    pair_up(&r);
    near_points(&r);
    choose_tops(&r, false);
    for (int round = 1; round < ROUNDS; round++) {
        count_votes(&r);
        choose_tops(&r, true);
    }
    for (uint32_t i = 0; i < count; i++)
        answer(&r, i);
    return r.failed ? DTL_ERR_BUDGET : DTL_OK;
}
