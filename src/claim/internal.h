/* What the files of the claim room share. Nobody else includes this. */
#ifndef DTL_CLAIM_INTERNAL_H
#define DTL_CLAIM_INTERNAL_H
#include "claim/claim.h"
#include "doc/tree.h"
#include "rules/commitment.h"

/* One report on its way through the room. */
typedef struct claim_context {
    const dtl_doc *doc;
    const dtl_rules *rules;
    dtl_claims *out;
    uint8_t *telling;      /* per event: dtl_status of this telling alone */
    uint32_t *held_by;     /* per event: the voice that holds it, an account that goes on included; DTL_NONE = the outlet */
    uint32_t *first_claim; /* per event: index of its holder's claim */
    dtl_matcher matcher;   /* for the climb over words that the event room did not code */
    uint32_t modality;     /* table modality.txt */
    uint32_t events;       /* events and figures: those before the statements */
} claim_context;

/* What a class of cues makes of the words it reports (stance.c). */
typedef struct claim_effect {
    int8_t turn;       /* +1 as told, −1 the contrary, 0 left open */
    uint8_t stance;    /* dtl_stance */
    uint8_t modality;  /* dtl_modality of what is told plainly */
    uint8_t certainty; /* dtl_certainty: no more than this */
    int16_t limit;     /* 0 … 300: the holder's commitment is no stronger */
} claim_effect;

static inline const dtl_event *claim_event_at(const claim_context *x, uint32_t event)
{
    return &x->doc->event.events.items[event];
}

static inline const dtl_voice *claim_voice_at(const claim_context *x, uint32_t voice)
{
    return &x->doc->voice.voices.items[voice];
}

/* ---- claim.c ---- */
/* Adds a claim; what follows from the others (certainty of what is left open, factuality) is set. *index may be NULL. */
dtl_err claim_add(claim_context *x, dtl_claim claim, uint32_t *index);
/* The entity that a voice's holder is; DTL_NONE. */
uint32_t claim_holder_entity(const claim_context *x, uint32_t voice);
/* Is one of the event's participants in this role (dtl_event_role) of the holder's side? */
bool claim_involves_holder(const claim_context *x, uint32_t event, uint32_t voice, uint8_t role);

/* ---- stance.c ---- */
/* Of a voice by its cue; of the outlet (DTL_NONE) that of plain saying. */
const claim_effect *claim_effect_of(const claim_context *x, uint32_t voice);
/* What a voice takes for a stance; as claim_effect_of()->stance, but "declined to comment" is told from "could not verify", "called it a lie" from
 * "called it propaganda". */
uint8_t claim_stance_of(const claim_context *x, uint32_t voice);
/* "No group has claimed responsibility": nobody speaks, and the doer is left open. */
bool claim_is_about_responsibility(const claim_context *x, uint32_t voice);
/* The voices around an event's holder that deny, confirm or leave open what they report. */
dtl_err claim_add_outer_voices(claim_context *x, uint32_t event);
/* Denials, confirmations, refusals that take up what was told before. */
dtl_err claim_reach_back(claim_context *x);
/* The events before a token that a voice may speak of: *first … the returned end - 1, in text order. */
uint32_t claim_events_before(const claim_context *x, uint32_t token, uint32_t sentences, uint32_t *first);
/* The frame of a voice with its content, as far as they stand in the cue's sentence. */
dtl_span claim_words_of(const claim_context *x, uint32_t voice);
/* Deeds that people answer for: ASSAULT, COERCE, … */
bool claim_is_deed(const dtl_event *event);

/* ---- fields.c ---- */
/* Claims about who did it, who he is, how many: of every telling, and of voices that tell nothing else. */
dtl_err claim_add_fields(claim_context *x);
#endif
