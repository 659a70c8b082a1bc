/* The bench "calibration": of the events that are told with confidence .8, are eight in ten right?
 *
 * Paths: other benches with their paths, separated by "+": "seeds GOLD FOLDER + quiet FILE + muc4 FILE". These benches tell of every event that
 * they judge whether it is right (eval_judged); an event counts as right when its bench counts it so: it is one of the
 * facts of the gold (seeds), of the record's type with nobody taken for somebody else (plover), gives the snippet its right label (case2021), has
 * a label of its sentence (police), is an incident of the keys with its type (muc4); in text without events (quiet) none is right.
 *
 * Out: the reliability table in ten bins. The record of a pattern (rules/en/records.txt) was counted on the same texts; so that
 * no event vouches for itself, each is rated with the counts of the other documents alone ("left out"); "as shipped" uses the table as it is.
 * Keys: right (share), brier, ece (mean distance between told and found, weighted by bin), auc (how often a right event
 * stands above a wrong one), each left out; brier_shipped, ece_shipped; table: bin → [mean told, share right, n].
 * records=FILE writes records.txt anew; table=FILE replaces what stands behind the line "## Measured" of FILE. --predict:
 * one line an event: set, pattern, type, grounds, confidence, right. --errors: the surest wrong and the least sure right ones. */
#include "base/buffer.h"
#include "base/map.h"
#include "calibration_score.h"
#include "eval.h"
#include "event/confidence.h"
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_MAX = 64, SETS_MAX = 16 };

/* How often something was right. */
typedef struct record {
    dtl_slice name; /* "events-force.txt:arrest.v", or a type */
    uint32_t right, wrong;
} record;
DTL_ARRAY_TYPE(record_array, record);

/* One event that a bench judged. */
typedef struct judgement {
    uint64_t document; /* hash of its text */
    uint32_t set;
    uint32_t pattern, type; /* in records */
    event_grounds grounds;
    uint16_t shipped, left_out; /* confidence, thousandths */
    bool right;
    dtl_slice words; /* the clause, for --errors */
} judgement;
DTL_ARRAY_TYPE(judgement_array, judgement);

typedef struct bench {
    const dtl_rules *rules;
    dtl_arena arena;
    dtl_map names;
    record_array records;
    judgement_array judgements;
    const char *sets[SETS_MAX];
    uint32_t set_count;
    bool failed; /* out of memory */
} bench;

static const eval_bench judging[] = {{"case2021", eval_case2021}, {"muc4", eval_muc4}, {"plover", eval_plover},
                                     {"police", eval_police}, {"quiet", eval_quiet}, {"seeds", eval_seeds}};

static uint32_t record_of(bench *b, dtl_slice name)
{
    uint32_t known = dtl_map_get(&b->names, name);
    if (known != DTL_NONE)
        return known;
    dtl_slice copy;
    record *made = dtl_array_push(&b->arena, &b->records);
    b->failed = b->failed || !made || !dtl_arena_copy(&b->arena, name, &copy) || !dtl_map_put(&b->names, copy, b->records.count - 1);
    if (!b->failed)
        made->name = copy;
    return b->records.count - 1;
}

static uint32_t pattern_of(bench *b, uint32_t rule)
{
    char name[256];
    uint32_t line;
    dtl_slice file = dtl_rules_file(b->rules, rule, &line), word = dtl_rules_name(b->rules, rule, 0);
    int length = snprintf(name, sizeof name, "%.*s:%.*s", (int)file.length, file.ptr, (int)word.length, word.ptr);
    return record_of(b, dtl_slice_make(name, length > 0 && length < (int)sizeof name ? (size_t)length : 0));
}

static void judge(void *context, const dtl_doc *doc, uint32_t event, bool right)
{
    bench *b = context;
    const dtl_event *e = &doc->event.events.items[event];
    if (e->item != DTL_ITEM_EVENT || b->failed)
        return;
    uint32_t pattern = pattern_of(b, e->rule), type = record_of(b, dtl_slice_from_cstr(dtl_event_type_name(e->type)));
    judgement *j = b->failed ? NULL : dtl_array_push(&b->arena, &b->judgements);
    b->failed = !j;
    if (!j)
        return;
    *j = (judgement){.document = dtl_hash64(doc->page.text), .set = b->set_count - 1, .pattern = pattern, .type = type, .right = right,
                     .grounds = event_grounds_of(doc, b->rules, &doc->event, event), .shipped = e->confidence};
    b->failed = !dtl_arena_copy(&b->arena, dtl_doc_slice(doc, e->evidence), &j->words);
    uint32_t both[2] = {pattern, type};
    for (int i = 0; i < 2; i++) {
        b->records.items[both[i]].right += right;
        b->records.items[both[i]].wrong += !right;
    }
}

