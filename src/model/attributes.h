/* Word attributes: what network, names and lemmas see of a word. */
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

/* A word's row in a table of words, and the parts of words: what the network adds up to describe a word. All words share the rows of
 * parts; hashes that fall on the same row share it too. The numbers are part of the model's format. */
enum {
    ROWS_AFFIX = 0, ROWS_AFFIX_COUNT = 1 << 14, /* beginnings and ends */
    ROWS_GRAM = ROWS_AFFIX + ROWS_AFFIX_COUNT, ROWS_GRAM_COUNT = 1 << 14, /* three and four letters that follow each other */
    ROWS_SHAPE = ROWS_GRAM + ROWS_GRAM_COUNT, ROWS_SHAPE_COUNT = 1 << 10,
    ROWS_SENSE = ROWS_SHAPE + ROWS_SHAPE_COUNT, ROWS_SENSE_COUNT = 192, /* what a dictionary says of the word */
    ROWS_HINT = ROWS_SENSE + ROWS_SENSE_COUNT, ROWS_HINT_COUNT = 64, /* a Penn tag that is known */
    ROWS_START = ROWS_HINT + ROWS_HINT_COUNT, /* the sentence's first word */
    ROWS_UNKNOWN, /* a word that the lexicon does not have */
    ROWS_WORD, /* + number in the lexicon */
    WORD_ROWS_MAX = 96, WORD_GRAM_BYTES = 24 /* of which grams are taken */
};

/* The rows of a word apart from its own, its senses, hints and start; returns how many, at most WORD_ROWS_MAX - 16. */
uint32_t word_part_rows(dtl_slice word, uint32_t *rows);

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
