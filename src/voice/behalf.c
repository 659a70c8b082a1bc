/* voice: for whom a person speaks.
 *
 * In: voices whose holder is a person or a role without a known employer; the words of the source. Out: on_behalf_of.
 * The idea: what mention knows of somebody ("the ministry's spokesman") is the holder's parent already. Left is what only stands where he
 * speaks: an organisation in the source phrase or in its apposition, behind for, of, at, from or with, or as a possessor.
 * Example: "Omar Sadeq, a doctor at the Harbour Hospital, said …" → the Harbour Hospital.
 * Gets wrong: an organisation that is only named to say who he was ("a former director of the bank"). */
#include "voice/internal.h"

enum { BEHALF_WORDS_MAX = 24 };

static bool is_link(const voice_context *x, uint32_t token)
{
    return dtl_tree_child_lemma(&x->doc->parse, token, "for of at from with") != DTL_NONE || x->doc->parse.words[token].relation == DTL_REL_NMOD_POSS ||
           x->doc->parse.words[token].relation == DTL_REL_COMPOUND;
}

/* The words that name the source: its phrase, and the apposition that the tree hangs on its head. */
static void source_words(const voice_context *x, const dtl_voice *v, uint32_t *first, uint32_t *end)
{
    const dtl_mention *m = &x->doc->mention.mentions.items[v->holder];
    uint32_t appos = dtl_tree_child(&x->doc->parse, m->head, DTL_REL_APPOS), appos_first, appos_last;
    *first = v->source_count ? v->source_first : m->first;
    *end = v->source_count ? v->source_first + v->source_count : m->first + m->count;
    if (appos == DTL_NONE)
        return;
    voice_subtree(x, appos, &appos_first, &appos_last);
    *end = appos_last + 1 > *end ? appos_last + 1 : *end;
}

static uint32_t employer_in(const voice_context *x, uint32_t first, uint32_t end, uint32_t self)
{
    for (uint32_t t = first; t < end && t < first + BEHALF_WORDS_MAX; t++) {
        uint32_t index = x->doc->mention.headed_by[t];
        if (x->doc->parse.words[t].upos == DTL_UPOS_VERB)
            return DTL_NONE;
        const dtl_mention *m = index == DTL_NONE ? NULL : &x->doc->mention.mentions.items[index];
        if (m && m->kind == DTL_MENTION_ORGANISATION && m->target != DTL_NONE && m->target != self && is_link(x, t))
            return m->target;
    }
    return DTL_NONE;
}

void voice_set_behalf(const voice_context *x)
{
    dtl_voice_array *voices = &x->out->voices;
    for (uint32_t i = 0; i < voices->count; i++) {
        dtl_voice *v = &voices->items[i];
        if (v->holder == DTL_NONE || v->on_behalf_of != DTL_NONE)
            continue;
        const dtl_mention *m = &x->doc->mention.mentions.items[v->holder];
        uint32_t first, end;
        if (m->kind != DTL_MENTION_PERSON && m->kind != DTL_MENTION_ROLE)
            continue;
        uint8_t kind = voice_kind_of_mention(x, m);
        if (m->kind == DTL_MENTION_ROLE && kind != DTL_SOURCE_SPOKESPERSON && kind != DTL_SOURCE_OFFICIAL && kind != DTL_SOURCE_EXPERT)
            continue;
        source_words(x, v, &first, &end);
        v->on_behalf_of = employer_in(x, first, end, m->target);
    }
}
