/* The scorer of the bench ner: gold against itself, an empty answer, and a case worked out on paper. */
#include "check.h"
#include "ner_score.h"

static void gold_against_itself_is_all_right(void **state)
{
    (void)state;
    ner_span gold[] = {{.start = 4, .end = 9, .type = NER_PLACE}, {.start = 0, .end = 2, .type = NER_PERSON}, {.start = 4, .end = 6, .type = NER_ORGANISATION}};
    ner_span answer[] = {{.start = 0, .end = 2, .type = NER_PERSON}, {.start = 4, .end = 6, .type = NER_ORGANISATION}, {.start = 4, .end = 9, .type = NER_PLACE}};
    size_t golds = 3, answers = 3;
    ner_counts sum = {0};
    ner_score(gold, &golds, answer, &answers, &sum);
    for (int t = 0; t < NER_TYPE_COUNT; t++) {
        assert_int_equal(sum.gold[t], 1);
        assert_int_equal(sum.answered[t], 1);
        assert_int_equal(sum.right[t], 1);
    }
    assert_int_equal(sum.overlap, 3);
}

static void an_empty_answer_has_nothing_right(void **state)
{
    (void)state;
    ner_span gold[] = {{.start = 0, .end = 2, .type = NER_PERSON}}, none[1];
    size_t golds = 1, answers = 0;
    ner_counts sum = {0};
    ner_score(gold, &golds, none, &answers, &sum);
    assert_int_equal(sum.gold[NER_PERSON], 1);
    assert_int_equal(sum.answered[NER_PERSON] + sum.right[NER_PERSON] + sum.overlap, 0);
}

/* Gold: PER 0–2, ORG 5–8, LOC 10–11. Answer: PER 0–2 (twice: counts once), ORG 6–8 (overlaps), ORG 10–11 (wrong type), LOC 20–21. */
static void spans_and_types_count_apart(void **state)
{
    (void)state;
    ner_span gold[] = {{.start = 0, .end = 2, .type = NER_PERSON}, {.start = 5, .end = 8, .type = NER_ORGANISATION}, {.start = 10, .end = 11, .type = NER_PLACE}};
    ner_span answer[] = {{.start = 0, .end = 2, .type = NER_PERSON}, {.start = 6, .end = 8, .type = NER_ORGANISATION},
                         {.start = 10, .end = 11, .type = NER_ORGANISATION}, {.start = 20, .end = 21, .type = NER_PLACE},
                         {.start = 0, .end = 2, .type = NER_PERSON}};
    size_t golds = 3, answers = 5;
    ner_counts sum = {0};
    ner_score(gold, &golds, answer, &answers, &sum);
    assert_int_equal(answers, 4);
    assert_int_equal(sum.right[NER_PERSON], 1);
    assert_int_equal(sum.right[NER_ORGANISATION] + sum.right[NER_PLACE], 0);
    assert_int_equal(sum.answered[NER_ORGANISATION], 2);
    assert_int_equal(sum.overlap, 2);
    assert_true(gold[0].exact && !gold[1].exact);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_against_itself_is_all_right), cmocka_unit_test(an_empty_answer_has_nothing_right),
                                       cmocka_unit_test(spans_and_types_count_apart)};
    return cmocka_run_group_tests_name("ner", tests, NULL, NULL);
}
