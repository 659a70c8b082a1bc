/* The arithmetic of the bench factuality: values from -3 (certainly not) to +3 (certainly), gold against answer. */
#ifndef DTL_EVAL_FACTUALITY_SCORE_H
#define DTL_EVAL_FACTUALITY_SCORE_H
#include <stdint.h>

/* Certainly yes (1.5 and above), uncertain, certainly no (-1.5 and below). */
typedef enum factuality_class { FACTUALITY_YES, FACTUALITY_UNCERTAIN, FACTUALITY_NO, FACTUALITY_CLASS_COUNT } factuality_class;

/* Sums over all events of a run. */
typedef struct factuality_counts {
    uint64_t events;
    double off;                                 /* sum of |answer - gold| */
    double gold, answer, gold2, answer2, cross; /* sums of values, squares and products, for r */
    uint64_t pair[FACTUALITY_CLASS_COUNT][FACTUALITY_CLASS_COUNT]; /* [gold][answer] */
} factuality_counts;

/* What is reported; -1 (r: 0) where there is nothing to count. */
typedef struct factuality_figures {
    double mae;      /* mean |answer - gold| */
    double r;        /* Pearson's correlation; 0 when one side does not vary */
    double macro_f1; /* mean F1 of the three classes; one that occurs on neither side is left out */
} factuality_figures;

factuality_class factuality_class_of(double value);
const char *factuality_class_name(unsigned class);
void factuality_add(factuality_counts *counts, double gold, double answer);
/* F1 of one class, -1 when it occurs on neither side. */
double factuality_class_f1(const factuality_counts *counts, unsigned class);
factuality_figures factuality_score(const factuality_counts *counts);
#endif
