/* Actors: groups, institutions, persons, generic people and documents.
 *
 * In: pieces. Out: organisation, person, role and document mentions with entities.
 *
 * The idea: four walks over the pieces, from what stands alone to what leans on it. (1) Known groups and outlets. (2) Offices
 * take an owner: "the Taliban's interior ministry" is taliban:interior-ministry; without an owner it is the government of
 * the country that the report is about. (3) Unknown names become persons when a title, a role or the grammar says so;
 * the role beside the name gives them a role and the group they speak or fight for. (4) Remaining role nouns
 * become generic actors that carry their group: "three IS fighters" is role:islamic-state:fighter.
 * Example: "Haroon Amiri, a spokesman for the police of Herat, said two drivers had been held." gives the person Amiri
 * (role "spokesman for the police of Herat", parent AFG:police:herat) and the role drivers.
 *
 * Knowingly wrong: a role and a name in two different sentences are joined only by the surname; "Iran and Taliban forces"
 * may be two owners of forces or a state and forces, and is read as the latter. */
#include "mention/actors.h"
#include "doc/tree.h"

enum { LEFT_MAX = 16, RIGHT_LOOK = 6, APPOSITION_LOOK = 9 };

static piece *piece_at(const mention_context *c, uint32_t token)
{
    return token < c->count && c->piece_of[token] != DTL_NONE ? &c->pieces.items[c->piece_of[token]] : NULL;
}

static uint32_t piece_end(const piece *p)
{
    return p->first + p->count;
}

/* May this left dependent of the phrase's head be a part of its noun phrase? */
static bool belongs_left(const mention_context *c, uint32_t t)
{
    switch (dtl_relation_universal(c->words[t].relation)) {
    case DTL_REL_DET: case DTL_REL_AMOD: case DTL_REL_COMPOUND: case DTL_REL_NUMMOD: case DTL_REL_NMOD: case DTL_REL_FLAT:
    case DTL_REL_DEP:
        return true;
    case DTL_REL_PUNCT:
        return token_is(c, t, "-");
    case DTL_REL_OBL:
        return piece_at(c, t) != NULL;
    case DTL_REL_ADVMOD:
        return c->words[t].upos == DTL_UPOS_ADV && t + 1 < c->count && c->words[t + 1].upos == DTL_UPOS_ADJ;
    default:
        return false;
    }
}

/* Does the word at t hang on the phrase that has grown from right to edge? */
static bool hangs_on(const mention_context *c, uint32_t t, uint32_t edge, uint32_t first, uint32_t right)
{
    uint32_t head = c->words[t].head;
    uint8_t upos = c->words[t].upos;
    if (head == DTL_NONE || head < edge || head > right || upos == DTL_UPOS_AUX || upos == DTL_UPOS_ADP || upos == DTL_UPOS_SCONJ)
        return false;
    if (head >= first && !belongs_left(c, t))
        return false;
    return !c->taken[t] || upos == DTL_UPOS_NUM || upos == DTL_UPOS_NOUN;
}

/* A wrong tree hangs the owner elsewhere: a group or people directly in front of the phrase still belongs to it, with its
 * mark ("the Taliban's"), with its acronym ("Islamic State (IS) fighters"). Returns its first token. */
static uint32_t owner_before(const mention_context *c, uint32_t edge, uint32_t start)
{
    uint32_t t = edge;
    bool mark = t > start + 1 && (token_is(c, t - 1, "'s") || token_is(c, t - 1, "'"));
    if (c->words[edge].upos == DTL_UPOS_DET)
        return DTL_NONE;
    if (mark)
        t--;
    else if (t >= start + 4 && token_is(c, t - 1, ")") && token_is(c, t - 3, "("))
        t -= 3;
    const piece *before = t > start ? piece_at(c, t - 1) : NULL;
    if (!before || piece_end(before) != t)
        return DTL_NONE;
    bool country = mark && before->class == PIECE_PLACE && attribute_is(c, before->rule, "type", "country");
    return before->class == PIECE_ACTOR || (before->class == PIECE_DEMONYM && !mark) || country ? before->first : DTL_NONE;
}

uint32_t phrase_left(const mention_context *c, uint32_t first, uint32_t right)
{
    uint32_t edge = first, start = sentence_start(c, first);
    while (edge > start && first - edge < LEFT_MAX) {
        uint32_t t = edge - 1;
        /* "IS-affiliated": whatever the parser makes of the parts, they are one word */
        if (t > start && token_is(c, t, "-") && !c->tokens[t].space_after && !c->tokens[t - 1].space_after) {
            edge = t - 1;
            continue;
        }
        /* "the Taliban's": the mark hangs on the owner, the owner on the phrase */
        if (t > start && (token_is(c, t, "'s") || token_is(c, t, "'")) && hangs_on(c, t - 1, edge, first, right)) {
            edge = t - 1;
            continue;
        }
        if (!hangs_on(c, t, edge, first, right))
            break;
        edge = t;
    }
    const piece *cut = piece_at(c, edge);
    if (cut && cut->first < edge && piece_end(cut) <= first)
        edge = cut->first;
    while (edge > start && first - edge < LEFT_MAX) {
        uint32_t before = owner_before(c, edge, start);
        if (before == DTL_NONE)
            break;
        edge = before;
        if (edge > start && c->words[edge - 1].upos == DTL_UPOS_DET)
            edge--;
    }
    if (edge > start && token_is(c, edge, "least") && token_is(c, edge - 1, "at")) /* a preposition, but of the number */
        edge--;
    while (edge < first && c->words[edge].upos == DTL_UPOS_PUNCT)
        edge++;
    return edge;
}

static bool is_all_capitals(dtl_slice text)
{
    uint32_t capitals = 0;
    for (uint32_t i = 0; i < text.length && i < 64; i++) {
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
            return false;
        capitals += text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
    }
    return capitals >= 2;
}

/* ---- groups ---- */

static bool is_group_word(const mention_context *c, const piece *p)
{
    return p && p->class == PIECE_ROLE && attribute_is(c, p->rule, "class", "group");
}

