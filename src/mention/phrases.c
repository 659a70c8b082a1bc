/* Phrases: every noun phrase and pronoun of the tree, with what can be known of it by itself.
 *
 * In: tags, tree, quotations, mentions made so far. Out: phrases by head: form (pronoun, name, the X, a X …), role in its clause, number,
 * gender, and the sort of thing it is (a person, people acting as one, a place …).
 *
 * The idea: one walk over the tokens; a child tells its governor what it is to it (article, possessor, "of" phrase …). Sorts
 * come from the mention if there is one, else from nouns.txt; gender from the noun, a title or a given name. Number and
 * gender are sets of what is possible: a company is one or many, an unknown name may be he or she.
 * Example: "Ms Karimi told the council that its plan …" gives Ms Karimi (name, subject, person, female), the council (definite, object,
 * group, one or many), its (pronoun), its plan (possessed).
 *
 * Knowingly wrong: adjectives as nouns ("the wounded") are no phrases. */
#include "mention/coreference.h"

bool phrase_in_clause(const mention_context *c, uint32_t token, uint32_t verb)
{
    enum { STEPS = 8 };
    for (int i = 0; i < STEPS && token != DTL_NONE; i++) {
        switch (dtl_relation_universal(c->words[token].relation)) {
        case DTL_REL_CCOMP: case DTL_REL_ADVCL: case DTL_REL_ACL: case DTL_REL_PARATAXIS: case DTL_REL_CSUBJ:
            return false;
        default:
            break;
        }
        token = c->words[token].head;
        if (token == verb)
            return true;
    }
    return false;
}

dtl_slice phrase_noun(const mention_context *c, const phrase *p)
{
    return p->form == PHRASE_NAME ? c->folded[p->head] : c->words[p->head].lemma;
}

uint32_t phrase_root(phrase_space *s, uint32_t index)
{
    phrase *items = s->phrases.items;
    while (items[index].up != index) {
        items[index].up = items[items[index].up].up;
        index = items[index].up;
    }
    return index;
}

void phrase_join(phrase_space *s, uint32_t one, uint32_t other)
{
    uint32_t a = phrase_root(s, one), b = phrase_root(s, other);
    if (a == b)
        return;
    if (b < a) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    phrase *root = &s->phrases.items[a], *lower = &s->phrases.items[b];
    lower->up = a;
    root->size += lower->size;
    if (root->entity == DTL_NONE)
        root->entity = lower->entity;
    if (root->sort == SORT_UNKNOWN || root->sort == SORT_UNIQUE)
        root->sort = lower->sort;
    if (root->number & lower->number)
        root->number &= lower->number;
    if (!root->gender || (root->gender & lower->gender))
        root->gender = root->gender ? root->gender & lower->gender : lower->gender;
}

static phrase_word word_of(const mention_context *c, uint32_t t)
{
    static const char *const words[][9] = {
        [WORD_NONE] = {NULL},
        [WORD_I] = {"i", "me", "my", "mine", "myself", NULL},
        [WORD_WE] = {"we", "us", "our", "ours", "ourselves", NULL},
        [WORD_YOU] = {"you", "your", "yours", "yourself", "yourselves", NULL},
        [WORD_HE] = {"he", "him", "his", "himself", NULL},
        [WORD_SHE] = {"she", "her", "hers", "herself", NULL},
        [WORD_IT] = {"it", "its", "itself", NULL},
        [WORD_THEY] = {"they", "them", "their", "theirs", "themselves", "'em", NULL},
    };
    static const char *const demonstrative[] = {"this", "that", "these", "those", NULL};
    for (int word = WORD_I; word <= WORD_THEY; word++)
        if (token_in(c, t, words[word]))
            return (phrase_word)word;
    uint8_t xpos = c->words[t].xpos;
    if (xpos == DTL_XPOS_WP || xpos == DTL_XPOS_WDT || xpos == DTL_XPOS_WP_POSS)
        return WORD_RELATIVE;
    return token_in(c, t, demonstrative) ? WORD_DEMONSTRATIVE : WORD_OTHER;
}

static phrase_role role_of(const mention_context *c, uint32_t t)
{
    if (c->words[t].relation == DTL_REL_NMOD_POSS)
        return ROLE_POSSESSOR;
    switch (dtl_relation_universal(c->words[t].relation)) {
    case DTL_REL_NSUBJ: return ROLE_SUBJECT;
    case DTL_REL_OBJ: case DTL_REL_IOBJ: return ROLE_OBJECT;
    case DTL_REL_OBL: return ROLE_OBLIQUE;
    case DTL_REL_NMOD: return ROLE_NMOD;
    case DTL_REL_CONJ: case DTL_REL_APPOS: return ROLE_CONJUNCT;
    default: return ROLE_REST;
    }
}

