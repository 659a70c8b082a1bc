/* view: what the ledger holds, as text for people, JSON lines, or CSV (RFC 4180, always with a header line).
 *
 * Every function asks the store and appends to a buffer; nothing is printed here. The same ledger gives the same bytes.
 */
#ifndef DTL_VIEW_VIEW_H
#define DTL_VIEW_VIEW_H
#include "store/store.h"

typedef enum dtl_view_format { DTL_VIEW_TEXT, DTL_VIEW_JSONL, DTL_VIEW_CSV } dtl_view_format;

typedef struct dtl_view_style {
    uint8_t format;  /* dtl_view_format */
    bool colour;     /* ANSI colours in DTL_VIEW_TEXT; off unless asked */
    uint32_t width;  /* columns of the terminal for DTL_VIEW_TEXT; 0 = 120 */
    uint8_t policy;  /* dtl_policy of an event in full: which of several figures its headline gives … */
    bool by_policy;  /* … when one is asked for */
} dtl_view_style;

/* Lists. An empty result is a header (CSV), nothing (JSON lines), or one line that says so (text). */
dtl_err dtl_view_events(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);
dtl_err dtl_view_claims(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);
dtl_err dtl_view_actors(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);
dtl_err dtl_view_reports(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);
dtl_err dtl_view_sources(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);

/* What an actor (of the filter, with its children) did, suffered and says, day by day, and what is said of it. */
dtl_err dtl_view_timeline(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);

/* What analysts judged: everything, what is superseded marked so. */
dtl_err dtl_view_assessments(dtl_store *store, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);

/* What analysts decided about actors: everything, with what became of it. */
dtl_err dtl_view_decisions(dtl_store *store, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);

/* One event in full: headline, every voice with its quoted words, values side by side, links. CSV is not offered. */
dtl_err dtl_view_show(dtl_store *store, dtl_slice event, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);

/* Export, one row an event. flush (may be NULL: all stays in the buffer) is called after each to empty the buffer now and then; false stops.
 * told (may be NULL) gets a line that says how many rows there are, and what was left out for which reason. */
typedef enum dtl_view_export_format {
    DTL_EXPORT_JSONL,   /* with values, claims, evidence, offsets, rules and model hashes */
    DTL_EXPORT_CSV,     /* the columns of the list of events */
    DTL_EXPORT_GEOJSON, /* a FeatureCollection (RFC 7946); events alone */
    DTL_EXPORT_ACLED,   /* the 31 columns of ACLED; what it would record */
    DTL_EXPORT_UCDP,    /* the 49 columns of UCDP GED; what it would record */
    DTL_EXPORT_COUNT
} dtl_view_export_format;
const char *dtl_view_export_name(unsigned format); /* "jsonl", … */
typedef bool dtl_view_flush_fn(void *context, dtl_buffer *out);
dtl_err dtl_view_export(dtl_store *store, const dtl_store_filter *filter, dtl_view_export_format format, dtl_view_flush_fn *flush, void *context,
                        dtl_buffer *out, dtl_buffer *told, dtl_error *error);

/* What is new, changed, merged, split or gone from one snapshot to another, or ("") to now; limit 0 = all. Text ends with the counts. */
dtl_err dtl_view_changes(dtl_store *store, dtl_slice from, dtl_slice to, uint32_t limit, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);
dtl_err dtl_view_snapshots(dtl_store *store, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);

/* Every field of every event whose values contradict each other, all its values side by side. flush as above. */
dtl_err dtl_view_conflicts(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_view_flush_fn *flush, void *context,
                           dtl_buffer *out, dtl_error *error);

/* What a ledger holds, in a few lines: counts, and the events told by most texts. For the end of `read` and for the demo. */
dtl_err dtl_view_summary(dtl_store *store, const dtl_view_style *style, dtl_buffer *out, dtl_error *error);
#endif
