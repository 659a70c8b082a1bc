/* stance: what one voice makes of what another one claims.
 *
 * In: voices with their class of cue, the claims about tellings. Out: further claims, each aimed (`targets`) at the one it answers.
 * Ways that lead there:
 *   outer voices   "The army denied the council's claim that …": the voice around the holder takes a stance.
 *   tellings       "… Rebels said six had died. The ministry confirmed the killings": a second telling of one occurrence by
 *                  another voice answers the first; who tells that a deed did not happen denies the one told before.
 *   speech acts    "rejected", "dismissed" are events; whose stance they tell is said beside them.
 *   reaching back  "The army rejected the allegations." / "It denied any involvement." / "There was no comment.": a voice that tells
 *                  no deed of its own speaks of what was told in the sentences before. What it speaks of is read from the
 *                  noun: claims and reports (of others), a deed by its kind ("the attack"), a part in it ("involvement"), or nothing.
 * A denial does not take the claim away and does not change the status of what another voice holds; only words that say that it
 * is not confirmed make it unconfirmed.
 * Gets wrong on purpose: which of several deeds of the sentences before is meant, when nothing but nearness tells. */
#include "claim/internal.h"

enum { OUTER_MAX = 8, BACK_SENTENCES = 3, FAR_SENTENCES = 6, BACK_EVENTS = 48, ANSWERED_MAX = 12, LOOK_WORDS = 24 };

/* ---- classes of cues ---- */

/* The one table of what classes of cues do; docs/claims.md explains it. */
static const claim_effect effects[DTL_CUE_COUNT] = {
    [DTL_CUE_SAY] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_CLAIM] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_CLAIMED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_CONFIRM] = {1, DTL_STANCE_CONFIRMS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_DENY] = {-1, DTL_STANCE_DENIES, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_DISMISS] = {-1, DTL_STANCE_DISMISSES, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_PR, 200},
    [DTL_CUE_WITHHOLD] = {0, DTL_STANCE_UNCONFIRMED, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_U, 0},
    [DTL_CUE_DOWNPLAY] = {1, DTL_STANCE_DOWNPLAYS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_RESPONSIBILITY] = {1, DTL_STANCE_CLAIMS_RESPONSIBILITY, DTL_MODALITY_CLAIMED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_BLAME] = {1, DTL_STANCE_BLAMES, DTL_MODALITY_ALLEGED, DTL_CERTAINTY_PR, 200},
    [DTL_CUE_ACCUSE] = {1, DTL_STANCE_ACCUSES, DTL_MODALITY_ALLEGED, DTL_CERTAINTY_PR, 200},
    [DTL_CUE_WARN] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_WARNED, DTL_CERTAINTY_PS, 100},
    [DTL_CUE_VOW] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_PLANNED, DTL_CERTAINTY_PR, 200},
    [DTL_CUE_PLAN] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_PLANNED, DTL_CERTAINTY_PR, 100},
    [DTL_CUE_DEMAND] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_HYPOTHETICAL, DTL_CERTAINTY_U, 0},
    [DTL_CUE_EXPECT] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_PLANNED, DTL_CERTAINTY_PR, 200},
    [DTL_CUE_BELIEVE] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_SUSPECTED, DTL_CERTAINTY_PR, 200},
    [DTL_CUE_SHOW] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_ACCORDING] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_HEADLINE] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_KNOW] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
    [DTL_CUE_OPINE] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_PR, 200},
    [DTL_CUE_ASK] = {1, DTL_STANCE_SUPPORTS, DTL_MODALITY_QUESTION, DTL_CERTAINTY_U, 0},
    [DTL_CUE_CORRECT] = {1, DTL_STANCE_CORRECTS, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, 300},
};

