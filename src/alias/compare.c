/* Two names → how alike, and what they differ in.
 *
 * In: two prepared names. Out: a score of 0 … 1000. Words are aligned one to one, whatever their order: first equal words
 * and known spellings, then words that one side writes as two ("Abu Bakr", "Abubakr"), then near sounds, short forms and
 * initials. Every pair counts with the weight of its words. What is left over decides: words that only one side has may be
 * a middle name or a father's name and cost little; when both sides have one left, they are two names and cost much.
 *
 *     "Karim Gul Tarzai" / "Kareem Tarzai"   karim = kareem, tarzai; gul left over on one side → 930
 *     "Karim Tarzai" / "Rafi Tarzai"         tarzai; karim against rafi → 390
 *
 * Score = matched / (matched + differences + conflicts + left over), in weights. The numbers were fixed on the development
 * halves of the benches names-un and names-bench.
 * Knowingly wrong: two brothers of whom one is named by the surname alone look the same; a misspelling that is another
 * known name ("Arif" for "Asif") is taken for the other name. */
#include "alias/internal.h"
#include "base/buffer.h"

enum { EQUAL = 1000, KNOWN = 980, SOUND = 960, NICKNAME = 860, INITIAL = 850, JOINED = 950, NEAR = 740, SURE = 950,
       SPAN = 4, UNLIKE = 4 /* consonants that only one of two near sounds has */, ACRONYM_SCORE = 830,
       CONFLICT_MIN = 140, CONFLICT_FLOOR = 800, KUNYA_LOSS = 15 /* of 100 */, NUMBER_SCORE = 400, EVIDENCE = 450, SHARED_EVIDENCE = 900, ORDER_LOSS = 12,
       /* what a weight costs that is not shared, of 100: for the score … */
       CONFLICT_COST = 300, EXTRA_COST = 60, DIFFERENCE_COST = 100,
       /* … and for the share, which ranks candidates */
       SHARED_CONFLICT = 100, SHARED_EXTRA = 70, SHARED_DIFFERENCE = 350, SHARED_TITLE = 120 /* a weight */ };

/* One comparison. */
typedef struct comparison {
    const dtl_alias *alias;
    const dtl_alias_name *a, *b;
    uint8_t partner[DTL_ALIAS_PARTS]; /* of a's words: the word of b + 1 */
    bool used_a[DTL_ALIAS_PARTS], used_b[DTL_ALIAS_PARTS];
    uint16_t alike[DTL_ALIAS_PARTS][DTL_ALIAS_PARTS];
    uint32_t matched, different; /* weights, of both sides */
    bool named;                  /* a whole word was matched, not only initials */
    dtl_alias_match result;
} comparison;

static bool counts(const dtl_alias_part *part)
{
    return part->class != DTL_PART_LIGHT;
}

static bool share_nickname(const dtl_alias_part *x, const dtl_alias_part *y)
{
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            if (x->nick[i] != DTL_NONE && x->nick[i] == y->nick[k])
                return true;
    return false;
}

static uint32_t initial_alike(const dtl_alias_part *x, const dtl_alias_part *y)
{
    if (x->class == y->class)
        return dtl_slice_equal(x->text, y->text) ? EQUAL : 0;
    const dtl_alias_part *name = x->class == DTL_PART_INITIAL ? y : x, *initial = name == x ? y : x;
    return name->class == DTL_PART_NAME && name->text.ptr[0] == initial->text.ptr[0] ? INITIAL : 0;
}

/* How alike two words are, 0 … 1000. */
static uint32_t part_alike(const comparison *c, const dtl_alias_part *x, const dtl_alias_part *y)
{
    if (!counts(x) || !counts(y))
        return 0;
    if (x->class == DTL_PART_INITIAL || y->class == DTL_PART_INITIAL)
        return initial_alike(x, y);
    if (x->class != y->class)
        return 0;
    if (x->class != DTL_PART_NAME)
        return x->known == y->known ? EQUAL : 0;
    if (dtl_slice_equal(x->text, y->text))
        return EQUAL;
    if (x->exact || y->exact)
        return 0;
    if (x->known != DTL_NONE && x->known == y->known)
        return KNOWN;
    if (share_nickname(x, y))
        return NICKNAME;
    if ((x->given && y->given) || (x->place && y->place))
        return 0; /* two names that are both known are two names */
    if (dtl_slice_equal(x->sound, y->sound))
        return SOUND;
    if (__builtin_popcount(x->letters ^ y->letters) > UNLIKE && !x->consonants && !y->consonants)
        return 0;
    uint32_t alike = sound_alike(c->alias, x->sound, y->sound, x->consonants || y->consonants);
    if (c->a->kind == DTL_ALIAS_ORGANISATION && x->text.length <= 3 && y->text.length <= 3)
        return 0;
    uint32_t longest = x->sound.length > y->sound.length ? x->sound.length : y->sound.length;
    return alike >= NEAR || (longest < 5 && alike >= 660) ? alike : 0;
}

