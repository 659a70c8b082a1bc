/* JSON, from bytes to values.
 *
 * In: one JSON text from anywhere, hostile ones included. Out: a tree of dtl_json_value in the arena. yajl reads the signs
 * and tells what comes; here each value is hung on the array or object that is open. Nothing is called recursively, so
 * depth costs no stack. A string without escapes is not copied: {"place":"Salt Bay"} gives one object, one member, and the
 * eight bytes of the name where they lie.
 *
 * yajl lets through what only looks like UTF-8, and half a pair of surrogates: every string is checked here. Knowingly
 * lenient: "\ud800", half a pair that comes first, is read as "?", as yajl gives it.
 */
#include "base/json_read.h"
#include "base/utf8.h"
#include <stdio.h>
#include <string.h>
#include <yajl/yajl_parse.h>

/* What the callbacks share. */
typedef struct json_reader {
    dtl_slice input;
    dtl_arena *arena;
    dtl_json_value *open[DTL_JSON_DEPTH_MAX]; /* the containers around the next value, outermost first */
    dtl_json_value *last[DTL_JSON_DEPTH_MAX]; /* of each, what was hung on it last */
    uint32_t depth;
    dtl_slice key;          /* of the next value, when an object is open */
    dtl_json_value *root;
    const char *complaint;  /* static; NULL = none so far */
    bool out_of_budget;
} json_reader;

static int complain(json_reader *r, const char *complaint)
{
    r->complaint = complaint;
    return 0;
}

/* The bytes as they lie in the input, or a copy where yajl had to undo escapes. */
static bool keep(json_reader *r, const unsigned char *bytes, size_t length, dtl_slice *out)
{
    const char *text = (const char *)bytes;
    const uintptr_t at = (uintptr_t)text, start = (uintptr_t)r->input.ptr;
    *out = dtl_slice_make(text, length);
    if (dtl_utf8_valid_prefix(*out) != length)
        return complain(r, "not UTF-8");
    if (at >= start && at < start + r->input.length)
        return true;
    r->out_of_budget = !dtl_arena_copy(r->arena, *out, out);
    return !r->out_of_budget;
}

static dtl_json_value *hang(json_reader *r, dtl_json_kind kind)
{
    dtl_json_value *value = dtl_arena_alloc(r->arena, sizeof *value);
    if (!value) {
        r->out_of_budget = true;
        return NULL;
    }
    value->kind = (uint8_t)kind;
    if (!r->depth) {
        r->root = value;
        return value;
    }
    dtl_json_value *parent = r->open[r->depth - 1], *before = r->last[r->depth - 1];
    if (parent->kind == DTL_JSON_OBJECT)
        value->key = r->key;
    if (before)
        before->next = value;
    else
        parent->first = value;
    r->last[r->depth - 1] = value;
    parent->count++;
    return value;
}

static int on_null(void *context)
{
    return hang(context, DTL_JSON_NULL) != NULL;
}

static int on_boolean(void *context, int truth)
{
    return hang(context, truth ? DTL_JSON_TRUE : DTL_JSON_FALSE) != NULL;
}

/* The signs are a JSON number: yajl has seen to that. */
static int on_number(void *context, const char *signs, size_t length)
{
    json_reader *r = context;
    const bool negative = signs[0] == '-';
    const uint64_t limit = (uint64_t)INT64_MAX + negative;
    uint64_t number = 0;
    for (size_t i = negative; i < length; i++) {
        if (signs[i] < '0' || signs[i] > '9')
            return hang(r, DTL_JSON_REAL) != NULL;
        const uint64_t digit = (uint64_t)(signs[i] - '0');
        if (number > (limit - digit) / 10)
            return complain(r, "a number that is too large");
        number = number * 10 + digit;
    }
    dtl_json_value *value = hang(r, DTL_JSON_INTEGER);
    if (value)
        value->integer = negative ? (int64_t)(0 - number) : (int64_t)number;
    return value != NULL;
}

static int on_string(void *context, const unsigned char *bytes, size_t length)
{
    json_reader *r = context;
    dtl_slice text;
    if (!keep(r, bytes, length, &text))
        return 0;
    dtl_json_value *value = hang(r, DTL_JSON_STRING);
    if (value)
        value->text = text;
    return value != NULL;
}

