/* store: the ledger on disk. The only room with SQL (SQLite, one file).
 *
 * The file holds a grow-only set of coded reports (table report: key, JSON line), and tables derived from that set alone
 * (schema.sql) and of a grow-only set of analysts' decisions; and a grow-only set of analysts' assessments. No rebuild touches these sets. Adding a report twice, or in another order, changes nothing; merging two ledgers is the union of their
 * sets. The usual way of a writer:
 *
 *     dtl_store_open(path, DTL_STORE_CREATE, …); dtl_store_add(…) …; dtl_store_commit(…) (acknowledged from here on) …;
 *     dtl_store_rebuild(…) once at the end; dtl_store_close(…)
 *
 * Readers open with DTL_STORE_READ and never block the writer (WAL). A crash between commit and rebuild loses nothing:
 * dtl_store_stale says so, and the next writer's rebuild catches up.
 */
#ifndef DTL_STORE_STORE_H
#define DTL_STORE_STORE_H
#include "doc/assessment.h"
#include "doc/decision.h"
#include "doc/report.h"
#include "ledger/policy.h"

enum { DTL_STORE_VERSION = 7 }; /* one of before is brought up when it is opened for writing, and not read before that (upgrade.c) */

typedef struct dtl_store dtl_store;
typedef enum dtl_store_mode {
    DTL_STORE_READ,  /* must exist; nothing is written */
    DTL_STORE_WRITE, /* must exist */
    DTL_STORE_CREATE /* made if missing or empty */
} dtl_store_mode;

/* DTL_ERR_LEDGER (not a ledger), DTL_ERR_VERSION, DTL_ERR_IO, DTL_ERR_BUSY, DTL_ERR_FULL; each one line naming the file. */
dtl_err dtl_store_open(const char *path, dtl_store_mode mode, dtl_store **store, dtl_error *error);
/* What was not committed is taken back. NULL is fine. */
void dtl_store_close(dtl_store *store);

/* How long to wait for another writer before DTL_ERR_BUSY; 10 seconds unless told. */
void dtl_store_wait(dtl_store *store, uint32_t milliseconds);

/* The tables from which CAMEO codes are read, and of the name spellings by which unknown persons of several reports are known for one (ledger.h); they must live as
 * long as the store. Without them only names with equal keys are one. */
struct dtl_rules;
void dtl_store_use_names(dtl_store *store, const struct dtl_rules *names);

/* Adds one report to the open batch; *added (may be NULL) is false when it was there already. */
dtl_err dtl_store_add(dtl_store *store, const dtl_report *report, bool *added, dtl_error *error);
/* The same from a JSON line, which is read and checked first (DTL_ERR_INPUT). *key (may be NULL) points into the arena. */
dtl_err dtl_store_add_line(dtl_store *store, dtl_slice line, dtl_arena *arena, dtl_slice *key, bool *added, dtl_error *error);
/* Makes everything added so far durable. */
dtl_err dtl_store_commit(dtl_store *store, dtl_error *error);
/* Commits, then brings the derived tables up to date in one transaction; cheap when nothing changed. */
dtl_err dtl_store_rebuild(dtl_store *store, dtl_error *error);
/* The same, and tells which events it took away or changed (before: as they were) and made or changed (after), both by id. */
typedef struct dtl_store_diff dtl_store_diff;
dtl_err dtl_store_rebuild_telling(dtl_store *store, dtl_store_diff *diff, dtl_error *error);
/* Adds all reports, assessments and decisions of another ledger (no rebuild); *added and *judged (assessments and decisions) may be NULL. */
dtl_err dtl_store_union(dtl_store *store, const char *other_path, uint64_t *added, uint64_t *judged, dtl_error *error);

/* The same of a ledger that is damaged: whatever of it reads whole. *lost: how many reports did not, as far as its index of keys can tell. */
dtl_err dtl_store_salvage(dtl_store *store, const char *other_path, uint64_t *added, uint64_t *judged, uint64_t *lost, dtl_error *error);

