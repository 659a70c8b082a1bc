/* The coded report as packed bytes.
 *
 * In: a dtl_report. Out: its bytes, and from them the report again. One description of every struct serves both directions, so that
 * what is written is what is read: each function below either puts a field or takes it, as the codec says.
 *   numbers   seven bits a byte, the lowest first; signed ones zigzag; indexes and open ends shifted by one or two
 *   strings   the first time 0, length and bytes; from then on the number under which it was met: a report names "events.txt:40"
 *             and its actors' countries again and again
 * Example: {"evidence":[214,48],"trigger":[219,4],"status":"asserted","rule":"events.txt:40"} (78 bytes) → d6 01 30 db 01 04 00 02 07.
 *
 * The bytes may come from a ledger that somebody else made: every count, index and span is checked on the way back.
 * A field that is added to dtl_report must be added here too: tests/unit/report_pack_test.c fails when it is forgotten.
 * Knowingly wrong: bytes of one version are read by that version only (the first byte tells); a ledger's version goes with it.
 */
#include "doc/report_pack.h"
#include "base/map.h"

enum { PACK_VERSION = 1, HEX_BYTES = 32 };

/* One way through a report. */
typedef struct codec {
    bool taking;              /* from bytes to the report */
    bool bad;                 /* bytes that pack did not make */
    bool full;                /* out of memory */
    dtl_buffer *out;
    const unsigned char *at, *end;
    dtl_arena *arena;
    dtl_map known;            /* putting: string → its number */
    dtl_slice *strings;       /* taking: by number */
    uint32_t n_strings /* met so far */, capacity;
    dtl_slice text;           /* the report's canonical text */
} codec;

static void put_number(codec *c, uint64_t number)
{
    enum { BYTES_MOST = 10 };
    char *at = dtl_buffer_room(c->out, BYTES_MOST);
    if (!at)
        return;
    for (; number >= 0x80; number >>= 7)
        *at++ = (char)((number & 0x7F) | 0x80);
    *at++ = (char)number;
    c->out->length = (size_t)(at - c->out->bytes);
}

static uint64_t take_number(codec *c)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && c->at < c->end; shift += 7) {
        unsigned char byte = *c->at++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80))
            return number;
    }
    c->bad = true;
    return 0;
}

/* Puts the number, or takes one that is at most limit. */
static uint64_t number(codec *c, uint64_t value, uint64_t limit)
{
    if (!c->taking) {
        put_number(c, value);
        return value;
    }
    value = take_number(c);
    if (value <= limit)
        return value;
    c->bad = true;
    return 0;
}

static int64_t whole(codec *c, int64_t value, int64_t low, int64_t high)
{
    uint64_t zigzag = number(c, ((uint64_t)value << 1) ^ (uint64_t)(value >> 63), UINT64_MAX);
    int64_t back = (int64_t)(zigzag >> 1) ^ -(int64_t)(zigzag & 1);
    if (c->taking && (back < low || back > high)) {
        c->bad = true;
        return low > 0 || high < 0 ? low : 0;
    }
    return back;
}

/* Fields are set when they are taken and left alone when they are put. */
#define SET(c, field, value)                                \
    do {                                                    \
        uint64_t taken_ = (uint64_t)(value);                \
        if ((c)->taking)                                    \
            (field) = (__typeof__(field))taken_;            \
    } while (0)
#define NUMBER(c, field, limit) SET(c, field, number((c), (uint64_t)(field), (limit)))
#define WHOLE(c, field, low, high) SET(c, field, whole((c), (field), (low), (high)))
#define INDEX(c, field, count) SET(c, field, number((c), (uint64_t)(uint32_t)((field) + 1), (count)) - 1) /* DTL_NONE is 0 */

