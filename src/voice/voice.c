/* voice: finds sources, cues and contents.
 *
 * In: tree, quotations, mentions, the cue table (rules/en/cues.txt). Out: one dtl_voice per reporting frame, nested.
 * The idea (Pareti 2015, PolNeAR's source – cue – content): every word of the cue table is tried; its entry says where
 * the content hangs (clause, infinitive, object, a preposition) and where the holder stands. The content is the hull of
 * that subtree without the frame itself, widened to a whole quotation that it touches, also over sentences.
 * Example: "The raid, the agency quoted a spokesman as saying, killed two." → agency → spokesman → "The raid … killed two".
 * Gets wrong on purpose: a holder that only the context tells ("It was a mistake," in a paragraph of its own). */
#include "voice/internal.h"

enum { ENTRIES_MAX = 8, VOICES_MAX = 4096 };

uint8_t voice_cue_class(const voice_context *x, uint32_t entry)
{
    dtl_slice name = dtl_rules_attribute(x->matcher.rules, entry, "class");
    for (unsigned i = 0; i < DTL_CUE_COUNT; i++)
        if (dtl_slice_is(name, dtl_cue_name(i)))
            return (uint8_t)i;
    return DTL_CUE_SAY;
}

uint32_t voice_sentence_of(const voice_context *x, uint32_t token)
{
    return x->doc->text.tokens.items[token].sentence;
}

void voice_subtree(const voice_context *x, uint32_t token, uint32_t *first, uint32_t *last)
{
    dtl_tree_range(&x->doc->parse, &x->doc->text, token, first, last);
}

void voice_set_content(const voice_context *x, dtl_voice *voice, uint32_t head, uint32_t first, uint32_t last)
{
    voice->content_head = head;
    voice->content_first = first;
    voice->content_count = last - first + 1;
    voice->content_span = dtl_text_tokens_span(&x->doc->text, first, voice->content_count);
}

void voice_mark_frame(const voice_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    x->out->frame[token] = true;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        if (relation == DTL_REL_AUX || relation == DTL_REL_AUX_PASS || relation == DTL_REL_COMPOUND_PRT)
            x->out->frame[c] = true;
    }
}

static void mark_holder_frame(const voice_context *x, const dtl_voice *voice)
{
    if (voice->holder == DTL_NONE)
        return;
    const dtl_mention *mention = &x->doc->mention.mentions.items[voice->holder];
    for (uint32_t i = 0; i < mention->count; i++)
        x->out->frame[mention->first + i] = true;
}

dtl_err voice_add(const voice_context *x, dtl_voice voice, uint32_t *index)
{
    dtl_voice *slot = dtl_array_push(x->arena, &x->out->voices);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = voice;
    if (dtl_cue_states(voice.cue))
        mark_holder_frame(x, &voice);
    if (index)
        *index = x->out->voices.count - 1;
    return DTL_OK;
}

/* Negation turns a confirmation into its absence: "has not confirmed", "could not be verified", "no one confirmed". */
static bool is_negated(const voice_context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    if (parse->words[cue].features & DTL_FEATURE_NEGATED)
        return true;
    if (dtl_tree_is_nominal(parse, cue))
        return dtl_tree_child_lemma(parse, cue, "no") != DTL_NONE;
    uint32_t head = parse->words[cue].head; /* "unable to verify", "not possible to verify" */
    if (head != DTL_NONE && dtl_tree_lemma_in(parse, head, "neither")) /* read as a verb above its own */
        return true;
    if (head != DTL_NONE && parse->words[cue].xpos == DTL_XPOS_VB && dtl_tree_child_lemma(parse, cue, "to") != DTL_NONE &&
        (dtl_tree_lemma_in(parse, head, "unable impossible hard difficult") || (dtl_tree_lemma_in(parse, head, "reason ground grounds") && dtl_tree_child_lemma(parse, head, "no") != DTL_NONE) ||
         (dtl_tree_lemma_in(parse, head, "have") && dtl_tree_child_lemma(parse, head, "yet") != DTL_NONE) || /* "has yet to reply" */
         (dtl_tree_lemma_in(parse, head, "possible able") && parse->words[head].features & DTL_FEATURE_NEGATED)))
        return true;
    if (dtl_tree_child_lemma(parse, cue, "neither never") != DTL_NONE)
        return true;
    uint32_t subject = dtl_tree_child(parse, cue, DTL_REL_NSUBJ);
    if (subject == DTL_NONE)
        subject = dtl_tree_child(parse, cue, DTL_REL_NSUBJ_PASS);
    return subject != DTL_NONE && (parse->words[subject].features & DTL_FEATURE_NEGATED || dtl_tree_lemma_in(parse, subject, "nobody none neither") ||
                                   dtl_tree_child_lemma(parse, subject, "no neither") != DTL_NONE);
}

