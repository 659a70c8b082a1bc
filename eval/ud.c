/* The bench "ud": treebank files → how right tags, lemmas and trees are.
 *
 * Four readings of the same file: its words as the gold has them; the same words re-cased (Title Case, CAPITALS, small
 * letters: headlines); and its text as running text, document by document as a reader would get it, with the blanks and the
 * paragraphs that the gold marks, which our own tokenizer cuts. tokens_per_s: tagging and parsing, processor time of one thread. */
#include "conllu.h"
#include "doc/features.h"
#include "eval.h"
#include "raw_text.h"
#include "text/text.h"
#include "ud_features.h"
#include "ud_score.h"
#include <stdlib.h>

typedef enum letter_case { AS_WRITTEN, TITLE_CASE, CAPITALS, SMALL_LETTERS, CASES } letter_case;

/* All counts of one run. */
typedef struct ud_bench {
    const eval_options *options;
    const dtl_model *model;
    ud_counts counts[CASES];
    ud_raw_counts raw;
    ud_feature_counts features;
    double parse_seconds;
    uint64_t parsed_tokens;
} ud_bench;

static char recased(char c, letter_case letters, bool first)
{
    if (letters == CAPITALS || (letters == TITLE_CASE && first))
        return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    if (letters == SMALL_LETTERS)
        return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    return c;
}

/* The gold's words as page and text layers. */
static void lay_out(const conllu_file *gold, letter_case letters, dtl_arena *arena, dtl_page *page, dtl_text *text)
{
    size_t size = 1;
    for (uint32_t i = 0; i < gold->word_count; i++)
        size += gold->words[i].form.length + 1u;
    char *bytes = eval_checked(dtl_arena_alloc(arena, size));
    uint32_t at = 0, paragraph = 0;
    *text = (dtl_text){.tokens = {.items = eval_checked(dtl_arena_calloc(arena, gold->word_count, sizeof(dtl_token))), .count = gold->word_count},
                       .sentences = {.items = eval_checked(dtl_arena_calloc(arena, gold->sentence_count, sizeof(dtl_sentence))), .count = gold->sentence_count}};
    for (uint32_t s = 0; s < gold->sentence_count; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        paragraph += sentence->new_document || sentence->new_paragraph;
        text->sentences.items[s] = (dtl_sentence){.first = sentence->first, .count = sentence->count, .paragraph = paragraph};
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            const conllu_word *word = &gold->words[i];
            const bool small = word->form.length <= 4 && i > sentence->first &&
                               (word->upos == DTL_UPOS_ADP || word->upos == DTL_UPOS_DET || word->upos == DTL_UPOS_CCONJ || word->xpos == DTL_XPOS_TO);
            text->tokens.items[i] = (dtl_token){.offset = at, .length = word->form.length, .sentence = s, .space_after = word->space_after};
            for (uint32_t k = 0; k < word->form.length; k++)
                bytes[at++] = recased(word->form.ptr[k], letters, k == 0 && !small);
            bytes[at++] = ' ';
        }
    }
    *page = (dtl_page){.text = dtl_slice_make(bytes, at)};
}

static ud_answer *answers_of(const dtl_parse *parse, uint32_t count, dtl_arena *arena)
{
    ud_answer *answers = eval_checked(dtl_arena_calloc(arena, count ? count : 1, sizeof *answers));
    for (uint32_t i = 0; i < count; i++)
        answers[i] = (ud_answer){.lemma = parse->words[i].lemma, .head = parse->words[i].head, .upos = parse->words[i].upos,
                                 .xpos = parse->words[i].xpos, .relation = parse->words[i].relation};
    return answers;
}

static void score_features(const conllu_file *gold, const dtl_parse *parse, ud_feature_counts *counts)
{
    dtl_buffer features = {0};
    for (uint32_t i = 0; i < gold->word_count; i++) {
        dtl_buffer_clear(&features);
        dtl_features_write(parse, i, gold->words[i].form, &features);
        ud_score_features(gold->words[i].features, dtl_slice_make(features.bytes, features.length), counts);
    }
    dtl_buffer_free(&features);
}

