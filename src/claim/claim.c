/* claim: weighs voices.
 *
 * In: events with their own modality, nested voices. Out: claims (one for the innermost voice of every telling, more for voices
 * that take a stance and for single fields) and the status of every event, the same for all tellings of one occurrence.
 * A claim belongs to the innermost holder; who quotes only relays. Here: who holds a telling, what it commits to, the status;
 * what others make of it is stance.c, who did it and how many fields.c.
 * Example: "The ministry denied a report by a news site that its troops had shelled the town."
 *   news site: +1 claimed; ministry: −1 denies, targets the first → status claimed, with the denial beside it.
 * A perpetrator's account goes on: sentences and bullets that follow "the army announced that it had killed …" and tell
 * more deeds of the army are still the army's claim.
 * Gets wrong on purpose: a change of speaker that no word marks. */
#include "claim/internal.h"

enum { CHARGE_WORDS = 10, CONTINUATION_SENTENCES = 4, SURELY_NOT = -150 };

static uint8_t modality_under(const claim_effect *effect, uint8_t modality)
{
    return modality == DTL_MODALITY_ASSERTED ? effect->modality : modality;
}

/* "threatened further attacks"; "we will kill you all": violence to come that its own doer announces is a threat. */
static bool is_threat(const claim_context *x, uint32_t event, uint32_t voice)
{
    const dtl_event *e = claim_event_at(x, event);
    const dtl_voice *v = claim_voice_at(x, voice);
    const dtl_participant_array *all = &x->doc->event.participants;
    if (v->cue_token != DTL_NONE && dtl_tree_lemma_in(&x->doc->parse, v->cue_token, "threaten threat"))
        return true;
    if (e->type != DTL_EVENT_ASSAULT || e->polarity < 0)
        return false;
    if ((v->cue == DTL_CUE_VOW || v->quote == DTL_QUOTE_DIRECT) && claim_involves_holder(x, event, voice, DTL_EVENT_ACTOR))
        return true;
    uint32_t first, count = dtl_events_participants(&x->doc->event, event, &first);
    for (uint32_t i = first; i < first + count; i++)
        if (all->items[i].role == DTL_EVENT_ACTOR && dtl_tree_lemma_in(&x->doc->parse, x->doc->mention.mentions.items[all->items[i].mention].head, "we i"))
            return true;
    return false;
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

uint32_t claim_holder_entity(const claim_context *x, uint32_t voice)
{
    uint32_t mention = claim_voice_at(x, voice)->holder;
    if (mention == DTL_NONE)
        return DTL_NONE;
    const dtl_mention *item = &x->doc->mention.mentions.items[mention];
    return item->kind == DTL_MENTION_TIME || item->kind == DTL_MENTION_QUANTITY ? DTL_NONE : item->target;
}

static bool same_side(const claim_context *x, uint32_t a, uint32_t b)
{
    const dtl_entity *one = &x->doc->mention.entities.items[a], *two = &x->doc->mention.entities.items[b];
    if (a == b)
        return true;
    return (one->parent_id.length && (dtl_slice_equal(one->parent_id, two->id) || dtl_slice_equal(one->parent_id, two->parent_id))) ||
           (two->parent_id.length && dtl_slice_equal(two->parent_id, one->id));
}

bool claim_involves_holder(const claim_context *x, uint32_t event, uint32_t voice, uint8_t role)
{
    uint32_t holder = claim_holder_entity(x, voice);
    const dtl_participant_array *all = &x->doc->event.participants;
    uint32_t first, count = dtl_events_participants(&x->doc->event, event, &first);
    for (uint32_t i = first; holder != DTL_NONE && i < first + count; i++) {
        if (all->items[i].role != role)
            continue;
        uint32_t entity = x->doc->mention.mentions.items[all->items[i].mention].target;
        if (entity != DTL_NONE && same_side(x, entity, holder))
            return true;
    }
    return false;
}

/* Bullets continue the paragraph above them; sentences continue their paragraph. */
static bool is_continuation(const claim_context *x, uint32_t from_sentence, uint32_t to_sentence)
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

static bool is_telling(uint8_t cue)
{
    return cue == DTL_CUE_SAY || cue == DTL_CUE_CLAIM || cue == DTL_CUE_ACCORDING || cue == DTL_CUE_CONFIRM;
}

static uint32_t continued_voice(const claim_context *x, uint32_t event)
{
    const dtl_event *e = claim_event_at(x, event);
    if (e->type != DTL_EVENT_ASSAULT && e->type != DTL_EVENT_COERCE)
        return DTL_NONE;
    for (uint32_t i = event; i-- > 0 && event - i < 16;) {
        const dtl_event *before = claim_event_at(x, i);
        uint32_t voice = x->held_by[i];
        if (before->item == DTL_ITEM_STATEMENT || voice == DTL_NONE || before->sentence == e->sentence)
            continue;
        if (is_telling(claim_voice_at(x, voice)->cue) && is_continuation(x, before->sentence, e->sentence) && claim_involves_holder(x, event, voice, DTL_EVENT_ACTOR))
            return voice;
    }
    return DTL_NONE;
}

/* Does the word stand in a relative clause, a participle or a phrase of a noun, below the head of the content? */
static bool is_inside_noun(const dtl_parse *parse, uint32_t token, uint32_t head)
{
    for (int i = 0; i < DTL_TREE_CLIMB_MAX && token != DTL_NONE && token != head; i++) {
        uint8_t relation = parse->words[token].relation;
        uint32_t above = parse->words[token].head;
        bool gerund = relation == DTL_REL_ACL && parse->words[token].xpos == DTL_XPOS_VBG; /* "accused the army of burning it" */
        if ((relation == DTL_REL_ACL || relation == DTL_REL_ACL_RELCL || relation == DTL_REL_NMOD) && !gerund && above != DTL_NONE && dtl_tree_is_nominal(parse, above))
            return true;
        token = above;
    }
    return false;
}

/* "arrested the men who were involved in the attack on the mayor": a definite event noun inside a participant's phrase is
 * presupposed. Whoever speaks, the report itself takes it for granted (Karttunen 1971; De Facto leaves it to the author). Words
 * that ask, vow, warn or accuse take for granted what a noun's phrase tells: "called for an inquiry into an attack", "a ransom for men
 * kidnapped on Friday". */
static bool is_presupposed(const claim_context *x, const dtl_event *e)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_voice *voice = claim_voice_at(x, e->voice);
    bool verb = dtl_tree_is_verb(parse, e->trigger);
    if (e->modality != DTL_MODALITY_ASSERTED || e->polarity < 0 || e->item == DTL_ITEM_FIGURE)
        return false; /* how many there are is what is said, not what is taken for granted */
    if (is_telling(voice->cue)) {
        bool headline = x->doc->text.sentences.items[e->sentence].kind == DTL_SENTENCE_HEADLINE; /* has no articles */
        return !verb && (headline || dtl_tree_child_lemma(parse, e->trigger, "the") != DTL_NONE) && is_inside_noun(parse, e->trigger, voice->content_head);
    }
    if (voice->cue == DTL_CUE_CORRECT) /* "lowered the number of people killed in the blast": how many, not whether */
        return is_inside_noun(parse, e->trigger, voice->content_head);
    bool unreal = voice->cue == DTL_CUE_DEMAND || voice->cue == DTL_CUE_VOW || voice->cue == DTL_CUE_ACCUSE || voice->cue == DTL_CUE_BLAME || voice->cue == DTL_CUE_BELIEVE;
    if (!unreal || e->trigger == voice->content_head)
        return false;
    bool infinitive = verb && dtl_tree_child_lemma(parse, e->trigger, "to") != DTL_NONE;
    char scratch[48];
    bool purpose = !verb && dtl_slice_is(dtl_tree_preposition(parse, e->trigger, scratch), "for") && dtl_tree_child_lemma(parse, e->trigger, "the") == DTL_NONE; /* "forces for an attack" */
    return !infinitive && !purpose && is_inside_noun(parse, e->trigger, voice->content_head);
}

