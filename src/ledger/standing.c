/* What the ledger makes of an event from all voices, and why, in one line.
 *
 * In: events with claims, values, links. Out: standing, standing_reason, n_voices, n_denials. In this order: habitual, hypothetical, planned,
 * threatened as presented (foiled, when a report says that the plan was stopped); denied when somebody denies it and nobody holds it;
 * contested when it is held and denied, or voices name rival doers; confirmed when two independent voices hold it firmly, not counting whoever says it
 * of a deed of its own, and one of them is no party, or when the doer and the other side both say so; single-source when fewer do; else alleged
 * or unconfirmed as presented.
 *   - A voice counts for its last word: who denied on Monday and admits on Tuesday holds it; who takes a claim back holds it no longer.
 *   - An outlet that quotes somebody has it from there; an agency and the paper that prints it are one voice (owners.c).
 *   - "Could not be verified" leaves it open: it neither holds nor denies. Who declines to comment says nothing.
 *   - A denial of one detail ("we did not do it") counts against that field, not against the event.
 *
 * Example. The police say that a bomb killed three, the Dock Front says that it was theirs, a hospital tells of three dead:
 *   confirmed: held by 2 independent voices (hospital; police), its doer (Dock Front) not counted
 *
 * Knowingly wrong: two denials and takings-back of one voice within one day count both ways; a retraction that names no event ("the agency withdrew
 * its report") is not understood.
 */
#include "ledger/internal.h"
#include <inttypes.h>
#include <stdlib.h>

enum { MANY = 512 /* voices of one event that are told apart */, NAMED = 3 /* of them in a reason */ };

/* One voice of one event. Days are those of the reports; DTL_DAY_OPEN_PAST: of a report without a day. */
typedef struct heard {
    uint32_t voice;
    int32_t held, denied; /* the last day on which it did so */
    bool holds, denies;
    bool firm;            /* as something that happened, at least probably */
    uint8_t interest;     /* dtl_interest: its deed, else its loss */
} heard;

typedef struct hearing {
    heard items[MANY];
    uint32_t count;
} hearing;

static heard *voice_in(hearing *h, uint32_t voice)
{
    for (uint32_t i = 0; i < h->count; i++)
        if (h->items[i].voice == voice)
            return &h->items[i];
    if (h->count == MANY)
        return NULL;
    h->items[h->count] = (heard){.voice = voice, .held = DTL_DAY_OPEN_PAST, .denied = DTL_DAY_OPEN_PAST};
    return &h->items[h->count++];
}

static void hear_denial(hearing *h, uint32_t voice, int32_t day)
{
    heard *v = voice_in(h, voice);
    if (!v)
        return;
    v->denies = true;
    v->denied = day > v->denied ? day : v->denied;
}

static void hear_holding(hearing *h, uint32_t voice, int32_t day, bool firm, uint8_t interest)
{
    heard *v = voice_in(h, voice);
    if (!v)
        return;
    v->holds = true;
    v->held = day > v->held ? day : v->held;
    v->firm = v->firm || firm;
    if (v->interest != DTL_INTEREST_DEED && interest != DTL_INTEREST_NONE)
        v->interest = interest;
}

static bool hear_telling(build *b, uint32_t mention, hearing *h)
{
    const dtl_report *report = report_of(b, mention);
    int32_t day = b->out->reports.items[b->out->mentions.items[mention].report].published.low;
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
            hear_denial(h, claim->voice, day);
        bool second_hand = quotes && b->out->voices.items[claim->voice].actor == DTL_NONE;
        if (claim->side != DTL_SIDE_SUPPORTS || second_hand) /* an outlet that quotes somebody has it from there */
            continue;
        bool firm = (said->modality == DTL_MODALITY_ASSERTED || said->modality == DTL_MODALITY_CLAIMED || b->features[mention].reality != REALITY_HAPPENED) &&
                    (said->certainty == DTL_CERTAINTY_CT || said->certainty == DTL_CERTAINTY_PR);
        hear_holding(h, claim->voice, day, firm, claim->interest);
    }
    if (holds)
        return true;
    uint32_t voice = b->voice_of[mention]; /* no claim about the whole: the telling speaks by its status */
    uint8_t status = event_of(b, mention)->status;
    if (status == DTL_STATUS_DENIED)
        hear_denial(h, voice, day);
    else
        hear_holding(h, voice, day, status != DTL_STATUS_ALLEGED && status != DTL_STATUS_UNCONFIRMED, DTL_INTEREST_NONE);
    return true;
}

