/* Choosing: which PLOVER type an event is when the words alone could mean several, and the modes that its content names.
 *
 * In: candidates, their place in the tree; later the modality of one telling. Out: other types, modes, recipients; candidates
 * that are only the content of another one are dead. The rules of the PLOVER manual that hold whatever the words:
 * - Content: "offered to negotiate", "demanded the release of the men", "rejected a call for talks" are one event (AGREE,
 *   REQUEST, REJECT). What is offered, asked or refused is no event of its own but gives the mode (meet, yield, assist,
 *   change) and, where none is named, the recipient. Violence asked for or promised stays an event that has not happened.
 * - Future: CONSULT, SUPPORT, COOPERATE and AID to come are AGREE; RETREAT to come is CONCEDE; what somebody will not do
 *   is REJECT. "Said he would visit" tells the future too.
 * - A ban, a sanction, a strike or a blockade that is announced, and whatever is to come "unless" somebody gives way, is THREATEN.
 * - What a protest is about is no REQUEST of its own. One country's exercise is MOBILIZE, two countries' COOPERATE; three
 *   parties that meet are multilateral.
 * Example: "Narvia said it would not attend talks with the rebels" → REJECT/meet, Narvia → the rebels.
 * Gets wrong on purpose: wish and promise are not told apart ("wants to meet" is AGREE). */
#include "event/internal.h"

enum { CLIMB_MAX = 5 };

static bool type_in(uint8_t type, const uint8_t *types, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (types[i] == type)
            return true;
    return false;
}

/* Types whose content is something asked, offered or refused. */
static bool has_content(uint8_t type)
{
    return type == DTL_EVENT_AGREE || type == DTL_EVENT_REQUEST || type == DTL_EVENT_REJECT;
}

/* Types that are mere content there: nothing has happened yet. */
static bool is_content_type(uint8_t type)
{
    static const uint8_t types[] = {DTL_EVENT_AGREE, DTL_EVENT_CONSULT, DTL_EVENT_SUPPORT, DTL_EVENT_CONCEDE, DTL_EVENT_COOPERATE, DTL_EVENT_AID,
                                    DTL_EVENT_RETREAT, DTL_EVENT_REQUEST, DTL_EVENT_REJECT};
    return type_in(type, types, sizeof types);
}

/* The candidate whose content this one is, DTL_NONE. */
static uint32_t governing_candidate(const event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t token = x->candidates.items[index].token;
    for (int i = 0; i < CLIMB_MAX; i++) {
        uint32_t head = parse->words[token].head;
        if (head == DTL_NONE)
            return DTL_NONE;
        uint32_t above = x->of_token[head];
        bool governs = above != DTL_NONE && !x->candidates.items[above].dead;
        if (!event_is_content_edge(parse, token, governs ? x->candidates.items[above].type : DTL_EVENT_NO_TYPE))
            return DTL_NONE;
        if (governs)
            return above;
        token = head;
    }
    return DTL_NONE;
}

static uint8_t mode_of_content(uint8_t type)
{
    switch (type) {
    case DTL_EVENT_CONSULT: return DTL_MODE_MEET;
    case DTL_EVENT_SUPPORT: case DTL_EVENT_COOPERATE: case DTL_EVENT_AID: return DTL_MODE_ASSIST;
    case DTL_EVENT_RETREAT: case DTL_EVENT_CONCEDE: return DTL_MODE_YIELD;
    default: return DTL_MODE_NO_MODE;
    }
}

static uint32_t target_of(const event_context *x, const dtl_tree_list *list)
{
    uint32_t mention = list->count ? event_participant_mention(x, list->items[0]) : DTL_NONE;
    return mention == DTL_NONE ? DTL_NONE : x->doc->mention.mentions.items[mention].target;
}

