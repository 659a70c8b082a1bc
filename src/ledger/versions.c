/* Versions: reports of one address are one report at several times.
 *
 * In: reports whose copies are known. Out: for each report its address, its place among the versions of that address, the versions
 * before and after it, the latest one; and its testimony, which copies and versions share.
 * Order of versions: the day and minute of publication, then when an archive saved the page (which stands in for an unknown day),
 * then the key. An address can be used for one thing after another ("/live", "/?p=front"): a report follows the one before it only if
 * their headlines or their bodies share something.
 * Example: harbour.example/raid as of 9 March 10:00 ("Raiders kill 3") and as of 9 March 18:00 ("Toll in raid rises to 5") are two
 * versions and one testimony; what the outlet says now is 5.
 * Knowingly wrong: versions of one minute that no archive has dated stand in the order of their keys, which means nothing; a text
 * rewritten under a new headline without one common triple of words in thirty is taken for another story.
 */
#include "ledger/internal.h"
#include <stdlib.h>

/* One report of an address, with what orders it. */
typedef struct dated {
    dtl_slice address;
    int64_t saved;
    int32_t day;
    int16_t minute;
    uint32_t report;
} dated;
DTL_ARRAY_TYPE(dated_array, dated);

static int by_time(const void *x, const void *y)
{
    const dated *a = x, *b = y;
    int order = dtl_slice_compare(a->address, b->address);
    if (!order)
        order = (a->day > b->day) - (a->day < b->day);
    if (!order)
        order = (a->minute > b->minute) - (a->minute < b->minute);
    if (!order)
        order = (a->saved > b->saved) - (a->saved < b->saved);
    return order ? order : (a->report > b->report) - (a->report < b->report);
}

static int32_t day_of(const dtl_report *report, int64_t saved)
{
    if (report->published.low != DTL_DAY_OPEN_PAST)
        return report->published_best >= report->published.low && report->published_best <= report->published.high ? report->published_best
                                                                                                                   : report->published.low;
    uint32_t month = (uint32_t)(saved / 100000000 % 100), day = (uint32_t)(saved / 1000000 % 100);
    if (!saved)
        return report->published.high != DTL_DAY_OPEN_FUTURE ? report->published.high : DTL_DAY_OPEN_PAST;
    return dtl_day_from_civil((int32_t)(saved / 10000000000), month >= 1 && month <= 12 ? month : 1, day >= 1 && day <= 31 ? day : 1);
}

static bool take_addresses(build *b, dated_array *found)
{
    dtl_buffer scratch = {0}, address = {0};
    bool good = true;
    for (uint32_t i = 0; good && i < b->out->reports.count; i++) {
        dtl_ledger_report *r = &b->out->reports.items[i];
        r->latest = i;
        r->supersedes = r->superseded_by = DTL_NONE;
        if (!address_of(r->report->url, &scratch, &address, &r->saved))
            continue;
        dated *made = dtl_array_push(&b->scratch, found);
        good = made && dtl_arena_copy(b->arena, dtl_slice_make(address.bytes, address.length), &r->address);
        if (good)
            *made = (dated){r->address, r->saved, day_of(r->report, r->saved), r->report->published_minute, i};
    }
    good = good && !scratch.failed && !address.failed;
    dtl_buffer_free(&scratch);
    dtl_buffer_free(&address);
    return good;
}

static bool goes_on(const build *b, uint32_t before, uint32_t report)
{
    const dtl_ledger_report *x = &b->out->reports.items[before], *y = &b->out->reports.items[report];
    return x->original == y->original || titles_touch(x->report, y->report) || texts_touch(b, before, report);
}

static uint32_t root_of(dtl_ledger_report *reports, uint32_t report)
{
    while (reports[report].testimony != report) {
        reports[report].testimony = reports[reports[report].testimony].testimony;
        report = reports[report].testimony;
    }
    return report;
}

/* The smaller root stands for both. */
static void unite(dtl_ledger_report *reports, uint32_t x, uint32_t y)
{
    x = root_of(reports, x);
    y = root_of(reports, y);
    reports[x > y ? x : y].testimony = x > y ? y : x;
}

bool ledger_versions(build *b)
{
    dated_array found = {0};
    dtl_ledger_report *reports = b->out->reports.items;
    dtl_arena_reset(&b->scratch);
    if (!take_addresses(b, &found))
        return false;
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, by_time);
    for (uint32_t i = 0; i < b->out->reports.count; i++)
        reports[i].testimony = i;
    for (uint32_t i = 0; i < b->out->reports.count; i++)
        unite(reports, i, reports[i].original);
    for (uint32_t i = 1; i < found.count; i++) {
        uint32_t before = found.items[i - 1].report, report = found.items[i].report;
        if (!dtl_slice_equal(found.items[i - 1].address, found.items[i].address) || !goes_on(b, before, report))
            continue;
        if (!reports[before].version)
            reports[before].version = 1;
        reports[report].version = reports[before].version + 1;
        reports[report].supersedes = before;
        reports[before].superseded_by = report;
        unite(reports, before, report);
    }
    for (uint32_t i = found.count; i-- > 0;) { /* later versions stand behind */
        dtl_ledger_report *r = &reports[found.items[i].report];
        if (r->superseded_by != DTL_NONE)
            r->latest = reports[r->superseded_by].latest;
    }
    for (uint32_t i = 0; i < b->out->reports.count; i++)
        reports[i].testimony = root_of(reports, i);
    return true;
}
