/* In: the gold items of a report and what the program gives. Out: which belong together, and counts.
 *
 * The idea: an answer tells a gold item when one of its right types is the answer's and the answer's trigger is the same word
 * or its clause holds that word; a statement tells a deed only by the same word. Of all such pairs the one with the nearest
 * triggers goes first, at the same distance the one whose type is gold's first, then the one that stands first; one to one.
 * Holder, status and stances are compared for the pairs only; *_all count what has no partner as wrong.
 * Example. Gold: "killed" in "The ministry said its troops killed two rebels", claimed by "The ministry". The program codes
 * "killed", asserted by the outlet: found, holder and status wrong, and told as fact.
 * A status that hits an alternative ("also_status") counts as that one on both sides. The holder's own stance ("confirmed
 * that") counts only where gold gives one: the guideline asks for those of the others, and a statement has no other.
 * Knowingly lenient: a holder is right when any place that names it overlaps, so the army is right where "the army's
 * spokesman" is meant. */
#include "claims_score.h"
#include <stdlib.h>

static bool overlap(dtl_span a, dtl_span b)
{
    return a.length && b.length && a.offset < dtl_span_end(b) && b.offset < dtl_span_end(a);
}

bool claims_same_holder(const claims_holder *a, const claims_holder *b)
{
    if (a->outlet && b->outlet)
        return true;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (overlap(a->spans[i], b->spans[k]))
                return true;
    return false;
}

/* 1 + bytes between the triggers; 0 = the answer does not tell it. */
static uint32_t distance(const claims_item *gold, const claims_item *answer)
{
    if (!(gold->types >> answer->type & 1))
        return 0;
    if (overlap(gold->trigger, answer->trigger))
        return 1;
    bool other_kind = answer->type == CLAIMS_TYPE_CLAIM && gold->type != CLAIMS_TYPE_CLAIM; /* "he said that" tells no deed of its content */
    if (other_kind || !overlap(gold->trigger, answer->evidence))
        return 0;
    uint32_t a = gold->trigger.offset, b = answer->trigger.offset;
    return 1 + (a < b ? b - a : a - b);
}

void claims_align(const claims_item *gold, size_t golds, const claims_item *answer, size_t answers, int *partner)
{
    bool *taken = calloc(answers + 1, sizeof *taken);
    for (size_t i = 0; i < golds; i++)
        partner[i] = -1;
    while (taken) {
        uint64_t best = UINT64_MAX;
        size_t g = 0, a = 0;
        for (size_t i = 0; i < golds; i++)
            for (size_t k = 0; partner[i] < 0 && k < answers; k++) {
                uint64_t far = taken[k] ? 0 : distance(&gold[i], &answer[k]);
                uint64_t cost = far * 4 + (gold[i].type != answer[k].type) * 2 + !claims_same_holder(&gold[i].holder, &answer[k].holder);
                if (far && cost < best) {
                    best = cost;
                    g = i;
                    a = k;
                }
            }
        if (best == UINT64_MAX)
            break;
        partner[g] = (int)a;
        taken[a] = true;
    }
    free(taken);
}

bool claims_status_right(const claims_item *gold, const claims_item *answer)
{
    return gold->statuses >> answer->status & 1;
}

bool claims_told_as_fact(const claims_item *gold, const claims_item *answer)
{
    uint32_t facts = 1u << DTL_STATUS_ASSERTED | 1u << DTL_STATUS_HABITUAL;
    return answer->status == DTL_STATUS_ASSERTED && !(gold->statuses & facts);
}

bool claims_has_stance(const claims_item *item, const claims_stance *stance)
{
    for (uint32_t i = 0; i < item->stance_count; i++)
        if (item->stances[i].stance == stance->stance && claims_same_holder(&item->stances[i].holder, &stance->holder))
            return true;
    return false;
}

bool claims_own_stance(const claims_item *item, const claims_stance *stance)
{
    return claims_same_holder(&item->holder, &stance->holder);
}

static bool gives_own_stance(const claims_item *item)
{
    for (uint32_t i = 0; i < item->stance_count; i++)
        if (claims_own_stance(item, &item->stances[i]))
            return true;
    return false;
}

static void score_stances(const claims_item *gold, const claims_item *answer, claims_sums *sums)
{
    bool own = gives_own_stance(gold);
    sums->stance_gold += gold->stance_count;
    for (uint32_t i = 0; answer && i < gold->stance_count; i++)
        sums->stance_right += claims_has_stance(answer, &gold->stances[i]);
    for (uint32_t i = 0; answer && i < answer->stance_count; i++)
        sums->stance_given += own || !claims_own_stance(answer, &answer->stances[i]);
}

static void score_pair(const claims_item *gold, const claims_item *answer, claims_sums *sums)
{
    bool right = claims_status_right(gold, answer);
    unsigned hit = right ? answer->status : gold->status;
    sums->found++;
    sums->holder += claims_same_holder(&gold->holder, &answer->holder);
    sums->gold[hit]++;
    sums->gold_found[hit]++;
    sums->given[answer->status]++;
    sums->right[hit] += right;
    sums->told_of += !(gold->statuses & (1u << DTL_STATUS_ASSERTED | 1u << DTL_STATUS_HABITUAL));
    sums->told_as_fact += claims_told_as_fact(gold, answer);
}

void claims_score(const claims_item *gold, size_t golds, const claims_item *answer, size_t answers, int *partner, claims_sums *sums)
{
    claims_align(gold, golds, answer, answers, partner);
    sums->reports++;
    sums->items += golds;
    sums->answered += answers;
    for (size_t i = 0; i < golds; i++) {
        const claims_item *given = partner[i] < 0 ? NULL : &answer[partner[i]];
        score_stances(&gold[i], given, sums);
        if (given)
            score_pair(&gold[i], given, sums);
        else
            sums->gold[gold[i].status]++;
    }
}

void claims_add(claims_sums *to, const claims_sums *sums)
{
    to->reports += sums->reports;
    to->items += sums->items;
    to->answered += sums->answered;
    to->found += sums->found;
    to->holder += sums->holder;
    to->stance_gold += sums->stance_gold;
    to->stance_given += sums->stance_given;
    to->stance_right += sums->stance_right;
    to->told_as_fact += sums->told_as_fact;
    to->told_of += sums->told_of;
    for (unsigned i = 0; i < DTL_STATUS_COUNT; i++) {
        to->gold[i] += sums->gold[i];
        to->gold_found[i] += sums->gold_found[i];
        to->given[i] += sums->given[i];
        to->right[i] += sums->right[i];
    }
}

double claims_status_f1(const claims_sums *sums, unsigned status, bool all)
{
    uint64_t both = (all ? sums->gold[status] : sums->gold_found[status]) + sums->given[status];
    return both ? 2.0 * (double)sums->right[status] / (double)both : -1.0;
}

double claims_macro_f1(const claims_sums *sums, bool all)
{
    double sum = 0;
    unsigned count = 0;
    for (unsigned i = 0; i < DTL_STATUS_COUNT; i++) {
        double f1 = claims_status_f1(sums, i, all);
        if ((all ? sums->gold[i] : sums->gold_found[i]) < CLAIMS_ENOUGH || f1 < 0)
            continue;
        sum += f1;
        count++;
    }
    return count ? sum / count : -1.0;
}
