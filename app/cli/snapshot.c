/* dateline snapshot, changes: what there is under a name, and what became of it. */
#include "cli.h"

int cli_snapshot(const cli_call *call)
{
    const char *path = call->words[0], *name = call->words[1];
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    int code = cli_open_ledger(path, DTL_OPEN_WRITE, &ledger);
    if (code)
        return code;
    if (dtl_ledger_snapshot(ledger, name, call->options.date, &error))
        code = cli_fail(&error, error.code == DTL_ERR_ARGUMENT ? NULL : path);
    else if (!call->options.quiet)
        cli_printf("snapshot \"%s\" of %s is taken; `dateline changes` tells what becomes of its events\n", name, path);
    dtl_ledger_close(ledger);
    return code;
}

int cli_changes(const cli_call *call)
{
    const cli_options *o = &call->options;
    const char *path = call->words[0], *from = call->word_count > 1 ? call->words[1] : NULL, *to = call->word_count > 2 ? call->words[2] : NULL;
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    if (o->json && o->csv) {
        cli_complain("--json or --csv, not both");
        return EXIT_USAGE;
    }
    int code = cli_open_ledger(path, DTL_OPEN_READ, &ledger);
    if (code)
        return code;
    if (dtl_ledger_changes(ledger, from, to, o->json ? DTL_OUTPUT_JSON : o->csv ? DTL_OUTPUT_CSV : DTL_OUTPUT_TEXT, (uint32_t)o->limit, cli_sink, NULL, &error))
        code = cli_fail(&error, error.code == DTL_ERR_ARGUMENT ? NULL : path);
    dtl_ledger_close(ledger);
    return code;
}
