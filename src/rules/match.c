/* The matcher.
 *
 * In: a word of a parsed report and an entry of a pattern file. Out: whether the entry holds, and the words in its slots.
 * Example: "carry out.v | type=support event=object actor=subject" on "carried" in "The attack was carried out by rebels":
 * the key "carry out.v" is built from the particle, object = attack (subject of the passive), subject = rebels (agent).
 * Noun keys are built from the surface ("suicide bomb attack"), because compounds are the parser's weak spot.
 * Gets wrong on purpose: a prepositional phrase that the parser hung on the verb is given to the verb's object noun as
 * well when the noun has none of its own ("launched attacks against the town"). */
#include "rules/match.h"
#include "rules/opened.h"

enum { KEY_MAX = 96, REGULAR_FORMS = 10, CLASSES_MAX = 24 /* that one word may have */ };

dtl_matcher dtl_matcher_make(const dtl_doc *doc, const dtl_rules *rules)
{
    return (dtl_matcher){.rules = rules, .page = &doc->page, .text = &doc->text, .parse = &doc->parse,
                         .mentions = &doc->mention, .voices = &doc->voice, .classes = dtl_rules_table(rules, "classes"),
                         .irregular = dtl_rules_table(rules, "irregular"), .holders = dtl_rules_table(rules, "holders")};
}

