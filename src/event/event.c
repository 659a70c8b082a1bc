/* event: codes who did what to whom, in PLOVER types.
 *
 * In: tree, mentions, voices, the table of patterns (rules/en/events*.txt, opened as one). Out: one dtl_event per telling, participants,
 * and which tellings are one occurrence. The way: candidates (words that tell) → fusion → participants, place, time,
 * toll → occurrences. Then statements: voices that report no event.
 * Example: "Gunmen abducted two engineers near Ghazni on Monday" → ASSAULT/abduct, gunmen → two engineers, Ghazni, Monday.
 * Gets wrong on purpose: participants must be mentions: "a bridge" as target is not kept; "an army convoy" is the army's, "a convoy" nobody's. */
#include "event/event.h"
#include "event/internal.h"

enum { PARTICIPANTS_PER_EVENT_MAX = 32 };

dtl_err event_add_participant(event_context *x, uint32_t event, uint32_t mention, uint8_t role)
{
    dtl_participant_array *all = &x->out->participants;
    uint32_t mine = 0;
    for (uint32_t i = all->count; i-- > 0 && all->items[i].event == event; mine++)
        if (all->items[i].mention == mention && all->items[i].role == role)
            return DTL_OK;
    if (mine >= PARTICIPANTS_PER_EVENT_MAX)
        return DTL_OK;
    dtl_participant *slot = dtl_array_push(x->arena, all);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = (dtl_participant){.event = event, .mention = mention, .role = role};
    return DTL_OK;
}

static bool is_place(const event_context *x, uint32_t mention)
{
    return x->doc->mention.mentions.items[mention].kind == DTL_MENTION_PLACE;
}

/* "X and X": nobody does it to himself; a resolved pronoun that says so was resolved wrongly. */
static bool is_actor_already(const event_context *x, uint32_t event, uint32_t mention)
{
    uint32_t first, count = dtl_events_participants(x->out, event, &first), target = x->doc->mention.mentions.items[mention].target;
    for (uint32_t i = first; i < first + count; i++)
        if (x->out->participants.items[i].role == DTL_EVENT_ACTOR && target != DTL_NONE &&
            x->doc->mention.mentions.items[x->out->participants.items[i].mention].target == target)
            return true;
    return false;
}

/* "US and NATO forces": two mentions of one rule share the head noun; both take part. */
static dtl_err add_other_owners(event_context *x, uint32_t event, uint32_t mention, uint8_t role)
{
    const dtl_mention_array *all = &x->doc->mention.mentions;
    const dtl_mention *m = &all->items[mention];
    for (uint32_t i = mention + 1; i < all->count && all->items[i].first < m->first + m->count; i++) {
        const dtl_mention *other = &all->items[i];
        bool same = other->head == m->head && other->kind == m->kind && other->rule == m->rule && m->rule != DTL_NONE;
        if (!same || other->target == m->target || (role == DTL_EVENT_RECIPIENT && is_actor_already(x, event, i)))
            continue;
        dtl_err err = event_add_participant(x, event, i, role);
        if (err)
            return err;
    }
    return DTL_OK;
}

/* Those who share the part of a mention: owners, conjuncts. */
static dtl_err add_companions(event_context *x, uint32_t event, uint32_t mention, uint8_t role)
{
    dtl_tree_list others;
    event_find_companions(x, x->out->events.items[event].trigger, mention, &others);
    for (uint32_t i = 0; i < others.count; i++) {
        if (role == DTL_EVENT_RECIPIENT && is_actor_already(x, event, others.items[i]))
            continue;
        dtl_err err = event_add_participant(x, event, others.items[i], role);
        if (err)
            return err;
    }
    return DTL_OK;
}

