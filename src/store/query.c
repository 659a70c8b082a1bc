/* Questions to the ledger: filters become one SQL statement, rows come back in the arena.
 *
 * In: a dtl_store_filter. Out: arrays of rows. Every value of a filter is bound, never pasted into SQL. An actor is found by
 * id, name or alias, a person also by part of the name, and brings its children with it (a branch of a group, the ministry of a
 * government); a place brings what lies in it. Undated events do not answer to a filter by date. Words are looked up in the index of
 * all evidence (table words); what they are cut from is the report's text.
 */
#include "base/json_read.h"
#include "base/utf8.h"
#include "store/internal.h"
#include "store/snapshot.h"
#include <inttypes.h>
#include <stdlib.h>

enum { VALUES_MAX = 24 };

/* A statement in the making. */
typedef struct query {
    dtl_store *store;
    dtl_arena *arena;
    dtl_buffer sql;
    dtl_slice values[VALUES_MAX];
    int n_values;
    bool failed;          /* out of arena */
    bool has_where;
    sqlite3_stmt *statement;
    store_statement *kept; /* its place among the kept ones, NULL: its own */
    int column;
} query;

/* Remembers a value and gives its parameter number. */
static int value(query *q, dtl_slice text)
{
    if (q->n_values >= VALUES_MAX) {
        q->failed = true;
        return VALUES_MAX;
    }
    q->values[q->n_values++] = text;
    return q->n_values;
}

static void where(query *q)
{
    dtl_buffer_cstr(&q->sql, q->has_where ? " AND " : " WHERE ");
    q->has_where = true;
}

/* Ids of the actor named by parameter n, with all its children. */
static void put_kin(query *q, int n)
{
    dtl_buffer_format(&q->sql,
                      "(WITH RECURSIVE kin(id, actor_id) AS ("
                      "SELECT id, actor_id FROM actor WHERE actor_id = ?%d UNION SELECT id, actor_id FROM actor WHERE name = ?%d COLLATE NOCASE UNION "
                      "SELECT id, actor_id FROM actor WHERE id IN (SELECT actor FROM actor_alias WHERE name = ?%d COLLATE NOCASE) UNION "
                      "SELECT id, actor_id FROM actor WHERE id IN (SELECT actor FROM actor_use WHERE id = ?%d) UNION "
                      "SELECT id, actor_id FROM actor INDEXED BY actor_person WHERE kind = 'person' AND instr(lower(name), lower(?%d)) "
                      "UNION SELECT a.id, a.actor_id FROM actor a JOIN kin ON a.parent_id = kin.actor_id) SELECT id FROM kin)",
                      n, n, n, n, n);
}

static void put_places(query *q, int n)
{
    dtl_buffer_format(&q->sql,
                      "(SELECT id FROM actor WHERE actor_id = ?%d OR name = ?%d COLLATE NOCASE OR (place_precision > 0 AND "
                      "(admin1 = ?%d COLLATE NOCASE OR country = ?%d COLLATE NOCASE OR (country <> '' AND country IN (SELECT country FROM actor "
                      "WHERE place_precision = 1 AND (actor_id = ?%d OR name = ?%d COLLATE NOCASE))))) OR id IN (SELECT actor FROM "
                      "actor_alias WHERE name = ?%d COLLATE NOCASE))",
                      n, n, n, n, n, n, n);
}

/* %words% for LIKE, with its special signs escaped. */
static dtl_slice like_pattern(query *q, dtl_slice text)
{
    char *bytes = dtl_arena_alloc(q->arena, (size_t)text.length * 2 + 3);
    uint32_t length = 0;
    if (!bytes) {
        q->failed = true;
        return DTL_SLICE_EMPTY;
    }
    bytes[length++] = '%';
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.ptr[i] == '%' || text.ptr[i] == '_' || text.ptr[i] == '\\')
            bytes[length++] = '\\';
        bytes[length++] = text.ptr[i];
    }
    bytes[length++] = '%';
    return dtl_slice_make(bytes, length);
}

/* What a person looks for, as FTS5 asks for it: words that must all be there; what stands in quotation marks stands together. Each word is
 * quoted, so that no sign of it means anything. Empty: there is no word in it. */
