/* In: the words of a document with their tags. Out: the features by which a word is known as a part of a name.
 *
 * The idea: only a word that can be a part of a name is looked at: one with a capital letter or the tag of a proper noun, and
 * the small words and signs that stand between two such ("of", "bin", "-"). It is known by its letters and those of its
 * neighbours, by the stretch of capitals it stands in, by the tables that know it or its neighbours (a title before, "province"
 * behind), and by how the same word stands elsewhere in the document: after "Mr", before "said", behind "in", as the last
 * word of a longer name. In a headline, where capitals say nothing, that is the best there is.
 * Example: "Karim Gul of the Herat Times said …  Gul left for Kunduz." The second Gul stood last in a longer name before.
 *
 * Knowingly wrong: names in small letters are only seen where the tagger takes them for proper nouns. */
#include "name/features.h"
#include "base/utf8.h"

enum { LOOK_AHEAD = 8 /* words of a table's entry */, PLACE_WORDS = 4 /* longest name asked of the gazetteer */,
       CITY_PEOPLE = 50000, GAP_MAX = 2 /* small words between two capitals */ };

/* Bits of name_token.known, and the tables behind them in this order. */
enum { KNOWN_COUNTRY = 1, KNOWN_PLACE = 2, KNOWN_DEMONYM = 4, KNOWN_TITLE = 8, KNOWN_ROLE = 16, KNOWN_ACTOR = 32, KNOWN_MEDIA = 64,
       KNOWN_OFFICE = 128, KNOWN_PLACE_WORD = 256, KNOWN_ORGANISATION_WORD = 512, KNOWN_NAME_PART = 1024, KNOWN_TIME = 4 /* shares the bit of demonyms: neither is a name */, KNOWN_GIVEN = 4096, KNOWN_ORGANISATION = 2048,
       KNOWN_TOWN = 8192, KNOWN_CITY = 16384, KNOWN_UNIT = 32768 /* of the gazetteer: below and above CITY_PEOPLE; other features */ };
static const struct { const char *table; uint32_t bit; bool small; } tables_used[NAME_TABLES] = {
    {"places", KNOWN_PLACE, false},       {"demonyms", KNOWN_DEMONYM, false},      {"titles", KNOWN_TITLE, true},
    {"roles", KNOWN_ROLE, true},          {"actors", KNOWN_ACTOR, false},       {"actor-names", KNOWN_ACTOR, false},
             {"outlets", KNOWN_MEDIA, false},
    {"media", KNOWN_MEDIA, false},        {"offices", KNOWN_OFFICE, false},        {"place-words", KNOWN_PLACE_WORD, true},
    {"organisation-words", KNOWN_ORGANISATION_WORD, true},                         {"name-parts", KNOWN_NAME_PART, false},
    {"first-names", KNOWN_GIVEN, false},   {"companies", KNOWN_ORGANISATION, false}};

/* Bits of name_token.evidence. */
enum { SEEN_INSIDE = 1, SEEN_SMALL = 2, SEEN_TITLED = 4, SEEN_ACTING = 8, SEEN_LOCATIVE = 16, SEEN_FIRST = 32, SEEN_LAST = 64,
       SEEN_BEFORE_PLACE_WORD = 128, SEEN_IN_ORGANISATION = 256, SEEN_NAME_PART = 512, SEEN_OWNER = 1024, SEEN_DEFINITE = 2048,
       SEEN_BRACKETED = 4096, SEEN_ALONE = 8192, SEEN_BITS = 14 };

static const name_token nothing = {.word = {1, 1, {1, 1, 1, 1}, {1, 1, 1}, 1, 1}, .xpos = DTL_XPOS_COUNT};

static const name_token *at_of(const name_sentence *s, uint32_t at, int32_t offset)
{
    int64_t index = (int64_t)at + offset;
    return index < 0 || index >= s->count ? &nothing : &s->tokens[index];
}

name_tables name_tables_open(const dtl_rules *rules, const dtl_gazetteer *gazetteer)
{
    name_tables t = {.rules = rules, .gazetteer = gazetteer};
    for (uint32_t i = 0; i < NAME_TABLES; i++)
        t.table[i] = dtl_rules_table(rules, tables_used[i].table);
    return t;
}

