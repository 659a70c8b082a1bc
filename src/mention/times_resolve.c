/* From words to days: where on the calendar an expression lies.
 *
 * In: raw times in text order, the report's own days, the tree (for tense). Out: for each a period of the calendar (for its
 * TIMEX3 value), an interval of days and the reason.
 *
 * The idea: two anchors. The report's day anchors what a speaker of today says: yesterday, last week, on Tuesday, in August;
 * such an expression lies in the past unless "next" or the tense of its verb says otherwise. The story, that is the last
 * date told, anchors "that year", "the following day", "two days later". A text whose years lie far from the report's is a
 * history: everything but "today" counts from the story there, and so does a month without a year soon after an old year
 * in any text. When the report's day is only an interval, the answer is the hull of the answers for its two ends, and the
 * value keeps what both agree on.
 * Example: "Back in 2019 … On August 27 …" in a report of 2023 is 27 August 2019; "will meet in May" lies behind the report.
 *
 * Knowingly wrong: a flashback ("In June" after "September 1940") keeps the year told last; the week of "last week" runs
 * from Sunday to Sunday in days, because countries differ, but from Monday in its value. */
#include "doc/tree.h"
#include "mention/times.h"

static bool is_open(int32_t day)
{
    return day == DTL_DAY_OPEN_PAST || day == DTL_DAY_OPEN_FUTURE;
}

/* ---- periods of the calendar ---- */

static const time_point no_point = {.weekday = -1, .minute = -1, .zone = ZONE_NONE};

/* ISO week and its year. */
static void iso_week(int32_t day, int32_t *year, uint8_t *week)
{
    int32_t thursday = day - (int32_t)dtl_day_weekday(day) + 3;
    uint32_t month, day_of_month;
    dtl_day_to_civil(thursday, year, &month, &day_of_month);
    *week = (uint8_t)((thursday - dtl_day_from_civil(*year, 1, 1)) / 7 + 1);
}

static time_point point_of_day(int32_t day, uint8_t grain)
{
    time_point p = no_point;
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &p.year, &month, &day_of_month);
    p.has_year = true;
    p.grain = grain;
    switch (grain) {
    case GRAIN_WEEK: case GRAIN_WEEKEND: iso_week(day, &p.year, &p.index); break;
    case GRAIN_DECADE: p.year = p.year / 10 * 10; break;
    case GRAIN_CENTURY: p.year = (p.year - 1) / 100 * 100 + 1; break;
    case GRAIN_YEAR: break;
    case GRAIN_QUARTER: p.index = (uint8_t)((month - 1) / 3 + 1); break;
    case GRAIN_HALF: p.index = (uint8_t)((month - 1) / 6 + 1); break;
    case GRAIN_SEASON: /* December belongs to the winter of the next year */
        p.index = (uint8_t)(month % 12 / 3 == 0 ? 4 : month / 3);
        p.year += month == 12;
        break;
    case GRAIN_MONTH: p.month = (uint8_t)month; break;
    default:
        p.grain = GRAIN_DAY;
        p.month = (uint8_t)month;
        p.day = (uint8_t)day_of_month;
    }
    return p;
}

static dtl_interval months_of(int32_t year, int32_t from, int32_t to)
{
    int32_t year_from = year, year_to = year;
    for (; from < 1; from += 12)
        year_from--;
    for (; to > 12; to -= 12)
        year_to++;
    return (dtl_interval){dtl_day_from_civil(year_from, (uint32_t)from, 1), dtl_day_from_civil(year_to, (uint32_t)to, dtl_days_in_month(year_to, (uint32_t)to))};
}

static dtl_interval point_days(const time_point *p)
{
    if (!p->has_year)
        return DTL_INTERVAL_OPEN;
    switch (p->grain) {
    case GRAIN_CENTURY: return (dtl_interval){months_of(p->year, 1, 12).low, months_of(p->year + 99, 1, 12).high};
    case GRAIN_DECADE: return (dtl_interval){months_of(p->year, 1, 12).low, months_of(p->year + 9, 1, 12).high};
    case GRAIN_HALF: return months_of(p->year, p->index * 6 - 5, p->index * 6);
    case GRAIN_QUARTER: return months_of(p->year, p->index * 3 - 2, p->index * 3);
    /* seasons overlap: the months of both reckonings, by the sun and by the calendar */
    case GRAIN_SEASON: return p->index == 4 ? months_of(p->year, 0, 3) : months_of(p->year, p->index * 3, p->index * 3 + 3);
    case GRAIN_WEEK: case GRAIN_WEEKEND: {
        int32_t fourth = dtl_day_from_civil(p->year, 1, 4), monday = fourth - (int32_t)dtl_day_weekday(fourth) + (p->index - 1) * 7;
        return p->grain == GRAIN_WEEK ? (dtl_interval){monday - 1, monday + 6} : (dtl_interval){monday + 5, monday + 6};
    }
    case GRAIN_MONTH: case GRAIN_DAY:
        if (p->month && p->day) {
            uint32_t last = dtl_days_in_month(p->year, p->month);
            int32_t day = dtl_day_from_civil(p->year, p->month, p->day < last ? p->day : last);
            return (dtl_interval){day, day};
        }
        return p->month ? months_of(p->year, p->month, p->month) : months_of(p->year, 1, 12);
    default: return months_of(p->year, 1, 12);
    }
}

