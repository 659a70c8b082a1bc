/* Snapshots of the events under a name, and what changed between two of them, or since one. The dump does not show them: they are no part of the set that a ledger is.
 *
 *     dtl_store_take_snapshot(store, "monday", …); … reports, decisions, another version of the program …
 *     dtl_store_changes(store, "monday", "", …): 58 new, 31 changed, 2 merged, 0 split, 0 gone
 */
#ifndef DTL_STORE_SNAPSHOT_H
#define DTL_STORE_SNAPSHOT_H
#include "store/store.h"

#define SNAPSHOT_BUDGET ((size_t)1 << 35) /* address space, not memory */

typedef struct dtl_store_snapshot {
    int64_t number;        /* from 1, in the order in which they were taken; 0 = now */
    dtl_slice name, date, program; /* date "" not told */
    uint64_t n_reports, n_decisions, n_events;
} dtl_store_snapshot;
DTL_ARRAY_TYPE(dtl_store_snapshot_array, dtl_store_snapshot);

/* An event as a snapshot keeps it. */
typedef struct dtl_store_state {
    dtl_store_event event; /* only id, item, type, mode, status, standing, actors, recipients, place, days, counts and n_reports, n_voices, n_denials */
    dtl_slice others;      /* ids of its tellings but the one that it goes by, a blank between */
    dtl_slice rules;       /* hash of the rules by which that one was coded */
} dtl_store_state;
DTL_ARRAY_TYPE(dtl_store_state_array, dtl_store_state);

/* Brings the events up to date and keeps them under a name that no other snapshot has; date "" or YYYY-MM-DD. DTL_ERR_ARGUMENT. */
dtl_err dtl_store_take_snapshot(dtl_store *store, dtl_slice name, dtl_slice date, const char *program, dtl_error *error);
/* All, in the order in which they were taken. */
dtl_err dtl_store_snapshots(dtl_store *store, dtl_arena *arena, dtl_store_snapshot_array *rows, dtl_error *error);

/* How events went on: by their tellings, so that an event whose id changed is the same one. */
#define DTL_CHANGE_LIST(X) \
    X(NEW, "new")         /* none of its tellings was there */ \
    X(CHANGED, "changed") /* one became one: other values, or another id */ \
    X(MERGED, "merged")   /* several became one */ \
    X(SPLIT, "split")     /* one became several */ \
    X(GONE, "gone")       /* none of its tellings is there any more */
typedef enum dtl_change_kind {
#define DTL_ITEM(name, text) DTL_CHANGE_##name,
    DTL_CHANGE_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_CHANGE_COUNT
} dtl_change_kind;

typedef struct dtl_store_change {
    uint8_t kind;          /* dtl_change_kind */
    const dtl_store_state **before, **after; /* by id; new has none before, gone none after, merged several before, split several after */
    uint32_t n_before, n_after;
    dtl_slice reason;      /* of merged, split and gone: for people; "" not known */
} dtl_store_change;
DTL_ARRAY_TYPE(dtl_store_change_array, dtl_store_change);

typedef struct dtl_store_changes_found {
    dtl_store_snapshot from, to;
    dtl_store_change_array changes; /* by kind, then events before figures and statements, more reports first */
    uint32_t counts[DTL_CHANGE_COUNT];
} dtl_store_changes_found;

/* From one snapshot to another, or ("") to now. Nothing is written: a ledger that is behind its reports answers as it stands. DTL_ERR_ARGUMENT: no such snapshot. */
dtl_err dtl_store_changes(dtl_store *store, dtl_slice from, dtl_slice to, dtl_arena *arena, dtl_store_changes_found *found, dtl_error *error);
const char *dtl_change_name(unsigned kind); /* "" when out of range */

/* What stands in one and not so in the other, by id; ends: the two snapshots. */
dtl_err dtl_store_differing(dtl_store *store, dtl_slice from, dtl_slice to, dtl_arena *arena, dtl_store_snapshot ends[2], dtl_store_state_array *before,
                            dtl_store_state_array *after, dtl_error *error);
/* Are there reports coded by these rules? *count is 0 or 1. */
dtl_err dtl_store_count_rules(dtl_store *store, dtl_slice rules, int64_t *count, dtl_error *error);

/* An event that some snapshot knew, found by the beginning of its id. */
typedef struct dtl_store_tombstone_row {
    dtl_store_event event; /* id, item, type, mode, actors, recipients, place; id "" = no snapshot knew one */
    dtl_slice rules;       /* hash of the rules by which it was coded */
    dtl_slice snapshot;    /* the last that has it */
} dtl_store_tombstone_row;
dtl_err dtl_store_tombstone(dtl_store *store, dtl_slice id, dtl_arena *arena, dtl_store_tombstone_row *found, dtl_error *error);
#endif
