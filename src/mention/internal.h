/* mention, inside: what its files share. Nothing here is seen by other rooms.
 *
 * The way through the room: fold every token (mention.c) → time expressions as written (times.c) → quantities → pieces,
 * a segmentation of the text into known and unknown names (names.c) → the report's own day (published.c) → which
 * actor a shared name means (actor_names.c) → time expressions as days → institutions, persons, roles, documents (actors.c) → places → pronouns and "the group"
 * (coreference.c) → mentions in order. */
#ifndef DTL_MENTION_INTERNAL_H
#define DTL_MENTION_INTERNAL_H
#include "alias/alias.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "rules/actors.h"
#include "gazetteer/gazetteer.h"
#include "rules/rules.h"

/* The tables of rules/en/ that this room reads: table numbers, DTL_NONE when a rule set lacks one. */
typedef struct mention_tables {
    uint32_t actors, outlets, places, demonyms, titles, roles, offices, documents, place_words, place_forms, organisation_words, name_parts,
        times, numbers, counted, background, media, holders, name_signs;
} mention_tables;

typedef enum piece_class {
    PIECE_ACTOR, PIECE_OUTLET, PIECE_PLACE, PIECE_DEMONYM, PIECE_TITLE, PIECE_ROLE, PIECE_OFFICE, PIECE_DOCUMENT,
    PIECE_PLACE_WORD, PIECE_NAME /* capitalised words that no table knows */,
    PIECE_DEFINED /* an unknown organisation that the report itself defines: "Herat Relief Council (HRC)", then "HRC" */
} piece_class;

/* A stretch of tokens that one table names, or an unknown name. Pieces do not overlap and stand in text order within a
 * sentence. */
typedef struct piece {
    uint32_t first, count; /* tokens */
    uint32_t rule;         /* entry, DTL_NONE for PIECE_NAME; of PIECE_ACTOR always a row of actors.txt */
    uint32_t alias;        /* the row of actor-names.txt that names the actor, DTL_NONE = by its own name */
    uint32_t entity;       /* what it stands for, DTL_NONE while unknown */
    uint8_t class;         /* piece_class */
    uint8_t label;         /* of a PIECE_NAME: DTL_NAME_BEGIN_… of the kind that the name model says, DTL_NAME_OUTSIDE when it says none */
    bool consumed;         /* its mention is made, or it is only a part of a larger one */
    bool modifier;         /* belongs to the name of an office or role: "Balkh governor" */
} piece;
DTL_ARRAY_TYPE(piece_array, piece);

typedef enum time_unit { UNIT_NONE, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_DECADE } time_unit;
typedef enum time_form {
    FORM_DATE,      /* any of year, month, day, weekday, season, quarter, part of the day, clock as written */
    FORM_OFFSET,    /* units before or after the report or the day told before: yesterday −1 day, last week −1 week, that year 0 */
    FORM_PAST,      /* a stretch that ends with the report: past week, recent months */
    FORM_AGO,       /* two weeks ago */
    FORM_LATER,     /* two weeks later (amounts > 0) or earlier (< 0), counted from the day told before */
    FORM_SET,       /* every week, frequently */
    FORM_LENGTH,    /* 13 years: a length without an anchor; after: counted from an event that is told, not dated */
    FORM_DECADE,    /* the 1930s: year is its first */
    FORM_CENTURY,   /* the 19th century: year is its first (1801) */
    FORM_FEAST,     /* Christmas, Eid al-Fitr 2023: rule is its row */
    FORM_REFERENCE  /* now, in the past, in the future */
} time_form;
/* The finest unit that an expression or a length names, in the order of rules/en/times.txt. */
typedef enum time_grain {
    GRAIN_NONE, GRAIN_SECOND, GRAIN_MINUTE, GRAIN_HOUR, GRAIN_DAY, GRAIN_WEEK, GRAIN_MONTH, GRAIN_YEAR, GRAIN_DECADE, GRAIN_CENTURY,
    GRAIN_WEEKEND, GRAIN_QUARTER, GRAIN_HALF, GRAIN_SEASON
} time_grain;
typedef enum day_part { PART_NONE, PART_MORNING, PART_NOON, PART_AFTERNOON, PART_EVENING, PART_NIGHT, PART_MIDNIGHT, PART_DAYTIME } day_part;
typedef enum time_anchor { ANCHOR_REPORT, ANCHOR_STORY } time_anchor;
#define ZONE_NONE INT16_MIN

/* A time expression as written, before the report's own day is known. published.c reads the fields down to `last`; they
 * keep their meaning. A time in a dateline ("MOSCOW, March 23 –") has no tokens: count 0, first = the paragraph's first
 * token, dateline set; it says when the report was written, and becomes no mention. */
