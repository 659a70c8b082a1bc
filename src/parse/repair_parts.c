/* Corrections of parts: whose subject, object, agent or modifier a word is.
 *
 * In: a sentence whose words are what they are, but hang where no grammar lets them. Out: the tree with these words moved. Each
 * correction tells its case by an example: what the parser made of a word stands behind it in brackets, as in "More than 300
 * families(obl of more) were displaced".
 * Gets wrong on purpose: nothing is moved that the words do not force; commas inside names are left alone. */
#include "parse/repair_tools.h"

static bool is_according(const span_words *s, uint32_t source)
{
    for (uint32_t t = s->first; t < source; t++)
        if (s->words[t].head == source && (dtl_slice_is(s->words[t].lemma, "accord") || dtl_slice_is(s->words[t].lemma, "according")))
            return true;
    return false;
}

/* "According to X, Y(conj of X) … killed": Y is the subject of a clause that has none. */
uint32_t repair_sources(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t c = s->first + 1; c < s->end; c++) {
        uint32_t source = s->words[c].head;
        if ((s->words[c].relation != DTL_REL_CONJ && s->words[c].relation != DTL_REL_APPOS) || source == DTL_NONE || source > c ||
            !span_is_nominal(&s->words[c]) || !is_according(s, source))
            continue;
        uint32_t verb = s->words[source].head;
        if (verb == DTL_NONE || verb < c || span_child_of(s, c, DTL_REL_CC) != DTL_NONE || span_has_subject(s, verb))
            continue;
        bool passive = span_child_of(s, verb, DTL_REL_AUX_PASS) != DTL_NONE;
        s->words[c].head = verb;
        s->words[c].relation = passive ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
        for (uint32_t t = c + 1; t < verb; t++)
            if (s->words[t].head == source)
                s->words[t].head = s->words[t].upos == DTL_UPOS_PUNCT ? verb : c;
        made++;
    }
    return made;
}

/* "General X, the commander, last month(nsubj) said that …": a time says nothing. */
uint32_t repair_times(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t head = s->words[t].head;
        if (s->words[t].relation != DTL_REL_NSUBJ || head == DTL_NONE || !span_is_time_unit(&s->words[t]) || span_child_of(s, head, DTL_REL_CCOMP) == DTL_NONE)
            continue;
        s->words[t].relation = DTL_REL_OBL_UNMARKED;
        made++;
    }
    return made;
}

/* "More than 300 families(obl of more) were displaced": what is counted takes the place of the comparison. */
uint32_t repair_more_than(span_words *s)
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
        bool subject = head != DTL_NONE && head > noun && s->words[head].upos == DTL_UPOS_VERB && !span_has_subject(s, head);
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

/* "killed at least 30(obl, no preposition)": a bare number behind a verb without object is its object. */
uint32_t repair_bare_numbers(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        dtl_word *word = &s->words[t];
        uint32_t head = word->head;
        if (word->upos != DTL_UPOS_NUM || (word->relation != DTL_REL_OBL && word->relation != DTL_REL_OBL_UNMARKED) || head == DTL_NONE || head > t)
            continue;
        if (s->words[head].upos != DTL_UPOS_VERB || span_child_of(s, t, DTL_REL_CASE) != DTL_NONE || span_child_of(s, head, DTL_REL_OBJ) != DTL_NONE ||
            span_child_of(s, head, DTL_REL_AUX_PASS) != DTL_NONE)
            continue;
        word->relation = DTL_REL_OBJ;
        made++;
    }
    return made;
}

uint32_t repair_passives(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t head = s->words[t].head;
        if (s->words[t].relation != DTL_REL_NSUBJ || head == DTL_NONE || span_child_of(s, head, DTL_REL_AUX_PASS) == DTL_NONE)
            continue;
        s->words[t].relation = DTL_REL_NSUBJ_PASS;
        made++;
    }
    return made;
}