/* Appends the lower-case word to the key; false when it does not fit. ASCII is enough for English pattern words. */
static bool key_add(char key[KEY_MAX], uint32_t *length, dtl_slice word)
{
    if (word.length == 0 || *length + word.length + 4 > KEY_MAX)
        return false;
    if (*length)
        key[(*length)++] = ' ';
    for (uint32_t i = 0; i < word.length; i++) {
        char c = word.ptr[i];
        key[(*length)++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return true;
}

static dtl_slice form_of(const dtl_matcher *m, uint32_t token)
{
    const dtl_token *t = &m->text->tokens.items[token];
    return dtl_slice_make(m->page->text.ptr + t->offset, t->length);
}

/* "the killing of", "its shelling of": a gerund that is used as a noun. */
static bool is_nominal_gerund(const dtl_matcher *m, uint32_t token)
{
    const dtl_word *word = &m->parse->words[token];
    if (word->upos != DTL_UPOS_VERB || word->xpos != DTL_XPOS_VBG)
        return false;
    return dtl_tree_child(m->parse, token, DTL_REL_DET) != DTL_NONE || dtl_tree_child(m->parse, token, DTL_REL_NMOD_POSS) != DTL_NONE ||
           dtl_tree_child(m->parse, token, DTL_REL_AMOD) != DTL_NONE || dtl_tree_child(m->parse, token, DTL_REL_NMOD) != DTL_NONE;
}

/* "staged rallies", where the tag says verb: what the tree has as somebody's object, and has nothing of a clause, is a noun. */
static bool is_noun_by_place(const dtl_matcher *m, uint32_t token)
{
    const dtl_word *word = &m->parse->words[token];
    bool finite = word->xpos == DTL_XPOS_VBZ || word->xpos == DTL_XPOS_VBP || word->xpos == DTL_XPOS_VB;
    bool place = word->relation == DTL_REL_OBJ || word->relation == DTL_REL_NSUBJ || word->relation == DTL_REL_NSUBJ_PASS ||
                 word->relation == DTL_REL_OBL || word->relation == DTL_REL_NMOD;
    return finite && place && dtl_tree_child(m->parse, token, DTL_REL_NSUBJ) == DTL_NONE && dtl_tree_child(m->parse, token, DTL_REL_OBJ) == DTL_NONE &&
           dtl_tree_child(m->parse, token, DTL_REL_MARK) == DTL_NONE && dtl_tree_child(m->parse, token, DTL_REL_AUX) == DTL_NONE;
}

static char class_letter(const dtl_matcher *m, uint32_t token)
{
    const dtl_word *word = &m->parse->words[token];
    switch (word->upos) {
    case DTL_UPOS_VERB:
        if (word->relation == DTL_REL_AMOD || word->xpos == DTL_XPOS_JJ)
            return 'j';
        return is_nominal_gerund(m, token) || is_noun_by_place(m, token) ? 'n' : 'v';
    case DTL_UPOS_NOUN: case DTL_UPOS_PROPN: return dtl_tree_is_verb(m->parse, token) ? 'v' : 'n';
    case DTL_UPOS_ADJ: return 'j';
    case DTL_UPOS_ADV: return 'r';
    case DTL_UPOS_ADP: return 'p';
    case DTL_UPOS_SCONJ: return 'm';
    case DTL_UPOS_AUX: return 'x';
    default: return '\0';
    }
}

/* ---- what is known of a word ---- */

enum { KNOWN_FIRST = 1, KNOWN_HEADS = 2, KNOWN_FORMS = 4, KNOWN_CLASSES = 8 };

/* The word's place in the memo; fresh is used where none is kept. */
static dtl_word_memo *memo_of(const dtl_matcher *m, uint32_t token, dtl_word_memo *fresh)
{
    dtl_word_memo *memo = m->words ? &m->words[token % DTL_WORD_MEMO] : fresh;
    if (!m->words || memo->token != token + 1)
        *memo = (dtl_word_memo){.token = token + 1};
    return memo;
}

bool dtl_match_may_begin(const dtl_matcher *m, uint32_t table, uint32_t token)
{
    dtl_word_memo fresh, *memo = memo_of(m, token, &fresh);
    char key[KEY_MAX];
    uint32_t length = 0;
    if (!(memo->known & KNOWN_FIRST) && key_add(key, &length, m->parse->words[token].lemma))
        memo->first = dtl_rules_tables_at(m->rules, dtl_slice_make(key, length));
    memo->known |= KNOWN_FIRST;
    return dtl_rules_may_match(memo->first, table);
}

/* Collects the entries found under one key. */
typedef struct finder {
    const dtl_matcher *m;
    uint32_t table, count, max;
    uint32_t *entries;
    char letter;
} finder;

static void find_key(finder *f, char key[KEY_MAX], uint32_t length)
{
    if (length == 0 || length + 2 > KEY_MAX)
        return;
    key[length] = '.';
    key[length + 1] = f->letter;
    f->count += dtl_rules_find_all(f->m->rules, f->table, dtl_slice_make(key, length + 2), f->entries + f->count, f->max - f->count);
}

static void find_pair(finder *f, dtl_slice first, dtl_slice second)
{
    char key[KEY_MAX];
    uint32_t length = 0;
    if (key_add(key, &length, first) && key_add(key, &length, second))
        find_key(f, key, length);
}

static void find_verb_keys(finder *f, uint32_t token, dtl_slice lemma)
{
    const dtl_parse *parse = f->m->parse;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        if (relation == DTL_REL_COMPOUND_PRT || relation == DTL_REL_OBJ || relation == DTL_REL_XCOMP || relation == DTL_REL_ADVMOD ||
            relation == DTL_REL_NSUBJ_PASS)
            find_pair(f, lemma, parse->words[c].lemma);
    }
}

/* A word inside a noun's name, as names are written: "bombing raid.n", "armed clash.n", whatever the tag says of the participle. */
static dtl_slice part_of_name(const dtl_matcher *m, uint32_t token)
{
    const uint8_t xpos = m->parse->words[token].xpos;
    return xpos == DTL_XPOS_VBG || xpos == DTL_XPOS_VBN ? form_of(m, token) : m->parse->words[token].lemma;
}

/* "suicide bomb attack.n", then "bomb attack.n": the words right before the noun within its phrase. */
static void find_noun_keys(finder *f, uint32_t token, dtl_slice lemma)
{
    const dtl_text *text = f->m->text;
    uint32_t first = text->sentences.items[text->tokens.items[token].sentence].first;
    for (uint32_t back = 2; back >= 1; back--) {
        char key[KEY_MAX];
        uint32_t length = 0;
        if (token < first + back)
            continue;
        bool fits = true;
        for (uint32_t i = back; i >= 1; i--)
            fits = fits && f->m->parse->words[token - i].upos != DTL_UPOS_PUNCT && key_add(key, &length, part_of_name(f->m, token - i));
        if (fits && key_add(key, &length, lemma))
            find_key(f, key, length);
    }
}

/* The lemmatizer has never met every verb. When its lemma finds nothing, the regular ones of the form are tried: shelled →
 * shell, blamed → blame, stopped → stop, denies → deny. */
static void find_irregular_form(finder *f, dtl_slice form)
{
    char key[KEY_MAX];
    uint32_t length = 0;
    if (!key_add(key, &length, form))
        return;
    uint32_t entry = dtl_rules_find(f->m->rules, f->m->irregular, dtl_slice_make(key, length), 0);
    length = 0;
    if (entry != DTL_NONE && key_add(key, &length, dtl_rules_attribute(f->m->rules, entry, "lemma")))
        find_key(f, key, length);
}

/* The i-th regular lemma that the form could have, as a key; 0: it cannot have this one. */
static uint32_t regular_lemma(dtl_slice form, size_t i, char key[KEY_MAX])
{
    static const struct {
        const char *ending, *lemma_ending;
        bool undouble;
    } forms[REGULAR_FORMS] = {{"ed", "", false}, {"ed", "e", false}, {"ed", "", true}, {"ied", "y", false}, {"ing", "", false}, {"ing", "e", false},
                              {"ing", "", true}, {"ies", "y", false}, {"es", "", false}, {"s", "", false}};
    uint32_t length = 0;
    dtl_slice ending = dtl_slice_from_cstr(forms[i].ending);
    if (form.length < ending.length + 3 || form.ptr[form.length - 1] != ending.ptr[ending.length - 1] || !dtl_slice_ends_with(form, ending))
        return 0;
    dtl_slice stem = dtl_slice_make(form.ptr, form.length - ending.length);
    if (forms[i].undouble && stem.ptr[stem.length - 1] != stem.ptr[stem.length - 2])
        return 0;
    stem.length -= forms[i].undouble;
    if (!key_add(key, &length, stem) || length + 4 > KEY_MAX)
        return 0;
    for (const char *c = forms[i].lemma_ending; *c; c++)
        key[length++] = *c;
    return length;
}

static void find_regular_forms(finder *f, dtl_slice form)
{
    char key[KEY_MAX];
    for (size_t i = 0; i < REGULAR_FORMS && f->count == 0; i++) {
        uint32_t length = regular_lemma(form, i, key);
        if (length)
            find_key(f, key, length);
    }
}

static uint64_t tables_headed(const dtl_matcher *m, char key[KEY_MAX], uint32_t length, char letter, uint64_t *longer)
{
    *longer = 0;
    if (length == 0 || length + 2 > KEY_MAX)
        return 0;
    key[length++] = '.';
    key[length++] = letter;
    return dtl_rules_tables_headed(m->rules, dtl_slice_make(key, length), longer);
}

/* Does the lemma head any name of the table? Most words head none, and this one look-up is all that they cost. */
static bool heads_some(const finder *f, uint32_t token, dtl_slice lemma, bool *longer)
{
    dtl_word_memo fresh, *memo = memo_of(f->m, token, &fresh);
    char key[KEY_MAX];
    uint32_t length = 0;
    if (!(memo->known & KNOWN_HEADS) && key_add(key, &length, lemma))
        memo->heads = tables_headed(f->m, key, length, f->letter, &memo->longer);
    memo->known |= KNOWN_HEADS;
    *longer = dtl_rules_may_match(memo->longer, f->table);
    return dtl_rules_may_match(memo->heads, f->table);
}

/* Could a lemma that the form may have, whatever the lemmatizer says, head a name of the table? */
static bool forms_head_some(const finder *f, uint32_t token)
{
    dtl_word_memo fresh, *memo = memo_of(f->m, token, &fresh);
    char key[KEY_MAX];
    uint64_t longer;
    uint32_t length = 0;
    if (!f->m->words || memo->known & KNOWN_FORMS)
        return !f->m->words || dtl_rules_may_match(memo->forms, f->table);
    dtl_slice form = form_of(f->m, token);
    uint32_t entry = key_add(key, &length, form) ? dtl_rules_find(f->m->rules, f->m->irregular, dtl_slice_make(key, length), 0) : DTL_NONE;
    length = 0;
    if (entry != DTL_NONE && key_add(key, &length, dtl_rules_attribute(f->m->rules, entry, "lemma")))
        memo->forms |= tables_headed(f->m, key, length, f->letter, &longer);
    for (size_t i = 0; i < REGULAR_FORMS; i++)
        memo->forms |= tables_headed(f->m, key, regular_lemma(form, i, key), f->letter, &longer);
    memo->known |= KNOWN_FORMS;
    return dtl_rules_may_match(memo->forms, f->table);
}

uint32_t dtl_match_entries(const dtl_matcher *matcher, uint32_t table, uint32_t token, uint32_t *entries, uint32_t max)
{
    finder f = {.m = matcher, .table = table, .max = max, .entries = entries, .letter = class_letter(matcher, token)};
    const dtl_word *word = &matcher->parse->words[token];
    dtl_slice lemma = word->lemma;
    if (!f.letter || table == DTL_NONE)
        return 0;
    if (word->upos == DTL_UPOS_VERB && f.letter != 'v' && !is_noun_by_place(matcher, token))
        lemma = form_of(matcher, token); /* "killing", "planned": nouns and adjectives that look like verbs */
    char key[KEY_MAX];
    uint32_t length = 0;
    bool longer;
    if (heads_some(&f, token, lemma, &longer)) {
        if (f.letter == 'v' && longer)
            find_verb_keys(&f, token, lemma);
        if (f.letter == 'n' && longer)
            find_noun_keys(&f, token, lemma);
        if (key_add(key, &length, lemma))
            find_key(&f, key, length);
    }
    if (f.count || f.letter != 'v' || word->xpos == DTL_XPOS_VB || !forms_head_some(&f, token))
        return f.count;
    find_irregular_form(&f, form_of(matcher, token));
    if (f.count == 0 && word->xpos != DTL_XPOS_VBP)
        find_regular_forms(&f, form_of(matcher, token));
    return f.count;
}

uint32_t dtl_match_words_before(const dtl_matcher *matcher, uint32_t table, uint32_t token, uint32_t entry)
{
    enum { FOUND_MAX = 8 };
    uint32_t first = matcher->text->sentences.items[matcher->text->tokens.items[token].sentence].first, found[FOUND_MAX];
    if (class_letter(matcher, token) != 'n')
        return 0;
    for (uint32_t back = 2; back >= 1; back--) {
        finder f = {.m = matcher, .table = table, .max = FOUND_MAX, .entries = found, .letter = 'n'};
        char key[KEY_MAX];
        uint32_t length = 0;
        bool fits = token >= first + back;
        for (uint32_t i = fits ? back + 1 : 0; fits && i-- > 0;)
            fits = matcher->parse->words[token - i].upos != DTL_UPOS_PUNCT &&
                   key_add(key, &length, i ? part_of_name(matcher, token - i) : matcher->parse->words[token].lemma);
        if (fits)
            find_key(&f, key, length);
        for (uint32_t i = 0; i < f.count; i++)
            if (found[i] == entry)
                return back;
    }
    return 0;
}

uint32_t dtl_match_mention(const dtl_matcher *m, uint32_t token)
{
    if (token == DTL_NONE)
        return DTL_NONE;
    uint32_t mention = m->mentions->headed_by[token];
    return mention != DTL_NONE ? mention : m->mentions->of_token[token];
}

bool dtl_match_is_actor(const dtl_matcher *m, uint32_t mention)
{
    if (mention == DTL_NONE)
        return false;
    const dtl_mention *item = &m->mentions->mentions.items[mention];
    switch (item->kind) {
    case DTL_MENTION_PERSON: case DTL_MENTION_ORGANISATION: case DTL_MENTION_ROLE: case DTL_MENTION_PRONOUN: return true;
    case DTL_MENTION_PLACE: return item->target != DTL_NONE && m->mentions->entities.items[item->target].place_precision == 1;
    default: return false;
    }
}

static bool has_mention_kind(const dtl_matcher *m, uint32_t token, uint8_t kind)
{
    uint32_t mention = dtl_match_mention(m, token);
    return mention != DTL_NONE && m->mentions->mentions.items[mention].kind == kind;
}

/* Somebody counted: "at least 90 Afghans", "dozens of demonstrators", "a 9-year-old". */
static bool is_counted(const dtl_matcher *m, uint32_t token)
{
    uint32_t head = m->parse->words[token].head;
    if (dtl_tree_is_person_of_age(m->parse, token))
        return true;
    if (head != DTL_NONE && m->parse->words[token].relation == DTL_REL_NMOD && has_mention_kind(m, head, DTL_MENTION_QUANTITY))
        return true;
    for (uint32_t c = m->parse->words[token].first_child; c != DTL_NONE; c = m->parse->words[c].next_sibling)
        if (m->parse->words[c].relation == DTL_REL_NUMMOD)
            return true;
    return m->parse->words[token].upos == DTL_UPOS_NUM;
}

/* The classes that classes.txt gives the word. */
static uint32_t word_classes(const dtl_matcher *m, uint32_t token, dtl_slice classes[CLASSES_MAX])
{
    char key[KEY_MAX];
    uint32_t length = 0, entries[CLASSES_MAX];
    if (m->classes == DTL_NONE || !dtl_match_may_begin(m, m->classes, token) || !key_add(key, &length, m->parse->words[token].lemma))
        return 0;
    uint32_t count = dtl_rules_find_all(m->rules, m->classes, dtl_slice_make(key, length), entries, CLASSES_MAX);
    for (uint32_t k = 0; k < count; k++)
        classes[k] = dtl_rules_attribute(m->rules, entries[k], "class");
    return count;
}

static bool in_word_class(const dtl_matcher *m, uint32_t token, dtl_slice name)
{
    dtl_slice held[CLASSES_MAX];
    for (uint32_t k = word_classes(m, token, held); k-- > 0;)
        if (dtl_slice_equal(held[k], name))
            return true;
    return false;
}

static bool is_public_entity(const dtl_entity *entity)
{
    static const char *const private_sectors[] = {"CVL", "MED", "EDU", "BUS", "AGR", "LAB"};
    if (entity->kind == DTL_MENTION_ORGANISATION)
        return true;
    if (entity->kind == DTL_MENTION_PLACE)
        return entity->place_precision == 1;
    if (entity->kind != DTL_MENTION_PERSON && entity->kind != DTL_MENTION_ROLE)
        return false;
    if (entity->parent_id.length || entity->country.length || (entity->kind == DTL_MENTION_PERSON && entity->role.length))
        return true;
    for (size_t i = 0; i < sizeof private_sectors / sizeof *private_sectors; i++)
        if (dtl_slice_is(entity->sector, private_sectors[i]))
            return false;
    return entity->sector.length || entity->kind == DTL_MENTION_ROLE; /* "a spokesman", "the leaders": somebody's */
}

/* "Putin": the tables know an office that a person of this name holds or held. */
static bool holds_office(const dtl_matcher *m, uint32_t entity)
{
    char key[KEY_MAX];
    uint32_t length = 0;
    return m->holders != DTL_NONE && key_add(key, &length, m->mentions->entities.items[entity].name) &&
           dtl_rules_find(m->rules, m->holders, dtl_slice_make(key, length), 0) != DTL_NONE;
}

/* Who acts in public: states, organisations, officials, groups. */
static bool is_public(const dtl_matcher *m, uint32_t token)
{
    uint32_t mention = dtl_match_mention(m, token);
    if (mention == DTL_NONE && in_word_class(m, token, DTL_SLICE("body"))) { /* "a UN panel" */
        uint32_t owner = dtl_tree_child(m->parse, token, DTL_REL_COMPOUND);
        owner = owner == DTL_NONE ? dtl_tree_child(m->parse, token, DTL_REL_AMOD) : owner;
        mention = owner == DTL_NONE ? DTL_NONE : dtl_match_mention(m, owner);
    }
    if (!dtl_match_is_actor(m, mention) || m->mentions->mentions.items[mention].target == DTL_NONE)
        return false;
    const dtl_mention *item = &m->mentions->mentions.items[mention];
    for (uint32_t t = item->first; item->kind == DTL_MENTION_PERSON && item->count > 2 && t < item->first + 4 && t < item->first + item->count; t++)
        if (in_word_class(m, t, DTL_SLICE("emissary"))) /* a title that was taken for a part of the name */
            return true;
    if (item->kind == DTL_MENTION_PERSON && holds_office(m, item->target))
        return true;
    return is_public_entity(&m->mentions->entities.items[m->mentions->mentions.items[mention].target]);
}

/* state: who rules, judges or fights for a state; armed: who bears arms, for a state or not; civil: everybody else whose
 * sector is known. */
static bool is_of_camp(const dtl_matcher *m, uint32_t token, uint32_t class)
{
    static const char state[] = " GOV MIL COP JUD LEG SPY ", armed[] = " MIL COP REB PRM UAF SPY CRM ", neither[] = " IGO UNK ";
    uint32_t mention = dtl_match_mention(m, token);
    if (!dtl_match_is_actor(m, mention) || m->mentions->mentions.items[mention].target == DTL_NONE)
        return false;
    const dtl_entity *entity = &m->mentions->entities.items[m->mentions->mentions.items[mention].target];
    if (entity->place_precision == 1) /* a country */
        return class == RULES_CLASS_STATE;
    if (entity->sector.length != 3)
        return false;
    char sector[] = {' ', entity->sector.ptr[0], entity->sector.ptr[1], entity->sector.ptr[2], ' ', '\0'};
    bool of_state = strstr(state, sector) != NULL, of_arms = strstr(armed, sector) != NULL;
    return class == RULES_CLASS_STATE ? of_state : class == RULES_CLASS_ARMED ? of_arms : !of_state && !of_arms && !strstr(neither, sector);
}

static bool in_builtin_class(const dtl_matcher *m, uint32_t token, uint32_t class)
{
    switch (class) {
    case RULES_CLASS_STATE: case RULES_CLASS_ARMED: case RULES_CLASS_CIVIL: return is_of_camp(m, token, class);
    case RULES_CLASS_ANY: return true;
    case RULES_CLASS_ACTOR: return dtl_match_is_actor(m, dtl_match_mention(m, token));
    case RULES_CLASS_COUNTED: return is_counted(m, token);
    case RULES_CLASS_PUBLIC: return is_public(m, token);
    default: return has_mention_kind(m, token, (uint8_t)(class - RULES_CLASS_MENTION));
    }
}

bool dtl_match_class(const dtl_matcher *m, uint32_t token, dtl_slice classes)
{
    dtl_slice name;
    while (dtl_slice_next_field(&classes, ',', &name)) {
        uint32_t builtin = rules_builtin_class(name);
        if (builtin < RULES_CLASS_BUILTIN ? in_builtin_class(m, token, builtin) : in_word_class(m, token, name))
            return true;
    }
    return false;
}

static uint64_t class_bit(uint32_t class)
{
    return (uint64_t)1 << (class * 2654435769u >> 26);
}

/* The classes of the word, one bit each; two may share a bit. */
static uint64_t class_bits(const dtl_matcher *m, uint32_t token)
{
    dtl_word_memo fresh, *memo = memo_of(m, token, &fresh);
    dtl_slice held[CLASSES_MAX];
    if (memo->known & KNOWN_CLASSES)
        return memo->classes;
    uint64_t bits = 0;
    for (uint32_t k = word_classes(m, token, held); k-- > 0;)
        bits |= class_bit((uint32_t)(held[k].ptr - m->rules->base));
    memo->classes = bits;
    memo->known |= KNOWN_CLASSES;
    return bits;
}

/* The same with a condition's compiled list. A named class is told by where its name stands in the blob. */
static bool is_of_class(const dtl_matcher *m, uint32_t token, const blob_condition *condition)
{
    const uint32_t *classes = m->rules->classes + condition->first_class;
    uint64_t wanted = 0;
    for (uint32_t i = 0; i < condition->class_count; i++)
        if (classes[i] >= RULES_CLASS_BUILTIN)
            wanted |= class_bit(classes[i]);
        else if (in_builtin_class(m, token, classes[i]))
            return true;
    if (!wanted || !(class_bits(m, token) & wanted))
        return false;
    dtl_slice held[CLASSES_MAX];
    for (uint32_t k = word_classes(m, token, held); k-- > 0;)
        for (uint32_t i = 0; i < condition->class_count; i++)
            if (classes[i] == (uint32_t)(held[k].ptr - m->rules->base))
                return true;
    return false;
}

/* Is it, or a name whose title is: "summoned the ambassador(nmod:desc) Omar Haidari"? */
static bool is_of_class_or_titled(const dtl_matcher *m, uint32_t token, const blob_condition *condition)
{
    if (is_of_class(m, token, condition))
        return true;
    for (uint32_t c = m->parse->words[token].upos == DTL_UPOS_PROPN ? m->parse->words[token].first_child : DTL_NONE; c != DTL_NONE; c = m->parse->words[c].next_sibling)
        if (m->parse->words[c].relation == DTL_REL_NMOD_DESC && is_of_class(m, c, condition))
            return true;
    return false;
}

/* ---- slots ---- */

static void add_child_slot(const dtl_matcher *m, uint32_t token, unsigned relation, dtl_tree_list *out)
{
    for (uint32_t c = m->parse->words[token].first_child; c != DTL_NONE; c = m->parse->words[c].next_sibling)
        if (m->parse->words[c].relation == relation)
            dtl_tree_add_conjuncts(m->parse, c, out);
}

static bool is_phrase_relation(uint8_t relation)
{
    return relation == DTL_REL_NMOD || relation == DTL_REL_OBL || relation == DTL_REL_OBL_AGENT || relation == DTL_REL_NMOD_DESC ||
           relation == DTL_REL_ADVCL || relation == DTL_REL_ACL; /* "accused of killing": the gerund carries the preposition as mark */
}

static bool has_preposition(const dtl_matcher *m, uint32_t token, dtl_slice name)
{
    char scratch[48];
    if (dtl_slice_equal(dtl_tree_preposition(m->parse, token, scratch), name))
        return true;
    for (uint32_t c = m->parse->words[token].first_child; c != DTL_NONE; c = m->parse->words[c].next_sibling)
        if ((m->parse->words[c].relation == DTL_REL_MARK || m->parse->words[c].xpos == DTL_XPOS_WRB /* when, where */) && dtl_slice_equal(m->parse->words[c].lemma, name))
            return true;
    return false;
}

static void add_prepositional(const dtl_matcher *m, uint32_t token, dtl_slice name, dtl_tree_list *out)
{
    for (uint32_t c = m->parse->words[token].first_child; c != DTL_NONE; c = m->parse->words[c].next_sibling)
        if (is_phrase_relation(m->parse->words[c].relation) && has_preposition(m, c, name))
            dtl_tree_add_conjuncts(m->parse, c, out);
}

/* A noun that is a verb's object or passive subject may find its phrases hung on the verb. */
static uint32_t borrowed_verb(const dtl_matcher *m, uint32_t token)
{
    const dtl_word *word = &m->parse->words[token];
    if (word->head == DTL_NONE || !dtl_tree_is_nominal(m->parse, token) || !dtl_tree_is_verb(m->parse, word->head))
        return DTL_NONE;
    return word->relation == DTL_REL_OBJ || word->relation == DTL_REL_NSUBJ_PASS ? word->head : DTL_NONE;
}

/* "accused the men of spying", "warned on Monday of consequences": the parser likes to hang the phrase on the object, or
 * on the day before it. */
static void add_phrase_of_dependents(const dtl_matcher *m, uint32_t verb, dtl_slice name, dtl_tree_list *out)
{
    for (uint32_t c = m->parse->words[verb].first_child; c != DTL_NONE && !out->count; c = m->parse->words[c].next_sibling) {
        uint8_t relation = m->parse->words[c].relation;
        bool day = (relation == DTL_REL_OBL || relation == DTL_REL_OBL_UNMARKED) && has_mention_kind(m, c, DTL_MENTION_TIME);
        if (relation == DTL_REL_OBJ || day)
            add_prepositional(m, c, name, out);
    }
    /* "welcomed the memos on trade from Sudan": on the phrase before it */
    bool far = dtl_slice_is(name, "from") || dtl_slice_is(name, "against");
    for (uint32_t c = far ? m->parse->words[verb].first_child : DTL_NONE; c != DTL_NONE && !out->count; c = m->parse->words[c].next_sibling)
        if (m->parse->words[c].relation == DTL_REL_OBL && c > verb)
            add_prepositional(m, c, name, out);
}


/* "spoke of an attack on guards": a phrase that follows the noun at once is the noun's, wherever the parser hung it. */
static void add_phrase_behind(const dtl_matcher *m, uint32_t token, dtl_slice name, dtl_tree_list *out)
{
    uint32_t next = token + 1;
    if (next >= m->text->tokens.count || m->parse->words[next].relation != DTL_REL_CASE || !dtl_slice_equal(m->parse->words[next].lemma, name))
        return;
    uint32_t noun = m->parse->words[next].head;
    uint32_t above = noun == DTL_NONE ? DTL_NONE : m->parse->words[noun].head;
    if (above != DTL_NONE && noun > next && above != noun && dtl_tree_is_under(m->parse, token, above))
        dtl_tree_add_conjuncts(m->parse, noun, out);
}

/* "roads leading into the town", "a message sent to the rebels": a participle's phrase is the noun's where it has no object. */
static void add_phrase_of_participles(const dtl_matcher *m, uint32_t noun, dtl_slice name, dtl_tree_list *out)
{
    for (uint32_t c = m->parse->words[noun].first_child; c != DTL_NONE && !out->count; c = m->parse->words[c].next_sibling) {
        const dtl_word *word = &m->parse->words[c];
        if (word->relation == DTL_REL_ACL && (word->xpos == DTL_XPOS_VBN || word->xpos == DTL_XPOS_VBG) &&
            dtl_tree_child(m->parse, c, DTL_REL_OBJ) == DTL_NONE && dtl_tree_child(m->parse, c, DTL_REL_MARK) == DTL_NONE)
            add_prepositional(m, c, name, out);
    }
}

/* "the killing of a judge by gunmen", "the withdrawal of troops from the town", "memos on trade sent from Sudan": the phrase may hang
 * on the noun before it, or on that noun's participle. */
static void add_phrase_below(const dtl_matcher *m, uint32_t token, dtl_slice name, dtl_tree_list *out)
{
    for (int depth = 0; depth < 3 && token != DTL_NONE && !out->count; depth++) {
        add_prepositional(m, token, name, out);
        if (!out->count)
            add_phrase_of_participles(m, token, name, out);
        token = dtl_tree_child(m->parse, token, DTL_REL_NMOD);
    }
}

static void add_preposition_slot(const dtl_matcher *m, uint32_t token, dtl_slice name, dtl_tree_list *out)
{
    add_prepositional(m, token, name, out);
    if (!out->count && !dtl_tree_is_verb(m->parse, token))
        add_phrase_behind(m, token, name, out);
    if (!out->count && dtl_tree_is_nominal(m->parse, token))
        add_phrase_of_participles(m, token, name, out);
    if (!out->count && dtl_tree_is_verb(m->parse, token))
        add_phrase_of_dependents(m, token, name, out);
    if (out->count || dtl_slice_is(name, "of"))
        return;
    uint32_t verb = borrowed_verb(m, token);
    if (verb != DTL_NONE)
        add_prepositional(m, verb, name, out);
    if (!out->count && !dtl_tree_is_verb(m->parse, token))
        add_phrase_below(m, token, name, out);
}

static void add_by_slot(const dtl_matcher *m, uint32_t token, dtl_tree_list *out)
{
    const dtl_parse *parse = m->parse;
    add_child_slot(m, token, DTL_REL_OBL_AGENT, out);
    if (!out->count && dtl_tree_is_verb(parse, token))
        add_prepositional(m, token, DTL_SLICE("by"), out);
    if (out->count || dtl_tree_is_verb(parse, token))
        return;
    add_phrase_behind(m, token, DTL_SLICE("by"), out); /* "called in after riots by youths" */
    if (!out->count)
        add_phrase_below(m, token, DTL_SLICE("by"), out);
    if (out->count)
        return;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == DTL_REL_ACL && dtl_tree_is_passive(parse, c)) {
            add_child_slot(m, c, DTL_REL_OBL_AGENT, out);
            if (!out->count)
                add_prepositional(m, c, DTL_SLICE("by"), out);
        }
}

