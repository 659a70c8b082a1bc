/* voice: what a voice answers for where the tree is broken.
 *
 * In: the voices that the other files found, and whose words each word is. Out: voices of frames that the tree lost (voice_find_lost), and
 * words behind a content that its voice answers for all the same (voice_reach).
 * The idea: to give as the outlet's own what somebody is plainly named for is the gravest error of all. Lost frames are known by three
 * orders of words: "According to X, …", "…, X reports" at the end of a sentence, and a word of saying that was read as a noun ("the
 * bulletin reports that …", "women police say were hurt"). A content that the parser cut short goes on to the end of its sentence,
 * up to a semicolon, "but" or "while" behind a comma, or a further verb of speaking by the same speaker ("and asked for help").
 * Contents keep their spans; only whose words the words are is told anew.
 * Example: "Police said Gul shot two men before killing a third." → where the tree ends at "men", the killing is the police's too.
 * Gets wrong on purpose: what the outlet itself adds behind "said", without a mark of its own. */
#include "voice/internal.h"

enum { ACCOUNT_WORDS_MAX = 20, PHRASE_WORDS_MAX = 12, TAIL_WORDS_MAX = 6, REACH_WORDS_MAX = 120, CLIMB_MAX = 3 };

/* A verb that is written out: not the "s" of "the sheriff's", which the tagger reads as "is". */
static bool has_full_verb(const voice_context *x, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (voice_is_verbal(x, t) && x->doc->page.text.ptr[x->doc->text.tokens.items[t].offset] != '\'')
            return true;
    return false;
}

/* ---- frames that the tree lost ---- */

/* The last word between first and end that heads somebody who can speak; DTL_NONE if none does. */
static uint32_t speaker_among(const voice_context *x, uint32_t first, uint32_t end)
{
    for (uint32_t t = end; t-- > first;) {
        uint32_t entry;
        if (voice_can_speak(x, t))
            return t;
        if (dtl_match_entries(&x->matcher, x->source_kinds, t, &entry, 1)) /* "island's ministry": a noun that is no mention */
            return t;
    }
    return DTL_NONE;
}

static dtl_err add_lost(const voice_context *x, dtl_voice_array *added, uint8_t class, uint32_t cue, uint32_t speaker, uint32_t first, uint32_t end)
{
    dtl_voice voice = {.parent = DTL_NONE, .holder = DTL_NONE, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE,
                       .cue_token = cue, .content_head = DTL_NONE, .rule = DTL_NONE, .cue = class};
    while (first < end && voice_is_mark(x, first) && !x->quoted[first])
        first++;
    while (end > first && voice_is_mark(x, end - 1) && !x->quoted[end - 1])
        end--;
    if (first >= end)
        return DTL_OK;
    voice_set_holder(x, &voice, speaker);
    voice_set_source(x, &voice, speaker);
    voice.cue_span = dtl_text_tokens_span(&x->doc->text, cue, 1);
    voice.cue_first = cue;
    voice.cue_count = 1;
    voice_set_content(x, &voice, DTL_NONE, first, end - 1);
    voice_mark_frame(x, cue);
    dtl_voice *slot = dtl_array_push(x->arena, added);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = voice;
    return DTL_OK;
}

/* "According to X, …" whose clause the parser hung below X, or lost. */
static dtl_err read_according(const voice_context *x, const dtl_sentence *sentence, uint32_t cue, dtl_voice_array *added)
{
    const dtl_word *words = x->doc->parse.words;
    uint32_t end = sentence->first + sentence->count, comma = cue + 2, stop = DTL_NONE;
    bool opens = cue == sentence->first || dtl_tree_lemma_in(&x->doc->parse, cue - 1, "] ) - --");
    if (!opens || cue + 6 > end || x->out->frame[cue] || !dtl_slice_is(words[cue + 1].lemma, "to"))
        return DTL_OK;
    for (; comma < end && comma - cue < ACCOUNT_WORDS_MAX && !voice_is_mark(x, comma); comma++)
        stop = stop == DTL_NONE && voice_is_verbal(x, comma) ? comma : stop;
    if (comma >= end || !dtl_slice_is(words[comma].lemma, ",") || !has_full_verb(x, comma, end))
        return DTL_OK;
    uint32_t speaker = speaker_among(x, cue + 2, stop == DTL_NONE ? comma : stop);
    return speaker == DTL_NONE ? DTL_OK : add_lost(x, added, DTL_CUE_ACCORDING, cue, speaker, comma + 1, end);
}

