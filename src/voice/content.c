/* voice: finds the words that a cue reports.
 *
 * In: tree, quotations, mentions, the slots that the cue's row names. Out: head and tokens of the content.
 * The idea: the row's slots are tried in order (clause, infinitive, object, a preposition). Where the tree has none of them, the
 * sentence is read as it is written: a "that" behind the cue, a frame at the end behind a comma, a quotation. Content that touches a
 * quotation takes all of it, also over sentences. Where the speaker speaks of himself, what he asks or accuses next is no content.
 * Example: "Two men were held, the harbour police said on Friday." → "Two men were held".
 * Gets wrong: a clause that the parser cut in two is only found up to the cut. */
#include "voice/internal.h"

enum { APPOSITION_WORDS_MAX = 20, SPAN_MAX = 512 /* tokens: what is guessed from the surface is no longer */ };

/* The clause that a parenthetical frame ("…, he said, …") stands in, or that follows a colon. */
static bool content_by_parataxis(const voice_context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_word *word = &parse->words[cue];
    uint32_t first, last, frame_first, frame_last;
    uint32_t below = dtl_tree_child(parse, cue, DTL_REL_PARATAXIS);
    if (below != DTL_NONE && dtl_tree_is_verb(parse, below)) {
        voice_subtree(x, below, &first, &last);
        if (!dtl_slice_is(parse->words[first].lemma, ";") && !(first > 0 && dtl_slice_is(parse->words[first - 1].lemma, ";"))) {
            voice_set_content(x, voice, below, first, last);
            return true;
        }
    }
    if (word->relation != DTL_REL_PARATAXIS || word->head == DTL_NONE)
        return false;
    uint32_t clause = word->head; /* "found it and defused it, the ministry said": all of it */
    for (int i = 0; i < DTL_TREE_CLIMB_MAX && parse->words[clause].relation == DTL_REL_CONJ && parse->words[clause].head != DTL_NONE; i++)
        clause = parse->words[clause].head;
    voice_subtree(x, clause, &first, &last);
    voice_subtree(x, cue, &frame_first, &frame_last);
    uint32_t stop = last; /* the full stop is the clause's, behind the frame */
    while (stop > frame_last && voice_is_mark(x, stop) && !x->quoted[stop])
        stop--;
    const bool ends = frame_last == stop || dtl_slice_is(parse->words[frame_last + 1].lemma, ";"); /* "They fled, she said; the army stayed" */
    if (ends && frame_first > first)
        last = frame_first - 1;
    else if (frame_first == first && frame_last < last)
        first = frame_last + 1;
    voice_set_content(x, voice, clause, first, last);
    return true;
}

/* The first word between first and end that heads a mention which can speak; DTL_NONE if none or if a verb stands there. */
static uint32_t speaker_between(const voice_context *x, uint32_t first, uint32_t end)
{
    if (voice_has_verb(x, first, end))
        return DTL_NONE;
    for (uint32_t t = first; t < end; t++) {
        uint32_t mention = x->doc->mention.headed_by[t];
        uint8_t relation = x->doc->parse.words[t].relation;
        if (relation == DTL_REL_NMOD_POSS || relation == DTL_REL_COMPOUND || dtl_tree_child(&x->doc->parse, t, DTL_REL_CASE) != DTL_NONE)
            continue;
        if (dtl_match_is_actor(&x->matcher, mention) || (mention != DTL_NONE && x->doc->mention.mentions.items[mention].kind == DTL_MENTION_DOCUMENT))
            return t;
    }
    return DTL_NONE;
}

