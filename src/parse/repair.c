/* In: the words of a sentence with heads and relations. Out: the same, with some kinds of impossible trees corrected.
 *
 * A greedy parser leaves trees that no grammar allows; where the words themselves say what is right, a rule puts it right:
 *   - "The minister has rejected claims": an auxiliary cannot hang on a noun; the participle between them is the verb.
 *   - "US-led NATO forces ended …": a hyphened participle modifies the noun behind it and governs nothing.
 *   - "According to the ministry, X was killed": without "and", what follows the comma is the subject, not a second source.
 *   - "…, last month said that": a time is no subject of a verb of saying.
 *   - "More than 300 families(obl of more) were displaced": what is counted takes the place of the comparison.
 *   - "US(compound of China), China hold talks": names with a comma between them are two, who do it together.
 *   - "killed at least 30(obl, no preposition)": a bare number behind a verb without object is its object.
 *   - aux:pass beside nsubj: the subject is passive.
 *   - "the commander, who was arrested": a clause whose subject is "who" or "which" and that follows a noun modifies a noun.
 *   - "two police officers", "the army chief": what counts or determines a compound's first noun does so for the compound.
 *   - "The killing of a judge by gunmen shocked …": beside another subject, a noun with a preposition is none.
 *   - "The men who killed a guard fled": of two finite verbs the one with "who" cannot be the main one.
 *   - "A Tajik national drove": an article or adjective cannot hang on a finite verb; the last of them is its subject.
 *   - "said in a statement that its men killed …": the clause is what was said, not what the statement is like.
 *   - "the army(obl) on Tuesday warned …": a noun without preposition before a verb without subject is its subject.
 *   - "died in police(obl) firing(advcl)": a gerund that names a deed, bare behind who did it, is a noun.
 *   - "police(compound of opened) opened(VBN) fire": a verb has no compound; one that can act is its subject.
 *   - "were shot dead by police(obl of dead)": who did it belongs to the passive verb, not to the adjective behind it.
 *   - "the raid(root) in the town left(parataxis) two dead": without a comma between, the noun is the verb's subject.
 *   - "sealed off(case of town) the town(obl)": the particle of a verb that never means a way; the noun is its object.
 *   - "The minister(root) left(acl) for Turkey.": a sentence that ends in a stop and has no other verb has this one, where it
 *     cannot be passive.
 *   - "Engineers abducted by rebels were freed(conj of abducted)": a participle with a doer and no auxiliary is not the main verb.
 *   - "A gang(nsubj of shops) looted(amod of shops) shops(root)", "bombers(root) attacked(amod) soldiers(conj)": between a
 *     subject and a noun without copula, and between two nouns without "and", a form in -ed is the verb.
 *   - "give a million(nsubj) rupees(VBZ)": what stands behind such a number is a noun.
 *   - "action against the policemen who killed(acl:relcl of action) …": "who" is the person right before it.
 *   - "forces(compound, plural) seized(amod) control(root)": the same with a plural, which is no part of a compound.
 *   - "about fighting(VBG) between rebels(obj) and soldiers": what is between two is a noun.
 *   - "arrested a man(nsubj) wanted(ccomp) for theft": the man is arrested, and wanted.
 *   - "Hundreds(nsubj) marched(acl) in Lima, witnesses(nsubj) said": of two subjects the near one said it, the other one did it.
 *   - "Roe telephoned(JJ, amod of Roe) the minister": an adjective in -ed between two nouns is a verb that the tagger never met.
 *   - "demanded that(obj) the council(compound) release(noun) four men": the plain form is the verb of what is demanded.
 *   - "The students(compound) stage(NOUN) a rally": a noun is not followed by an article.
 *   - "Fighting(VBG) between the army and the rebels(nsubj) went on": a noun that two sides own.
 *   - "gunmen(root) shot(NOUN) dead a journalist": nobody has a shot dead.
 *   - "The army(root) and the navy(nsubj) fired(conj of army)": both did it.
 *   - "Gunmen loyal(nsubj of attacked) to the general attacked": the noun is the subject.
 *   - "said 73(ccomp) of the victims were killed(ccomp)": the number is the subject of the verb that lacks one.
 *   - "shot a protester dead(amod behind it)", "the police shot(NOUN) dead two rioters": dead is how the verb left them.
 *   - "The arrest of the leader(nsubj of triggered) triggered(nmod of arrest) protests": the noun is the subject of the verb.
 *   - "staged a sit - in in Leeds(obj)": a noun cut at its hyphen is one noun again.
 *   - "Rebels(nsubj of held), who held(advcl of freed) the town, freed …": the noun before "who" is the subject of the other verb.
 * When corrections together leave no tree, the parser's own tree stands.
 * Gets wrong on purpose: nothing is moved that the words do not force; commas inside names are left alone. */
#include "parse/repair.h"

typedef struct span_words {
    dtl_word *words;
    uint32_t first, end; /* tokens of the sentence */
} span_words;

static bool is_nominal(const dtl_word *word)
{
    return word->upos == DTL_UPOS_NOUN || word->upos == DTL_UPOS_PROPN || word->upos == DTL_UPOS_NUM || word->upos == DTL_UPOS_PRON;
}

static bool is_subject(uint8_t relation)
{
    return relation == DTL_REL_NSUBJ || relation == DTL_REL_NSUBJ_PASS || relation == DTL_REL_CSUBJ || relation == DTL_REL_CSUBJ_PASS;
}

/* First child of head with the relation, within the sentence. */
static uint32_t child_of(const span_words *s, uint32_t head, uint8_t relation)
{
    for (uint32_t t = s->first; t < s->end; t++)
        if (s->words[t].head == head && s->words[t].relation == relation)
            return t;
    return DTL_NONE;
}

static bool has_subject(const span_words *s, uint32_t head)
{
    for (uint32_t t = s->first; t < s->end; t++)
        if (s->words[t].head == head && is_subject(s->words[t].relation))
            return true;
    return false;
}

static bool stays_with_noun(const dtl_word *word, uint32_t token, uint32_t verb, uint32_t noun)
{
    if (token > verb && token < noun)
        return true; /* determiners and modifiers between verb and noun */
    switch (word->relation) {
    case DTL_REL_NMOD: case DTL_REL_ACL: case DTL_REL_ACL_RELCL: case DTL_REL_APPOS: case DTL_REL_CONJ: case DTL_REL_FLAT: case DTL_REL_CC:
        return token > noun;
    default: return false;
    }
}

/* The verb takes its noun's place in the tree, and the noun becomes its object. */
static void promote_verb(span_words *s, uint32_t verb, uint32_t noun)
{
    s->words[verb].head = s->words[noun].head;
    s->words[verb].relation = s->words[noun].relation;
    for (uint32_t t = s->first; t < s->end; t++)
        if (s->words[t].head == noun && t != verb && !stays_with_noun(&s->words[t], t, verb, noun))
            s->words[t].head = verb;
    s->words[noun].head = verb;
    s->words[noun].relation = DTL_REL_OBJ;
}

/* The participle that an auxiliary on a noun belongs to: "has(aux of claims) rejected(amod) claims". */
static uint32_t participle_between(const span_words *s, uint32_t aux, uint32_t noun)
{
    uint8_t wanted = dtl_slice_is(s->words[aux].lemma, "have") ? DTL_XPOS_VBN : dtl_slice_is(s->words[aux].lemma, "be") ? DTL_XPOS_VBG : DTL_XPOS_VB;
    for (uint32_t t = aux + 1; t < noun; t++)
        if (s->words[t].xpos == wanted && s->words[t].upos == DTL_UPOS_VERB && s->words[t].head == noun)
            return t;
    return DTL_NONE;
}

/* "The minister has rejected(amod) claims": what has an auxiliary is the verb of its clause. */
static uint32_t repair_auxiliaries(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t a = s->first; a < s->end; a++) {
        const dtl_word *aux = &s->words[a];
        uint32_t holder = aux->head, noun, verb;
        if (aux->relation != DTL_REL_AUX || aux->upos != DTL_UPOS_AUX || holder == DTL_NONE || holder <= a)
            continue;
        if (is_nominal(&s->words[holder])) {
            noun = holder;
            verb = participle_between(s, a, noun);
        } else {
            verb = holder;
            noun = s->words[verb].relation == DTL_REL_AMOD ? s->words[verb].head : DTL_NONE;
        }
        if (verb == DTL_NONE || noun == DTL_NONE || noun < verb || !is_nominal(&s->words[noun]) || s->words[verb].upos != DTL_UPOS_VERB)
            continue;
        promote_verb(s, verb, noun);
        made++;
    }
    return made;
}

/* Is there no subject between from and the verb? One that stands before belongs to the clause above and is sent there. */
static bool free_subject(span_words *s, uint32_t from, uint32_t verb)
{
    for (uint32_t t = from; t < verb; t++)
        if (s->words[t].head == verb && is_subject(s->words[t].relation))
            return false;
    for (uint32_t t = s->first; t < from; t++)
        if (s->words[t].head == verb && is_subject(s->words[t].relation)) {
            if (s->words[verb].head == DTL_NONE)
                return false;
            s->words[t].head = s->words[verb].head;
        }
    return true;
}

/* "US - led(head) forces(obj)": forces takes led's place. */
static uint32_t repair_hyphens(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v + 1 < s->end; v++) {
        dtl_word *verb = &s->words[v];
        if (s->words[v - 1].xpos != DTL_XPOS_HYPH || !is_nominal(&s->words[v - 2]) || verb->xpos != DTL_XPOS_VBN)
            continue;
        uint32_t noun = child_of(s, v, DTL_REL_OBJ), head = verb->head;
        if (noun == DTL_NONE || noun < v || noun - v > 4 || !is_nominal(&s->words[noun]))
            continue;
        bool is_clause = head != DTL_NONE && head > noun && s->words[head].upos == DTL_UPOS_VERB && free_subject(s, v - 2, head);
        s->words[noun].head = head;
        s->words[noun].relation = is_clause ? DTL_REL_NSUBJ : verb->relation;
        verb->head = noun;
        verb->relation = DTL_REL_AMOD;
        for (uint32_t t = noun + 1; t < s->end; t++)
            if (s->words[t].head == v)
                s->words[t].head = head == DTL_NONE ? noun : head;
        made++;
    }
    return made;
}

