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
#include "ledger/identity.h"
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

bool link_key(build *b, form *f)
{
    const dtl_report_actor *actor = f->actor;
    f->key = actor->id;
    if (!f->person)
        return true;
    dtl_slice name = actor->name.length ? actor->name : without_prefix(actor->id);
    if (!person_key(b->arena, name, &f->skeleton))
        return false;
    if (!dtl_slice_starts_with(actor->id, DTL_SLICE("person:")) || !f->skeleton.length)
        return true; /* the rules know this person */
    bool single = !memchr(f->skeleton.ptr, ' ', f->skeleton.length);
    char *bytes = dtl_arena_alloc(b->arena, (size_t)f->skeleton.length + actor->country.length + 9);
    if (!bytes)
        return false;
    memcpy(bytes, "person:", 7);
    memcpy(bytes + 7, f->skeleton.ptr, f->skeleton.length);
    uint32_t length = 7 + f->skeleton.length;
    if (single) {
        bytes[length++] = '|';
        if (actor->country.length)
            memcpy(bytes + length, actor->country.ptr, actor->country.length);
        length += actor->country.length;
    }
    f->key = dtl_slice_make(bytes, length);
    return true;
}

/* The slots of one form that became one actor, or a part of it that a decision is about. */
typedef struct spelling {
    const dtl_report_actor *actor;
    dtl_slice key;     /* the actor's id */
    dtl_slice skeleton;
    dtl_slice wanted;  /* as in cluster */
    const dtl_decision *joined;
    bool marked;
    uint32_t slot;     /* the first */
    uint32_t n_uses;
    uint32_t number;   /* in the order of first slots */
} spelling;
DTL_ARRAY_TYPE(spelling_array, spelling);

/* spelling_of: per slot, by number. */
static bool find_spellings(const usage *u, dtl_arena *arena, spelling_array *all, uint32_t *spelling_of)
{
    dtl_pair_map known; /* form and cluster → spelling */
    dtl_pair_map_init(&known, arena);
    for (uint32_t slot = 0; slot < u->count; slot++) {
        uint32_t *index = dtl_pair_map_slot(&known, (uint64_t)u->form_of[slot] << 32 | u->cluster_of[slot]);
        if (!index)
            return false;
        if (*index == DTL_NONE) {
            *index = all->count;
            spelling *made = dtl_array_push(arena, all);
            if (!made)
                return false;
            const form *f = &u->forms.items[u->form_of[slot]];
            const cluster *c = u->cluster_of[slot] == DTL_NONE ? NULL : &u->clusters.items[u->cluster_of[slot]];
            *made = (spelling){.actor = f->actor, .key = c ? c->key : f->key, .skeleton = f->skeleton, .slot = slot, .number = *index};
            if (c) {
                made->wanted = c->wanted;
                made->joined = c->joined;
                made->marked = c->marked;
            }
        }
        all->items[*index].n_uses++;
        spelling_of[slot] = *index;
    }
    return true;
}

/* By key, then id, then first slot: slots follow report keys, so this is canonical. */
static int by_key(const void *x, const void *y)
{
    const spelling *a = x, *b = y;
    int order = dtl_slice_compare(a->key, b->key);
    if (!order)
        order = dtl_slice_compare(a->actor->id, b->actor->id);
    return order ? order : (a->slot > b->slot) - (a->slot < b->slot);
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
static bool make_actor(build *b, const spelling *s, uint32_t first, uint32_t end)
{
    dtl_ledger_actor actor = {.id = s[first].key, .latitude = INT32_MIN, .longitude = INT32_MIN};
    uint32_t index = b->out->actors.count, best = foremost(s, first, end);
    bool some_joined = false, own = dtl_slice_equal(s[best].actor->id, actor.id) && !is_unknown_actor_id(actor.id);
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
    }
    if (wanted.length)
        actor.name = wanted;
    bool person = dtl_slice_is(actor.kind, "person"), unknown = is_unknown_actor_id(actor.id), one_country = actor.country.length > 0;
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
    b->person_keys[index] = s[first].skeleton;
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
        if (!is_unknown_actor_id(s[i].actor->id) && !s[i].marked)
            continue;
        const dtl_ledger_use use = {b->out->actor_of[s[i].slot], s[i].actor->id, s[i].actor->name, s[i].actor->country, s[i].actor->role, s[i].n_uses};
        dtl_ledger_use *u = uses->count ? &uses->items[uses->count - 1] : NULL;
        if (u && by_use(u, &use) == 0) { /* they come by id: most stand beside their like */
            u->n_reports += use.n_reports;
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

/* Makes the actors of the spellings, which are sorted then, and tells every slot its own. */
static bool make_actors(build *b, const usage *u, spelling_array *all, const uint32_t *spelling_of)
{
    uint32_t *actor_of = dtl_arena_calloc(b->arena, all->count, sizeof *actor_of);
    b->person_keys = dtl_arena_calloc(b->arena, all->count, sizeof *b->person_keys);
    if (!actor_of || !b->person_keys)
        return false;
    if (all->count)
        qsort(all->items, all->count, sizeof *all->items, by_key);
    for (uint32_t first = 0, end; first < all->count; first = end) {
        for (end = first; end < all->count && dtl_slice_equal(all->items[end].key, all->items[first].key); end++)
            actor_of[all->items[end].number] = b->out->actors.count;
        if (!make_actor(b, all->items, first, end))
            return false;
    }
    for (uint32_t slot = 0; slot < u->count; slot++)
        b->out->actor_of[slot] = actor_of[spelling_of[slot]];
    return true;
}

bool ledger_actors(build *b)
{
    usage u;
    spelling_array all = {0};
    if (!gather_usage(b, &u) || !decisions_mark(b, &u) || !ledger_identities(b, &u))
        return false;
    dtl_arena arena; /* of this step: make_actor uses the scratch one */
    dtl_arena_init(&arena, b->arena->budget);
    uint32_t *spelling_of = dtl_arena_calloc(&arena, u.count, sizeof *spelling_of);
    bool good = spelling_of && find_spellings(&u, &arena, &all, spelling_of) && make_actors(b, &u, &all, spelling_of) && sort_actors(b, u.count) &&
                count_reports(b) && list_uses(b, all.items, all.count) && decisions_tell(b);
    for (uint32_t i = 0; good && i < all.count; i++) /* every id met finds its actor: parents are named by id */
        good = dtl_map_put(&b->actor_by_id, all.items[i].actor->id, b->out->actor_of[all.items[i].slot]);
    dtl_arena_free(&arena);
    return good;
}
