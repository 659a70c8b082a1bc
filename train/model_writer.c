/* In: averaged weights. Out: the model file.
 *
 * The idea: one scale per table makes the largest weight 127, the rest is rounded, rows that round to nothing are left out,
 * and of the others the heaviest are kept: a row with small weights seldom decides anything. A bucket keeps its sixteen heaviest rows; of two rows with the same fingerprint in one bucket the heavier stays.
 * Rows are visited in the order of their keys, so that the file does not depend on the order of learning. */
#include "model_writer.h"
#include <stdio.h>
#include <stdlib.h>

enum { BUCKET_LOAD = 13 /* rows per bucket of 16 on average */ };

/* One row on its way into a table. */
typedef struct packed_row {
    uint64_t key;
    uint32_t row;    /* in the learner, 0-based */
    uint32_t weight; /* largest absolute weight, in the learner's units */
    uint32_t bucket;
} packed_row;

static void *checked(void *memory)
{
    if (!memory) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

void model_writer_start(model_writer *w)
{
    *w = (model_writer){.header = {.magic = MODEL_MAGIC, .version = MODEL_VERSION}};
    w->capacity = 1u << 20;
    w->bytes = checked(calloc(1, w->capacity));
    w->length = sizeof w->header;
}

void model_writer_section(model_writer *w, model_section_kind kind, const void *bytes, size_t size)
{
    size_t start = (w->length + 63) / 64 * 64;
    while (start + size > w->capacity) {
        w->bytes = checked(realloc(w->bytes, w->capacity * 2));
        memset(w->bytes + w->capacity, 0, w->capacity);
        w->capacity *= 2;
    }
    memcpy(w->bytes + start, bytes, size);
    w->header.sections[kind] = (model_section){(uint32_t)start, (uint32_t)size};
    w->length = start + size;
}

static int32_t quantised(int32_t weight, int32_t largest)
{
    int64_t scaled = (int64_t)weight * 127 * 2;
    return (int32_t)(scaled >= 0 ? (scaled + largest) / (2 * (int64_t)largest) : -((-scaled + largest) / (2 * (int64_t)largest)));
}

static int compare_rows(const void *left, const void *right)
{
    const packed_row *a = left, *b = right;
    if (a->bucket != b->bucket)
        return a->bucket < b->bucket ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

/* Rows section with equal rows stored once. */
typedef struct row_store {
    uint8_t *bytes;
    size_t length, capacity;
    uint32_t *seen; /* hash → offset + 1 */
    uint32_t seen_mask;
} row_store;

static uint32_t store_row(row_store *store, const int8_t *weights, uint32_t classes)
{
    uint8_t row[1 + 2 * 256];
    uint32_t pairs = 0, length;
    for (uint32_t c = 0; c < classes; c++)
        pairs += weights[c] != 0;
    if (2 * pairs >= classes) {
        row[0] = MODEL_ROW_DENSE;
        memcpy(row + 1, weights, classes);
        length = 1 + classes;
    } else {
        row[0] = (uint8_t)pairs;
        length = 1;
        for (uint32_t c = 0; c < classes; c++)
            if (weights[c] != 0) {
                row[length++] = (uint8_t)c;
                row[length++] = (uint8_t)weights[c];
            }
    }
    uint32_t at = attribute_hash((const char *)row, length, 0) & store->seen_mask;
    for (; store->seen[at] != 0; at = (at + 1) & store->seen_mask)
        if (memcmp(store->bytes + store->seen[at] - 1, row, length) == 0)
            return store->seen[at] - 1;
    if (store->length + length + MODEL_ROWS_PADDING > store->capacity) {
        store->bytes = checked(realloc(store->bytes, store->capacity * 2));
        memset(store->bytes + store->capacity, 0, store->capacity);
        store->capacity *= 2;
    }
    memcpy(store->bytes + store->length, row, length);
    store->seen[at] = (uint32_t)store->length + 1;
    store->length += length;
    return (uint32_t)store->length - length;
}

void model_writer_table(model_writer *w, model_section_kind kind, model_section_kind rows, const learner *l, uint32_t rows_max)
{
    const uint32_t classes = l->classes;
    int32_t largest = 1;
    for (size_t i = 0; i < (size_t)l->count * classes; i++) {
        int32_t size = l->weights[i] < 0 ? -l->weights[i] : l->weights[i];
        largest = size > largest ? size : largest;
    }
    packed_row *list = checked(malloc(((size_t)l->count + 1) * sizeof *list));
    int8_t *values = checked(malloc((size_t)l->count * classes + 1));
    uint32_t kept = 0;
    for (uint32_t s = 0; s < l->capacity; s++) {
        if (l->slots[s].row == 0)
            continue;
        const uint32_t row = l->slots[s].row - 1;
        int32_t top = 0;
        bool silent = true; /* rounds to nothing */
        for (uint32_t c = 0; c < classes; c++) {
            const int32_t weight = l->weights[(size_t)row * classes + c], size = weight < 0 ? -weight : weight;
            values[(size_t)row * classes + c] = (int8_t)quantised(weight, largest);
            silent = silent && values[(size_t)row * classes + c] == 0;
            top = size > top ? size : top;
        }
        if (!silent)
            list[kept++] = (packed_row){.key = l->slots[s].key, .row = row, .weight = (uint32_t)top};
    }
    qsort(list, kept, sizeof *list, compare_rows); /* all in bucket 0: by weight */
    const uint32_t learnt = kept;
    kept = kept < rows_max ? kept : rows_max;
    const uint32_t buckets = kept / BUCKET_LOAD + 1;
    for (uint32_t i = 0; i < kept; i++)
        list[i].bucket = model_bucket_of(list[i].key, buckets);
    qsort(list, kept, sizeof *list, compare_rows);
    model_bucket *table = checked(aligned_alloc(64, (size_t)buckets * sizeof *table));
    memset(table, 0, (size_t)buckets * sizeof *table);
    row_store store = {.capacity = 1u << 20, .seen_mask = (1u << 24) - 1};
    store.bytes = checked(calloc(1, store.capacity));
    store.seen = checked(calloc((size_t)store.seen_mask + 1, sizeof *store.seen));
    uint32_t lost = 0;
    for (uint32_t i = 0; i < kept; i++) {
        model_bucket *bucket = &table[list[i].bucket];
        uint8_t fingerprint = model_fingerprint(list[i].key);
        const uint32_t free_slots = model_bucket_find(bucket, 0);
        if (!free_slots || model_bucket_find(bucket, fingerprint)) {
            lost++;
            continue;
        }
        const uint32_t slot = (uint32_t)__builtin_ctz(free_slots);
        const int8_t *value = &values[(size_t)list[i].row * classes];
        bucket->fingerprint[slot] = fingerprint;
        const uint32_t offset = store_row(&store, value, classes);
        for (uint32_t c = 0; c < 3; c++)
            bucket->payload[slot][c] = (uint8_t)(offset >> (8 * c));
    }
    fprintf(stderr, "table %d: %u rows learnt, %u not 0, %u kept, %u lost, largest weight %d/%d, %zu + %zu bytes\n", kind, l->count,
            learnt, kept, lost, (int)largest, LEARNER_SCALE, (size_t)buckets * sizeof *table, store.length);
    model_writer_section(w, kind, table, (size_t)buckets * sizeof *table);
    model_writer_section(w, rows, store.bytes, store.length + MODEL_ROWS_PADDING);
    free(store.bytes);
    free(store.seen);
    free(table);
    free(values);
    free(list);
}

static int compare_entries(const void *left, const void *right)
{
    const model_entry *a = left, *b = right;
    return a->key != b->key ? (a->key < b->key ? -1 : 1) : a->value < b->value ? -1 : a->value > b->value;
}

model_list model_list_make(const model_entry *entries, uint32_t count)
{
    uint32_t slots = 16;
    while (slots < count + count / 2)
        slots *= 2;
    model_entry *sorted = checked(malloc(((size_t)count + 1) * sizeof *sorted));
    memcpy(sorted, entries, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_entries);
    model_entry *table = NULL;
    for (bool full = true; full; slots *= full ? 2 : 1) { /* larger until no entry is further off than the reader looks */
        free(table);
        table = checked(calloc(slots, sizeof *table));
        full = false;
        for (uint32_t i = 0; i < count && !full; i++) {
            uint32_t probe = 0;
            if (i > 0 && sorted[i].key == sorted[i - 1].key)
                continue; /* two words of one hash: the first */
            while (probe <= MODEL_PROBES_MAX && table[(sorted[i].key + probe) & (slots - 1)].key != 0)
                probe++;
            full = probe > MODEL_PROBES_MAX;
            table[(sorted[i].key + probe) & (slots - 1)] = sorted[i];
        }
    }
    free(sorted);
    return (model_list){table, slots - 1};
}

void model_writer_list(model_writer *w, model_section_kind kind, const model_entry *entries, uint32_t count)
{
    const model_list list = model_list_make(entries, count);
    fprintf(stderr, "list %d: %u entries in %u slots\n", kind, count, list.mask + 1);
    model_writer_section(w, kind, list.entries, (list.mask + 1u) * sizeof *list.entries);
    free((model_entry *)(uintptr_t)list.entries);
}

bool model_writer_finish(model_writer *w, const char *path)
{
    dtl_slice body = dtl_slice_make(w->bytes + sizeof w->header, w->length - sizeof w->header);
    dtl_sha256 hash = dtl_sha256_of(body);
    w->header.size = (uint32_t)w->length;
    memcpy(w->header.hash, hash.bytes, sizeof w->header.hash);
    memcpy(w->bytes, &w->header, sizeof w->header);
    FILE *out = fopen(path, "wb");
    bool ok = out && fwrite(w->bytes, 1, w->length, out) == w->length;
    if (out)
        ok = fclose(out) == 0 && ok;
    free(w->bytes);
    return ok;
}
