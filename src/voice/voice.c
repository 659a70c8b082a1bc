/* voice: finds sources, cues and contents.
 *
 * In: tree, quotations, mentions, the cue table (rules/en/cues.txt). Out: one dtl_voice per reporting frame, nested.
 * The idea (Pareti 2015, PolNeAR's source – cue – content): every word of the cue table is tried; its entry says where
 * the content hangs (clause, infinitive, object, a preposition) and where the holder stands. The content is the hull of
 * that subtree without the frame itself, widened to a whole quotation that it touches, also over sentences.
 * Example: "The raid, the agency quoted a spokesman as saying, killed two." → agency → spokesman → "The raid … killed two".
 * Gets wrong on purpose: a holder that only the context tells ("It was a mistake," in a paragraph of its own). */
#include "voice/voice.h"
#include "rules/match.h"

enum { ENTRIES_MAX = 8, VOICES_MAX = 4096 };

typedef struct context {
    const dtl_doc *doc;
    dtl_arena *arena;
    dtl_matcher matcher;
    uint32_t cues;
    dtl_voices *out;
} context;

static uint8_t cue_class(const context *x, uint32_t entry)
{
    dtl_slice name = dtl_rules_attribute(x->matcher.rules, entry, "class");
    for (unsigned i = 0; i < DTL_CUE_COUNT; i++)
        if (dtl_slice_is(name, dtl_cue_name(i)))
            return (uint8_t)i;
    return DTL_CUE_SAY;
}

static uint32_t sentence_of(const context *x, uint32_t token)
{
    return x->doc->text.tokens.items[token].sentence;
}

static void subtree(const context *x, uint32_t token, uint32_t *first, uint32_t *last)
{
    dtl_tree_range(&x->doc->parse, &x->doc->text, token, first, last);
}

static void set_content(const context *x, dtl_voice *voice, uint32_t head, uint32_t first, uint32_t last)
{
    voice->content_head = head;
    voice->content_first = first;
    voice->content_count = last - first + 1;
    voice->content_span = dtl_text_tokens_span(&x->doc->text, first, voice->content_count);
}

/* The clause that a parenthetical frame ("…, he said, …") stands in, or that follows a colon. */
static bool content_by_parataxis(const context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_word *word = &parse->words[cue];
    uint32_t first, last, frame_first, frame_last;
    uint32_t below = dtl_tree_child(parse, cue, DTL_REL_PARATAXIS);
    if (below != DTL_NONE && dtl_tree_is_verb(parse, below)) {
        subtree(x, below, &first, &last);
        if (!dtl_slice_is(parse->words[first].lemma, ";") && !(first > 0 && dtl_slice_is(parse->words[first - 1].lemma, ";"))) {
            set_content(x, voice, below, first, last);
            return true;
        }
    }
    if (word->relation != DTL_REL_PARATAXIS || word->head == DTL_NONE)
        return false;
    subtree(x, word->head, &first, &last);
    subtree(x, cue, &frame_first, &frame_last);
    if (frame_last == last && frame_first > first)
        last = frame_first - 1;
    else if (frame_first == first && frame_last < last)
        first = frame_last + 1;
    set_content(x, voice, word->head, first, last);
    return true;
}

static bool has_verb(const context *x, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (x->doc->parse.words[t].upos == DTL_UPOS_VERB || x->doc->parse.words[t].upos == DTL_UPOS_AUX)
            return true;
    return false;
}

/* The first word between first and end that heads a mention which can speak; DTL_NONE if none or if a verb stands there. */
static uint32_t speaker_between(const context *x, uint32_t first, uint32_t end)
{
    if (has_verb(x, first, end))
        return DTL_NONE;
    for (uint32_t t = first; t < end; t++) {
        uint32_t mention = x->doc->mention.headed_by[t];
        if (dtl_match_is_actor(&x->matcher, mention) || (mention != DTL_NONE && x->doc->mention.mentions.items[mention].kind == DTL_MENTION_DOCUMENT))
            return t;
    }
    return DTL_NONE;
}

