/* Corrections of objects: what a verb takes, which preposition or particle goes with it, which infinitive tells what it makes somebody do.
 *
 * In: a sentence whose words are what they are. Out: the tree with objects, particles and infinitives at their verbs. The network decides every
 * arc and every relation by itself, so that a verb may be given two objects, or an oblique without a preposition. Each correction tells its
 * case by an example, and what the parser made of a word stands behind it in brackets, as in "forced people(obj) to flee(acl of people)".
 * Gets wrong on purpose: nothing is moved that the words do not force. */
#include "parse/repair_tools.h"

static bool is_measure(const dtl_word *word)
{
    return span_is_time_unit(word) || span_lemma_in(word, "hour minute second time decade mile kilometer kilometre km meter metre percent % way");
}

/* Does the word bring a phrase in? Not "at" in "at least 13", not "to" in "2,000 to 3,000", not "between" before numbers, not a verb's particle. */
static bool is_preposition(const span_words *s, uint32_t token)
{
    const dtl_word *word = &s->words[token];
    if (word->xpos == DTL_XPOS_TO)
        return true;
    if ((word->upos != DTL_UPOS_ADP && word->upos != DTL_UPOS_SCONJ) || word->relation == DTL_REL_COMPOUND_PRT)
        return false;
    const bool limit = span_lemma_in(&s->words[token + 1], "least little few most more much"), range = s->words[token - 1].upos == DTL_UPOS_NUM && s->words[token + 1].upos == DTL_UPOS_NUM;
    const bool span = span_lemma_in(word, "between over") && s->words[token + 1].upos == DTL_UPOS_NUM; /* "between 2,000 and 3,000 men" */
    return !limit && !range && !span && !dtl_slice_is(word->lemma, "than");
}

/* Does the preposition belong to a phrase of time that ends before the noun? */
static bool is_of_other_phrase(const span_words *s, uint32_t preposition, uint32_t verb, uint32_t noun)
{
    const uint32_t phrase = s->words[preposition].head;
    return s->words[preposition].relation == DTL_REL_CASE && phrase != DTL_NONE && phrase > preposition && phrase < noun && s->words[phrase].head == verb && span_is_time_unit(&s->words[phrase]);
}

/* "killed at least 30(obl)" */
static bool is_counted(const span_words *s, uint32_t token)
{
    return s->words[token].upos == DTL_UPOS_NUM && span_lemma_in(&s->words[token - 1], "least most than");
}

/* "killed at least 13 people(obl) at a shrine": an oblique has a preposition; what follows a verb without one is its object. */
uint32_t repair_bare_obliques(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const uint32_t verb = s->words[t].head;
        if (s->words[t].relation != DTL_REL_OBL || (s->words[t].upos != DTL_UPOS_NOUN && s->words[t].upos != DTL_UPOS_PROPN && !is_counted(s, t)) || !span_is_verb(s, verb) || verb > t ||
            is_measure(&s->words[t]) || span_has_comma(s, verb, t))
            continue;
        bool bare = span_child_of(s, verb, DTL_REL_OBJ) == DTL_NONE && span_child_of(s, verb, DTL_REL_CCOMP) == DTL_NONE &&
                    span_child_of(s, verb, DTL_REL_XCOMP) == DTL_NONE && !span_is_passive_here(s, verb);
        for (uint32_t c = verb + 1; bare && c < t; c++)
            bare = !is_preposition(s, c) || is_of_other_phrase(s, c, verb, t); /* "forced out on Wednesday 300 families(obl)" */
        if (!bare || (s->words[verb].xpos == DTL_XPOS_VBN && s->words[verb].relation == DTL_REL_ACL))
            continue;
        s->words[t].relation = DTL_REL_OBJ;
        made++;
    }
    return made;
}

/* "offered Nepal(obj) a loan(obj)": who gets something stands before what is given. "called the play(obj) a failure(obj)": what it is called is
 * the predicate. */
