/* Persons and unknown organisations: what the unknown names are.
 *
 * In: name pieces, groups and offices. Out: mentions and entities of persons, with the role told beside the name and whom they speak or
 * fight for; of organisations that no table has.
 *
 * The idea: a name is a person's when a title, a role, an earlier mention or the grammar says so; a role stands in front of it ("police
 * chief Amiri") or behind a comma ("Amiri, a spokesman for the police of Herat"). A name is met again by any of its words that no
 * other person bears (persons.c: by its sound too).
 * Knowingly wrong: a role and a name in two different sentences are joined only by the surname. */
#include "mention/actor_parts.h"
#include "doc/tree.h"

/* ---- persons ---- */

/* The key of one word of a name: spelling variants of one name meet in it. Known variants come from the table name-parts;
 * else doubled letters count once. */
static dtl_slice part_key(mention_context *c, uint32_t token)
{
    dtl_slice word = c->folded[token];
    uint32_t rule = dtl_rules_find(c->rules, c->tables.name_parts, word, 0);
    if (rule != DTL_NONE)
        return fold(c, dtl_rules_name(c->rules, rule, 0));
    char *bytes = dtl_arena_alloc(c->arena, (size_t)word.length + 1);
    if (!bytes) {
        c->failed = true;
        return word;
    }
    uint32_t used = 0;
    for (uint32_t i = 0; i < word.length; i++)
        if (word.ptr[i] != '\'' && (used == 0 || bytes[used - 1] != word.ptr[i]))
            bytes[used++] = word.ptr[i];
    return dtl_slice_make(bytes, used);
}

static dtl_slice name_key(mention_context *c, uint32_t first, uint32_t count)
{
    enum { PARTS = 32 };
    dtl_slice parts[PARTS];
    uint32_t used = 0;
    for (uint32_t t = first; t < first + count && used + 2 < PARTS; t++) {
        bool dash = token_is(c, t, "-"), after_dash = t > first && token_is(c, t - 1, "-");
        if (used && !dash && !after_dash)
            parts[used++] = DTL_SLICE(" ");
        parts[used++] = dash ? DTL_SLICE("-") : part_key(c, t);
    }
    return join(c, parts, used);
}

static bool key_has_word(dtl_slice key, dtl_slice word)
{
    dtl_slice field;
    while (dtl_slice_next_field(&key, ' ', &field))
        if (dtl_slice_equal(field, word))
            return true;
    return false;
}

static bool key_contains(dtl_slice longer, dtl_slice shorter)
{
    dtl_slice field;
    while (dtl_slice_next_field(&shorter, ' ', &field))
        if (!key_has_word(longer, field))
            return false;
    return true;
}

/* The person of this name: an earlier one whose name contains this one or is contained in it, else a new one. Every word of
 * a name points to the latest person that bears it. */
static uint32_t person_entity(mention_context *c, dtl_map *bearers, dtl_slice key, dtl_entity prototype, dtl_slice *reason)
{
    static const char prefix[] = "person:";
    dtl_slice rest = key, word;
    uint32_t person = DTL_NONE;
    while (person == DTL_NONE && dtl_slice_next_field(&rest, ' ', &word)) {
        uint32_t known = dtl_map_get(bearers, word);
        if (known == DTL_NONE)
            continue;
        dtl_slice id = c->out->entities.items[known].id;
        dtl_slice old = dtl_slice_make(id.ptr + sizeof prefix - 1, id.length - (sizeof prefix - 1));
        if (key_contains(old, key))
            person = known;
        else if (key_contains(key, old) && dtl_map_get(&c->entities, prototype.id) == DTL_NONE) {
            c->out->entities.items[known].id = prototype.id; /* the fuller name comes later */
            if (!dtl_map_put(&c->entities, prototype.id, known))
                c->failed = true;
            person = known;
        }
    }
    if (person == DTL_NONE && dtl_map_get(&c->entities, prototype.id) == DTL_NONE)
        person = person_by_sound(c, bearers, key, prototype.name, reason);
    else if (person != DTL_NONE && !dtl_slice_equal(c->out->entities.items[person].id, prototype.id))
        *reason = DTL_SLICE("part of the name of a person of this report");
    if (person != DTL_NONE)
        prototype.id = c->out->entities.items[person].id;
    person = entity_put(c, prototype);
    if (person == DTL_NONE)
        return person;
    dtl_entity *e = &c->out->entities.items[person];
    if (!e->sector.length) {
        e->sector = prototype.sector;
        e->sector_from = prototype.sector_from;
    }
    if (!e->country.length)
        e->country = prototype.country;
    rest = key;
    while (dtl_slice_next_field(&rest, ' ', &word))
        if (word.length > 2 && !dtl_map_put(bearers, word, person))
            c->failed = true;
    person_remember(c, bearers, key, person);
    return person;
}