/* "Near Tunja(root), one strike(appos) destroyed(acl) a depot(obj)": a place in front, then a whole clause. */
uint32_t repair_places_before(span_words *s)
{
    for (uint32_t n = s->first + 3; n + 1 < s->end; n++) {
        uint32_t place = s->words[n].head;
        if (s->words[n].relation != DTL_REL_APPOS || place == DTL_NONE || place > n || s->words[place].head != DTL_NONE ||
            s->words[s->first].relation != DTL_REL_CASE || s->words[s->first].head != place || !span_has_comma(s, place, n))
            continue;
        uint32_t verb = span_child_of(s, n, DTL_REL_ACL);
        bool past = verb != DTL_NONE && verb > n && (s->words[verb].xpos == DTL_XPOS_VBN || s->words[verb].xpos == DTL_XPOS_VBD);
        if (!past || span_child_of(s, verb, DTL_REL_OBJ) == DTL_NONE || span_child_of(s, verb, DTL_REL_OBL_AGENT) != DTL_NONE)
            continue;
        s->words[verb].head = DTL_NONE;
        s->words[verb].relation = DTL_REL_ROOT;
        s->words[verb].xpos = DTL_XPOS_VBD;
        s->words[n].head = verb;
        s->words[n].relation = DTL_REL_NSUBJ;
        s->words[place].head = verb;
        s->words[place].relation = DTL_REL_OBL;
        for (uint32_t t = n + 1; t < s->end; t++)
            if (s->words[t].head == place)
                s->words[t].head = verb;
        return 1;
    }
    return 0;
}

/* Has the verb an auxiliary "have" and none of "be"? Then it is active: "they have left". */
static bool is_perfect_active(const span_words *s, uint32_t verb)
{
    bool have = false;
    for (uint32_t t = s->first; t < verb; t++)
        if (s->words[t].head == verb && s->words[t].upos == DTL_UPOS_AUX) {
            if (dtl_slice_is(s->words[t].lemma, "be"))
                return false;
            have = have || dtl_slice_is(s->words[t].lemma, "have");
        }
    return have && s->words[verb].xpos == DTL_XPOS_VBN;
}

/* "Two advisers(nsubj:pass) have stepped down", "Thousands(obj) have fled": whoever stands before a perfect that is no passive did it. */
uint32_t repair_actives(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t head = s->words[t].head;
        bool passive = s->words[t].relation == DTL_REL_NSUBJ_PASS, object = s->words[t].relation == DTL_REL_OBJ && span_is_nominal(&s->words[t]);
        if ((!passive && !object) || head == DTL_NONE || head < t || !is_perfect_active(s, head) || span_child_of(s, head, DTL_REL_AUX_PASS) != DTL_NONE ||
            (object && (span_has_subject(s, head) || s->words[t].xpos == DTL_XPOS_WDT || s->words[t].xpos == DTL_XPOS_WP)))
            continue;
        s->words[t].relation = DTL_REL_NSUBJ;
        made++;
    }
    return made;
}

/* "commander , who(nsubj of arrested) … arrested(ccomp, conj, …)": becomes acl:relcl of the noun before. On the dev parts of
 * the treebanks 31 of 40 such clauses are relative ones. */
uint32_t repair_relatives(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t p = s->first + 1; p < s->end; p++) {
        const dtl_word *pronoun = &s->words[p];
        const uint32_t verb = pronoun->head;
        if ((pronoun->xpos != DTL_XPOS_WDT && pronoun->xpos != DTL_XPOS_WP) || verb == DTL_NONE || verb < p || !span_is_subject(pronoun->relation) ||
            !(dtl_slice_is(pronoun->lemma, "who") || dtl_slice_is(pronoun->lemma, "which") || dtl_slice_is(pronoun->lemma, "that")))
            continue;
        const uint8_t relation = s->words[verb].relation;
        const bool strange = relation == DTL_REL_CCOMP || relation == DTL_REL_CONJ || relation == DTL_REL_PARATAXIS ||
                             relation == DTL_REL_ADVCL || relation == DTL_REL_OBL || relation == DTL_REL_NMOD;
        const uint32_t noun = s->words[p - 1].xpos == DTL_XPOS_COMMA && p >= s->first + 2 ? p - 2 : p - 1;
        if (!strange || !span_is_nominal(&s->words[noun]) || s->words[noun].upos == DTL_UPOS_NUM || span_is_above(s, verb, noun))
            continue;
        s->words[verb].head = noun;
        s->words[verb].relation = DTL_REL_ACL_RELCL;
        made++;
    }
    return made;
}

