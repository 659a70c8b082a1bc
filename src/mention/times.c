/* Time expressions: found as written, later turned into days.
 *
 * In: tokens, tree, the tables times and numbers. Out of times_find: raw times ("Tuesday", "March 26", "late last year",
 * "over the past two decades") with the tokens they take, and the dates that datelines hide. Out of times_resolve: time
 * mentions, each with its days, its TIMEX3 value and type, and the reason.
 *
 * The idea: only a word of the table, a digit or a number word can begin an expression; there every reader is asked
 * (times_find.c, times_phrase.c), and the longest answer wins. When the report's own day is known, times_resolve.c places
 * them in text order.
 * Example: "The shrine was hit on Sunday night, May 12, and again last week." gives one night and one week.
 *
 * Knowingly wrong: an adjective of time ("former", "current") is no mention; see the other files for theirs. */
#include "mention/times.h"

static uint8_t kind_of(dtl_slice class)
{
    static const char *const names[] = {"month", "weekday", "weekdays", "season", "unit", "weekend", "quarter", "daypart", "offset", "near",
                                        "part", "edge", "reference", "about", "few", "set", "often", "zone", "era", "decade", "ordinal",
                                        "half-day", "clock-word", "hijri", "solar", "feast"};
    for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dtl_slice_is(class, names[i]))
            return (uint8_t)(i + 1);
    return WORD_NONE;
}

/* "mid-July", "early-1943", "late-winter": how many bytes stand before the word. */
static uint8_t prefix_length(dtl_slice text, uint8_t *part)
{
    static const char *const prefixes[] = {"early-", "mid-", "late-"};
    for (uint8_t i = 0; i < 3; i++)
        if (text.length > 6 && dtl_slice_starts_with(text, dtl_slice_from_cstr(prefixes[i]))) {
            *part = (uint8_t)(i + 1);
            return (uint8_t)strlen(prefixes[i]);
        }
    return 0;
}

static void look_up(finder *f, uint32_t t, uint32_t end)
{
    enum { WORDS_MAX = 5 };
    mention_context *c = f->c;
    uint32_t taken = 1, limit = end - t < WORDS_MAX ? end - t : WORDS_MAX;
    uint8_t part, skip = prefix_length(c->folded[t], &part);
    dtl_slice text = c->folded[t];
    f->word[t].count = 1;
    f->word[t].skip = skip;
    uint32_t rule = skip ? dtl_rules_find(c->rules, c->tables.times, dtl_slice_make(text.ptr + skip, text.length - skip), 0)
                         : dtl_rules_match(c->rules, c->tables.times, c->folded + t, limit, &taken);
    if (rule == DTL_NONE && text.length > 3 && text.ptr[text.length - 1] == '.')
        rule = dtl_rules_find(c->rules, c->tables.times, dtl_slice_make(text.ptr, text.length - 1), 0), taken = 1;
    if (rule == DTL_NONE)
        return;
    uint8_t kind = kind_of(attribute(c, rule, "class"));
    /* "march" and "may" are months only with a capital */
    bool named = kind == WORD_MONTH || kind == WORD_WEEKDAY || kind == WORD_WEEKDAYS || kind == WORD_HIJRI || kind == WORD_SOLAR;
    if (named && !skip && !token_is_capital(c, t))
        return;
    if (kind == WORD_MONTH && (c->words[t].upos == DTL_UPOS_VERB || c->words[t].upos == DTL_UPOS_AUX))
        return;
    f->word[t] = (time_word){.rule = rule, .value = (int32_t)dtl_rules_number(c->rules, rule, "value", 0), .kind = kind, .count = (uint8_t)taken, .skip = skip};
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
    static const char *const lasting[] = {"over", "for", "throughout", "during", "lasting", "lasted", NULL};
    uint32_t t = raw->first, start = sentence_start(c, raw->first);
    bool date = raw->form == FORM_DATE || raw->form == FORM_FEAST;
    raw->since = raw->form == FORM_DATE && in_since_clause(c, head_of(c, raw->first, raw->count));
    while (t > start && (token_is(c, t - 1, "the") || token_is(c, t - 1, "ever")))
        t--;
    /* "over the past two decades": the words of the expression may hold the article */
    if (t == start)
        return;
    raw->since |= token_is(c, t - 1, "since") && raw->form != FORM_LENGTH;
    raw->until = (token_is(c, t - 1, "until") || token_is(c, t - 1, "till")) && raw->form != FORM_LENGTH;
    if (token_is(c, t - 1, "by") && date && raw->anchor == ANCHOR_REPORT && !raw->part)
        raw->until = true;
    if (raw->form == FORM_PAST && raw->unit >= UNIT_YEAR && token_in(c, t - 1, lasting))
        raw->duration = true;
    if (raw->form == FORM_LENGTH && raw->grain >= GRAIN_MONTH && (token_in(c, t - 1, lasting) || raw->about > 0))
        raw->duration = token_in(c, t - 1, lasting);
}

