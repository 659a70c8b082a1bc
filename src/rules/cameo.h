/* cameo: CAMEO codes for PLOVER events and back, by the table rules/en/cameo.txt.
 *
 * PLOVER splits CAMEO's codes into type, mode and contexts; GDELT, ICEWS and older data still speak CAMEO. The way there picks
 * among the codes of one type and mode the one whose contexts the event has; the way back is one row.
 */
#ifndef DTL_RULES_CAMEO_H
#define DTL_RULES_CAMEO_H
#include "doc/plover.h"
#include "rules/rules.h"

enum { DTL_CAMEO_ROWS_MAX = 400 };

/* One code, or the code that stands for a type and mode which CAMEO does not know. */
typedef struct dtl_cameo_row {
    dtl_slice code;
    uint64_t contexts;  /* a bit per dtl_context, settled */
    uint8_t type, mode; /* dtl_event_type, dtl_event_mode; type DTL_EVENT_NO_TYPE: a claim, no event */
    bool reads, writes; /* from code to PLOVER; from PLOVER to code */
} dtl_cameo_row;

/* The table, read once; its strings lie in the rules. */
typedef struct dtl_cameo {
    dtl_cameo_row rows[DTL_CAMEO_ROWS_MAX];
    uint32_t count;
} dtl_cameo;

/* rules may be NULL or without the table: then nothing has a code. */
void dtl_cameo_open(const dtl_rules *rules, dtl_cameo *out);
/* The code of an event: contexts that agree come first, then the most general code ("0" at its end, then the shorter one). A mode
 * without a code goes by its type. Length 0 for what is no event. */
dtl_slice dtl_cameo_from_plover(const dtl_cameo *cameo, unsigned type, unsigned mode, uint64_t contexts);
/* What a code ("1041", or a root: "10") is in PLOVER. False, and nothing set, when it is not a CAMEO code, or none of an event
 * (claims: 01x). Out-parameters may be NULL. */
bool dtl_cameo_to_plover(const dtl_cameo *cameo, dtl_slice code, uint8_t *type, uint8_t *mode, uint64_t *contexts);
#endif
