/* Errors. In: a code and a line. Out: the caller's struct filled, always NUL-terminated, cut rather than overrun. */
#include "base/error.h"
#include <stdarg.h>
#include <stdio.h>

dtl_err dtl_error_set(dtl_error *error, dtl_err code, const char *file, uint64_t offset, const char *format, ...)
{
    if (!error)
        return code;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    snprintf(error->file, sizeof error->file, "%s", file ? file : "");
    error->code = code;
    error->offset = offset;
    return code;
}

const char *dtl_err_name(dtl_err code)
{
    switch (code) {
    case DTL_OK: return "ok";
    case DTL_ERR_BUDGET: return "budget";
    case DTL_ERR_INPUT: return "input";
    case DTL_ERR_IO: return "io";
    case DTL_ERR_RULES: return "rules";
    case DTL_ERR_MODEL: return "model";
    case DTL_ERR_LEDGER: return "ledger";
    case DTL_ERR_VERSION: return "version";
    case DTL_ERR_ARGUMENT: return "argument";
    case DTL_ERR_FULL: return "full";
    case DTL_ERR_BUSY: return "busy";
    case DTL_ERR_CANCELLED: return "cancelled";
    }
    return "unknown";
}