/* ---- claims ---- */

dtl_err claim_add(claim_context *x, dtl_claim claim, uint32_t *index)
{
    static const int16_t levels[DTL_CERTAINTY_COUNT] = {[DTL_CERTAINTY_CT] = 300, [DTL_CERTAINTY_PR] = 200, [DTL_CERTAINTY_PS] = 100, [DTL_CERTAINTY_U] = 0};
    dtl_claim *slot = dtl_array_push(x->doc->arena, &x->out->claims);
    if (!slot)
        return DTL_ERR_BUDGET;
    if (claim.polarity == 0) { /* who leaves it open commits to nothing */
        claim.certainty = DTL_CERTAINTY_U;
        claim.factuality = 0;
    } else if (claim.factuality == 0 && claim.modality != DTL_MODALITY_HYPOTHETICAL && claim.modality != DTL_MODALITY_QUESTION) {
        claim.factuality = (int16_t)(claim.polarity * levels[claim.certainty < DTL_CERTAINTY_COUNT ? claim.certainty : DTL_CERTAINTY_U]);
    }
    *slot = claim;
    if (index)
        *index = x->out->claims.count - 1;
    return DTL_OK;
}

/* What the holder commits to: the words' own factuality, turned by a denial, no more than the cue allows. */
static int16_t commitment(int16_t factuality, const claim_effect *effect)
{
    int turned = factuality * effect->turn;
    return (int16_t)(turned > effect->limit ? effect->limit : turned < -effect->limit ? -effect->limit : turned);
}

