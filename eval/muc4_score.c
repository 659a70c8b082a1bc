/* In: the templates of a text and the incidents found in it. Out: which belong together, and counts.
 *
 * The idea follows the rules of MUC-4 where they matter. Templates and incidents are paired one to one, the best pair first:
 * same type, then as many perpetrators, victims and targets in common as there are, then place and day. A pair needs the
 * type or one of these in common. An optional template counts only when it is answered, an optional fill only when it is
 * right. All incidents count, those of texts without templates too; what a wrong incident says is wrong. Stage, date and
 * place are shares of the pairs, confidence of the organisations that are right, the rest is F1. */
#include "muc4_score.h"
#include <string.h>

enum { OLD_DAYS = 62, HEAD_MAX = 64 };

const char *const muc4_type_names[MUC4_TYPE_COUNT] = {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE", "HIJACKING"};
const char *const muc4_stage_names[MUC4_STAGE_COUNT] = {"ACCOMPLISHED", "ATTEMPTED", "THREATENED"};
const char *const muc4_confidence_names[MUC4_CONFIDENCE_COUNT] = {"REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED",
                                                                  "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE", "PROBABLE", "DENIED"};

static bool ends_phrase(const char *word, size_t length)
{
    static const char *const words[] = {"OF", "IN", "WHO", "FROM", "WITH", "AT", "ON", "NEAR", "GOING", "THAT", "WHICH", "FOR", "TO", "BELONGING", "INSIDE", "BY", "UNDER"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0)
            return true;
    return false;
}

/* The head word of a phrase in capitals. */
static void head_of(const char *text, char head[HEAD_MAX])
{
    head[0] = 0;
    for (const char *p = text; *p;) {
        for (; *p == ' ' || *p == '"' || *p == '(' || *p == '[' || *p == ')' || *p == ']'; p++)
            if (head[0] && (*p == '(' || *p == '['))
                return;
        const char *word = p;
        while (*p && *p != ' ' && *p != ',' && *p != '"' && *p != '(' && *p != ')' && *p != '[' && *p != ']')
            p++;
        size_t length = (size_t)(p - word);
        if (head[0] && ends_phrase(word, length))
            return;
        if (length > 2 && memcmp(p - 2, "'S", 2) == 0 && *p == ' ')
            continue; /* MERINO'S HOME */
        if (length && length < HEAD_MAX) {
            memcpy(head, word, length);
            head[length] = 0;
        }
        if (*p == ',')
            return;
    }
}

bool muc4_same_text(const char *a, const char *b)
{
    char one[HEAD_MAX], two[HEAD_MAX];
    head_of(a, one);
    head_of(b, two);
    return one[0] && strcmp(one, two) == 0;
}

bool muc4_same_fill(const muc4_fill *a, const muc4_fill *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (muc4_same_text(a->texts[i], b->texts[k]))
                return true;
    return false;
}

static uint32_t in_common(const muc4_incident *a, const muc4_incident *b, muc4_slot slot)
{
    uint32_t common = 0;
    for (uint32_t i = 0; i < a->fill_count[slot]; i++)
        for (uint32_t k = 0; k < b->fill_count[slot]; k++)
            if (muc4_same_fill(&a->fills[slot][i], &b->fills[slot][k])) {
                common++;
                break;
            }
    return common;
}

static bool same_name(const char *const *a, uint32_t as, const char *const *b, uint32_t bs)
{
    for (uint32_t i = 0; i < as; i++)
        for (uint32_t k = 0; k < bs; k++)
            if (strcmp(a[i], b[k]) == 0)
                return true;
    return false;
}

static bool same_place(const muc4_incident *gold, const muc4_incident *answer)
{
    if (gold->place_count)
        return same_name(gold->places, gold->place_count, answer->places, answer->place_count);
    return same_name(gold->countries, gold->country_count, answer->countries, answer->country_count);
}

/* The answer's days lie within those of one of the right ones. */
static bool same_date(const muc4_incident *gold, const muc4_incident *answer)
{
    if (!answer->date_count)
        return false;
    for (uint32_t i = 0; i < gold->date_count; i++) {
        dtl_interval right = gold->dates[i], said = answer->dates[0];
        if (said.low == DTL_DAY_OPEN_PAST)
            said.low = said.high - OLD_DAYS;
        if (right.low == DTL_DAY_OPEN_PAST)
            right.low = right.high - OLD_DAYS;
        if (said.low >= right.low && said.high <= right.high)
            return true;
    }
    return false;
}

static uint32_t likeness(const muc4_incident *gold, const muc4_incident *answer)
{
    bool type = gold->types & answer->types;
    uint32_t shared = in_common(gold, answer, MUC4_PERP_IND) + in_common(gold, answer, MUC4_PERP_ORG) + in_common(gold, answer, MUC4_VICTIM) +
                      in_common(gold, answer, MUC4_TARGET);
    if (!type && !shared)
        return 0;
    return (type ? 1000u : 0u) + shared * 20 + (same_place(gold, answer) ? 4 : 0) + (same_date(gold, answer) ? 3 : 0) +
           in_common(gold, answer, MUC4_WEAPON) + (gold->stages & answer->stages ? 1 : 0);
}

void muc4_align(const muc4_incident *gold, size_t golds, const muc4_incident *answer, size_t answers, int *partner)
{
    bool taken[MUC4_INCIDENTS] = {false};
    for (size_t i = 0; i < golds; i++)
        partner[i] = -1;
    for (;;) {
        uint32_t best = 0;
        size_t g = 0, a = 0;
        for (size_t i = 0; i < golds; i++)
            for (size_t k = 0; k < answers && partner[i] < 0; k++) {
                uint32_t like = taken[k] ? 0 : likeness(&gold[i], &answer[k]) * 2;
                like += like && !gold[i].optional; /* what must be told goes first */
                if (like > best) {
                    best = like;
                    g = i;
                    a = k;
                }
            }
        if (!best)
            return;
        partner[g] = (int)a;
        taken[a] = true;
    }
}

/* Pairs the fills of one slot one to one. */
static void score_slot(const muc4_incident *gold, const muc4_incident *answer, muc4_slot slot, muc4_sums *sums)
{
    bool taken[MUC4_FILLS] = {false};
    muc4_counts *sum = &sums->slots[slot];
    sum->answered += answer->fill_count[slot];
    for (uint32_t i = 0; i < gold->fill_count[slot]; i++) {
        const muc4_fill *right = &gold->fills[slot][i];
        bool found = false;
        for (uint32_t k = 0; k < answer->fill_count[slot] && !found; k++) {
            if (taken[k] || !muc4_same_fill(right, &answer->fills[slot][k]))
                continue;
            taken[k] = found = true;
            if (slot == MUC4_PERP_ORG && right->confidence) {
                sums->confidence.gold++;
                sums->confidence.right += (right->confidence & answer->fills[slot][k].confidence) != 0;
            }
        }
        sum->right += found;
        sum->gold += found || !right->optional;
    }
}

static void score_pair(const muc4_incident *gold, const muc4_incident *answer, muc4_sums *sums)
{
    sums->type.gold++;
    sums->type.right += (gold->types & answer->types) != 0;
    sums->stage.gold += gold->stages != 0;
    sums->stage.right += (gold->stages & answer->stages) != 0;
    sums->date.gold += gold->date_count != 0;
    sums->date.right += same_date(gold, answer);
    sums->place.gold += gold->country_count + gold->place_count != 0;
    sums->place.right += same_place(gold, answer);
    for (int slot = 0; slot < MUC4_SLOT_COUNT; slot++)
        score_slot(gold, answer, (muc4_slot)slot, sums);
}

void muc4_score(const muc4_incident *gold, size_t golds, const muc4_incident *answer, size_t answers, int *partner, muc4_sums *sums)
{
    static const muc4_incident nothing;
    bool taken[MUC4_INCIDENTS] = {false};
    size_t must = 0;
    muc4_align(gold, golds, answer, answers, partner);
    sums->type.answered += answers;
    for (size_t i = 0; i < golds; i++) {
        must += !gold[i].optional;
        if (partner[i] >= 0) {
            taken[partner[i]] = true;
            score_pair(&gold[i], &answer[partner[i]], sums);
        } else if (!gold[i].optional) {
            sums->type.gold++;
            for (int slot = 0; slot < MUC4_SLOT_COUNT; slot++)
                score_slot(&gold[i], &nothing, (muc4_slot)slot, sums);
        }
    }
    for (size_t k = 0; k < answers; k++)
        for (int slot = 0; slot < MUC4_SLOT_COUNT && !taken[k]; slot++)
            sums->slots[slot].answered += answer[k].fill_count[slot];
    if (must || !golds) { /* texts with optional templates only are neither */
        sums->relevant.gold += must > 0;
        sums->relevant.answered += answers > 0;
        sums->relevant.right += must && answers;
    }
}

muc4_counts muc4_all(const muc4_sums *sums)
{
    const muc4_counts *parts[] = {&sums->stage, &sums->date, &sums->place, &sums->confidence};
    muc4_counts all = sums->type;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        all.right += parts[i]->right;
        all.gold += parts[i]->gold;
        all.answered += parts[i]->gold; /* every pair answers them */
    }
    for (int slot = 0; slot < MUC4_SLOT_COUNT; slot++) {
        all.right += sums->slots[slot].right;
        all.gold += sums->slots[slot].gold;
        all.answered += sums->slots[slot].answered;
    }
    return all;
}