static bool is_modifier(uint8_t relation)
{
    return relation == DTL_REL_COMPOUND || relation == DTL_REL_AMOD || relation == DTL_REL_NMOD_DESC;
}

/* "a NATO strike"; "a NATO drone strike", where the tree may have NATO below drone. */
static void add_modifier_slot(const dtl_matcher *m, uint32_t token, dtl_tree_list *out)
{
    const dtl_word *words = m->parse->words;
    for (uint32_t c = words[token].first_child; c != DTL_NONE; c = words[c].next_sibling) {
        if (!is_modifier(words[c].relation))
            continue;
        const bool actor = dtl_match_is_actor(m, dtl_match_mention(m, c));
        if (actor)
            dtl_tree_add_conjuncts(m->parse, c, out);
        for (uint32_t below = actor || words[c].relation != DTL_REL_COMPOUND ? DTL_NONE : words[c].first_child; below != DTL_NONE; below = words[below].next_sibling)
            if (is_modifier(words[below].relation) && dtl_match_is_actor(m, dtl_match_mention(m, below)))
                dtl_tree_add_conjuncts(m->parse, below, out);
    }
}

static bool is_infinitive(const dtl_matcher *m, uint32_t token)
{
    return m->parse->words[token].xpos == DTL_XPOS_VB && dtl_tree_child_lemma(m->parse, token, "to") != DTL_NONE;
}

