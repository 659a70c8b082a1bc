/* Near copies: reports that print one text with small changes.
 *
 * In: reports, of which equal texts are known (reports.c). Out: for a report that prints another one's text with a sentence cut, a line
 * of its own, another headline, other spelling: dtl_ledger_report.original, copy, copy_share. It stays a source and is no testimony of
 * its own. A text rewritten with a new toll or a new voice is no copy, though most of its words are the same.
 *   1. Each body gives HASHES smallest hashes of its word triples (MinHash; the constants are frozen here).
 *   2. Bodies that share a band of them, and AGREE_LEAST of all, are compared word by word: most triples of the shorter must stand in
 *      the longer, which may not be much longer; their days must lie near unless nearly all do.
 *   3. What only one of them has must bring nothing new: no name or number in a sentence that was changed, no toll, no voice. Wire
 *      stories are cut from their end, so what the longer one goes on with behind the last common words is no news; what stands
 *      before the first common words is its own lead.
 * The longest text of a group stands for it, each other is compared with it alone: a chain A~B~C does not creep from A to C.
 * Ties go by key. In a band with many reports each meets the first LEADERS_FULL, and CHECKS_MOST texts at most are read for one report:
 * a sentence that 100,000 reports share costs no more than any other.
 * MinHash and not SimHash, measured on news of shootings and copies made of them: with half of a text cut SimHash differs in 16 to 23
 * of 64 bits, as unrelated reports do (574 pairs of 1,791 reports within 18 bits, 17 of them copies); 32 bands of two find 97 to 100
 * per cent of such copies and leave 730 pairs to compare.
 * Example: "Raiders killed 7 on a ferry … The boat had left … Nobody has said why …" and the same without its last sentence are one
 * testimony; with "killed 9" they are two.
 * Knowingly wrong: a copy of fewer than WORDS_LEAST words is found only if it is exact; a middle sentence cut with the only words of
 * a speaker makes a new testimony; a text reworded in every third place is new.
 */
#include "base/hash.h"
#include "base/sort.h"
#include "ledger/internal.h"
#include <stdlib.h>

enum {
    WORDS_LEAST = 40,      /* fewer say too little: a subscription notice, a caption */
    BODY_READ = 60000,     /* bytes */
    HASHES = 64,
    BAND = 2,              /* hashes of one band */
    AGREE_LEAST = 12,      /* of HASHES: a fifth of all triples shared */
    LEADERS_FULL = 8,
    CHECKS_MOST = 16,
    SHARED_THOUSANDTHS = 850,
    WHOLE_THOUSANDTHS = 980, /* from here the days do not matter: archives date old pages anew */
    LENGTH_PERCENT = 40,   /* the shorter has so much of the longer's words */
    DAYS_APART = 31,
    SHARED_SENTENCE_PERCENT = 60,
    CHANGED_PERCENT = 30,  /* a sentence with so many common words was changed, with fewer it is new */
    NEWS_MOST = 64         /* voices and tolls of the differing sentences that are looked at; more are news */
};

/* One word of a body. */
typedef struct word {
    uint32_t hash;     /* of its small letters */
    uint32_t at;       /* offset in the report's text */
    uint32_t sentence;
    bool weighs;       /* digits, or a capital letter that does not begin a sentence */
    bool common;       /* the other body has a triple with it at the same words */
} word;
DTL_ARRAY_TYPE(word_array, word);

/* A body as it is compared. */
typedef struct reading {
    const dtl_report *report;
    word_array words;
    uint32_t sentences;
    uint64_t *triples;   /* sorted, each once */
    uint32_t *known;     /* hashes of its words, sorted */
    uint32_t n_triples;
} reading;

struct text_sign {
    uint32_t hashes[HASHES];
    uint32_t words;
};

