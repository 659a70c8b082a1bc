/* What changed between two snapshots, or since one, for people and programs; and the list of snapshots.
 *
 * In: changes as the store finds them. Out: a line each, with what is different of one that goes on: only what a list of events shows.
 * Example: "changed  3f2a9c01  ASSAULT/explosives: ? → guards, Herat, 2024-05-02: killed 3 → 5; standing single-source → confirmed"
 */
#include "store/snapshot.h"
#include "view/internal.h"

enum { FIELDS = 13 };
static const char *const field_names[FIELDS] = {"id", "type", "actors", "recipients", "place", "date", "killed", "injured", "arrested",
                                                "figure", "status", "standing", "voices"};

/* A field as text; "" unknown. */
static void put_field(dtl_buffer *out, const dtl_store_event *e, int field)
{
    switch (field) {
    case 0: dtl_buffer_slice(out, e->id); break;
    case 1: put_type(out, e); break;
    case 2: dtl_buffer_slice(out, e->actors); break;
    case 3: dtl_buffer_slice(out, e->recipients); break;
    case 4: dtl_buffer_slice(out, e->place); break;
    case 5: put_days(out, e->days); break;
    case 6: put_range(out, e->killed); break;
    case 7: put_range(out, e->injured); break;
    case 8: put_range(out, e->arrested); break;
    case 9:
        put_range(out, e->figure);
        dtl_buffer_cstr(out, e->figure_noun.length ? " " : "");
        dtl_buffer_slice(out, e->figure_noun);
        break;
    case 10: dtl_buffer_slice(out, e->status); break;
    case 11: dtl_buffer_slice(out, e->standing); break;
    default:
        dtl_buffer_format(out, "%u for, %u against, %u %s", e->n_voices, e->n_denials, e->n_reports, e->n_reports == 1 ? "report" : "reports");
    }
}

/* Both texts of a field; false when they are the same. */
static bool field_differs(dtl_buffer pair[2], const dtl_store_change *change, int field)
{
    for (int i = 0; i < 2; i++) {
        dtl_buffer_clear(&pair[i]);
        put_field(&pair[i], i ? &change->after[0]->event : &change->before[0]->event, field);
    }
    return pair[0].length != pair[1].length || memcmp(pair[0].bytes, pair[1].bytes, pair[0].length) != 0;
}

static dtl_slice text_of(const dtl_buffer *buffer)
{
    return dtl_slice_make(buffer->bytes ? buffer->bytes : "", buffer->length);
}

static const dtl_store_event *subject_of(const dtl_store_change *change)
{
    return change->n_after && change->kind != DTL_CHANGE_SPLIT ? &change->after[0]->event : &change->before[0]->event;
}

static void put_ids(dtl_buffer *out, const dtl_store_state **list, uint32_t count, const char *between, bool whole)
{
    for (uint32_t i = 0; i < count; i++) {
        dtl_buffer_cstr(out, i ? between : "");
        dtl_buffer_slice(out, whole ? list[i]->event.id : short_id(list[i]->event.id));
    }
}

/* "killed 3 → 5; standing single-source → confirmed" */
static void put_what(dtl_buffer *out, dtl_buffer pair[2], const dtl_store_change *change)
{
    bool any = false;
    for (int f = 0; f < FIELDS && change->kind == DTL_CHANGE_CHANGED; f++)
        if (field_differs(pair, change, f)) {
            dtl_buffer_format(out, "%s%s ", any ? "; " : "", field_names[f]);
            put_clean(out, pair[0].length ? text_of(&pair[0]) : DTL_SLICE("not known"));
            dtl_buffer_cstr(out, " → ");
            put_clean(out, pair[1].length ? text_of(&pair[1]) : DTL_SLICE("not known"));
            any = true;
        }
    if (change->kind == DTL_CHANGE_CHANGED && !any) /* one of its tellings for another: nothing that the list shows */
        dtl_buffer_cstr(out, "other tellings");
}

