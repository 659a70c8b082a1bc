/* Arenas. In: a budget. Out: zeroed memory. Chunks double from 64 KB, so that a short report costs one malloc and a long
 * one a dozen. What the system gives is zero already and not there before it is touched: only what is used a second time is cleared, so
 * that the half of a large array that is never filled costs nothing. Under AddressSanitizer the gap behind each item is poisoned, so that
 * an overrun inside a chunk is seen. */
#include "base/arena.h"
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define DTL_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DTL_ASAN 1
#endif
#endif
#ifdef DTL_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { GAP = 16 };
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { ALIGNMENT = 16, FIRST_CHUNK = 64 * 1024, LARGEST_DOUBLING = 8 * 1024 * 1024 };

struct dtl_arena_chunk {
    dtl_arena_chunk *next;
    size_t size; /* bytes behind this header */
    size_t used;
    size_t clean;   /* from here on nothing was ever handed out: it is zero */
};

void dtl_arena_init(dtl_arena *arena, size_t budget)
{
    *arena = (dtl_arena){.budget = budget};
}

static dtl_arena_chunk *add_chunk(dtl_arena *arena, size_t at_least)
{
    size_t size = arena->chunks ? arena->chunks->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_DOUBLING)
        size = LARGEST_DOUBLING;
    if (size < at_least)
        size = at_least;
    if (arena->reserved + size > arena->budget)
        size = at_least;
    if (size > arena->budget || arena->reserved > arena->budget - size)
        return NULL;
    dtl_arena_chunk *chunk = calloc(1, sizeof *chunk + size);
    if (!chunk)
        return NULL;
    chunk->next = arena->chunks;
    chunk->size = size;
    POISON(chunk + 1, size);
    arena->chunks = chunk;
    arena->reserved += size;
    return chunk;
}

void *dtl_arena_alloc(dtl_arena *arena, size_t size)
{
    if (size == 0)
        size = 1;
    if (size > SIZE_MAX / 2)
        return NULL;
    size_t step = (size + GAP + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    dtl_arena_chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < step)
        chunk = add_chunk(arena, step);
    if (!chunk)
        return NULL;
    char *item = (char *)(chunk + 1) + chunk->used;
    const size_t dirty = chunk->clean > chunk->used ? chunk->clean - chunk->used : 0;
    chunk->used += step;
    arena->used += step;
    UNPOISON(item, size);
    if (dirty)
        memset(item, 0, dirty < size ? dirty : size);
    if (chunk->clean < chunk->used)
        chunk->clean = chunk->used;
    return item;
}

void *dtl_arena_calloc(dtl_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        return NULL;
    return dtl_arena_alloc(arena, count * size);
}

bool dtl_arena_copy(dtl_arena *arena, dtl_slice text, dtl_slice *copy)
{
    char *bytes = dtl_arena_alloc(arena, (size_t)text.length + 1);
    if (!bytes)
        return false;
    if (text.length)
        memcpy(bytes, text.ptr, text.length);
    *copy = dtl_slice_make(bytes, text.length);
    return true;
}

void dtl_arena_reset(dtl_arena *arena)
{
    dtl_arena_chunk *keep = arena->chunks;
    if (!keep)
        return;
    for (dtl_arena_chunk *chunk = keep->next, *next; chunk; chunk = next) {
        next = chunk->next;
        UNPOISON(chunk + 1, chunk->size);
        free(chunk);
    }
    keep->next = NULL;
    keep->used = 0;
    POISON(keep + 1, keep->size);
    arena->used = 0;
    arena->reserved = keep->size;
}

void dtl_arena_free(dtl_arena *arena)
{
    for (dtl_arena_chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        UNPOISON(chunk + 1, chunk->size);
        free(chunk);
    }
    *arena = (dtl_arena){.budget = arena->budget};
}

void *dtl_array_grow(dtl_arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t size)
{
    if (*capacity > UINT32_MAX / 2)
        return NULL;
    uint32_t larger = *capacity ? *capacity * 2 : 8;
    void *copy = dtl_arena_calloc(arena, larger, size);
    if (!copy)
        return NULL;
    if (count)
        memcpy(copy, items, (size_t)count * size);
    *capacity = larger;
    return copy;
}

bool dtl_array_reserve_(dtl_arena *arena, void **items, uint32_t count, uint32_t *capacity, size_t size)
{
    void *larger = dtl_array_grow(arena, *items, count, capacity, size);
    if (!larger)
        return false;
    *items = larger;
    return true;
}
