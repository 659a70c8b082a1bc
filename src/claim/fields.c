/* fields: claims about one field of an event: how many, who did it, who he is.
 *
 * In: tellings with their holders, voices, quantities. Out: claims with a field and the words that give its value. Whoever tells an
 * event claims all of it; a claim about a field is made where somebody speaks of that field alone, or tells it otherwise:
 *   figures         tellings of one occurrence that count differently; "the hospital put the toll at 12"
 *   responsibility  "claimed responsibility", "blamed the rebels", "no group has said that it did it"
 *   hedged doer     "suspected rebels killed six": the deed is told plainly, the doer is not
 *   identity        "the attacker was a citizen of …", "identified the attacker as …"
 * Gets wrong on purpose: a figure of another event of the same report that is told without a noun of its own. */
#include "claim/internal.h"
#include "rules/match.h"

enum { FIELD_SENTENCES = 6, RESPONSIBILITY_SENTENCES = 12, LOOK_WORDS = 24, COUNTS = 3, OLD_DAYS = 62 };

static const uint8_t count_fields[COUNTS] = {DTL_FIELD_KILLED, DTL_FIELD_INJURED, DTL_FIELD_ARRESTED};

static const dtl_mention *mention_headed_by(const claim_context *x, uint32_t token)
{
    uint32_t mention = x->doc->mention.headed_by[token];
    return mention == DTL_NONE ? NULL : &x->doc->mention.mentions.items[mention];
}

static dtl_claim field_claim(uint32_t event, uint32_t voice, uint8_t field, dtl_span words, dtl_span value)
{
    return (dtl_claim){.event = event, .voice = voice, .targets = DTL_NONE, .span = words, .rule = DTL_NONE, .value = value, .polarity = 1, .field = field,
                       .modality = DTL_MODALITY_ASSERTED, .certainty = DTL_CERTAINTY_CT, .stance = DTL_STANCE_SUPPORTS};
}

static dtl_err add_by_voice(claim_context *x, dtl_claim claim)
{
    if (claim.voice != DTL_NONE && claim.rule == DTL_NONE)
        claim.rule = claim_voice_at(x, claim.voice)->rule;
    else if (claim.rule == DTL_NONE)
        claim.rule = claim_event_at(x, claim.event)->rule;
    return claim_add(x, claim, NULL);
}

/* ---- figures ---- */

static dtl_range count_of(const dtl_event *e, int which)
{
    return which == 0 ? e->killed : which == 1 ? e->injured : e->arrested;
}

/* The words of the telling's sentence that give this count, the nearest to its trigger. */
static dtl_span words_of_count(const claim_context *x, const dtl_event *e, dtl_range range)
{
    const dtl_sentence *sentence = &x->doc->text.sentences.items[e->sentence];
    dtl_span best = {0, 0};
    uint32_t distance = UINT32_MAX;
    uint32_t first = e->trigger > sentence->first + LOOK_WORDS ? e->trigger - LOOK_WORDS : sentence->first;
    for (uint32_t t = first; t < sentence->first + sentence->count && t < e->trigger + LOOK_WORDS; t++) {
        const dtl_mention *mention = mention_headed_by(x, t);
        if (!mention || mention->kind != DTL_MENTION_QUANTITY || mention->target == DTL_NONE || x->doc->mention.quantities.items[mention->target].low != range.low)
            continue;
        uint32_t away = t > e->trigger ? t - e->trigger : e->trigger - t;
        if (away < distance) {
            distance = away;
            best = mention->span;
        }
    }
    return best;
}

