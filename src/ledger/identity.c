/* Identity: which unknown persons and groups of many reports are one.
 *
 * In: the actors of all reports with their link keys (actors.c). Out: for each the key of its cluster; equal keys become one actor.
 * What only reports name is gathered into nodes (one key, country and role). Two nodes are one actor
 *   - with equal keys, or names that differ in spelling, titles and word order only: unless role, country and time all differ;
 *   - with a middle name more, an initial, a short form or a slip of the pen: when two of role, country and time agree, one
 *     of them the role or the country; a name of one word only when all agree that are known, the country among them;
 * and never when a name of the one contradicts any name that the other has gathered. Pairs are looked for in blocks of a
 * rare word's consonants, at most BLOCK names each, so that the work grows with the names, not with their square.
 *
 *     "Daoud Tarmizzi", governor, AFG, 2023 · "Mullah Dawood Tarmizi", AFG, 2024   → one: spelling, same country
 *     "Karim Gul", minister, AFG, 2009 · "Karim Gul", footballer, PAK, 2024       → two: nothing but the name
 *
 * Everything goes in the order of keys, so that any order of reports gives the same actors. An actor's id is the smallest
 * of its reports' ids; where one id stands for several actors each carries its country: "person:karim gul@PAK".
 * Knowingly wrong: a report that knows neither role nor country lets two of one name meet; two colleagues of one name are one. */
#include "base/sort.h"
#include "base/utf8.h"
#include "ledger/identity.h"
#include <stdlib.h>

enum { BLOCK = 48, NEIGHBOURS = 24, BLOCK_WORDS = 2, BLOCKS = BLOCK_WORDS + 1, NEAR_DAYS = 730, YEAR_DAYS = 180, MONTH_DAYS = 31, WEEK_DAYS = 7, SPELLING_SCORE = 930, CHECKED = 16, ROLE_WORD = 5, KEY_NODES = 24, SPLIT_DIGITS = 8,
       STEPS = 96, LETTERS_SHARE = 3, ANSWERS = 1 << 14, BONES = 10, BLOCK_WEIGHT = 300 };

typedef struct block_entry {
    uint64_t block;
    uint32_t node;
} block_entry;

