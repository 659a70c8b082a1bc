/* Learners → the bytes of a model file (src/model/model.h). */
#ifndef DTL_TRAIN_MODEL_WRITER_H
#define DTL_TRAIN_MODEL_WRITER_H
#include "learner.h"
#include "model/model.h"

/* The file while it grows. */
typedef struct model_writer {
    model_header header;
    char *bytes; /* header included */
    size_t length, capacity;
} model_writer;

void model_writer_start(model_writer *w);
/* An averaged learner, of which at most rows_max rows are kept. */
void model_writer_table(model_writer *w, model_section_kind kind, model_section_kind rows, const learner *l, uint32_t rows_max);
/* A table of entries with keys ≠ 0; of equal keys the lowest value counts. Freed by free(entries). */
model_list model_list_make(const model_entry *entries, uint32_t count);
void model_writer_list(model_writer *w, model_section_kind kind, const model_entry *entries, uint32_t count);
void model_writer_section(model_writer *w, model_section_kind kind, const void *bytes, size_t size);
/* Writes hash and file; false when the system refuses. */
bool model_writer_finish(model_writer *w, const char *path);
#endif