/* "Islamic State (IS) group", "the terror group Daesh": the words that only say what kind of thing the name is. */
static void grow_over_group(mention_context *c, const piece *p, uint32_t *first, uint32_t *end)
{
    uint32_t at = *end, limit = sentence_end(c, p->first);
    if (at + 2 < limit && token_is(c, at, "(") && token_is(c, at + 2, ")"))
        at += 3;
    piece *behind = at < limit ? piece_at(c, at) : NULL;
    if (is_group_word(c, behind) && behind->first == at && !(c->words[at].features & DTL_FEATURE_PLURAL)) {
        behind->consumed = true;
        *end = piece_end(behind);
    }
    piece *before = *first > sentence_start(c, p->first) ? piece_at(c, *first - 1) : NULL;
    if (is_group_word(c, before) && piece_end(before) == *first && !(c->words[*first - 1].features & DTL_FEATURE_PLURAL)) {
        before->consumed = true;
        *first = before->first;
    }
}

/* The branch of a group in a country: "the local branch of Daesh". */
static uint32_t find_branch(mention_context *c, dtl_slice parent, dtl_slice country)
{
    enum { CHILDREN = 256 };
    dtl_slice key = join(c, (dtl_slice[]){DTL_SLICE("?branch:"), parent, DTL_SLICE(":"), country}, 4);
    uint32_t known = dtl_map_get(&c->entities, key), found = DTL_NONE, row;
    if (known != DTL_NONE)
        return known == DTL_NONE - 1 ? DTL_NONE : known;
    for (uint32_t k = 0; k < CHILDREN && found == DTL_NONE; k++) {
        row = dtl_actor_child(c->rules, &c->actor_tables, parent, k);
        if (row == DTL_NONE)
            break;
        if (!attribute_is(c, row, "relation", "branch"))
            continue;
        uint32_t child = dtl_actor_row(c->rules, &c->actor_tables, dtl_rules_name(c->rules, row, 0));
        if (dtl_slice_equal(attribute(c, child, "country"), country) && attribute_is(c, child, "kind", "armed"))
            found = child;
    }
    if (!dtl_map_put(&c->entities, key, found == DTL_NONE ? DTL_NONE - 1 : found))
        c->failed = true;
    return found;
}

static dtl_slice country_words(mention_context *c, dtl_slice iso3)
{
    return entity_at(c, entity_of_state(c, iso3))->name;
}

static dtl_slice branch_reason(mention_context *c, dtl_slice parent, dtl_slice country)
{
    return join(c, (dtl_slice[]){DTL_SLICE("branch of "), parent, DTL_SLICE(" in "), country}, 4);
}

/* "IS in Afghanistan" is the branch there; "the Islamic State" alone, in a report on Afghanistan, stays what it says, with a
 * mark. Returns the token behind the name. */
static uint32_t branch_behind(mention_context *c, piece *p, uint32_t end, dtl_slice *reason)
{
    dtl_slice id = attribute(c, p->rule, "id"), name = dtl_rules_name(c->rules, p->rule, 0);
    const piece *place = token_is(c, end, "in") ? piece_at(c, end + 1) : NULL;
    if (!attribute_is(c, p->rule, "kind", "armed"))
        return end;
    if (place && place->class == PIECE_PLACE && place->first == end + 1 && attribute_is(c, place->rule, "type", "country")) {
        dtl_slice country = attribute(c, place->rule, "country");
        uint32_t branch = find_branch(c, id, country);
        if (branch != DTL_NONE) {
            p->entity = entity_of_actor(c, branch);
            *reason = branch_reason(c, name, country_words(c, country));
            return piece_end(place);
        }
    }
    uint32_t here = c->home.length ? find_branch(c, id, c->home) : DTL_NONE;
    if (here != DTL_NONE)
        *reason = join(c, (dtl_slice[]){*reason, reason->length ? DTL_SLICE("; ") : DTL_SLICE_EMPTY, DTL_SLICE("may mean its branch here, "),
                                        dtl_rules_name(c->rules, here, 0)}, 4);
    return end;
}

static void build_groups(mention_context *c)
{
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++) {
        piece *p = &c->pieces.items[i];
        if (p->class != PIECE_ACTOR && p->class != PIECE_OUTLET && p->class != PIECE_DEFINED)
            continue;
        uint32_t first = p->first, end = piece_end(p);
        if (p->class != PIECE_DEFINED)
            p->entity = entity_of_actor(c, p->rule);
        if (p->class == PIECE_OUTLET && entity_at(c, p->entity)->sector.length == 0 && p->entity != DTL_NONE)
            c->out->entities.items[p->entity].sector = DTL_SLICE("JRN");
        dtl_slice reason = p->class == PIECE_DEFINED ? DTL_SLICE("the report defines it") : actor_reason(c, p);
        if (p->class == PIECE_ACTOR) {
            grow_over_group(c, p, &first, &end);
            end = branch_behind(c, p, end, &reason);
        }
        uint32_t head = head_of(c, first, end - first);
        if (first > sentence_start(c, first) && token_is(c, first - 1, "the"))
            first--;
        uint32_t made = mention_add(c, first, end - first, head, DTL_MENTION_ORGANISATION, p->entity, p->alias == DTL_NONE ? p->rule : p->alias);
        if (made != DTL_NONE)
            c->out->mentions.items[made].reason = reason;
        p->consumed = true;
    }
}

/* ---- owners ---- */

/* The entity that acts at a piece: group, office, or the state behind a country name or demonym. */
static uint32_t acting_entity(mention_context *c, const piece *p)
{
    switch (p->class) {
    case PIECE_ACTOR: case PIECE_OUTLET: case PIECE_OFFICE: case PIECE_DEFINED:
        return p->entity;
    case PIECE_DEMONYM:
        return attribute(c, p->rule, "country").length ? entity_of_state(c, attribute(c, p->rule, "country")) : DTL_NONE;
    case PIECE_PLACE:
        return attribute_is(c, p->rule, "type", "country") ? entity_of_state(c, attribute(c, p->rule, "country")) : DTL_NONE;
    default:
        return DTL_NONE;
    }
}