uint32_t root_of_node(node *nodes, uint32_t i)
{
    while (nodes[i].parent != i) {
        nodes[i].parent = nodes[nodes[i].parent].parent;
        i = nodes[i].parent;
    }
    return i;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* The sides of both, by verdict. */
static bool join_bounds(identity *d, node *x, const node *y)
{
    if (!y->n_bounds)
        return true;
    mark *all = dtl_arena_calloc(&d->b->scratch, (size_t)x->n_bounds + y->n_bounds, sizeof *all);
    uint32_t n = 0, p = 0, q = 0;
    if (!all)
        return false;
    while (p < x->n_bounds || q < y->n_bounds) {
        bool from_x = q >= y->n_bounds || (p < x->n_bounds && x->bounds[p].verdict <= y->bounds[q].verdict);
        if (from_x && q < y->n_bounds && x->bounds[p].verdict == y->bounds[q].verdict)
            q++; /* both are on that side */
        all[n++] = from_x ? x->bounds[p++] : y->bounds[q++];
    }
    x->bounds = all;
    x->n_bounds = n;
    return true;
}

/* The smaller index becomes the root; the rings of the two clusters are joined. */
bool unite_nodes(identity *d, uint32_t a, uint32_t b)
{
    node *nodes = d->nodes;
    uint32_t x = root_of_node(nodes, a), y = root_of_node(nodes, b);
    if (x == y)
        return true;
    if (y < x) {
        uint32_t other = x;
        x = y;
        y = other;
    }
    uint32_t next = nodes[x].next;
    nodes[y].parent = x;
    nodes[x].known_in = nodes[x].known_in || nodes[y].known_in;
    nodes[x].pinned = smaller(nodes[x].pinned, nodes[y].pinned);
    nodes[x].named = smaller(nodes[x].named, nodes[y].named);
    nodes[x].joined_by = smaller(nodes[x].joined_by, nodes[y].joined_by);
    nodes[x].next = nodes[y].next;
    nodes[y].next = next;
    return join_bounds(d, &nodes[x], &nodes[y]);
}

/* Has no analyst put these two clusters on two sides of a split? */
static bool bounds_allow(const node *a, const node *b)
{
    for (uint32_t p = 0, q = 0; p < a->n_bounds && q < b->n_bounds;) {
        if (a->bounds[p].verdict == b->bounds[q].verdict && a->bounds[p].side != b->bounds[q].side)
            return false;
        if (a->bounds[p].verdict <= b->bounds[q].verdict)
            p++;
        else
            q++;
    }
    return true;
}

/* May names alone join the clusters of these two roots? Two whom the rules or pins tell apart stay two. */
static bool clusters_may_meet(const identity *d, uint32_t x, uint32_t y)
{
    const node *a = &d->nodes[x], *b = &d->nodes[y];
    return !((a->known_in || a->pinned != DTL_NONE) && (b->known_in || b->pinned != DTL_NONE)) && bounds_allow(a, b);
}

/* May these two nodes of one key be one? */
static bool equals_may_meet(const identity *d, uint32_t i, uint32_t k)
{
    uint32_t x = root_of_node(d->nodes, i), y = root_of_node(d->nodes, k);
    const node *a = &d->nodes[x], *b = &d->nodes[y];
    if (d->nodes[i].known && a->pinned == b->pinned)
        return bounds_allow(a, b); /* one id of the rules */
    return clusters_may_meet(d, x, y);
}

/* ---- evidence ---- */

/* Do two roles share a telling word? "former governor of Balkh", "Balkh governor". */
static bool roles_alike(dtl_slice x, dtl_slice y)
{
    dtl_slice word, other;
    while (dtl_slice_next_field(&x, ' ', &word)) {
        dtl_slice rest = y;
        while (word.length >= ROLE_WORD && !dtl_slice_is(word, "former") && dtl_slice_next_field(&rest, ' ', &other))
            if (dtl_slice_equal_nocase(word, other))
                return true;
    }
    return false;
}

/* +1 agree, −1 differ, 0 unknown. */
static int country_says(const node *x, const node *y)
{
    return !x->country.length || !y->country.length ? 0 : dtl_slice_equal(x->country, y->country) ? 1 : -1;
}

static int role_says(const node *x, const node *y)
{
    return !x->role.length || !y->role.length ? 0 : roles_alike(x->role, y->role) ? 1 : -1;
}


/* Days between the reports of two nodes, 0 when one has none that is dated. */
static int64_t gap_of(const node *x, const node *y)
{
    if (x->high < x->low || y->high < y->low)
        return 0;
    int64_t gap = x->low > y->high ? (int64_t)x->low - y->high : (int64_t)y->low - x->high;
    return gap > 0 ? gap : 0;
}

static bool are_dated(const node *x, const node *y)
{
    return x->low <= x->high && y->low <= y->high;
}

static int time_says(const node *x, const node *y)
{
    return !are_dated(x, y) ? 0 : gap_of(x, y) <= NEAR_DAYS ? 1 : -1;
}

/* Two of one common name of whom reports only tell, in other towns and not of late: "Jon Marsh" is shot in Elko, and held in Salem a year on. */
static bool are_strangers(const node *x, const node *y)
{
    if (!x->person || x->known || y->known || !(x->single ? y->single : x->common && y->common))
        return false;
    nearness where = homes_say(x, y);
    int64_t gap = gap_of(x, y);
    if (x->single && y->single && country_says(x, y) <= 0)
        return where == PLACE_UNKNOWN ? !are_dated(x, y) || gap > MONTH_DAYS : where <= OTHER_TOWN || gap > YEAR_DAYS;
    return x->told_of && y->told_of && ((where == OTHER_UNIT && gap > MONTH_DAYS) || (where == OTHER_TOWN && gap > YEAR_DAYS));
}

/* Role, country and time all differ, or place and time do: nothing is left but the name. */
static bool all_differ(const node *x, const node *y)
{
    return (country_says(x, y) < 0 && role_says(x, y) < 0 && time_says(x, y) < 0) || are_strangers(x, y);
}

/* One town, and days apart; or of a name that few bear, in one week, and nothing says that the places differ. missing: one has a word more. */
static bool are_neighbours(const node *x, const node *y, int64_t days, bool missing)
{
    if (!x->person || !are_dated(x, y) || gap_of(x, y) > days)
        return false;
    nearness where = homes_say(x, y);
    bool few = !x->common && !y->common && (!missing || (x->told_of && y->told_of)); /* a leader's son may lack but his middle name */
    return where == SAME_TOWN || (where != OTHER_UNIT && where != OTHER_TOWN && few && gap_of(x, y) <= WEEK_DAYS);
}

static uint32_t counted_words(const dtl_alias_name *name)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < name->count; i++)
        n += name->parts[i].class != DTL_PART_LIGHT;
    return n;
}

static const dtl_alias_part *first_word(const dtl_alias_name *name)
{
    for (uint32_t i = 0; i < name->count; i++)
        if (name->parts[i].class != DTL_PART_LIGHT)
            return &name->parts[i];
    return NULL;
}

/* Do both names begin alike? A middle name may be left out; who is called by his father's name alone is the father. */
static bool begin_alike(const node *x, const node *y)
{
    const dtl_alias_part *a = first_word(x->alias), *b = first_word(y->alias);
    if (!a || !b)
        return false;
    bool initial = (a->class == DTL_PART_INITIAL || b->class == DTL_PART_INITIAL) && a->text.length && b->text.length && a->text.ptr[0] == b->text.ptr[0];
    return initial || dtl_slice_equal(a->text, b->text) || dtl_slice_equal(a->sound, b->sound);
}

/* Does a report have both, under two names? Then it holds them for two. */
static bool share_report(const identity *d, const node *x, const node *y)
{
    uint32_t a = (uint32_t)(x - d->nodes), b = (uint32_t)(y - d->nodes);
    for (uint32_t p = d->reports_start[a], q = d->reports_start[b]; p < d->reports_start[a + 1] && q < d->reports_start[b + 1];) {
        if (d->reports_list[p] == d->reports_list[q])
            return true;
        if (d->reports_list[p] < d->reports_list[q])
            p++;
        else
            q++;
    }
    return false;
}

