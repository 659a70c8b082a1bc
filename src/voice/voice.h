/* voice: who speaks, in which words, about which words. Runs before event, so that no reporting frame becomes an event. */
#ifndef DTL_VOICE_VOICE_H
#define DTL_VOICE_VOICE_H
#include "doc/doc.h"
#include "rules/rules.h"

/* Fills *out (arrays of doc->text.tokens.count entries in the arena). DTL_ERR_BUDGET when the arena is exhausted. */
dtl_err dtl_voice_run(const dtl_doc *doc, const dtl_rules *rules, dtl_note_array *notes, dtl_voices *out);
#endif
