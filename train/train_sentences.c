/* dateline-train-sentences OUT.c FILE.conllu...: treebanks in, the table of weights of sentences' ends out.
 *
 * The text room reads every document as running text and asks at each gap whether a sentence ends; the observer here compares with the
 * gold. The weights are those of a logistic model, found by AdaGrad in passes over the documents in file order and averaged over
 * the later ones; in the first passes the gold's ends are followed, later the model's own, as at run time. Each document is also read
 * in small letters, so that text without capitals is known. They are written as whole numbers. */
#include "conllu.h"
#include "raw_text.h"
#include "text/boundary.h"
#include "text/text.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { EPOCHS = 10, WARM = 4 };

/* The model while it learns. */
typedef struct learner {
    double weight[BOUNDARY_ROWS], square[BOUNDARY_ROWS], sum[BOUNDARY_ROWS];
    const ud_place *sentences; /* the gold's, in text order */
    uint32_t sentence_count, at; /* at: first sentence that ends at or behind the gap asked last */
    int epoch;
    double decay;
    uint64_t gaps, wrong;
} learner;

static bool decide(void *data, uint32_t end, const uint16_t *rows, uint32_t count)
{
    learner *l = data;
    while (l->at < l->sentence_count && l->sentences[l->at].end < end)
        l->at++;
    const bool gold = l->at < l->sentence_count && l->sentences[l->at].end == end;
    double score = 0;
    for (uint32_t i = 0; i < count; i++)
        score += l->weight[rows[i]];
    const double gradient = (gold ? 1 : 0) - 1 / (1 + exp(-score));
    l->gaps++;
    l->wrong += (score > 0) != gold;
    for (uint32_t i = 0; i < count; i++) {
        const double g = gradient - l->decay * l->weight[rows[i]];
        l->square[rows[i]] += g * g;
        l->weight[rows[i]] += 0.2 * g / (1 + sqrt(l->square[rows[i]]));
    }
    return l->epoch < WARM ? gold : score > 0;
}

static void read_document(learner *l, const dtl_page *page, const dtl_article *article)
{
    const boundary_observer observer = {.data = l, .decide = decide};
    dtl_arena arena;
    dtl_text text;
    dtl_note_array notes = {0};
    dtl_arena_init(&arena, (size_t)1 << 30);
    l->at = 0;
    for (uint32_t high = l->sentence_count, start = article->body.items[0].span.offset; l->at < high;) { /* the document's first sentence */
        const uint32_t middle = l->at + (high - l->at) / 2;
        if (l->sentences[middle].end < start)
            l->at = middle + 1;
        else
            high = middle;
    }
    if (text_run_observed(page, article, NULL, &arena, &notes, &text, &observer) != DTL_OK)
        exit(1);
    dtl_arena_free(&arena);
}

static dtl_slice small_letters(dtl_slice text, dtl_arena *arena)
{
    char *bytes = dtl_arena_alloc(arena, text.length + 1u);
    if (!bytes)
        exit(1);
    for (uint32_t i = 0; i < text.length; i++)
        bytes[i] = (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? text.ptr[i] + 32 : text.ptr[i]);
    return dtl_slice_make(bytes, text.length);
}

static void read_treebank(learner *l, const raw_text *raw, const conllu_file *gold, dtl_slice small)
{
    l->sentences = raw->sentences;
    l->sentence_count = gold->sentence_count;
    for (uint32_t i = 0; i < raw->article_count; i++) {
        const dtl_page lowered = {.text = small};
        read_document(l, &raw->page, &raw->articles[i]);
        if ((i + (uint32_t)l->epoch) % 3 == 0)
            read_document(l, &lowered, &raw->articles[i]);
    }
}

static bool write_table(const learner *l, const char *path)
{
    FILE *out = fopen(path, "w");
    if (!out)
        return false;
    fputs("/* Weights of sentences' ends, written by train/train_sentences.c from the train files of EWT and of GUM without its non-commercial\n"
          " * genres (CC BY-SA 4.0, and so are these numbers). A feature finds its row by hash (boundary.c). Do not edit; train again. */\n"
          "#include \"text/boundary.h\"\n\nconst int8_t boundary_weights[BOUNDARY_ROWS] = {", out);
    for (uint32_t i = 0; i < BOUNDARY_ROWS; i++) {
        double w = floor(l->sum[i] / (EPOCHS - WARM) * BOUNDARY_SCALE + 0.5);
        fprintf(out, "%s%d,", i % 32 ? "" : "\n    ", (int)(w > 127 ? 127 : w < -127 ? -127 : w));
    }
    fputs("\n};\n", out);
    return fclose(out) == 0;
}

int main(int argc, char **argv)
{
    enum { FILES = 4 };
    static learner l;
    static conllu_file gold[FILES];
    static raw_text raw[FILES];
    dtl_slice small[FILES];
    dtl_arena arena;
    char message[256];
    const int files = argc - 2;
    if (files < 1 || files > FILES) {
        fputs("usage: dateline-train-sentences OUT.c FILE.conllu...\n", stderr);
        return 64;
    }
    dtl_arena_init(&arena, (size_t)1 << 30);
    for (int f = 0; f < files; f++) {
        if (!conllu_read(argv[f + 2], &gold[f], message)) {
            fprintf(stderr, "%s\n", message);
            return 66;
        }
        raw_text_lay_out(&gold[f], &arena, &raw[f]);
        small[f] = small_letters(raw[f].page.text, &arena);
    }
    l.decay = 1e-4;
    for (l.epoch = 0; l.epoch < EPOCHS; l.epoch++) {
        l.gaps = l.wrong = 0;
        for (int f = 0; f < files; f++)
            read_treebank(&l, &raw[f], &gold[f], small[f]);
        for (uint32_t i = 0; l.epoch >= WARM && i < BOUNDARY_ROWS; i++)
            l.sum[i] += l.weight[i];
        fprintf(stderr, "pass %d: %llu of %llu gaps wrong\n", l.epoch + 1, (unsigned long long)l.wrong, (unsigned long long)l.gaps);
    }
    dtl_arena_free(&arena);
    return write_table(&l, argv[1]) ? 0 : 73;
}
