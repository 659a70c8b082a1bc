/* The report's own day, where nobody says it.
 *
 * In: time expressions and pieces of the text, the table background (known events with their day). Out: the interval of days
 * on which the report can have been written, "text" as its origin; open ends where the text gives no bound.
 *
 * The idea: a report is younger than whatever it tells. (1) A year it names bounds it from below, so does a known event it
 * mentions. (2) A weekday with a day of a month fits only every fifth to eleventh year, and means the last few days. (3) A
 * known event told as "last year" or "last month" fixes the year or month. (4) A bare month is over and less than eleven
 * months old. (5) A bare day of a month beside a bare weekday is some weeks old at most. What is younger than any bound
 * stays open: no guess.
 * Example: "The mission ended late last year. In May, …" with a mission that ended on 2014-12-28: June to December 2015.
 *
 * Knowingly wrong: (2) takes the first year that fits after the latest bound; a report that retells an anniversary can be
 * dated too early. Only title and body are read, so that furniture cannot date a report. */
#include "mention/internal.h"

static bool has_future(const mention_context *c, const raw_time *t)
{
    static const char *const words[] = {"will", "shall", "plans", "planned", "expected", "scheduled", "due", "would", NULL};
    enum { LOOK_BACK = 8 };
    uint32_t start = sentence_start(c, t->first);
    if (t->future || t->until)
        return true;
    for (uint32_t i = t->first; i > start && i + LOOK_BACK > t->first; i--)
        if (token_in(c, i - 1, words))
            return true;
    return false;
}

static bool raise_low(dtl_interval *p, int32_t day)
{
    if (day <= p->low || day > p->high)
        return false;
    p->low = day;
    return true;
}

static bool lower_high(dtl_interval *p, int32_t day)
{
    if (day >= p->high || day < p->low)
        return false;
    p->high = day;
    return true;
}

/* (1) Years and full dates of the text. */
static void bound_by_years(mention_context *c, dtl_interval *p)
{
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (t->form == FORM_DATE && t->year && !has_future(c, t))
            raise_low(p, time_days(t, DTL_INTERVAL_OPEN).low);
    }
}

/* Does the sentence hold a piece of this actor id, or of one of its kind? */
static bool sentence_names(const mention_context *c, uint32_t token, dtl_slice id)
{
    enum { LOOK = 80 };
    uint32_t start = sentence_start(c, token), end = sentence_end(c, token);
    if (token > LOOK && start < token - LOOK)
        start = token - LOOK;
    for (uint32_t t = start; t < end && t < token + LOOK; t++)
        if (c->piece_of[t] != DTL_NONE) {
            const piece *p = &c->pieces.items[c->piece_of[t]];
            if (p->class == PIECE_ACTOR && (dtl_slice_equal(attribute(c, p->rule, "id"), id)))
                return true;
        }
    return false;
}

/* Raw times stand in text order: the first one that is not before this sentence. */
static uint32_t first_time_of(const mention_context *c, uint32_t sentence)
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

/* The years that the sentence of token names: 0 none, −1 several. */
static int32_t year_of_sentence(const mention_context *c, uint32_t token, const raw_time **relative)
{
    uint32_t sentence = c->tokens[token].sentence;
    int32_t year = 0;
    *relative = NULL;
    uint32_t low = first_time_of(c, sentence);
    for (uint32_t i = low; i < c->raw_times.count && i < low + 16; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (c->tokens[t->first].sentence != sentence)
            break;
        if (t->form == FORM_DATE && t->year)
            year = year && year != t->year ? -1 : t->year;
        if ((t->form == FORM_OFFSET || t->form == FORM_AGO) && !t->since)
            *relative = *relative ? *relative : t;
    }
    return year;
}

/* (3) A known event told with a relative time: last year → the report is of the year after. */
static void bound_by_relative(const raw_time *t, int32_t event, dtl_interval *p)
{
    int32_t year;
    uint32_t month, day;
    dtl_day_to_civil(event, &year, &month, &day);
    if (t->form == FORM_OFFSET && t->unit == UNIT_YEAR && t->amount <= 0) {
        raise_low(p, dtl_day_from_civil(year - t->amount, 1, 1));
        lower_high(p, dtl_day_from_civil(year - t->amount, 12, 31));
    } else if (t->form == FORM_OFFSET && t->unit == UNIT_MONTH && t->amount <= 0) {
        int32_t index = year * 12 + (int32_t)month - 1 - t->amount;
        raise_low(p, dtl_day_from_civil(index / 12, (uint32_t)(index % 12) + 1, 1));
        lower_high(p, dtl_day_from_civil(index / 12, (uint32_t)(index % 12) + 1, dtl_days_in_month(index / 12, (uint32_t)(index % 12) + 1)));
    } else if (t->form == FORM_OFFSET && t->amount <= 0) {
        raise_low(p, event);
        lower_high(p, event + (t->unit == UNIT_WEEK ? 14 : 1));
    } else if (t->form == FORM_AGO) {
        static const int32_t days[] = {0, 1, 7, 31, 366, 3653};
        int32_t unit = days[t->unit];
        raise_low(p, event + t->amount * unit - unit / 2);
        lower_high(p, event + t->amount2 * unit + unit / 2);
    }
}

/* The bare year that the sentence names is the year of a known event: its day is known. */
static void mark_known_day(mention_context *c, uint32_t token, int32_t day)
{
    enum { NEAR = 12 };
    for (uint32_t i = first_time_of(c, c->tokens[token].sentence); i < c->raw_times.count; i++) {
        raw_time *t = &c->raw_times.items[i];
        if (c->tokens[t->first].sentence != c->tokens[token].sentence)
            break;
        if (t->form == FORM_DATE && t->year && !t->month && t->first > token && t->first < token + NEAR) {
            t->known_day = day;
            break;
        }
    }
}

