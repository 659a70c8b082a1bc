/* What changed from one version of a report to the next, and what the latest one no longer says.
 *
 * In: versions in order, merged events, voices of claims. Out: ledger.revisions, by report and kind; dtl_ledger_claim.superseded for the
 * claims of earlier versions that the latest version does not make.
 * Changes are looked for where a reader would: the headline, a note of correction, the toll and the status of every event that both
 * tell, events that only one of them tells. When none of these changed but the text did, that is said ("text").
 * A claim goes on when the latest version has one of the same voice on the same event, field and value, for or against.
 * Example: "Raiders kill 3" at ten, "Toll in raid rises to 5" at six: headline changed, killed raised from 3 to 5; the police spokesman
 * whom only the first quotes is superseded.
 * Knowingly wrong: an event that the later version tells in words that the coder does not know counts as dropped; a correction
 * without any of the usual words is a change like others.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/internal.h"
#include <stdlib.h>

enum { NOTE_LONGEST = 300, VALUE_LONGEST = 200 };

/* A telling, to be laid beside that of the same event in the version before. */
typedef struct told {
    uint32_t event, mention;
} told;

static int by_event(const void *x, const void *y)
{
    const told *a = x, *b = y;
    if (a->event != b->event)
        return a->event < b->event ? -1 : 1;
    return (a->mention > b->mention) - (a->mention < b->mention);
}

static told *tellings_of(build *b, uint32_t report)
{
    const dtl_ledger_report *r = &b->out->reports.items[report];
    uint32_t count = r->report->events.count;
    told *list = dtl_arena_calloc(&b->scratch, (size_t)count + 1, sizeof *list);
    if (!list)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        list[i] = (told){b->out->mentions.items[r->first_mention + i].merged, r->first_mention + i};
    qsort(list, count, sizeof *list, by_event);
    list[count] = (told){DTL_NONE, DTL_NONE};
    return list;
}

static bool add_change(build *b, uint32_t report, uint8_t kind, uint8_t field, uint32_t event, dtl_slice before, dtl_slice after)
{
    dtl_ledger_revision *made = dtl_array_push(b->arena, &b->out->revisions);
    if (!made)
        return false;
    *made = (dtl_ledger_revision){.report = report, .kind = kind, .field = field, .event = event};
    return dtl_arena_copy(b->arena, before, &made->before) && dtl_arena_copy(b->arena, after, &made->after);
}

/* ---- headline and notes ---- */

static dtl_slice title_of(const dtl_report *report)
{
    return dtl_slice_trim(dtl_span_text(report->text, report->title));
}

/* The sentence or line at this place. */
static dtl_slice line_at(dtl_slice text, uint32_t at)
{
    uint32_t start = at, end = at;
    while (start && text.ptr[start - 1] != '\n' && !(text.ptr[start - 1] == ' ' && start > 1 && text.ptr[start - 2] == '.'))
        start--;
    while (end < text.length && text.ptr[end] != '\n' && !(text.ptr[end] == '.' && (end + 1 == text.length || text.ptr[end + 1] == ' ' || text.ptr[end + 1] == '\n')))
        end++;
    if (end - start > NOTE_LONGEST)
        end = start + NOTE_LONGEST;
    while (end < text.length && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    return dtl_slice_trim(dtl_slice_make(text.ptr + start, end - start));
}

/* The note of a correction in a text; "" none. */
static dtl_slice correction_in(dtl_slice text)
{
    static const char *const words[] = {"correction:", "corrects ", "(corrects", "corrected:", "clarification:", "earlier version of this", "previous version of this",
                                        "story has been corrected", "article has been corrected", "report has been corrected", "has been updated to correct",
                                        "was updated to correct", "article was amended", "story was amended", "earlier report said wrongly", "incorrectly stated"};
    for (uint32_t at = 0; at < text.length; at++) {
        char c = text.ptr[at];
        if (!strchr("ceprshawiCEPRSHAWI(", c) || !c || (at && text.ptr[at - 1] != ' ' && text.ptr[at - 1] != '\n' && c != '('))
            continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            uint32_t length = (uint32_t)strlen(words[i]);
            if (text.length - at >= length && dtl_slice_equal_nocase((dtl_slice){text.ptr + at, length}, (dtl_slice){words[i], length}))
                return line_at(text, at);
        }
    }
    return DTL_SLICE_EMPTY;
}

