/* policy: which of several figures is given. All tolls are invented. */
#include "base/date.h"
#include "check.h"
#include "ledger/policy.h"
#include <stdio.h>

#define OPEN DTL_COUNT_OPEN

/* voices, of which current, of which impartial; texts; day */
#define TOLD(low, high, voices, current, impartial, day) {{low, high}, voices, current, impartial, voices, day}

static void gives(dtl_policy policy, const dtl_policy_value *values, size_t count, int64_t low, int64_t best, int64_t high)
{
    enum { MOST = 8 };
    dtl_policy_value turned[MOST];
    assert_true(count <= MOST);
    for (size_t turn = 0; turn < 2 * count; turn++) { /* any order gives the same */
        for (size_t i = 0; i < count; i++)
            turned[i] = values[(turn < count ? i + turn : count - 1 - i + turn) % count];
        dtl_policy_count got = dtl_policy_apply(policy, turned, count);
        if (got.low != low || got.best != best || got.high != high)
            fail_msg("%s: %lld–%lld–%lld, not %lld–%lld–%lld", dtl_policy_name(policy), (long long)got.low, (long long)got.best, (long long)got.high,
                     (long long)low, (long long)best, (long long)high);
    }
}

static void all_give(const dtl_policy_value *values, size_t count, int64_t majority, int64_t latest, int64_t acled, int64_t ucdp)
{
    const int64_t expected[] = {majority, latest, acled, ucdp};
    for (unsigned p = 0; p < DTL_POLICY_COUNT; p++) {
        int64_t best = dtl_policy_apply((dtl_policy)p, values, count).best;
        if (best != expected[p])
            fail_msg("%s: %lld, not %lld", dtl_policy_name(p), (long long)best, (long long)expected[p]);
    }
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    dtl_policy_count got = dtl_policy_apply(DTL_POLICY_UCDP, NULL, 0);
    assert_int_equal(got.low, -1);
    assert_int_equal(got.best, -1);
    assert_int_equal(got.high, -1);
    assert_false(got.more);
}

static void one_value_is_what_it_is(void **state)
{
    (void)state;
    const dtl_policy_value exact = TOLD(3, 3, 1, 1, 1, 10), at_least = TOLD(5, OPEN, 1, 1, 1, 10), up_to = TOLD(0, 50, 1, 1, 1, 10);
    for (unsigned p = 0; p < DTL_POLICY_COUNT; p++) {
        gives((dtl_policy)p, &exact, 1, 3, 3, 3);
        gives((dtl_policy)p, &at_least, 1, 5, 5, 5);
        gives((dtl_policy)p, &up_to, 1, 0, 50, 50);
        assert_false(dtl_policy_apply((dtl_policy)p, &exact, 1).more);
        assert_true(dtl_policy_apply((dtl_policy)p, &at_least, 1).more);
    }
}

/* The example of policy.h. */
static void each_policy_has_its_own(void **state)
{
    (void)state;
    const dtl_policy_value values[] = {TOLD(3, 3, 2, 1, 1, 10), TOLD(5, 5, 2, 2, 2, 11), TOLD(20, 20, 1, 1, 0, 11)};
    all_give(values, 3, 5, 5, 3, 5);
    gives(DTL_POLICY_UCDP, values, 3, 3, 5, 5);
    gives(DTL_POLICY_ACLED, values, 3, 3, 3, 5);
    gives(DTL_POLICY_MAJORITY, values, 3, 3, 5, 20);
    gives(DTL_POLICY_LATEST, values, 3, 3, 5, 20);
}

static void the_latest_word_counts_among_equals(void **state)
{
    (void)state;
    const dtl_policy_value rises[] = {TOLD(2, 2, 1, 1, 1, 10), TOLD(4, 4, 1, 1, 1, 11)};
    all_give(rises, 2, 4, 4, 2, 2);
    const dtl_policy_value outvoted[] = {TOLD(2, 2, 3, 3, 3, 10), TOLD(4, 4, 1, 1, 1, 11)};
    all_give(outvoted, 2, 2, 4, 2, 2);
    const dtl_policy_value undated[] = {TOLD(2, 2, 1, 1, 1, DTL_DAY_OPEN_PAST), TOLD(1, 1, 1, 1, 1, 11)};
    all_give(undated, 2, 1, 1, 1, 1);
}

static void what_was_taken_back_is_no_figure(void **state)
{
    (void)state;
    const dtl_policy_value corrected[] = {TOLD(2, 2, 4, 0, 0, 10), TOLD(6, 6, 1, 1, 1, 11)};
    all_give(corrected, 2, 6, 6, 6, 6);
    gives(DTL_POLICY_UCDP, corrected, 2, 6, 6, 6);
}

static void a_party_is_heard_only_when_alone(void **state)
{
    (void)state;
    const dtl_policy_value boast[] = {TOLD(30, 30, 1, 1, 0, 12), TOLD(1, 1, 1, 1, 0, 12)};
    all_give(boast, 2, 30, 30, 1, 1);
    const dtl_policy_value denied[] = {TOLD(0, 0, 1, 1, 0, 12), TOLD(7, 7, 1, 1, 1, 11)};
    all_give(denied, 2, 0, 0, 7, 7);
}

static void at_least_stands_behind_the_exact(void **state)
{
    (void)state;
    const dtl_policy_value vague[] = {TOLD(3, OPEN, 2, 2, 2, 11), TOLD(5, 5, 1, 1, 1, 10), TOLD(2, 2, 2, 2, 2, 10)};
    all_give(vague, 3, 5, 5, 2, 5);
    assert_false(dtl_policy_apply(DTL_POLICY_MAJORITY, vague, 3).more);
    const dtl_policy_value more[] = {TOLD(9, OPEN, 1, 1, 1, 11), TOLD(5, 5, 1, 1, 1, 10)};
    assert_true(dtl_policy_apply(DTL_POLICY_MAJORITY, more, 2).more);
}

static void names_go_both_ways(void **state)
{
    (void)state;
    for (unsigned p = 0; p < DTL_POLICY_COUNT; p++)
        assert_int_equal(dtl_policy_from_name(dtl_slice_from_cstr(dtl_policy_name(p))), p);
    assert_int_equal(dtl_policy_from_name(DTL_SLICE("UCDP")), DTL_POLICY_UCDP);
    assert_int_equal(dtl_policy_from_name(DTL_SLICE("mean")), DTL_POLICY_COUNT);
    assert_string_equal(dtl_policy_name(DTL_POLICY_COUNT), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_nothing), cmocka_unit_test(one_value_is_what_it_is), cmocka_unit_test(each_policy_has_its_own),
        cmocka_unit_test(the_latest_word_counts_among_equals), cmocka_unit_test(what_was_taken_back_is_no_figure),
        cmocka_unit_test(a_party_is_heard_only_when_alone), cmocka_unit_test(at_least_stands_behind_the_exact), cmocka_unit_test(names_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
