/* dtl_doc: one report on its way from bytes to claims. READ THIS FIRST.
 *
 * A report passes through the rooms in the order of the members below. Each room reads the earlier layers (const) and
 * writes its own; nobody edits an earlier layer. Items are plain arrays in the document's arena, joined by u32 indexes
 * (DTL_NONE = none), and every place in the text is a dtl_span: bytes of the canonical text page.text, which is valid
 * UTF-8 and travels with the coded report, so that evidence can always be cut out again.
 *
 *     input → page → article → text → parse → mention → voice → event → claim
 *
 * Example. "AFP quoted a spokesman as saying that IS killed two guards in Herat on Monday."
 *   mention: AFP (organisation), a spokesman (role), IS (organisation), two guards (role, with quantity 2), Herat (place), Monday (time)
 *   voice:   [0] holder AFP → [1] parent 0, holder a spokesman, cue "saying", content "IS killed two guards …"
 *   event:   ASSAULT, trigger "killed", actor IS, recipient two guards, killed 2–2, place Herat, time Monday, voice 1
 *   claim:   whole event, held by voice 1, polarity +1, certainty CT → status claimed
 */
#ifndef DTL_DOC_DOC_H
#define DTL_DOC_DOC_H
#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "doc/claims.h"
#include "doc/links.h"
#include "doc/plover.h"
#include "doc/ud.h"

/* ---- input: what the caller says about the bytes; "" (length 0) = unknown ---- */
typedef enum dtl_format { DTL_FORMAT_AUTO, DTL_FORMAT_TEXT, DTL_FORMAT_HTML } dtl_format;

typedef struct dtl_source {
    dtl_slice bytes;     /* the report as it came, any bytes */
    dtl_slice file;      /* base name of the file, with ":line" for a row of JSONL or CSV; part of the key */
    dtl_slice url;       /* as given */
    dtl_slice outlet;    /* name of the outlet, as given */
    dtl_slice published; /* as given: ISO 8601 date or date-time */
    dtl_slice title;     /* as given (a column of JSONL or CSV); page puts it in front of the text */
    dtl_format format;
} dtl_source;

/* Something a person should know about this report: junk bytes, caps reached, another language. Never stops the run. */
typedef struct dtl_note {
    const char *room; /* static: "page", "parse", … */
    dtl_slice text;   /* one line */
    dtl_span span;    /* length 0 when it is about the whole report */
} dtl_note;
DTL_ARRAY_TYPE(dtl_note_array, dtl_note);

/* ---- page: bytes → blocks of visible text ---- */
typedef enum dtl_block_kind { DTL_BLOCK_LINE, DTL_BLOCK_PARAGRAPH, DTL_BLOCK_HEADING, DTL_BLOCK_ITEM, DTL_BLOCK_CELL,
                              DTL_BLOCK_CAPTION, DTL_BLOCK_TITLE /* the title given by the caller or <title> */ } dtl_block_kind;
/* Where in an HTML page a block lies; text files are all content. */
typedef enum dtl_zone { DTL_ZONE_CONTENT, DTL_ZONE_ARTICLE, DTL_ZONE_HEADER, DTL_ZONE_NAVIGATION, DTL_ZONE_ASIDE,
                        DTL_ZONE_FOOTER, DTL_ZONE_FORM, DTL_ZONE_COMMENTS } dtl_zone;

typedef struct dtl_block {
    dtl_span span;        /* without surrounding white space; of a text line without its bullet too */
    uint32_t link_length; /* bytes of the span that lie inside links */
    uint8_t kind;         /* dtl_block_kind */
    uint8_t level;        /* 1–6 of a heading, else 0 */
    uint8_t zone;         /* dtl_zone */
    bool bullet;          /* began with a bullet sign or stood in a list */
    bool gap_before;      /* an empty line (text) or a block boundary (HTML) stood before it */
} dtl_block;
DTL_ARRAY_TYPE(dtl_block_array, dtl_block);

/* What the head of an HTML page says of itself; values are in the arena, not in the canonical text. */
typedef enum dtl_fact_kind { DTL_FACT_TITLE, DTL_FACT_OG_TITLE, DTL_FACT_JSONLD_TITLE, DTL_FACT_PUBLISHED, DTL_FACT_MODIFIED,
                             DTL_FACT_AUTHOR, DTL_FACT_SITE, DTL_FACT_SECTION, DTL_FACT_URL, DTL_FACT_LANGUAGE } dtl_fact_kind;
