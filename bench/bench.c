/* bench: how fast every stage is, how much memory the program takes, how fast it starts.
 *
 * In: the samples of the project. They are too few and too short, so reports are made from them: one sample, then
 * paragraphs of others up to about 400 words, with numbers and place names changed by a fixed random sequence: no two are the same, and
 * every run times the same texts. Out: a table on standard error, and as the last line of standard output one JSON object.
 *
 * The reports are cut into five rounds; every figure is the median of the five. Stages are timed inside this program, one
 * thread, by the processor time around each call, so that a busy machine does not slow them; reports_per_s is by the clock
 * on the wall, reports_per_cpu_s the same by processor time. Start-up, peak memory and two threads are measured on the
 * program itself, as a child.
 *
 * Knowingly wrong: reports that are sewn together have more names per text than real ones and no long thread of meaning.
 */
#include "api/engine.h"
#include "api/input.h"
#include "api/row.h"
#include "store/store.h"
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, WORDS_WANTED = 400, SAMPLE_MAX = 256, PARAGRAPH_MAX = 2048, PARAGRAPH_SHORTEST = 100, START_RUNS = 21 };

/* What the reports are made from. */
typedef struct material {
    dtl_arena arena;
    dtl_slice texts[SAMPLE_MAX], pages[SAMPLE_MAX], paragraphs[PARAGRAPH_MAX];
    uint32_t text_count, page_count, paragraph_count;
} material;

/* What is measured in one round, one figure per round. */
typedef struct figures {
    double stage_seconds[DTL_STAGE_COUNT][ROUNDS];
    double tokens[ROUNDS], sentences[ROUNDS], reports[ROUNDS], pages[ROUNDS];
    double page_seconds[ROUNDS];    /* HTML → article */
    double whole_seconds[ROUNDS];   /* text → ledger, derived tables included */
    double whole_cpu_seconds[ROUNDS];
    double rebuild_seconds[ROUNDS], mentions[ROUNDS];
} figures;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Of this thread alone: what others do on the machine does not count. */
static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(const double *values, size_t count)
{
    double sorted[64];
    memcpy(sorted, values, count * sizeof *values);
    qsort(sorted, count, sizeof *sorted, by_value);
    return sorted[count / 2];
}

/* Median of amount / seconds over the rounds. */
static double rate(const double *amounts, const double *seconds)
{
    double rates[ROUNDS];
    for (int r = 0; r < ROUNDS; r++)
        rates[r] = seconds[r] > 0 ? amounts[r] / seconds[r] : 0;
    return median(rates, ROUNDS);
}

_Noreturn static void die(const char *what, const char *detail)
{
    fprintf(stderr, "bench: %s: %s\n", what, detail);
    exit(70);
}

/* ---- material ---- */

static void add_paragraphs(material *m, dtl_slice text)
{
    for (uint32_t start = 0; start < text.length;) {
        uint32_t end = dtl_slice_find(text, DTL_SLICE("\n\n"), start);
        if (end == DTL_NONE)
            end = text.length;
        dtl_slice paragraph = dtl_slice_trim(dtl_slice_make(text.ptr + start, end - start));
        if (paragraph.length >= PARAGRAPH_SHORTEST && m->paragraph_count < PARAGRAPH_MAX)
            m->paragraphs[m->paragraph_count++] = paragraph;
        start = end + 2;
    }
}

static void load_material(material *m, const char *folder)
{
    dtl_batch batch = {.paths = &folder, .path_count = 1};
    dtl_defaults defaults = {0};
    dtl_reader *reader;
    dtl_item item = {0};
    dtl_arena_init(&m->arena, 1 << 28);
    if (dtl_reader_open(&batch, &reader, NULL))
        die("cannot read", folder);
    while (dtl_reader_next(reader, &item)) {
        dtl_source source;
        bool repaired;
        void *held;
        uint64_t offset;
        if (item.form == DTL_FORM_MESSAGE || dtl_row_source(&item, &defaults, &m->arena, &source, &repaired, &held, &offset))
            continue;
        dtl_slice copy;
        bool html = source.format == DTL_FORMAT_HTML;
        if (!dtl_arena_copy(&m->arena, source.bytes, &copy))
            die("out of memory", folder);
        dtl_row_release(held);
        if (html && m->page_count < SAMPLE_MAX)
            m->pages[m->page_count++] = copy;
        if (!html && m->text_count < SAMPLE_MAX) {
            m->texts[m->text_count++] = copy;
            add_paragraphs(m, copy);
        }
    }
    free(item.bytes);
    dtl_reader_close(reader);
    if (!m->text_count || !m->page_count || !m->paragraph_count)
        die("no samples in", folder);
}

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static const char *const places[] = {"Kabul", "Herat", "Kerman", "Moscow", "Peshawar", "Niamey", "Kandahar", "Mosul", "Aden", "Homs", "Goma", "Quetta",
                                     "Aleppo", "Gao", "Jalalabad", "Baku", "Maiduguri", "Sanaa", "Kunduz", "Donetsk"};
