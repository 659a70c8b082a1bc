/* voice: which voice stands inside which, and whose words each word is.
 *
 * In: the voices. Out: the parent of each; per token the innermost voice that answers for it.
 * The idea: a voice relays another one whose cue stands in its content. Wide contents are painted first, so that the innermost wins.
 * Example: "The mayor said the guards had said that the gate was open." → mayor → guards → "the gate was open".
 * Gets wrong: two voices of one content that stand side by side ("X and, separately, Y said") count as nested. */
#include "voice/internal.h"

/* a relays b when b's cue stands in a's content and a says what it holds: who praises a statement does not relay it. Both ways round ("X said, according to Y, …"): the wider content is outside. */
static bool is_outside(const dtl_voice *a, uint32_t a_index, const dtl_voice *b, uint32_t b_index)
{
    if (!voice_covers(a, b->cue_token) || !dtl_cue_states(a->cue))
        return false;
    return a->content_count > b->content_count || (a->content_count == b->content_count && a_index < b_index);
}

/* Voices are few per sentence and content rarely leaves it: a window of neighbours keeps this linear. */
enum { WINDOW = 24 };

/* "The ministry said the men were believed to be abroad": what nobody is said to believe is the ministry's to answer for. */
static void inherit_holders(const voice_context *x)
{
    dtl_voice_array *voices = &x->out->voices;
    for (uint32_t i = 0; i < voices->count; i++) {
        dtl_voice *v = &voices->items[i];
        if (v->holder_span.length || v->source_count || v->parent == DTL_NONE)
            continue;
        const dtl_voice *parent = &voices->items[v->parent];
        v->holder = parent->holder;
        v->holder_span = parent->holder_span;
        v->on_behalf_of = parent->on_behalf_of;
    }
}

void voice_nest(const voice_context *x)
{
    dtl_voice_array *voices = &x->out->voices;
    for (uint32_t i = 0; i < voices->count; i++) {
        dtl_voice *inner = &voices->items[i];
        uint32_t *link = &inner->parent, relay = inner->parent;
        if (relay != DTL_NONE)
            link = &voices->items[relay].parent; /* what is outside of "told AFP" is outside of the agency */
        uint32_t best = DTL_NONE;
        for (uint32_t j = i > WINDOW ? i - WINDOW : 0; j < voices->count && j <= i + WINDOW; j++) {
            if (j == i || j == relay || voices->items[j].cue_token == inner->cue_token || !is_outside(&voices->items[j], j, inner, i))
                continue;
            if (best == DTL_NONE || voices->items[j].content_count < voices->items[best].content_count)
                best = j;
        }
        if (*link == DTL_NONE)
            *link = best;
    }
    inherit_holders(x);
}

/* Innermost wins: wide contents are written first. Widths are bucketed by a counting pass over nesting depth. */
static uint32_t depth_of(const dtl_voice_array *voices, uint32_t voice)
{
    uint32_t depth = 0;
    while (voice != DTL_NONE && depth < 32) {
        depth++;
        voice = voices->items[voice].parent;
    }
    return depth;
}

void voice_paint(const voice_context *x)
{
    const dtl_voice_array *voices = &x->out->voices;
    for (uint32_t depth = 1; depth <= 32; depth++) {
        bool any = false;
        for (uint32_t i = 0; i < voices->count; i++) {
            if (depth_of(voices, i) != depth)
                continue;
            any = true;
            const dtl_voice *voice = &voices->items[i];
            if (!dtl_cue_states(voice->cue))
                continue;
            for (uint32_t t = voice->content_first; t < voice->content_first + voice->content_count; t++)
                if (t != voice->cue_token)
                    x->out->of_token[t] = i;
        }
        if (!any)
            return;
    }
}