static bool is_according(const span_words *s, uint32_t source)
{
    for (uint32_t t = s->first; t < source; t++)
        if (s->words[t].head == source && (dtl_slice_is(s->words[t].lemma, "accord") || dtl_slice_is(s->words[t].lemma, "according")))
            return true;
    return false;
}

/* "According to X, Y(conj of X) … killed": Y is the subject of a clause that has none. */
static uint32_t repair_sources(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t c = s->first + 1; c < s->end; c++) {
        uint32_t source = s->words[c].head;
        if ((s->words[c].relation != DTL_REL_CONJ && s->words[c].relation != DTL_REL_APPOS) || source == DTL_NONE || source > c ||
            !is_nominal(&s->words[c]) || !is_according(s, source))
            continue;
        uint32_t verb = s->words[source].head;
        if (verb == DTL_NONE || verb < c || child_of(s, c, DTL_REL_CC) != DTL_NONE || has_subject(s, verb))
            continue;
        bool passive = child_of(s, verb, DTL_REL_AUX_PASS) != DTL_NONE;
        s->words[c].head = verb;
        s->words[c].relation = passive ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
        for (uint32_t t = c + 1; t < verb; t++)
            if (s->words[t].head == source)
                s->words[t].head = s->words[t].upos == DTL_UPOS_PUNCT ? verb : c;
        made++;
    }
    return made;
}

static bool is_time_unit(const dtl_word *word)
{
    static const char *const units[] = {"day", "week", "month", "year", "night", "weekend", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
                                        "Saturday", "Sunday", "yesterday", "today"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (dtl_slice_is(word->lemma, units[i]))
            return true;
    return false;
}

/* "General X, the commander, last month(nsubj) said that …": a time says nothing. */
static uint32_t repair_times(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t head = s->words[t].head;
        if (s->words[t].relation != DTL_REL_NSUBJ || head == DTL_NONE || !is_time_unit(&s->words[t]) || child_of(s, head, DTL_REL_CCOMP) == DTL_NONE)
            continue;
        s->words[t].relation = DTL_REL_OBL_UNMARKED;
        made++;
    }
    return made;
}

/* "More than 300 families(obl of more) were displaced": what is counted takes the place of the comparison. */
static uint32_t repair_more_than(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t + 2 < s->end; t++) {
        dtl_word *more = &s->words[t], *than = more + 1;
        bool compares = dtl_slice_is(more->lemma, "more") || dtl_slice_is(more->lemma, "less") || dtl_slice_is(more->lemma, "few");
        uint32_t number = t + 2;
        if (!compares || !dtl_slice_is(than->lemma, "than") || s->words[number].upos != DTL_UPOS_NUM)
            continue;
        uint32_t noun = s->words[number].relation == DTL_REL_NUMMOD && s->words[number].head > number ? s->words[number].head : number;
        if (s->words[noun].head != t)
            continue;
        uint32_t head = more->head;
        bool subject = head != DTL_NONE && head > noun && s->words[head].upos == DTL_UPOS_VERB && !has_subject(s, head);
        s->words[noun].head = head;
        s->words[noun].relation = subject ? DTL_REL_NSUBJ : more->relation;
        for (uint32_t c = s->first; c < s->end; c++)
            if (s->words[c].head == t && c != t + 1)
                s->words[c].head = noun;
        more->head = number;
        more->relation = DTL_REL_ADVMOD;
        than->head = t;
        than->relation = DTL_REL_FIXED;
        made++;
    }
    return made;
}

/* "US(compound of China), China hold talks": names with a comma between them are two, who do it together. */
static uint32_t repair_listed_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t + 2 < s->end; t++) {
        dtl_word *first = &s->words[t];
        uint32_t second = first->head;
        bool joined = first->relation == DTL_REL_COMPOUND || first->relation == DTL_REL_FLAT;
        if (!joined || second == DTL_NONE || second != t + 2 || first->upos != DTL_UPOS_PROPN || s->words[second].upos != DTL_UPOS_PROPN)
            continue;
        if (s->words[t + 1].xpos != DTL_XPOS_COMMA || !is_subject(s->words[second].relation))
            continue;
        first->head = s->words[second].head;
        first->relation = s->words[second].relation;
        s->words[second].head = t;
        s->words[second].relation = DTL_REL_CONJ;
        s->words[t + 1].head = second;
        made++;
    }
    return made;
}

/* "killed at least 30(obl, no preposition)": a bare number behind a verb without object is its object. */
static uint32_t repair_bare_numbers(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        dtl_word *word = &s->words[t];
        uint32_t head = word->head;
        if (word->upos != DTL_UPOS_NUM || (word->relation != DTL_REL_OBL && word->relation != DTL_REL_OBL_UNMARKED) || head == DTL_NONE || head > t)
            continue;
        if (s->words[head].upos != DTL_UPOS_VERB || child_of(s, t, DTL_REL_CASE) != DTL_NONE || child_of(s, head, DTL_REL_OBJ) != DTL_NONE ||
            child_of(s, head, DTL_REL_AUX_PASS) != DTL_NONE)
            continue;
        word->relation = DTL_REL_OBJ;
        made++;
    }
    return made;
}

static uint32_t repair_passives(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t head = s->words[t].head;
        if (s->words[t].relation != DTL_REL_NSUBJ || head == DTL_NONE || child_of(s, head, DTL_REL_AUX_PASS) == DTL_NONE)
            continue;
        s->words[t].relation = DTL_REL_NSUBJ_PASS;
        made++;
    }
    return made;
}

/* Is token above word in the tree? */
static bool is_above(const span_words *s, uint32_t token, uint32_t word)
{
    uint32_t steps = 0;
    while (word != DTL_NONE && word != token && steps++ <= s->end - s->first)
        word = s->words[word].head;
    return word == token || steps > s->end - s->first;
}

/* "commander , who(nsubj of arrested) … arrested(ccomp, conj, …)": becomes acl:relcl of the noun before. On the dev parts of
 * the treebanks 31 of 40 such clauses are relative ones. */
static uint32_t repair_relatives(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t p = s->first + 1; p < s->end; p++) {
        const dtl_word *pronoun = &s->words[p];
        const uint32_t verb = pronoun->head;
        if ((pronoun->xpos != DTL_XPOS_WDT && pronoun->xpos != DTL_XPOS_WP) || verb == DTL_NONE || verb < p || !is_subject(pronoun->relation) ||
            !(dtl_slice_is(pronoun->lemma, "who") || dtl_slice_is(pronoun->lemma, "which") || dtl_slice_is(pronoun->lemma, "that")))
            continue;
        const uint8_t relation = s->words[verb].relation;
        const bool strange = relation == DTL_REL_CCOMP || relation == DTL_REL_CONJ || relation == DTL_REL_PARATAXIS ||
                             relation == DTL_REL_ADVCL || relation == DTL_REL_OBL || relation == DTL_REL_NMOD;
        const uint32_t noun = s->words[p - 1].xpos == DTL_XPOS_COMMA && p >= s->first + 2 ? p - 2 : p - 1;
        if (!strange || !is_nominal(&s->words[noun]) || s->words[noun].upos == DTL_UPOS_NUM || is_above(s, verb, noun))
            continue;
        s->words[verb].head = noun;
        s->words[verb].relation = DTL_REL_ACL_RELCL;
        made++;
    }
    return made;
}

/* Of the dev parts of the treebanks' cases 16 of 21 belong to the compound. */
static uint32_t repair_compounds(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        const uint32_t part = s->words[t].head;
        if (part == DTL_NONE || part < t || s->words[part].relation != DTL_REL_COMPOUND)
            continue;
        const uint32_t whole = s->words[part].head;
        const bool determines = s->words[t].relation == DTL_REL_DET || s->words[t].relation == DTL_REL_NMOD_POSS;
        const bool counts = s->words[t].relation == DTL_REL_NUMMOD && s->words[part].xpos == DTL_XPOS_NNS;
        if (whole == DTL_NONE || whole < part || whole - part > 3 || !(determines || (counts && s->words[whole].xpos == DTL_XPOS_NNS)))
            continue;
        s->words[t].head = whole;
        made++;
    }
    return made;
}

static uint32_t repair_case_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const uint32_t verb = s->words[t].head, preposition = child_of(s, t, DTL_REL_CASE);
        if (!is_subject(s->words[t].relation) || verb == DTL_NONE || preposition == DTL_NONE || preposition > t)
            continue;
        for (uint32_t other = s->first; other < preposition; other++)
            if (s->words[other].head == verb && is_subject(s->words[other].relation) && is_nominal(&s->words[other])) {
                s->words[t].head = other;
                s->words[t].relation = DTL_REL_NMOD;
                made++;
                break;
            }
    }
    return made;
}

static bool is_finite(uint8_t xpos)
{
    return xpos == DTL_XPOS_VBD || xpos == DTL_XPOS_VBZ || xpos == DTL_XPOS_VBP;
}

/* "men(nsubj of killed) who(nsubj of killed) killed … fled(ccomp of killed)": fled takes killed's place. */
static uint32_t repair_main_verbs(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t p = s->first + 1; p < s->end; p++) {
        const uint32_t verb = s->words[p].head, noun = s->words[p - 1].xpos == DTL_XPOS_COMMA && p >= s->first + 2 ? p - 2 : p - 1;
        if ((s->words[p].xpos != DTL_XPOS_WP && s->words[p].xpos != DTL_XPOS_WDT) || !is_subject(s->words[p].relation) || verb == DTL_NONE ||
            verb < p || s->words[noun].head != verb || !is_subject(s->words[noun].relation) || !is_nominal(&s->words[noun]))
            continue;
        uint32_t main_verb = verb + 1;
        while (main_verb < s->end && !(s->words[main_verb].head == verb && is_finite(s->words[main_verb].xpos) &&
                                       s->words[main_verb].upos == DTL_UPOS_VERB && child_of(s, main_verb, DTL_REL_MARK) == DTL_NONE))
            main_verb++;
        if (main_verb == s->end)
            continue;
        const uint32_t between = child_of(s, main_verb, DTL_REL_NSUBJ);
        if (between != DTL_NONE && between > verb && child_of(s, verb, DTL_REL_OBJ) == DTL_NONE) {
            s->words[between].head = verb; /* "the guard" of "killed the guard fled" */
            s->words[between].relation = DTL_REL_OBJ;
        }
        s->words[main_verb].head = s->words[verb].head;
        s->words[main_verb].relation = s->words[verb].relation;
        for (uint32_t t = s->first; t < s->end; t++)
            if (s->words[t].head == verb && (t < noun || t > main_verb))
                s->words[t].head = main_verb;
        s->words[noun].head = main_verb;
        s->words[verb].head = noun;
        s->words[verb].relation = DTL_REL_ACL_RELCL;
        made++;
    }
    return made;
}