static void write_predictions(FILE *out, const conllu_file *gold, const ud_answer *answers)
{
    for (uint32_t s = 0; s < gold->sentence_count; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        fprintf(out, "# sent_id = %.*s\n", (int)sentence->id.length, sentence->id.ptr);
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++)
            fprintf(out, "%u\t%.*s\t%.*s\t%s\t%s\t_\t%u\t%s\t_\t%s\n", i - sentence->first + 1, (int)gold->words[i].form.length,
                    gold->words[i].form.ptr, (int)answers[i].lemma.length, answers[i].lemma.ptr, dtl_upos_name(answers[i].upos),
                    dtl_xpos_name(answers[i].xpos), answers[i].head == DTL_NONE ? 0 : answers[i].head - sentence->first + 1,
                    dtl_relation_name(answers[i].relation), gold->words[i].space_after ? "_" : "SpaceAfter=No");
        fputc('\n', out);
    }
}

static void write_errors(FILE *out, const conllu_file *gold, const ud_answer *answers)
{
    for (uint32_t s = 0; s < gold->sentence_count; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            const conllu_word *word = &gold->words[i];
            if (word->xpos == answers[i].xpos && word->relation == answers[i].relation && ud_head_right(gold, sentence, i, &answers[i]))
                continue;
            dtl_slice gold_head = word->head ? gold->words[sentence->first + word->head - 1].form : DTL_SLICE("ROOT");
            dtl_slice head = answers[i].head == DTL_NONE ? DTL_SLICE("ROOT") : gold->words[answers[i].head].form;
            fprintf(out, "%.*s:%u\t%.*s\tgold %s %s<-%.*s\tsaid %s %s<-%.*s\n", (int)sentence->id.length, sentence->id.ptr, i - sentence->first + 1,
                    (int)word->form.length, word->form.ptr, dtl_xpos_name(word->xpos), dtl_relation_name(word->relation), (int)gold_head.length,
                    gold_head.ptr, dtl_xpos_name(answers[i].xpos), dtl_relation_name(answers[i].relation), (int)head.length, head.ptr);
        }
    }
}

static void score_gold_tokens(ud_bench *bench, const conllu_file *gold, letter_case letters)
{
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)4 << 30);
    dtl_page page;
    dtl_text text;
    dtl_parse parse = {0};
    dtl_note_array notes = {0};
    lay_out(gold, letters, &arena, &page, &text);
    double start = eval_cpu_seconds();
    if (dtl_parse_run(&page, &text, bench->model, &arena, &notes, &parse) != DTL_OK)
        eval_checked(NULL);
    if (letters == AS_WRITTEN) {
        bench->parse_seconds += eval_cpu_seconds() - start;
        bench->parsed_tokens += gold->word_count;
    }
    ud_answer *answers = answers_of(&parse, gold->word_count, &arena);
    ud_score(gold, answers, &bench->counts[letters]);
    if (letters == AS_WRITTEN)
        score_features(gold, &parse, &bench->features);
    if (letters == AS_WRITTEN && bench->options->predict)
        write_predictions(bench->options->predict, gold, answers);
    if (letters == AS_WRITTEN && bench->options->errors)
        write_errors(bench->options->errors, gold, answers);
    dtl_arena_free(&arena);
}

/* What was read of all documents, in text order. */
typedef struct raw_answers {
    ud_answer *answers;
    ud_place *places, *sentences; /* of the answered words and sentences */
    uint32_t count, sentence_count;
} raw_answers;

static void read_document(const ud_bench *bench, const raw_text *raw, const dtl_article *article, dtl_arena *arena, raw_answers *all)
{
    dtl_text text = {.tokens = {0}};
    dtl_parse parse = {0};
    dtl_note_array notes = {0};
    if (dtl_text_run(&raw->page, article, NULL, arena, &notes, &text) != DTL_OK ||
        dtl_parse_run(&raw->page, &text, bench->model, arena, &notes, &parse) != DTL_OK)
        eval_checked(NULL);
    const ud_answer *answers = answers_of(&parse, text.tokens.count, arena);
    for (uint32_t i = 0; i < text.tokens.count; i++) {
        const dtl_token *token = &text.tokens.items[i];
        all->places[all->count + i] = (ud_place){token->offset, token->offset + token->length};
        all->answers[all->count + i] = answers[i];
        if (answers[i].head != DTL_NONE)
            all->answers[all->count + i].head += all->count;
    }
    for (uint32_t s = 0; s < text.sentences.count; s++) {
        const dtl_sentence *sentence = &text.sentences.items[s];
        all->sentences[all->sentence_count++] = (ud_place){all->places[all->count + sentence->first].start,
                                                           all->places[all->count + sentence->first + sentence->count - 1].end};
    }
    all->count += text.tokens.count;
}