/* Takes a document's own counts out of the records, or puts them back. */
static void shift_counts(bench *b, uint32_t first, uint32_t end, uint32_t by)
{
    for (uint32_t i = first; i < end; i++) {
        const judgement *j = &b->judgements.items[i];
        uint32_t both[2] = {j->pattern, j->type};
        for (int k = 0; k < 2; k++) {
            b->records.items[both[k]].right += j->right ? by : 0;
            b->records.items[both[k]].wrong += j->right ? 0 : by;
        }
    }
}

static void rate_left_out(bench *b)
{
    for (uint32_t first = 0, end; first < b->judgements.count; first = end) {
        for (end = first; end < b->judgements.count && b->judgements.items[end].document == b->judgements.items[first].document; end++)
            ;
        shift_counts(b, first, end, UINT32_MAX); /* minus one */
        for (uint32_t i = first; i < end; i++) {
            judgement *j = &b->judgements.items[i];
            const record *own = &b->records.items[j->pattern], *all = &b->records.items[j->type];
            event_grounds grounds = j->grounds;
            grounds.record = dtl_rules_odds(own->right, own->wrong, all->right, all->wrong);
            j->left_out = event_confidence(&grounds);
        }
        shift_counts(b, first, end, 1);
    }
}

/* ---- what comes out ---- */

static calibration_figures measure(const bench *b, bool left_out, calibration_rating *ratings)
{
    for (uint32_t i = 0; i < b->judgements.count; i++) {
        const judgement *j = &b->judgements.items[i];
        ratings[i] = (calibration_rating){left_out ? j->left_out : j->shipped, j->right};
    }
    return calibration_score(ratings, b->judgements.count);
}

static void write_table(FILE *out, const bench *b, const calibration_figures *left_out, const calibration_figures *shipped)
{
    fprintf(out, "| told | left out: mean told | right | n | as shipped: mean told | right | n |\n|---|---|---|---|---|---|---|\n");
    for (int i = 0; i < CALIBRATION_BINS; i++) {
        const calibration_bin *both[2] = {&left_out->bins[i], &shipped->bins[i]};
        fprintf(out, "| %.1f – %.1f |", i / 10.0, (i + 1) / 10.0);
        for (int k = 0; k < 2; k++)
            if (both[k]->count)
                fprintf(out, " %.3f | %.3f | %llu |", (double)both[k]->told / 1000.0 / (double)both[k]->count, (double)both[k]->right / (double)both[k]->count,
                        (unsigned long long)both[k]->count);
            else
                fprintf(out, " – | – | 0 |");
        fputc('\n', out);
    }
    fprintf(out, "\n| set | events judged | right |\n|---|---|---|\n");
    for (uint32_t s = 0; s < b->set_count; s++) {
        uint64_t count = 0, right = 0;
        for (uint32_t i = 0; i < b->judgements.count; i++)
            if (b->judgements.items[i].set == s) {
                count++;
                right += b->judgements.items[i].right;
            }
        fprintf(out, "| %s | %llu | %llu |\n", b->sets[s], (unsigned long long)count, (unsigned long long)right);
    }
}

static bool replace_table(const char *path, const bench *b, const calibration_figures *left_out, const calibration_figures *shipped)
{
    dtl_slice old = eval_read_file(path), mark = DTL_SLICE("## Measured\n");
    uint32_t at = old.ptr ? dtl_slice_find(old, mark, 0) : DTL_NONE;
    FILE *out = at == DTL_NONE ? NULL : fopen(path, "wb");
    if (out) {
        fwrite(old.ptr, 1, at + mark.length, out);
        fputc('\n', out);
        write_table(out, b, left_out, shipped);
    }
    free((void *)(uintptr_t)old.ptr);
    return out && fclose(out) == 0;
}

static int by_name(const void *a, const void *b)
{
    return dtl_slice_compare(((const record *)a)->name, ((const record *)b)->name);
}

static bool write_records(bench *b, const char *path)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return false;
    fputs("# How often each pattern was right and wrong on the development texts, and all patterns of a type: what the confidence of an\n"
          "# event starts from (docs/confidence.md). Counts only; written by the bench calibration with records=FILE, never by hand.\n"
          "#! keys right wrong\n#! unique\n", out);
    qsort(b->records.items, b->records.count, sizeof *b->records.items, by_name); /* the judgements are done with */
    for (uint32_t i = 0; i < b->records.count; i++)
        fprintf(out, "%.*s | right=%u wrong=%u\n", (int)b->records.items[i].name.length, b->records.items[i].name.ptr, b->records.items[i].right,
                b->records.items[i].wrong);
    return fclose(out) == 0;
}

