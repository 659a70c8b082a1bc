/* Everything derived: from the set of reports to the tables that people query.
 *
 * In: tables report and decision. Out: all other tables, brought up to date in one transaction, so that a reader sees the state before or the state
 * after. The ledger is always made of the whole set, in memory and in canonical order (dtl_ledger_build); written is only what
 * differs: every actor, voice, document and event has a signature over all rows that hang on it (rows.c), and those whose signature
 * is what stands in the file already are left alone. So a commit of few reports gives what one of all reports would, by
 * construction; dtl_store_dump shows it as bytes. Row ids are given when something is first seen, and kept.
 *
 * Example: 3 reports of one bomb → 3 documents, 1 event, 3 event_mentions, n claims. A fourth: one document more, one event written anew.
 * Where more than half is new, everything is: the tables are emptied, and their indexes made afterwards, which is faster.
 * Knowingly wrong: the whole set is held in memory meanwhile (about 5 KB a mention with all that is made of it), and a commit of one report reads it all.
 */
#include "base/hash.h"
#include "store/internal.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define REBUILD_BUDGET ((size_t)1 << 38) /* address space, not memory: the machine's own limit comes first */

static const char *const derived[] = {/* children before parents */
    "event_value_row", "event_link", "claim_row", "mention_row", "event_mention_row", "event_actor_row", "event_row",
    "revision", "dating", "attribution_row", "document_row", "voice", "actor_use", "actor_alias", "actor"};
static const char *const dropped_indexes[] = {"event_by_id", "event_day", "event_date", "event_kind_day", "event_actor_actor", "event_mention_event", "claim_event",
                                              "claim_voice", "attribution_holder", "attribution_behalf", "event_link_to"};

static dtl_err out_of_memory(dtl_store *store, dtl_error *error)
{
    return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory while rebuilding", store->path);
}

/* ---- what stands in the file already ---- */

/* One sort of things: how they are known in the file, and what goes with them when they go. */
typedef struct sort {
    const char *known;           /* id, what it is known by, signature */
    const char *const *remove;   /* statements with the id as ?1; NULL ends */
} sort;

static const char *const remove_actor[] = {"DELETE FROM actor_alias WHERE actor = ?1", "DELETE FROM actor_use WHERE actor = ?1", "DELETE FROM actor WHERE id = ?1", NULL};
static const char *const remove_voice[] = {"DELETE FROM voice WHERE id = ?1", NULL};
static const char *const remove_document[] = {"DELETE FROM revision WHERE document = ?1", "DELETE FROM dating WHERE document = ?1", "DELETE FROM attribution_row WHERE document = ?1",
                                              "DELETE FROM mention_row WHERE document = ?1",
                                              "DELETE FROM document_row WHERE id = ?1", NULL};
static const char *const remove_event[] = {"DELETE FROM event_value_row WHERE event = ?1",
                                           "DELETE FROM event_link WHERE from_event = ?1", "DELETE FROM claim_row WHERE event = ?1",
                                           "DELETE FROM event_mention_row WHERE event = ?1", "DELETE FROM event_actor_row WHERE event = ?1",
                                           "DELETE FROM event_row WHERE id = ?1", NULL};
static const sort actors = {"SELECT id, actor_id, signature FROM actor", remove_actor};
static const sort voices = {"SELECT id, key, signature FROM voice", remove_voice};
static const sort documents = {"SELECT d.id, r.key, d.signature FROM document_row d JOIN report r ON r.id = d.id", remove_document};
static const sort events = {"SELECT id, event_id, signature FROM event_row", remove_event};

DTL_ARRAY_TYPE(id_array, int64_t);

/* A sort of things, as the ledger has them and as the file has them. */
typedef struct match {
    const sort *sort;
    store_group *group;
    dtl_map by_name;     /* what it is known by → index in the ledger */
    int64_t *old_ids;    /* by index; 0: it is new */
    uint64_t *old_signatures;
    const uint32_t *order; /* of indexes, in which new row ids are given; NULL: as they are */
    id_array gone;       /* ids of what the ledger has no more */
    int64_t last;        /* largest id seen */
} match;

static bool match_open(match *m, const sort *s, store_group *group, uint32_t count, dtl_arena *arena)
{
    *m = (match){.sort = s, .group = group};
    dtl_map_init(&m->by_name, arena);
    group->count = count;
    group->ids = dtl_arena_calloc(arena, count, sizeof *group->ids);
    group->signatures = dtl_arena_calloc(arena, count, sizeof *group->signatures);
    group->dirty = dtl_arena_calloc(arena, count, sizeof *group->dirty);
    m->old_ids = dtl_arena_calloc(arena, count, sizeof *m->old_ids);
    m->old_signatures = dtl_arena_calloc(arena, count, sizeof *m->old_signatures);
    return !count || (group->ids && group->signatures && group->dirty && m->old_ids && m->old_signatures);
}