/* Does this sector serve whoever governs? */
static bool serves_state(dtl_slice sector)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "SPY", "LEG", "JUD", NULL};
    for (const char *const *s = sectors; *s; s++)
        if (dtl_slice_is(sector, *s))
            return true;
    return false;
}

dtl_slice role_sector(mention_context *c, uint32_t rule, uint32_t owner_entity, bool former, dtl_slice *from)
{
    dtl_slice sector = attribute(c, rule, "sector");
    const dtl_entity *holder = entity_at(c, owner_entity);
    bool shares = dtl_slice_is(sector, "parent") || (owner_entity != DTL_NONE && dtl_slice_is(sector, "UAF"));
    *from = DTL_SLICE_EMPTY;
    if (shares)
        sector = holder->sector;
    if (former)
        return serves_state(sector) ? DTL_SLICE("ELI") : shares || dtl_slice_is(sector, "REB") ? DTL_SLICE_EMPTY : sector;
    if (shares || serves_state(sector))
        *from = holder->sector_from;
    /* who holds an office of rebels is one of them */
    return serves_state(sector) && dtl_slice_is(holder->sector, "REB") ? holder->sector : sector;
}

bool says_former(const mention_context *c, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"former", "ex", "late", "then", "onetime", NULL};
    for (uint32_t t = first; t < end && t < first + PHRASE_LEFT_MAX; t++)
        if (token_in(c, t, words))
            return true;
    return false;
}

dtl_slice role_text(const mention_context *c, uint32_t first, uint32_t end)
{
    while (first + 1 < end && (c->words[first].upos == DTL_UPOS_DET || c->words[first].upos == DTL_UPOS_NUM ||
                               c->words[first].upos == DTL_UPOS_PUNCT || token_is(c, first, "all") || token_is(c, first, "the") ||
                               c->taken[first]))
        first++;
    return tokens_text(c, first, end - first);
}

/* The ministry of the state or group whose minister is named. */
static uint32_t office_of_role(mention_context *c, dtl_slice office, uint32_t holder)
{
    uint32_t rule = dtl_rules_find(c->rules, c->tables.offices, office, 0);
    const dtl_entity *e = entity_at(c, holder);
    if (rule == DTL_NONE || e->kind != DTL_MENTION_ORGANISATION || dtl_slice_find(e->id, DTL_SLICE(":"), 0) != DTL_NONE)
        return holder;
    dtl_slice id = join(c, (dtl_slice[]){e->id, DTL_SLICE(":"), attribute(c, rule, "id")}, 3);
    uint32_t named = named_office(c, id);
    return named != DTL_NONE ? entity_of_actor(c, named) : entity_put(c, (dtl_entity){.id = id,
                                      .name = join(c, (dtl_slice[]){e->name, DTL_SLICE(" "), attribute(c, rule, "name")}, 3),
                                      .country = e->country, .sector = attribute(c, rule, "sector"), .parent_id = e->id,
                                      .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = rule, .kind = DTL_MENTION_ORGANISATION});
}

