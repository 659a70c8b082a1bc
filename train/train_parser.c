/* dateline-train DATA_DIR OUT.model [EPOCHS [RECASE_PERIOD [RUNS [PERCENT]]]]: treebanks in, model file out.
 * dateline-train --names DATA_DIR FROM.model OUT.model: only the names anew, the rest from another file.
 *
 *  1. read ud-ewt and ud-gum-nonc train files below DATA_DIR, add re-cased copies (corpus.c)
 *  2. lexicon: the tags every word had (kept for words seen three times or more)
 *  3. taggers on three quarters of the text tag the fourth (jackknife, four folds), so that later steps learn from tags with
 *     the errors that running text will have; then the taggers proper on everything
 *  4. parser and labeller, with a dynamic oracle that follows the parser's own mistakes; four runs in different order are added
 *  5. lemma endings
 *  6. labels of names (names.c), from the jackknifed tags
 *  7. the file
 *
 * Whole numbers only and one fixed seed: the same data give the same bytes under every compiler. Folds run on two threads;
 * they share nothing, so the outcome does not depend on it. */
#include "corpus.h"
#include "learner.h"
#include "lemmas.h"
#include "model_writer.h"
#include "names.h"
#include "parse/parser.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[], dtl_embedded_gazetteer[], dtl_embedded_gazetteer_end[];

enum { SEED = 20260101, TAGGER_EPOCHS = 8, FOLD_EPOCHS = 5, PARSER_EPOCHS = 8, EXPLORE_PERCENT = 90, RECASE_PERIOD = 8,
       LEXICON_MIN = 3, RUNS = 4 };

/* Settings of one run. */
typedef struct settings {
    uint32_t parser_epochs, recase_period, runs;
    uint32_t percent; /* of the rows of table_sizes */
} settings;

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *random)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = (uint32_t)(next_random(random) % i), held = order[i - 1];
        order[i - 1] = order[j];
        order[j] = held;
    }
}

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- taggers ---- */

/* Words of a sentence → the arrays the templates read. */
static void load(const corpus *c, const corpus_sentence *sentence, const model_entry *lexicon, uint32_t lexicon_mask,
                 parse_sentence *s)
{
    parse_sentence_start(s, sentence->count);
    for (uint32_t i = 0; i < sentence->count; i++) {
        const corpus_word *word = &c->words[sentence->first + i];
        word_attributes *a = &parse_sentence_words(s)[i];
        *a = word->attributes;
        if (lexicon) {
            model_list list = {lexicon, lexicon_mask};
            a->lexical = model_list_find(&list, a->lower);
        }
    }
}

static uint8_t best_of(const int32_t *scores, uint32_t classes)
{
    uint32_t best = 0;
    for (uint32_t c = 1; c < classes; c++)
        if (scores[c] > scores[best])
            best = c;
    return (uint8_t)best;
}

/* A lexicon as a probing table, before it is written. */
typedef struct lexicon {
    model_entry *entries;
    uint32_t mask, count;
} lexicon;

/* Counts of one word's tags. */
typedef struct word_tags {
    uint32_t key, total, by_tag[DTL_XPOS_COUNT];
} word_tags;

static int compare_word_tags(const void *left, const void *right)
{
    const word_tags *a = left, *b = right;
    return a->key < b->key ? -1 : a->key > b->key;
}

/* 1 + commonest tag, the second commonest where it has a tenth of the uses, and whether the word is common. */
static uint32_t lexicon_value(const word_tags *w)
{
    uint32_t first = 0, second = DTL_XPOS_COUNT;
    for (uint32_t t = 1; t < DTL_XPOS_COUNT; t++)
        if (w->by_tag[t] > w->by_tag[first])
            first = t;
    for (uint32_t t = 0; t < DTL_XPOS_COUNT; t++)
        if (t != first && w->by_tag[t] * 10 >= w->total && (second == DTL_XPOS_COUNT || w->by_tag[t] > w->by_tag[second]))
            second = t;
    return 1 + first + (second << 8);
}

