/* commands: the one table that parsing, --help, the man page and docs/commands.md are made from.
 *
 * In: nothing. Out: names, arguments, words for people. To add an option: a field in cli_options, a row here, its name in
 * the commands that take it.
 */
#include "cli.h"
#include <stddef.h>

#define FIELD(name) offsetof(cli_options, name)

const cli_option cli_option_table[] = {
    {"ledger", 'l', OPTION_TEXT, "FILE", FIELD(ledger), "the ledger (default: ledger.db)"},
    {"published", 'p', OPTION_TEXT, "DATE", FIELD(published), "when the reports appeared, if they do not say it: 2024-05-31"},
    {"outlet", 'o', OPTION_TEXT, "NAME", FIELD(outlet), "who published them, if they do not say it"},
    {"url", 'u', OPTION_TEXT, "URL", FIELD(url), "where they were found, if they do not say it"},
    {"input", 'i', OPTION_TEXT, "KIND", FIELD(input), "what standard input and files without a telling name hold: text, html, jsonl, csv"},
    {"jobs", 'j', OPTION_NUMBER, "N", FIELD(jobs), "threads (default: one per core); the output does not depend on it"},
    {"rules", 'r', OPTION_TEXT, "DIR", FIELD(rules), "more rule files, on top of the built-in ones"},
    {"model", 'm', OPTION_TEXT, "FILE", FIELD(model), "other parser weights than the built-in ones"},
    {"gazetteer", 'g', OPTION_TEXT, "FILE", FIELD(gazetteer), "another gazetteer than the built-in one, made by tools/gazetteer"},
    {"type", 't', OPTION_TEXT, "TYPE", FIELD(type), "only this PLOVER type: ASSAULT, or with its mode ASSAULT/explosives"},
    {"status", 's', OPTION_TEXT, "STATUS", FIELD(status), "only this status (asserted, claimed, alleged, unconfirmed, denied, planned, threatened, "
     "habitual, hypothetical) or standing (confirmed, single-source, contested, …)"},
    {"item", 0, OPTION_TEXT, "KIND", FIELD(item), "only event, statement or figure"},
    {"actor", 'a', OPTION_TEXT, "NAME", FIELD(actor), "only with this actor, under any of its names, or a part of it"},
    {"place", 'P', OPTION_TEXT, "NAME", FIELD(place), "only in this place, or within it"},
    {"words", 'w', OPTION_TEXT, "TEXT", FIELD(words), "only where the evidence has these words"},
    {"since", 0, OPTION_TEXT, "DATE", FIELD(since), "only what may have happened on this day or later"},
    {"until", 0, OPTION_TEXT, "DATE", FIELD(until), "only what may have happened on this day or earlier"},
    {"context", 0, OPTION_TEXT, "NAME", FIELD(context), "only about this: one of PLOVER's 37 contexts, or several: military,territory"},
    {"confidence", 0, OPTION_TEXT, "N", FIELD(confidence), "only if coded at least this surely, from 0 to 1: 0.8"},
    {"shared", 0, OPTION_FLAG, NULL, FIELD(shared), "only events that two or more different texts tell"},
    {"conflicts", 0, OPTION_FLAG, NULL, FIELD(conflicts), "only events whose reports contradict each other"},
    {"sort", 0, OPTION_TEXT, "COLUMN", FIELD(sort), "date (default), type, actor, place, reports, killed"},
    {"descending", 'd', OPTION_FLAG, NULL, FIELD(descending), "the last first"},
    {"limit", 'n', OPTION_NUMBER, "N", FIELD(limit), "at most so many rows"},
    {"format", 'f', OPTION_TEXT, "KIND", FIELD(format), "jsonl (default) or csv"},
    {"json", 0, OPTION_FLAG, NULL, FIELD(json), "JSON, one object a line"},
    {"csv", 0, OPTION_FLAG, NULL, FIELD(csv), "CSV with a header line (RFC 4180)"},
    {"notes", 0, OPTION_FLAG, NULL, FIELD(notes), "tell every note, not only the first twenty"},
    {"quiet", 'q', OPTION_FLAG, NULL, FIELD(quiet), "no progress bar, no notes; what was skipped is still told"},
    {"help", 'h', OPTION_FLAG, NULL, FIELD(help), "this text"},
    {"version", 'V', OPTION_FLAG, NULL, FIELD(version), "the version, and nothing else"},
    {NULL, 0, OPTION_FLAG, NULL, 0, NULL}};

#define ABOUT_INPUT                                                                                                     \
    "PATH is a file, a folder, or - for standard input. Read are plain text, HTML, and\n"                               \
    "JSONL or CSV with a column text or html and, if known, url, date, outlet, title.\n"                                \
    "What cannot be read is told in one line each, and the rest is read all the same:\n"                                \
    "the exit code is then 66 (a path that is not there) or 65 (no report in it)."

#define INPUT_OPTIONS " published outlet url input jobs rules model gazetteer notes quiet help "
#define FILTERS " type status item actor place words since until context confidence shared conflicts sort descending limit "

