/* voice: finds who speaks, for whom, when and through what.
 *
 * In: the words that the tree or the position gives as the source. Out: its mention or phrase, whom it speaks for, the time and
 * the document of the saying, the agency that was told. "According to X" is a frame of its own: it has no verb.
 * Example: "… , a port official told the Herald on Sunday" → the official; relayed by the Herald; said on Sunday.
 * Gets wrong: a holder whom only the context tells. */
#include "voice/internal.h"

enum { SOURCE_MAX = 512 /* tokens: a longer phrase names nobody */ };

static uint32_t entity_by_id(const voice_context *x, dtl_slice id)
{
    const dtl_entity_array *entities = &x->doc->mention.entities;
    for (uint32_t i = 0; id.length && i < entities->count; i++)
        if (dtl_slice_equal(entities->items[i].id, id))
            return i;
    return DTL_NONE;
}

void voice_set_holder(const voice_context *x, dtl_voice *voice, uint32_t token)
{
    uint32_t first, last;
    if (token == DTL_NONE)
        return;
    voice->holder = dtl_match_mention(&x->matcher, token);
    uint32_t appos = voice->holder == DTL_NONE ? dtl_tree_child(&x->doc->parse, token, DTL_REL_APPOS) : DTL_NONE;
    uint32_t named = appos == DTL_NONE ? DTL_NONE : x->doc->mention.headed_by[appos]; /* "the head of the bank, Omar Sadeq, said" */
    if (named != DTL_NONE && x->doc->mention.mentions.items[named].kind == DTL_MENTION_PERSON)
        voice->holder = named;
    if (voice->holder != DTL_NONE) {
        const dtl_mention *mention = &x->doc->mention.mentions.items[voice->holder];
        voice->holder_span = mention->span;
        bool has_entity = mention->kind != DTL_MENTION_TIME && mention->kind != DTL_MENTION_QUANTITY && mention->target != DTL_NONE;
        if (has_entity)
            voice->on_behalf_of = entity_by_id(x, x->doc->mention.entities.items[mention->target].parent_id);
        return;
    }
    voice_subtree(x, token, &first, &last);
    if (last - first > 12) /* a bare noun with a long relative clause: the noun alone */
        first = last = token;
    voice->holder_span = dtl_text_tokens_span(&x->doc->text, first, last - first + 1);
}

/* Does this part of a noun phrase belong to the phrase that names a source? What is told of him in a clause does not. */
static bool names_source(const dtl_word *word, uint32_t token, uint32_t head)
{
    switch (word->relation) {
    case DTL_REL_DET: case DTL_REL_DET_PREDET: case DTL_REL_COMPOUND: case DTL_REL_AMOD: case DTL_REL_NUMMOD: case DTL_REL_FLAT: case DTL_REL_NMOD_DESC:
    case DTL_REL_NMOD_POSS: case DTL_REL_NMOD: case DTL_REL_APPOS: case DTL_REL_CONJ: case DTL_REL_CC_PRECONJ: case DTL_REL_LIST: case DTL_REL_NMOD_UNMARKED:
        return true;
    case DTL_REL_CASE: /* "the president 's" */
        return token > head;
    case DTL_REL_ADVMOD: /* "about half of voters" */
        return token < head && word->xpos != DTL_XPOS_WRB && token + 1 == head;
    default:
        return false;
    }
}

/* "who", "that" of a relative clause is the word that names the source there. */
static uint32_t relative_of(const voice_context *x, uint32_t cue, uint32_t source)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[cue].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (c != source && c < cue && parse->words[c].relation == DTL_REL_NSUBJ && dtl_tree_antecedent(parse, c) == source)
            return c;
    return source;
}

/* "on Saturday", "in the name of …" behind a comma: hung on the source, but said of the saying. */
static bool is_circumstance(const voice_context *x, uint32_t token, uint32_t first)
{
    uint32_t mention = x->doc->mention.headed_by[token];
    if (x->doc->parse.words[token].relation != DTL_REL_NMOD && x->doc->parse.words[token].relation != DTL_REL_NMOD_UNMARKED)
        return false;
    return (mention != DTL_NONE && x->doc->mention.mentions.items[mention].kind == DTL_MENTION_TIME) ||
           dtl_slice_is(x->doc->parse.words[first].lemma, ",") || (first > 0 && dtl_slice_is(x->doc->parse.words[first - 1].lemma, ","));
}

/* A phrase in commas ends with its comma: "Roe, a sailor, | said". */
static uint32_t closing_comma(const voice_context *x, uint32_t first, uint32_t last)
{
    const dtl_parse *parse = &x->doc->parse;
    if (last + 1 >= x->doc->text.tokens.count || !dtl_slice_is(parse->words[last + 1].lemma, ","))
        return last;
    for (uint32_t t = first + 1; t < last && t < first + SOURCE_MAX; t++)
        if (dtl_slice_is(parse->words[t].lemma, ","))
            return last + 1;
    return last;
}

