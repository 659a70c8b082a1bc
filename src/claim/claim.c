/* claim: weighs voices.
 *
 * In: events with their own modality, nested voices. Out: claims (one for the innermost voice of every telling, one more
 * for each outer voice that denies, confirms or does not confirm it) and the status of every event, the same for all
 * tellings of one occurrence. A claim belongs to the innermost holder; who quotes only relays.
 * Example: "The ministry denied a report by a news site that its troops had shelled the town."
 *   news site: +1 claimed; ministry: −1 denies, targets the first → status claimed, with the denial beside it.
 * A perpetrator's account goes on: sentences and bullets that follow "the army announced that it had killed …" and tell
 * more deeds of the army are still the army's claim.
 * Gets wrong on purpose: a change of speaker that no word marks. */
#include "claim/claim.h"
#include "doc/tree.h"

enum { OUTER_MAX = 8, CONTINUATION_SENTENCES = 4 };

typedef struct context {
    const dtl_doc *doc;
    dtl_claims *out;
    uint8_t *mention_status; /* per event: status of this telling alone */
    uint32_t *held_by;       /* per event: voice that holds it, implicit continuation included; DTL_NONE = the outlet */
} context;

static const dtl_event *event_at(const context *x, uint32_t event)
{
    return &x->doc->event.events.items[event];
}

static const dtl_voice *voice_at(const context *x, uint32_t voice)
{
    return &x->doc->voice.voices.items[voice];
}

static uint8_t stance_of_cue(uint8_t cue)
{
    switch (cue) {
    case DTL_CUE_CONFIRM: return DTL_STANCE_CONFIRMS;
    case DTL_CUE_DENY: return DTL_STANCE_DENIES;
    case DTL_CUE_WITHHOLD: return DTL_STANCE_UNCONFIRMED;
    case DTL_CUE_DOWNPLAY: return DTL_STANCE_DOWNPLAYS;
    case DTL_CUE_RESPONSIBILITY: return DTL_STANCE_CLAIMS_RESPONSIBILITY;
    case DTL_CUE_BLAME: case DTL_CUE_ACCUSE: return DTL_STANCE_BLAMES;
    default: return DTL_STANCE_SUPPORTS;
    }
}

static int8_t polarity_under(uint8_t cue, int8_t polarity)
{
    return cue == DTL_CUE_DENY ? (int8_t)-polarity : cue == DTL_CUE_WITHHOLD ? 0 : polarity;
}

static uint8_t modality_under(uint8_t cue, uint8_t modality)
{
    if (modality != DTL_MODALITY_ASSERTED)
        return modality;
    switch (cue) {
    case DTL_CUE_WARN: return DTL_MODALITY_WARNED;
    case DTL_CUE_VOW: return DTL_MODALITY_PLANNED;
    case DTL_CUE_DEMAND: case DTL_CUE_EXPECT: return DTL_MODALITY_HYPOTHETICAL;
    case DTL_CUE_ACCUSE: case DTL_CUE_BLAME: return DTL_MODALITY_ALLEGED;
    default: return modality;
    }
}

static uint8_t status_of(uint8_t modality, int8_t polarity, bool voiced)
{
    switch (modality) {
    case DTL_MODALITY_PLANNED: case DTL_MODALITY_WARNED: return DTL_STATUS_PLANNED;
    case DTL_MODALITY_THREATENED: return DTL_STATUS_THREATENED;
    case DTL_MODALITY_POSSIBLE: case DTL_MODALITY_CONDITIONAL: case DTL_MODALITY_HYPOTHETICAL: case DTL_MODALITY_QUESTION:
        return DTL_STATUS_HYPOTHETICAL;
    default: break;
    }
    if (polarity < 0)
        return DTL_STATUS_DENIED;
    if (polarity == 0)
        return DTL_STATUS_UNCONFIRMED;
    if (modality == DTL_MODALITY_HABITUAL)
        return DTL_STATUS_HABITUAL;
    if (dtl_modality_is_hedged(modality))
        return DTL_STATUS_ALLEGED;
    return voiced ? DTL_STATUS_CLAIMED : DTL_STATUS_ASSERTED;
}

