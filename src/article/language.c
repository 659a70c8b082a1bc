/* Is it English? In: measured lines. Out: whether the report is, and a note on a passage in another language.
 *
 * Running English is a third to a half function words; a text in another language that shares a few of their letters (in, was, so)
 * has less than a tenth. Short news in between ("Twin car bombs killed ten in Hodeida province") is English unless words of
 * languages.txt speak against it. A monstrous line (a token of megabytes) weighs no more than a long paragraph.
 *
 *     2 of 14 words English, none of another language → English;  2 of 14, and 5 German ones → not
 *
 * Knowingly wrong: texts of fewer than twenty words count as English, and so do other languages that have more than a tenth of these
 * words and no row in languages.txt; a passage that no row knows, or with
 * a web address in it, is not noted. */
#include "article/room.h"
#include "base/utf8.h"
#include <stdio.h>

enum {
    ENGLISH_WORDS_MIN = 20,   /* shorter texts count as English */
    LINE_WORDS_MIN = 6,       /* shorter lines tell nothing */
    LINE_WORDS_MAX = 100,     /* a longer line weighs no more */
    SURELY_ENGLISH = 20,      /* function words in a hundred */
    HARDLY_ENGLISH = 10,
    WORD_LETTERS = 12,        /* more in the mean have the words of no language: blanks are missing */
    LANGUAGES_MAX = 64,
    PASSAGE_WORDS_MIN = 15,   /* of a paragraph that is noted */
    PASSAGE_SHARE = 12,       /* of its words in a hundred, of one language */
    PASSAGE_ENGLISH = 15      /* fewer English ones than that */
};

/* How many words of each row of languages.txt were met. */
typedef struct language_counts {
    uint32_t hits[LANGUAGES_MAX];
    uint32_t first, rows;
} language_counts;

static language_counts start_counts(const article_run *run)
{
    language_counts c = {.rows = 0};
    uint32_t table = run->rules ? dtl_rules_table(run->rules, "languages") : DTL_NONE;
    if (table != DTL_NONE)
        dtl_rules_entries(run->rules, table, &c.first, &c.rows);
    c.rows = c.rows < LANGUAGES_MAX ? c.rows : LANGUAGES_MAX;
    return c;
}

/* Counts the first words of a line. */
static void count_line(const article_run *run, uint32_t at, language_counts *c)
{
    const dtl_slice text = dtl_span_text(run->page->text, run->page->blocks.items[at].span);
    uint32_t table = c->rows ? dtl_rules_table(run->rules, "languages") : DTL_NONE;
    for (uint32_t i = 0, words = 0; table != DTL_NONE && i < text.length && words < LINE_WORDS_MAX; words++) {
        uint32_t start = i, rune = 0, end;
        while (i < text.length && (end = i, rune = dtl_utf8_next(text, &end), dtl_rune_is_letter(rune)))
            i = end;
        dtl_slice word = dtl_slice_make(text.ptr + start, i - start), folded;
        if (i == start)
            i = end;
        uint32_t found[4], count = 0;
        if (word.length >= 2 && word.length <= 16 && dtl_utf8_fold(run->arena, word, &folded))
            count = dtl_rules_find_all(run->rules, table, folded, found, 4);
        for (uint32_t k = 0; k < count && k < 4; k++)
            if (found[k] - c->first < c->rows)
                c->hits[found[k] - c->first]++;
    }
}

/* The row that was met most; its count in *hits. */
static uint32_t likeliest(const language_counts *c, uint32_t *hits)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < c->rows; i++)
        if (c->hits[i] > c->hits[best])
            best = i;
    *hits = c->rows ? c->hits[best] : 0;
    return c->first + best;
}

const char *language_objection(const article_run *run)
{
    uint64_t all_words = 0, words = 0, english = 0, letters = 0, foreign = 0;
    for (uint32_t i = 0; i < run->count; i++) {
        const line *l = &run->lines[i];
        letters += l->letters;
        foreign += l->foreign;
        all_words += l->words;
        if (l->words < LINE_WORDS_MIN)
            continue;
        uint64_t weight = l->words < LINE_WORDS_MAX ? l->words : LINE_WORDS_MAX;
        words += weight;
        english += l->function_words * weight / l->words;
    }
    if (foreign > letters)
        return "not English";
    if (words < ENGLISH_WORDS_MIN || english * 100 >= words * SURELY_ENGLISH)
        return NULL;
    if (english * 100 < words * HARDLY_ENGLISH)
        return letters > all_words * WORD_LETTERS ? "no blanks between its words" : "not English";
    language_counts others = start_counts(run);
    for (uint32_t i = 0; i < run->count; i++)
        if (run->lines[i].words >= LINE_WORDS_MIN)
            count_line(run, i, &others);
    uint32_t hits;
    likeliest(&others, &hits);
    return (uint64_t)hits * 2 <= english ? NULL : "not English";
}

void language_note_passages(const article_run *run)
{
    language_counts all = start_counts(run);
    dtl_span where = {0, 0};
    uint32_t passages = 0;
    for (uint32_t i = 0; run->out->english && i < run->count; i++) {
        const line *l = &run->lines[i];
        if (l->fate != FATE_BODY || l->address || l->words < PASSAGE_WORDS_MIN || (uint64_t)l->function_words * 100 >= (uint64_t)l->words * PASSAGE_ENGLISH)
            continue;
        language_counts here = start_counts(run);
        count_line(run, i, &here);
        uint32_t hits, row = likeliest(&here, &hits), weight = l->words < LINE_WORDS_MAX ? l->words : LINE_WORDS_MAX;
        if (hits * 100 < weight * PASSAGE_SHARE)
            continue;
        all.hits[row - all.first]++;
        if (!passages++)
            where = run->page->blocks.items[i].span;
    }
    if (!passages)
        return;
    char text[160];
    uint32_t hits, row = likeliest(&all, &hits);
    dtl_slice name = dtl_rules_attribute(run->rules, row, "language");
    snprintf(text, sizeof text, "%u paragraph%s not English (%.*s): what is coded of %s may be wrong", passages, passages > 1 ? "s read" : " reads",
             (int)name.length, name.ptr, passages > 1 ? "them" : "it");
    dtl_doc_note(run->arena, run->notes, "article", where, text);
}
