/* Owners and offices: whose army, which ministry.
 *
 * In: pieces, groups. Out: mentions and entities of offices (ministries, armies, courts, branches) with who owns them.
 *
 * The idea: an office takes its owner from the words in front of it, from "of the Taliban" behind it, or from the country that the
 * report is about. Owners side by side share it: "US, British and NATO forces" are three mentions with one head.
 * Example: "the Taliban's interior ministry" is taliban:interior-ministry.
 * Knowingly wrong: "Iran and Taliban forces" may be two owners of forces or a state and forces, and is read as the latter. */
#include "mention/actor_parts.h"
#include "doc/tree.h"

enum { RIGHT_LOOK = 6 /* words behind "of" until the owner */ };

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

void owner_from_piece(mention_context *c, piece *p, owner *o)
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

void owner_left(mention_context *c, uint32_t edge, uint32_t first, owner *o)
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

uint32_t owner_right(mention_context *c, uint32_t at, owner *o)
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

uint32_t home_entity(mention_context *c)
{
    if (c->home_government != DTL_NONE)
        return entity_of_actor(c, c->home_government);
    return c->home.length ? entity_of_state(c, c->home) : DTL_NONE;
}

uint32_t named_office(mention_context *c, dtl_slice id)
{
    return dtl_actor_row(c->rules, &c->actor_tables, id);
}

uint32_t office_entity(mention_context *c, const piece *p, const owner *o, uint32_t first, uint32_t end)
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

/* The possessive pronoun in a stretch, DTL_NONE if there is none. */
static uint32_t possessor_in(const mention_context *c, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"its", "their", "his", "her", NULL};
    for (uint32_t t = first; t < end && t < first + PHRASE_LEFT_MAX; t++)
        if (token_in(c, t, words))
            return t;
    return DTL_NONE;
}

bool does_deed(const mention_context *c, uint32_t governor)
{
    return dtl_tree_lemma_in(&c->doc->parse, governor, "attack raid assault ambush firing shooting shelling operation strike airstrike bombing bombardment killing "
                                                       "offensive crackdown brutality beating torture patrol retaliation reprisal massacre gunfire harassment bullet gun rifle shell missile rocket encounter atrocity "
                                                       "convoy vehicle checkpoint outpost patrol barracks position stronghold hideout bunker trench");
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


uint32_t owners_beside(const mention_context *c, uint32_t edge, uint32_t first, piece *beside[OWNERS_MAX])
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
    /* "between ISIL and Iraqi forces": the first stands for itself; "between Iranian and Turkish forces": an adjective does not */
    static const char *const two[] = {"between", "both", NULL};
    bool adjective = count && beside[count - 1]->class == PIECE_DEMONYM && c->words[at].upos == DTL_UPOS_ADJ;
    return count && !adjective && at > start && token_in(c, at - 1, two) ? 0 : count;
}

dtl_slice beside_reason(mention_context *c, const owner *o)
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

void build_offices(mention_context *c)
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
