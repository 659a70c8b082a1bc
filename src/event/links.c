/* Links: what the report's words say of two of its deeds.
 *
 * In: the coded events and their occurrences, the tree, rules/en/links.txt. Out: dtl_events.links, and dtl_event.foiled. Every word of the
 * table is a hinge between two deeds. How each is found from there stands in the row (`as`): the deed that a phrase hangs on ("in
 * retaliation for"), the one inside the phrase, the one that a definite noun takes up ("the raid"), or the one in which a person named in
 * the phrase was the victim ("to avenge Karim Daru"). One link needs no word: a deed with a day right behind a habit of the same
 * doer is an instance of it ("The group often attacks villages. In May it killed nine people.").
 *
 * Example: "Rebels shelled the port on Friday in retaliation for the killing of their leader" → shelled retaliation-for killing.
 *
 * Gets wrong on purpose: "after" alone is no retaliation unless the sides are exchanged, and then always; what takes up "the attack" is the last
 * deed told before, even where an older one is meant; a reason told in a sentence of its own is not seen. */
#include "event/internal.h"
#include "rules/commitment.h"

enum { ENTRIES_MAX = 4, CLIMB_MAX = 8, LINKS_MAX = 128, HINGES_MAX = 512, PHRASE_MAX = 64, BEFORE_EVENTS = 48, BEFORE_SENTENCES = 6, NEAR_SENTENCES = 3 };

/* One hinge while its two deeds are looked for. */
typedef struct hinge {
    uint32_t token, entry; /* entry DTL_NONE: no word */
    uint32_t from, to;     /* events, DTL_NONE not found */
    uint8_t kind;
} hinge;

static const dtl_event *at(const event_context *x, uint32_t event)
{
    return &x->out->events.items[event];
}

static bool is_act(const dtl_event *e)
{
    return e->item == DTL_ITEM_EVENT && (e->type == DTL_EVENT_ASSAULT || e->type == DTL_EVENT_COERCE || e->type == DTL_EVENT_MOBILIZE ||
                                         e->type == DTL_EVENT_SANCTION || e->type == DTL_EVENT_THREATEN || e->type == DTL_EVENT_PROTEST ||
                                         e->type == DTL_EVENT_RETREAT);
}

static bool is_ahead(const dtl_event *e)
{
    return e->modality == DTL_MODALITY_PLANNED || e->modality == DTL_MODALITY_THREATENED || e->modality == DTL_MODALITY_WARNED;
}

static bool same(const event_context *x, uint32_t a, uint32_t b)
{
    return at(x, a)->occurrence == at(x, b)->occurrence;
}

/* The first event at or behind a token; events.count when there is none. Events stand in the order of their triggers, statements behind them. */
static uint32_t first_from(const event_context *x, uint32_t token)
{
    uint32_t i = 0, high = x->out->events.count;
    while (i < high) {
        uint32_t middle = i + (high - i) / 2;
        if (x->out->events.items[middle].item != DTL_ITEM_STATEMENT && x->out->events.items[middle].trigger < token)
            i = middle + 1;
        else
            high = middle;
    }
    return i;
}

/* The event that a word tells; DTL_NONE. */
static uint32_t told_by(const event_context *x, uint32_t token)
{
    uint32_t i = first_from(x, token);
    return i < x->out->events.count && at(x, i)->item == DTL_ITEM_EVENT && at(x, i)->trigger == token ? i : DTL_NONE;
}

/* The deed told in the phrase under a word: the one nearest to its top. */
static uint32_t told_under(const event_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first, last, best = DTL_NONE, best_depth = UINT32_MAX;
    dtl_tree_range(parse, &x->doc->text, token, &first, &last);
    for (uint32_t i = first_from(x, first); i < x->out->events.count && at(x, i)->item != DTL_ITEM_STATEMENT && at(x, i)->trigger <= last; i++) {
        uint32_t depth = 0, up = at(x, i)->trigger;
        for (; up != token && up != DTL_NONE && depth < CLIMB_MAX; depth++)
            up = parse->words[up].head;
        if (up == token && depth < best_depth && is_act(at(x, i))) {
            best = i;
            best_depth = depth;
        }
    }
    return best;
}

