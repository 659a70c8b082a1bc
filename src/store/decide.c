/* Decisions about actors in the ledger's file: from what an analyst says to a line, adding, joining, listing.
 *
 * In: names and ids as a person writes them ("Karim Gul", "person:abu hamdan"). Out: rows of tables decision and decision_supersedes, which
 * only ever grow and which no rebuild touches. A decision points at the uses that an actor has today, by what stays: the id in the reports,
 * with the country there, so that a namesake of another country who comes later is not drawn in; names then gather new uses as ever.
 * Example: `actors split "Jon Marsh" --country CAN` → {"uses":[{"id":"person:jon marsh","country":"CAN"}],"others":[{"id":"person:jon marsh"}]}.
 * Knowingly wrong: an actor of more than 64 ids is pointed at by the 64 that most reports have.
 */
#include "ledger/ledger.h"
#include "rules/rules.h"
#include "store/internal.h"
#include <stdio.h>
#include <stdlib.h>

enum { CANDIDATES_TOLD = 5, SHA = 64 };

/* An actor of the ledger that somebody named. */
typedef struct found {
    int64_t row;
    dtl_slice id, name;
    bool known;  /* by the rules */
} found;

/* One of its uses, with how many other actors have the like. */
typedef struct use_row {
    dtl_slice id, country, role, name;
    bool id_shared, country_shared, role_shared; /* another actor has the id; … with the country; … and the role */
} use_row;
DTL_ARRAY_TYPE(use_row_array, use_row);
DTL_ARRAY_TYPE(decision_array, dtl_decision);

static dtl_err out_of_memory(const dtl_store *store, dtl_error *error)
{
    return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory", store->path);
}

static dtl_err refuse(const dtl_store *store, dtl_error *error, const char *what, dtl_slice which, const char *more)
{
    return dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: %s \"%.*s\"%s", store->path, what,
                         (int)(which.length > 80 ? 80 : which.length), which.ptr ? which.ptr : "", more);
}

static dtl_slice column_copy(sqlite3_stmt *statement, int at, dtl_arena *arena, bool *good)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    *good = dtl_arena_copy(arena, column_slice(statement, at), &copy) && *good;
    return copy;
}

/* Ends a statement whose steps ended with rc. */
static dtl_err done(dtl_store *store, sqlite3_stmt *statement, int rc, bool good, const char *doing, dtl_error *error)
{
    dtl_err err = rc == SQLITE_DONE || rc == SQLITE_ROW ? DTL_OK : store_fail(store, error, doing);
    sqlite3_finalize(statement);
    return !err && !good ? out_of_memory(store, error) : err;
}

/* All decisions that a statement gives as lines; it is finalized. */
static dtl_err take_decisions(dtl_store *store, sqlite3_stmt *statement, dtl_arena *arena, decision_array *all, dtl_error *error)
{
    dtl_err err = DTL_OK;
    bool good = true;
    int rc = SQLITE_DONE;
    while (good && !err && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        dtl_slice line = column_copy(statement, 0, arena, &good);
        dtl_decision *d = dtl_array_push(arena, all);
        good = good && d;
        if (good)
            err = dtl_decision_read(line, arena, d, error);
    }
    if (err) {
        sqlite3_finalize(statement);
        return err;
    }
    return done(store, statement, rc, good, "reading decisions", error);
}

static bool is_unknown_id(dtl_slice id)
{
    return dtl_slice_starts_with(id, DTL_SLICE("person:")) || dtl_slice_starts_with(id, DTL_SLICE("name:"));
}

/* ---- who is meant ---- */

/* The ways to name an actor, the surest first; each is asked only where those before found nobody. */
static const char *const ways[] = {
    "SELECT id, actor_id, name, kind, country, n_reports FROM actor WHERE actor_id = ?1",
    "SELECT id, actor_id, name, kind, country, n_reports FROM actor WHERE id IN (SELECT actor FROM actor_use WHERE id = ?1) ORDER BY n_reports DESC, actor_id",
    "SELECT id, actor_id, name, kind, country, n_reports FROM actor WHERE kind IN ('person', 'organisation') AND name = ?1 COLLATE NOCASE "
    "ORDER BY n_reports DESC, actor_id",
    "SELECT id, actor_id, name, kind, country, n_reports FROM actor WHERE kind IN ('person', 'organisation') AND id IN (SELECT actor FROM actor_alias "
    "WHERE name = ?1 COLLATE NOCASE) ORDER BY n_reports DESC, actor_id",
    "SELECT id, actor_id, name, kind, country, n_reports FROM actor WHERE name = ?1 COLLATE NOCASE ORDER BY n_reports DESC, actor_id"};