void name_token_start(name_token *token, dtl_slice form, uint8_t xpos)
{
    enum { LOOK = 24 };
    uint32_t at = 0;
    *token = nothing;
    token->xpos = xpos;
    token->capital = form.length && dtl_rune_is_upper(dtl_utf8_next(form, &at));
    for (uint32_t i = 1; i < form.length && i < LOOK && !token->capital; i++)
        token->capital = form.ptr[i] >= 'A' && form.ptr[i] <= 'Z';
}

static bool is_word_of(dtl_slice form, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_equal_nocase(form, dtl_slice_from_cstr(*list)))
            return true;
    return false;
}

/* May stand between two words of one name. */
static bool is_link(dtl_slice form)
{
    static const char *const links[] = {"-", "of", "the", "and", "&", "al", "el", "bin", "ibn", "de", "la", "for", "'s", "'", ".", ",",
                                        "ul", "ud", "ur", "du", "da", "dos", "van", "von", "der", "den", "in", "on", "/", "'", "e", "i",
                                        "\xE2\x80\x99s", "\xE2\x80\x93", "+", ":", NULL};
    if (form.length > 5)
        return false;
    return is_word_of(form, links) || (form.length && form.ptr[0] >= '0' && form.ptr[0] <= '9');
}

static name_mode mode_of(const name_sentence *s, const dtl_slice *forms)
{
    enum { LOOK = 64 };
    uint32_t words = 0, capitals = 0, small = 0;
    for (uint32_t i = 0; i < s->count && i < LOOK; i++) {
        dtl_slice form = forms[i];
        if (form.length < 4)
            continue;
        words++;
        capitals += s->tokens[i].capital;
        for (uint32_t k = 0; k < form.length && k < 32; k++)
            small += form.ptr[k] >= 'a' && form.ptr[k] <= 'z';
    }
    if (words >= 2 && small == 0)
        return NAME_MODE_CAPITALS;
    bool prose = s->count && dtl_slice_is(forms[s->count - 1], ".");
    return words >= 3 && capitals * 10 >= words * 8 && !prose ? NAME_MODE_TITLE_CASE : NAME_MODE_PLAIN;
}

static void mark_runs(name_sentence *s, const dtl_slice *forms)
{
    for (uint32_t i = 0; i < s->count;) {
        if (!s->tokens[i].capital) {
            i++;
            continue;
        }
        uint32_t end = i + 1;
        while (end < s->count && (s->tokens[end].capital || (dtl_slice_is(forms[end], "-") && end + 1 < s->count && s->tokens[end + 1].capital)))
            end++;
        for (uint32_t k = i; k < end; k++) {
            s->tokens[k].run_first = i;
            s->tokens[k].run_count = end - i;
        }
        i = end;
    }
}

/* "The", "In", "He" at the start of a sentence: a capital that says nothing. */
static bool is_mere_start(const name_token *t)
{
    switch (t->xpos) {
    case DTL_XPOS_DT: case DTL_XPOS_IN: case DTL_XPOS_PRP: case DTL_XPOS_PRP_POSS: case DTL_XPOS_CC: case DTL_XPOS_MD: case DTL_XPOS_TO:
    case DTL_XPOS_WDT: case DTL_XPOS_WP: case DTL_XPOS_WRB: case DTL_XPOS_EX: case DTL_XPOS_RB: case DTL_XPOS_PDT:
        return t->run_count == 1;
    default:
        return false;
    }
}

void name_sentence_mark(name_sentence *s, const dtl_slice *forms)
{
    s->mode = (uint8_t)mode_of(s, forms);
    mark_runs(s, forms);
    for (uint32_t i = 0; i < s->count; i++)
        s->tokens[i].candidate = (s->tokens[i].capital && !is_mere_start(&s->tokens[i])) || s->tokens[i].xpos == DTL_XPOS_NNP || s->tokens[i].xpos == DTL_XPOS_NNPS;
    for (uint32_t i = 0; i < s->count; i++) {
        if (!s->tokens[i].candidate)
            continue;
        uint32_t next = i + 1;
        while (next < s->count && next <= i + GAP_MAX && !s->tokens[next].candidate && is_link(forms[next]))
            next++;
        bool number = i + 1 < s->count && next > i + 1 && forms[i + 1].ptr[0] >= '0' && forms[i + 1].ptr[0] <= '9';
        if (next < s->count && s->tokens[next].candidate)
            for (uint32_t k = i + 1; k < next; k++)
                s->tokens[k].candidate = true;
        else if (number)
            s->tokens[i + 1].candidate = true; /* "Channel 4" */
    }
}

