/* Groups that grow along edges, best first: what tellings (cluster.c) and stories (story.c) have in common.
 *
 * In: edges between items, and who says whether two groups may become one. Out: for each item the smallest item of its group.
 * Edges go by score, ties in canonical order, so that the same edges give the same groups however they were found: with A~B, B~C, but
 * A≠C, B goes to the better one. The members of a group are asked through their list, in the order in which they came.
 * Two that were refused are not asked again before one has grown. Knowingly wrong: growing is greedy and never splits again.
 */
#include "base/sort.h"
#include "ledger/internal.h"

bool edge_add(dtl_arena *arena, edge_array *edges, uint32_t x, uint32_t y, int32_t score)
{
    edge *e = dtl_array_push(arena, edges);
    if (e)
        *e = x < y ? (edge){x, y, score} : (edge){y, x, score};
    return e != NULL;
}

uint32_t group_find(uint32_t *group, uint32_t at)
{
    while (group[at] != at) {
        group[at] = group[group[at]];
        at = group[at];
    }
    return at;
}

/* Two groups that were refused, and how many members of each were asked: as long as no more are asked, the answer is the same. */
typedef struct refusal {
    uint32_t x, y, asked_x, asked_y;
} refusal;
enum { REFUSALS_LEAST = 1 << 10, REFUSALS_MOST = 1 << 20 };

/* Groups on their way. */
typedef struct growing {
    const group_rule *rule;
    uint32_t *group, *next, *last;
    uint32_t *size;   /* without copies */
    refusal *refused; /* the last ones, by a hash */
    uint32_t refusals;/* a power of two */
} growing;

static bool start(dtl_arena *arena, dtl_arena *own, uint32_t count, growing *g)
{
    g->group = dtl_arena_calloc(arena, count, sizeof *g->group);
    g->next = dtl_arena_calloc(own, count, sizeof *g->next);
    g->last = dtl_arena_calloc(own, count, sizeof *g->last);
    g->size = dtl_arena_calloc(own, count, sizeof *g->size);
    for (g->refusals = REFUSALS_LEAST; g->refusals < count && g->refusals < REFUSALS_MOST; g->refusals *= 2)
        ;
    g->refused = dtl_arena_calloc(own, g->refusals, sizeof *g->refused);
    if (!g->group || !g->next || !g->last || !g->size || !g->refused)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        g->group[i] = g->last[i] = i;
        g->next[i] = DTL_NONE;
        g->size[i] = !g->rule->original || g->rule->original[i] == DTL_NONE;
    }
    return true;
}

static bool may_join(const growing *g, uint32_t x, uint32_t y)
{
    uint32_t most = g->rule->sample;
    refusal *known = &g->refused[(x * 2654435761u ^ y * 2246822519u) >> 7 & (g->refusals - 1)];
    const refusal now = {x, y, g->size[x] < most ? g->size[x] : most, g->size[y] < most ? g->size[y] : most};
    if (known->x == x && known->y == y && known->asked_x == now.asked_x && known->asked_y == now.asked_y)
        return false;
    if (g->rule->may_join(g->rule->context, g->next, x, y))
        return true;
    *known = now;
    return false;
}

static void grow(growing *g, const edge_array *edges)
{
    for (uint32_t i = 0; i < edges->count; i++) {
        uint32_t x = group_find(g->group, edges->items[i].a), y = group_find(g->group, edges->items[i].b);
        if (y < x) { /* the smallest item stands for the group */
            uint32_t swap = x;
            x = y;
            y = swap;
        }
        if (x == y || (edges->items[i].score < g->rule->unasked && !may_join(g, x, y)))
            continue;
        g->group[y] = x;
        g->next[g->last[x]] = y;
        g->last[x] = g->last[y];
        g->size[x] += g->size[y];
    }
}

uint32_t *group_along(dtl_arena *arena, uint32_t count, edge_array *edges, const group_rule *rule)
{
    static const dtl_sort_field best_first[] = {{offsetof(edge, score), 4, true, true}, {offsetof(edge, a), 4, false, false}, {offsetof(edge, b), 4, false, false}};
    growing g = {.rule = rule};
    dtl_arena own;
    dtl_arena_init(&own, arena->budget);
    bool good = dtl_sort(arena->budget, edges->items, edges->count, sizeof *edges->items, best_first, 3) && start(arena, &own, count, &g);
    if (good)
        grow(&g, edges);
    for (uint32_t i = 0; good && i < count; i++)
        g.group[i] = group_find(g.group, i);
    dtl_arena_free(&own);
    return good ? g.group : NULL;
}
