/* cli: what all subcommands share. A subcommand holds no logic: it fills a struct of dateline.h, calls, and prints. */
#ifndef DTL_CLI_CLI_H
#define DTL_CLI_CLI_H
#include "dateline.h"

/* Exit codes (sysexits.h has the full list). */
enum { EXIT_FINE = 0, EXIT_USAGE = 64, EXIT_DATA = 65, EXIT_NO_INPUT = 66, EXIT_BUG = 70, EXIT_OS = 71, EXIT_CANNOT_CREATE = 73,
       EXIT_IO = 74, EXIT_TRY_LATER = 75, EXIT_CONFIG = 78,
       EXIT_INTERRUPTED = 130 /* as of shells */ };

/* Every option of every command; which command takes which is said in commands.c. NULL, 0 or false = not given. */
typedef struct cli_options {
    const char *ledger, *published, *outlet, *url, *input, *rules, *model, *gazetteer, *format;
    const char *type, *status, *item, *actor, *place, *words, *since, *until, *box, *sort, *context, *confidence, *policy;
    const char *voice, *stance, *field, *source_kind, *reliability, *credibility, *analyst, *date, *note, *country, *role, *spelling, *reports, *name;
    unsigned long jobs, limit, offset, page;
    bool json, csv, quiet, notes, shared, conflicts, descending, deep, plain, help, version;
} cli_options;

typedef struct cli_command cli_command;

/* One call of the program, as a subcommand sees it. */
typedef struct cli_call {
    const cli_command *command;
    cli_options options;
    const char **words;     /* what stands behind the command and is no option */
    size_t word_count;
} cli_call;

/* A row of the table that help, parsing, man page and docs/commands.md are made from. */
struct cli_command {
    const char *name, *arguments, *summary;
    const char *description; /* paragraphs, lines up to 78 columns */
    const char *examples;    /* one a line */
    const char *options;     /* names, each with a blank on both sides */
    size_t least, most;      /* words */
    int (*run)(const cli_call *call);
};

typedef enum cli_option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER } cli_option_kind;
typedef struct cli_option {
    const char *name;     /* without "--" */
    char letter;          /* 0 = none */
    cli_option_kind kind;
    const char *argument; /* "FILE", NULL for flags */
    size_t offset;        /* in cli_options */
    const char *help;
} cli_option;

extern const cli_command cli_commands[]; /* ends with name NULL */
extern const cli_option cli_option_table[];

/* Parses argv[1 …]; false = an error was told, exit with EXIT_USAGE. words has room for argc entries. */
bool cli_parse(int argc, char **argv, cli_call *call);
void cli_help_all(void);
void cli_help_command(const cli_command *command);

/* ---- output.c ---- */
/* Standard output: everything a command finds. False once it cannot be written any more. */
bool cli_print(const char *bytes, size_t length);
bool cli_print_text(const char *text);
__attribute__((format(printf, 1, 2))) bool cli_printf(const char *format, ...);
bool cli_print_json_string(const char *text);
bool cli_sink(void *context, const char *bytes, size_t length); /* cli_print as a dtl_sink */
/* Ends the output; the exit code: code, or EXIT_IO when standard output failed. A reader that went away is no failure. */
int cli_finish(int code);
bool cli_output_broken(void);
/* "dateline: …" on standard error. */
__attribute__((format(printf, 1, 2))) void cli_complain(const char *format, ...);
/* Tells the error and gives its exit code. subject = the file the call was about, NULL none. */
int cli_fail(const dtl_error *error, const char *subject);
bool cli_stdout_is_terminal(void);
bool cli_colour(void);
unsigned cli_width(void);

/* ---- run.c: what read, code, explain and merge share ---- */
typedef struct cli_run {
    const cli_call *call;
    dtl_sink line;          /* what to do with a line */
    void *line_context;
    int code;               /* the exit code so far */
    unsigned notes_told;
    unsigned long long notes_held_back;
    long long last_drawn;   /* milliseconds */
    bool bar, bar_drawn;
} cli_run;
void cli_run_begin(cli_run *run, const cli_call *call, dtl_sink line, void *line_context);
dtl_listener cli_run_listener(cli_run *run);
/* Clears the bar, says what was held back; the exit code of all messages. */
int cli_run_end(cli_run *run);
/* Between these two ^C (and SIGTERM) makes the run end behind the report at hand, so that what was read can be saved; a second one kills. */
void cli_run_catch_interrupt(void);
bool cli_run_was_interrupted(void); /* and gives ^C back its usual meaning */
/* read.c: after ^C, saves what was read and says so; the exit code. */
int cli_stop(dtl_ledger_file *ledger, const char *path);
/* read.c: commits and prints what is new; an exit code, code when all is well. */
int cli_commit(const cli_call *call, dtl_ledger_file *ledger, const char *path, const dtl_progress *totals, int code);
/* Opens the engine with --rules, --model and --gazetteer; an exit code, EXIT_FINE when it is open. */
int cli_open_engine(const cli_call *call, dtl_engine **engine);
/* Fills a batch from the words and options; false = told. */
bool cli_fill_batch(const cli_call *call, dtl_batch *batch);
extern const char cli_usual_ledger[]; /* where no ledger is named */
int cli_open_ledger(const char *path, dtl_open_mode mode, dtl_ledger_file **ledger);
/* The ledger a command is about: its first word, --ledger, or ledger.db. */
const char *cli_ledger_path(const cli_call *call, size_t words_without_ledger);
/* What is done with the reports of a command that answers line by line. */
typedef dtl_err cli_batch_call(const cli_call *call, const dtl_engine *engine, const dtl_batch *batch, const dtl_listener *listener, dtl_error *error);
/* Does it with those that the command names; the exit code. */
int cli_stream(const cli_call *call, cli_batch_call *answer);

int cli_read(const cli_call *call);
int cli_code(const cli_call *call);
int cli_parse_reports(const cli_call *call);
int cli_merge(const cli_call *call);
int cli_table(const cli_call *call); /* events, claims, reports, sources, conflicts */
int cli_actors(const cli_call *call);
int cli_timeline(const cli_call *call);
int cli_show(const cli_call *call);
int cli_assess(const cli_call *call);
int cli_explain(const cli_call *call);
int cli_snapshot(const cli_call *call);
int cli_changes(const cli_call *call);
int cli_export(const cli_call *call);
int cli_rules(const cli_call *call);
int cli_doctor(const cli_call *call);
int cli_help(const cli_call *call);
#endif