static bool evidence_suffices(const identity *d, const node *x, const node *y, dtl_alias_match match)
{
    int country = country_says(x, y), role = role_says(x, y), time = time_says(x, y);
    if (counted_words(x->alias) < 2 || counted_words(y->alias) < 2) {
        bool short_form = match.reasons & DTL_ALIAS_ACRONYM && country > 0 && time >= 0;
        if (match.reasons & DTL_ALIAS_MISSING && x->single != y->single)
            return are_neighbours(x, y, WEEK_DAYS, true) && role >= 0 && !share_report(d, x, y);
        return short_form || (match.score >= SPELLING_SCORE && !(match.reasons & DTL_ALIAS_MISSING) && country > 0 && role >= 0 && time >= 0);
    }
    bool by_spelling = match.score >= SPELLING_SCORE && !(match.reasons & (DTL_ALIAS_NEAR | DTL_ALIAS_INITIALS | DTL_ALIAS_NICKNAME));
    if (all_differ(x, y))
        return false;
    bool missing = match.reasons & DTL_ALIAS_MISSING;
    if (by_spelling || (are_neighbours(x, y, MONTH_DAYS, missing) && role >= 0 && (!missing || begin_alike(x, y)) && !share_report(d, x, y)))
        return true;
    return country >= 0 && role >= 0 && (country > 0 || role > 0) && country + role + time >= 2;
}

/* ---- nodes ---- */

/* Analysts may decide about those whom the rules know, too. */
static bool is_node(const usage *u, uint32_t slot)
{
    return u->forms.items[u->form_of[slot]].unknown || marks_of(u, slot).length;
}

static bool is_single(dtl_slice person)
{
    return !memchr(person.ptr, ' ', person.length);
}

/* The number of "key|country|role|marks": what one node has in common but for its home. */
static bool number_class(dtl_map *classes, const form *f, dtl_slice marks, uint32_t *class)
{
    const dtl_slice parts[] = {f->key, f->actor->country, f->actor->role, marks};
    enum { PARTS = sizeof parts / sizeof *parts };
    size_t length = 0;
    for (int i = 0; i < PARTS; i++)
        length += parts[i].length + 1;
    char *bytes = dtl_arena_alloc(classes->arena, length);
    uint32_t used = 0;
    if (!bytes)
        return false;
    for (int i = 0; i < PARTS; i++) {
        if (parts[i].length)
            memcpy(bytes + used, parts[i].ptr, parts[i].length);
        used += parts[i].length;
        bytes[used++] = '|';
    }
    dtl_slice text = dtl_slice_make(bytes, used);
    uint32_t known = dtl_map_get(classes, text);
    *class = known != DTL_NONE ? known : classes->count;
    return known != DTL_NONE || dtl_map_put(classes, text, *class);
}

static bool class_of(dtl_map *classes, form *f, dtl_slice marks, uint32_t *class)
{
    if (marks.length)
        return number_class(classes, f, marks, class);
    if (f->class == DTL_NONE && !number_class(classes, f, marks, &f->class))
        return false;
    *class = f->class;
    return true;
}

/* The number of the town that a node is told apart by, DTL_NONE: by none. */
static uint32_t town_of(const build *b, const usage *u, uint32_t slot, const home *at)
{
    const form *f = &u->forms.items[u->form_of[slot]];
    const dtl_ledger_report *r = &b->out->reports.items[u->report_of[slot]];
    bool placed = at->place && f->skeleton.length && (is_single(f->skeleton) || (!at->speaks && !f->actor->role.length));
    return placed ? u->forms.items[u->form_of[r->first_actor + (uint32_t)(at->place - r->report->actors.items)]].id : DTL_NONE;
}

static void add_form_to_node(node *n, const dtl_report_actor *actor)
{
    if (!n->id.length || dtl_slice_compare(actor->id, n->id) < 0)
        n->id = actor->id;
    if (actor->name.length > n->name.length || (actor->name.length == n->name.length && dtl_slice_compare(actor->name, n->name) < 0))
        n->name = actor->name;
}

static void add_to_node(const build *b, const usage *u, node *n, uint32_t slot, const home *at)
{
    const dtl_report_actor *actor = u->forms.items[u->form_of[slot]].actor;
    const dtl_report *report = b->out->reports.items[u->report_of[slot]].report;
    add_home(n, at->place);
    n->told_of = n->told_of && !at->speaks && !actor->role.length;
    n->first_slot = slot < n->first_slot ? slot : n->first_slot;
    if (n->last_form != u->form_of[slot])
        add_form_to_node(n, actor);
    n->last_form = u->form_of[slot];
    if (report->published.low != DTL_DAY_OPEN_PAST && report->published.high != DTL_DAY_OPEN_FUTURE) {
        if (n->high < n->low) {
            n->low = report->published.low;
            n->high = report->published.high;
        }
        n->low = report->published.low < n->low ? report->published.low : n->low;
        n->high = report->published.high > n->high ? report->published.high : n->high;
    }
}

/* Do very many bear this name? Its last word stands in surnames.txt, or it is a given name alone. */
static bool find_common(identity *d, node *n)
{
    dtl_slice folded, word, last = DTL_SLICE_EMPTY;
    n->common = false;
    if (!n->person || n->known || !d->b->names)
        return true;
    if (!dtl_utf8_fold(&d->b->scratch, n->name, &folded))
        return false;
    while (dtl_slice_next_field(&folded, ' ', &word))
        if (word.length > 3 || !dtl_slice_starts_with(word, DTL_SLICE("jr")))
            last = word;
    n->common = last.length && ((d->surnames != DTL_NONE && dtl_rules_find(d->b->names, d->surnames, last, 0) != DTL_NONE) ||
                                (n->single && d->given_names != DTL_NONE && dtl_rules_find(d->b->names, d->given_names, last, 0) != DTL_NONE));
    return true;
}

