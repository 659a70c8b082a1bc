/* dateline events, claims, actors, sources, show, export: one question to a ledger each. */
#include "cli.h"
#include <string.h>

static bool fill_order(const char *sort, dtl_query *query)
{
    static const char *const names[] = {"date", "type", "actor", "place", "reports", "killed"};
    if (!sort)
        return true;
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(sort, names[i]) == 0) {
            query->order = (dtl_order)i;
            return true;
        }
    cli_complain("--sort is date, type, actor, place, reports or killed, not \"%s\"", sort);
    return false;
}

static bool fill_query(const cli_call *call, dtl_view view, dtl_query *query)
{
    const cli_options *o = &call->options;
    *query = (dtl_query){.view = view, .item = o->item, .type = o->type, .status = o->status, .actor = o->actor, .place = o->place,
                         .words = o->words, .since = o->since, .until = o->until, .shared = o->shared, .conflicts = o->conflicts,
                         .context = o->context, .confidence = o->confidence,
                         .descending = o->descending, .limit = (uint32_t)o->limit, .colour = cli_colour(), .width = cli_width(),
                         .output = o->json ? DTL_OUTPUT_JSON : o->csv ? DTL_OUTPUT_CSV : DTL_OUTPUT_TEXT};
    if (o->json && o->csv) {
        cli_complain("--json or --csv, not both");
        return false;
    }
    return fill_order(o->sort, query);
}

static int ask(const char *path, const dtl_query *query)
{
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    int code = cli_open_ledger(path, DTL_OPEN_READ, &ledger);
    if (code)
        return code;
    if (dtl_ledger_query(ledger, query, cli_sink, NULL, &error))
        code = cli_fail(&error, path);
    dtl_ledger_close(ledger);
    return code;
}

int cli_table(const cli_call *call)
{
    dtl_query query;
    const char *name = call->command->name;
    dtl_view view = strcmp(name, "events") == 0   ? DTL_VIEW_EVENTS
                    : strcmp(name, "claims") == 0 ? DTL_VIEW_CLAIMS
                    : strcmp(name, "actors") == 0 ? DTL_VIEW_ACTORS
                                                  : DTL_VIEW_SOURCES;
    return fill_query(call, view, &query) ? ask(cli_ledger_path(call, 0), &query) : EXIT_USAGE;
}

int cli_show(const cli_call *call)
{
    dtl_query query;
    if (!fill_query(call, DTL_VIEW_EVENT, &query))
        return EXIT_USAGE;
    query.event = call->words[call->word_count - 1];
    return ask(cli_ledger_path(call, 1), &query);
}

int cli_export(const cli_call *call)
{
    dtl_query query;
    const char *format = call->options.format ? call->options.format : "jsonl";
    if (!fill_query(call, DTL_VIEW_EXPORT, &query))
        return EXIT_USAGE;
    if (strcmp(format, "jsonl") != 0 && strcmp(format, "csv") != 0) {
        cli_complain("--format is jsonl or csv, not \"%s\"", format);
        return EXIT_USAGE;
    }
    query.output = format[0] == 'c' ? DTL_OUTPUT_CSV : DTL_OUTPUT_JSON;
    return ask(cli_ledger_path(call, 0), &query);
}
