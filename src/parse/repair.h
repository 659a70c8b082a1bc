/* repair: deterministic corrections of trees that news syntax shows to be wrong. */
#ifndef DTL_PARSE_REPAIR_H
#define DTL_PARSE_REPAIR_H
#include "doc/doc.h"

/* Corrects the trees of the words first … first + count - 1 (one sentence) in place; returns how many corrections it made. */
uint32_t parse_repair(dtl_word *words, uint32_t first, uint32_t count);
#endif
