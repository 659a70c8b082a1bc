/* In: how sure each event was told to be, and whether it was right. Out: ten bins, Brier score, expected calibration error, area under
 * the curve. Example: told .8 and .8, one of them right: bin .8 – .9 tells .8 and finds .5, ece .3, brier .34. */
#include "calibration_score.h"
#include <math.h>

static double area(const calibration_rating *ratings, size_t count)
{
    uint64_t right[1001] = {0}, wrong[1001] = {0}, below = 0, all_right = 0;
    double above = 0;
    for (size_t i = 0; i < count; i++)
        (ratings[i].right ? right : wrong)[ratings[i].told > 1000 ? 1000 : ratings[i].told]++;
    for (int i = 0; i <= 1000; i++) {
        above += (double)right[i] * ((double)below + (double)wrong[i] / 2);
        below += wrong[i];
        all_right += right[i];
    }
    return all_right && below ? above / ((double)all_right * (double)below) : 0;
}

calibration_figures calibration_score(const calibration_rating *ratings, size_t count)
{
    calibration_figures f = {.auc = area(ratings, count)};
    for (size_t i = 0; i < count; i++) {
        calibration_bin *in = &f.bins[ratings[i].told >= 1000 ? CALIBRATION_BINS - 1 : ratings[i].told * CALIBRATION_BINS / 1000];
        double distance = ratings[i].told / 1000.0 - ratings[i].right;
        in->count++;
        in->right += ratings[i].right;
        in->told += ratings[i].told;
        f.brier += distance * distance / (double)count;
    }
    for (int i = 0; i < CALIBRATION_BINS && count; i++)
        f.ece += fabs((double)f.bins[i].told / 1000.0 - (double)f.bins[i].right) / (double)count;
    return f;
}
