/* The scorer of the bench factuality: gold against itself, no answer at all, and a case worked out on paper. */
#include "factuality_score.h"
#include "check.h"

static void near(double value, double wanted)
{
    assert_true(value > wanted - 1e-9 && value < wanted + 1e-9);
}

static void gold_against_itself_is_one(void **state)
{
    (void)state;
    static const double gold[] = {3, 2.6, .4, -1, -3, 1.5, -1.5};
    factuality_counts counts = {0};
    for (size_t i = 0; i < sizeof gold / sizeof *gold; i++)
        factuality_add(&counts, gold[i], gold[i]);
    factuality_figures f = factuality_score(&counts);
    near(f.mae, 0);
    near(f.r, 1);
    near(f.macro_f1, 1);
}

static void no_answer_is_nought(void **state)
{
    (void)state;
    factuality_counts counts = {0};
    near(factuality_score(&counts).mae, -1);
    near(factuality_score(&counts).macro_f1, -1);
    factuality_add(&counts, 3, 0); /* nothing is said of either */
    factuality_add(&counts, -3, 0);
    factuality_figures f = factuality_score(&counts);
    near(f.mae, 3);
    near(f.r, 0);
    near(f.macro_f1, 0);
}

/* Gold 3, 3, 0, -3, answers 3, 1, 1, -2. Off by 0, 2, 1, 1: 1.
 * r: sums 3 and 3, squares 27 and 15, products 9 + 3 + 0 + 6 = 18; (4*18 - 9) / sqrt((108 - 9) (60 - 9)) = 63 / sqrt(99 * 51).
 * Classes: yes gold 2, answered 1, right 1: 2/3; uncertain gold 1, answered 2, right 1: 2/3; no 1. Macro (2/3 + 2/3 + 1) / 3 = 7/9. */
static void a_case_on_paper(void **state)
{
    (void)state;
    static const double gold[] = {3, 3, 0, -3}, answer[] = {3, 1, 1, -2};
    factuality_counts counts = {0};
    for (size_t i = 0; i < 4; i++)
        factuality_add(&counts, gold[i], answer[i]);
    factuality_figures f = factuality_score(&counts);
    near(f.mae, 1);
    near(f.r * f.r, 63.0 * 63 / (99 * 51));
    assert_true(f.r > 0);
    near(factuality_class_f1(&counts, FACTUALITY_YES), 2.0 / 3);
    near(f.macro_f1, 7.0 / 9);
}

static void bounds_belong_to_the_sure_classes(void **state)
{
    (void)state;
    assert_int_equal(factuality_class_of(1.5), FACTUALITY_YES);
    assert_int_equal(factuality_class_of(1.4), FACTUALITY_UNCERTAIN);
    assert_int_equal(factuality_class_of(-1.4), FACTUALITY_UNCERTAIN);
    assert_int_equal(factuality_class_of(-1.5), FACTUALITY_NO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_against_itself_is_one), cmocka_unit_test(no_answer_is_nought),
                                       cmocka_unit_test(a_case_on_paper), cmocka_unit_test(bounds_belong_to_the_sure_classes)};
    return cmocka_run_group_tests_name("factuality", tests, NULL, NULL);
}
