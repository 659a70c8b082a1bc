/* Forms: the ways in which reports have their actors, each once.
 *
 * In: the actors of every report, a slot each. Out: usage, the form of each slot. All that a report says of an actor makes its form: id, name,
 * country, role and so on. Of thirty reports that name the interior ministry most say the same of it, so that what asks for words (keys,
 * spellings, ranks) asks a few forms and not every slot.
 * Example: "person:karim gul", "Karim Gul", AFG in 9 reports and "Karim Gul", AFG, governor in one: 10 slots, 2 forms.
 */
#include "base/hash.h"
#include "ledger/identity.h"
#include <stdlib.h>

static uint64_t hash_of(const dtl_report_actor *a)
{
    const dtl_slice parts[] = {a->id, a->name, a->kind, a->country, a->sector, a->role, a->parent_id, a->admin1, a->spellings};
    uint64_t hash = dtl_mix64(a->place_precision, (uint64_t)(uint32_t)a->latitude << 32 | (uint32_t)a->longitude);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        hash = dtl_mix64_bytes(hash, parts[i]);
    return hash;
}

static bool is_one_form(const dtl_report_actor *a, const dtl_report_actor *b)
{
    return a->place_precision == b->place_precision && a->latitude == b->latitude && a->longitude == b->longitude && dtl_slice_equal(a->id, b->id) &&
           dtl_slice_equal(a->name, b->name) && dtl_slice_equal(a->kind, b->kind) && dtl_slice_equal(a->country, b->country) &&
           dtl_slice_equal(a->sector, b->sector) && dtl_slice_equal(a->role, b->role) && dtl_slice_equal(a->parent_id, b->parent_id) &&
           dtl_slice_equal(a->admin1, b->admin1) && dtl_slice_equal(a->spellings, b->spellings);
}

bool is_unknown_actor_id(dtl_slice id)
{
    return dtl_slice_starts_with(id, DTL_SLICE("person:")) || dtl_slice_starts_with(id, DTL_SLICE("name:"));
}

static bool add_form(build *b, usage *u, const dtl_report_actor *actor, dtl_map *ids)
{
    form *f = dtl_array_push(b->arena, &u->forms);
    if (!f)
        return false;
    *f = (form){.actor = actor, .person = dtl_slice_is(actor->kind, "person"), .class = DTL_NONE};
    f->unknown = f->person || (dtl_slice_is(actor->kind, "organisation") && dtl_slice_starts_with(actor->id, DTL_SLICE("name:")));
    f->id = dtl_map_get(ids, actor->id);
    if (f->id == DTL_NONE) {
        f->id = ids->count;
        if (!dtl_map_put(ids, actor->id, f->id))
            return false;
    }
    return link_key(b, f);
}

/* The form of every slot; forms are numbered as they are met. */
static bool find_forms(build *b, usage *u)
{
    dtl_map ids;
    dtl_pair_map known; /* hash → the last form that has it; others before it in a chain */
    dtl_map_init(&ids, &b->scratch);
    dtl_pair_map_init(&known, &b->scratch);
    for (uint32_t r = 0; r < b->out->reports.count; r++) {
        const dtl_report *report = b->out->reports.items[r].report;
        for (uint32_t i = 0; i < report->actors.count; i++) {
            uint32_t slot = b->out->reports.items[r].first_actor + i, *last = dtl_pair_map_slot(&known, hash_of(&report->actors.items[i]));
            if (!last)
                return false;
            uint32_t at = *last;
            while (at != DTL_NONE && !is_one_form(u->forms.items[at].actor, &report->actors.items[i]))
                at = u->forms.items[at].next;
            if (at == DTL_NONE) {
                at = u->forms.count;
                if (!add_form(b, u, &report->actors.items[i], &ids))
                    return false;
                u->forms.items[at].next = *last;
                *last = at;
            }
            u->form_of[slot] = at;
            u->report_of[slot] = r;
        }
    }
    return true;
}

static int by_key(const void *x, const void *y, void *context)
{
    const form *a = (const form *)context + *(const uint32_t *)x, *b = (const form *)context + *(const uint32_t *)y;
    int order = dtl_slice_compare(a->key, b->key);
    return order ? order : dtl_slice_compare(a->actor->id, b->actor->id);
}

/* Gives each form its place by key, then id; equal ones the same. */
static bool rank_forms(build *b, usage *u)
{
    uint32_t *order = dtl_arena_calloc(&b->scratch, u->forms.count, sizeof *order);
    if (!order)
        return false;
    for (uint32_t i = 0; i < u->forms.count; i++)
        order[i] = i;
    qsort_r(order, u->forms.count, sizeof *order, by_key, u->forms.items);
    for (uint32_t i = 0; i < u->forms.count; i++)
        u->forms.items[order[i]].rank = i && by_key(&order[i - 1], &order[i], u->forms.items) == 0 ? u->forms.items[order[i - 1]].rank : i;
    return true;
}

/* Slots by key, then id, then slot: slots follow report keys, so this is canonical. A counting sort over the ranks. */
static bool sort_slots(build *b, usage *u)
{
    uint32_t *start = dtl_arena_calloc(&b->scratch, (size_t)u->forms.count + 1, sizeof *start);
    if (!start)
        return false;
    for (uint32_t slot = 0; slot < u->count; slot++)
        start[u->forms.items[u->form_of[slot]].rank + 1]++;
    for (uint32_t i = 0; i < u->forms.count; i++)
        start[i + 1] += start[i];
    for (uint32_t slot = 0; slot < u->count; slot++)
        u->order[start[u->forms.items[u->form_of[slot]].rank]++] = slot;
    return true;
}

bool gather_usage(build *b, usage *u)
{
    *u = (usage){0};
    for (uint32_t r = 0; r < b->out->reports.count; r++)
        u->count += b->out->reports.items[r].report->actors.count;
    u->form_of = dtl_arena_calloc(b->arena, u->count, sizeof *u->form_of);
    u->report_of = dtl_arena_calloc(b->arena, u->count, sizeof *u->report_of);
    u->order = dtl_arena_calloc(b->arena, u->count, sizeof *u->order);
    u->cluster_of = dtl_arena_calloc(b->arena, u->count, sizeof *u->cluster_of);
    dtl_arena_reset(&b->scratch);
    bool good = u->form_of && u->report_of && u->order && u->cluster_of && find_forms(b, u) && rank_forms(b, u) && sort_slots(b, u);
    dtl_arena_reset(&b->scratch);
    return good;
}
