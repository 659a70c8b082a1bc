/* The arithmetic of the bench polnear: spans of three roles, one label a token (the protocol of CofeNet, Wang et al. 2023). */
#ifndef DTL_EVAL_POLNEAR_SCORE_H
#define DTL_EVAL_POLNEAR_SCORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum polnear_role { POLNEAR_SOURCE, POLNEAR_CUE, POLNEAR_CONTENT, POLNEAR_ROLE_COUNT, POLNEAR_OUTSIDE = POLNEAR_ROLE_COUNT } polnear_role;

/* The label of one token. */
typedef struct polnear_label {
    uint8_t role; /* polnear_role */
    bool begins;  /* B-, not I- */
} polnear_label;

/* Tokens start … end - 1. */
typedef struct polnear_span {
    uint32_t start, end;
    uint8_t role; /* polnear_role, never POLNEAR_OUTSIDE */
} polnear_span;

/* Sums over all items, by role. */
typedef struct polnear_counts {
    uint64_t gold[POLNEAR_ROLE_COUNT], answered[POLNEAR_ROLE_COUNT]; /* spans */
    uint64_t exact[POLNEAR_ROLE_COUNT];         /* same start and end */
    uint64_t begin[POLNEAR_ROLE_COUNT];         /* same start */
    uint64_t gold_met[POLNEAR_ROLE_COUNT];      /* gold spans that share a token with an answer of their role */
    uint64_t answered_met[POLNEAR_ROLE_COUNT];  /* the other way round */
    double jaccard[POLNEAR_ROLE_COUNT];         /* sum over gold spans of the best overlap, each 0 … 1 */
} polnear_counts;

const char *polnear_role_name(unsigned role);
/* "B-source", "I-cue", "O"; an unknown label is outside. */
polnear_label polnear_label_of(const char *text, size_t length);
/* The spans of a row of labels, in order; out has room for count of them. An I- without its B- begins a span. */
size_t polnear_spans(const polnear_label *labels, size_t count, polnear_span *out);
void polnear_score(const polnear_span *gold, size_t gold_count, const polnear_span *answer, size_t answer_count, polnear_counts *sum);
/* F1 of exact spans and of span starts, mean Jaccard; -1 when there is nothing to score. */
double polnear_exact_f1(const polnear_counts *counts, unsigned role);
double polnear_begin_f1(const polnear_counts *counts, unsigned role);
double polnear_mean_jaccard(const polnear_counts *counts, unsigned role);
/* Share of answers that share a token with gold of their role; role POLNEAR_ROLE_COUNT: all roles together. */
double polnear_overlap_precision(const polnear_counts *counts, unsigned role);
#endif
