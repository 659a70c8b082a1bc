/* The climb: factuality, likelihood and the rows that made them, of one event in a sentence. All sentences are invented. */
#include "engine.h"
#include "rules/commitment.h"

/* What the words tell of the first word with this form, through the frames of voices. */
static dtl_commitment told(const char *text, const char *form)
{
    dtl_arena arena;
    dtl_error error = {0};
    dtl_commitment answer = {.modality = DTL_MODALITY_COUNT};
    dtl_arena_init(&arena, (size_t)1 << 28);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_from_cstr(text), .file = DTL_SLICE("t.txt"), .format = DTL_FORMAT_TEXT}};
    if (dtl_doc_run(engine, &doc, &error))
        fail_msg("%s", error.message);
    dtl_matcher matcher = dtl_matcher_make(&doc, engine->rules);
    matcher.voices = NULL;
    for (uint32_t i = doc.text.tokens.count; i-- > 0;)
        if (dtl_slice_is(dtl_doc_slice(&doc, dtl_text_tokens_span(&doc.text, i, 1)), form))
            answer = dtl_commitment_of(&matcher, dtl_rules_table(engine->rules, "modality"), i, NULL);
    dtl_arena_free(&arena);
    if (answer.modality == DTL_MODALITY_COUNT)
        fail_msg("no '%s' in: %s", form, text);
    return answer;
}

static void what_is_told_is_certain(void **state)
{
    (void)state;
    assert_true(told("The rebels attacked the village.", "attacked").factuality >= 280);
    assert_int_equal(told("The rebels attacked the village.", "attacked").rule_count, 0);
    assert_true(told("The rebels did not attack the village.", "attack").factuality <= -150);
    assert_int_equal(told("The rebels did not attack the village.", "attack").polarity, -1);
}

static void words_between_lie_between(void **state)
{
    (void)state;
    int will = told("The rebels will attack the village.", "attack").factuality, might = told("The rebels might attack the village.", "attack").factuality;
    int plan = told("The rebels planned to attack the village.", "attack").factuality;
    assert_true(will > might && might > 0 && will < 300);
    assert_true(plan < will && plan > 0);
}

static void two_negations_are_none(void **state)
{
    (void)state;
    assert_true(told("The rebels failed to attack the village.", "attack").factuality < 0);
    assert_true(told("The rebels did not fail to attack the village.", "attack").factuality > 0);
    assert_true(told("The rebels did not manage to attack the village.", "attack").factuality <= -150);
    assert_true(told("The mayor did not visit the site of the attack.", "attack").factuality > 0); /* only belongs to it */
}

static void estimative_words_have_bands(void **state)
{
    (void)state;
    assert_int_equal(told("The rebels attacked the village.", "attacked").likelihood, DTL_LIKELIHOOD_NONE);
    assert_int_equal(told("The rebels are likely to attack the village.", "attack").likelihood, DTL_LIKELIHOOD_LIKELY);
    assert_int_equal(told("The rebels are very likely to attack the village.", "attack").likelihood, DTL_LIKELIHOOD_VERY_LIKELY);
    assert_int_equal(told("The rebels are unlikely to attack the village.", "attack").likelihood, DTL_LIKELIHOOD_UNLIKELY);
    assert_int_equal(told("The rebels are highly unlikely to attack the village.", "attack").likelihood, DTL_LIKELIHOOD_VERY_UNLIKELY);
    assert_int_equal(told("The rebels are almost certain to attack the village.", "attack").likelihood, DTL_LIKELIHOOD_ALMOST_CERTAIN);
}

static void the_rows_are_named(void **state)
{
    (void)state;
    dtl_commitment c = told("The rebels will try to attack the village.", "attack");
    uint32_t line;
    assert_int_equal(c.rule_count, 2);
    assert_true(dtl_slice_is(dtl_rules_file(engine->rules, c.rules[0], &line), "modality.txt"));
    assert_true(dtl_slice_is(dtl_rules_attribute(engine->rules, c.rules[0], "class"), "attempt"));
    assert_true(dtl_slice_is(dtl_rules_attribute(engine->rules, c.rules[1], "class"), "will"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_told_is_certain), cmocka_unit_test(words_between_lie_between),
                                       cmocka_unit_test(two_negations_are_none), cmocka_unit_test(estimative_words_have_bands),
                                       cmocka_unit_test(the_rows_are_named)};
    return cmocka_run_group_tests_name("commitment", tests, open_engine, close_engine);
}
