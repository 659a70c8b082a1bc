/* What the files of the event room share: candidates on their way to becoming events. */
#ifndef DTL_EVENT_INTERNAL_H
#define DTL_EVENT_INTERNAL_H
#include "event/event.h"
#include "rules/match.h"

/* A word that some entry of the pattern table says tells an event. */
typedef struct candidate {
    uint32_t token, entry;
    uint32_t support;        /* verb that lends its doer ("carried out"), DTL_NONE */
    uint32_t fused;          /* event noun that became part of this candidate ("killed in a drone strike"), DTL_NONE */
    uint32_t outcome;        /* candidate that tells whom else this deed killed or injured ("killed a judge and wounded two guards"), DTL_NONE */
    dtl_tree_list actors, recipients;
    uint8_t type, mode, item;
    bool dead;               /* became part of another candidate */
    bool split;              /* one event for each recipient ("in separate attacks") */
} candidate;
DTL_ARRAY_TYPE(candidate_array, candidate);

typedef struct event_context {
    const dtl_doc *doc;
    dtl_arena *arena;
    dtl_matcher matcher;
    dtl_slot_memo memo;           /* of the matcher */
    uint32_t table, modality_table; /* the patterns (events*.txt), modality.txt */
    uint32_t weapons;             /* weapons.txt */
    candidate_array candidates;   /* in text order */
    uint32_t *of_token;           /* per token: its candidate, DTL_NONE */
    bool *counted;                /* per quantity: the toll of some event holds it */
    uint32_t *support;            /* per token: the entry by which it lends its doer, DTL_NONE */
    dtl_events *out;
} event_context;

static inline const dtl_mention *event_mention_at(const event_context *x, uint32_t mention)
{
    return &x->doc->mention.mentions.items[mention];
}

/* The mention that a word stands for, if it is of this kind; DTL_NONE. */
static inline uint32_t event_mention_of_kind(const event_context *x, uint32_t token, uint8_t kind)
{
    uint32_t mention = dtl_match_mention(&x->matcher, token);
    return mention != DTL_NONE && event_mention_at(x, mention)->kind == kind ? mention : DTL_NONE;
}

/* It is told, or said, to have happened once: not planned, threatened, habitual. */
static inline bool event_happened(const dtl_event *event)
{
    return event->modality == DTL_MODALITY_ASSERTED || dtl_modality_is_hedged(event->modality);
}

/* candidates.c: finds trigger words, lends doers. */
dtl_err event_find_candidates(event_context *x);
/* The event noun in a support slot, past "a series of": attacks. DTL_NONE if there is no candidate. */
uint32_t event_supported_candidate(const event_context *x, uint32_t token);
/* fusion.c: "killed" and "in a drone strike" are one. */
void event_fuse_candidates(event_context *x);
/* discard.c: candidates that tell no event in this sentence (sport, film, disease, …) are dead, with the reason. */
dtl_err event_discard_candidates(event_context *x);
/* circumstances.c: place and time. */
uint32_t event_find_time(const event_context *x, const candidate *c);
/* Has this word a time or a place of its own? */
bool event_has_circumstance(const event_context *x, uint32_t token);
bool event_is_stamp(const event_context *x, uint32_t mention); /* the page's own day */
bool event_time_dates(const event_context *x, uint32_t mention);
bool event_is_past_of_saying(const event_context *x, uint32_t mention);
bool event_is_historical(const event_context *x, const dtl_event *event);
void event_find_places(const event_context *x, const candidate *c, dtl_tree_list *mentions);
/* toll.c: how many. */
dtl_range event_count_people(const event_context *x, const candidate *c, dtl_pattern_slot slot);
dtl_range event_count_figure(const event_context *x, const candidate *c, uint32_t *noun);
/* What counts a word, if it counts people or weapons; NULL. */
const dtl_quantity *event_quantity_of(const event_context *x, uint32_t token);
/* Once all events are coded: numbers of their sentences that say by themselves whom they count. */
void event_find_tolls(event_context *x);
/* instrument.c: the weapon's head noun, DTL_NONE; the mode that it tells where `mode` leaves it open. */
uint32_t event_find_weapon(const event_context *x, const candidate *c);
uint8_t event_mode_of_weapon(const event_context *x, uint32_t weapon, uint8_t mode);
/* modality.c: planned, threatened, hypothetical, habitual, negated: how the words themselves tell it. */
void event_set_modality(const event_context *x, const candidate *c, dtl_event *event);
/* choose.c: which type where the words could mean several; modes and recipients that the content names. Candidates first,
 * then one telling whose modality stands, then its participants. */
