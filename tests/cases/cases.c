/* cases: runs the readable tests of the stages.
 *
 * In: *.case files in folders named after a stage. Out: TAP, one line per case. A case is a few lines:
 *
 *     === a passive with its doer
 *     Two guards were killed by gunmen in Herat.
 *     ---
 *     ASSAULT "killed" actor=gunmen recipient=guards place=Herat killed=2
 *
 * Behind the name line may stand lines "@published 2024-03-23", "@outlet …", "@url …", "@title …": what the caller knows.
 * Everything up to "---" is the input, everything up to the next "===" is what the stage must give, in the short notation
 * of dump.c. Pages and articles are given whole; later stages get sentences, with a title put before them so that none of
 * them is taken for one, and the title's own items are left out of what is compared.
 *
 * --update writes what the stages gave into the files; read the diff. In known-failures/ the expected part is what would
 * be right: such a case is fine as long as it fails, and a failure as soon as it passes, so that it gets moved up.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "dump.h"

enum { CASE_BUDGET = 64 * 1024 * 1024 };

/* One case as it stands in its file; all slices point into the file's bytes. */
typedef struct test_case {
    dtl_slice name;     /* the line behind "===" */
    dtl_slice head;     /* the whole head: name line and "@" lines, as written */
    dtl_slice input;    /* between head and "---" */
    dtl_slice expected; /* behind "---", without empty lines at its end */
    dtl_source known;   /* what the "@" lines say; bytes and file unset */
} test_case;

/* What a run is about. */
typedef struct run_state {
    const dtl_engine *engine;
    bool update;
    int count, failed;
} run_state;

static bool starts_line(dtl_slice text, uint32_t at, const char *mark)
{
    dtl_slice rest = dtl_slice_make(text.ptr + at, text.length - at);
    return dtl_slice_starts_with(rest, dtl_slice_from_cstr(mark)) && (at == 0 || text.ptr[at - 1] == '\n');
}

static uint32_t line_end(dtl_slice text, uint32_t at)
{
    while (at < text.length && text.ptr[at] != '\n')
        at++;
    return at < text.length ? at + 1 : at;
}

static void read_known(test_case *c, dtl_slice line)
{
    dtl_slice key;
    if (!dtl_slice_next_field(&line, ' ', &key))
        return;
    dtl_slice value = dtl_slice_trim(line);
    if (dtl_slice_is(key, "@published"))
        c->known.published = value;
    else if (dtl_slice_is(key, "@outlet"))
        c->known.outlet = value;
    else if (dtl_slice_is(key, "@url"))
        c->known.url = value;
    else if (dtl_slice_is(key, "@title"))
        c->known.title = value;
}

/* Cuts the next case off text at *at; false at the end. */
static bool next_case(dtl_slice text, uint32_t *at, test_case *c)
{
    while (*at < text.length && !starts_line(text, *at, "==="))
        *at = line_end(text, *at);
    if (*at >= text.length)
        return false;
    *c = (test_case){0};
    uint32_t start = *at, end = line_end(text, start);
    c->name = dtl_slice_trim(dtl_slice_make(text.ptr + start + 3, end - start - 3));
    while (starts_line(text, end, "@")) {
        uint32_t next = line_end(text, end);
        read_known(c, dtl_slice_trim(dtl_slice_make(text.ptr + end, next - end)));
        end = next;
    }
    c->head = dtl_slice_make(text.ptr + start, end - start);
    start = end;
    while (end < text.length && !starts_line(text, end, "---"))
        end = line_end(text, end);
    c->input = dtl_slice_make(text.ptr + start, end - start);
    start = end = line_end(text, end);
    while (end < text.length && !starts_line(text, end, "==="))
        end = line_end(text, end);
    c->expected = dtl_slice_trim(dtl_slice_make(text.ptr + start, end - start));
    *at = end;
    return true;
}

/* What the stage gives for the input, in dump.c's notation, without blanks at its end. */
static bool run_case(run_state *run, const char *stage, const test_case *c, dtl_buffer *out, dtl_error *error)
{
    dtl_arena arena;
    dtl_arena_init(&arena, CASE_BUDGET);
    dtl_doc doc = {.arena = &arena, .source = c->known};
    doc.source.bytes = c->input;
    doc.source.file = DTL_SLICE("case.txt");
    bool fine = dump_stage(run->engine, stage, &doc, out, error);
    dtl_arena_free(&arena);
    return fine && !out->failed;
}

