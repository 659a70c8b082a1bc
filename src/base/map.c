/* A hash map from byte strings to u32: open addressing, linear probing, at most two thirds full. Keys are never removed. */
#include "base/map.h"
#include "base/hash.h"

void dtl_map_init(dtl_map *map, dtl_arena *arena)
{
    *map = (dtl_map){.arena = arena};
}

static uint32_t slot_of(const dtl_map *map, dtl_slice key, uint32_t hash)
{
    uint32_t mask = map->capacity - 1;
    uint32_t at = hash & mask;
    while (map->slots[at].key.ptr && !(map->slots[at].hash == hash && dtl_slice_equal(map->slots[at].key, key)))
        at = (at + 1) & mask;
    return at;
}

static uint32_t hash_of(dtl_slice key)
{
    uint64_t hash = dtl_mix64_bytes(0, key); /* eight bytes a step: names and ids are long */
    return (uint32_t)(hash ^ (hash >> 32));
}

uint32_t dtl_map_get(const dtl_map *map, dtl_slice key)
{
    if (!map->capacity)
        return DTL_NONE;
    const dtl_map_slot *slot = &map->slots[slot_of(map, key, hash_of(key))];
    return slot->key.ptr ? slot->value : DTL_NONE;
}

/* Free slots of a table twice as large, and how many; NULL: out of budget. */
static void *larger_slots(dtl_arena *arena, uint32_t *capacity, size_t size)
{
    if (*capacity > UINT32_MAX / 2)
        return NULL;
    *capacity = *capacity ? *capacity * 2 : 32;
    return dtl_arena_calloc(arena, *capacity, size);
}

static bool map_grow(dtl_map *map)
{
    dtl_map larger = *map;
    larger.slots = larger_slots(map->arena, &larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (uint32_t i = 0; i < map->capacity; i++)
        if (map->slots[i].key.ptr)
            larger.slots[slot_of(&larger, map->slots[i].key, map->slots[i].hash)] = map->slots[i];
    *map = larger;
    return true;
}

uint32_t *dtl_map_at(dtl_map *map, dtl_slice key, uint32_t value)
{
    if ((map->count + 1) * 3 > map->capacity * 2 && !map_grow(map))
        return NULL;
    if (!key.ptr)
        key.ptr = "";
    uint32_t hash = hash_of(key);
    dtl_map_slot *slot = &map->slots[slot_of(map, key, hash)];
    if (!slot->key.ptr) {
        *slot = (dtl_map_slot){.key = key, .hash = hash, .value = value};
        map->count++;
    }
    return &slot->value;
}

bool dtl_map_put(dtl_map *map, dtl_slice key, uint32_t value)
{
    uint32_t *at = dtl_map_at(map, key, value);
    if (at)
        *at = value;
    return at != NULL;
}

void dtl_pair_map_init(dtl_pair_map *map, dtl_arena *arena)
{
    *map = (dtl_pair_map){.arena = arena};
}

static dtl_pair_slot *pair_slot(const dtl_pair_map *map, uint64_t key)
{
    uint32_t mask = map->capacity - 1, at = (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32) & mask;
    while (map->slots[at].used && map->slots[at].key != key)
        at = (at + 1) & mask;
    return &map->slots[at];
}

static bool pair_map_grow(dtl_pair_map *map)
{
    dtl_pair_map larger = *map;
    larger.slots = larger_slots(map->arena, &larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (uint32_t i = 0; i < map->capacity; i++)
        if (map->slots[i].used)
            *pair_slot(&larger, map->slots[i].key) = map->slots[i];
    *map = larger;
    return true;
}

uint32_t *dtl_pair_map_slot(dtl_pair_map *map, uint64_t key)
{
    if ((map->count + 1) * 3 > map->capacity * 2 && !pair_map_grow(map))
        return NULL;
    dtl_pair_slot *slot = pair_slot(map, key);
    if (!slot->used) {
        *slot = (dtl_pair_slot){key, DTL_NONE, true};
        map->count++;
    }
    return &slot->value;
}
