/* From groups of tellings to events, links between them, and what the ledger makes of each.
 *
 * In: build.group, candidate links, later values and voices. Out: ledger.events by id, members, links, standings.
 * An event's id is the hash of its smallest telling (report key and event number): it stays when more reports arrive,
 * unless a telling with a smaller key joins; what a telling goes by is kept with it, so that an event's former id still finds it.
 * Standing, in this order: habitual, hypothetical, planned, threatened as presented; denied when nobody holds it and somebody
 * denies it; contested when held and denied, or when voices name rival actors; confirmed when two independent voices
 * hold it, not counting whoever says it of a deed of its own, and one of them is no party; single-source when one does; else alleged or unconfirmed as presented.
 * Knowingly wrong: a denial of one detail ("we did not do it") counts against the actor field only, not the event.
 */
#include "base/hash.h"
#include "ledger/internal.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* A new event on its way to its place in the order of ids. */
typedef struct fresh {
    dtl_slice id;
    uint32_t smallest; /* mention */
} fresh;

static int by_id(const void *x, const void *y)
{
    const fresh *a = x, *b = y;
    int order = dtl_slice_compare(a->id, b->id);
    return order ? order : (a->smallest > b->smallest) - (a->smallest < b->smallest);
}

bool telling_id(build *b, uint32_t mention, dtl_slice *id)
{
    const dtl_ledger_mention *m = &b->out->mentions.items[mention];
    char number[16], digits[65];
    int length = snprintf(number, sizeof number, "%" PRIu32, m->event);
    const dtl_slice parts[] = {b->out->reports.items[m->report].report->key, dtl_slice_make(number, (size_t)length)};
    dtl_sha256_hex(dtl_sha256_of_parts(parts, 2), digits);
    return dtl_arena_copy(b->arena, dtl_slice_make(digits, 16), id);
}

static bool explain_mention(build *b, uint32_t mention)
{
    dtl_ledger_mention *m = &b->out->mentions.items[mention];
    uint32_t partner = m->merged;
    m->reasons = DTL_SLICE_EMPTY;
    if (partner == DTL_NONE)
        return true;
    if (m->score == COPY)
        m->reasons = DTL_SLICE("same text");
    else if (m->score == VERSION)
        m->reasons = DTL_SLICE("another version of one report");
    else if (m->score == SAME_WORDS)
        m->reasons = DTL_SLICE("same holder, same words");
    else
        return pair_reasons(b, mention, partner, &m->reasons);
    return true;
}

/* Claims by telling: claims_list[claims_start[m] … claims_start[m + 1] - 1]. */
static bool index_claims(build *b)
{
    uint32_t mentions = b->out->mentions.count, claims = b->out->claims.count;
    b->claims_start = dtl_arena_calloc(b->arena, (size_t)mentions + 2, sizeof *b->claims_start);
    b->claims_list = dtl_arena_calloc(b->arena, claims, sizeof *b->claims_list);
    if (!b->claims_start || !b->claims_list)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < claims; i++) {
            const dtl_ledger_report *r = &b->out->reports.items[b->out->claims.items[i].report];
            uint32_t mention = r->first_mention + r->report->claims.items[b->out->claims.items[i].claim].event;
            if (pass == 0)
                b->claims_start[mention + 2]++;
            else
                b->claims_list[b->claims_start[mention + 1]++] = i;
        }
        for (uint32_t i = 0; pass == 0 && i <= mentions; i++)
            b->claims_start[i + 1] += b->claims_start[i];
    }
    return true;
}

