/* ledger: a set of coded reports → events with everybody's claims side by side. Pure: no file, no clock, no order.
 *
 * dtl_ledger_build gives the same bytes for any order and any repetition of the same reports, because it sorts by report
 * key first and never looks at how they came. An event is a group of tellings: a telling (dtl_ledger_mention) is one event
 * of one coded report. Nothing is averaged or dropped: every field keeps all its values, each with who says so.
 *
 * Example. Two papers tell of one bomb; one gives 3 dead (police), the other 5 (a hospital), a group denies it in a third:
 *   1 event, 3 tellings, field KILLED with the values 3 and 5, agreement "conflict"; one denial; standing "contested".
 */
#ifndef DTL_LEDGER_LEDGER_H
#define DTL_LEDGER_LEDGER_H
#include "doc/report.h"

/* What the ledger makes of an event from all voices. The presented status (dtl_status) stays beside it. */
#define DTL_STANDING_LIST(X) \
    X(CONFIRMED, "confirmed")       /* two or more independent voices hold it, one of them no party; or its doer and the other side both say so */ \
    X(SINGLE_SOURCE, "single-source") /* one independent voice holds it, or only parties to it */ \
    X(CONTESTED, "contested")       /* held or alleged by some, denied by others; or voices name rival actors */ \
    X(FOILED, "foiled")             /* a plan that somebody stopped */ \
    X(DENIED, "denied")             /* nobody holds it any more, somebody denies it */ \
    X(PLANNED, "planned") X(THREATENED, "threatened") X(UNCONFIRMED, "unconfirmed") X(ALLEGED, "alleged") \
    X(HABITUAL, "habitual") X(HYPOTHETICAL, "hypothetical")
typedef enum dtl_standing {
#define DTL_ITEM(name, text) DTL_STANDING_##name,
    DTL_STANDING_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_STANDING_COUNT
} dtl_standing;

/* How the values of one field of one event stand to each other. */
#define DTL_AGREEMENT_LIST(X) \
    X(SINGLE, "single")         /* one voice gives it */ \
    X(AGREE, "agree")           /* several voices, one value */ \
    X(COMPATIBLE, "compatible") /* several values that can all be true: Kabul and Afghanistan, "at least 3" and 5 */ \
    X(CONFLICT, "conflict")
typedef enum dtl_agreement {
#define DTL_ITEM(name, text) DTL_AGREEMENT_##name,
    DTL_AGREEMENT_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_AGREEMENT_COUNT
} dtl_agreement;

/* How a claim stands to the event it hangs on. */
#define DTL_CLAIM_SIDE_LIST(X) X(SUPPORTS, "support") X(CONTRADICTS, "contradict") X(OPEN, "open")
typedef enum dtl_claim_side {
#define DTL_ITEM(name, text) DTL_SIDE_##name,
    DTL_CLAIM_SIDE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_SIDE_COUNT
} dtl_claim_side;

/* Why a voice is no disinterested one. */
#define DTL_INTEREST_LIST(X) \
    X(NONE, "") \
    X(DEED, "own deed")      /* the holder, or whom it speaks for, is who did it, or claims responsibility */ \
    X(TARGET, "own loss")    /* … is whom it was done to */
typedef enum dtl_interest {
#define DTL_ITEM(name, text) DTL_INTEREST_##name,
    DTL_INTEREST_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_INTEREST_COUNT
} dtl_interest;

/* Which fields exist side by side: dtl_field of claims, with DTL_FIELD_WHOLE standing for "type and mode". */

/* An actor, holder or place over all reports. */
typedef struct dtl_ledger_actor {
    dtl_slice id;          /* the rules' id, or the smallest id of the spellings that were merged */
    dtl_slice name, kind, country, sector, role, parent_id, admin1; /* first non-empty in canonical order; name: the longest, of a role noun the shortest */
    int32_t latitude, longitude; /* microdegrees, INT32_MIN unknown */
    uint8_t place_precision;
    uint32_t n_reports;    /* reports that name it */
} dtl_ledger_actor;
DTL_ARRAY_TYPE(dtl_ledger_actor_array, dtl_ledger_actor);

