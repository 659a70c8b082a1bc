/* Lines that analysts sign: the checks, the writing and the reading that assessments and decisions share.
 *
 * In: texts from an analyst or from a line that came from anywhere. Out: a yes or no, JSON members, slices in the arena.
 * Example: dtl_are_ids("5d1f0c00aa…16 digits 90aa…", 16, 64) holds when both are lower-case hex and the first is the smaller.
 * Knowingly lenient: nobody checks that an analyst is who he says; the ledger's owner keeps the door.
 */
#include "doc/signed_line.h"
#include "base/date.h"
#include "base/utf8.h"
#include <stdio.h>

bool dtl_is_one_line(dtl_slice text)
{
    if (dtl_utf8_valid_prefix(text) != text.length)
        return false;
    for (uint32_t at = 0; at < text.length;) {
        uint32_t rune = dtl_utf8_next(text, &at);
        if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || rune == 0x2028 || rune == 0x2029)
            return false;
    }
    return true;
}

static bool is_day(dtl_slice text)
{
    int32_t day;
    char again[16];
    if (!dtl_day_parse_iso(text, &day))
        return false;
    dtl_day_format(day, again);
    return dtl_slice_is(text, again);
}

bool dtl_are_ids(dtl_slice text, uint32_t digits, uint32_t most)
{
    for (uint32_t at = 0; at < text.length; at += digits + 1) {
        if (text.length - at < digits || (text.length - at > digits && text.ptr[at + digits] != ' ') || text.length - at == digits + 1)
            return false;
        for (uint32_t i = at; i < at + digits; i++)
            if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9') || (text.ptr[i] >= 'a' && text.ptr[i] <= 'f')))
                return false;
        if (at && memcmp(text.ptr + at - digits - 1, text.ptr + at, digits) >= 0)
            return false;
    }
    return text.length < most * (digits + 1);
}

const char *dtl_signature_problem(const dtl_signature *s, const char *kind, char words[120])
{
    if (!s->analyst.length)
        snprintf(words, 120, "%s needs the analyst's name", kind);
    else if (s->analyst.length > DTL_ANALYST_MAX || !dtl_is_one_line(s->analyst))
        snprintf(words, 120, "the analyst's name is one line of at most %d bytes", DTL_ANALYST_MAX);
    else if (s->note.length > DTL_NOTE_MAX || !dtl_is_one_line(s->note))
        snprintf(words, 120, "a note is one line of at most %d bytes", DTL_NOTE_MAX);
    else if (s->date.length && !is_day(s->date))
        snprintf(words, 120, "the date of %s is a day like 2024-05-31", kind);
    else if (!dtl_are_ids(s->supersedes, DTL_SIGNED_ID, DTL_SUPERSEDES_MAX))
        snprintf(words, 120, "what %s supersedes are ids of %ss, at most %d", kind, kind + (kind[1] == 'n' ? 3 : 2), DTL_SUPERSEDES_MAX);
    else
        return NULL;
    return words;
}

void dtl_line_put_text(dtl_json *json, const char *key, dtl_slice text)
{
    if (!text.length)
        return;
    dtl_json_key(json, key);
    dtl_json_string(json, text);
}

void dtl_line_put_ids(dtl_json *json, const char *key, dtl_slice ids, uint32_t digits)
{
    if (!ids.length)
        return;
    dtl_json_key(json, key);
    dtl_json_open(json, '[');
    for (uint32_t at = 0; at < ids.length; at += digits + 1)
        dtl_json_string(json, (dtl_slice){ids.ptr + at, digits});
    dtl_json_close(json, ']');
}

dtl_err dtl_line_wrong(dtl_error *error, const char *kind, const char *key, const char *what)
{
    return dtl_error_set(error, DTL_ERR_INPUT, NULL, DTL_OFFSET_NONE, "%s line: %s: %s", kind, key, what);
}

dtl_err dtl_line_read_text(const dtl_json_value *object, const char *kind, const char *key, dtl_arena *arena, dtl_slice *out, dtl_error *error)
{
    const dtl_json_value *value = dtl_json_member(object, key);
    *out = DTL_SLICE_EMPTY;
    if (!value)
        return DTL_OK;
    if (value->kind != DTL_JSON_STRING)
        return dtl_line_wrong(error, kind, key, "not a string");
    return dtl_arena_copy(arena, value->text, out) ? DTL_OK : DTL_ERR_BUDGET;
}

dtl_err dtl_line_read_ids(const dtl_json_value *object, const char *kind, const char *key, uint32_t digits, uint32_t most, dtl_arena *arena,
                          dtl_slice *out, dtl_error *error)
{
    const dtl_json_value *array = dtl_json_member(object, key);
    uint32_t length = 0;
    char problem[64];
    *out = DTL_SLICE_EMPTY;
    if (!array)
        return DTL_OK;
    if (array->kind != DTL_JSON_ARRAY || array->count > most) {
        snprintf(problem, sizeof problem, "not a list of at most %u ids", most);
        return dtl_line_wrong(error, kind, key, problem);
    }
    char *ids = dtl_arena_alloc(arena, (size_t)array->count * (digits + 1) + 1);
    if (!ids)
        return DTL_ERR_BUDGET;
    for (const dtl_json_value *id = array->first; id; id = id->next) {
        if (id->kind != DTL_JSON_STRING || id->text.length != digits)
            return dtl_line_wrong(error, kind, key, "not an id");
        if (length)
            ids[length++] = ' ';
        memcpy(ids + length, id->text.ptr, digits);
        length += digits;
    }
    *out = dtl_slice_make(ids, length);
    return DTL_OK;
}