/* Slots come by key, so that nodes are sorted by it too. node_of: per slot, DTL_NONE = the rules know it. */
static bool make_nodes(identity *d, usage *u, const home *homes, uint32_t *node_of)
{
    dtl_map classes;
    dtl_pair_map known; /* class and town → node */
    dtl_map_init(&classes, &d->b->scratch);
    dtl_pair_map_init(&known, &d->b->scratch);
    for (uint32_t i = 0; i < u->count; i++) {
        uint32_t slot = u->order[i], class;
        form *f = &u->forms.items[u->form_of[slot]];
        node_of[slot] = DTL_NONE;
        if (!is_node(u, slot))
            continue;
        if (!class_of(&classes, f, marks_of(u, slot), &class))
            return false;
        uint32_t *index = dtl_pair_map_slot(&known, (uint64_t)class << 32 | town_of(d->b, u, slot, &homes[slot]));
        if (!index)
            return false;
        if (*index == DTL_NONE) {
            *index = d->count++;
            d->nodes[*index] = (node){.key = f->key, .country = f->actor->country, .role = f->actor->role, .marks = marks_of(u, slot), .told_of = f->person,
                                      .first_slot = DTL_NONE, .last_form = DTL_NONE, .low = 0, .high = -1, .parent = *index, .next = *index,
                                      .pinned = DTL_NONE, .named = DTL_NONE, .joined_by = DTL_NONE, .person = f->person};
            d->nodes[*index].single = f->person && f->skeleton.length && is_single(f->skeleton);
            d->nodes[*index].known = d->nodes[*index].known_in = !is_unknown_actor_id(f->actor->id);
        }
        node_of[slot] = *index;
        add_to_node(d->b, u, &d->nodes[*index], slot, &homes[slot]);
    }
    for (uint32_t i = 0; i < d->count; i++)
        if (!find_common(d, &d->nodes[i]))
            return false;
    return true;
}

/* The reports of every node, in order. */
static bool list_reports(identity *d, const usage *u, const uint32_t *node_of)
{
    d->reports_start = dtl_arena_calloc(&d->b->scratch, (size_t)d->count + 2, sizeof *d->reports_start);
    d->reports_list = dtl_arena_calloc(&d->b->scratch, u->count, sizeof *d->reports_list);
    if (!d->reports_start || !d->reports_list)
        return false;
    for (uint32_t slot = 0; slot < u->count; slot++)
        if (node_of[slot] != DTL_NONE)
            d->reports_start[node_of[slot] + 2]++;
    for (uint32_t i = 2; i <= d->count; i++)
        d->reports_start[i] += d->reports_start[i - 1];
    for (uint32_t slot = 0; slot < u->count; slot++) /* slots follow reports, so that every list rises */
        if (node_of[slot] != DTL_NONE)
            d->reports_list[d->reports_start[node_of[slot] + 1]++] = u->report_of[slot];
    return true;
}

/* ---- pairs ---- */

/* Nobody of one cluster may be a stranger to one of the other: else one of whom nothing but the name is known joins two who are two. */
static bool no_strangers(const identity *d, uint32_t a, uint32_t b)
{
    uint32_t i = a;
    if (!d->nodes[a].single && !d->nodes[a].common)
        return true;
    for (int x = 0; x < CHECKED && (x == 0 || i != a); x++, i = d->nodes[i].next) {
        uint32_t k = b;
        for (int y = 0; y < CHECKED && (y == 0 || k != b); y++, k = d->nodes[k].next)
            if (are_strangers(&d->nodes[i], &d->nodes[k]))
                return false;
    }
    return true;
}

/* Equal keys are one actor unless all evidence, or an analyst, speaks against it. Where an analyst has split a name, what country or
 * role says goes first, so that the rest falls to its side. */
static bool unite_equal_keys(identity *d)
{
    for (uint32_t first = 0, end; first < d->count; first = end) {
        bool bound = d->nodes[root_of_node(d->nodes, first)].n_bounds > 0;
        for (end = first + 1; end < d->count && dtl_slice_equal(d->nodes[end].key, d->nodes[first].key); end++)
            bound = bound || d->nodes[root_of_node(d->nodes, end)].n_bounds;
        for (int pass = bound ? 0 : 1; pass < 2; pass++)
            for (uint32_t k = first + 1; k < end; k++)
                for (uint32_t i = k > first + KEY_NODES ? k - KEY_NODES : first; i < k; i++) {
                    const node *x = &d->nodes[i], *y = &d->nodes[k];
                    bool one = x->known || (!all_differ(x, y) && no_strangers(d, i, k)), surely = pass || country_says(x, y) + role_says(x, y) > 0;
                    if (one && surely && equals_may_meet(d, i, k) && !unite_nodes(d, i, k))
                        return false;
                }
    }
    return true;
}

static uint64_t block_of(const dtl_alias_part *part, bool person)
{
    char bones[BONES + 1] = {person ? 'p' : 'o'};
    uint32_t used = 1;
    for (uint32_t i = 0; i < part->sound.length && used < BONES; i++) {
        char c = part->sound.ptr[i];
        if (!strchr("aeiouvhj", c) && bones[used - 1] != c)
            bones[used++] = c;
    }
    return used < 3 ? dtl_hash64(part->sound) : dtl_hash64(dtl_slice_make(bones, used));
}

