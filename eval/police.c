/* The bench "police": what did the police do, by sentence and by document?
 *
 * Paths: docs.jsonl files of the set IndiaPoliceEvents (doc_id, date, text, labels, sentences [{sent_id, text, labels}]). The
 * text of a document goes the whole way with its date; every event is told in the labels of the set (police_score.c says how) and belongs to
 * the gold sentence in which its trigger stands. A document has the labels of its sentences. The texts are small letters
 * only, with broken quotation marks.
 * --errors: every label missed or wrong, with the sentence; --predict: labels in the format of the gold. */
#include "base/utf8.h"
#include "eval.h"
#include "police_score.h"
#include <stdlib.h>
#include <string.h>

enum { SENTENCES = 20000 };

/* One gold sentence. */
typedef struct police_sentence {
    uint32_t start;        /* byte of the canonical text; DTL_NONE when it was not found there */
    uint32_t gold, answer; /* bit 1 << label */
} police_sentence;

typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    police_counts sentences, documents;
    uint64_t document_count, lost; /* sentences that the canonical text does not hold */
    police_sentence list[SENTENCES];
    uint32_t count;
} bench;

static uint32_t labels_of(const json_t *list)
{
    uint32_t labels = 0;
    for (size_t i = 0; i < json_array_size(list); i++)
        for (unsigned label = 0; label < POLICE_LABEL_COUNT; label++)
            if (json_is_string(json_array_get(list, i)) && strcmp(json_string_value(json_array_get(list, i)), police_label_name(label)) == 0)
                labels |= 1u << label;
    return labels;
}

static json_t *labels_json(uint32_t labels)
{
    json_t *list = json_array();
    for (unsigned label = 0; label < POLICE_LABEL_COUNT; label++)
        if (labels >> label & 1)
            json_array_append_new(list, json_string(police_label_name(label)));
    return list;
}

/* The letters and digits of a text, in small letters: what neither casing nor broken marks change. Both malloc'd. */
typedef struct skeleton {
    char *letters;
    uint32_t *offsets; /* of each letter in the text */
    uint32_t length;
} skeleton;

static skeleton skeleton_of(dtl_slice text)
{
    skeleton s = {.letters = malloc((size_t)text.length + 1), .offsets = calloc((size_t)text.length + 1, sizeof *s.offsets)};
    for (uint32_t i = 0; s.letters && s.offsets && i < text.length; i++) {
        char c = text.ptr[i];
        c = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            s.offsets[s.length] = i;
            s.letters[s.length++] = c;
        }
    }
    return s;
}

static void skeleton_free(skeleton *s)
{
    free(s->letters);
    free(s->offsets);
}

/* Where each sentence stands: found by its first letters, from the one before onwards. */
static void locate(bench *b, const json_t *sentences, dtl_slice page)
{
    enum { BEGINNING = 40 };
    skeleton text = skeleton_of(page);
    uint32_t from = 0;
    b->count = 0;
    for (size_t i = 0; i < json_array_size(sentences) && b->count < SENTENCES; i++) {
        const json_t *row = json_array_get(sentences, i);
        skeleton words = skeleton_of(eval_member(row, "text"));
        dtl_slice beginning = dtl_slice_make(words.letters, words.length < BEGINNING ? words.length : BEGINNING);
        uint32_t at = beginning.length ? dtl_slice_find(dtl_slice_make(text.letters, text.length), beginning, from) : DTL_NONE;
        b->list[b->count++] = (police_sentence){.start = at == DTL_NONE ? DTL_NONE : text.offsets[at], .gold = labels_of(json_object_get(row, "labels"))};
        b->lost += at == DTL_NONE && beginning.length;
        from = at == DTL_NONE ? from : at + beginning.length;
        skeleton_free(&words);
    }
    skeleton_free(&text);
}

/* Gives each event's labels to the last sentence that starts at or before it. */
static void answer(bench *b, const dtl_doc *doc)
{
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        uint32_t labels = police_labels(doc, i), offset = doc->text.tokens.items[doc->event.events.items[i].trigger].offset;
        police_sentence *holder = NULL;
        for (uint32_t k = 0; labels && k < b->count; k++)
            if (b->list[k].start != DTL_NONE && b->list[k].start <= offset)
                holder = &b->list[k];
        if (!holder)
            continue;
        holder->answer |= labels;
        uint32_t deed = labels & ~(1u << POLICE_ANY_ACTION);
        eval_judged(b->options, doc, i, (holder->gold & (deed ? deed : labels)) != 0);
    }
}

