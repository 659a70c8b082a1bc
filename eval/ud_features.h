/* Scores of features against a treebank. */
#ifndef DTL_EVAL_UD_FEATURES_H
#define DTL_EVAL_UD_FEATURES_H
#include "base/slice.h"

/* The features that treebanks of all languages share (conll18_ud_eval's list, as far as English has them). */
enum { UD_FEATURE_COUNT = 16 };
extern const char *const ud_feature_names[UD_FEATURE_COUNT];

typedef struct ud_feature_counts {
    uint64_t words, right; /* right: all shared features of the word are the gold's */
    struct {
        uint64_t gold, answered, right;
    } of[UD_FEATURE_COUNT];
} ud_feature_counts;

/* One word: its features as the column FEATS has them, "_" or empty for none. Adds to *counts. */
void ud_score_features(dtl_slice gold, dtl_slice answered, ud_feature_counts *counts);
#endif
