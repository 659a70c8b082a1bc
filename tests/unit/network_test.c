/* The network's parts: layers against the sums on paper, trees against all trees there are, damaged bytes. */
#include "check.h"
#include "parse/parser.h"
#include <stdlib.h>
#include <string.h>

extern const char dtl_embedded_model[], dtl_embedded_model_end[];

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* One layer of five blocks and seven rows by every kernel that there is here: whole groups of blocks and rows, and what is left over. */
static void layers_are_sums(void **state)
{
    (void)state;
    enum { INPUTS = 6, OUTPUTS = 5 * DENSE_BLOCK, ROWS = 7, ROOM = 8, SHIFT = 11 };
    int16_t weights[INPUTS * OUTPUTS], x[ROOM * INPUTS] = {0}, y[ROOM * OUTPUTS];
    int32_t bias[OUTPUTS];
    uint32_t random = 1;
    for (uint32_t i = 0; i < INPUTS * OUTPUTS; i++)
        weights[i] = (int16_t)(next_random(&random) % 8000 - 4000);
    for (uint32_t i = 0; i < OUTPUTS; i++)
        bias[i] = (int32_t)(next_random(&random) % (1 << 24)) - (1 << 23);
    for (uint32_t i = 0; i < ROWS * INPUTS; i++)
        x[i] = (int16_t)(next_random(&random) % 20000 - 10000);
    const dense_layer layer = {INPUTS, OUTPUTS, weights, bias};
    for (dense_kernel kernel = DENSE_PLAIN; kernel <= dense_fastest(); kernel++) {
        uint32_t cut = 0;
        memset(y, 0, sizeof y);
        dense_run_with(kernel, &layer, x, ROWS, SHIFT, y);
        for (uint32_t row = 0; row < ROWS; row++)
            for (uint32_t o = 0; o < OUTPUTS; o++) {
                int64_t sum = bias[o];
                for (uint32_t i = 0; i < INPUTS; i++)
                    sum += x[row * INPUTS + i] * weights[(o / DENSE_BLOCK * INPUTS / 2 + i / 2) * 2 * DENSE_BLOCK + o % DENSE_BLOCK * 2 + i % 2];
                sum >>= SHIFT;
                cut += sum > INT16_MAX || sum < INT16_MIN;
                assert_int_equal(y[row * OUTPUTS + o], sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
            }
        assert_true(cut > 0 && cut < ROWS * OUTPUTS / 2);
    }
}

static int64_t sum_of(const int32_t *scores, const uint16_t *heads, uint32_t count)
{
    int64_t sum = 0;
    for (uint32_t d = 0; d < count; d++)
        sum += scores[d * (count + 1) + heads[d]];
    return sum;
}

/* Every way to give each word a head; the best that is a tree. */
static int64_t best_sum(const int32_t *scores, uint32_t count)
{
    uint16_t heads[5] = {0};
    int64_t best = INT64_MIN;
    for (;;) {
        bool own = false;
        for (uint32_t d = 0; d < count; d++)
            own |= heads[d] == d;
        if (!own && spanning_is_tree(heads, count) && sum_of(scores, heads, count) > best)
            best = sum_of(scores, heads, count);
        uint32_t at = 0;
        while (at < count && ++heads[at] > count)
            heads[at++] = 0;
        if (at == count)
            return best;
    }
}

static void trees_are_best(void **state)
{
    (void)state;
    uint32_t random = 7;
    for (uint32_t round = 0; round < 400; round++) {
        const uint32_t count = 1 + round % 5;
        int32_t scores[5 * 6];
        uint16_t heads[5];
        void *space = malloc(spanning_space(count));
        assert_non_null(space);
        for (uint32_t i = 0; i < count * (count + 1); i++)
            scores[i] = (int32_t)(next_random(&random) % 2000) - 1000;
        spanning_tree(scores, count, space, heads);
        assert_true(spanning_is_tree(heads, count));
        assert_int_equal(sum_of(scores, heads, count), best_sum(scores, count));
        free(space);
    }
}

static void what_is_a_tree(void **state)
{
    (void)state;
    static const struct { uint16_t heads[4]; bool tree; } cases[] = {
        {{1, 4, 1, 2}, true}, {{4, 4, 1, 2}, false} /* two roots */, {{1, 0, 4, 2}, false} /* a circle */, {{1, 2, 3, 0}, false} /* no root */,
        {{2, 3, 4, 2}, false} /* crossing */, {{2, 4, 1, 1}, false} /* the root under an arc */};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(spanning_is_tree(cases[i].heads, 4), cases[i].tree);
}

/* The longest sentence with scores at both ends of what is allowed, and beyond. */
static void extreme_scores(void **state)
{
    (void)state;
    enum { COUNT = SPANNING_WORDS_MAX };
    int32_t *scores = malloc(sizeof *scores * COUNT * (COUNT + 1));
    uint16_t heads[COUNT];
    void *space = malloc(spanning_space(COUNT));
    uint32_t random = 3;
    assert_true(scores && space);
    for (uint32_t i = 0; i < COUNT * (COUNT + 1); i++)
        scores[i] = next_random(&random) % 2 ? INT32_MAX : INT32_MIN;
    spanning_tree(scores, COUNT, space, heads);
    assert_true(spanning_is_tree(heads, COUNT));
    free(scores);
    free(space);
}

static model_view embedded(void)
{
    dtl_model *model;
    assert_int_equal(dtl_model_open(dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model)), &model, NULL), DTL_OK);
    return model_view_of(model);
}