static dtl_err ask_way(dtl_store *store, const char *sql, dtl_slice which, dtl_arena *arena, found *one, dtl_slice *kind, uint32_t *count, dtl_buffer *names,
                       dtl_error *error)
{
    sqlite3_stmt *statement;
    bool good = true;
    int rc;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, which);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW && *count <= CANDIDATES_TOLD) {
        if ((*count)++ == CANDIDATES_TOLD) {
            dtl_buffer_cstr(names, ", …");
            continue;
        }
        dtl_slice country = column_slice(statement, 4), id = column_slice(statement, 1);
        dtl_buffer_format(names, "%s%.*s (%.*s%s%d reports)", *count > 1 ? ", " : "", (int)id.length, id.ptr, (int)country.length, country.ptr,
                          country.length ? ", " : "", sqlite3_column_int(statement, 5));
        if (*count > 1)
            continue;
        *one = (found){sqlite3_column_int64(statement, 0), column_copy(statement, 1, arena, &good), column_copy(statement, 2, arena, &good), false};
        *kind = column_copy(statement, 3, arena, &good);
    }
    return done(store, statement, rc, good, "asking", error);
}

static dtl_err find_actor(dtl_store *store, dtl_slice which, dtl_arena *arena, found *one, dtl_error *error)
{
    dtl_buffer names = {0};
    dtl_slice kind = DTL_SLICE_EMPTY;
    uint32_t count = 0;
    dtl_err err = DTL_OK;
    for (size_t i = 0; !err && !count && which.length && i < sizeof ways / sizeof *ways; i++)
        err = ask_way(store, ways[i], which, arena, one, &kind, &count, &names, error);
    if (!err && !count)
        err = refuse(store, error, "no actor", which, "; `dateline actors` lists them");
    else if (!err && count > 1)
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: several actors are \"%.*s\": %.*s", store->path,
                            (int)(which.length > 80 ? 80 : which.length), which.ptr, (int)(names.length > 400 ? 400 : names.length), names.bytes);
    else if (!err && !dtl_slice_is(kind, "person") && !dtl_slice_is(kind, "organisation"))
        err = refuse(store, error, "only persons and groups are decided about, not", which, "");
    dtl_buffer_free(&names);
    if (!err)
        one->known = !is_unknown_id(one->id);
    return err;
}

/* Whom a pin is to: an actor of the ledger that the rules know, one of the rules, or an id of the analyst's own. */
static dtl_err find_target(dtl_store *store, dtl_slice which, dtl_arena *arena, dtl_slice *id, dtl_error *error)
{
    found one;
    uint32_t first = 0, count = 0;
    dtl_error ignored;
    *id = which;
    if (dtl_slice_starts_with(which, DTL_SLICE("own:")) && which.length > 4)
        return DTL_OK;
    if (store->names)
        dtl_rules_entries(store->names, dtl_rules_table(store->names, "actors"), &first, &count);
    for (uint32_t i = first; i < first + count; i++)
        if (dtl_slice_equal(dtl_rules_attribute(store->names, i, "id"), which))
            return DTL_OK;
    if (!find_actor(store, which, arena, &one, &ignored)) {
        if (is_unknown_id(one.id))
            return refuse(store, error, "the rules do not know", which, ": use merge, or pin to an id of your own, own:…");
        *id = one.id;
        return DTL_OK;
    }
    return refuse(store, error, "no actor", which, " in the rules or here; an id of your own begins with own:");
}

/* ---- which uses are meant ---- */

static dtl_err uses_of(dtl_store *store, const found *one, dtl_arena *arena, use_row_array *rows, dtl_error *error)
{
    static const char sql[] =
        "SELECT u.id, u.country, u.role, u.name, EXISTS (SELECT 1 FROM actor_use o WHERE o.id = u.id AND o.actor <> u.actor), EXISTS (SELECT 1 FROM "
        "actor_use o WHERE o.id = u.id AND o.country = u.country AND o.actor <> u.actor), EXISTS (SELECT 1 FROM actor_use o WHERE o.id = u.id AND "
        "o.country = u.country AND o.role = u.role AND o.actor <> u.actor) FROM actor_use u WHERE u.actor = ?1 ORDER BY u.n_reports DESC, u.id, u.country, u.role";
    sqlite3_stmt *statement;
    bool good = true;
    int rc;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    sqlite3_bind_int64(statement, 1, one->row);
    while (good && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        use_row *u = dtl_array_push(arena, rows);
        good = u != NULL;
        if (u)
            *u = (use_row){column_copy(statement, 0, arena, &good), column_copy(statement, 1, arena, &good), column_copy(statement, 2, arena, &good),
                           column_copy(statement, 3, arena, &good), sqlite3_column_int(statement, 4) != 0, sqlite3_column_int(statement, 5) != 0,
                           sqlite3_column_int(statement, 6) != 0};
    }
    err = done(store, statement, good ? rc : SQLITE_DONE, good, "asking", error);
    if (!err && !rows->count) { /* the rules know it, and no decision was ever about it */
        use_row *u = dtl_array_push(arena, rows);
        if (!u)
            return out_of_memory(store, error);
        *u = (use_row){.id = one->id, .name = one->name};
    }
    return err;
}

static bool has_pattern(const dtl_uses_array *list, const dtl_uses *pattern)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (dtl_uses_compare(&list->items[i], pattern) == 0)
            return true;
    return false;
}

