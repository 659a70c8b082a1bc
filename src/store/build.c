/* Everything derived: from the set of reports to the tables that people query.
 *
 * In: table report. Out: all other tables, made anew in one transaction from dtl_ledger_build, so that a reader sees the
 * state before or the state after. Row numbers follow the canonical order of the ledger; equal sets give equal tables, which
 * dtl_store_dump shows as bytes. Example: 3 reports of one bomb → 3 documents, 1 event, 3 event_mentions, n claims.
 * Knowingly wrong: the whole set is held in memory while it is rebuilt (about 25 KB a report), and every rebuild writes every row
 * again, also when one report was added.
 */
#include "ledger/ledger.h"
#include "store/internal.h"
#include <inttypes.h>
#include <stdio.h>

#define REBUILD_BUDGET ((size_t)1 << 36) /* address space, not memory: the machine's own limit comes first */

static const char *const derived[] = {/* children before parents */
    "value_claim", "event_value", "event_link", "claim", "mention", "event_mention", "event_actor", "event", "attribution",
    "document", "voice", "source", "actor_alias", "actor"};

/* One statement that is run for many rows; the columns are bound from left to right. */
typedef struct rows {
    dtl_store *store;
    sqlite3_stmt *statement;
    int column;
    dtl_err err;
    dtl_error *error;
} rows;

static rows rows_begin(dtl_store *store, const char *sql, dtl_error *error)
{
    rows r = {.store = store, .error = error};
    r.err = store_prepare(store, sql, &r.statement, error);
    return r;
}

static void put_text(rows *r, dtl_slice text)
{
    bind_slice(r->statement, ++r->column, text);
}

static void put_name(rows *r, const char *name)
{
    put_text(r, dtl_slice_from_cstr(name));
}

static void put_number(rows *r, int64_t number)
{
    sqlite3_bind_int64(r->statement, ++r->column, number);
}

static void put_null(rows *r)
{
    sqlite3_bind_null(r->statement, ++r->column);
}

/* Row ids are index + 1. */
static void put_row_id(rows *r, uint32_t index)
{
    if (index == DTL_NONE)
        put_null(r);
    else
        put_number(r, (int64_t)index + 1);
}

static void put_index(rows *r, uint32_t index)
{
    if (index == DTL_NONE)
        put_null(r);
    else
        put_number(r, index);
}

static void put_day(rows *r, int32_t day)
{
    char text[16];
    dtl_day_format(day, text);
    if (text[0])
        sqlite3_bind_text(r->statement, ++r->column, text, -1, SQLITE_TRANSIENT);
    else
        put_null(r);
}

static void put_days(rows *r, dtl_interval days)
{
    put_day(r, days.low);
    put_day(r, days.high);
}

static void put_range(rows *r, dtl_range range)
{
    if (range.low < 0)
        put_null(r);
    else
        put_number(r, range.low);
    if (range.low < 0 || range.high == DTL_COUNT_OPEN)
        put_null(r);
    else
        put_number(r, range.high);
}

static void put_span(rows *r, dtl_span span)
{
    put_number(r, span.offset);
    put_number(r, span.length);
}

static bool row_end(rows *r)
{
    if (!r->err && sqlite3_step(r->statement) != SQLITE_DONE)
        r->err = store_fail(r->store, r->error, "rebuilding");
    sqlite3_reset(r->statement);
    r->column = 0;
    return !r->err;
}

static dtl_err rows_end(rows *r)
{
    sqlite3_finalize(r->statement);
    return r->err;
}

/* ---- one function per table ---- */

