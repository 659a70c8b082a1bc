/* text: title and body → sentences and tokens. */
#ifndef DTL_TEXT_TEXT_H
#define DTL_TEXT_TEXT_H
#include "doc/doc.h"
#include "rules/rules.h"

/* rules may be NULL: the table "abbreviations" of the rules is used where it exists, a built-in list otherwise. */
dtl_err dtl_text_run(const dtl_page *page, const dtl_article *article, const dtl_rules *rules, dtl_arena *arena,
                     dtl_note_array *notes, dtl_text *out);
/* The same, with another judge of sentences' ends: for the training of the weights. */
struct boundary_observer;
dtl_err text_run_observed(const dtl_page *page, const dtl_article *article, const dtl_rules *rules, dtl_arena *arena,
                          dtl_note_array *notes, dtl_text *out, const struct boundary_observer *observer);
/* One paragraph of plain text (valid UTF-8) on its own: rule examples, scores from raw text. Offsets are into text. */
dtl_err dtl_text_plain(dtl_slice text, const dtl_rules *rules, dtl_arena *arena, dtl_note_array *notes, dtl_text *out);
#endif
