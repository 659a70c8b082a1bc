/* input: what the paths hold, one item at a time, in the order of the input.
 *
 * In: the paths of a batch. Out: items: a whole report (text or HTML), one row of a JSONL or CSV file, or a message about
 * a path that gives none. Rows are only cut out here, their columns are read by the worker that codes them (row.c).
 *
 * A file's ending says what it is; without one (and for standard input) the first bytes do: '{' begins JSONL, all else is
 * one report, and page decides whether that is HTML. Binary files are recognised by NUL bytes or many control characters
 * in their first 4 KB, or by the signature of PDF, ZIP and gzip.
 *
 * Example: "a.jsonl" with three lines, the second blank, gives items a.jsonl:1 and a.jsonl:3.
 *
 * Knowingly wrong: CSV on standard input must be named by the caller's format; UTF-16 without a byte order mark is
 * taken for binary.
 */
#include "api/input.h"
#include "api/stream.h"
#include "api/walk.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST_BUDGET = 1 << 30, SNIFF = 4096 };

struct dtl_reader {
    dtl_arena arena;      /* paths, messages, column names */
    dtl_walk_list list;
    uint32_t next;        /* entry of the list to open next */
    dtl_stream stream;
    const char *path;     /* of the file that is open row by row; NULL = none */
    dtl_columns *columns; /* of a CSV file, NULL = JSONL */
    dtl_format format;    /* of reports whose names do not tell */
    dtl_input_format given;
    uint64_t bytes_total;
};

dtl_err dtl_reader_open(const dtl_batch *batch, dtl_reader **reader, dtl_error *error)
{
    dtl_reader *r = calloc(1, sizeof *r);
    if (!r)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    dtl_arena_init(&r->arena, LIST_BUDGET);
    r->given = batch->format;
    r->stream.fd = -1;
    if (!dtl_walk(batch->paths, batch->path_count, &r->arena, &r->list)) {
        dtl_reader_close(r);
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "the list of files does not fit into memory");
    }
    for (uint32_t i = 0; i < r->list.count; i++) {
        if (r->list.items[i].pipe) {
            r->bytes_total = 0;
            break;
        }
        r->bytes_total += r->list.items[i].size;
    }
    *reader = r;
    return DTL_OK;
}

void dtl_reader_close(dtl_reader *reader)
{
    if (!reader)
        return;
    if (reader->stream.fd > STDIN_FILENO)
        close(reader->stream.fd);
    dtl_stream_free(&reader->stream);
    dtl_arena_free(&reader->arena);
    free(reader);
}

uint64_t dtl_reader_bytes_read(const dtl_reader *reader)
{
    return reader->stream.total;
}

uint64_t dtl_reader_bytes_total(const dtl_reader *reader)
{
    return reader->bytes_total;
}

static bool give_message(dtl_item *item, dtl_err code, const char *path, const char *text)
{
    item->form = DTL_FORM_MESSAGE;
    item->code = code;
    item->path = path;
    item->text = text;
    item->line = 0;
    item->offset = DTL_OFFSET_NONE;
    item->length = 0;
    return true;
}

static bool give_errno(dtl_reader *r, dtl_item *item, const char *path, int number)
{
    char words[160];
    dtl_slice copy;
    const char *text = strerror_r(number, words, sizeof words);
    if (!dtl_arena_copy(&r->arena, dtl_slice_from_cstr(text), &copy))
        copy = DTL_SLICE("could not be read");
    return give_message(item, DTL_ERR_IO, path, copy.ptr);
}

static bool keep_bytes(dtl_item *item, dtl_slice bytes)
{
    if (item->capacity < bytes.length || !item->bytes) {
        char *larger = realloc(item->bytes, (size_t)bytes.length + 1);
        if (!larger)
            return false;
        item->bytes = larger;
        item->capacity = (size_t)bytes.length + 1;
    }
    if (bytes.length)
        memcpy(item->bytes, bytes.ptr, bytes.length);
    item->length = bytes.length;
    return true;
}

static void close_file(dtl_reader *r)
{
    if (r->stream.fd > STDIN_FILENO)
        close(r->stream.fd);
    r->stream.fd = -1;
    r->path = NULL;
    r->columns = NULL;
}

