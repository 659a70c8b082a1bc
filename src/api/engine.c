/* engine: opens rules and model and keeps them for all threads.
 *
 * In: nothing (the rules and weights built into the program), or a folder of more rule files and a model file. Out: a
 * read-only engine with the hashes that go into every coded report.
 *
 * The built-in rules and weights lie in the program's read-only data, so that processes share them and opening costs no
 * reading. More rule files mean packing all rules anew (the blob keeps its sources); files of the same name extend one
 * table, and the folder's entries win over the built-in ones. A wrong line of the folder is kept as a complaint and left out.
 */
#include "api/engine.h"
#include "api/walk.h"
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RULE_FILE_MAX = 64 * 1024 * 1024, MODEL_FILE_MAX = 256 * 1024 * 1024, RULE_LIST_BUDGET = 512 * 1024 * 1024 };

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];
extern const char dtl_embedded_model[], dtl_embedded_model_end[];
extern const char dtl_embedded_gazetteer[], dtl_embedded_gazetteer_end[];

const char *dtl_version(void)
{
    return DTL_VERSION;
}

static dtl_err load_failed(const char *path, int number, dtl_error *error)
{
    char words[160];
    return dtl_error_set(error, DTL_ERR_IO, path, DTL_OFFSET_NONE, "%s", strerror_r(number, words, sizeof words));
}

dtl_err dtl_file_load(const char *path, size_t max, dtl_slice *bytes, dtl_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0) {
        int number = errno;
        if (fd >= 0)
            close(fd);
        return load_failed(path, number, error);
    }
    if (!S_ISREG(info.st_mode) || (uint64_t)info.st_size > max) {
        close(fd);
        return dtl_error_set(error, DTL_ERR_INPUT, path, DTL_OFFSET_NONE, S_ISREG(info.st_mode) ? "too large" : "not a file");
    }
    size_t size = (size_t)info.st_size, used = 0;
    char *copy = aligned_alloc(64, (size + 64) / 64 * 64);
    ssize_t got = 0;
    while (copy && used < size && ((got = read(fd, copy + used, size - used)) > 0 || (got < 0 && errno == EINTR)))
        used += got > 0 ? (size_t)got : 0;
    int number = errno;
    close(fd);
    if (!copy)
        return dtl_error_set(error, DTL_ERR_BUDGET, path, DTL_OFFSET_NONE, "out of memory");
    if (got < 0) {
        free(copy);
        return load_failed(path, number, error);
    }
    *bytes = dtl_slice_make(copy, used);
    return DTL_OK;
}

DTL_ARRAY_TYPE(rule_file_array, dtl_rules_file_text);

/* The built-in files, then all *.txt below the folder, sorted. */
static dtl_err gather_rules(const dtl_rules *built_in, const char *folder, dtl_arena *arena, rule_file_array *files, uint32_t *owned_from,
                            dtl_error *error)
{
    dtl_walk_list list = {0};
    if (!dtl_walk(&folder, 1, arena, &list))
        return dtl_error_set(error, DTL_ERR_BUDGET, folder, DTL_OFFSET_NONE, "too many files");
    for (uint32_t i = dtl_rules_file_count(built_in); i-- > 0;) { /* the packer took the later files of a table first, and will again */
        dtl_rules_file_text *file = dtl_array_push(arena, files);
        if (!file)
            return dtl_error_set(error, DTL_ERR_BUDGET, folder, DTL_OFFSET_NONE, "out of memory");
        dtl_rules_file_at(built_in, i, &file->name, &file->text);
    }
    *owned_from = files->count;
    for (uint32_t i = 0; i < list.count; i++) {
        const dtl_walk_entry *entry = &list.items[i];
        if (entry->text && entry->code)
            return dtl_error_set(error, entry->code == DTL_ERR_INPUT ? DTL_ERR_RULES : entry->code, entry->path, DTL_OFFSET_NONE, "%s", entry->text);
        if (entry->text || dtl_ending_of(entry->path) != DTL_ENDING_TEXT)
            continue;
        dtl_slice text;
        dtl_err err = dtl_file_load(entry->path, RULE_FILE_MAX, &text, error);
        if (err)
            return err;
        dtl_rules_file_text *file = dtl_array_push(arena, files);
        if (!file) {
            free((void *)(uintptr_t)text.ptr);
            return dtl_error_set(error, DTL_ERR_BUDGET, folder, DTL_OFFSET_NONE, "out of memory");
        }
        const char *slash = strrchr(entry->path, '/');
        *file = (dtl_rules_file_text){dtl_slice_from_cstr(slash ? slash + 1 : entry->path), text};
    }
    if (files->count == *owned_from)
        return dtl_error_set(error, DTL_ERR_RULES, folder, DTL_OFFSET_NONE, "no rule file (*.txt) in there");
    return DTL_OK;
}

enum { COMPLAINTS_MAX = 200 };

/* Keeps what is wrong in a user's file; the first so many. */
static void keep_complaint(void *context, const char *message)
{
    dtl_engine *engine = context;
    char *copy = engine->complaint_count < COMPLAINTS_MAX ? strdup(message) : NULL;
    char **more = copy ? realloc(engine->complaints, (engine->complaint_count + 1) * sizeof *more) : NULL;
    if (!more) {
        free(copy);
        return;
    }
    engine->complaints = more;
    engine->complaints[engine->complaint_count++] = copy;
}

size_t dtl_engine_complaints(const dtl_engine *engine, dtl_sink sink, void *context)
{
    for (size_t i = 0; sink && i < engine->complaint_count; i++)
        if (!sink(context, engine->complaints[i], strlen(engine->complaints[i])))
            break;
    return engine->complaint_count;
}

