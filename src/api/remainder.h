/* What a list does not show: a page of how many rows, and which filter left nothing. */
#ifndef DTL_API_REMAINDER_H
#define DTL_API_REMAINDER_H
#include "dateline.h"
#include "store/store.h"

/* One line into told, nothing when the list is whole and not empty. */
dtl_err dtl_remainder_note(dtl_store *store, const dtl_query *query, const dtl_store_filter *filter, dtl_buffer *told, dtl_error *error);
/* "60.5,29,75,38.5" → west, south, east, north in microdegrees; west may lie east of east: over the date line. */
bool dtl_box_read(const char *text, int32_t box[4]);
#endif
