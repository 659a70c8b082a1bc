/* event: who did what to whom. Runs after voice; reads page … voice, writes doc.event. */
#ifndef DTL_EVENT_EVENT_H
#define DTL_EVENT_EVENT_H
#include "doc/doc.h"
#include "rules/rules.h"

/* Fills *out. DTL_ERR_BUDGET when the arena is exhausted. */
dtl_err dtl_event_run(const dtl_doc *doc, const dtl_rules *rules, dtl_note_array *notes, dtl_events *out);
DTL_ARRAY_TYPE(dtl_entry_array, uint32_t); /* entries of the rules */
/* For statistics: the entry of every pattern that fired on a word, whether or not an event came of it (fired), and of every
 * support verb that lent its doer (lent). In the document's arena. */
dtl_err dtl_event_fired(const dtl_doc *doc, const dtl_rules *rules, dtl_entry_array *fired, dtl_entry_array *lent);
/* Does an entry of the table contexts fire on a word of the document? For the rule check: an event is not needed. */
bool dtl_event_is_cue(const dtl_doc *doc, const dtl_rules *rules, uint32_t entry);
#endif
