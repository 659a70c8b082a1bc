/* The scorer of the bench petrarch: its lists, codes put together, gold against itself, an empty answer, a case worked out on
 * paper. */
#include "check.h"
#include "petrarch_lists.h"
#include "petrarch_score.h"
#include <stdlib.h>
#include <string.h>

static const char actors_text[] = "<!-- several\nlines -->\n# a comment\nBIRDLAND [BRD]\n+BIRDLANDER # a note\nOLD_OWL\n+WISE_BIRD\n"
                                  "\t[BRDGOV 20010101-20010131]\n\t[BRDELI > 010201]\n\t[BRDREB <19991231]\nTHE_TWO_NESTS_ [NES/TWG]\nNOBODY [---]\n";
static const char agents_text[] = "!WHO! = MAN, MEN\nCROW{} [~CRW]\nPOLICY_BODY [~GOV]\nAID GROUP {AID_FLOCK} [NGO~]\nNEST!WHO! [ ~LAB]\nGOVERNMENT PAPER [~GOVMED]\n";

static void read_lists(petrarch_lists *lists, dtl_arena *arena)
{
    dtl_arena_init(arena, (size_t)1 << 20);
    petrarch_lists_init(lists, arena);
    char *actors = strdup(actors_text), *agents = strdup(agents_text); /* gone after reading, as files are */
    assert_true(petrarch_read_actors(lists, dtl_slice_from_cstr(actors)));
    assert_true(petrarch_read_agents(lists, dtl_slice_from_cstr(agents)));
    free(actors);
    free(agents);
}

static void codes_hold_on_their_days(void **state)
{
    (void)state;
    petrarch_lists lists;
    dtl_arena arena;
    read_lists(&lists, &arena);
    uint32_t owl = dtl_map_get(&lists.actor_of, DTL_SLICE("WISE BIRD"));
    assert_int_equal(lists.actors.count, 4);
    assert_int_equal(owl, dtl_map_get(&lists.actor_of, DTL_SLICE("OLD OWL")));
    assert_slice(petrarch_code_on(&lists, owl, 20010101), "BRDGOV");
    assert_slice(petrarch_code_on(&lists, owl, 20010131), "BRDGOV");
    assert_slice(petrarch_code_on(&lists, owl, 20010301), "BRDELI");
    assert_slice(petrarch_code_on(&lists, owl, 19950101), "BRDREB");
    assert_slice(petrarch_code_on(&lists, owl, 20000601), "");
    assert_slice(petrarch_code_on(&lists, dtl_map_get(&lists.actor_of, DTL_SLICE("BIRDLANDER")), 20000601), "BRD");
    dtl_arena_free(&arena);
}

static void the_longest_name_is_matched(void **state)
{
    (void)state;
    petrarch_lists lists;
    dtl_arena arena;
    read_lists(&lists, &arena);
    const dtl_slice words[] = {DTL_SLICE("THE"), DTL_SLICE("TWO"), DTL_SLICE("NESTS"), DTL_SLICE("POLICY"), DTL_SLICE("BODIES")};
    uint32_t taken = 0;
    assert_int_equal(petrarch_match(&lists, &lists.actor_of, words, 5, &taken), 2);
    assert_int_equal(taken, 3);
    assert_int_equal(petrarch_match(&lists, &lists.actor_of, words + 1, 4, &taken), DTL_NONE);
    assert_int_not_equal(petrarch_match(&lists, &lists.agent_of, words + 3, 2, &taken), DTL_NONE);
    assert_int_equal(taken, 2);
    static const char *const agents[] = {"CROW", "AID FLOCK", "NESTMAN", "NESTMEN"}, *const others[] = {"CROWS", "AID GROUPS", "NESTMANS"};
    for (size_t i = 0; i < 4; i++)
        assert_int_not_equal(dtl_map_get(&lists.agent_of, dtl_slice_from_cstr(agents[i])), DTL_NONE);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(dtl_map_get(&lists.agent_of, dtl_slice_from_cstr(others[i])), DTL_NONE);
    dtl_arena_free(&arena);
}

static uint32_t agent(const petrarch_lists *lists, const char *name)
{
    return dtl_map_get(&lists->agent_of, dtl_slice_from_cstr(name));
}

static void agents_add_to_the_code(void **state)
{
    (void)state;
    petrarch_lists lists;
    dtl_arena arena;
    char code[PETRARCH_CODE_MAX];
    read_lists(&lists, &arena);
    const uint32_t both[] = {agent(&lists, "AID GROUP"), agent(&lists, "GOVERNMENT PAPER")}, paper[] = {agent(&lists, "GOVERNMENT PAPER")};
    const bool now[] = {false, false}, once[] = {true, false};
    petrarch_compose(&lists, DTL_SLICE("BRD"), both, now, 2, code);
    assert_string_equal(code, "NGOBRDGOVMED");
    petrarch_compose(&lists, DTL_SLICE("BRDGOV"), paper, now, 1, code);
    assert_string_equal(code, "BRDGOVMED");
    petrarch_compose(&lists, DTL_SLICE("BRD"), paper, once, 1, code);
    assert_string_equal(code, "BRDELI");
    petrarch_compose(&lists, DTL_SLICE("---"), paper, now, 1, code);
    assert_string_equal(code, "");
    dtl_arena_free(&arena);
}