/* Early, middle, late: of a year three months at its ends and four in the middle, of anything else a third. */
static dtl_interval narrowed(dtl_interval days, uint8_t part)
{
    int32_t length = days.high - days.low + 1, edge = length / 3, middle = edge;
    if (!part || is_open(days.low) || is_open(days.high) || length < 7)
        return days;
    if (length > 300 && length < 400)
        edge = 90 + (part == 3 ? 2 : length - 365), middle = 120;
    if (part == 1)
        days.high = days.low + edge - 1;
    else if (part == 3)
        days.low = days.high - edge + 1;
    else
        days = (dtl_interval){days.low + middle, days.high - middle};
    return days;
}

static int32_t add_months(int32_t day, int32_t months)
{
    int32_t year;
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    int32_t index = year * 12 + (int32_t)month - 1 + months;
    year = index >= 0 ? index / 12 : -((-index + 11) / 12);
    month = (uint32_t)(index - year * 12) + 1;
    uint32_t last = dtl_days_in_month(year, month);
    return dtl_day_from_civil(year, month, day_of_month < last ? day_of_month : last);
}

/* The day so many units away: the same day of the month where the calendar has it. */
static int32_t units_away(int32_t day, int32_t amount, uint8_t grain)
{
    switch (grain) {
    case GRAIN_WEEK: case GRAIN_WEEKEND: return day + amount * 7;
    case GRAIN_MONTH: return add_months(day, amount);
    case GRAIN_QUARTER: case GRAIN_SEASON: return add_months(day, amount * 3);
    case GRAIN_HALF: return add_months(day, amount * 6);
    case GRAIN_YEAR: return add_months(day, amount * 12);
    case GRAIN_DECADE: return add_months(day, amount * 120);
    case GRAIN_CENTURY: return add_months(day, amount * 1200);
    case GRAIN_DAY: return day + amount;
    default: return day;
    }
}

/* ---- dates seen from a day ---- */

static uint8_t date_grain(const raw_time *t)
{
    return t->day || t->weekday >= 0 || t->day_part || t->minute >= 0 ? GRAIN_DAY
         : t->month   ? GRAIN_MONTH
         : t->season  ? GRAIN_SEASON
         : t->quarter ? GRAIN_QUARTER
         : t->half    ? GRAIN_HALF : GRAIN_YEAR;
}

/* What the words alone say; the year is missing when they name none. */
static time_point as_written(const raw_time *t)
{
    time_point p = no_point;
    p.year = t->year;
    p.has_year = t->year != 0;
    p.grain = t->form == FORM_DECADE ? GRAIN_DECADE : t->form == FORM_CENTURY ? GRAIN_CENTURY : date_grain(t);
    p.month = t->month;
    p.day = t->day;
    p.index = t->season ? t->season : t->quarter ? t->quarter : t->half;
    p.weekday = t->month || t->day ? -1 : t->weekday;
    p.day_part = t->day_part;
    p.minute = t->minute;
    p.zone = t->zone;
    return p;
}

static time_point with_clock(time_point p, const raw_time *t)
{
    p.day_part = t->day_part;
    p.minute = t->minute;
    p.zone = t->zone;
    return p;
}

/* A bare weekday: the last one up to the day, or the first one behind it. */
static int32_t weekday_near(const raw_time *t, int32_t day)
{
    int32_t back = ((int32_t)dtl_day_weekday(day) - t->weekday + 7) % 7;
    if (t->step > 0 || (t->future && !t->own))
        return day + (back ? 7 - back : t->step > 0 ? 7 : 0);
    if (t->own) /* "this Friday": of the same week, or the one to come */
        return day - (int32_t)dtl_day_weekday(day) + t->weekday;
    return day - (t->step < 0 && back == 0 ? 7 : back);
}