static bool hear_event(build *b, uint32_t index, hearing *h)
{
    const dtl_ledger_event *event = &b->out->events.items[index];
    bool told = is_still_told(b, event); /* by a report that no later version supersedes */
    for (uint32_t k = 0; k < event->n_members; k++)
        if (!(told && is_superseded(b, b->out->members.items[event->first_member + k])) && !hear_telling(b, b->out->members.items[event->first_member + k], h))
            return false;
    return true;
}

static int by_voice(const void *x, const void *y)
{
    const heard *a = x, *b = y;
    return (a->voice > b->voice) - (a->voice < b->voice);
}

/* The last word counts; reports without a day, or of one day, set no order. */
static void settle(hearing *h)
{
    for (uint32_t i = 0; i < h->count; i++) {
        heard *v = &h->items[i];
        if (!v->holds || !v->denies || v->held == DTL_DAY_OPEN_PAST || v->denied == DTL_DAY_OPEN_PAST)
            continue;
        v->denies = v->denied >= v->held;
        v->holds = v->held >= v->denied;
    }
    qsort(h->items, h->count, sizeof *h->items, by_voice);
}

/* ---- which voices are meant ---- */

typedef bool which(const heard *v);

static bool holds_it(const heard *v)
{
    return v->holds;
}

static bool denies_it(const heard *v)
{
    return v->denies;
}

static bool holds_firmly(const heard *v)
{
    return v->holds && v->firm;
}

static bool is_doer(const heard *v)
{
    return v->holds && v->firm && v->interest == DTL_INTEREST_DEED;
}

static bool is_target(const heard *v)
{
    return v->holds && v->firm && v->interest == DTL_INTEREST_TARGET;
}

static bool is_counted(const heard *v) /* for a confirmation */
{
    return v->holds && v->firm && v->interest != DTL_INTEREST_DEED;
}

static bool is_stranger(const heard *v)
{
    return v->holds && v->firm && v->interest == DTL_INTEREST_NONE;
}

static uint32_t number(const hearing *h, which *is)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < h->count; i++)
        n += is(&h->items[i]);
    return n;
}

/* ---- the standing ---- */

static bool doers_conflict(const build *b, const dtl_ledger_event *event)
{
    for (uint32_t i = 0; i < event->n_values; i++) {
        const dtl_ledger_value *v = &b->out->values.items[event->first_value + i];
        if (v->field == DTL_FIELD_ACTOR)
            return v->agreement == DTL_AGREEMENT_CONFLICT;
    }
    return false;
}

static bool both_sides_say_so(const hearing *h)
{
    return number(h, is_doer) && number(h, is_target);
}

static uint8_t standing_of(const build *b, const dtl_ledger_event *event, const hearing *h)
{
    bool ahead = event->status == DTL_STATUS_PLANNED || event->status == DTL_STATUS_THREATENED;
    uint32_t denying = number(h, denies_it), firm = number(h, holds_firmly);
    if (ahead && event->foiled)
        return DTL_STANDING_FOILED;
    switch (event->status) {
    case DTL_STATUS_HABITUAL: return DTL_STANDING_HABITUAL;
    case DTL_STATUS_HYPOTHETICAL: return DTL_STANDING_HYPOTHETICAL;
    case DTL_STATUS_PLANNED: return DTL_STANDING_PLANNED;
    case DTL_STATUS_THREATENED: return DTL_STANDING_THREATENED;
    default: break;
    }
    if (denying && !number(h, holds_it))
        return DTL_STANDING_DENIED;
    if (denying || doers_conflict(b, event))
        return DTL_STANDING_CONTESTED;
    if ((number(h, is_counted) >= 2 && number(h, is_stranger)) || both_sides_say_so(h))
        return DTL_STANDING_CONFIRMED;
    if (event->status == DTL_STATUS_ALLEGED)
        return DTL_STANDING_ALLEGED;
    if (event->status == DTL_STATUS_UNCONFIRMED)
        return DTL_STANDING_UNCONFIRMED;
    return firm ? DTL_STANDING_SINGLE_SOURCE : DTL_STANDING_ALLEGED;
}

