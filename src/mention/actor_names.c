/* Names of actors: which actor a name means.
 *
 * In: pieces of class PIECE_ACTOR, each by the first row of actors.txt or actor-names.txt that has its name. Out: the same
 * pieces with the row that the report supports; a piece whose name nobody supports is given to another table, or stays an
 * unknown name.
 *
 * The idea: most names mean one actor. A name that several actors bear, or that the table calls low (shared with people and
 * things that it does not know), counts only with support from the report itself: another name of the actor, its country, or
 * the group that it belongs to. A row with days is passed over when the report is from another time.
 * Example: in a report on Rakhine "AA" is the Arakan Army; in one on Ankara it is the agency.
 *
 * Knowingly wrong: support anywhere in the report counts, however far away. */
#include "mention/internal.h"
#include "rules/glue.h"

enum { CANDIDATES = 16 };

uint32_t actor_of_row(const mention_context *c, uint32_t row, uint32_t *alias)
{
    dtl_slice actor = attribute(c, row, "actor");
    *alias = actor.length ? row : DTL_NONE;
    uint32_t named = dtl_actor_row(c->rules, &c->actor_tables, actor.length ? actor : attribute(c, row, "id"));
    return named != DTL_NONE ? named : row;
}

dtl_slice actor_reason(mention_context *c, const piece *p)
{
    dtl_slice kind = attribute(c, p->alias, "kind"), words = DTL_SLICE("alias of ");
    if (p->class != PIECE_ACTOR || p->alias == DTL_NONE)
        return DTL_SLICE_EMPTY;
    if (attribute(c, p->rule, "actor").length)
        return join(c, (dtl_slice[]){DTL_SLICE("stands for the government of "), entity_at(c, p->entity)->name}, 2);
    if (dtl_slice_is(kind, "acronym"))
        words = DTL_SLICE("acronym of ");
    else if (dtl_slice_is(kind, "former"))
        words = DTL_SLICE("former name of ");
    else if (dtl_slice_is(kind, "low"))
        return join(c, (dtl_slice[]){DTL_SLICE("shared name; the report supports "), dtl_rules_name(c->rules, p->rule, 0)}, 2);
    return join(c, (dtl_slice[]){words, dtl_rules_name(c->rules, p->rule, 0)}, 2);
}

/* The key under which the tables hold the words of a piece. */
static dtl_slice key_of(mention_context *c, const piece *p)
{
    uint32_t length = 0, room = 1;
    for (uint32_t t = p->first; t < p->first + p->count; t++)
        room += c->folded[t].length + 1;
    char *key = dtl_arena_alloc(c->arena, room);
    if (!key) {
        c->failed = true;
        return DTL_SLICE_EMPTY;
    }
    for (uint32_t t = p->first; t < p->first + p->count; t++)
        length = rules_glue(key, length, room, c->folded[t]);
    return dtl_slice_make(key, length);
}

/* The rows that bear a name: of actors.txt, then of actor-names.txt. */
static uint32_t rows_named(const mention_context *c, dtl_slice key, uint32_t rows[CANDIDATES])
{
    const uint32_t tables[] = {c->actor_tables.actors, c->actor_tables.names};
    uint32_t count = 0;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (uint32_t k = 0; k < CANDIDATES && count < CANDIDATES; k++) {
            uint32_t row = dtl_rules_find(c->rules, tables[t], key, k);
            if (row == DTL_NONE)
                break;
            if (!attribute_is(c, row, "kind", "metonym") || tables[t] != c->actor_tables.names)
                rows[count++] = row;
        }
    return count;
}

static bool is_low(const mention_context *c, uint32_t row)
{
    return attribute_is(c, row, "kind", "low") && attribute(c, row, "actor").length;
}

static void support(mention_context *c, dtl_map *supported, dtl_slice what)
{
    if (what.length && !dtl_map_put(supported, what, 1))
        c->failed = true;
}

/* The name says for itself whom it means. */
static bool is_plain(const mention_context *c, const piece *p, dtl_slice key)
{
    uint32_t rows[CANDIDATES];
    return p->alias == DTL_NONE ? rows_named(c, key, rows) == 1
                                : !is_low(c, p->alias) && rows_named(c, key, rows) == 1 &&
                                      dtl_actor_row_holds(c->rules, p->alias, c->out->published);
}

/* How well the report supports an actor: 3 it is named otherwise, 2 its country is named, 1 the group that it belongs to is, 0. */
static uint32_t support_of(const mention_context *c, const dtl_map *supported, uint32_t actor)
{
    dtl_slice id = attribute(c, actor, "id"), country = attribute(c, actor, "country");
    dtl_slice parent = attribute(c, dtl_actor_parent(c->rules, &c->actor_tables, id, c->out->published), "of");
    if (dtl_map_get(supported, id) != DTL_NONE)
        return 3;
    if (country.length && dtl_map_get(supported, country) != DTL_NONE)
        return 2;
    return parent.length && dtl_map_get(supported, parent) != DTL_NONE ? 1 : 0;
}

static void choose(mention_context *c, const dtl_map *supported, piece *p, dtl_slice key)
{
    uint32_t rows[CANDIDATES], count = rows_named(c, key, rows), best = DTL_NONE, best_support = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t alias, actor = actor_of_row(c, rows[i], &alias), has = support_of(c, supported, actor);
        if ((is_low(c, rows[i]) && !has) || !dtl_actor_row_holds(c->rules, rows[i], c->out->published))
            continue;
        if (best == DTL_NONE || has > best_support) {
            best = rows[i];
            best_support = has;
        }
    }
    if (best == DTL_NONE)
        names_give_back(c, p);
    else
        p->rule = actor_of_row(c, best, &p->alias);
}

void actor_names_choose(mention_context *c)
{
    dtl_map supported;
    uint32_t doubtful = 0;
    dtl_map_init(&supported, c->arena);
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++) {
        piece *p = &c->pieces.items[i];
        if (p->class == PIECE_PLACE || p->class == PIECE_DEMONYM)
            support(c, &supported, attribute(c, p->rule, "country"));
        if (p->class != PIECE_ACTOR)
            continue;
        p->modifier = !is_plain(c, p, key_of(c, p)); /* borrowed as a mark until the second walk */
        doubtful += p->modifier;
        if (p->modifier)
            continue;
        dtl_slice id = attribute(c, p->rule, "id");
        support(c, &supported, id);
        support(c, &supported, attribute(c, p->rule, "country"));
        support(c, &supported, attribute(c, dtl_actor_parent(c->rules, &c->actor_tables, id, c->out->published), "of"));
    }
    for (uint32_t i = 0; i < c->pieces.count && doubtful && !c->failed; i++) {
        piece *p = &c->pieces.items[i];
        if (p->class != PIECE_ACTOR || !p->modifier)
            continue;
        p->modifier = false;
        doubtful--;
        choose(c, &supported, p, key_of(c, p));
    }
}
