/* pages and plain: how much of the report is found in a scraped page, and how little else?
 *
 * Path: a folder with gold.jsonl and html/ID.html.gz. Gold lines have id, url, title, author (or authors), date, text and,
 * instead of or besides text, "with" (strings that must be in the body) and "without" (strings that must not). word_f1 and
 * shingle_f1 are means over pages of the F1 of words and of runs of four words, both as bags; segment_f1 counts strings.
 * Titles and authors are equal when their words are, whatever case and signs; dates by day. The address is not told to the
 * stages, so that a date must come from the page. `plain` first flattens the page to its visible text, one block a line,
 * and reads that as a text file. */
#include "article/article.h"
#include "base/utf8.h"
#include "eval.h"
#include "page/page.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum { PAGE_BUDGET = 1 << 30, PAGE_MAX = 64 << 20, SHINGLE = 4 };

/* Sums over all pages. */
typedef struct page_scores {
    uint64_t pages, with_text, title, title_of, author, author_of, author_made_up, author_none, date, date_of;
    uint64_t segments_right, segments_of, segments_wrong; /* "with" found, "with" in all, "without" found */
    double word_f1, shingle_f1, seconds;
} page_scores;

/* Hashes of words or shingles, sorted. */
typedef struct bag {
    uint64_t *items;
    size_t count;
} bag;

static int compare_hashes(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* The words of text in lower case: runs of letters and digits. */
static bag words_of(dtl_slice text)
{
    bag words = {malloc(((size_t)text.length / 2 + 2) * sizeof(uint64_t)), 0};
    uint64_t hash = 0;
    bool inside = false;
    for (uint32_t at = 0; at < text.length;) {
        uint32_t rune = dtl_utf8_next(text, &at);
        bool letter = dtl_rune_is_letter(rune) || dtl_rune_is_digit(rune);
        if (letter)
            hash = ((inside ? hash : 14695981039346656037u) ^ dtl_rune_lower(rune)) * 1099511628211u;
        else if (inside)
            words.items[words.count++] = hash;
        inside = letter;
    }
    if (inside)
        words.items[words.count++] = hash;
    return words;
}

static bag shingles_of(const bag *words)
{
    size_t count = words->count >= SHINGLE ? words->count - SHINGLE + 1 : words->count ? 1 : 0;
    bag shingles = {malloc((count + 1) * sizeof(uint64_t)), count};
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = 14695981039346656037u;
        for (size_t k = i; k < i + SHINGLE && k < words->count; k++)
            hash = (hash ^ words->items[k]) * 0x9E3779B97F4A7C15u;
        shingles.items[i] = hash;
    }
    return shingles;
}

/* F1 of two bags; sorts both. Two empty bags agree. */
static double bag_f1(bag *ours, bag *gold)
{
    qsort(ours->items, ours->count, sizeof *ours->items, compare_hashes);
    qsort(gold->items, gold->count, sizeof *gold->items, compare_hashes);
    size_t shared = 0;
    for (size_t i = 0, k = 0; i < ours->count && k < gold->count;) {
        if (ours->items[i] == gold->items[k]) {
            shared++;
            i++;
            k++;
        } else if (ours->items[i] < gold->items[k])
            i++;
        else
            k++;
    }
    return ours->count + gold->count ? 2.0 * (double)shared / (double)(ours->count + gold->count) : 1;
}

static bool same_words(dtl_slice a, dtl_slice b)
{
    bag x = words_of(a), y = words_of(b);
    bool same = x.count == y.count && memcmp(x.items, y.items, x.count * sizeof *x.items) == 0;
    free(x.items);
    free(y.items);
    return same;
}

/* Text with every run of white space made one blank, in the arena. */
static dtl_slice with_single_blanks(dtl_arena *arena, dtl_slice text)
{
    char *out = dtl_arena_alloc(arena, (size_t)text.length + 1);
    uint32_t used = 0;
    for (uint32_t at = 0; out && at < text.length;) {
        uint32_t start = at;
        if (dtl_rune_is_space(dtl_utf8_next(text, &at))) {
            if (used && out[used - 1] != ' ')
                out[used++] = ' ';
        } else {
            memcpy(out + used, text.ptr + start, at - start);
            used += at - start;
        }
    }
    return dtl_slice_make(out ? out : "", used);
}

static dtl_slice read_page(const char *folder, const char *id, char *room)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/html/%s.html.gz", folder, id);
    gzFile file = gzopen(path, "rb");
    if (!file) {
        fprintf(stderr, "eval: cannot read %s\n", path);
        return DTL_SLICE_EMPTY;
    }
    int length = gzread(file, room, PAGE_MAX);
    gzclose(file);
    return dtl_slice_make(room, length > 0 ? (size_t)length : 0);
}

/* The body's paragraphs, one a line. */
static dtl_slice body_of(const dtl_doc *doc)
{
    dtl_slice text = doc->page.text;
    char *out = dtl_arena_alloc(doc->arena, (size_t)text.length + doc->article.body.count + 1);
    uint32_t used = 0;
    for (uint32_t i = 0; out && i < doc->article.body.count; i++) {
        dtl_slice paragraph = dtl_doc_slice(doc, doc->article.body.items[i].span);
        memcpy(out + used, paragraph.ptr, paragraph.length);
        used += paragraph.length;
        out[used++] = '\n';
    }
    return dtl_slice_make(out ? out : "", used);
}

