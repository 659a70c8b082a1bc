/* page: bytes → blocks of visible text. Entry of the room. */
#ifndef DTL_PAGE_PAGE_H
#define DTL_PAGE_PAGE_H
#include "doc/doc.h"

/* Reads source->bytes (any bytes) into blocks. Junk, caps reached and guesses become notes; *out is then partial or empty.
 * For clean UTF-8 text without a given title, out->text is source->bytes itself, which must live as long as the document.
 * The only error is DTL_ERR_BUDGET. */
dtl_err dtl_page_run(const dtl_source *source, dtl_arena *arena, dtl_note_array *notes, dtl_page *out);
#endif