/* "A(det) Tajik(compound) national(amod) drove": national becomes the subject and takes the others along. */
static uint32_t repair_bare_modifiers(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v < s->end; v++) {
        const uint32_t last = v - 1;
        if (!is_finite(s->words[v].xpos) || s->words[v].upos != DTL_UPOS_VERB || s->words[last].head != v ||
            (s->words[last].relation != DTL_REL_AMOD && s->words[last].relation != DTL_REL_COMPOUND) || has_subject(s, v))
            continue;
        const uint32_t determiner = child_of(s, v, DTL_REL_DET);
        if (determiner == DTL_NONE || determiner >= last)
            continue;
        s->words[last].relation = DTL_REL_NSUBJ;
        s->words[last].upos = DTL_UPOS_NOUN;
        for (uint32_t t = determiner; t < last; t++)
            if (s->words[t].head == v)
                s->words[t].head = last;
        made++;
    }
    return made;
}

static bool is_reporting(const dtl_word *word)
{
    static const char *const verbs[] = {"say", "tell", "add", "claim", "report", "announce", "state", "confirm", "warn", "deny", "allege", "declare",
                                        "reveal", "insist", "acknowledge", "believe", "note", "argue", "write"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (dtl_slice_is(word->lemma, verbs[i]))
            return true;
    return false;
}

static bool is_oblique(uint8_t relation)
{
    return relation == DTL_REL_OBL || relation == DTL_REL_OBL_UNMARKED || relation == DTL_REL_OBL_TMOD;
}

/* "said in a statement that(obj) its fighters killed(acl:relcl of statement) …": what has a subject of its own behind "that"
 * is what was said. */
static uint32_t repair_reports(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t that = s->first + 2; that + 1 < s->end; that++) {
        uint32_t clause = s->words[that].head;
        if (!dtl_slice_is(s->words[that].lemma, "that") || clause == DTL_NONE || clause <= that || s->words[clause].upos != DTL_UPOS_VERB ||
            (s->words[clause].relation != DTL_REL_ACL_RELCL && s->words[clause].relation != DTL_REL_ACL))
            continue;
        uint32_t noun = s->words[clause].head, verb = noun == DTL_NONE || noun > that ? DTL_NONE : s->words[noun].head, subject = DTL_NONE;
        if (verb == DTL_NONE || verb > noun || !is_oblique(s->words[noun].relation) || !is_reporting(&s->words[verb]) || child_of(s, verb, DTL_REL_CCOMP) != DTL_NONE)
            continue;
        for (uint32_t t = that + 1; t < clause && subject == DTL_NONE; t++)
            if (s->words[t].head == clause && is_subject(s->words[t].relation))
                subject = t;
        if (subject == DTL_NONE)
            continue;
        s->words[that].upos = DTL_UPOS_SCONJ;
        s->words[that].xpos = DTL_XPOS_IN;
        s->words[that].relation = DTL_REL_MARK;
        s->words[clause].head = verb;
        s->words[clause].relation = DTL_REL_CCOMP;
        for (uint32_t t = clause + 1; t < s->end; t++) /* "and killed …" goes on in the clause, not beside the saying */
            if (s->words[t].head == verb && s->words[t].relation == DTL_REL_CONJ && !has_subject(s, t))
                s->words[t].head = clause;
        made++;
    }
    return made;
}

/* "…, the army(obl, without preposition) on Tuesday warned …": the noun before a finite verb that has no subject. */
static uint32_t repair_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v < s->end; v++) {
        uint8_t relation = s->words[v].relation;
        bool main = s->words[v].head == DTL_NONE || relation == DTL_REL_CCOMP || relation == DTL_REL_PARATAXIS;
        if (!main || s->words[v].upos != DTL_UPOS_VERB || !is_finite(s->words[v].xpos) || has_subject(s, v) || child_of(s, v, DTL_REL_EXPL) != DTL_NONE)
            continue;
        uint32_t noun = v - 1;
        if (noun >= s->first + 2 && (is_time_unit(&s->words[noun])) && s->words[noun - 1].upos == DTL_UPOS_ADP)
            noun -= 2; /* "on Tuesday" */
        uint8_t held = s->words[noun].relation;
        bool loose = is_oblique(held) || held == DTL_REL_NMOD || held == DTL_REL_CONJ || held == DTL_REL_APPOS || held == DTL_REL_NMOD_UNMARKED;
        if (!loose || !is_nominal(&s->words[noun]) || is_time_unit(&s->words[noun]) || s->words[noun].upos == DTL_UPOS_NUM ||
            child_of(s, noun, DTL_REL_CASE) != DTL_NONE || child_of(s, noun, DTL_REL_CC) != DTL_NONE)
            continue;
        if (is_above(s, noun, v)) /* the verb itself hangs below the noun: nothing loose */
            continue;
        s->words[noun].head = v;
        s->words[noun].relation = DTL_REL_NSUBJ;
        made++;
    }
    return made;
}

/* "give a million(nsubj) rupees(VBZ, ccomp of give) to the town": what is counted is a noun, and the object. */
static uint32_t repair_counted_nouns(span_words *s)
{
    static const char *const counts[] = {"hundred", "thousand", "million", "billion", "trillion", "dozen"};
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        dtl_word *word = &s->words[t], *number = &s->words[t - 1];
        bool counted = false;
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
            counted = counted || dtl_slice_is(number->lemma, counts[i]);
        uint32_t verb = word->head;
        if (!counted || word->upos != DTL_UPOS_VERB || word->xpos != DTL_XPOS_VBZ || number->head != t || verb == DTL_NONE || verb >= t ||
            s->words[verb].upos != DTL_UPOS_VERB || child_of(s, verb, DTL_REL_OBJ) != DTL_NONE || child_of(s, t, DTL_REL_OBJ) != DTL_NONE)
            continue;
        word->upos = DTL_UPOS_NOUN;
        word->xpos = DTL_XPOS_NNS;
        word->relation = DTL_REL_OBJ;
        number->relation = DTL_REL_NUMMOD;
        for (uint32_t c = t + 1; c < s->end; c++)
            if (s->words[c].head == t && s->words[c].relation == DTL_REL_OBL)
                s->words[c].head = verb;
        made++;
    }
    return made;
}

/* "Fighting(VBG, advcl of went) between the army(obl) and the rebels(nsubj of went) went on": a noun with two owners. */
static uint32_t repair_two_sides(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t g = s->first; g + 4 < s->end; g++) {
        dtl_word *gerund = &s->words[g];
        const uint32_t first = s->words[g + 1].head, verb = gerund->head;
        if (gerund->xpos != DTL_XPOS_VBG || !dtl_slice_is(s->words[g + 1].lemma, "between") || first == DTL_NONE || first <= g + 1 ||
            s->words[first].head != g || verb == DTL_NONE || verb < first || s->words[verb].upos != DTL_UPOS_VERB)
            continue;
        uint32_t second = first + 1;
        while (second < verb && s->words[second].head != verb)
            second++;
        while (second < verb && !(s->words[second].head == verb && is_subject(s->words[second].relation)))
            second++;
        if (second >= verb || s->words[first + 1].upos != DTL_UPOS_CCONJ)
            continue;
        gerund->upos = DTL_UPOS_NOUN;
        gerund->xpos = DTL_XPOS_NN;
        gerund->relation = s->words[second].relation;
        if (dtl_slice_is(gerund->lemma, "fight"))
            gerund->lemma = DTL_SLICE("fighting");
        s->words[first].relation = DTL_REL_NMOD;
        s->words[second].head = first;
        s->words[second].relation = DTL_REL_CONJ;
        s->words[first + 1].head = second;
        made++;
    }
    return made;
}

static bool is_bare_doer(const dtl_word *word)
{
    static const char *const doers[] = {"police", "constable", "policeman", "cop", "army", "military", "troop", "troops", "militia", "rebel", "militant", "border", "mob", "navy", "enemy",
                                        "paramilitary", "guerrilla", "insurgent", "artillery", "mortar", "tank", "gun", "sniper", "rocket", "drone", "government"};
    for (size_t i = 0; i < sizeof doers / sizeof *doers; i++)
        if ((is_nominal(word) || word->upos == DTL_UPOS_ADJ) && dtl_slice_equal_nocase(word->lemma, dtl_slice_from_cstr(doers[i])))
            return true;
    return false;
}

/* The word "and" before `second` that hangs on the verb; DTL_NONE. */
static uint32_t joining_and(const span_words *s, uint32_t from, uint32_t second, uint32_t verb)
{
    for (uint32_t t = from; t < second; t++)
        if (s->words[t].upos == DTL_UPOS_CCONJ && s->words[t].head == verb && dtl_slice_is(s->words[t].lemma, "and"))
            return t;
    return DTL_NONE;
}

/* "The army(root) and the navy(nsubj of fired) fired(conj of army)": both did it. Behind "between" the second belongs to the pair. */
static uint32_t repair_joint_subjects(span_words *s)
{
    uint32_t root = s->first;
    while (root < s->end && s->words[root].head != DTL_NONE)
        root++;
    if (root == s->end || !is_nominal(&s->words[root]) || has_subject(s, root) || child_of(s, root, DTL_REL_COP) != DTL_NONE ||
        child_of(s, root, DTL_REL_CASE) != DTL_NONE)
        return 0;
    for (uint32_t v = root + 2; v < s->end; v++) {
        if (s->words[v].head != root || s->words[v].relation != DTL_REL_CONJ || s->words[v].upos != DTL_UPOS_VERB || !is_finite(s->words[v].xpos))
            continue;
        const uint32_t second = child_of(s, v, DTL_REL_NSUBJ);
        if (second == DTL_NONE || second < root || second > v || !is_nominal(&s->words[second]) || s->words[second].upos == DTL_UPOS_PRON)
            continue;
        const uint32_t joint = joining_and(s, root + 1, second, v), first = joint == DTL_NONE ? DTL_NONE : joint - 1;
        if (first == DTL_NONE || !is_nominal(&s->words[first]) || !is_above(s, root, first))
            continue;
        s->words[v].head = DTL_NONE;
        s->words[v].relation = s->words[root].relation;
        s->words[root].head = v;
        s->words[root].relation = DTL_REL_NSUBJ;
        s->words[second].head = first;
        s->words[second].relation = DTL_REL_CONJ;
        s->words[joint].head = second;
        for (uint32_t t = v + 1; t < s->end; t++)
            if (s->words[t].head == root)
                s->words[t].head = v;
        return 1;
    }
    return 0;
}

