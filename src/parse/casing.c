/* Casing: "GUERRILLAS OF THE ELN BLEW UP A PIPELINE NEAR ARAUCA" → "Guerrillas of the ELN blew up a pipeline near Arauca".
 *
 * In: the paragraphs of a report, the rule tables, the words that the treebanks know. Out: the same bytes with other
 * capitals, so that every offset stays right. Old wires, official bulletins and many headlines are written in capitals;
 * there a capital says nothing, and tagger, parser, tables and name model, all of which live by it, see no verb and no
 * name. Only paragraphs without small letters are touched, and reports that have next to no capitals ("police arrested
 * four men in herat"): those are read as if they stood in capitals.
 *
 * The idea (Lita et al. 2003, as far as it goes without weights of its own): a name that a table knows is written as the
 * table writes it; a word that the treebanks know as a common word, an inflection of one, or that some table of common
 * words begins with, is small; letters in brackets and words without a vowel are acronyms, here and in the whole report;
 * the words whose initials they are get capitals; what nobody knows is a name. Sentences begin with a capital.
 *
 * Knowingly wrong: a surname that is a common word ("PRESIDENT BUSH", "COLONEL CRUZ" only with a title or given name in
 * front of it), the names of organisations made of common words only ("SUPREME COURT" → "supreme court"). */
#include "parse/casing.h"
#include "base/map.h"
#include "base/utf8.h"
#include "parse/endings.h"
#include "parse/lemma.h"

enum { LOOK_AHEAD = 10 /* words of a table's name */, SHOUTING_WORDS = 4 /* fewer say nothing */, ACRONYM_MAX = 8, FOLD_MAX = 48,
       NAME_WORDS = 7, NAME_TABLES_MAX = 8, WORD_TABLES_MAX = 16, INITIALS_BACK = 14, BYTE_MEMORY = 128 /* that a byte of text takes here at most */ };

typedef enum word_case { CASE_SMALL, CASE_CAPITAL, CASE_KEEP /* an acronym */, CASE_AS_WRITTEN /* done */ } word_case;

/* A word or a sign of one paragraph. */
typedef struct cased_word {
    uint32_t offset, length; /* bytes of the text */
    dtl_slice folded;        /* small letters, no accents */
    uint32_t lexical;        /* the lexicon's value, 0 unknown */
    uint8_t as;              /* word_case */
    bool letters;            /* begins with a letter */
    bool starts;             /* begins a sentence */
    bool common;             /* a word of the language for all we know */
    bool named;              /* part of a name that a table knows in another spelling */
} cased_word;
DTL_ARRAY_TYPE(cased_word_array, cased_word);

typedef struct casing {
    const dtl_rules *rules;
    model_view model;
    dtl_arena *arena;
    char *text; /* the copy that is written to */
    dtl_map acronyms;
    uint32_t names[NAME_TABLES_MAX], words[WORD_TABLES_MAX], titles, given, parts;
    cased_word_array list;
    bool failed;
} casing;

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word_byte(char c)
{
    return is_small(c) || is_capital(c) || (unsigned char)c >= 0x80;
}

/* No small letters but a few of a slip ("McDONALD"), and enough words to be sure. */
static bool is_shouting(const char *text, dtl_span span)
{
    uint32_t small = 0, capitals = 0, words = 0, run = 0;
    for (uint32_t i = span.offset; i < dtl_span_end(span); i++) {
        small += is_small(text[i]);
        capitals += is_capital(text[i]);
        run = is_capital(text[i]) ? run + 1 : 0;
        words += run == 3;
    }
    return words >= SHOUTING_WORDS && small * 20 <= capitals;
}

/* In a report that is in capitals all over, short lines are too. */
static bool is_all_shouting(dtl_slice text, const dtl_article *article)
{
    uint32_t shouting = 0, all = 0;
    for (uint32_t i = 0; i < article->body.count; i++) {
        dtl_span span = article->body.items[i].span;
        all += span.length;
        shouting += is_shouting(text.ptr, span) ? span.length : 0;
    }
    return all && shouting >= all - all / 5;
}

static bool is_without_small(const char *text, dtl_span span)
{
    for (uint32_t i = span.offset; i < dtl_span_end(span); i++)
        if (is_small(text[i]))
            return false;
    return span.length > 0;
}

