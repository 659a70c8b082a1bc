/* The scorer of the bench muc4: gold against itself, an empty answer, and a case worked out on paper. */
#include "check.h"
#include "muc4_score.h"
#include <string.h>

static void put(muc4_incident *in, muc4_slot slot, const char *text)
{
    in->fills[slot][in->fill_count[slot]++] = (muc4_fill){.texts = {text}, .count = 1};
}

static muc4_incident incident(muc4_type type, int32_t day, const char *country, const char *victim)
{
    muc4_incident in;
    memset(&in, 0, sizeof in);
    in.types = 1u << type;
    in.stages = 1u << MUC4_ACCOMPLISHED;
    in.dates[0] = (dtl_interval){day, day};
    in.date_count = 1;
    in.countries[in.country_count++] = country;
    put(&in, MUC4_VICTIM, victim);
    return in;
}

static void gold_against_itself_is_all_right(void **state)
{
    (void)state;
    static muc4_incident gold[2];
    gold[0] = incident(MUC4_BOMBING, 100, "PERU", "MAYOR OF THE TOWN");
    gold[1] = incident(MUC4_KIDNAPPING, 90, "CHILE", "NURSE");
    put(&gold[1], MUC4_PERP_ORG, "GREY FRONT");
    gold[1].fills[MUC4_PERP_ORG][0].confidence = 1u << MUC4_CLAIMED;
    int partner[2];
    muc4_sums sums = {0};
    muc4_score(gold, 2, gold, 2, partner, &sums);
    muc4_counts all = muc4_all(&sums);
    assert_int_equal(partner[0], 0);
    assert_int_equal(partner[1], 1);
    assert_int_equal(all.right, all.gold);
    assert_int_equal(all.right, all.answered);
    assert_int_equal(all.right, 2 + 2 + 2 + 2 + 2 + 1 + 1); /* types, stages, days, places, victims, organisation, its confidence */
    assert_int_equal(sums.relevant.right, 1);
}

static void an_empty_answer_has_nothing_right(void **state)
{
    (void)state;
    static muc4_incident gold[1];
    gold[0] = incident(MUC4_ATTACK, 100, "PERU", "MAYOR");
    int partner[1];
    muc4_sums sums = {0};
    muc4_score(gold, 1, NULL, 0, partner, &sums);
    muc4_counts all = muc4_all(&sums);
    assert_int_equal(all.right, 0);
    assert_int_equal(all.answered, 0);
    assert_int_equal(all.gold, 2); /* the type and the victim */
    assert_int_equal(sums.relevant.gold, 1);
    assert_int_equal(sums.relevant.right, 0);
}

/* Gold: a bombing of a mayor in Peru on day 100; an optional attack on a judge; an attack on a driver. Said: a bombing whose
 * victim is a guard on day 99 in Chile; an attack on the driver and on a clerk; an arson of nobody's. The bombing and the
 * attack are paired, the optional one counts nowhere, the arson is made up. */
static void a_case_on_paper(void **state)
{
    (void)state;
    static muc4_incident gold[3], said[3];
    gold[0] = incident(MUC4_BOMBING, 100, "PERU", "MAYOR");
    gold[1] = incident(MUC4_ATTACK, 100, "PERU", "JUDGE");
    gold[1].optional = true;
    gold[2] = incident(MUC4_ATTACK, 100, "PERU", "BUS DRIVER");
    said[0] = incident(MUC4_BOMBING, 99, "CHILE", "GUARD");
    said[1] = incident(MUC4_ATTACK, 100, "PERU", "THE DRIVER");
    put(&said[1], MUC4_VICTIM, "CLERK");
    said[2] = incident(MUC4_ARSON, 100, "PERU", "FARMER");
    int partner[3];
    muc4_sums sums = {0};
    muc4_score(gold, 3, said, 3, partner, &sums);
    assert_int_equal(partner[0], 0);
    assert_int_equal(partner[1], -1);
    assert_int_equal(partner[2], 1);
    assert_int_equal(sums.type.right, 2);
    assert_int_equal(sums.type.gold, 2);
    assert_int_equal(sums.type.answered, 3);
    assert_int_equal(sums.date.right, 1);
    assert_int_equal(sums.date.gold, 2);
    assert_int_equal(sums.place.right, 1);
    assert_int_equal(sums.stage.right, 2);
    assert_int_equal(sums.slots[MUC4_VICTIM].right, 1);
    assert_int_equal(sums.slots[MUC4_VICTIM].gold, 2);
    assert_int_equal(sums.slots[MUC4_VICTIM].answered, 4);
}

static void heads_are_compared(void **state)
{
    (void)state;
    assert_true(muc4_same_text("MEMBERS OF THE GREY FRONT", "TWO MEMBERS"));
    assert_true(muc4_same_text("THE MAYOR'S HOUSE", "HOUSE"));
    assert_true(muc4_same_text("JUDGE (RETIRED)", "JUDGE"));
    assert_false(muc4_same_text("BUS DRIVER", "BUS"));
    assert_false(muc4_same_text("", ""));
}

static void an_open_day_reaches_back_two_months(void **state)
{
    (void)state;
    static muc4_incident gold[1], said[1];
    gold[0] = incident(MUC4_ATTACK, 100, "PERU", "JUDGE");
    gold[0].dates[0].low = DTL_DAY_OPEN_PAST;
    int partner[1];
    for (int32_t day = 30; day <= 101; day++) {
        muc4_sums sums = {0};
        said[0] = incident(MUC4_ATTACK, day, "PERU", "JUDGE");
        muc4_score(gold, 1, said, 1, partner, &sums);
        assert_int_equal(sums.date.right, day >= 38 && day <= 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_against_itself_is_all_right), cmocka_unit_test(an_empty_answer_has_nothing_right),
                                       cmocka_unit_test(a_case_on_paper), cmocka_unit_test(heads_are_compared),
                                       cmocka_unit_test(an_open_day_reaches_back_two_months)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