/* Adds a pattern, unless it is there or the list is full. */
static bool push_pattern(dtl_arena *arena, dtl_uses_array *list, dtl_uses pattern)
{
    if (list->count >= DTL_USES_MAX || has_pattern(list, &pattern))
        return true;
    dtl_uses *made = dtl_array_push(arena, list);
    if (made)
        *made = pattern;
    return made != NULL;
}

static dtl_slice or_none(dtl_slice text)
{
    return text.length ? text : DTL_SLICE("-");
}

/* Current decisions of this kind, "" any; of this analyst, "" any. */
static dtl_err current_decisions(dtl_store *store, dtl_slice kind, dtl_slice analyst, dtl_arena *arena, decision_array *all, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, "SELECT line FROM current_decision WHERE (?1 = '' OR kind = ?1) AND (?2 = '' OR analyst = ?2) ORDER BY id", &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, kind);
    bind_slice(statement, 2, analyst);
    return take_decisions(store, statement, arena, all, error);
}

/* The decision that the id of a split-off actor carries ("person:jon marsh~5d1f0c2a"); NULL none. */
static const char *mark_of(const found *one)
{
    return one->id.length > 9 && one->id.ptr[one->id.length - 9] == '~' ? one->id.ptr + one->id.length - 8 : NULL;
}

/* Of uses that only a split by reports tells from another actor's: what the split says. */
static bool split_patterns(const found *one, const use_row *use, const decision_array *splits, dtl_arena *arena, dtl_uses_array *to, dtl_uses_array *except,
                           bool *told)
{
    const char *mark = mark_of(one);
    bool good = true;
    for (uint32_t i = 0; i < splits->count; i++) {
        const dtl_decision *d = &splits->items[i];
        bool off = mark && memcmp(mark, d->id, 8) == 0;
        for (uint32_t k = 0; k < d->uses.count; k++) {
            if (!dtl_slice_equal(d->uses.items[k].id, use->id) || (mark && !off))
                continue;
            good = push_pattern(arena, off ? to : except, d->uses.items[k]) && good;
            *told = *told || off;
        }
    }
    return good;
}

/* The patterns of an actor's uses, as wide as no other actor has the like; what is not meant goes to except (NULL: nothing is left out). */
static bool patterns_of(const found *one, const use_row_array *rows, const decision_array *splits, dtl_arena *arena, dtl_uses_array *to, dtl_uses_array *except)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        const use_row *u = &rows->items[i];
        dtl_uses pattern = {.id = u->id, .country = or_none(u->country)};
        bool told = false;
        if (one->known && !u->id_shared)
            pattern.country = DTL_SLICE_EMPTY;
        if (u->country_shared)
            pattern.role = or_none(u->role);
        if (u->role_shared && except && !split_patterns(one, u, splits, arena, to, except, &told))
            return false;
        if (!told && !push_pattern(arena, to, pattern))
            return false;
    }
    return true;
}

/* The hashes of the reports in which one id of an actor is split off. */
typedef struct id_reports {
    dtl_slice id;
    char hashes[DTL_USES_REPORTS_MAX][SHA];
    uint32_t count;
} id_reports;

static int by_hash(const void *x, const void *y)
{
    return memcmp(x, y, SHA);
}

static bool push_reports(id_reports *r, dtl_arena *arena, dtl_uses_array *to)
{
    char *text = dtl_arena_alloc(arena, (size_t)r->count * (SHA + 1) + 1);
    uint32_t length = 0;
    if (!text)
        return false;
    qsort(r->hashes, r->count, SHA, by_hash);
    for (uint32_t k = 0; k < r->count; k++) {
        if (k && memcmp(r->hashes[k], r->hashes[k - 1], SHA) == 0)
            continue;
        if (length)
            text[length++] = ' ';
        memcpy(text + length, r->hashes[k], SHA);
        length += SHA;
    }
    return !length || push_pattern(arena, to, (dtl_uses){.id = r->id, .reports = dtl_slice_make(text, length)});
}

/* What the reports of a split are looked for in. */
typedef struct picking {
    const found *one;
    const decision_array *splits; /* current ones */
    id_reports *ids;
    uint32_t count;
    bool named;                   /* the last report has one of the ids */
} picking;

/* Has a split given this id in this report to another actor? */
static bool is_elsewhere(const picking *p, dtl_slice id, dtl_slice sha256)
{
    const char *mark = mark_of(p->one);
    for (uint32_t i = 0; i < p->splits->count; i++) {
        const dtl_decision *d = &p->splits->items[i];
        for (uint32_t k = 0; k < d->uses.count; k++)
            if (dtl_slice_equal(d->uses.items[k].id, id) && dtl_slice_find(d->uses.items[k].reports, sha256, 0) != DTL_NONE)
                return !mark || memcmp(mark, d->id, 8) != 0;
    }
    return false;
}