static dtl_err put_actors(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO actor VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->actors.count; i++) {
        const dtl_ledger_actor *a = &l->actors.items[i];
        put_row_id(&r, i);
        put_text(&r, a->id);
        put_text(&r, a->name);
        put_text(&r, a->kind);
        put_text(&r, a->country);
        put_text(&r, a->sector);
        put_text(&r, a->role);
        put_text(&r, a->parent_id);
        put_text(&r, a->admin1);
        if (a->latitude == INT32_MIN) {
            put_null(&r);
            put_null(&r);
        } else {
            put_number(&r, a->latitude);
            put_number(&r, a->longitude);
        }
        put_number(&r, a->place_precision);
        put_number(&r, a->n_reports);
        row_end(&r);
    }
    dtl_err err = rows_end(&r);
    if (err)
        return err;
    r = rows_begin(store, "INSERT INTO actor_alias (actor, name, reason) VALUES (?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->aliases.count; i++) {
        put_row_id(&r, l->aliases.items[i].actor);
        put_text(&r, l->aliases.items[i].name);
        put_text(&r, l->aliases.items[i].reason);
        row_end(&r);
    }
    return rows_end(&r);
}

static dtl_err put_sources(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO source VALUES (?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->sources.count; i++) {
        const dtl_ledger_source *s = &l->sources.items[i];
        put_row_id(&r, i);
        put_name(&r, s->kind);
        put_text(&r, s->name);
        put_row_id(&r, s->actor);
        put_number(&r, s->n_reports);
        put_number(&r, s->n_claims);
        put_text(&r, s->id);
        row_end(&r);
    }
    dtl_err err = rows_end(&r);
    if (err)
        return err;
    r = rows_begin(store, "INSERT INTO voice VALUES (?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->voices.count; i++) {
        put_row_id(&r, i);
        put_text(&r, l->voices.items[i].key);
        put_text(&r, l->voices.items[i].name);
        put_row_id(&r, l->voices.items[i].actor);
        row_end(&r);
    }
    return rows_end(&r);
}

static dtl_err put_documents(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->reports.count; i++) {
        const dtl_report *d = l->reports.items[i].report;
        put_row_id(&r, i);
        put_text(&r, d->key);
        put_text(&r, d->sha256);
        put_text(&r, d->rules);
        put_text(&r, d->model);
        put_text(&r, d->file);
        put_text(&r, d->url);
        put_text(&r, dtl_ledger_outlet(d));
        put_text(&r, l->reports.items[i].agency);
        put_text(&r, dtl_span_text(d->text, d->title));
        put_days(&r, d->published);
        put_text(&r, d->published_from);
        put_row_id(&r, l->reports.items[i].testimony);
        put_text(&r, l->reports.items[i].outlet_id);
        put_text(&r, l->reports.items[i].agency_id);
        put_text(&r, l->reports.items[i].owner);
        row_end(&r);
    }
    return rows_end(&r);
}

static uint32_t actor_row(const dtl_ledger *l, const dtl_ledger_report *report, uint32_t actor)
{
    return actor == DTL_NONE ? DTL_NONE : l->actor_of[report->first_actor + actor];
}

static const char *quote_name(uint8_t quote)
{
    return quote == DTL_QUOTE_DIRECT ? "direct" : quote == DTL_QUOTE_MIXED ? "mixed" : "indirect";
}

static dtl_err put_attributions(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO attribution VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->reports.count; i++) {
        const dtl_ledger_report *report = &l->reports.items[i];
        for (uint32_t k = 0; !r.err && k < report->report->voices.count; k++) {
            const dtl_report_voice *v = &report->report->voices.items[k];
            put_row_id(&r, i);
            put_number(&r, k);
            put_index(&r, v->parent);
            put_row_id(&r, actor_row(l, report, v->holder));
            put_row_id(&r, actor_row(l, report, v->medium));
            put_row_id(&r, actor_row(l, report, v->on_behalf_of));
            put_name(&r, dtl_cue_name(v->cue));
            put_text(&r, dtl_span_text(report->report->text, v->cue_span));
            put_name(&r, quote_name(v->quote));
            put_days(&r, v->said_at);
            put_span(&r, v->content_span);
            put_text(&r, v->rule);
            put_name(&r, v->kind == DTL_SOURCE_UNKNOWN ? "" : dtl_source_kind_name(v->kind));
            put_text(&r, dtl_span_text(report->report->text, v->holder_span));
            row_end(&r);
        }
    }
    return rows_end(&r);
}

