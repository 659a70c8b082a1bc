/* Walking the dependency tree (UD English).
 *
 * In: the parse layer. Out: children, ranges, logical subjects and objects. The tables of constructions are those of the
 * UD v2 guidelines: passives, reduced relatives (acl), relative clauses (acl:relcl), control (xcomp), shared arguments
 * of coordinated verbs. Example: "Two men suspected of planting the bomb were held" → subject of planting: men.
 * What the arcs beyond the tree say (parse/arguments.c) is not searched for again; here stands what the treebanks draw no arc for:
 * participles behind nouns, adjunct clauses, gerunds behind prepositions, agents of passives.
 * Gets wrong on purpose: of an adjunct infinitive ("sent troops to attack", advcl) object control is a short list of verbs; every other
 * adjunct clause without subject takes the subject of the clause above. */
#include "doc/tree.h"

uint32_t dtl_tree_child(const dtl_parse *parse, uint32_t token, unsigned relation)
{
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == relation)
            return c;
    return DTL_NONE;
}

static bool word_in(const char *words, dtl_slice word)
{
    for (const char *at = words; *at;) {
        const char *end = at;
        while (*end && *end != ' ')
            end++;
        if ((size_t)(end - at) == word.length && memcmp(at, word.ptr, word.length) == 0)
            return true;
        at = *end ? end + 1 : end;
    }
    return false;
}

bool dtl_tree_lemma_in(const dtl_parse *parse, uint32_t token, const char *words)
{
    return token != DTL_NONE && word_in(words, parse->words[token].lemma);
}

uint32_t dtl_tree_child_lemma(const dtl_parse *parse, uint32_t token, const char *words)
{
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (word_in(words, parse->words[c].lemma))
            return c;
    return DTL_NONE;
}

uint32_t dtl_tree_kind_first(const dtl_parse *parse, uint32_t noun)
{
    uint32_t first = noun;
    for (; first > 0 && parse->words[first - 1].head == noun; first--) {
        const dtl_word *word = &parse->words[first - 1];
        bool kind = word->relation == DTL_REL_COMPOUND ||
                    (word->relation == DTL_REL_AMOD && word->xpos != DTL_XPOS_JJR && word->xpos != DTL_XPOS_JJS &&
                     !word_in("more other same such several many few numerous new powerful huge large big small second third", word->lemma));
        if (!kind)
            break;
    }
    return first;
}

uint32_t dtl_tree_arc(const dtl_parse *parse, uint32_t token, unsigned relation)
{
    const dtl_arc *arcs = parse->arcs.items;
    uint32_t low = 0, high = parse->arcs.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (arcs[middle].head < token)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < parse->arcs.count && arcs[low].head == token; low++)
        if (arcs[low].relation == relation)
            return arcs[low].dependent;
    return DTL_NONE;
}

void dtl_tree_add_conjuncts(const dtl_parse *parse, uint32_t token, dtl_tree_list *list)
{
    if (token == DTL_NONE)
        return;
    uint32_t start = list->count;
    if (list->count < DTL_TREE_LIST_MAX)
        list->items[list->count++] = token;
    for (uint32_t i = start; i < list->count && list->count < DTL_TREE_LIST_MAX; i++)
        for (uint32_t c = parse->words[list->items[i]].first_child; c != DTL_NONE && list->count < DTL_TREE_LIST_MAX; c = parse->words[c].next_sibling)
            if (parse->words[c].relation == DTL_REL_CONJ)
                list->items[list->count++] = c;
}

void dtl_tree_range(const dtl_parse *parse, const dtl_text *text, uint32_t token, uint32_t *first, uint32_t *last)
{
    /* Walk the subtree without a stack: children in order, then up to the next sibling. Each token is met once. */
    const dtl_sentence *sentence = &text->sentences.items[text->tokens.items[token].sentence];
    uint32_t at = token, steps = sentence->count * 2 + 2;
    *first = *last = token;
    while (steps--) {
        if (at < *first)
            *first = at;
        if (at > *last)
            *last = at;
        if (parse->words[at].first_child != DTL_NONE) {
            at = parse->words[at].first_child;
            continue;
        }
        while (at != token && parse->words[at].next_sibling == DTL_NONE)
            at = parse->words[at].head;
        if (at == token)
            return;
        at = parse->words[at].next_sibling;
    }
}