static lexicon build_lexicon(const corpus *c, uint32_t left_out)
{
    enum { SLOTS = 1 << 18 };
    word_tags *words = calloc(SLOTS, sizeof *words);
    if (!words)
        exit(1);
    for (uint32_t s = 0; s < c->sentence_count; s++) {
        const corpus_sentence *sentence = &c->sentences[s];
        if (sentence->fold == left_out || sentence->copy)
            continue;
        for (uint32_t i = 0; i < sentence->count; i++) {
            const corpus_word *word = &c->words[sentence->first + i];
            const uint32_t key = word->attributes.lower ? word->attributes.lower : 1;
            uint32_t at = key & (SLOTS - 1);
            while (words[at].total != 0 && words[at].key != key)
                at = (at + 1) & (SLOTS - 1);
            words[at].key = key;
            words[at].total++;
            words[at].by_tag[word->xpos]++;
        }
    }
    qsort(words, SLOTS, sizeof *words, compare_word_tags);
    lexicon lex = {.mask = (1u << 16) - 1};
    lex.entries = calloc(lex.mask + 1u, sizeof *lex.entries);
    if (!lex.entries)
        exit(1);
    for (uint32_t i = 0; i < SLOTS; i++) {
        if (words[i].total < LEXICON_MIN)
            continue;
        uint32_t at = words[i].key & lex.mask;
        while (lex.entries[at].key != 0)
            at = (at + 1) & lex.mask;
        lex.entries[at] = (model_entry){words[i].key, lexicon_value(&words[i])};
        lex.count++;
    }
    free(words);
    return lex;
}

static uint32_t *all_sentences(const corpus *c, uint32_t left_out, uint32_t *count)
{
    uint32_t *order = malloc(sizeof *order * (c->sentence_count + 1u));
    if (!order)
        exit(1);
    *count = 0;
    for (uint32_t s = 0; s < c->sentence_count; s++)
        if (c->sentences[s].fold != left_out)
            order[(*count)++] = s;
    return order;
}

static void train_xpos(const corpus *c, const lexicon *lex, uint32_t left_out, uint32_t epochs, learner *l)
{
    uint64_t random = SEED + left_out, keys[XPOS_TEMPLATES];
    uint32_t count, *order = all_sentences(c, left_out, &count);
    int32_t scores[DTL_XPOS_COUNT];
    parse_sentence *s = malloc(sizeof *s);
    if (!s)
        exit(1);
    learner_init(l, DTL_XPOS_COUNT);
    for (uint32_t e = 0; e < epochs; e++) {
        shuffle(order, count, &random);
        for (uint32_t n = 0; n < count; n++) {
            const corpus_sentence *sentence = &c->sentences[order[n]];
            load(c, sentence, lex->entries, lex->mask, s);
            uint8_t *xpos = parse_sentence_xpos(s);
            for (uint32_t i = 0; i < sentence->count; i++) {
                xpos_keys(parse_sentence_words(s), i, xpos, keys);
                learner_scores(l, keys, XPOS_TEMPLATES, scores);
                xpos[i] = best_of(scores, DTL_XPOS_COUNT);
                learner_update(l, keys, XPOS_TEMPLATES, c->words[sentence->first + i].xpos, xpos[i]);
            }
        }
    }
    learner_average(l);
    free(order);
    free(s);
}

static void apply_xpos(corpus *c, const lexicon *lex, const learner *l, uint32_t fold)
{
    uint64_t keys[XPOS_TEMPLATES];
    int32_t scores[DTL_XPOS_COUNT];
    parse_sentence *s = malloc(sizeof *s);
    if (!s)
        exit(1);
    for (uint32_t n = 0; n < c->sentence_count; n++) {
        const corpus_sentence *sentence = &c->sentences[n];
        if (sentence->fold != fold)
            continue;
        load(c, sentence, lex->entries, lex->mask, s);
        for (uint32_t i = 0; i < sentence->count; i++) {
            xpos_keys(parse_sentence_words(s), i, parse_sentence_xpos(s), keys);
            learner_scores(l, keys, XPOS_TEMPLATES, scores);
            c->words[sentence->first + i].xpos_predicted = parse_sentence_xpos(s)[i] = best_of(scores, DTL_XPOS_COUNT);
        }
    }
    free(s);
}

