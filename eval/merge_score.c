/* In: for every report its gold cluster and the one it was put in; for every incident the gold's facts and those of the event.
 * Out: B³ and pairwise precision, recall, F1; which slots are right.
 *
 * B³ (Bagga and Baldwin): for each report, how many of those it was put together with belong together with it (precision), how many of
 * those that belong with it were put with it (recall); means over all reports. Pairs: of all pairs put together, and of all that belong
 * together. Example: gold {a b c} {d}, answer {a b} {c d}: precision (1 + 1 + 1/2 + 1/2) / 4 = .75, recall (2/3 + 2/3 + 1/3 + 1) / 4 =
 * .667; pairs put together ab, cd; belonging ab, ac, bc; one right: 1/2 and 1/3.
 *
 * A number that nobody tells counts as 0: a report of two wounded that speaks of no dead says that nobody died, and this is how the peer
 * figures (a pattern that finds no number gives 0) are counted. Where no event at all stands for an incident, every slot is wrong. The
 * strict count, only numbers that the event gives, stands beside it. A day is right when the event has this one day and no other; a
 * place when it bears the name of the city in the gold's state, or lies within 25 km (only towns and what is smaller: the middle of a
 * state is no place to be near to). */
#include "merge_score.h"
#include <math.h>
#include <stdlib.h>

enum { NEAR_KILOMETRES = 25, TOWN = 3 };

/* One report by its two clusters. */
typedef struct cell {
    uint32_t first, second;
} cell;

static int by_cell(const void *x, const void *y)
{
    const cell *a = x, *b = y;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->second > b->second) - (a->second < b->second);
}

static double choose_two(double n)
{
    return n * (n - 1) / 2;
}

/* Sums over the clusters of first: of each part that shares second, size² / cluster size; and the pairs inside clusters and parts. */
static double walk(cell *cells, size_t count, double *pairs, double *shared_pairs)
{
    double sum = 0;
    qsort(cells, count, sizeof *cells, by_cell);
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && cells[end].first == cells[start].first; end++)
            ;
        *pairs += choose_two((double)(end - start));
        for (size_t part = start, next; part < end; part = next) {
            for (next = part + 1; next < end && cells[next].second == cells[part].second; next++)
                ;
            const double size = (double)(next - part);
            if (cells[part].second == MERGE_NONE)
                continue;
            sum += size * size / (double)(end - start);
            *shared_pairs += choose_two(size);
        }
    }
    return sum;
}

static double mean_f(double p, double r)
{
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

merge_clusters merge_score_clusters(const uint32_t *gold, const uint32_t *answer, size_t count)
{
    merge_clusters f = {0};
    cell *cells = malloc((count ? count : 1) * sizeof *cells);
    double gold_pairs = 0, answer_pairs = 0, right = 0, ignored = 0;
    size_t answered = 0;
    if (!cells || !count) {
        free(cells);
        return f;
    }
    for (size_t i = 0; i < count; i++)
        cells[i] = (cell){gold[i], answer[i]};
    f.b3_r = walk(cells, count, &gold_pairs, &right) / (double)count;
    for (size_t i = 0; i < count; i++)
        if (answer[i] != MERGE_NONE)
            cells[answered++] = (cell){answer[i], gold[i]};
    f.b3_p = walk(cells, answered, &answer_pairs, &ignored) / (double)count;
    free(cells);
    f.b3_f1 = mean_f(f.b3_p, f.b3_r);
    f.pair_p = answer_pairs > 0 ? right / answer_pairs : 0;
    f.pair_r = gold_pairs > 0 ? right / gold_pairs : 0;
    f.pair_f1 = mean_f(f.pair_p, f.pair_r);
    return f;
}

double merge_kilometres(int32_t latitude, int32_t longitude, int32_t other_latitude, int32_t other_longitude)
{
    const double radian = 3.14159265358979323846 / 180e6, radius = 6371;
    const double a = latitude * radian, b = other_latitude * radian;
    const double up = sin((b - a) / 2), along = sin((other_longitude - (double)longitude) * radian / 2);
    const double h = up * up + cos(a) * cos(b) * along * along;
    return 2 * radius * asin(sqrt(h < 1 ? h : 1));
}

static bool number_is(int64_t gold, int64_t answer)
{
    return gold == (answer == -1 ? 0 : answer);
}

static bool place_is(const merge_incident *gold, const merge_answer *answer)
{
    if (answer->precision < TOWN)
        return false;
    if (gold->city.length && dtl_slice_equal_nocase(gold->city, answer->place) && dtl_slice_equal_nocase(gold->state, answer->admin1))
        return true;
    return gold->latitude != INT32_MIN && answer->latitude != INT32_MIN &&
           merge_kilometres(gold->latitude, gold->longitude, answer->latitude, answer->longitude) <= NEAR_KILOMETRES;
}

merge_hits merge_score_slots(const merge_incident *gold, const merge_answer *answer)
{
    merge_hits h = {.killed_asked = gold->killed >= 0, .injured_asked = gold->injured >= 0, .date_asked = gold->day != DTL_DAY_OPEN_PAST,
                    .place_asked = gold->city.length || gold->latitude != INT32_MIN};
    if (!answer->known)
        return h;
    h.killed = h.killed_asked && number_is(gold->killed, answer->killed);
    h.injured = h.injured_asked && number_is(gold->injured, answer->injured);
    h.killed_told = h.killed && answer->killed >= 0;
    h.injured_told = h.injured && answer->injured >= 0;
    if (h.date_asked && answer->days.low == answer->days.high) {
        h.date = answer->days.low == gold->day;
        h.date_near = llabs((int64_t)answer->days.low - gold->day) <= 1;
    }
    h.place = h.place_asked && place_is(gold, answer);
    return h;
}

uint32_t merge_spokesman(const merge_vote *votes, uint32_t count, uint32_t events)
{
    uint32_t best = MERGE_NONE, best_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t same = 0;
        for (uint32_t k = 0; k < count; k++)
            same += votes[k].event == votes[i].event;
        bool earlier = best != MERGE_NONE && dtl_slice_compare(votes[i].day, votes[best].day) < 0;
        if (votes[i].event < events && (same > best_count || (same == best_count && earlier))) {
            best = i;
            best_count = same;
        }
    }
    return best == MERGE_NONE ? MERGE_NONE : votes[best].event;
}
