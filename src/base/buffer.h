/* A growable byte buffer (malloc) and a JSON writer on top of it: what leaves the program is written here. */
#ifndef DTL_BASE_BUFFER_H
#define DTL_BASE_BUFFER_H
#include "base/slice.h"

typedef struct dtl_buffer {
    char *bytes; /* owned: dtl_buffer_free */
    size_t length, capacity;
    bool failed; /* out of memory: later writes are ignored, check once at the end */
} dtl_buffer;

void dtl_buffer_free(dtl_buffer *buffer);
void dtl_buffer_clear(dtl_buffer *buffer);
void dtl_buffer_put(dtl_buffer *buffer, const char *bytes, size_t length);
/* Room for so many bytes more behind what is there, for who writes them himself and then sets length; NULL: out of memory. */
char *dtl_buffer_room(dtl_buffer *buffer, size_t more);
void dtl_buffer_slice(dtl_buffer *buffer, dtl_slice text);
void dtl_buffer_cstr(dtl_buffer *buffer, const char *text);
void dtl_buffer_char(dtl_buffer *buffer, char c);
void dtl_buffer_int(dtl_buffer *buffer, int64_t number);
/* A whole number of tenths, hundredths, … as a decimal: -95, 1 place → "-9.5". */
void dtl_buffer_decimal(dtl_buffer *buffer, int64_t number, unsigned places);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void dtl_buffer_format(dtl_buffer *buffer, const char *format, ...);
/* The text as a JSON string with its quotes; control characters escaped, UTF-8 left as it is. */
void dtl_buffer_json_string(dtl_buffer *buffer, dtl_slice text);

/* JSON writer: keeps track of commas. Usage: open '{', key, value …, close. Depth at most 32. */
typedef struct dtl_json {
    dtl_buffer *out;
    uint32_t depth;
    bool need_comma;
} dtl_json;
void dtl_json_open(dtl_json *json, char bracket);  /* '{' or '[' */
void dtl_json_close(dtl_json *json, char bracket); /* '}' or ']' */
void dtl_json_key(dtl_json *json, const char *key);
void dtl_json_string(dtl_json *json, dtl_slice text);
void dtl_json_int(dtl_json *json, int64_t number);
void dtl_json_decimal(dtl_json *json, int64_t number, unsigned places);
void dtl_json_bool(dtl_json *json, bool value);
void dtl_json_null(dtl_json *json);
#endif
