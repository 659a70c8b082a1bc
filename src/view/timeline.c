/* One actor day by day: what it did, what was done to it, what it says, and what is said of it.
 *
 * In: a filter with an actor (its children come with it). Out, for people, months as headings:
 *
 *     2024-03
 *     09     does      ASSAULT/explosives: Dock Front → a mayor, Salt Bay, killed 3 [contested]   3f2a9c1b
 *                      - Dock Front denies it; + Harbour police, A hospital hold it
 *     12     plans     ASSAULT: Dock Front → the harbour [planned]   77c0e2d4
 *
 * "does", "may do", "threatens", "target", "says" (a statement of its own), "named" (it stands in no role of the best value). How it stands after all
 * voices is said in brackets: plans, threats, denials, doubts. Beneath stand first its own claims, then everybody else's. A statement stands under the
 * day on which it was published. What happened on no known day stands at the end.
 * JSON: the fields of the event, role, claims_by and claims_about. CSV: one row an event.
 *
 * Knowingly weak: an event of several months stands under its first day alone.
 */
#include "view/coding.h"
#include <inttypes.h>
#include <stdlib.h>

/* All that is needed to tell what an event is to the actor. */
typedef struct timeline {
    dtl_store_actor_array kin;       /* the actor and its children */
    dtl_store_event_array events;
    const dtl_store_claim **claims;  /* of these events, by event, then as the store gives them */
    uint32_t claim_count;
    uint32_t *order;                 /* indexes in events, by day */
    dtl_interval *days;              /* by index in events: of the event, or when the statement was published */
} timeline;

static bool is_kin(const timeline *t, dtl_slice id, dtl_slice name)
{
    for (uint32_t i = 0; i < t->kin.count; i++)
        if (id.length ? dtl_slice_equal(t->kin.items[i].id, id) : name.length && dtl_slice_equal(t->kin.items[i].name, name))
            return true;
    return false;
}

static bool any_kin_among(const timeline *t, dtl_slice ids)
{
    for (uint32_t i = 0; i < t->kin.count; i++)
        if (place_among(ids, t->kin.items[i].id) != DTL_NONE)
            return true;
    return false;
}

static bool is_own(const timeline *t, const dtl_store_claim *c)
{
    return is_kin(t, c->holder_id, DTL_SLICE_EMPTY) || (c->on_behalf_of.length && is_kin(t, DTL_SLICE_EMPTY, c->on_behalf_of));
}

static int by_event(const void *a, const void *b)
{
    const dtl_store_claim *x = *(const dtl_store_claim *const *)a, *y = *(const dtl_store_claim *const *)b;
    int order = dtl_slice_compare(x->event, y->event);
    return order ? order : (x > y) - (x < y); /* both lie in one array: the store's order */
}

