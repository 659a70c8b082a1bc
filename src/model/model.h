/* The model file: a network, the weights of a classifier of names and word lists, used where the bytes lie.
 *
 * Header, then sections on 64-byte boundaries; all numbers little-endian. A classifier is a table from 64-bit feature keys
 * to weights. The table is made of 64-byte buckets (one cache line = one memory access): the upper half of a key chooses
 * the bucket, its lowest byte is the fingerprint that names a slot in it. A slot's 3 bytes are a 24-bit
 * offset to a row of (class, weight) pairs in the rows section.
 * A key that was never learnt costs one access and finds nothing (or, one time in twenty, somebody else's weights). */
#ifndef DTL_MODEL_MODEL_H
#define DTL_MODEL_MODEL_H
#include "model/attributes.h"
#include "base/error.h"
#include "base/hash.h"
#include "doc/ud.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef struct dtl_model dtl_model; /* immutable once opened; shared by threads */

/* Opens a model in place: the bytes (aligned to 8) must outlive it, nothing is unpacked. On error *model is untouched.
 * DTL_ERR_MODEL: not a model of this version, or cut off. */
dtl_err dtl_model_open(dtl_slice blob, dtl_model **model, dtl_error *error);
void dtl_model_close(dtl_model *model);
/* The hash written into the model when it was made; dtl_model_verify recomputes it (tens of milliseconds). */
dtl_sha256 dtl_model_hash(const dtl_model *model);
bool dtl_model_verify(const dtl_model *model);

#define MODEL_MAGIC "DTLMODEL"
enum { MODEL_VERSION = 3, MODEL_SLOTS = 16, MODEL_ROW_DENSE = 255 /* pair count that announces a full row */,
       MODEL_ROWS_PADDING = 1024 /* zero bytes behind the rows, so that no offset can read past them */,
       MODEL_SCORES_MAX = 256, MODEL_KEYS_MAX = 160 /* features of one decision */, MODEL_PROBES_MAX = 32 /* steps from an entry's home slot */ };

typedef enum model_section_kind { MODEL_NETWORK, MODEL_NAME, MODEL_NAME_ROWS, MODEL_LEXICON, MODEL_SENSES, MODEL_LEMMA, MODEL_LEMMA_EDITS,
                                  MODEL_SECTION_COUNT } model_section_kind;

/* Where a section lies in the file. */
typedef struct model_section {
    uint32_t offset, size; /* bytes */
} model_section;

/* First bytes of the file. */
typedef struct model_header {
    char magic[8];
    uint32_t version, size; /* size: bytes of the whole file */
    uint8_t hash[32];       /* SHA-256 of everything behind this header */
    model_section sections[MODEL_SECTION_COUNT];
} model_header;

/* One cache line of a table. Fingerprint 0 = free slot. */
typedef struct model_bucket {
    uint8_t fingerprint[MODEL_SLOTS];
    uint8_t payload[MODEL_SLOTS][3];
} model_bucket;

/* A hash table from string hashes to small numbers (lexicon, senses, lemma edits); key 0 = free slot, linear probing. */
typedef struct model_entry {
    uint32_t key, value;
} model_entry;

typedef struct model_table {
    const model_bucket *buckets;
    const uint8_t *rows;
    uint32_t bucket_count;
    uint32_t row_bytes;  /* without padding */
    uint32_t classes;
} model_table;

typedef struct model_list {
    const model_entry *entries;
    uint32_t mask; /* number of slots - 1 */
} model_list;

/* A lemma edit: cut bytes off the end, append others. */
typedef struct model_edit {
    uint8_t cut, append_length;
    char append[6];
} model_edit;

/* An opened model is its own first bytes: opening allocates nothing. */
struct dtl_model {
    model_header header;
};

/* Pointers into the bytes, made anew by whoever works with them: it costs nothing. */
typedef struct model_view {
    dtl_slice network; /* src/parse/network.h says what it holds */
    model_table name;
    model_list lexicon, senses, lemma;
    const model_edit *edits;
    uint32_t edit_count;
} model_view;

model_view model_view_of(const dtl_model *model);

static inline uint32_t model_bucket_of(uint64_t key, uint32_t bucket_count)
{
    return (uint32_t)(((key >> 32) * bucket_count) >> 32);
}

static inline uint8_t model_fingerprint(uint64_t key)
{
    uint8_t low = (uint8_t)key;
    return low ? low : 1;
}

static inline const model_bucket *model_bucket_for(const model_table *table, uint64_t key)
{
    return &table->buckets[model_bucket_of(key, table->bucket_count)];
}

/* One bit per slot that holds this fingerprint; the lowest is the key's. */
static inline uint32_t model_bucket_find(const model_bucket *bucket, uint8_t fingerprint)
{
    uint32_t found = 0;
#ifdef __SSE2__
    const __m128i held = _mm_loadu_si128((const __m128i *)(const void *)bucket->fingerprint);
    found = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(held, _mm_set1_epi8((char)fingerprint)));
#else
    for (uint32_t slot = 0; slot < MODEL_SLOTS; slot++)
        found |= (uint32_t)(bucket->fingerprint[slot] == fingerprint) << slot;
#endif
    return found;
}

/* The slot of the lowest bit; the last slot where nothing was found. */
static inline uint32_t model_bucket_slot(uint32_t found)
{
    return (uint32_t)__builtin_ctz(found | 1u << (MODEL_SLOTS - 1));
}

/* Sets scores[0 … classes-1] to the sums over all keys; the rest of the array is scratch. */
void model_class_scores(const model_table *table, const uint64_t *keys, uint32_t count, int32_t scores[MODEL_SCORES_MAX]);
/* The value stored for key, 0 if none. */
uint32_t model_list_find(const model_list *list, uint32_t key);

/* A value of the lexicon: 1 + the word's commonest tag, the second commonest << 8, and from MODEL_LEXICON_NUMBER_BIT on the word's number. */
enum { MODEL_LEXICON_NUMBER_BIT = 16 };
/* The tags alone; 0 for a word that the lexicon does not have. */
static inline uint32_t model_lexicon_tags(const model_list *lexicon, uint32_t key)
{
    return model_list_find(lexicon, key) & ((1u << MODEL_LEXICON_NUMBER_BIT) - 1);
}

/* A value of the senses, what a dictionary says of a word in any of its forms: may be a noun, verb, adjective, adverb (4 bits); which of
 * these it mostly is (2 bits), and whether by far (1 bit); from bit 8 the field of its commonest noun sense (5 bits: person, place,
 * act …), of its commonest verb sense (4 bits: motion, speech …), and what its verbs go with (8 bits: nothing, an object, a place,
 * two objects, a clause …). train/senses.py makes them. */
enum { MODEL_SENSE_NOUN = 1, MODEL_SENSE_VERB = 2, MODEL_SENSE_PROFILES = 128, MODEL_SENSE_NOUN_BIT = 8, MODEL_SENSE_VERB_BIT = 13, MODEL_SENSE_FRAME_BIT = 17 };
/* All rows that describe a word by itself (attributes.h), its own or ROWS_UNKNOWN first; returns how many, at most WORD_ROWS_MAX - 8. */
uint32_t model_word_rows(const model_view *view, dtl_slice word, uint32_t *rows);
#endif
