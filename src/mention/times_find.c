/* Dates of the calendar and the clock, as written.
 *
 * In: tokens and what the table times says of them. Out: a raw time with every part that is said (year, month, day,
 * weekday, season, part of the day, minute, zone), and the token behind it.
 *
 * The idea: one reader for each shape; each returns the token behind what it read. Orders that English knows: "Sunday
 * night, March 26, 2023", "the 26th of March", "26 March at 5 p.m.", "2023-03-26", "3/26/2023", "15 Ramadan 1444". A bare
 * year needs no introduction, but nothing may speak against it: no noun that it counts, no currency, no unit behind it.
 * Example: "on the night of 4 May 1954, at 10:57 p.m." gives a night with its date and a clock time.
 *
 * Knowingly wrong: slashed dates are American unless the second number is above 12; two-digit years without an apostrophe
 * are read only in ranges (1996-97) and slashed dates; Roman numerals are not read. */
#include "mention/times.h"

uint8_t kind_at(const finder *f, uint32_t t)
{
    return t < f->end ? f->word[t].kind : WORD_NONE;
}

int32_t value_at(const finder *f, uint32_t t)
{
    return t < f->end ? f->word[t].value : 0;
}

/* The token's folded text without "mid-" and the like. */
static dtl_slice text_at(const finder *f, uint32_t t)
{
    if (t >= f->end)
        return DTL_SLICE_EMPTY;
    dtl_slice text = f->c->folded[t];
    uint32_t skip = f->word[t].skip;
    return dtl_slice_make(text.ptr + skip, text.length - skip);
}

static bool token_follows(const finder *f, uint32_t t, const char *word)
{
    return t < f->end && token_is(f->c, t, word);
}

static bool is_dash(const finder *f, uint32_t t)
{
    static const char *const dashes[] = {"-", "--", "/", NULL};
    return t < f->end && token_in(f->c, t, dashes);
}

bool is_noun(const finder *f, uint32_t t)
{
    return t < f->end && (f->c->words[t].upos == DTL_UPOS_NOUN || f->c->words[t].upos == DTL_UPOS_PROPN);
}

void set_grain(raw_time *raw, uint8_t grain)
{
    static const uint8_t units[] = {UNIT_NONE, UNIT_DAY, UNIT_DAY, UNIT_DAY, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_DECADE,
                                    UNIT_DECADE, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_MONTH};
    raw->grain = grain;
    raw->unit = units[grain];
}

