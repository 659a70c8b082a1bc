/* Relative and counted expressions, as written.
 *
 * In: tokens and what the table times says of them. Out: a raw time that says how far from where: "last week" (−1 week
 * from the report), "the following day" (+1 day from the day told before), "two weeks ago", "nearly 46 days", "every
 * Friday", "recently".
 *
 * The idea: a near word (this, last, next, that, same …) with a period gives an offset; with a number it gives a length,
 * for the past ones a stretch that ends with the report. A number with a unit is a length unless "ago", "later" or
 * "earlier" follows. Parts ("early", "the end of") stand before any of them.
 * Example: "Late in the year, two days after talks failed, …" gives the end of the year told before, and a length of two
 * days behind an event.
 *
 * Knowingly wrong: an event that a length counts from ("a year after the quake") is not looked up; "the first day of the
 * siege" is not read. */
#include "mention/times.h"

static bool token_follows(const finder *f, uint32_t t, const char *word)
{
    return t < f->end && token_is(f->c, t, word);
}

static bool follows_any(const finder *f, uint32_t t, const char *const *words)
{
    return t < f->end && token_in(f->c, t, words);
}

static bool is_plural(const finder *f, uint32_t t)
{
    return t < f->end && dtl_slice_ends_with(f->c->folded[t], DTL_SLICE("s"));
}

static bool ends_clause(const finder *f, uint32_t t)
{
    static const char *const words[] = {"and", "or", "but", "when", "that", "in", "on", "at", "by", "with", "for", "from", "was", "were", "had",
                                        "to", "is", "has", "as", "because", NULL};
    return t >= f->end || f->c->words[t].upos == DTL_UPOS_PUNCT || follows_any(f, t, words);
}

/* A unit, weekend or quarter at t: grain and how many of it; 0 if none. */
static uint8_t grain_at(const finder *f, uint32_t t, int32_t *times)
{
    *times = 1;
    if (kind_at(f, t) == WORD_UNIT) {
        *times = (int32_t)dtl_rules_number(f->c->rules, f->word[t].rule, "times", 1);
        return (uint8_t)value_at(f, t);
    }
    return kind_at(f, t) == WORD_WEEKEND ? GRAIN_WEEKEND : kind_at(f, t) == WORD_QUARTER ? GRAIN_QUARTER : GRAIN_NONE;
}

/* ---- numbers ---- */

/* An amount at t into raw; returns the token behind, t if there is none. */
static uint32_t read_amount(finder *f, uint32_t t, raw_time *raw)
{
    mention_context *c = f->c;
    int64_t low, high;
    uint32_t taken;
    raw->amount = raw->amount2 = 1;
    if (token_is(c, t, "half")) {
        raw->amount = raw->amount2 = 0;
        raw->tenths = 5;
        return t + 1u + (token_follows(f, t + 1, "a") || token_follows(f, t + 1, "an") || token_follows(f, t + 1, "-"));
    }
    if (kind_at(f, t) == WORD_FEW) {
        raw->vague = true;
        raw->amount = 2;
        raw->amount2 = 6;
        return t + f->word[t].count;
    }
    dtl_slice text = t < f->end ? c->folded[t] : DTL_SLICE_EMPTY;
    uint32_t dot = dtl_slice_find(text, DTL_SLICE("."), 0), whole, tenth;
    if (dot != DTL_NONE && dot + 2 == text.length && dtl_slice_parse_u32(dtl_slice_make(text.ptr, dot), &whole) &&
        dtl_slice_parse_u32(dtl_slice_make(text.ptr + dot + 1, 1), &tenth) && whole < 10000) {
        raw->amount = raw->amount2 = (int32_t)whole;
        raw->tenths = (uint8_t)tenth;
        return t + 1;
    }
    if (number_read(c, t, f->end, &low, &high, &taken)) {
        uint32_t at = t + taken;
        if (low < 0 || low > 100000)
            return t;
        raw->vague = high == DTL_COUNT_OPEN;
        raw->amount = (int32_t)low;
        raw->amount2 = raw->vague ? (int32_t)low * 3 : high > 100000 ? 100000 : (int32_t)high;
        if (raw->vague && token_follows(f, at, "of"))
            at++;
        uint32_t half = at + token_follows(f, at, "-");
        if (token_follows(f, half, "and")) {
            half++;
            half += token_follows(f, half, "-");
            half += token_follows(f, half, "a");
            half += token_follows(f, half, "-");
            if (token_follows(f, half, "half")) {
                raw->tenths = 5;
                at = half + 1;
            }
        }
        return at;
    }
    static const char *const ones[] = {"a", "an", "another", NULL};
    return follows_any(f, t, ones) ? t + 1 : t;
}

