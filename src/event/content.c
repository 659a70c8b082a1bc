/* Content: what is promised, asked, refused or threatened, and whom that is about.
 *
 * In: candidates whose types stand, their place in the tree. Out: the mode of a request, a refusal or a threat, and a
 * recipient where the pattern found none. The content of a word are the words below it that tell what it is about (clauses,
 * objects, phrases with for, to, of, on, with, against, about), the highest first. The first word that a class of
 * classes-talk.txt knows gives the mode; the first somebody who is not of the actor's own side is the recipient. A threat
 * with a condition is meant for who can fulfil it, a protest for the public somebody in its topic.
 * Example: "Narvia demanded that the rebels leave the valley" → REQUEST/yield, the rebels.
 * Gets wrong on purpose: "called for an end to aid" is yield, for "end" stands above "aid". */
#include "event/internal.h"
#include <string.h>

enum { CONTENT_MAX = 40, DEPTH_MAX = 5 };

bool event_is_content_edge(const dtl_parse *parse, uint32_t token, uint8_t into)
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

bool event_names_somebody(const event_context *x, const dtl_tree_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (event_participant_mention(x, list->items[i]) != DTL_NONE)
            return true;
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
            if (event_is_content_edge(parse, c, at == token ? type : DTL_EVENT_NO_TYPE))
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

bool event_sets_condition(const event_context *x, const candidate *c)
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

/* One candidate: its mode, and whom it is about. */
static void read_one(event_context *x, candidate *c)
{
    static const uint8_t about[] = {DTL_EVENT_AGREE, DTL_EVENT_REJECT, DTL_EVENT_ACCUSE, DTL_EVENT_SUPPORT, DTL_EVENT_CONCEDE, DTL_EVENT_REQUEST,
                                    DTL_EVENT_THREATEN, DTL_EVENT_SANCTION, DTL_EVENT_AID};
    bool modes = (c->type == DTL_EVENT_REQUEST || c->type == DTL_EVENT_REJECT || c->type == DTL_EVENT_THREATEN) && c->mode == DTL_MODE_NO_MODE;
    bool threat = c->type == DTL_EVENT_THREATEN, found = event_names_somebody(x, &c->recipients);
    content words;
    if (c->type == DTL_EVENT_PROTEST && !found)
        take_topic(x, c);
    if (!threat && !found && event_sets_condition(x, c))
        take_condition(x, c, c->token);
    bool open = memchr(about, c->type, sizeof about) && !event_names_somebody(x, &c->recipients);
    if (!modes && !open)
        return;
    collect_content(x, c->token, c->type, &words);
    if (modes)
        set_mode_by_content(x, c, &words);
    for (uint32_t w = 0; open && threat && w < words.count; w++)
        open = !take_condition(x, c, words.tokens[w]);
    if (open)
        set_recipient_by_content(x, c, &words);
}

void event_read_content(event_context *x)
{
    for (uint32_t i = 0; i < x->candidates.count; i++)
        if (!x->candidates.items[i].dead && x->candidates.items[i].item == DTL_ITEM_EVENT)
            read_one(x, &x->candidates.items[i]);
}
