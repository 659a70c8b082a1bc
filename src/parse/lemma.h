/* Lemmas: learnt endings. */
#ifndef DTL_PARSE_LEMMA_H
#define DTL_PARSE_LEMMA_H
#include "base/arena.h"
#include "model/model.h"

enum { LEMMA_SUFFIX_MAX = 7, LEMMA_FORM_MAX = 48,
       LEMMA_WHOLE = 255 /* in place of a suffix length: the whole word */, LEMMA_KNOWN = 254 /* a base form of that tag */ };

/* Key in the lemma list: tag, and the last `length` bytes (or LEMMA_WHOLE) of the folded form. Never 0. */
uint32_t lemma_key(uint32_t xpos, dtl_slice folded, uint32_t length);
/* The form as lemmas start from it: small letters, but for proper nouns. Points to word itself when nothing changes.
 * False when out of budget. */
bool lemma_fold(dtl_arena *arena, dtl_slice word, uint32_t xpos, dtl_slice *folded);
/* False when out of budget. */
bool lemma_of(const model_view *model, dtl_arena *arena, dtl_slice word, uint32_t xpos, dtl_slice *lemma);
#endif
