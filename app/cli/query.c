/* dateline events, claims, actors, sources, conflicts, timeline, show, export, assess: one question to a ledger each, or one judgement or
 * decision. */
#include "cli.h"
#include <inttypes.h>
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

/* What the rows do not show goes beside them, not among them. */
static bool cli_note(void *context, const char *bytes, size_t length)
{
    (void)context;
    cli_complain("%.*s", (int)length, bytes);
    return true;
}

static bool fill_query(const cli_call *call, dtl_view view, dtl_query *query)
{
    const cli_options *o = &call->options;
    *query = (dtl_query){.view = view, .item = o->item, .type = o->type, .status = o->status, .actor = o->actor, .place = o->place,
                         .words = o->words, .since = o->since, .until = o->until, .shared = o->shared, .conflicts = o->conflicts,
                         .context = o->context, .confidence = o->confidence, .policy = o->policy,
                         .voice = o->voice, .stance = o->stance, .field = o->field, .source_kind = o->source_kind,
                         .box = o->box, .descending = o->descending, .limit = (uint32_t)o->limit, .offset = (uint32_t)o->offset, .colour = cli_colour(), .width = cli_width(), .note = cli_note,
                         .output = o->json ? DTL_OUTPUT_JSON : o->csv ? DTL_OUTPUT_CSV : DTL_OUTPUT_TEXT};
    if (o->json && o->csv) {
        cli_complain("--json or --csv, not both");
        return false;
    }
    if (o->page && (!o->limit || o->offset)) {
        cli_complain(o->offset ? "--page or --offset, not both" : "--page wants --limit: how many rows a page has");
        return false;
    }
    if (o->limit > UINT32_MAX || o->offset > UINT32_MAX || (o->page && o->page - 1 > UINT32_MAX / o->limit)) {
        cli_complain("--limit, --offset and --page count at most %" PRIu32 " rows", UINT32_MAX);
        return false;
    }
    if (o->page)
        query->offset = (uint32_t)((o->page - 1) * o->limit);
    return fill_order(o->sort, query);
}

static int ask(const char *path, const dtl_query *query)
{
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    int code = cli_open_ledger(path, DTL_OPEN_READ, &ledger);
    if (code)
        return code;
    bool behind = false;
    if (dtl_ledger_behind(ledger, &behind, NULL) == DTL_OK && behind)
        cli_complain("note: %s holds reports that its events do not show yet; `dateline merge %s /dev/null` brings them up to date", path, path);
    if (dtl_ledger_query(ledger, query, cli_sink, NULL, &error))
        code = cli_fail(&error, error.code == DTL_ERR_ARGUMENT ? NULL : path);
    dtl_ledger_close(ledger);
    return code;
}

int cli_table(const cli_call *call)
{
    dtl_query query;
    const char *name = call->command->name;
    dtl_view view = strcmp(name, "events") == 0   ? DTL_VIEW_EVENTS
                    : strcmp(name, "claims") == 0 ? DTL_VIEW_CLAIMS
                    : strcmp(name, "reports") == 0 ? DTL_VIEW_REPORTS
                    : strcmp(name, "conflicts") == 0 ? DTL_VIEW_CONFLICTS
                                                     : DTL_VIEW_SOURCES;
    return fill_query(call, view, &query) ? ask(cli_ledger_path(call, 0), &query) : EXIT_USAGE;
}

int cli_timeline(const cli_call *call)
{
    dtl_query query;
    if (!fill_query(call, DTL_VIEW_TIMELINE, &query))
        return EXIT_USAGE;
    query.actor = call->words[call->word_count - 1];
    return ask(cli_ledger_path(call, 1), &query);
}

int cli_show(const cli_call *call)
{
    dtl_query query;
    if (!fill_query(call, DTL_VIEW_EVENT, &query))
        return EXIT_USAGE;
    query.event = call->words[call->word_count - 1];
    return ask(cli_ledger_path(call, 1), &query);
}

/* Where the words of assess begin behind the ledger; -1 when they are neither a judgement nor list. */
static int subject_at(const cli_call *call)
{
    static const char *const names[] = {"source", "event", "claim", "list"};
    for (int at = 0; at < 2 && (size_t)at < call->word_count; at++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strcmp(call->words[at], names[i]) == 0 && call->word_count == (size_t)at + (i == 3 ? 1 : 2))
                return at;
    return -1;
}

static int judge(const cli_call *call, const char *path, const char *subject, const char *which)
{
    const cli_options *o = &call->options;
    bool source = subject[0] == 's';
    dtl_judgement judgement = {.of = source ? DTL_JUDGED_SOURCE : subject[0] == 'e' ? DTL_JUDGED_EVENT : DTL_JUDGED_CLAIM, .which = which,
                               .grade = source ? o->reliability : o->credibility, .analyst = o->analyst, .date = o->date, .note = o->note};
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    if (!judgement.grade || (source ? o->credibility : o->reliability)) {
        cli_complain(source ? "assess source wants --reliability A to F" : "assess %s wants --credibility 1 to 6", subject);
        return EXIT_USAGE;
    }
    if (!o->analyst || !*o->analyst) {
        cli_complain("assess wants --analyst NAME: whose judgement it is");
        return EXIT_USAGE;
    }
    int code = cli_open_ledger(path, DTL_OPEN_WRITE, &ledger);
    if (code)
        return code;
    if (dtl_ledger_assess(ledger, &judgement, NULL, cli_sink, NULL, &error))
        code = cli_fail(&error, error.code == DTL_ERR_ARGUMENT ? NULL : path);
    dtl_ledger_close(ledger);
    return code;
}

