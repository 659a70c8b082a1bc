/* What the times of a text say about the day it was written.
 *
 * In: raw times and the parse. Out: constraints that rest on text and calendar alone.
 *
 * The idea: a report is younger than what it tells as done and older than what it tells as to come. The clause around an
 * expression says which: "was held on 4 May 2012" against "will be held on 4 May 2012". On that rest, in this order: a date
 * printed at its head; the latest full date, month or year; a weekday with a day of a month, which fits few years; years that are
 * compared with "this year"; a birthday and an age; days and months without a year.
 * Example: "Sales fell from 493 in 2014 to 309 this year." was written in 2015.
 *
 * What is only how news is mostly written is soft and says so; the rates were measured on the development data (docs/limits.md).
 *
 * Knowingly wrong: a clause that the parser read wrongly has the wrong frame; the years of laws, cars and budgets bound from
 * below with a year to spare. */
#include "mention/dating.h"

/* ---- frames ---- */

/* What one verb says of its clause. A bare infinitive asks its governor. */
typedef enum verb_form { VERB_OPEN, VERB_PAST, VERB_PRESENT, VERB_COMING, VERB_PARTICIPLE, VERB_INFINITIVE } verb_form;

static bool is_verb(const mention_context *c, uint32_t t)
{
    return c->words[t].upos == DTL_UPOS_VERB || c->words[t].upos == DTL_UPOS_AUX;
}

static bool is_planned(const mention_context *c, uint32_t verb)
{
    static const char *const lemmas[] = {"schedule", "plan", "expect", "slate", "set", "hope", "intend", "propose", "aim", "due", "want", "begin", "start", NULL};
    for (const char *const *lemma = lemmas; *lemma; lemma++)
        if (dtl_slice_is(c->words[verb].lemma, *lemma))
            return true;
    return false;
}

static verb_form form_of(const mention_context *c, uint32_t verb)
{
    static const char *const coming[] = {"will", "'ll", "shall", "wo", NULL};
    static const char *const modal[] = {"would", "'d", "may", "might", "can", "could", "must", "should", "ca", NULL};
    static const char *const done[] = {"have", "has", "had", "'ve", "did", "was", "were", NULL};
    uint16_t features = c->words[verb].features;
    verb_form found = VERB_OPEN;
    int left = 16;
    bool to = false;
    for (uint32_t child = c->words[verb].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--) {
        to = to || (token_is(c, child, "to") && child < verb && c->words[child].upos == DTL_UPOS_PART);
        if (c->words[child].upos != DTL_UPOS_AUX)
            continue;
        if (token_in(c, child, coming))
            return VERB_COMING;
        if (token_in(c, child, modal))
            return VERB_OPEN;
        if (token_in(c, child, done))
            found = VERB_PAST;
        else if (found == VERB_OPEN)
            found = VERB_PRESENT;
    }
    if (to || (features & DTL_FEATURE_INFINITIVE))
        return VERB_INFINITIVE;
    if (is_planned(c, verb) && (found == VERB_PRESENT || (features & DTL_FEATURE_PRESENT)))
        return VERB_COMING;
    if (is_planned(c, verb) && (features & DTL_FEATURE_PARTICIPLE))
        return VERB_OPEN; /* "was scheduled", "a hearing set for" */
    if (found == VERB_PRESENT && (features & DTL_FEATURE_PASSIVE))
        return VERB_OPEN; /* "is held" */
    if (found != VERB_OPEN)
        return found;
    bool clause = c->words[verb].relation == DTL_REL_ACL;
    if ((features & DTL_FEATURE_PAST) && !clause)
        return VERB_PAST;
    if ((features & (DTL_FEATURE_PARTICIPLE | DTL_FEATURE_PAST)) && !(features & DTL_FEATURE_GERUND) && c->words[verb].xpos != DTL_XPOS_VBG)
        return VERB_PARTICIPLE;
    return features & DTL_FEATURE_PRESENT ? VERB_PRESENT : VERB_OPEN;
}

