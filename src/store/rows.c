/* Everything that follows from the reports, as rows: one function per table.
 *
 * In: a dtl_ledger, and the row ids that its actors, voices, documents and events have. Out: rows. Every row belongs to one of these
 * groups of rows: an actor with its aliases, a voice, a document with what is said and shown in it, an event with all that hangs on it. The
 * functions are run twice: first they only hash (store_writer.hashing), which gives every group its signature; then they write the groups
 * that are marked, and SQLite never hears of the others. Of a fresh ledger everything is written, and both is done at once.
 *
 * Example: a report of a known bomb comes in with a toll of 5. The signatures of its own document, of that event and of the actor whose
 * n_reports grew are new; the other million stay.
 * Knowingly wrong: two sets of rows with one 64-bit signature would be taken for the same.
 */
#include "base/hash.h"
#include "store/internal.h"

enum { CONTEXTS_MAX = DTL_CONTEXT_COUNT * 24 /* bytes of all their names and the blanks between */, KINDS_KEY = 1024, PARTICIPANTS_MAX = 64 };

/* The rows of one table; the columns are put from left to right. */
typedef struct rows {
    store_writer *w;
    sqlite3_stmt *statement; /* NULL when rows are only hashed */
    uint64_t *sum;           /* signature of the group that the row belongs to, NULL: it has none */
    uint64_t hash, seed;
    store_cell *cell, *signature; /* the next one of the row; where the signature goes, NULL: nowhere */
    dtl_err err;
} rows;

static dtl_err out_of_memory(const store_writer *w)
{
    return dtl_error_set(w->error, DTL_ERR_BUDGET, w->store->path, DTL_OFFSET_NONE, "%s: out of memory while rebuilding", w->store->path);
}

static rows rows_begin(store_writer *w, const char *into, uint32_t columns)
{
    rows r = {.w = w, .seed = dtl_mix64_bytes(0, dtl_slice_from_cstr(into))};
    if (w->writing)
        r.err = store_bulk_prepare(w->store, into, columns, &r.statement, w->error);
    return r;
}

/* Begins a row that belongs to no group. */
static void row_of_none(rows *r)
{
    const store_bulk *bulk = r->w->store->bulk;
    r->hash = r->seed;
    r->sum = NULL;
    r->signature = NULL;
    r->cell = r->w->writing ? &bulk->cells[bulk->rows * bulk->columns] : NULL;
}

/* Begins a row of this member of a group; false: it is not to be written. */
static bool row_begin(rows *r, store_group *group, uint32_t index)
{
    row_of_none(r);
    r->sum = &group->signatures[index];
    return !r->err && (r->w->hashing || group->dirty[index]);
}

static void put_bytes(rows *r, dtl_slice bytes, uint8_t kind)
{
    dtl_buffer *all = &r->w->store->bulk->bytes;
    *r->cell++ = (store_cell){.number = (int64_t)all->length, .length = bytes.length, .kind = kind};
    dtl_buffer_slice(all, bytes);
}

static void put_text(rows *r, dtl_slice text)
{
    if (r->w->hashing)
        r->hash = dtl_mix64_bytes(r->hash, text);
    if (r->w->writing)
        put_bytes(r, text, SQLITE_TEXT);
}

static void put_name(rows *r, const char *name)
{
    put_text(r, dtl_slice_from_cstr(name));
}

static void put_number(rows *r, int64_t number)
{
    if (r->w->hashing)
        r->hash = dtl_mix64(r->hash, (uint64_t)number);
    if (r->w->writing)
        *r->cell++ = (store_cell){.number = number, .kind = SQLITE_INTEGER};
}

static void put_null(rows *r)
{
    if (r->w->hashing)
        r->hash = dtl_mix64(r->hash, 0xA5A5A5A5A5A5A5A5u);
    if (r->w->writing)
        *r->cell++ = (store_cell){.kind = SQLITE_NULL};
}

static void put_text_or_null(rows *r, bool is_null, dtl_slice text)
{
    if (is_null)
        put_null(r);
    else
        put_text(r, text);
}

/* The row id of a member of a group. */
static void put_id(rows *r, const store_group *group, uint32_t index)
{
    if (index == DTL_NONE)
        put_null(r);
    else
        put_number(r, group->ids[index]);
}

static void put_index(rows *r, uint32_t index)
{
    if (index == DTL_NONE)
        put_null(r);
    else
        put_number(r, index);
}

/* The signature of the group itself, which no hash holds; all other rows of the group are there already. */
static void put_signature(rows *r)
{
    if (r->w->writing)
        r->signature = r->cell++;
}

static void put_day(rows *r, int32_t day)
{
    char text[16];
    dtl_day_format(day, text);
    if (!text[0]) {
        put_null(r);
        return;
    }
    if (r->w->hashing)
        r->hash = dtl_mix64(r->hash, (uint64_t)(int64_t)day);
    if (r->w->writing)
        put_bytes(r, dtl_slice_from_cstr(text), SQLITE_TEXT);
}

static void put_days(rows *r, dtl_interval days)
{
    put_day(r, days.low);
    put_day(r, days.high);
}

