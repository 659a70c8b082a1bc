/* Whom a report says to have come to harm, and how. */
#ifndef DTL_EVENT_VICTIMS_H
#define DTL_EVENT_VICTIMS_H
#include "event/internal.h"

typedef enum casualty_fate {
    FATE_KILLED,
    FATE_INJURED,
    FATE_HIT,    /* "was shot": dead or injured, other words tell */
    FATE_TREATED /* in hospital, in a critical condition: died there or lives */
} casualty_fate;

/* One word that says of somebody, or of so many, that he was killed, hurt, shot. */
typedef struct casualty {
    uint32_t token;      /* the word that tells it */
    uint32_t victim;     /* token: head of the phrase for whom it befell */
    uint32_t entity;     /* who it is, when named; DTL_NONE */
    uint32_t quantity;   /* index in quantities; DTL_NONE = one person */
    int64_t low, high;   /* people */
    uint8_t fate, sex;
    uint8_t age;         /* years, as told; 0 unknown */
    uint8_t ordinal;     /* he is at least the so-manyth: 2 for "another man", 3 for "a third"; 0 */
    bool others;         /* "three others" */
    bool taken_up;       /* "the man", "he", "the two men": told before */
    bool owned;          /* "his son": told before or not */
    bool self;           /* the doer killed himself */
    bool part;           /* of a number told before: "two of them" */
} casualty;
DTL_ARRAY_TYPE(casualty_array, casualty);

/* All of a report, in the order of the text; at most a few for each word. */
dtl_err victims_find(const event_context *x, casualty_array *out);

/* deed_day.c: the time mention whose day is most likely that of the report's deed (an occurrence); DTL_NONE. DTL_ERR_BUDGET. */
dtl_err event_find_deed_day(const event_context *x, const casualty_array *casualties, uint32_t deed, uint32_t *mention);
#endif
