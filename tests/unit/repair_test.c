/* parse/repair: each correction moves what it must and nothing else. */
#include "check.h"
#include "parse/repair.h"

/* One word of a hand-made tree; head counts from 0, -1 is the root. */
typedef struct row {
    const char *lemma;
    uint8_t upos, xpos, relation;
    int head;
} row;

static uint32_t repair(const row *rows, uint32_t count, dtl_word *words)
{
    for (uint32_t i = 0; i < count; i++)
        words[i] = (dtl_word){.lemma = dtl_slice_from_cstr(rows[i].lemma), .upos = rows[i].upos, .xpos = rows[i].xpos, .relation = rows[i].relation,
                              .head = rows[i].head < 0 ? DTL_NONE : (uint32_t)rows[i].head, .first_child = DTL_NONE, .next_sibling = DTL_NONE};
    return parse_repair(words, 0, count);
}

static void participle_with_auxiliary_is_the_verb(void **state)
{
    (void)state;
    /* The minister has rejected claims by rebels . */
    const row rows[] = {{"the", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 1}, {"minister", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_NSUBJ, 4},
                        {"have", DTL_UPOS_AUX, DTL_XPOS_VBZ, DTL_REL_AUX, 4}, {"reject", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 4},
                        {"claim", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_ROOT, -1}, {"by", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 6},
                        {"rebel", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NMOD, 4}, {".", DTL_UPOS_PUNCT, DTL_XPOS_PERIOD, DTL_REL_PUNCT, 4}};
    dtl_word words[8];
    assert_int_equal(repair(rows, 8, words), 1);
    assert_int_equal(words[3].head, DTL_NONE);
    assert_int_equal(words[3].relation, DTL_REL_ROOT);
    assert_int_equal(words[4].head, 3);
    assert_int_equal(words[4].relation, DTL_REL_OBJ);
    assert_int_equal(words[1].head, 3);
    assert_int_equal(words[2].head, 3);
    assert_int_equal(words[6].head, 4);
    assert_int_equal(words[7].head, 3);
}

static void what_is_counted_takes_the_place_of_more_than(void **state)
{
    (void)state;
    /* More than 300 families were displaced. */
    const row rows[] = {{"more", DTL_UPOS_ADV, DTL_XPOS_RBR, DTL_REL_ADVMOD, 5}, {"than", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 3},
                        {"300", DTL_UPOS_NUM, DTL_XPOS_CD, DTL_REL_NUMMOD, 3}, {"family", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBL, 0},
                        {"be", DTL_UPOS_AUX, DTL_XPOS_VBD, DTL_REL_AUX_PASS, 5}, {"displace", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ROOT, -1}};
    dtl_word words[6];
    assert_true(repair(rows, 6, words) > 0);
    assert_int_equal(words[3].head, 5);
    assert_int_equal(words[3].relation, DTL_REL_NSUBJ_PASS);
    assert_int_equal(words[0].head, 2);
    assert_int_equal(words[1].head, 0);
    assert_int_equal(words[1].relation, DTL_REL_FIXED);
    /* More people than 300 families: nothing is counted. */
    const row other[] = {{"more", DTL_UPOS_ADJ, DTL_XPOS_JJR, DTL_REL_AMOD, 1}, {"people", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_ROOT, -1},
                         {"than", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 4}, {"300", DTL_UPOS_NUM, DTL_XPOS_CD, DTL_REL_NUMMOD, 4},
                         {"family", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NMOD, 1}};
    assert_int_equal(repair(other, 5, words), 0);
}

