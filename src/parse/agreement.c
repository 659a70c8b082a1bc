/* Agreement of tags with each other, with the letters and with the tree: "a copper mine(NN, PRON)", "They fled to Tunja(NN)".
 *
 * In: a sentence with tags and tree. Out: the same with no tags that cannot be. The network decides Penn tag, word class and relation by
 * themselves:
 *
 *     The blast injured(VBD, ADJ) eight    where no treebank has the two together the Penn tag, by which the forms are told, stands, and the best
 *                                          class that goes with it is taken
 *     They fled to Tunja(NN)               a capital inside a sentence of small letters: a name
 *     Clashes(VBZ, nsubj) broke out        a subject without words of a clause is no verb
 *
 * Knowingly wrong: both tags together ("The wizard(JJ, ADJ) attacks"). */
#include "parse/agreement.h"
#include "parse/lemma.h"

#define CLASS(name) (1u << DTL_UPOS_##name)

/* The word classes that go with a Penn tag, as the treebanks have them; 0: any. */
static uint32_t classes_of(uint8_t xpos)
{
    switch (xpos) {
    case DTL_XPOS_NN: return CLASS(NOUN) | CLASS(PRON) | CLASS(SYM) | CLASS(X);
    case DTL_XPOS_NNS: return CLASS(NOUN);
    case DTL_XPOS_NNP: return CLASS(PROPN) | CLASS(ADJ) | CLASS(VERB) | CLASS(NUM) | CLASS(ADV); /* "Red Cross" */
    case DTL_XPOS_NNPS: return CLASS(PROPN);
    case DTL_XPOS_JJ: case DTL_XPOS_JJR: case DTL_XPOS_JJS: return CLASS(ADJ);
    case DTL_XPOS_VB: case DTL_XPOS_VBD: case DTL_XPOS_VBG: case DTL_XPOS_VBN: case DTL_XPOS_VBP: case DTL_XPOS_VBZ: return CLASS(VERB) | CLASS(AUX);
    case DTL_XPOS_MD: return CLASS(AUX);
    case DTL_XPOS_CD: return CLASS(NUM);
    case DTL_XPOS_DT: return CLASS(DET) | CLASS(PRON);
    case DTL_XPOS_RB: return CLASS(ADV) | CLASS(PART);
    case DTL_XPOS_RP: return CLASS(ADP);
    case DTL_XPOS_IN: return CLASS(ADP) | CLASS(SCONJ) | CLASS(ADV);
    case DTL_XPOS_PRP: case DTL_XPOS_PRP_POSS: return CLASS(PRON);
    default: return 0;
    }
}

/* "someone", "nothing": nouns by their Penn tag, pronouns by their class; what else is a noun is no pronoun ("a copper mine"). */
static bool is_pronoun(dtl_slice form)
{
    static const char *const endings[] = {"one", "thing", "body"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const dtl_slice ending = dtl_slice_from_cstr(endings[i]);
        if (form.length >= ending.length && dtl_slice_equal_nocase(dtl_slice_make(form.ptr + form.length - ending.length, ending.length), ending))
            return true;
    }
    return false;
}

static bool go_together(uint8_t xpos, uint8_t upos, dtl_slice form)
{
    const uint32_t classes = classes_of(xpos);
    if (xpos == DTL_XPOS_NN && upos == DTL_UPOS_PRON)
        return is_pronoun(form);
    return classes == 0 || (classes >> upos & 1);
}

/* "exercises(NN)": a form in -s of a noun that the treebanks know only without it. */
static bool is_plural(const parser *p, dtl_arena *arena, dtl_slice form)
{
    dtl_slice lemma, folded;
    const uint32_t n = form.length;
    if (n < 4 || form.ptr[n - 1] != 's' || form.ptr[n - 2] == 's' || !lemma_fold(arena, form, DTL_XPOS_NN, &folded) || !lemma_of(&p->model, arena, form, DTL_XPOS_NNS, &lemma))
        return false;
    return !dtl_slice_equal(lemma, folded) && model_list_find(&p->model.lemma, lemma_key(DTL_XPOS_NN, folded, LEMMA_KNOWN)) == 0 &&
           model_list_find(&p->model.lemma, lemma_key(DTL_XPOS_NN, lemma, LEMMA_KNOWN)) != 0;
}

static bool is_letter(char c, char first)
{
    return c >= first && c < first + 26;
}

