/* Is a ledger whole? All that can be found out from the file alone.
 *
 * In: an open ledger. Out: one line per problem: what dtl_store_check finds (SQLite's own checks, sealed reports, judgements, places of
 * evidence), and events that are not those that follow from the reports. The last is found by putting the sets into a new ledger in
 * memory and comparing both dumps, table by table; that takes as long as the ledger took to make, so a large one is compared only
 * when it is asked for.
 * Example: "what does not follow from the reports: table event_value, first row that differs: ["3f2a…",12,…"
 * Knowingly weak: a key is the hash of bytes that the ledger does not keep, so it cannot be made again.
 */
#include "base/hash.h"
#include "store/internal.h"
#include <stdio.h>

enum { LINES_MOST = 20, SHOWN_OF_ROW = 120 };

/* What is found on the way. */
typedef struct examination {
    dtl_store *store;
    uint64_t *problems;
    dtl_buffer *lines;
} examination;

static void tell(examination *e, const char *what, dtl_slice detail)
{
    if (e->lines && *e->problems < LINES_MOST) {
        dtl_buffer_cstr(e->lines, what);
        dtl_buffer_slice(e->lines, detail);
        dtl_buffer_char(e->lines, '\n');
    }
    (*e->problems)++;
}

/* ---- against a new one ---- */

/* The next line of a dump; false at its end. */
static bool next_line(dtl_slice *rest, dtl_slice *line)
{
    return rest->length && dtl_slice_next_field(rest, '\n', line) && (line->length || rest->length);
}

/* Tells each table of the one dump that differs from the other, with its first row that does. */
static void compare_dumps(examination *e, dtl_slice here, dtl_slice fresh)
{
    dtl_slice one = DTL_SLICE_EMPTY, two = DTL_SLICE_EMPTY, table = DTL_SLICE_EMPTY, told = DTL_SLICE_EMPTY;
    bool more_one = next_line(&here, &one), more_two = next_line(&fresh, &two);
    while (more_one || more_two) {
        bool head_one = more_one && one.length && one.ptr[0] == '#', head_two = more_two && two.length && two.ptr[0] == '#';
        if (head_one && head_two)
            table = one;
        bool same = more_one && more_two && dtl_slice_equal(one, two);
        if (!same && !dtl_slice_equal(told, table)) {
            char text[SHOWN_OF_ROW + 160];
            dtl_slice row = head_one || !more_one ? two : one;
            snprintf(text, sizeof text, "table %.*s, first row that differs: %.*s", (int)(table.length > 2 ? table.length - 2 : 0), table.ptr + 2,
                     (int)(row.length < SHOWN_OF_ROW ? row.length : SHOWN_OF_ROW), row.ptr);
            tell(e, "what does not follow from the reports: ", dtl_slice_from_cstr(text));
            told = table;
        }
        /* a table that is longer in one dump: the other waits at its next head */
        bool wait_one = head_one && !head_two && more_two, wait_two = head_two && !head_one && more_one;
        if (!wait_one)
            more_one = more_one && next_line(&here, &one);
        if (!wait_two)
            more_two = more_two && next_line(&fresh, &two);
    }
}

/* The index of words as one number: SQLite's own check does not look into it. Row ids differ from ledger to ledger, keys do not. */
static dtl_err sum_words(dtl_store *store, uint64_t *sum, dtl_error *error)
{
    static const char make[] = "CREATE VIRTUAL TABLE temp.examined_words USING fts5vocab('main', 'words', 'instance')";
    sqlite3_stmt *statement = NULL;
    int rc = SQLITE_DONE;
    *sum = 0;
    dtl_err err = store_run(store, make, error);
    if (!err)
        err = store_prepare(store, "SELECT w.term, r.key, w.doc % 67108864, w.offset FROM temp.examined_words w LEFT JOIN report r ON r.id = w.doc / 67108864",
                            &statement, error);
    while (!err && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        uint64_t hash = dtl_hash64(column_slice(statement, 0));
        hash = dtl_hash64_continue(hash, column_slice(statement, 1));
        for (int i = 2; i < 4; i++) {
            int64_t number = sqlite3_column_int64(statement, i);
            hash = dtl_hash64_continue(hash, dtl_slice_make((const char *)&number, sizeof number));
        }
        *sum += hash;
    }
    if (!err && rc != SQLITE_DONE)
        err = store_fail(store, error, "reading the index of words");
    sqlite3_finalize(statement);
    return err;
}

static dtl_err compare_words(examination *e, dtl_store *fresh, dtl_error *error)
{
    uint64_t here = 0, there = 0;
    dtl_err err = sum_words(e->store, &here, error);
    if (!err)
        err = sum_words(fresh, &there, error);
    if (!err && here != there)
        tell(e, "what does not follow from the reports: ", DTL_SLICE("the index of words"));
    return err;
}

static dtl_err compare_with_new(examination *e, dtl_error *error)
{
    dtl_store *fresh = NULL;
    dtl_buffer here = {0}, there = {0};
    dtl_err err = dtl_store_open(":memory:", DTL_STORE_CREATE, &fresh, error);
    if (err)
        return err;
    dtl_store_use_names(fresh, e->store->names);
    err = dtl_store_union(fresh, e->store->path, NULL, NULL, error);
    if (!err)
        err = dtl_store_rebuild(fresh, error);
    if (!err)
        err = dtl_store_dump(fresh, &there, error);
    if (!err)
        err = dtl_store_dump(e->store, &here, error);
    if (!err)
        err = compare_words(e, fresh, error);
    dtl_store_close(fresh);
    bool same = !err && here.length == there.length && memcmp(here.bytes, there.bytes, here.length) == 0;
    if (!err && !same && here.length < UINT32_MAX && there.length < UINT32_MAX)
        compare_dumps(e, dtl_slice_make(here.bytes, here.length), dtl_slice_make(there.bytes, there.length));
    else if (!err && !same)
        tell(e, "what does not follow from the reports: ", DTL_SLICE("too much to say where"));
    dtl_buffer_free(&here);
    dtl_buffer_free(&there);
    return err;
}

/* A ledger that can't be read to its end is one more problem, not an error of the examination. */
static dtl_err as_problem(examination *e, dtl_err err, dtl_error *error)
{
    if (err != DTL_ERR_LEDGER && err != DTL_ERR_INPUT)
        return err;
    tell(e, "", dtl_slice_from_cstr(error->message));
    *error = (dtl_error){0};
    return DTL_OK;
}

dtl_err dtl_store_examine(dtl_store *store, bool deep, uint64_t *problems, dtl_buffer *lines, dtl_error *error)
{
    examination e = {store, problems, lines};
    dtl_error own = {0};
    int64_t reports = 0, behind = 0;
    *problems = 0;
    dtl_err err = as_problem(&e, dtl_store_check(store, problems, lines, &own), &own);
    if (!err)
        err = as_problem(&e, store_number(store, "SELECT count(*) FROM report", &reports, &own), &own);
    if (!err)
        err = as_problem(&e, store_number(store, "SELECT added - built FROM state", &behind, &own), &own);
    /* one that waits for its rebuild differs by right */
    if (!err && !behind && (deep || reports <= DTL_EXAMINE_REPORTS))
        err = as_problem(&e, compare_with_new(&e, &own), &own);
    if (err && error)
        *error = own;
    return err;
}
