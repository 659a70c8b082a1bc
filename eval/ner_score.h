/* The arithmetic of the bench ner: named spans of the gold against named spans of an answer. */
#ifndef DTL_EVAL_NER_SCORE_H
#define DTL_EVAL_NER_SCORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ner_type { NER_PERSON, NER_ORGANISATION, NER_PLACE, NER_TYPE_COUNT } ner_type;

/* One name: tokens or characters start … end - 1. */
typedef struct ner_span {
    uint32_t start, end;
    uint32_t type; /* ner_type */
    bool exact;    /* set by ner_score: the other side has the same span and type */
} ner_span;

/* Sums over all texts. */
typedef struct ner_counts {
    uint64_t gold[NER_TYPE_COUNT], answered[NER_TYPE_COUNT], right[NER_TYPE_COUNT];
    uint64_t overlap; /* pairs, one to one, of one type that share a character */
} ner_counts;

/* Sorts both lists, drops what stands in one of them twice, adds to the sums. Returns through the counts the new lengths. */
void ner_score(ner_span *gold, size_t *gold_count, ner_span *answer, size_t *answer_count, ner_counts *sum);
#endif
