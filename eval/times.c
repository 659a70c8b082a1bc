/* times: which time expressions are found, with which type and value (TempEval-3's rules)?
 *
 * Paths: TimeML files (.tml), folders of them, or MEANTIME's docs.jsonl. The text goes without its creation time through
 * page, text, parse and mention; every line is a paragraph of the report, because the gold knows no furniture; the gold
 * creation time is the report's date. The answer is what the mention room says. Type and value are counted among relaxed
 * matches and related to all gold and all answered expressions. MEANTIME's times are marked in its first six sentences
 * only (title, date line, four of the body), so that answers behind them are not counted.
 * --predict writes the answers as TimeML or as jsonl, as the gold was; both can be given as a path again. */
#include "eval.h"
#include "mention/mention.h"
#include "page/page.h"
#include "text/text.h"
#include "times_score.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MEANTIME_SENTENCES = 6, BUDGET = 1 << 30 };

static const char *const timex_names[] = {"DATE", "TIME", "DURATION", "SET"};

/* The answers to one document. */
typedef struct answer {
    times_item items[TIMES_ITEMS_MAX];
    uint32_t count;
} answer;

/* What every document needs. */
typedef struct bench {
    const eval_options *options;
    const dtl_rules *rules;
    const dtl_model *model;
    times_counts sum;
    uint64_t documents;
    answer *said; /* to the document under way */
} bench;

/* Every block a paragraph of the body. */
static bool all_is_body(dtl_doc *doc, const times_document *gold)
{
    doc->article.english = true;
    doc->article.published = DTL_INTERVAL_OPEN;
    doc->article.published_from = "";
    doc->article.published_minute = -1;
    int32_t day;
    if (dtl_day_parse_iso(gold->created, &day)) {
        doc->article.published = (dtl_interval){day, day};
        doc->article.published_from = "caller";
    }
    for (uint32_t i = 0; i < doc->page.blocks.count; i++) {
        dtl_paragraph *paragraph = dtl_array_push(doc->arena, &doc->article.body);
        if (!paragraph)
            return false;
        *paragraph = (dtl_paragraph){.span = doc->page.blocks.items[i].span, .block = i, .role = DTL_ROLE_PARAGRAPH};
    }
    return true;
}

static bool code(const bench *b, dtl_doc *doc, const times_document *gold)
{
    dtl_error error = {0};
    if (dtl_page_run(&doc->source, doc->arena, &doc->notes, &doc->page) || !all_is_body(doc, gold) ||
        dtl_text_run(&doc->page, &doc->article, b->rules, doc->arena, &doc->notes, &doc->text) ||
        dtl_parse_run(&doc->page, &doc->text, b->model, doc->arena, &doc->notes, &doc->parse) ||
        dtl_mention_run(doc, b->rules, NULL, &doc->notes, &doc->mention)) {
        fprintf(stderr, "times: out of memory\n");
        return false;
    }
    if (!dtl_doc_check(doc, &error)) {
        fprintf(stderr, "times: %s\n", error.message);
        return false;
    }
    return true;
}

static void collect(const dtl_doc *doc, const times_document *gold, answer *out)
{
    out->count = 0;
    for (uint32_t i = 0; i < doc->mention.mentions.count && out->count < TIMES_ITEMS_MAX; i++) {
        const dtl_mention *m = &doc->mention.mentions.items[i];
        if (m->kind != DTL_MENTION_TIME || m->span.offset >= gold->scored_end)
            continue;
        const dtl_time *time = &doc->mention.times.items[m->target];
        if (!time->value.length)
            continue; /* "often" is a time of the report, but no TIMEX3 */
        out->items[out->count++] = (times_item){
            .start = m->span.offset, .stop = dtl_span_end(m->span), .first = times_non_blank(doc->page.text, m->span.offset),
            .end = times_non_blank(doc->page.text, dtl_span_end(m->span)), .value = time->value,
            .type = dtl_slice_from_cstr(timex_names[time->timex])};
    }
}

/* "…words around [the span] and behind…" on one line. */
static void put_context(FILE *out, dtl_slice text, uint32_t start, uint32_t stop)
{
    enum { AROUND = 60 };
    uint32_t from = start > AROUND ? start - AROUND : 0, to = stop + AROUND < text.length ? stop + AROUND : text.length;
    for (uint32_t i = from; i < to; i++) {
        if (i == start)
            fputc('[', out);
        if (i == stop)
            fputc(']', out);
        fputc(text.ptr[i] == '\n' ? ' ' : text.ptr[i], out);
    }
    fputc('\n', out);
}

