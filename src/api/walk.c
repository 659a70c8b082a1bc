/* walk: which files are meant by the paths of a command line.
 *
 * In: paths as given. Out: one list of files and of things to tell, in the order given; below a folder sorted by name
 * (bytes), so that the same folder gives the same order on any disk. Hidden files are left out. A link to a folder is
 * followed unless the folder is already open above it: that is a loop, and it is told. Of files found in a folder only
 * those are read whose ending says that they hold reports; how many others there were is told once per folder.
 *
 * Example: "wire/" with 2023/a.html, 2023/loop → .., b.txt, logo.png
 *          gives wire/2023/a.html, [wire/2023/loop: leads back to a folder above it], wire/b.txt, [wire: 1 file left out …]
 *
 * Knowingly wrong: a folder reached by two links that do not contain each other is read twice (the ledger sees the same
 * reports again, which changes nothing); names that differ only in Unicode form are different names.
 */
#include "api/walk.h"
#include "api/input.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* The folders that are open above the one being read. */
typedef struct trail {
    const struct trail *above;
    dev_t device;
    ino_t inode;
    uint32_t depth;
} trail;

typedef struct walker {
    dtl_arena *arena;
    dtl_walk_list *list;
} walker;

dtl_ending dtl_ending_of(const char *path)
{
    static const struct {
        const char *ending;
        dtl_ending kind;
    } known[] = {{".txt", DTL_ENDING_TEXT},    {".html", DTL_ENDING_HTML},   {".htm", DTL_ENDING_HTML},
                 {".jsonl", DTL_ENDING_JSONL}, {".ndjson", DTL_ENDING_JSONL}, {".csv", DTL_ENDING_CSV}};
    dtl_slice name = dtl_slice_from_cstr(path);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        dtl_slice ending = dtl_slice_from_cstr(known[i].ending);
        if (name.length > ending.length &&
            dtl_slice_equal_nocase(dtl_slice_make(name.ptr + name.length - ending.length, ending.length), ending))
            return known[i].kind;
    }
    return DTL_ENDING_OTHER;
}

static bool add_text(walker *w, const char *path, dtl_err code, const char *text)
{
    dtl_walk_entry *entry = dtl_array_push(w->arena, w->list);
    dtl_slice copy;
    if (!entry || !dtl_arena_copy(w->arena, dtl_slice_from_cstr(text), &copy))
        return false;
    *entry = (dtl_walk_entry){.path = path, .text = copy.ptr, .code = code};
    return true;
}

static bool add_errno(walker *w, const char *path, int number)
{
    char words[160];
    return add_text(w, path, DTL_ERR_IO, strerror_r(number, words, sizeof words));
}

static bool add_file(walker *w, const char *path, const struct stat *info)
{
    dtl_walk_entry *entry = dtl_array_push(w->arena, w->list);
    if (!entry)
        return false;
    *entry = (dtl_walk_entry){.path = path, .pipe = !S_ISREG(info->st_mode),
                              .size = S_ISREG(info->st_mode) ? (uint64_t)info->st_size : 0};
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

DTL_ARRAY_TYPE(name_array, const char *);

/* Names in the folder without hidden ones, sorted; false when out of budget. *number = errno of a failure. */
static bool list_names(walker *w, const char *path, name_array *names, int *number)
{
    DIR *folder = opendir(path);
    *number = folder ? 0 : errno;
    if (!folder)
        return true;
    bool enough = true;
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (!entry) {
            *number = errno;
            break;
        }
        if (entry->d_name[0] == '.')
            continue;
        dtl_slice copy;
        const char **name = dtl_array_push(w->arena, names);
        enough = name && dtl_arena_copy(w->arena, dtl_slice_from_cstr(entry->d_name), &copy);
        if (!enough)
            break;
        *name = copy.ptr;
    }
    closedir(folder);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_name);
    return enough;
}

static const char *join(walker *w, const char *folder, const char *name)
{
    size_t length = strlen(folder), size = length + strlen(name) + 2;
    char *path = dtl_arena_alloc(w->arena, size);
    if (path)
        snprintf(path, size, "%s%s%s", folder, length && folder[length - 1] == '/' ? "" : "/", name);
    return path;
}

static bool walk_folder(walker *w, const char *path, const struct stat *info, const trail *above);

/* One path: given (above NULL: read whatever it is) or found in a folder. *left_out counts files that are passed over. */
static bool walk_path(walker *w, const char *path, const trail *above, uint32_t *left_out)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return add_errno(w, path, errno);
    if (S_ISDIR(info.st_mode))
        return walk_folder(w, path, &info, above);
    if (above && (!S_ISREG(info.st_mode) || dtl_ending_of(path) == DTL_ENDING_OTHER)) {
        ++*left_out;
        return true;
    }
    return add_file(w, path, &info);
}

static bool walk_folder(walker *w, const char *path, const struct stat *info, const trail *above)
{
    for (const trail *t = above; t; t = t->above)
        if (t->device == info->st_dev && t->inode == info->st_ino)
            return add_text(w, path, DTL_ERR_INPUT, "leads back to a folder above it: not read again");
    trail here = {above, info->st_dev, info->st_ino, above ? above->depth + 1 : 0};
    if (here.depth >= DTL_FOLDER_DEPTH_MAX)
        return add_text(w, path, DTL_ERR_INPUT, "more than 64 folders deep: not read");
    name_array names = {0};
    int number;
    if (!list_names(w, path, &names, &number))
        return false;
    if (number && !add_errno(w, path, number))
        return false;
    uint32_t left_out = 0, before = w->list->count;
    for (uint32_t i = 0; i < names.count; i++) {
        const char *child = join(w, path, names.items[i]);
        if (!child || !walk_path(w, child, &here, &left_out))
            return false;
    }
    if (left_out) {
        char words[160];
        snprintf(words, sizeof words, "%u %s left out: only .txt, .html, .htm, .jsonl, .ndjson and .csv are read from a folder",
                 left_out, left_out == 1 ? "file" : "files");
        return add_text(w, path, DTL_OK, words);
    }
    if (!above && !number && w->list->count == before)
        return add_text(w, path, DTL_ERR_INPUT, "an empty folder");
    return true;
}

bool dtl_walk(const char *const *paths, size_t count, dtl_arena *arena, dtl_walk_list *list)
{
    walker w = {arena, list};
    for (size_t i = 0; i < count; i++) {
        uint32_t left_out = 0;
        dtl_slice path;
        if (!dtl_arena_copy(arena, dtl_slice_from_cstr(paths[i]), &path))
            return false;
        if (strcmp(path.ptr, "-") == 0) {
            dtl_walk_entry *entry = dtl_array_push(arena, list);
            if (!entry)
                return false;
            *entry = (dtl_walk_entry){.path = "-", .pipe = true};
        } else if (!walk_path(&w, path.ptr, NULL, &left_out)) {
            return false;
        }
    }
    return true;
}