enum { PLACES = sizeof places / sizeof *places };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Appends the text with other last digits in numbers below 1,000 and other place names; the number of its words. */
static uint32_t add_varied(dtl_buffer *out, dtl_slice text, uint64_t *random)
{
    uint64_t turn = next_random(random);
    uint32_t words = 0;
    for (uint32_t at = 0; at < text.length;) {
        uint32_t end = at;
        if (text.ptr[at] >= '0' && text.ptr[at] <= '9') {
            while (end < text.length && text.ptr[end] >= '0' && text.ptr[end] <= '9')
                end++;
            dtl_buffer_put(out, text.ptr + at, end - at - (end - at < 4));
            if (end - at < 4)
                dtl_buffer_char(out, (char)('1' + next_random(random) % 9));
        } else if (is_letter(text.ptr[at])) {
            while (end < text.length && is_letter(text.ptr[end]))
                end++;
            dtl_slice word = dtl_slice_make(text.ptr + at, end - at);
            for (uint32_t p = 0; p < PLACES; p++)
                if (dtl_slice_is(word, places[p])) {
                    word = dtl_slice_from_cstr(places[(p + turn) % PLACES]);
                    break;
                }
            dtl_buffer_slice(out, word);
            words++;
        } else {
            dtl_buffer_char(out, text.ptr[end++]);
        }
        at = end;
    }
    return words;
}

static void make_report(const material *m, uint64_t number, dtl_buffer *out)
{
    uint64_t random = number * 7919 + 17;
    dtl_buffer_clear(out);
    uint32_t words = add_varied(out, m->texts[number % m->text_count], &random);
    while (words < WORDS_WANTED) {
        dtl_buffer_cstr(out, "\n\n");
        words += add_varied(out, m->paragraphs[next_random(&random) % m->paragraph_count], &random);
    }
}

/* ---- inside: stages and the whole way ---- */

static void name_report(char name[32], uint64_t number, const char *ending)
{
    snprintf(name, 32, "bench-%06llu.%s", (unsigned long long)number, ending);
}

/* One report through all stages, each timed. */
static void code_one(const dtl_engine *engine, dtl_doc *doc, figures *f, int round, dtl_buffer *line)
{
    for (int s = 0; s < DTL_STAGE_COUNT; s++) {
        if (dtl_stages[s].needs_english && !doc->article.english)
            break;
        double start = cpu();
        if (dtl_stages[s].run(engine, doc))
            die("a stage failed", dtl_stages[s].name);
        f->stage_seconds[s][round] += cpu() - start;
    }
    f->tokens[round] += doc->text.tokens.count;
    f->sentences[round] += doc->text.sentences.count;
    dtl_buffer_clear(line);
    if (dtl_doc_write(engine, doc, line))
        die("a report could not be written", "out of memory");
}

static void run_round(const dtl_engine *engine, const material *m, figures *f, int round, uint64_t first, uint64_t count, const char *ledger_path)
{
    dtl_store *store;
    dtl_error error = {0};
    dtl_buffer text = {0}, line = {0};
    dtl_arena scratch;
    dtl_arena_init(&scratch, 1 << 30);
    unlink(ledger_path);
    if (dtl_store_open(ledger_path, DTL_STORE_CREATE, &store, &error))
        die(ledger_path, error.message);
    double making = 0, start = now(), cpu_start = cpu();
    for (uint64_t i = first; i < first + count; i++) {
        char name[32];
        double made = cpu();
        make_report(m, i, &text);
        name_report(name, i, "txt");
        making += cpu() - made;
        dtl_arena arena;
        dtl_arena_init(&arena, engine->budget);
        dtl_doc doc = {.arena = &arena};
        doc.source = (dtl_source){.bytes = dtl_slice_make(text.bytes, text.length), .file = dtl_slice_from_cstr(name)};
        code_one(engine, &doc, f, round, &line);
        dtl_arena_free(&arena);
        dtl_arena_init(&arena, engine->budget);
        if (dtl_store_add_line(store, dtl_slice_make(line.bytes, line.length), &arena, NULL, NULL, &error)) /* as `dateline read` does */
            die("the ledger refused a line", error.message);
        dtl_arena_free(&arena);
    }
    double rebuild = cpu();
    if (dtl_store_rebuild(store, &error))
        die("the ledger could not be derived", error.message);
    f->rebuild_seconds[round] = cpu() - rebuild;
    f->whole_seconds[round] = now() - start - making;
    f->whole_cpu_seconds[round] = cpu() - cpu_start - making;
    f->reports[round] = (double)count;
    dtl_store_event_array rows = {0};
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    if (!dtl_store_events(store, &filter, &scratch, &rows, &error))
        for (uint32_t i = 0; i < rows.count; i++)
            f->mentions[round] += rows.items[i].n_reports;
    dtl_store_close(store);
    dtl_arena_free(&scratch);
    dtl_buffer_free(&text);
    dtl_buffer_free(&line);
}

