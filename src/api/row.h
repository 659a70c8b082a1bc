/* row: an item → the source of one report, its columns read. */
#ifndef DTL_API_ROW_H
#define DTL_API_ROW_H
#include "api/input.h"

/* What the caller says about reports that do not say it themselves; length 0 = unknown. */
typedef struct dtl_defaults {
    dtl_slice url, outlet, published;
} dtl_defaults;

/* Fills *source from the item. Strings lie in the item's bytes, in the arena, or in *held (free with dtl_row_release).
 * NULL = fine; otherwise one line that says why this item gives no report, with *offset set if a byte is to blame. */
const char *dtl_row_source(const dtl_item *item, const dtl_defaults *defaults, dtl_arena *arena, dtl_source *source,
                           bool *repaired, void **held, uint64_t *offset);
void dtl_row_release(void *held);
#endif