/* Tellings of one occurrence that give other counts than its first telling: each count is a claim of its holder. */
static dtl_err add_counts(claim_context *x, int which)
{
    uint32_t *first_told = dtl_arena_calloc(x->doc->arena, x->events + 1u, sizeof *first_told); /* + 1; 0 = no telling counts */
    bool *differs = dtl_arena_calloc(x->doc->arena, x->events + 1u, sizeof *differs);
    if (!first_told || !differs)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < x->events; i++) {
        dtl_range range = count_of(claim_event_at(x, i), which);
        uint32_t occurrence = claim_event_at(x, i)->occurrence;
        if (range.low < 0)
            continue;
        if (!first_told[occurrence])
            first_told[occurrence] = i + 1;
        dtl_range told = count_of(claim_event_at(x, first_told[occurrence] - 1), which);
        differs[occurrence] = differs[occurrence] || told.low != range.low || told.high != range.high;
    }
    for (uint32_t i = 0; i < x->events; i++) {
        const dtl_event *e = claim_event_at(x, i);
        dtl_range range = count_of(e, which);
        if (range.low < 0 || !differs[e->occurrence])
            continue;
        dtl_span value = words_of_count(x, e, range);
        const dtl_claim *held = &x->out->claims.items[x->first_claim[i]];
        dtl_claim claim = field_claim(i, held->voice, count_fields[which], e->evidence, value);
        claim.modality = held->modality;
        claim.certainty = held->certainty;
        claim.polarity = held->polarity;
        claim.factuality = held->factuality;
        claim.likelihood = held->likelihood;
        dtl_err err = value.length ? add_by_voice(x, claim) : DTL_OK;
        if (err)
            return err;
    }
    return DTL_OK;
}

/* Which count a noun stands for: "death toll", "the number of those injured". */
static uint8_t field_of_noun(const claim_context *x, uint32_t noun)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first, last;
    bool dead = dtl_tree_lemma_in(parse, noun, "toll");
    if (!dead && !dtl_tree_lemma_in(parse, noun, "number count tally figure"))
        return DTL_FIELD_WHOLE;
    dtl_tree_range(parse, &x->doc->text, noun, &first, &last);
    for (uint32_t t = first; t <= last && t < first + LOOK_WORDS; t++) {
        if (dtl_match_class(&x->matcher, t, DTL_SLICE("injury-word")))
            return DTL_FIELD_INJURED;
        if (dtl_match_class(&x->matcher, t, DTL_SLICE("arrest-word")))
            return DTL_FIELD_ARRESTED;
        dead = dead || dtl_match_class(&x->matcher, t, DTL_SLICE("death-word"));
    }
    bool taken_up = dtl_tree_child_lemma(parse, noun, "that this the") != DTL_NONE && first + 1 == noun; /* "lowered that number" */
    return dead || taken_up ? DTL_FIELD_KILLED : DTL_FIELD_WHOLE;
}

/* The figure that a verb brings its noun to: "put the toll at 12", "rose to 12", "stood at 12", "reached 12". */
static const dtl_mention *figure_under(const claim_context *x, uint32_t verb)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[verb].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        bool to = relation == DTL_REL_OBL && dtl_tree_child_lemma(parse, c, "at to") != DTL_NONE;
        if (!to && !(relation == DTL_REL_OBJ && dtl_tree_lemma_in(parse, verb, "reach hit exceed pass total be")))
            continue;
        const dtl_mention *mention = mention_headed_by(x, c);
        for (uint32_t k = parse->words[c].first_child; k != DTL_NONE && (!mention || mention->kind != DTL_MENTION_QUANTITY); k = parse->words[k].next_sibling)
            if (parse->words[k].relation == DTL_REL_NUMMOD)
                mention = mention_headed_by(x, k);
        if (mention && mention->kind == DTL_MENTION_QUANTITY && mention->target != DTL_NONE)
            return mention;
    }
    return NULL;
}

