/* ledger: the public face of store and view.
 *
 * In: a path, coded lines, questions. Out: a ledger file that grew, text for a sink. A commit compares the events that it wrote
 * anew with what they were and tells each difference in one line; that comparison is for the reader at the terminal and is kept nowhere.
 *
 * Example of a line: "new      3f2a9c01d4e8b657  2024-05-02  ASSAULT/explosives  unknown → guards  Herat  killed 3  claimed"
 *
 * Knowingly wrong: an event whose id changes because an earlier telling joined it is told as gone and new.
 */
#include "api/batch.h"
#include "api/input.h"
#include "api/remainder.h"
#include "api/stream.h"
#include "base/buffer.h"
#include "ledger/ledger.h"
#include "store/snapshot.h"
#include "store/store.h"
#include "rules/rules.h"
#include "view/view.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHANGES_BUDGET ((size_t)1 << 35) /* address space: every event of a first commit is new */
enum { QUERY_BUDGET = 1 << 30, FLUSH_BYTES = 64 * 1024, SAVE_EVERY = 1000 };

struct dtl_ledger_file {
    dtl_store *store;
    dtl_rules *names;  /* the built-in tables of name spellings */
    dtl_arena arena;   /* scratch of one call */
    uint32_t unsaved;  /* reports added since the last commit of the store */
    uint64_t added;    /* new reports since the last dtl_ledger_commit */
    uint64_t judged;   /* new assessments and decisions since then */
};

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

dtl_err dtl_ledger_open(const char *path, dtl_open_mode mode, dtl_ledger_file **ledger, dtl_error *error)
{
    static const dtl_store_mode modes[] = {[DTL_OPEN_READ] = DTL_STORE_READ, [DTL_OPEN_WRITE] = DTL_STORE_WRITE,
                                           [DTL_OPEN_CREATE] = DTL_STORE_CREATE};
    dtl_ledger_file *file = calloc(1, sizeof *file);
    if (!file)
        return dtl_error_set(error, DTL_ERR_BUDGET, path, DTL_OFFSET_NONE, "out of memory");
    dtl_err err = dtl_store_open(path, modes[mode], &file->store, error);
    if (err) {
        free(file);
        return err;
    }
    /* always the tables built in, so that who merges does not change what is one */
    err = dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &file->names, error);
    if (err) {
        dtl_store_close(file->store);
        free(file);
        return err;
    }
    dtl_store_use_names(file->store, file->names);
    dtl_arena_init(&file->arena, QUERY_BUDGET);
    *ledger = file;
    return DTL_OK;
}

void dtl_ledger_close(dtl_ledger_file *ledger)
{
    if (!ledger)
        return;
    dtl_store_close(ledger->store);
    dtl_rules_close(ledger->names);
    dtl_arena_free(&ledger->arena);
    free(ledger);
}

/* Makes what was added durable now and then, so that a crash in a long run loses little. */
static dtl_err save_sometimes(dtl_ledger_file *ledger, dtl_error *error)
{
    if (++ledger->unsaved < SAVE_EVERY)
        return DTL_OK;
    ledger->unsaved = 0;
    return dtl_store_commit(ledger->store, error);
}

static dtl_err count_added(dtl_ledger_file *ledger, bool added, bool *is_new, dtl_error *error)
{
    ledger->added += added;
    if (is_new)
        *is_new = added;
    return save_sometimes(ledger, error);
}

dtl_err dtl_ledger_add(dtl_ledger_file *ledger, const char *line, size_t length, bool *is_new, dtl_error *error)
{
    bool added = false;
    if (length > DTL_ROW_BYTES_MAX)
        return dtl_error_set(error, DTL_ERR_INPUT, NULL, DTL_OFFSET_NONE, "a line of %zu MB is no coded report", length >> 20);
    dtl_slice text = dtl_slice_make(line, length);
    if (dtl_is_assessment_line(text) || dtl_is_decision_line(text)) {
        dtl_err failed = dtl_is_decision_line(text) ? dtl_store_add_decision(ledger->store, text, &ledger->arena, &added, error)
                                                    : dtl_store_add_assessment(ledger->store, text, &ledger->arena, &added, error);
        dtl_arena_reset(&ledger->arena);
        ledger->judged += added;
        if (is_new)
            *is_new = false; /* no report */
        return failed;
    }
    dtl_err err = dtl_store_add_line(ledger->store, text, &ledger->arena, NULL, &added, error);
    dtl_arena_reset(&ledger->arena);
    return err ? err : count_added(ledger, added, is_new, error);
}

/* ---- reading a batch ---- */

/* One read call. Workers ask whether a report is known while the calling thread adds others: one at a time. */
typedef struct reading {
    dtl_ledger_file *ledger;
    const dtl_listener *listener;
    pthread_mutex_t lock;
    dtl_error error; /* of the ledger, when it took no more */
} reading;

static bool reading_knows(void *context, const char *key)
{
    reading *r = context;
    bool has = false;
    pthread_mutex_lock(&r->lock);
    dtl_err err = dtl_store_has(r->ledger->store, dtl_slice_from_cstr(key), &has, NULL);
    pthread_mutex_unlock(&r->lock);
    return !err && has;
}