/* The words in front that point ahead or only end a stretch: "through March 15", "from 2012 to 2017". */
static bool ends_a_stretch(const mention_context *c, uint32_t first)
{
    static const char *const skipped[] = {"the", "fiscal", "early", "late", "mid", "mid-", "end", "of", "beginning", "start", "about", "around", NULL};
    static const char *const words[] = {"to", "through", "until", "till", "by", "for", "starting", "beginning", "-", "upcoming", "next", "coming", NULL};
    uint32_t t = first, start = sentence_start(c, first);
    while (t > start && token_in(c, t - 1, skipped) && !token_is(c, t - 1, "beginning"))
        t--;
    if (t > start && token_in(c, t - 1, words))
        return true;
    return t > start + 1 && token_is(c, t - 1, "in") && (token_is(c, t - 2, "starting") || token_is(c, t - 2, "beginning") || token_is(c, t - 2, "start"));
}

/* "from 2018 to 2020": a stretch, which says nothing of its beginning. */
static bool begins_a_stretch(const mention_context *c, const raw_time *t)
{
    uint32_t behind = t->first + t->count;
    bool to = token_is(c, behind, "to") || token_is(c, behind, "-") || token_is(c, behind, "through") || token_is(c, behind, "until");
    uint32_t year;
    return to && behind + 1 < sentence_end(c, t->first) && dtl_slice_parse_u32(c->folded[behind + 1], &year);
}

/* Where the tree brings no verb: the nearest one behind the expression, else before it. */
static uint32_t nearest_verb(const mention_context *c, uint32_t first, uint32_t count)
{
    enum { REACH = 12 };
    uint32_t start = sentence_start(c, first), end = sentence_end(c, first);
    for (uint32_t t = first + count; t < end && t < first + count + REACH; t++)
        if (c->words[t].upos == DTL_UPOS_VERB)
            return t;
    for (uint32_t t = first; t > start && t + REACH > first; t--)
        if (c->words[t - 1].upos == DTL_UPOS_VERB)
            return t - 1;
    return DTL_NONE;
}

static frame frame_of_form(verb_form said, bool infinitive)
{
    switch (said) {
    case VERB_COMING:
        return FRAME_FUTURE;
    case VERB_PAST:
        return infinitive ? FRAME_UNKNOWN : FRAME_PAST;
    case VERB_PRESENT:
        return infinitive ? FRAME_FUTURE : FRAME_PRESENT;
    case VERB_PARTICIPLE:
        return infinitive ? FRAME_UNKNOWN : FRAME_DONE;
    default:
        return FRAME_UNKNOWN;
    }
}

static frame frame_of(const mention_context *c, uint32_t first, uint32_t count)
{
    enum { CLIMB = 10 };
    uint32_t at = head_of(c, first, count);
    bool infinitive = false, verb = false;
    for (int step = 0; step < CLIMB && at != DTL_NONE; step++, at = c->words[at].head) {
        verb_form said = form_of(c, at); /* a noun has its copula's form */
        if (!is_verb(c, at) && (said == VERB_PARTICIPLE || said == VERB_INFINITIVE))
            said = VERB_OPEN;
        verb = verb || is_verb(c, at);
        infinitive = infinitive || said == VERB_INFINITIVE;
        if (said != VERB_OPEN && said != VERB_INFINITIVE)
            return frame_of_form(said, infinitive);
        if (said == VERB_OPEN && is_verb(c, at) && !(c->words[at].features & DTL_FEATURE_GERUND))
            return FRAME_UNKNOWN;
    }
    at = verb ? DTL_NONE : nearest_verb(c, first, count);
    return at == DTL_NONE ? FRAME_UNKNOWN : frame_of_form(form_of(c, at), false);
}

/* ---- small things ---- */

/* A date of the calendar in the running text; that of a dateline stands apart. */
static bool is_date(const raw_time *t)
{
    return t->form == FORM_DATE && !t->dateline && t->count;
}

