/* A decision: what an analyst settles about actors, where the names in the reports do not. The third thing that a ledger keeps,
 * beside coded reports and assessments.
 *
 * A decision is one JSON line that never changes; its id is the hash of its content. Whoever decides anew supersedes his own
 * earlier decisions, by their ids; nobody can supersede somebody else's; an undo supersedes and says nothing else. A ledger built from
 * a set of reports and a set of decisions is the same whatever came first.
 *
 * It points at *uses*: places where a report names somebody, told by what stays when reports come in: the id that the report itself
 * has for him (made of the name as spelt there, or the rules' own), his country and role there, and the bytes of the report. What
 * it points at may be missing today; then it waits.
 *
 *     {"decision":"5d1f…","kind":"merge","uses":[{"id":"person:karim gul"},{"id":"person:abu hamza","country":"AFG"}],
 *      "name":"Karim Gul","about":"Karim Gul = Abu Hamza","analyst":"N. Haidari","date":"2024-05-31","note":"his nom de guerre"}
 *     {"decision":"90aa…","kind":"split","uses":[{"id":"person:john smith","reports":["c01d…"]}],"others":[{"id":"person:john smith"}],…}
 */
#ifndef DTL_DOC_DECISION_H
#define DTL_DOC_DECISION_H
#include "doc/signed_line.h"

#define DTL_DECISION_KIND_LIST(X) \
    X(MERGE, "merge")  /* all uses are one actor, save those that are in others too */ \
    X(PIN, "pin")      /* … and it is this actor */ \
    X(SPLIT, "split")  /* uses are another actor than the rest of others */ \
    X(UNDO, "undo")    /* takes back what it supersedes */
typedef enum dtl_decision_kind {
#define DTL_ITEM(name, text) DTL_DECISION_##name,
    DTL_DECISION_KIND_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_DECISION_KIND_COUNT
} dtl_decision_kind;

enum { DTL_DECISION_ID = DTL_SIGNED_ID, DTL_USES_MAX = 64 /* patterns of a list */, DTL_USES_REPORTS_MAX = 256 };

/* Where reports name somebody: every filled part must hold. */
typedef struct dtl_uses {
    dtl_slice id;            /* of the actor in the reports: "person:karim gul", "name:dock front", the rules' "taliban" */
    dtl_slice country, role; /* of the actor there; "-" = none told; "" = any */
    dtl_slice reports;       /* SHA-256 of the sources' bytes, sorted, a blank between; "" = any */
} dtl_uses;
DTL_ARRAY_TYPE(dtl_uses_array, dtl_uses);

typedef struct dtl_decision {
    char id[DTL_DECISION_ID + 1]; /* hash of all the rest; dtl_decision_settle fills it */
    uint8_t kind;                 /* dtl_decision_kind */
    dtl_uses_array uses, others;  /* sorted, no pattern twice */
    dtl_slice actor;              /* of a pin: the id that the actor has from now on */
    dtl_slice name;               /* how merge or pin wants him called; "" = as the reports do */
    dtl_slice about;              /* what it is about, for people */
    dtl_signature signed_by;
} dtl_decision;

/* Checks every field, sorts the patterns, and fills the id. DTL_ERR_ARGUMENT with what is wrong, in one line; DTL_ERR_BUDGET. */
dtl_err dtl_decision_settle(dtl_decision *decision, dtl_error *error);
/* One JSON object and a newline: the same decision always gives the same bytes. */
void dtl_decision_write(const dtl_decision *decision, dtl_buffer *out);
/* Reads one line back into the arena. DTL_ERR_INPUT with what is wrong, also when the id is not the hash of the rest. */
dtl_err dtl_decision_read(dtl_slice line, dtl_arena *arena, dtl_decision *decision, dtl_error *error);
/* Does a line begin like one? */
bool dtl_is_decision_line(dtl_slice line);

const char *dtl_decision_kind_name(unsigned kind); /* "merge"; "" when out of range */
int dtl_uses_compare(const void *a, const void *b); /* by id, country, role, reports; for qsort */
#endif
