/* gazetteer: names looked up in a pack, where it lies.
 *
 * In: a pack (layout in gazetteer.h), folded names. Out: the places that bear a name, with the units that hold them.
 *
 * The idea: a name is its 64-bit hash. The top bits choose a bucket, a bucket holds a handful of hashes, and the hash's
 * number gives its list of places: two or three cache lines a look-up, found or not. Nothing is read at opening but the
 * header, so a pack of the whole world costs no time until it is asked. Every number read from the pack is checked against
 * the section it points into, so that a broken pack can give wrong answers but no wild reads.
 * Example: "mazar-i-sharif" has the key "mazar i sharif"; "st. petersburg" and "Saint Petersburg" have the same one.
 *
 * Knowingly wrong: spellings that no source lists (Sheberghan for Shibirghān) are not found; rules/en/places.txt has those
 * that reports use. */
#include "gazetteer/gazetteer.h"
#include <stdlib.h>

struct dtl_gazetteer {
    dtl_slice pack;
    const gazetteer_header *header;
    const gazetteer_place *places;
    const char *codes;
    const uint32_t *buckets, *firsts, *postings;
    const uint64_t *keys;
    const unsigned char *pool;
};

static bool section_fits(const gazetteer_header *h, uint32_t offset, uint64_t count, uint64_t size)
{
    return offset >= sizeof *h && offset % GAZETTEER_ALIGN == 0 && offset <= h->size && count * size <= h->size - offset;
}

static const char *what_is_wrong(dtl_slice pack)
{
    const gazetteer_header *h = (const gazetteer_header *)(const void *)pack.ptr;
    if (pack.length < sizeof *h || memcmp(h->magic, GAZETTEER_MAGIC, sizeof h->magic) != 0)
        return "this is no packed gazetteer";
    if (h->version != GAZETTEER_VERSION)
        return "the gazetteer was packed for another version of dateline: pack it again";
    if (h->size != pack.length)
        return "the gazetteer is cut short or has something behind its end";
    if (h->bucket_bits < 1 || h->bucket_bits > 24 || h->country_count > h->place_count || h->place_count >= GAZETTEER_NO_PARENT ||
        !section_fits(h, h->places, h->place_count, sizeof(gazetteer_place)) || !section_fits(h, h->codes, h->country_count, 3) ||
        !section_fits(h, h->buckets, ((uint64_t)1 << h->bucket_bits) + 1, 4) || !section_fits(h, h->keys, h->key_count, 8) ||
        !section_fits(h, h->firsts, (uint64_t)h->key_count + 1, 4) || !section_fits(h, h->postings, h->posting_count, 4) ||
        !section_fits(h, h->pool, h->pool_size, 1))
        return "the gazetteer is broken: a part of it lies outside";
    return NULL;
}

dtl_err dtl_gazetteer_open(dtl_slice pack, dtl_gazetteer **gazetteer, dtl_error *error)
{
    const char *wrong = (uintptr_t)pack.ptr % GAZETTEER_ALIGN ? "the gazetteer does not lie on a whole address" : what_is_wrong(pack);
    if (wrong)
        return dtl_error_set(error, DTL_ERR_RULES, NULL, DTL_OFFSET_NONE, "%s", wrong);
    dtl_gazetteer *g = calloc(1, sizeof *g);
    if (!g)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    const gazetteer_header *h = (const gazetteer_header *)(const void *)pack.ptr;
    g->pack = pack;
    g->header = h;
    g->places = (const gazetteer_place *)(const void *)(pack.ptr + h->places);
    g->codes = pack.ptr + h->codes;
    g->buckets = (const uint32_t *)(const void *)(pack.ptr + h->buckets);
    g->keys = (const uint64_t *)(const void *)(pack.ptr + h->keys);
    g->firsts = (const uint32_t *)(const void *)(pack.ptr + h->firsts);
    g->postings = (const uint32_t *)(const void *)(pack.ptr + h->postings);
    g->pool = (const unsigned char *)pack.ptr + h->pool;
    *gazetteer = g;
    return DTL_OK;
}

void dtl_gazetteer_close(dtl_gazetteer *gazetteer)
{
    free(gazetteer);
}

dtl_sha256 dtl_gazetteer_hash(const dtl_gazetteer *gazetteer)
{
    dtl_sha256 hash;
    memcpy(hash.bytes, gazetteer->header->hash, sizeof hash.bytes);
    return hash;
}

bool dtl_gazetteer_verify(const dtl_gazetteer *gazetteer)
{
    dtl_slice pack = gazetteer->pack;
    dtl_slice parts[] = {dtl_slice_make(pack.ptr + sizeof(gazetteer_header), pack.length - sizeof(gazetteer_header)),
                         dtl_slice_make(pack.ptr, offsetof(gazetteer_header, hash))};
    dtl_sha256 hash = dtl_sha256_of_parts(parts, 2);
    return memcmp(hash.bytes, gazetteer->header->hash, sizeof hash.bytes) == 0;
}

uint32_t dtl_gazetteer_count(const dtl_gazetteer *gazetteer)
{
    return gazetteer->header->place_count;
}

/* ---- keys ---- */

