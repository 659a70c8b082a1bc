/* mention: names, roles, places, times, quantities, and what they stand for. */
#ifndef DTL_MENTION_MENTION_H
#define DTL_MENTION_MENTION_H
#include "doc/doc.h"
#include "gazetteer/gazetteer.h"
#include "rules/rules.h"

/* Reads page … parse of the document. gazetteer NULL: places come from the rules only. Bad input gives a partial layer and a note; DTL_ERR_BUDGET when the arena is full. */
dtl_err dtl_mention_run(const dtl_doc *doc, const dtl_rules *rules, const dtl_gazetteer *gazetteer, dtl_note_array *notes, dtl_mentions *out);
#endif