typedef struct dtl_page_fact {
    dtl_slice value;
    uint8_t kind;       /* dtl_fact_kind */
    const char *origin; /* static: "meta article:published_time", "json-ld", "time[datetime]", … */
} dtl_page_fact;
DTL_ARRAY_TYPE(dtl_page_fact_array, dtl_page_fact);

/* Piecewise map from canonical text to source bytes: text at or behind text_offset lies at source_offset onwards. */
typedef struct dtl_source_point {
    uint32_t text_offset, source_offset;
} dtl_source_point;
DTL_ARRAY_TYPE(dtl_source_point_array, dtl_source_point);

/* Where a span of the text lies in the source; false when the map does not say (it is empty, or the span stands before its first point,
 * as a title does that was given beside the text). */
bool dtl_source_span(const dtl_source_point_array *map, dtl_span span, dtl_span *source);

typedef struct dtl_page {
    dtl_slice text; /* the canonical text: valid UTF-8. For a clean text file: the source bytes, one to one; what was in capitals
                       throughout has its small letters restored behind article (parse/casing.h), at the same offsets */
    dtl_slice written; /* the same as it was before that, for what people read; length 0: nothing was restored */
    dtl_block_array blocks;
    dtl_page_fact_array facts;
    dtl_source_point_array source_map; /* empty: not known, for some broken HTML */
    bool html;
} dtl_page;

/* ---- article: which blocks are the report, and what the rest is ---- */
typedef enum dtl_role { DTL_ROLE_PARAGRAPH, DTL_ROLE_STANDFIRST, DTL_ROLE_BULLET, DTL_ROLE_LABEL, DTL_ROLE_HEADING } dtl_role;
typedef struct dtl_paragraph {
    dtl_span span;     /* of page.text */
    uint32_t block;    /* index in page.blocks */
    uint8_t role;      /* dtl_role */
    uint32_t lead_in;  /* bytes at its start that are no sentence: dateline "KABUL – ", "Back story: " */
} dtl_paragraph;
DTL_ARRAY_TYPE(dtl_paragraph_array, dtl_paragraph);

/* A block that is not body: kept, named, with the reason. */
typedef struct dtl_dropped {
    dtl_span span;
    uint32_t block;
    const char *reason; /* static: "breadcrumb", "author box", "related heading", "related teaser", "comment form", "share", "navigation", … */
    bool metadata;      /* true: a byline, publication stamp, category line; false: junk */
} dtl_dropped;
DTL_ARRAY_TYPE(dtl_dropped_array, dtl_dropped);

typedef struct dtl_article {
    dtl_span title;            /* of page.text; length 0 = none found */
    dtl_span byline;           /* "AT News" */
    dtl_span agency;           /* wire credit: AFP, Reuters; length 0 = none */
    dtl_span dateline_place;   /* "KABUL" */
    dtl_span section;
    dtl_interval published;    /* from the caller, the page's head or a publication stamp; open when none says it */
    int16_t published_minute;  /* minute of the local day, -1 unknown */
    const char *published_from;/* static: "caller", "page head", "stamp", "url"; "" when open */
    bool english;              /* false: later rooms leave their layers empty */
    dtl_paragraph_array body;
    dtl_dropped_array dropped;
} dtl_article;

/* ---- text: sentences and tokens of title and body ---- */
typedef struct dtl_token {
    uint32_t offset;    /* of page.text */
    uint32_t length;    /* bytes */
    uint32_t sentence;  /* index in text.sentences */
    bool space_after;
} dtl_token;
DTL_ARRAY_TYPE(dtl_token_array, dtl_token);

typedef enum dtl_sentence_kind { DTL_SENTENCE_BODY, DTL_SENTENCE_HEADLINE, DTL_SENTENCE_LABEL } dtl_sentence_kind;
typedef struct dtl_sentence {
    uint32_t first, count; /* tokens */
    uint32_t paragraph;    /* index in article.body, DTL_NONE for the headline */
    uint8_t kind;          /* dtl_sentence_kind */
} dtl_sentence;
DTL_ARRAY_TYPE(dtl_sentence_array, dtl_sentence);

