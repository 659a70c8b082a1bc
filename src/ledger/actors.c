/* Actors over all reports.
 *
 * In: the actors of every report. Out: ledger.actors by id, their other spellings, and for each report actor which one it is.
 * Names that the rules know carry the rules' id and are one actor by it. A person whom only reports name has an id made of
 * the name as spelt there; spellings fall together when their keys are equal:
 *
 *     "Mullah Daud Muzammil", "Mohammad Dawood Muzamil" → "daud muzamil"
 *
 * (identity.c then finds the names that differ in more, and parts those of one name that are two people.)
 *
 * The key drops titles and a leading Mohammad (if two names remain) and folds what transliteration from Arabic script
 * leaves open: doubled letters, ou/oo/u, ee/i inside a name, q/k, kh/k, gh/g, dh/d, ph/f, final -ed/-ad, a w between vowels,
 * hyphens and apostrophes. A single name is one person only within one country.
 * Knowingly wrong: see identity.c.
 */
#include "base/utf8.h"
#include "ledger/internal.h"
#include <stdio.h>
#include <stdlib.h>

enum { NAME_WORDS = 12 };
#define NOBODY (DTL_NONE - 1)

static bool is_title(dtl_slice word)
{
    static const char *const titles[] = {"mullah", "mulla", "mawlawi", "maulvi", "mawlavi", "maulana", "haji", "hajji", "hafiz",
                                         "qari", "ustad", "sheikh", "shaikh", "mufti", "sayed", "dr", "dr.", "mr", "mr.", "mrs",
                                         "mrs.", "ms", "ms.", "general", "gen.", "colonel", "col.", "president", "minister"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (dtl_slice_is(word, titles[i]))
            return true;
    return false;
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* One folded name word → its skeleton, never longer. */
static uint32_t skeleton(dtl_slice word, char *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < word.length; i++) {
        char c = word.ptr[i], next = i + 1 < word.length ? word.ptr[i + 1] : 0;
        bool inside = i + 2 < word.length;
        if (c == '\'' || c == '.' || c == '`')
            continue;
        if ((c == 'o' && (next == 'u' || (next == 'o' && inside)))) {
            c = 'u';
            i++;
        } else if (c == 'e' && next == 'e' && inside) {
            c = 'i';
            i++;
        } else if ((c == 'k' || c == 'g' || c == 'd') && next == 'h') {
            i++;
        } else if (c == 'p' && next == 'h') {
            c = 'f';
            i++;
        } else if (c == 'q') {
            c = 'k';
        } else if (c == 'w' && n && is_vowel(out[n - 1]) && is_vowel(next)) {
            continue;
        }
        if (n && out[n - 1] == c)
            continue;
        out[n++] = c;
    }
    if (n > 3 && out[n - 1] == 'd' && out[n - 2] == 'e')
        out[n - 2] = 'a';
    return n;
}

static bool is_common_first_name(dtl_slice skeleton_word)
{
    return dtl_slice_is(skeleton_word, "mohamad") || dtl_slice_is(skeleton_word, "muhamad") || dtl_slice_is(skeleton_word, "md");
}

bool person_key(dtl_arena *arena, dtl_slice name, dtl_slice *key)
{
    dtl_slice folded;
    if (!dtl_utf8_fold(arena, name, &folded))
        return false;
    char *bytes = dtl_arena_alloc(arena, (size_t)folded.length + 1), *scratch = dtl_arena_alloc(arena, (size_t)folded.length + 1);
    dtl_slice words[NAME_WORDS];
    uint32_t count = 0, used = 0, length = 0;
    if (!bytes || !scratch)
        return false;
    for (uint32_t at = 0; at < folded.length && count < NAME_WORDS;) {
        uint32_t start = at;
        while (at < folded.length && folded.ptr[at] != ' ' && folded.ptr[at] != '-' && folded.ptr[at] != '_')
            at++;
        dtl_slice word = {folded.ptr + start, at - start};
        at++;
        if (!word.length || is_title(word))
            continue;
        words[count] = (dtl_slice){scratch + used, skeleton(word, scratch + used)};
        used += words[count].length;
        count += words[count].length > 0;
    }
    uint32_t first = count > 2 && is_common_first_name(words[0]) ? 1 : 0;
    for (uint32_t i = first; i < count; i++) {
        if (length)
            bytes[length++] = ' ';
        memcpy(bytes + length, words[i].ptr, words[i].length);
        length += words[i].length;
    }
    *key = dtl_slice_make(bytes, length);
    return true;
}

static dtl_slice without_prefix(dtl_slice id)
{
    dtl_slice prefix = DTL_SLICE("person:");
    return dtl_slice_starts_with(id, prefix) ? dtl_slice_make(id.ptr + prefix.length, id.length - prefix.length) : id;
}

static bool link_key(build *b, spelling *s)
{
    s->key = s->actor->id;
    s->person = DTL_SLICE_EMPTY;
    if (!dtl_slice_is(s->actor->kind, "person"))
        return true;
    dtl_slice name = s->actor->name.length ? s->actor->name : without_prefix(s->actor->id);
    if (!person_key(b->arena, name, &s->person))
        return false;
    if (!dtl_slice_starts_with(s->actor->id, DTL_SLICE("person:")) || !s->person.length)
        return true; /* the rules know this person */
    bool single = !memchr(s->person.ptr, ' ', s->person.length);
    char *bytes = dtl_arena_alloc(b->arena, (size_t)s->person.length + s->actor->country.length + 9);
    if (!bytes)
        return false;
    memcpy(bytes, "person:", 7);
    memcpy(bytes + 7, s->person.ptr, s->person.length);
    uint32_t length = 7 + s->person.length;
    if (single) {
        bytes[length++] = '|';
        if (s->actor->country.length)
            memcpy(bytes + length, s->actor->country.ptr, s->actor->country.length);
        length += s->actor->country.length;
    }
    s->key = dtl_slice_make(bytes, length);
    return true;
}

static int by_named(const void *x, const void *y, void *context)
{
    const dtl_slice *names = context;
    return dtl_slice_compare(names[*(const uint32_t *)x], names[*(const uint32_t *)y]);
}

/* Gives every spelling the rank of its key (or of its id) among all of them: few differ, so strings are compared for few. */
static bool rank_names(dtl_arena *arena, const spelling *s, uint32_t count, bool of_ids, uint32_t *rank, uint32_t *n_ranks)
{
    dtl_map known;
    dtl_slice *names = dtl_arena_calloc(arena, count, sizeof *names);
    uint32_t *order = dtl_arena_calloc(arena, count, sizeof *order), *place = dtl_arena_calloc(arena, count, sizeof *place), n = 0;
    if (!names || !order || !place)
        return false;
    dtl_map_init(&known, arena);
    for (uint32_t i = 0; i < count; i++) {
        dtl_slice name = of_ids ? s[i].actor->id : s[i].key;
        uint32_t at = dtl_map_get(&known, name);
        if (at == DTL_NONE) {
            at = n++;
            names[at] = name;
            order[at] = at;
            if (!dtl_map_put(&known, name, at))
                return false;
        }
        rank[i] = at;
    }
    qsort_r(order, n, sizeof *order, by_named, names);
    for (uint32_t i = 0; i < n; i++)
        place[order[i]] = i;
    for (uint32_t i = 0; i < count; i++)
        rank[i] = place[rank[i]];
    *n_ranks = n;
    return true;
}

/* One stable pass: from order `in` to order `out` by rank. */
static bool by_rank(dtl_arena *arena, const uint32_t *rank, uint32_t n_ranks, const uint32_t *in, uint32_t *out, uint32_t count)
{
    uint32_t *start = dtl_arena_calloc(arena, (size_t)n_ranks + 1, sizeof *start);
    if (!start)
        return false;
    for (uint32_t i = 0; i < count; i++)
        start[rank[in[i]] + 1]++;
    for (uint32_t r = 0; r < n_ranks; r++)
        start[r + 1] += start[r];
    for (uint32_t i = 0; i < count; i++)
        out[start[rank[in[i]]]++] = in[i];
    return true;
}

/* By link key, then id, then slot: slots follow report keys, so this is canonical. */
static bool sort_spellings(build *b, spelling *s, uint32_t count)
{
    dtl_arena arena; /* of this step alone */
    dtl_arena_init(&arena, b->arena->budget);
    spelling *copy = dtl_arena_calloc(&arena, count, sizeof *copy);
    uint32_t *rank = dtl_arena_calloc(&arena, count, sizeof *rank), *one = dtl_arena_calloc(&arena, count, sizeof *one);
    uint32_t *two = dtl_arena_calloc(&arena, count, sizeof *two), n_ranks = 0;
    bool good = copy && rank && one && two;
    for (uint32_t i = 0; good && i < count; i++)
        one[s[i].slot] = i;
    good = good && rank_names(&arena, s, count, true, rank, &n_ranks) && by_rank(&arena, rank, n_ranks, one, two, count) &&
           rank_names(&arena, s, count, false, rank, &n_ranks) && by_rank(&arena, rank, n_ranks, two, one, count);
    for (uint32_t i = 0; good && i < count; i++)
        copy[i] = s[one[i]];
    if (good && count)
        memcpy(s, copy, count * sizeof *s);
    dtl_arena_free(&arena);
    return good;
}

static int by_slice(const void *x, const void *y)
{
    return dtl_slice_compare(*(const dtl_slice *)x, *(const dtl_slice *)y);
}

static void take(dtl_slice *field, dtl_slice value)
{
    if (!field->length)
        *field = value;
}

/* The longest spelling of a name says most; of a role noun the shortest, because the others belong to one report. */
static bool is_better_name(dtl_slice name, dtl_slice than, bool role)
{
    if (!name.length || name.length == than.length)
        return name.length && dtl_slice_compare(name, than) < 0;
    return role ? name.length < than.length : name.length > than.length;
}

/* How many names the spellings first … end - 1 bring: each its own, and those its report lists beside it. */
static uint32_t count_names(const spelling *s, uint32_t first, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t i = first; i < end; i++) {
        dtl_slice rest = s[i].actor->spellings, one;
        count++;
        while (rest.length && dtl_slice_next_field(&rest, ';', &one))
            count++;
    }
    return count;
}

