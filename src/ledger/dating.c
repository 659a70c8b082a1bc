/* When undated reports were written: what the other reports of the same events say about it.
 *
 * In: tellings in groups, each report's own day where it has one, and what its text says about that day where it has none (constraints).
 * Out: for undated reports the days on which they can have been written, with every reason; and the days of what they tell.
 *
 * The idea: an event that dated reports put on a day ties every other report that tells it to that day:
 *     "The governor was shot on Tuesday" and, dated by two papers, 5 March 2024 → written from 5 to 11 March 2024   (firm)
 *     "The governor, who was shot …"                                            → written on 5 March 2024 or later  (firm)
 *     the same text as a report of 6 March                                      → written within a week of it       (soft)
 * These sets of days are intersected with the report's own constraints, the text's before the ledger's, firm before soft; one that would
 * leave no day is left out, and said so. A report that is dated this way dates the events that it tells, and so the next report: rounds
 * that all read the state of the round before, so that the order does not matter. A report never dates itself: who has no day of its own
 * says nothing about the day of an event until it is solved.
 * Merging does not look at these days: first what is one event, then when its reports were written.
 * Method: constraint propagation over temporal intervals, as in Allen (1983) and, for dating documents, Chambers (2012), with sets of days
 * in the place of classes.
 *
 * Tried: "news leads with what is at most a fortnight old" (wrong one time in five: trials, funerals) and "a plan is told before the deed"
 * (links of plans are too uncertain).
 * Knowingly wrong: a wrong merge gives a wrong day, which is why a telling must be merged with more than what merging asks for; a text
 * printed again as new is dated by the old one.
 */
#include "base/day_set.h"
#include "ledger/internal.h"

enum {
    KNOWN_WIDTH = 31,  /* days: an event that is known better than that dates a report */
    SHARP = 7,         /* days: a report that is known better than that dates events */
    DECIDES = 400,     /* days: a solved interval up to this width is the answer, soft reasons included */
    PRINTED = 1,       /* days: what was written today may bear tomorrow's date */
    REPRINTED = 7,     /* days, at most, between a text and its reprint */
    REASONS_MAX = 24,  /* of the ledger, per report; what comes later in the order of tellings is left out */
    ROUNDS = 4
};

/* One reason at work. */
typedef struct reason {
    dtl_day_set days;
    dtl_ledger_dating told;
    dtl_interval known; /* of the event */
    const char *how;    /* static: "by its own day", "as past"; NULL: by its text */
} reason;

/* The days of one event that reports of known date agree on, in this round. */
typedef struct known {
    dtl_interval days; /* open = not known */
    uint32_t report;   /* the first of them */
} known;

typedef struct solver {
    build *b;
    known *events;      /* per event */
    bool *undated;      /* per report: its own day is asked for */
    bool *solved;       /* … and was found in an earlier round */
    uint32_t *dated_text; /* per report that is the first with its text: the first of known day that has it, DTL_NONE */
    reason *reasons;    /* REASONS_MAX: of the report at work */
    uint32_t count;
} solver;

static int64_t width_of(dtl_interval days)
{
    return (int64_t)days.high - days.low;
}

/* Nobody said it, neither a stamp nor an address nor the caller, and its text does not tell it to the week. */
static bool is_undated(const dtl_report *report)
{
    bool said = report->published_from.length && !dtl_slice_starts_with(report->published_from, DTL_SLICE("text"));
    return !said && width_of(report->published) > SHARP;
}

/* ---- what is known of events ---- */

/* Days of a telling that may date others: from a report with a day of its own, or one solved before. */
static bool tells_days(const solver *s, uint32_t mention, dtl_interval *days)
{
    const build *b = s->b;
    uint32_t report = b->out->mentions.items[mention].report;
    *days = b->days[mention];
    bool sure = !s->undated[report] || (s->solved[report] && width_of(b->out->reports.items[report].published) <= SHARP);
    return sure && b->features[mention].reality == REALITY_HAPPENED && width_of(*days) <= KNOWN_WIDTH;
}