const cli_command cli_commands[] = {
    {"read", "PATH…", "read reports into a ledger and print what is new",
     "Reads reports, codes the events they tell and who says so, merges them into the\n"
     "ledger, and prints the events that are new or have changed. Reports that the ledger\n"
     "already holds change nothing.\n\n" ABOUT_INPUT,
     "dateline read inbox/\ndateline read --ledger herat.db --outlet \"Harbour Post\" --published 2024-05-31 story.html\n"
     "curl -s https://example.org/story | dateline read --url https://example.org/story -",
     " ledger limit json" INPUT_OPTIONS, 1, SIZE_MAX, cli_read},
    {"events", "[LEDGER]", "the events of a ledger, a line each",
     "Lists the events of a ledger, one a line: when, what, who to whom, where, with what\n"
     "toll, and how surely. Filters can be combined; all must hold.",
     "dateline events\ndateline events herat.db --type ASSAULT --since 2024-05-01 --csv\ndateline events --conflicts --sort reports --descending",
     " ledger json csv" FILTERS "help ", 0, 1, cli_table},
    {"show", "[LEDGER] EVENT", "one event in full: every voice side by side, with its words",
     "Shows one event: who says what about it, in which words, in which report, and where\n"
     "the reports agree and contradict each other. EVENT is an id as printed by events, the\n"
     "beginning of one, or most-voices for the event that most voices speak about.",
     "dateline show 3f2a9c\ndateline show herat.db most-voices", " ledger json help ", 1, 2, cli_show},
    {"claims", "[LEDGER]", "who says what, a line each",
     "Lists the claims of a ledger: which voice holds, denies or cannot confirm which event,\n"
     "in which words.",
     "dateline claims --actor Taliban --status denied\ndateline claims herat.db --json", " ledger json csv" FILTERS "help ", 0, 1, cli_table},
    {"actors", "[LEDGER]", "who occurs in a ledger, with all spellings", "Lists the actors of a ledger with their other names and counts.",
     "dateline actors --csv", " ledger json csv actor limit help ", 0, 1, cli_table},
    {"sources", "[LEDGER]", "who tells: outlets, agencies, quoted voices", "Lists who tells or is quoted in a ledger, with counts.",
     "dateline sources", " ledger json csv limit help ", 0, 1, cli_table},
    {"code", "PATH…", "reports in, one JSON line per report out",
     "Codes reports and writes one JSON line for each to standard output, without any\n"
     "ledger. The lines can be merged later, anywhere, in any order.\n\n" ABOUT_INPUT,
     "dateline code inbox/ > coded.jsonl\ncat dump.jsonl | dateline code --input jsonl - | dateline merge ledger.db -", INPUT_OPTIONS, 1, SIZE_MAX, cli_code},
    {"merge", "LEDGER [FILE…]", "coded lines or other ledgers into a ledger",
     "Merges coded reports into a ledger, which is made if it is not there. FILE holds lines\n"
     "of `dateline code` or is another ledger; without one, or with -, lines come from\n"
     "standard input. Any order and any repetition give the same ledger.",
     "dateline merge all.db monday.jsonl tuesday.jsonl\ndateline merge all.db herat.db kabul.db", " limit json notes quiet help ", 1, SIZE_MAX, cli_merge},
    {"export", "[LEDGER]", "all events with claims and evidence, for other programs",
     "Writes the events of a ledger to standard output: as jsonl with all values, claims and\n"
     "evidence, or as csv with one row per event.",
     "dateline export herat.db --format csv > herat.csv", " ledger format" FILTERS "help ", 0, 1, cli_export},
    {"explain", "PATH|EVENT", "why: which rule, which parse, which words",
     "Shows how a report was read, step by step: lines left out and why, sentences and their\n"
     "parse, names, voices, events and claims, each with the rule (file:line) that made it.\n"
     "For an event of a ledger: the same, for the sentences that tell it.",
     "dateline explain story.txt\ndateline explain herat.db 3f2a9c", " ledger json published outlet url input rules model gazetteer help ", 1, SIZE_MAX, cli_explain},
    {"rules", "check | stats PATH…", "run the examples of the rules; count how often each pattern fires",
     "check runs every + and - example of the rules through the whole way and tells those\n"
     "that fail.\n\n"
     "stats reads reports and tells how often each pattern for events and voices fired, and\n"
     "how often it was kept: an event or a voice came of it. The most frequent come first,\n"
     "those that never fired last. PATH is a file, a folder, - for standard input, or a\n"
     "ledger, whose texts are read again with the rules at hand.",
     "dateline rules check\ndateline rules check --rules my-rules/\ndateline rules stats inbox/ --limit 40\ndateline rules stats herat.db --csv > rules.csv",
     " json csv limit" INPUT_OPTIONS, 1, SIZE_MAX, cli_rules},
    {"doctor", "", "versions, hashes, and whether it works here", "Tells what this program is made of and tries it on a report of its own.", "dateline doctor",
     " rules model gazetteer json help ", 0, 0, cli_doctor},
    {"help", "[COMMAND]", "help for a command", "Tells what a command does and which options it takes.", "dateline help read", " help ", 0, 1, cli_help},
    {NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL}};