/* "Gunmen(nsubj of loyal) loyal(nsubj of attacked) to the general attacked a town": an adjective behind its noun does nothing. */
static uint32_t repair_loyal(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t a = s->first + 1; a < s->end; a++) {
        dtl_word *adjective = &s->words[a], *noun = &s->words[a - 1];
        const uint32_t verb = adjective->head;
        bool subject = noun->head == a && is_subject(noun->relation), beside = verb != DTL_NONE && noun->head == verb && is_subject(noun->relation);
        if (adjective->upos != DTL_UPOS_ADJ || !is_subject(adjective->relation) || verb == DTL_NONE || verb < a || (!subject && !beside) ||
            !is_nominal(noun) || child_of(s, a, DTL_REL_COP) != DTL_NONE)
            continue;
        noun->head = verb;
        noun->relation = adjective->relation;
        adjective->head = a - 1;
        adjective->relation = DTL_REL_AMOD;
        made++;
    }
    return made;
}

/* Is the word behind "shot" the beginning of who was shot, or dead, or down? */
static bool opens_object(const dtl_word *word)
{
    return word->upos == DTL_UPOS_DET || word->upos == DTL_UPOS_NUM || dtl_slice_is(word->lemma, "dead") || dtl_slice_is(word->lemma, "down");
}

/* The verb takes over what the noun was: the place of its doer where it hung on doer or object, else its own; a preposition in
 * front opens a clause. */
static bool place_verb(span_words *s, uint32_t verb, uint32_t doer, uint32_t object)
{
    dtl_word *word = &s->words[verb];
    if (word->head == doer || word->head == object) {
        const uint32_t above = s->words[doer].head == verb || s->words[doer].head == object ? object : doer;
        word->relation = s->words[above].relation;
        word->head = s->words[above].head;
    }
    if (word->head == verb || word->head == doer || word->head == object)
        return false;
    for (uint32_t t = s->first; t < verb; t++)
        if (s->words[t].head == verb && s->words[t].relation == DTL_REL_CASE) {
            s->words[t].relation = DTL_REL_MARK;
            word->relation = DTL_REL_ADVCL;
        }
    return true;
}

/* "gunmen(root) shot(NOUN) dead a journalist(nmod of gunmen)", "after police(compound) shot(obl) a teenager(nmod of shot)": nobody has
 * a shot dead. */
static uint32_t repair_shot(span_words *s)
{
    for (uint32_t v = s->first + 1; v + 2 < s->end; v++) {
        dtl_word *shot = &s->words[v], *doer = &s->words[v - 1], *next = &s->words[v + 1];
        if (!dtl_slice_is(shot->lemma, "shot") || shot->upos != DTL_UPOS_NOUN || shot->xpos != DTL_XPOS_NN || !opens_object(next) ||
            !is_nominal(doer) || (doer->xpos != DTL_XPOS_NNS && doer->upos != DTL_UPOS_PROPN && !is_bare_doer(doer)))
            continue;
        uint32_t object = v + 1;
        while (object < s->end && !(is_nominal(&s->words[object]) && s->words[object].relation != DTL_REL_COMPOUND && s->words[object].upos != DTL_UPOS_NUM))
            object++;
        if (object == s->end || !place_verb(s, v, v - 1, object))
            continue;
        shot->upos = DTL_UPOS_VERB;
        shot->xpos = DTL_XPOS_VBD;
        shot->lemma = DTL_SLICE("shoot");
        if (next->upos != DTL_UPOS_DET && next->upos != DTL_UPOS_NUM) {
            next->head = v;
            next->relation = dtl_slice_is(next->lemma, "dead") ? DTL_REL_XCOMP : DTL_REL_COMPOUND_PRT;
        }
        doer->head = s->words[object].head = v;
        doer->relation = DTL_REL_NSUBJ;
        s->words[object].relation = DTL_REL_OBJ;
        for (uint32_t t = object + 1; t < s->end; t++)
            if (s->words[t].head == v - 1)
                s->words[t].head = v;
        return 1;
    }
    return 0;
}

/* "Rebels(nsubj of held) , who(nsubj of held) held(advcl of freed) the town , freed …": rebels freed, and they are who held it. */
static uint32_t repair_relative_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t p = s->first + 1; p < s->end; p++) {
        const uint32_t verb = s->words[p].head, noun = s->words[p - 1].xpos == DTL_XPOS_COMMA && p >= s->first + 2 ? p - 2 : p - 1;
        if (s->words[p].xpos != DTL_XPOS_WP || !is_subject(s->words[p].relation) || verb == DTL_NONE || verb < p || s->words[verb].relation != DTL_REL_ADVCL ||
            s->words[noun].head != verb || !is_subject(s->words[noun].relation) || !is_nominal(&s->words[noun]))
            continue;
        const uint32_t above = s->words[verb].head;
        if (above == DTL_NONE || above < verb || s->words[above].upos != DTL_UPOS_VERB || has_subject(s, above))
            continue;
        s->words[noun].head = above;
        s->words[noun].relation = child_of(s, above, DTL_REL_AUX_PASS) != DTL_NONE ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
        s->words[verb].head = noun;
        s->words[verb].relation = DTL_REL_ACL_RELCL;
        made++;
    }
    return made;
}

/* Is it told who did it? "abducted by rebels", "abducted from her home by rebels", where the doer may hang on the noun before. */
static bool has_agent(const span_words *s, uint32_t verb)
{
    if (child_of(s, verb, DTL_REL_OBL_AGENT) != DTL_NONE)
        return true;
    for (uint32_t t = verb + 1; t < s->end; t++) {
        const uint32_t noun = s->words[t].head, above = noun == DTL_NONE ? DTL_NONE : s->words[noun].head;
        if (s->words[t].relation == DTL_REL_CASE && dtl_slice_is(s->words[t].lemma, "by") && noun > t && s->words[noun].relation == DTL_REL_NMOD &&
            above != DTL_NONE && above > verb && s->words[above].head == verb)
            return true;
    }
    return false;
}

/* "engineers(nsubj) abducted(VBN) by militants … were freed(conj, without subject)": the participle modifies the noun. */
static uint32_t repair_reduced_relatives(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v < s->end; v++) {
        const uint32_t noun = child_of(s, v, DTL_REL_NSUBJ);
        uint32_t verb = v + 1;
        if (s->words[v].xpos != DTL_XPOS_VBN || noun == DTL_NONE || noun > v || !is_nominal(&s->words[noun]) ||
            !has_agent(s, v) || child_of(s, v, DTL_REL_AUX) != DTL_NONE || child_of(s, v, DTL_REL_AUX_PASS) != DTL_NONE)
            continue;
        while (verb < s->end && !(s->words[verb].head == v && s->words[verb].upos == DTL_UPOS_VERB && !has_subject(s, verb) &&
                                  child_of(s, verb, DTL_REL_CC) == DTL_NONE && child_of(s, verb, DTL_REL_MARK) == DTL_NONE &&
                                  (is_finite(s->words[verb].xpos) || child_of(s, verb, DTL_REL_AUX_PASS) != DTL_NONE || child_of(s, verb, DTL_REL_AUX) != DTL_NONE)))
            verb++;
        if (verb == s->end)
            continue;
        s->words[verb].head = s->words[v].head;
        s->words[verb].relation = s->words[v].relation;
        s->words[noun].head = verb;
        s->words[noun].relation = child_of(s, verb, DTL_REL_AUX_PASS) != DTL_NONE ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
        s->words[v].head = noun;
        s->words[v].relation = DTL_REL_ACL;
        for (uint32_t t = s->first; t < s->end; t++)
            if (s->words[t].head == v && (t < noun || t > verb))
                s->words[t].head = verb;
        made++;
    }
    return made;
}

/* Can the participle's form be a past tense ("left", "met", "signed"; not "seen", "gone")? */
static bool is_past_form(const dtl_word *word)
{
    static const char *const never[] = {"be", "see", "go", "do", "give", "take", "know", "show", "drive", "write", "speak", "break", "steal", "throw",
                                        "draw", "fall", "choose", "forget", "rise", "grow", "fly", "eat", "hide", "bear", "wear", "swear", "tear"};
    if (word->xpos == DTL_XPOS_VBD)
        return true;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (dtl_slice_is(word->lemma, never[i]))
            return false;
    return word->xpos == DTL_XPOS_VBN;
}