static void string(codec *c, dtl_slice *text)
{
    if (!c->taking) {
        const uint32_t *known = dtl_map_at(&c->known, *text, c->known.count);
        if (!known) {
            c->full = true;
            return;
        }
        const bool is_new = c->n_strings < c->known.count;
        put_number(c, is_new ? 0 : (uint64_t)*known + 1);
        if (!is_new)
            return;
        c->n_strings++;
        put_number(c, text->length);
        dtl_buffer_slice(c->out, *text);
        return;
    }
    uint64_t which = take_number(c);
    *text = DTL_SLICE_EMPTY;
    if (which > c->n_strings) {
        c->bad = true;
    } else if (which) {
        *text = c->strings[which - 1];
    } else {
        uint64_t length = take_number(c);
        if (length > (uint64_t)(c->end - c->at)) {
            c->bad = true;
            return;
        }
        *text = dtl_slice_make((const char *)c->at, (size_t)length);
        c->at += length;
        if (c->n_strings == c->capacity && !dtl_array_reserve_(c->arena, (void **)&c->strings, c->n_strings, &c->capacity, sizeof *c->strings))
            c->full = true;
        else
            c->strings[c->n_strings++] = *text;
    }
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* 64 hexadecimal digits as 32 bytes; anything else as it stands. */
static void hex(codec *c, dtl_slice *text)
{
    static const char digits[] = "0123456789abcdef";
    char bytes[HEX_BYTES];
    bool is_hex = text->length == 2 * HEX_BYTES;
    for (uint32_t i = 0; !c->taking && is_hex && i < HEX_BYTES; i++) {
        int high = digit(text->ptr[2 * i]), low = digit(text->ptr[2 * i + 1]);
        is_hex = high >= 0 && low >= 0;
        bytes[i] = (char)(high << 4 | low);
    }
    is_hex = number(c, is_hex, 1) != 0;
    if (!is_hex) {
        string(c, text);
    } else if (!c->taking) {
        dtl_buffer_put(c->out, bytes, HEX_BYTES);
    } else {
        char *out = c->end - c->at < HEX_BYTES ? NULL : dtl_arena_alloc(c->arena, 2 * HEX_BYTES + 1);
        c->bad = c->bad || c->end - c->at < HEX_BYTES;
        c->full = c->full || (!out && !c->bad);
        for (uint32_t i = 0; out && i < HEX_BYTES; i++) {
            out[2 * i] = digits[c->at[i] >> 4];
            out[2 * i + 1] = digits[c->at[i] & 15];
        }
        c->at += out ? HEX_BYTES : 0;
        *text = out ? dtl_slice_make(out, 2 * HEX_BYTES) : DTL_SLICE_EMPTY;
    }
}

static void flag(codec *c, bool *value)
{
    bool taken = number(c, *value, 1) != 0;
    if (c->taking)
        *value = taken;
}

static bool splits_a_rune(dtl_slice text, uint64_t at)
{
    return at < text.length && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

static void span(codec *c, dtl_span *s)
{
    uint64_t length = number(c, s->length, c->text.length), offset = length ? number(c, s->offset, c->text.length - length) : 0;
    if (!c->taking)
        return;
    c->bad = c->bad || splits_a_rune(c->text, offset) || splits_a_rune(c->text, offset + length);
    *s = (dtl_span){(uint32_t)offset, (uint32_t)length};
}

/* Open ends are 0 and 1. */
static void day(codec *c, int32_t *value)
{
    int64_t given = *value;
    uint64_t shifted = given == DTL_DAY_OPEN_PAST ? 0 : given == DTL_DAY_OPEN_FUTURE ? 1 : 2 + (((uint64_t)given << 1) ^ (uint64_t)(given >> 63));
    shifted = number(c, shifted, UINT32_MAX);
    if (!c->taking)
        return;
    uint64_t zigzag = shifted < 2 ? 0 : shifted - 2;
    *value = shifted == 0 ? DTL_DAY_OPEN_PAST : shifted == 1 ? DTL_DAY_OPEN_FUTURE : (int32_t)((int64_t)(zigzag >> 1) ^ -(int64_t)(zigzag & 1));
}

static void days(codec *c, dtl_interval *value)
{
    day(c, &value->low);
    day(c, &value->high);
    c->bad = c->bad || (c->taking && dtl_interval_is_empty(*value));
}

/* 0 not stated; else low + 1, and behind it 0 for "at least", else how much higher the end is, + 1. */
static void range(codec *c, dtl_range *value)
{
    uint64_t low = number(c, value->low < 0 ? 0 : (uint64_t)value->low + 1, (uint64_t)DTL_COUNT_OPEN);
    uint64_t more = low ? number(c, value->high == DTL_COUNT_OPEN ? 0 : (uint64_t)(value->high - value->low) + 1, (uint64_t)DTL_COUNT_OPEN - low + 1) : 0;
    if (!c->taking)
        return;
    *value = !low ? DTL_RANGE_NONE : (dtl_range){(int64_t)low - 1, more ? (int64_t)(low - 1 + more - 1) : DTL_COUNT_OPEN};
}

/* Opens a list: makes room for its items when they are taken. Every item has a byte at least. */
static uint32_t list(codec *c, void **items, uint32_t *count, uint32_t *capacity, size_t size)
{
    uint64_t n = number(c, *count, c->taking ? (uint64_t)(c->end - c->at) : UINT32_MAX);
    if (!c->taking)
        return *count;
    *items = NULL;
    *count = *capacity = 0;
    if (c->bad || c->full || !n)
        return 0;
    *items = dtl_arena_calloc(c->arena, n, size);
    c->full = !*items;
    *count = *capacity = *items ? (uint32_t)n : 0;
    return *count;
}
#define LIST(c, array) list((c), (void **)&(array)->items, &(array)->count, &(array)->capacity, sizeof *(array)->items)
#define GOOD(c) (!(c)->bad && !(c)->full)

static void parts(codec *c, dtl_report_part_array *array)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        span(c, &array->items[i].span);
        string(c, &array->items[i].name);
        flag(c, &array->items[i].metadata);
    }
}

