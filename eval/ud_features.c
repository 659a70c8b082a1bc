/* In: the features of a word, as the gold and as we have them. Out: counts: per feature, and of words with all of them right.
 * Only features that all treebanks share count: what notes a typing error or a style is left out on both sides. */
#include "ud_features.h"

const char *const ud_feature_names[UD_FEATURE_COUNT] = {"PronType", "NumType", "Poss", "Reflex", "Foreign", "Gender", "Number", "Person", "Case",
                                                        "Definite", "Degree", "VerbForm", "Mood", "Tense", "Voice", "Polarity"};

/* The value of a feature; length 0 = none. */
static dtl_slice value_of(dtl_slice features, const char *name)
{
    dtl_slice one;
    uint32_t length = (uint32_t)strlen(name);
    while (dtl_slice_next_field(&features, '|', &one))
        if (one.length > length && one.ptr[length] == '=' && memcmp(one.ptr, name, length) == 0)
            return dtl_slice_make(one.ptr + length + 1, one.length - length - 1);
    return DTL_SLICE_EMPTY;
}

void ud_score_features(dtl_slice gold, dtl_slice answered, ud_feature_counts *counts)
{
    bool all = true;
    for (int i = 0; i < UD_FEATURE_COUNT; i++) {
        dtl_slice wanted = value_of(gold, ud_feature_names[i]), got = value_of(answered, ud_feature_names[i]);
        bool same = dtl_slice_equal(wanted, got);
        counts->of[i].gold += wanted.length > 0;
        counts->of[i].answered += got.length > 0;
        counts->of[i].right += same && wanted.length > 0;
        all = all && same;
    }
    counts->words++;
    counts->right += all;
}
