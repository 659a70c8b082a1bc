/* voice: who says a quotation for which no verb of its sentence tells it.
 *
 * In: quotations, the voices found by their cues. Out: one more voice for every quotation that stands by itself.
 * The idea: a reader takes up the last speaker. A quotation that makes up its sentence belongs, in this order, to whoever a colon
 * before it announces, to who spoke last in its paragraph, to who speaks next in it, to whom the sentence before is about, and at the
 * start of a paragraph to who spoke last in the one before. Only speech outside of quotations counts, and of a sentence only its
 * outermost voice: in "Gul said the army had denied it" Gul goes on. A verb that no cue row knows still tells the speaker behind a
 * quotation ("“Never,” the mayor thundered").
 * Example: 'The harbour was lost, Gul said. "We came too late."  ¶ "Nobody had warned us."' → both quotations are Gul's.
 * What stands under a colon as bullets or as one paragraph without marks is the announcer's as well.
 * A quotation that nobody is found for has a voice without a holder: the outlet does not answer for it.
 * Gets wrong: dialogues in which the speakers change without a word. */
#include "voice/internal.h"

enum { SPEECH_WORDS_MIN = 3, TAIL_WORDS_MAX = 12, FRONT_WORDS_MAX = 24, SENTENCE_WORDS_MAX = 400 };

/* Who spoke last, and where. */
typedef struct speaker {
    dtl_voice voice;    /* the voice as it was found; only who, for whom and through whom count */
    uint32_t paragraph; /* in which it was heard; DTL_NONE = nobody has spoken */
} speaker;

/* The state of one walk over the quotations. */
typedef struct walk {
    const voice_context *x;
    dtl_note_array *notes;
    uint32_t *covered;     /* per token: how many contents of voices outside of quotations hold it */
    uint32_t next;         /* first voice whose cue lies behind the walk */
    speaker last;
    bool told;             /* that a quotation has no speaker */
    dtl_voice_array added; /* in text order */
} walk;

static uint32_t paragraph_of(const voice_context *x, uint32_t token)
{
    return x->doc->text.sentences.items[voice_sentence_of(x, token)].paragraph;
}

static uint32_t sentence_end(const voice_context *x, uint32_t token)
{
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, token)];
    return sentence->first + sentence->count;
}

/* ---- what the cues have found ---- */

static uint32_t place_of(const dtl_voice *v)
{
    return v->cue_token != DTL_NONE ? v->cue_token : v->content_first;
}

static void count_covers(walk *w)
{
    const dtl_voice_array *voices = &w->x->out->voices;
    uint32_t tokens = w->x->doc->text.tokens.count, depth = 0;
    for (uint32_t i = 0; i < voices->count; i++) {
        const dtl_voice *v = &voices->items[i];
        if (!v->content_count || (v->cue_token != DTL_NONE && w->x->quoted[v->cue_token]))
            continue;
        w->covered[v->content_first]++;
        if (v->content_first + v->content_count < tokens)
            w->covered[v->content_first + v->content_count]--;
    }
    for (uint32_t t = 0; t < tokens; t++)
        w->covered[t] = depth += w->covered[t];
}

/* Does no other voice report this one? The voices of one cue (who is told, who tells) stand side by side. */
static bool is_outermost(const walk *w, uint32_t voice)
{
    const dtl_voice_array *voices = &w->x->out->voices;
    uint32_t cue = voices->items[voice].cue_token, own = 0;
    for (uint32_t i = voice; i < voices->count && i < voice + 4 && voices->items[i].cue_token == cue; i++)
        own += voice_covers(&voices->items[i], cue);
    for (uint32_t i = voice; i-- > 0 && voice - i < 4 && voices->items[i].cue_token == cue;)
        own += voice_covers(&voices->items[i], cue);
    return w->covered[cue] <= own;
}

static bool can_go_on(const walk *w, uint32_t voice)
{
    const dtl_voice *v = &w->x->out->voices.items[voice];
    return v->cue_token != DTL_NONE && !w->x->quoted[v->cue_token] && v->holder_span.length && v->cue != DTL_CUE_WITHHOLD &&
           v->cue != DTL_CUE_RESPONSIBILITY && is_outermost(w, voice);
}

/* Takes note of all who speak before this token. */
static void listen_until(walk *w, uint32_t token)
{
    const dtl_voice_array *voices = &w->x->out->voices;
    for (; w->next < voices->count && place_of(&voices->items[w->next]) < token; w->next++) {
        const dtl_voice *v = &voices->items[w->next];
        bool relays = w->next > 0 && voices->items[w->next - 1].parent == w->next; /* "told AFP": the teller goes on */
        if (!relays && can_go_on(w, w->next))
            w->last = (speaker){.voice = *v, .paragraph = paragraph_of(w->x, v->cue_token)};
    }
}

/* ---- who else may be meant ---- */

