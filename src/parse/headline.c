/* Headlines: "Gunmen storm hotel in Mogadishu", "Israeli strike on school kills 30".
 *
 * In: a sentence with tags that ends in no stop and, by its tags, has no finite verb. Out: the same with one word taken for its
 * verb, where one can be, and tags and tree decided anew. Headlines and bullets leave out articles and auxiliaries, so that
 * a tagger of running text takes "kills" or "storm" for nouns; but nearly all of those that are no mere noun phrases have a verb in
 * the present tense.
 *
 * The idea: of the words that stand where a verb would (behind a noun that they agree with in number, before something that can
 * follow a verb) the one is the verb whose verb tag loses least against the tag that it was given; if all lose by more than
 * LOSS, the headline is a noun phrase ("Suicide bombing in Kabul").
 * Knowingly wrong: two verbs ("Rebels advance, threaten capital": the first alone), and plural
 * nouns before a number that is theirs ("School bus 12"). */
#include "parse/headline.h"
#include "parse/lemma.h"

/* The sentence that is looked at, with its words as written. */
typedef struct headline {
    parser *parser;
    dtl_arena *arena;
    parse_sentence *s;
    const dtl_slice *forms;
} headline;

enum { LOSS = 9 * NETWORK_LOGIT_UNIT, LONGEST = 40 /* words */ };

static bool is_finite(uint8_t tag)
{
    return xpos_is_finite(tag) || tag == DTL_XPOS_MD;
}

static bool is_noun(uint8_t tag)
{
    return tag == DTL_XPOS_NN || tag == DTL_XPOS_NNS || tag == DTL_XPOS_NNP || tag == DTL_XPOS_NNPS;
}

static bool ends_in_s(dtl_slice form) /* kills, raids; not: press */
{
    return form.length > 2 && (form.ptr[form.length - 1] | 0x20) == 's' && (form.ptr[form.length - 2] | 0x20) != 's';
}

/* Plural by sense or ending: "police", "gunmen". */
static bool is_several(dtl_slice form)
{
    if (dtl_slice_equal_nocase(form, DTL_SLICE("police")))
        return true;
    return form.length > 3 && dtl_slice_equal_nocase(dtl_slice_make(form.ptr + form.length - 3, 3), DTL_SLICE("men"));
}

static bool may_follow_a_verb(uint8_t tag)
{
    switch (tag) {
    case DTL_XPOS_DT: case DTL_XPOS_CD: case DTL_XPOS_JJ: case DTL_XPOS_JJR: case DTL_XPOS_IN: case DTL_XPOS_TO: case DTL_XPOS_RP:
    case DTL_XPOS_PRP: case DTL_XPOS_PRP_POSS: case DTL_XPOS_RB:
        return true;
    default: return is_noun(tag);
    }
}

typedef enum number { NUMBER_NONE /* no subject */, NUMBER_SINGULAR, NUMBER_PLURAL } number;

/* "Blast(VBN) in mosque", "Fighting(VBG) in Tripoli": a deed that opens a headline and was taken for a verb. */
static bool opens_as_deed(const uint8_t *xpos)
{
    return xpos[0] >= DTL_XPOS_VB && xpos[0] <= DTL_XPOS_VBN && xpos[1] == DTL_XPOS_IN;
}

/* The number of the noun phrase that opens the sentence before `at`: of its head, the last noun before the first preposition; none
 * when a verb stands there already ("Two killed in bus crash"). */
static number number_before(const headline *h, uint32_t at)
{
    const uint8_t *xpos = h->s->xpos;
    uint32_t head = at;
    bool closed = false, coordinated = false;
    for (uint32_t i = 0; i < at; i++) {
        bool opens = i == 0 && at > 2 && opens_as_deed(xpos); /* "Blast in mosque kills 32" */
        bool modifies = i > 0 && i + 1 < at && xpos[i] >= DTL_XPOS_VBG && xpos[i] <= DTL_XPOS_VBN && xpos[i - 1] == DTL_XPOS_POS && is_noun(xpos[i + 1]);
        if (opens)
            head = 0;
        else if (!modifies && xpos[i] >= DTL_XPOS_VB && xpos[i] <= DTL_XPOS_VBZ)
            return NUMBER_NONE;
        bool between_nouns = i > 0 && is_noun(xpos[i - 1]) && (is_noun(xpos[i + 1]) || xpos[i + 1] == DTL_XPOS_JJ);
        coordinated = coordinated || (!closed && between_nouns && (xpos[i] == DTL_XPOS_COMMA || xpos[i] == DTL_XPOS_CC)); /* "US, China" */
        closed = closed || ((xpos[i] == DTL_XPOS_IN || xpos[i] == DTL_XPOS_TO) && head != at);
        if (!closed && (is_noun(xpos[i]) || xpos[i] == DTL_XPOS_CD))
            head = i;
    }
    bool plural = head < at && (xpos[head] == DTL_XPOS_NNS || xpos[head] == DTL_XPOS_NNPS || xpos[head] == DTL_XPOS_CD || is_several(h->forms[head]));
    return head == at ? NUMBER_NONE : plural || coordinated ? NUMBER_PLURAL : NUMBER_SINGULAR;
}

