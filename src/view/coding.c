/* What the exports in other people's columns share.
 *
 * In: one event with its participants, claims and values. Out: sides, who is armed, deaths by a policy, pieces of rows.
 * Example: actors "gunmen of ISIS" (REB), recipients "soldiers" (MIL), "people" (CVL) → rebels against a state and civilians.
 *
 * Knowingly wrong: a minister who is attacked is a part of the state (GOV), ACLED's rules make him a civilian; the participants that
 * only a rival telling names are not asked.
 */
#include "view/coding.h"

party party_of(dtl_slice sector, bool uses_force)
{
    static const struct { char sector[4]; uint8_t with_force, without; } sectors[] = {
        {"GOV", PARTY_STATE, PARTY_STATE},         {"MIL", PARTY_STATE, PARTY_STATE},          {"COP", PARTY_STATE, PARTY_STATE},
        {"SPY", PARTY_STATE, PARTY_STATE},         {"JUD", PARTY_STATE, PARTY_CIVILIANS},      {"LEG", PARTY_STATE, PARTY_CIVILIANS},
        {"REB", PARTY_REBELS, PARTY_REBELS},       {"PRE", PARTY_REBELS, PARTY_REBELS},        {"PRM", PARTY_MILITIA, PARTY_MILITIA},
        {"UAF", PARTY_MILITIA, PARTY_MILITIA},     {"CRM", PARTY_MILITIA, PARTY_MILITIA},      {"PTY", PARTY_MILITIA, PARTY_CIVILIANS},
        {"OPP", PARTY_MILITIA, PARTY_CIVILIANS},   {"REL", PARTY_IDENTITY, PARTY_CIVILIANS},   {"SOC", PARTY_IDENTITY, PARTY_CIVILIANS},
        {"IGO", PARTY_OUTSIDE, PARTY_OUTSIDE},     {"CVL", PARTY_CIVILIANS, PARTY_CIVILIANS},  {"BUS", PARTY_CIVILIANS, PARTY_CIVILIANS},
        {"EDU", PARTY_CIVILIANS, PARTY_CIVILIANS}, {"JRN", PARTY_CIVILIANS, PARTY_CIVILIANS},  {"MED", PARTY_CIVILIANS, PARTY_CIVILIANS},
        {"REF", PARTY_CIVILIANS, PARTY_CIVILIANS}, {"LAB", PARTY_CIVILIANS, PARTY_CIVILIANS},  {"AGR", PARTY_CIVILIANS, PARTY_CIVILIANS},
        {"ELI", PARTY_CIVILIANS, PARTY_CIVILIANS}, {"NGO", PARTY_CIVILIANS, PARTY_CIVILIANS},  {"COM", PARTY_CIVILIANS, PARTY_CIVILIANS}};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (dtl_slice_is(sector, sectors[i].sector))
            return (party)(uses_force ? sectors[i].with_force : sectors[i].without);
    return PARTY_UNKNOWN;
}

uint32_t place_among(dtl_slice ids, dtl_slice id)
{
    uint32_t place = 0;
    for (dtl_slice rest = ids, one; dtl_slice_next_field(&rest, ' ', &one); place++) {
        bool same = one.length == id.length && id.length > 0;
        for (uint32_t i = 0; i < id.length && same; i++)
            same = one.ptr[i] == (id.ptr[i] == ' ' ? '_' : id.ptr[i]);
        if (same)
            return place;
    }
    return DTL_NONE;
}

/* The names of the best value stand in the order of its ids; where they do not count the same, the ledger's own names serve. */
static void name_side(side *s, dtl_slice names)
{
    uint32_t count = 0;
    dtl_slice told[SIDE_MAX];
    for (uint32_t at = 0; names.length && at <= names.length && count < SIDE_MAX;) {
        uint32_t end = dtl_slice_find(names, DTL_SLICE("; "), at);
        end = end == DTL_NONE ? names.length : end;
        told[count++] = (dtl_slice){names.ptr + at, end - at};
        at = end + 2;
    }
    for (uint32_t i = 0; i < s->count; i++)
        s->names[i] = count == s->count && told[i].length ? told[i] : s->items[i]->name;
}

void find_side(const dtl_store_detail *detail, bool recipients, side *out)
{
    uint32_t places[SIDE_MAX];
    dtl_slice ids = recipients ? detail->event.recipient_ids : detail->event.actor_ids;
    *out = (side){.count = 0};
    for (uint32_t i = 0; i < detail->participants.count && out->count < SIDE_MAX; i++) {
        const dtl_store_participant *p = &detail->participants.items[i];
        uint32_t place = dtl_slice_is(p->role, recipients ? "recipient" : "actor") ? place_among(ids, p->id) : DTL_NONE, at = out->count;
        if (place == DTL_NONE)
            continue;
        for (; at > 0 && places[at - 1] > place; at--) {
            out->items[at] = out->items[at - 1];
            places[at] = places[at - 1];
        }
        out->items[at] = p;
        places[at] = place;
        out->count++;
    }
    for (uint32_t i = 0; i < out->count; i++)
        out->parties[i] = party_of(out->items[i]->sector, !recipients);
    name_side(out, recipients ? detail->event.recipients : detail->event.actors);
    while (out->lead < out->count && out->parties[out->lead] == PARTY_UNKNOWN)
        out->lead++;
    if (out->lead == out->count)
        out->lead = 0;
}

