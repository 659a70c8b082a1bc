/* dateline rules check: the examples of the rules, run. */
#include "cli.h"
#include <string.h>

int cli_rules(const cli_call *call)
{
    dtl_engine *engine = NULL;
    dtl_error error = {0};
    uint64_t examples = 0, failed = 0;
    if (strcmp(call->words[0], "check") != 0) {
        cli_complain("rules knows only check, not \"%s\"", call->words[0]);
        return EXIT_USAGE;
    }
    int code = cli_open_engine(call, &engine);
    if (code)
        return code;
    dtl_err err = dtl_rules_check(engine, call->options.json ? NULL : cli_sink, NULL, &examples, &failed, &error);
    size_t left_out = dtl_engine_complaints(engine, NULL, NULL);
    dtl_engine_close(engine);
    if (err)
        return cli_fail(&error, NULL);
    if (call->options.json)
        cli_printf("{\"examples\":%llu,\"failed\":%llu}\n", (unsigned long long)examples, (unsigned long long)failed);
    else
        cli_printf("%llu examples, %llu failed\n", (unsigned long long)examples, (unsigned long long)failed);
    return failed || left_out ? EXIT_DATA : EXIT_FINE;
}
