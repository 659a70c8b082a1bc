/* Analysts' decisions about actors, replayed on every build.
 *
 * In: decisions (doc/decision.h) and the actors of all reports. Out: clusters joined and kept apart before names are compared, and what became
 * of each decision. Three steps: decisions are ranked; each use that one is about is marked, so that no node holds uses of two sides;
 * then they are carried out by rank. What a decision of lower rank would undo of a higher one is not done at all, and both say so.
 *
 *     merge "Karim Gul" = "Abu Hamza"  (A., 2024-05-01)    in force
 *     split "Abu Hamza" from "Karim Gul" (B., 2024-04-01)  overruled: conflict with the merge, which is later
 *
 * Rank: the later date first, without a date last; on one day splits, then pins, then merges; then the smaller id. So it never matters what
 * came first. A decision that the same analyst superseded is out, also when what superseded it was superseded.
 * Knowingly wrong: a merge of three of whom two may not meet is not done by half. */
#include "ledger/identity.h"
#include <stdio.h>
#include <stdlib.h>

enum { MARK_BYTES = 5, DETAIL_MAX = 400 };

/* One pattern of one decision, found by the id that it names. */
typedef struct pattern {
    const dtl_uses *uses;
    uint32_t verdict, number; /* number in its list */
    uint8_t side;
    uint32_t next;            /* next pattern of the same id, DTL_NONE */
} pattern;

/* A node that a decision is about. */
typedef struct touched {
    uint32_t verdict, node;
    uint8_t side;
} touched;
DTL_ARRAY_TYPE(touched_array, touched);

/* ---- rank ---- */

static int order_of_kind(uint8_t kind)
{
    return kind == DTL_DECISION_SPLIT ? 0 : kind == DTL_DECISION_PIN ? 1 : 2;
}

static int by_rank(const void *x, const void *y)
{
    const dtl_decision *a = ((const verdict *)x)->decision, *b = ((const verdict *)y)->decision;
    int order = dtl_slice_compare(b->signed_by.date, a->signed_by.date);
    if (!order)
        order = order_of_kind(a->kind) - order_of_kind(b->kind);
    return order ? order : memcmp(a->id, b->id, DTL_DECISION_ID);
}

bool ledger_decisions(build *b, const dtl_decision *decisions, size_t count)
{
    dtl_map known;
    dtl_map_init(&known, b->arena);
    for (size_t i = 0; i < count; i++) {
        dtl_slice id = {decisions[i].id, DTL_DECISION_ID};
        if (dtl_map_get(&known, id) != DTL_NONE)
            continue;
        verdict *v = dtl_array_push(b->arena, &b->verdicts);
        if (!v || !dtl_map_put(&known, id, (uint32_t)i))
            return false;
        *v = (verdict){.decision = &decisions[i], .slot = DTL_NONE};
    }
    if (b->verdicts.count)
        qsort(b->verdicts.items, b->verdicts.count, sizeof *b->verdicts.items, by_rank);
    for (uint32_t i = 0; i < b->verdicts.count; i++)
        if (!dtl_map_put(&known, (dtl_slice){b->verdicts.items[i].decision->id, DTL_DECISION_ID}, i))
            return false;
    for (uint32_t i = 0; i < b->verdicts.count; i++) {
        const dtl_signature *by = &b->verdicts.items[i].decision->signed_by;
        bool took = b->verdicts.items[i].decision->kind != DTL_DECISION_UNDO;
        for (uint32_t at = 0; at < by->supersedes.length; at += DTL_DECISION_ID + 1) {
            uint32_t old = dtl_map_get(&known, (dtl_slice){by->supersedes.ptr + at, DTL_DECISION_ID});
            if (old == DTL_NONE || !dtl_slice_equal(b->verdicts.items[old].decision->signed_by.analyst, by->analyst))
                continue;
            b->verdicts.items[old].state = DTL_STATE_SUPERSEDED;
            took = true;
        }
        if (!took && b->verdicts.items[i].state != DTL_STATE_SUPERSEDED)
            b->verdicts.items[i].state = DTL_STATE_WAITS;
    }
    return true;
}

/* ---- marks ---- */