/* "…, an aide said": a noun that is no mention, or was taken for an adjective, right before its verb. */
static uint32_t bare_noun_between(const voice_context *x, uint32_t first, uint32_t end)
{
    const dtl_word *words = x->doc->parse.words;
    bool phrase = end >= first + 2 && end <= first + 6 && (words[first].upos == DTL_UPOS_DET || words[first].relation == DTL_REL_NMOD_POSS);
    bool noun = end > first && (words[end - 1].upos == DTL_UPOS_NOUN || words[end - 1].upos == DTL_UPOS_ADJ || words[end - 1].upos == DTL_UPOS_PROPN);
    bool name = end > first && end <= first + 3 && first > 0 && dtl_slice_is(words[first - 1].lemma, ","); /* ", Small said" */
    for (uint32_t t = first; name && t < end; t++)
        name = x->doc->text.tokens.items[t].length > 1 && x->doc->page.text.ptr[x->doc->text.tokens.items[t].offset] >= 'A' &&
               x->doc->page.text.ptr[x->doc->text.tokens.items[t].offset] <= 'Z';
    return ((phrase && noun) || name) && !voice_has_verb(x, first, end) ? end - 1 : DTL_NONE;
}

uint32_t voice_frame_end(const voice_context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first = x->doc->text.sentences.items[voice_sentence_of(x, cue)].first;
    if (cue < first + 4 || !dtl_slice_is(parse->words[cue - 1].lemma, ","))
        return cue;
    for (uint32_t t = cue - 1; t-- > first && cue - t < 16;)
        if (parse->words[t].upos == DTL_UPOS_PUNCT && !dtl_slice_is(parse->words[t].lemma, "-"))
            return dtl_slice_is(parse->words[t].lemma, ",") && t + 2 < cue ? t : cue;
    return cue;
}

/* Does a word begin what a speaker or the reporter adds, and not the rest of an interrupted clause? */
static bool goes_on(const voice_context *x, uint32_t token)
{
    const dtl_word *word = &x->doc->parse.words[token];
    return word->upos == DTL_UPOS_CCONJ || word->upos == DTL_UPOS_SCONJ || (word->features & DTL_FEATURE_GERUND);
}

/* "…,” said Karim Gul, who …": the head of the phrase behind an inverted cue; DTL_NONE if no phrase begins there. *stop: behind it. */
static uint32_t speaker_behind_cue(const voice_context *x, uint32_t cue, uint32_t end, uint32_t *stop)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t t = cue + 1, noun = DTL_NONE;
    if (t < end && parse->words[t].upos == DTL_UPOS_ADP) /* ", reported on Saturday": when, not who */
        return DTL_NONE;
    for (; t < end && parse->words[t].upos != DTL_UPOS_PUNCT && parse->words[t].upos != DTL_UPOS_VERB && parse->words[t].upos != DTL_UPOS_AUX; t++)
        if (noun == DTL_NONE && (dtl_tree_is_nominal(parse, t) || parse->words[t].upos == DTL_UPOS_PRON) &&
            (t + 1 >= end || !dtl_tree_is_nominal(parse, t + 1) || x->doc->mention.headed_by[t] != DTL_NONE))
            noun = t;
    *stop = t;
    uint32_t named = speaker_between(x, cue + 1, t);
    return named != DTL_NONE ? named : noun;
}

/* "Two men were held, the police said on Friday." / "…, said the mayor.": a frame at the end of its sentence answers for
 * all that stands before its comma, wherever the parser hung it. *speaker receives the holder's head. */
