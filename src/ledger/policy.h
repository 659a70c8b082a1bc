/* policy: which of several figures to give, by a named rule. Pure: the same values give the same answer in any order.
 *
 * In: all figures that are claimed of one count of one event (killed, injured, arrested, a force), each with what its
 * voices are worth. Out: low, best and high. No claim is changed or dropped: another policy can be asked at any time.
 *
 * Example. Two papers gave 3 dead on Monday; on Tuesday one of them and an agency give 5; the attackers boast of 20:
 *   majority 5 (two voices gave it last; the first paper now says 5), latest 5, ucdp 3–5–5 (the boast is no reliable
 *   figure), acled 3.
 */
#ifndef DTL_LEDGER_POLICY_H
#define DTL_LEDGER_POLICY_H
#include "doc/doc.h"

/* MAJORITY is the default: what most independent voices gave last. */
#define DTL_POLICY_LIST(X) \
    X(MAJORITY, "majority") /* the figure that most independent voices gave last; of several the latest */ \
    X(LATEST, "latest")     /* the figure of the latest report; of several of that day the one of most voices */ \
    X(ACLED, "acled")       /* the most conservative figure of a voice that is no party to the event */ \
    X(UCDP, "ucdp")         /* the figure of most disinterested voices, of several the lower; low and high the least and most of these */
typedef enum dtl_policy {
#define DTL_ITEM(name, text) DTL_POLICY_##name,
    DTL_POLICY_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_POLICY_COUNT
} dtl_policy;

/* One figure, and who gives it. */
typedef struct dtl_policy_value {
    dtl_range range;       /* as told: 3–3, "at least 5" 5–DTL_COUNT_OPEN, "3 to 5" 3–5; low ≥ 0 */
    uint32_t n_voices;     /* independent voices that ever gave it */
    uint32_t n_current;    /* … of which gave no other figure on a later day */
    uint32_t n_impartial;  /* current voices that are no party to the event */
    uint32_t n_reports;    /* different texts */
    int32_t last_day;      /* day of the latest report that gives it; DTL_DAY_OPEN_PAST unknown */
} dtl_policy_value;

/* What to give. All −1 when there is no value. */
typedef struct dtl_policy_count {
    int64_t low, best, high; /* people */
    bool more;               /* some voice says that it may be more than high: "at least" */
} dtl_policy_count;

/* "majority", … Static strings, "" when out of range. */
const char *dtl_policy_name(unsigned policy);
/* Any case; DTL_POLICY_COUNT when there is no such policy. */
dtl_policy dtl_policy_from_name(dtl_slice name);
/* Index of the value that a policy takes for the best; count must not be 0. */
size_t dtl_policy_choose(dtl_policy policy, const dtl_policy_value *values, size_t count);
dtl_policy_count dtl_policy_apply(dtl_policy policy, const dtl_policy_value *values, size_t count);
#endif