static int by_key(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The claims on an event: *first and how many. */
static uint32_t claims_on(const timeline *t, dtl_slice event, uint32_t *first)
{
    uint32_t low = 0, high = t->claim_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (dtl_slice_compare(t->claims[middle]->event, event) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (high < t->claim_count && dtl_slice_equal(t->claims[high]->event, event))
        high++;
    return high - low;
}

static const char *role_of(const timeline *t, const dtl_store_event *e)
{
    bool happened = has_happened(e);
    if (!dtl_slice_is(e->item, "event"))
        return "says";
    if (any_kin_among(t, e->actor_ids))
        return happened || dtl_slice_is(e->standing, dtl_standing_name(DTL_STANDING_DENIED)) || dtl_slice_is(e->standing, dtl_standing_name(DTL_STANDING_HABITUAL)) ? "does"
               : dtl_slice_is(e->standing, dtl_standing_name(DTL_STANDING_THREATENED)) ? "threatens" : "may do";
    return any_kin_among(t, e->recipient_ids) ? "target" : "named";
}

/* ---- text ---- */

/* Distinct voices of one kind on the event: "Harbour police, A hospital". */
static void put_voices(dtl_buffer *out, const timeline *t, uint32_t first, uint32_t count, const char *wanted)
{
    enum { VOICES_TOLD = 4, VOICES_MAX = 32 };
    dtl_slice seen[VOICES_MAX];
    uint32_t n = 0;
    for (uint32_t i = first; i < first + count && n < VOICES_MAX; i++) {
        const dtl_store_claim *c = t->claims[i];
        bool known = is_own(t, c) || !dtl_slice_is(c->side, wanted) || !dtl_slice_is(c->field, "type");
        for (uint32_t k = 0; k < n && !known; k++)
            known = dtl_slice_equal(seen[k], c->voice);
        if (known)
            continue;
        seen[n++] = c->voice;
        if (n > VOICES_TOLD)
            continue;
        dtl_buffer_cstr(out, n > 1 ? ", " : "");
        put_clean(out, c->voice);
    }
    if (n > VOICES_TOLD)
        dtl_buffer_format(out, " and %" PRIu32 " more", n - VOICES_TOLD);
}

/* What others say: "+ A, B hold it; - C denies it". */
static void put_others(dtl_buffer *line, const timeline *t, uint32_t first, uint32_t count)
{
    static const struct { unsigned side; const char *before, *behind; } sides[] = {
        {DTL_SIDE_SUPPORTS, "+ held by ", ""}, {DTL_SIDE_CONTRADICTS, "- denied by ", ""}, {DTL_SIDE_OPEN, "? left open by ", ""}};
    size_t start = line->length;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        size_t before = line->length;
        dtl_buffer_format(line, "%s%s", line->length > start ? "; " : "", sides[i].before);
        size_t names = line->length;
        put_voices(line, t, first, count, dtl_claim_side_name(sides[i].side));
        if (line->length == names)
            line->length = before;
    }
}

static void put_line(dtl_buffer *out, dtl_buffer *line, uint32_t indent, const dtl_view_style *style)
{
    put_wrapped(out, dtl_slice_make(line->bytes ? line->bytes : "", line->length), indent, style->width ? style->width : 100);
    out->failed |= line->failed;
    dtl_buffer_clear(line);
    dtl_buffer_char(out, '\n');
}

/* "denies it: "we did not do it"" for each of its own claims about the whole, at most a few. */
static void put_own_claims(dtl_buffer *out, const timeline *t, uint32_t first, uint32_t count, uint32_t indent, const dtl_view_style *style)
{
    enum { CLAIMS_TOLD = 3 };
    dtl_buffer line = {0};
    uint32_t told = 0, more = 0;
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_store_claim *c = t->claims[i];
        if (!is_own(t, c) || !dtl_slice_is(c->field, "type"))
            continue;
        if (told++ >= CLAIMS_TOLD) {
            more++;
            continue;
        }
        bool against = dtl_slice_is(c->side, dtl_claim_side_name(DTL_SIDE_CONTRADICTS)), open = dtl_slice_is(c->side, dtl_claim_side_name(DTL_SIDE_OPEN));
        put_spaces(out, indent);
        dtl_buffer_format(&line, "%s ", against ? "-" : open ? "?" : "+");
        put_clean(&line, c->holder.length ? c->holder : c->on_behalf_of);
        dtl_buffer_format(&line, " %s: \"", stance_in_words(c->stance));
        put_clean(&line, c->words);
        dtl_buffer_char(&line, '"');
        put_line(out, &line, indent + 2, style);
    }
    if (more) {
        put_spaces(out, indent);
        dtl_buffer_format(out, "and %" PRIu32 " more claims of its own\n", more);
    }
    dtl_buffer_free(&line);
}

/* "09–12", "09", "" : the day within its month. */
static void put_day_of_month(dtl_buffer *out, dtl_interval days)
{
    char low[16], high[16];
    dtl_day_format(days.low, low);
    dtl_day_format(days.high, high);
    if (!low[0])
        return;
    if (memcmp(low, high, 10) == 0)
        dtl_buffer_cstr(out, low + 8);
    else if (high[0] && memcmp(low, high, 7) == 0)
        dtl_buffer_format(out, "%s–%s", low + 8, high + 8);
    else
        dtl_buffer_format(out, "%s…", low + 8);
}

