/* In: pairs of gold value and answer. Out: mean absolute error, Pearson's r, macro F1 of three classes, as the unified
 * factuality sets are scored (Stanovsky and others 2017; classes after De Facto). Example: gold 3 and -3 answered 2 and -3 give
 * a mean error of .5. Knowingly simple: r is computed from sums, exact enough for values of one digit. */
#include "factuality_score.h"
#include <math.h>

factuality_class factuality_class_of(double value)
{
    return value >= 1.5 ? FACTUALITY_YES : value <= -1.5 ? FACTUALITY_NO : FACTUALITY_UNCERTAIN;
}

const char *factuality_class_name(unsigned class)
{
    static const char *const names[FACTUALITY_CLASS_COUNT] = {"yes", "uncertain", "no"};
    return class < FACTUALITY_CLASS_COUNT ? names[class] : "";
}

void factuality_add(factuality_counts *counts, double gold, double answer)
{
    counts->events++;
    counts->off += fabs(answer - gold);
    counts->gold += gold;
    counts->answer += answer;
    counts->gold2 += gold * gold;
    counts->answer2 += answer * answer;
    counts->cross += gold * answer;
    counts->pair[factuality_class_of(gold)][factuality_class_of(answer)]++;
}

double factuality_class_f1(const factuality_counts *counts, unsigned class)
{
    uint64_t gold = 0, answered = 0;
    for (unsigned i = 0; i < FACTUALITY_CLASS_COUNT; i++) {
        gold += counts->pair[class][i];
        answered += counts->pair[i][class];
    }
    return gold + answered ? 2.0 * (double)counts->pair[class][class] / (double)(gold + answered) : -1;
}

factuality_figures factuality_score(const factuality_counts *counts)
{
    factuality_figures f = {.mae = -1, .r = 0, .macro_f1 = -1};
    double n = (double)counts->events, sum = 0;
    unsigned classes = 0;
    if (counts->events == 0)
        return f;
    f.mae = counts->off / n;
    double spread = (n * counts->gold2 - counts->gold * counts->gold) * (n * counts->answer2 - counts->answer * counts->answer);
    if (spread > 1e-9)
        f.r = (n * counts->cross - counts->gold * counts->answer) / sqrt(spread);
    for (unsigned i = 0; i < FACTUALITY_CLASS_COUNT; i++) {
        double f1 = factuality_class_f1(counts, i);
        sum += f1 >= 0 ? f1 : 0;
        classes += f1 >= 0;
    }
    f.macro_f1 = sum / classes;
    return f;
}