/* ---- continuation: an interested party's account goes on ---- */

static uint32_t holder_entity(const context *x, uint32_t voice)
{
    uint32_t mention = voice_at(x, voice)->holder;
    if (mention == DTL_NONE)
        return DTL_NONE;
    const dtl_mention *item = &x->doc->mention.mentions.items[mention];
    return item->kind == DTL_MENTION_TIME || item->kind == DTL_MENTION_QUANTITY ? DTL_NONE : item->target;
}

static bool same_side(const context *x, uint32_t a, uint32_t b)
{
    const dtl_entity *one = &x->doc->mention.entities.items[a], *two = &x->doc->mention.entities.items[b];
    if (a == b)
        return true;
    return (one->parent_id.length && (dtl_slice_equal(one->parent_id, two->id) || dtl_slice_equal(one->parent_id, two->parent_id))) ||
           (two->parent_id.length && dtl_slice_equal(two->parent_id, one->id));
}

/* Does the event's doer belong to the side of the voice's holder? */
static bool tells_own_deed(const context *x, uint32_t event, uint32_t voice)
{
    uint32_t holder = holder_entity(x, voice);
    const dtl_participant_array *all = &x->doc->event.participants;
    uint32_t first, count = dtl_events_participants(&x->doc->event, event, &first);
    for (uint32_t i = first; holder != DTL_NONE && i < first + count; i++) {
        if (all->items[i].role != DTL_EVENT_ACTOR)
            continue;
        uint32_t entity = x->doc->mention.mentions.items[all->items[i].mention].target;
        if (entity != DTL_NONE && same_side(x, entity, holder))
            return true;
    }
    return false;
}

/* Bullets continue the paragraph above them; sentences continue their paragraph. */
static bool is_continuation(const context *x, uint32_t from_sentence, uint32_t to_sentence)
{
    const dtl_sentence_array *sentences = &x->doc->text.sentences;
    uint32_t from = sentences->items[from_sentence].paragraph, to = sentences->items[to_sentence].paragraph;
    if (to_sentence <= from_sentence || to_sentence - from_sentence > CONTINUATION_SENTENCES || from == DTL_NONE || to == DTL_NONE)
        return false;
    for (uint32_t p = from + 1; p <= to; p++)
        if (x->doc->article.body.items[p].role != DTL_ROLE_BULLET)
            return false;
    return true;
}

static uint32_t continued_voice(const context *x, uint32_t event)
{
    const dtl_event *e = event_at(x, event);
    if (e->type != DTL_EVENT_ASSAULT && e->type != DTL_EVENT_COERCE)
        return DTL_NONE;
    for (uint32_t i = event; i-- > 0 && event - i < 16;) {
        const dtl_event *before = event_at(x, i);
        uint32_t voice = x->held_by[i];
        if (before->item == DTL_ITEM_STATEMENT || voice == DTL_NONE || before->sentence == e->sentence)
            continue;
        uint8_t cue = voice_at(x, voice)->cue;
        bool telling = cue == DTL_CUE_SAY || cue == DTL_CUE_CLAIM || cue == DTL_CUE_ACCORDING || cue == DTL_CUE_CONFIRM;
        if (telling && is_continuation(x, before->sentence, e->sentence) && tells_own_deed(x, event, voice))
            return voice;
    }
    return DTL_NONE;
}

/* "arrested the men who were involved in the attack on the mayor": a definite event noun inside a participant's phrase is
 * presupposed. Whoever speaks, the report itself takes it for granted (Karttunen 1971; De Facto leaves it to the author). */