static dtl_err add_people(event_context *x, uint32_t event, const dtl_tree_list *tokens, uint8_t role)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        uint32_t mention = event_participant_mention(x, tokens->items[i]);
        if (mention == DTL_NONE || (is_place(x, mention) && !dtl_match_is_actor(&x->matcher, mention)))
            continue;
        if (role == DTL_EVENT_RECIPIENT && is_actor_already(x, event, mention))
            continue;
        dtl_err err = event_add_participant(x, event, mention, role);
        if (!err)
            err = add_other_owners(x, event, mention, role);
        if (!err)
            err = add_companions(x, event, mention, role);
        if (err)
            return err;
    }
    return DTL_OK;
}

static dtl_err add_slot_places(event_context *x, uint32_t event, const candidate *c, dtl_pattern_slot slot, uint8_t role)
{
    dtl_tree_list list;
    if (!dtl_match_role(&x->matcher, c->token, c->entry, slot, &list))
        return DTL_OK;
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t mention = dtl_match_mention(&x->matcher, list.items[i]);
        if (mention == DTL_NONE || !(is_place(x, mention) || dtl_match_is_actor(&x->matcher, mention)))
            continue;
        dtl_err err = event_add_participant(x, event, mention, role);
        if (err)
            return err;
    }
    return DTL_OK;
}

static bool is_actor_mention(const event_context *x, uint32_t event, uint32_t mention)
{
    uint32_t first, count = dtl_events_participants(x->out, event, &first);
    for (uint32_t i = first; i < first + count; i++)
        if (x->out->participants.items[i].role == DTL_EVENT_ACTOR && x->out->participants.items[i].mention == mention)
            return true;
    return false;
}

static dtl_err add_places(event_context *x, uint32_t event, const candidate *c)
{
    dtl_tree_list places, named;
    if (dtl_match_role(&x->matcher, c->token, c->entry, DTL_PATTERN_PLACE, &named)) /* "recaptured the town of Goma" */
        for (uint32_t i = 0; i < named.count; i++) {
            uint32_t mention = dtl_match_mention(&x->matcher, named.items[i]);
            dtl_err err = mention != DTL_NONE && is_place(x, mention) ? event_add_participant(x, event, mention, DTL_EVENT_PLACE) : DTL_OK;
            if (err)
                return err;
        }
    event_find_places(x, c, &places);
    for (uint32_t i = 0; i < places.count; i++) {
        if (is_actor_mention(x, event, places.items[i])) /* "in a US drone strike" */
            continue;
        dtl_err err = event_add_participant(x, event, places.items[i], DTL_EVENT_PLACE);
        if (err)
            return err;
    }
    dtl_err err = add_slot_places(x, event, c, DTL_PATTERN_ORIGIN, DTL_EVENT_ORIGIN);
    return err ? err : add_slot_places(x, event, c, DTL_PATTERN_DESTINATION, DTL_EVENT_DESTINATION);
}

/* Several deeds: "separate shootings", "two stabbings"; shootings are several, for one of them is called a shooting. */
static bool is_several(const event_context *x, uint32_t noun)
{
    const dtl_parse *parse = &x->doc->parse;
    bool plural = parse->words[noun].xpos == DTL_XPOS_NNS || parse->words[noun].xpos == DTL_XPOS_NNPS;
    if (!plural || !dtl_match_class(&x->matcher, noun, DTL_SLICE("street-deed")))
        return false;
    if (dtl_match_class(&x->matcher, noun, DTL_SLICE("shooting")) || dtl_tree_child(parse, noun, DTL_REL_NUMMOD) != DTL_NONE)
        return true;
    for (uint32_t c = parse->words[noun].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (dtl_match_class(&x->matcher, c, DTL_SLICE("apart")))
            return true;
    return false;
}

static bool is_among_several(const event_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    char scratch[48];
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        bool phrase = parse->words[c].relation == DTL_REL_OBL || parse->words[c].relation == DTL_REL_NMOD;
        if (phrase && is_several(x, c)) {
            dtl_slice preposition = dtl_tree_preposition(parse, c, scratch);
            if (dtl_slice_is(preposition, "in") || dtl_slice_is(preposition, "after") || dtl_slice_is(preposition, "during"))
                return true;
        }
    }
    return false;
}