role_phrase read_role(mention_context *c, const piece *p, uint32_t right, bool look_right)
{
    role_phrase r = {.rule = p->rule, .end = piece_end(p), .superior = DTL_NONE,
                     .owner = {.entity = DTL_NONE, .place = DTL_NONE, .country = DTL_SLICE_EMPTY, .region = DTL_SLICE_EMPTY}};
    r.first = phrase_left(c, p->first, right);
    owner_left(c, r.first, p->first, &r.owner);
    if (look_right && (r.owner.entity == DTL_NONE || r.owner.weak))
        r.end = owner_right(c, r.end, &r.owner);
    /* a governor of a province serves whoever governs the country, unless he did so once */
    dtl_slice sector = attribute(c, p->rule, "sector");
    bool official = dtl_slice_is(sector, "GOV") || dtl_slice_is(sector, "COP") || dtl_slice_is(sector, "MIL");
    if (r.owner.entity == DTL_NONE && official && r.owner.place != DTL_NONE && dtl_slice_equal(r.owner.country, c->home) &&
        !says_former(c, r.first, p->first))
        r.owner.entity = home_entity(c);
    /* "the president", "the interior minister": of the country that the report is about */
    bool single = !(c->words[piece_end(p) - 1].features & DTL_FEATURE_PLURAL);
    if (r.owner.entity == DTL_NONE && r.owner.place == DTL_NONE && !r.owner.country.length && single &&
        attribute_is(c, p->rule, "of", "state") && (token_is(c, r.first, "the") || token_is_capital(c, p->first)) && c->home.length &&
        !says_former(c, r.first, p->first)) {
        r.owner.entity = home_entity(c);
        r.owner.country = c->home;
    }
    /* a minister speaks for the ministry */
    dtl_slice office = attribute(c, p->rule, "office");
    r.superior = office.length && r.owner.entity != DTL_NONE ? office_of_role(c, office, r.owner.entity) : r.owner.entity;
    return r;
}

/* Titles and roles directly in front of a name. */
static uint32_t read_before_name(mention_context *c, uint32_t first, uint32_t last, role_phrase *role, bool *title)
{
    uint32_t at = first, start = sentence_start(c, first);
    *title = false;
    role->rule = DTL_NONE;
    for (int i = 0; i < 4 && at > start; i++) {
        piece *p = piece_at(c, at - 1);
        if (p && p->class == PIECE_NAME && i == 0)
            break;
        if (p && p->class == PIECE_TITLE) {
            *title = true;
            at = p->first;
            p->consumed = true;
            if (token_is(c, p->first, ".") && at > start)
                at--;
            continue;
        }
        if (token_is(c, at - 1, ".") && at >= start + 2 && piece_at(c, at - 2) && piece_at(c, at - 2)->class == PIECE_TITLE) {
            at--;
            continue;
        }
        bool plural = c->words[at - 1].features & DTL_FEATURE_PLURAL;
        if (p && p->class == PIECE_ROLE && !plural && !is_group_word(c, p) && !attribute_is(c, p->rule, "class", "faith")) {
            *role = read_role(c, p, last, false);
            at = role->first;
            p->consumed = true;
            *title = true;
            piece *other = at > start + 1 && token_is(c, at - 1, "and") ? piece_at(c, at - 2) : NULL;
            if (at == p->first && other && other->class == PIECE_ROLE && piece_end(other) == at - 1 &&
                !(c->words[at - 2].features & DTL_FEATURE_PLURAL)) { /* "author and analyst X" */
                role_phrase fuller = read_role(c, other, last, false);
                other->consumed = true;
                at = role->first = fuller.first;
                if (role->owner.entity == DTL_NONE) {
                    role->owner = fuller.owner;
                    role->superior = fuller.superior;
                }
            }
        }
        break;
    }
    return at;
}