static bool reading_line(void *context, const char *bytes, size_t length)
{
    reading *r = context;
    pthread_mutex_lock(&r->lock);
    bool added = false;
    dtl_err err = dtl_store_add_line(r->ledger->store, dtl_slice_make(bytes, length), &r->ledger->arena, NULL, &added, &r->error);
    dtl_arena_reset(&r->ledger->arena);
    if (!err)
        err = count_added(r->ledger, added, NULL, &r->error);
    pthread_mutex_unlock(&r->lock);
    return !err && (!r->listener->line || r->listener->line(r->listener->context, bytes, length));
}

static bool reading_message(void *context, const dtl_message *message)
{
    const dtl_listener *listener = ((reading *)context)->listener;
    return !listener->message || listener->message(listener->context, message);
}

static bool reading_progress(void *context, const dtl_progress *progress)
{
    const dtl_listener *listener = ((reading *)context)->listener;
    return !listener->progress || listener->progress(listener->context, progress);
}

dtl_err dtl_ledger_read(dtl_ledger_file *ledger, const dtl_engine *engine, const dtl_batch *batch, const dtl_listener *listener,
                        dtl_progress *totals, dtl_error *error)
{
    reading r = {.ledger = ledger, .listener = listener};
    const dtl_listener inner = {.context = &r, .line = reading_line, .message = reading_message, .progress = reading_progress};
    pthread_mutex_init(&r.lock, NULL);
    const dtl_way way = {dtl_doc_run, dtl_doc_write};
    dtl_err err = dtl_batch_run(engine, batch, &way, reading_knows, &r, &inner, totals, error);
    pthread_mutex_destroy(&r.lock);
    if (r.error.code && error)
        *error = r.error;
    return r.error.code ? r.error.code : err;
}

/* ---- merging files ---- */

/* One merge call. */
typedef struct merger {
    dtl_ledger_file *ledger;
    const dtl_listener *listener;
    dtl_progress totals;
    dtl_stream stream;
    bool stopped;
} merger;

static void tell_message(merger *m, dtl_err code, const char *file, uint64_t line, uint64_t offset, const char *text)
{
    dtl_message message = {.skipped = true, .code = code, .file = file, .line = line, .offset = offset, .room = "merge", .text = text};
    m->totals.skipped++;
    if (m->listener->message && !m->listener->message(m->listener->context, &message))
        m->stopped = true;
}

/* Trouble with the line or file is told; trouble with the ledger itself ends the merge. */
static bool is_input_trouble(dtl_err err)
{
    return err == DTL_ERR_INPUT || err == DTL_ERR_VERSION || err == DTL_ERR_BUDGET;
}

static dtl_err merge_lines(merger *m, const char *path, dtl_error *error)
{
    for (;;) {
        dtl_slice record;
        uint64_t line, offset;
        dtl_error problem = {0};
        dtl_record_state state = dtl_stream_record(&m->stream, false, DTL_ROW_BYTES_MAX, &record, &line, &offset);
        if (state == DTL_RECORD_END)
            return DTL_OK;
        m->totals.bytes_read = m->stream.total;
        if (state == DTL_RECORD_FINE && !dtl_slice_trim(record).length)
            continue;
        bool is_new = false;
        dtl_err err = state == DTL_RECORD_FINE ? dtl_ledger_add(m->ledger, record.ptr, record.length, &is_new, &problem)
                                               : dtl_error_set(&problem, DTL_ERR_INPUT, NULL, DTL_OFFSET_NONE, "a line longer than 64 MB: skipped");
        m->totals.reports += is_new;
        if (is_input_trouble(err)) {
            tell_message(m, err, path, line, offset + (problem.offset == DTL_OFFSET_NONE ? 0 : problem.offset), problem.message);
        } else if (err) {
            if (error)
                *error = problem;
            return err;
        }
        if (m->listener->progress && !m->listener->progress(m->listener->context, &m->totals))
            m->stopped = true;
        if (m->stopped)
            return dtl_error_set(error, DTL_ERR_CANCELLED, path, DTL_OFFSET_NONE, "stopped");
    }
}

/* The store names the file in its messages, and so does whoever tells them. */
static const char *without_path(const char *message, const char *path)
{
    size_t length = strlen(path);
    return strncmp(message, path, length) == 0 && strncmp(message + length, ": ", 2) == 0 ? message + length + 2 : message;
}

static dtl_err merge_ledger(merger *m, const char *path, dtl_error *error)
{
    uint64_t added = 0, judged = 0;
    dtl_error problem = {0};
    dtl_err err = dtl_store_union(m->ledger->store, path, &added, &judged, &problem);
    if (err == DTL_ERR_LEDGER) { /* damaged, or none at all: then this says it again */
        char text[sizeof problem.message + 120];
        uint64_t lost = 0;
        dtl_error again = {0};
        if (dtl_store_salvage(m->ledger->store, path, &added, &judged, &lost, &again) == DTL_OK) {
            snprintf(text, sizeof text, "damaged (%s): what can be read is taken over, %llu %s", without_path(problem.message, path), (unsigned long long)lost,
                     lost == 1 ? "report is lost" : "reports are lost");
            tell_message(m, err, path, 0, DTL_OFFSET_NONE, text);
            err = DTL_OK;
        }
    }
    m->ledger->judged += judged;
    m->totals.reports += added;
    m->ledger->added += added;
    if (err == DTL_ERR_LEDGER || is_input_trouble(err)) {
        tell_message(m, err, path, 0, DTL_OFFSET_NONE, without_path(problem.message, path));
        return DTL_OK;
    }
    if (err && error)
        *error = problem;
    if (!err && m->listener->progress && !m->listener->progress(m->listener->context, &m->totals))
        m->stopped = true;
    return err;
}