/* "22 wounded in weekend shootings", "two killed, nine wounded in separate shootings": the toll of several deeds of a night. */
static bool is_round_up(const event_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    if (is_among_several(x, token) || (parse->words[token].relation == DTL_REL_CONJ && parse->words[token].head != DTL_NONE && is_among_several(x, parse->words[token].head)))
        return true;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == DTL_REL_CONJ && is_among_several(x, c))
            return true;
    return false;
}

/* "attacks", not "the attacks", "its attacks", "two attacks". */
static bool is_bare(const dtl_parse *parse, uint32_t noun)
{
    return dtl_tree_child(parse, noun, DTL_REL_DET) == DTL_NONE && dtl_tree_child(parse, noun, DTL_REL_NMOD_POSS) == DTL_NONE && dtl_tree_child(parse, noun, DTL_REL_NUMMOD) == DTL_NONE;
}

/* "several attacks", "a series of bombings": more than one deed in one telling. */
static bool is_series(const event_context *x, const candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t head = parse->words[c->token].head;
    if (is_round_up(x, c->token))
        return true;
    if (dtl_tree_is_verb(parse, c->token))
        return false;
    bool plural = parse->words[c->token].xpos == DTL_XPOS_NNS;
    if (dtl_tree_child_lemma(parse, c->token, "several numerous many various multiple more dozens series frequent") != DTL_NONE && plural)
        return true;
    if (plural && dtl_tree_child(parse, c->token, DTL_REL_CASE) != DTL_NONE && parse->words[c->token].relation == DTL_REL_NMOD && is_bare(parse, c->token))
        return true; /* "responsibility for attacks on mosques" */
    return head != DTL_NONE && plural && dtl_tree_lemma_in(parse, head, "series number string wave spate dozens");
}

/* The clause that tells it, within one voice's words. */
static dtl_span evidence_of(const event_context *x, const candidate *c)
{
    uint32_t clause = dtl_tree_clause(&x->doc->parse, c->support != DTL_NONE ? c->support : c->token), first, last;
    dtl_tree_range(&x->doc->parse, &x->doc->text, clause, &first, &last);
    first = c->token < first ? c->token : first; /* a word that lends its doer may stand in another clause */
    last = c->token > last ? c->token : last;
    uint32_t voice = x->doc->voice.of_token[c->token];
    if (voice != DTL_NONE) {
        const dtl_voice *v = &x->doc->voice.voices.items[voice];
        uint32_t end = v->content_first + v->content_count - 1;
        if (v->content_first > first && v->content_first <= c->token)
            first = v->content_first;
        if (end < last && end >= c->token)
            last = end;
    }
    const dtl_sentence *sentence = &x->doc->text.sentences.items[x->doc->text.tokens.items[c->token].sentence];
    first = first < sentence->first ? sentence->first : first;
    last = last >= sentence->first + sentence->count ? sentence->first + sentence->count - 1 : last;
    first = first > c->token ? c->token : first; /* a voice's end may cut the clause of the support verb before the word that tells */
    last = last < c->token ? c->token : last;
    while (last > first && x->doc->parse.words[last].upos == DTL_UPOS_PUNCT)
        last--;
    while (first < last && x->doc->parse.words[first].upos == DTL_UPOS_PUNCT)
        first++;
    return dtl_text_tokens_span(&x->doc->text, first, last - first + 1);
}

