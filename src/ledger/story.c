/* What a report is about: the names it writes, whether or not the coder knew them.
 *
 * In: title and first paragraphs of a report. Out: hashes of the words of three letters or more that stand there with a
 * capital letter and nowhere small: names of people, towns, streets, ships;
 * but not acronyms, and not the groups and countries that the coder knows. Two reports that share several of them tell one
 * story, so that their lead events are one event even when one gives neither day nor place.
 * Example: "Gas blast in Tollan Row kills two" and "Two die as house in Tollan Row explodes" share Tollan and Row.
 * No statistics over the ledger: what is shared by two reports does not change when a third arrives.
 * Knowingly wrong: two incidents of one small town in one week share its names; titles In Capitals For Every Word give names that
 * are none, unless the word stands somewhere small.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/internal.h"
#include <stdlib.h>

enum { READ_BYTES = 4000, WORDS_MAX = 1024, LONGEST = 40 };

/* One word of the text: is it written with a capital here? */
typedef struct word {
    uint32_t hash;
    bool capital;
} word;

static int by_hash(const void *x, const void *y)
{
    const word *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (int)a->capital - (int)b->capital;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Calendar words and forms of address, which all reports share. */
static bool is_common(dtl_slice folded)
{
    static const char *const words[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
                                        "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
                                        "the", "and", "for", "but", "police", "news", "county", "city", "street", "avenue", "road", "north",
                                        "south", "east", "west", "general", "president", "minister", "press", "associated", "reuters", "afp",
                                        "department", "officer", "sgt", "lt", "capt", "dr", "mr", "mrs", "he", "she", "they", "this", "that"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_is(folded, words[i]))
            return true;
    return false;
}

static void take_words(dtl_slice text, word *words, uint32_t *count)
{
    for (uint32_t at = 0; at < text.length && *count < WORDS_MAX;) {
        uint32_t start = at;
        while (at < text.length && is_letter((unsigned char)text.ptr[at]))
            at++;
        if (at - start >= 3 && at - start <= LONGEST) {
            char small[LONGEST];
            for (uint32_t i = start; i < at; i++) /* ASCII only: accents stay, which costs a name at most */
                small[i - start] = (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? text.ptr[i] + 32 : text.ptr[i]);
            dtl_slice folded = {small, at - start};
            if (!is_common(folded))
                words[(*count)++] = (word){(uint32_t)(dtl_hash64(folded) >> 32), is_upper(text.ptr[start]) && !is_upper(text.ptr[at - 1])};
        }
        at += at == start;
    }
}

bool ledger_stories(build *b)
{
    word words[WORDS_MAX];
    b->stories = dtl_arena_calloc(b->arena, b->out->reports.count, sizeof *b->stories);
    if (!b->stories)
        return false;
    for (uint32_t r = 0; r < b->out->reports.count; r++) {
        const dtl_report *report = b->out->reports.items[r].report;
        uint32_t count = 0, left = READ_BYTES;
        take_words(dtl_span_text(report->text, report->title), words, &count);
        for (uint32_t i = 0; i < report->body.count && left; i++) {
            dtl_slice text = dtl_span_text(report->text, report->body.items[i].span);
            if (text.length > left)
                text.length = dtl_utf8_valid_prefix((dtl_slice){text.ptr, left});
            left = text.length < left && text.length ? left - text.length : 0;
            take_words(text, words, &count);
        }
        uint32_t of_text = count;
        for (uint32_t i = 0; i < report->actors.count && i < REPORT_ACTORS; i++)
            if (dtl_slice_is(report->actors.items[i].kind, "organisation") || report->actors.items[i].place_precision == 1)
                take_words(report->actors.items[i].name, words, &count);
        for (uint32_t i = of_text; i < count; i++) /* as if written small: groups and countries fill the reports of a whole year */
            words[i].capital = false;
        qsort(words, count, sizeof *words, by_hash);
        story *s = &b->stories[r];
        for (uint32_t i = 0; i < count && s->n_names < STORY_NAMES; i++) /* sorted: a small spelling stands before the capital one */
            if (words[i].capital && (!i || words[i].hash != words[i - 1].hash))
                s->names[s->n_names++] = words[i].hash;
    }
    return true;
}

int32_t story_score(const story *x, const story *y)
{
    int32_t shared = 0;
    for (uint8_t i = 0, k = 0; i < x->n_names && k < y->n_names;) {
        if (x->names[i] == y->names[k]) {
            shared++;
            i++;
            k++;
        } else if (x->names[i] < y->names[k]) {
            i++;
        } else {
            k++;
        }
    }
    int32_t least = x->n_names < y->n_names ? x->n_names : y->n_names;
    if (shared < STORY_LEAST || shared * 100 < least * STORY_LEAST_PERCENT)
        return 0;
    int32_t score = shared * STORY_NAME;
    return score < STORY_MOST ? score : STORY_MOST;
}