static dtl_err merge_file(merger *m, const char *path, dtl_error *error)
{
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    char words[160];
    if (fd < 0) {
        tell_message(m, DTL_ERR_IO, path, 0, DTL_OFFSET_NONE, strerror_r(errno, words, sizeof words));
        return DTL_OK;
    }
    dtl_stream_begin(&m->stream, fd);
    dtl_slice first = dtl_stream_peek(&m->stream, 16);
    bool ledger = dtl_slice_starts_with(first, DTL_SLICE("SQLite format 3"));
    dtl_err err = DTL_OK;
    if (!ledger)
        err = merge_lines(m, path, error);
    int number = m->stream.error;
    if (!standard_input)
        close(fd);
    if (number)
        tell_message(m, DTL_ERR_IO, path, 0, DTL_OFFSET_NONE, strerror_r(number, words, sizeof words));
    return !err && ledger ? merge_ledger(m, path, error) : err;
}

dtl_err dtl_ledger_merge(dtl_ledger_file *ledger, const char *const *paths, size_t path_count, const dtl_listener *listener,
                         dtl_progress *totals, dtl_error *error)
{
    merger m = {.ledger = ledger, .listener = listener};
    dtl_err err = DTL_OK;
    for (size_t i = 0; i < path_count && !err && !m.stopped; i++)
        err = merge_file(&m, paths[i], error);
    dtl_stream_free(&m.stream);
    if (totals)
        *totals = m.totals;
    return !err && m.stopped ? dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped") : err;
}

/* ---- what a commit changed ---- */

static void put_range(dtl_buffer *out, const char *name, dtl_range range)
{
    if (range.low < 0)
        return;
    dtl_buffer_format(out, "  %s ", name);
    if (range.high == DTL_COUNT_OPEN)
        dtl_buffer_cstr(out, "at least ");
    dtl_buffer_int(out, range.low);
    if (range.high != DTL_COUNT_OPEN && range.high != range.low) {
        dtl_buffer_cstr(out, "–");
        dtl_buffer_int(out, range.high);
    }
}

/* What a reader sees of an event in one line; two events with the same line are unchanged. */
static void put_event(dtl_buffer *out, const dtl_store_event *event)
{
    char low[16], high[16];
    dtl_day_format(event->days.low, low);
    dtl_day_format(event->days.high, high);
    dtl_buffer_slice(out, event->id);
    dtl_buffer_cstr(out, "  ");
    if (event->days.low == event->days.high)
        dtl_buffer_cstr(out, low);
    else if (dtl_interval_is_open(event->days))
        dtl_buffer_cstr(out, "day unknown");
    else
        dtl_buffer_format(out, "%s…%s", low, high);
    dtl_buffer_cstr(out, "  ");
    dtl_buffer_slice(out, event->type.length ? event->type : event->item);
    if (event->mode.length) {
        dtl_buffer_char(out, '/');
        dtl_buffer_slice(out, event->mode);
    }
    dtl_buffer_cstr(out, "  ");
    dtl_buffer_slice(out, event->actors.length ? event->actors : DTL_SLICE("unknown"));
    if (event->recipients.length) {
        dtl_buffer_cstr(out, " → ");
        dtl_buffer_slice(out, event->recipients);
    }
    if (event->place.length) {
        dtl_buffer_cstr(out, "  ");
        dtl_buffer_slice(out, event->place);
    }
    put_range(out, "killed", event->killed);
    put_range(out, "injured", event->injured);
    put_range(out, "arrested", event->arrested);
    dtl_buffer_cstr(out, "  ");
    dtl_buffer_slice(out, event->status);
    dtl_buffer_cstr(out, ", ");
    dtl_buffer_slice(out, event->standing);
    dtl_buffer_format(out, ", %u %s", event->n_reports, event->n_reports == 1 ? "report" : "reports");
}

/* All events of the derived tables as they are now, by id. */
static dtl_err snapshot(dtl_ledger_file *ledger, dtl_arena *arena, dtl_store_event_array *rows, dtl_error *error)
{
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    filter.sort = DTL_SORT_ID;
    return dtl_store_events(ledger->store, &filter, arena, rows, error);
}

/* One event that a commit made, changed or took away. */
typedef struct change {
    const char *word; /* static: "new", "changed", "gone" */
    const dtl_store_event *event;
} change;
DTL_ARRAY_TYPE(change_array, change);

static bool same_line(dtl_buffer lines[2], const dtl_store_event *a, const dtl_store_event *b)
{
    dtl_buffer_clear(&lines[0]);
    dtl_buffer_clear(&lines[1]);
    put_event(&lines[0], a);
    put_event(&lines[1], b);
    return lines[0].length == lines[1].length && memcmp(lines[0].bytes, lines[1].bytes, lines[0].length) == 0;
}

