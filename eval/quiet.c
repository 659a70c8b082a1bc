/* quiet: how many events does dateline code in text that tells none of this kind?
 *
 * Paths: CoNLL-U files of everyday text; an argument only=A,B,… takes of them only the documents whose id (`# newdoc id`, past
 * "GUM_") begins with A or B ("only=reviews,answers,interview,voyage,bio,academic": the genres that tell no news). The sentences' own
 * text (# text = …) is joined to documents of their `# newdoc` and goes the whole way. events_per_100 = events (not statements or figures) per 100 sentences. Web text does contain some real events, so that
 * the figure is a ceiling, not an error rate; it is for comparing two versions. */
#include "eval.h"
#include <stdlib.h>

typedef struct counts {
    uint64_t documents, sentences, events;
} counts;

static bool run_document(const dtl_engine *engine, const eval_options *options, dtl_buffer *text, counts *sum)
{
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_make(text->bytes, text->length), .file = DTL_SLICE("quiet"), .format = DTL_FORMAT_TEXT}};
    bool fine = eval_run(engine, "quiet", &doc);
    for (uint32_t i = 0; fine && i < doc.event.events.count; i++) {
        const dtl_event *event = &doc.event.events.items[i];
        if (event->item != DTL_ITEM_EVENT)
            continue;
        sum->events++;
        eval_judged(options, &doc, i, false);
        uint32_t line = 0;
        dtl_slice words = dtl_doc_slice(&doc, event->evidence), file = dtl_rules_file(engine->rules, event->rule, &line);
        if (options->predict) /* the gold of quiet text is that nothing happens: what is coded, by document and place in its text */
            fprintf(options->predict, "{\"document\": %llu, \"offset\": %u, \"length\": %u, \"type\": \"%s\", \"mode\": \"%s\"}\n", (unsigned long long)sum->documents,
                    event->evidence.offset, event->evidence.length, dtl_event_type_name(event->type), dtl_event_mode_name(event->mode));
        if (options->errors)
            fprintf(options->errors, "%s\t%.*s:%u\t%.*s\n", dtl_event_type_name(event->type), (int)file.length, file.ptr, line, (int)words.length, words.ptr);
    }
    sum->documents++;
    dtl_arena_free(&arena);
    dtl_buffer_clear(text);
    return fine;
}

/* Whether the document of this `# newdoc` line is wanted: its id begins with one of the comma-separated genres. */
static bool is_wanted(dtl_slice line, dtl_slice genres)
{
    dtl_slice genre;
    uint32_t equals = dtl_slice_find(line, DTL_SLICE("= "), 0);
    dtl_slice id = equals == DTL_NONE ? DTL_SLICE_EMPTY : dtl_slice_make(line.ptr + equals + 2, line.length - equals - 2);
    if (dtl_slice_starts_with(id, DTL_SLICE("GUM_")))
        id = dtl_slice_make(id.ptr + 4, id.length - 4);
    if (!genres.length)
        return true;
    while (dtl_slice_next_field(&genres, ',', &genre))
        if (genre.length && dtl_slice_starts_with(id, genre))
            return true;
    return false;
}

static bool run_file(const dtl_engine *engine, const eval_options *options, const char *path, dtl_slice genres, counts *sum)
{
    dtl_slice bytes = eval_read_file(path), rest = bytes, line;
    dtl_buffer text = {0};
    bool fine = bytes.ptr != NULL, wanted = genres.length == 0;
    while (fine && dtl_slice_next_field(&rest, '\n', &line)) {
        if (dtl_slice_starts_with(line, DTL_SLICE("# newdoc"))) {
            if (text.length)
                fine = run_document(engine, options, &text, sum);
            wanted = is_wanted(line, genres);
        }
        if (dtl_slice_starts_with(line, DTL_SLICE("# newpar")) && text.length)
            dtl_buffer_cstr(&text, "\n\n");
        if (!wanted || !dtl_slice_starts_with(line, DTL_SLICE("# text = ")))
            continue;
        dtl_buffer_put(&text, line.ptr + 9, line.length - 9);
        dtl_buffer_char(&text, ' ');
        sum->sentences++;
    }
    if (fine && text.length)
        fine = run_document(engine, options, &text, sum);
    dtl_buffer_free(&text);
    free((void *)(uintptr_t)bytes.ptr);
    return fine;
}

int eval_quiet(const eval_options *options)
{
    dtl_engine *engine;
    int status = eval_engine(options, 1, "quiet [only=GENRE,...] FILE.conllu...", &engine);
    if (status)
        return status;
    counts sum = {0};
    double start = eval_seconds();
    dtl_slice genres = DTL_SLICE_EMPTY, only = DTL_SLICE("only=");
    for (int i = 0; i < options->path_count; i++) {
        dtl_slice path = dtl_slice_from_cstr(options->paths[i]);
        if (dtl_slice_starts_with(path, only))
            genres = dtl_slice_make(path.ptr + only.length, path.length - only.length);
    }
    for (int i = 0; i < options->path_count; i++)
        if (!dtl_slice_starts_with(dtl_slice_from_cstr(options->paths[i]), only) && !run_file(engine, options, options->paths[i], genres, &sum))
            status = 66;
    fprintf(stderr, "%llu events in %llu sentences of %llu documents\n", (unsigned long long)sum.events, (unsigned long long)sum.sentences,
            (unsigned long long)sum.documents);
    eval_json json;
    eval_json_open(&json, "quiet", sum.sentences, eval_seconds() - start);
    if (sum.sentences)
        eval_json_number(&json, "events_per_100", 100.0 * (double)sum.events / (double)sum.sentences);
    else
        eval_json_null(&json, "events_per_100");
    eval_json_close(&json);
    dtl_engine_close(engine);
    return status;
}
