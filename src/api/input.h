/* input: from paths to items that one worker can code: a whole file, or one row of a JSONL or CSV file. */
#ifndef DTL_API_INPUT_H
#define DTL_API_INPUT_H
#include "base/arena.h"
#include "base/error.h"
#include "doc/doc.h"

enum {
    DTL_REPORT_BYTES_MAX = 32 * 1024 * 1024, /* a longer report is refused with a message */
    DTL_ROW_BYTES_MAX = 64 * 1024 * 1024,    /* a longer line of JSONL or CSV is skipped with a message */
    DTL_FOLDER_DEPTH_MAX = 64
};

/* Column names of one CSV file; lives as long as the reader. */
typedef struct dtl_columns {
    dtl_slice *names;
    uint32_t count;
    char separator; /* ',', ';' or TAB, as the header line has it */
} dtl_columns;

typedef enum dtl_item_form { DTL_FORM_MESSAGE, DTL_FORM_REPORT, DTL_FORM_JSON_ROW, DTL_FORM_CSV_ROW } dtl_item_form;

/* One thing to do, in the order of the input. The bytes are the item's own and are used again for the next item. */
typedef struct dtl_item {
    uint8_t form;          /* dtl_item_form */
    dtl_format format;     /* of a report */
    char *bytes;           /* malloc'd */
    size_t length, capacity;
    const char *path;      /* lives as long as the reader; "-" is standard input */
    uint64_t line;         /* of a row, from 1; 0 = the whole file */
    uint64_t offset;       /* of a row: bytes from the start of the file */
    const dtl_columns *columns;
    dtl_err code;          /* of a message */
    const char *text;      /* of a message; lives as long as the reader */
} dtl_item;

typedef struct dtl_reader dtl_reader;

/* Lists all paths (folders are walked now). DTL_ERR_BUDGET only. */
dtl_err dtl_reader_open(const dtl_batch *batch, dtl_reader **reader, dtl_error *error);
/* The next item; false at the end. What goes wrong with one file is a message item. */
bool dtl_reader_next(dtl_reader *reader, dtl_item *item);
uint64_t dtl_reader_bytes_read(const dtl_reader *reader);
/* Bytes of all files; 0 when one of them is a pipe. */
uint64_t dtl_reader_bytes_total(const dtl_reader *reader);
void dtl_reader_close(dtl_reader *reader);

/* Why these bytes cannot be a report; NULL = they can. */
const char *dtl_not_a_report(dtl_slice bytes);

/* Cuts the fields of one CSV record (RFC 4180); strings are in the arena. NULL when out of budget. */
dtl_slice *dtl_csv_fields(dtl_slice record, char separator, dtl_arena *arena, uint32_t *count);
#endif
