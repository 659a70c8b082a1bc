/* Which one label do the events of a snippet amount to? */
#ifndef DTL_EVAL_CASE2021_LABEL_H
#define DTL_EVAL_CASE2021_LABEL_H
#include "case2021_score.h"
#include "doc/doc.h"

/* What the answer rests on. */
typedef struct case2021_answer {
    unsigned label; /* case2021_label */
    uint32_t event; /* index of the main event, DTL_NONE when no event could be mapped */
} case2021_answer;

case2021_answer case2021_label_of(const dtl_doc *doc);
#endif
