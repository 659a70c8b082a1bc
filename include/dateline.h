/* dateline: reads news reports and keeps a ledger of events and of who says so.
 *
 * This is the only public header. Ownership in one sentence: handles that an open function gives are freed by their
 * close function; text that a call writes goes to a sink the caller supplies; nothing else is allocated for the caller.
 * Every function that can fail returns a dtl_err, leaves its out-parameters untouched on failure, and fills the
 * dtl_error (may be NULL). No function prints, exits or aborts. No globals: a handle may be used by one thread at a
 * time, a dtl_engine by many.
 */
#ifndef DATELINE_H
#define DATELINE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum dtl_err {
    DTL_OK = 0,
    DTL_ERR_BUDGET,   /* a document or a call ran out of its memory budget */
    DTL_ERR_INPUT,    /* the bytes given are not what they should be */
    DTL_ERR_IO,       /* the operating system said no: the message has its words */
    DTL_ERR_RULES,    /* a rule file is wrong: file and line */
    DTL_ERR_MODEL,    /* the model's bytes are wrong */
    DTL_ERR_LEDGER,   /* not a ledger, or a damaged one */
    DTL_ERR_VERSION,  /* a ledger or line of another version */
    DTL_ERR_ARGUMENT, /* a call's arguments are off */
    DTL_ERR_FULL,     /* no space left */
    DTL_ERR_BUSY,     /* somebody else holds the ledger */
    DTL_ERR_CANCELLED /* the caller's callback asked to stop */
} dtl_err;

#define DTL_OFFSET_NONE UINT64_MAX

typedef struct dtl_error {
    dtl_err code;
    uint64_t offset;   /* byte offset in the file, or DTL_OFFSET_NONE */
    char file[256];    /* the file it is about, "" if none */
    char message[512]; /* one line */
} dtl_error;


/* One word for a code, for logs and scripts: "input", "budget", … */
const char *dtl_err_name(dtl_err code);
/* "0.1.0" */
const char *dtl_version(void);

/* Where text goes. False = stop: the call ends with DTL_ERR_CANCELLED. Called on the thread that made the call. */
typedef bool (*dtl_sink)(void *context, const char *bytes, size_t length);

/* ---- the engine: rules and model, read-only, shared by threads ---- */
typedef struct dtl_engine dtl_engine;

/* How to open an engine; all zero = the built-in rules and model. */
typedef struct dtl_engine_options {
    const char *rules_directory; /* *.txt in here extend and override the built-in rules; NULL none */
    const char *model_path;      /* NULL = the built-in model */
    const char *gazetteer_path;  /* a pack made by tools/gazetteer; NULL = the built-in one */
    size_t document_budget;      /* bytes of memory one report may take, 0 = 256 MB */
} dtl_engine_options;

dtl_err dtl_engine_open(const dtl_engine_options *options, dtl_engine **engine, dtl_error *error); /* options may be NULL */
void dtl_engine_close(dtl_engine *engine);                                                         /* NULL is fine */
/* Wrong lines of the rules directory, which were left out: each goes to the sink (may be NULL) as "file:line: what is wrong"
 * without a newline; the first 200. Returns how many there are. */
size_t dtl_engine_complaints(const dtl_engine *engine, dtl_sink sink, void *context);

/* ---- coding: reports in, one JSON line per report out ---- */
typedef enum dtl_input_format { DTL_INPUT_AUTO, DTL_INPUT_TEXT, DTL_INPUT_HTML, DTL_INPUT_JSONL, DTL_INPUT_CSV } dtl_input_format;

/* Something a person should know about an input. It never stops the run. */
typedef struct dtl_message {
    bool skipped;      /* true: this input gave no report; false: it did, but mind this */
    dtl_err code;      /* DTL_OK for a mere note, DTL_ERR_IO for an unreadable path, … */
    const char *file;  /* as given, or found below a folder as given; "-" is standard input */
    uint64_t line;     /* line of a JSONL or CSV file, counted from 1; 0 = the whole file */
    uint64_t offset;   /* byte offset in that file, or DTL_OFFSET_NONE */
    const char *room;  /* which part of dateline says it: "input", "page", "article", … */
    const char *text;  /* one line */
} dtl_message;