/* Leading digits of text: how many, and their value. */
static uint32_t leading_digits(dtl_slice text, uint32_t *value)
{
    uint32_t digits = 0;
    *value = 0;
    while (digits < text.length && digits < 9 && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
        *value = *value * 10 + (uint32_t)(text.ptr[digits++] - '0');
    return digits;
}

static dtl_slice behind(dtl_slice text, uint32_t at)
{
    return dtl_slice_make(text.ptr + at, text.length - at);
}

/* "26", "26th": a day of a month; 0 if none. */
static uint8_t day_at(const finder *f, uint32_t t, bool *ordinal)
{
    dtl_slice text = text_at(f, t);
    uint32_t value, digits = leading_digits(text, &value);
    dtl_slice rest = behind(text, digits);
    bool ending = dtl_slice_is(rest, "st") || dtl_slice_is(rest, "nd") || dtl_slice_is(rest, "rd") || dtl_slice_is(rest, "th");
    if (ordinal)
        *ordinal = ending;
    return digits >= 1 && digits <= 2 && (rest.length == 0 || ending) && value >= 1 && value <= 31 ? (uint8_t)value : 0;
}

/* Four digits, 0 if none. */
static int32_t year_at(const finder *f, uint32_t t)
{
    dtl_slice text = text_at(f, t);
    uint32_t value;
    return text.length == 4 && leading_digits(text, &value) == 4 && value >= 1000 && value <= 2199 ? (int32_t)value : 0;
}

/* ---- years ---- */

/* Does the number count something: "2000 houses", "1500 km", "the 1200 men", "the 1800 block of Oak Street"? */
static bool counts_noun(const finder *f, uint32_t t)
{
    static const char *const measures[] = {"km", "miles", "mile", "meters", "metres", "feet", "men", "people", "troops", "dollars", "%",
                                           "percent", "tons", "tonnes", "kg", "acres", "women", "children", "hp", "block", "blocks", "other", "more", NULL};
    static const char *const before[] = {"$", "€", "£", "#", "no", "no.", "nos", "number", "nearly", "over", "than", "least",
                                         "some", "approximately", "roughly", "almost", "us$", "room", "flight", "resolution", NULL};
    static const char *const addressing[] = {"at", "near", "(", ",", "to", NULL}; /* "at 1816 Oak Street", "(1816 N. Water)" */
    static const char *const dating[] = {"in", "since", "by", "until", "as", NULL};
    const mention_context *c = f->c;
    if (token_in(c, t + 1, measures) && t + 1 < f->end)
        return true;
    if (t > sentence_start(c, t) && token_in(c, t - 1, before))
        return true;
    if (t > sentence_start(c, t) && t + 1 < f->end && token_in(c, t - 1, addressing) && c->words[t + 1].upos == DTL_UPOS_PROPN)
        return true;
    uint32_t head = c->words[t].head;
    bool numeral = dtl_relation_universal(c->words[t].relation) == DTL_REL_NUMMOD && head != DTL_NONE && head > t && head <= t + 3;
    bool dated = t > sentence_start(c, t) && token_in(c, t - 1, dating) && t + 1 < f->end && c->words[t + 1].upos != DTL_UPOS_NOUN;
    return !dated && (numeral || t + 1 < f->end) && (c->words[numeral ? head : t + 1].features & DTL_FEATURE_PLURAL) &&
           (c->words[numeral ? head : t + 1].upos == DTL_UPOS_NOUN) && !(t > 0 && token_is(c, t - 1, "the"));
}

/* "shortly before 1700", "at 1830 on Friday": an hour of the day, as armies and agencies write it. A year is never "at", and no
 * report dates its news to the minute by a year before 1900; a later number is an hour only beside a day. */
static bool is_hour_of_day(const finder *f, uint32_t t)
{
    static const char *const close[] = {"shortly", "just", "minutes", "hours", "approximately", "about", "around", "at", NULL};
    static const char *const sides[] = {"before", "after", "around", "about", "approximately", NULL};
    static const char *const days[] = {"today", "yesterday", "tonight", "hours", "local", NULL};
    const mention_context *c = f->c;
    uint32_t start = sentence_start(c, t);
    int32_t number = year_at(f, t);
    if (number >= 2400 || number % 100 >= 60 || t <= start)
        return false;
    if (token_is(c, t - 1, "at"))
        return true;
    if (t < start + 2 || !token_in(c, t - 1, sides) || !token_in(c, t - 2, close))
        return false;
    return number < 1900 || (t + 1 < f->end && token_in(c, t + 1, days));
}

static bool year_stands(const finder *f, uint32_t t)
{
    static const char *const intros[] = {"in", "since", "by", "until", "till", "during", "before", "after", "through", "throughout", "(",
                                         "mid", "early", "late", "and", "or", "to", "-", "/", "year", "years", NULL};
    const mention_context *c = f->c;
    int32_t year = year_at(f, t);
    bool clock = kind_at(f, t + 1) == WORD_ZONE && token_is_capital(c, t + 1);
    if (clock || counts_noun(f, t) || is_hour_of_day(f, t))
        return false;
    if (t > sentence_start(c, t) && token_in(c, t - 1, intros))
        return true;
    if (year >= 1600 && year <= 2100)
        return true;
    return t == sentence_start(c, t);
}

/* "490 BC", "499 to 493 BC", "AD 70"; *era: tokens of the era. Years before Christ are astronomical: 490 BC is −489. */
static int32_t old_year(const finder *f, uint32_t t, uint32_t *taken)
{
    uint32_t value, digits = leading_digits(text_at(f, t), &value);
    *taken = 1;
    if (digits != f->c->folded[t].length || digits < 1 || digits > 4 || value == 0)
        return 0;
    if (kind_at(f, t + 1) == WORD_ERA) {
        *taken = 1 + f->word[t + 1].count;
        return value_at(f, t + 1) < 0 ? 1 - (int32_t)value : (int32_t)value;
    }
    static const char *const joints[] = {"-", "to", "and", "or", NULL};
    uint32_t other;
    if (t + 2 < f->end && token_in(f->c, t + 1, joints) && kind_at(f, t + 3) == WORD_ERA && value_at(f, t + 3) < 0 &&
        leading_digits(text_at(f, t + 2), &other) == f->c->folded[t + 2].length && other < value && other > 0)
        return 1 - (int32_t)value;
    /* a text that counts before Christ need not say so each time: "in 480" */
    static const char *const intros[] = {"in", "by", "since", "until", "of", "during", "from", "-", NULL};
    if (f->before_christ && digits == 3 && t > 0 && token_in(f->c, t - 1, intros) && !counts_noun(f, t) &&
        !(t + 1 < f->end && f->c->words[t + 1].upos == DTL_UPOS_NOUN))
        return 1 - (int32_t)value;
    return 0;
}

/* "1996-97", "2007/08", "1939-1945" in one token or three: the second year, and whether it shares the token. */
static int32_t second_year(int32_t first, dtl_slice text)
{
    uint32_t value, digits = leading_digits(text, &value);
    if (digits != text.length || (digits != 2 && digits != 4))
        return 0;
    int32_t year = digits == 4 ? (int32_t)value : first / 100 * 100 + (int32_t)value;
    return year > first && year <= first + 200 ? year : 0;
}

/* A year, or the first of a range: "the year 1950", "1939-45" in one token, "1996 - 97" in three. */
static uint32_t read_year(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t named = t + token_follows(f, t, "the");
    if (named + 1 < f->end && (token_is(f->c, named, "year") || token_is(f->c, named, "years")) && (year_at(f, named + 1) || kind_at(f, named + 2) == WORD_ERA)) {
        uint32_t end = read_year(f, named + 1, raw);
        if (raw->piece.length) /* from "the" on, up to the dash */
            raw->piece = dtl_span_between(f->c->tokens[t].offset, dtl_span_end(raw->piece));
        return end == named + 1 ? t : end;
    }
    if (t >= f->end)
        return t;
    dtl_slice text = text_at(f, t);
    uint32_t value, taken = 1, digits = leading_digits(text, &value);
    raw->rule = DTL_NONE;
    if (digits == 0) {
        /* '99 */
        static const char *const intros[] = {"in", "of", "since", "by", "until", "from", "and", "to", "the", "-", "(", NULL};
        if (text.length == 3 && text.ptr[0] == '\'' && leading_digits(behind(text, 1), &value) == 2 && t > 0 && token_in(f->c, t - 1, intros)) {
            raw->short_year = (uint8_t)(value + 1); /* the century is found later */
            return t + 1;
        }
        if (kind_at(f, t) == WORD_ERA && value_at(f, t) > 0 && t + 1 < f->end && leading_digits(text_at(f, t + 1), &value) == f->c->folded[t + 1].length && value) {
            raw->year = (int32_t)value;
            return t + 2;
        }
        return t;
    }
    int32_t old = old_year(f, t, &taken);
    if (old) {
        raw->year = old;
        return t + taken;
    }
    uint32_t dash = dtl_slice_find(text, DTL_SLICE("-"), 0);
    if (dash == DTL_NONE)
        dash = dtl_slice_find(text, DTL_SLICE("/"), 0);
    if (digits == 4 && dash == 4 && value >= 1000 && value <= 2199 && second_year((int32_t)value, behind(text, 5))) {
        raw->year = (int32_t)value;
        raw->year2 = second_year((int32_t)value, behind(text, 5));
        raw->piece = (dtl_span){f->c->tokens[t].offset + f->word[t].skip, 4};
        return t + 1;
    }
    if (!year_at(f, t) || !year_stands(f, t))
        return t;
    raw->year = year_at(f, t);
    if (is_dash(f, t + 1) && t + 2 < f->end)
        raw->year2 = second_year(raw->year, text_at(f, t + 2));
    return t + 1;
}

/* [,] [of] year behind a month or season; returns t when there is none. */
static uint32_t read_year_behind(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t at = t, taken = 1;
    if (token_follows(f, at, ",") || token_follows(f, at, "of"))
        at++;
    if (token_follows(f, at, "the") && token_follows(f, at + 1, "year"))
        at += 2;
    if (at >= f->end)
        return t;
    int32_t year = year_at(f, at);
    if (!year && (at == t || kind_at(f, at + 1) == WORD_ERA))
        year = old_year(f, at, &taken);
    uint32_t value;
    dtl_slice text = text_at(f, at);
    if (!year && text.length == 3 && text.ptr[0] == '\'' && leading_digits(behind(text, 1), &value) == 2) {
        raw->short_year = (uint8_t)(value + 1);
        return at + 1;
    }
    if (!year)
        return t;
    raw->year = year;
    if (is_dash(f, at + 1) && at + 2 < f->end)
        raw->year2 = second_year(year, text_at(f, at + 2));
    return at + taken;
}

/* ---- days of a month ---- */

/* "this year", "that year", "last year", "of the same year" behind a month: "August of that year". */
static uint32_t read_relative_year(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t at = t;
    if (token_follows(f, at, ","))
        at++;
    if (token_follows(f, at, "of"))
        at++;
    if (token_follows(f, at, "the"))
        at++;
    int32_t near = kind_at(f, at) == WORD_NEAR ? value_at(f, at) : 0;
    if (!near || at + 1 >= f->end || !token_is(f->c, at + 1, "year"))
        return t;
    if (near == NEAR_LAST || near == NEAR_NEXT) {
        raw->step = near == NEAR_LAST ? -1 : 1;
        raw->last = near == NEAR_LAST;
        raw->future |= near == NEAR_NEXT;
    } else if (near == NEAR_THAT || near == NEAR_SAME) {
        raw->anchor = ANCHOR_STORY;
        raw->own = true;
    } else if (near == NEAR_THIS) {
        raw->own = true;
    } else {
        return t;
    }
    return at + 2;
}

/* [month] day [– day] [, year] behind the month at t; returns the token behind. */
static uint32_t read_after_month(finder *f, uint32_t t, raw_time *raw)
{
    bool ordinal;
    raw->month = (uint8_t)value_at(f, t);
    raw->rule = f->word[t].rule;
    t += f->word[t].count;
    if (token_follows(f, t, ".") && (day_at(f, t + 1, &ordinal) || year_at(f, t + 1)))
        t++;
    if (token_follows(f, t, "the") && day_at(f, t + 1, &ordinal) && ordinal)
        t++;
    if (!raw->day && day_at(f, t, &ordinal)) {
        raw->day = day_at(f, t++, &ordinal);
        static const char *const joints[] = {"-", "to", "and", "or", "through", NULL};
        bool joined = t + 1 < f->end && token_in(f->c, t, joints);
        if (joined && day_at(f, t + 1, &ordinal) > raw->day && kind_at(f, t + 2) != WORD_MONTH && !token_is(f->c, t, "and"))
            raw->day2 = day_at(f, t + 1, &ordinal);
        if (raw->day2 && !year_at(f, t + 2) && !(token_follows(f, t + 2, ",") && year_at(f, t + 3)))
            return t; /* the second day is a time of its own */
        if (raw->day2) {
            raw->year = year_at(f, t + 2) ? year_at(f, t + 2) : year_at(f, t + 3);
            return t;
        }
    }
    uint32_t year = read_year_behind(f, t, raw);
    return year != t ? year : read_relative_year(f, t, raw);
}

/* "the Long March", "the March to the sea" are no months. */
static bool is_march(const finder *f, uint32_t t)
{
    const mention_context *c = f->c;
    bool ordinal;
    if (t == sentence_start(c, t) || f->word[t].skip || day_at(f, t + 1, &ordinal) || day_at(f, t - 1, &ordinal) || year_at(f, t + 1) || token_follows(f, t + 1, "of"))
        return false;
    uint8_t before = c->words[t - 1].upos;
    bool named = token_is_capital(c, t - 1) && t - 1 > sentence_start(c, t) && (before == DTL_UPOS_ADJ || before == DTL_UPOS_PROPN || before == DTL_UPOS_NOUN) && kind_at(f, t - 1) == WORD_NONE;
    return named || token_is(c, t - 1, "'s") || (token_is(c, t - 1, "the") && !is_noun(f, t + 1));
}

/* "April Noor said", "Prime Minister May": months that are names of people too. */
static bool is_name_of_someone(const finder *f, uint32_t t)
{
    const mention_context *c = f->c;
    int32_t month = value_at(f, t);
    bool ordinal, start = t == sentence_start(c, t);
    if ((month != 4 && month != 5 && month != 6 && month != 8) || f->word[t].skip || day_at(f, t + 1, &ordinal) || year_at(f, t + 1))
        return false;
    if (!start && (day_at(f, t - 1, &ordinal) || c->words[t - 1].upos == DTL_UPOS_ADP || c->words[t - 1].upos == DTL_UPOS_DET))
        return false;
    bool after = t + 1 < f->end && c->words[t + 1].upos == DTL_UPOS_PROPN && token_is_capital(c, t + 1) && kind_at(f, t + 1) == WORD_NONE;
    bool before = !start && c->words[t - 1].upos == DTL_UPOS_PROPN && token_is_capital(c, t - 1) && kind_at(f, t - 1) == WORD_NONE;
    return after || before;
}

/* "the 12 June Movement", "the March 3 alliance": what is named after a day is not of that day. */
static bool is_name_of_body(const finder *f, uint32_t t)
{
    static const char *const bodies[] = {"movement", "alliance", "coalition", "front", "brigade", "brigades", "organisation", "organization", "group", "bloc", NULL};
    bool ordinal;
    uint32_t behind_day = t + 1 + (day_at(f, t + 1, &ordinal) != 0);
    if (behind_day == t + 1 && (t == sentence_start(f->c, t) || !day_at(f, t - 1, &ordinal)))
        return false;
    return behind_day < f->end && token_in(f->c, behind_day, bodies);
}

/* Is the month word at t a month here? Abbreviations need a number beside them. */
static bool month_stands(const finder *f, uint32_t t)
{
    if (kind_at(f, t) != WORD_MONTH)
        return false;
    dtl_slice text = text_at(f, t);
    if ((value_at(f, t) == 3 && is_march(f, t)) || is_name_of_someone(f, t) || is_name_of_body(f, t))
        return false;
    bool shortened = (text.length == 3 && !dtl_slice_is(text, "may")) || dtl_slice_is(text, "sept") || text.ptr[text.length - 1] == '.';
    if (!shortened)
        return true;
    uint32_t next = t + 1 + token_follows(f, t + 1, ".");
    bool ordinal;
    return day_at(f, next, &ordinal) || year_at(f, next) || (t > 0 && day_at(f, t - 1, &ordinal)) || text.ptr[text.length - 1] == '.';
}

/* [the] day [of] month … | month …; also the first of two days: "6 and 7 May", "6–7 May". */
static uint32_t read_month_date(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t at = t;
    bool ordinal, article = token_follows(f, at, "the");
    if (article)
        at++;
    if (!article && month_stands(f, at))
        return read_after_month(f, at, raw);
    uint8_t day = day_at(f, at, &ordinal);
    if (!day)
        return t;
    uint32_t month = at + 1 + token_follows(f, at + 1, "of");
    if (month_stands(f, month)) {
        raw->day = day;
        return read_after_month(f, month, raw);
    }
    static const char *const joints[] = {"-", "to", "and", "or", "/", NULL};
    uint8_t day2 = t + 2 < f->end && token_in(f->c, at + 1, joints) ? day_at(f, at + 2, &ordinal) : 0;
    month = at + 3 + token_follows(f, at + 3, "of");
    if (day2 > day && month_stands(f, month)) {
        raw_time other = *raw;
        other.day = day2;
        read_after_month(f, month, &other);
        raw->rule = other.rule;
        raw->month = other.month;
        raw->year = other.year;
        raw->day = day;
        raw->day2 = token_is(f->c, at + 1, "and") || token_is(f->c, at + 1, "or") ? 0 : day2;
        return at + 1;
    }
    return t;
}

/* The second of two days behind a month: "May 6 and 7", "May 5–7". The first one was read just before. */
static uint32_t read_second_day(finder *f, uint32_t t, raw_time *raw)
{
    const mention_context *c = f->c;
    if (c->raw_times.count == 0 || t < 2)
        return t;
    const raw_time *first = &c->raw_times.items[c->raw_times.count - 1];
    bool ordinal;
    uint8_t day = day_at(f, t, &ordinal);
    static const char *const joints[] = {"-", "to", "and", "or", "through", NULL};
    if (!day || first->first + first->count != t - 1 || !first->day || !first->month || !token_in(c, t - 1, joints) || day <= first->day)
        return t;
    if (t + 1 < f->end && (c->words[t + 1].upos == DTL_UPOS_NOUN || c->words[t + 1].upos == DTL_UPOS_ADJ || c->words[t + 1].upos == DTL_UPOS_PROPN) && !first->day2)
        return t;
    raw->rule = first->rule;
    raw->month = first->month;
    raw->year = first->year;
    raw->day = day;
    uint32_t year = read_year_behind(f, t + 1, raw);
    return year;
}

/* "on the 20th": a day of the month that the story is in. */
static uint32_t read_bare_day(finder *f, uint32_t t, raw_time *raw)
{
    static const char *const intros[] = {"on", "by", "until", "till", "from", "and", "since", NULL};
    const mention_context *c = f->c;
    bool ordinal;
    if (!token_is(c, t, "the") || t == 0 || !token_in(c, t - 1, intros) || !day_at(f, t + 1, &ordinal) || !ordinal)
        return t;
    if (t + 2 < f->end && (c->words[t + 2].upos == DTL_UPOS_NOUN || c->words[t + 2].upos == DTL_UPOS_PROPN || c->words[t + 2].upos == DTL_UPOS_ADJ))
        return t;
    raw->day = day_at(f, t + 1, &ordinal);
    raw->anchor = ANCHOR_STORY;
    return t + 2;
}

/* ---- numbers with signs: 2009-05-06, 5/11/2003, 7/8/07, 6.5.2009 ---- */

static uint32_t read_number_date(finder *f, uint32_t t, raw_time *raw)
{
    dtl_slice text = text_at(f, t);
    uint32_t part[3], at = 0, digits[3];
    char sign = 0;
    if (text.length < 6 || text.length > 10)
        return t;
    for (uint32_t i = 0; i < 3; i++) {
        digits[i] = leading_digits(behind(text, at), &part[i]);
        at += digits[i];
        if (!digits[i] || digits[i] > 4 || (i == 2 ? at != text.length : at >= text.length))
            return t;
        if (i < 2 && ((text.ptr[at] != '-' && text.ptr[at] != '/' && text.ptr[at] != '.') || (sign && text.ptr[at] != sign)))
            return t;
        if (i < 2)
            sign = text.ptr[at++];
    }
    uint32_t year, month, day;
    if (digits[0] == 4) {
        year = part[0], month = part[1], day = part[2];
    } else if (digits[2] == 4 || (digits[2] == 2 && sign == '/')) {
        bool day_first = sign == '.' || part[0] > 12;
        year = part[2], month = day_first ? part[1] : part[0], day = day_first ? part[0] : part[1];
        if (digits[2] == 2)
            year += year < 50 ? 2000 : 1900;
    } else {
        return t;
    }
    if (year < 1500 || year > 2199 || month < 1 || month > 12 || day < 1 || day > dtl_days_in_month((int32_t)year, month))
        return t;
    raw->year = (int32_t)year;
    raw->month = (uint8_t)month;
    raw->day = (uint8_t)day;
    return t + 1;
}

/* ---- other calendars ---- */

/* "15 Ramadan 1444", "Hamal 1, 1402", "Ramadan 1444": turned into a Gregorian day at once; a month without a year is none. */
static uint32_t read_other_calendar(finder *f, uint32_t t, raw_time *raw)
{
    bool ordinal;
    uint32_t at = t;
    uint8_t day = day_at(f, at, &ordinal);
    if (day)
        at += 1u + token_follows(f, at + 1, "of");
    uint8_t kind = kind_at(f, at);
    if (kind != WORD_HIJRI && kind != WORD_SOLAR)
        return t;
    uint32_t month = (uint32_t)value_at(f, at), rule = f->word[at].rule;
    at += f->word[at].count;
    if (!day && day_at(f, at, &ordinal))
        day = day_at(f, at++, &ordinal);
    int32_t year = year_at(f, at + token_follows(f, at, ","));
    int32_t low = kind == WORD_HIJRI ? 1200 : 1200, high = kind == WORD_HIJRI ? 1500 : 1480;
    if (year < low || year > high || (!day && kind == WORD_SOLAR && month == 4))
        return t;
    at += 1u + token_follows(f, at, ",");
    int32_t number = kind == WORD_HIJRI ? day_from_islamic(year, month, day ? day : 1) : day_from_persian(year, month, day ? day : 1);
    uint32_t m, d;
    dtl_day_to_civil(number, &raw->year, &m, &d);
    raw->month = (uint8_t)m;
    raw->day = (uint8_t)d;
    raw->rule = rule;
    raw->vague = kind == WORD_HIJRI; /* the sighted moon may differ by a day */
    if (!day) { /* the whole month, told as a stretch of days */
        raw->form = FORM_FEAST;
        raw->amount = number;
        raw->amount2 = number + 29;
        raw->month = raw->day = 0;
    }
    return at;
}

/* ---- seasons, quarters, halves, decades, centuries ---- */

static bool season_stands(const finder *f, uint32_t t, bool article)
{
    const mention_context *c = f->c;
    if (kind_at(f, t) != WORD_SEASON || !is_noun(f, t))
        return false;
    uint32_t next = t + 1 + token_follows(f, t + 1, "of");
    bool dated = year_at(f, next) != 0 || (next < f->end && kind_at(f, next + 1) == WORD_ERA);
    if (dated || !token_is(c, t, "fall"))
        return dated || !(token_is_capital(c, t) && t > sentence_start(c, t) && t + 1 < f->end && token_is_capital(c, t + 1) && !year_at(f, t + 1));
    if (!article) /* "in fall", but not "led to the fall of the city" */
        return t > 0 && (token_is(c, t - 1, "in") || token_is(c, t - 1, "by")) && !token_follows(f, t + 1, "of");
    return t >= 2 && (token_is(c, t - 2, "in") || token_is(c, t - 2, "by") || token_is(c, t - 2, "during")) && !token_follows(f, t + 1, "of");
}

uint32_t read_season(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t at = t + token_follows(f, t, "the");
    int32_t year = year_at(f, at); /* "1982 summer" */
    if (year && kind_at(f, at + 1) == WORD_SEASON && is_noun(f, at + 1)) {
        raw->year = year;
        raw->season = (uint8_t)value_at(f, at + 1);
        raw->rule = f->word[at + 1].rule;
        return at + 2;
    }
    if (!season_stands(f, at, at != t))
        return t;
    raw->season = (uint8_t)value_at(f, at);
    raw->rule = f->word[at].rule;
    uint32_t next = read_year_behind(f, at + 1, raw);
    if (token_follows(f, at + 1, ",") && next != at + 1)
        return next;
    return next != at + 1 ? next : read_relative_year(f, at + 1, raw);
}

/* "the third quarter [of 2012]", "the second half of 2008", "Q3 2012", "third-quarter". */
static uint32_t read_quarter(finder *f, uint32_t t, raw_time *raw)
{
    const mention_context *c = f->c;
    uint32_t at = t + token_follows(f, t, "the");
    dtl_slice text = text_at(f, at);
    if (at == t && text.length == 2 && text.ptr[0] == 'q' && text.ptr[1] >= '1' && text.ptr[1] <= '4') {
        raw->quarter = (uint8_t)(text.ptr[1] - '0');
        return read_year_behind(f, at + 1, raw);
    }
    int32_t number = kind_at(f, at) == WORD_ORDINAL ? value_at(f, at) : 0;
    bool latter = token_follows(f, at, "latter");
    bool hyphen = token_follows(f, at + 1, "-");
    uint32_t noun = at + 1 + hyphen;
    if (kind_at(f, noun) == WORD_QUARTER && number >= 1 && number <= 4)
        raw->quarter = (uint8_t)number;
    else if (token_follows(f, noun, "half") && (latter || number == 1 || number == 2) && token_follows(f, noun + 1, "of") && !hyphen)
        raw->half = latter ? 2 : (uint8_t)number;
    else
        return t;
    if (raw->quarter && noun + 1 < f->end && c->words[noun + 1].upos == DTL_UPOS_NUM && !year_at(f, noun + 1))
        return t;
    raw->rule = f->word[at].rule;
    uint32_t next = read_year_behind(f, noun + 1, raw);
    if (next == noun + 1)
        next = read_relative_year(f, noun + 1, raw);
    if (next == noun + 1 && token_follows(f, next, "of") && token_follows(f, next + 1, "the") && token_follows(f, next + 2, "year"))
        next += 3;
    if (raw->half && next == noun + 1 && !hyphen)
        return t; /* half of something else */
    return next;
}

/* "1930s", "the 1920's", "the '90s", "the nineties", "the 470s BC". */
static uint32_t read_decade(finder *f, uint32_t t, raw_time *raw)
{
    bool article = token_follows(f, t, "the");
    uint32_t at = t + article, value;
    dtl_slice text = text_at(f, at);
    if (article && kind_at(f, at) == WORD_PART)
        text = text_at(f, ++at);
    if (article && kind_at(f, at) == WORD_DECADE)
        return raw->short_year = (uint8_t)(1 + value_at(f, at) * 10), raw->form = FORM_DECADE, raw->rule = f->word[at].rule, at + 1;
    bool apostrophe = text.length && text.ptr[0] == '\'';
    dtl_slice rest = behind(text, apostrophe);
    uint32_t digits = leading_digits(rest, &value);
    if (digits != (apostrophe ? 2u : 4u) && !(digits >= 2 && digits <= 3))
        return t;
    dtl_slice ending = behind(rest, digits);
    bool own = dtl_slice_is(ending, "s") || dtl_slice_is(ending, "'s");
    bool next = ending.length == 0 && token_follows(f, at + 1, "'s") && !f->c->tokens[at].space_after && digits == 4;
    if ((!own && !next) || value % 10 != 0)
        return t;
    uint32_t end = at + 1 + next;
    raw->form = FORM_DECADE;
    if (digits == 4) {
        raw->year = (int32_t)value;
        return value >= 1000 && value < 2200 && !(next && is_noun(f, end)) ? end : t;
    }
    if (kind_at(f, end) == WORD_ERA && value_at(f, end) < 0) {
        raw->year = 1 - (int32_t)value - 9; /* 470s BC run from 479 to 470 */
        return end + f->word[end].count;
    }
    if (digits != 2 || !article)
        return t;
    raw->short_year = (uint8_t)(value + 1);
    return end;
}

/* "the 19th century", "nineteenth-century", "the fourth century BC". */
static uint32_t read_century(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t at = t + token_follows(f, t, "the"), value;
    int32_t number = kind_at(f, at) == WORD_ORDINAL ? value_at(f, at) : 0;
    dtl_slice text = text_at(f, at);
    uint32_t taken = number ? f->word[at].count : 1;
    if (!number && leading_digits(text, &value) && value >= 1 && value <= 21 && text.length <= 4 && text.length > 2)
        number = (int32_t)value;
    uint32_t noun = at + taken + token_follows(f, at + taken, "-");
    if (!number || noun >= f->end || (!token_is(f->c, noun, "century") && !token_is(f->c, noun, "centuries")))
        return t;
    raw->form = FORM_CENTURY;
    raw->rule = f->word[noun].rule;
    raw->year = (number - 1) * 100 + 1;
    noun++;
    if (kind_at(f, noun) == WORD_ERA) {
        if (value_at(f, noun) < 0)
            raw->year = 1 - number * 100;
        noun += f->word[noun].count;
    }
    return noun;
}

/* ---- clock ---- */

/* Hour and minute of "9:34", "9.34", "9", "10:30am", "0300"; tokens taken, 0 if none. */
static uint32_t clock_digits(const finder *f, uint32_t t, uint32_t *minute, bool *sure)
{
    dtl_slice text = text_at(f, t);
    uint32_t hour, minutes = 0, digits = leading_digits(text, &hour);
    *sure = false;
    if (digits == 4 && text.length == 4 && hour < 2400 && hour % 100 < 60 && kind_at(f, t + 1) == WORD_ZONE && token_is_capital(f->c, t + 1)) {
        *minute = hour / 100 * 60 + hour % 100; /* 1530 GMT */
        *sure = true;
        return 1;
    }
    if (digits < 1 || digits > 2 || hour > 24)
        return 0;
    dtl_slice rest = behind(text, digits);
    if (rest.length >= 3 && (rest.ptr[0] == ':' || (rest.ptr[0] == '.' && kind_at(f, t + 1) == WORD_HALF_DAY)) && leading_digits(behind(rest, 1), &minutes) == 2 && minutes < 60) {
        *sure = rest.ptr[0] == ':';
        rest = behind(rest, 3);
        if (rest.length && rest.ptr[0] == ':') /* seconds are dropped */
            rest = DTL_SLICE_EMPTY;
    }
    *minute = hour * 60 + minutes;
    if (dtl_slice_is(rest, "am") || dtl_slice_is(rest, "a.m.") || dtl_slice_is(rest, "a.m")) {
        *minute = (hour % 12) * 60 + minutes;
        *sure = true;
    } else if (dtl_slice_is(rest, "pm") || dtl_slice_is(rest, "p.m.") || dtl_slice_is(rest, "p.m")) {
        *minute = (hour % 12 + 12) * 60 + minutes;
        *sure = true;
    } else if (dtl_slice_is(rest, "hrs") || dtl_slice_is(rest, "h")) {
        *sure = true;
    } else if (rest.length) {
        return 0;
    }
    return 1;
}

/* Zone words behind a clock time: "UTC", "EST", "local time", "(GMT)". */
static uint32_t read_zone(const finder *f, uint32_t t, raw_time *raw)
{
    uint32_t at = t + token_follows(f, t, "(");
    if (kind_at(f, at) == WORD_ZONE && token_is_capital(f->c, at)) {
        raw->zone = (int16_t)value_at(f, at);
        at++;
        return at != t + 1 && token_follows(f, at, ")") ? at + 1 : at;
    }
    if (token_follows(f, t, "local") && token_follows(f, t + 1, "time"))
        return t + 2;
    return t;
}

static uint32_t read_clock(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t minute = 0, at = t;
    bool sure = false;
    int32_t named = kind_at(f, t) == WORD_DAYPART ? value_at(f, t) : 0;
    if (named == PART_NOON || named == PART_MIDNIGHT) {
        raw->minute = named == PART_NOON ? 12 * 60 : 0;
        raw->rule = f->word[t].rule;
        return t + 1;
    }
    uint32_t taken = clock_digits(f, t, &minute, &sure);
    int64_t low, high;
    if (!taken && number_read(f->c, t, f->end, &low, &high, &taken) && low >= 1 && low <= 12 && low == high && taken == 1)
        minute = (uint32_t)low * 60;
    else if (!taken)
        return t;
    at += taken;
    if (kind_at(f, at) == WORD_HALF_DAY) {
        uint32_t hour = minute / 60;
        if (hour > 12 || !hour)
            return t;
        minute = (hour % 12) * 60 + minute % 60 + (uint32_t)value_at(f, at) * 60;
        raw->rule = f->word[at].rule;
        at += f->word[at].count;
        if (token_follows(f, at, ".") && at + 1 < f->end && f->c->tokens[at - 1].space_after == false)
            at++;
        sure = true;
    } else if (token_follows(f, at, "o'clock")) {
        at++;
        sure = true;
    } else if (sure && (token_follows(f, at, "hrs") || token_follows(f, at, "hours"))) {
        at++;
    }
    uint32_t zone = read_zone(f, at, raw);
    sure |= zone != at && text_at(f, t).length >= 3;
    bool named_before = t > sentence_start(f->c, t) && f->c->words[t - 1].upos == DTL_UPOS_PROPN && kind_at(f, t - 1) == WORD_NONE;
    if (!sure || (named_before && zone == t + 1)) /* "Romans 15:13" */
        return t;
    raw->minute = (int16_t)(minute % (24 * 60));
    return zone;
}

/* ---- feasts ---- */

/* "Eid al-Fitr", "Christmas night", "the holy month of Ramadan", "Easter 1916". */
static uint32_t read_feast(finder *f, uint32_t t, raw_time *raw)
{
    const mention_context *c = f->c;
    uint32_t at = t + token_follows(f, t, "the");
    bool month = kind_at(f, at) == WORD_HIJRI && value_at(f, at) == 9;
    if (kind_at(f, at) != WORD_FEAST && !month)
        return t;
    uint32_t end = at + f->word[at].count;
    static const char *const common[] = {"season", "pilgrimage", "birthday", NULL};
    bool called = token_is(c, at, "holy") || token_is(c, at, "month") || token_in(c, end - 1, common);
    if (!token_is_capital(c, end - 1) && !called)
        return t;
    if (at != t && !called && !token_is(c, at, "day") && !token_is(c, at, "night"))
        return t; /* the article belongs to what follows: "the Christmas market" */
    /* "Easter Island", "Christmas Creek": a name goes on */
    if (end < f->end && token_is_capital(c, end) && c->words[end].upos == DTL_UPOS_PROPN && !token_is(c, end, "day"))
        return t;
    raw->form = FORM_FEAST;
    raw->rule = f->word[at].rule;
    if (kind_at(f, end) == WORD_DAYPART)
        raw->day_part = (uint8_t)value_at(f, end++);
    uint32_t next = read_year_behind(f, end, raw);
    return next != end ? next : read_relative_year(f, end, raw);
}

/* ---- all together ---- */

/* "morning", "night" behind a day; "at 5 p.m." stays apart, "5 p.m." right behind joins. */
static uint32_t read_day_tail(finder *f, uint32_t t, raw_time *raw)
{
    if (kind_at(f, t) == WORD_DAYPART && !raw->day_part) {
        raw->day_part = (uint8_t)value_at(f, t);
        t += f->word[t].count;
    } else if (raw->minute < 0) {
        raw_time clock = *raw;
        uint32_t next = read_clock(f, t, &clock);
        if (next != t) {
            raw->minute = clock.minute;
            raw->zone = clock.zone;
            return next;
        }
    }
    return t;
}

/* Tuesday | Tuesday night | Sunday night, March 26 | Monday the 4th. */
static uint32_t read_weekday_date(finder *f, uint32_t t, raw_time *raw)
{
    if (kind_at(f, t) != WORD_WEEKDAY)
        return t;
    raw->weekday = (int8_t)value_at(f, t);
    raw->rule = f->word[t].rule;
    uint32_t at = t + 1;
    if (token_follows(f, at, ".") && f->c->folded[t].length <= 5)
        at++;
    if (kind_at(f, at) == WORD_DAYPART) {
        raw->day_part = (uint8_t)value_at(f, at);
        at += f->word[at].count;
        if (token_follows(f, at, "of")) {
            raw_time date = *raw;
            uint32_t end = read_month_date(f, at + 1, &date);
            if (end != at + 1)
                return *raw = date, end;
        }
    }
    uint32_t next = at;
    if (token_follows(f, next, ",") || token_follows(f, next, "-") || token_follows(f, next, "("))
        next++;
    raw_time date = *raw;
    uint32_t end = read_month_date(f, next, &date);
    if (end != next && date.day) {
        *raw = date;
        return end + (token_is(f->c, next - 1, "(") && token_follows(f, end, ")"));
    }
    return read_day_tail(f, at, raw);
}

/* "the night of April 18, 1775", "early morning hours of 30 April", "the morning of the 4th". */
static uint32_t read_part_of_day_of(finder *f, uint32_t t, raw_time *raw)
{
    uint32_t at = t + token_follows(f, t, "the");
    if (kind_at(f, at) == WORD_PART)
        at++;
    if (kind_at(f, at) != WORD_DAYPART)
        return t;
    uint8_t part = (uint8_t)value_at(f, at);
    at += f->word[at].count;
    if (token_follows(f, at, "hours"))
        at++;
    if (!token_follows(f, at, "of") && !token_follows(f, at, "on"))
        return t;
    raw_time date = *raw;
    uint32_t end = read_month_date(f, at + 1, &date);
    if (end == at + 1 || !date.day)
        end = read_weekday_date(f, at + 1, &date);
    if (end == at + 1)
        return t;
    *raw = date;
    raw->day_part = part;
    return end;
}

uint32_t read_date(finder *f, uint32_t t, raw_time *raw)
{
    typedef uint32_t (*reader)(finder *, uint32_t, raw_time *);
    static const reader days[] = {read_weekday_date, read_part_of_day_of, read_month_date, read_second_day, read_number_date, read_bare_day};
    static const reader others[] = {read_other_calendar, read_feast, read_century, read_decade, read_quarter, read_season, read_year};
    raw_time start = *raw;
    start.form = FORM_DATE;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        *raw = start;
        uint32_t end = days[i](f, t, raw);
        if (end != t)
            return raw->day ? read_day_tail(f, end, raw) : end;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        *raw = start;
        uint32_t end = others[i](f, t, raw);
        if (end != t)
            return end;
    }
    /* "5 p.m. Friday", "9:34 p.m., March 19" */
    *raw = start;
    uint32_t clock = read_clock(f, t, raw);
    if (clock != t) {
        uint32_t next = clock + token_follows(f, clock, ",");
        raw_time date = *raw;
        uint32_t end = read_weekday_date(f, next, &date);
        if (end == next)
            end = read_month_date(f, next, &date);
        if (end != next && (date.weekday >= 0 || date.day))
            return *raw = date, read_zone(f, end, raw);
        return clock;
    }
    *raw = start;
    return t;
}
