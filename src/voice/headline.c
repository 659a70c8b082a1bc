/* voice: the frames of headlines.
 *
 * In: headline sentences. Out: a voice for "X: …", "…: X" and "… – X" where X is somebody who can speak.
 * The idea: what stands alone before the first colon or behind the last colon or dash of a headline, and is somebody by itself, says the
 * rest. A place or a state is the scene ("Peru: two held"), an armed group the subject of the report, an outlet behind a dash its owner.
 * Example: "Police: two held after raid", "Two held after raid – ministry" → police, ministry → "two held after raid".
 * Gets wrong: a person of whom the report tells ("Gul: a life") when a verb follows. */
#include "voice/internal.h"

enum { NAME_WORDS_MAX = 7, CONTENT_WORDS_MIN = 2, HEADLINES_MAX = 8 };

static bool is_word(const voice_context *x, uint32_t token, const char *word)
{
    return dtl_slice_is(x->doc->parse.words[token].lemma, word);
}

static bool is_dash(const voice_context *x, uint32_t token)
{
    bool dash = is_word(x, token, "-") || is_word(x, token, "\xE2\x80\x93") || is_word(x, token, "\xE2\x80\x94") || is_word(x, token, "--");
    return dash && token > 0 && x->doc->text.tokens.items[token - 1].space_after && x->doc->text.tokens.items[token].space_after;
}

static bool tells(const voice_context *x, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (x->doc->parse.words[t].upos == DTL_UPOS_VERB || x->doc->parse.words[t].upos == DTL_UPOS_AUX)
            return true;
    return false;
}

/* The head of the mention that the words first … end - 1 are, if it can speak in a headline. */
static uint32_t speaker_of(const voice_context *x, uint32_t first, uint32_t end, bool behind)
{
    for (uint32_t t = first; t < end; t++) {
        uint32_t index = x->doc->mention.headed_by[t];
        if (index == DTL_NONE)
            continue;
        const dtl_mention *m = &x->doc->mention.mentions.items[index];
        if (m->first != first || m->first + m->count != end)
            continue;
        if (m->kind != DTL_MENTION_PERSON && m->kind != DTL_MENTION_ORGANISATION && m->kind != DTL_MENTION_ROLE && m->kind != DTL_MENTION_DOCUMENT)
            return DTL_NONE;
        const dtl_entity *entity = m->target == DTL_NONE ? NULL : &x->doc->mention.entities.items[m->target];
        uint8_t kind = voice_kind_of_mention(x, m);
        bool scene = entity && (entity->kind == DTL_MENTION_PLACE || entity->place_precision > 0 || entity->id.length == 3);
        bool outlet = behind && (kind == DTL_SOURCE_MEDIA || kind == DTL_SOURCE_AGENCY) && m->kind == DTL_MENTION_ORGANISATION;
        if (scene || outlet || kind == DTL_SOURCE_ARMED_GROUP || kind == DTL_SOURCE_UNKNOWN)
            return DTL_NONE;
        return t;
    }
    uint32_t entry; /* "– ministry": a noun that is no mention */
    bool noun = end > first && end - first <= 2 && dtl_match_entries(&x->matcher, x->source_kinds, end - 1, &entry, 1);
    return noun && !dtl_slice_is(dtl_rules_attribute(x->matcher.rules, entry, "kind"), "armed group") ? end - 1 : DTL_NONE;
}

static dtl_err add_headline(const voice_context *x, dtl_voice_array *added, uint32_t speaker, uint32_t first, uint32_t end)
{
    dtl_voice voice = {.parent = DTL_NONE, .holder = DTL_NONE, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE,
                       .cue_token = DTL_NONE, .content_head = DTL_NONE, .rule = DTL_NONE, .cue = DTL_CUE_HEADLINE};
    voice_set_holder(x, &voice, speaker);
    voice_set_content(x, &voice, DTL_NONE, first, end - 1);
    voice_set_source(x, &voice, speaker);
    for (uint32_t t = voice.source_first; t < voice.source_first + voice.source_count; t++)
        x->out->frame[t] = true;
    dtl_voice *slot = dtl_array_push(x->arena, added);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = voice;
    return DTL_OK;
}

static dtl_err read_headline(const voice_context *x, const dtl_sentence *sentence, dtl_voice_array *added)
{
    uint32_t first = sentence->first, end = first + sentence->count, colon = DTL_NONE, last = DTL_NONE;
    for (uint32_t t = first; t < end; t++) {
        bool mark = is_word(x, t, ":");
        if (mark && colon == DTL_NONE)
            colon = t;
        if (mark || is_dash(x, t))
            last = t;
    }
    if (colon != DTL_NONE && colon > first && colon - first <= NAME_WORDS_MAX && end - colon > CONTENT_WORDS_MIN) {
        uint32_t speaker = speaker_of(x, first, colon, false);
        if (speaker != DTL_NONE)
            return add_headline(x, added, speaker, colon + 1, end);
    }
    if (last != DTL_NONE && last >= first + CONTENT_WORDS_MIN && last + 1 < end && end - last - 1 <= NAME_WORDS_MAX && tells(x, first, last)) {
        uint32_t speaker = speaker_of(x, last + 1, end, true);
        if (speaker != DTL_NONE)
            return add_headline(x, added, speaker, first, last);
    }
    return DTL_OK;
}

dtl_err voice_read_headlines(const voice_context *x)
{
    dtl_voice_array added = {0};
    const dtl_sentence_array *sentences = &x->doc->text.sentences;
    for (uint32_t s = 0; s < sentences->count && s < HEADLINES_MAX && sentences->items[s].kind == DTL_SENTENCE_HEADLINE; s++) {
        dtl_err err = sentences->items[s].count ? read_headline(x, &sentences->items[s], &added) : DTL_OK;
        if (err)
            return err;
    }
    return added.count ? voice_merge(x, &added) : DTL_OK;
}
