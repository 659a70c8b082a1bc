/* Places: where.
 *
 * In: pieces of the gazetteer, place words (district, province, airport), unknown names behind "in" and "at".
 * Out: place mentions; countries as places or as the states that act; entities with country, first-level unit,
 * coordinates where the gazetteer has them, and a precision class.
 *
 * The idea: a country is a place when a preposition of place governs it ("in Iran"), a state when it acts or is acted on
 * ("Iran said"). A name that belongs to an office ("Balkh governor") is no place of its own. A place word and a containing place
 * choose between entries of one name: "Kabul province" is not Kabul; "Sang village of Ghor" is a new place in Ghor. Which
 * place a name means was settled before (toponyms.c, resolve.c).
 * Example: "Two men were held in the 2nd district of Herat city." gives a place below Herat city, precision 3.
 *
 * Knowingly wrong: a place that the gazetteer lacks has no coordinates, even when its province has. */
#include "mention/actors.h"

enum { CLIMB = 8, SKIP = 4, CHOICES = 8 };

static piece *piece_at(const mention_context *c, uint32_t token)
{
    return token < c->count && c->piece_of[token] != DTL_NONE ? &c->pieces.items[c->piece_of[token]] : NULL;
}

static uint8_t precision_of(dtl_slice type)
{
    static const char *const types[] = {"country", "province", "district", "city", "site"};
    for (uint8_t i = 0; i < sizeof types / sizeof *types; i++)
        if (dtl_slice_is(type, types[i]))
            return (uint8_t)(i + 1);
    return dtl_slice_is(type, "village") ? 5 : 0;
}

static dtl_slice country_name(mention_context *c, dtl_slice iso3, uint32_t *rule)
{
    uint32_t table = dtl_rules_table(c->rules, "country-codes");
    *rule = dtl_rules_find(c->rules, table, fold(c, iso3), 0);
    dtl_slice name = attribute(c, *rule, "name");
    return name.length ? name : iso3;
}

uint32_t entity_of_state(mention_context *c, dtl_slice iso3)
{
    uint32_t known = dtl_map_get(&c->entities, iso3), rule;
    if (known != DTL_NONE)
        return known;
    dtl_slice name = country_name(c, iso3, &rule);
    return entity_put(c, (dtl_entity){.id = iso3, .name = name, .country = iso3, .sector = DTL_SLICE("GOV"), .latitude = INT32_MIN,
                                      .longitude = INT32_MIN, .rule = rule, .kind = DTL_MENTION_ORGANISATION});
}

uint32_t entity_of_country(mention_context *c, dtl_slice iso3)
{
    uint32_t rule;
    dtl_slice name = country_name(c, iso3, &rule);
    return entity_put(c, (dtl_entity){.id = join(c, (dtl_slice[]){DTL_SLICE("place:"), iso3}, 2), .name = name, .country = iso3,
                                      .latitude = dtl_microdegrees(attribute(c, rule, "lat")),
                                      .longitude = dtl_microdegrees(attribute(c, rule, "lon")), .rule = rule,
                                      .kind = DTL_MENTION_PLACE, .place_precision = 1});
}

/* ---- the report's country ---- */

static void count_country(mention_context *c, dtl_map *votes, dtl_slice country, uint32_t weight, uint32_t *most)
{
    if (!country.length)
        return;
    uint32_t old = dtl_map_get(votes, country), now = (old == DTL_NONE ? 0 : old) + weight;
    if (!dtl_map_put(votes, country, now))
        c->failed = true;
    if (now > *most) {
        *most = now;
        c->home = country;
    }
}