static void put_range(rows *r, dtl_range range)
{
    if (range.low < 0)
        put_null(r);
    else
        put_number(r, range.low);
    if (range.low < 0 || range.high == DTL_COUNT_OPEN)
        put_null(r);
    else
        put_number(r, range.high);
}

static void put_span(rows *r, dtl_span span)
{
    put_number(r, span.offset);
    put_number(r, span.length);
}

static bool row_end(rows *r)
{
    if (r->w->hashing && r->sum) {
        uint64_t hash = dtl_mix64(r->hash, r->seed);
        *r->sum += hash ^ (hash >> 31); /* a sum: the order of tables and rows does not matter */
    }
    if (!r->w->writing)
        return !r->err;
    store_bulk *bulk = r->w->store->bulk;
    if (r->signature)
        *r->signature = (store_cell){.number = (int64_t)*r->sum, .kind = SQLITE_INTEGER};
    bulk->rows++;
    if (!r->err && store_bulk_is_full(bulk))
        r->err = store_bulk_write(r->w->store, r->statement, r->w->error);
    return !r->err;
}

static dtl_err rows_end(rows *r)
{
    if (r->w->writing && !r->err)
        r->err = store_bulk_write(r->w->store, r->statement, r->w->error);
    sqlite3_finalize(r->statement);
    return r->err;
}

/* ---- kinds: combinations of names that many rows share ---- */

static const struct { const char *select, *insert; } kind_tables[STORE_KINDS] = {
    [STORE_KIND_ATTRIBUTION] = {"SELECT * FROM attribution_kind", "INSERT INTO attribution_kind VALUES (?,?,?,?,?)"},
    [STORE_KIND_EVENT] = {"SELECT * FROM event_kind", "INSERT INTO event_kind VALUES (?,?,?,?,?,?,?)"},
    [STORE_KIND_MENTION] = {"SELECT * FROM mention_kind", "INSERT INTO mention_kind VALUES (?,?,?)"},
    [STORE_KIND_CLAIM] = {"SELECT * FROM claim_kind", "INSERT INTO claim_kind VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"}};

/* The names of a kind, a separator behind each; false when they are too long. */
static bool kind_key(const dtl_slice *names, int count, char key[KINDS_KEY], dtl_slice *out)
{
    uint32_t length = 0;
    for (int i = 0; i < count; i++) {
        if (names[i].length + 1 > KINDS_KEY - length)
            return false;
        if (names[i].length)
            memcpy(key + length, names[i].ptr, names[i].length);
        length += names[i].length;
        key[length++] = '\x1F';
    }
    *out = dtl_slice_make(key, length);
    return true;
}

static bool remember_kind(store_writer *w, store_kinds *kinds, dtl_slice key, int64_t id)
{
    dtl_slice copy;
    if (id > kinds->last)
        kinds->last = id;
    return id < DTL_NONE && dtl_arena_copy(w->arena, key, &copy) && dtl_map_put(&kinds->known, copy, (uint32_t)id);
}

static bool is_count(unsigned field)
{
    return field >= DTL_FIELD_KILLED && field <= DTL_FIELD_FIGURE;
}

/* Fields and agreements are few: all of them, under numbers that follow from them. */
static dtl_err put_value_kinds(store_writer *w)
{
    rows r = rows_begin(w, "INSERT OR IGNORE INTO value_kind", 4);
    for (unsigned field = 0; field < DTL_FIELD_COUNT; field++)
        for (unsigned agreement = 0; agreement < DTL_AGREEMENT_COUNT && !r.err; agreement++) {
            row_of_none(&r);
            put_number(&r, store_value_kind(field, agreement));
            put_name(&r, dtl_field_name(field));
            put_name(&r, dtl_agreement_name(agreement));
            put_name(&r, is_count(field) ? dtl_policy_name(DTL_POLICY_MAJORITY) : "most-voices");
            row_end(&r);
        }
    return rows_end(&r);
}

dtl_err store_open_kinds(store_writer *w)
{
    dtl_err err = put_value_kinds(w);
    for (int k = 0; k < STORE_KINDS && !err; k++) {
        store_kinds *kinds = &w->kinds[k];
        sqlite3_stmt *rows_of;
        char bytes[KINDS_KEY];
        dtl_slice names[16], key;
        int rc;
        dtl_map_init(&kinds->known, w->arena);
        err = store_prepare(w->store, kind_tables[k].select, &rows_of, w->error);
        if (err)
            return err;
        while (!err && (rc = sqlite3_step(rows_of)) == SQLITE_ROW) {
            int count = sqlite3_column_count(rows_of) - 1;
            for (int i = 0; i < count; i++)
                names[i] = column_slice(rows_of, i + 1);
            if (kind_key(names, count, bytes, &key) && !remember_kind(w, kinds, key, sqlite3_column_int64(rows_of, 0)))
                err = dtl_error_set(w->error, DTL_ERR_BUDGET, w->store->path, DTL_OFFSET_NONE, "%s: out of memory while rebuilding", w->store->path);
        }
        if (!err && rc != SQLITE_DONE)
            err = store_fail(w->store, w->error, "rebuilding");
        sqlite3_finalize(rows_of);
        if (!err)
            err = store_prepare(w->store, kind_tables[k].insert, &kinds->insert, w->error);
    }
    return err;
}

