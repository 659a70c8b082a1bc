/* walk: paths as given → the list of files to read, folders unfolded, in an order that does not depend on the disk. */
#ifndef DTL_API_WALK_H
#define DTL_API_WALK_H
#include "base/arena.h"
#include "base/error.h"

/* A file to read, or (text not NULL) something to tell about a path. */
typedef struct dtl_walk_entry {
    const char *path;
    const char *text; /* NULL = read it */
    dtl_err code;     /* of the text */
    uint64_t size;    /* bytes, 0 for a pipe */
    bool pipe;
} dtl_walk_entry;
DTL_ARRAY_TYPE(dtl_walk_list, dtl_walk_entry);

typedef enum dtl_ending { DTL_ENDING_OTHER, DTL_ENDING_TEXT, DTL_ENDING_HTML, DTL_ENDING_JSONL, DTL_ENDING_CSV } dtl_ending;
dtl_ending dtl_ending_of(const char *path);

/* False when out of budget. */
bool dtl_walk(const char *const *paths, size_t count, dtl_arena *arena, dtl_walk_list *list);
#endif