static void put_error(FILE *out, const times_document *d, const char *what, const times_item *gold, const times_item *said)
{
    const times_item *shown = gold ? gold : said;
    dtl_slice text = dtl_slice_make(d->text, d->text_length);
    fprintf(out, "%-6s %.*s\t%.*s %.*s\t", what, (int)d->id.length, d->id.ptr, gold ? (int)gold->type.length : 0, gold ? gold->type.ptr : "",
            gold ? (int)gold->value.length : 0, gold ? gold->value.ptr : "");
    fprintf(out, "%.*s %.*s\t[%.*s]\t", said ? (int)said->type.length : 0, said ? said->type.ptr : "", said ? (int)said->value.length : 0,
            said ? said->value.ptr : "", said ? (int)(said->stop - said->start) : 0, said ? d->text + said->start : "");
    put_context(out, text, shown->start, shown->stop);
}

static void write_errors(FILE *out, const times_document *gold, const answer *said, const uint32_t *partner)
{
    bool *used = calloc((size_t)said->count + 1, sizeof *used);
    for (uint32_t g = 0; used && g < gold->item_count; g++) {
        const times_item *item = &gold->items[g], *got = partner[g] == DTL_NONE ? NULL : &said->items[partner[g]];
        if (!got) {
            put_error(out, gold, "missed", item, NULL);
            continue;
        }
        used[partner[g]] = true;
        if (!dtl_slice_equal(item->value, got->value))
            put_error(out, gold, "value", item, got);
        if (!dtl_slice_equal(item->type, got->type))
            put_error(out, gold, "type", item, got);
        if (item->first != got->first || item->end != got->end)
            put_error(out, gold, "span", item, got);
    }
    for (uint32_t a = 0; used && a < said->count; a++)
        if (!used[a])
            put_error(out, gold, "extra", NULL, &said->items[a]);
    free(used);
}

static void put_escaped(FILE *out, const char *text, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        switch (text[i]) {
        case '&': fputs("&amp;", out); break;
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        default: fputc(text[i], out);
        }
}

static void write_tml(FILE *out, const times_document *gold, const answer *said)
{
    fprintf(out, "<?xml version=\"1.0\" ?>\n<TimeML>\n<DOCID>%.*s</DOCID>\n<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"%.*s\">%.*s</TIMEX3></DCT>\n<TEXT>",
            (int)gold->id.length, gold->id.ptr, (int)gold->created.length, gold->created.ptr, (int)gold->created.length, gold->created.ptr);
    uint32_t at = 0;
    for (uint32_t i = 0; i < said->count; i++) {
        const times_item *item = &said->items[i];
        if (item->start < at)
            continue; /* times do not overlap */
        put_escaped(out, gold->text, at, item->start);
        fprintf(out, "<TIMEX3 tid=\"t%u\" type=\"%.*s\" value=\"%.*s\">", i + 1, (int)item->type.length, item->type.ptr, (int)item->value.length, item->value.ptr);
        put_escaped(out, gold->text, item->start, item->stop);
        fputs("</TIMEX3>", out);
        at = item->stop;
    }
    put_escaped(out, gold->text, at, gold->text_length);
    fputs("</TEXT>\n</TimeML>\n", out);
}

/* ---- MEANTIME: one object a line with text, tokens, offsets, sentence and timex ---- */

/* Byte offsets of the tokens: the file counts characters. */
static uint32_t byte_at(dtl_slice text, uint32_t characters)
{
    uint32_t at = 0;
    for (; at < text.length; at++)
        if (((unsigned char)text.ptr[at] & 0xC0) != 0x80 && characters-- == 0)
            break;
    return at;
}

static void token_span(const json_t *doc, uint32_t token, uint32_t *from, uint32_t *to)
{
    dtl_slice text = eval_member(doc, "text");
    *from = byte_at(text, (uint32_t)json_integer_value(json_array_get(json_object_get(doc, "offsets"), token)));
    *to = *from + eval_string(json_array_get(json_object_get(doc, "tokens"), token)).length;
}

/* The bytes from the first to the last token of an expression; false if it has none (a time that is only implied). */
static bool timex_span(const json_t *doc, const json_t *timex, uint32_t *start, uint32_t *stop)
{
    json_t *token;
    size_t i;
    *start = UINT32_MAX;
    *stop = 0;
    json_array_foreach(json_object_get(timex, "span"), i, token) {
        uint32_t from, to;
        token_span(doc, (uint32_t)json_integer_value(token), &from, &to);
        *start = from < *start ? from : *start;
        *stop = to > *stop ? to : *stop;
    }
    return *stop > *start;
}

