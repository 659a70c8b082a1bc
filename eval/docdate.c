/* docdate: how well does a report that carries no date get dated by its text?
 *
 * Paths: files of one JSON object a line. The true day is the field "date" or "dct", or, where there is none, the time
 * expression that is marked as CREATION_TIME; it may be written as in ISO 8601 or with the name of the month. The program is
 * told what a report comes with: its text ("text" or "content", behind the title if it does not begin with it) and, where the
 * document has one, its address ("url"); no date, no name of a file. A creation time that stands in the text is cut out; other
 * dates that the text prints stay, as they do in life. A document whose true day cannot be read is not counted.
 *
 * covered: share of documents given an interval of at most a year (366 days); holds: share of those whose interval has the
 * true day in it; median_days: median width of those intervals, 1 = one day; best: share of the covered whose best day is the
 * true one. The same four with text_ before them: every document once more, its address hidden, so that the text alone dates it. */
#include "eval.h"
#include <stdlib.h>
#include <string.h>

enum { YEAR_DAYS = 366, WIDTHS = YEAR_DAYS + 1 };

/* Counts over one set of documents. */
typedef struct dating {
    uint64_t documents, covered, holds, best;
    uint64_t of_width[WIDTHS]; /* covered documents by the width of their interval in days, 1 … 366 */
} dating;

