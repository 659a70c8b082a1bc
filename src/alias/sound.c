/* Sounds: one word of a name → code letters; how alike two of them are.
 *
 * In: a folded word of any script. Out: first Latin letters (rules/en/scripts.txt, letter by letter), then code letters
 * (class=same of transliteration.txt, longest first): "tarmizzi", "tarmizi" and "тармизи" all give "tarmizi"; "Djamel" and
 * "Jamal" give jamel and jamal, which an edit distance with the costs of class=near finds close: a wrong vowel costs
 * less than a wrong consonant. Example: "khaled" → "Xaled", "halid" → "halid": X/h and e/i are cheap.
 *
 * Knowingly wrong: letters are read one by one, so French and German readings of "ch" or "j" are only near, not equal; a
 * script without vowels is compared by its consonants alone, in which Hamid, Hammad and Hamd are one. */
#include "alias/internal.h"
#include "base/utf8.h"

enum { WORD_MAX = 120, WHOLE = 1000, SWAP = 600, SLIP = 1000, LATIN_MAX = 4 };

/* ---- tables ---- */

static uint32_t code_index(char c)
{
    static const char codes[] = "SCZXTDG";
    if (c >= 'a' && c <= 'z')
        return (uint32_t)(c - 'a') + 1;
    for (uint32_t i = 0; codes[i]; i++)
        if (codes[i] == c)
            return 27 + i;
    return DTL_ALIAS_LETTERS;
}

/* A code as the rows of class=near write it: names are folded there, so "sh" stands for S. */
static uint32_t cost_index(dtl_slice name)
{
    static const char *const pairs[] = {"sh", "ch", "zh", "kh", "th", "dh", "gh"};
    for (uint32_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (dtl_slice_is(name, pairs[i]))
            return 27 + i;
    if (name.length != 1)
        return DTL_ALIAS_LETTERS;
    return name.ptr[0] == '-' ? 0 : code_index(name.ptr[0]);
}

static void read_costs(dtl_alias *alias, uint32_t entry)
{
    uint16_t cost = (uint16_t)dtl_rules_number(alias->rules, entry, "cost", WHOLE);
    for (uint32_t i = 0; dtl_rules_name(alias->rules, entry, i).length; i++)
        for (uint32_t k = 0; k < i; k++) {
            uint32_t x = cost_index(dtl_rules_name(alias->rules, entry, i)), y = cost_index(dtl_rules_name(alias->rules, entry, k));
            if (x < DTL_ALIAS_LETTERS && y < DTL_ALIAS_LETTERS && cost < alias->cost[x][y])
                alias->cost[x][y] = alias->cost[y][x] = cost;
        }
}

static void read_spellings(dtl_alias *alias, uint32_t entry)
{
    dtl_slice to = dtl_rules_attribute(alias->rules, entry, "to"), at = dtl_rules_attribute(alias->rules, entry, "at"), from;
    for (uint32_t i = 0; (from = dtl_rules_name(alias->rules, entry, i)).length; i++) {
        dtl_alias_spelling made = {.from_length = (uint8_t)from.length, .to_length = (uint8_t)to.length, .at = at.length ? at.ptr[0] : 0};
        if (from.length > sizeof made.from || to.length > sizeof made.to || alias->spelling_count == DTL_ALIAS_SPELLINGS)
            continue;
        memcpy(made.from, from.ptr, from.length);
        memcpy(made.to, to.ptr, to.length);
        uint32_t place = alias->spelling_count++;
        while (place && (alias->spellings[place - 1].from_length < made.from_length ||
                         (alias->spellings[place - 1].from_length == made.from_length && !alias->spellings[place - 1].at && made.at))) {
            alias->spellings[place] = alias->spellings[place - 1];
            place--;
        }
        alias->spellings[place] = made;
    }
}

void sound_tables(dtl_alias *alias)
{
    uint32_t first, count;
    for (uint32_t i = 0; i < DTL_ALIAS_LETTERS; i++)
        for (uint32_t k = 0; k < DTL_ALIAS_LETTERS; k++)
            alias->cost[i][k] = i == k ? 0 : WHOLE;
    alias->spelling_count = 0;
    dtl_rules_entries(alias->rules, alias->transliteration, &first, &count);
    for (uint32_t entry = first; entry < first + count; entry++)
        if (dtl_slice_is(dtl_rules_attribute(alias->rules, entry, "class"), "near"))
            read_costs(alias, entry);
        else
            read_spellings(alias, entry);
}

/* ---- letters ---- */

bool sound_latin(const dtl_alias *alias, dtl_arena *arena, dtl_slice word, dtl_slice *latin, bool *vowels, bool *exact)
{
    char *out = dtl_arena_alloc(arena, (size_t)word.length * LATIN_MAX + 1);
    uint32_t used = 0;
    *vowels = true;
    *exact = false;
    if (!out)
        return false;
    for (uint32_t at = 0; at < word.length && used < WORD_MAX;) {
        uint32_t start = at, rune = dtl_utf8_next(word, &at);
        dtl_slice letter = dtl_slice_make(word.ptr + start, at - start);
        if (rune < 0x80) {
            out[used++] = (char)rune;
            continue;
        }
        uint32_t rule = dtl_rules_find(alias->rules, alias->scripts, letter, 0);
        dtl_slice to = dtl_rules_attribute(alias->rules, rule, "to");
        if (dtl_slice_is(dtl_rules_attribute(alias->rules, rule, "vowels"), "no"))
            *vowels = false;
        if (rule == DTL_NONE) {
            *exact |= dtl_rune_is_letter(rune);
            to = dtl_rune_is_letter(rune) ? letter : DTL_SLICE_EMPTY;
        } else if (dtl_slice_is(to, "-") || to.length > LATIN_MAX) {
            continue;
        }
        if (to.length)
            memcpy(out + used, to.ptr, to.length);
        used += to.length;
    }
    *latin = dtl_slice_make(out, used);
    return true;
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static const dtl_alias_spelling *spelling_at(const dtl_alias *alias, dtl_slice word, uint32_t at)
{
    for (uint32_t i = 0; i < alias->spelling_count; i++) {
        const dtl_alias_spelling *s = &alias->spellings[i];
        uint32_t end = at + s->from_length;
        if (end > word.length || word.ptr[at] != s->from[0] || memcmp(word.ptr + at, s->from, s->from_length) != 0)
            continue;
        if ((s->at == 's' && at) || (s->at == 'e' && (end < word.length || at == 0)) || (s->at == 'v' && (end == word.length || !is_vowel(word.ptr[end]))))
            continue;
        return s;
    }
    return NULL;
}

bool dtl_alias_sound(const dtl_alias *alias, dtl_arena *arena, dtl_slice folded_word, dtl_slice *sound)
{
    char *out = dtl_arena_alloc(arena, (size_t)folded_word.length * 3 + 1);
    uint32_t used = 0;
    if (!out)
        return false;
    for (uint32_t at = 0; at < folded_word.length;) {
        const dtl_alias_spelling *s = spelling_at(alias, folded_word, at);
        const char *to = s ? s->to : folded_word.ptr + at;
        uint32_t length = s ? s->to_length : 1;
        at += s ? s->from_length : 1;
        for (uint32_t i = 0; i < length; i++)
            if (to[i] != '\'' && (!used || out[used - 1] != to[i]))
                out[used++] = to[i];
    }
    *sound = dtl_slice_make(out, used);
    return true;
}

/* ---- how alike ---- */

static uint32_t cost_of(const dtl_alias *alias, char x, char y)
{
    if (x == y)
        return 0;
    uint32_t i = x ? code_index(x) : 0, k = y ? code_index(y) : 0;
    return i < DTL_ALIAS_LETTERS && k < DTL_ALIAS_LETTERS ? alias->cost[i][k] : WHOLE;
}

static dtl_slice consonants_of(dtl_slice sound, char *out)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < sound.length && used < SOUND_MAX; i++) {
        char c = sound.ptr[i];
        if (!is_vowel(c) && c != 'v' && c != 'j' && c != 'h' && (!used || out[used - 1] != c))
            out[used++] = c;
    }
    return dtl_slice_make(out, used);
}