static dtl_slice words_pattern(query *q, dtl_slice text)
{
    char *bytes = dtl_arena_alloc(q->arena, (size_t)text.length * 3 + 4);
    uint32_t length = 0;
    bool phrase = false, inside = false, any = false;
    if (!bytes) {
        q->failed = true;
        return DTL_SLICE_EMPTY;
    }
    for (uint32_t i = 0; i <= text.length; i++) {
        char c = i < text.length ? text.ptr[i] : ' ';
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
        bool mark = c == '"';
        any = any || (!blank && !mark && (c < 0 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')));
        if (inside && (mark || (blank && !phrase) || i == text.length)) {
            bytes[length++] = '"';
            bytes[length++] = ' ';
            inside = false;
        }
        if (mark)
            phrase = !phrase;
        else if (inside)
            bytes[length++] = blank ? ' ' : c;
        else if (!blank) {
            bytes[length++] = '"';
            bytes[length++] = c;
            inside = true;
        }
    }
    return any ? dtl_slice_make(bytes, length) : DTL_SLICE_EMPTY;
}

/* Events that are told, or claims that are made, in a place with these words. */
static void put_words(query *q, dtl_slice text, bool claims)
{
    if (!text.length)
        return;
    dtl_slice pattern = words_pattern(q, text);
    where(q);
    if (!pattern.length)
        dtl_buffer_char(&q->sql, '0');
    else if (claims)
        dtl_buffer_format(&q->sql, "c.document << %d | c.offset IN (SELECT rowid FROM words WHERE words MATCH ?%d)", STORE_PLACE_BITS, value(q, pattern));
    else
        dtl_buffer_format(&q->sql, "e.id IN (SELECT em.event FROM words w CROSS JOIN mention_row m ON m.document = w.rowid >> %d AND m.evidence_offset = "
                                   "w.rowid & %d CROSS JOIN event_mention_row em ON em.document = m.document AND em.number = m.event_number WHERE words "
                                   "MATCH ?%d)", STORE_PLACE_BITS, (1 << STORE_PLACE_BITS) - 1, value(q, pattern));
}

static dtl_slice day_value(query *q, int32_t day)
{
    char text[16];
    dtl_slice copy = DTL_SLICE_EMPTY;
    dtl_day_format(day, text);
    if (!dtl_arena_copy(q->arena, dtl_slice_from_cstr(text), &copy))
        q->failed = true;
    return copy;
}

static void put_type(query *q, dtl_slice type)
{
    dtl_slice rest = type, head = DTL_SLICE_EMPTY, mode = DTL_SLICE_EMPTY;
    dtl_slice_next_field(&rest, '/', &head);
    if (rest.ptr)
        mode = rest;
    if (head.length) {
        where(q);
        dtl_buffer_format(&q->sql, "e.type = ?%d COLLATE NOCASE", value(q, head));
    }
    if (mode.length) {
        where(q);
        dtl_buffer_format(&q->sql, "e.mode = ?%d COLLATE NOCASE", value(q, mode));
    }
}

/* By the column day of event_row and event_actor_row: only rows of these days are looked at, and the long ones. */
static void put_days_of_actor(query *q, const dtl_store_filter *f)
{
    int64_t from = f->from == DTL_DAY_OPEN_PAST ? INT32_MIN : (int64_t)f->from - STORE_SHORT_DAYS;
    if (f->from != DTL_DAY_OPEN_PAST || f->to != DTL_DAY_OPEN_FUTURE)
        dtl_buffer_format(&q->sql, " AND (day BETWEEN %" PRId64 " AND %" PRId32 " OR day = %d)", from < STORE_DAY_LONG ? STORE_DAY_LONG : from, f->to,
                          STORE_DAY_LONG);
}

static void put_dates(query *q, const dtl_store_filter *f)
{
    if (f->from == DTL_DAY_OPEN_PAST && f->to == DTL_DAY_OPEN_FUTURE)
        return;
    if (!f->actor.length && !f->place.length) { /* these look at days themselves */
        where(q);
        dtl_buffer_cstr(&q->sql, "e.id IN (SELECT id FROM event_row WHERE 1");
        put_days_of_actor(q, f);
        dtl_buffer_char(&q->sql, ')');
    }
    where(q);
    dtl_buffer_cstr(&q->sql, "(e.date_low IS NOT NULL OR e.date_high IS NOT NULL)");
    if (f->from != DTL_DAY_OPEN_PAST) {
        where(q);
        dtl_buffer_format(&q->sql, "(e.date_high IS NULL OR e.date_high >= ?%d)", value(q, day_value(q, f->from)));
    }
    if (f->to != DTL_DAY_OPEN_FUTURE) {
        where(q);
        dtl_buffer_format(&q->sql, "(e.date_low IS NULL OR e.date_low <= ?%d)", value(q, day_value(q, f->to)));
    }
}

/* Contexts and confidence. */
static void put_codes(query *q, const dtl_store_filter *f)
{
    for (unsigned i = 0; i < DTL_CONTEXT_COUNT; i++)
        if (f->contexts & DTL_CONTEXT_BIT(i)) {
            where(q);
            dtl_buffer_format(&q->sql, "instr(' ' || e.contexts || ' ', ' %s ')", dtl_context_name(i));
        }
    if (f->confidence) {
        where(q);
        dtl_buffer_format(&q->sql, "e.confidence >= %u", f->confidence);
    }
}

/* The claims that actor n and its children make, or that are made for them; each half has an index of its own. */
static void put_claims_of_speaker(query *q, int n)
{
    for (int half = 0; half < 2; half++) {
        dtl_buffer_format(&q->sql, "%sSELECT x.document, x.number FROM attribution_row y JOIN claim_row x ON x.document = y.document AND x.attribution = y.number "
                                   "WHERE y.%s IN ", half ? " UNION " : "", half ? "on_behalf_of" : "holder");
        put_kin(q, n);
    }
}

/* Events in which actor n or a child of it acts, suffers or (6) speaks. */
static void put_events_of_actor(query *q, const dtl_store_filter *f, int n)
{
    dtl_buffer_cstr(&q->sql, "(SELECT event FROM event_actor_row WHERE role IN (0, 1, 6) AND actor IN ");
    put_kin(q, n);
    put_days_of_actor(q, f);
    dtl_buffer_char(&q->sql, ')');
}

/* FROM and the claims c: all, or those of an actor or a voice, which are found first and drive the rest. CROSS JOIN keeps the order. */
static void put_claims(query *q, const dtl_store_filter *f)
{
    if (!f->actor.length && !f->voice.length) {
        dtl_buffer_cstr(&q->sql, " FROM claim_row c");
        return;
    }
    dtl_buffer_cstr(&q->sql, " FROM (");
    if (f->actor.length) {
        int n = value(q, f->actor);
        dtl_buffer_cstr(&q->sql, "SELECT document, number FROM (");
        put_claims_of_speaker(q, n);
        dtl_buffer_cstr(&q->sql, " UNION SELECT document, number FROM claim_row WHERE event IN ");
        put_events_of_actor(q, f, n);
        dtl_buffer_char(&q->sql, ')');
    }
    if (f->voice.length) {
        int n = value(q, f->voice);
        dtl_buffer_format(&q->sql, "%sSELECT document, number FROM (", f->actor.length ? " INTERSECT " : "");
        put_claims_of_speaker(q, n);
        dtl_buffer_format(&q->sql, " UNION SELECT document, number FROM claim_row WHERE voice IN (SELECT id FROM voice WHERE name = ?%d COLLATE NOCASE OR key = ?%d) "
                                   "UNION SELECT x.document, x.number FROM document_row y CROSS JOIN claim_row x ON x.document = y.id AND x.attribution IS NULL "
                                   "WHERE y.outlet = ?%d COLLATE NOCASE OR y.agency = ?%d COLLATE NOCASE)", n, n, n, n);
    }
    dtl_buffer_cstr(&q->sql, ") found CROSS JOIN claim_row c ON c.document = found.document AND c.number = found.number");
}

/* What only claims (c, a, d) are asked for. */
static void put_claim_conditions(query *q, const dtl_store_filter *f)
{
    const struct { dtl_slice wanted; const char *column; } equal[] = {{f->stance, "ck.stance"}, {f->field, "ck.field"}, {f->source_kind, "ak.kind"}};
    for (size_t i = 0; i < sizeof equal / sizeof *equal; i++) {
        if (!equal[i].wanted.length)
            continue;
        where(q);
        if (equal[i].column[0] == 'a' && dtl_slice_equal_nocase(equal[i].wanted, DTL_SLICE("unknown")))
            dtl_buffer_cstr(&q->sql, "ak.kind = ''");
        else
            dtl_buffer_format(&q->sql, "%s = ?%d COLLATE NOCASE", equal[i].column, value(q, equal[i].wanted));
    }
}

static void put_box(query *q, const dtl_store_filter *f)
{
    if (!f->in_box)
        return;
    where(q);
    dtl_buffer_format(&q->sql, "e.place IN (SELECT id FROM actor WHERE latitude BETWEEN %" PRId32 " AND %" PRId32 " AND (longitude >= %" PRId32 " %s longitude <= %" PRId32 "))",
                      f->south, f->north, f->west, f->west > f->east ? "OR" : "AND", f->east);
}

/* The conditions on the event e; for claims (c, a) the actor may also be the holder, and text is searched in the claim. */
static void put_conditions(query *q, const dtl_store_filter *f, bool claims)
{
    if (f->event.length) {
        int n = value(q, f->event);
        where(q);
        dtl_buffer_format(&q->sql, "e.event_id >= ?%d AND e.event_id < ?%d || 'g'", n, n);
    }
    if (f->item.length) {
        where(q);
        dtl_buffer_format(&q->sql, "e.item = ?%d COLLATE NOCASE", value(q, f->item));
    }
    if (q->store->only_touched) {
        where(q);
        dtl_buffer_cstr(&q->sql, "e.id IN (SELECT id FROM temp.touched)");
    }
    put_type(q, f->type);
    if (f->actor.length && !claims) { /* the claims were looked for by it */
        where(q);
        dtl_buffer_cstr(&q->sql, "e.id IN ");
        put_events_of_actor(q, f, value(q, f->actor));
    }
    if (f->place.length) {
        where(q);
        dtl_buffer_cstr(&q->sql, "e.id IN (SELECT event FROM event_actor_row WHERE role IN (2, 5) AND actor IN ");
        put_places(q, value(q, f->place));
        put_days_of_actor(q, f);
        dtl_buffer_char(&q->sql, ')');
    }
    if (f->status.length) {
        int n = value(q, f->status);
        where(q);
        dtl_buffer_format(&q->sql, "(e.status = ?%d COLLATE NOCASE OR e.standing = ?%d COLLATE NOCASE)", n, n);
    }
    put_words(q, f->text, claims);
    if (claims)
        put_claim_conditions(q, f);
    put_box(q, f);
    put_dates(q, f);
    put_codes(q, f);
    if (f->shared) {
        where(q);
        dtl_buffer_cstr(&q->sql, "e.n_testimonies > 1");
    }
    if (f->conflicts) {
        where(q);
        dtl_buffer_cstr(&q->sql, "e.conflict");
    }
}

static void put_order(query *q, const dtl_store_filter *f, const char *ties)
{
    static const char *const columns[] = {"e.date_low", "e.type || e.mode", "e.actors", "p.name", "e.n_testimonies", "e.killed_low", "e.event_id"};
    const char *column = columns[f->sort <= DTL_SORT_ID ? f->sort : DTL_SORT_DATE];
    dtl_buffer_format(&q->sql, " ORDER BY %s%s NULLS LAST, %s", column, f->descending ? " DESC" : "", ties); /* by an index, where there is one */
}

static void put_limit(query *q, const dtl_store_filter *f)
{
    if (f->limit || f->offset)
        dtl_buffer_format(&q->sql, " LIMIT %" PRId64 " OFFSET %" PRIu32, f->limit ? (int64_t)f->limit : (int64_t)-1, f->offset);
}

/* ---- running ---- */

/* The statement of this SQL among the kept ones, or a free place for it; NULL when all are being used. */
static store_statement *find_kept(dtl_store *store, const char *sql)
{
    store_statement *free_place = NULL;
    for (unsigned i = 0; i < STORE_STATEMENTS; i++) {
        store_statement *s = &store->kept[(store->next_kept + i) % STORE_STATEMENTS];
        if (s->sql && !s->in_use && strcmp(s->sql, sql) == 0)
            return s;
        if (!s->in_use && (!free_place || (free_place->sql && !s->sql)))
            free_place = s;
    }
    return free_place;
}

void store_forget_statements(dtl_store *store)
{
    for (unsigned i = 0; i < STORE_STATEMENTS; i++) {
        sqlite3_finalize(store->kept[i].statement);
        free(store->kept[i].sql);
        store->kept[i] = (store_statement){0};
    }
}

/* Prepares the SQL, or takes the statement that an earlier question left. */
static dtl_err take_statement(query *q, dtl_error *error)
{
    store_statement *s = find_kept(q->store, q->sql.bytes);
    if (s && !(s->sql && strcmp(s->sql, q->sql.bytes) == 0)) {
        sqlite3_finalize(s->statement);
        free(s->sql);
        *s = (store_statement){.sql = strdup(q->sql.bytes)};
        q->store->next_kept = (unsigned)(s - q->store->kept + 1) % STORE_STATEMENTS;
        if (!s->sql)
            s = NULL; /* out of memory: it is asked once */
    }
    if (!s)
        return store_prepare(q->store, q->sql.bytes, &q->statement, error);
    dtl_err err = s->statement ? DTL_OK : store_prepare(q->store, s->sql, &s->statement, error);
    if (err) {
        free(s->sql);
        *s = (store_statement){0};
        return err;
    }
    s->in_use = true;
    q->kept = s;
    q->statement = s->statement;
    return DTL_OK;
}

static dtl_err query_start(query *q, dtl_error *error)
{
    dtl_buffer_char(&q->sql, '\0');
    if (q->failed || q->sql.failed) {
        dtl_buffer_free(&q->sql);
        return dtl_error_set(error, DTL_ERR_BUDGET, q->store->path, DTL_OFFSET_NONE, "%s: query too large", q->store->path);
    }
    dtl_err err = take_statement(q, error);
    dtl_buffer_free(&q->sql);
    for (int i = 0; !err && i < q->n_values; i++)
        bind_slice(q->statement, i + 1, q->values[i]);
    return err;
}

static bool query_step(query *q, dtl_err *err, dtl_error *error)
{
    int rc = *err ? SQLITE_DONE : sqlite3_step(q->statement);
    q->column = 0;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        *err = store_fail(q->store, error, "asking");
    return rc == SQLITE_ROW;
}

static dtl_err query_end(query *q, dtl_err err, dtl_error *error)
{
    if (q->kept) {
        sqlite3_reset(q->statement);
        sqlite3_clear_bindings(q->statement);
        q->kept->in_use = false;
    } else {
        sqlite3_finalize(q->statement);
    }
    if (!err && q->failed)
        err = dtl_error_set(error, DTL_ERR_BUDGET, q->store->path, DTL_OFFSET_NONE, "%s: too many rows for memory", q->store->path);
    return err;
}

static dtl_slice take_text(query *q)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    if (!dtl_arena_copy(q->arena, column_slice(q->statement, q->column++), &copy))
        q->failed = true;
    return copy;
}

static int64_t take_number(query *q)
{
    return sqlite3_column_int64(q->statement, q->column++);
}

static uint32_t take_u32(query *q)
{
    return (uint32_t)take_number(q);
}

static int32_t take_day(query *q, int32_t open)
{
    int32_t day;
    return dtl_day_parse_iso(column_slice(q->statement, q->column++), &day) ? day : open;
}

static dtl_interval take_days(query *q)
{
    dtl_interval days = {.low = take_day(q, DTL_DAY_OPEN_PAST)};
    days.high = take_day(q, DTL_DAY_OPEN_FUTURE);
    return days;
}

static dtl_range take_range(query *q)
{
    bool none = sqlite3_column_type(q->statement, q->column) == SQLITE_NULL;
    dtl_range range = {.low = take_number(q)};
    bool open = sqlite3_column_type(q->statement, q->column) == SQLITE_NULL;
    range.high = take_number(q);
    if (none)
        return DTL_RANGE_NONE;
    if (open)
        range.high = DTL_COUNT_OPEN;
    return range;
}

static dtl_span take_span(query *q)
{
    dtl_span span = {.offset = take_u32(q)};
    span.length = take_u32(q);
    return span;
}

static int32_t take_position(query *q)
{
    bool none = sqlite3_column_type(q->statement, q->column) == SQLITE_NULL;
    int32_t position = (int32_t)take_number(q);
    return none ? INT32_MIN : position;
}

#define PUSH(q, array) ((q)->failed ? NULL : dtl_array_push((q)->arena, (array)))

/* ---- events ---- */

enum { FIGURES_MAX = 64 }; /* values of one count that a policy looks at: best first, so that none that counts is lost */

static const char event_columns[] =
    "SELECT e.event_id, e.item, e.type, e.mode, e.status, e.standing, e.series, e.actors, e.actor_ids, e.recipients, e.recipient_ids, "
    "p.name, p.actor_id, p.admin1, p.country, p.latitude, p.longitude, p.place_precision, e.date_low, e.date_high, e.killed_low, e.killed_high, "
    "e.injured_low, e.injured_high, e.arrested_low, e.arrested_high, e.figure_low, e.figure_high, e.figure_noun, e.n_reports, "
    "e.n_testimonies, e.n_voices, e.n_denials, e.conflict, ";
static const char event_codes[] = ", e.contexts, e.weapon, e.historical, e.confidence, e.place_implied, e.standing_reason, e.days_implied";
static const char event_credibility[] =
    ", (SELECT group_concat(grade, '; ') FROM (SELECT grade FROM current_assessment WHERE subject = 'event' AND of IN (SELECT telling_id FROM "
    "event_mention WHERE event = e.id) ORDER BY analyst, id))";
static const char event_tables[] = " FROM event e LEFT JOIN actor p ON p.id = e.place";

/* Most ledgers have none, and then nothing is asked for every row. */
static dtl_err has_assessments(dtl_store *store, bool *judged, dtl_error *error)
{
    int64_t any = 0;
    dtl_err err = store_number(store, "SELECT EXISTS (SELECT 1 FROM assessment)", &any, error);
    *judged = any != 0;
    return err;
}

static unsigned number_of(dtl_slice name, const char *(*name_of)(unsigned), unsigned count)
{
    for (unsigned i = 1; i < count; i++)
        if (dtl_slice_is(name, name_of(i)))
            return i;
    return 0;
}

/* What follows from type, mode and contexts. */
static void fill_codes(const query *q, dtl_store_event *e)
{
    unsigned type = number_of(e->type, dtl_event_type_name, DTL_EVENT_TYPE_COUNT), mode = number_of(e->mode, dtl_event_mode_name, DTL_MODE_COUNT);
    uint64_t contexts = 0;
    (void)dtl_contexts_read(e->contexts, &contexts); /* a name that is not known: a ledger from outside; then without */
    e->quad = (uint8_t)dtl_event_quad(type);
    e->intensity = (int8_t)dtl_event_intensity(type, mode);
    e->cameo = dtl_cameo_from_plover(&q->store->cameo, type, mode, contexts);
}

static void take_event(query *q, dtl_store_event *e)
{
    e->id = take_text(q);
    e->item = take_text(q);
    e->type = take_text(q);
    e->mode = take_text(q);
    e->status = take_text(q);
    e->standing = take_text(q);
    e->series = take_number(q) != 0;
    e->actors = take_text(q);
    e->actor_ids = take_text(q);
    e->recipients = take_text(q);
    e->recipient_ids = take_text(q);
    e->place = take_text(q);
    e->place_id = take_text(q);
    e->admin1 = take_text(q);
    e->country = take_text(q);
    e->latitude = take_position(q);
    e->longitude = take_position(q);
    e->place_precision = (uint8_t)take_number(q);
    e->days = take_days(q);
    e->killed = take_range(q);
    e->injured = take_range(q);
    e->arrested = take_range(q);
    e->figure = take_range(q);
    e->figure_noun = take_text(q);
    e->n_reports = take_u32(q);
    e->n_testimonies = take_u32(q);
    e->n_voices = take_u32(q);
    e->n_denials = take_u32(q);
    e->conflict = take_number(q) != 0;
    e->evidence = take_text(q);
    e->contexts = take_text(q);
    e->weapon = take_text(q);
    e->historical = take_number(q) != 0;
    e->confidence = (uint16_t)take_number(q);
    e->place_implied = take_number(q) != 0;
    e->standing_reason = take_text(q);
    e->days_implied = take_number(q) != 0;
    e->killed_toll = e->injured_toll = (dtl_policy_count){-1, -1, -1, false};
    e->credibility = take_text(q);
    fill_codes(q, e);
}

/* The values of one count, as a policy asks for them. */
static size_t figures_of(const dtl_store_value_array *values, const char *field, dtl_policy_value figures[FIGURES_MAX])
{
    size_t count = 0;
    for (uint32_t i = 0; i < values->count && count < FIGURES_MAX; i++) {
        const dtl_store_value *v = &values->items[i];
        if (dtl_slice_is(v->field, field) && v->range.low >= 0)
            figures[count++] = (dtl_policy_value){.range = v->range, .n_voices = v->n_voices, .n_current = v->n_current, .n_impartial = v->n_impartial,
                                                  .n_reports = v->n_reports, .last_day = v->last_day};
    }
    return count;
}

dtl_policy_count dtl_store_toll(const dtl_store_value_array *values, const char *field, dtl_policy policy)
{
    dtl_policy_value figures[FIGURES_MAX];
    return dtl_policy_apply(policy, figures, figures_of(values, field, figures));
}

static void replace_count(dtl_range *range, const dtl_store_value_array *values, const char *field, dtl_policy policy)
{
    dtl_policy_value figures[FIGURES_MAX];
    size_t count = figures_of(values, field, figures);
    if (count)
        *range = figures[dtl_policy_choose(policy, figures, count)].range;
}

void dtl_store_judge(dtl_store_event *event, const dtl_store_value_array *values, dtl_policy policy, bool replace)
{
    event->policy = (uint8_t)policy;
    event->killed_toll = dtl_store_toll(values, "killed", policy);
    event->injured_toll = dtl_store_toll(values, "injured", policy);
    if (!replace)
        return;
    replace_count(&event->killed, values, "killed", policy);
    replace_count(&event->injured, values, "injured", policy);
    replace_count(&event->arrested, values, "arrested", policy);
    replace_count(&event->figure, values, "figure", policy);
}

/* One value as values.c writes it; NULL numbers are "as usual". False: it is no count. */
static bool take_count(const dtl_json_value *given, dtl_store_value *v)
{
    enum { KIND, N_REPORTS = 5, N_VOICES, N_CURRENT, N_IMPARTIAL, LOW, HIGH, LAST_DAY, NUMBERS };
    int64_t numbers[NUMBERS] = {0};
    bool told[NUMBERS] = {false};
    int i = 0;
    for (const dtl_json_value *item = given->first; item && i < NUMBERS; item = item->next, i++)
        if (item->kind == DTL_JSON_INTEGER) {
            numbers[i] = item->integer;
            told[i] = true;
        }
    const unsigned field = store_field_of_kind(numbers[KIND]);
    if (!told[LOW] || field < DTL_FIELD_KILLED || field > DTL_FIELD_FIGURE)
        return false;
    *v = (dtl_store_value){.field = dtl_slice_from_cstr(dtl_field_name(field)), .range = {numbers[LOW], told[HIGH] ? numbers[HIGH] : DTL_COUNT_OPEN},
                           .n_reports = told[N_REPORTS] ? (uint32_t)numbers[N_REPORTS] : 1, .n_voices = told[N_VOICES] ? (uint32_t)numbers[N_VOICES] : 1,
                           .last_day = told[LAST_DAY] ? (int32_t)numbers[LAST_DAY] : DTL_DAY_OPEN_PAST};
    v->n_current = told[N_CURRENT] ? (uint32_t)numbers[N_CURRENT] : v->n_voices;
    v->n_impartial = told[N_IMPARTIAL] ? (uint32_t)numbers[N_IMPARTIAL] : v->n_current;
    return true;
}

/* The counts of an event, without who gives them: all that a policy asks for. */
static dtl_err take_counts(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_value_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    const dtl_json_value *given = NULL;
    dtl_error problem = {0};
    dtl_buffer_format(&q.sql, "SELECT v.given FROM event_row e JOIN event_value_row v ON v.event = e.id WHERE e.event_id = ?%d", value(&q, id));
    dtl_err err = query_start(&q, error);
    dtl_arena_reset(&store->scratch);
    if (query_step(&q, &err, error) && dtl_json_read(column_slice(q.statement, 0), &store->scratch, &given, &problem))
        err = dtl_error_set(error, DTL_ERR_LEDGER, store->path, DTL_OFFSET_NONE, "%s: values of event %.*s: %s", store->path, (int)id.length, id.ptr, problem.message);
    for (const dtl_json_value *one = given ? given->first : NULL; one && !q.failed; one = one->next) {
        dtl_store_value v, *row;
        if (!take_count(one, &v))
            continue;
        row = PUSH(&q, rows);
        if (row)
            *row = v;
        else
            q.failed = true;
    }
    return query_end(&q, err, error);
}

static dtl_err judge_event(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_event *event, dtl_error *error)
{
    dtl_store_value_array values = {0};
    const bool any = event->killed.low >= 0 || event->injured.low >= 0 || event->arrested.low >= 0 || event->figure.low >= 0; /* none has no values */
    dtl_err err = any ? take_counts(store, event->id, arena, &values, error) : DTL_OK;
    if (!err)
        dtl_store_judge(event, &values, (dtl_policy)filter->policy, filter->by_policy);
    return err;
}

/* Asks for the events of a filter; the rows are to be taken. */
static dtl_err begin_events(query *q, const dtl_store_filter *filter, dtl_error *error)
{
    bool judged = false;
    dtl_err err = has_assessments(q->store, &judged, error);
    if (err)
        return err;
    dtl_buffer_cstr(&q->sql, event_columns);
    dtl_buffer_cstr(&q->sql, q->store->only_touched ? "''" : "e.evidence"); /* to tell what changed, words are not needed */
    dtl_buffer_cstr(&q->sql, event_codes);
    dtl_buffer_cstr(&q->sql, judged ? event_credibility : ", ''");
    dtl_buffer_cstr(&q->sql, event_tables);
    put_conditions(q, filter, false);
    put_order(q, filter, "e.event_id");
    put_limit(q, filter);
    return query_start(q, error);
}

dtl_err dtl_store_events(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_event_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_store_event_array made = {0};
    dtl_err err = begin_events(&q, filter, error);
    while (query_step(&q, &err, error)) {
        dtl_store_event *row = PUSH(&q, &made);
        if (!row) {
            q.failed = true;
            break;
        }
        take_event(&q, row);
    }
    err = query_end(&q, err, error);
    for (uint32_t i = 0; !err && i < made.count && (filter->tolls || filter->by_policy); i++)
        err = judge_event(store, filter, arena, &made.items[i], error);
    if (!err)
        *rows = made;
    return err;
}

dtl_err dtl_store_each_event(dtl_store *store, const dtl_store_filter *filter, dtl_store_event_fn *each, void *context, dtl_error *error)
{
    dtl_arena bound, row; /* of the values of the filter; of one row */
    dtl_arena_init(&bound, (size_t)1 << 20);
    dtl_arena_init(&row, (size_t)1 << 30);
    query q = {.store = store, .arena = &bound};
    dtl_err err = begin_events(&q, filter, error);
    q.arena = &row;
    while (query_step(&q, &err, error) && !q.failed) {
        dtl_store_event event;
        dtl_arena_reset(&row);
        take_event(&q, &event);
        if (!q.failed && (filter->tolls || filter->by_policy))
            err = judge_event(store, filter, &row, &event, error);
        if (!q.failed && !err)
            err = each(context, &event);
    }
    err = query_end(&q, err, error);
    dtl_arena_free(&row);
    dtl_arena_free(&bound);
    return err;
}

/* ---- claims ---- */

static const char claim_columns[] =
    "SELECT e.event_id, r.key, d.file, d.url, d.outlet, c.number, iif(c.attribution IS NULL, d.chain, a.chain), h.name, h.actor_id, h.kind, b.name, ak.cue, "
    "substr(CAST(r.text AS BLOB), a.cue_offset + 1, a.cue_length), "
    "ak.quote, ck.field, c.value, ck.modality, ck.certainty, ck.stance, ck.side, ck.rule, ck.polarity, ck.party, d.published_low, "
    "d.published_high, c.offset, c.length, substr(CAST(r.text AS BLOB), c.offset + 1, c.length), te.event_id, "
    "iif(tc.attribution IS NULL, (SELECT chain FROM document_row WHERE id = tc.document), (SELECT chain FROM attribution_row WHERE document = tc.document AND "
    "number = tc.attribution)), (SELECT substr(CAST(text AS BLOB), tc.offset + 1, tc.length) FROM report WHERE id = tc.document), e.type, e.mode, e.actors, e.recipients, e.item, e.figure_low, "
    "e.figure_high, e.figure_noun, v.name, v.key, lower(hex(c.claim_id)), lower(hex(tc.claim_id)), ak.kind, ck.interest, ck.likelihood, ck.factuality, ck.superseded, "
    "c.source_offset, c.source_length, ";
/* Ids through which it came: outlet, agency, then the voices from the outermost to the holder, each with whom it speaks for. */
static const char claim_sources[] =
    "(SELECT d.outlet_id || iif(d.agency_id = '' OR d.agency_id = d.outlet_id, '', char(10) || d.agency_id) || coalesce((SELECT group_concat(char(10) || ids, '') "
    "FROM (WITH RECURSIVE up(step, parent, holder, org) AS (SELECT 0, a.parent, a.holder, a.on_behalf_of WHERE a.number IS NOT NULL UNION ALL "
    "SELECT up.step + 1, n.parent, n.holder, n.on_behalf_of FROM up JOIN attribution_row n ON n.document = c.document AND n.number = up.parent WHERE "
    "up.step < 16) SELECT coalesce((SELECT iif(s.source_id = '', 'actor:' || x.actor_id, s.source_id) FROM actor x LEFT JOIN source s ON s.kind = 'actor' "
    "AND s.actor = x.id WHERE x.id = up.holder), '') || coalesce((SELECT char(10) || 'actor:' || actor_id FROM actor WHERE id = up.org), '') AS ids "
    "FROM up ORDER BY step DESC)), '') || iif(v.actor IS NULL, '', char(10) || v.key))";
static const char claim_tables[] =
    " JOIN claim_kind ck ON ck.id = c.kind JOIN event e ON e.id = c.event JOIN document_row d ON d.id = c.document JOIN report r ON "
    "r.id = c.document LEFT JOIN attribution_row a ON a.document = c.document AND a.number = c.attribution LEFT JOIN attribution_kind ak ON ak.id = a.kind "
    "LEFT JOIN actor h ON h.id = a.holder LEFT JOIN actor b ON b.id = a.on_behalf_of "
    "LEFT JOIN claim_row tc ON tc.document = coalesce(c.targets_document, c.document) AND tc.number = c.targets LEFT JOIN event_row te ON te.id = tc.event LEFT JOIN actor p ON "
    "p.id = e.place JOIN voice v ON v.id = c.voice";

static void take_claim(query *q, dtl_store_claim *c)
{
    c->event = take_text(q);
    c->report = take_text(q);
    c->file = take_text(q);
    c->url = take_text(q);
    c->outlet = take_text(q);
    c->number = take_u32(q);
    c->chain = take_text(q);
    c->holder = take_text(q);
    c->holder_id = take_text(q);
    c->holder_kind = take_text(q);
    c->on_behalf_of = take_text(q);
    c->cue = take_text(q);
    c->cue_words = take_text(q);
    c->quote = take_text(q);
    c->field = take_text(q);
    c->value = take_text(q);
    c->modality = take_text(q);
    c->certainty = take_text(q);
    c->stance = take_text(q);
    c->side = take_text(q);
    c->rule = take_text(q);
    c->polarity = (int32_t)take_number(q);
    c->party = take_number(q) != 0;
    c->published = take_days(q);
    c->span = take_span(q);
    c->words = take_text(q);
    c->targets_event = take_text(q);
    c->targets_chain = take_text(q);
    c->targets_words = take_text(q);
    c->event_type = take_text(q);
    c->event_mode = take_text(q);
    c->event_actors = take_text(q);
    c->event_recipients = take_text(q);
    c->event_item = take_text(q);
    c->event_figure = take_range(q);
    c->event_figure_noun = take_text(q);
    c->voice = take_text(q);
    c->voice_key = take_text(q);
    c->id = take_text(q);
    c->targets = take_text(q);
    c->source_kind = take_text(q);
    c->interest = take_text(q);
    c->likelihood = take_text(q);
    c->factuality = (int32_t)take_number(q);
    c->superseded = take_number(q) != 0;
    c->source = take_span(q);
    c->sources = take_text(q);
}

/* Is id one of the lines of ids? */
static bool is_line_of(dtl_slice ids, dtl_slice id)
{
    for (dtl_slice rest = ids, line; dtl_slice_next_field(&rest, '\n', &line);)
        if (dtl_slice_equal(line, id))
            return true;
    return false;
}

/* "AFP B; Dock Front E": what the analysts think of those through whom it came; "2; 3": and of the claim itself. */
static bool judge_claim(query *q, const dtl_store_assessment_array *all, dtl_store_claim *c)
{
    dtl_buffer reliability = {0}, credibility = {0};
    for (uint32_t i = 0; i < all->count; i++) {
        const dtl_store_assessment *x = &all->items[i];
        bool source = dtl_slice_is(x->subject, "source") && is_line_of(c->sources, x->of);
        bool claim = dtl_slice_is(x->subject, "claim") && dtl_slice_equal(c->id, x->of);
        dtl_buffer *out = source ? &reliability : &credibility;
        if (!x->current || (!source && !claim))
            continue;
        dtl_buffer_cstr(out, out->length ? "; " : "");
        if (source) {
            dtl_buffer_slice(out, x->about);
            dtl_buffer_char(out, ' ');
        }
        dtl_buffer_slice(out, x->grade);
    }
    bool good = !reliability.failed && !credibility.failed &&
                (!reliability.length || dtl_arena_copy(q->arena, dtl_slice_make(reliability.bytes, reliability.length), &c->reliability)) &&
                (!credibility.length || dtl_arena_copy(q->arena, dtl_slice_make(credibility.bytes, credibility.length), &c->credibility));
    dtl_buffer_free(&reliability);
    dtl_buffer_free(&credibility);
    return good;
}

dtl_err dtl_store_claims(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_claim_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_store_claim_array made = {0};
    dtl_store_assessment_array judged = {0};
    bool any = false;
    dtl_err err = has_assessments(store, &any, error);
    if (!err && any)
        err = dtl_store_assessments(store, arena, &judged, error);
    if (err)
        return err;
    dtl_buffer_cstr(&q.sql, claim_columns);
    dtl_buffer_cstr(&q.sql, judged.count ? claim_sources : "''");
    put_claims(&q, filter);
    dtl_buffer_cstr(&q.sql, claim_tables);
    put_conditions(&q, filter, true);
    put_order(&q, filter, "e.event_id, r.key, c.number");
    put_limit(&q, filter);
    err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_claim *c = PUSH(&q, &made);
        if (!c) {
            q.failed = true;
            break;
        }
        take_claim(&q, c);
        q.failed = q.failed || (judged.count && !judge_claim(&q, &judged, c));
    }
    err = query_end(&q, err, error);
    if (!err)
        *rows = made;
    return err;
}