static void owner_from_piece(mention_context *c, piece *p, owner *o)
{
    uint32_t entity = acting_entity(c, p);
    bool weak = p->class == PIECE_DEMONYM || p->class == PIECE_PLACE;
    if (p->class == PIECE_PLACE) {
        p->modifier = true;
        if (!o->country.length)
            o->country = attribute(c, p->rule, "country");
        if (entity == DTL_NONE && o->place == DTL_NONE)
            o->place = p->rule;
    } else if (!o->country.length) {
        o->country = p->class == PIECE_DEMONYM ? attribute(c, p->rule, "country") : entity_at(c, entity)->country;
    }
    if (entity != DTL_NONE && (o->entity == DTL_NONE || (o->weak && !weak))) {
        o->entity = entity;
        o->weak = weak;
    }
}

/* Owners among the words in front of the head: "Taliban", "the Herat", "Iran's". */
static void owner_left(mention_context *c, uint32_t edge, uint32_t first, owner *o)
{
    for (uint32_t t = first; t > edge;) {
        piece *p = piece_at(c, t - 1);
        if (!p) {
            t--;
            continue;
        }
        owner_from_piece(c, p, o);
        t = p->first > edge ? p->first : edge;
    }
}

/* "of the Taliban", "for the Foreign Ministry", "of Badakhshan province": returns the token behind the phrase. */
static uint32_t owner_right(mention_context *c, uint32_t at, owner *o)
{
    static const char *const links[] = {"of", "for", "from", "with", "at", "in", NULL};
    static const char *const strong[] = {"of", "for", NULL};
    uint32_t end = sentence_end(c, at ? at - 1 : 0);
    if (at >= end || !token_in(c, at, links))
        return at;
    bool is_strong = token_in(c, at, strong);
    for (uint32_t t = at + 1; t < end && t <= at + RIGHT_LOOK; t++) {
        piece *p = piece_at(c, t);
        if (p && p->class != PIECE_NAME && p->class != PIECE_ROLE && p->class != PIECE_TITLE && p->class != PIECE_DOCUMENT &&
            p->class != PIECE_PLACE_WORD) {
            if (!is_strong && (p->class == PIECE_PLACE || p->class == PIECE_DEMONYM))
                return at;
            uint32_t behind = piece_end(p), of = behind;
            while (of < end && of < behind + 3 && (token_is(c, of, "'s") || token_is(c, of, "'") || c->words[of].upos == DTL_UPOS_ADJ) && !piece_at(c, of))
                of++;
            piece *next = piece_at(c, of);
            if (p->class != PIECE_OFFICE && next && next->class == PIECE_OFFICE && next->first == of && next->entity != DTL_NONE) {
                p = next; /* "of the Taliban's interior ministry" */
                behind = piece_end(p);
            } else if (p->class == PIECE_DEMONYM) {
                return at; /* "of Afghan origin" */
            }
            owner_from_piece(c, p, o);
            next = piece_at(c, behind);
            if (p->class == PIECE_PLACE && next && next->class == PIECE_PLACE_WORD && next->first == behind) {
                next->consumed = true;
                behind = piece_end(next);
            }
            uint32_t first = p->first;
            if (p->class == PIECE_ACTOR)
                grow_over_group(c, p, &first, &behind);
            return behind;
        }
        uint8_t upos = c->words[t].upos;
        if (p && is_group_word(c, p)) {
            t = piece_end(p) - 1;
            continue;
        }
        bool passes = upos == DTL_UPOS_DET || upos == DTL_UPOS_ADJ || upos == DTL_UPOS_PUNCT || token_is(c, t, "province") ||
                      token_is(c, t, "called") || token_is(c, t, "city") || (p && p->class == PIECE_PLACE_WORD);
        if (!passes || token_is(c, t, ",") || token_is(c, t, "."))
            break;
        if (p && p->class == PIECE_PLACE_WORD && t + 1 < end && token_is(c, t + 1, "of"))
            t++;
    }
    return at;
}

/* ---- offices ---- */

static uint32_t home_entity(mention_context *c)
{
    if (c->home_government != DTL_NONE)
        return entity_of_actor(c, c->home_government);
    return c->home.length ? entity_of_state(c, c->home) : DTL_NONE;
}

/* Some offices have a name of their own (the Pentagon): they stand in actors.txt under the id that would be built. */
static uint32_t named_office(mention_context *c, dtl_slice id)
{
    return dtl_actor_row(c->rules, &c->actor_tables, id);
}

static uint32_t office_entity(mention_context *c, const piece *p, const owner *o, uint32_t first, uint32_t end)
{
    const dtl_entity *holder = entity_at(c, o->entity);
    dtl_slice office = attribute(c, p->rule, "id"), name = attribute(c, p->rule, "name"), place = DTL_SLICE_EMPTY;
    if (attribute_is(c, p->rule, "class", "branch")) {
        uint32_t rule = find_branch(c, holder->id, o->weak || !o->region.length ? c->home : o->region);
        if (rule != DTL_NONE)
            return entity_of_actor(c, rule);
        return o->entity;
    }
    if (attribute_is(c, p->rule, "self", "yes") && o->entity != DTL_NONE && o->place == DTL_NONE)
        return o->entity;
    dtl_slice owner_name = holder->name;
    if (o->place != DTL_NONE) {
        place = fold(c, dtl_rules_name(c->rules, o->place, 0));
        owner_name = dtl_rules_name(c->rules, o->place, 0);
    }
    dtl_slice id = o->entity == DTL_NONE ? join(c, (dtl_slice[]){DTL_SLICE("office:"), office}, 2)
                 : place.length ? join(c, (dtl_slice[]){holder->id, DTL_SLICE(":"), office, DTL_SLICE(":"), place}, 5)
                                : join(c, (dtl_slice[]){holder->id, DTL_SLICE(":"), office}, 3);
    uint32_t named = place.length || o->entity == DTL_NONE ? DTL_NONE : named_office(c, id);
    if (named != DTL_NONE)
        return entity_of_actor(c, named);
    dtl_slice full = owner_name.length ? join(c, (dtl_slice[]){owner_name, DTL_SLICE(" "), name}, 3) : tokens_text(c, first, end - first);
    return entity_put(c, (dtl_entity){.id = id, .name = full, .country = o->country.length ? o->country : holder->country,
                                      .sector = attribute(c, p->rule, "sector"), .parent_id = holder->id,
                                      .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = p->rule,
                                      .kind = DTL_MENTION_ORGANISATION});
}

