/* voice: who passes on another one's words, and frames that have no verb of speaking.
 *
 * In: a word like quote or cite, a noun like account, "per", "source". Out: the voice of the one who is quoted, inside the voice of the
 * one who quotes; the voice of whom such a phrase names.
 * The idea: "X quoted Y as saying Z", "Y was quoted by X as saying Z" and "Z, X quoted Y as saying" are X > Y, whatever the order; "X
 * reported Z, citing Y" is X > Y too: Y's content is what X's is. A phrase without a verb answers for the rest of its sentence.
 * Example: "Two trucks burned, the Herald reported, citing the fire service." → the Herald > the fire service → "Two trucks burned".
 * Gets wrong: a document that is cited for one detail of the sentence only. */
#include "voice/internal.h"

enum { SAYING_WORDS_MAX = 14, QUOTED_WORDS_MAX = 10, NEIGHBOURS = 8, SENTENCE_WORDS_MAX = 400 };

static bool is_comma(const voice_context *x, uint32_t token)
{
    return dtl_slice_is(x->doc->parse.words[token].lemma, ",");
}

/* Who stands behind a word: the head of the noun phrase there, before the next mark or verb. */
static uint32_t speaker_behind(const voice_context *x, uint32_t word)
{
    uint32_t end = voice_sentence(x, word)->first + voice_sentence(x, word)->count, noun = DTL_NONE;
    for (uint32_t t = word + 1; t < end && t <= word + QUOTED_WORDS_MAX && !voice_is_mark(x, t) && !voice_has_verb(x, t, t + 1); t++) {
        if (voice_can_speak(x, t) && x->doc->parse.words[t].relation != DTL_REL_NMOD_POSS && x->doc->parse.words[t].relation != DTL_REL_COMPOUND)
            return t;
        if (t > word + 1 && (x->doc->parse.words[t].upos == DTL_UPOS_ADP || x->doc->parse.words[t].upos == DTL_UPOS_SCONJ))
            break;
        if (dtl_tree_is_nominal(&x->doc->parse, t))
            noun = t;
    }
    return noun;
}

/* The phrase with by of a passive, of the word itself or of "saying" behind it. */
static uint32_t agent_of(const voice_context *x, uint32_t cue, uint32_t saying)
{
    uint32_t end = voice_sentence(x, cue)->first + voice_sentence(x, cue)->count;
    for (uint32_t t = cue + 1; t + 1 < end && t <= cue + SAYING_WORDS_MAX; t++)
        if (dtl_slice_is(x->doc->parse.words[t].lemma, "by") && (t == cue + 1 || (saying != DTL_NONE && t == saying + 1)))
            return speaker_behind(x, t);
    return DTL_NONE;
}

static uint32_t saying_of(const voice_context *x, uint32_t cue)
{
    uint32_t end = voice_sentence(x, cue)->first + voice_sentence(x, cue)->count;
    for (uint32_t t = cue + 2; t < end && t <= cue + SAYING_WORDS_MAX; t++)
        if (dtl_slice_is(x->doc->parse.words[t - 1].lemma, "as") && (x->doc->parse.words[t].features & DTL_FEATURE_GERUND))
            return t;
    return DTL_NONE;
}

static dtl_voice voice_of(const voice_context *x, uint32_t cue, uint32_t speaker, uint32_t entry)
{
    dtl_voice voice = {.parent = DTL_NONE, .holder = DTL_NONE, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE,
                       .cue_token = cue, .content_head = DTL_NONE, .rule = entry, .cue = DTL_CUE_SAY};
    voice.cue_span = dtl_text_tokens_span(&x->doc->text, cue, 1);
    voice_set_holder(x, &voice, speaker);
    voice_set_source(x, &voice, speaker);
    voice_set_cue(x, &voice);
    return voice;
}

/* What is said: behind "saying", else what stands before the whole frame. */
static bool content_of_saying(const voice_context *x, uint32_t cue, uint32_t saying, uint32_t quoter, uint32_t quoted, dtl_voice *voice)
{
    const dtl_sentence *sentence = voice_sentence(x, cue);
    uint32_t end = sentence->first + sentence->count, from = saying + 1, to = end;
    if (sentence->count > SENTENCE_WORDS_MAX)
        return false;
    while (from < to && (is_comma(x, from) || dtl_slice_is(x->doc->parse.words[from].lemma, ":")))
        from++;
    while (to > from && voice_is_mark(x, to - 1) && !x->quoted[to - 1])
        to--;
    uint32_t head = dtl_tree_child(&x->doc->parse, saying, DTL_REL_CCOMP);
    if (from < to && voice_has_verb(x, from, to)) {
        voice_set_content(x, voice, head, from, to - 1);
        return true;
    }
    uint32_t front = cue;
    front = quoter < front ? quoter : front;
    front = quoted < front ? quoted : front;
    for (uint32_t t = front; t-- > sentence->first + 1;)
        if (voice_is_mark(x, t)) {
            if (!voice_has_verb(x, sentence->first, t))
                return false;
            voice_set_content(x, voice, DTL_NONE, sentence->first, t - 1);
            return true;
        }
    return false;
}