/* The deed on whose words this one hangs. */
static uint32_t told_above(const event_context *x, uint32_t token)
{
    uint32_t up = x->doc->parse.words[token].head;
    for (int i = 0; i < CLIMB_MAX && up != DTL_NONE; i++, up = x->doc->parse.words[up].head) {
        uint32_t event = told_by(x, up);
        if (event != DTL_NONE)
            return event;
    }
    return DTL_NONE;
}

/* The last deed told before a token that happened, at most so many sentences back; of this type, unless NO_TYPE. */
static uint32_t told_before(const event_context *x, uint32_t token, uint8_t type, uint32_t sentences, uint32_t but)
{
    uint32_t end = first_from(x, token), here = x->doc->text.tokens.items[token].sentence;
    for (uint32_t back = 1; back <= end && back <= BEFORE_EVENTS; back++) {
        const dtl_event *e = at(x, end - back);
        if (e->item != DTL_ITEM_EVENT || e->sentence + sentences < here)
            continue;
        if (event_happened(e) && e->polarity > 0 && is_act(e) && (type == DTL_EVENT_NO_TYPE || e->type == type) && (but == DTL_NONE || !same(x, end - back, but)))
            return end - back;
    }
    return DTL_NONE;
}

/* Whose death or capture is meant where only the person is named: "to avenge Karim Daru". */
static uint32_t told_of_person(const event_context *x, uint32_t token, uint32_t but)
{
    const dtl_mentions *m = &x->doc->mention;
    uint32_t first, last;
    dtl_tree_range(&x->doc->parse, &x->doc->text, token, &first, &last);
    last = last > first + PHRASE_MAX ? first + PHRASE_MAX : last;
    for (uint32_t i = 0; i < x->out->participants.count; i++) {
        const dtl_participant *p = &x->out->participants.items[i];
        const dtl_mention *victim = &m->mentions.items[p->mention];
        bool suffers = p->role == DTL_EVENT_RECIPIENT && victim->target != DTL_NONE && is_act(at(x, p->event)) && event_happened(at(x, p->event));
        if (!suffers || m->entities.items[victim->target].kind != DTL_MENTION_PERSON || (but != DTL_NONE && same(x, p->event, but)))
            continue;
        for (uint32_t t = first; t <= last; t++) {
            uint32_t named = m->headed_by[t];
            if (named != DTL_NONE && m->mentions.items[named].kind == DTL_MENTION_PERSON && m->mentions.items[named].target == victim->target)
                return p->event;
        }
    }
    return DTL_NONE;
}

/* What the report is about: its first deed of this type that happened; DTL_NONE behind the token. */
static uint32_t told_first(const event_context *x, uint32_t token, uint8_t type, uint32_t but)
{
    for (uint32_t i = 0; i < x->out->events.count && at(x, i)->item != DTL_ITEM_STATEMENT && at(x, i)->trigger < token; i++)
        if (at(x, i)->item == DTL_ITEM_EVENT && at(x, i)->type == type && event_happened(at(x, i)) && at(x, i)->polarity > 0 && !same(x, i, but))
            return i;
    return DTL_NONE;
}

static bool is_definite(const event_context *x, uint32_t token)
{
    return dtl_tree_child_lemma(&x->doc->parse, token, "the this that these those") != DTL_NONE;
}

/* The deed that a phrase means: told in it, taken up by a pronoun or a definite noun, or what befell the person it names. */
static uint32_t meant_by(const event_context *x, uint32_t token, uint32_t but)
{
    uint32_t event = told_under(x, token);
    if (event != DTL_NONE && (but == DTL_NONE || !same(x, event, but)))
        return event;
    const dtl_word *word = &x->doc->parse.words[token];
    bool pronoun = word->upos == DTL_UPOS_PRON && dtl_tree_lemma_in(&x->doc->parse, token, "it this that");
    bool noun = is_definite(x, token) && dtl_match_class(&x->matcher, token, DTL_SLICE("attack"));
    if (pronoun || noun)
        return told_before(x, token, noun ? DTL_EVENT_ASSAULT : DTL_EVENT_NO_TYPE, BEFORE_SENTENCES, but);
    return told_of_person(x, token, but);
}

/* ---- sides ---- */

