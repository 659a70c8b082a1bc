/* Names of the closed vocabularies: PLOVER types and modes, cues, statuses, modalities, certainties, stances. */
#include "doc/claims.h"
#include "doc/doc.h"
#include "doc/plover.h"

#define DTL_ITEM(name, text) text,
static const char *const type_names[] = {DTL_EVENT_TYPE_LIST(DTL_ITEM)};
static const char *const mode_names[] = {DTL_EVENT_MODE_LIST(DTL_ITEM)};
static const char *const cue_names[] = {DTL_CUE_LIST(DTL_ITEM)};
static const char *const status_names[] = {DTL_STATUS_LIST(DTL_ITEM)};
static const char *const modality_names[] = {DTL_MODALITY_LIST(DTL_ITEM)};
static const char *const certainty_names[] = {DTL_CERTAINTY_LIST(DTL_ITEM)};
static const char *const context_names[] = {DTL_CONTEXT_LIST(DTL_ITEM)};
static const char *const stance_names[] = {DTL_STANCE_LIST(DTL_ITEM)};
static const char *const source_kind_names[] = {DTL_SOURCE_LIST(DTL_ITEM)};
static const char *const likelihood_names[] = {DTL_LIKELIHOOD_LIST(DTL_ITEM)};
static const char *const link_names[] = {DTL_LINK_LIST(DTL_ITEM)};
#undef DTL_ITEM

const char *dtl_event_type_name(unsigned type)
{
    return type < DTL_EVENT_TYPE_COUNT ? type_names[type] : "";
}

const char *dtl_event_mode_name(unsigned mode)
{
    return mode < DTL_MODE_COUNT ? mode_names[mode] : "";
}

const char *dtl_context_name(unsigned context)
{
    return context < DTL_CONTEXT_COUNT ? context_names[context] : "";
}

const char *dtl_cue_name(unsigned cue)
{
    return cue < DTL_CUE_COUNT ? cue_names[cue] : "";
}

const char *dtl_status_name(unsigned status)
{
    return status < DTL_STATUS_COUNT ? status_names[status] : "";
}

const char *dtl_modality_name(unsigned modality)
{
    return modality < DTL_MODALITY_COUNT ? modality_names[modality] : "";
}

const char *dtl_certainty_name(unsigned certainty)
{
    return certainty < DTL_CERTAINTY_COUNT ? certainty_names[certainty] : "";
}

const char *dtl_stance_name(unsigned stance)
{
    return stance < DTL_STANCE_COUNT ? stance_names[stance] : "";
}

const char *dtl_source_kind_name(unsigned kind)
{
    return kind < DTL_SOURCE_COUNT ? source_kind_names[kind] : "";
}

const char *dtl_link_name(unsigned kind)
{
    return kind < DTL_LINK_COUNT ? link_names[kind] : "";
}

const char *dtl_likelihood_name(unsigned likelihood)
{
    return likelihood < DTL_LIKELIHOOD_COUNT ? likelihood_names[likelihood] : "";
}

const char *dtl_constraint_kind_name(unsigned kind)
{
    static const char *const names[DTL_CONSTRAINT_KIND_COUNT] = {"hard", "firm", "soft"};
    return kind < DTL_CONSTRAINT_KIND_COUNT ? names[kind] : "";
}

const char *dtl_constraint_level_name(unsigned level)
{
    static const char *const names[DTL_LEVEL_COUNT] = {"text", "background"};
    return level < DTL_LEVEL_COUNT ? names[level] : "";
}
