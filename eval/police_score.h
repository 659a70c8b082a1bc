/* The arithmetic of the bench police: which of the five labels of the IndiaPoliceEvents set a stretch of text got. */
#ifndef DTL_EVAL_POLICE_SCORE_H
#define DTL_EVAL_POLICE_SCORE_H
#include "doc/doc.h"

typedef enum police_label { POLICE_KILL, POLICE_ARREST, POLICE_FORCE, POLICE_FAIL, POLICE_ANY_ACTION, POLICE_LABEL_COUNT } police_label;
const char *police_label_name(unsigned label);

/* Sums over sentences, or over documents. */
typedef struct police_counts {
    uint64_t gold[POLICE_LABEL_COUNT], answered[POLICE_LABEL_COUNT], right[POLICE_LABEL_COUNT];
} police_counts;

/* Adds one sentence or document; bit 1 << label. */
void police_score(uint32_t gold, uint32_t answer, police_counts *sum);
/* What event `index` of the report says about the police, as labels: 0 when it says nothing. */
uint32_t police_labels(const dtl_doc *doc, uint32_t index);
#endif
