#ifndef DTL_PARSE_QUOTATIONS_H
#define DTL_PARSE_QUOTATIONS_H
#include "doc/doc.h"

/* Finds the quotations of the body and of the headline. DTL_ERR_BUDGET only. */
dtl_err quotations_scan(const dtl_page *page, const dtl_text *text, dtl_arena *arena, dtl_note_array *notes,
                        dtl_quotation_array *out);
#endif