static int open_container(json_reader *r, dtl_json_kind kind)
{
    if (r->depth == DTL_JSON_DEPTH_MAX)
        return complain(r, "nested too deeply");
    dtl_json_value *value = hang(r, kind);
    if (!value)
        return 0;
    r->open[r->depth] = value;
    r->last[r->depth] = NULL;
    r->depth++;
    return 1;
}

static int on_object(void *context)
{
    return open_container(context, DTL_JSON_OBJECT);
}

static int on_array(void *context)
{
    return open_container(context, DTL_JSON_ARRAY);
}

/* One of 64 bits for a key, by its length and its ends: most keys of an object have one of their own. */
static uint64_t key_bit(dtl_slice key)
{
    const unsigned first = key.length ? (unsigned char)key.ptr[0] : 0, last = key.length ? (unsigned char)key.ptr[key.length - 1] : 0;
    return (uint64_t)1 << ((first * 5 + last * 9 + key.length * 31) & 63);
}

/* Most keys differ in length or in the first letter. */
static bool same_key(dtl_slice a, dtl_slice b)
{
    return a.length == b.length && (!a.length || (a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.length) == 0));
}

/* Quadratic, so the members of an object are capped. */
static int on_key(void *context, const unsigned char *bytes, size_t length)
{
    json_reader *r = context;
    dtl_json_value *object = r->open[r->depth - 1];
    if (object->count == DTL_JSON_MEMBERS_MAX)
        return complain(r, "an object with too many members");
    if (!keep(r, bytes, length, &r->key))
        return 0;
    const uint64_t bit = key_bit(r->key);
    for (const dtl_json_value *member = object->keys & bit ? object->first : NULL; member; member = member->next)
        if (same_key(member->key, r->key))
            return complain(r, "a duplicate key");
    object->keys |= bit;
    return 1;
}

static int on_end(void *context)
{
    ((json_reader *)context)->depth--;
    return 1;
}

/* yajl's own words, without its line break. */
static dtl_err say(yajl_handle handle, const json_reader *r, dtl_error *error)
{
    unsigned char *words = r->complaint ? NULL : yajl_get_error(handle, 0, NULL, 0);
    char message[120];
    snprintf(message, sizeof message, "%s", r->complaint ? r->complaint : words ? (const char *)words : "not JSON");
    message[strcspn(message, "\n")] = '\0';
    if (words)
        yajl_free_error(handle, words);
    return dtl_error_set(error, DTL_ERR_INPUT, NULL, yajl_get_bytes_consumed(handle), "%s", message);
}

dtl_err dtl_json_read(dtl_slice text, dtl_arena *arena, const dtl_json_value **value, dtl_error *error)
{
    static const yajl_callbacks callbacks = {.yajl_null = on_null, .yajl_boolean = on_boolean, .yajl_number = on_number, .yajl_string = on_string,
                                             .yajl_start_map = on_object, .yajl_map_key = on_key, .yajl_end_map = on_end,
                                             .yajl_start_array = on_array, .yajl_end_array = on_end};
    json_reader r = {.input = text, .arena = arena};
    yajl_handle handle = yajl_alloc(&callbacks, NULL, &r);
    if (!handle)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    yajl_config(handle, yajl_dont_validate_strings, 1); /* keep does, and better */
    yajl_status status = yajl_parse(handle, (const unsigned char *)(text.length ? text.ptr : ""), text.length);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(handle);
    dtl_err err = DTL_OK;
    if (r.out_of_budget)
        err = dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory budget");
    else if (status != yajl_status_ok || !r.root)
        err = say(handle, &r, error);
    yajl_free(handle);
    if (!err)
        *value = r.root;
    return err;
}

const dtl_json_value *dtl_json_next_member(const dtl_json_value *value, const char *key, const dtl_json_value *before)
{
    const dtl_json_value *next = before ? before->next : value && value->kind == DTL_JSON_OBJECT ? value->first : NULL;
    uint32_t same = 0;
    while (next && same < next->key.length && key[same] && key[same] == next->key.ptr[same])
        same++;
    return next && same == next->key.length && !key[same] ? next : dtl_json_member(value, key);
}

const dtl_json_value *dtl_json_member(const dtl_json_value *value, const char *key)
{
    if (!value || value->kind != DTL_JSON_OBJECT)
        return NULL;
    const dtl_slice wanted = dtl_slice_from_cstr(key);
    for (const dtl_json_value *member = value->keys & key_bit(wanted) ? value->first : NULL; member; member = member->next)
        if (same_key(member->key, wanted))
            return member;
    return NULL;
}