/* ", a spokesman for the Taliban government": a role phrase behind a comma. Returns its head piece, NULL if none. */
static piece *read_apposition(mention_context *c, uint32_t at, role_phrase *role)
{
    uint32_t end = sentence_end(c, at - 1);
    if (at + 1 >= end || !(token_is(c, at, ",") || token_is(c, at, "(") || token_is(c, at, "-")))
        return NULL;
    for (uint32_t t = at + 1; t < end && t <= at + APPOSITION_LOOK; t++) {
        piece *p = piece_at(c, t);
        uint8_t upos = c->words[t].upos;
        if (p && p->class == PIECE_ROLE && !is_group_word(c, p)) {
            uint32_t behind = piece_end(p);
            const piece *next = behind < end ? piece_at(c, behind) : NULL;
            if ((next && next->first == behind && (next->class == PIECE_NAME || next->class == PIECE_TITLE)) ||
                (c->words[behind - 1].features & DTL_FEATURE_PLURAL))
                return NULL;
            if (next && next->first == behind && next->class == PIECE_ROLE)
                continue;
            *role = read_role(c, p, behind - 1, true);
            if (role->first > at + 1)
                role->first = at + 1;
            owner_left(c, role->first, p->first, &role->owner);
            return p;
        }
        bool passes = upos == DTL_UPOS_DET || upos == DTL_UPOS_ADJ || upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN ||
                      upos == DTL_UPOS_PART || token_is(c, t, "'s") || token_is(c, t, "-") || upos == DTL_UPOS_ADV;
        if (!passes || (p && (p->class == PIECE_NAME || p->class == PIECE_TITLE)))
            return NULL;
        if (p)
            t = piece_end(p) - 1;
    }
    return NULL;
}

static bool has_given_name(const mention_context *c, const piece *p)
{
    for (uint32_t t = p->first; t < piece_end(p); t++)
        if (dtl_rules_find(c->rules, c->tables.name_parts, c->folded[t], 0) != DTL_NONE)
            return true;
    return false;
}

static bool is_locative_name(const mention_context *c, const piece *p)
{
    static const char *const words[] = {"in", "at", "near", "from", "to", "towards", "around", "outside", "inside", "across", "into", NULL};
    uint32_t t = p->first, start = sentence_start(c, t);
    if (t > start && c->words[t - 1].upos == DTL_UPOS_DET)
        t--;
    return t > start && token_in(c, t - 1, words);
}

static bool ends_in_organisation_word(const mention_context *c, const piece *p)
{
    return dtl_rules_find(c->rules, c->tables.organisation_words, c->folded[piece_end(p) - 1], 0) != DTL_NONE;
}

/* Verbs whose subject is a person if it is not a known group. */
static bool speaks(const mention_context *c, uint32_t verb)
{
    static const char *const verbs[] = {"say", "tell", "add", "ask", "think", "believe", "know", "feel", "recall", "remember", "hope",
                                        "want", "speak", "write", "tweet", NULL};
    for (const char *const *v = verbs; *v; v++)
        if (dtl_slice_is(c->words[verb].lemma, *v))
            return true;
    return false;
}

/* A name without a title: does the grammar say person? */
static bool grammar_says_person(const mention_context *c, const piece *p)
{
    uint32_t words = 0;
    for (uint32_t t = p->first; t < piece_end(p); t++)
        words += !token_is(c, t, "-");
    uint32_t head = head_of(c, p->first, p->count), governor = c->words[head].head;
    if (words == 1 && governor != DTL_NONE && c->words[head].relation == DTL_REL_NSUBJ && speaks(c, governor))
        return !is_headline(c, p->first) && !ends_in_organisation_word(c, p);
    if (words < 2 || words > 5 || is_headline(c, p->first) || token_has_sign(c, p->first, "place-beginning"))
        return false;
    switch (dtl_relation_universal(c->words[head].relation)) {
    case DTL_REL_NSUBJ: case DTL_REL_APPOS:
        return true;
    case DTL_REL_OBL:
        return c->words[head].relation == DTL_REL_OBL_AGENT;
    default:
        return false;
    }
}

/* The token behind a name and its bracketed acronym or "known as 'Qais'", whose piece is *alias. */
static uint32_t read_alias(mention_context *c, uint32_t at, uint32_t end, piece **alias)
{
    static const char *const known[] = {"known", "nicknamed", "alias", "aka", NULL};
    *alias = NULL;
    uint32_t t = at;
    if (token_is(c, t, ","))
        t++;
    if (token_is(c, t, "also"))
        t++;
    if (t >= end || !token_in(c, t, known))
        return at;
    t++;
    if (token_is(c, t, "as"))
        t++;
    if (t < end && c->words[t].upos == DTL_UPOS_PUNCT)
        t++;
    piece *p = t < end ? piece_at(c, t) : NULL;
    if (p && p->class == PIECE_NAME)
        *alias = p;
    return at;
}

