/* The scorer of the bench coref: gold against itself gives 1, no answer 0, and one case worked out by hand. */
#include "check.h"
#include "coref_score.h"
#include <stdio.h>
#include <stdlib.h>

/* Eleven words in two sentences. Clusters: 1 = the mayor, She, her; 2 = the old bridge, it; 3 = one mention only. */
static const char treebank[] =
    "# newdoc id = one\n# sent_id = one-1\n"
    "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-nnnnn-cf1-2-coref\n"
    "2\tmayor\tmayor\tNOUN\tNN\t_\t3\tnsubj\t_\tEntity=1)\n"
    "3\tclosed\tclose\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "4\tan\ta\tDET\tDT\t_\t6\tdet\t_\tEntity=(2-place-new-nnnnn-cf2-3-coref\n"
    "5\told\told\tADJ\tJJ\t_\t6\tamod\t_\t_\n"
    "6\tbridge\tbridge\tNOUN\tNN\t_\t3\tobj\t_\tEntity=2)\n\n"
    "# sent_id = one-2\n"
    "1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)\n"
    "2\tshowed\tshow\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\tEntity=(2-place-giv:act-nnnnn-cf2-2-coref\n"
    "4\tbridge\tbridge\tNOUN\tNN\t_\t2\tobj\t_\tEntity=2)\n"
    "5\tto\tto\tADP\tIN\t_\t7\tcase\t_\t_\n"
    "6\ther\ther\tPRON\tPRP$\t_\t7\tnmod:poss\t_\tEntity=(3-person-new-nnnnn-cf3-2-sgl(1-person-giv:act-nnnnn-cf1-1-ana)\n"
    "7\tguest\tguest\tNOUN\tNN\t_\t2\tobl\t_\tEntity=3)\n\n";

enum { MAYOR = 1, CLOSED = 2, FIRST_BRIDGE = 5, SHE = 6, BRIDGE = 9, HER = 11, GUEST = 12, WORDS = 13 };

typedef struct fixture {
    conllu_file file;
    coref_gold gold;
    uint32_t antecedent[WORDS];
} fixture;

static int setup(void **state)
{
    char path[] = "/tmp/coref-XXXXXX", message[256];
    fixture *f = calloc(1, sizeof *f);
    int fd = mkstemp(path);
    FILE *out = fdopen(fd, "w");
    fwrite(treebank, 1, sizeof treebank - 1, out);
    fclose(out);
    bool fine = f && conllu_read(path, &f->file, message) && coref_gold_read(&f->file, &f->gold);
    remove(path);
    for (int i = 0; fine && i < WORDS; i++)
        f->antecedent[i] = DTL_NONE;
    *state = f;
    return fine ? 0 : -1;
}

static int teardown(void **state)
{
    fixture *f = *state;
    coref_gold_free(&f->gold);
    conllu_free(&f->file);
    free(f);
    return 0;
}

static coref_counts score(const fixture *f)
{
    coref_counts counts = {.entity_right = 0};
    coref_score(&f->gold, f->antecedent, &counts);
    return counts;
}

static void brackets_are_read(void **state)
{
    const fixture *f = *state;
    assert_int_equal(f->file.word_count, WORDS);
    assert_int_equal(f->gold.mention_count, 6);
    assert_true(f->gold.anaphor[SHE] && f->gold.anaphor[BRIDGE] && f->gold.anaphor[HER]);
    assert_false(f->gold.anaphor[MAYOR] || f->gold.anaphor[FIRST_BRIDGE] || f->gold.anaphor[GUEST]);
    assert_true(coref_same(&f->gold, HER, MAYOR) && !coref_same(&f->gold, HER, BRIDGE) && !coref_same(&f->gold, HER, HER));
}

static void no_answer_is_nothing(void **state)
{
    coref_counts c = score(*state);
    assert_int_equal(c.gold[COREF_THIRD], 2);
    assert_int_equal(c.gold[COREF_NOMINAL], 1);
    assert_int_equal(c.answered[COREF_THIRD] + c.answered[COREF_NOMINAL] + c.right[COREF_THIRD] + c.right[COREF_NOMINAL], 0);
}

static void gold_against_itself_is_all(void **state)
{
    fixture *f = *state;
    f->antecedent[SHE] = MAYOR;
    f->antecedent[BRIDGE] = FIRST_BRIDGE;
    f->antecedent[HER] = SHE;
    coref_counts c = score(f);
    assert_int_equal(c.right[COREF_THIRD], 2);
    assert_int_equal(c.answered[COREF_THIRD], 2);
    assert_int_equal(c.right[COREF_NOMINAL], 1);
    assert_int_equal(c.answered[COREF_NOMINAL], 1);
    assert_int_equal(c.entity_right, 3);
}

/* She → bridge is wrong; her → She is right as a link, but its chain ends at the bridge; her guest is linked and should not be. */
static void worked_out_by_hand(void **state)
{
    fixture *f = *state;
    f->antecedent[SHE] = FIRST_BRIDGE;
    f->antecedent[HER] = SHE;
    f->antecedent[GUEST] = MAYOR;
    f->antecedent[MAYOR] = DTL_NONE;
    coref_counts c = score(f);
    assert_int_equal(c.answered[COREF_THIRD], 2);
    assert_int_equal(c.right[COREF_THIRD], 1);
    assert_int_equal(c.answered[COREF_NOMINAL], 1);
    assert_int_equal(c.right[COREF_NOMINAL], 0);
    assert_int_equal(c.entity_right, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(brackets_are_read, setup, teardown),
        cmocka_unit_test_setup_teardown(no_answer_is_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(gold_against_itself_is_all, setup, teardown),
        cmocka_unit_test_setup_teardown(worked_out_by_hand, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
