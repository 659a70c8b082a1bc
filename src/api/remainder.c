/* What a list does not show.
 *
 * In: a question and its filter. Out: one line for a person, so that nobody takes a page for the whole or an empty list for an empty world:
 *     rows 21–40 of 1,234
 *     no events: actor "Talban" alone finds nothing
 *     no events: without status "denied" there are 12
 * The counts are asked of the store with the same conditions; a list without a limit that finds something costs nothing more.
 */
#include "api/remainder.h"
#include <inttypes.h>
#include <stdio.h>

/* One filter that a query may give. */
typedef struct part {
    const char *name, *given; /* given: NULL = a flag */
    size_t offset;            /* of its slice in dtl_store_filter; of other fields see clear() */
    unsigned which;
} part;

enum { BOX_PART, SINCE_PART, UNTIL_PART, CONTEXT_PART, CONFIDENCE_PART, SHARED_PART, CONFLICTS_PART, SLICE_PART, PARTS_MAX = 24 };

static void clear(dtl_store_filter *f, const part *p)
{
    switch (p->which) {
    case BOX_PART: f->in_box = false; break;
    case SINCE_PART: f->from = DTL_DAY_OPEN_PAST; break;
    case UNTIL_PART: f->to = DTL_DAY_OPEN_FUTURE; break;
    case CONTEXT_PART: f->contexts = 0; break;
    case CONFIDENCE_PART: f->confidence = 0; break;
    case SHARED_PART: f->shared = false; break;
    case CONFLICTS_PART: f->conflicts = false; break;
    default: *(dtl_slice *)((char *)f + p->offset) = DTL_SLICE_EMPTY; break;
    }
}

#define SLICE_OF(field) offsetof(dtl_store_filter, field), SLICE_PART

static size_t given_parts(const dtl_query *q, const dtl_store_filter *f, part parts[PARTS_MAX])
{
    const part all[] = {{"type", q->type, SLICE_OF(type)}, {"item", q->item, SLICE_OF(item)}, {"status", q->status, SLICE_OF(status)},
                        {"actor", q->actor, SLICE_OF(actor)}, {"place", q->place, SLICE_OF(place)}, {"words", q->words, SLICE_OF(text)},
                        {"voice", q->voice, SLICE_OF(voice)}, {"stance", q->stance, SLICE_OF(stance)}, {"field", q->field, SLICE_OF(field)},
                        {"source-kind", q->source_kind, SLICE_OF(source_kind)}, {"box", q->box, 0, BOX_PART}, {"since", q->since, 0, SINCE_PART},
                        {"until", q->until, 0, UNTIL_PART}, {"context", q->context, 0, CONTEXT_PART}, {"confidence", q->confidence, 0, CONFIDENCE_PART},
                        {"shared", f->shared ? "" : NULL, 0, SHARED_PART}, {"conflicts", f->conflicts && q->view != DTL_VIEW_CONFLICTS ? "" : NULL, 0, CONFLICTS_PART}};
    size_t count = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].given)
            parts[count++] = all[i];
    return count;
}

static void put_part(dtl_buffer *out, const part *p)
{
    dtl_buffer_cstr(out, p->name);
    if (*p->given)
        dtl_buffer_format(out, " \"%s\"", p->given);
}

/* 1234567 → "1,234,567". */
static void put_count(dtl_buffer *out, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            dtl_buffer_char(out, ',');
        dtl_buffer_char(out, digits[i]);
    }
}

static const struct { dtl_store_list list; const char *rows; } lists[] = {
    [DTL_VIEW_EVENTS] = {DTL_LIST_EVENTS, "events"}, [DTL_VIEW_CLAIMS] = {DTL_LIST_CLAIMS, "claims"}, [DTL_VIEW_ACTORS] = {DTL_LIST_ACTORS, "actors"},
    [DTL_VIEW_SOURCES] = {DTL_LIST_SOURCES, "sources"}, [DTL_VIEW_REPORTS] = {DTL_LIST_DOCUMENTS, "reports"}, [DTL_VIEW_EXPORT] = {DTL_LIST_EVENTS, "events"}, [DTL_VIEW_TIMELINE] = {DTL_LIST_EVENTS, "events"},
    [DTL_VIEW_CONFLICTS] = {DTL_LIST_EVENTS, "conflicts"}};