bool name_token_needed(const name_sentence *s, uint32_t at)
{
    for (int32_t offset = -2; offset <= 2; offset++)
        if (at_of(s, at, offset)->candidate)
            return true;
    return false;
}

static uint32_t bit_of(const name_tables *tables, uint32_t table, uint32_t rule)
{
    if (tables_used[table].bit == KNOWN_PLACE && dtl_slice_is(dtl_rules_attribute(tables->rules, rule, "type"), "country"))
        return KNOWN_COUNTRY;
    return tables_used[table].bit;
}

/* The longest name of up to PLACE_WORDS words that the gazetteer knows here. In small letters only what is large counts: many
 * a village is called like a common word. */
static void ask_gazetteer(name_sentence *s, const dtl_gazetteer *gazetteer, const dtl_slice *folded, uint32_t at, bool small)
{
    enum { NAME_MAX = 80 };
    char name[NAME_MAX];
    uint32_t length = 0, best = 0, bit = 0;
    for (uint32_t i = 0; i < PLACE_WORDS && at + i < s->count; i++) {
        dtl_slice word = folded[at + i];
        dtl_place place;
        bool joins = dtl_slice_is(word, "-") || dtl_slice_is(word, "of") || dtl_slice_is(word, "al") || dtl_slice_is(word, "e");
        if ((i > 0 && !s->tokens[at + i].capital && !joins && !small) || length + word.length + 1 > NAME_MAX)
            break;
        if (i > 0)
            name[length++] = ' ';
        memcpy(name + length, word.ptr, word.length);
        length += word.length;
        if (joins || length <= 2 || !dtl_gazetteer_find(gazetteer, dtl_slice_make(name, length), &place, 1))
            continue;
        bool unit = place.feature < DTL_PLACE_CAPITAL || place.feature > DTL_PLACE_CITY;
        if (small && place.feature > DTL_PLACE_ADMIN1 && place.population < CITY_PEOPLE)
            continue;
        best = i + 1;
        bit = unit ? KNOWN_UNIT : place.population >= CITY_PEOPLE ? KNOWN_CITY : KNOWN_TOWN;
    }
    for (uint32_t i = 0; i < best; i++) {
        s->tokens[at + i].known |= i ? bit << 16 : bit;
        s->tokens[at + i].candidate = true;
    }
}

/* "in kerala": a noun behind a word that places stand behind. */
static bool may_be_small_place(const name_sentence *s, const dtl_slice *folded, uint32_t at)
{
    static const char *const locative[] = {"in", "at", "near", "from", "to", "outside", "around", "towards", "across", NULL};
    uint8_t xpos = s->tokens[at].xpos;
    return at > 0 && folded[at].length > 3 && (xpos == DTL_XPOS_NN || xpos == DTL_XPOS_JJ || xpos == DTL_XPOS_NNS || xpos == DTL_XPOS_NNP) &&
           s->tokens[at - 1].xpos != DTL_XPOS_NN && folded[at - 1].length <= 7 && is_word_of(folded[at - 1], locative);
}