/* A verb that tells something by itself, not the auxiliary or the modifier of another word. */
static bool heads_clause(const mention_context *c, uint32_t t)
{
    if (c->words[t].upos != DTL_UPOS_VERB || c->mention_at[t] != DTL_NONE)
        return false;
    switch (dtl_relation_universal(c->words[t].relation)) {
    case DTL_REL_ROOT: case DTL_REL_CONJ: case DTL_REL_CCOMP: case DTL_REL_ADVCL: case DTL_REL_PARATAXIS: case DTL_REL_XCOMP:
        return true;
    default:
        return false;
    }
}

/* Verbs whose subject can speak or think. */
static bool wants_agent(const mention_context *c, uint32_t verb)
{
    static const char *const verbs[] = {"say", "tell", "add", "ask", "think", "believe", "know", "feel", "hope", "want", "write", "claim", "deny", "announce", "decide",
                                        "warn", "accuse", "agree", "refuse", "plan", "try", "promise", "vow", "admit", "insist", "argue", "blame", "explain", "call", NULL};
    for (const char *const *v = verbs; *v; v++)
        if (dtl_slice_is(c->words[verb].lemma, *v))
            return true;
    return false;
}

/* One or many, as the verb of a subject has it ("the council have"); 0 = it does not say. */
static uint8_t number_of_verb(const mention_context *c, uint32_t subject)
{
    static const char *const one[] = {"is", "was", "has", "does", "'s", NULL}, *const many[] = {"are", "were", "have", "do", "'re", "'ve", NULL};
    uint32_t verb = c->words[subject].head;
    if (verb == DTL_NONE || verb < subject)
        return 0;
    if (c->words[verb].xpos == DTL_XPOS_VBZ || c->words[verb].xpos == DTL_XPOS_VBP)
        return c->words[verb].xpos == DTL_XPOS_VBZ ? NUMBER_ONE : NUMBER_MANY;
    int left = 12;
    for (uint32_t child = c->words[verb].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--) {
        dtl_relation relation = dtl_relation_universal(c->words[child].relation);
        if (child > subject && child < verb && (relation == DTL_REL_AUX || relation == DTL_REL_COP) && (token_in(c, child, one) || token_in(c, child, many)))
            return token_in(c, child, one) ? NUMBER_ONE : NUMBER_MANY;
    }
    return 0;
}

/* Is the token the head of a phrase of its own? */
static bool heads_phrase(const mention_context *c, uint32_t t)
{
    const dtl_word *w = &c->words[t];
    dtl_relation relation = dtl_relation_universal(w->relation);
    if (c->mention_at[t] != DTL_NONE && c->out->mentions.items[c->mention_at[t]].kind != DTL_MENTION_QUANTITY)
        return true;
    if (relation == DTL_REL_FLAT || relation == DTL_REL_FIXED || relation == DTL_REL_GOESWITH || relation == DTL_REL_COMPOUND)
        return false;
    if (w->upos == DTL_UPOS_NOUN || w->upos == DTL_UPOS_PROPN)
        return relation != DTL_REL_AMOD;
    if (w->upos == DTL_UPOS_VERB)
        return heads_clause(c, t);
    if (w->upos == DTL_UPOS_PRON)
        return w->xpos != DTL_XPOS_EX && relation != DTL_REL_EXPL;
    return w->upos == DTL_UPOS_DET && relation != DTL_REL_DET && relation != DTL_REL_ADVMOD && relation != DTL_REL_MARK &&
           w->xpos == DTL_XPOS_DT && word_of(c, t) == WORD_DEMONSTRATIVE;
}