/* ---- actors and sources ---- */

/* The conditions on actors and sources (a, s): whom, and a part of the name. */
static void put_name_conditions(query *q, const dtl_store_filter *f, const char *actor, const char *name)
{
    if (f->actor.length) {
        where(q);
        dtl_buffer_format(&q->sql, "%s IN ", actor);
        put_kin(q, value(q, f->actor));
    }
    if (f->text.length) {
        where(q);
        dtl_buffer_format(&q->sql, "%s LIKE ?%d ESCAPE '\\'", name, value(q, like_pattern(q, f->text)));
    }
}

dtl_err dtl_store_actors(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_actor_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_store_actor_array made = {0};
    dtl_buffer_cstr(&q.sql,
                    "SELECT a.actor_id, a.name, a.kind, a.country, a.sector, a.parent_id, (SELECT group_concat(name, '; ') FROM (SELECT name "
                    "FROM actor_alias WHERE actor = a.id ORDER BY name)), a.n_reports, (SELECT count(DISTINCT event) FROM event_actor_row WHERE "
                    "actor = a.id AND role IN (0, 1)), (SELECT coalesce(sum(n_claims), 0) FROM source WHERE actor = a.id), (SELECT group_concat(name "
                    "|| ': ' || reason, '; ') FROM (SELECT name, reason FROM actor_alias WHERE actor = a.id AND reason <> '' ORDER BY name)) FROM actor a");
    put_name_conditions(&q, filter, "a.id", "a.name");
    where(&q);
    dtl_buffer_cstr(&q.sql, "a.kind <> 'place' ORDER BY a.n_reports DESC, a.actor_id");
    put_limit(&q, filter);
    dtl_err err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_actor *a = PUSH(&q, &made);
        if (!a) {
            q.failed = true;
            break;
        }
        a->id = take_text(&q);
        a->name = take_text(&q);
        a->kind = take_text(&q);
        a->country = take_text(&q);
        a->sector = take_text(&q);
        a->parent_id = take_text(&q);
        a->aliases = take_text(&q);
        a->n_reports = take_u32(&q);
        a->n_events = take_u32(&q);
        a->n_claims = take_u32(&q);
        a->reasons = take_text(&q);
    }
    err = query_end(&q, err, error);
    if (!err)
        *rows = made;
    return err;
}