void store_close_kinds(store_writer *w)
{
    for (int k = 0; k < STORE_KINDS; k++)
        sqlite3_finalize(w->kinds[k].insert);
}

/* Puts the number of the kind with these names; numbers among them are written as text, which SQLite turns back. */
static void put_kind(rows *r, int which, const dtl_slice *names, int count)
{
    store_kinds *kinds = &r->w->kinds[which];
    char bytes[KINDS_KEY];
    dtl_slice key = DTL_SLICE_EMPTY;
    if (r->w->hashing) {
        for (int i = 0; i < count; i++)
            r->hash = dtl_mix64_bytes(r->hash, names[i]);
    }
    if (!r->w->writing)
        return;
    bool short_enough = kind_key(names, count, bytes, &key);
    uint32_t known = short_enough ? dtl_map_get(&kinds->known, key) : DTL_NONE;
    int64_t id = known == DTL_NONE ? kinds->last + 1 : (int64_t)known;
    if (known == DTL_NONE) {
        sqlite3_bind_int64(kinds->insert, 1, id);
        for (int i = 0; i < count; i++)
            bind_slice(kinds->insert, i + 2, names[i]);
        if (!r->err && sqlite3_step(kinds->insert) != SQLITE_DONE)
            r->err = store_fail(r->w->store, r->w->error, "rebuilding");
        sqlite3_reset(kinds->insert);
        kinds->last = id;
        if (!r->err && short_enough && !remember_kind(r->w, kinds, key, id))
            r->err = dtl_error_set(r->w->error, DTL_ERR_BUDGET, r->w->store->path, DTL_OFFSET_NONE, "%s: out of memory while rebuilding", r->w->store->path);
    }
    *r->cell++ = (store_cell){.number = id, .kind = SQLITE_INTEGER}; /* its names are in the hash */
}

static dtl_slice number_text(int64_t number, char text[DTL_NUMBER_MOST])
{
    return dtl_slice_make(text, (size_t)(dtl_number_write(text, number) - text));
}

/* ---- one function per table ---- */

static dtl_err put_actors(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO actor", 14);
    for (uint32_t i = 0; !r.err && i < l->actors.count; i++) {
        const dtl_ledger_actor *a = &l->actors.items[i];
        if (!row_begin(&r, &w->actors, i))
            continue;
        put_id(&r, &w->actors, i);
        put_signature(&r);
        const dtl_slice texts[] = {a->id, a->name, a->kind, a->country, a->sector, a->role, a->parent_id, a->admin1};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            put_text(&r, texts[k]);
        if (a->latitude == INT32_MIN) {
            put_null(&r);
            put_null(&r);
        } else {
            put_number(&r, a->latitude);
            put_number(&r, a->longitude);
        }
        put_number(&r, a->place_precision);
        put_number(&r, a->n_reports);
        row_end(&r);
    }
    return rows_end(&r);
}

static dtl_err put_aliases(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO actor_alias (actor, name, reason)", 3);
    for (uint32_t i = 0; !r.err && i < l->aliases.count; i++) {
        if (!row_begin(&r, &w->actors, l->aliases.items[i].actor))
            continue;
        put_id(&r, &w->actors, l->aliases.items[i].actor);
        put_text(&r, l->aliases.items[i].name);
        put_text(&r, l->aliases.items[i].reason);
        row_end(&r);
    }
    return rows_end(&r);
}

static dtl_err put_uses(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO actor_use", 6);
    for (uint32_t i = 0; !r.err && i < l->uses.count; i++) {
        const dtl_ledger_use *u = &l->uses.items[i];
        if (!row_begin(&r, &w->actors, u->actor))
            continue;
        put_id(&r, &w->actors, u->actor);
        const dtl_slice texts[] = {u->id, u->country, u->role, u->name};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            put_text(&r, texts[k]);
        put_number(&r, u->n_reports);
        row_end(&r);
    }
    return rows_end(&r);
}

/* Few, and every report changes their counts: always written anew. */
static dtl_err put_sources(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    if (!w->writing)
        return DTL_OK;
    rows r = rows_begin(w, "INSERT INTO source", 7);
    for (uint32_t i = 0; !r.err && i < l->sources.count; i++) {
        const dtl_ledger_source *s = &l->sources.items[i];
        row_of_none(&r);
        put_number(&r, (int64_t)i + 1);
        put_name(&r, s->kind);
        put_text(&r, s->name);
        put_id(&r, &w->actors, s->actor);
        put_number(&r, s->n_reports);
        put_number(&r, s->n_claims);
        put_text(&r, s->id);
        row_end(&r);
    }
    return rows_end(&r);
}