/* True when reports were added that the derived tables do not show yet. */
dtl_err dtl_store_stale(dtl_store *store, bool *stale, dtl_error *error);
dtl_err dtl_store_has(dtl_store *store, dtl_slice key, bool *has, dtl_error *error);

typedef struct dtl_store_counts {
    uint64_t reports, testimonies, events /* item "event" */, statements, figures, claims, actors, sources;
    uint64_t shared;   /* events told by two or more different texts */
    uint64_t conflicts;/* events with a field in conflict */
} dtl_store_counts;
dtl_err dtl_store_count(dtl_store *store, dtl_store_counts *counts, dtl_error *error);

/* Gives every report line in the order of keys; stops with DTL_ERR_CANCELLED when each returns false. */
typedef bool dtl_store_line_fn(void *context, dtl_slice key, dtl_slice line);
dtl_err dtl_store_each_report(dtl_store *store, dtl_store_line_fn *each, void *context, dtl_error *error);
/* One report by key or by a unique beginning of it. DTL_ERR_ARGUMENT when there is none, or several. */
dtl_err dtl_store_report(dtl_store *store, dtl_slice key, dtl_arena *arena, dtl_report *report, dtl_error *error);

/* All derived tables in canonical order as text: equal sets of reports give equal bytes. */
dtl_err dtl_store_dump(dtl_store *store, dtl_buffer *out, dtl_error *error);
/* SQLite's integrity check, that every evidence span of every mention and claim reproduces its words, and that judgements are whole. *problems counts;
 * up to 20 lines say what (may be NULL). */
dtl_err dtl_store_check(dtl_store *store, uint64_t *problems, dtl_buffer *lines, dtl_error *error);

/* That, and: every report reads back as it was written, under its own key; and, of ledgers up to this many reports or when deep is set,
 * everything derived equals what a new ledger of the same sets derives. A damaged file is a problem, not an error. */
enum { DTL_EXAMINE_REPORTS = 5000 };
dtl_err dtl_store_examine(dtl_store *store, bool deep, uint64_t *problems, dtl_buffer *lines, dtl_error *error);

/* ---- assessments ---- */
/* What an analyst may judge, found by what a person writes for it. */
typedef struct dtl_store_subject {
    uint8_t subject;          /* dtl_subject */
    dtl_slice id, about;
    dtl_slice ids;            /* id, and other ids that it had or may have, joined by blanks: an event goes by each of its tellings */
} dtl_store_subject;
/* A source by id or name (an outlet, an agency, anybody quoted or spoken for), an event or claim by a unique beginning of its id.
 * DTL_ERR_ARGUMENT when there is none, or several, with their ids. */
dtl_err dtl_store_find_subject(dtl_store *store, uint8_t subject, dtl_slice which, dtl_arena *arena, dtl_store_subject *found, dtl_error *error);
/* Adds an assessment to the open batch: it supersedes all current ones of the same analyst on this subject. *added is false when the
 * analyst's only current one says the same already (grade, date and note). given->of, about and supersedes are filled here. */
dtl_err dtl_store_assess(dtl_store *store, const dtl_store_subject *subject, dtl_assessment *given, dtl_arena *arena, bool *added, dtl_error *error);
/* Adds one from its JSON line, as it stands. */
dtl_err dtl_store_add_assessment(dtl_store *store, dtl_slice line, dtl_arena *arena, bool *added, dtl_error *error);

/* One kept assessment. */
typedef struct dtl_store_assessment {
    dtl_slice id, subject, of, about, grade, analyst, date, note, supersedes /* ids, a blank between */, line;
    bool current;             /* no later one of the same analyst supersedes it */
    bool here;                /* what it judges is in this ledger */
} dtl_store_assessment;
DTL_ARRAY_TYPE(dtl_store_assessment_array, dtl_store_assessment);
/* All, by subject, what they are of, analyst, date and id; a ledger of before has none. */
dtl_err dtl_store_assessments(dtl_store *store, dtl_arena *arena, dtl_store_assessment_array *rows, dtl_error *error);