void home_find(mention_context *c)
{
    enum { DATELINE_WEIGHT = 3, WORDS = 8 };
    dtl_map votes;
    uint32_t most = 0, taken;
    dtl_map_init(&votes, c->arena);
    dtl_slice dateline = dtl_doc_slice(c->doc, c->doc->article.dateline_place);
    if (c->doc->article.dateline_place.length) {
        dtl_slice folded = fold(c, dateline), words[WORDS];
        uint32_t count = 0;
        while (count < WORDS && dtl_slice_next_field(&folded, ' ', &words[count]))
            count++;
        uint32_t rule = dtl_rules_match(c->rules, c->tables.places, words, count, &taken);
        count_country(c, &votes, attribute(c, rule, "country"), DATELINE_WEIGHT, &most);
    }
    for (uint32_t i = 0; i < c->pieces.count; i++) {
        const piece *p = &c->pieces.items[i];
        if (p->class == PIECE_ACTOR || p->class == PIECE_DEMONYM || p->class == PIECE_PLACE)
            count_country(c, &votes, attribute(c, p->rule, "country"), 1, &most);
    }
    c->home_votes = most;
    /* who governs it on the report's day, where that is not the state as such */
    uint32_t rule = dtl_rules_find(c->rules, dtl_rules_table(c->rules, "country-codes"), fold(c, c->home), 0);
    dtl_slice governed = attribute(c, rule, "governed");
    int32_t from;
    if (governed.length && dtl_day_parse_iso(attribute(c, rule, "from"), &from) && c->out->published.low != DTL_DAY_OPEN_PAST &&
        c->out->published.low >= from)
        c->home_government = dtl_actor_row(c->rules, &c->actor_tables, governed);
}

/* ---- place or state? ---- */

static const char *const place_prepositions[] = {"in", "into", "from", "to", "across", "within", "inside", "at", "near", "through",
                                                 "throughout", "around", "over", "outside", "toward", "towards", "via", "off",
                                                 "where", NULL};

static bool is_place_preposition(const mention_context *c, uint32_t t)
{
    return token_in(c, t, place_prepositions);
}

/* Verbs whose object is a place: "enter Iran". */
static bool object_of_motion(const mention_context *c, uint32_t t)
{
    static const char *const verbs[] = {"enter", "leave", "flee", "visit", "reach", "tour", "exit", "cross", NULL};
    uint32_t head = c->words[t].head;
    if (c->words[t].relation != DTL_REL_OBJ || head == DTL_NONE)
        return false;
    for (const char *const *verb = verbs; *verb; verb++)
        if (dtl_slice_is(c->words[head].lemma, *verb))
            return true;
    return false;
}

bool place_is_locative(const mention_context *c, uint32_t token)
{
    uint32_t root = token;
    for (int i = 0; i < CLIMB && relation_is(c, root, DTL_REL_CONJ) && c->words[root].head != DTL_NONE && c->words[root].head < root; i++)
        root = c->words[root].head;
    if (object_of_motion(c, root))
        return true;
    uint32_t head = c->words[root].head;
    const piece *governor = head == DTL_NONE ? NULL : piece_at(c, head);
    if (governor && governor->class == PIECE_ROLE && relation_is(c, root, DTL_REL_NMOD) && !token_is(c, root ? root - 1 : 0, "in"))
        return false; /* "his counterparts from Iran" */
    int children = 0;
    for (uint32_t child = c->words[root].first_child; child != DTL_NONE && children < CLIMB; child = c->words[child].next_sibling, children++)
        if (c->words[child].relation == DTL_REL_CASE && child < root)
            return is_place_preposition(c, child);
    uint32_t t = root, start = sentence_start(c, root);
    for (int i = 0; i < SKIP && t > start && (c->words[t - 1].upos == DTL_UPOS_DET || c->words[t - 1].upos == DTL_UPOS_ADJ ||
                                              c->words[t - 1].upos == DTL_UPOS_PROPN); i++)
        t--;
    return t > start && is_place_preposition(c, t - 1);
}

/* ---- phrases ---- */

static bool is_direction(const mention_context *c, uint32_t t, dtl_slice *adjective)
{
    static const char *const words[][2] = {
        {"east", "eastern"}, {"west", "western"}, {"north", "northern"}, {"south", "southern"}, {"northeast", "northeastern"},
        {"northwest", "northwestern"}, {"southeast", "southeastern"}, {"southwest", "southwestern"}, {"center", "central"},
        {"centre", "central"}};
    for (size_t i = 0; t < c->count && i < sizeof words / sizeof *words; i++)
        if (token_is(c, t, words[i][0]) || token_is(c, t, words[i][1])) {
            *adjective = dtl_slice_from_cstr(words[i][1]);
            return true;
        }
    return false;
}

static dtl_slice type_of_word(const mention_context *c, const piece *word)
{
    return word ? attribute(c, word->rule, "class") : DTL_SLICE_EMPTY;
}

