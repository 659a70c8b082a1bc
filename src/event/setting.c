/* Setting: where a deed happened that names no place, as a careful reader takes it.
 *
 * In: the report's events and which of them are one occurrence. Out: event.setting, an entity; what is told stays apart from it, as
 * a participant in the role of place. Only deeds have a setting: talk has none. Tried in turn:
 *   scene     the nearest telling in the same sentence, or the one before, that names a place, if both happened (or both have not),
 *             told in one breath ("stormed a hall in Quetta, killing nine") or with somebody who takes part in both: "Police raided
 *             a house in Quetta. They also seized rifles."
 *   country   the one that the report is about, unless only people of other countries take part.
 * Gets wrong on purpose: a scene that moves without a word ("crossed the river and shot two guards there"). */
#include "event/internal.h"

enum { BEFORE = 16 }; /* events that are looked back at */

static bool is_deed(const dtl_event *e)
{
    return e->item == DTL_ITEM_EVENT && (e->type == DTL_EVENT_ASSAULT || e->type == DTL_EVENT_COERCE || e->type == DTL_EVENT_PROTEST ||
                                         e->type == DTL_EVENT_MOBILIZE || e->type == DTL_EVENT_RETREAT);
}

static uint32_t target_of(const event_context *x, uint32_t participant)
{
    return x->doc->mention.mentions.items[x->out->participants.items[participant].mention].target;
}

static bool is_where(uint8_t role)
{
    return role >= DTL_EVENT_PLACE;
}

/* The entity that the event names as its place, or as the end of its way; DTL_NONE. */
static uint32_t place_of(const event_context *x, uint32_t event)
{
    uint32_t first, count = dtl_events_participants(x->out, event, &first);
    for (uint32_t i = first; i < first + count; i++)
        if (is_where(x->out->participants.items[i].role) && x->out->participants.items[i].role != DTL_EVENT_ORIGIN &&
            x->doc->mention.mentions.items[x->out->participants.items[i].mention].kind == DTL_MENTION_PLACE)
            return target_of(x, i);
    return DTL_NONE;
}

static bool share_somebody(const event_context *x, uint32_t a, uint32_t b)
{
    uint32_t first_a, count_a = dtl_events_participants(x->out, a, &first_a), first_b, count_b = dtl_events_participants(x->out, b, &first_b);
    for (uint32_t i = first_a; i < first_a + count_a; i++)
        for (uint32_t k = first_b; k < first_b + count_b; k++)
            if (!is_where(x->out->participants.items[i].role) && !is_where(x->out->participants.items[k].role) &&
                target_of(x, i) != DTL_NONE && target_of(x, i) == target_of(x, k))
                return true;
    return false;
}

static uint32_t scene_of(const event_context *x, uint32_t index)
{
    const dtl_event_array *all = &x->out->events;
    const dtl_event *e = &all->items[index];
    for (uint32_t back = 1; back <= BEFORE && back <= index; back++) {
        const dtl_event *other = &all->items[index - back];
        bool near = other->sentence == e->sentence ||
                    (other->sentence + 1 == e->sentence && x->doc->text.sentences.items[other->sentence].paragraph ==
                                                               x->doc->text.sentences.items[e->sentence].paragraph);
        uint32_t place = near && is_deed(other) && event_happened(other) == event_happened(e) ? place_of(x, index - back) : DTL_NONE;
        bool one_breath = other->sentence == e->sentence && other->voice == e->voice && (other->time == e->time || e->time == DTL_NONE);
        if (place != DTL_NONE && (one_breath || share_somebody(x, index - back, index)))
            return place;
    }
    return DTL_NONE;
}

/* Do only people of other countries take part? */
static bool is_abroad(const event_context *x, uint32_t index, dtl_slice home)
{
    uint32_t first, count = dtl_events_participants(x->out, index, &first);
    bool other = false;
    for (uint32_t i = first; i < first + count; i++) {
        uint32_t target = target_of(x, i);
        dtl_slice country = target == DTL_NONE ? DTL_SLICE_EMPTY : x->doc->mention.entities.items[target].country;
        if (dtl_slice_equal(country, home))
            return false;
        other = other || country.length;
    }
    return other;
}

void event_find_settings(event_context *x)
{
    const dtl_mentions *m = &x->doc->mention;
    for (uint32_t i = 0; i < x->out->events.count; i++) {
        dtl_event *e = &x->out->events.items[i], *first = &x->out->events.items[e->occurrence];
        if (!is_deed(e) || first->setting != DTL_NONE || place_of(x, i) != DTL_NONE)
            continue;
        first->setting = scene_of(x, i);
        if (first->setting == DTL_NONE && m->home != DTL_NONE && !is_abroad(x, i, m->entities.items[m->home].country))
            first->setting = m->home;
    }
    for (uint32_t i = 0; i < x->out->events.count; i++) /* one telling of the occurrence names the place: nothing is implied */
        if (place_of(x, i) != DTL_NONE)
            x->out->events.items[x->out->events.items[i].occurrence].setting = DTL_NONE;
}