static void print_commented(const char *label, dtl_slice text)
{
    dtl_slice line;
    printf("# %s:\n", label);
    while (dtl_slice_next_field(&text, '\n', &line))
        printf("#   %.*s\n", (int)line.length, line.ptr);
}

static void report_case(run_state *run, const char *path, const test_case *c, bool passes, dtl_slice got, const dtl_error *error)
{
    bool known_failure = strstr(path, "known-failures") != NULL;
    bool fine = passes != known_failure;
    const char *short_path = strstr(path, "cases/");
    printf("%sok %d - %s: %.*s%s\n", fine ? "" : "not ", ++run->count, short_path ? short_path + 6 : path, (int)c->name.length,
           c->name.ptr, known_failure ? (fine ? " (known to fail)" : " passes now: move it up") : "");
    if (fine || known_failure)
        return;
    run->failed++;
    print_commented("expected", c->expected);
    print_commented("got", got);
    if (error->code)
        printf("# %s\n", error->message);
}

static dtl_slice read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t length = 0, space = 0;
    if (!file)
        return DTL_SLICE_EMPTY;
    for (;;) {
        if (space - length < 65536)
            bytes = realloc(bytes, space += 131072);
        size_t got = bytes ? fread(bytes + length, 1, space - length - 1, file) : 0;
        if (!got)
            break;
        length += got;
    }
    fclose(file);
    return dtl_slice_make(bytes, length);
}

/* The folder a file lies in names the stage. */
static void stage_of(const char *path, char stage[64])
{
    const char *end = strrchr(path, '/');
    const char *start = end;
    while (start && start > path && start[-1] != '/')
        start--;
    snprintf(stage, 64, "%.*s", end ? (int)(end - start) : 0, start ? start : "");
}

static void write_case(dtl_buffer *file, const test_case *c, dtl_slice got)
{
    dtl_buffer_slice(file, c->head);
    dtl_buffer_slice(file, c->input);
    dtl_buffer_cstr(file, "---\n");
    dtl_buffer_slice(file, got);
    dtl_buffer_cstr(file, got.length ? "\n\n" : "\n");
}

static void run_file(run_state *run, const char *path)
{
    char stage[64];
    stage_of(path, stage);
    dtl_slice text = read_file(path);
    if (!text.ptr) {
        printf("not ok %d - cannot read %s\n", ++run->count, path);
        run->failed++;
        return;
    }
    dtl_buffer updated = {0}, out = {0};
    uint32_t at = 0;
    test_case c;
    while (next_case(text, &at, &c)) {
        if (updated.length == 0) /* what stands before the first case is a comment and stays */
            dtl_buffer_put(&updated, text.ptr, (size_t)(c.head.ptr - text.ptr));
        dtl_error error = {0};
        dtl_buffer_clear(&out);
        bool ran = run_case(run, stage, &c, &out, &error);
        dtl_slice got = dtl_slice_trim(dtl_slice_make(out.bytes, out.length));
        report_case(run, path, &c, ran && dtl_slice_equal(got, c.expected), got, &error);
        write_case(&updated, &c, got);
    }
    if (run->update && !strstr(path, "known-failures")) {
        FILE *file = fopen(path, "wb");
        size_t length = updated.length > 1 ? updated.length - 1 : updated.length; /* one line feed at the end, not two */
        if (!file || fwrite(updated.bytes, 1, length, file) != length || fclose(file))
            fprintf(stderr, "cannot write %s\n", path);
    }
    dtl_buffer_free(&updated);
    dtl_buffer_free(&out);
    free((char *)(uintptr_t)text.ptr);
}

int main(int argc, char **argv)
{
    run_state run = {0};
    dtl_engine *engine;
    dtl_error error;
    if (dtl_engine_open(NULL, &engine, &error)) {
        printf("Bail out! %s\n", error.message);
        return 1;
    }
    run.engine = engine;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--update") == 0)
            run.update = true;
        else
            run_file(&run, argv[i]);
    }
    printf("1..%d\n", run.count);
    dtl_engine_close(engine);
    return run.failed != 0;
}