/* Both lists are sorted by id: one walk over both. False when out of budget. */
static bool compare(const dtl_store_event_array *before, const dtl_store_event_array *after, dtl_arena *arena, change_array *found)
{
    dtl_buffer lines[2] = {{0}};
    uint32_t i = 0, j = 0;
    bool enough = true;
    while (enough && (i < before->count || j < after->count)) {
        int order = i == before->count  ? 1
                    : j == after->count ? -1
                                        : dtl_slice_compare(before->items[i].id, after->items[j].id);
        change next = {order < 0 ? "gone" : order > 0 ? "new" : "changed", order < 0 ? &before->items[i] : &after->items[j]};
        if (order || !same_line(lines, &before->items[i], &after->items[j])) {
            change *kept = dtl_array_push(arena, found);
            enough = kept != NULL;
            if (kept)
                *kept = next;
        }
        i += order <= 0;
        j += order >= 0;
    }
    dtl_buffer_free(&lines[0]);
    dtl_buffer_free(&lines[1]);
    return enough;
}

/* Events before figures and statements, more tellings first, then by day and id. */
static int by_weight(const void *a, const void *b)
{
    const dtl_store_event *x = ((const change *)a)->event, *y = ((const change *)b)->event;
    bool x_event = dtl_slice_is(x->item, "event"), y_event = dtl_slice_is(y->item, "event");
    if (x_event != y_event)
        return x_event ? -1 : 1;
    if (x->n_reports != y->n_reports)
        return x->n_reports > y->n_reports ? -1 : 1;
    if (x->days.low != y->days.low)
        return x->days.low > y->days.low ? -1 : 1;
    return dtl_slice_compare(x->id, y->id);
}

/* False = the sink wants no more. */
static bool tell_changes(change_array *found, dtl_sink sink, void *context)
{
    dtl_buffer line = {0};
    bool more = true;
    if (found->count)
        qsort(found->items, found->count, sizeof *found->items, by_weight);
    for (uint32_t i = 0; more && i < found->count; i++) {
        dtl_buffer_clear(&line);
        dtl_buffer_format(&line, "%-8s ", found->items[i].word);
        put_event(&line, found->items[i].event);
        dtl_buffer_char(&line, '\n');
        more = sink(context, line.bytes, line.length);
    }
    dtl_buffer_free(&line);
    return more;
}

static void count_changes(const change_array *found, dtl_changes *changes)
{
    for (uint32_t i = 0; i < found->count; i++) {
        const char *word = found->items[i].word;
        changes->events_new += word[0] == 'n';
        changes->events_changed += word[0] == 'c';
        changes->events_gone += word[0] == 'g';
    }
}

dtl_err dtl_ledger_commit(dtl_ledger_file *ledger, dtl_changes *changes, dtl_sink sink, void *context, dtl_error *error)
{
    dtl_store_counts counts = {0};
    dtl_changes found = {0};
    change_array list = {0};
    dtl_arena arena;
    dtl_arena_init(&arena, CHANGES_BUDGET);
    dtl_store_diff diff = {.arena = &arena};
    dtl_err err = dtl_store_rebuild_telling(ledger->store, &diff, error);
    if (!err)
        err = dtl_store_count(ledger->store, &counts, error);
    if (!err && !compare(&diff.before, &diff.after, &arena, &list))
        err = dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    if (!err) {
        count_changes(&list, &found);
        found.reports_added = ledger->added;
        found.reports = counts.reports;
        found.events = counts.events + counts.statements + counts.figures;
        found.claims = counts.claims;
        found.assessments_added = ledger->judged;
        ledger->added = ledger->judged = 0;
        ledger->unsaved = 0;
        if (changes)
            *changes = found;
        if (sink && !tell_changes(&list, sink, context))
            err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    }
    dtl_arena_free(&arena);
    return err;
}

dtl_err dtl_ledger_save(dtl_ledger_file *ledger, uint64_t *reports, dtl_error *error)
{
    dtl_err err = dtl_store_commit(ledger->store, error);
    if (err)
        return err;
    if (reports)
        *reports = ledger->added;
    ledger->unsaved = 0;
    return DTL_OK;
}

dtl_err dtl_ledger_behind(dtl_ledger_file *ledger, bool *behind, dtl_error *error)
{
    return dtl_store_stale(ledger->store, behind, error);
}

/* ---- an analyst's judgement ---- */

/* "source media:afp (AFP): reliability B, usually reliable (N. Haidari, 2024-05-31)" */
static bool tell_judgement(const dtl_assessment *a, bool is_new, dtl_sink sink, void *context)
{
    dtl_buffer line = {0};
    dtl_buffer_format(&line, "%s ", dtl_subject_name(a->subject));
    dtl_buffer_slice(&line, a->of);
    dtl_buffer_cstr(&line, " (");
    dtl_buffer_slice(&line, a->about);
    dtl_buffer_format(&line, "): %s %c, %s (", a->subject == DTL_SUBJECT_SOURCE ? "reliability" : "credibility", a->grade, dtl_grade_meaning(a->grade));
    dtl_buffer_slice(&line, a->analyst);
    dtl_buffer_cstr(&line, a->date.length ? ", " : "");
    dtl_buffer_slice(&line, a->date);
    dtl_buffer_cstr(&line, !is_new ? "); was told so before" : a->supersedes.length ? "); supersedes the judgement before" : ")");
    dtl_buffer_char(&line, '\n');
    bool more = !line.failed && sink(context, line.bytes, line.length);
    dtl_buffer_free(&line);
    return more;
}

