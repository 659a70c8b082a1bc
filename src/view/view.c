/* The lists: events, claims, actors, sources; and the summary of a ledger.
 *
 * In: a filter. Out: a table, JSON lines, or CSV with a header. Example (text):
 *     EVENT     DATE        WHAT                WHO → WHOM               PLACE     TOLL      STANDING   TEXTS
 *     3f9a2c1b  2024-03-09  ASSAULT/explosives  Dock Front → a mayor     Salt Bay  killed 3  contested  2
 * "!" behind the toll or the place says that reports disagree somewhere: `show` gives all values.
 */
#include "view/internal.h"
#include <inttypes.h>
#include <stdio.h>

/* Writes into a scratch buffer and keeps the result in the arena. */
static dtl_slice kept(dtl_arena *arena, dtl_buffer *scratch)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    if (scratch->failed || !dtl_arena_copy(arena, dtl_slice_make(scratch->bytes ? scratch->bytes : "", scratch->length), &copy))
        copy = DTL_SLICE("(out of memory)");
    dtl_buffer_clear(scratch);
    return copy;
}

static void csv_header(dtl_buffer *out, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_field(out, dtl_slice_from_cstr(names[i]), i == 0);
    csv_end(out);
}

static void csv_number(dtl_buffer *out, int64_t number)
{
    dtl_buffer_char(out, ',');
    dtl_buffer_int(out, number);
}

static void csv_day(dtl_buffer *out, int32_t day)
{
    char text[16];
    dtl_day_format(day, text);
    csv_field(out, dtl_slice_from_cstr(text), false);
}

static void csv_range(dtl_buffer *out, dtl_range range)
{
    dtl_buffer_char(out, ',');
    if (range.low >= 0)
        dtl_buffer_int(out, range.low);
    dtl_buffer_char(out, ',');
    if (range.low >= 0 && range.high != DTL_COUNT_OPEN)
        dtl_buffer_int(out, range.high);
}

static void csv_toll(dtl_buffer *out, dtl_policy_count toll)
{
    const int64_t numbers[] = {toll.low, toll.best, toll.high};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        dtl_buffer_char(out, ',');
        if (numbers[i] >= 0)
            dtl_buffer_int(out, numbers[i]);
    }
}

/* ---- events ---- */

static const char *const event_csv[] = {"event", "item", "type", "mode", "status", "standing", "series", "date_low", "date_high", "actors",
                                        "actor_ids", "recipients", "recipient_ids", "place", "place_id", "admin1", "country",
                                        "latitude_e6", "longitude_e6", "killed_low", "killed_high", "injured_low", "injured_high",
                                        "arrested_low", "arrested_high", "figure_low", "figure_high", "figure_noun", "reports", "texts",
                                        "voices", "denials", "conflict", "evidence", "quad", "intensity", "cameo", "contexts", "weapon", "historical",
                                        "confidence", "place_implied", "credibility", "standing_reason",
                                        "days_implied", "policy", "killed_least", "killed_best", "killed_most", "injured_least", "injured_best",
                                        "injured_most"};

void csv_event_header(dtl_buffer *out)
{
    csv_header(out, event_csv, sizeof event_csv / sizeof *event_csv);
}

