/* engine: what all calls of the library share, and the stages that a report goes through. */
#ifndef DTL_API_ENGINE_H
#define DTL_API_ENGINE_H
#include "base/buffer.h"
#include "doc/doc.h"
#include "gazetteer/gazetteer.h"
#include "parse/parse.h"
#include "rules/rules.h"

enum { DTL_DOCUMENT_BUDGET = 256 * 1024 * 1024 };

struct dtl_engine {
    dtl_slice rules_blob;   /* embedded, or owned when own_blob */
    bool own_blob;
    dtl_rules *rules;
    dtl_slice model_bytes;  /* embedded, or owned when own_model */
    bool own_model;
    dtl_model *model;
    dtl_slice gazetteer_bytes; /* embedded, or mapped when own_gazetteer; length 0 = none */
    bool own_gazetteer;
    dtl_gazetteer *gazetteer;  /* NULL when the program was built without one */
    char rules_hex[65], model_hex[65], gazetteer_hex[65]; /* gazetteer_hex "" = none */
    size_t budget;          /* bytes per document */
    char **complaints;      /* about the rules directory, complaint_count of them */
    size_t complaint_count;
};

/* One stage of the way; bench times them one by one. */
typedef struct dtl_stage {
    const char *name;
    dtl_err (*run)(const dtl_engine *engine, dtl_doc *doc);
    bool needs_english; /* leaves its layer empty for other languages */
} dtl_stage;
enum { DTL_STAGE_TEXT = 2, DTL_STAGE_VOICE = 6 /* places in the table */, DTL_STAGE_COUNT = 9 };
extern const dtl_stage dtl_stages[DTL_STAGE_COUNT];

/* Runs all stages on doc->source in doc->arena, and dtl_doc_check in debug builds. DTL_ERR_BUDGET. */
dtl_err dtl_doc_run(const dtl_engine *engine, dtl_doc *doc, dtl_error *error);
/* Stages first … end - 1 alone. DTL_ERR_BUDGET. */
dtl_err dtl_doc_run_stages(const dtl_engine *engine, dtl_doc *doc, int first, int end, dtl_error *error);
/* The doc as one JSON line. */
dtl_err dtl_doc_write(const dtl_engine *engine, const dtl_doc *doc, dtl_buffer *out);

/* A whole file, malloc'd with a NUL behind it; at most max bytes. */
dtl_err dtl_file_load(const char *path, size_t max, dtl_slice *bytes, dtl_error *error);
#endif
