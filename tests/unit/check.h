/* What every unit test includes: cmocka in the order it wants, and comparisons of slices that print both sides. */
#ifndef DTL_TESTS_CHECK_H
#define DTL_TESTS_CHECK_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/slice.h"

#define assert_slice(slice, text) assert_slice_at((slice), (text), __FILE__, __LINE__)

static inline void assert_slice_at(dtl_slice slice, const char *text, const char *file, int line)
{
    if (!dtl_slice_is(slice, text)) {
        print_error("# expected '%s'\n# got      '%.*s'\n", text, (int)slice.length, slice.ptr ? slice.ptr : "");
        _fail(file, line);
    }
}
#endif