static void bare_numbers(void **state)
{
    (void)state;
    dtl_word words[5];
    /* it killed 30 ; it rose in 30 */
    row number[] = {{"it", DTL_UPOS_PRON, DTL_XPOS_PRP, DTL_REL_NSUBJ, 1}, {"kill", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                    {"in", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 3}, {"30", DTL_UPOS_NUM, DTL_XPOS_CD, DTL_REL_OBL, 1}};
    assert_int_equal(repair(number, 4, words), 0);
    number[2] = (row){"only", DTL_UPOS_ADV, DTL_XPOS_RB, DTL_REL_ADVMOD, 3};
    assert_int_equal(repair(number, 4, words), 1);
    assert_int_equal(words[3].relation, DTL_REL_OBJ);
}

static void participles_before_a_noun(void **state)
{
    (void)state;
    /* Three wounded soldiers were flown */
    const row counted[] = {{"three", DTL_UPOS_NUM, DTL_XPOS_CD, DTL_REL_NSUBJ_PASS, 4}, {"wound", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ORPHAN, 0},
                           {"soldier", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBJ, 1}, {"be", DTL_UPOS_AUX, DTL_XPOS_VBD, DTL_REL_AUX_PASS, 4},
                           {"fly", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ROOT, -1}};
    dtl_word words[5];
    assert_true(repair(counted, 5, words) > 0);
    assert_int_equal(words[1].relation, DTL_REL_AMOD);
    assert_int_equal(words[1].head, 2);
    assert_int_equal(words[2].relation, DTL_REL_NSUBJ_PASS);
    assert_int_equal(words[2].head, 4);
    assert_int_equal(words[0].relation, DTL_REL_NUMMOD);
    /* Wounded, fighters were flown: with a comma it is a clause */
    const row clause[] = {{"wound", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ADVCL, 4}, {",", DTL_UPOS_PUNCT, DTL_XPOS_COMMA, DTL_REL_PUNCT, 0},
                          {"fighter", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ_PASS, 4}, {"be", DTL_UPOS_AUX, DTL_XPOS_VBD, DTL_REL_AUX_PASS, 4},
                          {"fly", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ROOT, -1}};
    assert_int_equal(repair(clause, 5, words), 0);
}

static void verbs_between_nouns_are_verbs(void **state)
{
    (void)state;
    /* A gang looted shops. */
    const row looted[] = {{"a", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 1}, {"gang", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_NSUBJ, 3},
                          {"loot", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 3}, {"shop", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_ROOT, -1}};
    dtl_word words[4];
    assert_int_equal(repair(looted, 4, words), 1);
    assert_int_equal(words[2].head, DTL_NONE);
    assert_int_equal(words[2].xpos, DTL_XPOS_VBD);
    assert_int_equal(words[1].head, 2);
    assert_int_equal(words[1].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[3].relation, DTL_REL_OBJ);
    /* Bombers attacked soldiers. */
    const row attacked[] = {{"bomber", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_ROOT, -1}, {"attack", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 2},
                            {"soldier", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_CONJ, 0}};
    assert_int_equal(repair(attacked, 3, words), 1);
    assert_int_equal(words[1].relation, DTL_REL_ROOT);
    assert_int_equal(words[0].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[2].head, 1);
    /* Farmers and wounded soldiers: with "and" they are two nouns. */
    const row wounded[] = {{"farmer", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_ROOT, -1}, {"and", DTL_UPOS_CCONJ, DTL_XPOS_CC, DTL_REL_CC, 3},
                           {"wound", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 3}, {"soldier", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_CONJ, 0}};
    assert_int_equal(repair(wounded, 4, words), 0);
}

static void victims_and_plurals(void **state)
{
    (void)state;
    /* Police arrested a man wanted for theft. */
    const row wanted[] = {{"police", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_NSUBJ, 1}, {"arrest", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                          {"man", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_NSUBJ, 3}, {"want", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_CCOMP, 1},
                          {"for", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 5}, {"theft", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBL, 3}};
    dtl_word words[6];
    assert_int_equal(repair(wanted, 6, words), 1);
    assert_int_equal(words[2].head, 1);
    assert_int_equal(words[2].relation, DTL_REL_OBJ);
    assert_int_equal(words[3].relation, DTL_REL_ACL);
    /* Forces seized control. */
    const row seized[] = {{"force", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_COMPOUND, 2}, {"seize", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 2},
                          {"control", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_ROOT, -1}};
    assert_int_equal(repair(seized, 3, words), 1);
    assert_int_equal(words[0].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[0].head, 1);
    assert_int_equal(words[2].relation, DTL_REL_OBJ);
    /* Died after forces opened fire. */
    const row opened[] = {{"die", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1}, {"after", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 4},
                          {"force", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 3}, {"open", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 4},
                          {"fire", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBL, 0}};
    assert_int_equal(repair(opened, 5, words), 1);
    assert_int_equal(words[3].head, 0);
    assert_int_equal(words[3].relation, DTL_REL_ADVCL);
    assert_int_equal(words[4].head, 3);
    assert_int_equal(words[4].relation, DTL_REL_OBJ);
    assert_int_equal(words[1].relation, DTL_REL_MARK);
    /* They say jets hit bases. */
    const row hit[] = {{"they", DTL_UPOS_PRON, DTL_XPOS_PRP, DTL_REL_NSUBJ, 1}, {"say", DTL_UPOS_VERB, DTL_XPOS_VBP, DTL_REL_ROOT, -1},
                       {"jet", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBJ, 1}, {"hit", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 4},
                       {"base", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NMOD, 2}};
    assert_int_equal(repair(hit, 5, words), 1);
    assert_int_equal(words[3].head, 1);
    assert_int_equal(words[3].relation, DTL_REL_CCOMP);
    assert_int_equal(words[2].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[4].relation, DTL_REL_OBJ);
}

static void sit_ins_are_nouns(void **state)
{
    (void)state;
    /* Students staged a sit - in in Leeds. */
    const row rows[] = {{"student", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 1}, {"stage", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                        {"a", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 7}, {"sit", DTL_UPOS_VERB, DTL_XPOS_NN, DTL_REL_COMPOUND, 7},
                        {"-", DTL_UPOS_PUNCT, DTL_XPOS_HYPH, DTL_REL_PUNCT, 5}, {"in", DTL_UPOS_ADP, DTL_XPOS_NN, DTL_REL_COMPOUND, 3},
                        {"in", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 7}, {"Leeds", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_OBJ, 1}};
    dtl_word words[8];
    assert_int_equal(repair(rows, 8, words), 1);
    assert_slice(words[3].lemma, "sit-in");
    assert_int_equal(words[3].head, 1);
    assert_int_equal(words[3].relation, DTL_REL_OBJ);
    assert_int_equal(words[2].head, 3);
    assert_int_equal(words[7].head, 3);
    assert_int_equal(words[7].relation, DTL_REL_NMOD);
    assert_int_equal(words[5].head, 3);
}

static void particles_are_no_prepositions(void **state)
{
    (void)state;
    /* Troops sealed off the town. */
    row rows[] = {{"troops", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 1}, {"seal", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                  {"off", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 4}, {"the", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 4},
                  {"town", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBL, 1}};
    dtl_word words[5];
    assert_int_equal(repair(rows, 5, words), 1);
    assert_int_equal(words[2].relation, DTL_REL_COMPOUND_PRT);
    assert_int_equal(words[2].head, 1);
    assert_int_equal(words[4].relation, DTL_REL_OBJ);
    rows[1].lemma = "jump"; /* jumped off the wall */
    assert_int_equal(repair(rows, 5, words), 0);
    assert_int_equal(words[4].relation, DTL_REL_OBL);
}

static void adjectival_participle_stays(void **state)
{
    (void)state;
    /* It is a planned attack . : "planned" has no auxiliary of its own */
    const row rows[] = {{"it", DTL_UPOS_PRON, DTL_XPOS_PRP, DTL_REL_NSUBJ, 4}, {"be", DTL_UPOS_AUX, DTL_XPOS_VBZ, DTL_REL_COP, 4},
                        {"a", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 4}, {"plan", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 4},
                        {"attack", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_ROOT, -1}, {".", DTL_UPOS_PUNCT, DTL_XPOS_PERIOD, DTL_REL_PUNCT, 4}};
    dtl_word words[6];
    assert_int_equal(repair(rows, 6, words), 0);
    assert_int_equal(words[3].head, 4);
}

static void hyphened_participle_governs_nothing(void **state)
{
    (void)state;
    /* Army - led troops left */
    const row rows[] = {{"Army", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_OBL_UNMARKED, 2}, {"-", DTL_UPOS_PUNCT, DTL_XPOS_HYPH, DTL_REL_PUNCT, 0},
                        {"lead", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_AMOD, 4}, {"troops", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBJ, 2},
                        {"leave", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1}};
    dtl_word words[5];
    assert_int_equal(repair(rows, 5, words), 1);
    assert_int_equal(words[3].head, 4);
    assert_int_equal(words[3].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[2].head, 3);
    assert_int_equal(words[2].relation, DTL_REL_AMOD);
}

static void subject_behind_a_source(void **state)
{
    (void)state;
    /* According to police , Omar was killed : Omar hung as a second source */
    row rows[] = {{"accord", DTL_UPOS_VERB, DTL_XPOS_VBG, DTL_REL_CASE, 2}, {"to", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_FIXED, 0},
                  {"police", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBL, 6}, {",", DTL_UPOS_PUNCT, DTL_XPOS_COMMA, DTL_REL_PUNCT, 4},
                  {"Omar", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_CONJ, 2}, {"be", DTL_UPOS_AUX, DTL_XPOS_VBD, DTL_REL_AUX_PASS, 6},
                  {"kill", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ROOT, -1}};
    dtl_word words[7];
    assert_int_equal(repair(rows, 7, words), 1);
    assert_int_equal(words[4].head, 6);
    assert_int_equal(words[4].relation, DTL_REL_NSUBJ_PASS);
    rows[3] = (row){"and", DTL_UPOS_CCONJ, DTL_XPOS_CC, DTL_REL_CC, 4}; /* a real second source */
    assert_int_equal(repair(rows, 7, words), 0);
}

static void passive_subjects(void **state)
{
    (void)state;
    const row rows[] = {{"man", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 2}, {"be", DTL_UPOS_AUX, DTL_XPOS_VBD, DTL_REL_AUX_PASS, 2},
                        {"hold", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ROOT, -1}};
    dtl_word words[3];
    assert_int_equal(repair(rows, 3, words), 1);
    assert_int_equal(words[0].relation, DTL_REL_NSUBJ_PASS);
}

static void clause_with_who_modifies_the_noun_before(void **state)
{
    (void)state;
    /* Police held a man , who fled ; and "know who fled" stays as it is */
    const row rows[] = {{"police", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 1}, {"hold", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                        {"a", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 3}, {"man", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBJ, 1},
                        {",", DTL_UPOS_PUNCT, DTL_XPOS_COMMA, DTL_REL_PUNCT, 6}, {"who", DTL_UPOS_PRON, DTL_XPOS_WP, DTL_REL_NSUBJ, 6},
                        {"flee", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_CONJ, 1}};
    const row free_rows[] = {{"police", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 1}, {"know", DTL_UPOS_VERB, DTL_XPOS_VBP, DTL_REL_ROOT, -1},
                             {"who", DTL_UPOS_PRON, DTL_XPOS_WP, DTL_REL_NSUBJ, 3}, {"flee", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_CCOMP, 1}};
    dtl_word words[7];
    assert_int_equal(repair(rows, 7, words), 1);
    assert_int_equal(words[6].head, 3);
    assert_int_equal(words[6].relation, DTL_REL_ACL_RELCL);
    assert_int_equal(words[3].head, 1);
    assert_int_equal(repair(free_rows, 4, words), 0);
    assert_int_equal(words[3].head, 1);
}

static void a_sentence_of_prose_has_a_verb(void **state)
{
    (void)state;
    /* The minister left for Turkey . */
    const row active[] = {{"the", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 1}, {"minister", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_ROOT, -1},
                          {"leave", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ACL, 1}, {"for", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 4},
                          {"Turkey", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_OBL, 2}, {".", DTL_UPOS_PUNCT, DTL_XPOS_PERIOD, DTL_REL_PUNCT, 1}};
    dtl_word words[6];
    assert_int_equal(repair(active, 6, words), 1);
    assert_int_equal(words[2].relation, DTL_REL_ROOT);
    assert_int_equal(words[1].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[1].head, 2);
    assert_int_equal(words[5].head, 2);
    /* Two men arrested in Herat . : nobody is told to have arrested anybody */
    const row passive[] = {{"two", DTL_UPOS_NUM, DTL_XPOS_CD, DTL_REL_NUMMOD, 1}, {"man", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_ROOT, -1},
                           {"arrest", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ACL, 1}, {"in", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 4},
                           {"Herat", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_OBL, 2}, {".", DTL_UPOS_PUNCT, DTL_XPOS_PERIOD, DTL_REL_PUNCT, 1}};
    assert_int_equal(repair(passive, 6, words), 0);
    /* the same without the stop is a headline */
    assert_int_equal(repair(active, 5, words), 0);
}

static void a_participle_with_a_doer_is_not_the_main_verb(void **state)
{
    (void)state;
    /* Engineers abducted by rebels were freed */
    const row rows[] = {{"engineer", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 1}, {"abduct", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ROOT, -1},
                        {"by", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 3}, {"rebel", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBL_AGENT, 1},
                        {"be", DTL_UPOS_AUX, DTL_XPOS_VBD, DTL_REL_AUX_PASS, 5}, {"free", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_CONJ, 1}};
    dtl_word words[6];
    assert_int_equal(repair(rows, 6, words), 1);
    assert_int_equal(words[5].relation, DTL_REL_ROOT);
    assert_int_equal(words[0].head, 5);
    assert_int_equal(words[0].relation, DTL_REL_NSUBJ_PASS);
    assert_int_equal(words[1].head, 0);
    assert_int_equal(words[1].relation, DTL_REL_ACL);
    /* Engineers abducted(past) guards and fled */
    const row active[] = {{"engineer", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 1}, {"abduct", DTL_UPOS_VERB, DTL_XPOS_VBN, DTL_REL_ROOT, -1},
                          {"guard", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBJ, 1}, {"and", DTL_UPOS_CCONJ, DTL_XPOS_CC, DTL_REL_CC, 4},
                          {"flee", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_CONJ, 1}};
    assert_int_equal(repair(active, 5, words), 0);
}

static void two_subjects_of_one_verb(void **state)
{
    (void)state;
    /* Egypt(root) and Sudan(nsubj) signed(conj) */
    row rows[] = {{"Egypt", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_ROOT, -1}, {"and", DTL_UPOS_CCONJ, DTL_XPOS_CC, DTL_REL_CC, 3},
                  {"Sudan", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_NSUBJ, 3}, {"sign", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_CONJ, 0},
                  {"treaty", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBJ, 3}};
    dtl_word words[5];
    assert_int_equal(repair(rows, 5, words), 1);
    assert_int_equal(words[3].head, DTL_NONE);
    assert_int_equal(words[0].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[0].head, 3);
    assert_int_equal(words[2].relation, DTL_REL_CONJ);
    assert_int_equal(words[2].head, 0);
    assert_int_equal(words[1].head, 2);
    rows[2].upos = DTL_UPOS_PRON; /* "… and they signed": a clause of its own */
    assert_int_equal(repair(rows, 5, words), 0);
}

static void an_adjective_behind_its_noun_does_nothing(void **state)
{
    (void)state;
    /* Gunmen(nsubj of loyal) loyal(nsubj) to Gul attacked */
    const row rows[] = {{"gunman", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 1}, {"loyal", DTL_UPOS_ADJ, DTL_XPOS_JJ, DTL_REL_NSUBJ, 4},
                        {"to", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 3}, {"Gul", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_OBL, 1},
                        {"attack", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1}};
    dtl_word words[5];
    assert_int_equal(repair(rows, 5, words), 1);
    assert_int_equal(words[0].head, 4);
    assert_int_equal(words[0].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[1].head, 0);
    assert_int_equal(words[1].relation, DTL_REL_AMOD);
}

static void police_shot_somebody(void **state)
{
    (void)state;
    /* erupted after police(compound) shot(obl) a teenager(nmod) */
    const row clause[] = {{"erupt", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1}, {"after", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 3},
                          {"police", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_COMPOUND, 3}, {"shot", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBL, 0},
                          {"a", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 5}, {"teenager", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_NMOD_UNMARKED, 3}};
    dtl_word words[6];
    assert_int_equal(repair(clause, 6, words), 1);
    assert_int_equal(words[3].upos, DTL_UPOS_VERB);
    assert_int_equal(words[3].relation, DTL_REL_ADVCL);
    assert_int_equal(words[3].head, 0);
    assert_int_equal(words[1].relation, DTL_REL_MARK);
    assert_int_equal(words[2].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[5].relation, DTL_REL_OBJ);
    /* gunmen(root) shot(compound) dead a journalist(nmod of gunmen) */
    const row dead[] = {{"gunman", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_ROOT, -1}, {"shot", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_COMPOUND, 4},
                        {"dead", DTL_UPOS_ADJ, DTL_XPOS_JJ, DTL_REL_AMOD, 4}, {"a", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 4},
                        {"journalist", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_NMOD, 0}};
    assert_int_equal(repair(dead, 5, words), 1);
    assert_int_equal(words[1].head, DTL_NONE);
    assert_int_equal(words[0].head, 1);
    assert_int_equal(words[4].head, 1);
    assert_int_equal(words[2].relation, DTL_REL_XCOMP);
}

static void a_compound_is_counted_as_a_whole(void **state)
{
    (void)state;
    /* two police officers left ; but "two year terms" stays */
    row rows[] = {{"two", DTL_UPOS_NUM, DTL_XPOS_CD, DTL_REL_NUMMOD, 1}, {"police", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_COMPOUND, 2},
                  {"officer", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 3}, {"leave", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1}};
    dtl_word words[4];
    assert_int_equal(repair(rows, 4, words), 1);
    assert_int_equal(words[0].head, 2);
    rows[1].xpos = DTL_XPOS_NN;
    assert_int_equal(repair(rows, 4, words), 0);
    assert_int_equal(words[0].head, 1);
}

static void a_noun_with_a_preposition_is_no_second_subject(void **state)
{
    (void)state;
    /* Killings by gunmen shocked Herat */
    const row rows[] = {{"killing", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 3}, {"by", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 2},
                        {"gunman", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 3}, {"shock", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                        {"Herat", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_OBJ, 3}};
    dtl_word words[5];
    assert_int_equal(repair(rows, 5, words), 1);
    assert_int_equal(words[2].head, 0);
    assert_int_equal(words[2].relation, DTL_REL_NMOD);
    assert_int_equal(words[0].relation, DTL_REL_NSUBJ);
}

static void the_verb_with_who_is_not_the_main_one(void **state)
{
    (void)state;
    /* Men who killed guards fled . */
    const row rows[] = {{"man", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 2}, {"who", DTL_UPOS_PRON, DTL_XPOS_WP, DTL_REL_NSUBJ, 2},
                        {"kill", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1}, {"guard", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 4},
                        {"flee", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_CCOMP, 2}, {".", DTL_UPOS_PUNCT, DTL_XPOS_PERIOD, DTL_REL_PUNCT, 2}};
    dtl_word words[6];
    assert_int_equal(repair(rows, 6, words), 1);
    assert_int_equal(words[4].head, DTL_NONE);
    assert_int_equal(words[4].relation, DTL_REL_ROOT);
    assert_int_equal(words[0].head, 4);
    assert_int_equal(words[2].head, 0);
    assert_int_equal(words[2].relation, DTL_REL_ACL_RELCL);
    assert_int_equal(words[3].head, 2);
    assert_int_equal(words[3].relation, DTL_REL_OBJ);
    assert_int_equal(words[1].head, 2);
    assert_int_equal(words[5].head, 4);
}

static void modifiers_of_a_finite_verb_have_a_subject(void **state)
{
    (void)state;
    /* A Tajik national drove */
    const row rows[] = {{"a", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 3}, {"Tajik", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_COMPOUND, 3},
                        {"national", DTL_UPOS_ADJ, DTL_XPOS_JJ, DTL_REL_AMOD, 3}, {"drive", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1}};
    dtl_word words[4];
    assert_int_equal(repair(rows, 4, words), 1);
    assert_int_equal(words[2].relation, DTL_REL_NSUBJ);
    assert_int_equal(words[2].head, 3);
    assert_int_equal(words[0].head, 2);
    assert_int_equal(words[1].head, 2);
}

static void clause_of_a_report(void **state)
{
    (void)state;
    /* The army said in a statement that(obl) rebels killed(relcl of statement) guards */
    const row rows[] = {{"army", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_NSUBJ, 1}, {"say", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                        {"in", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 3}, {"statement", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBL, 1},
                        {"that", DTL_UPOS_PRON, DTL_XPOS_WDT, DTL_REL_OBJ, 6}, {"rebel", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 6},
                        {"kill", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ACL_RELCL, 3}, {"guard", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBJ, 6}};
    dtl_word words[8];
    assert_int_equal(repair(rows, 8, words), 1);
    assert_int_equal(words[6].head, 1);
    assert_int_equal(words[6].relation, DTL_REL_CCOMP);
    assert_int_equal(words[4].relation, DTL_REL_MARK);
}

static void subject_before_a_day(void **state)
{
    (void)state;
    /* After clashes , the army(obl) on Tuesday warned rebels */
    row rows[] = {{"after", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 1}, {"clash", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBL, 7},
                  {",", DTL_UPOS_PUNCT, DTL_XPOS_COMMA, DTL_REL_PUNCT, 1}, {"the", DTL_UPOS_DET, DTL_XPOS_DT, DTL_REL_DET, 4},
                  {"army", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_CONJ, 1}, {"on", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 6},
                  {"Tuesday", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_NMOD, 4}, {"warn", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                  {"rebel", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_OBJ, 7}};
    dtl_word words[9];
    assert_int_equal(repair(rows, 9, words), 1);
    assert_int_equal(words[4].head, 7);
    assert_int_equal(words[4].relation, DTL_REL_NSUBJ);
    rows[3] = (row){"and", DTL_UPOS_CCONJ, DTL_XPOS_CC, DTL_REL_CC, 4}; /* really coordinated: left alone */
    assert_int_equal(repair(rows, 9, words), 0);
}

static void bare_gerund_behind_its_doer_is_a_noun(void **state)
{
    (void)state;
    /* Men died in police firing . */
    const row rows[] = {{"man", DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_NSUBJ, 1}, {"die", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1},
                        {"in", DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, 3}, {"police", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBL, 1},
                        {"fire", DTL_UPOS_VERB, DTL_XPOS_VBG, DTL_REL_ADVCL, 1}, {".", DTL_UPOS_PUNCT, DTL_XPOS_PERIOD, DTL_REL_PUNCT, 1}};
    dtl_word words[6];
    assert_int_equal(repair(rows, 6, words), 1);
    assert_int_equal(words[4].upos, DTL_UPOS_NOUN);
    assert_int_equal(words[4].head, 1);
    assert_int_equal(words[4].relation, DTL_REL_OBL);
    assert_true(dtl_slice_is(words[4].lemma, "firing"));
    assert_int_equal(words[3].head, 4);
    assert_int_equal(words[3].relation, DTL_REL_COMPOUND);
    assert_int_equal(words[2].head, 4);
}

static void gerund_with_an_object_stays_a_verb(void **state)
{
    (void)state;
    /* Police firing tear gas advanced */
    const row rows[] = {{"police", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_NSUBJ, 4}, {"fire", DTL_UPOS_VERB, DTL_XPOS_VBG, DTL_REL_ACL, 0},
                        {"tear", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_COMPOUND, 3}, {"gas", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_OBJ, 1},
                        {"advance", DTL_UPOS_VERB, DTL_XPOS_VBD, DTL_REL_ROOT, -1}};
    dtl_word words[5];
    assert_int_equal(repair(rows, 5, words), 0);
    assert_int_equal(words[1].upos, DTL_UPOS_VERB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(participle_with_auxiliary_is_the_verb), cmocka_unit_test(what_is_counted_takes_the_place_of_more_than), cmocka_unit_test(bare_numbers), cmocka_unit_test(participles_before_a_noun), cmocka_unit_test(verbs_between_nouns_are_verbs), cmocka_unit_test(victims_and_plurals), cmocka_unit_test(sit_ins_are_nouns), cmocka_unit_test(particles_are_no_prepositions), cmocka_unit_test(adjectival_participle_stays),
                                       cmocka_unit_test(hyphened_participle_governs_nothing), cmocka_unit_test(subject_behind_a_source),
                                       cmocka_unit_test(passive_subjects), cmocka_unit_test(clause_of_a_report),
                                       cmocka_unit_test(subject_before_a_day), cmocka_unit_test(clause_with_who_modifies_the_noun_before),
                                       cmocka_unit_test(a_compound_is_counted_as_a_whole), cmocka_unit_test(a_sentence_of_prose_has_a_verb), cmocka_unit_test(two_subjects_of_one_verb),
                                       cmocka_unit_test(an_adjective_behind_its_noun_does_nothing), cmocka_unit_test(police_shot_somebody),cmocka_unit_test(a_participle_with_a_doer_is_not_the_main_verb),
                                       cmocka_unit_test(a_noun_with_a_preposition_is_no_second_subject),
                                       cmocka_unit_test(the_verb_with_who_is_not_the_main_one),
                                       cmocka_unit_test(modifiers_of_a_finite_verb_have_a_subject), cmocka_unit_test(bare_gerund_behind_its_doer_is_a_noun), cmocka_unit_test(gerund_with_an_object_stays_a_verb)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
