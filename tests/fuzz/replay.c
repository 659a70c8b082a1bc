/* Replay: runs a fuzz target over the files of its corpus, one after the other, under whatever sanitizers the build has.
 *
 * In: folders. Out: TAP, one line a file. The idea: what a fuzzer once found must never come back, and every normal test
 * run shows it without a fuzzer. A crash ends the program with the sanitizer's report; Meson counts that as a failure.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The bytes are copied to a block of exactly their size, so that one byte too far is seen. */
static int replay(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return -1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1);
    size_t got = bytes ? fread(bytes, 1, (size_t)size, file) : 0;
    fclose(file);
    if (got == (size_t)size)
        LLVMFuzzerTestOneInput(bytes, got);
    free(bytes);
    return got == (size_t)size ? 0 : -1;
}

int main(int argc, char **argv)
{
    int count = 0, failed = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (!folder) {
            printf("not ok %d - no corpus in %s\n", ++count, argv[i]);
            failed++;
            continue;
        }
        char *names[1024];
        size_t name_count = 0;
        for (struct dirent *entry; (entry = readdir(folder)) && name_count < 1024;)
            if (entry->d_name[0] != '.')
                names[name_count++] = strdup(entry->d_name);
        closedir(folder);
        qsort(names, name_count, sizeof *names, by_name);
        for (size_t n = 0; n < name_count; n++) {
            int bad = replay(argv[i], names[n]);
            printf("%sok %d - %s\n", bad ? "not " : "", ++count, names[n]);
            fflush(stdout);
            failed += bad != 0;
            free(names[n]);
        }
    }
    printf("1..%d\n", count);
    return failed != 0;
}
