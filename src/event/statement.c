/* Statements: what a voice says that is no event of this kind is still worth holding.
 *
 * In: voices and events. Out: one DTL_ITEM_STATEMENT for each voice whose own content tells no event: "A spokesman
 * confirmed that the tape was real", "Officials believe the group has lost ground". A voice whose content is just
 * another voice ("AFP reported that analysts believe …") leaves the statement to the inner one. */
#include "event/internal.h"

static bool tells_event(const event_context *x, uint32_t voice)
{
    const dtl_voice *v = &x->doc->voice.voices.items[voice];
    for (uint32_t t = v->content_first; t < v->content_first + v->content_count; t++)
        if (x->of_token[t] != DTL_NONE && !x->candidates.items[x->of_token[t]].dead && x->doc->voice.of_token[t] == voice)
            return true;
    /* The cue itself may be an event ("rejected", "accused", "urged"). */
    return x->of_token[v->cue_token] != DTL_NONE && !x->candidates.items[x->of_token[v->cue_token]].dead;
}

static bool relays_only(const event_context *x, uint32_t voice)
{
    const dtl_voice_array *voices = &x->doc->voice.voices;
    for (uint32_t i = voice > 24 ? voice - 24 : 0; i < voices->count && i <= voice + 24; i++)
        if (i != voice && voices->items[i].parent == voice &&
            (voices->items[i].cue_token == voices->items[voice].content_head || voices->items[i].cue_token == voices->items[voice].cue_token ||
             (voices->items[i].content_first == voices->items[voice].content_first && voices->items[i].content_count == voices->items[voice].content_count)))
            return true;
    return false;
}

/* "declined to say where it came from": what was not said is no statement, the refusal is. */
static bool is_withheld(const event_context *x, const dtl_voice *voice)
{
    const dtl_voice *outer = voice->parent == DTL_NONE ? NULL : &x->doc->voice.voices.items[voice->parent];
    return outer && outer->cue == DTL_CUE_WITHHOLD && outer->content_head == voice->cue_token;
}

/* Content that the tree does not tell, only what stands behind the cue: too unsure for a statement. */
static bool is_guessed(const dtl_voice *voice)
{
    return voice->content_count && voice->content_head == DTL_NONE && voice->quote == DTL_QUOTE_INDIRECT;
}

dtl_err event_add_statements(event_context *x)
{
    const dtl_voice_array *voices = &x->doc->voice.voices;
    for (uint32_t i = 0; i < voices->count; i++) {
        const dtl_voice *voice = &voices->items[i];
        /* "No group has claimed responsibility" too: the class of the entry, not what negation made of it */
        bool stance_itself = voice->cue == DTL_CUE_DOWNPLAY || voice->cue == DTL_CUE_CORRECT || dtl_slice_is(dtl_rules_attribute(x->matcher.rules, voice->rule, "class"), "responsibility");
        if (voice->cue_token == DTL_NONE || !dtl_cue_states(voice->cue) || is_withheld(x, voice) || is_guessed(voice) ||
            (!stance_itself && ((voice->cue != DTL_CUE_WITHHOLD && relays_only(x, i)) || tells_event(x, i))))
            continue;
        if (voice->cue == DTL_CUE_ACCORDING && voice->holder == DTL_NONE)
            continue;
        dtl_event *event = dtl_array_push(x->arena, &x->out->events);
        if (!event)
            return DTL_ERR_BUDGET;
        uint32_t sentence = x->doc->text.tokens.items[voice->cue_token].sentence, first, last;
        dtl_tree_range(&x->doc->parse, &x->doc->text, voice->cue_token, &first, &last);
        const dtl_sentence *own = &x->doc->text.sentences.items[sentence];
        if (voice->content_count) { /* frame and content, as far as they stand in this sentence */
            uint32_t content_last = voice->content_first + voice->content_count - 1, end = own->first + own->count - 1;
            first = voice->content_first < first ? voice->content_first : first;
            last = content_last > last ? content_last : last;
            first = first < own->first ? own->first : first;
            last = last > end ? end : last;
        }
        *event = (dtl_event){.evidence = dtl_text_tokens_span(&x->doc->text, first, last - first + 1), .sentence = sentence,
                             .trigger = voice->cue_token, .voice = i, .time = voice->said_at, .days = DTL_INTERVAL_OPEN,
                             .killed = DTL_RANGE_NONE, .injured = DTL_RANGE_NONE, .arrested = DTL_RANGE_NONE, .figure = DTL_RANGE_NONE,
                             .figure_noun = DTL_NONE, .weapon = DTL_NONE, .setting = DTL_NONE, .rule = voice->rule, .polarity = 1, .item = DTL_ITEM_STATEMENT};
        if (voice->said_at != DTL_NONE) {
            const dtl_time *time = &x->doc->mention.times.items[x->doc->mention.mentions.items[voice->said_at].target];
            event->days = time->days;
            event->age = time->age;
        }
        if (voice->holder != DTL_NONE) {
            dtl_err err = event_add_participant(x, x->out->events.count - 1, voice->holder, DTL_EVENT_ACTOR);
            if (err)
                return err;
        }
    }
    return DTL_OK;
}
