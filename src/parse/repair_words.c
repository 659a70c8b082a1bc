/* Corrections of words: which word is the verb of its clause, which a noun, an adjective, a particle.
 *
 * In: a sentence whose tree cannot be because a word was taken for another kind of word. Out: the word with the tag that its
 * neighbours force, and the tree around it. Each correction tells its case by an example: what the parser made of a word stands
 * behind it in brackets, as in "The minister has rejected(amod of claims) claims".
 * Gets wrong on purpose: nothing is moved that the words do not force. */
#include "parse/repair_tools.h"

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
uint32_t repair_auxiliaries(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t a = s->first; a < s->end; a++) {
        const dtl_word *aux = &s->words[a];
        uint32_t holder = aux->head, noun, verb;
        if (aux->relation != DTL_REL_AUX || aux->upos != DTL_UPOS_AUX || holder == DTL_NONE || holder <= a)
            continue;
        if (span_is_nominal(&s->words[holder])) {
            noun = holder;
            verb = participle_between(s, a, noun);
        } else {
            verb = holder;
            noun = s->words[verb].relation == DTL_REL_AMOD ? s->words[verb].head : DTL_NONE;
        }
        if (verb == DTL_NONE || noun == DTL_NONE || noun < verb || !span_is_nominal(&s->words[noun]) || s->words[verb].upos != DTL_UPOS_VERB)
            continue;
        span_promote_verb(s, verb, noun);
        made++;
    }
    return made;
}

/* Is there no subject between from and the verb? One that stands before belongs to the clause above and is sent there. */
static bool free_subject(span_words *s, uint32_t from, uint32_t verb)
{
    for (uint32_t t = from; t < verb; t++)
        if (s->words[t].head == verb && span_is_subject(s->words[t].relation))
            return false;
    for (uint32_t t = s->first; t < from; t++)
        if (s->words[t].head == verb && span_is_subject(s->words[t].relation)) {
            if (s->words[verb].head == DTL_NONE)
                return false;
            s->words[t].head = s->words[verb].head;
        }
    return true;
}

