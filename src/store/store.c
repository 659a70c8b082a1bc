/* The ledger's file: opening, adding, committing, union; what goes wrong and how it is said.
 *
 * In: coded reports. Out: rows of table report, and after dtl_store_rebuild (build.c) everything derived from them. WAL and
 * synchronous NORMAL: a commit survives a crash of the program; a power cut may take the last commits, never the file.
 * A report is acknowledged when dtl_store_commit has returned: that is the only promise, and it is kept through kill -9 and
 * a full disk, because the set only grows and each batch is one transaction.
 *
 * Two lines with one key but different bytes (a forged line) are resolved towards the smaller bytes, so that union stays
 * commutative. Example of an error: "ledger.db: a ledger of version 7; this program writes version 1".
 * Knowingly weak: a reader of a ledger on a read-only medium opens it as immutable and sees only what was checkpointed.
 */
#include "ledger/ledger.h"
#include "store/internal.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { APPLICATION_ID = 0x44544C4E /* "DTLN" */, BUSY_MILLISECONDS = 10000 };

static const char *const schema[] = {
#include "store/schema.inc"
};
static const char *const assessments[] = {
#include "store/assessments.inc"
};

/* SQLite says SQLITE_FULL for ENOSPC only; a quota or a limit on file size comes as a failed write. */
static bool is_failed_write(int rc)
{
    return rc == SQLITE_IOERR_WRITE || rc == SQLITE_IOERR_SHMSIZE || rc == SQLITE_IOERR_TRUNCATE;
}

static dtl_err code_of(int rc)
{
    switch (rc & 0xFF) {
    case SQLITE_FULL: return DTL_ERR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return DTL_ERR_BUSY;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT: return DTL_ERR_LEDGER;
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG: return DTL_ERR_BUDGET;
    case SQLITE_IOERR: return is_failed_write(rc) ? DTL_ERR_FULL : DTL_ERR_IO;
    default: return DTL_ERR_IO;
    }
}

dtl_err store_fail(dtl_store *store, dtl_error *error, const char *doing)
{
    int rc = sqlite3_extended_errcode(store->db);
    dtl_err code = code_of(rc);
    const char *what = is_failed_write(rc)     ? "no space left (or a quota, a limit on file size, a broken disk)"
                       : code == DTL_ERR_FULL  ? "no space left"
                       : code == DTL_ERR_BUSY  ? "another program is writing to it"
                       : (rc & 0xFF) == SQLITE_READONLY ? "may not be written"
                       : (rc & 0xFF) == SQLITE_NOTADB   ? "not a ledger"
                                                        : sqlite3_errmsg(store->db);
    return dtl_error_set(error, code, store->path, DTL_OFFSET_NONE, "%s: %s%s%s", store->path, what, doing[0] ? " while " : "", doing);
}

dtl_err store_run(dtl_store *store, const char *sql, dtl_error *error)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? DTL_OK : store_fail(store, error, "");
}

dtl_err store_prepare(dtl_store *store, const char *sql, sqlite3_stmt **statement, dtl_error *error)
{
    return sqlite3_prepare_v2(store->db, sql, -1, statement, NULL) == SQLITE_OK ? DTL_OK : store_fail(store, error, "");
}

dtl_err store_number(dtl_store *store, const char *sql, int64_t *number, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    int rc = sqlite3_step(statement);
    *number = rc == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        err = store_fail(store, error, "");
    sqlite3_finalize(statement);
    return err;
}

/* ---- opening ---- */

static dtl_err run_lines(dtl_store *store, const char *const *lines, size_t count, dtl_error *error)
{
    dtl_buffer sql = {0};
    for (size_t i = 0; i < count; i++)
        dtl_buffer_cstr(&sql, lines[i]);
    dtl_buffer_char(&sql, '\0');
    dtl_err err = sql.failed ? DTL_ERR_BUDGET : store_run(store, sql.bytes, error);
    dtl_buffer_free(&sql);
    return err;
}

