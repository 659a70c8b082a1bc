/* In: the bytes of a model file. Out: a view of them, and sums of weights.
 *
 * The idea: opening checks the header and the section bounds and touches nothing else, so that start-up costs a page or two
 * and many processes share the same memory. The keys of one decision are looked up together: all their cache lines are
 * asked for first and read afterwards, so that the memory's latency is paid once and not a hundred times. */
#include "model/model.h"
#include "doc/doc.h"

static bool section_ok(const model_header *header, model_section_kind kind, uint32_t unit)
{
    model_section section = header->sections[kind];
    return section.offset % 64 == 0 && section.size % unit == 0 && section.size >= unit &&
           (uint64_t)section.offset + section.size <= header->size;
}

static bool table_ok(const model_header *header, model_section_kind kind, model_section_kind rows)
{
    return section_ok(header, kind, sizeof(model_bucket)) && section_ok(header, rows, 1) &&
           header->sections[rows].size >= MODEL_ROWS_PADDING;
}

static bool list_ok(const model_header *header, model_section_kind kind)
{
    const uint32_t slots = header->sections[kind].size / (uint32_t)sizeof(model_entry);
    return section_ok(header, kind, sizeof(model_entry)) && (slots & (slots - 1)) == 0;
}

dtl_err dtl_model_open(dtl_slice blob, dtl_model **model, dtl_error *error)
{
    model_header header;
    if (blob.length < sizeof header || (uintptr_t)blob.ptr % 8 != 0)
        return dtl_error_set(error, DTL_ERR_MODEL, NULL, 0, "not a model: %u bytes", (unsigned)blob.length);
    memcpy(&header, blob.ptr, sizeof header);
    if (memcmp(header.magic, MODEL_MAGIC, 8) != 0)
        return dtl_error_set(error, DTL_ERR_MODEL, NULL, 0, "not a model");
    if (header.version != MODEL_VERSION)
        return dtl_error_set(error, DTL_ERR_MODEL, NULL, 8, "model of version %u, this program reads %u",
                             (unsigned)header.version, (unsigned)MODEL_VERSION);
    if (header.size > blob.length || !table_ok(&header, MODEL_XPOS, MODEL_XPOS_ROWS) ||
        !table_ok(&header, MODEL_UPOS, MODEL_UPOS_ROWS) || !section_ok(&header, MODEL_ACTION, sizeof(model_bucket)) ||
        !table_ok(&header, MODEL_LABEL, MODEL_LABEL_ROWS) || !table_ok(&header, MODEL_NAME, MODEL_NAME_ROWS) || !list_ok(&header, MODEL_LEXICON) ||
        !list_ok(&header, MODEL_LEMMA) || !section_ok(&header, MODEL_LEMMA_EDITS, sizeof(model_edit)))
        return dtl_error_set(error, DTL_ERR_MODEL, NULL, 12, "the model is cut off or damaged");
    *model = (dtl_model *)(uintptr_t)blob.ptr; /* only ever read */
    return DTL_OK;
}

void dtl_model_close(dtl_model *model)
{
    (void)model;
}

dtl_sha256 dtl_model_hash(const dtl_model *model)
{
    dtl_sha256 hash;
    memcpy(hash.bytes, model->header.hash, sizeof hash.bytes);
    return hash;
}

bool dtl_model_verify(const dtl_model *model)
{
    dtl_slice body = dtl_slice_make((const char *)model + sizeof(model_header), model->header.size - sizeof(model_header));
    dtl_sha256 hash = dtl_sha256_of(body), stored = dtl_model_hash(model);
    return memcmp(hash.bytes, stored.bytes, sizeof hash.bytes) == 0;
}

static model_table table_of(const dtl_model *model, model_section_kind kind, model_section_kind rows, uint32_t classes)
{
    const uint8_t *bytes = (const uint8_t *)model;
    model_table table = {.buckets = (const model_bucket *)(const void *)(bytes + model->header.sections[kind].offset),
                         .bucket_count = model->header.sections[kind].size / (uint32_t)sizeof(model_bucket), .classes = classes};
    if (rows != MODEL_SECTION_COUNT) {
        table.rows = bytes + model->header.sections[rows].offset;
        table.row_bytes = model->header.sections[rows].size - MODEL_ROWS_PADDING;
    }
    return table;
}

static model_list list_of(const dtl_model *model, model_section_kind kind)
{
    model_section section = model->header.sections[kind];
    return (model_list){.entries = (const model_entry *)(const void *)((const uint8_t *)model + section.offset),
                        .mask = section.size / (uint32_t)sizeof(model_entry) - 1};
}

model_view model_view_of(const dtl_model *model)
{
    const model_section edits = model->header.sections[MODEL_LEMMA_EDITS];
    return (model_view){.xpos = table_of(model, MODEL_XPOS, MODEL_XPOS_ROWS, DTL_XPOS_COUNT),
                        .upos = table_of(model, MODEL_UPOS, MODEL_UPOS_ROWS, DTL_UPOS_COUNT),
                        .action = table_of(model, MODEL_ACTION, MODEL_SECTION_COUNT, 3),
                        .label = table_of(model, MODEL_LABEL, MODEL_LABEL_ROWS, DTL_REL_COUNT),
                        .name = table_of(model, MODEL_NAME, MODEL_NAME_ROWS, DTL_NAME_LABEL_COUNT),
                        .lexicon = list_of(model, MODEL_LEXICON), .lemma = list_of(model, MODEL_LEMMA),
                        .edits = (const model_edit *)(const void *)((const uint8_t *)model + edits.offset),
                        .edit_count = edits.size / (uint32_t)sizeof(model_edit)};
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
    uint32_t offsets[MODEL_KEYS_MAX], found = 0;
    memset(scores, 0, sizeof *scores * table->classes);
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(&table->buckets[model_bucket_of(keys[i], table->bucket_count)]);
    for (uint32_t i = 0; i < count && found < MODEL_KEYS_MAX; i++) {
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
    for (uint32_t probe = 0; probe <= MODEL_PROBES_MAX; probe++) {
        const model_entry *entry = &list->entries[(key + probe) & list->mask];
        if (entry->key == key)
            return entry->value;
        if (entry->key == 0)
            break;
    }
    return 0;
}
