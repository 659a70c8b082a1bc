/* The scorer of the bench police: gold against itself, an empty answer, a case worked out on paper, and which labels our events get. */
#include "check.h"
#include "api/engine.h"
#include "police_score.h"

enum { KILL = 1 << POLICE_KILL, ARREST = 1 << POLICE_ARREST, FORCE = 1 << POLICE_FORCE, FAIL = 1 << POLICE_FAIL, ANY = 1 << POLICE_ANY_ACTION };

static void gold_against_itself_is_all_right(void **state)
{
    (void)state;
    police_counts sum = {0};
    police_score(KILL | FORCE | ANY, KILL | FORCE | ANY, &sum);
    police_score(ARREST | ANY, ARREST | ANY, &sum);
    police_score(FAIL, FAIL, &sum);
    for (unsigned label = 0; label < POLICE_LABEL_COUNT; label++) {
        assert_int_equal(sum.gold[label], label == POLICE_ANY_ACTION ? 2 : 1);
        assert_int_equal(sum.answered[label], sum.gold[label]);
        assert_int_equal(sum.right[label], sum.gold[label]);
    }
}

static void an_empty_answer_has_nothing_right(void **state)
{
    (void)state;
    police_counts sum = {0};
    police_score(KILL | FORCE | ANY, 0, &sum);
    assert_int_equal(sum.gold[POLICE_KILL], 1);
    for (unsigned label = 0; label < POLICE_LABEL_COUNT; label++)
        assert_int_equal(sum.answered[label] + sum.right[label], 0);
}

/* Three texts. Gold: KILL+FORCE+ANY; ARREST+ANY; none. Answer: FORCE+ANY; ARREST+ANY+FAIL; ANY. */
static void labels_count_apart(void **state)
{
    (void)state;
    police_counts sum = {0};
    police_score(KILL | FORCE | ANY, FORCE | ANY, &sum);
    police_score(ARREST | ANY, ARREST | ANY | FAIL, &sum);
    police_score(0, ANY, &sum);
    static const uint64_t gold[] = {1, 1, 1, 0, 2}, answered[] = {0, 1, 1, 1, 3}, right[] = {0, 1, 1, 0, 2};
    for (unsigned label = 0; label < POLICE_LABEL_COUNT; label++) {
        assert_int_equal(sum.gold[label], gold[label]);
        assert_int_equal(sum.answered[label], answered[label]);
        assert_int_equal(sum.right[label], right[label]);
    }
}

/* What the whole way makes of one sentence, as labels. */
static uint32_t labels_of(const dtl_engine *engine, const char *text)
{
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)64 << 20);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_from_cstr(text), .file = DTL_SLICE("test"), .title = DTL_SLICE("A day in the town"),
                                               .format = DTL_FORMAT_TEXT}};
    dtl_error error = {0};
    assert_int_equal(dtl_doc_run(engine, &doc, &error), DTL_OK);
    uint32_t labels = 0;
    for (uint32_t i = 0; i < doc.event.events.count; i++)
        labels |= police_labels(&doc, i);
    dtl_arena_free(&arena);
    return labels;
}

static void events_become_labels(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t labels;
    } cases[] = {{"Police killed two students in Herat.", KILL | FORCE | ANY},
                 {"Police beat several protesters.", FORCE | ANY},
                 {"The police arrested four students in Herat.", ARREST | ANY},
                 {"Four students were arrested in Herat.", ARREST | ANY}, /* nobody is named: the police */
                 {"Gunmen killed two students in Herat.", 0},
                 {"Two students were killed in Herat.", 0},               /* nobody is named: not the police */
                 {"The rebels arrested four students in Herat.", 0},
                 {"The police did not arrest the students.", FAIL},
                 {"The police will arrest the students tomorrow.", 0}};
    dtl_engine *engine;
    dtl_error error = {0};
    assert_int_equal(dtl_engine_open(&(dtl_engine_options){0}, &engine, &error), DTL_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (labels_of(engine, cases[i].text) != cases[i].labels)
            fail_msg("%s: %x", cases[i].text, labels_of(engine, cases[i].text));
    dtl_engine_close(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_against_itself_is_all_right), cmocka_unit_test(an_empty_answer_has_nothing_right),
                                       cmocka_unit_test(labels_count_apart), cmocka_unit_test(events_become_labels)};
    return cmocka_run_group_tests_name("police", tests, NULL, NULL);
}