void csv_event(dtl_buffer *out, const dtl_store_event *e)
{
    const dtl_slice head[] = {e->id, e->item, e->type, e->mode, e->status, e->standing, e->series ? DTL_SLICE("1") : DTL_SLICE("0")};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        csv_field(out, head[i], i == 0);
    csv_day(out, e->days.low);
    csv_day(out, e->days.high);
    const dtl_slice who[] = {e->actors, e->actor_ids, e->recipients, e->recipient_ids, e->place, e->place_id, e->admin1, e->country};
    for (size_t i = 0; i < sizeof who / sizeof *who; i++)
        csv_field(out, who[i], false);
    if (e->latitude == INT32_MIN || e->longitude == INT32_MIN) {
        dtl_buffer_cstr(out, ",,");
    } else {
        csv_number(out, e->latitude);
        csv_number(out, e->longitude);
    }
    csv_range(out, e->killed);
    csv_range(out, e->injured);
    csv_range(out, e->arrested);
    csv_range(out, e->figure);
    csv_field(out, e->figure_noun, false);
    csv_number(out, e->n_reports);
    csv_number(out, e->n_testimonies);
    csv_number(out, e->n_voices);
    csv_number(out, e->n_denials);
    csv_number(out, e->conflict);
    csv_field(out, e->evidence, false);
    csv_number(out, e->quad);
    dtl_buffer_char(out, ',');
    dtl_buffer_decimal(out, e->intensity, 1);
    csv_field(out, e->cameo, false);
    csv_field(out, e->contexts, false);
    csv_field(out, e->weapon, false);
    csv_number(out, e->historical);
    dtl_buffer_char(out, ',');
    if (e->confidence)
        dtl_buffer_decimal(out, e->confidence, 3);
    csv_number(out, e->place_implied);
    csv_field(out, e->credibility, false);
    csv_field(out, e->standing_reason, false);
    csv_number(out, e->days_implied);
    csv_field(out, dtl_slice_from_cstr(dtl_policy_name(e->policy)), false);
    csv_toll(out, e->killed_toll);
    csv_toll(out, e->injured_toll);
    csv_end(out);
}

static void table_events(const dtl_store_event_array *rows, dtl_arena *arena, const dtl_view_style *style, dtl_buffer *out)
{
    static const char *const heads[] = {"EVENT", "DATE", "WHAT", "WHO → WHOM", "PLACE", "TOLL", "STANDING", "TEXTS"};
    table t = {.arena = arena, .heads = heads, .columns = 8, .share = {0, 0, 22, 34, 13, 13, 0, 0}};
    dtl_buffer scratch = {0};
    for (uint32_t i = 0; i < rows->count; i++) {
        const dtl_store_event *e = &rows->items[i];
        table_cell(&t, short_id(e->id));
        dtl_buffer_cstr(&scratch, e->days_implied ? "(" : "");
        put_months(&scratch, e->days);
        dtl_buffer_cstr(&scratch, e->days_implied ? ")" : "");
        table_cell(&t, kept(arena, &scratch));
        put_type(&scratch, e);
        dtl_buffer_cstr(&scratch, e->series ? " (several)" : "");
        table_cell(&t, kept(arena, &scratch));
        put_sides(&scratch, e);
        if (!dtl_slice_is(e->item, "event")) {
            dtl_buffer_cstr(&scratch, scratch.length ? ": " : "");
            dtl_buffer_slice(&scratch, e->evidence);
        }
        table_cell(&t, kept(arena, &scratch));
        dtl_buffer_cstr(&scratch, e->place_implied ? "(" : "");
        dtl_buffer_slice(&scratch, e->place);
        dtl_buffer_cstr(&scratch, e->place_implied ? ")" : "");
        table_cell(&t, kept(arena, &scratch));
        put_toll(&scratch, e);
        dtl_buffer_cstr(&scratch, e->conflict ? " !" : "");
        table_cell(&t, kept(arena, &scratch));
        table_cell(&t, e->standing);
        table_format(&t, "%" PRIu32, e->n_testimonies);
    }
    dtl_buffer_free(&scratch);
    table_write(&t, style, out);
}

static void put_events(const dtl_store_event_array *rows, dtl_arena *arena, const dtl_view_style *style, dtl_buffer *out)
{
    if (style->format == DTL_VIEW_TEXT) {
        if (rows->count)
            table_events(rows, arena, style, out);
        else
            dtl_buffer_cstr(out, "no events\n");
        return;
    }
    if (style->format == DTL_VIEW_CSV)
        csv_event_header(out);
    for (uint32_t i = 0; i < rows->count; i++) {
        if (style->format == DTL_VIEW_CSV) {
            csv_event(out, &rows->items[i]);
            continue;
        }
        dtl_json json = {.out = out};
        dtl_json_open(&json, '{');
        json_event_fields(&json, &rows->items[i]);
        json_text(&json, "evidence", rows->items[i].evidence);
        dtl_json_close(&json, '}');
        dtl_buffer_char(out, '\n');
    }
}