bool voice_content_by_position(const voice_context *x, uint32_t cue, dtl_voice *voice, uint32_t *speaker)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, cue)];
    uint32_t end = sentence->first + sentence->count, comma = DTL_NONE, tail = cue + 1, found = DTL_NONE, frame = voice_frame_end(x, cue);
    bool quoted = false;
    for (uint32_t t = cue + 1; t < end; t++) /* "refugees say; the army denies it" */
        if (dtl_slice_is(parse->words[t].lemma, ";"))
            end = t;
    if (cue < sentence->first + 2)
        return false;
    if (parse->words[cue - 1].upos == DTL_UPOS_PUNCT && !dtl_tree_lemma_in(parse, cue, "tell inform brief notify")) { /* inverted */
        uint32_t stop = tail;
        found = speaker_behind_cue(x, cue, end, &stop);
        comma = found != DTL_NONE ? cue - 1 : DTL_NONE;
        tail = found != DTL_NONE ? stop : tail;
        quoted = x->quoted[cue - 1] && !x->quoted[cue];
    }
    for (uint32_t t = frame - 1; t > sentence->first + 1 && frame - t < 16 && comma == DTL_NONE; t--) {
        if (parse->words[t].upos != DTL_UPOS_PUNCT)
            continue;
        found = speaker_between(x, t + 1, frame);
        found = found == DTL_NONE ? bare_noun_between(x, t + 1, frame) : found;
        comma = found != DTL_NONE ? t : comma;
        quoted = found != DTL_NONE && x->quoted[t] && !x->quoted[cue];
    }
    bool cut = tail + 1 < end && parse->words[tail].upos == DTL_UPOS_PUNCT &&
               (goes_on(x, tail + 1) || (tail > cue + 1 && dtl_tree_lemma_in(parse, tail + 1, "who which"))); /* "…, X said, without saying who", "…, said X, who …" */
    bool appositive = tail > cue + 1 && tail + 1 < end && dtl_slice_is(parse->words[tail].lemma, ","); /* "…, said Sara Gul, a spokesman for the port" */
    if (comma == DTL_NONE || (!quoted && ((!cut && (voice_has_verb(x, tail, end) || end - tail > (appositive ? APPOSITION_WORDS_MAX : 9))) || cue < sentence->first + 4 || !voice_has_verb(x, sentence->first, comma))))
        return false;
    uint32_t head = DTL_NONE, first = sentence->first;
    for (uint32_t t = comma; quoted && t > sentence->first && x->quoted[t]; t--)
        first = t;
    for (uint32_t t = first; t < comma && head == DTL_NONE; t++)
        if (parse->words[t].head == DTL_NONE || parse->words[t].head == cue)
            head = t;
    voice_set_content(x, voice, head, first, quoted ? comma : comma - 1);
    *speaker = found;
    return true;
}

/* Behind the cue and when or where it was said: "said on Monday | the …", "told the council | it …". */
static uint32_t behind_circumstances(const voice_context *x, uint32_t cue, uint32_t end)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t t = cue + 1;
    for (int i = 0; i < 3 && t < end; i++) {
        uint32_t at = parse->words[t].upos == DTL_UPOS_ADP && t + 1 < end ? t + 1 : t, mention = x->doc->mention.of_token[at];
        uint8_t kind = mention == DTL_NONE ? DTL_MENTION_QUANTITY : x->doc->mention.mentions.items[mention].kind;
        bool hearer = at == t && parse->words[x->doc->mention.mentions.items[mention == DTL_NONE ? 0 : mention].head].head == cue &&
                      mention != DTL_NONE && (parse->words[x->doc->mention.mentions.items[mention].head].relation == DTL_REL_OBJ ||
                                              parse->words[x->doc->mention.mentions.items[mention].head].relation == DTL_REL_IOBJ);
        if (mention != DTL_NONE && (kind == DTL_MENTION_TIME || (at > t && kind == DTL_MENTION_DOCUMENT) || hearer))
            t = x->doc->mention.mentions.items[mention].first + x->doc->mention.mentions.items[mention].count;
        else if (parse->words[t].upos == DTL_UPOS_ADV && parse->words[t].head == cue && parse->words[t].xpos != DTL_XPOS_WRB)
            t++;
    }
    return t;
}

/* "The firm said it would not": where the tree has no clause, what stands right behind the cue is the content if it reads like one:
 * a phrase, then a verb. */
static bool content_behind(const voice_context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, cue)];
    uint32_t end = sentence->first + sentence->count, first = behind_circumstances(x, cue, end), stop = first;
    if (first < end && first > cue + 1 && dtl_slice_is(parse->words[first].lemma, ","))
        first++;
    if (first >= end || (parse->words[first].upos == DTL_UPOS_PUNCT && !x->quoted[first]))
        return false;
    uint8_t upos = parse->words[first].upos;
    if (upos == DTL_UPOS_ADP || upos == DTL_UPOS_CCONJ || upos == DTL_UPOS_PART || upos == DTL_UPOS_VERB || upos == DTL_UPOS_AUX || dtl_tree_lemma_in(parse, first, "as while when after before because since"))
        return false;
    while (stop < end && stop < first + SPAN_MAX && !dtl_slice_is(parse->words[stop].lemma, ";"))
        stop++;
    if (!voice_has_verb(x, first + 1, stop))
        return false;
    voice_set_content(x, voice, DTL_NONE, first, stop - 1);
    return true;
}

