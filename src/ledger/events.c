/* From groups of tellings to events.
 *
 * In: build.group. Out: ledger.events by id, members, and claims by telling.
 * An event's id is the hash of its smallest telling (report key and event number): it stays when more reports arrive,
 * unless a telling with a smaller key joins; what a telling goes by is kept with it, so that an event's former id still finds it.
 * Example: two papers tell of one bomb: one event, n_reports 2, with the firmest of both statuses; foiled, when either says so of a plan.
 * Knowingly wrong: one report that calls a plan foiled outweighs ten that do not know it yet, and would outweigh ten that know better.
 */
#include "base/hash.h"
#include "ledger/internal.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* A new event on its way to its place in the order of ids. */
typedef struct fresh {
    dtl_slice id;
    uint32_t smallest; /* mention */
} fresh;

static int by_id(const void *x, const void *y)
{
    const fresh *a = x, *b = y;
    int order = dtl_slice_compare(a->id, b->id);
    return order ? order : (a->smallest > b->smallest) - (a->smallest < b->smallest);
}

bool telling_id(build *b, uint32_t mention, dtl_slice *id)
{
    const dtl_ledger_mention *m = &b->out->mentions.items[mention];
    char number[16], digits[65];
    int length = snprintf(number, sizeof number, "%" PRIu32, m->event);
    const dtl_slice parts[] = {b->out->reports.items[m->report].report->key, dtl_slice_make(number, (size_t)length)};
    dtl_sha256_hex(dtl_sha256_of_parts(parts, 2), digits);
    return dtl_arena_copy(b->arena, dtl_slice_make(digits, 16), id);
}

static bool explain_mention(build *b, uint32_t mention)
{
    dtl_ledger_mention *m = &b->out->mentions.items[mention];
    uint32_t partner = m->merged;
    m->reasons = DTL_SLICE_EMPTY;
    if (partner == DTL_NONE)
        return true;
    if (m->score == COPY)
        m->reasons = DTL_SLICE("same text");
    else if (m->score == VERSION)
        m->reasons = DTL_SLICE("another version of one report");
    else if (m->score == SAME_WORDS)
        m->reasons = DTL_SLICE("same holder, same words");
    else
        return pair_reasons(b, mention, partner, &m->reasons);
    return true;
}

/* Claims by telling: claims_list[claims_start[m] … claims_start[m + 1] - 1]. */
static bool index_claims(build *b)
{
    uint32_t mentions = b->out->mentions.count, claims = b->out->claims.count;
    b->claims_start = dtl_arena_calloc(b->arena, (size_t)mentions + 2, sizeof *b->claims_start);
    b->claims_list = dtl_arena_calloc(b->arena, claims, sizeof *b->claims_list);
    if (!b->claims_start || !b->claims_list)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < claims; i++) {
            const dtl_ledger_report *r = &b->out->reports.items[b->out->claims.items[i].report];
            uint32_t mention = r->first_mention + r->report->claims.items[b->out->claims.items[i].claim].event;
            if (pass == 0)
                b->claims_start[mention + 2]++;
            else
                b->claims_list[b->claims_start[mention + 1]++] = i;
        }
        for (uint32_t i = 0; pass == 0 && i <= mentions; i++)
            b->claims_start[i + 1] += b->claims_start[i];
    }
    return true;
}

/* counted[t]: 1 + index of the last event for which testimony t was counted. */
static void fill_event(build *b, dtl_ledger_event *event, uint32_t index, uint32_t *counted)
{
    uint32_t last = DTL_NONE;
    bool series = true, historical = true, told = is_still_told(b, event);
    for (uint32_t i = 0; i < event->n_members; i++) {
        uint32_t mention = b->out->members.items[event->first_member + i];
        const dtl_report_event *e = event_of(b, mention);
        uint32_t report = b->out->mentions.items[mention].report;
        event->n_reports += report != last; /* members are in the order of reports */
        last = report;
        uint32_t *testimony = &counted[b->out->reports.items[report].testimony];
        event->n_testimonies += *testimony != index + 1;
        *testimony = index + 1;
        if (e->status < event->status && !(told && is_superseded(b, mention)))
            event->status = e->status;
        series = series && e->series;
        historical = historical && e->historical;
        event->foiled = event->foiled || e->foiled;
        event->contexts = dtl_contexts_settle(event->contexts | e->contexts);
        if (e->confidence > event->confidence)
            event->confidence = e->confidence;
        if (!event->weapon.length)
            event->weapon = e->weapon;
        if (!event->figure_noun.length)
            event->figure_noun = e->figure_noun;
    }
    event->series = series;
    event->historical = historical;
}

bool ledger_events(build *b)
{
    uint32_t mentions = b->out->mentions.count, count = 0;
    fresh *made = dtl_arena_calloc(b->arena, mentions, sizeof *made);
    uint32_t *event_of_group = dtl_arena_calloc(b->arena, mentions, sizeof *event_of_group);
    uint32_t *filled = dtl_arena_calloc(b->arena, mentions, sizeof *filled);
    uint32_t *counted = dtl_arena_calloc(b->arena, b->out->reports.count, sizeof *counted);
    if (!made || !event_of_group || !filled || !counted || !index_claims(b))
        return false;
    for (uint32_t i = 0; i < mentions; i++) {
        if (!explain_mention(b, i) || !telling_id(b, i, &b->out->mentions.items[i].id))
            return false;
        if (b->group[i] == i)
            made[count++] = (fresh){.id = b->out->mentions.items[i].id, .smallest = i};
    }
    qsort(made, count, sizeof *made, by_id);
    for (uint32_t i = 0; i < count; i++) {
        const dtl_report_event *e = event_of(b, made[i].smallest);
        dtl_ledger_event *event = dtl_array_push(b->arena, &b->out->events);
        if (!event)
            return false;
        *event = (dtl_ledger_event){.id = made[i].id, .item = e->item, .type = e->type, .mode = e->mode, .status = DTL_STATUS_COUNT,
                                    .days = DTL_INTERVAL_OPEN, .killed = DTL_RANGE_NONE, .injured = DTL_RANGE_NONE,
                                    .arrested = DTL_RANGE_NONE, .figure = DTL_RANGE_NONE, .place = DTL_NONE};
        event_of_group[made[i].smallest] = i;
    }
    for (uint32_t i = 0; i < mentions; i++) {
        b->out->mentions.items[i].merged = event_of_group[b->group[i]];
        b->out->events.items[event_of_group[b->group[i]]].n_members++;
    }
    for (uint32_t i = 0, first = 0; i < count; i++) {
        b->out->events.items[i].first_member = first;
        first += b->out->events.items[i].n_members;
    }
    b->out->members.items = dtl_arena_calloc(b->arena, mentions, sizeof *b->out->members.items);
    if (!b->out->members.items)
        return false;
    b->out->members.count = b->out->members.capacity = mentions;
    for (uint32_t i = 0; i < mentions; i++) {
        uint32_t event = b->out->mentions.items[i].merged;
        b->out->members.items[b->out->events.items[event].first_member + filled[event]++] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        fill_event(b, &b->out->events.items[i], i, counted);
    return true;
}