/* counted[t]: 1 + index of the last event for which testimony t was counted. */
static void fill_event(build *b, dtl_ledger_event *event, uint32_t index, uint32_t *counted)
{
    uint32_t last = DTL_NONE;
    bool series = true, historical = true;
    for (uint32_t i = 0; i < event->n_members; i++) {
        uint32_t mention = b->out->members.items[event->first_member + i];
        const dtl_report_event *e = event_of(b, mention);
        uint32_t report = b->out->mentions.items[mention].report;
        event->n_reports += report != last; /* members are in the order of reports */
        last = report;
        uint32_t *testimony = &counted[b->out->reports.items[report].testimony];
        event->n_testimonies += *testimony != index + 1;
        *testimony = index + 1;
        if (e->status < event->status)
            event->status = e->status;
        series = series && e->series;
        historical = historical && e->historical;
        event->contexts = dtl_contexts_settle(event->contexts | e->contexts);
        if (e->confidence > event->confidence)
            event->confidence = e->confidence;
        if (!event->weapon.length)
            event->weapon = e->weapon;
        if (!event->figure_noun.length)
            event->figure_noun = e->figure_noun;
    }
    event->series = series;
    event->historical = historical;
}

bool ledger_events(build *b)
{
    uint32_t mentions = b->out->mentions.count, count = 0;
    fresh *made = dtl_arena_calloc(b->arena, mentions, sizeof *made);
    uint32_t *event_of_group = dtl_arena_calloc(b->arena, mentions, sizeof *event_of_group);
    uint32_t *filled = dtl_arena_calloc(b->arena, mentions, sizeof *filled);
    uint32_t *counted = dtl_arena_calloc(b->arena, b->out->reports.count, sizeof *counted);
    if (!made || !event_of_group || !filled || !counted || !index_claims(b))
        return false;
    for (uint32_t i = 0; i < mentions; i++) {
        if (!explain_mention(b, i) || !telling_id(b, i, &b->out->mentions.items[i].id))
            return false;
        if (b->group[i] == i)
            made[count++] = (fresh){.id = b->out->mentions.items[i].id, .smallest = i};
    }
    qsort(made, count, sizeof *made, by_id);
    for (uint32_t i = 0; i < count; i++) {
        const dtl_report_event *e = event_of(b, made[i].smallest);
        dtl_ledger_event *event = dtl_array_push(b->arena, &b->out->events);
        if (!event)
            return false;
        *event = (dtl_ledger_event){.id = made[i].id, .item = e->item, .type = e->type, .mode = e->mode, .status = DTL_STATUS_COUNT,
                                    .days = DTL_INTERVAL_OPEN, .killed = DTL_RANGE_NONE, .injured = DTL_RANGE_NONE,
                                    .arrested = DTL_RANGE_NONE, .figure = DTL_RANGE_NONE, .place = DTL_NONE};
        event_of_group[made[i].smallest] = i;
    }
    for (uint32_t i = 0; i < mentions; i++) {
        b->out->mentions.items[i].merged = event_of_group[b->group[i]];
        b->out->events.items[event_of_group[b->group[i]]].n_members++;
    }
    for (uint32_t i = 0, first = 0; i < count; i++) {
        b->out->events.items[i].first_member = first;
        first += b->out->events.items[i].n_members;
    }
    b->out->members.items = dtl_arena_calloc(b->arena, mentions, sizeof *b->out->members.items);
    if (!b->out->members.items)
        return false;
    b->out->members.count = b->out->members.capacity = mentions;
    for (uint32_t i = 0; i < mentions; i++) {
        uint32_t event = b->out->mentions.items[i].merged;
        b->out->members.items[b->out->events.items[event].first_member + filled[event]++] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        fill_event(b, &b->out->events.items[i], i, counted);
    return true;
}

/* ---- links ---- */

static int by_link(const void *x, const void *y)
{
    const dtl_ledger_link *a = x, *b = y;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/* A link between tellings, kept together with its events until the best of them are chosen. */
bool ledger_links(build *b)
{
    dtl_ledger_link *pairs = b->pairs.items;
    for (uint32_t i = 0; i < b->pairs.count; i++) {
        dtl_ledger_link *p = &pairs[i];
        if (!pair_reasons(b, p->from, p->to, &p->reasons))
            return false;
        p->from = b->out->mentions.items[p->from].merged;
        p->to = b->out->mentions.items[p->to].merged;
    }
    if (b->pairs.count)
        qsort(pairs, b->pairs.count, sizeof *pairs, by_link);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < b->pairs.count; i++) {
        const dtl_ledger_link *p = &pairs[i];
        if (!i || p->from != pairs[i - 1].from || p->kind != pairs[i - 1].kind)
            kept = 0;
        bool known = p->from == p->to || kept >= LINKS_MAX;
        for (uint32_t k = 0; k < kept && !known; k++)
            known = b->out->links.items[b->out->links.count - 1 - k].to == p->to;
        if (known)
            continue;
        dtl_ledger_link *link = dtl_array_push(b->arena, &b->out->links);
        if (!link)
            return false;
        *link = *p;
        kept++;
    }
    return true;
}

/* ---- standings ---- */

/* What the voices of one event come to; each list holds distinct voices, at most MANY of them. */
enum { MANY = 512 };
typedef struct voices_heard {
    uint32_t holding[MANY], firm[MANY], denying[MANY]; /* firm: holding it as something that happened, at least probably */
    uint32_t n_holding, n_firm, n_denying, n_alleging;
    uint32_t confirming[MANY], n_confirming, disinterested[MANY], n_disinterested; /* firm, and not of its own deed; and no party at all */
} voices_heard;

static void hear(uint32_t *list, uint32_t *count, uint32_t voice)
{
    for (uint32_t i = 0; i < *count; i++)
        if (list[i] == voice)
            return;
    if (*count < MANY)
        list[(*count)++] = voice;
}

static void hear_firm(voices_heard *h, uint32_t voice, uint8_t interest)
{
    hear(h->firm, &h->n_firm, voice);
    if (interest != DTL_INTEREST_DEED)
        hear(h->confirming, &h->n_confirming, voice);
    if (interest == DTL_INTEREST_NONE)
        hear(h->disinterested, &h->n_disinterested, voice);
}

static bool hear_telling(build *b, uint32_t mention, voices_heard *h)
{
    const dtl_report *report = report_of(b, mention);
    bool holds = false, quotes = false;
    for (uint32_t i = b->claims_start[mention]; i < b->claims_start[mention + 1]; i++) {
        const dtl_ledger_claim *claim = &b->out->claims.items[b->claims_list[i]];
        quotes = quotes || (claim->side == DTL_SIDE_SUPPORTS && b->out->voices.items[claim->voice].actor != DTL_NONE);
    }
    for (uint32_t i = b->claims_start[mention]; i < b->claims_start[mention + 1]; i++) {
        const dtl_ledger_claim *claim = &b->out->claims.items[b->claims_list[i]];
        const dtl_report_claim *said = &report->claims.items[claim->claim];
        holds = holds || said->field == DTL_FIELD_WHOLE;
        if (claim->side == DTL_SIDE_CONTRADICTS && said->field == DTL_FIELD_WHOLE)
            hear(h->denying, &h->n_denying, claim->voice);
        bool second_hand = quotes && b->out->voices.items[claim->voice].actor == DTL_NONE;
        if (claim->side != DTL_SIDE_SUPPORTS || second_hand) /* an outlet that quotes somebody has it from there */
            continue;
        hear(h->holding, &h->n_holding, claim->voice);
        bool firm = (said->modality == DTL_MODALITY_ASSERTED || said->modality == DTL_MODALITY_CLAIMED || b->features[mention].reality != REALITY_HAPPENED) &&
                    (said->certainty == DTL_CERTAINTY_CT || said->certainty == DTL_CERTAINTY_PR);
        if (!firm)
            h->n_alleging++;
        else
            hear_firm(h, claim->voice, claim->interest);
    }
    if (holds)
        return true;
    uint32_t voice; /* no claim about the whole: the telling speaks by its status */
    if (!voice_of_telling(b, mention, &voice))
        return false;
    uint8_t status = event_of(b, mention)->status;
    hear(status == DTL_STATUS_DENIED ? h->denying : h->holding, status == DTL_STATUS_DENIED ? &h->n_denying : &h->n_holding, voice);
    if (status == DTL_STATUS_DENIED)
        return true;
    if (status == DTL_STATUS_ALLEGED || status == DTL_STATUS_UNCONFIRMED)
        h->n_alleging++;
    else
        hear_firm(h, voice, DTL_INTEREST_NONE);
    return true;
}

static bool actors_conflict(const build *b, const dtl_ledger_event *event)
{
    for (uint32_t i = 0; i < event->n_values; i++) {
        const dtl_ledger_value *v = &b->out->values.items[event->first_value + i];
        if (v->field == DTL_FIELD_ACTOR)
            return v->agreement == DTL_AGREEMENT_CONFLICT;
    }
    return false;
}

static uint8_t standing_of(const build *b, const dtl_ledger_event *event, const voices_heard *h)
{
    switch (event->status) {
    case DTL_STATUS_HABITUAL: return DTL_STANDING_HABITUAL;
    case DTL_STATUS_HYPOTHETICAL: return DTL_STANDING_HYPOTHETICAL;
    case DTL_STATUS_PLANNED: return DTL_STANDING_PLANNED;
    case DTL_STATUS_THREATENED: return DTL_STANDING_THREATENED;
    default: break;
    }
    if (h->n_denying && !h->n_firm && !h->n_alleging)
        return DTL_STANDING_DENIED;
    if ((h->n_denying && h->n_firm) || actors_conflict(b, event))
        return DTL_STANDING_CONTESTED;
    if (h->n_denying)
        return DTL_STANDING_DENIED;
    if (h->n_confirming >= 2 && h->n_disinterested)
        return DTL_STANDING_CONFIRMED;
    if (event->status == DTL_STATUS_ALLEGED)
        return DTL_STANDING_ALLEGED;
    if (event->status == DTL_STATUS_UNCONFIRMED || !h->n_firm)
        return h->n_firm || event->status == DTL_STATUS_UNCONFIRMED ? DTL_STANDING_UNCONFIRMED : DTL_STANDING_ALLEGED;
    return DTL_STANDING_SINGLE_SOURCE;
}

static int by_target(const void *x, const void *y)
{
    const dtl_ledger_link *a = x, *b = y;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static bool hear_event(build *b, uint32_t index, voices_heard *h)
{
    const dtl_ledger_event *event = &b->out->events.items[index];
    for (uint32_t k = 0; k < event->n_members; k++)
        if (!hear_telling(b, b->out->members.items[event->first_member + k], h))
            return false;
    return true;
}

bool ledger_standings(build *b)
{
    uint32_t n_denials = 0, next = 0;
    dtl_ledger_link *denials = dtl_arena_calloc(b->arena, b->out->links.count, sizeof *denials);
    if (!denials)
        return false;
    for (uint32_t i = 0; i < b->out->links.count; i++)
        if (b->out->links.items[i].kind == DTL_LINK_DENIAL_OF)
            denials[n_denials++] = b->out->links.items[i];
    qsort(denials, n_denials, sizeof *denials, by_target);
    for (uint32_t i = 0; i < b->out->events.count; i++) {
        voices_heard own = {.n_firm = 0};
        if (!hear_event(b, i, &own))
            return false;
        for (; next < n_denials && denials[next].to == i; next++) { /* a linked denial is heard at the event it denies */
            voices_heard other = {.n_firm = 0};
            if (!hear_event(b, denials[next].from, &other))
                return false;
            for (uint32_t k = 0; k < other.n_denying; k++)
                hear(own.denying, &own.n_denying, other.denying[k]);
        }
        dtl_ledger_event *event = &b->out->events.items[i];
        event->n_voices = own.n_holding;
        event->n_denials = own.n_denying;
        event->standing = standing_of(b, event, &own);
    }
    return true;
}
