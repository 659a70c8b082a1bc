/* The bench "polnear": who says what, found from raw text, in the protocol of CofeNet.
 *
 * Paths: cofenet-*.jsonl (tokens, labels, id: B-/I- of source, cue, content; one label a token). The items of one id are the paragraphs of
 * one document: their tokens are set into text again (polnear_text.h), paragraph behind paragraph, the first one as its title, and the text
 * goes the way of a report up to the room voice. What it found is laid back on the items' tokens by their place in the text.
 * The gold knows no nesting: a token has one label, and what is said (or, in quotation marks, thought) inside somebody's words is his
 * content. So of nested voices the
 * outermost counts; an agency that was told ("told AFP") is no source of its own. Keys: exact and begin F1 and mean Jaccard by role,
 * overlap_p: share of all answers that share a token with gold of their role.
 * --errors: missed, spurious and differing spans with their paragraph; --predict: the items with our labels.
 * Knowingly wrong: the blanks of the text are guessed from the tokens, and each title counts as one. */
#include "eval.h"
#include "polnear_score.h"
#include "polnear_text.h"
#include <stdlib.h>

/* One token of the gold. */
typedef struct token {
    uint32_t start, end;   /* bytes of the document's text */
    uint32_t item;         /* index in items */
    polnear_label gold, answer;
    uint32_t voice;        /* that gave the answer, DTL_NONE */
} token;

/* One document: rows of one id that follow each other. */
typedef struct document {
    json_t *rows;          /* array */
    dtl_buffer text;
    token *tokens;
    size_t count, capacity;
} document;

typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    polnear_counts counts;
    uint64_t items, documents;
    document document; /* under way */
} bench;

static bool add_row(document *d, const json_t *row, uint32_t item)
{
    const json_t *words = json_object_get(row, "tokens"), *labels = json_object_get(row, "labels"), *word;
    size_t i;
    polnear_joint joint = {0};
    if (!json_is_array(words) || json_array_size(words) != json_array_size(labels))
        return false;
    if (d->text.length)
        dtl_buffer_cstr(&d->text, "\n\n");
    json_array_foreach(words, i, word)
    {
        const json_t *label = json_array_get(labels, i);
        if (d->count == d->capacity) {
            d->capacity = d->capacity ? d->capacity * 2 : 1024;
            token *grown = realloc(d->tokens, d->capacity * sizeof *grown);
            if (!grown)
                return false;
            d->tokens = grown;
        }
        token *t = &d->tokens[d->count++];
        *t = (token){.item = item, .gold = polnear_label_of(json_string_value(label), json_string_length(label)),
                     .answer = {POLNEAR_OUTSIDE, false}, .voice = DTL_NONE};
        polnear_join(&joint, dtl_slice_make(json_string_value(word), json_string_length(word)), &d->text, &t->start, &t->end);
    }
    return !d->text.failed;
}