/* ---- decisions about actors ---- */
/* What an analyst wants decided, in the words of a person; "" or 0 = not told. */
typedef struct dtl_store_wish {
    uint8_t kind;                    /* dtl_decision_kind */
    dtl_slice which[DTL_USES_MAX];   /* actors by id or name (merge: two or more; pin, split: one); of an undo the decision's id */
    uint32_t which_count;
    dtl_slice actor, name;           /* of a pin: whom; of pin and merge: what he is called from now on */
    dtl_slice country, role, reports /* keys, hashes or files, a comma between */, spelling; /* which uses of the actor are meant */
    dtl_signature signed_by;         /* supersedes is filled by the store */
} dtl_store_wish;
/* Adds what is wished for to the open batch, as a decision about the uses that the actors have now; it supersedes what the same analyst
 * decided to the contrary. *added is false when he has decided so already. DTL_ERR_ARGUMENT when an actor is not there, or several are
 * meant (with their ids). *known: the rules know somebody whom it is about. made points into the arena. The ledger must be up to date. */
dtl_err dtl_store_decide(dtl_store *store, const dtl_store_wish *wish, dtl_arena *arena, dtl_decision *made, bool *added, bool *known, dtl_error *error);
/* Adds one from its JSON line, as it stands. */
dtl_err dtl_store_add_decision(dtl_store *store, dtl_slice line, dtl_arena *arena, bool *added, dtl_error *error);

/* One kept decision. */
typedef struct dtl_store_decision {
    dtl_slice id, kind, about, actor, name, analyst, date, note, line;
    dtl_slice state, detail;  /* see decisions.sql; state "" = added since the last rebuild */
    dtl_slice result;         /* actor_id of who came of it, "" none */
    uint32_t n_uses;
} dtl_store_decision;
DTL_ARRAY_TYPE(dtl_store_decision_array, dtl_store_decision);
/* All, by date, then id; a ledger of before has none. */
dtl_err dtl_store_decisions(dtl_store *store, dtl_arena *arena, dtl_store_decision_array *rows, dtl_error *error);

/* ---- queries ---- */
typedef enum dtl_sort { DTL_SORT_DATE, DTL_SORT_TYPE, DTL_SORT_ACTOR, DTL_SORT_PLACE, DTL_SORT_REPORTS, DTL_SORT_KILLED,
                        DTL_SORT_ID } dtl_sort;

/* Which rows: every filled field must hold. Zeroed with from/to open = all. Use DTL_STORE_FILTER_ALL to start. */
typedef struct dtl_store_filter {
    dtl_slice event;  /* beginning of an event's id */
    dtl_slice item;   /* "event", "statement", "figure"; "" all */
    dtl_slice type;   /* "ASSAULT" or "ASSAULT/explosives", any case */
    dtl_slice actor;  /* id, name or alias, any case; finds its children too. Events: either side. Claims: the holder as well */
    dtl_slice place;  /* id or name of a place; finds what lies in that first-level unit or country too */
    dtl_slice status; /* a dtl_status or a dtl_standing by name */
    /* of claims alone; events ignore them */
    dtl_slice voice;  /* who says it: holder or whom it speaks for, by id, name or alias, with children; or an outlet's or agency's own words */
    dtl_slice stance; /* dtl_stance by name */
    dtl_slice field;  /* dtl_field by name: "killed"; "type" = claims about the whole */
    dtl_slice source_kind; /* dtl_source_kind by name */
    dtl_slice text;   /* words that the evidence must have, any case; in quotation marks they stand together */
    int32_t from, to; /* days; events whose interval touches from … to; DTL_DAY_OPEN_PAST / DTL_DAY_OPEN_FUTURE */
    uint64_t contexts;/* only events with all of these (a bit per dtl_context); 0 = any */
    uint16_t confidence; /* only events that are rated at least so, thousandths; 0 = any */
    bool in_box;      /* only events whose place lies between south and north, west and east (microdegrees); west > east: over the date line */
    int32_t west, south, east, north;
    bool shared;      /* only events told by two or more different texts */
    bool conflicts;   /* only events with a field in conflict */
    uint8_t policy;   /* dtl_policy of tolls */
    bool tolls;       /* events: fill in killed_toll and injured_toll */
    bool by_policy;   /* … and let killed, injured, arrested and figure be what the policy takes for the best */
    uint8_t sort;     /* dtl_sort; ties by id */
    bool descending;
    uint32_t limit, offset; /* limit 0 = no limit */
} dtl_store_filter;
#define DTL_STORE_FILTER_ALL ((dtl_store_filter){.from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE})

