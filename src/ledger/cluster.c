/* Which tellings are one event.
 *
 * In: tellings with features. Out: build.group, for each telling the smallest telling of its event.
 *   1. Blocking: every telling puts itself under a few keys (type + days + first-level unit, type + named person, type + town,
 *      type + top groups of
 *      actor and recipient (named ones before "officials" and "residents"), type + days + participant). Only tellings that share a key are compared; a block too large
 *      to compare all pairs is put in canonical order and each member meets its next BLOCK_WINDOW followers.
 *   2. Pairs at or above the threshold become edges.
 *   3. Groups grow along the edges, best first, ties in canonical order. Two groups join only if no pair across them is
 *      forbidden and their mean score is high enough: with A~B, B~C, but A≠C, B goes to the better one, always the same.
 * Tellings are numbered by report key and event number, so nothing here depends on the order of arrival. Every event of a
 * copy (same text) joins the event of the first copy directly and does not enter the blocks.
 * Knowingly wrong: in a block beyond BLOCK_FULL members a pair may never meet; growing is greedy and never splits again.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/internal.h"

/* ---- blocking keys ---- */

/* Collects the keys of one telling; beyond KEYS_MAX they are dropped, in a fixed order. */
typedef struct keys {
    build *b;
    block_member_array *members;
    block_member base;
    uint32_t count;
} keys;

static bool add_key(keys *k, uint64_t hash)
{
    if (k->count++ >= KEYS_MAX)
        return true;
    block_member *m = dtl_array_push(&k->b->scratch, k->members);
    if (!m)
        return false;
    *m = k->base;
    m->block = hash;
    return true;
}

/* The province of its most precise place, else the country, as a hash; 0 unknown. */
static uint64_t area_of(const build *b, const feature *f)
{
    const trait *best = NULL;
    for (uint8_t i = 0; i < f->n_places; i++) {
        const trait *place = &b->traits[f->places[i]];
        if (!best || place->precision > best->precision)
            best = place;
    }
    return best ? best->area : 0;
}

enum { BUCKET_DAYS = 4 };

/* Buckets of days that an interval of at most two weeks touches, one day added on both sides. */
static uint32_t day_buckets(dtl_interval days, int64_t out[6])
{
    uint32_t count = 0;
    if (dtl_interval_is_open(days) || (int64_t)days.high - days.low > 14)
        return 0;
    int64_t low = ((int64_t)days.low - 1 + 4000000000) / BUCKET_DAYS, high = ((int64_t)days.high + 1 + 4000000000) / BUCKET_DAYS;
    for (int64_t bucket = low; bucket <= high && count < 6; bucket++)
        out[count++] = bucket;
    return count;
}

enum { KEY_SIDES = 2 };

/* The participants that make keys, named groups before role nouns: of "governors, officials and leaders of the Dock Front" the last. */
static uint8_t telling_participants(const build *b, const uint32_t *all, uint8_t count, uint32_t out[KEY_SIDES])
{
    uint8_t n = 0;
    for (int general = 0; general < 2; general++)
        for (uint8_t i = 0; i < count && n < KEY_SIDES; i++)
            if (b->traits[all[i]].general == general)
                out[n++] = all[i];
    return n;
}

static bool add_keys(build *b, uint32_t mention, block_member_array *members)
{
    const feature *f = &b->features[mention];
    keys k = {.b = b, .members = members};
    k.base = (block_member){.day = f->days.low != DTL_DAY_OPEN_PAST ? f->days.low : f->published.low,
                            .second = f->n_recipients ? f->recipients[0] : DTL_NONE, .item = mention, .days_apart = ANY_DAY};
    uint64_t type = key_mix(1469598103934665603u, f->type), area = area_of(b, f);
    const uint32_t *sides[2] = {f->recipients, f->actors};
    const uint8_t counts[2] = {f->n_recipients, f->n_actors};
    int64_t buckets[6];
    uint32_t n_buckets = day_buckets(f->days, buckets), telling[2][KEY_SIDES];
    uint8_t n_telling[2];
    for (int s = 0; s < 2; s++)
        n_telling[s] = telling_participants(b, sides[s], counts[s], telling[s]);
    for (int s = 0; s < 2; s++) /* a named person on either side */
        for (uint8_t i = 0; i < counts[s]; i++)
            if (b->traits[sides[s][i]].name_length && !add_key(&k, key_mix(key_mix(type, 1), b->traits[sides[s][i]].last_name)))
                return false;
    for (uint8_t i = 0; i < n_telling[1]; i++)
        for (uint8_t r = 0; r < n_telling[0]; r++)
            if (!add_key(&k, key_mix(key_mix(key_mix(type, 2), actor_root(b, telling[1][i])), actor_root(b, telling[0][r]))))
                return false;
    for (uint32_t d = 0; d < n_buckets; d++) {
        if (area && !add_key(&k, key_mix(key_mix(key_mix(type, 3), (uint64_t)buckets[d]), area)))
            return false;
        for (int s = 0; s < 2; s++)
            for (uint8_t i = 0; i < n_telling[s]; i++)
                if (!add_key(&k, key_mix(key_mix(key_mix(type, 4), (uint64_t)buckets[d]), telling[s][i])))
                    return false;
    }
    if (f->lead && !add_key(&k, key_mix(key_mix(type, 6), b->out->reports.items[f->report].story)))
        return false;
    for (uint8_t i = 0; i < f->n_places && i < 2; i++)
        if (b->traits[f->places[i]].precision >= 3 && !add_key(&k, key_mix(key_mix(type, 5), f->places[i])))
            return false;
    return true;
}