/* ---- near words ---- */

/* What near means for one period: offset and anchor; false if it has no meaning. */
static bool near_offset(int32_t near, bool article, raw_time *raw)
{
    raw->form = FORM_OFFSET;
    raw->anchor = ANCHOR_REPORT;
    raw->amount = 0;
    switch (near) {
    case NEAR_THIS: break;
    case NEAR_LAST: raw->amount = -1, raw->last = true; break;
    case NEAR_NEXT: raw->amount = 1, raw->anchor = article ? ANCHOR_STORY : ANCHOR_REPORT, raw->future = !article; break;
    case NEAR_COMING: raw->amount = 1, raw->future = true; break;
    case NEAR_PREVIOUS: raw->amount = -1, raw->anchor = ANCHOR_STORY; break;
    case NEAR_FOLLOWING:
        if (!article) /* "following Monday's talks": after them */
            return false;
        raw->amount = 1, raw->anchor = ANCHOR_STORY; break;
    case NEAR_THAT: case NEAR_SAME: raw->anchor = ANCHOR_STORY; break;
    default: return false;
    }
    raw->amount2 = raw->amount;
    return true;
}

/* A near word with a named period: "last Tuesday", "next summer", "the previous April", "that afternoon". */
static uint32_t read_near_named(finder *f, uint32_t t, int32_t near, bool article, raw_time *raw)
{
    uint8_t kind = kind_at(f, t);
    raw_time date = *raw;
    if (kind == WORD_DAYPART) {
        uint8_t part = (uint8_t)value_at(f, t);
        if (part == PART_NOON || part == PART_MIDNIGHT || near == NEAR_PAST || !near_offset(near, article, raw))
            return t;
        set_grain(raw, GRAIN_DAY);
        raw->day_part = part;
        raw->rule = f->word[t].rule;
        return t + f->word[t].count;
    }
    if (kind != WORD_WEEKDAY && kind != WORD_MONTH && kind != WORD_SEASON && kind != WORD_FEAST && kind != WORD_HIJRI)
        return t;
    uint32_t end = kind == WORD_SEASON ? read_season(f, t, &date) : read_date(f, t, &date);
    if (kind == WORD_SEASON && end == t) { /* "last fall": the near word vouches for it */
        date.season = (uint8_t)value_at(f, t);
        date.rule = f->word[t].rule;
        end = t + 1;
    }
    if (end == t || (near == NEAR_PAST && kind != WORD_WEEKDAY) || !near_offset(near == NEAR_PAST ? NEAR_LAST : near, article, raw))
        return t;
    date.step = (int8_t)raw->amount;
    date.last = raw->amount < 0;
    date.future = raw->future;
    date.anchor = raw->anchor;
    date.own = raw->amount == 0;
    *raw = date;
    return end;
}

/* "of May", "of the year" behind "the first two weeks": belongs to the expression. */
static uint32_t read_of_period(finder *f, uint32_t t, raw_time *raw)
{
    if (!token_follows(f, t, "of"))
        return t;
    raw_time inner = {.weekday = -1, .minute = -1, .zone = ZONE_NONE};
    uint32_t end = read_date(f, t + 1, &inner);
    if (end != t + 1) {
        raw->year = inner.year;
        raw->month = inner.month;
        return end;
    }
    uint32_t at = t + 1;
    bool near = false;
    if (token_follows(f, at, "the"))
        at++, near = true;
    if (kind_at(f, at) == WORD_NEAR)
        at++, near = true;
    int32_t times;
    return near && grain_at(f, at, &times) ? at + 1 : t;
}

