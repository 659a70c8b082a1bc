/* dateline read: the main job. Reports in, ledger updated, what is new on standard output. */
#include "cli.h"

/* Where the coded lines go. */
typedef struct target {
    dtl_ledger_file *ledger;
    dtl_error error; /* of the ledger, when it took no more */
} target;

static bool add_line(void *context, const char *bytes, size_t length)
{
    target *t = context;
    return dtl_ledger_add(t->ledger, bytes, length, NULL, &t->error) == DTL_OK;
}

void cli_print_changes(const char *path, const dtl_changes *c, const dtl_progress *totals, bool json)
{
    if (json) {
        cli_print_text("{\"ledger\":");
        cli_print_json_string(path);
        cli_printf(",\"skipped\":%llu,\"reports_new\":%llu,\"events_new\":%llu,\"events_changed\":%llu,\"events_gone\":%llu,"
                   "\"reports\":%llu,\"events\":%llu,\"claims\":%llu}\n",
                   (unsigned long long)totals->skipped, (unsigned long long)c->reports_added, (unsigned long long)c->events_new,
                   (unsigned long long)c->events_changed, (unsigned long long)c->events_gone, (unsigned long long)c->reports,
                   (unsigned long long)c->events, (unsigned long long)c->claims);
        return;
    }
    cli_printf("%llu new %s; %llu new, %llu changed, %llu gone in the ledger's list.\n%s holds %llu reports, %llu events and %llu claims.\n",
               (unsigned long long)c->reports_added, c->reports_added == 1 ? "report" : "reports", (unsigned long long)c->events_new,
               (unsigned long long)c->events_changed, (unsigned long long)c->events_gone, path, (unsigned long long)c->reports,
               (unsigned long long)c->events, (unsigned long long)c->claims);
}

int cli_read(const cli_call *call)
{
    const char *path = call->options.ledger ? call->options.ledger : "ledger.db";
    dtl_batch batch;
    dtl_engine *engine = NULL;
    target t = {0};
    dtl_error error = {0};
    dtl_progress totals = {0};
    dtl_changes changes = {0};
    cli_run run;
    if (!cli_fill_batch(call, &batch))
        return EXIT_USAGE;
    int code = cli_open_engine(call, &engine);
    if (!code)
        code = cli_open_ledger(path, DTL_OPEN_CREATE, &t.ledger);
    if (code) {
        dtl_engine_close(engine);
        return code;
    }
    cli_run_begin(&run, call, add_line, &t);
    dtl_listener listener = cli_run_listener(&run);
    dtl_err err = dtl_code_batch(engine, &batch, &listener, &totals, &error);
    code = cli_run_end(&run);
    if (t.error.code)
        error = t.error;
    if (!err)
        err = dtl_ledger_commit(t.ledger, &changes, call->options.json ? NULL : cli_sink, NULL, &error);
    if (err)
        code = cli_fail(&error, path);
    else
        cli_print_changes(path, &changes, &totals, call->options.json);
    dtl_ledger_close(t.ledger);
    dtl_engine_close(engine);
    return code;
}
