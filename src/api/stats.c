/* stats: how often each pattern fired on a corpus, and how often it was kept.
 *
 * In: files of reports, or ledgers (their kept texts are read again with the rules at hand). Out: one row for every entry of the
 * tables events and cues: how often it fired on a word, how often an event or a voice came of it. A pattern that fires often and is
 * seldom kept is too greedy, or shadowed by a better one; one that never fires is misspelt, or not needed.
 *
 * Example:  "     412     371  events-assault.txt:4      ASSAULT   kill.v; slay.v; gun down.v"
 *
 * How: each report adds up on its own thread and writes its sums as bytes; the calling thread adds them to one table.
 * Knowingly wrong: an event told by two words that became one counts as kept for the word that stayed; a support verb is kept when
 * it lent its doer to an event noun, whether or not that noun became an event.
 */
#include "api/batch.h"
#include "api/stream.h"
#include "base/buffer.h"
#include "event/event.h"
#include "store/store.h"
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

/* What one entry came to in one report. */
typedef struct tally {
    uint32_t entry, fired, kept;
} tally;

/* What one entry came to in all of them. */
typedef struct total {
    uint32_t entry;
    uint64_t fired, kept;
} total;

static void put_tally(dtl_buffer *out, uint32_t entry, uint32_t fired, uint32_t kept)
{
    tally t = {entry, fired, kept};
    dtl_buffer_put(out, (const char *)&t, sizeof t);
}

/* The sums of one report, as tallies one behind the other; an entry may have several. */
static dtl_err render_tallies(const dtl_engine *engine, const dtl_doc *doc, dtl_buffer *out)
{
    dtl_entry_array fired = {0}, lent = {0};
    put_tally(out, DTL_NONE, 1, 0); /* so that a report without any is one too */
    dtl_err err = doc->article.english ? dtl_event_fired(doc, engine->rules, &fired, &lent) : DTL_OK;
    if (err)
        return err;
    for (uint32_t i = 0; i < fired.count; i++)
        put_tally(out, fired.items[i], 1, 0);
    for (uint32_t i = 0; i < lent.count; i++)
        put_tally(out, lent.items[i], 0, 1);
    for (uint32_t i = 0; i < doc->event.events.count; i++)
        if (doc->event.events.items[i].item != DTL_ITEM_STATEMENT)
            put_tally(out, doc->event.events.items[i].rule, 0, 1);
    for (uint32_t i = 0; i < doc->voice.voices.count; i++)
        put_tally(out, doc->voice.voices.items[i].rule, 1, 1);
    return out->failed ? DTL_ERR_BUDGET : DTL_OK;
}

/* One run. */
typedef struct stats {
    const dtl_engine *engine;
    const dtl_listener *listener;
    total *totals;      /* per entry of the two tables */
    uint32_t count;
    uint32_t first[2], size[2]; /* entries of events, of cues */
    dtl_error *error;
    dtl_err err;
} stats;

static total *total_of(stats *s, uint32_t entry)
{
    for (uint32_t i = 0, before = 0; i < 2; before += s->size[i++])
        if (entry >= s->first[i] && entry - s->first[i] < s->size[i])
            return &s->totals[before + entry - s->first[i]];
    return NULL;
}

static bool add_tallies(void *context, const char *bytes, size_t length)
{
    stats *s = context;
    for (size_t at = 0; at + sizeof(tally) <= length; at += sizeof(tally)) {
        tally t;
        memcpy(&t, bytes + at, sizeof t);
        total *sum = total_of(s, t.entry);
        if (sum) {
            sum->fired += t.fired;
            sum->kept += t.kept;
        }
    }
    return true;
}

static bool tell_message(void *context, const dtl_message *message)
{
    const dtl_listener *listener = ((stats *)context)->listener;
    return !listener->message || listener->message(listener->context, message);
}

static bool tell_progress(void *context, const dtl_progress *progress)
{
    const dtl_listener *listener = ((stats *)context)->listener;
    return !listener->progress || listener->progress(listener->context, progress);
}

/* ---- ledgers ---- */

static bool is_ledger(const char *path)
{
    char head[16] = "";
    int fd = strcmp(path, "-") == 0 ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return false;
    ssize_t got = read(fd, head, sizeof head);
    close(fd);
    return got == (ssize_t)sizeof head && memcmp(head, "SQLite format 3", sizeof head) == 0;
}

