/* The layers of a report in a short notation that people can read and write: what the cases compare. */
#ifndef DTL_TESTS_CASES_DUMP_H
#define DTL_TESTS_CASES_DUMP_H
#include "api/engine.h"
#include "dateline.h"

/* Runs the way up to the stage ("page" … "claim") and writes that stage's layer. doc: arena and source are set. False with
 * *error when the stage has no such name or fails. */
bool dump_stage(const dtl_engine *engine, const char *stage, dtl_doc *doc, dtl_buffer *out, dtl_error *error);
/* Runs the whole way on a whole page and writes what the article is, and its events with their claims, title included. */
bool dump_report(const dtl_engine *engine, dtl_doc *doc, dtl_buffer *out, dtl_error *error);
#endif