static void tell(const bench *b, const json_t *row, uint32_t index)
{
    const police_sentence *s = &b->list[index];
    const json_t *sentence = json_array_get(json_object_get(row, "sentences"), index);
    dtl_slice id = eval_member(row, "doc_id"), words = dtl_slice_trim(eval_member(sentence, "text"));
    for (unsigned label = 0; b->options->errors && label < POLICE_LABEL_COUNT; label++)
        if ((s->gold ^ s->answer) >> label & 1) {
            fprintf(b->options->errors, "%s %s\t%.*s:%u\t", s->gold >> label & 1 ? "missed" : "wrong", police_label_name(label), (int)id.length, id.ptr, index);
            for (uint32_t i = 0; i < words.length; i++)
                fputc(words.ptr[i] == '\n' || words.ptr[i] == '\t' ? ' ' : words.ptr[i], b->options->errors);
            fputc('\n', b->options->errors);
        }
}

static void predict(const bench *b, const json_t *row, uint32_t labels)
{
    json_t *list = json_array(), *out = json_object();
    for (uint32_t i = 0; i < b->count; i++) {
        const json_t *id = json_object_get(json_array_get(json_object_get(row, "sentences"), i), "sent_id");
        json_array_append_new(list, json_pack("{s:O?,s:o}", "sent_id", id, "labels", labels_json(b->list[i].answer)));
    }
    json_object_set(out, "doc_id", json_object_get(row, "doc_id"));
    json_object_set_new(out, "labels", labels_json(labels));
    json_object_set_new(out, "sentences", list);
    char *line = json_dumps(out, JSON_COMPACT | JSON_SORT_KEYS);
    fprintf(b->options->predict, "%s\n", line ? line : "{}");
    free(line);
    json_decref(out);
}

static bool run_document(void *context, json_t *row)
{
    bench *b = context;
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = eval_member(row, "text"), .file = eval_member(row, "doc_id"),
                                               .published = eval_member(row, "date"), .format = DTL_FORMAT_TEXT}};
    bool fine = eval_run(b->engine, "police", &doc);
    locate(b, json_object_get(row, "sentences"), doc.page.text);
    if (fine)
        answer(b, &doc);
    uint32_t labels = 0, gold = labels_of(json_object_get(row, "labels"));
    for (uint32_t i = 0; i < b->count; i++) {
        police_score(b->list[i].gold, b->list[i].answer, &b->sentences);
        tell(b, row, i);
        labels |= b->list[i].answer;
    }
    police_score(gold, labels, &b->documents);
    if (b->options->predict)
        predict(b, row, labels);
    b->document_count++;
    dtl_arena_free(&arena);
    return fine;
}

static void write_counts(eval_json *json, const police_counts *sum, const char *const keys[POLICE_LABEL_COUNT], const char *what)
{
    for (unsigned label = 0; label < POLICE_LABEL_COUNT; label++) {
        eval_json_f1(json, keys[label], sum->right[label], sum->gold[label], sum->answered[label]);
        fprintf(stderr, "%-9s %-10s gold %4llu answered %4llu right %4llu\n", what, police_label_name(label), (unsigned long long)sum->gold[label],
                (unsigned long long)sum->answered[label], (unsigned long long)sum->right[label]);
    }
}

int eval_police(const eval_options *options)
{
    static const char *const by_document[] = {"kill_f1", "arrest_f1", "force_f1", "fail_f1", "any_f1"};
    static const char *const by_sentence[] = {"kill_f1_sent", "arrest_f1_sent", "force_f1_sent", "fail_f1_sent", "any_f1_sent"};
    static bench b;
    dtl_engine *engine;
    int status = eval_engine(options, 1, "police docs.jsonl...", &engine);
    if (status)
        return status;
    b.options = options;
    b.engine = engine;
    double start = eval_seconds();
    status = eval_files(options, run_document, &b);
    if (b.lost)
        fprintf(stderr, "%llu gold sentences do not stand in the text as it was read\n", (unsigned long long)b.lost);
    eval_json json;
    eval_json_open(&json, "police", b.document_count, eval_seconds() - start);
    write_counts(&json, &b.documents, by_document, "documents");
    write_counts(&json, &b.sentences, by_sentence, "sentences");
    eval_json_close(&json);
    dtl_engine_close(engine);
    return status;
}