/* Is whom the inner one is about neither who asks nor who is asked? */
static bool is_third_party(const event_context *x, const candidate *outer, const candidate *inner)
{
    uint32_t third = target_of(x, &inner->recipients);
    return third != DTL_NONE && outer->recipients.count && third != target_of(x, &outer->actors) && third != target_of(x, &outer->recipients);
}

/* "urged rebels to leave": who is asked is also who should do it; others named in the content are kept. */
static void take_content(event_context *x, uint32_t keep, uint32_t lose)
{
    candidate *k = &x->candidates.items[keep], *l = &x->candidates.items[lose];
    bool modes = k->type == DTL_EVENT_REQUEST || k->type == DTL_EVENT_REJECT, leave = l->mode == DTL_MODE_RESIGN;
    l->dead = true;
    if (k->type == DTL_EVENT_REQUEST && l->type == DTL_EVENT_SUPPORT && dtl_tree_is_verb(&x->doc->parse, l->token) && is_third_party(x, k, l)) {
        k->type = DTL_EVENT_SUPPORT; /* "urged the council to support the rebels": he rallies support for them */
        k->mode = DTL_MODE_NO_MODE;
        k->recipients = l->recipients;
        return;
    }
    if (k->type == l->type && k->mode == DTL_MODE_NO_MODE)
        k->mode = l->mode;
    else if (modes && k->mode == DTL_MODE_NO_MODE)
        k->mode = l->mode && (l->type == DTL_EVENT_REQUEST || l->type == DTL_EVENT_REJECT) ? l->mode : leave ? DTL_MODE_CHANGE : mode_of_content(l->type);
    if (event_names_somebody(x, &k->recipients))
        return;
    /* the other side of an answer is who asked or offered; else whoever the content is about */
    bool answers = l->type == DTL_EVENT_REQUEST || l->type == DTL_EVENT_AGREE;
    if (answers && event_names_somebody(x, &l->actors) && !(k->actors.count && l->actors.count && k->actors.items[0] == l->actors.items[0]))
        k->recipients = l->actors;
    else if (event_names_somebody(x, &l->recipients))
        k->recipients = l->recipients;
}

/* "marched to demand elections", "protested, calling for his release" */
static bool is_topic_of_protest(const event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t token = x->candidates.items[index].token;
    for (int i = 0; i < 3 && parse->words[token].head != DTL_NONE; i++) {
        uint8_t relation = parse->words[token].relation;
        if (relation != DTL_REL_ADVCL && relation != DTL_REL_ACL && relation != DTL_REL_XCOMP && relation != DTL_REL_CONJ && relation != DTL_REL_NMOD &&
            relation != DTL_REL_OBL)
            return false;
        token = parse->words[token].head;
        uint32_t above = x->of_token[token];
        if (above == DTL_NONE || x->candidates.items[above].type != DTL_EVENT_PROTEST)
            continue;
        return !x->candidates.items[above].dead && (relation != DTL_REL_CONJ || parse->words[x->candidates.items[index].token].xpos == DTL_XPOS_VBG);
    }
    return false;
}

/* "held an exercise": alone it is a show of force; together it is cooperation. */
static void choose_exercise(event_context *x, candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    dtl_tree_list list;
    uint32_t noun = c->token;
    if (c->type != DTL_EVENT_COOPERATE && c->type != DTL_EVENT_MOBILIZE)
        return;
    if (dtl_tree_is_verb(parse, noun) && dtl_match_slot(&x->matcher, noun, DTL_SLICE("object"), &list)) /* "held exercises" */
        noun = list.items[0];
    if (dtl_tree_is_verb(parse, noun) || !dtl_match_class(&x->matcher, noun, DTL_SLICE("exercise")))
        return;
    bool together = c->actors.count > 1 || dtl_tree_child_lemma(parse, noun, "joint combined multinational bilateral") != DTL_NONE ||
                    (c->recipients.count && c->type == DTL_EVENT_COOPERATE);
    c->type = together ? DTL_EVENT_COOPERATE : DTL_EVENT_MOBILIZE;
    c->mode = together ? DTL_MODE_NO_MODE : DTL_MODE_TROOPS;
}

