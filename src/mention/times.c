/* Time expressions: found as written, later turned into days.
 *
 * In: tokens and the tables times and numbers. Out of times_find: raw times ("Tuesday", "March 26", "late last year", "over
 * the past two decades") with the tokens they take. Out of times_resolve: intervals of days counted from the report's own
 * day, and time mentions.
 *
 * The idea: an expression without a year lies in the past unless a word says otherwise, because news tells what
 * happened. "in August" in a report of 3 March 2019 is August 2018. When the report's day is only an interval, the answer is
 * the hull of the answers for its first and last day; where it is open, the answer is open at that end.
 * Example: "The shrine was hit on Sunday night, May 12, and again last week." gives one day and one week.
 *
 * A month without a year in a story about an old year goes on from there; "two days later" counts from the day told before.
 *
 * Knowingly wrong: hours, seasons, religious feasts and dates of other calendars are not read; "next" is the only word for the
 * future; the week of "last week" runs from Sunday to Sunday, because countries differ. */
#include "mention/internal.h"

typedef enum word_kind {
    WORD_NONE, WORD_MONTH, WORD_WEEKDAY, WORD_UNIT, WORD_OFFSET, WORD_DAYPART, WORD_SET, WORD_RECENT, WORD_PART
} word_kind;

/* What the table says of one token. */
typedef struct time_word {
    uint32_t rule;
    int32_t value;
    uint8_t kind; /* word_kind */
} time_word;

/* The state of one walk. */
typedef struct finder {
    mention_context *c;
    time_word *word; /* per token */
    uint32_t end;    /* of the sentence */
} finder;

static uint8_t kind_of(dtl_slice class)
{
    static const char *const names[] = {"month", "weekday", "unit", "offset", "daypart", "set", "recent", "part"};
    for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dtl_slice_is(class, names[i]))
            return (uint8_t)(i + 1);
    return WORD_NONE;
}

static void look_up(finder *f, uint32_t t)
{
    mention_context *c = f->c;
    uint32_t rule = dtl_rules_find(c->rules, c->tables.times, c->folded[t], 0);
    if (rule == DTL_NONE)
        return;
    uint8_t kind = kind_of(attribute(c, rule, "class"));
    /* "march" and "may" are months only with a capital */
    if ((kind == WORD_MONTH || kind == WORD_WEEKDAY) && !token_is_capital(c, t))
        return;
    if (kind == WORD_MONTH && (c->words[t].upos == DTL_UPOS_VERB || c->words[t].upos == DTL_UPOS_AUX))
        return;
    f->word[t] = (time_word){rule, (int32_t)dtl_rules_number(c->rules, rule, "value", 0), kind};
}

static uint8_t kind_at(const finder *f, uint32_t t)
{
    return t < f->end ? f->word[t].kind : WORD_NONE;
}

/* "26", "26th": a day of a month; 0 if none. */
static uint8_t day_at(const finder *f, uint32_t t)
{
    if (t >= f->end)
        return 0;
    dtl_slice text = f->c->folded[t];
    uint32_t digits = 0, value = 0;
    while (digits < text.length && dtl_rune_is_digit((unsigned char)text.ptr[digits]) && digits < 3)
        value = value * 10 + (uint32_t)(text.ptr[digits++] - '0');
    dtl_slice rest = dtl_slice_make(text.ptr + digits, text.length - digits);
    bool ordinal = dtl_slice_is(rest, "st") || dtl_slice_is(rest, "nd") || dtl_slice_is(rest, "rd") || dtl_slice_is(rest, "th");
    return digits >= 1 && digits <= 2 && (rest.length == 0 || ordinal) && value >= 1 && value <= 31 ? (uint8_t)value : 0;
}

static int32_t year_at(const finder *f, uint32_t t)
{
    uint32_t value;
    if (t >= f->end || f->c->folded[t].length != 4 || !dtl_slice_parse_u32(f->c->folded[t], &value))
        return 0;
    return value >= 1500 && value <= 2099 ? (int32_t)value : 0;
}

