/* A name → its words, each with what it is and what it is worth.
 *
 * In: a name as written, in any script. Out: dtl_alias_name. Words are cut at blanks, hyphens and points, folded and put
 * into Latin letters; tables say which are titles, particles or legal forms (light: they do not count), which are borne
 * by many (they count little), which spellings stand for one name. Compounds that some write as one word are taken
 * apart: "Abdurrahman" → abd + rahman, "Salaheddine" → salah + din, "Faizullah" → faiz + allah. Example:
 *
 *     "Mullah Abdul Karim Tarzai"   mullah (title) · abdul (150) · karim (500, known) · tarzai (1000)
 *     "Harbour Tools Ltd."          harbour (1000) · tools (1000) · ltd (legal form)
 *
 * Knowingly wrong: which word is the surname is not known; a word that is both a title and a name ("Haji", "Emir") is
 * taken for the title; Roman numbers are told from letters by their place only. */
#include "alias/internal.h"
#include "base/utf8.h"

enum { WORDS = 32, NAME_BYTES = 400, GIVEN_WEIGHT = 550, SHORT_WEIGHT = 600, INITIAL_WEIGHT = 200, SERVANT_WEIGHT = 150, PLACE_WEIGHT = 700,
       ALLAH_WEIGHT = 120, NUMBER_WEIGHT = 900, GENERATION_WEIGHT = 250, DIN_WEIGHT = 120, SERVANT_MIN = 6, DIN_MIN = 7, ROMAN_MAX = 39 };

/* One name while it is prepared. */
typedef struct preparation {
    const dtl_alias *alias;
    dtl_arena *arena;
    dtl_alias_name *out;
    dtl_slice words[WORDS];
    uint32_t count;
    bool kunya;  /* the word before was "Abu" */
    bool failed; /* out of budget */
} preparation;

void dtl_alias_open(const dtl_rules *rules, dtl_alias *alias)
{
    *alias = (dtl_alias){.rules = rules,
                         .scripts = dtl_rules_table(rules, "scripts"),
                         .transliteration = dtl_rules_table(rules, "transliteration"),
                         .name_words = dtl_rules_table(rules, "name-words"),
                         .name_parts = dtl_rules_table(rules, "name-parts"),
                         .nicknames = dtl_rules_table(rules, "nicknames"),
                         .organisation_forms = dtl_rules_table(rules, "organisation-forms"),
                         .numbers = dtl_rules_table(rules, "numbers"),
                         .places = dtl_rules_table(rules, "places"),
                         .demonyms = dtl_rules_table(rules, "demonyms")};
    sound_tables(alias);
}

/* ---- words ---- */

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static uint32_t run_of(dtl_slice text, uint32_t at, bool (*is)(char))
{
    uint32_t n = 0;
    while (at + n < text.length && is(text.ptr[at + n]))
        n++;
    return n;
}

/* "KarimGul" is two words that lost their blank; "McArdle" and "DeVries" are one. What stands in brackets explains a
 * person's name and is left out; in a company's name it counts. */
static dtl_slice spaced(preparation *p, dtl_slice name)
{
    enum { BEFORE = 4, AFTER = 2 };
    name.length = name.length > NAME_BYTES ? dtl_utf8_valid_prefix(dtl_slice_make(name.ptr, NAME_BYTES)) : name.length;
    char *out = dtl_arena_alloc(p->arena, (size_t)name.length * 2 + 1);
    uint32_t used = 0, depth = 0;
    if (!out) {
        p->failed = true;
        return DTL_SLICE_EMPTY;
    }
    for (uint32_t at = 0; at < name.length; at++) {
        char c = name.ptr[at];
        if (p->out->kind == DTL_ALIAS_PERSON && (c == '(' || c == ')') && used) {
            depth = c == '(';
            continue;
        }
        if (depth)
            continue;
        bool word_break = is_upper(c) && used >= BEFORE - 1 && is_lower(out[used - 1]) && is_lower(out[used - 2]) && is_lower(out[used - 3]) == (used > 3) &&
                          run_of(name, at + 1, is_lower) >= AFTER;
        if (word_break && !(used >= 3 && (used == 3 || out[used - 4] == ' ') && out[used - 3] == 'M' && out[used - 1] == 'c'))
            out[used++] = ' ';
        out[used++] = c;
    }
    return dtl_slice_make(out, used);
}

