/* How the events of one state went on in another: new, changed, merged, split, gone.
 *
 * In: the events of both states that differ, each with the ids of its tellings. Out: one change for each event that came, went or became
 * another. A telling lies in one event of each state, so two events are the same one as far as they share tellings: ids
 * may change (a report with a smaller key came in), the event goes on.
 * Example: "3f2a… (killed 3)" and "77b0… (killed 5)", and in the other state "3f2a…" with both tellings: merged. Why: because a report came
 * in that both resemble, or, when nothing came in, because an analyst decided so or the program merges otherwise.
 * Knowingly weak: the reason is what changed between the states, not a trace of the one pair that did it.
 */
#include "base/map.h"
#include "store/internal.h"
#include "store/snapshot.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define DTL_ITEM(name, text) text,
static const char *const change_names[] = {DTL_CHANGE_LIST(DTL_ITEM)};
#undef DTL_ITEM

const char *dtl_change_name(unsigned kind)
{
    return kind < DTL_CHANGE_COUNT ? change_names[kind] : "";
}

/* One comparison. */
typedef struct comparison {
    dtl_arena *arena;
    dtl_store_state_array before, after;
    dtl_map was, is;         /* id of a telling → index in before, in after */
    uint32_t *parts;         /* per event of before: into how many it went */
    dtl_store_changes_found *found;
    bool failed;
} comparison;

/* The tellings of a state, one a call: first the id that it goes by. */
static bool next_telling(const dtl_store_state *state, uint32_t *at, dtl_slice *id)
{
    if (*at == 0) {
        *id = state->event.id;
        *at = 1;
        return true;
    }
    dtl_slice rest = state->others;
    if (*at > rest.length)
        return false;
    rest.ptr += *at - 1;
    rest.length -= *at - 1;
    if (!dtl_slice_next_field(&rest, ' ', id) || !id->length)
        return false;
    *at += id->length + 1;
    return true;
}

static bool fill_map(dtl_map *map, const dtl_store_state_array *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        dtl_slice id;
        for (uint32_t at = 0; next_telling(&list->items[i], &at, &id);)
            if (!dtl_map_put(map, id, i))
                return false;
    }
    return true;
}

static int by_pointer(const void *x, const void *y)
{
    const dtl_store_state *a = *(const dtl_store_state *const *)x, *b = *(const dtl_store_state *const *)y;
    return (a > b) - (a < b);
}

DTL_ARRAY_TYPE(state_list, const dtl_store_state *);

/* The events of the other state that share a telling with this one, each once, by id; *strangers counts tellings that no event there has. */
static state_list counterparts(comparison *c, const dtl_store_state *state, const dtl_map *map, const dtl_store_state_array *others, uint32_t *strangers)
{
    state_list list = {0};
    dtl_slice id;
    uint32_t last = DTL_NONE;
    *strangers = 0;
    for (uint32_t at = 0; next_telling(state, &at, &id);) {
        uint32_t index = dtl_map_get(map, id);
        *strangers += index == DTL_NONE;
        if (index == DTL_NONE || index == last)
            continue;
        last = index;
        const dtl_store_state **slot = dtl_array_push(c->arena, &list);
        if (!slot) {
            c->failed = true;
            return list;
        }
        *slot = &others->items[index];
    }
    if (list.count > 1)
        qsort(list.items, list.count, sizeof *list.items, by_pointer);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list.count; i++)
        if (!kept || list.items[i] != list.items[kept - 1])
            list.items[kept++] = list.items[i];
    list.count = kept;
    return list;
}

static void add_change(comparison *c, dtl_change_kind kind, state_list before, state_list after, dtl_slice reason)
{
    dtl_store_change *change = dtl_array_push(c->arena, &c->found->changes);
    if (!change) {
        c->failed = true;
        return;
    }
    *change = (dtl_store_change){.kind = (uint8_t)kind, .before = before.items, .n_before = before.count, .after = after.items, .n_after = after.count,
                                 .reason = reason};
    c->found->counts[kind]++;
}

static state_list only(comparison *c, const dtl_store_state *state)
{
    state_list list = {0};
    const dtl_store_state **slot = dtl_array_push(c->arena, &list);
    if (slot)
        *slot = state;
    else
        c->failed = true;
    return list;
}

/* Why events were joined or parted: strangers = tellings of it that only one of the states has. */
static dtl_slice reason_of(const comparison *c, uint32_t strangers)
{
    const dtl_store_snapshot *from = &c->found->from, *to = &c->found->to;
    if (strangers)
        return DTL_SLICE("reports that came in tell it too");
    if (from->n_decisions != to->n_decisions)
        return DTL_SLICE("an analyst's decision, or what follows from one");
    if (from->n_reports != to->n_reports)
        return DTL_SLICE("what reports that came in say of its people and places");
    return DTL_SLICE("another version of dateline merges otherwise");
}