typedef struct raw_time {
    uint32_t first, count;   /* tokens */
    uint32_t rule;
    int32_t year;            /* 0 = not said; −489 is 490 BC */
    int32_t amount, amount2; /* units of FORM_OFFSET and FORM_LATER (signed), FORM_PAST, FORM_AGO, FORM_LENGTH: from … to */
    int32_t known_day;       /* day of the known event that is told in the same sentence with this date; 0 = none */
    uint8_t month, day, day2;/* 0 = not said; day2 = last day of "5–7 May" */
    int8_t weekday;          /* 0 = Monday … 6, −1 = not said */
    uint8_t form, unit;      /* time_form; time_unit that grain rounds to: hours are UNIT_DAY, centuries UNIT_DECADE */
    uint8_t part;            /* of the period: 0 whole, 1 early, 2 middle, 3 late */
    bool since, until;       /* "since March": open towards the report */
    bool duration;           /* went on throughout */
    bool future, last;       /* "next Friday", "last Friday" */
    bool dateline;
    bool vague;              /* several weeks, months later: the amount is not said */
    bool plural;             /* a length that "the last three years" tells as one stretch */
    int8_t about;            /* −1 less than, 0, 1 more than the amount */
    int8_t after;            /* FORM_LENGTH: 1 "a year after X", −1 "a year before X", else 0 */
    uint8_t grain;           /* time_grain */
    uint8_t tenths;          /* of the amount: two and a half years 5 */
    uint8_t season, quarter, half; /* 1–4, 1–4, 1–2; 0 = not said */
    uint8_t day_part;        /* day_part */
    uint8_t anchor;          /* time_anchor */
    uint8_t reference;       /* 1 present, 2 past, 3 future */
    int8_t step;             /* FORM_DATE: −1 "last May", 1 "next May": the nearest one before or behind the anchor */
    bool own;                /* FORM_DATE: "this May", "May of that year": in the anchor's own year or week */
    uint8_t short_year;      /* '99, the nineties: 1 + its two digits; 0 = not said so */
    int16_t minute, zone;    /* minute of the day, −1 not said; minutes east of Greenwich, ZONE_NONE */
    int32_t year2;           /* last year of a range "1939–45"; 0 = none */
    dtl_span piece;          /* bytes of the token that are meant, when it holds two times ("1939-1945"); length 0 = all of it */
} raw_time;
DTL_ARRAY_TYPE(raw_time_array, raw_time);

typedef struct mention_context {
    const dtl_doc *doc;
    const dtl_rules *rules;
    const dtl_gazetteer *gazetteer; /* NULL none */
    dtl_arena *arena;
    dtl_note_array *notes;
    dtl_mentions *out;
    mention_tables tables;
    dtl_actor_tables actor_tables;
    const dtl_token *tokens;
    const dtl_word *words;
    uint32_t count;          /* tokens */
    dtl_slice *folded;       /* per token */
    bool *taken;             /* per token: inside a time or quantity */
    piece_array pieces;
    uint32_t *piece_of;      /* per token, DTL_NONE */
    uint32_t *toponym_of;    /* per token: name of a place that covers it, DTL_NONE */
    uint32_t *mention_at;    /* per token: mention headed there while mentions are being made, DTL_NONE */
    dtl_interval report_days; /* from which "on Tuesday" is counted: out->published, or its best day where the rest is only slack */
    raw_time_array raw_times;
    dtl_map entities;        /* id → index in out->entities */
    dtl_map buildings;       /* first folded word of an unknown building's name → its piece */
    dtl_alias *alias;        /* what names are compared by, opened when first needed; NULL before */
    dtl_map name_words;      /* folded words of unknown names of the body → 1 */
    const struct coref_observer *observer; /* of training; NULL otherwise */
    dtl_slice home;          /* ISO 3166 alpha-3 of the country the report is about, "" unknown */
    uint32_t home_votes;     /* names that speak for home */
    uint32_t home_government;/* rule: actor that governs home on the report's day, DTL_NONE */
    uint32_t author;         /* entity: the public body whose own page the report is, DTL_NONE */
    uint32_t background;     /* rule that bounded the report's own day, DTL_NONE */
    bool has_labels;         /* the name model labelled this report */
    bool failed;             /* out of budget */
    dtl_entity nothing;      /* what an index that points nowhere stands for: all empty */
} mention_context;