static void put_event(dtl_buffer *out, const timeline *t, const dtl_store_event *e, dtl_interval days, const dtl_view_style *style)
{
    enum { DAY_WIDTH = 7, ROLE_WIDTH = 10, INDENT = DAY_WIDTH + ROLE_WIDTH };
    dtl_buffer line = {0};
    uint32_t first, count = claims_on(t, e->id, &first);
    const char *role = role_of(t, e);
    put_day_of_month(&line, days);
    uint32_t used = display_width(dtl_slice_make(line.bytes ? line.bytes : "", line.length));
    dtl_buffer_put(out, line.bytes ? line.bytes : "", line.length);
    dtl_buffer_clear(&line);
    put_spaces(out, used < DAY_WIDTH ? DAY_WIDTH - used : 1);
    dtl_buffer_cstr(out, role);
    put_spaces(out, ROLE_WIDTH - (uint32_t)strlen(role));
    if (dtl_slice_is(e->item, "event")) {
        put_headline(&line, e);
    } else {
        dtl_buffer_format(&line, "%.*s: \"", (int)e->item.length, e->item.ptr);
        put_clean(&line, e->evidence);
        dtl_buffer_char(&line, '"');
    }
    if (dtl_slice_is(e->item, "event"))
        dtl_buffer_format(&line, " [%.*s]", (int)e->standing.length, e->standing.ptr);
    dtl_buffer_cstr(&line, "   ");
    dtl_buffer_slice(&line, short_id(e->id));
    put_line(out, &line, INDENT, style);
    if (dtl_slice_is(e->item, "event")) {
        put_own_claims(out, t, first, count, INDENT, style);
        put_others(&line, t, first, count);
        if (line.length) {
            put_spaces(out, INDENT);
            put_line(out, &line, INDENT + 2, style);
        }
    }
    dtl_buffer_free(&line);
}

static void put_month(dtl_buffer *out, dtl_interval days, char month[16], const dtl_view_style *style)
{
    char text[16];
    dtl_day_format(days.low, text);
    text[text[0] ? 7 : 0] = '\0';
    if (strcmp(text, month) == 0)
        return;
    dtl_buffer_format(out, "%s%s%s%s\n", month[0] ? "\n" : "", style->colour ? "\x1b[1m" : "", text[0] ? text : "day not known", style->colour ? "\x1b[0m" : "");
    strcpy(month, text[0] ? text : "-");
}

static void put_text(dtl_buffer *out, const timeline *t, const dtl_view_style *style)
{
    char month[16] = "";
    if (!t->events.count)
        dtl_buffer_cstr(out, t->kin.count ? "no events\n" : "no such actor\n");
    for (uint32_t i = 0; i < t->events.count; i++) {
        dtl_interval days = t->days[t->order[i]];
        if (days.low != DTL_DAY_OPEN_PAST || strcmp(month, "-") != 0)
            put_month(out, days, month, style);
        put_event(out, t, &t->events.items[t->order[i]], days, style);
    }
}

/* ---- JSON and CSV ---- */

static void put_json(dtl_buffer *out, const timeline *t, const dtl_store_event *e)
{
    dtl_json writer = {.out = out}, *json = &writer;
    uint32_t first, count = claims_on(t, e->id, &first);
    dtl_json_open(json, '{');
    json_text(json, "role", dtl_slice_from_cstr(role_of(t, e)));
    json_event_fields(json, e);
    json_text(json, "evidence", e->evidence);
    for (int own = 1; own >= 0; own--) {
        dtl_json_key(json, own ? "claims_by" : "claims_about");
        dtl_json_open(json, '[');
        for (uint32_t i = first; i < first + count; i++)
            if (is_own(t, t->claims[i]) == own)
                json_claim(json, t->claims[i], false);
        dtl_json_close(json, ']');
    }
    dtl_json_close(json, '}');
    dtl_buffer_char(out, '\n');
}

static void put_csv(dtl_buffer *out, const timeline *t, const dtl_store_event *e)
{
    csv_row row = {.out = out};
    dtl_buffer scratch = {0};
    uint32_t first, count = claims_on(t, e->id, &first), own = 0;
    row_day(&row, e->days.low);
    row_day(&row, e->days.high);
    row_words(&row, role_of(t, e));
    const dtl_slice texts[] = {e->id, e->item, e->type, e->mode, e->status, e->standing, e->actors, e->recipients, e->place, e->country};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        row_text(&row, texts[i]);
    put_range(&scratch, e->killed);
    row_scratch(&row, &scratch);
    for (uint32_t i = first; i < first + count; i++)
        if (is_own(t, t->claims[i]) && dtl_slice_is(t->claims[i]->field, "type")) {
            dtl_buffer_cstr(&scratch, own++ ? "; " : "");
            dtl_buffer_slice(&scratch, t->claims[i]->stance);
        }
    row_scratch(&row, &scratch);
    row_number(&row, e->n_voices);
    row_number(&row, e->n_denials);
    row_text(&row, e->evidence);
    csv_end(out);
    dtl_buffer_free(&scratch);
}

