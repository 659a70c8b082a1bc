/* Occurrences: one deed told three times in a report is one event with three mentions.
 *
 * In: the report's events. Out: event.occurrence = first event of the same occurrence. Two events are one when type and
 * item agree, nothing contradicts (other victims, other places, other days, one planned and one done, "another attack")
 * and something binds: same named victim, same actor and recipient, a definite noun that takes up the one before ("the
 * attack"), the headline. Example: headline "Blast kills mayor", lead "The mayor of X died when …", bullet "The bombing …".
 * Gets wrong on purpose: two unnamed attacks by the same group on the same target stay one when nothing tells them apart. */
#include "event/internal.h"

enum { WINDOW = 48 };

typedef struct participants {
    uint32_t entities[16];
    uint32_t count;
    bool person; /* a named person among them */
} participants;

/* What is asked of one event again and again; gathered once. */
typedef struct told {
    participants roles[DTL_EVENT_PLACE + 1]; /* by dtl_event_role: actors, recipients, places */
    bool new_one;                            /* "another attack" */
} told;

static void gather_roles(const event_context *x, uint32_t event, told *out)
{
    const dtl_participant_array *all = &x->out->participants;
    uint32_t first, count = dtl_events_participants(x->out, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_mention *mention = &x->doc->mention.mentions.items[all->items[i].mention];
        participants *role = all->items[i].role <= DTL_EVENT_PLACE ? &out->roles[all->items[i].role] : NULL;
        if (!role || mention->target == DTL_NONE || role->count >= 16)
            continue;
        role->entities[role->count++] = mention->target;
        role->person = role->person || mention->kind == DTL_MENTION_PERSON;
    }
}

/* "gunmen" and "gunmen of the Valley Front": the same word for people ("role::gunman", "role:valley-front:gunman"), one without owner. */
static bool is_fuller(const dtl_entity *bare, const dtl_entity *owned)
{
    uint32_t prefix = 6, length = bare->id.length; /* "role::" */
    if (!dtl_slice_starts_with(bare->id, DTL_SLICE("role::")) || !dtl_slice_starts_with(owned->id, DTL_SLICE("role:")))
        return false;
    dtl_slice word = dtl_slice_make(bare->id.ptr + prefix - 1, length - prefix + 1); /* ":gunman" */
    return dtl_slice_ends_with(owned->id, word);
}

/* Same entity, or one the parent of the other ("ISKP" and "Islamic State"; a fighter and his group), or the fuller name of it. */
bool event_are_related(const event_context *x, uint32_t a, uint32_t b)
{
    const dtl_entity *one = &x->doc->mention.entities.items[a], *two = &x->doc->mention.entities.items[b];
    if (a == b || is_fuller(one, two) || is_fuller(two, one))
        return true;
    return (one->parent_id.length && (dtl_slice_equal(one->parent_id, two->id))) ||
           (two->parent_id.length && dtl_slice_equal(two->parent_id, one->id)) ||
           (one->parent_id.length && dtl_slice_equal(one->parent_id, two->parent_id) && one->kind == DTL_MENTION_ROLE && two->kind == DTL_MENTION_ROLE);
}

static bool any_related(const event_context *x, const participants *a, const participants *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (event_are_related(x, a->entities[i], b->entities[k]))
                return true;
    return false;
}

static bool any_same(const participants *a, const participants *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (a->entities[i] == b->entities[k])
                return true;
    return false;
}

/* Places agree when one contains the other: same entity, same first-level unit, or one of them only a country. */
static bool places_contradict(const event_context *x, const participants *a, const participants *b)
{
    if (!a->count || !b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++) {
            const dtl_entity *one = &x->doc->mention.entities.items[a->entities[i]], *two = &x->doc->mention.entities.items[b->entities[k]];
            if (a->entities[i] == b->entities[k] || one->place_precision <= 1 || two->place_precision <= 1)
                return false;
            bool somewhere = (one->place_precision == 5 && !one->admin1.length) || (two->place_precision == 5 && !two->admin1.length); /* "at the Grand Hotel" */
            bool nested = one->place_precision != two->place_precision && (somewhere || (one->admin1.length && dtl_slice_equal(one->admin1, two->admin1)));
            if (nested)
                return false;
        }
    return true;
}

/* One town or building below it in both: "Kabul bombing kills 12", "a bomb at a mosque in Kabul". */
static bool places_bind(const event_context *x, const participants *a, const participants *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++) {
            const dtl_entity *one = &x->doc->mention.entities.items[a->entities[i]], *two = &x->doc->mention.entities.items[b->entities[k]];
            bool same = a->entities[i] == b->entities[k] && one->place_precision >= 3;
            bool below = one->place_precision >= 4 && two->place_precision >= 4 && one->latitude != INT32_MIN && one->latitude == two->latitude && one->longitude == two->longitude;
            if (same || below)
                return true;
        }
    return false;
}

