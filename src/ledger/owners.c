/* Whose words a report's own words are: its owner group.
 *
 * In: reports with their copies. Out: for each report the agency that it credits (its agency line or dateline, else an agency
 * named in its byline: "by A. Writer, AFP"), the first report of its group (wire), and the key and name of the group that
 * answers for what it says in its own voice. A wire story that ten papers run, each with a sentence of its own cut or added, is one
 * group, and when one of them credits the agency it is the agency's; else it is the first paper's.
 * A copy (copies.c) is in the group of its original. Beside it stand reprints, with a lead or paragraphs of their own: of the sentences of eight words and more that the shorter body has outside quotation marks, at least
 * SHARED_PERCENT stand word for word in the other, and at least SHARED_LEAST. Two reporters who quote one communiqué share its
 * quotations, not these.
 * Names of agencies and outlets are looked up in outlets.txt and media.txt, so that "AFP" and "Agence France-Presse" are one; without
 * rules a name is known by its letters only.
 * Knowingly wrong: a rewritten wire story without a credit is a new group; of two agencies in one byline the first answers.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/internal.h"
#include <stdlib.h>

enum { WORDS_LEAST = 8, SHARED_LEAST = 2, SHARED_PERCENT = 60, RUN_FULL = 8 /* reports of one sentence that are all compared */, BODY_READ = 16000 };

/* ---- names of media ---- */

static bool open_media(build *b)
{
    static const char *const tables[] = {"outlets", "media"};
    dtl_map_init(&b->media, b->arena);
    for (size_t t = 0; b->names && t < sizeof tables / sizeof *tables; t++) {
        uint32_t table = dtl_rules_table(b->names, tables[t]), first = 0, count = 0;
        if (table == DTL_NONE)
            continue;
        dtl_rules_entries(b->names, table, &first, &count);
        for (uint32_t i = first; i < first + count; i++) {
            dtl_slice id = dtl_rules_attribute(b->names, i, "id");
            if (id.length && dtl_map_get(&b->media, id) == DTL_NONE && !dtl_map_put(&b->media, id, i))
                return false;
        }
    }
    return true;
}

/* The row of outlets.txt or media.txt that has this name; DTL_NONE. Uses scratch. */
static uint32_t media_row(build *b, dtl_slice name)
{
    static const char *const tables[] = {"outlets", "media"};
    dtl_slice folded;
    if (!b->names || !name.length || name.length > 80 || !dtl_utf8_fold(&b->scratch, name, &folded))
        return DTL_NONE;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        uint32_t row = dtl_rules_find(b->names, dtl_rules_table(b->names, tables[t]), folded, 0);
        if (row != DTL_NONE)
            return row;
    }
    return DTL_NONE;
}

static bool join(build *b, const char *prefix, dtl_slice text, dtl_slice *out)
{
    size_t length = strlen(prefix);
    char *bytes = dtl_arena_alloc(b->arena, length + text.length + 1);
    if (!bytes)
        return false;
    memcpy(bytes, prefix, length);
    if (text.length)
        memcpy(bytes + length, text.ptr, text.length);
    *out = dtl_slice_make(bytes, length + text.length);
    return true;
}

/* "media:ID" of a known agency or outlet, else "outlet:" and the folded name. A paper that prints its own name as a credit is one source. */
static bool media_key(build *b, dtl_slice name, dtl_slice *key)
{
    dtl_slice folded;
    uint32_t row = media_row(b, name);
    dtl_slice id = row == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_attribute(b->names, row, "id");
    if (id.length)
        return join(b, "media:", id, key);
    return dtl_utf8_fold(&b->scratch, name, &folded) && join(b, "outlet:", folded, key);
}

