/* Reads a coded report back from its JSON line.
 *
 * In: one line from anywhere, hostile ones included. Out: a dtl_report whose every index, span, name and number has been
 * checked, all in the arena, so that nobody behind this door checks again. base/json_read does the JSON (it refuses bad UTF-8,
 * deep nesting, doubled keys); unknown keys are passed over, so that a later program may add some; a member that is
 * not there says nothing (no voice, no day, "", false), except those without which a thing is none: they are `need`ed.
 * An error says what and where: "report line: claims[3].event: 17 is outside 0–4".
 * Knowingly lenient: evidence need not lie inside body parts, and rule names are any string.
 */
#include "doc/report.h"
#include "base/error.h"
#include "base/json_read.h"
#include <inttypes.h>
#include <stdio.h>

enum { LINE_MAX_BYTES = 64 * 1024 * 1024, TREE_BUDGET = 1 << 30 /* bytes of a line's values while it is read */ };

/* What the readers share. The first problem wins and is kept. */
typedef struct reader {
    dtl_arena *arena;
    dtl_error *error;
    dtl_err code;      /* DTL_OK so far */
    const char *list, *inner; /* in which array, and in which array of its item ("events", "mentions"); NULL = in none */
    size_t at, inner_at;      /* at which item of them */
    dtl_slice text;    /* canonical text, for spans */
    const dtl_json_value *object, *found; /* the object asked last, and its member found last: members mostly stand as they are asked for */
} reader;

static void at_item(reader *r, const char *list, size_t at)
{
    r->list = list;
    r->at = at;
    r->inner = NULL;
}

static void at_inner_item(reader *r, const char *inner, size_t at)
{
    r->inner = inner;
    r->inner_at = at;
}

/* "report line: events[3].mentions[0].evidence: …" */
static void say(reader *r, const char *key, const char *what)
{
    char where[96] = "";
    if (r->code != DTL_OK)
        return;
    if (r->list && r->inner)
        snprintf(where, sizeof where, "%s[%zu].%s[%zu].", r->list, r->at, r->inner, r->inner_at);
    else if (r->list)
        snprintf(where, sizeof where, "%s[%zu].", r->list, r->at);
    r->code = dtl_error_set(r->error, DTL_ERR_INPUT, NULL, DTL_OFFSET_NONE, "report line: %s%s: %s", where, key, what);
}

static bool fail(reader *r, const char *key, const char *what)
{
    say(r, key, what);
    return false;
}

static bool out_of_budget(reader *r)
{
    if (r->code == DTL_OK)
        r->code = dtl_error_set(r->error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "report line: out of memory budget");
    return false;
}

static const dtl_json_value *member(reader *r, const dtl_json_value *object, const char *key)
{
    const dtl_json_value *found = dtl_json_next_member(object, key, r->object == object ? r->found : NULL);
    if (found) {
        r->object = object;
        r->found = found;
    }
    return found;
}

static const dtl_json_value *need(reader *r, const dtl_json_value *object, const char *key)
{
    const dtl_json_value *value = member(r, object, key);
    if (!value)
        fail(r, key, "missing");
    return value;
}

/* The member, or NULL when it is absent or null. */
static const dtl_json_value *get(reader *r, const dtl_json_value *object, const char *key)
{
    const dtl_json_value *value = member(r, object, key);
    return value && value->kind != DTL_JSON_NULL ? value : NULL;
}

/* The first item of an array that may be missing. */
static const dtl_json_value *first_of(const dtl_json_value *array)
{
    return array ? array->first : NULL;
}

static bool is_pair(const dtl_json_value *value)
{
    return value->kind == DTL_JSON_ARRAY && value->count == 2;
}

static bool read_string(reader *r, const dtl_json_value *object, const char *key, dtl_slice *out)
{
    const dtl_json_value *value = member(r, object, key);
    *out = DTL_SLICE("");
    if (!value)
        return true;
    if (value->kind != DTL_JSON_STRING)
        return fail(r, key, "not a string");
    return !value->text.length || dtl_arena_copy(r->arena, value->text, out) || out_of_budget(r);
}

/* A string that must be there and say something. */
static bool need_string(reader *r, const dtl_json_value *object, const char *key, dtl_slice *out)
{
    return need(r, object, key) && read_string(r, object, key, out) && (out->length || fail(r, key, "empty"));
}

