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
 * Gets wrong on purpose: the content is read by the classes of its words (classes-talk.txt), the highest word first, not by
 * its meaning: "called for an end to aid" is yield, for "end" stands above "aid". */
#include "event/internal.h"

enum { CLIMB_MAX = 5, CONTENT_MAX = 40, DEPTH_MAX = 5 };

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

/* Is the word part of what its governor is about? into: the type that the governor tells, DTL_EVENT_NO_TYPE if none. */
static bool is_content_edge(const dtl_parse *parse, uint32_t token, uint8_t into)
{
    const dtl_word *word = &parse->words[token];
    char scratch[48];
    dtl_slice preposition;
    switch (word->relation) {
    case DTL_REL_XCOMP: case DTL_REL_CCOMP: case DTL_REL_OBJ: case DTL_REL_NSUBJ_PASS: return true;
    case DTL_REL_ACL: return into == DTL_EVENT_NO_TYPE || !dtl_tree_is_verb(parse, word->head);
    case DTL_REL_CONJ: return into == DTL_EVENT_NO_TYPE;
    case DTL_REL_ADVCL: /* "called on them to leave" */
        return into == DTL_EVENT_REQUEST && word->xpos == DTL_XPOS_VB && dtl_tree_child_lemma(parse, token, "to") != DTL_NONE;
    case DTL_REL_OBL: case DTL_REL_NMOD: break;
    default: return false;
    }
    preposition = dtl_tree_preposition(parse, token, scratch);
    static const char *const prepositions[] = {"for", "to", "of", "on", "with", "against", "about"};
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
        if (dtl_slice_is(preposition, prepositions[i]))
            return true;
    return false;
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
        if (!is_content_edge(parse, token, governs ? x->candidates.items[above].type : DTL_EVENT_NO_TYPE))
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

static bool names_somebody(const event_context *x, const dtl_tree_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (event_participant_mention(x, list->items[i]) != DTL_NONE)
            return true;
    return false;
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
    if (names_somebody(x, &k->recipients))
        return;
    /* the other side of an answer is who asked or offered; else whoever the content is about */
    bool answers = l->type == DTL_EVENT_REQUEST || l->type == DTL_EVENT_AGREE;
    if (answers && names_somebody(x, &l->actors) && !(k->actors.count && l->actors.count && k->actors.items[0] == l->actors.items[0]))
        k->recipients = l->actors;
    else if (names_somebody(x, &l->recipients))
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

/* What is asked, offered, refused: the words below, the highest first, by classes-talk.txt. */
typedef struct content {
    uint32_t tokens[CONTENT_MAX];
    uint32_t count;
} content;

static void collect_content(const event_context *x, uint32_t token, uint8_t type, content *out)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t next = 0, level_end = 1, depth = 0;
    out->count = 0;
    out->tokens[out->count++] = token;
    while (next < out->count && depth < DEPTH_MAX) {
        uint32_t at = out->tokens[next++];
        for (uint32_t c = parse->words[at].first_child; c != DTL_NONE && out->count < CONTENT_MAX; c = parse->words[c].next_sibling)
            if (is_content_edge(parse, c, at == token ? type : DTL_EVENT_NO_TYPE))
                out->tokens[out->count++] = c;
        if (next == level_end) {
            level_end = out->count;
            depth++;
        }
    }
}

typedef struct mode_class {
    const char *class; /* of classes-talk.txt */
    uint8_t mode;
} mode_class;

/* What is threatened, where it is an event of ours. */
static uint8_t mode_of_threat(const candidate *c)
{
    switch (c->type) {
    case DTL_EVENT_ASSAULT: return DTL_MODE_VIOLENCE;
    case DTL_EVENT_PROTEST: return DTL_MODE_RESTRICT;
    case DTL_EVENT_COERCE: return c->mode == DTL_MODE_ARREST ? DTL_MODE_ARREST : c->mode == DTL_MODE_DEPORT ? DTL_MODE_EXPEL : DTL_MODE_RESTRICT;
    case DTL_EVENT_SANCTION: return c->mode == DTL_MODE_EXPEL ? DTL_MODE_EXPEL : c->mode == DTL_MODE_CONVICT ? DTL_MODE_ARREST : DTL_MODE_RESTRICT;
    default: return DTL_MODE_NO_MODE;
    }
}

static void set_mode_by_content(event_context *x, candidate *c, const content *words)
{
    static const mode_class asked[] = {{"ask-meet", DTL_MODE_MEET}, {"ask-change", DTL_MODE_CHANGE}, {"ask-yield", DTL_MODE_YIELD}, {"ask-assist", DTL_MODE_ASSIST}};
    static const mode_class threatened[] = {{"threat-relations", DTL_MODE_RELATIONS}, {"threat-expel", DTL_MODE_EXPEL}, {"threat-arrest", DTL_MODE_ARREST},
                                            {"threat-restrict", DTL_MODE_RESTRICT}, {"threat-violence", DTL_MODE_VIOLENCE}, {"threat-territory", DTL_MODE_TERRITORY}};
    bool threat = c->type == DTL_EVENT_THREATEN;
    const mode_class *classes = threat ? threatened : asked;
    size_t count = threat ? sizeof threatened / sizeof *threatened : sizeof asked / sizeof *asked;
    for (uint32_t i = 1; i < words->count && c->mode == DTL_MODE_NO_MODE; i++) {
        uint32_t inner = x->of_token[words->tokens[i]];
        if (threat && inner != DTL_NONE)
            c->mode = mode_of_threat(&x->candidates.items[inner]);
        for (size_t k = 0; k < count && c->mode == DTL_MODE_NO_MODE; k++)
            if (dtl_match_class(&x->matcher, words->tokens[i], dtl_slice_from_cstr(classes[k].class)))
                c->mode = classes[k].mode;
    }
}

/* Is the mention an actor of the event, the actor's own state, or his own people ("its troops")? */
static bool is_of_actors(const event_context *x, const candidate *c, uint32_t token, uint32_t mention)
{
    const dtl_mention_array *all = &x->doc->mention.mentions;
    const dtl_entity_array *entities = &x->doc->mention.entities;
    const dtl_entity *other = &entities->items[all->items[mention].target];
    uint32_t owner = dtl_tree_child(&x->doc->parse, token, DTL_REL_NMOD_POSS);
    if (owner != DTL_NONE && x->doc->parse.words[owner].upos == DTL_UPOS_PRON)
        return true;
    bool forces = dtl_match_class(&x->matcher, token, DTL_SLICE("force")), free_forces = forces && !other->country.length && !other->parent_id.length;
    for (uint32_t i = 0; i < c->actors.count; i++) {
        uint32_t actor = event_participant_mention(x, c->actors.items[i]);
        if (actor == DTL_NONE || all->items[actor].target == DTL_NONE)
            continue;
        const dtl_entity *entity = &entities->items[all->items[actor].target];
        bool state = all->items[mention].kind == DTL_MENTION_PLACE || dtl_slice_equal(other->id, other->country);
        if (all->items[actor].target == all->items[mention].target || free_forces ||
            ((state || forces) && other->country.length && dtl_slice_equal(other->country, entity->country)))
            return true;
    }
    return false;
}

/* Somebody named in the content who is the other side. A country may stand in it as a place: "agreed to send monitors to Chad". */
static uint32_t other_side(const event_context *x, const candidate *c, uint32_t token)
{
    uint32_t mention = event_participant_mention(x, token);
    if (mention == DTL_NONE || !dtl_match_is_actor(&x->matcher, mention) || x->doc->mention.mentions.items[mention].target == DTL_NONE)
        return DTL_NONE;
    return is_of_actors(x, c, token, mention) ? DTL_NONE : mention;
}

/* "in Chad": where a thing is done is at times whom it is done to, if it is a country. */
static bool is_country_behind_in(const event_context *x, uint32_t token)
{
    char scratch[48];
    uint8_t relation = x->doc->parse.words[token].relation;
    if ((relation != DTL_REL_OBL && relation != DTL_REL_NMOD) || !dtl_slice_is(dtl_tree_preposition(&x->doc->parse, token, scratch), "in"))
        return false;
    uint32_t mention = x->doc->mention.headed_by[token];
    return mention != DTL_NONE && x->doc->mention.mentions.items[mention].kind == DTL_MENTION_PLACE && dtl_match_is_actor(&x->matcher, mention);
}

/* "agreed to reopen the crossing to the observers": the nearest party in the content is whom it is about. */
static void set_recipient_by_content(event_context *x, candidate *c, const content *words)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t i = 1; i < words->count; i++) {
        uint32_t token = words->tokens[i], subject = parse->words[token].relation == DTL_REL_CCOMP ? dtl_tree_child(parse, token, DTL_REL_NSUBJ) : DTL_NONE;
        if (subject != DTL_NONE && other_side(x, c, subject) != DTL_NONE)
            token = subject; /* "protested that Chad had broken the treaty" */
        if (other_side(x, c, token) == DTL_NONE)
            continue;
        c->recipients.count = 0;
        dtl_tree_add_conjuncts(parse, token, &c->recipients);
        return;
    }
    for (uint32_t i = 0; i < words->count; i++)
        for (uint32_t child = parse->words[words->tokens[i]].first_child; child != DTL_NONE; child = parse->words[child].next_sibling)
            if (is_country_behind_in(x, child) && other_side(x, c, child) != DTL_NONE) {
                c->recipients = (dtl_tree_list){.items = {child}, .count = 1};
                return;
            }
}