static void run_pages(const dtl_engine *engine, const material *m, figures *f, int round, uint64_t first, uint64_t count)
{
    dtl_buffer text = {0};
    for (uint64_t i = first; i < first + count; i++) {
        uint64_t random = i * 31 + 7;
        dtl_arena arena;
        dtl_buffer_clear(&text);
        add_varied(&text, m->pages[i % m->page_count], &random);
        dtl_arena_init(&arena, engine->budget);
        dtl_doc doc = {.arena = &arena};
        doc.source = (dtl_source){.bytes = dtl_slice_make(text.bytes, text.length), .file = DTL_SLICE("bench.html"), .format = DTL_FORMAT_HTML};
        double start = cpu();
        if (dtl_stages[0].run(engine, &doc) || dtl_stages[1].run(engine, &doc))
            die("a page failed", "out of memory");
        f->page_seconds[round] += cpu() - start;
        dtl_arena_free(&arena);
    }
    f->pages[round] = (double)count;
    dtl_buffer_free(&text);
}

/* ---- outside: the program as a child ---- */

/* Runs the program, its output thrown away; seconds, and the peak of its memory in MB. */
static double run_child(const char *program, const char *const *arguments, double *peak_mb)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status;
    struct rusage usage;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    char *const environment[] = {NULL};
    double start = now();
    int number = posix_spawn(&child, program, &actions, NULL, (char *const *)(uintptr_t)arguments, environment);
    if (number)
        die(program, strerror(number));
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR)
        ;
    double seconds = now() - start;
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        die(program, arguments[1]);
    if (peak_mb)
        *peak_mb = (double)usage.ru_maxrss / 1024;
    return seconds;
}

static void write_rows(const material *m, const char *path, uint64_t count)
{
    dtl_buffer text = {0}, row = {0};
    FILE *file = fopen(path, "wb");
    if (!file)
        die(path, strerror(errno));
    for (uint64_t i = 0; i < count; i++) {
        make_report(m, i, &text);
        dtl_buffer_clear(&row);
        dtl_buffer_cstr(&row, "{\"text\":");
        dtl_buffer_json_string(&row, dtl_slice_make(text.bytes, text.length));
        dtl_buffer_cstr(&row, "}\n");
        if (fwrite(row.bytes, 1, row.length, file) != row.length)
            die(path, strerror(errno));
    }
    if (fclose(file))
        die(path, strerror(errno));
    dtl_buffer_free(&text);
    dtl_buffer_free(&row);
}

/* One call's options. */
typedef struct settings {
    uint64_t reports;
    const char *samples, *program;
    char folder[64]; /* for rows and ledgers; removed at the end */
} settings;

typedef struct outside {
    double start_ms, peak_mb, code_peak_mb, speedup;
} outside;

static outside measure_outside(const settings *s, const material *m, uint64_t count)
{
    outside o = {0};
    double starts[START_RUNS], ones[3], twos[3];
    char one_row[96], rows[96], ledger[96];
    snprintf(one_row, sizeof one_row, "%s/one.jsonl", s->folder);
    snprintf(rows, sizeof rows, "%s/rows.jsonl", s->folder);
    snprintf(ledger, sizeof ledger, "%s/child.db", s->folder);
    write_rows(m, one_row, 1);
    write_rows(m, rows, count);
    const char *start[] = {"dateline", "code", "-j1", one_row, NULL}, *read[] = {"dateline", "read", "-j1", "-l", ledger, rows, NULL};
    const char *one[] = {"dateline", "code", "-j1", rows, NULL}, *two[] = {"dateline", "code", "-j2", rows, NULL};
    for (int i = 0; i < START_RUNS; i++)
        starts[i] = run_child(s->program, start, NULL) * 1000;
    o.start_ms = median(starts, START_RUNS);
    for (int i = 0; i < 3; i++) {
        ones[i] = run_child(s->program, one, &o.code_peak_mb);
        twos[i] = run_child(s->program, two, NULL);
    }
    o.speedup = median(ones, 3) / median(twos, 3);
    run_child(s->program, read, &o.peak_mb);
    return o;
}

/* ---- the answer ---- */