int cli_assess(const cli_call *call)
{
    dtl_query query;
    int at = subject_at(call);
    if (at < 0) {
        cli_complain("usage: dateline assess [OPTIONS] %s; `dateline assess --help` tells more", call->command->arguments);
        return EXIT_USAGE;
    }
    const char *path = at ? call->words[0] : call->options.ledger ? call->options.ledger : cli_usual_ledger;
    if (call->words[at][0] != 'l')
        return judge(call, path, call->words[at], call->words[at + 1]);
    return fill_query(call, DTL_VIEW_ASSESSMENTS, &query) ? ask(path, &query) : EXIT_USAGE;
}

/* Where the words of a decision begin behind the ledger: without --ledger the first word is the ledger, where it can be left out
 * when the others are as many as must be. */
static size_t words_at(const cli_call *call, size_t needed)
{
    return call->options.ledger || (needed && call->word_count == needed + 1) ? 1 : 2;
}

static int decide(const cli_call *call, dtl_deciding kind)
{
    static const size_t needed[] = {[DTL_DECIDE_MERGE] = 0, [DTL_DECIDE_PIN] = 2, [DTL_DECIDE_SPLIT] = 1, [DTL_DECIDE_UNDO] = 1};
    const cli_options *o = &call->options;
    size_t first = words_at(call, needed[kind]), count = call->word_count < first ? 0 : call->word_count - first;
    const char *path = first == 2 ? call->words[1] : o->ledger ? o->ledger : cli_usual_ledger;
    dtl_ruling ruling = {.kind = kind, .which = call->words + first, .which_count = kind == DTL_DECIDE_PIN ? 1 : count,
                         .actor = kind == DTL_DECIDE_PIN && count == 2 ? call->words[first + 1] : NULL, .name = o->name, .country = o->country, .role = o->role,
                         .spelling = o->spelling, .reports = o->reports, .analyst = o->analyst, .date = o->date, .note = o->note};
    dtl_ledger_file *ledger = NULL;
    dtl_error error = {0};
    if (needed[kind] ? count != needed[kind] : count < 2) {
        cli_complain("usage: dateline actors [OPTIONS] %s; `dateline actors --help` tells more", call->command->arguments);
        return EXIT_USAGE;
    }
    bool picked = o->country || o->role || o->spelling || o->reports;
    if (kind == DTL_DECIDE_SPLIT && !picked) {
        cli_complain("actors split wants --reports, --country, --role or --spelling: which uses are somebody else's");
        return EXIT_USAGE;
    }
    if (!o->analyst || !*o->analyst) {
        cli_complain("actors %s wants --analyst NAME: whose decision it is", call->words[0]);
        return EXIT_USAGE;
    }
    if ((picked && (kind == DTL_DECIDE_MERGE || kind == DTL_DECIDE_UNDO)) || (o->name && (kind == DTL_DECIDE_SPLIT || kind == DTL_DECIDE_UNDO))) {
        cli_complain("--country, --role, --spelling and --reports go with split and pin, --name with merge and pin");
        return EXIT_USAGE;
    }
    int code = cli_open_ledger(path, DTL_OPEN_WRITE, &ledger);
    if (code)
        return code;
    if (dtl_ledger_decide(ledger, &ruling, NULL, cli_sink, NULL, &error))
        code = cli_fail(&error, error.code == DTL_ERR_ARGUMENT ? NULL : path);
    dtl_ledger_close(ledger);
    return code;
}

int cli_actors(const cli_call *call)
{
    static const char *const names[] = {[DTL_DECIDE_MERGE] = "merge", [DTL_DECIDE_PIN] = "pin", [DTL_DECIDE_SPLIT] = "split", [DTL_DECIDE_UNDO] = "undo"};
    dtl_query query;
    const char *word = call->word_count ? call->words[0] : "";
    for (int i = 0; i < 4; i++)
        if (strcmp(word, names[i]) == 0)
            return decide(call, (dtl_deciding)i);
    bool decisions = strcmp(word, "decisions") == 0;
    if (call->word_count > (decisions ? 2 : 1)) {
        cli_complain("usage: dateline actors [OPTIONS] %s; `dateline actors --help` tells more", call->command->arguments);
        return EXIT_USAGE;
    }
    const char *path = decisions && call->word_count == 2 ? call->words[1] : decisions ? (call->options.ledger ? call->options.ledger : cli_usual_ledger) : cli_ledger_path(call, 0);
    return fill_query(call, decisions ? DTL_VIEW_DECISIONS : DTL_VIEW_ACTORS, &query) ? ask(path, &query) : EXIT_USAGE;
}

int cli_export(const cli_call *call)
{
    dtl_query query;
    if (!fill_query(call, DTL_VIEW_EXPORT, &query))
        return EXIT_USAGE;
    query.format = call->options.format;
    return ask(cli_ledger_path(call, 0), &query);
}
