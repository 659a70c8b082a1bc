/* Errors: a code, one line for a person, and where. The enum and the struct are public, so they live in dateline.h. */
#ifndef DTL_BASE_ERROR_H
#define DTL_BASE_ERROR_H
#include "base/slice.h"
#include "dateline.h"

/* Fills *error (may be NULL) with code, file (may be NULL), byte offset (DTL_OFFSET_NONE if none) and a formatted line.
 * Returns code, so that a function can end with: return dtl_error_set(error, ...). */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
dtl_err dtl_error_set(dtl_error *error, dtl_err code, const char *file, uint64_t offset, const char *format, ...);
/* One word for a code: "input", "budget", … */
const char *dtl_err_name(dtl_err code);
#endif