typedef struct dtl_text {
    dtl_token_array tokens;
    dtl_sentence_array sentences; /* the headline first, then the body in order */
} dtl_text;

/* ---- parse: one entry per token, in arrays of text.tokens.count entries ---- */
enum { /* bits of dtl_word.features */
    DTL_FEATURE_PLURAL = 1, DTL_FEATURE_PAST = 2, DTL_FEATURE_PRESENT = 4, DTL_FEATURE_PARTICIPLE = 8, DTL_FEATURE_GERUND = 16,
    DTL_FEATURE_INFINITIVE = 32, DTL_FEATURE_FINITE = 64, DTL_FEATURE_PASSIVE = 128, DTL_FEATURE_NEGATED = 256
};
/* Begins a name, goes on with one, or neither. */
typedef enum dtl_name_label { DTL_NAME_OUTSIDE, DTL_NAME_BEGIN_PERSON, DTL_NAME_IN_PERSON, DTL_NAME_BEGIN_ORGANISATION,
                              DTL_NAME_IN_ORGANISATION, DTL_NAME_BEGIN_PLACE, DTL_NAME_IN_PLACE, DTL_NAME_LABEL_COUNT } dtl_name_label;
typedef struct dtl_word {
    dtl_slice lemma;       /* lower case but for proper nouns; in the arena or static */
    uint32_t head;         /* token index in the document, DTL_NONE at the root of a sentence */
    uint32_t first_child;  /* children in text order: first_child, then next_sibling …; DTL_NONE ends */
    uint32_t next_sibling;
    uint16_t features;     /* DTL_FEATURE_…; PASSIVE on a verb with aux:pass or nsubj:pass; NEGATED on a word with a negating child */
    uint8_t upos, xpos;    /* dtl_upos, dtl_xpos */
    uint8_t relation;      /* dtl_relation to head */
    uint8_t name;          /* dtl_name_label, written by the room name; outside when there is no model for it */
    uint8_t margin;        /* by how much the parser liked this head and relation better than any other: 0 a toss-up … 255 no doubt */
} dtl_word;

/* A stretch between quotation marks; it may run over sentences and paragraphs. */
typedef struct dtl_quotation {
    uint32_t first, count; /* tokens, marks included */
    bool closed;           /* false: the closing mark never came and the paragraph's end was taken */
} dtl_quotation;
DTL_ARRAY_TYPE(dtl_quotation_array, dtl_quotation);

/* Why an arc is there that the tree has not. */
typedef enum dtl_arc_kind { DTL_ARC_CONTROL /* the subject of an infinitive */, DTL_ARC_RELATIVE /* a noun in its relative clause */,
                            DTL_ARC_REFERENT /* from a noun to the relative pronoun that stands for it */,
                            DTL_ARC_SHARED_HEAD /* what is coordinated hangs on the same head */,
                            DTL_ARC_SHARED_DEPENDENT /* what is coordinated has the same subject or object */, DTL_ARC_KIND_COUNT } dtl_arc_kind;
/* An arc beyond the tree: "residents" is also the nsubj of "leave" in "ordered residents to leave". */
typedef struct dtl_arc {
    uint32_t head, dependent; /* tokens of one sentence; not an arc of the tree unless it is a referent */
    uint8_t relation;         /* dtl_relation; DTL_REL_COUNT for a referent */
    uint8_t kind;             /* dtl_arc_kind */
} dtl_arc;
DTL_ARRAY_TYPE(dtl_arc_array, dtl_arc);

typedef struct dtl_parse {
    dtl_word *words; /* text.tokens.count entries */
    dtl_arc_array arcs; /* by head, then by dependent; no two with the same ends */
    dtl_quotation_array quotations;
    bool named; /* the room name has labelled the words */
} dtl_parse;

/* ---- mention: names, roles, places, times, quantities, and what they stand for ---- */
typedef enum dtl_mention_kind {
    DTL_MENTION_PERSON, DTL_MENTION_ORGANISATION /* states, armed groups, ministries, media too */, DTL_MENTION_PLACE,
    DTL_MENTION_ROLE /* generic people: gunmen, a Taliban official, civilians */, DTL_MENTION_PRONOUN,
    DTL_MENTION_DOCUMENT /* a letter, a statement, its website */, DTL_MENTION_TIME, DTL_MENTION_QUANTITY, DTL_MENTION_KIND_COUNT
} dtl_mention_kind;