/* Verbs that have no passive, or seldom one without their preposition. */
static bool is_intransitive(const dtl_word *word)
{
    static const char *const verbs[] = {"arrive", "leave", "depart", "travel", "return", "go", "come", "flee", "meet", "agree", "protest", "rally", "march",
                                        "demonstrate", "gather", "clash", "surrender", "retreat", "withdraw", "resign", "apologise", "apologize", "appeal",
                                        "vote", "fight", "negotiate", "talk", "die", "vow", "pledge", "refuse", "decide", "retaliate", "respond", "escape",
                                        "explode", "erupt", "appear", "happen", "begin", "continue", "riot", "defect", "disagree", "cooperate", "quarrel",
                                        "threaten", "promise", "decline", "call", "confer", "visit", "walk", "head", "set", "collaborate", "abstain"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (dtl_slice_is(word->lemma, verbs[i]))
            return true;
    return false;
}

/* Is it the only verb of the sentence that could be finite? */
static bool is_only_verb(const span_words *s, uint32_t verb)
{
    for (uint32_t t = s->first; t < s->end; t++)
        if (t != verb && (is_finite(s->words[t].xpos) || s->words[t].xpos == DTL_XPOS_MD || s->words[t].upos == DTL_UPOS_AUX) &&
            (t < verb || !is_above(s, verb, t)))
            return false;
    return true;
}

/* Does the noun hang on the root by nothing but prepositions ("an attack(root) by rebels on a post")? */
static bool is_in_phrase(const span_words *s, uint32_t noun, uint32_t root)
{
    for (int i = 0; i < 4 && noun != DTL_NONE && noun != root && s->words[noun].relation == DTL_REL_NMOD; i++)
        noun = s->words[noun].head;
    return noun == root;
}

/* "arrested activist(compound) Ali(obl, without preposition)": what follows a past tense at once is its object. */
static uint32_t bare_object(const span_words *s, uint32_t verb)
{
    for (uint32_t t = verb + 1; t < s->end && t < verb + 6; t++)
        if (s->words[t].head == verb)
            return (is_oblique(s->words[t].relation) && is_nominal(&s->words[t]) && !is_time_unit(&s->words[t]) && s->words[t].upos != DTL_UPOS_NUM &&
                    child_of(s, t, DTL_REL_CASE) == DTL_NONE) ? t : DTL_NONE;
    return DTL_NONE;
}

/* "The minister(root) left(acl) for Turkey .": left becomes the root, minister its subject. */
static uint32_t repair_headless(span_words *s)
{
    uint32_t root = s->first, verb = DTL_NONE;
    while (root < s->end && s->words[root].head != DTL_NONE)
        root++;
    if (root == s->end || !is_nominal(&s->words[root]) || !dtl_slice_is(s->words[s->end - 1].lemma, ".") || has_subject(s, root) ||
        child_of(s, root, DTL_REL_CASE) != DTL_NONE || child_of(s, root, DTL_REL_COP) != DTL_NONE)
        return 0;
    for (uint32_t t = root + 1; t < s->end && verb == DTL_NONE; t++)
        if (s->words[t].relation == DTL_REL_ACL && s->words[t].upos == DTL_UPOS_VERB && s->words[t].head != DTL_NONE &&
            (s->words[t].head == root || ((child_of(s, t, DTL_REL_OBJ) != DTL_NONE || is_intransitive(&s->words[t])) && is_in_phrase(s, s->words[t].head, root))))
            verb = t;
    if (verb == DTL_NONE || !is_past_form(&s->words[verb]) || child_of(s, verb, DTL_REL_OBL_AGENT) != DTL_NONE || child_of(s, verb, DTL_REL_MARK) != DTL_NONE ||
        (child_of(s, verb, DTL_REL_OBJ) == DTL_NONE && bare_object(s, verb) == DTL_NONE && child_of(s, verb, DTL_REL_CCOMP) == DTL_NONE &&
         !is_intransitive(&s->words[verb])) ||
        !is_only_verb(s, verb))
        return 0;
    if (child_of(s, verb, DTL_REL_OBJ) == DTL_NONE && bare_object(s, verb) != DTL_NONE)
        s->words[bare_object(s, verb)].relation = DTL_REL_OBJ;
    s->words[verb].head = DTL_NONE;
    s->words[verb].relation = s->words[root].relation;
    s->words[verb].xpos = DTL_XPOS_VBD;
    s->words[root].head = verb;
    s->words[root].relation = DTL_REL_NSUBJ;
    for (uint32_t t = verb + 1; t < s->end; t++)
        if (s->words[t].head == root)
            s->words[t].head = verb;
    return 1;
}

/* "in police firing", "army shelling of the town": of these gerunds, and behind these words, a noun is meant. */
static dtl_slice deed_of(const dtl_word *verb)
{
    static const char *const deeds[][2] = {{"fire", "firing"}, {"shell", "shelling"}, {"bomb", "bombing"}, {"shoot", "shooting"}, {"question", "questioning"}};
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (verb->upos == DTL_UPOS_VERB && verb->xpos == DTL_XPOS_VBG && dtl_slice_is(verb->lemma, deeds[i][0]))
            return dtl_slice_from_cstr(deeds[i][1]);
    return DTL_SLICE_EMPTY;
}

static void turn_into_noun(span_words *s, uint32_t verb, dtl_slice lemma)
{
    dtl_word *deed = &s->words[verb], *doer = &s->words[verb - 1];
    if (doer->head != verb) { /* "died in police firing": the gerund takes the doer's place */
        deed->head = doer->head;
        deed->relation = doer->relation;
    } else if (deed->relation == DTL_REL_ADVCL || deed->relation == DTL_REL_ACL) { /* "due to police firing on a crowd" */
        deed->relation = deed->head != DTL_NONE && is_nominal(&s->words[deed->head]) ? DTL_REL_NMOD : DTL_REL_OBL;
    }
    for (uint32_t t = s->first; t < s->end; t++) {
        if (s->words[t].head == verb - 1)
            s->words[t].head = verb;
        if (s->words[t].head == verb && s->words[t].relation == DTL_REL_MARK)
            s->words[t].relation = DTL_REL_CASE;
    }
    doer->head = verb;
    doer->relation = DTL_REL_COMPOUND;
    deed->upos = DTL_UPOS_NOUN;
    deed->xpos = DTL_XPOS_NN;
    deed->lemma = lemma;
}

/* "killed in firing(advcl, mark in) by the police": no object, and "in" or "during" right before it. */
static bool is_bare_phrase(const span_words *s, uint32_t v)
{
    bool in = dtl_slice_is(s->words[v - 1].lemma, "in") || dtl_slice_is(s->words[v - 1].lemma, "during");
    bool ends = v + 1 == s->end || s->words[v + 1].upos == DTL_UPOS_ADP || s->words[v + 1].upos == DTL_UPOS_PUNCT;
    return in && ends && child_of(s, v, DTL_REL_OBJ) == DTL_NONE && child_of(s, v, DTL_REL_AUX) == DTL_NONE;
}

static void turn_phrase_into_noun(span_words *s, uint32_t verb, dtl_slice lemma)
{
    dtl_word *deed = &s->words[verb];
    deed->upos = DTL_UPOS_NOUN;
    deed->xpos = DTL_XPOS_NN;
    deed->lemma = lemma;
    deed->relation = deed->head != DTL_NONE && is_nominal(&s->words[deed->head]) ? DTL_REL_NMOD : DTL_REL_OBL;
    for (uint32_t t = s->first; t < s->end; t++)
        if (s->words[t].head == verb && s->words[t].relation == DTL_REL_MARK)
            s->words[t].relation = DTL_REL_CASE;
}

/* "police firing(VBG) claimed(amod of lives) three lives(obj of firing)" */
static bool governs_behind(const span_words *s, uint32_t v)
{
    if (v + 2 >= s->end || s->words[v + 1].upos != DTL_UPOS_VERB || s->words[v + 1].relation != DTL_REL_AMOD)
        return false;
    uint32_t noun = s->words[v + 1].head;
    return noun != DTL_NONE && noun > v && s->words[noun].head == v && s->words[noun].relation == DTL_REL_OBJ && child_of(s, v, DTL_REL_AUX) == DTL_NONE;
}

/* The participle behind it becomes the verb of which the gerund, soon a noun, is the subject. */
static void give_verb(span_words *s, uint32_t gerund)
{
    uint32_t verb = gerund + 1;
    promote_verb(s, verb, s->words[verb].head);
    s->words[verb].head = s->words[gerund].head;
    s->words[verb].relation = s->words[gerund].relation;
    s->words[verb].xpos = DTL_XPOS_VBD;
    s->words[gerund].head = verb;
    s->words[gerund].relation = DTL_REL_NSUBJ;
    for (uint32_t t = verb + 1; t < s->end; t++)
        if (s->words[t].head == gerund)
            s->words[t].head = verb;
}

/* "died in police(obl) firing(advcl)": no object, no auxiliary, and it hangs on its doer, beside it or above it. */
static uint32_t repair_deeds(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v < s->end; v++) {
        dtl_slice lemma = deed_of(&s->words[v]);
        if (lemma.length && is_bare_phrase(s, v)) {
            turn_phrase_into_noun(s, v, lemma);
            made++;
            continue;
        }
        if (lemma.length && is_bare_doer(&s->words[v - 1]) && governs_behind(s, v))
            give_verb(s, v);
        if (!lemma.length || !is_bare_doer(&s->words[v - 1]) || child_of(s, v, DTL_REL_OBJ) != DTL_NONE || child_of(s, v, DTL_REL_AUX) != DTL_NONE)
            continue;
        uint32_t doer = v - 1, head = s->words[v].head;
        bool above = s->words[doer].head == v, below = head == doer, beside = head != DTL_NONE && head == s->words[doer].head;
        bool in_phrase = child_of(s, doer, DTL_REL_CASE) != DTL_NONE; /* "in police firing, he said": wherever the gerund went */
        if (!above && !below && !beside && !in_phrase)
            continue;
        turn_into_noun(s, v, lemma);
        made++;
    }
    return made;
}

static bool is_passive_here(const span_words *s, uint32_t verb)
{
    return child_of(s, verb, DTL_REL_AUX_PASS) != DTL_NONE;
}

/* "police(compound) opened(amod, VBN) fire(obj)", "police(compound) opened(root, VBN) fire(obj)" */
static uint32_t repair_compound_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v + 1 < s->end; v++) {
        dtl_word *verb = &s->words[v], *noun = &s->words[v - 1];
        bool beside = is_bare_doer(noun) && noun->relation == DTL_REL_AMOD && verb->relation == DTL_REL_AMOD && noun->head == verb->head; /* "constable(amod)" */
        if ((!beside && (noun->head != v || noun->relation != DTL_REL_COMPOUND)) || (!is_bare_doer(noun) && noun->upos != DTL_UPOS_PROPN) || verb->upos != DTL_UPOS_VERB ||
            (verb->xpos != DTL_XPOS_VBN && verb->xpos != DTL_XPOS_VBD && verb->xpos != DTL_XPOS_VB) || has_subject(s, v) || is_passive_here(s, v) || child_of(s, v, DTL_REL_AUX) != DTL_NONE)
            continue;
        uint32_t object = verb->head;
        if (verb->relation == DTL_REL_AMOD && object == v + 1 && is_nominal(&s->words[object])) {
            promote_verb(s, v, object);
            if (verb->relation != DTL_REL_ROOT && verb->relation != DTL_REL_CONJ)
                verb->relation = DTL_REL_ADVCL;
        } else if (child_of(s, v, DTL_REL_OBJ) == DTL_NONE) {
            continue;
        }
        if (verb->relation == DTL_REL_XCOMP && child_of(s, v, DTL_REL_MARK) != DTL_NONE) /* "killed as police open fire" */
            verb->relation = DTL_REL_ADVCL;
        verb->xpos = verb->xpos == DTL_XPOS_VB ? DTL_XPOS_VBP : DTL_XPOS_VBD;
        noun->head = v;
        noun->relation = DTL_REL_NSUBJ;
        noun->upos = noun->upos == DTL_UPOS_ADJ ? DTL_UPOS_NOUN : noun->upos;
        for (uint32_t t = s->first; t + 1 < v; t++) /* "Islamic(amod) State(compound) claimed" */
            if (s->words[t].head == v && (s->words[t].relation == DTL_REL_AMOD || s->words[t].relation == DTL_REL_DET || s->words[t].relation == DTL_REL_COMPOUND))
                s->words[t].head = v - 1;
        made++;
    }
    return made;
}

