/* Groups: who stands alone.
 *
 * In: pieces. Out: mentions and entities of the groups and outlets that the tables know, and their branches in a country.
 *
 * The idea: the words that only say what kind of thing a name is belong to it ("the terror group Daesh"); "in" and a country behind a
 * group are its branch there, if the tables know one: "IS in Afghanistan".
 * Knowingly wrong: "the Islamic State" alone, in a report on Afghanistan, may be the branch, and stays what it says. */
#include "mention/actor_parts.h"
#include "doc/tree.h"

bool is_group_word(const mention_context *c, const piece *p)
{
    return p && p->class == PIECE_ROLE && attribute_is(c, p->rule, "class", "group");
}

void grow_over_group(mention_context *c, const piece *p, uint32_t *first, uint32_t *end)
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

uint32_t find_branch(mention_context *c, dtl_slice parent, dtl_slice country)
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

dtl_slice country_words(mention_context *c, dtl_slice iso3)
{
    return entity_at(c, entity_of_state(c, iso3))->name;
}

dtl_slice branch_reason(mention_context *c, dtl_slice parent, dtl_slice country)
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

void build_groups(mention_context *c)
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