static void add_clause_slot(const dtl_matcher *m, uint32_t token, bool infinitive, dtl_tree_list *out)
{
    uint32_t object = dtl_tree_child(m->parse, token, DTL_REL_OBJ);
    if (object == DTL_NONE)
        object = dtl_tree_child(m->parse, token, DTL_REL_IOBJ);
    for (uint32_t c = m->parse->words[token].first_child; c != DTL_NONE; c = m->parse->words[c].next_sibling) {
        uint8_t relation = m->parse->words[c].relation;
        bool told = relation == DTL_REL_ADVCL && object != DTL_NONE && is_infinitive(m, c) && dtl_tree_controls_object(m->parse, token);
        if (infinitive ? relation == DTL_REL_XCOMP || told || (relation == DTL_REL_ACL && m->parse->words[c].xpos == DTL_XPOS_VB)
                       : relation == DTL_REL_CCOMP || (relation == DTL_REL_ACL && dtl_tree_child_lemma(m->parse, c, "that") != DTL_NONE))
            dtl_tree_add_conjuncts(m->parse, c, out);
    }
    /* "urged residents to leave": the infinitive may hang on the object */
    for (uint32_t c = object == DTL_NONE || !infinitive || out->count ? DTL_NONE : m->parse->words[object].first_child; c != DTL_NONE;
         c = m->parse->words[c].next_sibling)
        if (m->parse->words[c].relation == DTL_REL_ACL && is_infinitive(m, c))
            dtl_tree_add_conjuncts(m->parse, c, out);
}

