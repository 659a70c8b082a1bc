/* Assessments in the ledger's file: finding what is judged, adding, joining, listing.
 *
 * In: what an analyst says ("AFP", "3f2a9c", a grade). Out: rows of tables assessment and assessment_supersedes, which only ever grow
 * and which no rebuild touches. A subject is kept by an id that follows from names or texts alone (schema.sql), so that it is found
 * again after a rebuild, and after more reports: an event by any of its tellings, a claim by the bytes that make it.
 * Example: `assess source afp --reliability B --analyst "N. Haidari"` twice adds one row; then C adds a second that supersedes it.
 * Knowingly wrong: an event judged in a ledger whose reports are coded anew by other rules is no longer found; the list still tells
 * what it was.
 */
#include "base/utf8.h"
#include "store/internal.h"

enum { CANDIDATES_TOLD = 5 };

static dtl_err out_of_memory(const dtl_store *store, dtl_error *error)
{
    return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory", store->path);
}

static dtl_slice column_copy(sqlite3_stmt *statement, int at, dtl_arena *arena, bool *good)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    *good = dtl_arena_copy(arena, column_slice(statement, at), &copy) && *good;
    return copy;
}

/* ---- finding what is judged ---- */

dtl_slice store_as_about(dtl_slice text)
{
    char *bytes = (char *)text.ptr; /* our own copy in the arena */
    if (text.length > DTL_ABOUT_MAX)
        text.length = DTL_ABOUT_MAX;
    text.length = dtl_utf8_valid_prefix(text);
    for (uint32_t i = 0; i < text.length; i++) {
        bool c1 = (unsigned char)bytes[i] == 0xC2 && i + 1 < text.length && (unsigned char)bytes[i + 1] < 0xA0;
        bool separator = (unsigned char)bytes[i] == 0xE2 && i + 2 < text.length && (unsigned char)bytes[i + 1] == 0x80 &&
                         ((unsigned char)bytes[i + 2] & 0xFE) == 0xA8;
        if ((unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7F)
            bytes[i] = ' ';
        else if (c1 || separator)
            memset(bytes + i, ' ', separator ? 3 : 2);
    }
    return text;
}

static const char find_source[] =
    "SELECT DISTINCT source_id, min(name), '' FROM source WHERE source_id <> '' AND (source_id = ?1 OR name = ?1 COLLATE NOCASE OR "
    "source_id = 'media:' || lower(?1)) GROUP BY source_id ORDER BY 1";
static const char find_actor[] =
    "SELECT 'actor:' || actor_id, name, '' FROM actor WHERE kind <> 'place' AND ('actor:' || actor_id = ?1 OR actor_id = ?1 OR "
    "name = ?1 COLLATE NOCASE OR id IN (SELECT actor FROM actor_alias WHERE name = ?1 COLLATE NOCASE) OR id IN (SELECT actor FROM actor_use WHERE id = ?1 "
    "OR 'actor:' || id = ?1)) ORDER BY 1";
static const char find_event[] =
    "SELECT e.event_id, e.type || iif(e.mode = '', '', '/' || e.mode) || ': ' || e.actors || iif(e.recipients = '', '', ' → ' || e.recipients) || "
    "coalesce(', ' || p.name, '') || coalesce(', ' || e.date_low, ''), (SELECT group_concat(telling_id, ' ') FROM event_mention WHERE event = e.id) "
    "FROM event e LEFT JOIN actor p ON p.id = e.place WHERE e.id IN (SELECT id FROM event WHERE event_id >= ?1 AND event_id < ?1 || 'g' "
    "UNION SELECT event FROM event_mention_row WHERE telling_id >= ?1 AND telling_id < ?1 || 'g') ORDER BY 1";
static const char find_claim[] =
    "SELECT claim_id, min(chain || ': ' || words), '' FROM claim WHERE claim_id >= ?1 AND claim_id < ?1 || 'g' AND claim_id <> '' GROUP BY claim_id "
    "ORDER BY 1";

/* Runs one of the above; *count says how many there are (counted up to CANDIDATES_TOLD), names tells their ids. */
static dtl_err candidates(dtl_store *store, const char *sql, dtl_slice which, dtl_arena *arena, dtl_store_subject *found, uint32_t *count,
                          dtl_buffer *names, dtl_error *error)
{
    sqlite3_stmt *statement;
    bool good = true;
    int rc;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    bind_slice(statement, 1, which);
    *count = 0;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW && *count <= CANDIDATES_TOLD) {
        dtl_buffer_cstr(names, *count ? ", " : "");
        if ((*count)++ == CANDIDATES_TOLD) {
            dtl_buffer_cstr(names, "…");
            continue;
        }
        dtl_buffer_slice(names, column_slice(statement, 0));
        if (*count > 1)
            continue;
        found->id = column_copy(statement, 0, arena, &good);
        found->about = store_as_about(column_copy(statement, 1, arena, &good));
        found->ids = column_copy(statement, 2, arena, &good);
    }
    if (rc != SQLITE_DONE && rc != SQLITE_ROW)
        err = store_fail(store, error, "asking");
    sqlite3_finalize(statement);
    return !err && !good ? out_of_memory(store, error) : err;
}