/* How far a run has come. */
typedef struct dtl_progress {
    uint64_t bytes_read, bytes_total; /* total 0 = unknown (a pipe) */
    uint64_t reports, skipped, notes;
    uint64_t known; /* reports that the ledger held already: not coded again */
} dtl_progress;

/* What happens during a run is told here, in the order of the input, on the calling thread. Any of them may be NULL. */
typedef struct dtl_listener {
    void *context;
    dtl_sink line;                                                      /* one coded report, with its newline */
    bool (*message)(void *context, const dtl_message *message);         /* false = stop */
    bool (*progress)(void *context, const dtl_progress *progress);      /* false = stop; called after each input */
} dtl_listener;

/* One report in memory. Text is UTF-8 of the given length, or NUL-terminated; NULL = unknown. */
typedef struct dtl_input {
    const char *bytes;        /* the report as it came, any bytes */
    size_t length;            /* at most 32 MB */
    const char *file;         /* name without folders; part of the report's key */
    const char *url, *outlet; /* as known to the caller */
    const char *published;    /* ISO 8601 date or date-time */
    const char *title;
    dtl_input_format format;  /* AUTO, TEXT or HTML */
} dtl_input;

/* Codes one report. A report that gives no line (empty, binary, not English) is a message with skipped set, not an error. */
dtl_err dtl_code(const dtl_engine *engine, const dtl_input *input, const dtl_listener *listener, dtl_error *error);

/* Many reports. A path is a file (.txt, .html, .htm, .jsonl, .csv, anything else is looked at), a folder (all such files
 * below it, sorted by name, hidden ones left out) or "-" for standard input. Rows of JSONL and CSV need a column text or
 * html and may have url, date or published, outlet, title. */
typedef struct dtl_batch {
    const char *const *paths;
    size_t path_count;
    const char *url, *outlet, *published; /* for reports that do not say it themselves; NULL = unknown */
    dtl_input_format format;              /* of standard input and of files whose names do not tell; AUTO = look */
    unsigned jobs;                        /* threads, 0 = one per core; the output does not depend on it */
} dtl_batch;

/* Messages tell what could not be read; the rest is coded all the same and the result is DTL_OK. */
dtl_err dtl_code_batch(const dtl_engine *engine, const dtl_batch *batch, const dtl_listener *listener,
                       dtl_progress *totals, dtl_error *error); /* totals may be NULL */

/* The same reports as sentences, words, tags, trees and names: CoNLL-U (https://universaldependencies.org/format.html), one report
 * after the other to listener->line. MISC: docs/parse.md. plain: all the text in its order, nothing taken for furniture or title. */
dtl_err dtl_parse_batch(const dtl_engine *engine, const dtl_batch *batch, bool plain, const dtl_listener *listener, dtl_progress *totals,
                        dtl_error *error);

/* ---- the ledger: a set of coded reports in one file, and the events that follow from it ---- */
typedef struct dtl_ledger_file dtl_ledger_file;
typedef enum dtl_open_mode { DTL_OPEN_READ, DTL_OPEN_WRITE, DTL_OPEN_CREATE /* write, and make it if it is not there */ } dtl_open_mode;

dtl_err dtl_ledger_open(const char *path, dtl_open_mode mode, dtl_ledger_file **ledger, dtl_error *error);
/* Codes a batch into the ledger; reports that it already holds, coded by the same rules and model, are not coded again.
 * listener->line may be NULL. A commit is still needed. */
dtl_err dtl_ledger_read(dtl_ledger_file *ledger, const dtl_engine *engine, const dtl_batch *batch, const dtl_listener *listener,
                        dtl_progress *totals, dtl_error *error);