static bool is_presupposed(const context *x, const dtl_event *e)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_voice *voice = voice_at(x, e->voice);
    bool telling = voice->cue == DTL_CUE_SAY || voice->cue == DTL_CUE_CLAIM || voice->cue == DTL_CUE_ACCORDING;
    if (!telling || e->modality != DTL_MODALITY_ASSERTED || dtl_tree_is_verb(parse, e->trigger) ||
        dtl_tree_child_lemma(parse, e->trigger, "the") == DTL_NONE)
        return false;
    uint32_t token = e->trigger;
    for (int i = 0; i < DTL_TREE_CLIMB_MAX && token != DTL_NONE && token != voice->content_head; i++) {
        uint8_t relation = parse->words[token].relation;
        bool inside_noun = (relation == DTL_REL_ACL || relation == DTL_REL_ACL_RELCL || relation == DTL_REL_NMOD) && parse->words[token].head != DTL_NONE &&
                           dtl_tree_is_nominal(parse, parse->words[token].head);
        if (inside_noun)
            return true;
        token = parse->words[token].head;
    }
    return false;
}

/* ---- claims ---- */

static dtl_err add_claim(context *x, dtl_claim claim, uint32_t *index)
{
    dtl_claim *slot = dtl_array_push(x->doc->arena, &x->out->claims);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = claim;
    if (claim.polarity == 0) /* who leaves it open commits to nothing */
        slot->certainty = DTL_CERTAINTY_U;
    if (index)
        *index = x->out->claims.count - 1;
    return DTL_OK;
}

static bool takes_a_stance(uint8_t cue)
{
    return cue == DTL_CUE_DENY || cue == DTL_CUE_CONFIRM || cue == DTL_CUE_WITHHOLD || cue == DTL_CUE_DOWNPLAY;
}

static dtl_err claim_event(context *x, uint32_t event)
{
    const dtl_event *e = event_at(x, event);
    uint32_t voice = e->voice, inner;
    bool statement = e->item == DTL_ITEM_STATEMENT;
    if (voice != DTL_NONE && !statement && is_presupposed(x, e))
        voice = DTL_NONE;
    else if (voice == DTL_NONE && !statement)
        voice = continued_voice(x, event);
    x->held_by[event] = voice;
    uint8_t cue = voice == DTL_NONE ? DTL_CUE_SAY : voice_at(x, voice)->cue;
    bool plain = statement || (e->item == DTL_ITEM_FIGURE && e->modality == DTL_MODALITY_HYPOTHETICAL); /* "can field 2,000" */
    uint8_t modality = plain ? DTL_MODALITY_ASSERTED : modality_under(cue, e->modality);
    int8_t polarity = statement ? e->polarity : polarity_under(cue, e->polarity);
    dtl_claim claim = {.event = event, .voice = voice, .targets = DTL_NONE, .span = e->evidence, .rule = voice == DTL_NONE ? e->rule : voice_at(x, voice)->rule,
                       .polarity = polarity, .field = DTL_FIELD_WHOLE, .modality = modality, .certainty = e->certainty,
                       .stance = stance_of_cue(cue)};
    if (cue == DTL_CUE_BELIEVE && claim.certainty == DTL_CERTAINTY_CT)
        claim.certainty = DTL_CERTAINTY_PR;
    x->mention_status[event] = statement ? (cue == DTL_CUE_WITHHOLD ? DTL_STATUS_UNCONFIRMED : DTL_STATUS_CLAIMED)
                                         : status_of(modality, polarity, voice != DTL_NONE);
    dtl_err err = add_claim(x, claim, &inner);
    /* Outer voices: who only relays adds nothing, who denies or confirms takes a stance of their own. */
    uint32_t outer = voice == DTL_NONE ? DTL_NONE : voice_at(x, voice)->parent;
    for (int i = 0; i < OUTER_MAX && outer != DTL_NONE && !err; i++, outer = voice_at(x, outer)->parent) {
        uint8_t outer_cue = voice_at(x, outer)->cue;
        if (!takes_a_stance(outer_cue))
            continue;
        claim.voice = outer;
        claim.targets = inner;
        claim.polarity = polarity_under(outer_cue, e->polarity);
        claim.stance = stance_of_cue(outer_cue);
        claim.rule = voice_at(x, outer)->rule;
        err = add_claim(x, claim, NULL);
    }
    return err;
}

/* The first claim about a telling in this sentence or behind it. Claims of events are in text order; `known` excludes
 * those of statements and those added while reaching back. */
