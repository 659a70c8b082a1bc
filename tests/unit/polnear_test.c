/* The scorer of the bench polnear: labels to spans, gold against itself, no answer, and a case worked out on paper. */
#include "polnear_score.h"
#include "polnear_text.h"
#include "check.h"

static void near(double value, double wanted)
{
    assert_true(value > wanted - 1e-9 && value < wanted + 1e-9);
}

static size_t spans_of(const char *const *words, size_t count, polnear_span *out)
{
    polnear_label labels[32];
    for (size_t i = 0; i < count; i++)
        labels[i] = polnear_label_of(words[i], strlen(words[i]));
    return polnear_spans(labels, count, out);
}

static void labels_become_spans(void **state)
{
    (void)state;
    static const char *const row[] = {"I-source", "B-cue", "B-cue", "O", "B-content", "I-content", "I-source", "B-nonsense"};
    polnear_span spans[8];
    assert_int_equal(spans_of(row, 8, spans), 5);
    assert_int_equal(spans[0].role, POLNEAR_SOURCE);
    assert_int_equal(spans[1].end, 2);
    assert_int_equal(spans[2].start, 2);
    assert_true(spans[3].start == 4 && spans[3].end == 6 && spans[3].role == POLNEAR_CONTENT);
    assert_true(spans[4].start == 6 && spans[4].end == 7);
}

static const polnear_span gold[] = {{0, 2, POLNEAR_SOURCE}, {2, 3, POLNEAR_CUE}, {3, 9, POLNEAR_CONTENT}, {12, 16, POLNEAR_CONTENT}};

static void gold_against_itself_is_one(void **state)
{
    (void)state;
    polnear_counts counts = {0};
    polnear_score(gold, 4, gold, 4, &counts);
    for (unsigned role = 0; role < POLNEAR_ROLE_COUNT; role++) {
        near(polnear_exact_f1(&counts, role), 1);
        near(polnear_begin_f1(&counts, role), 1);
        near(polnear_mean_jaccard(&counts, role), 1);
    }
    near(polnear_overlap_precision(&counts, POLNEAR_ROLE_COUNT), 1);
}

static void no_answer_is_nought(void **state)
{
    (void)state;
    polnear_counts counts = {0};
    near(polnear_exact_f1(&counts, POLNEAR_CUE), -1);
    polnear_score(gold, 4, NULL, 0, &counts);
    near(polnear_exact_f1(&counts, POLNEAR_CUE), 0);
    near(polnear_begin_f1(&counts, POLNEAR_CONTENT), 0);
    near(polnear_mean_jaccard(&counts, POLNEAR_CONTENT), 0);
    near(polnear_overlap_precision(&counts, POLNEAR_ROLE_COUNT), -1);
}

/* Content: gold 3–9 and 12–16. Answers 3–7 (same start, 4 of 6), 10–13 (meets 12–16 in one of six), 20–22 (meets nothing).
 * Exact 0; begin F1 = 2 · 1 / (2 + 3); Jaccard (4/6 + 1/6) / (2 + 1); precision of overlap 2/3. The source's answer is of the
 * role cue: exact F1 of source 0, of cue 2 · 1 / (1 + 2); overlap precision of all: 3 of 5. */
static void a_case_on_paper(void **state)
{
    (void)state;
    static const polnear_span answer[] = {
        {0, 2, POLNEAR_CUE}, {2, 3, POLNEAR_CUE}, {3, 7, POLNEAR_CONTENT}, {10, 13, POLNEAR_CONTENT}, {20, 22, POLNEAR_CONTENT}};
    polnear_counts counts = {0};
    polnear_score(gold, 4, answer, 5, &counts);
    near(polnear_exact_f1(&counts, POLNEAR_CONTENT), 0);
    near(polnear_begin_f1(&counts, POLNEAR_CONTENT), 2.0 / 5);
    near(polnear_mean_jaccard(&counts, POLNEAR_CONTENT), (4.0 / 6 + 1.0 / 6) / 3);
    near(polnear_overlap_precision(&counts, POLNEAR_CONTENT), 2.0 / 3);
    near(polnear_exact_f1(&counts, POLNEAR_SOURCE), 0);
    near(polnear_exact_f1(&counts, POLNEAR_CUE), 2.0 / 3);
    near(polnear_overlap_precision(&counts, POLNEAR_ROLE_COUNT), 3.0 / 5);
}

static void tokens_become_text(void **state)
{
    (void)state;
    static const char *const tokens[] = {"``", "We", "do", "n't", "know", ",", "''", "the", "mayors", "'", "aide", "-LRB-", "`", "Jo", "'", "-RRB-", "said", "''", "No", "''", "."};
    dtl_buffer out = {0};
    polnear_joint joint = {0};
    uint32_t start = 0, end = 0;
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
        polnear_join(&joint, dtl_slice_from_cstr(tokens[i]), &out, &start, &end);
    assert_true(dtl_slice_is(dtl_slice_make(out.bytes, out.length), "“We don't know,” the mayors' aide (‘Jo’) said “No”."));
    assert_int_equal(end, out.length);
    assert_int_equal(start, out.length - 1);
    dtl_buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(labels_become_spans), cmocka_unit_test(gold_against_itself_is_one),
                                       cmocka_unit_test(no_answer_is_nought), cmocka_unit_test(a_case_on_paper),
                                       cmocka_unit_test(tokens_become_text)};
    return cmocka_run_group_tests_name("polnear", tests, NULL, NULL);
}