static void write_pieces(FILE *out, dtl_slice text, const ud_place *places, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        fprintf(out, "%s%.*s", i > from ? "|" : "\t", (int)(places[i].end - places[i].start), text.ptr + places[i].start);
}

/* Words cut otherwise: "token <gold> <ours>", each the shortest stretch at whose ends both agree. */
static void write_token_errors(FILE *out, dtl_slice text, const ud_place *gold, uint32_t gold_count, const ud_place *ours, uint32_t our_count)
{
    for (uint32_t g = 0, a = 0; g < gold_count && a < our_count;) {
        uint32_t first_gold = g, first_ours = a;
        bool same = gold[g].start == ours[a].start && gold[g].end == ours[a].end;
        g++, a++;
        while (!same && (g < gold_count || a < our_count) && gold[g - 1].end != ours[a - 1].end) {
            if (g < gold_count && (a == our_count || gold[g - 1].end < ours[a - 1].end))
                g++;
            else
                a++;
        }
        if (same)
            continue;
        fputs("token", out);
        write_pieces(out, text, gold, first_gold, g);
        write_pieces(out, text, ours, first_ours, a);
        fputc('\n', out);
    }
}

/* Sentences' ends of one list that the other lacks: "missed" or "extra", with the text on both sides. */
static void write_end_errors(FILE *out, dtl_slice text, const char *kind, const ud_place *these, uint32_t count, const ud_place *those, uint32_t other_count)
{
    enum { CONTEXT = 60 };
    for (uint32_t i = 0, k = 0; i < count; i++) {
        const uint32_t end = these[i].end, before = end > CONTEXT ? CONTEXT : end, behind = text.length - end > CONTEXT ? CONTEXT : text.length - end;
        while (k < other_count && those[k].end < end)
            k++;
        if (k < other_count && those[k].end == end)
            continue;
        fprintf(out, "%s\t", kind);
        for (uint32_t at = end - before; at < end + behind; at++) {
            if (at == end)
                fputs(" || ", out);
            fputc(text.ptr[at] == '\n' ? '/' : text.ptr[at], out);
        }
        fputc('\n', out);
    }
}

static void score_raw_text(ud_bench *bench, const conllu_file *gold)
{
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)4 << 30);
    raw_text raw = {.page = {.html = false}};
    raw_text_lay_out(gold, &arena, &raw);
    raw_answers all = {.answers = eval_checked(dtl_arena_calloc(&arena, raw.page.text.length + 1u, sizeof *all.answers)),
                       .places = eval_checked(dtl_arena_calloc(&arena, raw.page.text.length + 1u, sizeof *all.places)),
                       .sentences = eval_checked(dtl_arena_calloc(&arena, raw.page.text.length + 1u, sizeof *all.sentences))};
    for (uint32_t i = 0; i < raw.article_count; i++)
        read_document(bench, &raw, &raw.articles[i], &arena, &all);
    ud_score_raw(gold, raw.words, all.answers, all.places, all.count, &bench->raw);
    ud_score_sentences(raw.sentences, gold->sentence_count, all.sentences, all.sentence_count, &bench->raw);
    if (bench->options->errors) {
        write_token_errors(bench->options->errors, raw.page.text, raw.words, gold->word_count, all.places, all.count);
        write_end_errors(bench->options->errors, raw.page.text, "missed", raw.sentences, gold->sentence_count, all.sentences, all.sentence_count);
        write_end_errors(bench->options->errors, raw.page.text, "extra", all.sentences, all.sentence_count, raw.sentences, gold->sentence_count);
    }
    dtl_arena_free(&arena);
}

static double rate(uint64_t hits, uint64_t total)
{
    return total ? 100.0 * (double)hits / (double)total : 0.0;
}