/* A date without a year, as someone says it on this day: past unless it is told to come. */
static time_point date_seen_from(const raw_time *t, int32_t day)
{
    int32_t year;
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    if (t->weekday >= 0 && !t->month && !t->day)
        return with_clock(point_of_day(weekday_near(t, day), GRAIN_DAY), t);
    time_point p = as_written(t);
    if (!t->month && !t->season && !t->quarter && !t->half) {
        time_point here = point_of_day(day, t->day || t->day_part || t->minute >= 0 ? GRAIN_DAY : GRAIN_YEAR);
        if (t->day) {
            here.month = (uint8_t)month;
            if (t->day > day_of_month && !t->future)
                here = point_of_day(add_months(day - (int32_t)day_of_month + 1, -1), GRAIN_DAY);
            here.day = t->day;
        }
        return with_clock(here, t);
    }
    p.has_year = true;
    p.year = year;
    dtl_interval here = point_days(&p);
    if (t->own)
        return p;
    if (t->future || t->step > 0)
        p.year += here.high < day || (t->step > 0 && here.low <= day);
    else if (here.low > day || (t->step < 0 && here.high >= day))
        p.year--;
    return p;
}

static time_point offset_seen_from(const raw_time *t, int32_t day)
{
    uint8_t grain = t->grain < GRAIN_DAY ? GRAIN_DAY : t->grain;
    if (grain == GRAIN_WEEKEND && t->amount < 0 && dtl_day_weekday(day) >= 5)
        day -= 2; /* "last weekend", said on a Saturday */
    if (grain == GRAIN_WEEKEND && t->amount == 0 && t->last && dtl_day_weekday(day) < 5)
        day -= 7; /* "over the weekend", said on a Monday */
    return with_clock(point_of_day(units_away(day, t->amount, grain), grain), t);
}

/* The expression as someone says it on this day; grain NONE when it is no point of the calendar. */
static time_point seen_from(const raw_time *t, int32_t day)
{
    switch (t->form) {
    case FORM_DATE: return date_seen_from(t, day);
    case FORM_OFFSET: return offset_seen_from(t, day);
    case FORM_AGO: case FORM_LATER: {
        int32_t sign = t->form == FORM_AGO ? -1 : 1;
        uint8_t grain = t->grain < GRAIN_DAY ? GRAIN_DAY : t->grain;
        int32_t to = units_away(day, sign * t->amount, grain);
        if (t->tenths)
            to += sign * (grain == GRAIN_YEAR ? 183 : grain == GRAIN_MONTH ? 15 : 3);
        return point_of_day(to, grain);
    }
    default: return no_point;
    }
}

/* "two weeks ago" is half a week more or less. */
static int32_t slack_of(uint8_t grain)
{
    switch (grain) {
    case GRAIN_WEEK: return 3;
    case GRAIN_MONTH: return 15;
    case GRAIN_YEAR: return 183;
    case GRAIN_DECADE: return 1826;
    case GRAIN_CENTURY: return 18262;
    default: return 0;
    }
}

static dtl_interval days_seen_from(const raw_time *t, int32_t day)
{
    int32_t slack = slack_of(t->grain);
    switch (t->form) {
    case FORM_PAST: return (dtl_interval){units_away(day, -t->amount2, t->grain), day};
    case FORM_AGO: return (dtl_interval){units_away(day, -t->amount2, t->grain) - slack, units_away(day, -t->amount, t->grain) + slack};
    case FORM_LATER: return (dtl_interval){units_away(day, t->amount, t->grain) - slack, units_away(day, t->amount2, t->grain) + slack};
    case FORM_REFERENCE: return t->reference == 2 && t->amount2 ? (dtl_interval){day - t->amount2, day} : DTL_INTERVAL_OPEN;
    default: break;
    }
    time_point p = seen_from(t, day);
    dtl_interval days = narrowed(point_days(&p), t->part);
    if (t->day2 > t->day && !is_open(days.low))
        days.high = days.low + t->day2 - t->day;
    return days;
}

dtl_interval time_days(const raw_time *t, dtl_interval published)
{
    dtl_interval days = DTL_INTERVAL_OPEN;
    bool dated = t->year && (t->form == FORM_DATE || t->form == FORM_DECADE || t->form == FORM_CENTURY);
    if (dated) {
        time_point p = as_written(t);
        days = narrowed(point_days(&p), t->part);
        if (t->day2 > t->day)
            days.high = days.low + t->day2 - t->day;
        if (t->year2 && !t->month && !t->day)
            days.high = dtl_day_from_civil(t->year2, 12, 31);
        if (t->vague && t->month) /* a day of the sighted moon */
            days.low--, days.high++;
    } else if (t->form != FORM_LENGTH && t->form != FORM_SET && t->form != FORM_FEAST && (t->form != FORM_REFERENCE || t->amount2)) {
        if (!is_open(published.low))
            days.low = days_seen_from(t, published.low).low;
        if (!is_open(published.high))
            days.high = days_seen_from(t, published.high).high;
        /* what lies in the past is not younger than the report; the later half of "this month" is not over yet */
        if (!t->future && t->anchor == ANCHOR_REPORT && !is_open(published.high) && days.high > published.high && days.low <= published.high)
            days.high = published.high;
    }
    if (t->future && t->form == FORM_DATE && !t->year && is_open(published.high))
        days.high = DTL_DAY_OPEN_FUTURE;
    if (t->since)
        days.high = published.high;
    if (t->until)
        days.low = DTL_DAY_OPEN_PAST;
    if (dtl_interval_is_empty(days))
        days.high = days.low;
    return days;
}