static dtl_err make_schema(dtl_store *store, dtl_error *error)
{
    char pragmas[128];
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id=%d; PRAGMA user_version=%d;", APPLICATION_ID, DTL_STORE_VERSION);
    dtl_err err = store_run(store, "PRAGMA journal_mode=WAL", error);
    if (!err)
        err = store_run(store, "BEGIN IMMEDIATE", error);
    if (err)
        return err;
    int64_t tables = 0; /* somebody else may have made it while we waited */
    err = store_number(store, "SELECT count(*) FROM sqlite_schema", &tables, error);
    if (!err && !tables) {
        err = run_lines(store, schema, sizeof schema / sizeof *schema, error);
        if (!err)
            err = run_lines(store, assessments, sizeof assessments / sizeof *assessments, error);
        if (!err)
            err = store_run(store, pragmas, error);
    }
    if (err) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        return err;
    }
    return store_run(store, "COMMIT", error);
}

/* To the next version; the columns are filled by the next commit. */
static const char from_1[] = "BEGIN IMMEDIATE; ALTER TABLE event_actor ADD COLUMN sector TEXT NOT NULL DEFAULT ''; "
                              "ALTER TABLE event_actor ADD COLUMN country TEXT NOT NULL DEFAULT ''; "
                              "ALTER TABLE event_actor ADD COLUMN as_of TEXT NOT NULL DEFAULT ''; PRAGMA user_version=2; COMMIT";
static const char from_2[] = "BEGIN IMMEDIATE; ALTER TABLE actor_alias ADD COLUMN reason TEXT NOT NULL DEFAULT ''; PRAGMA user_version=3; COMMIT";

static const char from_3[] = "BEGIN IMMEDIATE; ALTER TABLE event ADD COLUMN contexts TEXT NOT NULL DEFAULT ''; "
                              "ALTER TABLE event ADD COLUMN weapon TEXT NOT NULL DEFAULT ''; "
                              "ALTER TABLE event ADD COLUMN historical INTEGER NOT NULL DEFAULT 0; "
                              "ALTER TABLE event ADD COLUMN confidence INTEGER NOT NULL DEFAULT 0; "
                              "ALTER TABLE event ADD COLUMN place_implied INTEGER NOT NULL DEFAULT 0; PRAGMA user_version=4; COMMIT";

/* The ids of claims and tellings are needed by whoever judges them, so the next commit derives everything anew. */
static const char from_4[] = "ALTER TABLE source ADD COLUMN source_id TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE document ADD COLUMN outlet_id TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE document ADD COLUMN agency_id TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE document ADD COLUMN owner TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE attribution ADD COLUMN kind TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE attribution ADD COLUMN holder_words TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE event_mention ADD COLUMN telling_id TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE mention ADD COLUMN source_offset INTEGER; ALTER TABLE mention ADD COLUMN source_length INTEGER; "
                             "ALTER TABLE claim ADD COLUMN claim_id TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE claim ADD COLUMN factuality INTEGER NOT NULL DEFAULT 0; "
                             "ALTER TABLE claim ADD COLUMN likelihood TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE claim ADD COLUMN interest TEXT NOT NULL DEFAULT ''; "
                             "ALTER TABLE claim ADD COLUMN source_offset INTEGER; ALTER TABLE claim ADD COLUMN source_length INTEGER; "
                             "UPDATE state SET built = added - 1; PRAGMA user_version=5";

