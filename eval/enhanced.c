/* The bench "enhanced": are the arguments found that the tree has no arc for: subjects of infinitives, nouns in their relative
 * clauses, what coordinated words share?
 *
 * Paths: CoNLL-U files with enhanced dependencies (EWT, GUM). Words are the gold's; what counts, and when an arc is right, stands in
 * enhanced_score.c. Two readings: on the engine's own trees (p, r, f1 and control, relative, conjunct) and on the gold's (the same with
 * _gold_tree), which shows what the rules cost by themselves.
 * --errors: every missing and superfluous arc: which trees, class, relation, head, dependent, sentence; --predict: CoNLL-U with our own trees, DEPS holding the arcs. */
#include "enhanced_score.h"
#include "coref_score.h"
#include "eval.h"
#include "parse/arguments.h"
#include <stdlib.h>

typedef enum trees { OWN_TREES, GOLD_TREES, TREES } trees;

/* One run over all files. */
typedef struct bench {
    const eval_options *options;
    const dtl_model *model;
    enhanced_counts counts[TREES];
    uint64_t words;
} bench;

static const char *edge_relation(const enhanced_edge *edge)
{
    return edge->relation == DTL_REL_COUNT ? "ref" : dtl_relation_name(edge->relation);
}

/* Arcs of one list that the other has not, sentence by sentence. */
static void write_errors(FILE *out, const char *sort, const conllu_file *gold, const enhanced_edge_array *edges)
{
    for (uint32_t i = 0, s = 0; i < edges->count; i++) {
        const enhanced_edge *edge = &edges->items[i];
        while (edge->head >= gold->sentences[s].first + gold->sentences[s].count)
            s++;
        if (edge->right)
            continue;
        dtl_slice head = gold->words[edge->head].form, dependent = gold->words[edge->dependent].form;
        fprintf(out, "%s\t%s\t%s\t%.*s:%u → %.*s:%u\t%.*s\t", sort, enhanced_class_name(edge->class), edge_relation(edge), (int)head.length, head.ptr,
                edge->head - gold->sentences[s].first + 1, (int)dependent.length, dependent.ptr, edge->dependent - gold->sentences[s].first + 1,
                (int)gold->sentences[s].id.length, gold->sentences[s].id.ptr);
        for (uint32_t w = gold->sentences[s].first; w < gold->sentences[s].first + gold->sentences[s].count; w++)
            fprintf(out, "%.*s ", (int)gold->words[w].form.length, gold->words[w].form.ptr);
        fputc('\n', out);
    }
}

/* Its arc of the tree and those beyond it; from: the first arc of its sentence. */
static void write_deps(FILE *out, const dtl_parse *parse, uint32_t word, const conllu_sentence *sentence, uint32_t from)
{
    const dtl_word *w = &parse->words[word];
    fprintf(out, "%u:%s", w->head == DTL_NONE ? 0 : w->head - sentence->first + 1, dtl_relation_name(w->relation));
    for (uint32_t i = from; i < parse->arcs.count && parse->arcs.items[i].head < sentence->first + sentence->count; i++)
        if (parse->arcs.items[i].dependent == word)
            fprintf(out, "|%u:%s", parse->arcs.items[i].head - sentence->first + 1,
                    parse->arcs.items[i].kind == DTL_ARC_REFERENT ? "ref" : dtl_relation_name(parse->arcs.items[i].relation));
}

static void write_predictions(FILE *out, const conllu_file *gold, const dtl_parse *parse)
{
    for (uint32_t s = 0, from = 0; s < gold->sentence_count; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        fprintf(out, "# sent_id = %.*s\n", (int)sentence->id.length, sentence->id.ptr);
        while (from < parse->arcs.count && parse->arcs.items[from].head < sentence->first)
            from++;
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            const dtl_word *word = &parse->words[i];
            fprintf(out, "%u\t%.*s\t%.*s\t%s\t%s\t_\t%u\t%s\t", i - sentence->first + 1, (int)gold->words[i].form.length, gold->words[i].form.ptr,
                    (int)word->lemma.length, word->lemma.ptr, dtl_upos_name(word->upos), dtl_xpos_name(word->xpos),
                    word->head == DTL_NONE ? 0 : word->head - sentence->first + 1, dtl_relation_name(word->relation));
            write_deps(out, parse, i, sentence, from);
            fputs("\t_\n", out);
        }
        fputc('\n', out);
    }
}