/* What a dependent tells of the phrase it hangs on. */
static void read_child(const mention_context *c, phrase *p, uint32_t child)
{
    static const char *const the[] = {"the", NULL}, *const this[] = {"this", "that", "these", "those", NULL};
    static const char *const singular[] = {"first", "second", "third", "last", "next", "only", "same", "final", "other", "new", NULL};
    const dtl_word *w = &c->words[child];
    dtl_relation relation = dtl_relation_universal(w->relation);
    bool inside = relation == DTL_REL_DET || relation == DTL_REL_AMOD || relation == DTL_REL_NUMMOD || relation == DTL_REL_COMPOUND ||
                  relation == DTL_REL_FLAT || w->relation == DTL_REL_NMOD_POSS;
    if (child < p->first && inside)
        p->first = child;
    switch (relation) {
    case DTL_REL_DET:
        if (p->form == PHRASE_BARE || p->form == PHRASE_INDEFINITE)
            p->form = token_in(c, child, the) ? PHRASE_DEFINITE : token_in(c, child, this) ? PHRASE_DEMONSTRATIVE : PHRASE_INDEFINITE;
        break;
    case DTL_REL_NUMMOD:
        if (p->form == PHRASE_BARE)
            p->form = PHRASE_INDEFINITE;
        break;
    case DTL_REL_NMOD:
        if (w->relation == DTL_REL_NMOD_POSS && p->form != PHRASE_NAME) {
            p->form = PHRASE_POSSESSED;
        } else if (child > p->head) {
            bool of = false;
            int left = 4;
            for (uint32_t grand = w->first_child; grand != DTL_NONE && left; grand = c->words[grand].next_sibling, left--)
                of |= token_is(c, grand, "of");
            p->after_of |= of;
            p->before_preposition |= !of;
        }
        break;
    case DTL_REL_ACL:
        p->before_clause |= child > p->head;
        break;
    case DTL_REL_AMOD:
        p->modified |= child < p->head;
        p->ordinal |= token_in(c, child, singular) || w->xpos == DTL_XPOS_JJS;
        break;
    case DTL_REL_COMPOUND:
        p->modified |= child < p->head;
        p->name_modified |= w->upos == DTL_UPOS_PROPN && child < p->head;
        break;
    case DTL_REL_CONJ:
        p->coordinated |= w->upos == DTL_UPOS_NOUN || w->upos == DTL_UPOS_PROPN || w->upos == DTL_UPOS_PRON;
        break;
    default:
        break;
    }
}

/* "-er", "-ist": a noun that nouns.txt does not know may still be a person. */
static bool may_be_agent(dtl_slice noun)
{
    static const char *const endings[] = {"er", "or", "ist", "ian", "ee", "ant", "man", "woman", "ary", NULL};
    for (const char *const *ending = endings; *ending; ending++)
        if (dtl_slice_ends_with(noun, dtl_slice_from_cstr(*ending)))
            return true;
    return false;
}

/* What a word is by nouns.txt. */
static void read_noun(const phrase_space *s, phrase *p, dtl_slice noun)
{
    const mention_context *c = s->c;
    static const char *const names[SORT_COUNT] = {"", "person", "group", "place", "time", "deed", "word", ""};
    uint32_t rule = dtl_rules_find(c->rules, s->nouns, noun, 0);
    if (rule == DTL_NONE)
        return;
    dtl_slice sort = attribute(c, rule, "sort"), gender = attribute(c, rule, "gender");
    for (int i = SORT_PERSON; p->own_sort == SORT_UNKNOWN && i < SORT_UNIQUE; i++)
        if (dtl_slice_is(sort, names[i]))
            p->own_sort = (uint8_t)i;
    if (p->own_sort == SORT_UNKNOWN && attribute_is(c, rule, "unique", "yes"))
        p->own_sort = SORT_UNIQUE;
    if (gender.length)
        p->gender = gender.ptr[0] == 'f' ? GENDER_FEMALE : GENDER_MALE;
    if (attribute_is(c, rule, "number", "plural"))
        p->number = NUMBER_MANY;
}

/* Titles and given names among the words of a name. */
static void read_name(const phrase_space *s, phrase *p, uint32_t first, uint32_t end)
{
    enum { WORDS = 8 };
    const mention_context *c = s->c;
    for (uint32_t t = first; t < end && t < first + WORDS; t++) {
        uint32_t rule = DTL_NONE;
        uint8_t gender = token_has_sign(c, t, "he") ? GENDER_MALE : token_has_sign(c, t, "she") ? GENDER_FEMALE : 0;
        if (!gender && c->words[t].upos == DTL_UPOS_PROPN)
            rule = dtl_rules_find(c->rules, s->given_names, c->folded[t], 0);
        if (rule != DTL_NONE)
            gender = attribute_is(c, rule, "gender", "f") ? GENDER_FEMALE : GENDER_MALE;
        if (!gender || p->own_sort == SORT_GROUP || p->own_sort == SORT_PLACE)
            continue;
        p->gender = gender;
        p->own_sort = SORT_PERSON;
        return;
    }
}