void name_sentence_look_up(name_sentence *s, const name_tables *tables, const dtl_slice *folded)
{
    for (uint32_t i = 0; i < s->count; i++) {
        const bool capital = s->tokens[i].capital && s->tokens[i].candidate;
        bool near = at_of(s, i, -1)->candidate || at_of(s, i, 1)->candidate;
        if (!capital && tables->gazetteer && may_be_small_place(s, folded, i))
            ask_gazetteer(s, tables->gazetteer, folded, i, true);
        if (!capital && !near)
            continue;
        uint32_t limit = s->count - i < LOOK_AHEAD ? s->count - i : LOOK_AHEAD;
        const uint64_t tables_at = dtl_rules_tables_at(tables->rules, folded[i]);
        for (uint32_t k = 0; k < NAME_TABLES && tables_at; k++) {
            uint32_t taken;
            if (tables->table[k] == DTL_NONE || !dtl_rules_may_match(tables_at, tables->table[k]) || (!capital && !tables_used[k].small))
                continue;
            uint32_t rule = dtl_rules_match(tables->rules, tables->table[k], folded + i, limit, &taken);
            if (rule == DTL_NONE)
                continue;
            uint32_t bit = bit_of(tables, k, rule);
            s->tokens[i].known |= bit;
            for (uint32_t t = i + 1; t < i + taken; t++)
                s->tokens[t].known |= bit << 16;
        }
        if (capital && tables->gazetteer && !(s->tokens[i].known >> 16 & (KNOWN_CITY | KNOWN_TOWN | KNOWN_UNIT)))
            ask_gazetteer(s, tables->gazetteer, folded, i, false);
        if (capital && folded[i].length >= 5) {
            static const char *const times[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
                                                "february", "march", "april", "june", "july", "august", "september", "october",
                                                "november", "december", NULL};
            if (is_word_of(folded[i], times))
                s->tokens[i].known |= KNOWN_TIME;
        }
    }
}

/* ---- what the document shows ---- */

static uint32_t *bits_of(const name_evidence *e, uint32_t key, bool make)
{
    enum { PROBES = 64 };
    key = key ? key : 1;
    for (uint32_t probe = 0; probe < PROBES; probe++) {
        uint32_t slot = (key + probe) & e->mask;
        if (e->keys[slot] == key)
            return &e->bits[slot];
        if (e->keys[slot] == 0) {
            if (!make)
                return NULL;
            e->keys[slot] = key;
            return &e->bits[slot];
        }
    }
    return NULL;
}

static uint32_t hash_of(const char *word)
{
    return attribute_hash(word, (uint32_t)strlen(word), 2); /* as word_attributes.lower */
}

static bool lower_is(uint32_t lower, const char *const *list)
{
    for (; *list; list++)
        if (lower == hash_of(*list))
            return true;
    return false;
}

static uint32_t shows(const name_sentence *s, uint32_t at)
{
    static const char *const locative[] = {"in", "at", "near", "from", "to", "outside", "across", "around", "towards", NULL};
    static const char *const owner[] = {"'s", "'", "\xE2\x80\x99s", NULL};
    static const char *const the[] = {"the", NULL}, *const open[] = {"(", NULL}, *const close[] = {")", NULL};
    const name_token *t = &s->tokens[at];
    uint32_t first = t->run_first, last = first + t->run_count - 1, bits = at > 0 ? SEEN_INSIDE : 0;
    const name_token *before = at_of(s, first, -1), *behind = at_of(s, last, 1);
    bool run = t->run_count > 1;
    bits |= before->known & (KNOWN_TITLE | KNOWN_ROLE) || at_of(s, at, -1)->known & KNOWN_TITLE ? SEEN_TITLED : 0;
    bits |= behind->xpos >= DTL_XPOS_VBD && behind->xpos <= DTL_XPOS_VBZ && behind->xpos != DTL_XPOS_VBN ? SEEN_ACTING : 0;
    bits |= lower_is(before->word.lower, locative) ? SEEN_LOCATIVE : 0;
    bits |= run && at == first ? SEEN_FIRST : 0;
    bits |= run && at == last ? SEEN_LAST : 0;
    bits |= !run ? SEEN_ALONE : 0;
    bits |= behind->known & KNOWN_PLACE_WORD ? SEEN_BEFORE_PLACE_WORD : 0;
    bits |= s->tokens[last].known & KNOWN_ORGANISATION_WORD ? SEEN_IN_ORGANISATION : 0;
    bits |= (s->tokens[first].known | s->tokens[last].known) & KNOWN_NAME_PART ? SEEN_NAME_PART : 0;
    bits |= lower_is(behind->word.lower, owner) ? SEEN_OWNER : 0;
    bits |= lower_is(before->word.lower, the) ? SEEN_DEFINITE : 0;
    bits |= lower_is(before->word.lower, open) && lower_is(behind->word.lower, close) ? SEEN_BRACKETED : 0;
    return bits;
}

