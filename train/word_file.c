/* In: the training text. Out: the same as numbers, so that what a word's rows are is decided in one place, src/model/attributes.c.
 *
 * A text file. First line: relations, Penn tags, universal tags, rows, sentences of the treebanks (those behind them are told anew). Then a line for every form, its rows: the word's own first.
 * An empty line. Then a line for every word of the sentences as written, with an empty line behind each sentence: Penn tag, universal tag, head (0 = root,
 * else counted from 1), relation, and the numbers of its form as written, in Title Case, in capitals and in small letters. */
#include "word_file.h"
#include "model/model.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Forms that have been written, as a probing table of number + 1 and hash. */
typedef struct form_numbers {
    uint64_t *seen; /* hash; 0 = free */
    uint32_t *numbers;
    uint32_t mask, count;
} form_numbers;

static uint32_t number_of(form_numbers *forms, FILE *out, const model_view *view, dtl_slice form)
{
    const uint64_t hash = (uint64_t)attribute_hash(form.ptr, form.length, 77) << 32 | attribute_hash(form.ptr, form.length, 78) | 1;
    uint32_t at = (uint32_t)(hash >> 20) & forms->mask, rows[WORD_ROWS_MAX];
    while (forms->seen[at] != 0 && forms->seen[at] != hash)
        at = (at + 1) & forms->mask;
    if (forms->seen[at] == hash)
        return forms->numbers[at];
    forms->seen[at] = hash;
    forms->numbers[at] = forms->count++;
    const uint32_t count = model_word_rows(view, form, rows);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, i + 1 < count ? "%u " : "%u\n", rows[i]);
    return forms->numbers[at];
}

bool word_file_write(const char *path, const corpus *c, uint32_t treebank_sentences, const lexicon *lex, const model_list *senses)
{
    const model_view view = {.lexicon = {lex->entries, lex->mask}, .senses = *senses};
    form_numbers forms = {.mask = (1u << 20) - 1};
    uint32_t (*numbers)[CORPUS_LETTERS_COUNT] = calloc(c->original_words + 1u, sizeof *numbers);
    FILE *out = fopen(path, "w");
    forms.seen = calloc(forms.mask + 1u, sizeof *forms.seen);
    forms.numbers = calloc(forms.mask + 1u, sizeof *forms.numbers);
    if (!out || !numbers || !forms.seen || !forms.numbers)
        return false;
    fprintf(out, "%d %d %d %u %u\n", DTL_REL_COUNT, DTL_XPOS_COUNT, DTL_UPOS_COUNT, ROWS_WORD + lex->count, treebank_sentences);
    for (uint32_t s = 0; s < c->sentence_count; s++)
        for (uint32_t i = 0; i < c->sentences[s].count && c->sentences[s].letters == CORPUS_AS_WRITTEN; i++) {
            const corpus_word *word = &c->words[c->sentences[s].first + i];
            for (uint32_t l = 0; l < CORPUS_LETTERS_COUNT; l++)
                numbers[c->sentences[s].original + i][l] = number_of(&forms, out, &view, corpus_recased(word->form, word->stays_small, (corpus_letters)l));
        }
    fputs("\n", out);
    for (uint32_t s = 0; s < c->sentence_count; s++) {
        const corpus_sentence *sentence = &c->sentences[s];
        for (uint32_t i = 0; i < sentence->count && sentence->letters == CORPUS_AS_WRITTEN; i++) {
            const corpus_word *word = &c->words[sentence->first + i];
            const uint32_t *n = numbers[sentence->original + i];
            fprintf(out, "%u %u %u %u %u %u %u %u\n", word->xpos, word->upos, word->head == sentence->count ? 0 : word->head + 1u, word->relation, n[0], n[1],
                    n[2], n[3]);
        }
        if (sentence->letters == CORPUS_AS_WRITTEN)
            fputs("\n", out);
    }
    free(numbers);
    free(forms.seen);
    free(forms.numbers);
    return fclose(out) == 0;
}
