/* The scorers of names-un and names-bench, without files and without the name comparison: tests give them their answers. */
#ifndef DTL_EVAL_NAMES_SCORE_H
#define DTL_EVAL_NAMES_SCORE_H
#include <stdbool.h>
#include <stdint.h>

/* Right and wrong answers to "is it one name?". */
typedef struct names_counts {
    uint64_t gold, answered, right; /* pairs that are one; pairs said to be one; of these truly one */
} names_counts;

void names_count(names_counts *counts, bool gold, bool answer);

/* Whom does a query find? scores: of every name of the list for it; owner: whose name it is; the query itself (by index)
 * does not count. Of equal scores the earlier name wins. Returns the owner, UINT32_MAX if no score is above 0. */
uint32_t names_answer(const int32_t *scores, const uint32_t *owner, uint32_t count, uint32_t query);
#endif