dtl_err dtl_view_events(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    dtl_arena arena;
    dtl_store_event_array rows = {0};
    dtl_arena_init(&arena, VIEW_BUDGET);
    dtl_store_filter asked = *filter;
    asked.tolls = style->format != DTL_VIEW_TEXT;
    dtl_err err = dtl_store_events(store, &asked, &arena, &rows, error);
    if (!err)
        put_events(&rows, &arena, style, out);
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}

/* ---- claims ---- */

static const char *const claim_csv[] = {"event", "event_type", "event_mode", "report", "number", "file", "url", "outlet", "published_low",
                                        "published_high", "chain", "holder", "holder_id", "on_behalf_of", "cue", "cue_words", "quote",
                                        "field", "value", "polarity", "modality", "certainty", "stance", "side", "party", "targets_event",
                                        "offset", "length", "words", "rule", "claim", "source_kind", "interest", "factuality_e2", "likelihood",
                                        "targets", "source_offset", "source_length", "voice", "voice_key", "reliability", "credibility", "event_item", "event_actors", "event_recipients",
                                        "event_figure_low", "event_figure_high", "event_figure_noun", "superseded"};

static void csv_claim(dtl_buffer *out, const dtl_store_claim *c)
{
    const dtl_slice head[] = {c->event, c->event_type, c->event_mode, c->report};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        csv_field(out, head[i], i == 0);
    csv_number(out, c->number);
    csv_field(out, c->file, false);
    csv_field(out, c->url, false);
    csv_field(out, c->outlet, false);
    csv_day(out, c->published.low);
    csv_day(out, c->published.high);
    const dtl_slice who[] = {c->chain, c->holder, c->holder_id, c->on_behalf_of, c->cue, c->cue_words, c->quote, c->field, c->value};
    for (size_t i = 0; i < sizeof who / sizeof *who; i++)
        csv_field(out, who[i], false);
    csv_number(out, c->polarity);
    const dtl_slice how[] = {c->modality, c->certainty, c->stance, c->side};
    for (size_t i = 0; i < sizeof how / sizeof *how; i++)
        csv_field(out, how[i], false);
    csv_number(out, c->party);
    csv_field(out, c->targets_event, false);
    csv_number(out, c->span.offset);
    csv_number(out, c->span.length);
    const dtl_slice more[] = {c->words, c->rule, c->id, c->source_kind, c->interest};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        csv_field(out, more[i], false);
    csv_number(out, c->factuality);
    csv_field(out, c->likelihood, false);
    csv_field(out, c->targets, false);
    csv_range(out, c->source.length ? (dtl_range){c->source.offset, c->source.length} : DTL_RANGE_NONE);
    const dtl_slice last[] = {c->voice, c->voice_key, c->reliability, c->credibility, c->event_item, c->event_actors, c->event_recipients};
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        csv_field(out, last[i], false);
    csv_range(out, c->event_figure);
    csv_field(out, c->event_figure_noun, false);
    csv_number(out, c->superseded);
    csv_end(out);
}