static void put_text_line(dtl_buffer *out, dtl_buffer pair[2], const dtl_store_change *change)
{
    dtl_buffer headline = {0};
    dtl_buffer_format(out, "%-8s ", dtl_change_name(change->kind));
    put_headline(&headline, subject_of(change));
    dtl_buffer_slice(out, short_id(subject_of(change)->id));
    dtl_buffer_cstr(out, "  ");
    put_clean(out, text_of(&headline));
    dtl_buffer_free(&headline);
    if (change->kind == DTL_CHANGE_CHANGED)
        dtl_buffer_cstr(out, ": ");
    put_what(out, pair, change);
    if (change->kind == DTL_CHANGE_NEW)
        dtl_buffer_format(out, "; %.*s", (int)subject_of(change)->standing.length, subject_of(change)->standing.ptr);
    if (change->kind == DTL_CHANGE_MERGED || change->kind == DTL_CHANGE_SPLIT) {
        bool merged = change->kind == DTL_CHANGE_MERGED;
        dtl_buffer_cstr(out, merged ? ": was " : ": is now ");
        put_ids(out, merged ? change->before : change->after, merged ? change->n_before : change->n_after, ", ", false);
    }
    if (change->reason.length) {
        dtl_buffer_cstr(out, change->kind == DTL_CHANGE_GONE ? ": " : " (");
        dtl_buffer_slice(out, change->reason);
        dtl_buffer_cstr(out, change->kind == DTL_CHANGE_GONE ? "" : ")");
    }
    dtl_buffer_char(out, '\n');
}

static void json_ids(dtl_json *json, const char *key, const dtl_store_state **list, uint32_t count)
{
    dtl_json_key(json, key);
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < count; i++)
        dtl_json_string(json, list[i]->event.id);
    dtl_json_close(json, ']');
}

static void put_json_line(dtl_buffer *out, dtl_buffer pair[2], const dtl_store_change *change)
{
    dtl_json json = {.out = out};
    dtl_buffer headline = {0};
    dtl_json_open(&json, '{');
    json_text(&json, "change", dtl_slice_from_cstr(dtl_change_name(change->kind)));
    json_text(&json, "id", subject_of(change)->id);
    json_ids(&json, "before", change->before, change->n_before);
    json_ids(&json, "after", change->after, change->n_after);
    put_headline(&headline, subject_of(change));
    json_text(&json, "about", text_of(&headline));
    dtl_buffer_free(&headline);
    dtl_json_key(&json, "what");
    dtl_json_open(&json, '[');
    for (int f = 0; f < FIELDS && change->kind == DTL_CHANGE_CHANGED; f++)
        if (field_differs(pair, change, f)) {
            dtl_json_open(&json, '{');
            json_text(&json, "field", dtl_slice_from_cstr(field_names[f]));
            json_text(&json, "from", text_of(&pair[0]));
            json_text(&json, "to", text_of(&pair[1]));
            dtl_json_close(&json, '}');
        }
    dtl_json_close(&json, ']');
    json_text(&json, "reason", change->reason);
    dtl_json_close(&json, '}');
    dtl_buffer_char(out, '\n');
}

static void put_csv_line(dtl_buffer *out, dtl_buffer pair[2], const dtl_store_change *change)
{
    dtl_buffer cell = {0};
    csv_field(out, dtl_slice_from_cstr(dtl_change_name(change->kind)), true);
    csv_field(out, subject_of(change)->id, false);
    put_ids(&cell, change->before, change->n_before, " ", true);
    csv_field(out, text_of(&cell), false);
    dtl_buffer_clear(&cell);
    put_ids(&cell, change->after, change->n_after, " ", true);
    csv_field(out, text_of(&cell), false);
    dtl_buffer_clear(&cell);
    put_what(&cell, pair, change);
    csv_field(out, text_of(&cell), false);
    csv_field(out, change->reason, false);
    dtl_buffer_clear(&cell);
    put_headline(&cell, subject_of(change));
    csv_field(out, text_of(&cell), false);
    csv_end(out);
    dtl_buffer_free(&cell);
}

static void put_end(dtl_buffer *out, const dtl_store_snapshot *s)
{
    dtl_buffer_slice(out, s->number ? s->name : DTL_SLICE("now"));
    if (s->date.length)
        dtl_buffer_format(out, " (%.*s)", (int)s->date.length, s->date.ptr);
    dtl_buffer_format(out, ", %llu %s", (unsigned long long)s->n_reports, s->n_reports == 1 ? "report" : "reports");
}