static bool is_new_one(const event_context *x, const dtl_event *event)
{
    if (!dtl_tree_is_verb(&x->doc->parse, event->trigger) && /* "wounding four others" is no other deed */
        dtl_tree_child_lemma(&x->doc->parse, event->trigger, "another other second third separate more further new") != DTL_NONE)
        return true;
    uint32_t clause = dtl_tree_clause(&x->doc->parse, event->trigger), subject = dtl_tree_subject(&x->doc->parse, event->trigger);
    if (subject != DTL_NONE && dtl_tree_lemma_in(&x->doc->parse, subject, "first second third") && dtl_tree_child_lemma(&x->doc->parse, subject, "the") != DTL_NONE)
        return true; /* "two strikes … The first killed nine" */
    for (uint32_t c = x->doc->parse.words[clause].first_child; c != DTL_NONE; c = x->doc->parse.words[c].next_sibling)
        if (x->doc->parse.words[c].relation == DTL_REL_OBL && dtl_tree_child_lemma(&x->doc->parse, c, "another separate") != DTL_NONE)
            return true;
    return false;
}

static bool is_definite_noun(const event_context *x, const dtl_event *event)
{
    return !dtl_tree_is_verb(&x->doc->parse, event->trigger) &&
           dtl_tree_child_lemma(&x->doc->parse, event->trigger, "the this that") != DTL_NONE;
}

static bool days_contradict(const dtl_event *a, const dtl_event *b)
{
    return dtl_interval_is_empty(dtl_interval_intersect(a->days, b->days));
}

/* In a report of unknown day "last March" is no day of this week: a telling timed by a weekday and one timed by a month or a year. */
static bool ages_contradict(const event_context *x, const dtl_event *a, const dtl_event *b)
{
    const dtl_event *recent = a->age.weekday ? a : b, *other = recent == a ? b : a;
    if (!recent->age.weekday || other->age.weekday || other->time == DTL_NONE)
        return false;
    const dtl_time *time = &x->doc->mention.times.items[x->doc->mention.mentions.items[other->time].target];
    return time->kind == DTL_TIME_SPAN && (!other->age.told || other->age.high - other->age.low > 31);
}

/* In one sentence: "killed two, wounding ten": the second clause hangs on the first. What has an object of its own is another deed, unless it tells
 * the toll: "killed a judge, shot down a drone and were holding two guards". */
static bool same_clause_chain(const event_context *x, const dtl_event *a, const dtl_event *b)
{
    const dtl_parse *parse = &x->doc->parse;
    if (a->sentence != b->sentence)
        return false;
    uint32_t lower = b->trigger;
    uint8_t relation = parse->words[lower].relation;
    const bool own = relation == DTL_REL_CONJ && dtl_tree_is_verb(parse, lower) && dtl_tree_object(parse, lower) != DTL_NONE && b->killed.low < 0 && b->injured.low < 0;
    return parse->words[lower].head == a->trigger && !own && (relation == DTL_REL_CONJ || relation == DTL_REL_ADVCL || relation == DTL_REL_XCOMP);
}

/* 0 happened (or is said to have), 1 has not happened yet, 2 happens again and again. */
static int reality(const dtl_event *event)
{
    return event_happened(event) ? 0 : event->modality == DTL_MODALITY_HABITUAL ? 2 : 1;
}

/* "They were killed with …", "the two nurses were shot": a victim that is taken up, not told anew. Nobody is killed twice. */
static bool takes_up_victim(const event_context *x, const participants *before, uint32_t event)
{
    const dtl_participant_array *all = &x->out->participants;
    uint32_t first, count = dtl_events_participants(x->out, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_mention *mention = &x->doc->mention.mentions.items[all->items[i].mention];
        if (all->items[i].role != DTL_EVENT_RECIPIENT || mention->target == DTL_NONE)
            continue;
        bool known = false;
        for (uint32_t k = 0; k < before->count; k++)
            known = known || before->entities[k] == mention->target;
        if (known && (mention->kind == DTL_MENTION_PRONOUN || dtl_tree_child_lemma(&x->doc->parse, mention->head, "the these both") != DTL_NONE))
            return true;
    }
    return false;
}