static void table_claims(const dtl_store_claim_array *rows, dtl_arena *arena, const dtl_view_style *style, dtl_buffer *out)
{
    static const char *const heads[] = {"CLAIM", "EVENT", "WHAT", "VOICE", "STANCE", "ABOUT", "WORDS", "ASSESSED"};
    table t = {.arena = arena, .heads = heads, .columns = 7, .share = {0, 0, 0, 30, 14, 14, 40, 12}, .keeps_end = 1u << 3};
    dtl_buffer scratch = {0};
    for (uint32_t i = 0; i < rows->count; i++)
        if (rows->items[i].reliability.length || rows->items[i].credibility.length)
            t.columns = 8;
    for (uint32_t i = 0; i < rows->count; i++) {
        const dtl_store_claim *c = &rows->items[i];
        table_cell(&t, short_id(c->id));
        table_cell(&t, short_id(c->event));
        dtl_buffer_slice(&scratch, c->event_type.length ? c->event_type : c->event_item);
        if (c->event_mode.length) {
            dtl_buffer_char(&scratch, '/');
            dtl_buffer_slice(&scratch, c->event_mode);
        }
        table_cell(&t, kept(arena, &scratch));
        table_cell(&t, c->chain);
        dtl_buffer_slice(&scratch, c->stance);
        if (!dtl_slice_is(c->modality, "asserted")) {
            dtl_buffer_cstr(&scratch, ", ");
            dtl_buffer_slice(&scratch, c->modality);
        }
        table_cell(&t, kept(arena, &scratch));
        if (dtl_slice_is(c->field, "type") && c->event_figure.low >= 0) {
            put_range(&scratch, c->event_figure);
            dtl_buffer_cstr(&scratch, c->event_figure_noun.length ? " " : "");
            dtl_buffer_slice(&scratch, c->event_figure_noun);
        } else if (dtl_slice_is(c->field, "type")) {
            dtl_buffer_cstr(&scratch, "all of it");
        } else {
            dtl_buffer_slice(&scratch, c->field);
            dtl_buffer_cstr(&scratch, c->value.length ? ": " : "");
            dtl_buffer_slice(&scratch, c->value);
        }
        table_cell(&t, kept(arena, &scratch));
        table_cell(&t, c->words);
        if (t.columns < 8)
            continue;
        dtl_buffer_slice(&scratch, c->credibility);
        dtl_buffer_cstr(&scratch, c->credibility.length && c->reliability.length ? "; " : "");
        dtl_buffer_slice(&scratch, c->reliability);
        table_cell(&t, kept(arena, &scratch));
    }
    dtl_buffer_free(&scratch);
    table_write(&t, style, out);
}

dtl_err dtl_view_claims(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    dtl_arena arena;
    dtl_store_claim_array rows = {0};
    dtl_arena_init(&arena, VIEW_BUDGET);
    dtl_err err = dtl_store_claims(store, filter, &arena, &rows, error);
    if (!err && style->format == DTL_VIEW_TEXT) {
        if (rows.count)
            table_claims(&rows, &arena, style, out);
        else
            dtl_buffer_cstr(out, "no claims\n");
    } else if (!err) {
        if (style->format == DTL_VIEW_CSV)
            csv_header(out, claim_csv, sizeof claim_csv / sizeof *claim_csv);
        for (uint32_t i = 0; i < rows.count; i++) {
            dtl_json json = {.out = out};
            if (style->format == DTL_VIEW_CSV) {
                csv_claim(out, &rows.items[i]);
            } else {
                json_claim(&json, &rows.items[i], true);
                dtl_buffer_char(out, '\n');
            }
        }
    }
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}

/* ---- actors ---- */

static void put_actor(const dtl_store_actor *a, const dtl_view_style *style, table *t, dtl_buffer *out)
{
    if (style->format == DTL_VIEW_TEXT) {
        const dtl_slice cells[] = {a->id, a->name, a->kind, a->country, a->sector, a->aliases};
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            table_cell(t, cells[i]);
        table_format(t, "%" PRIu32, a->n_reports);
        table_format(t, "%" PRIu32, a->n_events);
        table_format(t, "%" PRIu32, a->n_claims);
    } else if (style->format == DTL_VIEW_CSV) {
        const dtl_slice cells[] = {a->id, a->name, a->kind, a->country, a->sector, a->parent_id, a->aliases};
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            csv_field(out, cells[i], i == 0);
        csv_number(out, a->n_reports);
        csv_number(out, a->n_events);
        csv_number(out, a->n_claims);
        csv_end(out);
    } else {
        dtl_json json = {.out = out};
        dtl_json_open(&json, '{');
        json_text(&json, "id", a->id);
        json_text(&json, "name", a->name);
        json_text(&json, "kind", a->kind);
        json_text(&json, "country", a->country);
        json_text(&json, "sector", a->sector);
        json_text(&json, "parent_id", a->parent_id);
        json_text(&json, "aliases", a->aliases);
        if (a->reasons.length)
            json_text(&json, "same_because", a->reasons);
        json_number(&json, "reports", a->n_reports);
        json_number(&json, "events", a->n_events);
        json_number(&json, "claims", a->n_claims);
        dtl_json_close(&json, '}');
        dtl_buffer_char(out, '\n');
    }
}

