/* bench merge: how fast reports become a ledger, how large it is, how fast it answers.
 *
 * In: how many tellings (--mentions, 100000 unless told; several sizes with commas between). Out: a table on standard error, and as the
 * last line of standard output one JSON object. The reports are made up (made.c) and coded already; a child process merges the file of their
 * lines into a fresh ledger, as `dateline merge` does, and what is counted is its processor time, on one core, so that a busy machine
 * does not slow it. Then 100 reports more are merged into that ledger. Questions go through the public interface, each with
 * other names; the figure is the median.
 *
 * Knowingly wrong: the ledger has just been written, so its pages lie in memory when it is asked.
 */
#include "made.h"
#include "base/buffer.h"
#include "dateline.h"
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SIZES = 8, QUESTIONS = 15, MORE_REPORTS = 100 };

static _Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "bench merge: %s: %s\n", what, why);
    exit(70);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void write_lines(const char *path, uint64_t first, uint64_t count)
{
    dtl_arena arena;
    dtl_buffer line = {0};
    FILE *file = fopen(path, "wb");
    if (!file)
        die(path, strerror(errno));
    dtl_arena_init(&arena, (size_t)1 << 26);
    for (uint64_t i = first; i < first + count; i++) {
        dtl_report report;
        dtl_arena_reset(&arena);
        dtl_buffer_clear(&line);
        if (!made_report(i, &arena, &report))
            die("a report", "out of memory");
        dtl_report_write(&report, &line);
        if (fwrite(line.bytes, 1, line.length, file) != line.length)
            die(path, strerror(errno));
    }
    dtl_arena_free(&arena);
    dtl_buffer_free(&line);
    if (fclose(file))
        die(path, strerror(errno));
}

/* Merges a file of lines into a ledger; seconds of processor time, and the peak of memory in MB. */
static double merge(const char *ledger, const char *lines, double *peak_mb)
{
    const char *arguments[] = {"dateline", "merge", "-q", ledger, lines, NULL};
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    pid_t child;
    int status;
    char *const environment[] = {NULL};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    int number = posix_spawn(&child, BENCH_PROGRAM, &actions, NULL, (char *const *)(uintptr_t)arguments, environment);
    if (number)
        die(BENCH_PROGRAM, strerror(number));
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR)
        ;
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        die(BENCH_PROGRAM, "merge failed");
    if (peak_mb)
        *peak_mb = (double)usage.ru_maxrss / 1024;
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec * 1e-6 + (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec * 1e-6;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool count_bytes(void *context, const char *bytes, size_t length)
{
    (void)bytes;
    *(uint64_t *)context += length;
    return true;
}

/* Milliseconds of the query, and whether it found something. */
static double ask(dtl_ledger_file *ledger, const dtl_query *query, uint64_t *bytes)
{
    dtl_error error = {0};
    double start = now();
    if (dtl_ledger_query(ledger, query, count_bytes, bytes, &error))
        die("a question", error.message);
    return (now() - start) * 1000;
}

/* One size measured. */
typedef struct figures {
    uint64_t mentions, events, bytes;
    double seconds, more_seconds, peak_mb, month_ms, words_ms, page_ms;
    uint64_t month_bytes, words_bytes;
} figures;

static void ask_all(const char *path, figures *f)
{
    dtl_ledger_file *ledger;
    dtl_error error = {0};
    double month[QUESTIONS], words[QUESTIONS], page[QUESTIONS];
    if (dtl_ledger_open(path, DTL_OPEN_READ, &ledger, &error))
        die(path, error.message);
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        char name[64], since[16], until[16], one[32], two[32], text[80];
        uint64_t ignored = 0;
        made_actor_name(i * 3, name);
        snprintf(since, sizeof since, "2021-%02u-01", 1 + i % 12);
        snprintf(until, sizeof until, "2021-%02u-28", 1 + i % 12);
        made_word(20 + i * 7, one);
        made_word(300 + i * 31, two);
        snprintf(text, sizeof text, "%s %s", one, two);
        dtl_query actor = {.view = DTL_VIEW_EVENTS, .output = DTL_OUTPUT_JSON, .actor = name, .since = since, .until = until, .limit = 100};
        dtl_query search = {.view = DTL_VIEW_EVENTS, .output = DTL_OUTPUT_JSON, .words = text, .limit = 100};
        dtl_query first = {.view = DTL_VIEW_EVENTS, .output = DTL_OUTPUT_JSON, .limit = 50};
        month[i] = ask(ledger, &actor, &f->month_bytes);
        words[i] = ask(ledger, &search, &f->words_bytes);
        page[i] = ask(ledger, &first, &ignored);
    }
    qsort(month, QUESTIONS, sizeof *month, by_size);
    qsort(words, QUESTIONS, sizeof *words, by_size);
    qsort(page, QUESTIONS, sizeof *page, by_size);
    f->month_ms = month[QUESTIONS / 2];
    f->words_ms = words[QUESTIONS / 2];
    f->page_ms = page[QUESTIONS / 2];
    dtl_ledger_close(ledger);
}

