/* Assessments as lines. In: what an analyst says, or a line from anywhere. Out: a checked dtl_assessment, a line.
 *
 * The id is the hash of all the other fields in their order, so that a line cannot be changed without becoming another one, and the
 * same judgement arrives at every ledger under the same id. Unknown members of a line are passed over.
 * Example: dtl_assessment_settle of {source, media:afp, 'B', analyst ""} says "an assessment needs the analyst's name".
 * Knowingly lenient: see signed_line.c, which has what they share with decisions.
 */
#include "doc/assessment.h"
#include "base/hash.h"

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

dtl_err dtl_assessment_settle(dtl_assessment *a, dtl_error *error)
{
    if (a->subject >= DTL_SUBJECT_COUNT)
        return wrong(error, "an assessment is of a source, an event or a claim");
    if (a->subject == DTL_SUBJECT_SOURCE ? a->grade < 'A' || a->grade > 'F' : a->grade < '1' || a->grade > '6')
        return wrong(error, a->subject == DTL_SUBJECT_SOURCE ? "the reliability of a source is a letter from A to F" : "credibility is a figure from 1 to 6");
    if (!a->of.length || a->of.length > DTL_ABOUT_MAX || !dtl_is_one_line(a->of) || a->about.length > DTL_ABOUT_MAX || !dtl_is_one_line(a->about))
        return wrong(error, "an assessment needs the id of what it judges");
    char words[120];
    const dtl_signature signature = {a->analyst, a->note, a->date, a->supersedes};
    const char *problem = dtl_signature_problem(&signature, "an assessment", words);
    if (problem)
        return wrong(error, problem);
    char digits[65];
    const dtl_slice parts[] = {dtl_slice_from_cstr(subject_names[a->subject]), a->of, a->about, dtl_slice_make(&a->grade, 1),
                               a->analyst, a->date, a->note, a->supersedes};
    dtl_sha256_hex(dtl_sha256_of_parts(parts, sizeof parts / sizeof *parts), digits);
    memcpy(a->id, digits, DTL_ASSESSMENT_ID);
    a->id[DTL_ASSESSMENT_ID] = '\0';
    return DTL_OK;
}

void dtl_assessment_write(const dtl_assessment *a, dtl_buffer *out)
{
    dtl_json json = {.out = out};
    dtl_json_open(&json, '{');
    dtl_line_put_text(&json, "assessment", dtl_slice_from_cstr(a->id));
    dtl_line_put_text(&json, "subject", dtl_slice_from_cstr(dtl_subject_name(a->subject)));
    dtl_line_put_text(&json, "of", a->of);
    dtl_line_put_text(&json, "about", a->about);
    dtl_line_put_text(&json, "grade", dtl_slice_make(&a->grade, 1));
    dtl_line_put_text(&json, "analyst", a->analyst);
    dtl_line_put_text(&json, "date", a->date);
    dtl_line_put_text(&json, "note", a->note);
    dtl_line_put_ids(&json, "supersedes", a->supersedes, DTL_SIGNED_ID);
    dtl_json_close(&json, '}');
    dtl_buffer_char(out, '\n');
}

bool dtl_is_assessment_line(dtl_slice line)
{
    return dtl_slice_starts_with(dtl_slice_trim(line), DTL_SLICE("{\"assessment\":"));
}

static dtl_err bad_line(dtl_error *error, const char *key, const char *what)
{
    return dtl_line_wrong(error, "assessment", key, what);
}

static dtl_err read_object(const dtl_json_value *object, dtl_arena *arena, dtl_assessment *made, dtl_error *error)
{
    dtl_slice id, subject, grade;
    const struct { const char *key; dtl_slice *out; } members[] = {
        {"assessment", &id}, {"subject", &subject}, {"grade", &grade}, {"of", &made->of}, {"about", &made->about},
        {"analyst", &made->analyst}, {"date", &made->date}, {"note", &made->note}};
    dtl_err err = object->kind == DTL_JSON_OBJECT ? DTL_OK : bad_line(error, "line", "not a JSON object");
    for (size_t i = 0; !err && i < sizeof members / sizeof *members; i++)
        err = dtl_line_read_text(object, "assessment", members[i].key, arena, members[i].out, error);
    if (!err)
        err = dtl_line_read_ids(object, "assessment", "supersedes", DTL_SIGNED_ID, DTL_SUPERSEDES_MAX, arena, &made->supersedes, error);
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