/* Runs the two rooms; the flattened page takes the way twice. */
static bool run_stages(dtl_doc *doc, const dtl_rules *rules, bool plain)
{
    if (plain) {
        dtl_page page;
        if (dtl_page_run(&doc->source, doc->arena, &doc->notes, &page))
            return false;
        char *flat = dtl_arena_alloc(doc->arena, (size_t)page.text.length + page.blocks.count + 1);
        uint32_t used = 0;
        for (uint32_t i = 0; flat && i < page.blocks.count; i++) {
            dtl_slice block = dtl_span_text(page.text, page.blocks.items[i].span);
            if (page.blocks.items[i].kind == DTL_BLOCK_TITLE)
                continue; /* not visible */
            memcpy(flat + used, block.ptr, block.length);
            used += block.length;
            flat[used++] = '\n';
        }
        doc->source.bytes = dtl_slice_make(flat ? flat : "", used);
        doc->source.format = DTL_FORMAT_TEXT;
    }
    return !dtl_page_run(&doc->source, doc->arena, &doc->notes, &doc->page) &&
           !dtl_article_run(&doc->source, &doc->page, rules, doc->arena, &doc->notes, &doc->article);
}

static void report(const eval_options *options, const char *id, const char *what, dtl_slice ours, dtl_slice gold)
{
    if (options->errors)
        fprintf(options->errors, "%s\t%s\tours\t%.*s\tgold\t%.*s\n", id, what, (int)ours.length, ours.ptr ? ours.ptr : "", (int)gold.length,
                gold.ptr ? gold.ptr : "");
}

/* Authors: one string, or a list of which each name must stand in the byline and nothing else. */
static void score_author(const eval_options *options, const char *id, const json_t *gold, dtl_slice byline, page_scores *scores)
{
    const json_t *list = json_object_get(gold, "authors"), *one = json_object_get(gold, "author");
    if (!list && !one)
        return;
    dtl_slice name = json_is_array(list) ? eval_string(json_array_get(list, 0)) : eval_string(one);
    if (!name.length) {
        scores->author_none++;
        scores->author_made_up += byline.length > 0;
        return;
    }
    bool right = same_words(byline, name) && json_array_size(list) <= 1;
    scores->author_of++;
    scores->author += right;
    if (!right)
        report(options, id, "author", byline, name);
}

static void score_fields(const eval_options *options, const char *id, const json_t *gold, const dtl_doc *doc, page_scores *scores)
{
    dtl_slice title = eval_member(gold, "title"), date = eval_member(gold, "date");
    dtl_slice ours = dtl_doc_slice(doc, doc->article.title);
    if (title.length) {
        bool right = same_words(ours, title);
        scores->title_of++;
        scores->title += right;
        if (!right)
            report(options, id, "title", ours, title);
    }
    int32_t day;
    if (dtl_day_parse_iso(date, &day)) {
        char written[16];
        dtl_day_format(doc->article.published.low, written);
        bool right = doc->article.published.low == day && doc->article.published.high == day;
        scores->date_of++;
        scores->date += right;
        if (!right)
            report(options, id, doc->article.published_from, dtl_slice_from_cstr(written), date);
    }
    score_author(options, id, gold, dtl_doc_slice(doc, doc->article.byline), scores);
}

static void score_body(const eval_options *options, const char *id, const json_t *gold, const dtl_doc *doc, page_scores *scores)
{
    dtl_slice body = body_of(doc), text = eval_member(gold, "text");
    size_t i;
    const json_t *value;
    if (json_object_get(gold, "text")) {
        bag ours = words_of(body), theirs = words_of(text), our_shingles = shingles_of(&ours), their_shingles = shingles_of(&theirs);
        double shingle_f1 = bag_f1(&our_shingles, &their_shingles), word_f1 = bag_f1(&ours, &theirs);
        scores->with_text++;
        scores->word_f1 += word_f1;
        scores->shingle_f1 += shingle_f1;
        if (word_f1 < 0.8 && options->errors)
            fprintf(options->errors, "%s\tbody\tword F1\t%.3f\n", id, word_f1);
        free(ours.items);
        free(theirs.items);
        free(our_shingles.items);
        free(their_shingles.items);
    }
    dtl_slice flat = with_single_blanks(doc->arena, body);
    json_array_foreach(json_object_get(gold, "with"), i, value) {
        bool found = dtl_slice_find(flat, with_single_blanks(doc->arena, eval_string(value)), 0) != DTL_NONE;
        scores->segments_of++;
        scores->segments_right += found;
        if (!found)
            report(options, id, "missing", DTL_SLICE_EMPTY, eval_string(value));
    }
    json_array_foreach(json_object_get(gold, "without"), i, value) {
        bool found = dtl_slice_find(flat, with_single_blanks(doc->arena, eval_string(value)), 0) != DTL_NONE;
        scores->segments_wrong += found;
        if (found)
            report(options, id, "should not be there", eval_string(value), DTL_SLICE_EMPTY);
    }
}

