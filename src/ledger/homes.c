/* Homes: where a report has its persons, and which of them it merely tells of.
 *
 * In: the reports. Out: for each actor of each report the town or first-level unit of the first deed that he has a part in, else of the first
 * that the report places; and whether anybody asks him: who speaks in a report, or has a role there, is known beyond his town. Of two who
 * are only told of, of one name but another state, months apart, the name is all that they share ("two dead named Jon Marsh").
 * Example: "KUNDUZ: Gunmen killed Karim Tarmizi …" → Karim Tarmizi: home Kunduz, private.
 * Knowingly wrong: who fled two states away and is told of again months later is taken for another man.
 */
#include "ledger/identity.h"

static const dtl_report_actor *place_of(const dtl_report *r, const dtl_report_event *e)
{
    const dtl_index_array *told = &e->roles[DTL_EVENT_PLACE];
    uint32_t i = told->count ? told->items[0] : e->setting;
    const dtl_report_actor *place = i == DTL_NONE ? NULL : &r->actors.items[i];
    return place && place->place_precision >= HOME_PRECISION && place->country.length ? place : NULL;
}

static void take_event(const dtl_report *r, const dtl_report_event *e, home *homes)
{
    const dtl_report_actor *place = place_of(r, e);
    for (int role = DTL_EVENT_ACTOR; place && role <= DTL_EVENT_RECIPIENT; role++)
        for (uint32_t i = 0; i < e->roles[role].count; i++)
            if (!homes[e->roles[role].items[i]].place)
                homes[e->roles[role].items[i]].place = place;
}

static void take_report(const dtl_report *r, home *homes)
{
    const dtl_report_actor *first = NULL;
    for (uint32_t i = 0; i < r->events.count; i++) {
        take_event(r, &r->events.items[i], homes);
        if (!first)
            first = place_of(r, &r->events.items[i]);
    }
    for (uint32_t i = 0; i < r->voices.count; i++) {
        const uint32_t who[] = {r->voices.items[i].holder, r->voices.items[i].on_behalf_of};
        for (int k = 0; k < 2; k++)
            if (who[k] != DTL_NONE)
                homes[who[k]].speaks = true;
    }
    for (uint32_t i = 0; i < r->actors.count; i++)
        if (!homes[i].place)
            homes[i].place = first;
}

bool find_homes(build *b, uint32_t slots, home **homes)
{
    *homes = dtl_arena_calloc(&b->scratch, slots, sizeof **homes);
    if (!*homes)
        return false;
    for (uint32_t i = 0; i < b->out->reports.count; i++)
        take_report(b->out->reports.items[i].report, *homes + b->out->reports.items[i].first_actor);
    return true;
}

void add_home(node *n, const dtl_report_actor *place)
{
    if (!place || n->n_homes > HOMES)
        return;
    for (uint32_t i = 0; i < n->n_homes; i++)
        if (dtl_slice_equal(n->homes[i]->id, place->id))
            return;
    if (n->n_homes < HOMES)
        n->homes[n->n_homes] = place;
    n->n_homes++;
}

nearness homes_say(const node *x, const node *y)
{
    nearness best = PLACE_UNKNOWN;
    if (x->n_homes > HOMES || y->n_homes > HOMES)
        return PLACE_UNKNOWN;
    for (uint32_t i = 0; i < x->n_homes; i++)
        for (uint32_t k = 0; k < y->n_homes; k++) {
            const dtl_report_actor *a = x->homes[i], *b = y->homes[k];
            bool one_unit = dtl_slice_equal(a->country, b->country) && dtl_slice_equal(a->admin1, b->admin1);
            bool towns = a->place_precision >= TOWN_PRECISION && b->place_precision >= TOWN_PRECISION;
            nearness is = !one_unit ? OTHER_UNIT : !towns ? SAME_UNIT : dtl_slice_equal(a->id, b->id) ? SAME_TOWN : OTHER_TOWN;
            best = is > best ? is : best;
        }
    return best;
}
