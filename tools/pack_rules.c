/* pack_rules BLOB EMBED.c FILE…: packs rule files into a blob, and writes the C file that embeds it by .incbin (an array
 * literal of this size would cost the compiler seconds and a gigabyte). Stops at the first wrong line. */
#include "rules/rules.h"
#include <stdio.h>
#include <stdlib.h>

static dtl_slice read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return DTL_SLICE_EMPTY;
    size_t used = 0, room = 1 << 16;
    char *bytes = malloc(room);
    for (size_t got; bytes && (got = fread(bytes + used, 1, room - used, file)) > 0;) {
        used += got;
        if (used == room)
            bytes = realloc(bytes, room *= 2);
    }
    fclose(file);
    return dtl_slice_make(bytes, bytes ? used : 0);
}

static bool write_file(const char *path, dtl_slice bytes)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return false;
    bool written = fwrite(bytes.ptr, 1, bytes.length, out) == bytes.length;
    return fclose(out) == 0 && written;
}

static bool write_embedder(const char *path, const char *blob_path)
{
    char *full = realpath(blob_path, NULL), text[8192];
    if (!full)
        return false;
    int length = snprintf(text, sizeof text,
                          "extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];\n"
                          "__asm__(\".section .rodata\\n.balign 64\\n.global dtl_embedded_rules\\n\"\n"
                          "        \"dtl_embedded_rules:\\n.incbin \\\"%s\\\"\\n\"\n"
                          "        \".global dtl_embedded_rules_end\\ndtl_embedded_rules_end:\\n.byte 0\\n.previous\\n\");\n",
                          full);
    free(full);
    return length > 0 && (size_t)length < sizeof text && write_file(path, dtl_slice_make(text, (size_t)length));
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: pack_rules BLOB EMBED.c FILE...\n");
        return 64;
    }
    size_t count = (size_t)argc - 3;
    dtl_rules_file_text *files = calloc(count, sizeof *files);
    for (size_t i = 0; files && i < count; i++) {
        const char *slash = strrchr(argv[i + 3], '/');
        files[i].name = dtl_slice_from_cstr(slash ? slash + 1 : argv[i + 3]);
        files[i].text = read_file(argv[i + 3]);
        if (!files[i].text.ptr) {
            fprintf(stderr, "pack_rules: cannot read %s\n", argv[i + 3]);
            return 66;
        }
    }
    dtl_slice blob;
    dtl_error error;
    if (!files || dtl_rules_pack(files, count, &blob, &error)) {
        fprintf(stderr, "pack_rules: %s\n", error.message);
        return 65;
    }
    if (!write_file(argv[1], blob) || !write_embedder(argv[2], argv[1])) {
        fprintf(stderr, "pack_rules: cannot write %s or %s\n", argv[1], argv[2]);
        return 73;
    }
    for (size_t i = 0; i < count; i++)
        free((void *)(uintptr_t)files[i].text.ptr);
    free(files);
    free((void *)(uintptr_t)blob.ptr);
    return 0;
}
