/* Blocks: who is compared with whom.
 *
 * In: items (tellings, reports) under blocking keys. Out: a call for every two that share a key and stand near each other in its block, once
 * however many keys they share. In a block of up to rule.full members all meet; in a larger one each meets its rule.window followers in
 * canonical order, so that the work stays linear. That order (day, then a number of the caller's, then item) is the same in all blocks: of
 * two, one always comes first, and whoever goes through the items in it meets each pair from one end only and sees what it has met already.
 * Example: three tellings of one day in Kunduz share the town, the province and the doer: nine pairs in three blocks, three calls.
 * Knowingly wrong: in a block beyond rule.full members a pair may never meet.
 */
#include "base/sort.h"
#include "ledger/internal.h"

/* How many followers each member meets in its block, which is sorted. */
static void find_reach(block_member_array *members, const block_rule *rule)
{
    block_member *m = members->items;
    for (uint32_t first = 0, end; first < members->count; first = end) {
        for (end = first + 1; end < members->count && m[end].block == m[first].block; end++)
            ;
        uint32_t window = end - first <= rule->full ? end - first : rule->window;
        for (uint32_t i = first; i < end; i++) {
            uint32_t k = i + 1;
            bool any_day = m[i].days_apart == ANY_DAY || m[i].day == DTL_DAY_OPEN_PAST;
            while (k < end && k <= i + window && (any_day || (int64_t)m[k].day - m[i].day <= m[i].days_apart))
                k++;
            m[i].reach = (uint16_t)(k - i - 1);
        }
    }
}

/* Where each item stands in the blocks: places[start[item] … start[item + 1] - 1]. */
static bool find_places(dtl_arena *arena, const block_member_array *members, uint32_t items, uint32_t **start, uint32_t **places)
{
    *start = dtl_arena_calloc(arena, (size_t)items + 2, sizeof **start);
    *places = dtl_arena_calloc(arena, members->count, sizeof **places);
    if (!*start || !*places)
        return false;
    for (uint32_t i = 0; i < members->count; i++)
        (*start)[members->items[i].item + 2]++;
    for (uint32_t i = 2; i <= items; i++)
        (*start)[i] += (*start)[i - 1];
    for (uint32_t i = 0; i < members->count; i++)
        (*places)[(*start)[members->items[i].item + 1]++] = i;
    return true;
}

/* The items in that order: who meet each other lie near each other in memory for a while. */
static bool order_items(dtl_arena *arena, const block_member_array *members, block_member_array *items)
{
    static const dtl_sort_field order[] = {{offsetof(block_member, day), 4, true, false}, {offsetof(block_member, second), 4, false, false},
                                           {offsetof(block_member, item), 4, false, false}};
    for (uint32_t i = 0; i < members->count; i++) {
        if (i && members->items[i].item == members->items[i - 1].item)
            continue;
        block_member *one = dtl_array_push(arena, items);
        if (!one)
            return false;
        *one = members->items[i];
    }
    return dtl_sort(arena->budget, items->items, items->count, sizeof *items->items, order, 3);
}

static bool meet_all(dtl_arena *arena, const block_member_array *members, const block_member_array *order, uint32_t items, const block_rule *rule)
{
    uint32_t *start, *places, *met = dtl_arena_calloc(arena, items, sizeof *met); /* 1 + the last that met it */
    if (!met || !find_places(arena, members, items, &start, &places))
        return false;
    for (uint32_t i = 0, x; i < order->count; i++)
        for (uint32_t p = start[x = order->items[i].item]; p < start[x + 1]; p++) {
            const block_member *m = &members->items[places[p]];
            for (uint32_t k = 1; k <= m->reach; k++) {
                uint32_t y = m[k].item;
                if (y == x || met[y] == x + 1)
                    continue;
                met[y] = x + 1;
                if (!rule->meet(rule->context, x, y))
                    return false;
            }
        }
    return true;
}

bool meet_in_blocks(size_t budget, block_member_array *members, uint32_t items, const block_rule *rule)
{
    static const dtl_sort_field order[] = {{offsetof(block_member, block), 8, false, false}, {offsetof(block_member, day), 4, true, false},
                                           {offsetof(block_member, second), 4, false, false}, {offsetof(block_member, item), 4, false, false}};
    block_member_array order_of_items = {0};
    dtl_arena arena;
    dtl_arena_init(&arena, budget);
    bool good = order_items(&arena, members, &order_of_items);
    if (!good || !dtl_sort(budget, members->items, members->count, sizeof *members->items, order, 4))
        return false;
    find_reach(members, rule);
    good = meet_all(&arena, members, &order_of_items, items, rule);
    dtl_arena_free(&arena);
    return good;
}
