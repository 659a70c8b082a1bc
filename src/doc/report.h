/* The coded report: what leaves a document and enters a ledger, as one JSON line.
 *
 * It is the only thing that passes between the two halves of dateline: `code` writes it, `merge` reads it, the ledger
 * keeps it. It is self-contained (canonical text, evidence spans) and reproducible: its key is the SHA-256 of source
 * bytes, metadata, rules, model and gazetteer. Two reports with the same key are the same report. No machine path, no clock is in it.
 */
#ifndef DTL_DOC_REPORT_H
#define DTL_DOC_REPORT_H
#include "base/buffer.h"
#include "doc/doc.h"

enum { DTL_REPORT_SCHEMA = 1 };

typedef struct dtl_report_actor { /* any participant, holder or place */
    dtl_slice id, name, kind /* "person", "organisation", "place", "role", "document" */;
    dtl_slice country, sector, role, parent_id, admin1, admin2;
    dtl_slice spellings;         /* other names this report uses for it ("ISIS; Daesh"), "; " between them; "" none */
    int32_t latitude, longitude; /* microdegrees, INT32_MIN unknown */
    uint32_t geonames;           /* GeoNames id of a place, 0 unknown */
    uint8_t place_precision;     /* 0–5 as in dtl_entity */
} dtl_report_actor;
DTL_ARRAY_TYPE(dtl_report_actor_array, dtl_report_actor);

typedef struct dtl_report_voice {
    uint32_t parent;       /* index in voices, DTL_NONE = the outlet */
    uint32_t holder;       /* index in actors, DTL_NONE = not named */
    uint32_t medium;       /* index in actors, DTL_NONE */
    uint32_t on_behalf_of; /* index in actors, DTL_NONE */
    dtl_span holder_span, cue_span, content_span;
    dtl_interval said_at;
    uint8_t cue, quote;    /* dtl_cue, dtl_quote_kind */
    uint8_t kind;          /* dtl_source_kind */
    dtl_slice rule;        /* "cues.txt:12" */
} dtl_report_voice;
DTL_ARRAY_TYPE(dtl_report_voice_array, dtl_report_voice);

DTL_ARRAY_TYPE(dtl_index_array, uint32_t);

typedef struct dtl_report_mention { /* one place of the text that tells the event */
    dtl_span evidence, trigger;
    uint32_t voice;        /* DTL_NONE = the outlet */
    uint8_t status;        /* dtl_status of this mention alone */
    dtl_slice rule;        /* "events.txt:40" */
} dtl_report_mention;
DTL_ARRAY_TYPE(dtl_report_mention_array, dtl_report_mention);

/* What a participant was when the event happened, for actors that changed (actor-roles.txt). */
typedef struct dtl_report_dated {
    uint8_t role;              /* dtl_event_role */
    uint32_t actor;            /* index in actors */
    dtl_slice sector, country; /* "" unknown */
    dtl_slice reason;          /* "as of 2019-05-01", "the event's days lie over a change: as of the report's time" */
} dtl_report_dated;
DTL_ARRAY_TYPE(dtl_report_dated_array, dtl_report_dated);

typedef struct dtl_report_event { /* one occurrence, as this report tells it: its mentions merged */
    uint8_t item, type, mode;     /* dtl_item_kind, dtl_event_type, dtl_event_mode */
    uint8_t status;               /* dtl_status of the occurrence */
    bool series, historical;
    bool foiled;                  /* a plan that somebody stopped */
    uint64_t contexts;            /* bit per dtl_context */
    uint16_t confidence;          /* thousandths, 0 = not rated */
    uint32_t setting;             /* index in actors: place that the report implies, DTL_NONE none or told in roles */
    dtl_slice weapon;             /* the instrument as told: "car bomb"; "" none */
    dtl_index_array roles[DTL_EVENT_ROLE_COUNT]; /* indexes in actors, by dtl_event_role; no duplicates */
    dtl_report_dated_array dated;
    dtl_interval days;
    dtl_age age;                  /* before the report's own day, where that is not known and the words count from it ("on Tuesday") */
    dtl_range killed, injured, arrested, figure;
    dtl_slice figure_noun;        /* lemma: "fighter", "" none */
    dtl_report_mention_array mentions; /* text order, at least one */
} dtl_report_event;
DTL_ARRAY_TYPE(dtl_report_event_array, dtl_report_event);