static dtl_err upgrade_from_4(dtl_store *store, dtl_error *error)
{
    dtl_err err = store_run(store, "BEGIN IMMEDIATE", error);
    if (!err)
        err = store_run(store, from_4, error);
    if (!err)
        err = run_lines(store, assessments, sizeof assessments / sizeof *assessments, error);
    if (!err)
        err = store_run(store, "COMMIT", error);
    if (err && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return err;
}

static dtl_err upgrade(dtl_store *store, int64_t version, dtl_error *error)
{
    static const char *const steps[] = {NULL, from_1, from_2, from_3};
    dtl_err err = DTL_OK;
    for (; !err && version < 4; version++)
        err = store_run(store, steps[version], error);
    return err || version >= DTL_STORE_VERSION ? err : upgrade_from_4(store, error);
}

static dtl_err check_identity(dtl_store *store, bool may_make, bool may_write, dtl_error *error)
{
    int64_t application = 0, version = 0, tables = 0;
    dtl_err err = store_number(store, "SELECT count(*) FROM sqlite_schema", &tables, error);
    if (!err)
        err = store_number(store, "PRAGMA application_id", &application, error);
    if (!err)
        err = store_number(store, "PRAGMA user_version", &version, error);
    if (err)
        return err;
    if (!tables && !application && !version) {
        if (!may_make)
            return dtl_error_set(error, DTL_ERR_LEDGER, store->path, DTL_OFFSET_NONE, "%s: an empty file, not a ledger", store->path);
        return make_schema(store, error);
    }
    if (application != APPLICATION_ID)
        return dtl_error_set(error, DTL_ERR_LEDGER, store->path, DTL_OFFSET_NONE,
                             "%s: an SQLite database of another program, not a ledger", store->path);
    if (version >= 1 && version < DTL_STORE_VERSION)
        return may_write ? upgrade(store, version, error) : DTL_OK;
    if (version != DTL_STORE_VERSION)
        return dtl_error_set(error, DTL_ERR_VERSION, store->path, DTL_OFFSET_NONE,
                             "%s: a ledger of version %d; this program writes version %d", store->path, (int)version,
                             DTL_STORE_VERSION);
    return DTL_OK;
}

/* "file:" URI of a path, for media on which SQLite cannot make its -shm file. */
static void put_uri(dtl_buffer *uri, const char *path)
{
    dtl_buffer_cstr(uri, "file:");
    for (const char *c = path; *c; c++)
        if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '/' || *c == '.' || *c == '-')
            dtl_buffer_char(uri, *c);
        else
            dtl_buffer_format(uri, "%%%02X", (unsigned char)*c);
    dtl_buffer_cstr(uri, "?immutable=1");
    dtl_buffer_char(uri, '\0');
}

static int open_database(dtl_store *store, dtl_store_mode mode)
{
    int flags = mode == DTL_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (mode == DTL_STORE_CREATE)
        flags |= SQLITE_OPEN_CREATE;
    int rc = sqlite3_open_v2(store->path, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
        rc = sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
    }
    if (mode == DTL_STORE_READ && ((rc & 0xFF) == SQLITE_CANTOPEN || (rc & 0xFF) == SQLITE_READONLY)) {
        dtl_buffer uri = {0};
        put_uri(&uri, store->path);
        if (!uri.failed) {
            sqlite3_close(store->db);
            rc = sqlite3_open_v2(uri.bytes, &store->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
        }
        dtl_buffer_free(&uri);
    }
    return rc;
}

/* What the file system says before SQLite is asked: its own words are less clear. */
static dtl_err look_at_path(const char *path, dtl_store_mode mode, dtl_error *error)
{
    struct stat about;
    if (stat(path, &about) != 0) {
        if (errno == ENOENT && mode == DTL_STORE_CREATE)
            return DTL_OK;
        return dtl_error_set(error, DTL_ERR_IO, path, DTL_OFFSET_NONE, "%s: %s", path, strerror(errno));
    }
    if (S_ISDIR(about.st_mode))
        return dtl_error_set(error, DTL_ERR_LEDGER, path, DTL_OFFSET_NONE, "%s: a folder, not a ledger", path);
    if (!S_ISREG(about.st_mode))
        return dtl_error_set(error, DTL_ERR_LEDGER, path, DTL_OFFSET_NONE, "%s: not a regular file", path);
    return DTL_OK;
}

/* The version of the file: that of an older ledger which may only be read stays what it was. */
dtl_err store_version(dtl_store *store, int64_t *version, dtl_error *error)
{
    return store_number(store, "PRAGMA user_version", version, error);
}

dtl_err dtl_store_open(const char *path, dtl_store_mode mode, dtl_store **store, dtl_error *error)
{
    if (!path || !path[0])
        return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "no ledger named");
    dtl_err err = look_at_path(path, mode, error);
    if (err)
        return err;
    dtl_store *made = calloc(1, sizeof *made);
    if (made)
        made->path = strdup(path);
    if (!made || !made->path) {
        free(made);
        return dtl_error_set(error, DTL_ERR_BUDGET, path, DTL_OFFSET_NONE, "%s: out of memory", path);
    }
    if (open_database(made, mode) != SQLITE_OK)
        err = store_fail(made, error, "");
    if (!err)
        err = check_identity(made, mode == DTL_STORE_CREATE, mode != DTL_STORE_READ, error);
    if (!err)
        err = store_run(made, "PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=OFF; "
                              "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY", error);
    if (err) {
        dtl_store_close(made);
        return err;
    }
    *store = made;
    return DTL_OK;
}