static dtl_err emit(event_context *x, const candidate *c)
{
    dtl_event *event = dtl_array_push(x->arena, &x->out->events);
    if (!event)
        return DTL_ERR_BUDGET;
    uint32_t index = x->out->events.count - 1, noun;
    *event = (dtl_event){.evidence = evidence_of(x, c), .sentence = x->doc->text.tokens.items[c->token].sentence, .trigger = c->token,
                         .voice = x->doc->voice.of_token[c->token], .time = event_find_time(x, c), .days = DTL_INTERVAL_OPEN,
                         .killed = event_count_people(x, c, DTL_PATTERN_KILLED), .injured = event_count_people(x, c, DTL_PATTERN_INJURED),
                         .arrested = event_count_people(x, c, DTL_PATTERN_ARRESTED), .occurrence = index, .rule = c->entry,
                         .weapon = event_find_weapon(x, c), .setting = DTL_NONE, .item = c->item, .type = c->type, .mode = c->mode, .series = is_series(x, c)};
    event->mode = event_mode_of_weapon(x, event->weapon, event->mode);
    event->figure = event_count_figure(x, c, &noun);
    event->figure_noun = noun;
    if (event->time != DTL_NONE) {
        const dtl_time *time = &x->doc->mention.times.items[x->doc->mention.mentions.items[event->time].target];
        event->days = time->days;
        event->age = time->age;
    }
    event->historical = event_is_historical(x, event);
    event_set_modality(x, c, event);
    event_choose_type(x, c, event);
    dtl_err err = add_people(x, index, &c->actors, DTL_EVENT_ACTOR);
    if (!err)
        err = add_people(x, index, &c->recipients, DTL_EVENT_RECIPIENT);
    event_choose_mode(x, index);
    return err ? err : add_places(x, index, c);
}

/* "a power station was hit", "rockets struck a depot": a thing that is attacked tells enough. */
static bool hits_a_thing(const event_context *x, const candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t object = dtl_tree_is_verb(parse, c->token) ? dtl_tree_object(parse, c->token) : DTL_NONE;
    return object != DTL_NONE && dtl_match_class(&x->matcher, object, DTL_SLICE("building,structure,vehicle,ground"));
}

/* "denied that any attack was being prepared", "spoke of a bombing": a deed of violence, new in the report, in somebody's words. */
static bool is_spoken_of(const event_context *x, const candidate *c)
{
    uint32_t head = x->doc->parse.words[c->token].head;
    if (head != DTL_NONE && dtl_tree_lemma_in(&x->doc->parse, head, "call describe")) /* "condemned what it called an attack": one that was told */
        return false;
    return c->type == DTL_EVENT_ASSAULT && x->doc->voice.of_token[c->token] != DTL_NONE && !dtl_tree_is_verb(&x->doc->parse, c->token) &&
           x->doc->parse.words[c->token].xpos == DTL_XPOS_NN && dtl_tree_child_lemma(&x->doc->parse, c->token, "a an any another one no") != DTL_NONE;
}

/* A candidate that must name somebody but names nobody is dropped; unnamed doers are kept when there is a victim. */
static bool is_worth_keeping(const event_context *x, const candidate *c)
{
    uint32_t noun;
    if (c->dead)
        return false;
    if (c->item == DTL_ITEM_FIGURE)
        return event_count_figure(x, c, &noun).low >= 0;
    if (c->actors.count || c->recipients.count)
        return true;
    bool hard = c->type == DTL_EVENT_ASSAULT || c->type == DTL_EVENT_PROTEST || c->type == DTL_EVENT_COERCE || c->type == DTL_EVENT_MOBILIZE;
    if (hard && (c->type != DTL_EVENT_ASSAULT || c->mode == DTL_MODE_DESTROY) && dtl_tree_is_verb(&x->doc->parse, c->token))
        return true; /* "a cache of weapons was found": the thing tells enough */
    if (c->mode == DTL_MODE_CEASEFIRE || (c->type == DTL_EVENT_ASSAULT && hits_a_thing(x, c)))
        return true; /* "a ceasefire took effect" */
    if (c->type == DTL_EVENT_PROTEST && event_find_time(x, c) != DTL_NONE)
        return true;
    if (c->type == DTL_EVENT_ASSAULT && (event_count_people(x, c, DTL_PATTERN_KILLED).low > 0 || event_count_people(x, c, DTL_PATTERN_INJURED).low > 0))
        return true; /* "a bombing killed at least 30" */
    if (is_spoken_of(x, c) || (c->type == DTL_EVENT_ASSAULT && dtl_tree_child_lemma(&x->doc->parse, c->token, "double triple quadruple quintuple") != DTL_NONE))
        return true; /* "a double homicide" */
    dtl_tree_list places;
    event_find_places(x, c, &places);
    return hard && places.count > 0;
}