typedef struct dtl_mention {
    dtl_span span;         /* of page.text; the name or noun phrase without relative clauses */
    uint32_t first, count; /* tokens */
    uint32_t head;         /* token: syntactic head of the phrase */
    uint32_t target;       /* index in entities, times or quantities according to kind; DTL_NONE = unresolved */
    uint32_t rule;         /* rule id that made it, DTL_NONE = the model */
    dtl_slice reason;      /* why it stands for its target, one plain phrase; in the arena or static; empty = by its own name */
    uint8_t kind;          /* dtl_mention_kind */
} dtl_mention;
DTL_ARRAY_TYPE(dtl_mention_array, dtl_mention);

/* A proper name as it stands in the text, alone or inside a longer phrase ("Herat Times" in "a Herat Times reporter"): without
 * article, title or role. */
typedef struct dtl_name {
    uint32_t first, count; /* tokens; names do not overlap */
    uint32_t entity;       /* index in entities, DTL_NONE when no mention stands for it */
    uint8_t kind;          /* dtl_mention_kind: PERSON, ORGANISATION or PLACE; a state is a place */
} dtl_name;
DTL_ARRAY_TYPE(dtl_name_array, dtl_name);

/* Who or where: one per distinct referent in the report. */
typedef struct dtl_entity {
    dtl_slice id;        /* "islamic-state" from rules; "person:mohammad dawood muzamil", "role:afghanistan:governor" otherwise */
    dtl_slice name;      /* canonical name; for unknown ones the longest mention */
    dtl_slice country;   /* ISO 3166 alpha-3, "" unknown */
    dtl_slice sector;    /* PLOVER sector as of the report's date: GOV, REB, MED, CVL, … "" unknown */
    dtl_slice sector_from; /* id of the actor whose sector it shares as of any day: itself, or whom it serves; "" = the sector is its own */
    dtl_slice role;      /* "former governor of Balkh", "spokesman" as said in the report; "" none */
    dtl_slice parent_id; /* id of the containing actor or of the group a person speaks or fights for; "" none */
    dtl_slice admin1;    /* places: first-level unit, canonical; "" unknown or not a place */
    dtl_slice admin2;    /* places: second-level unit, likewise */
    uint32_t geonames;   /* places: GeoNames id, 0 unknown */
    int32_t latitude, longitude; /* microdegrees; both INT32_MIN when unknown */
    uint32_t rule;       /* rules entry that names it, DTL_NONE if made in the report */
    uint8_t kind;        /* dtl_mention_kind: PERSON, ORGANISATION, PLACE, ROLE or DOCUMENT */
    uint8_t place_precision; /* 0 none, 1 country, 2 first-level unit, 3 district, 4 city, 5 below city */
} dtl_entity;
DTL_ARRAY_TYPE(dtl_entity_array, dtl_entity);

typedef enum dtl_time_kind { DTL_TIME_DAY, DTL_TIME_SPAN /* a month, "last week": happened some time within */,
                             DTL_TIME_DURATION /* "over the past two decades": went on throughout */,
                             DTL_TIME_SET /* "frequently", "every Friday" */,
                             DTL_TIME_LENGTH /* "a 46-day siege", "two hours": a length that lies nowhere by itself */,
                             DTL_TIME_REFERENCE /* "now", "former": no day is told */, DTL_TIME_KIND_COUNT } dtl_time_kind;
/* The types of TIMEX3. */
typedef enum dtl_timex { DTL_TIMEX_DATE, DTL_TIMEX_TIME, DTL_TIMEX_DURATION, DTL_TIMEX_SET, DTL_TIMEX_COUNT } dtl_timex;
typedef struct dtl_time {
    dtl_interval days; /* ends open where the report's own date is unknown and needed */
    dtl_slice value;   /* TIMEX3: "2023-03-21", "1943-SU", "P2M", "PAST_REF"; X for what is not known; in the arena or static */
    uint8_t kind;      /* dtl_time_kind */
    uint8_t timex;     /* dtl_timex */
    bool future;       /* "next week" */
    dtl_age age;       /* before the report's own day, where that is not known and the words count from it */
} dtl_time;
DTL_ARRAY_TYPE(dtl_time_array, dtl_time);

