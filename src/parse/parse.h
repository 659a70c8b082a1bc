/* parse: tokens → tags, lemmas, dependency tree, quotations. */
#ifndef DTL_PARSE_PARSE_H
#define DTL_PARSE_PARSE_H
#include "doc/doc.h"
#include "model/model.h"

dtl_err dtl_parse_run(const dtl_page *page, const dtl_text *text, const dtl_model *model, dtl_arena *arena,
                      dtl_note_array *notes, dtl_parse *out);
#endif