static bool has_id(dtl_slice ids, dtl_slice id)
{
    for (uint32_t at = 0; at + id.length <= ids.length; at += id.length + 1)
        if (memcmp(ids.ptr + at, id.ptr, id.length) == 0)
            return true;
    return false;
}

static bool told(dtl_slice wanted, dtl_slice is)
{
    return !wanted.length || (dtl_slice_is(wanted, "-") ? !is.length : dtl_slice_equal(wanted, is));
}

static bool matches(const dtl_uses *uses, const dtl_report_actor *actor, const dtl_report *report)
{
    return told(uses->country, actor->country) && told(uses->role, actor->role) && (!uses->reports.length || has_id(uses->reports, report->sha256));
}

static bool add_pattern(dtl_map *heads, pattern *all, uint32_t *count, pattern one, dtl_slice id)
{
    one.next = dtl_map_get(heads, id);
    all[*count] = one;
    return dtl_map_put(heads, id, (*count)++);
}

/* The patterns of all current decisions, by the id that they name. */
static bool gather_patterns(build *b, dtl_map *heads, pattern **patterns)
{
    uint32_t most = 0, count = 0;
    for (uint32_t i = 0; i < b->verdicts.count; i++)
        most += b->verdicts.items[i].decision->uses.count + b->verdicts.items[i].decision->others.count + 1;
    *patterns = dtl_arena_calloc(b->arena, most, sizeof **patterns);
    if (!*patterns)
        return false;
    for (uint32_t i = 0; i < b->verdicts.count; i++) {
        const dtl_decision *d = b->verdicts.items[i].decision;
        static const dtl_uses any = {.id = {NULL, 0}};
        bool good = true;
        if (b->verdicts.items[i].state == DTL_STATE_SUPERSEDED)
            continue;
        for (uint32_t k = 0; good && k < d->uses.count; k++)
            good = add_pattern(heads, *patterns, &count, (pattern){&d->uses.items[k], i, k, SIDE_USES, 0}, d->uses.items[k].id);
        for (uint32_t k = 0; good && k < d->others.count; k++)
            good = add_pattern(heads, *patterns, &count, (pattern){&d->others.items[k], i, k, SIDE_OTHERS, 0}, d->others.items[k].id);
        if (good && d->actor.length)
            good = add_pattern(heads, *patterns, &count, (pattern){&any, i, 0, SIDE_TARGET, 0}, d->actor);
        if (!good)
            return false;
    }
    return true;
}

/* On which side of a decision a use is, when it matches its lists so; 0 = on none. */
static uint8_t side_of(const dtl_decision *d, bool uses, bool others, bool target)
{
    if (d->kind == DTL_DECISION_SPLIT)
        return uses ? SIDE_USES : others ? SIDE_OTHERS : 0;
    return uses && !others ? SIDE_USES : target ? SIDE_TARGET : 0;
}

/* Marks one use with every decision that is about it. Patterns of one verdict lie together: heads go from the last to the first. */
static bool mark_one(build *b, const pattern *patterns, uint32_t first, usage *u, uint32_t slot)
{
    const dtl_report_actor *actor = u->forms.items[u->form_of[slot]].actor;
    const dtl_report *report = b->out->reports.items[u->report_of[slot]].report;
    uint32_t count = 0;
    for (uint32_t p = first; p != DTL_NONE; p = patterns[p].next)
        count++;
    char *bytes = dtl_arena_alloc(b->arena, (size_t)count * MARK_BYTES);
    uint32_t length = 0;
    if (!bytes)
        return false;
    for (uint32_t p = first; p != DTL_NONE;) {
        uint32_t index = patterns[p].verdict;
        verdict *v = &b->verdicts.items[index];
        bool hit[4] = {false};
        uint64_t met[2] = {0, 0};
        for (; p != DTL_NONE && patterns[p].verdict == index; p = patterns[p].next)
            if (matches(patterns[p].uses, actor, report)) {
                hit[patterns[p].side] = true;
                if (patterns[p].side != SIDE_TARGET)
                    met[patterns[p].side - SIDE_USES] |= (uint64_t)1 << patterns[p].number;
            }
        uint8_t side = side_of(v->decision, hit[SIDE_USES], hit[SIDE_OTHERS], hit[SIDE_TARGET]);
        if (!side)
            continue;
        if (side != SIDE_TARGET)
            v->met[side - SIDE_USES] |= met[side - SIDE_USES];
        for (int i = 0; i < 4; i++)
            bytes[length++] = (char)(unsigned char)(index >> (24 - 8 * i));
        bytes[length++] = (char)side;
        v->n_uses += side != SIDE_TARGET;
        if (side == SIDE_USES && (v->slot == DTL_NONE || slot < v->slot))
            v->slot = slot;
    }
    u->marks[slot] = dtl_slice_make(bytes, length);
    return true;
}

