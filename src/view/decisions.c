/* Analysts' decisions as a table, CSV or lines that `dateline merge` reads back.
 *
 * In: the store's list. Out: one row a decision, superseded ones too: what was decided by whom, and what became of it in this ledger.
 * Example: "merge  Karim Gul = Abu Hamdan  N. Haidari  2024-05-31  waits: not here: person:abu hamdan".
 */
#include "view/internal.h"

enum { SHORT_ID = 8 };

static void put_row(const dtl_store_decision *d, const dtl_view_style *style, table *t, dtl_buffer *out)
{
    if (style->format == DTL_VIEW_TEXT) {
        const dtl_slice cells[] = {dtl_slice_make(d->id.ptr, SHORT_ID), d->kind, d->about, d->result, d->analyst, d->date,
                                   d->note, d->state.length ? d->state : DTL_SLICE("not built"), d->detail};
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            table_cell(t, cells[i]);
    } else if (style->format == DTL_VIEW_CSV) {
        const dtl_slice cells[] = {d->id, d->kind, d->about, d->actor, d->name, d->analyst, d->date, d->note, d->state, d->detail, d->result};
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            csv_field(out, cells[i], i == 0);
        dtl_buffer_format(out, ",%u", d->n_uses);
        csv_end(out);
    } else {
        dtl_buffer_slice(out, dtl_slice_make(d->line.ptr, d->line.length - 1)); /* as it is kept, so that merge reads it back; and more members */
        const struct { const char *key; dtl_slice text; } more[] = {{"state", d->state}, {"detail", d->detail}, {"result", d->result}};
        for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
            dtl_buffer_format(out, ",\"%s\":", more[i].key);
            dtl_buffer_json_string(out, more[i].text);
        }
        dtl_buffer_format(out, ",\"n_uses\":%u}\n", d->n_uses);
    }
}

dtl_err dtl_view_decisions(dtl_store *store, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    static const char *const heads[] = {"DECISION", "KIND", "ABOUT", "ACTOR", "ANALYST", "DATE", "NOTE", "STATE", ""};
    static const char *const csv[] = {"decision", "kind", "about", "pinned_to", "name", "analyst", "date", "note", "state", "detail", "result", "uses"};
    dtl_arena arena;
    dtl_store_decision_array rows = {0};
    dtl_arena_init(&arena, VIEW_BUDGET);
    table t = {.arena = &arena, .heads = heads, .columns = 9, .share = {0, 0, 40, 24, 20, 0, 30, 0, 40}};
    dtl_err err = dtl_store_decisions(store, &arena, &rows, error);
    for (size_t i = 0; !err && style->format == DTL_VIEW_CSV && i < sizeof csv / sizeof *csv; i++)
        csv_field(out, dtl_slice_from_cstr(csv[i]), i == 0);
    if (!err && style->format == DTL_VIEW_CSV)
        csv_end(out);
    for (uint32_t i = 0; !err && i < rows.count; i++)
        put_row(&rows.items[i], style, &t, out);
    if (!err && style->format == DTL_VIEW_TEXT && rows.count)
        table_write(&t, style, out);
    else if (!err && style->format == DTL_VIEW_TEXT)
        dtl_buffer_cstr(out, "no decisions\n");
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}
