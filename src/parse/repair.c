/* Repairs: trees that no grammar allows are put right.
 *
 * In: the words of a sentence with heads and relations. Out: the same with corrections made. The network decides every arc and every
 * relation by itself, so that together they can be what no grammar allows: in "The army said the men(obj of said) were freed(ccomp)" somebody is
 * said and nobody is freed. Where the words themselves say what is right, a rule puts it right. The rules stand in repair_subjects.c
 * (who does it), repair_objects.c (to whom), repair_joints.c (what is joined) and apposition.c (what is named twice); here are their order
 * and what they share. Each was kept because sentences of the development sets, the rules' own examples or tests/cases are read worse without it.
 * When corrections together leave no tree, the network's own tree stands.
 * Gets wrong on purpose: nothing is moved that the words do not force. */
#include "parse/repair_tools.h"

bool span_is_nominal(const dtl_word *word)
{
    return word->upos == DTL_UPOS_NOUN || word->upos == DTL_UPOS_PROPN || word->upos == DTL_UPOS_NUM || word->upos == DTL_UPOS_PRON;
}

bool span_is_subject(uint8_t relation)
{
    return relation == DTL_REL_NSUBJ || relation == DTL_REL_NSUBJ_PASS || relation == DTL_REL_CSUBJ || relation == DTL_REL_CSUBJ_PASS;
}

/* First child of head with the relation, within the sentence. */
uint32_t span_child_of(const span_words *s, uint32_t head, uint8_t relation)
{
    for (uint32_t t = s->first; t < s->end; t++)
        if (s->words[t].head == head && s->words[t].relation == relation)
            return t;
    return DTL_NONE;
}

bool span_has_subject(const span_words *s, uint32_t head)
{
    for (uint32_t t = s->first; t < s->end; t++)
        if (s->words[t].head == head && span_is_subject(s->words[t].relation))
            return true;
    return false;
}

static bool span_stays_with_noun(const dtl_word *word, uint32_t token, uint32_t verb, uint32_t noun)
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
void span_promote_verb(span_words *s, uint32_t verb, uint32_t noun)
{
    s->words[verb].head = s->words[noun].head;
    s->words[verb].relation = s->words[noun].relation;
    for (uint32_t t = s->first; t < s->end; t++)
        if (s->words[t].head == noun && t != verb && !span_stays_with_noun(&s->words[t], t, verb, noun))
            s->words[t].head = verb;
    s->words[noun].head = verb;
    s->words[noun].relation = DTL_REL_OBJ;
}

bool span_is_time_unit(const dtl_word *word)
{
    return span_lemma_in(word, "day week month year night weekend Monday Tuesday Wednesday Thursday Friday Saturday Sunday yesterday today");
}

/* Is token above word in the tree? */
bool span_is_above(const span_words *s, uint32_t token, uint32_t word)
{
    uint32_t steps = 0;
    while (word != DTL_NONE && word != token && steps++ <= s->end - s->first)
        word = s->words[word].head;
    return word == token || steps > s->end - s->first;
}

bool span_is_reporting(const dtl_word *word)
{
    return span_lemma_in(word, "say tell add claim report announce state confirm warn deny allege declare reveal insist acknowledge believe "
                               "note argue write");
}

bool span_is_oblique(uint8_t relation)
{
    return relation == DTL_REL_OBL || relation == DTL_REL_OBL_UNMARKED || relation == DTL_REL_OBL_TMOD;
}

bool span_is_passive_here(const span_words *s, uint32_t verb)
{
    return span_child_of(s, verb, DTL_REL_AUX_PASS) != DTL_NONE;
}

bool span_has_comma(const span_words *s, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (s->words[t].upos == DTL_UPOS_PUNCT && s->words[t].xpos != DTL_XPOS_HYPH)
            return true;
    return false;
}

bool span_lemma_in(const dtl_word *word, const char *list)
{
    const dtl_slice lemma = word->lemma;
    for (const char *at = list; *at; at += *at == ' ') { /* a list is read once, without measuring it: this is asked for every word */
        uint32_t same = 0;
        while (same < lemma.length && at[same] == lemma.ptr[same])
            same++;
        if (same == lemma.length && same > 0 && (at[same] == ' ' || at[same] == 0))
            return true;
        while (*at && *at != ' ')
            at++;
    }
    return false;
}

bool span_is_verb(const span_words *s, uint32_t token)
{
    return token != DTL_NONE && s->words[token].upos == DTL_UPOS_VERB;
}

uint32_t span_child_between(const span_words *s, uint32_t head, uint8_t relation, uint32_t from, uint32_t end)
{
    for (uint32_t t = from; t < end; t++)
        if (s->words[t].head == head && s->words[t].relation == relation)
            return t;
    return DTL_NONE;
}

bool span_has_auxiliary(const span_words *s, uint32_t verb)
{
    return span_child_of(s, verb, DTL_REL_AUX) != DTL_NONE || span_is_passive_here(s, verb);
}

void span_set(span_words *s, uint32_t token, uint32_t head, uint8_t relation)
{
    s->words[token].head = head;
    s->words[token].relation = relation;
}

/* Does every word lead up to a root, and to one only? */
static bool is_tree(const span_words *s)
{
    uint8_t seen[PARSE_SENTENCE_MAX] = {0}; /* 1: on the way under way, 2: known to lead to the root */
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
    static uint32_t (*const repairs[])(span_words *) = {
        repair_empty_speakers, repair_due, repair_main_verbs, repair_added_gerunds, repair_unlike_conjuncts, repair_governed, repair_ago, repair_bare_obliques, repair_active_subjects,
        repair_to_death, repair_sources, repair_compounds, repair_said_subjects, repair_double_subjects, repair_openings, repair_particles,
        repair_double_objects, repair_contents, repair_made_to, repair_outcomes, repair_joined_titles, repair_rows_of_names, repair_listed_subjects, repair_finite_clauses,
        repair_appositions,
    };
    span_words s = {words, first, first + count};
    dtl_word before[PARSE_SENTENCE_MAX];
    uint32_t made = 0;
    if (count > PARSE_SENTENCE_MAX)
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