/* Reads what the file knows and gives every member its row id: the old one, or the next. */
static dtl_err match_read(store_writer *w, match *m)
{
    sqlite3_stmt *statement;
    int rc;
    dtl_err err = store_prepare(w->store, m->sort->known, &statement, w->error);
    if (err)
        return err;
    while (!err && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        int64_t id = sqlite3_column_int64(statement, 0);
        uint32_t index = dtl_map_get(&m->by_name, column_slice(statement, 1));
        if (id > m->last)
            m->last = id;
        if (index != DTL_NONE) {
            m->old_ids[index] = id;
            m->old_signatures[index] = (uint64_t)sqlite3_column_int64(statement, 2);
            continue;
        }
        int64_t *gone = dtl_array_push(w->arena, &m->gone);
        if (!gone)
            err = out_of_memory(w->store, w->error);
        else
            *gone = id;
    }
    if (!err && rc != SQLITE_DONE)
        err = store_fail(w->store, w->error, "rebuilding");
    sqlite3_finalize(statement);
    for (uint32_t at = 0; at < m->group->count; at++) {
        const uint32_t i = m->order ? m->order[at] : at;
        if (!m->group->ids[i]) /* those of documents are their reports' */
            m->group->ids[i] = m->old_ids[i] ? m->old_ids[i] : ++m->last;
    }
    return err;
}

/* Does the file know nothing of the sort? */
static bool is_fresh(const match *m)
{
    bool fresh = m->gone.count == 0;
    for (uint32_t i = 0; fresh && i < m->group->count; i++)
        fresh = m->old_ids[i] == 0;
    return fresh;
}

static uint32_t match_mark(match *m)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->group->count; i++) {
        m->group->dirty[i] = !m->old_ids[i] || m->old_signatures[i] != m->group->signatures[i];
        count += m->group->dirty[i];
    }
    return count;
}

static dtl_err remove_ids(store_writer *w, const match *m, const char *sql)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(w->store, sql, &statement, w->error);
    if (err)
        return err;
    for (uint32_t i = 0; !err && i < m->gone.count + m->group->count; i++) {
        bool gone = i < m->gone.count;
        uint32_t index = gone ? 0 : i - m->gone.count;
        if (!gone && (!m->group->dirty[index] || !m->old_ids[index]))
            continue;
        sqlite3_bind_int64(statement, 1, gone ? m->gone.items[i] : m->old_ids[index]);
        if (sqlite3_step(statement) != SQLITE_DONE)
            err = store_fail(w->store, w->error, "rebuilding");
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return err;
}

static dtl_err remove_old(store_writer *w, const match *m)
{
    dtl_err err = DTL_OK;
    for (size_t i = 0; m->sort->remove[i] && !err; i++)
        err = remove_ids(w, m, m->sort->remove[i]);
    return err;
}

/* ---- the words of new reports ---- */

static int by_place(const void *x, const void *y)
{
    const dtl_span *a = x, *b = y;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return (a->length < b->length) - (a->length > b->length);
}

/* The evidence and the claims of one report, the longest that begins at each place. */
static dtl_err put_words(dtl_store *store, sqlite3_stmt *insert, const store_kept *kept, dtl_arena *arena, dtl_error *error)
{
    const dtl_report *r = &kept->report;
    uint32_t most = r->claims.count, count = 0;
    dtl_err err = DTL_OK;
    for (uint32_t i = 0; i < r->events.count; i++)
        most += r->events.items[i].mentions.count;
    dtl_span *spans = dtl_arena_calloc(arena, most, sizeof *spans);
    if (!spans && most)
        return out_of_memory(store, error);
    for (uint32_t i = 0; i < r->events.count; i++)
        for (uint32_t k = 0; k < r->events.items[i].mentions.count; k++)
            spans[count++] = r->events.items[i].mentions.items[k].evidence;
    for (uint32_t i = 0; i < r->claims.count; i++)
        spans[count++] = r->claims.items[i].span;
    if (count)
        qsort(spans, count, sizeof *spans, by_place);
    for (uint32_t i = 0; i < count && !err; i++) {
        if (!spans[i].length || (i && spans[i].offset == spans[i - 1].offset))
            continue;
        sqlite3_bind_int64(insert, 1, kept->id << STORE_PLACE_BITS | spans[i].offset);
        bind_slice(insert, 2, dtl_span_text(r->text, spans[i]));
        if (sqlite3_step(insert) != SQLITE_DONE)
            err = store_fail(store, error, "rebuilding");
        sqlite3_reset(insert);
    }
    return err;
}

