/* dateline explain: why a report, or an event of a ledger, was read as it was. */
#include "cli.h"
#include <string.h>
#include <unistd.h>

/* A path if there is such a file; else it is meant as an event. */
static bool is_event(const cli_call *call)
{
    const char *last = call->words[call->word_count - 1];
    return call->word_count <= 2 && strcmp(last, "-") != 0 && access(last, F_OK) != 0 && !strchr(last, '/') && !strchr(last, '.');
}

static int explain_event(const cli_call *call, const dtl_engine *engine, dtl_output output)
{
    const char *path = cli_ledger_path(call, 1);
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    if (call->word_count == 1 && !call->options.ledger && access(path, F_OK) != 0) {
        cli_complain("%s: No such file, and no %s here of which it could be an event", call->words[0], path);
        return EXIT_NO_INPUT;
    }
    int code = cli_open_ledger(path, DTL_OPEN_READ, &ledger);
    if (code)
        return code;
    if (dtl_explain_event(engine, ledger, call->words[call->word_count - 1], output, cli_sink, NULL, &error))
        code = cli_fail(&error, path);
    dtl_ledger_close(ledger);
    return code;
}

static int explain_paths(const cli_call *call, const dtl_engine *engine, dtl_output output)
{
    dtl_batch batch;
    dtl_error error = {0};
    cli_run run;
    if (!cli_fill_batch(call, &batch))
        return EXIT_USAGE;
    cli_run_begin(&run, call, cli_sink, NULL);
    run.bar = false;
    dtl_listener listener = cli_run_listener(&run);
    dtl_err err = dtl_explain_batch(engine, &batch, output, &listener, &error);
    int code = cli_run_end(&run);
    return err ? cli_fail(&error, NULL) : code;
}

int cli_explain(const cli_call *call)
{
    dtl_engine *engine = NULL;
    dtl_output output = call->options.json ? DTL_OUTPUT_JSON : DTL_OUTPUT_TEXT;
    int code = cli_open_engine(call, &engine);
    if (code)
        return code;
    code = is_event(call) ? explain_event(call, engine, output) : explain_paths(call, engine, output);
    dtl_engine_close(engine);
    return code;
}
