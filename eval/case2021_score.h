/* The arithmetic of the bench case2021: one label a snippet, gold against answer. */
#ifndef DTL_EVAL_CASE2021_SCORE_H
#define DTL_EVAL_CASE2021_SCORE_H
#include <stdbool.h>
#include <stdint.h>

/* The labels of event_types.txt. yes = PLOVER (with our field for the weapon) can say it, so that it counts in weighted_f1,
 * macro_f1 and accuracy; no = it cannot, so that it counts in weighted_f1_all alone. The reasons for each no:
 *   HQ_ESTABLISHED    a base is set up: in PLOVER MOBILIZE, not to be told from any other change of forces
 *   ATTRIB            who did it is a claim about another event, not an event (our ledger keeps it as a claim)
 *   ORG_CRIME         PLOVER has a context for crime and no type
 *   NATURAL_DISASTER, MAN_MADE_DISASTER, OTHER   no type */
#define CASE2021_LABEL_LIST(X) \
    X(ABDUCT_DISSAP, true) X(AGREEMENT, true) X(AIR_STRIKE, true) X(ARMED_CLASH, true) X(ARREST, true) X(ART_MISS_ATTACK, true) \
    X(ATTACK, true) X(ATTRIB, false) X(CHANGE_TO_GROUP_ACT, true) X(CHEM_WEAP, true) X(DIPLO, true) X(DISR_WEAP, true) \
    X(FORCE_AGAINST_PROTEST, true) X(GOV_REGAINS_TERIT, true) X(GRENADE, true) X(HQ_ESTABLISHED, false) X(MAN_MADE_DISASTER, false) \
    X(MOB_VIOL, true) X(NATURAL_DISASTER, false) X(NON_STATE_ACTOR_OVERTAKES_TER, true) X(NON_VIOL_TERRIT_TRANSFER, true) \
    X(ORG_CRIME, false) X(OTHER, false) X(PEACE_PROTEST, true) X(PROPERTY_DISTRUCT, true) X(PROTEST_WITH_INTER, true) \
    X(REM_EXPLOS, true) X(SEX_VIOL, true) X(SUIC_BOMB, true) X(VIOL_DEMONSTR, true)

typedef enum case2021_label {
#define CASE2021_ITEM(name, expressible) CASE2021_##name,
    CASE2021_LABEL_LIST(CASE2021_ITEM)
#undef CASE2021_ITEM
    CASE2021_LABEL_COUNT
} case2021_label;

const char *case2021_name(unsigned label);
bool case2021_expressible(unsigned label);
/* The label of this name, CASE2021_LABEL_COUNT if there is none. */
unsigned case2021_by_name(const char *name, uint32_t length);

/* Snippets by gold label and answered label. */
typedef struct case2021_counts {
    uint64_t pair[CASE2021_LABEL_COUNT][CASE2021_LABEL_COUNT]; /* [gold][answer] */
} case2021_counts;

/* What is reported; all 0 … 1, -1 where there is no gold. */
typedef struct case2021_figures {
    double accuracy;        /* right, of the snippets whose gold label can be expressed */
    double weighted_f1;     /* F1 of each such label, weighed by its gold; answers to all snippets count against precision */
    double macro_f1;        /* the same, every label with gold alike */
    double weighted_f1_all; /* weighted F1 over all labels */
} case2021_figures;

/* F1 of one label over all snippets; -1 when it has no gold. */
double case2021_label_f1(const case2021_counts *counts, unsigned label);
uint64_t case2021_gold(const case2021_counts *counts, unsigned label);
case2021_figures case2021_score(const case2021_counts *counts);
#endif