/* ---- the reason ---- */

/* "Harbour Post; police; UN and 2 more" */
static void put_names(const build *b, const hearing *h, which *is, dtl_buffer *out)
{
    uint32_t named = 0, left = number(h, is);
    for (uint32_t i = 0; i < h->count && named < NAMED; i++) {
        if (!is(&h->items[i]))
            continue;
        dtl_buffer_cstr(out, named ? "; " : "");
        dtl_buffer_slice(out, b->out->voices.items[h->items[i].voice].name);
        named++;
    }
    if (left > named)
        dtl_buffer_format(out, " and %" PRIu32 " more", left - named);
}

static void put_bracketed(const build *b, const hearing *h, which *is, dtl_buffer *out)
{
    dtl_buffer_cstr(out, " (");
    put_names(b, h, is, out);
    dtl_buffer_char(out, ')');
}

/* Whose word on a deed of its own adds nothing. */
static void put_not_counted(const build *b, const hearing *h, dtl_buffer *out)
{
    if (!number(h, is_doer))
        return;
    dtl_buffer_cstr(out, ", its doer");
    put_bracketed(b, h, is_doer, out);
    dtl_buffer_cstr(out, " not counted");
}

static void put_rivals(const build *b, const dtl_ledger_event *event, dtl_buffer *out)
{
    uint32_t named = 0;
    dtl_buffer_cstr(out, "voices name rival doers (");
    for (uint32_t i = 0; i < event->n_values && named < NAMED; i++) {
        const dtl_ledger_value *v = &b->out->values.items[event->first_value + i];
        if (v->field != DTL_FIELD_ACTOR)
            continue;
        dtl_buffer_cstr(out, named++ ? "; " : "");
        dtl_buffer_slice(out, v->text);
    }
    dtl_buffer_char(out, ')');
}

static void put_contested(const build *b, const dtl_ledger_event *event, const hearing *h, dtl_buffer *out)
{
    if (!number(h, denies_it)) {
        put_rivals(b, event, out);
        return;
    }
    if (number(h, is_doer) == number(h, holds_it)) {
        dtl_buffer_cstr(out, "only its doer says so");
        put_bracketed(b, h, is_doer, out);
    } else {
        dtl_buffer_cstr(out, number(h, holds_firmly) ? "held by " : "alleged by ");
        put_names(b, h, holds_it, out);
    }
    dtl_buffer_cstr(out, "; denied by ");
    put_names(b, h, denies_it, out);
}

static void put_confirmed(const build *b, const hearing *h, dtl_buffer *out)
{
    if (number(h, is_counted) >= 2 && number(h, is_stranger)) {
        dtl_buffer_format(out, "held by %" PRIu32 " independent voices", number(h, is_counted));
        put_bracketed(b, h, is_counted, out);
        put_not_counted(b, h, out);
        return;
    }
    dtl_buffer_cstr(out, "both sides say so: its doer");
    put_bracketed(b, h, is_doer, out);
    dtl_buffer_cstr(out, " and the other side");
    put_bracketed(b, h, is_target, out);
}

static void put_single(const build *b, const hearing *h, dtl_buffer *out)
{
    uint32_t counted = number(h, is_counted);
    if (!counted) {
        dtl_buffer_cstr(out, "only its doer says so");
        put_bracketed(b, h, is_doer, out);
        return;
    }
    dtl_buffer_cstr(out, counted == 1 ? "one voice holds it" : "only parties to it hold it");
    put_bracketed(b, h, is_counted, out);
    put_not_counted(b, h, out);
}