/* "sermons in which, judges ruled, he had called for …": a verb of judging between two commas. */
static dtl_err read_between_commas(const voice_context *x, const dtl_sentence *sentence, uint32_t cue, dtl_voice_array *added)
{
    const dtl_word *words = x->doc->parse.words;
    uint32_t end = sentence->first + sentence->count, mark = cue;
    if (cue < sentence->first + 3 || cue + 2 >= end || !dtl_slice_is(words[cue + 1].lemma, ",") || words[cue].upos != DTL_UPOS_VERB)
        return DTL_OK;
    while (mark > sentence->first && cue - mark < PHRASE_WORDS_MAX && !voice_is_mark(x, mark - 1) && !voice_is_verbal(x, mark - 1))
        mark--;
    if (mark == cue || mark < sentence->first + 2 || !dtl_slice_is(words[mark - 1].lemma, ",") || !has_full_verb(x, cue + 2, end))
        return DTL_OK;
    uint32_t speaker = speaker_among(x, mark, cue);
    return speaker == DTL_NONE ? DTL_OK : add_lost(x, added, DTL_CUE_SAY, cue, speaker, cue + 2, end);
}

/* Where the frame's part of the sentence ends: before ", while the army spoke of four". */
static uint32_t end_of_part(const voice_context *x, const dtl_sentence *sentence, uint32_t cue)
{
    uint32_t end = sentence->first + sentence->count;
    for (uint32_t t = cue + 1; t + 1 < end && t <= cue + TAIL_WORDS_MAX; t++)
        if (dtl_slice_is(x->doc->parse.words[t].lemma, ",") && dtl_tree_lemma_in(&x->doc->parse, t + 1, "while whereas but although"))
            return t;
    return end;
}

/* "residents and rescue(VERB) workers said": a noun that the tagger took for a verb, for no verb can stand between "and" and such a noun there. */
static bool is_noun_misread(const voice_context *x, uint32_t token, uint32_t cue)
{
    const dtl_word *words = x->doc->parse.words;
    return token > 0 && token + 2 == cue && words[token].upos == DTL_UPOS_VERB && (words[token].xpos == DTL_XPOS_VBP || words[token].xpos == DTL_XPOS_VB) &&
           words[token - 1].upos == DTL_UPOS_CCONJ && dtl_tree_is_nominal(&x->doc->parse, token + 1);
}

/* "…, X reports." / "…, X said on Monday.": nothing but a time stands behind. */
static dtl_err read_final_frame(const voice_context *x, const dtl_sentence *sentence, uint32_t cue, dtl_voice_array *added, bool *made)
{
    uint32_t end = end_of_part(x, sentence, cue), mark = cue;
    if (cue < sentence->first + 4 || end - cue > TAIL_WORDS_MAX || has_full_verb(x, cue + 1, end))
        return DTL_OK;
    while (mark > sentence->first && x->doc->parse.words[mark - 1].upos == DTL_UPOS_AUX && x->doc->parse.words[mark - 1].head == cue) /* "X has reported" */
        mark--;
    while (mark > sentence->first && cue - mark < PHRASE_WORDS_MAX && !voice_is_mark(x, mark - 1) && (!voice_is_verbal(x, mark - 1) || is_noun_misread(x, mark - 1, cue)))
        mark--;
    if (mark == cue || mark < sentence->first + 3 || !dtl_slice_is(x->doc->parse.words[mark - 1].lemma, ",") || !has_full_verb(x, sentence->first, mark))
        return DTL_OK;
    uint32_t speaker = speaker_among(x, mark, cue);
    if (speaker == DTL_NONE || dtl_tree_lemma_in(&x->doc->parse, mark, "and or including with"))
        return DTL_OK;
    *made = true;
    return add_lost(x, added, DTL_CUE_SAY, cue, speaker, sentence->first, mark - 1);
}