/* Without an owner an office is the one of the country the report is about, if the phrase is definite. */
static bool speaks_of_home(const mention_context *c, const piece *p, uint32_t first)
{
    static const char *const other[] = {"foreign", "other", "many", "some", "several", "western", "any", "own", "local", "no", NULL};
    for (uint32_t t = first; t < p->first; t++)
        if (token_in(c, t, other))
            return false;
    bool definite = token_is(c, first, "the") || token_is_capital(c, p->first) ||
                    (first > sentence_start(c, first) && token_is(c, first - 1, "the"));
    if (attribute_is(c, p->rule, "self", "yes") && (p->first - first > 1 || !(definite || first == p->first)))
        return false;
    bool plural = c->words[piece_end(p) - 1].features & DTL_FEATURE_PLURAL;
    return attribute_is(c, p->rule, "plural", "yes") || (!plural && definite);
}

uint32_t possessor_in(const mention_context *c, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"its", "their", "his", "her", NULL};
    for (uint32_t t = first; t < end && t < first + LEFT_MAX; t++)
        if (token_in(c, t, words))
            return t;
    return DTL_NONE;
}

/* "police firing", "a rebel ambush": what modifies a deed is who did it; "an army convoy": what modifies a target is whose it is. */
static bool does_deed(const mention_context *c, uint32_t governor)
{
    return dtl_tree_lemma_in(&c->doc->parse, governor, "attack raid assault ambush firing shooting shelling operation strike airstrike bombing bombardment killing "
                                                       "offensive crackdown brutality beating torture patrol retaliation reprisal massacre gunfire harassment bullet gun rifle shell missile rocket encounter atrocity "
                                                       "convoy vehicle checkpoint outpost patrol barracks");
}

/* An adjective or the first half of a compound that only looks like an office: "military training", "court date". */
static bool only_modifies(const mention_context *c, const piece *p)
{
    uint32_t head = head_of(c, p->first, p->count), governor = c->words[head].head;
    if (p->count > 1 || is_headline(c, head) || governor == DTL_NONE || governor < piece_end(p))
        return false;
    bool modifies = relation_is(c, head, DTL_REL_COMPOUND) || relation_is(c, head, DTL_REL_AMOD) || c->words[head].upos == DTL_UPOS_ADJ;
    return modifies && !piece_at(c, governor) && !does_deed(c, governor);
}

/* Where the branch is: "Daesh's Afghan affiliate", "the affiliate in Afghanistan", else here. Returns the token behind it. */
static uint32_t region_of_branch(mention_context *c, uint32_t end, owner *o, dtl_slice *reason)
{
    const dtl_entity *holder = entity_at(c, o->entity);
    dtl_slice parent = holder->name;
    const piece *place = token_is(c, end, "in") || token_is(c, end, "for") ? piece_at(c, end + 1) : NULL;
    if (!o->region.length && place && place->class == PIECE_PLACE && place->first == end + 1 &&
        attribute_is(c, place->rule, "type", "country")) {
        o->region = attribute(c, place->rule, "country");
        end = piece_end(place);
    } else if (!o->region.length && !dtl_slice_equal(o->country, holder->country)) {
        o->region = o->country;
    }
    if (find_branch(c, holder->id, o->region.length ? o->region : c->home) == DTL_NONE)
        *reason = DTL_SLICE("no branch is known there: the whole");
    else
        *reason = branch_reason(c, parent, o->region.length ? country_words(c, o->region) : DTL_SLICE("the country of the report"));
    return end;
}

/* May this piece own forces beside another owner? A country name only in its short form: "US and NATO forces". */
static bool owns_beside(const mention_context *c, const piece *p)
{
    bool country = p->class == PIECE_PLACE && attribute_is(c, p->rule, "type", "country");
    return p->class == PIECE_ACTOR || p->class == PIECE_DEFINED || p->class == PIECE_DEMONYM ||
           (country && is_all_capitals(tokens_text(c, p->first, p->count)));
}

enum { OWNERS_MAX = 4 };

/* Other owners of the phrase whose words begin at edge: "US, British and NATO forces". Their pieces, nearest first. */
static uint32_t owners_beside(const mention_context *c, uint32_t edge, uint32_t first, piece *beside[OWNERS_MAX])
{
    uint32_t count = 0, at = DTL_NONE, start = sentence_start(c, first);
    for (uint32_t t = edge; t < first && at == DTL_NONE; t++)
        if (piece_at(c, t) && owns_beside(c, piece_at(c, t)))
            at = piece_at(c, t)->first;
    bool joined = false;
    while (at != DTL_NONE && at > start + 1 && count < OWNERS_MAX) {
        bool and = token_is(c, at - 1, "and") || token_is(c, at - 1, "or");
        if (!and && !(joined && token_is(c, at - 1, ",")))
            break;
        piece *p = piece_at(c, at - 2);
        if (!p || piece_end(p) != at - 1 || !owns_beside(c, p))
            break;
        joined = true;
        beside[count++] = p;
        at = p->first;
    }
    static const char *const two[] = {"between", "both", NULL};
    return count && at > start && token_in(c, at - 1, two) ? 0 : count;
}

static dtl_slice beside_reason(mention_context *c, const owner *o)
{
    return join(c, (dtl_slice[]){DTL_SLICE("one of several owners: "), entity_at(c, o->entity)->name}, 2);
}