/* "A bomb went off outside the court. Five people were hurt.": a toll right behind an attack that has none. */
static bool is_its_toll(const event_context *x, const dtl_event *a, const dtl_event *b)
{
    const dtl_sentence *one = &x->doc->text.sentences.items[a->sentence], *two = &x->doc->text.sentences.items[b->sentence];
    bool attack = a->killed.low < 0 && a->injured.low < 0 && a->mode != DTL_MODE_NO_MODE && a->polarity > 0;
    bool toll = (b->killed.low > 0 || b->injured.low > 0) && b->time == DTL_NONE && dtl_tree_is_verb(&x->doc->parse, b->trigger);
    return attack && toll && b->sentence - a->sentence <= 1 && one->paragraph == two->paragraph;
}

/* "More than 50 wounded people were still in hospital": what became of an attack's victims is no attack of its own. */
static bool is_state_of_victims(const event_context *x, const dtl_event *event)
{
    return event->type == DTL_EVENT_ASSAULT && event->time == DTL_NONE && x->doc->parse.words[event->trigger].relation == DTL_REL_AMOD;
}

/* "Soldiers kill man": who he was comes later. */
static bool is_anybody(const event_context *x, const participants *role)
{
    for (uint32_t i = 0; i < role->count; i++)
        if (!dtl_slice_is(x->doc->mention.entities.items[role->entities[i]].id, "role::people"))
            return false;
    return role->count > 0;
}

/* A blast may turn out to be a suicide attack. */
static bool modes_contradict(uint8_t a, uint8_t b)
{
    bool blast = (a == DTL_MODE_EXPLOSIVES && b == DTL_MODE_SUICIDE_ATTACK) || (a == DTL_MODE_SUICIDE_ATTACK && b == DTL_MODE_EXPLOSIVES);
    return a && b && a != b && !blast;
}

/* "The judge's murder", "Judge Roe was shot dead": of one named victim a murder is what a gun, a knife or a bomb did. */
static bool is_murder_by(uint8_t a, uint8_t b, const participants *one, const participants *other)
{
    const uint8_t means = a == DTL_MODE_TARGETED ? b : b == DTL_MODE_TARGETED ? a : DTL_MODE_NO_MODE;
    bool fits = means == DTL_MODE_FIREARMS || means == DTL_MODE_PRIMITIVE || means == DTL_MODE_EXPLOSIVES;
    return fits && one->person && other->person && any_same(one, other);
}

static bool same_occurrence(const event_context *x, const told *all, uint32_t a_index, uint32_t b_index)
{
    const dtl_event *a = &x->out->events.items[a_index], *b = &x->out->events.items[b_index];
    if (a->type != b->type || a->item != DTL_ITEM_EVENT || b->item != DTL_ITEM_EVENT || a->series != b->series)
        return false;
    if (modes_contradict(a->mode, b->mode) && !is_murder_by(a->mode, b->mode, &all[a_index].roles[DTL_EVENT_RECIPIENT], &all[b_index].roles[DTL_EVENT_RECIPIENT]))
        return false;
    if (reality(a) != reality(b))
        return false;
    if (all[b_index].new_one || days_contradict(a, b) || ages_contradict(x, a, b))
        return false;
    const participants *actors[2], *recipients[2], *places[2];
    for (int i = 0; i < 2; i++) {
        const told *event = &all[i ? b_index : a_index];
        actors[i] = &event->roles[DTL_EVENT_ACTOR];
        recipients[i] = &event->roles[DTL_EVENT_RECIPIENT];
        places[i] = &event->roles[DTL_EVENT_PLACE];
    }
    if (recipients[0]->person && recipients[1]->person)
        return any_same(recipients[0], recipients[1]);
    if (places_contradict(x, places[0], places[1]))
        return false;
    bool actors_clash = actors[0]->count && actors[1]->count && !any_related(x, actors[0], actors[1]);
    bool headline = x->doc->text.sentences.items[a->sentence].kind == DTL_SENTENCE_HEADLINE && b->sentence <= a->sentence + 3;
    bool recipients_clash = recipients[0]->count && recipients[1]->count && !any_related(x, recipients[0], recipients[1]) &&
                            !(headline && is_anybody(x, recipients[0]));
    if (actors_clash || (recipients_clash && a->sentence != b->sentence))
        return false;
    if (same_clause_chain(x, a, b))
        return true;
    bool actors_bind = actors[0]->count && actors[1]->count, recipients_bind = recipients[0]->count && recipients[1]->count && !recipients_clash;
    bool near = b->sentence - a->sentence <= 4;
    bool tells_new_place = places[1]->count && !places[0]->count;
    if (is_definite_noun(x, b) && near && !b->series && !tells_new_place) /* "the attack" takes up the one before */
        return recipients_bind || !recipients[1]->count;
    bool figures_bind = (a->killed.low > 0 && a->killed.low == b->killed.low) || (a->arrested.low > 0 && a->arrested.low == b->arrested.low);
    bool bare = !actors[0]->count && !recipients[0]->count && !recipients_clash; /* "Blast kills 32" */
    if (headline && (actors_bind || recipients_bind || bare) && figures_bind) /* "Iran arrests 11": who they are comes later */
        return true;
    bool doer_told = actors_bind && !recipients[0]->count; /* "Rebels bombed Tunja market": whom they hit comes later */
    if (headline && (bare || doer_told) && places_bind(x, places[0], places[1]))
        return true;
    if (a->type == DTL_EVENT_ASSAULT && recipients_bind && near && takes_up_victim(x, recipients[0], b_index))
        return true;
    if (!actors[1]->count && !places[1]->count && ((a->type == DTL_EVENT_ASSAULT && is_its_toll(x, a, b)) || (recipients_bind && is_state_of_victims(x, b))))
        return true;
    return actors_bind && recipients_bind && (headline || near || places[0]->count || places[1]->count);
}