/* Another name or spelling of an actor. */
typedef struct dtl_ledger_alias {
    uint32_t actor;   /* index in actors */
    dtl_slice name;
    dtl_slice reason; /* why it is taken for the same: "other spelling (daoud / dawood), one country"; "" = by its id */
} dtl_ledger_alias;
DTL_ARRAY_TYPE(dtl_ledger_alias_array, dtl_ledger_alias);

/* Anybody who tells or relays: an outlet, an agency, or an actor who is quoted. */
typedef struct dtl_ledger_source {
    dtl_slice id;     /* "media:afp" of a known agency or outlet, however it occurs; else "outlet:harbour post", "actor:…" */
    dtl_slice name;
    const char *kind; /* static: "outlet", "agency", "actor" */
    uint32_t actor;   /* index in actors for kind "actor", else DTL_NONE */
    uint32_t n_reports, n_claims;
} dtl_ledger_source;
DTL_ARRAY_TYPE(dtl_ledger_source_array, dtl_ledger_source);

/* What a report's text is to that of its original. */
#define DTL_COPY_LIST(X) \
    X(NONE, "")                 /* a text of its own */ \
    X(SAME_BYTES, "same bytes") /* one file, with other metadata or coded by other rules */ \
    X(SAME_TEXT, "same text")   /* every word of the body */ \
    X(NEAR, "near copy")        /* nearly every word, and nothing new in the others */
typedef enum dtl_copy {
#define DTL_ITEM(name, text) DTL_COPY_##name,
    DTL_COPY_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_COPY_COUNT
} dtl_copy;

/* One report of the set, in the order of keys. */
typedef struct dtl_ledger_report {
    const dtl_report *report;
    uint32_t original;    /* index of the report whose text it prints: the fullest of its near copies, of equal texts the first; itself */
    uint8_t copy;         /* dtl_copy: what it is to original */
    uint16_t copy_share;  /* of a near copy: thousandths of its word triples that original has; else 0 */
    uint32_t testimony;   /* index of the first report that is one testimony with it: copies and versions count once; itself when alone */
    uint32_t wire;        /* index of the first report that shares most sentences with it (a reprint, perhaps with a lead of its own); itself */
    dtl_slice address;    /* what its URL names: "harbour.example/raid", "" none */
    int64_t saved;        /* when a web archive saved it, YYYYMMDDhhmmss, 0 unknown */
    uint32_t version;     /* 1 … of the reports of one address, 0 when it is the only one */
    uint32_t supersedes, superseded_by; /* indexes of the versions before and after it, DTL_NONE */
    uint32_t latest;      /* index of the latest version; itself when it is the only one */
    uint32_t story;       /* index of the first report that is about the same; itself when alone */
    dtl_slice agency;     /* as its credit or byline names it, "" none */
    dtl_slice outlet_id, agency_id; /* of its outlet and agency as sources; agency_id "" none */
    dtl_slice owner, owner_name; /* key and name of the group that answers for its own words: an agency, an outlet */
    bool owner_is_agency; /* of the first report of a group */
    uint32_t first_actor; /* index in actor_of: report->actors.items[i] is the ledger's actor actor_of[first_actor + i] */
    uint32_t first_claim; /* index in claims of report->claims.items[0] */
    uint32_t first_mention; /* index in mentions of report->events.items[0] */
    uint32_t lead;        /* index in mentions: its own telling of what it is mainly about; DTL_NONE when it tells no event */
    uint32_t about;       /* index in events: what it is mainly about: the event of its lead; of a report that tells of no deed, or only of what
                             came of it, the event that the other reports of its story are about; DTL_NONE when there is none */
    dtl_interval published; /* when it was written: report->published, or what other reports of its events make of that */
    bool dated_by_ledger;   /* the latter */
} dtl_ledger_report;
DTL_ARRAY_TYPE(dtl_ledger_report_array, dtl_ledger_report);

/* One report's telling of one event. */
typedef struct dtl_ledger_mention {
    uint32_t report;      /* index in reports */
    uint32_t event;       /* index in that report's events */
    uint32_t merged;      /* index in events */
    dtl_slice id;         /* 16 hex digits: hash of report key and event number. An event goes by the id of its smallest telling; any
                             other, which may have been its id before reports came in, still finds it */
    int32_t score;        /* of its best pair inside the merged event, see weights.h; 0 when it stands alone */
    dtl_slice reasons;    /* "same day, same city": what spoke for that pair; "" when it stands alone */
} dtl_ledger_mention;
DTL_ARRAY_TYPE(dtl_ledger_mention_array, dtl_ledger_mention);