/* ---- tolls, status, events ---- */

static dtl_range toll_of(const build *b, const told *list, uint8_t field)
{
    for (uint32_t i = 0; list[i].event == list[0].event; i++) {
        const dtl_report_event *e = event_of(b, list[i].mention);
        const dtl_range all[] = {e->killed, e->injured, e->arrested, e->figure};
        if (all[field - DTL_FIELD_KILLED].low >= 0)
            return all[field - DTL_FIELD_KILLED];
    }
    return DTL_RANGE_NONE;
}

static bool compare_tolls(build *b, uint32_t report, const told *before, const told *after)
{
    for (uint8_t field = DTL_FIELD_KILLED; field <= DTL_FIELD_FIGURE; field++) {
        dtl_range x = toll_of(b, before, field), y = toll_of(b, after, field);
        dtl_slice from = DTL_SLICE_EMPTY, to = DTL_SLICE_EMPTY;
        if (x.low == y.low && x.high == y.high)
            continue;
        if ((x.low >= 0 && !range_text(&b->scratch, x, &from)) || (y.low >= 0 && !range_text(&b->scratch, y, &to)))
            return false;
        bool more = x.low < 0 || y.low > x.low || (y.low == x.low && y.high > x.high);
        uint8_t kind = x.low < 0 ? DTL_REVISION_GIVEN : y.low < 0 ? DTL_REVISION_LEFT_OUT : more ? DTL_REVISION_RAISED : DTL_REVISION_LOWERED;
        if (!add_change(b, report, kind, field, after->event, from, to))
            return false;
    }
    return true;
}

static bool compare_status(build *b, uint32_t report, const told *before, const told *after)
{
    uint8_t x = event_of(b, before->mention)->status, y = event_of(b, after->mention)->status;
    return x == y || add_change(b, report, DTL_REVISION_STATUS, DTL_FIELD_WHOLE, after->event, dtl_slice_from_cstr(dtl_status_name(x)), dtl_slice_from_cstr(dtl_status_name(y)));
}

static bool only_one_tells(build *b, uint32_t report, const told *one, uint8_t kind)
{
    const dtl_report_event *e = event_of(b, one->mention);
    dtl_slice words = dtl_span_text(report_of(b, one->mention)->text, e->mentions.items[0].trigger), none = DTL_SLICE_EMPTY;
    if (e->item != DTL_ITEM_EVENT)
        return true;
    return add_change(b, report, kind, DTL_FIELD_WHOLE, one->event, kind == DTL_REVISION_DROPPED ? words : none, kind == DTL_REVISION_DROPPED ? none : words);
}

static bool compare_events(build *b, uint32_t report, const told *x, const told *y)
{
    while (x->event != DTL_NONE || y->event != DTL_NONE) {
        const told *before = x, *after = y;
        bool good;
        if (x->event == y->event)
            good = compare_tolls(b, report, x, y) && compare_status(b, report, x, y);
        else
            good = x->event < y->event ? only_one_tells(b, report, x, DTL_REVISION_DROPPED) : only_one_tells(b, report, y, DTL_REVISION_ADDED);
        if (!good)
            return false;
        uint32_t event = x->event < y->event ? x->event : y->event;
        while (before->event == event)
            before++;
        while (after->event == event)
            after++;
        x = before;
        y = after;
    }
    return true;
}

static int by_kind(const void *x, const void *y)
{
    const dtl_ledger_revision *a = x, *b = y;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->event != b->event)
        return a->event < b->event ? -1 : 1;
    return (a->field > b->field) - (a->field < b->field);
}

/* The text before was exactly this one. */
static bool is_unchanged(const build *b, uint32_t report)
{
    uint32_t before = b->out->reports.items[report].supersedes;
    bool near = b->out->reports.items[report].copy == DTL_COPY_NEAR || b->out->reports.items[before].copy == DTL_COPY_NEAR;
    return text_of(b, report) == text_of(b, before) && !near;
}

