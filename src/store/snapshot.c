/* Snapshots in the ledger's file: taking one, listing them, reading what differs between two, and what became of an id that is gone.
 *
 * In: a name, and perhaps a date, that somebody gives to the events as they are now. Out: rows of the tables of snapshots.sql, of those
 * events alone that differ from the snapshot before: a row says from which snapshot to which an event stood so. Names and kinds are
 * kept once (snapshot_text). The events of two states, each in the order of ids, are walked side by side; only what differs is
 * held in memory.
 * Example: "monday" keeps 20,000 events; "tuesday", after 40 reports, closes 31 rows and adds 58.
 * Knowingly wrong: a snapshot keeps what stands in a list of events, not the claims behind it.
 */
#include "store/internal.h"
#include "store/snapshot.h"
#include <stdio.h>

static const char *const snapshots[] = {
#include "store/snapshots.inc"
};

enum { NAME_MOST = 80 };

static dtl_err out_of_memory(const dtl_store *store, dtl_error *error)
{
    return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: too many events for memory", store->path);
}

static dtl_err has_table(dtl_store *store, const char *name, bool *has, dtl_error *error)
{
    char sql[120];
    int64_t count = 0;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM sqlite_schema WHERE name = '%s'", name);
    dtl_err err = store_number(store, sql, &count, error);
    *has = count > 0;
    return err;
}

/* ---- one state of the ledger, event by event ---- */

static const char events_now[] =
    "SELECT e.event_id, e.item, e.type, e.mode, e.status, e.standing, e.actors, e.recipients, coalesce((SELECT name FROM actor WHERE id = e.place), ''), "
    "e.figure_noun, coalesce((SELECT d.rules FROM event_mention m JOIN document d ON d.id = m.document WHERE m.event = e.id AND m.telling_id = e.event_id), ''), "
    "e.date_low, e.date_high, e.killed_low, e.killed_high, e.injured_low, e.injured_high, e.arrested_low, e.arrested_high, e.figure_low, e.figure_high, "
    "e.n_reports, e.n_voices, e.n_denials, coalesce((SELECT group_concat(telling_id, ' ') FROM (SELECT telling_id FROM event_mention WHERE event = e.id "
    "AND telling_id <> e.event_id ORDER BY telling_id)), '') FROM event e ORDER BY e.event_id";
static const char events_then[] =
    "SELECT event_id, item, type, mode, status, standing, actors, recipients, place, figure_noun, rules, date_low, date_high, killed_low, killed_high, "
    "injured_low, injured_high, arrested_low, arrested_high, figure_low, figure_high, n_reports, n_voices, n_denials, others "
    "FROM snapshot_row WHERE first <= ?1 AND (last IS NULL OR last >= ?1) ORDER BY event_id";

enum { NAME_COLUMNS = 10, FIRST_NUMBER = 1 + NAME_COLUMNS, LAST_COLUMN = 24 };

DTL_ARRAY_TYPE(slice_array, dtl_slice);

/* One state, read in the order of ids; snapshot 0 = now. */
typedef struct states {
    sqlite3_stmt *statement;
    const slice_array *texts; /* of snapshot_text by id; NULL = the names stand in the row */
    bool more;
    dtl_store_state at;       /* its slices live until the next step */
} states;

/* The ten names of a state in the order of the columns. */
static void names_of(dtl_store_state *s, dtl_slice *names[NAME_COLUMNS])
{
    dtl_slice *const all[NAME_COLUMNS] = {&s->event.item, &s->event.type, &s->event.mode, &s->event.status, &s->event.standing,
                                          &s->event.actors, &s->event.recipients, &s->event.place, &s->event.figure_noun, &s->rules};
    memcpy(names, all, sizeof all);
}

static int32_t take_day(sqlite3_stmt *statement, int column, int32_t open)
{
    int32_t day = open;
    if (sqlite3_column_type(statement, column) == SQLITE_INTEGER)
        return sqlite3_column_int(statement, column);
    return dtl_day_parse_iso(column_slice(statement, column), &day) ? day : open;
}