/* "will withdraw unless …": a condition set to somebody else. */
static bool sets_condition(const event_context *x, const candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t verb = c->support != DTL_NONE ? c->support : c->token;
    for (int i = 0; i < 3 && verb != DTL_NONE; i++, verb = parse->words[verb].head)
        for (uint32_t child = parse->words[verb].first_child; child != DTL_NONE; child = parse->words[child].next_sibling)
            if (parse->words[child].relation == DTL_REL_ADVCL && dtl_tree_child_lemma(parse, child, "unless") != DTL_NONE)
                return true;
    return false;
}

/* "unless Chad withdraws": who has the choice is whom the threat is for. */
static bool take_condition(event_context *x, candidate *c, uint32_t verb)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t child = parse->words[verb].first_child; child != DTL_NONE; child = parse->words[child].next_sibling) {
        if (parse->words[child].relation != DTL_REL_ADVCL || dtl_tree_child_lemma(parse, child, "unless if until") == DTL_NONE)
            continue;
        uint32_t subject = dtl_tree_child(parse, child, DTL_REL_NSUBJ);
        if (subject == DTL_NONE || !dtl_match_class(&x->matcher, subject, DTL_SLICE("public")) || other_side(x, c, subject) == DTL_NONE)
            continue;
        c->recipients.count = 0;
        dtl_tree_add_conjuncts(parse, subject, &c->recipients);
        return true;
    }
    return false;
}