dtl_err dtl_ledger_assess(dtl_ledger_file *ledger, const dtl_judgement *judgement, bool *is_new, dtl_sink sink, void *context, dtl_error *error)
{
    static const uint8_t subjects[] = {[DTL_JUDGED_SOURCE] = DTL_SUBJECT_SOURCE, [DTL_JUDGED_EVENT] = DTL_SUBJECT_EVENT, [DTL_JUDGED_CLAIM] = DTL_SUBJECT_CLAIM};
    dtl_assessment given = {.analyst = dtl_slice_trim(dtl_slice_from_cstr(judgement->analyst)), .date = dtl_slice_from_cstr(judgement->date),
                            .note = dtl_slice_trim(dtl_slice_from_cstr(judgement->note))};
    dtl_slice grade = dtl_slice_from_cstr(judgement->grade);
    dtl_store_subject found;
    bool added = false;
    given.grade = grade.length == 1 ? (char)(grade.ptr[0] >= 'a' && grade.ptr[0] <= 'f' ? grade.ptr[0] - 32 : grade.ptr[0]) : '\0';
    dtl_err err = dtl_store_rebuild(ledger->store, error); /* a ledger of before gets its ids first; else nothing is done */
    if (!err)
        err = dtl_store_find_subject(ledger->store, subjects[judgement->of], dtl_slice_from_cstr(judgement->which), &ledger->arena, &found, error);
    if (!err)
        err = dtl_store_assess(ledger->store, &found, &given, &ledger->arena, &added, error);
    if (!err)
        err = dtl_store_commit(ledger->store, error);
    if (!err && sink && !tell_judgement(&given, added, sink, context))
        err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    if (!err && is_new)
        *is_new = added;
    dtl_arena_reset(&ledger->arena);
    return err;
}

/* ---- an analyst's decision ---- */

/* "merge 5d1f0c2a: Karim Gul = Abu Hamdan (N. Haidari, 2024-05-31): in force, person:karim gul" */
static bool tell_decision(const dtl_store_decision *d, bool is_new, bool known, dtl_sink sink, void *context)
{
    dtl_buffer line = {0};
    dtl_buffer_format(&line, "%.*s %.8s: %.*s (%.*s%s%.*s)", (int)d->kind.length, d->kind.ptr, d->id.ptr, (int)d->about.length, d->about.ptr, (int)d->analyst.length,
                      d->analyst.ptr, d->date.length ? ", " : "", (int)d->date.length, d->date.ptr);
    dtl_buffer_format(&line, "%s: %.*s%s%.*s%s%.*s\n", is_new ? "" : ", was decided so before", (int)d->state.length, d->state.ptr, d->result.length ? ", " : "",
                      (int)d->result.length, d->result.ptr, d->detail.length ? "; " : "", (int)d->detail.length, d->detail.ptr);
    if (known)
        dtl_buffer_cstr(&line, "warning: the rules know an actor of this decision; what they say of him holds for all whom it joins\n");
    bool more = !line.failed && sink(context, line.bytes, line.length);
    dtl_buffer_free(&line);
    return more;
}

/* Tells what became of the decision with this id. */
static dtl_err tell_fate(dtl_ledger_file *ledger, const char *id, bool is_new, bool known, dtl_sink sink, void *context, dtl_error *error)
{
    dtl_store_decision_array all = {0};
    dtl_err err = dtl_store_decisions(ledger->store, &ledger->arena, &all, error);
    for (uint32_t i = 0; !err && i < all.count; i++)
        if (dtl_slice_is(all.items[i].id, id) && !tell_decision(&all.items[i], is_new, known, sink, context))
            err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    return err;
}

static dtl_slice given(const char *text)
{
    return dtl_slice_trim(dtl_slice_from_cstr(text));
}

dtl_err dtl_ledger_decide(dtl_ledger_file *ledger, const dtl_ruling *ruling, bool *is_new, dtl_sink sink, void *context, dtl_error *error)
{
    static const uint8_t kinds[] = {[DTL_DECIDE_MERGE] = DTL_DECISION_MERGE, [DTL_DECIDE_PIN] = DTL_DECISION_PIN, [DTL_DECIDE_SPLIT] = DTL_DECISION_SPLIT,
                                    [DTL_DECIDE_UNDO] = DTL_DECISION_UNDO};
    dtl_store_wish wish = {.kind = kinds[ruling->kind], .actor = given(ruling->actor), .name = given(ruling->name), .country = given(ruling->country),
                           .role = given(ruling->role), .reports = given(ruling->reports), .spelling = given(ruling->spelling),
                           .signed_by = {.analyst = given(ruling->analyst), .date = given(ruling->date), .note = given(ruling->note)}};
    dtl_decision made;
    bool added = false, known = false;
    if (ruling->which_count < (ruling->kind == DTL_DECIDE_MERGE ? 2 : 1) || ruling->which_count > DTL_USES_MAX)
        return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "a decision is about one actor, a merge about two to %d", DTL_USES_MAX);
    for (size_t i = 0; i < ruling->which_count; i++)
        wish.which[wish.which_count++] = given(ruling->which[i]);
    dtl_err err = dtl_store_rebuild(ledger->store, error); /* what is decided about is what the ledger shows */
    if (!err)
        err = dtl_store_decide(ledger->store, &wish, &ledger->arena, &made, &added, &known, error);
    if (!err)
        err = dtl_store_rebuild(ledger->store, error);
    if (!err && sink)
        err = tell_fate(ledger, made.id, added, known, sink, context, error);
    if (!err && is_new)
        *is_new = added;
    dtl_arena_reset(&ledger->arena);
    return err;
}