static void actors(codec *c, dtl_report_actor_array *array)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_report_actor *a = &array->items[i];
        dtl_slice *const texts[] = {&a->id, &a->name, &a->kind, &a->country, &a->sector, &a->role, &a->parent_id, &a->admin1, &a->admin2, &a->spellings};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            string(c, texts[k]);
        bool known = a->latitude != INT32_MIN;
        known = number(c, known, 1) != 0;
        if (c->taking)
            a->latitude = a->longitude = INT32_MIN;
        if (known) {
            WHOLE(c, a->latitude, -90000000, 90000000);
            WHOLE(c, a->longitude, -180000000, 180000000);
        }
        NUMBER(c, a->geonames, UINT32_MAX);
        NUMBER(c, a->place_precision, 5);
    }
}

/* Parents must lead to the outlet: colours 0 new, 1 on the way, 2 good. */
static bool voices_are_a_tree(codec *c, const dtl_report_voice_array *voices)
{
    uint8_t *colour = dtl_arena_calloc(c->arena, voices->count, 1);
    c->full = !colour;
    for (uint32_t i = 0; colour && i < voices->count; i++) {
        uint32_t at = i;
        for (; at != DTL_NONE && colour[at] == 0; at = voices->items[at].parent)
            colour[at] = 1;
        if (at != DTL_NONE && colour[at] == 1)
            return false;
        for (at = i; at != DTL_NONE && colour[at] == 1; at = voices->items[at].parent)
            colour[at] = 2;
    }
    return true;
}

static void voices(codec *c, dtl_report_voice_array *array, uint32_t n_actors)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_report_voice *v = &array->items[i];
        INDEX(c, v->parent, n);
        INDEX(c, v->holder, n_actors);
        INDEX(c, v->medium, n_actors);
        INDEX(c, v->on_behalf_of, n_actors);
        span(c, &v->holder_span);
        span(c, &v->cue_span);
        span(c, &v->content_span);
        days(c, &v->said_at);
        NUMBER(c, v->cue, DTL_CUE_COUNT - 1);
        NUMBER(c, v->quote, DTL_QUOTE_MIXED);
        NUMBER(c, v->kind, DTL_SOURCE_COUNT - 1);
        string(c, &v->rule);
    }
    if (c->taking && GOOD(c) && array->count)
        c->bad = !voices_are_a_tree(c, array);
}