/* "We will be forced to react, the letter said": the words are the threat itself, which the report tells. */
static bool is_spoken_threat(const claim_context *x, uint32_t event)
{
    const dtl_event *e = claim_event_at(x, event);
    const dtl_voice *voice = claim_voice_at(x, e->voice);
    if (e->type != DTL_EVENT_THREATEN || e->modality != DTL_MODALITY_ASSERTED || voice->quote != DTL_QUOTE_DIRECT || !is_telling(voice->cue) ||
        dtl_tree_child_lemma(&x->doc->parse, e->trigger, "will") == DTL_NONE)
        return false;
    bool document = voice->holder != DTL_NONE && claim_holder_entity(x, e->voice) != DTL_NONE &&
                    x->doc->mention.entities.items[claim_holder_entity(x, e->voice)].kind == DTL_MENTION_DOCUMENT;
    return document || claim_involves_holder(x, event, e->voice, DTL_EVENT_ACTOR);
}

static uint32_t find_holder(const claim_context *x, uint32_t event)
{
    const dtl_event *e = claim_event_at(x, event);
    if (e->item == DTL_ITEM_STATEMENT)
        return e->voice;
    if (e->voice == DTL_NONE)
        return continued_voice(x, event);
    const dtl_word *word = &x->doc->parse.words[e->trigger];
    bool violence = e->type == DTL_EVENT_ASSAULT || e->type == DTL_EVENT_COERCE; /* "said two men shot and killed him", hung on the cue */
    if (!violence && word->relation == DTL_REL_CONJ && word->head == claim_voice_at(x, e->voice)->cue_token && word->head != DTL_NONE &&
        dtl_tree_child(&x->doc->parse, e->trigger, DTL_REL_NSUBJ) == DTL_NONE && dtl_tree_child(&x->doc->parse, e->trigger, DTL_REL_NSUBJ_PASS) == DTL_NONE)
        /* "denied it and accused them" */
        return claim_voice_at(x, e->voice)->parent;
    if (is_spoken_threat(x, event))
        return claim_voice_at(x, e->voice)->parent;
    if (claim_is_about_responsibility(x, e->voice)) /* "no group claimed responsibility for the attack": that there was one is the outlet's */
        return claim_voice_at(x, e->voice)->parent;
    if (!is_presupposed(x, e))
        return e->voice;
    const dtl_voice *voice = claim_voice_at(x, e->voice); /* "the mayor said they called for an inquiry into an attack": the mayor's */
    return is_telling(voice->cue) ? DTL_NONE : voice->parent;
}