party party_of_side(const side *s)
{
    return s->count ? s->parties[s->lead] : PARTY_UNKNOWN;
}

bool side_is_all(const side *s, party p)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (s->parties[i] != p)
            return false;
    return s->count > 0;
}

dtl_policy_count deaths_by(const dtl_store_detail *detail, dtl_policy policy)
{
    return dtl_store_toll(&detail->values, "killed", policy);
}

bool has_happened(const dtl_store_event *event)
{
    static const unsigned standings[] = {DTL_STANDING_CONFIRMED, DTL_STANDING_SINGLE_SOURCE, DTL_STANDING_CONTESTED, DTL_STANDING_UNCONFIRMED, DTL_STANDING_ALLEGED};
    static const unsigned statuses[] = {DTL_STATUS_ASSERTED, DTL_STATUS_CLAIMED, DTL_STATUS_ALLEGED, DTL_STATUS_UNCONFIRMED};
    bool stands = false, told = false;
    for (size_t i = 0; i < sizeof standings / sizeof *standings; i++)
        stands |= dtl_slice_is(event->standing, dtl_standing_name(standings[i]));
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        told |= dtl_slice_is(event->status, dtl_status_name(statuses[i]));
    return stands && told;
}

bool has_context(const dtl_store_event *event, unsigned context)
{
    return place_among(event->contexts, dtl_slice_from_cstr(dtl_context_name(context))) != DTL_NONE;
}

/* ---- names ---- */

dtl_slice outlet_of(const dtl_store_mention *mention)
{
    return dtl_slice_equal(mention->outlet, mention->file) ? DTL_SLICE_EMPTY : mention->outlet;
}

bool distinct_outlet(const dtl_store_detail *detail, uint32_t i, dtl_slice *name)
{
    if (i < detail->mentions.count)
        *name = outlet_of(&detail->mentions.items[i]);
    return i < detail->mentions.count;
}

static bool voice_on_side(const dtl_store_detail *detail, uint32_t i, const char *wanted, dtl_slice *name)
{
    if (i >= detail->claims.count)
        return false;
    const dtl_store_claim *c = &detail->claims.items[i];
    *name = dtl_slice_is(c->side, wanted) && dtl_slice_is(c->field, "type") ? c->voice : DTL_SLICE_EMPTY;
    return true;
}

bool distinct_supporter(const dtl_store_detail *detail, uint32_t i, dtl_slice *name)
{
    return voice_on_side(detail, i, dtl_claim_side_name(DTL_SIDE_SUPPORTS), name);
}

bool distinct_denier(const dtl_store_detail *detail, uint32_t i, dtl_slice *name)
{
    return voice_on_side(detail, i, dtl_claim_side_name(DTL_SIDE_CONTRADICTS), name);
}

void put_distinct(dtl_buffer *out, const dtl_store_detail *detail, distinct_fn *fn)
{
    enum { NAMES_MAX = 64 }; /* more of them are not told */
    dtl_slice seen[NAMES_MAX], name;
    uint32_t count = 0;
    for (uint32_t i = 0; count < NAMES_MAX && fn(detail, i, &name); i++) {
        bool known = !name.length;
        for (uint32_t k = 0; k < count && !known; k++)
            known = dtl_slice_equal(seen[k], name);
        if (known)
            continue;
        dtl_buffer_cstr(out, count ? "; " : "");
        put_clean(out, name);
        seen[count++] = name;
    }
}

/* ---- rows ---- */

void row_text(csv_row *row, dtl_slice text)
{
    csv_field(row->out, text, row->columns == 0);
    row->columns++;
}

void row_words(csv_row *row, const char *text)
{
    row_text(row, dtl_slice_from_cstr(text));
}

void row_number(csv_row *row, int64_t number)
{
    row_empty(row, 1);
    dtl_buffer_int(row->out, number);
}

void row_degrees(csv_row *row, int32_t microdegrees)
{
    row_empty(row, 1);
    if (microdegrees != INT32_MIN)
        dtl_buffer_decimal(row->out, microdegrees, 6);
}

void row_day(csv_row *row, int32_t day)
{
    char text[16];
    dtl_day_format(day, text);
    row_words(row, text);
}

void row_empty(csv_row *row, uint32_t columns)
{
    for (; columns; columns--)
        row_text(row, DTL_SLICE_EMPTY);
}

void row_scratch(csv_row *row, dtl_buffer *scratch)
{
    row_text(row, dtl_slice_make(scratch->bytes ? scratch->bytes : "", scratch->length));
    row->out->failed |= scratch->failed;
    dtl_buffer_clear(scratch);
}
