/* For tests that keep ledgers in files: a folder of their own, opening, and errors that say why. */
#ifndef DTL_TESTS_LEDGER_FILES_H
#define DTL_TESTS_LEDGER_FILES_H
#include "check.h"
#include "store/store.h"
#include <stdio.h>
#include <unistd.h>

static inline void fine(dtl_err err, const dtl_error *error)
{
    if (err)
        fail_msg("%s", error->message);
}

static inline void make_folder(char folder[64], const char *name)
{
    snprintf(folder, 64, "/tmp/dateline-%s-XXXXXX", name);
    assert_non_null(mkdtemp(folder));
}

static inline void remove_ledger(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    char whole[160];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(whole, sizeof whole, "%s%s", path, ends[i]);
        unlink(whole);
    }
}

/* Removes the folder; it fails when anything but ledgers a.db and b.db was left in it. */
static inline void remove_folder(const char *folder)
{
    char path[96];
    for (char name = 'a'; name <= 'b'; name++) {
        snprintf(path, sizeof path, "%s/%c.db", folder, name);
        remove_ledger(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

static inline dtl_store *open_ledger(const char *path, dtl_store_mode mode)
{
    dtl_store *store = NULL;
    dtl_error error = {0};
    fine(dtl_store_open(path, mode, &store, &error), &error);
    return store;
}
#endif