dtl_err dtl_store_find_subject(dtl_store *store, uint8_t subject, dtl_slice which, dtl_arena *arena, dtl_store_subject *found, dtl_error *error)
{
    static const char *const ways[DTL_SUBJECT_COUNT][2] = {[DTL_SUBJECT_SOURCE] = {find_source, find_actor},
                                                           [DTL_SUBJECT_EVENT] = {find_event}, [DTL_SUBJECT_CLAIM] = {find_claim}};
    static const char *const lists[DTL_SUBJECT_COUNT] = {"sources", "events", "claims"};
    dtl_store_subject made = {.subject = subject};
    dtl_buffer names = {0};
    uint32_t count = 0;
    dtl_err err = DTL_OK;
    int length = (int)(which.length > 80 ? 80 : which.length);
    for (size_t i = 0; i < 2 && ways[subject][i] && !count && !err && which.length; i++)
        err = candidates(store, ways[subject][i], which, arena, &made, &count, &names, error);
    if (!err && !count)
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: no %s \"%.*s\"; `dateline %s` lists them", store->path,
                            dtl_subject_name(subject), length, which.ptr ? which.ptr : "", lists[subject]);
    else if (!err && count > 1)
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: several %s are \"%.*s\": %.*s", store->path, lists[subject],
                            length, which.ptr, (int)(names.length > 300 ? 300 : names.length), names.bytes);
    dtl_buffer_free(&names);
    if (!err)
        *found = made;
    return err;
}

/* ---- adding ---- */

static dtl_err add(dtl_store *store, const dtl_assessment *a, bool *added, dtl_error *error)
{
    sqlite3_stmt *statement = NULL;
    dtl_buffer line = {0};
    dtl_assessment_write(a, &line);
    if (line.failed)
        return out_of_memory(store, error);
    dtl_err err = store_begin(store, "adding an assessment", error);
    if (!err)
        err = store_prepare(store, "INSERT OR IGNORE INTO assessment VALUES (?,?,?,?,?,?,?,?,?)", &statement, error);
    if (!err) {
        const dtl_slice columns[] = {dtl_slice_from_cstr(a->id), dtl_slice_from_cstr(dtl_subject_name(a->subject)), a->of, a->about,
                                     dtl_slice_make(&a->grade, 1), a->analyst, a->date, a->note, dtl_slice_make(line.bytes, line.length - 1)};
        for (int i = 0; i < 9; i++)
            bind_slice(statement, i + 1, columns[i]);
        if (sqlite3_step(statement) != SQLITE_DONE)
            err = store_fail(store, error, "adding an assessment");
    }
    sqlite3_finalize(statement);
    dtl_buffer_free(&line);
    *added = !err && sqlite3_changes(store->db) > 0;
    if (err || !*added)
        return err;
    err = store_prepare(store, "INSERT OR IGNORE INTO assessment_supersedes VALUES (?1, ?2)", &statement, error);
    for (uint32_t at = 0; !err && at < a->supersedes.length; at += DTL_ASSESSMENT_ID + 1) {
        bind_slice(statement, 1, dtl_slice_from_cstr(a->id));
        bind_slice(statement, 2, (dtl_slice){a->supersedes.ptr + at, DTL_ASSESSMENT_ID});
        if (sqlite3_step(statement) != SQLITE_DONE)
            err = store_fail(store, error, "adding an assessment");
        sqlite3_reset(statement);
    }
    if (statement)
        sqlite3_finalize(statement);
    return err;
}