/* "st" → "saint": the short forms of words in names of places. Returns the new length. */
static uint32_t spell_out(char *key, uint32_t word, uint32_t length)
{
    static const char *const forms[][2] = {{"st", "saint"}, {"ste", "sainte"}, {"mt", "mount"}, {"ft", "fort"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t from = strlen(forms[i][0]), to = strlen(forms[i][1]);
        if (length - word == from && memcmp(key + word, forms[i][0], from) == 0 && word + to < GAZETTEER_KEY_MAX) {
            memcpy(key + word, forms[i][1], to);
            return word + (uint32_t)to;
        }
    }
    return length;
}

uint32_t dtl_gazetteer_key(dtl_slice folded, char *key)
{
    uint32_t length = 0, word = 0;
    bool blank = false;
    for (uint32_t i = 0; i < folded.length; i++) {
        unsigned char c = (unsigned char)folded.ptr[i];
        if (c == '\'' || c == '.' || c == '`')
            continue;
        /* ʻ ʼ ʾ ʿ and the like (U+02B0 … U+02FF): signs of transliteration that texts leave out */
        if ((c == 0xCA && i + 1 < folded.length && (unsigned char)folded.ptr[i + 1] >= 0xB0) || c == 0xCB) {
            i++;
            continue;
        }
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
        if (!letter) {
            blank = length > 0;
            continue;
        }
        if (blank) {
            length = spell_out(key, word, length);
            if (length + 1 >= GAZETTEER_KEY_MAX)
                return 0;
            key[length++] = ' ';
            word = length;
            blank = false;
        }
        if (length + 1 >= GAZETTEER_KEY_MAX)
            return 0;
        key[length++] = (char)c;
    }
    return length > word ? spell_out(key, word, length) : length;
}

/* ---- look-up ---- */

/* FNV alone leaves the top bits of short names alike. */
uint64_t dtl_gazetteer_key_hash(dtl_slice key)
{
    uint64_t hash = dtl_hash64(key);
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

/* Number of the key among the keys, DTL_NONE if no place bears the name. */
static uint32_t find_key(const dtl_gazetteer *g, dtl_slice folded)
{
    char key[GAZETTEER_KEY_MAX];
    uint32_t length = g ? dtl_gazetteer_key(folded, key) : 0;
    if (!length)
        return DTL_NONE;
    uint64_t hash = dtl_gazetteer_key_hash(dtl_slice_make(key, length));
    uint32_t bucket = (uint32_t)(hash >> (64 - g->header->bucket_bits)), end = g->buckets[bucket + 1];
    if (end > g->header->key_count)
        end = g->header->key_count;
    for (uint32_t i = g->buckets[bucket]; i < end && g->keys[i] <= hash; i++)
        if (g->keys[i] == hash)
            return i;
    return DTL_NONE;
}

static dtl_slice pool_name(const dtl_gazetteer *g, uint32_t offset)
{
    if (offset >= g->header->pool_size || g->pool[offset] >= g->header->pool_size - offset)
        return DTL_SLICE_EMPTY;
    return dtl_slice_make((const char *)g->pool + offset + 1, g->pool[offset]);
}

bool dtl_gazetteer_place(const dtl_gazetteer *g, uint32_t index, dtl_place *place)
{
    enum { LEVELS = 8 };
    if (!g || index >= g->header->place_count)
        return false;
    const gazetteer_place *p = &g->places[index];
    *place = (dtl_place){.index = index, .name = pool_name(g, p->name), .latitude = p->latitude, .longitude = p->longitude,
                         .population = p->population, .geonames = p->geonames, .feature = (uint8_t)(p->parent >> 24),
                         .admin1_index = DTL_NONE, .admin2_index = DTL_NONE, .country_index = DTL_NONE};
    for (uint32_t at = index, level = 0; at < g->header->place_count && level < LEVELS; level++) {
        const gazetteer_place *unit = &g->places[at];
        uint32_t feature = unit->parent >> 24;
        if (at < g->header->country_count) {
            place->country = dtl_slice_make(g->codes + (size_t)at * 3, 3);
            place->country_index = at;
        } else if (feature == DTL_PLACE_ADMIN1) {
            place->admin1 = pool_name(g, unit->name);
            place->admin1_index = at;
        } else if (feature == DTL_PLACE_ADMIN2) {
            place->admin2 = pool_name(g, unit->name);
            place->admin2_index = at;
        }
        at = unit->parent & GAZETTEER_NO_PARENT;
    }
    return true;
}

void dtl_gazetteer_point(const dtl_gazetteer *g, uint32_t index, int32_t *latitude, int32_t *longitude)
{
    bool known = g && index < g->header->place_count;
    *latitude = known ? g->places[index].latitude : INT32_MIN;
    *longitude = known ? g->places[index].longitude : INT32_MIN;
}

uint32_t dtl_gazetteer_find(const dtl_gazetteer *g, dtl_slice folded_name, dtl_place *candidates, uint32_t max)
{
    uint32_t key = find_key(g, folded_name), found = 0;
    if (key == DTL_NONE)
        return 0;
    uint32_t end = g->firsts[key + 1] < g->header->posting_count ? g->firsts[key + 1] : g->header->posting_count;
    for (uint32_t i = g->firsts[key]; i < end && found < max; i++)
        found += dtl_gazetteer_place(g, g->postings[i], &candidates[found]);
    return found;
}

bool dtl_gazetteer_has(const dtl_gazetteer *g, dtl_slice folded_name)
{
    return find_key(g, folded_name) != DTL_NONE;
}

int32_t dtl_microdegrees(dtl_slice text)
{
    bool negative = text.length && text.ptr[0] == '-';
    int64_t value = 0;
    int decimals = -1;
    if (text.length - negative == 0)
        return INT32_MIN;
    for (uint32_t i = negative; i < text.length && decimals < 6; i++) {
        if (text.ptr[i] == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || value > 200000000)
            return INT32_MIN;
        value = value * 10 + (text.ptr[i] - '0');
        decimals += decimals >= 0;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 6; i++)
        value *= 10;
    return value > 180000000 ? INT32_MIN : (int32_t)(negative ? -value : value);
}