/* ---- questions ---- */

static dtl_err argument(dtl_error *error, const char *what, const char *value)
{
    return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "%s, not \"%.60s\"", what, value);
}

/* "0.8" → 800; false for anything outside 0–1. */
static bool read_thousandths(const char *text, uint16_t *out)
{
    unsigned number = 0, unit = 1000;
    const char *c = text;
    if (*c != '0' && *c != '1')
        return false;
    number = (unsigned)(*c++ - '0') * 1000;
    if (*c == '.')
        for (c++; *c >= '0' && *c <= '9'; c++)
            number += (unsigned)(*c - '0') * (unit /= 10);
    *out = (uint16_t)number;
    return *c == 0 && number <= 1000;
}

static bool is_known_name(const char *given, const char *(*name_of)(unsigned), unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (dtl_slice_equal_nocase(dtl_slice_from_cstr(given), dtl_slice_from_cstr(name_of(i))))
            return true;
    return false;
}

/* "stance must be one of supports, confirms, …, not "agrees"" */
static dtl_err unknown_name(dtl_error *error, const char *what, const char *given, const char *(*name_of)(unsigned), unsigned count)
{
    char names[400] = "";
    size_t length = 0;
    for (unsigned i = 0; i < count && length < sizeof names; i++)
        length += (size_t)snprintf(names + length, sizeof names - length, "%s%s", i ? ", " : "", name_of(i));
    return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "%s must be one of %s; not \"%.60s\"", what, names, given);
}

/* What --status takes: every status, and the standings that are no status ("denied" is both). */
enum { STANDINGS_OF_THEIR_OWN = DTL_STANDING_FOILED + 1 };
static const char *status_or_standing(unsigned i)
{
    return i < DTL_STATUS_COUNT ? dtl_status_name(i) : dtl_standing_name(i - DTL_STATUS_COUNT);
}

/* "ASSAULT", "assault/firearms"; else the error says which types there are, or which modes the type has. */
static dtl_err check_type(const char *given, dtl_error *error)
{
    dtl_slice name = dtl_slice_from_cstr(given);
    const char *slash = strchr(given, '/'), *what = "type";
    char names[600] = "";
    size_t length = 0;
    unsigned type = 0;
    if (slash)
        name.length = (uint32_t)(slash - given);
    while (type < DTL_EVENT_TYPE_COUNT && (type == DTL_EVENT_NO_TYPE || !dtl_slice_equal_nocase(name, dtl_slice_from_cstr(dtl_event_type_name(type)))))
        type++;
    if (type == DTL_EVENT_TYPE_COUNT) {
        for (unsigned i = 0; i < DTL_EVENT_TYPE_COUNT && length < sizeof names; i++)
            if (i != DTL_EVENT_NO_TYPE)
                length += (size_t)snprintf(names + length, sizeof names - length, "%s%s", length ? ", " : "", dtl_event_type_name(i));
    } else if (slash) {
        what = "the mode";
        for (unsigned i = 0; i < DTL_MODE_COUNT && length < sizeof names; i++) {
            if (i == DTL_MODE_NO_MODE || !dtl_event_mode_fits(type, i))
                continue;
            if (dtl_slice_equal_nocase(dtl_slice_from_cstr(slash + 1), dtl_slice_from_cstr(dtl_event_mode_name(i))))
                return DTL_OK;
            length += (size_t)snprintf(names + length, sizeof names - length, "%s%s/%s", length ? ", " : "", dtl_event_type_name(type), dtl_event_mode_name(i));
        }
        if (!length)
            return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "type %s has no modes; not \"%.60s\"", dtl_event_type_name(type), given);
    } else {
        return DTL_OK;
    }
    return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "%s must be one of %s; not \"%.60s\"", what, names, given);
}