/* The blocks of a name: its weightiest words, and the acronym of an organisation. */
static uint32_t blocks_of(const node *n, uint64_t out[BLOCKS])
{
    uint32_t count = 0, taken[BLOCK_WORDS] = {DTL_NONE, DTL_NONE};
    for (; count < BLOCK_WORDS; count++) {
        uint32_t best = DTL_NONE;
        for (uint32_t i = 0; i < n->alias->count; i++) {
            const dtl_alias_part *part = &n->alias->parts[i];
            if (part->class == DTL_PART_NAME && part->weight >= BLOCK_WEIGHT && i != taken[0] &&
                (best == DTL_NONE || part->weight > n->alias->parts[best].weight))
                best = i;
        }
        if (best == DTL_NONE)
            break;
        taken[count] = best;
        out[count] = block_of(&n->alias->parts[best], n->person);
    }
    if (!n->person && n->alias->short_acronym.length) {
        dtl_alias_part acronym = {.sound = n->alias->short_acronym};
        out[count++] = block_of(&acronym, false);
    }
    return count;
}

static const dtl_sort_field by_block[] = {{offsetof(block_entry, block), 8, false, false}, {offsetof(block_entry, node), 4, false, false}};

/* Can these two words be spellings of one? Much cheaper than to compare them: it looks which consonants only one of them has. */
static bool words_may_meet(const dtl_alias_part *x, const dtl_alias_part *y)
{
    if (x->class == DTL_PART_INITIAL || y->class == DTL_PART_INITIAL)
        return x->text.length && y->text.length && x->text.ptr[0] == y->text.ptr[0];
    if (x->consonants || y->consonants || (x->known != DTL_NONE && x->known == y->known))
        return true;
    for (int i = 0; i < 3 && x->nick[i] != DTL_NONE; i++)
        for (int k = 0; k < 3; k++)
            if (x->nick[i] == y->nick[k])
                return true;
    uint32_t all = (uint32_t)__builtin_popcount(x->letters) + (uint32_t)__builtin_popcount(y->letters);
    return (uint32_t)__builtin_popcount(x->letters ^ y->letters) <= all / LETTERS_SHARE;
}

/* Can every word of the shorter name be one of the longer, or two of them together? Else both have a word that the other has not. */
static bool names_may_meet(const dtl_alias_name *x, const dtl_alias_name *y)
{
    const dtl_alias_name *few = x->count <= y->count ? x : y, *many = few == x ? y : x;
    for (uint32_t i = 0; i < few->count; i++) {
        bool met = few->parts[i].class == DTL_PART_LIGHT;
        for (uint32_t k = 0; k < many->count && !met; k++) {
            met = words_may_meet(&few->parts[i], &many->parts[k]);
            if (!met && k + 1 < many->count) {
                dtl_alias_part both = many->parts[k];
                both.letters |= many->parts[k + 1].letters;
                met = words_may_meet(&few->parts[i], &both);
            }
        }
        if (!met)
            return false;
    }
    return true;
}

/* Names that many nodes bear meet again and again: the last answers are kept. */
static dtl_alias_match compare_names(identity *d, const node *x, const node *y)
{
    uint32_t p = x->name_number < y->name_number ? x->name_number : y->name_number, q = x->name_number ^ y->name_number ^ p;
    answer *kept = &d->answers[(p * 2654435761u ^ q * 40503u) % ANSWERS];
    if (kept->a != p + 1 || kept->b != q + 1 || kept->person != x->person) {
        bool swapped = p != x->name_number;
        *kept = (answer){p + 1, q + 1, x->person, dtl_alias_compare(&d->b->alias, swapped ? y->alias : x->alias, swapped ? x->alias : y->alias)};
    }
    return kept->match;
}

static bool compare_nodes(identity *d, uint32_t a, uint32_t b)
{
    const node *x = &d->nodes[a], *y = &d->nodes[b];
    if (a == b || x->person != y->person || root_of_node(d->nodes, a) == root_of_node(d->nodes, b) ||
        !clusters_may_meet(d, root_of_node(d->nodes, a), root_of_node(d->nodes, b)))
        return true;
    if (dtl_slice_equal(x->key, y->key) || (x->person && !names_may_meet(x->alias, y->alias)))
        return true; /* equal keys were judged before */
    dtl_alias_match match = compare_names(d, x, y);
    int32_t least = match.reasons & DTL_ALIAS_NEAR ? DTL_ALIAS_SURE : DTL_ALIAS_SAME;
    if (match.score < least || match.reasons & (DTL_ALIAS_OTHER | DTL_ALIAS_NUMBER) || !evidence_suffices(d, x, y, match))
        return true;
    candidate *c = dtl_array_push(&d->b->scratch, &d->candidates);
    if (c)
        *c = (candidate){match.score, a < b ? a : b, a < b ? b : a, x->single != y->single};
    return c != NULL;
}

/* A block that is too full to compare all with all is cut by towns too: names of one town lie together there. */
static void add_towns(const identity *d, const block_entry *block, uint32_t count, block_entry *towns, uint32_t *town_count)
{
    for (uint32_t i = 0; i < count; i++) {
        const node *n = &d->nodes[block[i].node];
        if (n->person && n->n_homes && n->n_homes <= HOMES && n->homes[0]->place_precision >= TOWN_PRECISION)
            towns[(*town_count)++] = (block_entry){dtl_hash64_continue(block[i].block, n->homes[0]->id), block[i].node};
    }
}

