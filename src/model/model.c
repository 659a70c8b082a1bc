/* In: the bytes of a model file. Out: a view of them, and sums of weights.
 *
 * The idea: opening checks the header and the section bounds and touches nothing else, so that start-up costs a page or two
 * and many processes share the same memory. The keys of one decision are looked up together: all their cache lines are
 * asked for first and read afterwards, so that the memory's latency is paid once and not a hundred times. x86-64 compares
 * a bucket's sixteen fingerprints in one instruction (SSE2, which all of them have); elsewhere a loop does the same. */
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
    if (header.size > blob.length || !section_ok(&header, MODEL_NETWORK, 64) || !table_ok(&header, MODEL_NAME, MODEL_NAME_ROWS) ||
        !list_ok(&header, MODEL_LEXICON) || !list_ok(&header, MODEL_SENSES) ||
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
    table.rows = bytes + model->header.sections[rows].offset;
    table.row_bytes = model->header.sections[rows].size - MODEL_ROWS_PADDING;
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
    const model_section network = model->header.sections[MODEL_NETWORK];
    return (model_view){.network = dtl_slice_make((const char *)model + network.offset, network.size),
                        .name = table_of(model, MODEL_NAME, MODEL_NAME_ROWS, DTL_NAME_LABEL_COUNT),
                        .lexicon = list_of(model, MODEL_LEXICON), .senses = list_of(model, MODEL_SENSES), .lemma = list_of(model, MODEL_LEMMA),
                        .edits = (const model_edit *)(const void *)((const uint8_t *)model + edits.offset),
                        .edit_count = edits.size / (uint32_t)sizeof(model_edit)};
}

/* Where each key's bucket lies; asks the memory for all of them at once. */
static void find_buckets(const model_table *table, const uint64_t *keys, uint32_t count, const model_bucket *buckets[MODEL_KEYS_MAX])
{
    for (uint32_t i = 0; i < count; i++) {
        buckets[i] = model_bucket_for(table, keys[i]);
        __builtin_prefetch(buckets[i]);
    }
}

static void add_row(const uint8_t *row, uint32_t classes, int32_t *restrict scores)
{
    const uint32_t pairs = *row++;
    if (pairs == MODEL_ROW_DENSE) {
        for (uint32_t i = 0; i < classes; i++)
            scores[i] += (int8_t)row[i];
        return;
    }
    for (uint32_t i = 0; i < pairs; i++)
        scores[row[2 * i]] += (int8_t)row[2 * i + 1];
}

void model_class_scores(const model_table *table, const uint64_t *keys, uint32_t count, int32_t scores[MODEL_SCORES_MAX])
{
    const model_bucket *buckets[MODEL_KEYS_MAX];
    uint32_t offsets[MODEL_KEYS_MAX], rows = 0;
    count = count > MODEL_KEYS_MAX ? MODEL_KEYS_MAX : count;
    memset(scores, 0, sizeof *scores * table->classes);
    find_buckets(table, keys, count, buckets);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t found = model_bucket_find(buckets[i], model_fingerprint(keys[i]));
        const uint8_t *payload = buckets[i]->payload[model_bucket_slot(found)];
        offsets[rows] = (uint32_t)payload[0] | (uint32_t)payload[1] << 8 | (uint32_t)payload[2] << 16;
        __builtin_prefetch(table->rows + offsets[rows]);
        rows += found != 0;
    }
    for (uint32_t i = 0; i < rows; i++)
        if (offsets[i] < table->row_bytes)
            add_row(table->rows + offsets[i], table->classes, scores);
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

static uint32_t sense_rows(uint32_t senses, uint32_t *rows)
{
    enum { NOUN_FIELDS = MODEL_SENSE_PROFILES + 2, VERB_FIELDS = NOUN_FIELDS + 30, FRAMES = VERB_FIELDS + 20, FRAME_COUNT = 8 };
    uint32_t count = 0;
    rows[count++] = ROWS_SENSE + (senses ? 1 + senses % MODEL_SENSE_PROFILES : 0);
    if (senses & MODEL_SENSE_NOUN)
        rows[count++] = ROWS_SENSE + NOUN_FIELDS + (senses >> MODEL_SENSE_NOUN_BIT) % 32;
    if (senses & MODEL_SENSE_VERB)
        rows[count++] = ROWS_SENSE + VERB_FIELDS + (senses >> MODEL_SENSE_VERB_BIT) % 16;
    for (uint32_t f = 0; f < FRAME_COUNT; f++)
        if (senses >> (MODEL_SENSE_FRAME_BIT + f) & 1)
            rows[count++] = ROWS_SENSE + FRAMES + f;
    return count;
}

uint32_t model_word_rows(const model_view *view, dtl_slice word, uint32_t *rows)
{
    word_attributes attributes;
    word_attributes_of(word, &attributes);
    const uint32_t entry = model_list_find(&view->lexicon, attributes.lower ? attributes.lower : 1);
    uint32_t count = 0;
    rows[count++] = entry ? ROWS_WORD + (entry >> MODEL_LEXICON_NUMBER_BIT) : ROWS_UNKNOWN;
    count += sense_rows(model_list_find(&view->senses, attributes.lower), rows + count);
    return count + word_part_rows(word, rows + count);
}
