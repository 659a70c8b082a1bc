/* Corrections of subjects: who does or suffers what a verb tells.
 *
 * In: a sentence whose every word has the head and the label that were likeliest by themselves, which together can be what no grammar
 * allows: a verb that says something and has no speaker, two subjects of one verb, a passive subject without a passive. Out: the tree with these
 * put right. Each correction tells its case by an example, and what the parser made of a word stands behind it in brackets.
 * Gets wrong on purpose: nothing is moved that the words do not force. */
#include "parse/repair_tools.h"

/* "It(expl) said that the rebels had left": whoever says something is somebody. */
uint32_t repair_empty_speakers(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        const uint32_t verb = s->words[t].head;
        if (s->words[t].relation != DTL_REL_EXPL || s->words[t].xpos != DTL_XPOS_PRP || !span_is_verb(s, verb) || verb < t || !span_is_reporting(&s->words[verb]) ||
            span_has_subject(s, verb) || span_is_passive_here(s, verb) || span_lemma_in(&s->words[verb], "believe"))
            continue;
        s->words[t].relation = DTL_REL_NSUBJ;
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

static bool is_finite_clause(const span_words *s, uint32_t verb)
{
    return xpos_is_finite(s->words[verb].xpos) || span_child_of(s, verb, DTL_REL_AUX) != DTL_NONE || span_is_passive_here(s, verb);
}

/* "According to X, Y(conj of X) … killed", "in a series of raids, all members(appos of series) were arrested": behind what brings the clause in and
 * a comma stands the subject of a clause that has none. */
uint32_t repair_sources(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t c = s->first + 1; c < s->end; c++) {
        const uint32_t source = s->words[c].head, verb = source == DTL_NONE ? DTL_NONE : s->words[source].head;
        if ((s->words[c].relation != DTL_REL_CONJ && s->words[c].relation != DTL_REL_APPOS) || source == DTL_NONE || source > c || verb == DTL_NONE || verb < c ||
            !span_is_nominal(&s->words[c]) || span_child_of(s, c, DTL_REL_CC) != DTL_NONE || span_has_subject(s, verb))
            continue;
        const bool brought_in = s->words[c].relation == DTL_REL_APPOS && s->words[source].relation == DTL_REL_OBL && s->words[verb].upos == DTL_UPOS_VERB &&
                                s->words[verb].relation != DTL_REL_CONJ && is_finite_clause(s, verb) && span_has_comma(s, source, c);
        if (!brought_in && !is_according(s, source))
            continue;
        s->words[c].head = verb;
        s->words[c].relation = span_is_passive_here(s, verb) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
        for (uint32_t t = c + 1; t < verb; t++)
            if (s->words[t].head == source)
                s->words[t].head = s->words[t].upos == DTL_UPOS_PUNCT ? verb : c;
        made++;
    }
    return made;
}

/* "Police said Karim Gul(obj or second nsubj of said), 27, was arrested(ccomp)": who is no hearer of the saying is the subject of what
 * is said, where that has none. */
uint32_t repair_said_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t n = s->first + 1; n + 1 < s->end; n++) {
        dtl_word *noun = &s->words[n];
        const uint32_t verb = noun->head;
        if (verb == DTL_NONE || verb > n || !span_is_nominal(noun) || !span_is_reporting(&s->words[verb]) || dtl_slice_is(s->words[verb].lemma, "tell") ||
            span_child_of(s, n, DTL_REL_CASE) != DTL_NONE)
            continue;
        const uint32_t speaker = span_child_of(s, verb, DTL_REL_NSUBJ);
        const bool second = noun->relation == DTL_REL_NSUBJ && speaker != DTL_NONE && speaker < verb;
        if (noun->relation != DTL_REL_OBJ && noun->relation != DTL_REL_IOBJ && !second)
            continue;
        for (uint32_t v = n + 1; v < s->end; v++) {
            if (s->words[v].head != verb || s->words[v].relation != DTL_REL_CCOMP || s->words[v].upos != DTL_UPOS_VERB || !is_finite_clause(s, v) || span_has_subject(s, v))
                continue;
            noun->head = v;
            noun->relation = span_is_passive_here(s, v) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
            made++;
            break;
        }
    }
    return made;
}

