/* The set: reports by key, each once, and which of them are the same text.
 *
 * In: coded reports in any order, some perhaps twice. Out: ledger.reports by key with their tellings counted out, and for
 * each report its testimony: the first report with the same body text. Ten sites that print one agency's text are ten
 * sources and one testimony.
 * Two lines may claim one key with different content (a forged or broken line); then the smaller bytes win, so that the
 * order of arrival still does not matter.
 * Knowingly wrong: a reprint with one sentence cut or added counts as a new testimony.
 */
#include "base/hash.h"
#include "ledger/internal.h"
#include <stdlib.h>

static int by_key(const void *x, const void *y)
{
    const dtl_report *a = *(const dtl_report *const *)x, *b = *(const dtl_report *const *)y;
    return dtl_slice_compare(a->key, b->key);
}

/* The one of two reports of one key that stays. */
static const dtl_report *smaller(const dtl_report *a, const dtl_report *b)
{
    dtl_buffer one = {0}, two = {0};
    dtl_report_write(a, &one);
    dtl_report_write(b, &two);
    dtl_slice first = dtl_slice_make(one.bytes, one.length), second = dtl_slice_make(two.bytes, two.length);
    const dtl_report *kept = dtl_slice_compare(first, second) <= 0 ? a : b;
    dtl_buffer_free(&one);
    dtl_buffer_free(&two);
    return kept;
}

/* Hash of the body, runs of white space as one blank, so that line breaks do not make a new text. */
static bool body_hash(const dtl_report *report, dtl_buffer *scratch, dtl_arena *arena, dtl_slice *hex)
{
    dtl_buffer_clear(scratch);
    dtl_report_part whole = {.span = {0, report->text.length}};
    const dtl_report_part *parts = report->body.count ? report->body.items : &whole;
    uint32_t count = report->body.count ? report->body.count : 1;
    for (uint32_t i = 0; i < count; i++) {
        dtl_slice text = dtl_span_text(report->text, parts[i].span);
        uint32_t start = 0;
        for (uint32_t at = 0; at <= text.length; at++) {
            if (at < text.length && text.ptr[at] != ' ' && text.ptr[at] != '\n' && text.ptr[at] != '\t' && text.ptr[at] != '\r')
                continue;
            if (at > start) {
                dtl_buffer_put(scratch, text.ptr + start, at - start);
                dtl_buffer_char(scratch, ' ');
            }
            start = at + 1;
        }
    }
    if (scratch->failed)
        return false;
    char digits[65];
    if (!scratch->length) /* no text at all: alone */
        return dtl_arena_copy(arena, report->key, hex);
    dtl_sha256_hex(dtl_sha256_of(dtl_slice_make(scratch->bytes, scratch->length)), digits);
    return dtl_arena_copy(arena, dtl_slice_make(digits, 64), hex);
}

static bool find_testimonies(build *b)
{
    dtl_buffer scratch = {0};
    dtl_map first;
    bool good = true;
    dtl_map_init(&first, b->arena);
    for (uint32_t i = 0; good && i < b->out->reports.count; i++) {
        dtl_ledger_report *r = &b->out->reports.items[i];
        dtl_slice hash;
        good = body_hash(r->report, &scratch, b->arena, &hash);
        if (!good)
            break;
        uint32_t known = dtl_map_get(&first, hash);
        r->testimony = known == DTL_NONE ? i : known;
        if (known == DTL_NONE)
            good = dtl_map_put(&first, hash, i);
    }
    dtl_buffer_free(&scratch);
    return good;
}

bool ledger_reports(build *b, const dtl_report *reports, size_t count)
{
    const dtl_report **sorted = dtl_arena_calloc(b->arena, count, sizeof *sorted);
    if (!sorted || count >= DTL_NONE)
        return false;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &reports[i];
    qsort(sorted, count, sizeof *sorted, by_key);
    uint32_t actors = 0;
    for (size_t i = 0; i < count;) {
        const dtl_report *report = sorted[i];
        for (i++; i < count && dtl_slice_equal(sorted[i]->key, report->key); i++)
            report = smaller(report, sorted[i]);
        dtl_ledger_report *made = dtl_array_push(b->arena, &b->out->reports);
        if (!made)
            return false;
        *made = (dtl_ledger_report){.report = report, .first_actor = actors, .first_claim = b->out->claims.count,
                                    .first_mention = b->out->mentions.count};
        actors += report->actors.count;
        for (uint32_t k = 0; k < report->events.count; k++) {
            dtl_ledger_mention *mention = dtl_array_push(b->arena, &b->out->mentions);
            if (!mention)
                return false;
            *mention = (dtl_ledger_mention){.report = b->out->reports.count - 1, .event = k, .merged = DTL_NONE};
        }
        for (uint32_t k = 0; k < report->claims.count; k++) {
            dtl_ledger_claim *claim = dtl_array_push(b->arena, &b->out->claims);
            if (!claim)
                return false;
            *claim = (dtl_ledger_claim){.report = b->out->reports.count - 1, .claim = k};
        }
    }
    b->out->actor_of = dtl_arena_calloc(b->arena, actors, sizeof *b->out->actor_of);
    return b->out->actor_of && find_testimonies(b);
}
