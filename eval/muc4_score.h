/* Incidents in the sense of MUC-4 and how two lists of them are compared. */
#ifndef DTL_EVAL_MUC4_SCORE_H
#define DTL_EVAL_MUC4_SCORE_H
#include "base/date.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum muc4_type { MUC4_ATTACK, MUC4_BOMBING, MUC4_KIDNAPPING, MUC4_ARSON, MUC4_ROBBERY, MUC4_STOPPAGE, MUC4_HIJACKING, MUC4_TYPE_COUNT } muc4_type;
typedef enum muc4_stage { MUC4_ACCOMPLISHED, MUC4_ATTEMPTED, MUC4_THREATENED, MUC4_STAGE_COUNT } muc4_stage;
/* Who is said to have done it, and how surely. */
typedef enum muc4_confidence { MUC4_FACT, MUC4_CLAIMED, MUC4_SUSPECTED, MUC4_BY_AUTHORITIES, MUC4_POSSIBLE, MUC4_PROBABLE, MUC4_DENIED,
                               MUC4_CONFIDENCE_COUNT } muc4_confidence;
typedef enum muc4_slot { MUC4_PERP_IND, MUC4_PERP_ORG, MUC4_VICTIM, MUC4_TARGET, MUC4_WEAPON, MUC4_SLOT_COUNT } muc4_slot;
extern const char *const muc4_type_names[MUC4_TYPE_COUNT], *const muc4_stage_names[MUC4_STAGE_COUNT], *const muc4_confidence_names[MUC4_CONFIDENCE_COUNT];

enum { MUC4_TEXTS = 24, MUC4_FILLS = 24, MUC4_PLACES = 16, MUC4_DATES = 4, MUC4_INCIDENTS = 64 };

/* One thing that fills a slot, under all the names that are right. Strings are in capitals without marks and not owned. */
typedef struct muc4_fill {
    const char *texts[MUC4_TEXTS];
    uint32_t count;
    uint32_t confidence; /* of an organisation: one bit for each right answer */
    bool optional;
} muc4_fill;

/* A template, or what the program takes for an incident. */
typedef struct muc4_incident {
    uint32_t types, stages;             /* one bit for each right answer */
    dtl_interval dates[MUC4_DATES];     /* alternatives; an open beginning reaches back MUC4_OLD_DAYS */
    uint32_t date_count;
    const char *places[MUC4_PLACES];    /* names of the place, from any level below the country; capitals */
    uint32_t place_count;
    const char *countries[MUC4_PLACES];
    uint32_t country_count;
    muc4_fill fills[MUC4_SLOT_COUNT][MUC4_FILLS];
    uint32_t fill_count[MUC4_SLOT_COUNT];
    bool optional;
    uint32_t event;    /* of an answer: index of its first telling */
    uint32_t sentence; /* of an answer: of its last telling */
    bool exact;        /* of an answer: a victim is told by name, number or as one */
} muc4_incident;

typedef struct muc4_counts {
    uint64_t right, gold, answered;
} muc4_counts;

typedef struct muc4_sums {
    muc4_counts relevant, type, slots[MUC4_SLOT_COUNT], stage, date, place, confidence;
} muc4_sums;

/* Same head word: the last one before "of", "in", "who", a comma …; of a bare name also the same last name. */
bool muc4_same_text(const char *a, const char *b);
bool muc4_same_fill(const muc4_fill *a, const muc4_fill *b);
/* partner[i] = which answer goes with gold i, or -1. */
void muc4_align(const muc4_incident *gold, size_t golds, const muc4_incident *answer, size_t answers, int *partner);
/* Adds one document to the sums; partner receives the alignment. */
void muc4_score(const muc4_incident *gold, size_t golds, const muc4_incident *answer, size_t answers, int *partner, muc4_sums *sums);
/* Everything together: types, stages, dates, places, slots, confidences. */
muc4_counts muc4_all(const muc4_sums *sums);
#endif