/* Adds one line of `dateline code`, of `dateline assess LEDGER list --json` or of `dateline actors decisions LEDGER --json`. What is already there changes nothing. */
dtl_err dtl_ledger_add(dtl_ledger_file *ledger, const char *line, size_t length, bool *is_new, dtl_error *error);
/* Adds what is in files of such lines, in other ledgers, or ("-") in lines on standard input. A line that is no coded report
 * is a message, and the rest goes on. totals (may be NULL): reports = the new ones, skipped = lines refused. */
dtl_err dtl_ledger_merge(dtl_ledger_file *ledger, const char *const *paths, size_t path_count, const dtl_listener *listener,
                         dtl_progress *totals, dtl_error *error);

/* What one commit changed, and what the ledger holds after it. */
typedef struct dtl_changes {
    uint64_t reports_added, events_new, events_changed, events_gone;
    uint64_t reports, events, claims;
    uint64_t assessments_added; /* assessments and decisions, by dtl_ledger_add and dtl_ledger_merge */
} dtl_changes;

/* Makes everything durable and derives the events from all reports. (Long runs of adds are made durable every thousand
 * reports, so that a crash loses little.) Each event that is new, changed or gone is written to the sink (may be NULL) as
 * one line for a person, the most told first. */
dtl_err dtl_ledger_commit(dtl_ledger_file *ledger, dtl_changes *changes, dtl_sink sink, void *context, dtl_error *error);
/* Makes durable what was added, and nothing more: the events follow with the next commit, of whoever writes next. For a program that is
 * told to stop at once. *reports (may be NULL): how many are new since the last commit. */
dtl_err dtl_ledger_save(dtl_ledger_file *ledger, uint64_t *reports, dtl_error *error);
/* *behind: reports were added, by a program that was stopped, which the events do not show yet. */
dtl_err dtl_ledger_behind(dtl_ledger_file *ledger, bool *behind, dtl_error *error);
/* Closes without a commit. NULL is fine. */
void dtl_ledger_close(dtl_ledger_file *ledger);

/* ---- an analyst's judgement: kept beside the reports, never inferred ---- */
typedef enum dtl_judged { DTL_JUDGED_SOURCE, DTL_JUDGED_EVENT, DTL_JUDGED_CLAIM } dtl_judged;

/* What an analyst says of a source, an event or a claim. Text is NUL-terminated UTF-8 on one line. */
typedef struct dtl_judgement {
    dtl_judged of;
    const char *which;   /* a source by name or id; an event or claim by id or the beginning of one */
    const char *grade;   /* Admiralty: "A" … "F", the reliability of a source; "1" … "6", the credibility of an event or claim */
    const char *analyst; /* whose judgement it is */
    const char *date;    /* YYYY-MM-DD as the analyst dates it, NULL = not told; the machine's clock is never asked */
    const char *note;    /* why; NULL none */
} dtl_judgement;

/* Adds a judgement, durable when this returns. It supersedes what the same analyst said of the same thing before; all are kept.
 * *is_new (may be NULL) is false when the analyst's last word says the same already. The sink (may be NULL) gets one line that
 * repeats what was understood. */
dtl_err dtl_ledger_assess(dtl_ledger_file *ledger, const dtl_judgement *judgement, bool *is_new, dtl_sink sink, void *context, dtl_error *error);

/* ---- an analyst's decision about actors: kept beside the reports, and carried out whenever the events are derived ---- */
typedef enum dtl_deciding {
    DTL_DECIDE_MERGE, /* several actors are one */
    DTL_DECIDE_PIN,   /* an actor is this one of the rules, or has this id of the analyst's own */
    DTL_DECIDE_SPLIT, /* some uses of an actor's name are somebody else's */
    DTL_DECIDE_UNDO   /* takes an own decision back */
} dtl_deciding;

