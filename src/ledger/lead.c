/* What each report is mainly about: its lead, and the event that it is about.
 *
 * In: tellings in events, stories. Out: dtl_ledger_report.lead, one telling of the report or none, and .about, an event or none. Whoever
 * counts stories and not tellings (the bench merge, a list of the day's news) asks for it.
 *
 * The lead is the telling of the surest kind, then the one that the text tells first, headline before body:
 *   1. force that happened, told near the beginning     2. anything else that happened or will     3. background and general statements
 * Statements and figures never lead. A report whose lead is no force, or which has none, is about the event that most reports of its story
 * lead with, if that is one of force: "Suspect charged in Sunday's shooting" is about the shooting. A lead of force stays what it is.
 *
 * Example: "Two held after blast. Police arrested two men on Friday. The blast on Monday killed six." leads with the blast; "Two held after
 * blast" alone has the arrest as its lead and is about the blast that three papers told on Monday.
 */
#include "ledger/internal.h"
#include <stdlib.h>

enum { NEAR_BYTES = 1000 };

/* Smaller leads. */
static uint32_t rank_of(const dtl_report *report, const dtl_report_event *event)
{
    if (event->historical || event->series || event->status == DTL_STATUS_DENIED || event->status == DTL_STATUS_HABITUAL || event->status == DTL_STATUS_HYPOTHETICAL)
        return 2;
    uint32_t body = report->body.count ? report->body.items[0].span.offset : 0;
    bool ahead = event->status == DTL_STATUS_PLANNED || event->status == DTL_STATUS_THREATENED;
    return event->type == DTL_EVENT_ASSAULT && !ahead && event->mentions.items[0].evidence.offset < body + NEAR_BYTES ? 0 : 1;
}

static void find_lead(dtl_ledger_report *report)
{
    uint32_t best_rank = 0, best_offset = 0;
    report->lead = DTL_NONE;
    for (uint32_t e = 0; e < report->report->events.count; e++) {
        const dtl_report_event *event = &report->report->events.items[e];
        if (event->item != DTL_ITEM_EVENT)
            continue;
        uint32_t rank = rank_of(report->report, event), offset = event->mentions.items[0].evidence.offset;
        if (report->lead != DTL_NONE && (rank > best_rank || (rank == best_rank && offset >= best_offset)))
            continue;
        report->lead = report->first_mention + e;
        best_rank = rank;
        best_offset = offset;
    }
}

/* The event of a report's lead, under its story. */
typedef struct vote {
    uint32_t story;
    bool other; /* it leads with something else than force: it counts where none of the story leads with force */
    uint32_t event;
} vote;

static int by_vote(const void *x, const void *y)
{
    const vote *a = x, *b = y;
    if (a->story != b->story)
        return a->story < b->story ? -1 : 1;
    if (a->other != b->other)
        return a->other ? 1 : -1;
    return (a->event > b->event) - (a->event < b->event);
}

static bool leads_with_force(const build *b, const dtl_ledger_report *report)
{
    return report->lead != DTL_NONE && event_of(b, report->lead)->type == DTL_EVENT_ASSAULT;
}

/* main_event[story]: the event of force that most of its reports lead with, else any that most lead with; on a tie the first by id. */
static bool find_main(build *b, uint32_t *main_event)
{
    uint32_t count = b->out->reports.count, votes = 0;
    vote *cast = dtl_arena_calloc(&b->scratch, count, sizeof *cast);
    if (!cast)
        return false;
    for (uint32_t r = 0; r < count; r++) {
        main_event[r] = DTL_NONE;
        const dtl_ledger_report *report = &b->out->reports.items[r];
        if (report->lead != DTL_NONE)
            cast[votes++] = (vote){report->story, !leads_with_force(b, report), b->out->mentions.items[report->lead].merged};
    }
    if (votes)
        qsort(cast, votes, sizeof *cast, by_vote);
    for (uint32_t first = 0, end, most = 0; first < votes; first = end) {
        const vote *v = &cast[first];
        bool new = !first || v->story != v[-1].story;
        for (end = first + 1; end < votes && cast[end].story == v->story && cast[end].other == v->other && cast[end].event == v->event; end++)
            ;
        if (new || (end - first > most && (!v->other || cast[first - 1].other))) {
            most = end - first;
            main_event[v->story] = v->event;
        }
    }
    return true;
}

bool ledger_leads(build *b)
{
    for (uint32_t r = 0; r < b->out->reports.count; r++)
        find_lead(&b->out->reports.items[r]);
    return true;
}

bool ledger_abouts(build *b)
{
    uint32_t count = b->out->reports.count;
    dtl_arena_reset(&b->scratch);
    uint32_t *main_event = dtl_arena_calloc(&b->scratch, count, sizeof *main_event);
    if (!main_event || !find_main(b, main_event))
        return false;
    for (uint32_t r = 0; r < count; r++) {
        dtl_ledger_report *report = &b->out->reports.items[r];
        report->about = report->lead == DTL_NONE ? DTL_NONE : b->out->mentions.items[report->lead].merged;
        if (!leads_with_force(b, report) && main_event[report->story] != DTL_NONE)
            report->about = main_event[report->story];
    }
    return true;
}