/* What the word depends on, past quantity nouns: "a series of attacks" → what "series" depends on. */
static uint32_t governor_of(const dtl_matcher *m, uint32_t token)
{
    uint32_t head = m->parse->words[token].head;
    for (int i = 0; i < 3 && head != DTL_NONE; i++) {
        if (!dtl_tree_lemma_in(m->parse, head, "series number string wave spate total dozen group lot"))
            return head;
        head = m->parse->words[head].head;
    }
    return head;
}

/* "demanded on Monday that the rebels leave": who stands right behind "that", whatever the tree made of the clause. */
static void add_theme_slot(const dtl_matcher *m, uint32_t token, dtl_tree_list *out)
{
    const dtl_sentence *sentence = &m->text->sentences.items[m->text->tokens.items[token].sentence];
    uint32_t end = sentence->first + sentence->count, at = token + 1;
    while (at < end && at <= token + 4 && !dtl_slice_is(m->parse->words[at].lemma, "that"))
        at++;
    if (at >= end || at > token + 4 || m->parse->words[at].xpos != DTL_XPOS_IN)
        return;
    for (uint32_t t = at + 1; t < end && t <= at + 6; t++) {
        if (dtl_tree_is_verb(m->parse, t))
            return;
        uint32_t mention = m->mentions->headed_by[t];
        if (mention != DTL_NONE && m->mentions->mentions.items[mention].kind < DTL_MENTION_TIME) {
            dtl_tree_add_conjuncts(m->parse, t, out);
            return;
        }
    }
}

