/* Lines come from other machines, coded reports and analysts' judgements: whatever stands in one, reading says what is wrong and where, or gives a
 * report whose every index and span is right; what was read, written and read again gives the same bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "doc/assessment.h"
#include "doc/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_assessment(dtl_slice line, dtl_arena *arena)
{
    dtl_assessment assessment, again;
    dtl_error error;
    dtl_buffer first = {0}, second = {0};
    if (dtl_assessment_read(line, arena, &assessment, &error) == DTL_OK) {
        dtl_assessment_write(&assessment, &first);
        if (!dtl_is_assessment_line(dtl_slice_make(first.bytes, first.length)) ||
            dtl_assessment_read(dtl_slice_make(first.bytes, first.length), arena, &again, &error))
            abort();
        dtl_assessment_write(&again, &second);
        if (first.length != second.length || memcmp(first.bytes, second.bytes, first.length) != 0)
            abort();
    }
    dtl_buffer_free(&first);
    dtl_buffer_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dtl_arena arena;
    dtl_report report, again;
    dtl_error error;
    dtl_buffer first = {0}, second = {0};
    dtl_arena_init(&arena, 256 << 20);
    try_assessment(dtl_slice_make((const char *)data, size), &arena);
    if (dtl_report_read(dtl_slice_make((const char *)data, size), &arena, &report, &error) == DTL_OK) {
        dtl_report_write(&report, &first);
        if (dtl_report_read(dtl_slice_trim(dtl_slice_make(first.bytes, first.length)), &arena, &again, &error))
            abort();
        dtl_report_write(&again, &second);
        if (first.length != second.length || memcmp(first.bytes, second.bytes, first.length) != 0)
            abort();
    }
    dtl_buffer_free(&first);
    dtl_buffer_free(&second);
    dtl_arena_free(&arena);
    return 0;
}