static void predict(const eval_options *options, const char *id, const dtl_doc *doc)
{
    if (!options->predict)
        return;
    char day[16];
    dtl_day_format(doc->article.published.low, day);
    dtl_slice title = dtl_doc_slice(doc, doc->article.title), author = dtl_doc_slice(doc, doc->article.byline), body = body_of(doc);
    json_t *line = json_pack("{s:s, s:s%, s:s%, s:s, s:s%}", "id", id, "title", title.ptr, (size_t)title.length, "author", author.ptr,
                             (size_t)author.length, "date", day, "text", body.ptr, (size_t)body.length);
    json_dumpf(line, options->predict, JSON_COMPACT);
    fputc('\n', options->predict);
    json_decref(line);
}

/* One folder of pages under way. */
typedef struct bench {
    const eval_options *options;
    const char *folder;
    const dtl_rules *rules;
    bool plain;
    char *room;      /* PAGE_MAX bytes for a page as it came */
    dtl_arena arena; /* emptied after each page */
    page_scores *scores;
} bench;

static bool score_page(void *context, json_t *gold)
{
    bench *b = context;
    const char *id = json_string_value(json_object_get(gold, "id"));
    if (!id)
        return true;
    dtl_doc doc = {.arena = &b->arena, .source = {.bytes = read_page(b->folder, id, b->room), .format = DTL_FORMAT_HTML}};
    clock_t before = clock();
    bool done = run_stages(&doc, b->rules, b->plain);
    b->scores->seconds += (double)(clock() - before) / CLOCKS_PER_SEC;
    b->scores->pages++;
    if (!done)
        fprintf(stderr, "eval: %s is over its budget\n", id);
    score_body(b->options, id, gold, &doc, b->scores);
    if (!b->plain)
        score_fields(b->options, id, gold, &doc, b->scores);
    predict(b->options, id, &doc);
    dtl_arena_reset(&b->arena);
    return true;
}

static int score_folder(const eval_options *options, const char *folder, const dtl_rules *rules, bool plain, page_scores *scores)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/gold.jsonl", folder);
    bench b = {.options = options, .folder = folder, .rules = rules, .plain = plain, .room = eval_checked(malloc(PAGE_MAX)), .scores = scores};
    dtl_arena_init(&b.arena, PAGE_BUDGET);
    bool fine = eval_file(path, score_page, &b);
    dtl_arena_free(&b.arena);
    free(b.room);
    return fine ? 0 : 66;
}

static int run_bench(const eval_options *options, const char *name, bool plain)
{
    page_scores scores = {0};
    const dtl_rules *rules = eval_rules();
    if (!rules)
        return 70;
    for (int i = 0; i < options->path_count; i++) {
        int status = score_folder(options, options->paths[i], rules, plain, &scores);
        if (status)
            return status;
    }
    double with_text = scores.with_text ? (double)scores.with_text : 1;
    fprintf(stderr, "%8s %8s %8s %8s %8s %8s %8s\n", "pages", "words", "shingles", "title", "author", "date", "pages/s");
    fprintf(stderr, "%8" PRIu64 " %8.4f %8.4f %3" PRIu64 "/%-4" PRIu64 " %3" PRIu64 "/%-4" PRIu64 " %3" PRIu64 "/%-4" PRIu64 " %8.1f\n", scores.pages,
            scores.word_f1 / with_text, scores.shingle_f1 / with_text, scores.title, scores.title_of, scores.author, scores.author_of,
            scores.date, scores.date_of, (double)scores.pages / (scores.seconds > 0 ? scores.seconds : 1));
    fprintf(stderr, "authors made up where gold has none: %" PRIu64 " of %" PRIu64 "\n", scores.author_made_up, scores.author_none);
    eval_json json = {0};
    eval_json_open(&json, name, scores.pages, scores.seconds);
    if (scores.with_text) {
        eval_json_number(&json, "word_f1", scores.word_f1 / with_text);
        eval_json_number(&json, "shingle_f1", scores.shingle_f1 / with_text);
    } else {
        eval_json_null(&json, "word_f1");
        eval_json_null(&json, "shingle_f1");
    }
    if (!plain) {
        eval_json_f1(&json, "segment_f1", scores.segments_right, scores.segments_of, scores.segments_right + scores.segments_wrong);
        eval_json_rate(&json, "title", scores.title, scores.title_of);
        eval_json_rate(&json, "author", scores.author, scores.author_of);
        eval_json_rate(&json, "date", scores.date, scores.date_of);
    }
    eval_json_number(&json, "pages_per_s", (double)scores.pages / (scores.seconds > 0 ? scores.seconds : 1));
    eval_json_close(&json);
    return 0;
}

int eval_pages(const eval_options *options)
{
    return run_bench(options, "pages", false);
}

int eval_plain(const eval_options *options)
{
    return run_bench(options, "plain", true);
}
