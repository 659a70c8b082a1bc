/* From coded events to incidents in the sense of MUC-4: the rules of the bench. */
#ifndef DTL_EVAL_MUC4_MAP_H
#define DTL_EVAL_MUC4_MAP_H
#include "api/engine.h"
#include "muc4_score.h"

/* Incidents of a coded document, at most MUC4_INCIDENTS; their strings live in the document's arena. country: name of the
 * country of the dateline, NULL unknown; day: of the report. dropped, if not NULL, is told of every occurrence left out, and why. */
typedef void muc4_dropped(void *context, const dtl_doc *doc, uint32_t event, const char *why);
size_t muc4_incidents(const dtl_engine *engine, const dtl_doc *doc, const char *country, int32_t day, muc4_incident *out,
                      muc4_dropped *dropped, void *context);
/* Capitals, no accents, no line breaks; NULL when out of memory. */
const char *muc4_capitals(dtl_arena *arena, dtl_slice text);
/* The name in capitals of the country with this ISO code; NULL unknown. */
const char *muc4_country(const dtl_engine *engine, dtl_arena *arena, dtl_slice iso3);
#endif
