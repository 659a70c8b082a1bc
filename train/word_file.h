/* The training text as train/network.py reads it. */
#ifndef DTL_TRAIN_WORD_FILE_H
#define DTL_TRAIN_WORD_FILE_H
#include "lexicon.h"

bool word_file_write(const char *path, const corpus *c, uint32_t treebank_sentences, const lexicon *lex, const model_list *senses);
#endif