/* How a statement stands: a denial, a silence, something that may be, a habit of saying; else claimed. What lies ahead stays a claim
 * about the future. */
static uint8_t status_of_statement(const claim_context *x, const dtl_voice *voice, uint8_t stance)
{
    const dtl_parse *parse = &x->doc->parse;
    if (voice->cue == DTL_CUE_WITHHOLD)
        return dtl_tree_lemma_in(parse, voice->cue_token, "doubt question") ? DTL_STATUS_CLAIMED : DTL_STATUS_UNCONFIRMED;
    if (stance == DTL_STANCE_DENIES && voice->cue == DTL_CUE_DENY)
        return DTL_STATUS_DENIED;
    if (!is_telling(voice->cue) || voice->cue == DTL_CUE_CONFIRM || voice->content_head == DTL_NONE)
        return DTL_STATUS_CLAIMED;
    uint8_t tense = voice->cue_token == DTL_NONE ? DTL_XPOS_COUNT : parse->words[voice->cue_token].xpos; /* "usually announces", but not "has repeatedly said" */
    if ((tense == DTL_XPOS_VBZ || tense == DTL_XPOS_VBP) && dtl_commitment_of(&x->matcher, x->modality, voice->cue_token, NULL).modality == DTL_MODALITY_HABITUAL)
        return DTL_STATUS_HABITUAL;
    dtl_commitment told = dtl_commitment_of(&x->matcher, x->modality, voice->content_head, NULL);
    if (told.modality == DTL_MODALITY_POSSIBLE || told.modality == DTL_MODALITY_QUESTION)
        return DTL_STATUS_HYPOTHETICAL;
    if (told.modality == DTL_MODALITY_ASSERTED && told.polarity < 0)
        return DTL_STATUS_DENIED;
    return DTL_STATUS_CLAIMED;
}

static dtl_err claim_statement(claim_context *x, uint32_t event)
{
    const dtl_event *e = claim_event_at(x, event);
    const dtl_voice *voice = claim_voice_at(x, e->voice);
    const claim_effect *effect = claim_effect_of(x, e->voice);
    uint8_t stance = claim_stance_of(x, e->voice), certainty = e->certainty < effect->certainty ? effect->certainty : e->certainty;
    bool nobody = claim_is_about_responsibility(x, e->voice); /* that nobody has said it, is what the outlet says */
    x->telling[event] = nobody ? DTL_STATUS_ASSERTED : status_of_statement(x, voice, stance);
    return claim_add(x, (dtl_claim){.event = event, .voice = nobody ? voice->parent : e->voice, .targets = DTL_NONE, .span = e->evidence, .rule = voice->rule, .polarity = e->polarity,
                                    .field = DTL_FIELD_WHOLE, .modality = DTL_MODALITY_ASSERTED, .certainty = certainty, .stance = stance,
                                    .factuality = commitment(300, effect)},
                     &x->first_claim[event]);
}

/* A fighting party's account of its own deed is a claim, however plainly it says it. */
static bool is_own_account(const claim_context *x, uint32_t event, uint32_t voice)
{
    return claim_event_at(x, event)->type == DTL_EVENT_ASSAULT && is_telling(claim_voice_at(x, voice)->cue) &&
           claim_involves_holder(x, event, voice, DTL_EVENT_ACTOR);
}

