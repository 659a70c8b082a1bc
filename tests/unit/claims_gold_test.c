/* The gold set of claims is well formed: spans inside the text, the trigger one word, every label known. The own part is always
 * read; the part over re3d where that data is. */
#include "check.h"
#include "claims_gold.h"
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REPORTS_MIN = 40 /* of each part */ };

static void check_part(const char *part)
{
    char folder[2048], samples[2048], re3d[2048];
    const char *source = getenv("DATELINE_SOURCE"), *shared = getenv("DATELINE_SHARED"), *ci = getenv("CI");
    snprintf(folder, sizeof folder, "%s/tests/golden/claims", source ? source : ".");
    snprintf(samples, sizeof samples, "%s/samples", source ? source : ".");
    snprintf(re3d, sizeof re3d, "%s/data/syntax/re3d/docs.jsonl", shared ? shared : "../shared");
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)256 << 20);
    claims_gold gold;
    bool fine = claims_gold_read(&(claims_places){.folder = folder, .samples = samples, .re3d = re3d}, part, &arena, stderr, &gold);
    uint32_t count = gold.count, mistakes = gold.mistakes, left_out = gold.left_out;
    dtl_arena_free(&arena);
    if (fine && left_out && !mistakes && !(ci && strcmp(ci, "true") == 0))
        skip(); /* the texts are not there */
    assert_true(fine);
    assert_int_equal(mistakes, 0);
    assert_int_equal(left_out, 0);
    assert_true(count >= REPORTS_MIN);
}

static void the_own_part_is_well_formed(void **state)
{
    (void)state;
    check_part("own");
}

static void the_part_over_re3d_is_well_formed(void **state)
{
    (void)state;
    check_part("re3d");
}

/* A folder made for this test, with one slip of each kind. */
static void slips_are_told(void **state)
{
    (void)state;
    char folder[] = "/tmp/dateline-claims-XXXXXX", path[128];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/own", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    static const char *const texts[][2] = {
        {"own/a.txt", "Rebels – he said – attacked the town.\n"},
        {"own/a.json", "{\"report\": \"own a.txt\", \"items\": [\n"
                       "{\"trigger\": [19, 27], \"type\": \"ASSAULT\", \"holder\": [9, 11], \"status\": \"claimed\"},\n"
                       "{\"trigger\": [19, 26], \"type\": \"ASSAULT\", \"holder\": [9, 11], \"status\": \"claimed\"},\n"
                       "{\"trigger\": [19, 31], \"type\": \"ASSAULT\", \"holder\": [9, 11], \"status\": \"claimed\"},\n"
                       "{\"trigger\": [19, 99], \"type\": \"ASSAULT\", \"holder\": [9, 11], \"status\": \"claimed\"},\n"
                       "{\"trigger\": [19, 27], \"type\": \"KILL\", \"holder\": [9, 11], \"status\": \"claimed\"},\n"
                       "{\"trigger\": [19, 27], \"type\": \"ASSAULT\", \"status\": \"claimed\"},\n"
                       "{\"trigger\": [19, 27], \"type\": \"ASSAULT\", \"holder\": null, \"status\": \"true\"},\n"
                       "{\"trigger\": [19, 27], \"type\": \"ASSAULT\", \"holder\": null, \"status\": \"claimed\", \"stance\": []},\n"
                       "{\"trigger\": [19, 27], \"type\": \"ASSAULT\", \"holder\": null, \"status\": \"claimed\", \"stances\": [{\"holder\": null, \"stance\": \"doubts\"}]},\n"
                       "{\"trigger\": [19, 27], \"type\": \"ASSAULT\", \"holder\": [9, 11], \"status\": \"claimed\"}\n]}\n"},
        {"own/b.json", "{\"report\": \"own b.txt\", \"items\": []}\n"},
        {"own/c.json", "{\n"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, texts[i][0]);
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        fputs(texts[i][1], out);
        fclose(out);
    }
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 20);
    claims_gold gold;
    assert_true(claims_gold_read(&(claims_places){.folder = folder}, "own", &arena, NULL, &gold));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, texts[i][0]);
        remove(path);
    }
    snprintf(path, sizeof path, "%s/own", folder);
    rmdir(path);
    rmdir(folder);
    assert_int_equal(gold.count, 1);
    assert_int_equal(gold.reports[0].count, 2);  /* the first and its twin */
    assert_int_equal(gold.mistakes, 8 + 1 + 2);  /* items, the twin, the text that is not there and the file that is no JSON */
    assert_slice(dtl_span_text(gold.reports[0].text, gold.reports[0].items[0].trigger), "attacked");
    assert_slice(dtl_span_text(gold.reports[0].text, gold.reports[0].items[0].holder.spans[0]), "he");
    assert_int_equal(claims_points_before(gold.reports[0].text, gold.reports[0].items[0].trigger.offset), 19);
    dtl_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_own_part_is_well_formed), cmocka_unit_test(the_part_over_re3d_is_well_formed),
                                       cmocka_unit_test(slips_are_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
