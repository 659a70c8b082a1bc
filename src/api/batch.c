/* batch: from paths to lines, in parallel and yet in order.
 *
 * In: a batch of paths. Out: lines and messages, told to the listener on the calling thread in the order of the input,
 * so that the same input gives the same bytes on any number of threads.
 *
 * The idea: a ring of slots. The calling thread reads items into free slots and tells finished ones from the oldest on;
 * workers take the slots in between. Nothing is shared but the ring and the read-only engine. A worker gives all memory
 * of a document back before the next one: whether a report fits its budget must not depend on its neighbours.
 *
 *        told ── head ── done, running, waiting ── tail ── free …
 *
 * Example: a.txt, b.jsonl with two rows, c.txt (binary) and 8 threads: line a, line b:1, line b:2, message c, always.
 *
 * Knowingly wrong: a worker that holds a slow report at the head lets the ring fill and the others wait.
 */
#include "api/batch.h"
#include "api/input.h"
#include "api/row.h"
#include "doc/report.h"
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { SLOTS_PER_JOB = 8, JOBS_MAX = 256, MESSAGES_BUDGET = 4 * 1024 * 1024, QUEUE_BYTES_MAX = 128 * 1024 * 1024,
       KEEP_BYTES = 1024 * 1024 };

DTL_ARRAY_TYPE(message_array, dtl_message);

/* One item on its way. */
typedef struct slot {
    dtl_item item;
    dtl_buffer out;         /* what render wrote; empty when the item gave no report */
    dtl_arena arena;        /* owns the messages */
    message_array messages;
    bool skipped, known;
    bool done;              /* under the ring's lock */
} slot;

/* What all threads of one run see. */
typedef struct ring {
    const dtl_engine *engine;
    dtl_way way;
    dtl_known_fn *known;        /* NULL: everything is coded */
    void *known_context;
    dtl_defaults defaults;
    slot *slots;
    uint32_t size;
    uint64_t head, taken, tail; /* running numbers; slot = number modulo size */
    bool closing;
    pthread_mutex_t lock;
    pthread_cond_t work, finished;
} ring;

static void add_message(slot *s, dtl_message message, dtl_slice text)
{
    dtl_message *kept = dtl_array_push(&s->arena, &s->messages);
    dtl_slice copy;
    if (!kept)
        return;
    if (!dtl_arena_copy(&s->arena, text, &copy))
        copy = DTL_SLICE("(no memory left for the words)");
    *kept = message;
    kept->file = s->item.path;
    kept->line = s->item.line;
    kept->text = copy.ptr;
    s->skipped = s->skipped || message.skipped;
}

static void skip(slot *s, dtl_err code, uint64_t offset, const char *room, const char *text)
{
    dtl_message message = {.skipped = true, .code = code, .offset = offset, .room = room};
    add_message(s, message, dtl_slice_from_cstr(text));
}

/* Byte of the source file that a note is about, as far as that is known. */
static uint64_t note_offset(const slot *s, const dtl_doc *doc, const dtl_note *note)
{
    dtl_span source;
    if (s->item.form != DTL_FORM_REPORT)
        return s->item.offset;
    return dtl_source_span(&doc->page.source_map, note->span, &source) ? source.offset : DTL_OFFSET_NONE;
}

static const char *why_not_english(const dtl_doc *doc)
{
    for (uint32_t i = 0; i < doc->notes.count; i++)
        if (dtl_slice_is(doc->notes.items[i].text, "no blanks between its words"))
            return "no blanks between its words: skipped";
    return "not in English: skipped";
}