/* The days that most reports give; of equals the narrower, then the earlier. Copies count once. */
static known days_of_event(const solver *s, const dtl_ledger_event *event)
{
    enum { LOOKED_AT = 32 };
    known best = {DTL_INTERVAL_OPEN, DTL_NONE};
    uint32_t best_votes = 0, limit = event->n_members < LOOKED_AT ? event->n_members : LOOKED_AT;
    const uint32_t *members = s->b->out->members.items + event->first_member;
    for (uint32_t i = 0; i < limit; i++) {
        dtl_interval days, other;
        uint32_t votes = 0;
        if (!tells_days(s, members[i], &days))
            continue;
        for (uint32_t k = 0; k < limit; k++) {
            uint32_t report = s->b->out->mentions.items[members[k]].report;
            votes += tells_days(s, members[k], &other) && other.low == days.low && other.high == days.high &&
                     s->b->out->reports.items[report].testimony == report;
        }
        bool better = best.report == DTL_NONE || votes > best_votes ||
                      (votes == best_votes && (width_of(days) < width_of(best.days) ||
                                               (width_of(days) == width_of(best.days) && days.low < best.days.low)));
        if (better) {
            best = (known){days, s->b->out->mentions.items[members[i]].report};
            best_votes = votes;
        }
    }
    return best;
}

/* ---- reasons ---- */

static reason *add_reason(solver *s, uint32_t report, uint32_t event, uint32_t witness, uint8_t kind)
{
    if (s->count == REASONS_MAX)
        return NULL;
    reason *r = &s->reasons[s->count++];
    *r = (reason){.told = {.report = report, .event = event, .witness = witness, .kind = kind}};
    return r;
}

/* What a telling of an event of known days says about the day of its report. */
static void reasons_of_telling(solver *s, uint32_t report, uint32_t mention)
{
    const dtl_ledger_mention *m = &s->b->out->mentions.items[mention];
    dtl_age age = event_of(s->b, mention)->age;
    const known *k = &s->events[m->merged];
    if (k->report == DTL_NONE || k->report == report || s->b->features[mention].reality != REALITY_HAPPENED || m->score < DATING_LEAST)
        return;
    reason *r = add_reason(s, report, m->merged, k->report, DTL_CONSTRAINT_FIRM);
    if (!r)
        return;
    r->known = k->days;
    r->how = age.told ? "by its own day" : "as past";
    if (age.told) {
        age.high = (int16_t)(age.high + (age.weekday ? 0 : PRINTED));
        dtl_day_set_add_older(&r->days, k->days, age);
    } else {
        dtl_day_set_add(&r->days, (dtl_interval){k->days.low, DTL_DAY_OPEN_FUTURE});
    }
}

/* A reprint appears within days of the text that it reprints. */
static void reason_of_text(solver *s, uint32_t report)
{
    const dtl_ledger *l = s->b->out;
    uint32_t witness = s->dated_text[l->reports.items[report].testimony];
    reason *r = witness == DTL_NONE ? NULL : add_reason(s, report, DTL_NONE, witness, DTL_CONSTRAINT_SOFT);
    if (!r)
        return;
    dtl_interval days = l->reports.items[witness].published;
    dtl_day_set_add(&r->days, (dtl_interval){days.low - REPRINTED, days.high + REPRINTED});
}

static void collect_reasons(solver *s, uint32_t report)
{
    const dtl_ledger_report *r = &s->b->out->reports.items[report];
    s->count = 0;
    reason_of_text(s, report);
    for (uint32_t i = 0; i < r->report->events.count && s->count < REASONS_MAX; i++)
        reasons_of_telling(s, report, r->first_mention + i);
}

/* ---- solving one report ---- */

