/* Arenas: one per document, with a hard budget; stages neither malloc nor free. */
#ifndef DTL_BASE_ARENA_H
#define DTL_BASE_ARENA_H
#include "base/slice.h"

typedef struct dtl_arena_chunk dtl_arena_chunk;

/* Memory that is given out in order and taken back all at once. */
typedef struct dtl_arena {
    dtl_arena_chunk *chunks; /* newest first; NULL when empty */
    size_t used;             /* bytes handed out */
    size_t reserved;         /* bytes taken from malloc */
    size_t budget;           /* reserved may never exceed this many bytes */
} dtl_arena;

void dtl_arena_init(dtl_arena *arena, size_t budget);
/* Zeroed bytes aligned to 16, or NULL: out of budget or of memory (the caller returns DTL_ERR_BUDGET). */
void *dtl_arena_alloc(dtl_arena *arena, size_t size);
/* count * size with overflow check. */
void *dtl_arena_calloc(dtl_arena *arena, size_t count, size_t size);
/* A copy of the bytes in the arena, NUL-terminated behind its end; false when out of budget. */
bool dtl_arena_copy(dtl_arena *arena, dtl_slice text, dtl_slice *copy);
/* Forgets all content and keeps the newest chunk for reuse. */
void dtl_arena_reset(dtl_arena *arena);
void dtl_arena_free(dtl_arena *arena);

/* Growable arrays inside an arena: DTL_ARRAY_TYPE(dtl_token_array, dtl_token); then dtl_array_push(arena, &array)
 * gives a pointer to a new zeroed item or NULL. Growth leaves the old copy in the arena: at most twice the final size. */
#define DTL_ARRAY_TYPE(name, type) \
    typedef struct name {          \
        type *items;               \
        uint32_t count, capacity;  \
    } name
void *dtl_array_grow(dtl_arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t size);
#define dtl_array_push(arena, array)                                                                               \
    (((array)->count < (array)->capacity ||                                                                        \
      dtl_array_reserve_((arena), (void **)&(array)->items, (array)->count, &(array)->capacity,                    \
                         sizeof *(array)->items))                                                                  \
         ? &(array)->items[(array)->count++]                                                                       \
         : NULL)
bool dtl_array_reserve_(dtl_arena *arena, void **items, uint32_t count, uint32_t *capacity, size_t size);
#endif
