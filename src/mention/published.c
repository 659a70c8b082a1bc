/* The report's own day, where nobody says it.
 *
 * In: constraints that the text puts on that day (evidence_calendar.c reads times, evidence_background.c names and known events).
 * Out: the interval of days on which the report can have been written, its likeliest day, and all constraints with their
 * reasons; open ends where the text gives no bound.
 *
 * The idea: each constraint allows a set of days; the sets are intersected, strongest first: what follows from words and
 * calendar, then what follows if the words are read as usual, then how news is mostly written; facts of tables come behind
 * the text's own. A constraint that would leave no day is not averaged in: it is left out, and a note says so. What the text
 * does not carry stays open: an upper end that rests on a table or on a habit is given only when the whole interval is then at
 * most DECIDES days wide; otherwise it stays among the constraints, where a ledger can use it.
 * Example: "Police found the car on Sunday night, May 12." in a text that tells of 2018: the first year from 2018 on in which
 * May 12 is a Sunday is 2019.
 *
 * Knowingly wrong: only title and body are read, so that furniture cannot date a report; a text that quotes an old report at length
 * is dated by it; a caption's date counts like any other. */
#include "base/day_set.h"
#include "mention/dating.h"

enum { DECIDES = 400 /* days: an interval up to this width says when the report was written */ };

/* ---- what the finders use ---- */

evidence *dating_add(dating *d, const char *sort, uint32_t first, uint32_t count, dtl_constraint_kind kind, dtl_constraint_level level)
{
    if (d->count == DATING_CONSTRAINTS_MAX)
        return NULL;
    evidence *e = &d->items[d->count++];
    *e = (evidence){.out = {.span = dtl_text_tokens_span(&d->c->doc->text, first, count), .evidence = sort, .days = DTL_INTERVAL_OPEN,
                            .rule = DTL_NONE, .weekday = -1, .next = -1, .kind = (uint8_t)kind, .level = (uint8_t)level}};
    return e;
}