static void own_days(const dtl_report_constraint *x, dtl_day_set *set)
{
    dtl_day_set within = {{0}};
    *set = (dtl_day_set){{0}};
    if (!x->month) {
        dtl_day_set_add(set, x->days);
        return;
    }
    dtl_day_set_add_pattern(set, &(dtl_day_pattern){x->month, x->day, x->weekday, x->next, x->from, x->to});
    dtl_day_set_add(&within, x->days);
    if (!dtl_day_set_narrow(set, &within, NULL))
        *set = (dtl_day_set){{0}};
}

/* All constraints of one kind: the report's own by what they rest on, then the ledger's. Returns whether the ledger's narrowed it. */
static bool narrow_by(solver *s, const dtl_report *report, uint8_t kind, dtl_day_set *answer)
{
    bool used = false;
    for (uint8_t level = 0; level < DTL_LEVEL_COUNT; level++)
        for (uint32_t i = 0; i < report->constraints.count; i++) {
            const dtl_report_constraint *x = &report->constraints.items[i];
            dtl_day_set allowed;
            if (x->kind != kind || x->level != level || x->conflict)
                continue;
            own_days(x, &allowed);
            dtl_day_set_narrow(answer, &allowed, NULL);
        }
    for (uint32_t i = 0; i < s->count; i++) {
        reason *r = &s->reasons[i];
        if (r->told.kind != kind)
            continue;
        r->told.used = false;
        r->told.conflict = !dtl_day_set_hull(&r->days, &r->told.days) || !dtl_day_set_narrow(answer, &r->days, &r->told.used);
        used = used || r->told.used;
    }
    return used;
}

/* The report's days out of all that is known; false when the ledger adds nothing to what the text says. */
static bool solve(solver *s, const dtl_report *report, dtl_interval *published)
{
    dtl_day_set answer = {{0}};
    dtl_interval firm = DTL_INTERVAL_OPEN, all = DTL_INTERVAL_OPEN;
    dtl_day_set_add(&answer, DTL_INTERVAL_OPEN);
    bool used = narrow_by(s, report, DTL_CONSTRAINT_HARD, &answer);
    used = narrow_by(s, report, DTL_CONSTRAINT_FIRM, &answer) || used;
    dtl_day_set_hull(&answer, &firm);
    bool softly = narrow_by(s, report, DTL_CONSTRAINT_SOFT, &answer);
    dtl_day_set_hull(&answer, &all);
    bool decides = all.low != DTL_DAY_OPEN_PAST && all.high != DTL_DAY_OPEN_FUTURE && width_of(all) <= DECIDES;
    *published = decides ? all : firm;
    return used || (softly && decides);
}

/* "tells an event of 2024-03-05 (Harbour Post) by its own day" */
static bool write_reason(build *b, reason *r)
{
    dtl_buffer text = {0};
    dtl_slice days;
    if (!days_text(&b->scratch, r->known, &days))
        return false;
    if (r->how) {
        dtl_buffer_cstr(&text, "tells an event of ");
        dtl_buffer_slice(&text, days);
        dtl_buffer_cstr(&text, " (");
    } else {
        dtl_buffer_cstr(&text, "has the text of ");
    }
    dtl_buffer_slice(&text, dtl_ledger_outlet(b->out->reports.items[r->told.witness].report));
    if (r->how)
        dtl_buffer_format(&text, ") %s", r->how);
    if (r->told.conflict)
        dtl_buffer_cstr(&text, ": left out, contradicts what is stronger");
    bool good = !text.failed && dtl_arena_copy(b->arena, dtl_slice_make(text.bytes, text.length), &r->told.reason);
    dtl_buffer_free(&text);
    return good;
}

static bool keep_reasons(solver *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        dtl_ledger_dating *kept = write_reason(s->b, &s->reasons[i]) ? dtl_array_push(s->b->arena, &s->b->out->datings) : NULL;
        if (!kept)
            return false;
        *kept = s->reasons[i].told;
    }
    return true;
}