static bool add_word(casing *c, uint32_t offset, uint32_t length)
{
    cased_word *w = dtl_array_push(c->arena, &c->list);
    if (!w)
        return false;
    *w = (cased_word){.offset = offset, .length = length, .letters = is_word_byte(c->text[offset])};
    if (!dtl_utf8_fold(c->arena, dtl_slice_make(c->text + offset, length), &w->folded))
        return false;
    if (w->letters) {
        word_attributes attributes;
        word_attributes_of(w->folded, &attributes);
        w->lexical = model_lexicon_tags(&c->model.lexicon, attributes.lower);
    }
    return true;
}

/* Cuts a paragraph into words, numbers and signs. */
static bool cut(casing *c, dtl_span span)
{
    bool start = true;
    uint32_t end = dtl_span_end(span);
    c->list.count = 0;
    for (uint32_t i = span.offset; i < end;) {
        char first = c->text[i];
        uint32_t from = i++;
        if (first == ' ' || first == '\n' || first == '\t' || first == '\r')
            continue;
        bool letters = is_word_byte(first), digit = first >= '0' && first <= '9';
        while (i < end && ((letters && is_word_byte(c->text[i])) || (digit && ((c->text[i] >= '0' && c->text[i] <= '9') || is_word_byte(c->text[i])))))
            i++;
        if (!add_word(c, from, i - from))
            return false;
        cased_word *w = &c->list.items[c->list.count - 1];
        w->starts = start && (letters || digit);
        if (letters || digit)
            start = false;
        if (first == '.' || first == '?' || first == '!' || first == ']') { /* "U.S.", "COL. PONCE": an initial ends nothing */
            const cased_word *before = c->list.count > 1 ? w - 1 : NULL;
            start = first == '.' ? !before || !before->letters || before->length > 3 : first != ']' || !before || dtl_map_get(&c->acronyms, before->folded) == DTL_NONE;
        }
    }
    return true;
}

static uint32_t first_tag(const cased_word *w)
{
    return w->lexical ? (w->lexical & 0xff) - 1 : DTL_XPOS_COUNT;
}

static bool is_name_tag(uint32_t tag)
{
    return tag == DTL_XPOS_NNP || tag == DTL_XPOS_NNPS;
}

/* A name of the table by itself, or a pattern's word: "kill.v". */
static bool is_entry(const casing *c, uint32_t table, dtl_slice word)
{
    static const char classes[] = "vnj";
    char key[FOLD_MAX + 2];
    if (word.length > FOLD_MAX)
        return false;
    if (dtl_rules_find(c->rules, table, word, 0) != DTL_NONE)
        return true;
    memcpy(key, word.ptr, word.length);
    key[word.length] = '.';
    for (const char *class = classes; *class; class++) {
        key[word.length + 1] = *class;
        if (dtl_rules_find(c->rules, table, dtl_slice_make(key, word.length + 2), 0) != DTL_NONE)
            return true;
    }
    return false;
}

static bool is_known_base(const void *context, const char *base, uint32_t length)
{
    const casing *c = context;
    dtl_slice word = dtl_slice_make(base, length);
    if (model_list_find(&c->model.lemma, lemma_key(DTL_XPOS_NN, word, LEMMA_KNOWN)) ||
        model_list_find(&c->model.lemma, lemma_key(DTL_XPOS_VB, word, LEMMA_KNOWN)))
        return true;
    uint64_t tables = dtl_rules_tables_at(c->rules, word);
    for (size_t i = 0; i < WORD_TABLES_MAX && tables; i++)
        if (c->words[i] != DTL_NONE && dtl_rules_may_match(tables, c->words[i]) && is_entry(c, c->words[i], word))
            return true;
    return false;
}

/* "ambushed", "hooded", "machinegunners": a regular form, or an ending that names seldom have. */
static bool is_inflected(const casing *c, dtl_slice word)
{
    static const char *const endings[] = {"ing", "tion", "tions", "ment", "ments", "ness", "ly", "ity", "ities", "ism", "ist", "ists", "ous", "ive", "able", "ible",
                                          "ical", "ized", "ised", "ating", "ated", "ance", "ence", "ship", "less", "ful", NULL};
    char base[ENDING_FORM_MAX + 2];
    if (word.length < 4 || word.length > ENDING_FORM_MAX)
        return false;
    uint32_t length = ending_of_verb(word, is_known_base, c, base);
    if (length && is_known_base(c, base, length))
        return true;
    length = ending_s(word, is_known_base, c, base);
    if (length && is_known_base(c, base, length))
        return true;
    bool past = word.length > 5 && (dtl_slice_ends_with(word, DTL_SLICE("ed")) || dtl_slice_ends_with(word, DTL_SLICE("ers")) || dtl_slice_ends_with(word, DTL_SLICE("men")));
    if (past && (c->parts == DTL_NONE || dtl_rules_find(c->rules, c->parts, word, 0) == DTL_NONE)) /* not Mohammed */
        return true;
    for (const char *const *e = endings; *e; e++)
        if (word.length >= strlen(*e) + 3 && dtl_slice_ends_with(word, dtl_slice_from_cstr(*e)))
            return true;
    return false;
}

