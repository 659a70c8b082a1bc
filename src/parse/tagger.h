/* Templates of the two taggers, shared by training and running: word attributes and tags → feature keys. */
#ifndef DTL_PARSE_TAGGER_H
#define DTL_PARSE_TAGGER_H
#include "doc/ud.h"
#include "model/attributes.h"

enum {
    PARSE_SENTENCE_MAX = 512, /* words; longer sentences are cut */
    XPOS_TEMPLATES = 44, UPOS_TEMPLATES = 20,
    PARSE_MARGIN = 3 /* "no word" entries before and behind a sentence, so that neighbours need no bounds check */
};

/* Tags of finite verbs; modals, which stand before one, aside. */
static inline bool xpos_is_finite(uint8_t xpos)
{
    return xpos == DTL_XPOS_VBD || xpos == DTL_XPOS_VBZ || xpos == DTL_XPOS_VBP;
}

/* words[-PARSE_MARGIN … count-1+PARSE_MARGIN] must be readable; tags of words before `at` are decided. */
void xpos_keys(const word_attributes *words, uint32_t at, const uint8_t *xpos, uint64_t keys[XPOS_TEMPLATES]);
/* xpos has the same margins, of value DTL_XPOS_COUNT. */
void upos_keys(const word_attributes *words, uint32_t at, const uint8_t *xpos, const uint8_t *upos,
               uint64_t keys[UPOS_TEMPLATES]);
#endif