/* Which filter, alone or with the others, finds nothing. */
static dtl_err tell_why_empty(dtl_store *store, const dtl_query *query, const dtl_store_filter *filter, dtl_buffer *told, dtl_error *error)
{
    part parts[PARTS_MAX];
    size_t count = given_parts(query, filter, parts), blamed = 0;
    uint64_t found = 0;
    dtl_store_list list = lists[query->view].list;
    for (size_t i = 0; i < count; i++) { /* alone */
        dtl_store_filter one = *filter;
        for (size_t k = 0; k < count; k++)
            if (k != i)
                clear(&one, &parts[k]);
        dtl_err err = dtl_store_total(store, list, &one, &found, error);
        if (err)
            return err;
        if (found)
            continue;
        dtl_buffer_cstr(told, blamed++ ? ", " : ": ");
        put_part(told, &parts[i]);
        dtl_buffer_cstr(told, count > 1 ? " alone finds nothing" : " finds nothing");
    }
    for (size_t i = 0; i < count && !blamed; i++) { /* all others */
        dtl_store_filter others = *filter;
        clear(&others, &parts[i]);
        dtl_err err = dtl_store_total(store, list, &others, &found, error);
        if (err)
            return err;
        if (!found)
            continue;
        dtl_buffer_cstr(told, ": without ");
        put_part(told, &parts[i]);
        dtl_buffer_cstr(told, found == 1 ? " there is " : " there are ");
        put_count(told, found);
        return DTL_OK;
    }
    if (!blamed)
        dtl_buffer_cstr(told, count ? ": every filter finds some, but nothing has all that is asked" : ": the ledger holds none");
    return DTL_OK;
}

dtl_err dtl_remainder_note(dtl_store *store, const dtl_query *query, const dtl_store_filter *filter, dtl_buffer *told, dtl_error *error)
{
    uint64_t total = 0;
    dtl_store_filter whole = *filter;
    whole.limit = whole.offset = 0;
    whole.conflicts |= query->view == DTL_VIEW_CONFLICTS;
    if ((size_t)query->view >= sizeof lists / sizeof *lists || !lists[query->view].rows)
        return DTL_OK;
    dtl_err err = dtl_store_total(store, lists[query->view].list, &whole, &total, error);
    if (err || (total && !filter->limit && !filter->offset))
        return err;
    if (!total) {
        dtl_buffer_format(told, "no %s", lists[query->view].rows);
        return tell_why_empty(store, query, &whole, told, error);
    }
    uint64_t first = (uint64_t)filter->offset + 1, last = filter->limit ? (uint64_t)filter->offset + filter->limit : total;
    last = last > total ? total : last;
    if (first > total) {
        dtl_buffer_cstr(told, "no rows here: there are ");
    } else {
        dtl_buffer_cstr(told, first == last ? "row " : "rows ");
        put_count(told, first);
        if (first != last) {
            dtl_buffer_cstr(told, "–");
            put_count(told, last);
        }
        dtl_buffer_cstr(told, " of ");
    }
    put_count(told, total);
    dtl_buffer_cstr(told, query->view == DTL_VIEW_CONFLICTS ? " events in conflict" : "");
    return DTL_OK;
}

/* "-12.5" → -12500000; false for what is no number or lies beyond ± limit degrees. */
static bool read_degrees(dtl_slice text, int32_t limit, int32_t *out)
{
    int64_t number = 0, unit = 1000000;
    bool minus = text.length && text.ptr[0] == '-', fraction = false, any = false;
    for (uint32_t i = minus; i < text.length; i++) {
        char c = text.ptr[i];
        if (c == '.' && !fraction) {
            fraction = true;
        } else if (c >= '0' && c <= '9' && number <= INT32_MAX) {
            any = true;
            number = fraction ? number + (c - '0') * (unit /= 10) : number * 10 + (int64_t)(c - '0') * 1000000;
        } else {
            return false;
        }
    }
    *out = (int32_t)(minus ? -number : number);
    return any && number <= (int64_t)limit * 1000000;
}

bool dtl_box_read(const char *text, int32_t box[4])
{
    static const int32_t limits[] = {180, 90, 180, 90};
    dtl_slice rest = dtl_slice_from_cstr(text), one;
    unsigned i = 0;
    for (; i < 4 && dtl_slice_next_field(&rest, ',', &one); i++)
        if (!read_degrees(dtl_slice_trim(one), limits[i], &box[i]))
            return false;
    return i == 4 && !dtl_slice_next_field(&rest, ',', &one) && box[1] <= box[3];
}