/* [the] near [number] period. */
static uint32_t read_near(finder *f, uint32_t t, raw_time *raw)
{
    bool article = token_follows(f, t, "the");
    uint32_t at = t + article;
    int32_t near = kind_at(f, at) == WORD_NEAR ? value_at(f, at) : kind_at(f, at) == WORD_ORDINAL ? NEAR_SOME : 0;
    if (!near)
        return t;
    at += f->word[at].count;
    if (near == NEAR_THIS || near == NEAR_THAT)
        if (kind_at(f, at) == WORD_NEAR && value_at(f, at) != NEAR_THIS) /* "that same day", "this past week", "this coming" */
            near = value_at(f, at++);
    uint32_t named = near == NEAR_SOME ? at : read_near_named(f, at, near, article, raw);
    if (named != at)
        return named;
    raw_time amount = *raw;
    uint32_t number = kind_at(f, at) == WORD_UNIT || token_follows(f, at, "a") || token_follows(f, at, "an") ? at : read_amount(f, at, &amount);
    bool counted = number != at;
    at = number;
    at += token_follows(f, at, "-");
    int32_t times;
    uint8_t grain = grain_at(f, at, &times);
    if (!grain)
        return t;
    bool plural = is_plural(f, at);
    uint32_t end = at + f->word[at].count;
    raw->rule = f->word[at].rule;
    set_grain(raw, grain);
    if (grain == GRAIN_QUARTER && (counted || near == NEAR_SOME || !article == (near == NEAR_PAST)))
        return t;
    if (!counted && !plural && near != NEAR_SOME && near != NEAR_PAST && !(near == NEAR_LAST && article && grain != GRAIN_QUARTER)) {
        if (grain < GRAIN_DAY || (near == NEAR_RECENT) || !near_offset(near, article, raw))
            return t;
        if (grain == GRAIN_DAY && near == NEAR_THIS)
            raw->anchor = ANCHOR_STORY;
        raw->amount *= times;
        raw->amount2 = raw->amount;
        return end;
    }
    raw->vague = counted ? amount.vague : plural;
    raw->amount = counted ? amount.amount : raw->vague ? 2 : 1;
    raw->amount2 = counted ? amount.amount2 : raw->vague ? 6 : 1;
    raw->tenths = counted ? amount.tenths : 0;
    raw->plural = true;
    raw->form = FORM_LENGTH;
    if (near == NEAR_SOME || near == NEAR_LAST) {
        uint32_t of = read_of_period(f, end, raw);
        if (of != end)
            return of;
        if (near == NEAR_SOME)
            return counted ? end : t;
    }
    if (near == NEAR_LAST || near == NEAR_PAST) {
        raw->form = FORM_PAST;
        return end;
    }
    if (near == NEAR_RECENT) {
        raw->form = FORM_PAST;
        raw->reference = 2;
        return plural ? end : t;
    }
    if (near == NEAR_THIS || near == NEAR_THAT)
        return t;
    raw->future = near == NEAR_COMING || (near == NEAR_NEXT && !article);
    return end;
}

/* ---- lengths ---- */

/* "later", "ago", "earlier", "before", "after" behind a length. */
static uint32_t read_length_tail(finder *f, uint32_t t, raw_time *raw)
{
    static const char *const forth[] = {"later", "afterwards", "afterward", "hence", NULL};
    static const char *const back[] = {"earlier", "previously", NULL};
    if (token_follows(f, t, "ago")) {
        raw->form = FORM_AGO;
        return t + 1;
    }
    if (token_follows(f, t, "from") && token_follows(f, t + 1, "now")) {
        raw->form = FORM_LATER;
        raw->anchor = ANCHOR_REPORT;
        raw->future = true;
        return t + 2;
    }
    bool before = token_follows(f, t, "before") && ends_clause(f, t + 1), after = token_follows(f, t, "after") && ends_clause(f, t + 1);
    if ((follows_any(f, t, forth) && !token_follows(f, t + 1, "than")) || after) {
        raw->form = FORM_LATER;
        raw->anchor = ANCHOR_STORY;
        return t + 1;
    }
    if (follows_any(f, t, back) || before) {
        raw->form = FORM_LATER;
        raw->anchor = ANCHOR_STORY;
        int32_t low = raw->amount;
        raw->amount = -raw->amount2;
        raw->amount2 = -low;
        return t + 1;
    }
    if (token_follows(f, t, "after") || token_follows(f, t, "since"))
        raw->after = 1;
    else if (token_follows(f, t, "before"))
        raw->after = -1;
    return t;
}

