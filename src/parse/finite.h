/* Past forms: the finite verb that a sentence lacks, and forms that no base form is. */
#ifndef DTL_PARSE_FINITE_H
#define DTL_PARSE_FINITE_H
#include "base/arena.h"
#include "parse/parser.h"

/* Words, tags and tree are filled; a sentence whose clause lacks its finite verb gets one where a past form can be it. forms: the words
 * as written; a full arena leaves the sentence as it is. */
void parse_sentence_finite(parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms);
#endif