/* UPOS learns from jackknifed XPOS, so that it knows what to make of their errors. apply: tag the sentences left out. */
static void train_upos(corpus *c, uint32_t left_out, uint32_t epochs, learner *l, bool apply)
{
    uint64_t random = SEED + 16 + left_out, keys[UPOS_TEMPLATES];
    uint32_t count, *order = all_sentences(c, left_out, &count);
    int32_t scores[DTL_UPOS_COUNT];
    parse_sentence *s = malloc(sizeof *s);
    if (!s)
        exit(1);
    learner_init(l, DTL_UPOS_COUNT);
    for (uint32_t e = 0; e < epochs; e++) {
        shuffle(order, count, &random);
        for (uint32_t n = 0; n < count; n++) {
            const corpus_sentence *sentence = &c->sentences[order[n]];
            load(c, sentence, NULL, 0, s);
            for (uint32_t i = 0; i < sentence->count; i++)
                parse_sentence_xpos(s)[i] = c->words[sentence->first + i].xpos_predicted;
            for (uint32_t i = 0; i < sentence->count; i++) {
                upos_keys(parse_sentence_words(s), i, parse_sentence_xpos(s), parse_sentence_upos(s), keys);
                learner_scores(l, keys, UPOS_TEMPLATES, scores);
                uint8_t best = parse_sentence_upos(s)[i] = best_of(scores, DTL_UPOS_COUNT);
                learner_update(l, keys, UPOS_TEMPLATES, c->words[sentence->first + i].upos, best);
            }
        }
    }
    learner_average(l);
    for (uint32_t n = 0; apply && n < c->sentence_count; n++) {
        const corpus_sentence *sentence = &c->sentences[n];
        if (sentence->fold != left_out)
            continue;
        load(c, sentence, NULL, 0, s);
        for (uint32_t i = 0; i < sentence->count; i++)
            parse_sentence_xpos(s)[i] = c->words[sentence->first + i].xpos_predicted;
        for (uint32_t i = 0; i < sentence->count; i++) {
            upos_keys(parse_sentence_words(s), i, parse_sentence_xpos(s), parse_sentence_upos(s), keys);
            learner_scores(l, keys, UPOS_TEMPLATES, scores);
            c->words[sentence->first + i].upos_predicted = parse_sentence_upos(s)[i] = best_of(scores, DTL_UPOS_COUNT);
        }
    }
    free(order);
    free(s);
}

/* One fold's work on a thread of its own. */
typedef struct fold_task {
    corpus *c;
    uint32_t fold;
    bool upos;
} fold_task;

static void *run_fold(void *argument)
{
    fold_task *task = argument;
    learner l;
    if (task->upos) {
        train_upos(task->c, task->fold, FOLD_EPOCHS, &l, true);
    } else {
        lexicon lex = build_lexicon(task->c, task->fold);
        train_xpos(task->c, &lex, task->fold, FOLD_EPOCHS, &l);
        apply_xpos(task->c, &lex, &l, task->fold);
        free(lex.entries);
    }
    learner_free(&l);
    return NULL;
}

/* Four folds, two at a time. Words of different folds are different memory. */
static void run_folds(corpus *c, bool upos)
{
    for (uint32_t f = 0; f < CORPUS_FOLDS; f += 2) {
        fold_task tasks[2] = {{c, f, upos}, {c, f + 1, upos}};
        pthread_t thread;
        bool apart = pthread_create(&thread, NULL, run_fold, &tasks[0]) == 0;
        run_fold(&tasks[1]);
        if (apart)
            pthread_join(thread, NULL);
        else
            run_fold(&tasks[0]);
    }
}

