/* Hashes. SHA-256 comes from libmd; FNV-1a 64 (Fowler, Noll, Vo) is four lines and good enough for look-up tables whose
 * keys are words. Neither is a defence against chosen collisions: tables that outside input can grow are capped elsewhere. */
#include "base/hash.h"
#include <sha2.h>

dtl_sha256 dtl_sha256_of(dtl_slice data)
{
    SHA2_CTX context;
    dtl_sha256 out;
    SHA256Init(&context);
    if (data.length)
        SHA256Update(&context, (const uint8_t *)data.ptr, data.length);
    SHA256Final(out.bytes, &context);
    return out;
}

dtl_sha256 dtl_sha256_of_parts(const dtl_slice *parts, size_t count)
{
    SHA2_CTX context;
    dtl_sha256 out;
    SHA256Init(&context);
    for (size_t i = 0; i < count; i++) {
        uint8_t length[4] = {(uint8_t)(parts[i].length >> 24), (uint8_t)(parts[i].length >> 16),
                             (uint8_t)(parts[i].length >> 8), (uint8_t)parts[i].length};
        SHA256Update(&context, length, sizeof length);
        if (parts[i].length)
            SHA256Update(&context, (const uint8_t *)parts[i].ptr, parts[i].length);
    }
    SHA256Final(out.bytes, &context);
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