/* Who says "we will …", "it was willing …", where nothing else tells whom the pronoun means: the voice that speaks. DTL_NONE: nobody. */
static uint32_t speaker_of(const dtl_matcher *m, uint32_t pronoun)
{
    if (!m->voices->of_token || m->voices->of_token[pronoun] == DTL_NONE || !dtl_tree_lemma_in(m->parse, pronoun, "i we he she it they"))
        return DTL_NONE;
    uint32_t holder = m->voices->voices.items[m->voices->of_token[pronoun]].holder;
    return holder == DTL_NONE ? DTL_NONE : m->mentions->mentions.items[holder].head;
}

/* The parser at times gives a verb two subjects ("Union foreign ministers demanded"): the one that is somebody counts. */
static uint32_t named_subject(const dtl_matcher *m, uint32_t token)
{
    uint32_t subject = dtl_tree_subject(m->parse, token), expletive = dtl_tree_child(m->parse, token, DTL_REL_EXPL);
    if (subject == DTL_NONE && expletive != DTL_NONE)
        subject = speaker_of(m, expletive); /* "Chad says it(expl) is willing" */
    else if (subject != DTL_NONE && m->parse->words[subject].upos == DTL_UPOS_PRON) {
        uint32_t mention = dtl_match_mention(m, subject), speaker = speaker_of(m, subject);
        if (speaker != DTL_NONE && (mention == DTL_NONE || m->mentions->mentions.items[mention].target == DTL_NONE))
            subject = speaker;
    }
    if (subject != DTL_NONE && m->parse->words[token].relation == DTL_REL_ACL && m->parse->words[subject].relation == DTL_REL_OBJ &&
        (has_mention_kind(m, subject, DTL_MENTION_DOCUMENT) || in_word_class(m, subject, DTL_SLICE("statement")) ||
         in_word_class(m, subject, DTL_SLICE("filing")))) /* "issued a statement demanding": who issued it */
        return dtl_tree_subject(m->parse, m->parse->words[subject].head);
    bool two_kinds = subject == DTL_NONE && dtl_tree_child(m->parse, token, DTL_REL_NSUBJ) != DTL_NONE &&
                     dtl_tree_child(m->parse, token, DTL_REL_AUX_PASS) == DTL_NONE; /* one active, one passive */
    if (!two_kinds && (subject == DTL_NONE || m->parse->words[subject].head != token || m->parse->words[subject].relation == DTL_REL_OBL_AGENT ||
                       dtl_match_is_actor(m, dtl_match_mention(m, subject))))
        return subject;
    for (uint32_t c = m->parse->words[token].first_child; c != DTL_NONE && c < token; c = m->parse->words[c].next_sibling)
        if ((m->parse->words[c].relation == DTL_REL_NSUBJ || m->parse->words[c].relation == DTL_REL_NSUBJ_PASS) && dtl_match_is_actor(m, m->mentions->headed_by[c]))
            return c;
    return subject;
}