/* "a bomb(nsubj:pass) exploded(VBD)": no passive without an auxiliary in a finite verb; "Gunmen(nsubj:pass) killed(VBN) six farmers(obj)": nor
 * where somebody else is hit. */
uint32_t repair_active_subjects(span_words *s)
{
    static const char giving[] = "give offer award grant deny pay send show teach tell charge fine call name elect appoint declare";
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        const uint32_t verb = s->words[t].head, object = verb == DTL_NONE ? DTL_NONE : span_child_of(s, verb, DTL_REL_OBJ);
        if (s->words[t].relation != DTL_REL_NSUBJ_PASS || verb == DTL_NONE || verb < t || s->words[verb].upos != DTL_UPOS_VERB || span_is_passive_here(s, verb) ||
            span_child_of(s, verb, DTL_REL_AUX) != DTL_NONE)
            continue;
        const bool hits = s->words[verb].xpos == DTL_XPOS_VBN && object != DTL_NONE && object > verb && !span_lemma_in(&s->words[verb], giving);
        if (!xpos_is_finite(s->words[verb].xpos) && !hits)
            continue;
        s->words[t].relation = DTL_REL_NSUBJ;
        if (hits)
            s->words[verb].xpos = DTL_XPOS_VBD;
        made++;
    }
    return made;
}

/* "Six traders(nsubj) shot(VBD) to death in Aba": without an object the subject is dead. */
uint32_t repair_to_death(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const uint32_t verb = s->words[t].head, who = verb == DTL_NONE ? DTL_NONE : span_child_of(s, verb, DTL_REL_NSUBJ);
        if (s->words[t].relation != DTL_REL_OBL || !dtl_slice_is(s->words[t].lemma, "death") || !dtl_slice_is(s->words[t - 1].lemma, "to") || verb != t - 2 ||
            s->words[verb].xpos != DTL_XPOS_VBD || who == DTL_NONE || !span_lemma_in(&s->words[verb], "shoot stab beat burn hack crush trample starve") ||
            span_child_of(s, verb, DTL_REL_OBJ) != DTL_NONE)
            continue;
        s->words[verb].xpos = DTL_XPOS_VBN;
        s->words[who].relation = DTL_REL_NSUBJ_PASS;
        made++;
    }
    return made;
}

/* Does a relative pronoun stand below the clause, before it? */
static bool is_relative(const span_words *s, uint32_t clause, uint32_t noun)
{
    for (uint32_t t = noun + 1; t < clause; t++)
        if (s->words[t].head == clause && (s->words[t].xpos == DTL_XPOS_WP || s->words[t].xpos == DTL_XPOS_WDT))
            return true;
    return false;
}

/* The clause below a noun, or below what hangs on it, that could be the noun's own predicate: finite by its form, and no relative pronoun. */
static uint32_t own_predicate(const span_words *s, uint32_t noun, uint32_t end)
{
    for (uint32_t t = noun + 1; t < end; t++) {
        const uint8_t relation = s->words[t].relation;
        const uint32_t holder = s->words[t].head;
        if ((relation != DTL_REL_ACL && relation != DTL_REL_ACL_RELCL) || holder == DTL_NONE || (holder != noun && s->words[holder].head != noun) || holder > t ||
            span_child_of(s, t, DTL_REL_MARK) != DTL_NONE || is_relative(s, t, holder) || span_child_of(s, t, DTL_REL_OBL_AGENT) != DTL_NONE || span_has_subject(s, t))
            continue;
        const uint32_t be = span_child_of(s, t, DTL_REL_COP);
        if (be != DTL_NONE ? xpos_is_finite(s->words[be].xpos) : (s->words[t].xpos == DTL_XPOS_VBD || (s->words[t].xpos == DTL_XPOS_VBN && !span_is_passive_here(s, t))))
            return t;
    }
    return DTL_NONE;
}

/* The first noun before a verb of saying that hangs on it as its subject, or without a preposition as an oblique: "100 hostages(obl of said) were
 * freed(ccomp), the ministry said". */
static uint32_t loose_noun(const span_words *s, uint32_t verb)
{
    for (uint32_t t = s->first; t < verb; t++)
        if (s->words[t].head == verb && (s->words[t].relation == DTL_REL_NSUBJ || (s->words[t].relation == DTL_REL_OBL && span_is_nominal(&s->words[t]) &&
                                                                                   !span_is_time_unit(&s->words[t]) && span_child_of(s, t, DTL_REL_CASE) == DTL_NONE)))
            return t;
    return DTL_NONE;
}

