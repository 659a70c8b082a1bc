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

static void the_day_of_arrest_court_vigil_or_saying_is_not_the_deed_s(void **state)
{
    (void)state;
    assert_int_equal(day_in("Man charged in harbour shooting\n\nPolice on Friday charged a man with the shooting of a fisherman at Dock Row. "
                            "He appeared in court on Friday.\n\nThe fisherman was shot late Tuesday as he left a tavern."), 5);
    assert_int_equal(day_in("Two shot at Dock Row\n\nTwo men were shot at Dock Row, police said on Friday.\n\n"
                            "Officers responded to the shooting shortly before 9 p.m. on Thursday."), 7);
    assert_int_equal(day_in("Baker shot dead in Tunja\n\nA baker was shot and killed in Tunja on Monday.\n\n"
                            "His neighbours held a vigil on Wednesday night. The funeral was on Friday."), 4);
}

static void a_day_before_present_words_is_the_deed_s(void **state)
{
    (void)state;
    assert_int_equal(day_in("Clerk shot at Salt Bay\n\nOn Thursday, police say a gunman shot a clerk at Salt Bay."), 7);
}

static void who_dies_later_was_not_shot_then(void **state)
{
    (void)state;
    assert_int_equal(day_in("Shot man dies\n\nThe fisherman died Wednesday night, police said.\n\n"
                            "He was among those who stood at Dock Row when somebody opened fire Sunday night."), 3);
}

static void an_hour_takes_the_day_behind_it(void **state)
{
    (void)state;
    assert_int_equal(day_in("Four shot in Tunja\n\nPolice said on Friday that four men were shot at 7:15 p.m. on Wednesday in Tunja."), 6);
}

static void old_deeds_in_reports_of_trials(void **state)
{
    (void)state;
    assert_int_equal(day_in("Jury convicts Salt Bay man\n\nA jury on Friday convicted a man of killing his neighbour. He was sentenced on Friday.\n\n"
                            "The neighbour was shot at his home on May 2, prosecutors said."), 2);
    /* what the trial tells of its own days is worth less than nothing */
    assert_int_equal(day_in("Trial opens in killing of a guard\n\nThe judge questioned two witnesses on Thursday. The man is accused of killing a guard."), 0);
}

static void a_longer_time_of_the_deed_holds_its_day(void **state)
{
    (void)state;
    assert_int_equal(day_in("Man held over killing\n\nA man who killed a guard in March was arrested on Friday. Officers were called on Friday to his house."), 0);
}

static void what_goes_on_has_no_day(void **state)
{
    (void)state;
    assert_int_equal(day_in("Rebels\n\nThe rebels have killed hundreds of people since 2010. On Thursday the army shut the road."), 0);
}

static void a_second_deed_in_the_headline_has_the_day_too(void **state)
{
    (void)state;
    assert_int_equal(day_in("1 killed, 2 wounded in Dock Row shooting\n\nA man was killed and two women were wounded in a shooting at Dock Row on Wednesday."), 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_hour_is_no_day), cmocka_unit_test(a_call_to_officers_dates_the_deed),
        cmocka_unit_test(the_day_of_arrest_court_vigil_or_saying_is_not_the_deed_s), cmocka_unit_test(a_day_before_present_words_is_the_deed_s),
        cmocka_unit_test(who_dies_later_was_not_shot_then),
        cmocka_unit_test(an_hour_takes_the_day_behind_it), cmocka_unit_test(old_deeds_in_reports_of_trials),
        cmocka_unit_test(a_longer_time_of_the_deed_holds_its_day), cmocka_unit_test(what_goes_on_has_no_day),
        cmocka_unit_test(a_second_deed_in_the_headline_has_the_day_too)};
    return cmocka_run_group_tests_name("days", tests, open_engine, close_engine);
}
