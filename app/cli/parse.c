/* dateline parse: reports in, CoNLL-U out. */
#include "cli.h"

static dtl_err parse(const cli_call *call, const dtl_engine *engine, const dtl_batch *batch, const dtl_listener *listener, dtl_error *error)
{
    return dtl_parse_batch(engine, batch, call->options.plain, listener, NULL, error);
}

int cli_parse_reports(const cli_call *call)
{
    return cli_stream(call, parse);
}
