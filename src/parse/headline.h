/* Headlines and bullets: the verb that a tagger of running text takes for a noun. */
#ifndef DTL_PARSE_HEADLINE_H
#define DTL_PARSE_HEADLINE_H
#include "base/arena.h"
#include "parse/parser.h"

/* Words and tags are filled; a sentence without stop and finite verb gets one, where a word can be it. forms: the words as written;
 * a full arena leaves the sentence as it is. */
void parse_sentence_headline(parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms);
#endif