static bool parts_words(dtl_slice text, uint32_t at, uint32_t *length)
{
    static const char *const signs[] = {"·", "•", "،", "・", "“", "”", "«", "»", "„"};
    *length = 1;
    if (strchr(" ,-_/()\"+;:!?*[]|", text.ptr[at]) && text.ptr[at])
        return true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (dtl_slice_starts_with(dtl_slice_make(text.ptr + at, text.length - at), dtl_slice_from_cstr(signs[i]))) {
            *length = (uint32_t)strlen(signs[i]);
            return true;
        }
    return false;
}

static void add_word(preparation *p, dtl_slice word)
{
    if (word.length && p->count < WORDS)
        p->words[p->count++] = word;
}

/* A stretch without blanks: without apostrophes; "G.m.b.H." and "A.B.C." become one word, "J.P." of a person two. */
static void add_stretch(preparation *p, dtl_slice stretch)
{
    char *out = dtl_arena_alloc(p->arena, (size_t)stretch.length + 1);
    uint32_t used = 0, pieces = 0, longest = 0;
    dtl_slice rest = stretch, piece;
    if (!out) {
        p->failed = true;
        return;
    }
    while (dtl_slice_next_field(&rest, '.', &piece)) {
        longest = piece.length > longest ? piece.length : longest;
        pieces += piece.length > 0;
    }
    bool glue = pieces > 1 && longest <= 2 && p->out->kind == DTL_ALIAS_ORGANISATION;
    for (uint32_t i = 0; i <= stretch.length; i++) {
        char c = i < stretch.length ? stretch.ptr[i] : '.';
        bool last = i == stretch.length;
        if (c == '.' && (!glue || last)) {
            add_word(p, dtl_slice_make(out, used));
            out += used;
            used = 0;
        } else if (c != '\'' && c != '.') {
            out[used++] = c;
        }
    }
}

static void cut_words(preparation *p, dtl_slice folded)
{
    uint32_t start = 0, length;
    for (uint32_t at = 0; at < folded.length;) {
        if (!parts_words(folded, at, &length)) {
            at++;
            continue;
        }
        add_stretch(p, dtl_slice_make(folded.ptr + start, at - start));
        at += length;
        start = at;
    }
    add_stretch(p, dtl_slice_make(folded.ptr + start, folded.length - start));
}

/* ---- parts ---- */

static dtl_alias_part *add_part(preparation *p, dtl_slice text, uint8_t class, uint32_t weight)
{
    if (p->out->count == DTL_ALIAS_PARTS || p->failed)
        return NULL;
    dtl_alias_part *part = &p->out->parts[p->out->count];
    *part = (dtl_alias_part){.text = text, .known = DTL_NONE, .nick = {DTL_NONE, DTL_NONE, DTL_NONE}, .weight = (uint16_t)weight, .class = class};
    if (!dtl_alias_sound(p->alias, p->arena, text, &part->sound)) {
        p->failed = true;
        return NULL;
    }
    part->letters = sound_letters(part->sound);
    p->out->count++;
    return part;
}

static bool ends_with(dtl_slice word, const char *end)
{
    return dtl_slice_ends_with(word, dtl_slice_from_cstr(end));
}

static bool is_name_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static uint32_t known_name(const preparation *p, dtl_slice word)
{
    return dtl_rules_find(p->alias->rules, p->alias->name_parts, word, 0);
}

/* "abdurrahman", "abdelhakim", "abdrakhman": what stands behind the servant; length 0 = no such word. */
static dtl_slice behind_servant(const preparation *p, dtl_slice word)
{
    if (word.length < SERVANT_MIN || memcmp(word.ptr, "abd", 3) != 0)
        return DTL_SLICE_EMPTY;
    uint32_t at = 3;
    if (is_name_vowel(word.ptr[at]))
        at++;
    if (at == 4 && at < word.length && word.ptr[at] == 'o')
        at++;
    bool assimilated = at > 3 && at + 1 < word.length && word.ptr[at] == word.ptr[at + 1];
    if (at > 3 && at < word.length && (word.ptr[at] == 'l' || assimilated))
        at++;
    dtl_slice rest = dtl_slice_make(word.ptr + at, word.length - at);
    bool sure = at > 4 || at == 3 || known_name(p, rest) != DTL_NONE;
    return rest.length >= 3 && sure ? rest : DTL_SLICE_EMPTY;
}