static void report_jackknife(const corpus *c)
{
    uint32_t xpos = 0, upos = 0;
    for (uint32_t i = 0; i < c->word_count; i++) {
        xpos += c->words[i].xpos == c->words[i].xpos_predicted;
        upos += c->words[i].upos == c->words[i].upos_predicted;
    }
    fprintf(stderr, "jackknifed tags right: xpos %.4f upos %.4f\n", (double)xpos / c->word_count, (double)upos / c->word_count);
}

/* ---- parser ---- */

/* How many gold arcs each action makes unreachable. dependents[h] are found by walking the sentence: it is short. */
static void action_costs(const parse_state *state, const uint16_t *gold, uint32_t costs[PARSE_ACTION_COUNT])
{
    const uint32_t front = state->front, count = state->count, depth = state->depth;
    memset(costs, 0, sizeof(uint32_t) * PARSE_ACTION_COUNT);
    if (front < count) {
        for (uint32_t d = 0; d < depth; d++) {
            costs[PARSE_SHIFT] += gold[state->stack[d]] == front;
            costs[PARSE_SHIFT] += d + 1 < depth && gold[front] == state->stack[d];
        }
    }
    if (depth == 0)
        return;
    const uint32_t top = state->stack[depth - 1], below = depth > 1 ? state->stack[depth - 2] : DTL_NONE;
    uint32_t waiting = 0; /* gold dependents of the top in the buffer */
    for (uint32_t i = front; i < count; i++)
        waiting += gold[i] == top;
    costs[PARSE_LEFT] = waiting + (gold[top] == below || (gold[top] > front && gold[top] <= count));
    costs[PARSE_RIGHT] = waiting + (gold[top] >= front && gold[top] <= count);
}

static uint32_t best_action(const int32_t *scores, uint32_t allowed)
{
    uint32_t best = PARSE_ACTION_COUNT;
    for (uint32_t a = 0; a < PARSE_ACTION_COUNT; a++)
        if (allowed >> a & 1 && (best == PARSE_ACTION_COUNT || scores[a] > scores[best]))
            best = a;
    return best;
}

static uint8_t best_label(const int32_t *scores)
{
    uint32_t best = 0;
    for (uint32_t c = 1; c < DTL_REL_COUNT; c++)
        if (c != DTL_REL_ROOT && scores[c] > scores[best])
            best = c;
    return (uint8_t)best;
}

static void learn_sentence(const corpus *c, const corpus_sentence *sentence, bool explore, uint64_t *random,
                           learner *actions, learner *labels, parse_sentence *s)
{
    parse_state state;
    uint16_t gold[PARSE_SENTENCE_MAX];
    uint64_t keys[ACTION_TEMPLATES], more_keys[LABEL_TEMPLATES];
    load(c, sentence, NULL, 0, s);
    for (uint32_t i = 0; i < sentence->count; i++) {
        const corpus_word *word = &c->words[sentence->first + i];
        parse_sentence_xpos(s)[i] = word->xpos_predicted;
        parse_sentence_upos(s)[i] = word->upos_predicted;
        gold[i] = word->head;
    }
    parse_state_init(&state, parse_sentence_words(s), parse_sentence_xpos(s), parse_sentence_upos(s), sentence->count);
    while (!parse_state_done(&state)) {
        const uint32_t legal = parse_state_legal(&state);
        uint32_t taken;
        if ((legal & (legal - 1)) == 0) {
            taken = (uint32_t)__builtin_ctz(legal);
        } else {
            uint32_t costs[PARSE_ACTION_COUNT], least = UINT32_MAX, good = 0;
            int32_t scores[PARSE_ACTION_COUNT];
            action_costs(&state, gold, costs);
            for (uint32_t a = 0; a < PARSE_ACTION_COUNT; a++)
                if (legal >> a & 1 && costs[a] < least)
                    least = costs[a];
            for (uint32_t a = 0; a < PARSE_ACTION_COUNT; a++)
                if (legal >> a & 1 && costs[a] == least)
                    good |= 1u << a;
            action_keys(&state, keys);
            learner_scores(actions, keys, ACTION_TEMPLATES, scores);
            const uint32_t target = best_action(scores, good), predicted = best_action(scores, legal);
            learner_update(actions, keys, ACTION_TEMPLATES, target, predicted);
            taken = explore && next_random(random) % 100 < EXPLORE_PERCENT ? predicted : target;
        }
        uint8_t label = DTL_REL_ROOT;
        if (taken != PARSE_SHIFT) {
            uint32_t head, dependent;
            parse_state_arc(&state, (parse_action)taken, &head, &dependent);
            if (head != sentence->count) {
                int32_t scores[DTL_REL_COUNT];
                label_keys(&state, head, dependent, more_keys);
                learner_scores(labels, more_keys, LABEL_TEMPLATES, scores);
                label = best_label(scores);
                if (gold[dependent] == head)
                    learner_update(labels, more_keys, LABEL_TEMPLATES, c->words[sentence->first + dependent].relation, label);
            }
        }
        parse_state_apply(&state, (parse_action)taken, label);
    }
}