static void dated(codec *c, dtl_report_dated_array *array, uint32_t n_actors)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_report_dated *d = &array->items[i];
        NUMBER(c, d->role, DTL_EVENT_ROLE_COUNT - 1);
        NUMBER(c, d->actor, n_actors ? n_actors - 1 : 0);
        c->bad = c->bad || !n_actors;
        string(c, &d->sector);
        string(c, &d->country);
        string(c, &d->reason);
    }
}

static void mentions(codec *c, dtl_report_mention_array *array, uint32_t n_voices)
{
    uint32_t n = LIST(c, array);
    c->bad = c->bad || (c->taking && !n); /* an event is told somewhere */
    for (uint32_t i = 0; i < n && GOOD(c); i++) {
        dtl_report_mention *m = &array->items[i];
        span(c, &m->evidence);
        span(c, &m->trigger);
        INDEX(c, m->voice, n_voices);
        NUMBER(c, m->status, DTL_STATUS_COUNT - 1);
        string(c, &m->rule);
    }
}

static void events(codec *c, dtl_report_event_array *array, uint32_t n_actors, uint32_t n_voices)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_report_event *e = &array->items[i];
        NUMBER(c, e->item, DTL_ITEM_FIGURE);
        NUMBER(c, e->type, DTL_EVENT_TYPE_COUNT - 1);
        NUMBER(c, e->mode, DTL_MODE_COUNT - 1);
        NUMBER(c, e->status, DTL_STATUS_COUNT - 1);
        flag(c, &e->series);
        flag(c, &e->historical);
        flag(c, &e->foiled);
        NUMBER(c, e->contexts, UINT64_MAX);
        NUMBER(c, e->confidence, 1000);
        INDEX(c, e->setting, n_actors);
        string(c, &e->weapon);
        for (int role = 0; role < DTL_EVENT_ROLE_COUNT; role++) {
            dtl_index_array *who = &e->roles[role];
            for (uint32_t k = 0, many = LIST(c, who); k < many && GOOD(c); k++) {
                NUMBER(c, who->items[k], n_actors ? n_actors - 1 : 0);
                c->bad = c->bad || !n_actors;
            }
        }
        dated(c, &e->dated, n_actors);
        days(c, &e->days);
        flag(c, &e->age.told);
        if (e->age.told) {
            NUMBER(c, e->age.weekday, 7);
            WHOLE(c, e->age.low, -DTL_AGE_MOST, DTL_AGE_MOST);
            WHOLE(c, e->age.high, -DTL_AGE_MOST, DTL_AGE_MOST);
        }
        range(c, &e->killed);
        range(c, &e->injured);
        range(c, &e->arrested);
        range(c, &e->figure);
        string(c, &e->figure_noun);
        mentions(c, &e->mentions, n_voices);
    }
}

static void claims(codec *c, dtl_report_claim_array *array, uint32_t n_events, uint32_t n_voices)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_report_claim *k = &array->items[i];
        NUMBER(c, k->event, n_events ? n_events - 1 : 0);
        c->bad = c->bad || !n_events;
        INDEX(c, k->voice, n_voices);
        INDEX(c, k->targets, n);
        span(c, &k->span);
        WHOLE(c, k->polarity, -1, 1);
        NUMBER(c, k->field, DTL_FIELD_COUNT - 1);
        NUMBER(c, k->modality, DTL_MODALITY_COUNT - 1);
        NUMBER(c, k->certainty, DTL_CERTAINTY_COUNT - 1);
        NUMBER(c, k->stance, DTL_STANCE_COUNT - 1);
        NUMBER(c, k->likelihood, DTL_LIKELIHOOD_COUNT - 1);
        WHOLE(c, k->factuality, -300, 300);
        string(c, &k->value);
        string(c, &k->rule);
    }
}

static void links(codec *c, dtl_report_link_array *array, uint32_t n_events)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_report_link *k = &array->items[i];
        NUMBER(c, k->kind, DTL_LINK_COUNT - 1);
        NUMBER(c, k->from, n_events ? n_events - 1 : 0);
        NUMBER(c, k->to, n_events ? n_events - 1 : 0);
        c->bad = c->bad || (c->taking && (!n_events || k->from == k->to));
        span(c, &k->evidence);
        string(c, &k->rule);
    }
}