/* "The jets(nsubj of said) crossed(acl of jets) the line, the ministry(nsubj of said) said": a verb has one subject. The first, far before the
 * comma, is that of what was said. */
uint32_t repair_double_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 4; v < s->end; v++) {
        if (!span_is_verb(s, v) || !span_is_reporting(&s->words[v]))
            continue;
        const uint32_t first = loose_noun(s, v), second = first == DTL_NONE ? DTL_NONE : span_child_between(s, v, DTL_REL_NSUBJ, first + 1, v);
        if (second == DTL_NONE || !span_has_comma(s, first, second) || !span_is_nominal(&s->words[first]))
            continue;
        uint32_t clause = span_child_between(s, v, DTL_REL_CCOMP, first + 1, second);
        if (clause != DTL_NONE && !span_has_subject(s, clause)) {
            span_set(s, first, clause, span_is_passive_here(s, clause) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ);
            made++;
            continue;
        }
        const uint32_t own = own_predicate(s, first, second);
        if (own == DTL_NONE && s->words[v].head == DTL_NONE && clause == DTL_NONE) { /* "Toll(nsubj of says) of blast at 44, ministry says": a headline without a verb, and who says it */
            span_set(s, first, DTL_NONE, DTL_REL_ROOT);
            span_set(s, v, first, DTL_REL_PARATAXIS);
            made++;
        }
        if (own == DTL_NONE)
            continue;
        span_set(s, own, v, DTL_REL_CCOMP);
        if (s->words[own].xpos == DTL_XPOS_VBN)
            s->words[own].xpos = DTL_XPOS_VBD;
        span_set(s, first, own, DTL_REL_NSUBJ);
        if (clause != DTL_NONE && clause > own) /* "…, and the minister praised it, the paper said" */
            span_set(s, clause, own, DTL_REL_CONJ);
        made++;
    }
    return made;
}

static uint32_t finite_auxiliary(const span_words *s, uint32_t verb)
{
    for (uint32_t t = s->first; t < verb; t++)
        if (s->words[t].head == verb && (s->words[t].relation == DTL_REL_AUX || s->words[t].relation == DTL_REL_AUX_PASS) &&
            (xpos_is_finite(s->words[t].xpos) || s->words[t].xpos == DTL_XPOS_MD))
            return t;
    return DTL_NONE;
}

/* May a clause that hangs so on a noun be the noun's own predicate? A conjunct only without "and". */
static bool hangs_loosely(const span_words *s, uint32_t verb)
{
    switch (s->words[verb].relation) {
    case DTL_REL_ACL: case DTL_REL_ACL_RELCL: case DTL_REL_PARATAXIS: case DTL_REL_APPOS: return true;
    case DTL_REL_CONJ: return span_child_of(s, verb, DTL_REL_CC) == DTL_NONE;
    default: return false;
    }
}

/* "Leeds(root): three men(parataxis of Leeds) were arrested(appos of Leeds)": the noun behind the colon; DTL_NONE: none. */
static uint32_t noun_behind_colon(const span_words *s, uint32_t noun, uint32_t verb)
{
    for (uint32_t t = noun + 2; t < verb; t++)
        if (s->words[t].head == noun && (s->words[t].relation == DTL_REL_PARATAXIS || s->words[t].relation == DTL_REL_APPOS) && span_is_nominal(&s->words[t]) &&
            s->words[noun + 1].xpos == DTL_XPOS_COLON)
            return t;
    return DTL_NONE;
}

/* "The fear(root) that he would lose was shared(acl of fear)", "Ten clerks(root), who fled, were held(parataxis of clerks)": a clause without subject or
 * pronoun whose auxiliary is finite is no attribute but what the noun before it does. */
