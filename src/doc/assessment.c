/* Assessments as lines. In: what an analyst says, or a line from anywhere. Out: a checked dtl_assessment, a line.
 *
 * The id is the hash of all the other fields in their order, so that a line cannot be changed without becoming another one, and the
 * same judgement arrives at every ledger under the same id. Unknown members of a line are passed over.
 * Example: dtl_assessment_settle of {source, media:afp, 'B', analyst ""} says "an assessment needs the analyst's name".
 * Knowingly lenient: nobody checks that an analyst is who he says; the ledger's owner keeps the door.
 */
#include "doc/assessment.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/json_read.h"
#include "base/utf8.h"
#include <stdio.h>

#define DTL_ITEM(name, text) text,
static const char *const subject_names[] = {DTL_SUBJECT_LIST(DTL_ITEM)};
#undef DTL_ITEM

const char *dtl_subject_name(unsigned subject)
{
    return subject < DTL_SUBJECT_COUNT ? subject_names[subject] : "";
}

const char *dtl_grade_meaning(char grade)
{
    static const char *const letters[] = {"reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable",
                                          "reliability cannot be judged"};
    static const char *const figures[] = {"confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "truth cannot be judged"};
    return grade >= 'A' && grade <= 'F' ? letters[grade - 'A'] : grade >= '1' && grade <= '6' ? figures[grade - '1'] : "";
}

static dtl_err wrong(dtl_error *error, const char *what)
{
    return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "%s", what);
}

/* Valid UTF-8 on one line, without what would move a terminal's cursor. */
static bool is_line(dtl_slice text)
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

/* Ids of 16 hex digits, a blank between, rising. */
static bool are_ids(dtl_slice text)
{
    for (uint32_t at = 0; at < text.length; at += DTL_ASSESSMENT_ID + 1) {
        if (text.length - at < DTL_ASSESSMENT_ID || (text.length - at > DTL_ASSESSMENT_ID && text.ptr[at + DTL_ASSESSMENT_ID] != ' ') ||
            text.length - at == DTL_ASSESSMENT_ID + 1)
            return false;
        for (uint32_t i = at; i < at + DTL_ASSESSMENT_ID; i++)
            if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9') || (text.ptr[i] >= 'a' && text.ptr[i] <= 'f')))
                return false;
        if (at && memcmp(text.ptr + at - DTL_ASSESSMENT_ID - 1, text.ptr + at, DTL_ASSESSMENT_ID) >= 0)
            return false;
    }
    return text.length <= DTL_SUPERSEDES_MAX * (DTL_ASSESSMENT_ID + 1);
}

dtl_err dtl_assessment_settle(dtl_assessment *a, dtl_error *error)
{
    if (a->subject >= DTL_SUBJECT_COUNT)
        return wrong(error, "an assessment is of a source, an event or a claim");
    if (a->subject == DTL_SUBJECT_SOURCE ? a->grade < 'A' || a->grade > 'F' : a->grade < '1' || a->grade > '6')
        return wrong(error, a->subject == DTL_SUBJECT_SOURCE ? "the reliability of a source is a letter from A to F" : "credibility is a figure from 1 to 6");
    if (!a->of.length || a->of.length > DTL_ABOUT_MAX || !is_line(a->of) || a->about.length > DTL_ABOUT_MAX || !is_line(a->about))
        return wrong(error, "an assessment needs the id of what it judges");
    if (!a->analyst.length)
        return wrong(error, "an assessment needs the analyst's name");
    if (a->analyst.length > DTL_ANALYST_MAX || !is_line(a->analyst))
        return wrong(error, "the analyst's name is one line of at most 80 bytes");
    if (a->note.length > DTL_NOTE_MAX || !is_line(a->note))
        return wrong(error, "a note is one line of at most 2000 bytes");
    if (a->date.length && !is_day(a->date))
        return wrong(error, "the date of an assessment is a day like 2024-05-31");
    if (!are_ids(a->supersedes))
        return wrong(error, "what an assessment supersedes are ids of assessments, at most 64");
    char digits[65];
    const dtl_slice parts[] = {dtl_slice_from_cstr(subject_names[a->subject]), a->of, a->about, dtl_slice_make(&a->grade, 1),
                               a->analyst, a->date, a->note, a->supersedes};
    dtl_sha256_hex(dtl_sha256_of_parts(parts, sizeof parts / sizeof *parts), digits);
    memcpy(a->id, digits, DTL_ASSESSMENT_ID);
    a->id[DTL_ASSESSMENT_ID] = '\0';
    return DTL_OK;
}

static void put_text(dtl_json *json, const char *key, dtl_slice text)
{
    if (!text.length)
        return;
    dtl_json_key(json, key);
    dtl_json_string(json, text);
}