static const char *const month_names[] = {"", "January", "February", "March", "April", "May", "June", "July", "August", "September",
                                          "October", "November", "December"};
static const char *const weekday_names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

static dtl_slice month_name(uint32_t month)
{
    return dtl_slice_from_cstr(month_names[month <= 12 ? month : 0]);
}

static dtl_slice weekday_name(int32_t weekday)
{
    return dtl_slice_from_cstr(weekday >= 0 && weekday < 7 ? weekday_names[weekday] : "");
}

static int32_t year_first(int32_t year)
{
    return dtl_day_from_civil(year, 1, 1);
}

static int32_t year_last(int32_t year)
{
    return dtl_day_from_civil(year, 12, 31);
}

/* Does one of the words stand in the sentence of token, at most reach tokens away? */
static bool near(const mention_context *c, uint32_t token, uint32_t reach, const char *const *words)
{
    uint32_t start = sentence_start(c, token), end = sentence_end(c, token);
    uint32_t from = token - start > reach ? token - reach : start;
    for (uint32_t t = from; t < end && t <= token + reach; t++)
        if (token_in(c, t, words))
            return true;
    return false;
}

/* A date in front of a noun: "the 2009 budget", "a May 9 election", "a 2008 Ford". It names the thing and does not tell when
 * the clause happened. */
static bool is_label(const mention_context *c, const raw_time *t)
{
    uint32_t behind = t->first + t->count;
    if (behind >= sentence_end(c, t->first))
        return false;
    uint8_t upos = c->words[behind].upos;
    return upos == DTL_UPOS_NOUN || upos == DTL_UPOS_ADJ || (upos == DTL_UPOS_PROPN && !t->day) || (token_is(c, behind, "-") && !t->day);
}

/* ---- a date printed at the head ---- */

/* "By Jo Marsh Staff Writer March 24, 2009 HILLTON -- …": a full date that no verb governs, before the first sentence's
 * words: behind a byline, or in front of a place and a dash. */
static bool is_printed(const mention_context *c, const raw_time *t)
{
    enum { HEAD = 60, BYLINE = 14 };
    static const char *const bylines[] = {"by", "published", "posted", "updated", "reporter", "writer", "correspondent", "editor", "staff", "filed", NULL};
    uint32_t start = sentence_start(c, t->first), behind = t->first + t->count;
    if (t->first > HEAD || t->weekday >= 0)
        return false;
    bool dash = false, place = behind < c->count && token_is_capital(c, behind);
    for (uint32_t i = behind; place && i < behind + 5 && i < c->count; i++) {
        if (token_is(c, i, "-") || token_is(c, i, "--") || dtl_slice_is(token_text(c, i), "–") || dtl_slice_is(token_text(c, i), "—"))
            dash = true;
        if (is_verb(c, i))
            break;
    }
    uint32_t from = t->first - start > BYLINE ? t->first - BYLINE : start;
    for (uint32_t i = t->first; i > from; i--) {
        if (is_verb(c, i - 1) && !token_in(c, i - 1, bylines))
            return false;
        if (token_in(c, i - 1, bylines) || dtl_slice_find(token_text(c, i - 1), DTL_SLICE("@"), 0) != DTL_NONE)
            return true;
    }
    return dash;
}

static void printed_date(dating *d, const raw_time *t, int32_t day)
{
    evidence *e = dating_add(d, "printed date", t->first, t->count, DTL_CONSTRAINT_FIRM, DTL_LEVEL_TEXT);
    if (!e)
        return;
    e->out.days = (dtl_interval){day, day + 1};
    DATING_REASON(d->c, e, DTL_SLICE("printed at the head as the day of the report: "), dating_day(d->c, day));
}

/* ---- years, months and full dates as bounds ---- */

/* The latest day told as past and the earliest told as to come, over all times with a year. */
typedef struct bounds {
    const raw_time *past, *done, *coming; /* done: with a bare participle, "built in 2019" */
    int32_t past_day, done_day, coming_day;
} bounds;

