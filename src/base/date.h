/* Civil days (proleptic Gregorian calendar) and intervals of days. No time zone, no clock: "today" is always an input. */
#ifndef DTL_BASE_DATE_H
#define DTL_BASE_DATE_H
#include "base/slice.h"

#define DTL_DAY_OPEN_PAST INT32_MIN   /* lower bound: nothing known */
#define DTL_DAY_OPEN_FUTURE INT32_MAX /* upper bound: nothing known */

/* A span of days, both ends included; unknown ends are open. */
typedef struct dtl_interval {
    int32_t low, high; /* days since 1970-01-01, or DTL_DAY_OPEN_PAST / DTL_DAY_OPEN_FUTURE */
} dtl_interval;

#define DTL_INTERVAL_OPEN ((dtl_interval){DTL_DAY_OPEN_PAST, DTL_DAY_OPEN_FUTURE})

/* How long ago something was, counted from a day that is not known: "on Tuesday" is 0 to 6 days ago, and was a Tuesday. */
typedef struct dtl_age {
    bool told;         /* false: the words do not say it, and the rest is 0 */
    uint8_t weekday;   /* which it was, 1 = Monday … 7; 0 not told */
    int16_t low, high; /* days before that day, negative = after it */
} dtl_age;

#define DTL_AGE_MOST 4000 /* days: what is told from further away dates nothing */

/* Days since 1970-01-01; month 1–12, day 1–31 (algorithm: Howard Hinnant, "chrono-compatible low-level date algorithms"). */
int32_t dtl_day_from_civil(int32_t year, uint32_t month, uint32_t day);
void dtl_day_to_civil(int32_t day, int32_t *year, uint32_t *month, uint32_t *day_of_month);
/* 0 = Monday … 6 = Sunday. */
uint32_t dtl_day_weekday(int32_t day);
uint32_t dtl_days_in_month(int32_t year, uint32_t month);
/* Reads YYYY-MM-DD at the start of text (anything may follow); false if there is none. */
bool dtl_day_parse_iso(dtl_slice text, int32_t *day);
/* Writes YYYY-MM-DD and a NUL into out[16]; open ends give "". Years outside 0–9999 give "". */
void dtl_day_format(int32_t day, char out[16]);

static inline bool dtl_interval_is_open(dtl_interval i)
{
    return i.low == DTL_DAY_OPEN_PAST && i.high == DTL_DAY_OPEN_FUTURE;
}

static inline dtl_interval dtl_interval_intersect(dtl_interval a, dtl_interval b)
{
    return (dtl_interval){a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
}

static inline bool dtl_interval_is_empty(dtl_interval i)
{
    return i.low > i.high;
}
#endif