static bool add_kept_report(void *context, dtl_slice key, dtl_slice line)
{
    stats *s = context;
    dtl_arena arena;
    dtl_buffer out = {0};
    dtl_report report;
    (void)key;
    dtl_arena_init(&arena, s->engine->budget);
    dtl_doc doc = {.arena = &arena};
    s->err = dtl_report_read(line, &arena, &report, s->error);
    if (!s->err && report.english)
        s->err = dtl_explain_run_again(s->engine, &report, &doc, s->error);
    if (!s->err && report.english)
        s->err = render_tallies(s->engine, &doc, &out);
    if (!s->err)
        add_tallies(s, out.bytes ? out.bytes : "", out.length);
    dtl_buffer_free(&out);
    dtl_arena_free(&arena);
    return !s->err;
}

static dtl_err add_ledger(stats *s, const char *path, dtl_error *error)
{
    dtl_store *store = NULL;
    dtl_err err = dtl_store_open(path, DTL_STORE_READ, &store, error);
    if (err)
        return err;
    s->error = error;
    err = dtl_store_each_report(store, add_kept_report, s, error);
    dtl_store_close(store);
    return err == DTL_ERR_CANCELLED && s->err ? s->err : err;
}

/* ---- rows ---- */

static int by_frequency(const void *x, const void *y)
{
    const total *a = x, *b = y;
    if (a->fired != b->fired)
        return a->fired > b->fired ? -1 : 1;
    return (a->entry > b->entry) - (a->entry < b->entry);
}

/* "ASSAULT/explosives", "support", the class of a cue. */
static void put_meaning(dtl_buffer *out, const dtl_rules *rules, uint32_t entry)
{
    dtl_slice mode = dtl_rules_attribute(rules, entry, "mode"), type = dtl_rules_attribute(rules, entry, "type");
    dtl_buffer_slice(out, type.length ? type : dtl_rules_attribute(rules, entry, "class"));
    if (mode.length) {
        dtl_buffer_char(out, '/');
        dtl_buffer_slice(out, mode);
    }
}

static void put_names(dtl_buffer *out, const dtl_rules *rules, uint32_t entry, uint32_t most)
{
    dtl_slice name;
    for (uint32_t i = 0; (name = dtl_rules_name(rules, entry, i)).length; i++) {
        dtl_buffer_cstr(out, i ? "; " : "");
        if (i == most) {
            dtl_buffer_cstr(out, "…");
            return;
        }
        dtl_buffer_slice(out, name);
    }
}

static void put_padded(dtl_buffer *out, size_t start, uint32_t width)
{
    dtl_buffer_char(out, ' ');
    while (!out->failed && out->length - start < width)
        dtl_buffer_char(out, ' ');
}

static void text_row(dtl_buffer *out, const dtl_rules *rules, const total *t)
{
    uint32_t line = 0;
    dtl_slice file = dtl_rules_file(rules, t->entry, &line);
    dtl_buffer_format(out, "%8" PRIu64 " %8" PRIu64 "  ", t->fired, t->kept);
    size_t start = out->length;
    dtl_buffer_slice(out, file);
    dtl_buffer_format(out, ":%" PRIu32, line);
    put_padded(out, start, 25);
    start = out->length;
    put_meaning(out, rules, t->entry);
    put_padded(out, start, 24);
    put_names(out, rules, t->entry, 4);
    dtl_buffer_char(out, '\n');
}

static void json_row(dtl_buffer *out, const dtl_rules *rules, const total *t, dtl_slice rule, dtl_slice meaning)
{
    dtl_json json = {.out = out};
    dtl_slice name;
    dtl_json_open(&json, '{');
    dtl_json_key(&json, "rule");
    dtl_json_string(&json, rule);
    dtl_json_key(&json, "table");
    dtl_json_string(&json, dtl_rules_table_of(rules, t->entry));
    dtl_json_key(&json, "means");
    dtl_json_string(&json, meaning);
    dtl_json_key(&json, "names");
    dtl_json_open(&json, '[');
    for (uint32_t i = 0; (name = dtl_rules_name(rules, t->entry, i)).length; i++)
        dtl_json_string(&json, name);
    dtl_json_close(&json, ']');
    dtl_json_key(&json, "fired");
    dtl_json_int(&json, (int64_t)t->fired);
    dtl_json_key(&json, "kept");
    dtl_json_int(&json, (int64_t)t->kept);
    dtl_json_close(&json, '}');
    dtl_buffer_char(out, '\n');
}

/* RFC 4180; names have no quotation marks. */
static void csv_row(dtl_buffer *out, const dtl_rules *rules, const total *t, dtl_slice rule, dtl_slice meaning)
{
    dtl_buffer_slice(out, rule);
    dtl_buffer_char(out, ',');
    dtl_buffer_slice(out, dtl_rules_table_of(rules, t->entry));
    dtl_buffer_char(out, ',');
    dtl_buffer_slice(out, meaning);
    dtl_buffer_cstr(out, ",\"");
    size_t start = out->length;
    put_names(out, rules, t->entry, UINT32_MAX);
    for (size_t i = start; i < out->length; i++)
        if (out->bytes[i] == '"')
            out->bytes[i] = '\'';
    dtl_buffer_format(out, "\",%" PRIu64 ",%" PRIu64 "\r\n", t->fired, t->kept);
}

