/* voice: what stands under a colon.
 *
 * In: paragraphs, the cue table, the voices found so far. Out: one more voice for every paragraph that ends with "X said:" and is followed
 * by bullets or by a speech that no marks set off; one for every line of a transcript ("Gul: …", "A: …").
 * The idea: bullets are the announcer's all together. Of paragraphs without bullets the first is his; the next ones too when the first
 * speaks of "I" or "we", as far as no other speaker, label or heading comes between. A quotation under a colon is left to continuation.c.
 * Example: "The ministry announced: ¶ • Two bridges are closed. ¶ • The ferry runs at night." → both bullets are the ministry's.
 * Gets wrong: where a speech without marks ends and the reporter goes on with "he" of somebody else. */
#include "voice/internal.h"

enum { LABEL_WORDS_MAX = 7, BLOCK_PARAGRAPHS_MAX = 40, LINE_WORDS_MIN = 3 };

/* The sentences of one paragraph. */
typedef struct stretch {
    uint32_t first, end; /* sentences */
} stretch;

typedef struct reader {
    const voice_context *x;
    dtl_voice_array added;  /* in text order */
    uint32_t answering;     /* token: who gives the answers of an interview ("A: …") */
    bool answers, asked;    /* answering is known; was looked for */
    uint32_t next;          /* first voice whose cue lies behind the reader */
} reader;

static const dtl_sentence *sentence_at(const voice_context *x, uint32_t sentence)
{
    return &x->doc->text.sentences.items[sentence];
}

static uint32_t last_token(const voice_context *x, uint32_t sentence)
{
    return sentence_at(x, sentence)->first + sentence_at(x, sentence)->count - 1;
}

static stretch paragraph_from(const voice_context *x, uint32_t sentence)
{
    stretch s = {sentence, sentence};
    uint32_t paragraph = sentence_at(x, sentence)->paragraph;
    while (s.end < x->doc->text.sentences.count && sentence_at(x, s.end)->paragraph == paragraph)
        s.end++;
    return s;
}

static bool is_bullet(const voice_context *x, stretch s)
{
    uint32_t paragraph = sentence_at(x, s.first)->paragraph;
    return paragraph != DTL_NONE && x->doc->article.body.items[paragraph].role == DTL_ROLE_BULLET;
}

static bool is_body(const voice_context *x, stretch s)
{
    return sentence_at(x, s.first)->kind == DTL_SENTENCE_BODY && sentence_at(x, s.first)->count > 0 &&
           x->doc->article.body.items[sentence_at(x, s.first)->paragraph].role != DTL_ROLE_HEADING;
}

static bool ends_with_colon(const voice_context *x, stretch s)
{
    const dtl_sentence *last = sentence_at(x, s.end - 1);
    return last->count > 1 && dtl_slice_is(x->doc->parse.words[last_token(x, s.end - 1)].lemma, ":");
}

/* ---- "X said:" ---- */

static bool announces(uint8_t cue)
{
    return cue == DTL_CUE_SAY || cue == DTL_CUE_CLAIM || cue == DTL_CUE_CONFIRM || cue == DTL_CUE_WARN || cue == DTL_CUE_VOW ||
           cue == DTL_CUE_DEMAND || cue == DTL_CUE_SHOW || cue == DTL_CUE_ACCUSE || cue == DTL_CUE_OPINE;
}

/* The last verb of the sentence that brings a voice, with somebody as its subject. */
static bool announcer(const voice_context *x, uint32_t sentence, dtl_voice *out)
{
    for (uint32_t t = last_token(x, sentence); t-- > sentence_at(x, sentence)->first;) {
        uint32_t entry;
        if (x->quoted[t] || !dtl_tree_is_verb(&x->doc->parse, t) || (x->doc->parse.words[t].features & DTL_FEATURE_NEGATED) ||
            !dtl_match_entries(&x->matcher, x->cues, t, &entry, 1) || !announces(voice_cue_class(x, entry)) || !voice_of_subject(x, t, out))
            continue;
        out->cue = voice_cue_class(x, entry);
        out->cue_token = t;
        out->cue_span = dtl_text_tokens_span(&x->doc->text, t, 1);
        out->rule = entry;
        voice_set_cue(x, out);
        voice_set_circumstances(x, out);
        return true;
    }
    return false;
}

static bool speaks_of_itself(const voice_context *x, stretch s)
{
    for (uint32_t t = sentence_at(x, s.first)->first; t <= last_token(x, s.end - 1); t++)
        if (!x->quoted[t] && dtl_tree_lemma_in(&x->doc->parse, t, "I we my our i"))
            return true;
    return false;
}

/* Does somebody with a name of his own speak here? A speech may quote, but "the minister said" is the reporter again. */
static bool has_speaker(reader *r, stretch s)
{
    const dtl_voice_array *voices = &r->x->out->voices;
    uint32_t first = sentence_at(r->x, s.first)->first, last = last_token(r->x, s.end - 1);
    while (r->next < voices->count && voices->items[r->next].cue_token < first)
        r->next++;
    for (uint32_t i = r->next; i < voices->count && voices->items[i].cue_token <= last; i++) {
        const dtl_voice *v = &voices->items[i];
        bool says = v->cue == DTL_CUE_SAY && v->holder != DTL_NONE && !r->x->quoted[v->cue_token];
        if (says && !dtl_tree_lemma_in(&r->x->doc->parse, r->x->doc->mention.mentions.items[v->holder].head, "I we i"))
            return true;
    }
    return false;
}

