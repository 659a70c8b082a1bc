/* The declared layout of the packed rules: one position-independent block, used where it lies (embedded or mapped).
 * All numbers are u32 in the machine's byte order; offsets count bytes from the start of the blob; strings are
 * {offset, length} without a NUL. Sections are 8-aligned and stand in the order of the header. */
#ifndef DTL_RULES_BLOB_H
#define DTL_RULES_BLOB_H
#include "base/slice.h"

#define DTL_RULES_MAGIC 0x31525444u /* "DTR1" */
enum { DTL_RULES_LAYOUT = 7 };

typedef struct blob_string {
    uint32_t offset, length;
} blob_string;

/* One table: a file name without ".txt"; files of the same name in several folders share one table. */
typedef struct blob_table {
    blob_string name;
    uint32_t first_entry, entry_count;
    uint32_t longest_key; /* bytes of the longest folded key */
} blob_table;

typedef struct blob_entry {
    uint32_t table;
    uint32_t file; /* index in files */
    uint32_t line; /* 1-based */
    uint32_t first_name, name_count;
    uint32_t first_attribute, attribute_count;
    uint32_t pattern; /* index in patterns, DTL_NONE */
} blob_entry;

typedef struct blob_name {
    blob_string written, key; /* as in the file; folded and glued */
    uint32_t entry;
} blob_name;

typedef struct blob_attribute {
    blob_string key, value;
} blob_attribute;

/* Open addressing over (table, key). A slot of the table BLOB_FIRST_WORDS says in which tables some key begins with this
 * word: most words of a text begin none, and one look-up tells so for all tables. BLOB_HEADS and BLOB_LONG_HEADS say the same of
 * the head word of patterns with its class letter ("carry.v"), of any and of those of several words. */
#define BLOB_FIRST_WORDS 0xFFFFFFFEu
#define BLOB_HEADS 0xFFFFFFFDu
#define BLOB_LONG_HEADS 0xFFFFFFFCu
enum { BLOB_TABLE_BITS = 64 /* table t has bit t modulo this */ };
typedef struct blob_slot {
    uint32_t hash;
    uint32_t table;   /* DTL_NONE: free slot */
    uint32_t name;    /* index in names; of a first or head word: bits of its tables 0 … 31 */
    uint32_t more;    /* of a first or head word: bits of its tables 32 … 63 */
    blob_string word; /* the first or head word; length 0 for a name */
    uint32_t longest; /* of a first word: bytes of the longest key that begins with it; else 0 */
} blob_slot;

/* Before a slot is looked at, one bit of the filter is asked by the key's hash: when it is 0 no slot holds the key. Nine
 * questions in ten are about keys that are not there, and the filter, unlike the slots, stays in the processor's cache. */
enum { BLOB_FILTER_BITS = 4 /* per slot */ };
static inline uint32_t blob_filter_bit(uint32_t hash, uint32_t slot_mask)
{
    return (uint32_t)((uint64_t)hash * ((uint64_t)BLOB_FILTER_BITS * slot_mask + BLOB_FILTER_BITS) >> 32);
}

static inline uint32_t blob_filter_words(uint32_t slot_mask)
{
    return (slot_mask / 32 + 1) * BLOB_FILTER_BITS;
}

typedef struct blob_file {
    blob_string name, text; /* text: the whole source, so that explain can show lines and --rules can repack */
} blob_file;

typedef struct blob_example {
    uint32_t entry, line, must_fire;
    blob_string sentence, expected;
} blob_example;

typedef struct blob_section {
    uint32_t offset, count;
} blob_section;

typedef struct blob_header {
    uint32_t magic, layout, total_bytes, slot_mask;
    uint8_t hash[32]; /* SHA-256 of everything behind this header: opening need not read the whole blob to know it */
    blob_section tables, entries, names, attributes, slots, filter /* u32 words */, files, examples;
    blob_section patterns, steps, conditions, classes; /* pattern.h */
    blob_section strings;
} blob_header;
#endif