/* Compares the members of each block with each other; towns (NULL: no more) takes the entries of those that are too full for it. */
static bool compare_blocks(identity *d, block_entry *entries, uint32_t count, block_entry *towns, uint32_t *town_count)
{
    if (!dtl_sort(d->b->arena->budget, entries, count, sizeof *entries, by_block, 2))
        return false;
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && entries[end].block == entries[first].block; end++)
            ;
        uint32_t reach = end - first > BLOCK ? NEIGHBOURS : BLOCK;
        for (uint32_t i = first; i < end; i++)
            for (uint32_t k = i + 1, compared = 0; k < end && k <= i + STEPS && compared < reach; k++) {
                compared += root_of_node(d->nodes, entries[i].node) != root_of_node(d->nodes, entries[k].node);
                if (!compare_nodes(d, entries[i].node, entries[k].node))
                    return false;
            }
        if (towns && end - first > BLOCK)
            add_towns(d, entries + first, end - first, towns, town_count);
    }
    return true;
}

/* The prepared name of a node; one for all nodes of the name. */
static bool prepare_name(identity *d, dtl_map *known, const dtl_alias_name **names, node *n)
{
    uint32_t index = dtl_map_get(known, n->name);
    if (index != DTL_NONE) {
        n->alias = names[index];
        n->name_number = index;
        return true;
    }
    dtl_alias_name *made = dtl_arena_alloc(&d->b->scratch, sizeof *made);
    if (!made || !dtl_alias_prepare(&d->b->alias, &d->b->scratch, n->name, n->person ? DTL_ALIAS_PERSON : DTL_ALIAS_ORGANISATION, made))
        return false;
    n->alias = names[known->count] = made;
    n->name_number = known->count;
    return dtl_map_put(known, n->name, known->count);
}

static bool find_candidates(identity *d)
{
    dtl_map known[2]; /* names of persons, of groups */
    const dtl_alias_name **names[2] = {dtl_arena_calloc(&d->b->scratch, d->count, sizeof **names), dtl_arena_calloc(&d->b->scratch, d->count, sizeof **names)};
    dtl_map_init(&known[0], &d->b->scratch);
    dtl_map_init(&known[1], &d->b->scratch);
    d->answers = dtl_arena_calloc(&d->b->scratch, ANSWERS, sizeof *d->answers);
    if (!d->answers || (d->count && (!names[0] || !names[1])))
        return false;
    block_entry *entries = dtl_arena_calloc(&d->b->scratch, (size_t)d->count * BLOCKS + 1, sizeof *entries);
    uint32_t count = 0;
    if (!entries)
        return false;
    for (uint32_t i = 0; i < d->count; i++) {
        uint64_t blocks[BLOCKS];
        node *n = &d->nodes[i];
        if (n->known && !n->person)
            continue; /* a group of the rules is known by its id alone */
        if (!prepare_name(d, &known[!n->person], names[!n->person], n))
            return false;
        uint32_t found = blocks_of(n, blocks);
        for (uint32_t k = 0; k < found; k++)
            entries[count++] = (block_entry){blocks[k], i};
    }
    block_entry *towns = dtl_arena_calloc(&d->b->scratch, (size_t)count + 1, sizeof *towns);
    uint32_t town_count = 0;
    return towns && compare_blocks(d, entries, count, towns, &town_count) && compare_blocks(d, towns, town_count, NULL, NULL);
}

/* No name that one cluster has gathered may contradict a name of the other. */
static bool clusters_agree(const identity *d, uint32_t a, uint32_t b)
{
    uint32_t i = a;
    for (int x = 0; x < CHECKED && (x == 0 || i != a); x++, i = d->nodes[i].next) {
        uint32_t k = b;
        for (int y = 0; y < CHECKED && (y == 0 || k != b); y++, k = d->nodes[k].next) {
            if (d->nodes[i].joined || d->nodes[k].joined || !d->nodes[i].alias || !d->nodes[k].alias)
                continue;
            dtl_alias_match match = dtl_alias_compare(&d->b->alias, d->nodes[i].alias, d->nodes[k].alias);
            if (match.reasons & (DTL_ALIAS_OTHER | DTL_ALIAS_NUMBER) || all_differ(&d->nodes[i], &d->nodes[k]))
                return false;
        }
    }
    return true;
}

