/* Tellings of copies and of versions: which of them are one telling printed again.
 *
 * In: copies, versions, features. Out: build.original, for a telling of a copy the telling that it repeats (DTL_NONE: it stands for
 * itself); and edges between the tellings of consecutive versions, which keep their own values and are compared like any other.
 * A copy with a sentence cut numbers its events anew, so tellings are matched by what they are: kind, type, trigger word, and the same
 * evidence; then, in what was changed a little, by most of the words of the evidence. Each telling is matched once, in order.
 * Example: "Raiders killed 7 passengers on Saturday." and "The raiders killed 7 passengers Saturday." of a near copy are one telling.
 * Knowingly wrong: a coder that reads a changed sentence as another type makes a second event, which is compared as any other.
 */
#include "ledger/internal.h"
#include <stdlib.h>

enum { MENTIONS_LOOKED = 4, EVIDENCE_WORDS = 64, ALIKE_PERCENT = 60, TRIES_MOST = 16 };

/* A telling under what it is matched by. */
typedef struct sign {
    uint64_t hash;
    uint32_t event;
} sign;
DTL_ARRAY_TYPE(sign_array, sign);

static int by_sign(const void *x, const void *y)
{
    const sign *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->event > b->event) - (a->event < b->event);
}

static int by_u32(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* Hashes of the words of a span, small letters and digits, at most EVIDENCE_WORDS; all: of all of them together. */
static uint32_t words_of(dtl_slice text, uint32_t words[EVIDENCE_WORDS], uint64_t *all)
{
    uint32_t count = 0, hash = 2166136261u;
    bool inside = false;
    *all = 1469598103934665603u;
    for (uint32_t at = 0; at <= text.length; at++) {
        unsigned char c = at < text.length ? (unsigned char)text.ptr[at] : ' ';
        c = (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            hash = (hash ^ c) * 16777619u;
            inside = true;
        } else if (inside && c < 0x80 && c != '\'') {
            *all = (*all ^ hash) * 1099511628211u;
            if (count < EVIDENCE_WORDS)
                words[count++] = hash;
            hash = 2166136261u;
            inside = false;
        }
    }
    return count;
}

static uint64_t kind_sign(const build *b, uint32_t mention, dtl_span trigger)
{
    const dtl_report_event *e = event_of(b, mention);
    uint32_t words[EVIDENCE_WORDS];
    uint64_t all;
    words_of(dtl_span_text(report_of(b, mention)->text, trigger), words, &all);
    uint64_t kind = (uint64_t)e->item << 32 | (uint64_t)e->type << 16 | b->features[mention].reality;
    return (all ^ kind) * 0x9E3779B97F4A7C15u;
}

static uint64_t full_sign(const build *b, uint32_t mention, uint32_t place)
{
    const dtl_report_mention *m = &event_of(b, mention)->mentions.items[place];
    uint32_t words[EVIDENCE_WORDS];
    uint64_t all;
    words_of(dtl_span_text(report_of(b, mention)->text, m->evidence), words, &all);
    return (all ^ kind_sign(b, mention, m->trigger)) * 0xBF58476D1CE4E5B9u;
}

/* What the tellings of one report can be matched by; full: with their evidence. */
static bool take_signs(build *b, uint32_t report, bool full, sign_array *signs)
{
    const dtl_ledger_report *r = &b->out->reports.items[report];
    for (uint32_t e = 0; e < r->report->events.count; e++) {
        uint32_t mention = r->first_mention + e, count = r->report->events.items[e].mentions.count;
        for (uint32_t k = 0; k < count && k < (full ? MENTIONS_LOOKED : 1); k++) {
            sign *made = dtl_array_push(&b->scratch, signs);
            if (!made)
                return false;
            *made = (sign){full ? full_sign(b, mention, k) : kind_sign(b, mention, r->report->events.items[e].mentions.items[0].trigger), e};
        }
    }
    if (signs->count)
        qsort(signs->items, signs->count, sizeof *signs->items, by_sign);
    return true;
}

static uint32_t first_with(const sign_array *signs, uint64_t hash)
{
    uint32_t low = 0, high = signs->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (signs->items[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool evidence_is_alike(const build *b, uint32_t x, uint32_t y)
{
    uint32_t a[EVIDENCE_WORDS], c[EVIDENCE_WORDS], shared = 0;
    uint64_t ignored;
    uint32_t n_a = words_of(dtl_span_text(report_of(b, x)->text, event_of(b, x)->mentions.items[0].evidence), a, &ignored);
    uint32_t n_c = words_of(dtl_span_text(report_of(b, y)->text, event_of(b, y)->mentions.items[0].evidence), c, &ignored);
    qsort(a, n_a, sizeof *a, by_u32);
    qsort(c, n_c, sizeof *c, by_u32);
    for (uint32_t i = 0, k = 0; i < n_a && k < n_c;) {
        shared += a[i] == c[k];
        if (a[i] == c[k])
            i++, k++;
        else if (a[i] < c[k])
            i++;
        else
            k++;
    }
    return shared * 100 >= (n_a < n_c ? n_a : n_c) * ALIKE_PERCENT && shared * 100 >= (n_a > n_c ? n_a : n_c) * (ALIKE_PERCENT / 2);
}

/* The tellings of two reports side by side: pair[e] is the event of `other` that event e of `report` repeats, DTL_NONE none. */
static bool match_tellings(build *b, uint32_t report, uint32_t other, uint32_t *pair)
{
    const dtl_ledger_report *r = &b->out->reports.items[report], *o = &b->out->reports.items[other];
    sign_array full = {0}, kinds = {0};
    bool *taken = dtl_arena_calloc(&b->scratch, (size_t)o->report->events.count + 1, sizeof *taken);
    if (!taken || !take_signs(b, other, true, &full) || !take_signs(b, other, false, &kinds))
        return false;
    for (uint32_t e = 0; e < r->report->events.count; e++) {
        uint32_t mention = r->first_mention + e, count = r->report->events.items[e].mentions.count, tries = 0;
        pair[e] = DTL_NONE;
        for (uint32_t k = 0; k < count && k < MENTIONS_LOOKED && pair[e] == DTL_NONE; k++) {
            uint64_t hash = full_sign(b, mention, k);
            for (uint32_t i = first_with(&full, hash); i < full.count && full.items[i].hash == hash && pair[e] == DTL_NONE && tries++ < TRIES_MOST; i++)
                if (!taken[full.items[i].event])
                    pair[e] = full.items[i].event;
        }
        if (pair[e] != DTL_NONE)
            taken[pair[e]] = true;
    }
    for (uint32_t e = 0; e < r->report->events.count; e++) {
        uint32_t mention = r->first_mention + e, tries = 0;
        uint64_t hash = kind_sign(b, mention, r->report->events.items[e].mentions.items[0].trigger);
        for (uint32_t i = first_with(&kinds, hash); i < kinds.count && kinds.items[i].hash == hash && pair[e] == DTL_NONE && tries++ < TRIES_MOST; i++)
            if (!taken[kinds.items[i].event] && evidence_is_alike(b, mention, o->first_mention + kinds.items[i].event))
                pair[e] = kinds.items[i].event;
        if (pair[e] != DTL_NONE)
            taken[pair[e]] = true;
    }
    return true;
}

/* Joins what report r tells again of another one: as its copy, or as its next version. */
static bool join_tellings(build *b, uint32_t r, uint32_t other, bool copy)
{
    const dtl_ledger_report *own = &b->out->reports.items[r];
    dtl_arena_reset(&b->scratch);
    uint32_t *pair = dtl_arena_calloc(&b->scratch, (size_t)own->report->events.count + 1, sizeof *pair);
    if (!pair || !match_tellings(b, r, other, pair))
        return false;
    for (uint32_t e = 0; e < own->report->events.count; e++) {
        uint32_t mine = own->first_mention + e, theirs = b->out->reports.items[other].first_mention + pair[e];
        if (pair[e] == DTL_NONE)
            continue;
        if (!copy && !edge_add(b->arena, &b->edges, mine, theirs, VERSION))
            return false;
        uint32_t x = group_find(b->original, mine), y = group_find(b->original, theirs);
        if (copy)
            b->original[x > y ? x : y] = x > y ? y : x;
    }
    return true;
}

bool ledger_retold(build *b)
{
    uint32_t count = b->out->mentions.count;
    b->original = dtl_arena_calloc(b->arena, count, sizeof *b->original);
    if (!b->original)
        return false;
    for (uint32_t i = 0; i < count; i++)
        b->original[i] = i;
    for (uint32_t r = 0; r < b->out->reports.count; r++) {
        const dtl_ledger_report *own = &b->out->reports.items[r];
        if (own->original != r && !join_tellings(b, r, own->original, true))
            return false;
        if (own->supersedes != DTL_NONE && text_of(b, own->supersedes) != text_of(b, r) && !join_tellings(b, r, own->supersedes, false))
            return false;
    }
    for (uint32_t i = 0; i < count; i++)
        b->original[i] = group_find(b->original, i);
    for (uint32_t i = 0; i < count; i++) /* from behind the smallest stands for itself */
        if (b->original[i] == i)
            b->original[i] = DTL_NONE;
    return true;
}
