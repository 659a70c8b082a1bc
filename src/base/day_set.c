/* Sets of days (day_set.h): a bit per day, whole words at a time where that is possible.
 *
 * Example: {every year's 26 March that is a Sunday, and the six days behind it} ∩ {from 9 March 2023} begins with 26 March 2023.
 * Knowingly wrong: days before 1950 and behind 2049 are not there. */
#include "base/day_set.h"

enum { MARGIN = 12 * 366 /* days from the horizon's ends that count as open */ };

void dtl_day_set_add(dtl_day_set *set, dtl_interval days)
{
    int64_t low = days.low < DTL_DAY_SET_FIRST ? 0 : (int64_t)days.low - DTL_DAY_SET_FIRST;
    int64_t high = days.high >= DTL_DAY_SET_FIRST + DTL_DAY_SET_DAYS ? DTL_DAY_SET_DAYS - 1 : (int64_t)days.high - DTL_DAY_SET_FIRST;
    for (int64_t day = low; day <= high;) {
        if (day % 64 == 0 && day + 63 <= high) {
            set->bits[day / 64] = UINT64_MAX;
            day += 64;
        } else {
            set->bits[day / 64] |= (uint64_t)1 << (day % 64);
            day++;
        }
    }
}

void dtl_day_set_add_pattern(dtl_day_set *set, const dtl_day_pattern *pattern)
{
    for (int32_t year = 1950; year < 2050; year++) {
        uint32_t day = pattern->day ? pattern->day : 1;
        if (day > dtl_days_in_month(year, pattern->month))
            continue;
        int32_t at = dtl_day_from_civil(year, pattern->month, day);
        if (pattern->weekday >= 0 && (int32_t)dtl_day_weekday(at) != pattern->weekday)
            continue;
        if (pattern->next >= 0)
            at += (pattern->next - (int32_t)dtl_day_weekday(at) + 7) % 7;
        dtl_day_set_add(set, (dtl_interval){at + pattern->from, at + pattern->to});
    }
}

void dtl_day_set_add_older(dtl_day_set *set, dtl_interval days, dtl_age age)
{
    if (days.low < DTL_DAY_SET_FIRST || days.high >= DTL_DAY_SET_FIRST + DTL_DAY_SET_DAYS)
        return;
    if (!age.weekday) {
        dtl_day_set_add(set, (dtl_interval){days.low + age.low, days.high + age.high});
        return;
    }
    int32_t first = days.low + (int32_t)(age.weekday - 1 + 7 - dtl_day_weekday(days.low)) % 7;
    for (int32_t day = first; day <= days.high; day += 7)
        dtl_day_set_add(set, (dtl_interval){day + age.low, day + age.high});
}

bool dtl_day_set_narrow(dtl_day_set *set, const dtl_day_set *other, bool *less)
{
    uint64_t any = 0, lost = 0;
    for (uint32_t i = 0; i < DTL_DAY_SET_WORDS; i++) {
        any |= set->bits[i] & other->bits[i];
        lost |= set->bits[i] & ~other->bits[i];
    }
    if (!any)
        return false;
    for (uint32_t i = 0; i < DTL_DAY_SET_WORDS; i++)
        set->bits[i] &= other->bits[i];
    if (less)
        *less = lost != 0;
    return true;
}

static bool has(const dtl_day_set *set, int32_t index)
{
    return index >= 0 && index < DTL_DAY_SET_DAYS && (set->bits[index / 64] >> (index % 64) & 1);
}

bool dtl_day_set_hull(const dtl_day_set *set, dtl_interval *hull)
{
    int32_t first = 0, last = DTL_DAY_SET_WORDS - 1;
    while (first < DTL_DAY_SET_WORDS && !set->bits[first])
        first++;
    if (first == DTL_DAY_SET_WORDS)
        return false;
    while (!set->bits[last])
        last--;
    int32_t low = first * 64, high = last * 64 + 63;
    while (!has(set, low))
        low++;
    while (!has(set, high))
        high--;
    hull->low = low < MARGIN ? DTL_DAY_OPEN_PAST : low + DTL_DAY_SET_FIRST;
    hull->high = high >= DTL_DAY_SET_DAYS - MARGIN ? DTL_DAY_OPEN_FUTURE : high + DTL_DAY_SET_FIRST;
    return true;
}