/* "to demand reforms by the president", "against the council's decision": the first public somebody in what the protest is
 * about. The words behind the trigger are walked as they stand: the topic comes last in its clause. */
static void take_topic(event_context *x, candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t verb = c->support != DTL_NONE ? c->support : c->token, first, last;
    bool topic = false;
    dtl_tree_range(parse, &x->doc->text, verb, &first, &last);
    for (uint32_t t = c->token + 1; t <= last && t < c->token + CONTENT_MAX; t++) {
        const dtl_word *word = &parse->words[t];
        topic = topic || (word->relation == DTL_REL_CASE && dtl_tree_lemma_in(parse, t, "against over")) ||
                dtl_tree_lemma_in(parse, t, "demand protest call denounce condemn oppose urge");
        if (!topic || x->doc->voice.frame[t] || !dtl_match_class(&x->matcher, t, DTL_SLICE("public")) || x->doc->mention.headed_by[t] == DTL_NONE ||
            other_side(x, c, t) == DTL_NONE)
            continue;
        c->recipients = (dtl_tree_list){.items = {t}, .count = 1};
        return;
    }
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
    if (!names_somebody(x, &c->recipients) && !dtl_match_slot(&x->matcher, c->token, DTL_SLICE("clause.subject"), &c->recipients))
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
        named = is_content_edge(parse, child, DTL_EVENT_REQUEST) && parse->words[child].relation == DTL_REL_ADVCL;
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
    if (!names_somebody(x, &c->recipients) && c->type == DTL_EVENT_COERCE)
        c->recipients = order->recipients;
}

