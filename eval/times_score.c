/* Scores of time expressions as in TempEval-3, and the reader of TimeML files.
 *
 * In: gold and answered TIMEX3 of one text. Out: counts of strict and relaxed matches, and of right types and values among
 * the relaxed ones. Offsets are counted over non-blank bytes, so that tokenised gold and running text can be compared.
 * Example: gold "March 26" against the answer "Sunday night, March 26" is a relaxed match, no strict one.
 *
 * Knowingly simple: TimeML is read with a scanner for tags, not with an XML parser; CDATA and comments are not known. */
#include "times_score.h"
#include <stdlib.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

uint32_t times_non_blank(dtl_slice text, uint32_t offset)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < offset && i < text.length; i++)
        count += !is_blank(text.ptr[i]);
    return count;
}

void times_score(const times_item *gold, uint32_t gold_count, const times_item *answered, uint32_t answered_count, uint32_t *partner,
                 times_counts *counts)
{
    bool *used = calloc((size_t)answered_count + 1, sizeof *used);
    counts->gold += gold_count;
    counts->answered += answered_count;
    for (int exact = 1; used && exact >= 0; exact--)
        for (uint32_t g = 0; g < gold_count; g++) {
            if (exact)
                partner[g] = DTL_NONE;
            for (uint32_t a = 0; a < answered_count && partner[g] == DTL_NONE; a++) {
                bool same = gold[g].first == answered[a].first && gold[g].end == answered[a].end;
                bool overlap = gold[g].first < answered[a].end && answered[a].first < gold[g].end;
                if (used[a] || (exact ? !same : !overlap))
                    continue;
                used[a] = true;
                partner[g] = a;
                counts->strict += same;
                counts->relaxed++;
                counts->type += dtl_slice_equal(gold[g].type, answered[a].type);
                counts->value += dtl_slice_equal(gold[g].value, answered[a].value);
            }
        }
    free(used);
}

/* The value of an attribute inside a tag, "" if it has none. */
static dtl_slice tag_attribute(dtl_slice tag, const char *name)
{
    dtl_slice key = dtl_slice_from_cstr(name);
    for (uint32_t at = dtl_slice_find(tag, key, 0); at != DTL_NONE; at = dtl_slice_find(tag, key, at + 1)) {
        uint32_t from = at + key.length;
        if (at == 0 || !is_blank(tag.ptr[at - 1]) || from + 1 >= tag.length || tag.ptr[from] != '=')
            continue;
        uint32_t end = dtl_slice_find(tag, dtl_slice_make(tag.ptr + from + 1, 1), from + 2);
        return end == DTL_NONE ? DTL_SLICE_EMPTY : dtl_slice_make(tag.ptr + from + 2, end - from - 2);
    }
    return DTL_SLICE_EMPTY;
}

/* What stands between <NAME …> and </NAME>; "" if it is not there. */
static dtl_slice element(dtl_slice text, const char *open, const char *close)
{
    uint32_t from = dtl_slice_find(text, dtl_slice_from_cstr(open), 0);
    uint32_t start = from == DTL_NONE ? DTL_NONE : dtl_slice_find(text, DTL_SLICE(">"), from);
    uint32_t end = start == DTL_NONE ? DTL_NONE : dtl_slice_find(text, dtl_slice_from_cstr(close), start);
    return end == DTL_NONE ? DTL_SLICE_EMPTY : dtl_slice_make(text.ptr + start + 1, end - start - 1);
}

/* One of the five named references at text[at]: writes its character, returns its length; 0 if there is none. */
static uint32_t reference_at(dtl_slice text, uint32_t at, char *character)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    dtl_slice rest = dtl_slice_make(text.ptr + at, text.length - at);
    for (uint32_t i = 0; i < 5; i++)
        if (dtl_slice_starts_with(rest, dtl_slice_from_cstr(names[i]))) {
            *character = "&<>\"'"[i];
            return (uint32_t)strlen(names[i]);
        }
    return 0;
}

static void open_item(times_document *out, dtl_slice tag)
{
    if (out->item_count < TIMES_ITEMS_MAX)
        out->items[out->item_count++] = (times_item){.start = out->text_length, .stop = out->text_length,
                                                     .value = tag_attribute(tag, "value"), .type = tag_attribute(tag, "type")};
}

bool times_read_tml(dtl_slice *rest, times_document *out)
{
    uint32_t from = dtl_slice_find(*rest, DTL_SLICE("<TimeML"), 0);
    if (from == DTL_NONE)
        return false;
    uint32_t end = dtl_slice_find(*rest, DTL_SLICE("</TimeML>"), from);
    dtl_slice whole = dtl_slice_make(rest->ptr + from, (end == DTL_NONE ? rest->length : end) - from);
    *rest = end == DTL_NONE ? DTL_SLICE_EMPTY : dtl_slice_make(rest->ptr + end + 9, rest->length - end - 9);
    dtl_slice body = element(whole, "<TEXT", "</TEXT>"), created = element(whole, "<DCT", "</DCT>");
    *out = (times_document){.id = dtl_slice_trim(element(whole, "<DOCID", "</DOCID>")), .created = tag_attribute(created, "value"),
                            .text = malloc((size_t)body.length + 1), .items = calloc(TIMES_ITEMS_MAX, sizeof(times_item))};
    if (!out->text || !out->items)
        return false;
    for (uint32_t i = 0; i < body.length;) {
        uint32_t close = body.ptr[i] == '<' ? dtl_slice_find(body, DTL_SLICE(">"), i) : DTL_NONE;
        char character = body.ptr[i];
        uint32_t length = character == '&' ? reference_at(body, i, &character) : 1;
        if (close == DTL_NONE) {
            out->text[out->text_length++] = character;
            i += length ? length : 1;
            continue;
        }
        dtl_slice tag = dtl_slice_make(body.ptr + i, close - i);
        if (dtl_slice_starts_with(tag, DTL_SLICE("<TIMEX3")))
            open_item(out, tag);
        else if (dtl_slice_starts_with(tag, DTL_SLICE("</TIMEX3")) && out->item_count)
            out->items[out->item_count - 1].stop = out->text_length;
        i = close + 1;
    }
    dtl_slice text = dtl_slice_make(out->text, out->text_length);
    for (uint32_t i = 0; i < out->item_count; i++) {
        out->items[i].first = times_non_blank(text, out->items[i].start);
        out->items[i].end = times_non_blank(text, out->items[i].stop);
    }
    out->scored_end = out->text_length;
    return true;
}

void times_document_free(times_document *document)
{
    free(document->text);
    free(document->items);
    *document = (times_document){.text = NULL};
}