static uint32_t collect_names(const spelling *s, uint32_t first, uint32_t end, dtl_slice *names)
{
    uint32_t count = 0;
    for (uint32_t i = first; i < end; i++) {
        dtl_slice rest = s[i].actor->spellings, one;
        names[count++] = s[i].actor->name;
        while (rest.length && dtl_slice_next_field(&rest, ';', &one))
            names[count++] = dtl_slice_trim(one);
    }
    return count;
}

/* An actor that only reports name. */
static bool is_unknown_id(dtl_slice id)
{
    return dtl_slice_starts_with(id, DTL_SLICE("person:")) || dtl_slice_starts_with(id, DTL_SLICE("name:"));
}

/* The use whose report has the actor's own id: what the rules say of him goes before what they say of a name that is taken for his. */
static uint32_t foremost(const spelling *s, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (dtl_slice_equal(s[i].actor->id, s[i].key))
            return i;
    return first;
}

/* The names that a decision brought into an actor → its first use there (of spellings first … end - 1); those that uses bear which no decision
 * joined are not among them. */
static bool joined_names(build *b, const spelling *s, uint32_t first, uint32_t end, dtl_map *by_name)
{
    dtl_map_init(by_name, b->arena);
    for (int pass = 0; pass < 2; pass++) /* joined uses first, then the others take their names away */
        for (uint32_t i = first; i < end; i++) {
            dtl_slice rest = s[i].actor->spellings, one = s[i].actor->name;
            if ((s[i].joined != NULL) == (pass != 0))
                continue;
            do {
                one = dtl_slice_trim(one);
                uint32_t kept = dtl_map_get(by_name, one);
                if ((pass ? kept != DTL_NONE : kept == DTL_NONE) && !dtl_map_put(by_name, one, pass ? NOBODY : i))
                    return false;
            } while (rest.length && dtl_slice_next_field(&rest, ';', &one));
        }
    return true;
}