static bool push(finder *f, raw_time raw)
{
    raw_time *slot = dtl_array_push(f->c->arena, &f->c->raw_times);
    if (!slot) {
        f->c->failed = true;
        return false;
    }
    *slot = raw;
    for (uint32_t i = raw.first; i < raw.first + raw.count && raw.form != FORM_REFERENCE; i++)
        f->c->taken[i] = true;
    return true;
}

/* The second year of "1939-1945" (one token) or "1996 - 97" (three). Returns the token behind. */
static uint32_t push_second_year(finder *f, const raw_time *first, uint32_t behind)
{
    raw_time second = {.weekday = -1, .rule = first->rule, .minute = -1, .zone = ZONE_NONE, .form = FORM_DATE, .year = first->year2};
    second.first = behind - 1;
    second.count = 1;
    if (first->piece.length) {
        const dtl_token *token = &f->c->tokens[behind - 1];
        uint32_t from = first->piece.offset + first->piece.length + 1;
        second.piece = dtl_span_between(from, token->offset + token->length);
    } else if (behind + 1 < f->end) {
        second.first = ++behind;
        behind++;
    } else {
        return behind;
    }
    push(f, second);
    return behind;
}

/* Can an expression begin here? */
static bool may_begin(const finder *f, uint32_t t)
{
    dtl_slice text = f->c->folded[t];
    if (f->word[t].kind != WORD_NONE || f->c->words[t].upos == DTL_UPOS_NUM)
        return true;
    if (text.length == 0)
        return false;
    char first = text.ptr[0];
    if (first >= '0' && first <= '9')
        return true;
    static const char *const openers[] = {"the", "a", "an", "half", "every", "each", "per", "another", NULL};
    return f->word[t].skip || first == '\'' || (first == 'q' && text.length == 2) || ((first == 't' || first == 'a' || first == 'h' || first == 'e' || first == 'p') && token_in(f->c, t, openers));
}

/* A text that counts years before Christ does so more than once. */
static bool counts_before_christ(const finder *f)
{
    enum { OFTEN = 3 };
    uint32_t count = 0;
    for (uint32_t t = 1; t < f->c->count && count < OFTEN; t++)
        count += f->word[t].kind == WORD_ERA && f->word[t].value < 0 && f->c->words[t - 1].upos == DTL_UPOS_NUM;
    return count >= OFTEN;
}

/* ---- datelines ---- */

/* "March 23", "23 March", "March 23, 2019" among the words of a lead-in. */
static bool read_lead_in(mention_context *c, dtl_slice text, raw_time *raw)
{
    enum { WORDS_MAX = 24 };
    dtl_slice words[WORDS_MAX];
    uint32_t count = 0, start = 0;
    dtl_slice folded = fold(c, text);
    for (uint32_t i = 0; i <= folded.length && count < WORDS_MAX; i++) {
        bool inside = i < folded.length && ((folded.ptr[i] >= 'a' && folded.ptr[i] <= 'z') || (folded.ptr[i] >= '0' && folded.ptr[i] <= '9'));
        if (inside)
            continue;
        if (i > start)
            words[count++] = dtl_slice_make(folded.ptr + start, i - start);
        start = i + 1;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t rule = dtl_rules_find(c->rules, c->tables.times, words[i], 0), value;
        if (rule == DTL_NONE || !attribute_is(c, rule, "class", "month"))
            continue;
        raw->month = (uint8_t)dtl_rules_number(c->rules, rule, "value", 0);
        raw->rule = rule;
        if (i + 1 < count && dtl_slice_parse_u32(words[i + 1], &value) && value >= 1 && value <= 31)
            raw->day = (uint8_t)value;
        else if (i > 0 && dtl_slice_parse_u32(words[i - 1], &value) && value >= 1 && value <= 31)
            raw->day = (uint8_t)value;
        for (uint32_t k = i + 1; k < count && k < i + 3; k++)
            if (words[k].length == 4 && dtl_slice_parse_u32(words[k], &value) && value >= 1500 && value < 2200)
                raw->year = (int32_t)value;
        return raw->day != 0;
    }
    return false;
}