void dtl_store_close(dtl_store *store)
{
    if (!store)
        return;
    sqlite3_finalize(store->insert);
    if (store->in_batch)
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(store->db);
    dtl_buffer_free(&store->line);
    free(store->path);
    free(store);
}

void dtl_store_use_names(dtl_store *store, const struct dtl_rules *names)
{
    store->names = names;
    dtl_cameo_open(names, &store->cameo);
}

void dtl_store_wait(dtl_store *store, uint32_t milliseconds)
{
    sqlite3_busy_timeout(store->db, (int)(milliseconds > INT32_MAX ? INT32_MAX : milliseconds));
}

/* ---- adding ---- */

/* Takes the open batch back: after an error nothing of it may linger half done. */
static dtl_err give_up(dtl_store *store, dtl_error *error, const char *doing)
{
    dtl_err err = store_fail(store, error, doing);
    sqlite3_reset(store->insert);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->in_batch = false;
    store->added = 0;
    return err;
}

dtl_err store_begin(dtl_store *store, const char *doing, dtl_error *error)
{
    if (!store->in_batch && sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(store, error, doing);
    store->in_batch = true;
    return DTL_OK;
}

static dtl_err add_bytes(dtl_store *store, dtl_slice key, dtl_slice line, bool *added, dtl_error *error)
{
    if (!store->insert) {
        dtl_err err = store_prepare(store, "INSERT INTO report (key, line) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE "
                                           "SET line = excluded.line WHERE excluded.line < report.line", &store->insert, error);
        if (err)
            return err;
    }
    dtl_err err = store_begin(store, "adding a report", error);
    if (err)
        return err;
    bind_slice(store->insert, 1, key);
    bind_slice(store->insert, 2, line);
    if (sqlite3_step(store->insert) != SQLITE_DONE)
        return give_up(store, error, "adding a report");
    bool changed = sqlite3_changes(store->db) > 0;
    sqlite3_reset(store->insert);
    store->added += changed;
    if (added)
        *added = changed;
    return DTL_OK;
}

dtl_err dtl_store_add(dtl_store *store, const dtl_report *report, bool *added, dtl_error *error)
{
    dtl_buffer_clear(&store->line);
    dtl_report_write(report, &store->line);
    if (store->line.failed || store->line.length > INT32_MAX)
        return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: a report too large for memory", store->path);
    return add_bytes(store, report->key, dtl_slice_make(store->line.bytes, store->line.length - 1), added, error);
}

dtl_err dtl_store_add_written(dtl_store *store, dtl_slice line, bool *added, dtl_error *error)
{
    static const char start[] = "{\"schema\":1,\"key\":\"";
    const uint32_t key_at = sizeof start - 1, key_length = 64;
    if (line.length && line.ptr[line.length - 1] == '\n')
        line.length--;
    if (line.length < key_at + key_length + 2 || memcmp(line.ptr, start, key_at) != 0 || line.ptr[key_at + key_length] != '"')
        return dtl_error_set(error, DTL_ERR_INPUT, store->path, DTL_OFFSET_NONE, "not a coded report of this program");
    return add_bytes(store, dtl_slice_make(line.ptr + key_at, key_length), line, added, error);
}

dtl_err dtl_store_add_line(dtl_store *store, dtl_slice line, dtl_arena *arena, dtl_slice *key, bool *added, dtl_error *error)
{
    dtl_report report;
    dtl_err err = dtl_report_read(line, arena, &report, error);
    if (err)
        return err;
    if (key)
        *key = report.key;
    return dtl_store_add(store, &report, added, error); /* written anew: stored lines are always in canonical form */
}

dtl_err dtl_store_commit(dtl_store *store, dtl_error *error)
{
    if (!store->in_batch)
        return DTL_OK;
    char count[96];
    snprintf(count, sizeof count, "UPDATE state SET added = added + %llu", (unsigned long long)store->added);
    if ((store->added && sqlite3_exec(store->db, count, NULL, NULL, NULL) != SQLITE_OK) ||
        sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        return give_up(store, error, "saving reports");
    store->in_batch = false;
    store->added = 0;
    return DTL_OK;
}

/* The reports of another ledger, one at a time. */
typedef struct union_state {
    dtl_store *into;
    dtl_error *error;
    dtl_arena arena;
    uint64_t added;
    dtl_err err;
} union_state;

static bool add_other(void *context, dtl_slice key, dtl_slice line)
{
    union_state *u = context;
    bool added = false;
    (void)key;
    dtl_arena_reset(&u->arena);
    u->err = dtl_store_add_line(u->into, line, &u->arena, NULL, &added, u->error);
    u->added += added;
    return u->err == DTL_OK;
}

dtl_err dtl_store_union(dtl_store *store, const char *other_path, uint64_t *added, uint64_t *judged, dtl_error *error)
{
    dtl_store *other;
    dtl_err err = dtl_store_open(other_path, DTL_STORE_READ, &other, error);
    if (err)
        return err;
    union_state u = {.into = store, .error = error};
    dtl_arena_init(&u.arena, (size_t)1 << 30);
    err = dtl_store_each_report(other, add_other, &u, error);
    if (u.err)
        err = u.err;
    dtl_arena_free(&u.arena);
    if (!err)
        err = store_union_assessments(store, other, judged, error);
    dtl_store_close(other);
    if (!err && added)
        *added = u.added;
    return err;
}

/* ---- reading reports back ---- */

dtl_err dtl_store_stale(dtl_store *store, bool *stale, dtl_error *error)
{
    int64_t behind = 0;
    dtl_err err = store_number(store, "SELECT added - built FROM state", &behind, error);
    if (!err)
        *stale = behind != 0;
    return err;
}

dtl_err dtl_store_has(dtl_store *store, dtl_slice key, bool *has, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, "SELECT 1 FROM report WHERE key = ?1", &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, key);
    int rc = sqlite3_step(statement);
    if (rc == SQLITE_ROW || rc == SQLITE_DONE)
        *has = rc == SQLITE_ROW;
    else
        err = store_fail(store, error, "");
    sqlite3_finalize(statement);
    return err;
}

dtl_err dtl_store_each_report(dtl_store *store, dtl_store_line_fn *each, void *context, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, "SELECT key, line FROM report ORDER BY key", &statement, error);
    if (err)
        return err;
    int rc;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
        if (!each(context, column_slice(statement, 0), column_slice(statement, 1))) {
            sqlite3_finalize(statement);
            return DTL_ERR_CANCELLED;
        }
    if (rc != SQLITE_DONE)
        err = store_fail(store, error, "reading reports");
    sqlite3_finalize(statement);
    return err;
}

dtl_err dtl_store_report(dtl_store *store, dtl_slice key, dtl_arena *arena, dtl_report *report, dtl_error *error)
{
    sqlite3_stmt *statement;
    if (key.length > 64)
        key.length = 64;
    dtl_err err = store_prepare(store, "SELECT line FROM report WHERE key >= ?1 AND key < ?1 || 'g' ORDER BY key LIMIT 2", &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, key);
    if (sqlite3_step(statement) != SQLITE_ROW) {
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: no report %.*s", store->path, (int)key.length, key.ptr);
    } else {
        dtl_slice line;
        bool copied = dtl_arena_copy(arena, column_slice(statement, 0), &line);
        if (!copied)
            err = dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: report too large", store->path);
        else if (sqlite3_step(statement) == SQLITE_ROW)
            err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: several reports begin with %.*s", store->path,
                                (int)key.length, key.ptr);
        else
            err = dtl_report_read(line, arena, report, error);
    }
    sqlite3_finalize(statement);
    return err;
}
