/* arguments: who else a predicate's arguments are, beyond the arcs of the tree. */
#ifndef DTL_PARSE_ARGUMENTS_H
#define DTL_PARSE_ARGUMENTS_H
#include "doc/doc.h"

/* Fills parse->arcs from the trees of parse->words (count words, children linked). False: out of the arena. */
bool parse_arguments(dtl_parse *parse, uint32_t count, dtl_arena *arena);
#endif