/* "were reported to", "is believed to", "has been accused of": what such a passive makes of it. */
static uint8_t hearsay_of_verb(const dtl_parse *parse, uint32_t verb)
{
    if (dtl_tree_lemma_in(parse, verb, "report say tell rumour rumor understand"))
        return DTL_MODALITY_REPORTED;
    if (dtl_tree_lemma_in(parse, verb, "believe think suspect presume assume"))
        return DTL_MODALITY_SUSPECTED;
    return dtl_tree_lemma_in(parse, verb, "accuse allege charge claim") ? DTL_MODALITY_ALLEGED : DTL_MODALITY_ASSERTED;
}

/* "Clashes were reported", "it was reported that": the deed is the subject of the passive, or its clause. "accused of the murder", "charged
 * with two counts of assault", but not "charged in the killing", for that there was one is told. */
static bool is_matter_of(const dtl_parse *parse, uint32_t token, uint32_t head)
{
    char scratch[48];
    dtl_slice preposition = dtl_tree_preposition(parse, token, scratch);
    switch (parse->words[token].relation) {
    case DTL_REL_NSUBJ_PASS: case DTL_REL_CCOMP: case DTL_REL_CSUBJ:
        return dtl_tree_is_passive(parse, head) && dtl_tree_lemma_in(parse, head, "report say tell rumour rumor allege claim");
    case DTL_REL_OBL: case DTL_REL_NMOD:
        return (dtl_slice_is(preposition, "of") && dtl_tree_lemma_in(parse, head, "accuse suspect")) ||
               (dtl_slice_is(preposition, "with") && dtl_tree_lemma_in(parse, head, "charge"));
    default:
        return false;
    }
}

/* "accuse the army of burning villages and of shooting people", however the parser hung it: an accusing word stands before "of" and its
 * participle, and what a definite article takes for granted is told. */
static bool is_charge(const claim_context *x, const dtl_event *e)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first = x->doc->text.sentences.items[e->sentence].first, participle = e->trigger;
    bool noun = parse->words[e->trigger].xpos != DTL_XPOS_VBG;
    if (noun && (!dtl_tree_is_nominal(parse, e->trigger) || dtl_tree_child_lemma(parse, e->trigger, "the") != DTL_NONE))
        return false;
    while (noun && participle > first && e->trigger - participle < CHARGE_WORDS && parse->words[participle].upos != DTL_UPOS_PUNCT &&
           parse->words[participle].xpos != DTL_XPOS_VBG)
        participle--;
    uint32_t of = participle;
    while (of > first && participle - of < 3 && !dtl_slice_is(parse->words[of].lemma, "of"))
        of--;
    if (parse->words[participle].xpos != DTL_XPOS_VBG || !dtl_slice_is(parse->words[of].lemma, "of"))
        return false;
    for (uint32_t t = of; t-- > first && of - t < 2 * CHARGE_WORDS && !dtl_slice_is(parse->words[t].lemma, ";");)
        if (dtl_tree_lemma_in(parse, t, "accuse suspect"))
            return true;
    return false;
}

/* "It was reported in Gao on Monday that …", "received reports that …", whatever hangs where. */
static bool is_told_by_it(const claim_context *x, const dtl_event *e)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first = x->doc->text.sentences.items[e->sentence].first, it = DTL_NONE, verb = DTL_NONE;
    for (uint32_t t = e->trigger > first + 40 ? e->trigger - 40 : first; t < e->trigger; t++) {
        if (dtl_slice_is(parse->words[t].lemma, "it"))
            it = t;
        if (it != DTL_NONE && t - it <= 4 && dtl_tree_lemma_in(parse, t, "report rumour rumor allege") && dtl_tree_is_passive(parse, t))
            verb = t;
        if (verb != DTL_NONE && t - verb <= 10 && dtl_slice_is(parse->words[t].lemma, "that"))
            return true;
        if (t + 1 < e->trigger && parse->words[t].upos == DTL_UPOS_NOUN && dtl_tree_lemma_in(parse, t, "report rumour rumor") && dtl_slice_is(parse->words[t + 1].lemma, "that"))
            return true;
        if (dtl_slice_is(parse->words[t].lemma, ";"))
            it = verb = DTL_NONE;
    }
    return false;
}