/* "declined to comment", "would not say": nothing is said of the matter itself; "declined to confirm" leaves it open. */
static bool refuses_comment(const claim_context *x, const dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    dtl_slice class = dtl_rules_attribute(x->rules, voice->rule, "class");
    if (dtl_slice_is(class, "say"))
        return true;
    if (voice->cue_token == DTL_NONE)
        return false;
    if (dtl_slice_is(class, "confirm")) /* "would neither confirm nor deny" */
        return dtl_tree_child_lemma(parse, voice->cue_token, "deny") != DTL_NONE;
    if (dtl_slice_is(class, "deny"))
        return parse->words[voice->cue_token].relation == DTL_REL_CONJ && dtl_tree_lemma_in(parse, parse->words[voice->cue_token].head, "confirm");
    if (!dtl_slice_is(class, "withhold"))
        return false;
    bool asked = voice->content_head != DTL_NONE && dtl_tree_lemma_in(parse, voice->content_head, "confirm verify corroborate");
    return !asked && !dtl_tree_lemma_in(parse, voice->cue_token, "claim report doubt question find see know");
}

/* "called it a lie" denies, "called it propaganda" dismisses, "called it a success" does neither. */
static uint8_t judgement_of(const claim_context *x, const dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first, last;
    if (voice->cue_token == DTL_NONE || !dtl_tree_lemma_in(parse, voice->cue_token, "call describe label brand denounce"))
        return DTL_STANCE_DISMISSES;
    dtl_tree_range(parse, &x->doc->text, voice->cue_token, &first, &last);
    for (uint32_t t = voice->cue_token + 1; t <= last && t < voice->cue_token + LOOK_WORDS; t++) {
        if (dtl_match_class(&x->matcher, t, DTL_SLICE("untrue-thing")))
            return DTL_STANCE_DENIES;
        if (dtl_match_class(&x->matcher, t, DTL_SLICE("worthless-thing")))
            return DTL_STANCE_DISMISSES;
    }
    return DTL_STANCE_SUPPORTS;
}

const claim_effect *claim_effect_of(const claim_context *x, uint32_t voice)
{
    const dtl_voice *v = voice == DTL_NONE ? NULL : claim_voice_at(x, voice);
    if (!v || v->cue >= DTL_CUE_COUNT || (v->cue == DTL_CUE_DISMISS && judgement_of(x, v) == DTL_STANCE_SUPPORTS))
        return &effects[DTL_CUE_SAY];
    return &effects[v->cue];
}

uint8_t claim_stance_of(const claim_context *x, uint32_t voice)
{
    const dtl_voice *v = claim_voice_at(x, voice);
    if (v->cue == DTL_CUE_DISMISS)
        return judgement_of(x, v);
    if (v->cue == DTL_CUE_WITHHOLD && refuses_comment(x, v))
        return DTL_STANCE_REFUSES_COMMENT;
    return claim_effect_of(x, voice)->stance;
}

bool claim_is_about_responsibility(const claim_context *x, uint32_t voice)
{
    const dtl_voice *v = claim_voice_at(x, voice);
    return v->cue == DTL_CUE_WITHHOLD && dtl_slice_is(dtl_rules_attribute(x->rules, v->rule, "class"), "responsibility");
}

static bool takes_a_stance(uint8_t cue)
{
    return cue == DTL_CUE_DENY || cue == DTL_CUE_DISMISS || cue == DTL_CUE_CONFIRM || cue == DTL_CUE_WITHHOLD || cue == DTL_CUE_DOWNPLAY ||
           cue == DTL_CUE_CORRECT;
}

bool claim_is_deed(const dtl_event *event)
{
    return event->item == DTL_ITEM_EVENT && (event->type == DTL_EVENT_ASSAULT || event->type == DTL_EVENT_COERCE || event->type == DTL_EVENT_PROTEST ||
                                             event->type == DTL_EVENT_MOBILIZE || event->type == DTL_EVENT_THREATEN || event->type == DTL_EVENT_RETREAT);
}

/* ---- outer voices ---- */

/* "denied that he had said that …" is about his saying; "denied the claim that …" about what was claimed. */
static bool is_about_saying(const claim_context *x, const dtl_voice *inner)
{
    return inner->cue_token != DTL_NONE && dtl_tree_is_verb(&x->doc->parse, inner->cue_token);
}