static void read_mention(const phrase_space *s, phrase *p)
{
    const mention_context *c = s->c;
    const dtl_mention *m = &c->out->mentions.items[p->mention];
    switch (m->kind) {
    case DTL_MENTION_PERSON:
        p->own_sort = SORT_PERSON;
        break;
    case DTL_MENTION_ORGANISATION:
        p->own_sort = SORT_GROUP;
        break;
    case DTL_MENTION_PLACE:
        p->own_sort = SORT_PLACE;
        break;
    case DTL_MENTION_ROLE:
        p->own_sort = attribute_is(c, m->rule, "class", "group") ? SORT_GROUP : SORT_PERSON;
        break;
    case DTL_MENTION_DOCUMENT:
        p->own_sort = SORT_WORD;
        break;
    case DTL_MENTION_TIME:
        p->own_sort = SORT_TIME;
        return;
    default:
        return;
    }
    p->entity = m->target;
    if (m->kind == DTL_MENTION_PERSON)
        read_name(s, p, m->first, m->first + m->count);
    if (m->first < p->first)
        p->first = m->first;
}

static void read_nominal(const phrase_space *s, phrase *p)
{
    const mention_context *c = s->c;
    const dtl_word *w = &c->words[p->head];
    bool name = w->upos == DTL_UPOS_PROPN;
    p->number = w->features & DTL_FEATURE_PLURAL ? NUMBER_MANY : NUMBER_ONE;
    if (p->mention != DTL_NONE)
        read_mention(s, p);
    if (p->own_sort == SORT_UNKNOWN || (p->own_sort == SORT_PERSON && !p->gender))
        read_noun(s, p, name ? c->folded[p->head] : w->lemma);
    if (name && p->own_sort == SORT_UNKNOWN)
        read_name(s, p, p->first, p->head + 2 < c->count ? p->head + 2 : c->count);
    if (p->own_sort == SORT_UNKNOWN && w->upos == DTL_UPOS_NOUN && !may_be_agent(w->lemma))
        p->own_sort = SORT_THING;
    if (p->own_sort == SORT_GROUP || (name && w->features & DTL_FEATURE_PLURAL)) {
        uint8_t said = p->role == ROLE_SUBJECT ? number_of_verb(c, p->head) : 0;
        p->number = said ? said : NUMBER_ONE | NUMBER_MANY;
    }
    if (p->coordinated)
        p->number |= NUMBER_MANY;
    if (p->own_sort == SORT_GROUP || p->own_sort == SORT_PLACE || p->own_sort == SORT_TIME || p->own_sort == SORT_DEED || p->own_sort == SORT_WORD || p->own_sort == SORT_THING)
        p->gender = GENDER_NEUTER;
    else if (p->own_sort == SORT_PERSON && !p->gender)
        p->gender = GENDER_MALE | GENDER_FEMALE;
}

static void read_pronoun(const mention_context *c, phrase *p)
{
    static const uint8_t numbers[WORD_COUNT] = {[WORD_I] = NUMBER_ONE, [WORD_WE] = NUMBER_MANY, [WORD_YOU] = NUMBER_ONE | NUMBER_MANY, [WORD_HE] = NUMBER_ONE,
                                                [WORD_SHE] = NUMBER_ONE, [WORD_IT] = NUMBER_ONE, [WORD_THEY] = NUMBER_MANY,
                                                [WORD_RELATIVE] = NUMBER_ONE | NUMBER_MANY, [WORD_OTHER] = NUMBER_ONE | NUMBER_MANY};
    static const char *const many[] = {"these", "those", NULL};
    p->word = (uint8_t)word_of(c, p->head);
    p->number = p->word == WORD_DEMONSTRATIVE ? (token_in(c, p->head, many) ? NUMBER_MANY : NUMBER_ONE) : numbers[p->word];
    p->gender = p->word == WORD_HE ? GENDER_MALE : p->word == WORD_SHE ? GENDER_FEMALE : p->word == WORD_IT ? GENDER_NEUTER : 0;
    if (p->word == WORD_I || p->word == WORD_WE || p->word == WORD_YOU || p->word == WORD_HE || p->word == WORD_SHE)
        p->own_sort = SORT_PERSON;
    p->reflexive = dtl_slice_ends_with(c->folded[p->head], DTL_SLICE("self")) || dtl_slice_ends_with(c->folded[p->head], DTL_SLICE("selves"));
}

