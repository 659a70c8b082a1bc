/* What reports contradict each other in: every field of every event whose values cannot all be true, side by side.
 *
 * In: a filter. Out, for people, the event as a heading and a table of the fields in conflict:
 *
 *     3f2a9c1b ASSAULT/explosives: Dock Front → a mayor, Salt Bay, 2024-03-09, killed 5
 *         FIELD   VALUE  HELD BY                     TEXTS  VOICES  REPORTED
 *         killed  5 *    A hospital; Delta Times     2      2       2024-03-10–11
 *                 3      Harbour police              1      1       2024-03-10
 *
 * "*" is the value that the ledger gives as the best. Values that agree with all others of their field do not stand here; of a field in
 * conflict all its values do. JSON and CSV: one row a value, with the days of the reports that give it.
 */
#include "doc/json_values.h"
#include "view/coding.h"
#include <inttypes.h>

static bool in_conflict(const dtl_store_value *v)
{
    return dtl_slice_is(v->agreement, dtl_agreement_name(DTL_AGREEMENT_CONFLICT));
}

static void put_text(const dtl_store_detail *d, dtl_arena *arena, const dtl_view_style *style, dtl_buffer *out)
{
    static const char *const heads[] = {"FIELD", "VALUE", "HELD BY", "TEXTS", "VOICES", "REPORTED"};
    dtl_view_style inner = *style;
    table t = {.arena = arena, .heads = heads, .columns = 6, .share = {0, 90, 30, 0, 0, 0}};
    dtl_buffer line = {0}, lines = {0};
    dtl_slice before = DTL_SLICE_EMPTY, rest, one;
    inner.width = (style->width ? style->width : 100) - 4;
    dtl_buffer_slice(&line, short_id(d->event.id));
    dtl_buffer_cstr(&line, "  ");
    put_headline(&line, &d->event);
    dtl_buffer_cstr(out, style->colour ? "\x1b[1m" : "");
    put_wrapped(out, dtl_slice_make(line.bytes ? line.bytes : "", line.length), 10, style->width ? style->width : 100);
    dtl_buffer_cstr(out, style->colour ? "\x1b[0m\n" : "\n");
    for (uint32_t i = 0; i < d->values.count; i++) {
        const dtl_store_value *v = &d->values.items[i];
        dtl_slice told = v->text;
        if (!in_conflict(v))
            continue;
        dtl_buffer_clear(&line);
        dtl_buffer_slice(&line, v->text);
        dtl_buffer_cstr(&line, v->best ? " *" : "");
        if (!dtl_arena_copy(arena, dtl_slice_make(line.bytes ? line.bytes : "", line.length), &told))
            out->failed = true;
        table_cell(&t, dtl_slice_equal(v->field, before) ? DTL_SLICE_EMPTY : v->field);
        table_cell(&t, told);
        table_cell(&t, v->voices);
        table_format(&t, "%" PRIu32, v->n_reports);
        table_format(&t, "%" PRIu32, v->n_voices);
        dtl_buffer_clear(&line);
        put_months(&line, v->reported);
        if (!dtl_arena_copy(arena, dtl_slice_make(line.bytes ? line.bytes : "", line.length), &told))
            out->failed = true;
        table_cell(&t, told);
        before = v->field;
    }
    table_write(&t, &inner, &lines);
    rest = dtl_slice_make(lines.bytes ? lines.bytes : "", lines.length);
    while (dtl_slice_next_field(&rest, '\n', &one) && (one.length || rest.length)) {
        put_spaces(out, 4);
        dtl_buffer_slice(out, one);
        dtl_buffer_char(out, '\n');
    }
    out->failed |= line.failed || lines.failed;
    dtl_buffer_free(&line);
    dtl_buffer_free(&lines);
}

static void put_csv(const dtl_store_detail *d, dtl_buffer *out)
{
    for (uint32_t i = 0; i < d->values.count; i++) {
        const dtl_store_value *v = &d->values.items[i];
        csv_row row = {.out = out};
        if (!in_conflict(v))
            continue;
        const dtl_slice head[] = {d->event.id, d->event.type, d->event.mode, d->event.actors, d->event.recipients, d->event.place};
        for (size_t k = 0; k < sizeof head / sizeof *head; k++)
            row_text(&row, head[k]);
        row_day(&row, d->event.days.low);
        row_day(&row, d->event.days.high);
        row_text(&row, v->field);
        row_text(&row, v->text);
        row_number(&row, v->best);
        row_text(&row, v->voices);
        row_number(&row, v->n_reports);
        row_number(&row, v->n_voices);
        row_day(&row, v->reported.low);
        row_day(&row, v->reported.high);
        csv_end(out);
    }
}

static void put_json(const dtl_store_detail *d, dtl_buffer *out)
{
    for (uint32_t i = 0; i < d->values.count; i++) {
        dtl_json writer = {.out = out}, *json = &writer;
        if (!in_conflict(&d->values.items[i]))
            continue;
        dtl_json_open(json, '{');
        json_text(json, "event", d->event.id);
        json_text(json, "event_type", d->event.type);
        json_text(json, "event_mode", d->event.mode);
        json_text(json, "event_actors", d->event.actors);
        json_text(json, "event_recipients", d->event.recipients);
        json_text(json, "event_place", d->event.place);
        dtl_json_days(json, "event_days", d->event.days);
        dtl_json_key(json, "value");
        json_value(json, &d->values.items[i]);
        dtl_json_close(json, '}');
        dtl_buffer_char(out, '\n');
    }
}

dtl_err dtl_view_conflicts(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_view_flush_fn *flush, void *context, dtl_buffer *out,
                           dtl_error *error)
{
    static const char *const columns[] = {"event", "type", "mode", "actors", "recipients", "place", "date_low", "date_high", "field", "value", "best", "held_by",
                                          "texts", "voices", "reported_first", "reported_last"};
    dtl_arena arena, one;
    dtl_store_event_array events = {0};
    dtl_store_filter only = *filter;
    csv_row head = {.out = out};
    only.conflicts = true;
    dtl_arena_init(&arena, VIEW_BUDGET);
    dtl_arena_init(&one, VIEW_BUDGET);
    dtl_err err = dtl_store_events(store, &only, &arena, &events, error);
    for (size_t i = 0; !err && style->format == DTL_VIEW_CSV && i < sizeof columns / sizeof *columns; i++)
        row_words(&head, columns[i]);
    if (!err && style->format == DTL_VIEW_CSV)
        csv_end(out);
    if (!err && style->format == DTL_VIEW_TEXT && !events.count)
        dtl_buffer_cstr(out, "no conflicts\n");
    for (uint32_t i = 0; !err && i < events.count; i++) {
        dtl_store_detail detail;
        dtl_arena_reset(&one);
        err = dtl_store_event_detail(store, events.items[i].id, &one, &detail, error);
        if (err)
            break;
        if (style->format == DTL_VIEW_TEXT) {
            dtl_buffer_cstr(out, i ? "\n" : "");
            put_text(&detail, &one, style, out);
        } else if (style->format == DTL_VIEW_CSV) {
            put_csv(&detail, out);
        } else {
            put_json(&detail, out);
        }
        if (flush && !flush(context, out))
            err = DTL_ERR_CANCELLED;
    }
    dtl_arena_free(&one);
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}