void dtl_assessment_write(const dtl_assessment *a, dtl_buffer *out)
{
    dtl_json json = {.out = out};
    dtl_json_open(&json, '{');
    put_text(&json, "assessment", dtl_slice_from_cstr(a->id));
    put_text(&json, "subject", dtl_slice_from_cstr(dtl_subject_name(a->subject)));
    put_text(&json, "of", a->of);
    put_text(&json, "about", a->about);
    put_text(&json, "grade", dtl_slice_make(&a->grade, 1));
    put_text(&json, "analyst", a->analyst);
    put_text(&json, "date", a->date);
    put_text(&json, "note", a->note);
    if (a->supersedes.length) {
        dtl_json_key(&json, "supersedes");
        dtl_json_open(&json, '[');
        for (uint32_t at = 0; at < a->supersedes.length; at += DTL_ASSESSMENT_ID + 1)
            dtl_json_string(&json, (dtl_slice){a->supersedes.ptr + at, DTL_ASSESSMENT_ID});
        dtl_json_close(&json, ']');
    }
    dtl_json_close(&json, '}');
    dtl_buffer_char(out, '\n');
}

bool dtl_is_assessment_line(dtl_slice line)
{
    return dtl_slice_starts_with(dtl_slice_trim(line), DTL_SLICE("{\"assessment\":"));
}

static dtl_err bad_line(dtl_error *error, const char *key, const char *what)
{
    return dtl_error_set(error, DTL_ERR_INPUT, NULL, DTL_OFFSET_NONE, "assessment line: %s: %s", key, what);
}

/* A string member, copied; "" when it is not there. */
static dtl_err read_text(const dtl_json_value *object, const char *key, dtl_arena *arena, dtl_slice *out, dtl_error *error)
{
    const dtl_json_value *value = dtl_json_member(object, key);
    *out = DTL_SLICE_EMPTY;
    if (!value)
        return DTL_OK;
    if (value->kind != DTL_JSON_STRING)
        return bad_line(error, key, "not a string");
    return dtl_arena_copy(arena, value->text, out) ? DTL_OK : DTL_ERR_BUDGET;
}

static dtl_err read_supersedes(const dtl_json_value *object, dtl_arena *arena, dtl_slice *out, dtl_error *error)
{
    const dtl_json_value *array = dtl_json_member(object, "supersedes");
    char ids[DTL_SUPERSEDES_MAX * (DTL_ASSESSMENT_ID + 1)];
    uint32_t length = 0;
    *out = DTL_SLICE_EMPTY;
    if (!array)
        return DTL_OK;
    if (array->kind != DTL_JSON_ARRAY || array->count > DTL_SUPERSEDES_MAX)
        return bad_line(error, "supersedes", "not a list of at most 64 ids");
    for (const dtl_json_value *id = array->first; id; id = id->next) {
        if (id->kind != DTL_JSON_STRING || id->text.length != DTL_ASSESSMENT_ID)
            return bad_line(error, "supersedes", "not an id");
        if (length)
            ids[length++] = ' ';
        memcpy(ids + length, id->text.ptr, DTL_ASSESSMENT_ID);
        length += DTL_ASSESSMENT_ID;
    }
    return dtl_arena_copy(arena, dtl_slice_make(ids, length), out) ? DTL_OK : DTL_ERR_BUDGET;
}

static dtl_err read_object(const dtl_json_value *object, dtl_arena *arena, dtl_assessment *made, dtl_error *error)
{
    dtl_slice id, subject, grade;
    const struct { const char *key; dtl_slice *out; } members[] = {
        {"assessment", &id}, {"subject", &subject}, {"grade", &grade}, {"of", &made->of}, {"about", &made->about},
        {"analyst", &made->analyst}, {"date", &made->date}, {"note", &made->note}};
    dtl_err err = object->kind == DTL_JSON_OBJECT ? DTL_OK : bad_line(error, "line", "not a JSON object");
    for (size_t i = 0; !err && i < sizeof members / sizeof *members; i++)
        err = read_text(object, members[i].key, arena, members[i].out, error);
    if (!err)
        err = read_supersedes(object, arena, &made->supersedes, error);
    if (err)
        return err;
    made->subject = DTL_SUBJECT_COUNT;
    for (uint8_t i = 0; i < DTL_SUBJECT_COUNT; i++)
        if (dtl_slice_is(subject, subject_names[i]))
            made->subject = i;
    made->grade = grade.length == 1 ? grade.ptr[0] : '\0';
    dtl_error problem = {0};
    if (dtl_assessment_settle(made, &problem))
        return bad_line(error, "content", problem.message);
    return dtl_slice_is(id, made->id) ? DTL_OK : bad_line(error, "assessment", "this id is not that of its content");
}

dtl_err dtl_assessment_read(dtl_slice line, dtl_arena *arena, dtl_assessment *assessment, dtl_error *error)
{
    enum { LINE_MAX_BYTES = 64 * 1024 };
    const dtl_json_value *object;
    dtl_assessment made = {.grade = '\0'};
    dtl_error problem = {0};
    if (line.length > LINE_MAX_BYTES)
        return bad_line(error, "line", "longer than 64 KB");
    dtl_err err = dtl_json_read(line, arena, &object, &problem);
    if (err)
        return dtl_error_set(error, err, NULL, problem.offset, "assessment line: %s", problem.message);
    err = read_object(object, arena, &made, error);
    if (err == DTL_ERR_BUDGET)
        return dtl_error_set(error, err, NULL, DTL_OFFSET_NONE, "assessment line: out of memory budget");
    if (!err)
        *assessment = made;
    return err;
}
