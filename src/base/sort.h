/* Sorting of many small records by whole numbers in them: for what is sorted by the million. */
#ifndef DTL_BASE_SORT_H
#define DTL_BASE_SORT_H
#include "base/arena.h"

/* A number of a record: where it lies, how wide it is, which way it goes. */
typedef struct dtl_sort_field {
    uint16_t offset;
    uint8_t bytes;  /* 4 or 8 */
    bool is_signed; /* 4 bytes only */
    bool falling;   /* the largest first */
} dtl_sort_field;
enum { DTL_SORT_RECORD = 64 /* bytes of a record at most */ };

/* Sorts records by these fields, the first counts most; what is equal in all of them keeps its order. As many bytes as the records have are
 * taken for the time being. False when that is over the budget. */
bool dtl_sort(size_t budget, void *records, uint32_t count, size_t size, const dtl_sort_field *fields, size_t n_fields);
#endif