static const char *const csv_columns[] = {"date_low", "date_high", "role", "event", "item", "type", "mode", "status", "standing", "actors", "recipients", "place",
                                          "country", "killed", "own_stances", "voices", "denials", "evidence"};

static void put_rows(dtl_buffer *out, const timeline *t, bool csv)
{
    csv_row head = {.out = out};
    for (size_t i = 0; csv && i < sizeof csv_columns / sizeof *csv_columns; i++)
        row_words(&head, csv_columns[i]);
    if (csv)
        csv_end(out);
    for (uint32_t i = 0; i < t->events.count; i++)
        if (csv)
            put_csv(out, t, &t->events.items[t->order[i]]);
        else
            put_json(out, t, &t->events.items[t->order[i]]);
}

/* The claims on the events of the list, whoever makes them. */
static dtl_err take_claims(dtl_store *store, const dtl_store_filter *filter, dtl_arena *arena, timeline *t, dtl_error *error)
{
    dtl_store_claim_array claims = {0};
    dtl_store_filter of_actor = *filter;
    of_actor.limit = of_actor.offset = 0;
    of_actor.sort = DTL_SORT_ID;
    of_actor.text = DTL_SLICE_EMPTY; /* words of the events, not of each claim on them */
    dtl_err err = dtl_store_claims(store, &of_actor, arena, &claims, error);
    t->claims = err ? NULL : dtl_arena_calloc(arena, claims.count + 1, sizeof *t->claims);
    if (!err && !t->claims)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    for (uint32_t i = 0; !err && i < claims.count; i++)
        t->claims[t->claim_count++] = &claims.items[i];
    if (!err)
        qsort(t->claims, t->claim_count, sizeof *t->claims, by_event);
    return err;
}

/* Sorts by day, unknown last; what has no day of its own keeps the order of the store behind what has the same. */
static bool put_in_order(timeline *t, dtl_arena *arena)
{
    t->order = dtl_arena_calloc(arena, t->events.count + 1, sizeof *t->order);
    t->days = dtl_arena_calloc(arena, t->events.count + 1, sizeof *t->days);
    uint64_t *keys = dtl_arena_calloc(arena, t->events.count + 1, sizeof *keys); /* day, then place in the list: whole numbers sort the same anywhere */
    if (!t->order || !t->days || !keys)
        return false;
    for (uint32_t i = 0; i < t->events.count; i++) {
        const dtl_store_event *e = &t->events.items[i];
        uint32_t first, count = claims_on(t, e->id, &first);
        t->days[i] = e->days;
        if (dtl_interval_is_open(e->days) && !dtl_slice_is(e->item, "event") && count)
            t->days[i] = t->claims[first]->published;
        bool known = t->days[i].low != DTL_DAY_OPEN_PAST;
        keys[i] = (known ? (uint64_t)((int64_t)t->days[i].low - INT32_MIN) : UINT32_MAX) << 32 | i;
    }
    qsort(keys, t->events.count, sizeof *keys, by_key);
    for (uint32_t i = 0; i < t->events.count; i++)
        t->order[i] = (uint32_t)keys[i];
    return true;
}

dtl_err dtl_view_timeline(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    dtl_arena arena;
    timeline t = {.claim_count = 0};
    dtl_store_filter whom = DTL_STORE_FILTER_ALL, by_day = *filter;
    whom.actor = filter->actor;
    by_day.sort = DTL_SORT_DATE;
    dtl_arena_init(&arena, VIEW_BUDGET);
    dtl_err err = dtl_store_actors(store, &whom, &arena, &t.kin, error);
    if (!err)
        err = dtl_store_events(store, &by_day, &arena, &t.events, error);
    if (!err)
        err = take_claims(store, filter, &arena, &t, error);
    if (!err && !put_in_order(&t, &arena))
        err = dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    if (!err && style->format == DTL_VIEW_TEXT)
        put_text(out, &t, style);
    else if (!err)
        put_rows(out, &t, style->format == DTL_VIEW_CSV);
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}
