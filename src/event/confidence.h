/* How sure it is that an event is coded rightly, and on what grounds. */
#ifndef DTL_EVENT_CONFIDENCE_H
#define DTL_EVENT_CONFIDENCE_H
#include "doc/doc.h"
#include "rules/rules.h"

/* How well somebody in a role is known: the best of all in it. */
typedef enum event_link { EVENT_LINK_UNASKED /* the pattern has no such role */, EVENT_LINK_MISSING, EVENT_LINK_PRONOUN /* nobody known behind it */,
                          EVENT_LINK_ROLE /* "gunmen" */, EVENT_LINK_NAMED, EVENT_LINK_KNOWN /* in our tables, or a place on the map */,
                          EVENT_LINK_COUNT } event_link;

/* What speaks for and against one event. */
typedef struct event_grounds {
    int32_t record;           /* of its pattern: log odds in thousandths */
    uint8_t margin;           /* how sure the parser was of the trigger's head and relation, 0 … 255 */
    uint8_t actor, recipient; /* event_link */
    bool toll;                /* somebody is counted */
    bool place, time;         /* it has one */
    bool again;               /* another telling of the same occurrence */
    bool unreal;              /* planned, possible, denied, … */
} event_grounds;

event_grounds event_grounds_of(const dtl_doc *doc, const dtl_rules *rules, const dtl_events *events, uint32_t event);
/* 1 … 999 thousandths. */
uint16_t event_confidence(const event_grounds *grounds);
#endif