/* "shot(passive) dead(xcomp) by police(obl of dead)" */
static uint32_t repair_agents(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t by = s->first + 1; by + 1 < s->end; by++) {
        uint32_t noun = s->words[by].head, adjective, verb;
        if (s->words[by].relation != DTL_REL_CASE || !dtl_slice_is(s->words[by].lemma, "by") || noun == DTL_NONE || noun < by)
            continue;
        adjective = s->words[noun].head;
        if (adjective == DTL_NONE || adjective > by || s->words[adjective].upos != DTL_UPOS_ADJ || s->words[adjective].relation != DTL_REL_XCOMP)
            continue;
        verb = s->words[adjective].head;
        if (verb == DTL_NONE || verb > adjective || s->words[verb].xpos != DTL_XPOS_VBN)
            continue;
        s->words[noun].head = verb;
        s->words[noun].relation = DTL_REL_OBL_AGENT;
        made++;
    }
    return made;
}

/* "action against the policemen who(subject) killed(acl:relcl of action)" → of policemen */
static uint32_t repair_antecedents(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t who = s->first + 1; who + 1 < s->end; who++) {
        uint32_t clause = s->words[who].head, noun = who - 1;
        if (s->words[who].xpos != DTL_XPOS_WP || !dtl_slice_is(s->words[who].lemma, "who") || clause == DTL_NONE || clause < who ||
            s->words[clause].relation != DTL_REL_ACL_RELCL || s->words[clause].head == noun || s->words[clause].head == DTL_NONE)
            continue;
        uint8_t upos = s->words[noun].upos;
        bool above = s->words[noun].relation == DTL_REL_NMOD && s->words[noun].head == s->words[clause].head;
        if (!above || (upos != DTL_UPOS_NOUN && upos != DTL_UPOS_PROPN))
            continue;
        s->words[clause].head = noun;
        made++;
    }
    return made;
}

static bool has_comma(const span_words *s, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (s->words[t].upos == DTL_UPOS_PUNCT && s->words[t].xpos != DTL_XPOS_HYPH)
            return true;
    return false;
}

/* "firing(root) in the town left(parataxis, finite, without subject) two dead": verb and noun change places. */
static uint32_t repair_noun_roots(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v < s->end; v++) {
        dtl_word *verb = &s->words[v];
        uint32_t noun = verb->head;
        if (verb->relation != DTL_REL_PARATAXIS || verb->upos != DTL_UPOS_VERB || !is_finite(verb->xpos) || noun == DTL_NONE || noun > v ||
            s->words[noun].head != DTL_NONE || !is_nominal(&s->words[noun]) || has_subject(s, v) || has_comma(s, noun, v) ||
            child_of(s, noun, DTL_REL_COP) != DTL_NONE || child_of(s, noun, DTL_REL_CASE) != DTL_NONE || has_subject(s, noun))
            continue;
        verb->head = DTL_NONE;
        verb->relation = DTL_REL_ROOT;
        for (uint32_t t = v + 1; t < s->end; t++)
            if (s->words[t].head == noun)
                s->words[t].head = v;
        s->words[noun].head = v;
        s->words[noun].relation = is_passive_here(s, v) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
        made++;
    }
    return made;
}

static bool is_phrasal(dtl_slice verb, dtl_slice particle)
{
    static const char *const verbs[][2] = {
        {"off", " seal cordon block cut call break set fight ward close switch lay cool "}, {"over", " hand turn sign "},
        {"up", " blow break set round beat shoot call step back burn smash "}, {"down", " shut shoot tear pull burn gun close put lay hunt "},
        {"out", " carry drive push flush wipe throw kick rule "}};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (!dtl_slice_is(particle, verbs[i][0]))
            continue;
        for (const char *at = verbs[i][1]; *at; at++)
            if (*at == ' ' && strncmp(at + 1, verb.ptr, verb.length) == 0 && at[1 + verb.length] == ' ')
                return true;
        return false;
    }
    return false;
}

static uint32_t repair_particles(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        dtl_word *particle = &s->words[t], *verb = &s->words[t - 1];
        if (particle->relation != DTL_REL_CASE || particle->head <= t || particle->head >= s->end || verb->upos != DTL_UPOS_VERB)
            continue;
        dtl_word *noun = &s->words[particle->head];
        if (noun->head != t - 1 || noun->relation != DTL_REL_OBL || !is_phrasal(verb->lemma, particle->lemma) ||
            child_of(s, t - 1, DTL_REL_OBJ) != DTL_NONE || child_of(s, t - 1, DTL_REL_NSUBJ_PASS) != DTL_NONE)
            continue;
        noun->relation = DTL_REL_OBJ;
        particle->relation = DTL_REL_COMPOUND_PRT;
        particle->head = t - 1;
        made++;
    }
    return made;
}

static bool lemma_in(const dtl_word *word, const char *list)
{
    dtl_slice all = dtl_slice_from_cstr(list), one;
    while (dtl_slice_next_field(&all, ' ', &one))
        if (dtl_slice_equal(word->lemma, one))
            return true;
    return false;
}

/* "A gang(nsubj) looted(amod) shops(root)"; "Two bombers(root) attacked(amod) soldiers(conj) in Kabul" */
static uint32_t repair_clauses(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v + 1 < s->end; v++) {
        dtl_word *verb = &s->words[v], *doer = &s->words[v - 1];
        uint32_t noun = verb->head;
        if (verb->upos != DTL_UPOS_VERB || verb->relation != DTL_REL_AMOD || verb->xpos == DTL_XPOS_VBG || noun == DTL_NONE || noun <= v || noun > v + 3 ||
            !is_nominal(&s->words[noun]) || !is_nominal(doer))
            continue;
        bool subject = doer->head == noun && doer->relation == DTL_REL_NSUBJ && child_of(s, noun, DTL_REL_COP) == DTL_NONE;
        bool own = doer->head == v && doer->relation == DTL_REL_NSUBJ; /* "after forces opened(amod of fire) fire(obl)" */
        bool plural = doer->head == noun && doer->relation == DTL_REL_COMPOUND && doer->xpos == DTL_XPOS_NNS && !lemma_in(doer, "arms sport sale saving news") &&
                      (s->words[noun].relation == DTL_REL_ROOT || s->words[noun].relation == DTL_REL_CCOMP || s->words[noun].relation == DTL_REL_PARATAXIS);
        bool pair = s->words[noun].head == v - 1 && child_of(s, noun, DTL_REL_CC) == DTL_NONE &&
                    (s->words[noun].relation == DTL_REL_CONJ || (s->words[noun].relation == DTL_REL_NMOD && child_of(s, noun, DTL_REL_CASE) == DTL_NONE));
        if ((!subject && !pair && !plural && !own) || child_of(s, v, DTL_REL_AUX) != DTL_NONE || child_of(s, v, DTL_REL_AUX_PASS) != DTL_NONE)
            continue;
        if (subject || plural || own) {
            promote_verb(s, v, noun);
            uint32_t before = child_of(s, v, DTL_REL_CASE);
            if (before != DTL_NONE && before < v) { /* "after forces opened fire" */
                s->words[before].relation = DTL_REL_MARK;
                verb->relation = verb->head != DTL_NONE && is_nominal(&s->words[verb->head]) ? DTL_REL_ACL : DTL_REL_ADVCL;
            }
            doer->head = v;
            doer->relation = DTL_REL_NSUBJ;
        } else {
            verb->head = doer->head;
            verb->relation = doer->relation == DTL_REL_OBJ ? DTL_REL_CCOMP : doer->relation; /* "say jets hit the fort" */
            for (uint32_t t = noun + 1; t < s->end; t++)
                if (s->words[t].head == v - 1 && s->words[t].relation != DTL_REL_CONJ)
                    s->words[t].head = v;
            s->words[noun].head = doer->head = v;
            s->words[noun].relation = DTL_REL_OBJ;
            doer->relation = DTL_REL_NSUBJ;
        }
        verb->xpos = DTL_XPOS_VBD;
        made++;
    }
    return made;
}

/* "about fighting(VBG) between rebels(obj) and soldiers": what is between two is a noun. */
static uint32_t repair_between(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first; v + 2 < s->end; v++) {
        dtl_word *deed = &s->words[v];
        uint32_t noun = s->words[v + 1].head;
        if (noun != DTL_NONE && s->words[noun].relation == DTL_REL_COMPOUND) /* the preposition hangs on a part of the name */
            noun = s->words[noun].head;
        if (deed->xpos != DTL_XPOS_VBG || deed->upos != DTL_UPOS_VERB || !lemma_in(deed, "fight shoot bomb shell") || !lemma_in(&s->words[v + 1], "between") ||
            s->words[v + 1].relation != DTL_REL_CASE || noun == DTL_NONE || s->words[noun].head != v || child_of(s, v, DTL_REL_AUX) != DTL_NONE)
            continue;
        s->words[noun].relation = DTL_REL_NMOD;
        for (uint32_t t = s->first; t < v; t++)
            if (s->words[t].head == v && s->words[t].relation == DTL_REL_MARK)
                s->words[t].relation = DTL_REL_CASE;
        if (deed->relation == DTL_REL_ADVCL || deed->relation == DTL_REL_ACL)
            deed->relation = deed->head != DTL_NONE && is_nominal(&s->words[deed->head]) ? DTL_REL_NMOD : DTL_REL_OBL;
        deed->upos = DTL_UPOS_NOUN;
        deed->xpos = DTL_XPOS_NN;
        deed->lemma = lemma_in(deed, "fight") ? DTL_SLICE("fighting") : lemma_in(deed, "shoot") ? DTL_SLICE("shooting") :
                      lemma_in(deed, "bomb") ? DTL_SLICE("bombing") : DTL_SLICE("shelling");
        made++;
    }
    return made;
}

