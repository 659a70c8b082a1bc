/* stream: bytes of a file or pipe in order, with a buffer that holds one record at a time. */
#ifndef DTL_API_STREAM_H
#define DTL_API_STREAM_H
#include "base/slice.h"

typedef struct dtl_stream {
    int fd;
    char *buffer;            /* malloc'd; kept from file to file */
    size_t start, end;       /* unread bytes are buffer[start … end-1] */
    size_t capacity;
    uint64_t offset;         /* of buffer[start] in the file */
    uint64_t line;           /* number of the line that starts at buffer[start], from 1 */
    uint64_t total;          /* bytes read over all files */
    int error;               /* errno of a failed read, ENOMEM; 0 = none */
    bool at_end;             /* read() has given 0 */
} dtl_stream;

typedef enum dtl_record_state {
    DTL_RECORD_END,      /* nothing left */
    DTL_RECORD_FINE,
    DTL_RECORD_TOO_LONG, /* longer than the cap: skipped, record is empty */
    DTL_RECORD_OPEN      /* CSV: a quote is never closed; record is the first line of it */
} dtl_record_state;

void dtl_stream_begin(dtl_stream *stream, int fd);
/* Reads until at least wanted bytes are there or the end is reached; the unread bytes. */
dtl_slice dtl_stream_peek(dtl_stream *stream, size_t wanted);
/* Cuts off the next line, or (quotes) the next CSV record, without its line end. Valid until the next call. */
dtl_record_state dtl_stream_record(dtl_stream *stream, bool quotes, size_t cap, dtl_slice *record, uint64_t *line, uint64_t *offset);
/* Drops n unread bytes. */
void dtl_stream_skip(dtl_stream *stream, size_t n);
void dtl_stream_free(dtl_stream *stream);
#endif
