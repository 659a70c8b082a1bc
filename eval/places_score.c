/* The scorer of the bench places.
 *
 * Recognition and end to end: a gold name and an answer match when they overlap, one to one, in text order. Recognition
 * counts all gold that is `counted`; answers that meet no gold are wrong. End to end counts gold that has a point; every answer counts,
 * and one is right when its gold is the same place: countries by code, other places within 161 km. An answer that meets a
 * gold name without a point is wrong end to end, as there is nothing that could make it right. */
#include "places_score.h"
#include <math.h>

double places_distance(int32_t latitude1, int32_t longitude1, int32_t latitude2, int32_t longitude2)
{
    const double radius = 6371.0088, degree = 3.14159265358979323846 / 180e6;
    double a = latitude1 * degree, b = latitude2 * degree, east = ((double)longitude2 - longitude1) * degree;
    double h = sin((b - a) / 2) * sin((b - a) / 2) + cos(a) * cos(b) * sin(east / 2) * sin(east / 2);
    return 2 * radius * asin(sqrt(h < 1 ? h : 1));
}

bool places_right(const places_item *gold, const places_item *answer)
{
    if (gold->is_country && answer->is_country)
        return gold->country[0] && memcmp(gold->country, answer->country, 3) == 0;
    return gold->latitude != INT32_MIN && answer->latitude != INT32_MIN &&
           places_distance(gold->latitude, gold->longitude, answer->latitude, answer->longitude) <= 161;
}

void places_score(const places_item *gold, uint32_t gold_count, const places_item *answers, uint32_t answer_count, uint32_t *match, places_counts *sum)
{
    uint32_t g = 0;
    for (uint32_t a = 0; a < answer_count; a++) {
        match[a] = DTL_NONE;
        while (g < gold_count && gold[g].end <= answers[a].start)
            g++;
        if (g < gold_count && gold[g].start < answers[a].end)
            match[a] = g++;
        bool good = match[a] != DTL_NONE;
        sum->answered++;
        sum->found += good && gold[match[a]].counted;
        sum->end_answered++;
        sum->end_right += good && places_right(&gold[match[a]], &answers[a]);
    }
    for (uint32_t i = 0; i < gold_count; i++) {
        sum->gold += gold[i].counted;
        sum->end_gold += gold[i].latitude != INT32_MIN;
    }
}