/* "monday (2024-05-31), 20 reports → now, 24 reports: 5 new, 2 changed, …" */
static void put_summary(dtl_buffer *out, const dtl_store_changes_found *found)
{
    put_end(out, &found->from);
    dtl_buffer_cstr(out, " → ");
    put_end(out, &found->to);
    for (unsigned kind = 0; kind < DTL_CHANGE_COUNT; kind++)
        dtl_buffer_format(out, "%s%u %s", kind ? ", " : ": ", found->counts[kind], dtl_change_name(kind));
    dtl_buffer_char(out, '\n');
}

dtl_err dtl_view_changes(dtl_store *store, dtl_slice from, dtl_slice to, uint32_t limit, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    dtl_store_changes_found found;
    dtl_buffer pair[2] = {{0}};
    dtl_arena arena;
    dtl_arena_init(&arena, SNAPSHOT_BUDGET);
    dtl_err err = dtl_store_changes(store, from, to, &arena, &found, error);
    if (!err && style->format == DTL_VIEW_CSV)
        dtl_buffer_cstr(out, "change,event,before,after,what,reason,about\r\n");
    for (uint32_t i = 0; !err && i < found.changes.count && (!limit || i < limit); i++)
        if (style->format == DTL_VIEW_TEXT)
            put_text_line(out, pair, &found.changes.items[i]);
        else if (style->format == DTL_VIEW_JSONL)
            put_json_line(out, pair, &found.changes.items[i]);
        else
            put_csv_line(out, pair, &found.changes.items[i]);
    if (!err && style->format == DTL_VIEW_TEXT)
        put_summary(out, &found);
    dtl_buffer_free(&pair[0]);
    dtl_buffer_free(&pair[1]);
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}

static void json_snapshot(dtl_buffer *out, const dtl_store_snapshot *s)
{
    dtl_json json = {.out = out};
    dtl_json_open(&json, '{');
    json_text(&json, "snapshot", s->name);
    json_text(&json, "date", s->date);
    json_text(&json, "program", s->program);
    json_number(&json, "reports", (int64_t)s->n_reports);
    json_number(&json, "decisions", (int64_t)s->n_decisions);
    json_number(&json, "events", (int64_t)s->n_events);
    dtl_json_close(&json, '}');
    dtl_buffer_char(out, '\n');
}

dtl_err dtl_view_snapshots(dtl_store *store, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    static const char *const heads[] = {"SNAPSHOT", "DATE", "REPORTS", "DECISIONS", "EVENTS", "DATELINE"};
    dtl_store_snapshot_array rows = {0};
    dtl_arena arena;
    dtl_arena_init(&arena, VIEW_BUDGET);
    table t = {.arena = &arena, .heads = heads, .columns = 6};
    dtl_err err = dtl_store_snapshots(store, &arena, &rows, error);
    if (!err && style->format == DTL_VIEW_CSV)
        dtl_buffer_cstr(out, "snapshot,date,reports,decisions,events,program\r\n");
    for (uint32_t i = 0; !err && i < rows.count; i++) {
        const dtl_store_snapshot *s = &rows.items[i];
        if (style->format == DTL_VIEW_JSONL) {
            json_snapshot(out, s);
        } else if (style->format == DTL_VIEW_CSV) {
            csv_field(out, s->name, true);
            csv_field(out, s->date, false);
            dtl_buffer_format(out, ",%llu,%llu,%llu", (unsigned long long)s->n_reports, (unsigned long long)s->n_decisions, (unsigned long long)s->n_events);
            csv_field(out, s->program, false);
            csv_end(out);
        } else {
            table_cell(&t, s->name);
            table_cell(&t, s->date);
            table_format(&t, "%llu", (unsigned long long)s->n_reports);
            table_format(&t, "%llu", (unsigned long long)s->n_decisions);
            table_format(&t, "%llu", (unsigned long long)s->n_events);
            table_cell(&t, s->program);
        }
    }
    if (!err && style->format == DTL_VIEW_TEXT && !rows.count)
        dtl_buffer_cstr(out, "no snapshot yet; `dateline snapshot LEDGER NAME` takes one\n");
    else if (!err && style->format == DTL_VIEW_TEXT)
        table_write(&t, style, out);
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}
