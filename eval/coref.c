/* The bench "coref": does a pronoun, or a phrase such as "the building", lead to the right entity?
 *
 * Paths: CoNLL-U files of the GUM corpus (Entity= in MISC). Words and sentences are the gold's; tags, tree and mentions are ours. Every
 * document goes the way behind text up to mention as a report of its own; what counts, and when a link is right, stands in
 * coref_score.c. f1 is over all counted anaphors; `pronoun` and `nominal` over theirs, `third` over third-person pronouns, `speech` over I, we, you;
 * `entity` is f1 with a stricter hit: the chain of links must also end at a name or noun of the right cluster.
 * --errors: every wrong, missing and superfluous link with its sentence; --predict: the links as lines
 * "sentence-id:word<TAB>sentence-id:word". */
#include "coref_score.h"
#include "eval.h"
#include <stdlib.h>

/* One run over all files. */
typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    coref_counts counts;
    uint64_t words;
    double seconds; /* of the stage mention */
} bench;

/* Links of one document, as words of the file. */
static void run_document(bench *b, const conllu_file *gold, uint32_t first, uint32_t end, uint32_t *antecedent)
{
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    dtl_doc doc = {.arena = &arena};
    if (!coref_lay_out(gold, first, end, &doc))
        eval_checked(NULL);
    if (!eval_run_stages(b->engine, "parse", "name", &doc))
        exit(70);
    double start = eval_cpu_seconds();
    if (!eval_run_stages(b->engine, "mention", "mention", &doc))
        exit(70);
    b->seconds += eval_cpu_seconds() - start;
    const uint32_t base = gold->sentences[first].first;
    for (uint32_t i = 0; i < doc.mention.references.count; i++) {
        const dtl_reference *r = &doc.mention.references.items[i];
        antecedent[base + r->anaphor] = base + r->antecedent;
    }
    dtl_arena_free(&arena);
}

