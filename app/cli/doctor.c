/* dateline doctor: what the program is made of, and whether it works here. */
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

int cli_doctor(const cli_call *call)
{
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
