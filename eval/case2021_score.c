/* In: how often each gold label met each answered label. Out: F1 of each label, and their means.
 *
 * F1 of a label is 2 right / (gold + answered), counted over all snippets: an answer to a snippet of another label is wrong,
 * also when that other label is one that PLOVER cannot say. A mean takes the labels that have gold. Example: label A with two
 * snippets, both right, and one of B answered as A: A's F1 is 4/5, B's 0, weighted (2 · .8 + 1 · 0) / 3 = .533, macro .4. */
#include "case2021_score.h"
#include <string.h>

static const struct {
    const char *name;
    bool expressible;
} labels[] = {
#define CASE2021_ITEM(name, expressible) {#name, expressible},
    CASE2021_LABEL_LIST(CASE2021_ITEM)
#undef CASE2021_ITEM
};

const char *case2021_name(unsigned label)
{
    return label < CASE2021_LABEL_COUNT ? labels[label].name : "";
}

bool case2021_expressible(unsigned label)
{
    return label < CASE2021_LABEL_COUNT && labels[label].expressible;
}

unsigned case2021_by_name(const char *name, uint32_t length)
{
    unsigned i = 0;
    while (i < CASE2021_LABEL_COUNT && (strlen(labels[i].name) != length || memcmp(labels[i].name, name, length) != 0))
        i++;
    return i;
}

uint64_t case2021_gold(const case2021_counts *counts, unsigned label)
{
    uint64_t gold = 0;
    for (unsigned i = 0; i < CASE2021_LABEL_COUNT; i++)
        gold += counts->pair[label][i];
    return gold;
}

double case2021_label_f1(const case2021_counts *counts, unsigned label)
{
    uint64_t gold = case2021_gold(counts, label), answered = 0;
    for (unsigned i = 0; i < CASE2021_LABEL_COUNT; i++)
        answered += counts->pair[i][label];
    return gold == 0 ? -1 : 2.0 * (double)counts->pair[label][label] / (double)(gold + answered);
}

case2021_figures case2021_score(const case2021_counts *counts)
{
    uint64_t gold = 0, all = 0, right = 0, with_gold = 0;
    double weighted = 0, weighted_all = 0, macro = 0;
    for (unsigned i = 0; i < CASE2021_LABEL_COUNT; i++) {
        const uint64_t mine = case2021_gold(counts, i);
        const double f1 = case2021_label_f1(counts, i);
        if (mine == 0)
            continue;
        all += mine;
        weighted_all += f1 * (double)mine;
        if (!case2021_expressible(i))
            continue;
        gold += mine;
        right += counts->pair[i][i];
        with_gold++;
        weighted += f1 * (double)mine;
        macro += f1;
    }
    return (case2021_figures){.accuracy = gold ? (double)right / (double)gold : -1, .weighted_f1 = gold ? weighted / (double)gold : -1,
                              .macro_f1 = with_gold ? macro / (double)with_gold : -1,
                              .weighted_f1_all = all ? weighted_all / (double)all : -1};
}
