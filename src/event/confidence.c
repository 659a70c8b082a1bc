/* Confidence: the share of events like this one that are right.
 *
 * In: the events with their participants, tree and mentions; the records of the patterns. Out: event.confidence, thousandths.
 * Example: "Gunmen killed two guards in Herat": kill.v is mostly right, the verb is surely the root, a toll and a place
 * are told → .8; "they attacked it", nobody known behind the words → .2.
 *
 * The idea: log odds are added up: what the pattern's record says (records.txt), how sure the parser was of the trigger's place
 * in the tree, how well actor and recipient are known, what else the telling has. Weights are whole
 * thousandths, set by hand; docs/confidence.md tells how and how well they hold.
 * Gets wrong on purpose: grounds are taken as independent, and a whole report that is misread is not seen. */
#include "event/confidence.h"
#include "event/internal.h"

enum { NEAR = 48 };

static uint8_t link_of(const dtl_doc *doc, uint32_t mention)
{
    const dtl_mention *m = &doc->mention.mentions.items[mention];
    const dtl_entity *entity = m->target == DTL_NONE || m->kind >= DTL_MENTION_TIME ? NULL : &doc->mention.entities.items[m->target];
    if (m->kind == DTL_MENTION_PLACE)
        return EVENT_LINK_KNOWN;
    if (!entity)
        return EVENT_LINK_PRONOUN;
    if (entity->kind == DTL_MENTION_ROLE || entity->kind == DTL_MENTION_DOCUMENT)
        return entity->parent_id.length ? EVENT_LINK_NAMED : EVENT_LINK_ROLE;
    return entity->rule != DTL_NONE || entity->place_precision ? EVENT_LINK_KNOWN : EVENT_LINK_NAMED;
}

/* Is the same occurrence told by another event nearby? */
static bool is_told_again(const dtl_events *events, uint32_t index)
{
    uint32_t first = index > NEAR ? index - NEAR : 0, end = events->events.count - index > NEAR ? index + NEAR : events->events.count;
    for (uint32_t i = first; i < end; i++)
        if (i != index && events->events.items[i].occurrence == events->events.items[index].occurrence)
            return true;
    return false;
}

static void look_at_participants(const dtl_doc *doc, const dtl_events *events, uint32_t index, event_grounds *out)
{
    uint32_t first, count = dtl_events_participants(events, index, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *p = &events->participants.items[i];
        uint8_t link = link_of(doc, p->mention);
        uint8_t *best = p->role == DTL_EVENT_ACTOR ? &out->actor : p->role == DTL_EVENT_RECIPIENT ? &out->recipient : NULL;
        out->place = out->place || !best;
        if (best && link > *best)
            *best = link;
    }
}

event_grounds event_grounds_of(const dtl_doc *doc, const dtl_rules *rules, const dtl_events *events, uint32_t index)
{
    const dtl_event *event = &events->events.items[index];
    event_grounds out = {.record = dtl_rules_pattern_record(rules, event->rule), .margin = doc->parse.words[event->trigger].margin, .time = event->time != DTL_NONE,
                         .actor = dtl_rules_pattern_asks(rules, event->rule, DTL_PATTERN_ACTOR) ? EVENT_LINK_MISSING : EVENT_LINK_UNASKED,
                         .recipient = dtl_rules_pattern_asks(rules, event->rule, DTL_PATTERN_RECIPIENT) ? EVENT_LINK_MISSING : EVENT_LINK_UNASKED,
                         .toll = event->killed.low > 0 || event->injured.low > 0 || event->arrested.low > 0 || event->figure.low > 0,
                         .again = is_told_again(events, index),
                         .unreal = event->polarity < 0 || !event_happened(event)};
    look_at_participants(doc, events, index, &out);
    return out;
}

/* 1000 / (1 + e^-x) for log odds in thousandths: exact every half, straight between. */
static uint16_t share_of(int32_t odds)
{
    enum { STEP = 500 };
    static const uint16_t shares[] = {500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998};
    enum { LAST = sizeof shares / sizeof *shares - 1 };
    uint32_t size = (uint32_t)(odds < 0 ? -odds : odds);
    if (size > LAST * STEP)
        size = LAST * STEP;
    uint32_t at = size / STEP, next = at < LAST ? at + 1 : at;
    uint32_t share = shares[at] + (shares[next] - shares[at]) * (size % STEP) / STEP;
    return (uint16_t)(odds < 0 ? 1000 - share : share);
}

/* Weights: log odds in thousandths, set by hand in steps of 50. */
enum { BASE = -100, SURE_TRIGGER = 500 /* from a toss-up to no doubt */, TOLL = 200, PLACE = 100, TIME = 100, AGAIN = 250, UNREAL = -200 };
static const int16_t actor_weights[EVENT_LINK_COUNT] = {0, -200, -1200, 150, 0, 400};
static const int16_t recipient_weights[EVENT_LINK_COUNT] = {0, -50, -900, 100, 200, 200};

uint16_t event_confidence(const event_grounds *g)
{
    int32_t odds = BASE + g->record + actor_weights[g->actor] + recipient_weights[g->recipient] + SURE_TRIGGER * (g->margin - UINT8_MAX / 2) / UINT8_MAX;
    odds += g->toll * TOLL + g->place * PLACE + g->time * TIME + g->again * AGAIN + g->unreal * UNREAL;
    return share_of(odds);
}

void event_rate(const event_context *x)
{
    for (uint32_t i = 0; i < x->out->events.count; i++) {
        if (x->out->events.items[i].item == DTL_ITEM_STATEMENT)
            continue;
        event_grounds grounds = event_grounds_of(x->doc, x->matcher.rules, x->out, i);
        x->out->events.items[i].confidence = event_confidence(&grounds);
    }
}