typedef struct dtl_store_event {
    dtl_slice id, item, type, mode, status, standing;
    bool series, historical, place_implied;
    uint8_t quad;        /* 1–4, 0 for statements and figures: this and the next two follow from type, mode and contexts */
    int8_t intensity;    /* tenths, -100 … 100 */
    dtl_slice cameo;     /* "183"; "" when the store has no rules */
    dtl_slice contexts;  /* names, a blank between */
    dtl_slice weapon;    /* "car bomb", "" none */
    uint16_t confidence; /* thousandths, 0 = not rated */
    dtl_slice actors, actor_ids, recipients, recipient_ids; /* best value; names joined by "; ", ids by blanks */
    dtl_slice place, place_id, admin1, country;
    int32_t latitude, longitude; /* microdegrees, INT32_MIN unknown */
    uint8_t place_precision; /* 0 not known, 1 country, 2 first-level unit, 3 district, 4 city, 5 below city */
    dtl_interval days;
    dtl_range killed, injured, arrested, figure;
    dtl_slice figure_noun;
    uint32_t n_reports, n_testimonies, n_voices, n_denials;
    bool conflict;       /* some field in conflict */
    dtl_slice evidence;  /* words of its first telling */
    bool days_implied;   /* no report tells a day, it is that of the first report */
    uint8_t policy;      /* dtl_policy by which the next two are taken; only when the filter asks for tolls */
    dtl_policy_count killed_toll, injured_toll;
    dtl_slice standing_reason; /* "one voice holds it (police)" */
    dtl_slice credibility; /* current assessments: "3"; several analysts: "2; 3"; "" none */
} dtl_store_event;
DTL_ARRAY_TYPE(dtl_store_event_array, dtl_store_event);

struct dtl_store_diff {
    dtl_arena *arena;         /* where the rows go */
    dtl_store_event_array before, after; /* of a fresh ledger only what a line of a commit tells: ids, names, days, counts, standing */
};

/* One report's telling of an event, with where it stands. */
typedef struct dtl_store_mention {
    dtl_slice event, report, file, url, outlet, agency, title, status, rule, rules, model;
    uint32_t report_event;    /* number of the event in its report */
    dtl_interval published;
    dtl_span evidence, trigger;
    dtl_span source;          /* of evidence in the file that was read; length 0 = not known */
    dtl_slice words;          /* the bytes of evidence */
    int32_t score;
    dtl_slice reasons;
    dtl_slice copy, copy_of;  /* "near copy" of a text of this outlet; "" a text of its own */
    uint32_t version, versions; /* 2 of 3; 0: the only one */
    dtl_slice dated;          /* why other reports date this one, which bears no day itself; "" they do not */
} dtl_store_mention;
DTL_ARRAY_TYPE(dtl_store_mention_array, dtl_store_mention);

