/* Feasts and other calendars.
 *
 * In: a year, a row of the table times with class=feast, or a date of the Islamic or Persian calendar. Out: Gregorian days.
 *
 * The idea: all of it is arithmetic. Easter by the Gregorian computus; the Islamic calendar in its tabular form (civil
 * epoch, 16 July 622 of the Julian calendar; leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30); the Persian
 * calendar by its 33-year cycle, which holds from 1244 to 1500 of that era (1865 to 2121).
 * Example: 10 Dhu al-Hijja 1444 is 29 June 2023 (28 June where the moon was seen early); 1 Hamal 1402 is 21 March 2023.
 *
 * Knowingly wrong: where the new moon is sighted, a feast falls up to a day beside the tabular one, so that such days are
 * widened by one at both ends; a feast that falls twice into a Gregorian year gives the first one only. */
#include "mention/times.h"

static int32_t easter_sunday(int32_t year)
{
    int32_t golden = year % 19, century = year / 100, leap = century - century / 4;
    int32_t epact = (leap - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    int32_t moon = epact - epact / 28 * (1 - 29 / (epact + 1) * ((21 - golden) / 11));
    int32_t weekday = (year + year / 4 + moon + 2 - leap) % 7;
    int32_t offset = moon - weekday; /* days from 28 March, −6 … 28 */
    return dtl_day_from_civil(year, 3, 28) + offset;
}

int32_t day_from_islamic(int32_t year, uint32_t month, uint32_t day)
{
    enum { EPOCH = -492148 }; /* 1 Muharram 1 counted from 1970-01-01 */
    int32_t months = (int32_t)month - 1;
    return EPOCH + (year - 1) * 354 + (3 + 11 * year) / 30 + months * 29 + (months + 1) / 2 + (int32_t)day - 1;
}

/* Leap days before 1 Farvardin of the year, by the cycle of 33 years. */
static int32_t persian_leaps(int32_t year)
{
    static const uint8_t leap[] = {1, 5, 9, 13, 17, 22, 26, 30};
    int32_t count = year / 33 * 8;
    for (size_t i = 0; i < sizeof leap && leap[i] < year % 33; i++)
        count++;
    return count;
}

int32_t day_from_persian(int32_t year, uint32_t month, uint32_t day)
{
    /* 1 Farvardin 1400 was 21 March 2021 */
    int32_t new_year = dtl_day_from_civil(2021, 3, 21) + (year - 1400) * 365 + persian_leaps(year) - persian_leaps(1400);
    int32_t months = (int32_t)month - 1;
    return new_year + months * 30 + (months < 6 ? months : 6) + (int32_t)day - 1;
}

/* The k-th weekday of a month, from the end when k is negative. */
static int32_t nth_weekday(int32_t year, uint32_t month, uint32_t weekday, int32_t k)
{
    int32_t edge = dtl_day_from_civil(year, month, k > 0 ? 1 : dtl_days_in_month(year, month));
    int32_t here = (int32_t)dtl_day_weekday(edge);
    if (k > 0)
        return edge + ((int32_t)weekday - here + 7) % 7 + (k - 1) * 7;
    return edge - (here - (int32_t)weekday + 7) % 7 + (k + 1) * 7;
}

dtl_interval feast_days(const mention_context *c, uint32_t rule, int32_t year, bool *exact)
{
    dtl_slice calendar = attribute(c, rule, "calendar");
    int32_t month = (int32_t)dtl_rules_number(c->rules, rule, "month", 0), day = (int32_t)dtl_rules_number(c->rules, rule, "day", 1);
    int32_t length = (int32_t)dtl_rules_number(c->rules, rule, "length", 1), first = 0;
    bool hijri_month = attribute_is(c, rule, "class", "hijri");
    *exact = true;
    if (hijri_month || dtl_slice_is(calendar, "islamic")) {
        if (hijri_month)
            month = (int32_t)dtl_rules_number(c->rules, rule, "value", 9), day = 1, length = 30;
        *exact = false;
        int32_t start = dtl_day_from_civil(year, 1, 1), islamic = (start - day_from_islamic(1, 1, 1)) * 100 / 35437;
        for (int i = 0; i < 4 && (first = day_from_islamic(islamic, (uint32_t)month, (uint32_t)day)) < start; i++)
            islamic++;
        return first > dtl_day_from_civil(year, 12, 31) ? (dtl_interval){0, -1} : (dtl_interval){first - 1, first + length};
    }
    if (month < 1 || month > 12)
        month = 1;
    if (dtl_slice_is(calendar, "easter"))
        first = easter_sunday(year) + (int32_t)dtl_rules_number(c->rules, rule, "offset", 0);
    else if (dtl_slice_is(calendar, "persian"))
        first = day_from_persian(year - (month < 10 ? 621 : 622), (uint32_t)month, (uint32_t)day);
    else if (dtl_slice_is(calendar, "nth"))
        first = nth_weekday(year, (uint32_t)month, (uint32_t)dtl_rules_number(c->rules, rule, "weekday", 0), (int32_t)dtl_rules_number(c->rules, rule, "nth", 1));
    else
        first = dtl_day_from_civil(year, (uint32_t)month, (uint32_t)day);
    return (dtl_interval){first, first + length - 1};
}