/* One training run of parser and labeller, on a thread of its own. */
typedef struct parser_run {
    const corpus *c;
    uint32_t number, epochs;
    learner actions, labels;
} parser_run;

static void *run_parser(void *argument)
{
    parser_run *run = argument;
    uint64_t random = SEED + 99 + run->number;
    uint32_t count, *order = all_sentences(run->c, DTL_NONE, &count);
    parse_sentence *s = malloc(sizeof *s);
    if (!s)
        exit(1);
    learner_init(&run->actions, PARSE_ACTION_COUNT);
    learner_init(&run->labels, DTL_REL_COUNT);
    for (uint32_t e = 0; e < run->epochs; e++) {
        double start = seconds_now();
        shuffle(order, count, &random);
        for (uint32_t n = 0; n < count; n++)
            learn_sentence(run->c, &run->c->sentences[order[n]], e > 0, &random, &run->actions, &run->labels, s);
        fprintf(stderr, "parser %u epoch %u: %.1f s, %u action rows, %u label rows\n", run->number, e + 1, seconds_now() - start,
                run->actions.count, run->labels.count);
    }
    learner_average(&run->actions);
    learner_average(&run->labels);
    free(order);
    free(s);
    return NULL;
}

/* The four classifiers. */
typedef struct learners {
    learner xpos, upos, actions, labels;
} learners;

/* Several parsers that differ in the order of their sentences; their weights are added. What one learnt by chance
 * weighs less against what all learnt. Two at a time. */
static void train_parser(const corpus *c, const settings *set, learners *all)
{
    learner_init(&all->actions, PARSE_ACTION_COUNT);
    learner_init(&all->labels, DTL_REL_COUNT);
    for (uint32_t r = 0; r < set->runs; r += 2) {
        parser_run runs[2] = {{.c = c, .number = r, .epochs = set->parser_epochs}, {.c = c, .number = r + 1, .epochs = set->parser_epochs}};
        const bool both = r + 1 < set->runs;
        pthread_t thread;
        const bool apart = both && pthread_create(&thread, NULL, run_parser, &runs[1]) == 0;
        run_parser(&runs[0]);
        if (apart)
            pthread_join(thread, NULL);
        else if (both)
            run_parser(&runs[1]);
        for (uint32_t i = 0; i <= both; i++) {
            learner_add(&all->actions, &runs[i].actions);
            learner_add(&all->labels, &runs[i].labels);
            learner_free(&runs[i].actions);
            learner_free(&runs[i].labels);
        }
    }
}

/* ---- all ---- */