static dtl_range take_range(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return DTL_RANGE_NONE;
    bool open = sqlite3_column_type(statement, column + 1) == SQLITE_NULL;
    return (dtl_range){sqlite3_column_int64(statement, column), open ? DTL_COUNT_OPEN : sqlite3_column_int64(statement, column + 1)};
}

static void take_state(states *s)
{
    dtl_slice *names[NAME_COLUMNS];
    dtl_store_event *e = &s->at.event;
    int at = FIRST_NUMBER;
    s->at = (dtl_store_state){0};
    e->id = column_slice(s->statement, 0);
    names_of(&s->at, names);
    for (int i = 0; i < NAME_COLUMNS; i++) {
        int64_t id = s->texts ? sqlite3_column_int64(s->statement, 1 + i) : 0;
        *names[i] = !s->texts ? column_slice(s->statement, 1 + i) : id > 0 && id < s->texts->count ? s->texts->items[id] : DTL_SLICE_EMPTY;
    }
    e->days.low = take_day(s->statement, at, DTL_DAY_OPEN_PAST);
    e->days.high = take_day(s->statement, at + 1, DTL_DAY_OPEN_FUTURE);
    e->killed = take_range(s->statement, at + 2);
    e->injured = take_range(s->statement, at + 4);
    e->arrested = take_range(s->statement, at + 6);
    e->figure = take_range(s->statement, at + 8);
    e->n_reports = (uint32_t)sqlite3_column_int64(s->statement, at + 10);
    e->n_voices = (uint32_t)sqlite3_column_int64(s->statement, at + 11);
    e->n_denials = (uint32_t)sqlite3_column_int64(s->statement, at + 12);
    s->at.others = column_slice(s->statement, LAST_COLUMN);
}

static dtl_err states_next(states *s, dtl_store *store, dtl_error *error)
{
    int rc = sqlite3_step(s->statement);
    s->more = rc == SQLITE_ROW;
    if (s->more)
        take_state(s);
    return s->more || rc == SQLITE_DONE ? DTL_OK : store_fail(store, error, "reading events");
}

static dtl_err states_begin(states *s, dtl_store *store, int64_t snapshot, const slice_array *texts, dtl_error *error)
{
    *s = (states){.texts = snapshot ? texts : NULL};
    dtl_err err = store_prepare(store, snapshot ? events_then : events_now, &s->statement, error);
    if (err)
        return err;
    if (snapshot)
        sqlite3_bind_int64(s->statement, 1, snapshot);
    return states_next(s, store, error);
}

/* The texts by id; what is not there is empty. */
static dtl_err load_texts(dtl_store *store, dtl_arena *arena, slice_array *texts, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, "SELECT id, text FROM snapshot_text ORDER BY id", &statement, error);
    int rc = SQLITE_DONE;
    bool good = true;
    while (!err && good && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        int64_t id = sqlite3_column_int64(statement, 0);
        if (id < 0 || id < texts->count || id > UINT32_MAX - 1)
            continue; /* not ours */
        dtl_slice *text = NULL;
        while (good && texts->count <= id) {
            text = dtl_array_push(arena, texts);
            good = text != NULL;
        }
        good = good && dtl_arena_copy(arena, column_slice(statement, 1), text);
    }
    if (!err && good && rc != SQLITE_DONE)
        err = store_fail(store, error, "reading a snapshot");
    sqlite3_finalize(statement);
    return !err && !good ? out_of_memory(store, error) : err;
}

/* ---- two states side by side ---- */

static bool same_range(dtl_range a, dtl_range b)
{
    return a.low == b.low && (a.low < 0 || a.high == b.high);
}