dtl_err dtl_store_sources(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_source_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_store_source_array made = {0};
    bool judged = false;
    dtl_err err = has_assessments(store, &judged, error);
    if (err)
        return err;
    dtl_buffer_cstr(&q.sql, "SELECT s.name, s.kind, a.actor_id, s.n_reports, s.n_claims, s.source_id");
    dtl_buffer_cstr(&q.sql, judged ? ", (SELECT group_concat(grade, '; ') FROM (SELECT grade FROM current_assessment WHERE subject = 'source' AND "
                                     "of = s.source_id ORDER BY analyst, id))" : ", ''");
    dtl_buffer_cstr(&q.sql, " FROM source s LEFT JOIN actor a ON a.id = s.actor");
    put_name_conditions(&q, filter, "s.actor", "s.name");
    dtl_buffer_cstr(&q.sql, " ORDER BY s.n_claims DESC, s.n_reports DESC, s.kind DESC, s.name, a.actor_id, s.source_id");
    put_limit(&q, filter);
    err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_source *s = PUSH(&q, &made);
        if (!s) {
            q.failed = true;
            break;
        }
        s->name = take_text(&q);
        s->kind = take_text(&q);
        s->actor_id = take_text(&q);
        s->n_reports = take_u32(&q);
        s->n_claims = take_u32(&q);
        s->id = take_text(&q);
        s->reliability = take_text(&q);
    }
    err = query_end(&q, err, error);
    if (!err)
        *rows = made;
    return err;
}