/* Where words stand in the file that was read. A row of JSONL or CSV ("feed.jsonl:12") is not cut from its file as it stands. */
static void put_source_span(rows *r, const dtl_report *report, dtl_span span)
{
    dtl_span source;
    uint32_t digits = 0;
    while (digits < report->file.length && report->file.ptr[report->file.length - 1 - digits] >= '0' && report->file.ptr[report->file.length - 1 - digits] <= '9')
        digits++;
    bool is_row = digits && digits < report->file.length && report->file.ptr[report->file.length - 1 - digits] == ':';
    if (!is_row && dtl_source_span(&report->source_map, span, &source)) {
        put_span(r, source);
    } else {
        put_null(r);
        put_null(r);
    }
}

static const dtl_ledger_value *best_value(const dtl_ledger *l, const dtl_ledger_event *event, uint8_t field)
{
    for (uint32_t i = 0; i < event->n_values; i++)
        if (l->values.items[event->first_value + i].field == field)
            return &l->values.items[event->first_value + i];
    return NULL;
}

static const dtl_report_event *telling(const dtl_ledger *l, uint32_t mention)
{
    const dtl_ledger_mention *m = &l->mentions.items[mention];
    return &l->reports.items[m->report].report->events.items[m->event];
}

enum { CONTEXTS_MAX = DTL_CONTEXT_COUNT * 24 }; /* bytes of all their names and the blanks between */

/* "military terrorism" */
static dtl_slice contexts_text(uint64_t contexts, char text[CONTEXTS_MAX])
{
    uint32_t length = 0;
    for (unsigned i = 0; i < DTL_CONTEXT_COUNT; i++) {
        dtl_slice name = dtl_slice_from_cstr(dtl_context_name(i));
        if (!(contexts & DTL_CONTEXT_BIT(i)) || length + 1 + name.length > CONTEXTS_MAX)
            continue;
        if (length)
            text[length++] = ' ';
        memcpy(text + length, name.ptr, name.length);
        length += name.length;
    }
    return dtl_slice_make(text, length);
}

static void put_event(rows *r, const dtl_ledger *l, uint32_t index)
{
    const dtl_ledger_event *e = &l->events.items[index];
    const dtl_ledger_value *actor = best_value(l, e, DTL_FIELD_ACTOR), *recipient = best_value(l, e, DTL_FIELD_RECIPIENT);
    bool conflict = false;
    char contexts[CONTEXTS_MAX]; /* bound where it lies until the row ends */
    for (uint32_t i = 0; i < e->n_values; i++)
        conflict = conflict || l->values.items[e->first_value + i].agreement == DTL_AGREEMENT_CONFLICT;
    uint32_t first = l->members.items[e->first_member];
    put_row_id(r, index);
    put_text(r, e->id);
    put_name(r, dtl_item_name(e->item));
    put_name(r, dtl_event_type_name(e->type));
    put_name(r, dtl_event_mode_name(e->mode));
    put_name(r, dtl_status_name(e->status));
    put_name(r, dtl_standing_name(e->standing));
    put_number(r, e->series);
    put_text(r, actor ? actor->text : DTL_SLICE_EMPTY);
    put_text(r, actor ? actor->ids : DTL_SLICE_EMPTY);
    put_text(r, recipient ? recipient->text : DTL_SLICE_EMPTY);
    put_text(r, recipient ? recipient->ids : DTL_SLICE_EMPTY);
    put_row_id(r, e->place);
    put_days(r, e->days);
    put_range(r, e->killed);
    put_range(r, e->injured);
    put_range(r, e->arrested);
    put_range(r, e->figure);
    put_text(r, e->figure_noun);
    put_number(r, e->n_reports);
    put_number(r, e->n_testimonies);
    put_number(r, e->n_voices);
    put_number(r, e->n_denials);
    put_number(r, conflict);
    put_text(r, dtl_span_text(l->reports.items[l->mentions.items[first].report].report->text, telling(l, first)->mentions.items[0].evidence));
    put_text(r, contexts_text(e->contexts, contexts));
    put_text(r, e->weapon);
    put_number(r, e->historical);
    put_number(r, e->confidence);
    put_number(r, e->place_implied);
    row_end(r);
}