static uint32_t first_claim_from(const context *x, uint32_t known, uint32_t sentence)
{
    uint32_t low = 0, high = known;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (event_at(x, x->out->claims.items[middle].event)->sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "The claim could not be verified": reaches back over the claims of the sentences before it. */
static bool is_about_claims(const context *x, const dtl_voice *voice)
{
    return voice->content_head != DTL_NONE &&
           dtl_tree_lemma_in(&x->doc->parse, voice->content_head, "claim report it this that statement account toll authenticity allegation figure");
}

static dtl_err reach_back(context *x, uint32_t statement, uint32_t known)
{
    const dtl_event *e = event_at(x, statement);
    if (e->item != DTL_ITEM_STATEMENT || e->voice == DTL_NONE || voice_at(x, e->voice)->cue != DTL_CUE_WITHHOLD || !is_about_claims(x, voice_at(x, e->voice)))
        return DTL_OK;
    uint32_t from = first_claim_from(x, known, e->sentence > 3 ? e->sentence - 3 : 0);
    for (uint32_t i = from; i < known; i++) {
        dtl_claim claim = x->out->claims.items[i];
        const dtl_event *target = event_at(x, claim.event);
        if (target->sentence >= e->sentence)
            break;
        if (target->item != DTL_ITEM_EVENT || claim.voice == DTL_NONE)
            continue;
        if (x->mention_status[claim.event] != DTL_STATUS_CLAIMED)
            continue;
        x->mention_status[claim.event] = DTL_STATUS_UNCONFIRMED;
        claim.targets = i;
        claim.voice = e->voice;
        claim.span = e->evidence;
        claim.polarity = 0;
        claim.stance = DTL_STANCE_UNCONFIRMED;
        dtl_err err = add_claim(x, claim, NULL);
        if (err)
            return err;
    }
    return DTL_OK;
}

/* ---- status of an occurrence: the most careful of its tellings ---- */
static uint8_t care(uint8_t status)
{
    switch (status) {
    case DTL_STATUS_UNCONFIRMED: return 4;
    case DTL_STATUS_ALLEGED: return 2;
    case DTL_STATUS_CLAIMED: return 3; /* a named voice's account outweighs a hedge */
    case DTL_STATUS_ASSERTED: return 1;
    default: return 5; /* planned, threatened, denied, habitual, hypothetical: tellings of one occurrence agree on these */
    }
}

static void settle_status(context *x)
{
    uint32_t count = x->doc->event.events.count;
    for (uint32_t i = 0; i < count; i++)
        x->out->status[i] = x->mention_status[i];
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = event_at(x, i)->occurrence;
        if (care(x->mention_status[i]) > care(x->out->status[first]))
            x->out->status[first] = x->mention_status[i];
    }
    for (uint32_t i = 0; i < count; i++)
        x->out->status[i] = x->out->status[event_at(x, i)->occurrence];
}

dtl_err dtl_claim_run(const dtl_doc *doc, const dtl_rules *rules, dtl_note_array *notes, dtl_claims *out)
{
    uint32_t count = doc->event.events.count;
    (void)notes;
    (void)rules;
    *out = (dtl_claims){0};
    context x = {.doc = doc, .out = out};
    out->status = dtl_arena_calloc(doc->arena, count, sizeof *out->status);
    x.mention_status = dtl_arena_calloc(doc->arena, count, sizeof *x.mention_status);
    out->telling = x.mention_status;
    x.held_by = dtl_arena_calloc(doc->arena, count, sizeof *x.held_by);
    if (!out->status || !x.mention_status || !x.held_by)
        return DTL_ERR_BUDGET;
    uint32_t of_events = 0;
    for (uint32_t i = 0; i < count; i++) {
        dtl_err err = claim_event(&x, i);
        if (err)
            return err;
        if (doc->event.events.items[i].item != DTL_ITEM_STATEMENT)
            of_events = out->claims.count;
    }
    for (uint32_t i = 0; i < count; i++) {
        dtl_err err = reach_back(&x, i, of_events);
        if (err)
            return err;
    }
    settle_status(&x);
    return DTL_OK;
}
