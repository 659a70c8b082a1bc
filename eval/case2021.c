/* The bench "case2021": which one kind of event is a snippet of news about?
 *
 * Paths: snippets.jsonl (id, text, label). Each text goes the whole way as the body of a report; case2021_label.c makes one label
 * of its events, case2021_score.h lists the labels and says which of them PLOVER can say. Keys: accuracy, weighted_f1 and
 * macro_f1 over those, weighted_f1_all over all labels that have gold; `labels`: F1 of each of those that count.
 * --errors: gold, answer, id, the events with the rules that made them, and the text; --predict: {"id", "label"} a line.
 * Knowingly wrong: a snippet about two things has one label in the gold, and ours may be the other one. */
#include "api/engine.h"
#include "case2021_label.h"
#include "eval.h"
#include <jansson.h>
#include <stdlib.h>

typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    case2021_counts counts;
    uint64_t snippets, unknown; /* unknown: labels that are not in our list */
} bench;

static dtl_slice string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? dtl_slice_make(json_string_value(value), json_string_length(value)) : DTL_SLICE_EMPTY;
}

/* The snippet is body text: what the article stage would take for a headline or furniture is kept. */
static bool run_way(const dtl_engine *engine, dtl_doc *doc)
{
    for (int i = 0; i < DTL_STAGE_COUNT; i++) {
        if (strcmp(dtl_stages[i].name, "article") != 0 && dtl_stages[i].run(engine, doc))
            return false;
        if (i != 0)
            continue;
        doc->article = (dtl_article){.english = true, .published = DTL_INTERVAL_OPEN, .published_from = "", .published_minute = -1};
        for (uint32_t k = 0; k < doc->page.blocks.count; k++) {
            dtl_paragraph *paragraph = dtl_array_push(doc->arena, &doc->article.body);
            if (!paragraph)
                return false;
            *paragraph = (dtl_paragraph){.span = doc->page.blocks.items[k].span, .block = k, .role = DTL_ROLE_PARAGRAPH};
        }
    }
    return true;
}

static void tell(const bench *b, const dtl_doc *doc, dtl_slice id, dtl_slice text, unsigned gold, case2021_answer answer)
{
    FILE *out = b->options->errors;
    fprintf(out, "%s\t%s\t%.*s\t", case2021_name(gold), case2021_name(answer.label), (int)id.length, id.ptr);
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        const dtl_event *event = &doc->event.events.items[i];
        uint32_t line = 0;
        dtl_slice file = dtl_rules_file(b->engine->rules, event->rule, &line), word = dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, event->trigger, 1));
        if (event->item == DTL_ITEM_EVENT)
            fprintf(out, "%s%s/%s \"%.*s\" %.*s:%u; ", i == answer.event ? "*" : "", dtl_event_type_name(event->type), dtl_event_mode_name(event->mode),
                    (int)word.length, word.ptr, (int)file.length, file.ptr, line);
    }
    fprintf(out, "\t%.*s\n", (int)text.length, text.ptr);
}

static bool run_snippet(bench *b, const json_t *row)
{
    dtl_slice text = string_of(row, "text"), id = string_of(row, "id"), label = string_of(row, "label");
    unsigned gold = case2021_by_name(label.ptr, label.length);
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = text, .file = id, .format = DTL_FORMAT_TEXT}};
    bool fine = run_way(b->engine, &doc);
    case2021_answer answer = fine ? case2021_label_of(&doc) : (case2021_answer){CASE2021_OTHER, DTL_NONE};
    if (fine && answer.event != DTL_NONE && gold < CASE2021_LABEL_COUNT && case2021_expressible(gold))
        eval_judged(b->options, &doc, answer.event, gold == answer.label);
    b->snippets++;
    if (gold == CASE2021_LABEL_COUNT)
        b->unknown++;
    else
        b->counts.pair[gold][answer.label]++;
    if (fine && b->options->errors && gold != answer.label && gold != CASE2021_LABEL_COUNT)
        tell(b, &doc, id, text, gold, answer);
    if (b->options->predict) {
        json_t *prediction = json_pack("{s:s%,s:s}", "id", id.ptr, (size_t)id.length, "label", case2021_name(answer.label));
        char *line = json_dumps(prediction, JSON_COMPACT);
        fprintf(b->options->predict, "%s\n", line ? line : "{}");
        free(line);
        json_decref(prediction);
    }
    dtl_arena_free(&arena);
    return fine;
}

static bool run_file(bench *b, const char *path)
{
    dtl_slice bytes = eval_read_file(path), rest = bytes, line;
    bool fine = bytes.ptr != NULL;
    while (fine && dtl_slice_next_field(&rest, '\n', &line)) {
        if (!line.length)
            continue;
        json_error_t error;
        json_t *row = json_loadb(line.ptr, line.length, 0, &error);
        fine = row && run_snippet(b, row);
        if (!fine)
            fprintf(stderr, "eval: %s: %s\n", path, row ? "a snippet failed" : error.text);
        json_decref(row);
    }
    free((void *)(uintptr_t)bytes.ptr);
    return fine;
}

static void number_or_null(eval_json *json, const char *key, double value)
{
    if (value < 0)
        eval_json_null(json, key);
    else
        eval_json_number(json, key, value);
}

static void report(const bench *b, double seconds)
{
    case2021_figures figures = case2021_score(&b->counts);
    eval_json json;
    fprintf(stderr, "%-30s %5s %8s %5s %6s\n", "label", "gold", "answered", "right", "F1");
    for (unsigned i = 0; i < CASE2021_LABEL_COUNT; i++) {
        uint64_t answered = 0, gold = case2021_gold(&b->counts, i);
        for (unsigned k = 0; k < CASE2021_LABEL_COUNT; k++)
            answered += b->counts.pair[k][i];
        fprintf(stderr, "%-30s %5llu %8llu %5llu %6.3f%s\n", case2021_name(i), (unsigned long long)gold, (unsigned long long)answered,
                (unsigned long long)b->counts.pair[i][i], case2021_label_f1(&b->counts, i), case2021_expressible(i) ? "" : "  (not in PLOVER)");
    }
    if (b->unknown)
        fprintf(stderr, "%llu snippets have a label that is not in event_types.txt and do not count\n", (unsigned long long)b->unknown);
    eval_json_open(&json, "case2021", b->snippets, seconds);
    number_or_null(&json, "accuracy", figures.accuracy);
    number_or_null(&json, "weighted_f1", figures.weighted_f1);
    number_or_null(&json, "macro_f1", figures.macro_f1);
    number_or_null(&json, "weighted_f1_all", figures.weighted_f1_all);
    eval_json_object(&json, "labels");
    for (unsigned i = 0; i < CASE2021_LABEL_COUNT; i++)
        if (case2021_expressible(i))
            number_or_null(&json, case2021_name(i), case2021_label_f1(&b->counts, i));
    eval_json_object_end(&json);
    eval_json_close(&json);
}

int eval_case2021(const eval_options *options)
{
    static bench b;
    dtl_engine *engine;
    dtl_error error = {0};
    dtl_engine_options how = {.model_path = options->model_path};
    if (options->path_count < 1) {
        fprintf(stderr, "usage: eval case2021 snippets.jsonl...\n");
        return 64;
    }
    if (dtl_engine_open(&how, &engine, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 70;
    }
    b.options = options;
    b.engine = engine;
    int status = 0;
    double start = eval_seconds();
    for (int i = 0; i < options->path_count; i++)
        if (!run_file(&b, options->paths[i]))
            status = 66;
    report(&b, eval_seconds() - start);
    dtl_engine_close(engine);
    return status;
}