/* "killed in separate attacks": one event for each of the coordinated victims. */
static dtl_err emit_split(event_context *x, const candidate *c)
{
    for (uint32_t i = 0; i < c->recipients.count; i++) {
        candidate one = *c;
        one.recipients = (dtl_tree_list){.items = {c->recipients.items[i]}, .count = 1};
        dtl_err err = emit(x, &one);
        if (err)
            return err;
        dtl_event *event = &x->out->events.items[x->out->events.count - 1];
        event->series = false;
        if (event->killed.low > 0)
            event->killed = (dtl_range){1, 1};
    }
    return DTL_OK;
}

static void begin(event_context *x, const dtl_doc *doc, const dtl_rules *rules, dtl_events *out)
{
    *x = (event_context){.doc = doc, .arena = doc->arena, .matcher = dtl_matcher_make(doc, rules),
                         .table = dtl_rules_table(rules, "events"), .weapons = dtl_rules_table(rules, "weapons"),
                         .modality_table = dtl_rules_table(rules, "modality"), .out = out};
    x->memo.token = DTL_NONE;
    x->matcher.memo = &x->memo;
    x->matcher.words = dtl_arena_calloc(x->arena, DTL_WORD_MEMO, sizeof *x->matcher.words); /* NULL: it goes without */
}

dtl_err dtl_event_fired(const dtl_doc *doc, const dtl_rules *rules, dtl_entry_array *fired, dtl_entry_array *lent)
{
    event_context x;
    dtl_events none = {0};
    begin(&x, doc, rules, &none);
    dtl_err err = doc->text.tokens.count ? event_find_candidates(&x) : DTL_OK;
    for (uint32_t i = 0; !err && i < x.candidates.count; i++) {
        const candidate *c = &x.candidates.items[i];
        uint32_t *slot = dtl_array_push(x.arena, fired), *lender = c->support != DTL_NONE ? dtl_array_push(x.arena, lent) : NULL;
        if (!slot || (c->support != DTL_NONE && !lender))
            return DTL_ERR_BUDGET;
        *slot = c->entry;
        if (lender)
            *lender = x.support[c->support];
    }
    for (uint32_t t = 0; !err && t < doc->text.tokens.count; t++) {
        uint32_t *slot = x.support[t] != DTL_NONE ? dtl_array_push(x.arena, fired) : NULL;
        if (slot)
            *slot = x.support[t];
        else if (x.support[t] != DTL_NONE)
            return DTL_ERR_BUDGET;
    }
    return err;
}

dtl_err dtl_event_run(const dtl_doc *doc, const dtl_rules *rules, dtl_note_array *notes, dtl_events *out)
{
    event_context x;
    (void)notes;
    *out = (dtl_events){0};
    if (doc->text.tokens.count == 0)
        return DTL_OK;
    begin(&x, doc, rules, out);
    x.counted = dtl_arena_calloc(x.arena, doc->mention.quantities.count + 1u, sizeof *x.counted);
    if (!x.counted)
        return DTL_ERR_BUDGET;
    dtl_err err = event_find_candidates(&x);
    if (err)
        return err;
    event_fuse_candidates(&x);
    event_choose_candidates(&x);
    err = event_discard_candidates(&x);
    for (uint32_t i = 0; i < x.candidates.count && !err; i++) {
        const candidate *c = &x.candidates.items[i];
        if (!is_worth_keeping(&x, c))
            continue;
        err = c->split && c->recipients.count > 1 ? emit_split(&x, c) : emit(&x, c);
    }
    if (!err)
        event_find_tolls(&x);
    if (!err)
        err = event_set_contexts(&x);
    if (!err)
        err = event_add_statements(&x);
    if (!err)
        err = event_link_occurrences(&x);
    if (!err)
        err = event_find_links(&x);
    if (!err)
        err = event_tell_incident(&x);
    if (!err)
        event_find_settings(&x);
    if (!err)
        event_rate(&x);
    return err;
}
