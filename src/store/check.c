/* The whole ledger as text, and whether its file is whole.
 *
 * In: a ledger file. Out of dtl_store_dump: every fact of every table in canonical order, with stable ids in the place of row ids, so
 * that equal sets of reports and judgements give equal bytes. Out of dtl_store_check: what is broken, in lines for people. Evidence is cut from the
 * report's own text, so that it cannot differ from it; what is checked is that every place lies inside its text, at whole letters, and that every
 * report is what was added (each is sealed by a hash).
 */
#include "store/internal.h"

/* What a dump shows, table by table. Who adds a derived column adds it here: rows that differ must differ in the dump. */
#define ACTOR(id) "(SELECT actor_id FROM actor WHERE id = " id ")"
#define VOICE(id) "(SELECT key FROM voice WHERE id = " id ")"
#define EVENT(id) "(SELECT event_id FROM event_row WHERE id = " id ")"
#define KEY(id) "(SELECT key FROM report WHERE id = " id ")"
static const struct { const char *table, *sql; } dumped[] = {
    {"assessment", "SELECT * FROM assessment ORDER BY 1"},
    {"assessment_supersedes", "SELECT * FROM assessment_supersedes ORDER BY 1, 2"},
    {"decision", "SELECT * FROM decision ORDER BY 1"},
    {"decision_supersedes", "SELECT * FROM decision_supersedes ORDER BY 1, 2"},
    {"decision_effect", "SELECT id, state, " ACTOR("actor") ", n_uses, detail FROM decision_effect ORDER BY 1"},
    {"actor_use", "SELECT " ACTOR("actor") ", id, country, role, name, n_reports FROM actor_use ORDER BY 1, 2, 3, 4"},
    {"actor", "SELECT actor_id, name, kind, country, sector, role, parent_id, admin1, latitude, longitude, place_precision, n_reports FROM actor ORDER BY 1"},
    {"actor_alias", "SELECT " ACTOR("actor") ", name, reason FROM actor_alias ORDER BY 1, 2"},
    {"source", "SELECT kind, name, source_id, " ACTOR("actor") ", n_reports, n_claims FROM source ORDER BY 1, 2, 3, 4"},
    {"voice", "SELECT key, name, " ACTOR("actor") " FROM voice ORDER BY 1"},
    {"document", "SELECT key, sha256, rules, model, file, url, outlet, agency, title, published_low, published_high, published_from, " KEY("testimony")
                 ", outlet_id, agency_id, owner, " KEY("story") ", lead, " EVENT("about") ", " KEY("original") ", copy, copy_share, " KEY("reprints") ", address, saved, version, " KEY("supersedes") ", " KEY("latest")
                 " FROM document ORDER BY 1"},
    {"revision", "SELECT " KEY("document") ", number, kind, field, " EVENT("event") ", before, after FROM revision ORDER BY 1, 2"},
    {"dating", "SELECT " KEY("document") ", number, " EVENT("event") ", " KEY("witness") ", low, high, kind, used, reason FROM dating ORDER BY 1, 2"},
    {"attribution", "SELECT " KEY("document") ", number, parent, " ACTOR("holder") ", " ACTOR("medium") ", " ACTOR("on_behalf_of") ", cue, cue_words, quote, "
                    "said_low, said_high, content_offset, content_length, rule, kind, holder_words FROM attribution ORDER BY 1, 2"},
    {"event", "SELECT event_id, item, type, mode, status, standing, series, actors, actor_ids, recipients, recipient_ids, " ACTOR("place") ", date_low, "
              "date_high, killed_low, killed_high, injured_low, injured_high, arrested_low, arrested_high, figure_low, figure_high, figure_noun, "
              "n_reports, n_testimonies, n_voices, n_denials, conflict, evidence, contexts, weapon, historical, confidence, place_implied, standing_reason, days_implied FROM event ORDER BY 1"},
    {"event_actor", "SELECT " EVENT("event") ", role, " ACTOR("actor") ", sector, country, as_of FROM event_actor ORDER BY 1, 2, 3"},
    {"event_mention", "SELECT " KEY("document") ", number, " EVENT("event") ", status, score, reasons, telling_id FROM event_mention ORDER BY 1, 2"},
    {"mention", "SELECT " KEY("document") ", event_number, number, attribution, status, rule, evidence_offset, evidence_length, trigger_offset, trigger_length, "
                "words, source_offset, source_length FROM mention ORDER BY 1, 2, 3"},
    {"claim", "SELECT " KEY("document") ", number, " EVENT("event") ", event_number, attribution, " VOICE("voice") ", chain, field, value, polarity, modality, "
              "certainty, stance, side, party, " KEY("targets_claim >> 20") ", targets_claim & 1048575, offset, length, words, rule, claim_id, factuality, likelihood, interest, superseded, source_offset, "
              "source_length FROM claim ORDER BY 1, 2"},
    {"event_value", "SELECT " EVENT("event") ", id % 1048576, field, rank, text, ids, date_low, date_high, low, high, agreement, n_reports, n_voices, policy, "
                    "n_current, n_impartial, last_day "
                    "FROM event_value ORDER BY 1, 2"},
    {"value_claim", "SELECT " EVENT("event") ", value & 1048575, number, " KEY("document") ", event_number, claim & 1048575, " VOICE("voice") ", offset, length FROM value_claim "
                    "ORDER BY 1, 2, 3"},
    {"event_link", "SELECT " EVENT("from_event") ", " EVENT("to_event") ", kind, score, reasons FROM event_link ORDER BY 1, 3, 2"},
};