/* Words that may stand before a year that is not part of a fuller date. */
static bool year_is_introduced(const finder *f, uint32_t t)
{
    static const char *const words[] = {"in", "since", "of", "by", "until", "till", "from", "during", "before", "after", "between",
                                        "through", "throughout", "around", NULL};
    if (t == 0 || f->c->tokens[t - 1].sentence != f->c->tokens[t].sentence)
        return false;
    if (t + 1 < f->end && (f->c->words[t + 1].features & DTL_FEATURE_PLURAL))
        return false; /* "in 2000 houses" */
    if (token_in(f->c, t - 1, words) || kind_at(f, t - 1) == WORD_PART)
        return true;
    if (token_is(f->c, t - 1, "the") && t + 1 < f->end && f->c->words[t + 1].upos == DTL_UPOS_NOUN)
        return true; /* "the 2015 harvest" */
    bool joined = token_is(f->c, t - 1, "and") || token_is(f->c, t - 1, "or") || token_is(f->c, t - 1, "to") || token_is(f->c, t - 1, "-");
    return joined && t >= 2 && year_at(f, t - 2) != 0;
}

/* [month] day [– day] [, year] behind the month at t; returns the token behind. */
static uint32_t read_after_month(finder *f, uint32_t t, raw_time *raw)
{
    raw->month = (uint8_t)f->word[t].value;
    t++;
    if (token_is(f->c, t, ".") && t < f->end && (day_at(f, t + 1) || year_at(f, t + 1)))
        t++;
    if (!raw->day && day_at(f, t)) {
        raw->day = day_at(f, t++);
        if ((token_is(f->c, t, "-") || token_is(f->c, t, "to")) && day_at(f, t + 1) > raw->day)
            raw->day2 = day_at(f, t + 1), t += 2;
    }
    uint32_t year = t + (token_is(f->c, t, ",") || token_is(f->c, t, "of") ? 1 : 0);
    if (year_at(f, year)) {
        raw->year = year_at(f, year);
        t = year + 1;
    }
    return t;
}

/* A date of the calendar at t: weekday, day, month, year in the orders English knows. Returns the token behind, t if none. */
static uint32_t read_date(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t at = t;
    raw->form = FORM_DATE;
    if (kind_at(f, at) == WORD_WEEKDAY) {
        raw->weekday = (int8_t)f->word[at].value;
        raw->rule = f->word[at].rule;
        at++;
        if (kind_at(f, at) == WORD_DAYPART)
            at++;
        uint32_t next = at + (token_is(f->c, at, ",") || token_is(f->c, at, "-") ? 1 : 0);
        if (token_is(f->c, next, "the"))
            next++;
        if (kind_at(f, next) == WORD_MONTH && (day_at(f, next + 1)))
            return read_after_month(f, next, raw);
        if (day_at(f, next) && kind_at(f, next + 1 + token_is(f->c, next + 1, "of")) == WORD_MONTH) {
            raw->day = day_at(f, next);
            return read_after_month(f, next + 1 + token_is(f->c, next + 1, "of"), raw);
        }
        return at;
    }
    if (kind_at(f, at) == WORD_MONTH) {
        raw->rule = f->word[at].rule;
        return read_after_month(f, at, raw);
    }
    if (day_at(f, at)) {
        uint32_t month = at + 1 + token_is(f->c, at + 1, "of");
        if (kind_at(f, month) == WORD_MONTH) {
            raw->rule = f->word[month].rule;
            raw->day = day_at(f, at);
            return read_after_month(f, month, raw);
        }
    }
    int32_t day;
    if (f->c->folded[at].length == 10 && dtl_day_parse_iso(f->c->folded[at], &day)) {
        uint32_t month, day_of_month;
        dtl_day_to_civil(day, &raw->year, &month, &day_of_month);
        raw->month = (uint8_t)month;
        raw->day = (uint8_t)day_of_month;
        return at + 1;
    }
    if (year_at(f, at) && year_is_introduced(f, at)) {
        raw->year = year_at(f, at);
        return at + 1;
    }
    return t;
}

