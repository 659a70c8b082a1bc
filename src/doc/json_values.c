/* Days, intervals and counts as JSON. In: a value and its key. Out: one member. Open and unknown are null, never a guess:
 * killed "at least 5" is [5,null], "in March 2024" is ["2024-03-01","2024-03-31"]. */
#include "doc/json_values.h"

void dtl_json_day(dtl_json *json, int32_t day)
{
    char text[16];
    dtl_day_format(day, text);
    if (text[0])
        dtl_json_string(json, dtl_slice_from_cstr(text));
    else
        dtl_json_null(json);
}

void dtl_json_days(dtl_json *json, const char *key, dtl_interval days)
{
    dtl_json_key(json, key);
    dtl_json_open(json, '[');
    dtl_json_day(json, days.low);
    dtl_json_day(json, days.high);
    dtl_json_close(json, ']');
}

void dtl_json_range(dtl_json *json, const char *key, dtl_range range)
{
    dtl_json_key(json, key);
    if (range.low < 0) {
        dtl_json_null(json);
        return;
    }
    dtl_json_open(json, '[');
    dtl_json_int(json, range.low);
    if (range.high == DTL_COUNT_OPEN)
        dtl_json_null(json);
    else
        dtl_json_int(json, range.high);
    dtl_json_close(json, ']');
}