static uint32_t month_of(dtl_slice word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    char low[3];
    if (word.length < 3)
        return 0;
    for (int i = 0; i < 3; i++)
        low[i] = (char)(word.ptr[i] | 0x20);
    for (uint32_t m = 0; m < 12; m++)
        if (memcmp(names + 3 * m, low, 3) == 0)
            return m + 1;
    return 0;
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* A day as written: "2009-03-24 09:33", or a month by name, a number up to 31 next to it and a year, in any order. */
static bool read_day(dtl_slice text, int32_t *day)
{
    uint32_t month = 0, number = 0, year = 0;
    if (dtl_day_parse_iso(text, day))
        return true;
    for (uint32_t at = 0; at < text.length;) {
        uint32_t start = at, value = 0;
        while (at < text.length && text.ptr[at] >= '0' && text.ptr[at] <= '9')
            value = value < 100000 ? value * 10 + (uint32_t)(text.ptr[at++] - '0') : (at++, value);
        if (at > start) {
            bool clock = at < text.length && text.ptr[at] == ':';
            if (at - start == 4 && value >= 1900)
                year = value;
            else if (at - start <= 2 && value >= 1 && value <= 31 && !clock && (start == 0 || text.ptr[start - 1] != ':') && !(number && month))
                number = value;
            continue;
        }
        while (at < text.length && is_letter(text.ptr[at]))
            at++;
        if (at == start)
            at++;
        else if (!month)
            month = month_of(dtl_slice_make(text.ptr + start, at - start));
    }
    if (!month || !number || !year)
        return false;
    *day = dtl_day_from_civil((int32_t)year, month, number);
    return true;
}

/* The marked creation time: its day, and its bytes in the text (tokens and their offsets in code points are in the document). */
static bool creation_time(json_t *gold, dtl_slice text, int32_t *day, dtl_span *span)
{
    size_t i;
    json_t *timex, *offsets = json_object_get(gold, "offsets"), *tokens = json_object_get(gold, "tokens");
    json_array_foreach(json_object_get(gold, "timex"), i, timex) {
        json_t *words = json_object_get(timex, "span");
        size_t count = json_array_size(words);
        if (!dtl_slice_is(eval_member(timex, "functionInDocument"), "CREATION_TIME"))
            continue;
        *span = (dtl_span){0, 0};
        if (count && offsets) {
            size_t last = (size_t)json_integer_value(json_array_get(words, count - 1));
            json_int_t from = json_integer_value(json_array_get(offsets, (size_t)json_integer_value(json_array_get(words, 0))));
            json_int_t to = json_integer_value(json_array_get(offsets, last)), at = 0;
            if (json_is_array(json_array_get(offsets, last)))
                return false;
            uint32_t first = 0, byte = 0;
            for (; byte < text.length && at < to; byte++) {
                if (at == from && first == 0)
                    first = byte;
                at += ((unsigned char)text.ptr[byte] & 0xc0) != 0x80;
            }
            *span = (dtl_span){first, byte - first + eval_string(json_array_get(tokens, last)).length};
        }
        return read_day(eval_member(timex, "value"), day);
    }
    return false;
}

/* The text that the program sees: title and text without the span. */
static void put_text(dtl_buffer *out, dtl_slice title, dtl_slice text, dtl_span without)
{
    if (title.length && !dtl_slice_starts_with(text, title)) {
        dtl_buffer_slice(out, title);
        dtl_buffer_cstr(out, "\n\n");
    }
    dtl_buffer_put(out, text.ptr, without.offset);
    dtl_buffer_put(out, text.ptr + dtl_span_end(without), text.length - dtl_span_end(without));
}

static int64_t width_of(dtl_interval days)
{
    return days.low == DTL_DAY_OPEN_PAST || days.high == DTL_DAY_OPEN_FUTURE ? INT64_MAX : (int64_t)days.high - days.low + 1;
}

static void count(dating *d, dtl_interval ours, int32_t best, int32_t day)
{
    int64_t width = width_of(ours);
    d->documents++;
    if (width > YEAR_DAYS || width < 1)
        return;
    d->covered++;
    d->holds += ours.low <= day && day <= ours.high;
    d->best += best == day;
    d->of_width[width]++;
}

static double median(const dating *d)
{
    uint64_t seen = 0;
    for (int width = 1; width < WIDTHS; width++) {
        seen += d->of_width[width];
        if (2 * seen >= d->covered)
            return width;
    }
    return 0;
}

/* One sort of evidence over all reports: how often it was found, and how often the true day lies in what it allows. */
typedef struct sort_count {
    const char *name;
    uint64_t found, holds, used;
} sort_count;

typedef struct sorts {
    sort_count items[64];
    size_t count;
} sorts;

/* Does the constraint allow the day? A recurring one counts from the days of the year before, of and behind it. */
static bool allows(const dtl_date_constraint *x, int32_t day)
{
    if (day < x->days.low || day > x->days.high)
        return false;
    if (!x->month)
        return true;
    int32_t year;
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    for (int32_t y = year - 1; y <= year + 1; y++) {
        uint32_t of_month = x->day ? x->day : 1;
        if (of_month > dtl_days_in_month(y, x->month))
            continue;
        int32_t at = dtl_day_from_civil(y, x->month, of_month);
        if (x->weekday >= 0 && (int32_t)dtl_day_weekday(at) != x->weekday)
            continue;
        if (x->next >= 0)
            at += (x->next - (int32_t)dtl_day_weekday(at) + 7) % 7;
        if (day >= at + x->from && day <= at + x->to)
            return true;
    }
    return false;
}

static void count_sorts(sorts *all, const dtl_doc *doc, int32_t day)
{
    for (uint32_t i = 0; i < doc->mention.constraints.count; i++) {
        const dtl_date_constraint *x = &doc->mention.constraints.items[i];
        size_t k = 0;
        while (k < all->count && strcmp(all->items[k].name, x->evidence) != 0)
            k++;
        if (k == sizeof all->items / sizeof *all->items)
            continue;
        if (k == all->count)
            all->items[all->count++] = (sort_count){.name = x->evidence};
        all->items[k].found++;
        all->items[k].holds += allows(x, day);
        all->items[k].used += x->used;
    }
}

/* One line of a prediction; one of the report for the errors (wrong, open or right), and under it its constraints. */
static void tell(const eval_options *options, dtl_slice id, const dtl_doc *doc, int32_t day)
{
    enum { AROUND = 80, SEEN = 1024 };
    char low[16], high[16], gold[16], seen[SEEN];
    dtl_interval ours = doc->mention.published;
    dtl_day_format(ours.low, low);
    dtl_day_format(ours.high, high);
    dtl_day_format(day, gold);
    if (options->predict)
        fprintf(options->predict, "{\"docid\": \"%.*s\", \"low\": \"%s\", \"high\": \"%s\", \"from\": \"%s\"}\n", (int)id.length, id.ptr, low, high,
                doc->mention.published_from);
    bool open = width_of(ours) > YEAR_DAYS, holds = ours.low <= day && day <= ours.high;
    if (!options->errors)
        return;
    fprintf(options->errors, "%s\t%.*s\tgold %s\tours %s…%s\t%s\t%.*s\n", !holds ? "wrong" : open ? "open" : "right", (int)id.length, id.ptr, gold, low, high,
            doc->mention.published_from, (int)doc->article.title.length, doc->page.text.ptr + doc->article.title.offset);
    for (uint32_t i = 0; i < doc->mention.constraints.count; i++) {
        const dtl_date_constraint *x = &doc->mention.constraints.items[i];
        uint32_t from = x->span.offset > AROUND ? x->span.offset - AROUND : 0, to = dtl_span_end(x->span) + AROUND;
        dtl_slice words = dtl_doc_slice(doc, dtl_span_between(from, to < doc->page.text.length ? to : doc->page.text.length));
        words.length = words.length < SEEN ? words.length : SEEN;
        for (uint32_t k = 0; k < words.length; k++)
            seen[k] = (unsigned char)words.ptr[k] < ' ' ? ' ' : words.ptr[k];
        words.ptr = seen;
        fprintf(options->errors, "\t%s\t%s%s\t%.*s\t\"%.*s\"\n", allows(x, day) ? "true" : "FALSE", x->evidence, x->conflict ? " (left out)" : x->used ? " (used)" : "",
                (int)x->reason.length, x->reason.ptr, (int)words.length, words.ptr);
    }
}

typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    dating all, text_only; /* every document as it comes; its address hidden */
    sorts found;           /* by the text alone */
} bench;

