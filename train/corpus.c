/* In: treebank files. Out: training sentences.
 *
 * The idea of the copies: headlines come in Title Case and IN CAPITALS, and the treebanks hold few of either; a share of
 * the sentences is therefore learnt once more in other letters, with the same tags and tree. Names keep their capitals
 * in small-letter copies' tags only: "herat" is still NNP. */
#include "corpus.h"
#include "parse/tagger.h"
#include <stdio.h>
#include <stdlib.h>

typedef enum letter_case { AS_WRITTEN, TITLE_CASE, ALL_CAPITALS, SMALL_LETTERS } letter_case;

static void *grown(void *items, uint32_t count, size_t size)
{
    if ((count & (count - 1)) != 0 && count != 0)
        return items;
    void *more = realloc(items, size * (count ? (size_t)count * 2 : 1));
    if (!more) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return more;
}

static bool stays_small(const conllu_word *word)
{
    return word->form.length <= 4 && (word->upos == DTL_UPOS_ADP || word->upos == DTL_UPOS_DET ||
                                      word->upos == DTL_UPOS_CCONJ || word->xpos == DTL_XPOS_TO);
}

static dtl_slice recased(const conllu_word *word, letter_case letters, bool first)
{
    if (letters == AS_WRITTEN || (letters == TITLE_CASE && !first && stays_small(word)))
        return word->form;
    char *copy = malloc(word->form.length + 1u);
    if (!copy)
        exit(1);
    for (uint32_t i = 0; i < word->form.length; i++) {
        char c = word->form.ptr[i];
        bool upper = letters == ALL_CAPITALS || (letters == TITLE_CASE && i == 0);
        if (upper && c >= 'a' && c <= 'z')
            c = (char)(c - 32);
        else if (letters == SMALL_LETTERS && c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        copy[i] = c;
    }
    return dtl_slice_make(copy, word->form.length);
}

static void add_sentence(corpus *c, const conllu_file *file, const uint8_t *names, uint32_t number, letter_case letters)
{
    const conllu_sentence *sentence = &file->sentences[number];
    c->sentences = grown(c->sentences, c->sentence_count, sizeof *c->sentences);
    c->sentences[c->sentence_count++] = (corpus_sentence){
        .first = c->word_count, .count = sentence->count, .fold = number % CORPUS_FOLDS, .copy = letters != AS_WRITTEN,
        .document = c->document_count};
    for (uint32_t i = 0; i < sentence->count; i++) {
        const conllu_word *word = &file->words[sentence->first + i];
        c->words = grown(c->words, c->word_count, sizeof *c->words);
        corpus_word *out = &c->words[c->word_count++];
        *out = (corpus_word){.form = recased(word, letters, i == 0), .lemma = word->lemma, .xpos = word->xpos,
                             .upos = word->upos, .relation = word->relation, .name = names[sentence->first + i],
                             .head = (uint16_t)(word->head == 0 ? sentence->count : word->head - 1)};
        word_attributes_of(out->form, &out->attributes);
    }
}

void corpus_add(corpus *c, const conllu_file *file, const uint8_t *names, uint32_t recase_period)
{
    c->document_count++;
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        c->document_count += file->sentences[i].new_document;
        if (file->sentences[i].count > PARSE_SENTENCE_MAX)
            continue;
        add_sentence(c, file, names, i, AS_WRITTEN);
        if (recase_period == 0)
            continue;
        if (i % recase_period == 0)
            add_sentence(c, file, names, i, TITLE_CASE);
        else if (i % (2 * recase_period) == 1)
            add_sentence(c, file, names, i, ALL_CAPITALS);
        else if (i % (2 * recase_period) == 3)
            add_sentence(c, file, names, i, SMALL_LETTERS);
    }
}