/* Adds one report, by its key, to those of the ids that it names. */
static dtl_err take_report(dtl_store *store, dtl_slice key, picking *p, dtl_arena *arena, dtl_error *error)
{
    id_reports *ids = p->ids;
    dtl_report report;
    dtl_err err = dtl_store_report(store, key, arena, &report, error);
    for (uint32_t i = 0; !err && i < p->count; i++)
        for (uint32_t k = 0; k < report.actors.count; k++)
            if (dtl_slice_equal(report.actors.items[k].id, ids[i].id) && report.sha256.length == SHA && !is_elsewhere(p, ids[i].id, report.sha256)) {
                if (ids[i].count == DTL_USES_REPORTS_MAX)
                    return refuse(store, error, "more than 256 reports at", key, "; split them off in several steps");
                memcpy(ids[i].hashes[ids[i].count++], report.sha256.ptr, SHA);
                p->named = true;
                break;
            }
    return err;
}

/* A report by the name of its file, all of that name; else by its key or a beginning of it. */
static dtl_err take_named(dtl_store *store, dtl_slice which, picking *p, dtl_arena *arena, dtl_error *error)
{
    sqlite3_stmt *statement;
    bool good = true, any = false;
    int rc = SQLITE_DONE;
    dtl_err err = store_prepare(store, "SELECT key FROM document WHERE file = ?1 ORDER BY key", &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, which);
    while (!err && good && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        dtl_slice key = column_copy(statement, 0, arena, &good);
        any = true;
        if (good)
            err = take_report(store, key, p, arena, error);
    }
    if (err)
        sqlite3_finalize(statement);
    else
        err = done(store, statement, rc, good, "asking", error);
    return err || any ? err : take_report(store, which, p, arena, error);
}

/* The reports that a list of keys or files stands for, each with the ids of the actor that it has. */
static dtl_err report_patterns(dtl_store *store, const found *one, const use_row_array *rows, const decision_array *splits, dtl_slice list, dtl_arena *arena,
                               dtl_uses_array *to, dtl_error *error)
{
    id_reports *ids = dtl_arena_calloc(arena, rows->count, sizeof *ids);
    picking p = {.one = one, .splits = splits, .ids = ids};
    dtl_slice which;
    if (!ids)
        return out_of_memory(store, error);
    for (uint32_t i = 0; i < rows->count; i++) {
        uint32_t k = 0;
        while (k < p.count && !dtl_slice_equal(ids[k].id, rows->items[i].id))
            k++;
        if (k == p.count)
            ids[p.count++].id = rows->items[i].id;
    }
    while (dtl_slice_next_field(&list, ',', &which)) {
        p.named = false;
        which = dtl_slice_trim(which);
        dtl_err err = take_named(store, which, &p, arena, error);
        if (err)
            return err;
        if (!p.named)
            return refuse(store, error, "the actor is not named by report", which, "");
    }
    for (uint32_t i = 0; i < p.count; i++)
        if (!push_reports(&ids[i], arena, to))
            return out_of_memory(store, error);
    return DTL_OK;
}

/* Which of its uses a wish picks by country, role and spelling; all when it names none of them. */
static bool picks(const dtl_store_wish *wish, const use_row *u)
{
    return (!wish->country.length || dtl_slice_equal_nocase(wish->country, or_none(u->country))) &&
           (!wish->role.length || dtl_slice_equal_nocase(wish->role, or_none(u->role))) &&
           (!wish->spelling.length || dtl_slice_equal_nocase(wish->spelling, u->name) || dtl_slice_equal(wish->spelling, u->id));
}

/* The picked uses as patterns that hold for later reports too. */
static dtl_err picked_patterns(dtl_store *store, const dtl_store_wish *wish, const use_row_array *rows, dtl_arena *arena, dtl_uses_array *to, bool *all,
                               dtl_error *error)
{
    bool good = true;
    *all = true;
    for (uint32_t i = 0; i < rows->count; i++) {
        const use_row *u = &rows->items[i];
        if (!picks(wish, u)) {
            *all = false;
            continue;
        }
        good = push_pattern(arena, to, (dtl_uses){.id = u->id, .country = wish->country.length ? or_none(u->country) : DTL_SLICE_EMPTY,
                                                  .role = wish->role.length ? or_none(u->role) : DTL_SLICE_EMPTY}) && good;
    }
    if (good && !to->count)
        return refuse(store, error, "no use of the actor has this country, role or spelling:", wish->country.length ? wish->country : wish->role.length ? wish->role : wish->spelling,
                      "; --reports picks single reports");
    return good ? DTL_OK : out_of_memory(store, error);
}

/* ---- what is decided ---- */

