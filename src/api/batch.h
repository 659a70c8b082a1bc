/* batch: many reports through the stages, on any number of threads, told in the order of the input. */
#ifndef DTL_API_BATCH_H
#define DTL_API_BATCH_H
#include "api/engine.h"
#include "doc/report.h"

/* Writes what a finished document is worth: a JSON line, an explanation, a treebank. Runs on a worker; DTL_ERR_BUDGET. */
typedef dtl_err dtl_render_fn(const dtl_engine *engine, const dtl_doc *doc, dtl_buffer *out);

/* How a report is read and what is written of it. Which stages run; dtl_doc_run for all. */
typedef struct dtl_way {
    dtl_err (*run)(const dtl_engine *engine, dtl_doc *doc, dtl_error *error);
    dtl_render_fn *render;
} dtl_way;

/* True when the report of this key need not be coded. Called from any thread. */
typedef bool dtl_known_fn(void *context, const char *key);

/* known may be NULL. */
dtl_err dtl_batch_run(const dtl_engine *engine, const dtl_batch *batch, const dtl_way *way, dtl_known_fn *known, void *known_context,
                      const dtl_listener *listener, dtl_progress *totals, dtl_error *error);

/* explain.c: the sentences that tell an event of a ledger, laid open. */
struct dtl_store;
/* The document of a kept report with all layers: its text read again. Of doc only the arena is set before. */
dtl_err dtl_explain_run_again(const dtl_engine *engine, const dtl_report *report, dtl_doc *doc, dtl_error *error);
dtl_err dtl_explain_store_event(const dtl_engine *engine, struct dtl_store *store, dtl_slice event, dtl_output output, dtl_buffer *out,
                                dtl_error *error);
#endif