/* "arrested a man(nsubj) wanted(ccomp) for theft": nobody arrests that something is so; the man is the object. */
static uint32_t repair_victims(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t n = s->first + 1; n + 2 < s->end; n++) {
        dtl_word *noun = &s->words[n], *participle = &s->words[n + 1];
        uint32_t verb = participle->head;
        if (noun->head != n + 1 || noun->relation != DTL_REL_NSUBJ || participle->upos != DTL_UPOS_VERB || participle->relation != DTL_REL_CCOMP ||
            (participle->xpos != DTL_XPOS_VBD && participle->xpos != DTL_XPOS_VBN) || verb == DTL_NONE || verb >= n || child_of(s, n + 1, DTL_REL_MARK) != DTL_NONE ||
            child_of(s, n + 1, DTL_REL_OBJ) != DTL_NONE || child_of(s, verb, DTL_REL_OBJ) != DTL_NONE || child_of(s, n + 1, DTL_REL_AUX) != DTL_NONE ||
            !lemma_in(&s->words[verb], "arrest detain kill capture pardon acquit free release abduct kidnap seize injure wound execute jail attack deport expel"))
            continue;
        noun->head = verb;
        noun->relation = DTL_REL_OBJ;
        participle->head = n;
        participle->relation = DTL_REL_ACL;
        participle->xpos = DTL_XPOS_VBN;
        made++;
    }
    return made;
}

/* "The students(compound, plural) stage(NOUN) a rally(nmod)": a noun is not followed by an article, and has no plural before it. */
static uint32_t repair_present(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v + 2 < s->end; v++) {
        dtl_word *verb = &s->words[v], *doer = &s->words[v - 1], *article = &s->words[v + 1];
        uint32_t object = article->head;
        if (verb->upos != DTL_UPOS_NOUN || verb->xpos != DTL_XPOS_NN || doer->xpos != DTL_XPOS_NNS || doer->head != v || doer->relation != DTL_REL_COMPOUND ||
            article->upos != DTL_UPOS_DET || object == DTL_NONE || object <= v || object >= s->end || child_of(s, v, DTL_REL_COP) != DTL_NONE ||
            (verb->relation != DTL_REL_ROOT && verb->relation != DTL_REL_CCOMP && verb->relation != DTL_REL_PARATAXIS))
            continue;
        if (child_of(s, object, DTL_REL_CASE) != DTL_NONE && s->words[object].head == v)
            s->words[object].relation = DTL_REL_OBL;
        else if (s->words[object].head == v)
            s->words[object].relation = DTL_REL_OBJ;
        verb->upos = DTL_UPOS_VERB;
        verb->xpos = DTL_XPOS_VBP;
        doer->relation = DTL_REL_NSUBJ;
        made++;
    }
    return made;
}

/* "Hundreds(nsubj of said) marched(acl of hundreds) in Lima, witnesses(nsubj of said) said": a verb of saying has one subject, the
 * near one; what the other one did is what was said. */
static uint32_t repair_words_before(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 3; v < s->end; v++) {
        uint32_t doer = DTL_NONE, speaker = DTL_NONE, verb = DTL_NONE;
        if (!is_reporting(&s->words[v]) || s->words[v].upos != DTL_UPOS_VERB)
            continue;
        for (uint32_t t = s->first; t < v; t++)
            if (s->words[t].head == v && s->words[t].relation == DTL_REL_NSUBJ) {
                doer = speaker;
                speaker = t;
            }
        if (doer == DTL_NONE || child_of(s, v, DTL_REL_CCOMP) != DTL_NONE)
            continue;
        bool comma = false;
        for (uint32_t t = doer + 1; t < speaker; t++) {
            comma = comma || dtl_slice_is(s->words[t].lemma, ",");
            if (s->words[t].head == doer && s->words[t].relation == DTL_REL_ACL && s->words[t].upos == DTL_UPOS_VERB && !comma && verb == DTL_NONE)
                verb = t;
        }
        if (verb == DTL_NONE || !comma || !is_past_form(&s->words[verb]) || child_of(s, verb, DTL_REL_OBL_AGENT) != DTL_NONE || child_of(s, verb, DTL_REL_MARK) != DTL_NONE ||
            (child_of(s, verb, DTL_REL_OBJ) == DTL_NONE && !is_intransitive(&s->words[verb])))
            continue;
        s->words[verb].head = v;
        s->words[verb].relation = DTL_REL_CCOMP;
        s->words[verb].xpos = DTL_XPOS_VBD;
        s->words[doer].head = verb;
        made++;
    }
    return made;
}

/* "Secretary Ann Roe telephoned(JJ, amod of Roe) the minister(obl)": an adjective in -ed behind its noun, before another noun without
 * a preposition, is a verb that the tagger has never met. */
static uint32_t repair_unknown_verbs(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v + 1 < s->end; v++) {
        dtl_word *verb = &s->words[v];
        uint32_t doer = verb->head, object = DTL_NONE;
        if (verb->upos != DTL_UPOS_ADJ || verb->relation != DTL_REL_AMOD || doer == DTL_NONE || doer != v - 1 || !is_nominal(&s->words[doer]) ||
            !dtl_slice_ends_with(verb->lemma, DTL_SLICE("ed")) || verb->lemma.length < 6)
            continue;
        for (uint32_t t = v + 1; t < s->end && object == DTL_NONE; t++)
            if (s->words[t].head == v && is_nominal(&s->words[t]) && child_of(s, t, DTL_REL_CASE) == DTL_NONE)
                object = t;
        while (s->words[doer].head != DTL_NONE && s->words[doer].head < doer && s->words[doer].head >= s->first &&
               (s->words[doer].relation == DTL_REL_FLAT || s->words[doer].relation == DTL_REL_NMOD || s->words[doer].relation == DTL_REL_APPOS))
            doer = s->words[doer].head;
        if (object == DTL_NONE)
            continue;
        verb->head = s->words[doer].head;
        verb->relation = s->words[doer].relation;
        verb->upos = DTL_UPOS_VERB;
        verb->xpos = DTL_XPOS_VBD;
        s->words[doer].head = v;
        s->words[doer].relation = DTL_REL_NSUBJ;
        s->words[object].relation = DTL_REL_OBJ;
        for (uint32_t t = v + 1; t < s->end; t++)
            if (s->words[t].head == doer)
                s->words[t].head = v;
        made++;
    }
    return made;
}

static bool is_plain_noun(const dtl_word *word)
{
    return word->upos == DTL_UPOS_NOUN && word->xpos == DTL_XPOS_NN;
}

/* The noun of "that the council lift(compound) curbs(noun)" or "that the council release(noun) four men" that is the verb:
 * a plain form behind another noun, with its object behind it. DTL_NONE: none. */
static uint32_t plain_form_in(const span_words *s, uint32_t that, uint32_t noun)
{
    const uint32_t before = noun - 1;
    bool someone = noun > that + 1 && is_nominal(&s->words[before]) && s->words[before].head == noun;
    if (someone && is_plain_noun(&s->words[noun]))
        for (uint32_t t = noun + 1; t < s->end && t <= noun + 6; t++)
            if (s->words[t].head == noun && s->words[t].relation == DTL_REL_NMOD && child_of(s, t, DTL_REL_CASE) == DTL_NONE)
                return noun;
    if (someone && is_plain_noun(&s->words[before]) && s->words[noun].xpos == DTL_XPOS_NNS && before > that + 1 && is_nominal(&s->words[before - 1]))
        return before;
    return DTL_NONE;
}

/* "demanded that(obj) the council(compound) release(noun) four men": after these verbs the plain form stands for the verb. */
static uint32_t repair_subjunctives(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t that = s->first + 1; that + 2 < s->end; that++) {
        uint32_t above = s->words[that].head, noun = DTL_NONE;
        if (!dtl_slice_is(s->words[that].lemma, "that") || s->words[that].xpos != DTL_XPOS_IN || s->words[that].relation != DTL_REL_OBJ || above == DTL_NONE ||
            above >= that || !lemma_in(&s->words[above], "demand insist urge request propose recommend require ask order suggest"))
            continue;
        for (uint32_t t = that + 1; t < s->end && noun == DTL_NONE; t++)
            if (s->words[t].head == that && is_nominal(&s->words[t]))
                noun = t;
        uint32_t verb = noun == DTL_NONE ? DTL_NONE : plain_form_in(s, that, noun);
        if (verb == DTL_NONE)
            continue;
        uint32_t doer = verb - 1;
        for (uint32_t t = that + 1; t < s->end; t++) {
            if (t == verb || t == doer)
                continue;
            if (t < doer && (s->words[t].head == noun || s->words[t].head == verb))
                s->words[t].head = doer;
            else if (s->words[t].head == verb && t > verb && s->words[t].relation == DTL_REL_NMOD && child_of(s, t, DTL_REL_CASE) == DTL_NONE)
                s->words[t].relation = DTL_REL_OBJ;
        }
        if (noun != verb) {
            s->words[noun].head = verb;
            s->words[noun].relation = DTL_REL_OBJ;
        }
        s->words[verb].upos = DTL_UPOS_VERB;
        s->words[verb].xpos = DTL_XPOS_VB;
        s->words[verb].head = above;
        s->words[verb].relation = DTL_REL_CCOMP;
        s->words[doer].head = verb;
        s->words[doer].relation = DTL_REL_NSUBJ;
        s->words[that].head = verb;
        s->words[that].relation = DTL_REL_MARK;
        made++;
    }
    return made;
}