static void finish_doc(const ring *r, slot *s, dtl_doc *doc)
{
    dtl_error problem = {0};
    dtl_err err = r->way.run(r->engine, doc, &problem);
    if (!err && dtl_slice_trim(doc->page.text).length && !doc->article.english) {
        skip(s, DTL_OK, s->item.offset, "article", why_not_english(doc));
        return;
    }
    for (uint32_t i = 0; i < doc->notes.count; i++) {
        const dtl_note *note = &doc->notes.items[i];
        dtl_message message = {.offset = note_offset(s, doc, note), .room = note->room};
        add_message(s, message, note->text);
    }
    if (err) {
        skip(s, err, s->item.offset, "api", problem.message);
        return;
    }
    if (!dtl_slice_trim(doc->page.text).length) {
        skip(s, DTL_ERR_INPUT, s->item.offset, "page", "no visible text: skipped");
        return;
    }
    err = r->way.render(r->engine, doc, &s->out);
    if (err) {
        dtl_buffer_clear(&s->out);
        skip(s, err, s->item.offset, "report", "needs more memory than one report may take: skipped");
    }
}

static bool is_known(const ring *r, const dtl_source *source)
{
    char key[65];
    if (!r->known)
        return false;
    dtl_report_key(source, dtl_slice_from_cstr(r->engine->rules_hex), dtl_slice_from_cstr(r->engine->model_hex),
                   dtl_slice_from_cstr(r->engine->gazetteer_hex), key);
    return r->known(r->known_context, key);
}

/* The whole work on one slot; all memory of the document is gone afterwards. */
static void work_on(const ring *r, slot *s)
{
    dtl_arena arena;
    dtl_doc doc = {.arena = &arena};
    void *held = NULL;
    bool repaired;
    uint64_t offset;
    if (s->item.form == DTL_FORM_MESSAGE) {
        dtl_message message = {.skipped = s->item.code != DTL_OK, .code = s->item.code, .offset = s->item.offset, .room = "input"};
        add_message(s, message, dtl_slice_from_cstr(s->item.text));
        return;
    }
    dtl_arena_init(&arena, r->engine->budget);
    const char *reason = dtl_row_source(&s->item, &r->defaults, &arena, &doc.source, &repaired, &held, &offset);
    if (reason) {
        skip(s, DTL_ERR_INPUT, offset, "input", reason);
    } else if (is_known(r, &doc.source)) {
        s->known = true;
    } else {
        if (repaired)
            add_message(s, (dtl_message){.offset = offset, .room = "input"}, DTL_SLICE("bytes that are no UTF-8 were replaced"));
        finish_doc(r, s, &doc);
    }
    dtl_row_release(held);
    dtl_arena_free(&arena);
}

