/* pack: writes the pack.
 *
 * In: gathered places, tied. Out: the file of gazetteer.h. Places stand by (country or not, feature, codes, name, point), names by
 * (hash, population, place): an order that depends on the data only, so that the same input gives the same bytes. */
#include "base/buffer.h"
#include "base/utf8.h"
#include "packer.h"
#include <stdio.h>
#include <stdlib.h>

/* A name's hash and a place that bears it. */
typedef struct posting {
    uint64_t hash;
    uint32_t population, place; /* place: number in the pack */
} posting;

/* The packs's places in their order, and what a sort needs to know. */
typedef struct order_item {
    const packer_place *place;
    uint32_t index;
    bool country;
} order_item;

static int compare_items(const void *a, const void *b)
{
    const order_item *x = a, *y = b;
    int by;
    if (x->country != y->country)
        return x->country ? -1 : 1;
    if (x->country)
        return x->index < y->index ? -1 : 1;
    if (x->place->feature != y->place->feature)
        return x->place->feature < y->place->feature ? -1 : 1;
    if ((by = dtl_slice_compare(x->place->codes, y->place->codes)) != 0 || (by = dtl_slice_compare(x->place->name, y->place->name)) != 0)
        return by;
    if (x->place->latitude != y->place->latitude)
        return x->place->latitude < y->place->latitude ? -1 : 1;
    if (x->place->longitude != y->place->longitude)
        return x->place->longitude < y->place->longitude ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static int compare_postings(const void *a, const void *b)
{
    const posting *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->population != y->population)
        return x->population > y->population ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static bool name_hash(packer *p, dtl_slice name, uint64_t *hash)
{
    char key[GAZETTEER_KEY_MAX];
    dtl_slice folded = DTL_SLICE_EMPTY;
    packer_need(dtl_utf8_fold(&p->arena, name, &folded) ? p : NULL);
    uint32_t length = dtl_gazetteer_key(folded, key);
    *hash = dtl_gazetteer_key_hash(dtl_slice_make(key, length));
    return length > 0;
}

/* Offset of a name in the pool; names that many places bear stand there once. */
static uint32_t pool_put(packer *p, dtl_buffer *pool, dtl_map *known, dtl_slice name)
{
    if (name.length > 255)
        name.length = 255;
    uint32_t offset = dtl_map_get(known, name);
    if (offset != DTL_NONE)
        return offset;
    offset = (uint32_t)pool->length;
    dtl_buffer_char(pool, (char)name.length);
    dtl_buffer_slice(pool, name);
    packer_need(dtl_map_put(known, name, offset) ? p : NULL);
    return offset;
}

static uint32_t section(dtl_buffer *out, const void *bytes, size_t length)
{
    static const char zeros[GAZETTEER_ALIGN];
    dtl_buffer_put(out, zeros, (GAZETTEER_ALIGN - out->length % GAZETTEER_ALIGN) % GAZETTEER_ALIGN);
    uint32_t offset = (uint32_t)out->length;
    dtl_buffer_put(out, bytes, length);
    return offset;
}

/* Keys, their postings and the buckets. */
static void put_keys(dtl_buffer *out, gazetteer_header *h, const posting *postings, size_t count)
{
    uint64_t *keys = packer_need(malloc((count + 1) * sizeof *keys));
    uint32_t *firsts = packer_need(malloc((count + 1) * sizeof *firsts)), *places = packer_need(malloc((count + 1) * sizeof *places));
    uint32_t used = 0, key_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && postings[i].hash == postings[i - 1].hash && postings[i].place == postings[i - 1].place)
            continue;
        if (!i || postings[i].hash != postings[i - 1].hash) {
            keys[key_count] = postings[i].hash;
            firsts[key_count++] = used;
        }
        places[used++] = postings[i].place;
    }
    firsts[key_count] = used;
    h->bucket_bits = 4;
    while (h->bucket_bits < 24 && key_count >> h->bucket_bits > 3)
        h->bucket_bits++;
    size_t bucket_count = (size_t)1 << h->bucket_bits;
    uint32_t *buckets = packer_need(calloc(bucket_count + 1, sizeof *buckets)), key = 0;
    for (size_t bucket = 0; bucket <= bucket_count; bucket++) {
        while (key < key_count && keys[key] >> (64 - h->bucket_bits) < bucket)
            key++;
        buckets[bucket] = key;
    }
    h->key_count = key_count;
    h->posting_count = used;
    h->buckets = section(out, buckets, (bucket_count + 1) * sizeof *buckets);
    h->keys = section(out, keys, key_count * sizeof *keys);
    h->firsts = section(out, firsts, ((size_t)key_count + 1) * sizeof *firsts);
    h->postings = section(out, places, used * sizeof *places);
    free(buckets);
    free(places);
    free(firsts);
    free(keys);
}