/* Of the dev parts of the treebanks' cases 16 of 21 belong to the compound. */
uint32_t repair_compounds(span_words *s)
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

uint32_t repair_case_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const uint32_t verb = s->words[t].head, preposition = span_child_of(s, t, DTL_REL_CASE);
        if (!span_is_subject(s->words[t].relation) || verb == DTL_NONE || preposition == DTL_NONE || preposition > t)
            continue;
        for (uint32_t other = s->first; other < preposition; other++)
            if (s->words[other].head == verb && span_is_subject(s->words[other].relation) && span_is_nominal(&s->words[other])) {
                s->words[t].head = other;
                s->words[t].relation = DTL_REL_NMOD;
                made++;
                break;
            }
    }
    return made;
}

/* "said in a statement that(obj) its fighters killed(acl:relcl of statement) …": what has a subject of its own behind "that"
 * is what was said. */
uint32_t repair_reports(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t that = s->first + 2; that + 1 < s->end; that++) {
        uint32_t clause = s->words[that].head;
        if (!dtl_slice_is(s->words[that].lemma, "that") || clause == DTL_NONE || clause <= that || s->words[clause].upos != DTL_UPOS_VERB ||
            (s->words[clause].relation != DTL_REL_ACL_RELCL && s->words[clause].relation != DTL_REL_ACL))
            continue;
        uint32_t noun = s->words[clause].head, verb = noun == DTL_NONE || noun > that ? DTL_NONE : s->words[noun].head, subject = DTL_NONE;
        if (verb == DTL_NONE || verb > noun || !span_is_oblique(s->words[noun].relation) || !span_is_reporting(&s->words[verb]) || span_child_of(s, verb, DTL_REL_CCOMP) != DTL_NONE)
            continue;
        for (uint32_t t = that + 1; t < clause && subject == DTL_NONE; t++)
            if (s->words[t].head == clause && span_is_subject(s->words[t].relation))
                subject = t;
        if (subject == DTL_NONE)
            continue;
        s->words[that].upos = DTL_UPOS_SCONJ;
        s->words[that].xpos = DTL_XPOS_IN;
        s->words[that].relation = DTL_REL_MARK;
        s->words[clause].head = verb;
        s->words[clause].relation = DTL_REL_CCOMP;
        for (uint32_t t = clause + 1; t < s->end; t++) /* "and killed …" goes on in the clause, not beside the saying */
            if (s->words[t].head == verb && s->words[t].relation == DTL_REL_CONJ && !span_has_subject(s, t))
                s->words[t].head = clause;
        made++;
    }
    return made;
}

