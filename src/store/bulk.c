/* Many rows in one statement.
 *
 * In: rows, value by value. Out: rows of a table. To run an INSERT once for each row costs SQLite as much as the row itself: it begins and
 * ends a statement, opens the table and its indexes anew. So rows wait here, some hundreds of them, and go in together:
 * INSERT INTO mention_row SELECT c0, c1, … FROM waiting_rows, where waiting_rows is a virtual table of this connection alone that reads
 * them from memory.
 * Texts are copied, so that whoever puts a row may forget it at once.
 */
#include "store/internal.h"
#include <stdio.h>
#include <stdlib.h>

enum { BYTES_MOST = 1 << 20 /* of waiting texts, as good as */ };

/* The table that reads what waits, and one reading of it. */
typedef struct waiting_table {
    sqlite3_vtab base;
    const store_bulk *bulk;
} waiting_table;

typedef struct waiting_cursor {
    sqlite3_vtab_cursor base;
    uint32_t row;
} waiting_cursor;

static int connect_waiting(sqlite3 *db, void *bulk, int count, const char *const *arguments, sqlite3_vtab **made, char **why)
{
    char sql[STORE_COLUMNS_MOST * 4 + 32] = "CREATE TABLE waiting (c0";
    size_t length = strlen(sql);
    (void)count, (void)arguments, (void)why;
    for (int i = 1; i < STORE_COLUMNS_MOST; i++)
        length += (size_t)snprintf(sql + length, sizeof sql - length, ",c%d", i);
    snprintf(sql + length, sizeof sql - length, ")");
    int rc = sqlite3_declare_vtab(db, sql);
    waiting_table *table = rc == SQLITE_OK ? sqlite3_malloc(sizeof *table) : NULL;
    if (!table)
        return rc == SQLITE_OK ? SQLITE_NOMEM : rc;
    *table = (waiting_table){.bulk = bulk};
    *made = &table->base;
    return SQLITE_OK;
}

static int disconnect_waiting(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

static int plan_waiting(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    (void)table;
    plan->estimatedCost = STORE_ROWS_WAITING;
    return SQLITE_OK;
}

static int open_waiting(sqlite3_vtab *table, sqlite3_vtab_cursor **made)
{
    (void)table;
    waiting_cursor *cursor = sqlite3_malloc(sizeof *cursor);
    if (!cursor)
        return SQLITE_NOMEM;
    *cursor = (waiting_cursor){.row = 0};
    *made = &cursor->base;
    return SQLITE_OK;
}

static int close_waiting(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int first_waiting(sqlite3_vtab_cursor *cursor, int index, const char *name, int count, sqlite3_value **values)
{
    (void)index, (void)name, (void)count, (void)values;
    ((waiting_cursor *)cursor)->row = 0;
    return SQLITE_OK;
}

static int next_waiting(sqlite3_vtab_cursor *cursor)
{
    ((waiting_cursor *)cursor)->row++;
    return SQLITE_OK;
}

static int no_more_waiting(sqlite3_vtab_cursor *cursor)
{
    return ((waiting_cursor *)cursor)->row >= ((const waiting_table *)cursor->pVtab)->bulk->rows;
}

static int value_waiting(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const store_bulk *bulk = ((const waiting_table *)cursor->pVtab)->bulk;
    if ((uint32_t)column >= bulk->columns)
        return SQLITE_OK; /* NULL */
    const store_cell *cell = &bulk->cells[((const waiting_cursor *)cursor)->row * bulk->columns + (uint32_t)column];
    if (cell->kind == SQLITE_INTEGER)
        sqlite3_result_int64(context, cell->number);
    else if (cell->kind == SQLITE_TEXT)
        sqlite3_result_text(context, bulk->bytes.bytes + cell->number, (int)cell->length, SQLITE_STATIC);
    else if (cell->kind == SQLITE_BLOB)
        sqlite3_result_blob(context, bulk->bytes.bytes + cell->number, (int)cell->length, SQLITE_STATIC);
    return SQLITE_OK;
}

static int number_waiting(sqlite3_vtab_cursor *cursor, sqlite3_int64 *number)
{
    *number = ((waiting_cursor *)cursor)->row;
    return SQLITE_OK;
}

static const sqlite3_module module = {.xConnect = connect_waiting, .xBestIndex = plan_waiting, .xDisconnect = disconnect_waiting, .xOpen = open_waiting,
                                      .xClose = close_waiting, .xFilter = first_waiting, .xNext = next_waiting, .xEof = no_more_waiting,
                                      .xColumn = value_waiting, .xRowid = number_waiting};

dtl_err store_bulk_open(dtl_store *store, dtl_error *error)
{
    if (store->bulk)
        return DTL_OK;
    store_bulk *bulk = calloc(1, sizeof *bulk);
    if (bulk)
        bulk->cells = calloc((size_t)STORE_ROWS_WAITING * STORE_COLUMNS_MOST, sizeof *bulk->cells);
    store->bulk = bulk;
    if (!bulk || !bulk->cells || sqlite3_create_module(store->db, "waiting_rows", &module, bulk) != SQLITE_OK)
        return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory", store->path);
    return DTL_OK;
}

void store_bulk_free(store_bulk *bulk)
{
    if (!bulk)
        return;
    dtl_buffer_free(&bulk->bytes);
    free(bulk->cells);
    free(bulk);
}

dtl_err store_bulk_prepare(dtl_store *store, const char *into, uint32_t columns, sqlite3_stmt **statement, dtl_error *error)
{
    dtl_buffer sql = {0};
    dtl_buffer_format(&sql, "%s SELECT c0", into);
    for (uint32_t i = 1; i < columns; i++)
        dtl_buffer_format(&sql, ", c%u", i);
    dtl_buffer_cstr(&sql, " FROM waiting_rows");
    dtl_buffer_char(&sql, '\0');
    store->bulk->columns = columns;
    store->bulk->rows = 0;
    dtl_buffer_clear(&store->bulk->bytes);
    dtl_err err = sql.failed ? dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory", store->path)
                             : store_prepare(store, sql.bytes, statement, error);
    dtl_buffer_free(&sql);
    return err;
}

bool store_bulk_is_full(const store_bulk *bulk)
{
    return bulk->rows == STORE_ROWS_WAITING || bulk->bytes.length >= BYTES_MOST;
}

dtl_err store_bulk_write(dtl_store *store, sqlite3_stmt *statement, dtl_error *error)
{
    store_bulk *bulk = store->bulk;
    dtl_err err = DTL_OK;
    if (bulk->bytes.failed)
        return dtl_error_set(error, DTL_ERR_BUDGET, store->path, DTL_OFFSET_NONE, "%s: out of memory while rebuilding", store->path);
    if (bulk->rows && sqlite3_step(statement) != SQLITE_DONE)
        err = store_fail(store, error, "rebuilding");
    sqlite3_reset(statement);
    bulk->rows = 0;
    dtl_buffer_clear(&bulk->bytes);
    return err;
}