/* Everything but the rules, which follow from the id. */
static bool same_state(dtl_store_state *a, dtl_store_state *b)
{
    const dtl_store_event *x = &a->event, *y = &b->event;
    dtl_slice *one[NAME_COLUMNS], *two[NAME_COLUMNS];
    names_of(a, one);
    names_of(b, two);
    for (int i = 0; i + 1 < NAME_COLUMNS; i++)
        if (!dtl_slice_equal(*one[i], *two[i]))
            return false;
    return x->days.low == y->days.low && x->days.high == y->days.high && same_range(x->killed, y->killed) && same_range(x->injured, y->injured) &&
           same_range(x->arrested, y->arrested) && same_range(x->figure, y->figure) && x->n_reports == y->n_reports && x->n_voices == y->n_voices &&
           x->n_denials == y->n_denials && dtl_slice_equal(a->others, b->others);
}

static bool keep_state(dtl_arena *arena, dtl_store_state_array *list, const dtl_store_state *state)
{
    dtl_slice *names[NAME_COLUMNS];
    dtl_store_state *kept = dtl_array_push(arena, list);
    if (!kept)
        return false;
    *kept = *state;
    names_of(kept, names);
    for (int i = 0; i < NAME_COLUMNS; i++)
        if (!dtl_arena_copy(arena, *names[i], names[i]))
            return false;
    return dtl_arena_copy(arena, state->event.id, &kept->event.id) && dtl_arena_copy(arena, state->others, &kept->others);
}

/* What stands in one state and not so in the other, each by id; 0 = now. */
static dtl_err read_differing(dtl_store *store, int64_t from, int64_t to, dtl_arena *arena, dtl_store_state_array *before,
                              dtl_store_state_array *after, dtl_error *error)
{
    states a = {0}, b = {0};
    slice_array texts = {0};
    bool good = true;
    dtl_err err = from || to ? load_texts(store, arena, &texts, error) : DTL_OK;
    if (!err)
        err = states_begin(&a, store, from, &texts, error);
    if (!err)
        err = states_begin(&b, store, to, &texts, error);
    while (!err && good && (a.more || b.more)) {
        int order = !a.more ? 1 : !b.more ? -1 : dtl_slice_compare(a.at.event.id, b.at.event.id);
        bool same = !order && same_state(&a.at, &b.at);
        if (order <= 0 && !same)
            good = keep_state(arena, before, &a.at);
        if (order >= 0 && !same && good)
            good = keep_state(arena, after, &b.at);
        if (order <= 0)
            err = states_next(&a, store, error);
        if (order >= 0 && !err)
            err = states_next(&b, store, error);
    }
    sqlite3_finalize(a.statement);
    sqlite3_finalize(b.statement);
    return !err && !good ? out_of_memory(store, error) : err;
}

/* ---- taking one ---- */

static dtl_err make_tables(dtl_store *store, dtl_error *error)
{
    dtl_buffer sql = {0};
    for (size_t i = 0; i < sizeof snapshots / sizeof *snapshots; i++)
        dtl_buffer_cstr(&sql, snapshots[i]);
    dtl_buffer_char(&sql, '\0');
    dtl_err err = sql.failed ? out_of_memory(store, error) : store_run(store, sql.bytes, error);
    dtl_buffer_free(&sql);
    return err;
}

static void bind_range(sqlite3_stmt *statement, int at, dtl_range range)
{
    if (range.low >= 0)
        sqlite3_bind_int64(statement, at, range.low);
    if (range.low >= 0 && range.high != DTL_COUNT_OPEN)
        sqlite3_bind_int64(statement, at + 1, range.high);
}

/* Runs a statement whose values are bound, and makes it ready for the next ones. */
static dtl_err step_once(dtl_store *store, sqlite3_stmt *statement, dtl_error *error)
{
    dtl_err err = sqlite3_step(statement) == SQLITE_DONE ? DTL_OK : store_fail(store, error, "taking a snapshot");
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return err;
}

#define TEXT_ID(n) "(SELECT id FROM snapshot_text WHERE text = ?" #n ")"

