/* Corrections of what is joined: conjuncts that are not alike, modifiers of compounds, titles, rows of names, subjects that a headline lists,
 * what is added behind a comma.
 *
 * In and out: as in repair_subjects.c. */
#include "parse/repair_tools.h"

/* "agreed to a truce and to disarm(conj of agreed)": an infinitive is joined to what the verb calls for, not to a finite verb;
 * "aimed to found a state and pursued(conj of found) …": nor a finite verb to an infinitive. */
uint32_t repair_unlike_conjuncts(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t v = s->first + 3; v < s->end; v++) {
        const uint32_t verb = s->words[v].head, cc = span_child_of(s, v, DTL_REL_CC);
        if (s->words[v].relation != DTL_REL_CONJ || !span_is_verb(s, v) || !span_is_verb(s, verb) || verb > v || cc == DTL_NONE || cc > v || span_has_subject(s, v))
            continue;
        const uint32_t to = span_child_of(s, v, DTL_REL_MARK);
        if (s->words[v].xpos == DTL_XPOS_VB && to != DTL_NONE && to > cc && s->words[to].xpos == DTL_XPOS_TO && xpos_is_finite(s->words[verb].xpos)) {
            uint32_t called = span_child_between(s, verb, DTL_REL_XCOMP, verb + 1, cc);
            called = called != DTL_NONE ? called : span_child_between(s, verb, DTL_REL_OBL, verb + 1, cc);
            called = called != DTL_NONE ? called : span_child_between(s, verb, DTL_REL_OBJ, verb + 1, cc);
            if (called == DTL_NONE)
                continue;
            s->words[v].head = called;
            made++;
        } else if (xpos_is_finite(s->words[v].xpos) && s->words[v].xpos != DTL_XPOS_VBP && !span_has_auxiliary(s, v) && s->words[verb].xpos == DTL_XPOS_VB &&
                   s->words[verb].relation == DTL_REL_XCOMP && span_is_verb(s, s->words[verb].head) && s->words[s->words[verb].head].xpos == s->words[v].xpos) {
            s->words[v].head = s->words[verb].head;
            made++;
        }
    }
    return made;
}

/* "…, the service said, citing(ccomp of said) documents": what is said is a clause, and a bare gerund behind a comma is none. */
uint32_t repair_added_gerunds(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t g = s->first + 2; g < s->end; g++) {
        const uint32_t verb = s->words[g].head;
        if (s->words[g].xpos != DTL_XPOS_VBG || s->words[g].relation != DTL_REL_CCOMP || !span_is_verb(s, verb) || verb > g || !span_is_reporting(&s->words[verb]) ||
            s->words[g - 1].xpos != DTL_XPOS_COMMA || span_has_subject(s, g) || span_has_auxiliary(s, g))
            continue;
        s->words[g].relation = DTL_REL_ADVCL;
        made++;
    }
    return made;
}

/* "opened fire(compound of night) Sunday(compound of night) night": a common noun before a day is the verb's object. */
static bool is_object_before_day(span_words *s, uint32_t t)
{
    const uint32_t day = s->words[t].head, verb = day == DTL_NONE ? DTL_NONE : s->words[day].head;
    if (s->words[t].relation != DTL_REL_COMPOUND || s->words[t].xpos != DTL_XPOS_NN || !span_is_verb(s, verb) || verb >= t || t + 1 >= s->end || s->words[t + 1].xpos != DTL_XPOS_NNP ||
        !span_is_time_unit(&s->words[t + 1]) || span_child_of(s, verb, DTL_REL_OBJ) != DTL_NONE)
        return false;
    s->words[t].head = verb;
    s->words[t].relation = DTL_REL_OBJ;
    return true;
}

/* "three(nummod of officers) police(compound) officers": what determines or counts goes with the whole, as in 16 of 21 such cases of the treebanks' dev parts. */
uint32_t repair_compounds(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        const uint32_t part = s->words[t].head;
        made += is_object_before_day(s, t);
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

/* "between Chad and rebel leader(conj of Chad) Omar Haidari(conj of Chad)": a title right before the name is the name's. */
uint32_t repair_joined_titles(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t name = s->first + 2; name < s->end; name++) {
        uint32_t title = name - 1;
        while (title > s->first && s->words[title].upos == DTL_UPOS_PROPN && s->words[title].head == name)
            title--;
        if (s->words[name].upos != DTL_UPOS_PROPN || s->words[name].relation != DTL_REL_CONJ || s->words[title].upos != DTL_UPOS_NOUN ||
            s->words[title].relation != DTL_REL_CONJ || s->words[title].head != s->words[name].head)
            continue;
        for (uint32_t t = s->first; t < title; t++)
            if (s->words[t].head == title && (s->words[t].relation == DTL_REL_CC || s->words[t].relation == DTL_REL_PUNCT || s->words[t].relation == DTL_REL_CASE))
                s->words[t].head = name;
        s->words[title].head = name;
        s->words[title].relation = DTL_REL_NMOD_DESC;
        made++;
    }
    return made;
}