/* ---- words ---- */

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Bytes of a punctuation mark beyond ASCII (curly quotes, dashes, an ellipsis, a hard blank); 0 none. Apostrophes join letters. */
static uint32_t mark_length(dtl_slice text, uint32_t at)
{
    const unsigned char *c = (const unsigned char *)text.ptr + at;
    if (text.length - at >= 2 && c[0] == 0xC2 && (c[1] == 0xA0 || c[1] == 0xAB || c[1] == 0xBB))
        return 2;
    return text.length - at >= 3 && c[0] == 0xE2 && c[1] == 0x80 ? 3 : 0;
}

static uint32_t apostrophe_length(dtl_slice text, uint32_t at)
{
    if (text.ptr[at] == '\'')
        return 1;
    return text.length - at >= 3 && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool is_number_word(dtl_slice folded)
{
    static const char *const words[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
                                        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
                                        "sixty", "seventy", "eighty", "ninety", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "no", "not"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_equal_nocase(folded, dtl_slice_from_cstr(words[i])))
            return true;
    return false;
}

/* "seven" says as much as 7. */
static bool is_number(const dtl_report *report, uint32_t at)
{
    uint32_t end = at;
    while (end < report->text.length && is_letter((unsigned char)report->text.ptr[end]))
        end++;
    return is_number_word((dtl_slice){report->text.ptr + at, end - at});
}

static bool is_inside(uint32_t at, dtl_span span)
{
    return span.length && at >= span.offset && at < dtl_span_end(span);
}

/* Takes the word at *at and moves behind it. */
static bool take_word(dtl_arena *arena, dtl_slice text, uint32_t *at, uint32_t offset, uint32_t sentence, bool first, word_array *words)
{
    uint32_t hash = 2166136261u;
    bool digit = false, capital = text.ptr[*at] >= 'A' && text.ptr[*at] <= 'Z';
    word *made = dtl_array_push(arena, words);
    if (!made)
        return false;
    *made = (word){.at = offset + *at, .sentence = sentence};
    while (*at < text.length) {
        unsigned char c = (unsigned char)text.ptr[*at];
        if (c >= 'a' && c <= 'z') { /* most are: neither a mark nor an apostrophe */
            hash = (hash ^ c) * 16777619u;
            ++*at;
            continue;
        }
        uint32_t apostrophe = apostrophe_length(text, *at);
        if (apostrophe) {
            *at += apostrophe;
            continue;
        }
        if (!is_letter(c) || mark_length(text, *at))
            break;
        c = (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        digit = digit || (c >= '0' && c <= '9');
        hash = (hash ^ c) * 16777619u;
        ++*at;
    }
    made->hash = hash;
    made->weighs = digit || (capital && !first);
    return true;
}

static bool ends_sentence(dtl_slice text, uint32_t at)
{
    char c = text.ptr[at];
    return (c == '.' || c == '!' || c == '?' || c == '\n') && (at + 1 == text.length || text.ptr[at + 1] <= ' ' || text.ptr[at + 1] == '"' || text.ptr[at + 1] < 0);
}

/* The words of one part of the body; the place and the agency before the first sentence are no words of the story. */
static bool read_part(dtl_arena *arena, reading *r, dtl_span span)
{
    dtl_slice text = dtl_span_text(r->report->text, span);
    bool first = true;
    for (uint32_t at = 0; at < text.length;) {
        uint32_t mark = mark_length(text, at);
        if (mark || !is_letter((unsigned char)text.ptr[at])) {
            if (ends_sentence(text, at) && !first) {
                r->sentences++;
                first = true;
            }
            at += mark ? mark : 1;
            continue;
        }
        uint32_t count = r->words.count;
        if (!take_word(arena, text, &at, span.offset, r->sentences, first, &r->words))
            return false;
        uint32_t place = r->words.items[count].at;
        if (is_inside(place, r->report->dateline_place) || is_inside(place, r->report->agency))
            r->words.count = count;
        else
            first = false;
    }
    r->sentences += !first;
    return true;
}

static bool read_body(dtl_arena *arena, const dtl_report *report, reading *r)
{
    *r = (reading){.report = report};
    uint32_t left = BODY_READ;
    if (!report->body.count)
        return read_part(arena, r, (dtl_span){0, report->text.length < left ? report->text.length : left});
    for (uint32_t i = 0; i < report->body.count && left; i++) {
        dtl_span span = report->body.items[i].span;
        span.length = span.length < left ? span.length : left;
        left -= span.length;
        if (!read_part(arena, r, span))
            return false;
    }
    return true;
}

static uint64_t triple_at(const word *words)
{
    uint64_t hash = words[0].hash * 0x9E3779B97F4A7C15u;
    hash = (hash ^ (hash >> 29) ^ words[1].hash) * 0xBF58476D1CE4E5B9u;
    hash = (hash ^ (hash >> 32) ^ words[2].hash) * 0x94D049BB133111EBu;
    return hash ^ (hash >> 31);
}

/* ---- signatures ---- */

/* Frozen: the numbers of splitmix64 from 1. */
static void fill_constants(uint64_t factor[HASHES], uint64_t shift[HASHES])
{
    uint64_t state = 1;
    for (int i = 0; i < 2 * HASHES; i++) {
        state += 0x9E3779B97F4A7C15u;
        uint64_t z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        z ^= z >> 31;
        if (i < HASHES)
            factor[i] = z | 1;
        else
            shift[i - HASHES] = z;
    }
}

static void sign_text(const reading *r, const uint64_t factor[HASHES], const uint64_t shift[HASHES], text_sign *sign)
{
    sign->words = r->words.count;
    for (int i = 0; i < HASHES; i++)
        sign->hashes[i] = UINT32_MAX;
    for (uint32_t w = 0; w + 2 < r->words.count; w++) {
        uint64_t triple = triple_at(&r->words.items[w]);
        for (int i = 0; i < HASHES; i++) {
            uint32_t hash = (uint32_t)((triple * factor[i] + shift[i]) >> 32);
            sign->hashes[i] = hash < sign->hashes[i] ? hash : sign->hashes[i];
        }
    }
}

static uint32_t agreement(const text_sign *x, const text_sign *y)
{
    uint32_t count = 0;
    for (int i = 0; i < HASHES; i++)
        count += x->hashes[i] == y->hashes[i];
    return count;
}

bool texts_touch(const build *b, uint32_t x, uint32_t y)
{
    enum { TOUCH = 2 };
    return b->signs[x].words >= 3 && b->signs[y].words >= 3 && agreement(&b->signs[x], &b->signs[y]) >= TOUCH;
}

static bool sign_all(build *b)
{
    uint64_t factor[HASHES], shift[HASHES];
    fill_constants(factor, shift);
    b->signs = dtl_arena_calloc(b->arena, b->out->reports.count, sizeof *b->signs);
    if (!b->signs)
        return false;
    for (uint32_t i = 0; i < b->out->reports.count; i++) {
        uint32_t original = b->out->reports.items[i].original; /* the same text: lies before it */
        reading r;
        if (original != i) {
            b->signs[i] = b->signs[original];
            continue;
        }
        dtl_arena_reset(&b->scratch);
        if (!read_body(&b->scratch, b->out->reports.items[i].report, &r))
            return false;
        sign_text(&r, factor, shift, &b->signs[i]);
    }
    return true;
}

/* ---- two bodies side by side ---- */

static int by_u64(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static int by_u32(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static bool has_triple(const reading *r, uint64_t triple)
{
    return bsearch(&triple, r->triples, r->n_triples, sizeof triple, by_u64) != NULL;
}

static bool has_word(const reading *r, uint32_t hash)
{
    return bsearch(&hash, r->known, r->words.count, sizeof hash, by_u32) != NULL;
}

static bool index_words(dtl_arena *arena, reading *r)
{
    uint32_t count = r->words.count;
    r->triples = dtl_arena_calloc(arena, count, sizeof *r->triples);
    r->known = dtl_arena_calloc(arena, count, sizeof *r->known);
    if (!r->triples || !r->known)
        return false;
    for (uint32_t i = 0; i < count; i++)
        r->known[i] = r->words.items[i].hash;
    for (uint32_t i = 0; i + 2 < count; i++)
        r->triples[i] = triple_at(&r->words.items[i]);
    qsort(r->known, count, sizeof *r->known, by_u32);
    qsort(r->triples, count - 2, sizeof *r->triples, by_u64);
    for (uint32_t i = 0; i + 2 < count; i++)
        if (!i || r->triples[i] != r->triples[r->n_triples - 1])
            r->triples[r->n_triples++] = r->triples[i];
    return true;
}

static void mark_common(reading *r, const reading *other)
{
    for (uint32_t i = 0; i + 2 < r->words.count; i++)
        if (has_triple(other, triple_at(&r->words.items[i])))
            r->words.items[i].common = r->words.items[i + 1].common = r->words.items[i + 2].common = true;
}

/* Thousandths of the triples of x that y has. */
static uint32_t share_of(const reading *x, const reading *y)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < x->n_triples; i++)
        count += has_triple(y, x->triples[i]);
    return x->n_triples ? (uint32_t)((uint64_t)count * 1000 / x->n_triples) : 0;
}

/* What one body has alone in a sentence. */
enum sentence_state { SENTENCE_COMMON, SENTENCE_CHANGED, SENTENCE_OWN_LEAD, SENTENCE_OWN, SENTENCE_CUT };

/* Common words of each sentence, in hundredths of all its words. */
static uint8_t *common_percents(dtl_arena *arena, const reading *r)
{
    uint8_t *percents = dtl_arena_calloc(arena, (size_t)r->sentences + 1, 1);
    for (uint32_t i = 0; percents && i < r->words.count;) {
        uint32_t sentence = r->words.items[i].sentence, common = 0, all = 0;
        for (; i < r->words.count && r->words.items[i].sentence == sentence; i++) {
            all++;
            common += r->words.items[i].common;
        }
        percents[sentence] = (uint8_t)(common * 100 / all);
    }
    return percents;
}

/* Sentence states of r; of the longer text what follows the last sentence that most of the other's words are in is SENTENCE_CUT (by the
 * other): a triple like "according to police" further on does not count. */
static uint8_t *judge_sentences(dtl_arena *arena, const reading *r, bool longer)
{
    uint8_t *states = common_percents(arena, r);
    uint32_t last = 0;
    bool begun = false;
    for (uint32_t i = 0; states && i <= r->sentences; i++)
        last = states[i] >= SHARED_SENTENCE_PERCENT ? i : last;
    for (uint32_t i = 0; states && i <= r->sentences; i++) {
        uint8_t percent = states[i];
        if (percent == 100)
            states[i] = SENTENCE_COMMON;
        else if (longer && i > last)
            states[i] = SENTENCE_CUT;
        else if (percent >= CHANGED_PERCENT)
            states[i] = SENTENCE_CHANGED;
        else
            states[i] = begun || !longer ? SENTENCE_OWN : SENTENCE_OWN_LEAD;
        begun = begun || percent >= SHARED_SENTENCE_PERCENT;
    }
    return states;
}

/* The sentence in which a place of the text lies; DTL_NONE: not in the body. */
static uint32_t sentence_at(const reading *r, uint32_t offset)
{
    uint32_t low = 0, high = r->words.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->words.items[middle].at <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == r->words.count && (!low || offset > r->words.items[low - 1].at + 64))
        return DTL_NONE;
    if (!low)
        return r->words.items[0].at <= offset + 8 ? r->words.items[0].sentence : DTL_NONE; /* an opening quotation mark */
    return r->words.items[low - 1].sentence;
}

static bool is_news(uint8_t state)
{
    return state == SENTENCE_CHANGED || state == SENTENCE_OWN || state == SENTENCE_OWN_LEAD;
}

/* ---- what is new in a body ---- */

static bool toll_is_told(const dtl_report *other, size_t field, dtl_range toll)
{
    for (uint32_t i = 0; i < other->events.count; i++) {
        const dtl_report_event *e = &other->events.items[i];
        const dtl_range all[] = {e->killed, e->injured, e->arrested, e->figure};
        if (all[field].low == toll.low && all[field].high == toll.high)
            return true;
    }
    return false;
}

static bool has_new_toll(const reading *r, const uint8_t *states, const dtl_report *other)
{
    uint32_t looked = 0;
    for (uint32_t i = 0; i < r->report->events.count; i++) {
        const dtl_report_event *e = &r->report->events.items[i];
        const dtl_range all[] = {e->killed, e->injured, e->arrested, e->figure};
        uint32_t sentence = sentence_at(r, e->mentions.items[0].trigger.offset);
        if (sentence == DTL_NONE || !is_news(states[sentence]))
            continue;
        for (size_t f = 0; f < sizeof all / sizeof *all; f++)
            if (all[f].low >= 0 && (++looked > NEWS_MOST || !toll_is_told(other, f, all[f])))
                return true;
    }
    return false;
}

static bool voice_is_heard(const dtl_report *other, dtl_slice holder)
{
    for (uint32_t i = 0; i < other->voices.count; i++) {
        const dtl_report_voice *v = &other->voices.items[i];
        if ((v->holder != DTL_NONE && dtl_slice_equal(other->actors.items[v->holder].id, holder)) ||
            (v->on_behalf_of != DTL_NONE && dtl_slice_equal(other->actors.items[v->on_behalf_of].id, holder)))
            return true;
    }
    return false;
}

static bool has_new_voice(const reading *r, const uint8_t *states, const dtl_report *other)
{
    uint32_t looked = 0;
    for (uint32_t i = 0; i < r->report->voices.count; i++) {
        const dtl_report_voice *v = &r->report->voices.items[i];
        uint32_t sentence = sentence_at(r, v->cue_span.length ? v->cue_span.offset : v->content_span.offset);
        if (v->holder == DTL_NONE || sentence == DTL_NONE || !is_news(states[sentence]))
            continue;
        if (++looked > NEWS_MOST || !voice_is_heard(other, r->report->actors.items[v->holder].id))
            return true;
    }
    return false;
}

/* A telling in a changed sentence that the other one has with the same word, but never in this state: "claimed" became "denied". */
static bool has_new_status(const reading *r, const uint8_t *states, const dtl_report *other)
{
    uint32_t looked = 0;
    for (uint32_t i = 0; i < r->report->events.count; i++) {
        const dtl_report_event *e = &r->report->events.items[i];
        uint32_t sentence = sentence_at(r, e->mentions.items[0].trigger.offset);
        if (sentence == DTL_NONE || states[sentence] != SENTENCE_CHANGED)
            continue;
        dtl_slice trigger = dtl_span_text(r->report->text, e->mentions.items[0].trigger);
        bool told = false, same = false;
        for (uint32_t k = 0; k < other->events.count && !same; k++) {
            const dtl_report_event *o = &other->events.items[k];
            bool match = o->type == e->type && dtl_slice_equal_nocase(dtl_span_text(other->text, o->mentions.items[0].trigger), trigger);
            told = told || match;
            same = match && o->status == e->status;
        }
        if (++looked > NEWS_MOST || (told && !same))
            return true;
    }
    return false;
}

/* Does a number stand beside one of the same neighbours in the other body? "killed 3" and "wounded 3" are two facts. */
static bool number_is_told(const reading *r, uint32_t at, const reading *other)
{
    const word *w = r->words.items, *o = other->words.items;
    for (uint32_t i = 0; i < other->words.count; i++) {
        if (o[i].hash != w[at].hash)
            continue;
        if ((at && i && o[i - 1].hash == w[at - 1].hash) || (at + 1 < r->words.count && i + 1 < other->words.count && o[i + 1].hash == w[at + 1].hash))
            return true;
    }
    return false;
}

/* Names and numbers that the other one lacks, in a changed sentence or one of its own that tells an event. */
static bool has_new_words(dtl_arena *arena, const reading *r, const uint8_t *states, const reading *other)
{
    bool *tells = dtl_arena_calloc(arena, (size_t)r->sentences + 1, sizeof *tells);
    if (!tells)
        return true;
    for (uint32_t i = 0; i < r->report->events.count; i++) {
        uint32_t sentence = sentence_at(r, r->report->events.items[i].mentions.items[0].trigger.offset);
        if (sentence != DTL_NONE)
            tells[sentence] = true;
    }
    uint32_t looked = 0;
    bool shorter = r->words.count <= other->words.count;
    for (uint32_t i = 0; i < r->words.count; i++) {
        const word *w = &r->words.items[i];
        uint8_t state = states[w->sentence];
        bool asked = state == SENTENCE_CHANGED || (tells[w->sentence] && (state == SENTENCE_OWN_LEAD || (state == SENTENCE_OWN && shorter)));
        if (w->common || !asked || (!w->weighs && !is_number(r->report, w->at)))
            continue;
        if (++looked > NEWS_MOST || !has_word(other, w->hash) || (state == SENTENCE_CHANGED && !number_is_told(r, i, other)))
            return true;
    }
    return false;
}

/* Where all of the shorter text stands in the longer one, only a toll or a voice in what the longer one has besides is news. */
static bool brings_news(dtl_arena *arena, const reading *r, const reading *other, bool longer)
{
    uint8_t *states = judge_sentences(arena, r, longer);
    bool only_added = longer;
    for (uint32_t i = 0; i < other->words.count && only_added; i++)
        only_added = other->words.items[i].common;
    return !states || has_new_toll(r, states, other->report) || has_new_voice(r, states, other->report) ||
           (!only_added && (has_new_status(r, states, other->report) || has_new_words(arena, r, states, other)));
}

static bool days_are_near(const dtl_report *x, const dtl_report *y)
{
    if (dtl_interval_is_open(x->published) || dtl_interval_is_open(y->published))
        return true;
    return (int64_t)x->published.low - y->published.high <= DAYS_APART && (int64_t)y->published.low - x->published.high <= DAYS_APART;
}

/* Is x a near copy of the longer text y? share: thousandths of x that y has. */
static bool is_near_copy(dtl_arena *arena, const dtl_report *x, const dtl_report *y, uint16_t *share)
{
    reading shorter, longer;
    dtl_arena_reset(arena);
    if (!titles_agree(x, y) || !read_body(arena, x, &shorter) || !read_body(arena, y, &longer) ||
        shorter.words.count < WORDS_LEAST || (uint64_t)shorter.words.count * 100 < (uint64_t)longer.words.count * LENGTH_PERCENT ||
        !index_words(arena, &shorter) || !index_words(arena, &longer))
        return false;
    uint32_t shared = share_of(&shorter, &longer);
    if (shared < SHARED_THOUSANDTHS || (shared < WHOLE_THOUSANDTHS && !days_are_near(x, y)))
        return false;
    mark_common(&shorter, &longer);
    mark_common(&longer, &shorter);
    if (brings_news(arena, &shorter, &longer, false) || brings_news(arena, &longer, &shorter, true))
        return false;
    *share = (uint16_t)shared;
    return true;
}

/* ---- candidates ---- */

/* A report by the fullness of its text; rank 0 is the fullest. */
typedef struct ranked {
    uint32_t words, report;
} ranked;

static int by_length(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->words != b->words)
        return a->words > b->words ? -1 : 1;
    return (a->report > b->report) - (a->report < b->report);
}