static void score_arcs(bench *b, trees reading, const conllu_file *gold, const dtl_parse *parse, dtl_arena *arena)
{
    enhanced_edge_array wanted = {0}, answers = {0};
    if (!enhanced_gold(gold, arena, &wanted) || !enhanced_answers(&parse->arcs, arena, &answers))
        eval_checked(NULL);
    enhanced_score(&wanted, &answers, &b->counts[reading]);
    if (b->options->errors) {
        write_errors(b->options->errors, reading == OWN_TREES ? "own tree\tmissing" : "gold tree\tmissing", gold, &wanted);
        write_errors(b->options->errors, reading == OWN_TREES ? "own tree\tsuperfluous" : "gold tree\tsuperfluous", gold, &answers);
    }
}

static bool run_file(bench *b, const char *path)
{
    conllu_file gold;
    char message[256];
    if (!conllu_read(path, &gold, message)) {
        fprintf(stderr, "eval: %s\n", message);
        return false;
    }
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)4 << 30);
    dtl_doc doc = {.arena = &arena};
    dtl_parse parse;
    if (!coref_lay_out(&gold, 0, gold.sentence_count, &doc) ||
        dtl_parse_run(&doc.page, &doc.text, b->model, &arena, &doc.notes, &doc.parse) != DTL_OK ||
        !enhanced_gold_parse(&gold, &arena, &parse) || !parse_arguments(&parse, gold.word_count, &arena))
        eval_checked(NULL);
    score_arcs(b, OWN_TREES, &gold, &doc.parse, &arena);
    score_arcs(b, GOLD_TREES, &gold, &parse, &arena);
    if (b->options->predict)
        write_predictions(b->options->predict, &gold, &doc.parse);
    b->words += gold.word_count;
    dtl_arena_free(&arena);
    conllu_free(&gold);
    return true;
}

typedef struct sum {
    uint64_t gold, answered, right;
} sum;

static sum sum_of(const enhanced_counts *counts, unsigned first, unsigned last)
{
    sum s = {0};
    for (unsigned class = first; class <= last; class++) {
        s.gold += counts->gold[class];
        s.answered += counts->answered[class];
        s.right += counts->right[class];
    }
    return s;
}

static void print_scores(eval_json *json, const enhanced_counts *counts, const char *behind)
{
    char key[64];
    const sum all = sum_of(counts, 0, ENHANCED_CLASS_COUNT - 1);
    snprintf(key, sizeof key, "f1%s", behind);
    eval_json_f1(json, key, all.right, all.gold, all.answered);
    snprintf(key, sizeof key, "p%s", behind);
    eval_json_rate(json, key, all.right, all.answered);
    snprintf(key, sizeof key, "r%s", behind);
    eval_json_rate(json, key, all.right, all.gold);
    for (unsigned class = 0; class < ENHANCED_CLASS_COUNT; class++) {
        const sum one = sum_of(counts, class, class);
        snprintf(key, sizeof key, "%s%s", enhanced_class_name(class), behind);
        eval_json_f1(json, key, one.right, one.gold, one.answered);
        fprintf(stderr, "%-10s%-10s gold %5llu answered %5llu right %5llu f1 %.1f\n", *behind ? "gold tree" : "own tree", enhanced_class_name(class),
                (unsigned long long)one.gold, (unsigned long long)one.answered, (unsigned long long)one.right, 100 * eval_f1(one.right, one.gold, one.answered));
    }
}

int eval_enhanced(const eval_options *options)
{
    bench b = {.options = options, .model = eval_model(options)};
    double start = eval_seconds();
    if (!b.model)
        return 66;
    for (int i = 0; i < options->path_count; i++)
        if (!run_file(&b, options->paths[i]))
            return 66;
    eval_json json;
    eval_json_open(&json, "enhanced", b.words, eval_seconds() - start);
    print_scores(&json, &b.counts[OWN_TREES], "");
    print_scores(&json, &b.counts[GOLD_TREES], "_gold_tree");
    eval_json_close(&json);
    return 0;
}