void name_evidence_add(name_evidence *evidence, const name_sentence *s)
{
    if (s->mode != NAME_MODE_PLAIN)
        return;
    for (uint32_t i = 0; i < s->count; i++) {
        const name_token *t = &s->tokens[i];
        uint32_t *bits = t->capital ? bits_of(evidence, t->word.lower, true) : NULL;
        if (bits)
            *bits |= shows(s, i);
    }
}

void name_evidence_use(const name_evidence *evidence, name_sentence *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        const uint32_t *bits = s->tokens[i].candidate ? bits_of(evidence, s->tokens[i].word.lower, false) : NULL;
        s->tokens[i].evidence = bits ? *bits : 0;
    }
}

/* ---- keys ---- */

static uint32_t run_bucket(const name_token *t, uint32_t at)
{
    uint32_t count = t->run_count < 6 ? t->run_count : 6, place = t->run_count ? at - t->run_first : 0;
    return count << 4 | (place < 6 ? place : 6) << 1 | (t->run_count && at + 1 == t->run_first + t->run_count);
}

/* The tables one by one: their combinations are too many to have been seen all. */
static uint64_t *known_keys(const name_sentence *s, const name_token *t, const name_token *p, const name_token *n, uint32_t run, uint64_t *k)
{
    enum { KNOWN_MAX = 5, RUN_LOOK = 8 };
    uint32_t used = 0;
    for (uint32_t left = t->known; left && used < KNOWN_MAX; left &= left - 1, used++) {
        uint32_t bit = (uint32_t)__builtin_ctz(left);
        *k++ = feature_key(500 + bit, t->word.shape, 0);
        *k++ = feature_key(540 + bit, run, t->xpos);
        *k++ = feature_key(580 + bit, p->word.lower, 0);
    }
    used = 0;
    for (uint32_t left = n->known; left && used < KNOWN_MAX; left &= left - 1, used++)
        *k++ = feature_key(620 + (uint32_t)__builtin_ctz(left), t->word.shape, 0);
    used = 0;
    for (uint32_t left = p->known; left && used < KNOWN_MAX; left &= left - 1, used++)
        *k++ = feature_key(660 + (uint32_t)__builtin_ctz(left), t->word.shape, 0);
    if (t->run_count < 2)
        return k;
    uint32_t others = 0, last = t->run_first + t->run_count - 1;
    for (uint32_t i = t->run_first; i <= last && i < t->run_first + RUN_LOOK; i++)
        others |= s->tokens[i].known;
    used = 0;
    for (uint32_t left = others & 0xFFFF; left && used < KNOWN_MAX; left &= left - 1, used++)
        *k++ = feature_key(700 + (uint32_t)__builtin_ctz(left), run & 15, 0);
    used = 0;
    for (uint32_t left = s->tokens[last].known; left && used < 3; left &= left - 1, used++)
        *k++ = feature_key(740 + (uint32_t)__builtin_ctz(left), run, 0);
    return k;
}

