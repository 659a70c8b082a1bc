/* gazetteer: the read-only view of a packed gazetteer, and the layout of the pack.
 *
 * A pack is one position-independent blob, used where it lies (embedded in the program, or a mapped file): opening costs
 * the reading of a header. It answers one question: which places bear this name? Names are compared by their key
 * (dtl_gazetteer_key): folded, apostrophes and full stops dropped, every other sign one blank, "St." = "Saint".
 *
 * Layout, all numbers little-endian, sections in this order behind the header, each aligned to 8 bytes:
 *     places    place_count × gazetteer_place; the countries first
 *     codes     country_count × 3 bytes: ISO 3166 alpha-3
 *     buckets   2^bucket_bits + 1 numbers: where the keys with these top bits begin
 *     keys      key_count × the 64-bit hash of a key, rising. The key itself is not kept: two names that share a hash
 *               among 10^6 are a matter of chance in 10^7
 *     firsts    key_count + 1 numbers: where the postings of a key begin
 *     postings  numbers of places, largest population first
 *     pool      names: a length byte, then the bytes
 *
 * A place points to the smallest unit that holds it: city → second-level unit → first-level unit → country.
 */
#ifndef DTL_GAZETTEER_GAZETTEER_H
#define DTL_GAZETTEER_GAZETTEER_H
#include "base/error.h"
#include "base/hash.h"

typedef enum dtl_place_feature {
    DTL_PLACE_COUNTRY = 1, DTL_PLACE_ADMIN1, DTL_PLACE_ADMIN2, DTL_PLACE_CAPITAL /* of a country */, DTL_PLACE_SEAT /* of a unit */,
    DTL_PLACE_CITY /* any populated place */, DTL_PLACE_SECTION /* of a city */, DTL_PLACE_REGION, DTL_PLACE_WATER, DTL_PLACE_SITE,
    DTL_PLACE_FEATURE_COUNT
} dtl_place_feature;

typedef struct gazetteer_place {
    int32_t latitude, longitude; /* microdegrees; both INT32_MIN unknown */
    uint32_t population;         /* of a unit: of the places in it; 0 unknown */
    uint32_t geonames;           /* GeoNames id, 0 unknown */
    uint32_t name;               /* offset in the pool */
    uint32_t parent;             /* low 24 bits: the unit that holds it, 0xFFFFFF none; high 8: dtl_place_feature */
} gazetteer_place;

enum { GAZETTEER_VERSION = 1, GAZETTEER_NO_PARENT = 0xFFFFFF, GAZETTEER_KEY_MAX = 96, GAZETTEER_ALIGN = 8 };
#define GAZETTEER_MAGIC "DTLPLACE"

typedef struct gazetteer_header {
    char magic[8];
    uint32_t version, size;      /* size of the whole pack in bytes */
    uint32_t place_count, country_count, key_count, posting_count, bucket_bits;
    uint32_t places, codes, buckets, keys, firsts, postings, pool, pool_size; /* offsets from the start of the pack */
    uint32_t reserved;
    char source[88];             /* what it was made from, for people; NUL-terminated */
    uint8_t hash[32];            /* SHA-256 of everything behind the header, then of the header up to here */
} gazetteer_header;

typedef struct dtl_gazetteer dtl_gazetteer; /* immutable once opened; shared by threads */

/* A place, with the units that hold it. Slices point into the pack. */
typedef struct dtl_place {
    uint32_t index;              /* number in the pack */
    dtl_slice name;              /* as its source writes it */
    dtl_slice country;           /* ISO 3166 alpha-3, "" unknown */
    dtl_slice admin1, admin2;    /* names of the units that hold it; of a unit itself its own name at its level; "" none */
    uint32_t admin1_index, admin2_index, country_index; /* numbers in the pack, DTL_NONE none */
    int32_t latitude, longitude; /* microdegrees; both INT32_MIN unknown */
    uint32_t population, geonames; /* 0 unknown */
    uint8_t feature;             /* dtl_place_feature */
} dtl_place;

/* Opens a pack in place (it must outlive the gazetteer). On error *gazetteer is untouched. DTL_ERR_RULES. */
dtl_err dtl_gazetteer_open(dtl_slice pack, dtl_gazetteer **gazetteer, dtl_error *error);
void dtl_gazetteer_close(dtl_gazetteer *gazetteer);
/* The hash written into the pack when it was made; dtl_gazetteer_verify recomputes it (some ten milliseconds). */
dtl_sha256 dtl_gazetteer_hash(const dtl_gazetteer *gazetteer);
bool dtl_gazetteer_verify(const dtl_gazetteer *gazetteer);
uint32_t dtl_gazetteer_count(const dtl_gazetteer *gazetteer);

/* The key of a folded name (dtl_utf8_fold), written into key[GAZETTEER_KEY_MAX]: its length, 0 for a name too long or
 * without letters. */
uint32_t dtl_gazetteer_key(dtl_slice folded, char *key);
/* The places that bear a folded name, largest population first, at most max: how many were written. A NULL gazetteer knows none. */
uint32_t dtl_gazetteer_find(const dtl_gazetteer *gazetteer, dtl_slice folded_name, dtl_place *candidates, uint32_t max);
/* The hash of a key, as the packer needs it. */
uint64_t dtl_gazetteer_key_hash(dtl_slice key);
/* Does any place bear this name? Cheaper than find. */
bool dtl_gazetteer_has(const dtl_gazetteer *gazetteer, dtl_slice folded_name);
/* A place by its number; false when there is none such. */
bool dtl_gazetteer_place(const dtl_gazetteer *gazetteer, uint32_t index, dtl_place *place);
/* Its point alone; both INT32_MIN when unknown or out of range. */
void dtl_gazetteer_point(const dtl_gazetteer *gazetteer, uint32_t index, int32_t *latitude, int32_t *longitude);
/* "34.5167" as microdegrees; INT32_MIN if it is no such number. */
int32_t dtl_microdegrees(dtl_slice text);
#endif
