/* What the JSON lines that analysts sign have in common (assessment.h, decision.h): texts of one line, days, ids, and how they are
 * written and read. A line never changes: its id is the hash of its content, and what it supersedes stands in it. */
#ifndef DTL_DOC_SIGNED_LINE_H
#define DTL_DOC_SIGNED_LINE_H
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/json_read.h"

enum { DTL_SIGNED_ID = 16 /* hex digits */, DTL_ANALYST_MAX = 80, DTL_NOTE_MAX = 2000, DTL_ABOUT_MAX = 300 /* bytes */,
       DTL_SUPERSEDES_MAX = 64 };

/* Who signs a line, when, and why. */
typedef struct dtl_signature {
    dtl_slice analyst, note;  /* one line each; note "" none */
    dtl_slice date;           /* "2024-05-31" as told by the analyst, "" not told */
    dtl_slice supersedes;     /* ids of the same analyst's earlier lines, sorted, a blank between; "" none */
} dtl_signature;

/* Valid UTF-8 on one line, without what would move a terminal's cursor. */
bool dtl_is_one_line(dtl_slice text);
/* Hex digits of this many in a row, a blank between the ids, rising, at most `most` of them. */
bool dtl_are_ids(dtl_slice text, uint32_t digits, uint32_t most);
/* What is wrong with a signature ("an assessment needs the analyst's name"), NULL nothing; kind: "an assessment". */
const char *dtl_signature_problem(const dtl_signature *signature, const char *kind, char words[120]);

/* Writing: nothing for "" or no ids. */
void dtl_line_put_text(dtl_json *json, const char *key, dtl_slice text);
void dtl_line_put_ids(dtl_json *json, const char *key, dtl_slice ids, uint32_t digits);
/* Reading into the arena: "" when the member is not there. DTL_ERR_INPUT: "decision line: note: not a string"; kind: "decision". */
dtl_err dtl_line_read_text(const dtl_json_value *object, const char *kind, const char *key, dtl_arena *arena, dtl_slice *out, dtl_error *error);
dtl_err dtl_line_read_ids(const dtl_json_value *object, const char *kind, const char *key, uint32_t digits, uint32_t most, dtl_arena *arena,
                          dtl_slice *out, dtl_error *error);
dtl_err dtl_line_wrong(dtl_error *error, const char *kind, const char *key, const char *what);
#endif