uint32_t repair_double_objects(span_words *s)
{
    static const char giving[] = "give offer send show grant lend hand award pay sell promise owe deny cost bring buy teach tell refuse allow guarantee feed wish cause";
    static const char naming[] = "call name label dub consider declare appoint elect make brand proclaim";
    uint32_t made = 0;
    for (uint32_t second = s->first + 2; second < s->end; second++) {
        const uint32_t verb = s->words[second].head;
        if (s->words[second].relation != DTL_REL_OBJ || verb == DTL_NONE || verb >= second || !span_is_verb(s, verb))
            continue;
        const uint32_t first = span_child_of(s, verb, DTL_REL_OBJ);
        if (first <= verb || first >= second || !span_is_nominal(&s->words[first]) || !span_is_nominal(&s->words[second]) || span_has_comma(s, first, second) ||
            span_child_of(s, verb, DTL_REL_IOBJ) != DTL_NONE)
            continue;
        if (span_lemma_in(&s->words[verb], giving))
            s->words[first].relation = DTL_REL_IOBJ;
        else if (span_lemma_in(&s->words[verb], naming))
            s->words[second].relation = DTL_REL_XCOMP;
        else
            continue;
        made++;
    }
    return made;
}

/* Nouns that take an infinitive of their own. */
static const char with_infinitive[] = "effort attempt permission plan decision right ability chance power call move way time step measure bid vote need desire opportunity reason "
                                      "resolution agreement proposal motion mission campaign operation order refusal promise pledge vow intention threat plot readiness failure";

/* "forced people(obj) to flee(acl of people)": what the verb makes its object do is its complement; "made a plan(obj) to flee(advcl of made)": what a plan
 * is for belongs to the plan. */
uint32_t repair_made_to(span_words *s)
{
    static const char making[] = "force compel oblige urge order tell ask persuade incite goad encourage invite instruct pressure press permit enable prompt lead cause "
                                 "help induce beg direct challenge inspire push allow";
    uint32_t made = 0;
    for (uint32_t v = s->first + 3; v < s->end; v++) {
        dtl_word *infinitive = &s->words[v];
        const uint32_t above = infinitive->head, before = v - 2; /* the word before "to" */
        if (infinitive->xpos != DTL_XPOS_VB || above == DTL_NONE || above > v || s->words[v - 1].xpos != DTL_XPOS_TO)
            continue;
        const bool object = s->words[above].relation == DTL_REL_OBJ || s->words[above].relation == DTL_REL_IOBJ;
        if (infinitive->relation == DTL_REL_ACL && object && span_is_verb(s, s->words[above].head) && s->words[above].head < above &&
            span_lemma_in(&s->words[s->words[above].head], making) && !span_lemma_in(&s->words[above], with_infinitive) &&
            span_child_of(s, s->words[above].head, DTL_REL_XCOMP) == DTL_NONE) {
            infinitive->head = s->words[above].head;
            infinitive->relation = DTL_REL_XCOMP;
            made++;
        } else if (infinitive->relation == DTL_REL_ADVCL && span_is_verb(s, above) && s->words[before].head == above && s->words[before].relation == DTL_REL_OBJ &&
                   span_lemma_in(&s->words[before], with_infinitive)) {
            infinitive->head = before;
            infinitive->relation = DTL_REL_ACL;
            made++;
        }
    }
    return made;
}

/* "killed 26 people in a raid(nmod of people)": a deed in which somebody is hit is no place where he lives; "set a mill on fire": an idiom. */
static bool is_of_deed(const span_words *s, uint32_t verb, uint32_t preposition, uint32_t noun)
{
    if (span_lemma_in(&s->words[verb], "set put") && dtl_slice_is(s->words[preposition].lemma, "on") && dtl_slice_is(s->words[noun].lemma, "fire"))
        return true;
    return span_lemma_in(&s->words[verb], "kill wound injure hurt shoot arrest detain capture lose") && span_lemma_in(&s->words[preposition], "in during") &&
           span_lemma_in(&s->words[noun], "attack bombing raid strike airstrike blast explosion shooting shelling ambush clash fighting battle assault offensive operation riot "
                                          "protest stampede crash accident stabbing siege");
}