/* "Two men were held, the police said on Friday." / "…, said the mayor.": a frame at the end of its sentence answers for
 * all that stands before its comma, wherever the parser hung it. *speaker receives the holder's head. */
static bool content_by_position(const context *x, uint32_t cue, dtl_voice *voice, uint32_t *speaker)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[sentence_of(x, cue)];
    uint32_t end = sentence->first + sentence->count, comma = DTL_NONE, tail = cue + 1, found = DTL_NONE;
    if (cue < sentence->first + 4)
        return false;
    if (parse->words[cue - 1].upos == DTL_UPOS_PUNCT) { /* inverted */
        uint32_t stop = tail;
        while (stop < end && parse->words[stop].upos != DTL_UPOS_PUNCT)
            stop++;
        found = speaker_between(x, tail, stop);
        comma = found != DTL_NONE ? cue - 1 : DTL_NONE;
        tail = found != DTL_NONE ? stop : tail;
    }
    for (uint32_t t = cue - 1; t > sentence->first + 2 && cue - t < 16 && comma == DTL_NONE; t--)
        if (parse->words[t].upos == DTL_UPOS_PUNCT && (found = speaker_between(x, t + 1, cue)) != DTL_NONE)
            comma = t;
    if (comma == DTL_NONE || has_verb(x, tail, end) || end - tail > 9 || !has_verb(x, sentence->first, comma))
        return false;
    uint32_t head = DTL_NONE;
    for (uint32_t t = sentence->first; t < comma && head == DTL_NONE; t++)
        if (parse->words[t].head == DTL_NONE || parse->words[t].head == cue)
            head = t;
    set_content(x, voice, head, sentence->first, comma - 1);
    *speaker = found;
    return true;
}

/* A quotation of the cue's own sentence when the tree shows no content. */
static bool content_by_quotation(const context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_quotation_array *quotations = &x->doc->parse.quotations;
    for (uint32_t i = 0; i < quotations->count; i++) {
        const dtl_quotation *q = &quotations->items[i];
        uint32_t last = q->first + q->count - 1;
        if (q->count < 5 || (cue >= q->first && cue <= last))
            continue;
        if (sentence_of(x, q->first) == sentence_of(x, cue) || sentence_of(x, last) == sentence_of(x, cue)) {
            set_content(x, voice, DTL_NONE, q->first, last);
            return true;
        }
    }
    return false;
}

static bool is_that_clause(const context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    uint8_t relation = parse->words[token].relation;
    uint32_t that = dtl_tree_child_lemma(parse, token, "that");
    return (relation == DTL_REL_ACL || relation == DTL_REL_CCOMP || relation == DTL_REL_ACL_RELCL) && that != DTL_NONE &&
           parse->words[that].relation == DTL_REL_MARK;
}

/* The clause behind "that" of a noun or verb: "the statement that …", "the statement by the ministry that …". The parser may hang the
 * clause on any noun between, so the conjunction is looked for on the surface. */
static bool content_of_that_clause(const context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[sentence_of(x, cue)];
    for (uint32_t t = cue + 1; t < sentence->first + sentence->count && t <= cue + 10; t++) {
        uint32_t clause = parse->words[t].head, first, last;
        if (!dtl_slice_is(parse->words[t].lemma, "that") || parse->words[t].relation != DTL_REL_MARK || clause == DTL_NONE || !is_that_clause(x, clause))
            continue;
        if (parse->words[clause].head == DTL_NONE || parse->words[clause].head < cue || parse->words[clause].head > t)
            continue;
        subtree(x, clause, &first, &last);
        set_content(x, voice, clause, first, last);
        return true;
    }
    return false;
}