/* "The bulletin reports that a man was hurt", "women police say were hurt": the parser took the verb for a noun
 * or for a word thrown in. */
static dtl_err read_as_verb(const voice_context *x, const dtl_sentence *sentence, uint32_t cue, dtl_voice_array *added)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t end = sentence->first + sentence->count;
    if (cue <= sentence->first || cue + 3 >= end || !dtl_tree_is_nominal(parse, cue - 1) || parse->words[cue - 1].upos == DTL_UPOS_PRON)
        return DTL_OK;
    bool that = dtl_slice_is(parse->words[cue + 1].lemma, "that") && !has_full_verb(x, sentence->first, cue) && has_full_verb(x, cue + 2, end);
    bool inside = dtl_tree_lemma_in(parse, cue, "say") && parse->words[cue + 1].upos == DTL_UPOS_AUX;
    uint32_t speaker = that || inside ? speaker_among(x, that ? sentence->first : cue - 1, cue) : DTL_NONE, stop = cue + 1;
    if (speaker == DTL_NONE)
        return DTL_OK;
    while (stop < end && (that || !voice_is_mark(x, stop)))
        stop++;
    return add_lost(x, added, DTL_CUE_SAY, cue, speaker, cue + 1, stop);
}

/* Words that can be a lost cue begin with one of these letters: most words are passed over by them. */
static bool may_report(const dtl_word *word)
{
    return word->lemma.length >= 3 && word->lemma.length <= 8 /* conclude */ && (word->lemma.ptr[0] == 's' || word->lemma.ptr[0] == 'r' || word->lemma.ptr[0] == 'c') &&
           (word->upos == DTL_UPOS_NOUN || word->upos == DTL_UPOS_VERB);
}

dtl_err voice_find_lost(const voice_context *x)
{
    dtl_voice_array added = {0};
    const dtl_sentence_array *sentences = &x->doc->text.sentences;
    dtl_err err = DTL_OK;
    for (uint32_t s = 0; s < sentences->count && !err; s++) {
        const dtl_sentence *sentence = &sentences->items[s];
        uint32_t end = sentence->first + sentence->count;
        for (uint32_t t = sentence->first; t < end && !err; t++) {
            const dtl_word *word = &x->doc->parse.words[t];
            bool made = false;
            if (word->lemma.length == 6 && dtl_slice_is(word->lemma, "accord"))
                err = read_according(x, sentence, t, &added);
            if (err || t == sentence->first || !may_report(word) || x->out->frame[t] || x->quoted[t] || !dtl_tree_lemma_in(&x->doc->parse, t, "say report state claim confirm rule conclude"))
                continue;
            if (dtl_tree_lemma_in(&x->doc->parse, t, "rule conclude")) {
                err = read_between_commas(x, sentence, t, &added);
                continue;
            }
            if (dtl_tree_lemma_in(&x->doc->parse, t, "say report"))
                err = read_final_frame(x, sentence, t, &added, &made);
            if (!err && !made && (word->upos == DTL_UPOS_NOUN || word->relation == DTL_REL_DISCOURSE))
                err = read_as_verb(x, sentence, t, &added);
        }
    }
    return err || !added.count ? err : voice_merge(x, &added);
}

/* ---- words behind a content that was cut short ---- */

/* Is the cue the verb of its sentence, or one that stands beside it? */
static bool tells_sentence(const voice_context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    uint8_t xpos = parse->words[cue].xpos;
    if (xpos != DTL_XPOS_VBD && xpos != DTL_XPOS_VBZ && xpos != DTL_XPOS_VBP && xpos != DTL_XPOS_VBN)
        return false;
    for (int i = 0; i < CLIMB_MAX && parse->words[cue].head != DTL_NONE; i++) {
        uint8_t relation = parse->words[cue].relation;
        if (relation != DTL_REL_CONJ && relation != DTL_REL_PARATAXIS && relation != DTL_REL_CCOMP)
            return false;
        cue = parse->words[cue].head;
    }
    return parse->words[cue].head == DTL_NONE;
}

