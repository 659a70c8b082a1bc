/* The bench "merge": are many reports of one incident one event in the ledger, and does that event say what happened?
 *
 * Paths: a folder with docs.jsonl (id, title, dct, uri, content, incident) and incidents.jsonl (incident_id, date, state, city_or_county,
 * n_killed, n_injured, latitude, longitude). A second path (may be left out) holds the same reports coded before (`dateline code` of rows
 * in the same order), so that only the merging is measured: then coding takes no time.
 *
 * The reports go the ordinary way into a ledger on disk: rows of text, title, date and url as `dateline read` takes them, without the
 * incident; the ledger is closed, opened again, and read. Each report belongs to what it is about (dtl_ledger_report.about: the event of its lead); one
 * that tells no event is alone; one that the ledger does not hold counts as missed.
 *
 * Keys: b3_p, b3_r, b3_f1, pair_p, pair_r, pair_f1; per incident killed, injured, date, date_near (at most a day off), place, as
 * merge_score.c counts them: the event that most of the incident's reports lead with (ties: of what was published first) speaks for the incident. A
 * number that this event does not give counts as 0 (the notes' figures of a pattern per report do so too: of killed 46 in 100 are 0, of injured
 * 23, without that rule .818 cannot be reached); killed_told and injured_told ask for a number that is really told, over the incidents
 * whose gold is not 0. Also conflicts: of the incidents whose reports disagree (the lead tellings of two of them give numbers of killed or of
 * injured that cannot both be true) the share whose event shows that field as in conflict.
 * --errors: clusters that hold several incidents, incidents in several clusters, wrong slots; with stories (by the line of their first report), days, titles and the reasons that
 * joined each. --predict: {"id", "event"} a report, {"incident", "event", slots} an incident.
 *
 * Knowingly off: what a report "says" for conflicts is what the program read there, not what a person would. The gold joins a shooting
 * with the arrest and the trial that follow; so does the lead, where it can. */
#include "eval.h"
#include "base/map.h"
#include "ledger/ledger.h"
#include "ledger/policy.h"
#include "merge_score.h"
#include "store/store.h"
#include <dirent.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

/* One report of the bench. */
typedef struct row {
    dtl_slice id, title, dct;
    uint32_t incident; /* index in incidents */
    uint32_t report;   /* index in ledger.reports, DTL_NONE = not there */
    uint32_t cluster;  /* event, or past all events: alone */
} row;
DTL_ARRAY_TYPE(row_array, row);

/* One incident; its reports are found by row.incident. */
typedef struct incident {
    dtl_slice id;
    merge_incident gold;
    bool has_gold;  /* incidents.jsonl has it */
    uint32_t event; /* index in ledger.events that speaks for it, DTL_NONE = none */
    merge_answer answer;
    merge_hits hits;
    bool disagree, shown;
} incident;
DTL_ARRAY_TYPE(incident_array, incident);
DTL_ARRAY_TYPE(report_array, dtl_report);

typedef struct bench {
    const eval_options *options;
    dtl_arena arena;
    dtl_map by_incident;
    FILE *rows_file; /* NULL when the reports are coded already */
    row_array rows;
    incident_array incidents;
    report_array reports;
    dtl_ledger ledger;
    char folder[64], rows_path[256], ledger_path[128];
} bench;

static dtl_slice keep(bench *b, dtl_slice text)
{
    dtl_slice out = DTL_SLICE_EMPTY;
    if (!dtl_arena_copy(&b->arena, text, &out))
        eval_checked(NULL);
    return out;
}

static uint32_t incident_of(bench *b, dtl_slice id)
{
    uint32_t known = dtl_map_get(&b->by_incident, id);
    if (known != DTL_NONE)
        return known;
    incident *new = eval_checked(dtl_array_push(&b->arena, &b->incidents));
    *new = (incident){.id = keep(b, id), .event = DTL_NONE};
    if (!dtl_map_put(&b->by_incident, new->id, b->incidents.count - 1))
        eval_checked(NULL);
    return b->incidents.count - 1;
}