static void damaged_networks(void **state)
{
    (void)state;
    const model_view view = embedded();
    network net;
    assert_true(network_open(view.network, &net));
    assert_false(network_open(dtl_slice_make(view.network.ptr, view.network.length - 1), &net));
    assert_false(network_open(dtl_slice_make(view.network.ptr, 64), &net));
    uint32_t sizes[16] = {0};
    for (uint32_t i = 0; i < 5; i++) { /* a size that no network has */
        memcpy(sizes, view.network.ptr, sizeof sizes);
        sizes[i] = UINT32_MAX - 63;
        assert_false(network_open(dtl_slice_make((const char *)sizes, sizeof sizes), &net));
    }
}

/* A hint is taken for true, and says something about the words around it. */
static void hints(void **state)
{
    (void)state;
    const dtl_slice forms[] = {DTL_SLICE("Police"), DTL_SLICE("search"), DTL_SLICE("in"), DTL_SLICE("Kabul")};
    const model_view view = embedded();
    dtl_arena arena;
    parser p;
    parse_sentence *s = calloc(1, sizeof *s);
    assert_non_null(s);
    dtl_arena_init(&arena, 8 << 20);
    assert_int_equal(parser_make(&view, 4, &arena, &p), DTL_OK);
    parser_read(&p, forms, 4, s);
    s->hints[1] = DTL_XPOS_NN;
    parser_run(&p, s);
    assert_int_equal(s->upos[1], DTL_UPOS_NOUN);
    assert_int_equal(s->relations[3], DTL_REL_NMOD);
    s->hints[1] = DTL_XPOS_VBP;
    parser_run(&p, s);
    assert_int_equal(s->upos[1], DTL_UPOS_VERB);
    assert_int_equal(s->relations[0], DTL_REL_NSUBJ);
    assert_int_equal(s->relations[3], DTL_REL_OBL);
    s->hints[1] = PARSE_NO_HINT;
    parser_run(&p, s);
    assert_true(parser_tag_loss(&p, s, 1, s->xpos[1]) == 0);
    assert_true(parser_tag_loss(&p, s, 1, DTL_XPOS_COMMA) > 0);
    dtl_arena_free(&arena);
    free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layers_are_sums), cmocka_unit_test(trees_are_best), cmocka_unit_test(what_is_a_tree), cmocka_unit_test(extreme_scores),
        cmocka_unit_test(damaged_networks), cmocka_unit_test(hints)};
    return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