static dtl_err put_voices(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO voice", 5);
    for (uint32_t i = 0; !r.err && i < l->voices.count; i++) {
        if (!row_begin(&r, &w->voices, i))
            continue;
        put_id(&r, &w->voices, i);
        put_signature(&r);
        put_text(&r, l->voices.items[i].key);
        put_text(&r, l->voices.items[i].name);
        put_id(&r, &w->actors, l->voices.items[i].actor);
        row_end(&r);
    }
    return rows_end(&r);
}

static uint32_t hex_bytes(dtl_slice hex, char *out, uint32_t most)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i + 1 < hex.length && count < most; i += 2) {
        int pair[2];
        for (uint32_t k = 0; k < 2; k++) {
            char c = hex.ptr[i + k];
            pair[k] = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
        }
        out[count++] = (char)(pair[0] << 4 | pair[1]);
    }
    return count;
}

static void put_hex(rows *r, dtl_slice hex)
{
    char bytes[32];
    if (r->w->hashing)
        r->hash = dtl_mix64_bytes(r->hash, hex);
    if (r->w->writing)
        put_bytes(r, dtl_slice_make(bytes, hex_bytes(hex, bytes, sizeof bytes)), SQLITE_BLOB);
}

/* Of what the report claims in its own words. */
static dtl_slice own_chain(const dtl_ledger *l, const dtl_ledger_report *report)
{
    for (uint32_t k = 0; k < report->report->claims.count; k++)
        if (report->report->claims.items[k].voice == DTL_NONE)
            return l->claims.items[report->first_claim + k].chain;
    return DTL_SLICE_EMPTY;
}

static dtl_err put_documents(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO document_row", 29);
    for (uint32_t at = 0; !r.err && at < l->reports.count; at++) {
        const uint32_t i = w->in_file[at];
        const dtl_ledger_report *report = &l->reports.items[i];
        const dtl_report *d = report->report;
        if (!row_begin(&r, &w->documents, i))
            continue;
        put_id(&r, &w->documents, i);
        put_signature(&r);
        put_hex(&r, d->sha256);
        put_text(&r, d->file);
        put_text(&r, d->url);
        put_text(&r, dtl_ledger_outlet(d));
        put_text(&r, report->agency);
        put_span(&r, d->title);
        put_days(&r, report->published);
        put_text(&r, report->dated_by_ledger ? DTL_SLICE("reports") : d->published_from);
        put_id(&r, &w->documents, report->testimony);
        put_text(&r, report->outlet_id);
        put_text(&r, report->agency_id);
        put_text(&r, report->owner);
        put_text(&r, own_chain(l, report));
        put_id(&r, &w->documents, report->story);
        put_index(&r, report->lead == DTL_NONE ? DTL_NONE : l->mentions.items[report->lead].event);
        put_id(&r, &w->events, report->about);
        put_id(&r, &w->documents, report->original);
        put_name(&r, dtl_copy_name(report->copy));
        put_number(&r, report->copy_share);
        put_id(&r, &w->documents, report->wire);
        put_text(&r, report->address);
        char saved[DTL_NUMBER_MOST];
        put_text_or_null(&r, !report->saved, number_text(report->saved, saved));
        put_index(&r, report->version ? report->version : DTL_NONE);
        put_id(&r, &w->documents, report->supersedes);
        put_id(&r, &w->documents, report->latest);
        row_end(&r);
    }
    return rows_end(&r);
}

/* What is new in a version; the revisions of one report lie together. */
static dtl_err put_revisions(store_writer *w)
{
    const dtl_ledger_revision_array *all = &w->ledger->revisions;
    rows r = rows_begin(w, "INSERT INTO revision", 7);
    for (uint32_t i = 0, number = 0; !r.err && i < all->count; i++) {
        const dtl_ledger_revision *v = &all->items[i];
        number = i && all->items[i - 1].report == v->report ? number + 1 : 0;
        if (!row_begin(&r, &w->documents, v->report))
            continue;
        put_id(&r, &w->documents, v->report);
        put_number(&r, number);
        put_name(&r, dtl_revision_name(v->kind));
        put_name(&r, v->field == DTL_FIELD_WHOLE ? "" : dtl_field_name(v->field));
        put_id(&r, &w->events, v->event);
        put_text(&r, v->before);
        put_text(&r, v->after);
        row_end(&r);
    }
    return rows_end(&r);
}

static uint32_t actor_of(const dtl_ledger *l, const dtl_ledger_report *report, uint32_t actor)
{
    return actor == DTL_NONE ? DTL_NONE : l->actor_of[report->first_actor + actor];
}

static const char *quote_name(uint8_t quote)
{
    return quote == DTL_QUOTE_DIRECT ? "direct" : quote == DTL_QUOTE_MIXED ? "mixed" : "indirect";
}