/* "The bridge, the mayor said on Monday, will be closed"; "It is late, she said, but not too late": a frame with a comma on both sides
 * cuts its content in two. */
static bool content_around(const voice_context *x, uint32_t cue, dtl_voice *voice, uint32_t *speaker)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, cue)];
    uint32_t end = sentence->first + sentence->count, behind = behind_circumstances(x, cue, end), comma = cue;
    if (behind + 2 >= end || x->quoted[cue] || x->quoted[behind + 1] || !dtl_slice_is(parse->words[behind].lemma, ","))
        return false;
    while (comma > sentence->first && cue - comma < 12 && parse->words[comma].upos != DTL_UPOS_PUNCT)
        comma--;
    if (comma == sentence->first || !dtl_slice_is(parse->words[comma].lemma, ","))
        return false;
    const dtl_word *rest = &parse->words[behind + 1];
    uint32_t found = speaker_between(x, comma + 1, cue);
    if (found == DTL_NONE || rest->features & DTL_FEATURE_GERUND || !voice_has_verb(x, behind + 1, end) || dtl_tree_lemma_in(parse, behind + 1, "without who which"))
        return false;
    voice_set_content(x, voice, rest->upos == DTL_UPOS_AUX || rest->upos == DTL_UPOS_VERB ? behind + 1 : DTL_NONE, sentence->first, end - 1);
    *speaker = found;
    return true;
}

/* A quotation of the cue's own sentence when the tree shows no content. */
static bool content_by_quotation(const voice_context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_quotation_array *quotations = &x->doc->parse.quotations;
    for (uint32_t i = 0; i < quotations->count; i++) {
        const dtl_quotation *q = &quotations->items[i];
        uint32_t last = q->first + q->count - 1;
        if (q->count < 5 || (cue >= q->first && cue <= last))
            continue;
        if (voice_sentence_of(x, q->first) == voice_sentence_of(x, cue) || voice_sentence_of(x, last) == voice_sentence_of(x, cue)) {
            voice_set_content(x, voice, DTL_NONE, q->first, last);
            return true;
        }
    }
    return false;
}

static bool is_that_clause(const voice_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    uint8_t relation = parse->words[token].relation;
    uint32_t that = dtl_tree_child_lemma(parse, token, "that");
    return (relation == DTL_REL_ACL || relation == DTL_REL_CCOMP || relation == DTL_REL_ACL_RELCL) && that != DTL_NONE &&
           parse->words[that].relation == DTL_REL_MARK;
}

/* The clause behind "that" of a noun or verb: "the statement that …", "the statement by the ministry that …". The parser may hang the
 * clause on any noun between, so the conjunction is looked for on the surface. */
static bool content_of_that_clause(const voice_context *x, uint32_t cue, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, cue)];
    for (uint32_t t = cue + 1; t < sentence->first + sentence->count && t <= cue + 10; t++) {
        uint32_t clause = parse->words[t].head, first, last;
        if (!dtl_slice_is(parse->words[t].lemma, "that") || parse->words[t].relation != DTL_REL_MARK || clause == DTL_NONE)
            continue;
        bool far = parse->words[clause].relation == DTL_REL_ADVCL && parse->words[clause].head == cue;
        if (!far && !is_that_clause(x, clause))
            continue;
        bool hangs_here = parse->words[clause].head != DTL_NONE && parse->words[clause].head >= cue && parse->words[clause].head <= t;
        if (!hangs_here && (dtl_tree_is_verb(parse, cue) || !dtl_tree_lemma_in(parse, cue + 1, "by from"))) /* "praised the statement by X that …" */
            continue;
        voice_subtree(x, clause, &first, &last);
        voice_set_content(x, voice, clause, first, last);
        return true;
    }
    return false;
}

