/* Past forms: "Police used tear gas against students", "The army has shot down a helicopter".
 *
 * In: a sentence with tags and tree. Out: the same with hints, and tags and tree decided anew, in these cases:
 *   - the sentence ends in a stop, but its root is a noun or a bare participle ("Police used(amod) tear gas(root)."): of the forms in -ed that
 *     stand behind a noun and could be a past tense the one that loses least by it is the verb;
 *   - a word is tagged as a base form and is none: "drew", "freed", "has shot";
 *   - what somebody reports is a bare participle ("Ali left(VBN) for Paris, the agency reported."), or has "be" before a word in -ing that was taken
 *     for a noun ("was recruiting(NN) fighters");
 *   - a word in -s is tagged as a verb and has no subject, or stands right behind a past tense: "Clashes(VBZ) were reported".
 * A caption ("A car parked in a street.") has no verb: a participle before a preposition must lose little.
 *
 * Knowingly wrong: two verbs that are missing in one sentence (the second follows the first where the network sees it). */
#include "parse/finite.h"
#include "parse/endings.h"
#include "parse/lemma.h"

enum { LOSS_BEFORE_OBJECT = 8 * NETWORK_LOGIT_UNIT, LOSS_BEFORE_REST = 8 * NETWORK_LOGIT_UNIT };

static bool is_noun(uint8_t tag)
{
    return tag == DTL_XPOS_NN || tag == DTL_XPOS_NNS || tag == DTL_XPOS_NNP || tag == DTL_XPOS_NNPS;
}

static bool ends_in_stop(const parse_sentence *s)
{
    uint32_t last = s->count;
    while (last > 0 && (s->xpos[last - 1] == DTL_XPOS_CLOSE_QUOTE || s->xpos[last - 1] == DTL_XPOS_RRB))
        last--;
    return last > 0 && s->xpos[last - 1] == DTL_XPOS_PERIOD;
}

static bool is_clause_sign(uint8_t relation)
{
    return relation == DTL_REL_COP || relation == DTL_REL_AUX || relation == DTL_REL_AUX_PASS || relation == DTL_REL_EXPL;
}

/* A subject alone makes no clause: "The US(nsubj) on Thursday rejected(amod) calls(root)". */
static bool is_finite_here(const parse_sentence *s, uint32_t word)
{
    if (xpos_is_finite(s->xpos[word]))
        return true;
    for (uint32_t t = 0; t < s->count; t++)
        if (s->heads[t] == word && is_clause_sign(s->relations[t]))
            return true;
    return false;
}

/* The root of a sentence that has no finite verb; s->count: it has one, or is no statement. */
static uint32_t bare_root(const parse_sentence *s)
{
    for (uint32_t t = 0; t < s->count; t++)
        if (s->heads[t] == s->count)
            return (is_noun(s->xpos[t]) || s->xpos[t] == DTL_XPOS_CD || s->xpos[t] == DTL_XPOS_VBN) && !is_finite_here(s, t) ? t : s->count;
    return s->count;
}

/* Does no finite verb stand between the word and the root? */
static bool is_of_main_clause(const parse_sentence *s, uint32_t word)
{
    for (uint32_t at = s->heads[word], steps = 0; at < s->count && steps < s->count; at = s->heads[at], steps++)
        if (is_finite_here(s, at))
            return false;
    return true;
}

static bool may_be_object(uint8_t tag)
{
    return is_noun(tag) || tag == DTL_XPOS_DT || tag == DTL_XPOS_CD || tag == DTL_XPOS_PRP || tag == DTL_XPOS_PRP_POSS || tag == DTL_XPOS_JJ;
}

/* Is the form the past tense of a verb, and not the participle alone ("taken", "gone")? */
static bool is_past_form(const parser *p, dtl_arena *arena, dtl_slice form)
{
    static const char *const participles[] = {"gone", "done", "begun", "come", "become", "overcome", "run", "overrun", "sung", "sunk", "swum", "undergone"};
    const uint32_t n = form.length;
    dtl_slice lemma;
    if (n < 3 || n > LEMMA_FORM_MAX || (form.ptr[n - 1] | 0x20) == 'n' || (form.ptr[n - 1] | 0x20) == 'g' || !lemma_of(&p->model, arena, form, DTL_XPOS_VBD, &lemma))
        return false;
    for (size_t i = 0; i < sizeof participles / sizeof *participles; i++)
        if (dtl_slice_equal_nocase(form, dtl_slice_from_cstr(participles[i])))
            return false;
    return !dtl_slice_equal_nocase(form, lemma) || ((form.ptr[n - 1] | 0x20) == 'd' && (form.ptr[n - 2] | 0x20) == 'e');
}