const char *dtl_not_a_report(dtl_slice bytes)
{
    if (dtl_slice_trim(bytes).length == 0)
        return "empty: nothing to read";
    if (dtl_slice_starts_with(bytes, DTL_SLICE("%PDF-")))
        return "a PDF file: not read, convert it to text first";
    if (dtl_slice_starts_with(bytes, DTL_SLICE("PK\x03\x04")) || dtl_slice_starts_with(bytes, DTL_SLICE("\x1f\x8b")))
        return "a compressed file: not read, unpack it first";
    if (dtl_slice_starts_with(bytes, DTL_SLICE("SQLite format 3")))
        return "a ledger or other SQLite file: not a report";
    if (dtl_slice_starts_with(bytes, DTL_SLICE("\xff\xfe")) || dtl_slice_starts_with(bytes, DTL_SLICE("\xfe\xff")))
        return NULL; /* UTF-16: page decodes it */
    uint32_t controls = 0, looked = bytes.length < SNIFF ? bytes.length : SNIFF;
    for (uint32_t i = 0; i < looked; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        if (c == 0)
            return "a binary file: not read";
        controls += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    }
    return controls > looked / 10 ? "a binary file: not read" : NULL;
}

static bool give_report(dtl_reader *r, dtl_item *item, const char *path, dtl_format format)
{
    dtl_slice bytes = dtl_stream_peek(&r->stream, (size_t)DTL_REPORT_BYTES_MAX + 1);
    int number = r->stream.error;
    close_file(r);
    if (number)
        return give_errno(r, item, path, number);
    if (bytes.length > DTL_REPORT_BYTES_MAX)
        return give_message(item, DTL_ERR_INPUT, path, "longer than 32 MB: no single report, not read");
    const char *reason = dtl_not_a_report(bytes);
    if (reason)
        return give_message(item, DTL_ERR_INPUT, path, reason);
    if (!keep_bytes(item, bytes))
        return give_message(item, DTL_ERR_BUDGET, path, "no memory left to hold it: not read");
    item->form = DTL_FORM_REPORT;
    item->format = format;
    item->path = path;
    item->line = 0;
    item->offset = DTL_OFFSET_NONE;
    return true;
}

/* Reads the header line of a CSV file. NULL with *text set when there is none. */
static dtl_columns *read_header(dtl_reader *r, const char **text)
{
    dtl_slice record, kept;
    uint64_t line, offset;
    *text = "no usable header line: CSV needs one with a column text or html";
    if (dtl_stream_record(&r->stream, true, DTL_ROW_BYTES_MAX, &record, &line, &offset) != DTL_RECORD_FINE)
        return NULL;
    dtl_columns *columns = dtl_arena_alloc(&r->arena, sizeof *columns);
    if (!columns || !dtl_arena_copy(&r->arena, record, &kept))
        return NULL;
    columns->separator = ',';
    if (!memchr(kept.ptr, ',', kept.length))
        columns->separator = memchr(kept.ptr, '\t', kept.length) ? '\t' : ';';
    columns->names = dtl_csv_fields(kept, columns->separator, &r->arena, &columns->count);
    if (!columns->names)
        return NULL;
    for (uint32_t i = 0; i < columns->count; i++) {
        columns->names[i] = dtl_slice_trim(columns->names[i]);
        if (dtl_slice_equal_nocase(columns->names[i], DTL_SLICE("text")) ||
            dtl_slice_equal_nocase(columns->names[i], DTL_SLICE("html")))
            *text = NULL;
    }
    return *text ? NULL : columns;
}

/* The next row of the file that is open, or a message about it; false when the file is done. */
static bool give_row(dtl_reader *r, dtl_item *item)
{
    for (;;) {
        dtl_slice record;
        uint64_t line, offset;
        dtl_record_state state = dtl_stream_record(&r->stream, r->columns != NULL, DTL_ROW_BYTES_MAX, &record, &line, &offset);
        const char *path = r->path;
        if (state == DTL_RECORD_END) {
            int number = r->stream.error;
            close_file(r);
            return number ? give_errno(r, item, path, number) : false;
        }
        if (state == DTL_RECORD_FINE && dtl_slice_trim(record).length == 0)
            continue;
        if (state == DTL_RECORD_TOO_LONG)
            give_message(item, DTL_ERR_INPUT, path, "a line longer than 64 MB: skipped");
        else if (state == DTL_RECORD_OPEN)
            give_message(item, DTL_ERR_INPUT, path, "a quote that is never closed: row skipped");
        else if (!keep_bytes(item, record))
            give_message(item, DTL_ERR_BUDGET, path, "no memory left to hold the row: skipped");
        else
            item->form = r->columns ? DTL_FORM_CSV_ROW : DTL_FORM_JSON_ROW;
        item->path = path;
        item->line = line;
        item->offset = offset;
        item->columns = r->columns;
        return true;
    }
}