/* Does the expression hang on a verb itself, and not on one of its nouns ("the summit in 2014")? */
static bool on_a_verb(const mention_context *c, const raw_time *t)
{
    uint32_t head = head_of(c, t->first, t->count), verb = c->words[head].head;
    return verb == DTL_NONE || is_verb(c, verb);
}

static void bound_one(const mention_context *c, const raw_time *t, bounds *b)
{
    enum { LAST_YEAR = 2035 };
    dtl_interval days = time_days(t, DTL_INTERVAL_OPEN);
    frame told = frame_of(c, t->first, t->count);
    bool attached = on_a_verb(c, t);
    if (is_label(c, t) || (!attached && told == FRAME_FUTURE))
        return;
    if (told == FRAME_PAST && !attached && !t->since)
        told = FRAME_DONE;
    if (told != FRAME_FUTURE && t->year > LAST_YEAR)
        return;
    bool stretch = ends_a_stretch(c, t->first) || t->until || t->future;
    if (told == FRAME_FUTURE) {
        if (!b->coming || days.high < b->coming_day) {
            b->coming = t;
            b->coming_day = days.high;
        }
        return;
    }
    if (stretch || (told != FRAME_PAST && told != FRAME_DONE))
        return;
    if (told == FRAME_DONE) {
        if (!b->done || days.low > b->done_day) {
            b->done = t;
            b->done_day = days.low;
        }
    } else if (!b->past || days.low > b->past_day) {
        b->past = t;
        b->past_day = days.low;
    }
}

/* "Saturday, March 14, 2009": who names the weekday too speaks of what is near. */
static void full_weekday_date(dating *d, const raw_time *t)
{
    enum { REACH = 45 };
    mention_context *c = d->c;
    int32_t day = dtl_day_from_civil(t->year, t->month, t->day);
    frame told = frame_of(c, t->first, t->count);
    if ((int32_t)dtl_day_weekday(day) != t->weekday)
        return; /* a slip of the pen: not to be trusted */
    evidence *e = dating_add(d, "full date with weekday", t->first, t->count, DTL_CONSTRAINT_SOFT, DTL_LEVEL_TEXT);
    if (!e)
        return;
    e->out.days = (dtl_interval){told == FRAME_PAST || told == FRAME_DONE ? day : day - REACH, told == FRAME_FUTURE ? day + 3 : day + REACH};
    DATING_REASON(c, e, DTL_SLICE("dates with their weekday are near the day of the report: "), dating_day(c, day));
}

static void told_years(dating *d)
{
    mention_context *c = d->c;
    bounds b = {0};
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (!is_date(t) || !t->year || t->short_year || begins_a_stretch(c, t))
            continue;
        if (t->month && t->day && is_printed(c, t))
            printed_date(d, t, dtl_day_from_civil(t->year, t->month, t->day));
        if (t->month && t->day && t->weekday >= 0)
            full_weekday_date(d, t);
        bound_one(c, t, &b);
    }
    evidence *e = b.past ? dating_add(d, "year told", b.past->first, b.past->count, DTL_CONSTRAINT_HARD, DTL_LEVEL_TEXT) : NULL;
    if (e) {
        e->out.days.low = b.past_day;
        DATING_REASON(c, e, tokens_text(c, b.past->first, b.past->count), DTL_SLICE(" is told as past"));
    }
    e = b.done && (!b.past || b.done_day > b.past_day) ? dating_add(d, "year of a thing done", b.done->first, b.done->count, DTL_CONSTRAINT_FIRM, DTL_LEVEL_TEXT) : NULL;
    if (e) {
        e->out.days.low = b.done_day;
        DATING_REASON(c, e, tokens_text(c, b.done->first, b.done->count), DTL_SLICE(" is told of a thing done"));
    }
    enum { LATE = 3 }; /* days: what was to come when it was written is read a little later */
    bool behind = b.coming && (!b.past || b.coming->year > b.past->year) && (!b.done || b.coming->year > b.done->year);
    e = behind ? dating_add(d, "year to come", b.coming->first, b.coming->count, DTL_CONSTRAINT_SOFT, DTL_LEVEL_TEXT) : NULL;
    if (e) {
        e->out.days.high = b.coming_day + LATE;
        DATING_REASON(c, e, tokens_text(c, b.coming->first, b.coming->count), DTL_SLICE(" is told as to come"));
    }
}