typedef struct dtl_report_claim {
    uint32_t event;   /* index in events */
    uint32_t voice;   /* index in voices, DTL_NONE = the outlet */
    uint32_t targets; /* index in claims, DTL_NONE */
    dtl_span span;
    int8_t polarity;
    uint8_t field, modality, certainty, stance;
    uint8_t likelihood; /* dtl_likelihood */
    int16_t factuality; /* −300 … 300, as in dtl_claim */
    dtl_slice value;  /* of a field claim, as written; "" for the whole event */
    dtl_slice rule;
} dtl_report_claim;
DTL_ARRAY_TYPE(dtl_report_claim_array, dtl_report_claim);

/* What the report's words say of two of its events: "in retaliation for", "in another raid". */
typedef struct dtl_report_link {
    uint32_t from, to; /* indexes in events, never the same */
    dtl_span evidence;
    uint8_t kind;      /* dtl_link_kind */
    dtl_slice rule;    /* "links.txt:12", "" none */
} dtl_report_link;
DTL_ARRAY_TYPE(dtl_report_link_array, dtl_report_link);

typedef struct dtl_report_part { /* body paragraph or dropped line: role or reason by name */
    dtl_span span;
    dtl_slice name;   /* "p", "standfirst", "bullet", "label", "heading"; or the reason it was dropped */
    bool metadata;    /* of a dropped line: true for bylines, stamps */
} dtl_report_part;
DTL_ARRAY_TYPE(dtl_report_part_array, dtl_report_part);

/* What the text says about the report's own day: a dtl_date_constraint with its names written out. */
typedef struct dtl_report_constraint {
    dtl_span span;
    dtl_slice evidence, reason, rule; /* rule: "holders.txt:12", "" none */
    dtl_interval days;
    int16_t from, to;                 /* as in dtl_date_constraint, as are the next four */
    uint8_t month, day;
    int8_t weekday, next;
    uint8_t kind, level;              /* dtl_constraint_kind, dtl_constraint_level */
    bool used, conflict;
} dtl_report_constraint;
DTL_ARRAY_TYPE(dtl_report_constraint_array, dtl_report_constraint);

typedef struct dtl_report {
    dtl_slice key;             /* 64 hex digits */
    dtl_slice sha256;          /* of the source bytes, hex */
    dtl_slice rules, model;    /* hashes, hex */
    dtl_slice gazetteer;       /* hash, hex; "" when made without one */
    dtl_slice file, url, outlet, given_published; /* metadata as given */
    dtl_slice text;            /* canonical text */
    dtl_source_point_array source_map; /* of title and body, to the source's bytes; empty = not known (lines of before, some broken HTML) */
    dtl_span title, byline, agency, dateline_place, section;
    dtl_interval published;
    int16_t published_minute;  /* -1 unknown */
    dtl_slice published_from;
    int32_t published_best;    /* the likeliest day of published; DTL_DAY_OPEN_PAST unknown */
    dtl_report_constraint_array constraints; /* what the text says about that day, strongest first; lines of before have none */
    bool english;
    dtl_report_part_array body, dropped;
    dtl_report_actor_array actors;
    dtl_report_voice_array voices;
    dtl_report_event_array events;
    dtl_report_claim_array claims;
    dtl_report_link_array links; /* lines of before have none */
    dtl_note_array notes;
} dtl_report;

/* The key that the coded report of this source will have (64 hex digits and a NUL), known before anything is coded. */
void dtl_report_key(const dtl_source *source, dtl_slice rules_hex, dtl_slice model_hex, dtl_slice gazetteer_hex, char out[65]);
/* Builds the coded report of a finished document; strings point into the document or arena. DTL_ERR_BUDGET. */
struct dtl_rules;
dtl_err dtl_report_from_doc(const dtl_doc *doc, const struct dtl_rules *rules, dtl_slice model_hash_hex, dtl_arena *arena, dtl_report *report);
/* What an entity was on these days; false for those that are the same at all times. reason lies in the arena. */
bool dtl_report_dated_of(const dtl_doc *doc, const struct dtl_rules *rules, const dtl_entity *entity, dtl_interval days,
                         dtl_arena *arena, dtl_report_dated *out);
/* One JSON object and a newline, keys in a fixed order: the same report always gives the same bytes. */
void dtl_report_write(const dtl_report *report, dtl_buffer *out);
/* Reads one line back; everything is copied into the arena. Every index and span is checked: DTL_ERR_INPUT with what and where. */
dtl_err dtl_report_read(dtl_slice line, dtl_arena *arena, dtl_report *report, dtl_error *error);
/* The same for who reads many: tree is scratch, which nothing of the report points into. */
dtl_err dtl_report_read_with(dtl_slice line, dtl_arena *tree, dtl_arena *arena, dtl_report *report, dtl_error *error);
#endif