static void note_pair(comparison *c, uint32_t i, uint32_t k, uint32_t alike)
{
    const dtl_alias_part *x = &c->a->parts[i], *y = &c->b->parts[k];
    uint32_t reason = alike == EQUAL ? 0 : x->class != y->class ? DTL_ALIAS_INITIALS : alike == NICKNAME && share_nickname(x, y) ? DTL_ALIAS_NICKNAME
                    : alike >= SURE ? DTL_ALIAS_SPELLING : DTL_ALIAS_NEAR;
    c->result.reasons |= reason;
    if (reason && (c->result.part_a == UINT8_MAX || reason == DTL_ALIAS_NEAR)) {
        c->result.part_a = (uint8_t)i;
        c->result.part_b = (uint8_t)k;
    }
}

static void take_pair(comparison *c, uint32_t i, uint32_t k)
{
    const dtl_alias_part *x = &c->a->parts[i], *y = &c->b->parts[k];
    uint32_t alike = c->alike[i][k], weight = (uint32_t)x->weight + y->weight;
    if (x->class != y->class)
        weight = 2u * (x->weight < y->weight ? x->weight : y->weight);
    c->named |= x->class != DTL_PART_INITIAL && y->class != DTL_PART_INITIAL;
    c->used_a[i] = c->used_b[k] = true;
    c->partner[i] = (uint8_t)(k + 1);
    note_pair(c, i, k, alike);
    if (x->kunya != y->kunya)
        alike = alike * (100 - KUNYA_LOSS) / 100;
    c->matched += weight * alike / 1000;
    c->different += weight * (1000 - alike) / 1000;
}

/* Best pairs first, as long as they are at least this much alike. */
static void align(comparison *c, uint32_t least)
{
    for (;;) {
        uint32_t best = 0, best_i = 0, best_k = 0;
        for (uint32_t i = 0; i < c->a->count; i++)
            for (uint32_t k = 0; k < c->b->count && !c->used_a[i]; k++) {
                uint32_t worth = c->used_b[k] || c->alike[i][k] < least ? 0
                               : c->alike[i][k] * (100u + c->a->parts[i].weight + c->b->parts[k].weight) -
                                 (c->a->parts[i].kunya != c->b->parts[k].kunya ? 1 : 0);
                if (worth > best) {
                    best = worth;
                    best_i = i;
                    best_k = k;
                }
            }
        if (!best)
            return;
        take_pair(c, best_i, best_k);
    }
}

/* Appends sound to the letters of a joined word; doubled letters count once. */
static uint32_t glue(char *out, uint32_t used, dtl_slice sound)
{
    for (uint32_t i = 0; i < sound.length && used < SOUND_MAX; i++)
        if (!used || out[used - 1] != sound.ptr[i])
            out[used++] = sound.ptr[i];
    return used;
}

/* Words from … of one name against one word of the other: "Abu Bakr" = "Abubakr". */
static bool join_at(comparison *c, const dtl_alias_name *many, bool *used_many, uint32_t from, const dtl_alias_name *one, bool *used_one)
{
    char sound[SOUND_MAX];
    uint32_t length = 0, weight = 0;
    for (uint32_t i = from; i < many->count && i < from + SPAN; i++) {
        if (used_many[i] || many->parts[i].exact || many->parts[i].class == DTL_PART_NUMBER)
            return false;
        length = glue(sound, length, many->parts[i].sound);
        weight += many->parts[i].weight;
        if (i == from || length < 4)
            continue;
        for (uint32_t k = 0; k < one->count; k++) {
            const dtl_alias_part *whole = &one->parts[k];
            if (used_one[k] || whole->class != DTL_PART_NAME || whole->exact)
                continue;
            uint32_t alike = sound_alike(c->alias, dtl_slice_make(sound, length), whole->sound, whole->consonants || many->parts[i].consonants);
            if (alike < 850)
                continue;
            alike = alike * JOINED / 1000;
            for (uint32_t j = from; j <= i; j++)
                used_many[j] = true;
            used_one[k] = c->named = true;
            c->matched += (weight + whole->weight) * alike / 1000;
            c->different += (weight + whole->weight) * (1000 - alike) / 1000;
            c->result.reasons |= DTL_ALIAS_JOINED;
            return true;
        }
    }
    return false;
}

