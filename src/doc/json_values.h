/* How days, intervals and counts are written as JSON, the same in coded reports and in views. */
#ifndef DTL_DOC_JSON_VALUES_H
#define DTL_DOC_JSON_VALUES_H
#include "base/buffer.h"
#include "doc/doc.h"

/* "2024-03-09", or null for an open end. */
void dtl_json_day(dtl_json *json, int32_t day);
/* "key":[low,high], each a day or null. */
void dtl_json_days(dtl_json *json, const char *key, dtl_interval days);
/* "key":[low,high], high null for "at least"; "key":null when no number is told. */
void dtl_json_range(dtl_json *json, const char *key, dtl_range range);
#endif