static bool is_common(const casing *c, const cased_word *w)
{
    uint32_t first = first_tag(w), second = w->lexical >> 8;
    if (w->lexical && !is_name_tag(first))
        return true;
    bool base = is_known_base(c, w->folded.ptr, w->folded.length);
    if (w->lexical) /* mostly a name: common only where a tenth of its uses and a base form say so */
        return base && second < DTL_XPOS_COUNT && !is_name_tag(second);
    return base || is_inflected(c, w->folded);
}

static bool has_vowel(dtl_slice word)
{
    for (uint32_t i = 0; i < word.length; i++)
        if (strchr("aeiouy", word.ptr[i]) || (unsigned char)word.ptr[i] >= 0x80)
            return true;
    return false;
}

static bool is_one_of(dtl_slice word, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_is(word, *list))
            return true;
    return false;
}

static bool is_link(dtl_slice word)
{
    static const char *const links[] = {"of", "the", "for", "and", "in", "de", "del", "la", "las", "los", "y", "da", "do", "dos", "e", "el", "al", NULL};
    return is_one_of(word, links);
}

static word_case case_of(const casing *c, const cased_word *w)
{
    static const char *const numerals[] = {"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xxiii", NULL};
    static const char *const titles[] = {"mr", "mrs", "ms", "dr", "st", "lt", "sgt", "brig", "col", "gen", NULL};
    static const char *const small[] = {"cannot", "hereby", "gonna", "th", "nd", "rd", "km", "kg", "mm", "vs", "hq", NULL}; /* not in the treebanks, or without a vowel */
    static const char *const particles[] = {"de", "del", "la", "las", "los", "y", "da", "do", "dos", "e", NULL};
    if (w->folded.length <= ACRONYM_MAX && dtl_map_get(&c->acronyms, w->folded) != DTL_NONE)
        return CASE_KEEP;
    if (is_one_of(w->folded, numerals))
        return CASE_KEEP;
    if (dtl_slice_is(w->folded, "i"))
        return CASE_CAPITAL;
    if (is_one_of(w->folded, particles) || is_one_of(w->folded, small))
        return CASE_SMALL;
    if (is_one_of(w->folded, titles))
        return CASE_CAPITAL;
    if (w->common)
        return w->named ? CASE_CAPITAL : CASE_SMALL;
    return !w->lexical && w->folded.length > 1 && w->folded.length <= ACRONYM_MAX && !has_vowel(w->folded) ? CASE_KEEP : CASE_CAPITAL;
}

static void write_small(casing *c, uint32_t at)
{
    char *p = &c->text[at];
    if (is_capital(*p))
        *p = (char)(*p + 32);
    else if (at > 0 && (unsigned char)p[-1] == 0xC3 && (unsigned char)*p >= 0x80 && (unsigned char)*p <= 0x9E && (unsigned char)*p != 0x97)
        *p = (char)(*p + 32); /* É and its like */
}

static void write_word(casing *c, const cased_word *w)
{
    if (!w->letters || w->as == CASE_KEEP || w->as == CASE_AS_WRITTEN)
        return;
    bool capital = w->as == CASE_CAPITAL || w->starts;
    uint32_t from = capital ? ((unsigned char)c->text[w->offset] >= 0xC0 ? 2 : 1) : 0;
    for (uint32_t i = from; i < w->length; i++)
        write_small(c, w->offset + i);
}