/* "found no evidence" */
static bool has_no_object(const voice_context *x, uint32_t cue)
{
    uint32_t object = dtl_tree_child(&x->doc->parse, cue, DTL_REL_OBJ);
    return object != DTL_NONE && dtl_tree_child_lemma(&x->doc->parse, object, "no") != DTL_NONE;
}

static uint8_t class_after_negation(const voice_context *x, uint32_t cue, uint8_t class)
{
    if (!is_negated(x, cue))
        return class;
    if (class == DTL_CUE_BELIEVE) /* "does not believe that it was an attack" believes that it was none */
        return DTL_CUE_DENY;
    return class == DTL_CUE_CONFIRM || class == DTL_CUE_DENY || class == DTL_CUE_SAY || class == DTL_CUE_RESPONSIBILITY ? DTL_CUE_WITHHOLD : class;
}

/* A holder that nobody named is accepted only where English uses the passive for it: "is believed to be", "was said to". */
static bool may_lack_holder(const voice_context *x, uint32_t cue, uint8_t class, const dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    if (class == DTL_CUE_WITHHOLD || class == DTL_CUE_CONFIRM)
        return voice->content_count > 0;
    if (!dtl_cue_states(class)) /* "is expected to", "asked about", "calls for": nobody need be named for an attitude */
        return voice->content_count > 0 && (dtl_tree_is_passive(parse, cue) || dtl_tree_is_nominal(parse, cue));
    return dtl_tree_is_passive(parse, cue) && voice->content_head != DTL_NONE &&
           (parse->words[voice->content_head].relation == DTL_REL_XCOMP || parse->words[voice->content_head].relation == DTL_REL_CCOMP);
}

/* "The captain referred to the storm": the parser takes the verb for a participle on a noun that is left without a verb of its own. Whoever
 * the noun names speaks. */
static uint32_t stranded_subject(const voice_context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t noun = parse->words[cue].head;
    bool stranded = parse->words[cue].relation == DTL_REL_ACL && noun != DTL_NONE && noun < cue && parse->words[noun].head == DTL_NONE &&
                    parse->words[cue].xpos == DTL_XPOS_VBN && dtl_tree_child(parse, cue, DTL_REL_OBL_AGENT) == DTL_NONE &&
                    x->doc->text.sentences.items[voice_sentence_of(x, cue)].kind == DTL_SENTENCE_BODY;
    return stranded ? noun : DTL_NONE;
}

/* "Jo Roe, who leads the port, said that …": the tree has no subject and the content stands behind the cue. Whoever is named right before
 * the cue, or opens the sentence when a comma stands there, speaks. *opens: then all from there to the cue is the source. */
