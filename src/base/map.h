/* A hash map from byte strings to u32, in an arena: for names, ids and keys met while one document or ledger is worked on. */
#ifndef DTL_BASE_MAP_H
#define DTL_BASE_MAP_H
#include "base/arena.h"

typedef struct dtl_map_slot {
    dtl_slice key; /* ptr NULL: free */
    uint32_t hash;
    uint32_t value;
} dtl_map_slot;

typedef struct dtl_map {
    dtl_arena *arena;
    dtl_map_slot *slots;
    uint32_t count, capacity; /* capacity is 0 or a power of two */
} dtl_map;

void dtl_map_init(dtl_map *map, dtl_arena *arena);
/* The value of key, DTL_NONE if absent. */
uint32_t dtl_map_get(const dtl_map *map, dtl_slice key);
/* Sets key (not copied: it must live as long as the map) to value; false when out of budget. */
bool dtl_map_put(dtl_map *map, dtl_slice key, uint32_t value);
/* The value of key, which is set to this one when it was absent; until the next put. NULL when out of budget. */
uint32_t *dtl_map_at(dtl_map *map, dtl_slice key, uint32_t value);

/* The same from a number, or two of 32 bits side by side, to u32. */
typedef struct dtl_pair_slot {
    uint64_t key;
    uint32_t value;
    bool used;
} dtl_pair_slot;

typedef struct dtl_pair_map {
    dtl_arena *arena;
    dtl_pair_slot *slots;
    uint32_t count, capacity;
} dtl_pair_map;

void dtl_pair_map_init(dtl_pair_map *map, dtl_arena *arena);
/* Where the value of key stands, DTL_NONE when it has just been put there; good until the next call. NULL: out of budget. */
uint32_t *dtl_pair_map_slot(dtl_pair_map *map, uint64_t key);
#endif
