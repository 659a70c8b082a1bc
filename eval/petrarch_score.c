/* In: the pairs of codes of one record, gold and answered. Out: how many there are and how many are the same.
 *
 * The idea: compound codes are opened on both sides, so that "FRO/BIL" → GON is two pairs, then the two sets are compared.
 * Example: gold ARN→GON, answer ARN→GON and GON→ARN: one right of two answered. */
#include "petrarch_score.h"
#include <string.h>

static bool next_code(const char **rest, char out[PETRARCH_SIDE_MAX])
{
    while (**rest) {
        size_t length = strcspn(*rest, "/");
        const char *start = *rest;
        *rest += length + (start[length] == '/');
        if (length == 0 || length >= PETRARCH_SIDE_MAX)
            continue;
        memcpy(out, start, length);
        out[length] = '\0';
        return true;
    }
    return false;
}

static void add_one(petrarch_pairs *pairs, const char *source, const char *target)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(pairs->items[i].source, source) == 0 && strcmp(pairs->items[i].target, target) == 0)
            return;
    if (pairs->count == PETRARCH_PAIRS_MAX)
        return;
    petrarch_pair *pair = &pairs->items[pairs->count++];
    memset(pair, 0, sizeof *pair);
    strcpy(pair->source, source);
    strcpy(pair->target, target);
}

void petrarch_add(petrarch_pairs *pairs, const char *source, const char *target)
{
    char from[PETRARCH_SIDE_MAX], to[PETRARCH_SIDE_MAX];
    while (next_code(&source, from))
        for (const char *rest = target; next_code(&rest, to);)
            add_one(pairs, from, to);
}

void petrarch_score(petrarch_pairs *gold, petrarch_pairs *answer, petrarch_counts *sum)
{
    size_t right = 0;
    for (size_t a = 0; a < answer->count; a++)
        answer->items[a].hit = false;
    for (size_t g = 0; g < gold->count; g++) {
        gold->items[g].hit = false;
        for (size_t a = 0; a < answer->count; a++)
            if (strcmp(gold->items[g].source, answer->items[a].source) == 0 && strcmp(gold->items[g].target, answer->items[a].target) == 0)
                gold->items[g].hit = answer->items[a].hit = true;
        right += gold->items[g].hit;
    }
    sum->records++;
    sum->gold += gold->count;
    sum->answered += answer->count;
    sum->right += right;
    sum->exact += right == gold->count && right == answer->count;
}