/* The date that the lead-in of the paragraph of this sentence hides. */
static void find_dateline(finder *f, uint32_t t)
{
    mention_context *c = f->c;
    const dtl_sentence *sentence = &c->doc->text.sentences.items[c->tokens[t].sentence];
    bool opens = sentence->paragraph != DTL_NONE && (c->tokens[t].sentence == 0 || sentence[-1].paragraph != sentence->paragraph);
    if (!opens || sentence->paragraph >= c->doc->article.body.count)
        return;
    const dtl_paragraph *paragraph = &c->doc->article.body.items[sentence->paragraph];
    enum { LEAD_IN_MAX = 200 };
    if (paragraph->lead_in == 0 || paragraph->lead_in > LEAD_IN_MAX)
        return;
    raw_time raw = {.weekday = -1, .rule = DTL_NONE, .minute = -1, .zone = ZONE_NONE, .form = FORM_DATE, .first = t, .dateline = true};
    if (read_lead_in(c, dtl_doc_slice(c->doc, (dtl_span){paragraph->span.offset, paragraph->lead_in}), &raw))
        push(f, raw);
}

/* ---- the passes ---- */

void times_find(mention_context *c)
{
    finder f = {.c = c, .word = dtl_arena_calloc(c->arena, (size_t)c->count + 1, sizeof(time_word))};
    if (!f.word) {
        c->failed = true;
        return;
    }
    for (uint32_t t = 0; t < c->count; t++)
        look_up(&f, t, sentence_end(c, t));
    f.before_christ = counts_before_christ(&f);
    for (uint32_t t = 0; t < c->count && !c->failed;) {
        raw_time raw;
        f.end = sentence_end(c, t);
        if (t == sentence_start(c, t))
            find_dateline(&f, t);
        uint32_t behind = may_begin(&f, t) ? read_phrase(&f, t, &raw) : t;
        if (behind <= t) {
            t++;
            continue;
        }
        raw.first = t;
        raw.count = behind - t;
        if (f.word[t].skip && !raw.part)
            prefix_length(c->folded[t], &raw.part);
        read_before(&f, &raw);
        push(&f, raw);
        if (raw.year2 && !raw.day && raw.form == FORM_DATE)
            behind = push_second_year(&f, &raw, behind);
        t = behind;
    }
}

static uint8_t kind_of_time(const raw_time *t, dtl_interval days)
{
    if (t->form == FORM_SET)
        return DTL_TIME_SET;
    if (t->duration)
        return DTL_TIME_DURATION;
    if (t->form == FORM_LENGTH)
        return DTL_TIME_LENGTH;
    if (t->form == FORM_REFERENCE && dtl_interval_is_open(days))
        return DTL_TIME_REFERENCE;
    if (t->form == FORM_DATE && t->vague && t->day_part)
        return DTL_TIME_REFERENCE;
    bool day = (t->form == FORM_DATE && (t->day || t->weekday >= 0)) || (t->form != FORM_PAST && t->form != FORM_REFERENCE && t->unit == UNIT_DAY);
    return days.low == days.high || day ? DTL_TIME_DAY : DTL_TIME_SPAN;
}

/* "Eid al-Adha in 2021", "on 5 March in 1944": the year stands behind. */
static void take_year_behind(const mention_context *c, raw_time *t, const raw_time *next)
{
    bool yearless = !t->year && !t->short_year && (t->form == FORM_FEAST ? t->amount2 <= t->amount : t->form == FORM_DATE && (t->month || t->season));
    if (yearless && !t->step && !t->own && t->count && next->first == t->first + t->count + 1 && token_is(c, next->first - 1, "in") &&
        next->form == FORM_DATE && next->year && !next->month && !next->season)
        t->year = next->year;
}

void times_resolve(mention_context *c)
{
    story told = {.days = DTL_INTERVAL_OPEN, .history = text_is_history(c)};
    for (uint32_t i = 0; i < c->raw_times.count && !c->failed; i++) {
        raw_time *t = &c->raw_times.items[i];
        if (i + 1 < c->raw_times.count)
            take_year_behind(c, t, t + 1);
        resolved r = time_resolve(c, &told, t);
        if (t->count == 0)
            continue;
        if (t->known_day && t->known_day >= r.days.low && t->known_day <= r.days.high) {
            r.days.low = t->known_day; /* "since they came to power in 2021": that day is known */
            r.days.high = t->since ? r.days.high : t->known_day;
        }
        if (dtl_interval_is_empty(r.days))
            r.days.high = r.days.low;
        dtl_time *time = dtl_array_push(c->arena, &c->out->times);
        if (!time) {
            c->failed = true;
            return;
        }
        *time = (dtl_time){.days = r.days, .kind = kind_of_time(t, r.days), .future = t->future, .timex = time_timex(t), .value = time_value(c, t, &r.point), .age = r.age};
        uint32_t mention = mention_add(c, t->first, t->count, head_of(c, t->first, t->count), DTL_MENTION_TIME, c->out->times.count - 1, t->rule);
        if (mention == DTL_NONE)
            return;
        c->out->mentions.items[mention].reason = time_reason(c, &r);
        if (t->piece.length)
            c->out->mentions.items[mention].span = t->piece;
    }
}