uint32_t repair_finite_clauses(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v < s->end; v++) {
        dtl_word *verb = &s->words[v];
        const uint32_t noun = verb->head, auxiliary = finite_auxiliary(s, v);
        if (!hangs_loosely(s, v) || verb->upos != DTL_UPOS_VERB || noun == DTL_NONE || noun > v || auxiliary == DTL_NONE || auxiliary < noun || !span_is_nominal(&s->words[noun]) ||
            s->words[noun].head != DTL_NONE || span_has_subject(s, v) || span_has_subject(s, noun) || span_child_of(s, v, DTL_REL_MARK) != DTL_NONE ||
            span_child_of(s, noun, DTL_REL_COP) != DTL_NONE || span_child_of(s, v, DTL_REL_OBJ) < auxiliary)
            continue;
        const uint8_t subject = span_is_passive_here(s, v) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
        const uint32_t behind = noun_behind_colon(s, noun, v);
        made++;
        if (behind != DTL_NONE) {
            span_set(s, behind, v, subject);
            verb->relation = DTL_REL_PARATAXIS;
            continue;
        }
        span_set(s, v, s->words[noun].head, s->words[noun].relation);
        span_set(s, noun, v, subject);
        for (uint32_t t = v + 1; t < s->end; t++)
            if (s->words[t].head == noun)
                s->words[t].head = v;
    }
    return made;
}

/* "are(cop of meet) due(mark of meet) to meet(root)": "due" is the predicate, and the infinitive is what it calls for. */
uint32_t repair_due(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t + 2 < s->end; t++) {
        const uint32_t verb = s->words[t].head;
        if (s->words[t].relation != DTL_REL_MARK || !dtl_slice_is(s->words[t].lemma, "due") || verb == DTL_NONE || verb < t || s->words[t + 1].xpos != DTL_XPOS_TO ||
            s->words[verb].xpos != DTL_XPOS_VB)
            continue;
        span_set(s, t, s->words[verb].head, s->words[verb].relation);
        span_set(s, verb, t, DTL_REL_XCOMP);
        span_set(s, t + 1, verb, DTL_REL_MARK);
        for (uint32_t c = s->first; c < s->end; c++) {
            if (s->words[c].head != verb || (c > t && s->words[c].upos != DTL_UPOS_PUNCT))
                continue;
            s->words[c].head = t;
            if (span_is_subject(s->words[c].relation) || s->words[c].relation == DTL_REL_NSUBJ_OUTER)
                s->words[c].relation = DTL_REL_NSUBJ;
        }
        made++;
    }
    return made;
}

/* "The minister(nsubj) voiced(VBD, amod of hope) hope(root)": no modifier is finite. The noun becomes the verb's object, and what stands before the verb
 * its subject. */
uint32_t repair_main_verbs(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v < s->end; v++) {
        const uint32_t noun = s->words[v].head;
        if (s->words[v].xpos != DTL_XPOS_VBD || s->words[v].relation != DTL_REL_AMOD || noun == DTL_NONE || noun < v || !span_is_nominal(&s->words[v - 1]) ||
            (s->words[v - 1].head != v && s->words[v - 1].head != noun))
            continue;
        span_promote_verb(s, v, noun);
        span_set(s, v - 1, v, DTL_REL_NSUBJ);
        for (uint32_t t = s->first; t + 1 < v; t++)
            if (s->words[t].head == v && (s->words[t].relation == DTL_REL_DET || s->words[t].relation == DTL_REL_AMOD || s->words[t].relation == DTL_REL_COMPOUND))
                s->words[t].head = v - 1;
        made++;
    }
    return made;
}

/* "On Monday(obl of said) rebels took(ccomp) the mill, clerks said": what opens the sentence belongs to the clause that it opens, not to the frame behind. */
uint32_t repair_openings(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 3; v < s->end; v++) {
        if (!span_is_verb(s, v) || !span_is_reporting(&s->words[v]))
            continue;
        const uint32_t clause = span_child_between(s, v, DTL_REL_CCOMP, s->first, v), speaker = span_child_between(s, v, DTL_REL_NSUBJ, s->first, s->end);
        const uint32_t subject = clause == DTL_NONE ? DTL_NONE : span_child_between(s, clause, span_is_passive_here(s, clause) ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ, s->first, clause);
        if (subject == DTL_NONE || speaker == DTL_NONE || speaker < clause)
            continue;
        for (uint32_t t = s->first; t < subject; t++)
            if (s->words[t].head == v && (span_is_oblique(s->words[t].relation) || s->words[t].relation == DTL_REL_ADVMOD || s->words[t].relation == DTL_REL_ADVCL)) {
                s->words[t].head = clause;
                made++;
            }
    }
    return made;
}