static bool content_in_slot(const context *x, uint32_t cue, dtl_slice slot, dtl_voice *voice)
{
    dtl_tree_list list;
    uint32_t first, last, until;
    if (dtl_slice_is(slot, "none")) /* "raised the alarm": the cue says it all */
        return true;
    if (dtl_slice_is(slot, "that"))
        return content_of_that_clause(x, cue, voice);
    if (dtl_slice_is(slot, "rest")) {
        subtree(x, cue, &first, &last);
        if (last <= cue)
            return false;
        set_content(x, voice, DTL_NONE, cue + 1, last);
        return true;
    }
    if (!dtl_match_slot(&x->matcher, cue, slot, &list))
        return false;
    /* One head's subtree holds its conjuncts; the hull of head and conjuncts is the content. */
    subtree(x, list.items[0], &first, &last);
    for (uint32_t i = 1; i < list.count; i++) {
        uint32_t start;
        subtree(x, list.items[i], &start, &until);
        first = start < first ? start : first;
        last = until > last ? until : last;
    }
    if (first <= cue && cue <= last) { /* the frame lies inside: "the man, police said, fled" */
        uint32_t frame_first, frame_last;
        subtree(x, cue, &frame_first, &frame_last);
        if (cue > list.items[0] && frame_first > first)
            last = cue - 1;
        else
            first = cue + 1;
        if (first > last)
            return false;
    }
    set_content(x, voice, list.items[0], first, last);
    return true;
}

/* *speaker is set when the position, not the tree, tells who speaks. */
static bool find_content(const context *x, uint32_t cue, uint32_t entry, dtl_voice *voice, uint32_t *speaker)
{
    dtl_slice slots = dtl_rules_attribute(x->matcher.rules, entry, "content"), slot;
    bool clause = false;
    while (dtl_slice_next_field(&slots, ',', &slot)) {
        clause = clause || dtl_slice_is(slot, "clause");
        if (content_in_slot(x, cue, slot, voice))
            return true;
    }
    /* "said on Monday that …": the clause may hang on the day */
    return clause && (content_of_that_clause(x, cue, voice) || content_by_parataxis(x, cue, voice) || content_by_position(x, cue, voice, speaker) || content_by_quotation(x, cue, voice));
}

/* A quotation that the content touches belongs to the voice as a whole, however many sentences it runs. */
static void widen_to_quotations(const context *x, dtl_voice *voice)
{
    const dtl_quotation_array *quotations = &x->doc->parse.quotations;
    uint32_t first = voice->content_first, last = voice->content_first + voice->content_count - 1;
    voice->quote = DTL_QUOTE_INDIRECT;
    for (uint32_t i = 0; i < quotations->count; i++) {
        const dtl_quotation *q = &quotations->items[i];
        uint32_t q_last = q->first + q->count - 1;
        if (q->count == 0 || q->first > last || q_last < first || (voice->cue_token >= q->first && voice->cue_token <= q_last))
            continue;
        bool whole = q->first <= first + 1 && q_last + 1 >= last;
        voice->quote = whole ? DTL_QUOTE_DIRECT : DTL_QUOTE_MIXED;
        first = q->first < first ? q->first : first;
        last = q_last > last ? q_last : last;
    }
    set_content(x, voice, voice->content_head, first, last);
}

static uint32_t entity_by_id(const context *x, dtl_slice id)
{
    const dtl_entity_array *entities = &x->doc->mention.entities;
    for (uint32_t i = 0; id.length && i < entities->count; i++)
        if (dtl_slice_equal(entities->items[i].id, id))
            return i;
    return DTL_NONE;
}

