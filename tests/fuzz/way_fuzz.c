/* Whatever bytes come: the whole way must end, within its memory, with layers whose every index and span is right, and the
 * line it writes must be read back to the same line. The first byte says whether the rest is taken for text or HTML. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "api/engine.h"
#include "doc/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The engine is opened once: it is read-only, and opening it for each input would be most of the time. */
static dtl_engine *engine(void)
{
    static dtl_engine *opened;
    if (!opened && dtl_engine_open(NULL, &opened, NULL))
        abort();
    return opened;
}

static void check_round_trip(dtl_slice line)
{
    dtl_arena arena;
    dtl_report report;
    dtl_error error;
    dtl_buffer again = {0};
    dtl_arena_init(&arena, 256 << 20);
    if (dtl_report_read(dtl_slice_trim(line), &arena, &report, &error))
        abort();
    dtl_report_write(&report, &again);
    if (again.length != line.length || memcmp(again.bytes, line.ptr, line.length) != 0)
        abort();
    dtl_buffer_free(&again);
    dtl_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 1 << 20)
        return 0;
    dtl_arena arena;
    dtl_error error;
    dtl_buffer line = {0};
    dtl_arena_init(&arena, 256 << 20);
    dtl_doc doc = {.arena = &arena};
    doc.source.bytes = dtl_slice_make((const char *)data + 1, size - 1);
    doc.source.file = DTL_SLICE("fuzz");
    doc.source.format = data[0] & 1 ? DTL_FORMAT_HTML : DTL_FORMAT_TEXT;
    if (dtl_doc_run(engine(), &doc, &error) == DTL_OK) {
        if (!dtl_doc_check(&doc, &error))
            abort();
        if (dtl_doc_write(engine(), &doc, &line) == DTL_OK)
            check_round_trip(dtl_slice_make(line.bytes, line.length));
    }
    dtl_buffer_free(&line);
    dtl_arena_free(&arena);
    return 0;
}