/* ---- reports ---- */

/* Revisions, the ids of their documents beside them (documents may be NULL). */
static dtl_err take_revisions(dtl_store *store, const char *which, dtl_slice id, dtl_arena *arena, dtl_store_revision_array *rows, dtl_index_array *documents,
                              dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    if (id.length)
        value(&q, id);
    dtl_buffer_format(&q.sql, "SELECT v.document, r.key, d.outlet, v.kind, v.field, e.event_id, v.before, v.after FROM revision v JOIN document_row d ON d.id = "
                              "v.document JOIN report r ON r.id = d.id LEFT JOIN event_row e ON e.id = v.event WHERE %s", which);
    dtl_err err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_revision *v = PUSH(&q, rows);
        uint32_t document = take_u32(&q), *number = documents ? dtl_array_push(arena, documents) : NULL;
        if (!v || (documents && !number)) {
            q.failed = true;
            break;
        }
        if (number)
            *number = document;
        v->report = take_text(&q);
        v->outlet = take_text(&q);
        v->kind = take_text(&q);
        v->field = take_text(&q);
        v->event = take_text(&q);
        v->before = take_text(&q);
        v->after = take_text(&q);
    }
    return query_end(&q, err, error);
}

static void take_document(query *q, dtl_store_document *r)
{
    dtl_slice *const texts[] = {&r->key, &r->file, &r->url, &r->outlet, &r->agency, &r->title, &r->address, &r->saved, &r->testimony, &r->copy, &r->copy_of,
                                &r->copy_of_outlet, &r->reprint_of, &r->reprint_of_outlet, &r->supersedes, &r->latest};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = take_text(q);
    r->published = take_days(q);
    r->version = take_u32(q);
    r->versions = take_u32(q);
}