/* Writes words first … first + count - 1 as the table writes the name; false when the spellings do not run side by side. */
static bool write_as(casing *c, uint32_t first, uint32_t count, dtl_slice name)
{
    const cased_word *last = &c->list.items[first + count - 1];
    uint32_t at = c->list.items[first].offset, end = last->offset + last->length, k = 0;
    for (int pass = 0; pass < 2; pass++, k = 0)
        for (uint32_t i = at; i < end; i++) {
            char said = c->text[i];
            if (!is_word_byte(said))
                continue;
            while (k < name.length && !is_word_byte(name.ptr[k]))
                k++;
            if (k >= name.length || ((said | 32) != (name.ptr[k] | 32) && (unsigned char)said < 0x80))
                return false;
            if (pass && is_small(name.ptr[k]))
                write_small(c, i);
            k++;
        }
    return true;
}

/* The longest name of a table at this word; 0 none. *rule is its entry. */
static uint32_t table_name(const casing *c, uint32_t at, uint32_t *rule)
{
    dtl_slice words[LOOK_AHEAD];
    uint32_t count = 0, best = 0;
    uint64_t tables = dtl_rules_tables_at(c->rules, c->list.items[at].folded);
    if (!tables)
        return 0;
    for (; count < LOOK_AHEAD && at + count < c->list.count; count++)
        words[count] = c->list.items[at + count].folded;
    for (size_t i = 0; i < NAME_TABLES_MAX; i++) {
        uint32_t taken, entry;
        if (c->names[i] == DTL_NONE || !dtl_rules_may_match(tables, c->names[i]))
            continue;
        entry = dtl_rules_match(c->rules, c->names[i], words, count, &taken);
        if (entry != DTL_NONE && taken > best) {
            best = taken;
            *rule = entry;
        }
    }
    return best;
}

/* A single word that is also a common one ("IT", "TURKEY", "MARCH") is not taken for the table's name; "THE US" is. */
static bool is_sure(const casing *c, uint32_t at, uint32_t count, dtl_slice name)
{
    const cased_word *w = &c->list.items[at];
    bool acronym = name.length >= 2 && is_capital(name.ptr[0]) && is_capital(name.ptr[1]);
    bool behind_the = at > 0 && dtl_slice_is(c->list.items[at - 1].folded, "the");
    if (count > 1 || !w->common)
        return true;
    if (acronym)
        return behind_the && name.length <= 4 && !is_known_base(c, w->folded.ptr, w->folded.length);
    return first_tag(w) == DTL_XPOS_JJ && is_capital(name.ptr[0]) && w->folded.length > 4; /* nationalities */
}

/* Names that a table knows. */
static void write_known_names(casing *c)
{
    for (uint32_t i = 0; i < c->list.count;) {
        uint32_t rule = DTL_NONE, count = c->list.items[i].letters || c->list.items[i].length > 1 ? table_name(c, i, &rule) : 0;
        bool written = false;
        for (uint32_t k = 0; count && !written; k++) {
            dtl_slice name = dtl_rules_name(c->rules, rule, k);
            if (!name.length)
                break;
            written = is_sure(c, i, count, name) && write_as(c, i, count, name);
        }
        if (count > 1 && !written) /* the table has accents where the text has none */
            for (uint32_t k = i; k < i + count; k++)
                c->list.items[k].named = !is_link(c->list.items[k].folded);
        for (uint32_t k = 0; written && k < count; k++)
            c->list.items[i + k].as = CASE_AS_WRITTEN;
        i += written ? count : 1;
    }
}

/* The word behind the nearest article before `end`; end when there is none within a name's length. */
static uint32_t behind_article(const casing *c, uint32_t end)
{
    for (uint32_t at = end; at > 0 && end - at < NAME_WORDS; at--)
        if (dtl_slice_is(c->list.items[at - 1].folded, "the"))
            return at;
        else if (!c->list.items[at - 1].letters && c->text[c->list.items[at - 1].offset] != '\'' && c->text[c->list.items[at - 1].offset] != '-')
            return end;
    return end;
}

/* "PEOPLE'S REVOLUTIONARY ARMY (PRA)": the words whose initials stand in the brackets are a name; so is all behind the
 * article where the letters are those of another language: "THE NATIONAL LIBERATION ARMY (ELN)". */
