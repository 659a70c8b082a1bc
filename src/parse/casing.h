/* casing: a report written all in capitals gets its small letters back, one all in small letters its capitals. */
#ifndef DTL_PARSE_CASING_H
#define DTL_PARSE_CASING_H
#include "doc/doc.h"
#include "model/model.h"
#include "rules/rules.h"

/* Restores the case of the paragraphs, and of the title, that are in capitals throughout, and of a report all in small letters; page->text is then another string of
 * the same length. Untouched when there is none. DTL_ERR_BUDGET. */
dtl_err dtl_casing_run(const dtl_article *article, const dtl_rules *rules, const dtl_model *model, dtl_arena *arena,
                       dtl_note_array *notes, dtl_page *page);
#endif