/* The revisions of a document, which lie together in the order of documents. */
static void give_revisions(dtl_store_document *r, uint32_t document, const dtl_store_revision_array *all, const dtl_index_array *documents)
{
    uint32_t low = 0, high = documents->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (documents->items[middle] < document)
            low = middle + 1;
        else
            high = middle;
    }
    r->revisions = all->items + low;
    while (low + r->n_revisions < documents->count && documents->items[low + r->n_revisions] == document)
        r->n_revisions++;
}

static void put_document_conditions(query *q, const dtl_store_filter *filter)
{
    if (!filter->text.length)
        return;
    int pattern = value(q, like_pattern(q, filter->text));
    where(q);
    dtl_buffer_format(&q->sql, "(d.title LIKE ?%d ESCAPE '\\' OR d.outlet LIKE ?%d ESCAPE '\\' OR d.url LIKE ?%d ESCAPE '\\')", pattern, pattern, pattern);
}

dtl_err dtl_store_documents(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_document_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_store_document_array made = {0};
    dtl_store_revision_array revisions = {0};
    dtl_index_array documents = {0};
    dtl_err err = take_revisions(store, "1 ORDER BY v.document, v.number", DTL_SLICE_EMPTY, arena, &revisions, &documents, error);
    if (err)
        return err;
    dtl_buffer_cstr(&q.sql, "SELECT d.id, d.key, d.file, d.url, d.outlet, d.agency, d.title, d.address, d.saved, (SELECT key FROM report WHERE id = d.testimony), d.copy, "
                            "iif(d.copy <> '', (SELECT key FROM report WHERE id = d.original), ''), iif(d.copy <> '', (SELECT outlet FROM document_row WHERE id = "
                            "d.original), ''), (SELECT key FROM report WHERE id = "
                            "iif((SELECT testimony FROM document_row WHERE id = d.reprints) = d.testimony, d.id, d.reprints)), (SELECT outlet FROM document_row WHERE id = d.reprints), (SELECT key FROM "
                            "report WHERE id = d.supersedes), (SELECT key FROM report WHERE id = d.latest), d.published_low, d.published_high, d.version, (SELECT version FROM "
                            "document_row WHERE id = d.latest) FROM document d");
    put_document_conditions(&q, filter);
    dtl_buffer_cstr(&q.sql, " ORDER BY d.published_low IS NULL, coalesce((SELECT published_low FROM document_row WHERE id = d.testimony), d.published_low), "
                            "(SELECT key FROM report WHERE id = d.testimony), d.address, d.version, d.published_low, d.outlet, d.key");
    put_limit(&q, filter);
    err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_document *r = PUSH(&q, &made);
        uint32_t document = take_u32(&q);
        if (!r) {
            q.failed = true;
            break;
        }
        take_document(&q, r);
        give_revisions(r, document, &revisions, &documents);
    }
    err = query_end(&q, err, error);
    if (!err)
        *rows = made;
    return err;
}

