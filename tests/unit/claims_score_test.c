/* The scorer of the bench claims: gold against itself, an empty answer, and a case worked out on paper. */
#include "check.h"
#include "claims_score.h"

static const dtl_span he = {0, 2}, ministry = {40, 12}, rebels = {80, 6}, him = {120, 3};

static claims_item item(uint32_t at, unsigned type, unsigned status, const dtl_span *holder)
{
    return (claims_item){.trigger = {at, 6}, .evidence = {at, 6}, .type = (uint8_t)type, .types = 1u << type, .status = (uint8_t)status,
                         .statuses = 1u << status, .holder = {.spans = holder, .count = holder != NULL, .outlet = holder == NULL}};
}

static void stance(claims_item *to, unsigned what, const dtl_span *holder)
{
    to->stances[to->stance_count++] = (claims_stance){.holder = {.spans = holder, .count = 1}, .stance = (uint8_t)what};
}

static void gold_against_itself_is_all_right(void **state)
{
    (void)state;
    claims_item gold[12];
    for (uint32_t i = 0; i < 10; i++)
        gold[i] = item(200 + 10 * i, DTL_EVENT_ASSAULT, i < 5 ? DTL_STATUS_CLAIMED : DTL_STATUS_PLANNED, &ministry);
    gold[10] = item(200, DTL_EVENT_ASSAULT, DTL_STATUS_DENIED, &rebels); /* the same word, told otherwise */
    gold[11] = item(400, CLAIMS_TYPE_CLAIM, DTL_STATUS_CLAIMED, &rebels);
    stance(&gold[0], DTL_STANCE_DENIES, &rebels);
    stance(&gold[11], DTL_STANCE_REFUSES_COMMENT, &rebels);
    int partner[12];
    claims_sums sums = {0};
    claims_score(gold, 12, gold, 12, partner, &sums);
    for (int i = 0; i < 12; i++)
        assert_int_equal(partner[i], i);
    assert_int_equal(sums.found, 12);
    assert_int_equal(sums.holder, 12);
    assert_int_equal(sums.stance_right, 2);
    assert_int_equal(sums.stance_gold, 2);
    assert_int_equal(sums.stance_given, 2);
    assert_int_equal(sums.told_as_fact, 0);
    assert_true(claims_macro_f1(&sums, false) == 1.0);
    assert_true(claims_macro_f1(&sums, true) == 1.0);
}

static void an_empty_answer_has_nothing_right(void **state)
{
    (void)state;
    claims_item gold[5];
    for (uint32_t i = 0; i < 5; i++)
        gold[i] = item(200 + 10 * i, DTL_EVENT_ASSAULT, DTL_STATUS_CLAIMED, &ministry);
    stance(&gold[0], DTL_STANCE_DENIES, &rebels);
    int partner[5];
    claims_sums sums = {0};
    claims_score(gold, 5, NULL, 0, partner, &sums);
    assert_int_equal(sums.found, 0);
    assert_int_equal(sums.stance_gold, 1);
    assert_int_equal(sums.stance_right + sums.stance_given, 0);
    assert_true(claims_macro_f1(&sums, true) == 0.0);
    assert_true(claims_macro_f1(&sums, false) == -1.0); /* nothing found, nothing to judge */
}

/* Gold: (a) ASSAULT claimed by the ministry, which the rebels deny; (b) COERCE asserted by the outlet; (c) ASSAULT planned or
 * threatened, held by "he"; (d) AID hypothetical.
 * Said: (1) an ASSAULT whose clause holds a's word, held by the outlet, asserted, denied by the rebels and confirmed by "he";
 * (2) COERCE at b, claimed by the ministry; (3) ASSAULT at c, threatened, held by somebody also called "him" and "he";
 * (4) a second ASSAULT at c, further off. d is not found.
 * Found 3 of 4; holder: a no, b no, c yes. Status: a wrong (claimed → asserted), b wrong (asserted → claimed), c right as
 * threatened. Told as fact: a, of a and c. Stances: gold 1, given 2, right 1. */
