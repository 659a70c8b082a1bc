/* features: what a word's tag, form and place in a tree say of it, on trees written by hand, so that no parser's error is in the way;
 * and the scorer of features. */
#include "check.h"
#include "doc/features.h"
#include "ud_features.h"

/* A word of a tree: its head is counted from 1, 0 = root. */
typedef struct row {
    const char *form, *lemma;
    uint8_t upos, xpos;
    uint32_t head;
    uint8_t relation;
    const char *features; /* what must come out */
} row;

static void check_tree(const row *rows, uint32_t count)
{
    dtl_word words[16] = {0};
    dtl_parse parse = {.words = words};
    dtl_buffer out = {0};
    assert_true(count <= 16);
    for (uint32_t i = 0; i < count; i++)
        words[i] = (dtl_word){.lemma = dtl_slice_from_cstr(rows[i].lemma), .upos = rows[i].upos, .xpos = rows[i].xpos, .relation = rows[i].relation,
                              .head = rows[i].head ? rows[i].head - 1 : DTL_NONE, .first_child = DTL_NONE, .next_sibling = DTL_NONE,
                              .features = rows[i].xpos == DTL_XPOS_NNS || rows[i].xpos == DTL_XPOS_NNPS ? DTL_FEATURE_PLURAL : 0};
    for (uint32_t i = count; i-- > 0;) {
        if (words[i].head == DTL_NONE)
            continue;
        words[i].next_sibling = words[words[i].head].first_child;
        words[words[i].head].first_child = i;
        if (words[i].relation == DTL_REL_AUX_PASS || words[i].relation == DTL_REL_NSUBJ_PASS)
            words[words[i].head].features |= DTL_FEATURE_PASSIVE;
    }
    for (uint32_t i = 0; i < count; i++) {
        dtl_buffer_clear(&out);
        dtl_features_write(&parse, i, dtl_slice_from_cstr(rows[i].form), &out);
        dtl_buffer_char(&out, '\0');
        assert_string_equal(out.bytes, rows[i].features);
    }
    dtl_buffer_free(&out);
}

#define CHECK_TREE(rows) check_tree(rows, sizeof rows / sizeof *rows)