/* Each further owner has forces of his own: one more mention with the same head. */
static void share_office(mention_context *c, const piece *p, uint32_t edge, uint32_t end)
{
    piece *beside[OWNERS_MAX];
    uint32_t count = owners_beside(c, edge, p->first, beside);
    for (uint32_t i = 0; i < count; i++) {
        owner o = {.entity = DTL_NONE, .place = DTL_NONE, .country = DTL_SLICE_EMPTY, .region = DTL_SLICE_EMPTY};
        owner_from_piece(c, beside[i], &o);
        uint32_t first = beside[i]->first;
        if (o.entity == DTL_NONE)
            continue;
        if (first > sentence_start(c, first) && token_is(c, first - 1, "the"))
            first--;
        uint32_t entity = office_entity(c, p, &o, first, end);
        uint32_t made = mention_add(c, first, end - first, head_of(c, p->first, p->count), DTL_MENTION_ORGANISATION, entity, p->rule);
        if (made != DTL_NONE)
            c->out->mentions.items[made].reason = beside_reason(c, &o);
    }
}

/* "the Bush administration", "President Suharto's government": told by its leader, of whatever country. */
static uint32_t government_of_leader(mention_context *c, const piece *p, uint32_t edge)
{
    uint32_t before = p->first;
    if (before > edge && (token_is(c, before - 1, "'s") || token_is(c, before - 1, "'")))
        before--;
    const piece *leader = before > edge ? piece_at(c, before - 1) : NULL;
    if (!attribute_is(c, p->rule, "self", "yes") || !leader || leader->class != PIECE_NAME || leader->label == DTL_NAME_BEGIN_PLACE ||
        leader->label == DTL_NAME_BEGIN_ORGANISATION)
        return DTL_NONE;
    dtl_slice name = fold(c, tokens_text(c, leader->first, leader->count));
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("office:"), attribute(c, p->rule, "id"), DTL_SLICE(":"), name}, 4);
    return entity_put(c, (dtl_entity){.id = id, .name = tokens_text(c, leader->first, piece_end(p) - leader->first), .sector = attribute(c, p->rule, "sector"),
                                      .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = p->rule, .kind = DTL_MENTION_ORGANISATION});
}

static void build_offices(mention_context *c)
{
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++) {
        piece *p = &c->pieces.items[i];
        if (p->class != PIECE_OFFICE)
            continue;
        owner o = {.entity = DTL_NONE, .place = DTL_NONE, .country = DTL_SLICE_EMPTY, .region = DTL_SLICE_EMPTY};
        uint32_t edge = phrase_left(c, p->first, piece_end(p) - 1), end = piece_end(p);
        owner_left(c, edge, p->first, &o);
        if (o.entity == DTL_NONE && o.place == DTL_NONE && (only_modifies(c, p) || possessor_in(c, edge, p->first) != DTL_NONE))
            continue; /* "its forces": coreference.c */
        uint32_t led = o.entity == DTL_NONE && o.place == DTL_NONE ? government_of_leader(c, p, edge) : DTL_NONE;
        if (led != DTL_NONE) {
            p->entity = led;
            p->consumed = true;
            mention_add(c, edge, end - edge, head_of(c, p->first, p->count), DTL_MENTION_ORGANISATION, led, p->rule);
            continue;
        }
        bool branch = attribute_is(c, p->rule, "class", "branch");
        if (branch && o.weak) { /* "the Afghan branch of …" */
            o.region = o.country;
            o = (owner){.entity = DTL_NONE, .place = DTL_NONE, .country = DTL_SLICE_EMPTY, .region = o.region};
        }
        if (o.entity == DTL_NONE && o.place == DTL_NONE)
            end = owner_right(c, end, &o);
        if (branch && (o.entity == DTL_NONE || o.weak))
            continue;
        dtl_slice reason = DTL_SLICE_EMPTY;
        if (branch)
            end = region_of_branch(c, end, &o, &reason);
        if (o.entity == DTL_NONE || (o.weak && c->home_government != DTL_NONE && dtl_slice_equal(o.country, c->home) &&
                                     !attribute_is(c, p->rule, "self", "yes") && o.place != DTL_NONE)) {
            if (o.place == DTL_NONE && !speaks_of_home(c, p, edge)) {
                if (attribute_is(c, p->rule, "needs", "owner"))
                    continue;
            } else if (o.place == DTL_NONE || dtl_slice_equal(o.country, c->home)) {
                o.entity = home_entity(c);
                if (!o.country.length)
                    o.country = c->home;
            } else {
                o.entity = entity_of_state(c, o.country);
            }
        }
        p->entity = office_entity(c, p, &o, edge, end);
        p->consumed = true;
        for (uint32_t t = edge; t < p->first; t++) { /* "the local branch": local is no one here */
            piece *inner = piece_at(c, t);
            if (inner && inner->class == PIECE_ROLE)
                inner->consumed = true;
        }
        uint32_t made = mention_add(c, edge, end - edge, head_of(c, p->first, p->count), DTL_MENTION_ORGANISATION, p->entity, p->rule);
        if (made != DTL_NONE)
            c->out->mentions.items[made].reason = reason;
        if (!branch)
            share_office(c, p, edge, end);
    }
}

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

/* The sector of somebody with this role under this owner; *from: the actor whose changes he shares, "" nobody's. An office
 * that he held once makes him one of the elite (PLOVER: ELI); who once fought is nothing that we know. */
static dtl_slice role_sector(mention_context *c, uint32_t rule, uint32_t owner_entity, bool former, dtl_slice *from)
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

static bool says_former(const mention_context *c, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"former", "ex", "late", "then", "onetime", NULL};
    for (uint32_t t = first; t < end && t < first + LEFT_MAX; t++)
        if (token_in(c, t, words))
            return true;
    return false;
}

/* The words of a role without articles and numbers in front. */
static dtl_slice role_text(const mention_context *c, uint32_t first, uint32_t end)
{
    while (first + 1 < end && (c->words[first].upos == DTL_UPOS_DET || c->words[first].upos == DTL_UPOS_NUM ||
                               c->words[first].upos == DTL_UPOS_PUNCT || token_is(c, first, "all") || token_is(c, first, "the") ||
                               c->taken[first]))
        first++;
    return tokens_text(c, first, end - first);
}

/* A role phrase around a role piece. */
typedef struct role_phrase {
    uint32_t first, end; /* tokens */
    uint32_t rule;
    uint32_t superior;   /* entity: the ministry of a minister, else the owner */
    owner owner;
} role_phrase;

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

