/* What the files of the store share. */
#ifndef DTL_STORE_INTERNAL_H
#define DTL_STORE_INTERNAL_H
#include "base/error.h"
#include "rules/cameo.h"
#include "store/store.h"
#include <sqlite3.h>

struct dtl_store {
    sqlite3 *db;
    const struct dtl_rules *names; /* tables of name spellings, NULL */
    dtl_cameo cameo;     /* empty without rules */
    char *path;          /* as given; for messages */
    dtl_buffer line;     /* scratch for writing reports */
    sqlite3_stmt *insert;
    uint64_t added;      /* reports added in the open batch */
    bool in_batch;       /* a transaction of dtl_store_add is open */
};

/* Turns the last SQLite failure into a dtl_error: "FILE: no space left on the device". */
dtl_err store_fail(dtl_store *store, dtl_error *error, const char *doing);
dtl_err store_run(dtl_store *store, const char *sql, dtl_error *error);
dtl_err store_prepare(dtl_store *store, const char *sql, sqlite3_stmt **statement, dtl_error *error);
dtl_err store_version(dtl_store *store, int64_t *version, dtl_error *error);
/* Opens the batch of dtl_store_add when none is open; doing: "adding a report". */
dtl_err store_begin(dtl_store *store, const char *doing, dtl_error *error);
/* Adds the assessments of another ledger to the open batch (assess.c). */
dtl_err store_union_assessments(dtl_store *store, dtl_store *other, uint64_t *added, dtl_error *error);
/* A single whole number, 0 when there is no row. */
dtl_err store_number(dtl_store *store, const char *sql, int64_t *number, dtl_error *error);

static inline void bind_slice(sqlite3_stmt *statement, int at, dtl_slice text)
{
    sqlite3_bind_text(statement, at, text.ptr ? text.ptr : "", (int)text.length, SQLITE_STATIC);
}

static inline dtl_slice column_slice(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);
    return dtl_slice_make(text ? text : "", (size_t)sqlite3_column_bytes(statement, at));
}
#endif