/* A place of the rules or the gazetteer, as far as phrases need it. */
typedef struct spot {
    bool known;
    dtl_slice name, country, admin1, admin2; /* as in dtl_entity */
    dtl_slice reason;
    int32_t latitude, longitude;             /* microdegrees; both INT32_MIN unknown */
    uint32_t geonames, rule;                 /* rule: row of places.txt, DTL_NONE */
    uint8_t precision;                       /* as dtl_entity.place_precision; 0 a region */
} spot;

static spot spot_of_rule(const mention_context *c, uint32_t rule)
{
    dtl_slice name = dtl_rules_name(c->rules, rule, 0), admin1 = attribute(c, rule, "admin1");
    if (!admin1.length && attribute_is(c, rule, "type", "province"))
        admin1 = name;
    return (spot){.known = true, .name = name, .country = attribute(c, rule, "country"), .admin1 = admin1,
                  .latitude = dtl_microdegrees(attribute(c, rule, "lat")), .longitude = dtl_microdegrees(attribute(c, rule, "lon")),
                  .rule = rule, .precision = precision_of(attribute(c, rule, "type"))};
}

/* The resolved name of a place that begins at token t; not known when there is none. */
static spot spot_at(const mention_context *c, uint32_t t)
{
    if (t >= c->count || c->toponym_of[t] == DTL_NONE)
        return (spot){0};
    const dtl_toponym *name = &c->out->toponyms.items[c->toponym_of[t]];
    if (name->first != t || !name->country.length || name->use == DTL_TOPONYM_PEOPLE)
        return (spot){0};
    return (spot){.known = true, .name = name->name, .country = name->country, .admin1 = name->admin1, .admin2 = name->admin2,
                  .reason = name->reason, .latitude = name->latitude, .longitude = name->longitude, .geonames = name->geonames,
                  .rule = name->rule, .precision = name->precision};
}

/* The place that contains the phrase that ends at at: ", X", "of X", "in X province". *behind: the token behind it. */
static spot container_right(const mention_context *c, uint32_t at, uint32_t *behind)
{
    uint32_t end = at ? sentence_end(c, at - 1) : 0, t = at;
    *behind = at;
    if (t >= end || !(token_is(c, t, ",") || token_is(c, t, "of") || token_is(c, t, "in") || token_is(c, t, "near") || token_is(c, t, "outside")))
        return (spot){0};
    dtl_slice ignored;
    if (token_is(c, t, ",") && (token_is(c, t + 1, "in") || token_is(c, t + 1, "near"))) /* "the Grand Hotel, in the town of Salt Bay" */
        t++;
    for (t++; t < end && t < at + 6; t++) {
        const piece *p = piece_at(c, t);
        spot found = spot_at(c, t);
        if ((p && p->class == PIECE_PLACE) || (found.known && p && p->class == PIECE_NAME)) {
            *behind = found.known ? t + c->out->toponyms.items[c->toponym_of[t]].count : p->first + p->count;
            const piece *word = *behind < end ? piece_at(c, *behind) : NULL;
            if (word && word->class == PIECE_PLACE_WORD && word->first == *behind)
                *behind = word->first + word->count;
            return found.known ? found : spot_of_rule(c, p->rule);
        }
        bool word = p && p->class == PIECE_PLACE_WORD;
        if (!word && c->words[t].upos != DTL_UPOS_DET && c->words[t].upos != DTL_UPOS_ADJ && !is_direction(c, t, &ignored) &&
            !token_is(c, t, "of") && c->words[t].upos != DTL_UPOS_NUM && !(p && p->class == PIECE_DEMONYM))
            break;
    }
    return (spot){0};
}

static bool lies_in(const spot *inner, const spot *outer)
{
    if (!inner->known || !outer->known || !dtl_slice_equal(inner->country, outer->country))
        return false;
    return !outer->admin1.length || dtl_slice_equal(inner->admin1, outer->admin1);
}

static bool same_spot(const spot *a, const spot *b)
{
    return a->precision == b->precision && dtl_slice_equal(a->name, b->name) && dtl_slice_equal(a->admin1, b->admin1);
}