static role_phrase read_role(mention_context *c, const piece *p, uint32_t right, bool look_right)
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
    static const char *const places[] = {"fort", "san", "santa", "new", "port", "mount", "lake", "cape", "los", "las", "saint", "st", "st.",
                                         "el", "camp", "north", "south", "east", "west", "northern", "southern", "upper", "lower", NULL};
    uint32_t head = head_of(c, p->first, p->count), governor = c->words[head].head;
    if (words == 1 && governor != DTL_NONE && c->words[head].relation == DTL_REL_NSUBJ && speaks(c, governor))
        return !is_headline(c, p->first) && !ends_in_organisation_word(c, p);
    if (words < 2 || words > 5 || is_headline(c, p->first) || token_in(c, p->first, places))
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

static void build_person(mention_context *c, dtl_map *bearers, uint32_t index)
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

static void build_unknown(mention_context *c, uint32_t index)
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

/* ---- generic people and documents ---- */

static dtl_slice noun_of(mention_context *c, const piece *p)
{
    dtl_slice name = attribute(c, p->rule, "name");
    return name.length ? name : fold(c, dtl_rules_name(c->rules, p->rule, 0));
}

static uint32_t role_entity(mention_context *c, const piece *p, const role_phrase *r)
{
    const dtl_entity *holder = entity_at(c, r->owner.entity);
    dtl_slice place = r->owner.place == DTL_NONE ? DTL_SLICE_EMPTY : fold(c, dtl_rules_name(c->rules, r->owner.place, 0));
    dtl_slice former = says_former(c, r->first, p->first) ? DTL_SLICE("former ") : DTL_SLICE_EMPTY;
    dtl_slice scope = holder->id.length ? holder->id : r->owner.country;
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("role:"), scope, DTL_SLICE(":"), place, place.length ? DTL_SLICE(":") : DTL_SLICE_EMPTY,
                                         former, noun_of(c, p)}, 7);
    /* "a man", "three people": one word for all of them */
    bool bare = p->count == 1 && !scope.length && attribute_is(c, p->rule, "bare", "yes");
    dtl_slice name = bare ? noun_of(c, p) : role_text(c, r->first, r->end);
    if (c->words[r->first].xpos == DTL_XPOS_PRP_POSS && holder->name.length && r->first + 1 < r->end) /* "its fighters": whose? */
        name = join(c, (dtl_slice[]){holder->name, DTL_SLICE(" "), role_text(c, r->first + 1, r->end)}, 3);
    dtl_slice from, sector = role_sector(c, r->rule, r->owner.entity, former.length > 0, &from);
    return entity_put(c, (dtl_entity){.id = id, .name = name, .country = r->owner.country, .sector = sector, .sector_from = from,
                                      .parent_id = former.length ? DTL_SLICE_EMPTY : entity_at(c, r->superior)->id, .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = p->rule, .kind = DTL_MENTION_ROLE});
}

/* "a group of IS-affiliated fighters": the fighters. */
static uint32_t build_group_of(mention_context *c, piece *p)
{
    uint32_t at = piece_end(p), end = sentence_end(c, p->first);
    if (!token_is(c, at, "of"))
        return at;
    for (uint32_t t = at + 1; t < end && t <= at + APPOSITION_LOOK; t++) {
        piece *q = piece_at(c, t);
        if (q && q->class == PIECE_ROLE && (c->words[piece_end(q) - 1].features & DTL_FEATURE_PLURAL)) {
            role_phrase r = read_role(c, q, piece_end(q) - 1, true);
            p->entity = role_entity(c, q, &r);
            return r.end;
        }
        uint8_t upos = c->words[t].upos;
        if (upos == DTL_UPOS_VERB && !(c->words[t].features & DTL_FEATURE_PARTICIPLE))
            break;
    }
    return at;
}

/* "members, backers and leaders of the Taliban": the owner behind the last of them is everybody's. */
static void share_owner(mention_context *c, uint32_t at, owner *o)
{
    enum { CONJUNCTS = 4, GAP = 5 };
    uint32_t end = at ? sentence_end(c, at - 1) : 0;
    for (int i = 0; i < CONJUNCTS && at < end && (token_is(c, at, ",") || token_is(c, at, "and") || token_is(c, at, "or")); i++) {
        uint32_t t = at + 1;
        while (t < end && t < at + GAP && !piece_at(c, t) &&
               (token_is(c, t, "and") || c->words[t].upos == DTL_UPOS_ADJ || c->words[t].upos == DTL_UPOS_NOUN))
            t++;
        const piece *p = t < end ? piece_at(c, t) : NULL;
        if (!p || p->class != PIECE_ROLE || p->first != t)
            return;
        at = piece_end(p);
        if (token_is(c, at, "of")) {
            owner_right(c, at, o);
            return;
        }
    }
}

/* "an armed group", "several rebel groups", "unknown militias": who is new here and has no name, unlike "the group". */
static bool is_unnamed_force(const mention_context *c, const piece *p)
{
    static const char *const kinds[] = {"armed", "militant", "rebel", "insurgent", "terrorist", "terror", "extremist", "jihadist", "jihadi", "militia",
                                        "militias", NULL},
                             *const opening[] = {"a", "an", "another", "some", "several", "unknown", "unidentified", NULL};
    uint32_t t = p->first, start = sentence_start(c, t);
    if (!token_in(c, t, kinds))
        return false;
    while (t > start && (c->words[t - 1].upos == DTL_UPOS_ADJ || c->words[t - 1].upos == DTL_UPOS_NUM) && !token_in(c, t - 1, opening))
        t--;
    return t > start && token_in(c, t - 1, opening);
}