/* Told by nobody in particular: "were reported to have fired", "is believed to have killed", "reports of the murder". No voice stands over
 * it, so that the words alone must say that the outlet does not vouch for it. */
static uint8_t hearsay(const claim_context *x, const dtl_event *e)
{
    const dtl_parse *parse = &x->doc->parse;
    char scratch[48];
    uint32_t token = e->trigger;
    for (int i = 0; i < 3 && parse->words[token].head != DTL_NONE; i++, token = parse->words[token].head) {
        uint8_t relation = parse->words[token].relation;
        uint32_t head = parse->words[token].head;
        bool under_verb = relation == DTL_REL_XCOMP || (relation == DTL_REL_ADVCL && dtl_tree_child_lemma(parse, token, "of") != DTL_NONE);
        uint8_t heard = (under_verb && dtl_tree_is_passive(parse, head)) || is_matter_of(parse, token, head) ? hearsay_of_verb(parse, head) : DTL_MODALITY_ASSERTED;
        if (heard != DTL_MODALITY_ASSERTED)
            return heard;
        bool content = (relation == DTL_REL_NMOD && dtl_slice_is(dtl_tree_preposition(parse, token, scratch), "of")) ||
                       ((relation == DTL_REL_ACL || relation == DTL_REL_ACL_RELCL) && dtl_tree_child(parse, token, DTL_REL_MARK) != DTL_NONE);
        if (content && dtl_tree_lemma_in(parse, head, "report rumour rumor allegation accusation claim suspicion"))
            return dtl_tree_lemma_in(parse, head, "report rumour rumor") ? DTL_MODALITY_REPORTED : DTL_MODALITY_ALLEGED;
        if (dtl_tree_lemma_in(parse, head, "guilty") && parse->words[head].head != DTL_NONE && dtl_tree_lemma_in(parse, parse->words[head].head, "plead"))
            return DTL_MODALITY_ALLEGED; /* whatever he pleads */
        if (relation == DTL_REL_CONJ && dtl_tree_is_verb(parse, e->trigger) && dtl_tree_child_lemma(parse, head, "allegedly reportedly") != DTL_NONE &&
            dtl_tree_child_lemma(parse, head, "allegedly reportedly") < head) /* "who allegedly shot and killed" */
            return dtl_tree_child_lemma(parse, head, "allegedly") != DTL_NONE ? DTL_MODALITY_ALLEGED : DTL_MODALITY_REPORTED;
        bool counts = relation == DTL_REL_NMOD && dtl_tree_lemma_in(parse, head, "count charge series string number");
        bool gerund = relation == DTL_REL_ACL && (parse->words[token].xpos == DTL_XPOS_VBG || dtl_tree_child_lemma(parse, token, "be") != DTL_NONE); /* "reports of a base being hit" */
        if (!gerund && relation != DTL_REL_OBJ && relation != DTL_REL_CONJ && relation != DTL_REL_XCOMP && relation != DTL_REL_COMPOUND && !counts)
            break;
    }
    if (is_told_by_it(x, e))
        return DTL_MODALITY_REPORTED;
    uint32_t first = x->doc->text.sentences.items[e->sentence].first; /* "allegedly shot and killed", where "shot" was read as a noun */
    if (e->trigger >= first + 3 && dtl_slice_is(parse->words[e->trigger - 1].lemma, "and") && dtl_tree_lemma_in(parse, e->trigger - 3, "allegedly reportedly"))
        return dtl_slice_is(parse->words[e->trigger - 3].lemma, "allegedly") ? DTL_MODALITY_ALLEGED : DTL_MODALITY_REPORTED;
    return is_charge(x, e) ? DTL_MODALITY_ALLEGED : DTL_MODALITY_ASSERTED;
}

