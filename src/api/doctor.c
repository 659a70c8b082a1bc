/* doctor: what this program is made of, and whether it works here.
 *
 * In: an engine. Out: one fact at a time: versions, hashes and sizes of rules and model, whether the model's bytes still
 * give its hash, and a self-test: a report of its own must give an event, the same line twice, and a ledger in memory that
 * holds it.
 */
#include "api/engine.h"
#include "doc/report.h"
#include "store/store.h"
#include <libxml/xmlversion.h>
#include <sqlite3.h>
#include <stdio.h>

static const char self_test_report[] =
    "Two guards killed in Herat\n\nHERAT – Gunmen killed two guards in Herat on Monday, the police said.\n";

/* Collects the line and any trouble. */
typedef struct collector {
    dtl_buffer line;
    bool skipped;
} collector;

static bool keep_line(void *context, const char *bytes, size_t length)
{
    dtl_buffer_put(&((collector *)context)->line, bytes, length);
    return true;
}

static bool keep_message(void *context, const dtl_message *message)
{
    ((collector *)context)->skipped |= message->skipped;
    return true;
}

/* "fine", or what went wrong. */
static const char *self_test(const dtl_engine *engine)
{
    collector first = {0}, second = {0};
    dtl_input input = {.bytes = self_test_report, .length = sizeof self_test_report - 1, .file = "self-test.txt", .published = "2024-05-07"};
    dtl_listener listener = {.context = &first, .line = keep_line, .message = keep_message};
    const char *verdict = "fine";
    if (dtl_code(engine, &input, &listener, NULL) || first.skipped || !first.line.length)
        verdict = "a report of its own could not be coded";
    listener.context = &second;
    if (dtl_code(engine, &input, &listener, NULL) || second.line.length != first.line.length ||
        memcmp(first.line.bytes, second.line.bytes, first.line.length) != 0)
        verdict = "the same report gave two different lines";
    dtl_ledger_file *ledger = NULL;
    dtl_changes changes = {0};
    dtl_err err = dtl_ledger_open(":memory:", DTL_OPEN_CREATE, &ledger, NULL);
    if (!err)
        err = dtl_ledger_add(ledger, first.line.bytes, first.line.length, NULL, NULL);
    if (!err)
        err = dtl_ledger_commit(ledger, &changes, NULL, NULL, NULL);
    if (err || changes.reports != 1)
        verdict = "a ledger in memory does not take a report";
    else if (!changes.events)
        verdict = "a report of its own gave no event";
    dtl_ledger_close(ledger);
    dtl_buffer_free(&first.line);
    dtl_buffer_free(&second.line);
    return verdict;
}

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

dtl_err dtl_doctor_ledger(const char *path, bool deep, uint64_t *problems, dtl_sink sink, void *context, dtl_error *error)
{
    dtl_store *store = NULL;
    dtl_rules *names = NULL;
    dtl_buffer lines = {0};
    dtl_err err = dtl_store_open(path, DTL_STORE_READ, &store, error);
    if (!err)
        err = dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &names, error);
    if (!err) {
        dtl_store_use_names(store, names);
        err = dtl_store_examine(store, deep, problems, &lines, error);
    }
    if (!err && lines.length && !sink(context, lines.bytes, lines.length))
        err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    dtl_buffer_free(&lines);
    dtl_store_close(store);
    dtl_rules_close(names);
    return err;
}

dtl_err dtl_doctor(const dtl_engine *engine, dtl_fact_sink sink, void *context, dtl_error *error)
{
    char rules[128], model[128], gazetteer[256], report[32], ledger[32];
    bool rules_fine = dtl_rules_verify(engine->rules);
    bool gazetteer_fine = !engine->gazetteer || dtl_gazetteer_verify(engine->gazetteer);
    bool model_fine = dtl_model_verify(engine->model);
    const char *verdict = self_test(engine);
    snprintf(rules, sizeof rules, "%s (%u KB, %s)", engine->rules_hex, engine->rules_blob.length >> 10, engine->own_blob ? "with files added" : "built in");
    snprintf(model, sizeof model, "%s (%u KB, %s)", engine->model_hex, engine->model_bytes.length >> 10, engine->own_model ? "from a file" : "built in");
    if (engine->gazetteer)
        snprintf(gazetteer, sizeof gazetteer, "%s (%u KB, %u places, %s)", engine->gazetteer_hex, engine->gazetteer_bytes.length >> 10,
                 dtl_gazetteer_count(engine->gazetteer), engine->own_gazetteer ? "from a file" : "built in");
    else
        snprintf(gazetteer, sizeof gazetteer, "none: places come from the rules only");
    snprintf(report, sizeof report, "%d", (int)DTL_REPORT_SCHEMA);
    snprintf(ledger, sizeof ledger, "%d", (int)DTL_STORE_VERSION);
    const struct {
        const char *name, *value;
        bool fine;
    } facts[] = {{"dateline", dtl_version(), true},      {"compiler", __VERSION__, true},         {"report", report, true},
                 {"ledger", ledger, true},               {"sqlite", sqlite3_libversion(), true},  {"libxml2", LIBXML_DOTTED_VERSION, true},
                 {"rules", rules, rules_fine},                 {"model", model, model_fine},            {"gazetteer", gazetteer, gazetteer_fine},
                            {"self-test", verdict, strcmp(verdict, "fine") == 0}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (!sink(context, facts[i].name, facts[i].value, facts[i].fine))
            return dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    return DTL_OK;
}
