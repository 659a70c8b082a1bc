/* Our events told in the five labels of the set IndiaPoliceEvents, and the counts of the bench.
 *
 * The questions of the set are: did police kill somebody; arrest somebody; use other force; fail to act; do anything? Its
 * FORCE holds whatever KILL holds, its ANY_ACTION whatever the other three positive labels hold; a negated event is FAIL alone.
 *
 *   KILL        ASSAULT with dead people or a word of killing, by the police
 *   FORCE       ASSAULT by the police, COERCE/restrict by the police told as dispersing is ANY_ACTION only
 *   ARREST      COERCE/arrest by the police, or by nobody whose sector is known: whom newspapers call arrested, the police
 *               arrested, unless they name somebody else
 *   FAIL        any event of the police that is told as not happening
 *   ANY_ACTION  any event of the police told as happening, but for talk (ACCUSE, REJECT, REQUEST, AGREE, CONSULT, SUPPORT, CONCEDE, THREATEN)
 *
 * By the police: an actor of sector COP; or, when an ASSAULT names no doer, another ASSAULT by the police in the same
 * sentence ("police opened fire and two men were killed"); or a force sent out (MOBILIZE) that is of sector COP.
 * Planned, threatened, and hypothetical events count for nothing. */
#include "police_score.h"
#include "doc/tree.h"

const char *police_label_name(unsigned label)
{
    static const char *const names[] = {"KILL", "ARREST", "FORCE", "FAIL", "ANY_ACTION"};
    return label < POLICE_LABEL_COUNT ? names[label] : "";
}

void police_score(uint32_t gold, uint32_t answer, police_counts *sum)
{
    for (unsigned label = 0; label < POLICE_LABEL_COUNT; label++) {
        bool wanted = gold >> label & 1, given = answer >> label & 1;
        sum->gold[label] += wanted;
        sum->answered[label] += given;
        sum->right[label] += wanted && given;
    }
}

static bool is_police(const dtl_doc *doc, const dtl_participant *participant)
{
    const dtl_mention *mention = &doc->mention.mentions.items[participant->mention];
    if (mention->target == DTL_NONE || mention->kind == DTL_MENTION_TIME || mention->kind == DTL_MENTION_QUANTITY)
        return false;
    return dtl_slice_is(doc->mention.entities.items[mention->target].sector, "COP");
}

/* Somebody in this role; police: of the police. */
static bool has_role(const dtl_doc *doc, uint32_t event, uint8_t role, bool police)
{
    uint32_t first, count = dtl_events_participants(&doc->event, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *p = &doc->event.participants.items[i];
        if (p->role == role && (!police || is_police(doc, p)))
            return true;
    }
    return false;
}

/* A doer who is known to be none of the police. */
static bool has_other(const dtl_doc *doc, uint32_t event)
{
    uint32_t first, count = dtl_events_participants(&doc->event, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *p = &doc->event.participants.items[i];
        uint32_t target = doc->mention.mentions.items[p->mention].target;
        if (p->role == DTL_EVENT_ACTOR && target != DTL_NONE && doc->mention.entities.items[target].sector.length)
            return true;
    }
    return false;
}

/* An ASSAULT without a doer in a sentence that tells of force by the police. */
static bool shares_force(const dtl_doc *doc, uint32_t index)
{
    const dtl_event_array *all = &doc->event.events;
    for (uint32_t i = 0; i < all->count; i++)
        if (i != index && all->items[i].sentence == all->items[index].sentence && all->items[i].item == DTL_ITEM_EVENT &&
            all->items[i].type == DTL_EVENT_ASSAULT && has_role(doc, i, DTL_EVENT_ACTOR, true))
            return true;
    return false;
}

static bool is_deadly(const dtl_doc *doc, const dtl_event *event)
{
    return event->killed.low > 0 || event->killed.high > 0 ||
           dtl_tree_lemma_in(&doc->parse, event->trigger, "kill killing die death perish dead slay murder shoot_dead massacre succumb toll fatality fall execute assassinate");
}

static bool is_talk(uint8_t type)
{
    return type == DTL_EVENT_ACCUSE || type == DTL_EVENT_REJECT || type == DTL_EVENT_REQUEST || type == DTL_EVENT_AGREE ||
           type == DTL_EVENT_CONSULT || type == DTL_EVENT_SUPPORT || type == DTL_EVENT_CONCEDE || type == DTL_EVENT_THREATEN;
}

/* Whoever says so. */
static bool is_told_as_done(const dtl_doc *doc, uint32_t index)
{
    uint8_t status = doc->claim.status[index];
    return status != DTL_STATUS_PLANNED && status != DTL_STATUS_THREATENED && status != DTL_STATUS_HYPOTHETICAL && status != DTL_STATUS_DENIED;
}

uint32_t police_labels(const dtl_doc *doc, uint32_t index)
{
    const dtl_event *event = &doc->event.events.items[index];
    if (event->item != DTL_ITEM_EVENT || is_talk(event->type))
        return 0;
    bool named = has_role(doc, index, DTL_EVENT_ACTOR, false), police = has_role(doc, index, DTL_EVENT_ACTOR, true);
    bool arrest = event->type == DTL_EVENT_COERCE && event->mode == DTL_MODE_ARREST;
    if (!police && event->type == DTL_EVENT_MOBILIZE)
        police = has_role(doc, index, DTL_EVENT_RECIPIENT, true);
    if (!police && arrest) /* whom newspapers call arrested, the police arrested, unless they name somebody who is none */
        police = !has_other(doc, index);
    if (!police && !named)
        police = event->type == DTL_EVENT_ASSAULT && shares_force(doc, index);
    if (!police)
        return 0;
    if (event->polarity < 0)
        return 1u << POLICE_FAIL;
    if (!is_told_as_done(doc, index))
        return 0;
    uint32_t labels = 1u << POLICE_ANY_ACTION;
    if (arrest)
        labels |= 1u << POLICE_ARREST;
    if (event->type == DTL_EVENT_ASSAULT)
        labels |= is_deadly(doc, event) ? 1u << POLICE_FORCE | 1u << POLICE_KILL : 1u << POLICE_FORCE;
    return labels;
}