/* Runs one report with or without an address and counts it: as the whole document, or with hidden as the text alone. */
static bool run_report(bench *b, dtl_slice id, dtl_slice text, dtl_slice url, int32_t day, bool whole, bool hidden)
{
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = text, .file = DTL_SLICE("report"), .url = url, .format = DTL_FORMAT_TEXT}};
    bool fine = eval_run(b->engine, "docdate", &doc);
    if (fine && !doc.mention.published_from) { /* no English: the room had nothing to do */
        doc.mention.published = doc.article.published;
        doc.mention.published_from = doc.article.published_from;
    }
    if (fine && whole) {
        count(&b->all, doc.mention.published, doc.mention.published_best, day);
        tell(b->options, id, &doc, day);
    }
    if (fine && hidden) {
        count(&b->text_only, doc.mention.published, doc.mention.published_best, day);
        count_sorts(&b->found, &doc, day);
    }
    dtl_arena_free(&arena);
    return fine;
}

static bool run_document(void *context, json_t *gold)
{
    bench *b = context;
    dtl_slice text = eval_member(gold, "text"), date = eval_member(gold, "date"), id = eval_member(gold, "docid"), url = eval_member(gold, "url");
    int32_t day;
    dtl_span span = {0, 0};
    if (!text.length)
        text = eval_member(gold, "content");
    if (!date.length)
        date = eval_member(gold, "dct");
    if (!read_day(date, &day) && !creation_time(gold, text, &day, &span))
        return true;
    dtl_buffer seen = {0};
    put_text(&seen, eval_member(gold, "title"), text, span);
    text = dtl_slice_make(seen.bytes, seen.length);
    id = id.length ? id : eval_member(gold, "id");
    bool fine = run_report(b, id, text, url, day, true, url.length == 0) &&
                (url.length == 0 || run_report(b, id, text, DTL_SLICE_EMPTY, day, false, true));
    dtl_buffer_free(&seen);
    return fine;
}

static void put(eval_json *json, const char *const keys[4], const dating *d)
{
    eval_json_rate(json, keys[0], d->covered, d->documents);
    eval_json_rate(json, keys[1], d->holds, d->covered);
    if (d->covered)
        eval_json_number(json, keys[2], median(d));
    else
        eval_json_null(json, keys[2]);
    eval_json_rate(json, keys[3], d->best, d->covered);
}

int eval_docdate(const eval_options *options)
{
    static const char *const keys[] = {"covered", "holds", "median_days", "best"};
    static const char *const text_keys[] = {"text_covered", "text_holds", "text_median_days", "text_best"};
    dtl_engine *engine;
    int status = eval_engine(options, 1, "docdate FILE.jsonl...", &engine);
    if (status)
        return status;
    bench b = {.options = options, .engine = engine};
    double start = eval_seconds();
    status = eval_files(options, run_document, &b);
    fprintf(stderr, "of %llu reports %llu are dated to within a year, %llu of them truly; by their text alone %llu, %llu truly\n",
            (unsigned long long)b.all.documents, (unsigned long long)b.all.covered, (unsigned long long)b.all.holds,
            (unsigned long long)b.text_only.covered, (unsigned long long)b.text_only.holds);
    fprintf(stderr, "%-28s %6s %6s %6s\n", "evidence", "found", "holds", "used");
    for (size_t i = 0; i < b.found.count; i++)
        fprintf(stderr, "%-28s %6llu %6.3f %6llu\n", b.found.items[i].name, (unsigned long long)b.found.items[i].found,
                (double)b.found.items[i].holds / (double)b.found.items[i].found, (unsigned long long)b.found.items[i].used);
    eval_json json;
    eval_json_open(&json, "docdate", b.all.documents, eval_seconds() - start);
    put(&json, keys, &b.all);
    put(&json, text_keys, &b.text_only);
    eval_json_close(&json);
    dtl_engine_close(engine);
    return status;
}