/* Reports come by rising id, which is also when they came; those up to state.indexed have their words in the index. */
static dtl_err put_new_words(dtl_store *store, const store_kept_array *kept, dtl_arena *arena, dtl_error *error)
{
    sqlite3_stmt *insert;
    int64_t indexed = 0;
    char sql[64];
    dtl_err err = store_number(store, "SELECT indexed FROM state", &indexed, error);
    if (err || !kept->count || kept->items[kept->count - 1].id <= indexed)
        return err;
    err = store_run(store, "INSERT INTO words (words, rank) VALUES ('hashsize', 16777216)", error); /* bytes held in memory before they are written: fewer parts to be joined */
    if (!err)
        err = store_prepare(store, "INSERT INTO words (rowid, evidence) VALUES (?1, ?2)", &insert, error);
    if (err)
        return err;
    for (uint32_t i = 0; !err && i < kept->count; i++)
        if (kept->items[i].id > indexed)
            err = put_words(store, insert, &kept->items[i], arena, error);
    sqlite3_finalize(insert);
    snprintf(sql, sizeof sql, "UPDATE state SET indexed = %" PRId64, kept->items[kept->count - 1].id);
    return err ? err : store_run(store, sql, error);
}

/* ---- the whole ---- */

static dtl_err load(dtl_store *store, dtl_arena *arena, store_kept_array *kept, dtl_error *error)
{
    sqlite3_stmt *statement;
    int rc;
    dtl_err err = store_prepare(store, STORE_KEPT_COLUMNS "ORDER BY r.id", &statement, error);
    if (err)
        return err;
    while (!err && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        store_kept *made = dtl_array_push(arena, kept);
        err = made ? store_take_kept(store, statement, arena, made, error) : out_of_memory(store, error);
    }
    if (!err && rc != SQLITE_DONE)
        err = store_fail(store, error, "reading reports");
    sqlite3_finalize(statement);
    return err;
}

typedef struct rebuilding {
    store_writer w;
    store_kept_array kept;
    dtl_ledger ledger;
    match actors, voices, documents, events;
} rebuilding;

/* Events lie in the file in the order in which reports tell them: what is written together then lies together in memory too. */
static bool order_events(rebuilding *b)
{
    store_writer *w = &b->w;
    const dtl_ledger *l = &b->ledger;
    uint32_t *order = dtl_arena_calloc(w->arena, l->events.count, sizeof *order), count = 0;
    uint8_t *met = dtl_arena_calloc(w->arena, l->events.count, 1);
    if (!order || !met)
        return false;
    for (uint32_t at = 0; at < l->reports.count; at++) {
        const dtl_ledger_report *report = &l->reports.items[w->in_file[at]];
        for (uint32_t i = report->first_mention; i < report->first_mention + report->report->events.count; i++) {
            const uint32_t event = l->mentions.items[i].merged;
            if (!met[event])
                order[count++] = event;
            met[event] = 1;
        }
    }
    w->events_in_file = b->events.order = order;
    return true;
}

static dtl_err build_ledger(rebuilding *b)
{
    store_writer *w = &b->w;
    dtl_report *reports = dtl_arena_calloc(w->arena, b->kept.count, sizeof *reports);
    if (!reports && b->kept.count)
        return out_of_memory(w->store, w->error);
    for (uint32_t i = 0; i < b->kept.count; i++)
        reports[i] = b->kept.items[i].report;
    dtl_ledger_input input = {.reports = reports, .count = b->kept.count, .names = w->store->names};
    dtl_err err = store_load_decisions(w->store, w->arena, &input.decisions, &input.decision_count, w->error);
    if (err)
        return err;
    if (dtl_ledger_build(&input, w->arena, &b->ledger))
        return out_of_memory(w->store, w->error);
    w->ledger = &b->ledger;
    const dtl_ledger *l = &b->ledger;
    bool good = match_open(&b->actors, &actors, &w->actors, l->actors.count, w->arena) && match_open(&b->voices, &voices, &w->voices, l->voices.count, w->arena) &&
                match_open(&b->documents, &documents, &w->documents, l->reports.count, w->arena) &&
                match_open(&b->events, &events, &w->events, l->events.count, w->arena);
    for (uint32_t i = 0; good && i < l->actors.count; i++)
        good = dtl_map_put(&b->actors.by_name, l->actors.items[i].id, i);
    for (uint32_t i = 0; good && i < l->voices.count; i++)
        good = dtl_map_put(&b->voices.by_name, l->voices.items[i].key, i);
    for (uint32_t i = 0; good && i < l->reports.count; i++) {
        good = dtl_map_put(&b->documents.by_name, l->reports.items[i].report->key, i);
        w->documents.ids[i] = b->kept.items[l->reports.items[i].report - reports].id;
    }
    uint32_t *in_file = dtl_arena_calloc(w->arena, b->kept.count, sizeof *in_file); /* what is kept was read by rising id */
    good = good && (in_file || !b->kept.count);
    for (uint32_t i = 0; good && i < l->reports.count; i++)
        in_file[l->reports.items[i].report - reports] = i;
    w->in_file = in_file;
    good = good && order_events(b);
    for (uint32_t i = 0; good && i < l->events.count; i++)
        good = dtl_map_put(&b->events.by_name, l->events.items[i].id, i);
    return good ? DTL_OK : out_of_memory(w->store, w->error);
}

