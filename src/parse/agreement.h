/* The two tags of a word, brought to agree. */
#ifndef DTL_PARSE_AGREEMENT_H
#define DTL_PARSE_AGREEMENT_H
#include "base/arena.h"
#include "parse/parser.h"

/* After parser_run: every word has a Penn tag and a word class that the treebanks have together. forms: the words
 * as written; a full arena leaves them as they are. */
void parse_sentence_agreement(const parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms);
#endif