/* Do the treebanks know the word as a verb, in its base form or with -s? */
static bool is_known_verb(const headline *h, uint32_t at)
{
    dtl_slice lemma;
    if (!lemma_of(&h->parser->model, h->arena, h->forms[at], ends_in_s(h->forms[at]) ? DTL_XPOS_VBZ : DTL_XPOS_VB, &lemma))
        return false;
    return model_list_find(&h->parser->model.lemma, lemma_key(DTL_XPOS_VB, lemma, LEMMA_KNOWN)) != 0;
}

/* Which verb can stand here: one of the present tense, behind a noun or number that it agrees with; one in -s only before what it
 * can take as object, as "attacks in Kabul" are attacks. DTL_XPOS_COUNT = none. */
static uint8_t verb_at(const headline *h, uint32_t at)
{
    const uint8_t *xpos = h->s->xpos;
    uint8_t before = xpos[at - 1], behind = xpos[at + 1];
    bool may_be = is_noun(xpos[at]) || xpos[at] == DTL_XPOS_VB || xpos[at] == DTL_XPOS_CD || (xpos[at] == DTL_XPOS_JJ && before != DTL_XPOS_CD);
    bool before_toll = before == DTL_XPOS_JJ && behind == DTL_XPOS_CD; /* "in police compound(JJ) kills 32" */
    if (!may_be || !(is_noun(before) || before == DTL_XPOS_CD || before_toll) || !may_follow_a_verb(behind))
        return DTL_XPOS_COUNT;
    bool s_form = ends_in_s(h->forms[at]);
    if (number_before(h, at) != (s_form ? NUMBER_SINGULAR : NUMBER_PLURAL) || !is_known_verb(h, at))
        return DTL_XPOS_COUNT;
    if (s_form && (behind == DTL_XPOS_IN || behind == DTL_XPOS_TO))
        return DTL_XPOS_COUNT;
    return s_form ? DTL_XPOS_VBZ : DTL_XPOS_VBP;
}

/* How much that tag loses against the one that the word was given. */
static int32_t loss_at(const headline *h, uint32_t at, uint8_t tag)
{
    return h->s->xpos[at] == DTL_XPOS_VB ? 0 : parser_tag_loss(h->parser, h->s, at, tag);
}

static bool opens_a_clause(dtl_slice form)
{
    return dtl_slice_is(form, "as") || dtl_slice_is(form, "after") || dtl_slice_is(form, "while") || dtl_slice_is(form, "when");
}

/* Words that may hold the missing verb: all, or those before ", the ministry says" and before "as its fate remains unclear"; 0 where
 * nothing is missing. */
static uint32_t length_of_headline(const headline *h)
{
    const uint8_t *xpos = h->s->xpos;
    uint32_t count = h->s->count, length = count;
    if (count < 3 || count > LONGEST || xpos[count - 1] == DTL_XPOS_PERIOD)
        return 0;
    for (uint32_t i = count; i-- > 0 && is_finite(xpos[count - 1]) && length == count;)
        if (xpos[i] == DTL_XPOS_COMMA)
            length = i;
    for (uint32_t i = 0; i < length; i++) {
        if (i > 2 && xpos[i] == DTL_XPOS_IN && opens_a_clause(h->forms[i]))
            return i;
        if (is_finite(xpos[i]))
            return 0;
    }
    return length;
}

void parse_sentence_headline(parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms)
{
    const headline h = {p, arena, s, forms};
    uint32_t length = length_of_headline(&h), chosen = 0;
    int32_t least = LOSS;
    for (uint32_t i = 1; i + 1 < length; i++) {
        uint8_t tag = verb_at(&h, i);
        int32_t loss = tag == DTL_XPOS_COUNT ? LOSS : loss_at(&h, i, tag);
        if (loss < least) {
            least = loss;
            chosen = i;
        }
    }
    if (!chosen)
        return;
    s->hints[chosen] = verb_at(&h, chosen);
    if (opens_as_deed(s->xpos))
        s->hints[0] = DTL_XPOS_NN;
    parser_run(p, s);
}