typedef struct in_band {
    uint64_t hash;
    uint32_t rank;
} in_band;

static const dtl_sort_field by_band[] = {{offsetof(in_band, hash), 8, false, false}, {offsetof(in_band, rank), 4, false, false}};

/* Two reports worth comparing, by rank: later is the shorter one. */
typedef struct likely {
    uint32_t later, earlier;
} likely;
DTL_ARRAY_TYPE(likely_array, likely);

static int by_later(const void *x, const void *y)
{
    const likely *a = x, *b = y;
    if (a->later != b->later)
        return a->later < b->later ? -1 : 1;
    return (a->earlier > b->earlier) - (a->earlier < b->earlier);
}

static uint64_t band_of(const text_sign *sign, int band)
{
    return (uint64_t)sign->hashes[band * BAND] << 32 | sign->hashes[band * BAND + 1];
}

/* Pairs of one band that agree enough and have not met in a band before. */
static bool pair_band(build *b, const ranked *order, in_band *members, uint32_t count, int band, likely_array *pairs)
{
    for (uint32_t i = 0; i < count; i++)
        members[i] = (in_band){band_of(&b->signs[order[i].report], band), i};
    if (!dtl_sort(b->arena->budget, members, count, sizeof *members, by_band, 2))
        return false;
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && members[end].hash == members[first].hash;)
            end++;
        for (uint32_t i = first + 1; i < end; i++)
            for (uint32_t k = first; k < i && k < first + LEADERS_FULL; k++) {
                const text_sign *x = &b->signs[order[members[i].rank].report], *y = &b->signs[order[members[k].rank].report];
                int met = 0;
                while (met < band && band_of(x, met) != band_of(y, met))
                    met++;
                if (met < band || agreement(x, y) < AGREE_LEAST)
                    continue;
                likely *pair = dtl_array_push(b->arena, pairs);
                if (!pair)
                    return false;
                *pair = (likely){members[i].rank, members[k].rank};
            }
    }
    return true;
}

