/* The arithmetic of the bench merge: clusters of reports, and what an event says of an incident. */
#ifndef DTL_EVAL_MERGE_SCORE_H
#define DTL_EVAL_MERGE_SCORE_H
#include "base/date.h"
#include "base/slice.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MERGE_NONE UINT32_MAX

/* All 0 … 1; pair figures are 0 when there is nothing to pair. */
typedef struct merge_clusters {
    double b3_p, b3_r, b3_f1, pair_p, pair_r, pair_f1;
} merge_clusters;

/* gold[i] and answer[i]: the cluster of report i, any numbers. An answer of MERGE_NONE = the report is nowhere: it counts 0 in both
 * precision and recall. (A report that is alone has a number of its own.) */
merge_clusters merge_score_clusters(const uint32_t *gold, const uint32_t *answer, size_t count);

/* One incident as the gold has it. */
typedef struct merge_incident {
    int64_t killed, injured;  /* -1 = the gold does not say */
    int32_t day;              /* DTL_DAY_OPEN_PAST = not said */
    dtl_slice city, state;    /* "" not said */
    int32_t latitude, longitude; /* microdegrees, INT32_MIN = not said */
} merge_incident;

/* The event of the ledger that stands for it. All zero but for known = there is no such event. */
typedef struct merge_answer {
    bool known;
    int64_t killed, injured;  /* the best value; of "at least 3" the 3; -1 = the event says nothing; -2 = a span of numbers */
    dtl_interval days;
    dtl_slice place, admin1;
    int32_t latitude, longitude;
    uint8_t precision;        /* of the place, 0 … 5 */
} merge_answer;

/* Which slots are right; asked = the gold says it. */
typedef struct merge_hits {
    bool killed, injured, date, date_near /* one day off at most */, place;
    bool killed_told, injured_told; /* right by a number that the event really gives */
    bool killed_asked, injured_asked, date_asked, place_asked;
} merge_hits;

merge_hits merge_score_slots(const merge_incident *gold, const merge_answer *answer);
/* One report's word on which event an incident is. */
typedef struct merge_vote {
    uint32_t event; /* that the report leads with; any other number = none */
    dtl_slice day;  /* when it was published, ISO 8601 */
} merge_vote;

/* The event below `events` that most reports lead with; of several the one whose report was published first, for ids change with every
 * rule. MERGE_NONE when no report has one. */
uint32_t merge_spokesman(const merge_vote *votes, uint32_t count, uint32_t events);
/* Kilometres between two points in microdegrees, along the great circle. */
double merge_kilometres(int32_t latitude, int32_t longitude, int32_t other_latitude, int32_t other_longitude);
#endif