static void put_reason(const build *b, const dtl_ledger_event *event, const hearing *h, dtl_buffer *out)
{
    static const char *const as_presented[DTL_STANDING_COUNT] = {[DTL_STANDING_PLANNED] = "told as a plan, not as done", [DTL_STANDING_THREATENED] = "told as a threat, not as done",
                                                                [DTL_STANDING_HABITUAL] = "told as going on, not as one deed",
                                                                [DTL_STANDING_HYPOTHETICAL] = "told as possible or asked for, not as real"};
    switch (event->standing) {
    case DTL_STANDING_CONFIRMED: put_confirmed(b, h, out); return;
    case DTL_STANDING_SINGLE_SOURCE: put_single(b, h, out); return;
    case DTL_STANDING_CONTESTED: put_contested(b, event, h, out); return;
    case DTL_STANDING_FOILED: dtl_buffer_cstr(out, "a plan that was stopped"); break;
    case DTL_STANDING_DENIED:
        dtl_buffer_cstr(out, "nobody holds it; denied by ");
        put_names(b, h, denies_it, out);
        return;
    case DTL_STANDING_UNCONFIRMED: dtl_buffer_cstr(out, "told, and said to be unconfirmed"); break;
    case DTL_STANDING_ALLEGED: dtl_buffer_cstr(out, "told with reserve only"); break;
    default: dtl_buffer_cstr(out, as_presented[event->standing]); break;
    }
    if (number(h, holds_it))
        put_bracketed(b, h, holds_it, out);
    if (number(h, denies_it)) {
        dtl_buffer_cstr(out, "; denied by ");
        put_names(b, h, denies_it, out);
    }
}

/* ---- all events ---- */

static int by_target(const void *x, const void *y)
{
    const dtl_ledger_link *a = x, *b = y;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

/* A linked denial is heard at the event that it denies. */
static bool hear_linked(build *b, uint32_t denial, hearing *h, hearing *other)
{
    other->count = 0;
    if (!hear_event(b, denial, other))
        return false;
    for (uint32_t k = 0; k < other->count; k++)
        if (other->items[k].denies)
            hear_denial(h, other->items[k].voice, other->items[k].denied);
    return true;
}

static bool stand(build *b, dtl_ledger_event *event, hearing *h, dtl_buffer *scratch)
{
    settle(h);
    event->n_voices = number(h, holds_it);
    event->n_denials = number(h, denies_it);
    event->standing = standing_of(b, event, h);
    dtl_buffer_clear(scratch);
    put_reason(b, event, h, scratch);
    for (size_t i = 0; i < scratch->length; i++)
        if (scratch->bytes[i] == '\n' || scratch->bytes[i] == '\t' || scratch->bytes[i] == '\r')
            scratch->bytes[i] = ' ';
    return !scratch->failed && dtl_arena_copy(b->arena, dtl_slice_make(scratch->bytes ? scratch->bytes : "", scratch->length), &event->standing_reason);
}

bool ledger_standings(build *b)
{
    uint32_t n_denials = 0, next = 0;
    dtl_arena_reset(&b->scratch);
    hearing *own = dtl_arena_alloc(b->arena, sizeof *own), *other = dtl_arena_alloc(b->arena, sizeof *other);
    dtl_ledger_link *denials = dtl_arena_calloc(b->arena, b->out->links.count, sizeof *denials);
    dtl_buffer scratch = {0};
    if (!own || !other || !denials)
        return false;
    for (uint32_t i = 0; i < b->out->links.count; i++)
        if (b->out->links.items[i].kind == DTL_LINK_DENIAL_OF)
            denials[n_denials++] = b->out->links.items[i];
    qsort(denials, n_denials, sizeof *denials, by_target);
    bool good = true;
    for (uint32_t i = 0; i < b->out->events.count && good; i++) {
        own->count = 0;
        dtl_arena_reset(&b->scratch);
        good = hear_event(b, i, own);
        for (; good && next < n_denials && denials[next].to == i; next++)
            good = hear_linked(b, denials[next].from, own, other);
        good = good && stand(b, &b->out->events.items[i], own, &scratch);
    }
    dtl_buffer_free(&scratch);
    return good;
}