static dtl_err put_attributions(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO attribution_row", 16);
    uint32_t most = 0;
    for (uint32_t i = 0; i < l->reports.count; i++)
        most = l->reports.items[i].report->voices.count > most ? l->reports.items[i].report->voices.count : most;
    uint32_t *claim_of = dtl_arena_calloc(w->arena, most, sizeof *claim_of); /* the first claim of each voice of one report */
    if (!claim_of && most)
        r.err = out_of_memory(w);
    for (uint32_t at = 0; !r.err && at < l->reports.count; at++) {
        const uint32_t i = w->in_file[at];
        const dtl_ledger_report *report = &l->reports.items[i];
        if (!row_begin(&r, &w->documents, i))
            continue;
        for (uint32_t k = 0; k < report->report->voices.count; k++)
            claim_of[k] = DTL_NONE;
        for (uint32_t k = report->report->claims.count; k-- > 0;)
            if (report->report->claims.items[k].voice != DTL_NONE)
                claim_of[report->report->claims.items[k].voice] = report->first_claim + k;
        for (uint32_t k = 0; k < report->report->voices.count; k++) {
            const dtl_report_voice *v = &report->report->voices.items[k];
            const dtl_slice names[] = {dtl_slice_from_cstr(dtl_cue_name(v->cue)), dtl_slice_from_cstr(quote_name(v->quote)),
                                       dtl_slice_from_cstr(v->kind == DTL_SOURCE_UNKNOWN ? "" : dtl_source_kind_name(v->kind)), v->rule};
            if (!row_begin(&r, &w->documents, i))
                break;
            put_id(&r, &w->documents, i);
            put_number(&r, k);
            put_kind(&r, STORE_KIND_ATTRIBUTION, names, 4);
            put_index(&r, v->parent);
            put_id(&r, &w->actors, actor_of(l, report, v->holder));
            put_id(&r, &w->actors, actor_of(l, report, v->medium));
            put_id(&r, &w->actors, actor_of(l, report, v->on_behalf_of));
            put_span(&r, v->cue_span);
            put_span(&r, v->holder_span);
            put_days(&r, v->said_at);
            put_span(&r, v->content_span);
            put_text_or_null(&r, claim_of[k] == DTL_NONE, claim_of[k] == DTL_NONE ? DTL_SLICE_EMPTY : l->claims.items[claim_of[k]].chain);
            row_end(&r);
        }
    }
    return rows_end(&r);
}

/* Where words stand in the file that was read. A row of JSONL or CSV ("feed.jsonl:12") is not cut from its file as it stands. */
static bool is_row_of_file(const dtl_report *report)
{
    uint32_t digits = 0;
    while (digits < report->file.length && report->file.ptr[report->file.length - 1 - digits] >= '0' && report->file.ptr[report->file.length - 1 - digits] <= '9')
        digits++;
    return digits && digits < report->file.length && report->file.ptr[report->file.length - 1 - digits] == ':';
}

static void put_source_span(rows *r, const dtl_report *report, dtl_span span)
{
    dtl_span source;
    if (!is_row_of_file(report) && dtl_source_span(&report->source_map, span, &source)) {
        put_span(r, source);
    } else {
        put_null(r);
        put_null(r);
    }
}

const dtl_ledger_value *store_best_value(const dtl_ledger *l, const dtl_ledger_event *event, uint8_t field)
{
    for (uint32_t i = 0; i < event->n_values; i++)
        if (l->values.items[event->first_value + i].field == field)
            return &l->values.items[event->first_value + i];
    return NULL;
}

static const dtl_report_event *telling(const dtl_ledger *l, uint32_t mention)
{
    const dtl_ledger_mention *m = &l->mentions.items[mention];
    return &l->reports.items[m->report].report->events.items[m->event];
}

/* "military terrorism" */
static dtl_slice contexts_text(uint64_t contexts, char text[CONTEXTS_MAX])
{
    uint32_t length = 0;
    for (unsigned i = 0; contexts && i < DTL_CONTEXT_COUNT; i++) {
        dtl_slice name = dtl_slice_from_cstr(dtl_context_name(i));
        if (!(contexts & DTL_CONTEXT_BIT(i)) || length + 1 + name.length > CONTEXTS_MAX)
            continue;
        if (length)
            text[length++] = ' ';
        memcpy(text + length, name.ptr, name.length);
        length += name.length;
    }
    return dtl_slice_make(text, length);
}

/* By what an event is found in a month: its first day, unless it lasts too long. */
static void put_finding_day(rows *r, dtl_interval days)
{
    if (dtl_interval_is_open(days))
        put_null(r);
    else if (days.low == DTL_DAY_OPEN_PAST || days.high == DTL_DAY_OPEN_FUTURE || days.high - days.low > STORE_SHORT_DAYS)
        put_number(r, STORE_DAY_LONG);
    else
        put_number(r, days.low);
}

