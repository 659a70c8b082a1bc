/* dating, inside: how the files that date a report by its text share their findings.
 *
 * evidence_calendar.c and evidence_background.c read the text and add constraints; published.c intersects them. */
#ifndef DTL_MENTION_DATING_H
#define DTL_MENTION_DATING_H
#include "mention/internal.h"

enum {
    DATING_CONSTRAINTS_MAX = 48, /* per report; what comes later is left out */
    DATING_STRETCHES_MAX = 12    /* of one constraint */
};

/* A constraint being weighed: what goes out, and the stretches of days that it allows where `days` is only their hull. */
typedef struct evidence {
    dtl_date_constraint out;
    dtl_interval stretches[DATING_STRETCHES_MAX];
    uint32_t stretch_count; /* 0: out.days itself */
} evidence;

/* All that was found about one report. */
typedef struct dating {
    mention_context *c;
    evidence *items; /* DATING_CONSTRAINTS_MAX of them */
    uint32_t count;
} dating;

/* How the clause around an expression tells it: as done, as going on, as to come. */
typedef enum frame { FRAME_UNKNOWN, FRAME_PAST, FRAME_PRESENT, FRAME_DONE, FRAME_FUTURE } frame;

/* A new constraint over the words of these tokens, open on both sides and in need of a reason; NULL when there are enough. */
evidence *dating_add(dating *d, const char *sort, uint32_t first, uint32_t count, dtl_constraint_kind kind, dtl_constraint_level level);
/* The first raw time that is not before this sentence (raw times stand in text order). */
uint32_t dating_first_time(const mention_context *c, uint32_t sentence);
/* A slice of the arena with the decimal digits of value, or with a day as YYYY-MM-DD. */
dtl_slice dating_number(mention_context *c, int64_t value);
dtl_slice dating_day(mention_context *c, int32_t day);
/* Glues parts (up to a NULL) into the reason. */
void dating_reason(mention_context *c, evidence *e, const dtl_slice *parts, uint32_t count);
#define DATING_REASON(c, e, ...)                                                                                       \
    dating_reason((c), (e), (const dtl_slice[]){__VA_ARGS__}, (uint32_t)(sizeof((const dtl_slice[]){__VA_ARGS__}) / sizeof(dtl_slice)))

/* ---- the finders ---- */
void evidence_calendar(dating *d);
void evidence_background(dating *d);
/* Where a date recurs for ever: no later than the tables know the world. Added when a weekday with a date was found. */
void evidence_horizon(dating *d);
/* Only the days of known events that a sentence dates: for reports whose own day is given. */
void background_mark_days(mention_context *c);
#endif