static bool add_phrase(phrase_space *s, uint32_t t)
{
    mention_context *c = s->c;
    phrase *p = dtl_array_push(c->arena, &s->phrases);
    if (!p)
        return false;
    uint8_t upos = c->words[t].upos;
    *p = (phrase){.head = t, .first = t, .sentence = c->tokens[t].sentence, .mention = c->mention_at[t], .quotation = s->quotation_of[t],
                  .previous = DTL_NONE, .antecedent = DTL_NONE, .reason = "", .up = s->phrases.count - 1, .size = 1, .entity = DTL_NONE,
                  .form = upos == DTL_UPOS_PROPN ? PHRASE_NAME : PHRASE_BARE, .role = (uint8_t)role_of(c, t)};
    if (upos == DTL_UPOS_PRON || upos == DTL_UPOS_DET) {
        p->form = PHRASE_PRONOUN;
        read_pronoun(c, p);
    } else if (upos == DTL_UPOS_VERB && c->mention_at[t] == DTL_NONE) {
        p->form = PHRASE_CLAUSE;
        p->own_sort = SORT_DEED;
        p->number = NUMBER_ONE;
        p->gender = GENDER_NEUTER;
    } else {
        enum { CHILDREN = 24 };
        int left = CHILDREN;
        for (uint32_t child = c->words[t].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
            read_child(c, p, child);
        read_nominal(s, p);
    }
    p->sort = p->own_sort;
    s->phrase_at[t] = s->phrases.count - 1;
    uint32_t governor = c->words[t].head;
    if (governor != DTL_NONE && p->role == ROLE_SUBJECT)
        p->agent = wants_agent(c, governor);
    if (s->first_of[p->sentence] == DTL_NONE)
        s->first_of[p->sentence] = s->phrases.count - 1;
    return true;
}

/* Who says a quotation: the subject of a verb of saying right behind its end, else right before its start. */
static uint32_t find_speaker(const phrase_space *s, const dtl_quotation *q)
{
    enum { LOOK = 16 };
    static const char *const verbs[] = {"say", "tell", "add", "ask", "write", "note", "explain", "recall", "insist", "warn", "argue", "reply", "answer", "state", "claim",
                                        "declare", "admit", "announce", "continue", "remark", "respond", "shout", "comment", "observe", "tweet", NULL};
    const mention_context *c = s->c;
    uint32_t last = q->first + q->count - 1, end = sentence_end(c, last), start = sentence_start(c, q->first);
    uint32_t from = last + 1 < end ? last + 1 : DTL_NONE;
    for (int side = 0; side < 2; side++) {
        uint32_t low = side ? (q->first > start + LOOK ? q->first - LOOK : start) : from;
        uint32_t high = side ? q->first : from == DTL_NONE ? 0 : from + LOOK < end ? from + LOOK : end;
        for (uint32_t t = low; t != DTL_NONE && t < high; t++) {
            uint32_t verb = c->words[t].head;
            if (s->phrase_at[t] == DTL_NONE || verb == DTL_NONE || !relation_is(c, t, DTL_REL_NSUBJ))
                continue;
            for (const char *const *v = verbs; *v; v++)
                if (dtl_slice_is(c->words[verb].lemma, *v))
                    return s->phrase_at[t];
        }
    }
    return DTL_NONE;
}

bool phrases_find(mention_context *c, phrase_space *s)
{
    const dtl_quotation_array *quotations = &c->doc->parse.quotations;
    uint32_t sentences = c->doc->text.sentences.count;
    *s = (phrase_space){.c = c, .nouns = dtl_rules_table(c->rules, "nouns"), .given_names = dtl_rules_table(c->rules, "given-names"),
                        .phrase_at = dtl_arena_calloc(c->arena, (size_t)c->count + 1, sizeof *s->phrase_at),
                        .quotation_of = dtl_arena_calloc(c->arena, (size_t)c->count + 1, sizeof *s->quotation_of),
                        .first_of = dtl_arena_calloc(c->arena, (size_t)sentences + 1, sizeof *s->first_of),
                        .speaker_of = dtl_arena_calloc(c->arena, (size_t)quotations->count + 1, sizeof *s->speaker_of)};
    if (!s->phrase_at || !s->quotation_of || !s->first_of || !s->speaker_of)
        return false;
    for (uint32_t t = 0; t < c->count; t++)
        s->phrase_at[t] = s->quotation_of[t] = DTL_NONE;
    for (uint32_t i = 0; i < sentences; i++)
        s->first_of[i] = DTL_NONE;
    for (int i = 0; i < WORD_COUNT; i++)
        s->last_word[i] = DTL_NONE;
    uint32_t covered = 0; /* quotations in text order; of overlapping ones the first counts */
    for (uint32_t i = 0; i < quotations->count; i++) {
        uint32_t first = quotations->items[i].first, end = first + quotations->items[i].count;
        for (uint32_t t = first > covered ? first : covered; t < end; t++)
            s->quotation_of[t] = i;
        covered = end > covered ? end : covered;
    }
    for (uint32_t t = 0; t < c->count; t++)
        if (heads_phrase(c, t) && !add_phrase(s, t))
            return false;
    for (uint32_t i = 0; i < quotations->count; i++)
        s->speaker_of[i] = find_speaker(s, &quotations->items[i]);
    return true;
}
