/* In: the training text. Out: a table from words to the tags they had and to their numbers.
 *
 * Words that were seen once or twice are left out: what is learnt of them is chance, and the network has to learn how to read a word that it
 * does not know. */
#include "lexicon.h"
#include <stdlib.h>
#include <string.h>

enum { LEXICON_MIN = 3 };

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

lexicon lexicon_build(const corpus *c)
{
    enum { SLOTS = 1 << 18 };
    word_tags *words = calloc(SLOTS, sizeof *words);
    if (!words)
        exit(1);
    for (uint32_t s = 0; s < c->sentence_count; s++) {
        const corpus_sentence *sentence = &c->sentences[s];
        if (sentence->letters != CORPUS_AS_WRITTEN)
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
        lex.entries[at] = (model_entry){words[i].key, lexicon_value(&words[i]) | lex.count++ << MODEL_LEXICON_NUMBER_BIT};
    }
    free(words);
    return lex;
}

void lexicon_write(model_writer *w, const lexicon *lex)
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