/* Does a noun phrase end here: "the police", "the first", "Smith (53)"? */
static bool ends_noun_phrase(const parse_sentence *s, uint32_t at)
{
    const uint8_t tag = s->xpos[at];
    return is_noun(tag) || tag == DTL_XPOS_CD || tag == DTL_XPOS_RRB || (tag == DTL_XPOS_JJ && at > 0 && s->xpos[at - 1] == DTL_XPOS_DT);
}

/* "Doctors donated(VBN) and delivered(VBD) drugs": joined to a past tense. */
static bool is_joined_to_past(const parse_sentence *s, uint32_t at)
{
    for (uint32_t t = at + 1; t < s->count; t++)
        if (s->heads[t] == at && s->relations[t] == DTL_REL_CONJ && s->xpos[t] == DTL_XPOS_VBD)
            return true;
    return false;
}

/* By how much a past tense loses here, INT32_MAX where none can be. */
static int32_t loss_of_past(const parser *p, dtl_arena *arena, const parse_sentence *s, const dtl_slice *forms, uint32_t at)
{
    uint32_t before = at - 1; /* over adverbs; "The first(RB) killed(VBN)" ends at the article */
    while (before > 0 && (s->xpos[before] == DTL_XPOS_RB || s->xpos[before] == DTL_XPOS_COMMA))
        before--;
    const bool adjective = s->xpos[at] == DTL_XPOS_JJ && forms[at].length > 3 && memcmp(forms[at].ptr + forms[at].length - 2, "ed", 2) == 0; /* "Kenya voiced(JJ) hope." */
    if ((s->xpos[at] != DTL_XPOS_VBN && !adjective) || at + 1 >= s->count || s->xpos[at + 1] == DTL_XPOS_PERIOD || !(ends_noun_phrase(s, before) || (s->xpos[before] == DTL_XPOS_DT && before + 2 == at)) || !is_of_main_clause(s, at) ||
        !is_past_form(p, arena, forms[at]))
        return INT32_MAX;
    const int32_t loss = parser_tag_loss(p, s, at, DTL_XPOS_VBD);
    return loss < (may_be_object(s->xpos[at + 1]) || is_joined_to_past(s, at) ? LOSS_BEFORE_OBJECT : LOSS_BEFORE_REST) ? loss : INT32_MAX;
}

/* The clause before a verb of saying that is its content, when it is a bare participle: "Ali left(VBN) for Paris, the agency reported."; s->count: none. */
static uint32_t bare_content(const parse_sentence *s)
{
    for (uint32_t t = 0; t < s->count; t++) {
        const uint32_t head = s->heads[t];
        if (s->relations[t] == DTL_REL_CCOMP && head > t && head < s->count && s->heads[head] == s->count && s->xpos[t] == DTL_XPOS_VBN && xpos_is_finite(s->xpos[head]) &&
            !is_finite_here(s, t))
            return t;
    }
    return s->count;
}

static bool hint_main_verb(const parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms)
{
    int32_t least = INT32_MAX;
    uint32_t verb = 0;
    if (s->count < 4 || !ends_in_stop(s))
        return false;
    const uint32_t content = bare_content(s);
    if (content > 0 && content < s->count && is_past_form(p, arena, forms[content]) && parser_tag_loss(p, s, content, DTL_XPOS_VBD) < LOSS_BEFORE_REST) {
        s->hints[content] = DTL_XPOS_VBD;
        return true;
    }
    if (bare_root(s) == s->count)
        return false;
    for (uint32_t t = 1; t < s->count; t++) {
        const int32_t loss = loss_of_past(p, arena, s, forms, t);
        if (loss < least) {
            least = loss;
            verb = t;
        }
    }
    if (least == INT32_MAX)
        return false;
    s->hints[verb] = DTL_XPOS_VBD;
    return true;
}