/* "as N. Haidari decided (5d1f0c2a…)" */
static bool joined_reason(build *b, const dtl_decision *d, dtl_slice *reason)
{
    char words[DTL_ANALYST_MAX + DTL_DECISION_ID + 32];
    int length = snprintf(words, sizeof words, "as %.*s decided (%s)", (int)d->signed_by.analyst.length, d->signed_by.analyst.ptr, d->id);
    return dtl_arena_copy(b->arena, dtl_slice_make(words, (size_t)length), reason);
}

/* Makes one actor of the spellings first … end - 1. */
static bool make_actor(build *b, spelling *s, uint32_t first, uint32_t end)
{
    dtl_ledger_actor actor = {.id = s[first].key, .latitude = INT32_MIN, .longitude = INT32_MIN};
    uint32_t index = b->out->actors.count, best = foremost(s, first, end);
    bool some_joined = false, own = dtl_slice_equal(s[best].actor->id, actor.id) && !is_unknown_id(actor.id);
    dtl_slice *names = dtl_arena_calloc(b->arena, count_names(s, first, end), sizeof *names), wanted = DTL_SLICE_EMPTY;
    if (!names)
        return false;
    uint32_t name_count = collect_names(s, first, end, names);
    for (uint32_t i = first; i <= end; i++) { /* the foremost first, then all */
        const spelling *one = &s[i == first ? best : i - 1];
        const dtl_report_actor *a = one->actor;
        take(&actor.kind, a->kind);
        take(&actor.country, a->country);
        take(&actor.sector, a->sector);
        take(&actor.role, a->role);
        take(&actor.parent_id, a->parent_id);
        take(&actor.admin1, a->admin1);
        if (a->place_precision > actor.place_precision)
            actor.place_precision = a->place_precision;
        if (actor.latitude == INT32_MIN) {
            actor.latitude = a->latitude;
            actor.longitude = a->longitude;
        }
        bool stranger = own && one->joined && !dtl_slice_equal(a->id, actor.id);
        if (!stranger && (!actor.name.length || is_better_name(a->name, actor.name, dtl_slice_is(a->kind, "role"))))
            actor.name = a->name;
        take(&wanted, one->wanted);
        some_joined = some_joined || one->joined;
        b->out->actor_of[one->slot] = index;
    }
    if (wanted.length)
        actor.name = wanted;
    bool person = dtl_slice_is(actor.kind, "person"), unknown = is_unknown_id(actor.id), one_country = actor.country.length > 0;
    for (uint32_t i = first; i < end; i++)
        one_country = one_country && dtl_slice_equal(s[i].actor->country, actor.country);
    dtl_map by_name;
    if (some_joined && !joined_names(b, s, first, end, &by_name))
        return false;
    qsort(names, name_count, sizeof *names, by_slice);
    for (uint32_t i = 0; i < name_count; i++) {
        if (!names[i].length || dtl_slice_equal(names[i], actor.name) || (i && dtl_slice_equal(names[i], names[i - 1])))
            continue;
        dtl_ledger_alias *alias = dtl_array_push(b->arena, &b->out->aliases);
        if (!alias)
            return false;
        *alias = (dtl_ledger_alias){.actor = index, .name = names[i]};
        uint32_t use = some_joined ? dtl_map_get(&by_name, names[i]) : DTL_NONE;
        const dtl_decision *joined = use < end ? s[use].joined : NULL;
        if (joined ? !joined_reason(b, joined, &alias->reason) : unknown && !identity_reason(b, actor.name, names[i], person, one_country, &alias->reason))
            return false;
    }
    dtl_ledger_actor *made = dtl_array_push(b->arena, &b->out->actors);
    if (!made)
        return false;
    *made = actor;
    b->person_keys[index] = s[first].person;
    return true;
}

