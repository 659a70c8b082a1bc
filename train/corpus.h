/* The training text: treebank sentences as arrays, with re-cased copies for headlines. */
#ifndef DTL_TRAIN_CORPUS_H
#define DTL_TRAIN_CORPUS_H
#include "conllu.h"
#include "model/attributes.h"

/* One word of the training text. */
typedef struct corpus_word {
    word_attributes attributes;
    dtl_slice form, lemma;
    uint16_t head; /* 0-based within the sentence; count = root */
    uint8_t xpos, upos, relation;
    uint8_t xpos_predicted, upos_predicted; /* by a tagger that has not seen the sentence */
    uint8_t name;  /* dtl_name_label, NAMES_UNKNOWN: the sentence has none */
} corpus_word;

typedef struct corpus_sentence {
    uint32_t first, count;
    uint32_t fold;   /* 0 … CORPUS_FOLDS-1; copies share it with their original */
    uint32_t document; /* sentences of one document have one number and stand together */
    bool copy;       /* re-cased */
} corpus_sentence;

enum { CORPUS_FOLDS = 4 };

typedef struct corpus {
    corpus_word *words;
    corpus_sentence *sentences;
    uint32_t word_count, sentence_count, document_count;
} corpus;

/* Adds the file's sentences of at most PARSE_SENTENCE_MAX words; every recase_period-th sentence is added once more in
 * Title Case, and others in capitals and in small letters (0 = no copies). names: a label for
 * every word of the file. */
void corpus_add(corpus *c, const conllu_file *file, const uint8_t *names, uint32_t recase_period);
#endif
