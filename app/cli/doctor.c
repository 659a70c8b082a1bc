/* dateline doctor: what the program is made of, and whether it works here; or whether a ledger is whole. */
#include "cli.h"

/* How the facts are printed. */
typedef struct page {
    bool json, all_fine, first;
} page;

static bool print_fact(void *context, const char *name, const char *value, bool fine)
{
    page *p = context;
    p->all_fine = p->all_fine && fine;
    if (!p->json)
        return cli_printf("%-12s %s%s\n", name, value, fine ? "" : "   ← NOT FINE");
    cli_print_text(p->first ? "{" : ",");
    p->first = false;
    cli_print_json_string(name);
    cli_print_text(":");
    return cli_print_json_string(value);
}

static int examine(const cli_call *call, const char *path)
{
    uint64_t problems = 0;
    dtl_error error = {0};
    dtl_ledger_file *ledger = NULL;
    int code = cli_open_ledger(path, DTL_OPEN_READ, &ledger); /* tells what is no ledger at all */
    dtl_ledger_close(ledger);
    if (code)
        return code;
    if (dtl_doctor_ledger(path, call->options.deep, &problems, cli_sink, NULL, &error))
        return cli_fail(&error, path);
    if (!problems) {
        cli_printf("%s: whole\n", path);
        return EXIT_FINE;
    }
    cli_printf("%s: %llu %s. What is derived is made anew by `dateline merge NEW.db %s`, which takes over every report and judgement that can be read.\n", path,
               (unsigned long long)problems, problems == 1 ? "problem" : "problems", path);
    return EXIT_DATA;
}

int cli_doctor(const cli_call *call)
{
    if (call->word_count)
        return examine(call, call->words[0]);
    dtl_engine *engine = NULL;
    dtl_error error = {0};
    page p = {.json = call->options.json, .all_fine = true, .first = true};
    int code = cli_open_engine(call, &engine);
    if (code)
        return code;
    dtl_err err = dtl_doctor(engine, print_fact, &p, &error);
    dtl_engine_close(engine);
    if (err)
        return cli_fail(&error, NULL);
    if (p.json)
        cli_printf(",\"fine\":%s}\n", p.all_fine ? "true" : "false");
    return p.all_fine ? EXIT_FINE : EXIT_BUG;
}
