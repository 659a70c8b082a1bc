/* What the files of the store share. */
#ifndef DTL_STORE_INTERNAL_H
#define DTL_STORE_INTERNAL_H
#include "base/error.h"
#include "rules/cameo.h"
#include "base/map.h"
#include "ledger/ledger.h"
#include "store/store.h"
#include <sqlite3.h>

/* A statement of a question that is asked again and again: to prepare one costs more than most answers. */
typedef struct store_statement {
    char *sql;            /* owned; NULL: the place is free */
    sqlite3_stmt *statement;
    bool in_use;
} store_statement;
enum { STORE_STATEMENTS = 16 };

struct dtl_store {
    sqlite3 *db;
    const struct dtl_rules *names; /* tables of name spellings, NULL */
    dtl_cameo cameo;     /* empty without rules */
    char *path;          /* as given; for messages */
    uint64_t device, inode; /* of the file when it was opened; 0 in memory */
    dtl_buffer packed, frame; /* scratch for packing reports */
    dtl_arena scratch;   /* of one report that is added */
    dtl_buffer coder;    /* rules, model and gazetteer of the report added last, and their row */
    int64_t coder_id;
    struct ZSTD_CCtx_s *squeeze;
    struct ZSTD_DCtx_s *unfold;
    bool old_is_fine;    /* opened only for the two sets, which every version has */
    bool only_touched;   /* queries see only the events of temp table touched */
    struct store_bulk *bulk; /* rows that wait to be written */
    sqlite3_stmt *insert;
    store_statement kept[STORE_STATEMENTS];
    unsigned next_kept;  /* the place that gives way when all are taken */
    uint64_t added;      /* reports and decisions added in the open batch */
    bool in_batch;       /* a transaction of dtl_store_add is open */
};

/* Turns the last SQLite failure into a dtl_error: "FILE: no space left on the device". */
dtl_err store_fail(dtl_store *store, dtl_error *error, const char *doing);
dtl_err store_run(dtl_store *store, const char *sql, dtl_error *error);
dtl_err store_prepare(dtl_store *store, const char *sql, sqlite3_stmt **statement, dtl_error *error);
/* Opens the batch of dtl_store_add when none is open; doing: "adding a report". */
dtl_err store_begin(dtl_store *store, const char *doing, dtl_error *error);
/* Adds the assessments of another ledger to the open batch; *added counts on, also when a page is broken. */
dtl_err store_union_assessments(dtl_store *store, dtl_store *other, uint64_t *added, dtl_error *error);
/* The same of decisions. */
dtl_err store_union_decisions(dtl_store *store, dtl_store *other, uint64_t *added, dtl_error *error);
/* All decisions, superseded ones too, in the arena. */
dtl_err store_load_decisions(dtl_store *store, dtl_arena *arena, const dtl_decision **decisions, size_t *count, dtl_error *error);
/* For people, on one line and short; changes the bytes in place (assess.c). */
dtl_slice store_as_about(dtl_slice text);
/* Ends the statements that were kept; before the store is closed. */
void store_forget_statements(dtl_store *store);
/* A single whole number, 0 when there is no row. */
dtl_err store_number(dtl_store *store, const char *sql, int64_t *number, dtl_error *error);

/* One report as it lies in the file. */
typedef struct store_kept {
    int64_t id;
    dtl_report report; /* in the arena */
} store_kept;
DTL_ARRAY_TYPE(store_kept_array, store_kept);
/* Reads the reports of a statement that begins like this, one a step: DTL_ERR_LEDGER when one is broken. */
#define STORE_KEPT_COLUMNS "SELECT r.id, r.key, k.rules, k.model, k.gazetteer, r.text, r.packed FROM report r JOIN coder k ON k.id = r.coder "
dtl_err store_take_kept(dtl_store *store, sqlite3_stmt *statement, dtl_arena *arena, store_kept *kept, dtl_error *error);

/* Gives every report in the order of keys; one that is broken as NULL, with what is wrong. False ends with DTL_ERR_CANCELLED. */
typedef bool store_kept_fn(void *context, const dtl_report *report, dtl_slice key, const dtl_error *problem);
dtl_err store_each_kept(dtl_store *store, store_kept_fn *each, void *context, dtl_error *error);

/* Called behind a COMMIT: is the file still the one that was opened? DTL_ERR_IO. */
dtl_err store_is_there(dtl_store *store, dtl_error *error);
dtl_err store_make_tables(dtl_store *store, dtl_error *error); /* of today, in the open transaction */
dtl_err store_make_indexes(dtl_store *store, dtl_error *error);
enum { STORE_VERSION_OF_LINES = 5 /* up to this one reports are kept as JSON lines */ };
/* Opens one of before too, for its sets alone. */
dtl_err store_open_any(const char *path, dtl_store_mode mode, bool old_is_fine, dtl_store **store, dtl_error *error);
/* Brings a ledger of before up (upgrade.c): the two sets stay, all else is made anew by the next rebuild. */
dtl_err store_upgrade(dtl_store *store, dtl_error *error);
/* Adds the reports of a ledger of before, whose lines the statement reads (key, line); *added (may be NULL) counts. */
dtl_err store_carry_lines(dtl_store *store, dtl_store *from, const char *sql, uint64_t *added, dtl_error *error);