bool dtl_tree_is_under(const dtl_parse *parse, uint32_t token, uint32_t ancestor)
{
    for (int i = 0; i < 64 && token != DTL_NONE; i++, token = parse->words[token].head)
        if (token == ancestor)
            return true;
    return false;
}

bool dtl_tree_is_person_of_age(const dtl_parse *parse, uint32_t token)
{
    dtl_relation relation = dtl_relation_universal(parse->words[token].relation);
    bool somebody = relation == DTL_REL_NSUBJ || relation == DTL_REL_OBJ || relation == DTL_REL_OBL || relation == DTL_REL_NMOD || relation == DTL_REL_CONJ;
    return somebody && token >= 2 && word_in("old olds", parse->words[token].lemma) && parse->words[token - 1].upos == DTL_UPOS_PUNCT &&
           word_in("year month week day", parse->words[token - 2].lemma);
}

bool dtl_tree_is_verb(const dtl_parse *parse, uint32_t token)
{
    const uint8_t upos = parse->words[token].upos;
    return upos == DTL_UPOS_VERB || (upos == DTL_UPOS_NOUN && dtl_tree_child(parse, token, DTL_REL_OBJ) != DTL_NONE);
}

bool dtl_tree_is_nominal(const dtl_parse *parse, uint32_t token)
{
    uint8_t upos = parse->words[token].upos;
    return upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN || upos == DTL_UPOS_PRON || upos == DTL_UPOS_NUM;
}

static bool is_last_noun_before(const dtl_parse *parse, uint32_t noun, uint32_t token)
{
    for (uint32_t back = 1; back <= DTL_TREE_CLIMB_MAX && back <= token; back++)
        if (token - back == noun || dtl_tree_is_nominal(parse, token - back))
            return token - back == noun;
    return false;
}

bool dtl_tree_is_passive(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    if (word->features & DTL_FEATURE_PASSIVE)
        return true;
    if (dtl_tree_child(parse, token, DTL_REL_AUX_PASS) != DTL_NONE || dtl_tree_child(parse, token, DTL_REL_NSUBJ_PASS) != DTL_NONE)
        return true;
    /* "Two engineers abducted by militants": who did it is told, and no auxiliary makes it a perfect. */
    if (word->xpos == DTL_XPOS_VBN && dtl_tree_child(parse, token, DTL_REL_OBL_AGENT) != DTL_NONE &&
        dtl_tree_child(parse, token, DTL_REL_OBJ) == DTL_NONE && dtl_tree_child(parse, token, DTL_REL_AUX) == DTL_NONE)
        return true;
    /* "had the house searched"; not "put the number of people killed at 20", where it is the people */
    uint32_t patient = dtl_tree_arc(parse, token, DTL_REL_NSUBJ_PASS);
    if (patient != DTL_NONE && (word->relation != DTL_REL_XCOMP || is_last_noun_before(parse, patient, token)))
        return true;
    /* A bare past participle behind a noun or a verb: "a letter signed by …", "were found shot". With an object it is a misread past tense. */
    if (word->xpos == DTL_XPOS_VBN && (word->relation == DTL_REL_ACL || word->relation == DTL_REL_ADVCL || word->relation == DTL_REL_XCOMP))
        return dtl_tree_child(parse, token, DTL_REL_OBJ) == DTL_NONE && dtl_tree_child(parse, token, DTL_REL_NSUBJ) == DTL_NONE && dtl_tree_child(parse, token, DTL_REL_AUX) == DTL_NONE;
    return word->xpos == DTL_XPOS_VBN && word->relation == DTL_REL_CONJ && word->head != DTL_NONE &&
           dtl_tree_child(parse, token, DTL_REL_NSUBJ) == DTL_NONE && dtl_tree_child(parse, token, DTL_REL_AUX) == DTL_NONE &&
           parse->words[word->head].xpos == DTL_XPOS_VBN && dtl_tree_is_passive(parse, word->head);
}

/* "left for Port Sudan": the word that bears the case is the name's head, and the parser may hang "for" on the name's first word. */
static uint32_t case_bearer(const dtl_parse *parse, uint32_t token)
{
    if (dtl_tree_child(parse, token, DTL_REL_CASE) != DTL_NONE)
        return token;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE && c < token; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == DTL_REL_COMPOUND && parse->words[c].upos == DTL_UPOS_PROPN) {
            uint32_t preposition = dtl_tree_child(parse, c, DTL_REL_CASE);
            return preposition != DTL_NONE && preposition < c ? c : token;
        }
    return token;
}

