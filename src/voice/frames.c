/* voice: who speaks, where the order of the words tells it better than the tree.
 *
 * In: a cue with its content and the speaker that the tree gives. Out: the speaker, and the content as far as the frame's place decides it.
 * The idea: a frame behind a comma at the end of its sentence is the surest sign of who speaks, and a long sentence before it is where
 * the parser goes wrong: what stands between that comma and the cue speaks, whatever hangs where. Further: "the statement by X", "IS
 * said" (no form of be), "…, X said, without saying who …" (one speaker), "no group claimed" (nobody), "it said" (who spoke before).
 * Example: "Soldiers held nine men, among them two guards, the Coast Police (CP) said." → the Coast Police, not the guards.
 * Gets wrong: an apposition without a comma behind it ("the mayor, Karim Gul said"). */
#include "voice/internal.h"

enum { FRAME_WORDS_MAX = 16, BY_WORDS_MAX = 7, VOICES_BACK_MAX = 6, THAT_WORDS_MAX = 6, CLAUSE_WORDS_MAX = 400, PLAIN_WORDS_MAX = 16 };

/* Not "rescue" in "police and rescue workers": the tagger likes a verb behind "and". */
static bool is_surely_verbal(const voice_context *x, uint32_t token)
{
    const dtl_word *words = x->doc->parse.words;
    bool noun = words[token].xpos == DTL_XPOS_VB && token > 0 && words[token - 1].upos == DTL_UPOS_CCONJ && token + 1 < x->doc->text.tokens.count &&
                words[token + 1].upos == DTL_UPOS_NOUN;
    return !noun && voice_is_verbal(x, token);
}

/* A word that heads somebody or something that can speak, and is no part of a phrase with a preposition. */
static bool heads_speaker(const voice_context *x, uint32_t token)
{
    uint8_t relation = x->doc->parse.words[token].relation;
    return voice_can_speak(x, token) && relation != DTL_REL_NMOD_POSS && relation != DTL_REL_COMPOUND &&
           dtl_tree_child(&x->doc->parse, token, DTL_REL_CASE) == DTL_NONE;
}

/* The mark before the words in front of the cue, brackets apart, when no verb is among them; DTL_NONE if there is none. */
static uint32_t mark_before_frame(const voice_context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first = x->doc->text.sentences.items[voice_sentence_of(x, cue)].first, brackets = 0, t = voice_frame_end(x, cue);
    while (t > first && (parse->words[t - 1].upos == DTL_UPOS_AUX || parse->words[t - 1].upos == DTL_UPOS_ADV || parse->words[t - 1].upos == DTL_UPOS_PART))
        t--;
    for (uint32_t n = 0; t-- > first && n < FRAME_WORDS_MAX; n++) {
        if (dtl_slice_is(parse->words[t].lemma, ")"))
            brackets++;
        else if (dtl_slice_is(parse->words[t].lemma, "(") && brackets)
            brackets--;
        else if (!brackets && voice_is_mark(x, t) && !dtl_slice_is(parse->words[t].lemma, "-") && !dtl_slice_is(parse->words[t].lemma, "."))
            return t + 1 < cue ? t : DTL_NONE;
        else if (!brackets && is_surely_verbal(x, t))
            return DTL_NONE;
    }
    return DTL_NONE;
}

/* "Norway, which mediated, confirmed": the relative clause ends before the cue, so that its pronoun is nobody's subject. */
static uint32_t speaker_before_relative(const voice_context *x, uint32_t cue, uint32_t speaker)
{
    bool relative = x->doc->parse.words[speaker].xpos == DTL_XPOS_WDT || x->doc->parse.words[speaker].xpos == DTL_XPOS_WP;
    uint32_t first = x->doc->text.sentences.items[voice_sentence_of(x, speaker)].first;
    if (!relative || speaker < first + 2 || speaker + 2 > cue || !dtl_slice_is(x->doc->parse.words[cue - 1].lemma, ",") || !voice_is_mark(x, speaker - 1))
        return speaker;
    uint32_t mention = x->doc->mention.of_token[speaker - 2];
    return mention == DTL_NONE ? speaker : x->doc->mention.mentions.items[mention].head;
}