static bool knows_crows(const void *context, dtl_slice name)
{
    (void)context;
    return dtl_slice_is(name, "crow");
}

static void lists_become_rules(void **state)
{
    (void)state;
    petrarch_lists lists;
    dtl_arena arena;
    dtl_buffer actors = {0}, names = {0}, roles = {0};
    read_lists(&lists, &arena);
    petrarch_write_rules(&lists, knows_crows, NULL, &actors, &names, &roles);
    dtl_slice written = dtl_slice_make(actors.bytes, actors.length);
    assert_true(dtl_slice_starts_with(written, DTL_SLICE("Birdland | id=petrarch-0 kind=organisation\nOld Owl | id=petrarch-1 kind=organisation\nthe Two Nests |")));
    written = dtl_slice_make(names.bytes, names.length);
    assert_slice(written, "Birdlander | actor=petrarch-0 kind=alias\nWise Bird | actor=petrarch-1 kind=alias\n");
    written = dtl_slice_make(roles.bytes, roles.length);
    assert_int_equal(dtl_slice_find(written, DTL_SLICE("crow"), 0), DTL_NONE);
    assert_int_not_equal(dtl_slice_find(written, DTL_SLICE("policy bodies | sector=GOV name=\"policy bodies\"\n"), 0), DTL_NONE);
    dtl_buffer_free(&actors);
    dtl_buffer_free(&names);
    dtl_buffer_free(&roles);
    dtl_arena_free(&arena);
}

static petrarch_pairs *pairs_of(const char *const (*sides)[2], size_t count)
{
    petrarch_pairs *pairs = calloc(1, sizeof *pairs);
    assert_non_null(pairs);
    for (size_t i = 0; i < count; i++)
        petrarch_add(pairs, sides[i][0], sides[i][1]);
    return pairs;
}

static void gold_against_itself_is_all_right(void **state)
{
    (void)state;
    static const char *const sides[][2] = {{"BRD", "NES"}, {"NES", "BRD"}, {"BRD", "NES"}};
    petrarch_pairs *gold = pairs_of(sides, 3), *answer = pairs_of(sides, 3);
    petrarch_counts sum = {0};
    petrarch_score(gold, answer, &sum);
    assert_int_equal(sum.gold, 2);
    assert_int_equal(sum.answered, 2);
    assert_int_equal(sum.right, 2);
    assert_int_equal(sum.exact, 1);
    free(gold);
    free(answer);
}

static void an_empty_answer_has_nothing_right(void **state)
{
    (void)state;
    static const char *const sides[][2] = {{"BRD", "NES"}};
    petrarch_pairs *gold = pairs_of(sides, 1), *answer = pairs_of(sides, 0);
    petrarch_counts sum = {0};
    petrarch_score(gold, answer, &sum);
    assert_int_equal(sum.gold, 1);
    assert_int_equal(sum.answered + sum.right + sum.exact, 0);
    free(gold);
    free(answer);
}

/* Gold: FOX/CAT → NES, that is two pairs, and BRD → NES. Answer: CAT → NES, NES → BRD, BRD → "" (none). One right of two
 * answered and three in the gold. */
static void compounds_are_opened_and_directions_count(void **state)
{
    (void)state;
    static const char *const golden[][2] = {{"FOX/CAT", "NES"}, {"BRD", "NES"}}, *const answered[][2] = {{"CAT", "NES"}, {"NES", "BRD"}, {"BRD", ""}};
    petrarch_pairs *gold = pairs_of(golden, 2), *answer = pairs_of(answered, 3);
    petrarch_counts sum = {0};
    petrarch_score(gold, answer, &sum);
    assert_int_equal(sum.gold, 3);
    assert_int_equal(sum.answered, 2);
    assert_int_equal(sum.right, 1);
    assert_int_equal(sum.exact, 0);
    assert_false(gold->items[0].hit);
    assert_true(gold->items[1].hit);
    free(gold);
    free(answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(codes_hold_on_their_days), cmocka_unit_test(the_longest_name_is_matched),
                                       cmocka_unit_test(agents_add_to_the_code), cmocka_unit_test(lists_become_rules),
                                       cmocka_unit_test(gold_against_itself_is_all_right), cmocka_unit_test(an_empty_answer_has_nothing_right),
                                       cmocka_unit_test(compounds_are_opened_and_directions_count)};
    return cmocka_run_group_tests_name("petrarch", tests, NULL, NULL);
}
