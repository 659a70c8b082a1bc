/* run: what read, code, explain and merge share: the engine, the batch, messages and the progress bar.
 *
 * In: what the library tells. Out: one line per message on standard error, a bar when that is a terminal, and the exit
 * code that sums the messages up: 66 when a path could not be read, else 65 when an input gave no report, else 0.
 *
 * Example: "dateline: wire.jsonl:7: broken JSON (…): row skipped (byte 4711)"
 */
#include "cli.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NOTES_TOLD_MAX = 20, BAR_CELLS = 30, BAR_PAUSE_MS = 100 };

void cli_run_begin(cli_run *run, const cli_call *call, dtl_sink line, void *line_context)
{
    *run = (cli_run){.call = call, .line = line, .line_context = line_context,
                     .bar = isatty(STDERR_FILENO) && !call->options.quiet && !(line == cli_sink && cli_stdout_is_terminal())};
}

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

void cli_run_catch_interrupt(void)
{
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    struct sigaction before;
    static const int signals[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) /* nohup and & stay what they are */
            sigaction(signals[i], &action, NULL);
}

bool cli_run_was_interrupted(void)
{
    static const int signals[] = {SIGINT, SIGTERM};
    struct sigaction now;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler == on_interrupt)
            signal(signals[i], SIG_DFL);
    return interrupted != 0;
}

static void clear_bar(cli_run *run)
{
    if (run->bar_drawn)
        fputs("\r\033[K", stderr);
    run->bar_drawn = false;
}

static int code_of(const dtl_message *message)
{
    switch (message->code) {
    case DTL_OK: return EXIT_FINE;
    case DTL_ERR_IO: return EXIT_NO_INPUT;
    case DTL_ERR_ARGUMENT: return EXIT_BUG;
    default: return EXIT_DATA;
    }
}

static bool tell_message(void *context, const dtl_message *message)
{
    cli_run *run = context;
    int code = code_of(message);
    if (code == EXIT_BUG || (code == EXIT_NO_INPUT && run->code != EXIT_BUG) || !run->code)
        run->code = code ? code : run->code;
    if (!message->skipped) {
        if (run->call->options.quiet)
            return true;
        if (!run->call->options.notes && run->notes_told >= NOTES_TOLD_MAX) {
            run->notes_held_back++;
            return true;
        }
        run->notes_told++;
    }
    char line[32] = "", byte[48] = "";
    if (message->line)
        snprintf(line, sizeof line, ":%llu", (unsigned long long)message->line);
    if (message->offset != DTL_OFFSET_NONE)
        snprintf(byte, sizeof byte, " (byte %llu)", (unsigned long long)message->offset);
    clear_bar(run);
    cli_complain("%s%s%s: %s%s", message->skipped ? "" : "note: ", strcmp(message->file, "-") == 0 ? "standard input" : message->file, line,
                 message->text, byte);
    return true;
}

static bool tell_line(void *context, const char *bytes, size_t length)
{
    cli_run *run = context;
    return run->line(run->line_context, bytes, length);
}

