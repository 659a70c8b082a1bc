/* The arithmetic of the bench petrarch: who does it to whom, as pairs of codes, record by record. */
#ifndef DTL_EVAL_PETRARCH_SCORE_H
#define DTL_EVAL_PETRARCH_SCORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PETRARCH_SIDE_MAX = 64, PETRARCH_PAIRS_MAX = 256 };

/* One source and one target. */
typedef struct petrarch_pair {
    char source[PETRARCH_SIDE_MAX], target[PETRARCH_SIDE_MAX];
    bool hit; /* set by petrarch_score: the other side has it too */
} petrarch_pair;

/* The pairs of a record: what stands in it twice counts once. */
typedef struct petrarch_pairs {
    petrarch_pair items[PETRARCH_PAIRS_MAX];
    size_t count;
} petrarch_pairs;

/* Sums over all records. */
typedef struct petrarch_counts {
    uint64_t gold, answered, right, records, exact /* records whose pairs are all right */;
} petrarch_counts;

/* Adds source × target; each may hold several codes parted by '/' ("FRO/BIL"). Empty or over-long codes are passed over. */
void petrarch_add(petrarch_pairs *pairs, const char *source, const char *target);
void petrarch_score(petrarch_pairs *gold, petrarch_pairs *answer, petrarch_counts *sum);
#endif
