/* An assessment: what an analyst makes of a source, a claim or an event. The other thing, beside coded reports, that a ledger keeps.
 *
 * Nothing here is ever inferred: an assessment says who judged, and it is one JSON line that never changes. Whoever judges the same
 * thing again supersedes his own earlier judgements, by their ids; all are kept. Two ledgers joined hold the assessments of both,
 * and when one analyst judged the same thing in each, both stand until he judges it once more.
 *
 * The grades are those of the Admiralty system (NATO STANAG 2511, AJP-2.1): A–F for the reliability of a source, 1–6 for the
 * credibility of what is said; they are given apart, since a bad source may be right.
 *
 *     {"assessment":"5d1f0c…","subject":"source","of":"media:afp","about":"AFP","grade":"B","analyst":"N. Haidari","date":"2024-05-31",
 *      "note":"right on all three raids","supersedes":["90aa…"]}
 */
#ifndef DTL_DOC_ASSESSMENT_H
#define DTL_DOC_ASSESSMENT_H
#include "doc/signed_line.h"

#define DTL_SUBJECT_LIST(X) X(SOURCE, "source") X(EVENT, "event") X(CLAIM, "claim")
typedef enum dtl_subject {
#define DTL_ITEM(name, text) DTL_SUBJECT_##name,
    DTL_SUBJECT_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_SUBJECT_COUNT
} dtl_subject;

enum { DTL_ASSESSMENT_ID = DTL_SIGNED_ID };

typedef struct dtl_assessment {
    char id[DTL_ASSESSMENT_ID + 1]; /* hash of all the rest; dtl_assessment_settle fills it */
    uint8_t subject;                /* dtl_subject */
    char grade;                     /* 'A' … 'F' of a source, '1' … '6' of a claim or event */
    dtl_slice of;                   /* id of the source, event or claim */
    dtl_slice about;                /* what it was called when it was judged: for people, should the id be gone one day */
    dtl_slice analyst, note;        /* one line each; note "" none */
    dtl_slice date;                 /* "2024-05-31" as told by the analyst, "" not told */
    dtl_slice supersedes;           /* ids of earlier ones, sorted, a blank between; "" none */
} dtl_assessment;

/* Checks every field and fills the id. DTL_ERR_ARGUMENT with what is wrong, in one line. */
dtl_err dtl_assessment_settle(dtl_assessment *assessment, dtl_error *error);
/* One JSON object and a newline: the same assessment always gives the same bytes. */
void dtl_assessment_write(const dtl_assessment *assessment, dtl_buffer *out);
/* Reads one line back into the arena. DTL_ERR_INPUT with what is wrong, also when the id is not the hash of the rest. */
dtl_err dtl_assessment_read(dtl_slice line, dtl_arena *arena, dtl_assessment *assessment, dtl_error *error);
/* Does a line begin like one? */
bool dtl_is_assessment_line(dtl_slice line);

const char *dtl_subject_name(unsigned subject); /* "source", "event", "claim"; "" when out of range */
/* "usually reliable", "possibly true"; "" for what is no grade. */
const char *dtl_grade_meaning(char grade);
#endif