/* Does the speaker's account end before this word? "; …", ", but …", "and asked for …", also where his words were cut there. */
static bool ends_account(const voice_context *x, const dtl_voice *voice, uint32_t token)
{
    const uint32_t cue = voice->cue_token;
    const dtl_parse *parse = &x->doc->parse;
    const dtl_word *word = &parse->words[token];
    uint32_t entry;
    if (x->out->frame[token] || dtl_slice_is(word->lemma, ";"))
        return true;
    if (dtl_slice_is(parse->words[token - 1].lemma, ",") && dtl_tree_lemma_in(parse, token, "but while although though whereas as meanwhile yet"))
        return true;
    if (word->upos != DTL_UPOS_CCONJ || word->head == DTL_NONE || parse->words[word->head].relation != DTL_REL_CONJ ||
        (parse->words[word->head].head != cue && parse->words[word->head].head != voice->content_head))
        return false;
    bool own_subject = dtl_tree_child(parse, word->head, DTL_REL_NSUBJ) != DTL_NONE || dtl_tree_child(parse, word->head, DTL_REL_NSUBJ_PASS) != DTL_NONE;
    if (own_subject)
        return dtl_slice_is(parse->words[token - 1].lemma, ",") && dtl_tree_child_lemma(parse, word->head, "that") == DTL_NONE;
    return dtl_match_entries(&x->matcher, x->cues, word->head, &entry, 1) > 0;
}

/* "…, X said." / "…, according to X.": a frame at the end of its sentence answers for all before it, up to a semicolon. */
static void reach_back(const voice_context *x, uint32_t voice)
{
    const dtl_voice *v = &x->out->voices.items[voice];
    const dtl_sentence *sentence = voice_sentence(x, v->cue_token);
    uint32_t end = sentence->first + sentence->count, frame = v->cue_token;
    if (v->source_count && v->source_first < frame && v->source_first >= sentence->first)
        frame = v->source_first;
    uint32_t comma = frame > sentence->first + 1 && x->quoted[frame - 1] && voice_is_mark(x, frame - 1) && !dtl_slice_is(x->doc->parse.words[frame - 1].lemma, ",") ? frame - 2 : frame - 1;
    if (frame < sentence->first + 4 || end - v->cue_token > ACCOUNT_WORDS_MAX || !dtl_slice_is(x->doc->parse.words[comma].lemma, ","))
        return;
    for (uint32_t t = v->cue_token + 1; t < end; t++) /* "according to records released by the court", but not "…, X said, and left" */
        if (voice_is_verbal(x, t) && has_full_verb(x, t, t + 1) && (v->cue != DTL_CUE_ACCORDING || x->doc->parse.words[t].xpos != DTL_XPOS_VBN))
            return;
    for (uint32_t t = frame; t-- > sentence->first && frame - t < REACH_WORDS_MAX && !dtl_slice_is(x->doc->parse.words[t].lemma, ";");)
        if (x->out->of_token[t] == DTL_NONE && !x->out->frame[t])
            x->out->of_token[t] = voice;
}

void voice_reach(const voice_context *x)
{
    const dtl_voice_array *voices = &x->out->voices;
    for (uint32_t i = 0; i < voices->count; i++) {
        const dtl_voice *v = &voices->items[i];
        if (!v->content_count || v->cue_token == DTL_NONE || v->quote == DTL_QUOTE_DIRECT || x->quoted[v->cue_token] ||
            (v->cue != DTL_CUE_SAY && v->cue != DTL_CUE_CLAIM && v->cue != DTL_CUE_CONFIRM && v->cue != DTL_CUE_ACCORDING))
            continue;
        reach_back(x, i);
        if (v->content_first < v->cue_token)
            continue;
        const dtl_sentence *sentence = voice_sentence(x, v->cue_token);
        uint32_t end = sentence->first + sentence->count, first = v->content_first + v->content_count;
        bool opens = v->cue == DTL_CUE_ACCORDING && v->cue_token == sentence->first;
        if (first >= end || x->out->of_token[v->content_first] == DTL_NONE || (!opens && (v->cue == DTL_CUE_ACCORDING || !tells_sentence(x, v->cue_token))))
            continue;
        for (uint32_t t = first; t < end && t < first + REACH_WORDS_MAX && !ends_account(x, v, t); t++)
            if (x->out->of_token[t] == DTL_NONE)
                x->out->of_token[t] = i;
    }
}