/* "US - led(head) forces(obj)": forces takes led's place. */
uint32_t repair_hyphens(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v + 1 < s->end; v++) {
        dtl_word *verb = &s->words[v];
        if (s->words[v - 1].xpos != DTL_XPOS_HYPH || !span_is_nominal(&s->words[v - 2]) || verb->xpos != DTL_XPOS_VBN)
            continue;
        uint32_t noun = span_child_of(s, v, DTL_REL_OBJ), head = verb->head;
        if (noun == DTL_NONE || noun < v || noun - v > 4 || !span_is_nominal(&s->words[noun]))
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

/* "men(nsubj of killed) who(nsubj of killed) killed … fled(ccomp of killed)": fled takes killed's place. */
uint32_t repair_main_verbs(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t p = s->first + 1; p < s->end; p++) {
        const uint32_t verb = s->words[p].head, noun = s->words[p - 1].xpos == DTL_XPOS_COMMA && p >= s->first + 2 ? p - 2 : p - 1;
        if ((s->words[p].xpos != DTL_XPOS_WP && s->words[p].xpos != DTL_XPOS_WDT) || !span_is_subject(s->words[p].relation) || verb == DTL_NONE ||
            verb < p || s->words[noun].head != verb || !span_is_subject(s->words[noun].relation) || !span_is_nominal(&s->words[noun]))
            continue;
        uint32_t main_verb = verb + 1;
        while (main_verb < s->end && !(s->words[main_verb].head == verb && xpos_is_finite(s->words[main_verb].xpos) &&
                                       s->words[main_verb].upos == DTL_UPOS_VERB && span_child_of(s, main_verb, DTL_REL_MARK) == DTL_NONE))
            main_verb++;
        if (main_verb == s->end)
            continue;
        const uint32_t between = span_child_of(s, main_verb, DTL_REL_NSUBJ);
        if (between != DTL_NONE && between > verb && span_child_of(s, verb, DTL_REL_OBJ) == DTL_NONE) {
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
uint32_t repair_bare_modifiers(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v < s->end; v++) {
        const uint32_t last = v - 1;
        if (!xpos_is_finite(s->words[v].xpos) || s->words[v].upos != DTL_UPOS_VERB || s->words[last].head != v ||
            (s->words[last].relation != DTL_REL_AMOD && s->words[last].relation != DTL_REL_COMPOUND) || span_has_subject(s, v))
            continue;
        const uint32_t determiner = span_child_of(s, v, DTL_REL_DET);
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

static bool is_bare_doer(const dtl_word *word)
{
    static const char *const doers[] = {"police", "constable", "policeman", "cop", "army", "military", "troop", "troops", "militia", "rebel", "militant", "border", "mob", "navy", "enemy",
                                        "paramilitary", "guerrilla", "insurgent", "artillery", "mortar", "tank", "gun", "sniper", "rocket", "drone", "government"};
    for (size_t i = 0; i < sizeof doers / sizeof *doers; i++)
        if ((span_is_nominal(word) || word->upos == DTL_UPOS_ADJ) && dtl_slice_equal_nocase(word->lemma, dtl_slice_from_cstr(doers[i])))
            return true;
    return false;
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
uint32_t repair_shot(span_words *s)
{
    for (uint32_t v = s->first + 1; v + 2 < s->end; v++) {
        dtl_word *shot = &s->words[v], *doer = &s->words[v - 1], *next = &s->words[v + 1];
        if (!dtl_slice_is(shot->lemma, "shot") || shot->upos != DTL_UPOS_NOUN || shot->xpos != DTL_XPOS_NN || !opens_object(next) ||
            !span_is_nominal(doer) || (doer->xpos != DTL_XPOS_NNS && doer->upos != DTL_UPOS_PROPN && !is_bare_doer(doer)))
            continue;
        uint32_t object = v + 1;
        while (object < s->end && !(span_is_nominal(&s->words[object]) && s->words[object].relation != DTL_REL_COMPOUND && s->words[object].upos != DTL_UPOS_NUM))
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

static void turn_into_shoot(span_words *s, uint32_t v, uint8_t xpos)
{
    s->words[v].upos = DTL_UPOS_VERB;
    s->words[v].xpos = xpos;
    s->words[v].lemma = DTL_SLICE("shoot");
    s->words[v].features = xpos == DTL_XPOS_VBN ? DTL_FEATURE_PASSIVE : 0;
    for (uint32_t t = v + 1; t < s->end; t++)
        if (s->words[t].head == v && (s->words[t].relation == DTL_REL_NMOD || s->words[t].relation == DTL_REL_NMOD_UNMARKED))
            s->words[t].relation = s->words[t].relation == DTL_REL_NMOD ? DTL_REL_OBL : DTL_REL_OBL_UNMARKED;
}

/* "after being(cop) shot(NOUN) in the head" */
static bool repair_was_shot(span_words *s, uint32_t v)
{
    uint32_t be = v - 1;
    if (s->words[be].head != v || s->words[be].relation != DTL_REL_COP || !dtl_slice_is(s->words[be].lemma, "be"))
        return false;
    s->words[be].relation = DTL_REL_AUX_PASS;
    uint32_t subject = span_child_of(s, v, DTL_REL_NSUBJ);
    if (subject != DTL_NONE)
        s->words[subject].relation = DTL_REL_NSUBJ_PASS;
    turn_into_shoot(s, v, DTL_XPOS_VBN);
    return true;
}

/* "a boy who(nsubj of shot) apparently shot(NOUN) himself has died": a clause of the boy. */
static bool repair_who_shot(span_words *s, uint32_t v)
{
    uint32_t who = v - 1;
    while (who > s->first + 1 && s->words[who].upos == DTL_UPOS_ADV)
        who--;
    if (who <= s->first || !dtl_slice_is(s->words[who].lemma, "who") || !span_is_nominal(&s->words[who - 1]) || span_is_above(s, v, who - 1))
        return false;
    s->words[who].head = v;
    s->words[who].relation = DTL_REL_NSUBJ;
    s->words[v].head = who - 1;
    s->words[v].relation = DTL_REL_ACL_RELCL;
    uint32_t self = v + 1 < s->end && span_lemma_in(&s->words[v + 1], "himself herself themselves") ? v + 1 : DTL_NONE;
    turn_into_shoot(s, v, DTL_XPOS_VBD);
    if (self != DTL_NONE) {
        s->words[self].head = v;
        s->words[self].relation = DTL_REL_OBJ;
    }
    return true;
}

/* "the teenager(obj) fatally shot(NOUN) last week", "were found shot(obj) dead": what is done fatally, or found, is no noun. */
static bool repair_found_shot(span_words *s, uint32_t v)
{
    dtl_word *shot = &s->words[v], *noun = &s->words[v - 2];
    bool how = span_lemma_in(&s->words[v - 1], "fatally accidentally mortally");
    if (how && span_is_nominal(noun) && noun->head != v) {
        shot->head = v - 2;
        shot->relation = DTL_REL_ACL;
    } else if (shot->head < v && s->words[shot->head].upos == DTL_UPOS_VERB && (how || (shot->head == v - 1 && span_lemma_in(&s->words[v - 1], "find")))) {
        shot->relation = DTL_REL_XCOMP;
    } else {
        return false;
    }
    if (how) {
        s->words[v - 1].head = v;
        s->words[v - 1].relation = DTL_REL_ADVMOD;
    }
    turn_into_shoot(s, v, DTL_XPOS_VBN);
    if (v + 1 < s->end && dtl_slice_is(s->words[v + 1].lemma, "dead")) {
        s->words[v + 1].head = v;
        s->words[v + 1].relation = DTL_REL_XCOMP;
    }
    return true;
}

/* "Six people(nsubj) fatally shot(VBP) in Aba", "shot(VBP) to death", "Two men(compound) shot(NOUN, root) in Aba": headlines that leave out "were".
 * Whoever is shot dead by somebody is told as an object, so without one the subject is. */
static bool repair_left_out(span_words *s, uint32_t v)
{
    dtl_word *shot = &s->words[v];
    uint32_t who = DTL_NONE;
    if (shot->upos == DTL_UPOS_VERB && span_lemma_in(shot, "shoot shot") && (shot->xpos == DTL_XPOS_VBP || shot->xpos == DTL_XPOS_VBD)) {
        bool fatal = v + 1 < s->end && dtl_slice_is(s->words[v + 1].lemma, "dead");
        fatal = fatal || (v + 2 < s->end && dtl_slice_is(s->words[v + 1].lemma, "to") && dtl_slice_is(s->words[v + 2].lemma, "death"));
        fatal = fatal || (s->words[v - 1].head == v && span_lemma_in(&s->words[v - 1], "fatally mortally"));
        for (uint32_t t = v + 1; t < s->end; t++)
            if (s->words[t].head == v && (s->words[t].relation == DTL_REL_OBJ || s->words[t].relation == DTL_REL_CONJ))
                return false;
        who = fatal ? span_child_of(s, v, DTL_REL_NSUBJ) : DTL_NONE;
        if (who == DTL_NONE || span_child_of(s, v, DTL_REL_AUX) != DTL_NONE || s->words[who].upos == DTL_UPOS_PRON)
            return false;
    } else if (shot->upos == DTL_UPOS_NOUN && shot->head == DTL_NONE && dtl_slice_is(shot->lemma, "shot")) {
        who = s->words[v - 1].head == v && s->words[v - 1].relation == DTL_REL_COMPOUND && s->words[v - 1].xpos == DTL_XPOS_NNS ? v - 1 : DTL_NONE;
        if (who == DTL_NONE || v + 1 >= s->end || s->words[v + 1].upos != DTL_UPOS_ADP)
            return false;
        for (uint32_t t = s->first; t < who; t++)
            if (s->words[t].head == v)
                s->words[t].head = who;
    } else {
        return false;
    }
    s->words[who].relation = DTL_REL_NSUBJ_PASS;
    turn_into_shoot(s, v, DTL_XPOS_VBN);
    return true;
}

/* "shot" that the tagger takes for a noun though it is a participle or a past tense. */
uint32_t repair_shot_participles(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v < s->end; v++) { /* behind one word at least and one that says how */
        const dtl_word *shot = &s->words[v];
        if (repair_left_out(s, v))
            made++;
        else if (dtl_slice_is(shot->lemma, "shot") && shot->upos == DTL_UPOS_NOUN && shot->xpos == DTL_XPOS_NN && shot->head != DTL_NONE &&
            span_child_of(s, v, DTL_REL_DET) == DTL_NONE)
            made += repair_was_shot(s, v) || repair_found_shot(s, v) || repair_who_shot(s, v);
    }
    return made;
}

/* "killed six people and wounded(amod) seven others(conj of people)": before a number a participle is a verb of its own. */
uint32_t repair_wounded(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v + 2 < s->end; v++) {
        dtl_word *wounded = &s->words[v], *number = &s->words[v + 1];
        uint32_t others = wounded->head;
        if (!span_lemma_in(wounded, "wound wounded injure injured hurt") || wounded->relation != DTL_REL_AMOD || others == DTL_NONE || others <= v + 1 ||
            others > v + 4 || number->upos != DTL_UPOS_NUM || number->head != others || number->relation != DTL_REL_NUMMOD ||
            s->words[others].relation != DTL_REL_CONJ || s->words[v - 1].upos != DTL_UPOS_CCONJ)
            continue;
        uint32_t verb = v;
        while (verb > s->first && !(s->words[verb].upos == DTL_UPOS_VERB && verb != v))
            verb--;
        if (s->words[verb].upos != DTL_UPOS_VERB || !span_is_above(s, verb, others))
            continue;
        wounded->upos = DTL_UPOS_VERB;
        wounded->xpos = s->words[verb].xpos == DTL_XPOS_VBD ? DTL_XPOS_VBD : DTL_XPOS_VBN;
        wounded->lemma = dtl_slice_is(wounded->lemma, "hurt") ? wounded->lemma : span_lemma_in(wounded, "wound wounded") ? DTL_SLICE("wound") : DTL_SLICE("injure");
        wounded->head = verb;
        wounded->relation = DTL_REL_CONJ;
        s->words[v - 1].head = v;
        s->words[others].head = v;
        s->words[others].relation = DTL_REL_OBJ;
        made++;
    }
    return made;
}

/* "kills(VBZ) 1, wounds(NNS) 12": a plural noun has no bare number behind it. */
uint32_t repair_wounds(span_words *s)
{
    for (uint32_t v = s->first + 2; v + 1 < s->end; v++) {
        dtl_word *wounds = &s->words[v], *number = &s->words[v + 1];
        if (!dtl_slice_is(wounds->lemma, "wound") || wounds->xpos != DTL_XPOS_NNS || number->upos != DTL_UPOS_NUM ||
            (s->words[v - 1].upos != DTL_UPOS_PUNCT && s->words[v - 1].upos != DTL_UPOS_CCONJ))
            continue;
        uint32_t verb = v;
        while (verb > s->first && s->words[verb].xpos != DTL_XPOS_VBZ)
            verb--;
        if (s->words[verb].xpos != DTL_XPOS_VBZ || s->words[verb].upos != DTL_UPOS_VERB || span_is_above(s, v, verb))
            continue;
        uint32_t counted = v + 1; /* "wounds 12 guards" */
        if (number->head != DTL_NONE && number->head > v + 1 && number->relation == DTL_REL_NUMMOD && number->head < v + 5)
            counted = number->head;
        wounds->upos = DTL_UPOS_VERB;
        wounds->xpos = DTL_XPOS_VBZ;
        wounds->head = verb;
        wounds->relation = DTL_REL_CONJ;
        s->words[counted].head = v;
        s->words[counted].relation = DTL_REL_OBJ;
        return 1;
    }
    return 0;
}

/* Is it told who did it? "abducted by rebels", "abducted from her home by rebels", where the doer may hang on the noun before. */
static bool has_agent(const span_words *s, uint32_t verb)
{
    if (span_child_of(s, verb, DTL_REL_OBL_AGENT) != DTL_NONE)
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
uint32_t repair_reduced_relatives(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v < s->end; v++) {
        const uint32_t noun = span_child_of(s, v, DTL_REL_NSUBJ);
        uint32_t verb = v + 1;
        if (s->words[v].xpos != DTL_XPOS_VBN || noun == DTL_NONE || noun > v || !span_is_nominal(&s->words[noun]) ||
            !has_agent(s, v) || span_child_of(s, v, DTL_REL_AUX) != DTL_NONE || span_child_of(s, v, DTL_REL_AUX_PASS) != DTL_NONE)
            continue;
        while (verb < s->end && !(s->words[verb].head == v && s->words[verb].upos == DTL_UPOS_VERB && !span_has_subject(s, verb) &&
                                  span_child_of(s, verb, DTL_REL_CC) == DTL_NONE && span_child_of(s, verb, DTL_REL_MARK) == DTL_NONE &&
                                  (xpos_is_finite(s->words[verb].xpos) || span_child_of(s, verb, DTL_REL_AUX_PASS) != DTL_NONE || span_child_of(s, verb, DTL_REL_AUX) != DTL_NONE)))
            verb++;
        if (verb == s->end)
            continue;
        s->words[verb].head = s->words[v].head;
        s->words[verb].relation = s->words[v].relation;
        s->words[noun].head = verb;
        s->words[noun].relation = span_child_of(s, verb, DTL_REL_AUX_PASS) != DTL_NONE ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
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
        if (t != verb && (xpos_is_finite(s->words[t].xpos) || s->words[t].xpos == DTL_XPOS_MD || s->words[t].upos == DTL_UPOS_AUX) &&
            (t < verb || !span_is_above(s, verb, t)))
            return false;
    return true;
}

/* Does the noun hang on the root by nothing but prepositions and "and" ("an attack(root) by rebels on a post", "the government(root)
 * and the rebels")? */
static bool is_in_phrase(const span_words *s, uint32_t noun, uint32_t root)
{
    for (int i = 0; i < 4 && noun != DTL_NONE && noun != root && (s->words[noun].relation == DTL_REL_NMOD || s->words[noun].relation == DTL_REL_CONJ); i++)
        noun = s->words[noun].head;
    return noun == root;
}

/* "arrested activist(compound) Ali(obl, without preposition)": what follows a past tense at once is its object. */
static uint32_t bare_object(const span_words *s, uint32_t verb)
{
    for (uint32_t t = verb + 1; t < s->end && t < verb + 6; t++)
        if (s->words[t].head == verb)
            return (span_is_oblique(s->words[t].relation) && span_is_nominal(&s->words[t]) && !span_is_time_unit(&s->words[t]) && s->words[t].upos != DTL_UPOS_NUM &&
                    span_child_of(s, t, DTL_REL_CASE) == DTL_NONE) ? t : DTL_NONE;
    return DTL_NONE;
}

/* "The minister(root) left(acl) for Turkey .": left becomes the root, minister its subject. */
uint32_t repair_headless(span_words *s)
{
    uint32_t root = s->first, verb = DTL_NONE;
    while (root < s->end && s->words[root].head != DTL_NONE)
        root++;
    if (root == s->end || !span_is_nominal(&s->words[root]) || !dtl_slice_is(s->words[s->end - 1].lemma, ".") || span_has_subject(s, root) ||
        span_child_of(s, root, DTL_REL_CASE) != DTL_NONE || span_child_of(s, root, DTL_REL_COP) != DTL_NONE)
        return 0;
    for (uint32_t t = root + 1; t < s->end && verb == DTL_NONE; t++)
        if (s->words[t].relation == DTL_REL_ACL && s->words[t].upos == DTL_UPOS_VERB && s->words[t].head != DTL_NONE &&
            (s->words[t].head == root || ((span_child_of(s, t, DTL_REL_OBJ) != DTL_NONE || is_intransitive(&s->words[t])) && is_in_phrase(s, s->words[t].head, root))))
            verb = t;
    if (verb == DTL_NONE || !is_past_form(&s->words[verb]) || span_child_of(s, verb, DTL_REL_OBL_AGENT) != DTL_NONE || span_child_of(s, verb, DTL_REL_MARK) != DTL_NONE ||
        (span_child_of(s, verb, DTL_REL_OBJ) == DTL_NONE && bare_object(s, verb) == DTL_NONE && span_child_of(s, verb, DTL_REL_CCOMP) == DTL_NONE &&
         !is_intransitive(&s->words[verb])) ||
        !is_only_verb(s, verb))
        return 0;
    if (span_child_of(s, verb, DTL_REL_OBJ) == DTL_NONE && bare_object(s, verb) != DTL_NONE)
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
        deed->relation = deed->head != DTL_NONE && span_is_nominal(&s->words[deed->head]) ? DTL_REL_NMOD : DTL_REL_OBL;
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
    return in && ends && span_child_of(s, v, DTL_REL_OBJ) == DTL_NONE && span_child_of(s, v, DTL_REL_AUX) == DTL_NONE;
}

static void turn_phrase_into_noun(span_words *s, uint32_t verb, dtl_slice lemma)
{
    dtl_word *deed = &s->words[verb];
    deed->upos = DTL_UPOS_NOUN;
    deed->xpos = DTL_XPOS_NN;
    deed->lemma = lemma;
    deed->relation = deed->head != DTL_NONE && span_is_nominal(&s->words[deed->head]) ? DTL_REL_NMOD : DTL_REL_OBL;
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
    return noun != DTL_NONE && noun > v && s->words[noun].head == v && s->words[noun].relation == DTL_REL_OBJ && span_child_of(s, v, DTL_REL_AUX) == DTL_NONE;
}

/* The participle behind it becomes the verb of which the gerund, soon a noun, is the subject. */
static void give_verb(span_words *s, uint32_t gerund)
{
    uint32_t verb = gerund + 1;
    span_promote_verb(s, verb, s->words[verb].head);
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
uint32_t repair_deeds(span_words *s)
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
        if (!lemma.length || !is_bare_doer(&s->words[v - 1]) || span_child_of(s, v, DTL_REL_OBJ) != DTL_NONE || span_child_of(s, v, DTL_REL_AUX) != DTL_NONE)
            continue;
        uint32_t doer = v - 1, head = s->words[v].head;
        bool above = s->words[doer].head == v, below = head == doer, beside = head != DTL_NONE && head == s->words[doer].head;
        bool in_phrase = span_child_of(s, doer, DTL_REL_CASE) != DTL_NONE; /* "in police firing, he said": wherever the gerund went */
        if (!above && !below && !beside && !in_phrase)
            continue;
        turn_into_noun(s, v, lemma);
        made++;
    }
    return made;
}

/* "police(compound) opened(amod, VBN) fire(obj)", "police(compound) opened(root, VBN) fire(obj)" */
uint32_t repair_compound_subjects(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 1; v + 1 < s->end; v++) {
        dtl_word *verb = &s->words[v], *noun = &s->words[v - 1];
        bool beside = is_bare_doer(noun) && noun->relation == DTL_REL_AMOD && verb->relation == DTL_REL_AMOD && noun->head == verb->head; /* "constable(amod)" */
        if ((!beside && (noun->head != v || noun->relation != DTL_REL_COMPOUND)) || (!is_bare_doer(noun) && noun->upos != DTL_UPOS_PROPN) || verb->upos != DTL_UPOS_VERB ||
            (verb->xpos != DTL_XPOS_VBN && verb->xpos != DTL_XPOS_VBD && verb->xpos != DTL_XPOS_VB) || span_has_subject(s, v) || span_is_passive_here(s, v) || span_child_of(s, v, DTL_REL_AUX) != DTL_NONE)
            continue;
        uint32_t object = verb->head;
        if (verb->relation == DTL_REL_AMOD && object == v + 1 && span_is_nominal(&s->words[object])) {
            span_promote_verb(s, v, object);
            if (verb->relation != DTL_REL_ROOT && verb->relation != DTL_REL_CONJ)
                verb->relation = DTL_REL_ADVCL;
        } else if (span_child_of(s, v, DTL_REL_OBJ) == DTL_NONE) {
            continue;
        }
        if (verb->relation == DTL_REL_XCOMP && span_child_of(s, v, DTL_REL_MARK) != DTL_NONE) /* "killed as police open fire" */
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

/* "shot a protester(obj) dead(amod behind it)": how the verb left him; "the police(compound) shot(NOUN) dead two rioters": a verb. */
uint32_t repair_dead(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        dtl_word *dead = &s->words[t];
        if (dtl_slice_is(dead->lemma, "dead") && dead->upos == DTL_UPOS_ADV && s->words[t - 1].upos == DTL_UPOS_VERB && dead->head != t - 1 &&
            dtl_slice_is(s->words[t - 1].lemma, "shoot") && span_child_of(s, t, DTL_REL_CASE) == DTL_NONE) {
            dead->head = t - 1; /* "shot dead(advmod of three) three men" */
            dead->relation = DTL_REL_ADVMOD;
            made++;
            continue;
        }
        if (!dtl_slice_is(dead->lemma, "dead") || dead->relation != DTL_REL_AMOD || dead->head == DTL_NONE)
            continue;
        if (dead->head > t && t + 1 < s->end && s->words[t + 1].upos == DTL_UPOS_CCONJ && span_is_nominal(&s->words[t - 1])) {
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
        if (noun > t + 1 && s->words[t + 1].upos == DTL_UPOS_ADP && s->words[t + 1].head == noun && span_is_nominal(&s->words[t - 1])) { /* "one dead in police firing" */
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
            span_promote_verb(s, shot, noun);
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

/* "Three(nsubj:pass) wounded(VBD) soldiers(obj of wounded) were flown out", "Wounded(advcl) fighters(nsubj) were treated", "freed 30(obj)
 * kidnapped(ccomp) girls(obj of kidnapped)": a participle between a number and its noun, or one that opens the sentence before a noun
 * which another verb follows at once, tells what the noun is like. */
uint32_t repair_participles_before(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t + 2 < s->end; t++) {
        dtl_word *word = &s->words[t], *noun = word + 1;
        bool verb_behind = word[2].upos == DTL_UPOS_AUX || (word[2].upos == DTL_UPOS_VERB && xpos_is_finite(word[2].xpos));
        if (word->upos != DTL_UPOS_VERB || (word->xpos != DTL_XPOS_VBD && word->xpos != DTL_XPOS_VBN) || noun->upos != DTL_UPOS_NOUN)
            continue;
        bool number = t > s->first && word[-1].upos == DTL_UPOS_NUM && word[-1].head != DTL_NONE && noun->head == t;
        bool opens = verb_behind && t == s->first && word->relation == DTL_REL_ADVCL && span_is_subject(noun->relation) && noun->head == word->head;
        bool subject = number && verb_behind && span_is_subject(word[-1].relation) && word[-1].head > t + 1;
        bool object = number && word[-1].relation == DTL_REL_OBJ && word[-1].head < t - 1 && (word->head == word[-1].head || word->head == t - 1);
        bool counted = subject || object;
        if (!opens && !counted)
            continue;
        if (counted) {
            noun->head = word[-1].head;
            noun->relation = word[-1].relation;
            word[-1].head = t + 1;
            word[-1].relation = DTL_REL_NUMMOD;
        }
        word->head = t + 1;
        word->relation = DTL_REL_AMOD;
        word->xpos = DTL_XPOS_VBN;
        made++;
    }
    return made;
}

/* "The arrest of the leader(nsubj of triggered) triggered(nmod of arrest) protests": no noun has a finite verb as its modifier. */
uint32_t repair_modifying_verbs(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 2; v < s->end; v++) {
        dtl_word *verb = &s->words[v];
        uint32_t noun = verb->head;
        if (verb->upos != DTL_UPOS_VERB || !xpos_is_finite(verb->xpos) || verb->relation != DTL_REL_NMOD || noun == DTL_NONE || noun > v || !span_is_nominal(&s->words[noun]))
            continue;
        uint32_t subject = span_child_of(s, v, DTL_REL_NSUBJ);
        if (subject == DTL_NONE || subject < noun || subject > v || span_child_of(s, subject, DTL_REL_CASE) == DTL_NONE || span_has_comma(s, noun, v))
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
    if (token + 2 >= s->end || s->words[token + 1].xpos != DTL_XPOS_HYPH || !span_lemma_in(&s->words[token + 2], "in ins"))
        return DTL_SLICE_EMPTY;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (dtl_slice_is(s->words[token].lemma, nouns[i][0]))
            return dtl_slice_from_cstr(nouns[i][1]);
    return DTL_SLICE_EMPTY;
}

/* "staged a sit(compound of Leeds) - in in Leeds(obj)": the three are one noun, the object of the verb before them. */
uint32_t repair_sit_ins(span_words *s)
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
        uint32_t before = span_child_of(s, verb, DTL_REL_OBJ);
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