uint32_t name_keys(const name_sentence *s, uint32_t at, uint64_t keys[NAME_KEYS_MAX])
{
    const name_token *t = at_of(s, at, 0), *p = at_of(s, at, -1), *pp = at_of(s, at, -2), *n = at_of(s, at, 1), *nn = at_of(s, at, 2);
    const word_attributes *w = &t->word;
    const uint32_t run = run_bucket(t, at), start = at == 0 ? 1 : 0, mode = s->mode;
    const name_token *first = t->run_count ? &s->tokens[t->run_first] : t, *last = t->run_count ? &s->tokens[t->run_first + t->run_count - 1] : t;
    const name_token *before = t->run_count ? at_of(s, t->run_first, -1) : p;
    const name_token *behind = t->run_count ? at_of(s, t->run_first + t->run_count - 1, 1) : n;
    uint64_t *k = keys;
    uint32_t number = 200;
#define KEY(a, b) (*k++ = feature_key(++number, (a), (b)))
    KEY(mode, start);
    KEY(w->form, 0);
    KEY(w->lower, 0);
    KEY(w->lower, 1 + mode);
    KEY(p->word.lower, 0);
    KEY(n->word.lower, 0);
    KEY(pp->word.lower, 0);
    KEY(nn->word.lower, 0);
    KEY(pair_of(p->word.lower, w->lower), 0);
    KEY(pair_of(w->lower, n->word.lower), 0);
    KEY(pair_of(pp->word.lower, p->word.lower), 0);
    KEY(pair_of(n->word.lower, nn->word.lower), 0);
    KEY(w->suffix[1], 0);
    KEY(w->suffix[2], 0);
    KEY(w->suffix[3], 0);
    KEY(w->prefix[1], 0);
    KEY(w->prefix[2], 0);
    KEY(pair_of(w->suffix[2], w->shape), 0);
    KEY(pair_of(w->shape, start), mode);
    KEY(pair_of(p->word.shape, w->shape), mode);
    KEY(pair_of(w->shape, n->word.shape), mode);
    KEY(pair_of(p->word.shape, w->shape), n->word.shape);
    KEY(t->xpos, start);
    KEY(pair_of(p->xpos, t->xpos), 0);
    KEY(pair_of(t->xpos, n->xpos), 0);
    KEY(pair_of(p->xpos, t->xpos), n->xpos);
    KEY(pair_of(n->xpos, nn->xpos), t->xpos);
    KEY(pair_of(t->xpos, w->lexical), mode);
    KEY(pair_of(t->xpos, w->shape), start);
    KEY(pair_of(p->word.lower, w->shape), t->xpos);
    KEY(pair_of(n->word.lower, w->shape), t->xpos);
    KEY(t->known, 0);
    KEY(pair_of(t->known, mode), w->shape);
    KEY(pair_of(p->known, t->known), 0);
    KEY(pair_of(t->known, n->known), 0);
    KEY(pair_of(t->known, t->xpos), 0);
    KEY(pair_of(t->known, p->word.lower), 0);
    KEY(pair_of(t->known, n->word.lower), 0);
    KEY(p->known, w->shape);
    KEY(n->known, w->shape);
    KEY(run, mode);
    KEY(pair_of(run, w->suffix[2]), 0);
    KEY(pair_of(run, last->word.lower), 0);
    KEY(pair_of(run, first->word.lower), 0);
    KEY(pair_of(run, before->word.lower), 0);
    KEY(pair_of(run, behind->word.lower), 0);
    KEY(pair_of(before->word.lower, behind->word.lower), run);
    KEY(pair_of(run, last->known), 0);
    KEY(pair_of(run, first->known), 0);
    KEY(pair_of(run, before->known), 0);
    KEY(pair_of(run, behind->known), behind->xpos);
    KEY(pair_of(run, before->xpos), behind->xpos);
    KEY(last->word.suffix[2], run);
#undef KEY
    k = known_keys(s, t, p, n, run, k);
    for (uint32_t b = 0; b < SEEN_BITS; b++)
        if (t->evidence >> b & 1) {
            *k++ = feature_key(300 + b, run > 16 ? t->run_count > 1 : 2, mode);
            *k++ = feature_key(320 + b, w->shape, t->xpos);
        }
    if (t->evidence)
        *k++ = feature_key(340, t->evidence, mode);
    return (uint32_t)(k - keys);
}

void name_step_keys(const name_sentence *s, uint32_t at, uint8_t before, uint64_t keys[NAME_STEP_KEYS])
{
    const name_token *t = at_of(s, at, 0), *p = at_of(s, at, -1);
    keys[0] = feature_key(401, before, 0);
    keys[1] = feature_key(402, before, t->word.lower);
    keys[2] = feature_key(403, before, pair_of(t->word.shape, s->mode));
    keys[3] = feature_key(404, before, pair_of(t->xpos, p->xpos));
    keys[4] = feature_key(405, before, t->known);
    keys[5] = feature_key(406, before, p->word.lower);
}

/* ---- labels ---- */

static bool may_follow(uint8_t before, uint8_t label)
{
    bool inside = label == DTL_NAME_IN_PERSON || label == DTL_NAME_IN_ORGANISATION || label == DTL_NAME_IN_PLACE;
    return !inside || before == label || before + 1 == label;
}