static void set_holder(const context *x, dtl_voice *voice, uint32_t token)
{
    uint32_t first, last;
    if (token == DTL_NONE)
        return;
    voice->holder = dtl_match_mention(&x->matcher, token);
    if (voice->holder != DTL_NONE) {
        const dtl_mention *mention = &x->doc->mention.mentions.items[voice->holder];
        voice->holder_span = mention->span;
        bool has_entity = mention->kind != DTL_MENTION_TIME && mention->kind != DTL_MENTION_QUANTITY && mention->target != DTL_NONE;
        if (has_entity)
            voice->on_behalf_of = entity_by_id(x, x->doc->mention.entities.items[mention->target].parent_id);
        return;
    }
    subtree(x, token, &first, &last);
    if (last - first > 12) /* a bare noun with a long relative clause: the noun alone */
        first = last = token;
    voice->holder_span = dtl_text_tokens_span(&x->doc->text, first, last - first + 1);
}

/* When it was said, and in which letter or on which site. */
static void set_circumstances(const context *x, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[voice->cue_token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint32_t mention = dtl_match_mention(&x->matcher, c);
        if (mention == DTL_NONE || (c >= voice->content_first && c < voice->content_first + voice->content_count))
            continue;
        uint8_t kind = x->doc->mention.mentions.items[mention].kind, relation = parse->words[c].relation;
        if (kind == DTL_MENTION_TIME && voice->said_at == DTL_NONE)
            voice->said_at = mention;
        if (kind == DTL_MENTION_DOCUMENT && relation == DTL_REL_OBL && voice->medium == DTL_NONE)
            voice->medium = mention;
    }
}

static void mark_frame(const context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    x->out->frame[token] = true;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        if (relation == DTL_REL_AUX || relation == DTL_REL_AUX_PASS || relation == DTL_REL_COMPOUND_PRT)
            x->out->frame[c] = true;
    }
}

static void mark_holder_frame(const context *x, const dtl_voice *voice)
{
    if (voice->holder == DTL_NONE)
        return;
    const dtl_mention *mention = &x->doc->mention.mentions.items[voice->holder];
    for (uint32_t i = 0; i < mention->count; i++)
        x->out->frame[mention->first + i] = true;
}

static bool is_media(const context *x, uint32_t mention)
{
    if (mention == DTL_NONE)
        return false;
    const dtl_mention *item = &x->doc->mention.mentions.items[mention];
    return item->kind == DTL_MENTION_ORGANISATION && item->target != DTL_NONE &&
           dtl_slice_is(x->doc->mention.entities.items[item->target].sector, "JRN");
}

static dtl_err add_voice(const context *x, dtl_voice voice, uint32_t *index)
{
    dtl_voice *slot = dtl_array_push(x->arena, &x->out->voices);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = voice;
    mark_holder_frame(x, &voice);
    if (index)
        *index = x->out->voices.count - 1;
    return DTL_OK;
}

/* "told AFP": the agency relays; it becomes a voice of its own around this one. */
static dtl_err add_relay(const context *x, uint32_t cue, uint32_t entry, uint32_t teller)
{
    dtl_tree_list hearers;
    dtl_slice slot = dtl_rules_attribute(x->matcher.rules, entry, "hearer");
    if (!slot.length || !dtl_match_slot(&x->matcher, cue, slot, &hearers))
        return DTL_OK;
    uint32_t mention = dtl_match_mention(&x->matcher, hearers.items[0]);
    if (!is_media(x, mention))
        return DTL_OK;
    dtl_voice relay = x->out->voices.items[teller];
    relay.holder = mention;
    relay.holder_span = x->doc->mention.mentions.items[mention].span;
    relay.on_behalf_of = relay.medium = DTL_NONE;
    relay.cue = DTL_CUE_SAY;
    relay.parent = DTL_NONE;
    uint32_t index;
    dtl_err err = add_voice(x, relay, &index);
    if (!err)
        x->out->voices.items[teller].parent = index;
    return err;
}

