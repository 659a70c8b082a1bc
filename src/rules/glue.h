/* How names become keys: shared by the packer and the look-up, so that both always agree. */
#ifndef DTL_RULES_GLUE_H
#define DTL_RULES_GLUE_H
#include "base/hash.h"

static inline bool rules_is_glue(char c)
{
    return c == '-' || c == '/' || c == '\'' || c == '.' || c == '(' || c == ')';
}

/* Appends word to the key of length bytes (capacity bytes of room), with a blank between unless one side is glue.
 * Returns the new length; unchanged when there is no room. */
static inline uint32_t rules_glue(char *key, uint32_t length, uint32_t capacity, dtl_slice word)
{
    if (word.length == 0 || length + 1 + word.length > capacity)
        return length;
    if (length && !rules_is_glue(key[length - 1]) && !rules_is_glue(word.ptr[0]))
        key[length++] = ' ';
    memcpy(key + length, word.ptr, word.length);
    return length + word.length;
}

/* The part of a word or key before the first blank or glue sign (the whole when it begins with one). */
static inline dtl_slice rules_first_word(dtl_slice key)
{
    uint32_t end = 0;
    while (end < key.length && key.ptr[end] != ' ' && !rules_is_glue(key.ptr[end]))
        end++;
    return end ? dtl_slice_make(key.ptr, end) : key;
}

static inline uint32_t rules_key_hash(uint32_t table, dtl_slice key)
{
    uint64_t hash = dtl_hash64_continue((table + 1) * 0x9e3779b97f4a7c15u, key);
    return (uint32_t)(hash ^ (hash >> 29));
}
#endif
