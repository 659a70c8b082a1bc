/* The set: reports by key, each once, and which of them are the same text.
 *
 * In: coded reports in any order, some perhaps twice. Out: ledger.reports by key with their tellings counted out, and for
 * each report its original: the first report with the same body text. Ten sites that print one agency's text are ten
 * sources and one testimony. Copies with small changes are found in copies.c.
 * A subscription notice, an error page or a bar of links can stand where the story should be: what one outlet prints under two
 * headlines, or anybody in fewer than SHORT_BODY words, is one text only if the headlines share most of their words.
 * Two lines may claim one key with different content (a forged or broken line); then the smaller bytes win, so that the
 * order of arrival still does not matter.
 * Knowingly wrong: the same notice in two papers that share a system is one text when it is long.
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

/* ---- headlines ---- */

enum { TITLE_WORDS = 32, TITLE_LETTERS = 4, SHORT_BODY = 40 /* words */ };

/* The longest part of "Shooting at the pier - Harbour News 5 | Bay". */
static dtl_slice headline(const dtl_report *report)
{
    dtl_slice title = dtl_span_text(report->text, report->title), best = DTL_SLICE_EMPTY;
    for (uint32_t start = 0, at = 0; at <= title.length; at++) {
        bool cut = at == title.length || (at && at + 1 < title.length && title.ptr[at - 1] == ' ' && title.ptr[at + 1] == ' ' && strchr("-|:", title.ptr[at]));
        if (!cut)
            continue;
        if (at - start > best.length)
            best = dtl_slice_make(title.ptr + start, at - start);
        start = at + 1;
    }
    return best;
}

/* Hashes of the longer words, at most TITLE_WORDS, each once. */
static uint32_t title_words(dtl_slice title, uint32_t words[TITLE_WORDS])
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < title.length && count < TITLE_WORDS;) {
        uint32_t start = at, hash = 2166136261u;
        for (; at < title.length; at++) {
            char c = title.ptr[at];
            c = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c < 0))
                break;
            hash = (hash ^ (unsigned char)c) * 16777619u;
        }
        bool known = at - start < TITLE_LETTERS;
        for (uint32_t i = 0; i < count && !known; i++)
            known = words[i] == hash;
        if (!known)
            words[count++] = hash;
        at += at == start;
    }
    return count;
}

/* Hundredths of the words of the shorter headline that the other has; −1: one of them has none. */
static int shared_title(const dtl_report *x, const dtl_report *y)
{
    uint32_t a[TITLE_WORDS], c[TITLE_WORDS], shared = 0;
    uint32_t n_a = title_words(headline(x), a), n_c = title_words(headline(y), c), least = n_a < n_c ? n_a : n_c;
    for (uint32_t i = 0; i < n_a; i++)
        for (uint32_t k = 0; k < n_c; k++)
            shared += a[i] == c[k];
    return least ? (int)(shared * 100 / least) : -1;
}

bool titles_touch(const dtl_report *x, const dtl_report *y)
{
    return shared_title(x, y) > 33;
}

bool titles_agree(const dtl_report *x, const dtl_report *y)
{
    if (!dtl_slice_equal_nocase(dtl_ledger_outlet(x), dtl_ledger_outlet(y)))
        return true;
    int shared = shared_title(x, y);
    return shared < 0 || shared > 50;
}

/* ---- equal texts ---- */

/* Is y, whose body equals that of x, the same text? */
static bool is_same_text(const dtl_report *x, const dtl_report *y, bool is_short)
{
    int shared = is_short ? shared_title(x, y) : -1;
    return titles_agree(x, y) && (shared < 0 || shared > 50);
}

/* The first of the reports with this body, kept in a chain, that i prints the text of; itself when there is none. */
static uint32_t first_alike(const build *b, const uint32_t *next, uint32_t first, uint32_t i, bool is_short, uint32_t *last)
{
    enum { CHAIN_MOST = 8 };
    const dtl_ledger_report *reports = b->out->reports.items;
    for (uint32_t at = first, n = 0; at != DTL_NONE && n < CHAIN_MOST; at = next[at], n++) {
        if (is_same_text(reports[at].report, reports[i].report, is_short))
            return at;
        *last = at;
    }
    return i;
}

static bool find_equal_texts(build *b)
{
    dtl_buffer scratch = {0};
    dtl_map first;
    bool good = true;
    uint32_t *next = dtl_arena_calloc(b->arena, b->out->reports.count, sizeof *next);
    dtl_map_init(&first, b->arena);
    if (!next)
        return false;
    for (uint32_t i = 0; good && i < b->out->reports.count; i++) {
        dtl_ledger_report *r = &b->out->reports.items[i];
        dtl_slice hash;
        good = body_hash(r->report, &scratch, b->arena, &hash);
        if (!good)
            break;
        uint32_t known = dtl_map_get(&first, hash), last = DTL_NONE, blanks = 0;
        for (size_t k = 0; k < scratch.length && blanks < SHORT_BODY; k++)
            blanks += scratch.bytes[k] == ' ';
        next[i] = DTL_NONE;
        r->original = known == DTL_NONE ? i : first_alike(b, next, known, i, blanks < SHORT_BODY, &last);
        r->testimony = r->original;
        if (r->original != i)
            r->copy = dtl_slice_equal(r->report->sha256, b->out->reports.items[r->original].report->sha256) ? DTL_COPY_SAME_BYTES : DTL_COPY_SAME_TEXT;
        else if (last != DTL_NONE && next[last] == DTL_NONE)
            next[last] = i;
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
    return b->out->actor_of && find_equal_texts(b);
}