bool voice_of_subject(const voice_context *x, uint32_t verb, dtl_voice *out)
{
    uint32_t subject = dtl_tree_subject(&x->doc->parse, verb);
    if (subject == DTL_NONE || x->quoted[subject])
        return false;
    uint32_t mention = x->doc->mention.headed_by[subject];
    bool document = mention != DTL_NONE && x->doc->mention.mentions.items[mention].kind == DTL_MENTION_DOCUMENT;
    if (!document && !dtl_match_is_actor(&x->matcher, mention))
        return false;
    *out = (dtl_voice){.parent = DTL_NONE, .holder = DTL_NONE, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE,
                       .cue_token = DTL_NONE, .content_head = DTL_NONE, .rule = DTL_NONE};
    voice_set_holder(x, out, subject);
    return out->holder_span.length > 0;
}

/* Of the words before this token in its sentence the last verb with somebody as its subject. Of speech: only cues, and "as the site notes". */
static bool speaker_before(const walk *w, uint32_t token, bool of_speech, dtl_voice *out)
{
    const voice_context *x = w->x;
    uint32_t first = x->doc->text.sentences.items[voice_sentence_of(x, token)].first, entry;
    for (uint32_t t = token; t-- > first && token - t < FRONT_WORDS_MAX && !w->x->quoted[t];) {
        if (!dtl_tree_is_verb(&x->doc->parse, t))
            continue;
        if (of_speech && !dtl_match_entries(&x->matcher, x->cues, t, &entry, 1) && dtl_tree_child_lemma(&x->doc->parse, t, "as") == DTL_NONE)
            continue;
        if (voice_of_subject(w->x, t, out))
            return true;
    }
    return false;
}

/* Whom the sentence that this token ends is about: "The judge turned to him." */
static bool speaker_of_sentence(const walk *w, uint32_t token, dtl_voice *out)
{
    const voice_context *x = w->x;
    uint32_t first = x->doc->text.sentences.items[voice_sentence_of(x, token)].first;
    for (uint32_t t = first; t <= token && t < first + SENTENCE_WORDS_MAX; t++)
        if (x->doc->parse.words[t].head == DTL_NONE && !voice_is_mark(x, t))
            return !w->x->quoted[t] && voice_of_subject(w->x, t, out);
    return false;
}

static bool colon_stands_before(const voice_context *x, uint32_t before)
{
    return before > 0 && dtl_slice_is(x->doc->parse.words[before - 1].lemma, ":");
}

/* Who is announced by the colon before this token. */
static bool speaker_by_colon(const walk *w, uint32_t first, dtl_voice *out)
{
    const voice_context *x = w->x;
    uint32_t announced = voice_sentence_of(x, first - 1);
    if (w->last.paragraph != DTL_NONE && w->last.voice.cue_token != DTL_NONE && voice_sentence_of(x, w->last.voice.cue_token) == announced) {
        *out = w->last.voice;
        return true;
    }
    return speaker_before(w, first - 1, true, out) || speaker_of_sentence(w, first - 1, out);
}

/* "“Never,” the mayor thundered." A quotation at the start of its sentence, cut off by a comma or a mark: the first verb behind it has the
 * speaker. */
static bool speaker_behind_quotation(const walk *w, uint32_t end, dtl_voice *out)
{
    const voice_context *x = w->x;
    uint32_t stop = sentence_end(x, end - 1);
    if (!voice_is_mark(x, end - 2) || stop < end + 2)
        return false;
    for (uint32_t t = end; t < stop && t < end + TAIL_WORDS_MAX && !w->x->quoted[t]; t++)
        if (dtl_tree_is_verb(&x->doc->parse, t) && !(x->doc->parse.words[t].features & DTL_FEATURE_GERUND))
            return voice_of_subject(w->x, t, out);
    return false;
}

/* The next voice of the paragraph, when its own words are a quotation too: '"We wait." "We hope," he said.' */
static bool speaker_next(const walk *w, uint32_t end, dtl_voice *out)
{
    const dtl_voice_array *voices = &w->x->out->voices;
    for (uint32_t i = w->next; i < voices->count && i < w->next + 8; i++) {
        const dtl_voice *v = &voices->items[i];
        if (v->cue_token < end || !can_go_on(w, i))
            continue;
        if (paragraph_of(w->x, v->cue_token) != paragraph_of(w->x, end - 1) || v->quote == DTL_QUOTE_INDIRECT || v->content_first < end)
            return false;
        *out = *v;
        return true;
    }
    return false;
}

static bool find_speaker(const walk *w, uint32_t first, uint32_t end, dtl_voice *out)
{
    const voice_context *x = w->x;
    uint32_t paragraph = paragraph_of(x, first), sentence = voice_sentence_of(x, first);
    bool starts = sentence == 0 || x->doc->text.sentences.items[sentence - 1].paragraph != paragraph;
    bool follows = w->last.paragraph != DTL_NONE && w->last.paragraph + 1 == paragraph;
    if (first > x->doc->text.sentences.items[sentence].first + 1 && speaker_before(w, first, false, out))
        return true;
    if (colon_stands_before(x, first) && speaker_by_colon(w, first, out))
        return true;
    if (speaker_behind_quotation(w, end, out))
        return true;
    if (w->last.paragraph == paragraph || (follows && starts && !speaker_next(w, end, out))) {
        *out = w->last.voice;
        return true;
    }
    if (speaker_next(w, end, out) || (!starts && speaker_of_sentence(w, first - 1, out)))
        return true;
    return starts && first > 0 && paragraph > 0 && paragraph_of(x, first - 1) == paragraph - 1 && speaker_of_sentence(w, first - 1, out);
}

