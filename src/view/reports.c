/* The reports of a ledger: what each is to the others, and what its versions changed.
 *
 * In: the store's list. Out: one row a report: day, outlet, headline; whose copy, reprint or version it is; what is new in a version. Who counts
 * texts and not reports counts those whose testimony is their own key.
 * Example: "2024-03-10  Harbour Post  Toll in ferry raid at 5  version 2 of 2: killed 3 → 5; headline".
 */
#include "doc/json_values.h"
#include "view/internal.h"
#include <inttypes.h>
#include <stdio.h>

/* "killed 3 → 5", "status claimed → denied", "correction: …". */
void put_revision(dtl_buffer *out, const dtl_store_revision *v)
{
    bool toll = v->field.length > 0;
    dtl_slice head = toll ? v->field : dtl_slice_is(v->kind, "title") ? DTL_SLICE("headline") : v->kind;
    bool says_so = dtl_slice_is(v->kind, "correction") && v->after.length > head.length && dtl_slice_equal_nocase(head, dtl_slice_make(v->after.ptr, head.length));
    if (says_so) { /* "Correction: …" */
        put_clean(out, v->after);
        return;
    }
    dtl_buffer_slice(out, head);
    if (dtl_slice_is(v->kind, "title"))
        return;
    if (toll && !v->before.length)
        dtl_buffer_cstr(out, " given: ");
    else if (toll && !v->after.length)
        dtl_buffer_cstr(out, " left out: ");
    else if (v->before.length || v->after.length)
        dtl_buffer_cstr(out, toll || dtl_slice_is(v->kind, "status") ? " " : ": ");
    put_clean(out, v->before);
    if (v->before.length && v->after.length)
        dtl_buffer_cstr(out, " → ");
    put_clean(out, v->after);
}

/* What it is to other reports. */
static void put_relation(dtl_buffer *out, const dtl_store_document *r)
{
    if (r->version)
        dtl_buffer_format(out, "version %" PRIu32 " of %" PRIu32, r->version, r->versions);
    if (r->copy.length) {
        dtl_buffer_format(out, "%s%.*s of ", out->length ? "; " : "", (int)r->copy.length, r->copy.ptr);
        put_clean(out, r->copy_of_outlet);
    } else if (!dtl_slice_equal(r->reprint_of, r->key)) {
        dtl_buffer_cstr(out, out->length ? "; reprint of " : "reprint of ");
        put_clean(out, r->reprint_of_outlet);
    }
    for (uint32_t i = 0; i < r->n_revisions; i++) {
        dtl_buffer_cstr(out, i ? "; " : ": ");
        put_revision(out, &r->revisions[i]);
    }
}

static void put_row(const dtl_store_document *r, const dtl_view_style *style, table *t, dtl_buffer *out)
{
    dtl_buffer relation = {0}, days = {0};
    put_relation(&relation, r);
    put_days(&days, r->published);
    dtl_slice what = dtl_slice_make(relation.bytes ? relation.bytes : "", relation.length), day = dtl_slice_make(days.bytes ? days.bytes : "", days.length);
    if (style->format == DTL_VIEW_TEXT) {
        table_format(t, "%.*s", (int)day.length, day.ptr ? day.ptr : "");
        table_cell(t, r->outlet);
        table_cell(t, r->title.length ? r->title : r->file);
        table_format(t, "%.*s", (int)what.length, what.ptr ? what.ptr : "");
    } else {
        char low[16], high[16];
        dtl_day_format(r->published.low, low);
        dtl_day_format(r->published.high, high);
        const dtl_slice cells[] = {r->key, r->file, r->url, r->outlet, r->agency, r->title, dtl_slice_from_cstr(low), dtl_slice_from_cstr(high), r->address, r->saved,
                                   r->testimony, r->copy, r->copy_of, r->reprint_of, r->supersedes, r->latest, what};
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            csv_field(out, cells[i], i == 0);
        dtl_buffer_format(out, ",%" PRIu32 ",%" PRIu32, r->version, r->versions);
        csv_end(out);
    }
    dtl_buffer_free(&relation);
    dtl_buffer_free(&days);
}

static void json_row(const dtl_store_document *r, dtl_buffer *out)
{
    dtl_json json = {.out = out};
    const struct { const char *key; dtl_slice text; } texts[] = {
        {"report", r->key}, {"file", r->file}, {"url", r->url}, {"outlet", r->outlet}, {"agency", r->agency}, {"title", r->title}, {"address", r->address},
        {"saved", r->saved}, {"testimony", r->testimony}, {"copy", r->copy}, {"copy_of", r->copy_of}, {"reprint_of", r->reprint_of}, {"supersedes", r->supersedes},
        {"latest", r->latest}};
    dtl_json_open(&json, '{');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        dtl_json_key(&json, texts[i].key);
        dtl_json_string(&json, texts[i].text);
    }
    dtl_json_days(&json, "published", r->published);
    dtl_json_key(&json, "version");
    dtl_json_int(&json, r->version);
    dtl_json_key(&json, "versions");
    dtl_json_int(&json, r->versions);
    dtl_json_key(&json, "revisions");
    dtl_json_open(&json, '[');
    for (uint32_t i = 0; i < r->n_revisions; i++)
        json_revision(&json, &r->revisions[i]);
    dtl_json_close(&json, ']');
    dtl_json_close(&json, '}');
    dtl_buffer_char(out, '\n');
}

void json_revision(dtl_json *json, const dtl_store_revision *v)
{
    const struct { const char *key; dtl_slice text; } texts[] = {{"report", v->report}, {"outlet", v->outlet}, {"kind", v->kind}, {"field", v->field},
                                                                  {"event", v->event}, {"before", v->before}, {"after", v->after}};
    dtl_json_open(json, '{');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        dtl_json_key(json, texts[i].key);
        dtl_json_string(json, texts[i].text);
    }
    dtl_json_close(json, '}');
}

dtl_err dtl_view_reports(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    static const char *const heads[] = {"DATE", "OUTLET", "TITLE", "WHAT IT IS"};
    static const char *const csv[] = {"report", "file", "url", "outlet", "agency", "title", "published_low", "published_high", "address", "saved", "testimony",
                                      "copy", "copy_of", "reprint_of", "supersedes", "latest", "what_it_is", "version", "versions"};
    dtl_arena arena;
    dtl_store_document_array rows = {0};
    dtl_arena_init(&arena, VIEW_BUDGET);
    table t = {.arena = &arena, .heads = heads, .columns = 4, .share = {0, 20, 40, 40}};
    dtl_err err = dtl_store_documents(store, filter, &arena, &rows, error);
    for (size_t i = 0; !err && style->format == DTL_VIEW_CSV && i < sizeof csv / sizeof *csv; i++)
        csv_field(out, dtl_slice_from_cstr(csv[i]), i == 0);
    if (!err && style->format == DTL_VIEW_CSV)
        csv_end(out);
    for (uint32_t i = 0; !err && i < rows.count; i++) {
        if (style->format == DTL_VIEW_JSONL)
            json_row(&rows.items[i], out);
        else
            put_row(&rows.items[i], style, &t, out);
    }
    if (!err && style->format == DTL_VIEW_TEXT && rows.count)
        table_write(&t, style, out);
    else if (!err && style->format == DTL_VIEW_TEXT)
        dtl_buffer_cstr(out, "no reports\n");
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}