static dtl_err dump_table(dtl_store *store, const char *table, const char *sql, dtl_buffer *out, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    dtl_buffer_format(out, "# %s\n", table);
    int rc;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        dtl_json json = {.out = out};
        dtl_json_open(&json, '[');
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            switch (sqlite3_column_type(statement, i)) {
            case SQLITE_INTEGER: dtl_json_int(&json, sqlite3_column_int64(statement, i)); break;
            case SQLITE_NULL: dtl_json_null(&json); break;
            default: dtl_json_string(&json, column_slice(statement, i)); break;
            }
        dtl_json_close(&json, ']');
        dtl_buffer_char(out, '\n');
    }
    if (rc != SQLITE_DONE)
        err = store_fail(store, error, "dumping");
    sqlite3_finalize(statement);
    return err;
}

static bool dump_report(void *context, dtl_slice key, dtl_slice line)
{
    dtl_buffer *out = context;
    dtl_json json = {.out = out};
    dtl_json_open(&json, '[');
    dtl_json_string(&json, key);
    dtl_json_string(&json, line);
    dtl_json_close(&json, ']');
    dtl_buffer_char(out, '\n');
    return true;
}

dtl_err dtl_store_dump(dtl_store *store, dtl_buffer *out, dtl_error *error)
{
    dtl_buffer_cstr(out, "# report\n");
    dtl_err err = dtl_store_each_report(store, dump_report, out, error);
    for (size_t i = 0; !err && i < sizeof dumped / sizeof *dumped; i++)
        err = dump_table(store, dumped[i].table, dumped[i].sql, out, error);
    if (!err && out->failed)
        err = dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory while dumping", store->path);
    return err;
}

enum { PROBLEM_LINES = 20, DETAIL_MOST = 400 };

static void problem(uint64_t *problems, dtl_buffer *lines, const char *what, dtl_slice detail)
{
    if (lines && *problems < PROBLEM_LINES) {
        dtl_buffer_cstr(lines, what);
        for (uint32_t i = 0; i < detail.length && i < DETAIL_MOST; i++)
            dtl_buffer_char(lines, detail.ptr[i] == '\n' ? ' ' : detail.ptr[i]);
        dtl_buffer_char(lines, '\n');
    }
    (*problems)++;
}

/* A statement whose every row is a problem. */
static dtl_err check_rows(dtl_store *store, const char *sql, const char *what, const char *good, uint64_t *problems, dtl_buffer *lines,
                          dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_err err = store_prepare(store, sql, &statement, error);
    if (err)
        return err;
    int rc;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
        if (!good || !dtl_slice_is(column_slice(statement, 0), good))
            problem(problems, lines, what, column_slice(statement, 0));
    if (rc != SQLITE_DONE)
        err = store_fail(store, error, "checking");
    sqlite3_finalize(statement);
    return err;
}

/* The places that the tables name in one report, against its text. */
typedef struct words_check {
    sqlite3_stmt *of_report;
    uint64_t *problems;
    dtl_buffer *lines;
} words_check;