static uint64_t count_rows(const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) || sqlite3_prepare_v2(db, sql, -1, &statement, NULL) || sqlite3_step(statement) != SQLITE_ROW)
        die(path, sqlite3_errmsg(db));
    uint64_t count = (uint64_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static figures measure(const char *folder, uint64_t mentions)
{
    figures f = {0};
    char lines[96], more[96], ledger[96];
    struct stat about;
    uint64_t reports = mentions / MADE_EVENTS + 1;
    snprintf(lines, sizeof lines, "%s/lines", folder);
    snprintf(more, sizeof more, "%s/more", folder);
    snprintf(ledger, sizeof ledger, "%s/%llu.db", folder, (unsigned long long)mentions);
    write_lines(lines, 0, reports);
    write_lines(more, reports, MORE_REPORTS);
    f.seconds = merge(ledger, lines, &f.peak_mb);
    if (stat(ledger, &about))
        die(ledger, strerror(errno));
    f.bytes = (uint64_t)about.st_size;
    f.mentions = count_rows(ledger, "SELECT count(*) FROM event_mention_row");
    f.events = count_rows(ledger, "SELECT count(*) FROM event_row");
    ask_all(ledger, &f);
    f.more_seconds = merge(ledger, more, NULL);
    unlink(lines);
    unlink(more);
    unlink(ledger);
    fprintf(stderr, "%8llu mentions, %llu events: %.0f mentions/s, %.0f bytes a mention, peak %.0f MB; 100 reports more: %.3f of it; actor and month %.1f ms, "
                    "words %.1f ms, first page %.1f ms\n",
            (unsigned long long)f.mentions, (unsigned long long)f.events, (double)f.mentions / f.seconds, (double)f.bytes / (double)f.mentions, f.peak_mb,
            f.more_seconds / f.seconds, f.month_ms, f.words_ms, f.page_ms);
    return f;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/dateline-merge-XXXXXX";
    const char *sizes = argc == 3 && strcmp(argv[1], "--mentions") == 0 ? argv[2] : "100000";
    figures last = {0}, first = {0};
    double start = now();
    if (argc != 1 && argc != 3)
        die("usage", "bench merge [--mentions N,…]");
    if (!mkdtemp(folder))
        die(folder, strerror(errno));
    for (char *end = NULL; *sizes; sizes = *end == ',' ? end + 1 : end) {
        uint64_t mentions = strtoull(sizes, &end, 10);
        if (end == sizes || mentions < 1000 || (*end && *end != ','))
            die("usage", "bench merge [--mentions N,…], N 1000 or more");
        last = measure(folder, mentions);
        first = first.mentions ? first : last;
    }
    rmdir(folder);
    printf("{\"bench\":\"bench-merge\",\"items\":%llu,\"seconds\":%.1f,\"merge_mentions_per_s\":%.0f,\"bytes_per_mention\":%.0f,\"growth\":%.2f,"
           "\"add_100_reports\":%.3f,\"actor_month_ms\":%.1f,\"words_ms\":%.1f,\"first_page_ms\":%.1f,\"peak_mb\":%.0f}\n",
           (unsigned long long)last.mentions, now() - start, (double)last.mentions / last.seconds, (double)last.bytes / (double)last.mentions,
           last.seconds / first.seconds * (10.0 * (double)first.mentions / (double)last.mentions), last.more_seconds / last.seconds, last.month_ms,
           last.words_ms, last.page_ms, last.peak_mb);
    return 0;
}