/* "There is no proof that anybody gave an order": left open. */
static bool is_unproven(const dtl_parse *parse, uint32_t trigger)
{
    uint32_t head = parse->words[trigger].head;
    return head != DTL_NONE && (parse->words[trigger].relation == DTL_REL_ACL || parse->words[trigger].relation == DTL_REL_NMOD || parse->words[trigger].relation == DTL_REL_CCOMP) &&
           dtl_tree_lemma_in(parse, head, "proof evidence sign indication confirmation") && dtl_tree_child_lemma(parse, head, "no") != DTL_NONE;
}

/* "What has been done to stop the attacks?" tells none; what a noun's phrase takes for granted stays told. */
static bool is_asked(const claim_context *x, const dtl_event *e)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[e->sentence];
    uint32_t last = sentence->first + sentence->count - 1;
    for (int i = 0; i < 2 && last > e->trigger && dtl_tree_lemma_in(parse, last, "\" ' ” ’"); i++)
        last--;
    return last > e->trigger && dtl_slice_is(parse->words[last].lemma, "?") && dtl_tree_is_verb(parse, e->trigger) &&
           (parse->words[e->trigger].xpos == DTL_XPOS_VB || !is_inside_noun(parse, e->trigger, DTL_NONE));
}

static void limit_to(dtl_claim *claim, uint8_t certainty, int16_t limit)
{
    claim->certainty = claim->certainty < certainty ? certainty : claim->certainty;
    claim->factuality = claim->factuality > limit ? limit : claim->factuality < -limit ? (int16_t)-limit : claim->factuality;
}

/* What the words around a plain telling take back of it. */
static void take_care(const claim_context *x, uint32_t event, dtl_claim *claim)
{
    const dtl_event *e = claim_event_at(x, event);
    if (claim->voice == DTL_NONE && claim->modality == DTL_MODALITY_ASSERTED && (claim->modality = hearsay(x, e)) != DTL_MODALITY_ASSERTED)
        limit_to(claim, DTL_CERTAINTY_PR, 200);
    if (claim->modality == DTL_MODALITY_ASSERTED && is_asked(x, e)) {
        claim->modality = DTL_MODALITY_QUESTION;
        limit_to(claim, DTL_CERTAINTY_U, 0);
    }
    if (claim->modality == DTL_MODALITY_ASSERTED && is_unproven(&x->doc->parse, e->trigger))
        claim->polarity = 0;
    if (e->voice == DTL_NONE && claim->polarity > 0 && claim->factuality <= SURELY_NOT) /* under a denial that is no voice */
        claim->polarity = -1;
    if (claim->voice == DTL_NONE)
        return;
    if (claim->modality == DTL_MODALITY_ASSERTED && is_own_account(x, event, claim->voice))
        claim->modality = DTL_MODALITY_CLAIMED;
    if (claim->modality == DTL_MODALITY_PLANNED && is_threat(x, event, claim->voice))
        claim->modality = DTL_MODALITY_THREATENED;
}