static void *worker(void *context)
{
    ring *r = context;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (r->taken == r->tail && !r->closing)
            pthread_cond_wait(&r->work, &r->lock);
        if (r->closing)
            break;
        slot *s = &r->slots[r->taken++ % r->size];
        pthread_mutex_unlock(&r->lock);
        work_on(r, s);
        pthread_mutex_lock(&r->lock);
        s->done = true;
        pthread_cond_signal(&r->finished);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Makes the slot ready for the next item; what a giant took is given back, so that peaks do not add up over slots. */
static void clear_slot(slot *s)
{
    if (s->item.capacity > KEEP_BYTES) {
        free(s->item.bytes);
        s->item.bytes = NULL;
        s->item.capacity = s->item.length = 0;
    }
    if (s->out.capacity > KEEP_BYTES)
        dtl_buffer_free(&s->out);
    dtl_buffer_clear(&s->out);
    dtl_arena_reset(&s->arena);
    s->messages = (message_array){0};
    s->skipped = s->known = s->done = false;
}

/* Tells the listener what one item gave; false = stop. */
static bool tell(const slot *s, const dtl_listener *listener, dtl_progress *totals)
{
    for (uint32_t i = 0; i < s->messages.count; i++) {
        totals->notes += !s->messages.items[i].skipped;
        if (listener->message && !listener->message(listener->context, &s->messages.items[i]))
            return false;
    }
    totals->skipped += s->skipped;
    totals->known += s->known;
    if (s->out.length) {
        totals->reports++;
        if (listener->line && !listener->line(listener->context, s->out.bytes, s->out.length))
            return false;
    }
    return !listener->progress || listener->progress(listener->context, totals);
}

/* One thread: read, work, tell. */
static bool run_alone(ring *r, dtl_reader *reader, const dtl_listener *listener, dtl_progress *totals)
{
    slot *s = r->slots;
    while (dtl_reader_next(reader, &s->item)) {
        work_on(r, s);
        totals->bytes_read = dtl_reader_bytes_read(reader);
        if (!tell(s, listener, totals))
            return false;
        clear_slot(s);
    }
    return true;
}

/* Several threads: this one reads and tells, the others work. */
static bool run_ring(ring *r, dtl_reader *reader, const dtl_listener *listener, dtl_progress *totals)
{
    bool more = true;
    uint64_t queued_bytes = 0;
    for (;;) {
        pthread_mutex_lock(&r->lock);
        bool full = r->tail - r->head == r->size || (queued_bytes > QUEUE_BYTES_MAX && r->tail > r->head);
        slot *oldest = &r->slots[r->head % r->size];
        while ((full || !more) && r->head < r->tail && !oldest->done)
            pthread_cond_wait(&r->finished, &r->lock);
        bool ready = r->head < r->tail && oldest->done;
        pthread_mutex_unlock(&r->lock);
        if (ready) {
            queued_bytes -= oldest->item.length;
            totals->bytes_read = dtl_reader_bytes_read(reader);
            if (!tell(oldest, listener, totals))
                return false;
            clear_slot(oldest);
            r->head++; /* only this thread looks at it */
        } else if (more) {
            slot *s = &r->slots[r->tail % r->size];
            more = dtl_reader_next(reader, &s->item);
            if (!more)
                continue;
            queued_bytes += s->item.length;
            pthread_mutex_lock(&r->lock);
            r->tail++;
            pthread_cond_signal(&r->work);
            pthread_mutex_unlock(&r->lock);
        } else {
            return true;
        }
    }
}

static bool run_threads(ring *r, uint32_t jobs, dtl_reader *reader, const dtl_listener *listener, dtl_progress *totals)
{
    pthread_t threads[JOBS_MAX];
    uint32_t started = 0;
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->work, NULL);
    pthread_cond_init(&r->finished, NULL);
    while (started < jobs && pthread_create(&threads[started], NULL, worker, r) == 0)
        started++;
    bool completed = started ? run_ring(r, reader, listener, totals) : run_alone(r, reader, listener, totals);
    pthread_mutex_lock(&r->lock);
    r->closing = true;
    pthread_cond_broadcast(&r->work);
    pthread_mutex_unlock(&r->lock);
    for (uint32_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_cond_destroy(&r->finished);
    pthread_cond_destroy(&r->work);
    pthread_mutex_destroy(&r->lock);
    return completed;
}

static uint32_t job_count(unsigned wanted)
{
    long cores = wanted ? (long)wanted : sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > JOBS_MAX ? JOBS_MAX : (uint32_t)cores;
}

static dtl_defaults defaults_of(const char *url, const char *outlet, const char *published)
{
    return (dtl_defaults){dtl_slice_from_cstr(url), dtl_slice_from_cstr(outlet), dtl_slice_from_cstr(published)};
}

static dtl_err check_published(const char *published, dtl_error *error)
{
    int32_t day;
    if (published && *published && !dtl_day_parse_iso(dtl_slice_from_cstr(published), &day))
        return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "published must be a date like 2024-05-31, not \"%.60s\"", published);
    return DTL_OK;
}

