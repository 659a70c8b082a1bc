/* An averaged perceptron over 64-bit feature keys, in whole numbers only, so that every compiler learns the same weights. */
#ifndef DTL_TRAIN_LEARNER_H
#define DTL_TRAIN_LEARNER_H
#include <stdbool.h>
#include <stdint.h>

/* One learnt feature's place. */
typedef struct learner_slot {
    uint64_t key;
    uint32_t row; /* 1-based; 0 = free slot */
} learner_slot;

/* Weights of one classifier while it learns. Row r, class c: weights[(r - 1) * classes + c]. */
typedef struct learner {
    learner_slot *slots;
    int32_t *weights;   /* current weights; after learner_average: averages times LEARNER_SCALE */
    int64_t *totals;    /* sum over updates of change * step: average = weight - total / step */
    uint32_t capacity, count, row_capacity, classes;
    int64_t step;       /* decisions seen */
} learner;

enum { LEARNER_SCALE = 256 };

void learner_init(learner *l, uint32_t classes);
void learner_free(learner *l);
void learner_scores(const learner *l, const uint64_t *keys, uint32_t count, int32_t *scores);
/* One decision passed: count it; when predicted differs from gold, move the weights. */
void learner_update(learner *l, const uint64_t *keys, uint32_t count, uint32_t gold, uint32_t predicted);
/* Adds change to the weights of one class for all keys; the caller counts the steps. */
void learner_move(learner *l, const uint64_t *keys, uint32_t count, uint32_t class, int32_t change);
/* Replaces the weights by their averages (once, at the end). */
void learner_average(learner *l);
/* Adds the weights of an averaged learner to those of another. */
void learner_add(learner *to, const learner *from);
#endif