/* ---- years against "this year" ---- */

static void compared_years(dating *d)
{
    mention_context *c = d->c;
    static const char *const comparing[] = {"from", "than", "compared", "versus", "against", "same", NULL};
    static const char *const changing[] = {"up", "down", "percent", "%", "increase", "increased", "decrease", "decreased", "rose", "fell", "dropped",
                                           "jumped", "climbed", "grew", "doubled", "declined", "more", "fewer", "less", "higher", "lower", NULL};
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (t->form != FORM_OFFSET || t->anchor != ANCHOR_REPORT || t->unit != UNIT_YEAR || t->part)
            continue;
        uint32_t sentence = c->tokens[t->first].sentence, low = dating_first_time(c, sentence);
        const raw_time *latest = NULL;
        for (uint32_t k = low; k < c->raw_times.count && k < low + 16 && c->tokens[c->raw_times.items[k].first].sentence == sentence; k++) {
            const raw_time *o = &c->raw_times.items[k];
            if (is_date(o) && o->year && !o->short_year && !o->day && !is_label(c, o) && !o->until && !o->since && (!latest || o->year > latest->year))
                latest = o;
        }
        if (!latest || tokens_text(c, latest->first, latest->count).length < 4 || latest->part || latest->month || !near(c, latest->first, 6, comparing) || !near(c, latest->first, 40, changing) || t->amount != 0)
            continue;
        evidence *e = dating_add(d, "compared years", latest->first, latest->count, DTL_CONSTRAINT_SOFT, DTL_LEVEL_TEXT);
        if (!e)
            return;
        int32_t year = latest->year + 1;
        e->out.days = (dtl_interval){year_first(year), year_last(year)};
        DATING_REASON(c, e, DTL_SLICE("compares "), tokens_text(c, latest->first, latest->count), DTL_SLICE(" with "),
                      tokens_text(c, t->first, t->count));
        return;
    }
}

/* "so far in 2009", "to date in 2009", "the first two months of 2009". */
static void running_year(dating *d)
{
    mention_context *c = d->c;
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        uint32_t start = sentence_start(c, t->first);
        if (!is_date(t) || !t->year || t->month)
            continue;
        uint32_t at = t->first;
        while (at > start && (token_is(c, at - 1, "in") || token_is(c, at - 1, "for") || token_is(c, at - 1, "of") || token_is(c, at - 1, ",")))
            at--;
        bool before = at >= start + 2 && ((token_is(c, at - 1, "far") && token_is(c, at - 2, "so")) || (token_is(c, at - 1, "date") && token_is(c, at - 2, "to")));
        uint32_t behind = t->first + t->count;
        bool after = behind + 1 < sentence_end(c, t->first) && ((token_is(c, behind, "so") && token_is(c, behind + 1, "far")) ||
                                                              (token_is(c, behind, "to") && token_is(c, behind + 1, "date")));
        evidence *e = before || after ? dating_add(d, "running year", t->first, t->count, DTL_CONSTRAINT_FIRM, DTL_LEVEL_TEXT) : NULL;
        if (!e)
            continue;
        e->out.days = (dtl_interval){year_first(t->year), year_last(t->year) + 31};
        DATING_REASON(c, e, DTL_SLICE("counts what was done so far in "), dating_number(c, t->year));
    }
}

/* ---- births and ages ---- */

