/* dateline merge: coded lines and other ledgers into a ledger. */
#include "cli.h"

int cli_merge(const cli_call *call)
{
    static const char *const standard_input[] = {"-"};
    const char *path = call->words[0];
    const char *const *files = call->word_count > 1 ? call->words + 1 : standard_input;
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    dtl_progress totals = {0};
    cli_run run;
    int code = cli_open_ledger(path, DTL_OPEN_CREATE, &ledger);
    if (code)
        return code;
    cli_run_begin(&run, call, NULL, NULL);
    dtl_listener listener = cli_run_listener(&run);
    cli_run_catch_interrupt();
    dtl_err err = dtl_ledger_merge(ledger, files, call->word_count > 1 ? call->word_count - 1 : 1, &listener, &totals, &error);
    bool stopped = cli_run_was_interrupted();
    code = cli_run_end(&run);
    code = stopped && (!err || err == DTL_ERR_CANCELLED) ? cli_stop(ledger, path) : err ? cli_fail(&error, path) : cli_commit(call, ledger, path, &totals, code);
    dtl_ledger_close(ledger);
    return code;
}