static void put_event(rows *r, uint32_t index)
{
    store_writer *w = r->w;
    const dtl_ledger *l = w->ledger;
    const dtl_ledger_event *e = &l->events.items[index];
    const dtl_ledger_value *actor = store_best_value(l, e, DTL_FIELD_ACTOR), *recipient = store_best_value(l, e, DTL_FIELD_RECIPIENT);
    const dtl_ledger_mention *first = &l->mentions.items[l->members.items[e->first_member]];
    bool conflict = false;
    char contexts[CONTEXTS_MAX];
    for (uint32_t i = 0; i < e->n_values; i++)
        conflict = conflict || l->values.items[e->first_value + i].agreement == DTL_AGREEMENT_CONFLICT;
    const dtl_slice names[] = {dtl_slice_from_cstr(dtl_item_name(e->item)), dtl_slice_from_cstr(dtl_event_type_name(e->type)),
                               dtl_slice_from_cstr(dtl_event_mode_name(e->mode)), dtl_slice_from_cstr(dtl_status_name(e->status)),
                               dtl_slice_from_cstr(dtl_standing_name(e->standing)), contexts_text(e->contexts, contexts)};
    put_id(r, &w->events, index);
    put_signature(r);
    put_text(r, e->id);
    put_kind(r, STORE_KIND_EVENT, names, 6);
    put_finding_day(r, e->days);
    put_id(r, &w->documents, first->report);
    put_number(r, first->event);
    put_number(r, e->series);
    put_text(r, actor ? actor->text : DTL_SLICE_EMPTY);
    put_text(r, actor ? actor->ids : DTL_SLICE_EMPTY);
    put_text(r, recipient ? recipient->text : DTL_SLICE_EMPTY);
    put_text(r, recipient ? recipient->ids : DTL_SLICE_EMPTY);
    put_id(r, &w->actors, e->place);
    put_days(r, e->days);
    put_range(r, e->killed);
    put_range(r, e->injured);
    put_range(r, e->arrested);
    put_range(r, e->figure);
    put_text(r, e->figure_noun);
    put_number(r, e->n_reports);
    put_number(r, e->n_testimonies);
    put_number(r, e->n_voices);
    put_number(r, e->n_denials);
    put_number(r, conflict);
    put_text(r, e->weapon);
    put_number(r, e->historical);
    put_number(r, e->confidence);
    put_number(r, e->place_implied);
    put_text(r, e->standing_reason);
    put_number(r, e->days_implied);
    row_end(r);
}

static dtl_err put_events(store_writer *w)
{
    rows r = rows_begin(w, "INSERT INTO event_row", 35);
    for (uint32_t at = 0; !r.err && at < w->ledger->events.count; at++)
        if (row_begin(&r, &w->events, w->events_in_file[at]))
            put_event(&r, w->events_in_file[at]);
    return rows_end(&r);
}

/* What a telling says a participant was then; NULL: nothing beyond the actor's own fields. */
static const dtl_report_dated *dated_of(const dtl_report_event *e, int role, uint32_t actor)
{
    for (uint32_t i = 0; i < e->dated.count; i++)
        if (e->dated.items[i].role == role && e->dated.items[i].actor == actor)
            return &e->dated.items[i];
    return NULL;
}

/* The participants of the event at hand that have been put: of many tellings of one event most name the same. What finds no room in the list
 * is put again, which SQLite ignores. */
typedef struct participants_put {
    struct { uint32_t role, actor; } items[PARTICIPANTS_MAX];
    uint32_t count;
} participants_put;

static bool is_put(participants_put *put, uint32_t role, uint32_t actor)
{
    for (uint32_t i = 0; i < put->count; i++)
        if (put->items[i].actor == actor && put->items[i].role == role)
            return true;
    if (put->count < PARTICIPANTS_MAX) {
        put->items[put->count].role = role;
        put->items[put->count++].actor = actor;
    }
    return false;
}

/* One participant; actor is one of the ledger. */
static void put_participant(rows *r, participants_put *put, uint32_t event, int role, uint32_t actor, dtl_slice sector, dtl_slice country, dtl_slice as_of)
{
    store_writer *w = r->w;
    if (is_put(put, (uint32_t)role, actor))
        return;
    const dtl_ledger_actor *own = &w->ledger->actors.items[actor];
    if (!row_begin(r, &w->events, event))
        return;
    put_id(r, &w->events, event);
    put_number(r, role);
    put_id(r, &w->actors, actor);
    put_finding_day(r, w->ledger->events.items[event].days);
    put_text_or_null(r, dtl_slice_equal(sector, own->sector), sector);
    put_text_or_null(r, dtl_slice_equal(country, own->country), country);
    put_text_or_null(r, !as_of.length, as_of);
    row_end(r);
}

/* The participants that a telling names; of several tellings the first one that knows the event's day says what a participant was. */
static void put_participants_of(rows *r, participants_put *put, uint32_t mention, bool only_dated)
{
    const dtl_ledger *l = r->w->ledger;
    const dtl_report_event *e = telling(l, mention);
    const dtl_ledger_report *report = &l->reports.items[l->mentions.items[mention].report];
    for (int role = 0; role < DTL_EVENT_ROLE_COUNT; role++)
        for (uint32_t k = 0; !r->err && k < e->roles[role].count; k++) {
            uint32_t actor = e->roles[role].items[k];
            const dtl_report_dated *dated = dated_of(e, role, actor);
            const dtl_report_actor *own = &report->report->actors.items[actor];
            if (only_dated && (!dated || !dtl_slice_starts_with(dated->reason, DTL_SLICE("as of"))))
                continue;
            put_participant(r, put, l->mentions.items[mention].merged, role, actor_of(l, report, actor), dated ? dated->sector : own->sector,
                            dated ? dated->country : own->country, dated ? dated->reason : DTL_SLICE_EMPTY);
        }
}