/* ---- tense ---- */

/* Has the word a child with this lemma? Only the first children are asked, so that a clause of any length costs the same. */
static bool has_child(const mention_context *c, uint32_t token, const char *lemma)
{
    int left = 16;
    for (uint32_t child = c->words[token].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
        if (dtl_slice_is(c->words[child].lemma, lemma))
            return true;
    return false;
}

/* "The raid on 3 May had been planned for months": what the date belongs to is the plan's subject, and the plan is over. */
static bool is_bygone_plan(const mention_context *c, uint32_t verb, uint32_t below)
{
    uint32_t have = dtl_tree_child_lemma(&c->doc->parse, verb, "have");
    uint8_t relation = below == DTL_NONE ? DTL_REL_DEP : c->words[below].relation;
    return have != DTL_NONE && c->words[have].xpos == DTL_XPOS_VBD && (relation == DTL_REL_NSUBJ_PASS || relation == DTL_REL_NSUBJ);
}

/* Does the clause around the token look ahead: "will meet", "is to meet", "plans to meet"? */
static bool looks_ahead(const mention_context *c, const raw_time *t)
{
    enum { CLIMB = 5, CHILDREN = 16 };
    static const char *const modals[] = {"will", "shall", "'ll", "should", "may", "might", "can", "must", NULL};
    const dtl_parse *parse = &c->doc->parse;
    uint32_t token = head_of(c, t->first, t->count ? t->count : 1);
    uint32_t below = DTL_NONE;
    bool infinitive = false;
    for (int i = 0; i < CLIMB && token != DTL_NONE; i++, below = token, token = c->words[token].head) {
        const dtl_word *word = &c->words[token];
        if (word->upos != DTL_UPOS_VERB && word->upos != DTL_UPOS_AUX && word->upos != DTL_UPOS_ADJ)
            continue;
        if (infinitive && dtl_tree_lemma_in(parse, token, "plan schedule expect due set slate intend aim prepare"))
            return true;
        if (infinitive && word->xpos != DTL_XPOS_VBD && dtl_tree_lemma_in(parse, token, "agree want hope vow pledge decide propose"))
            return true;
        if (infinitive && (word->features & DTL_FEATURE_PAST) && word->upos == DTL_UPOS_VERB)
            return false;
        bool to = false, past = false;
        int left = CHILDREN;
        for (uint32_t child = word->first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--) {
            if (token_in(c, child, modals) && c->words[child].upos == DTL_UPOS_AUX)
                return !has_child(c, token, "have");
            if (token_is(c, child, "would") && c->words[child].upos == DTL_UPOS_AUX)
                return !has_child(c, token, "have");
            to |= token_is(c, child, "to") && child < token;
            past |= c->words[child].upos == DTL_UPOS_AUX && c->words[child].xpos == DTL_XPOS_VBD;
        }
        if (!infinitive && dtl_tree_lemma_in(parse, token, "schedule expect plan due set slate") && (word->features & DTL_FEATURE_PASSIVE) && !is_bygone_plan(c, token, below))
            return true;
        if (past && !to && word->upos == DTL_UPOS_VERB) /* "who were killed on 3 May", whatever stands above */
            return false;
        /* "when it arrives on Friday" lies ahead; "an event to be held on Friday" too */
        if (word->upos == DTL_UPOS_VERB && !to && (word->features & DTL_FEATURE_FINITE))
            return !infinitive && word->xpos == DTL_XPOS_VBZ && (t->day || t->weekday >= 0) &&
                   !has_child(c, token, "have") && !has_child(c, token, "be") && !dtl_tree_lemma_in(parse, token, "say be have mark show remain appear seem");
        infinitive |= to;
        if (to && dtl_relation_universal(word->relation) == DTL_REL_ACL)
            return true;
    }
    return false;
}

/* "closed through March 26": still to come. */
static bool is_through(const mention_context *c, const raw_time *t)
{
    static const char *const words[] = {"through", "until", "till", NULL};
    return t->first > sentence_start(c, t->first) && token_in(c, t->first - 1, words);
}

/* Is the clause around the token told in the past? */
static bool looks_back(const mention_context *c, const raw_time *t)
{
    enum { CLIMB = 4 };
    uint32_t token = head_of(c, t->first, t->count ? t->count : 1);
    for (int i = 0; i < CLIMB && token != DTL_NONE; i++, token = c->words[token].head) {
        const dtl_word *word = &c->words[token];
        if (word->upos == DTL_UPOS_VERB || word->upos == DTL_UPOS_AUX)
            return word->xpos == DTL_XPOS_VBD || has_child(c, token, "have") || (word->xpos == DTL_XPOS_VBN && !is_through(c, t));
    }
    return false;
}

/* "March 31" in a report of 19 March, told in no past tense: it lies ten days ahead, not a year back. */
static bool is_soon(const mention_context *c, const raw_time *t)
{
    enum { SOON = 62 };
    dtl_interval p = c->report_days;
    if (is_open(p.low) || p.low != p.high || !t->month || t->part)
        return false;
    raw_time ahead = *t;
    ahead.future = true;
    time_point next = date_seen_from(&ahead, p.low);
    int32_t day = point_days(&next).low;
    return day > p.low && day <= p.low + (t->day ? SOON : SOON / 2) && !looks_back(c, t);
}

/* ---- the story ---- */

bool text_is_history(const mention_context *c)
{
    enum { YEARS_MIN = 4 };
    uint32_t years = 0, old = 0, spoken = 0;
    int32_t report = 0;
    uint32_t month, day;
    bool known = !is_open(c->report_days.low);
    if (known)
        dtl_day_to_civil(c->report_days.low, &report, &month, &day);
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (t->form == FORM_DATE && t->year) {
            years++;
            old += known && t->year + 2 < report;
        }
        bool weekday = t->form == FORM_DATE && t->weekday >= 0 && !t->month;
        bool today = t->form == FORM_OFFSET && t->anchor == ANCHOR_REPORT && t->unit <= UNIT_WEEK;
        spoken += weekday || today;
    }
    return years >= YEARS_MIN && spoken * 4 < years && (!known || old * 10 >= years * 7);
}