static void write_lexicon(model_writer *w, const lexicon *lex)
{
    model_entry *entries = malloc(sizeof *entries * (lex->count + 1u));
    uint32_t count = 0;
    if (!entries)
        exit(1);
    for (uint32_t i = 0; i <= lex->mask; i++)
        if (lex->entries[i].key != 0)
            entries[count++] = lex->entries[i];
    model_writer_list(w, MODEL_LEXICON, entries, count);
    free(entries);
}

static bool read_treebanks(const char *folder, const dtl_rules *rules, uint32_t recase_period, corpus *c)
{
    static const char *const files[] = {"ud-ewt/en_ewt-ud-train.conllu", "ud-gum-nonc/en_gum-nonc-train.conllu"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[4096], message[256];
        conllu_file *file = malloc(sizeof *file); /* lives to the end: the corpus points into it */
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        if (!file || !conllu_read(path, file, message)) {
            fprintf(stderr, "dateline-train: %s\n", message);
            free(file);
            return false;
        }
        snprintf(path, sizeof path, "%s/uner-ewt/en_ewt-ud-train.iob2", folder);
        uint8_t *names = i == 0 ? names_from_iob(file, path) : names_from_entities(file, rules);
        if (!names) {
            fprintf(stderr, "dateline-train: cannot read %s\n", path);
            return false;
        }
        corpus_add(c, file, names, recase_period);
        free(names);
    }
    return true;
}

/* Rows of each table for a file of about 15 MB. Half as many cost 0.5 points of LAS. */
static const struct table_size { model_section_kind kind, rows; uint32_t rows_max; } table_sizes[] = {
    {MODEL_XPOS, MODEL_XPOS_ROWS, 300000},
    {MODEL_UPOS, MODEL_UPOS_ROWS, 265000},
    {MODEL_ACTION, MODEL_SECTION_COUNT, 1100000},
    {MODEL_LABEL, MODEL_LABEL_ROWS, 600000},
};

/* NULL, with a word of warning, when the program was built without. */
static const dtl_gazetteer *open_gazetteer(void)
{
    dtl_gazetteer *gazetteer = NULL;
    dtl_error error = {0};
    dtl_slice pack = dtl_slice_make(dtl_embedded_gazetteer, (size_t)(dtl_embedded_gazetteer_end - dtl_embedded_gazetteer));
    if (pack.length == 0 || dtl_gazetteer_open(pack, &gazetteer, &error) != DTL_OK)
        fputs("dateline-train: no gazetteer; the names will be worse and differ from the project's\n", stderr);
    return gazetteer;
}

static bool write_model(const char *path, uint32_t percent, const learners *all, const lexicon *lex, const dtl_rules *rules, const corpus *c)
{
    const learner *tables[] = {&all->xpos, &all->upos, &all->actions, &all->labels};
    model_writer w;
    model_writer_start(&w);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        model_writer_table(&w, table_sizes[i].kind, table_sizes[i].rows, tables[i],
                           (uint32_t)((uint64_t)table_sizes[i].rows_max * percent / 100));
    write_lexicon(&w, lex);
    lemmas_write(&w, c);
    names_write(&w, c, rules, open_gazetteer(), &(model_list){lex->entries, lex->mask});
    if (!model_writer_finish(&w, path)) {
        fprintf(stderr, "dateline-train: cannot write %s\n", path);
        return false;
    }
    return true;
}

/* One file; with percent = 0 several, OUT.50 … OUT.400, to choose a size from. */
static bool write_models(const char *path, const settings *set, const learners *all, const lexicon *lex, const dtl_rules *rules, const corpus *c)
{
    static const uint32_t sweep[] = {50, 100, 200, 400};
    char name[4096];
    if (set->percent)
        return write_model(path, set->percent, all, lex, rules, c);
    for (size_t i = 0; i < sizeof sweep / sizeof *sweep; i++) {
        snprintf(name, sizeof name, "%s.%u", path, sweep[i]);
        if (!write_model(name, sweep[i], all, lex, rules, c))
            return false;
    }
    return true;
}