/* Somebody's soldiers here, somebody else's there; as doers persons by name too. "A man" and "two people" clash with nobody. */
static bool identities_clash(const event_context *x, const participants *a, const participants *b, bool persons_too)
{
    const participants *both[] = {a, b};
    for (int side = 0; side < 2; side++) {
        bool group = false;
        for (uint32_t i = 0; i < both[side]->count; i++) {
            const dtl_entity *entity = &x->doc->mention.entities.items[both[side]->entities[i]];
            group = group || entity->kind == DTL_MENTION_ORGANISATION || (persons_too && entity->kind == DTL_MENTION_PERSON) || (entity->kind == DTL_MENTION_ROLE && (entity->parent_id.length || entity->country.length));
        }
        if (!group)
            return false;
    }
    return !any_related(x, a, b);
}

bool event_is_other_deed(const event_context *x, uint32_t one, uint32_t other)
{
    told roles[2] = {{.new_one = false}};
    const dtl_event *a = &x->out->events.items[one], *b = &x->out->events.items[other];
    gather_roles(x, one, &roles[0]);
    gather_roles(x, other, &roles[1]);
    const participants *actors = &roles[0].roles[DTL_EVENT_ACTOR], *others = &roles[1].roles[DTL_EVENT_ACTOR];
    return is_new_one(x, b) || days_contradict(a, b) || modes_contradict(a->mode, b->mode) ||
           identities_clash(x, &roles[0].roles[DTL_EVENT_RECIPIENT], &roles[1].roles[DTL_EVENT_RECIPIENT], false) || identities_clash(x, actors, others, true) ||
           places_contradict(x, &roles[0].roles[DTL_EVENT_PLACE], &roles[1].roles[DTL_EVENT_PLACE]);
}

/* "Blast kills 32" before "A bomber struck a mosque, killing 32": the toll binds the headline to a telling that already belongs to
 * another; all that is told of that one is told of the headline's. */
static void join_headlines(event_context *x, const told *all)
{
    dtl_event_array *events = &x->out->events;
    for (uint32_t h = 0; h < events->count && events->items[h].sentence == events->items[0].sentence; h++) {
        bool bare = events->items[h].killed.low > 0 && !all[h].roles[DTL_EVENT_ACTOR].count && !all[h].roles[DTL_EVENT_RECIPIENT].count;
        if (x->doc->text.sentences.items[events->items[h].sentence].kind != DTL_SENTENCE_HEADLINE || !bare)
            continue;
        for (uint32_t i = h + 1; i < events->count && i <= h + WINDOW; i++) {
            uint32_t other = events->items[i].occurrence;
            if (other == events->items[h].occurrence || other < h || !same_occurrence(x, all, h, i))
                continue;
            for (uint32_t k = other; k < events->count; k++)
                if (events->items[k].occurrence == other)
                    events->items[k].occurrence = events->items[h].occurrence;
            break;
        }
    }
}

dtl_err event_link_occurrences(event_context *x)
{
    told *all = dtl_arena_calloc(x->arena, x->out->events.count, sizeof *all);
    if (!all)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < x->out->events.count; i++) {
        gather_roles(x, i, &all[i]);
        all[i].new_one = is_new_one(x, &x->out->events.items[i]);
        x->out->events.items[i].occurrence = i;
        for (uint32_t back = 1; back <= WINDOW && back <= i; back++) {
            uint32_t j = i - back;
            if (same_occurrence(x, all, j, i)) {
                x->out->events.items[i].occurrence = x->out->events.items[j].occurrence;
                break;
            }
        }
    }
    join_headlines(x, all);
    return DTL_OK;
}
