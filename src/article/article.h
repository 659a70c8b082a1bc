/* article: blocks → title, byline, dateline, date, body; everything else is kept as dropped, with its reason. */
#ifndef DTL_ARTICLE_ARTICLE_H
#define DTL_ARTICLE_ARTICLE_H
#include "doc/doc.h"
#include "rules/rules.h"

/* Reads rules tables "furniture" and "outlets"; works without them (rules may be NULL), only worse.
 * The only error is DTL_ERR_BUDGET. */
dtl_err dtl_article_run(const dtl_source *source, const dtl_page *page, const dtl_rules *rules, dtl_arena *arena,
                        dtl_note_array *notes, dtl_article *out);
#endif
