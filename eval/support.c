/* What all benches share: files, clock, rules and model, the JSON line. */
#include "eval.h"
#include <stdlib.h>
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