dtl_err claim_add_outer_voices(claim_context *x, uint32_t event)
{
    uint32_t inner = x->held_by[event], of_inner = x->first_claim[event];
    const dtl_claim held = x->out->claims.items[of_inner];
    uint32_t outer = inner == DTL_NONE ? DTL_NONE : claim_voice_at(x, inner)->parent;
    for (int i = 0; i < OUTER_MAX && outer != DTL_NONE; i++, outer = claim_voice_at(x, outer)->parent) {
        const dtl_voice *voice = claim_voice_at(x, outer);
        const claim_effect *effect = claim_effect_of(x, outer);
        if (!takes_a_stance(voice->cue))
            continue;
        dtl_claim claim = held;
        claim.voice = outer;
        claim.targets = of_inner;
        claim.rule = voice->rule;
        claim.stance = claim_stance_of(x, outer);
        claim.polarity = is_about_saying(x, claim_voice_at(x, inner)) ? 0 : (int8_t)(held.polarity * effect->turn);
        dtl_err err = claim_add(x, claim, &of_inner);
        if (err)
            return err;
        inner = outer;
    }
    return DTL_OK;
}

/* ---- reaching back ---- */

uint32_t claim_events_before(const claim_context *x, uint32_t token, uint32_t sentences, uint32_t *first)
{
    const dtl_event *events = x->doc->event.events.items;
    uint32_t low = 0, high = x->events, at = x->doc->text.tokens.items[token].sentence;
    while (low < high) { /* the first event at or behind the token: events stand in the order of their triggers */
        uint32_t middle = low + (high - low) / 2;
        if (events[middle].trigger < token)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (*first > 0 && low - *first < BACK_EVENTS && events[*first - 1].sentence + sentences >= at)
        (*first)--;
    return low;
}

dtl_span claim_words_of(const claim_context *x, uint32_t voice)
{
    const dtl_voice *v = claim_voice_at(x, voice);
    const dtl_text *text = &x->doc->text;
    if (v->cue_token == DTL_NONE)
        return v->content_span;
    const dtl_sentence *own = &text->sentences.items[text->tokens.items[v->cue_token].sentence];
    uint32_t first, last, end = own->first + own->count - 1;
    dtl_tree_range(&x->doc->parse, text, v->cue_token, &first, &last);
    if (v->content_count) {
        uint32_t content_last = v->content_first + v->content_count - 1;
        first = v->content_first < first ? v->content_first : first;
        last = content_last > last ? content_last : last;
    }
    first = first < own->first ? own->first : first;
    last = last > end ? end : last;
    while (last > first && x->doc->parse.words[last].upos == DTL_UPOS_PUNCT)
        last--;
    return dtl_text_tokens_span(text, first, last - first + 1);
}

/* What a voice without a deed of its own speaks of. */
typedef enum topic { TOPIC_NONE, TOPIC_CLAIMS /* what others claim */, TOPIC_IT /* what was told last */, TOPIC_PART /* a part in a deed */,
                     TOPIC_DEED /* a deed, by its noun */, TOPIC_POINT /* a clause that tells no deed: "denied that the dead were soldiers" */,
                     TOPIC_MATTER /* no word for it: "declined to comment" */ } topic;

/* The types of event that a noun can stand for, a bit each. */
static uint32_t types_of_noun(const claim_context *x, uint32_t token)
{
    enum { TALKS = 1u << DTL_EVENT_AGREE | 1u << DTL_EVENT_CONSULT | 1u << DTL_EVENT_COOPERATE };
    static const struct { const char *class; uint32_t types; } topics[] = {
        {"topic-assault", 1u << DTL_EVENT_ASSAULT}, {"topic-coerce", 1u << DTL_EVENT_COERCE}, {"topic-agree", TALKS},
        {"topic-retreat", 1u << DTL_EVENT_RETREAT}, {"topic-mobilize", 1u << DTL_EVENT_MOBILIZE}, {"topic-protest", 1u << DTL_EVENT_PROTEST}};
    uint32_t types = 0;
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        if (dtl_match_class(&x->matcher, token, dtl_slice_from_cstr(topics[i].class)))
            types |= topics[i].types;
    return types;
}

static topic topic_of_noun(const claim_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    if (dtl_match_class(&x->matcher, token, DTL_SLICE("topic-claim")))
        return TOPIC_CLAIMS;
    if (parse->words[token].upos == DTL_UPOS_PRON && dtl_tree_lemma_in(parse, token, "it this that these those they them"))
        return TOPIC_IT;
    if (dtl_match_class(&x->matcher, token, DTL_SLICE("topic-part")))
        return TOPIC_PART;
    return types_of_noun(x, token) ? TOPIC_DEED : TOPIC_NONE;
}

/* Is an event told in the voice's content? Then its own claim says what the voice denies. */
static bool tells_deed(const claim_context *x, const dtl_voice *voice)
{
    uint32_t first, end = claim_events_before(x, voice->content_first + voice->content_count < x->doc->text.tokens.count ? voice->content_first + voice->content_count : voice->content_first, 1, &first);
    return end > first && claim_event_at(x, end - 1)->trigger >= voice->content_first;
}

/* *noun receives the word that tells it. */
static topic topic_of(const claim_context *x, const dtl_voice *voice, uint32_t *noun)
{
    const dtl_parse *parse = &x->doc->parse;
    *noun = voice->content_head;
    if (voice->content_count && *noun == DTL_NONE)
        return TOPIC_NONE;
    if (*noun == DTL_NONE) { /* "denied any involvement": the noun belongs to the cue */
        uint32_t conjunct = dtl_tree_child(parse, voice->cue_token, DTL_REL_CONJ);
        *noun = dtl_tree_child(parse, voice->cue_token, DTL_REL_OBJ);
        if (*noun == DTL_NONE && conjunct != DTL_NONE && topic_of_noun(x, conjunct) == TOPIC_CLAIMS) /* "verify either account", read as two verbs */
            *noun = conjunct;
        topic found = *noun == DTL_NONE ? TOPIC_NONE : topic_of_noun(x, *noun);
        bool silent = voice->cue == DTL_CUE_WITHHOLD && !dtl_tree_lemma_in(parse, voice->cue_token, "say tell state add mention report");
        return found != TOPIC_NONE ? found : silent ? TOPIC_MATTER : TOPIC_NONE; /* "did not say who": only that is left open */
    }
    if (voice->cue == DTL_CUE_DENY && dtl_tree_lemma_in(parse, voice->cue_token, "contradict"))
        return TOPIC_IT;
    bool clause = dtl_tree_is_verb(parse, *noun) || parse->words[*noun].relation == DTL_REL_CCOMP;
    if (clause) {
        if (voice->cue == DTL_CUE_DENY)
            return tells_deed(x, voice) ? TOPIC_NONE : TOPIC_POINT;
        if (voice->cue != DTL_CUE_WITHHOLD || !dtl_tree_lemma_in(parse, *noun, "comment respond reply answer"))
            return TOPIC_NONE;
        uint32_t object = dtl_tree_child(parse, *noun, DTL_REL_OBJ);
        topic found = object == DTL_NONE ? TOPIC_NONE : topic_of_noun(x, object);
        *noun = found == TOPIC_NONE ? *noun : object;
        return found != TOPIC_NONE ? found : TOPIC_MATTER;
    }
    return topic_of_noun(x, *noun);
}

/* Is it told as having happened, by whomever and however surely? */
static bool has_happened(uint8_t status)
{
    return status == DTL_STATUS_ASSERTED || status == DTL_STATUS_CLAIMED || status == DTL_STATUS_ALLEGED || status == DTL_STATUS_UNCONFIRMED;
}

/* "… avenged the death of a leader, who was killed in May": told by the way. */
static bool is_told_by_the_way(const claim_context *x, const dtl_event *e)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t clause = dtl_tree_clause(parse, e->trigger);
    return clause != DTL_NONE && (parse->words[clause].relation == DTL_REL_ACL_RELCL || parse->words[clause].relation == DTL_REL_ACL);
}

