/* dateline read: the main job. Reports in, ledger updated, what is new on standard output. */
#include "cli.h"
#include <string.h>

enum { LINES_SHOWN = 25 };

/* Prints the first lines and counts the others. */
typedef struct head {
    unsigned long most;
    unsigned long long seen;
} head;

static bool print_some(void *context, const char *bytes, size_t length)
{
    head *h = context;
    return h->seen++ >= h->most || cli_sink(NULL, bytes, length);
}

static void print_json(const char *path, const dtl_changes *c, const dtl_progress *totals)
{
    cli_print_text("{\"ledger\":");
    cli_print_json_string(path);
    cli_printf(",\"skipped\":%llu,\"known\":%llu,\"reports_new\":%llu,\"events_new\":%llu,\"events_changed\":%llu,\"events_gone\":%llu,"
               "\"reports\":%llu,\"events\":%llu,\"claims\":%llu,\"assessments_new\":%llu}\n",
               (unsigned long long)totals->skipped, (unsigned long long)totals->known, (unsigned long long)c->reports_added, (unsigned long long)c->events_new,
               (unsigned long long)c->events_changed, (unsigned long long)c->events_gone, (unsigned long long)c->reports,
               (unsigned long long)c->events, (unsigned long long)c->claims, (unsigned long long)c->assessments_added);
}

int cli_commit(const cli_call *call, dtl_ledger_file *ledger, const char *path, const dtl_progress *totals, int code)
{
    dtl_changes c = {0};
    dtl_error error = {0};
    bool usual = strcmp(path, cli_usual_ledger) == 0;
    head h = {.most = call->options.limit ? call->options.limit : LINES_SHOWN};
    if (dtl_ledger_commit(ledger, &c, call->options.json ? NULL : print_some, &h, &error))
        return cli_fail(&error, path);
    if (call->options.json) {
        print_json(path, &c, totals);
        return code;
    }
    if (h.seen > h.most)
        cli_printf("… and %llu more; `dateline events%s%s` lists all\n", h.seen - h.most, usual ? "" : " ", usual ? "" : path);
    if (c.assessments_added)
        cli_printf("%llu new %s\n", (unsigned long long)c.assessments_added, c.assessments_added == 1 ? "judgement" : "judgements");
    if (totals->known)
        cli_printf("%llu of the reports were in the ledger already\n", (unsigned long long)totals->known);
    cli_printf("%s%llu new %s: %llu events new, %llu changed, %llu gone. %s holds %llu reports, %llu events and %llu claims.\n", h.seen ? "\n" : "",
               (unsigned long long)c.reports_added, c.reports_added == 1 ? "report" : "reports", (unsigned long long)c.events_new,
               (unsigned long long)c.events_changed, (unsigned long long)c.events_gone, path, (unsigned long long)c.reports,
               (unsigned long long)c.events, (unsigned long long)c.claims);
    return code;
}

int cli_stop(dtl_ledger_file *ledger, const char *path)
{
    uint64_t reports = 0;
    dtl_error error = {0};
    if (dtl_ledger_save(ledger, &reports, &error))
        return cli_fail(&error, path);
    cli_complain("stopped: %llu new %s kept in %s; the same call goes on from there, and any next one brings the events up to date", (unsigned long long)reports,
                 reports == 1 ? "report is" : "reports are", path);
    return EXIT_INTERRUPTED;
}

int cli_read(const cli_call *call)
{
    const char *path = call->options.ledger ? call->options.ledger : cli_usual_ledger;
    dtl_batch batch;
    dtl_engine *engine = NULL;
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    dtl_progress totals = {0};
    cli_run run;
    if (!cli_fill_batch(call, &batch))
        return EXIT_USAGE;
    int code = cli_open_engine(call, &engine);
    if (!code)
        code = cli_open_ledger(path, DTL_OPEN_CREATE, &ledger);
    if (code) {
        dtl_engine_close(engine);
        return code;
    }
    cli_run_begin(&run, call, NULL, NULL);
    dtl_listener listener = cli_run_listener(&run);
    cli_run_catch_interrupt();
    dtl_err err = dtl_ledger_read(ledger, engine, &batch, &listener, &totals, &error);
    bool stopped = cli_run_was_interrupted();
    code = cli_run_end(&run);
    code = stopped && (!err || err == DTL_ERR_CANCELLED) ? cli_stop(ledger, path) : err ? cli_fail(&error, path) : cli_commit(call, ledger, path, &totals, code);
    dtl_ledger_close(ledger);
    dtl_engine_close(engine);
    return code;
}