static bool is_number(reader *r, const dtl_json_value *value, const char *key, int64_t low, int64_t high, int64_t *out)
{
    if (value->kind != DTL_JSON_INTEGER)
        return fail(r, key, "not a whole number");
    int64_t number = value->integer;
    if (number < low || number > high) {
        char what[96];
        snprintf(what, sizeof what, "%" PRId64 " is outside %" PRId64 "–%" PRId64, number, low, high);
        return fail(r, key, what);
    }
    *out = number;
    return true;
}

static bool need_number(reader *r, const dtl_json_value *object, const char *key, int64_t low, int64_t high, int64_t *out)
{
    const dtl_json_value *value = need(r, object, key);
    return value && is_number(r, value, key, low, high, out);
}

/* Leaves *out as it is when the member is absent. */
static bool read_number(reader *r, const dtl_json_value *object, const char *key, int64_t low, int64_t high, int64_t *out)
{
    const dtl_json_value *value = get(r, object, key);
    return !value || is_number(r, value, key, low, high, out);
}

static bool read_bool(reader *r, const dtl_json_value *object, const char *key, bool *out)
{
    const dtl_json_value *value = get(r, object, key);
    *out = false;
    if (!value)
        return true;
    if (value->kind != DTL_JSON_TRUE && value->kind != DTL_JSON_FALSE)
        return fail(r, key, "neither true nor false");
    *out = value->kind == DTL_JSON_TRUE;
    return true;
}