/* May a stance of this voice be about this telling? */
static bool may_answer(const claim_context *x, uint32_t voice, uint32_t event, topic about, uint32_t noun)
{
    const dtl_event *e = claim_event_at(x, event);
    const dtl_voice *v = claim_voice_at(x, voice);
    uint32_t holder = x->held_by[event];
    uint8_t status = x->telling[event];
    if (e->item != DTL_ITEM_EVENT || (e->trigger >= v->content_first && e->trigger < v->content_first + v->content_count))
        return false;
    if (status == DTL_STATUS_DENIED || holder == voice)
        return false;
    bool said = holder != DTL_NONE || status == DTL_STATUS_ALLEGED;
    uint32_t speaker = claim_holder_entity(x, voice);
    if (holder != DTL_NONE && speaker != DTL_NONE && claim_holder_entity(x, holder) == speaker)
        return false; /* nobody answers himself */
    switch (about) {
    case TOPIC_CLAIMS:
        if (dtl_tree_lemma_in(&x->doc->parse, noun, "toll figure figures number") && e->killed.low < 0 && e->injured.low < 0 && e->arrested.low < 0)
            return false; /* "could not confirm the figures" */
        return said;
    case TOPIC_IT: return said;
    case TOPIC_DEED: return types_of_noun(x, noun) >> e->type & 1 && (has_happened(status) || dtl_tree_child_lemma(&x->doc->parse, noun, "the") == DTL_NONE);
    case TOPIC_POINT: return holder != DTL_NONE && claim_is_deed(e) && status == DTL_STATUS_CLAIMED && x->doc->text.tokens.items[v->cue_token].sentence - e->sentence <= 1;
    case TOPIC_PART: return (e->type == DTL_EVENT_ASSAULT || e->type == DTL_EVENT_COERCE) && has_happened(status); /* nobody has a part in what is only planned */
    case TOPIC_MATTER: return claim_is_deed(e) && (said || claim_involves_holder(x, event, voice, DTL_EVENT_ACTOR));
    default: return false;
    }
}