/* Replaces the built-in rules by the built-in ones and those of the folder. */
static dtl_err add_rules(dtl_engine *engine, const char *folder, dtl_error *error)
{
    dtl_arena arena;
    dtl_arena_init(&arena, RULE_LIST_BUDGET);
    rule_file_array files = {0};
    uint32_t owned_from = 0;
    dtl_slice blob = DTL_SLICE_EMPTY;
    dtl_err err = gather_rules(engine->rules, folder, &arena, &files, &owned_from, error);
    if (!err)
        err = dtl_rules_pack_over(files.items, files.count, owned_from, keep_complaint, engine, &blob, error);
    for (uint32_t i = owned_from; owned_from && i < files.count; i++)
        free((void *)(uintptr_t)files.items[i].text.ptr);
    dtl_arena_free(&arena);
    if (err)
        return err;
    dtl_rules *rules = NULL;
    err = dtl_rules_open(blob, &rules, error);
    if (err) {
        free((void *)(uintptr_t)blob.ptr);
        return err;
    }
    dtl_rules_close(engine->rules);
    engine->rules = rules;
    engine->rules_blob = blob;
    engine->own_blob = true;
    return DTL_OK;
}

static dtl_err open_model(dtl_engine *engine, const char *path, dtl_error *error)
{
    engine->model_bytes = dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model));
    if (path) {
        dtl_err err = dtl_file_load(path, MODEL_FILE_MAX, &engine->model_bytes, error);
        if (err)
            return err;
        engine->own_model = true;
    }
    dtl_err err = dtl_model_open(engine->model_bytes, &engine->model, error);
    if (err && error && path)
        snprintf(error->file, sizeof error->file, "%s", path);
    if (err)
        return err;
    /* a file from elsewhere is checked against its own hash; the built-in one only by `doctor`, as it costs milliseconds */
    if (path && !dtl_model_verify(engine->model))
        return dtl_error_set(error, DTL_ERR_MODEL, path, DTL_OFFSET_NONE, "damaged: its bytes do not give the hash it carries");
    return DTL_OK;
}

/* Maps a packed gazetteer: what is never asked for is never read. */
static dtl_err map_gazetteer(dtl_engine *engine, const char *path, dtl_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0 || (uint64_t)info.st_size >= UINT32_MAX) {
        int number = errno;
        bool there = fd >= 0;
        if (there)
            close(fd);
        return there ? dtl_error_set(error, DTL_ERR_RULES, path, DTL_OFFSET_NONE, "this is no packed gazetteer") : load_failed(path, number, error);
    }
    void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    int number = errno;
    close(fd);
    if (bytes == MAP_FAILED)
        return load_failed(path, number, error);
    engine->gazetteer_bytes = dtl_slice_make(bytes, (size_t)info.st_size);
    engine->own_gazetteer = true;
    return DTL_OK;
}

static dtl_err open_gazetteer(dtl_engine *engine, const char *path, dtl_error *error)
{
    engine->gazetteer_bytes = dtl_slice_make(dtl_embedded_gazetteer, (size_t)(dtl_embedded_gazetteer_end - dtl_embedded_gazetteer));
    dtl_err err = path ? map_gazetteer(engine, path, error) : DTL_OK;
    if (err || engine->gazetteer_bytes.length == 0)
        return err;
    dtl_error why = {0};
    if (dtl_gazetteer_open(engine->gazetteer_bytes, &engine->gazetteer, &why))
        return dtl_error_set(error, DTL_ERR_RULES, path, DTL_OFFSET_NONE, "%s", why.message);
    if (path && !dtl_gazetteer_verify(engine->gazetteer))
        return dtl_error_set(error, DTL_ERR_RULES, path, DTL_OFFSET_NONE, "the gazetteer is damaged: its bytes do not give the hash it carries");
    dtl_sha256_hex(dtl_gazetteer_hash(engine->gazetteer), engine->gazetteer_hex);
    return DTL_OK;
}

dtl_err dtl_engine_open(const dtl_engine_options *options, dtl_engine **engine, dtl_error *error)
{
    static const dtl_engine_options defaults;
    const dtl_engine_options *o = options ? options : &defaults;
    dtl_engine *e = calloc(1, sizeof *e);
    if (!e)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    xmlInitParser(); /* libxml2 wants this done once before threads use it */
    e->budget = o->document_budget ? o->document_budget : DTL_DOCUMENT_BUDGET;
    e->rules_blob = dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules));
    dtl_err err = dtl_rules_open(e->rules_blob, &e->rules, error);
    if (!err && o->rules_directory)
        err = add_rules(e, o->rules_directory, error);
    if (!err)
        err = open_model(e, o->model_path, error);
    if (!err)
        err = open_gazetteer(e, o->gazetteer_path, error);
    if (err) {
        dtl_engine_close(e);
        return err;
    }
    dtl_sha256_hex(dtl_rules_hash(e->rules), e->rules_hex);
    dtl_sha256_hex(dtl_model_hash(e->model), e->model_hex);
    *engine = e;
    return DTL_OK;
}

void dtl_engine_close(dtl_engine *engine)
{
    if (!engine)
        return;
    dtl_model_close(engine->model);
    dtl_rules_close(engine->rules);
    dtl_gazetteer_close(engine->gazetteer);
    if (engine->own_gazetteer)
        munmap((void *)(uintptr_t)engine->gazetteer_bytes.ptr, engine->gazetteer_bytes.length);
    if (engine->own_blob)
        free((void *)(uintptr_t)engine->rules_blob.ptr);
    if (engine->own_model)
        free((void *)(uintptr_t)engine->model_bytes.ptr);
    for (size_t i = 0; i < engine->complaint_count; i++)
        free(engine->complaints[i]);
    free(engine->complaints);
    free(engine);
}