/* The best path through the words first … first + count - 1; before stands in front of it. */
static void decode_stretch(const name_sentence *s, uint32_t first, uint32_t count, uint8_t before, const int32_t *scores, name_scorer scorer,
                           const void *context, uint8_t *labels)
{
    enum { L = DTL_NAME_LABEL_COUNT };
    const int64_t never = INT64_MIN / 4;
    int64_t best[L], next[L];
    uint8_t from[NAME_STRETCH_MAX][L];
    uint64_t keys[NAME_STEP_KEYS];
    int32_t steps[NAME_SCORES];
    memset(from, 0, sizeof from);
    for (uint8_t y = 0; y < L; y++)
        best[y] = y == before ? 0 : never;
    for (uint32_t i = 0; i < count; i++) {
        for (uint8_t y = 0; y < L; y++)
            next[y] = never;
        for (uint8_t x = 0; x < L; x++) {
            if (best[x] == never)
                continue;
            name_step_keys(s, first + i, x, keys);
            scorer(context, keys, NAME_STEP_KEYS, steps);
            for (uint8_t y = 0; y < L; y++) {
                int64_t sum = best[x] + scores[(size_t)(first + i) * L + y] + steps[y];
                if (may_follow(x, y) && sum > next[y]) {
                    next[y] = sum;
                    from[i][y] = x;
                }
            }
        }
        memcpy(best, next, sizeof best);
    }
    uint8_t label = 0;
    for (uint8_t y = 1; y < L; y++)
        if (best[y] > best[label])
            label = y;
    for (uint32_t i = count; i-- > 0;) {
        labels[first + i] = label;
        label = from[i][label];
    }
}

void name_score(const name_sentence *s, name_scorer scorer, const void *context, int32_t *scores)
{
    uint64_t keys[NAME_KEYS_MAX];
    int32_t sums[NAME_SCORES];
    for (uint32_t i = 0; i < s->count; i++) {
        if (!s->tokens[i].candidate)
            continue;
        uint32_t used = name_keys(s, i, keys);
        scorer(context, keys, used, sums);
        memcpy(scores + (size_t)i * DTL_NAME_LABEL_COUNT, sums, DTL_NAME_LABEL_COUNT * sizeof *scores);
    }
}

void name_decode(const name_sentence *s, const int32_t *scores, name_scorer scorer, const void *context, uint8_t *labels)
{
    uint8_t before = DTL_NAME_OUTSIDE;
    for (uint32_t i = 0; i < s->count;) {
        if (!s->tokens[i].candidate) {
            labels[i++] = before = DTL_NAME_OUTSIDE;
            continue;
        }
        uint32_t end = i + 1;
        while (end < s->count && end - i < NAME_STRETCH_MAX && s->tokens[end].candidate)
            end++;
        decode_stretch(s, i, end - i, before, scores, scorer, context, labels);
        before = labels[end - 1];
        i = end;
    }
}

/* ---- the same word elsewhere ---- */

static name_opinion *opinion_of(const name_evidence *evidence, name_opinion *opinions, uint32_t key)
{
    const uint32_t *bits = bits_of(evidence, key, false);
    return bits ? &opinions[bits - evidence->bits] : NULL;
}

void name_opinions_add(const name_evidence *evidence, name_opinion *opinions, const name_sentence *s, const int32_t *scores)
{
    if (s->mode != NAME_MODE_PLAIN)
        return;
    for (uint32_t i = 0; i < s->count; i++) {
        name_opinion *o = s->tokens[i].capital ? opinion_of(evidence, opinions, s->tokens[i].word.lower) : NULL;
        if (!o)
            continue;
        o->count++;
        for (uint32_t y = 0; y < DTL_NAME_LABEL_COUNT; y++)
            o->sum[y] += scores[(size_t)i * DTL_NAME_LABEL_COUNT + y];
    }
}

void name_opinions_use(const name_evidence *evidence, name_opinion *opinions, const name_sentence *s, int32_t *scores)
{
    enum { SHARE = 3 };
    const uint32_t own = s->mode == NAME_MODE_PLAIN;
    for (uint32_t i = 0; i < s->count; i++) {
        const name_opinion *o = s->tokens[i].capital ? opinion_of(evidence, opinions, s->tokens[i].word.lower) : NULL;
        if (!o || o->count <= own)
            continue;
        for (uint32_t y = 0; y < DTL_NAME_LABEL_COUNT; y++) {
            int32_t *score = &scores[(size_t)i * DTL_NAME_LABEL_COUNT + y];
            *score += (int32_t)((o->sum[y] - (own ? *score : 0)) / (int64_t)(o->count - own) / SHARE);
        }
    }
}
