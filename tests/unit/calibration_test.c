/* The scorer of the bench calibration, the records of patterns, and the confidence of an event. */
#include "check.h"
#include "calibration_score.h"
#include "event/confidence.h"
#include "rules/rules.h"

/* Worked out on paper: told .8 twice, once right; told .25, wrong. */
static void figures_of_three(void **state)
{
    (void)state;
    const calibration_rating ratings[] = {{800, true}, {800, false}, {250, false}};
    calibration_figures f = calibration_score(ratings, 3);
    assert_int_equal(f.bins[8].count, 2);
    assert_int_equal(f.bins[8].right, 1);
    assert_int_equal(f.bins[2].count, 1);
    assert_true(f.brier > 0.2474 && f.brier < 0.2476); /* (.04 + .64 + .0625) / 3 */
    assert_true(f.ece > 0.2832 && f.ece < 0.2834);     /* (|1.6 - 1| + .25) / 3 */
    assert_true(f.auc > 0.749 && f.auc < 0.751);       /* above the .25, level with the other */
}

static void certainty_that_holds_is_perfect(void **state)
{
    (void)state;
    const calibration_rating ratings[] = {{1000, true}, {0, false}};
    calibration_figures f = calibration_score(ratings, 2), nothing = calibration_score(ratings, 0);
    assert_true(f.brier < 1e-9 && f.ece < 1e-9 && f.auc > 1 - 1e-9);
    assert_true(nothing.brier < 1e-9 && nothing.ece < 1e-9 && nothing.auc < 1e-9);
}

static void records_are_drawn_towards_their_type(void **state)
{
    (void)state;
    assert_int_equal(dtl_rules_odds(0, 0, 0, 0), 0);
    assert_int_equal(dtl_rules_odds(0, 0, 49, 49), 0);
    int32_t type = dtl_rules_odds(0, 0, 79, 19); /* 80 : 20, log 4 = 1.386 */
    assert_true(type > 1370 && type < 1400);
    int32_t few = dtl_rules_odds(0, 2, 79, 19), many = dtl_rules_odds(0, 200, 79, 19);
    assert_true(few < type && many < few && many < -2000);
    assert_true(dtl_rules_odds(200, 0, 79, 19) > 3000);
}

static void grounds_move_confidence(void **state)
{
    (void)state;
    event_grounds plain = {.record = 0, .margin = 127, .actor = EVENT_LINK_ROLE, .recipient = EVENT_LINK_ROLE}, other = plain;
    uint16_t base = event_confidence(&plain);
    other.record = 2000;
    assert_true(event_confidence(&other) > base + 200);
    other = plain;
    other.actor = EVENT_LINK_PRONOUN;
    assert_true(event_confidence(&other) < base - 100);
    other = plain;
    other.margin = 255;
    assert_true(event_confidence(&other) > base);
    other = plain;
    other.unreal = true;
    assert_true(event_confidence(&other) < base);
    other.record = -1000000;
    assert_in_range(event_confidence(&other), 1, 10);
    other.record = 1000000;
    assert_in_range(event_confidence(&other), 990, 999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(figures_of_three), cmocka_unit_test(certainty_that_holds_is_perfect),
                                       cmocka_unit_test(records_are_drawn_towards_their_type), cmocka_unit_test(grounds_move_confidence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