/* ---- the gold ---- */

static bool take_report(void *context, json_t *gold)
{
    bench *b = context;
    row *r = eval_checked(dtl_array_push(&b->arena, &b->rows));
    *r = (row){.id = keep(b, eval_member(gold, "id")), .title = keep(b, eval_member(gold, "title")), .dct = keep(b, eval_member(gold, "dct")),
               .report = DTL_NONE};
    r->incident = incident_of(b, eval_member(gold, "incident"));
    if (b->rows_file) {
        json_t *line = json_pack("{s:O,s:O,s:O,s:O}", "text", json_object_get(gold, "content"), "title", json_object_get(gold, "title"), "date",
                                 json_object_get(gold, "dct"), "url", json_object_get(gold, "uri"));
        if (!line || json_dumpf(line, b->rows_file, JSON_COMPACT) != 0 || fputc('\n', b->rows_file) == EOF)
            return false;
        json_decref(line);
    }
    return true;
}

static int64_t number_of(json_t *gold, const char *key)
{
    dtl_slice text = eval_member(gold, key);
    return text.length ? strtoll(text.ptr, NULL, 10) : -1;
}

static int32_t degrees_of(json_t *gold, const char *key)
{
    dtl_slice text = eval_member(gold, key);
    return text.length ? (int32_t)(strtod(text.ptr, NULL) * 1e6) : INT32_MIN;
}

static bool take_incident(void *context, json_t *gold)
{
    bench *b = context;
    uint32_t at = dtl_map_get(&b->by_incident, eval_member(gold, "incident_id"));
    if (at == DTL_NONE)
        return true; /* no report of it */
    merge_incident *g = &b->incidents.items[at].gold;
    b->incidents.items[at].has_gold = true;
    *g = (merge_incident){.killed = number_of(gold, "n_killed"), .injured = number_of(gold, "n_injured"), .day = DTL_DAY_OPEN_PAST,
                          .city = keep(b, eval_member(gold, "city_or_county")), .state = keep(b, eval_member(gold, "state")),
                          .latitude = degrees_of(gold, "latitude"), .longitude = degrees_of(gold, "longitude")};
    (void)dtl_day_parse_iso(eval_member(gold, "date"), &g->day);
    return true;
}

/* ---- through the ledger ---- */

static bool refused(void *context, const dtl_message *message)
{
    (void)context;
    if (message->skipped)
        fprintf(stderr, "merge: %s:%llu: %s\n", message->file, (unsigned long long)message->line, message->text);
    return true;
}

static int fill_ledger(bench *b, const dtl_engine *engine)
{
    dtl_ledger_file *file;
    dtl_error error = {0};
    dtl_changes changes;
    const dtl_listener listener = {.message = refused};
    const char *path = b->rows_path;
    const dtl_batch batch = {.paths = &path, .path_count = 1};
    bool coded = b->options->path_count > 1;
    dtl_err err = dtl_ledger_open(b->ledger_path, DTL_OPEN_CREATE, &file, &error);
    if (!err) {
        err = coded ? dtl_ledger_merge(file, b->options->paths + 1, 1, &listener, NULL, &error)
                    : dtl_ledger_read(file, engine, &batch, &listener, NULL, &error);
        if (!err)
            err = dtl_ledger_commit(file, &changes, NULL, NULL, &error);
        dtl_ledger_close(file);
    }
    if (err)
        fprintf(stderr, "merge: %s\n", error.message);
    return err ? 70 : 0;
}

static bool take_line(void *context, dtl_slice key, dtl_slice line)
{
    bench *b = context;
    dtl_error error = {0};
    dtl_report *report = eval_checked(dtl_array_push(&b->arena, &b->reports));
    (void)key;
    return dtl_report_read(line, &b->arena, report, &error) == DTL_OK;
}