/* "15 a year", "twice a week": what stands before the article is an amount. */
static bool is_rate(const finder *f, uint32_t t)
{
    const mention_context *c = f->c;
    static const char *const often[] = {"once", "twice", "thrice", "times", "%", "percent", NULL};
    if (t == sentence_start(c, t) || !(token_is(c, t, "a") || token_is(c, t, "an")) || c->taken[t - 1])
        return false;
    return token_in(c, t - 1, often) || c->words[t - 1].upos == DTL_UPOS_NUM ||
           (c->words[t - 1].upos == DTL_UPOS_NOUN && (c->words[t - 1].features & DTL_FEATURE_PLURAL));
}

/* Does a noun or adjective stand right before the token? */
static bool is_qualified(const finder *f, uint32_t t)
{
    const mention_context *c = f->c;
    uint8_t upos = c->words[t - 1].upos;
    return upos == DTL_UPOS_ADJ || upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN || upos == DTL_UPOS_NUM;
}

/* [about] number [-] unit [-long] [ago | later | …]. */
static uint32_t read_length(finder *f, uint32_t t, raw_time *raw)
{
    mention_context *c = f->c;
    uint32_t at = t;
    for (int i = 0; i < 3 && kind_at(f, at) == WORD_ABOUT; i++) {
        raw->about = value_at(f, at) ? (int8_t)value_at(f, at) : raw->about;
        at += f->word[at].count;
    }
    uint32_t number = read_amount(f, at, raw);
    bool counted = number != at;
    if (!counted && at != t) {
        if (!token_is(c, at - 1, "some") || !is_plural(f, at))
            return t;
    }
    at = number;
    at += token_follows(f, at, "-") && counted;
    at += token_follows(f, at, "more") && counted;
    int32_t times;
    if (counted && kind_at(f, at) == WORD_NONE && at < f->end && c->words[at].upos == DTL_UPOS_ADJ && raw->amount2 > 1)
        at++; /* "ten brutal months" */
    uint8_t grain = grain_at(f, at, &times);
    if (!grain || grain == GRAIN_QUARTER || (grain == GRAIN_WEEKEND && !counted))
        return t;
    bool plural = is_plural(f, at), hyphen = at > t && token_is(c, at - 1, "-");
    bool length_word = token_follows(f, at + 1, "-") && token_follows(f, at + 2, "long");
    if (!counted && !plural && !length_word)
        return t;
    if (!counted && !length_word && at > sentence_start(c, t) && is_qualified(f, at))
        return t; /* "future years", "summer months" */
    /* "thirty year truce" */
    if (counted && !plural && raw->amount2 > 1 && !hyphen && !token_follows(f, at + 1, "long") && !is_noun(f, at + 1) && !token_follows(f, at + 1, "'s"))
        return t;
    static const char *const tails[] = {"ago", "earlier", "later", "before", "after", "previously", NULL};
    if (number && is_rate(f, number - 1) && !plural && !follows_any(f, at + 1, tails)) {
        raw->form = FORM_SET;
        raw->rule = f->word[at].rule;
        raw->amount = raw->amount2 = times;
        set_grain(raw, grain);
        return at + 1;
    }
    raw->rule = f->word[at].rule;
    raw->form = FORM_LENGTH;
    set_grain(raw, grain);
    raw->amount *= times;
    raw->amount2 *= times;
    if (!counted)
        raw->vague = true, raw->amount = 2, raw->amount2 = 6;
    if (raw->amount2 == 0 && raw->tenths == 5) { /* half an hour */
        static const uint8_t halves[] = {[GRAIN_HOUR] = 30, [GRAIN_DAY] = 12, [GRAIN_YEAR] = 6, [GRAIN_DECADE] = 5, [GRAIN_CENTURY] = 50};
        if (grain < sizeof halves && halves[grain]) {
            raw->amount = raw->amount2 = halves[grain];
            raw->tenths = 0;
            set_grain(raw, grain == GRAIN_CENTURY ? GRAIN_YEAR : (uint8_t)(grain - 1));
        }
    }
    at += f->word[at].count;
    if (token_follows(f, at, "and") && token_follows(f, at + 1, "a") && token_follows(f, at + 2, "half"))
        raw->tenths = 5, at += 3;
    if (token_follows(f, at, "-") && token_follows(f, at + 1, "long"))
        return at + 2;
    if (token_follows(f, at, "-") && token_follows(f, at + 1, "old"))
        return t; /* an age is no time */
    if (token_follows(f, at, "old"))
        return counted && plural ? at + 1 : t;
    if (token_follows(f, at, "of") && token_follows(f, at + 1, "age"))
        return at + 2;
    return read_length_tail(f, at, raw);
}