uint32_t dating_first_time(const mention_context *c, uint32_t sentence)
{
    uint32_t low = 0, high = c->raw_times.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (c->tokens[c->raw_times.items[middle].first].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

dtl_slice dating_number(mention_context *c, int64_t value)
{
    char digits[DTL_NUMBER_MOST];
    dtl_slice copy = DTL_SLICE_EMPTY;
    if (!dtl_arena_copy(c->arena, dtl_slice_make(digits, (size_t)(dtl_number_write(digits, value) - digits)), &copy))
        c->failed = true;
    return copy;
}

dtl_slice dating_day(mention_context *c, int32_t day)
{
    char written[16];
    dtl_slice copy = DTL_SLICE_EMPTY;
    dtl_day_format(day, written);
    if (!dtl_arena_copy(c->arena, dtl_slice_from_cstr(written), &copy))
        c->failed = true;
    return copy;
}

void dating_reason(mention_context *c, evidence *e, const dtl_slice *parts, uint32_t count)
{
    e->out.reason = join(c, parts, count);
}

/* ---- solving ---- */

/* The days that one constraint allows. */
static void set_of(const evidence *e, dtl_day_set *set)
{
    const dtl_date_constraint *x = &e->out;
    *set = (dtl_day_set){{0}};
    if (x->month)
        dtl_day_set_add_pattern(set, &(dtl_day_pattern){x->month, x->day, x->weekday, x->next, x->from, x->to});
    else if (e->stretch_count == 0)
        dtl_day_set_add(set, x->days);
    for (uint32_t i = 0; i < e->stretch_count; i++)
        dtl_day_set_add(set, e->stretches[i]);
    if (x->month && !dtl_interval_is_open(x->days)) {
        dtl_day_set within = {{0}};
        dtl_day_set_add(&within, x->days);
        if (!dtl_day_set_narrow(set, &within, NULL))
            *set = (dtl_day_set){{0}};
    }
}

/* Narrows the answer by one constraint. A soft one that leaves nothing is silently dropped: habits have exceptions. */
static void narrow(mention_context *c, dtl_day_set *answer, evidence *e, bool tell)
{
    dtl_day_set allowed;
    set_of(e, &allowed);
    if (dtl_day_set_narrow(answer, &allowed, &e->out.used))
        return;
    e->out.conflict = tell;
    if (!tell || e->out.kind == DTL_CONSTRAINT_SOFT)
        return;
    const dtl_slice parts[] = {DTL_SLICE("what dates this report disagrees: left out: "), e->out.reason};
    char line[256];
    uint32_t used = 0;
    for (size_t i = 0; i < 2; i++)
        for (uint32_t k = 0; k < parts[i].length && used + 1 < sizeof line; k++)
            line[used++] = parts[i].ptr[k];
    while (used && ((unsigned char)line[used - 1] & 0xc0) == 0x80) /* never half a letter at the cut */
        used--;
    if (used && (unsigned char)line[used - 1] >= 0xc0)
        used--;
    line[used] = 0;
    dtl_doc_note(c->arena, c->notes, "mention", e->out.span, line);
}

static int rank_of(const evidence *e)
{
    return e->out.kind * DTL_LEVEL_COUNT + e->out.level;
}

static bool decides(dtl_interval days)
{
    return days.low != DTL_DAY_OPEN_PAST && days.high != DTL_DAY_OPEN_FUTURE && (int64_t)days.high - days.low <= DECIDES;
}

static bool keep(mention_context *c, const evidence *e)
{
    dtl_date_constraint *slot = dtl_array_push(c->arena, &c->out->constraints);
    if (!slot)
        return false;
    *slot = e->out;
    if (e->stretch_count) {
        slot->days = e->stretches[0];
        for (uint32_t i = 1; i < e->stretch_count; i++) {
            slot->days.low = e->stretches[i].low < slot->days.low ? e->stretches[i].low : slot->days.low;
            slot->days.high = e->stretches[i].high > slot->days.high ? e->stretches[i].high : slot->days.high;
        }
    }
    return true;
}

/* Intersects all sets in the order of their rank; beside it the sets that rest on the text alone. */
static void solve(dating *d)
{
    enum { RANKS = DTL_CONSTRAINT_KIND_COUNT * DTL_LEVEL_COUNT };
    mention_context *c = d->c;
    dtl_day_set answer = {{0}}, alone = {{0}};
    dtl_interval all = DTL_INTERVAL_OPEN, firm = DTL_INTERVAL_OPEN, text = DTL_INTERVAL_OPEN;
    bool background = false, firm_background = false, habit = false, soft = false;
    dtl_day_set_add(&answer, all);
    dtl_day_set_add(&alone, all);
    for (int rank = 0; rank < RANKS; rank++) {
        for (uint32_t i = 0; i < d->count; i++) {
            evidence *e = &d->items[i];
            if (rank_of(e) != rank)
                continue;
            if (e->out.kind != DTL_CONSTRAINT_SOFT && e->out.level == DTL_LEVEL_TEXT)
                narrow(c, &alone, e, false);
            narrow(c, &answer, e, true);
            background = background || (e->out.used && e->out.level == DTL_LEVEL_BACKGROUND);
            firm_background = firm_background || (e->out.used && e->out.level == DTL_LEVEL_BACKGROUND && e->out.kind != DTL_CONSTRAINT_SOFT);
            soft = soft || (e->out.used && e->out.kind == DTL_CONSTRAINT_SOFT);
            habit = habit || (e->out.used && e->out.kind == DTL_CONSTRAINT_SOFT && e->out.level == DTL_LEVEL_TEXT);
            if (!keep(c, e)) {
                c->failed = true;
                return;
            }
        }
        if (!soft)
            dtl_day_set_hull(&answer, &firm);
    }
    dtl_day_set_hull(&alone, &text);
    dtl_day_set_hull(&answer, &all);
    c->out->published = decides(all) ? all : (dtl_interval){firm.low, text.high};
    if (dtl_interval_is_empty(c->out->published))
        c->out->published.high = DTL_DAY_OPEN_FUTURE;
    c->out->published_best = all.low;
    if (!decides(all)) {
        habit = false; /* the soft ones are only kept beside it */
        background = firm_background;
    }
    c->out->published_from = dtl_interval_is_open(c->out->published) ? "" : habit ? "text, habit" : background ? "text, background" : "text";
}

/* The day in an address is the site's: the that is printed tomorrow, or the one that has ended where the report is read.
 * It is good to a day more or less; times of the text are counted from it as it stands. */
static void allow_for_address(mention_context *c)
{
    enum { SLACK = 1 /* days */ };
    dtl_interval *days = &c->out->published;
    if (!dtl_slice_is(dtl_slice_from_cstr(c->out->published_from), "url") || days->low != days->high)
        return;
    *days = (dtl_interval){days->low - SLACK, days->high + SLACK};
}

void published_solve(mention_context *c)
{
    dating d = {.c = c};
    c->report_days = c->out->published;
    c->out->published_best = c->out->published.low;
    if (!dtl_interval_is_open(c->out->published)) {
        allow_for_address(c);
        background_mark_days(c); /* only to know the days of known events */
        return;
    }
    d.items = dtl_arena_calloc(c->arena, DATING_CONSTRAINTS_MAX, sizeof *d.items);
    if (!d.items) {
        c->failed = true;
        return;
    }
    evidence_calendar(&d);
    evidence_background(&d);
    for (uint32_t i = 0; i < d.count; i++)
        if (d.items[i].out.month && d.items[i].out.weekday >= 0) {
            evidence_horizon(&d);
            break;
        }
    solve(&d);
    c->report_days = c->out->published;
}
