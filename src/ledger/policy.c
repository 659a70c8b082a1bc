/* Which figure to give: see policy.h.
 *
 * In: figures with their voices. Out: low, best, high. What the rules are after:
 *   acled     ACLED codebook, "Fatalities": where reports differ, the most conservative estimate is recorded, and changed
 *             when better information comes. So: the lowest of the credible figures; a figure that all its voices have
 *             taken back is none.
 *   ucdp      UCDP Georeferenced Event Dataset codebook, "best_est, low_est, high_est": best is the most reliable figure;
 *             where no source is more reliable, the lower one; low and high are the lowest and highest reliable figures.
 *   latest    the last word: a toll that rises supersedes what was said before.
 *   majority  most independent voices, each counted for what it said last; of several the latest.
 * A figure is credible when somebody gives it who is no party to the event: who boasts of his own deed, or counts his own
 * dead, is heard only where nobody else gives a figure. "At least 3" stands behind 5 as well as behind 3, and gives way to it:
 * two papers with "at least 3" and one with 5 are three voices for 5.
 *
 * At most VAGUE_MAX vague values count, so that the work stays linear; the values are to be in one canonical order.
 *
 * Example: 2 (a paper, Monday), "at least 4" (the police, Tuesday), 5 (a paper, Tuesday): majority 5, acled 2, ucdp 2–5–5.
 * Knowingly wrong: a late reprint of an early figure is the latest word if its text differs; a figure that was corrected
 * downwards in another paper keeps the voices of those who never wrote again.
 */
#include "ledger/policy.h"

static const char *const names[] = {
#define DTL_ITEM(name, text) text,
    DTL_POLICY_LIST(DTL_ITEM)
#undef DTL_ITEM
};

const char *dtl_policy_name(unsigned policy)
{
    return policy < DTL_POLICY_COUNT ? names[policy] : "";
}

dtl_policy dtl_policy_from_name(dtl_slice name)
{
    for (unsigned i = 0; i < DTL_POLICY_COUNT; i++)
        if (dtl_slice_equal_nocase(name, dtl_slice_from_cstr(names[i])))
            return (dtl_policy)i;
    return DTL_POLICY_COUNT;
}

/* What one value is worth, with the vaguer ones that it bears out. */
typedef struct worth {
    uint64_t current, impartial, voices, reports;
    int32_t last_day;
} worth;

enum { VAGUE_MAX = 64 }; /* vague values that are laid on precise ones; more of them say nothing new */

/* The one number of a value: "at least 5" 5, "three to five" 3, "up to 50" 50. */
static int64_t figure_of(const dtl_policy_value *v)
{
    bool at_most = v->range.low == 0 && v->range.high != DTL_COUNT_OPEN;
    return at_most ? v->range.high : v->range.low;
}

static bool is_precise(const dtl_policy_value *v)
{
    return v->range.low == v->range.high;
}

/* A vague value speaks for every precise one inside it. */
static bool bears_out(const dtl_policy_value *vague, const dtl_policy_value *v)
{
    return !is_precise(vague) && is_precise(v) && v->range.low >= vague->range.low && v->range.low <= vague->range.high;
}

/* The vague values, at most VAGUE_MAX. */
typedef struct vague_list {
    const dtl_policy_value *items[VAGUE_MAX];
    size_t count;
} vague_list;

static vague_list find_vague(const dtl_policy_value *values, size_t count)
{
    vague_list found = {.count = 0};
    for (size_t i = 0; i < count && found.count < VAGUE_MAX; i++)
        if (!is_precise(&values[i]))
            found.items[found.count++] = &values[i];
    return found;
}

static worth worth_of(const dtl_policy_value *v, const vague_list *vague)
{
    worth w = {v->n_current, v->n_impartial, v->n_voices, v->n_reports, v->last_day};
    for (size_t i = 0; is_precise(v) && i < vague->count; i++) {
        const dtl_policy_value *also = vague->items[i];
        if (!bears_out(also, v))
            continue;
        w.current += also->n_current;
        w.impartial += also->n_impartial;
        w.voices += also->n_voices;
        w.reports += also->n_reports;
        w.last_day = also->last_day > w.last_day ? also->last_day : w.last_day;
    }
    return w;
}