uint32_t sound_letters(dtl_slice sound)
{
    uint32_t set = 0;
    for (uint32_t i = 0; i < sound.length; i++) {
        char c = sound.ptr[i];
        uint32_t index = code_index(c);
        if (index < 32 && !is_vowel(c) && c != 'v' && c != 'j' && c != 'h')
            set |= (uint32_t)1 << index;
    }
    return set;
}

/* Edit distance with the costs of the tables and swapped neighbours. */
static uint32_t distance(const dtl_alias *alias, dtl_slice a, dtl_slice b)
{
    uint32_t rows[3][SOUND_MAX + 1], *before = rows[0], *last = rows[1], *now = rows[2];
    last[0] = 0;
    for (uint32_t k = 1; k <= b.length; k++)
        last[k] = last[k - 1] + cost_of(alias, 0, b.ptr[k - 1]);
    for (uint32_t i = 1; i <= a.length; i++) {
        now[0] = last[0] + cost_of(alias, a.ptr[i - 1], 0);
        for (uint32_t k = 1; k <= b.length; k++) {
            uint32_t best = last[k - 1] + cost_of(alias, a.ptr[i - 1], b.ptr[k - 1]);
            uint32_t drop = last[k] + cost_of(alias, a.ptr[i - 1], 0), add = now[k - 1] + cost_of(alias, 0, b.ptr[k - 1]);
            best = drop < best ? drop : best;
            best = add < best ? add : best;
            if (i > 1 && k > 1 && a.ptr[i - 1] == b.ptr[k - 2] && a.ptr[i - 2] == b.ptr[k - 1] && before[k - 2] + SWAP < best)
                best = before[k - 2] + SWAP;
            now[k] = best;
        }
        uint32_t *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[b.length];
}

uint32_t sound_alike(const dtl_alias *alias, dtl_slice a, dtl_slice b, bool consonants)
{
    char bones_a[SOUND_MAX], bones_b[SOUND_MAX];
    if (consonants) {
        a = consonants_of(a, bones_a);
        b = consonants_of(b, bones_b);
    }
    uint32_t longest = a.length > b.length ? a.length : b.length, shortest = a.length + b.length - longest;
    if (!shortest || longest > SOUND_MAX || longest - shortest > 1 + longest / 3)
        return 0;
    if (dtl_slice_equal(a, b))
        return consonants && longest < 3 ? 0 : WHOLE;
    uint32_t cost = distance(alias, a, b);
    if (consonants)
        return longest > 3 && cost <= 500 ? 850 : 0;
    uint32_t most = longest < 3 ? 300 : longest < 5 ? SLIP : longest < 8 ? 1250 : longest < 9 ? 1700 : 2200;
    return cost > most ? 0 : WHOLE - cost / longest;
}