/* The number behind the last ':' of "gva.jsonl:17", from 0; DTL_NONE if there is none. */
static uint32_t line_of(dtl_slice file)
{
    uint32_t at = file.length, number = 0;
    while (at && file.ptr[at - 1] != ':')
        at--;
    for (uint32_t i = at; at && i < file.length && file.ptr[i] >= '0' && file.ptr[i] <= '9'; i++)
        number = number * 10 + (uint32_t)(file.ptr[i] - '0');
    return number ? number - 1 : DTL_NONE;
}

/* The same for what each report is about, as anybody reads it with SQL. */
static int check_abouts(const bench *b)
{
    sqlite3 *db;
    sqlite3_stmt *rows = NULL;
    bool same = sqlite3_open_v2(b->ledger_path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(db, "SELECT e.event_id FROM document d LEFT JOIN event e ON e.id = d.about ORDER BY d.key", -1, &rows, NULL) == SQLITE_OK;
    for (uint32_t i = 0; same && i < b->ledger.reports.count; i++) {
        uint32_t about = b->ledger.reports.items[i].about;
        dtl_slice wanted = about == DTL_NONE ? DTL_SLICE_EMPTY : b->ledger.events.items[about].id;
        same = sqlite3_step(rows) == SQLITE_ROW && dtl_slice_equal(dtl_slice_from_cstr((const char *)sqlite3_column_text(rows, 0)), wanted);
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
    if (!same)
        fputs("merge: what reports are about stands otherwise in the file\n", stderr);
    return same ? 0 : 70;
}

/* What the file shows and what follows from its reports must be the same; exit status. */
static int check_file(bench *b, dtl_store *store)
{
    dtl_error error = {0};
    dtl_store_event_array rows = {0};
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    filter.sort = DTL_SORT_ID;
    if (dtl_store_events(store, &filter, &b->arena, &rows, &error)) {
        fprintf(stderr, "merge: %s\n", error.message);
        return 70;
    }
    bool same = rows.count == b->ledger.events.count;
    for (uint32_t i = 0; same && i < rows.count; i++)
        same = dtl_slice_equal(rows.items[i].id, b->ledger.events.items[i].id);
    if (!same)
        fputs("merge: the events of the file are not those that follow from its reports\n", stderr);
    return same ? check_abouts(b) : 70;
}

static int open_ledger(bench *b)
{
    dtl_store *store;
    dtl_error error = {0};
    if (dtl_store_open(b->ledger_path, DTL_STORE_READ, &store, &error)) {
        fprintf(stderr, "merge: %s\n", error.message);
        return 70;
    }
    int status = 0;
    dtl_ledger_input set = {.names = eval_rules()};
    dtl_err err = dtl_store_each_report(store, take_line, b, &error);
    set.reports = b->reports.items;
    set.count = b->reports.count;
    if (err || dtl_ledger_build(&set, &b->arena, &b->ledger)) {
        fprintf(stderr, "merge: the ledger cannot be read: %s\n", error.message);
        status = 70;
    } else {
        status = check_file(b, store);
    }
    dtl_store_close(store);
    for (uint32_t i = 0; i < b->ledger.reports.count; i++) {
        uint32_t line = line_of(b->ledger.reports.items[i].report->file);
        if (line < b->rows.count)
            b->rows.items[line].report = i;
    }
    return status;
}

/* ---- the answer ---- */

static const dtl_ledger_mention *lead_of(const bench *b, const row *r)
{
    uint32_t lead = r->report == DTL_NONE ? DTL_NONE : b->ledger.reports.items[r->report].lead;
    return lead == DTL_NONE ? NULL : &b->ledger.mentions.items[lead];
}

static const dtl_report_event *telling_of(const bench *b, const row *r)
{
    const dtl_ledger_mention *lead = lead_of(b, r);
    return lead ? &b->ledger.reports.items[lead->report].report->events.items[lead->event] : NULL;
}

static int64_t number_told(dtl_range range)
{
    const dtl_policy_value told = {.range = range, .n_voices = 1, .n_current = 1, .n_impartial = 1};
    return range.low < 0 ? -1 : dtl_policy_apply(DTL_POLICY_MAJORITY, &told, 1).best; /* "up to 19" is 19, "three to five" 3 */
}

static merge_answer answer_of(const bench *b, uint32_t event)
{
    if (event == DTL_NONE)
        return (merge_answer){.days = DTL_INTERVAL_OPEN, .latitude = INT32_MIN, .longitude = INT32_MIN};
    const dtl_ledger_event *e = &b->ledger.events.items[event];
    merge_answer a = {.known = true, .killed = number_told(e->killed), .injured = number_told(e->injured), .days = e->days,
                      .latitude = INT32_MIN, .longitude = INT32_MIN};
    if (e->place != DTL_NONE) {
        const dtl_ledger_actor *place = &b->ledger.actors.items[e->place];
        a.place = place->name;
        a.admin1 = place->admin1;
        a.latitude = place->latitude;
        a.longitude = place->longitude;
        a.precision = place->place_precision;
    }
    return a;
}

static bool disjoint(dtl_range a, dtl_range b)
{
    return a.low >= 0 && b.low >= 0 && (a.high < b.low || b.high < a.low);
}

static bool in_conflict(const bench *b, uint32_t event, uint8_t field)
{
    const dtl_ledger_event *e = &b->ledger.events.items[event];
    for (uint32_t v = e->first_value; v < e->first_value + e->n_values; v++)
        if (b->ledger.values.items[v].field == field)
            return b->ledger.values.items[v].agreement == DTL_AGREEMENT_CONFLICT;
    return false;
}

/* Do two lead tellings of one incident give numbers that cannot both be true, and does its event show it? */
static void look_for_conflict(bench *b, incident *in, const uint32_t *rows, uint32_t count)
{
    bool killed = false, injured = false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++) {
            const dtl_report_event *x = telling_of(b, &b->rows.items[rows[i]]), *y = telling_of(b, &b->rows.items[rows[k]]);
            if (!x || !y)
                continue;
            killed = killed || disjoint(x->killed, y->killed);
            injured = injured || disjoint(x->injured, y->injured);
        }
    in->disagree = killed || injured;
    in->shown = in->disagree && in->event != DTL_NONE && (!killed || in_conflict(b, in->event, DTL_FIELD_KILLED)) &&
                (!injured || in_conflict(b, in->event, DTL_FIELD_INJURED));
}

static uint32_t spokesman_of(const bench *b, const uint32_t *rows, uint32_t count)
{
    merge_vote *votes = eval_checked(calloc(count + 1u, sizeof *votes));
    for (uint32_t i = 0; i < count; i++)
        votes[i] = (merge_vote){b->rows.items[rows[i]].cluster, b->rows.items[rows[i]].dct};
    uint32_t event = merge_spokesman(votes, count, b->ledger.events.count);
    free(votes);
    return event;
}

static void answer_all(bench *b)
{
    uint32_t *rows = eval_checked(malloc((b->rows.count + 1) * sizeof *rows));
    for (uint32_t i = 0; i < b->rows.count; i++) {
        row *r = &b->rows.items[i];
        uint32_t about = r->report == DTL_NONE ? DTL_NONE : b->ledger.reports.items[r->report].about;
        r->cluster = r->report == DTL_NONE ? MERGE_NONE : about != DTL_NONE ? about : b->ledger.events.count + b->ledger.reports.items[r->report].story;
    }
    for (uint32_t i = 0; i < b->incidents.count; i++) {
        incident *in = &b->incidents.items[i];
        uint32_t count = 0;
        for (uint32_t k = 0; k < b->rows.count; k++)
            if (b->rows.items[k].incident == i)
                rows[count++] = k;
        in->event = spokesman_of(b, rows, count);
        in->answer = answer_of(b, in->event);
        if (in->has_gold)
            in->hits = merge_score_slots(&in->gold, &in->answer);
        look_for_conflict(b, in, rows, count);
    }
    free(rows);
}

/* ---- telling ---- */

static void put_interval(FILE *out, dtl_interval days)
{
    char low[16], high[16];
    dtl_day_format(days.low, low);
    dtl_day_format(days.high, high);
    if (dtl_interval_is_open(days))
        fputs("no day", out);
    else if (days.low == days.high)
        fputs(low, out);
    else
        fprintf(out, "%s…%s", low, high);
}

static void put_row(const bench *b, FILE *out, const row *r)
{
    const dtl_ledger_mention *lead = lead_of(b, r);
    const dtl_report_event *e = telling_of(b, r);
    fprintf(out, "  %u story %u incident %.*s  %.*s  %.*s\n", (unsigned)(r - b->rows.items + 1),
            r->report == DTL_NONE ? 0 : line_of(b->ledger.reports.items[b->ledger.reports.items[r->report].story].report->file) + 1, (int)b->incidents.items[r->incident].id.length,
            b->incidents.items[r->incident].id.ptr, (int)r->dct.length, r->dct.ptr, (int)r->title.length, r->title.ptr);
    if (!lead)
        return;
    dtl_slice words = dtl_span_text(b->ledger.reports.items[lead->report].report->text, e->mentions.items[0].evidence);
    fprintf(out, "      %.*s %s/%s %s ", (int)b->ledger.events.items[lead->merged].id.length, b->ledger.events.items[lead->merged].id.ptr,
            dtl_event_type_name(e->type), dtl_event_mode_name(e->mode), dtl_status_name(e->status));
    put_interval(out, e->days);
    fprintf(out, " killed %lld injured %lld “%.*s”\n      %d %.*s\n", (long long)e->killed.low, (long long)e->injured.low, (int)words.length, words.ptr,
            (int)lead->score, (int)lead->reasons.length, lead->reasons.ptr);
}

/* Lists each group of by[] whose reports differ in other[]. */
static void tell_groups(const bench *b, FILE *out, const char *what, const uint32_t *by, const uint32_t *other)
{
    bool *told = eval_checked(calloc(b->rows.count + 1, sizeof *told));
    for (uint32_t i = 0; i < b->rows.count; i++) {
        bool mixed = false;
        for (uint32_t k = i + 1; !told[i] && k < b->rows.count; k++)
            mixed = mixed || (by[k] == by[i] && other[k] != other[i]);
        if (mixed)
            fprintf(out, "%s\n", what);
        for (uint32_t k = i; mixed && k < b->rows.count; k++)
            if (by[k] == by[i]) {
                put_row(b, out, &b->rows.items[k]);
                told[k] = true;
            }
    }
    free(told);
}

static void tell_slots(const bench *b, FILE *out)
{
    for (uint32_t i = 0; i < b->incidents.count; i++) {
        const incident *in = &b->incidents.items[i];
        const merge_hits *h = &in->hits;
        char day[16];
        dtl_day_format(in->gold.day, day);
        if ((h->killed || !h->killed_asked) && (h->injured || !h->injured_asked) && (h->date || !h->date_asked) && (h->place || !h->place_asked))
            continue;
        fprintf(out, "SLOTS%s%s%s%s incident %.*s event %.*s\n", h->killed_asked && !h->killed ? " killed" : "", h->injured_asked && !h->injured ? " injured" : "",
                h->date_asked && !h->date ? " date" : "", h->place_asked && !h->place ? " place" : "", (int)in->id.length, in->id.ptr,
                in->event == DTL_NONE ? 1 : 16, in->event == DTL_NONE ? "-" : b->ledger.events.items[in->event].id.ptr);
        fprintf(out, "  gold: killed %lld injured %lld %s %.*s, %.*s\n  told: killed %lld injured %lld ", (long long)in->gold.killed, (long long)in->gold.injured, day,
                (int)in->gold.city.length, in->gold.city.ptr, (int)in->gold.state.length, in->gold.state.ptr, (long long)in->answer.killed, (long long)in->answer.injured);
        put_interval(out, in->answer.days);
        fprintf(out, " %.*s, %.*s\n", (int)in->answer.place.length, in->answer.place.ptr, (int)in->answer.admin1.length, in->answer.admin1.ptr);
        for (uint32_t k = 0; k < b->rows.count; k++)
            if (b->rows.items[k].incident == i)
                put_row(b, out, &b->rows.items[k]);
    }
}

static void predict(const bench *b, FILE *out)
{
    char day[16];
    for (uint32_t i = 0; i < b->rows.count; i++) {
        const row *r = &b->rows.items[i];
        bool led = r->cluster < b->ledger.events.count;
        fprintf(out, "{\"id\":\"%.*s\",\"event\":%s%.*s%s}\n", (int)r->id.length, r->id.ptr, led ? "\"" : "", led ? 16 : 4,
                led ? b->ledger.events.items[r->cluster].id.ptr : "null", led ? "\"" : "");
    }
    for (uint32_t i = 0; i < b->incidents.count; i++) {
        const incident *in = &b->incidents.items[i];
        json_t *line = json_pack("{s:s%,s:s%}", "incident", in->id.ptr, (size_t)in->id.length, "event",
                                 in->event == DTL_NONE ? "" : b->ledger.events.items[in->event].id.ptr, (size_t)(in->event == DTL_NONE ? 0 : 16));
        if (in->answer.killed >= 0)
            json_object_set_new(line, "killed", json_integer(in->answer.killed));
        if (in->answer.injured >= 0)
            json_object_set_new(line, "injured", json_integer(in->answer.injured));
        if (in->event != DTL_NONE && in->answer.days.low == in->answer.days.high) {
            dtl_day_format(in->answer.days.low, day);
            json_object_set_new(line, "date", json_string(day));
        }
        if (in->answer.place.length) {
            json_object_set_new(line, "place", json_stringn(in->answer.place.ptr, in->answer.place.length));
            json_object_set_new(line, "state", json_stringn(in->answer.admin1.ptr, in->answer.admin1.length));
        }
        json_dumpf(line, out, JSON_COMPACT);
        fputc('\n', out);
        json_decref(line);
    }
}

/* Hits over the incidents that are asked. */
typedef struct tally {
    const char *key;
    uint64_t right, asked;
} tally;

static void tell_figures(const bench *b, const merge_clusters *c, double seconds)
{
    tally t[] = {{"killed", 0, 0}, {"injured", 0, 0}, {"date", 0, 0}, {"date_near", 0, 0}, {"place", 0, 0}, {"conflicts", 0, 0},
                 {"killed_told", 0, 0}, {"injured_told", 0, 0}};
    enum { TALLIES = sizeof t / sizeof *t };
    for (uint32_t i = 0; i < b->incidents.count; i++) {
        const incident *in = &b->incidents.items[i];
        const merge_hits *h = &in->hits;
        const bool right[TALLIES] = {h->killed, h->injured, h->date, h->date_near, h->place, in->shown, h->killed_told && in->gold.killed, h->injured_told && in->gold.injured};
        const bool asked[TALLIES] = {h->killed_asked, h->injured_asked, h->date_asked, h->date_asked, h->place_asked, in->disagree,
                                     h->killed_asked && in->gold.killed, h->injured_asked && in->gold.injured};
        for (size_t k = 0; k < TALLIES; k++) {
            t[k].right += right[k];
            t[k].asked += asked[k];
        }
    }
    uint64_t missing = 0, eventless = 0;
    for (uint32_t i = 0; i < b->rows.count; i++) {
        missing += b->rows.items[i].report == DTL_NONE;
        eventless += b->rows.items[i].cluster != MERGE_NONE && b->rows.items[i].cluster >= b->ledger.events.count;
    }
    fprintf(stderr, "%u reports of %u incidents; %llu not in the ledger, %llu without any event\n", b->rows.count, b->incidents.count, (unsigned long long)missing,
            (unsigned long long)eventless);
    fprintf(stderr, "B³ %.4f / %.4f / %.4f   pairs %.4f / %.4f / %.4f (precision, recall, F1)\n", c->b3_p, c->b3_r, c->b3_f1, c->pair_p, c->pair_r, c->pair_f1);
    eval_json json;
    eval_json_open(&json, "merge", b->rows.count, seconds);
    eval_json_number(&json, "b3_p", c->b3_p);
    eval_json_number(&json, "b3_r", c->b3_r);
    eval_json_number(&json, "b3_f1", c->b3_f1);
    eval_json_number(&json, "pair_p", c->pair_p);
    eval_json_number(&json, "pair_r", c->pair_r);
    eval_json_number(&json, "pair_f1", c->pair_f1);
    for (size_t k = 0; k < TALLIES; k++) {
        fprintf(stderr, "%-12s %5llu of %5llu  %.4f\n", t[k].key, (unsigned long long)t[k].right, (unsigned long long)t[k].asked,
                t[k].asked ? (double)t[k].right / (double)t[k].asked : 0);
        eval_json_rate(&json, t[k].key, t[k].right, t[k].asked);
    }
    eval_json_close(&json);
}

static void tell_all(bench *b, double seconds)
{
    uint32_t *gold = eval_checked(calloc(b->rows.count + 1, sizeof *gold)), *answer = eval_checked(calloc(b->rows.count + 1, sizeof *answer));
    for (uint32_t i = 0; i < b->rows.count; i++) {
        gold[i] = b->rows.items[i].incident;
        answer[i] = b->rows.items[i].cluster;
    }
    merge_clusters clusters = merge_score_clusters(gold, answer, b->rows.count);
    if (b->options->errors) {
        tell_groups(b, b->options->errors, "JOINED", answer, gold);
        tell_groups(b, b->options->errors, "SPLIT", gold, answer);
        tell_slots(b, b->options->errors);
    }
    if (b->options->predict)
        predict(b, b->options->predict);
    tell_figures(b, &clusters, seconds);
    free(gold);
    free(answer);
}

/* The ledger and its neighbours (-wal, -shm) and the rows. */
static void clean_up(const bench *b)
{
    DIR *folder = opendir(b->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", b->folder, entry->d_name);
        if (entry->d_name[0] != '.')
            (void)remove(path);
    }
    if (folder)
        closedir(folder);
    (void)remove(b->folder);
}

static int load_gold(bench *b)
{
    char path[1024];
    bool coded = b->options->path_count > 1;
    b->rows_file = coded ? NULL : fopen(b->rows_path, "wb");
    snprintf(path, sizeof path, "%s/docs.jsonl", b->options->paths[0]);
    bool fine = (coded || b->rows_file) && eval_file(path, take_report, b);
    if (b->rows_file && fclose(b->rows_file) != 0)
        fine = false;
    snprintf(path, sizeof path, "%s/incidents.jsonl", b->options->paths[0]);
    return fine && eval_file(path, take_incident, b) ? 0 : 66;
}

int eval_merge(const eval_options *options)
{
    bench b = {.options = options, .folder = "/tmp/dateline-merge-XXXXXX"};
    dtl_engine *engine;
    double start = eval_seconds();
    int status = eval_engine(options, 1, "merge FOLDER [CODED.jsonl] [--errors FILE] [--predict FILE]", &engine);
    if (status)
        return status;
    dtl_arena_init(&b.arena, (size_t)8 << 30);
    dtl_map_init(&b.by_incident, &b.arena);
    if (!mkdtemp(b.folder)) {
        fprintf(stderr, "merge: cannot make %s\n", b.folder);
        status = 73;
    } else {
        snprintf(b.rows_path, sizeof b.rows_path, "%s/reports.jsonl", b.folder);
        snprintf(b.ledger_path, sizeof b.ledger_path, "%s/ledger.db", b.folder);
        status = load_gold(&b);
        if (!status)
            status = fill_ledger(&b, engine);
        if (!status)
            status = open_ledger(&b);
        clean_up(&b);
    }
    if (!status) {
        answer_all(&b);
        tell_all(&b, eval_seconds() - start);
    }
    dtl_arena_free(&b.arena);
    dtl_engine_close(engine);
    return status;
}
