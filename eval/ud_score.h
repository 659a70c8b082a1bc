/* Scores of tags and trees against a treebank. */
#ifndef DTL_EVAL_UD_SCORE_H
#define DTL_EVAL_UD_SCORE_H
#include "conllu.h"

/* One answered word. */
typedef struct ud_answer {
    dtl_slice lemma;
    uint32_t head; /* index of the word in the same array, DTL_NONE = root */
    uint8_t upos, xpos, relation;
} ud_answer;

/* Gold, answered and right arcs of one relation. */
typedef struct ud_relation_counts {
    uint64_t gold, answered, right;
} ud_relation_counts;

/* Counts over gold tokens. */
typedef struct ud_counts {
    uint64_t words, upos, xpos, lemma, uas, las, las_sub;
    uint64_t verbs, frames; /* words tagged VERB in the gold; those whose core arguments are all right */
    ud_relation_counts relations[DTL_REL_COUNT];
} ud_counts;

/* answers[i] is for gold->words[i]; NULL = nothing was answered. Adds to *counts. */
void ud_score(const conllu_file *gold, const ud_answer *answers, ud_counts *counts);
bool ud_head_right(const conllu_file *gold, const conllu_sentence *sentence, uint32_t word, const ud_answer *answer);

/* A word somewhere in a raw text. */
typedef struct ud_place {
    uint32_t start, end; /* bytes */
} ud_place;

/* Counts over raw text: words and sentences found at their exact places. */
typedef struct ud_raw_counts {
    uint64_t gold_words, answered_words, right_words, right_arcs;
    uint64_t gold_sentences, answered_sentences, right_sentences;
} ud_raw_counts;

/* gold_places[i] belongs to gold->words[i]; answers and answered_places have answered_count entries; both in text order. */
void ud_score_raw(const conllu_file *gold, const ud_place *gold_places, const ud_answer *answers, const ud_place *answered_places,
                  uint32_t answered_count, ud_raw_counts *counts);
/* Sentences as places, both in text order. */
void ud_score_sentences(const ud_place *gold, uint32_t gold_count, const ud_place *answered, uint32_t answered_count, ud_raw_counts *counts);
#endif