/* Are most verbs of the sentence written small? In a title they are not. */
static bool is_written_small(const parse_sentence *s, const dtl_slice *forms)
{
    uint32_t small = 0, capital = 0;
    for (uint32_t i = 1; i < s->count; i++) {
        const bool verb = s->xpos[i] >= DTL_XPOS_VB && s->xpos[i] <= DTL_XPOS_VBZ;
        small += verb && is_letter(forms[i].ptr[0], 'a');
        capital += verb && is_letter(forms[i].ptr[0], 'A');
    }
    return small > capital;
}

/* "He left Tunja(NN) by bus", "Two PFR(NN) fighters": a capital behind a word, not behind a mark that may begin a sentence. */
static bool is_name(const parse_sentence *s, const dtl_slice *forms, uint32_t i)
{
    const uint8_t tag = s->xpos[i], left = i > 0 ? s->upos[i - 1] : DTL_UPOS_PUNCT;
    if ((tag != DTL_XPOS_NN && tag != DTL_XPOS_NNS && tag != DTL_XPOS_FW) || i == 0 || forms[i].length < 3 || !is_letter(forms[i].ptr[0], 'A'))
        return false;
    const bool opened = i == 1 && left != DTL_UPOS_NOUN && left != DTL_UPOS_PUNCT && left != DTL_UPOS_INTJ; /* "The Herat market" */
    const bool adjective = i > 1 && s->xpos[i - 1] == DTL_XPOS_JJ && is_letter(forms[i - 1].ptr[0], 'A') && is_letter(forms[i - 2].ptr[0], 'a'); /* "the Popular Front" */
    return opened || adjective || is_letter(forms[i - 1].ptr[0], 'a') || left == DTL_UPOS_NUM || left == DTL_UPOS_PROPN || s->xpos[i - 1] == DTL_XPOS_LRB;
}

/* "Clashes(VBZ, nsubj) broke out", "arrested the accused(VBN, obj)": what is a subject or has an article, and no words of a clause below it, is no verb. */
static bool is_bare_noun(const parse_sentence *s, uint32_t i)
{
    const uint8_t relation = s->relations[i];
    const bool present = s->xpos[i] == DTL_XPOS_VBZ || s->xpos[i] == DTL_XPOS_VBP, past = s->xpos[i] == DTL_XPOS_VBN || s->xpos[i] == DTL_XPOS_VBD;
    bool article = false;
    if (present && s->upos[i] == DTL_UPOS_NOUN && (relation == DTL_REL_OBJ || relation == DTL_REL_OBL || relation == DTL_REL_NMOD)) /* "conducted strikes(VBZ, NOUN, obj)" */
        return true;
    if (!(present || past) || (relation != DTL_REL_NSUBJ && relation != DTL_REL_NSUBJ_PASS && relation != DTL_REL_OBJ))
        return false;
    for (uint32_t t = 0; t < s->count; t++) {
        if (s->heads[t] != i)
            continue;
        if (s->relations[t] == DTL_REL_NSUBJ || s->relations[t] == DTL_REL_OBJ || s->relations[t] == DTL_REL_COP || s->relations[t] == DTL_REL_AUX || s->relations[t] == DTL_REL_AUX_PASS)
            return false;
        article = article || s->relations[t] == DTL_REL_DET;
    }
    return article || (present && relation != DTL_REL_OBJ);
}

/* The tag that the letters or the tree ask for; the word's own where they ask for none. */
static uint8_t tag_asked_for(const parser *p, dtl_arena *arena, const parse_sentence *s, const dtl_slice *forms, uint32_t i, bool small)
{
    if (small && is_name(s, forms, i))
        return s->xpos[i] == DTL_XPOS_NNS ? DTL_XPOS_NNPS : DTL_XPOS_NNP;
    if (is_bare_noun(s, i))
        return s->xpos[i] == DTL_XPOS_VBZ ? DTL_XPOS_NNS : DTL_XPOS_NN;
    return s->xpos[i] == DTL_XPOS_NN && is_plural(p, arena, forms[i]) ? DTL_XPOS_NNS : s->xpos[i];
}

void parse_sentence_agreement(const parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms)
{
    const bool small = is_written_small(s, forms);
    for (uint32_t i = 0; i < s->count; i++) {
        const int16_t *classes = p->space.tags + (size_t)i * NETWORK_TAGS + NETWORK_UPOS;
        uint8_t best = DTL_UPOS_COUNT;
        s->xpos[i] = tag_asked_for(p, arena, s, forms, i, small);
        if (go_together(s->xpos[i], s->upos[i], forms[i]))
            continue;
        for (uint8_t other = 0; other < DTL_UPOS_COUNT; other++)
            if (go_together(s->xpos[i], other, forms[i]) && (best == DTL_UPOS_COUNT || classes[other] > classes[best]))
                best = other;
        s->upos[i] = best;
    }
}