/* The age that the text gives the person it opens with: "Ann Reed, 84, died", "aged 84", "age 84"; 0 = none. */
static int32_t age_told(const mention_context *c)
{
    enum { HEAD = 60 };
    for (uint32_t t = 1; t + 1 < c->count && t < HEAD; t++) {
        uint32_t value;
        if (!dtl_slice_parse_u32(c->folded[t], &value) || value < 18 || value > 110)
            continue;
        bool commas = token_is(c, t - 1, ",") && (token_is(c, t + 1, ",") || token_is(c, t + 1, "."));
        if ((commas && t >= 2 && token_is_capital(c, t - 2)) || token_is(c, t - 1, "age") || token_is(c, t - 1, "aged"))
            return (int32_t)value;
    }
    return 0;
}

static void birth_and_age(dating *d)
{
    mention_context *c = d->c;
    static const char *const born[] = {"born", NULL};
    static const char *const died[] = {"died", "passed", "lord", "dies", NULL};
    int32_t age = age_told(c);
    bool obituary = false;
    const raw_time *birth = NULL;
    for (uint32_t t = 0; age && t < c->count && t < 120 && !obituary; t++)
        obituary = token_in(c, t, died);
    for (uint32_t i = 0; obituary && i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (!is_date(t) || !t->year || !near(c, t->first, 12, born))
            continue;
        if (birth)
            return; /* two people */
        birth = t;
    }
    evidence *e = birth ? dating_add(d, "birth and age", birth->first, birth->count, DTL_CONSTRAINT_FIRM, DTL_LEVEL_TEXT) : NULL;
    if (!e)
        return;
    enum { BURIED = 21 };
    dtl_interval days = time_days(birth, DTL_INTERVAL_OPEN);
    int32_t year, last;
    uint32_t month, day;
    dtl_day_to_civil(days.low, &year, &month, &day);
    e->out.days.low = dtl_day_from_civil(year + age, month, day > 28 ? 28 : day);
    dtl_day_to_civil(days.high, &last, &month, &day);
    e->out.days.high = dtl_day_from_civil(last + age + 1, month, day > 28 ? 28 : day) + BURIED;
    DATING_REASON(c, e, DTL_SLICE("died at "), dating_number(c, age), DTL_SLICE(", born "), tokens_text(c, birth->first, birth->count));
}

/* ---- days and months without a year ---- */

static void recurring(dating *d, const raw_time *t, const char *sort, dtl_constraint_kind kind, int32_t from, int32_t to, dtl_slice told)
{
    mention_context *c = d->c;
    evidence *e = dating_add(d, sort, t->first, t->count, kind, DTL_LEVEL_TEXT);
    if (!e)
        return;
    e->out.month = t->month;
    e->out.day = t->day;
    e->out.weekday = t->day ? t->weekday : -1;
    e->out.from = (int16_t)from;
    e->out.to = (int16_t)to;
    if (t->weekday >= 0 && t->day)
        DATING_REASON(c, e, month_name(t->month), DTL_SLICE(" "), dating_number(c, t->day), DTL_SLICE(" is a "), weekday_name(t->weekday), told);
    else
        DATING_REASON(c, e, tokens_text(c, t->first, t->count), told);
}

/* The frame of a date without a year; the end of a stretch can lie on either side. */
static frame told_as(const mention_context *c, const raw_time *t)
{
    frame told = frame_of(c, t->first, t->count);
    if (is_label(c, t))
        return FRAME_UNKNOWN;
    if (told != FRAME_FUTURE && (t->future || t->until || ends_a_stretch(c, t->first)))
        return FRAME_UNKNOWN;
    return told == FRAME_DONE ? FRAME_PAST : told;
}

