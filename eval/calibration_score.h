/* The arithmetic of the bench calibration: told confidence against what was found right. */
#ifndef DTL_EVAL_CALIBRATION_SCORE_H
#define DTL_EVAL_CALIBRATION_SCORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CALIBRATION_BINS = 10 };

typedef struct calibration_rating {
    uint16_t told; /* thousandths */
    bool right;
} calibration_rating;

typedef struct calibration_bin {
    uint64_t count, right, told; /* told: sum of thousandths */
} calibration_bin;

typedef struct calibration_figures {
    calibration_bin bins[CALIBRATION_BINS]; /* 0 – .1, …, .9 – 1 */
    double brier; /* mean squared distance between told and found */
    double ece;   /* expected calibration error: distance between mean told and share right of a bin, weighted by the bins */
    double auc;   /* how often a right one stands above a wrong one, ties half; 0 when there is no such pair */
} calibration_figures;

calibration_figures calibration_score(const calibration_rating *ratings, size_t count);
#endif