static void build_role(mention_context *c, piece *p)
{
    uint32_t head = head_of(c, p->first, p->count);
    if (p->consumed)
        return;
    if (is_group_word(c, p) && !is_unnamed_force(c, p)) {
        uint32_t end = build_group_of(c, p), first = phrase_left(c, p->first, piece_end(p) - 1);
        if (p->entity == DTL_NONE)
            return; /* "the group": coreference.c */
        p->consumed = true;
        mention_add(c, first, end - first, head, DTL_MENTION_ROLE, p->entity, p->rule);
        return;
    }
    /* a role noun that only modifies another noun ("police station", "fighter jets") is no one */
    bool modifies = (relation_is(c, head, DTL_REL_COMPOUND) || relation_is(c, head, DTL_REL_AMOD)) && c->words[head].head != DTL_NONE &&
                    c->words[head].head >= piece_end(p);
    if (modifies && !is_headline(c, p->first) && !does_deed(c, c->words[head].head)) {
        const piece *governor = piece_at(c, c->words[head].head);
        if (!governor || (governor->class != PIECE_NAME && governor->class != PIECE_ROLE))
            return;
    }
    role_phrase r = read_role(c, p, piece_end(p) - 1, true);
    if (r.owner.entity == DTL_NONE && r.owner.place == DTL_NONE) {
        share_owner(c, r.end, &r.owner);
        r.superior = r.owner.entity;
    }
    if (attribute_is(c, p->rule, "needs", "owner") && r.owner.entity == DTL_NONE && r.owner.place == DTL_NONE)
        return; /* "shot in the head" */
    p->entity = role_entity(c, p, &r);
    p->consumed = true;
    mention_add(c, r.first, r.end - r.first, head, DTL_MENTION_ROLE, p->entity, p->rule);
    piece *beside[OWNERS_MAX];
    uint32_t count = owners_beside(c, r.first, p->first, beside);
    for (uint32_t i = 0; i < count; i++) { /* "Taliban and al-Qaeda fighters" */
        role_phrase other = {.first = beside[i]->first, .end = r.end, .rule = r.rule,
                             .owner = {.entity = DTL_NONE, .place = DTL_NONE, .country = DTL_SLICE_EMPTY, .region = DTL_SLICE_EMPTY}};
        owner_from_piece(c, beside[i], &other.owner);
        other.superior = other.owner.entity;
        uint32_t entity = role_entity(c, p, &other);
        uint32_t made = mention_add(c, other.first, other.end - other.first, head, DTL_MENTION_ROLE, entity, p->rule);
        if (made != DTL_NONE)
            c->out->mentions.items[made].reason = beside_reason(c, &other.owner);
    }
}

/* The entity of the mention that is headed at token, if it can write. */
static uint32_t writer_at(const mention_context *c, uint32_t token)
{
    if (token == DTL_NONE || c->mention_at[token] == DTL_NONE)
        return DTL_NONE;
    const dtl_mention *m = &c->out->mentions.items[c->mention_at[token]];
    return m->kind == DTL_MENTION_PERSON || m->kind == DTL_MENTION_ORGANISATION || m->kind == DTL_MENTION_ROLE ? m->target : DTL_NONE;
}

static bool has_case(const mention_context *c, uint32_t token, const char *const *words)
{
    int left = 8;
    for (uint32_t child = c->words[token].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
        if (c->words[child].relation == DTL_REL_CASE && token_in(c, child, words))
            return true;
    return false;
}

/* Who wrote it: "a letter from X", "a letter signed by X", "X warned in a letter". */
static uint32_t writer_of(const mention_context *c, uint32_t head)
{
    static const char *const from[] = {"by", "from", NULL};
    static const char *const in[] = {"in", "through", "via", NULL};
    static const char *const made[] = {"sign", "write", "issue", "release", "publish", "send", "author", NULL};
    int left = 16;
    for (uint32_t child = c->words[head].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--) {
        if (child > head && has_case(c, child, from) && writer_at(c, child) != DTL_NONE)
            return writer_at(c, child);
        bool made_by = false;
        for (const char *const *verb = made; *verb && relation_is(c, child, DTL_REL_ACL); verb++)
            made_by |= dtl_slice_is(c->words[child].lemma, *verb);
        int grand = 8;
        for (uint32_t by = made_by ? c->words[child].first_child : DTL_NONE; by != DTL_NONE && grand; by = c->words[by].next_sibling, grand--)
            if (has_case(c, by, from) && writer_at(c, by) != DTL_NONE)
                return writer_at(c, by);
    }
    uint32_t verb = c->words[head].head;
    if (!relation_is(c, head, DTL_REL_OBL) || !has_case(c, head, in))
        return DTL_NONE;
    for (int climb = 0; climb < 2 && verb != DTL_NONE; climb++, verb = c->words[verb].head) {
        left = 16;
        for (uint32_t child = c->words[verb].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
            if (c->words[child].relation == DTL_REL_NSUBJ)
                return writer_at(c, child);
        if (!relation_is(c, verb, DTL_REL_ADVCL))
            break;
    }
    return DTL_NONE;
}

/* "a statement by a Taliban official", where the tree does not help: the last name or role of the phrase behind by or from. */
static uint32_t writer_behind(const mention_context *c, uint32_t at, uint32_t end)
{
    enum { LOOK = 7 };
    uint32_t found = DTL_NONE;
    if (at >= end || !(token_is(c, at, "by") || token_is(c, at, "from")))
        return DTL_NONE;
    for (uint32_t t = at + 1; t < end && t < at + LOOK;) {
        const piece *p = piece_at(c, t);
        uint8_t upos = c->words[t].upos;
        if (p && p->entity != DTL_NONE && p->class != PIECE_PLACE && p->class != PIECE_DOCUMENT)
            found = p->entity;
        else if (!p && upos != DTL_UPOS_DET && upos != DTL_UPOS_ADJ && upos != DTL_UPOS_PART)
            break;
        t = p ? piece_end(p) : t + 1;
    }
    return found;
}

static void build_document(mention_context *c, piece *p)
{
    role_phrase r = read_role(c, p, piece_end(p) - 1, false);
    uint32_t head = head_of(c, p->first, p->count);
    if (r.owner.entity == DTL_NONE)
        r.owner.entity = writer_of(c, head);
    if (r.owner.entity == DTL_NONE)
        r.owner.entity = writer_behind(c, piece_end(p), sentence_end(c, head));
    bool another = false;
    for (uint32_t t = r.first; t < p->first; t++)
        another |= token_is(c, t, "another") || token_is(c, t, "second");
    const dtl_entity *holder = entity_at(c, r.owner.entity);
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("document:"), holder->id, DTL_SLICE(":"), noun_of(c, p),
                                         another ? DTL_SLICE(":2") : DTL_SLICE_EMPTY}, 5);
    p->entity = entity_put(c, (dtl_entity){.id = id, .name = role_text(c, r.first, r.end), .country = holder->country,
                                           .parent_id = holder->id, .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = p->rule,
                                           .kind = DTL_MENTION_DOCUMENT});
    p->consumed = true;
    mention_add(c, r.first, r.end - r.first, head, DTL_MENTION_DOCUMENT, p->entity, p->rule);
}