/* What a number tells of what it counts; only the classes up to DTL_COUNTED_WEAPONS are counts. */
typedef enum dtl_counted { DTL_COUNTED_OTHER, DTL_COUNTED_KILLED, DTL_COUNTED_INJURED, DTL_COUNTED_ARRESTED, DTL_COUNTED_MISSING,
                           DTL_COUNTED_DISPLACED, DTL_COUNTED_ABDUCTED, DTL_COUNTED_FIGHTERS, DTL_COUNTED_PEOPLE, DTL_COUNTED_WEAPONS,
                           DTL_COUNTED_MONEY, DTL_COUNTED_PERCENT, DTL_COUNTED_MEASURE } dtl_counted;

typedef struct dtl_quantity {
    int64_t low, high;  /* counts; "at least 5": low 5, high DTL_COUNT_OPEN */
    int64_t best;       /* the one figure that a careful reader keeps: "at least 5" 5, "up to 50" 50, "three to five" 3, "dozens" 12 */
    dtl_slice unit;     /* of money, shares and measures: "USD", "%", "km", or the word as written; "" for counts */
    uint32_t of;        /* token of the counted noun ("fighters"), DTL_NONE if bare */
    uint32_t included_in; /* index of the quantity of which this is a part ("ten civilians, seven of them children"), DTL_NONE */
    bool approximate;   /* around, about, some, nearly */
    uint8_t counted;    /* dtl_counted */
} dtl_quantity;
#define DTL_COUNT_OPEN INT64_MAX
DTL_ARRAY_TYPE(dtl_quantity_array, dtl_quantity);

/* A phrase that takes up an earlier (or, inside its sentence, a coming) one, whether or not anybody acts in it: pronouns,
 * "the group", "the old building". At most one per token. */
typedef struct dtl_reference {
    uint32_t anaphor;    /* token: head of the phrase */
    uint32_t antecedent; /* token: head of the phrase that it takes up */
    const char *reason;  /* static: why this one */
} dtl_reference;
DTL_ARRAY_TYPE(dtl_reference_array, dtl_reference);

/* What a name of a place does in its sentence. Only LOCATIVE ones become place mentions. */
typedef enum dtl_toponym_use {
    DTL_TOPONYM_LOCATIVE, DTL_TOPONYM_ACTOR /* "Kabul said", "Iran's foreign minister" */,
    DTL_TOPONYM_PART /* of another name or phrase: "the Balkh governor", "London Police" */,
    DTL_TOPONYM_PEOPLE /* of a country: "Afghan officials" */, DTL_TOPONYM_USE_COUNT
} dtl_toponym_use;

/* A name of a place, whatever its use: the context in which places are told apart, and what a map of the report shows. */
typedef struct dtl_toponym {
    dtl_span span;                    /* of page.text: the name alone */
    uint32_t first, count;            /* tokens */
    dtl_slice name;                   /* canonical */
    dtl_slice country, admin1, admin2;/* as in dtl_entity; country "" = not resolved */
    dtl_slice reason;                 /* why this place and no other of its name; in the arena or static */
    int32_t latitude, longitude;      /* microdegrees; both INT32_MIN unknown */
    uint32_t geonames;                /* 0 unknown */
    uint32_t rule;                    /* row of places.txt or demonyms.txt, DTL_NONE = the gazetteer */
    uint8_t precision;                /* as dtl_entity.place_precision */
    uint8_t use;                      /* dtl_toponym_use */
} dtl_toponym;
DTL_ARRAY_TYPE(dtl_toponym_array, dtl_toponym);

/* How much a constraint on the report's own day can be trusted. */
typedef enum dtl_constraint_kind {
    DTL_CONSTRAINT_HARD, /* follows from the words and the calendar */
    DTL_CONSTRAINT_FIRM, /* follows if the words are read as usual */
    DTL_CONSTRAINT_SOFT, /* how news is mostly written; the reason says so */
    DTL_CONSTRAINT_KIND_COUNT
} dtl_constraint_kind;
/* What a constraint rests on. */
typedef enum dtl_constraint_level {
    DTL_LEVEL_TEXT,       /* text and calendar alone */
    DTL_LEVEL_BACKGROUND, /* a table of facts about the world: offices held, known events */
    DTL_LEVEL_COUNT
} dtl_constraint_level;
const char *dtl_constraint_kind_name(unsigned kind);
const char *dtl_constraint_level_name(unsigned level);