static void a_case_on_paper(void **state)
{
    (void)state;
    static const dtl_span same_man[] = {{120, 3}, {0, 2}};
    claims_item gold[] = {item(200, DTL_EVENT_ASSAULT, DTL_STATUS_CLAIMED, &ministry), item(300, DTL_EVENT_COERCE, DTL_STATUS_ASSERTED, NULL),
                          item(400, DTL_EVENT_ASSAULT, DTL_STATUS_PLANNED, &he), item(500, DTL_EVENT_AID, DTL_STATUS_HYPOTHETICAL, NULL)};
    claims_item said[] = {item(220, DTL_EVENT_ASSAULT, DTL_STATUS_ASSERTED, NULL), item(300, DTL_EVENT_COERCE, DTL_STATUS_CLAIMED, &ministry),
                          item(410, DTL_EVENT_ASSAULT, DTL_STATUS_PLANNED, NULL), item(400, DTL_EVENT_ASSAULT, DTL_STATUS_THREATENED, &him)};
    gold[2].statuses |= 1u << DTL_STATUS_THREATENED;
    stance(&gold[0], DTL_STANCE_DENIES, &rebels);
    stance(&said[0], DTL_STANCE_DENIES, &rebels);
    stance(&said[0], DTL_STANCE_CONFIRMS, &he);
    stance(&said[1], DTL_STANCE_CONFIRMS, &ministry); /* the holder's own, and gold gives none: does not count */
    said[0].evidence = (dtl_span){190, 60};
    said[2].evidence = (dtl_span){395, 30};
    said[3].holder = (claims_holder){.spans = same_man, .count = 2};
    int partner[4];
    claims_sums sums = {0};
    claims_score(gold, 4, said, 4, partner, &sums);
    assert_int_equal(partner[0], 0);
    assert_int_equal(partner[1], 1);
    assert_int_equal(partner[2], 3);
    assert_int_equal(partner[3], -1);
    assert_int_equal(sums.items, 4);
    assert_int_equal(sums.found, 3);
    assert_int_equal(sums.holder, 1);
    assert_int_equal(sums.told_as_fact, 1);
    assert_int_equal(sums.told_of, 2);
    assert_int_equal(sums.stance_gold, 1);
    assert_int_equal(sums.stance_given, 2);
    assert_int_equal(sums.stance_right, 1);
    assert_int_equal(sums.gold[DTL_STATUS_THREATENED], 1);
    assert_int_equal(sums.gold[DTL_STATUS_PLANNED], 0);
    assert_int_equal(sums.right[DTL_STATUS_THREATENED], 1);
    assert_int_equal(sums.given[DTL_STATUS_CLAIMED], 1);
    assert_int_equal(sums.gold_found[DTL_STATUS_HYPOTHETICAL], 0);
    assert_true(claims_status_f1(&sums, DTL_STATUS_THREATENED, true) == 1.0);
    assert_true(claims_status_f1(&sums, DTL_STATUS_CLAIMED, false) == 0.0);
    assert_true(claims_macro_f1(&sums, true) == -1.0); /* no status has five items */
}

static void rare_statuses_do_not_count_in_the_mean(void **state)
{
    (void)state;
    claims_item gold[6], said[6];
    for (uint32_t i = 0; i < 6; i++) {
        gold[i] = item(200 + 10 * i, DTL_EVENT_ASSAULT, i < 5 ? DTL_STATUS_CLAIMED : DTL_STATUS_HABITUAL, &ministry);
        said[i] = item(200 + 10 * i, DTL_EVENT_ASSAULT, DTL_STATUS_CLAIMED, &ministry);
    }
    int partner[6];
    claims_sums sums = {0}, twice = {0};
    claims_score(gold, 6, said, 6, partner, &sums);
    double expected = 2.0 * 5.0 / (5.0 + 6.0);
    assert_true(claims_macro_f1(&sums, false) == expected);
    claims_add(&twice, &sums);
    claims_add(&twice, &sums);
    assert_int_equal(twice.found, 12);
    assert_true(claims_macro_f1(&twice, false) == expected);
    claims_sums missed = {0}; /* four of the five are found: too few to judge by, but all five count with those missed */
    claims_score(gold, 5, said + 1, 4, partner, &missed);
    assert_true(claims_macro_f1(&missed, false) == -1.0);
    assert_true(claims_macro_f1(&missed, true) == 2.0 * 4.0 / (5.0 + 4.0));
}

/* "They said that he fled": the statement at "said" is none of "fled", although its clause holds that word. */
static void a_statement_tells_no_deed_of_its_content(void **state)
{
    (void)state;
    claims_item gold = item(220, DTL_EVENT_RETREAT, DTL_STATUS_CLAIMED, &ministry), said = item(200, CLAIMS_TYPE_CLAIM, DTL_STATUS_CLAIMED, &ministry);
    gold.types |= 1u << CLAIMS_TYPE_CLAIM;
    said.evidence = (dtl_span){200, 40};
    int partner;
    claims_align(&gold, 1, &said, 1, &partner);
    assert_int_equal(partner, -1);
    said.trigger = gold.trigger;
    claims_align(&gold, 1, &said, 1, &partner);
    assert_int_equal(partner, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_against_itself_is_all_right), cmocka_unit_test(an_empty_answer_has_nothing_right),
                                       cmocka_unit_test(a_case_on_paper), cmocka_unit_test(rare_statuses_do_not_count_in_the_mean),
                                       cmocka_unit_test(a_statement_tells_no_deed_of_its_content)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