/* "Sen. Roe (I-Vt | .)" */
static uint32_t closing_bracket(const voice_context *x, uint32_t first, uint32_t last)
{
    const dtl_parse *parse = &x->doc->parse;
    bool open = false;
    for (uint32_t t = first; t <= last && t < first + SOURCE_MAX; t++)
        open = dtl_slice_is(parse->words[t].lemma, "(") || (open && !dtl_slice_is(parse->words[t].lemma, ")"));
    for (uint32_t t = last + 1; open && t <= last + 4 && t < x->doc->text.tokens.count; t++)
        if (dtl_slice_is(parse->words[t].lemma, ")"))
            return t;
    return last;
}

/* "Jo Roe, director of the port, said": the parser made the apposition the subject. The person before its comma speaks. */
static uint32_t named_before(const voice_context *x, dtl_voice *voice, uint32_t token, uint32_t first)
{
    const dtl_parse *parse = &x->doc->parse;
    if (parse->words[token].upos != DTL_UPOS_NOUN || first < x->doc->text.sentences.items[voice_sentence_of(x, token)].first + 2 || !dtl_slice_is(parse->words[first - 1].lemma, ","))
        return first;
    uint32_t mention = x->doc->mention.of_token[first - 2];
    if (mention == DTL_NONE || x->doc->mention.mentions.items[mention].kind != DTL_MENTION_PERSON || x->quoted[first - 2] != x->quoted[token])
        return first;
    if (voice->cue_token != DTL_NONE && voice->cue_token < first)
        return first;
    voice->holder = mention;
    voice->holder_span = x->doc->mention.mentions.items[mention].span;
    return x->doc->mention.mentions.items[mention].first;
}

void voice_set_source(const voice_context *x, dtl_voice *voice, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first, last, child_first, child_last, cue = voice->cue_token;
    if (token == DTL_NONE)
        return;
    if (cue != DTL_NONE)
        token = relative_of(x, cue, token);
    first = last = token;
    const dtl_mention *mention = voice->holder == DTL_NONE ? NULL : &x->doc->mention.mentions.items[voice->holder];
    if (mention && token - mention->first < mention->count && mention->kind != DTL_MENTION_TIME) { /* the parser cut the name in two */
        first = mention->first;
        last = mention->first + mention->count - 1;
    }
    uint32_t named = last; /* without what is told of him in clauses */
    bool open = true;      /* nothing was left out on the right so far */
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        const dtl_word *word = &parse->words[c];
        if (word->relation == DTL_REL_PUNCT || word->relation == DTL_REL_CC)
            continue;
        voice_subtree(x, c, &child_first, &child_last);
        if (c > token && is_circumstance(x, c, child_first))
            continue; /* "a survey last month by nurses": what follows may belong */
        bool clause = (word->relation == DTL_REL_ACL || word->relation == DTL_REL_ACL_RELCL) && cue != DTL_NONE && child_last < cue;
        bool belongs = clause || names_source(word, c, token);
        if (c < token && belongs && child_first < first)
            first = child_first;
        else if (c < token && !belongs && child_last < token)
            first = child_last + 1 > first ? child_last + 1 : first; /* what stands before it is cut off too */
        if (c > token && belongs && open && child_last > last)
            last = child_last;
        if (c > token && belongs && open && !clause && child_last > named)
            named = child_last;
        open = open && (c < token || belongs);
    }
    if (voice->content_count && token < voice->content_first && last >= voice->content_first)
        last = voice->content_first - 1; /* "Roe: we …": the parser hung the words on the speaker */
    first = token - first > SOURCE_MAX ? token : first;
    last = last - token > SOURCE_MAX ? token : last;
    for (uint32_t t = token; t-- > first;)
        if (x->quoted[t] != x->quoted[token])
            first = t + 1;
    while (last > token && parse->words[last].upos == DTL_UPOS_PUNCT && !dtl_slice_is(parse->words[last].lemma, ")"))
        last--;
    while (first < token && parse->words[first].upos == DTL_UPOS_PUNCT)
        first++;
    last = closing_bracket(x, first, last);
    first = named_before(x, voice, token, first);
    if (cue == DTL_NONE || last < cue)
        last = closing_comma(x, first, last);
    voice->source_first = first;
    voice->source_count = last - first + 1;
    if (voice->holder == DTL_NONE && voice->holder_span.length)
        voice->holder_span = dtl_text_tokens_span(&x->doc->text, first, named - first + 1);
}

/* When it was said, and in which letter or on which site. */
void voice_set_circumstances(const voice_context *x, dtl_voice *voice)
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