static void write_judgements(const bench *b, const eval_options *options)
{
    for (uint32_t i = 0; i < b->judgements.count; i++) {
        const judgement *j = &b->judgements.items[i];
        const event_grounds *g = &j->grounds;
        dtl_slice pattern = b->records.items[j->pattern].name, type = b->records.items[j->type].name;
        if (options->predict)
            fprintf(options->predict, "%s\t%.*s\t%.*s\tmargin=%u actor=%u recipient=%u toll=%d place=%d time=%d again=%d unreal=%d\t%u\t%u\t%d\n",
                    b->sets[j->set], (int)pattern.length, pattern.ptr, (int)type.length, type.ptr, g->margin, g->actor, g->recipient, g->toll, g->place,
                    g->time, g->again, g->unreal, j->shipped, j->left_out, j->right);
        bool far = j->right ? j->left_out < 300 : j->left_out > 800;
        if (options->errors && far)
            fprintf(options->errors, "%s\t%.3f\t%s\t%.*s\t%.*s\n", j->right ? "right" : "wrong", j->left_out / 1000.0, b->sets[j->set], (int)pattern.length, pattern.ptr,
                    (int)j->words.length, j->words.ptr);
    }
}

static void report(const bench *b, const calibration_figures *left_out, const calibration_figures *shipped, double seconds)
{
    eval_json json;
    uint64_t right = 0;
    for (uint32_t i = 0; i < b->judgements.count; i++)
        right += b->judgements.items[i].right;
    eval_json_open(&json, "calibration", b->judgements.count, seconds);
    eval_json_rate(&json, "right", right, b->judgements.count);
    eval_json_number(&json, "brier", left_out->brier);
    eval_json_number(&json, "ece", left_out->ece);
    eval_json_number(&json, "auc", left_out->auc);
    eval_json_number(&json, "brier_shipped", shipped->brier);
    eval_json_number(&json, "ece_shipped", shipped->ece);
    eval_json_close(&json);
}

/* ---- the sets ---- */

/* Runs one bench with the arguments up to the next "+"; returns how many were taken, that sign included; 0: no such bench. */
static int run_set(bench *b, const eval_options *options, int first, int *status)
{
    const char *paths[ARGUMENTS_MAX];
    eval_options inner = {.paths = paths, .model_path = options->model_path, .judge = judge, .judge_context = b};
    int at = first + 1;
    for (; at < options->path_count && strcmp(options->paths[at], "+") != 0; at++)
        if (inner.path_count < ARGUMENTS_MAX)
            paths[inner.path_count++] = options->paths[at];
    for (size_t i = 0; i < sizeof judging / sizeof *judging && b->set_count < SETS_MAX; i++)
        if (strcmp(judging[i].name, options->paths[first]) == 0) {
            b->sets[b->set_count++] = judging[i].name;
            int said = judging[i].run(&inner);
            *status = said ? said : *status;
            return at - first + (at < options->path_count);
        }
    return 0;
}

int eval_calibration(const eval_options *options)
{
    static bench b;
    const char *records = NULL, *table = NULL;
    int status = 0;
    double start = eval_seconds();
    b.rules = eval_rules();
    if (!b.rules)
        return 70;
    dtl_arena_init(&b.arena, (size_t)1 << 30);
    dtl_map_init(&b.names, &b.arena);
    for (int i = 0, taken; i < options->path_count; i += taken) {
        taken = 1;
        if (strncmp(options->paths[i], "records=", 8) == 0)
            records = options->paths[i] + 8;
        else if (strncmp(options->paths[i], "table=", 6) == 0)
            table = options->paths[i] + 6;
        else if (!(taken = run_set(&b, options, i, &status))) {
            fprintf(stderr, "usage: eval calibration [records=FILE] [table=FILE] BENCH PATH... [+ BENCH PATH...]\n");
            return 64;
        }
    }
    rate_left_out(&b);
    calibration_rating *ratings = dtl_arena_calloc(&b.arena, b.judgements.count + 1, sizeof *ratings);
    if (!ratings)
        return 70;
    calibration_figures left_out = measure(&b, true, ratings), shipped = measure(&b, false, ratings);
    write_table(stderr, &b, &left_out, &shipped);
    write_judgements(&b, options);
    report(&b, &left_out, &shipped, eval_seconds() - start);
    if ((table && !replace_table(table, &b, &left_out, &shipped)) || (records && !write_records(&b, records)) || b.failed)
        status = 74;
    dtl_arena_free(&b.arena);
    return status;
}
