/* days: which of a report's times is the day of the deed that it is about. All texts are invented; all reports are of Saturday, 9 May 2015. */
#include "engine.h"
#include "base/date.h"

/* The day of May 2015 on which the report's first deed of violence was; 0 when it tells none. */
static int day_in(const char *text)
{
    dtl_arena arena;
    dtl_error error = {0};
    dtl_interval days = DTL_INTERVAL_OPEN;
    int32_t april = 0;
    dtl_arena_init(&arena, (size_t)1 << 28);
    assert_true(dtl_day_parse_iso(DTL_SLICE("2015-04-30"), &april));
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_from_cstr(text), .file = DTL_SLICE("t.txt"), .format = DTL_FORMAT_TEXT,
                                               .published = DTL_SLICE("2015-05-09")}};
    if (dtl_doc_run(engine, &doc, &error))
        fail_msg("%s", error.message);
    for (uint32_t i = doc.event.events.count; i-- > 0;)
        if (doc.event.events.items[i].type == DTL_EVENT_ASSAULT)
            days = doc.event.events.items[i].days;
    dtl_arena_free(&arena);
    return days.low == days.high && !dtl_interval_is_open(days) ? days.low - april : 0;
}

static void an_hour_is_no_day(void **state)
{
    (void)state;
    assert_int_equal(day_in("One dead in accidental shooting\n\nSALT BAY -- At 5:40 p.m. on Wednesday evening, officers say they were called to "
                            "a home in the 200 block of Oak Street after a shooting."), 6);
    assert_int_equal(day_in("Four men were shot in Tunja.\n\nThe men were hit at 6:30 p.m."), 0);
}

static void a_call_to_officers_dates_the_deed(void **state)
{
    (void)state;
    assert_int_equal(day_in("A shooting in South Butler left one man dead, the sheriff said.\n\nAt about 10:20 p.m. Sunday night, "
                            "officers were dispatched to a house on Quarry Lane."), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_hour_is_no_day), cmocka_unit_test(a_call_to_officers_dates_the_deed)};
    return cmocka_run_group_tests_name("days", tests, open_engine, close_engine);
}
