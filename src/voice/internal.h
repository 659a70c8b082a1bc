/* What the files of the voice room share. */
#ifndef DTL_VOICE_INTERNAL_H
#define DTL_VOICE_INTERNAL_H
#include "rules/match.h"
#include "voice/voice.h"

typedef struct voice_context {
    const dtl_doc *doc;
    dtl_arena *arena;
    dtl_matcher matcher;
    uint32_t cues, source_kinds; /* tables cues.txt, source-kinds.txt */
    bool *quoted;  /* per token: stands in a quotation, its marks included */
    dtl_voices *out;
} voice_context;

/* ---- words and voices, asked about everywhere ---- */

static inline bool voice_is_mark(const voice_context *x, uint32_t token)
{
    return x->doc->parse.words[token].upos == DTL_UPOS_PUNCT;
}

static inline bool voice_is_verbal(const voice_context *x, uint32_t token)
{
    uint8_t upos = x->doc->parse.words[token].upos;
    return upos == DTL_UPOS_VERB || upos == DTL_UPOS_AUX;
}

static inline bool voice_has_verb(const voice_context *x, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (voice_is_verbal(x, t))
            return true;
    return false;
}

/* Heads somebody, or a document: whoever can say something. */
static inline bool voice_can_speak(const voice_context *x, uint32_t token)
{
    uint32_t mention = x->doc->mention.headed_by[token];
    return mention != DTL_NONE && (dtl_match_is_actor(&x->matcher, mention) || x->doc->mention.mentions.items[mention].kind == DTL_MENTION_DOCUMENT);
}

/* Does the word stand in the voice's content, its gap included? DTL_NONE stands nowhere. */
static inline bool voice_covers(const dtl_voice *voice, uint32_t token)
{
    return token >= voice->content_first && token - voice->content_first < voice->content_count;
}

/* voice.c: what everybody needs. */
/* The class of a row of cues.txt. */
uint8_t voice_cue_class(const voice_context *x, uint32_t entry);
uint32_t voice_sentence_of(const voice_context *x, uint32_t token);
static inline const dtl_sentence *voice_sentence(const voice_context *x, uint32_t token)
{
    return &x->doc->text.sentences.items[voice_sentence_of(x, token)];
}
void voice_subtree(const voice_context *x, uint32_t token, uint32_t *first, uint32_t *last);
void voice_set_content(const voice_context *x, dtl_voice *voice, uint32_t head, uint32_t first, uint32_t last);
/* Adds it and marks its holder's words as frame; index may be NULL. */
dtl_err voice_add(const voice_context *x, dtl_voice voice, uint32_t *index);
/* The word, its auxiliaries and its particle tell no event. */
void voice_mark_frame(const voice_context *x, uint32_t token);

/* content.c. *speaker is set when the position, not the tree, tells who speaks. */
bool voice_find_content(const voice_context *x, uint32_t cue, uint32_t entry, dtl_voice *voice, uint32_t *speaker);
bool voice_content_by_position(const voice_context *x, uint32_t cue, dtl_voice *voice, uint32_t *speaker);
void voice_widen_to_quotations(const voice_context *x, dtl_voice *voice);

/* Where the speaker's own words before a cue end: before ", who asked not to be named," or ", a retired judge,", if such stands there. */
uint32_t voice_frame_end(const voice_context *x, uint32_t cue);

/* source.c. */
void voice_set_holder(const voice_context *x, dtl_voice *voice, uint32_t token);
/* The whole phrase that names the source: token heads it. */
void voice_set_source(const voice_context *x, dtl_voice *voice, uint32_t token);
void voice_set_circumstances(const voice_context *x, dtl_voice *voice);
bool voice_is_media(const voice_context *x, uint32_t mention);
/* "told AFP": the agency relays; it becomes a voice of its own around this one. */
dtl_err voice_add_relay(const voice_context *x, uint32_t cue, uint32_t entry, uint32_t teller);
/* The cue with its auxiliaries, negation, particle, adverbs next to it, and the preposition that brings its content. */
void voice_set_cue(const voice_context *x, dtl_voice *voice);
/* "According to X, …" */
bool voice_find_according(const voice_context *x, uint32_t cue, dtl_voice *voice);

/* content.c, when the cue is known: what the parser cut off a content that follows its cue. */
void voice_mend_content(const voice_context *x, dtl_voice *voice);
/* When source and cue are known: the frame inside the content is a gap, marks at the ends are left out. */
void voice_trim_content(const voice_context *x, dtl_voice *voice);

/* announcement.c: bullets and speeches under a colon, lines of a transcript. */
dtl_err voice_read_announcements(const voice_context *x);

/* continuation.c: voices of quotations that stand by themselves. */
dtl_err voice_continue(const voice_context *x, dtl_note_array *notes);
/* A voice without cue and content, held by the verb's subject; false when nobody is its subject or it stands in a quotation. */
bool voice_of_subject(const voice_context *x, uint32_t verb, dtl_voice *out);
/* Puts further voices, in text order, in their places among those found. */
dtl_err voice_merge(const voice_context *x, const dtl_voice_array *added);

/* frames.c: who speaks, where the order of the words tells it better than the tree. *speaker is the tree's, DTL_NONE = nobody. */
void voice_settle_speaker(const voice_context *x, uint32_t cue, dtl_voice *voice, uint32_t *speaker);
void voice_settle_according(const voice_context *x, uint32_t cue, dtl_voice *voice);
/* "no group", "nobody". */
bool voice_is_nobody(const voice_context *x, uint32_t speaker);
/* "it said": who spoke before, where coreference left it open. */
void voice_settle_pronouns(const voice_context *x);

/* relay.c: "quoted Y as saying", "citing Y"; *made: a voice was added. */
dtl_err voice_find_quoted(const voice_context *x, uint32_t cue, uint32_t entry, bool *made);
/* Does one of the last voices have this cue already? */
bool voice_is_told(const voice_context *x, uint32_t cue);
/* What those who are cited say, when all voices are known. */
void voice_settle_relays(const voice_context *x);
/* "per X", "by X's account", "(source: X)". */
bool voice_find_phrase(const voice_context *x, uint32_t cue, dtl_voice *voice);
/* "in an interview with X": a mention, DTL_NONE. */
uint32_t voice_interviewer(const voice_context *x, uint32_t cue);

/* reach.c: frames that the tree lost; words that a voice answers for behind a content that was cut short. */
dtl_err voice_find_lost(const voice_context *x);
void voice_reach(const voice_context *x);

/* kind.c: what sort of source each voice is. */
void voice_set_kinds(const voice_context *x);
uint8_t voice_kind_of_mention(const voice_context *x, const dtl_mention *mention);

/* behalf.c: the organisation that a person speaks for, where only the words of the source tell it. */
void voice_set_behalf(const voice_context *x);

/* headline.c: "X: …", "… – X". */
dtl_err voice_read_headlines(const voice_context *x);

/* nesting.c. */
void voice_nest(const voice_context *x);
void voice_paint(const voice_context *x);
#endif