static int order(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

/* Is a figure to be taken before another by this policy? Greater than 0: x. Ties end with the range itself, so that only equal
 * values are equal. */
static int prefer(dtl_policy policy, const dtl_policy_value *x, worth a, const dtl_policy_value *y, worth b)
{
    int by = 0;
    if (policy == DTL_POLICY_LATEST)
        by = order(a.last_day, b.last_day);
    if (!by && policy == DTL_POLICY_ACLED)
        by = order(figure_of(y), figure_of(x));
    if (!by && policy == DTL_POLICY_UCDP) {
        by = order((int64_t)a.impartial, (int64_t)b.impartial);
        by = by ? by : order(is_precise(x), is_precise(y));
        by = by ? by : order(figure_of(y), figure_of(x));
    }
    by = by ? by : order((int64_t)a.current, (int64_t)b.current);
    by = by ? by : order(is_precise(x), is_precise(y));
    by = by ? by : order(a.last_day, b.last_day);
    by = by ? by : order((int64_t)a.voices, (int64_t)b.voices);
    by = by ? by : order((int64_t)a.reports, (int64_t)b.reports);
    by = by ? by : order(figure_of(x), figure_of(y)); /* tolls rise */
    by = by ? by : order(y->range.high, x->range.high);
    return by ? by : order(x->range.low, y->range.low);
}

/* Whom a policy listens to: 2 current figures of voices that are no party, 1 current ones, 0 all. A policy takes the best
 * class that is there. */
static int standing(dtl_policy policy, const dtl_policy_value *v)
{
    bool wary = policy == DTL_POLICY_ACLED || policy == DTL_POLICY_UCDP;
    if (wary && v->n_impartial)
        return 2;
    return v->n_current ? 1 : 0;
}

static int best_standing(dtl_policy policy, const dtl_policy_value *values, size_t count)
{
    int best = 0;
    for (size_t i = 0; i < count; i++)
        best = standing(policy, &values[i]) > best ? standing(policy, &values[i]) : best;
    return best;
}

size_t dtl_policy_choose(dtl_policy policy, const dtl_policy_value *values, size_t count)
{
    int asked = best_standing(policy, values, count);
    size_t best = count;
    worth of_best = {0};
    vague_list vague = find_vague(values, count);
    for (size_t i = 0; i < count; i++) {
        if (standing(policy, &values[i]) < asked)
            continue;
        worth w = worth_of(&values[i], &vague);
        if (best == count || prefer(policy, &values[i], w, &values[best], of_best) > 0) {
            best = i;
            of_best = w;
        }
    }
    return best < count ? best : 0;
}

dtl_policy_count dtl_policy_apply(dtl_policy policy, const dtl_policy_value *values, size_t count)
{
    dtl_policy_count out = {-1, -1, -1, false};
    if (!count)
        return out;
    int asked = policy == DTL_POLICY_UCDP || policy == DTL_POLICY_ACLED ? best_standing(policy, values, count) : 0;
    const dtl_policy_value *best = &values[dtl_policy_choose(policy, values, count)];
    for (size_t i = 0; i < count; i++) {
        const dtl_policy_value *v = &values[i];
        if (standing(policy, v) < asked)
            continue;
        int64_t high = v->range.high == DTL_COUNT_OPEN ? v->range.low : v->range.high;
        out.low = out.low < 0 || v->range.low < out.low ? v->range.low : out.low;
        out.high = high > out.high ? high : out.high;
    }
    for (size_t i = 0; i < count; i++)
        out.more |= values[i].range.high == DTL_COUNT_OPEN && values[i].range.low >= out.high && standing(policy, &values[i]) >= asked;
    out.best = figure_of(best);
    return out;
}