/* "Israeli warplanes" are Israel's. */
static bool is_of_state(const event_context *x, uint32_t one, uint32_t state)
{
    const dtl_entity *a = &x->doc->mention.entities.items[one], *s = &x->doc->mention.entities.items[state];
    bool is_state = (s->kind == DTL_MENTION_PLACE && s->place_precision == 1) || (s->country.length && dtl_slice_equal(s->id, s->country));
    bool acts_for_it = dtl_slice_is(a->sector, "GOV") || dtl_slice_is(a->sector, "MIL") || dtl_slice_is(a->sector, "COP");
    return is_state && acts_for_it && dtl_slice_equal(a->country, s->country);
}

static bool share_side(const event_context *x, uint32_t a, uint8_t role_a, uint32_t b, uint8_t role_b)
{
    uint32_t first_a, count_a = dtl_events_participants(x->out, a, &first_a), first_b, count_b = dtl_events_participants(x->out, b, &first_b);
    for (uint32_t i = first_a; i < first_a + count_a; i++)
        for (uint32_t k = first_b; k < first_b + count_b; k++) {
            const dtl_participant *p = &x->out->participants.items[i], *q = &x->out->participants.items[k];
            if (p->role != role_a || q->role != role_b)
                continue;
            uint32_t one = event_mention_at(x, p->mention)->target, two = event_mention_at(x, q->mention)->target;
            if (one != DTL_NONE && two != DTL_NONE && (event_are_related(x, one, two) || is_of_state(x, one, two) || is_of_state(x, two, one)))
                return true;
        }
    return false;
}

static bool has_role(const event_context *x, uint32_t event, uint8_t role)
{
    uint32_t first, count = dtl_events_participants(x->out, event, &first);
    for (uint32_t i = first; i < first + count; i++)
        if (x->out->participants.items[i].role == role)
            return true;
    return false;
}

/* Who does the one suffered the other, and whoever suffers the one, if he is told, did the other. */
static bool sides_are_exchanged(const event_context *x, uint32_t from, uint32_t to)
{
    return share_side(x, from, DTL_EVENT_ACTOR, to, DTL_EVENT_RECIPIENT) &&
           (!has_role(x, from, DTL_EVENT_RECIPIENT) || share_side(x, from, DTL_EVENT_RECIPIENT, to, DTL_EVENT_ACTOR));
}

/* ---- the ways of finding both deeds ---- */

static uint32_t in_slots(const event_context *x, const hinge *h, uint32_t token, uint32_t but)
{
    dtl_slice rest = dtl_rules_attribute(x->matcher.rules, h->entry, "to"), slot;
    while (rest.length && dtl_slice_next_field(&rest, ',', &slot)) {
        dtl_tree_list list;
        if (!dtl_match_slot(&x->matcher, token, slot, &list))
            continue;
        for (uint32_t i = 0; i < list.count; i++) {
            uint32_t event = meant_by(x, list.items[i], but);
            if (event != DTL_NONE)
                return event;
        }
    }
    return DTL_NONE;
}

/* The deed told by a clause about a deed: "the raid was revenge for …", "it was in response to …". */
static uint32_t told_of_subject(const event_context *x, uint32_t token)
{
    uint32_t subject = dtl_tree_subject(&x->doc->parse, token);
    return subject == DTL_NONE ? DTL_NONE : meant_by(x, subject, DTL_NONE);
}

static void find_phrase(const event_context *x, hinge *h)
{
    h->from = told_of_subject(x, h->token);
    if (h->from == DTL_NONE)
        h->from = told_above(x, h->token);
    if (h->from != DTL_NONE)
        h->to = in_slots(x, h, h->token, h->from);
}

/* "vowed a harsh response": what for is what the report is about, unless it is told. */
static void find_vow(const event_context *x, hinge *h)
{
    h->from = told_above(x, h->token);
    if (h->from == DTL_NONE || (at(x, h->from)->type != DTL_EVENT_THREATEN && !is_ahead(at(x, h->from))))
        return;
    h->to = in_slots(x, h, h->token, h->from);
    if (h->to == DTL_NONE)
        h->to = told_first(x, at(x, h->from)->trigger, DTL_EVENT_ASSAULT, h->from);
}

static void find_verb(const event_context *x, hinge *h)
{
    h->from = told_by(x, h->token);
    if (h->from == DTL_NONE)
        h->from = told_of_subject(x, h->token);
    if (h->from == DTL_NONE)
        h->from = told_above(x, h->token);
    if (h->from != DTL_NONE)
        h->to = in_slots(x, h, h->token, h->from);
}