/* "the day before", "the night after", "the day following": beside the day told before. */
static uint32_t read_day_beside(finder *f, uint32_t t, raw_time *raw)
{
    static const char *const forth[] = {"after", "following", NULL};
    static const char *const back[] = {"before", "previous", NULL};
    int32_t times;
    if (!token_follows(f, t, "the"))
        return t;
    uint8_t grain = kind_at(f, t + 1) == WORD_DAYPART ? GRAIN_DAY : grain_at(f, t + 1, &times);
    bool later = follows_any(f, t + 2, forth), earlier = follows_any(f, t + 2, back);
    if (grain < GRAIN_DAY || grain > GRAIN_YEAR || is_plural(f, t + 1) || (!later && !earlier))
        return t;
    raw->form = FORM_OFFSET;
    raw->rule = f->word[t + 1].rule;
    raw->anchor = ANCHOR_STORY;
    raw->amount = raw->amount2 = later ? 1 : -1;
    raw->day_part = kind_at(f, t + 1) == WORD_DAYPART ? (uint8_t)value_at(f, t + 1) : 0;
    set_grain(raw, grain);
    if (kind_at(f, t + 3) == WORD_OFFSET && grain == GRAIN_DAY) { /* the day after tomorrow */
        raw->anchor = ANCHOR_REPORT;
        raw->amount = raw->amount2 = value_at(f, t + 3) + (later ? 1 : -1);
        raw->future = raw->amount > 0;
        return t + 4;
    }
    return ends_clause(f, t + 3) ? t + 3 : t;
}

/* ---- repetitions ---- */

static uint32_t read_set(finder *f, uint32_t t, raw_time *raw)
{
    mention_context *c = f->c;
    raw->form = FORM_SET;
    raw->amount = raw->amount2 = 1;
    if (kind_at(f, t) == WORD_SET) {
        set_grain(raw, (uint8_t)value_at(f, t));
        raw->rule = f->word[t].rule;
        raw->amount = raw->amount2 = (int32_t)dtl_rules_number(c->rules, raw->rule, "times", 1);
        return t + f->word[t].count;
    }
    if (kind_at(f, t) == WORD_OFTEN) {
        raw->rule = f->word[t].rule;
        return t + f->word[t].count;
    }
    if (kind_at(f, t) == WORD_WEEKDAYS && token_is_capital(c, t)) {
        raw->weekday = (int8_t)value_at(f, t);
        raw->rule = f->word[t].rule;
        return t + 1;
    }
    bool per = token_is(c, t, "per");
    if (!per && !token_is(c, t, "every") && !token_is(c, t, "each"))
        return t;
    uint32_t at = t + 1;
    if (token_follows(f, at, "other") || token_follows(f, at, "single"))
        raw->amount = raw->amount2 = token_is(c, at++, "other") ? 2 : 1;
    else if (!per && kind_at(f, at) == WORD_NONE)
        at = read_amount(f, at, raw);
    int32_t times;
    uint8_t grain = grain_at(f, at, &times), kind = kind_at(f, at);
    if (grain) {
        set_grain(raw, grain);
        raw->amount *= times;
        raw->rule = f->word[at].rule;
        return at + 1;
    }
    if (kind == WORD_WEEKDAY || kind == WORD_DAYPART || kind == WORD_SEASON || kind == WORD_MONTH) {
        raw->rule = f->word[at].rule;
        if (kind == WORD_WEEKDAY)
            raw->weekday = (int8_t)value_at(f, at);
        else if (kind == WORD_DAYPART)
            raw->day_part = (uint8_t)value_at(f, at);
        else if (kind == WORD_SEASON)
            raw->season = (uint8_t)value_at(f, at);
        else
            raw->month = (uint8_t)value_at(f, at);
        at += f->word[at].count;
        if (kind == WORD_WEEKDAY && kind_at(f, at) == WORD_DAYPART)
            raw->day_part = (uint8_t)value_at(f, at++);
        return at;
    }
    return t;
}

