/* Exports: all that a filter finds, one row at a time, for other programs.
 *
 * In: a filter and a format. Out: rows through a flush function, so that a large ledger needs no large memory; and one line for a
 * person that says what is not among them, with counts: "acled: 57 of 228 rows; left out: 120 statements and figures, …".
 * Nothing is changed in any text: a field that begins with "=" is written as it was told (docs/exports.md says how to open such files).
 *
 * jsonl  one event a line, with values, claims, evidence, rules and model    csv    one row an event
 * geojson one FeatureCollection (RFC 7946)                                     acled, ucdp   their columns (acled.c, ucdp.c)
 */
#include "view/coding.h"
#include <inttypes.h>

static const char *const format_names[] = {[DTL_EXPORT_JSONL] = "jsonl", [DTL_EXPORT_CSV] = "csv", [DTL_EXPORT_GEOJSON] = "geojson",
                                           [DTL_EXPORT_ACLED] = "acled", [DTL_EXPORT_UCDP] = "ucdp"};

const char *dtl_view_export_name(unsigned format)
{
    return format < DTL_EXPORT_COUNT ? format_names[format] : "";
}

/* One export on its way. */
typedef struct export {
    dtl_store *store;
    dtl_view_export_format format;
    dtl_view_flush_fn *flush;
    void *context;
    dtl_buffer *out;
    dtl_arena *arena;      /* of one row */
    uint64_t counts[LEFT_OUT_COUNT]; /* by reason; [LEFT_WRITTEN] = rows written */
    dtl_error *error;
} export;

static left_out write_feature(export *x, const dtl_store_event *e)
{
    if (!dtl_slice_is(e->item, "event"))
        return LEFT_NO_EVENT;
    dtl_buffer_cstr(x->out, x->counts[LEFT_WRITTEN] ? ",\n" : "\n");
    geojson_event(e, x->out);
    return LEFT_WRITTEN;
}

static left_out write_detail(export *x, const dtl_store_event *e, dtl_err *err)
{
    dtl_store_detail detail;
    dtl_json json = {.out = x->out};
    dtl_arena_reset(x->arena);
    *err = dtl_store_event_detail(x->store, e->id, x->arena, &detail, x->error);
    if (*err)
        return LEFT_WRITTEN;
    if (x->format == DTL_EXPORT_ACLED)
        return acled_event(&detail, x->out);
    if (x->format == DTL_EXPORT_UCDP)
        return ucdp_event(&detail, x->out);
    json_detail(&json, &detail);
    dtl_buffer_char(x->out, '\n');
    return LEFT_WRITTEN;
}

/* Neither data set has statements and figures: they need not be looked at. */
static bool has_events_alone(dtl_view_export_format format)
{
    return format == DTL_EXPORT_ACLED || format == DTL_EXPORT_UCDP;
}

static dtl_err write_event(void *context, const dtl_store_event *e)
{
    export *x = context;
    left_out why = LEFT_WRITTEN;
    dtl_err err = DTL_OK;
    if (has_events_alone(x->format) && !dtl_slice_is(e->item, "event"))
        why = LEFT_NO_EVENT;
    else if (x->format == DTL_EXPORT_CSV)
        csv_event(x->out, e);
    else if (x->format == DTL_EXPORT_GEOJSON)
        why = write_feature(x, e);
    else
        why = write_detail(x, e, &err);
    x->counts[why]++;
    return !err && x->flush && !x->flush(x->context, x->out) ? DTL_ERR_CANCELLED : err;
}

static void write_head(export *x)
{
    switch (x->format) {
    case DTL_EXPORT_CSV: csv_event_header(x->out); break;
    case DTL_EXPORT_GEOJSON: dtl_buffer_cstr(x->out, "{\"type\":\"FeatureCollection\",\"features\":["); break;
    case DTL_EXPORT_ACLED: acled_header(x->out); break;
    case DTL_EXPORT_UCDP: ucdp_header(x->out); break;
    case DTL_EXPORT_JSONL:
    case DTL_EXPORT_COUNT: break;
    }
}

/* Formats that have a place for everything need no word. */
static void tell(const export *x, dtl_buffer *told)
{
    if (x->format == DTL_EXPORT_JSONL || x->format == DTL_EXPORT_CSV)
        return;
    static const char *const reasons[] = {
#define DTL_ITEM(name, text) text,
        LEFT_OUT_LIST(DTL_ITEM)
#undef DTL_ITEM
    };
    uint64_t all = 0, written = x->counts[LEFT_WRITTEN];
    for (size_t i = 0; i < LEFT_OUT_COUNT; i++)
        all += x->counts[i];
    dtl_buffer_format(told, "%s: %" PRIu64 " of %" PRIu64 " rows written", format_names[x->format], written, all);
    const char *before = "; left out: ";
    for (size_t i = LEFT_WRITTEN + 1; i < LEFT_OUT_COUNT; i++)
        if (x->counts[i]) {
            dtl_buffer_format(told, "%s%" PRIu64 " %s", before, x->counts[i], reasons[i]);
            before = ", ";
        }
}

dtl_err dtl_view_export(dtl_store *store, const dtl_store_filter *filter, dtl_view_export_format format, dtl_view_flush_fn *flush, void *context,
                        dtl_buffer *out, dtl_buffer *told, dtl_error *error)
{
    dtl_arena arena;
    dtl_arena_init(&arena, VIEW_BUDGET);
    export x = {.store = store, .format = format, .flush = flush, .context = context, .out = out, .arena = &arena, .error = error};
    dtl_store_filter asked = *filter;
    asked.tolls = format == DTL_EXPORT_CSV;
    write_head(&x);
    dtl_err err = dtl_store_each_event(store, &asked, write_event, &x, error);
    if (!err && format == DTL_EXPORT_GEOJSON)
        dtl_buffer_cstr(out, "\n]}\n");
    if (!err && told)
        tell(&x, told);
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}