static dtl_err put_states(dtl_store *store, int64_t number, dtl_store_state_array *list, dtl_error *error)
{
    static const char sql[] = "INSERT INTO snapshot_row VALUES (?1, ?26, NULL, " TEXT_ID(2) ", " TEXT_ID(3) ", " TEXT_ID(4) ", " TEXT_ID(5) ", " TEXT_ID(6) ", "
                              TEXT_ID(7) ", " TEXT_ID(8) ", " TEXT_ID(9) ", " TEXT_ID(10) ", " TEXT_ID(11)
                              ", ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)";
    sqlite3_stmt *text = NULL, *row = NULL;
    dtl_err err = store_prepare(store, "INSERT OR IGNORE INTO snapshot_text (text) VALUES (?1)", &text, error);
    if (!err)
        err = store_prepare(store, sql, &row, error);
    for (uint32_t i = 0; !err && i < list->count; i++) {
        dtl_slice *names[NAME_COLUMNS];
        const dtl_store_event *e = &list->items[i].event;
        names_of(&list->items[i], names);
        for (int k = 0; !err && k < NAME_COLUMNS; k++) {
            bind_slice(text, 1, *names[k]);
            err = step_once(store, text, error);
            bind_slice(row, 2 + k, *names[k]);
        }
        bind_slice(row, 1, e->id);
        if (e->days.low != DTL_DAY_OPEN_PAST)
            sqlite3_bind_int(row, 12, e->days.low);
        if (e->days.high != DTL_DAY_OPEN_FUTURE)
            sqlite3_bind_int(row, 13, e->days.high);
        bind_range(row, 14, e->killed);
        bind_range(row, 16, e->injured);
        bind_range(row, 18, e->arrested);
        bind_range(row, 20, e->figure);
        sqlite3_bind_int64(row, 22, e->n_reports);
        sqlite3_bind_int64(row, 23, e->n_voices);
        sqlite3_bind_int64(row, 24, e->n_denials);
        bind_slice(row, 25, list->items[i].others);
        sqlite3_bind_int64(row, 26, number);
        if (!err)
            err = step_once(store, row, error);
    }
    sqlite3_finalize(text);
    sqlite3_finalize(row);
    return err;
}

static dtl_err close_states(dtl_store *store, int64_t number, const dtl_store_state_array *list, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, "UPDATE snapshot_row SET last = ?2 WHERE event_id = ?1 AND last IS NULL", &statement, error);
    for (uint32_t i = 0; !err && i < list->count; i++) {
        bind_slice(statement, 1, list->items[i].event.id);
        sqlite3_bind_int64(statement, 2, number - 1);
        err = step_once(store, statement, error);
    }
    sqlite3_finalize(statement);
    return err;
}

/* How many decisions the ledger holds; none where it has no table of them. */
static dtl_err count_decisions(dtl_store *store, int64_t *count, dtl_error *error)
{
    bool has = false;
    dtl_err err = has_table(store, "decision", &has, error);
    *count = 0;
    return err || !has ? err : store_number(store, "SELECT count(*) FROM decision", count, error);
}

static dtl_err put_head(dtl_store *store, int64_t number, dtl_slice name, dtl_slice date, const char *program, dtl_error *error)
{
    sqlite3_stmt *statement;
    int64_t decisions = 0;
    dtl_err err = count_decisions(store, &decisions, error);
    if (!err)
        err = store_prepare(store, "INSERT INTO snapshot VALUES (?1, ?2, ?3, ?4, (SELECT count(*) FROM report), ?5, (SELECT count(*) FROM event))", &statement, error);
    if (err)
        return err;
    sqlite3_bind_int64(statement, 1, number);
    bind_slice(statement, 2, name);
    bind_slice(statement, 3, date);
    bind_slice(statement, 4, dtl_slice_from_cstr(program));
    sqlite3_bind_int64(statement, 5, decisions);
    err = step_once(store, statement, error);
    sqlite3_finalize(statement);
    return err;
}

static dtl_err number_of(dtl_store *store, dtl_slice name, int64_t *number, dtl_error *error)
{
    sqlite3_stmt *statement;
    bool has = false;
    *number = 0;
    dtl_err err = has_table(store, "snapshot", &has, error);
    if (err || !has)
        return err;
    err = store_prepare(store, "SELECT number FROM snapshot WHERE name = ?1", &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, name);
    int rc = sqlite3_step(statement);
    *number = rc == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        err = store_fail(store, error, "reading snapshots");
    sqlite3_finalize(statement);
    return err;
}