/* An index below limit; absent or null for none. */
static bool read_index(reader *r, const dtl_json_value *object, const char *key, size_t limit, uint32_t *out)
{
    const dtl_json_value *value = get(r, object, key);
    int64_t number;
    *out = DTL_NONE;
    if (!value)
        return true;
    if (!is_number(r, value, key, 0, (int64_t)limit - 1, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}

static bool splits_a_rune(dtl_slice text, uint32_t at)
{
    return at < text.length && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

static bool read_span(reader *r, const dtl_json_value *object, const char *key, dtl_span *out)
{
    const dtl_json_value *value = get(r, object, key);
    int64_t offset, length;
    *out = (dtl_span){0, 0};
    if (!value)
        return true;
    if (!is_pair(value))
        return fail(r, key, "not [offset,length]");
    if (!is_number(r, value->first, key, 0, r->text.length, &offset) ||
        !is_number(r, value->first->next, key, 1, (int64_t)r->text.length - offset, &length))
        return false;
    *out = (dtl_span){(uint32_t)offset, (uint32_t)length};
    if (splits_a_rune(r->text, out->offset) || splits_a_rune(r->text, dtl_span_end(*out)))
        return fail(r, key, "cuts a character in two");
    return true;
}

static bool read_day(reader *r, const dtl_json_value *value, const char *key, int32_t open, int32_t *out)
{
    *out = open;
    if (value->kind == DTL_JSON_NULL)
        return true;
    char again[16];
    if (value->kind != DTL_JSON_STRING || !dtl_day_parse_iso(value->text, out))
        return fail(r, key, "not a day YYYY-MM-DD");
    dtl_day_format(*out, again); /* also refuses "2023-01-01 and more" and 31 February */
    return dtl_slice_is(value->text, again) || fail(r, key, "not a day YYYY-MM-DD");
}

static bool read_days(reader *r, const dtl_json_value *object, const char *key, dtl_interval *out)
{
    const dtl_json_value *value = get(r, object, key);
    *out = DTL_INTERVAL_OPEN;
    if (!value)
        return true;
    if (!is_pair(value))
        return fail(r, key, "not [first day,last day]");
    return read_day(r, value->first, key, DTL_DAY_OPEN_PAST, &out->low) &&
           read_day(r, value->first->next, key, DTL_DAY_OPEN_FUTURE, &out->high) &&
           (!dtl_interval_is_empty(*out) || fail(r, key, "ends before it begins"));
}

static bool read_age(reader *r, const dtl_json_value *object, dtl_age *out)
{
    const dtl_json_value *value = get(r, object, "age");
    int64_t low, high, weekday = 0;
    *out = (dtl_age){0};
    if (!value)
        return true;
    if (!is_pair(value))
        return fail(r, "age", "not [days,days]");
    if (!is_number(r, value->first, "age", -DTL_AGE_MOST, DTL_AGE_MOST, &low) || !is_number(r, value->first->next, "age", low, DTL_AGE_MOST, &high) ||
        !read_number(r, object, "age_weekday", 1, 7, &weekday))
        return false;
    *out = (dtl_age){true, (uint8_t)weekday, (int16_t)low, (int16_t)high};
    return true;
}

static bool read_range(reader *r, const dtl_json_value *object, const char *key, dtl_range *out)
{
    const dtl_json_value *value = get(r, object, key);
    *out = DTL_RANGE_NONE;
    if (!value)
        return true;
    if (!is_pair(value))
        return fail(r, key, "not [low,high]");
    if (!is_number(r, value->first, key, 0, DTL_COUNT_OPEN - 1, &out->low))
        return false;
    if (value->first->next->kind == DTL_JSON_NULL) {
        out->high = DTL_COUNT_OPEN;
        return true;
    }
    return is_number(r, value->first->next, key, out->low, DTL_COUNT_OPEN - 1, &out->high);
}

static bool is_name(dtl_slice text, const char *name)
{
    return text.length ? name[0] == text.ptr[0] && dtl_slice_is(text, name) : !name[0];
}

/* A name of a closed vocabulary → its number. */
static bool read_name(reader *r, const dtl_json_value *object, const char *key, const char *(*name_of)(unsigned), unsigned count, uint8_t *out)
{
    const dtl_json_value *value = need(r, object, key);
    if (!value)
        return false;
    if (value->kind == DTL_JSON_STRING)
        for (unsigned i = 0; i < count; i++)
            if (is_name(value->text, name_of(i))) {
                *out = (uint8_t)i;
                return true;
            }
    return fail(r, key, "not a known name");
}

static const char *item_name(unsigned i)
{
    static const char *const names[] = {"event", "statement", "figure"};
    return names[i];
}

static const char *quote_name(unsigned i)
{
    static const char *const names[] = {"indirect", "direct", "mixed"};
    return names[i];
}

static const char *field_name(unsigned i)
{
    static const char *const names[] = {"whole", "actor", "recipient", "place", "date", "killed", "injured", "arrested", "figure", "identity"};
    return names[i];
}

/* The same of a member that may be missing: 0 then, which says nothing. */
static bool read_known_name(reader *r, const dtl_json_value *object, const char *key, const char *(*name_of)(unsigned), unsigned count, uint8_t *out)
{
    *out = 0;
    return !get(r, object, key) || read_name(r, object, key, name_of, count, out);
}

static bool read_hex(reader *r, const dtl_json_value *object, const char *key, bool may_be_empty, dtl_slice *out)
{
    if ((!may_be_empty && !need(r, object, key)) || !read_string(r, object, key, out))
        return false;
    if (may_be_empty && !out->length)
        return true;
    bool good = out->length == 64;
    for (uint32_t i = 0; good && i < 64; i++)
        good = (out->ptr[i] >= '0' && out->ptr[i] <= '9') || (out->ptr[i] >= 'a' && out->ptr[i] <= 'f');
    return good || fail(r, key, "not 64 hexadecimal digits");
}

/* Room for exactly count items: the array is known to its end, and a ledger holds many reports in memory. */
#define RESERVE(r, array, n)                                                                                    \
    (((array)->items = dtl_arena_calloc((r)->arena, (n), sizeof *(array)->items)) != NULL &&                    \
     ((array)->capacity = (uint32_t)(n), true))

static const dtl_json_value *get_array(reader *r, const dtl_json_value *object, const char *key, size_t *count)
{
    const dtl_json_value *array = need(r, object, key);
    if (array && array->kind != DTL_JSON_ARRAY) {
        fail(r, key, "not an array");
        return NULL;
    }
    *count = array ? array->count : 0;
    if (*count >= DTL_NONE) {
        fail(r, key, "too long");
        return NULL;
    }
    return array;
}

static bool read_parts(reader *r, const dtl_json_value *object, const char *key, bool with_metadata, dtl_report_part_array *out)
{
    size_t count;
    const dtl_json_value *array = get_array(r, object, key, &count);
    if (!array)
        return false;
    if (count && !RESERVE(r, out, count))
        return out_of_budget(r);
    const dtl_json_value *part = first_of(array);
    for (size_t i = 0; part; i++, part = part->next) {
        dtl_report_part *made = dtl_array_push(r->arena, out);
        if (!made)
            return out_of_budget(r);
        at_item(r, key, i);
        if (!read_span(r, part, "span", &made->span) || !read_string(r, part, "name", &made->name) ||
            (with_metadata && !read_bool(r, part, "metadata", &made->metadata)))
            return false;
    }
    r->list = NULL;
    return true;
}

static bool read_actors(reader *r, const dtl_json_value *object, dtl_report *report)
{
    size_t count;
    const dtl_json_value *array = get_array(r, object, "actors", &count);
    if (array && count && !RESERVE(r, &report->actors, count))
        return out_of_budget(r);
    const dtl_json_value *actor = first_of(array);
    for (size_t i = 0; actor; i++, actor = actor->next) {
        dtl_report_actor *made = dtl_array_push(r->arena, &report->actors);
        int64_t latitude = INT32_MIN, longitude = INT32_MIN, precision = 0, geonames = 0;
        if (!made)
            return out_of_budget(r);
        at_item(r, "actors", i);
        if (!need_string(r, actor, "id", &made->id) || !need_string(r, actor, "name", &made->name) ||
            !need_string(r, actor, "kind", &made->kind) || !read_string(r, actor, "country", &made->country) ||
            !read_string(r, actor, "sector", &made->sector) || !read_string(r, actor, "role", &made->role) ||
            !read_string(r, actor, "parent", &made->parent_id) || !read_string(r, actor, "admin1", &made->admin1) ||
            !read_string(r, actor, "admin2", &made->admin2) || !read_string(r, actor, "spellings", &made->spellings) ||
            !read_number(r, actor, "geonames", 0, UINT32_MAX, &geonames) ||
            !read_number(r, actor, "precision", 0, 5, &precision))
            return false;
        const dtl_json_value *position = get(r, actor, "position");
        if (position && !is_pair(position))
            return fail(r, "position", "not [latitude,longitude]");
        if (position && (!is_number(r, position->first, "position", -90000000, 90000000, &latitude) ||
                         !is_number(r, position->first->next, "position", -180000000, 180000000, &longitude)))
            return false;
        made->latitude = (int32_t)latitude;
        made->longitude = (int32_t)longitude;
        made->place_precision = (uint8_t)precision;
        made->geonames = (uint32_t)geonames;
    }
    r->list = NULL;
    return array != NULL;
}

/* Parents must lead to the outlet: colours 0 new, 1 on the way, 2 good. */
static bool voices_are_a_tree(reader *r, const dtl_report *report)
{
    uint32_t count = report->voices.count;
    uint8_t *colour = dtl_arena_calloc(r->arena, count, 1);
    if (!colour)
        return out_of_budget(r);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i;
        for (; at != DTL_NONE && colour[at] == 0; at = report->voices.items[at].parent)
            colour[at] = 1;
        if (at != DTL_NONE && colour[at] == 1) {
            at_item(r, "voices", at);
            return fail(r, "parent", "a circle");
        }
        for (at = i; at != DTL_NONE && colour[at] == 1; at = report->voices.items[at].parent)
            colour[at] = 2;
    }
    return true;
}

static bool read_voices(reader *r, const dtl_json_value *object, dtl_report *report)
{
    size_t count;
    const dtl_json_value *array = get_array(r, object, "voices", &count);
    if (array && count && !RESERVE(r, &report->voices, count))
        return out_of_budget(r);
    const dtl_json_value *voice = first_of(array);
    for (size_t i = 0; voice; i++, voice = voice->next) {
        dtl_report_voice *made = dtl_array_push(r->arena, &report->voices);
        if (!made)
            return out_of_budget(r);
        at_item(r, "voices", i);
        uint32_t actors = report->actors.count;
        if (!read_index(r, voice, "parent", count, &made->parent) || !read_index(r, voice, "holder", actors, &made->holder) ||
            !read_index(r, voice, "medium", actors, &made->medium) ||
            !read_index(r, voice, "on_behalf_of", actors, &made->on_behalf_of) ||
            !read_span(r, voice, "holder_span", &made->holder_span) || !read_span(r, voice, "cue_span", &made->cue_span) ||
            !read_span(r, voice, "content_span", &made->content_span) || !read_days(r, voice, "said_at", &made->said_at) ||
            !read_name(r, voice, "cue", dtl_cue_name, DTL_CUE_COUNT, &made->cue) ||
            !read_name(r, voice, "quote", quote_name, DTL_QUOTE_MIXED + 1, &made->quote) ||
            !read_known_name(r, voice, "kind", dtl_source_kind_name, DTL_SOURCE_COUNT, &made->kind) ||
            !read_string(r, voice, "rule", &made->rule))
            return false;
    }
    r->list = NULL;
    return array && voices_are_a_tree(r, report);
}

static bool read_role(reader *r, const dtl_json_value *event, const char *key, uint32_t actors, dtl_index_array *out)
{
    size_t count;
    if (!get(r, event, key))
        return true;
    const dtl_json_value *array = get_array(r, event, key, &count);
    if (!array)
        return false;
    enum { ROLE_MAX = 64 };
    if (count > ROLE_MAX)
        return fail(r, key, "more than 64 participants");
    if (count && !RESERVE(r, out, count))
        return out_of_budget(r);
    for (const dtl_json_value *item = array->first; item; item = item->next) {
        int64_t index;
        if (!is_number(r, item, key, 0, (int64_t)actors - 1, &index))
            return false;
        for (uint32_t k = 0; k < out->count; k++)
            if (out->items[k] == (uint32_t)index)
                return fail(r, key, "the same participant twice");
        uint32_t *slot = dtl_array_push(r->arena, out);
        if (!slot)
            return out_of_budget(r);
        *slot = (uint32_t)index;
    }
    return true;
}

static const char *event_role_name(unsigned role)
{
    static const char *const roles[] = {"actor", "recipient", "place", "origin", "destination"};
    return role < sizeof roles / sizeof *roles ? roles[role] : "";
}

static bool read_dated(reader *r, const dtl_json_value *event, uint32_t actors, dtl_report_dated_array *out)
{
    enum { DATED_MAX = 64 * DTL_EVENT_ROLE_COUNT };
    size_t count;
    if (!get(r, event, "dated"))
        return true;
    const dtl_json_value *array = get_array(r, event, "dated", &count);
    if (!array)
        return false;
    if (count > DATED_MAX)
        return fail(r, "dated", "too many");
    if (count && !RESERVE(r, out, count))
        return out_of_budget(r);
    const dtl_json_value *dated = first_of(array);
    for (size_t i = 0; dated; i++, dated = dated->next) {
        dtl_report_dated *made = dtl_array_push(r->arena, out);
        int64_t actor;
        if (!made)
            return out_of_budget(r);
        at_inner_item(r, "dated", i);
        if (!read_name(r, dated, "role", event_role_name, DTL_EVENT_ROLE_COUNT, &made->role) ||
            !need_number(r, dated, "actor", 0, (int64_t)actors - 1, &actor) || !read_string(r, dated, "sector", &made->sector) ||
            !read_string(r, dated, "country", &made->country) || !read_string(r, dated, "reason", &made->reason))
            return false;
        made->actor = (uint32_t)actor;
    }
    return true;
}

static bool read_mentions(reader *r, const dtl_json_value *event, uint32_t voices, dtl_report_mention_array *out)
{
    size_t count;
    const dtl_json_value *array = get_array(r, event, "mentions", &count);
    if (!array)
        return false;
    if (!count)
        return fail(r, "mentions", "none");
    if (!RESERVE(r, out, count))
        return out_of_budget(r);
    const dtl_json_value *mention = first_of(array);
    for (size_t i = 0; mention; i++, mention = mention->next) {
        dtl_report_mention *made = dtl_array_push(r->arena, out);
        if (!made)
            return out_of_budget(r);
        at_inner_item(r, "mentions", i);
        if (!read_span(r, mention, "evidence", &made->evidence) || !read_span(r, mention, "trigger", &made->trigger) ||
            !read_index(r, mention, "voice", voices, &made->voice) ||
            !read_name(r, mention, "status", dtl_status_name, DTL_STATUS_COUNT, &made->status) ||
            !read_string(r, mention, "rule", &made->rule))
            return false;
    }
    return true;
}

/* Names of contexts; lines of before have none. */
static bool read_contexts(reader *r, const dtl_json_value *event, uint64_t *out)
{
    const dtl_json_value *array = get(r, event, "contexts");
    *out = 0;
    if (!array)
        return true;
    if (array->kind != DTL_JSON_ARRAY || array->count > DTL_CONTEXT_COUNT)
        return fail(r, "contexts", "not a list of contexts");
    for (const dtl_json_value *name = array->first; name; name = name->next) {
        uint64_t context = 0;
        if (name->kind != DTL_JSON_STRING || !dtl_contexts_read(name->text, &context) || !context)
            return fail(r, "contexts", "not a known name");
        *out |= context;
    }
    return true;
}

static bool read_events(reader *r, const dtl_json_value *object, dtl_report *report)
{
    size_t count;
    const dtl_json_value *array = get_array(r, object, "events", &count);
    if (array && count && !RESERVE(r, &report->events, count))
        return out_of_budget(r);
    const dtl_json_value *event = first_of(array);
    for (size_t i = 0; event; i++, event = event->next) {
        dtl_report_event *made = dtl_array_push(r->arena, &report->events);
        int64_t confidence = 0;
        if (!made)
            return out_of_budget(r);
        at_item(r, "events", i);
        if (!read_name(r, event, "item", item_name, DTL_ITEM_FIGURE + 1, &made->item) ||
            !read_name(r, event, "type", dtl_event_type_name, DTL_EVENT_TYPE_COUNT, &made->type) ||
            !read_name(r, event, "mode", dtl_event_mode_name, DTL_MODE_COUNT, &made->mode) ||
            !read_name(r, event, "status", dtl_status_name, DTL_STATUS_COUNT, &made->status) ||
            !read_bool(r, event, "series", &made->series) || !read_bool(r, event, "historical", &made->historical) ||
            !read_bool(r, event, "foiled", &made->foiled) ||
            !read_index(r, event, "setting", report->actors.count, &made->setting) ||
            !read_contexts(r, event, &made->contexts) || !read_string(r, event, "weapon", &made->weapon) ||
            !read_number(r, event, "confidence", 0, 1000, &confidence) || !read_days(r, event, "days", &made->days) ||
            !read_age(r, event, &made->age) || !read_range(r, event, "killed", &made->killed) || !read_range(r, event, "injured", &made->injured) ||
            !read_range(r, event, "arrested", &made->arrested) || !read_range(r, event, "figure", &made->figure) ||
            !read_string(r, event, "figure_noun", &made->figure_noun))
            return false;
        made->confidence = (uint16_t)confidence;
        for (unsigned role = 0; role < DTL_EVENT_ROLE_COUNT; role++)
            if (!read_role(r, event, event_role_name(role), report->actors.count, &made->roles[role]))
                return false;
        if (!read_dated(r, event, report->actors.count, &made->dated) || !read_mentions(r, event, report->voices.count, &made->mentions))
            return false;
    }
    r->list = NULL;
    return array != NULL;
}

static bool read_claims(reader *r, const dtl_json_value *object, dtl_report *report)
{
    size_t count;
    const dtl_json_value *array = get_array(r, object, "claims", &count);
    if (array && count && !RESERVE(r, &report->claims, count))
        return out_of_budget(r);
    const dtl_json_value *claim = first_of(array);
    for (size_t i = 0; claim; i++, claim = claim->next) {
        dtl_report_claim *made = dtl_array_push(r->arena, &report->claims);
        int64_t polarity, event, factuality = 0;
        if (!made)
            return out_of_budget(r);
        at_item(r, "claims", i);
        if (!need_number(r, claim, "event", 0, (int64_t)report->events.count - 1, &event) ||
            !read_index(r, claim, "voice", report->voices.count, &made->voice) ||
            !read_index(r, claim, "targets", count, &made->targets) || !read_span(r, claim, "span", &made->span) ||
            !need_number(r, claim, "polarity", -1, 1, &polarity) ||
            !read_name(r, claim, "field", field_name, DTL_FIELD_COUNT, &made->field) ||
            !read_name(r, claim, "modality", dtl_modality_name, DTL_MODALITY_COUNT, &made->modality) ||
            !read_name(r, claim, "certainty", dtl_certainty_name, DTL_CERTAINTY_COUNT, &made->certainty) ||
            !read_name(r, claim, "stance", dtl_stance_name, DTL_STANCE_COUNT, &made->stance) ||
            !read_number(r, claim, "factuality", -300, 300, &factuality) ||
            !read_known_name(r, claim, "likelihood", dtl_likelihood_name, DTL_LIKELIHOOD_COUNT, &made->likelihood) ||
            !read_string(r, claim, "value", &made->value) || !read_string(r, claim, "rule", &made->rule))
            return false;
        if (made->targets == i)
            return fail(r, "targets", "itself");
        made->event = (uint32_t)event;
        made->polarity = (int8_t)polarity;
        made->factuality = (int16_t)factuality;
    }
    r->list = NULL;
    return array != NULL;
}

static bool read_links(reader *r, const dtl_json_value *object, dtl_report *report)
{
    size_t count;
    if (!get(r, object, "links"))
        return true; /* a line of before, or a report that says nothing of the kind */
    const dtl_json_value *array = get_array(r, object, "links", &count);
    if (array && count && !RESERVE(r, &report->links, count))
        return out_of_budget(r);
    const dtl_json_value *link = first_of(array);
    for (size_t i = 0; link; i++, link = link->next) {
        dtl_report_link *made = dtl_array_push(r->arena, &report->links);
        int64_t from, to;
        if (!made)
            return out_of_budget(r);
        at_item(r, "links", i);
        if (!read_name(r, link, "kind", dtl_link_name, DTL_LINK_COUNT, &made->kind) ||
            !need_number(r, link, "from", 0, (int64_t)report->events.count - 1, &from) ||
            !need_number(r, link, "to", 0, (int64_t)report->events.count - 1, &to) ||
            !read_span(r, link, "evidence", &made->evidence) || !read_string(r, link, "rule", &made->rule))
            return false;
        if (from == to)
            return fail(r, "to", "the event itself");
        made->from = (uint32_t)from;
        made->to = (uint32_t)to;
    }
    r->list = NULL;
    return array != NULL;
}

static bool read_notes(reader *r, const dtl_json_value *object, dtl_report *report)
{
    size_t count;
    const dtl_json_value *array = get_array(r, object, "notes", &count);
    if (array && count && !RESERVE(r, &report->notes, count))
        return out_of_budget(r);
    const dtl_json_value *note = first_of(array);
    for (size_t i = 0; note; i++, note = note->next) {
        dtl_note *made = dtl_array_push(r->arena, &report->notes);
        dtl_slice room;
        if (!made)
            return out_of_budget(r);
        at_item(r, "notes", i);
        if (!read_string(r, note, "room", &room) || !read_string(r, note, "text", &made->text) ||
            !read_span(r, note, "span", &made->span))
            return false;
        if (memchr(room.ptr, 0, room.length))
            return fail(r, "room", "not a name");
        made->room = room.ptr; /* the arena's copy ends with a NUL */
    }
    r->list = NULL;
    return array != NULL;
}

/* The counting of a recurring constraint. */
static bool read_recurring(reader *r, const dtl_json_value *object, dtl_report_constraint *made)
{
    int64_t month = 0, day = 0, weekday = -1, next = -1, from = 0, to = 0;
    if (!read_number(r, object, "month", 0, 12, &month) || !read_number(r, object, "day", 0, 31, &day) ||
        !read_number(r, object, "weekday", -1, 6, &weekday) || !read_number(r, object, "next", -1, 6, &next) ||
        !read_number(r, object, "from", -400, 400, &from) || !read_number(r, object, "to", -400, 400, &to))
        return false;
    made->month = (uint8_t)month;
    made->day = (uint8_t)day;
    made->weekday = (int8_t)weekday;
    made->next = (int8_t)next;
    made->from = (int16_t)from;
    made->to = (int16_t)to;
    return from <= to || fail(r, "to", "less than from");
}

static bool read_constraints(reader *r, const dtl_json_value *object, dtl_report *report)
{
    size_t count;
    if (!get(r, object, "constraints"))
        return true; /* a line of before, or a report that says nothing about its day */
    const dtl_json_value *array = get_array(r, object, "constraints", &count);
    if (array && count && !RESERVE(r, &report->constraints, count))
        return out_of_budget(r);
    const dtl_json_value *constraint = first_of(array);
    for (size_t i = 0; constraint; i++, constraint = constraint->next) {
        dtl_report_constraint *made = dtl_array_push(r->arena, &report->constraints);
        if (!made)
            return out_of_budget(r);
        at_item(r, "constraints", i);
        if (!read_string(r, constraint, "evidence", &made->evidence) || !read_string(r, constraint, "reason", &made->reason) ||
            !read_string(r, constraint, "rule", &made->rule) || !read_days(r, constraint, "days", &made->days) ||
            !read_name(r, constraint, "kind", dtl_constraint_kind_name, DTL_CONSTRAINT_KIND_COUNT, &made->kind) ||
            !read_name(r, constraint, "level", dtl_constraint_level_name, DTL_LEVEL_COUNT, &made->level) ||
            !read_span(r, constraint, "span", &made->span) || !read_recurring(r, constraint, made) ||
            !read_bool(r, constraint, "used", &made->used) || !read_bool(r, constraint, "conflict", &made->conflict))
            return false;
    }
    r->list = NULL;
    return array != NULL;
}

/* "published_best": a day, absent when unknown. */
static bool read_best(reader *r, const dtl_json_value *object, dtl_report *report)
{
    const dtl_json_value *value = get(r, object, "published_best");
    report->published_best = DTL_DAY_OPEN_PAST;
    return !value || read_day(r, value, "published_best", DTL_DAY_OPEN_PAST, &report->published_best);
}

/* Pairs of offsets, both rising. */
static bool read_source_map(reader *r, const dtl_json_value *object, dtl_report *report)
{
    size_t count;
    if (!get(r, object, "source_map"))
        return true;
    const dtl_json_value *array = get_array(r, object, "source_map", &count);
    if (!array)
        return false;
    if (count % 2)
        return fail(r, "source_map", "not pairs of offsets");
    if (count && !RESERVE(r, &report->source_map, count / 2))
        return out_of_budget(r);
    int64_t text = 0, source = 0;
    for (const dtl_json_value *item = array->first; item; item = item->next->next) {
        if (!is_number(r, item, "source_map", text, r->text.length, &text) ||
            !is_number(r, item->next, "source_map", source, UINT32_MAX, &source))
            return false;
        dtl_source_point *point = dtl_array_push(r->arena, &report->source_map);
        if (!point)
            return out_of_budget(r);
        *point = (dtl_source_point){(uint32_t)text, (uint32_t)source};
    }
    return true;
}

static bool read_head(reader *r, const dtl_json_value *object, dtl_report *report)
{
    int64_t schema, minute = -1;
    if (!need_number(r, object, "schema", 0, INT32_MAX, &schema))
        return false;
    if (schema != DTL_REPORT_SCHEMA) {
        r->code = dtl_error_set(r->error, DTL_ERR_VERSION, NULL, DTL_OFFSET_NONE,
                                "a report line of version %d; this program reads version %d", (int)schema, DTL_REPORT_SCHEMA);
        return false;
    }
    if (!read_string(r, object, "text", &report->text))
        return false;
    r->text = report->text;
    if (!read_source_map(r, object, report) || !read_hex(r, object, "key", false, &report->key) || !read_hex(r, object, "sha256", false, &report->sha256) ||
        !read_hex(r, object, "rules", true, &report->rules) || !read_hex(r, object, "model", true, &report->model) ||
        !read_hex(r, object, "gazetteer", true, &report->gazetteer) ||
        !read_string(r, object, "file", &report->file) || !read_string(r, object, "url", &report->url) ||
        !read_string(r, object, "outlet", &report->outlet) ||
        !read_string(r, object, "given_published", &report->given_published) ||
        !read_span(r, object, "title", &report->title) || !read_span(r, object, "byline", &report->byline) ||
        !read_span(r, object, "agency", &report->agency) ||
        !read_span(r, object, "dateline_place", &report->dateline_place) ||
        !read_span(r, object, "section", &report->section) || !read_days(r, object, "published", &report->published) ||
        !read_number(r, object, "published_minute", -1, 1439, &minute) ||
        !read_string(r, object, "published_from", &report->published_from) || !read_best(r, object, report) ||
        !read_bool(r, object, "english", &report->english))
        return false;
    report->published_minute = (int16_t)minute;
    return true;
}

dtl_err dtl_report_read_with(dtl_slice line, dtl_arena *tree, dtl_arena *arena, dtl_report *report, dtl_error *error)
{
    if (line.length > LINE_MAX_BYTES)
        return dtl_error_set(error, DTL_ERR_INPUT, NULL, DTL_OFFSET_NONE, "report line: longer than %d bytes", LINE_MAX_BYTES);
    const dtl_json_value *object;
    dtl_error problem = {0};
    dtl_err err = dtl_json_read(line, tree, &object, &problem);
    if (err)
        return dtl_error_set(error, err, NULL, problem.offset, "report line: %s", problem.message);
    reader r = {.arena = arena, .error = error, .code = DTL_OK};
    dtl_report made = {0};
    if (object->kind != DTL_JSON_OBJECT)
        fail(&r, "line", "not a JSON object");
    else if (read_head(&r, object, &made) && read_parts(&r, object, "body", false, &made.body) &&
             read_parts(&r, object, "dropped", true, &made.dropped) && read_actors(&r, object, &made) &&
             read_voices(&r, object, &made) && read_events(&r, object, &made) && read_claims(&r, object, &made) && read_links(&r, object, &made) &&
             read_constraints(&r, object, &made) && read_notes(&r, object, &made))
        *report = made;
    return r.code;
}

dtl_err dtl_report_read(dtl_slice line, dtl_arena *arena, dtl_report *report, dtl_error *error)
{
    dtl_arena tree;
    dtl_arena_init(&tree, TREE_BUDGET);
    dtl_err err = dtl_report_read_with(line, &tree, arena, report, error);
    dtl_arena_free(&tree);
    return err;
}