static bool save(const dtl_buffer *out, const char *path)
{
    FILE *file = fopen(path, "wb");
    bool fine = file && fwrite(out->bytes, 1, out->length, file) == out->length;
    if ((file && fclose(file) != 0) || !fine) {
        fprintf(stderr, "gazetteer: cannot write %s\n", path);
        return false;
    }
    return true;
}

static void finish(dtl_buffer *out, gazetteer_header *h)
{
    h->size = (uint32_t)out->length;
    dtl_slice parts[] = {dtl_slice_make(out->bytes + sizeof *h, out->length - sizeof *h),
                         dtl_slice_make((const char *)h, offsetof(gazetteer_header, hash))};
    dtl_sha256 hash = dtl_sha256_of_parts(parts, 2);
    memcpy(h->hash, hash.bytes, sizeof h->hash);
    memcpy(out->bytes, h, sizeof *h);
}

bool packer_write(packer *p, const char *path)
{
    order_item *order = packer_need(malloc(((size_t)p->places.count + 1) * sizeof *order));
    uint32_t *number = packer_need(malloc(((size_t)p->places.count + 1) * sizeof *number)), count = 0;
    for (uint32_t i = 0; i < p->places.count; i++) {
        number[i] = DTL_NONE;
        if (!p->places.items[i].drop)
            order[count++] = (order_item){&p->places.items[i], i, i < p->countries};
    }
    if (count >= GAZETTEER_NO_PARENT) {
        fprintf(stderr, "gazetteer: %u places are more than a pack holds (%d)\n", count, GAZETTEER_NO_PARENT - 1);
        free(order);
        free(number);
        return false;
    }
    qsort(order, count, sizeof *order, compare_items);
    for (uint32_t i = 0; i < count; i++)
        number[order[i].index] = i;

    gazetteer_header h = {.version = GAZETTEER_VERSION, .place_count = count, .country_count = p->countries};
    memcpy(h.magic, GAZETTEER_MAGIC, sizeof h.magic);
    memcpy(h.source, p->source, sizeof h.source);
    dtl_buffer out = {0}, pool = {0};
    dtl_map known;
    dtl_map_init(&known, &p->arena);
    dtl_buffer_put(&out, (const char *)&h, sizeof h);

    gazetteer_place *places = packer_need(calloc((size_t)count + 1, sizeof *places));
    posting *postings = packer_need(malloc(((size_t)count + p->names.count + 1) * sizeof *postings));
    size_t posting_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        const packer_place *place = order[i].place;
        uint32_t parent = place->parent == DTL_NONE || number[place->parent] == DTL_NONE ? GAZETTEER_NO_PARENT : number[place->parent];
        places[i] = (gazetteer_place){place->latitude, place->longitude, place->population, place->geonames,
                                      pool_put(p, &pool, &known, place->name), parent | (uint32_t)place->feature << 24};
        postings[posting_count] = (posting){.population = place->population, .place = i};
        posting_count += name_hash(p, place->name, &postings[posting_count].hash);
    }
    for (uint32_t i = 0; i < p->names.count; i++) {
        uint32_t place = number[p->names.items[i].place];
        if (place == DTL_NONE)
            continue;
        postings[posting_count] = (posting){.population = places[place].population, .place = place};
        posting_count += name_hash(p, p->names.items[i].name, &postings[posting_count].hash);
    }
    qsort(postings, posting_count, sizeof *postings, compare_postings);

    char *codes = packer_need(calloc((size_t)p->countries + 1, 3));
    for (uint32_t i = 0; i < p->countries; i++)
        memcpy(codes + (size_t)i * 3, p->alpha3[i].ptr, 3);
    h.places = section(&out, places, (size_t)count * sizeof *places);
    h.codes = section(&out, codes, (size_t)p->countries * 3);
    put_keys(&out, &h, postings, posting_count);
    h.pool = section(&out, pool.bytes, pool.length);
    h.pool_size = (uint32_t)pool.length;
    packer_need(out.failed || pool.failed ? NULL : &out);
    finish(&out, &h);
    fprintf(stderr, "gazetteer: %u places, %u names, %zu KB\n", count, h.key_count, out.length >> 10);
    bool saved = save(&out, path);
    dtl_buffer_free(&out);
    dtl_buffer_free(&pool);
    free(codes);
    free(postings);
    free(places);
    free(number);
    free(order);
    return saved;
}