/* "the \"Juan Roe\" group", "the Juan Roe cell": a body that bears somebody's name is not he. */
static bool names_a_body(const mention_context *c, const piece *p)
{
    static const char *const bodies[] = {"group", "cell", "commando", "column", "brigade", "battalion", "squad", "front", "gang", "movement", "organisation", "organization", NULL};
    uint32_t end = sentence_end(c, p->first), t = piece_end(p);
    if (t < end && c->words[t].upos == DTL_UPOS_PUNCT && (c->words[t].xpos == DTL_XPOS_CLOSE_QUOTE))
        t++;
    uint32_t head = c->words[piece_end(p) - 1].head;
    bool joined = head == t || (head != DTL_NONE && c->words[head].head == t);
    return t < end && joined && token_in(c, t, bodies);
}

void build_person(mention_context *c, dtl_map *bearers, uint32_t index)
{
    piece *p = &c->pieces.items[index];
    uint32_t end = piece_end(p), sentence = sentence_end(c, p->first);
    role_phrase before = {.rule = DTL_NONE}, behind = {.rule = DTL_NONE};
    bool title = false;
    if (p->consumed)
        return;
    uint32_t first = read_before_name(c, p->first, end - 1, &before, &title);
    piece *role_behind = end < sentence ? read_apposition(c, end, &behind) : NULL;
    uint32_t bearer = dtl_map_get(bearers, part_key(c, end - 1));
    bool other = p->label != DTL_NAME_OUTSIDE && p->label != DTL_NAME_BEGIN_PERSON; /* the name model knows it for something else */
    bool person = title || (!other && role_behind && !ends_in_organisation_word(c, p)) || (bearer != DTL_NONE && (!other || p->count == 1));
    piece *next = end < sentence ? piece_at(c, end) : NULL;
    bool place = next && next->first == end && next->class == PIECE_PLACE_WORD;
    if (!person && !place && p->label == DTL_NAME_BEGIN_PERSON && !ends_in_organisation_word(c, p))
        person = true;
    if (!person && !place && !other && !c->has_labels && !ends_in_organisation_word(c, p) && !is_all_capitals(tokens_text(c, p->first, p->count)))
        person = (p->count > 1 && has_given_name(c, p)) || (!is_locative_name(c, p) && grammar_says_person(c, p));
    if (!title && names_a_body(c, p))
        person = false;
    if (!person)
        return;
    const role_phrase *role = role_behind ? &behind : before.rule != DTL_NONE ? &before : NULL;
    dtl_slice key = name_key(c, p->first, p->count), name = tokens_text(c, p->first, p->count);
    const piece *honorific = p->first > first ? piece_at(c, p->first - 1) : NULL;
    if (p->count == 1 && bearer == DTL_NONE && honorific && honorific->class == PIECE_TITLE && attribute_is(c, honorific->rule, "keep", "yes")) {
        /* one word and a title of respect: the title keeps the name apart from others */
        name = tokens_text(c, honorific->first, end - honorific->first);
        key = name_key(c, honorific->first, end - honorific->first);
    }
    dtl_entity prototype = {.id = join(c, (dtl_slice[]){DTL_SLICE("person:"), key}, 2), .name = name, .latitude = INT32_MIN,
                            .longitude = INT32_MIN, .rule = DTL_NONE, .kind = DTL_MENTION_PERSON};
    if (role) {
        prototype.role = role_text(c, role->first, role->end);
        prototype.parent_id = entity_at(c, role->superior)->id;
        prototype.country = role->owner.country;
        bool former = says_former(c, role->first, role->end);
        prototype.sector = role_sector(c, role->rule, role->owner.entity, former, &prototype.sector_from);
        if (former)
            prototype.parent_id = DTL_SLICE_EMPTY;
    } else if (title && honorific && honorific->class == PIECE_TITLE) {
        prototype.sector = attribute(c, honorific->rule, "sector");
    }
    dtl_slice reason = DTL_SLICE_EMPTY;
    p->entity = person_entity(c, bearers, key, prototype, &reason);
    p = &c->pieces.items[index];
    p->consumed = true;
    uint32_t made = mention_add(c, first, end - first, head_of(c, first, end - first), DTL_MENTION_PERSON, p->entity, DTL_NONE);
    if (made != DTL_NONE)
        c->out->mentions.items[made].reason = reason;
    if (first < p->first && before.rule != DTL_NONE)
        mention_add(c, p->first, p->count, head_of(c, p->first, p->count), DTL_MENTION_PERSON, p->entity, DTL_NONE);
    if (role_behind) {
        role_behind->consumed = true;
        mention_add(c, behind.first, behind.end - behind.first, head_of(c, role_behind->first, role_behind->count), DTL_MENTION_ROLE,
                    p->entity, role_behind->rule);
    }
    piece *alias;
    read_alias(c, end, sentence, &alias);
    if (alias) {
        alias->entity = p->entity;
        alias->consumed = true;
        mention_add(c, alias->first, alias->count, head_of(c, alias->first, alias->count), DTL_MENTION_PERSON, p->entity, DTL_NONE);
        if (p->entity != DTL_NONE && !dtl_map_put(bearers, part_key(c, alias->first), p->entity))
            c->failed = true;
    }
}