static dtl_err claim_event(claim_context *x, uint32_t event)
{
    const dtl_event *e = claim_event_at(x, event);
    uint32_t voice = find_holder(x, event);
    x->held_by[event] = voice;
    if (e->item == DTL_ITEM_STATEMENT)
        return claim_statement(x, event);
    const claim_effect *effect = claim_effect_of(x, voice);
    bool plain = e->item == DTL_ITEM_FIGURE && e->modality == DTL_MODALITY_HYPOTHETICAL; /* "can field 2,000" */
    dtl_claim claim = {.event = event, .voice = voice, .targets = DTL_NONE, .span = e->evidence, .rule = voice == DTL_NONE ? e->rule : claim_voice_at(x, voice)->rule,
                       .polarity = (int8_t)(e->polarity * effect->turn), .field = DTL_FIELD_WHOLE, .certainty = e->certainty,
                       .modality = plain ? DTL_MODALITY_ASSERTED : modality_under(effect, e->modality), .likelihood = e->likelihood,
                       .factuality = commitment(e->factuality, effect), .stance = voice == DTL_NONE ? DTL_STANCE_SUPPORTS : claim_stance_of(x, voice)};
    if (plain) {
        claim.certainty = DTL_CERTAINTY_CT;
        claim.factuality = commitment((int16_t)(e->polarity * 300), effect);
    }
    if (claim.certainty < effect->certainty)
        claim.certainty = effect->certainty;
    take_care(x, event, &claim);
    x->telling[event] = status_of(claim.modality, claim.polarity, voice != DTL_NONE);
    if (claim.polarity < 0 && e->polarity > 0 && (claim.modality == DTL_MODALITY_PLANNED || claim.modality == DTL_MODALITY_WARNED))
        x->telling[event] = DTL_STATUS_DENIED; /* "denied that an attack was being prepared"; a foiled plot stays planned */
    dtl_err err = claim_add(x, claim, &x->first_claim[event]);
    return err ? err : claim_add_outer_voices(x, event);
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

/* A voice that denies a deed, or speaks of who did it, takes for granted that others tell the deed itself. */
static bool is_answer(const claim_context *x, uint32_t event)
{
    uint32_t voice = x->held_by[event];
    if (voice == DTL_NONE || claim_event_at(x, event)->item != DTL_ITEM_EVENT)
        return false;
    uint8_t cue = claim_voice_at(x, voice)->cue;
    return cue == DTL_CUE_DENY || cue == DTL_CUE_DISMISS || cue == DTL_CUE_BLAME || cue == DTL_CUE_RESPONSIBILITY;
}

/* Answers count only where nobody else tells the occurrence: settled[] says whether somebody does. */
static dtl_err settle_status(claim_context *x)
{
    uint32_t count = x->doc->event.events.count;
    bool *settled = dtl_arena_calloc(x->doc->arena, count + 1u, sizeof *settled);
    uint8_t *status = x->out->status;
    if (!settled)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = claim_event_at(x, i)->occurrence;
        if (is_answer(x, i))
            continue;
        if (!settled[first] || care(x->telling[i]) > care(status[first]))
            status[first] = x->telling[i];
        settled[first] = true;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = claim_event_at(x, i)->occurrence;
        if (!settled[first] && (first == i || care(x->telling[i]) > care(status[first])))
            status[first] = x->telling[i];
    }
    for (uint32_t i = 0; i < count; i++)
        status[i] = status[claim_event_at(x, i)->occurrence];
    return DTL_OK;
}

dtl_err dtl_claim_run(const dtl_doc *doc, const dtl_rules *rules, dtl_note_array *notes, dtl_claims *out)
{
    uint32_t count = doc->event.events.count;
    (void)notes;
    *out = (dtl_claims){0};
    claim_context x = {.doc = doc, .rules = rules, .out = out, .matcher = dtl_matcher_make(doc, rules), .modality = dtl_rules_table(rules, "modality")};
    out->status = dtl_arena_calloc(doc->arena, count, sizeof *out->status);
    x.telling = dtl_arena_calloc(doc->arena, count, sizeof *x.telling);
    out->telling = x.telling;
    x.held_by = dtl_arena_calloc(doc->arena, count, sizeof *x.held_by);
    x.first_claim = dtl_arena_calloc(doc->arena, count, sizeof *x.first_claim);
    if (!out->status || !x.telling || !x.held_by || !x.first_claim)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < count; i++) {
        dtl_err err = claim_event(&x, i);
        if (err)
            return err;
        if (doc->event.events.items[i].item != DTL_ITEM_STATEMENT)
            x.events = i + 1;
    }
    dtl_err err = claim_reach_back(&x);
    if (!err)
        err = claim_add_fields(&x);
    return err ? err : settle_status(&x);
}