/* One piece of evidence about the day on which the report was written: that day lies within `days`, and, when `month` is
 * set, `from` to `to` days from a day of the calendar that is this day of this month and this weekday. A report of
 * "Sunday night, March 26" is {month 3, day 26, weekday 6, from 0, to 6}: it fits every fifth to eleventh year only. */
typedef struct dtl_date_constraint {
    dtl_span span;        /* the words it rests on */
    dtl_slice reason;     /* one plain phrase, in the arena or static */
    const char *evidence; /* static: the sort of evidence: "year", "weekday and date", "office", … */
    dtl_interval days;    /* ends may be open; the hull, where several stretches fit */
    uint32_t rule;        /* row of a table, DTL_NONE */
    int16_t from, to;     /* days, −400 … 400; 0 when month is 0 */
    uint8_t month, day;   /* 0 = none; month without day: the first of that month */
    int8_t weekday;       /* 0 = Monday … 6: which that day is; −1 any */
    int8_t next;          /* counted from the first such weekday on or after that day; −1 from the day itself */
    uint8_t kind, level;  /* dtl_constraint_kind, dtl_constraint_level */
    bool used;            /* it narrowed the answer */
    bool conflict;        /* contradicts stronger ones: told in a note and left out */
} dtl_date_constraint;
DTL_ARRAY_TYPE(dtl_date_constraint_array, dtl_date_constraint);

typedef struct dtl_mentions {
    dtl_reference_array references; /* by anaphor */
    dtl_mention_array mentions; /* by first token, longer first */
    dtl_entity_array entities;
    dtl_time_array times;
    dtl_quantity_array quantities;
    dtl_toponym_array toponyms;   /* by first token; do not overlap */
    dtl_name_array names;         /* in the order of the text */
    uint32_t home;         /* entity: the country that the report is about, as a place; DTL_NONE = no country stands out */
    uint32_t *of_token;    /* per token: innermost mention that covers it, DTL_NONE */
    uint32_t *headed_by;   /* per token: mention whose head it is, DTL_NONE */
    dtl_interval published;/* best knowledge of the report's own day(s): article.published or the text's constraints */
    int32_t published_best;     /* the likeliest of these days; DTL_DAY_OPEN_PAST when the interval has no first day */
    const char *published_from; /* static: article.published_from, "text" when solved from constraints, "text, background" when a table
                                   of facts was needed, "text, habit" when a soft constraint was; "" open */
    dtl_date_constraint_array constraints; /* what the text says about the report's own day, strongest first */
} dtl_mentions;

/* ---- voice: who speaks, in which words, about which words ---- */
typedef enum dtl_quote_kind { DTL_QUOTE_INDIRECT, DTL_QUOTE_DIRECT, DTL_QUOTE_MIXED } dtl_quote_kind;
typedef struct dtl_voice {
    uint32_t parent;        /* the voice that relays this one ("told AFP": AFP); DTL_NONE = the outlet itself */
    uint32_t holder;        /* mention of the source; DTL_NONE when the text names none ("it is said") */
    uint32_t medium;        /* mention: a letter, a website, an agency that was told; DTL_NONE */
    uint32_t on_behalf_of;  /* entity the holder speaks for; DTL_NONE */
    uint32_t said_at;       /* time mention; DTL_NONE */
    dtl_span holder_span, cue_span, content_span; /* length 0 = none */
    uint32_t cue_token;     /* DTL_NONE for a headline frame "X: …" */
    uint32_t content_first, content_count; /* tokens the voice is answerable for; count 0 = none (declined to comment) */
    uint32_t content_head;  /* syntactic head of the content, DTL_NONE */
    uint32_t gap_first, gap_count;         /* tokens inside the content that are the frame ("X, he said, Y"); count 0 = none */
    uint32_t source_first, source_count;   /* the whole phrase that names the source, title and apposition too; count 0 = none */
    uint32_t cue_first, cue_count;         /* the cue with its auxiliaries, negation and particle; count 0 = none */
    uint32_t rule;
    uint8_t cue;            /* dtl_cue */
    uint8_t kind;           /* dtl_source_kind */
    uint8_t quote;          /* dtl_quote_kind */
} dtl_voice;
DTL_ARRAY_TYPE(dtl_voice_array, dtl_voice);