/* ---- one event in full ---- */

static dtl_err take_mentions(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_mention_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_buffer_format(&q.sql,
                      "SELECT d.key, d.file, d.url, d.outlet, d.agency, d.title, m.status, m.rule, d.rules, d.model, em.number, "
                      "d.published_low, d.published_high, m.evidence_offset, m.evidence_length, m.trigger_offset, m.trigger_length, m.words, m.source_offset, m.source_length, "
                      "em.score, em.reasons, d.copy, iif(d.copy <> '', (SELECT o.outlet FROM document_row o WHERE o.id = d.original), ''), d.version, "
                      "(SELECT o.version FROM document_row o WHERE o.id = d.latest), (SELECT group_concat(reason, '; ') FROM (SELECT reason FROM dating WHERE document = d.id AND used "
                      "ORDER BY number)) FROM event_row e JOIN event_mention_row em ON em.event = e.id JOIN document d ON "
                      "d.id = em.document JOIN mention m ON m.document = em.document AND m.event_number = em.number WHERE e.event_id = ?%d "
                      "ORDER BY d.key, em.number, m.number", value(&q, id));
    dtl_err err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_mention *m = PUSH(&q, rows);
        if (!m) {
            q.failed = true;
            break;
        }
        m->event = id;
        m->report = take_text(&q);
        m->file = take_text(&q);
        m->url = take_text(&q);
        m->outlet = take_text(&q);
        m->agency = take_text(&q);
        m->title = take_text(&q);
        m->status = take_text(&q);
        m->rule = take_text(&q);
        m->rules = take_text(&q);
        m->model = take_text(&q);
        m->report_event = take_u32(&q);
        m->published = take_days(&q);
        m->evidence = take_span(&q);
        m->trigger = take_span(&q);
        m->words = take_text(&q);
        m->source = take_span(&q);
        m->score = (int32_t)take_number(&q);
        m->reasons = take_text(&q);
        m->copy = take_text(&q);
        m->copy_of = take_text(&q);
        m->version = take_u32(&q);
        m->versions = take_u32(&q);
        m->dated = take_text(&q);
    }
    return query_end(&q, err, error);
}

static dtl_err take_values(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_value_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_buffer_format(&q.sql,
                      "SELECT k.field, k.agreement, json_extract(j.value, '$[2]'), json_extract(j.value, '$[3]'), json_extract(j.value, '$[12]'), "
                      "json_extract(j.value, '$[13]'), json_extract(j.value, '$[9]'), json_extract(j.value, '$[10]'), coalesce(json_extract(j.value, '$[5]'), 1), "
                      "coalesce(json_extract(j.value, '$[6]'), 1), coalesce(json_extract(j.value, '$[7]'), json_extract(j.value, '$[6]'), 1), "
                      "coalesce(json_extract(j.value, '$[8]'), json_extract(j.value, '$[7]'), json_extract(j.value, '$[6]'), 1), json_extract(j.value, '$[11]'), "
                      "json_extract(j.value, '$[1]') = 1, (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT w.name FROM json_each(j.value, '$[4]') n JOIN "
                      "voice w ON w.id = json_extract(v.told, '$[' || n.value || '][3]') ORDER BY w.name)), "
                      "(SELECT min(d.published_low) FROM json_each(j.value, '$[4]') n JOIN document_row d ON d.id = json_extract(v.told, '$[' || n.value || '][0]')), "
                      "(SELECT max(d.published_high) FROM json_each(j.value, '$[4]') n JOIN document_row d ON d.id = json_extract(v.told, '$[' || n.value || '][0]')) "
                      "FROM event_row e JOIN event_value_row v ON v.event = e.id, json_each(v.given) j JOIN value_kind k "
                      "ON k.id = json_extract(j.value, '$[0]') WHERE e.event_id = ?%d ORDER BY j.key",
                      value(&q, id));
    dtl_err err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_value *v = PUSH(&q, rows);
        if (!v) {
            q.failed = true;
            break;
        }
        v->field = take_text(&q);
        v->agreement = take_text(&q);
        v->text = take_text(&q);
        v->ids = take_text(&q);
        v->days = take_days(&q);
        v->range = take_range(&q);
        v->n_reports = take_u32(&q);
        v->n_voices = take_u32(&q);
        v->n_current = take_u32(&q);
        v->n_impartial = take_u32(&q);
        v->last_day = take_position(&q); /* INT32_MIN is DTL_DAY_OPEN_PAST too */
        v->best = take_number(&q) != 0;
        v->voices = take_text(&q);
        v->reported = take_days(&q);
    }
    return query_end(&q, err, error);
}

static dtl_err take_links(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_link_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    int n = value(&q, id);
    dtl_buffer_format(&q.sql,
                      "SELECT f.event_id, t.event_id, l.kind, l.reasons FROM event_link l JOIN event_row f ON f.id = l.from_event JOIN event_row t ON "
                      "t.id = l.to_event WHERE l.from_event = (SELECT id FROM event_row WHERE event_id = ?%d) OR l.to_event = (SELECT id FROM event_row WHERE event_id = ?%d) ORDER BY l.kind, l.score DESC, f.event_id, t.event_id LIMIT 50",
                      n, n);
    dtl_err err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_link *l = PUSH(&q, rows);
        if (!l) {
            q.failed = true;
            break;
        }
        l->from = take_text(&q);
        l->to = take_text(&q);
        l->kind = take_text(&q);
        l->reasons = take_text(&q);
    }
    return query_end(&q, err, error);
}

static dtl_err take_participants(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_participant_array *rows, dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_buffer_format(&q.sql,
                      "SELECT p.role, a.actor_id, a.name, p.sector, p.country, p.as_of FROM event e JOIN event_actor p ON p.event = e.id "
                      "JOIN actor a ON a.id = p.actor WHERE e.event_id = ?%d AND p.role IN ('actor', 'recipient') ORDER BY p.role, a.actor_id",
                      value(&q, id));
    dtl_err err = query_start(&q, error);
    while (query_step(&q, &err, error)) {
        dtl_store_participant *p = PUSH(&q, rows);
        if (!p) {
            q.failed = true;
            break;
        }
        p->role = take_text(&q);
        p->id = take_text(&q);
        p->name = take_text(&q);
        p->sector = take_text(&q);
        p->country = take_text(&q);
        p->as_of = take_text(&q);
    }
    return query_end(&q, err, error);
}

/* Current assessments of the event, of its claims and of those through whom they came. */
static dtl_err take_assessments(dtl_store *store, dtl_arena *arena, dtl_store_detail *d, dtl_error *error)
{
    dtl_store_assessment_array all = {0};
    query q = {.store = store, .arena = arena};
    bool any = false;
    dtl_err err = has_assessments(store, &any, error);
    if (!err && any)
        err = dtl_store_assessments(store, arena, &all, error);
    if (err || !all.count)
        return err;
    dtl_slice tellings = DTL_SLICE_EMPTY;
    dtl_buffer_format(&q.sql, "SELECT group_concat(em.telling_id, char(10)) FROM event_mention em JOIN event e ON e.id = em.event WHERE e.event_id = ?%d",
                      value(&q, d->event.id));
    err = query_start(&q, error);
    if (query_step(&q, &err, error))
        tellings = take_text(&q);
    err = query_end(&q, err, error);
    for (uint32_t i = 0; !err && i < all.count; i++) {
        const dtl_store_assessment *x = &all.items[i];
        bool of_event = dtl_slice_is(x->subject, "event") && is_line_of(tellings, x->of);
        for (uint32_t k = 0; k < d->claims.count && !of_event; k++)
            of_event = dtl_slice_is(x->subject, "claim") ? dtl_slice_equal(d->claims.items[k].id, x->of)
                                                         : dtl_slice_is(x->subject, "source") && is_line_of(d->claims.items[k].sources, x->of);
        if (!x->current || !of_event)
            continue;
        dtl_store_assessment *kept = dtl_array_push(arena, &d->assessments);
        if (!kept)
            return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: too many rows for memory", store->path);
        *kept = *x;
    }
    return err;
}

