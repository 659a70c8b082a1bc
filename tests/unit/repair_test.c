/* The repairs of src/parse: each case is a tree as the network may leave it, the tree that the words force, and a neighbour that must stay. */
#include "check.h"
#include "parse/repair.h"

/* One word of a hand-made tree; head counts from 0, -1 is the root. */
typedef struct row {
    const char *lemma;
    uint8_t upos, xpos, relation;
    int head;
} row;

#define W(lemma, upos, xpos, relation, head) {lemma, DTL_UPOS_##upos, DTL_XPOS_##xpos, DTL_REL_##relation, head}
enum { WORDS_MAX = 24 };

static dtl_word words[WORDS_MAX];

static uint32_t repair(const row *rows, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        words[i] = (dtl_word){.lemma = dtl_slice_from_cstr(rows[i].lemma), .upos = rows[i].upos, .xpos = rows[i].xpos, .relation = rows[i].relation,
                              .head = rows[i].head < 0 ? DTL_NONE : (uint32_t)rows[i].head, .first_child = DTL_NONE, .next_sibling = DTL_NONE};
    return parse_repair(words, 0, count);
}

#define REPAIR(rows) repair(rows, sizeof(rows) / sizeof *(rows))
#define HANGS(word, on, as) (assert_int_equal(words[word].head, on), assert_int_equal(words[word].relation, DTL_REL_##as))

/* ---- repair_subjects.c ---- */

static void whoever_says_something_is_somebody(void **state)
{
    (void)state;
    row said[] = {W("it", PRON, PRP, EXPL, 1), W("say", VERB, VBD, ROOT, -1), W("that", SCONJ, IN, MARK, 4), W("they", PRON, PRP, NSUBJ, 4), W("flee", VERB, VBD, CCOMP, 1)};
    REPAIR(said);
    HANGS(0, 1, NSUBJ);
    said[1] = (row)W("seem", VERB, VBZ, ROOT, -1); /* it seems that they fled */
    assert_int_equal(REPAIR(said), 0);
}

static void the_subject_behind_what_brings_the_clause_in(void **state)
{
    (void)state;
    row source[] = {W("accord", VERB, VBG, CASE, 2), W("to", ADP, IN, FIXED, 0), W("police", NOUN, NN, OBL, 6), W(",", PUNCT, COMMA, PUNCT, 4), W("Omar", PROPN, NNP, CONJ, 2),
                    W("be", AUX, VBD, AUX_PASS, 6), W("kill", VERB, VBN, ROOT, -1)};
    assert_int_equal(REPAIR(source), 1);
    HANGS(4, 6, NSUBJ_PASS);
    source[3] = (row)W("and", CCONJ, CC, CC, 4); /* a second source */
    assert_int_equal(REPAIR(source), 0);
    row raids[] = {W("in", ADP, IN, CASE, 1), W("raid", NOUN, NNS, OBL, 5), W(",", PUNCT, COMMA, PUNCT, 3), W("member", NOUN, NNS, APPOS, 1), W("be", AUX, VBD, AUX_PASS, 5),
                   W("hold", VERB, VBN, ROOT, -1)};
    assert_int_equal(REPAIR(raids), 1);
    HANGS(3, 5, NSUBJ_PASS);
    row own[] = {W("in", ADP, IN, CASE, 1), W("raid", NOUN, NNS, OBL, 6), W(",", PUNCT, COMMA, PUNCT, 3), W("search", NOUN, NNS, APPOS, 1), W("they", PRON, PRP, NSUBJ_PASS, 6),
                 W("be", AUX, VBD, AUX_PASS, 6), W("hold", VERB, VBN, ROOT, -1)};
    assert_int_equal(REPAIR(own), 0);
}

static void the_object_of_saying_is_the_subject_of_what_is_said(void **state)
{
    (void)state;
    row says[] = {W("army", NOUN, NN, NSUBJ, 1), W("say", VERB, VBZ, ROOT, -1), W("driver", NOUN, NN, OBJ, 1), W("be", AUX, VBD, AUX_PASS, 4), W("hold", VERB, VBN, CCOMP, 1)};
    assert_int_equal(REPAIR(says), 1);
    HANGS(2, 4, NSUBJ_PASS);
    says[1] = (row)W("tell", VERB, VBD, ROOT, -1); /* told the driver */
    assert_int_equal(REPAIR(says), 0);
}

