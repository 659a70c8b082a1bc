/* The ledger: from a set of coded reports to merged events, one step after the other (ledger.h says what comes out).
 *
 *     reports by key, copies found → owner groups → decisions ranked → actors linked → names of the story → features → lead events → blocking and pairs → groups → events
 *     → voices of claims → values side by side → links → standings
 *
 * Every step reads only what lies before it and goes through its items in canonical order, which is why any order of
 * arrival and any repetition give the same ledger. Example: see ledger.h. What each step gets wrong stands in its file.
 */
#include "ledger/internal.h"

static const char *const field_names[] = {"type", "actor", "recipient", "place", "date", "killed", "injured", "arrested", "figure", "identity"};
static const char *const item_names[] = {"event", "statement", "figure"};
#define DTL_ITEM(name, text) text,
static const char *const standing_names[] = {DTL_STANDING_LIST(DTL_ITEM)};
static const char *const agreement_names[] = {DTL_AGREEMENT_LIST(DTL_ITEM)};
static const char *const side_names[] = {DTL_CLAIM_SIDE_LIST(DTL_ITEM)};
static const char *const interest_names[] = {DTL_INTEREST_LIST(DTL_ITEM)};
static const char *const state_names[] = {DTL_DECISION_STATE_LIST(DTL_ITEM)};
static const char *const revision_names[] = {DTL_REVISION_LIST(DTL_ITEM)};
static const char *const copy_names[] = {DTL_COPY_LIST(DTL_ITEM)};
#undef DTL_ITEM

const char *dtl_field_name(unsigned field)
{
    return field < DTL_FIELD_COUNT ? field_names[field] : "";
}

const char *dtl_item_name(unsigned item)
{
    return item <= DTL_ITEM_FIGURE ? item_names[item] : "";
}

const char *dtl_standing_name(unsigned standing)
{
    return standing < DTL_STANDING_COUNT ? standing_names[standing] : "";
}

const char *dtl_agreement_name(unsigned agreement)
{
    return agreement < DTL_AGREEMENT_COUNT ? agreement_names[agreement] : "";
}

const char *dtl_claim_side_name(unsigned side)
{
    return side < DTL_SIDE_COUNT ? side_names[side] : "";
}

const char *dtl_interest_name(unsigned interest)
{
    return interest < DTL_INTEREST_COUNT ? interest_names[interest] : "";
}

const char *dtl_decision_state_name(unsigned state)
{
    return state < DTL_STATE_COUNT ? state_names[state] : "";
}

const char *dtl_copy_name(unsigned copy)
{
    return copy < DTL_COPY_COUNT ? copy_names[copy] : "";
}

const char *dtl_revision_name(unsigned change)
{
    return change < DTL_REVISION_COUNT ? revision_names[change] : "";
}

dtl_err dtl_ledger_build(const dtl_ledger_input *input, dtl_arena *arena, dtl_ledger *out)
{
    dtl_ledger made = {0};
    build b = {.arena = arena, .out = &made, .names = input->names};
    if (input->names)
        dtl_alias_open(input->names, &b.alias);
    dtl_map_init(&b.actor_by_id, arena);
    dtl_arena_init(&b.scratch, arena->budget);
    bool good = ledger_reports(&b, input->reports, input->count) && /* a step a line */
                ledger_copies(&b) &&
                ledger_versions(&b) &&
                ledger_owners(&b) &&
                ledger_decisions(&b, input->decisions, input->decision_count) &&
                ledger_actors(&b) &&
                ledger_traits(&b) &&
                ledger_stories(&b) &&
                ledger_leads(&b) &&
                ledger_features(&b) &&
                ledger_retold(&b) &&
                ledger_candidates(&b) &&
                ledger_groups(&b) &&
                ledger_events(&b) &&
                ledger_abouts(&b) &&
                ledger_dating(&b) &&
                ledger_revisions(&b) &&
                ledger_voices(&b) &&
                ledger_superseded(&b) &&
                ledger_values(&b) &&
                ledger_links(&b) &&
                ledger_targets(&b) &&
                ledger_standings(&b) &&
                ledger_implied_days(&b);
    dtl_arena_free(&b.scratch);
    if (!good)
        return DTL_ERR_BUDGET;
    *out = made;
    return DTL_OK;
}