dtl_err dtl_view_actors(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    static const char *const heads[] = {"ACTOR", "NAME", "KIND", "COUNTRY", "SECTOR", "ALSO", "REPORTS", "EVENTS", "CLAIMS"};
    static const char *const csv[] = {"actor", "name", "kind", "country", "sector", "parent_id", "aliases", "reports", "events", "claims"};
    dtl_arena arena;
    dtl_store_actor_array rows = {0};
    dtl_arena_init(&arena, VIEW_BUDGET);
    table t = {.arena = &arena, .heads = heads, .columns = 9, .share = {24, 24, 16, 0, 0, 24}};
    dtl_err err = dtl_store_actors(store, filter, &arena, &rows, error);
    if (!err && style->format == DTL_VIEW_CSV)
        csv_header(out, csv, sizeof csv / sizeof *csv);
    for (uint32_t i = 0; !err && i < rows.count; i++)
        put_actor(&rows.items[i], style, &t, out);
    if (!err && style->format == DTL_VIEW_TEXT && rows.count)
        table_write(&t, style, out);
    else if (!err && style->format == DTL_VIEW_TEXT)
        dtl_buffer_cstr(out, "no actors\n");
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}

/* ---- sources ---- */

static void put_source(const dtl_store_source *s, const dtl_view_style *style, table *t, dtl_buffer *out)
{
    if (style->format == DTL_VIEW_TEXT) {
        table_cell(t, s->name);
        table_cell(t, s->kind);
        table_format(t, "%" PRIu32, s->n_reports);
        table_format(t, "%" PRIu32, s->n_claims);
        table_cell(t, s->reliability);
    } else if (style->format == DTL_VIEW_CSV) {
        csv_field(out, s->name, true);
        csv_field(out, s->kind, false);
        csv_field(out, s->actor_id, false);
        csv_number(out, s->n_reports);
        csv_number(out, s->n_claims);
        csv_field(out, s->id, false);
        csv_field(out, s->reliability, false);
        csv_end(out);
    } else {
        dtl_json json = {.out = out};
        dtl_json_open(&json, '{');
        json_text(&json, "name", s->name);
        json_text(&json, "kind", s->kind);
        json_text(&json, "actor_id", s->actor_id);
        json_number(&json, "reports", s->n_reports);
        json_number(&json, "claims", s->n_claims);
        json_text(&json, "id", s->id);
        json_text(&json, "reliability", s->reliability);
        dtl_json_close(&json, '}');
        dtl_buffer_char(out, '\n');
    }
}

dtl_err dtl_view_sources(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    static const char *const heads[] = {"SOURCE", "KIND", "REPORTS", "CLAIMS", "RELIABILITY"};
    static const char *const csv[] = {"source", "kind", "actor_id", "reports", "claims", "id", "reliability"};
    dtl_arena arena;
    dtl_store_source_array rows = {0};
    dtl_arena_init(&arena, VIEW_BUDGET);
    table t = {.arena = &arena, .heads = heads, .columns = 5, .share = {1}};
    dtl_err err = dtl_store_sources(store, filter, &arena, &rows, error);
    if (!err && style->format == DTL_VIEW_CSV)
        csv_header(out, csv, sizeof csv / sizeof *csv);
    for (uint32_t i = 0; !err && i < rows.count; i++)
        put_source(&rows.items[i], style, &t, out);
    if (!err && style->format == DTL_VIEW_TEXT && rows.count)
        table_write(&t, style, out);
    else if (!err && style->format == DTL_VIEW_TEXT)
        dtl_buffer_cstr(out, "no sources\n");
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}

/* ---- assessments ---- */

static void put_assessment_row(const dtl_store_assessment *a, const dtl_view_style *style, table *t, dtl_buffer *out)
{
    dtl_slice meaning = dtl_slice_from_cstr(dtl_grade_meaning(a->grade.length ? a->grade.ptr[0] : '\0'));
    dtl_slice state = !a->current ? DTL_SLICE("superseded") : a->here ? DTL_SLICE("") : DTL_SLICE("not in this ledger");
    if (style->format == DTL_VIEW_TEXT) {
        const dtl_slice cells[] = {a->subject, a->about.length ? a->about : a->of, a->grade, meaning, a->analyst, a->date, a->note, state};
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            table_cell(t, cells[i]);
    } else if (style->format == DTL_VIEW_CSV) {
        const dtl_slice cells[] = {a->id, a->subject, a->of, a->about, a->grade, meaning, a->analyst, a->date, a->note, a->supersedes};
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            csv_field(out, cells[i], i == 0);
        csv_number(out, a->current);
        csv_number(out, a->here);
        csv_end(out);
    } else {
        dtl_json json = {.out = out};
        json_assessment(&json, a);
        dtl_buffer_char(out, '\n');
    }
}