/* ---- quotations that stand by themselves ---- */

/* Does it make up a sentence, or begin one and get cut off by its own comma? A few words in marks inside a sentence are no speech. */
static bool is_speech(const walk *w, uint32_t first, uint32_t end)
{
    const voice_context *x = w->x;
    uint32_t begins = x->doc->text.sentences.items[voice_sentence_of(x, first)].first, stop = sentence_end(x, end - 1);
    if (end - first < SPEECH_WORDS_MIN + 2 || x->doc->text.sentences.items[voice_sentence_of(x, first)].kind != DTL_SENTENCE_BODY)
        return false;
    bool whole = stop <= end + 1 || voice_is_mark(x, end - 2), runs_on = voice_sentence_of(x, first) != voice_sentence_of(x, end - 1);
    return whole && (first <= begins + 1 || colon_stands_before(x, first) || (runs_on && voice_is_mark(x, first - 1)));
}

static dtl_err add_speech(walk *w, uint32_t first, uint32_t end)
{
    dtl_voice found = {.parent = DTL_NONE, .holder = DTL_NONE, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE};
    bool known = find_speaker(w, first, end, &found);
    dtl_voice voice = {.parent = found.parent, .holder = found.holder, .holder_span = found.holder_span, .medium = found.medium,
                       .on_behalf_of = found.on_behalf_of, .said_at = found.said_at, .cue_token = DTL_NONE, .rule = known ? found.rule : DTL_NONE,
                       .cue = DTL_CUE_SAY, .quote = DTL_QUOTE_DIRECT};
    voice_set_content(w->x, &voice, DTL_NONE, first, end - 1);
    if (known)
        w->last = (speaker){.voice = found, .paragraph = paragraph_of(w->x, end - 1)};
    else if (!w->told) { /* once is enough */
        dtl_doc_note(w->x->arena, w->notes, "voice", voice.content_span, "a quotation for which the text names no speaker");
        w->told = true;
    }
    dtl_voice *slot = dtl_array_push(w->x->arena, &w->added);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = voice;
    return DTL_OK;
}

static dtl_err walk_quotations(walk *w)
{
    const dtl_quotation_array *quotations = &w->x->doc->parse.quotations;
    uint32_t end = 0;
    for (uint32_t i = 0; i < quotations->count; i++) {
        const dtl_quotation *q = &quotations->items[i];
        if (q->count == 0 || q->first < end)
            continue;
        end = q->first + q->count;
        listen_until(w, q->first);
        if (w->covered[q->first] || w->covered[q->first + q->count / 2]) { /* some verb has told it */
            listen_until(w, sentence_end(w->x, end - 1));
            if (w->last.paragraph != DTL_NONE && voice_covers(&w->last.voice, q->first))
                w->last.paragraph = paragraph_of(w->x, end - 1);
            continue;
        }
        if (!is_speech(w, q->first, end))
            continue;
        dtl_err err = add_speech(w, q->first, end);
        if (err)
            return err;
    }
    return DTL_OK;
}

/* ---- putting them in their place: nesting wants the voices in text order ---- */

dtl_err voice_merge(const voice_context *x, const dtl_voice_array *added)
{
    dtl_voice_array *voices = &x->out->voices;
    uint32_t count = voices->count + added->count, made = 0, taken = 0;
    dtl_voice *items = dtl_arena_calloc(x->arena, count, sizeof *items);
    uint32_t *moved = dtl_arena_calloc(x->arena, voices->count ? voices->count : 1, sizeof *moved);
    if (!items || !moved)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < voices->count; i++) {
        while (taken < added->count && place_of(&added->items[taken]) < place_of(&voices->items[i]))
            items[made++] = added->items[taken++];
        moved[i] = made;
        items[made++] = voices->items[i];
    }
    while (taken < added->count)
        items[made++] = added->items[taken++];
    for (uint32_t i = 0; i < made; i++)
        if (items[i].parent != DTL_NONE)
            items[i].parent = moved[items[i].parent];
    *voices = (dtl_voice_array){.items = items, .count = made, .capacity = made};
    return DTL_OK;
}

dtl_err voice_continue(const voice_context *x, dtl_note_array *notes)
{
    uint32_t tokens = x->doc->text.tokens.count;
    if (!x->doc->parse.quotations.count)
        return DTL_OK;
    walk w = {.x = x, .notes = notes, .last = {.paragraph = DTL_NONE}};
    w.covered = dtl_arena_calloc(x->arena, tokens, sizeof *w.covered);
    if (!w.covered)
        return DTL_ERR_BUDGET;
    count_covers(&w);
    dtl_err err = walk_quotations(&w);
    if (err || !w.added.count)
        return err;
    return voice_merge(x, &w.added);
}
