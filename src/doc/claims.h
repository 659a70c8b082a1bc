/* The closed vocabularies of claims: what a cue does, how an event is presented, what a voice makes of it. */
#ifndef DTL_DOC_CLAIMS_H
#define DTL_DOC_CLAIMS_H
#include <stdbool.h>
#include <stdint.h>

/* What a reporting cue does (our grouping; FactBank source-introducing predicates and VerbNet 37.x as checklists). */
#define DTL_CUE_LIST(X) \
    X(SAY, "say") X(CLAIM, "claim") X(CONFIRM, "confirm") X(DENY, "deny") X(WITHHOLD, "withhold") \
    X(DOWNPLAY, "downplay") X(RESPONSIBILITY, "responsibility") X(BLAME, "blame") X(WARN, "warn") X(VOW, "vow") \
    X(DEMAND, "demand") X(EXPECT, "expect") X(BELIEVE, "believe") X(SHOW, "show") X(ACCORDING, "according") \
    X(ACCUSE, "accuse") X(HEADLINE, "headline") X(PLAN, "plan") X(KNOW, "know") X(OPINE, "opine") X(ASK, "ask") \
    X(CORRECT, "correct") X(DISMISS, "dismiss")
typedef enum dtl_cue {
#define DTL_ITEM(name, text) DTL_CUE_##name,
    DTL_CUE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_CUE_COUNT
} dtl_cue;

/* How the report presents an event, after all voices are heard. */
#define DTL_STATUS_LIST(X) \
    X(ASSERTED, "asserted") X(CLAIMED, "claimed") X(ALLEGED, "alleged") X(UNCONFIRMED, "unconfirmed") X(DENIED, "denied") \
    X(PLANNED, "planned") X(THREATENED, "threatened") X(HABITUAL, "habitual") X(HYPOTHETICAL, "hypothetical")
typedef enum dtl_status {
#define DTL_ITEM(name, text) DTL_STATUS_##name,
    DTL_STATUS_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_STATUS_COUNT
} dtl_status;

#define DTL_MODALITY_LIST(X) \
    X(ASSERTED, "asserted") X(PLANNED, "planned") X(WARNED, "warned") X(THREATENED, "threatened") X(POSSIBLE, "possible") \
    X(CONDITIONAL, "conditional") X(HYPOTHETICAL, "hypothetical") X(QUESTION, "question") X(HABITUAL, "habitual") \
    X(ALLEGED, "alleged") X(REPORTED, "reported") X(CLAIMED, "claimed") X(SUSPECTED, "suspected")
typedef enum dtl_modality {
#define DTL_ITEM(name, text) DTL_MODALITY_##name,
    DTL_MODALITY_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_MODALITY_COUNT
} dtl_modality;

/* Told as having happened, with the teller at a distance: "allegedly", "reportedly", "suspected of". */
static inline bool dtl_modality_is_hedged(uint8_t modality)
{
    return modality == DTL_MODALITY_ALLEGED || modality == DTL_MODALITY_REPORTED || modality == DTL_MODALITY_SUSPECTED;
}

/* FactBank certainty: certain, probable, possible, underspecified. */
#define DTL_CERTAINTY_LIST(X) X(CT, "CT") X(PR, "PR") X(PS, "PS") X(U, "U")
typedef enum dtl_certainty {
#define DTL_ITEM(name, text) DTL_CERTAINTY_##name,
    DTL_CERTAINTY_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_CERTAINTY_COUNT
} dtl_certainty;

#define DTL_STANCE_LIST(X) \
    X(SUPPORTS, "supports") X(CONFIRMS, "confirms") X(DENIES, "denies") X(UNCONFIRMED, "unconfirmed") \
    X(DOWNPLAYS, "downplays") X(REFUSES_COMMENT, "refuses_comment") X(CLAIMS_RESPONSIBILITY, "claims_responsibility") \
    X(BLAMES, "blames") X(DISMISSES, "dismisses") X(ACCUSES, "accuses") X(CORRECTS, "corrects")
typedef enum dtl_stance {
#define DTL_ITEM(name, text) DTL_STANCE_##name,
    DTL_STANCE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_STANCE_COUNT
} dtl_stance;

/* What sort of source a voice is. Unnamed ones are typed by what the text says of them. */
#define DTL_SOURCE_LIST(X) \
    X(UNKNOWN, "unknown") X(PERSON, "person") X(ORGANISATION, "organisation") X(STATE, "state") X(ARMED_GROUP, "armed group") \
    X(AGENCY, "agency") X(MEDIA, "media") X(DOCUMENT, "document") X(OFFICIAL, "official") X(SPOKESPERSON, "spokesperson") \
    X(EXPERT, "expert") X(WITNESS, "witness") X(RESIDENT, "resident") X(PEOPLE, "people")
typedef enum dtl_source_kind {
#define DTL_ITEM(name, text) DTL_SOURCE_##name,
    DTL_SOURCE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_SOURCE_COUNT
} dtl_source_kind;

/* Estimative words by the bands of ICD 203 (Analytic Standards, 2015): the share of cases in per cent that the word stands for. */
#define DTL_LIKELIHOOD_LIST(X) \
    X(NONE, "") X(ALMOST_NO_CHANCE, "01-05") X(VERY_UNLIKELY, "05-20") X(UNLIKELY, "20-45") X(EVEN, "45-55") X(LIKELY, "55-80") \
    X(VERY_LIKELY, "80-95") X(ALMOST_CERTAIN, "95-99")
typedef enum dtl_likelihood {
#define DTL_ITEM(name, text) DTL_LIKELIHOOD_##name,
    DTL_LIKELIHOOD_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_LIKELIHOOD_COUNT
} dtl_likelihood;

/* Does a voice of this cue say that what it reports is so, or not so? Plans, opinions, questions and knowledge do not: what they are
 * about stays the outlet's. */
static inline bool dtl_cue_states(unsigned cue)
{
    return cue != DTL_CUE_PLAN && cue != DTL_CUE_KNOW && cue != DTL_CUE_OPINE && cue != DTL_CUE_ASK;
}

/* Static strings, "" when out of range. */
const char *dtl_source_kind_name(unsigned kind);
const char *dtl_likelihood_name(unsigned likelihood);
const char *dtl_cue_name(unsigned cue);
const char *dtl_status_name(unsigned status);
const char *dtl_modality_name(unsigned modality);
const char *dtl_certainty_name(unsigned certainty);
const char *dtl_stance_name(unsigned stance);
#endif
