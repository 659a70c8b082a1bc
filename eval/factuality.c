/* factuality: how surely do the words tell that an event happened, from -3 (certainly not) to +3 (certainly)?
 *
 * Paths: JSON lines with tokens and events [{head, word, value}] (uw-factuality, uds-ih2): one sentence a line, the events' heads
 * given. The tokens are taken as they are; tags and tree are ours; the answer is what rules/commitment.h says of the head, as the
 * reader sees it: words of saying lower it a little, as they do for the people who made the gold.
 * --errors: gold, answer, the rows that made it, the way up the tree and the sentence, of every event that is off by one or more;
 * --predict: the lines as they came, with our values.
 * Knowingly rough: the tokens are glued to a text by the usual spacing of English, which only the quotation marks depend on. */
#include "eval.h"
#include "factuality_score.h"
#include "rules/commitment.h"
#include <stdlib.h>
#include <string.h>

enum { PATH_STEPS = 4 };

/* One run over all files. */
typedef struct bench {
    const dtl_engine *engine;
    const eval_options *options;
    factuality_counts counts;
    dtl_buffer bytes; /* the text of one sentence */
    uint64_t sentences;
    double seconds; /* of the climb alone */
} bench;

/* TempEval writes quotation marks and dashes in the manner of the Penn Treebank. */
static const char *as_written(const char *token)
{
    if (strcmp(token, "``") == 0 || strcmp(token, "''") == 0)
        return "\"";
    return strcmp(token, "_") == 0 ? "--" : token;
}

/* Does no blank stand before this token? `open`: it stands behind an opening quotation mark or bracket. */
static bool joins(const char *before, const char *token, bool quoted)
{
    if (!before || strcmp(before, "(") == 0 || strcmp(before, "$") == 0 || strcmp(before, "``") == 0 || strcmp(before, "-") == 0)
        return true;
    if (strcmp(before, "\"") == 0 && quoted)
        return true;
    if (strcmp(token, "\"") == 0)
        return quoted;
    return strcmp(token, "n't") == 0 || strcmp(token, "-") == 0 || strchr(".,;:?!)'%", token[0]) != NULL;
}

static void add_token(dtl_doc *doc, dtl_buffer *bytes, const char *form, size_t length, bool close)
{
    if (doc->text.tokens.count && close)
        doc->text.tokens.items[doc->text.tokens.count - 1].space_after = false;
    else if (doc->text.tokens.count)
        dtl_buffer_char(bytes, ' ');
    dtl_token *token = eval_checked(dtl_array_push(doc->arena, &doc->text.tokens));
    *token = (dtl_token){.offset = (uint32_t)bytes->length, .length = (uint32_t)length, .space_after = true};
    dtl_buffer_put(bytes, form, length);
    doc->text.sentences.items[0].count++;
}

/* Lays the given tokens out as a report of one sentence; place[i] becomes the place of token i in ours: the parser knows "has" and
 * "n't" as two words, which the gold has as one here and there. */
static void lay_out(json_t *tokens, dtl_doc *doc, dtl_buffer *bytes, uint32_t *place)
{
    dtl_sentence *sentence = eval_checked(dtl_array_push(doc->arena, &doc->text.sentences));
    size_t index;
    json_t *item;
    const char *before = NULL;
    bool quoted = false; /* inside straight quotation marks */
    *sentence = (dtl_sentence){.first = 0, .paragraph = 0};
    dtl_buffer_clear(bytes);
    json_array_foreach(tokens, index, item) {
        const char *raw = json_is_string(item) ? json_string_value(item) : "", *form = as_written(raw);
        size_t length = strlen(form), negation = length > 3 && strcmp(form + length - 3, "n't") == 0 ? 3 : 0;
        place[index] = doc->text.tokens.count;
        add_token(doc, bytes, form, length - negation, joins(before, raw, quoted));
        if (negation)
            add_token(doc, bytes, form + length - 3, 3, true);
        quoted ^= strcmp(raw, "\"") == 0;
        before = raw;
    }
    doc->page.text = dtl_slice_make(bytes->bytes, (uint32_t)bytes->length);
    doc->article.english = true;
    doc->article.published = DTL_INTERVAL_OPEN;
    doc->article.published_minute = -1;
    doc->article.published_from = "";
}