/* Actors were made in the order of link keys; the ledger lists them by id. */
static int by_actor_id(const void *x, const void *y, void *context)
{
    const dtl_ledger_actor *actors = context;
    return dtl_slice_compare(actors[*(const uint32_t *)x].id, actors[*(const uint32_t *)y].id);
}

static int by_alias(const void *x, const void *y)
{
    const dtl_ledger_alias *a = x, *b = y;
    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    return dtl_slice_compare(a->name, b->name);
}

static bool sort_actors(build *b, uint32_t slots)
{
    uint32_t count = b->out->actors.count;
    uint32_t *order = dtl_arena_calloc(b->arena, count, sizeof *order), *place = dtl_arena_calloc(b->arena, count, sizeof *place);
    dtl_ledger_actor *sorted = dtl_arena_calloc(b->arena, count, sizeof *sorted);
    dtl_slice *keys = dtl_arena_calloc(b->arena, count, sizeof *keys);
    if (!order || !place || !sorted || !keys)
        return false;
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    if (count)
        qsort_r(order, count, sizeof *order, by_actor_id, b->out->actors.items);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = b->out->actors.items[order[i]];
        keys[i] = b->person_keys[order[i]];
        place[order[i]] = i;
    }
    b->out->actors.items = sorted;
    b->person_keys = keys;
    for (uint32_t i = 0; i < slots; i++)
        b->out->actor_of[i] = place[b->out->actor_of[i]];
    for (uint32_t i = 0; i < b->out->aliases.count; i++)
        b->out->aliases.items[i].actor = place[b->out->aliases.items[i].actor];
    if (b->out->aliases.count)
        qsort(b->out->aliases.items, b->out->aliases.count, sizeof *b->out->aliases.items, by_alias);
    return true;
}

