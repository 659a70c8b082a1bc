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

static void action_scores_are_sums(void **state)
{
    (void)state;
    const model_view view = embedded();
    uint64_t keys[MODEL_KEYS_MAX];
    uint32_t held = 0, missed = 0;
    for (uint32_t count = 0; count <= MODEL_KEYS_MAX; count++) {
        int32_t sums[3] = {0}, scores[3] = {9, 9, 9};
        for (uint32_t i = 0; i < count; i++) {
            keys[i] = made_up(count * 1000u + i);
            const uint8_t *weights = slot_of(&view.action, keys[i]);
            held += weights != NULL;
            missed += weights == NULL;
            for (uint32_t a = 0; weights && a < 3; a++)
                sums[a] += (int8_t)weights[a];
        }
        model_action_scores(&view.action, keys, count, scores);
        assert_memory_equal(sums, scores, sizeof sums);
    }
    assert_true(held > 100 && missed > 100);
}

/* The largest sum that can be: every key finds the same slot with the smallest weights. */
static void sums_do_not_overflow(void **state)
{
    (void)state;
    model_bucket buckets[1] = {{.fingerprint = {[15] = 5}, .payload = {[15] = {0x80, 0x7f, 0x80}}}};
    const model_table table = {.buckets = buckets, .bucket_count = 1, .classes = 3};
    uint64_t keys[MODEL_KEYS_MAX];
    int32_t scores[3];
    for (uint32_t i = 0; i < MODEL_KEYS_MAX; i++)
        keys[i] = 5 | (uint64_t)i << 40;
    model_action_scores(&table, keys, MODEL_KEYS_MAX, scores);
    assert_int_equal(scores[0], -128 * MODEL_KEYS_MAX);
    assert_int_equal(scores[1], 127 * MODEL_KEYS_MAX);
    assert_int_equal(scores[2], -128 * MODEL_KEYS_MAX);
}

static void class_scores_are_sums(void **state)
{
    (void)state;
    const model_view view = embedded();
    const model_table *const tables[] = {&view.xpos, &view.upos, &view.label, &view.name};
    uint64_t keys[MODEL_KEYS_MAX];
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (uint32_t count = 0; count <= 128; count += 16) {
            int32_t sums[MODEL_SCORES_MAX] = {0}, scores[MODEL_SCORES_MAX];
            for (uint32_t i = 0; i < count; i++) {
                keys[i] = made_up(count * 1000u + i);
                const uint8_t *payload = slot_of(tables[t], keys[i]);
                if (!payload)
                    continue;
                const uint8_t *row = tables[t]->rows + (payload[0] | (uint32_t)payload[1] << 8 | (uint32_t)payload[2] << 16);
                for (uint32_t c = 0; c < (*row == MODEL_ROW_DENSE ? tables[t]->classes : *row); c++)
                    sums[*row == MODEL_ROW_DENSE ? c : row[1 + 2 * c]] += (int8_t)(*row == MODEL_ROW_DENSE ? row[1 + c] : row[2 + 2 * c]);
            }
            model_class_scores(tables[t], keys, count, scores);
            assert_memory_equal(sums, scores, sizeof *sums * tables[t]->classes);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(action_scores_are_sums),
        cmocka_unit_test(sums_do_not_overflow),
        cmocka_unit_test(class_scores_are_sums),
    };
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
