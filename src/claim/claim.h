/* claim: which voice holds which event, how surely, and how the report as a whole presents it. Runs last. */
#ifndef DTL_CLAIM_CLAIM_H
#define DTL_CLAIM_CLAIM_H
#include "doc/doc.h"
#include "rules/rules.h"

/* Fills *out (status has doc->event.events.count entries). DTL_ERR_BUDGET when the arena is exhausted. */
dtl_err dtl_claim_run(const dtl_doc *doc, const dtl_rules *rules, dtl_note_array *notes, dtl_claims *out);
#endif