static void join(comparison *c)
{
    for (uint32_t i = 0; i + 1 < c->a->count; i++)
        join_at(c, c->a, c->used_a, i, c->b, c->used_b);
    for (uint32_t i = 0; i + 1 < c->b->count; i++)
        join_at(c, c->b, c->used_b, i, c->a, c->used_a);
}

/* Weight of the words that found no partner; *first is the weightiest. */
static uint32_t left_over(const dtl_alias_name *name, const bool *used, uint32_t *first, bool *number)
{
    uint32_t sum = 0;
    *first = UINT8_MAX;
    for (uint32_t i = 0; i < name->count; i++) {
        const dtl_alias_part *part = &name->parts[i];
        if (used[i] || !counts(part))
            continue;
        sum += part->weight;
        *number |= part->class == DTL_PART_NUMBER;
        if (*first == UINT8_MAX || part->weight > name->parts[*first].weight)
            *first = i;
    }
    return sum;
}

/* Titles that only one of the two names has; *both: those that both have. */
static uint32_t titles_apart(const comparison *c, uint32_t *both)
{
    uint32_t titles = 0, shared = 0;
    for (uint32_t i = 0; i < c->b->count; i++)
        titles += c->b->parts[i].title && !counts(&c->b->parts[i]);
    for (uint32_t i = 0; i < c->a->count; i++) {
        if (!c->a->parts[i].title || counts(&c->a->parts[i]))
            continue;
        titles++;
        bool found = false;
        for (uint32_t k = 0; k < c->b->count && !found; k++)
            found = c->b->parts[k].title && !counts(&c->b->parts[k]) && dtl_slice_equal(c->a->parts[i].text, c->b->parts[k].text);
        shared += found;
    }
    *both = shared;
    return titles > 2 * shared ? titles - 2 * shared : 0;
}

/* matched / (matched + cost), less when little is matched at all: one common name is no evidence. */
static int32_t share(uint32_t matched, uint64_t cost, uint32_t evidence)
{
    uint64_t score = (uint64_t)matched * 100000 / ((uint64_t)matched * 100 + cost);
    if (cost && matched / 2 < evidence)
        score = score * (500 + matched / 2 * 500 / evidence) / 1000;
    return (int32_t)score;
}

static bool order_differs(const comparison *c)
{
    int32_t last = -1;
    for (uint32_t i = 0; i < c->a->count; i++) {
        if (!c->partner[i])
            continue;
        if (c->partner[i] < last)
            return true;
        last = c->partner[i];
    }
    return false;
}

static void weigh(comparison *c)
{
    uint32_t first_a, first_b;
    bool number_a = false, number_b = false;
    uint32_t left_a = left_over(c->a, c->used_a, &first_a, &number_a), left_b = left_over(c->b, c->used_b, &first_b, &number_b);
    uint32_t both = left_a < left_b ? left_a : left_b, extra = left_a + left_b - 2 * both, same_titles, titles = titles_apart(c, &same_titles);
    if (extra && both < CONFLICT_MIN)
        c->result.reasons |= DTL_ALIAS_MISSING;
    if (titles)
        c->result.reasons |= DTL_ALIAS_TITLE;
    if (order_differs(c))
        c->result.reasons |= DTL_ALIAS_ORDER;
    uint64_t shared_cost = (uint64_t)c->different * SHARED_DIFFERENCE + (uint64_t)both * SHARED_CONFLICT + (uint64_t)extra * SHARED_EXTRA + (uint64_t)titles * SHARED_TITLE * 100;
    if (both >= CONFLICT_MIN) {
        if (both < CONFLICT_FLOOR)
            both = CONFLICT_FLOOR;
        c->result.reasons |= DTL_ALIAS_OTHER;
        c->result.part_a = (uint8_t)first_a;
        c->result.part_b = (uint8_t)first_b;
    }
    if (!c->matched || (!c->named && (left_a || left_b || c->different)))
        return;
    uint64_t cost = (uint64_t)c->different * DIFFERENCE_COST + (uint64_t)both * CONFLICT_COST + (uint64_t)extra * EXTRA_COST;
    c->result.score = share(c->matched, cost, EVIDENCE);
    c->result.shared = share(c->matched + 2 * same_titles * SHARED_TITLE, shared_cost, SHARED_EVIDENCE);
    if (c->result.shared && c->result.reasons & DTL_ALIAS_ORDER)
        c->result.shared -= c->result.shared > ORDER_LOSS ? ORDER_LOSS : 0;
    if (number_a || number_b) {
        c->result.reasons |= DTL_ALIAS_NUMBER;
        if (c->result.score > NUMBER_SCORE)
            c->result.score = NUMBER_SCORE;
    }
}