/* The names alone anew, everything else as FROM.model has it: minutes become one. */
static int train_names(const char *from, const char *path, corpus *c, const dtl_rules *rules)
{
    dtl_error error = {0};
    dtl_model *model = NULL;
    FILE *in = fopen(from, "rb");
    enum { SIZE_MAX_READ = 64 << 20 };
    char *bytes = aligned_alloc(64, SIZE_MAX_READ);
    size_t length = in && bytes ? fread(bytes, 1, SIZE_MAX_READ, in) : 0;
    if (in)
        fclose(in);
    if (dtl_model_open(dtl_slice_make(bytes, (uint32_t)length), &model, &error) != DTL_OK) {
        fprintf(stderr, "dateline-train: %s: %s\n", from, error.message);
        return 66;
    }
    run_folds(c, false);
    lexicon lex = build_lexicon(c, DTL_NONE);
    model_writer w;
    model_writer_start(&w);
    for (uint32_t kind = 0; kind < MODEL_SECTION_COUNT; kind++)
        if (kind != MODEL_NAME && kind != MODEL_NAME_ROWS)
            model_writer_section(&w, kind, bytes + model->header.sections[kind].offset, model->header.sections[kind].size);
    names_write(&w, c, rules, open_gazetteer(), &(model_list){lex.entries, lex.mask});
    free(bytes);
    return model_writer_finish(&w, path) ? 0 : 74;
}

static const dtl_rules *open_rules(void)
{
    dtl_rules *rules = NULL;
    dtl_error error = {0};
    dtl_slice blob = dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules));
    if (dtl_rules_open(blob, &rules, &error) != DTL_OK)
        fprintf(stderr, "dateline-train: %s\n", error.message);
    return rules;
}

int main(int argc, char **argv)
{
    settings set = {PARSER_EPOCHS, RECASE_PERIOD, RUNS, 100};
    const bool names_only = argc == 5 && strcmp(argv[1], "--names") == 0;
    const dtl_rules *rules = open_rules();
    corpus c = {0};
    if (argc < 3 || !rules) {
        fputs("usage: dateline-train DATA_DIR OUT.model [EPOCHS [RECASE_PERIOD [RUNS [PERCENT]]]]\n"
              "       dateline-train --names DATA_DIR FROM.model OUT.model\n", stderr);
        return 64;
    }
    if (names_only)
        return read_treebanks(argv[2], rules, set.recase_period, &c) ? train_names(argv[3], argv[4], &c, rules) : 66;
    if (argc > 3)
        set.parser_epochs = (uint32_t)strtoul(argv[3], NULL, 10);
    if (argc > 4)
        set.recase_period = (uint32_t)strtoul(argv[4], NULL, 10);
    if (argc > 5)
        set.runs = (uint32_t)strtoul(argv[5], NULL, 10);
    if (argc > 6)
        set.percent = (uint32_t)strtoul(argv[6], NULL, 10);
    learners all;
    double start = seconds_now();
    if (!read_treebanks(argv[1], rules, set.recase_period, &c))
        return 66;
    fprintf(stderr, "%u sentences, %u words\n", c.sentence_count, c.word_count);
    run_folds(&c, false);
    run_folds(&c, true);
    report_jackknife(&c);
    fprintf(stderr, "folds done after %.0f s\n", seconds_now() - start);
    lexicon lex = build_lexicon(&c, DTL_NONE);
    train_xpos(&c, &lex, DTL_NONE, TAGGER_EPOCHS, &all.xpos);
    train_upos(&c, DTL_NONE, TAGGER_EPOCHS, &all.upos, false);
    fprintf(stderr, "taggers done after %.0f s\n", seconds_now() - start);
    train_parser(&c, &set, &all);
    if (!write_models(argv[2], &set, &all, &lex, rules, &c))
        return 74;
    fprintf(stderr, "done after %.0f s\n", seconds_now() - start);
    return 0;
}