/* Does this dependent of the cue, behind it, belong to what is said of the object? "called him | a liar", "criticised them | for waiting",
 * but "praised him | while he was away", "praised him | on Monday". */
static bool completes_object(const voice_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t mention = x->doc->mention.headed_by[token];
    if (mention != DTL_NONE && x->doc->mention.mentions.items[mention].kind == DTL_MENTION_TIME)
        return false;
    switch (parse->words[token].relation) {
    case DTL_REL_OBJ: case DTL_REL_IOBJ: case DTL_REL_XCOMP: case DTL_REL_CCOMP:
        return true;
    case DTL_REL_OBL:
        return dtl_tree_child_lemma(parse, token, "during before after since until while without by than") == DTL_NONE;
    case DTL_REL_ADVCL:
        return dtl_tree_child_lemma(parse, token, "for of as to from about on that into against at with over like") != DTL_NONE;
    default:
        return false;
    }
}

/* The object with all that is said of it; of a passive its subject, and all that is said of it behind the cue. judged: only where
 * something is said of it ("called him a liar", "sees it as a threat"). */
static bool content_of_object(const voice_context *x, uint32_t cue, bool judged, dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t object = dtl_tree_object(parse, cue), first, last, child_first, child_last;
    if (object == DTL_NONE || (object < cue && parse->words[object].relation != DTL_REL_NSUBJ_PASS && parse->words[cue].relation != DTL_REL_ACL))
        return false;
    voice_subtree(x, object, &first, &last);
    if (object < cue && parse->words[object].head != cue) { /* "a man described as …": the noun alone */
        first = dtl_tree_kind_first(parse, object);
        last = object;
    }
    for (uint32_t c = parse->words[cue].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        if (c <= cue || c <= last || parse->words[c].relation == DTL_REL_PUNCT || parse->words[c].relation == DTL_REL_COMPOUND_PRT)
            continue;
        if (!completes_object(x, c))
            break;
        voice_subtree(x, c, &child_first, &child_last);
        last = child_last;
        judged = judged && parse->words[c].relation != DTL_REL_XCOMP && parse->words[c].relation != DTL_REL_OBJ && dtl_tree_child_lemma(parse, c, "as") == DTL_NONE;
    }
    if (judged)
        return false;
    voice_set_content(x, voice, object, first, last);
    return true;
}

static bool content_in_slot(const voice_context *x, uint32_t cue, dtl_slice slot, dtl_voice *voice)
{
    dtl_tree_list list;
    uint32_t first, last, until;
    if (dtl_slice_is(slot, "none")) /* "raised the alarm": the cue says it all */
        return true;
    if (dtl_slice_is(slot, "that"))
        return content_of_that_clause(x, cue, voice);
    if (dtl_slice_is(slot, "all") || dtl_slice_is(slot, "judged"))
        return content_of_object(x, cue, dtl_slice_is(slot, "judged"), voice);
    if (dtl_slice_is(slot, "rest")) {
        voice_subtree(x, cue, &first, &last);
        if (last <= cue)
            return false;
        voice_set_content(x, voice, DTL_NONE, cue + 1, last);
        return true;
    }
    if (!dtl_match_slot(&x->matcher, cue, slot, &list))
        return false;
    /* One head's subtree holds its conjuncts; the hull of head and conjuncts is the content. */
    voice_subtree(x, list.items[0], &first, &last);
    for (uint32_t i = 1; i < list.count; i++) {
        uint32_t start;
        voice_subtree(x, list.items[i], &start, &until);
        first = start < first ? start : first;
        last = until > last ? until : last;
    }
    uint32_t time = x->doc->mention.of_token[first]; /* "announced Tuesday that …": the clause was hung on the day */
    if (time != DTL_NONE && x->doc->mention.mentions.items[time].kind == DTL_MENTION_TIME) {
        uint32_t behind = x->doc->mention.mentions.items[time].first + x->doc->mention.mentions.items[time].count;
        if (behind < last && dtl_slice_is(x->doc->parse.words[behind].lemma, "that"))
            first = behind;
    }
    if (first <= cue && cue <= last) { /* the frame lies inside: "the man, police said, fled" */
        uint32_t frame_first, frame_last;
        voice_subtree(x, cue, &frame_first, &frame_last);
        if (cue > list.items[0] && frame_first > first)
            last = cue - 1;
        else
            first = cue + 1;
        if (first > last)
            return false;
    }
    voice_set_content(x, voice, list.items[0], first, last);
    return true;
}