/* "had captured": told as before what was told. */
static bool is_pluperfect(const mention_context *c, const raw_time *t)
{
    enum { CLIMB = 4 };
    uint32_t token = head_of(c, t->first, t->count ? t->count : 1);
    for (int i = 0; i < CLIMB && token != DTL_NONE; i++, token = c->words[token].head)
        if (c->words[token].upos == DTL_UPOS_VERB || c->words[token].upos == DTL_UPOS_AUX)
            return has_child(c, token, "have");
    return false;
}

static uint8_t month_of_season(uint8_t season)
{
    return season == 4 ? 1 : (uint8_t)(season * 3 + 1);
}

/* The year of a month that the story tells without one: the nearest such month, rather behind than before. */
static int32_t story_year(const mention_context *c, const story *s, const raw_time *t)
{
    enum { BACK_MAX = 6, FORTH_MAX = 7 };
    int32_t year = s->year;
    uint8_t month = t->month ? t->month : t->season ? month_of_season(t->season) : 0;
    if (t->own || !s->month || !month)
        return year;
    if (t->step < 0)
        return month < s->month ? year : year - 1;
    if (t->step > 0)
        return month > s->month ? year : year + 1;
    int32_t ahead = (int32_t)month - s->month;
    if (ahead < -BACK_MAX)
        return year + 1;
    return ahead > FORTH_MAX || (ahead > 3 && is_pluperfect(c, t)) ? year - 1 : year;
}

/* A month without a year in a text that tells of an old year goes on from there: "In 1991 … In June …". */
static bool goes_on(const mention_context *c, const story *s, const raw_time *t)
{
    enum { REACH = 6 };
    bool yearless = t->form == FORM_DATE && !t->year && (t->month || t->season || t->quarter || t->half);
    if (!yearless || !s->year)
        return false;
    if (s->history)
        return true;
    if (s->aside_clause && c->tokens[t->first].sentence == s->sentence)
        return false;
    if (t->future || t->step || (t->own && t->anchor == ANCHOR_REPORT) || c->tokens[t->first].sentence > s->sentence + (s->aside_clause ? 1 : REACH))
        return false;
    if (t->anchor == ANCHOR_STORY)
        return true;
    if (is_open(c->report_days.low) || is_open(c->report_days.high))
        return true;
    int32_t report;
    uint32_t month, day;
    dtl_day_to_civil(c->report_days.low, &report, &month, &day);
    return s->year + 2 <= report;
}

/* Two digits of a year: in the century of the story, else the last such year up to the report. */
static void complete_year(const mention_context *c, const story *s, raw_time *t)
{
    if (!t->short_year)
        return;
    int32_t near = 2000, two = t->short_year - 1;
    uint32_t month, day;
    if (s->history && s->year > 0)
        near = s->year + 60;
    else if (!is_open(c->report_days.high))
        dtl_day_to_civil(c->report_days.high, &near, &month, &day);
    t->year = near / 100 * 100 + two;
    if (t->year > near)
        t->year -= 100;
    t->short_year = 0;
}