/* "According to X, …": X hangs on the clause that it answers for. */
static bool according_voice(const context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t source = parse->words[cue].relation == DTL_REL_CASE ? parse->words[cue].head : dtl_tree_child(parse, cue, DTL_REL_OBL);
    if (source == DTL_NONE || cue + 1 >= x->doc->text.tokens.count || !dtl_tree_lemma_in(parse, cue + 1, "to"))
        return false;
    uint32_t phrase = source == parse->words[cue].head ? source : cue; /* the word that hangs on the clause */
    uint32_t clause = parse->words[phrase].head, first, last, frame_first, frame_last;
    set_holder(x, voice, source);
    if (clause == DTL_NONE)
        return false;
    subtree(x, clause, &first, &last);
    subtree(x, phrase, &frame_first, &frame_last);
    if (cue < frame_first)
        frame_first = cue;
    if (voice->holder != DTL_NONE) { /* the name ends the frame; what the parser hung behind it belongs to the clause */
        const dtl_mention *holder = &x->doc->mention.mentions.items[voice->holder];
        frame_last = holder->first + holder->count - 1;
        if (frame_last + 1 < x->doc->text.tokens.count && parse->words[frame_last + 1].upos == DTL_UPOS_PUNCT)
            frame_last++;
    }
    if (frame_first <= first + 1 && frame_last < last)
        first = frame_last + 1;
    else if (frame_last + 1 >= last && frame_first > first)
        last = frame_first - 1;
    set_content(x, voice, clause, first, last);
    x->out->frame[cue] = x->out->frame[cue + 1] = true;
    return true;
}

/* Negation turns a confirmation into its absence: "has not confirmed", "could not be verified", "no one confirmed". */
static bool is_negated(const context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    if (parse->words[cue].features & DTL_FEATURE_NEGATED)
        return true;
    uint32_t subject = dtl_tree_child(parse, cue, DTL_REL_NSUBJ);
    return subject != DTL_NONE && (parse->words[subject].features & DTL_FEATURE_NEGATED || dtl_tree_lemma_in(parse, subject, "nobody none neither") ||
                                   dtl_tree_child_lemma(parse, subject, "no neither") != DTL_NONE);
}

static uint8_t class_after_negation(const context *x, uint32_t cue, uint8_t class)
{
    if (!is_negated(x, cue))
        return class;
    return class == DTL_CUE_CONFIRM || class == DTL_CUE_DENY || class == DTL_CUE_SAY || class == DTL_CUE_RESPONSIBILITY ? DTL_CUE_WITHHOLD : class;
}

/* A holder that nobody named is accepted only where English uses the passive for it: "is believed to be", "was said to". */
static bool may_lack_holder(const context *x, uint32_t cue, uint8_t class, const dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    if (class == DTL_CUE_WITHHOLD || class == DTL_CUE_CONFIRM)
        return voice->content_count > 0;
    return dtl_tree_is_passive(parse, cue) && voice->content_head != DTL_NONE &&
           (parse->words[voice->content_head].relation == DTL_REL_XCOMP || parse->words[voice->content_head].relation == DTL_REL_CCOMP);
}

