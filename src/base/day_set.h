/* Sets of days: what is left when several constraints on one day are put together.
 *
 * "The first year from 2018 on in which May 12 is a Sunday" is no interval, so constraints are kept as sets of days of a fixed horizon
 * (1950 to 2049, one bit a day, 4.5 KB); no report of ours is older, and what reaches near the ends counts as open there. */
#ifndef DTL_BASE_DAY_SET_H
#define DTL_BASE_DAY_SET_H
#include "base/date.h"

enum { DTL_DAY_SET_FIRST = -7305 /* 1950-01-01 */, DTL_DAY_SET_DAYS = 36525 /* up to 2049-12-31 */, DTL_DAY_SET_WORDS = (DTL_DAY_SET_DAYS + 63) / 64 };

typedef struct dtl_day_set {
    uint64_t bits[DTL_DAY_SET_WORDS]; /* zeroed = empty */
} dtl_day_set;

/* A day of the calendar that comes again every year, and how far from it the days of the set lie. */
typedef struct dtl_day_pattern {
    uint8_t month, day;  /* day 0 = the first of the month */
    int8_t weekday;      /* 0 = Monday … 6: which that day is; −1 any */
    int8_t next;         /* counted from the first such weekday on or after that day; −1 from the day itself */
    int16_t from, to;    /* days */
} dtl_day_pattern;

/* Adds low … high, cut to the horizon. */
void dtl_day_set_add(dtl_day_set *set, dtl_interval days);
/* Adds the days that a pattern allows, in every year. */
void dtl_day_set_add_pattern(dtl_day_set *set, const dtl_day_pattern *pattern);
/* Adds the days on which something of these days is so old: { day + age }, of those that were the right weekday. Nothing for open days. */
void dtl_day_set_add_older(dtl_day_set *set, dtl_interval days, dtl_age age);
/* Keeps in set what is also in other, unless that is nothing: then false, and set is as before. *less (may be NULL): it lost days. */
bool dtl_day_set_narrow(dtl_day_set *set, const dtl_day_set *other, bool *less);
/* First and last day; false for the empty set. Within twelve years of the horizon an end is open: dates with weekdays come again within eleven. */
bool dtl_day_set_hull(const dtl_day_set *set, dtl_interval *hull);
#endif