/* "…, the army(obl, without preposition) on Tuesday warned …": the noun before a finite verb that has no subject. */
uint32_t repair_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v < s->end; v++) {
        uint8_t relation = s->words[v].relation;
        bool main = s->words[v].head == DTL_NONE || relation == DTL_REL_CCOMP || relation == DTL_REL_PARATAXIS;
        if (!main || s->words[v].upos != DTL_UPOS_VERB || !xpos_is_finite(s->words[v].xpos) || span_has_subject(s, v) || span_child_of(s, v, DTL_REL_EXPL) != DTL_NONE)
            continue;
        uint32_t noun = v - 1;
        if (noun >= s->first + 2 && (span_is_time_unit(&s->words[noun])) && s->words[noun - 1].upos == DTL_UPOS_ADP)
            noun -= 2; /* "on Tuesday" */
        uint8_t held = s->words[noun].relation;
        bool loose = span_is_oblique(held) || held == DTL_REL_NMOD || held == DTL_REL_CONJ || held == DTL_REL_APPOS || held == DTL_REL_NMOD_UNMARKED;
        if (!loose || !span_is_nominal(&s->words[noun]) || span_is_time_unit(&s->words[noun]) || s->words[noun].upos == DTL_UPOS_NUM ||
            span_child_of(s, noun, DTL_REL_CASE) != DTL_NONE || span_child_of(s, noun, DTL_REL_CC) != DTL_NONE)
            continue;
        if (span_is_above(s, noun, v)) /* the verb itself hangs below the noun: nothing loose */
            continue;
        s->words[noun].head = v;
        s->words[noun].relation = DTL_REL_NSUBJ;
        made++;
    }
    return made;
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
uint32_t repair_joint_subjects(span_words *s)
{
    uint32_t root = s->first;
    while (root < s->end && s->words[root].head != DTL_NONE)
        root++;
    if (root == s->end || !span_is_nominal(&s->words[root]) || span_has_subject(s, root) || span_child_of(s, root, DTL_REL_COP) != DTL_NONE ||
        span_child_of(s, root, DTL_REL_CASE) != DTL_NONE)
        return 0;
    for (uint32_t v = root + 2; v < s->end; v++) {
        if (s->words[v].head != root || s->words[v].relation != DTL_REL_CONJ || s->words[v].upos != DTL_UPOS_VERB || !xpos_is_finite(s->words[v].xpos))
            continue;
        const uint32_t second = span_child_of(s, v, DTL_REL_NSUBJ);
        if (second == DTL_NONE || second < root || second > v || !span_is_nominal(&s->words[second]) || s->words[second].upos == DTL_UPOS_PRON)
            continue;
        const uint32_t joint = joining_and(s, root + 1, second, v), first = joint == DTL_NONE ? DTL_NONE : joint - 1;
        if (first == DTL_NONE || !span_is_nominal(&s->words[first]) || !span_is_above(s, root, first))
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

/* "Gunmen(nsubj of loyal) loyal(nsubj of attacked) to the general attacked a town": an adjective behind its noun, with a phrase
 * of its own, does nothing. */
uint32_t repair_adjectives_behind(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t a = s->first + 1; a < s->end; a++) {
        dtl_word *adjective = &s->words[a], *noun = &s->words[a - 1];
        const uint32_t verb = adjective->head;
        bool subject = noun->head == a && span_is_subject(noun->relation), beside = verb != DTL_NONE && noun->head == verb && span_is_subject(noun->relation);
        if (adjective->upos != DTL_UPOS_ADJ || a + 1 >= s->end || s->words[a + 1].upos != DTL_UPOS_ADP || !span_is_subject(adjective->relation) ||
            verb == DTL_NONE || verb < a || (!subject && !beside) || !span_is_nominal(noun) || span_child_of(s, a, DTL_REL_COP) != DTL_NONE)
            continue;
        noun->head = verb;
        noun->relation = adjective->relation;
        adjective->head = a - 1;
        adjective->relation = DTL_REL_AMOD;
        made++;
    }
    return made;
}

/* "shot(passive) dead(xcomp) by police(obl of dead)" */
uint32_t repair_agents(span_words *s)
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
uint32_t repair_antecedents(span_words *s)
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

/* "A gang(nsubj) looted(amod) shops(root)"; "Two bombers(root) attacked(amod) soldiers(conj) in Kabul" */
uint32_t repair_clauses(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v + 1 < s->end; v++) {
        dtl_word *verb = &s->words[v], *doer = &s->words[v - 1];
        uint32_t noun = verb->head;
        if (verb->upos != DTL_UPOS_VERB || verb->relation != DTL_REL_AMOD || verb->xpos == DTL_XPOS_VBG || noun == DTL_NONE || noun <= v || noun > v + 3 ||
            !span_is_nominal(&s->words[noun]) || !span_is_nominal(doer))
            continue;
        bool subject = doer->head == noun && doer->relation == DTL_REL_NSUBJ && span_child_of(s, noun, DTL_REL_COP) == DTL_NONE;
        bool own = doer->head == v && doer->relation == DTL_REL_NSUBJ; /* "after forces opened(amod of fire) fire(obl)" */
        bool plural = doer->head == noun && doer->relation == DTL_REL_COMPOUND && doer->xpos == DTL_XPOS_NNS && !span_lemma_in(doer, "arms sport sale saving news") &&
                      (s->words[noun].relation == DTL_REL_ROOT || s->words[noun].relation == DTL_REL_CCOMP || s->words[noun].relation == DTL_REL_PARATAXIS);
        bool pair = s->words[noun].head == v - 1 && span_child_of(s, noun, DTL_REL_CC) == DTL_NONE &&
                    (s->words[noun].relation == DTL_REL_CONJ || (s->words[noun].relation == DTL_REL_NMOD && span_child_of(s, noun, DTL_REL_CASE) == DTL_NONE));
        if ((!subject && !pair && !plural && !own) || span_child_of(s, v, DTL_REL_AUX) != DTL_NONE || span_child_of(s, v, DTL_REL_AUX_PASS) != DTL_NONE)
            continue;
        if (subject || plural || own) {
            span_promote_verb(s, v, noun);
            uint32_t before = span_child_of(s, v, DTL_REL_CASE);
            if (before != DTL_NONE && before < v) { /* "after forces opened fire" */
                s->words[before].relation = DTL_REL_MARK;
                verb->relation = verb->head != DTL_NONE && span_is_nominal(&s->words[verb->head]) ? DTL_REL_ACL : DTL_REL_ADVCL;
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

/* "arrested a man(nsubj) wanted(ccomp) for theft": nobody arrests that something is so; the man is the object. */
uint32_t repair_victims(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t n = s->first + 1; n + 2 < s->end; n++) {
        dtl_word *noun = &s->words[n], *participle = &s->words[n + 1];
        uint32_t verb = participle->head;
        if (noun->head != n + 1 || noun->relation != DTL_REL_NSUBJ || participle->upos != DTL_UPOS_VERB || participle->relation != DTL_REL_CCOMP ||
            (participle->xpos != DTL_XPOS_VBD && participle->xpos != DTL_XPOS_VBN) || verb == DTL_NONE || verb >= n || span_child_of(s, n + 1, DTL_REL_MARK) != DTL_NONE ||
            span_child_of(s, n + 1, DTL_REL_OBJ) != DTL_NONE || span_child_of(s, verb, DTL_REL_OBJ) != DTL_NONE || span_child_of(s, n + 1, DTL_REL_AUX) != DTL_NONE ||
            !span_lemma_in(&s->words[verb], "arrest detain kill capture pardon acquit free release abduct kidnap seize injure wound execute jail attack deport expel"))
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

/* "said 73(ccomp of said) of the victims were killed(ccomp of said)": the number is the subject of the verb that lacks one. */
uint32_t repair_number_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v < s->end; v++) {
        const dtl_word *verb = &s->words[v];
        uint32_t first = span_child_of(s, v, DTL_REL_AUX_PASS);
        if (span_child_of(s, v, DTL_REL_AUX) != DTL_NONE && span_child_of(s, v, DTL_REL_AUX) < first)
            first = span_child_of(s, v, DTL_REL_AUX);
        if (verb->upos != DTL_UPOS_VERB || verb->relation != DTL_REL_CCOMP || verb->head == DTL_NONE || verb->head > v || first >= v || span_has_subject(s, v))
            continue;
        for (uint32_t n = verb->head + 1; n < first; n++) {
            dtl_word *number = &s->words[n];
            if (number->upos != DTL_UPOS_NUM || number->head != verb->head || (number->relation != DTL_REL_CCOMP && number->relation != DTL_REL_OBJ) ||
                span_has_comma(s, n, v))
                continue;
            number->head = v;
            number->relation = span_is_passive_here(s, v) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
            made++;
            break;
        }
    }
    return made;
}