/* "X quoted Y as saying Z" in any order. */
static dtl_err add_quoted_saying(const voice_context *x, uint32_t cue, uint32_t saying, uint32_t entry, bool *made)
{
    bool passive = dtl_tree_is_passive(&x->doc->parse, cue) || dtl_tree_child(&x->doc->parse, cue, DTL_REL_NSUBJ_PASS) != DTL_NONE;
    uint32_t quoted = passive ? dtl_tree_object(&x->doc->parse, cue) : speaker_behind(x, cue);
    uint32_t quoter = passive ? agent_of(x, cue, saying) : dtl_tree_subject(&x->doc->parse, cue), outer = DTL_NONE;
    if (!passive && cue > voice_sentence(x, cue)->first && voice_can_speak(x, cue - 1))
        quoter = cue - 1; /* "…, the Herald quoted": whatever the tree says */
    if (quoted == DTL_NONE)
        return DTL_OK;
    dtl_voice inner = voice_of(x, saying, quoted, entry);
    if (!content_of_saying(x, cue, saying, quoter, quoted, &inner))
        return DTL_OK;
    voice_widen_to_quotations(x, &inner);
    voice_mark_frame(x, cue);
    voice_mark_frame(x, saying);
    *made = true;
    if (quoter != DTL_NONE) {
        dtl_voice outside = voice_of(x, cue, quoter, entry);
        outside.quote = inner.quote;
        voice_set_content(x, &outside, inner.content_head, inner.content_first, inner.content_first + inner.content_count - 1);
        dtl_err err = voice_add(x, outside, &outer);
        if (err)
            return err;
    }
    inner.parent = outer;
    return voice_add(x, inner, NULL);
}

dtl_err voice_find_quoted(const voice_context *x, uint32_t cue, uint32_t entry, bool *made)
{
    const dtl_word *word = &x->doc->parse.words[cue];
    uint32_t saying = saying_of(x, cue);
    if (saying != DTL_NONE)
        return add_quoted_saying(x, cue, saying, entry, made);
    bool citing = (word->features & DTL_FEATURE_GERUND) != 0, by = agent_of(x, cue, DTL_NONE) != DTL_NONE;
    uint32_t speaker = citing ? speaker_behind(x, cue) : by ? agent_of(x, cue, DTL_NONE) : DTL_NONE;
    if (speaker == DTL_NONE)
        return DTL_OK;
    voice_mark_frame(x, cue);
    *made = true;
    return voice_add(x, voice_of(x, cue, speaker, entry), NULL); /* what is said is settled when all voices are known */
}

bool voice_is_told(const voice_context *x, uint32_t cue)
{
    const dtl_voice_array *voices = &x->out->voices;
    for (uint32_t i = voices->count; i-- > 0 && voices->count - i <= 3;)
        if (voices->items[i].cue_token == cue)
            return true;
    return false;
}

/* ---- "…, citing Y": what is said, and who says so ---- */

static uint32_t phrase_end(const voice_context *x, const dtl_voice *v)
{
    const dtl_sentence *sentence = voice_sentence(x, v->cue_token);
    uint32_t t = v->source_count ? v->source_first + v->source_count : v->cue_token + 1, end = sentence->first + sentence->count;
    while (t < end && !voice_is_mark(x, t) && !voice_has_verb(x, t, t + 1) && !dtl_slice_is(x->doc->parse.words[t].lemma, "that"))
        t++;
    return t;
}

/* The voice that cites: its cue is what the word hangs on, else it is the nearest one of the sentence. */
static uint32_t citing_voice(const voice_context *x, uint32_t voice)
{
    const dtl_voice_array *voices = &x->out->voices;
    uint32_t cue = voices->items[voice].cue_token, best = DTL_NONE, distance = DTL_NONE, sentence = voice_sentence_of(x, cue);
    uint32_t from = voice > NEIGHBOURS ? voice - NEIGHBOURS : 0;
    for (uint32_t i = from; i < voices->count && i <= voice + NEIGHBOURS; i++) {
        const dtl_voice *v = &voices->items[i];
        if (i == voice || !v->content_count || v->cue_token == cue || voice_sentence_of(x, v->cue_token) != sentence || x->quoted[v->cue_token] != x->quoted[cue])
            continue;
        bool relay = i > 0 && voices->items[i - 1].parent == i;
        uint32_t apart = v->cue_token > cue ? v->cue_token - cue : cue - v->cue_token;
        if (!relay && apart < distance) {
            best = i;
            distance = apart;
        }
    }
    return best;
}

