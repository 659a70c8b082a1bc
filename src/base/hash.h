/* Hashes: SHA-256 for keys that leave the program (libmd), FNV-1a for tables inside it. */
#ifndef DTL_BASE_HASH_H
#define DTL_BASE_HASH_H
#include "base/slice.h"

typedef struct dtl_sha256 {
    uint8_t bytes[32];
} dtl_sha256;

dtl_sha256 dtl_sha256_of(dtl_slice data);
/* SHA-256 over the parts, each preceded by its length, so that ("ab","c") and ("a","bc") differ. */
dtl_sha256 dtl_sha256_of_parts(const dtl_slice *parts, size_t count);
/* Lower-case hexadecimal, 64 digits and a NUL. */
void dtl_sha256_hex(dtl_sha256 hash, char out[65]);
uint64_t dtl_hash64(dtl_slice data);

static inline uint64_t dtl_hash64_continue(uint64_t hash, dtl_slice data)
{
    for (uint32_t i = 0; i < data.length; i++)
        hash = (hash ^ (unsigned char)data.ptr[i]) * 1099511628211u;
    return hash;
}
#endif
