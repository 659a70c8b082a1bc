/* stream: a file of any size, one record at a time.
 *
 * In: a file descriptor. Out: lines, or CSV records (which may hold line ends between quotes), each with its line number
 * and byte offset. The buffer grows to the longest record, never past the caller's cap, so that a file of gigabytes
 * needs no more memory than its longest line.
 *
 * A CSV quote that is never closed would swallow the rest of the file. When the cap or the end comes first, only the
 * first line of that record is given up and reading goes on behind it. That costs one second look at a stretch of at
 * most the cap, and no third: behind such a line no quote is left open in that stretch.
 *
 * Knowingly wrong: a lone CR is no line end; a quote in the middle of an unquoted CSV field opens a quotation.
 */
#include "api/stream.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { STEP = 256 * 1024 };

void dtl_stream_begin(dtl_stream *stream, int fd)
{
    stream->fd = fd;
    stream->start = stream->end = 0;
    stream->offset = 0;
    stream->line = 1;
    stream->error = 0;
    stream->at_end = false;
}

/* Room for STEP more bytes behind end; moves what is unread to the front first when that is enough. */
static bool make_room(dtl_stream *stream)
{
    if (stream->start && (stream->start == stream->end || stream->capacity - stream->end < STEP)) {
        memmove(stream->buffer, stream->buffer + stream->start, stream->end - stream->start);
        stream->end -= stream->start;
        stream->start = 0;
    }
    if (stream->capacity - stream->end >= STEP)
        return true;
    size_t larger = stream->capacity ? stream->capacity * 2 : 2 * STEP;
    char *bytes = realloc(stream->buffer, larger);
    if (!bytes)
        return false;
    stream->buffer = bytes;
    stream->capacity = larger;
    return true;
}

/* Reads once more; false at the end or on an error. */
static bool fill(dtl_stream *stream)
{
    if (stream->at_end || stream->error)
        return false;
    if (!make_room(stream)) {
        stream->error = ENOMEM;
        return false;
    }
    ssize_t got;
    do
        got = read(stream->fd, stream->buffer + stream->end, STEP);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        stream->error = errno;
    if (got == 0)
        stream->at_end = true;
    if (got <= 0)
        return false;
    stream->end += (size_t)got;
    stream->total += (uint64_t)got;
    return true;
}

dtl_slice dtl_stream_peek(dtl_stream *stream, size_t wanted)
{
    while (stream->end - stream->start < wanted && fill(stream))
        ;
    return dtl_slice_make(stream->buffer + stream->start, stream->end - stream->start);
}

void dtl_stream_skip(dtl_stream *stream, size_t n)
{
    stream->start += n;
    stream->offset += n;
}

/* Skips to behind the next line end, however far that is. */
static void skip_line(dtl_stream *stream)
{
    for (;;) {
        size_t unread = stream->end - stream->start;
        char *newline = unread ? memchr(stream->buffer + stream->start, '\n', unread) : NULL;
        if (newline) {
            dtl_stream_skip(stream, (size_t)(newline - (stream->buffer + stream->start)) + 1);
            stream->line++;
            return;
        }
        dtl_stream_skip(stream, unread);
        if (!fill(stream))
            return;
    }
}

/* Where a search for the end of a record stands; offsets are from stream->start. */
typedef struct scan {
    size_t at;           /* looked at so far */
    size_t first_line;   /* length of the first line with its '\n', 0 = none seen */
    uint32_t lines;      /* line ends between quotes */
    bool in_quotes;
} scan;

/* Length of the record with its line end in the bytes that are there, 0 = not yet found. */
static size_t scan_more(const dtl_stream *stream, bool quotes, scan *s)
{
    const char *bytes = stream->buffer + stream->start;
    size_t length = stream->end - stream->start;
    if (!quotes) {
        const char *newline = length > s->at ? memchr(bytes + s->at, '\n', length - s->at) : NULL;
        s->at = length;
        return newline ? (size_t)(newline - bytes) + 1 : 0;
    }
    for (; s->at < length; s->at++) {
        if (bytes[s->at] == '"') {
            s->in_quotes = !s->in_quotes;
        } else if (bytes[s->at] == '\n') {
            if (!s->in_quotes)
                return ++s->at;
            if (!s->first_line)
                s->first_line = s->at + 1;
            s->lines++;
        }
    }
    return 0;
}

dtl_record_state dtl_stream_record(dtl_stream *stream, bool quotes, size_t cap, dtl_slice *record, uint64_t *line, uint64_t *offset)
{
    scan s = {0};
    dtl_record_state state = DTL_RECORD_FINE;
    *line = stream->line;
    *offset = stream->offset;
    *record = DTL_SLICE_EMPTY;
    size_t taken = 0;
    while (!taken) {
        taken = scan_more(stream, quotes, &s);
        if (!taken && (s.at > cap || !fill(stream))) {
            taken = s.at;
            if (s.in_quotes) {
                state = DTL_RECORD_OPEN;
                s.lines = 0;
                taken = s.first_line ? s.first_line : taken;
            } else if (taken == 0) {
                return DTL_RECORD_END;
            }
            break;
        }
    }
    if (taken > cap) {
        skip_line(stream);
        return DTL_RECORD_TOO_LONG;
    }
    const char *bytes = stream->buffer + stream->start;
    size_t length = taken;
    if (length && bytes[length - 1] == '\n')
        length--, stream->line++;
    if (length && bytes[length - 1] == '\r')
        length--;
    stream->line += s.lines;
    *record = dtl_slice_make(bytes, length);
    dtl_stream_skip(stream, taken);
    return state;
}

void dtl_stream_free(dtl_stream *stream)
{
    free(stream->buffer);
    *stream = (dtl_stream){0};
}