/* What an analyst decides. Text is NUL-terminated UTF-8 on one line, NULL = not told. */
typedef struct dtl_ruling {
    dtl_deciding kind;
    const char *const *which; /* actors by id or name: two or more to merge, one to pin or split; to undo: a decision's id or a beginning of it */
    size_t which_count;
    const char *actor;        /* of a pin: an id of the rules, or one of the analyst's own that begins with "own:" */
    const char *name;         /* of merge and pin: what the actor is called from now on */
    const char *country, *role, *spelling; /* of split and pin: only uses with these in their reports; "-" = none told there */
    const char *reports;      /* … only those in these reports: files, keys or beginnings of keys, a comma between */
    const char *analyst;      /* whose decision it is */
    const char *date;         /* YYYY-MM-DD as the analyst dates it; where two analysts contradict each other the later goes first */
    const char *note;         /* why */
} dtl_ruling;

/* Keeps a decision and derives the events anew; durable when this returns. It supersedes what the same analyst decided to the contrary;
 * all are kept. *is_new (may be NULL) is false when he has decided so already. The sink (may be NULL) gets lines that repeat what was
 * understood and tell what became of it. DTL_ERR_ARGUMENT when nobody has a name, or several have it: with their ids. */
dtl_err dtl_ledger_decide(dtl_ledger_file *ledger, const dtl_ruling *ruling, bool *is_new, dtl_sink sink, void *context, dtl_error *error);

/* ---- questions to a ledger ---- */
typedef enum dtl_view {
    DTL_VIEW_SUMMARY, /* what the ledger holds, in a few lines */
    DTL_VIEW_EVENTS,
    DTL_VIEW_CLAIMS,
    DTL_VIEW_ACTORS,
    DTL_VIEW_SOURCES,
    DTL_VIEW_REPORTS, /* copies, reprints, versions and what these changed; takes words (of title, outlet, URL) and limit */
    DTL_VIEW_EVENT, /* one event in full */
    DTL_VIEW_EXPORT,
    DTL_VIEW_ASSESSMENTS, /* analysts' judgements; takes no filters */
    DTL_VIEW_DECISIONS,   /* analysts' decisions about actors, and what became of them; takes no filters */
    DTL_VIEW_TIMELINE, /* needs an actor: what it did, suffered and says, day by day */
    DTL_VIEW_CONFLICTS /* fields whose values contradict each other, side by side */
} dtl_view;
typedef enum dtl_output { DTL_OUTPUT_TEXT, DTL_OUTPUT_JSON /* one object a line */, DTL_OUTPUT_CSV } dtl_output;
typedef enum dtl_order { DTL_ORDER_DATE, DTL_ORDER_TYPE, DTL_ORDER_ACTOR, DTL_ORDER_PLACE, DTL_ORDER_REPORTS, DTL_ORDER_KILLED } dtl_order;

/* Which rows, in which dress. NULL = any; every filter that is given must hold. */
typedef struct dtl_query {
    dtl_view view;
    dtl_output output;
    const char *event;         /* id, the beginning of one, or "most-voices"; needed for DTL_VIEW_EVENT */
    const char *item;          /* "event", "statement", "figure" */
    const char *type;          /* "ASSAULT", "ASSAULT/explosives" */
    const char *status;        /* "claimed", "contested" */
    const char *actor, *place; /* id, name or another spelling; finds what lies below it too */
    const char *box;           /* "west,south,east,north" in degrees; west > east = over the date line. Events whose place lies in it */
    const char *words;         /* in the evidence */
    const char *since, *until; /* YYYY-MM-DD, both included */
    const char *context;       /* PLOVER contexts, all of which it must have: "military", "legal,corruption" */
    const char *voice;         /* claims alone, like the next three: who says it, by any name; an outlet or agency: its own words */
    const char *stance;        /* "denies", "claims_responsibility" */
    const char *field;         /* "killed", "actor"; "type" = about the whole event */
    const char *source_kind;   /* "witness", "official", "armed group" */
    const char *confidence;    /* only events rated at least so, from 0 to 1: "0.8" */
    const char *policy;        /* events and one event: which of several figures is given: "majority" (NULL), "latest", "acled", "ucdp" */
    bool shared;               /* only events that two or more different texts tell */
    bool conflicts;            /* only events with values in conflict */
    dtl_order order;
    bool descending;
    uint32_t limit, offset;    /* rows, 0 = all; how many of the first to skip. The order is total, so that pages join without gaps */
    const char *format;        /* of DTL_VIEW_EXPORT: "jsonl" (NULL), "csv", "geojson", "acled", "ucdp"; output is not asked then */
    dtl_sink note;             /* one line for a person, without its newline: what the rows do not show: of how
                                * many they are a page, why there are none, what an export left out; NULL = nobody */
    void *note_context;
    bool colour;               /* ANSI colours in text */
    uint32_t width;            /* columns of text, 0 = 100 */
} dtl_query;