/* A slot expression as the walk sees it: compiled steps and where their names stand. */
typedef struct slot_steps {
    const blob_step *next;
    const char *names;
} slot_steps;

static void add_plain_slot(const dtl_matcher *m, uint32_t token, const slot_steps *steps, dtl_tree_list *out)
{
    dtl_slice name = dtl_slice_make(steps->names + steps->next->name, steps->next->length);
    switch ((rules_slot)steps->next->slot) {
    case RULES_SLOT_SUBJECT: dtl_tree_add_conjuncts(m->parse, named_subject(m, token), out); break;
    case RULES_SLOT_OBJECT: dtl_tree_add_conjuncts(m->parse, dtl_tree_object(m->parse, token), out); break;
    case RULES_SLOT_BY: add_by_slot(m, token, out); break;
    case RULES_SLOT_POSS: add_child_slot(m, token, DTL_REL_NMOD_POSS, out); break;
    case RULES_SLOT_COMPOUND: add_modifier_slot(m, token, out); break;
    case RULES_SLOT_CLAUSE: add_clause_slot(m, token, false, out); break;
    case RULES_SLOT_TO:
        add_clause_slot(m, token, true, out);
        if (!out->count)
            add_preposition_slot(m, token, name, out);
        break;
    case RULES_SLOT_INFINITIVE: add_clause_slot(m, token, true, out); break;
    case RULES_SLOT_INDIRECT:
        add_child_slot(m, token, DTL_REL_IOBJ, out);
        if (!out->count && dtl_tree_child(m->parse, token, DTL_REL_OBJ) != DTL_NONE) /* "Egypt was granted a loan" */
            add_child_slot(m, token, DTL_REL_NSUBJ_PASS, out);
        break;
    case RULES_SLOT_THEME: add_theme_slot(m, token, out); break;
    case RULES_SLOT_HEAD: dtl_tree_add_conjuncts(m->parse, token, out); break;
    case RULES_SLOT_GOVERNOR: {
        uint32_t governor = governor_of(m, token);
        if (governor != DTL_NONE) {
            out->items[0] = governor;
            out->count = 1;
        }
        break;
    }
    case RULES_SLOT_PREPOSITION: add_preposition_slot(m, token, name, out); break;
    }
}

/* "object.poss": every step starts from all words of the step before. Stops at the path's last step. */
static void add_path(const dtl_matcher *m, uint32_t token, slot_steps *steps, dtl_tree_list *out)
{
    dtl_tree_list from, next;
    from.items[0] = token;
    from.count = 1;
    for (;; steps->next++) {
        next.count = 0;
        for (uint32_t i = 0; i < from.count; i++)
            add_plain_slot(m, from.items[i], steps, &next);
        if (steps->next->joint != '.')
            break;
        from = next;
    }
    for (uint32_t i = 0; i < next.count && out->count < DTL_TREE_LIST_MAX; i++)
        out->items[out->count++] = next.items[i];
}

/* "dozens of demonstrators", "two of the men": who is meant stands in the of-phrase. */
static bool is_quantity_noun(const dtl_matcher *m, uint32_t token)
{
    if (dtl_tree_child(m->parse, token, DTL_REL_NMOD) == DTL_NONE && dtl_tree_child(m->parse, token, DTL_REL_OBL) == DTL_NONE)
        return false;
    if (dtl_tree_lemma_in(m->parse, token, "number") && dtl_tree_child_lemma(m->parse, token, "the") != DTL_NONE)
        return false; /* "put the number of the dead at nine": a figure; "a number of the dead" are people */
    return m->parse->words[token].upos == DTL_UPOS_NUM ||
           dtl_tree_lemma_in(m->parse, token, "dozen ten hundred thousand million score number handful couple lot amount quantity kg kilo kilogram tonne ton bulk majority load plenty");
}