dtl_slice dtl_tree_preposition(const dtl_parse *parse, uint32_t token, char scratch[48])
{
    uint32_t length = 0;
    token = case_bearer(parse, token);
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        if (parse->words[c].relation != DTL_REL_CASE || dtl_slice_is(parse->words[c].lemma, "'s"))
            continue;
        dtl_slice parts[3] = {parse->words[c].lemma};
        uint32_t count = 1;
        for (uint32_t f = parse->words[c].first_child; f != DTL_NONE && count < 3; f = parse->words[f].next_sibling)
            if (parse->words[f].relation == DTL_REL_FIXED)
                parts[count++] = parse->words[f].lemma;
        for (uint32_t i = 0; i < count; i++) {
            if (length + 1 + parts[i].length >= 48)
                break;
            if (length)
                scratch[length++] = '_';
            memcpy(scratch + length, parts[i].ptr, parts[i].length);
            length += parts[i].length;
        }
    }
    return dtl_slice_make(scratch, length);
}

static bool is_relative_pronoun(const dtl_parse *parse, uint32_t token)
{
    uint8_t xpos = parse->words[token].xpos;
    return xpos == DTL_XPOS_WDT || xpos == DTL_XPOS_WP || xpos == DTL_XPOS_WP_POSS ||
           (dtl_slice_is(parse->words[token].lemma, "that") && parse->words[token].upos == DTL_UPOS_PRON);
}

bool dtl_tree_is_naming(const dtl_parse *parse, uint32_t verb)
{
    if (!dtl_tree_lemma_in(parse, verb, "call"))
        return false;
    uint32_t head = parse->words[verb].head;
    return (head != DTL_NONE && parse->words[verb].relation == DTL_REL_ACL_RELCL && dtl_tree_lemma_in(parse, head, "what")) ||
           dtl_tree_child_lemma(parse, verb, "what") != DTL_NONE;
}

uint32_t dtl_tree_antecedent(const dtl_parse *parse, uint32_t token)
{
    if (token == DTL_NONE || !is_relative_pronoun(parse, token))
        return token;
    uint32_t at = token;
    for (int i = 0; i < DTL_TREE_CLIMB_MAX && at != DTL_NONE; i++) {
        uint8_t relation = parse->words[at].relation;
        if ((relation == DTL_REL_ACL_RELCL || relation == DTL_REL_ACL) && parse->words[at].head < token)
            return parse->words[at].head;
        at = parse->words[at].head;
    }
    /* The clause was hung on a verb: "launched an operation, which killed two" means the operation, or who acts. */
    uint32_t verb = parse->words[token].head, above = verb == DTL_NONE ? DTL_NONE : parse->words[verb].head;
    if (dtl_slice_is(parse->words[token].lemma, "which") && above != DTL_NONE && above < token && dtl_tree_is_verb(parse, above)) {
        uint32_t meant = dtl_tree_child(parse, above, DTL_REL_OBJ);
        if (meant == DTL_NONE)
            meant = dtl_tree_child(parse, above, DTL_REL_NSUBJ);
        if (meant != DTL_NONE && meant < token)
            return meant;
    }
    /* "who" follows the person it means. */
    for (uint32_t back = 1; back <= 3 && back <= token && dtl_slice_is(parse->words[token].lemma, "who"); back++) {
        uint8_t upos = parse->words[token - back].upos;
        if (upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN)
            return token - back;
        if (upos != DTL_UPOS_PUNCT)
            break;
    }
    return token;
}

static bool has_by(const dtl_parse *parse, uint32_t token)
{
    char scratch[48];
    return dtl_slice_is(dtl_tree_preposition(parse, token, scratch), "by");
}

/* Who does it in a passive. "killed in Herat by gunmen", "imposed on Iran by the council": the parser hangs the doer on the noun
 * before it. */
static uint32_t passive_agent(const dtl_parse *parse, uint32_t verb)
{
    uint32_t agent = dtl_tree_child(parse, verb, DTL_REL_OBL_AGENT);
    for (uint32_t c = parse->words[verb].first_child; c != DTL_NONE && agent == DTL_NONE; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        if (c < verb || (relation != DTL_REL_OBL && relation != DTL_REL_OBL_UNMARKED && relation != DTL_REL_OBJ))
            continue;
        for (uint32_t noun = c, depth = 0; noun != DTL_NONE && depth < 3 && agent == DTL_NONE; depth++) { /* "to years in prison by a court" */
            uint32_t last = DTL_NONE;
            for (uint32_t n = parse->words[noun].first_child; n != DTL_NONE && agent == DTL_NONE; n = parse->words[n].next_sibling) {
                if (n < noun || parse->words[n].relation != DTL_REL_NMOD)
                    continue;
                if (has_by(parse, n))
                    agent = n;
                last = n;
            }
            noun = last;
        }
    }
    return agent;
}

