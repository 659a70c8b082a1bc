/* dateline rules: the examples of the rules, run (check); how often each pattern fires (stats). */
#include "cli.h"
#include <stdint.h>
#include <string.h>

static int check_examples(const cli_call *call, const dtl_engine *engine)
{
    dtl_error error = {0};
    uint64_t examples = 0, failed = 0;
    if (dtl_rules_check(engine, call->options.json ? NULL : cli_sink, NULL, &examples, &failed, &error))
        return cli_fail(&error, NULL);
    size_t left_out = dtl_engine_complaints(engine, NULL, NULL);
    if (call->options.json)
        cli_printf("{\"examples\":%llu,\"failed\":%llu}\n", (unsigned long long)examples, (unsigned long long)failed);
    else
        cli_printf("%llu examples, %llu failed\n", (unsigned long long)examples, (unsigned long long)failed);
    return failed || left_out ? EXIT_DATA : EXIT_FINE;
}

static int tell_stats(const cli_call *call, const dtl_engine *engine)
{
    dtl_batch batch;
    dtl_error error = {0};
    cli_run run;
    if (!cli_fill_batch(call, &batch))
        return EXIT_USAGE;
    batch.paths++; /* behind the word "stats" */
    batch.path_count--;
    cli_run_begin(&run, call, cli_sink, NULL);
    dtl_listener listener = cli_run_listener(&run);
    dtl_output output = call->options.json ? DTL_OUTPUT_JSON : call->options.csv ? DTL_OUTPUT_CSV : DTL_OUTPUT_TEXT;
    uint32_t limit = call->options.limit > UINT32_MAX ? UINT32_MAX : (uint32_t)call->options.limit;
    dtl_err err = dtl_rules_stats(engine, &batch, output, limit, &listener, &error);
    int code = cli_run_end(&run);
    return err ? cli_fail(&error, NULL) : code;
}

int cli_rules(const cli_call *call)
{
    bool stats = strcmp(call->words[0], "stats") == 0;
    if (!stats && strcmp(call->words[0], "check") != 0) {
        cli_complain("rules knows check and stats, not \"%s\"", call->words[0]);
        return EXIT_USAGE;
    }
    if (stats ? call->word_count < 2 : call->word_count > 1) {
        cli_complain(stats ? "rules stats needs files, folders or a ledger" : "rules check takes no files");
        return EXIT_USAGE;
    }
    dtl_engine *engine = NULL;
    int code = cli_open_engine(call, &engine);
    if (code)
        return code;
    code = stats ? tell_stats(call, engine) : check_examples(call, engine);
    dtl_engine_close(engine);
    return code;
}