/* "blames officers of the army for the murder(nmod of army)": the preposition that a verb asks for is the verb's. */
uint32_t repair_governed(span_words *s)
{
    static const char *const governs[][2] = {{"accuse", "of"}, {"suspect", "of"}, {"convict", "of"}, {"acquit", "of"}, {"blame", "for"}, {"arrest", "for"},
                                             {"condemn", "for"}, {"punish", "for"}, {"charge", "with"}, {"remand", "to"}, {"sentence", "to"}, {"extradite", "to"}};
    uint32_t made = 0;
    for (uint32_t n = s->first + 2; n < s->end; n++) {
        const bool gerund = s->words[n].relation == DTL_REL_ACL && s->words[n].xpos == DTL_XPOS_VBG; /* "accuses the army of burning(acl of army) villages" */
        const uint32_t preposition = span_child_of(s, n, gerund ? DTL_REL_MARK : DTL_REL_CASE);
        if ((s->words[n].relation != DTL_REL_NMOD && !gerund) || preposition == DTL_NONE || preposition > n)
            continue;
        uint32_t object = s->words[n].head;
        while (object != DTL_NONE && object < n && (s->words[object].relation == DTL_REL_NMOD || s->words[object].relation == DTL_REL_CONJ))
            object = s->words[object].head;
        const bool held = object != DTL_NONE && object < n && (s->words[object].relation == DTL_REL_OBJ || s->words[object].relation == DTL_REL_NSUBJ_PASS);
        const uint32_t verb = held ? s->words[object].head : DTL_NONE;
        if (verb == DTL_NONE || verb > preposition || s->words[verb].upos != DTL_UPOS_VERB)
            continue;
        if (!gerund && is_of_deed(s, verb, preposition, n)) {
            s->words[n].head = verb;
            s->words[n].relation = DTL_REL_OBL;
            made++;
            continue;
        }
        for (size_t k = 0; k < sizeof governs / sizeof *governs; k++)
            if (dtl_slice_is(s->words[verb].lemma, governs[k][0]) && dtl_slice_is(s->words[preposition].lemma, governs[k][1]) &&
                (gerund || s->words[n].head != object || !dtl_slice_is(s->words[preposition].lemma, "of"))) {
                s->words[n].head = verb;
                s->words[n].relation = gerund ? DTL_REL_ADVCL : DTL_REL_OBL;
                made++;
                break;
            }
    }
    return made;
}

/* "attacked the home 5 days ago with explosives(obl of ago)": "ago" takes nothing behind it. */
uint32_t repair_ago(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        const uint32_t ago = s->words[t].head;
        if (ago == DTL_NONE || ago > t || !span_lemma_in(&s->words[ago], "ago later earlier") || s->words[ago].upos != DTL_UPOS_ADV || s->words[ago].head == DTL_NONE ||
            !span_is_oblique(s->words[t].relation) || span_child_of(s, t, DTL_REL_CASE) == DTL_NONE)
            continue;
        s->words[t].head = s->words[ago].head;
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

/* "sealed off(case of roads) roads(obl)", "cut off(case) two rebels(obl)": a verb's particle, and its object. */
uint32_t repair_particles(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        dtl_word *particle = &s->words[t], *verb = &s->words[t - 1];
        if (particle->relation != DTL_REL_CASE || particle->head <= t || particle->head >= s->end || verb->upos != DTL_UPOS_VERB)
            continue;
        dtl_word *noun = &s->words[particle->head];
        if (noun->head != t - 1 || noun->relation != DTL_REL_OBL || !is_phrasal(verb->lemma, particle->lemma) ||
            span_child_of(s, t - 1, DTL_REL_OBJ) != DTL_NONE || span_child_of(s, t - 1, DTL_REL_NSUBJ_PASS) != DTL_NONE)
            continue;
        noun->relation = DTL_REL_OBJ;
        particle->relation = DTL_REL_COMPOUND_PRT;
        particle->head = t - 1;
        made++;
    }
    return made;
}

/* "left a farmer(amod of dead) dead(xcomp)", "left 12(nummod of dead) dead": who is left so is the verb's object. */
static bool give_object(span_words *s, uint32_t outcome)
{
    const uint32_t verb = s->words[outcome].head;
    if (s->words[outcome].relation != DTL_REL_XCOMP || s->words[outcome].upos != DTL_UPOS_ADJ || !span_is_verb(s, verb) || verb > outcome || span_child_of(s, verb, DTL_REL_OBJ) != DTL_NONE)
        return false;
    uint32_t object = DTL_NONE;
    for (uint32_t t = verb + 1; t < outcome; t++)
        if (s->words[t].head == outcome && span_is_nominal(&s->words[t]))
            object = t;
    if (object == DTL_NONE)
        return false;
    for (uint32_t t = verb + 1; t < object; t++)
        if (s->words[t].head == outcome)
            s->words[t].head = object;
    s->words[object].head = verb;
    s->words[object].relation = DTL_REL_OBJ;
    return true;
}