bool decisions_mark(build *b, usage *u)
{
    dtl_map heads;
    pattern *patterns;
    if (!b->verdicts.count)
        return true;
    dtl_map_init(&heads, b->arena);
    u->marks = dtl_arena_calloc(b->arena, u->count, sizeof *u->marks);
    uint32_t *first = dtl_arena_calloc(b->arena, u->forms.count, sizeof *first); /* per form: its first pattern */
    if (!u->marks || !first || !gather_patterns(b, &heads, &patterns))
        return false;
    for (uint32_t i = 0; i < u->forms.count; i++) {
        const dtl_report_actor *actor = u->forms.items[i].actor;
        bool named = u->forms.items[i].person || dtl_slice_is(actor->kind, "organisation");
        first[i] = named ? dtl_map_get(&heads, actor->id) : DTL_NONE;
    }
    for (uint32_t slot = 0; slot < u->count; slot++)
        if (first[u->form_of[slot]] != DTL_NONE && !mark_one(b, patterns, first[u->form_of[slot]], u, slot))
            return false;
    return true;
}

/* ---- carrying out ---- */

static mark mark_at(dtl_slice marks, uint32_t at)
{
    uint32_t index = 0;
    for (int i = 0; i < 4; i++)
        index = index << 8 | (unsigned char)marks.ptr[at + (uint32_t)i];
    return (mark){index, (uint8_t)marks.ptr[at + 4]};
}

