/* Benches: one program, `eval BENCH PATH… [--errors FILE] [--predict FILE]`. Each bench is one .c file with one function;
 * to add one, write it, and put it into the table in main.c and into meson.build. Most are three steps: eval_engine opens what codes, eval_files
 * hands the rows to a function that runs one (eval_run, eval_run_body) and counts, eval_json_… writes the figures. */
#ifndef DTL_EVAL_EVAL_H
#define DTL_EVAL_EVAL_H
#include "api/engine.h"
#include "base/arena.h"
#include "doc/doc.h"
#include "parse/parse.h"
#include "rules/rules.h"
#include <jansson.h>
#include <stdio.h>

/* Told of every event that a bench finds to be right or wrong; the bench calibration listens. */
typedef void eval_judge(void *context, const dtl_doc *doc, uint32_t event, bool right);

/* What the command line says. */
typedef struct eval_options {
    const char *const *paths;
    int path_count;
    FILE *errors;           /* every miss and wrong answer with its text; NULL = not wanted */
    FILE *predict;          /* predictions in the format of the gold; NULL = not wanted */
    const char *model_path; /* NULL = the embedded model */
    eval_judge *judge;      /* NULL = nobody listens */
    void *judge_context;
} eval_options;

typedef struct eval_bench {
    const char *name;
    int (*run)(const eval_options *options); /* exit status: 0, or 66 when a path cannot be read */
} eval_bench;

int eval_calibration(const eval_options *options);
int eval_case2021(const eval_options *options);
int eval_claims(const eval_options *options);
int eval_coref(const eval_options *options);
int eval_docdate(const eval_options *options);
int eval_enhanced(const eval_options *options);
int eval_factuality(const eval_options *options);
int eval_mentions(const eval_options *options);
int eval_merge(const eval_options *options);
int eval_muc4(const eval_options *options);
int eval_ner(const eval_options *options);
int eval_names_bench(const eval_options *options);
int eval_names_un(const eval_options *options);
int eval_pages(const eval_options *options);
int eval_petrarch(const eval_options *options);
int eval_places(const eval_options *options);
int eval_plain(const eval_options *options);
int eval_plover(const eval_options *options);
int eval_police(const eval_options *options);
int eval_polnear(const eval_options *options);
int eval_quiet(const eval_options *options);
int eval_seeds(const eval_options *options);
int eval_times(const eval_options *options);
int eval_ud(const eval_options *options);

/* The model to use: the embedded one or options->model_path. NULL after a message on stderr. Never freed. */
const dtl_model *eval_model(const eval_options *options);
/* The embedded rules, opened once. NULL after a message on stderr. */
const dtl_rules *eval_rules(void);
/* Opens the engine that the options ask for; closed with dtl_engine_close. Exit status: 0, or after a message on stderr 64 (fewer
 * than so many paths are given: the usage) or 70. */
int eval_engine(const eval_options *options, int paths, const char *usage, dtl_engine **engine);
/* Where a byte of the canonical text lay in the text given: the page stage may have dropped invisible characters before it. */
uint32_t eval_source_offset(const dtl_page *page, uint32_t offset);
/* The whole way, with the bench's name before what went wrong. */
bool eval_run(const dtl_engine *engine, const char *bench, dtl_doc *doc);
/* The stages from first to last, by name; NULL = from the beginning, to the end. Stops, well, where a stage needs English. */
bool eval_run_stages(const dtl_engine *engine, const char *first, const char *last, dtl_doc *doc);
/* Up to the stage last as a body of English text: what the article stage would take for a headline or furniture is kept. titled: the
 * first of several blocks is the title. */
bool eval_run_body(const dtl_engine *engine, const char *last, bool titled, dtl_doc *doc);

/* Takes the JSON object of one line; false when it cannot be scored. */
typedef bool eval_row(void *context, json_t *row);
/* Hands over every line of a file, empty ones left out, up to the first that cannot be scored. False after a message on stderr. */
bool eval_file(const char *path, eval_row *each, void *context);
/* All files that the options name. Exit status: 0, or 66 when one of them failed. */
int eval_files(const eval_options *options, eval_row *each, void *context);
/* The text of a JSON string, of a member of an object; empty where there is none. Lives as long as the value. */
dtl_slice eval_string(const json_t *value);
dtl_slice eval_member(const json_t *object, const char *key);

/* The memory itself; without any, a message and exit. */
void *eval_checked(void *memory);
/* Whole file, malloc'd; ptr NULL on failure, after a message on stderr. */
dtl_slice eval_read_file(const char *path);
double eval_seconds(void);
/* Tells the judge, if there is one. */
void eval_judged(const eval_options *options, const dtl_doc *doc, uint32_t event, bool right);
/* Time this process had a core for: speeds on one core of a machine that others use too. */
double eval_cpu_seconds(void);

/* The last line of stdout: eval_json_open, any number of values, eval_json_close. */
typedef struct eval_json {
    bool comma;
} eval_json;
void eval_json_open(eval_json *json, const char *bench, uint64_t items, double seconds);
/* hits / total, null when total is 0. */
void eval_json_rate(eval_json *json, const char *key, uint64_t hits, uint64_t total);
void eval_json_number(eval_json *json, const char *key, double value);
/* null where the value is below 0: there was nothing to measure. */
void eval_json_share(eval_json *json, const char *key, double value);
void eval_json_null(eval_json *json, const char *key);
void eval_json_object(eval_json *json, const char *key);
void eval_json_object_end(eval_json *json);
void eval_json_close(eval_json *json);

/* F1 from counts: 2 right / (gold + answered); -1 when both are 0. */
double eval_f1(uint64_t right, uint64_t gold, uint64_t answered);
void eval_json_f1(eval_json *json, const char *key, uint64_t right, uint64_t gold, uint64_t answered);
#endif