/* What a telling says a participant was then; NULL: nothing beyond the actor's own fields. */
static const dtl_report_dated *dated_of(const dtl_report_event *e, int role, uint32_t actor)
{
    for (uint32_t i = 0; i < e->dated.count; i++)
        if (e->dated.items[i].role == role && e->dated.items[i].actor == actor)
            return &e->dated.items[i];
    return NULL;
}

/* Where the reports imply that it was, when none of them says so. */
static void put_setting(rows *r, const dtl_ledger *l, uint32_t index)
{
    const dtl_ledger_event *e = &l->events.items[index];
    if (!e->place_implied)
        return;
    put_row_id(r, index);
    put_name(r, "setting");
    put_row_id(r, e->place);
    put_text(r, DTL_SLICE_EMPTY);
    put_text(r, l->actors.items[e->place].country);
    put_text(r, DTL_SLICE_EMPTY);
    row_end(r);
}

/* Of several tellings the first one that knows the event's day says what a participant was. */
static dtl_err put_participants(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    static const char *const role_names[] = {"actor", "recipient", "place", "origin", "destination"};
    rows r = rows_begin(store, "INSERT OR IGNORE INTO event_actor VALUES (?,?,?,?,?,?)", error);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; !r.err && i < l->mentions.count; i++) {
            const dtl_report_event *e = telling(l, i);
            const dtl_ledger_report *report = &l->reports.items[l->mentions.items[i].report];
            if (pass == 0 && !e->dated.count)
                continue;
            for (int role = 0; role < DTL_EVENT_ROLE_COUNT; role++)
                for (uint32_t k = 0; !r.err && k < e->roles[role].count; k++) {
                    uint32_t actor = e->roles[role].items[k];
                    const dtl_report_dated *dated = dated_of(e, role, actor);
                    const dtl_report_actor *own = &report->report->actors.items[actor];
                    if (pass == 0 && (!dated || !dtl_slice_starts_with(dated->reason, DTL_SLICE("as of"))))
                        continue;
                    put_row_id(&r, l->mentions.items[i].merged);
                    put_name(&r, role_names[role]);
                    put_row_id(&r, actor_row(l, report, actor));
                    put_text(&r, dated ? dated->sector : own->sector);
                    put_text(&r, dated ? dated->country : own->country);
                    put_text(&r, dated ? dated->reason : DTL_SLICE_EMPTY);
                    row_end(&r);
                }
        }
    for (uint32_t i = 0; !r.err && i < l->events.count; i++)
        put_setting(&r, l, i);
    return rows_end(&r);
}

static dtl_err put_events(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->events.count; i++)
        put_event(&r, l, i);
    dtl_err err = rows_end(&r);
    if (err)
        return err;
    return put_participants(store, l, error);
}