/* "salaheddine", "najmuddin": what stands before the faith; length 0 = no such word. */
static dtl_slice before_faith(dtl_slice word)
{
    static const char *const ends[] = {"din", "deen", "dine", "dien", "diin"};
    uint32_t length = 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !length; i++)
        if (ends_with(word, ends[i]))
            length = word.length - (uint32_t)strlen(ends[i]);
    if (word.length < DIN_MIN || !length)
        return DTL_SLICE_EMPTY;
    if (word.ptr[length - 1] == 'd')
        length--;
    else if (word.ptr[length - 1] == 'l' && is_name_vowel(word.ptr[length - 2]))
        length--;
    if (length > 3 && is_name_vowel(word.ptr[length - 1]))
        length--;
    return length >= 3 ? dtl_slice_make(word.ptr, length) : DTL_SLICE_EMPTY;
}

/* "faizullah", "nasrollah": what stands before the last word; length 0 = no such word. */
static dtl_slice before_allah(dtl_slice word)
{
    static const char *const ends[] = {"oullah", "ullah", "allah", "ollah", "oulla", "ulla", "olla", "ulah"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(word, ends[i]) && word.length >= strlen(ends[i]) + 3)
            return dtl_slice_make(word.ptr, word.length - strlen(ends[i]));
    return DTL_SLICE_EMPTY;
}

static void add_name(preparation *p, dtl_slice word)
{
    uint32_t known = known_name(p, word);
    uint32_t weight = known != DTL_NONE ? (uint32_t)dtl_rules_number(p->alias->rules, known, "weight", GIVEN_WEIGHT) : 1000;
    dtl_slice rest;
    if (known == DTL_NONE && (rest = behind_servant(p, word)).length) {
        add_part(p, DTL_SLICE("abd"), DTL_PART_NAME, SERVANT_WEIGHT);
        add_name(p, rest);
        return;
    }
    dtl_alias_part *faith = NULL;
    if (known == DTL_NONE && (rest = before_faith(word)).length) {
        add_name(p, rest);
        faith = add_part(p, DTL_SLICE("din"), DTL_PART_NAME, DIN_WEIGHT);
    } else if (known == DTL_NONE && (rest = before_allah(word)).length) {
        add_name(p, rest);
        faith = add_part(p, DTL_SLICE("allah"), DTL_PART_NAME, ALLAH_WEIGHT);
    }
    if (faith || p->failed)
        return;
    if (word.length <= 2 && weight > SHORT_WEIGHT)
        weight = SHORT_WEIGHT;
    dtl_alias_part *part = add_part(p, word, DTL_PART_NAME, weight);
    if (!part)
        return;
    part->known = known;
    part->given = known != DTL_NONE;
    part->kunya = p->kunya;
    p->kunya = false;
    for (uint32_t k = 0; k < sizeof part->nick / sizeof *part->nick; k++)
        part->nick[k] = dtl_rules_find(p->alias->rules, p->alias->nicknames, word, k);
}

/* One word of a person's name that the table of name words knows. */
static void add_name_word(preparation *p, dtl_slice word, uint32_t rule, bool last)
{
    dtl_slice class = dtl_rules_attribute(p->alias->rules, rule, "class");
    uint32_t weight = (uint32_t)dtl_rules_number(p->alias->rules, rule, "weight", 0);
    dtl_alias_part *part = NULL;
    if (dtl_slice_is(class, "common") || (weight && last && dtl_slice_is(class, "title"))) { /* "Gul Agha" */
        if ((part = add_part(p, word, DTL_PART_NAME, weight)))
            part->kunya = p->kunya;
        p->kunya = false;
        return;
    }
    if (dtl_slice_is(class, "servant")) {
        add_part(p, DTL_SLICE("abd"), DTL_PART_NAME, SERVANT_WEIGHT);
    } else if (dtl_slice_is(class, "faith")) {
        add_part(p, DTL_SLICE("din"), DTL_PART_NAME, DIN_WEIGHT);
    } else if (dtl_slice_is(class, "generation")) {
        if ((part = add_part(p, word, DTL_PART_GENERATION, GENERATION_WEIGHT)))
            part->known = rule;
    } else {
        part = add_part(p, word, DTL_PART_LIGHT, 0);
        if (part)
            part->title = dtl_slice_is(class, "title");
        p->kunya = dtl_slice_is(class, "kunya") || (p->kunya && dtl_slice_is(class, "particle"));
    }
}