/* The one event that the SQL finds for an id that is no event's own, in ledgers that keep such ids; *found counts them up to 2. */
static dtl_err event_by_other_id(dtl_store *store, const char *sql, dtl_slice id, dtl_arena *arena, dtl_store_event_array *rows, uint32_t *found,
                                 dtl_error *error)
{
    query q = {.store = store, .arena = arena};
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    value(&q, id);
    dtl_buffer_cstr(&q.sql, sql);
    dtl_err err = query_start(&q, error);
    for (*found = 0; query_step(&q, &err, error); ++*found)
        filter.event = take_text(&q);
    err = query_end(&q, err, error);
    return err || *found != 1 ? err : dtl_store_events(store, &filter, arena, rows, error);
}

static dtl_err tell_wrong_id(const dtl_store *store, dtl_slice id, bool several, dtl_error *error)
{
    const char *what = several ? "several begin with" : "no event or claim begins with";
    const char *hint = several ? "give more of the id" : "`dateline events` and `dateline claims` list them";
    return dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE, "%s: %s \"%.*s\"; %s", store->path, what, (int)id.length, id.ptr, hint);
}

/* Bytes of a name that a message has room for. */
static int shown(dtl_slice text)
{
    text.length = text.length < 60 ? text.length : 60;
    return (int)dtl_utf8_valid_prefix(text);
}

static dtl_slice or_else(dtl_slice text, const char *other)
{
    return text.length ? text : dtl_slice_from_cstr(other);
}

/* What no event goes by now: perhaps a snapshot knew it. */
static dtl_err tell_gone_id(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_error *error)
{
    dtl_store_tombstone_row was;
    dtl_err err = dtl_store_tombstone(store, id, arena, &was, error);
    if (err || !was.event.id.length)
        return err ? err : tell_wrong_id(store, id, false, error);
    const dtl_store_event *e = &was.event;
    dtl_slice what = or_else(e->type, "statement"), who = or_else(e->actors, "?"), whom = or_else(e->recipients, "?"), where = or_else(e->place, "place not known");
    return dtl_error_set(error, DTL_ERR_ARGUMENT, store->path, DTL_OFFSET_NONE,
                         "%s: event %.*s is gone: in snapshot \"%.*s\" it was %.*s: %.*s → %.*s, %.*s (coded by rules %.*s)", store->path, (int)e->id.length,
                         e->id.ptr, (int)was.snapshot.length, was.snapshot.ptr, shown(what), what.ptr, shown(who), who.ptr, shown(whom), whom.ptr, shown(where),
                         where.ptr, (int)(was.rules.length < 12 ? was.rules.length : 12), was.rules.ptr);
}

dtl_err dtl_store_event_detail(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_detail *detail, dtl_error *error)
{
    static const char of_telling[] = /* an id that it bore before other reports came */
        "SELECT DISTINCT e.event_id FROM event_mention_row em JOIN event_row e ON e.id = em.event WHERE em.telling_id >= ?1 AND em.telling_id < ?1 || 'g' LIMIT 2";
    static const char of_claim[] = /* an id copied from the first column of the claims */
        "SELECT DISTINCT e.event_id FROM claim c JOIN event_row e ON e.id = c.event WHERE c.claim_id >= ?1 AND c.claim_id < ?1 || 'g' LIMIT 2";
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_event_array events = {0};
    dtl_store_detail made = {0};
    if (id.length > 64)
        id.length = 64;
    filter.event = id;
    filter.limit = 2;
    dtl_err err = id.length ? dtl_store_events(store, &filter, arena, &events, error) : DTL_OK;
    uint32_t found = events.count;
    if (!err && id.length && !found)
        err = event_by_other_id(store, of_telling, id, arena, &events, &found, error);
    if (!err && id.length && !found)
        err = event_by_other_id(store, of_claim, id, arena, &events, &found, error);
    if (err)
        return err;
    if (events.count != 1)
        return found > 1 || !id.length ? tell_wrong_id(store, id, found > 1, error) : tell_gone_id(store, id, arena, error);
    made.event = events.items[0];
    filter.event = made.event.id;
    filter.limit = 0;
    err = take_mentions(store, made.event.id, arena, &made.mentions, error);
    filter.sort = DTL_SORT_ID;
    if (!err)
        err = dtl_store_claims(store, &filter, arena, &made.claims, error);
    if (!err)
        err = take_values(store, made.event.id, arena, &made.values, error);
    if (!err)
        dtl_store_judge(&made.event, &made.values, DTL_POLICY_MAJORITY, false);
    if (!err)
        err = take_links(store, made.event.id, arena, &made.links, error);
    if (!err)
        err = take_participants(store, made.event.id, arena, &made.participants, error);
    if (!err)
        err = take_revisions(store, "e.event_id = ?1 ORDER BY d.address, d.version, v.document, v.number", made.event.id, arena, &made.revisions, NULL, error);
    if (!err)
        err = take_assessments(store, arena, &made, error);
    if (!err)
        *detail = made;
    return err;
}

dtl_err dtl_store_total(dtl_store *store, dtl_store_list list, const dtl_store_filter *filter, uint64_t *total, dtl_error *error)
{
    dtl_arena arena; /* of the values that are bound */
    dtl_arena_init(&arena, (size_t)1 << 20);
    query q = {.store = store, .arena = &arena};
    dtl_buffer_cstr(&q.sql, "SELECT count(*)");
    switch (list) {
    case DTL_LIST_EVENTS:
        dtl_buffer_cstr(&q.sql, event_tables);
        put_conditions(&q, filter, false);
        break;
    case DTL_LIST_CLAIMS:
        put_claims(&q, filter);
    dtl_buffer_cstr(&q.sql, claim_tables);
        put_conditions(&q, filter, true);
        break;
    case DTL_LIST_ACTORS:
        dtl_buffer_cstr(&q.sql, " FROM actor a");
        put_name_conditions(&q, filter, "a.id", "a.name");
        where(&q);
        dtl_buffer_cstr(&q.sql, "a.kind <> 'place'");
        break;
    case DTL_LIST_SOURCES:
        dtl_buffer_cstr(&q.sql, " FROM source s");
        put_name_conditions(&q, filter, "s.actor", "s.name");
        break;
    case DTL_LIST_DOCUMENTS:
        dtl_buffer_cstr(&q.sql, " FROM document d");
        put_document_conditions(&q, filter);
        break;
    }
    dtl_err err = query_start(&q, error);
    if (query_step(&q, &err, error))
        *total = (uint64_t)take_number(&q);
    err = query_end(&q, err, error);
    dtl_arena_free(&arena);
    return err;
}

dtl_err dtl_store_count(dtl_store *store, dtl_store_counts *counts, dtl_error *error)
{
    static const char sql[] =
        "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM document_row WHERE testimony = id), "
        "(SELECT count(*) FROM event WHERE item = 'event'), (SELECT count(*) FROM event WHERE item = 'statement'), "
        "(SELECT count(*) FROM event WHERE item = 'figure'), (SELECT count(*) FROM claim_row), "
        "(SELECT count(*) FROM actor WHERE kind <> 'place'), (SELECT count(*) FROM source), "
        "(SELECT count(*) FROM event WHERE item = 'event' AND n_testimonies > 1), (SELECT count(*) FROM event WHERE item = 'event' AND conflict)";
    query q = {.store = store};
    dtl_err err = store_prepare(store, sql, &q.statement, error);
    if (!err && query_step(&q, &err, error)) {
        uint64_t *const fields[] = {&counts->reports, &counts->testimonies, &counts->events, &counts->statements, &counts->figures,
                                    &counts->claims, &counts->actors, &counts->sources, &counts->shared, &counts->conflicts};
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            *fields[i] = (uint64_t)take_number(&q);
    }
    return query_end(&q, err, error);
}