/* "is prepared to impose martial law": the deed to come is the event, not the readiness. */
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
    for (uint32_t i = 0; i < x->candidates.count; i++) {
        candidate *c = &x->candidates.items[i];
        bool modes = (c->type == DTL_EVENT_REQUEST || c->type == DTL_EVENT_REJECT || c->type == DTL_EVENT_THREATEN) && c->mode == DTL_MODE_NO_MODE;
        static const uint8_t about[] = {DTL_EVENT_AGREE, DTL_EVENT_REJECT, DTL_EVENT_ACCUSE, DTL_EVENT_SUPPORT, DTL_EVENT_CONCEDE, DTL_EVENT_REQUEST,
                                        DTL_EVENT_THREATEN, DTL_EVENT_SANCTION, DTL_EVENT_AID};
        bool open = type_in(c->type, about, sizeof about) && !names_somebody(x, &c->recipients);
        content words;
        if (c->type == DTL_EVENT_PROTEST && !c->dead && !names_somebody(x, &c->recipients))
            take_topic(x, c);
        if (!c->dead && c->type != DTL_EVENT_THREATEN && sets_condition(x, c) && !names_somebody(x, &c->recipients))
            take_condition(x, c, c->token);
        if (c->dead || c->item != DTL_ITEM_EVENT || (!modes && !open))
            continue;
        collect_content(x, c->token, c->type, &words);
        if (modes)
            set_mode_by_content(x, c, &words);
        bool conditional = false;
        for (uint32_t w = 0; open && c->type == DTL_EVENT_THREATEN && w < words.count && !conditional; w++)
            conditional = take_condition(x, c, words.tokens[w]);
        if (open && !conditional)
            set_recipient_by_content(x, c, &words);
    }
}

/* "said it would visit": in reported words "would" is the future, unless a condition stands with it. */
static bool is_reported_future(const event_context *x, const candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t verb = c->support != DTL_NONE ? c->support : c->token;
    for (int i = 0; i < 3 && verb != DTL_NONE; i++) {
        uint32_t would = dtl_tree_child_lemma(parse, verb, "would");
        if (would != DTL_NONE && parse->words[would].relation == DTL_REL_AUX)
            return parse->words[verb].relation == DTL_REL_CCOMP && dtl_tree_child_lemma(parse, verb, "if have") == DTL_NONE;
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
    event->polarity = 1;
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
        return event->mode != DTL_MODE_NO_MODE && (event->mode != DTL_MODE_ARREST || sets_condition(x, c)) && event->mode != DTL_MODE_SEIZE &&
               event->mode != DTL_MODE_CYBER;
    case DTL_EVENT_PROTEST:
        *mode = DTL_MODE_RESTRICT;
        return event->mode == DTL_MODE_BOYCOTT || event->mode == DTL_MODE_STRIKE || event->mode == DTL_MODE_OBSTRUCT;
    case DTL_EVENT_ASSAULT: *mode = DTL_MODE_VIOLENCE; return sets_condition(x, c);
    case DTL_EVENT_AID: case DTL_EVENT_COOPERATE: *mode = DTL_MODE_RELATIONS; return sets_condition(x, c);
    case DTL_EVENT_RETREAT: case DTL_EVENT_MOBILIZE: *mode = DTL_MODE_NO_MODE; return sets_condition(x, c);
    default: return false;
    }
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
    uint32_t above = x->doc->parse.words[c->token].head;
    if (above != DTL_NONE && !dtl_tree_is_verb(&x->doc->parse, above))
        above = x->doc->parse.words[above].head;
    if (event->modality == DTL_MODALITY_HYPOTHETICAL && above != DTL_NONE && is_order(&x->doc->parse, above) && x->of_token[above] != DTL_NONE &&
        x->candidates.items[x->of_token[above]].dead) { /* choose_order */
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
    else if (event->polarity > 0 && helpful)
        become(event, DTL_EVENT_AGREE, DTL_MODE_NO_MODE);
    else if (event->polarity > 0 && event->type == DTL_EVENT_RETREAT && event->mode != DTL_MODE_RESIGN)
        become(event, DTL_EVENT_CONCEDE, DTL_MODE_NO_MODE);
    else if (event->polarity > 0 && (event->type == DTL_EVENT_AGREE || event->type == DTL_EVENT_CONCEDE || event->type == DTL_EVENT_REJECT))
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