/* One claim of one report, hung on its merged event. */
typedef struct dtl_ledger_claim {
    uint32_t report;   /* index in reports */
    uint32_t claim;    /* index in that report's claims */
    uint32_t event;    /* index in events */
    uint32_t voice;    /* index in voices: claims with the same voice are not independent */
    dtl_slice chain;   /* "Harbour Post > AFP > a police spokesman", outermost first */
    uint8_t side;      /* dtl_claim_side */
    dtl_slice id;      /* 16 hex digits: hash of the report's bytes and of where and how they claim it: rules and other reports may change */
    uint8_t interest;  /* dtl_interest of the holder in any telling of the event */
    bool party;        /* interest is not DTL_INTEREST_NONE */
    uint32_t targets;  /* index in claims: the one that it answers, in its own report or (a denial) in another; DTL_NONE */
    bool superseded;   /* of an earlier version of a report, and the latest one no longer makes it */
} dtl_ledger_claim;
DTL_ARRAY_TYPE(dtl_ledger_claim_array, dtl_ledger_claim);

/* An independent voice: an innermost holder, or the own words of an owner group (copies and agency reprints are one voice). Unnamed
 * people who differ from place to place (witnesses, residents, analysts) are one voice per owner group. */
typedef struct dtl_ledger_voice {
    dtl_slice key;     /* canonical: "actor:…", "media:…", "outlet:…", "text:…" (nothing else is known), "actor:… of media:…" */
    dtl_slice name;
    uint32_t actor;    /* index in actors, DTL_NONE */
} dtl_ledger_voice;
DTL_ARRAY_TYPE(dtl_ledger_voice_array, dtl_ledger_voice);

/* One value of one field of one event; the values of an event lie together, fields in dtl_field order, best first. */
typedef struct dtl_ledger_value {
    uint32_t event;
    uint8_t field;        /* dtl_field */
    uint8_t agreement;    /* dtl_agreement of the whole field */
    bool best;            /* the first of its field; of counts by the policy "majority", of others most voices, then the more precise */
    dtl_slice text;       /* "ASSAULT/explosives", "Islamic State", "Kabul", "2023-03-09", "3", "at least 5" */
    dtl_slice ids;        /* actor and place ids, joined by blanks; "" for others */
    dtl_interval days;    /* of DTL_FIELD_DATE, else open */
    dtl_range range;      /* of counts, else none */
    uint32_t n_reports, n_voices;       /* testimonies, independent voices */
    uint32_t n_current, n_impartial;    /* voices that gave no other value on a later day; … and are no party to the event */
    int32_t last_day;                   /* of the latest text that gives it (copies count by their first day), DTL_DAY_OPEN_PAST unknown */
    uint32_t first_support, n_supports; /* in supports */
} dtl_ledger_value;
DTL_ARRAY_TYPE(dtl_ledger_value_array, dtl_ledger_value);

/* Who gives a value: a claim, or (claim DTL_NONE) the telling itself. */
typedef struct dtl_ledger_support {
    uint32_t mention;  /* index in mentions */
    uint32_t claim;    /* index in claims, DTL_NONE */
    uint32_t voice;    /* index in voices */
    dtl_span words;    /* of the report's text */
} dtl_ledger_support;
DTL_ARRAY_TYPE(dtl_ledger_support_array, dtl_ledger_support);