/* "The refused(VBD) loan": behind an article no verb is finite. */
static bool hint_behind_articles(const parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms)
{
    bool any = false;
    for (uint32_t t = 1; t < s->count; t++) {
        const dtl_slice article = forms[t - 1];
        const bool is_article = dtl_slice_equal_nocase(article, DTL_SLICE("the")) || dtl_slice_equal_nocase(article, DTL_SLICE("a")) || dtl_slice_equal_nocase(article, DTL_SLICE("an"));
        if (s->xpos[t] != DTL_XPOS_VBD || !is_article || !is_past_form(p, arena, forms[t]))
            continue;
        s->hints[t] = DTL_XPOS_VBN;
        any = true;
    }
    return any;
}

static bool is_auxiliary(dtl_slice form)
{
    static const char *const words[] = {"have", "has", "had", "having", "'ve", "be", "been", "being", "is", "are", "was", "were", "am", "'s", "'d"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_equal_nocase(form, dtl_slice_from_cstr(words[i])))
            return true;
    return false;
}

/* "Clashes(VBZ) were reported", "reported clashes(VBZ)": a third person has a subject, and no finite verb stands right behind another. */
static bool hint_plurals(parse_sentence *s)
{
    bool any = false;
    for (uint32_t t = 0; t + 1 < s->count; t++) {
        bool subject = false;
        if (s->xpos[t] != DTL_XPOS_VBZ || s->upos[t] != DTL_UPOS_VERB || (t > 0 && s->xpos[t - 1] != DTL_XPOS_VBD))
            continue;
        for (uint32_t c = 0; c < s->count; c++)
            subject = subject || (s->heads[c] == t && (s->relations[c] == DTL_REL_NSUBJ || s->relations[c] == DTL_REL_CSUBJ || s->relations[c] == DTL_REL_EXPL) && (t > 0 || c > t));
        if (subject && t == 0)
            continue;
        s->hints[t] = DTL_XPOS_NNS;
        any = true;
    }
    return any;
}

static bool is_be(dtl_slice form)
{
    static const char *const words[] = {"is", "are", "was", "were", "be", "been", "'re", "'m"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_equal_nocase(form, dtl_slice_from_cstr(words[i])))
            return true;
    return false;
}

/* "was recruiting(NN, compound of fighters) fighters": behind "be", before a noun without an article. */
static bool hint_progressives(const parser *p, parse_sentence *s, const dtl_slice *forms)
{
    bool any = false;
    for (uint32_t t = 1; t + 1 < s->count; t++) {
        const uint32_t n = forms[t].length;
        if (s->xpos[t] != DTL_XPOS_NN || s->relations[t] != DTL_REL_COMPOUND || n < 5 || memcmp(forms[t].ptr + n - 3, "ing", 3) != 0 || !is_be(forms[t - 1]) ||
            s->heads[t] >= s->count || s->xpos[s->heads[t]] != DTL_XPOS_NNS || parser_tag_loss(p, s, t, DTL_XPOS_VBG) >= LOSS_BEFORE_REST)
            continue;
        s->hints[t] = DTL_XPOS_VBG;
        any = true;
    }
    return any;
}

/* "has shot(VB)", "but freed(VB) them": a past form that is no base form. */
static bool hint_past_forms(const parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms)
{
    bool any = false;
    for (uint32_t t = 0; t < s->count; t++) {
        dtl_slice folded;
        if ((s->xpos[t] != DTL_XPOS_VB && s->xpos[t] != DTL_XPOS_VBP) || !lemma_fold(arena, forms[t], DTL_XPOS_VB, &folded) ||
            model_list_find(&p->model.lemma, lemma_key(DTL_XPOS_VB, folded, LEMMA_KNOWN)) != 0 || !is_past_form(p, arena, forms[t]))
            continue;
        uint32_t before = t;
        while (before > 0 && s->xpos[before - 1] == DTL_XPOS_RB)
            before--;
        s->hints[t] = before > 0 && is_auxiliary(forms[before - 1]) ? DTL_XPOS_VBN : DTL_XPOS_VBD;
        any = true;
    }
    return any;
}

void parse_sentence_finite(parser *p, dtl_arena *arena, parse_sentence *s, const dtl_slice *forms)
{
    const bool past = hint_past_forms(p, arena, s, forms), behind = hint_behind_articles(p, arena, s, forms), progressive = hint_progressives(p, s, forms), plural = hint_plurals(s);
    if (past || behind || progressive || plural)
        parser_run(p, s);
    if (hint_main_verb(p, arena, s, forms))
        parser_run(p, s);
}