/* [last | past | next | this | recent] [number] unit, weekday or month. */
static uint32_t read_relative(finder *f, uint32_t t, raw_time *raw)
{
    mention_context *c = f->c;
    static const char *const past[] = {"past", "last", "recent", "previous", "preceding", NULL};
    static const char *const coming[] = {"next", "coming", "upcoming", "following", NULL};
    bool last = token_is(c, t, "last"), recent = token_is(c, t, "recent"), this_one = token_is(c, t, "this");
    bool next = token_in(c, t, coming), backward = token_in(c, t, past);
    if (next && token_is(c, t + 1, "day"))
        return t; /* "the next day" counts from the day told before */
    if (!backward && !next && !this_one)
        return t;
    uint32_t at = t + 1, taken = 0;
    int64_t low = 1, high = 1;
    bool counted = at < f->end && number_read(c, at, f->end, &low, &high, &taken);
    if (!counted && (token_is(c, at, "few") || token_is(c, at, "several")))
        taken = 1, low = 2, high = 6, counted = true;
    at += taken;
    if (kind_at(f, at) == WORD_UNIT) {
        raw->rule = f->word[at].rule;
        raw->unit = (uint8_t)f->word[at].value;
        bool plural = (c->words[at].features & DTL_FEATURE_PLURAL) || dtl_slice_ends_with(c->folded[at], DTL_SLICE("s"));
        if (next) {
            raw->form = FORM_OFFSET;
            raw->amount = raw->amount2 = 1;
            raw->future = true;
        } else if (this_one) {
            raw->form = FORM_OFFSET;
        } else if (last && !counted && !plural) {
            raw->form = FORM_OFFSET;
            raw->amount = raw->amount2 = -1;
        } else {
            raw->form = FORM_PAST;
            raw->amount2 = counted ? (int32_t)(high > 1000 ? 1000 : high) : recent || plural ? 6 : 1;
        }
        return at + 1;
    }
    if (counted)
        return t;
    if (kind_at(f, at) == WORD_DAYPART && (last || this_one)) {
        raw->form = FORM_OFFSET;
        raw->rule = f->word[at].rule;
        raw->unit = UNIT_DAY;
        raw->amount = raw->amount2 = last ? -1 : 0;
        return at + 1;
    }
    if (kind_at(f, at) == WORD_WEEKDAY || kind_at(f, at) == WORD_MONTH) {
        uint32_t behind = read_date(f, at, raw);
        raw->future = next;
        raw->last = last;
        return behind;
    }
    return t;
}

/* number unit ago | number unit | every unit. */
static uint32_t read_counted(finder *f, uint32_t t, raw_time *raw)
{
    mention_context *c = f->c;
    int64_t low = 0, high = 0;
    uint32_t taken = 0, at = t;
    if (token_is(c, t, "every") || token_is(c, t, "each")) {
        raw->form = FORM_SET;
        return kind_at(f, t + 1) == WORD_UNIT || kind_at(f, t + 1) == WORD_WEEKDAY || kind_at(f, t + 1) == WORD_DAYPART ? t + 2 : t;
    }
    if (token_is(c, t, "a") || token_is(c, t, "an"))
        low = high = 1, taken = 1;
    else if (token_is(c, t, "several") || token_is(c, t, "few"))
        low = 2, high = 6, taken = 1;
    else if (!number_read(c, t, f->end, &low, &high, &taken))
        return t;
    at = t + taken;
    if (token_is(c, at, "-"))
        at++;
    if (kind_at(f, at) != WORD_UNIT || low < 0 || high > 1000)
        return t;
    raw->rule = f->word[at].rule;
    raw->unit = (uint8_t)f->word[at].value;
    raw->amount = (int32_t)low;
    raw->amount2 = (int32_t)high;
    if (token_is(c, at + 1, "ago") && at + 1 < f->end) {
        raw->form = FORM_AGO;
        return at + 2;
    }
    if (token_is(c, at + 1, "later") && at + 1 < f->end) {
        raw->form = FORM_LATER;
        return at + 2;
    }
    if (token_is(c, t, "a") || token_is(c, t, "an") || token_is(c, at + 1, "old") || (token_is(c, at + 1, "-") && token_is(c, at + 2, "old")))
        return t; /* an age is no time */
    raw->form = FORM_LENGTH;
    raw->duration = true;
    return at + 1;
}