/* An agency among the parts of a byline: "By A. Writer and B. Other, AFP". */
static dtl_slice agency_in_byline(build *b, dtl_slice byline)
{
    for (uint32_t at = 0; at < byline.length && byline.length <= 400;) {
        uint32_t end = at;
        while (end < byline.length && !strchr(",/;|()&", byline.ptr[end]))
            end++;
        dtl_slice part = dtl_slice_trim(dtl_slice_make(byline.ptr + at, end - at));
        if (dtl_slice_starts_with(part, DTL_SLICE("by ")) || dtl_slice_starts_with(part, DTL_SLICE("By ")))
            part = dtl_slice_trim(dtl_slice_make(part.ptr + 3, part.length - 3));
        uint32_t row = media_row(b, part);
        if (row != DTL_NONE && dtl_slice_is(dtl_rules_attribute(b->names, row, "kind"), "agency"))
            return part;
        at = end + 1;
    }
    return DTL_SLICE_EMPTY;
}

/* ---- nearly the same body ---- */

/* A long sentence of a report. */
typedef struct sentence {
    uint64_t hash;
    uint32_t report;
} sentence;
DTL_ARRAY_TYPE(sentence_array, sentence);

/* Two reports that share a sentence, a < b. */
typedef struct shared {
    uint32_t a, b;
} shared;
DTL_ARRAY_TYPE(shared_array, shared);

static int by_sentence(const void *x, const void *y)
{
    const sentence *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->report > b->report) - (a->report < b->report);
}

static int by_pair(const void *x, const void *y)
{
    const shared *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static bool ends_sentence(dtl_slice text, uint32_t at)
{
    char c = text.ptr[at];
    return (c == '.' || c == '!' || c == '?') && (at + 1 == text.length || text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\n');
}

/* Letters and digits count, and where the words end; whoever moves a comma changes nothing. */
static bool take_sentences(build *b, uint32_t report, dtl_slice text, sentence_array *found)
{
    uint64_t hash = 14695981039346656037u;
    uint32_t words = 0;
    bool quoted = false, inside = false;
    for (uint32_t at = 0; at <= text.length; at++) {
        unsigned char c = at < text.length ? (unsigned char)text.ptr[at] : '\n';
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
        if (c == '"' || (c == 0xE2 && text.length - at > 2 && (unsigned char)text.ptr[at + 1] == 0x80 &&
                         ((unsigned char)text.ptr[at + 2] == 0x9C || (unsigned char)text.ptr[at + 2] == 0x9D)))
            quoted = true;
        if (letter) {
            words += !inside;
            char small = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            hash = dtl_hash64_continue(hash, (dtl_slice){&small, 1});
        } else if (inside) {
            hash = dtl_hash64_continue(hash, DTL_SLICE(" "));
        }
        inside = letter;
        if (at < text.length && !ends_sentence(text, at))
            continue;
        if (words >= WORDS_LEAST && !quoted) {
            sentence *made = dtl_array_push(&b->scratch, found);
            if (!made)
                return false;
            *made = (sentence){hash, report};
        }
        hash = 14695981039346656037u;
        words = 0;
        quoted = false;
    }
    return true;
}

static bool take_body(build *b, uint32_t report, sentence_array *found)
{
    const dtl_report *r = b->out->reports.items[report].report;
    uint32_t left = BODY_READ;
    for (uint32_t i = 0; i < r->body.count && left; i++) {
        dtl_slice text = dtl_span_text(r->text, r->body.items[i].span);
        if (text.length > left)
            text.length = left;
        left -= text.length;
        if (!take_sentences(b, report, text, found))
            return false;
    }
    return true;
}

static bool add_pair(build *b, shared_array *pairs, uint32_t x, uint32_t y)
{
    shared *made = dtl_array_push(&b->scratch, pairs);
    if (made)
        *made = (shared){x, y};
    return made != NULL;
}

/* Every sentence brings the reports that have it together, each with its next RUN_FULL followers and with the first. */
static bool pair_up(build *b, const sentence_array *found, shared_array *pairs)
{
    for (uint32_t first = 0, end; first < found->count; first = end) {
        for (end = first; end < found->count && found->items[end].hash == found->items[first].hash;)
            end++;
        for (uint32_t i = first; i < end; i++) {
            uint32_t x = found->items[i].report;
            for (uint32_t k = i + 1; k < end && k <= i + RUN_FULL; k++)
                if (found->items[k].report != x && !add_pair(b, pairs, x, found->items[k].report))
                    return false;
            if (i > first + RUN_FULL && found->items[first].report != x && !add_pair(b, pairs, found->items[first].report, x))
                return false;
        }
    }
    return true;
}

static uint32_t root_of(build *b, uint32_t report)
{
    dtl_ledger_report *reports = b->out->reports.items;
    while (reports[report].wire != report) {
        reports[report].wire = reports[reports[report].wire].wire;
        report = reports[report].wire;
    }
    return report;
}

/* The smaller root stands for both. */
static void unite(build *b, uint32_t report, uint32_t other)
{
    uint32_t x = root_of(b, report), y = root_of(b, other);
    b->out->reports.items[x > y ? x : y].wire = x > y ? y : x;
}

static bool find_wires(build *b)
{
    sentence_array found = {0};
    shared_array pairs = {0};
    dtl_ledger_report *reports = b->out->reports.items;
    uint32_t count = b->out->reports.count;
    dtl_arena_reset(&b->scratch);
    uint32_t *sentences = dtl_arena_calloc(&b->scratch, count, sizeof *sentences);
    if (!sentences)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t before = found.count;
        reports[i].wire = i;
        if (reports[i].original == i && !take_body(b, i, &found))
            return false;
        sentences[i] = found.count - before;
    }
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, by_sentence);
    if (!pair_up(b, &found, &pairs))
        return false;
    if (pairs.count)
        qsort(pairs.items, pairs.count, sizeof *pairs.items, by_pair);
    for (uint32_t first = 0, end; first < pairs.count; first = end) {
        shared p = pairs.items[first];
        for (end = first; end < pairs.count && pairs.items[end].a == p.a && pairs.items[end].b == p.b;)
            end++;
        uint32_t least = sentences[p.a] < sentences[p.b] ? sentences[p.a] : sentences[p.b];
        if (end - first < SHARED_LEAST || (uint64_t)(end - first) * 100 < (uint64_t)least * SHARED_PERCENT)
            continue;
        unite(b, p.a, p.b);
    }
    for (uint32_t i = 0; i < count; i++)
        unite(b, i, reports[i].original);
    for (uint32_t i = 0; i < count; i++)
        reports[i].wire = root_of(b, i);
    return true;
}

