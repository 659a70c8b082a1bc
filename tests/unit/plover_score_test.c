/* The scorer of the bench plover: gold against itself, an empty answer, the choice of the event, and a case worked out on paper. */
#include "check.h"
#include "plover_score.h"

static const plover_gold both = {.type = DTL_EVENT_ASSAULT, .mode = DTL_MODE_TARGETED, .actors = {{0, 6, 0}}, .recipients = {{20, 31, 24}},
                                 .actor_count = 1, .recipient_count = 1, .dead = 2};

static void gold_against_itself_is_all_right(void **state)
{
    (void)state;
    plover_answer answer = {.type = DTL_EVENT_ASSAULT, .mode = DTL_MODE_TARGETED, .actors = {{.spans = {{0, 6, 0}}, .count = 1}},
                            .recipients = {{.spans = {{20, 31, 24}}, .count = 1}}, .actor_count = 1, .recipient_count = 1, .dead = 2};
    plover_counts sum = {0};
    plover_score(&both, &answer, &sum);
    assert_int_equal(sum.right, 1);
    assert_int_equal(sum.modes_right, 1);
    assert_int_equal(sum.deaths_right, 1);
    assert_int_equal(sum.actors_right, 1);
    assert_int_equal(sum.recipients_right, 1);
    assert_true(plover_macro_f1(&sum) > 0.999);
}

static void an_empty_answer_has_nothing_right(void **state)
{
    (void)state;
    plover_answer none = {.type = DTL_EVENT_NO_TYPE, .dead = -1};
    plover_counts sum = {0};
    plover_score(&both, &none, &sum);
    assert_int_equal(sum.records, 1);
    assert_int_equal(sum.modes, 1);
    assert_int_equal(sum.deaths, 1);
    assert_int_equal(sum.answered + sum.right + sum.modes_right + sum.deaths_right + sum.actors_right + sum.recipients_right, 0);
    assert_int_equal(sum.actors_answered + sum.recipients_answered, 0);
    assert_true(plover_macro_f1(&sum) < 0.001);
}

/* Records: ASSAULT, ASSAULT, AGREE; answers: ASSAULT, AGREE, AGREE. F1 of ASSAULT 2·1/(2+1) = 2/3, of AGREE 2·1/(1+2) = 2/3. The second
 * answer names its actor through a pronoun of the same entity and one party too many: actors 1 of 1 right, 2 answered. */
static void a_case_on_paper(void **state)
{
    (void)state;
    plover_gold second = both, third = {.type = DTL_EVENT_AGREE, .mode = PLOVER_NOT_JUDGED, .dead = -1};
    plover_answer right = {.type = DTL_EVENT_ASSAULT, .mode = DTL_MODE_NO_MODE, .dead = -1};
    plover_answer wrong = {.type = DTL_EVENT_AGREE, .actors = {{.spans = {{50, 52, 50}, {0, 14, 7}}, .count = 2}, {.spans = {{60, 64, 60}}, .count = 1}},
                           .actor_count = 2, .dead = -1};
    plover_answer agree = {.type = DTL_EVENT_AGREE, .dead = -1};
    plover_counts sum = {0};
    second.dead = -1;
    plover_score(&both, &right, &sum);
    plover_score(&second, &wrong, &sum);
    plover_score(&third, &agree, &sum);
    assert_int_equal(sum.records, 3);
    assert_int_equal(sum.answered, 3);
    assert_int_equal(sum.right, 2);
    assert_int_equal(sum.modes, 2);
    assert_int_equal(sum.modes_right, 0);
    assert_int_equal(sum.deaths, 1);
    assert_int_equal(sum.actors, 2);
    assert_int_equal(sum.actors_answered, 2);
    assert_int_equal(sum.actors_right, 1);
    assert_int_equal(sum.recipients_right, 0);
    assert_true(plover_macro_f1(&sum) > 0.666 && plover_macro_f1(&sum) < 0.667);
}

static void the_event_is_chosen_by_the_words_of_the_gold(void **state)
{
    (void)state;
    dtl_slice text = DTL_SLICE("Narvia agreed to talks but refused to free the prisoners.");
    uint32_t words[PLOVER_WORDS_MAX];
    assert_int_equal(plover_locate(text, DTL_SLICE("refused to free women prisoners"), words), 3);
    assert_int_equal(words[0], 27);
    assert_int_equal(words[2], 47);
    /* triggers agreed, talks, refused, free */
    plover_telling tellings[] = {{7, 13, 0, 22}, {17, 22, 0, 22}, {27, 34, 23, 56}, {38, 42, 23, 56}};
    assert_int_equal(plover_choose(tellings, 4, words, 3), 2);
    assert_int_equal(plover_choose(tellings, 2, words, 3), 0); /* nothing fits: the first */
    uint32_t prisoners[] = {47};
    assert_int_equal(plover_choose(tellings, 4, prisoners, 1), 2); /* no trigger of ours: the clause that holds the word */
    assert_int_equal(plover_choose(tellings, 0, words, 3), 0);
}

static void old_names_are_mapped(void **state)
{
    (void)state;
    uint8_t type, mode;
    assert_true(plover_map(DTL_SLICE("DEMAND"), DTL_SLICE(""), &type, &mode));
    assert_int_equal(type, DTL_EVENT_REQUEST);
    assert_int_equal(mode, PLOVER_NOT_JUDGED);
    assert_true(plover_map(DTL_SLICE("INVESTIGATE"), DTL_SLICE(""), &type, &mode));
    assert_int_equal(type, DTL_EVENT_ACCUSE);
    assert_int_equal(mode, DTL_MODE_INVESTIGATE);
    assert_true(plover_map(DTL_SLICE("PROTEST"), DTL_SLICE("riot-spon"), &type, &mode));
    assert_int_equal(mode, DTL_MODE_RIOT);
    assert_true(plover_map(DTL_SLICE("CONSULT"), DTL_SLICE("host"), &type, &mode));
    assert_int_equal(mode, PLOVER_NOT_JUDGED);
    assert_false(plover_map(DTL_SLICE("WEATHER"), DTL_SLICE(""), &type, &mode));
}

static void contexts_of_2016(void **state)
{
    (void)state;
    uint64_t named = 0, right = 0, military = DTL_CONTEXT_BIT(DTL_CONTEXT_MILITARY), asylum = DTL_CONTEXT_BIT(DTL_CONTEXT_ASYLUM);
    assert_true(plover_context(DTL_SLICE("military")) == military);
    assert_true(plover_context(DTL_SLICE("refugee")) & asylum);
    assert_true(plover_context(DTL_SLICE("weather")) == 0);
    plover_score_contexts(DTL_SLICE("military, refugee, weather"), asylum, &named, &right);
    assert_int_equal(named, 2); /* the third is none of PLOVER's */
    assert_int_equal(right, 1);
    plover_score_contexts(DTL_SLICE_EMPTY, military, &named, &right);
    assert_int_equal(named, 2);
    plover_score_contexts(DTL_SLICE("military"), 0, &named, &right);
    assert_int_equal(named, 3);
    assert_int_equal(right, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(contexts_of_2016), cmocka_unit_test(gold_against_itself_is_all_right), cmocka_unit_test(an_empty_answer_has_nothing_right),
                                       cmocka_unit_test(a_case_on_paper), cmocka_unit_test(the_event_is_chosen_by_the_words_of_the_gold),
                                       cmocka_unit_test(old_names_are_mapped)};
    return cmocka_run_group_tests_name("plover_score", tests, NULL, NULL);
}
