/* In: the bytes of a model file. Out: a view of them, and sums of weights.
 *
 * The idea: opening checks the header and the section bounds and touches nothing else, so that start-up costs a page or two
 * and many processes share the same memory. The keys of one decision are looked up together: all their cache lines are
 * asked for first and read afterwards, so that the memory's latency is paid once and not a hundred times. */
#include "parse/model.h"
#include <stdlib.h>

static bool section_ok(dtl_slice blob, const model_header *header, model_section_kind kind, uint32_t unit)
{
    model_section section = header->sections[kind];
    return section.offset % 64 == 0 && section.size % unit == 0 && section.size >= unit &&
           (uint64_t)section.offset + section.size <= blob.length;
}

static bool open_table(dtl_slice blob, const model_header *header, model_section_kind kind, model_section_kind rows,
                       uint32_t classes, model_table *table)
{
    if (!section_ok(blob, header, kind, sizeof(model_bucket)))
        return false;
    *table = (model_table){.buckets = (const model_bucket *)(const void *)(blob.ptr + header->sections[kind].offset),
                           .bucket_count = header->sections[kind].size / (uint32_t)sizeof(model_bucket),
                           .classes = classes};
    if (rows == MODEL_SECTION_COUNT)
        return true;
    if (!section_ok(blob, header, rows, 1) || header->sections[rows].size < MODEL_ROWS_PADDING)
        return false;
    table->rows = (const uint8_t *)blob.ptr + header->sections[rows].offset;
    table->row_bytes = header->sections[rows].size - MODEL_ROWS_PADDING;
    return true;
}

static bool open_list(dtl_slice blob, const model_header *header, model_section_kind kind, model_list *list)
{
    if (!section_ok(blob, header, kind, sizeof(model_entry)))
        return false;
    uint32_t slots = header->sections[kind].size / (uint32_t)sizeof(model_entry);
    *list = (model_list){.entries = (const model_entry *)(const void *)(blob.ptr + header->sections[kind].offset),
                         .mask = slots - 1};
    return (slots & (slots - 1)) == 0;
}

dtl_err dtl_model_open(dtl_slice blob, dtl_model **model, dtl_error *error)
{
    model_header header;
    dtl_model view = {.blob = blob};
    if (blob.length < sizeof header || (uintptr_t)blob.ptr % 8 != 0)
        return dtl_error_set(error, DTL_ERR_MODEL, NULL, 0, "not a model: %u bytes", (unsigned)blob.length);
    memcpy(&header, blob.ptr, sizeof header);
    if (memcmp(header.magic, MODEL_MAGIC, 8) != 0 || header.section_count != MODEL_SECTION_COUNT)
        return dtl_error_set(error, DTL_ERR_MODEL, NULL, 0, "not a model");
    if (header.version != MODEL_VERSION)
        return dtl_error_set(error, DTL_ERR_MODEL, NULL, 8, "model of version %u, this program reads %u",
                             (unsigned)header.version, (unsigned)MODEL_VERSION);
    if (!open_table(blob, &header, MODEL_XPOS, MODEL_XPOS_ROWS, DTL_XPOS_COUNT, &view.xpos) ||
        !open_table(blob, &header, MODEL_UPOS, MODEL_UPOS_ROWS, DTL_UPOS_COUNT, &view.upos) ||
        !open_table(blob, &header, MODEL_ACTION, MODEL_SECTION_COUNT, 3, &view.action) ||
        !open_table(blob, &header, MODEL_LABEL, MODEL_LABEL_ROWS, DTL_REL_COUNT, &view.label) ||
        !open_list(blob, &header, MODEL_LEXICON, &view.lexicon) || !open_list(blob, &header, MODEL_LEMMA, &view.lemma) ||
        !section_ok(blob, &header, MODEL_LEMMA_EDITS, sizeof(model_edit)))
        return dtl_error_set(error, DTL_ERR_MODEL, NULL, 16, "the model is cut off or damaged");
    view.edits = (const model_edit *)(const void *)(blob.ptr + header.sections[MODEL_LEMMA_EDITS].offset);
    view.edit_count = header.sections[MODEL_LEMMA_EDITS].size / (uint32_t)sizeof(model_edit);
    dtl_model *opened = malloc(sizeof *opened);
    if (!opened)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    *opened = view;
    *model = opened;
    return DTL_OK;
}