/* What became of an event none of whose tellings is there any more. */
static dtl_err reason_gone(comparison *c, dtl_store *store, const dtl_store_state *state, dtl_slice *reason, dtl_error *error)
{
    char text[200];
    int64_t count = 0;
    bool now = c->found->to.number == 0;
    dtl_err err = now ? dtl_store_count_rules(store, state->rules, &count, error) : DTL_OK;
    if (err)
        return err;
    snprintf(text, sizeof text, "%s%.12s", now && !count ? "the ledger holds no report any more that was coded by its rules, " :
                                "its report reads otherwise now; it was coded by rules ", state->rules.ptr);
    if (!dtl_arena_copy(c->arena, dtl_slice_from_cstr(text), reason))
        c->failed = true;
    return DTL_OK;
}

/* What was: gone and split. */
static dtl_err look_forward(comparison *c, dtl_store *store, dtl_error *error)
{
    dtl_err err = DTL_OK;
    for (uint32_t i = 0; !err && !c->failed && i < c->before.count; i++) {
        uint32_t strangers;
        const dtl_store_state *state = &c->before.items[i];
        state_list after = counterparts(c, state, &c->is, &c->after, &strangers);
        dtl_slice reason = DTL_SLICE_EMPTY;
        c->parts[i] = after.count;
        if (after.count > 1)
            add_change(c, DTL_CHANGE_SPLIT, only(c, state), after, reason_of(c, strangers));
        else if (!after.count && !(err = reason_gone(c, store, state, &reason, error)))
            add_change(c, DTL_CHANGE_GONE, only(c, state), after, reason);
    }
    return err;
}

/* What is: new, changed and merged. What came of a split is told there. */
static void look_back(comparison *c)
{
    for (uint32_t i = 0; !c->failed && i < c->after.count; i++) {
        uint32_t strangers;
        const dtl_store_state *state = &c->after.items[i];
        state_list before = counterparts(c, state, &c->was, &c->before, &strangers);
        if (!before.count)
            add_change(c, DTL_CHANGE_NEW, before, only(c, state), DTL_SLICE_EMPTY);
        else if (before.count > 1)
            add_change(c, DTL_CHANGE_MERGED, before, only(c, state), reason_of(c, strangers));
        else if (c->parts[before.items[0] - c->before.items] == 1)
            add_change(c, DTL_CHANGE_CHANGED, before, only(c, state), DTL_SLICE_EMPTY);
    }
}

/* By kind; events before figures and statements, more reports first, then by id. */
static int by_kind(const void *x, const void *y)
{
    const dtl_store_change *a = x, *b = y;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    const dtl_store_event *p = &(a->n_after ? a->after[0] : a->before[0])->event, *q = &(b->n_after ? b->after[0] : b->before[0])->event;
    bool p_event = dtl_slice_is(p->item, "event"), q_event = dtl_slice_is(q->item, "event");
    if (p_event != q_event)
        return p_event ? -1 : 1;
    if (p->n_reports != q->n_reports)
        return p->n_reports > q->n_reports ? -1 : 1;
    int order = dtl_slice_compare(p->id, q->id);
    return order ? order : dtl_slice_compare(a->before ? a->before[0]->event.id : p->id, b->before ? b->before[0]->event.id : q->id);
}

dtl_err dtl_store_changes(dtl_store *store, dtl_slice from, dtl_slice to, dtl_arena *arena, dtl_store_changes_found *found, dtl_error *error)
{
    dtl_store_changes_found made = {0};
    dtl_store_snapshot ends[2];
    comparison c = {.arena = arena, .found = &made};
    dtl_err err = dtl_store_differing(store, from, to, arena, ends, &c.before, &c.after, error);
    if (err)
        return err;
    made.from = ends[0];
    made.to = ends[1];
    dtl_map_init(&c.was, arena);
    dtl_map_init(&c.is, arena);
    c.parts = dtl_arena_calloc(arena, c.before.count + 1, sizeof *c.parts);
    c.failed = !c.parts || !fill_map(&c.was, &c.before) || !fill_map(&c.is, &c.after);
    if (!c.failed)
        err = look_forward(&c, store, error);
    if (!err && !c.failed)
        look_back(&c);
    if (!err && c.failed)
        return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: too many changes for memory", store->path);
    if (made.changes.count)
        qsort(made.changes.items, made.changes.count, sizeof *made.changes.items, by_kind);
    if (!err)
        *found = made;
    return err;
}