/* ---- references and single words ---- */

/* "at this time", "by that time", "at the time": the preposition vouches for them. */
static uint32_t read_this_time(finder *f, uint32_t t, raw_time *raw)
{
    static const char *const prepositions[] = {"at", "by", "during", "around", "from", "until", "since", "throughout", "in", NULL};
    const mention_context *c = f->c;
    bool the = token_is(c, t, "the");
    if (!(the || token_is(c, t, "this") || token_is(c, t, "that")) || t == sentence_start(c, t) || !token_in(c, t - 1, prepositions))
        return t;
    bool period = token_follows(f, t + 1, "period");
    if ((!token_follows(f, t + 1, "time") && !period) || (the && (period || !token_is(c, t - 1, "at") || token_follows(f, t + 2, "of"))))
        return t;
    raw->form = FORM_REFERENCE;
    raw->reference = token_is(c, t, "this") ? 1 : 2;
    return t + 2;
}

static uint32_t read_single(finder *f, uint32_t t, raw_time *raw)
{
    const mention_context *c = f->c;
    uint8_t kind = kind_at(f, t);
    raw->rule = t < f->end ? f->word[t].rule : DTL_NONE;
    if (kind == WORD_OFFSET) {
        raw->form = FORM_OFFSET;
        set_grain(raw, GRAIN_DAY);
        raw->amount = raw->amount2 = value_at(f, t);
        raw->day_part = (uint8_t)dtl_rules_number(c->rules, f->word[t].rule, "part", 0);
        raw->future = raw->amount > 0;
        if (kind_at(f, t + 1) == WORD_DAYPART)
            raw->day_part = (uint8_t)value_at(f, ++t);
        return t + 1;
    }
    if (kind == WORD_REFERENCE || (kind == WORD_NEAR && value_at(f, t) == NEAR_RECENT && is_noun(f, t + 1))) {
        raw->form = FORM_REFERENCE;
        raw->reference = kind == WORD_NEAR ? 2 : (uint8_t)value_at(f, t);
        raw->amount2 = (int32_t)dtl_rules_number(c->rules, raw->rule, "length", 0);
        return t + f->word[t].count;
    }
    uint32_t at = t + token_follows(f, t, "the");
    if (at != t && kind_at(f, at) == WORD_WEEKEND && !is_noun(f, at + 1)) {
        raw->form = FORM_OFFSET;
        raw->rule = f->word[at].rule;
        raw->last = true; /* on a working day the one before */
        set_grain(raw, GRAIN_WEEKEND);
        return at + 1;
    }
    if (kind_at(f, at) == WORD_DAYPART && !token_is_capital(c, at) && value_at(f, at) != PART_NOON && value_at(f, at) != PART_MIDNIGHT) {
        bool overnight = token_is(c, at, "overnight");
        raw->form = FORM_DATE;
        raw->rule = f->word[at].rule;
        raw->day_part = (uint8_t)value_at(f, at);
        raw->anchor = overnight ? ANCHOR_REPORT : ANCHOR_STORY;
        raw->vague = at == t && !overnight; /* "at night": of no day */
        return at + f->word[at].count;
    }
    return t;
}

/* ---- parts of periods ---- */