static void passives_and_perfects(void **state)
{
    (void)state;
    static const row held[] = {{"Gunmen", "gunman", DTL_UPOS_NOUN, DTL_XPOS_NNS, 3, DTL_REL_NSUBJ_PASS, "Number=Plur"},
                               {"were", "be", DTL_UPOS_AUX, DTL_XPOS_VBD, 3, DTL_REL_AUX_PASS, "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"},
                               {"held", "hold", DTL_UPOS_VERB, DTL_XPOS_VBN, 0, DTL_REL_ROOT, "Tense=Past|VerbForm=Part|Voice=Pass"}};
    static const row have[] = {{"She", "she", DTL_UPOS_PRON, DTL_XPOS_PRP, 4, DTL_REL_NSUBJ, "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"},
                               {"has", "have", DTL_UPOS_AUX, DTL_XPOS_VBZ, 4, DTL_REL_AUX, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
                               {"not", "not", DTL_UPOS_PART, DTL_XPOS_RB, 4, DTL_REL_ADVMOD, "Polarity=Neg"},
                               {"fled", "flee", DTL_UPOS_VERB, DTL_XPOS_VBN, 0, DTL_REL_ROOT, "Tense=Past|VerbForm=Part"},
                               {"or", "or", DTL_UPOS_CCONJ, DTL_XPOS_CC, 6, DTL_REL_CC, "_"},
                               {"hidden", "hide", DTL_UPOS_VERB, DTL_XPOS_VBN, 4, DTL_REL_CONJ, "Tense=Past|VerbForm=Part"}};
    static const row men[] = {{"men", "man", DTL_UPOS_NOUN, DTL_XPOS_NNS, 0, DTL_REL_ROOT, "Number=Plur"},
                              {"held", "hold", DTL_UPOS_VERB, DTL_XPOS_VBN, 1, DTL_REL_ACL, "Tense=Past|VerbForm=Part|Voice=Pass"},
                              {"since", "since", DTL_UPOS_ADP, DTL_XPOS_IN, 4, DTL_REL_CASE, "_"},
                              {"1999", "1999", DTL_UPOS_NUM, DTL_XPOS_CD, 2, DTL_REL_OBL, "NumForm=Digit|NumType=Card"}};
    CHECK_TREE(held);
    CHECK_TREE(have);
    CHECK_TREE(men);
}

static void moods_and_forms(void **state)
{
    (void)state;
    static const row order[] = {{"Hand", "hand", DTL_UPOS_VERB, DTL_XPOS_VB, 0, DTL_REL_ROOT, "Mood=Imp|VerbForm=Fin"},
                                {"it", "it", DTL_UPOS_PRON, DTL_XPOS_PRP, 1, DTL_REL_OBJ, "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs"},
                                {"and", "and", DTL_UPOS_CCONJ, DTL_XPOS_CC, 4, DTL_REL_CC, "_"},
                                {"leave", "leave", DTL_UPOS_VERB, DTL_XPOS_VB, 1, DTL_REL_CONJ, "Mood=Imp|VerbForm=Fin"}};
    static const row will[] = {{"will", "will", DTL_UPOS_AUX, DTL_XPOS_MD, 2, DTL_REL_AUX, "VerbForm=Fin"},
                               {"try", "try", DTL_UPOS_VERB, DTL_XPOS_VB, 0, DTL_REL_ROOT, "VerbForm=Inf"},
                               {"to", "to", DTL_UPOS_PART, DTL_XPOS_TO, 4, DTL_REL_MARK, "_"},
                               {"leave", "leave", DTL_UPOS_VERB, DTL_XPOS_VB, 2, DTL_REL_XCOMP, "VerbForm=Inf"}};
    static const row wish[] = {{"demand", "demand", DTL_UPOS_VERB, DTL_XPOS_VBP, 0, DTL_REL_ROOT, "Mood=Ind|Tense=Pres|VerbForm=Fin"},
                               {"that", "that", DTL_UPOS_SCONJ, DTL_XPOS_IN, 4, DTL_REL_MARK, "_"},
                               {"he", "he", DTL_UPOS_PRON, DTL_XPOS_PRP, 4, DTL_REL_NSUBJ, "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"},
                               {"resign", "resign", DTL_UPOS_VERB, DTL_XPOS_VB, 1, DTL_REL_CCOMP, "Mood=Sub|Tense=Pres|VerbForm=Fin"}};
    static const row going[] = {{"is", "be", DTL_UPOS_AUX, DTL_XPOS_VBZ, 2, DTL_REL_AUX, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
                                {"stopping", "stop", DTL_UPOS_VERB, DTL_XPOS_VBG, 0, DTL_REL_ROOT, "Tense=Pres|VerbForm=Part"},
                                {"shooting", "shoot", DTL_UPOS_VERB, DTL_XPOS_VBG, 2, DTL_REL_XCOMP, "VerbForm=Ger"}};
    CHECK_TREE(order);
    CHECK_TREE(will);
    CHECK_TREE(wish);
    CHECK_TREE(going);
}

/* "the guards, who flee": the noun before the clause says how many; "the guard and his son flee": two are several. */
static void numbers_of_verbs(void **state)
{
    (void)state;
    static const row who[] = {{"guards", "guard", DTL_UPOS_NOUN, DTL_XPOS_NNS, 0, DTL_REL_ROOT, "Number=Plur"},
                              {"who", "who", DTL_UPOS_PRON, DTL_XPOS_WP, 3, DTL_REL_NSUBJ, "PronType=Rel"},
                              {"fled", "flee", DTL_UPOS_VERB, DTL_XPOS_VBD, 1, DTL_REL_ACL_RELCL, "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"}};
    static const row both[] = {{"guard", "guard", DTL_UPOS_NOUN, DTL_XPOS_NN, 4, DTL_REL_NSUBJ, "Number=Sing"},
                               {"and", "and", DTL_UPOS_CCONJ, DTL_XPOS_CC, 3, DTL_REL_CC, "_"},
                               {"son", "son", DTL_UPOS_NOUN, DTL_XPOS_NN, 1, DTL_REL_CONJ, "Number=Sing"},
                               {"flee", "flee", DTL_UPOS_VERB, DTL_XPOS_VBP, 0, DTL_REL_ROOT, "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"}};
    static const row us[] = {{"Who", "who", DTL_UPOS_PRON, DTL_XPOS_WP, 2, DTL_REL_NSUBJ, "PronType=Int"},
                             {"told", "tell", DTL_UPOS_VERB, DTL_XPOS_VBD, 0, DTL_REL_ROOT, "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"},
                             {"us", "we", DTL_UPOS_PRON, DTL_XPOS_PRP, 2, DTL_REL_OBJ, "Case=Acc|Number=Plur|Person=1|PronType=Prs"}};
    CHECK_TREE(who);
    CHECK_TREE(both);
    CHECK_TREE(us);
}

/* Two words: one wholly right, for what is not shared by treebanks does not count; one with a feature too many and one wrong. */
static void scorer(void **state)
{
    (void)state;
    ud_feature_counts counts = {0};
    ud_score_features(DTL_SLICE("Number=Sing|Typo=Yes"), DTL_SLICE("Number=Sing"), &counts);
    ud_score_features(DTL_SLICE("Tense=Past|VerbForm=Part"), DTL_SLICE("Tense=Pres|VerbForm=Part|Voice=Pass"), &counts);
    ud_score_features(DTL_SLICE("_"), DTL_SLICE("_"), &counts);
    assert_int_equal(counts.words, 3);
    assert_int_equal(counts.right, 2);
    for (int i = 0; i < UD_FEATURE_COUNT; i++) {
        const char *name = ud_feature_names[i];
        bool past = strcmp(name, "Tense") == 0, voice = strcmp(name, "Voice") == 0, fine = strcmp(name, "Number") == 0 || strcmp(name, "VerbForm") == 0;
        assert_int_equal(counts.of[i].gold, past || fine);
        assert_int_equal(counts.of[i].answered, past || fine || voice);
        assert_int_equal(counts.of[i].right, fine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(passives_and_perfects), cmocka_unit_test(moods_and_forms), cmocka_unit_test(numbers_of_verbs),
                                       cmocka_unit_test(scorer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
