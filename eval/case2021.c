/* The bench "case2021": which one kind of event is a snippet of news about?
 *
 * Paths: snippets.jsonl (id, text, label). Each text goes the whole way as the body of a report; case2021_label.c makes one label
 * of its events, case2021_score.h lists the labels and says which of them PLOVER can say. Keys: accuracy, weighted_f1 and
 * macro_f1 over those, weighted_f1_all over all labels that have gold; `labels`: F1 of each of those that count.
 * --errors: gold, answer, id, the events with the rules that made them, and the text; --predict: {"id", "label"} a line.
 * Knowingly wrong: a snippet about two things has one label in the gold, and ours may be the other one. */
#include "case2021_label.h"
#include "eval.h"
#include <stdlib.h>

typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    case2021_counts counts;
    uint64_t snippets, unknown; /* unknown: labels that are not in our list */
} bench;

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

static bool run_snippet(void *context, json_t *row)
{
    bench *b = context;
    dtl_slice text = eval_member(row, "text"), id = eval_member(row, "id"), label = eval_member(row, "label");
    unsigned gold = case2021_by_name(label.ptr, label.length);
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = text, .file = id, .format = DTL_FORMAT_TEXT}};
    bool fine = eval_run_body(b->engine, NULL, false, &doc);
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
    eval_json_share(&json, "accuracy", figures.accuracy);
    eval_json_share(&json, "weighted_f1", figures.weighted_f1);
    eval_json_share(&json, "macro_f1", figures.macro_f1);
    eval_json_share(&json, "weighted_f1_all", figures.weighted_f1_all);
    eval_json_object(&json, "labels");
    for (unsigned i = 0; i < CASE2021_LABEL_COUNT; i++)
        if (case2021_expressible(i))
            eval_json_share(&json, case2021_name(i), case2021_label_f1(&b->counts, i));
    eval_json_object_end(&json);
    eval_json_close(&json);
}

int eval_case2021(const eval_options *options)
{
    static bench b;
    dtl_engine *engine;
    int status = eval_engine(options, 1, "case2021 snippets.jsonl...", &engine);
    if (status)
        return status;
    b.options = options;
    b.engine = engine;
    double start = eval_seconds();
    status = eval_files(options, run_snippet, &b);
    report(&b, eval_seconds() - start);
    dtl_engine_close(engine);
    return status;
}
