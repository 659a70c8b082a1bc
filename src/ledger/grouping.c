/* Groups that grow along edges, best first: what tellings (cluster.c) and stories (story.c) have in common.
 *
 * In: edges between items, and who says whether two groups may become one. Out: for each item the smallest item of its group.
 * Edges go by score, ties in canonical order, so that the same edges give the same groups however they were found: with A~B, B~C, but
 * A≠C, B goes to the better one. The members of a group are asked through their list, in the order in which they came.
 * Knowingly wrong: growing is greedy and never splits again.
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

uint32_t *group_along(dtl_arena *arena, uint32_t count, edge_array *edges, int32_t unasked, group_may_join *may_join, void *context)
{
    uint32_t *group = dtl_arena_calloc(arena, count, sizeof *group), *next = dtl_arena_calloc(arena, count, sizeof *next);
    uint32_t *last = dtl_arena_calloc(arena, count, sizeof *last), *size = dtl_arena_calloc(arena, count, sizeof *size);
    if (!group || !next || !last || !size)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        group[i] = last[i] = i;
        next[i] = DTL_NONE;
        size[i] = 1;
    }
    static const dtl_sort_field best_first[] = {{offsetof(edge, score), 4, true, true}, {offsetof(edge, a), 4, false, false}, {offsetof(edge, b), 4, false, false}};
    if (!dtl_sort(arena->budget, edges->items, edges->count, sizeof *edges->items, best_first, 3))
        return NULL;
    for (uint32_t i = 0; i < edges->count; i++) {
        uint32_t x = group_find(group, edges->items[i].a), y = group_find(group, edges->items[i].b);
        if (y < x) { /* the smallest item stands for the group */
            uint32_t swap = x;
            x = y;
            y = swap;
        }
        if (x == y || (edges->items[i].score < unasked && !may_join(context, next, size, x, y)))
            continue;
        group[y] = x;
        next[last[x]] = y;
        last[x] = last[y];
        size[x] += size[y];
    }
    for (uint32_t i = 0; i < count; i++)
        group[i] = group_find(group, i);
    return group;
}