static int by_score(const void *x, const void *y)
{
    const candidate *a = x, *b = y;
    if (a->part != b->part)
        return a->part ? 1 : -1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static int by_single(const void *x, const void *y, void *context)
{
    const identity *d = context;
    const candidate *a = x, *b = y;
    uint32_t p = d->nodes[a->a].single ? a->a : a->b, q = d->nodes[b->a].single ? b->a : b->b;
    return p != q ? (p < q ? -1 : 1) : by_score(x, y);
}

/* A name of one word, in a town and week in which only one is called so in full, is his. */
static bool unite_single(identity *d, candidate *items, uint32_t count)
{
    if (count)
        qsort_r(items, count, sizeof *items, by_single, d);
    for (uint32_t first = 0, end; first < count; first = end) {
        uint32_t one = d->nodes[items[first].a].single ? items[first].a : items[first].b, full = DTL_NONE;
        bool alone = true;
        for (end = first; end < count && (items[end].a == one || items[end].b == one); end++) {
            uint32_t root = root_of_node(d->nodes, items[end].a == one ? items[end].b : items[end].a);
            alone = alone && (full == DTL_NONE || full == root);
            full = root;
        }
        uint32_t root = root_of_node(d->nodes, one);
        if (alone && root != full && clusters_may_meet(d, root, full) && clusters_agree(d, root, full) && !unite_nodes(d, root, full))
            return false;
    }
    return true;
}

static bool unite_candidates(identity *d)
{
    uint32_t whole = 0;
    if (d->candidates.count)
        qsort(d->candidates.items, d->candidates.count, sizeof *d->candidates.items, by_score);
    for (; whole < d->candidates.count && !d->candidates.items[whole].part; whole++) {
        uint32_t a = root_of_node(d->nodes, d->candidates.items[whole].a), b = root_of_node(d->nodes, d->candidates.items[whole].b);
        if (a != b && clusters_may_meet(d, a, b) && clusters_agree(d, a, b) && !unite_nodes(d, a, b))
            return false;
    }
    return unite_single(d, d->candidates.items + whole, d->candidates.count - whole);
}

/* ---- ids ---- */

/* Of a cluster: the id that an analyst pinned it to, the rules' id, else the smallest; and its smallest country. */
static void cluster_id(const identity *d, uint32_t root, dtl_slice *id, dtl_slice *country)
{
    uint32_t i = root;
    bool known = false;
    *id = *country = DTL_SLICE_EMPTY;
    do {
        const node *n = &d->nodes[i];
        if (!id->length || (n->known && !known) || (n->known == known && dtl_slice_compare(n->id, *id) < 0)) {
            *id = n->id;
            known = n->known;
        }
        if (n->country.length && (!country->length || dtl_slice_compare(n->country, *country) < 0))
            *country = n->country;
        i = n->next;
    } while (i != root);
    if (d->nodes[root].pinned != DTL_NONE)
        *id = d->b->verdicts.items[d->nodes[root].pinned].decision->actor;
}

/* "id" and a mark and more words, in the arena. */
static bool longer_id(identity *d, dtl_slice *id, char between, dtl_slice more)
{
    char *bytes = dtl_arena_alloc(d->b->arena, (size_t)id->length + more.length + 1);
    if (!bytes)
        return false;
    memcpy(bytes, id->ptr, id->length);
    bytes[id->length] = between;
    if (more.length)
        memcpy(bytes + id->length + 1, more.ptr, more.length);
    *id = dtl_slice_make(bytes, (size_t)id->length + 1 + more.length);
    return true;
}

/* Which ids stand for several clusters. */
static bool find_shared(identity *d, const dtl_slice *keys, dtl_map *owner, dtl_map *twice)
{
    dtl_map_init(owner, &d->b->scratch);
    dtl_map_init(twice, &d->b->scratch);
    for (uint32_t i = 0; i < d->count; i++)
        if (root_of_node(d->nodes, i) == i && !dtl_map_put(dtl_map_get(owner, keys[i]) != DTL_NONE ? twice : owner, keys[i], i))
            return false;
    return true;
}

/* Where several clusters would have one id, those that an analyst split off take his decision along ("person:john smith~5d1f0c2a"), and
 * where several are left each takes its country along; so does whoever shares the rules' id of an actor that no decision is about. */
static bool name_clusters(identity *d, dtl_slice *keys)
{
    dtl_map owner, twice;
    dtl_slice country;
    for (uint32_t i = 0; i < d->count; i++)
        if (root_of_node(d->nodes, i) == i)
            cluster_id(d, i, &keys[i], &country);
    if (!find_shared(d, keys, &owner, &twice))
        return false;
    for (uint32_t i = 0; i < d->count; i++) {
        const dtl_decision *split = root_of_node(d->nodes, i) == i ? split_of(d, i) : NULL;
        if (split && d->nodes[i].pinned == DTL_NONE && (d->nodes[i].known_in || dtl_map_get(&twice, keys[i]) != DTL_NONE) &&
            !longer_id(d, &keys[i], '~', dtl_slice_make(split->id, SPLIT_DIGITS)))
            return false;
    }
    if (!find_shared(d, keys, &owner, &twice))
        return false;
    for (uint32_t i = 0; i < d->count; i++) {
        dtl_slice id;
        if (root_of_node(d->nodes, i) != i || d->nodes[i].known_in || d->nodes[i].pinned != DTL_NONE || dtl_map_get(&twice, keys[i]) == DTL_NONE)
            continue;
        cluster_id(d, i, &id, &country);
        if (!longer_id(d, &keys[i], '@', country))
            return false;
    }
    return true;
}

/* The first use of a cluster: its report and id. */
static bool first_use(const identity *d, uint32_t root, char digits[65])
{
    uint32_t i = root, slot = DTL_NONE, report = 0;
    do {
        if (d->nodes[i].first_slot < slot) {
            slot = d->nodes[i].first_slot;
            report = d->reports_list[d->reports_start[i]];
        }
        i = d->nodes[i].next;
    } while (i != root);
    const dtl_slice parts[] = {d->b->out->reports.items[report].report->key, d->nodes[root].key};
    dtl_sha256_hex(dtl_sha256_of_parts(parts, 2), digits);
    return slot != DTL_NONE;
}

/* Several of one id in one country: each takes a mark of its first use along, so that every id stands for one actor and later reports
 * seldom change it. Those of one pin are one. */
static bool tell_apart(identity *d, dtl_slice *keys)
{
    dtl_map owner, twice, used;
    if (!find_shared(d, keys, &owner, &twice))
        return false;
    dtl_map_init(&used, &d->b->scratch);
    for (uint32_t i = 0; i < d->count; i++) {
        char digits[65];
        if (root_of_node(d->nodes, i) != i)
            continue;
        if (d->nodes[i].pinned == DTL_NONE && !d->nodes[i].known_in && dtl_map_get(&twice, keys[i]) != DTL_NONE && first_use(d, i, digits) &&
            !longer_id(d, &keys[i], '+', dtl_slice_make(digits, SPLIT_DIGITS)))
            return false;
        while (dtl_map_get(&used, keys[i]) != DTL_NONE && d->nodes[i].pinned == DTL_NONE)
            if (!longer_id(d, &keys[i], '+', DTL_SLICE_EMPTY))
                return false;
        if (!dtl_map_put(&used, keys[i], i))
            return false;
    }
    return true;
}

/* The clusters, with what decisions say of the actors that they become: uses that a decision joined, or is about, are a cluster beside the rest. */
static bool tell_clusters(const identity *d, usage *u, const uint32_t *node_of, const dtl_slice *keys)
{
    dtl_pair_map known; /* root of nodes, and which of its uses → cluster */
    dtl_pair_map_init(&known, &d->b->scratch);
    for (uint32_t slot = 0; slot < u->count; slot++) {
        u->cluster_of[slot] = DTL_NONE;
        if (node_of[slot] == DTL_NONE)
            continue;
        uint32_t number = root_of_node(d->nodes, node_of[slot]);
        const node *root = &d->nodes[number];
        bool joined = d->nodes[node_of[slot]].joined && root->joined_by != DTL_NONE, marked = marks_of(u, slot).length > 0;
        uint32_t *index = dtl_pair_map_slot(&known, (uint64_t)number << 2 | (uint64_t)joined << 1 | marked);
        if (!index)
            return false;
        if (*index == DTL_NONE) {
            *index = u->clusters.count;
            cluster *made = dtl_array_push(d->b->arena, &u->clusters);
            if (!made)
                return false;
            *made = (cluster){.key = keys[number], .joined = joined ? d->b->verdicts.items[root->joined_by].decision : NULL, .marked = marked};
            if (root->named != DTL_NONE)
                made->wanted = d->b->verdicts.items[root->named].decision->name;
        }
        u->cluster_of[slot] = *index;
    }
    return true;
}

bool ledger_identities(build *b, usage *u)
{
    identity d = {.b = b, .surnames = DTL_NONE, .given_names = DTL_NONE};
    if (b->names) {
        d.surnames = dtl_rules_table(b->names, "surnames");
        d.given_names = dtl_rules_table(b->names, "first-names");
    }
    dtl_arena_reset(&b->scratch);
    uint32_t *node_of = dtl_arena_calloc(&b->scratch, u->count, sizeof *node_of), nodes = 0;
    for (uint32_t slot = 0; slot < u->count; slot++)
        nodes += is_node(u, slot);
    d.nodes = dtl_arena_calloc(&b->scratch, nodes, sizeof *d.nodes);
    dtl_slice *keys = dtl_arena_calloc(&b->scratch, nodes, sizeof *keys);
    home *homes;
    if (!node_of || !d.nodes || !keys || !find_homes(b, u->count, &homes) || !make_nodes(&d, u, homes, node_of) || !list_reports(&d, u, node_of) ||
        !decisions_apply(&d) || !unite_equal_keys(&d))
        return false;
    if (b->names && (!find_candidates(&d) || !unite_candidates(&d)))
        return false;
    bool good = name_clusters(&d, keys) && tell_apart(&d, keys) && tell_clusters(&d, u, node_of, keys);
    dtl_arena_reset(&b->scratch);
    return good;
}

bool identity_reason(build *b, dtl_slice name, dtl_slice other, bool person, bool one_country, dtl_slice *reason)
{
    static const char country[] = ", one country";
    dtl_alias_name x, y;
    dtl_alias_kind kind = person ? DTL_ALIAS_PERSON : DTL_ALIAS_ORGANISATION;
    *reason = DTL_SLICE_EMPTY;
    if (!b->names)
        return true;
    dtl_slice words;
    if (!dtl_alias_prepare(&b->alias, &b->scratch, name, kind, &x) || !dtl_alias_prepare(&b->alias, &b->scratch, other, kind, &y))
        return false;
    dtl_alias_match match = dtl_alias_compare(&b->alias, &x, &y);
    if (!match.score || match.reasons & DTL_ALIAS_OTHER)
        words = DTL_SLICE("called so in a report"); /* "known as …" */
    else if (!dtl_alias_explain(&b->scratch, &x, &y, match, &words))
        return false;
    char *bytes = dtl_arena_alloc(b->arena, words.length + sizeof country);
    if (!bytes)
        return false;
    memcpy(bytes, words.ptr, words.length);
    if (one_country)
        memcpy(bytes + words.length, country, sizeof country - 1);
    *reason = dtl_slice_make(bytes, words.length + (one_country ? sizeof country - 1 : 0));
    dtl_arena_reset(&b->scratch);
    return true;
}