dtl_err dtl_batch_run(const dtl_engine *engine, const dtl_batch *batch, const dtl_way *way, dtl_known_fn *known, void *known_context,
                      const dtl_listener *listener, dtl_progress *totals, dtl_error *error)
{
    dtl_reader *reader = NULL;
    dtl_progress sums = {0};
    dtl_err err = check_published(batch->published, error);
    if (!err)
        err = dtl_reader_open(batch, &reader, error);
    if (err)
        return err;
    uint32_t jobs = job_count(batch->jobs);
    ring r = {.engine = engine, .way = *way, .known = known, .known_context = known_context, .defaults = defaults_of(batch->url, batch->outlet, batch->published),
              .size = jobs == 1 ? 1 : jobs * SLOTS_PER_JOB};
    r.slots = calloc(r.size, sizeof *r.slots);
    if (!r.slots) {
        dtl_reader_close(reader);
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    }
    for (uint32_t i = 0; i < r.size; i++)
        dtl_arena_init(&r.slots[i].arena, MESSAGES_BUDGET);
    sums.bytes_total = dtl_reader_bytes_total(reader);
    bool completed = jobs == 1 ? run_alone(&r, reader, listener, &sums) : run_threads(&r, jobs, reader, listener, &sums);
    for (uint32_t i = 0; i < r.size; i++) {
        free(r.slots[i].item.bytes);
        dtl_buffer_free(&r.slots[i].out);
        dtl_arena_free(&r.slots[i].arena);
    }
    free(r.slots);
    dtl_reader_close(reader);
    if (totals)
        *totals = sums;
    return completed ? DTL_OK : dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
}

dtl_err dtl_code_batch(const dtl_engine *engine, const dtl_batch *batch, const dtl_listener *listener, dtl_progress *totals, dtl_error *error)
{
    const dtl_way way = {dtl_doc_run, dtl_doc_write};
    return dtl_batch_run(engine, batch, &way, NULL, NULL, listener, totals, error);
}

dtl_err dtl_code(const dtl_engine *engine, const dtl_input *input, const dtl_listener *listener, dtl_error *error)
{
    if (input->length > DTL_REPORT_BYTES_MAX || input->format == DTL_INPUT_JSONL || input->format == DTL_INPUT_CSV)
        return dtl_error_set(error, DTL_ERR_ARGUMENT, input->file, DTL_OFFSET_NONE, "one report of text or HTML, at most 32 MB");
    dtl_err err = check_published(input->published, error);
    if (err)
        return err;
    ring r = {.engine = engine, .way = {dtl_doc_run, dtl_doc_write}};
    slot s = {.item = {.form = DTL_FORM_REPORT, .path = input->file ? input->file : "", .length = input->length, .offset = DTL_OFFSET_NONE}};
    dtl_arena arena;
    dtl_doc doc = {.arena = &arena};
    dtl_progress sums = {.bytes_read = input->length, .bytes_total = input->length};
    doc.source = (dtl_source){.bytes = dtl_slice_make(input->bytes, input->length), .file = dtl_slice_from_cstr(input->file),
                              .url = dtl_slice_from_cstr(input->url), .outlet = dtl_slice_from_cstr(input->outlet),
                              .published = dtl_slice_from_cstr(input->published), .title = dtl_slice_from_cstr(input->title),
                              .format = input->format == DTL_INPUT_HTML   ? DTL_FORMAT_HTML
                                        : input->format == DTL_INPUT_TEXT ? DTL_FORMAT_TEXT
                                                                          : DTL_FORMAT_AUTO};
    dtl_arena_init(&s.arena, MESSAGES_BUDGET);
    dtl_arena_init(&arena, engine->budget);
    const char *reason = dtl_not_a_report(doc.source.bytes);
    if (reason)
        skip(&s, DTL_ERR_INPUT, DTL_OFFSET_NONE, "input", reason);
    else
        finish_doc(&r, &s, &doc);
    bool completed = tell(&s, listener, &sums);
    dtl_arena_free(&arena);
    dtl_arena_free(&s.arena);
    dtl_buffer_free(&s.out);
    return completed ? DTL_OK : dtl_error_set(error, DTL_ERR_CANCELLED, input->file, DTL_OFFSET_NONE, "stopped");
}