/* "LEBANON: the army said that …": a label in front of the frame is not the one who speaks. */
static uint32_t speaker_behind_label(const voice_context *x, uint32_t cue, uint32_t speaker)
{
    uint32_t mark = mark_before_frame(x, cue);
    bool label = mark != DTL_NONE && speaker < mark && (dtl_slice_is(x->doc->parse.words[mark].lemma, ":") || dtl_slice_is(x->doc->parse.words[mark].lemma, "]"));
    for (uint32_t t = mark + 1; label && t < cue; t++)
        if (heads_speaker(x, t))
            return t;
    return speaker;
}

/* "The ministry confirmed on Monday that …" at the start of a sentence, whatever the parser made of it: somebody, the cue, "that". */
static void settle_plain_order(const voice_context *x, uint32_t cue, dtl_voice *voice, uint32_t *speaker)
{
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, cue)];
    uint32_t end = sentence->first + sentence->count, that = cue + 1;
    if (cue == sentence->first || cue - sentence->first > PLAIN_WORDS_MAX || x->doc->parse.words[cue].relation != DTL_REL_ACL || x->doc->mention.of_token[cue - 1] == DTL_NONE)
        return;
    while (that < end && that <= cue + THAT_WORDS_MAX && !voice_is_mark(x, that) && !is_surely_verbal(x, that) && !dtl_slice_is(x->doc->parse.words[that].lemma, "that"))
        that++;
    const dtl_mention *m = NULL;
    for (uint32_t t = sentence->first; t < cue && !m; t++)
        if (x->doc->mention.headed_by[t] != DTL_NONE && dtl_match_is_actor(&x->matcher, x->doc->mention.headed_by[t]))
            m = &x->doc->mention.mentions.items[x->doc->mention.headed_by[t]];
    if (!m || m->first != sentence->first || m->first + m->count != cue || that + 2 >= end || that == cue + 1 || !dtl_slice_is(x->doc->parse.words[that].lemma, "that"))
        return;
    *speaker = m->head;
    uint32_t last = end - 1;
    while (last > that && voice_is_mark(x, last))
        last--;
    uint32_t clause = x->doc->parse.words[that].relation == DTL_REL_MARK ? x->doc->parse.words[that].head : DTL_NONE;
    voice_set_content(x, voice, clause, that, last);
}

/* Where the clause that a frame answers for begins: behind a semicolon, else with the sentence. */
static uint32_t clause_first(const voice_context *x, uint32_t mark)
{
    uint32_t first = x->doc->text.sentences.items[voice_sentence_of(x, mark)].first;
    uint32_t far = mark - first > CLAUSE_WORDS_MAX ? mark - CLAUSE_WORDS_MAX : first;
    for (uint32_t t = mark; t-- > far;)
        if (dtl_slice_is(x->doc->parse.words[t].lemma, ";"))
            return t + 1;
    return far;
}

/* "…, X said, while others …" / "…, X said; others …": what the tree hung behind the cue is another clause. */
static bool content_was_taken_behind(const voice_context *x, uint32_t cue, uint32_t mark, const dtl_voice *voice)
{
    const dtl_word *words = x->doc->parse.words;
    uint32_t end = x->doc->text.tokens.count, first = clause_first(x, mark);
    if (voice->content_first <= cue || cue + 2 >= end || words[cue + 1].upos != DTL_UPOS_PUNCT || x->quoted[voice->content_first])
        return false;
    bool other = dtl_slice_is(words[cue + 1].lemma, ";") || words[cue + 2].upos == DTL_UPOS_SCONJ;
    for (uint32_t t = first; other && t < mark && words[first].upos != DTL_UPOS_SCONJ; t++)
        if (is_surely_verbal(x, t))
            return true;
    return false;
}

/* "…, X said, while others …": the tree hung both on the clause before, but what stands behind the frame is not X's. */
static bool content_runs_on(const voice_context *x, uint32_t cue, uint32_t mark, const dtl_voice *voice)
{
    const dtl_word *words = x->doc->parse.words;
    uint32_t last = voice->content_first + voice->content_count - 1;
    return voice->content_first < mark && last > cue + 1 && words[cue + 1].upos == DTL_UPOS_PUNCT && words[cue + 2].upos == DTL_UPOS_SCONJ && !x->quoted[cue + 2] &&
           dtl_tree_lemma_in(&x->doc->parse, cue + 2, "while whereas although though");
}

