/* dateline-train-coreference FILE.conllu OUT.c [FALSE_LINK WRONG_LINK MISSED]: GUM's train file in, the table of weights out.
 *
 * The mention room runs over every document with our own tags and trees and tells each decision of coreference: an anaphor, and its
 * candidates with their features. The weights are those of a log-linear ranker over the candidates (all right ones together against the
 * others; costs in thousandths make a kind of error dearer, after Durrett and Klein), found by AdaGrad and averaged; in the first pass the
 * clusters are led along the gold, later along the ranker's own choices, as at run time. They are written as whole numbers. */
#include "api/engine.h"
#include "coref_score.h"
#include "mention/coreference.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { EPOCHS = 8, WARM = 3, SCALE = 64, DOCUMENTS = 1024 };

/* The ranker while it learns. */
typedef struct learner {
    double weight[COREF_ROW_COUNT][GROUP_COUNT], square[COREF_ROW_COUNT][GROUP_COUNT];
    double sum[COREF_ROW_COUNT][GROUP_COUNT]; /* of weight behind every document but those of the first passes */
    double false_link, wrong_link, missed; /* costs; missed: of nominals */
    const coref_gold *gold;
    uint32_t base;  /* first word of the document at hand */
    int epoch;
    uint64_t decisions, right;
} learner;

static double score_of(const learner *l, const coref_candidate *k, coref_group group)
{
    double sum = 0;
    for (uint16_t i = 0; i < k->count; i++)
        sum += l->weight[k->features[i]][group];
    return sum;
}

static void move(learner *l, const coref_candidate *k, coref_group group, double gradient)
{
    for (uint16_t i = 0; i < k->count; i++) {
        double *w = &l->weight[k->features[i]][group], *square = &l->square[k->features[i]][group];
        double g = gradient - 0.001 * *w;
        *square += g * g;
        *w += 0.1 * g / (1e-6 + sqrt(*square));
    }
}

static uint32_t decide(void *data, const phrase_space *s, uint32_t anaphor, coref_group group, const coref_candidate *candidates, uint32_t count)
{
    learner *l = data;
    uint32_t word = l->base + s->phrases.items[anaphor].head, best = 0, best_right = DTL_NONE;
    double scores[COREF_CANDIDATES], high = -1e300, all = 0, good = 0;
    bool right[COREF_CANDIDATES] = {false}, any = false, taken_up = l->gold->anaphor[word];
    for (uint32_t i = 0; i < count; i++) {
        right[i] = i ? taken_up && coref_same(l->gold, word, l->base + s->phrases.items[candidates[i].phrase].head) : !taken_up;
        any |= right[i];
        scores[i] = score_of(l, &candidates[i], group);
        if (scores[i] > scores[best])
            best = i;
        if (right[i] && (best_right == DTL_NONE || scores[i] > scores[best_right]))
            best_right = i;
    }
    l->decisions++;
    l->right += right[best];
    for (uint32_t i = 0; i < count; i++) {
        scores[i] += right[i] ? 0 : i == 0 ? (group >= GROUP_DEFINITE ? l->missed : 0) : taken_up ? l->wrong_link : l->false_link;
        high = scores[i] > high ? scores[i] : high;
    }
    for (uint32_t i = 0; i < count; i++) {
        scores[i] = exp(scores[i] - high);
        all += scores[i];
        good += right[i] ? scores[i] : 0;
    }
    for (uint32_t i = 0; any && i < count; i++)
        move(l, &candidates[i], group, (right[i] ? scores[i] / good : 0) - scores[i] / all);
    return l->epoch == 0 ? (any ? best_right : 0) : best;
}

static bool tag(const dtl_engine *engine, dtl_doc *doc)
{
    bool on = false, fine = true;
    for (int i = 0; fine && i < DTL_STAGE_COUNT && strcmp(dtl_stages[i].name, "mention") != 0; i++) {
        fine = !on || dtl_stages[i].run(engine, doc) == DTL_OK;
        on |= strcmp(dtl_stages[i].name, "text") == 0;
    }
    return fine;
}