typedef struct dtl_store_claim {
    dtl_slice event, report, file, url, outlet;
    uint32_t number;          /* of the claim in its report */
    dtl_slice chain;          /* outermost first, " > " between */
    dtl_slice holder, holder_id, on_behalf_of; /* innermost; "" = the outlet itself or not named */
    dtl_slice cue;            /* dtl_cue name; "" the outlet itself */
    dtl_slice cue_words;      /* as written */
    dtl_slice quote;          /* "indirect", "direct", "mixed"; "" */
    dtl_slice field, value, modality, certainty, stance, side, rule;
    int32_t polarity;
    bool party;
    dtl_interval published;
    dtl_span span;
    dtl_span source;          /* of span in the file that was read; length 0 = not known */
    dtl_slice words;          /* the bytes of span */
    dtl_slice targets_event;  /* event of the claim that this one is about, "" */
    dtl_slice targets;        /* id of that claim, "" */
    dtl_slice targets_chain, targets_words; /* who made it, in which words */
    dtl_slice id;             /* 16 hex digits, "" in a ledger of before */
    dtl_slice source_kind;    /* dtl_source_kind by name, "" not known */
    dtl_slice holder_kind;    /* of the holder as an actor: "role" = it has no name */
    dtl_slice interest;       /* "own deed", "own loss", "" */
    dtl_slice likelihood;     /* "55-80", "" */
    dtl_slice voice, voice_key; /* the independent voice that it counts for */
    dtl_slice sources;        /* ids of all through whom it came, outermost first, a line break between */
    dtl_slice reliability;    /* current assessments of these: "AFP B; Dock Front E" */
    dtl_slice credibility;    /* current assessments of the claim: "2"; several analysts: "2; 3" */
    int32_t factuality;       /* −300 … 300; 0 = left open or not rated */
    bool superseded;          /* made by an earlier version of a report, and no longer by the latest: it counts for nobody */
    /* of its event, for lists */
    dtl_slice event_item, event_type, event_mode, event_actors, event_recipients, event_figure_noun;
    dtl_range event_figure;   /* of an item "figure": 2,000 to 3,000 */
} dtl_store_claim;
DTL_ARRAY_TYPE(dtl_store_claim_array, dtl_store_claim);

/* One value of one field, or (n_voices 0 never) who gives it: see dtl_store_support. */
typedef struct dtl_store_value {
    dtl_slice field, agreement, text, ids;
    dtl_interval days;
    dtl_range range;
    uint32_t n_reports, n_voices;
    uint32_t n_current, n_impartial; /* voices that gave no other value later; … and are no party to the event */
    int32_t last_day;         /* of counts: of the latest text that gives it; DTL_DAY_OPEN_PAST not known */
    bool best;
    dtl_slice voices;         /* names of its voices, joined by "; " */
    dtl_interval reported;    /* days of the first and the last report that gives it */
} dtl_store_value;
DTL_ARRAY_TYPE(dtl_store_value_array, dtl_store_value);

typedef struct dtl_store_link {
    dtl_slice from, to, kind, reasons;
} dtl_store_link;
DTL_ARRAY_TYPE(dtl_store_link_array, dtl_store_link);

typedef struct dtl_store_actor {
    dtl_slice id, name, kind, country, sector, parent_id, aliases /* joined by "; " */, reasons /* "alias: why it is the same", joined by "; " */;
    uint32_t n_reports, n_events, n_claims;
} dtl_store_actor;
DTL_ARRAY_TYPE(dtl_store_actor_array, dtl_store_actor);

typedef struct dtl_store_source {
    dtl_slice name, kind /* "outlet", "agency", "actor" */, actor_id;
    uint32_t n_reports, n_claims;
    dtl_slice id;          /* "media:afp", "outlet:harbour post" */
    dtl_slice reliability; /* current assessments: "B", several analysts: "B; D"; "" none */
} dtl_store_source;
DTL_ARRAY_TYPE(dtl_store_source_array, dtl_store_source);