static void find_modifier(const event_context *x, hinge *h)
{
    uint32_t noun = h->token;
    if (x->doc->parse.words[h->token].upos == DTL_UPOS_ADJ)
        noun = x->doc->parse.words[h->token].head;
    if (noun == DTL_NONE)
        return;
    h->from = told_by(x, noun);
    if (h->from == DTL_NONE)
        h->from = told_above(x, noun);
    if (h->from == DTL_NONE)
        return;
    h->to = in_slots(x, h, noun, h->from);
    uint32_t before = h->to == DTL_NONE ? told_before(x, at(x, h->from)->trigger, DTL_EVENT_NO_TYPE, BEFORE_SENTENCES, h->from) : DTL_NONE;
    bool known = before != DTL_NONE && has_role(x, before, DTL_EVENT_RECIPIENT) && has_role(x, h->from, DTL_EVENT_ACTOR);
    if (before != DTL_NONE && (!known || share_side(x, h->from, DTL_EVENT_ACTOR, before, DTL_EVENT_RECIPIENT)))
        h->to = before;
}

static void find_sequence(const event_context *x, hinge *h)
{
    uint32_t inner = x->doc->parse.words[h->token].head; /* the conjunction hangs on what it brings in */
    if (inner == DTL_NONE)
        return;
    uint32_t to = told_under(x, inner), from = told_above(x, inner);
    if (to == DTL_NONE || from == DTL_NONE || at(x, to)->trigger < h->token || at(x, from)->trigger > h->token || !sides_are_exchanged(x, from, to))
        return;
    h->from = from;
    h->to = to;
}

/* The deed that a phrase about an operation hangs on, or that the word itself tells. */
static uint32_t told_at(const event_context *x, uint32_t token)
{
    uint32_t event = told_by(x, token);
    return event != DTL_NONE ? event : told_above(x, token);
}

/* Of the deeds told in the sentences before another one the last that its doer did too, of whatever type; else the last of this type. */
static uint32_t told_before_it(const event_context *x, uint32_t event, uint8_t type, uint32_t sentences)
{
    const dtl_event *e = at(x, event);
    uint32_t start = x->doc->text.sentences.items[e->sentence].first, end = first_from(x, start);
    if (!event_happened(e))
        return DTL_NONE;
    for (uint32_t back = 1; back <= end && back <= BEFORE_EVENTS && at(x, end - back)->sentence + sentences >= e->sentence; back++) {
        const dtl_event *other = at(x, end - back);
        bool fits = other->item == DTL_ITEM_EVENT && is_act(other) && other->modality == DTL_MODALITY_ASSERTED && other->polarity > 0;
        if (fits && !same(x, end - back, event) && share_side(x, event, DTL_EVENT_ACTOR, end - back, DTL_EVENT_ACTOR))
            return end - back;
    }
    return told_before(x, start, type, sentences, event);
}

static void find_within(const event_context *x, hinge *h)
{
    h->from = told_above(x, h->token);
    if (h->from != DTL_NONE)
        h->to = told_before_it(x, h->from, DTL_EVENT_NO_TYPE, 2);
}

static void find_other(const event_context *x, hinge *h)
{
    const dtl_parse *parse = &x->doc->parse;
    if (parse->words[h->token].xpos == DTL_XPOS_NNS) /* "in two separate raids": apart from each other */
        return;
    bool counted = dtl_tree_child_lemma(parse, h->token, "second third fourth") != DTL_NONE;
    if (counted && dtl_tree_child_lemma(parse, h->token, "a") == DTL_NONE) /* "the second attack" may be this very one */
        return;
    h->from = told_at(x, h->token);
    if (h->from == DTL_NONE && parse->words[h->token].head != DTL_NONE) /* "in another raid, the army said, three men died" */
        h->from = told_under(x, parse->words[h->token].head);
    if (h->from != DTL_NONE)
        h->to = told_before_it(x, h->from, at(x, h->from)->type, BEFORE_SENTENCES);
}

