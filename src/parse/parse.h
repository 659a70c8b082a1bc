/* parse: tokens → tags, lemmas, dependency tree, quotations. */
#ifndef DTL_PARSE_PARSE_H
#define DTL_PARSE_PARSE_H
#include "base/hash.h"
#include "doc/doc.h"

typedef struct dtl_model dtl_model; /* immutable once opened; shared by threads */

/* Opens a model in place: the bytes (aligned to 8) must outlive it, nothing is unpacked. On error *model is untouched.
 * DTL_ERR_MODEL: not a model of this version, or cut off. */
dtl_err dtl_model_open(dtl_slice blob, dtl_model **model, dtl_error *error);
void dtl_model_close(dtl_model *model);
/* The hash written into the model when it was made; dtl_model_verify recomputes it (tens of milliseconds). */
dtl_sha256 dtl_model_hash(const dtl_model *model);
bool dtl_model_verify(const dtl_model *model);

dtl_err dtl_parse_run(const dtl_page *page, const dtl_text *text, const dtl_model *model, dtl_arena *arena,
                      dtl_note_array *notes, dtl_parse *out);
#endif