/* ---- owner groups ---- */

static bool own_key(build *b, dtl_ledger_report *r)
{
    const dtl_report *report = r->report;
    r->owner_name = r->agency.length ? r->agency : dtl_ledger_outlet(report);
    r->owner = r->agency.length ? r->agency_id : r->outlet_id;
    bool nameless = dtl_slice_equal(r->owner_name, report->file) || dtl_slice_is(r->owner_name, "unknown outlet");
    if (r->agency.length || report->outlet.length || report->url.length || (report->byline.length && !nameless))
        return true;
    return join(b, "text:", report->key, &r->owner);
}

bool ledger_owners(build *b)
{
    dtl_ledger_report *reports = b->out->reports.items;
    if (!open_media(b) || !find_wires(b))
        return false;
    for (uint32_t i = 0; i < b->out->reports.count; i++) {
        const dtl_report *report = reports[i].report;
        dtl_arena_reset(&b->scratch);
        reports[i].agency = report->agency.length ? dtl_span_text(report->text, report->agency)
                                                  : agency_in_byline(b, dtl_span_text(report->text, report->byline));
        if (!media_key(b, dtl_ledger_outlet(report), &reports[i].outlet_id) ||
            (reports[i].agency.length && !media_key(b, reports[i].agency, &reports[i].agency_id)))
            return false;
        dtl_ledger_report *group = &reports[reports[i].wire]; /* lies before it, or is itself */
        bool answers = i == reports[i].wire || (reports[i].agency.length && !group->agency.length && !group->owner_is_agency);
        if (!answers)
            continue;
        dtl_ledger_report *own = &reports[i];
        if (!own_key(b, own))
            return false;
        group->owner = own->owner;
        group->owner_name = own->owner_name;
        group->owner_is_agency = own->agency.length > 0;
    }
    for (uint32_t i = 0; i < b->out->reports.count; i++) {
        reports[i].owner = reports[reports[i].wire].owner;
        reports[i].owner_name = reports[reports[i].wire].owner_name;
    }
    return true;
}
