/* Appositions: "United Nations (UN)", "John Smith, 34, left", "his wife Anna Novak".
 *
 * In: the words of a sentence with heads and relations. Out: the same; second names of a thing that the network hung elsewhere are put right.
 * An apposition says once more what a noun names; the five kinds here are told by their form. In the training parts of the
 * treebanks the rules give the annotators' heads in 38 of 40 (abbreviations), 31 of 35 (kin) and 22 of 28 cases (citations).
 *
 *     United Nations ( UN )        a short form, whose letters begin the words before it (Schwartz & Hearst 2003), of the whole name
 *     John Smith , 34 , left       a bare number behind a name: the age
 *     his wife Anna Novak          whose she is, what she is, who she is
 *     aid for refugees , a duty    one thing is no second name of several: the nearer noun, if it is one
 *     ( Novak , 2010 )             no second name but a citation
 *
 * Knowingly wrong: "a town of 30,000" may be the second name of what stands farther off; those are left to the network. */
#include "parse/repair_tools.h"

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool opens_bracket(const span_words *s, uint32_t t)
{
    return s->words[t].xpos == DTL_XPOS_LRB;
}

/* The head of the name or compound whose last word stands at t: "Smith" → "John", "Liberation Front" → "Front". */
static uint32_t head_of_name(const span_words *s, uint32_t t)
{
    while (s->words[t].relation == DTL_REL_FLAT && s->words[t].head < t)
        t = s->words[t].head;
    return t;
}

/* Hangs a word on another that is not below it. */
static bool join(span_words *s, uint32_t t, uint32_t head, uint8_t relation)
{
    dtl_word *word = &s->words[t];
    if (span_is_above(s, t, head) || (word->head == head && word->relation == relation) || word->head == DTL_NONE)
        return false;
    word->head = head;
    word->relation = relation;
    return true;
}

/* Two capitals at least, and nothing but letters. */
static bool is_short_form(dtl_slice form)
{
    uint32_t capitals = 0;
    for (uint32_t i = 0; i < form.length; i++) {
        if (!is_letter(form.ptr[i]))
            return false;
        capitals += form.ptr[i] <= 'Z';
    }
    return capitals > 1;
}

/* The first word of the name before `bracket` whose words begin with the letters of the form; small words may stand between. */
static uint32_t begin_of_long_form(const span_words *s, uint32_t bracket, dtl_slice form)
{
    uint32_t letter = form.length;
    for (uint32_t t = bracket; t-- > s->first && letter > 0;) {
        const dtl_word *word = &s->words[t];
        if (word->upos == DTL_UPOS_ADP || word->upos == DTL_UPOS_DET || word->upos == DTL_UPOS_CCONJ || word->xpos == DTL_XPOS_HYPH)
            continue;
        if (word->lemma.length == 0 || small(word->lemma.ptr[0]) != small(form.ptr[letter - 1]))
            break;
        if (--letter == 0)
            return t;
    }
    return DTL_NONE;
}

static bool join_short_form(span_words *s, uint32_t bracket)
{
    const uint32_t t = bracket + 1;
    if (!opens_bracket(s, bracket) || t + 1 >= s->end || s->words[t + 1].xpos != DTL_XPOS_RRB || !is_short_form(s->words[t].lemma))
        return false;
    const uint32_t begin = begin_of_long_form(s, bracket, s->words[t].lemma);
    for (uint32_t head = begin; head < bracket; head++) /* the one word of the name whose head stands outside */
        if (s->words[head].head == DTL_NONE || s->words[head].head < begin || s->words[head].head >= bracket)
            return span_is_nominal(&s->words[head]) && join(s, t, head, DTL_REL_APPOS);
    return false;
}

static bool is_age(const dtl_word *word)
{
    const dtl_slice form = word->lemma;
    return word->xpos == DTL_XPOS_CD && form.length > 0 && form.length <= 2 && form.ptr[0] >= '1' && form.ptr[0] <= '9' &&
           (form.length == 1 || (form.ptr[1] >= '0' && form.ptr[1] <= '9'));
}

