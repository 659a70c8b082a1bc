/* Items of the gold set of claims (docs/claims.md) and how gold and answers are compared. */
#ifndef DTL_EVAL_CLAIMS_SCORE_H
#define DTL_EVAL_CLAIMS_SCORE_H
#include "base/slice.h"
#include "doc/claims.h"
#include "doc/plover.h"

/* What an item is: a PLOVER type, or one of these two. */
enum { CLAIMS_TYPE_CLAIM = DTL_EVENT_TYPE_COUNT, CLAIMS_TYPE_FIGURE, CLAIMS_TYPE_COUNT };
enum { CLAIMS_STANCES = 12, CLAIMS_ENOUGH = 5 /* gold items that a status needs to count in the macro-F1 */ };

/* Who holds something. Of gold: the alternatives; of an answer: every place that names the same one. */
typedef struct claims_holder {
    const dtl_span *spans; /* bytes of the report's text */
    uint32_t count;
    bool outlet;           /* the outlet itself is meant, or is as good */
} claims_holder;

typedef struct claims_stance {
    claims_holder holder;
    uint8_t stance; /* dtl_stance */
} claims_stance;

/* One deed, claim or figure where it is told. */
typedef struct claims_item {
    dtl_span trigger;  /* bytes of the report's text */
    dtl_span evidence; /* of an answer: the clause that tells it; of gold: the trigger */
    uint32_t types;    /* a bit for each that is right */
    uint32_t statuses; /* likewise, by dtl_status */
    uint8_t type, status; /* the first of them */
    claims_holder holder;
    claims_stance stances[CLAIMS_STANCES]; /* the holder's own may be among them */
    uint32_t stance_count;
    uint32_t event;    /* of an answer: index in the document's events */
} claims_item;

/* Sums over any number of reports. */
typedef struct claims_sums {
    uint64_t reports, items, answered, found, holder;
    uint64_t gold[DTL_STATUS_COUNT];       /* items, found or not */
    uint64_t gold_found[DTL_STATUS_COUNT]; /* those found; a right answer counts as the gold status that it hits */
    uint64_t given[DTL_STATUS_COUNT], right[DTL_STATUS_COUNT]; /* of found items */
    uint64_t stance_gold, stance_given, stance_right;
    uint64_t told_as_fact, told_of;        /* found items that are no fact, and those given as one */
} claims_sums;

bool claims_same_holder(const claims_holder *a, const claims_holder *b);
/* partner[i] = the answer that tells gold item i, or -1. One to one, nearest trigger first. */
void claims_align(const claims_item *gold, size_t golds, const claims_item *answer, size_t answers, int *partner);
/* Adds one report to the sums; partner (golds entries) receives the alignment. */
void claims_score(const claims_item *gold, size_t golds, const claims_item *answer, size_t answers, int *partner, claims_sums *sums);
/* What is wrong with a pair: */
bool claims_status_right(const claims_item *gold, const claims_item *answer);
bool claims_told_as_fact(const claims_item *gold, const claims_item *answer);
bool claims_has_stance(const claims_item *item, const claims_stance *stance);
/* Does the holder of the item itself take it? */
bool claims_own_stance(const claims_item *item, const claims_stance *stance);
void claims_add(claims_sums *to, const claims_sums *sums);
/* F1 of one status among the found items, or with those not found counted as missed; -1 when there is nothing to count. */
double claims_status_f1(const claims_sums *sums, unsigned status, bool all);
/* Mean over the statuses with CLAIMS_ENOUGH gold items among those that are judged; -1 when there is none. */
double claims_macro_f1(const claims_sums *sums, bool all);
#endif