static dtl_err try_entry(const context *x, uint32_t cue, uint32_t entry, bool *made)
{
    const dtl_rules *rules = x->matcher.rules;
    dtl_voice voice = {.parent = DTL_NONE, .holder = DTL_NONE, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE,
                       .cue_token = cue, .content_head = DTL_NONE, .rule = entry};
    uint8_t class = cue_class(x, entry);
    *made = false;
    if (!dtl_match_conditions(&x->matcher, cue, entry))
        return DTL_OK;
    voice.cue_span = dtl_text_tokens_span(&x->doc->text, cue, 1);
    voice.cue = class_after_negation(x, cue, class);
    if (class == DTL_CUE_ACCORDING) {
        if (!according_voice(x, cue, &voice))
            return DTL_OK;
    } else {
        dtl_slice slot = dtl_rules_attribute(rules, entry, "holder");
        dtl_tree_list holders;
        uint32_t speaker = DTL_NONE;
        bool has_content = find_content(x, cue, entry, &voice, &speaker);
        if (!has_content && (voice.cue == DTL_CUE_SAY || !dtl_tree_is_verb(&x->doc->parse, cue)))
            return DTL_OK;
        if (speaker != DTL_NONE)
            set_holder(x, &voice, speaker);
        else if (dtl_match_slot(&x->matcher, cue, slot.length ? slot : DTL_SLICE("subject"), &holders))
            set_holder(x, &voice, holders.items[0]);
        else if (has_content && content_by_position(x, cue, &voice, &speaker))
            set_holder(x, &voice, speaker); /* the tree lost the subject: "…, the general staff said." */
        else if (!may_lack_holder(x, cue, voice.cue, &voice))
            return DTL_OK;
        if (!has_content && voice.cue != DTL_CUE_WITHHOLD)
            return DTL_OK;
    }
    if (voice.content_count)
        widen_to_quotations(x, &voice);
    set_circumstances(x, &voice);
    mark_frame(x, cue);
    *made = true;
    uint32_t index;
    dtl_err err = add_voice(x, voice, &index);
    return err ? err : add_relay(x, cue, entry, index);
}

static dtl_err find_voices(const context *x)
{
    uint32_t entries[ENTRIES_MAX];
    for (uint32_t t = 0; t < x->doc->text.tokens.count && x->out->voices.count < VOICES_MAX; t++) {
        uint32_t count = dtl_match_entries(&x->matcher, x->cues, t, entries, ENTRIES_MAX);
        bool made = false;
        for (uint32_t i = 0; i < count && !made; i++) {
            dtl_err err = try_entry(x, t, entries[i], &made);
            if (err)
                return err;
        }
    }
    return DTL_OK;
}

static bool covers(const dtl_voice *voice, uint32_t token)
{
    return token >= voice->content_first && token < voice->content_first + voice->content_count;
}

/* a relays b when b's cue stands in a's content. Both ways round ("X said, according to Y, …"): the wider content is outside. */
static bool is_outside(const dtl_voice *a, uint32_t a_index, const dtl_voice *b, uint32_t b_index)
{
    if (!covers(a, b->cue_token))
        return false;
    return a->content_count > b->content_count || (a->content_count == b->content_count && a_index < b_index);
}

/* Voices are few per sentence and content rarely leaves it: a window of neighbours keeps this linear. */
enum { WINDOW = 24 };

static void nest_voices(const context *x)
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

static void paint_contents(const context *x)
{
    const dtl_voice_array *voices = &x->out->voices;
    for (uint32_t depth = 1; depth <= 32; depth++) {
        bool any = false;
        for (uint32_t i = 0; i < voices->count; i++) {
            if (depth_of(voices, i) != depth)
                continue;
            any = true;
            const dtl_voice *voice = &voices->items[i];
            for (uint32_t t = voice->content_first; t < voice->content_first + voice->content_count; t++)
                if (t != voice->cue_token)
                    x->out->of_token[t] = i;
        }
        if (!any)
            return;
    }
}

dtl_err dtl_voice_run(const dtl_doc *doc, const dtl_rules *rules, dtl_note_array *notes, dtl_voices *out)
{
    uint32_t count = doc->text.tokens.count;
    (void)notes;
    *out = (dtl_voices){0};
    out->of_token = dtl_arena_calloc(doc->arena, count, sizeof *out->of_token);
    out->frame = dtl_arena_calloc(doc->arena, count, sizeof *out->frame);
    if (!out->of_token || !out->frame)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < count; i++)
        out->of_token[i] = DTL_NONE;
    context x = {.doc = doc, .arena = doc->arena, .matcher = dtl_matcher_make(doc, rules),
                 .cues = dtl_rules_table(rules, "cues"), .out = out};
    dtl_err err = find_voices(&x);
    if (err)
        return err;
    nest_voices(&x);
    paint_contents(&x);
    return DTL_OK;
}
