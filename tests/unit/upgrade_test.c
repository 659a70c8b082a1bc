/* Ledgers of every version there was (tests/data/ledgers: their tables as their programs made them, invented reports): brought up they
 * hold the same reports and judgements and are whole, a kill in the middle leaves the ledger of before or that of today, and a
 * version that is not known yet is refused. */
#include "ledger_files.h"
#include "rules/rules.h"
#include "store/store.h"
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

typedef struct place {
    char folder[64], path[96], fresh[96];
    dtl_rules *rules;
} place;

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    dtl_error error;
    assert_non_null(p);
    make_folder(p->folder, "upgrade");
    snprintf(p->path, sizeof p->path, "%s/a.db", p->folder);
    snprintf(p->fresh, sizeof p->fresh, "%s/b.db", p->folder);
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &p->rules, &error), DTL_OK);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    place *p = *state;
    remove_folder(p->folder);
    dtl_rules_close(p->rules);
    free(p);
    return 0;
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db;
    char *why = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why))
        fail_msg("%s: %s", path, why);
    sqlite3_close(db);
}

/* The ledger of a version, as it was. */
static void make_old(const place *p, int version)
{
    char path[512], *sql;
    snprintf(path, sizeof path, "%s/tests/data/ledgers/version-%d.sql", getenv("DATELINE_SOURCE"), version);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is missing", path);
    sql = calloc(1, 1 << 20);
    assert_non_null(sql);
    assert_true(fread(sql, 1, (1 << 20) - 1, file) > 1000);
    fclose(file);
    remove_ledger(p->path);
    remove_ledger(p->fresh);
    run_sql(p->path, "PRAGMA journal_mode=WAL");
    run_sql(p->path, sql);
    free(sql);
}

static dtl_store *open_at(const place *p, const char *path, dtl_store_mode mode)
{
    dtl_store *store = open_ledger(path, mode);
    dtl_store_use_names(store, p->rules);
    return store;
}

/* Brought up: whole, and the same as a new ledger of what was in it. */
static void is_whole(const place *p, int version, uint64_t expected)
{
    dtl_error error = {0};
    dtl_buffer one = {0}, two = {0}, lines = {0};
    dtl_store_counts counts;
    uint64_t problems = 1;
    dtl_store *store = open_at(p, p->path, DTL_STORE_WRITE), *fresh;
    fine(dtl_store_rebuild(store, &error), &error);
    fine(dtl_store_count(store, &counts, &error), &error);
    assert_int_equal(counts.reports, expected);
    assert_true(counts.events > 0);
    fine(dtl_store_examine(store, true, &problems, &lines, &error), &error);
    if (problems)
        fail_msg("version %d: %.*s", version, (int)lines.length, lines.bytes);
    fresh = open_at(p, p->fresh, DTL_STORE_CREATE);
    fine(dtl_store_union(fresh, p->path, NULL, NULL, &error), &error);
    fine(dtl_store_rebuild(fresh, &error), &error);
    fine(dtl_store_dump(store, &one, &error), &error);
    fine(dtl_store_dump(fresh, &two, &error), &error);
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.bytes, two.bytes, one.length);
    dtl_buffer_free(&one);
    dtl_buffer_free(&two);
    dtl_buffer_free(&lines);
    dtl_store_close(store);
    dtl_store_close(fresh);
}

static void every_version_is_brought_up(void **state)
{
    const place *p = *state;
    for (int version = 1; version < DTL_STORE_VERSION; version++) {
        dtl_error error = {0};
        dtl_store *reader = NULL;
        make_old(p, version);
        assert_int_equal(dtl_store_open(p->path, DTL_STORE_READ, &reader, &error), DTL_ERR_VERSION); /* told, with what to do */
        assert_non_null(strstr(error.message, "brings it up"));
        is_whole(p, version, 2);
        if (version >= 5) { /* it had a judgement; from 6 on a decision too */
            dtl_arena arena;
            dtl_store_assessment_array all = {0};
            dtl_arena_init(&arena, 1 << 20);
            dtl_store *store = open_at(p, p->path, DTL_STORE_READ);
            fine(dtl_store_assessments(store, &arena, &all, &error), &error);
            assert_int_equal(all.count, 1);
            assert_slice(all.items[0].grade, "E");
            assert_true(all.items[0].here == (version == 5)); /* later the Front was given another id */
            dtl_store_decision_array decisions = {0};
            fine(dtl_store_decisions(store, &arena, &decisions, &error), &error);
            assert_int_equal(decisions.count, version == 5 ? 0 : 1);
            for (uint32_t i = 0; i < decisions.count; i++)
                assert_slice(decisions.items[i].state, "in force");
            dtl_store_close(store);
            dtl_arena_free(&arena);
        }
    }
}

/* More reports, so that bringing up takes long enough to be killed in the middle. */
static const char many_reports[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO report SELECT printf('%s%04d', substr(key, 1, 60), i), "
    "replace(line, key, printf('%s%04d', substr(key, 1, 60), i)) FROM report, n WHERE (SELECT min(key) FROM report) = key";

static void a_kill_in_the_middle_leaves_one_or_the_other(void **state)
{
    const place *p = *state;
    int old = 0, today = 0;
    for (int round = 0; round < 10; round++) {
        make_old(p, 1 + round % 5);
        run_sql(p->path, many_reports);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            dtl_store *store = NULL;
            dtl_store_open(p->path, DTL_STORE_WRITE, &store, NULL);
            dtl_store_close(store);
            _exit(0);
        }
        usleep((useconds_t)(1000 + round * round * round * 1500));
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        sqlite3 *db;
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
        assert_int_equal(sqlite3_prepare_v2(db, "SELECT (SELECT user_version FROM pragma_user_version), count(*) FROM report", -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        int version = sqlite3_column_int(statement, 0);
        assert_int_equal(sqlite3_column_int(statement, 1), 402);
        assert_true(version == 1 + round % 5 || version == DTL_STORE_VERSION);
        old += version < DTL_STORE_VERSION;
        today += version == DTL_STORE_VERSION;
        sqlite3_finalize(statement);
        sqlite3_close(db);
        if (round % 4 == 0)
            is_whole(p, version, 402);
    }
    print_message("# killed while it was brought up: %d stayed as they were, %d were brought up\n", old, today);
}

static void a_later_version_is_refused(void **state)
{
    const place *p = *state;
    dtl_error error = {0};
    dtl_store *store = NULL;
    remove_ledger(p->path);
    dtl_store_close(open_at(p, p->path, DTL_STORE_CREATE));
    run_sql(p->path, "PRAGMA user_version=8");
    static const dtl_store_mode modes[] = {DTL_STORE_READ, DTL_STORE_WRITE, DTL_STORE_CREATE};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(dtl_store_open(p->path, modes[i], &store, &error), DTL_ERR_VERSION);
        assert_non_null(strstr(error.message, "a ledger of version 8; this program writes version 7"));
    }
}

int main(void)
{
#define UPGRADE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {UPGRADE_TEST(every_version_is_brought_up), UPGRADE_TEST(a_kill_in_the_middle_leaves_one_or_the_other),
                                       UPGRADE_TEST(a_later_version_is_refused)};
    return cmocka_run_group_tests_name("upgrade", tests, NULL, NULL);
}