static bool is_creation(const json_t *timex)
{
    return dtl_slice_is(eval_member(timex, "functionInDocument"), "CREATION_TIME");
}

/* Two documents of the corpus do not mark the creation time: it is the date that stands alone on the second line. */
static bool is_date_line(const json_t *doc, const json_t *timex)
{
    json_t *span = json_object_get(timex, "span"), *sentences = json_object_get(doc, "sentence");
    size_t first = (size_t)json_integer_value(json_array_get(span, 0));
    return json_array_size(span) >= 3 && json_integer_value(json_array_get(sentences, first)) == 1;
}

static bool has_creation(const json_t *doc)
{
    json_t *timex;
    size_t i;
    json_array_foreach(json_object_get(doc, "timex"), i, timex)
        if (is_creation(timex))
            return true;
    return false;
}

static int compare_items(const void *a, const void *b)
{
    const times_item *x = a, *y = b;
    return x->start != y->start ? (x->start > y->start) - (x->start < y->start) : (x->stop > y->stop) - (x->stop < y->stop);
}

/* The text with the creation time blanked out, and the gold. Blanks count for nothing. */
static bool read_json(const json_t *doc, times_document *out)
{
    dtl_slice text = eval_member(doc, "text");
    *out = (times_document){.id = eval_member(doc, "docid"), .text = malloc((size_t)text.length + 1), .text_length = text.length,
                            .items = calloc(TIMES_ITEMS_MAX, sizeof(times_item))};
    if (!out->text || !out->items)
        return false;
    memcpy(out->text, text.ptr, text.length);
    json_t *timex, *sentence;
    size_t i;
    bool marked = has_creation(doc);
    json_array_foreach(json_object_get(doc, "timex"), i, timex) {
        times_item item = {.value = eval_member(timex, "value"), .type = eval_member(timex, "type")};
        if (!timex_span(doc, timex, &item.start, &item.stop))
            continue;
        if (is_creation(timex) || (!marked && is_date_line(doc, timex))) {
            out->created = item.value;
            memset(out->text + item.start, ' ', item.stop - item.start);
        } else if (out->item_count < TIMES_ITEMS_MAX)
            out->items[out->item_count++] = item;
    }
    qsort(out->items, out->item_count, sizeof *out->items, compare_items);
    json_array_foreach(json_object_get(doc, "sentence"), i, sentence)
        if (json_integer_value(sentence) < MEANTIME_SENTENCES) {
            uint32_t from;
            token_span(doc, (uint32_t)i, &from, &out->scored_end);
        }
    dtl_slice left = dtl_slice_make(out->text, out->text_length);
    for (uint32_t k = 0; k < out->item_count; k++) {
        out->items[k].first = times_non_blank(left, out->items[k].start);
        out->items[k].end = times_non_blank(left, out->items[k].stop);
    }
    return true;
}

/* The document with our expressions in the place of the gold's, the creation time kept. */
static void write_json(FILE *out, json_t *doc, const answer *said)
{
    json_t *list = json_array(), *timex;
    size_t i;
    bool marked = has_creation(doc);
    json_array_foreach(json_object_get(doc, "timex"), i, timex)
        if (is_creation(timex) || (!marked && is_date_line(doc, timex)))
            json_array_append(list, timex);
    for (uint32_t k = 0; k < said->count; k++) {
        json_t *span = json_array();
        for (uint32_t t = 0; t < json_array_size(json_object_get(doc, "tokens")); t++) {
            uint32_t from, to;
            token_span(doc, t, &from, &to);
            if (from < said->items[k].stop && to > said->items[k].start)
                json_array_append_new(span, json_integer(t));
        }
        json_array_append_new(list, json_pack("{s:o, s:s#, s:s#}", "span", span, "type", said->items[k].type.ptr, (int)said->items[k].type.length,
                                              "value", said->items[k].value.ptr ? said->items[k].value.ptr : "", (int)said->items[k].value.length));
    }
    json_object_set_new(doc, "timex", list);
    json_dumpf(doc, out, JSON_COMPACT);
    fputc('\n', out);
}

/* ---- running ---- */