static bool join_age(span_words *s, uint32_t comma)
{
    if (s->words[comma].xpos != DTL_XPOS_COMMA || comma == s->first || comma + 2 >= s->end || s->words[comma - 1].upos != DTL_UPOS_PROPN || !is_age(&s->words[comma + 1]))
        return false;
    const uint8_t behind = s->words[comma + 2].xpos;
    uint32_t who = head_of_name(s, comma - 1);
    if (s->words[who].relation == DTL_REL_APPOS) /* "his wife Anna, 34": all that is said of the wife hangs on her */
        who = s->words[who].head;
    return (behind == DTL_XPOS_COMMA || behind == DTL_XPOS_PERIOD) && join(s, comma + 1, who, DTL_REL_APPOS);
}

/* "his wife(compound of Novak) Anna(compound of Novak) Novak(subject)" → "his wife(subject) Anna(appos of wife) Novak(flat of Anna)" */
static bool join_kin(span_words *s, uint32_t kin)
{
    dtl_word *words = s->words;
    if (words[kin].upos != DTL_UPOS_NOUN || kin == s->first || kin + 1 >= s->end || words[kin - 1].xpos != DTL_XPOS_PRP_POSS || words[kin + 1].upos != DTL_UPOS_PROPN)
        return false;
    const uint32_t first = kin + 1, name = words[kin].head;
    if (words[first].head == kin)
        return join(s, first, kin, DTL_REL_APPOS);
    const bool modifies = words[kin].relation == DTL_REL_COMPOUND || words[kin].relation == DTL_REL_NMOD_DESC;
    if (!modifies || name == DTL_NONE || name <= kin || words[name].upos != DTL_UPOS_PROPN || span_has_comma(s, kin, name))
        return false;
    words[kin].head = words[name].head;
    words[kin].relation = words[name].relation;
    for (uint32_t t = s->first; t < s->end; t++) {
        if (words[t].head != name || t == kin)
            continue;
        const bool of_name = words[t].relation == DTL_REL_FLAT || words[t].relation == DTL_REL_COMPOUND;
        words[t].head = of_name && t > kin ? first : kin;
        words[t].relation = of_name && t > kin ? DTL_REL_FLAT : words[t].relation;
    }
    words[name].head = first;
    words[name].relation = DTL_REL_FLAT;
    words[first].head = kin;
    words[first].relation = DTL_REL_APPOS;
    return true;
}

/* "the gangs of Tunja, a city", "city" the apposition of "gangs" */
static bool join_to_nearer(span_words *s, uint32_t t)
{
    const uint32_t head = s->words[t].head, article = span_child_of(s, t, DTL_REL_DET);
    if (s->words[t].relation != DTL_REL_APPOS || s->words[t].xpos != DTL_XPOS_NN || article == DTL_NONE || article < s->first + 2 || article > t ||
        !dtl_slice_is(s->words[article].lemma, "a") || s->words[article - 1].xpos != DTL_XPOS_COMMA || s->words[head].xpos != DTL_XPOS_NNS)
        return false;
    const uint32_t near = head_of_name(s, article - 2);
    return (s->words[near].xpos == DTL_XPOS_NN || s->words[near].xpos == DTL_XPOS_NNP) && span_is_above(s, head, near) && join(s, t, near, DTL_REL_APPOS);
}

static bool is_year(dtl_slice form)
{
    return form.length >= 4 && form.length <= 5 && (form.ptr[0] == '1' || form.ptr[0] == '2') && form.ptr[3] >= '0' && form.ptr[3] <= '9';
}

/* "( Novak et al. , 2010 )" */
static bool cites(span_words *s, uint32_t t)
{
    if (s->words[t].relation != DTL_REL_APPOS || s->words[t].upos != DTL_UPOS_PROPN || t == s->first || !opens_bracket(s, t - 1))
        return false;
    for (uint32_t k = t + 2; k < s->end && s->words[k].xpos != DTL_XPOS_RRB; k++)
        if (s->words[k].xpos == DTL_XPOS_CD && is_year(s->words[k].lemma)) {
            s->words[t].relation = DTL_REL_DEP;
            return true;
        }
    return false;
}

uint32_t repair_appositions(span_words *s)
{
    uint32_t made = 0;
    for (uint32_t t = s->first; t < s->end; t++)
        made += join_short_form(s, t) + join_age(s, t) + join_kin(s, t) + join_to_nearer(s, t) + cites(s, t);
    return made;
}