/* Counted from the story: false when the story has not told enough. */
static bool from_story(const story *s, const raw_time *t, resolved *r)
{
    const time_point *at = &s->at;
    if (at->grain == GRAIN_NONE || !at->has_year)
        return false;
    bool day_known = at->grain == GRAIN_DAY && at->day;
    int32_t day = point_days(at).low;
    if (t->form == FORM_DATE && t->weekday >= 0 && !t->month && !t->day) {
        if (!day_known)
            return false;
        int32_t ahead = (t->weekday - (int32_t)dtl_day_weekday(day) + 7) % 7;
        day += t->step > 0 && !ahead ? 7 : t->step < 0 ? (ahead ? ahead - 7 : -7) : ahead;
        r->point = with_clock(point_of_day(day, GRAIN_DAY), t);
    } else if (t->form == FORM_DATE) { /* "the 20th", "that night", "11 a.m." */
        r->point = *at;
        r->point.grain = GRAIN_DAY;
        if (at->grain != GRAIN_DAY && at->grain != GRAIN_MONTH)
            r->point.month = 0;
        r->point.day = t->day ? t->day : day_known ? at->day : 0;
        r->point = with_clock(r->point, t);
    } else if (t->form == FORM_OFFSET || t->form == FORM_LATER) {
        uint8_t grain = t->grain < GRAIN_DAY ? GRAIN_DAY : t->grain;
        bool month_known = day_known || at->grain == GRAIN_MONTH || (at->grain == GRAIN_DAY && at->month);
        r->point = point_of_day(units_away(day, t->amount, grain), grain);
        if (grain == GRAIN_DAY && !day_known) {
            r->point = *at;
            r->point.grain = GRAIN_DAY;
            r->point.day = 0;
            r->point.month = month_known ? at->month : 0;
        } else if (((grain == GRAIN_WEEK || grain == GRAIN_WEEKEND) && !day_known) || (grain == GRAIN_MONTH && !month_known)) {
            r->point.index = 0;
            r->point.month = 0;
            r->point.year = at->year;
        }
        r->point = with_clock(r->point, t);
    } else
        return false;
    r->days = narrowed(point_days(&r->point), t->part);
    if (t->form == FORM_LATER && day_known) {
        int32_t slack = slack_of(t->grain);
        r->days = (dtl_interval){units_away(day, t->amount, t->grain) - slack, units_away(day, t->amount2, t->grain) + slack};
    }
    if ((r->point.grain == GRAIN_WEEK || r->point.grain == GRAIN_WEEKEND) && !r->point.index)
        r->days = DTL_INTERVAL_OPEN;
    r->why = "counted from the date told before,";
    r->anchor = day_known ? day : DTL_DAY_OPEN_PAST;
    if (!day_known)
        r->why = "counted from the date told before";
    return true;
}

/* Feasts: by the year said, the story's, or the last one up to the report. */
static void resolve_feast(mention_context *c, const story *s, raw_time *t, resolved *r)
{
    enum { SOON = 45 };
    bool exact = true;
    int32_t report = 0, year = t->year;
    uint32_t month, day;
    if (t->rule != DTL_NONE && t->amount2 > t->amount) { /* a month of another calendar, already counted */
        r->days = (dtl_interval){t->amount - 1, t->amount2 + 1};
        r->point = point_of_day(t->amount + 15, GRAIN_MONTH);
        r->why = "a month of the Islamic or Persian calendar, converted";
        return;
    }
    if (!year && (t->anchor == ANCHOR_STORY || s->history) && s->year)
        year = s->year + t->step;
    bool known = !is_open(c->report_days.low) && !is_open(c->report_days.high);
    if (!year && known) {
        dtl_day_to_civil(c->report_days.high, &report, &month, &day);
        year = report;
        dtl_interval days = feast_days(c, t->rule, year, &exact);
        bool soon = days.low > c->report_days.high && days.low <= c->report_days.high + SOON && !looks_back(c, t);
        t->future |= !t->step && (soon || looks_ahead(c, t));
        if (t->own)
            year = report;
        else if (t->future || t->step > 0)
            year += days.high < c->report_days.high;
        else if (days.low > c->report_days.high || t->step < 0)
            year -= days.low > c->report_days.high || dtl_interval_is_empty(days) || days.high >= c->report_days.low || t->step < 0;
    }
    if (!year && !known && s->year && s->sentence == c->tokens[t->first].sentence)
        year = s->year;
    if (!year) {
        r->point = as_written(t);
        r->point.grain = GRAIN_YEAR;
        if (attribute_is(c, t->rule, "calendar", "gregorian")) {
            r->point.grain = GRAIN_DAY;
            r->point.month = (uint8_t)dtl_rules_number(c->rules, t->rule, "month", 0);
            r->point.day = (uint8_t)dtl_rules_number(c->rules, t->rule, "day", 0);
        }
        return;
    }
    r->days = feast_days(c, t->rule, year, &exact);
    if (dtl_interval_is_empty(r->days)) {
        r->days = DTL_INTERVAL_OPEN;
        return;
    }
    int32_t first = r->days.low + !exact;
    bool long_feast = r->days.high - r->days.low > 10;
    r->point = with_clock(point_of_day(long_feast ? first + 15 : first, long_feast ? GRAIN_MONTH : GRAIN_DAY), t);
    r->what = dtl_rules_name(c->rules, t->rule, 0);
    r->why = exact ? "of that year begins on" : "of that year begins within a day of";
    r->anchor = first;
}

