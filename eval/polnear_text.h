/* Tokens of the treebank style set into text again: "``", "''" and brackets as they are printed, no blank where print has none. */
#ifndef DTL_EVAL_POLNEAR_TEXT_H
#define DTL_EVAL_POLNEAR_TEXT_H
#include "base/buffer.h"

/* What the tokens before say about the next blank; all false at the start of a paragraph. */
typedef struct polnear_joint {
    bool started;
    bool glue;        /* no blank before the next token: behind an opening mark */
    bool in_single;   /* a ` is open, so that the next ' closes it */
    bool in_double;   /* the next " or '' closes */
} polnear_joint;

/* Appends one token; *start and *end receive its bytes in out. */
void polnear_join(polnear_joint *joint, dtl_slice token, dtl_buffer *out, uint32_t *start, uint32_t *end);
#endif