/* ---- unknown organisations ---- */

uint32_t unknown_organisation(mention_context *c, uint32_t first, uint32_t count)
{
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("name:"), name_key(c, first, count)}, 2);
    return entity_put(c, (dtl_entity){.id = id, .name = tokens_text(c, first, count), .latitude = INT32_MIN, .longitude = INT32_MIN,
                                      .rule = DTL_NONE, .kind = DTL_MENTION_ORGANISATION});
}

void build_unknown(mention_context *c, uint32_t index)
{
    piece *p = &c->pieces.items[index];
    uint32_t end = piece_end(p), sentence = sentence_end(c, p->first);
    piece *next = end < sentence ? piece_at(c, end) : NULL;
    bool labelled = p->label == DTL_NAME_BEGIN_ORGANISATION;
    if (p->consumed || (is_headline(c, p->first) && !labelled) || (next && next->first == end && next->class == PIECE_PLACE_WORD) ||
        p->label == DTL_NAME_BEGIN_PLACE)
        return;
    bool word = ends_in_organisation_word(c, p);
    if (p->count == 1 && (word || (!labelled && p->first == sentence_start(c, p->first)) || c->folded[p->first].length <= 2))
        return; /* "Office" alone names nobody, "UPDATE" opens a line, "SC" is a state or an abbreviation */
    if (c->has_labels && !labelled && !word)
        return;
    bool organisation = word || labelled || (is_all_capitals(tokens_text(c, p->first, p->count)) && !is_locative_name(c, p));
    uint32_t head = head_of(c, p->first, p->count);
    bool acts = dtl_relation_universal(c->words[head].relation) == DTL_REL_NSUBJ;
    if (!organisation && (!acts || is_locative_name(c, p) || p->first == sentence_start(c, p->first)))
        return;
    p->entity = unknown_organisation(c, p->first, p->count);
    p->consumed = true;
    mention_add(c, p->first, p->count, head, DTL_MENTION_ORGANISATION, p->entity, DTL_NONE);
    /* "Herat Relief Council (HRC)" defines HRC */
    if (end + 2 < sentence && token_is(c, end, "(") && token_is(c, end + 2, ")") && is_all_capitals(token_text(c, end + 1))) {
        dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("name:"), name_key(c, end + 1, 1)}, 2);
        if (dtl_map_get(&c->entities, id) == DTL_NONE && p->entity != DTL_NONE && !dtl_map_put(&c->entities, id, p->entity))
            c->failed = true;
    }
}