static uint32_t own_subject(const dtl_parse *parse, uint32_t token)
{
    uint32_t subject = DTL_NONE;
    if (parse->words[token].upos == DTL_UPOS_ADJ && dtl_tree_child(parse, token, DTL_REL_NSUBJ) == DTL_NONE) /* "who was involved" */
        return dtl_tree_antecedent(parse, dtl_tree_child(parse, token, DTL_REL_NSUBJ_PASS));
    if (dtl_tree_is_passive(parse, token))
        return passive_agent(parse, token);
    subject = dtl_tree_child(parse, token, DTL_REL_NSUBJ);
    if (subject == DTL_NONE)
        subject = dtl_tree_child(parse, token, DTL_REL_NSUBJ_OUTER);
    return dtl_tree_antecedent(parse, subject);
}

/* Verbs whose object, not subject, does what the infinitive says. */
static const char object_control[] = "order urge force help allow enable tell ask persuade convince instruct command compel "
                                     "encourage require send deploy dispatch let make push press warn lead direct pay hire recruit";

/* Verbs whose object does what a gerund behind of, for, with or from says ("accused the army of shelling a town"). */
static const char gerund_control[] = "accuse suspect convict acquit clear blame charge indict prosecute try sentence jail imprison fine "
                                     "arrest detain hold punish condemn denounce criticise criticize slam rebuke fault cite reprimand "
                                     "sanction thank praise commend hail honour honor reward forgive pardon excuse stop prevent ban bar "
                                     "keep deter discourage dissuade restrain prohibit restrict hinder exempt";

/* "to attack" */
static bool is_infinitive(const dtl_parse *parse, uint32_t token)
{
    return parse->words[token].xpos == DTL_XPOS_VB && dtl_tree_child_lemma(parse, token, "to") != DTL_NONE;
}

bool dtl_tree_controls_object(const dtl_parse *parse, uint32_t verb)
{
    return dtl_tree_lemma_in(parse, verb, object_control);
}

static uint32_t passive_subject(const dtl_parse *parse, uint32_t token)
{
    uint32_t subject = dtl_tree_child(parse, token, DTL_REL_NSUBJ_PASS);
    return dtl_tree_antecedent(parse, subject != DTL_NONE ? subject : dtl_tree_child(parse, token, DTL_REL_NSUBJ));
}

/* The object of such a verb that this gerund, or the verb that it is coordinated with, hangs on; DTL_NONE. The parser hangs it on
 * the verb or on the object. */
static uint32_t controlling_object(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    uint32_t verb = word->head;
    if (word->xpos != DTL_XPOS_VBG || verb == DTL_NONE || dtl_tree_child_lemma(parse, token, "of for with from") == DTL_NONE)
        return DTL_NONE;
    if (word->relation == DTL_REL_ACL && parse->words[verb].relation == DTL_REL_OBJ)
        verb = parse->words[verb].head;
    if (verb == DTL_NONE || dtl_tree_is_passive(parse, verb) || !dtl_tree_lemma_in(parse, verb, gerund_control))
        return DTL_NONE;
    return dtl_tree_antecedent(parse, dtl_tree_child(parse, verb, DTL_REL_OBJ));
}