/* Empties the derived tables and takes their indexes away; everything is written. */
static dtl_err begin_anew(rebuilding *b)
{
    char sql[64];
    dtl_err err = DTL_OK;
    for (size_t i = 0; !err && i < sizeof derived / sizeof *derived; i++) {
        snprintf(sql, sizeof sql, "DELETE FROM %s", derived[i]);
        err = store_run(b->w.store, sql, b->w.error);
    }
    for (size_t i = 0; !err && i < sizeof dropped_indexes / sizeof *dropped_indexes; i++) {
        snprintf(sql, sizeof sql, "DROP INDEX IF EXISTS %s", dropped_indexes[i]);
        err = store_run(b->w.store, sql, b->w.error);
    }
    store_group *const groups[] = {&b->w.actors, &b->w.voices, &b->w.documents, &b->w.events};
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (uint32_t i = 0; i < groups[g]->count; i++)
            groups[g]->dirty[i] = true;
    return err;
}

/* The rows of temp table touched: ids of the events that are or were written. */
static dtl_err touch(rebuilding *b, bool before, dtl_store_diff *diff)
{
    store_writer *w = &b->w;
    sqlite3_stmt *insert;
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    if (!diff)
        return DTL_OK;
    dtl_err err = store_run(w->store, "CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY); DELETE FROM temp.touched", w->error);
    if (!err)
        err = store_prepare(w->store, "INSERT INTO temp.touched VALUES (?1)", &insert, w->error);
    if (err)
        return err;
    for (uint32_t i = 0; !err && i < (before ? b->events.gone.count : 0) + w->events.count; i++) {
        uint32_t gone = before ? b->events.gone.count : 0, index = i < gone ? 0 : i - gone;
        if (i >= gone && (!w->events.dirty[index] || (before && !b->events.old_ids[index])))
            continue;
        sqlite3_bind_int64(insert, 1, i < gone ? b->events.gone.items[i] : w->events.ids[index]);
        if (sqlite3_step(insert) != SQLITE_DONE)
            err = store_fail(w->store, w->error, "rebuilding");
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    filter.sort = DTL_SORT_ID;
    w->store->only_touched = true;
    if (!err)
        err = dtl_store_events(w->store, &filter, diff->arena, before ? &diff->before : &diff->after, w->error);
    w->store->only_touched = false;
    return err;
}

static int by_event_id(const void *x, const void *y)
{
    return dtl_slice_compare(((const dtl_store_event *)x)->id, ((const dtl_store_event *)y)->id);
}

/* In a fresh ledger every event is new: what is told of it is in memory, and need not be asked of the file. */
static dtl_err all_are_new(const store_writer *w, dtl_store_diff *diff)
{
    const dtl_ledger *l = w->ledger;
    dtl_store_event *rows = dtl_arena_calloc(diff->arena, l->events.count, sizeof *rows);
    bool good = rows != NULL;
    for (uint32_t i = 0; good && i < l->events.count; i++) {
        const dtl_ledger_event *e = &l->events.items[i];
        dtl_store_event *row = &rows[i];
        *row = (dtl_store_event){.item = dtl_slice_from_cstr(dtl_item_name(e->item)), .type = dtl_slice_from_cstr(dtl_event_type_name(e->type)),
                                 .mode = dtl_slice_from_cstr(dtl_event_mode_name(e->mode)), .status = dtl_slice_from_cstr(dtl_status_name(e->status)),
                                 .standing = dtl_slice_from_cstr(dtl_standing_name(e->standing)), .days = e->days, .killed = e->killed,
                                 .injured = e->injured, .arrested = e->arrested, .n_reports = e->n_reports};
        const dtl_ledger_value *actor = store_best_value(l, e, DTL_FIELD_ACTOR), *recipient = store_best_value(l, e, DTL_FIELD_RECIPIENT);
        good = dtl_arena_copy(diff->arena, e->id, &row->id) && (!actor || dtl_arena_copy(diff->arena, actor->text, &row->actors)) &&
               (!recipient || dtl_arena_copy(diff->arena, recipient->text, &row->recipients)) &&
               (e->place == DTL_NONE || dtl_arena_copy(diff->arena, l->actors.items[e->place].name, &row->place));
    }
    if (!good)
        return out_of_memory(w->store, w->error);
    qsort(rows, l->events.count, sizeof *rows, by_event_id);
    diff->after = (dtl_store_event_array){.items = rows, .count = l->events.count, .capacity = l->events.count};
    return DTL_OK;
}

static dtl_err write_rows(rebuilding *b, dtl_store_diff *diff)
{
    store_writer *w = &b->w;
    match *const matches[] = {&b->events, &b->documents, &b->voices, &b->actors};
    uint32_t changed = match_mark(&b->events);
    for (size_t i = 1; i < 4; i++)
        (void)match_mark(matches[i]);
    const bool fresh = w->hashing; /* nothing is in the file, and nothing hashed yet */
    bool anew = fresh || changed > w->events.count / 2;
    w->writing = true;
    dtl_err err = touch(b, true, diff);
    if (!err && anew)
        err = begin_anew(b);
    for (size_t i = 0; i < 4 && !err && !anew; i++)
        err = remove_old(w, matches[i]);
    if (!err)
        err = store_run(w->store, "DELETE FROM source", w->error);
    if (!err)
        err = store_open_kinds(w);
    if (!err)
        err = store_put_rows(w);
    if (!err)
        err = store_put_effects(w);
    store_close_kinds(w);
    if (!err && anew)
        err = store_make_indexes(w->store, w->error);
    if (err || !diff)
        return err;
    return fresh ? all_are_new(w, diff) : touch(b, false, diff);
}

/* Reads all reports and builds the ledger inside one write transaction: nobody adds in between. */
static dtl_err rebuild_inside(dtl_store *store, dtl_store_diff *diff, dtl_arena *arena, dtl_error *error)
{
    rebuilding b = {.w = {.store = store, .arena = arena, .error = error, .hashing = true}};
    match *const matches[] = {&b.actors, &b.voices, &b.documents, &b.events};
    dtl_err err = load(store, arena, &b.kept, error);
    if (!err)
        err = build_ledger(&b);
    if (!err)
        err = store_bulk_open(store, error);
    bool fresh = true;
    for (size_t i = 0; i < 4 && !err; i++) {
        err = match_read(&b.w, matches[i]);
        fresh = fresh && is_fresh(matches[i]);
    }
    if (!err && !fresh)
        err = store_put_rows(&b.w);
    b.w.hashing = fresh;
    if (!err)
        err = write_rows(&b, diff);
    if (!err)
        err = put_new_words(store, &b.kept, arena, error);
    return err ? err : store_run(store, "UPDATE state SET built = added", error);
}

/* All rows come from one ledger whose indexes hold: SQLite need not look every reference up again; dtl_store_check does. Behind the
 * rebuild they are looked up as before. */
static dtl_err with_references(dtl_store *store, dtl_err err)
{
    sqlite3_exec(store->db, "PRAGMA foreign_keys=ON", NULL, NULL, NULL);
    return err;
}

dtl_err dtl_store_rebuild_telling(dtl_store *store, dtl_store_diff *diff, dtl_error *error)
{
    bool stale = false;
    dtl_err err = dtl_store_commit(store, error);
    if (!err)
        err = dtl_store_stale(store, &stale, error);
    if (err || !stale)
        return err;
    err = store_run(store, "PRAGMA foreign_keys=OFF", error);
    if (!err)
        err = store_run(store, "BEGIN IMMEDIATE", error);
    if (err)
        return with_references(store, err);
    dtl_arena arena;
    dtl_arena_init(&arena, REBUILD_BUDGET);
    err = rebuild_inside(store, diff, &arena, error);
    dtl_arena_free(&arena);
    if (!err)
        err = store_run(store, "COMMIT", error);
    if (!err)
        err = store_is_there(store, error);
    if (err && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return with_references(store, err);
}

dtl_err dtl_store_rebuild(dtl_store *store, dtl_error *error)
{
    return dtl_store_rebuild_telling(store, NULL, error);
}
