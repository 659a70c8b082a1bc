/* Scoring of name matching. In: answers. Out: counts, and whom a query finds. Example: three pairs are one name, two are said to
 * be and one of these is: right 1, p 1/2, r 1/3. */
#include "names_score.h"

void names_count(names_counts *counts, bool gold, bool answer)
{
    counts->gold += gold;
    counts->answered += answer;
    counts->right += gold && answer;
}

uint32_t names_answer(const int32_t *scores, const uint32_t *owner, uint32_t count, uint32_t query)
{
    uint32_t best = UINT32_MAX;
    int32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        if (i != query && scores[i] > most) {
            most = scores[i];
            best = owner[i];
        }
    return best;
}