uint32_t dtl_tree_subject(const dtl_parse *parse, uint32_t token)
{
    for (int i = 0; i < DTL_TREE_CLIMB_MAX && token != DTL_NONE; i++) {
        const dtl_word *word = &parse->words[token];
        uint32_t subject = own_subject(parse, token);
        if (subject != DTL_NONE)
            return subject;
        /* A passive without agent: nobody is named, but for the agent that it shares: "arrested and beaten by police". */
        if (dtl_tree_is_passive(parse, token) && i == 0 && (word->relation != DTL_REL_CONJ || word->head == DTL_NONE || !dtl_tree_is_passive(parse, word->head)))
            return DTL_NONE;
        uint32_t head = word->head, object = controlling_object(parse, token), shared = dtl_tree_arc(parse, token, DTL_REL_NSUBJ);
        if (head == DTL_NONE || object != DTL_NONE)
            return object;
        if (shared != DTL_NONE)
            return shared;
        switch (word->relation) {
        case DTL_REL_ACL: {
            if (word->xpos != DTL_XPOS_VB && dtl_tree_child(parse, token, DTL_REL_MARK) == DTL_NONE)
                return dtl_tree_is_nominal(parse, head) ? head : DTL_NONE;
            /* "the rebels' plan to attack", "Iran's way of fighting", "have the ability to attack": the owner, or who has it */
            uint32_t owner = dtl_tree_child(parse, head, DTL_REL_NMOD_POSS);
            if (owner != DTL_NONE)
                return owner;
            bool held = parse->words[head].relation == DTL_REL_OBJ && parse->words[head].head != DTL_NONE;
            if (!held)
                return DTL_NONE;
            head = parse->words[head].head;
            break;
        }
        case DTL_REL_ACL_RELCL:
            /* subject relative without a pronoun child of its own, or object relative: only the former names a doer */
            return dtl_tree_object(parse, token) == head ? DTL_NONE : head;
        case DTL_REL_CONJ:
            if (!dtl_tree_is_verb(parse, head))
                return DTL_NONE;
            if (dtl_tree_is_passive(parse, head) && !dtl_tree_is_passive(parse, token))
                return passive_subject(parse, head);
            break;
        case DTL_REL_XCOMP:
        case DTL_REL_ADVCL:
        case DTL_REL_PARATAXIS:
            if (dtl_tree_is_passive(parse, head)) {
                uint32_t patient = passive_subject(parse, head);
                if (patient != DTL_NONE)
                    return patient;
            }
            if (is_infinitive(parse, token) && dtl_tree_lemma_in(parse, head, object_control)) {
                object = dtl_tree_child(parse, head, DTL_REL_OBJ);
                if (object == DTL_NONE)
                    object = dtl_tree_child(parse, head, DTL_REL_IOBJ);
                if (object != DTL_NONE)
                    return object;
            }
            break;
        case DTL_REL_CCOMP: /* "saw militants attack": the subject is its own; without one there is none */
            return DTL_NONE;
        default:
            return DTL_NONE;
        }
        token = head;
    }
    return DTL_NONE;
}

uint32_t dtl_tree_object(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    uint32_t object = dtl_tree_child(parse, token, DTL_REL_OBJ);
    if (object == DTL_NONE)
        object = dtl_tree_child(parse, token, DTL_REL_IOBJ); /* "urged residents to leave" */
    if (object != DTL_NONE)
        return dtl_tree_antecedent(parse, object);
    if (dtl_tree_is_passive(parse, token)) {
        object = passive_subject(parse, token);
        if (object == DTL_NONE)
            object = dtl_tree_arc(parse, token, DTL_REL_NSUBJ_PASS);
        if (object != DTL_NONE)
            return object;
        if (word->relation == DTL_REL_ACL)
            return word->head;
        if (word->relation == DTL_REL_CONJ && word->head != DTL_NONE && dtl_tree_is_passive(parse, word->head))
            return passive_subject(parse, word->head);
        if ((word->relation != DTL_REL_XCOMP && word->relation != DTL_REL_ADVCL) || word->head == DTL_NONE)
            return DTL_NONE;
        if (dtl_tree_child(parse, token, DTL_REL_MARK) != DTL_NONE)
            return dtl_tree_subject(parse, word->head);
        if (dtl_tree_is_passive(parse, word->head)) /* "was reported killed" */
            return passive_subject(parse, word->head);
        /* "Wounded in the raid, the minister resigned" */
        return token < word->head ? dtl_tree_subject(parse, word->head) : DTL_NONE;
    }
    object = dtl_tree_arc(parse, token, DTL_REL_OBJ); /* "the man they killed", "attacked and burnt the camp" */
    if (object != DTL_NONE)
        return object;
    for (uint32_t c = word->first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == DTL_REL_CONJ && dtl_tree_is_verb(parse, c) &&
            dtl_tree_child(parse, c, DTL_REL_NSUBJ) == DTL_NONE) {
            object = dtl_tree_child(parse, c, DTL_REL_OBJ);
            if (object != DTL_NONE)
                return object;
        }
    return DTL_NONE;
}

uint32_t dtl_tree_clause(const dtl_parse *parse, uint32_t token)
{
    for (int i = 0; i < 32; i++) {
        if (dtl_tree_is_verb(parse, token) || parse->words[token].head == DTL_NONE)
            return token;
        token = parse->words[token].head;
    }
    return token;
}