static bool tell_progress(void *context, const dtl_progress *progress)
{
    cli_run *run = context;
    struct timespec now;
    if (interrupted)
        return false;
    if (!run->bar)
        return true;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long ms = (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (run->last_drawn && ms - run->last_drawn < BAR_PAUSE_MS)
        return true;
    run->last_drawn = ms;
    run->bar_drawn = true;
    if (progress->bytes_total) {
        uint64_t cells = progress->bytes_read * BAR_CELLS / progress->bytes_total;
        int full = cells > BAR_CELLS ? BAR_CELLS : (int)cells;
        fprintf(stderr, "\r[%.*s%*s] %3llu %%  %llu reports\033[K", full, "##############################", BAR_CELLS - full, "",
                (unsigned long long)(progress->bytes_read >= progress->bytes_total ? 100 : progress->bytes_read * 100 / progress->bytes_total),
                (unsigned long long)progress->reports);
    } else {
        fprintf(stderr, "\r%llu reports, %llu MB\033[K", (unsigned long long)progress->reports, (unsigned long long)(progress->bytes_read >> 20));
    }
    return true;
}

dtl_listener cli_run_listener(cli_run *run)
{
    return (dtl_listener){.context = run, .line = run->line ? tell_line : NULL, .message = tell_message, .progress = tell_progress};
}

int cli_run_end(cli_run *run)
{
    clear_bar(run);
    if (run->notes_held_back)
        cli_complain("note: and %llu more notes; --notes tells them all", run->notes_held_back);
    return run->code;
}

/* A wrong line of the user's own rules. */
static bool tell_complaint(void *context, const char *bytes, size_t length)
{
    (void)context;
    cli_complain("%.*s; left out", (int)length, bytes);
    return true;
}

int cli_open_engine(const cli_call *call, dtl_engine **engine)
{
    dtl_engine_options options = {.rules_directory = call->options.rules, .model_path = call->options.model,
                                  .gazetteer_path = call->options.gazetteer};
    dtl_error error = {0};
    if (dtl_engine_open(&options, engine, &error) == DTL_OK) {
        dtl_engine_complaints(*engine, tell_complaint, NULL);
        return EXIT_FINE;
    }
    int code = cli_fail(&error, NULL);
    return error.code == DTL_ERR_IO ? EXIT_NO_INPUT : code;
}

bool cli_fill_batch(const cli_call *call, dtl_batch *batch)
{
    static const struct {
        const char *name;
        dtl_input_format format;
    } kinds[] = {{"text", DTL_INPUT_TEXT}, {"html", DTL_INPUT_HTML}, {"jsonl", DTL_INPUT_JSONL}, {"csv", DTL_INPUT_CSV}};
    const cli_options *o = &call->options;
    *batch = (dtl_batch){.paths = call->words, .path_count = call->word_count, .url = o->url, .outlet = o->outlet, .published = o->published,
                         .jobs = (unsigned)o->jobs};
    if (!o->input)
        return true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, o->input) == 0) {
            batch->format = kinds[i].format;
            return true;
        }
    cli_complain("--input is text, html, jsonl or csv, not \"%s\"", o->input);
    return false;
}

const char cli_usual_ledger[] = "ledger.db";

int cli_open_ledger(const char *path, dtl_open_mode mode, dtl_ledger_file **ledger)
{
    dtl_error error = {0};
    bool there = access(path, F_OK) == 0 || errno != ENOENT;
    if (!there && mode != DTL_OPEN_CREATE) {
        bool usual = strcmp(path, cli_usual_ledger) == 0;
        cli_complain("%s: No such file; `dateline read%s%s PATH…` makes a ledger of reports", path, usual ? "" : " --ledger ", usual ? "" : path);
        return EXIT_NO_INPUT;
    }
    if (dtl_ledger_open(path, mode, ledger, &error) == DTL_OK)
        return EXIT_FINE;
    if (!there && error.code == DTL_ERR_IO) {
        cli_complain("%s: cannot be made; is its folder there, and may it be written?", path);
        return EXIT_CANNOT_CREATE;
    }
    int code = cli_fail(&error, path);
    if (error.code == DTL_ERR_IO)
        return mode == DTL_OPEN_CREATE ? EXIT_CANNOT_CREATE : EXIT_NO_INPUT;
    return code;
}

const char *cli_ledger_path(const cli_call *call, size_t words_without_ledger)
{
    if (call->word_count > words_without_ledger)
        return call->words[0];
    return call->options.ledger ? call->options.ledger : cli_usual_ledger;
}

int cli_stream(const cli_call *call, cli_batch_call *answer)
{
    dtl_batch batch;
    dtl_engine *engine = NULL;
    dtl_error error = {0};
    cli_run run;
    if (!cli_fill_batch(call, &batch))
        return EXIT_USAGE;
    int code = cli_open_engine(call, &engine);
    if (code)
        return code;
    cli_run_begin(&run, call, cli_sink, NULL);
    dtl_listener listener = cli_run_listener(&run);
    dtl_err err = answer(call, engine, &batch, &listener, &error);
    code = cli_run_end(&run);
    dtl_engine_close(engine);
    return err ? cli_fail(&error, NULL) : code;
}
