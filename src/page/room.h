/* What the files of the page room share. */
#ifndef DTL_PAGE_ROOM_H
#define DTL_PAGE_ROOM_H
#include "page/page.h"

/* Source bytes decoded to UTF-8. */
typedef struct decoded {
    dtl_slice text;             /* valid UTF-8 */
    dtl_source_point_array map; /* text offset → source offset; one point where the difference changes, at worst one a line */
    bool binary;                /* no text at all: a picture, an archive, machine code */
} decoded;

/* The whole context of one run: where to put things. */
typedef struct page_run {
    dtl_arena *arena;
    dtl_note_array *notes;
    dtl_page *page;
} page_run;

/* BOM, then valid UTF-8, then the meta charset, then windows-1252. DTL_ERR_BUDGET. */
dtl_err page_decode(page_run *run, dtl_slice bytes, bool html, decoded *out);
/* Fills text, blocks, facts and the source map from UTF-8 HTML; `title` (may be empty) becomes the first block. map: from html's offsets to
 * the source's. */
dtl_err page_html_blocks(page_run *run, dtl_slice html, const dtl_source_point_array *map, dtl_slice title);

void page_note(page_run *run, dtl_span span, const char *format, ...) __attribute__((format(printf, 3, 4)));
#endif