typedef struct dtl_voices {
    dtl_voice_array voices;
    uint32_t *of_token; /* per token: innermost voice whose content covers it, DTL_NONE = the outlet's own words */
    bool *frame;        /* per token: belongs to a source or cue, so that no event hangs on it */
} dtl_voices;

/* ---- event: who did what to whom ---- */
typedef enum dtl_item_kind { DTL_ITEM_EVENT, DTL_ITEM_STATEMENT /* a claim with no event inside */,
                             DTL_ITEM_FIGURE /* strength or capability: 2,000 fighters */ } dtl_item_kind;
typedef enum dtl_event_role { DTL_EVENT_ACTOR, DTL_EVENT_RECIPIENT, DTL_EVENT_PLACE, DTL_EVENT_ORIGIN,
                              DTL_EVENT_DESTINATION, DTL_EVENT_ROLE_COUNT } dtl_event_role;
/* One participant of one event. */
typedef struct dtl_participant {
    uint32_t event;   /* index in events */
    uint32_t mention; /* index in mentions */
    uint8_t role;     /* dtl_event_role */
} dtl_participant;
DTL_ARRAY_TYPE(dtl_participant_array, dtl_participant);

typedef struct dtl_range {
    int64_t low, high; /* -1, -1 = not stated; high DTL_COUNT_OPEN = "at least" */
} dtl_range;
#define DTL_RANGE_NONE ((dtl_range){-1, -1})

/* One mention of an event in one clause. Mentions of the same occurrence share `occurrence`. */
typedef struct dtl_event {
    dtl_span evidence;    /* the clause that tells it */
    uint32_t sentence;
    uint32_t trigger;     /* token */
    uint32_t voice;       /* innermost voice in whose content the trigger stands, DTL_NONE = the outlet */
    uint32_t time;        /* time mention, DTL_NONE */
    dtl_interval days;    /* when, as far as text and report date say; open = unknown */
    dtl_age age;          /* before the report's own day, where that is not known */
    dtl_range killed, injured, arrested;
    dtl_range figure;     /* of DTL_ITEM_FIGURE */
    uint32_t figure_noun; /* token: "fighters", DTL_NONE */
    uint32_t weapon;      /* token: head of the instrument ("with a car bomb": bomb), DTL_NONE */
    uint32_t occurrence;  /* index of the first event of the same occurrence; itself when alone */
    uint64_t contexts;    /* bit per dtl_context */
    uint32_t setting;     /* entity: where it happened as the report implies, of the first event of an occurrence that tells no place; DTL_NONE */
    uint32_t rule;
    uint16_t confidence;  /* that the telling is coded rightly, thousandths; 0 = not rated */
    uint8_t item;         /* dtl_item_kind */
    uint8_t type, mode;   /* dtl_event_type, dtl_event_mode */
    uint8_t modality;     /* dtl_modality of this telling by its own words, before voices are weighed (PLOVER's auxiliary modes) */
    uint8_t certainty;    /* dtl_certainty, likewise */
    uint8_t likelihood;   /* dtl_likelihood, likewise */
    int16_t factuality;   /* −300 … 300, likewise; as in dtl_claim */
    int8_t polarity;      /* +1 told as happening, -1 as not happening ("failed to", "foiled") */
    bool series;          /* "several attacks" */
    bool historical;      /* background: "over the past two decades" (PLOVER's auxiliary mode) */
    bool foiled;          /* a plan that somebody stopped: "police thwarted a plot to bomb the station" */
} dtl_event;
DTL_ARRAY_TYPE(dtl_event_array, dtl_event);

/* A word that tells an event elsewhere and was found to tell none here (rules/en/discards.txt). */
typedef struct dtl_discarded {
    uint32_t trigger;  /* token */
    uint32_t rule;     /* pattern that would have coded it */
    uint32_t discard;  /* row of discards.txt, DTL_NONE = none, by the reason alone */
    dtl_slice reason;  /* "sport", "film", …; of the rules or static */
    uint8_t type;      /* dtl_event_type */
} dtl_discarded;
DTL_ARRAY_TYPE(dtl_discarded_array, dtl_discarded);