/* ---- reasons ---- */

static void explain_report(const mention_context *c, const raw_time *t, resolved *r)
{
    if (is_open(c->report_days.low) || c->report_days.low != c->report_days.high) {
        r->why = is_open(c->report_days.low) && is_open(c->report_days.high) ? "the report's own day is not known" : "counted from the report's days";
        return;
    }
    r->anchor = c->report_days.low;
    r->why = "counted from the report's day";
    if (t->form != FORM_DATE)
        return;
    if (t->rule != DTL_NONE && (t->weekday >= 0 || t->month || t->season))
        r->what = dtl_rules_name(c->rules, t->rule, 0);
    bool same = r->days.low <= r->anchor && r->anchor <= r->days.high;
    r->why = t->future || (!is_open(r->days.low) && r->days.low > r->anchor) ? "after the report's day"
           : same ? "is or holds the report's day" : "before the report's day";
}

/* ---- one time ---- */

static bool is_deictic(const raw_time *t)
{
    return t->form == FORM_AGO || t->form == FORM_PAST || t->form == FORM_REFERENCE || (t->form == FORM_LATER && t->anchor == ANCHOR_REPORT);
}

/* Does the time tell the story's year? */
static bool tells_year(const story *s, const raw_time *t)
{
    if (s->history)
        return !is_deictic(t);
    if (t->form != FORM_DATE || (!t->year && t->anchor != ANCHOR_STORY))
        return false;
    return true;
}

/* A bare year inside its sentence ("since its launch in 2003") tells the story of the next sentences only. */
static bool opens_story(const mention_context *c, const raw_time *t)
{
    enum { OPENING = 4 };
    return t->month || t->first <= sentence_start(c, t->first) + OPENING;
}

static void move_on(const mention_context *c, story *s, const raw_time *t, const resolved *r)
{
    enum { ASIDE = 8 };
    const time_point *p = &r->point;
    if (p->grain == GRAIN_NONE || !p->has_year || t->since || p->grain == GRAIN_CENTURY || p->grain == GRAIN_DECADE)
        return;
    bool vague = t->form == FORM_LATER && (t->vague || t->grain < GRAIN_DAY);
    if (vague)
        return;
    if (tells_year(s, t)) {
        bool far = s->year && (p->year > s->year + ASIDE || p->year < s->year - ASIDE);
        bool again = s->aside && p->year <= s->aside + ASIDE && p->year >= s->aside - ASIDE;
        s->aside = far ? p->year : 0;
        if (s->history && far && !again)
            return; /* "declassified in 2005": the story goes on where it was */
        uint8_t month = p->grain == GRAIN_MONTH || p->grain == GRAIN_DAY ? p->month : p->grain == GRAIN_SEASON ? month_of_season(p->index) : 0;
        if (month || p->year != s->year)
            s->month = month;
        s->year = p->year;
        if (t->year) {
            s->sentence = c->tokens[t->first].sentence;
            s->aside_clause = !opens_story(c, t);
        }
    }
    if (!is_deictic(t)) {
        bool same = p->grain == GRAIN_YEAR && s->at.has_year && s->at.year == p->year && s->history;
        if (same)
            return;
        s->at = *p;
        s->last = t->first + t->count;
        s->day_sentence = c->tokens[t->first].sentence;
        s->at.day_part = PART_NONE;
        s->at.minute = -1;
        s->days = r->days;
    }
}

/* How long before the report's day, whatever that is: the extremes over the days of a year that begins on a Sunday, all days of one week
 * among them, on which the words may be said. */
