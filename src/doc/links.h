/* The closed vocabulary of links between deeds that stay apart: what one is to the other. The coder finds those that one report tells
 * (dtl_event_link), the ledger those that follow from several. */
#ifndef DTL_DOC_LINKS_H
#define DTL_DOC_LINKS_H

#define DTL_LINK_LIST(X) \
    X(PLAN_OF, "plan-of")               /* from: planned or threatened; to: what came of it */ \
    X(FOIL_OF, "foil-of")               /* from: the deed that stopped it; to: the plan */ \
    X(RETALIATION_FOR, "retaliation-for") /* from: done, or threatened, in return; to: what for */ \
    X(SERIES, "part-of-series")         /* from: one of several; to: the several ("a string of bombings") */ \
    X(SAME_OPERATION, "same-operation") /* from: done in the course of it; to: the operation */ \
    X(APART_FROM, "apart-from")         /* from: told to be another one ("in a separate raid"); to: the one it is not */ \
    X(BACKGROUND_OF, "background-of")   /* from: an older event; to: the news that its reports recall it for */ \
    X(DENIAL_OF, "denial-of")           /* from: a denial that is an item of its own; to: what it denies */ \
    X(INSTANCE_OF, "instance-of")       /* from: one event; to: a habitual statement that covers it */
typedef enum dtl_link_kind {
#define DTL_ITEM(name, text) DTL_LINK_##name,
    DTL_LINK_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_LINK_COUNT
} dtl_link_kind;

/* Static string, "" when out of range. */
const char *dtl_link_name(unsigned kind);
#endif
