/* Modality: how the words themselves tell an event, whoever says it.
 *
 * In: a candidate, its trigger, its time. Out: modality, polarity, certainty, factuality, likelihood of one telling. What the words over
 * the trigger say is the climb's business (rules/commitment.h); here stands what the event room alone knows: the verb that lends the
 * doer, the time, the headline.
 * Example: "militants to attack the airport" as a headline → planned.
 * Gets wrong on purpose: what goes on is habitual, even where one battle goes on for years. */
#include "event/internal.h"
#include "rules/commitment.h"

/* Does the time belong to the trigger's own clause, not to one inside it ("threatened to resume attacks unless monthly pay …"), and
 * is it no term ("jailed for six years")? */
static bool is_own_time(const event_context *x, const dtl_event *event)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_mention *time = &x->doc->mention.mentions.items[event->time];
    char scratch[48];
    bool term = event->type == DTL_EVENT_SANCTION || (event->type == DTL_EVENT_COERCE && event->mode == DTL_MODE_ARREST);
    if (term && dtl_slice_is(dtl_tree_preposition(parse, time->head, scratch), "for"))
        return false;
    uint32_t clause = dtl_tree_clause(parse, time->head), above = event->trigger;
    return !dtl_tree_is_verb(parse, above) || clause == DTL_NONE || clause == above || !dtl_tree_is_under(parse, clause, above);
}

/* "Every time there is shelling": the clause hangs on "time", or the other way round; "whenever they shell it". */
static bool is_each_time(const dtl_parse *parse, uint32_t trigger)
{
    uint32_t clause = dtl_tree_clause(parse, trigger), time = parse->words[clause].head;
    if (time == DTL_NONE || !dtl_tree_lemma_in(parse, time, "time"))
        time = dtl_tree_child_lemma(parse, clause, "time");
    return dtl_tree_child_lemma(parse, clause, "whenever") != DTL_NONE || (time != DTL_NONE && dtl_tree_child_lemma(parse, time, "every each") != DTL_NONE);
}

/* "has been attacking", "over the past two decades", "every week": what goes on is no single event. */
static bool is_habitual(const event_context *x, const dtl_event *event)
{
    const dtl_parse *parse = &x->doc->parse;
    if (event->time != DTL_NONE && is_own_time(x, event)) {
        uint8_t kind = x->doc->mention.times.items[x->doc->mention.mentions.items[event->time].target].kind;
        if (kind == DTL_TIME_SET || kind == DTL_TIME_DURATION)
            return true;
    }
    if (is_each_time(parse, event->trigger))
        return true;
    if (parse->words[event->trigger].xpos != DTL_XPOS_VBG)
        return false;
    return dtl_tree_child_lemma(parse, event->trigger, "have") != DTL_NONE && dtl_tree_child_lemma(parse, event->trigger, "be") != DTL_NONE;
}

/* "Militants to attack": an infinitive without a governing verb in a headline is to come. */
static bool is_headline_infinitive(const event_context *x, const dtl_event *event)
{
    const dtl_parse *parse = &x->doc->parse;
    return x->doc->text.sentences.items[event->sentence].kind == DTL_SENTENCE_HEADLINE &&
           parse->words[event->trigger].xpos == DTL_XPOS_VB && dtl_tree_child_lemma(parse, event->trigger, "to") != DTL_NONE;
}

/* "We will blow up the bridge": what the speaker says that he will do to others is a threat. */
static bool is_own_threat(const event_context *x, const dtl_event *event)
{
    const dtl_parse *parse = &x->doc->parse;
    if (event->type != DTL_EVENT_ASSAULT || event->modality != DTL_MODALITY_PLANNED || event->polarity < 0 || event->voice == DTL_NONE)
        return false;
    uint32_t subject = dtl_tree_subject(parse, event->trigger);
    return subject != DTL_NONE && dtl_tree_lemma_in(parse, subject, "I we") && dtl_tree_child_lemma(parse, event->trigger, "will") != DTL_NONE;
}

static bool is_ahead(const event_context *x, const dtl_event *event)
{
    return event->time != DTL_NONE && x->doc->mention.times.items[x->doc->mention.mentions.items[event->time].target].future;
}

/* A stronger modality than the words have stands in its place. */
static void tell_as(dtl_event *event, uint8_t modality)
{
    bool weak = event->modality == DTL_MODALITY_HABITUAL || dtl_modality_is_hedged(event->modality);
    if (event->modality != DTL_MODALITY_ASSERTED && !(weak && modality == DTL_MODALITY_PLANNED))
        return;
    event->modality = modality;
    if (modality == DTL_MODALITY_PLANNED)
        event->certainty = DTL_CERTAINTY_PS;
}

void event_set_modality(const event_context *x, const candidate *cand, dtl_event *event)
{
    dtl_commitment_hints hints = {.support = cand->support, .fused = cand->fused};
    dtl_commitment told = dtl_commitment_of(&x->matcher, x->modality_table, cand->token, &hints);
    event->modality = told.modality;
    event->polarity = told.polarity;
    event->certainty = told.certainty;
    event->factuality = told.polarity < 0 && told.factuality > 0 ? (int16_t)-told.factuality : told.factuality; /* "arrested no students" */
    event->likelihood = told.likelihood;
    if (is_headline_infinitive(x, event) || (event->polarity > 0 && is_ahead(x, event)))
        tell_as(event, DTL_MODALITY_PLANNED);
    if (is_own_threat(x, event))
        event->modality = DTL_MODALITY_THREATENED;
    if (is_habitual(x, event))
        tell_as(event, DTL_MODALITY_HABITUAL);
}
