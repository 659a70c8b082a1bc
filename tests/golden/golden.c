/* golden: what the program makes of each sample, as text that can be read and compared.
 *
 * In: one report's file. Out, on standard output: the article with what was left out and why, then each event with its
 * status and, under it, who holds what of it. tests/golden/check compares that with the files beside it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../cases/dump.h"

int main(int argc, char **argv)
{
    enum { BUDGET = 64 * 1024 * 1024 };
    dtl_engine *engine = NULL;
    dtl_error error = {0};
    dtl_slice bytes = DTL_SLICE_EMPTY;
    if (argc != 2) {
        fputs("usage: golden REPORT\n", stderr);
        return 64;
    }
    if (dtl_engine_open(NULL, &engine, &error) || dtl_file_load(argv[1], BUDGET, &bytes, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 66;
    }
    const char *name = strrchr(argv[1], '/');
    dtl_arena arena;
    dtl_arena_init(&arena, BUDGET);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = bytes, .file = dtl_slice_from_cstr(name ? name + 1 : argv[1])}};
    dtl_buffer out = {0};
    bool fine = dump_report(engine, &doc, &out, &error);
    if (fine)
        fwrite(out.bytes, 1, out.length, stdout);
    else
        fprintf(stderr, "%s\n", error.message);
    dtl_buffer_free(&out);
    dtl_arena_free(&arena);
    free((char *)(uintptr_t)bytes.ptr);
    dtl_engine_close(engine);
    return fine ? 0 : 70;
}