/* One event of the ledger. */
typedef struct dtl_ledger_event {
    dtl_slice id;          /* 16 hex digits: hash of its smallest telling (report key and event number) */
    uint8_t item, type, mode; /* dtl_item_kind, dtl_event_type, dtl_event_mode: best values */
    uint8_t status;        /* dtl_status: the firmest way in which any report presents it */
    uint8_t standing;      /* dtl_standing */
    dtl_slice standing_reason; /* one line: "held by 3 independent voices (Harbour Post; police; UN), 1 party (Dock Front) not counted" */
    bool foiled;           /* a plan, and some report says that it was stopped */
    bool series;
    bool place_implied;    /* place is what the reports imply, none of them tells it */
    bool days_implied;     /* days is the day of the first report, none of them tells one */
    bool historical;       /* every telling has it as background */
    uint64_t contexts;     /* bit per dtl_context: of all tellings */
    uint16_t confidence;   /* thousandths: of the telling that was coded most surely; 0 = not rated */
    dtl_slice weapon;      /* of the first telling that names one, "" none */
    uint32_t first_member, n_members; /* in members: its tellings by report key */
    uint32_t first_value, n_values;   /* in values */
    uint32_t n_reports;    /* reports that tell it, copies included */
    uint32_t n_testimonies;/* different texts among them */
    uint32_t n_voices;     /* independent voices that hold it */
    uint32_t n_denials;    /* independent voices that deny it, linked denials included */
    dtl_interval days;     /* best value; open = unknown */
    dtl_range killed, injured, arrested, figure; /* best values */
    dtl_slice figure_noun;
    uint32_t place;        /* index in actors: best place, DTL_NONE */
} dtl_ledger_event;
DTL_ARRAY_TYPE(dtl_ledger_event_array, dtl_ledger_event);

typedef struct dtl_ledger_link {
    uint32_t from, to; /* indexes in events */
    uint8_t kind;      /* dtl_link_kind */
    int32_t score;
    dtl_slice reasons;
} dtl_ledger_link;
DTL_ARRAY_TYPE(dtl_ledger_link_array, dtl_ledger_link);

/* What the reports of one event say about the day of an undated report that tells it too. */
typedef struct dtl_ledger_dating {
    uint32_t report;   /* index in reports: the undated one */
    uint32_t event;    /* index in events; DTL_NONE: by its text */
    uint32_t witness;  /* index in reports: the first that gives the event's day, or has the text */
    dtl_slice reason;  /* "tells an event of 2024-03-05 (Harbour Post) by its own day", "… as past", "has the text of Harbour Post" */
    dtl_interval days; /* that the report can then have been written on; hull of a set */
    uint8_t kind;      /* dtl_constraint_kind: firm or soft */
    bool used;         /* it narrowed the answer */
    bool conflict;     /* contradicts stronger ones: left out */
} dtl_ledger_dating;
DTL_ARRAY_TYPE(dtl_ledger_dating_array, dtl_ledger_dating);

/* What became of an analyst's decision. */
#define DTL_DECISION_STATE_LIST(X) \
    X(IN_FORCE, "in force") \
    X(WAITS, "waits")           /* what it is about is not in this ledger, or not yet */ \
    X(OVERRULED, "overruled")   /* another analyst's decision says the contrary and goes first: detail names it */ \
    X(SUPERSEDED, "superseded") /* the same analyst decided anew */
typedef enum dtl_decision_state {
#define DTL_ITEM(name, text) DTL_STATE_##name,
    DTL_DECISION_STATE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_STATE_COUNT
} dtl_decision_state;

/* One analyst's decision, and what it does. Where two contradict each other the later date goes first (none is the earliest), on one
 * day what keeps apart before what joins, then the smaller id: never what came first. */
typedef struct dtl_ledger_decision {
    const struct dtl_decision *decision;
    uint8_t state;         /* dtl_decision_state */
    uint32_t actor;        /* index in actors: who came of it (of a split: who was split off), DTL_NONE */
    uint32_t n_uses;       /* actors of reports that it is about */
    dtl_slice detail;      /* "not here: person:karim gul", "conflict with 5d1f… (N. Haidari)"; "" none */
} dtl_ledger_decision;
DTL_ARRAY_TYPE(dtl_ledger_decision_array, dtl_ledger_decision);

/* An id under which reports name an actor. */
typedef struct dtl_ledger_use {
    uint32_t actor;        /* index in actors */
    dtl_slice id;          /* in the reports; may have been the actor's own before other reports came */
    dtl_slice name;        /* the longest that comes with it */
    dtl_slice country, role; /* as they have them */
    uint32_t n_reports;
} dtl_ledger_use;
DTL_ARRAY_TYPE(dtl_ledger_use_array, dtl_ledger_use);