/* Takes the phrase first … end - 1 out of a content that begins or ends with it. */
static bool cut_out(const voice_context *x, dtl_voice *v, uint32_t first, uint32_t end)
{
    uint32_t a = v->content_first, b = a + v->content_count;
    if (end >= b && first > a)
        b = first;
    else if (first <= a && end > a) {
        uint32_t stop = voice_sentence(x, first)->first + voice_sentence(x, first)->count;
        a = end;
        b = end >= b ? stop : b; /* "According to X, citing Y, …": the content was the phrase */
    }
    if (v->cue_token > a && v->cue_token < b && v->source_count && !voice_has_verb(x, v->cue_token + 1, b)) { /* its own frame stood before the phrase */
        b = v->source_first < v->cue_token ? v->source_first : v->cue_token;
        v->gap_count = 0;
    }
    while (a < b && voice_is_mark(x, a) && !x->quoted[a])
        a++;
    while (b > a && voice_is_mark(x, b - 1) && !x->quoted[b - 1])
        b--;
    if (v->gap_count && v->gap_first + v->gap_count >= b && v->gap_first > a && v->gap_first < b) {
        b = v->gap_first;
        v->gap_count = 0;
    }
    if (a >= b)
        return false;
    voice_set_content(x, v, v->content_head, a, b - 1);
    return true;
}

/* Nobody reports it by a verb: the rest of the sentence. */
static void rest_of_sentence(const voice_context *x, dtl_voice *v, uint32_t first, uint32_t end)
{
    const dtl_sentence *sentence = voice_sentence(x, first);
    uint32_t stop = sentence->first + sentence->count;
    if (sentence->count > SENTENCE_WORDS_MAX)
        return;
    bool goes_on = end + 1 < stop && is_comma(x, end) && dtl_slice_is(x->doc->parse.words[end + 1].lemma, "that"); /* "said, citing Y, that …" */
    if (end < stop && is_comma(x, end) && (goes_on || first <= sentence->first + 1) && voice_has_verb(x, end, stop))
        voice_set_content(x, v, DTL_NONE, end + 1, stop - 1);
    else if (first > sentence->first + 1 && voice_is_mark(x, first - 1) && voice_has_verb(x, sentence->first, first - 1))
        voice_set_content(x, v, DTL_NONE, sentence->first, first - 2);
    else
        return;
    cut_out(x, v, first, end);
}

/* "took to Twitter to respond, saying …": the channel hangs on the verb above. */
static void set_medium_above(const voice_context *x, dtl_voice *v)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t verb = v->cue_token;
    for (int i = 0; i < 2 && verb != DTL_NONE && v->medium == DTL_NONE; i++) {
        verb = parse->words[verb].relation == DTL_REL_ADVCL || parse->words[verb].relation == DTL_REL_XCOMP ? parse->words[verb].head : DTL_NONE;
        for (uint32_t c = verb == DTL_NONE ? DTL_NONE : parse->words[verb].first_child; c != DTL_NONE && v->medium == DTL_NONE; c = parse->words[c].next_sibling) {
            uint32_t mention = x->doc->mention.headed_by[c];
            if (parse->words[c].relation == DTL_REL_OBL && mention != DTL_NONE && x->doc->mention.mentions.items[mention].kind == DTL_MENTION_DOCUMENT)
                v->medium = mention;
        }
    }
}

void voice_settle_relays(const voice_context *x)
{
    dtl_voice_array *voices = &x->out->voices;
    for (uint32_t i = 0; i < voices->count; i++) {
        dtl_voice *v = &voices->items[i];
        if (v->medium == DTL_NONE && v->holder != DTL_NONE)
            set_medium_above(x, v);
        if (v->content_count || v->cue != DTL_CUE_SAY || v->rule == DTL_NONE || !dtl_rules_attribute(x->matcher.rules, v->rule, "quotes").length)
            continue;
        bool by = !(x->doc->parse.words[v->cue_token].features & DTL_FEATURE_GERUND); /* "witnesses quoted by Y" */
        uint32_t first = v->cue_token, end = phrase_end(x, v), reporter = citing_voice(x, i);
        if (first > 0 && by && dtl_slice_is(x->doc->parse.words[first - 1].lemma, "as"))
            first--;
        if (reporter == DTL_NONE) {
            rest_of_sentence(x, v, first, end);
            continue;
        }
        dtl_voice *r = &voices->items[reporter];
        if (!cut_out(x, r, first, end))
            continue;
        voice_set_content(x, v, r->content_head, r->content_first, r->content_first + r->content_count - 1);
        v->gap_first = r->gap_first;
        v->gap_count = r->gap_count;
        v->quote = r->quote;
        if (by && r->parent == DTL_NONE)
            r->parent = i;
        else if (!by)
            v->parent = reporter;
    }
}

