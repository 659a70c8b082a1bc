/* Byte slices: the string helpers that every room uses. In: slices owned by the caller. Out: slices into the same bytes;
 * nothing is allocated. Only ASCII is case-folded here; Unicode folding is base/utf8.h. */
#include "base/slice.h"

static char ascii_lower(char c)
{
    return (c >= 'A' && c <= 'Z') ? (char)(c + ('a' - 'A')) : c;
}

bool dtl_slice_equal_nocase(dtl_slice a, dtl_slice b)
{
    if (a.length != b.length)
        return false;
    for (uint32_t i = 0; i < a.length; i++)
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
            return false;
    return true;
}

int dtl_slice_compare(dtl_slice a, dtl_slice b)
{
    uint32_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

bool dtl_slice_starts_with(dtl_slice text, dtl_slice prefix)
{
    return text.length >= prefix.length && (prefix.length == 0 || memcmp(text.ptr, prefix.ptr, prefix.length) == 0);
}

bool dtl_slice_ends_with(dtl_slice text, dtl_slice suffix)
{
    return text.length >= suffix.length &&
           (suffix.length == 0 || memcmp(text.ptr + text.length - suffix.length, suffix.ptr, suffix.length) == 0);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

dtl_slice dtl_slice_trim(dtl_slice text)
{
    static const char no_break[] = "\xC2\xA0";
    for (;;) {
        if (text.length && is_blank(text.ptr[0]))
            text = dtl_slice_make(text.ptr + 1, text.length - 1);
        else if (dtl_slice_starts_with(text, DTL_SLICE(no_break)))
            text = dtl_slice_make(text.ptr + 2, text.length - 2);
        else
            break;
    }
    for (;;) {
        if (text.length && is_blank(text.ptr[text.length - 1]))
            text.length -= 1;
        else if (dtl_slice_ends_with(text, DTL_SLICE(no_break)))
            text.length -= 2;
        else
            break;
    }
    return text;
}

uint32_t dtl_slice_find(dtl_slice text, dtl_slice needle, uint32_t from)
{
    if (needle.length == 0)
        return from <= text.length ? from : DTL_NONE;
    while (from + needle.length <= text.length && from <= text.length) {
        const char *hit = memchr(text.ptr + from, needle.ptr[0], text.length - from - needle.length + 1);
        if (!hit)
            return DTL_NONE;
        from = (uint32_t)(hit - text.ptr);
        if (memcmp(hit, needle.ptr, needle.length) == 0)
            return from;
        from++;
    }
    return DTL_NONE;
}

bool dtl_slice_next_field(dtl_slice *rest, char separator, dtl_slice *field)
{
    if (!rest->ptr)
        return false;
    const char *hit = rest->length ? memchr(rest->ptr, separator, rest->length) : NULL;
    if (!hit) {
        *field = *rest;
        *rest = DTL_SLICE_EMPTY;
        return true;
    }
    uint32_t length = (uint32_t)(hit - rest->ptr);
    *field = dtl_slice_make(rest->ptr, length);
    *rest = dtl_slice_make(hit + 1, rest->length - length - 1);
    return true;
}

bool dtl_slice_parse_u32(dtl_slice text, uint32_t *value)
{
    uint64_t sum = 0;
    if (text.length == 0 || text.length > 10)
        return false;
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        sum = sum * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    if (sum > UINT32_MAX)
        return false;
    *value = (uint32_t)sum;
    return true;
}

char *dtl_number_write(char *at, int64_t number)
{
    char digits[DTL_NUMBER_MOST];
    uint32_t count = 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    if (number < 0)
        *at++ = '-';
    do
        digits[count++] = (char)('0' + rest % 10);
    while (rest /= 10);
    while (count)
        *at++ = digits[--count];
    return at;
}