/* "the year", "the summer", "the day" behind a part: of the period told before. */
static uint32_t read_told_period(finder *f, uint32_t t, raw_time *raw)
{
    int32_t times;
    bool article = token_follows(f, t, "the");
    uint32_t at = t + article;
    uint8_t grain = grain_at(f, at, &times);
    if (!article || !grain || grain < GRAIN_DAY || is_plural(f, at))
        return t;
    raw->form = FORM_OFFSET;
    raw->anchor = ANCHOR_STORY;
    raw->rule = f->word[at].rule;
    raw->amount = raw->amount2 = 0;
    set_grain(raw, grain);
    return at + 1;
}

static uint32_t read_whole(finder *f, uint32_t t, raw_time *raw)
{
    typedef uint32_t (*reader)(finder *, uint32_t, raw_time *);
    static const reader readers[] = {read_date, read_near, read_told_period};
    raw_time start = *raw, best = *raw;
    uint32_t end = t;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        raw_time one = start;
        uint32_t to = readers[i](f, t, &one);
        if (to > end) {
            end = to;
            best = one;
        }
    }
    *raw = best;
    return end;
}

/* [the] [very] early | mid | late [in] …, [the] end | beginning | rest of …, "month's end". */
static uint32_t read_part(finder *f, uint32_t t, raw_time *raw)
{
    int32_t times;
    uint8_t own = grain_at(f, t, &times);
    if (own >= GRAIN_WEEK && token_follows(f, t + 1, "'s") && token_follows(f, t + 2, "end")) {
        raw->form = FORM_OFFSET;
        raw->anchor = ANCHOR_STORY;
        raw->part = 3;
        raw->rule = f->word[t].rule;
        set_grain(raw, own);
        return t + 3;
    }
    bool article = token_follows(f, t, "the");
    uint32_t at = t + article;
    at += token_follows(f, at, "very");
    uint8_t part, kind = kind_at(f, at);
    bool comparative = token_follows(f, at, "later") || token_follows(f, at, "earlier");
    uint32_t inner;
    if (kind == WORD_ORDINAL && token_follows(f, at + 1, "half") && token_follows(f, at + 2, "of")) {
        part = value_at(f, at) == 1 ? 1 : 3;
        inner = at + 3;
    } else if (kind == WORD_PART) {
        part = (uint8_t)value_at(f, at);
        inner = at + 1;
        inner += token_follows(f, inner, "-");
        if (token_follows(f, inner, "part") && token_follows(f, inner + 1, "of"))
            inner += 2;
        else if (token_follows(f, inner, "of") || token_follows(f, inner, "in"))
            inner++;
    } else if (kind == WORD_EDGE && token_follows(f, at + 1, "of")) {
        part = (uint8_t)value_at(f, at);
        inner = at + 2;
        if (token_follows(f, inner, "the") && kind_at(f, inner + 1) == WORD_EDGE && token_follows(f, inner + 2, "of"))
            inner += 3; /* most of the rest of */
    } else {
        return t;
    }
    uint32_t end = read_whole(f, inner, raw);
    bool clock = raw->form == FORM_DATE && raw->minute >= 0;
    bool length = raw->form == FORM_LENGTH || raw->form == FORM_PAST || raw->form == FORM_SET;
    if (end == inner || clock || length)
        return t;
    bool named_in = token_is(f->c, inner - 1, "in");
    if (comparative && raw->form != FORM_OFFSET && !named_in)
        return t;
    if (kind == WORD_EDGE && raw->form == FORM_DATE && raw->weekday >= 0 && !raw->month)
        return t;
    raw->part = part;
    return end;
}

uint32_t read_phrase(finder *f, uint32_t t, raw_time *raw)
{
    typedef uint32_t (*reader)(finder *, uint32_t, raw_time *);
    static const reader readers[] = {read_date, read_part, read_near, read_length, read_day_beside, read_set, read_this_time, read_single};
    const raw_time start = {.weekday = -1, .rule = DTL_NONE, .minute = -1, .zone = ZONE_NONE};
    uint32_t end = t;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        raw_time one = start;
        uint32_t to = readers[i](f, t, &one);
        if (to > end && to <= f->end) {
            end = to;
            *raw = one;
        }
    }
    return end;
}