static dtl_err fill_merge(dtl_store *store, const dtl_store_wish *wish, const decision_array *splits, dtl_arena *arena, dtl_decision *d, dtl_buffer *about,
                          bool *known, dtl_error *error)
{
    int64_t rows_met[DTL_USES_MAX];
    bool both_sides = false;
    for (uint32_t i = 0; i < wish->which_count; i++) {
        found one;
        use_row_array rows = {0};
        dtl_err err = find_actor(store, wish->which[i], arena, &one, error);
        if (!err)
            err = uses_of(store, &one, arena, &rows, error);
        if (err)
            return err;
        for (uint32_t k = 0; k < i; k++)
            if (rows_met[k] == one.row)
                return refuse(store, error, "these are one actor already:", one.id, "");
        rows_met[i] = one.row;
        *known = *known || one.known;
        if (!patterns_of(&one, &rows, splits, arena, &d->uses, &d->others))
            return out_of_memory(store, error);
        dtl_buffer_cstr(about, i ? " = " : "");
        dtl_buffer_slice(about, one.name);
    }
    for (uint32_t i = 0; i < d->others.count; i++)
        both_sides = both_sides || has_pattern(&d->uses, &d->others.items[i]);
    if (both_sides)
        d->others.count = 0; /* a split is taken back: nothing is left out */
    return DTL_OK;
}

static dtl_err fill_pin(dtl_store *store, const dtl_store_wish *wish, const decision_array *splits, dtl_arena *arena, dtl_decision *d, dtl_buffer *about,
                        bool *known, dtl_error *error)
{
    found one;
    use_row_array rows = {0};
    bool all;
    dtl_err err = find_actor(store, wish->which[0], arena, &one, error);
    if (!err)
        err = find_target(store, wish->actor, arena, &d->actor, error);
    if (!err)
        err = uses_of(store, &one, arena, &rows, error);
    if (err)
        return err;
    *known = one.known;
    if (wish->reports.length)
        err = report_patterns(store, &one, &rows, splits, wish->reports, arena, &d->uses, error);
    else if (wish->country.length || wish->role.length || wish->spelling.length)
        err = picked_patterns(store, wish, &rows, arena, &d->uses, &all, error);
    else if (!patterns_of(&one, &rows, splits, arena, &d->uses, &d->others))
        err = out_of_memory(store, error);
    dtl_buffer_slice(about, one.name);
    dtl_buffer_cstr(about, " is ");
    dtl_buffer_slice(about, d->actor);
    return err;
}

static dtl_err fill_split(dtl_store *store, const dtl_store_wish *wish, const decision_array *splits, dtl_arena *arena, dtl_decision *d, dtl_buffer *about, bool *known, dtl_error *error)
{
    found one;
    use_row_array rows = {0};
    bool all = false;
    dtl_err err = find_actor(store, wish->which[0], arena, &one, error);
    if (!err)
        err = uses_of(store, &one, arena, &rows, error);
    if (!err)
        err = wish->reports.length ? report_patterns(store, &one, &rows, splits, wish->reports, arena, &d->uses, error)
                                   : picked_patterns(store, wish, &rows, arena, &d->uses, &all, error);
    if (!err && all)
        err = refuse(store, error, "nothing would be left of", one.id, "");
    if (err)
        return err;
    *known = one.known;
    for (uint32_t i = 0; i < rows.count; i++) {
        dtl_uses pattern = {.id = rows.items[i].id, .country = rows.items[i].id_shared ? or_none(rows.items[i].country) : DTL_SLICE_EMPTY};
        if (!push_pattern(arena, &d->others, pattern))
            return out_of_memory(store, error);
    }
    dtl_buffer_slice(about, one.name);
    const struct { const char *what; dtl_slice is; } marks[] = {{"country ", wish->country}, {"role ", wish->role}, {"", wish->spelling}, {"reports ", wish->reports}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].is.length) {
            dtl_buffer_format(about, ": %s", marks[i].what);
            dtl_buffer_slice(about, marks[i].is);
        }
    return DTL_OK;
}

/* The decision that an undo is about, by a beginning of its id. */
static dtl_err fill_undo(dtl_store *store, const dtl_store_wish *wish, dtl_arena *arena, dtl_decision *d, dtl_buffer *about, dtl_error *error)
{
    static const char sql[] = "SELECT id, analyst, kind || ' ' || about, id IN (SELECT id FROM current_decision) FROM decision WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id";
    sqlite3_stmt *statement;
    dtl_slice analyst = DTL_SLICE_EMPTY;
    bool good = true, current = false;
    uint32_t count = 0;
    int rc;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, wish->which[0]);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW && wish->which[0].length) {
        if (count++)
            continue;
        d->signed_by.supersedes = column_copy(statement, 0, arena, &good);
        analyst = column_copy(statement, 1, arena, &good);
        dtl_buffer_slice(about, column_slice(statement, 2));
        current = sqlite3_column_int(statement, 3) != 0;
    }
    err = done(store, statement, rc, good, "asking", error);
    if (!err && count != 1)
        err = refuse(store, error, count ? "several decisions begin with" : "no decision", wish->which[0], "; `dateline actors decisions` lists them");
    if (!err && !dtl_slice_equal(analyst, wish->signed_by.analyst))
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: decision %.*s is one of %.*s, who alone can take it back; decide to the contrary instead",
                            store->path, (int)d->signed_by.supersedes.length, d->signed_by.supersedes.ptr, (int)analyst.length, analyst.ptr);
    if (!err && !current)
        err = refuse(store, error, "this decision is superseded already:", d->signed_by.supersedes, "");
    return err;
}