/* The events that a voice answers, nearest sentence first. Claims, several at once; a deed, the one that is laid at the speaker's
 * door, else the nearest. */
static uint32_t find_answered(const claim_context *x, uint32_t voice, topic about, uint32_t noun, uint32_t answered[ANSWERED_MAX])
{
    const dtl_voice *v = claim_voice_at(x, voice);
    bool several = about == TOPIC_CLAIMS && dtl_tree_child_lemma(&x->doc->parse, noun, "either neither both any") != DTL_NONE; /* "either account" */
    uint32_t first, end = claim_events_before(x, v->cue_token, several || about == TOPIC_PART ? FAR_SENTENCES : BACK_SENTENCES, &first), count = 0, own = DTL_NONE;
    bool all = about == TOPIC_CLAIMS && v->cue == DTL_CUE_WITHHOLD, charge = about == TOPIC_CLAIMS && dtl_tree_lemma_in(&x->doc->parse, noun, "accusation allegation charge");
    for (uint32_t i = end; i-- > first && count < ANSWERED_MAX;) {
        if (count == 0 && charge && claim_event_at(x, i)->type == DTL_EVENT_ACCUSE && !claim_involves_holder(x, i, voice, DTL_EVENT_ACTOR))
            return 0; /* "rejected the accusation": the charge told last, which is an event of its own (the ledger links both) */
        if (!may_answer(x, voice, i, about, noun))
            continue;
        const dtl_event *e = claim_event_at(x, i);
        const dtl_event *nearest = count ? claim_event_at(x, answered[0]) : e;
        bool same_account = about == TOPIC_CLAIMS && count && x->held_by[i] == x->held_by[answered[0]];
        if (about != TOPIC_CLAIMS && about != TOPIC_IT && own == DTL_NONE && claim_involves_holder(x, i, voice, DTL_EVENT_ACTOR))
            own = i;
        if (about == TOPIC_PART && count && is_told_by_the_way(x, nearest) && !is_told_by_the_way(x, e))
            answered[0] = i;
        else if (all || same_account || (e->sentence == nearest->sentence && !(about == TOPIC_PART && count && is_told_by_the_way(x, e))))
            answered[count++] = i;
    }
    if (own != DTL_NONE) {
        answered[0] = own;
        return 1;
    }
    return count;
}

