/* The scorer of the bench enhanced: gold against itself, an empty answer, and a case worked out on paper. */
#include "check.h"
#include "enhanced_score.h"
#include <stdio.h>

/* "The army wants to hold and search men who fled": army is also nsubj of hold and search, men also obj of search and nsubj of fled, and who refers
 * to men; "8.1" is a word that is understood. */
static const char treebank[] =
    "# sent_id = invented-1\n"
    "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t2:det\t_\n"
    "2\tarmy\tarmy\tNOUN\tNN\t_\t3\tnsubj\t3:nsubj|5:nsubj:xsubj|7:nsubj:xsubj\t_\n"
    "3\twants\twant\tVERB\tVBZ\t_\t0\troot\t0:root\t_\n"
    "4\tto\tto\tPART\tTO\t_\t5\tmark\t5:mark\t_\n"
    "5\thold\thold\tVERB\tVB\t_\t3\txcomp\t3:xcomp\t_\n"
    "6\tand\tand\tCCONJ\tCC\t_\t7\tcc\t7:cc\t_\n"
    "7\tsearch\tsearch\tVERB\tVB\t_\t5\tconj\t3:xcomp|5:conj:and\t_\n"
    "8\tmen\tman\tNOUN\tNNS\t_\t5\tobj\t5:obj|7:obj|8.1:obj|10:nsubj\t_\n"
    "8.1\tones\tone\tNOUN\tNNS\t_\t_\t_\t5:obj\t_\n"
    "9\twho\twho\tPRON\tWP\t_\t10\tnsubj\t8:ref\t_\n"
    "10\tfled\tflee\tVERB\tVBD\t_\t8\tacl:relcl\t8:acl:relcl\t_\n\n";

/* Gold of the treebank above and the memory it lies in. */
typedef struct fixture {
    dtl_arena arena;
    conllu_file file;
    enhanced_edge_array gold;
} fixture;

static void open_fixture(fixture *f)
{
    char path[] = "/tmp/enhanced-test-XXXXXX", message[256];
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    FILE *out = fdopen(handle, "wb");
    assert_non_null(out);
    fputs(treebank, out);
    fclose(out);
    *f = (fixture){.gold = {0}};
    dtl_arena_init(&f->arena, (size_t)64 << 20);
    assert_true(conllu_read(path, &f->file, message));
    remove(path);
    assert_true(enhanced_gold(&f->file, &f->arena, &f->gold));
}

static void close_fixture(fixture *f)
{
    conllu_free(&f->file);
    dtl_arena_free(&f->arena);
}

static void only_arcs_beyond_the_tree_are_gold(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    enhanced_counts counts = {0};
    enhanced_score(&f.gold, &(enhanced_edge_array){0}, &counts);
    assert_int_equal(counts.gold[ENHANCED_CONTROL], 2);  /* hold → army, search → army */
    assert_int_equal(counts.gold[ENHANCED_RELATIVE], 2); /* fled → men, men → who */
    assert_int_equal(counts.gold[ENHANCED_CONJUNCT], 2); /* want → search, search → men */
    for (unsigned class = 0; class < ENHANCED_CLASS_COUNT; class++)
        assert_int_equal(counts.answered[class] + counts.right[class], 0);
    close_fixture(&f);
}

static void gold_against_itself_is_all_right(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    enhanced_edge_array again = {0};
    enhanced_counts counts = {0};
    assert_true(enhanced_gold(&f.file, &f.arena, &again));
    enhanced_score(&f.gold, &again, &counts);
    for (unsigned class = 0; class < ENHANCED_CLASS_COUNT; class++) {
        assert_int_equal(counts.right[class], counts.gold[class]);
        assert_int_equal(counts.right[class], counts.answered[class]);
    }
    close_fixture(&f);
}

/* Answered: hold → army as nsubj:pass (control: the voice is not compared, right), said twice (counts once); search → army as obj (wrong relation);
 * men → who (right); search → men as obl (wrong); want → search (right): 3 of 5 are right, 3 of 6 are found. */
static void a_case_on_paper(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    dtl_arc arcs[] = {{.head = 4, .dependent = 1, .relation = DTL_REL_NSUBJ_PASS, .kind = DTL_ARC_CONTROL},
                      {.head = 4, .dependent = 1, .relation = DTL_REL_NSUBJ_PASS, .kind = DTL_ARC_CONTROL},
                      {.head = 6, .dependent = 1, .relation = DTL_REL_OBJ, .kind = DTL_ARC_CONTROL},
                      {.head = 7, .dependent = 8, .relation = DTL_REL_COUNT, .kind = DTL_ARC_REFERENT},
                      {.head = 6, .dependent = 7, .relation = DTL_REL_OBL, .kind = DTL_ARC_SHARED_DEPENDENT},
                      {.head = 2, .dependent = 6, .relation = DTL_REL_XCOMP, .kind = DTL_ARC_SHARED_HEAD}};
    enhanced_edge_array answers = {0};
    enhanced_counts counts = {0};
    assert_true(enhanced_answers(&(dtl_arc_array){.items = arcs, .count = 6}, &f.arena, &answers));
    enhanced_score(&f.gold, &answers, &counts);
    assert_int_equal(counts.answered[ENHANCED_CONTROL], 2);
    assert_int_equal(counts.right[ENHANCED_CONTROL], 1);
    assert_int_equal(counts.answered[ENHANCED_RELATIVE], 1);
    assert_int_equal(counts.right[ENHANCED_RELATIVE], 1);
    assert_int_equal(counts.answered[ENHANCED_CONJUNCT], 2);
    assert_int_equal(counts.right[ENHANCED_CONJUNCT], 1);
    close_fixture(&f);
}

static void subtypes_count_only_where_they_say_who_does_it(void **state)
{
    (void)state;
    assert_int_equal(enhanced_relation(DTL_REL_NSUBJ_PASS, false), DTL_REL_NSUBJ_PASS);
    assert_int_equal(enhanced_relation(DTL_REL_NSUBJ_PASS, true), DTL_REL_NSUBJ);
    assert_int_equal(enhanced_relation(DTL_REL_OBL_AGENT, false), DTL_REL_OBL_AGENT);
    assert_int_equal(enhanced_relation(DTL_REL_OBL_TMOD, false), DTL_REL_OBL);
    assert_int_equal(enhanced_relation(DTL_REL_COUNT, false), DTL_REL_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_arcs_beyond_the_tree_are_gold),
        cmocka_unit_test(gold_against_itself_is_all_right),
        cmocka_unit_test(a_case_on_paper),
        cmocka_unit_test(subtypes_count_only_where_they_say_who_does_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