static dtl_slice latin_word(preparation *p, dtl_slice word, bool *vowels, bool *exact)
{
    dtl_slice latin = word;
    *vowels = true;
    *exact = false;
    if (!sound_latin(p->alias, p->arena, word, &latin, vowels, exact))
        p->failed = true;
    /* the Arabic article is written as one word with its noun */
    if (!*vowels && latin.length > 4 && memcmp(latin.ptr, "al", 2) == 0)
        latin = dtl_slice_make(latin.ptr + 2, latin.length - 2);
    return latin;
}

static void person_parts(preparation *p)
{
    for (uint32_t i = 0; i < p->count && !p->failed; ) {
        uint32_t taken = 1, rule = dtl_rules_match(p->alias->rules, p->alias->name_words, p->words + i, p->count - i, &taken);
        dtl_slice word = p->words[i];
        uint32_t before = p->out->count;
        bool vowels = true, exact = false;
        if (rule != DTL_NONE) {
            i += taken;
            add_name_word(p, word, rule, i == p->count && p->out->count > 0);
            continue;
        }
        i++;
        word = latin_word(p, word, &vowels, &exact);
        if (word.length == 1 && !exact)
            add_part(p, word, DTL_PART_INITIAL, INITIAL_WEIGHT);
        else if (word.length)
            add_name(p, word);
        for (uint32_t k = before; k < p->out->count; k++) {
            p->out->parts[k].consonants = !vowels;
            p->out->parts[k].exact = exact;
        }
    }
    /* a name made of titles and particles only: they are the name */
    bool any = false;
    for (uint32_t i = 0; i < p->out->count; i++)
        any |= p->out->parts[i].class == DTL_PART_NAME && p->out->parts[i].weight > SERVANT_WEIGHT;
    for (uint32_t i = 0; i < p->out->count && !any; i++)
        if (p->out->parts[i].class == DTL_PART_LIGHT) {
            p->out->parts[i].class = DTL_PART_NAME;
            p->out->parts[i].weight = SHORT_WEIGHT;
        }
}

/* ---- organisations ---- */

static bool number_word(const preparation *p, dtl_slice word, uint32_t *value)
{
    if (dtl_slice_parse_u32(word, value))
        return true;
    uint32_t rule = dtl_rules_find(p->alias->rules, p->alias->numbers, word, 0);
    if (rule == DTL_NONE || !dtl_slice_is(dtl_rules_attribute(p->alias->rules, rule, "class"), "unit"))
        return false;
    *value = (uint32_t)dtl_rules_number(p->alias->rules, rule, "low", 0);
    return true;
}

/* "xiv" → 14; 0 = no Roman number up to 39. */
static uint32_t roman(dtl_slice word)
{
    uint32_t sum = 0, last = 0;
    if (!word.length || word.length > 7)
        return 0;
    for (uint32_t i = word.length; i > 0; i--) {
        char c = word.ptr[i - 1];
        uint32_t value = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
        if (!value)
            return 0;
        sum = value < last ? sum - value : sum + value;
        last = value > last ? value : last;
    }
    return sum <= ROMAN_MAX ? sum : 0;
}

/* A number at word i; *taken words. */
static bool number_at(const preparation *p, uint32_t i, uint32_t *value, uint32_t *taken)
{
    uint32_t next;
    *taken = 1;
    if (number_word(p, p->words[i], value)) {
        if (*value >= 20 && *value < 100 && *value % 10 == 0 && i + 1 < p->count && number_word(p, p->words[i + 1], &next) && next && next < 10) {
            *value += next;
            *taken = 2;
        }
        return true;
    }
    *value = i > 0 ? roman(p->words[i]) : 0;
    return *value > 0;
}