/* What is new in a version of a report. */
typedef struct dtl_store_revision {
    dtl_slice report, outlet; /* key of the later version */
    dtl_slice kind, field, event, before, after; /* as in table revision; event: its id, "" of the whole report */
} dtl_store_revision;
DTL_ARRAY_TYPE(dtl_store_revision_array, dtl_store_revision);

/* One report, and what it is to others; keys of reports are 64 hex digits. */
typedef struct dtl_store_document {
    dtl_slice key, file, url, outlet, agency, title, address, saved;
    dtl_interval published;
    dtl_slice testimony;              /* key of the first report that counts with it as one; its own when it is that */
    dtl_slice copy, copy_of, copy_of_outlet; /* "near copy", key and outlet of the original; "" a text of its own */
    dtl_slice reprint_of, reprint_of_outlet; /* the first report with most of its sentences that is another testimony; else its own key */
    uint32_t version, versions;       /* 2 of 3; 0: the only one */
    dtl_slice supersedes, latest;     /* keys; "" the first version; its own key */
    const dtl_store_revision *revisions;
    uint32_t n_revisions;
} dtl_store_document;
DTL_ARRAY_TYPE(dtl_store_document_array, dtl_store_document);

/* What a participant was when the event happened. */
typedef struct dtl_store_participant {
    dtl_slice role, id, name, sector, country, as_of; /* as_of: why, "" for actors that are always so */
} dtl_store_participant;
DTL_ARRAY_TYPE(dtl_store_participant_array, dtl_store_participant);

/* One event with all there is. */
typedef struct dtl_store_detail {
    dtl_store_event event;
    dtl_store_mention_array mentions; /* by report key */
    dtl_store_claim_array claims;     /* by report key, then number */
    dtl_store_value_array values;     /* by field, best first */
    dtl_store_link_array links;
    dtl_store_participant_array participants; /* places left out */
    dtl_store_revision_array revisions;       /* what versions of reports changed about it */
    dtl_store_assessment_array assessments;   /* current ones of the event, of its claims, and of the sources through whom they came */
} dtl_store_detail;

/* What a policy makes of the values of one count: "killed". Pure. */
dtl_policy_count dtl_store_toll(const dtl_store_value_array *values, const char *field, dtl_policy policy);
/* Fills in an event's tolls; with replace its counts too. */
void dtl_store_judge(dtl_store_event *event, const dtl_store_value_array *values, dtl_policy policy, bool replace);
dtl_err dtl_store_events(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_event_array *rows, dtl_error *error);
/* The same one by one, without keeping them: the event lives until each returns. Other questions may be asked meanwhile; all see the ledger
 * as it was when the first row came. Ends with what each returns when that is no DTL_OK. */
typedef dtl_err dtl_store_event_fn(void *context, const dtl_store_event *event);
dtl_err dtl_store_each_event(dtl_store *store, const dtl_store_filter *filter, dtl_store_event_fn *each, void *context, dtl_error *error);
dtl_err dtl_store_claims(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_claim_array *rows, dtl_error *error);
dtl_err dtl_store_actors(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_actor_array *rows, dtl_error *error);
dtl_err dtl_store_sources(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_source_array *rows, dtl_error *error);
/* By address and version, those of no address by day and outlet; filter: text (of title, outlet, URL), limit. */
dtl_err dtl_store_documents(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, dtl_store_document_array *rows, dtl_error *error);
/* How many rows a list has under these conditions; limit and offset are not asked. */
typedef enum dtl_store_list { DTL_LIST_EVENTS, DTL_LIST_CLAIMS, DTL_LIST_ACTORS, DTL_LIST_SOURCES, DTL_LIST_DOCUMENTS } dtl_store_list;
dtl_err dtl_store_total(dtl_store *store, dtl_store_list list, const dtl_store_filter *filter, uint64_t *total, dtl_error *error);
/* One event by id or a unique beginning of it. DTL_ERR_ARGUMENT when there is none, or several. */
dtl_err dtl_store_event_detail(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_detail *detail, dtl_error *error);
#endif