static uint32_t entity_of_spot(mention_context *c, const spot *s)
{
    if (s->precision == 1)
        return entity_of_country(c, s->country);
    bool whole = s->precision == 2 || !s->admin1.length;
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("place:"), s->country, DTL_SLICE(":"), whole ? DTL_SLICE_EMPTY : fold(c, s->admin1),
                                         whole ? DTL_SLICE_EMPTY : DTL_SLICE(":"), fold(c, s->name)}, 6);
    return entity_put(c, (dtl_entity){.id = id, .name = s->name, .country = s->country, .admin1 = s->admin1, .admin2 = s->admin2,
                                      .latitude = s->latitude, .longitude = s->longitude, .geonames = s->geonames, .rule = s->rule,
                                      .kind = DTL_MENTION_PLACE, .place_precision = s->precision});
}

/* Of the places that bear this name the one that the report means; where nothing but the rules knows it, the row that fits the
 * place word, the container and the report's country. */
static spot choose_spot(mention_context *c, const piece *p, dtl_slice type, const spot *container)
{
    spot resolved = spot_at(c, p->first);
    if (resolved.known)
        return resolved;
    dtl_slice key = fold(c, tokens_text(c, p->first, p->count));
    spot best = spot_of_rule(c, p->rule);
    int best_score = -1;
    for (uint32_t k = 0; k < CHOICES; k++) {
        uint32_t row = dtl_rules_find(c->rules, c->tables.places, key, k);
        if (row == DTL_NONE)
            break;
        spot candidate = spot_of_rule(c, row);
        int score = 0;
        score += type.length && dtl_slice_equal(attribute(c, row, "type"), type) ? 8 : 0;
        score += container->known && !same_spot(&candidate, container) && lies_in(&candidate, container) ? 4 : 0;
        score += c->home.length && dtl_slice_equal(candidate.country, c->home) ? 2 : 0;
        if (score > best_score) {
            best_score = score;
            best = candidate;
        }
    }
    return best;
}

/* A place that no list has: a village, an airport, a district by number. It inherits country and first-level unit, and the
 * point of a town that it is close by. */
static uint32_t new_place(mention_context *c, dtl_slice name, const spot *container, dtl_slice country, uint8_t precision, bool close_by)
{
    dtl_slice admin1 = container->known ? container->admin1 : DTL_SLICE_EMPTY;
    if (container->known)
        country = container->country;
    close_by &= container->known;
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("place:"), country, DTL_SLICE(":"), fold(c, admin1),
                                         admin1.length ? DTL_SLICE(":") : DTL_SLICE_EMPTY, fold(c, name)}, 6);
    return entity_put(c, (dtl_entity){
        .id = id, .name = name, .country = country, .admin1 = admin1, .admin2 = close_by ? container->admin2 : DTL_SLICE_EMPTY,
        .latitude = close_by ? container->latitude : INT32_MIN, .longitude = close_by ? container->longitude : INT32_MIN,
        .rule = DTL_NONE, .kind = DTL_MENTION_PLACE, .place_precision = precision});
}

static void add_place(mention_context *c, piece *p, uint32_t first, uint32_t end, uint32_t entity, uint32_t rule, dtl_slice reason)
{
    p->entity = entity;
    p->consumed = true;
    uint32_t made = mention_add(c, first, end - first, head_of(c, first, end - first), DTL_MENTION_PLACE, entity, rule);
    if (made != DTL_NONE)
        c->out->mentions.items[made].reason = reason;
}

/* "eastern Iran", "Iran's restive east": a part of a country; false if it is the country itself. */
static bool build_part(mention_context *c, piece *p, dtl_slice country)
{
    uint32_t first = p->first, end = p->first + p->count, limit = sentence_end(c, first);
    dtl_slice direction;
    if (first > sentence_start(c, first) && is_direction(c, first - 1, &direction)) {
        first--;
    } else if (token_is(c, end, "'s") || token_is(c, end, "'")) {
        uint32_t t = end + 1;
        while (t < limit && t < end + 3 && c->words[t].upos == DTL_UPOS_ADJ && !is_direction(c, t, &direction))
            t++;
        if (t >= limit || !is_direction(c, t, &direction) || (t + 1 < limit && piece_at(c, t + 1)) || c->words[t].upos == DTL_UPOS_ADJ)
            return false;
        end = t + 1;
    } else {
        return false;
    }
    uint32_t rule;
    dtl_slice name = join(c, (dtl_slice[]){direction, DTL_SLICE(" "), country_name(c, country, &rule)}, 3);
    uint32_t part = new_place(c, name, &(spot){0}, country, 1, false);
    add_place(c, p, first, end, part, p->rule, DTL_SLICE_EMPTY);
    return true;
}