/* "sent peacekeepers": help, not war. */
static void choose_helpers(event_context *x, candidate *c)
{
    dtl_tree_list list;
    if (c->type != DTL_EVENT_MOBILIZE || !dtl_tree_is_verb(&x->doc->parse, c->token) || !dtl_match_slot(&x->matcher, c->token, DTL_SLICE("object"), &list) ||
        !dtl_match_class(&x->matcher, list.items[0], DTL_SLICE("helper")))
        return;
    c->type = DTL_EVENT_AID;
    c->mode = DTL_MODE_NO_MODE;
    if (!dtl_match_slot(&x->matcher, c->token, DTL_SLICE("to,in"), &c->recipients))
        c->recipients.count = 0;
}

/* "a group protested that …", "…, a group protested": a protest in words only. */
static void choose_protest(event_context *x, candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    if (c->type != DTL_EVENT_PROTEST || !dtl_tree_lemma_in(parse, c->token, "protest") || !dtl_tree_is_verb(parse, c->token))
        return;
    const dtl_word *word = &parse->words[c->token];
    uint32_t clause = dtl_tree_child(parse, c->token, DTL_REL_CCOMP), subject = dtl_tree_child(parse, c->token, DTL_REL_NSUBJ);
    bool behind = (word->relation == DTL_REL_ADVCL || word->relation == DTL_REL_PARATAXIS) && word->head < c->token && subject != DTL_NONE &&
                  dtl_tree_child(parse, c->token, DTL_REL_MARK) == DTL_NONE;
    if (clause == DTL_NONE && behind) { /* the tree has the words told on top */
        c->recipients.count = 0;
        dtl_tree_add_conjuncts(parse, dtl_tree_subject(parse, word->head), &c->recipients);
    } else if (clause == DTL_NONE) {
        return;
    }
    c->type = DTL_EVENT_ACCUSE;
    c->mode = DTL_MODE_DISAPPROVE;
    if (!event_names_somebody(x, &c->recipients) && !dtl_match_slot(&x->matcher, c->token, DTL_SLICE("clause.subject"), &c->recipients))
        c->recipients.count = 0;
}

/* "sent judges to investigate": they were sent for the inquiry, which is the event. */
static void choose_inquiry(event_context *x, candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_word *word = &parse->words[c->token];
    bool purpose = (word->relation == DTL_REL_ADVCL || word->relation == DTL_REL_XCOMP || word->relation == DTL_REL_ACL) && word->xpos == DTL_XPOS_VB;
    uint32_t verb = word->head;
    if (verb != DTL_NONE && !dtl_tree_is_verb(parse, verb))
        verb = parse->words[verb].head;
    if (!purpose || verb == DTL_NONE || c->type != DTL_EVENT_ACCUSE || c->mode != DTL_MODE_INVESTIGATE || !dtl_tree_lemma_in(parse, verb, "send dispatch deploy"))
        return;
    uint32_t above = x->of_token[verb];
    if (above != DTL_NONE)
        x->candidates.items[above].dead = true;
    x->of_token[verb] = x->of_token[c->token];
    x->of_token[c->token] = DTL_NONE;
    c->token = verb;
    if (!dtl_match_slot(&x->matcher, verb, DTL_SLICE("subject"), &c->actors))
        c->actors.count = 0;
}