static dtl_err check_names(const dtl_store *store, dtl_slice name, dtl_slice date, dtl_error *error)
{
    int32_t day;
    bool plain = name.length > 0 && name.length <= NAME_MOST;
    for (uint32_t i = 0; i < name.length; i++)
        plain = plain && (unsigned char)name.ptr[i] >= 0x20 && name.ptr[i] != 0x7F;
    if (!plain)
        return dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "a snapshot's name has 1 to %d bytes on one line", NAME_MOST);
    if (date.length && (date.length != 10 || !dtl_day_parse_iso(date, &day)))
        return dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "date must be a date like 2024-05-31, not \"%.*s\"",
                             (int)(date.length < 60 ? date.length : 60), date.ptr);
    return DTL_OK;
}

static dtl_err take_inside(dtl_store *store, dtl_slice name, dtl_slice date, const char *program, dtl_arena *arena, dtl_error *error)
{
    int64_t known = 0, latest = 0;
    dtl_store_state_array before = {0}, after = {0};
    dtl_err err = make_tables(store, error);
    if (!err)
        err = number_of(store, name, &known, error);
    if (!err && known)
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: there is a snapshot \"%.*s\" already; give another name", store->path,
                            (int)name.length, name.ptr);
    if (!err)
        err = store_number(store, "SELECT coalesce(max(number), 0) FROM snapshot", &latest, error);
    /* before the first there was nothing: a snapshot of number -1 has no rows */
    if (!err)
        err = read_differing(store, latest ? latest : -1, 0, arena, &before, &after, error);
    if (!err)
        err = put_head(store, latest + 1, name, date, program, error);
    if (!err)
        err = close_states(store, latest + 1, &before, error);
    return err ? err : put_states(store, latest + 1, &after, error);
}

dtl_err dtl_store_take_snapshot(dtl_store *store, dtl_slice name, dtl_slice date, const char *program, dtl_error *error)
{
    dtl_arena arena;
    dtl_err err = check_names(store, name, date, error);
    if (!err)
        err = dtl_store_rebuild(store, error);
    if (!err)
        err = store_run(store, "BEGIN IMMEDIATE", error);
    if (err)
        return err;
    dtl_arena_init(&arena, SNAPSHOT_BUDGET);
    err = take_inside(store, name, date, program, &arena, error);
    dtl_arena_free(&arena);
    if (!err)
        err = store_run(store, "COMMIT", error);
    if (!err)
        err = store_is_there(store, error);
    if (err && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return err;
}

/* ---- listing ---- */

static dtl_slice copy_column(sqlite3_stmt *statement, int at, dtl_arena *arena, bool *good)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    *good = dtl_arena_copy(arena, column_slice(statement, at), &copy) && *good;
    return copy;
}

dtl_err dtl_store_snapshots(dtl_store *store, dtl_arena *arena, dtl_store_snapshot_array *rows, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_store_snapshot_array made = {0};
    bool has = false, good = true;
    int rc = SQLITE_DONE;
    dtl_err err = has_table(store, "snapshot", &has, error);
    if (err || !has)
        return err;
    err = store_prepare(store, "SELECT number, name, date, program, n_reports, n_decisions, n_events FROM snapshot ORDER BY number", &statement, error);
    while (!err && good && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        dtl_store_snapshot *s = dtl_array_push(arena, &made);
        good = s != NULL;
        if (!s)
            break;
        s->number = sqlite3_column_int64(statement, 0);
        s->name = copy_column(statement, 1, arena, &good);
        s->date = copy_column(statement, 2, arena, &good);
        s->program = copy_column(statement, 3, arena, &good);
        s->n_reports = (uint64_t)sqlite3_column_int64(statement, 4);
        s->n_decisions = (uint64_t)sqlite3_column_int64(statement, 5);
        s->n_events = (uint64_t)sqlite3_column_int64(statement, 6);
    }
    if (!err && good && rc != SQLITE_DONE)
        err = store_fail(store, error, "reading snapshots");
    if (statement)
        sqlite3_finalize(statement);
    if (!err && !good)
        err = out_of_memory(store, error);
    if (!err)
        *rows = made;
    return err;
}