/* ---- frames without a verb ---- */

/* "per X", "by X's account", "in the words of X": whom the phrase names. *end receives the token behind it, *first its first one. */
static uint32_t speaker_of_phrase(const voice_context *x, uint32_t cue, uint32_t *first, uint32_t *end)
{
    const dtl_parse *parse = &x->doc->parse;
    if (parse->words[cue].upos == DTL_UPOS_ADP) { /* per */
        *first = cue;
        return speaker_behind(x, cue);
    }
    uint32_t preposition = dtl_tree_child_lemma(parse, cue, "by in"), owner = dtl_tree_child(parse, cue, DTL_REL_NMOD_POSS);
    if (preposition == DTL_NONE || preposition > cue)
        return DTL_NONE;
    *first = preposition;
    if (owner != DTL_NONE)
        return owner;
    *end = cue + 1;
    return cue + 1 < x->doc->text.tokens.count && dtl_slice_is(parse->words[cue + 1].lemma, "of") ? speaker_behind(x, cue + 1) : DTL_NONE;
}

/* "(source: X)" */
static uint32_t speaker_in_brackets(const voice_context *x, uint32_t cue, uint32_t *first, uint32_t *end)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t stop = voice_sentence(x, cue)->first + voice_sentence(x, cue)->count;
    if (cue == 0 || cue + 3 >= stop || !dtl_slice_is(parse->words[cue - 1].lemma, "(") || !dtl_slice_is(parse->words[cue + 1].lemma, ":"))
        return DTL_NONE;
    *first = cue - 1;
    for (*end = cue + 2; *end < stop && !dtl_slice_is(parse->words[*end].lemma, ")");)
        ++*end;
    for (uint32_t t = cue + 2; t < *end; t++)
        if (voice_can_speak(x, t))
            return t;
    return DTL_NONE;
}

bool voice_find_phrase(const voice_context *x, uint32_t cue, dtl_voice *voice)
{
    uint32_t first = cue, end = cue + 1, stop = voice_sentence(x, cue)->first + voice_sentence(x, cue)->count;
    bool brackets = dtl_slice_is(x->doc->parse.words[cue].lemma, "source");
    uint32_t speaker = brackets ? speaker_in_brackets(x, cue, &first, &end) : speaker_of_phrase(x, cue, &first, &end);
    if (speaker == DTL_NONE || !voice_can_speak(x, speaker) || x->doc->mention.mentions.items[x->doc->mention.headed_by[speaker]].kind == DTL_MENTION_DOCUMENT)
        return false;
    voice_set_holder(x, voice, speaker);
    voice_set_source(x, voice, speaker);
    if (!brackets && voice->source_first + voice->source_count > end)
        end = voice->source_first + voice->source_count;
    if (!brackets && end < stop && !voice_is_mark(x, end)) /* it must be a phrase by itself */
        return false;
    if (voice_sentence(x, cue)->count > SENTENCE_WORDS_MAX)
        return false;
    if (brackets && first > voice_sentence(x, cue)->first) {
        if (!voice_has_verb(x, voice_sentence(x, cue)->first, first))
            return false;
        voice_set_content(x, voice, DTL_NONE, voice_sentence(x, cue)->first, first - 1);
    } else
        rest_of_sentence(x, voice, first, end);
    voice->cue_first = voice->cue_token;
    voice->cue_count = 1;
    for (uint32_t t = first; t < end && voice->content_count; t++)
        x->out->frame[t] = true;
    return voice->content_count > 0;
}

/* "in an interview with X", "speaking to X": whom the cue's sentence names as having heard it; a mention, DTL_NONE. */
uint32_t voice_interviewer(const voice_context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[cue].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        bool interview = dtl_tree_lemma_in(parse, c, "interview"), speaking = dtl_tree_lemma_in(parse, c, "speak talk") && parse->words[c].relation == DTL_REL_ADVCL;
        for (uint32_t k = interview || speaking ? parse->words[c].first_child : DTL_NONE; k != DTL_NONE; k = parse->words[k].next_sibling)
            if (voice_is_media(x, dtl_match_mention(&x->matcher, k)) && dtl_tree_child_lemma(parse, k, "with to by") != DTL_NONE)
                return dtl_match_mention(&x->matcher, k);
    }
    return DTL_NONE;
}