static size_t token_at(const document *d, uint32_t offset)
{
    size_t low = 0, high = d->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (d->tokens[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* over: replaces what stands there. */
static void paint(document *d, const dtl_doc *doc, uint32_t voice, uint32_t first, uint32_t count, polnear_role role, bool over)
{
    if (count == 0)
        return;
    dtl_span span = dtl_text_tokens_span(&doc->text, first, count);
    uint32_t start = eval_source_offset(&doc->page, span.offset), end = eval_source_offset(&doc->page, dtl_span_end(span) - 1) + 1;
    for (size_t i = token_at(d, start); i < d->count && d->tokens[i].start < end; i++)
        if (over || d->tokens[i].answer.role == POLNEAR_OUTSIDE) {
            d->tokens[i].answer.role = (uint8_t)role;
            d->tokens[i].voice = voice;
        }
}

/* Does a voice beside it report it, or speak of it? Not the agency that it was told to. */
static bool is_outermost(const dtl_voice_array *voices, uint32_t voice)
{
    enum { WINDOW = 24 };
    const dtl_voice *inner = &voices->items[voice];
    for (uint32_t i = voice > WINDOW ? voice - WINDOW : 0; i < voices->count && i <= voice + WINDOW; i++) {
        const dtl_voice *outer = &voices->items[i];
        bool inside = inner->cue_token != DTL_NONE ? inner->cue_token - outer->content_first < outer->content_count && inner->cue_token - outer->gap_first >= outer->gap_count
                                                   : inner->content_first >= outer->content_first && inner->content_first - outer->content_first < outer->content_count &&
                                                         inner->content_count < outer->content_count;
        bool wider = outer->content_count > inner->content_count || (outer->content_count == inner->content_count && i < voice);
        if (i != voice && outer->cue_token != inner->cue_token && inside && wider)
            return false;
    }
    return true;
}

static bool is_relay(const dtl_voice_array *voices, uint32_t voice)
{
    for (uint32_t i = voice > 4 ? voice - 4 : 0; i < voices->count && i < voice + 4; i++)
        if (voices->items[i].parent == voice && voices->items[i].cue_token == voices->items[voice].cue_token)
            return true;
    return false;
}

/* What somebody in marks thinks or wants is content of whoever speaks there, whether or not we found him. */
static bool is_thought_in_quotation(const dtl_doc *doc, const dtl_voice *voice)
{
    const dtl_quotation_array *quotations = &doc->parse.quotations;
    for (uint32_t i = 0; i < quotations->count && voice->cue_token != DTL_NONE && !dtl_cue_states(voice->cue); i++)
        if (voice->cue_token - quotations->items[i].first < quotations->items[i].count)
            return true;
    return false;
}

static void lay_voices(document *d, const dtl_doc *doc)
{
    const dtl_voice_array *voices = &doc->voice.voices;
    for (int pass = 0; pass < 2; pass++) /* contents, then frames over them */
        for (uint32_t i = 0; i < voices->count; i++) {
            const dtl_voice *v = &voices->items[i];
            if (!is_outermost(voices, i) || is_relay(voices, i) || is_thought_in_quotation(doc, v))
                continue;
            if (pass == 1) {
                paint(d, doc, i, v->source_first, v->source_count, POLNEAR_SOURCE, true);
                paint(d, doc, i, v->cue_first, v->cue_count, POLNEAR_CUE, true);
                continue;
            }
            uint32_t end = v->content_first + v->content_count, gap_end = v->gap_first + v->gap_count;
            paint(d, doc, i, v->content_first, (v->gap_count ? v->gap_first : end) - v->content_first, POLNEAR_CONTENT, false);
            if (v->gap_count && gap_end < end)
                paint(d, doc, i, gap_end, end - gap_end, POLNEAR_CONTENT, false);
        }
    for (size_t i = 0; i < d->count; i++) {
        token *t = &d->tokens[i];
        const token *before = i ? t - 1 : NULL;
        t->answer.begins = t->answer.role != POLNEAR_OUTSIDE &&
                           !(before && before->item == t->item && before->answer.role == t->answer.role && before->voice == t->voice);
    }
}

static void tell_span(FILE *out, const document *d, size_t base, polnear_span span)
{
    uint32_t start = d->tokens[base + span.start].start, end = d->tokens[base + span.end - 1].end;
    fprintf(out, "[%.*s]", (int)(end - start), d->text.bytes + start);
}

static bool meet(polnear_span a, polnear_span b)
{
    return a.role == b.role && a.start < b.end && b.start < a.end;
}

static void tell(const bench *b, const document *d, size_t base, size_t count, const polnear_span *gold, size_t gold_count,
                 const polnear_span *answer, size_t answer_count)
{
    FILE *out = b->options->errors;
    bool any = false;
    for (size_t i = 0; i < gold_count; i++) {
        bool met = false;
        for (size_t k = 0; k < answer_count; k++)
            if (meet(gold[i], answer[k])) {
                met = true;
                if (gold[i].start == answer[k].start && gold[i].end == answer[k].end)
                    continue;
                fprintf(out, "differs\t%s\t", polnear_role_name(gold[i].role));
                tell_span(out, d, base, gold[i]);
                fputs(" <> ", out);
                tell_span(out, d, base, answer[k]);
                fputc('\n', out);
                any = true;
            }
        if (!met) {
            fprintf(out, "missed\t%s\t", polnear_role_name(gold[i].role));
            tell_span(out, d, base, gold[i]);
            fputc('\n', out);
            any = true;
        }
    }
    for (size_t k = 0; k < answer_count; k++) {
        bool met = false;
        for (size_t i = 0; i < gold_count && !met; i++)
            met = meet(gold[i], answer[k]);
        if (!met) {
            fprintf(out, "spurious\t%s\t", polnear_role_name(answer[k].role));
            tell_span(out, d, base, answer[k]);
            fputc('\n', out);
            any = true;
        }
    }
    if (any)
        fprintf(out, "\t%.*s\n\n", (int)(d->tokens[base + count - 1].end - d->tokens[base].start), d->text.bytes + d->tokens[base].start);
}

static bool score_item(bench *b, const document *d, size_t base, size_t count, const json_t *row)
{
    polnear_label *labels = malloc((count + 1) * sizeof *labels);
    polnear_span *gold = malloc((count + 1) * sizeof *gold), *answer = malloc((count + 1) * sizeof *answer);
    bool fine = labels && gold && answer;
    if (fine) {
        for (size_t i = 0; i < count; i++)
            labels[i] = d->tokens[base + i].gold;
        size_t gold_count = polnear_spans(labels, count, gold);
        for (size_t i = 0; i < count; i++)
            labels[i] = d->tokens[base + i].answer;
        size_t answer_count = polnear_spans(labels, count, answer);
        polnear_score(gold, gold_count, answer, answer_count, &b->counts);
        b->items++;
        if (b->options->errors && count)
            tell(b, d, base, count, gold, gold_count, answer, answer_count);
    }
    if (fine && b->options->predict) {
        json_t *list = json_array();
        for (size_t i = 0; i < count; i++)
            json_array_append_new(list, labels[i].role == POLNEAR_OUTSIDE ? json_string("O") : json_sprintf("%c-%s", labels[i].begins ? 'B' : 'I', polnear_role_name(labels[i].role)));
        json_t *prediction = json_pack("{s:O,s:o,s:O}", "tokens", json_object_get(row, "tokens"), "labels", list, "id", json_object_get(row, "id"));
        json_dumpf(prediction, b->options->predict, JSON_COMPACT);
        fputc('\n', b->options->predict);
        json_decref(prediction);
    }
    free(labels);
    free(gold);
    free(answer);
    return fine;
}

static bool run_document(bench *b, document *d)
{
    dtl_arena arena;
    bool fine = true;
    d->text.length = d->count = 0;
    for (size_t i = 0; i < json_array_size(d->rows) && fine; i++)
        fine = add_row(d, json_array_get(d->rows, i), (uint32_t)i);
    dtl_arena_init(&arena, (size_t)1 << 30);
    dtl_slice text = dtl_slice_make(d->text.bytes, d->text.length);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = text, .format = DTL_FORMAT_TEXT}};
    fine = fine && eval_run_body(b->engine, "voice", true, &doc);
    if (fine)
        lay_voices(d, &doc);
    for (size_t base = 0, end; fine && base < d->count; base = end) {
        for (end = base; end < d->count && d->tokens[end].item == d->tokens[base].item;)
            end++;
        fine = score_item(b, d, base, end - base, json_array_get(d->rows, d->tokens[base].item));
    }
    b->documents++;
    dtl_arena_free(&arena);
    json_array_clear(d->rows);
    return fine;
}

static bool same_id(const document *d, const json_t *row)
{
    return json_equal(json_object_get(json_array_get(d->rows, 0), "id"), json_object_get(row, "id"));
}

/* Rows are gathered until one of another document comes. */
static bool take_row(void *context, json_t *row)
{
    bench *b = context;
    bool fine = !json_array_size(b->document.rows) || same_id(&b->document, row) || run_document(b, &b->document);
    json_array_append(b->document.rows, row);
    return fine;
}

static bool run_file(bench *b, const char *path)
{
    b->document = (document){.rows = json_array()};
    bool fine = eval_file(path, take_row, b) && (!json_array_size(b->document.rows) || run_document(b, &b->document));
    if (!fine)
        fprintf(stderr, "eval: %s: a document failed\n", path);
    free(b->document.tokens);
    dtl_buffer_free(&b->document.text);
    json_decref(b->document.rows);
    return fine;
}

static void number_or_null(eval_json *json, const char *role, const char *what, double value)
{
    char key[32];
    snprintf(key, sizeof key, "%s_%s", role, what);
    eval_json_share(json, key, value);
}

static void report(const bench *b, double seconds)
{
    const polnear_counts *c = &b->counts;
    eval_json json;
    fprintf(stderr, "%llu documents, one label a token, the outermost voice counts\n%-8s %6s %8s %6s %7s %7s %8s %9s %9s\n", (unsigned long long)b->documents, "role", "gold",
            "answered", "exact", "exactF1", "beginF1", "Jaccard", "overlapP", "overlapR");
    for (unsigned r = 0; r < POLNEAR_ROLE_COUNT; r++)
        fprintf(stderr, "%-8s %6llu %8llu %6llu %7.3f %7.3f %8.3f %9.3f %9.3f\n", polnear_role_name(r), (unsigned long long)c->gold[r], (unsigned long long)c->answered[r],
                (unsigned long long)c->exact[r], polnear_exact_f1(c, r), polnear_begin_f1(c, r), polnear_mean_jaccard(c, r), polnear_overlap_precision(c, r),
                c->gold[r] ? (double)c->gold_met[r] / (double)c->gold[r] : -1);
    eval_json_open(&json, "polnear", b->items, seconds);
    for (unsigned r = 0; r < POLNEAR_ROLE_COUNT; r++) {
        number_or_null(&json, polnear_role_name(r), "exact", polnear_exact_f1(c, r));
        number_or_null(&json, polnear_role_name(r), "begin", polnear_begin_f1(c, r));
        number_or_null(&json, polnear_role_name(r), "jaccard", polnear_mean_jaccard(c, r));
    }
    number_or_null(&json, "overlap", "p", polnear_overlap_precision(c, POLNEAR_ROLE_COUNT));
    eval_json_close(&json);
}

int eval_polnear(const eval_options *options)
{
    static bench b;
    dtl_engine *engine;
    int status = eval_engine(options, 1, "polnear cofenet-*.jsonl...", &engine);
    if (status)
        return status;
    b.options = options;
    b.engine = engine;
    double start = eval_seconds();
    for (int i = 0; i < options->path_count; i++)
        if (!run_file(&b, options->paths[i]))
            status = 66;
    report(&b, eval_seconds() - start);
    dtl_engine_close(engine);
    return status;
}