/* Statements and figures: same holder and the same words, nothing else. */
static bool add_statement_key(build *b, uint32_t mention, block_member_array *members)
{
    const dtl_report_event *e = event_of(b, mention);
    dtl_slice folded, words = dtl_span_text(report_of(b, mention)->text, e->mentions.items[0].evidence);
    if (!dtl_utf8_fold(&b->scratch, words, &folded))
        return false;
    uint32_t voice = voice_of_claim(b, b->out->mentions.items[mention].report, e->mentions.items[0].voice);
    dtl_slice holder = voice == DTL_NONE ? DTL_SLICE_EMPTY : b->out->actors.items[voice].id;
    if (!holder.length)
        return true; /* an outlet's own words merge only as a copy */
    keys k = {.b = b, .members = members, .base = {.item = mention, .days_apart = ANY_DAY}};
    return add_key(&k, key_mix(key_mix(key_mix(dtl_hash64(DTL_SLICE("statement")), e->item), dtl_hash64(holder)), dtl_hash64(folded)));
}

/* ---- pairs ---- */

static bool consider_pair(void *context, uint32_t x, uint32_t y)
{
    build *b = context;
    const feature *fx = &b->features[x], *fy = &b->features[y];
    if (fx->type != fy->type || fx->item != fy->item)
        return true; /* the hash of two keys fell together */
    if (fx->item != DTL_ITEM_EVENT)
        return fx->report == fy->report || edge_add(b->arena, &b->edges, x, y, SAME_WORDS);
    int32_t score, threshold = fx->reality == REALITY_AHEAD ? MERGE_AHEAD : MERGE;
    return !pair_may_link(b, x, y, threshold, &score) || score < threshold || edge_add(b->arena, &b->edges, x, y, score);
}

/* The telling that this one repeats as part of a copy; DTL_NONE when it stands for itself (retold.c). */
static uint32_t original_of(const build *b, uint32_t mention)
{
    return b->original[mention];
}

bool ledger_candidates(build *b)
{
    block_member_array members = {0}; /* in scratch: nothing else uses it in this step */
    dtl_arena_reset(&b->scratch);
    for (uint32_t i = 0; i < b->out->mentions.count; i++) {
        uint32_t original = original_of(b, i);
        if (original != DTL_NONE) {
            if (!edge_add(b->arena, &b->edges, original, i, COPY))
                return false;
        } else if (b->features[i].item != DTL_ITEM_EVENT ? !add_statement_key(b, i, &members) : !add_keys(b, i, &members)) {
            return false;
        }
    }
    const block_rule rule = {.full = BLOCK_FULL, .window = BLOCK_WINDOW, .meet = consider_pair, .context = b};
    return meet_in_blocks(b->arena->budget, &members, b->out->mentions.count, &rule);
}

/* ---- groups ---- */

/* May all of group x and all of group y be one event? Copies are passed over: their originals answer for them. */
static bool may_join(void *context, const uint32_t *next, uint32_t x, uint32_t y)
{
    const build *b = context;
    int64_t sum = 0, pairs = 0;
    uint32_t taken_x = 0;
    for (uint32_t i = x; i != DTL_NONE && taken_x < JOIN_SAMPLE; i = next[i]) {
        if (i != x && original_of(b, i) != DTL_NONE)
            continue;
        taken_x++;
        uint32_t taken_y = 0;
        for (uint32_t k = y; k != DTL_NONE && taken_y < JOIN_SAMPLE; k = next[k]) {
            if (k != y && original_of(b, k) != DTL_NONE)
                continue;
            taken_y++;
            int32_t score;
            if (!pair_may_link(b, i, k, INT32_MIN, &score))
                return false;
            sum += score;
            pairs++;
        }
    }
    return sum >= pairs * MERGE_AVERAGE;
}

bool ledger_groups(build *b)
{
    const group_rule rule = {.unasked = SAME_WORDS, .sample = JOIN_SAMPLE, .original = b->original, .may_join = may_join, .context = b};
    b->group = group_along(b->arena, b->out->mentions.count, &b->edges, &rule);
    if (!b->group)
        return false;
    /* the best edge inside the group is what a telling was merged for */
    for (uint32_t i = b->edges.count; i-- > 0;) {
        const edge *e = &b->edges.items[i];
        if (b->group[e->a] != b->group[e->b])
            continue;
        dtl_ledger_mention *a = &b->out->mentions.items[e->a], *c = &b->out->mentions.items[e->b];
        a->merged = e->b; /* for the moment: the partner; ledger_events puts the event here */
        c->merged = e->a;
        a->score = c->score = e->score;
    }
    return true;
}