/* "the envoys of Chad, Mali(conj or appos of envoys) and Niger(conj of Mali)": a row of names belongs together. */
uint32_t repair_rows_of_names(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first + 3; t < s->end; t++) {
        const uint32_t noun = s->words[t].head, before = t - 2;
        if (s->words[t].upos != DTL_UPOS_PROPN || (s->words[t].relation != DTL_REL_CONJ && s->words[t].relation != DTL_REL_APPOS) || noun == DTL_NONE || noun > before ||
            s->words[noun].xpos != DTL_XPOS_NNS || s->words[t - 1].xpos != DTL_XPOS_COMMA || s->words[before].upos != DTL_UPOS_PROPN ||
            s->words[before].relation != DTL_REL_NMOD || s->words[before].head != noun)
            continue;
        for (uint32_t other = t; other < s->end; other++)
            if ((other == t || s->words[other].head == t) && s->words[other].upos == DTL_UPOS_PROPN && (other == t || s->words[other].relation == DTL_REL_CONJ)) {
                s->words[other].head = before;
                s->words[other].relation = DTL_REL_CONJ;
            }
        made++;
    }
    return made;
}

/* The head of the words from..end, when they are a bare noun phrase ("two gunmen", no article or preposition); DTL_NONE. */
static uint32_t bare_phrase(const span_words *s, uint32_t from, uint32_t end)
{
    uint32_t head = DTL_NONE;
    for (uint32_t t = from; t < end; t++) {
        const dtl_word *word = &s->words[t];
        if (!span_is_nominal(word) && word->upos != DTL_UPOS_ADJ && word->upos != DTL_UPOS_NUM && word->upos != DTL_UPOS_INTJ)
            return DTL_NONE;
        if (word->head >= from && word->head < end && word->head != DTL_NONE)
            continue;
        if (head != DTL_NONE)
            return DTL_NONE; /* two heads */
        head = t;
    }
    return head != DTL_NONE && s->words[head].upos != DTL_UPOS_PRON && !span_is_time_unit(&s->words[head]) ? head : DTL_NONE;
}

/* "Kenya(vocative of hold), Uganda(nsubj) hold talks", "Sudan(nsubj), rebels(appos of Sudan) sign truce": the comma of headlines is an "and"; what explains a
 * noun would end in a second comma. */
uint32_t repair_listed_subjects(span_words *s)
{
    uint32_t comma = s->first, verb;
    while (comma < s->end && s->words[comma].xpos != DTL_XPOS_COMMA)
        comma++;
    for (verb = comma + 1; verb < s->end && s->words[verb].upos != DTL_UPOS_VERB && s->words[verb].upos != DTL_UPOS_AUX && s->words[verb].upos != DTL_UPOS_PART;)
        verb++;
    const uint32_t end = verb, first = verb < s->end ? bare_phrase(s, s->first, comma) : DTL_NONE, second = first == DTL_NONE ? DTL_NONE : bare_phrase(s, comma + 1, end);
    if (second == DTL_NONE)
        return 0;
    verb = s->words[end].upos == DTL_UPOS_VERB ? end : s->words[end].head;
    if (!span_is_verb(s, verb) || s->words[verb].xpos == DTL_XPOS_VBZ || s->words[first].head != verb)
        return 0;
    const uint8_t of_first = s->words[first].relation, of_second = s->words[second].relation;
    const bool called = of_first == DTL_REL_VOCATIVE && s->words[s->end - 1].upos != DTL_UPOS_PUNCT; /* in running text somebody may be spoken to */
    const bool subject = s->words[second].head == verb && span_is_subject(of_second), explains = s->words[second].head == first && of_second == DTL_REL_APPOS;
    if (!(called || span_is_subject(of_first)) || !(subject || explains))
        return 0;
    const bool passive = of_first == DTL_REL_NSUBJ_PASS || (subject && of_second == DTL_REL_NSUBJ_PASS);
    span_set(s, first, verb, passive ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ);
    span_set(s, second, first, DTL_REL_CONJ);
    if (s->words[second].upos == DTL_UPOS_INTJ) { /* "boy(UH)" */
        s->words[second].upos = DTL_UPOS_NOUN;
        s->words[second].xpos = DTL_XPOS_NN;
    }
    return 1;
}