static dtl_err fill_filter(const dtl_query *query, dtl_store_filter *filter, dtl_error *error)
{
    static const dtl_sort sorts[] = {[DTL_ORDER_DATE] = DTL_SORT_DATE,       [DTL_ORDER_TYPE] = DTL_SORT_TYPE,
                                     [DTL_ORDER_ACTOR] = DTL_SORT_ACTOR,     [DTL_ORDER_PLACE] = DTL_SORT_PLACE,
                                     [DTL_ORDER_REPORTS] = DTL_SORT_REPORTS, [DTL_ORDER_KILLED] = DTL_SORT_KILLED};
    *filter = DTL_STORE_FILTER_ALL;
    filter->event = dtl_slice_from_cstr(query->event);
    filter->item = dtl_slice_from_cstr(query->item);
    filter->type = dtl_slice_from_cstr(query->type);
    filter->status = dtl_slice_from_cstr(query->status);
    filter->actor = dtl_slice_from_cstr(query->actor);
    filter->place = dtl_slice_from_cstr(query->place);
    filter->text = dtl_slice_from_cstr(query->words);
    filter->voice = dtl_slice_from_cstr(query->voice);
    filter->stance = dtl_slice_from_cstr(query->stance);
    filter->field = dtl_slice_from_cstr(query->field);
    filter->source_kind = dtl_slice_from_cstr(query->source_kind);
    const struct { const char *what, *given; const char *(*name_of)(unsigned); unsigned count; } closed[] = {
        {"stance", query->stance, dtl_stance_name, DTL_STANCE_COUNT}, {"field", query->field, dtl_field_name, DTL_FIELD_COUNT},
        {"source-kind", query->source_kind, dtl_source_kind_name, DTL_SOURCE_COUNT},
        {"status", query->status, status_or_standing, DTL_STATUS_COUNT + STANDINGS_OF_THEIR_OWN},
        {"item", query->item, dtl_item_name, DTL_ITEM_FIGURE + 1}};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (closed[i].given && !is_known_name(closed[i].given, closed[i].name_of, closed[i].count))
            return unknown_name(error, closed[i].what, closed[i].given, closed[i].name_of, closed[i].count);
    if (query->type && *query->type && check_type(query->type, error))
        return DTL_ERR_ARGUMENT;
    filter->by_policy = query->policy != NULL;
    filter->policy = query->policy ? (uint8_t)dtl_policy_from_name(dtl_slice_from_cstr(query->policy)) : DTL_POLICY_MAJORITY;
    if (filter->policy == DTL_POLICY_COUNT)
        return unknown_name(error, "policy", query->policy, dtl_policy_name, DTL_POLICY_COUNT);
    filter->shared = query->shared;
    filter->conflicts = query->conflicts;
    filter->sort = (uint8_t)sorts[query->order];
    filter->descending = query->descending;
    filter->limit = query->limit;
    filter->offset = query->offset;
    int32_t box[4];
    if (query->box && !dtl_box_read(query->box, box))
        return argument(error, "box must be west,south,east,north in degrees, like 60.5,29,75,38.5", query->box);
    if (query->box) {
        filter->in_box = true;
        filter->west = box[0];
        filter->south = box[1];
        filter->east = box[2];
        filter->north = box[3];
    }
    if (query->context && !dtl_contexts_read(dtl_slice_from_cstr(query->context), &filter->contexts))
        return argument(error, "context must be one of PLOVER's, like military or legal,corruption", query->context);
    if (query->confidence && !read_thousandths(query->confidence, &filter->confidence))
        return argument(error, "confidence must be a number from 0 to 1, like 0.8", query->confidence);
    if (query->since && !dtl_day_parse_iso(dtl_slice_from_cstr(query->since), &filter->from))
        return argument(error, "since must be a date like 2024-05-31", query->since);
    if (query->until && !dtl_day_parse_iso(dtl_slice_from_cstr(query->until), &filter->to))
        return argument(error, "until must be a date like 2024-05-31", query->until);
    return DTL_OK;
}

/* More voices for and against it, then more different texts, then the smaller id. */
static bool is_louder(const dtl_store_event *a, const dtl_store_event *b)
{
    uint32_t x = a->n_voices + a->n_denials, y = b->n_voices + b->n_denials;
    if (x != y)
        return x > y;
    if (a->n_testimonies != b->n_testimonies)
        return a->n_testimonies > b->n_testimonies;
    return dtl_slice_compare(a->id, b->id) < 0;
}

/* The event that most voices speak about. */
static dtl_err most_voices(dtl_ledger_file *ledger, dtl_slice *id, dtl_error *error)
{
    dtl_store_event_array rows = {0};
    dtl_err err = snapshot(ledger, &ledger->arena, &rows, error);
    if (err)
        return err;
    const dtl_store_event *best = NULL;
    for (uint32_t i = 0; i < rows.count; i++)
        if (dtl_slice_is(rows.items[i].item, "event") && (!best || is_louder(&rows.items[i], best)))
            best = &rows.items[i];
    if (!best)
        return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "the ledger holds no event yet");
    *id = best->id;
    return DTL_OK;
}

/* Where the text of a view goes. */
typedef struct outlet {
    dtl_sink sink;
    void *context;
} outlet;

static bool flush(void *context, dtl_buffer *out)
{
    const outlet *o = context;
    if (out->length < FLUSH_BYTES)
        return true;
    bool more = o->sink(o->context, out->bytes, out->length);
    dtl_buffer_clear(out);
    return more;
}

/* "jsonl", NULL; else the error says which there are. */
static dtl_err export_format(const char *name, dtl_view_export_format *format, dtl_error *error)
{
    for (unsigned i = 0; i < DTL_EXPORT_COUNT; i++)
        if (!name || strcmp(name, dtl_view_export_name(i)) == 0) {
            *format = (dtl_view_export_format)i;
            return DTL_OK;
        }
    return unknown_name(error, "format", name, dtl_view_export_name, DTL_EXPORT_COUNT);
}

static dtl_err tell_note(const dtl_query *query, dtl_buffer *told, dtl_err err, dtl_error *error)
{
    if (!err && query->note && told->length && !query->note(query->note_context, told->bytes, told->length))
        err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    dtl_buffer_free(told);
    return err;
}

static dtl_err run_export(dtl_ledger_file *ledger, const dtl_query *query, const dtl_store_filter *filter, outlet *o, dtl_buffer *out, dtl_error *error)
{
    dtl_view_export_format format = DTL_EXPORT_JSONL;
    dtl_buffer told = {0};
    dtl_err err = export_format(query->format, &format, error);
    if (!err)
        err = dtl_view_export(ledger->store, filter, format, flush, o, out, &told, error);
    return tell_note(query, &told, err, error);
}