/* "accused | him of lying", "urged | them to leave": whom it is said of or asked belongs to the words. */
static void widen_to_object(const voice_context *x, uint32_t cue, dtl_voice *voice)
{
    uint32_t object = dtl_tree_child(&x->doc->parse, cue, DTL_REL_OBJ), first, last;
    if (object == DTL_NONE || object < cue || (voice->cue != DTL_CUE_ACCUSE && voice->cue != DTL_CUE_BLAME && voice->cue != DTL_CUE_DEMAND))
        return;
    voice_subtree(x, object, &first, &last);
    if (first > cue && first < voice->content_first && last + 1 >= voice->content_first)
        voice_set_content(x, voice, voice->content_head, first, voice->content_first + voice->content_count - 1);
}

/* "…, reported the news site": whom the tree took for the object speaks. */
static bool is_inverted(const voice_context *x, uint32_t cue)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t object = dtl_tree_child(parse, cue, DTL_REL_OBJ);
    if (object == DTL_NONE || object < cue || cue < 4 || !dtl_slice_is(parse->words[cue - 1].lemma, ","))
        return false;
    return parse->words[cue].xpos == DTL_XPOS_VBD && object <= cue + 6 && (parse->words[object].upos == DTL_UPOS_PROPN || dtl_match_is_actor(&x->matcher, x->doc->mention.headed_by[object]));
}

/* *speaker is set when the position, not the tree, tells who speaks. */
bool voice_find_content(const voice_context *x, uint32_t cue, uint32_t entry, dtl_voice *voice, uint32_t *speaker)
{
    dtl_slice slots = dtl_rules_attribute(x->matcher.rules, entry, "content"), slot;
    bool clause = false;
    if (dtl_cue_states(voice->cue) && dtl_slice_starts_with(slots, DTL_SLICE("clause")) && content_around(x, cue, voice, speaker))
        return true;
    if (voice->cue == DTL_CUE_SAY && is_inverted(x, cue) && voice_content_by_position(x, cue, voice, speaker))
        return true;
    while (dtl_slice_next_field(&slots, ',', &slot)) {
        clause = clause || dtl_slice_is(slot, "clause");
        if (content_in_slot(x, cue, slot, voice)) {
            widen_to_object(x, cue, voice);
            return true;
        }
    }
    if (!clause || content_of_that_clause(x, cue, voice)) /* "said on Monday that …": the clause may hang on the day */
        return clause;
    if (x->doc->parse.words[cue].xpos == DTL_XPOS_VB && dtl_tree_child_lemma(&x->doc->parse, cue, "to") != DTL_NONE)
        return false; /* "court clears mayor, prosecutors to appeal", "declined to say where it was": no frame of other words */
    return content_by_parataxis(x, cue, voice) || voice_content_by_position(x, cue, voice, speaker) || content_by_quotation(x, cue, voice) ||
           (voice->cue == DTL_CUE_SAY && content_behind(x, cue, voice));
}

/* A quotation that the content touches belongs to the voice as a whole, however many sentences it runs. */
void voice_widen_to_quotations(const voice_context *x, dtl_voice *voice)
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
    voice_set_content(x, voice, voice->content_head, first, last);
}

/* "said | the council | might pick a side": the parser hung the clause's subject on the cue. What stands between cue and content
 * belongs to it if it is a phrase without a verb. */