static void capitalise_initials(casing *c, uint32_t acronym)
{
    dtl_slice letters = c->list.items[acronym].folded;
    uint32_t at = acronym - 1, left = letters.length, first = acronym;
    for (uint32_t back = 0; back < INITIALS_BACK && left && at > 0; back++) {
        const cased_word *w = &c->list.items[--at];
        if (!w->letters && w->length == 1 && (c->text[w->offset] == '\'' || c->text[w->offset] == '-'))
            continue;
        if (w->letters && w->folded.ptr[0] == letters.ptr[left - 1]) {
            left--;
            first = at;
        } else if (!is_link(w->folded) && !dtl_slice_is(w->folded, "s")) {
            break;
        }
    }
    if (left)
        first = behind_article(c, acronym - 1);
    for (uint32_t i = first; i < acronym - 1; i++)
        if (c->list.items[i].letters && !is_link(c->list.items[i].folded) && c->list.items[i].folded.length > 1 && c->list.items[i].as == CASE_SMALL)
            c->list.items[i].as = CASE_CAPITAL;
}

static bool in_brackets(const casing *c, uint32_t at)
{
    if (at == 0 || at + 1 >= c->list.count)
        return false;
    char before = c->text[c->list.items[at - 1].offset], behind = c->text[c->list.items[at + 1].offset];
    return (before == '(' && behind == ')') || (before == '[' && behind == ']');
}

/* "COLONEL CRUZ", "ANGEL RIVERA": a title or given name in front of a name, a common word behind a title. */
static void capitalise_persons(casing *c)
{
    for (uint32_t i = 0; i + 1 < c->list.count; i++) {
        cased_word *w = &c->list.items[i], *next = w + 1;
        if (!w->letters || !next->letters || w->as != CASE_SMALL)
            continue;
        uint64_t tables = dtl_rules_tables_at(c->rules, w->folded);
        bool title = c->titles != DTL_NONE && dtl_rules_may_match(tables, c->titles) && dtl_rules_find(c->rules, c->titles, w->folded, 0) != DTL_NONE;
        bool given = c->given != DTL_NONE && dtl_rules_may_match(tables, c->given) && dtl_rules_find(c->rules, c->given, w->folded, 0) != DTL_NONE;
        if ((title || given) && (next->as == CASE_CAPITAL || next->as == CASE_AS_WRITTEN) && w->folded.length > 2)
            w->as = CASE_CAPITAL;
    }
}

static bool restore(casing *c, dtl_span span)
{
    if (!cut(c, span))
        return false;
    for (uint32_t i = 0; i < c->list.count; i++)
        if (c->list.items[i].letters)
            c->list.items[i].common = is_common(c, &c->list.items[i]);
    write_known_names(c);
    for (uint32_t i = 0; i < c->list.count; i++) {
        cased_word *w = &c->list.items[i];
        bool dotted = i + 1 < c->list.count && w->length == 1 && c->text[w[1].offset] == '.' && w[1].offset == w->offset + 1;
        if (w->letters && w->as != CASE_AS_WRITTEN)
            w->as = (uint8_t)(dotted ? CASE_KEEP : case_of(c, w)); /* "U.S.", "J. SMITH" */
        bool negated = i + 2 < c->list.count && c->text[w[1].offset] == '\'' && dtl_slice_is(w[2].folded, "t") && dtl_slice_ends_with(w->folded, DTL_SLICE("n"));
        if (w->letters && negated)
            w->as = CASE_SMALL; /* DIDN'T */
        if (w->letters && i > 0 && c->text[w[-1].offset] == '\'' && w->length <= 2 && w[-1].offset + 1 == w->offset && i > 1 && w[-2].letters)
            w->as = CASE_SMALL; /* 's, 're, n't */
    }
    for (uint32_t i = 2; i < c->list.count; i++)
        if (c->list.items[i].as == CASE_KEEP && in_brackets(c, i))
            capitalise_initials(c, i);
    capitalise_persons(c);
    for (uint32_t i = 0; i < c->list.count; i++)
        write_word(c, &c->list.items[i]);
    return true;
}

/* "(URNG)", "[FMLN]": letters that nobody knows as a word are an acronym in the whole report. */
static bool collect_acronyms(casing *c, dtl_span span)
{
    for (uint32_t i = span.offset; i + 1 < dtl_span_end(span); i++) {
        uint32_t end = i + 1;
        if (c->text[i] != '(' && c->text[i] != '[')
            continue;
        while (end < dtl_span_end(span) && is_capital(c->text[end]))
            end++;
        uint32_t length = end - i - 1;
        bool closed = end < dtl_span_end(span) && (c->text[end] == ')' || c->text[end] == ']');
        if (!closed || length < 2 || length > ACRONYM_MAX)
            continue;
        static const char *const furniture[] = {"text", "sic", "excerpt", "excerpts", "summary", "passage", "words", "as", NULL};
        dtl_slice folded;
        if (!dtl_utf8_fold(c->arena, dtl_slice_make(c->text + i + 1, length), &folded))
            return false;
        word_attributes attributes;
        word_attributes_of(folded, &attributes);
        bool word = model_list_find(&c->model.lexicon, attributes.lower) && length > 3; /* "[REPORTER]" */
        word |= c->text[i] == '[' && length > 4; /* "[PONCE]": a word put in by an editor */
        if (!word && !is_one_of(folded, furniture) && !dtl_map_put(&c->acronyms, folded, 1))
            return false;
    }
    return true;
}