/* What is new in a version of a report. */
#define DTL_REVISION_LIST(X) \
    X(RAISED, "raised") X(LOWERED, "lowered") X(GIVEN, "given") X(LEFT_OUT, "left out") /* a count of an event that both tell */ \
    X(CORRECTION, "correction")                   /* it says that it corrects something: after */ \
    X(STATUS, "status")                           /* of an event that both tell: claimed, denied … */ \
    X(ADDED, "event added") X(DROPPED, "event dropped") /* after, before: its word */ \
    X(TITLE, "title") \
    X(TEXT, "text")                               /* other words, and nothing of the above */
typedef enum dtl_revision {
#define DTL_ITEM(name, text) DTL_REVISION_##name,
    DTL_REVISION_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_REVISION_COUNT
} dtl_revision;

typedef struct dtl_ledger_revision {
    uint32_t report;  /* the later version: it changes what reports.items[report].supersedes says */
    uint32_t event;   /* index in events, DTL_NONE: of the whole report */
    uint8_t kind;     /* dtl_revision */
    uint8_t field;    /* dtl_field of a count, else DTL_FIELD_WHOLE */
    dtl_slice before, after; /* "3", "5"; "" none */
} dtl_ledger_revision;
DTL_ARRAY_TYPE(dtl_ledger_revision_array, dtl_ledger_revision);

typedef struct dtl_ledger {
    dtl_ledger_report_array reports;   /* by key */
    dtl_ledger_actor_array actors;     /* by id */
    dtl_ledger_alias_array aliases;    /* by actor, then name */
    dtl_ledger_use_array uses;         /* by actor, id, country, role: of persons and groups that the rules do not know, or decisions name */
    dtl_ledger_decision_array decisions; /* by id */
    dtl_ledger_source_array sources;   /* by kind, then name */
    uint32_t *actor_of;                /* see dtl_ledger_report.first_actor */
    dtl_ledger_voice_array voices;     /* by key */
    dtl_ledger_mention_array mentions; /* by report, then event number */
    dtl_index_array members;           /* indexes in mentions, grouped by event */
    dtl_ledger_claim_array claims;     /* by report, then claim number */
    dtl_ledger_event_array events;     /* by id */
    dtl_ledger_value_array values;     /* by event, field, rank */
    dtl_ledger_support_array supports; /* by value */
    dtl_ledger_link_array links;       /* by from, to, kind */
    dtl_ledger_revision_array revisions; /* by report, kind, event, field */
    dtl_ledger_dating_array datings;   /* of each report together, strongest first */
} dtl_ledger;

/* What a ledger follows from: two sets, in any order, and tables that are always the same for one ledger. */
struct dtl_rules;
struct dtl_decision;
typedef struct dtl_ledger_input {
    const dtl_report *reports;
    size_t count;
    const struct dtl_decision *decisions; /* of analysts (doc/decision.h), current ones and superseded ones; NULL = none */
    size_t decision_count;
    const struct dtl_rules *names; /* the rules' tables of name spellings: unknown persons and groups whose names differ only in what
                                      romanisation and titles leave open are one actor; NULL = only equal keys are one */
} dtl_ledger_input;
/* Builds the ledger of these sets; it points into the reports and decisions, which must live as long. DTL_ERR_BUDGET. */
dtl_err dtl_ledger_build(const dtl_ledger_input *input, dtl_arena *arena, dtl_ledger *out);

/* Who published a report: the outlet as given, else the host of its URL, its byline, its agency, its file. */
dtl_slice dtl_ledger_outlet(const dtl_report *report);

/* "actor", "killed": the name of a dtl_field; "type" for DTL_FIELD_WHOLE. Static strings, "" when out of range. */
const char *dtl_field_name(unsigned field);
const char *dtl_item_name(unsigned item); /* "event", "statement", "figure" */
const char *dtl_standing_name(unsigned standing);
const char *dtl_agreement_name(unsigned agreement);
const char *dtl_claim_side_name(unsigned side);
const char *dtl_interest_name(unsigned interest);
const char *dtl_decision_state_name(unsigned state);
const char *dtl_copy_name(unsigned copy);
const char *dtl_revision_name(unsigned change);
#endif