static uint32_t sentence_of(const conllu_file *gold, uint32_t word)
{
    uint32_t low = 0, high = gold->sentence_count;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (gold->sentences[middle].first <= word)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void write_word(FILE *out, const conllu_file *gold, uint32_t word)
{
    const conllu_sentence *s = &gold->sentences[sentence_of(gold, word)];
    fprintf(out, "%.*s:%u", (int)s->id.length, s->id.ptr, word - s->first + 1);
}

/* The latest earlier gold antecedent that is headed by another word; DTL_NONE if there is none. */
static uint32_t gold_antecedent(const coref_gold *gold, uint32_t anaphor)
{
    for (uint32_t i = anaphor; i > 0 && gold->document_of[i - 1] == gold->document_of[anaphor]; i--)
        if (coref_same(gold, anaphor, i - 1))
            return i - 1;
    return DTL_NONE;
}

static void write_error(FILE *out, const coref_gold *gold, uint32_t word, uint32_t answer)
{
    static const char *const names[] = {"-", "speech", "third", "other", "nominal"};
    const conllu_file *file = gold->file;
    uint32_t right = gold->anaphor[word] ? gold_antecedent(gold, word) : DTL_NONE;
    const conllu_sentence *s = &file->sentences[sentence_of(file, word)];
    fprintf(out, "%s\t%s\t", !gold->anaphor[word] ? "extra" : answer == DTL_NONE ? "missed" : "wrong", names[gold->class[word]]);
    write_word(out, file, word);
    for (int i = 0; i < 3; i++) {
        uint32_t w = i == 0 ? word : i == 1 ? right : answer;
        fprintf(out, "\t%s%.*s", i == 0 ? "" : i == 1 ? "gold " : "said ", w == DTL_NONE ? 1 : (int)file->words[w].form.length, w == DTL_NONE ? "-" : file->words[w].form.ptr);
        if (i && w != DTL_NONE)
            fprintf(out, "@%d", (int)sentence_of(file, word) - (int)sentence_of(file, w));
    }
    fputc('\t', out);
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        fprintf(out, i == word ? "[%.*s] " : "%.*s ", (int)file->words[i].form.length, file->words[i].form.ptr);
    fputc('\n', out);
}

static bool run_file(bench *b, const char *path)
{
    conllu_file file;
    coref_gold gold;
    char message[256];
    if (!conllu_read(path, &file, message)) {
        fprintf(stderr, "coref: %s\n", message);
        return false;
    }
    if (!coref_gold_read(&file, &gold))
        eval_checked(NULL);
    uint32_t *antecedent = eval_checked(malloc(((size_t)file.word_count + 1) * sizeof *antecedent));
    for (uint32_t i = 0; i < file.word_count; i++)
        antecedent[i] = DTL_NONE;
    for (uint32_t s = 0, end; s < file.sentence_count; s = end) {
        end = s + 1;
        while (end < file.sentence_count && !file.sentences[end].new_document)
            end++;
        run_document(b, &file, s, end, antecedent);
    }
    coref_score(&gold, antecedent, &b->counts);
    b->words += file.word_count;
    for (uint32_t i = 0; i < file.word_count; i++) {
        bool linked = antecedent[i] != DTL_NONE;
        if (b->options->predict && linked) {
            write_word(b->options->predict, &file, i);
            fputc('\t', b->options->predict);
            write_word(b->options->predict, &file, antecedent[i]);
            fputc('\n', b->options->predict);
        }
        if (b->options->errors && gold.class[i] != COREF_NONE && (linked || gold.anaphor[i]) && !(linked && gold.anaphor[i] && coref_same(&gold, i, antecedent[i])))
            write_error(b->options->errors, &gold, i, antecedent[i]);
    }
    free(antecedent);
    coref_gold_free(&gold);
    conllu_free(&file);
    return true;
}

typedef struct sum {
    uint64_t right, gold, answered;
} sum;

static sum sum_of(const coref_counts *counts, unsigned first, unsigned last)
{
    sum all = {0, 0, 0};
    for (unsigned class = first; class <= last; class++) {
        all.right += counts->right[class];
        all.gold += counts->gold[class];
        all.answered += counts->answered[class];
    }
    return all;
}

static void print_scores(eval_json *json, const char *key, sum s)
{
    fprintf(stderr, "%-8s gold %6llu answered %6llu right %6llu   p %.3f r %.3f f1 %.3f\n", key, (unsigned long long)s.gold, (unsigned long long)s.answered,
            (unsigned long long)s.right, s.answered ? (double)s.right / (double)s.answered : 0.0, s.gold ? (double)s.right / (double)s.gold : 0.0,
            eval_f1(s.right, s.gold, s.answered));
    eval_json_f1(json, key, s.right, s.gold, s.answered);
}

int eval_coref(const eval_options *options)
{
    dtl_engine *engine;
    int status = eval_engine(options, 1, "coref FILE.conllu...", &engine);
    if (status)
        return status;
    bench b = {.options = options, .engine = engine};
    double start = eval_seconds();
    for (int i = 0; i < options->path_count; i++)
        if (!run_file(&b, options->paths[i]))
            status = 66;
    eval_json json;
    sum all = sum_of(&b.counts, COREF_FIRST_SECOND, COREF_NOMINAL);
    eval_json_open(&json, "coref", all.gold, eval_seconds() - start);
    print_scores(&json, "f1", all);
    eval_json_rate(&json, "p", all.right, all.answered);
    eval_json_rate(&json, "r", all.right, all.gold);
    print_scores(&json, "pronoun", sum_of(&b.counts, COREF_FIRST_SECOND, COREF_OTHER_PRONOUN));
    print_scores(&json, "nominal", sum_of(&b.counts, COREF_NOMINAL, COREF_NOMINAL));
    print_scores(&json, "third", sum_of(&b.counts, COREF_THIRD, COREF_THIRD));
    print_scores(&json, "speech", sum_of(&b.counts, COREF_FIRST_SECOND, COREF_FIRST_SECOND));
    print_scores(&json, "other", sum_of(&b.counts, COREF_OTHER_PRONOUN, COREF_OTHER_PRONOUN));
    print_scores(&json, "entity", (sum){b.counts.entity_right, all.gold, all.answered});
    eval_json_number(&json, "tokens_per_s", b.seconds > 0 ? (double)b.words / b.seconds : 0);
    eval_json_close(&json);
    dtl_engine_close(engine);
    return status;
}