static void tell(const figures *f, const outside *o, const dtl_engine *engine, double seconds, uint64_t reports)
{
    double all[ROUNDS] = {0};
    const double *events = all; /* seconds of the stage "event" alone: trees, mentions and voices are given */
    for (int s = 0; s < DTL_STAGE_COUNT; s++)
        if (strcmp(dtl_stages[s].name, "event") == 0)
            events = f->stage_seconds[s];
    for (int r = 0; r < ROUNDS; r++)
        for (int s = 0; s < DTL_STAGE_COUNT; s++)
            all[r] += f->stage_seconds[s][r];
    double whole = rate(f->reports, f->whole_seconds), whole_cpu = rate(f->reports, f->whole_cpu_seconds), pages = rate(f->pages, f->page_seconds);
    double merge = rate(f->mentions, f->rebuild_seconds), sentences = rate(f->sentences, events);
    fprintf(stderr, "%-10s %14s %10s\n", "stage", "tokens/s", "ns/token");
    for (int s = 0; s < DTL_STAGE_COUNT; s++) {
        double speed = rate(f->tokens, f->stage_seconds[s]);
        fprintf(stderr, "%-10s %14.0f %10.0f\n", dtl_stages[s].name, speed, speed > 0 ? 1e9 / speed : 0);
    }
    fprintf(stderr, "%-10s %14.0f\n\nevent alone     %.0f sentences/s\ntext to ledger  %.1f reports/s by the clock, %.1f per second of processor time, one thread (%.0f words each, %llu reports)\nHTML to article %.0f pages/s\n"
                    "start-up        %.1f ms (one report coded)\npeak memory     %.1f MB reading into a ledger, %.1f MB coding\n"
                    "two threads     %.2f times one\n",
            "all", rate(f->tokens, all), sentences, whole, whole_cpu, (double)WORDS_WANTED, (unsigned long long)reports, pages, o->start_ms, o->peak_mb, o->code_peak_mb, o->speedup);
    printf("{\"bench\":\"bench\",\"items\":%llu,\"seconds\":%.1f,\"tokens_per_s\":{", (unsigned long long)reports, seconds);
    for (int s = 0; s < DTL_STAGE_COUNT; s++)
        printf("\"%s\":%.0f,", dtl_stages[s].name, rate(f->tokens, f->stage_seconds[s]));
    printf("\"all\":%.0f},\"reports_per_s\":%.1f,\"reports_per_cpu_s\":%.1f,\"pages_per_s\":%.1f,\"event_sentences_per_s\":%.0f,\"merge_mentions_per_s\":%.0f,", rate(f->tokens, all), whole,
           whole_cpu, pages, sentences, merge);
    printf("\"start_ms\":%.1f,\"peak_mb\":%.1f,\"code_peak_mb\":%.1f,\"threads2_speedup\":%.2f,\"model_mb\":%.2f,\"rules_mb\":%.2f}\n", o->start_ms, o->peak_mb, o->code_peak_mb, o->speedup,
           engine->model_bytes.length / 1e6, engine->rules_blob.length / 1e6);
}

static settings parse_settings(int argc, char **argv)
{
    settings s = {.reports = 20000, .samples = BENCH_SAMPLES, .program = BENCH_PROGRAM, .folder = "/tmp/dateline-bench-XXXXXX"};
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--reports") == 0)
            s.reports = strtoull(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--samples") == 0)
            s.samples = argv[i + 1];
        else
            die("usage: bench [--reports N] [--samples FOLDER]", argv[i]);
    }
    if (s.reports < ROUNDS || argc % 2 == 0)
        die("usage", "bench [--reports N] [--samples FOLDER]");
    if (!mkdtemp(s.folder))
        die(s.folder, strerror(errno));
    return s;
}

int main(int argc, char **argv)
{
    static material m;
    static figures f;
    settings s = parse_settings(argc, argv);
    dtl_engine *engine;
    dtl_error error = {0};
    char ledger[96], command[96];
    double start = now();
    load_material(&m, s.samples);
    if (dtl_engine_open(NULL, &engine, &error))
        die("no engine", error.message);
    snprintf(ledger, sizeof ledger, "%s/round.db", s.folder);
    uint64_t part = s.reports / ROUNDS;
    /* first, while this program is small: a child's peak counts what its parent held when it was started */
    outside o = measure_outside(&s, &m, part);
    for (int r = 0; r < ROUNDS; r++) {
        run_round(engine, &m, &f, r, part * (uint64_t)r, part, ledger);
        run_pages(engine, &m, &f, r, part * (uint64_t)r, part);
        fprintf(stderr, "round %d of %d: %.1f reports/s\n", r + 1, ROUNDS, f.reports[r] / f.whole_seconds[r]);
    }
    tell(&f, &o, engine, now() - start, s.reports);
    dtl_engine_close(engine);
    dtl_arena_free(&m.arena);
    snprintf(command, sizeof command, "rm -rf '%s'", s.folder);
    return system(command) ? 74 : 0;
}
