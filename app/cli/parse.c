/* dateline parse: reports in, CoNLL-U out. */
#include "cli.h"

int cli_parse_reports(const cli_call *call)
{
    dtl_batch batch;
    dtl_engine *engine = NULL;
    dtl_error error = {0};
    cli_run run;
    if (!cli_fill_batch(call, &batch))
        return EXIT_USAGE;
    int code = cli_open_engine(call, &engine);
    if (code)
        return code;
    cli_run_begin(&run, call, cli_sink, NULL);
    dtl_listener listener = cli_run_listener(&run);
    dtl_err err = dtl_parse_batch(engine, &batch, call->options.plain, &listener, NULL, &error);
    code = cli_run_end(&run);
    dtl_engine_close(engine);
    return err ? cli_fail(&error, NULL) : code;
}