/* "Israeli air raids", "an Australian ultimatum", "Russian missiles": the word in front of a deed is the state that did it. A deed
 * is what an event pattern or a cue names as a noun, or a paper or a weapon of classes.txt. */
static bool modifies_deed(const mention_context *c, uint32_t head)
{
    static const char *const tables[] = {"events", "cues"}, *const classes[] = {"demand", "offer", "refusable", "statement", "weapon", "body"};
    enum { KEY_MAX = 64 };
    char key[KEY_MAX];
    uint32_t noun = c->words[head].head;
    if (!relation_is(c, head, DTL_REL_AMOD) || noun == DTL_NONE || noun <= head || noun > head + 4 || piece_at(c, noun) || c->words[noun].upos != DTL_UPOS_NOUN)
        return false;
    dtl_slice lemma = c->words[noun].lemma;
    if (lemma.length + 3 > KEY_MAX)
        return false;
    memcpy(key, lemma.ptr, lemma.length);
    memcpy(key + lemma.length, ".n", 2);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (dtl_rules_find(c->rules, dtl_rules_table(c->rules, tables[i]), dtl_slice_make(key, lemma.length + 2), 0) != DTL_NONE)
            return true;
    uint32_t words = dtl_rules_table(c->rules, "classes"), row;
    for (uint32_t k = 0; (row = dtl_rules_find(c->rules, words, lemma, k)) != DTL_NONE; k++)
        for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
            if (attribute_is(c, row, "class", classes[i]))
                return true;
    return false;
}

/* "Afghans fled", "a Tajik": people of a country. */
static void build_people(mention_context *c, piece *p)
{
    uint32_t head = head_of(c, p->first, p->count);
    dtl_slice country = attribute(c, p->rule, "country");
    bool noun = c->words[head].upos == DTL_UPOS_NOUN || c->words[head].upos == DTL_UPOS_PROPN;
    bool modifies = relation_is(c, head, DTL_REL_AMOD) || relation_is(c, head, DTL_REL_COMPOUND) || relation_is(c, head, DTL_REL_NMOD);
    if (!p->consumed && country.length && modifies_deed(c, head)) {
        p->consumed = true;
        mention_add(c, p->first, p->count, head, DTL_MENTION_ORGANISATION, entity_of_state(c, country), p->rule);
        return;
    }
    bool people = attribute_is(c, p->rule, "people", "yes") && c->words[head].features & DTL_FEATURE_PLURAL;
    if (p->consumed || !noun || (!country.length && !people) || (modifies && c->words[head].head != DTL_NONE && c->words[head].head > head) ||
        is_headline(c, p->first))
        return;
    uint32_t first = phrase_left(c, p->first, piece_end(p) - 1);
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("role:"), people ? c->words[head].lemma : country, DTL_SLICE(":people")}, 3);
    p->entity = entity_put(c, (dtl_entity){.id = id, .name = tokens_text(c, p->first, p->count), .country = country,
                                           .sector = DTL_SLICE("CVL"), .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = p->rule,
                                           .kind = DTL_MENTION_ROLE});
    p->consumed = true;
    mention_add(c, first, piece_end(p) - first, head, DTL_MENTION_ROLE, p->entity, p->rule);
}

void own_mention(mention_context *c, uint32_t token, uint32_t holder)
{
    const piece *p = piece_at(c, token);
    uint32_t index = c->mention_at[token];
    const dtl_entity *whose = entity_at(c, holder);
    if (whose->kind == DTL_MENTION_PLACE && whose->place_precision == 1)
        holder = entity_of_state(c, whose->country); /* "in Iran … its army" */
    owner o = {.entity = holder, .place = DTL_NONE, .country = entity_at(c, holder)->country, .region = DTL_SLICE_EMPTY};
    if (!p || entity_at(c, holder)->kind != DTL_MENTION_ORGANISATION)
        return;
    if (p->class == PIECE_OFFICE && index == DTL_NONE && !attribute_is(c, p->rule, "class", "branch")) {
        uint32_t first = phrase_left(c, p->first, piece_end(p) - 1);
        uint32_t entity = office_entity(c, p, &o, first, piece_end(p));
        mention_add(c, first, piece_end(p) - first, head_of(c, p->first, p->count), DTL_MENTION_ORGANISATION, entity, p->rule);
        return;
    }
    if (p->class != PIECE_ROLE || index == DTL_NONE || c->out->mentions.items[index].kind != DTL_MENTION_ROLE)
        return;
    const dtl_mention *m = &c->out->mentions.items[index];
    const dtl_entity *old = entity_at(c, m->target);
    if (old->kind != DTL_MENTION_ROLE || old->parent_id.length)
        return;
    role_phrase r = {.first = m->first, .end = m->first + m->count, .rule = p->rule, .superior = holder, .owner = o};
    uint32_t entity = role_entity(c, p, &r);
    c->out->mentions.items[index].target = entity;
}

void actors_build(mention_context *c)
{
    dtl_map bearers;
    dtl_map_init(&bearers, c->arena);
    build_groups(c);
    build_offices(c);
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++)
        if (c->pieces.items[i].class == PIECE_NAME)
            build_person(c, &bearers, i);
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++) {
        piece *p = &c->pieces.items[i];
        if (p->class == PIECE_NAME)
            build_unknown(c, i);
        else if (p->class == PIECE_ROLE)
            build_role(c, p);
        else if (p->class == PIECE_DEMONYM)
            build_people(c, p);
    }
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++)
        if (c->pieces.items[i].class == PIECE_DOCUMENT)
            build_document(c, &c->pieces.items[i]);
}