/* Known events. */
static void bound_by_background(mention_context *c, dtl_interval *p)
{
    enum { LOOK_AHEAD = 10 };
    for (uint32_t t = 0; t < c->count; t++) {
        uint32_t taken, end = sentence_end(c, t), limit = end - t < LOOK_AHEAD ? end - t : LOOK_AHEAD;
        uint32_t rule = dtl_rules_match(c->rules, c->tables.background, c->folded + t, limit, &taken);
        int32_t day, year;
        if (rule == DTL_NONE || !dtl_day_parse_iso(attribute(c, rule, "date"), &day))
            continue;
        dtl_slice with = attribute(c, rule, "with");
        if (with.length && !sentence_names(c, t, with))
            continue;
        const raw_time *relative;
        uint32_t month, day_of_month;
        int32_t said = year_of_sentence(c, t, &relative);
        dtl_day_to_civil(day, &year, &month, &day_of_month);
        if ((said != 0 && said != year) || (said == 0 && attribute_is(c, rule, "year", "said")))
            continue;
        if (said == year)
            mark_known_day(c, t, day);
        if (raise_low(p, day) || c->background == DTL_NONE)
            c->background = rule;
        if (relative && said == 0)
            bound_by_relative(relative, day, p);
    }
}

/* (2) "Sunday night, March 26": the first year from the lower bound on in which March 26 is a Sunday. */
static void bound_by_weekday_dates(mention_context *c, dtl_interval *p)
{
    if (p->low == DTL_DAY_OPEN_PAST)
        return;
    int32_t year;
    uint32_t month, day;
    dtl_day_to_civil(p->low, &year, &month, &day);
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (t->form != FORM_DATE || t->weekday < 0 || !t->month || !t->day || t->year || has_future(c, t))
            continue;
        for (int32_t y = year; y < year + 12; y++) {
            if (t->day > dtl_days_in_month(y, t->month))
                continue;
            int32_t d = dtl_day_from_civil(y, t->month, t->day);
            if ((int32_t)dtl_day_weekday(d) != t->weekday || d + 6 < p->low || d > p->high)
                continue;
            raise_low(p, d);
            lower_high(p, d + 6);
            break;
        }
    }
}

/* Months from month to p's month, 0–11. */
static uint32_t months_behind(int32_t day, uint32_t month)
{
    int32_t year;
    uint32_t here, day_of_month;
    dtl_day_to_civil(day, &year, &here, &day_of_month);
    return (here + 12 - month) % 12;
}

static int32_t month_edge(int32_t day, bool next)
{
    int32_t year;
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    if (!next)
        return dtl_day_from_civil(year, month, 1) - 1;
    return month == 12 ? dtl_day_from_civil(year + 1, 1, 1) : dtl_day_from_civil(year, month + 1, 1);
}

/* (4) Bare months: a report of that very month would say "this month", one of the eleventh month after would name the
 * year. */
static void bound_by_months(mention_context *c, dtl_interval *p)
{
    if (p->low == DTL_DAY_OPEN_PAST || p->high == DTL_DAY_OPEN_FUTURE)
        return;
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < c->raw_times.count; i++) {
            const raw_time *t = &c->raw_times.items[i];
            if (t->form != FORM_DATE || !t->month || t->year || t->since || t->day || has_future(c, t))
                continue;
            dtl_interval cut = *p;
            for (int step = 0; step < 3 && (months_behind(cut.low, t->month) == 0 || months_behind(cut.low, t->month) > 9); step++)
                cut.low = month_edge(cut.low, true);
            for (int step = 0; step < 3 && (months_behind(cut.high, t->month) == 0 || months_behind(cut.high, t->month) > 9); step++)
                cut.high = month_edge(cut.high, false);
            if (!dtl_interval_is_empty(cut))
                *p = cut;
        }
}

/* (5) A bare day of a month in a report that also counts in weekdays: fresh news. */
static void bound_by_month_days(mention_context *c, dtl_interval *p)
{
    enum { FRESH = 60 };
    bool weekday = false;
    for (uint32_t i = 0; i < c->raw_times.count && !weekday; i++)
        weekday = c->raw_times.items[i].form == FORM_DATE && c->raw_times.items[i].weekday >= 0 && !c->raw_times.items[i].month;
    if (!weekday || p->low == DTL_DAY_OPEN_PAST)
        return;
    int32_t year;
    uint32_t month, day;
    dtl_day_to_civil(p->low, &year, &month, &day);
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (t->form != FORM_DATE || !t->month || !t->day || t->year || t->since || t->weekday >= 0 || has_future(c, t))
            continue;
        for (int32_t y = year - 1; y < year + 2; y++) {
            int32_t d = dtl_day_from_civil(y, t->month, t->day <= dtl_days_in_month(y, t->month) ? t->day : 28);
            if (d + FRESH < p->low || d > p->high)
                continue;
            raise_low(p, d);
            if (p->high != DTL_DAY_OPEN_FUTURE && d + 365 > p->high)
                lower_high(p, d + FRESH);
            break;
        }
    }
}

void published_solve(mention_context *c)
{
    dtl_interval p = c->out->published;
    if (!dtl_interval_is_open(p)) {
        bound_by_background(c, &p); /* only to know the days of known events */
        return;
    }
    bound_by_years(c, &p);
    bound_by_background(c, &p);
    bound_by_weekday_dates(c, &p);
    bound_by_months(c, &p);
    bound_by_month_days(c, &p);
    c->out->published = p;
    c->out->published_from = dtl_interval_is_open(p) ? "" : "text";
}