static int by_verdict(const void *x, const void *y)
{
    const touched *a = x, *b = y;
    if (a->verdict != b->verdict)
        return a->verdict < b->verdict ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

static bool gather_touched(identity *d, touched_array *all)
{
    for (uint32_t i = 0; i < d->count; i++)
        for (uint32_t at = 0; at < d->nodes[i].marks.length; at += MARK_BYTES) {
            mark m = mark_at(d->nodes[i].marks, at);
            touched *t = dtl_array_push(&d->b->scratch, all);
            if (!t)
                return false;
            *t = (touched){m.verdict, i, m.side};
        }
    if (all->count)
        qsort(all->items, all->count, sizeof *all->items, by_verdict);
    return true;
}

/* Appends words to what is said of a decision. */
static bool say(build *b, verdict *v, const char *words, dtl_slice detail, const char *by_words, dtl_slice by)
{
    char text[DETAIL_MAX + DTL_ABOUT_MAX + 200];
    int length = snprintf(text, sizeof text, "%.*s%s%s%.*s%s%.*s%s", (int)v->detail.length, v->detail.ptr ? v->detail.ptr : "", v->detail.length ? "; " : "",
                          words, (int)detail.length, detail.ptr ? detail.ptr : "", by_words, (int)by.length, by.ptr ? by.ptr : "", by.length ? ")" : "");
    if (length <= 0 || length >= (int)sizeof text || v->detail.length > DETAIL_MAX)
        return true; /* enough was said */
    return dtl_arena_copy(b->arena, dtl_slice_make(text, (size_t)length), &v->detail);
}

static bool say_conflict(build *b, uint32_t loser, uint32_t winner)
{
    verdict *v = &b->verdicts.items[loser], *w = &b->verdicts.items[winner];
    v->state = DTL_STATE_OVERRULED;
    return say(b, v, "conflict with ", (dtl_slice){w->decision->id, DTL_DECISION_ID}, " (", w->decision->signed_by.analyst) &&
           say(b, w, "goes before ", (dtl_slice){v->decision->id, DTL_DECISION_ID}, " (", v->decision->signed_by.analyst);
}

/* What a decision names that no report of the ledger has. */
static bool say_missing(build *b, verdict *v)
{
    const dtl_uses_array *lists[] = {&v->decision->uses, &v->decision->others};
    for (int side = 0; side < (v->decision->kind == DTL_DECISION_SPLIT ? 2 : 1); side++)
        for (uint32_t i = 0; i < lists[side]->count; i++)
            if (!(v->met[side] >> i & 1) && !say(b, v, "not here: ", lists[side]->items[i].id, "", DTL_SLICE_EMPTY))
                return false;
    return true;
}

/* The first decision that keeps two of these clusters apart; DTL_NONE: they may meet. */
static uint32_t what_parts(const identity *d, const uint32_t *roots, uint32_t count, uint32_t pin)
{
    for (uint32_t i = 0; i < count; i++) {
        const node *x = &d->nodes[roots[i]];
        if (pin != DTL_NONE && x->pinned != DTL_NONE && !dtl_slice_equal(d->b->verdicts.items[x->pinned].decision->actor, d->b->verdicts.items[pin].decision->actor))
            return x->pinned;
        for (uint32_t k = i + 1; k < count; k++) {
            const node *y = &d->nodes[roots[k]];
            if (x->pinned != DTL_NONE && y->pinned != DTL_NONE && x->pinned != y->pinned &&
                !dtl_slice_equal(d->b->verdicts.items[x->pinned].decision->actor, d->b->verdicts.items[y->pinned].decision->actor))
                return x->pinned > y->pinned ? x->pinned : y->pinned;
            for (uint32_t p = 0, q = 0; p < x->n_bounds && q < y->n_bounds;) {
                if (x->bounds[p].verdict == y->bounds[q].verdict && x->bounds[p].side != y->bounds[q].side)
                    return x->bounds[p].verdict;
                if (x->bounds[p].verdict <= y->bounds[q].verdict)
                    p++;
                else
                    q++;
            }
        }
    }
    return DTL_NONE;
}

/* A use that was split off by any decision does not stand for the id that it bears. */
static bool is_split_off(const identity *d, uint32_t i)
{
    for (uint32_t at = 0; at < d->nodes[i].marks.length; at += MARK_BYTES) {
        mark m = mark_at(d->nodes[i].marks, at);
        if (m.side == SIDE_USES && d->b->verdicts.items[m.verdict].decision->kind == DTL_DECISION_SPLIT)
            return true;
    }
    return false;
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* The distinct clusters of the touched nodes on this side, or on any when it is 0. */
static uint32_t roots_of(identity *d, const touched *t, uint32_t count, uint8_t side, uint32_t *roots)
{
    uint32_t found = 0, kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if ((!side || t[i].side == side) && (t[i].side != SIDE_TARGET || !is_split_off(d, t[i].node)))
            roots[found++] = root_of_node(d->nodes, t[i].node);
    qsort(roots, found, sizeof *roots, by_number);
    for (uint32_t i = 0; i < found; i++)
        if (!kept || roots[i] != roots[kept - 1])
            roots[kept++] = roots[i];
    return kept;
}

static bool carry_out_join(identity *d, uint32_t index, const touched *t, uint32_t count, uint32_t *roots)
{
    verdict *v = &d->b->verdicts.items[index];
    bool pin = v->decision->kind == DTL_DECISION_PIN;
    uint32_t met = (uint32_t)__builtin_popcountll(v->met[0]);
    if (!v->n_uses || (!pin && met < 2)) {
        v->state = DTL_STATE_WAITS;
        return say_missing(d->b, v);
    }
    uint32_t found = roots_of(d, t, count, 0, roots), apart = what_parts(d, roots, found, pin ? index : DTL_NONE);
    if (apart != DTL_NONE)
        return say_conflict(d->b, index, apart);
    for (uint32_t i = 1; i < found; i++)
        if (!unite_nodes(d, roots[0], roots[i]))
            return false;
    for (uint32_t i = 0; i < count; i++)
        d->nodes[t[i].node].joined = true;
    node *root = &d->nodes[root_of_node(d->nodes, roots[0])];
    root->joined_by = index;
    if (pin && (root->pinned == DTL_NONE || index < root->pinned))
        root->pinned = index;
    if (v->decision->name.length && (root->named == DTL_NONE || index < root->named))
        root->named = index;
    return say_missing(d->b, v);
}

static bool add_bound(identity *d, uint32_t root, mark m)
{
    node *n = &d->nodes[root];
    mark *grown = dtl_arena_calloc(&d->b->scratch, (size_t)n->n_bounds + 1, sizeof *grown);
    if (!grown)
        return false;
    if (n->n_bounds)
        memcpy(grown, n->bounds, n->n_bounds * sizeof *grown);
    grown[n->n_bounds++] = m; /* verdicts come by rising rank */
    n->bounds = grown;
    return true;
}

static bool carry_out_split(identity *d, uint32_t index, const touched *t, uint32_t count, uint32_t *roots)
{
    verdict *v = &d->b->verdicts.items[index];
    uint32_t n = roots_of(d, t, count, SIDE_USES, roots), m = roots_of(d, t, count, SIDE_OTHERS, roots + n);
    if (!n || !m) {
        v->state = DTL_STATE_WAITS;
        return n || m ? say(d->b, v, n ? "nothing here to split it from" : "nothing here to split off", DTL_SLICE_EMPTY, "", DTL_SLICE_EMPTY) : say_missing(d->b, v);
    }
    for (uint32_t i = 0, k = n; i < n && k < n + m;) {
        if (roots[i] == roots[k])
            return say_conflict(d->b, index, d->nodes[roots[i]].joined_by);
        if (roots[i] < roots[k])
            i++;
        else
            k++;
    }
    for (uint32_t i = 0; i < n + m; i++)
        if (!add_bound(d, roots[i], (mark){index, i < n ? SIDE_USES : SIDE_OTHERS}))
            return false;
    return say_missing(d->b, v);
}

bool decisions_apply(identity *d)
{
    touched_array all = {0};
    if (!d->b->verdicts.count)
        return true;
    if (!gather_touched(d, &all))
        return false;
    uint32_t *roots = dtl_arena_calloc(&d->b->scratch, (size_t)all.count + 1, sizeof *roots);
    if (!roots)
        return false;
    for (uint32_t index = 0, first = 0, end; index < d->b->verdicts.count; index++, first = end) {
        const verdict *v = &d->b->verdicts.items[index];
        for (end = first; end < all.count && all.items[end].verdict == index; end++)
            ;
        if (v->state == DTL_STATE_SUPERSEDED || v->decision->kind == DTL_DECISION_UNDO)
            continue;
        bool good = v->decision->kind == DTL_DECISION_SPLIT ? carry_out_split(d, index, all.items + first, end - first, roots)
                                                            : carry_out_join(d, index, all.items + first, end - first, roots);
        if (!good)
            return false;
    }
    return true;
}

const dtl_decision *split_of(const identity *d, uint32_t root)
{
    for (uint32_t i = 0; i < d->nodes[root].n_bounds; i++)
        if (d->nodes[root].bounds[i].side == SIDE_USES)
            return d->b->verdicts.items[d->nodes[root].bounds[i].verdict].decision;
    return NULL;
}

/* ---- what became of them ---- */

static int by_decision_id(const void *x, const void *y)
{
    return memcmp(((const dtl_ledger_decision *)x)->decision->id, ((const dtl_ledger_decision *)y)->decision->id, DTL_DECISION_ID);
}

bool decisions_tell(build *b)
{
    for (uint32_t i = 0; i < b->verdicts.count; i++) {
        const verdict *v = &b->verdicts.items[i];
        dtl_ledger_decision *d = dtl_array_push(b->arena, &b->out->decisions);
        if (!d)
            return false;
        *d = (dtl_ledger_decision){.decision = v->decision, .state = v->state, .n_uses = v->n_uses, .detail = v->detail,
                                   .actor = v->slot == DTL_NONE ? DTL_NONE : b->out->actor_of[v->slot]};
    }
    if (b->out->decisions.count)
        qsort(b->out->decisions.items, b->out->decisions.count, sizeof *b->out->decisions.items, by_decision_id);
    return true;
}