static uint32_t mended_first(const voice_context *x, const dtl_voice *voice, uint32_t cue_last, uint32_t end)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t start = behind_circumstances(x, voice->cue_token, end), content = voice->content_first;
    start = start <= cue_last ? cue_last + 1 : start;
    if (start >= content || content - start > 24 || voice_has_verb(x, start, content) || voice->content_head == DTL_NONE ||
        (!dtl_tree_is_verb(parse, voice->content_head) && parse->words[voice->content_head].relation != DTL_REL_CCOMP) ||
        dtl_tree_lemma_in(parse, content, "that if whether how what why to where when as") || x->quoted[start] != x->quoted[content])
        return content;
    uint8_t upos = parse->words[start].upos;
    bool phrase = upos == DTL_UPOS_DET || upos == DTL_UPOS_PRON || upos == DTL_UPOS_PROPN || upos == DTL_UPOS_NOUN || upos == DTL_UPOS_ADJ || upos == DTL_UPOS_NUM;
    for (uint32_t t = start; phrase && t < content; t++)
        if (parse->words[t].head == voice->cue_token && (parse->words[t].relation == DTL_REL_IOBJ || parse->words[t].relation == DTL_REL_OBL_UNMARKED))
            phrase = false;
    return phrase ? start : content;
}

/* "said it | would not": the parser cut the clause behind its subject. Words behind the content that begin a predicate belong to it, up
 * to the next mark. */
static uint32_t mended_last(const voice_context *x, const dtl_voice *voice, uint32_t end)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t last = voice->content_first + voice->content_count - 1, t = last + 1;
    if (t >= end || x->quoted[last] || parse->words[last].upos == DTL_UPOS_PUNCT)
        return last;
    const dtl_word *word = &parse->words[t];
    bool goes_on = word->upos == DTL_UPOS_AUX || (word->upos == DTL_UPOS_PART && word->relation == DTL_REL_MARK) ||
                   (word->upos == DTL_UPOS_PRON && word->relation == DTL_REL_NSUBJ) ||
                   (word->upos == DTL_UPOS_VERB && (word->relation == DTL_REL_XCOMP || word->relation == DTL_REL_CCOMP || word->relation == DTL_REL_ROOT));
    while (goes_on && t < end && t < voice->content_first + SPAN_MAX && parse->words[t].upos != DTL_UPOS_PUNCT && parse->words[t].upos != DTL_UPOS_CCONJ)
        last = t++;
    return last;
}

/* "said it knew nothing of this | and asked Ankara for evidence": who speaks of himself goes on with what he did by speaking, an act of
 * its own that the reporter tells. Of another ("said he shot at them and demanded money") it is what is said; behind a perfect, too, unless a
 * comma parts them ("said he had met the envoy and asked him for help"). The conjunction's place, DTL_NONE if none. */
static uint32_t own_act(const voice_context *x, const dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t head = voice->content_head, entry, subject = head == DTL_NONE ? DTL_NONE : dtl_tree_subject(parse, head);
    if (subject == DTL_NONE || voice->holder == DTL_NONE || !dtl_cue_states(voice->cue) || parse->words[voice->cue_token].xpos == DTL_XPOS_VBG)
        return DTL_NONE;
    uint32_t self = parse->words[subject].upos == DTL_UPOS_PRON ? subject : dtl_tree_child(parse, subject, DTL_REL_NMOD_POSS);
    uint32_t mention = self == DTL_NONE ? DTL_NONE : x->doc->mention.headed_by[self];
    uint32_t entity = x->doc->mention.mentions.items[voice->holder].target;
    if (mention == DTL_NONE || entity == DTL_NONE || x->doc->mention.mentions.items[mention].target != entity)
        return DTL_NONE;
    for (uint32_t c = parse->words[head].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint32_t and = parse->words[c].relation == DTL_REL_CONJ && voice_covers(voice, c) ? dtl_tree_child(parse, c, DTL_REL_CC) : DTL_NONE;
        if (and == DTL_NONE || and <= head || x->quoted[and] || !dtl_slice_is(parse->words[and].lemma, "and"))
            continue;
        uint8_t xpos = parse->words[c].xpos;
        bool finite = (xpos == DTL_XPOS_VBD || xpos == DTL_XPOS_VBZ || xpos == DTL_XPOS_VBP || xpos == DTL_XPOS_VBN) && and + 2 >= c && /* "and later called for" */
                      dtl_tree_child(parse, c, DTL_REL_AUX) == DTL_NONE && dtl_tree_child(parse, c, DTL_REL_AUX_PASS) == DTL_NONE;
        bool perfect = dtl_tree_child_lemma(parse, head, "have") != DTL_NONE && !dtl_slice_is(parse->words[and - 1].lemma, ",");
        if (finite && !perfect && dtl_match_entries(&x->matcher, x->cues, c, &entry, 1))
            return and;
    }
    return DTL_NONE;
}