/* "from Iraq, Syria and Libya": a country behind a country that is a place, whatever the tree says. */
static bool continues_list(const mention_context *c, const piece *p)
{
    uint32_t t = p->first, start = sentence_start(c, t);
    while (t > start && p->first - t < 3 && (token_is(c, t - 1, ",") || token_is(c, t - 1, "and") || token_is(c, t - 1, "or")))
        t--;
    if (t == p->first || t == start)
        return false;
    uint32_t before = c->piece_of[t - 1];
    const piece *q = before == DTL_NONE ? NULL : &c->pieces.items[before];
    return q && q->class == PIECE_PLACE && q->entity != DTL_NONE && c->out->entities.items[q->entity].kind == DTL_MENTION_PLACE;
}

/* "Iran's Kerman province": the owner of a place is where it lies. */
static bool owns_place(const mention_context *c, uint32_t head)
{
    uint32_t governor = c->words[head].head;
    if (governor == DTL_NONE || c->piece_of[governor] == DTL_NONE)
        return false;
    uint8_t class = c->pieces.items[c->piece_of[governor]].class;
    return class == PIECE_PLACE || class == PIECE_PLACE_WORD;
}

/* A country that acts: the state. */
static void add_state(mention_context *c, piece *p)
{
    uint32_t first = p->first > sentence_start(c, p->first) && token_is(c, p->first - 1, "the") ? p->first - 1 : p->first;
    p->entity = entity_of_state(c, attribute(c, p->rule, "country"));
    p->consumed = true;
    mention_add(c, first, p->first + p->count - first, head_of(c, p->first, p->count), DTL_MENTION_ORGANISATION, p->entity, p->rule);
}

static void build_country(mention_context *c, piece *p)
{
    dtl_slice country = attribute(c, p->rule, "country");
    uint32_t head = head_of(c, p->first, p->count), end = p->first + p->count;
    bool possessive = token_is(c, end, "'s") || token_is(c, end, "'");
    if (build_part(c, p, country))
        return;
    bool locative = possessive ? owns_place(c, head) : place_is_locative(c, head) || continues_list(c, p);
    if (locative) {
        add_place(c, p, p->first, end, entity_of_country(c, country), p->rule, DTL_SLICE_EMPTY);
        return;
    }
    add_state(c, p);
}

/* "a Guantanamo detainee", "Kabul police": the name tells whose someone is, not where something happened. */
static bool names_someone(const mention_context *c, uint32_t head, uint32_t end)
{
    uint32_t governor = c->words[head].head;
    if (!relation_is(c, head, DTL_REL_COMPOUND) || governor == DTL_NONE || governor < end || c->piece_of[governor] == DTL_NONE)
        return false;
    uint8_t class = c->pieces.items[c->piece_of[governor]].class;
    return class == PIECE_ROLE || class == PIECE_OFFICE || class == PIECE_DOCUMENT || class == PIECE_TITLE;
}

static void build_known(mention_context *c, piece *p)
{
    uint32_t first = p->first, end = p->first + p->count, limit = sentence_end(c, first), behind;
    spot resolved = spot_at(c, first);
    if (attribute_is(c, p->rule, "type", "country") && (!resolved.known || resolved.precision == 1)) { /* not Georgia in "Atlanta, Georgia" */
        build_country(c, p);
        return;
    }
    uint32_t head = head_of(c, p->first, p->count);
    if (names_someone(c, head, end))
        return;
    dtl_slice reason;
    uint32_t acting = metonym_entity(c, p, head, &reason);
    if (acting != DTL_NONE) { /* "Kabul said" */
        p->entity = acting;
        p->consumed = true;
        uint32_t made = mention_add(c, first, end - first, head, DTL_MENTION_ORGANISATION, p->entity, p->rule);
        if (made != DTL_NONE)
            c->out->mentions.items[made].reason = reason;
        return;
    }
    piece *word = end < limit ? piece_at(c, end) : NULL;
    if (word && (word->class != PIECE_PLACE_WORD || word->first != end))
        word = NULL;
    dtl_slice type = type_of_word(c, word);
    if (word) {
        end += word->count;
        word->consumed = true;
    }
    spot container = container_right(c, end, &behind), place = choose_spot(c, p, type, &container);
    if (lies_in(&place, &container) && !same_spot(&place, &container) && !token_is(c, end, ",") && !token_is(c, end, "near") && !token_is(c, end, "outside"))
        end = behind;
    bool site = dtl_slice_is(type, "site");
    uint32_t entity = site ? new_place(c, tokens_text(c, p->first, word->first + word->count - p->first), &place, DTL_SLICE_EMPTY, 5, true)
                           : entity_of_spot(c, &place);
    dtl_slice direction;
    if (first > sentence_start(c, first) && is_direction(c, first - 1, &direction))
        first--;
    add_place(c, p, first, end, entity, place.rule != DTL_NONE ? place.rule : p->rule, place.reason);
}

