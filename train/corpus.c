/* In: treebank files. Out: training sentences.
 *
 * The idea of the copies: headlines come in Title Case and IN CAPITALS, and the treebanks hold few of either; a share of
 * the sentences is therefore learnt once more in other letters, with the same tags and tree. Names keep their capitals
 * in small-letter copies' tags only: "herat" is still NNP. */
#include "corpus.h"
#include "parse/parser.h"
#include <stdio.h>
#include <stdlib.h>

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

dtl_slice corpus_recased(dtl_slice form, bool stays, corpus_letters letters)
{
    if (letters == CORPUS_AS_WRITTEN || (letters == CORPUS_TITLE_CASE && stays))
        return form;
    char *copy = malloc(form.length + 1u);
    if (!copy)
        exit(1);
    for (uint32_t i = 0; i < form.length; i++) {
        char c = form.ptr[i];
        bool upper = letters == CORPUS_ALL_CAPITALS || (letters == CORPUS_TITLE_CASE && i == 0);
        if (upper && c >= 'a' && c <= 'z')
            c = (char)(c - 32);
        else if (letters == CORPUS_SMALL_LETTERS && c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        copy[i] = c;
    }
    return dtl_slice_make(copy, form.length);
}

static void add_sentence(corpus *c, const conllu_file *file, const uint8_t *names, uint32_t number, corpus_letters letters)
{
    const conllu_sentence *sentence = &file->sentences[number];
    c->sentences = grown(c->sentences, c->sentence_count, sizeof *c->sentences);
    if (letters == CORPUS_AS_WRITTEN) {
        c->original_words += sentence->count;
        c->original_sentences++;
    }
    c->sentences[c->sentence_count++] = (corpus_sentence){
        .first = c->word_count, .count = sentence->count, .letters = letters, .original = c->original_words - sentence->count,
        .document = c->document_count};
    for (uint32_t i = 0; i < sentence->count; i++) {
        const conllu_word *word = &file->words[sentence->first + i];
        c->words = grown(c->words, c->word_count, sizeof *c->words);
        corpus_word *out = &c->words[c->word_count++];
        *out = (corpus_word){.form = corpus_recased(word->form, i > 0 && stays_small(word), letters), .lemma = word->lemma, .xpos = word->xpos,
                             .upos = word->upos, .relation = word->relation, .name = names[sentence->first + i],
                             .stays_small = i > 0 && stays_small(word),
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
        add_sentence(c, file, names, i, CORPUS_AS_WRITTEN);
        if (recase_period == 0)
            continue;
        if (i % recase_period == 0)
            add_sentence(c, file, names, i, CORPUS_TITLE_CASE);
        else if (i % (2 * recase_period) == 1)
            add_sentence(c, file, names, i, CORPUS_ALL_CAPITALS);
        else if (i % (2 * recase_period) == 3)
            add_sentence(c, file, names, i, CORPUS_SMALL_LETTERS);
    }
}