/* "left 12 people dead(amod of people)": a lone adjective behind the object of such a verb tells what becomes of it. */
static bool is_left_so(const span_words *s, uint32_t outcome)
{
    const uint32_t object = s->words[outcome].head, verb = object == DTL_NONE ? DTL_NONE : s->words[object].head;
    if (s->words[outcome].relation != DTL_REL_AMOD || s->words[outcome].xpos != DTL_XPOS_JJ || object != outcome - 1 || !span_is_verb(s, verb) || verb > object)
        return false;
    return s->words[object].relation == DTL_REL_OBJ && span_lemma_in(&s->words[verb], "leave find render declare pronounce");
}

/* "shot dead(amod of journalist) a journalist": no adjective stands before its noun's article; it tells what becomes of the object. */
uint32_t repair_outcomes(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const uint32_t object = s->words[t].head, article = object == DTL_NONE ? DTL_NONE : span_child_of(s, object, DTL_REL_DET);
        made += give_object(s, t);
        if (is_left_so(s, t)) {
            s->words[t].head = s->words[object].head;
            s->words[t].relation = DTL_REL_XCOMP;
            made++;
            continue;
        }
        const bool before_article = article != DTL_NONE && article > t && article < object;
        const bool before_number = t + 1 < s->end && s->words[t + 1].xpos == DTL_XPOS_CD && dtl_slice_is(s->words[t].lemma, "dead"); /* "shot dead two men" */
        if (s->words[t].relation != DTL_REL_AMOD || s->words[t].xpos != DTL_XPOS_JJ || !(before_article || before_number) || !span_is_verb(s, t - 1) ||
            s->words[object].head != t - 1)
            continue;
        s->words[t].head = t - 1;
        s->words[t].relation = DTL_REL_XCOMP;
        made++;
    }
    return made;
}

/* The noun of saying whose content a clause on its author is: "a claim by the army that(…) it had fled(acl:relcl of army)"; DTL_NONE: none. */
static uint32_t said_by(const span_words *s, uint32_t author)
{
    static const char sayings[] = "statement claim report allegation announcement accusation assertion remark admission declaration warning suggestion belief fear denial "
                                  "complaint comment demand request call threat promise pledge vow";
    const uint32_t by = author == DTL_NONE ? DTL_NONE : span_child_of(s, author, DTL_REL_CASE), noun = author == DTL_NONE ? DTL_NONE : s->words[author].head;
    if (by == DTL_NONE || noun == DTL_NONE || noun > author || s->words[author].relation != DTL_REL_NMOD || !span_lemma_in(&s->words[by], "by from") || !span_lemma_in(&s->words[noun], sayings))
        return DTL_NONE;
    return noun;
}

/* "a demand that(WDT, obj of open) Chad open the border(obj)": with an object of its own a clause is what is demanded, and "that" brings it in; so it does
 * behind whoever makes a statement, where somebody else is the subject. */
uint32_t repair_contents(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const uint32_t verb = s->words[t].head;
        if (!dtl_slice_is(s->words[t].lemma, "that") || (s->words[t].relation != DTL_REL_OBJ && s->words[t].relation != DTL_REL_MARK) || !span_is_verb(s, verb) || verb < t ||
            (s->words[verb].relation != DTL_REL_ACL_RELCL && s->words[verb].relation != DTL_REL_ACL))
            continue;
        const uint32_t author = s->words[verb].head, noun = said_by(s, author), subject = span_child_of(s, verb, span_is_passive_here(s, verb) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ);
        bool content = noun != DTL_NONE && subject != DTL_NONE && subject > t;
        for (uint32_t object = verb + 1; object < s->end && !content && s->words[t].relation == DTL_REL_OBJ; object++)
            content = s->words[object].head == verb && s->words[object].relation == DTL_REL_OBJ;
        if (!content)
            continue;
        s->words[t].xpos = DTL_XPOS_IN;
        s->words[t].upos = DTL_UPOS_SCONJ;
        s->words[t].relation = DTL_REL_MARK;
        s->words[verb].relation = DTL_REL_ACL;
        s->words[verb].head = noun != DTL_NONE ? noun : author;
        made++;
    }
    return made;
}
