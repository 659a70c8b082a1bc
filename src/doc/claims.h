/* The closed vocabularies of claims: what a cue does, how an event is presented, what a voice makes of it. */
#ifndef DTL_DOC_CLAIMS_H
#define DTL_DOC_CLAIMS_H

/* What a reporting cue does (our grouping; FactBank source-introducing predicates and VerbNet 37.x as checklists). */
#define DTL_CUE_LIST(X) \
    X(SAY, "say") X(CLAIM, "claim") X(CONFIRM, "confirm") X(DENY, "deny") X(WITHHOLD, "withhold") \
    X(DOWNPLAY, "downplay") X(RESPONSIBILITY, "responsibility") X(BLAME, "blame") X(WARN, "warn") X(VOW, "vow") \
    X(DEMAND, "demand") X(EXPECT, "expect") X(BELIEVE, "believe") X(SHOW, "show") X(ACCORDING, "according") \
    X(ACCUSE, "accuse") X(HEADLINE, "headline")
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
    X(ALLEGED, "alleged")
typedef enum dtl_modality {
#define DTL_ITEM(name, text) DTL_MODALITY_##name,
    DTL_MODALITY_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_MODALITY_COUNT
} dtl_modality;

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
    X(BLAMES, "blames")
typedef enum dtl_stance {
#define DTL_ITEM(name, text) DTL_STANCE_##name,
    DTL_STANCE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_STANCE_COUNT
} dtl_stance;

/* Static strings, "" when out of range. */
const char *dtl_cue_name(unsigned cue);
const char *dtl_status_name(unsigned status);
const char *dtl_modality_name(unsigned modality);
const char *dtl_certainty_name(unsigned certainty);
const char *dtl_stance_name(unsigned stance);
#endif