/* What the words say of two deeds of the report: "in retaliation for", "in another raid" (rules/en/links.txt). */
typedef struct dtl_event_link {
    uint32_t from, to;    /* indexes in events, of different occurrences */
    uint32_t rule;        /* row of links.txt, DTL_NONE = none */
    dtl_span evidence;    /* the words that say it */
    uint8_t kind;         /* dtl_link_kind */
} dtl_event_link;
DTL_ARRAY_TYPE(dtl_event_link_array, dtl_event_link);

typedef struct dtl_events {
    dtl_event_array events;             /* in text order of their triggers; statements behind them */
    dtl_participant_array participants; /* grouped by event */
    dtl_discarded_array discarded;      /* in text order */
    dtl_event_link_array links;         /* in the text order of the words that say it */
} dtl_events;

/* ---- claim: which voice holds which event, how surely ---- */
typedef enum dtl_field { DTL_FIELD_WHOLE, DTL_FIELD_ACTOR, DTL_FIELD_RECIPIENT, DTL_FIELD_PLACE, DTL_FIELD_DATE,
                         DTL_FIELD_KILLED, DTL_FIELD_INJURED, DTL_FIELD_ARRESTED, DTL_FIELD_FIGURE,
                         DTL_FIELD_IDENTITY /* who the actor is: "the attacker was a citizen of …" */, DTL_FIELD_COUNT } dtl_field;
typedef struct dtl_claim {
    uint32_t event;      /* index in events */
    uint32_t voice;      /* holder, DTL_NONE = the outlet */
    uint32_t targets;    /* claim that this one is about (a denial, a confirmation), DTL_NONE */
    dtl_span span;       /* the words that carry it */
    uint32_t rule;
    dtl_span value;      /* of a field: the words that give its value; length 0 = the whole event */
    int16_t factuality;  /* what the holder commits to, in hundredths of the scale −3 (certainly not) … +3 (certainly) of Saurí and
                            Pustejovsky 2009 as unified by Stanovsky et al. 2017 */
    uint8_t likelihood;  /* dtl_likelihood: the estimative word, if there is one */
    int8_t polarity;     /* +1 it happened, -1 it did not, 0 left open */
    uint8_t field;       /* dtl_field */
    uint8_t modality, certainty, stance; /* dtl_modality, dtl_certainty, dtl_stance */
} dtl_claim;
DTL_ARRAY_TYPE(dtl_claim_array, dtl_claim);

typedef struct dtl_claims {
    dtl_claim_array claims;
    uint8_t *status; /* per event: dtl_status of its occurrence, after all voices */
    uint8_t *telling; /* per event: dtl_status of this telling alone: what its own holder says of it */
} dtl_claims;

/* ---- the whole ---- */
typedef struct dtl_doc {
    dtl_arena *arena; /* owns every layer */
    dtl_source source;
    dtl_slice gazetteer; /* hash (hex) of the gazetteer that its places come from; "" none */
    dtl_page page;
    dtl_article article;
    dtl_text text;
    dtl_parse parse;
    dtl_mentions mention;
    dtl_voices voice;
    dtl_events event;
    dtl_claims claim;
    dtl_note_array notes;
} dtl_doc;

static inline dtl_slice dtl_doc_slice(const dtl_doc *doc, dtl_span span)
{
    return dtl_span_text(doc->page.text, span);
}

/* Adds a note (copied into the arena; silently dropped when out of budget, capped at 64 per report). */
void dtl_doc_note(dtl_arena *arena, dtl_note_array *notes, const char *room, dtl_span span, const char *text);
/* Verifies every invariant stated above; false and one line in *error otherwise. Runs in tests, fuzz targets and debug builds. */
bool dtl_doc_check(const dtl_doc *doc, dtl_error *error);
/* The participants of an event: *first … *first + the returned count - 1 (they are grouped by rising event). */
uint32_t dtl_events_participants(const dtl_events *events, uint32_t event, uint32_t *first);
/* The bytes first token … last token cover. */
dtl_span dtl_text_tokens_span(const dtl_text *text, uint32_t first, uint32_t count);
#endif