static dtl_err answer(claim_context *x, uint32_t voice, uint32_t event, topic about)
{
    const dtl_voice *v = claim_voice_at(x, voice);
    const claim_effect *effect = claim_effect_of(x, voice);
    uint8_t stance = claim_stance_of(x, voice);
    dtl_claim claim = {.event = event, .voice = voice, .targets = x->first_claim[event], .span = claim_words_of(x, voice), .rule = v->rule,
                       .polarity = effect->turn, .field = DTL_FIELD_WHOLE, .modality = DTL_MODALITY_ASSERTED, .certainty = effect->certainty, .stance = stance};
    if (about == TOPIC_CLAIMS && stance == DTL_STANCE_UNCONFIRMED && (x->telling[event] == DTL_STATUS_CLAIMED || x->telling[event] == DTL_STATUS_ALLEGED))
        x->telling[event] = DTL_STATUS_UNCONFIRMED;
    return claim_add(x, claim, NULL);
}

/* "confirmed the authenticity of the letter" is about the letter, not about what stands in it; a figure is no deed. */
static bool is_about_document(const claim_context *x, const dtl_voice *voice, uint32_t noun)
{
    return voice->cue == DTL_CUE_CONFIRM && noun != DTL_NONE && dtl_match_class(&x->matcher, noun, DTL_SLICE("topic-document"));
}