/* ---- what it supersedes ---- */

static bool reports_touch(dtl_slice x, dtl_slice y)
{
    if (!x.length || !y.length)
        return true;
    for (uint32_t p = 0, q = 0; p < x.length && q < y.length;) {
        int order = memcmp(x.ptr + p, y.ptr + q, SHA);
        if (!order)
            return true;
        if (order < 0)
            p += SHA + 1;
        else
            q += SHA + 1;
    }
    return false;
}

static bool told_alike(dtl_slice x, dtl_slice y)
{
    return !x.length || !y.length || dtl_slice_equal(x, y);
}

/* Can one use match both? */
static bool overlap(const dtl_uses *x, const dtl_uses *y)
{
    return dtl_slice_equal(x->id, y->id) && told_alike(x->country, y->country) && told_alike(x->role, y->role) && reports_touch(x->reports, y->reports);
}

static bool overlaps(const dtl_uses *x, const dtl_uses_array *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (overlap(x, &list->items[i]))
            return true;
    return false;
}

/* Does one join what the other parts? Patterns that the join leaves out do not count. */
static bool contradict(const dtl_decision *join, const dtl_decision *part)
{
    bool one = false, other = false;
    for (uint32_t i = 0; i < part->uses.count; i++)
        one = one || (overlaps(&part->uses.items[i], &join->uses) && !has_pattern(&join->others, &part->uses.items[i]));
    for (uint32_t i = 0; i < join->uses.count; i++)
        other = other || (overlaps(&join->uses.items[i], &part->others) && !has_pattern(&part->uses, &join->uses.items[i]));
    return one && other;
}

static bool same_patterns(const dtl_uses_array *x, const dtl_uses_array *y)
{
    bool same = x->count == y->count;
    for (uint32_t i = 0; same && i < x->count; i++)
        same = has_pattern(y, &x->items[i]);
    return same;
}

/* Is an earlier decision of the same analyst out when he decides this? */
static bool is_replaced(const dtl_decision *old, const dtl_decision *d)
{
    if (old->kind == DTL_DECISION_UNDO || d->kind == DTL_DECISION_UNDO)
        return false;
    if (old->kind == d->kind && same_patterns(&old->uses, &d->uses) && same_patterns(&old->others, &d->others))
        return true;
    if ((old->kind == DTL_DECISION_SPLIT) != (d->kind == DTL_DECISION_SPLIT))
        return old->kind == DTL_DECISION_SPLIT ? contradict(d, old) : contradict(old, d);
    bool repinned = old->kind == DTL_DECISION_PIN && d->kind == DTL_DECISION_PIN && !dtl_slice_equal(old->actor, d->actor);
    for (uint32_t i = 0; repinned && i < d->uses.count; i++)
        if (overlaps(&d->uses.items[i], &old->uses))
            return true;
    return false;
}

static int by_id(const void *x, const void *y)
{
    return memcmp(x, y, DTL_DECISION_ID);
}

/* The same in all that an analyst says? */
static bool says_the_same(const dtl_decision *old, const dtl_decision *d)
{
    return old->kind == d->kind && same_patterns(&old->uses, &d->uses) && same_patterns(&old->others, &d->others) && dtl_slice_equal(old->actor, d->actor) &&
           dtl_slice_equal(old->name, d->name) && dtl_slice_equal(old->signed_by.date, d->signed_by.date) && dtl_slice_equal(old->signed_by.note, d->signed_by.note);
}

static dtl_err add(dtl_store *store, const dtl_decision *d, bool *added, dtl_error *error);

/* Does every use that matches x match this pattern? */
static bool inside(const dtl_uses *x, const dtl_uses *pattern)
{
    return dtl_slice_equal(x->id, pattern->id) && (!pattern->country.length || dtl_slice_equal(x->country, pattern->country)) &&
           (!pattern->role.length || dtl_slice_equal(x->role, pattern->role)) && (!pattern->reports.length || dtl_slice_equal(x->reports, pattern->reports));
}

/* Who splits something off what he once merged still means the rest of his merge: it is written anew without what is split off, if two names
 * are left. *kept: it was. */