void voice_mend_content(const voice_context *x, dtl_voice *voice)
{
    uint32_t cue_last = voice->cue_first + voice->cue_count - 1;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[voice_sentence_of(x, voice->cue_token)];
    uint32_t end = sentence->first + sentence->count;
    if (!voice->cue_count || voice->content_first <= cue_last || voice->content_first + voice->content_count > end)
        return;
    uint32_t first = mended_first(x, voice, cue_last, end), last = voice->content_first + voice->content_count - 1;
    if (dtl_tree_is_verb(&x->doc->parse, voice->cue_token)) /* behind a noun its own predicate begins */
        last = mended_last(x, voice, end);
    uint32_t act = own_act(x, voice);
    voice_set_content(x, voice, voice->content_head, first, act == DTL_NONE ? last : act - 1);
}

/* The span of the frame: cue, source and what hangs on the cue beside the content. */
static void frame_span(const voice_context *x, const dtl_voice *voice, uint32_t *first, uint32_t *last)
{
    *first = *last = voice->cue_token;
    if (voice->cue_count) {
        *first = voice->cue_first;
        *last = voice->cue_first + voice->cue_count - 1;
    }
    if (voice->source_count) {
        uint32_t source_last = voice->source_first + voice->source_count - 1;
        *first = voice->source_first < *first ? voice->source_first : *first;
        *last = source_last > *last ? source_last : *last;
        for (uint32_t t = source_last; voice->source_first > voice->cue_token && t + 1 > voice->source_first; t--) {
            const uint32_t relative = dtl_tree_child(&x->doc->parse, t, DTL_REL_ACL_RELCL);
            uint32_t from, until;
            if (relative == DTL_NONE || relative < source_last)
                continue;
            voice_subtree(x, relative, &from, &until); /* "according to the groups, which estimate …" */
            *last = until > *last ? until : *last;
        }
    }
}

static bool is_edge_mark(const voice_context *x, uint32_t token)
{
    return x->doc->parse.words[token].upos == DTL_UPOS_PUNCT && !x->quoted[token] &&
           !dtl_tree_lemma_in(&x->doc->parse, token, "( ) [ ] ? ! % $ ...");
}

void voice_trim_content(const voice_context *x, dtl_voice *voice)
{
    uint32_t first = voice->content_first, last = first + voice->content_count - 1, frame_first, frame_last;
    frame_span(x, voice, &frame_first, &frame_last);
    if (frame_first <= first && frame_last >= first && frame_last < last)
        first = frame_last + 1;
    else if (frame_last >= last && frame_first <= last && frame_first > first)
        last = frame_first - 1;
    while (first < last && is_edge_mark(x, first))
        first++;
    while (last > first && is_edge_mark(x, last))
        last--;
    voice_set_content(x, voice, voice->content_head, first, last);
    if (frame_first <= first || frame_last >= last)
        return;
    uint32_t behind = behind_circumstances(x, voice->cue_token, last);
    frame_last = behind > frame_last + 1 && behind < last ? behind - 1 : frame_last; /* "he said on Monday" */
    while (frame_first > first + 1 && is_edge_mark(x, frame_first - 1))
        frame_first--;
    while (frame_last + 1 < last && is_edge_mark(x, frame_last + 1))
        frame_last++;
    voice->gap_first = frame_first;
    voice->gap_count = frame_last - frame_first + 1;
}