static dtl_err put_mentions(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO event_mention VALUES (?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->mentions.count; i++) {
        const dtl_ledger_mention *m = &l->mentions.items[i];
        put_row_id(&r, m->report);
        put_number(&r, m->event);
        put_row_id(&r, m->merged);
        put_name(&r, dtl_status_name(telling(l, i)->status));
        put_number(&r, m->score);
        put_text(&r, m->reasons);
        put_text(&r, m->id);
        row_end(&r);
    }
    dtl_err err = rows_end(&r);
    if (err)
        return err;
    r = rows_begin(store, "INSERT INTO mention VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->mentions.count; i++) {
        const dtl_ledger_mention *m = &l->mentions.items[i];
        const dtl_report_event *e = telling(l, i);
        for (uint32_t k = 0; !r.err && k < e->mentions.count; k++) {
            const dtl_report_mention *place = &e->mentions.items[k];
            put_row_id(&r, m->report);
            put_number(&r, m->event);
            put_number(&r, k);
            put_index(&r, place->voice);
            put_name(&r, dtl_status_name(place->status));
            put_text(&r, place->rule);
            put_span(&r, place->evidence);
            put_span(&r, place->trigger);
            put_text(&r, dtl_span_text(l->reports.items[m->report].report->text, place->evidence));
            put_source_span(&r, l->reports.items[m->report].report, place->evidence);
            row_end(&r);
        }
    }
    return rows_end(&r);
}

static dtl_err put_claims(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO claim VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->claims.count; i++) {
        const dtl_ledger_claim *c = &l->claims.items[i];
        const dtl_ledger_report *report = &l->reports.items[c->report];
        const dtl_report_claim *said = &report->report->claims.items[c->claim];
        put_row_id(&r, i);
        put_row_id(&r, c->report);
        put_number(&r, c->claim);
        put_row_id(&r, c->event);
        put_number(&r, said->event);
        put_index(&r, said->voice);
        put_row_id(&r, c->voice);
        put_text(&r, c->chain);
        put_name(&r, dtl_field_name(said->field));
        put_text(&r, said->value);
        put_number(&r, said->polarity);
        put_name(&r, dtl_modality_name(said->modality));
        put_name(&r, dtl_certainty_name(said->certainty));
        put_name(&r, dtl_stance_name(said->stance));
        put_name(&r, dtl_claim_side_name(c->side));
        put_number(&r, c->party);
        put_row_id(&r, said->targets == DTL_NONE ? DTL_NONE : report->first_claim + said->targets);
        put_span(&r, said->span);
        put_text(&r, dtl_span_text(report->report->text, said->span));
        put_text(&r, said->rule);
        put_text(&r, c->id);
        put_number(&r, said->factuality);
        put_name(&r, dtl_likelihood_name(said->likelihood));
        put_name(&r, dtl_interest_name(c->interest));
        put_source_span(&r, report->report, said->span);
        row_end(&r);
    }
    return rows_end(&r);
}

static dtl_err put_values(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO event_value VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,'most-voices')", error);
    for (uint32_t i = 0, rank = 0; !r.err && i < l->values.count; i++) {
        const dtl_ledger_value *v = &l->values.items[i];
        rank = v->best ? 1 : rank + 1;
        put_row_id(&r, i);
        put_row_id(&r, v->event);
        put_name(&r, dtl_field_name(v->field));
        put_number(&r, rank);
        put_text(&r, v->text);
        put_text(&r, v->ids);
        put_days(&r, v->days);
        put_range(&r, v->range);
        put_name(&r, dtl_agreement_name(v->agreement));
        put_number(&r, v->n_reports);
        put_number(&r, v->n_voices);
        row_end(&r);
    }
    dtl_err err = rows_end(&r);
    if (err)
        return err;
    r = rows_begin(store, "INSERT INTO value_claim VALUES (?,?,?,?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->values.count; i++)
        for (uint32_t k = 0; !r.err && k < l->values.items[i].n_supports; k++) {
            const dtl_ledger_support *s = &l->supports.items[l->values.items[i].first_support + k];
            put_row_id(&r, i);
            put_number(&r, k);
            put_row_id(&r, l->mentions.items[s->mention].report);
            put_number(&r, l->mentions.items[s->mention].event);
            put_row_id(&r, s->claim);
            put_row_id(&r, s->voice);
            put_span(&r, s->words);
            row_end(&r);
        }
    return rows_end(&r);
}