/* "pressed the workers to call off the strike": pressure for something named is a demand. */
static void choose_pressure(event_context *x, candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    dtl_tree_list list;
    if (c->type != DTL_EVENT_COERCE || c->mode != DTL_MODE_NO_MODE || !dtl_tree_lemma_in(parse, c->token, "pressure press push") ||
        !dtl_tree_is_verb(parse, c->token))
        return;
    bool named = dtl_match_slot(&x->matcher, c->token, DTL_SLICE("infinitive"), &list);
    for (uint32_t child = parse->words[c->token].first_child; child != DTL_NONE && !named; child = parse->words[child].next_sibling)
        named = event_is_content_edge(parse, child, DTL_EVENT_REQUEST) && parse->words[child].relation == DTL_REL_ADVCL;
    if (!named)
        return;
    c->type = DTL_EVENT_REQUEST;
}

static bool is_order(const dtl_parse *parse, uint32_t token)
{
    return dtl_tree_is_verb(parse, token) && dtl_tree_lemma_in(parse, token, "order decree command");
}

/* "ordered the paper to suspend publication": what is ordered is done by the order. */
static void choose_order(event_context *x, candidate *c)
{
    static const uint8_t done[] = {DTL_EVENT_COERCE, DTL_EVENT_SANCTION, DTL_EVENT_MOBILIZE};
    const dtl_parse *parse = &x->doc->parse;
    uint32_t verb = parse->words[c->token].head;
    if (verb != DTL_NONE && !dtl_tree_is_verb(parse, verb))
        verb = parse->words[verb].head; /* past "the paper" */
    if (!type_in(c->type, done, sizeof done) || verb == DTL_NONE || !is_order(parse, verb) || x->of_token[verb] == DTL_NONE)
        return;
    candidate *order = &x->candidates.items[x->of_token[verb]];
    if (order->type != DTL_EVENT_REQUEST || order->dead)
        return;
    order->dead = true;
    c->actors = order->actors;
    if (!event_names_somebody(x, &c->recipients) && c->type == DTL_EVENT_COERCE)
        c->recipients = order->recipients;
}

/* "is ready to impose a curfew": the deed to come is the event, not the readiness. */
static void drop_mere_readiness(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    const candidate *c = &x->candidates.items[index];
    const dtl_word *word = &parse->words[c->token];
    bool hostile = c->type == DTL_EVENT_SANCTION || c->type == DTL_EVENT_COERCE || c->type == DTL_EVENT_ASSAULT || c->type == DTL_EVENT_PROTEST;
    if (!hostile || word->relation != DTL_REL_XCOMP || word->head == DTL_NONE || x->of_token[word->head] == DTL_NONE)
        return;
    candidate *above = &x->candidates.items[x->of_token[word->head]];
    if (above->type == DTL_EVENT_AGREE && !dtl_tree_lemma_in(parse, above->token, "agree promise pledge"))
        above->dead = true;
}

void event_choose_candidates(event_context *x)
{
    for (uint32_t i = 0; i < x->candidates.count; i++) { /* from the outside in: a candidate stands before what it governs, mostly */
        candidate *c = &x->candidates.items[i];
        if (c->dead || c->item != DTL_ITEM_EVENT)
            continue;
        if (c->type == DTL_EVENT_REQUEST && is_topic_of_protest(x, i)) {
            c->dead = true;
            continue;
        }
        choose_exercise(x, c);
        choose_helpers(x, c);
        choose_protest(x, c);
        choose_inquiry(x, c);
        choose_pressure(x, c);
        choose_order(x, c);
        drop_mere_readiness(x, i);
        static const uint8_t told_twice[] = {DTL_EVENT_COERCE, DTL_EVENT_SANCTION, DTL_EVENT_MOBILIZE, DTL_EVENT_THREATEN, DTL_EVENT_PROTEST};
        if (!is_content_type(c->type) && !type_in(c->type, told_twice, sizeof told_twice))
            continue;
        uint32_t above = governing_candidate(x, i);
        if (above == DTL_NONE)
            continue;
        const candidate *k = &x->candidates.items[above];
        if ((has_content(k->type) && is_content_type(c->type)) || (k->type == c->type && !dtl_tree_is_verb(&x->doc->parse, c->token)))
            take_content(x, above, i);
    }
    event_read_content(x);
}