/* ---- mention.c ---- */
uint32_t mention_add(mention_context *c, uint32_t first, uint32_t count, uint32_t head, uint8_t kind, uint32_t target, uint32_t rule);
/* The entity with this id: found, or made from the prototype (whose strings must live in the arena or the rules). */
uint32_t entity_put(mention_context *c, dtl_entity prototype);
uint32_t entity_of_actor(mention_context *c, uint32_t rule);
dtl_entity *entity_at(mention_context *c, uint32_t index);
/* The parts glued together in the arena. */
dtl_slice join(mention_context *c, const dtl_slice *parts, uint32_t count);
dtl_slice fold(mention_context *c, dtl_slice text);
dtl_slice token_text(const mention_context *c, uint32_t token);
dtl_slice tokens_text(const mention_context *c, uint32_t first, uint32_t count);
bool token_is(const mention_context *c, uint32_t token, const char *folded);
bool token_in(const mention_context *c, uint32_t token, const char *const *list);
/* Has name-signs.txt the word with this sign? The word folded; a token by its form; by its lemma. */
bool word_has_sign(const mention_context *c, dtl_slice folded, const char *sign);
bool token_has_sign(const mention_context *c, uint32_t token, const char *sign);
bool lemma_has_sign(const mention_context *c, uint32_t token, const char *sign);
bool token_is_capital(const mention_context *c, uint32_t token);
/* The token of the stretch whose governor lies outside it; nominal ones first. */
uint32_t head_of(const mention_context *c, uint32_t first, uint32_t count);
uint32_t sentence_end(const mention_context *c, uint32_t token);   /* one past the last token */
uint32_t sentence_start(const mention_context *c, uint32_t token);
bool is_headline(const mention_context *c, uint32_t token);
dtl_slice attribute(const mention_context *c, uint32_t rule, const char *key);
bool attribute_is(const mention_context *c, uint32_t rule, const char *key, const char *value);
bool relation_is(const mention_context *c, uint32_t token, dtl_relation universal);

/* ---- actor_names.c ---- */
/* The actor that a row of actors.txt or actor-names.txt names; *alias = the latter or DTL_NONE. */
uint32_t actor_of_row(const mention_context *c, uint32_t row, uint32_t *alias);
/* Why the piece of class PIECE_ACTOR stands for its actor: "alias of …"; "" when by its own name. */
dtl_slice actor_reason(mention_context *c, const piece *p);

/* ---- buildings.c ---- */
bool is_building(const mention_context *c, const piece *p);
/* The piece of the building that this shorter name stands for, DTL_NONE. */
uint32_t building_of_short_name(const mention_context *c, const piece *p);

/* ---- metonyms.c ---- */
/* Who acts under the name of this place of the tables ("Kabul said"); DTL_NONE when it is only a place. */
uint32_t metonym_entity(mention_context *c, const piece *p, uint32_t head, dtl_slice *reason);
/* Who governs a state on the report's day. */
uint32_t government_of(mention_context *c, dtl_slice iso3);
/* ---- acronyms.c ---- */
void acronyms_define(mention_context *c);
/* actors.c: the entity of an organisation that no table knows, by its words. */
uint32_t unknown_organisation(mention_context *c, uint32_t first, uint32_t count);
/* names.c: the piece is no actor after all: what another table or nobody says of its words. */
void names_give_back(mention_context *c, piece *p);

/* ---- the passes, in order ---- */
void times_find(mention_context *c);
void quantities_find(mention_context *c);
void names_find(mention_context *c);
/* Lists all names of the text; after all passes. */
void names_list(mention_context *c);
void published_solve(mention_context *c);
void actor_names_choose(mention_context *c);
void times_resolve(mention_context *c);
void home_find(mention_context *c);
void buildings_find(mention_context *c);
void actors_build(mention_context *c);
void toponyms_find(mention_context *c);
void places_build(mention_context *c);
uint32_t author_find(mention_context *c); /* entity, DTL_NONE: no public body's own page */
void coreference_run(mention_context *c);

/* ---- between passes ---- */
/* A number in words or digits at token: its value and how many tokens it took; false if there is none. */
bool number_read(const mention_context *c, uint32_t token, uint32_t end, int64_t *low, int64_t *high, uint32_t *taken);
/* The days of a raw time in a report of these days; open where another anchor is needed. */
dtl_interval time_days(const raw_time *t, dtl_interval published);
/* Is the country or city at this piece a location here ("in Iran"), not an actor ("Iran said")? */
bool place_is_locative(const mention_context *c, uint32_t token);
uint32_t entity_of_country(mention_context *c, dtl_slice iso3);      /* as a place */
uint32_t entity_of_state(mention_context *c, dtl_slice iso3);        /* as an actor */
uint32_t actor_of_country(const mention_context *c, dtl_slice iso3); /* rule, DTL_NONE */
#endif
