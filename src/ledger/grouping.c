/* Groups that grow along edges, best first: what tellings (cluster.c) and stories (story.c) have in common.
 *
 * In: edges between items, and who says whether two groups may become one. Out: for each item the smallest item of its group.
 * Edges go by score, ties in canonical order, so that the same edges give the same groups however they were found: with A~B, B~C, but
 * A≠C, B goes to the better one. The members of a group are asked through their list, in the order in which they came.
 * Knowingly wrong: growing is greedy and never splits again.
 */
#include "ledger/internal.h"
#include <stdlib.h>

bool edge_add(dtl_arena *arena, edge_array *edges, uint32_t x, uint32_t y, int32_t score)
{
    edge *e = dtl_array_push(arena, edges);
    if (e)
        *e = x < y ? (edge){x, y, score} : (edge){y, x, score};
    return e != NULL;
}

static int by_score(const void *x, const void *y)
{
    const edge *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
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
    if (edges->count)
        qsort(edges->items, edges->count, sizeof *edges->items, by_score);
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