void dtl_model_close(dtl_model *model)
{
    free(model);
}

dtl_sha256 dtl_model_hash(const dtl_model *model)
{
    dtl_sha256 hash;
    memcpy(hash.bytes, ((const model_header *)(const void *)model->blob.ptr)->hash, sizeof hash.bytes);
    return hash;
}

bool dtl_model_verify(const dtl_model *model)
{
    dtl_slice body = dtl_slice_make(model->blob.ptr + sizeof(model_header), model->blob.length - sizeof(model_header));
    dtl_sha256 hash = dtl_sha256_of(body), stored = dtl_model_hash(model);
    return memcmp(hash.bytes, stored.bytes, sizeof hash.bytes) == 0;
}

void model_action_scores(const model_table *table, const uint64_t *keys, uint32_t count, int32_t scores[3])
{
    int32_t a = 0, b = 0, c = 0;
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(&table->buckets[model_bucket_of(keys[i], table->bucket_count)]);
    for (uint32_t i = 0; i < count; i++) {
        const model_bucket *bucket = &table->buckets[model_bucket_of(keys[i], table->bucket_count)];
        uint32_t slot = model_bucket_find(bucket, model_fingerprint(keys[i]));
        if (slot == MODEL_SLOTS)
            continue;
        a += (int8_t)bucket->payload[slot][0];
        b += (int8_t)bucket->payload[slot][1];
        c += (int8_t)bucket->payload[slot][2];
    }
    scores[0] = a;
    scores[1] = b;
    scores[2] = c;
}

static void add_row(const model_table *table, uint32_t offset, int32_t scores[MODEL_SCORES_MAX])
{
    if (offset >= table->row_bytes)
        return;
    const uint8_t *row = table->rows + offset;
    uint32_t pairs = *row++;
    if (pairs == MODEL_ROW_DENSE) {
        for (uint32_t i = 0; i < table->classes; i++)
            scores[i] += (int8_t)row[i];
        return;
    }
    for (uint32_t i = 0; i < pairs; i++)
        scores[row[2 * i]] += (int8_t)row[2 * i + 1];
}

void model_class_scores(const model_table *table, const uint64_t *keys, uint32_t count, int32_t scores[MODEL_SCORES_MAX])
{
    enum { BATCH = 64 };
    uint32_t offsets[BATCH], found = 0;
    memset(scores, 0, sizeof(int32_t) * MODEL_SCORES_MAX);
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(&table->buckets[model_bucket_of(keys[i], table->bucket_count)]);
    for (uint32_t i = 0; i < count && found < BATCH; i++) {
        const model_bucket *bucket = &table->buckets[model_bucket_of(keys[i], table->bucket_count)];
        uint32_t slot = model_bucket_find(bucket, model_fingerprint(keys[i]));
        if (slot == MODEL_SLOTS)
            continue;
        offsets[found] = (uint32_t)bucket->payload[slot][0] | (uint32_t)bucket->payload[slot][1] << 8 |
                         (uint32_t)bucket->payload[slot][2] << 16;
        __builtin_prefetch(table->rows + offsets[found]);
        found++;
    }
    for (uint32_t i = 0; i < found; i++)
        add_row(table, offsets[i], scores);
}

uint32_t model_list_find(const model_list *list, uint32_t key)
{
    for (uint32_t probe = 0; probe <= 32; probe++) { /* the writer never needs more */
        const model_entry *entry = &list->entries[(key + probe) & list->mask];
        if (entry->key == key)
            return entry->value;
        if (entry->key == 0)
            break;
    }
    return 0;
}
