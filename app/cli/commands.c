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
     "habitual, hypothetical) or standing (confirmed, single-source, contested, foiled)"},
    {"item", 0, OPTION_TEXT, "KIND", FIELD(item), "only event, statement or figure"},
    {"actor", 'a', OPTION_TEXT, "NAME", FIELD(actor), "only with this actor, under any of its names, or a part of it"},
    {"place", 'P', OPTION_TEXT, "NAME", FIELD(place), "only in this place, or within it"},
    {"box", 'b', OPTION_TEXT, "W,S,E,N", FIELD(box), "only in this box of degrees: west,south,east,north; west may be greater than east: over the date line"},
    {"words", 'w', OPTION_TEXT, "TEXT", FIELD(words), "only where the evidence has these words"},
    {"since", 0, OPTION_TEXT, "DATE", FIELD(since), "only what may have happened on this day or later"},
    {"until", 0, OPTION_TEXT, "DATE", FIELD(until), "only what may have happened on this day or earlier"},
    {"context", 0, OPTION_TEXT, "NAME", FIELD(context), "only about this: one of PLOVER's 37 contexts, or several: military,territory"},
    {"confidence", 0, OPTION_TEXT, "N", FIELD(confidence), "only if coded at least this surely, from 0 to 1: 0.8"},
    {"voice", 'v', OPTION_TEXT, "NAME", FIELD(voice), "only what this voice says: a person, a group and those who speak for it; an outlet's or agency's own words"},
    {"source-kind", 'k', OPTION_TEXT, "KIND", FIELD(source_kind), "only what such a source says: person, organisation, state, \"armed group\", agency, media, document, "
     "official, spokesperson, expert, witness, resident, people, unknown"},
    {"stance", 0, OPTION_TEXT, "STANCE", FIELD(stance), "only this stance: supports, confirms, denies, unconfirmed, downplays, refuses_comment, "
     "claims_responsibility, blames, dismisses, accuses, corrects"},
    {"field", 0, OPTION_TEXT, "FIELD", FIELD(field), "only claims about this field: actor, recipient, place, date, killed, injured, arrested, figure, identity; "
     "type = about the whole"},
    {"policy", 0, OPTION_TEXT, "NAME", FIELD(policy), "which of several tolls is given: majority (default: what most independent voices said last), latest, "
     "acled (the most conservative of a disinterested voice) or ucdp (low, best, high)"},
    {"reliability", 0, OPTION_TEXT, "A–F", FIELD(reliability), "of a source: A reliable, B usually reliable, C fairly reliable, D not usually reliable, E unreliable, "
     "F cannot be judged"},
    {"credibility", 0, OPTION_TEXT, "1–6", FIELD(credibility), "of an event or claim: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, "
     "5 improbable, 6 cannot be judged"},
    {"name", 0, OPTION_TEXT, "NAME", FIELD(name), "what the merged or pinned actor is called from now on"},
    {"reports", 0, OPTION_TEXT, "LIST", FIELD(reports), "the uses in these reports: files or keys (or beginnings of keys), a comma between"},
    {"country", 0, OPTION_TEXT, "CODE", FIELD(country), "the uses with this country in their report (ISO 3166: AFG); - = none told there"},
    {"role", 0, OPTION_TEXT, "TEXT", FIELD(role), "the uses with this role in their report; - = none told there"},
    {"spelling", 0, OPTION_TEXT, "NAME", FIELD(spelling), "the uses under this name or id"},
    {"analyst", 0, OPTION_TEXT, "NAME", FIELD(analyst), "whose judgement or decision it is"},
    {"date", 0, OPTION_TEXT, "DATE", FIELD(date), "the day that the judgement, decision or snapshot bears: 2024-05-31; left out, it bears none"},
    {"note", 0, OPTION_TEXT, "TEXT", FIELD(note), "why, in one line"},
    {"shared", 0, OPTION_FLAG, NULL, FIELD(shared), "only events that two or more different texts tell"},
    {"conflicts", 0, OPTION_FLAG, NULL, FIELD(conflicts), "only events whose reports contradict each other"},
    {"sort", 0, OPTION_TEXT, "COLUMN", FIELD(sort), "date (default), type, actor, place, reports, killed"},
    {"descending", 'd', OPTION_FLAG, NULL, FIELD(descending), "the last first"},
    {"limit", 'n', OPTION_NUMBER, "N", FIELD(limit), "at most so many rows"},
    {"offset", 0, OPTION_NUMBER, "N", FIELD(offset), "skip so many rows"},
    {"page", 0, OPTION_NUMBER, "N", FIELD(page), "the N-th page of --limit rows"},
    {"format", 'f', OPTION_TEXT, "KIND", FIELD(format), "jsonl (default), csv, geojson, acled or ucdp"},
    {"json", 0, OPTION_FLAG, NULL, FIELD(json), "JSON, one object a line"},
    {"csv", 0, OPTION_FLAG, NULL, FIELD(csv), "CSV with a header line (RFC 4180)"},
    {"notes", 0, OPTION_FLAG, NULL, FIELD(notes), "tell every note, not only the first twenty"},
    {"quiet", 'q', OPTION_FLAG, NULL, FIELD(quiet), "no progress bar, no notes; what was skipped is still told"},
    {"deep", 0, OPTION_FLAG, NULL, FIELD(deep), "compare a large ledger too with what its reports give anew"},
    {"plain", 0, OPTION_FLAG, NULL, FIELD(plain), "all the text in its order: no line is taken for a title, byline or menu"},
    {"help", 'h', OPTION_FLAG, NULL, FIELD(help), "this text"},
    {"version", 'V', OPTION_FLAG, NULL, FIELD(version), "the version, and nothing else"},
    {NULL, 0, OPTION_FLAG, NULL, 0, NULL}};