static void open_tables(casing *c)
{
    static const char *const names[NAME_TABLES_MAX] = {"actors", "actor-names", "media", "outlets", "places", "demonyms", "companies", "times"};
    static const char *const words[WORD_TABLES_MAX] = {"roles", "offices", "nouns", "classes", "events", "modality", "cues", "counted", "documents",
                                                       "place-words", "organisation-words", "numbers", "irregular", "weapons", "discards", "words"};
    for (size_t i = 0; i < NAME_TABLES_MAX; i++)
        c->names[i] = dtl_rules_table(c->rules, names[i]);
    for (size_t i = 0; i < WORD_TABLES_MAX; i++)
        c->words[i] = dtl_rules_table(c->rules, words[i]);
    c->titles = dtl_rules_table(c->rules, "titles");
    c->given = dtl_rules_table(c->rules, "first-names");
    c->parts = dtl_rules_table(c->rules, "name-parts");
}

/* A report in small letters, but for a slip or a line of furniture; English prose has one capital in 20 to 40 letters. */
static bool is_all_whispering(const char *text, const dtl_article *article)
{
    enum { LETTERS_MIN = 60, LETTERS_PER_CAPITAL = 150 };
    uint64_t small = 0, capitals = 0;
    for (uint32_t i = 0; i < article->body.count; i++)
        for (uint32_t k = article->body.items[i].span.offset; k < dtl_span_end(article->body.items[i].span); k++) {
            small += is_small(text[k]);
            capitals += is_capital(text[k]);
        }
    return small >= LETTERS_MIN && capitals * LETTERS_PER_CAPITAL < small;
}

static void raise_voice(char *text, dtl_span span)
{
    for (uint32_t i = span.offset; i < dtl_span_end(span); i++)
        if (is_small(text[i]))
            text[i] = (char)(text[i] - 32);
}

dtl_err dtl_casing_run(const dtl_article *article, const dtl_rules *rules, const dtl_model *model, dtl_arena *arena,
                       dtl_note_array *notes, dtl_page *page)
{
    dtl_slice copy;
    const bool whispering = is_all_whispering(page->text.ptr, article);
    bool any = whispering || is_shouting(page->text.ptr, article->title);
    for (uint32_t i = 0; i < article->body.count && !any; i++)
        any = is_shouting(page->text.ptr, article->body.items[i].span);
    if (!any)
        return DTL_OK;
    if (!dtl_arena_copy(arena, page->text, &copy))
        return DTL_ERR_BUDGET;
    casing c = {.rules = rules, .model = model_view_of(model), .arena = arena, .text = (char *)(uintptr_t)copy.ptr};
    dtl_map_init(&c.acronyms, arena);
    open_tables(&c);
    const bool all = is_all_shouting(page->text, article);
    const size_t most = (arena->budget - arena->used) / BYTE_MEMORY; /* of a monstrous report the beginning: more is not read either */
    for (int pass = 0; pass < 2; pass++) {
        size_t done = 0;
        for (uint32_t i = 0; i <= article->body.count; i++) {
            dtl_span span = i == article->body.count ? article->title : article->body.items[i].span;
            done += span.length;
            if (done > most)
                continue;
            bool capitals = whispering || is_shouting(page->text.ptr, span) || (all && is_without_small(page->text.ptr, span));
            if (whispering && !pass)
                raise_voice(c.text, span);
            if (capitals && !(pass ? restore(&c, span) : collect_acronyms(&c, span)))
                return DTL_ERR_BUDGET;
        }
    }
    page->written = page->text;
    page->text = copy;
    dtl_doc_note(arena, notes, "parse", (dtl_span){0, 0}, whispering ? "written in small letters; capitals are restored by what words are known"
                                                                     : "written in capitals; small letters are restored by what words are known");
    return DTL_OK;
}