/* "the Westgate Mall in Nairobi", "the attack on Crocus City Hall": a building where somebody is or where something is done, which
 * does nothing itself. */
static bool is_scene(const mention_context *c, const piece *p, bool behind_preposition, const spot *container)
{
    uint32_t first = p->first, head = head_of(c, p->first, p->count);
    if (!is_building(c, p) || relation_is(c, head, DTL_REL_NSUBJ))
        return false;
    if (first > sentence_start(c, first) && c->words[first - 1].upos == DTL_UPOS_DET)
        first--;
    return p->label == DTL_NAME_BEGIN_PLACE || behind_preposition || container->known || (first > sentence_start(c, first) && token_is(c, first - 1, "on"));
}

/* Unknown names: "Sakhi village of Ghor", "in Karta". */
static void build_unknown(mention_context *c, piece *p)
{
    uint32_t first = p->first, end = p->first + p->count, limit = sentence_end(c, first), behind;
    piece *word = end < limit ? piece_at(c, end) : NULL;
    if (word && (word->class != PIECE_PLACE_WORD || word->first != end))
        word = NULL;
    uint32_t head = head_of(c, p->first, p->count), t = first > sentence_start(c, first) && c->words[first - 1].upos == DTL_UPOS_DET ? first - 1 : first;
    bool behind_preposition = t > sentence_start(c, first) && is_place_preposition(c, t - 1);
    bool organisation = dtl_rules_find(c->rules, c->tables.organisation_words, c->folded[first + p->count - 1], 0) != DTL_NONE;
    spot resolved = spot_at(c, first);
    if (resolved.known && c->out->toponyms.items[c->toponym_of[first]].count != p->count)
        resolved.known = false; /* only a part of the name */
    bool labelled = p->label == DTL_NAME_BEGIN_PLACE;
    spot beside = container_right(c, end, &behind);
    if (!word && !resolved.known && is_scene(c, p, behind_preposition, &beside)) {
        uint32_t building = new_place(c, tokens_text(c, first, p->count), &beside, c->home, 5, beside.precision == 4);
        add_place(c, p, first, end, building, DTL_NONE, DTL_SLICE_EMPTY);
        return;
    }
    if (p->label != DTL_NAME_OUTSIDE && !labelled && !word)
        return; /* the name model knows it for a person or an organisation */
    if (resolved.known && !word && !organisation && (labelled || behind_preposition || place_is_locative(c, head))) {
        spot outer = container_right(c, end, &behind);
        bool within = lies_in(&resolved, &outer) && !token_is(c, end, ",") && !token_is(c, end, "near") && !token_is(c, end, "outside");
        add_place(c, p, first, within ? behind : end, entity_of_spot(c, &resolved), DTL_NONE, resolved.reason);
        return;
    }
    if (is_headline(c, first) || (!word && (organisation || (!behind_preposition && !place_is_locative(c, head)))))
        return;
    dtl_slice type = type_of_word(c, word), name = tokens_text(c, p->first, p->count);
    uint32_t whole = word ? word->first + word->count - first : p->count;
    if (resolved.known && names_someone(c, head_of(c, first, whole), first + whole))
        return; /* "the Madison County sheriff" */
    if (word) {
        end += word->count;
        word->consumed = true;
        if (dtl_slice_is(type, "site"))
            name = tokens_text(c, p->first, end - p->first);
    }
    spot container = container_right(c, end, &behind);
    if (!word && !container.known && (token_is(c, first - 1, "to") || (c->has_labels && !labelled)))
        return; /* "links to Khadim", "in Chapter Two": no place in sight */
    if (resolved.known && !dtl_slice_is(type, "site") && (!word || resolved.precision == precision_of(type) || resolved.precision == 4)) {
        bool within = lies_in(&resolved, &container) && !token_is(c, end, ",");
        add_place(c, p, first, within ? behind : end, entity_of_spot(c, &resolved), DTL_NONE, resolved.reason);
        return;
    }
    uint8_t precision = word ? precision_of(type) : container.known ? 5 : 0;
    uint32_t entity = new_place(c, name, &container, word ? c->home : DTL_SLICE_EMPTY, precision, false);
    add_place(c, p, first, container.known && !token_is(c, end, ",") ? behind : end, entity, DTL_NONE, DTL_SLICE_EMPTY);
}

