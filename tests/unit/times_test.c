/* times: the scorer of the bench, and phrases of our own with the values and days that they must get. */
#include "check.h"
#include "times_score.h"

/* A document of two expressions; offsets below are counted on paper over "On26MayherestedtwodaysonMonday." */
static const char document[] = "<?xml version=\"1.0\" ?>\n<TimeML>\n<DOCID>made</DOCID>\n"
    "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2001-06-01\">June 1</TIMEX3></DCT>\n"
    "<TEXT>On <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2001-05-26\">26 May</TIMEX3> he <EVENT eid=\"e1\">rested</EVENT> "
    "<TIMEX3 tid=\"t2\" type=\"DURATION\" value=\"P2D\">two days</TIMEX3> on Monday.</TEXT>\n</TimeML>\n";

static void tml_is_read(void **state)
{
    (void)state;
    dtl_slice rest = dtl_slice_from_cstr(document);
    times_document d;
    assert_true(times_read_tml(&rest, &d));
    assert_slice(d.created, "2001-06-01");
    assert_slice(dtl_slice_make(d.text, d.text_length), "On 26 May he rested two days on Monday.");
    assert_int_equal(d.item_count, 2);
    assert_slice(d.items[1].value, "P2D");
    assert_slice(d.items[1].type, "DURATION");
    assert_int_equal(d.items[0].first, 2);
    assert_int_equal(d.items[0].end, 7);
    assert_int_equal(d.items[1].first, 15);
    assert_int_equal(d.items[1].end, 22);
    times_document_free(&d);
    assert_false(times_read_tml(&rest, &d));
}

static void scorer(void **state)
{
    (void)state;
    uint32_t partner[8];
    dtl_slice rest = dtl_slice_from_cstr(document);
    times_document d;
    assert_true(times_read_tml(&rest, &d));
    times_counts self = {0}, empty = {0}, hand = {0};
    times_score(d.items, 2, d.items, 2, partner, &self);
    assert_int_equal(self.gold + self.answered + self.strict + self.relaxed + self.type + self.value, 12);
    times_score(d.items, 2, NULL, 0, partner, &empty);
    assert_int_equal(empty.gold, 2);
    assert_int_equal(empty.answered + empty.strict + empty.relaxed + empty.type + empty.value, 0);
    /* "On 26 May" (value right), "two" (wrong value), "days" (may not be matched again), "Monday" (not in the gold) */
    const times_item answers[] = {
        {.first = 0, .end = 7, .value = DTL_SLICE("2001-05-26"), .type = DTL_SLICE("DATE")},
        {.first = 15, .end = 18, .value = DTL_SLICE("P2W"), .type = DTL_SLICE("DURATION")},
        {.first = 18, .end = 22, .value = DTL_SLICE("P2D"), .type = DTL_SLICE("DURATION")},
        {.first = 24, .end = 30, .value = DTL_SLICE("2001-05-28"), .type = DTL_SLICE("DATE")},
    };
    times_score(d.items, 2, answers, 4, partner, &hand);
    assert_int_equal(hand.answered, 4);
    assert_int_equal(hand.strict, 0);
    assert_int_equal(hand.relaxed, 2);
    assert_int_equal(hand.type, 2);
    assert_int_equal(hand.value, 1);
    /* an equal span wins over an earlier overlap */
    const times_item equal[] = {answers[1], d.items[1]};
    times_counts exact = {0};
    times_score(d.items + 1, 1, equal, 2, partner, &exact);
    assert_int_equal(exact.strict, 1);
    assert_int_equal(partner[0], 1);
    times_document_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tml_is_read), cmocka_unit_test(scorer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
