/* The ledger's file: opening, adding, committing, union; what goes wrong and how it is said.
 *
 * In: coded reports. Out: rows of table report, and after dtl_store_rebuild (build.c) everything derived from them. WAL and
 * synchronous NORMAL: a commit survives a crash of the program; a power cut may take the last commits, never the file.
 * A report is acknowledged when dtl_store_commit has returned: that is the only promise, and it is kept through kill -9 and
 * a full disk, because the set only grows and each batch is one transaction.
 *
 * Two lines with one key but different bytes (a forged line) are resolved towards the smaller bytes, so that union stays
 * commutative. Example of an error: "ledger.db: a ledger of version 8; this program writes version 7".
 * Knowingly weak: a reader of a ledger on a read-only medium opens it as immutable and sees only what was checkpointed.
 */
#include "base/hash.h"
#include "doc/report_pack.h"
#include "ledger/ledger.h"
#include "store/internal.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zstd.h>

enum { APPLICATION_ID = 0x44544C4E /* "DTLN" */, BUSY_MILLISECONDS = 10000, BUSY_STEP = 20, SEAL_BYTES = 8, SQUEEZE_LEVEL = -1 /* of zstd: 1 is an eighth smaller and takes half as long again */ };

static const char *const schema[] = {
#include "store/schema.inc"
};
static const char *const indexes[] = {
#include "store/indexes.inc"
};
static const char *const assessments[] = {
#include "store/assessments.inc"
};
static const char *const decisions[] = {
#include "store/decisions.inc"
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
    case SQLITE_ERROR: /* a table that is not there, values that are no JSON */
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

dtl_err store_make_indexes(dtl_store *store, dtl_error *error)
{
    return run_lines(store, indexes, sizeof indexes / sizeof *indexes, error);
}

dtl_err store_make_tables(dtl_store *store, dtl_error *error)
{
    char pragmas[128];
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id=%d; PRAGMA user_version=%d;", APPLICATION_ID, DTL_STORE_VERSION);
    dtl_err err = run_lines(store, schema, sizeof schema / sizeof *schema, error);
    if (!err)
        err = store_make_indexes(store, error);
    if (!err)
        err = run_lines(store, assessments, sizeof assessments / sizeof *assessments, error);
    if (!err)
        err = run_lines(store, decisions, sizeof decisions / sizeof *decisions, error);
    return err ? err : store_run(store, pragmas, error);
}

static dtl_err make_schema(dtl_store *store, dtl_error *error)
{
    dtl_err err = store_run(store, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL", error);
    for (int waited = 0; err == DTL_ERR_BUSY && waited < BUSY_MILLISECONDS; waited += BUSY_STEP) {
        sqlite3_sleep(BUSY_STEP); /* SQLite does not wait by itself when two change the mode of a new file at once */
        err = store_run(store, "PRAGMA journal_mode=WAL", error);
    }
    if (!err)
        err = store_run(store, "BEGIN IMMEDIATE", error);
    if (err)
        return err;
    int64_t tables = 0; /* somebody else may have made it while we waited */
    err = store_number(store, "SELECT count(*) FROM sqlite_schema", &tables, error);
    if (!err && !tables)
        err = store_make_tables(store, error);
    if (err) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        return err;
    }
    return store_run(store, "COMMIT", error);
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
    if (version >= 1 && version < DTL_STORE_VERSION && may_write)
        return store_upgrade(store, error);
    if (version >= 1 && version < DTL_STORE_VERSION && store->old_is_fine)
        return DTL_OK;
    if (version >= 1 && version < DTL_STORE_VERSION)
        return dtl_error_set(error, DTL_ERR_VERSION, store->path, DTL_OFFSET_NONE,
                             "%s: a ledger of version %d; `dateline merge %s` brings it up to version %d", store->path, (int)version, store->path,
                             DTL_STORE_VERSION);
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

/* SQLite counts every byte that it takes, under a lock, for whoever asks; nobody does here. It stays as it is where the program that dateline
 * is part of has begun with SQLite before. */
static void do_not_count(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_database(dtl_store *store, dtl_store_mode mode)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, do_not_count);
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

dtl_err store_open_any(const char *path, dtl_store_mode mode, bool old_is_fine, dtl_store **store, dtl_error *error)
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
    made->old_is_fine = old_is_fine;
    dtl_arena_init(&made->scratch, (size_t)1 << 30);
    made->squeeze = ZSTD_createCCtx();
    made->unfold = ZSTD_createDCtx();
    if (!made->squeeze || !made->unfold)
        err = dtl_error_set(error, DTL_ERR_BUDGET, path, DTL_OFFSET_NONE, "%s: out of memory", path);
    else if (open_database(made, mode) != SQLITE_OK)
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
    struct stat about;
    if (stat(path, &about) == 0) {
        made->device = about.st_dev;
        made->inode = about.st_ino;
    }
    *store = made;
    return DTL_OK;
}

dtl_err dtl_store_open(const char *path, dtl_store_mode mode, dtl_store **store, dtl_error *error)
{
    return store_open_any(path, mode, false, store, error);
}

void dtl_store_close(dtl_store *store)
{
    if (!store)
        return;
    sqlite3_finalize(store->insert);
    store_forget_statements(store);
    if (store->in_batch)
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(store->db);
    store_bulk_free(store->bulk);
    dtl_buffer_free(&store->packed);
    dtl_buffer_free(&store->frame);
    dtl_buffer_free(&store->coder);
    dtl_arena_free(&store->scratch);
    ZSTD_freeCCtx(store->squeeze);
    ZSTD_freeDCtx(store->unfold);
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
    dtl_buffer_clear(&store->coder);
    return err;
}

dtl_err store_begin(dtl_store *store, const char *doing, dtl_error *error)
{
    if (!store->in_batch && sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(store, error, doing);
    store->in_batch = true;
    return DTL_OK;
}

/* A hash over what stands beside the packed bytes, so that a broken file is noticed. */
static uint64_t seal_of(const dtl_report *report)
{
    return dtl_mix64_bytes(dtl_mix64_bytes(SEAL_BYTES, report->key), report->text);
}

/* The report's packed bytes, behind its seal, in store->packed. */
static bool pack(dtl_store *store, const dtl_report *report)
{
    uint64_t seal = seal_of(report);
    dtl_buffer_clear(&store->packed);
    dtl_arena_reset(&store->scratch);
    for (int i = 0; i < SEAL_BYTES; i++)
        dtl_buffer_char(&store->packed, (char)(seal >> (8 * i)));
    return dtl_report_pack(report, &store->scratch, &store->packed) && store->packed.length <= INT32_MAX && report->text.length <= INT32_MAX;
}

/* store->packed as a zstd frame in store->frame. */
static bool squeeze(dtl_store *store)
{
    size_t most = ZSTD_compressBound(store->packed.length);
    dtl_buffer_clear(&store->frame);
    if (store->frame.capacity < most) {
        dtl_buffer_free(&store->frame);
        store->frame = (dtl_buffer){.bytes = malloc(most), .capacity = most};
        if (!store->frame.bytes)
            store->frame.capacity = 0;
    }
    if (!store->frame.bytes)
        return false;
    store->frame.length = ZSTD_compressCCtx(store->squeeze, store->frame.bytes, store->frame.capacity, store->packed.bytes, store->packed.length, SQUEEZE_LEVEL);
    return !ZSTD_isError(store->frame.length);
}

/* The id of the rules, weights and places by which the report was coded; mostly the same as of the report before. */
static dtl_err coder_of(dtl_store *store, const dtl_report *report, int64_t *id, dtl_error *error)
{
    static const char *const ways[] = {"INSERT OR IGNORE INTO coder (rules, model, gazetteer) VALUES (?1, ?2, ?3)",
                                       "SELECT id FROM coder WHERE rules = ?1 AND model = ?2 AND gazetteer = ?3"};
    const dtl_slice names[] = {report->rules, report->model, report->gazetteer};
    dtl_buffer key = {0};
    for (int i = 0; i < 3; i++) {
        dtl_buffer_slice(&key, names[i]);
        dtl_buffer_char(&key, '\0');
    }
    if (!key.failed && key.length == store->coder.length && memcmp(key.bytes, store->coder.bytes, key.length) == 0) {
        dtl_buffer_free(&key);
        *id = store->coder_id;
        return DTL_OK;
    }
    dtl_err err = DTL_OK;
    for (int way = 0; way < 2 && !err; way++) {
        sqlite3_stmt *statement;
        err = store_prepare(store, ways[way], &statement, error);
        if (err)
            break;
        for (int i = 0; i < 3; i++)
            bind_slice(statement, i + 1, names[i]);
        int rc = sqlite3_step(statement);
        if (rc == SQLITE_ROW)
            *id = sqlite3_column_int64(statement, 0);
        else if (rc != SQLITE_DONE)
            err = store_fail(store, error, "adding a report");
        sqlite3_finalize(statement);
    }
    dtl_buffer_free(&store->coder);
    store->coder = key;
    store->coder_id = *id;
    if (err || key.failed)
        dtl_buffer_free(&store->coder);
    return err;
}

/* Two reports claim one key: the one whose line has the smaller bytes stays. *better: that is the new one; *id: the row of the other. */
static dtl_err compare_with_kept(dtl_store *store, const dtl_report *report, int64_t *id, bool *better, dtl_error *error)
{
    sqlite3_stmt *statement;
    store_kept kept;
    dtl_buffer lines[2] = {{0}};
    *better = false;
    dtl_err err = store_prepare(store, STORE_KEPT_COLUMNS "WHERE r.key = ?1", &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, report->key);
    if (sqlite3_step(statement) != SQLITE_ROW)
        err = store_fail(store, error, "adding a report");
    dtl_arena_reset(&store->scratch);
    if (!err)
        err = store_take_kept(store, statement, &store->scratch, &kept, error);
    if (!err) {
        dtl_report_write(report, &lines[0]);
        dtl_report_write(&kept.report, &lines[1]);
        *id = kept.id;
        *better = !lines[0].failed && !lines[1].failed &&
                  dtl_slice_compare(dtl_slice_make(lines[0].bytes, lines[0].length), dtl_slice_make(lines[1].bytes, lines[1].length)) < 0;
        dtl_buffer_free(&lines[0]);
        dtl_buffer_free(&lines[1]);
    }
    sqlite3_finalize(statement);
    return err;
}

/* The words of the report that stays stand in the index in the place of those of the other: the next rebuild makes it anew. */
static const char replace_report[] = "UPDATE report SET coder = ?2, text = ?3, packed = ?4 WHERE key = ?1";
static const char forget_words[] = "INSERT INTO words (words) VALUES ('delete-all'); UPDATE state SET indexed = 0";

static dtl_err put_report(dtl_store *store, sqlite3_stmt *statement, const dtl_report *report, int64_t coder, dtl_error *error)
{
    bind_slice(statement, 1, report->key);
    sqlite3_bind_int64(statement, 2, coder);
    bind_slice(statement, 3, report->text);
    sqlite3_bind_blob(statement, 4, store->frame.bytes, (int)store->frame.length, SQLITE_STATIC);
    int rc = sqlite3_step(statement);
    dtl_err err = rc == SQLITE_DONE ? DTL_OK : give_up(store, error, "adding a report");
    sqlite3_reset(statement);
    return err;
}

static dtl_err resolve(dtl_store *store, const dtl_report *report, int64_t coder, bool *changed, dtl_error *error)
{
    sqlite3_stmt *statement;
    int64_t id;
    dtl_err err = compare_with_kept(store, report, &id, changed, error);
    if (err || !*changed)
        return err;
    err = store_prepare(store, replace_report, &statement, error);
    if (err)
        return err;
    err = put_report(store, statement, report, coder, error);
    sqlite3_finalize(statement);
    return err ? err : store_run(store, forget_words, error);
}

dtl_err dtl_store_add(dtl_store *store, const dtl_report *report, bool *added, dtl_error *error)
{
    int64_t coder = 0;
    if (!pack(store, report) || !squeeze(store))
        return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: a report too large for memory", store->path);
    dtl_err err = store_begin(store, "adding a report", error);
    if (!err && !store->insert)
        err = store_prepare(store, "INSERT INTO report (key, coder, text, packed) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (key) DO NOTHING", &store->insert, error);
    if (!err)
        err = coder_of(store, report, &coder, error);
    if (!err)
        err = put_report(store, store->insert, report, coder, error);
    bool changed = !err && sqlite3_changes(store->db) > 0;
    if (!err && !changed)
        err = resolve(store, report, coder, &changed, error);
    if (err)
        return err;
    store->added += changed;
    if (added)
        *added = changed;
    return DTL_OK;
}

dtl_err dtl_store_add_line(dtl_store *store, dtl_slice line, dtl_arena *arena, dtl_slice *key, bool *added, dtl_error *error)
{
    dtl_report report;
    dtl_arena_reset(&store->scratch);
    dtl_err err = dtl_report_read_with(line, &store->scratch, arena, &report, error);
    if (err)
        return err;
    if (key)
        *key = report.key;
    return dtl_store_add(store, &report, added, error);
}

/* SQLite goes on writing into a file that has no name any more, and what it says was saved would be gone. */
dtl_err store_is_there(dtl_store *store, dtl_error *error)
{
    struct stat about;
    if (!store->inode || (stat(store->path, &about) == 0 && about.st_ino == store->inode && about.st_dev == store->device))
        return DTL_OK;
    return dtl_error_set(error, DTL_ERR_IO, store->path, DTL_OFFSET_NONE, "%s: was deleted or replaced while it was open; what this call added is lost with it",
                         store->path);
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
    return store_is_there(store, error);
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

typedef dtl_err add_line(dtl_store *store, dtl_slice line, dtl_arena *arena, bool *added, dtl_error *error);

/* Adds the signed lines of one table of another ledger; a ledger of before may not have the table. */
static dtl_err union_lines(dtl_store *store, dtl_store *other, const char *table, add_line *add, uint64_t *added, dtl_error *error)
{
    char has[96], lines[64];
    sqlite3_stmt *statement;
    dtl_arena arena;
    int64_t tables = 0;
    int rc = SQLITE_DONE;
    snprintf(has, sizeof has, "SELECT count(*) FROM sqlite_schema WHERE name = '%s'", table);
    snprintf(lines, sizeof lines, "SELECT line FROM %s ORDER BY id", table);
    dtl_err err = store_number(other, has, &tables, error);
    if (err || !tables)
        return err;
    err = store_prepare(other, lines, &statement, error);
    if (err)
        return err;
    dtl_arena_init(&arena, (size_t)1 << 28);
    while (!err && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        bool is_new = false;
        dtl_arena_reset(&arena);
        err = add(store, column_slice(statement, 0), &arena, &is_new, error);
        *added += is_new;
    }
    if (!err && rc != SQLITE_DONE)
        err = store_fail(other, error, "reading judgements");
    sqlite3_finalize(statement);
    dtl_arena_free(&arena);
    return err;
}

dtl_err store_union_assessments(dtl_store *store, dtl_store *other, uint64_t *added, dtl_error *error)
{
    return union_lines(store, other, "assessment", dtl_store_add_assessment, added, error);
}

dtl_err store_union_decisions(dtl_store *store, dtl_store *other, uint64_t *added, dtl_error *error)
{
    return union_lines(store, other, "decision", dtl_store_add_decision, added, error);
}

dtl_err dtl_store_union(dtl_store *store, const char *other_path, uint64_t *added, uint64_t *judged, dtl_error *error)
{
    dtl_store *other;
    int64_t version = 0;
    uint64_t assessed = 0, decided = 0;
    dtl_err err = store_open_any(other_path, DTL_STORE_READ, true, &other, error);
    if (err)
        return err;
    union_state u = {.into = store, .error = error};
    dtl_arena_init(&u.arena, (size_t)1 << 30);
    err = store_number(other, "PRAGMA user_version", &version, error);
    if (!err && version <= STORE_VERSION_OF_LINES)
        err = store_carry_lines(store, other, "SELECT key, line FROM report ORDER BY key", &u.added, error);
    else if (!err)
        err = dtl_store_each_report(other, add_other, &u, error);
    if (u.err)
        err = u.err;
    dtl_arena_free(&u.arena);
    if (!err)
        err = store_union_assessments(store, other, &assessed, error);
    if (!err)
        err = store_union_decisions(store, other, &decided, error);
    dtl_store_close(other);
    if (!err && added)
        *added = u.added;
    if (!err && judged)
        *judged = assessed + decided;
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

dtl_err store_take_kept(dtl_store *store, sqlite3_stmt *statement, dtl_arena *arena, store_kept *kept, dtl_error *error)
{
    const void *frame = sqlite3_column_blob(statement, 6);
    size_t length = (size_t)sqlite3_column_bytes(statement, 6);
    unsigned long long size = frame ? ZSTD_getFrameContentSize(frame, length) : ZSTD_CONTENTSIZE_ERROR;
    *kept = (store_kept){.id = sqlite3_column_int64(statement, 0)};
    dtl_report *r = &kept->report;
    dtl_slice *const texts[] = {&r->key, &r->rules, &r->model, &r->gazetteer, &r->text};
    bool room = true, good = size >= SEAL_BYTES && size < INT32_MAX;
    for (int i = 0; i < 5; i++)
        room = room && dtl_arena_copy(arena, column_slice(statement, i + 1), texts[i]);
    char *bytes = good && room ? dtl_arena_alloc(arena, size) : NULL;
    room = room && (bytes || !good);
    good = good && room && ZSTD_decompressDCtx(store->unfold, bytes, size, frame, length) == size;
    uint64_t seal = good ? seal_of(r) : 0;
    for (int i = 0; i < SEAL_BYTES && good; i++)
        good = (unsigned char)bytes[i] == (unsigned char)(seal >> (8 * i));
    dtl_err err = good ? dtl_report_unpack(dtl_slice_make(bytes + SEAL_BYTES, size - SEAL_BYTES), arena, r) : DTL_ERR_LEDGER;
    if (!room || err == DTL_ERR_BUDGET)
        return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory while reading reports", store->path);
    if (err)
        return dtl_error_set(error, err, store->path, DTL_OFFSET_NONE, "%s: report %.*s is broken", store->path, (int)r->key.length, r->key.ptr);
    return DTL_OK;
}

dtl_err store_each_kept(dtl_store *store, store_kept_fn *each, void *context, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_arena arena;
    int rc;
    dtl_err err = store_prepare(store, STORE_KEPT_COLUMNS "ORDER BY r.key", &statement, error);
    if (err)
        return err;
    dtl_arena_init(&arena, (size_t)1 << 31);
    while (!err && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        store_kept kept;
        dtl_error problem = {0};
        dtl_arena_reset(&arena);
        dtl_err broken = store_take_kept(store, statement, &arena, &kept, &problem);
        if (broken == DTL_ERR_BUDGET)
            err = dtl_error_set(error, broken, store->path, DTL_OFFSET_NONE, "%s", problem.message);
        else if (!each(context, broken ? NULL : &kept.report, column_slice(statement, 1), &problem))
            err = DTL_ERR_CANCELLED;
    }
    if (!err && rc != SQLITE_DONE)
        err = store_fail(store, error, "reading reports");
    sqlite3_finalize(statement);
    dtl_arena_free(&arena);
    return err;
}

/* One dtl_store_each_report. */
typedef struct line_reader {
    dtl_store_line_fn *each;
    void *context;
    dtl_buffer line;
    dtl_error error;     /* of a report that is broken, or too large */
} line_reader;

static bool give_line(void *context, const dtl_report *report, dtl_slice key, const dtl_error *problem)
{
    line_reader *r = context;
    dtl_buffer_clear(&r->line);
    if (report)
        dtl_report_write(report, &r->line);
    if (!report)
        r->error = *problem;
    else if (r->line.failed)
        dtl_error_set(&r->error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "a report too large for memory");
    return !r->error.code && r->each(r->context, key, dtl_slice_make(r->line.bytes, r->line.length - 1));
}

dtl_err dtl_store_each_report(dtl_store *store, dtl_store_line_fn *each, void *context, dtl_error *error)
{
    line_reader r = {.each = each, .context = context};
    dtl_err err = store_each_kept(store, give_line, &r, error);
    dtl_buffer_free(&r.line);
    if (r.error.code && error)
        *error = r.error;
    return r.error.code ? r.error.code : err;
}

dtl_err dtl_store_report(dtl_store *store, dtl_slice key, dtl_arena *arena, dtl_report *report, dtl_error *error)
{
    sqlite3_stmt *statement;
    store_kept kept;
    if (key.length > 64)
        key.length = 64;
    dtl_err err = store_prepare(store, STORE_KEPT_COLUMNS "WHERE r.key >= ?1 AND r.key < ?1 || 'g' ORDER BY r.key LIMIT 2", &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, key);
    if (sqlite3_step(statement) != SQLITE_ROW) {
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: no report %.*s", store->path, (int)key.length, key.ptr);
    } else {
        err = store_take_kept(store, statement, arena, &kept, error);
        if (!err && sqlite3_step(statement) == SQLITE_ROW)
            err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: several reports begin with %.*s", store->path,
                                (int)key.length, key.ptr);
        if (!err)
            *report = kept.report;
    }
    sqlite3_finalize(statement);
    return err;
}
