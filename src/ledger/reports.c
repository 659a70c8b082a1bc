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

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The words of the body, a blank behind each: line breaks do not make a new text. */
static bool words_of_body(const dtl_report *report, dtl_buffer *words)
{
    dtl_report_part whole = {.span = {0, report->text.length}};
    const dtl_report_part *parts = report->body.count ? report->body.items : &whole;
    uint32_t count = report->body.count ? report->body.count : 1;
    dtl_buffer_clear(words);
    for (uint32_t i = 0; i < count; i++) {
        dtl_slice text = dtl_span_text(report->text, parts[i].span);
        for (uint32_t at = 0, start; at < text.length;) {
            for (start = at; at < text.length && (!is_white(text.ptr[at]) || (text.ptr[at] == ' ' && at > start && at + 1 < text.length && !is_white(text.ptr[at + 1]))); at++)
                ; /* words with one blank between them at a time */
            if (at > start) {
                dtl_buffer_put(words, text.ptr + start, at - start);
                dtl_buffer_char(words, ' ');
            }
            at += at < text.length;
        }
    }
    return !words->failed;
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

/* Bodies by what they say: a hash of their words, and where two differ that have it, the next number. */
typedef struct bodies {
    dtl_pair_map first;      /* → the first report with these words */
    dtl_buffer words, others; /* of the report at hand; of one that has its hash */
} bodies;

/* The first report with this body, DTL_NONE: it is the first. */
static bool find_body(const build *b, bodies *all, uint32_t report, uint32_t *known)
{
    *known = DTL_NONE;
    if (!words_of_body(b->out->reports.items[report].report, &all->words))
        return false;
    if (!all->words.length)
        return true; /* no text at all: alone */
    for (uint64_t key = dtl_mix64_bytes(0, dtl_slice_make(all->words.bytes, all->words.length));; key++) {
        uint32_t *first = dtl_pair_map_slot(&all->first, key);
        if (!first)
            return false;
        if (*first == DTL_NONE) {
            *first = report;
            return true;
        }
        if (!words_of_body(b->out->reports.items[*first].report, &all->others))
            return false;
        if (all->others.length == all->words.length && memcmp(all->others.bytes, all->words.bytes, all->words.length) == 0) {
            *known = *first;
            return true;
        }
    }
}

static bool find_equal_texts(build *b)
{
    bodies all = {0};
    bool good = true;
    uint32_t *next = dtl_arena_calloc(b->arena, b->out->reports.count, sizeof *next);
    dtl_pair_map_init(&all.first, b->arena);
    if (!next)
        return false;
    for (uint32_t i = 0; good && i < b->out->reports.count; i++) {
        dtl_ledger_report *r = &b->out->reports.items[i];
        uint32_t known, last = DTL_NONE, blanks = 0;
        good = find_body(b, &all, i, &known);
        for (size_t k = 0; k < all.words.length && blanks < SHORT_BODY; k++)
            blanks += all.words.bytes[k] == ' ';
        next[i] = DTL_NONE;
        r->original = known == DTL_NONE ? i : first_alike(b, next, known, i, blanks < SHORT_BODY, &last);
        r->testimony = r->original;
        if (r->original != i)
            r->copy = dtl_slice_equal(r->report->sha256, b->out->reports.items[r->original].report->sha256) ? DTL_COPY_SAME_BYTES : DTL_COPY_SAME_TEXT;
        else if (last != DTL_NONE && next[last] == DTL_NONE)
            next[last] = i;
    }
    dtl_buffer_free(&all.words);
    dtl_buffer_free(&all.others);
    return good;
}

/* Room for all, so that nothing is moved as it grows. */
static bool make_room(build *b, const dtl_report *reports, size_t count)
{
    size_t mentions = 0, claims = 0;
    for (size_t i = 0; i < count; i++) {
        mentions += reports[i].events.count;
        claims += reports[i].claims.count;
    }
    if (mentions >= DTL_NONE || claims >= DTL_NONE)
        return false;
    dtl_ledger *l = b->out;
    l->reports = (dtl_ledger_report_array){dtl_arena_calloc(b->arena, count, sizeof *l->reports.items), 0, (uint32_t)count};
    l->mentions = (dtl_ledger_mention_array){dtl_arena_calloc(b->arena, mentions, sizeof *l->mentions.items), 0, (uint32_t)mentions};
    l->claims = (dtl_ledger_claim_array){dtl_arena_calloc(b->arena, claims, sizeof *l->claims.items), 0, (uint32_t)claims};
    return l->reports.items && l->mentions.items && l->claims.items;
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
    if (!make_room(b, reports, count))
        return false;
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