/* "…, X said": the content stands before the comma, all of it, and so does whom the tree took for the speaker. */
static void settle_frame_behind(const voice_context *x, uint32_t cue, dtl_voice *voice, uint32_t *speaker)
{
    uint32_t mark = mark_before_frame(x, cue);
    if (mark == DTL_NONE || !voice->content_count || *speaker == DTL_NONE || *speaker > cue)
        return;
    if (content_was_taken_behind(x, cue, mark, voice) || content_runs_on(x, cue, mark, voice))
        voice_set_content(x, voice, DTL_NONE, clause_first(x, mark), mark - 1);
    if (voice->content_first >= mark)
        return;
    uint32_t last = voice->content_first + voice->content_count - 1, first = clause_first(x, mark);
    for (uint32_t t = mark + 1; t < cue && *speaker < mark; t++)
        if (heads_speaker(x, t))
            *speaker = t;
    if (*speaker < mark || x->quoted[voice->content_first] || x->quoted[first] || last > cue)
        return;
    voice_set_content(x, voice, voice->content_head, first, mark - 1);
}

/* "a recent statement by an official that …": the parser hangs the phrase anywhere. */
static uint32_t speaker_behind_by(const voice_context *x, uint32_t cue)
{
    uint32_t end = x->doc->text.tokens.count;
    if (cue + 2 >= end || !dtl_tree_lemma_in(&x->doc->parse, cue + 1, "by from"))
        return DTL_NONE;
    for (uint32_t t = cue + 2; t < end && t < cue + 2 + BY_WORDS_MAX && !is_surely_verbal(x, t) && !voice_is_mark(x, t); t++)
        if (dtl_match_is_actor(&x->matcher, x->doc->mention.headed_by[t]))
            return t;
    return DTL_NONE;
}

/* "IS said": what looks like a form of be is a name. */
static uint32_t speaker_in_auxiliary(const voice_context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[cue].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (c < cue && parse->words[c].upos == DTL_UPOS_AUX && dtl_match_is_actor(&x->matcher, x->doc->mention.headed_by[c]))
            return c;
    return DTL_NONE;
}

/* "claimed it on its radio Noor and said that …": who stands before the "and" belongs to the verb before it. */
static uint32_t speaker_before_and(const voice_context *x, uint32_t cue, uint32_t speaker)
{
    const dtl_word *words = x->doc->parse.words;
    uint32_t upper = words[cue].head, subject;
    bool wrong = words[cue].relation == DTL_REL_CONJ && words[cue - 1].upos == DTL_UPOS_CCONJ && upper != DTL_NONE && upper < speaker && speaker < cue &&
                 words[speaker].head == cue;
    if (!wrong || !dtl_tree_is_verb(&x->doc->parse, upper))
        return speaker;
    subject = dtl_tree_subject(&x->doc->parse, upper);
    return subject != DTL_NONE ? subject : speaker;
}

/* "…, the ministry said, without saying who …": a cue without a subject that hangs on another cue has its speaker. */
static uint32_t speaker_of_upper_cue(const voice_context *x, uint32_t cue)
{
    const dtl_word *word = &x->doc->parse.words[cue];
    const dtl_voice_array *voices = &x->out->voices;
    if (word->relation != DTL_REL_ADVCL || !(word->features & DTL_FEATURE_GERUND) ||
        dtl_tree_child(&x->doc->parse, cue, DTL_REL_NSUBJ) != DTL_NONE)
        return DTL_NONE;
    for (uint32_t i = voices->count; i-- > 0 && voices->count - i <= VOICES_BACK_MAX;)
        if (voices->items[i].cue_token == word->head && voices->items[i].holder != DTL_NONE && voices->items[i].parent == DTL_NONE)
            return x->doc->mention.mentions.items[voices->items[i].holder].head;
    return DTL_NONE;
}

void voice_settle_speaker(const voice_context *x, uint32_t cue, dtl_voice *voice, uint32_t *speaker)
{
    bool verb = dtl_tree_is_verb(&x->doc->parse, cue);
    if (!verb && *speaker == DTL_NONE) {
        *speaker = speaker_behind_by(x, cue);
        return;
    }
    if (!verb)
        return;
    if (*speaker == DTL_NONE)
        *speaker = speaker_in_auxiliary(x, cue);
    uint32_t upper = speaker_of_upper_cue(x, cue);
    if (upper != DTL_NONE)
        *speaker = upper;
    if (*speaker != DTL_NONE && cue > 0)
        *speaker = speaker_before_and(x, cue, *speaker);
    if (*speaker != DTL_NONE)
        *speaker = speaker_behind_label(x, cue, speaker_before_relative(x, cue, *speaker));
    settle_plain_order(x, cue, voice, speaker);
    settle_frame_behind(x, cue, voice, speaker);
}