static void look_through_quantities(const dtl_matcher *m, dtl_tree_list *list)
{
    dtl_tree_list seen, inner;
    uint32_t first = 0;
    while (first < list->count && !is_quantity_noun(m, list->items[first]))
        first++;
    if (first == list->count)
        return;
    seen.count = 0;
    for (uint32_t i = 0; i < list->count && seen.count < DTL_TREE_LIST_MAX; i++) {
        inner.count = 0;
        if (i >= first && is_quantity_noun(m, list->items[i]))
            add_prepositional(m, list->items[i], DTL_SLICE("of"), &inner);
        if (inner.count == 1 && is_quantity_noun(m, inner.items[0])) { /* "tens of thousands of students" */
            uint32_t thousands = inner.items[0];
            inner.count = 0;
            add_prepositional(m, thousands, DTL_SLICE("of"), &inner);
        }
        if (!inner.count)
            inner.items[inner.count++] = list->items[i];
        for (uint32_t k = 0; k < inner.count && seen.count < DTL_TREE_LIST_MAX; k++)
            seen.items[seen.count++] = inner.items[k];
    }
    *list = seen;
}

/* One alternative ("subject+with"); steps go to its last step. False when it was the last one. */
static bool walk_alternative(const dtl_matcher *m, uint32_t token, slot_steps *steps, dtl_tree_list *out)
{
    out->count = 0;
    for (;; steps->next++) {
        add_path(m, token, steps, out);
        if (steps->next->joint != '+')
            break;
    }
    look_through_quantities(m, out);
    return steps->next->joint != '\0';
}

static bool walk_slot(const dtl_matcher *m, uint32_t token, slot_steps steps, dtl_tree_list *out)
{
    while (walk_alternative(m, token, &steps, out) && !out->count)
        steps.next++;
    return out->count != 0;
}

bool dtl_match_slot(const dtl_matcher *m, uint32_t token, dtl_slice expression, dtl_tree_list *out)
{
    blob_step steps[RULES_STEPS_MAX];
    out->count = 0;
    return token != DTL_NONE && rules_compile_slot(expression, steps, RULES_STEPS_MAX) &&
           walk_slot(m, token, (slot_steps){steps, expression.ptr}, out);
}

static void copy_list(dtl_tree_list *to, const dtl_tree_list *from)
{
    to->count = from->count;
    memcpy(to->items, from->items, from->count * sizeof *from->items);
}

/* A slot of the rules, by its first step. */
static bool compiled_slot(const dtl_matcher *m, uint32_t token, uint32_t step, dtl_tree_list *out)
{
    dtl_slot_memo *memo = m->memo;
    if (memo && memo->token != token) {
        memo->token = token;
        memo->count = 0;
    }
    for (uint32_t i = 0; memo && i < memo->count; i++)
        if (memo->steps[i] == step) {
            copy_list(out, &memo->lists[i]);
            return out->count != 0;
        }
    walk_slot(m, token, (slot_steps){m->rules->steps + step, m->rules->base}, out);
    if (memo && memo->count < DTL_SLOT_MEMO_MAX) {
        memo->steps[memo->count] = step;
        copy_list(&memo->lists[memo->count++], out);
    }
    return out->count != 0;
}

bool dtl_match_role(const dtl_matcher *m, uint32_t token, uint32_t entry, dtl_pattern_slot slot, dtl_tree_list *out)
{
    const blob_pattern *pattern = rules_pattern(m->rules, entry);
    out->count = 0;
    return pattern && token != DTL_NONE && pattern->slots[slot] != DTL_NONE && compiled_slot(m, token, pattern->slots[slot], out);
}

/* Has the expression alternatives to the first? Most have none, and their slot is looked up once. */
static bool has_alternatives(const dtl_matcher *m, uint32_t step)
{
    const blob_step *steps = m->rules->steps + step;
    while (steps->joint != '\0' && steps->joint != ',')
        steps++;
    return steps->joint == ',';
}

bool dtl_match_participants(const dtl_matcher *m, uint32_t token, uint32_t entry, dtl_pattern_slot slot, dtl_match_accept accept,
                            const void *context, dtl_tree_list *out)
{
    if (!dtl_match_role(m, token, entry, slot, out))
        return false;
    const uint32_t step = rules_pattern(m->rules, entry)->slots[slot];
    for (uint32_t i = 0; i < out->count; i++)
        if (accept(context, out->items[i]))
            return true;
    slot_steps steps = {m->rules->steps + step, m->rules->base};
    for (bool more = has_alternatives(m, step); more; steps.next++) {
        more = walk_alternative(m, token, &steps, out);
        for (uint32_t i = 0; i < out->count; i++)
            if (accept(context, out->items[i]))
                return true;
    }
    return compiled_slot(m, token, step, out);
}

/* ---- conditions ---- */

/* The first word of the slot, or, where the condition asks about alternatives, of one of them. */
static bool first_is_of_class(const dtl_matcher *m, uint32_t token, const blob_condition *condition)
{
    slot_steps steps = {m->rules->steps + condition->step, m->rules->base};
    dtl_tree_list list;
    if (!compiled_slot(m, token, condition->step, &list) || is_of_class_or_titled(m, list.items[0], condition))
        return list.count != 0;
    for (bool more = has_alternatives(m, condition->step); more; steps.next++) {
        more = walk_alternative(m, token, &steps, &list);
        if (list.count && is_of_class_or_titled(m, list.items[0], condition))
            return true;
    }
    return false;
}

static bool condition_holds(const dtl_matcher *m, uint32_t token, const blob_condition *condition)
{
    dtl_tree_list list;
    if (condition->kind == BLOB_CONDITION_FIRST_OF_CLASS)
        return first_is_of_class(m, token, condition);
    bool filled = compiled_slot(m, token, condition->step, &list);
    switch ((blob_condition_kind)condition->kind) {
    case BLOB_CONDITION_FILLED: return filled;
    case BLOB_CONDITION_FIRST_OF_CLASS: break;
    case BLOB_CONDITION_NONE_OF_CLASS:
        for (uint32_t i = 0; i < list.count; i++)
            if (is_of_class(m, list.items[i], condition))
                return false;
        return true;
    }
    return true;
}

bool dtl_match_conditions(const dtl_matcher *m, uint32_t token, uint32_t entry)
{
    const blob_pattern *pattern = rules_pattern(m->rules, entry);
    for (uint32_t i = 0; pattern && i < pattern->condition_count; i++)
        if (!condition_holds(m, token, &m->rules->conditions[pattern->first_condition + i]))
            return false;
    return true;
}