/* Any expression that begins at t; returns the token behind, t if none. */
static uint32_t read_time(finder *f, uint32_t t, raw_time *raw)
{
    mention_context *c = f->c;
    uint32_t at = t;
    *raw = (raw_time){.weekday = -1, .rule = DTL_NONE};
    if (kind_at(f, at) == WORD_PART) {
        raw->part = (uint8_t)f->word[at].value;
        at++;
        if (token_is(c, at, "-") || token_is(c, at, "in"))
            at++;
    }
    if (at >= f->end)
        return t;
    uint32_t start = at, behind;
    uint8_t part = raw->part;
    if (kind_at(f, at) == WORD_OFFSET) {
        raw->form = FORM_OFFSET;
        raw->unit = UNIT_DAY;
        raw->rule = f->word[at].rule;
        raw->amount = raw->amount2 = f->word[at].value;
        raw->future = f->word[at].value > 0;
        return at + 1 + (kind_at(f, at + 1) == WORD_DAYPART);
    }
    if (kind_at(f, at) == WORD_SET || kind_at(f, at) == WORD_RECENT) {
        raw->form = kind_at(f, at) == WORD_SET ? FORM_SET : FORM_PAST;
        raw->rule = f->word[at].rule;
        raw->unit = UNIT_DAY;
        raw->amount2 = f->word[at].value;
        return part ? t : at + 1;
    }
    if ((behind = read_date(f, at, raw)) != start || (behind = read_relative(f, at, raw)) != start)
        return behind;
    if (!part && (behind = read_counted(f, at, raw)) != start)
        return behind;
    bool same = token_is(c, at, "same") || (token_is(c, at, "that") && at > 0), next = token_is(c, at, "next") || token_is(c, at, "following");
    if (!part && (same || next) && token_is(c, at + 1, "day") && at + 1 < f->end) {
        raw->form = FORM_LATER;
        raw->rule = f->word[at + 1].rule;
        raw->unit = UNIT_DAY;
        raw->amount = raw->amount2 = next;
        return at + 2;
    }
    if (token_is(c, at, "over") && token_is(c, at + 1, "the") && token_is(c, at + 2, "years") && at + 2 < f->end) {
        raw->form = FORM_LENGTH;
        raw->duration = true;
        raw->rule = f->word[at + 2].rule;
        return at + 3;
    }
    return t;
}

