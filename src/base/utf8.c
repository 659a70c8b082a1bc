/* UTF-8. In: bytes. Out: code points, lower case, folded keys. Validation and case mapping are utf8proc's; ASCII, nine
 * tenths of our text, takes a short path. Gets wrong on purpose: folding is by code point,
 * so Turkish dotless ı stays apart from i. */
#include "base/utf8.h"
#include <utf8proc.h>

uint32_t dtl_utf8_valid_prefix(dtl_slice text)
{
    uint32_t at = 0;
    while (at < text.length) {
        if ((unsigned char)text.ptr[at] < 0x80) {
            at++;
            continue;
        }
        utf8proc_int32_t rune;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
                                                 (utf8proc_ssize_t)(text.length - at), &rune);
        if (size <= 0)
            return at;
        at += (uint32_t)size;
    }
    return at;
}

uint32_t dtl_utf8_next(dtl_slice text, uint32_t *at)
{
    const unsigned char *byte = (const unsigned char *)text.ptr + *at;
    if (byte[0] < 0x80) {
        *at += 1;
        return byte[0];
    }
    utf8proc_int32_t rune = -1;
    utf8proc_ssize_t size = utf8proc_iterate(byte, (utf8proc_ssize_t)(text.length - *at), &rune);
    if (size <= 0) { /* cannot happen on validated text; never loop on it */
        *at += 1;
        return 0xFFFD;
    }
    *at += (uint32_t)size;
    return (uint32_t)rune;
}

bool dtl_rune_is_letter(uint32_t rune)
{
    if (rune < 0x80)
        return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)rune);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool dtl_rune_is_digit(uint32_t rune)
{
    return rune >= '0' && rune <= '9';
}

bool dtl_rune_is_upper(uint32_t rune)
{
    if (rune < 0x80)
        return rune >= 'A' && rune <= 'Z';
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)rune);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool dtl_rune_is_space(uint32_t rune)
{
    if (rune < 0x80)
        return rune == ' ' || (rune >= '\t' && rune <= '\r');
    return rune == 0x85 || utf8proc_category((utf8proc_int32_t)rune) == UTF8PROC_CATEGORY_ZS || rune == 0x2028 || rune == 0x2029;
}

uint32_t dtl_rune_lower(uint32_t rune)
{
    if (rune < 0x80)
        return rune >= 'A' && rune <= 'Z' ? rune + ('a' - 'A') : rune;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)rune);
}

bool dtl_utf8_lower(dtl_arena *arena, dtl_slice text, dtl_slice *lower)
{
    /* A lower-case letter may take up to three bytes more than its capital needs two for: twice is enough. */
    char *out = dtl_arena_alloc(arena, (size_t)text.length * 2 + 1);
    if (!out)
        return false;
    uint32_t at = 0, used = 0;
    while (at < text.length)
        used += (uint32_t)utf8proc_encode_char((utf8proc_int32_t)dtl_rune_lower(dtl_utf8_next(text, &at)),
                                               (utf8proc_uint8_t *)out + used);
    *lower = dtl_slice_make(out, used);
    return true;
}

/* Letters below this code point are composed already and combine with nothing before them. */
enum { FIRST_MARK = 0x300 };

bool dtl_utf8_compose(dtl_arena *arena, dtl_slice text, dtl_slice *composed)
{
    uint32_t at = 0;
    while (at < text.length) {
        uint32_t next = at;
        if (dtl_utf8_next(text, &next) >= FIRST_MARK)
            break;
        at = next;
    }
    if (at == text.length) {
        *composed = text;
        return true;
    }
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.length, NULL, 0, options);
    utf8proc_int32_t *runes = count < 0 ? NULL : dtl_arena_calloc(arena, (size_t)count + 1, sizeof *runes);
    if (!runes)
        return false;
    utf8proc_decompose((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.length, runes, count, options);
    utf8proc_ssize_t length = utf8proc_reencode(runes, count, options); /* in place; writes a NUL behind */
    if (length < 0)
        return false;
    *composed = dtl_slice_make((const char *)runes, (size_t)length);
    return true;
}

/* The ASCII stand-in of a typographic sign, 0 if it has none. */
static char plain_sign(uint32_t rune)
{
    switch (rune) {
    case 0x2018: case 0x2019: case 0x02BC: case 0x02BB: case 0x0060: case 0x00B4: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    case 0x201C: case 0x201D: return '"';
    default: return '\0';
    }
}

bool dtl_utf8_fold(dtl_arena *arena, dtl_slice text, dtl_slice *folded)
{
    /* a Hangul syllable of three bytes becomes three letters of three bytes: nothing grows more than threefold */
    char *out = dtl_arena_alloc(arena, (size_t)text.length * 3 + 4);
    if (!out)
        return false;
    uint32_t at = 0, used = 0;
    while (at < text.length) {
        uint32_t rune = dtl_utf8_next(text, &at);
        if (dtl_rune_is_space(rune)) {
            if (used && out[used - 1] != ' ')
                out[used++] = ' ';
            continue;
        }
        if (rune < 0x80) {
            out[used++] = (char)dtl_rune_lower(rune);
            continue;
        }
        char sign = plain_sign(rune);
        if (sign) {
            out[used++] = sign;
            continue;
        }
        utf8proc_int32_t parts[8];
        int boundary = 0;
        utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)rune, parts, 8,
                                                         UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD, &boundary);
        for (utf8proc_ssize_t i = 0; i < count && i < 8 && used <= text.length * 3; i++)
            used += (uint32_t)utf8proc_encode_char(parts[i], (utf8proc_uint8_t *)out + used);
    }
    if (used && out[used - 1] == ' ')
        used--;
    *folded = dtl_slice_make(out, used);
    return true;
}