/* "said 73(ccomp of said) of the victims were killed(ccomp of said)": the number is the subject of the verb that lacks one. */
static uint32_t repair_number_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v < s->end; v++) {
        const dtl_word *verb = &s->words[v];
        uint32_t first = child_of(s, v, DTL_REL_AUX_PASS);
        if (child_of(s, v, DTL_REL_AUX) != DTL_NONE && child_of(s, v, DTL_REL_AUX) < first)
            first = child_of(s, v, DTL_REL_AUX);
        if (verb->upos != DTL_UPOS_VERB || verb->relation != DTL_REL_CCOMP || verb->head == DTL_NONE || verb->head > v || first >= v || has_subject(s, v))
            continue;
        for (uint32_t n = verb->head + 1; n < first; n++) {
            dtl_word *number = &s->words[n];
            if (number->upos != DTL_UPOS_NUM || number->head != verb->head || (number->relation != DTL_REL_CCOMP && number->relation != DTL_REL_OBJ) ||
                has_comma(s, n, v))
                continue;
            number->head = v;
            number->relation = is_passive_here(s, v) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
            made++;
            break;
        }
    }
    return made;
}

/* "shot a protester(obj) dead(amod behind it)": how the verb left him; "the police(compound) shot(NOUN) dead two rioters": a verb. */
static uint32_t repair_dead(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        dtl_word *dead = &s->words[t];
        if (!dtl_slice_is(dead->lemma, "dead") || dead->relation != DTL_REL_AMOD || dead->head == DTL_NONE)
            continue;
        if (dead->head > t && t + 1 < s->end && s->words[t + 1].upos == DTL_UPOS_CCONJ && is_nominal(&s->words[t - 1])) {
            dead->head = t - 1; /* "left 12 people dead(amod of dozens) and dozens wounded" */
            made++;
        }
        uint32_t noun = dead->head, verb = s->words[noun].head;
        if (noun + 1 == t && s->words[noun].relation == DTL_REL_OBJ && verb != DTL_NONE && verb < noun) {
            dead->head = verb;
            dead->relation = DTL_REL_XCOMP;
            for (uint32_t c = t + 1; c < s->end; c++)
                if (s->words[c].head == t)
                    s->words[c].head = verb;
            made++;
        }
        if (noun > t + 1 && s->words[t + 1].upos == DTL_UPOS_ADP && s->words[t + 1].head == noun && is_nominal(&s->words[t - 1])) { /* "one dead in police firing" */
            if (s->words[noun].head == t - 1) {
                s->words[noun].head = t;
                s->words[noun].relation = DTL_REL_OBL;
            }
            dead->head = t - 1;
            made++;
            continue;
        }
        uint32_t shot = t - 1;
        bool above = s->words[noun].head == shot, below = s->words[shot].head == noun;
        bool verbless = s->words[shot].upos == DTL_UPOS_NOUN && dtl_slice_is(s->words[shot].lemma, "shot") && (above || below) && noun > t;
        if (!verbless || shot == s->first || s->words[shot - 1].head != shot || s->words[shot - 1].relation != DTL_REL_COMPOUND)
            continue;
        if (below)
            promote_verb(s, shot, noun);
        s->words[noun].relation = DTL_REL_OBJ;
        s->words[shot].upos = DTL_UPOS_VERB;
        s->words[shot].xpos = DTL_XPOS_VBD;
        s->words[shot].lemma = DTL_SLICE("shoot");
        s->words[shot - 1].relation = DTL_REL_NSUBJ;
        for (uint32_t c = s->first; c + 1 < shot; c++)
            if (s->words[c].head == shot && (s->words[c].relation == DTL_REL_DET || s->words[c].relation == DTL_REL_AMOD))
                s->words[c].head = shot - 1;
        dead->head = shot;
        dead->relation = DTL_REL_XCOMP;
        made++;
    }
    return made;
}

/* "The arrest of the leader(nsubj of triggered) triggered(nmod of arrest) protests": no noun has a finite verb as its modifier. */
static uint32_t repair_modifying_verbs(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v < s->end; v++) {
        dtl_word *verb = &s->words[v];
        uint32_t noun = verb->head;
        if (verb->upos != DTL_UPOS_VERB || !is_finite(verb->xpos) || verb->relation != DTL_REL_NMOD || noun == DTL_NONE || noun > v || !is_nominal(&s->words[noun]))
            continue;
        uint32_t subject = child_of(s, v, DTL_REL_NSUBJ);
        if (subject == DTL_NONE || subject < noun || subject > v || child_of(s, subject, DTL_REL_CASE) == DTL_NONE || has_comma(s, noun, v))
            continue;
        s->words[subject].head = noun;
        s->words[subject].relation = DTL_REL_NMOD;
        verb->head = s->words[noun].head;
        verb->relation = s->words[noun].relation;
        for (uint32_t t = v + 1; t < s->end; t++)
            if (s->words[t].head == noun)
                s->words[t].head = v;
        s->words[noun].head = v;
        s->words[noun].relation = DTL_REL_NSUBJ;
        made++;
    }
    return made;
}

/* What is cut at its hyphen: "sit - in", "die - ins". Length 0: none of them. */
static dtl_slice hyphened_noun(const span_words *s, uint32_t token)
{
    static const char *const nouns[][2] = {{"sit", "sit-in"}, {"die", "die-in"}, {"teach", "teach-in"}, {"sleep", "sleep-in"}, {"lie", "lie-in"}};
    if (token + 2 >= s->end || s->words[token + 1].xpos != DTL_XPOS_HYPH || !lemma_in(&s->words[token + 2], "in ins"))
        return DTL_SLICE_EMPTY;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (dtl_slice_is(s->words[token].lemma, nouns[i][0]))
            return dtl_slice_from_cstr(nouns[i][1]);
    return DTL_SLICE_EMPTY;
}

/* "staged a sit(compound of Leeds) - in in Leeds(obj)": the three are one noun, the object of the verb before them. */
static uint32_t repair_sit_ins(span_words *s)
{
    enum { NEAR = 5 };
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t + 2 < s->end; t++) {
        dtl_slice lemma = hyphened_noun(s, t);
        uint32_t verb = t;
        for (uint32_t back = 0; lemma.length && back < NEAR && verb > s->first && (verb == t || s->words[verb].upos != DTL_UPOS_VERB); back++)
            verb--;
        if (!lemma.length || s->words[verb].upos != DTL_UPOS_VERB)
            continue;
        bool free = true; /* a preposition between verb and noun makes it a phrase of the verb */
        for (uint32_t k = verb + 1; k < t; k++) {
            free = free && (s->words[k].upos != DTL_UPOS_ADP || s->words[k].relation == DTL_REL_COMPOUND_PRT);
            if (s->words[k].relation != DTL_REL_COMPOUND_PRT && (s->words[k].upos == DTL_UPOS_DET || s->words[k].upos == DTL_UPOS_ADJ ||
                                                                 s->words[k].upos == DTL_UPOS_ADP || s->words[k].upos == DTL_UPOS_NUM))
                s->words[k].head = t;
        }
        uint32_t before = child_of(s, verb, DTL_REL_OBJ);
        if (before != DTL_NONE && before > t + 2) /* "in Leeds" belongs to the sit-in */
            s->words[before] = (s->words[before].head = t, s->words[before].relation = DTL_REL_NMOD, s->words[before]);
        for (uint32_t k = s->first; k < s->end; k++)
            if (k != t && s->words[k].head == t + 2)
                s->words[k].head = k < t ? verb : t;
        s->words[t].lemma = lemma;
        s->words[t].upos = DTL_UPOS_NOUN;
        s->words[t].xpos = DTL_XPOS_NN;
        s->words[t].head = verb;
        s->words[t].relation = free ? DTL_REL_OBJ : DTL_REL_OBL;
        s->words[t + 1].head = s->words[t + 2].head = t;
        s->words[t + 1].relation = DTL_REL_PUNCT;
        s->words[t + 2].relation = DTL_REL_COMPOUND_PRT;
        s->words[t + 2].upos = DTL_UPOS_PART;
        made++;
    }
    return made;
}

enum { REPAIR_WORDS_MAX = 512 /* words of a piece that is parsed: PARSE_SENTENCE_MAX */ };

/* Does every word lead up to a root, and to one only? */
static bool is_tree(const span_words *s)
{
    uint8_t seen[REPAIR_WORDS_MAX] = {0}; /* 1: on the way under way, 2: known to lead to the root */
    uint32_t roots = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t at = t;
        roots += s->words[t].head == DTL_NONE;
        for (; at != DTL_NONE && !seen[at - s->first]; at = s->words[at].head)
            seen[at - s->first] = 1;
        if (at != DTL_NONE && seen[at - s->first] == 1)
            return false;
        for (at = t; at != DTL_NONE && seen[at - s->first] == 1; at = s->words[at].head)
            seen[at - s->first] = 2;
    }
    return roots == 1;
}

uint32_t parse_repair(dtl_word *words, uint32_t first, uint32_t count)
{
    /* In this order: later ones build on the trees of earlier ones. */
    static uint32_t (*const repairs[])(span_words *) = {repair_subjunctives, repair_unknown_verbs, repair_words_before, repair_more_than, repair_bare_numbers, repair_listed_subjects, repair_auxiliaries, repair_hyphens, repair_sources, repair_times, repair_bare_modifiers,
                                                        repair_compounds, repair_case_subjects, repair_main_verbs, repair_reports,
                                                        repair_subjects, repair_passives, repair_relative_subjects, repair_two_sides, repair_loyal, repair_shot, repair_counted_nouns, repair_reduced_relatives, repair_headless, repair_relatives, repair_deeds,
                                                        repair_compound_subjects, repair_agents, repair_noun_roots, repair_particles, repair_clauses, repair_antecedents,
                                                        repair_between, repair_victims, repair_present, repair_sit_ins, repair_joint_subjects, repair_number_subjects, repair_dead,
                                                        repair_modifying_verbs};
    span_words s = {words, first, first + count};
    dtl_word before[REPAIR_WORDS_MAX];
    uint32_t made = 0;
    if (count > REPAIR_WORDS_MAX)
        return 0;
    memcpy(before, words + first, count * sizeof *words);
    for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++) {
        uint32_t now = repairs[i](&s);
        if (now && !is_tree(&s)) { /* corrections that do not go together: the parser's own tree stands */
            memcpy(words + first, before, count * sizeof *words);
            return 0;
        }
        made += now;
    }
    return made;
}