/* A word of number that stands for the deed: no noun behind it. */
static void find_ordinal(const event_context *x, hinge *h)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_word *word = &parse->words[h->token];
    bool subject = word->relation == DTL_REL_NSUBJ || word->relation == DTL_REL_NSUBJ_PASS;
    if (!subject || dtl_tree_child_lemma(parse, h->token, "the") == DTL_NONE || word->head == DTL_NONE)
        return;
    h->from = told_by(x, word->head);
    if (h->from == DTL_NONE)
        return;
    uint32_t end = first_from(x, h->token), here = x->doc->text.tokens.items[h->token].sentence;
    for (uint32_t back = 1; back <= end && back <= BEFORE_EVENTS && h->to == DTL_NONE; back++) {
        const dtl_event *e = at(x, end - back);
        bool several = e->item == DTL_ITEM_EVENT && e->type == at(x, h->from)->type && parse->words[e->trigger].xpos == DTL_XPOS_NNS;
        if (several && e->sentence < here && e->sentence + NEAR_SENTENCES >= here && !same(x, end - back, h->from))
            h->to = end - back;
    }
}

static void find_several(const event_context *x, hinge *h)
{
    h->to = in_slots(x, h, h->token, DTL_NONE);
    uint32_t latest = x->doc->parse.words[h->token].head; /* "the latest in a series" */
    if (h->to == DTL_NONE || latest == DTL_NONE)
        return;
    h->from = told_of_subject(x, latest);
    if (h->from == DTL_NONE)
        h->from = told_at(x, latest);
}

/* "had warned", "was preparing", then "before": told of a time before the news. */
static bool is_pluperfect(const dtl_parse *parse, uint32_t verb)
{
    for (uint32_t c = parse->words[verb].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].xpos == DTL_XPOS_VBD && dtl_tree_lemma_in(parse, c, "have"))
            return true;
    return false;
}

static void find_plan(const event_context *x, hinge *h)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t first, last, above = h->token; /* the verb itself, or one over it: "had warned that they planned to" */
    bool before = is_pluperfect(parse, h->token), perfect = dtl_tree_child_lemma(parse, h->token, "have") != DTL_NONE;
    for (int i = 0; i < 3 && !before && parse->words[above].head != DTL_NONE; i++) {
        above = parse->words[above].head;
        before = is_pluperfect(parse, above);
    }
    if (!before && !perfect)
        return;
    dtl_tree_range(parse, &x->doc->text, h->token, &first, &last);
    for (uint32_t i = first_from(x, h->token); i < x->out->events.count && at(x, i)->item != DTL_ITEM_STATEMENT && at(x, i)->trigger <= last; i++)
        if (is_ahead(at(x, i)) && is_act(at(x, i)) && at(x, i)->polarity > 0 && dtl_tree_is_under(parse, at(x, i)->trigger, h->token) &&
            (before || is_definite(x, at(x, i)->trigger))) /* "to have planned the assault": the one that came */
            h->from = i;
    if (h->from != DTL_NONE)
        h->to = told_first(x, x->doc->text.sentences.items[at(x, h->from)->sentence].first, at(x, h->from)->type, h->from);
}

/* The plan that a stopping word is about: in its object, or told in the sentences before ("their plot had been foiled"). */
static uint32_t stopped_plan(const event_context *x, uint32_t stop, uint32_t object)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t plan = told_under(x, object), end = first_from(x, object), here = x->doc->text.tokens.items[stop].sentence;
    bool plot = dtl_match_class(&x->matcher, object, DTL_SLICE("foiled"));
    if (plan == DTL_NONE && plot && object > stop && told_under(x, stop) != DTL_NONE) /* "a plot by rebels to attack", whatever the infinitive hangs on */
        for (uint32_t i = end; plan == DTL_NONE && i < x->out->events.count && at(x, i)->item != DTL_ITEM_STATEMENT && at(x, i)->sentence == here; i++)
            if (is_ahead(at(x, i)) && dtl_tree_is_under(parse, at(x, i)->trigger, stop))
                plan = i;
    if (plan == DTL_NONE && plot && dtl_tree_child_lemma(parse, object, "the this that their his her its") != DTL_NONE)
        for (uint32_t back = 1; back <= end && back <= BEFORE_EVENTS && plan == DTL_NONE; back++)
            if (is_ahead(at(x, end - back)) && at(x, end - back)->sentence + 2 >= here)
                plan = end - back;
    bool good = plan != DTL_NONE && is_act(at(x, plan)) && (is_ahead(at(x, plan)) || at(x, plan)->polarity < 0);
    return good ? plan : DTL_NONE;
}

