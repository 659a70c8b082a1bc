/* The matcher.
 *
 * In: a word of a parsed report and an entry of a pattern file. Out: whether the entry holds, and the words in its slots.
 * Example: "carry out.v | type=support event=object actor=subject" on "carried" in "The attack was carried out by rebels":
 * the key "carry out.v" is built from the particle, object = attack (subject of the passive), subject = rebels (agent).
 * Noun keys are built from the surface ("suicide bomb attack"), because compounds are the parser's weak spot.
 * Gets wrong on purpose: a prepositional phrase that the parser hung on the verb is given to the verb's object noun as
 * well when the noun has none of its own ("launched attacks against the town"). */
#include "rules/match.h"
#include "base/utf8.h"

enum { KEY_MAX = 96, SLOT_NAME_MAX = 32 };

dtl_matcher dtl_matcher_make(const dtl_doc *doc, const dtl_rules *rules)
{
    return (dtl_matcher){.rules = rules, .page = &doc->page, .text = &doc->text, .parse = &doc->parse,
                         .mentions = &doc->mention, .classes = dtl_rules_table(rules, "classes"),
                         .irregular = dtl_rules_table(rules, "irregular")};
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

static char class_letter(const dtl_matcher *m, uint32_t token)
{
    const dtl_word *word = &m->parse->words[token];
    switch (word->upos) {
    case DTL_UPOS_VERB:
        if (word->relation == DTL_REL_AMOD || word->xpos == DTL_XPOS_JJ)
            return 'j';
        return is_nominal_gerund(m, token) ? 'n' : 'v';
    case DTL_UPOS_NOUN: case DTL_UPOS_PROPN: return 'n';
    case DTL_UPOS_ADJ: return 'j';
    case DTL_UPOS_ADV: return 'r';
    case DTL_UPOS_ADP: return 'p';
    case DTL_UPOS_SCONJ: return 'm';
    case DTL_UPOS_AUX: return 'x';
    default: return '\0';
    }
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
    for (uint32_t k = 0; f->count < f->max; k++) {
        uint32_t entry = dtl_rules_find(f->m->rules, f->table, dtl_slice_make(key, length + 2), k);
        if (entry == DTL_NONE)
            return;
        f->entries[f->count++] = entry;
    }
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
            fits = fits && f->m->parse->words[token - i].upos != DTL_UPOS_PUNCT && key_add(key, &length, f->m->parse->words[token - i].lemma);
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

static void find_regular_forms(finder *f, dtl_slice form)
{
    static const struct {
        const char *ending, *lemma_ending;
        bool undouble;
    } forms[] = {{"ed", "", false}, {"ed", "e", false}, {"ed", "", true}, {"ied", "y", false}, {"ing", "", false}, {"ing", "e", false},
                 {"ing", "", true}, {"ies", "y", false}, {"es", "", false}, {"s", "", false}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms && f->count == 0; i++) {
        char key[KEY_MAX];
        uint32_t length = 0;
        dtl_slice ending = dtl_slice_from_cstr(forms[i].ending);
        if (form.length < ending.length + 3 || !dtl_slice_ends_with(form, ending))
            continue;
        dtl_slice stem = dtl_slice_make(form.ptr, form.length - ending.length);
        if (forms[i].undouble && stem.ptr[stem.length - 1] != stem.ptr[stem.length - 2])
            continue;
        stem.length -= forms[i].undouble;
        if (!key_add(key, &length, stem) || length + 4 > KEY_MAX)
            continue;
        for (const char *c = forms[i].lemma_ending; *c; c++)
            key[length++] = *c;
        find_key(f, key, length);
    }
}

uint32_t dtl_match_entries(const dtl_matcher *matcher, uint32_t table, uint32_t token, uint32_t *entries, uint32_t max)
{
    finder f = {.m = matcher, .table = table, .max = max, .entries = entries, .letter = class_letter(matcher, token)};
    const dtl_word *word = &matcher->parse->words[token];
    dtl_slice lemma = word->lemma;
    if (!f.letter || table == DTL_NONE)
        return 0;
    if (word->upos == DTL_UPOS_VERB && f.letter != 'v')
        lemma = form_of(matcher, token); /* "killing", "planned": nouns and adjectives that look like verbs */
    if (f.letter == 'v')
        find_verb_keys(&f, token, lemma);
    if (f.letter == 'n')
        find_noun_keys(&f, token, lemma);
    char key[KEY_MAX];
    uint32_t length = 0;
    if (key_add(key, &length, lemma))
        find_key(&f, key, length);
    if (f.count == 0 && f.letter == 'v' && word->xpos != DTL_XPOS_VB)
        find_irregular_form(&f, form_of(matcher, token));
    if (f.count == 0 && f.letter == 'v' && word->xpos != DTL_XPOS_VB && word->xpos != DTL_XPOS_VBP)
        find_regular_forms(&f, form_of(matcher, token));
    return f.count;
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

static bool has_mention_kind(const dtl_matcher *m, uint32_t token, dtl_slice name)
{
    static const char *const names[] = {"person", "organisation", "place", "role", "pronoun", "document", "time", "quantity"};
    uint32_t mention = dtl_match_mention(m, token);
    if (mention == DTL_NONE)
        return false;
    uint8_t kind = m->mentions->mentions.items[mention].kind;
    return kind < sizeof names / sizeof *names && dtl_slice_is(name, names[kind]);
}

/* Somebody counted: "at least 90 Afghans", "dozens of demonstrators". */
static bool is_counted(const dtl_matcher *m, uint32_t token)
{
    uint32_t head = m->parse->words[token].head;
    if (head != DTL_NONE && m->parse->words[token].relation == DTL_REL_NMOD && has_mention_kind(m, head, DTL_SLICE("quantity")))
        return true;
    for (uint32_t c = m->parse->words[token].first_child; c != DTL_NONE; c = m->parse->words[c].next_sibling)
        if (m->parse->words[c].relation == DTL_REL_NUMMOD)
            return true;
    return m->parse->words[token].upos == DTL_UPOS_NUM;
}

static bool in_word_class(const dtl_matcher *m, uint32_t token, dtl_slice name)
{
    char key[KEY_MAX];
    uint32_t length = 0;
    if (m->classes == DTL_NONE || !key_add(key, &length, m->parse->words[token].lemma))
        return false;
    for (uint32_t k = 0;; k++) {
        uint32_t entry = dtl_rules_find(m->rules, m->classes, dtl_slice_make(key, length), k);
        if (entry == DTL_NONE)
            return false;
        if (dtl_slice_equal(dtl_rules_attribute(m->rules, entry, "class"), name))
            return true;
    }
}

bool dtl_match_class(const dtl_matcher *m, uint32_t token, dtl_slice classes)
{
    dtl_slice name;
    while (dtl_slice_next_field(&classes, ',', &name)) {
        if (dtl_slice_is(name, "any") || in_word_class(m, token, name) || has_mention_kind(m, token, name))
            return true;
        if (dtl_slice_is(name, "counted") && is_counted(m, token))
            return true;
        if (dtl_slice_is(name, "actor") && dtl_match_is_actor(m, dtl_match_mention(m, token)))
            return true;
    }
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
        if (m->parse->words[c].relation == DTL_REL_MARK && dtl_slice_equal(m->parse->words[c].lemma, name))
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
        bool day = (relation == DTL_REL_OBL || relation == DTL_REL_OBL_UNMARKED) && has_mention_kind(m, c, DTL_SLICE("time"));
        if (relation == DTL_REL_OBJ || day)
            add_prepositional(m, c, name, out);
    }
}

/* "the killing of a judge by gunmen", "the withdrawal of troops from the town": the phrase may hang on the noun before it. */
static void add_phrase_below(const dtl_matcher *m, uint32_t token, dtl_slice name, dtl_tree_list *out)
{
    for (int depth = 0; depth < 3 && token != DTL_NONE && !out->count; depth++) {
        add_prepositional(m, token, name, out);
        token = dtl_tree_child(m->parse, token, DTL_REL_NMOD);
    }
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

static void add_preposition_slot(const dtl_matcher *m, uint32_t token, dtl_slice name, dtl_tree_list *out)
{
    add_prepositional(m, token, name, out);
    if (!out->count && !dtl_tree_is_verb(m->parse, token))
        add_phrase_behind(m, token, name, out);
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

static void add_modifier_slot(const dtl_matcher *m, uint32_t token, dtl_tree_list *out)
{
    for (uint32_t c = m->parse->words[token].first_child; c != DTL_NONE; c = m->parse->words[c].next_sibling) {
        uint8_t relation = m->parse->words[c].relation;
        bool modifier = relation == DTL_REL_COMPOUND || relation == DTL_REL_AMOD || relation == DTL_REL_NMOD_DESC;
        if (modifier && dtl_match_is_actor(m, dtl_match_mention(m, c)))
            dtl_tree_add_conjuncts(m->parse, c, out);
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
        if (infinitive ? relation == DTL_REL_XCOMP || (relation == DTL_REL_ACL && m->parse->words[c].xpos == DTL_XPOS_VB)
                       : relation == DTL_REL_CCOMP)
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

static void add_plain_slot(const dtl_matcher *m, uint32_t token, dtl_slice name, dtl_tree_list *out)
{
    if (dtl_slice_is(name, "subject")) {
        dtl_tree_add_conjuncts(m->parse, dtl_tree_subject(m->parse, token), out);
    } else if (dtl_slice_is(name, "object")) {
        dtl_tree_add_conjuncts(m->parse, dtl_tree_object(m->parse, token), out);
    } else if (dtl_slice_is(name, "by")) {
        add_by_slot(m, token, out);
    } else if (dtl_slice_is(name, "poss")) {
        add_child_slot(m, token, DTL_REL_NMOD_POSS, out);
    } else if (dtl_slice_is(name, "compound")) {
        add_modifier_slot(m, token, out);
    } else if (dtl_slice_is(name, "clause")) {
        add_clause_slot(m, token, false, out);
    } else if (dtl_slice_is(name, "to")) {
        add_clause_slot(m, token, true, out);
        if (!out->count)
            add_preposition_slot(m, token, name, out);
    } else if (dtl_slice_is(name, "head")) {
        dtl_tree_add_conjuncts(m->parse, token, out);
    } else if (dtl_slice_is(name, "governor")) {
        dtl_tree_list one = {.items = {governor_of(m, token)}, .count = 1};
        if (one.items[0] != DTL_NONE)
            *out = one;
    } else {
        add_preposition_slot(m, token, name, out);
    }
}

/* "object.poss": every step starts from all words of the step before. */
static void add_path(const dtl_matcher *m, uint32_t token, dtl_slice path, dtl_tree_list *out)
{
    dtl_tree_list from = {.items = {token}, .count = 1};
    dtl_slice step;
    while (dtl_slice_next_field(&path, '.', &step)) {
        dtl_tree_list next = {.count = 0};
        for (uint32_t i = 0; i < from.count; i++)
            add_plain_slot(m, from.items[i], step, &next);
        from = next;
    }
    for (uint32_t i = 0; i < from.count && out->count < DTL_TREE_LIST_MAX; i++)
        out->items[out->count++] = from.items[i];
}

/* "dozens of demonstrators", "two of the men": who is meant stands in the of-phrase. */
static void look_through_quantities(const dtl_matcher *m, dtl_tree_list *list)
{
    dtl_tree_list seen = {.count = 0};
    for (uint32_t i = 0; i < list->count && seen.count < DTL_TREE_LIST_MAX; i++) {
        uint32_t token = list->items[i];
        dtl_tree_list inner = {.count = 0};
        if (m->parse->words[token].upos == DTL_UPOS_NUM || dtl_tree_lemma_in(m->parse, token, "dozen hundred thousand million score number handful couple"))
            add_prepositional(m, token, DTL_SLICE("of"), &inner);
        if (!inner.count)
            inner = (dtl_tree_list){.items = {token}, .count = 1};
        for (uint32_t k = 0; k < inner.count && seen.count < DTL_TREE_LIST_MAX; k++)
            seen.items[seen.count++] = inner.items[k];
    }
    *list = seen;
}

bool dtl_match_slot(const dtl_matcher *m, uint32_t token, dtl_slice expression, dtl_tree_list *out)
{
    dtl_slice alternative, part;
    out->count = 0;
    if (token == DTL_NONE)
        return false;
    while (dtl_slice_next_field(&expression, ',', &alternative)) {
        while (dtl_slice_next_field(&alternative, '+', &part))
            add_path(m, token, part, out);
        look_through_quantities(m, out);
        if (out->count)
            return true;
    }
    return false;
}

/* ---- conditions ---- */

static bool need_holds(const dtl_matcher *m, uint32_t token, uint32_t entry, dtl_slice needs)
{
    dtl_slice need;
    dtl_tree_list list;
    while (dtl_slice_next_field(&needs, ',', &need)) {
        char name[SLOT_NAME_MAX];
        if (need.length >= sizeof name)
            return false;
        memcpy(name, need.ptr, need.length);
        name[need.length] = '\0';
        dtl_slice role = dtl_rules_attribute(m->rules, entry, name); /* "need=recipient" means what recipient= says */
        if (!dtl_match_slot(m, token, role.length ? role : need, &list))
            return false;
    }
    return true;
}

static const char *const condition_slots[] = {"subject", "object", "of", "on", "to", "for", "in", "into", "by", "at", "against", "with",
                                              "from", "compound", "governor"};

/* if-SLOT: the first word in the slot must be of the class; not-SLOT: no word in it may be. */
static bool class_conditions_hold(const dtl_matcher *m, uint32_t token, uint32_t entry)
{
    for (size_t i = 0; i < sizeof condition_slots / sizeof *condition_slots; i++) {
        char key[SLOT_NAME_MAX] = "if-";
        strcat(key, condition_slots[i]);
        dtl_slice wanted = dtl_rules_attribute(m->rules, entry, key);
        memcpy(key, "not-", 4);
        strcpy(key + 4, condition_slots[i]);
        dtl_slice unwanted = dtl_rules_attribute(m->rules, entry, key);
        if (!wanted.length && !unwanted.length)
            continue;
        dtl_tree_list list;
        bool filled = dtl_match_slot(m, token, dtl_slice_from_cstr(condition_slots[i]), &list);
        if (wanted.length && (!filled || !dtl_match_class(m, list.items[0], wanted)))
            return false;
        for (uint32_t k = 0; unwanted.length && k < list.count; k++)
            if (dtl_match_class(m, list.items[k], unwanted))
                return false;
    }
    return true;
}

bool dtl_match_conditions(const dtl_matcher *m, uint32_t token, uint32_t entry)
{
    dtl_slice needs = dtl_rules_attribute(m->rules, entry, "need");
    return need_holds(m, token, entry, needs) && class_conditions_hold(m, token, entry);
}
