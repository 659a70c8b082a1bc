/* The words that the treebanks know well: their tags, and their rows in the network. */
#ifndef DTL_TRAIN_LEXICON_H
#define DTL_TRAIN_LEXICON_H
#include "corpus.h"
#include "model_writer.h"

/* A lexicon as a probing table, before it is written. */
typedef struct lexicon {
    model_entry *entries;
    uint32_t mask, count;
} lexicon;

/* Of the words as written, those seen LEXICON_MIN times; numbered in the order of their keys. Freed by free(entries). */
lexicon lexicon_build(const corpus *c);
void lexicon_write(model_writer *w, const lexicon *lex);
#endif
