/* Word attributes: what taggers, parser and lemmatizer see of a word. Computed once per word, as 32-bit hashes. */
#ifndef DTL_MODEL_ATTRIBUTES_H
#define DTL_MODEL_ATTRIBUTES_H
#include "base/slice.h"

enum { WORD_FOLD_MAX = 64 /* bytes of a folded word that are looked at: longer ones keep head and tail */ };

/* Hashes of one word's spellings. Two words with equal attributes are the same word to the model. */
typedef struct word_attributes {
    uint32_t form;      /* as written, with curly quotes and dashes made plain */
    uint32_t lower;     /* lower case, digits folded to 0 */
    uint32_t suffix[4]; /* last 1 … 4 bytes of lower */
    uint32_t prefix[3]; /* first 1 … 3 bytes of lower */
    uint32_t shape;     /* "Xxx", "d.d", …: runs cut at three */
    uint32_t lexical;   /* tags this word had in the training text (0 = too rare): see lexicon in model.h */
} word_attributes;

/* All but `lexical`. */
void word_attributes_of(dtl_slice word, word_attributes *out);
/* The attributes of "no word here". */
word_attributes word_attributes_none(void);

static inline uint32_t attribute_hash(const char *bytes, uint32_t length, uint32_t seed)
{
    uint64_t hash = 14695981039346656037u ^ seed;
    for (uint32_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    hash ^= hash >> 32;
    return (uint32_t)hash;
}

/* One feature = a template's number and up to four 32-bit values, mixed to 64 bits. */
static inline uint64_t feature_key(uint32_t template_number, uint64_t a, uint64_t b)
{
    uint64_t key = (a ^ (template_number * 0x9E3779B97F4A7C15u)) * 0xBF58476D1CE4E5B9u;
    key ^= key >> 32;
    key = (key + b) * 0x94D049BB133111EBu;
    return key ^ (key >> 31);
}

static inline uint64_t pair_of(uint32_t a, uint32_t b)
{
    return (uint64_t)a << 32 | b;
}
#endif