bool voice_is_media(const voice_context *x, uint32_t mention)
{
    if (mention == DTL_NONE)
        return false;
    const dtl_mention *item = &x->doc->mention.mentions.items[mention];
    return item->kind == DTL_MENTION_ORGANISATION && item->target != DTL_NONE &&
           dtl_slice_is(x->doc->mention.entities.items[item->target].sector, "JRN");
}

/* "told AFP": the agency relays; it becomes a voice of its own around this one. */
dtl_err voice_add_relay(const voice_context *x, uint32_t cue, uint32_t entry, uint32_t teller)
{
    dtl_tree_list hearers;
    dtl_slice slot = dtl_rules_attribute(x->matcher.rules, entry, "hearer");
    bool told = slot.length && dtl_match_slot(&x->matcher, cue, slot, &hearers);
    uint32_t mention = told ? dtl_match_mention(&x->matcher, hearers.items[0]) : voice_interviewer(x, cue);
    if (!voice_is_media(x, mention))
        return DTL_OK;
    dtl_voice relay = x->out->voices.items[teller];
    relay.holder = mention;
    relay.holder_span = x->doc->mention.mentions.items[mention].span;
    relay.on_behalf_of = relay.medium = DTL_NONE;
    relay.cue = DTL_CUE_SAY;
    relay.parent = DTL_NONE;
    uint32_t index;
    dtl_err err = voice_add(x, relay, &index);
    if (!err)
        x->out->voices.items[teller].parent = index;
    return err;
}

static bool is_of_cue(const dtl_word *word, uint32_t cue)
{
    return word->head == cue && (word->relation == DTL_REL_AUX || word->relation == DTL_REL_AUX_PASS || word->relation == DTL_REL_COP ||
                                 (word->relation == DTL_REL_ADVMOD && word->xpos != DTL_XPOS_WRB));
}

/* A preposition between cue and content, if nothing but it stands there: "called for", "spoke about". */
static bool brings_content(const voice_context *x, const dtl_voice *voice, uint32_t token)
{
    const dtl_word *word = &x->doc->parse.words[token];
    return (word->upos == DTL_UPOS_ADP || (word->upos == DTL_UPOS_SCONJ && dtl_tree_lemma_in(&x->doc->parse, token, "of for about on against with at over in from"))) &&
           token + 1 < voice->content_first + voice->content_count && (token + 1 == voice->content_first || token == voice->content_first);
}

void voice_set_cue(const voice_context *x, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t cue = voice->cue_token, first = cue, last = cue;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, cue)];
    while (first > sentence->first && (is_of_cue(&parse->words[first - 1], cue) || (parse->words[first - 1].head < cue && parse->words[first - 1].head >= first && parse->words[first - 1].relation == DTL_REL_ADVMOD)))
        first--;
    uint32_t end = sentence->first + sentence->count;
    while (last + 1 < end && parse->words[last + 1].head == cue &&
           (parse->words[last + 1].relation == DTL_REL_COMPOUND_PRT || is_of_cue(&parse->words[last + 1], cue)))
        last++;
    if (last + 1 < end && voice->content_count && brings_content(x, voice, last + 1)) {
        last++;
        if (last == voice->content_first)
            voice_set_content(x, voice, voice->content_head, last + 1, voice->content_first + voice->content_count - 1);
    }
    if (voice->content_count && voice->content_first < first && last + 1 < voice->content_first + voice->content_count && dtl_tree_lemma_in(parse, last + 1, "as"))
        last++; /* "he is seen as …": content on both sides */
    if (last + 1 < end && dtl_slice_is(parse->words[last + 1].lemma, ":")) { /* "she said: …" */
        last++;
        if (voice->content_count > 1 && voice->content_first == last)
            voice_set_content(x, voice, voice->content_head, last + 1, voice->content_first + voice->content_count - 1);
    }
    voice->cue_first = first;
    voice->cue_count = last - first + 1;
}

/* "According to X, …": X hangs on the clause that it answers for. */
bool voice_find_according(const voice_context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t source = parse->words[cue].relation == DTL_REL_CASE ? parse->words[cue].head : dtl_tree_child(parse, cue, DTL_REL_OBL);
    if (source == DTL_NONE || cue + 1 >= x->doc->text.tokens.count || !dtl_tree_lemma_in(parse, cue + 1, "to"))
        return false;
    uint32_t phrase = source == parse->words[cue].head ? source : cue; /* the word that hangs on the clause */
    uint32_t clause = parse->words[phrase].head, first, last, frame_first, frame_last;
    voice_set_holder(x, voice, source);
    voice_set_source(x, voice, source);
    voice->cue_first = cue;
    voice->cue_count = 2;
    if (clause == DTL_NONE)
        return false;
    voice_subtree(x, clause, &first, &last);
    voice_subtree(x, phrase, &frame_first, &frame_last);
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
    voice_set_content(x, voice, clause, first, last);
    x->out->frame[cue] = x->out->frame[cue + 1] = true;
    return true;
}