static void put_speaker(rows *r, participants_put *put, uint32_t event, uint32_t actor)
{
    if (actor != DTL_NONE)
        put_participant(r, put, event, STORE_ROLE_SPEAKER, actor, r->w->ledger->actors.items[actor].sector, r->w->ledger->actors.items[actor].country,
                        DTL_SLICE_EMPTY);
}

/* Statements and figures lie under who makes them. */
static void put_speakers_of(rows *r, participants_put *put, uint32_t mention)
{
    const dtl_ledger *l = r->w->ledger;
    const dtl_ledger_report *report = &l->reports.items[l->mentions.items[mention].report];
    const dtl_report_event *e = telling(l, mention);
    uint32_t last = DTL_NONE;
    for (uint32_t k = 0; k < e->mentions.count && !r->err; k++) {
        uint32_t voice = e->mentions.items[k].voice;
        if (voice == DTL_NONE || voice == last)
            continue;
        last = voice;
        put_speaker(r, put, l->mentions.items[mention].merged, actor_of(l, report, report->report->voices.items[voice].holder));
        put_speaker(r, put, l->mentions.items[mention].merged, actor_of(l, report, report->report->voices.items[voice].on_behalf_of));
    }
}

static dtl_err put_participants(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT OR IGNORE INTO event_actor_row", 7);
    for (uint32_t at = 0; !r.err && at < l->events.count; at++) {
        const uint32_t i = w->events_in_file[at];
        const dtl_ledger_event *e = &l->events.items[i];
        if (!row_begin(&r, &w->events, i))
            continue;
        participants_put put;
        put.count = 0;
        for (int pass = 0; pass < 2; pass++)
            for (uint32_t k = 0; k < e->n_members && !r.err; k++)
                if (pass || telling(l, l->members.items[e->first_member + k])->dated.count)
                    put_participants_of(&r, &put, l->members.items[e->first_member + k], pass == 0);
        if (e->place_implied) /* where the reports imply that it was, when none of them says so */
            put_participant(&r, &put, i, STORE_ROLE_SETTING, e->place, l->actors.items[e->place].sector, l->actors.items[e->place].country, DTL_SLICE_EMPTY);
        for (uint32_t k = 0; k < e->n_members && !r.err && e->item != DTL_ITEM_EVENT; k++)
            put_speakers_of(&r, &put, l->members.items[e->first_member + k]);
    }
    return rows_end(&r);
}

static dtl_err put_tellings(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO event_mention_row", 7);
    for (uint32_t at = 0; !r.err && at < l->reports.count; at++) {
        const dtl_ledger_report *document = &l->reports.items[w->in_file[at]];
        for (uint32_t i = document->first_mention; !r.err && i < document->first_mention + document->report->events.count; i++) {
            const dtl_ledger_mention *m = &l->mentions.items[i];
            const dtl_slice names[] = {dtl_slice_from_cstr(dtl_status_name(telling(l, i)->status)), DTL_SLICE_EMPTY};
            if (!row_begin(&r, &w->events, m->merged))
                continue;
            put_id(&r, &w->documents, m->report);
            put_number(&r, m->event);
            put_id(&r, &w->events, m->merged);
            put_kind(&r, STORE_KIND_MENTION, names, 2);
            put_number(&r, m->score);
            put_text(&r, m->reasons);
            put_text_or_null(&r, dtl_slice_equal(m->id, l->events.items[m->merged].id), m->id);
            row_end(&r);
        }
    }
    return rows_end(&r);
}

static dtl_err put_mentions(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO mention_row", 11);
    for (uint32_t at = 0; !r.err && at < l->reports.count; at++) {
        const dtl_ledger_report *document = &l->reports.items[w->in_file[at]];
        for (uint32_t i = document->first_mention; !r.err && i < document->first_mention + document->report->events.count; i++) {
            const dtl_ledger_mention *m = &l->mentions.items[i];
            const dtl_report_event *e = telling(l, i);
            for (uint32_t k = 0; k < e->mentions.count; k++) {
                const dtl_report_mention *place = &e->mentions.items[k];
                const dtl_slice names[] = {dtl_slice_from_cstr(dtl_status_name(place->status)), place->rule};
                if (!row_begin(&r, &w->documents, m->report))
                    break;
                put_id(&r, &w->documents, m->report);
                put_number(&r, m->event);
                put_number(&r, k);
                put_kind(&r, STORE_KIND_MENTION, names, 2);
                put_index(&r, place->voice);
                put_span(&r, place->evidence);
                put_span(&r, place->trigger);
                put_source_span(&r, l->reports.items[m->report].report, place->evidence);
                row_end(&r);
            }
        }
    }
    return rows_end(&r);
}

