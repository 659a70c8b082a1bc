/* What all benches share: files and their JSON lines, clock, engine, rules and model, the way of a report, the line of figures. */
#include "eval.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

extern const char dtl_embedded_model[], dtl_embedded_model_end[];
extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

dtl_slice eval_read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *bytes = NULL;
    size_t length = 0;
    if (in && fseek(in, 0, SEEK_END) == 0) {
        long size = ftell(in);
        rewind(in);
        bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
        length = bytes ? fread(bytes, 1, (size_t)size, in) : 0;
    }
    if (in)
        fclose(in);
    if (!bytes)
        fprintf(stderr, "eval: cannot read %s\n", path);
    return dtl_slice_make(bytes, length);
}

const dtl_model *eval_model(const eval_options *options)
{
    dtl_model *model = NULL;
    dtl_error error = {0};
    dtl_slice blob = options->model_path ? eval_read_file(options->model_path)
                                         : dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model));
    if (dtl_model_open(blob, &model, &error) != DTL_OK)
        fprintf(stderr, "eval: model: %s\n", error.message);
    return model;
}

const dtl_rules *eval_rules(void)
{
    dtl_rules *rules = NULL;
    dtl_error error = {0};
    dtl_slice blob = dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules));
    if (dtl_rules_open(blob, &rules, &error) != DTL_OK)
        fprintf(stderr, "eval: rules: %s\n", error.message);
    return rules;
}

int eval_engine(const eval_options *options, int paths, const char *usage, dtl_engine **engine)
{
    dtl_error error = {0};
    dtl_engine_options how = {.model_path = options->model_path};
    if (options->path_count < paths) {
        fprintf(stderr, "usage: eval %s\n", usage);
        return 64;
    }
    if (dtl_engine_open(&how, engine, &error) == DTL_OK)
        return 0;
    fprintf(stderr, "%s\n", error.message);
    return 70;
}

bool eval_run(const dtl_engine *engine, const char *bench, dtl_doc *doc)
{
    dtl_error error = {0};
    if (dtl_doc_run(engine, doc, &error) == DTL_OK)
        return true;
    fprintf(stderr, "%s: %.*s: %s\n", bench, (int)doc->source.file.length, doc->source.file.ptr, error.message);
    return false;
}

bool eval_run_stages(const dtl_engine *engine, const char *first, const char *last, dtl_doc *doc)
{
    bool on = !first;
    for (int i = 0; i < DTL_STAGE_COUNT; i++) {
        on |= first && strcmp(dtl_stages[i].name, first) == 0;
        if (on && dtl_stages[i].needs_english && !doc->article.english)
            return true;
        if (on && dtl_stages[i].run(engine, doc) != DTL_OK) {
            fprintf(stderr, "eval: the stage %s failed\n", dtl_stages[i].name);
            return false;
        }
        if (last && strcmp(dtl_stages[i].name, last) == 0)
            return true;
    }
    return true;
}

bool eval_run_body(const dtl_engine *engine, const char *last, bool titled, dtl_doc *doc)
{
    if (!eval_run_stages(engine, "page", "page", doc))
        return false;
    doc->article = (dtl_article){.english = true, .published = DTL_INTERVAL_OPEN, .published_from = "", .published_minute = -1};
    titled = titled && doc->page.blocks.count > 1;
    if (titled)
        doc->article.title = doc->page.blocks.items[0].span;
    for (uint32_t k = titled; k < doc->page.blocks.count; k++) {
        dtl_paragraph *paragraph = dtl_array_push(doc->arena, &doc->article.body);
        if (!paragraph)
            return false;
        *paragraph = (dtl_paragraph){.span = doc->page.blocks.items[k].span, .block = k, .role = DTL_ROLE_PARAGRAPH};
    }
    return eval_run_stages(engine, "text", last, doc);
}

bool eval_file(const char *path, eval_row *each, void *context)
{
    dtl_slice bytes = eval_read_file(path), rest = bytes, line;
    bool fine = bytes.ptr != NULL;
    while (fine && dtl_slice_next_field(&rest, '\n', &line)) {
        if (!dtl_slice_trim(line).length)
            continue;
        json_error_t error;
        json_t *row = json_loadb(line.ptr, line.length, 0, &error);
        fine = row && each(context, row);
        if (!fine)
            fprintf(stderr, "eval: %s: %s\n", path, row ? "a line could not be scored" : error.text);
        json_decref(row);
    }
    free((void *)(uintptr_t)bytes.ptr);
    return fine;
}

int eval_files(const eval_options *options, eval_row *each, void *context)
{
    int status = 0;
    for (int i = 0; i < options->path_count; i++)
        if (!eval_file(options->paths[i], each, context))
            status = 66;
    return status;
}

dtl_slice eval_string(const json_t *value)
{
    return json_is_string(value) ? dtl_slice_make(json_string_value(value), json_string_length(value)) : DTL_SLICE_EMPTY;
}

dtl_slice eval_member(const json_t *object, const char *key)
{
    return eval_string(json_object_get(object, key));
}

void *eval_checked(void *memory)
{
    if (!memory) {
        fputs("eval: out of memory\n", stderr);
        exit(71);
    }
    return memory;
}

void eval_judged(const eval_options *options, const dtl_doc *doc, uint32_t event, bool right)
{
    if (options->judge)
        options->judge(options->judge_context, doc, event, right);
}

double eval_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double eval_cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void key_of(eval_json *json, const char *key)
{
    printf("%s\"%s\": ", json->comma ? ", " : "", key);
    json->comma = true;
}

void eval_json_open(eval_json *json, const char *bench, uint64_t items, double seconds)
{
    json->comma = true;
    printf("{\"bench\": \"%s\", \"items\": %llu, \"seconds\": %.3f", bench, (unsigned long long)items, seconds);
}

void eval_json_rate(eval_json *json, const char *key, uint64_t hits, uint64_t total)
{
    if (total == 0)
        eval_json_null(json, key);
    else
        eval_json_number(json, key, (double)hits / (double)total);
}

void eval_json_number(eval_json *json, const char *key, double value)
{
    key_of(json, key);
    printf("%.6g", value);
}

void eval_json_share(eval_json *json, const char *key, double value)
{
    if (value < 0)
        eval_json_null(json, key);
    else
        eval_json_number(json, key, value);
}

void eval_json_null(eval_json *json, const char *key)
{
    key_of(json, key);
    fputs("null", stdout);
}

void eval_json_object(eval_json *json, const char *key)
{
    key_of(json, key);
    putchar('{');
    json->comma = false;
}

void eval_json_object_end(eval_json *json)
{
    putchar('}');
    json->comma = true;
}

void eval_json_close(eval_json *json)
{
    puts("}");
    json->comma = false;
}

double eval_f1(uint64_t right, uint64_t gold, uint64_t answered)
{
    return gold + answered == 0 ? -1.0 : 2.0 * (double)right / (double)(gold + answered);
}

void eval_json_f1(eval_json *json, const char *key, uint64_t right, uint64_t gold, uint64_t answered)
{
    if (gold == 0)
        eval_json_null(json, key);
    else
        eval_json_number(json, key, eval_f1(right, gold, answered));
}

uint32_t eval_source_offset(const dtl_page *page, uint32_t offset)
{
    const dtl_source_point_array *map = &page->source_map;
    uint32_t low = 0, high = map->count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (map->items[middle].text_offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? offset : map->items[low - 1].source_offset + (offset - map->items[low - 1].text_offset);
}