/* In the order of fullness: each report joins the first leader that it is a near copy of, or leads. */
static void follow_leaders(build *b, const ranked *order, uint32_t count, const likely_array *pairs)
{
    dtl_ledger_report *reports = b->out->reports.items;
    uint32_t at = 0;
    for (uint32_t rank = 0; rank < count; rank++) {
        uint32_t checked[CHECKS_MOST], n_checked = 0;
        dtl_ledger_report *own = &reports[order[rank].report];
        for (; at < pairs->count && pairs->items[at].later == rank; at++) {
            uint32_t other = order[pairs->items[at].earlier].report, leader = reports[other].original; /* itself, or whom it joined */
            bool known = own->original != order[rank].report || n_checked == CHECKS_MOST;
            for (uint32_t i = 0; i < n_checked && !known; i++)
                known = checked[i] == leader;
            if (known)
                continue;
            checked[n_checked++] = leader;
            if (is_near_copy(&b->scratch, own->report, reports[leader].report, &own->copy_share)) {
                own->original = leader;
                own->copy = DTL_COPY_NEAR;
            }
        }
    }
}

bool ledger_copies(build *b)
{
    uint32_t count = 0, all = b->out->reports.count;
    ranked *order = dtl_arena_calloc(b->arena, all, sizeof *order);
    in_band *members = dtl_arena_calloc(b->arena, all, sizeof *members);
    likely_array pairs = {0};
    if (!order || !members || !sign_all(b))
        return false;
    for (uint32_t i = 0; i < all; i++)
        if (b->out->reports.items[i].original == i && b->signs[i].words >= WORDS_LEAST)
            order[count++] = (ranked){b->signs[i].words, i};
    qsort(order, count, sizeof *order, by_length);
    for (int band = 0; band < HASHES / BAND; band++)
        if (!pair_band(b, order, members, count, band, &pairs))
            return false;
    if (pairs.count)
        qsort(pairs.items, pairs.count, sizeof *pairs.items, by_later);
    follow_leaders(b, order, count, &pairs);
    return true;
}