void event_choose_candidates(event_context *x);
void event_choose_type(const event_context *x, const candidate *c, dtl_event *event);
void event_choose_mode(const event_context *x, uint32_t event);
/* content.c: what is promised, asked, refused, threatened: modes and recipients that only the content names. */
void event_read_content(event_context *x);
/* Is the word part of what its governor is about? into: the type that the governor tells, DTL_EVENT_NO_TYPE if none. */
bool event_is_content_edge(const dtl_parse *parse, uint32_t token, uint8_t into);
bool event_names_somebody(const event_context *x, const dtl_tree_list *list);
/* "will withdraw unless …": a condition set to somebody else. */
bool event_sets_condition(const event_context *x, const candidate *c);
/* occurrence.c: which events of the report are one occurrence. */
dtl_err event_link_occurrences(event_context *x);
/* Same entity, or one the parent of the other, or the fuller name of it. */
bool event_are_related(const event_context *x, uint32_t a, uint32_t b);
/* links.c: what the words say of two deeds ("in retaliation for"); which plans were stopped. */
dtl_err event_find_links(event_context *x);
/* Does the second event tell another deed than the first: other doers, days or places, "another attack"? */
bool event_is_other_deed(const event_context *x, uint32_t one, uint32_t other);
/* incident.c: toll and day of the first deed of violence, from the whole report. */
dtl_err event_tell_incident(event_context *x);
/* contexts.c: what each event is about. */
dtl_err event_set_contexts(event_context *x);
/* setting.c: where a deed happened that names no place. */
void event_find_settings(event_context *x);
/* confidence.c: how sure each event is. */
void event_rate(const event_context *x);
/* statement.c: voices that report no event. */
dtl_err event_add_statements(event_context *x);

/* participants.c. */
/* Mentions that take the same part as this one: "the leaders of France and Italy", "X and Y signed". */
void event_find_companions(const event_context *x, uint32_t trigger, uint32_t mention, dtl_tree_list *mentions);
/* A participant's mention for a slot word: its own, or the group in its modifiers ("three ISIS hideouts" → ISIS). */
uint32_t event_participant_mention(const event_context *x, uint32_t token);
dtl_err event_add_participant(event_context *x, uint32_t event, uint32_t mention, uint8_t role);

/* people.c: which words stand for people, and for whom of a list a word tells. */
typedef enum event_sex { SEX_OPEN, SEX_MALE, SEX_FEMALE } event_sex;
bool event_is_people_noun(const event_context *x, uint32_t token);
uint8_t event_sex_of(const event_context *x, uint32_t token); /* event_sex */
bool event_is_counted(const event_context *x, uint32_t token, const char *class, const char *slot); /* has counted.txt the word so? */
bool event_is_fate(const event_context *x, uint32_t token);    /* a word for what befalls people: "kill", "dead", "shooting" */
bool event_tells_fate(const event_context *x, uint32_t token); /* … of those before it: "killed", "dead" */
bool event_is_thing(const event_context *x, uint32_t token);
bool event_counts_things(const event_context *x, const dtl_quantity *quantity);
void event_keep_sharers(const event_context *x, uint32_t token, dtl_tree_list *people);
#endif