/* ---- from a ledger to rows (rows.c) ---- */

enum { STORE_SHORT_DAYS = 31, STORE_DAY_LONG = -1000000, STORE_ROLE_SETTING = DTL_EVENT_ROLE_COUNT, STORE_ROLE_SPEAKER };
#define STORE_PLACE_BITS 26 /* of a row id of table words: the offset */
enum { STORE_KIND_ATTRIBUTION, STORE_KIND_EVENT, STORE_KIND_MENTION, STORE_KIND_CLAIM, STORE_KINDS };

/* Things of one sort with the rows that hang on each; arrays by index in the ledger. */
typedef struct store_group {
    uint32_t count;
    int64_t *ids;
    uint64_t *signatures;
    bool *dirty;         /* to be written */
} store_group;

/* The combinations of names in a table …_kind. */
typedef struct store_kinds {
    dtl_map known;       /* names → id */
    int64_t last;
    sqlite3_stmt *insert;
} store_kinds;

typedef struct store_writer {
    dtl_store *store;
    const dtl_ledger *ledger;
    dtl_arena *arena;
    dtl_error *error;
    store_group actors, voices, documents, events;
    const uint32_t *events_in_file; /* indexes of ledger.events in the order in which the reports in that order tell them */
    const uint32_t *in_file; /* indexes of ledger.reports in the order of their row ids: rows are appended, not squeezed in */
    store_kinds kinds[STORE_KINDS];
    bool hashing, writing; /* rows are summed up in signatures; are written; of a fresh ledger both at once */
} store_writer;

/* What became of the decisions, always anew (decide.c). */
/* The best value of a field by policy, which stands first; NULL: nobody gives one (rows.c). */
const dtl_ledger_value *store_best_value(const dtl_ledger *l, const dtl_ledger_event *event, uint8_t field);
dtl_err store_put_effects(store_writer *w);
dtl_err store_open_kinds(store_writer *w);
void store_close_kinds(store_writer *w);
/* All rows of what is dirty; or, when hashing, the signatures of all. */
dtl_err store_put_rows(store_writer *w);

/* ---- many rows in one statement (bulk.c) ---- */

enum { STORE_ROWS_WAITING = 512, STORE_COLUMNS_MOST = 40 };
typedef struct store_cell {
    int64_t number;      /* of an integer; of a text or blob its place in bytes */
    uint32_t length;
    uint8_t kind;        /* SQLITE_INTEGER, SQLITE_TEXT, SQLITE_BLOB, SQLITE_NULL */
} store_cell;
typedef struct store_bulk {
    store_cell *cells;   /* row by row */
    uint32_t columns, rows;
    dtl_buffer bytes;
} store_bulk;
dtl_err store_bulk_open(dtl_store *store, dtl_error *error); /* once for a store */
void store_bulk_free(store_bulk *bulk);
/* into: "INSERT INTO voice". From then on rows of so many columns wait. */
dtl_err store_bulk_prepare(dtl_store *store, const char *into, uint32_t columns, sqlite3_stmt **statement, dtl_error *error);
bool store_bulk_is_full(const store_bulk *bulk);
/* Writes all rows that wait. */
dtl_err store_bulk_write(dtl_store *store, sqlite3_stmt *statement, dtl_error *error);

/* ---- the values of an event as JSON texts (values.c) ---- */

DTL_ARRAY_TYPE(store_who_array, const dtl_ledger_support *);
typedef struct store_values {
    dtl_buffer given, told;          /* of the event asked for last */
    store_who_array who;             /* as they stand in told */
    uint32_t *of_mention, *of_claim; /* their places there, by index in the ledger */
} store_values;
bool store_values_open(store_values *values, const store_writer *w); /* false: out of memory, as below */
void store_values_close(store_values *values);
bool store_values_of(store_values *values, const store_writer *w, uint32_t event);
/* The row of table value_kind: field and agreement. */
static inline int64_t store_value_kind(unsigned field, unsigned agreement)
{
    return 1 + (int64_t)field * DTL_AGREEMENT_COUNT + agreement;
}
static inline unsigned store_field_of_kind(int64_t kind)
{
    return kind > 0 ? (unsigned)((kind - 1) / DTL_AGREEMENT_COUNT) : 0;
}

static inline void bind_slice(sqlite3_stmt *statement, int at, dtl_slice text)
{
    sqlite3_bind_text(statement, at, text.ptr ? text.ptr : "", (int)text.length, SQLITE_STATIC);
}

static inline dtl_slice column_slice(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);
    return dtl_slice_make(text ? text : "", (size_t)sqlite3_column_bytes(statement, at));
}
#endif