static void find_stop(event_context *x, hinge *h)
{
    dtl_tree_list list = {.count = 0};
    if (x->doc->parse.words[h->token].relation == DTL_REL_AMOD) /* "a foiled attack" */
        list = (dtl_tree_list){.items = {x->doc->parse.words[h->token].head}, .count = 1};
    else
        dtl_match_slot(&x->matcher, h->token, DTL_SLICE("object"), &list);
    for (uint32_t i = 0; i < list.count && h->to == DTL_NONE; i++)
        h->to = stopped_plan(x, h->token, list.items[i]);
    if (h->to == DTL_NONE)
        return;
    x->out->events.items[h->to].foiled = true;
    h->from = told_by(x, h->token);
}

/* ---- hinges ---- */

static bool is_wanted(const event_context *x, uint32_t token, uint32_t entry)
{
    const dtl_parse *parse = &x->doc->parse;
    dtl_slice with = dtl_rules_attribute(x->matcher.rules, entry, "with"), before = dtl_rules_attribute(x->matcher.rules, entry, "case"), word;
    bool has_word = !with.length, has_case = !before.length;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        for (dtl_slice rest = with; !has_word && rest.length && dtl_slice_next_field(&rest, ' ', &word);)
            has_word = dtl_slice_equal_nocase(parse->words[c].lemma, word);
        for (dtl_slice rest = before; !has_case && rest.length && dtl_slice_next_field(&rest, ' ', &word);)
            has_case = parse->words[c].relation == DTL_REL_CASE && dtl_slice_equal_nocase(parse->words[c].lemma, word);
    }
    return has_word && has_case;
}

/* "was not in retaliation for", "to prevent attacks": the link is not told as a fact. A return that is only announced is one all the same. */
static bool is_told(const event_context *x, uint32_t token, uint8_t kind)
{
    dtl_commitment told = dtl_commitment_of(&x->matcher, x->modality_table, token, NULL);
    bool real = told.modality == DTL_MODALITY_ASSERTED || dtl_modality_is_hedged(told.modality);
    return told.polarity > 0 && (kind != DTL_LINK_FOIL_OF || real);
}

static void find_deeds(event_context *x, hinge *h)
{
    static const struct {
        const char *as;
        void (*find)(const event_context *, hinge *);
    } ways[] = {{"phrase", find_phrase}, {"vow", find_vow}, {"verb", find_verb}, {"modifier", find_modifier}, {"sequence", find_sequence}, {"within", find_within},
                {"other", find_other}, {"ordinal", find_ordinal}, {"several", find_several}, {"plan", find_plan}};
    dtl_slice as = dtl_rules_attribute(x->matcher.rules, h->entry, "as");
    h->from = h->to = DTL_NONE;
    if (!is_told(x, h->token, h->kind))
        return;
    if (dtl_slice_is(as, "stop"))
        find_stop(x, h);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (dtl_slice_is(as, ways[i].as))
            ways[i].find(x, h);
}

static dtl_err add_link(event_context *x, const hinge *h, dtl_span evidence)
{
    if (h->from == DTL_NONE || h->to == DTL_NONE || same(x, h->from, h->to) || x->out->links.count >= LINKS_MAX)
        return DTL_OK;
    if (h->kind != DTL_LINK_FOIL_OF && !(is_act(at(x, h->from)) && is_act(at(x, h->to))))
        return DTL_OK;
    bool answered = event_happened(at(x, h->to)) && at(x, h->to)->polarity > 0 && at(x, h->to)->type != DTL_EVENT_RETREAT;
    if (h->kind == DTL_LINK_RETALIATION_FOR && (!answered || at(x, h->from)->type == DTL_EVENT_RETREAT))
        return DTL_OK; /* nobody answers what has not happened; who resigns after his arrest strikes nobody */
    for (uint32_t i = 0; i < x->out->links.count; i++) { /* "had warned that they planned to": both words say it */
        const dtl_event_link *known = &x->out->links.items[i];
        if (known->kind == h->kind && same(x, known->from, h->from) && same(x, known->to, h->to))
            return DTL_OK;
    }
    dtl_event_link *link = dtl_array_push(x->arena, &x->out->links);
    if (!link)
        return DTL_ERR_BUDGET;
    *link = (dtl_event_link){.from = h->from, .to = h->to, .kind = h->kind, .rule = h->entry, .evidence = evidence};
    return DTL_OK;
}

