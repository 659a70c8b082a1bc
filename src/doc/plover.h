/* PLOVER (manual DRAFT 2.0, 2024): the 16 event types and their modes, as numbers inside the program and names outside.
 * Modes are one list over all types; which mode belongs to which type is told by dtl_event_mode_fits, and checked by the rule packer. */
#ifndef DTL_DOC_PLOVER_H
#define DTL_DOC_PLOVER_H
#include "base/slice.h"

#define DTL_EVENT_TYPE_LIST(X) \
    X(NO_TYPE, "") X(AGREE, "AGREE") X(CONSULT, "CONSULT") X(SUPPORT, "SUPPORT") X(CONCEDE, "CONCEDE") \
    X(COOPERATE, "COOPERATE") X(AID, "AID") X(RETREAT, "RETREAT") X(REQUEST, "REQUEST") X(ACCUSE, "ACCUSE") \
    X(REJECT, "REJECT") X(THREATEN, "THREATEN") X(PROTEST, "PROTEST") X(SANCTION, "SANCTION") \
    X(MOBILIZE, "MOBILIZE") X(COERCE, "COERCE") X(ASSAULT, "ASSAULT")

typedef enum dtl_event_type {
#define DTL_ITEM(name, text) DTL_EVENT_##name,
    DTL_EVENT_TYPE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_EVENT_TYPE_COUNT
} dtl_event_type;

#define DTL_EVENT_MODE_LIST(X) \
    X(NO_MODE, "") X(VISIT, "visit") X(THIRD_PARTY, "third-party") X(MULTILATERAL, "multilateral") X(PHONE, "phone") \
    X(WITHDRAW, "withdraw") X(RELEASE, "release") X(DISARM, "disarm") X(CEASEFIRE, "ceasefire") X(ACCESS, "access") \
    X(RESIGN, "resign") X(ASSIST, "assist") X(CHANGE, "change") X(YIELD, "yield") X(MEET, "meet") \
    X(DISAPPROVE, "disapprove") X(INVESTIGATE, "investigate") X(ALLEGE, "allege") X(RESTRICT, "restrict") \
    X(ARREST, "arrest") X(RELATIONS, "relations") X(EXPEL, "expel") X(TERRITORY, "territory") X(VIOLENCE, "violence") \
    X(DEMO, "demo") X(RIOT, "riot") X(STRIKE, "strike") X(HUNGER, "hunger") X(BOYCOTT, "boycott") \
    X(OBSTRUCT, "obstruct") X(VANDALIZE, "vandalize") X(CONVICT, "convict") X(DISCONTINUE, "discontinue") \
    X(TROOPS, "troops") X(WEAPONS, "weapons") X(POLICE, "police") X(MILITIA, "militia") X(SEIZE, "seize") \
    X(CENSOR, "censor") X(CURFEW, "curfew") X(MARTIAL_LAW, "martial-law") X(DEPORT, "deport") X(WITHHOLD, "withhold") \
    X(MISINFORMATION, "misinformation") X(CYBER, "cyber") X(ABDUCT, "abduct") X(BEAT, "beat") X(TORTURE, "torture") \
    X(SEXUAL, "sexual") X(TARGETED, "targeted") X(DESTROY, "destroy") X(PRIMITIVE, "primitive") X(FIREARMS, "firearms") \
    X(EXPLOSIVES, "explosives") X(SUICIDE_ATTACK, "suicide-attack") X(AERIAL, "aerial") X(DRONE, "drone") \
    X(HEAVY_WEAPONS, "heavy-weapons") X(CROWD_CONTROL, "crowd-control") X(UNCONVENTIONAL, "unconventional")

typedef enum dtl_event_mode {
#define DTL_ITEM(name, text) DTL_MODE_##name,
    DTL_EVENT_MODE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_MODE_COUNT
} dtl_event_mode;

/* What an event is about (PLOVER manual 2.0); several may hold. */
#define DTL_CONTEXT_LIST(X) \
    X(MILITARY, "military") X(INTELLIGENCE, "intelligence") X(EXECUTIVE, "executive") X(LEGISLATIVE, "legislative") \
    X(ELECTION, "election") X(POLITICAL_INSTITUTIONS, "political_institutions") X(PRO_DEMOCRACY, "pro_democracy") \
    X(PRO_AUTOCRACY, "pro_autocracy") X(ECONOMIC, "economic") X(LEGAL, "legal") X(REPARATIONS, "reparations") \
    X(HUMAN_RIGHTS, "human_rights") X(RIGHTS_FREEDOMS, "rights_freedoms") X(REPRESSION, "repression") \
    X(HUMAN_SECURITY, "human_security") X(GENDER, "gender") X(LGBT, "lgbt") X(RELIGION_ETHNICITY, "religion_ethnicity") \
    X(INEQUALITY, "inequality") X(DIPLOMATIC, "diplomatic") X(TERRITORY, "territory") X(PEACEKEEPING, "peacekeeping") \
    X(HEALTH, "health") X(ASYLUM, "asylum") X(MIGRATION, "migration") X(DISASTERS, "disasters") \
    X(NATURAL_RESOURCE, "natural_resource") X(ENVIRONMENT, "environment") X(TECHNOLOGY, "technology") \
    X(TERRORISM, "terrorism") X(CBRN, "cbrn") X(CYBER, "cyber") X(MISINFORMATION, "misinformation") X(CRIME, "crime") \
    X(CORRUPTION, "corruption") X(ILLEGAL_DRUGS, "illegal_drugs") X(TRAFFICKING, "trafficking")
typedef enum dtl_context {
#define DTL_ITEM(name, text) DTL_CONTEXT_##name,
    DTL_CONTEXT_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_CONTEXT_COUNT
} dtl_context;

/* Static strings, "" when out of range. */
const char *dtl_event_type_name(unsigned type);
const char *dtl_event_mode_name(unsigned mode);
const char *dtl_context_name(unsigned context);

/* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 for no type. */
unsigned dtl_event_quad(unsigned type);
/* "verbal cooperation"; "" for 0. */
const char *dtl_quad_name(unsigned quad);
/* Does the manual give this mode to this type? DTL_MODE_NO_MODE fits every type. */
bool dtl_event_mode_fits(unsigned type, unsigned mode);
/* PLOVER's score of type and mode in tenths: -100 (conflict) … +100 (cooperation). A mode that does not fit counts as none. */
int dtl_event_intensity(unsigned type, unsigned mode);

/* A set of contexts has a bit per dtl_context. */
#define DTL_CONTEXT_BIT(context) (UINT64_C(1) << (context))
/* "military,legal" or "military legal" as a set; false, and *contexts untouched, when a name is not known. */
bool dtl_contexts_read(dtl_slice names, uint64_t *contexts);
/* By the manual's own rule: crime goes without saying where corruption, illegal drugs or trafficking stand. */
uint64_t dtl_contexts_settle(uint64_t contexts);
#endif
