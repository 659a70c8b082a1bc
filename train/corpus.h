/* The training text: treebank sentences as arrays, with re-cased copies for headlines. */
#ifndef DTL_TRAIN_CORPUS_H
#define DTL_TRAIN_CORPUS_H
#include "conllu.h"
#include "model/attributes.h"

typedef enum corpus_letters { CORPUS_AS_WRITTEN, CORPUS_TITLE_CASE, CORPUS_ALL_CAPITALS, CORPUS_SMALL_LETTERS, CORPUS_LETTERS_COUNT } corpus_letters;

/* One word of the training text. */
typedef struct corpus_word {
    word_attributes attributes;
    dtl_slice form, lemma;
    uint16_t head; /* 0-based within the sentence; count = root */
    uint8_t xpos, upos, relation;
    uint8_t xpos_predicted, upos_predicted; /* by a tagger that has not seen the sentence */
    bool stays_small; /* in a title */
    uint8_t name;  /* dtl_name_label, NAMES_UNKNOWN: the sentence has none */
} corpus_word;

typedef struct corpus_sentence {
    uint32_t first, count;
    uint32_t document; /* sentences of one document have one number and stand together */
    corpus_letters letters;
    uint32_t original;      /* number of the first word among the words of sentences as written; copies share it */
} corpus_sentence;

typedef struct corpus {
    corpus_word *words;
    corpus_sentence *sentences;
    uint32_t word_count, sentence_count, document_count, original_words, original_sentences;
} corpus;

/* Adds the file's sentences of at most PARSE_SENTENCE_MAX words; every recase_period-th sentence is added once more in
 * Title Case, and others in capitals and in small letters; 0: none. names: a label for every word of the file. */
void corpus_add(corpus *c, const conllu_file *file, const uint8_t *names, uint32_t recase_period);
/* The form in other letters, malloc'd; itself where nothing changes. stays: a small word that a title leaves small. */
dtl_slice corpus_recased(dtl_slice form, bool stays, corpus_letters letters);
#endif
