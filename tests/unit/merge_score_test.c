/* The scorer of the bench merge: gold against itself, everything alone, nothing at all, and cases worked out on paper. */
#include "merge_score.h"
#include "check.h"

static void near(double value, double wanted)
{
    assert_true(value > wanted - 1e-9 && value < wanted + 1e-9);
}

static void gold_against_itself_is_one(void **state)
{
    (void)state;
    const uint32_t gold[] = {7, 3, 7, 7, 3, 1};
    merge_clusters f = merge_score_clusters(gold, gold, 6);
    near(f.b3_p, 1);
    near(f.b3_r, 1);
    near(f.b3_f1, 1);
    near(f.pair_f1, 1);
}

/* Every report alone: precision 1, recall 1/3 three times and 1, no pairs. Nowhere: 0. */
static void alone_and_nowhere(void **state)
{
    (void)state;
    const uint32_t gold[] = {1, 1, 1, 2}, alone[] = {10, 11, 12, 13}, nowhere[] = {MERGE_NONE, MERGE_NONE, MERGE_NONE, MERGE_NONE};
    merge_clusters f = merge_score_clusters(gold, alone, 4);
    near(f.b3_p, 1);
    near(f.b3_r, .5);
    near(f.pair_f1, 0);
    f = merge_score_clusters(gold, nowhere, 4);
    near(f.b3_f1, 0);
    near(f.pair_f1, 0);
    near(merge_score_clusters(gold, gold, 0).b3_f1, 0);
}

/* gold {a b c} {d}, answer {a b} {c d}: precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4, one of two pairs right, one
 * of three found. One more that is nowhere and belongs to d: precision 3 / 5, recall (2/3 + 2/3 + 1/3 + 1/2 + 0) / 5, pairs 1/2, 1/4. */
static void a_case_on_paper(void **state)
{
    (void)state;
    const uint32_t gold[] = {5, 5, 5, 6, 6}, answer[] = {1, 1, 2, 2, MERGE_NONE};
    merge_clusters f = merge_score_clusters(gold, answer, 4);
    near(f.b3_p, .75);
    near(f.b3_r, 8.0 / 12);
    near(f.b3_f1, 2 * .75 * (2.0 / 3) / (.75 + 2.0 / 3));
    near(f.pair_p, .5);
    near(f.pair_r, 1.0 / 3);
    f = merge_score_clusters(gold, answer, 5);
    near(f.b3_p, .6);
    near(f.b3_r, (5.0 / 3 + .5) / 5);
    near(f.pair_p, .5);
    near(f.pair_r, .25);
}

static void slots_on_paper(void **state)
{
    (void)state;
    const merge_incident gold = {.killed = 0, .injured = 2, .day = 100, .city = DTL_SLICE("Norton"), .state = DTL_SLICE("Ohio"), .latitude = 41000000,
                                 .longitude = -81000000};
    merge_answer answer = {.known = true, .killed = -1, .injured = 2, .days = {100, 100}, .place = DTL_SLICE("norton"), .admin1 = DTL_SLICE("Ohio"),
                           .latitude = INT32_MIN, .longitude = INT32_MIN, .precision = 4};
    merge_hits h = merge_score_slots(&gold, &answer);
    assert_true(h.killed && !h.killed_told && h.injured && h.injured_told && h.date && h.date_near && h.place);
    answer.days = (dtl_interval){101, 101};
    answer.killed = 1;
    answer.admin1 = DTL_SLICE("Iowa"); /* another Norton, place unknown on the map */
    h = merge_score_slots(&gold, &answer);
    assert_true(!h.killed && !h.date && h.date_near && !h.place);
    answer.days = (dtl_interval){100, 101};
    answer.injured = -1;
    answer.latitude = 41200000; /* 22.2 km north */
    answer.longitude = -81000000;
    h = merge_score_slots(&gold, &answer);
    assert_true(!h.injured && !h.date && !h.date_near && h.place);
    answer.precision = 2; /* the middle of a state is near to nothing */
    assert_false(merge_score_slots(&gold, &answer).place);
}

/* No event: every slot that the gold asks for is wrong, 0 dead as well; what the gold leaves out is not asked. */
static void no_event_is_nought(void **state)
{
    (void)state;
    const merge_incident gold = {.killed = 0, .injured = -1, .day = DTL_DAY_OPEN_PAST, .latitude = INT32_MIN, .longitude = INT32_MIN};
    const merge_answer none = {.latitude = INT32_MIN, .longitude = INT32_MIN};
    merge_hits h = merge_score_slots(&gold, &none);
    assert_true(h.killed_asked && !h.killed && !h.injured_asked && !h.date_asked && !h.place_asked);
}

/* Most reports speak for it; of equals the first published; what is no event, or no report, has no vote. */
static void most_reports_speak_for_an_event(void **state)
{
    (void)state;
    const merge_vote most[] = {{4, DTL_SLICE("2019-03-02")}, {7, DTL_SLICE("2019-03-01")}, {4, DTL_SLICE("2019-03-05")}};
    assert_int_equal(merge_spokesman(most, 3, 10), 4);
    const merge_vote tie[] = {{4, DTL_SLICE("2019-03-02")}, {7, DTL_SLICE("2019-03-01")}, {4, DTL_SLICE("2019-03-05")}, {7, DTL_SLICE("2019-03-09")}};
    assert_int_equal(merge_spokesman(tie, 4, 10), 7);
    const merge_vote late[] = {{4, DTL_SLICE("2019-03-02")}, {7, DTL_SLICE("2019-03-03")}, {4, DTL_SLICE("2019-03-05")}, {7, DTL_SLICE("2019-03-01")}};
    assert_int_equal(merge_spokesman(late, 4, 10), 7);
    const merge_vote same_day[] = {{4, DTL_SLICE("2019-03-02")}, {7, DTL_SLICE("2019-03-02")}};
    assert_int_equal(merge_spokesman(same_day, 2, 10), 4);
    const merge_vote no_event[] = {{12, DTL_SLICE("2019-03-01")}, {12, DTL_SLICE("2019-03-01")}, {MERGE_NONE, DTL_SLICE("2019-03-01")}, {3, DTL_SLICE("2019-03-09")}};
    assert_int_equal(merge_spokesman(no_event, 4, 10), 3);
    assert_int_equal(merge_spokesman(no_event, 3, 10), MERGE_NONE);
    assert_int_equal(merge_spokesman(no_event, 0, 10), MERGE_NONE);
}

/* One degree of the equator is 111.19 km on a globe of 6,371 km; a quarter of the globe is 10,007.5. */
static void distances(void **state)
{
    (void)state;
    double degree = merge_kilometres(0, 0, 0, 1000000), quarter = merge_kilometres(0, 0, 90000000, 12000000);
    assert_true(degree > 111.19 && degree < 111.20 && quarter > 10007 && quarter < 10008);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_against_itself_is_one), cmocka_unit_test(alone_and_nowhere), cmocka_unit_test(a_case_on_paper),
                                       cmocka_unit_test(slots_on_paper), cmocka_unit_test(no_event_is_nought), cmocka_unit_test(distances),
                                       cmocka_unit_test(most_reports_speak_for_an_event)};
    return cmocka_run_group_tests_name("merge_score", tests, NULL, NULL);
}