/* "The claim that weapons were taken could not be checked": that one claim, not what was told before. */
static bool has_content_of_its_own(const dtl_parse *parse, uint32_t noun)
{
    for (uint32_t c = parse->words[noun].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if ((parse->words[c].relation == DTL_REL_ACL || parse->words[c].relation == DTL_REL_CCOMP || parse->words[c].relation == DTL_REL_ACL_RELCL) &&
            dtl_tree_child_lemma(parse, c, "that") != DTL_NONE)
            return true;
    return false;
}

static dtl_err reach_back_from(claim_context *x, uint32_t voice)
{
    const dtl_voice *v = claim_voice_at(x, voice);
    uint32_t noun, answered[ANSWERED_MAX];
    if (v->cue_token == DTL_NONE || !takes_a_stance(v->cue) || v->cue == DTL_CUE_CORRECT || claim_stance_of(x, voice) == DTL_STANCE_SUPPORTS)
        return DTL_OK;
    if (claim_is_about_responsibility(x, voice)) /* about the doer: fields.c */
        return DTL_OK;
    if (claim_effect_of(x, voice)->turn < 0 && !v->holder_span.length) /* nobody denies */
        return DTL_OK;
    if (x->doc->parse.words[v->cue_token].relation == DTL_REL_CONJ && x->doc->parse.words[v->cue_token].head != DTL_NONE &&
        dtl_tree_lemma_in(&x->doc->parse, x->doc->parse.words[v->cue_token].head, "confirm") && v->cue == DTL_CUE_WITHHOLD)
        return DTL_OK; /* "neither confirm nor deny" is one silence */
    topic about = topic_of(x, v, &noun);
    if (about == TOPIC_NONE || is_about_document(x, v, noun) || (about == TOPIC_CLAIMS && has_content_of_its_own(&x->doc->parse, noun)))
        return DTL_OK;
    uint32_t count = find_answered(x, voice, about, noun, answered);
    for (uint32_t i = 0; i < count; i++) {
        dtl_err err = answer(x, voice, answered[i], about);
        if (err)
            return err;
    }
    return DTL_OK;
}

/* "rejected", "dismissed" are events of their own: whose stance they tell is a claim about them. */
static dtl_err claim_speech_act(claim_context *x, uint32_t voice)
{
    const dtl_voice *v = claim_voice_at(x, voice);
    if ((v->cue != DTL_CUE_DENY && v->cue != DTL_CUE_DISMISS) || v->cue_token == DTL_NONE || v->cue_token + 1 >= x->doc->text.tokens.count)
        return DTL_OK;
    uint32_t first, end = claim_events_before(x, v->cue_token + 1, 0, &first);
    if (end == first || claim_event_at(x, end - 1)->trigger != v->cue_token || x->held_by[end - 1] == voice)
        return DTL_OK;
    return claim_add(x, (dtl_claim){.event = end - 1, .voice = voice, .targets = x->first_claim[end - 1], .span = claim_words_of(x, voice), .rule = v->rule,
                                    .polarity = 1, .field = DTL_FIELD_WHOLE, .modality = DTL_MODALITY_ASSERTED, .certainty = DTL_CERTAINTY_CT,
                                    .stance = claim_stance_of(x, voice)}, NULL);
}

static bool same_words(const claim_context *x, uint32_t a, uint32_t b)
{
    const dtl_word *words = x->doc->parse.words;
    return dtl_slice_equal(words[claim_event_at(x, a)->trigger].lemma, words[claim_event_at(x, b)->trigger].lemma);
}

/* Do two tellings name one participant in one role? */
static bool share_participant(const claim_context *x, uint32_t a, uint32_t b)
{
    const dtl_participant_array *all = &x->doc->event.participants;
    const dtl_mention *mentions = x->doc->mention.mentions.items;
    uint32_t first_a, first_b, count_a = dtl_events_participants(&x->doc->event, a, &first_a), count_b = dtl_events_participants(&x->doc->event, b, &first_b);
    for (uint32_t i = first_a; i < first_a + count_a; i++)
        for (uint32_t k = first_b; k < first_b + count_b; k++) {
            uint32_t one = mentions[all->items[i].mention].target, other = mentions[all->items[k].mention].target;
            if (all->items[i].role == all->items[k].role && all->items[i].role <= DTL_EVENT_RECIPIENT && one != DTL_NONE && one == other)
                return true;
        }
    return false;
}

/* "… killed three soldiers, it said. The ministry said that no soldier had been killed.": who tells that a deed did not happen denies the
 * one that another voice told before. */
static dtl_err contradict(claim_context *x, uint32_t event)
{
    const dtl_event *e = claim_event_at(x, event);
    const dtl_claim held = x->out->claims.items[x->first_claim[event]];
    if (held.voice == DTL_NONE || held.polarity >= 0 || e->item != DTL_ITEM_EVENT || e->sentence == DTL_NONE)
        return DTL_OK;
    uint32_t first, speaker = claim_holder_entity(x, held.voice);
    claim_events_before(x, e->trigger, BACK_SENTENCES, &first);
    for (uint32_t i = event; i-- > first;) {
        const dtl_event *other = claim_event_at(x, i);
        const dtl_claim told = x->out->claims.items[x->first_claim[i]];
        bool another = told.voice != held.voice && (told.voice == DTL_NONE || speaker == DTL_NONE || claim_holder_entity(x, told.voice) != speaker);
        if (other->type != e->type || told.polarity <= 0 || !another || !(same_words(x, event, i) || share_participant(x, event, i)))
            continue;
        dtl_claim claim = held;
        claim.event = i;
        claim.targets = x->first_claim[i];
        claim.stance = DTL_STANCE_DENIES;
        return claim_add(x, claim, NULL);
    }
    return DTL_OK;
}

/* A second telling by another voice that confirms or denies answers the first telling of its occurrence. */
static void aim_tellings(claim_context *x)
{
    for (uint32_t i = 0; i < x->events; i++) {
        uint32_t first = claim_event_at(x, i)->occurrence;
        dtl_claim *claim = &x->out->claims.items[x->first_claim[i]];
        uint32_t other = x->held_by[first];
        if (first == i || claim->voice == DTL_NONE || other == DTL_NONE || claim->voice == other || !takes_a_stance(claim_voice_at(x, claim->voice)->cue))
            continue;
        uint32_t speaker = claim_holder_entity(x, claim->voice);
        if (speaker == DTL_NONE || speaker != claim_holder_entity(x, other))
            claim->targets = x->first_claim[first];
    }
}

dtl_err claim_reach_back(claim_context *x)
{
    dtl_err err = DTL_OK;
    aim_tellings(x);
    for (uint32_t i = 0; i < x->events && !err; i++)
        err = contradict(x, i);
    for (uint32_t i = 0; i < x->doc->voice.voices.count && !err; i++) {
        err = reach_back_from(x, i);
        err = err ? err : claim_speech_act(x, i);
    }
    return err;
}