/* "said it would visit": in reported words "would" is the future, unless a condition stands with it. */
static bool is_reported_future(const event_context *x, const candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t verb = c->support != DTL_NONE ? c->support : c->token;
    for (int i = 0; i < 3 && verb != DTL_NONE; i++) {
        uint32_t would = dtl_tree_child_lemma(parse, verb, "would");
        uint32_t first = verb; /* "said that it was leaving and would hand over the town" */
        while (parse->words[first].relation == DTL_REL_CONJ && parse->words[first].head != DTL_NONE && parse->words[first].head < first)
            first = parse->words[first].head;
        if (would != DTL_NONE && parse->words[would].relation == DTL_REL_AUX)
            return parse->words[first].relation == DTL_REL_CCOMP && dtl_tree_child_lemma(parse, verb, "if have") == DTL_NONE;
        if (parse->words[verb].relation != DTL_REL_XCOMP && parse->words[verb].relation != DTL_REL_OBJ && parse->words[verb].relation != DTL_REL_CONJ)
            return false;
        verb = parse->words[verb].head;
    }
    return false;
}

static void become(dtl_event *event, uint8_t type, uint8_t mode)
{
    event->type = type;
    event->mode = mode;
    event->modality = DTL_MODALITY_ASSERTED; /* the promise is made, the refusal is spoken */
    event->certainty = DTL_CERTAINTY_CT;
    event->factuality = 300;
    event->likelihood = DTL_LIKELIHOOD_NONE;
    event->polarity = 1;
}

/* Is the deed the content of a word that promises: "agreed to meet", "pledged to send aid"? */
static bool is_promised(const event_context *x, uint32_t token)
{
    for (int i = 0; i < 3 && token != DTL_NONE; i++, token = x->doc->parse.words[token].head)
        if (dtl_match_class(&x->matcher, token, DTL_SLICE("undertaking")))
            return true;
    return false;
}

/* "impose sanctions", not "cut off aid". */
static bool is_penalty(const event_context *x, const candidate *c)
{
    dtl_tree_list list;
    return dtl_match_slot(&x->matcher, c->token, DTL_SLICE("object"), &list) && dtl_match_class(&x->matcher, list.items[0], DTL_SLICE("threat-restrict"));
}

/* What is announced against somebody is a threat; its mode says what is threatened. Violence to come stays what it is. */
static bool is_threat(const event_context *x, const candidate *c, const dtl_event *event, uint8_t *mode)
{
    switch (event->type) {
    case DTL_EVENT_SANCTION:
        *mode = event->mode == DTL_MODE_EXPEL ? DTL_MODE_EXPEL : is_penalty(x, c) ? DTL_MODE_RESTRICT : DTL_MODE_RELATIONS;
        return event->mode != DTL_MODE_CONVICT;
    case DTL_EVENT_COERCE:
        *mode = event->mode == DTL_MODE_DEPORT ? DTL_MODE_EXPEL : event->mode == DTL_MODE_ARREST ? DTL_MODE_ARREST : DTL_MODE_RESTRICT;
        return event->mode != DTL_MODE_NO_MODE && (event->mode != DTL_MODE_ARREST || event_sets_condition(x, c)) && event->mode != DTL_MODE_SEIZE &&
               event->mode != DTL_MODE_CYBER;
    case DTL_EVENT_PROTEST:
        *mode = DTL_MODE_RESTRICT;
        return event->mode == DTL_MODE_BOYCOTT || event->mode == DTL_MODE_STRIKE || event->mode == DTL_MODE_OBSTRUCT;
    case DTL_EVENT_ASSAULT: *mode = DTL_MODE_VIOLENCE; return event_sets_condition(x, c);
    case DTL_EVENT_AID: case DTL_EVENT_COOPERATE: *mode = DTL_MODE_RELATIONS; return event_sets_condition(x, c);
    case DTL_EVENT_RETREAT: case DTL_EVENT_MOBILIZE: *mode = DTL_MODE_NO_MODE; return event_sets_condition(x, c);
    default: return false;
    }
}

