/* What can still be read of a damaged ledger, into another one.
 *
 * In: a ledger some of whose pages or reports are broken. Out: every report that reads whole (each is sealed by a hash, so nothing wrong is
 * taken over), the judgements and the decisions. Reports are read by their row ids, not through the index of keys; where a page is broken the
 * reading goes on behind it, in growing steps, and then looks back one id at a time for what it stepped over.
 * Example: a disk error in page 40 of a ledger of 1,791 reports costs the 3 reports that lay there; the other 1,788 are taken over, and all that
 * is derived is made anew from them.
 * Knowingly wrong: when the first page or the table of coders is broken nothing can be read; ledgers of before version 6 are
 * not tried.
 */
#include "store/internal.h"

enum { STEP_MOST = 65536 };

typedef struct salvage {
    dtl_store *into, *from;
    dtl_arena arena;
    uint64_t added, read;
    int64_t reached;     /* the largest id that was read, or tried */
} salvage;

/* Reads from an id on, one row or all. *rc says how it ended: SQLITE_DONE, SQLITE_ROW (one was enough) or what is broken. */
static dtl_err read_from(salvage *s, int64_t id, bool one, int *rc, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_error ignored;
    dtl_err err = DTL_OK;
    if (store_prepare(s->from, one ? STORE_KEPT_COLUMNS "WHERE r.id = ?1" : STORE_KEPT_COLUMNS "WHERE r.id >= ?1 ORDER BY r.id", &statement, &ignored)) {
        *rc = SQLITE_CORRUPT;
        return DTL_OK;
    }
    sqlite3_bind_int64(statement, 1, id);
    while (!err && (*rc = sqlite3_step(statement)) == SQLITE_ROW) {
        store_kept kept;
        bool added = false;
        dtl_arena_reset(&s->arena);
        s->reached = sqlite3_column_int64(statement, 0) > s->reached ? sqlite3_column_int64(statement, 0) : s->reached;
        if (store_take_kept(s->from, statement, &s->arena, &kept, &ignored) == DTL_OK) {
            err = dtl_store_add(s->into, &kept.report, &added, error);
            s->read++;
            s->added += added;
        }
        if (one)
            break;
    }
    sqlite3_finalize(statement);
    return err;
}

/* All rows; behind a broken page it goes on. */
static dtl_err read_all(salvage *s, dtl_error *error)
{
    int64_t from = 1, step = 1, gap = 0, last = INT64_MAX;
    int rc = SQLITE_DONE;
    if (store_number(s->from, "SELECT max(id) FROM report", &last, NULL))
        last = (int64_t)1 << 24; /* more than any machine steps through in vain: the steps grow */
    for (;;) {
        int64_t before = s->reached;
        dtl_err err = read_from(s, from, false, &rc, error);
        for (int64_t id = gap; !err && gap && id < from; id++) { /* what the step went over; mostly nothing */
            int ignored;
            err = read_from(s, id, true, &ignored, error);
        }
        if (err || rc == SQLITE_DONE)
            return err;
        bool moved = s->reached > before && s->reached >= from;
        gap = (moved ? s->reached : from) + 1;
        step = moved ? 1 : step * 2 < STEP_MOST ? step * 2 : STEP_MOST;
        from = gap + step - 1;
        if (from > last + step)
            return DTL_OK;
    }
}

dtl_err dtl_store_salvage(dtl_store *store, const char *other_path, uint64_t *added, uint64_t *judged, uint64_t *lost, dtl_error *error)
{
    salvage s = {.into = store};
    int64_t count = 0;
    uint64_t assessed = 0, decided = 0;
    dtl_error ignored;
    int64_t version = 0;
    dtl_err err = store_open_any(other_path, DTL_STORE_READ, true, &s.from, error);
    if (err)
        return err;
    if (!store_number(s.from, "PRAGMA user_version", &version, &ignored) && version <= STORE_VERSION_OF_LINES) {
        err = dtl_error_set(error, DTL_ERR_VERSION, other_path, DTL_OFFSET_NONE, "%s: a damaged ledger of version %d", other_path, (int)version);
        dtl_store_close(s.from);
        return err;
    }
    dtl_arena_init(&s.arena, (size_t)1 << 31);
    err = read_all(&s, error);
    dtl_arena_free(&s.arena);
    if (!err) { /* as far as they go: what was added before a broken page stays */
        store_union_assessments(store, s.from, &assessed, &ignored);
        store_union_decisions(store, s.from, &decided, &ignored);
    }
    if (store_number(s.from, "SELECT count(*) FROM report", &count, NULL) || count < (int64_t)s.read)
        count = (int64_t)s.read;
    dtl_store_close(s.from);
    if (err)
        return err;
    *added = s.added;
    *judged = assessed + decided;
    *lost = (uint64_t)count - s.read;
    return DTL_OK;
}