static bool count_reports(build *b)
{
    uint32_t *last = dtl_arena_calloc(b->arena, b->out->actors.count, sizeof *last);
    if (!last)
        return false;
    for (uint32_t i = 0; i < b->out->actors.count; i++) {
        last[i] = DTL_NONE;
        b->out->actors.items[i].n_reports = 0;
    }
    for (uint32_t r = 0; r < b->out->reports.count; r++) {
        const dtl_ledger_report *report = &b->out->reports.items[r];
        for (uint32_t i = 0; i < report->report->actors.count; i++) {
            uint32_t actor = b->out->actor_of[report->first_actor + i];
            b->out->actors.items[actor].n_reports += last[actor] != r;
            last[actor] = r;
        }
    }
    return true;
}

static int by_use(const void *x, const void *y)
{
    const dtl_ledger_use *a = x, *b = y;
    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    int order = dtl_slice_compare(a->id, b->id);
    if (!order)
        order = dtl_slice_compare(a->country, b->country);
    return order ? order : dtl_slice_compare(a->role, b->role);
}

/* Under which ids, with which countries and roles reports name those about whom analysts may have to decide. */
static bool list_uses(build *b, const spelling *s, uint32_t count)
{
    dtl_ledger_use_array *uses = &b->out->uses;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_unknown_id(s[i].actor->id) && !s[i].marks.length)
            continue;
        const dtl_ledger_use use = {b->out->actor_of[s[i].slot], s[i].actor->id, s[i].actor->name, s[i].actor->country, s[i].actor->role, 1};
        dtl_ledger_use *u = uses->count ? &uses->items[uses->count - 1] : NULL;
        if (u && by_use(u, &use) == 0) { /* they come by id: most stand beside their like */
            u->n_reports++;
            if (is_better_name(use.name, u->name, false))
                u->name = use.name;
            continue;
        }
        u = dtl_array_push(b->arena, uses);
        if (!u)
            return false;
        *u = use;
    }
    if (uses->count)
        qsort(uses->items, uses->count, sizeof *uses->items, by_use);
    for (uint32_t i = 0; i < uses->count; i++)
        if (kept && by_use(&uses->items[i], &uses->items[kept - 1]) == 0) {
            dtl_ledger_use *same = &uses->items[kept - 1];
            same->n_reports += uses->items[i].n_reports;
            if (is_better_name(uses->items[i].name, same->name, false))
                same->name = uses->items[i].name;
        } else
            uses->items[kept++] = uses->items[i];
    uses->count = kept;
    return true;
}

bool ledger_actors(build *b)
{
    uint32_t count = 0;
    for (uint32_t r = 0; r < b->out->reports.count; r++)
        count += b->out->reports.items[r].report->actors.count;
    spelling *spellings = dtl_arena_calloc(b->arena, count, sizeof *spellings);
    b->person_keys = dtl_arena_calloc(b->arena, count, sizeof *b->person_keys);
    if (!spellings || !b->person_keys)
        return false;
    for (uint32_t r = 0, slot = 0; r < b->out->reports.count; r++) {
        const dtl_report *report = b->out->reports.items[r].report;
        for (uint32_t i = 0; i < report->actors.count; i++, slot++) {
            spellings[slot] = (spelling){.actor = &report->actors.items[i], .report = report, .slot = slot};
            if (!link_key(b, &spellings[slot]))
                return false;
        }
    }
    if (!sort_spellings(b, spellings, count))
        return false;
    if (!decisions_mark(b, spellings, count) || !ledger_identities(b, spellings, count))
        return false;
    if (!sort_spellings(b, spellings, count))
        return false;
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && dtl_slice_equal(spellings[end].key, spellings[first].key); end++)
            ;
        if (!make_actor(b, spellings, first, end))
            return false;
    }
    if (!sort_actors(b, count) || !count_reports(b) || !list_uses(b, spellings, count) || !decisions_tell(b))
        return false;
    for (uint32_t i = 0; i < count; i++) /* every id met finds its actor: parents are named by id */
        if (!dtl_map_put(&b->actor_by_id, spellings[i].actor->id, b->out->actor_of[spellings[i].slot]))
            return false;
    return true;
}