/* "since the group came to power in 2021": the clause around the date begins with since. */
static bool in_since_clause(const mention_context *c, uint32_t t)
{
    uint32_t verb = c->words[t].head;
    if (verb == DTL_NONE || c->words[verb].upos != DTL_UPOS_VERB)
        return false;
    int left = 16;
    for (uint32_t child = c->words[verb].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
        if (c->words[child].relation == DTL_REL_MARK && token_is(c, child, "since"))
            return true;
    return false;
}

/* The words before an expression that bend it: since, until, over, by. */
static void read_before(finder *f, raw_time *raw)
{
    mention_context *c = f->c;
    static const char *const lasting[] = {"over", "for", "throughout", "during", NULL};
    uint32_t t = raw->first, start = sentence_start(c, raw->first);
    raw->since = raw->form == FORM_DATE && in_since_clause(c, head_of(c, raw->first, raw->count));
    while (t > start && (token_is(c, t - 1, "the") || token_is(c, t - 1, "ever")))
        t--;
    if (t == start)
        return;
    raw->since |= token_is(c, t - 1, "since");
    raw->until = token_is(c, t - 1, "until") || token_is(c, t - 1, "till");
    if (token_is(c, t - 1, "by") && raw->form == FORM_DATE)
        raw->until = true;
    if (raw->form == FORM_PAST && raw->unit >= UNIT_YEAR && token_in(c, t - 1, lasting))
        raw->duration = true;
}

void times_find(mention_context *c)
{
    finder f = {.c = c, .word = dtl_arena_calloc(c->arena, (size_t)c->count + 1, sizeof(time_word))};
    if (!f.word) {
        c->failed = true;
        return;
    }
    for (uint32_t t = 0; t < c->count; t++)
        look_up(&f, t);
    for (uint32_t t = 0; t < c->count;) {
        raw_time raw;
        f.end = sentence_end(c, t);
        uint32_t behind = read_time(&f, t, &raw);
        if (behind <= t || behind > f.end) {
            t++;
            continue;
        }
        raw.first = t;
        raw.count = behind - t;
        read_before(&f, &raw);
        raw_time *slot = dtl_array_push(c->arena, &c->raw_times);
        if (!slot) {
            c->failed = true;
            return;
        }
        *slot = raw;
        for (uint32_t i = t; i < behind; i++)
            c->taken[i] = true;
        t = behind;
    }
}

/* ---- from words to days ---- */

static bool is_open(int32_t day)
{
    return day == DTL_DAY_OPEN_PAST || day == DTL_DAY_OPEN_FUTURE;
}

/* First and last day of the month, or the day(s) named, in this year. */
static dtl_interval in_year(const raw_time *t, int32_t year)
{
    uint32_t last = dtl_days_in_month(year, t->month);
    if (t->day) {
        uint32_t day = t->day < last ? t->day : last, day2 = t->day2 ? (t->day2 < last ? t->day2 : last) : day;
        return (dtl_interval){dtl_day_from_civil(year, t->month, day), dtl_day_from_civil(year, t->month, day2)};
    }
    uint32_t from = t->part == 3 ? 21 : t->part == 2 ? 10 : 1, to = t->part == 1 ? 10 : t->part == 2 ? 20 : last;
    return (dtl_interval){dtl_day_from_civil(year, t->month, from), dtl_day_from_civil(year, t->month, to)};
}

/* A whole year or its early, middle, late part. */
static dtl_interval year_days(int32_t year, uint8_t part)
{
    uint32_t from = part == 3 ? 10 : part == 2 ? 5 : 1, to = part == 1 ? 3 : part == 2 ? 8 : 12;
    return (dtl_interval){dtl_day_from_civil(year, from, 1), dtl_day_from_civil(year, to, dtl_days_in_month(year, to))};
}

static dtl_interval date_seen_from(const raw_time *t, int32_t report)
{
    if (!t->month && t->weekday >= 0) {
        int32_t back = ((int32_t)dtl_day_weekday(report) - t->weekday + 7) % 7;
        int32_t day = t->future ? report + (back ? 7 - back : 7) : report - back;
        return (dtl_interval){day, day};
    }
    int32_t year;
    uint32_t month, day;
    dtl_day_to_civil(report, &year, &month, &day);
    if (!t->month)
        return year_days(year, t->part);
    dtl_interval here = in_year(t, year);
    if (t->future)
        return here.high < report ? in_year(t, year + 1) : here;
    return here.low > report ? in_year(t, year - 1) : here;
}

static int32_t add_months(int32_t day, int32_t months, bool to_end)
{
    int32_t year;
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    int32_t index = year * 12 + (int32_t)month - 1 + months;
    year = index / 12;
    month = (uint32_t)(index % 12) + 1;
    return dtl_day_from_civil(year, month, to_end ? dtl_days_in_month(year, month) : 1);
}

static dtl_interval offset_seen_from(const raw_time *t, int32_t report)
{
    int32_t amount = t->amount, year, monday;
    uint32_t month, day;
    switch (t->unit) {
    case UNIT_DAY:
        return (dtl_interval){report + amount, report + amount};
    case UNIT_WEEK:
        monday = report - (int32_t)dtl_day_weekday(report) + 7 * amount;
        return (dtl_interval){monday - 1, monday + 6};
    case UNIT_MONTH: {
        dtl_interval month_days = {add_months(report, amount, false), add_months(report, amount, true)};
        if (t->part == 1)
            month_days.high = month_days.low + 9;
        else if (t->part == 3)
            month_days.low = month_days.high - 9;
        return month_days;
    }
    case UNIT_DECADE:
        amount *= 10; /* fall through */
    default:
        dtl_day_to_civil(report, &year, &month, &day);
        return year_days(year + amount, t->part);
    }
}

/* The day so many units before: the same day of the month where the calendar has it. */
static int32_t units_before(int32_t day, int32_t amount, uint8_t unit)
{
    if (unit <= UNIT_WEEK)
        return day - amount * (unit == UNIT_WEEK ? 7 : 1);
    int32_t year, months = amount * (unit == UNIT_MONTH ? 1 : unit == UNIT_YEAR ? 12 : 120);
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    int32_t first = add_months(day, -months, false), last = add_months(day, -months, true);
    return first + (int32_t)day_of_month - 1 < last ? first + (int32_t)day_of_month - 1 : last;
}

static dtl_interval seen_from(const raw_time *t, int32_t report)
{
    static const int32_t slacks[] = {0, 0, 3, 15, 183, 1826}; /* "two weeks ago" is half a week more or less */
    int32_t slack = slacks[t->unit];
    switch (t->form) {
    case FORM_DATE:
        return date_seen_from(t, report);
    case FORM_OFFSET:
        return offset_seen_from(t, report);
    case FORM_PAST:
        return (dtl_interval){units_before(report, t->amount2, t->unit), report};
    case FORM_AGO:
        return (dtl_interval){units_before(report, t->amount2, t->unit) - slack, units_before(report, t->amount, t->unit) + slack};
    default:
        return DTL_INTERVAL_OPEN;
    }
}

dtl_interval time_days(const raw_time *t, dtl_interval published)
{
    dtl_interval days = DTL_INTERVAL_OPEN;
    if (t->form == FORM_DATE && t->year) {
        days = t->month ? in_year(t, t->year) : year_days(t->year, t->part);
    } else {
        if (!is_open(published.low))
            days.low = seen_from(t, published.low).low;
        if (!is_open(published.high))
            days.high = seen_from(t, published.high).high;
        /* what lies in the past is not younger than the report; the later half of "this month" is not over yet */
        if (!t->future && !is_open(published.high) && days.high > published.high)
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

/* What a story told so far has fixed: later dates without a year continue from here. */
typedef struct story {
    dtl_interval day;  /* the last date with a day; open: none */
    int32_t year;      /* the last year told; 0: none */
    uint32_t month;    /* month told with it, 0: none */
    uint32_t sentence; /* where */
} story;

/* A month without a year in a text that tells of an old year goes on from there: "In 1991 … In June …". */
static int32_t story_year(const mention_context *c, const story *s, const raw_time *t)
{
    enum { REACH = 6 };
    int32_t report_year = 0;
    uint32_t month, day;
    if (!s->year || t->form != FORM_DATE || t->year || !t->month || t->future || c->tokens[t->first].sentence > s->sentence + REACH)
        return 0;
    if (!is_open(c->out->published.low) && !is_open(c->out->published.high)) {
        dtl_day_to_civil(c->out->published.low, &report_year, &month, &day);
        if (s->year + 2 > report_year)
            return 0;
    }
    return s->month && t->month + 6u < s->month ? s->year + 1 : s->year;
}

static void go_on(const mention_context *c, story *s, const raw_time *t, dtl_interval days)
{
    if (t->form == FORM_DATE && t->year) {
        s->year = t->year;
        s->month = t->month;
        s->sentence = c->tokens[t->first].sentence;
    }
    bool day = (t->form == FORM_DATE && (t->day || t->weekday >= 0)) || (t->form == FORM_OFFSET && t->unit == UNIT_DAY) || t->form == FORM_LATER;
    if (day && !t->since && !t->until)
        s->day = days;
}

/* "two days later", "the same day": from the day told before; slack as for "ago". */
static dtl_interval later_days(const story *s, const raw_time *t)
{
    static const int32_t units[] = {0, 1, 7, 31, 366, 3653}, slacks[] = {0, 0, 3, 15, 183, 1826};
    dtl_interval days = DTL_INTERVAL_OPEN;
    if (!is_open(s->day.low))
        days.low = s->day.low + t->amount * units[t->unit] - slacks[t->unit];
    if (!is_open(s->day.high))
        days.high = s->day.high + t->amount2 * units[t->unit] + slacks[t->unit];
    return days;
}

void times_resolve(mention_context *c)
{
    story told = {.day = DTL_INTERVAL_OPEN};
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        raw_time *t = &c->raw_times.items[i];
        int32_t year = story_year(c, &told, t);
        if (year)
            t->year = year;
        dtl_time *time = dtl_array_push(c->arena, &c->out->times);
        if (!time) {
            c->failed = true;
            return;
        }
        dtl_interval days = t->form == FORM_LATER ? later_days(&told, t) : time_days(t, c->out->published);
        go_on(c, &told, t, days);
        if (t->known_day && t->known_day >= days.low && t->known_day <= days.high) {
            days.low = t->known_day; /* "since they came to power in 2021": that day is known */
            days.high = t->since ? days.high : t->known_day;
        }
        uint8_t kind = t->form == FORM_SET ? DTL_TIME_SET
                     : t->duration         ? DTL_TIME_DURATION
                     : days.low == days.high ? DTL_TIME_DAY : DTL_TIME_SPAN;
        if (kind == DTL_TIME_SPAN && ((t->form == FORM_DATE && (t->day || t->weekday >= 0)) || (t->form != FORM_PAST && t->unit == UNIT_DAY)))
            kind = DTL_TIME_DAY;
        *time = (dtl_time){.days = days, .kind = kind, .future = t->future};
        mention_add(c, t->first, t->count, head_of(c, t->first, t->count), DTL_MENTION_TIME, i, t->rule);
    }
}