/* Weekday with a day of a month. */
static void weekday_dates(dating *d)
{
    enum { PAST_REACH = 6, AHEAD = 200 };
    mention_context *c = d->c;
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (!is_date(t) || t->weekday < 0 || !t->month || !t->day || t->year)
            continue;
        frame told = told_as(c, t);
        if (told == FRAME_PAST)
            recurring(d, t, "weekday and date", DTL_CONSTRAINT_FIRM, 0, PAST_REACH, DTL_SLICE(", and is told as just past"));
        else if (told == FRAME_FUTURE)
            recurring(d, t, "weekday and date to come", DTL_CONSTRAINT_FIRM, -AHEAD, 1, DTL_SLICE(", and is told as to come"));
        else
            recurring(d, t, "weekday and date, open", DTL_CONSTRAINT_FIRM, -AHEAD, PAST_REACH, DTL_SLICE(", near the day of the report"));
    }
}

/* "on Tuesday" in the past, outside headlines: −1 none. */
static const raw_time *bare_weekday(const mention_context *c)
{
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (is_date(t) && t->weekday >= 0 && !t->month && !t->future && !t->last && !t->until && told_as(c, t) == FRAME_PAST)
            return t;
    }
    return NULL;
}

static void month_days(dating *d)
{
    enum { FRESH = 120, BESIDE = 3 };
    mention_context *c = d->c;
    const raw_time *weekday = bare_weekday(c);
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (!is_date(t) || !t->month || !t->day || t->year || t->since || t->weekday >= 0)
            continue;
        frame told = told_as(c, t);
        if (told == FRAME_FUTURE)
            recurring(d, t, "date to come", DTL_CONSTRAINT_SOFT, -180, 0, DTL_SLICE(" is told as to come"));
        else if (told == FRAME_PAST && weekday && c->tokens[t->first].sentence <= c->tokens[weekday->first].sentence + BESIDE)
            recurring(d, t, "date beside a weekday", DTL_CONSTRAINT_SOFT, 0, FRESH, DTL_SLICE(" is told as past, in a report that counts in weekdays"));
        else if (told == FRAME_PAST)
            recurring(d, t, "date", DTL_CONSTRAINT_SOFT, 0, 300, DTL_SLICE(" is told as past, without its year"));
    }
}

static void bare_months(dating *d)
{
    enum { YEAR_OLD = 300 };
    mention_context *c = d->c;
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (!is_date(t) || !t->month || t->day || t->year || t->since || t->until || t->future || t->last)
            continue;
        static const char *const before[] = {"in", "late", "early", "mid", "since", NULL};
        if (t->first == 0 || (!token_in(c, t->first - 1, before) && !t->part) || told_as(c, t) != FRAME_PAST)
            continue;
        raw_time next = *t; /* a report of that very month would say "this month" */
        next.month = (uint8_t)(t->month % 12 + 1);
        recurring(d, &next, "month", DTL_CONSTRAINT_SOFT, 0, YEAR_OLD, DTL_SLICE(" is told as over, without its year"));
    }
}

/* "MOSCOW, March 23 –": the day of the report, or the one before it. */
static void dateline_days(dating *d)
{
    mention_context *c = d->c;
    for (uint32_t i = 0; i < c->raw_times.count; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (t->form != FORM_DATE || !t->dateline || !t->month || !t->day)
            continue;
        evidence *e = dating_add(d, "dateline", t->first, 0, DTL_CONSTRAINT_FIRM, DTL_LEVEL_TEXT);
        if (!e)
            return;
        if (t->year) {
            int32_t day = dtl_day_from_civil(t->year, t->month, t->day);
            e->out.days = (dtl_interval){day, day + 1};
        } else {
            e->out.month = t->month;
            e->out.day = t->day;
            e->out.weekday = t->weekday;
            e->out.from = -1;
            e->out.to = 2;
        }
        DATING_REASON(c, e, DTL_SLICE("the dateline says "), month_name(t->month), DTL_SLICE(" "), dating_number(c, t->day));
    }
}

void evidence_calendar(dating *d)
{
    dateline_days(d);
    told_years(d);
    running_year(d);
    compared_years(d);
    birth_and_age(d);
    weekday_dates(d);
    month_days(d);
    bare_months(d);
}