static void no_passive_without_an_auxiliary(void **state)
{
    (void)state;
    const row exploded[] = {W("bomb", NOUN, NN, NSUBJ_PASS, 1), W("explode", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(exploded), 1);
    HANGS(0, 1, NSUBJ);
    row killed[] = {W("gunman", NOUN, NNS, NSUBJ_PASS, 1), W("kill", VERB, VBN, ROOT, -1), W("six", NUM, CD, NUMMOD, 3), W("farmer", NOUN, NNS, OBJ, 1)};
    assert_int_equal(REPAIR(killed), 1);
    HANGS(0, 1, NSUBJ);
    assert_int_equal(words[1].xpos, DTL_XPOS_VBD);
    killed[1] = (row)W("give", VERB, VBN, ROOT, -1); /* "Gunmen given six months": somebody gave them */
    assert_int_equal(REPAIR(killed), 0);
}

static void shot_to_death_is_suffered(void **state)
{
    (void)state;
    row shot[] = {W("trader", NOUN, NNS, NSUBJ, 1), W("shoot", VERB, VBD, ROOT, -1), W("to", ADP, IN, CASE, 3), W("death", NOUN, NN, OBL, 1)};
    assert_int_equal(REPAIR(shot), 1);
    HANGS(0, 1, NSUBJ_PASS);
    assert_int_equal(words[1].xpos, DTL_XPOS_VBN);
    shot[1] = (row)W("march", VERB, VBD, ROOT, -1);
    assert_int_equal(REPAIR(shot), 0);
}

static void the_first_of_two_subjects_is_that_of_what_was_said(void **state)
{
    (void)state;
    const row said[] = {W("jet", NOUN, NNS, NSUBJ, 6), W("cross", VERB, VBN, ACL, 0), W("line", NOUN, NN, OBJ, 1), W(",", PUNCT, COMMA, PUNCT, 0), W("the", DET, DT, DET, 5),
                        W("ministry", NOUN, NN, NSUBJ, 6), W("say", VERB, VBD, ROOT, -1), W(".", PUNCT, PERIOD, PUNCT, 6)};
    REPAIR(said);
    HANGS(1, 6, CCOMP);
    HANGS(0, 1, NSUBJ);
    HANGS(5, 6, NSUBJ);
    const row freed[] = {W("hostage", NOUN, NNS, OBL, 5), W("be", AUX, VBD, AUX_PASS, 2), W("free", VERB, VBN, CCOMP, 5), W(",", PUNCT, COMMA, PUNCT, 2), W("ministry", NOUN, NN, NSUBJ, 5),
                         W("say", VERB, VBD, ROOT, -1)};
    REPAIR(freed);
    HANGS(0, 2, NSUBJ_PASS);
}

static void what_opens_a_sentence_belongs_to_its_clause(void **state)
{
    (void)state;
    row took[] = {W("on", ADP, IN, CASE, 1), W("Monday", PROPN, NNP, OBL, 7), W("rebel", NOUN, NNS, NSUBJ, 3), W("take", VERB, VBD, CCOMP, 7), W("mill", NOUN, NN, OBJ, 3),
                  W(",", PUNCT, COMMA, PUNCT, 3), W("clerk", NOUN, NNS, NSUBJ, 7), W("say", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(took), 1);
    HANGS(1, 3, OBL);
    const row said[] = {W("on", ADP, IN, CASE, 1), W("Monday", PROPN, NNP, OBL, 3), W("clerk", NOUN, NNS, NSUBJ, 3), W("say", VERB, VBD, ROOT, -1), W("rebel", NOUN, NNS, NSUBJ, 5),
                        W("take", VERB, VBD, CCOMP, 3), W("it", PRON, PRP, OBJ, 5)};
    assert_int_equal(REPAIR(said), 0);
}

static void a_finite_clause_is_no_attribute(void **state)
{
    (void)state;
    row held[] = {W("ten", NUM, CD, NUMMOD, 1), W("clerk", NOUN, NNS, ROOT, -1), W("be", AUX, VBD, AUX_PASS, 3), W("hold", VERB, VBN, ACL, 1), W(".", PUNCT, PERIOD, PUNCT, 1)};
    assert_int_equal(REPAIR(held), 1);
    HANGS(1, 3, NSUBJ_PASS);
    assert_int_equal(words[3].head, DTL_NONE);
    held[2] = (row)W("just", ADV, RB, ADVMOD, 3); /* "Ten clerks just held": a headline */
    assert_int_equal(REPAIR(held), 0);
    const row colon[] = {W("Leeds", PROPN, NNP, ROOT, -1), W(":", PUNCT, COLON, PUNCT, 3), W("three", NUM, CD, NUMMOD, 3), W("man", NOUN, NNS, PARATAXIS, 0), W("be", AUX, VBD, AUX_PASS, 5),
                         W("hold", VERB, VBN, APPOS, 0)};
    assert_int_equal(REPAIR(colon), 1);
    HANGS(3, 5, NSUBJ_PASS);
    HANGS(5, 0, PARATAXIS);
}

static void what_is_due_is_a_predicate(void **state)
{
    (void)state;
    row due[] = {W("envoy", NOUN, NNS, NSUBJ_OUTER, 4), W("be", AUX, VBP, COP, 4), W("due", ADJ, JJ, MARK, 4), W("to", PART, TO, MARK, 4), W("meet", VERB, VB, ROOT, -1),
                 W("Ann", PROPN, NNP, OBJ, 4)};
    assert_int_equal(REPAIR(due), 1);
    assert_int_equal(words[2].head, DTL_NONE);
    HANGS(0, 2, NSUBJ);
    HANGS(1, 2, COP);
    HANGS(4, 2, XCOMP);
    HANGS(5, 4, OBJ);
    due[2].lemma = "so";
    assert_int_equal(REPAIR(due), 0);
}

static void no_modifier_is_finite(void **state)
{
    (void)state;
    row voiced[] = {W("the", DET, DT, DET, 3), W("minister", NOUN, NN, NSUBJ, 2), W("voice", VERB, VBD, AMOD, 3), W("hope", NOUN, NN, ROOT, -1)};
    assert_int_equal(REPAIR(voiced), 1);
    assert_int_equal(words[2].head, DTL_NONE);
    HANGS(0, 1, DET);
    HANGS(1, 2, NSUBJ);
    HANGS(3, 2, OBJ);
    voiced[2].xpos = DTL_XPOS_VBN;
    assert_int_equal(REPAIR(voiced), 0);
}

/* ---- repair_objects.c ---- */

static void that_brings_in_a_clause_with_an_object(void **state)
{
    (void)state;
    row demand[] = {W("it", PRON, PRP, NSUBJ, 1), W("make", VERB, VBD, ROOT, -1), W("demand", NOUN, NN, OBJ, 1), W("that", PRON, WDT, OBJ, 5), W("Chad", PROPN, NNP, NSUBJ, 5),
                    W("open", VERB, VBP, ACL_RELCL, 2), W("road", NOUN, NNS, OBJ, 5)};
    assert_int_equal(REPAIR(demand), 1);
    HANGS(3, 5, MARK);
    HANGS(5, 2, ACL);
    demand[6].relation = DTL_REL_OBL; /* the demand that Chad opened with */
    assert_int_equal(REPAIR(demand), 0);
    row claim[] = {W("claim", NOUN, NN, NSUBJ, 7), W("by", ADP, IN, CASE, 2), W("army", NOUN, NN, NMOD, 0), W("that", PRON, WDT, OBJ, 5), W("Ann", PROPN, NNP, NSUBJ, 5),
                   W("flee", VERB, VBD, ACL_RELCL, 2), W("be", AUX, VBD, COP, 7), W("wrong", ADJ, JJ, ROOT, -1)};
    assert_int_equal(REPAIR(claim), 1);
    HANGS(5, 0, ACL);
    HANGS(3, 5, MARK);
    claim[0].lemma = "mill"; /* a mill by the army that Ann fled */
    assert_int_equal(REPAIR(claim), 0);
}

static void what_follows_a_verb_bare_is_its_object(void **state)
{
    (void)state;
    const row killed[] = {W("gunman", NOUN, NN, NSUBJ_PASS, 1), W("kill", VERB, VBN, ROOT, -1), W("at", ADP, IN, CASE, 3), W("least", ADJ, JJS, NMOD, 4), W("13", NUM, CD, NUMMOD, 5),
                          W("clerk", NOUN, NNS, OBL, 1)};
    REPAIR(killed);
    HANGS(5, 1, OBJ);
    HANGS(0, 1, NSUBJ);
    assert_int_equal(words[1].xpos, DTL_XPOS_VBD);
    const row number[] = {W("blast", NOUN, NN, NSUBJ, 1), W("kill", VERB, VBD, ROOT, -1), W("at", ADP, IN, CASE, 3), W("least", ADJ, JJS, NMOD, 4), W("30", NUM, CD, OBL, 1)};
    assert_int_equal(REPAIR(number), 1);
    HANGS(4, 1, OBJ);
    const row places[] = {W("gunman", NOUN, NN, NSUBJ, 1), W("kill", VERB, VBD, ROOT, -1), W("in", ADP, IN, CASE, 3), W("village", NOUN, NNS, OBL, 1)};
    assert_int_equal(REPAIR(places), 0);
    const row times[] = {W("gunman", NOUN, NN, NSUBJ, 1), W("kill", VERB, VBD, ROOT, -1), W("last", ADJ, JJ, AMOD, 3), W("week", NOUN, NN, OBL, 1)};
    assert_int_equal(REPAIR(times), 0);
}

static void of_two_objects_the_first_gets_the_second(void **state)
{
    (void)state;
    row offered[] = {W("bank", NOUN, NN, NSUBJ, 1), W("offer", VERB, VBD, ROOT, -1), W("Nepal", PROPN, NNP, OBJ, 1), W("loan", NOUN, NN, OBJ, 1)};
    assert_int_equal(REPAIR(offered), 1);
    HANGS(2, 1, IOBJ);
    offered[1] = (row)W("call", VERB, VBD, ROOT, -1); /* called Nepal a friend */
    assert_int_equal(REPAIR(offered), 1);
    HANGS(3, 1, XCOMP);
    offered[1] = (row)W("burn", VERB, VBD, ROOT, -1);
    assert_int_equal(REPAIR(offered), 0);
}

static void whoever_is_made_to_do_something_does_it(void **state)
{
    (void)state;
    row forced[] = {W("army", NOUN, NN, NSUBJ, 1), W("force", VERB, VBD, ROOT, -1), W("nun", NOUN, NNS, OBJ, 1), W("to", PART, TO, MARK, 4), W("flee", VERB, VB, ACL, 2)};
    assert_int_equal(REPAIR(forced), 1);
    HANGS(4, 1, XCOMP);
    forced[1] = (row)W("have", VERB, VBD, ROOT, -1); /* had reasons to flee */
    assert_int_equal(REPAIR(forced), 0);
}

static void adjectives_before_the_article_tell_the_outcome(void **state)
{
    (void)state;
    const row shot[] = {W("gunman", NOUN, NNS, NSUBJ, 1), W("shoot", VERB, VBD, ROOT, -1), W("dead", ADJ, JJ, AMOD, 4), W("a", DET, DT, DET, 4), W("clerk", NOUN, NN, OBJ, 1)};
    assert_int_equal(REPAIR(shot), 1);
    HANGS(2, 1, XCOMP);
    const row left[] = {W("brawl", NOUN, NN, NSUBJ, 1), W("leave", VERB, VBD, ROOT, -1), W("a", DET, DT, DET, 4), W("farmer", NOUN, NN, AMOD, 4), W("dead", ADJ, JJ, XCOMP, 1)};
    assert_int_equal(REPAIR(left), 1);
    HANGS(3, 1, OBJ);
    HANGS(2, 3, DET);
    const row dead[] = {W("raid", NOUN, NN, NSUBJ, 1), W("leave", VERB, VBD, ROOT, -1), W("12", NUM, CD, NUMMOD, 3), W("people", NOUN, NNS, OBJ, 1), W("dead", ADJ, JJ, AMOD, 3)};
    assert_int_equal(REPAIR(dead), 1);
    HANGS(4, 1, XCOMP);
    const row saw[] = {W("raid", NOUN, NN, NSUBJ, 1), W("see", VERB, VBD, ROOT, -1), W("12", NUM, CD, NUMMOD, 3), W("people", NOUN, NNS, OBJ, 1), W("present", ADJ, JJ, AMOD, 3)};
    assert_int_equal(REPAIR(saw), 0);
    const row found[] = {W("gunman", NOUN, NNS, NSUBJ, 1), W("find", VERB, VBD, ROOT, -1), W("a", DET, DT, DET, 4), W("dead", ADJ, JJ, AMOD, 4), W("clerk", NOUN, NN, OBJ, 1)};
    assert_int_equal(REPAIR(found), 0);
}

static void subjects_that_a_headline_lists(void **state)
{
    (void)state;
    row called[] = {W("Kenya", PROPN, NNP, VOCATIVE, 3), W(",", PUNCT, COMMA, PUNCT, 0), W("Uganda", PROPN, NNP, NSUBJ, 3), W("hold", VERB, VBP, ROOT, -1), W("talk", NOUN, NNS, OBJ, 3)};
    assert_int_equal(REPAIR(called), 1);
    HANGS(0, 3, NSUBJ);
    HANGS(2, 0, CONJ);
    const row shot[] = {W("mother", NOUN, NN, NSUBJ_PASS, 3), W(",", PUNCT, COMMA, PUNCT, 0), W("boy", INTJ, UH, APPOS, 0), W("shoot", VERB, VBN, ROOT, -1), W("dead", ADJ, JJ, XCOMP, 3)};
    assert_int_equal(REPAIR(shot), 1);
    HANGS(2, 0, CONJ);
    const row explained[] = {W("Ali", PROPN, NNP, NSUBJ, 4), W(",", PUNCT, COMMA, PUNCT, 2), W("mayor", NOUN, NN, APPOS, 0), W(",", PUNCT, COMMA, PUNCT, 2), W("flee", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(explained), 0);
    const row spoken_to[] = {W("Ali", PROPN, NNP, VOCATIVE, 3), W(",", PUNCT, COMMA, PUNCT, 0), W("people", NOUN, NNS, NSUBJ, 3), W("die", VERB, VBP, ROOT, -1), W(".", PUNCT, PERIOD, PUNCT, 3)};
    assert_int_equal(REPAIR(spoken_to), 0);
}

static void prepositions_that_a_verb_governs(void **state)
{
    (void)state;
    row accused[] = {W("mayor", NOUN, NN, NSUBJ, 1), W("accuse", VERB, VBD, ROOT, -1), W("army", NOUN, NN, OBJ, 1), W("of", ADP, IN, MARK, 4), W("burn", VERB, VBG, ACL, 2),
                     W("barn", NOUN, NNS, OBJ, 4)};
    assert_int_equal(REPAIR(accused), 1);
    HANGS(4, 1, ADVCL);
    accused[1] = (row)W("draw", VERB, VBD, ROOT, -1); /* drew pictures of burning barns */
    assert_int_equal(REPAIR(accused), 0);
    row killed[] = {W("group", NOUN, NN, NSUBJ, 1), W("kill", VERB, VBD, ROOT, -1), W("clerk", NOUN, NNS, OBJ, 1), W("in", ADP, IN, CASE, 5), W("a", DET, DT, DET, 5),
                    W("bombing", NOUN, NN, NMOD, 2)};
    assert_int_equal(REPAIR(killed), 1);
    HANGS(5, 1, OBL);
    killed[5] = (row)W("village", NOUN, NN, NMOD, 2);
    assert_int_equal(REPAIR(killed), 0);
}

static void ago_takes_nothing_behind_it(void **state)
{
    (void)state;
    const row raided[] = {W("gang", NOUN, NN, NSUBJ, 1), W("raid", VERB, VBD, ROOT, -1), W("home", NOUN, NN, OBJ, 1), W("day", NOUN, NNS, OBL_UNMARKED, 4), W("ago", ADV, RB, ADVMOD, 1),
                          W("with", ADP, IN, CASE, 6), W("knife", NOUN, NNS, OBL, 4)};
    assert_int_equal(REPAIR(raided), 1);
    HANGS(6, 1, OBL);
}

static void particles_are_no_prepositions(void **state)
{
    (void)state;
    row sealed[] = {W("troops", NOUN, NNS, NSUBJ, 1), W("seal", VERB, VBD, ROOT, -1), W("off", ADP, IN, CASE, 4), W("the", DET, DT, DET, 4), W("town", NOUN, NN, OBL, 1)};
    assert_int_equal(REPAIR(sealed), 1);
    HANGS(2, 1, COMPOUND_PRT);
    HANGS(4, 1, OBJ);
    sealed[1] = (row)W("jump", VERB, VBD, ROOT, -1); /* jumped off the wall */
    assert_int_equal(REPAIR(sealed), 0);
}

/* ---- repair_joints.c ---- */

static void like_is_joined_to_like(void **state)
{
    (void)state;
    const row agreed[] = {W("rebel", NOUN, NNS, NSUBJ, 1), W("agree", VERB, VBD, ROOT, -1), W("to", ADP, IN, CASE, 3), W("truce", NOUN, NN, OBL, 1), W("and", CCONJ, CC, CC, 6),
                          W("to", PART, TO, MARK, 6), W("disarm", VERB, VB, CONJ, 1)};
    assert_int_equal(REPAIR(agreed), 1);
    HANGS(6, 3, CONJ);
    const row aimed[] = {W("group", NOUN, NN, NSUBJ, 1), W("aim", VERB, VBD, ROOT, -1), W("to", PART, TO, MARK, 3), W("rule", VERB, VB, XCOMP, 1), W("and", CCONJ, CC, CC, 5),
                         W("rob", VERB, VBD, CONJ, 3), W("bank", NOUN, NNS, OBJ, 5)};
    assert_int_equal(REPAIR(aimed), 1);
    HANGS(5, 1, CONJ);
}

static void a_gerund_behind_a_comma_is_not_what_was_said(void **state)
{
    (void)state;
    row citing[] = {W("it", PRON, PRP, NSUBJ, 1), W("say", VERB, VBD, ROOT, -1), W(",", PUNCT, COMMA, PUNCT, 3), W("cite", VERB, VBG, CCOMP, 1), W("paper", NOUN, NNS, OBJ, 3)};
    assert_int_equal(REPAIR(citing), 1);
    HANGS(3, 1, ADVCL);
    citing[2] = (row)W("that", SCONJ, IN, MARK, 3);
    assert_int_equal(REPAIR(citing), 0);
}

static void a_compound_is_counted_as_a_whole(void **state)
{
    (void)state;
    row officers[] = {W("two", NUM, CD, NUMMOD, 1), W("police", NOUN, NNS, COMPOUND, 2), W("officer", NOUN, NNS, NSUBJ, 3), W("leave", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(officers), 1);
    HANGS(0, 2, NUMMOD);
    officers[1].xpos = DTL_XPOS_NN; /* two-year terms */
    assert_int_equal(REPAIR(officers), 0);
}

static void what_is_done_on_a_day(void **state)
{
    (void)state;
    const row opened[] = {W("man", NOUN, NN, NSUBJ, 1), W("open", VERB, VBD, ROOT, -1), W("fire", NOUN, NN, COMPOUND, 4), W("Sunday", PROPN, NNP, COMPOUND, 4),
                          W("night", NOUN, NN, OBL_UNMARKED, 1)};
    assert_int_equal(REPAIR(opened), 1);
    HANGS(2, 1, OBJ);
    HANGS(3, 4, COMPOUND);
}

static void titles_and_rows_of_names(void **state)
{
    (void)state;
    const row between[] = {W("Chad", PROPN, NNP, OBL, 4), W("and", CCONJ, CC, CC, 2), W("leader", NOUN, NN, CONJ, 0), W("Omar", PROPN, NNP, CONJ, 0), W("meet", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(between), 1);
    HANGS(2, 3, NMOD_DESC);
    HANGS(1, 3, CC);
    row envoys[] = {W("envoy", NOUN, NNS, NSUBJ, 7), W("of", ADP, IN, CASE, 2), W("Chad", PROPN, NNP, NMOD, 0), W(",", PUNCT, COMMA, PUNCT, 4), W("Mali", PROPN, NNP, CONJ, 0),
                    W("and", CCONJ, CC, CC, 6), W("Niger", PROPN, NNP, CONJ, 4), W("meet", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(envoys), 1);
    HANGS(4, 2, CONJ);
    HANGS(6, 2, CONJ);
    envoys[0].xpos = DTL_XPOS_NN; /* the envoy of Chad, Mali and Niger met */
    assert_int_equal(REPAIR(envoys), 0);
}

/* ---- apposition.c ---- */

static void short_forms_belong_to_the_whole_name(void **state)
{
    (void)state;
    row front[] = {W("Popular", PROPN, NNP, AMOD, 1), W("Front", PROPN, NNP, NSUBJ, 7), W("for", ADP, IN, CASE, 3), W("Renewal", PROPN, NNP, NMOD, 1), W("(", PUNCT, LRB, PUNCT, 5),
                   W("PFR", PROPN, NNP, APPOS, 3), W(")", PUNCT, RRB, PUNCT, 5), W("win", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(front), 1);
    HANGS(5, 1, APPOS);
    front[5].lemma = "ABC";
    assert_int_equal(REPAIR(front), 0);
}

static void ages_and_kin(void **state)
{
    (void)state;
    row aged[] = {W("Ann", PROPN, NNP, NSUBJ, 5), W("Roe", PROPN, NNP, FLAT, 0), W(",", PUNCT, COMMA, PUNCT, 3), W("34", NUM, CD, NUMMOD, 5), W(",", PUNCT, COMMA, PUNCT, 3),
                  W("leave", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(aged), 1);
    HANGS(3, 0, APPOS);
    aged[3].lemma = "3400";
    assert_int_equal(REPAIR(aged), 0);
    const row wife[] = {W("his", PRON, PRP_POSS, NMOD_POSS, 1), W("wife", NOUN, NN, COMPOUND, 3), W("Ann", PROPN, NNP, COMPOUND, 3), W("Roe", PROPN, NNP, NSUBJ, 4),
                        W("leave", VERB, VBD, ROOT, -1)};
    REPAIR(wife);
    HANGS(1, 4, NSUBJ);
    HANGS(2, 1, APPOS);
    HANGS(3, 2, FLAT);
}

static void one_thing_is_no_second_name_of_several(void **state)
{
    (void)state;
    row town[] = {W("gang", NOUN, NNS, NSUBJ, 6), W("of", ADP, IN, CASE, 2), W("Tunja", PROPN, NNP, NMOD, 0), W(",", PUNCT, COMMA, PUNCT, 5), W("a", DET, DT, DET, 5),
                  W("city", NOUN, NN, APPOS, 0), W("flee", VERB, VBD, ROOT, -1)};
    assert_int_equal(REPAIR(town), 1);
    HANGS(5, 2, APPOS);
    town[0].xpos = DTL_XPOS_NN; /* the mayor of Tunja, a farmer */
    assert_int_equal(REPAIR(town), 0);
}

static void citations_are_no_names(void **state)
{
    (void)state;
    row cited[] = {W("model", NOUN, NN, ROOT, -1), W("(", PUNCT, LRB, PUNCT, 2), W("Novak", PROPN, NNP, APPOS, 0), W(",", PUNCT, COMMA, PUNCT, 4), W("2010", NUM, CD, NMOD_UNMARKED, 2),
                   W(")", PUNCT, RRB, PUNCT, 2)};
    assert_int_equal(REPAIR(cited), 1);
    HANGS(2, 0, DEP);
    cited[4].lemma = "34";
    assert_int_equal(REPAIR(cited), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_says_something_is_somebody), cmocka_unit_test(the_subject_behind_what_brings_the_clause_in),
        cmocka_unit_test(the_object_of_saying_is_the_subject_of_what_is_said), cmocka_unit_test(no_passive_without_an_auxiliary), cmocka_unit_test(shot_to_death_is_suffered),
        cmocka_unit_test(the_first_of_two_subjects_is_that_of_what_was_said), cmocka_unit_test(what_opens_a_sentence_belongs_to_its_clause), cmocka_unit_test(a_finite_clause_is_no_attribute),
        cmocka_unit_test(what_is_due_is_a_predicate), cmocka_unit_test(no_modifier_is_finite), cmocka_unit_test(that_brings_in_a_clause_with_an_object),
        cmocka_unit_test(what_follows_a_verb_bare_is_its_object), cmocka_unit_test(of_two_objects_the_first_gets_the_second),
        cmocka_unit_test(whoever_is_made_to_do_something_does_it), cmocka_unit_test(adjectives_before_the_article_tell_the_outcome),
        cmocka_unit_test(subjects_that_a_headline_lists), cmocka_unit_test(prepositions_that_a_verb_governs), cmocka_unit_test(ago_takes_nothing_behind_it), cmocka_unit_test(particles_are_no_prepositions),
        cmocka_unit_test(like_is_joined_to_like), cmocka_unit_test(a_gerund_behind_a_comma_is_not_what_was_said), cmocka_unit_test(a_compound_is_counted_as_a_whole),
        cmocka_unit_test(what_is_done_on_a_day), cmocka_unit_test(titles_and_rows_of_names), cmocka_unit_test(short_forms_belong_to_the_whole_name), cmocka_unit_test(ages_and_kin),
        cmocka_unit_test(one_thing_is_no_second_name_of_several), cmocka_unit_test(citations_are_no_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