static uint32_t fronted_subject(const voice_context *x, uint32_t cue, bool *opens)
{
    uint32_t first = x->doc->text.sentences.items[voice_sentence_of(x, cue)].first, mention;
    uint8_t xpos = x->doc->parse.words[cue].xpos;
    *opens = false;
    if (cue <= first || (xpos != DTL_XPOS_VBD && xpos != DTL_XPOS_VBZ && xpos != DTL_XPOS_VBP))
        return DTL_NONE;
    mention = x->doc->mention.of_token[cue - 1];
    if (dtl_match_is_actor(&x->matcher, mention) && x->quoted[cue - 1] == x->quoted[cue])
        return x->doc->mention.mentions.items[mention].head;
    uint32_t entry; /* ", police say": the parser took the two for one word */
    if (mention == DTL_NONE && x->doc->parse.words[cue - 1].upos == DTL_UPOS_NOUN && x->doc->parse.words[cue - 1].head == cue && x->quoted[cue - 1] == x->quoted[cue] &&
        dtl_match_entries(&x->matcher, x->source_kinds, cue - 1, &entry, 1))
        return cue - 1;
    if (!dtl_slice_is(x->doc->parse.words[cue - 1].lemma, ","))
        return DTL_NONE;
    for (uint32_t t = first; t < first + 2 && t + 2 < cue; t++) {
        mention = x->doc->mention.of_token[t];
        if (dtl_match_is_actor(&x->matcher, mention) && x->doc->mention.mentions.items[mention].first == t && x->quoted[t] == x->quoted[cue]) {
            *opens = cue - t < 40;
            return *opens ? x->doc->mention.mentions.items[mention].head : DTL_NONE;
        }
    }
    return DTL_NONE;
}

static dtl_err try_entry(const voice_context *x, uint32_t cue, uint32_t entry, bool *made)
{
    const dtl_rules *rules = x->matcher.rules;
    dtl_voice voice = {.parent = DTL_NONE, .holder = DTL_NONE, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE,
                       .cue_token = cue, .content_head = DTL_NONE, .rule = entry};
    uint8_t class = voice_cue_class(x, entry);
    *made = false;
    if (dtl_tree_is_naming(&x->doc->parse, cue)) { /* "what he called an attack": that it was one is his claim */
        if (class != DTL_CUE_DEMAND)
            return DTL_OK;
        class = DTL_CUE_CLAIM;
    }
    if (!dtl_match_conditions(&x->matcher, cue, entry) || (dtl_rules_attribute(rules, entry, "negated").length && !is_negated(x, cue) && !has_no_object(x, cue)))
        return DTL_OK;
    if (dtl_rules_attribute(rules, entry, "quotes").length)
        return voice_find_quoted(x, cue, entry, made);
    voice.cue_span = dtl_text_tokens_span(&x->doc->text, cue, 1);
    voice.cue = class_after_negation(x, cue, class);
    if (class == DTL_CUE_ACCORDING) {
        if (!voice_find_according(x, cue, &voice) && !voice_find_phrase(x, cue, &voice))
            return DTL_OK;
        voice_settle_according(x, cue, &voice);
    } else {
        dtl_slice slot = dtl_rules_attribute(rules, entry, "holder");
        dtl_tree_list holders;
        uint32_t speaker = DTL_NONE;
        bool has_content = voice_find_content(x, cue, entry, &voice, &speaker);
        if (!has_content && (voice.cue == DTL_CUE_SAY || !dtl_tree_is_verb(&x->doc->parse, cue)))
            return DTL_OK;
        if (speaker == DTL_NONE && dtl_match_slot(&x->matcher, cue, slot.length ? slot : DTL_SLICE("subject"), &holders))
            speaker = holders.items[0];
        else if (speaker == DTL_NONE && has_content) /* the tree lost the subject: "…, the general staff said." */
            voice_content_by_position(x, cue, &voice, &speaker);
        if (speaker == DTL_NONE)
            speaker = stranded_subject(x, cue);
        bool opens = false;
        if (speaker == DTL_NONE && has_content && voice.content_first > cue && dtl_cue_states(voice.cue))
            speaker = fronted_subject(x, cue, &opens);
        voice_settle_speaker(x, cue, &voice, &speaker);
        if (speaker != DTL_NONE && !voice_is_nobody(x, speaker))
            voice_set_holder(x, &voice, speaker);
        voice_set_source(x, &voice, speaker);
        if (opens && speaker != DTL_NONE && voice.source_first < cue)
            voice.source_count = cue - voice.source_first;
        if (!dtl_cue_states(voice.cue) && voice.holder != DTL_NONE && x->doc->mention.mentions.items[voice.holder].kind == DTL_MENTION_TIME)
            return DTL_OK; /* "five years after crowds …": the parser took the time for the doer */
        if (speaker == DTL_NONE && !may_lack_holder(x, cue, voice.cue, &voice))
            return DTL_OK;
        if (!has_content && voice.cue != DTL_CUE_WITHHOLD)
            return DTL_OK;
        voice_set_cue(x, &voice);
        if (voice.content_count)
            voice_mend_content(x, &voice);
    }
    if (voice.content_count)
        voice_widen_to_quotations(x, &voice);
    if (voice.content_count)
        voice_trim_content(x, &voice);
    voice_set_circumstances(x, &voice);
    if (dtl_cue_states(voice.cue))
        voice_mark_frame(x, cue);
    *made = true;
    uint32_t index;
    dtl_err err = voice_add(x, voice, &index);
    return err ? err : voice_add_relay(x, cue, entry, index);
}

