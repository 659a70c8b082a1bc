/* Modality: how the words themselves tell an event, whoever says it.
 *
 * In: a candidate, its trigger, its time. Out: modality, polarity, certainty, factuality, likelihood of one telling. What the words over
 * the trigger say is the climb's business (rules/commitment.h); here stands what the event room alone knows: the verb that lends the
 * doer, the time, the headline.
 * Example: "militants to attack the airport" as a headline → planned.
 * Gets wrong on purpose: what goes on is habitual, even where one battle goes on for years. */
#include "event/internal.h"
#include "rules/commitment.h"

/* "has been attacking", "over the past two decades", "every week": what goes on is no single event. */
static bool is_habitual(const event_context *x, const dtl_event *event)
{
    const dtl_parse *parse = &x->doc->parse;
    if (event->time != DTL_NONE) {
        uint8_t kind = x->doc->mention.times.items[x->doc->mention.mentions.items[event->time].target].kind;
        if (kind == DTL_TIME_SET || kind == DTL_TIME_DURATION)
            return true;
    }
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
    event->factuality = told.factuality;
    event->likelihood = told.likelihood;
    if (is_headline_infinitive(x, event) || is_ahead(x, event))
        tell_as(event, DTL_MODALITY_PLANNED);
    if (is_habitual(x, event))
        tell_as(event, DTL_MODALITY_HABITUAL);
}
