/* Pattern rows, compiled: what the packer makes of the slots and conditions of a row of events.txt, cues.txt or modality.txt, so
 * that nothing is read as text while a report is coded. A row whose first name ends in a class letter ("kill.v") has one.
 *
 * "recipient=object.poss,to need=recipient if-subject=actor" becomes
 *     slots[RECIPIENT] → steps  object '.'  poss ','  preposition "to" end
 *     conditions       → filled (those steps);  first-of-class (step subject; class actor) */
#ifndef DTL_RULES_PATTERN_H
#define DTL_RULES_PATTERN_H
#include "rules/blob.h"
#include "rules/rules.h"

/* A place in the tree, seen from a word (match.h says what each is). A new one needs its name in pattern.c and its walk in match.c. */
typedef enum rules_slot { RULES_SLOT_SUBJECT, RULES_SLOT_OBJECT, RULES_SLOT_BY, RULES_SLOT_POSS, RULES_SLOT_COMPOUND, RULES_SLOT_CLAUSE,
                          RULES_SLOT_TO, RULES_SLOT_INFINITIVE, RULES_SLOT_INDIRECT, RULES_SLOT_THEME, RULES_SLOT_HEAD, RULES_SLOT_GOVERNOR, RULES_SLOT_PREPOSITION /* any other name */ } rules_slot;

/* One step of a slot expression. */
typedef struct blob_step {
    uint8_t slot;    /* rules_slot */
    char joint;      /* what follows: '.' a step from here, '+' one more path, ',' an alternative, '\0' the end */
    uint16_t length; /* of the name */
    uint32_t name;   /* offset of the name: "along_with" */
} blob_step;
enum { RULES_STEPS_MAX = 32 /* in one expression */ };

typedef enum blob_condition_kind {
    BLOB_CONDITION_FILLED,         /* need=SLOT */
    BLOB_CONDITION_FIRST_OF_CLASS, /* if-SLOT=CLASSES: the first word in the slot */
    BLOB_CONDITION_NONE_OF_CLASS   /* not-SLOT=CLASSES: every word in the slot */
} blob_condition_kind;
typedef struct blob_condition {
    uint32_t kind;        /* blob_condition_kind */
    uint32_t step;        /* first step of the slot */
    uint32_t first_class, class_count; /* in the section classes */
} blob_condition;

/* Classes of words. A named class of classes.txt is the offset of its name, which stands once in the blob; these need no name. */
typedef enum rules_class { RULES_CLASS_ANY, RULES_CLASS_ACTOR, RULES_CLASS_COUNTED, RULES_CLASS_PUBLIC, RULES_CLASS_STATE, RULES_CLASS_ARMED, RULES_CLASS_CIVIL,
                           RULES_CLASS_MENTION /* + dtl_mention_kind, up to quantity */, RULES_CLASS_BUILTIN = RULES_CLASS_MENTION + 8 } rules_class;

typedef struct blob_pattern {
    uint32_t slots[DTL_PATTERN_SLOT_COUNT]; /* first step, DTL_NONE = the row does not say */
    uint32_t first_condition, condition_count;
    int32_t record;     /* log odds of being right, thousandths */
    uint8_t kind;       /* dtl_pattern_kind */
    uint8_t type, mode; /* dtl_event_type, dtl_event_mode */
    uint8_t unused;
} blob_pattern;

/* Reads a slot expression; names count from expression.ptr. Returns the number of steps, 0 when it has too many. */
uint32_t rules_compile_slot(dtl_slice expression, blob_step *steps, uint32_t max);
/* The number of a class that needs no entry of classes.txt; RULES_CLASS_BUILTIN when the name is none. */
uint32_t rules_builtin_class(dtl_slice name);
/* The attribute that fills a slot of a pattern: "actor". */
const char *rules_pattern_slot_name(unsigned slot);
#endif
