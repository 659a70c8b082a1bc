/* dateline code: reports in, JSON lines out. */
#include "cli.h"

static dtl_err code(const cli_call *call, const dtl_engine *engine, const dtl_batch *batch, const dtl_listener *listener, dtl_error *error)
{
    (void)call;
    return dtl_code_batch(engine, batch, listener, NULL, error);
}

int cli_code(const cli_call *call)
{
    return cli_stream(call, code);
}