/* Codes one document, scores it, writes what is asked for. row: the document's JSON, NULL for TimeML. */
static bool run_document(bench *b, const times_document *gold, json_t *row)
{
    answer *said = b->said;
    static uint32_t partner[TIMES_ITEMS_MAX];
    dtl_arena arena;
    dtl_arena_init(&arena, BUDGET);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_make(gold->text, gold->text_length), .file = DTL_SLICE("times"), .format = DTL_FORMAT_TEXT}};
    bool good = code(b, &doc, gold);
    if (good) {
        collect(&doc, gold, said);
        times_score(gold->items, gold->item_count, said->items, said->count, partner, &b->sum);
        b->documents++;
        if (b->options->errors)
            write_errors(b->options->errors, gold, said, partner);
    }
    /* values may live in the arena: what is written is written before it goes */
    if (good && b->options->predict && row)
        write_json(b->options->predict, row, said);
    else if (good && b->options->predict)
        write_tml(b->options->predict, gold, said);
    dtl_arena_free(&arena);
    return good;
}

static bool run_tml(bench *b, const char *path)
{
    dtl_slice bytes = eval_read_file(path), rest = bytes;
    times_document gold;
    bool good = bytes.ptr != NULL;
    while (good && times_read_tml(&rest, &gold)) {
        good = run_document(b, &gold, NULL);
        times_document_free(&gold);
    }
    free((void *)(uintptr_t)bytes.ptr);
    return good;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The .tml files of a folder, by name. */
static bool run_folder(bench *b, const char *path)
{
    enum { FILES_MAX = 10000 };
    DIR *folder = opendir(path);
    char **names = calloc(FILES_MAX, sizeof *names);
    size_t count = 0;
    for (struct dirent *entry; folder && names && count < FILES_MAX && (entry = readdir(folder));)
        if (dtl_slice_ends_with(dtl_slice_from_cstr(entry->d_name), DTL_SLICE(".tml")))
            names[count++] = strdup(entry->d_name);
    if (folder)
        closedir(folder);
    qsort(names, count, sizeof *names, compare_names);
    bool good = folder && count;
    for (size_t i = 0; i < count; i++) {
        char full[4096];
        snprintf(full, sizeof full, "%s/%s", path, names[i]);
        good = good && run_tml(b, full);
        free(names[i]);
    }
    free(names);
    return good;
}

static bool run_json(void *context, json_t *row)
{
    bench *b = context;
    times_document gold;
    bool good = read_json(row, &gold) && run_document(b, &gold, row);
    times_document_free(&gold);
    return good;
}

static void print(const bench *b, double seconds)
{
    const times_counts *s = &b->sum;
    fprintf(stderr, "%llu documents, %llu expressions, %llu answered\n", (unsigned long long)b->documents, (unsigned long long)s->gold,
            (unsigned long long)s->answered);
    fprintf(stderr, "strict  F1 %.4f\nrelaxed F1 %.4f\ntype    F1 %.4f\nvalue   F1 %.4f\n", eval_f1(s->strict, s->gold, s->answered),
            eval_f1(s->relaxed, s->gold, s->answered), eval_f1(s->type, s->gold, s->answered), eval_f1(s->value, s->gold, s->answered));
    eval_json json;
    eval_json_open(&json, "times", s->gold, seconds);
    eval_json_f1(&json, "strict_f1", s->strict, s->gold, s->answered);
    eval_json_f1(&json, "relaxed_f1", s->relaxed, s->gold, s->answered);
    eval_json_f1(&json, "type_f1", s->type, s->gold, s->answered);
    eval_json_f1(&json, "value_f1", s->value, s->gold, s->answered);
    eval_json_close(&json);
}

int eval_times(const eval_options *options)
{
    bench b = {.options = options, .rules = eval_rules(), .model = eval_model(options), .said = eval_checked(calloc(1, sizeof *b.said))};
    double start = eval_seconds();
    if (!b.rules || !b.model)
        return 66;
    if (options->path_count < 1) {
        fprintf(stderr, "usage: eval times DOCS.jsonl|FILE.tml|FOLDER...\n");
        return 64;
    }
    bool good = true;
    for (int i = 0; i < options->path_count && good; i++) {
        struct stat info;
        const char *path = options->paths[i];
        if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
            good = run_folder(&b, path);
        else
            good = dtl_slice_ends_with(dtl_slice_from_cstr(path), DTL_SLICE(".jsonl")) ? eval_file(path, run_json, &b) : run_tml(&b, path);
    }
    free(b.said);
    if (!good)
        return 66;
    print(&b, eval_seconds() - start);
    return 0;
}