/* Has choose_order taken the order's place? */
static bool is_ordered(const event_context *x, const candidate *c)
{
    uint32_t above = x->doc->parse.words[c->token].head;
    if (above != DTL_NONE && !dtl_tree_is_verb(&x->doc->parse, above))
        above = x->doc->parse.words[above].head;
    return above != DTL_NONE && is_order(&x->doc->parse, above) && x->of_token[above] != DTL_NONE && x->candidates.items[x->of_token[above]].dead;
}

void event_choose_type(const event_context *x, const candidate *c, dtl_event *event)
{
    static const uint8_t promised[] = {DTL_EVENT_CONSULT, DTL_EVENT_SUPPORT, DTL_EVENT_COOPERATE, DTL_EVENT_AID};
    bool helpful = type_in(event->type, promised, sizeof promised), yields = event->type == DTL_EVENT_RETREAT || event->type == DTL_EVENT_CONCEDE;
    if (event->item != DTL_ITEM_EVENT)
        return;
    if (event->modality == DTL_MODALITY_HYPOTHETICAL && is_reported_future(x, c)) {
        event->modality = DTL_MODALITY_PLANNED;
        event->certainty = DTL_CERTAINTY_PS;
    }
    if (event->modality == DTL_MODALITY_HYPOTHETICAL && is_ordered(x, c)) {
        event->modality = DTL_MODALITY_ASSERTED;
        event->certainty = DTL_CERTAINTY_CT;
    }
    if (event->modality != DTL_MODALITY_PLANNED || c->support == c->token)
        return;
    uint8_t threat;
    if (event->polarity > 0 && dtl_tree_is_verb(&x->doc->parse, event->trigger) && is_threat(x, c, event, &threat))
        become(event, DTL_EVENT_THREATEN, threat);
    else if (event->polarity < 0 && (helpful || yields || event->type == DTL_EVENT_AGREE))
        become(event, DTL_EVENT_REJECT, helpful || yields ? mode_of_content(event->type) : DTL_MODE_NO_MODE);
    else if (event->polarity > 0 && helpful && is_promised(x, c->token))
        become(event, DTL_EVENT_AGREE, DTL_MODE_NO_MODE);
    else if (event->polarity > 0 && helpful) { /* "will meet": it has the type of a promise, and still lies ahead */
        event->type = DTL_EVENT_AGREE;
        event->mode = DTL_MODE_NO_MODE;
    }
    else if (event->polarity > 0 && event->type == DTL_EVENT_RETREAT && event->mode != DTL_MODE_RESIGN)
        become(event, DTL_EVENT_CONCEDE, DTL_MODE_NO_MODE);
    else if (event->polarity > 0 && (event->type == DTL_EVENT_AGREE || event->type == DTL_EVENT_CONCEDE || event->type == DTL_EVENT_REJECT ||
                                        (event->type == DTL_EVENT_THREATEN && !dtl_tree_lemma_in(&x->doc->parse, event->trigger, "threaten warn threat")))) /* "will be forced to react" */
        become(event, event->type, event->mode);
}

/* Three parties that meet. Called when the participants stand. */
void event_choose_mode(const event_context *x, uint32_t index)
{
    dtl_event *event = &x->out->events.items[index];
    uint32_t first, count = dtl_events_participants(x->out, index, &first), parties = 0;
    for (uint32_t i = first; i < first + count; i++)
        parties += x->out->participants.items[i].role == DTL_EVENT_ACTOR || x->out->participants.items[i].role == DTL_EVENT_RECIPIENT;
    if (event->type == DTL_EVENT_CONSULT && event->mode == DTL_MODE_NO_MODE && parties > 2)
        event->mode = DTL_MODE_MULTILATERAL;
}