static void put_row(dtl_buffer *out, const dtl_rules *rules, const total *t, dtl_output output)
{
    char rule[160], meaning[80];
    uint32_t line = 0;
    if (output == DTL_OUTPUT_TEXT) {
        text_row(out, rules, t);
        return;
    }
    dtl_buffer scratch = {0};
    dtl_slice file = dtl_rules_file(rules, t->entry, &line);
    dtl_buffer_slice(&scratch, file);
    dtl_buffer_format(&scratch, ":%" PRIu32, line);
    size_t cut = scratch.length, rule_length = cut < sizeof rule ? cut : sizeof rule;
    put_meaning(&scratch, rules, t->entry);
    size_t meaning_length = scratch.length - cut < sizeof meaning ? scratch.length - cut : sizeof meaning;
    if (!scratch.failed) {
        memcpy(rule, scratch.bytes, rule_length);
        memcpy(meaning, scratch.bytes + cut, meaning_length);
        if (output == DTL_OUTPUT_JSON)
            json_row(out, rules, t, dtl_slice_make(rule, rule_length), dtl_slice_make(meaning, meaning_length));
        else
            csv_row(out, rules, t, dtl_slice_make(rule, rule_length), dtl_slice_make(meaning, meaning_length));
    }
    dtl_buffer_free(&scratch);
}

static dtl_err tell_rows(stats *s, dtl_output output, uint32_t limit, dtl_error *error)
{
    dtl_buffer out = {0};
    bool go_on = true;
    if (s->count)
        qsort(s->totals, s->count, sizeof *s->totals, by_frequency);
    if (output == DTL_OUTPUT_CSV)
        dtl_buffer_cstr(&out, "rule,table,means,names,fired,kept\r\n");
    else if (output == DTL_OUTPUT_TEXT)
        dtl_buffer_cstr(&out, "   FIRED     KEPT  RULE                     MEANS                   NAMES\n");
    for (uint32_t i = 0; go_on && i < s->count && (!limit || i < limit); i++) {
        put_row(&out, s->engine->rules, &s->totals[i], output);
        go_on = !out.failed && (!s->listener->line || s->listener->line(s->listener->context, out.bytes, out.length));
        dtl_buffer_clear(&out);
    }
    bool failed = out.failed;
    dtl_buffer_free(&out);
    if (failed)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    return go_on ? DTL_OK : dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
}

/* All paths: ledgers one by one, the rest as one batch. */
static dtl_err add_all(stats *s, const dtl_batch *batch, dtl_error *error)
{
    dtl_err err = DTL_OK;
    dtl_batch rest = *batch;
    const char **paths = calloc(batch->path_count + 1, sizeof *paths);
    if (!paths)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    rest.paths = paths;
    rest.path_count = 0;
    for (size_t i = 0; !err && i < batch->path_count; i++)
        if (is_ledger(batch->paths[i]))
            err = add_ledger(s, batch->paths[i], error);
        else
            paths[rest.path_count++] = batch->paths[i];
    dtl_listener inner = {.context = s, .line = add_tallies, .message = tell_message, .progress = tell_progress};
    const dtl_way way = {dtl_doc_run, render_tallies};
    if (!err && rest.path_count)
        err = dtl_batch_run(s->engine, &rest, &way, NULL, NULL, &inner, NULL, error);
    free(paths);
    return err;
}

dtl_err dtl_rules_stats(const dtl_engine *engine, const dtl_batch *batch, dtl_output output, uint32_t limit, const dtl_listener *listener,
                        dtl_error *error)
{
    static const char *const tables[] = {"events", "cues"};
    stats s = {.engine = engine, .listener = listener};
    for (uint32_t i = 0; i < 2; i++) {
        dtl_rules_entries(engine->rules, dtl_rules_table(engine->rules, tables[i]), &s.first[i], &s.size[i]);
        s.count += s.size[i];
    }
    s.totals = calloc((size_t)s.count + 1, sizeof *s.totals);
    if (!s.totals)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    for (uint32_t i = 0, k = 0; i < 2; i++)
        for (uint32_t n = 0; n < s.size[i]; n++)
            s.totals[k++].entry = s.first[i] + n;
    dtl_err err = add_all(&s, batch, error);
    if (!err)
        err = tell_rows(&s, output, limit, error);
    free(s.totals);
    return err;
}