dtl_err dtl_store_assess(dtl_store *store, const dtl_store_subject *subject, dtl_assessment *given, dtl_arena *arena, bool *added, dtl_error *error)
{
    static const char sql[] = "SELECT id, grade, date, note FROM current_assessment WHERE subject = ?1 AND analyst = ?2 AND (of = ?3 OR (?1 = 'event' AND "
                              "instr(' ' || ?4 || ' ', ' ' || of || ' '))) ORDER BY id LIMIT 64";
    sqlite3_stmt *statement;
    char ids[DTL_SUPERSEDES_MAX * (DTL_ASSESSMENT_ID + 1)];
    uint32_t length = 0, count = 0;
    bool same = false;
    int rc;
    given->subject = subject->subject;
    given->of = subject->id;
    given->about = subject->about;
    given->supersedes = DTL_SLICE_EMPTY;
    dtl_err err = dtl_assessment_settle(given, error);
    if (!err)
        err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    const dtl_slice values[] = {dtl_slice_from_cstr(dtl_subject_name(given->subject)), given->analyst, subject->id, subject->ids};
    for (int i = 0; i < 4; i++)
        bind_slice(statement, i + 1, values[i]);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        if (length)
            ids[length++] = ' ';
        memcpy(ids + length, column_slice(statement, 0).ptr, DTL_ASSESSMENT_ID);
        length += DTL_ASSESSMENT_ID;
        same = !count++ && dtl_slice_equal(column_slice(statement, 1), dtl_slice_make(&given->grade, 1)) &&
               dtl_slice_equal(column_slice(statement, 2), given->date) && dtl_slice_equal(column_slice(statement, 3), given->note);
    }
    if (rc != SQLITE_DONE)
        err = store_fail(store, error, "asking");
    sqlite3_finalize(statement);
    *added = false;
    if (err || same)
        return err;
    if (!dtl_arena_copy(arena, dtl_slice_make(ids, length), &given->supersedes))
        return out_of_memory(store, error);
    err = dtl_assessment_settle(given, error);
    return err ? err : add(store, given, added, error);
}

dtl_err dtl_store_add_assessment(dtl_store *store, dtl_slice line, dtl_arena *arena, bool *added, dtl_error *error)
{
    dtl_assessment assessment;
    bool is_new = false;
    dtl_err err = dtl_assessment_read(line, arena, &assessment, error);
    if (!err)
        err = add(store, &assessment, &is_new, error);
    if (!err && added)
        *added = is_new;
    return err;
}

/* ---- listing ---- */

dtl_err dtl_store_assessments(dtl_store *store, dtl_arena *arena, dtl_store_assessment_array *rows, dtl_error *error)
{
    static const char sql[] =
        "SELECT a.id, a.subject, a.of, a.about, a.grade, a.analyst, a.date, a.note, coalesce((SELECT group_concat(superseded, ' ') FROM (SELECT "
        "superseded FROM assessment_supersedes WHERE id = a.id ORDER BY superseded)), ''), a.line, a.id IN (SELECT id FROM current_assessment), "
        "CASE a.subject WHEN 'source' THEN a.of IN (SELECT source_id FROM source) OR a.of IN (SELECT 'actor:' || actor_id FROM actor) "
        "WHEN 'claim' THEN a.of IN (SELECT claim_id FROM claim) ELSE a.of IN (SELECT telling_id FROM event_mention) END "
        "FROM assessment a ORDER BY a.subject DESC, a.of, a.analyst, a.date, a.id";
    sqlite3_stmt *statement;
    dtl_store_assessment_array made = {0};
    bool good = true;
    int rc = SQLITE_DONE;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    while (good && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        dtl_store_assessment *a = dtl_array_push(arena, &made);
        good = a != NULL;
        if (!a)
            break;
        dtl_slice *const fields[] = {&a->id, &a->subject, &a->of, &a->about, &a->grade, &a->analyst, &a->date, &a->note, &a->supersedes, &a->line};
        for (int i = 0; i < 10; i++)
            *fields[i] = column_copy(statement, i, arena, &good);
        a->current = sqlite3_column_int(statement, 10) != 0;
        a->here = sqlite3_column_int(statement, 11) != 0;
    }
    if (good && rc != SQLITE_DONE)
        err = store_fail(store, error, "reading assessments");
    sqlite3_finalize(statement);
    if (!err && !good)
        err = out_of_memory(store, error);
    if (!err)
        *rows = made;
    return err;
}
