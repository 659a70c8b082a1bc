/* From a ledger of before to one of today.
 *
 * In: a file of version 1 to 5, whose reports are JSON lines, or 6, whose reports are packed as today's. Out: the tables of today with the
 * same reports, judgements and decisions, in one transaction: who reads meanwhile sees the ledger of before, and a crash leaves it.
 * Nothing derived is carried over: the next rebuild makes it from the reports, so no version needs a way of its own.
 * Example: herat.db of version 5, 1,791 reports → the same reports, packed; `stale` until the rebuild that follows.
 * Knowingly wrong: the place that the old tables took is used again as the ledger grows, the file does not shrink.
 */
#include "store/internal.h"
#include <stdio.h>

/* The sets; one of before has as many of them as there were then. Those that refer to others stand before them. */
static const char *const sets[] = {"report", "coder", "assessment_supersedes", "assessment", "decision_supersedes", "decision"};
enum { SETS = sizeof sets / sizeof *sets };

static const char old_objects[] = "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words_%' AND name NOT IN ('report', "
                                  "'coder', 'assessment', 'assessment_supersedes', 'decision', 'decision_supersedes') AND name NOT LIKE 'snapshot%' AND type IN "
                                  "('view', 'table', 'index') AND sql IS NOT NULL ORDER BY type = 'table', type = 'index'";

/* Drops all that is derived; the names are those of dateline's own tables, or of what somebody added. */
static dtl_err drop_derived(dtl_store *store, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_buffer sql = {0};
    int rc;
    dtl_err err = store_prepare(store, old_objects, &statement, error);
    if (err)
        return err;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        char *drop = sqlite3_mprintf("DROP %s IF EXISTS \"%w\";", sqlite3_column_text(statement, 0), sqlite3_column_text(statement, 1));
        dtl_buffer_cstr(&sql, drop ? drop : "");
        sql.failed = sql.failed || !drop;
        sqlite3_free(drop);
    }
    if (rc != SQLITE_DONE)
        err = store_fail(store, error, "bringing it up");
    sqlite3_finalize(statement);
    dtl_buffer_char(&sql, '\0');
    if (!err && sql.failed)
        err = dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory", store->path);
    if (!err)
        err = store_run(store, sql.bytes, error);
    dtl_buffer_free(&sql);
    return err;
}

dtl_err store_carry_lines(dtl_store *store, dtl_store *from, const char *sql, uint64_t *added, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_arena arena;
    int rc = SQLITE_DONE;
    dtl_err err = store_prepare(from, sql, &statement, error);
    if (err)
        return err;
    dtl_arena_init(&arena, (size_t)1 << 30);
    while (!err && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        dtl_slice given = column_slice(statement, 0), key = DTL_SLICE_EMPTY;
        bool is_new = false;
        dtl_arena_reset(&arena);
        err = dtl_store_add_line(store, column_slice(statement, 1), &arena, &key, &is_new, error);
        if (!err && !dtl_slice_equal(key, given))
            err = dtl_error_set(error, DTL_ERR_LEDGER, from->path, DTL_OFFSET_NONE, "%s: report %.*s lies under another key", from->path,
                                (int)given.length, given.ptr);
        if (added)
            *added += is_new;
    }
    if (!err && rc != SQLITE_DONE)
        err = store_fail(from, error, "reading reports");
    sqlite3_finalize(statement);
    dtl_arena_free(&arena);
    return err;
}

/* Runs a statement for every set that the ledger has; its name stands for each %s. */
static dtl_err for_sets(dtl_store *store, const bool *has, bool backwards, const char *sql, dtl_error *error)
{
    dtl_err err = DTL_OK;
    for (int i = 0; i < SETS && !err; i++) {
        const int at = backwards ? SETS - 1 - i : i;
        char text[160];
        snprintf(text, sizeof text, sql, sets[at], sets[at]);
        err = has[at] ? store_run(store, text, error) : DTL_OK;
    }
    return err;
}

static dtl_err carry_over(dtl_store *store, dtl_error *error)
{
    int64_t version = 0;
    bool has[SETS];
    dtl_err err = store_number(store, "PRAGMA user_version", &version, error);
    if (err || version >= DTL_STORE_VERSION) /* somebody else brought it up while we waited */
        return err;
    for (int i = 0; i < SETS && !err; i++) {
        char text[120];
        int64_t found = 0;
        snprintf(text, sizeof text, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '%s'", sets[i]);
        err = store_number(store, text, &found, error);
        has[i] = found != 0;
    }
    if (!err)
        err = drop_derived(store, error);
    if (!err)
        err = for_sets(store, has, false, "ALTER TABLE %s RENAME TO before_%s", error);
    if (!err)
        err = store_make_tables(store, error);
    if (!err && version <= STORE_VERSION_OF_LINES) {
        err = store_carry_lines(store, store, "SELECT key, line FROM before_report ORDER BY key", NULL, error);
        has[0] = false;
    }
    if (!err)
        err = for_sets(store, has, true, "INSERT INTO %s SELECT * FROM before_%s", error);
    has[0] = true;
    if (!err)
        err = for_sets(store, has, false, "DROP TABLE before_%s", error);
    return err ? err : store_run(store, "UPDATE state SET added = 1", error);
}

dtl_err store_upgrade(dtl_store *store, dtl_error *error)
{
    dtl_err err = store_run(store, "PRAGMA foreign_keys=OFF", error);
    if (!err)
        err = store_begin(store, "bringing it up", error);
    if (!err)
        err = carry_over(store, error);
    store->added = 0; /* told already */
    if (!err)
        err = dtl_store_commit(store, error);
    if (err && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->in_batch = false;
    return err;
}