/* Tellings that count from the report's day have days as soon as it has. */
static void date_tellings(build *b, uint32_t report)
{
    const dtl_ledger_report *r = &b->out->reports.items[report];
    for (uint32_t i = 0; i < r->report->events.count; i++) {
        dtl_age age = r->report->events.items[i].age;
        dtl_interval *days = &b->days[r->first_mention + i], solved;
        if (!age.told || r->published.low == DTL_DAY_OPEN_PAST || r->published.high == DTL_DAY_OPEN_FUTURE)
            continue;
        solved = (dtl_interval){r->published.low - age.high, r->published.high - age.low};
        for (; age.weekday && solved.low <= solved.high && dtl_day_weekday(solved.low) + 1 != age.weekday; solved.low++)
            ;
        for (; age.weekday && solved.low <= solved.high && dtl_day_weekday(solved.high) + 1 != age.weekday; solved.high--)
            ;
        solved = dtl_interval_intersect(solved, *days);
        if (!dtl_interval_is_empty(solved))
            *days = solved;
    }
}

/* One round: all undated reports against the events as the round before left them. *more: some report was solved. */
static bool round_of_dating(solver *s, bool *more)
{
    build *b = s->b;
    for (uint32_t i = 0; i < b->out->events.count; i++)
        s->events[i] = days_of_event(s, &b->out->events.items[i]);
    *more = false;
    bool *fresh = dtl_arena_calloc(&b->scratch, b->out->reports.count, sizeof *fresh);
    if (!fresh)
        return false;
    for (uint32_t i = 0; i < b->out->reports.count; i++) {
        dtl_ledger_report *report = &b->out->reports.items[i];
        dtl_interval published;
        if (!s->undated[i] || s->solved[i])
            continue;
        collect_reasons(s, i);
        if (!s->count || !solve(s, report->report, &published))
            continue;
        report->published = published;
        report->dated_by_ledger = fresh[i] = *more = true;
        if (!keep_reasons(s))
            return false;
    }
    for (uint32_t i = 0; i < b->out->reports.count; i++) {
        s->solved[i] = s->solved[i] || fresh[i];
        if (fresh[i])
            date_tellings(b, i);
    }
    return true;
}

bool ledger_dating(build *b)
{
    uint32_t reports = b->out->reports.count, mentions = b->out->mentions.count;
    bool any = false, more = true;
    b->days = dtl_arena_calloc(b->arena, mentions, sizeof *b->days);
    dtl_arena_reset(&b->scratch);
    solver s = {.b = b, .undated = dtl_arena_calloc(&b->scratch, reports, sizeof *s.undated),
                .solved = dtl_arena_calloc(&b->scratch, reports, sizeof *s.solved),
                .dated_text = dtl_arena_calloc(&b->scratch, reports, sizeof *s.dated_text),
                .events = dtl_arena_calloc(&b->scratch, b->out->events.count, sizeof *s.events),
                .reasons = dtl_arena_calloc(&b->scratch, REASONS_MAX, sizeof *s.reasons)};
    if (!b->days || !s.undated || !s.solved || !s.dated_text || !s.events || !s.reasons)
        return false;
    for (uint32_t i = 0; i < mentions; i++)
        b->days[i] = event_of(b, i)->days;
    for (uint32_t i = 0; i < reports; i++) {
        dtl_ledger_report *r = &b->out->reports.items[i];
        r->published = r->report->published;
        s.undated[i] = is_undated(r->report);
        s.dated_text[i] = DTL_NONE;
        any = any || s.undated[i];
        if (!s.undated[i] && width_of(r->published) <= SHARP && s.dated_text[r->testimony] == DTL_NONE)
            s.dated_text[r->testimony] = i; /* the first with a text stands before all others that have it */
    }
    for (int round = 0; any && more && round < ROUNDS; round++)
        if (!round_of_dating(&s, &more))
            return false;
    return true;
}
