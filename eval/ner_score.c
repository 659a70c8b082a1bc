/* In: two lists of spans of one text. Out: how many there are, how many are the same, how many overlap.
 *
 * The idea: both lists in the order of the text. The same span with the same type is right. For the softer figure every gold
 * span takes the first span of its type that shares a character with it and that no other gold span has taken, equal spans
 * first. Example: gold [Herat Relief Council]ORG, answer [Relief Council]ORG: not right, but one overlap.
 * Knowingly wrong: the overlaps are paired greedily, not by the best matching; nested spans of one type can lose a pair. */
#include "ner_score.h"
#include <stdlib.h>

static int by_place(const void *left, const void *right)
{
    const ner_span *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return a->type < b->type ? -1 : a->type > b->type;
}

static size_t in_order(ner_span *spans, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(spans, count, sizeof *spans, by_place);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || by_place(&spans[kept - 1], &spans[i]) != 0)
            spans[kept++] = spans[i];
    return kept;
}

static void mark_equal(ner_span *gold, size_t gold_count, ner_span *answer, size_t answer_count, ner_counts *sum)
{
    for (size_t g = 0, a = 0; g < gold_count && a < answer_count;) {
        int order = by_place(&gold[g], &answer[a]);
        if (order == 0) {
            gold[g].exact = answer[a].exact = true;
            sum->right[gold[g].type]++;
            sum->overlap++;
        }
        g += order <= 0;
        a += order >= 0;
    }
}

void ner_score(ner_span *gold, size_t *gold_count, ner_span *answer, size_t *answer_count, ner_counts *sum)
{
    const size_t golds = *gold_count = in_order(gold, *gold_count), answers = *answer_count = in_order(answer, *answer_count);
    for (size_t i = 0; i < golds; i++) {
        gold[i].exact = false;
        sum->gold[gold[i].type]++;
    }
    for (size_t i = 0; i < answers; i++) {
        answer[i].exact = false;
        sum->answered[answer[i].type]++;
    }
    mark_equal(gold, golds, answer, answers, sum);
    bool *taken = calloc(answers + 1, sizeof *taken);
    if (!taken)
        exit(1);
    for (size_t g = 0; g < golds; g++)
        for (size_t a = 0; a < answers && !gold[g].exact && answer[a].start < gold[g].end; a++)
            if (!answer[a].exact && !taken[a] && answer[a].type == gold[g].type && answer[a].end > gold[g].start) {
                taken[a] = true;
                sum->overlap++;
                break;
            }
    free(taken);
}