dtl_err dtl_view_assessments(dtl_store *store, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    static const char *const heads[] = {"OF", "ABOUT", "GRADE", "MEANING", "ANALYST", "DATE", "NOTE", ""};
    static const char *const csv[] = {"assessment", "subject", "of", "about", "grade", "meaning", "analyst", "date", "note", "supersedes",
                                      "current", "here"};
    dtl_arena arena;
    dtl_store_assessment_array rows = {0};
    dtl_arena_init(&arena, VIEW_BUDGET);
    table t = {.arena = &arena, .heads = heads, .columns = 8, .share = {0, 40, 0, 0, 20, 0, 30, 0}};
    dtl_err err = dtl_store_assessments(store, &arena, &rows, error);
    if (!err && style->format == DTL_VIEW_CSV)
        csv_header(out, csv, sizeof csv / sizeof *csv);
    for (uint32_t i = 0; !err && i < rows.count; i++)
        put_assessment_row(&rows.items[i], style, &t, out);
    if (!err && style->format == DTL_VIEW_TEXT && rows.count)
        table_write(&t, style, out);
    else if (!err && style->format == DTL_VIEW_TEXT)
        dtl_buffer_cstr(out, "no assessments\n");
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}

/* ---- summary ---- */

static void put_counts(const dtl_store_counts *c, const dtl_view_style *style, dtl_buffer *out)
{
    const struct { const char *key; uint64_t number; } named[] = {
        {"reports", c->reports}, {"texts", c->testimonies}, {"events", c->events}, {"statements", c->statements}, {"figures", c->figures},
        {"claims", c->claims}, {"actors", c->actors}, {"sources", c->sources}, {"shared", c->shared}, {"conflicts", c->conflicts}};
    if (style->format == DTL_VIEW_JSONL) {
        dtl_json json = {.out = out};
        dtl_json_open(&json, '{');
        for (size_t i = 0; i < sizeof named / sizeof *named; i++)
            json_number(&json, named[i].key, (int64_t)named[i].number);
        dtl_json_close(&json, '}');
        dtl_buffer_char(out, '\n');
        return;
    }
    dtl_buffer_format(out, "%" PRIu64 " report%s (%" PRIu64 " different text%s), %" PRIu64 " event%s, %" PRIu64 " statement%s, %" PRIu64 " figure%s, %" PRIu64
                           " claim%s by %" PRIu64 " source%s\n", c->reports, c->reports == 1 ? "" : "s", c->testimonies, c->testimonies == 1 ? "" : "s",
                      c->events, c->events == 1 ? "" : "s", c->statements, c->statements == 1 ? "" : "s", c->figures, c->figures == 1 ? "" : "s",
                      c->claims, c->claims == 1 ? "" : "s", c->sources, c->sources == 1 ? "" : "s");
    dtl_buffer_format(out, "%" PRIu64 " event%s told by more than one text, %" PRIu64 " with values in conflict\n", c->shared, c->shared == 1 ? "" : "s",
                      c->conflicts);
}

dtl_err dtl_view_summary(dtl_store *store, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    dtl_store_counts counts = {0};
    dtl_err err = dtl_store_count(store, &counts, error);
    if (err)
        return err;
    put_counts(&counts, style, out);
    if (style->format != DTL_VIEW_TEXT || !counts.events)
        return view_done(out, DTL_OK, error);
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    filter.item = DTL_SLICE("event");
    filter.sort = DTL_SORT_REPORTS;
    filter.descending = true;
    filter.limit = 10;
    dtl_buffer_char(out, '\n');
    return dtl_view_events(store, &filter, style, out, error);
}
