/* The weights: sums of what the tables hold, against a plain loop over their slots. The keys are made up: a table does not
 * know what its keys mean. */
#include "check.h"
#include "model/model.h"

extern const char dtl_embedded_model[], dtl_embedded_model_end[];

static model_view embedded(void)
{
    dtl_model *model;
    dtl_error error = {0};
    if (dtl_model_open(dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model)), &model, &error))
        fail_msg("%s", error.message);
    return model_view_of(model);
}

/* The k-th made-up key; its fingerprint is any, 0 too. */
static uint64_t made_up(uint64_t k)
{
    return feature_key(7, k, k * k);
}

/* The first slot of this fingerprint, by looking at one after the other. */
static const uint8_t *slot_of(const model_table *table, uint64_t key)
{
    const model_bucket *bucket = &table->buckets[model_bucket_of(key, table->bucket_count)];
    for (uint32_t slot = 0; slot < MODEL_SLOTS; slot++)
        if (bucket->fingerprint[slot] == model_fingerprint(key))
            return bucket->payload[slot];
    return NULL;
}

static void class_scores_are_sums(void **state)
{
    (void)state;
    const model_view view = embedded();
    const model_table *table = &view.name;
    uint64_t keys[MODEL_KEYS_MAX];
    uint32_t held = 0, missed = 0;
    for (uint32_t count = 0; count <= 128; count += 16) {
            int32_t sums[MODEL_SCORES_MAX] = {0}, scores[MODEL_SCORES_MAX];
            for (uint32_t i = 0; i < count; i++) {
                keys[i] = made_up(count * 1000u + i);
                const uint8_t *payload = slot_of(table, keys[i]);
                held += payload != NULL;
                missed += payload == NULL;
                if (!payload)
                    continue;
                const uint8_t *row = table->rows + (payload[0] | (uint32_t)payload[1] << 8 | (uint32_t)payload[2] << 16);
                for (uint32_t c = 0; c < (*row == MODEL_ROW_DENSE ? table->classes : *row); c++)
                    sums[*row == MODEL_ROW_DENSE ? c : row[1 + 2 * c]] += (int8_t)(*row == MODEL_ROW_DENSE ? row[1 + c] : row[2 + 2 * c]);
            }
            model_class_scores(table, keys, count, scores);
            assert_memory_equal(sums, scores, sizeof *sums * table->classes);
        }
    assert_true(held > 10 && missed > 10);
}

static bool has_row(const uint32_t *rows, uint32_t count, uint32_t row)
{
    for (uint32_t i = 0; i < count; i++)
        if (rows[i] == row)
            return true;
    return false;
}

/* A word is itself or unknown, and never more rows than there is room for; letters change the shape and the word's own row not. */
static void words_have_rows(void **state)
{
    (void)state;
    const model_view view = embedded();
    uint32_t small[WORD_ROWS_MAX], large[WORD_ROWS_MAX], differ = 0;
    char longest[1000];
    const uint32_t known = model_word_rows(&view, DTL_SLICE("killed"), small), capitals = model_word_rows(&view, DTL_SLICE("KILLED"), large);
    assert_int_equal(known, capitals);
    assert_true(small[0] >= ROWS_WORD);
    assert_int_equal(small[0], large[0]);
    for (uint32_t i = 0; i < known; i++)
        differ += !has_row(large, capitals, small[i]);
    assert_int_equal(differ, 1);
    assert_true(has_row(small, known, ROWS_SENSE + 1 + (MODEL_SENSE_VERB | 1 << 4 | 1 << 6))); /* a verb and nothing else */
    model_word_rows(&view, DTL_SLICE("Qzxvwq"), small);
    assert_int_equal(small[0], ROWS_UNKNOWN);
    for (uint32_t length = 1; length < sizeof longest; length = length < 40 ? length + 1 : 2 * length) {
        for (uint32_t i = 0; i < length; i++)
            longest[i] = (char)('a' + i % 23);
        const uint32_t count = model_word_rows(&view, dtl_slice_make(longest, length), small);
        assert_true(count > 8 && count <= WORD_ROWS_MAX - 8);
        for (uint32_t i = 1; i < count; i++)
            assert_true(small[i] < ROWS_HINT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(class_scores_are_sums),
        cmocka_unit_test(words_have_rows),
    };
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