static uint8_t kind_of(const event_context *x, uint32_t entry)
{
    dtl_slice name = dtl_rules_attribute(x->matcher.rules, entry, "link");
    for (unsigned i = 0; i < DTL_LINK_COUNT; i++)
        if (dtl_slice_is(name, dtl_link_name(i)))
            return (uint8_t)i;
    return DTL_LINK_COUNT;
}

/* The phrase of a hinge with what hangs on it, inside its sentence. */
static dtl_span words_of(const event_context *x, uint32_t token)
{
    uint32_t first, last;
    dtl_tree_range(&x->doc->parse, &x->doc->text, token, &first, &last);
    return dtl_text_tokens_span(&x->doc->text, first, last - first + 1);
}

static dtl_err read_word(event_context *x, uint32_t table, uint32_t token, uint32_t *hinges)
{
    uint32_t entries[ENTRIES_MAX], count = dtl_match_entries(&x->matcher, table, token, entries, ENTRIES_MAX);
    for (uint32_t i = 0; i < count; i++) {
        hinge h = {.token = token, .entry = entries[i], .kind = kind_of(x, entries[i])};
        if (h.kind == DTL_LINK_COUNT || *hinges >= HINGES_MAX || !is_wanted(x, token, entries[i]))
            continue;
        (*hinges)++;
        find_deeds(x, &h);
        dtl_err err = add_link(x, &h, words_of(x, token));
        if (err)
            return err;
    }
    return DTL_OK;
}

/* Is this deed one of what the other telling says is done again and again? Who does it may be left out only behind the habit. */
static bool is_instance(const event_context *x, uint32_t deed, uint32_t habit)
{
    const dtl_event *d = at(x, deed), *h = at(x, habit);
    bool beside = d->sentence == h->sentence + 1 || h->sentence == d->sentence + 1;
    bool fits = h->item == DTL_ITEM_EVENT && h->modality == DTL_MODALITY_HABITUAL && h->type == d->type && beside &&
                x->doc->text.sentences.items[h->sentence].paragraph == x->doc->text.sentences.items[d->sentence].paragraph;
    bool unnamed = h->sentence < d->sentence && !has_role(x, deed, DTL_EVENT_ACTOR);
    return fits && (unnamed || share_side(x, deed, DTL_EVENT_ACTOR, habit, DTL_EVENT_ACTOR));
}

/* "The rebels often attack villages. In May they killed nine farmers.", or the other way round. */
static dtl_err find_instances(event_context *x)
{
    const dtl_event_array *all = &x->out->events;
    for (uint32_t i = 0; i < all->count; i++) {
        const dtl_event *e = &all->items[i];
        bool dated = e->item == DTL_ITEM_EVENT && is_act(e) && event_happened(e) && e->polarity > 0 && e->time != DTL_NONE && !e->series;
        uint32_t habit = DTL_NONE;
        for (uint32_t k = i; dated && habit == DTL_NONE && k-- > 0 && k + BEFORE_EVENTS >= i && all->items[k].sentence + 1 >= e->sentence;)
            habit = is_instance(x, i, k) ? k : DTL_NONE;
        for (uint32_t k = i + 1; dated && habit == DTL_NONE && k < all->count && k <= i + BEFORE_EVENTS && all->items[k].item != DTL_ITEM_STATEMENT &&
             all->items[k].sentence <= e->sentence + 1; k++)
            habit = is_instance(x, i, k) ? k : DTL_NONE;
        if (habit == DTL_NONE)
            continue;
        hinge h = {.token = e->trigger, .entry = DTL_NONE, .from = i, .to = habit, .kind = DTL_LINK_INSTANCE_OF};
        dtl_err err = add_link(x, &h, e->evidence);
        if (err)
            return err;
    }
    return DTL_OK;
}

/* A word of stopping over the plan itself has been read with it: "police foiled an attack". */
dtl_err event_find_links(event_context *x)
{
    uint32_t table = dtl_rules_table(x->matcher.rules, "links");
    bool deed = false;
    for (uint32_t i = 0; i < x->out->events.count && !deed; i++)
        deed = is_act(at(x, i));
    if (table == DTL_NONE || !deed)
        return DTL_OK;
    for (uint32_t token = 0, hinges = 0; token < x->doc->text.tokens.count && hinges < HINGES_MAX; token++) {
        dtl_err err = read_word(x, table, token, &hinges);
        if (err)
            return err;
    }
    return find_instances(x);
}
