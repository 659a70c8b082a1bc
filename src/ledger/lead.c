/* What each report is mainly about: its lead event.
 *
 * In: coded reports. Out: dtl_ledger_report.lead, one telling of the report or none. Whoever counts stories and not tellings (the bench
 * merge, a list of the day's news) asks for it.
 * The lead is the event that the text tells first, headline before body, of the surest kind that there is: what happened or will
 * happen, before background ("in 2009 …") and general statements ("gunmen often …"); statements and figures never lead.
 * Example: "Two held after blast. Police arrested two men on Friday. The blast on Monday killed six." leads with the arrest.
 */
#include "ledger/internal.h"

/* Smaller leads. */
static uint32_t rank_of(const build *b, uint32_t mention)
{
    const dtl_report_event *event = event_of(b, mention);
    return (uint32_t)(event->historical || event->series || event->status == DTL_STATUS_HABITUAL || event->status == DTL_STATUS_HYPOTHETICAL);
}

bool ledger_leads(build *b)
{
    for (uint32_t r = 0; r < b->out->reports.count; r++) {
        dtl_ledger_report *report = &b->out->reports.items[r];
        uint32_t best_rank = 0, best_begin = 0;
        report->lead = DTL_NONE;
        for (uint32_t e = 0; e < report->report->events.count; e++) {
            const dtl_report_event *event = &report->report->events.items[e];
            uint32_t mention = report->first_mention + e, rank = rank_of(b, mention), begin = event->mentions.items[0].evidence.offset;
            if (event->item != DTL_ITEM_EVENT)
                continue;
            if (report->lead != DTL_NONE && (rank > best_rank || (rank == best_rank && begin >= best_begin)))
                continue;
            report->lead = mention;
            best_rank = rank;
            best_begin = begin;
        }
    }
    return true;
}
