/* The scorer of the bench case2021: gold against itself, an answer that is never right, and a case worked out on paper. */
#include "case2021_score.h"
#include "check.h"

static void near(double value, double wanted)
{
    assert_true(value > wanted - 1e-9 && value < wanted + 1e-9);
}

static void gold_against_itself_is_one(void **state)
{
    (void)state;
    case2021_counts counts = {0};
    for (unsigned i = 0; i < CASE2021_LABEL_COUNT; i++)
        counts.pair[i][i] = i + 1;
    case2021_figures f = case2021_score(&counts);
    near(f.accuracy, 1);
    near(f.weighted_f1, 1);
    near(f.macro_f1, 1);
    near(f.weighted_f1_all, 1);
}

static void no_answer_is_nought(void **state)
{
    (void)state;
    case2021_counts counts = {0};
    counts.pair[CASE2021_ATTACK][CASE2021_OTHER] = 3;
    counts.pair[CASE2021_ARREST][CASE2021_OTHER] = 2;
    case2021_figures f = case2021_score(&counts);
    near(f.accuracy, 0);
    near(f.weighted_f1, 0);
    near(f.macro_f1, 0);
    near(f.weighted_f1_all, 0);
    counts = (case2021_counts){0};
    near(case2021_score(&counts).weighted_f1, -1);
}

/* ATTACK: 4 gold, 3 right, and one disaster answered as an attack: F1 = 6 / (4 + 4) = .75. ARREST: 2 gold, 1 right, one attack
 * answered as an arrest: F1 = 2 / (2 + 2) = .5, the other arrest answered OTHER. The disaster (no type of PLOVER): F1 0. */
static void a_case_on_paper(void **state)
{
    (void)state;
    case2021_counts counts = {0};
    counts.pair[CASE2021_ATTACK][CASE2021_ATTACK] = 3;
    counts.pair[CASE2021_ATTACK][CASE2021_ARREST] = 1;
    counts.pair[CASE2021_ARREST][CASE2021_ARREST] = 1;
    counts.pair[CASE2021_ARREST][CASE2021_OTHER] = 1;
    counts.pair[CASE2021_MAN_MADE_DISASTER][CASE2021_ATTACK] = 1;
    case2021_figures f = case2021_score(&counts);
    near(case2021_label_f1(&counts, CASE2021_ATTACK), .75);
    near(case2021_label_f1(&counts, CASE2021_ARREST), .5);
    near(case2021_label_f1(&counts, CASE2021_OTHER), -1);
    near(f.accuracy, 4.0 / 6);
    near(f.weighted_f1, (4 * .75 + 2 * .5) / 6);
    near(f.macro_f1, .625);
    near(f.weighted_f1_all, (4 * .75 + 2 * .5) / 7);
}

static void names_go_both_ways(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CASE2021_LABEL_COUNT; i++)
        assert_int_equal(case2021_by_name(case2021_name(i), (uint32_t)strlen(case2021_name(i))), i);
    assert_int_equal(case2021_by_name("ATTACKS", 7), CASE2021_LABEL_COUNT);
    assert_true(case2021_expressible(CASE2021_GRENADE) && !case2021_expressible(CASE2021_OTHER));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_against_itself_is_one), cmocka_unit_test(no_answer_is_nought),
                                       cmocka_unit_test(a_case_on_paper), cmocka_unit_test(names_go_both_ways)};
    return cmocka_run_group_tests_name("case2021", tests, NULL, NULL);
}