static void organisation_parts(preparation *p)
{
    bool ignored = false, exact = false;
    for (uint32_t i = 0; i < p->count && !p->failed; ) {
        uint32_t taken = 1, value, before = p->out->count;
        dtl_alias_part *part;
        if (number_at(p, i, &value, &taken)) {
            if ((part = add_part(p, p->words[i], DTL_PART_NUMBER, NUMBER_WEIGHT)))
                part->known = value;
            i += taken;
            continue;
        }
        uint32_t rule = dtl_rules_match(p->alias->rules, p->alias->organisation_forms, p->words + i, p->count - i, &taken);
        dtl_slice word = p->words[i];
        if (rule != DTL_NONE) {
            i += taken;
            uint32_t weight = (uint32_t)dtl_rules_number(p->alias->rules, rule, "weight", 0);
            if ((part = add_part(p, word, weight ? DTL_PART_NAME : DTL_PART_LIGHT, weight))) {
                part->known = weight && dtl_rules_name(p->alias->rules, rule, 1).length && dtl_rules_name(p->alias->rules, rule, 6).length == 0 ? rule : DTL_NONE;
                part->title = dtl_slice_is(dtl_rules_attribute(p->alias->rules, rule, "class"), "legal");
            }
            continue;
        }
        uint32_t place = dtl_rules_match(p->alias->rules, p->alias->places, p->words + i, p->count - i, &taken);
        if (place == DTL_NONE || taken > 2) {
            taken = 1;
            place = dtl_rules_find(p->alias->rules, p->alias->demonyms, word, 0);
        } else {
            taken = 1;
        }
        i += taken;
        word = latin_word(p, word, &ignored, &exact);
        if (word.length && (part = add_part(p, word, DTL_PART_NAME, place != DTL_NONE ? PLACE_WEIGHT : word.length == 1 ? SHORT_WEIGHT : 1000)))
            part->place = place != DTL_NONE;
        for (uint32_t k = before; k < p->out->count; k++) {
            p->out->parts[k].consonants = !ignored;
            p->out->parts[k].exact = exact;
        }
    }
}

/* First letters of the words: "World Seed Bank" → wsb. */
static dtl_slice first_letters(preparation *p, bool light)
{
    char *out = dtl_arena_alloc(p->arena, DTL_ALIAS_PARTS + 1);
    uint32_t used = 0;
    if (!out) {
        p->failed = true;
        return DTL_SLICE_EMPTY;
    }
    for (uint32_t i = 0; i < p->out->count; i++) {
        const dtl_alias_part *part = &p->out->parts[i];
        if (part->text.length && !part->title && (light || part->class != DTL_PART_LIGHT))
            out[used++] = part->text.ptr[0];
    }
    return used > 1 ? dtl_slice_make(out, used) : DTL_SLICE_EMPTY;
}

bool dtl_alias_prepare(const dtl_alias *alias, dtl_arena *arena, dtl_slice name, dtl_alias_kind kind, dtl_alias_name *out)
{
    dtl_alias_name made = {.kind = (uint8_t)kind};
    preparation p = {.alias = alias, .arena = arena, .out = &made};
    dtl_slice folded;
    if (!dtl_utf8_fold(arena, spaced(&p, name), &folded) || p.failed)
        return false;
    cut_words(&p, folded);
    if (kind == DTL_ALIAS_PERSON) {
        person_parts(&p);
    } else {
        organisation_parts(&p);
        made.acronym = first_letters(&p, true);
        made.short_acronym = first_letters(&p, false);
        /* a name made of legal forms and light words only: they are the name */
        bool any = false;
        for (uint32_t i = 0; i < made.count; i++)
            any |= made.parts[i].class != DTL_PART_LIGHT;
        for (uint32_t i = 0; i < made.count && !any; i++) {
            made.parts[i].class = DTL_PART_NAME;
            made.parts[i].weight = SHORT_WEIGHT;
        }
    }
    if (p.failed)
        return false;
    *out = made;
    return true;
}
