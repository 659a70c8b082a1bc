/* Hashes. SHA-256 comes from nettle; FNV-1a 64 (Fowler, Noll, Vo) is four lines and good enough for look-up tables whose
 * keys are words. Neither is a defence against chosen collisions: tables that outside input can grow are capped elsewhere. */
#include "base/hash.h"
#include <nettle/sha2.h>

dtl_sha256 dtl_sha256_of(dtl_slice data)
{
    struct sha256_ctx context;
    dtl_sha256 out;
    sha256_init(&context);
    if (data.length)
        sha256_update(&context, data.length, (const uint8_t *)data.ptr);
    sha256_digest(&context, sizeof out.bytes, out.bytes);
    return out;
}

dtl_sha256 dtl_sha256_of_parts(const dtl_slice *parts, size_t count)
{
    struct sha256_ctx context;
    dtl_sha256 out;
    sha256_init(&context);
    for (size_t i = 0; i < count; i++) {
        uint8_t length[4] = {(uint8_t)(parts[i].length >> 24), (uint8_t)(parts[i].length >> 16),
                             (uint8_t)(parts[i].length >> 8), (uint8_t)parts[i].length};
        sha256_update(&context, sizeof length, length);
        if (parts[i].length)
            sha256_update(&context, parts[i].length, (const uint8_t *)parts[i].ptr);
    }
    sha256_digest(&context, sizeof out.bytes, out.bytes);
    return out;
}

void dtl_sha256_hex(dtl_sha256 hash, char out[65])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < 32; i++) {
        out[2 * i] = digits[hash.bytes[i] >> 4];
        out[2 * i + 1] = digits[hash.bytes[i] & 15];
    }
    out[64] = '\0';
}

uint64_t dtl_hash64(dtl_slice data)
{
    return dtl_hash64_continue(14695981039346656037u, data);
}