/* "WSB" and "World Seed Bank". */
static bool is_acronym(const dtl_alias_name *short_name, const dtl_alias_name *long_name)
{
    const dtl_alias_part *only = NULL;
    for (uint32_t i = 0; i < short_name->count; i++)
        if (counts(&short_name->parts[i]) && !short_name->parts[i].place) { /* "WSB Chile" too */
            if (only)
                return false;
            only = &short_name->parts[i];
        }
    return only && only->text.length > 1 && (dtl_slice_equal(only->text, long_name->acronym) || dtl_slice_equal(only->text, long_name->short_acronym));
}

/* The order of the two must not matter, not even where two alignments are equally good. */
static bool comes_first(const dtl_alias_name *a, const dtl_alias_name *b)
{
    if (a->count != b->count)
        return a->count < b->count;
    for (uint32_t i = 0; i < a->count; i++) {
        int order = dtl_slice_compare(a->parts[i].text, b->parts[i].text);
        if (order)
            return order < 0;
    }
    return true;
}

dtl_alias_match dtl_alias_compare(const dtl_alias *alias, const dtl_alias_name *a, const dtl_alias_name *b)
{
    bool swapped = !comes_first(a, b);
    comparison c = {.alias = alias, .a = swapped ? b : a, .b = swapped ? a : b, .result = {.part_a = UINT8_MAX, .part_b = UINT8_MAX}};
    if (a->kind != b->kind || !a->count || !b->count)
        return c.result;
    bool any = false;
    for (uint32_t i = 0; i < c.a->count; i++)
        for (uint32_t k = 0; k < c.b->count; k++) {
            c.alike[i][k] = (uint16_t)part_alike(&c, &c.a->parts[i], &c.b->parts[k]);
            any |= c.alike[i][k] > 0;
        }
    if (any)
        align(&c, SURE);
    join(&c);
    if (any)
        align(&c, 1);
    weigh(&c);
    if (a->kind == DTL_ALIAS_ORGANISATION && c.result.score < ACRONYM_SCORE && (is_acronym(c.a, c.b) || is_acronym(c.b, c.a))) {
        c.result.score = c.result.shared = ACRONYM_SCORE;
        c.result.reasons = DTL_ALIAS_ACRONYM;
    }
    if (swapped) {
        uint8_t part = c.result.part_a;
        c.result.part_a = c.result.part_b;
        c.result.part_b = part;
    }
    return c.result;
}

bool dtl_alias_explain(dtl_arena *arena, const dtl_alias_name *a, const dtl_alias_name *b, dtl_alias_match match, dtl_slice *reasons)
{
    static const struct { uint32_t bit; const char *text; } texts[] = {
        {DTL_ALIAS_ACRONYM, "acronym"}, {DTL_ALIAS_NUMBER, "another number"}, {DTL_ALIAS_OTHER, "another name"}, {DTL_ALIAS_SPELLING, "other spelling"},
        {DTL_ALIAS_NEAR, "near in sound"}, {DTL_ALIAS_NICKNAME, "short form"}, {DTL_ALIAS_INITIALS, "initial"}, {DTL_ALIAS_JOINED, "written as one word"},
        {DTL_ALIAS_TITLE, "title left out"}, {DTL_ALIAS_MISSING, "words left out"}};
    char text[240];
    uint32_t used = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t length = strlen(texts[i].text);
        if (!(match.reasons & texts[i].bit) || used + length + 2 > sizeof text)
            continue;
        if (used) {
            memcpy(text + used, ", ", 2);
            used += 2;
        }
        memcpy(text + used, texts[i].text, length);
        used += (uint32_t)length;
    }
    if (match.part_a < a->count && match.part_b < b->count) {
        dtl_slice pieces[] = {DTL_SLICE(" ("), a->parts[match.part_a].text, DTL_SLICE(" / "), b->parts[match.part_b].text, DTL_SLICE(")")};
        for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
            if (used + pieces[i].length < sizeof text) {
                memcpy(text + used, pieces[i].ptr, pieces[i].length);
                used += pieces[i].length;
            }
    }
    return dtl_arena_copy(arena, used ? dtl_slice_make(text, used) : DTL_SLICE("same name"), reasons);
}