/* "No group claimed it": that is nobody. */
bool voice_is_nobody(const voice_context *x, uint32_t speaker)
{
    const dtl_parse *parse = &x->doc->parse;
    return dtl_tree_lemma_in(parse, speaker, "nobody none") || dtl_tree_child_lemma(parse, speaker, "no") != DTL_NONE;
}

/* "…, according to X." at the end of a sentence answers for all of it. */
void voice_settle_according(const voice_context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, cue)];
    uint32_t end = sentence->first + sentence->count;
    if (cue < sentence->first + 4 || cue - sentence->first > CLAUSE_WORDS_MAX || !dtl_slice_is(x->doc->parse.words[cue - 1].lemma, ",") || voice->content_first <= sentence->first ||
        x->quoted[cue])
        return;
    uint8_t tag = x->doc->parse.words[voice->content_first].xpos; /* "…, according to X, which …": what is told of X is not X's */
    if (voice->content_first >= cue && tag != DTL_XPOS_WDT && tag != DTL_XPOS_WP)
        return;
    for (uint32_t t = cue + 2; t < end && !voice_is_mark(x, t); t++)
        if (is_surely_verbal(x, t))
            return;
    uint32_t head = voice->content_head;
    for (uint32_t t = sentence->first; t < cue; t++)
        if (x->doc->parse.words[t].head == DTL_NONE)
            head = t;
    voice_set_content(x, voice, head, sentence->first, cue - 2);
}

/* ---- "it said": who spoke before ---- */

static bool fits(const voice_context *x, uint32_t pronoun, const dtl_mention *holder)
{
    const dtl_parse *parse = &x->doc->parse;
    bool plural = (parse->words[holder->head].features & DTL_FEATURE_PLURAL) != 0;
    if (dtl_tree_lemma_in(parse, pronoun, "it"))
        return holder->kind == DTL_MENTION_ORGANISATION || holder->kind == DTL_MENTION_DOCUMENT || holder->kind == DTL_MENTION_PLACE;
    if (dtl_tree_lemma_in(parse, pronoun, "he she"))
        return holder->kind == DTL_MENTION_PERSON || (holder->kind == DTL_MENTION_ROLE && !plural);
    return dtl_tree_lemma_in(parse, pronoun, "they") && (holder->kind == DTL_MENTION_ORGANISATION || (holder->kind == DTL_MENTION_ROLE && plural));
}

/* Coreference left it open, or gave the thing that was spoken of: "The army disputed the account. It said …"; who adds something has said
 * something right before, whatever coreference holds. */
static bool is_open(const voice_context *x, const dtl_mention *pronoun, const dtl_mention *before, bool adds)
{
    if (pronoun->target == DTL_NONE || adds)
        return true;
    return x->doc->mention.entities.items[pronoun->target].kind == DTL_MENTION_DOCUMENT && before->kind != DTL_MENTION_DOCUMENT;
}

void voice_settle_pronouns(const voice_context *x)
{
    dtl_voice_array *voices = &x->out->voices;
    uint32_t before = DTL_NONE, sentence = 0; /* the holder of the last voice outside of quotations, and its sentence */
    for (uint32_t i = 0; i < voices->count; i++) {
        dtl_voice *v = &voices->items[i];
        if (v->holder == DTL_NONE || v->cue_token == DTL_NONE || x->quoted[v->cue_token])
            continue;
        const dtl_mention *holder = &x->doc->mention.mentions.items[v->holder];
        uint32_t here = voice_sentence_of(x, v->cue_token);
        bool near = before != DTL_NONE && here <= sentence + 3;
        if (holder->kind == DTL_MENTION_PRONOUN && near && fits(x, holder->head, &x->doc->mention.mentions.items[before]) &&
            is_open(x, holder, &x->doc->mention.mentions.items[before], here == sentence + 1 && dtl_tree_lemma_in(&x->doc->parse, v->cue_token, "add"))) {
            dtl_span span = v->holder_span;
            voice_set_holder(x, v, x->doc->mention.mentions.items[before].head);
            v->holder_span = span;
        }
        if (x->doc->mention.mentions.items[v->holder].kind != DTL_MENTION_PRONOUN && (here != sentence || before == DTL_NONE)) {
            before = v->holder;
            sentence = here;
        }
    }
}