static dtl_err put_claims(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO claim_row", 15);
    for (uint32_t at = 0; !r.err && at < l->reports.count; at++) {
        const dtl_ledger_report *document = &l->reports.items[w->in_file[at]];
        for (uint32_t i = document->first_claim; !r.err && i < document->first_claim + document->report->claims.count; i++) {
            const dtl_ledger_claim *c = &l->claims.items[i];
            const dtl_report *report = l->reports.items[c->report].report;
            const dtl_report_claim *said = &report->claims.items[c->claim];
            char polarity[DTL_NUMBER_MOST], factuality[DTL_NUMBER_MOST];
            if (!row_begin(&r, &w->events, c->event))
                continue;
            const dtl_slice names[] = {dtl_slice_from_cstr(dtl_field_name(said->field)), number_text(said->polarity, polarity),
                                       dtl_slice_from_cstr(dtl_modality_name(said->modality)), dtl_slice_from_cstr(dtl_certainty_name(said->certainty)),
                                       dtl_slice_from_cstr(dtl_stance_name(said->stance)), dtl_slice_from_cstr(dtl_claim_side_name(c->side)),
                                       c->party ? DTL_SLICE("1") : DTL_SLICE("0"), said->rule, number_text(said->factuality, factuality),
                                       dtl_slice_from_cstr(dtl_likelihood_name(said->likelihood)), dtl_slice_from_cstr(dtl_interest_name(c->interest)),
                                       c->superseded ? DTL_SLICE("1") : DTL_SLICE("0")};
            put_id(&r, &w->documents, c->report);
            put_number(&r, c->claim);
            put_id(&r, &w->events, c->event);
            put_number(&r, said->event);
            put_index(&r, said->voice);
            put_id(&r, &w->voices, c->voice);
            put_kind(&r, STORE_KIND_CLAIM, names, 12);
            put_text(&r, said->value);
            put_index(&r, c->targets == DTL_NONE ? DTL_NONE : l->claims.items[c->targets].claim);
            put_id(&r, &w->documents, c->targets == DTL_NONE || l->claims.items[c->targets].report == c->report ? DTL_NONE : l->claims.items[c->targets].report);
            put_span(&r, said->span);
            put_hex(&r, c->id);
            put_source_span(&r, report, said->span);
            row_end(&r);
        }
    }
    return rows_end(&r);
}

static dtl_err put_values(store_writer *w)
{
    store_values values = {0};
    rows r = rows_begin(w, "INSERT INTO event_value_row", 3);
    if (!r.err && !store_values_open(&values, w))
        r.err = out_of_memory(w);
    for (uint32_t at = 0; !r.err && at < w->ledger->events.count; at++) {
        const uint32_t i = w->events_in_file[at];
        if (!row_begin(&r, &w->events, i))
            continue;
        if (!store_values_of(&values, w, i)) {
            r.err = out_of_memory(w);
            break;
        }
        put_id(&r, &w->events, i);
        put_text(&r, dtl_slice_make(values.given.bytes, values.given.length));
        put_text(&r, dtl_slice_make(values.told.bytes, values.told.length));
        row_end(&r);
    }
    store_values_close(&values);
    return rows_end(&r);
}

static dtl_err put_links(store_writer *w)
{
    const dtl_ledger *l = w->ledger;
    rows r = rows_begin(w, "INSERT INTO event_link", 5);
    for (uint32_t i = 0; !r.err && i < l->links.count; i++) {
        const dtl_ledger_link *link = &l->links.items[i];
        if (!row_begin(&r, &w->events, link->from))
            continue;
        put_id(&r, &w->events, link->from);
        put_id(&r, &w->events, link->to);
        put_name(&r, dtl_link_name(link->kind));
        put_number(&r, link->score);
        put_text(&r, link->reasons);
        row_end(&r);
    }
    return rows_end(&r);
}

/* The reasons of one report lie together. */
static dtl_err put_datings(store_writer *w)
{
    const dtl_ledger_dating_array *datings = &w->ledger->datings;
    rows r = rows_begin(w, "INSERT INTO dating", 9);
    for (uint32_t i = 0, number = 0; !r.err && i < datings->count; i++) {
        const dtl_ledger_dating *d = &datings->items[i];
        number = i && datings->items[i - 1].report == d->report ? number + 1 : 0;
        if (!row_begin(&r, &w->documents, d->report))
            continue;
        put_id(&r, &w->documents, d->report);
        put_number(&r, number);
        put_id(&r, &w->events, d->event);
        put_id(&r, &w->documents, d->witness);
        put_days(&r, d->days);
        put_text(&r, dtl_slice_from_cstr(dtl_constraint_kind_name(d->kind)));
        put_number(&r, d->used);
        put_text(&r, d->reason);
        row_end(&r);
    }
    return rows_end(&r);
}

dtl_err store_put_rows(store_writer *w)
{
    /* what bears the signature of a group stands behind all else of it: then it is known when both are made at once */
    dtl_err (*const steps[])(store_writer *) = {put_aliases, put_uses, put_actors, put_sources, put_voices, put_attributions, put_mentions, put_datings,
                                                put_revisions, put_documents, put_participants, put_tellings, put_claims, put_values, put_links, put_events};
    dtl_err err = DTL_OK;
    for (size_t i = 0; !err && i < sizeof steps / sizeof *steps; i++)
        err = steps[i](w);
    return err;
}