static void print_table(const ud_bench *bench)
{
    const ud_counts *c = &bench->counts[AS_WRITTEN];
    fprintf(stderr, "%llu words: UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f (with subtypes %.2f) frame %.2f of %llu verbs\n",
            (unsigned long long)c->words, rate(c->upos, c->words), rate(c->xpos, c->words), rate(c->lemma, c->words), rate(c->uas, c->words),
            rate(c->las, c->words), rate(c->las_sub, c->words), rate(c->frames, c->verbs), (unsigned long long)c->verbs);
    fprintf(stderr, "LAS re-cased: Title %.2f CAPITALS %.2f small %.2f; raw text: words F1 %.2f sentences F1 %.2f LAS %.2f; %.0f tokens/s of processor time\n",
            rate(bench->counts[TITLE_CASE].las, c->words), rate(bench->counts[CAPITALS].las, c->words),
            rate(bench->counts[SMALL_LETTERS].las, c->words),
            100 * eval_f1(bench->raw.right_words, bench->raw.gold_words, bench->raw.answered_words),
            100 * eval_f1(bench->raw.right_sentences, bench->raw.gold_sentences, bench->raw.answered_sentences),
            100 * eval_f1(bench->raw.right_arcs, bench->raw.gold_words, bench->raw.answered_words),
            bench->parse_seconds > 0 ? (double)bench->parsed_tokens / bench->parse_seconds : 0.0);
    for (uint32_t r = 0; r < DTL_REL_COUNT; r++)
        if (c->relations[r].gold >= 20)
            fprintf(stderr, "%s%-14s %5llu %5.1f", r % 4 ? "   " : "\n", dtl_relation_name(r), (unsigned long long)c->relations[r].gold,
                    100 * eval_f1(c->relations[r].right, c->relations[r].gold, c->relations[r].answered));
    fputc('\n', stderr);
}

static void print_json(const ud_bench *bench, double seconds)
{
    const ud_counts *c = &bench->counts[AS_WRITTEN];
    eval_json json;
    eval_json_open(&json, "ud", c->words, seconds);
    eval_json_rate(&json, "upos", c->upos, c->words);
    eval_json_rate(&json, "xpos", c->xpos, c->words);
    eval_json_rate(&json, "lemma", c->lemma, c->words);
    eval_json_rate(&json, "uas", c->uas, c->words);
    eval_json_rate(&json, "las", c->las, c->words);
    eval_json_rate(&json, "las_sub", c->las_sub, c->words);
    eval_json_f1(&json, "las_raw", bench->raw.right_arcs, bench->raw.gold_words, bench->raw.answered_words);
    eval_json_f1(&json, "token_f1", bench->raw.right_words, bench->raw.gold_words, bench->raw.answered_words);
    eval_json_f1(&json, "sentence_f1", bench->raw.right_sentences, bench->raw.gold_sentences, bench->raw.answered_sentences);
    eval_json_rate(&json, "frame", c->frames, c->verbs);
    eval_json_object(&json, "rel");
    for (uint32_t r = 0; r < DTL_REL_COUNT; r++)
        if (c->relations[r].gold > 0)
            eval_json_f1(&json, dtl_relation_name(r), c->relations[r].right, c->relations[r].gold, c->relations[r].answered);
    eval_json_object_end(&json);
    eval_json_rate(&json, "las_title", bench->counts[TITLE_CASE].las, c->words);
    eval_json_rate(&json, "las_upper", bench->counts[CAPITALS].las, c->words);
    eval_json_rate(&json, "las_lower", bench->counts[SMALL_LETTERS].las, c->words);
    eval_json_rate(&json, "feats", bench->features.right, bench->features.words);
    eval_json_object(&json, "feat");
    for (int i = 0; i < UD_FEATURE_COUNT; i++)
        if (bench->features.of[i].gold > 0)
            eval_json_f1(&json, ud_feature_names[i], bench->features.of[i].right, bench->features.of[i].gold, bench->features.of[i].answered);
    eval_json_object_end(&json);
    eval_json_number(&json, "tokens_per_s", bench->parse_seconds > 0 ? (double)bench->parsed_tokens / bench->parse_seconds : 0.0);
    eval_json_close(&json);
}

int eval_ud(const eval_options *options)
{
    static ud_bench bench; /* zeroed; this program runs one bench */
    bench.options = options;
    bench.model = eval_model(options);
    double start = eval_seconds();
    if (!bench.model)
        return 66;
    for (int i = 0; i < options->path_count; i++) {
        conllu_file gold;
        char message[256];
        if (!conllu_read(options->paths[i], &gold, message)) {
            fprintf(stderr, "eval: %s\n", message);
            return 66;
        }
        for (uint32_t letters = AS_WRITTEN; letters < CASES; letters++)
            score_gold_tokens(&bench, &gold, (letter_case)letters);
        score_raw_text(&bench, &gold);
        conllu_free(&gold);
    }
    print_table(&bench);
    print_json(&bench, eval_seconds() - start);
    return 0;
}