static dtl_err keep_rest(dtl_store *store, const dtl_decision *old, const dtl_decision *split, dtl_arena *arena, bool *kept, dtl_error *error)
{
    dtl_decision rest = *old;
    bool added, good = true;
    rest.uses = rest.others = (dtl_uses_array){0};
    for (uint32_t i = 0; i < old->uses.count; i++) {
        bool off = false;
        for (uint32_t k = 0; k < split->uses.count; k++)
            off = off || inside(&old->uses.items[i], &split->uses.items[k]);
        good = (off || push_pattern(arena, &rest.uses, old->uses.items[i])) && good;
    }
    for (uint32_t i = 0; i < old->others.count; i++)
        good = push_pattern(arena, &rest.others, old->others.items[i]) && good;
    for (uint32_t k = 0; k < split->uses.count; k++)
        if (overlaps(&split->uses.items[k], &rest.uses))
            good = push_pattern(arena, &rest.others, split->uses.items[k]) && good;
    *kept = rest.uses.count >= (old->kind == DTL_DECISION_MERGE ? 2 : 1);
    if (!*kept)
        return DTL_OK;
    if (!good || !dtl_arena_copy(arena, (dtl_slice){old->id, DTL_DECISION_ID}, &rest.signed_by.supersedes))
        return out_of_memory(store, error);
    dtl_err err = dtl_decision_settle(&rest, error);
    return err ? err : add(store, &rest, &added, error);
}

/* Fills what a decision supersedes; *same: the analyst says so already. What was decided, taken back and is decided anew supersedes the
 * undo: it would be the old line otherwise. */
static dtl_err supersede(dtl_store *store, dtl_arena *arena, dtl_decision *d, bool *same, dtl_error *error)
{
    decision_array own = {0};
    char ids[DTL_SUPERSEDES_MAX][DTL_DECISION_ID];
    uint32_t count = 0, length = 0;
    dtl_err err = current_decisions(store, DTL_SLICE_EMPTY, d->signed_by.analyst, arena, &own, error);
    for (uint32_t i = 0; !err && i < own.count; i++) {
        const dtl_decision *old = &own.items[i];
        bool undone = old->kind == DTL_DECISION_UNDO && dtl_slice_find(old->signed_by.supersedes, (dtl_slice){d->id, DTL_DECISION_ID}, 0) != DTL_NONE;
        *same = *same || says_the_same(old, d);
        bool kept = false, replaced = is_replaced(old, d);
        if (replaced && d->kind == DTL_DECISION_SPLIT && old->kind != DTL_DECISION_SPLIT)
            err = keep_rest(store, old, d, arena, &kept, error);
        if ((undone || (replaced && !kept)) && count < DTL_SUPERSEDES_MAX)
            memcpy(ids[count++], old->id, DTL_DECISION_ID);
    }
    if (err || *same || !count)
        return err;
    char *text = dtl_arena_alloc(arena, (size_t)count * (DTL_DECISION_ID + 1));
    if (!text)
        return out_of_memory(store, error);
    qsort(ids, count, DTL_DECISION_ID, by_id);
    for (uint32_t i = 0; i < count; i++) {
        if (length)
            text[length++] = ' ';
        memcpy(text + length, ids[i], DTL_DECISION_ID);
        length += DTL_DECISION_ID;
    }
    d->signed_by.supersedes = dtl_slice_make(text, length);
    return dtl_decision_settle(d, error);
}

/* ---- adding ---- */