/* The voice whose cue the word is ("the hospital put the toll at 12"), else the one in whose words it stands. */
static uint32_t voice_at_token(const claim_context *x, uint32_t token)
{
    const dtl_voice_array *voices = &x->doc->voice.voices;
    uint32_t low = 0, high = voices->count;
    if (!x->doc->voice.frame[token])
        return x->doc->voice.of_token[token];
    while (low < high) { /* voices stand in the order of their cues, but for the few of headlines and relays */
        uint32_t middle = low + (high - low) / 2;
        if (voices->items[middle].cue_token != DTL_NONE && voices->items[middle].cue_token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < voices->count && voices->items[low].cue_token == token ? low : x->doc->voice.of_token[token];
}

/* The nearest telling before the token that a claim about this field can be about. */
static uint32_t deed_before(const claim_context *x, uint32_t token, uint32_t sentences, uint8_t field)
{
    uint32_t first, end = claim_events_before(x, token, sentences, &first), found = DTL_NONE;
    dtl_interval published = x->doc->mention.published;
    for (uint32_t i = end; i-- > first;) {
        const dtl_event *e = claim_event_at(x, i);
        uint8_t status = x->telling[i];
        bool real = status != DTL_STATUS_PLANNED && status != DTL_STATUS_HYPOTHETICAL && status != DTL_STATUS_THREATENED && status != DTL_STATUS_DENIED;
        bool fits = field == DTL_FIELD_ARRESTED ? e->type == DTL_EVENT_COERCE : e->type == DTL_EVENT_ASSAULT;
        bool old = e->historical || (e->days.high != DTL_DAY_OPEN_FUTURE && published.low != DTL_DAY_OPEN_PAST && e->days.high < published.low - OLD_DAYS);
        if (e->item != DTL_ITEM_EVENT || !fits || !real || old)
            continue;
        bool counted = (field == DTL_FIELD_KILLED && e->killed.low >= 0) || (field == DTL_FIELD_INJURED && e->injured.low >= 0) ||
                       (field == DTL_FIELD_ARRESTED && e->arrested.low >= 0);
        if (counted || field == DTL_FIELD_ACTOR || field == DTL_FIELD_IDENTITY)
            return i;
        found = found == DTL_NONE ? i : found;
    }
    return found;
}

static dtl_err add_toll(claim_context *x, uint32_t noun)
{
    const dtl_parse *parse = &x->doc->parse;
    uint8_t relation = parse->words[noun].relation, field = DTL_FIELD_WHOLE;
    uint32_t verb = parse->words[noun].head;
    if (verb != DTL_NONE && (relation == DTL_REL_OBJ || relation == DTL_REL_NSUBJ || relation == DTL_REL_NSUBJ_PASS))
        field = field_of_noun(x, noun);
    if (field == DTL_FIELD_WHOLE)
        return DTL_OK;
    const dtl_mention *figure = figure_under(x, verb);
    uint32_t event = figure ? deed_before(x, noun, FIELD_SENTENCES, field) : DTL_NONE;
    if (event == DTL_NONE)
        return DTL_OK;
    dtl_span words = dtl_text_tokens_span(&x->doc->text, noun < verb ? noun : verb, 1);
    uint32_t end = dtl_span_end(figure->span), voice = voice_at_token(x, verb);
    words.length = end > words.offset ? end - words.offset : words.length;
    dtl_claim claim = field_claim(event, voice, field, words, figure->span);
    claim.targets = x->first_claim[event];
    if (voice != DTL_NONE && claim_voice_at(x, voice)->cue == DTL_CUE_CORRECT) /* another number from another voice stands beside the first */
        claim.stance = DTL_STANCE_CORRECTS;
    return add_by_voice(x, claim);
}

/* ---- who did it ---- */

static uint32_t phrase_of(const dtl_parse *parse, uint32_t head, const char *prepositions)
{
    for (uint32_t c = parse->words[head].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if ((parse->words[c].relation == DTL_REL_OBL || parse->words[c].relation == DTL_REL_NMOD) && dtl_tree_child_lemma(parse, c, prepositions) != DTL_NONE)
            return c;
    return DTL_NONE;
}

/* "blamed the rebels for it": whom. */
static dtl_span whom(const claim_context *x, const dtl_voice *voice)
{
    const dtl_parse *parse = &x->doc->parse;
    bool to = dtl_slice_is(dtl_rules_attribute(x->rules, voice->rule, "hearer"), "to,on"); /* "attributed it to the rebels" */
    uint32_t object = to ? phrase_of(parse, voice->cue_token, "to on") : dtl_tree_object(parse, voice->cue_token);
    if (to && object == DTL_NONE && voice->content_head != DTL_NONE) /* the parser likes to hang it on the deed */
        object = phrase_of(parse, voice->content_head, "to on");
    const dtl_mention *mention = object == DTL_NONE ? NULL : mention_headed_by(x, object);
    return mention && mention->kind < DTL_MENTION_DOCUMENT ? mention->span : (dtl_span){0, 0};
}

static dtl_err add_responsibility(claim_context *x, uint32_t voice)
{
    const dtl_voice *v = claim_voice_at(x, voice);
    if (v->cue_token == DTL_NONE)
        return DTL_OK;
    bool blames = v->cue == DTL_CUE_BLAME;
    bool nobody = claim_is_about_responsibility(x, voice);
    dtl_span value = blames ? whom(x, v) : v->holder_span;
    if (nobody && !value.length && v->source_count) /* "no group" holds nothing */
        value = dtl_text_tokens_span(&x->doc->text, v->source_first, v->source_count);
    if ((v->cue != DTL_CUE_RESPONSIBILITY && !blames && !nobody) || !value.length)
        return DTL_OK;
    dtl_claim claim = field_claim(DTL_NONE, voice, DTL_FIELD_ACTOR, claim_words_of(x, voice), value);
    claim.stance = claim_stance_of(x, voice);
    claim.modality = blames ? DTL_MODALITY_ALLEGED : nobody ? DTL_MODALITY_ASSERTED : DTL_MODALITY_CLAIMED;
    claim.certainty = blames ? DTL_CERTAINTY_PR : DTL_CERTAINTY_CT;
    claim.polarity = nobody ? 0 : 1;
    bool told = false;
    uint32_t end = v->content_first + v->content_count, first;
    for (uint32_t i = claim_events_before(x, end ? end : v->cue_token, 0, &first); i-- > first;) /* the deeds told in its own words */
        if (claim_event_at(x, i)->voice == voice && claim_event_at(x, i)->item == DTL_ITEM_EVENT) {
            claim.event = i;
            told = true;
            dtl_err err = add_by_voice(x, claim);
            if (err)
                return err;
        }
    claim.event = told ? DTL_NONE : deed_before(x, v->cue_token, RESPONSIBILITY_SENTENCES, DTL_FIELD_ACTOR);
    if (claim.event == DTL_NONE)
        return DTL_OK;
    claim.targets = x->first_claim[claim.event];
    return add_by_voice(x, claim);
}

/* Who answers for a deed by a predicate: of "the rebels were behind the attack" attack, of "are held responsible" responsible, of
 * "the work of rebels" work. */
typedef struct answer_for {
    uint32_t doer; /* token; DTL_NONE = no such predicate */
    uint32_t deed; /* token that the deed hangs on */
} answer_for;

static uint32_t subject_of(const dtl_parse *parse, uint32_t predicate)
{
    uint32_t subject = dtl_tree_child(parse, predicate, DTL_REL_NSUBJ);
    return subject != DTL_NONE ? subject : dtl_tree_child(parse, predicate, DTL_REL_NSUBJ_PASS);
}

static answer_for who_answers(const claim_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_word *word = &parse->words[token];
    uint32_t head = word->head;
    if (dtl_tree_lemma_in(parse, token, "behind") && word->relation == DTL_REL_CASE && head != DTL_NONE && dtl_tree_child(parse, head, DTL_REL_COP) != DTL_NONE)
        return (answer_for){subject_of(parse, head), head};
    if (dtl_tree_lemma_in(parse, token, "work") && dtl_tree_child(parse, token, DTL_REL_COP) != DTL_NONE)
        return (answer_for){phrase_of(parse, token, "of"), token};
    if (!dtl_tree_lemma_in(parse, token, "responsible answerable"))
        return (answer_for){DTL_NONE, DTL_NONE};
    if (dtl_tree_child(parse, token, DTL_REL_COP) != DTL_NONE)
        return (answer_for){subject_of(parse, token), token};
    if (head != DTL_NONE && dtl_tree_lemma_in(parse, head, "hold find deem")) {
        uint32_t object = dtl_tree_child(parse, head, DTL_REL_OBJ);
        return (answer_for){object != DTL_NONE ? object : dtl_tree_child(parse, head, DTL_REL_NSUBJ_PASS), token};
    }
    return (answer_for){DTL_NONE, DTL_NONE};
}

/* The first deed told under a word: "responsible for killing six". */
static uint32_t deed_under(const claim_context *x, uint32_t token)
{
    uint32_t first, last, from;
    dtl_tree_range(&x->doc->parse, &x->doc->text, token, &first, &last);
    for (uint32_t i = claim_events_before(x, last + 1 < x->doc->text.tokens.count ? last + 1 : last, 0, &from); i-- > from;)
        if (claim_event_at(x, i)->trigger >= first && claim_event_at(x, i)->trigger <= last && claim_event_at(x, i)->item == DTL_ITEM_EVENT &&
            (claim_event_at(x, i)->type == DTL_EVENT_ASSAULT || claim_event_at(x, i)->type == DTL_EVENT_COERCE))
            return i;
    return DTL_NONE;
}

static dtl_err add_answerable(claim_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    answer_for found = who_answers(x, token);
    const dtl_mention *doer = found.doer == DTL_NONE ? NULL : mention_headed_by(x, found.doer);
    if (!doer || doer->kind >= DTL_MENTION_DOCUMENT || doer->kind == DTL_MENTION_PLACE)
        return DTL_OK;
    bool negated = parse->words[found.deed].features & DTL_FEATURE_NEGATED || dtl_tree_child_lemma(parse, found.deed, "not never") != DTL_NONE;
    uint32_t event = deed_under(x, found.deed), sentence = x->doc->text.tokens.items[token].sentence;
    uint32_t before = negated ? x->doc->text.sentences.items[sentence].first : token; /* what its own sentence tells of it, nobody denies */
    event = event != DTL_NONE ? event : deed_before(x, before, FIELD_SENTENCES, DTL_FIELD_ACTOR);
    if (event == DTL_NONE)
        return DTL_OK;
    bool back = claim_event_at(x, event)->trigger < token && claim_event_at(x, event)->sentence != x->doc->text.tokens.items[token].sentence;
    uint32_t voice = x->doc->voice.of_token[token];
    const claim_effect *effect = claim_effect_of(x, voice);
    dtl_claim claim = field_claim(event, voice, DTL_FIELD_ACTOR, claim_event_at(x, event)->evidence, doer->span);
    uint32_t start = doer->first < token ? doer->first : token, end = doer->first < token ? token : doer->first + doer->count - 1;
    claim.span = dtl_text_tokens_span(&x->doc->text, start, end - start + 1);
    claim.polarity = (int8_t)((negated ? -1 : 1) * effect->turn);
    claim.certainty = effect->certainty;
    claim.modality = effect->modality == DTL_MODALITY_ASSERTED && dtl_tree_lemma_in(parse, parse->words[found.deed].head == DTL_NONE ? token : parse->words[found.deed].head, "hold find deem") ? DTL_MODALITY_ALLEGED : effect->modality;
    claim.stance = claim.polarity < 0 ? DTL_STANCE_DENIES : claim.modality == DTL_MODALITY_ASSERTED ? DTL_STANCE_SUPPORTS : DTL_STANCE_BLAMES;
    if (claim.polarity < 0 || back)
        claim.targets = x->first_claim[event];
    return add_by_voice(x, claim);
}

/* "suspected rebels", "apparently by rebels": the hedge is about who they are. */
static uint8_t hedge_of(const claim_context *x, const dtl_mention *mention)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[mention->head].first_child; c != DTL_NONE && c < mention->head; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        if (relation != DTL_REL_AMOD && relation != DTL_REL_COMPOUND && relation != DTL_REL_ADVMOD)
            continue;
        if (dtl_tree_lemma_in(parse, c, "suspected suspect presumed presume apparent apparently presumably probable probably"))
            return DTL_MODALITY_SUSPECTED;
        if (dtl_tree_lemma_in(parse, c, "alleged allege reputed supposed suppose allegedly reportedly supposedly"))
            return DTL_MODALITY_ALLEGED;
        if (dtl_tree_lemma_in(parse, c, "possible possibly perhaps maybe"))
            return DTL_MODALITY_POSSIBLE;
    }
    return DTL_MODALITY_ASSERTED;
}

static dtl_err add_hedged_doers(claim_context *x)
{
    const dtl_participant_array *all = &x->doc->event.participants;
    for (uint32_t i = 0; i < all->count; i++) {
        const dtl_participant *p = &all->items[i];
        if (p->role != DTL_EVENT_ACTOR || p->event >= x->events)
            continue;
        const dtl_mention *mention = &x->doc->mention.mentions.items[p->mention];
        uint8_t hedge = hedge_of(x, mention);
        if (hedge == DTL_MODALITY_ASSERTED)
            continue;
        dtl_claim claim = field_claim(p->event, x->held_by[p->event], DTL_FIELD_ACTOR, claim_event_at(x, p->event)->evidence, mention->span);
        claim.modality = hedge;
        claim.certainty = DTL_CERTAINTY_PS;
        dtl_err err = add_by_voice(x, claim);
        if (err)
            return err;
    }
    return DTL_OK;
}

/* ---- who he is ---- */

static dtl_span words_under(const claim_context *x, uint32_t token)
{
    uint32_t first, last;
    const dtl_mention *mention = mention_headed_by(x, token);
    if (mention)
        return mention->span;
    dtl_tree_range(&x->doc->parse, &x->doc->text, token, &first, &last);
    if (last - first > LOOK_WORDS)
        first = last = token;
    return dtl_text_tokens_span(&x->doc->text, first, last - first + 1);
}

/* The word that says who the doer is: of "the attacker was a student" student, of "identified the attacker as a student" likewise. */
static uint32_t identity_of(const claim_context *x, uint32_t doer, uint32_t *verb)
{
    const dtl_parse *parse = &x->doc->parse;
    uint8_t relation = parse->words[doer].relation;
    uint32_t head = parse->words[doer].head;
    *verb = head;
    if (head == DTL_NONE)
        return DTL_NONE;
    bool noun = dtl_tree_is_nominal(parse, head) || mention_headed_by(x, head); /* "a Tajik national" may be read as an adjective */
    if (relation == DTL_REL_NSUBJ && noun && dtl_tree_child(parse, head, DTL_REL_COP) != DTL_NONE &&
        dtl_tree_child(parse, head, DTL_REL_CASE) == DTL_NONE && !(parse->words[head].features & DTL_FEATURE_NEGATED))
        return head;
    if ((relation != DTL_REL_OBJ && relation != DTL_REL_NSUBJ_PASS) || !dtl_tree_lemma_in(parse, head, "identify name describe"))
        return DTL_NONE;
    for (uint32_t c = parse->words[head].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if ((parse->words[c].relation == DTL_REL_OBL && dtl_tree_child_lemma(parse, c, "as") != DTL_NONE) || parse->words[c].relation == DTL_REL_XCOMP)
            return c;
    return DTL_NONE;
}

static dtl_err add_identity(claim_context *x, uint32_t doer)
{
    uint32_t verb, identity = identity_of(x, doer, &verb);
    uint32_t event = identity == DTL_NONE ? DTL_NONE : deed_before(x, doer, FIELD_SENTENCES, DTL_FIELD_IDENTITY);
    if (event == DTL_NONE)
        return DTL_OK;
    dtl_span value = words_under(x, identity), words = dtl_text_tokens_span(&x->doc->text, doer, 1);
    if (dtl_span_end(value) > words.offset)
        words.length = dtl_span_end(value) - words.offset;
    dtl_claim claim = field_claim(event, voice_at_token(x, verb), DTL_FIELD_IDENTITY, words, value);
    claim.targets = x->first_claim[event];
    return add_by_voice(x, claim);
}

dtl_err claim_add_fields(claim_context *x)
{
    const dtl_parse *parse = &x->doc->parse;
    dtl_err err = DTL_OK;
    if (!x->events)
        return DTL_OK;
    for (int which = 0; which < COUNTS && !err; which++)
        err = add_counts(x, which);
    if (!err)
        err = add_hedged_doers(x);
    for (uint32_t i = 0; i < x->doc->voice.voices.count && !err; i++)
        err = add_responsibility(x, i);
    for (uint32_t t = 0; t < x->doc->text.tokens.count && !err; t++) {
        if (dtl_tree_lemma_in(parse, t, "behind responsible answerable work"))
            err = add_answerable(x, t);
        else if (dtl_tree_is_nominal(parse, t) && dtl_tree_lemma_in(parse, t, "toll number count tally figure"))
            err = add_toll(x, t);
        else if (dtl_tree_is_nominal(parse, t) && dtl_match_class(&x->matcher, t, DTL_SLICE("doer")))
            err = add_identity(x, t);
    }
    return err;
}