static dtl_err run_view(dtl_ledger_file *ledger, const dtl_query *query, const dtl_store_filter *filter, outlet *o, dtl_buffer *out, dtl_error *error)
{
    static const dtl_view_format formats[] = {[DTL_OUTPUT_TEXT] = DTL_VIEW_TEXT, [DTL_OUTPUT_JSON] = DTL_VIEW_JSONL, [DTL_OUTPUT_CSV] = DTL_VIEW_CSV};
    dtl_view_style style = {.format = (uint8_t)formats[query->output], .colour = query->colour, .width = query->width, .policy = filter->policy,
                            .by_policy = filter->by_policy};
    dtl_slice event = filter->event;
    switch (query->view) {
    case DTL_VIEW_SUMMARY: return dtl_view_summary(ledger->store, &style, out, error);
    case DTL_VIEW_EVENTS: return dtl_view_events(ledger->store, filter, &style, out, error);
    case DTL_VIEW_CLAIMS: return dtl_view_claims(ledger->store, filter, &style, out, error);
    case DTL_VIEW_ACTORS: return dtl_view_actors(ledger->store, filter, &style, out, error);
    case DTL_VIEW_DECISIONS: return dtl_view_decisions(ledger->store, &style, out, error);
    case DTL_VIEW_ASSESSMENTS: return dtl_view_assessments(ledger->store, &style, out, error);
    case DTL_VIEW_REPORTS: return dtl_view_reports(ledger->store, filter, &style, out, error);
    case DTL_VIEW_SOURCES: return dtl_view_sources(ledger->store, filter, &style, out, error);
    case DTL_VIEW_EXPORT: return run_export(ledger, query, filter, o, out, error);
    case DTL_VIEW_TIMELINE: return dtl_view_timeline(ledger->store, filter, &style, out, error);
    case DTL_VIEW_CONFLICTS: return dtl_view_conflicts(ledger->store, filter, &style, flush, o, out, error);
    case DTL_VIEW_EVENT:
        if (dtl_slice_is(event, "most-voices")) {
            dtl_err err = most_voices(ledger, &event, error);
            if (err)
                return err;
        }
        return dtl_view_show(ledger->store, event, &style, out, error);
    }
    return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "no such view");
}

dtl_err dtl_ledger_query(dtl_ledger_file *ledger, const dtl_query *query, dtl_sink sink, void *context, dtl_error *error)
{
    dtl_store_filter filter;
    outlet o = {sink, context};
    dtl_buffer out = {0};
    dtl_err err = fill_filter(query, &filter, error);
    if (!err && query->view == DTL_VIEW_EVENT && !filter.event.length)
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "which event? give its id, the beginning of one, or most-voices");
    if (!err && query->view == DTL_VIEW_TIMELINE && !filter.actor.length)
        err = dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "whose timeline? give an actor by name or id");
    if (!err)
        err = run_view(ledger, query, &filter, &o, &out, error);
    if (err == DTL_ERR_CANCELLED)
        dtl_error_set(error, err, NULL, DTL_OFFSET_NONE, "stopped");
    if (!err && out.failed)
        err = dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    if (!err && out.length && !sink(context, out.bytes, out.length))
        err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    dtl_buffer_free(&out);
    bool whole_export = query->view == DTL_VIEW_EXPORT && query->format && query->format[0] != 'c' && query->format[0] != 'j'; /* has told its counts */
    if (!err && query->note && !whole_export) {
        dtl_buffer told = {0};
        err = tell_note(query, &told, dtl_remainder_note(ledger->store, query, &filter, &told, error), error);
    }
    dtl_arena_reset(&ledger->arena);
    return err;
}

/* ---- snapshots ---- */

dtl_err dtl_ledger_snapshot(dtl_ledger_file *ledger, const char *name, const char *date, dtl_error *error)
{
    return dtl_store_take_snapshot(ledger->store, dtl_slice_trim(dtl_slice_from_cstr(name)), dtl_slice_from_cstr(date), dtl_version(), error);
}

dtl_err dtl_ledger_changes(dtl_ledger_file *ledger, const char *from, const char *to, dtl_output output, uint32_t limit, dtl_sink sink, void *context,
                           dtl_error *error)
{
    dtl_view_style style = {.format = (uint8_t)(output == DTL_OUTPUT_JSON ? DTL_VIEW_JSONL : output == DTL_OUTPUT_CSV ? DTL_VIEW_CSV : DTL_VIEW_TEXT)};
    dtl_buffer out = {0};
    dtl_err err = from ? dtl_view_changes(ledger->store, dtl_slice_from_cstr(from), dtl_slice_from_cstr(to), limit, &style, &out, error)
                       : dtl_view_snapshots(ledger->store, &style, &out, error);
    if (!err && out.length && !sink(context, out.bytes, out.length))
        err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    dtl_buffer_free(&out);
    return err;
}

dtl_err dtl_explain_event(const dtl_engine *engine, dtl_ledger_file *ledger, const char *event, dtl_output output,
                          dtl_sink sink, void *context, dtl_error *error)
{
    dtl_slice id = dtl_slice_from_cstr(event);
    dtl_buffer out = {0};
    dtl_err err = dtl_slice_is(id, "most-voices") ? most_voices(ledger, &id, error) : DTL_OK;
    if (!err)
        err = dtl_explain_store_event(engine, ledger->store, id, output, &out, error);
    if (!err && out.length && !sink(context, out.bytes, out.length))
        err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    dtl_buffer_free(&out);
    dtl_arena_reset(&ledger->arena);
    return err;
}