static bool learn_document(learner *l, const dtl_engine *engine, const dtl_doc *tagged)
{
    static const int16_t none[COREF_ROW_COUNT][GROUP_COUNT];
    const struct coref_observer observer = {.data = l, .weights = none, .decide = decide};
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    dtl_doc doc = *tagged;
    doc.arena = &arena;
    bool fine = mention_run_observed(&doc, engine->rules, engine->gazetteer, &doc.notes, &doc.mention, &observer) == DTL_OK;
    dtl_arena_free(&arena);
    return fine;
}

static bool write_table(const learner *l, const char *path)
{
    static const struct { const char *name; uint32_t count; } rows[] = {
#define ITEM(name, count) {#name, count},
        COREF_ROWS(ITEM)
#undef ITEM
    };
    FILE *out = fopen(path, "w");
    if (!out)
        return false;
    fputs("/* Weights of coreference, written by train/train_coreference.c from the train file of GUM without its non-commercial genres\n"
          " * (CC BY-SA 4.0, and so are these numbers). A row is a feature (coreference.h), a column a group of anaphors: I/we, you, he/she, it,\n"
          " * they, this, the X, this X, X's Y. Do not edit; train again. */\n"
          "#include \"mention/coreference.h\"\n\nconst int16_t coreference_weights[COREF_ROW_COUNT][GROUP_COUNT] = {\n", out);
    for (uint32_t i = 0, row = 0; i < sizeof rows / sizeof *rows; i++)
        for (uint32_t k = 0; k < rows[i].count; k++, row++) {
            fputs("    {", out);
            for (int group = 0; group < GROUP_COUNT; group++)
                fprintf(out, group ? ", %ld" : "%ld", lround(l->sum[row][group] * SCALE));
            fprintf(out, "}, /* %s %u */\n", rows[i].name, k);
        }
    fputs("};\n", out);
    return fclose(out) == 0;
}

int main(int argc, char **argv)
{
    static learner l;
    static dtl_doc docs[DOCUMENTS];
    static dtl_arena arenas[DOCUMENTS];
    static uint32_t bases[DOCUMENTS];
    conllu_file file;
    coref_gold gold;
    dtl_engine *engine;
    dtl_error error = {0};
    dtl_engine_options how = {.model_path = NULL};
    char message[256];
    if (argc != 3 && argc != 6) {
        fputs("usage: dateline-train-coreference FILE.conllu OUT.c [FALSE_LINK WRONG_LINK MISSED]\n", stderr);
        return 64;
    }
    if (!conllu_read(argv[1], &file, message) || !coref_gold_read(&file, &gold) || dtl_engine_open(&how, &engine, &error)) {
        fprintf(stderr, "cannot read %s or open the rules\n", argv[1]);
        return 66;
    }
    l.gold = &gold;
    l.false_link = argc == 6 ? atof(argv[3]) / 1000 : 0;
    l.wrong_link = argc == 6 ? atof(argv[4]) / 1000 : 0;
    l.missed = argc == 6 ? atof(argv[5]) / 1000 : 0.7;
    uint32_t count = 0;
    for (uint32_t s = 0, end; s < file.sentence_count && count < DOCUMENTS; s = end, count++) {
        end = s + 1;
        while (end < file.sentence_count && !file.sentences[end].new_document)
            end++;
        dtl_arena_init(&arenas[count], (size_t)1 << 30);
        docs[count] = (dtl_doc){.arena = &arenas[count]};
        bases[count] = file.sentences[s].first;
        if (!coref_lay_out(&file, s, end, &docs[count]) || !tag(engine, &docs[count]))
            return 70;
    }
    for (l.epoch = 0; l.epoch < EPOCHS; l.epoch++) {
        l.decisions = l.right = 0;
        for (uint32_t i = 0; i < count; i++) {
            l.base = bases[i];
            if (!learn_document(&l, engine, &docs[i]))
                return 70;
            for (size_t k = 0; l.epoch >= WARM && k < COREF_ROW_COUNT * GROUP_COUNT; k++)
                l.sum[k / GROUP_COUNT][k % GROUP_COUNT] += l.weight[k / GROUP_COUNT][k % GROUP_COUNT] / count / (EPOCHS - WARM);
        }
        fprintf(stderr, "pass %d: %.4f of %llu decisions right\n", l.epoch + 1, (double)l.right / (double)l.decisions, (unsigned long long)l.decisions);
    }
    return write_table(&l, argv[2]) ? 0 : 73;
}