/* The snapshot of this name; "" = now, as if it were one. */
static dtl_err find_snapshot(dtl_store *store, dtl_slice name, dtl_arena *arena, dtl_store_snapshot *found, dtl_error *error)
{
    dtl_store_snapshot_array all = {0};
    if (!name.length) {
        dtl_store_counts counts = {0};
        int64_t decisions = 0;
        dtl_err err = dtl_store_count(store, &counts, error);
        if (!err)
            err = count_decisions(store, &decisions, error);
        *found = (dtl_store_snapshot){.n_reports = counts.reports, .n_decisions = (uint64_t)decisions, .n_events = counts.events + counts.statements + counts.figures};
        return err;
    }
    dtl_err err = dtl_store_snapshots(store, arena, &all, error);
    if (err)
        return err;
    for (uint32_t i = 0; i < all.count; i++)
        if (dtl_slice_equal(all.items[i].name, name)) {
            *found = all.items[i];
            return DTL_OK;
        }
    return dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: no snapshot \"%.*s\"; %s%.*s", store->path,
                         (int)(name.length < 80 ? name.length : 80), name.ptr, all.count ? "the last one is " : "there is none yet: `dateline snapshot` takes one",
                         all.count ? (int)all.items[all.count - 1].name.length : 0, all.count ? all.items[all.count - 1].name.ptr : "");
}

dtl_err dtl_store_differing(dtl_store *store, dtl_slice from, dtl_slice to, dtl_arena *arena, dtl_store_snapshot ends[2], dtl_store_state_array *before,
                            dtl_store_state_array *after, dtl_error *error)
{
    dtl_err err = find_snapshot(store, from, arena, &ends[0], error);
    if (!err)
        err = find_snapshot(store, to, arena, &ends[1], error);
    return err ? err : read_differing(store, ends[0].number, ends[1].number, arena, before, after, error);
}

dtl_err dtl_store_count_rules(dtl_store *store, dtl_slice rules, int64_t *count, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, "SELECT count(*) FROM (SELECT 1 FROM document WHERE rules = ?1 LIMIT 1)", &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, rules);
    if (sqlite3_step(statement) == SQLITE_ROW)
        *count = sqlite3_column_int64(statement, 0);
    else
        err = store_fail(store, error, "");
    sqlite3_finalize(statement);
    return err;
}

/* ---- an id that no event bears any more ---- */

dtl_err dtl_store_tombstone(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_tombstone_row *found, dtl_error *error)
{
    static const char sql[] = "SELECT event_id, type, mode, item, actors, recipients, place, rules, snapshot FROM snapshot_event WHERE event_id >= ?1 AND event_id < ?1 || 'g' "
                              "ORDER BY event_id, (SELECT number FROM snapshot s WHERE s.name = snapshot) DESC LIMIT 1";
    sqlite3_stmt *statement;
    bool has = false, good = true;
    *found = (dtl_store_tombstone_row){0};
    dtl_err err = has_table(store, "snapshot_row", &has, error);
    if (err || !has || !id.length)
        return err;
    err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, id);
    int rc = sqlite3_step(statement);
    if (rc == SQLITE_ROW) {
        dtl_slice *const columns[] = {&found->event.id, &found->event.type, &found->event.mode, &found->event.item, &found->event.actors,
                                      &found->event.recipients, &found->event.place, &found->rules, &found->snapshot};
        for (int i = 0; i < 9; i++)
            *columns[i] = copy_column(statement, i, arena, &good);
    } else if (rc != SQLITE_DONE) {
        err = store_fail(store, error, "reading a snapshot");
    }
    sqlite3_finalize(statement);
    return !err && !good ? out_of_memory(store, error) : err;
}