bool ledger_revisions(build *b)
{
    for (uint32_t i = 0; i < b->out->reports.count; i++) {
        const dtl_ledger_report *r = &b->out->reports.items[i];
        uint32_t first = b->out->revisions.count;
        if (r->supersedes == DTL_NONE)
            continue;
        const dtl_report *before = b->out->reports.items[r->supersedes].report;
        dtl_arena_reset(&b->scratch);
        const told *x = tellings_of(b, r->supersedes), *y = tellings_of(b, i);
        dtl_slice note = correction_in(r->report->text), old_note = correction_in(before->text);
        if (!x || !y)
            return false;
        if (!dtl_slice_equal(title_of(before), title_of(r->report)) &&
            !add_change(b, i, DTL_REVISION_TITLE, DTL_FIELD_WHOLE, DTL_NONE, title_of(before), title_of(r->report)))
            return false;
        if (note.length && !dtl_slice_equal(note, old_note) && !add_change(b, i, DTL_REVISION_CORRECTION, DTL_FIELD_WHOLE, DTL_NONE, DTL_SLICE_EMPTY, note))
            return false;
        if (!compare_events(b, i, x, y))
            return false;
        if (b->out->revisions.count == first && !is_unchanged(b, i) &&
            !add_change(b, i, DTL_REVISION_TEXT, DTL_FIELD_WHOLE, DTL_NONE, DTL_SLICE_EMPTY, DTL_SLICE_EMPTY))
            return false;
        if (b->out->revisions.count > first)
            qsort(b->out->revisions.items + first, b->out->revisions.count - first, sizeof *b->out->revisions.items, by_kind);
    }
    return true;
}

/* ---- claims that are no longer made ---- */

/* What a claim says, by the report whose latest version it is in. */
typedef struct said {
    uint32_t report;
    uint64_t hash;
} said;

static int by_report(const void *x, const void *y)
{
    const said *a = x, *b = y;
    if (a->report != b->report)
        return a->report < b->report ? -1 : 1;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

static bool hash_claim(build *b, const dtl_ledger_claim *claim, uint64_t *hash)
{
    const dtl_report_claim *c = &b->out->reports.items[claim->report].report->claims.items[claim->claim];
    uint64_t parts[] = {claim->event, claim->voice, c->field, claim->side};
    dtl_slice value = c->value, folded;
    if (value.length > VALUE_LONGEST)
        value.length = VALUE_LONGEST;
    value.length = dtl_utf8_valid_prefix(value);
    dtl_arena_reset(&b->scratch);
    if (!dtl_utf8_fold(&b->scratch, value, &folded))
        return false;
    *hash = dtl_hash64_continue(dtl_hash64((dtl_slice){(const char *)parts, sizeof parts}), folded);
    return true;
}

bool ledger_superseded(build *b)
{
    const dtl_ledger_report *reports = b->out->reports.items;
    uint32_t count = 0, wanted = 0;
    for (uint32_t i = 0; i < b->out->claims.count; i++)
        wanted += reports[b->out->claims.items[i].report].supersedes != DTL_NONE;
    said *latest = dtl_arena_calloc(b->arena, wanted, sizeof *latest);
    if (!latest)
        return false;
    for (uint32_t i = 0; i < b->out->claims.count; i++) {
        const dtl_ledger_claim *claim = &b->out->claims.items[i];
        const dtl_ledger_report *r = &reports[claim->report];
        if (r->supersedes == DTL_NONE || r->superseded_by != DTL_NONE)
            continue;
        latest[count].report = claim->report;
        if (!hash_claim(b, claim, &latest[count++].hash))
            return false;
    }
    qsort(latest, count, sizeof *latest, by_report);
    for (uint32_t i = 0; i < b->out->claims.count; i++) {
        dtl_ledger_claim *claim = &b->out->claims.items[i];
        said key = {reports[claim->report].latest, 0};
        if (reports[claim->report].superseded_by == DTL_NONE)
            continue;
        if (!hash_claim(b, claim, &key.hash))
            return false;
        claim->superseded = !bsearch(&key, latest, count, sizeof *latest, by_report);
    }
    return true;
}
