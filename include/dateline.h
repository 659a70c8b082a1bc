/* dateline: reads news reports and keeps a ledger of events and of who says so.
 *
 * This is the only public header. Ownership in one sentence: handles that an open function gives are freed by their
 * close function; text that a call writes goes to a sink the caller supplies; nothing else is allocated for the caller.
 * Every function that can fail returns a dtl_err, leaves its out-parameters untouched on failure, and fills the
 * dtl_error (may be NULL). No function prints, exits or aborts. No globals: a handle may be used by one thread at a
 * time, a dtl_engine by many.
 */
#ifndef DATELINE_H
#define DATELINE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum dtl_err {
    DTL_OK = 0,
    DTL_ERR_BUDGET,   /* a document or a call ran out of its memory budget */
    DTL_ERR_INPUT,    /* the bytes given are not what they should be */
    DTL_ERR_IO,       /* the operating system said no: the message has its words */
    DTL_ERR_RULES,    /* a rule file is wrong: file and line */
    DTL_ERR_MODEL,    /* the model's bytes are wrong */
    DTL_ERR_LEDGER,   /* not a ledger, or a damaged one */
    DTL_ERR_VERSION,  /* a ledger or line of another version */
    DTL_ERR_ARGUMENT, /* a call's arguments are off */
    DTL_ERR_FULL,     /* no space left */
    DTL_ERR_BUSY,     /* somebody else holds the ledger */
    DTL_ERR_CANCELLED /* the caller's callback asked to stop */
} dtl_err;

#define DTL_OFFSET_NONE UINT64_MAX

typedef struct dtl_error {
    dtl_err code;
    uint64_t offset;   /* byte offset in the file, or DTL_OFFSET_NONE */
    char file[256];    /* the file it is about, "" if none */
    char message[512]; /* one line */
} dtl_error;

#ifdef __cplusplus
}
#endif
#endif
