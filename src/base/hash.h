/* Hashes: SHA-256 for keys that leave the program (nettle), FNV-1a for tables inside it. */
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

/* One number more in a hash of numbers and strings; eight bytes a step, for what is hashed by the megabyte. */
static inline uint64_t dtl_mix64(uint64_t hash, uint64_t number)
{
    hash = (hash ^ number) * 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
}

/* The same on every machine: the bytes are taken lowest first. */
static inline uint64_t dtl_mix64_bytes(uint64_t hash, dtl_slice data)
{
    const unsigned char *at = (const unsigned char *)data.ptr;
    uint32_t rest = data.length;
    hash = dtl_mix64(hash, rest);
    for (; rest >= 8; rest -= 8, at += 8)
        hash = dtl_mix64(hash, (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 |
                                   (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56);
    uint64_t last = 0;
    for (uint32_t i = 0; i < rest; i++)
        last |= (uint64_t)at[i] << (8 * i);
    return rest ? dtl_mix64(hash, last) : hash;
}

static inline uint64_t dtl_hash64_continue(uint64_t hash, dtl_slice data)
{
    for (uint32_t i = 0; i < data.length; i++)
        hash = (hash ^ (unsigned char)data.ptr[i]) * 1099511628211u;
    return hash;
}
#endif
