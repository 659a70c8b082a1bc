/* The climb: how surely, and how, the words tell an event. Shared by event, claim and the scorer.
 *
 * From a word up the tree to what governs it: its own auxiliaries, adverbs, negation and conjunction, then what its governor does to
 * the slot in which it stands (rules/en/modality.txt), and so on, while nothing is asserted on its own.
 *   "The army did not manage to stop a planned attack": attack < planned (ahead) < stop (prevents) < manage (implies) < not */
#ifndef DTL_RULES_COMMITMENT_H
#define DTL_RULES_COMMITMENT_H
#include "rules/match.h"

enum { DTL_COMMITMENT_ROWS_MAX = 8, DTL_FACTUALITY_MAX = 300 };

/* How one word tells its event, by the words over it. */
typedef struct dtl_commitment {
    uint32_t rules[DTL_COMMITMENT_ROWS_MAX]; /* rows of modality.txt that had a say, from the word upwards */
    uint32_t rule_count;
    int16_t factuality;  /* −300 certainly not … 300 certainly, as in dtl_claim; the reader's view, or the voice's inside reported words */
    int8_t polarity;     /* +1, −1 */
    uint8_t modality;    /* dtl_modality */
    uint8_t certainty;   /* dtl_certainty */
    uint8_t likelihood;  /* dtl_likelihood */
} dtl_commitment;

/* What the event room knows of the word beyond the tree. */
typedef struct dtl_commitment_hints {
    uint32_t support; /* verb that lends its doer ("carried out"), DTL_NONE */
    uint32_t fused;   /* event noun that became part of the event ("killed in a drone strike"), DTL_NONE */
} dtl_commitment_hints;

/* table: modality.txt. The climb ends at the frame of a voice; where voices are not looked for yet it goes through them. hints may be NULL. */
dtl_commitment dtl_commitment_of(const dtl_matcher *matcher, uint32_t table, uint32_t token, const dtl_commitment_hints *hints);
#endif