static bool cuts_a_letter(dtl_slice text, int64_t at)
{
    return at < (int64_t)text.length && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

static bool check_words(void *context, const dtl_report *report, dtl_slice key, const dtl_error *trouble)
{
    words_check *c = context;
    if (!report) {
        problem(c->problems, c->lines, "a report that can't be read: ", dtl_slice_from_cstr(trouble->message));
        return true;
    }
    sqlite3_reset(c->of_report);
    bind_slice(c->of_report, 1, key);
    while (sqlite3_step(c->of_report) == SQLITE_ROW) {
        int64_t offset = sqlite3_column_int64(c->of_report, 0), length = sqlite3_column_int64(c->of_report, 1);
        bool inside = offset >= 0 && length >= 0 && offset + length <= (int64_t)report->text.length;
        if (!inside || cuts_a_letter(report->text, offset) || cuts_a_letter(report->text, offset + length))
            problem(c->problems, c->lines, "evidence that is not at its place in its report: ", key);
    }
    return true;
}

/* Every judgement must read back as what its columns say. */
static dtl_err check_assessments(dtl_store *store, uint64_t *problems, dtl_buffer *lines, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_arena arena;
    int rc;
    dtl_err err = store_prepare(store, "SELECT id, of, grade, analyst, line FROM assessment", &statement, error);
    if (err)
        return err;
    dtl_arena_init(&arena, (size_t)1 << 24);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        dtl_assessment a;
        dtl_error ignored;
        dtl_arena_reset(&arena);
        if (dtl_assessment_read(column_slice(statement, 4), &arena, &a, &ignored) || !dtl_slice_is(column_slice(statement, 0), a.id) ||
            !dtl_slice_equal(column_slice(statement, 1), a.of) || !dtl_slice_equal(column_slice(statement, 2), dtl_slice_make(&a.grade, 1)) ||
            !dtl_slice_equal(column_slice(statement, 3), a.analyst))
            problem(problems, lines, "a judgement that is not what was judged: ", column_slice(statement, 0));
    }
    if (rc != SQLITE_DONE)
        err = store_fail(store, error, "checking");
    sqlite3_finalize(statement);
    dtl_arena_free(&arena);
    return err;
}

/* Every place and every telling of every report, as the tables have them. */
static const char places_of_report[] =
    "SELECT evidence_offset, evidence_length FROM mention_row WHERE document = (SELECT id FROM report WHERE key = ?1) UNION ALL "
    "SELECT trigger_offset, trigger_length FROM mention_row WHERE document = (SELECT id FROM report WHERE key = ?1) UNION ALL "
    "SELECT offset, length FROM claim_row WHERE document = (SELECT id FROM report WHERE key = ?1)";

/* What SQLite's own check does not see, since it stands in JSON. */
static const char pointing_nowhere[] =
    "SELECT e.event_id FROM event_row e LEFT JOIN event_value_row v ON v.event = e.id WHERE v.event IS NULL OR NOT json_valid(v.given) OR NOT json_valid(v.told) OR "
    "EXISTS (SELECT 1 FROM json_each(v.told) t LEFT JOIN voice w ON w.id = json_extract(t.value, '$[3]') LEFT JOIN claim_row c ON c.document = "
    "json_extract(t.value, '$[0]') AND c.number = json_extract(t.value, '$[2]') WHERE w.id IS NULL OR (json_extract(t.value, '$[2]') IS NOT NULL AND c.number IS NULL))";

dtl_err dtl_store_check(dtl_store *store, uint64_t *problems, dtl_buffer *lines, dtl_error *error)
{
    *problems = 0;
    dtl_err err = check_rows(store, "PRAGMA integrity_check(5)", "integrity: ", "ok", problems, lines, error);
    if (!err)
        err = check_rows(store, "PRAGMA foreign_key_check", "a row that points nowhere in table ", NULL, problems, lines, error);
    if (!err)
        err = check_rows(store, pointing_nowhere, "a value that points nowhere in event ", NULL, problems, lines, error);
    if (!err)
        err = check_rows(store, "SELECT 'run merge on it' FROM state WHERE added <> built", "not up to date: ", NULL, problems, lines, error);
    if (!err)
        err = check_assessments(store, problems, lines, error);
    words_check c = {.problems = problems, .lines = lines};
    if (!err)
        err = store_prepare(store, places_of_report, &c.of_report, error);
    if (err)
        return err;
    err = store_each_kept(store, check_words, &c, error);
    sqlite3_finalize(c.of_report);
    return err;
}
