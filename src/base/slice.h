/* Byte slices and spans: every string in dateline is a pointer and a length, never NUL-terminated by contract. */
#ifndef DTL_BASE_SLICE_H
#define DTL_BASE_SLICE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define DTL_NONE UINT32_MAX /* "no such item": the value of every u32 index that points nowhere */

/* Bytes owned by somebody else (an arena, the rules blob, the caller). */
typedef struct dtl_slice {
    const char *ptr; /* may be NULL only when length is 0 */
    uint32_t length; /* bytes */
} dtl_slice;

/* A piece of a document's canonical text. length 0 = absent. */
typedef struct dtl_span {
    uint32_t offset; /* bytes from the start of the canonical text */
    uint32_t length; /* bytes */
} dtl_span;

#define DTL_SLICE(literal) ((dtl_slice){(literal), (uint32_t)(sizeof(literal) - 1)})
#define DTL_SLICE_EMPTY ((dtl_slice){NULL, 0})

static inline dtl_slice dtl_slice_make(const char *ptr, size_t length)
{
    return (dtl_slice){ptr, (uint32_t)length};
}

/* The slice of a NUL-terminated string; NULL gives the empty slice. */
static inline dtl_slice dtl_slice_from_cstr(const char *text)
{
    return text ? dtl_slice_make(text, strlen(text)) : DTL_SLICE_EMPTY;
}

static inline bool dtl_slice_equal(dtl_slice a, dtl_slice b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.ptr, b.ptr, a.length) == 0);
}

static inline bool dtl_slice_is(dtl_slice a, const char *literal)
{
    return dtl_slice_equal(a, dtl_slice_from_cstr(literal));
}

/* ASCII case-insensitive equality (UTF-8 bytes beyond ASCII must be identical). */
bool dtl_slice_equal_nocase(dtl_slice a, dtl_slice b);
/* Byte order, shorter first when one is the other's prefix: <0, 0, >0. */
int dtl_slice_compare(dtl_slice a, dtl_slice b);
bool dtl_slice_starts_with(dtl_slice text, dtl_slice prefix);
bool dtl_slice_ends_with(dtl_slice text, dtl_slice suffix);
/* Without leading and trailing ASCII white space and no-break spaces (U+00A0). */
dtl_slice dtl_slice_trim(dtl_slice text);
/* Byte offset of the first occurrence of needle at or after from, DTL_NONE if none. Linear for short needles. */
uint32_t dtl_slice_find(dtl_slice text, dtl_slice needle, uint32_t from);
/* Cuts the next field up to separator off *rest; false when *rest was already exhausted (ptr NULL). */
bool dtl_slice_next_field(dtl_slice *rest, char separator, dtl_slice *field);
/* Decimal unsigned integer; false on empty, non-digit or overflow. */
bool dtl_slice_parse_u32(dtl_slice text, uint32_t *value);

enum { DTL_NUMBER_MOST = 20 /* bytes that a number takes, with its sign */ };
/* Writes the number's decimal digits from `at` on, without a NUL; behind the last one. */
char *dtl_number_write(char *at, int64_t number);

static inline dtl_slice dtl_span_text(dtl_slice text, dtl_span span)
{
    return (dtl_slice){text.ptr + span.offset, span.length};
}

static inline uint32_t dtl_span_end(dtl_span span)
{
    return span.offset + span.length;
}

static inline dtl_span dtl_span_between(uint32_t start, uint32_t end)
{
    return (dtl_span){start, end - start};
}
#endif