/* Where what is announced ends: the sentence behind it; first itself = nothing is announced. */
static uint32_t block_end(reader *r, uint32_t first)
{
    const voice_context *x = r->x;
    uint32_t count = x->doc->text.sentences.count, end = first;
    if (first >= count)
        return first;
    stretch s = paragraph_from(x, first);
    bool bullets = is_bullet(x, s), speech = speaks_of_itself(x, s);
    if (!is_body(x, s) || x->quoted[sentence_at(x, first)->first])
        return first;
    for (uint32_t i = 0; i < BLOCK_PARAGRAPHS_MAX; i++) {
        end = s.end;
        if (end >= count || (!bullets && !speech))
            break;
        s = paragraph_from(x, end);
        if (!is_body(x, s) || is_bullet(x, s) != bullets || ends_with_colon(x, s) || (speech && has_speaker(r, s)))
            break;
    }
    return end;
}

static bool is_cue_taken(const voice_context *x, uint32_t cue)
{
    const dtl_voice_array *voices = &x->out->voices;
    uint32_t low = 0, high = voices->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (voices->items[middle].cue_token < cue)
            low = middle + 1;
        else
            high = middle;
    }
    return low < voices->count && voices->items[low].cue_token == cue;
}

static dtl_err add(reader *r, dtl_voice voice, uint32_t first, uint32_t last)
{
    voice_set_content(r->x, &voice, DTL_NONE, first, last);
    dtl_voice *slot = dtl_array_push(r->x->arena, &r->added);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = voice;
    return DTL_OK;
}

/* *behind receives the first sentence that is not announced. */
static dtl_err read_announcement(reader *r, stretch s, uint32_t *behind)
{
    dtl_voice voice;
    if (!ends_with_colon(r->x, s) || !announcer(r->x, s.end - 1, &voice))
        return DTL_OK;
    uint32_t end = block_end(r, s.end);
    if (end == s.end)
        return DTL_OK;
    if (is_cue_taken(r->x, voice.cue_token)) { /* "announced the following:" has a voice; the block is said in the same breath */
        voice.cue_token = DTL_NONE;
        voice.cue_span.length = voice.cue_count = 0;
    } else
        voice_mark_frame(r->x, voice.cue_token);
    *behind = end;
    return add(r, voice, sentence_at(r->x, s.end)->first, last_token(r->x, end - 1));
}

/* ---- "Gul: We waited all night." ---- */

/* The mention that makes up the words before the colon. */
static uint32_t mention_of_label(const voice_context *x, uint32_t first, uint32_t colon)
{
    for (uint32_t t = first; t < colon; t++) {
        uint32_t mention = x->doc->mention.headed_by[t];
        if (!dtl_match_is_actor(&x->matcher, mention))
            continue;
        const dtl_mention *m = &x->doc->mention.mentions.items[mention];
        bool someone = m->kind == DTL_MENTION_PERSON || m->kind == DTL_MENTION_ROLE; /* "PERU: …" is a scene */
        if (someone && m->first == first && m->first + m->count == colon)
            return mention;
    }
    return DTL_NONE;
}

/* Who gives the answers: the last person named before the first of them. */
static void find_answering(reader *r, uint32_t before)
{
    const dtl_mention_array *mentions = &r->x->doc->mention.mentions;
    if (r->asked)
        return;
    r->asked = true;
    for (uint32_t i = 0; i < mentions->count && mentions->items[i].first < before; i++) {
        if (mentions->items[i].kind != DTL_MENTION_PERSON)
            continue;
        r->answering = mentions->items[i].head;
        r->answers = true;
    }
}

static dtl_err read_line(reader *r, stretch s)
{
    const voice_context *x = r->x;
    uint32_t first = sentence_at(x, s.first)->first, last = last_token(x, s.end - 1), colon = first;
    while (colon <= last && colon - first < LABEL_WORDS_MAX && !dtl_slice_is(x->doc->parse.words[colon].lemma, ":"))
        colon++;
    if (colon == first || colon - first >= LABEL_WORDS_MAX || colon > last || last - colon < LINE_WORDS_MIN || x->quoted[first])
        return DTL_OK;
    dtl_voice voice = {.parent = DTL_NONE, .holder = DTL_NONE, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE,
                       .cue_token = DTL_NONE, .content_head = DTL_NONE, .rule = DTL_NONE, .cue = DTL_CUE_SAY, .quote = DTL_QUOTE_DIRECT};
    dtl_slice label = dtl_doc_slice(x->doc, dtl_text_tokens_span(&x->doc->text, first, colon - first));
    if (dtl_slice_is(label, "A") || dtl_slice_is(label, "Answer")) {
        find_answering(r, first);
        if (!r->answers)
            return DTL_OK;
        voice_set_holder(x, &voice, r->answering);
    } else {
        uint32_t mention = mention_of_label(x, first, colon);
        if (mention == DTL_NONE)
            return DTL_OK;
        voice_set_holder(x, &voice, x->doc->mention.mentions.items[mention].head);
        for (uint32_t t = first; t <= colon; t++)
            x->out->frame[t] = true;
    }
    return add(r, voice, colon + 1, last);
}

dtl_err voice_read_announcements(const voice_context *x)
{
    reader r = {.x = x};
    uint32_t count = x->doc->text.sentences.count;
    for (uint32_t s = 0; s < count;) {
        stretch paragraph = paragraph_from(x, s);
        uint32_t behind = paragraph.end;
        dtl_err err = sentence_at(x, s)->paragraph == DTL_NONE ? DTL_OK : read_announcement(&r, paragraph, &behind);
        if (!err && behind == paragraph.end && sentence_at(x, s)->paragraph != DTL_NONE)
            err = read_line(&r, paragraph);
        if (err)
            return err;
        s = behind;
    }
    return r.added.count ? voice_merge(x, &r.added) : DTL_OK;
}
