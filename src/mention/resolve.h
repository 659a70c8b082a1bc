/* Names of places → the places they mean. Works on spans of a text, found by this room or given by somebody else. */
#ifndef DTL_MENTION_RESOLVE_H
#define DTL_MENTION_RESOLVE_H
#include "doc/doc.h"
#include "gazetteer/gazetteer.h"
#include "rules/rules.h"

/* What the names stand in. */
typedef struct dtl_toponym_context {
    dtl_slice text;                 /* the spans are spans of it; valid UTF-8 */
    const dtl_rules *rules;
    const dtl_gazetteer *gazetteer; /* NULL none */
    dtl_slice url;                  /* of the report, "" unknown: its country code votes */
} dtl_toponym_context;

/* Fills name, country, units, point, id, precision, rule and reason of each toponym; in: spans, in text order and not
 * overlapping. A name that nothing bears keeps country "". DTL_ERR_BUDGET. */
dtl_err dtl_toponyms_resolve(const dtl_toponym_context *context, dtl_arena *arena, dtl_toponym *toponyms, uint32_t count);
#endif