dtl_err dtl_ledger_query(dtl_ledger_file *ledger, const dtl_query *query, dtl_sink sink, void *context, dtl_error *error);

/* ---- what changed ---- */
/* Keeps, under a name that no other snapshot of this ledger has, which events there are and what a list of them shows. date: YYYY-MM-DD
 * as the caller tells it, NULL = not told. The events are brought up to date first. Durable when this returns. */
dtl_err dtl_ledger_snapshot(dtl_ledger_file *ledger, const char *name, const char *date, dtl_error *error);
/* What is new, changed (with what: "killed 3 → 5"), merged, split or gone (with why) from one snapshot to another (NULL = to now), a line
 * each; limit 0 = all. from NULL: the list of snapshots. */
dtl_err dtl_ledger_changes(dtl_ledger_file *ledger, const char *from, const char *to, dtl_output output, uint32_t limit, dtl_sink sink,
                           void *context, dtl_error *error);

/* ---- why ---- */
/* The whole way of each report, for a person or (JSON) for a program: lines dropped and why, parse, names, voices,
 * events and claims, each with the rule (file:line) that made it. */
dtl_err dtl_explain_batch(const dtl_engine *engine, const dtl_batch *batch, dtl_output output, const dtl_listener *listener,
                          dtl_error *error); /* text goes to listener->line */
/* The same for one event of a ledger, over all reports that tell it. */
dtl_err dtl_explain_event(const dtl_engine *engine, dtl_ledger_file *ledger, const char *event, dtl_output output,
                          dtl_sink sink, void *context, dtl_error *error);

/* Runs every example of the rules through the whole way. Each miss is one line; *failed counts them. */
dtl_err dtl_rules_check(const dtl_engine *engine, dtl_sink sink, void *context, uint64_t *examples, uint64_t *failed, dtl_error *error);

/* How often each pattern fired on a corpus, and how often it was kept: an event (or, of cues, a voice) came of it. One row a
 * pattern goes to listener->line, the most frequent first, those that never fired last; limit 0 = all. A path may be a ledger:
 * the texts of its reports are read again with the rules of this engine. */
dtl_err dtl_rules_stats(const dtl_engine *engine, const dtl_batch *batch, dtl_output output, uint32_t limit, const dtl_listener *listener,
                        dtl_error *error);

/* What this program is made of, and whether it works here: one call per fact ("rules", "sha256 …"). */
typedef bool (*dtl_fact_sink)(void *context, const char *name, const char *value, bool fine);
dtl_err dtl_doctor(const dtl_engine *engine, dtl_fact_sink sink, void *context, dtl_error *error);

/* Is the ledger in this file whole? SQLite's checks; every report and judgement reads back; every evidence is at its place; the events are
 * those that follow from the reports (in ledgers of up to 5,000 reports, or when deep is set: it takes as long as making it did). Each
 * problem (the first 20 of a kind of check) goes to the sink as one line; *problems counts them. Nothing is written. DTL_OK also when there are
 * problems; an error when the file cannot be examined at all. */
dtl_err dtl_doctor_ledger(const char *path, bool deep, uint64_t *problems, dtl_sink sink, void *context, dtl_error *error);

#ifdef __cplusplus
}
#endif
#endif