static dtl_ending ending_by_bytes(dtl_slice first)
{
    return dtl_slice_starts_with(dtl_slice_trim(first), DTL_SLICE("{")) ? DTL_ENDING_JSONL : DTL_ENDING_TEXT;
}

/* What the open file is, by the caller's word, its ending or its first bytes. */
static dtl_ending ending_of(dtl_reader *r, const char *path)
{
    dtl_ending ending = dtl_ending_of(path);
    if (ending != DTL_ENDING_OTHER)
        return ending;
    switch (r->given) {
    case DTL_INPUT_TEXT: return DTL_ENDING_TEXT;
    case DTL_INPUT_HTML: return DTL_ENDING_HTML;
    case DTL_INPUT_JSONL: return DTL_ENDING_JSONL;
    case DTL_INPUT_CSV: return DTL_ENDING_CSV;
    case DTL_INPUT_AUTO: break;
    }
    dtl_slice first = dtl_stream_peek(&r->stream, SNIFF);
    if (first.length > SNIFF)
        first.length = SNIFF;
    return ending_by_bytes(first);
}

/* Opens the entry; true when that gives an item at once (a whole report or a message). */
static bool open_entry(dtl_reader *r, const dtl_walk_entry *entry, dtl_item *item)
{
    if (entry->text)
        return give_message(item, entry->code, entry->path, entry->text);
    bool standard_input = strcmp(entry->path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(entry->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return give_errno(r, item, entry->path, errno);
    dtl_stream_begin(&r->stream, fd);
    dtl_ending ending = ending_of(r, entry->path);
    if (ending != DTL_ENDING_JSONL && ending != DTL_ENDING_CSV) {
        dtl_format format = ending == DTL_ENDING_HTML ? DTL_FORMAT_HTML : DTL_FORMAT_AUTO;
        if (r->given == DTL_INPUT_TEXT && dtl_ending_of(entry->path) == DTL_ENDING_OTHER)
            format = DTL_FORMAT_TEXT;
        if (entry->size > DTL_REPORT_BYTES_MAX) { /* told without reading it */
            close_file(r);
            return give_message(item, DTL_ERR_INPUT, entry->path, "longer than 32 MB: no single report, not read");
        }
        return give_report(r, item, entry->path, format);
    }
    dtl_slice first = dtl_stream_peek(&r->stream, SNIFF);
    if (r->stream.error || !first.length) {
        int number = r->stream.error;
        close_file(r);
        return number ? give_errno(r, item, entry->path, number)
                      : give_message(item, DTL_ERR_INPUT, entry->path, "empty: nothing to read");
    }
    if (dtl_slice_starts_with(first, DTL_SLICE("\xef\xbb\xbf")))
        dtl_stream_skip(&r->stream, 3);
    if (ending == DTL_ENDING_CSV) {
        const char *text;
        r->columns = read_header(r, &text);
        if (!r->columns) {
            close_file(r);
            return give_message(item, DTL_ERR_INPUT, entry->path, text);
        }
    }
    r->path = entry->path;
    return false;
}

bool dtl_reader_next(dtl_reader *reader, dtl_item *item)
{
    for (;;) {
        if (reader->path && give_row(reader, item))
            return true;
        if (reader->next == reader->list.count)
            return false;
        if (open_entry(reader, &reader->list.items[reader->next++], item))
            return true;
    }
}

dtl_slice *dtl_csv_fields(dtl_slice record, char separator, dtl_arena *arena, uint32_t *count)
{
    typedef struct fields {
        dtl_slice *items;
        uint32_t count, capacity;
    } fields;
    fields list = {0};
    char *out = dtl_arena_alloc(arena, (size_t)record.length + 1); /* all fields together, without their quotes */
    if (!out)
        return NULL;
    uint32_t at = 0;
    do {
        dtl_slice *field = dtl_array_push(arena, &list);
        if (!field)
            return NULL;
        char *start = out;
        bool quoted = at < record.length && record.ptr[at] == '"';
        for (at += quoted; at < record.length && (quoted || record.ptr[at] != separator); at++) {
            if (record.ptr[at] == '"' && quoted) {
                if (at + 1 == record.length || record.ptr[at + 1] != '"') {
                    quoted = false; /* the closing quote; what stands behind it belongs to the field as it is */
                    continue;
                }
                at++;
            }
            *out++ = record.ptr[at];
        }
        *field = dtl_slice_make(start, (size_t)(out - start));
    } while (at++ < record.length);
    *count = list.count;
    return list.items;
}