/* "the 2nd, 4th and 9th districts of Herat", "PD 12 of Kabul city", "the province of Helmand". */
static void build_word(mention_context *c, piece *p)
{
    uint32_t first = p->first, end = p->first + p->count, start = sentence_start(c, first), limit = sentence_end(c, first), behind;
    bool numbered = false;
    if (attribute_is(c, p->rule, "class", "capital"))
        return;
    if (end < limit && c->words[end].upos == DTL_UPOS_NUM && !c->words[end].features) {
        numbered = true;
        end++;
    }
    uint32_t ordinal = first;
    for (int i = 0; i < 12 && ordinal > start; i++) {
        uint32_t t = ordinal - 1;
        bool link = t > start && (token_is(c, t, ",") || token_is(c, t, "and"));
        dtl_slice text = c->folded[link ? t - 1 : t];
        if (!text.length || !dtl_rune_is_digit((unsigned char)text.ptr[0]) || (link && !numbered))
            break;
        numbered = true;
        ordinal = link ? t - 1 : t;
    }
    first = ordinal;
    spot container = container_right(c, end, &behind);
    if (!container.known || token_is(c, end, ","))
        return;
    dtl_slice type = type_of_word(c, p), words = tokens_text(c, first, end - first);
    if (token_is(c, end, "near") || token_is(c, end, "outside")) { /* "a village near Baghlan": somewhere around that town */
        bool small = dtl_slice_is(type, "village") || dtl_slice_is(type, "site");
        if (!small || container.precision < 3)
            return;
        dtl_slice around = join(c, (dtl_slice[]){words, DTL_SLICE(" near "), container.name}, 3);
        add_place(c, p, first, behind, new_place(c, around, &container, DTL_SLICE_EMPTY, 3, true), p->rule, DTL_SLICE("unnamed: the point is that of the town near by"));
        return;
    }
    bool same = !numbered && (container.precision == precision_of(type) || dtl_slice_is(type, "village"));
    uint32_t entity;
    if (same || (!numbered && !dtl_slice_is(type, "site"))) {
        entity = entity_of_spot(c, &container);
    } else {
        bool brief = attribute_is(c, p->rule, "short", "yes");
        dtl_slice name = join(c, (dtl_slice[]){words, brief ? DTL_SLICE(", ") : DTL_SLICE(" of "), container.name}, 3);
        entity = new_place(c, name, &container, DTL_SLICE_EMPTY, precision_of(type), container.precision == 4);
    }
    add_place(c, p, first, behind, entity, p->rule, container.reason);
}

void places_build(mention_context *c)
{
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++) {
        piece *p = &c->pieces.items[i];
        if (p->consumed)
            continue;
        if (p->modifier) { /* "Iran's foreign minister": the state is named, "Balkh governor": the place is not */
            if (p->class == PIECE_PLACE && attribute_is(c, p->rule, "type", "country"))
                add_state(c, p);
            continue;
        }
        uint32_t end = p->first + p->count;
        if (p->class == PIECE_PLACE && !(token_is(c, end, "-") && (token_is(c, end + 1, "based") || token_is(c, end + 1, "born"))))
            build_known(c, p);
        else if (p->class == PIECE_NAME)
            build_unknown(c, p);
        else if (p->class == PIECE_PLACE_WORD)
            build_word(c, p);
    }
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++) {
        piece *p = &c->pieces.items[i];
        uint32_t building = p->consumed ? DTL_NONE : building_of_short_name(c, p);
        if (building != DTL_NONE && c->pieces.items[building].entity != DTL_NONE && !relation_is(c, head_of(c, p->first, p->count), DTL_REL_NSUBJ))
            add_place(c, p, p->first, p->first + p->count, c->pieces.items[building].entity, DTL_NONE, DTL_SLICE("short for a building"));
    }
}
