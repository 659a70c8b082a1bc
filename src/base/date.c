/* Civil days. In: year, month, day. Out: a day number and back. Method: era arithmetic over 400-year cycles
 * (Howard Hinnant, "chrono-compatible low-level date algorithms", sections days_from_civil and civil_from_days). */
#include "base/date.h"

int32_t dtl_day_from_civil(int32_t year, uint32_t month, uint32_t day)
{
    year -= month <= 2;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    uint32_t year_of_era = (uint32_t)(year - era * 400);
    uint32_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    uint32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + (int32_t)day_of_era - 719468;
}

void dtl_day_to_civil(int32_t day, int32_t *year, uint32_t *month, uint32_t *day_of_month)
{
    int64_t shifted = (int64_t)day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    uint32_t day_of_era = (uint32_t)(shifted - era * 146097);
    uint32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    uint32_t shifted_month = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    *month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    *year = (int32_t)(year_of_era + era * 400) + (*month <= 2);
}

uint32_t dtl_day_weekday(int32_t day)
{
    int64_t shifted = ((int64_t)day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (uint32_t)(shifted < 0 ? shifted + 7 : shifted);
}

uint32_t dtl_days_in_month(int32_t year, uint32_t month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[(month - 1) % 12];
}

bool dtl_day_parse_iso(dtl_slice text, int32_t *day)
{
    uint32_t year, month, number;
    if (text.length < 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return false;
    if (!dtl_slice_parse_u32(dtl_slice_make(text.ptr, 4), &year) ||
        !dtl_slice_parse_u32(dtl_slice_make(text.ptr + 5, 2), &month) ||
        !dtl_slice_parse_u32(dtl_slice_make(text.ptr + 8, 2), &number))
        return false;
    if (month < 1 || month > 12 || number < 1 || number > dtl_days_in_month((int32_t)year, month))
        return false;
    *day = dtl_day_from_civil((int32_t)year, month, number);
    return true;
}

void dtl_day_format(int32_t day, char out[16])
{
    int32_t year;
    uint32_t month, number;
    out[0] = '\0';
    if (day == DTL_DAY_OPEN_PAST || day == DTL_DAY_OPEN_FUTURE)
        return;
    dtl_day_to_civil(day, &year, &month, &number);
    if (year < 0 || year > 9999)
        return;
    uint32_t parts[] = {(uint32_t)year / 100, (uint32_t)year % 100, month, number};
    char *at = out;
    for (int i = 0; i < 4; i++) {
        if (i >= 2)
            *at++ = '-';
        *at++ = (char)('0' + parts[i] / 10);
        *at++ = (char)('0' + parts[i] % 10);
    }
    *at = '\0';
}