static void write_error(const bench *b, const dtl_doc *doc, const char *id, uint32_t head, double gold, const dtl_commitment *answer)
{
    FILE *out = b->options->errors;
    fprintf(out, "%+.1f\t%+.2f\t%s\t", gold, answer->factuality / 100.0, id);
    for (uint32_t i = 0; i < answer->rule_count; i++) {
        uint32_t line = 0;
        dtl_slice file = dtl_rules_file(b->engine->rules, answer->rules[i], &line);
        fprintf(out, "%s%.*s:%u", i ? " " : "", (int)file.length, file.ptr, line);
    }
    fputc('\t', out);
    for (uint32_t at = head, i = 0; i <= PATH_STEPS && at != DTL_NONE; i++, at = doc->parse.words[at].head) {
        const dtl_word *word = &doc->parse.words[at];
        fprintf(out, "%s%.*s/%s %s", i ? " < " : "", (int)word->lemma.length, word->lemma.ptr, dtl_xpos_name(word->xpos), dtl_relation_name(word->relation));
    }
    fputc('\t', out);
    for (uint32_t i = 0; i < doc->text.tokens.count; i++) {
        dtl_slice form = dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, i, 1));
        fprintf(out, i == head ? "[%.*s] " : "%.*s ", (int)form.length, form.ptr);
    }
    fputc('\n', out);
}

static bool run_sentence(void *context, json_t *row)
{
    bench *b = context;
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 28);
    dtl_doc doc = {.arena = &arena};
    json_t *event, *tokens = json_object_get(row, "tokens");
    size_t index, count = json_array_size(tokens);
    const char *id = json_string_value(json_object_get(row, "id"));
    uint32_t *place = eval_checked(dtl_arena_calloc(&arena, count + 1, sizeof *place));
    lay_out(tokens, &doc, &b->bytes, place);
    if (!eval_run_stages(b->engine, "parse", "mention", &doc))
        eval_checked(NULL);
    dtl_matcher matcher = dtl_matcher_make(&doc, b->engine->rules);
    uint32_t table = dtl_rules_table(b->engine->rules, "modality");
    json_array_foreach(json_object_get(row, "events"), index, event) {
        json_int_t head = json_integer_value(json_object_get(event, "head"));
        double gold = json_number_value(json_object_get(event, "value"));
        if (head < 0 || head >= (json_int_t)count)
            continue;
        double start = eval_cpu_seconds();
        dtl_commitment answer = dtl_commitment_of(&matcher, table, place[head], NULL);
        b->seconds += eval_cpu_seconds() - start;
        double value = answer.factuality / 100.0;
        factuality_add(&b->counts, gold, value);
        if (b->options->errors && (value - gold >= 1 || gold - value >= 1))
            write_error(b, &doc, id ? id : "", place[head], gold, &answer);
        if (b->options->predict)
            json_object_set_new(event, "value", json_real(value));
    }
    if (b->options->predict) {
        json_dumpf(row, b->options->predict, JSON_REAL_PRECISION(4));
        fputc('\n', b->options->predict);
    }
    b->sentences++;
    dtl_arena_free(&arena);
    return true;
}

static void report(const bench *b)
{
    factuality_figures f = factuality_score(&b->counts);
    for (unsigned c = 0; c < FACTUALITY_CLASS_COUNT; c++) {
        fprintf(stderr, "%-10s answered:", factuality_class_name(c));
        for (unsigned a = 0; a < FACTUALITY_CLASS_COUNT; a++)
            fprintf(stderr, " %s %llu", factuality_class_name(a), (unsigned long long)b->counts.pair[c][a]);
        fprintf(stderr, "  F1 %.4f\n", factuality_class_f1(&b->counts, c));
    }
    fprintf(stderr, "%llu events: MAE %.4f r %.4f macro F1 %.4f\n", (unsigned long long)b->counts.events, f.mae, f.r, f.macro_f1);
    eval_json json;
    eval_json_open(&json, "factuality", b->counts.events, b->seconds);
    if (b->counts.events) {
        eval_json_number(&json, "mae", f.mae);
        eval_json_number(&json, "r", f.r);
        eval_json_number(&json, "macro_f1", f.macro_f1);
    } else {
        eval_json_null(&json, "mae");
        eval_json_null(&json, "r");
        eval_json_null(&json, "macro_f1");
    }
    eval_json_close(&json);
}

int eval_factuality(const eval_options *options)
{
    dtl_engine *engine;
    int status = eval_engine(options, 1, "usage: eval factuality FILE.jsonl...\n", &engine);
    if (status)
        return status;
    bench b = {.engine = engine, .options = options};
    status = eval_files(options, run_sentence, &b);
    report(&b);
    dtl_buffer_free(&b.bytes);
    dtl_engine_close(engine);
    return status;
}
