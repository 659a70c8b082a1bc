/* In: gold and answered spans of one item. Out: sums, and from these exact F1, begin F1, mean Jaccard, overlap precision.
 *
 * Mean Jaccard takes for every gold span the best |intersection| / |union| with an answer of its role; an answer that meets no
 * gold span at all counts as one more span with 0. Example: gold content 0–4, answers 0–3 and 6–9: Jaccard of the gold span 3/4,
 * mean .75 / 2 = .375; begin F1 = 2 · 1 / (1 + 2) = .667; overlap precision 1/2. Spans of one role never overlap each other,
 * since a token has one label. */
#include "polnear_score.h"
#include <string.h>

static const char *const names[POLNEAR_ROLE_COUNT] = {"source", "cue", "content"};

const char *polnear_role_name(unsigned role)
{
    return role < POLNEAR_ROLE_COUNT ? names[role] : "";
}

polnear_label polnear_label_of(const char *text, size_t length)
{
    for (unsigned role = 0; length > 2 && text[1] == '-' && role < POLNEAR_ROLE_COUNT; role++)
        if (strlen(names[role]) == length - 2 && memcmp(names[role], text + 2, length - 2) == 0)
            return (polnear_label){(uint8_t)role, text[0] == 'B'};
    return (polnear_label){POLNEAR_OUTSIDE, false};
}

size_t polnear_spans(const polnear_label *labels, size_t count, polnear_span *out)
{
    size_t spans = 0;
    for (size_t i = 0; i < count; i++) {
        if (labels[i].role == POLNEAR_OUTSIDE)
            continue;
        bool goes_on = i > 0 && !labels[i].begins && labels[i - 1].role == labels[i].role;
        if (!goes_on)
            out[spans++] = (polnear_span){(uint32_t)i, (uint32_t)i, labels[i].role};
        out[spans - 1].end = (uint32_t)i + 1;
    }
    return spans;
}

static double overlap_of(const polnear_span *a, const polnear_span *b)
{
    uint32_t start = a->start > b->start ? a->start : b->start, end = a->end < b->end ? a->end : b->end;
    if (a->role != b->role || start >= end)
        return 0;
    uint32_t shared = end - start;
    return (double)shared / (double)(a->end - a->start + b->end - b->start - shared);
}

void polnear_score(const polnear_span *gold, size_t gold_count, const polnear_span *answer, size_t answer_count, polnear_counts *sum)
{
    for (size_t i = 0; i < gold_count; i++) {
        double best = 0;
        for (size_t k = 0; k < answer_count; k++) {
            double overlap = overlap_of(&gold[i], &answer[k]);
            best = overlap > best ? overlap : best;
            if (gold[i].role == answer[k].role && gold[i].start == answer[k].start) {
                sum->begin[gold[i].role]++;
                sum->exact[gold[i].role] += gold[i].end == answer[k].end;
            }
        }
        sum->gold[gold[i].role]++;
        sum->gold_met[gold[i].role] += best > 0;
        sum->jaccard[gold[i].role] += best;
    }
    for (size_t k = 0; k < answer_count; k++) {
        bool met = false;
        for (size_t i = 0; i < gold_count && !met; i++)
            met = overlap_of(&gold[i], &answer[k]) > 0;
        sum->answered[answer[k].role]++;
        sum->answered_met[answer[k].role] += met;
    }
}

static double f1(uint64_t right, uint64_t gold, uint64_t answered)
{
    return gold + answered == 0 ? -1.0 : 2.0 * (double)right / (double)(gold + answered);
}

double polnear_exact_f1(const polnear_counts *counts, unsigned role)
{
    return f1(counts->exact[role], counts->gold[role], counts->answered[role]);
}

double polnear_begin_f1(const polnear_counts *counts, unsigned role)
{
    return f1(counts->begin[role], counts->gold[role], counts->answered[role]);
}

double polnear_mean_jaccard(const polnear_counts *counts, unsigned role)
{
    uint64_t total = counts->gold[role] + counts->answered[role] - counts->answered_met[role];
    return total == 0 ? -1.0 : counts->jaccard[role] / (double)total;
}

double polnear_overlap_precision(const polnear_counts *counts, unsigned role)
{
    uint64_t met = 0, answered = 0;
    for (unsigned i = 0; i < POLNEAR_ROLE_COUNT; i++)
        if (role == POLNEAR_ROLE_COUNT || role == i) {
            met += counts->answered_met[i];
            answered += counts->answered[i];
        }
    return answered == 0 ? -1.0 : (double)met / (double)answered;
}