static dtl_err put_links(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    rows r = rows_begin(store, "INSERT INTO event_link VALUES (?,?,?,?,?)", error);
    for (uint32_t i = 0; !r.err && i < l->links.count; i++) {
        const dtl_ledger_link *link = &l->links.items[i];
        put_row_id(&r, link->from);
        put_row_id(&r, link->to);
        put_name(&r, dtl_link_name(link->kind));
        put_number(&r, link->score);
        put_text(&r, link->reasons);
        row_end(&r);
    }
    return rows_end(&r);
}

/* ---- the whole ---- */

DTL_ARRAY_TYPE(report_array, dtl_report);

typedef struct loader {
    dtl_arena *arena;
    report_array reports;
    dtl_err err;
    dtl_error *error;
} loader;

static bool load(void *context, dtl_slice key, dtl_slice line)
{
    loader *l = context;
    dtl_report *report = dtl_array_push(l->arena, &l->reports);
    if (!report) {
        l->err = dtl_error_set(l->error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory while rebuilding");
        return false;
    }
    l->err = dtl_report_read(line, l->arena, report, l->error);
    if (!l->err && !dtl_slice_equal(key, report->key))
        l->err = dtl_error_set(l->error, DTL_ERR_LEDGER, NULL, DTL_OFFSET_NONE, "report %.*s lies under another key", (int)key.length, key.ptr);
    return !l->err;
}

static dtl_err put_all(dtl_store *store, const dtl_ledger *l, dtl_error *error)
{
    dtl_err err = DTL_OK;
    for (size_t i = 0; !err && i < sizeof derived / sizeof *derived; i++) {
        char sql[64];
        snprintf(sql, sizeof sql, "DELETE FROM %s", derived[i]);
        err = store_run(store, sql, error);
    }
    dtl_err (*const steps[])(dtl_store *, const dtl_ledger *, dtl_error *) = {
        put_actors, put_sources, put_documents, put_attributions, put_events, put_mentions, put_claims, put_values, put_links};
    for (size_t i = 0; !err && i < sizeof steps / sizeof *steps; i++)
        err = steps[i](store, l, error);
    return err ? err : store_run(store, "UPDATE state SET built = added", error);
}

/* Reads all reports and builds the ledger inside one write transaction: nobody adds in between. */
static dtl_err rebuild_inside(dtl_store *store, dtl_arena *arena, dtl_error *error)
{
    loader l = {.arena = arena, .error = error};
    dtl_ledger ledger;
    dtl_err err = dtl_store_each_report(store, load, &l, error);
    if (err == DTL_ERR_CANCELLED)
        err = l.err;
    dtl_ledger_input input = {.reports = l.reports.items, .count = l.reports.count, .names = store->names};
    if (!err && dtl_ledger_build(&input, arena, &ledger))
        err = dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory while rebuilding", store->path);
    return err ? err : put_all(store, &ledger, error);
}

/* All rows come from one ledger whose indexes hold: SQLite need not look every reference up again, which is 3 % of the whole
 * way from text to ledger; dtl_store_check does. Behind the rebuild they are looked up as before. */
static dtl_err with_references(dtl_store *store, dtl_err err)
{
    sqlite3_exec(store->db, "PRAGMA foreign_keys=ON", NULL, NULL, NULL);
    return err;
}

dtl_err dtl_store_rebuild(dtl_store *store, dtl_error *error)
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
    err = rebuild_inside(store, &arena, error);
    dtl_arena_free(&arena);
    if (!err)
        err = store_run(store, "COMMIT", error);
    if (err && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return with_references(store, err);
}

/* ---- dump and check ---- */

static dtl_err dump_table(dtl_store *store, const char *table, dtl_buffer *out, dtl_error *error)
{
    char sql[80];
    sqlite3_stmt *statement;
    bool two_columns = strcmp(table, "report") == 0 || strcmp(table, "assessment_supersedes") == 0;
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2%s", table, two_columns ? "" : ", 3");
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

dtl_err dtl_store_dump(dtl_store *store, dtl_buffer *out, dtl_error *error)
{
    dtl_err err = dump_table(store, "report", out, error);
    if (!err)
        err = dump_table(store, "assessment", out, error);
    if (!err)
        err = dump_table(store, "assessment_supersedes", out, error);
    for (size_t i = sizeof derived / sizeof *derived; !err && i-- > 0;)
        err = dump_table(store, derived[i], out, error);
    if (!err && out->failed)
        err = dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory while dumping", store->path);
    return err;
}

enum { PROBLEM_LINES = 20 };

static void problem(uint64_t *problems, dtl_buffer *lines, const char *what, dtl_slice detail)
{
    if (lines && *problems < PROBLEM_LINES) {
        dtl_buffer_cstr(lines, what);
        dtl_buffer_slice(lines, detail);
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

/* Compares the words of a table with the bytes of the report's text, report by report. */
typedef struct words_check {
    dtl_store *store;
    sqlite3_stmt *of_report;
    dtl_arena arena;
    uint64_t *problems;
    dtl_buffer *lines;
} words_check;

static bool check_words(void *context, dtl_slice key, dtl_slice line)
{
    words_check *c = context;
    dtl_report report;
    dtl_error error;
    dtl_arena_reset(&c->arena);
    if (dtl_report_read(line, &c->arena, &report, &error)) {
        problem(c->problems, c->lines, "a report that can't be read: ", key);
        return true;
    }
    sqlite3_reset(c->of_report);
    bind_slice(c->of_report, 1, key);
    while (sqlite3_step(c->of_report) == SQLITE_ROW) {
        int64_t offset = sqlite3_column_int64(c->of_report, 0), length = sqlite3_column_int64(c->of_report, 1);
        dtl_slice words = column_slice(c->of_report, 2);
        bool inside = offset >= 0 && length >= 0 && offset + length <= (int64_t)report.text.length;
        if (!inside || !dtl_slice_equal(words, dtl_span_text(report.text, (dtl_span){(uint32_t)offset, (uint32_t)length})))
            problem(c->problems, c->lines, "evidence that is not at its place in its report: ", words);
    }
    return true;
}

/* Every judgement must read back as what its columns say. */
static dtl_err check_assessments(dtl_store *store, uint64_t *problems, dtl_buffer *lines, dtl_error *error)
{
    sqlite3_stmt *statement;
    dtl_arena arena;
    int64_t version = 0;
    int rc;
    dtl_err err = store_version(store, &version, error);
    if (err || version < 5)
        return err;
    err = store_prepare(store, "SELECT id, of, grade, analyst, line FROM assessment", &statement, error);
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

dtl_err dtl_store_check(dtl_store *store, uint64_t *problems, dtl_buffer *lines, dtl_error *error)
{
    *problems = 0;
    dtl_err err = check_rows(store, "PRAGMA integrity_check(20)", "integrity: ", "ok", problems, lines, error);
    if (!err)
        err = check_rows(store, "PRAGMA foreign_key_check", "a row that points nowhere in table ", NULL, problems, lines, error);
    if (!err)
        err = check_rows(store, "SELECT 'run merge on it' FROM state WHERE added <> built", "not up to date: ", NULL, problems, lines, error);
    if (!err)
        err = check_assessments(store, problems, lines, error);
    words_check c = {.store = store, .problems = problems, .lines = lines};
    if (!err)
        err = store_prepare(store,
                            "SELECT evidence_offset, evidence_length, words FROM mention WHERE document = (SELECT id FROM document WHERE key = ?1) "
                            "UNION ALL SELECT offset, length, words FROM claim WHERE document = (SELECT id FROM document WHERE key = ?1)",
                            &c.of_report, error);
    if (err)
        return err;
    dtl_arena_init(&c.arena, (size_t)1 << 31);
    err = dtl_store_each_report(store, check_words, &c, error);
    dtl_arena_free(&c.arena);
    sqlite3_finalize(c.of_report);
    return err;
}