static dtl_err find_voices(const voice_context *x)
{
    uint32_t entries[ENTRIES_MAX];
    for (uint32_t t = 0; t < x->doc->text.tokens.count && x->out->voices.count < VOICES_MAX; t++) {
        uint32_t count = dtl_match_entries(&x->matcher, x->cues, t, entries, ENTRIES_MAX);
        bool made = count && voice_is_told(x, t);
        for (uint32_t i = 0; i < count && !made; i++) {
            dtl_err err = try_entry(x, t, entries[i], &made);
            if (err)
                return err;
        }
    }
    return DTL_OK;
}

/* Quotations may stand in each other: what is open is counted, so that one pass is enough. */
static bool *mark_quoted(const dtl_doc *doc)
{
    const dtl_quotation_array *quotations = &doc->parse.quotations;
    uint32_t count = doc->text.tokens.count;
    int32_t *opened = dtl_arena_calloc(doc->arena, (size_t)count + 1, sizeof *opened), open = 0;
    bool *quoted = dtl_arena_calloc(doc->arena, (size_t)count + 1, sizeof *quoted);
    if (!opened || !quoted)
        return NULL;
    for (uint32_t i = 0; i < quotations->count; i++) {
        opened[quotations->items[i].first]++;
        opened[quotations->items[i].first + quotations->items[i].count]--;
    }
    for (uint32_t t = 0; t < count; t++) {
        open += opened[t];
        quoted[t] = open > 0;
    }
    return quoted;
}

/* "Roe: we will …": where no verb brings the words, the colon does. */
static void set_colons(const voice_context *x)
{
    for (uint32_t i = 0; i < x->out->voices.count; i++) {
        dtl_voice *v = &x->out->voices.items[i];
        if (v->cue_token == DTL_NONE && !v->cue_count && v->source_count && v->content_count && v->content_first > v->source_first &&
            dtl_slice_is(x->doc->parse.words[v->content_first - 1].lemma, ":")) {
            v->cue_first = v->content_first - 1;
            v->cue_count = 1;
        }
    }
}

dtl_err dtl_voice_run(const dtl_doc *doc, const dtl_rules *rules, dtl_note_array *notes, dtl_voices *out)
{
    uint32_t count = doc->text.tokens.count;
    *out = (dtl_voices){0};
    out->of_token = dtl_arena_calloc(doc->arena, count, sizeof *out->of_token);
    out->frame = dtl_arena_calloc(doc->arena, count, sizeof *out->frame);
    if (!out->of_token || !out->frame)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < count; i++)
        out->of_token[i] = DTL_NONE;
    bool *quoted = mark_quoted(doc);
    if (!quoted)
        return DTL_ERR_BUDGET;
    voice_context x = {.doc = doc, .arena = doc->arena, .matcher = dtl_matcher_make(doc, rules),
                 .cues = dtl_rules_table(rules, "cues"), .source_kinds = dtl_rules_table(rules, "source-kinds"), .quoted = quoted, .out = out};
    dtl_err err = find_voices(&x);
    if (!err) {
        voice_settle_pronouns(&x);
        voice_settle_relays(&x);
        voice_set_behalf(&x);
        err = voice_read_headlines(&x);
    }
    if (!err)
        err = voice_find_lost(&x);
    if (!err)
        err = voice_read_announcements(&x);
    if (!err)
        err = voice_continue(&x, notes);
    if (err)
        return err;
    set_colons(&x);
    voice_nest(&x);
    voice_paint(&x);
    voice_reach(&x);
    voice_set_kinds(&x);
    return DTL_OK;
}