static dtl_err add_superseded(dtl_store *store, const dtl_decision *d, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_slice ids = d->signed_by.supersedes;
    dtl_err err = store_prepare(store, "INSERT OR IGNORE INTO decision_supersedes VALUES (?1, ?2)", &statement, error);
    if (err)
        return err;
    for (uint32_t at = 0; !err && at < ids.length; at += DTL_DECISION_ID + 1) {
        bind_slice(statement, 1, dtl_slice_from_cstr(d->id));
        bind_slice(statement, 2, (dtl_slice){ids.ptr + at, DTL_DECISION_ID});
        if (sqlite3_step(statement) != SQLITE_DONE)
            err = store_fail(store, error, "adding a decision");
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return err;
}

static dtl_err add(dtl_store *store, const dtl_decision *d, bool *added, dtl_error *error)
{
    sqlite3_stmt *statement = NULL;
    dtl_buffer line = {0};
    dtl_decision_write(d, &line);
    if (line.failed)
        return out_of_memory(store, error);
    dtl_err err = store_begin(store, "adding a decision", error);
    if (!err)
        err = store_prepare(store, "INSERT OR IGNORE INTO decision VALUES (?,?,?,?,?,?,?,?,?)", &statement, error);
    if (!err) {
        const dtl_slice columns[] = {dtl_slice_from_cstr(d->id), dtl_slice_from_cstr(dtl_decision_kind_name(d->kind)), d->about, d->actor, d->name,
                                     d->signed_by.analyst, d->signed_by.date, d->signed_by.note, dtl_slice_make(line.bytes, line.length - 1)};
        for (int i = 0; i < 9; i++)
            bind_slice(statement, i + 1, columns[i]);
        if (sqlite3_step(statement) != SQLITE_DONE)
            err = store_fail(store, error, "adding a decision");
    }
    sqlite3_finalize(statement);
    dtl_buffer_free(&line);
    *added = !err && sqlite3_changes(store->db) > 0;
    store->added += *added; /* what is derived follows from decisions too */
    return err || !*added ? err : add_superseded(store, d, error);
}

dtl_err dtl_store_decide(dtl_store *store, const dtl_store_wish *wish, dtl_arena *arena, dtl_decision *made, bool *added, bool *known, dtl_error *error)
{
    dtl_decision d = {.kind = wish->kind, .name = wish->name, .signed_by = wish->signed_by};
    decision_array splits = {0};
    dtl_buffer about = {0};
    bool same = false;
    *known = *added = false;
    d.signed_by.supersedes = DTL_SLICE_EMPTY;
    dtl_err err = current_decisions(store, DTL_SLICE("split"), DTL_SLICE_EMPTY, arena, &splits, error);
    if (!err)
        err = wish->kind == DTL_DECISION_MERGE   ? fill_merge(store, wish, &splits, arena, &d, &about, known, error)
              : wish->kind == DTL_DECISION_PIN   ? fill_pin(store, wish, &splits, arena, &d, &about, known, error)
              : wish->kind == DTL_DECISION_SPLIT ? fill_split(store, wish, &splits, arena, &d, &about, known, error)
                                                 : fill_undo(store, wish, arena, &d, &about, error);
    if (!err && (about.failed || !dtl_arena_copy(arena, dtl_slice_make(about.bytes, about.length), &d.about)))
        err = out_of_memory(store, error);
    dtl_buffer_free(&about);
    d.about = store_as_about(d.about);
    if (!err)
        err = dtl_decision_settle(&d, error);
    if (!err && d.kind != DTL_DECISION_UNDO)
        err = supersede(store, arena, &d, &same, error);
    if (!err && !same)
        err = add(store, &d, added, error);
    if (!err)
        *made = d;
    return err;
}

dtl_err dtl_store_add_decision(dtl_store *store, dtl_slice line, dtl_arena *arena, bool *added, dtl_error *error)
{
    dtl_decision decision;
    bool is_new = false;
    dtl_err err = dtl_decision_read(line, arena, &decision, error);
    if (!err)
        err = add(store, &decision, &is_new, error);
    if (!err && added)
        *added = is_new;
    return err;
}

/* ---- what a rebuild reads and writes ---- */

dtl_err store_load_decisions(dtl_store *store, dtl_arena *arena, const dtl_decision **decisions, size_t *count, dtl_error *error)
{
    sqlite3_stmt *statement;
    decision_array all = {0};
    dtl_err err = store_prepare(store, "SELECT line FROM decision ORDER BY id", &statement, error);
    if (err)
        return err;
    err = take_decisions(store, statement, arena, &all, error);
    *decisions = all.items;
    *count = all.count;
    return err;
}

dtl_err store_put_effects(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    sqlite3_stmt *statement;
    dtl_err err = store_run(w->store, "DELETE FROM decision_effect", w->error);
    if (!err)
        err = store_prepare(w->store, "INSERT INTO decision_effect VALUES (?,?,?,?,?)", &statement, w->error);
    if (err)
        return err;
    for (uint32_t i = 0; !err && i < l->decisions.count; i++) {
        const dtl_ledger_decision *d = &l->decisions.items[i];
        bind_slice(statement, 1, dtl_slice_from_cstr(d->decision->id));
        bind_slice(statement, 2, dtl_slice_from_cstr(dtl_decision_state_name(d->state)));
        if (d->actor == DTL_NONE)
            sqlite3_bind_null(statement, 3);
        else
            sqlite3_bind_int64(statement, 3, w->actors.ids[d->actor]);
        sqlite3_bind_int64(statement, 4, d->n_uses);
        bind_slice(statement, 5, d->detail);
        if (sqlite3_step(statement) != SQLITE_DONE)
            err = store_fail(w->store, w->error, "rebuilding");
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return err;
}

/* ---- listing ---- */

dtl_err dtl_store_decisions(dtl_store *store, dtl_arena *arena, dtl_store_decision_array *rows, dtl_error *error)
{
    static const char sql[] = "SELECT d.id, d.kind, d.about, d.actor, d.name, d.analyst, d.date, d.note, d.line, coalesce(e.state, ''), coalesce(e.detail, ''), "
                              "coalesce(a.actor_id, ''), coalesce(e.n_uses, 0) FROM decision d LEFT JOIN decision_effect e ON e.id = d.id "
                              "LEFT JOIN actor a ON a.id = e.actor ORDER BY d.date, d.id";
    sqlite3_stmt *statement;
    dtl_store_decision_array made = {0};
    bool good = true;
    int rc = SQLITE_DONE;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    while (good && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        dtl_store_decision *d = dtl_array_push(arena, &made);
        good = d != NULL;
        if (!d)
            break;
        dtl_slice *const fields[] = {&d->id, &d->kind, &d->about, &d->actor, &d->name, &d->analyst, &d->date, &d->note, &d->line, &d->state, &d->detail, &d->result};
        for (int i = 0; i < 12; i++)
            *fields[i] = column_copy(statement, i, arena, &good);
        d->n_uses = (uint32_t)sqlite3_column_int64(statement, 12);
    }
    err = done(store, statement, rc, good, "reading decisions", error);
    if (!err)
        *rows = made;
    return err;
}