static void constraints(codec *c, dtl_report_constraint_array *array)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_report_constraint *k = &array->items[i];
        span(c, &k->span);
        string(c, &k->evidence);
        string(c, &k->reason);
        string(c, &k->rule);
        days(c, &k->days);
        WHOLE(c, k->from, -400, 400);
        WHOLE(c, k->to, -400, 400);
        NUMBER(c, k->month, 12);
        NUMBER(c, k->day, 31);
        WHOLE(c, k->weekday, -1, 6);
        WHOLE(c, k->next, -1, 6);
        NUMBER(c, k->kind, DTL_CONSTRAINT_KIND_COUNT - 1);
        NUMBER(c, k->level, DTL_LEVEL_COUNT - 1);
        flag(c, &k->used);
        flag(c, &k->conflict);
    }
}

/* The room of a note is a C string. */
static void notes(codec *c, dtl_note_array *array)
{
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_note *note = &array->items[i];
        dtl_slice room = c->taking ? DTL_SLICE_EMPTY : dtl_slice_from_cstr(note->room);
        string(c, &room);
        if (c->taking) {
            c->bad = c->bad || (room.length && memchr(room.ptr, 0, room.length));
            c->full = c->full || !dtl_arena_copy(c->arena, room, &room);
            note->room = c->full ? "" : room.ptr;
        }
        string(c, &note->text);
        span(c, &note->span);
    }
}

static void source_map(codec *c, dtl_source_point_array *array)
{
    uint64_t text = 0, source = 0;
    for (uint32_t i = 0, n = LIST(c, array); i < n && GOOD(c); i++) {
        dtl_source_point *p = &array->items[i];
        uint64_t more_text = number(c, p->text_offset - text, c->text.length - text);
        uint64_t more_source = number(c, p->source_offset - source, UINT32_MAX - source);
        text += more_text;
        source += more_source;
        if (c->taking)
            *p = (dtl_source_point){(uint32_t)text, (uint32_t)source};
    }
}

static void run(codec *c, dtl_report *r)
{
    dtl_slice *const texts[] = {&r->file, &r->url, &r->outlet, &r->given_published, &r->published_from};
    dtl_span *const spans[] = {&r->title, &r->byline, &r->agency, &r->dateline_place, &r->section};
    hex(c, &r->sha256);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        string(c, texts[i]);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        span(c, spans[i]);
    days(c, &r->published);
    WHOLE(c, r->published_minute, -1, 1439);
    day(c, &r->published_best);
    flag(c, &r->english);
    source_map(c, &r->source_map);
    parts(c, &r->body);
    parts(c, &r->dropped);
    actors(c, &r->actors);
    voices(c, &r->voices, r->actors.count);
    events(c, &r->events, r->actors.count, r->voices.count);
    claims(c, &r->claims, r->events.count, r->voices.count);
    links(c, &r->links, r->events.count);
    constraints(c, &r->constraints);
    notes(c, &r->notes);
}

bool dtl_report_pack(const dtl_report *report, dtl_arena *scratch, dtl_buffer *out)
{
    dtl_report copy = *report; /* the codec writes to no report that it puts, but takes a pointer that it might */
    codec c = {.out = out, .arena = scratch, .text = report->text};
    dtl_map_init(&c.known, scratch);
    dtl_buffer_char(out, PACK_VERSION);
    run(&c, &copy);
    return !c.full && !out->failed;
}

dtl_err dtl_report_unpack(dtl_slice packed, dtl_arena *arena, dtl_report *report)
{
    codec c = {.taking = true, .at = (const unsigned char *)packed.ptr, .end = (const unsigned char *)packed.ptr + packed.length, .arena = arena,
               .text = report->text};
    c.bad = !packed.length || *c.at++ != PACK_VERSION;
    if (!c.bad)
        run(&c, report);
    if (c.full)
        return DTL_ERR_BUDGET;
    return c.bad || c.at != c.end ? DTL_ERR_LEDGER : DTL_OK;
}