static dtl_age age_of(const raw_time *t)
{
    enum { WEEK = 7, STEPS = 61, STEP = 6, FIRST = 19358 /* 2023-01-01 */ };
    int64_t low = INT64_MAX, high = INT64_MIN;
    if (t->since || t->until)
        return (dtl_age){0};
    for (int32_t i = 0; i < WEEK + STEPS; i++) {
        int32_t day = FIRST + (i < WEEK ? i : WEEK + (i - WEEK) * STEP);
        dtl_interval days = time_days(t, (dtl_interval){day, day});
        if (is_open(days.low) || is_open(days.high))
            return (dtl_age){0};
        low = day - days.high < low ? day - days.high : low;
        high = day - days.low > high ? day - days.low : high;
    }
    if (high - low > WEEK) { /* of months and years not every day was asked */
        low = low < 0 ? low - STEP : low < STEP ? 0 : low - STEP;
        high += STEP;
    }
    if (low < -DTL_AGE_MOST || high > DTL_AGE_MOST)
        return (dtl_age){0};
    bool one = t->weekday >= 0 && high - low <= 2 * WEEK;
    return (dtl_age){.told = true, .weekday = (uint8_t)(one ? t->weekday + 1 : 0), .low = (int16_t)low, .high = (int16_t)high};
}

resolved time_resolve(mention_context *c, story *s, raw_time *t)
{
    resolved r = {.days = DTL_INTERVAL_OPEN, .point = no_point, .why = "", .anchor = DTL_DAY_OPEN_PAST};
    dtl_interval published = c->report_days;
    complete_year(c, s, t);
    bool dated = t->year && (t->form == FORM_DATE || t->form == FORM_DECADE || t->form == FORM_CENTURY);
    bool bare_part = t->form == FORM_DATE && t->vague && t->day_part && !t->month && t->weekday < 0;
    if (t->form == FORM_LENGTH && t->year && s->history) { /* "the first ten months of 1915" */
        s->year = t->year;
        s->month = t->month;
    }
    if (t->form == FORM_LENGTH || t->form == FORM_SET || bare_part) {
        r.point = bare_part ? as_written(t) : no_point;
        r.days.high = t->form == FORM_SET ? published.high : r.days.high;
        return r;
    }
    bool part_only = t->form == FORM_DATE && t->day_part && t->anchor == ANCHOR_STORY && !t->month && !t->day && t->weekday < 0;
    if (part_only && c->tokens[t->first].sentence > s->day_sentence + 1) {
        r.point = as_written(t);
        t->vague = true;
        return r;
    }
    bool clock_only = t->form == FORM_DATE && t->minute >= 0 && !t->day && t->weekday < 0;
    if (clock_only)
        t->anchor = ANCHOR_STORY;
    if (t->form == FORM_FEAST) {
        resolve_feast(c, s, t, &r);
        move_on(c, s, t, &r);
        return r;
    }
    if (!dated && !t->future && t->form == FORM_DATE && !s->history && t->anchor == ANCHOR_REPORT && !t->step)
        t->future = looks_ahead(c, t);
    if (!dated && goes_on(c, s, t)) {
        t->year = story_year(c, s, t);
        r.why = "in the year told before";
        dated = true;
    } else if (!dated && !t->future && t->form == FORM_DATE && !s->history && t->anchor == ANCHOR_REPORT && !t->step) {
        t->future = is_soon(c, t);
    }
    bool from_told = !dated && !is_deictic(t) && (t->anchor == ANCHOR_STORY || (s->history && !(t->form == FORM_OFFSET && t->grain == GRAIN_DAY && t->anchor == ANCHOR_REPORT && !t->day_part)));
    if (dated) {
        r.days = time_days(t, published);
        r.point = as_written(t);
    } else if (t->form == FORM_LATER && t->first > 1 && s->last == t->first - 1 && token_is(c, t->first - 1, ",")) {
        r.days = s->days; /* "On Monday, three months later, …" */
        r.point = s->at;
        r.why = "the date just before it";
    } else if (from_told && from_story(s, t, &r)) {
        if (t->since)
            r.days.high = published.high;
        if (t->until)
            r.days.low = DTL_DAY_OPEN_PAST;
    } else {
        bool know = !is_open(published.low) && !is_open(published.high);
        r.days = time_days(t, published);
        if (published.low != published.high)
            r.age = age_of(t);
        r.point = t->form == FORM_DATE || t->form == FORM_OFFSET ? as_written(t) : no_point;
        if (t->form == FORM_OFFSET)
            r.point.grain = t->grain < GRAIN_DAY ? GRAIN_DAY : t->grain;
        if (know && t->form != FORM_PAST && t->form != FORM_REFERENCE) {
            time_point low = seen_from(t, published.low), high = seen_from(t, published.high);
            if (published.low == published.high || point_days(&low).low == point_days(&high).low)
                r.point = low;
        }
        explain_report(c, t, &r);
        if (t->form == FORM_REFERENCE)
            r.why = "";
    }
    move_on(c, s, t, &r);
    return r;
}
