/* Growable bytes and the JSON writer. Errors are sticky (failed) so that writers need one check at the end. */
#include "base/buffer.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void dtl_buffer_free(dtl_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (dtl_buffer){0};
}

void dtl_buffer_clear(dtl_buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
}

static bool reserve(dtl_buffer *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    if (buffer->capacity - buffer->length >= more)
        return true;
    size_t larger = buffer->capacity ? buffer->capacity : 256;
    while (larger - buffer->length < more) {
        if (larger > SIZE_MAX / 4) {
            buffer->failed = true;
            return false;
        }
        larger *= 2;
    }
    char *bytes = realloc(buffer->bytes, larger);
    if (!bytes) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = larger;
    return true;
}

void dtl_buffer_put(dtl_buffer *buffer, const char *bytes, size_t length)
{
    if (!length || !reserve(buffer, length))
        return;
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

char *dtl_buffer_room(dtl_buffer *buffer, size_t more)
{
    return reserve(buffer, more) ? buffer->bytes + buffer->length : NULL;
}

void dtl_buffer_slice(dtl_buffer *buffer, dtl_slice text)
{
    dtl_buffer_put(buffer, text.ptr, text.length);
}

void dtl_buffer_cstr(dtl_buffer *buffer, const char *text)
{
    dtl_buffer_put(buffer, text, strlen(text));
}

void dtl_buffer_char(dtl_buffer *buffer, char c)
{
    dtl_buffer_put(buffer, &c, 1);
}

void dtl_buffer_int(dtl_buffer *buffer, int64_t number)
{
    char digits[DTL_NUMBER_MOST];
    dtl_buffer_put(buffer, digits, (size_t)(dtl_number_write(digits, number) - digits));
}

void dtl_buffer_decimal(dtl_buffer *buffer, int64_t number, unsigned places)
{
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number, unit = 1;
    for (unsigned i = 0; i < places; i++)
        unit *= 10;
    dtl_buffer_format(buffer, "%s%" PRIu64, number < 0 ? "-" : "", size / unit);
    if (places)
        dtl_buffer_format(buffer, ".%0*" PRIu64, (int)places, size % unit);
}

void dtl_buffer_format(dtl_buffer *buffer, const char *format, ...)
{
    char small[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length < 0) {
        buffer->failed = true;
        return;
    }
    if ((size_t)length < sizeof small) {
        dtl_buffer_put(buffer, small, (size_t)length);
        return;
    }
    if (!reserve(buffer, (size_t)length + 1))
        return;
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

void dtl_buffer_json_string(dtl_buffer *buffer, dtl_slice text)
{
    dtl_buffer_char(buffer, '"');
    uint32_t start = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        dtl_buffer_put(buffer, text.ptr + start, i - start);
        start = i + 1;
        if (c == '"' || c == '\\')
            dtl_buffer_format(buffer, "\\%c", c);
        else if (c == '\n')
            dtl_buffer_cstr(buffer, "\\n");
        else if (c == '\t')
            dtl_buffer_cstr(buffer, "\\t");
        else
            dtl_buffer_format(buffer, "\\u%04x", c);
    }
    dtl_buffer_put(buffer, text.ptr ? text.ptr + start : NULL, text.length - start);
    dtl_buffer_char(buffer, '"');
}

static void value_starts(dtl_json *json)
{
    if (json->need_comma)
        dtl_buffer_char(json->out, ',');
    json->need_comma = true;
}

void dtl_json_open(dtl_json *json, char bracket)
{
    value_starts(json);
    dtl_buffer_char(json->out, bracket);
    json->depth++;
    json->need_comma = false;
}

void dtl_json_close(dtl_json *json, char bracket)
{
    dtl_buffer_char(json->out, bracket);
    json->depth--;
    json->need_comma = true;
}

void dtl_json_key(dtl_json *json, const char *key)
{
    value_starts(json);
    dtl_buffer_json_string(json->out, dtl_slice_from_cstr(key));
    dtl_buffer_char(json->out, ':');
    json->need_comma = false;
}

void dtl_json_string(dtl_json *json, dtl_slice text)
{
    value_starts(json);
    dtl_buffer_json_string(json->out, text);
}

void dtl_json_int(dtl_json *json, int64_t number)
{
    value_starts(json);
    dtl_buffer_int(json->out, number);
}

void dtl_json_decimal(dtl_json *json, int64_t number, unsigned places)
{
    value_starts(json);
    dtl_buffer_decimal(json->out, number, places);
}

void dtl_json_bool(dtl_json *json, bool value)
{
    value_starts(json);
    dtl_buffer_cstr(json->out, value ? "true" : "false");
}

void dtl_json_null(dtl_json *json)
{
    value_starts(json);
    dtl_buffer_cstr(json->out, "null");
}
