/* contexts: what an event is about, by its own sentence, by those beside it, by who takes part. All texts are invented. */
#include "engine.h"

/* The contexts of the first event of this type in a report; the test fails when there is none. */
static uint64_t contexts_of(const char *text, unsigned type)
{
    dtl_arena arena;
    dtl_error error = {0};
    uint64_t contexts = 0;
    bool found = false;
    dtl_arena_init(&arena, (size_t)1 << 28);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_from_cstr(text), .file = DTL_SLICE("t.txt"), .format = DTL_FORMAT_TEXT}};
    if (dtl_doc_run(engine, &doc, &error))
        fail_msg("%s", error.message);
    if (!dtl_doc_check(&doc, &error))
        fail_msg("%s", error.message);
    for (uint32_t i = doc.event.events.count; i-- > 0;)
        if (doc.event.events.items[i].type == type) {
            contexts = doc.event.events.items[i].contexts;
            found = true;
        }
    dtl_arena_free(&arena);
    if (!found)
        fail_msg("no %s in: %s", dtl_event_type_name(type), text);
    return contexts;
}

#define HAS(contexts, name) (((contexts) & DTL_CONTEXT_BIT(DTL_CONTEXT_##name)) != 0)

static void sentences_beside_count(void **state)
{
    (void)state;
    uint64_t near = contexts_of("Gunmen killed three soldiers in Herat on Monday. The gunmen had crossed the border in May.", DTL_EVENT_ASSAULT);
    assert_true(HAS(near, MILITARY) && HAS(near, TERRITORY));
    uint64_t apart = contexts_of("Gunmen killed three soldiers in Herat on Monday.\n\nThe gunmen had crossed the border in May.", DTL_EVENT_ASSAULT);
    assert_true(HAS(apart, MILITARY) && !HAS(apart, TERRITORY)); /* another paragraph */
    uint64_t far = contexts_of("Gunmen killed three soldiers in Herat on Monday. Nobody saw them come. It was dark. They had crossed the border in May.",
                               DTL_EVENT_ASSAULT);
    assert_false(HAS(far, TERRITORY));
}

static void some_words_count_in_their_sentence_only(void **state)
{
    (void)state;
    uint64_t beside = contexts_of("Gunmen killed two farmers in Herat on Monday. The minister of fisheries had resigned in May.", DTL_EVENT_ASSAULT);
    assert_false(HAS(beside, EXECUTIVE));
    uint64_t inside = contexts_of("The minister of fisheries resigned after gunmen killed two farmers in Herat on Monday.", DTL_EVENT_ASSAULT);
    assert_true(HAS(inside, EXECUTIVE));
}

static void military_is_the_state(void **state)
{
    (void)state;
    assert_false(HAS(contexts_of("The Lord's Resistance Army killed four villagers in Gulu on Monday.", DTL_EVENT_ASSAULT), MILITARY));
    assert_true(HAS(contexts_of("The army killed four villagers in Gulu on Monday.", DTL_EVENT_ASSAULT), MILITARY));
}

static void crime_goes_without_saying(void **state)
{
    (void)state;
    uint64_t plain = contexts_of("A gang killed two clerks in Tijuana on Monday.", DTL_EVENT_ASSAULT);
    assert_true(HAS(plain, CRIME));
    uint64_t drugs = contexts_of("A gang of heroin smugglers killed two clerks in Tijuana on Monday.", DTL_EVENT_ASSAULT);
    assert_true(HAS(drugs, ILLEGAL_DRUGS) && !HAS(drugs, CRIME));
    uint64_t war = contexts_of("Peru accused Ecuador of war crimes on Monday.", DTL_EVENT_ACCUSE);
    assert_true(HAS(war, HUMAN_RIGHTS) && !HAS(war, CRIME));
}

static void who_takes_part_counts(void **state)
{
    (void)state;
    assert_true(HAS(contexts_of("Peru accused Ecuador of lying on Monday.", DTL_EVENT_ACCUSE), DIPLOMATIC));
    assert_false(HAS(contexts_of("The teachers accused the mayor of lying on Monday.", DTL_EVENT_ACCUSE), DIPLOMATIC));
    assert_true(HAS(contexts_of("A suicide bomber killed nine people in a bakery in Kabul.", DTL_EVENT_ASSAULT), TERRORISM));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentences_beside_count), cmocka_unit_test(some_words_count_in_their_sentence_only),
                                       cmocka_unit_test(military_is_the_state), cmocka_unit_test(crime_goes_without_saying),
                                       cmocka_unit_test(who_takes_part_counts)};
    return cmocka_run_group_tests_name("contexts", tests, open_engine, close_engine);
}