#define ABOUT_INPUT                                                                                                     \
    "PATH is a file, a folder, or - for standard input. Read are plain text, HTML, and\n"                               \
    "JSONL or CSV with a column text or html and, if known, url, date, outlet, title.\n"                                \
    "What cannot be read is told in one line each, and the rest is read all the same:\n"                                \
    "the exit code is then 66 (a path that is not there) or 65 (no report in it)."

#define INPUT_OPTIONS " published outlet url input jobs rules model gazetteer notes quiet help "
#define FILTERS " type status item actor place box words since until context confidence shared conflicts sort descending limit offset page "

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
     " ledger json csv policy" FILTERS "help ", 0, 1, cli_table},
    {"show", "[LEDGER] EVENT", "one event in full: every voice side by side, with its words",
     "Shows one event: who says what about it, in which words, in which report, and where\n"
     "the reports agree and contradict each other. EVENT is an id as printed by events, the\n"
     "beginning of one, that of one of its claims as printed by claims, or most-voices for the\n"
     "event that most voices speak about.",
     "dateline show 3f2a9c\ndateline show herat.db most-voices", " ledger json policy help ", 1, 2, cli_show},
    {"claims", "[LEDGER]", "who says what, a line each",
     "Lists the claims of a ledger: which voice holds, denies or cannot confirm which event,\n"
     "in which words. --actor finds what is said of somebody or by somebody, --voice only what\n"
     "he says. Claims about strength and capability lie under the group they are about:\n"
     "--actor NAME --item figure.",
     "dateline claims --actor Taliban --status denied\ndateline claims --voice AFP\ndateline claims --stance denies --source-kind state\n"
     "dateline claims --actor ISIS --item figure\ndateline claims herat.db --field killed --json",
     " ledger json csv voice source-kind stance field" FILTERS "help ", 0, 1, cli_table},
    {"timeline", "[LEDGER] ACTOR", "one actor day by day: what it did, suffered and says",
     "Tells the events of an actor and of those below it (a group's branches, a government's\n"
     "ministries) day by day, with months as headings: what it does, whose target it is, what\n"
     "it says; beneath, its own claims about each event and who else holds or denies it. Plans,\n"
     "threats and denials are marked in brackets. Filters narrow it down.",
     "dateline timeline herat.db Taliban\ndateline timeline herat.db \"Islamic State\" --since 2024-01-01 --type ASSAULT\n"
     "dateline timeline herat.db Taliban --csv > taliban.csv",
     " ledger json csv type status item place box words since until context confidence shared conflicts limit offset page help ", 1, 2, cli_timeline},
    {"conflicts", "[LEDGER]", "what reports contradict each other in, side by side",
     "Shows every field of every event whose values cannot all be true, with all its values,\n"
     "who holds each, in how many texts of which days. Nothing is averaged; * marks the\n"
     "value that the ledger gives first. Filters as for events.",
     "dateline conflicts herat.db\ndateline conflicts herat.db --actor Taliban --since 2024-01-01 --csv",
     " ledger json csv type status item actor place box words since until context confidence shared sort descending limit offset page help ", 0, 1, cli_table},
    {"actors", "[LEDGER] | merge LEDGER A B… | split LEDGER A | pin LEDGER A ID | undo LEDGER DECISION | decisions [LEDGER]",
     "who occurs in a ledger, with all spellings; which of them are one",
     "Lists the actors of a ledger with their other names and counts.\n\n"
     "Which names are one actor follows from the names, roles, countries and days of the\n"
     "reports. Where that is wrong an analyst decides; a decision is kept beside the reports and\n"
     "carried out whenever the ledger is made, also when more reports come:\n"
     "  merge      A and B, by name or id, are one actor\n"
     "  split      some uses of A's name are somebody else's: those in --reports, or with\n"
     "             --country, --role or --spelling. They get an id of their own; later reports\n"
     "             go with the country, role or spelling, else with the rest\n"
     "  pin        A is the actor ID of the rules (taliban), or an own one (own:smith-of-elko);\n"
     "             with --reports, --country, --role or --spelling only these uses of A\n"
     "  undo       takes an own decision back, by its id or the beginning of one\n"
     "  decisions  all decisions, and what became of them: in force; waiting for reports that\n"
     "             name whom they are about; overruled; superseded\n\n"
     "A decision is never changed: what the same analyst decides to the contrary supersedes it.\n"
     "Where two analysts contradict each other the later --date goes first, on one day the\n"
     "split; both say so. Merging ledgers joins their decisions; decisions --json gives lines\n"
     "that merge reads.",
     "dateline actors --csv\ndateline actors merge herat.db \"Karim Gul\" \"Abu Hamdan\" --analyst \"N. Haidari\" --note \"his nom de guerre\"\n"
     "dateline actors split herat.db \"Jon Marsh\" --country CAN --analyst \"N. Haidari\" --date 2024-05-31\n"
     "dateline actors pin herat.db \"the Emirate's men\" taliban --analyst \"N. Haidari\"\n"
     "dateline actors decisions herat.db",
     " ledger json csv actor words limit offset page name reports country role spelling analyst date note help ", 0, SIZE_MAX, cli_actors},
    {"sources", "[LEDGER]", "who tells: outlets, agencies, quoted voices", "Lists who tells or is quoted in a ledger, with counts.",
     "dateline sources", " ledger json csv actor words limit offset page help ", 0, 1, cli_table},
    {"reports", "[LEDGER]", "the reports: copies, versions, what these changed",
     "Lists the reports of a ledger: whose text each prints (same text, near copy, reprint under\n"
     "another lead), which version of its address it is, and what is new in it. Copies and\n"
     "versions are one testimony; --json and --csv give the keys that say so.",
     "dateline reports\ndateline reports herat.db --words harbour.example --json", " ledger json csv words limit offset page help ", 0, 1, cli_table},
    {"assess", "[LEDGER] source|event|claim WHICH | list", "an analyst's judgement of a source, an event or a claim",
     "Keeps what an analyst thinks; the program never infers it. A source is named as in\n"
     "`dateline sources` (or by its id there), an event or claim by its id or the beginning of\n"
     "one, as events, show and claims print it. list tells all judgements.\n\n"
     "The grades are those of the Admiralty system (NATO STANAG 2511, AJP-2.1); source and\n"
     "content are judged apart, since a bad source may be right:\n"
     "  A  reliable: has always been right, nobody doubts that it knows and tells the truth\n"
     "  B  usually reliable: mostly right, small doubts\n"
     "  C  fairly reliable: has been right at times, some doubts\n"
     "  D  not usually reliable: has seldom been right, grave doubts\n"
     "  E  unreliable: has been wrong again and again\n"
     "  F  cannot be judged: nothing is known of its record\n"
     "  1  confirmed: independent sources say the same, and it fits what else is known\n"
     "  2  probably true: not confirmed, but it fits most of what is known\n"
     "  3  possibly true: not confirmed, fits some of what is known\n"
     "  4  doubtful: may be, but nothing else speaks for it\n"
     "  5  improbable: what else is known speaks against it\n"
     "  6  cannot be judged: there is nothing to compare it with\n\n"
     "A judgement is never changed: a later one of the same analyst on the same thing\n"
     "supersedes it, and both are kept. To take one back, give F or 6. Merging ledgers joins\n"
     "their judgements; list --json gives lines that merge reads.",
     "dateline assess herat.db source \"AFP\" --reliability B --analyst \"N. Haidari\" --note \"right on all three raids\"\n"
     "dateline assess herat.db claim 5d1f03 --credibility 4 --analyst \"N. Haidari\" --date 2024-05-31\n"
     "dateline assess herat.db list", " ledger reliability credibility analyst date note json csv help ", 1, 3, cli_assess},
    {"code", "PATH…", "reports in, one JSON line per report out",
     "Codes reports and writes one JSON line for each to standard output, without any\n"
     "ledger. The lines can be merged later, anywhere, in any order.\n\n" ABOUT_INPUT,
     "dateline code inbox/ > coded.jsonl\ncat dump.jsonl | dateline code --input jsonl - | dateline merge ledger.db -", INPUT_OPTIONS, 1, SIZE_MAX, cli_code},
    {"parse", "PATH…", "reports in, words, tags, trees and names out (CoNLL-U)",
     "Reads reports as read and code do and writes their sentences to standard output in\n"
     "CoNLL-U, which every tool for treebanks reads: per word its lemma, tags, features, head\n"
     "and relation, and in the last column where it stands, and whether it is part of a name.\n"
     "docs/parse.md says what stands in each column.\n\n" ABOUT_INPUT,
     "echo \"Gunmen killed two guards in Herat.\" | dateline parse -\ndateline parse inbox/ > inbox.conllu\ndateline parse --plain --input text notes.txt",
     " plain" INPUT_OPTIONS, 1, SIZE_MAX, cli_parse_reports},
    {"merge", "LEDGER [FILE…]", "coded lines or other ledgers into a ledger",
     "Merges coded reports into a ledger, which is made if it is not there. FILE holds lines\n"
     "of `dateline code`, `dateline assess list --json` or `dateline actors decisions --json`,\n"
     "or is another ledger; without one, or with -, lines come from standard input. Any order\n"
     "and any repetition give the same ledger.",
     "dateline merge all.db monday.jsonl tuesday.jsonl\ndateline merge all.db herat.db kabul.db", " limit json notes quiet help ", 1, SIZE_MAX, cli_merge},
    {"snapshot", "LEDGER NAME", "keep, under a name, which events there are now",
     "Keeps which events a ledger holds now and what a list of them shows, so that changes\n"
     "can tell later what became of them. The second snapshot of a ledger writes only what is\n"
     "different from the first. A snapshot lies in the file of the ledger and is no part of\n"
     "what merge joins.",
     "dateline snapshot herat.db monday\ndateline snapshot herat.db \"before the review\" --date 2024-05-31", " date quiet help ", 2, 2, cli_snapshot},
    {"changes", "LEDGER [NAME [NAME]]", "what became of the events since a snapshot",
     "Tells what is new since the snapshot NAME, or from it to the second NAME: events that are\n"
     "new, changed (with what: killed 3 → 5), merged, split, or gone, with the reason. Events\n"
     "are known again by their tellings, also when their id has changed; show finds an event by\n"
     "any id that it ever had, and says of one that is gone what it was. Without a NAME the\n"
     "snapshots are listed.",
     "dateline changes herat.db\ndateline changes herat.db monday\ndateline changes herat.db monday tuesday --json", " json csv limit help ", 1, 3, cli_changes},
    {"export", "[LEDGER]", "all events with claims and evidence, for other programs",
     "Writes the events of a ledger to standard output, one row an event: jsonl with all\n"
     "values, claims and evidence; csv; geojson for maps (RFC 7946); acled and ucdp in the\n"
     "columns of ACLED (31) and UCDP GED (49), with those events that these would record.\n"
     "Unknown is empty, never invented; what is left out is told with its count and reason on\n"
     "standard error. docs/exports.md says what stands in each column.",
     "dateline export herat.db --format csv > herat.csv\ndateline export herat.db --format geojson > herat.geojson\n"
     "dateline export herat.db --format acled --since 2024-01-01 > herat-acled.csv", " ledger format" FILTERS "help ", 0, 1, cli_export},
    {"explain", "PATH… | [LEDGER] EVENT", "why: which rule, which parse, which words",
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
    {"doctor", "[LEDGER]", "whether the program works here, or a ledger is whole",
     "Tells what this program is made of and tries it on a report of its own.\n\n"
     "With a LEDGER: whether its file is whole, every report and judgement reads back, every\n"
     "evidence is at its place, and the events are those that follow from the reports (of more\n"
     "than 5,000 reports with --deep only). One line tells each problem and the exit code is\n"
     "then 65. Nothing is changed; what can be read of a damaged ledger goes into a new one\n"
     "with merge.",
     "dateline doctor\ndateline doctor herat.db\ndateline merge mended.db herat.db", " deep rules model gazetteer json help ", 0, 1, cli_doctor},
    {"help", "[COMMAND]", "help for a command", "Tells what a command does and which options it takes.", "dateline help read", " help ", 0, 1, cli_help},
    {NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL}};
