/* In: the tokens. Out: stretches between quotation marks, by their first token, an inner one behind its outer one.
 *
 * The idea: one walk with a stack of open marks, emptied at the end of each paragraph. A curly mark says itself whether it
 * opens; a straight one opens when none of its kind is open and a blank (or the start, or an opening sign) stands before
 * it. A paragraph that ends inside a quotation leaves it open (closed = false); when the next paragraph begins with an
 * opening mark too, that is the press's way to say that the speech goes on, and the quotation is continued. An apostrophe
 * (the Taliban's, fighters' families) is no mark: a single mark opens only before a letter and after a blank.
 *
 *     "We will not stop," he said. "Not today.          → two; the second runs on
 *     "Not tomorrow either."                            → … to here
 *
 * Knowingly wrong: a quotation in single marks that holds a plural possessive ends there; inches and minutes (5'10") may
 * open one, which the paragraph's end then closes. */
#include "parse/quotations.h"

enum { QUOTATION_DEPTH = 8, QUOTATIONS_MAX = 20000, CONTINUED_PARAGRAPHS_MAX = 50 };

typedef enum mark_kind { NO_MARK, DOUBLE_STRAIGHT, DOUBLE_CURLY, SINGLE_STRAIGHT, SINGLE_CURLY, ANGLE } mark_kind;

/* A token that is a quotation mark. */
typedef struct mark {
    mark_kind kind;
    bool may_open, may_close;
} mark;

/* Quotations that are open at one point of the walk. */
typedef struct open_quotations {
    uint32_t item[QUOTATION_DEPTH]; /* index in out */
    mark_kind kind[QUOTATION_DEPTH];
    uint32_t depth;
    uint32_t paragraphs;            /* that the outermost one has run over */
} open_quotations;

static mark mark_of(const dtl_page *page, const dtl_text *text, uint32_t at)
{
    const dtl_token *token = &text->tokens.items[at];
    const char *word = page->text.ptr + token->offset;
    const bool first = at == text->sentences.items[token->sentence].first;
    const bool blank_before = first || text->tokens.items[at - 1].space_after;
    dtl_slice slice = dtl_slice_make(word, token->length);
    mark m = {NO_MARK, false, false};
    if (dtl_slice_is(slice, "\"") || dtl_slice_is(slice, "''") || dtl_slice_is(slice, "``"))
        m = (mark){DOUBLE_STRAIGHT, blank_before || !token->space_after, true};
    else if (dtl_slice_is(slice, "\xE2\x80\x9C") || dtl_slice_is(slice, "\xE2\x80\x9E")) /* “ „ */
        m = (mark){DOUBLE_CURLY, true, false};
    else if (dtl_slice_is(slice, "\xE2\x80\x9D")) /* ” */
        m = (mark){DOUBLE_CURLY, false, true};
    else if (dtl_slice_is(slice, "\xC2\xAB"))
        m = (mark){ANGLE, true, false};
    else if (dtl_slice_is(slice, "\xC2\xBB"))
        m = (mark){ANGLE, false, true};
    else if (dtl_slice_is(slice, "\xE2\x80\x98")) /* ‘ */
        m = (mark){SINGLE_CURLY, true, false};
    else if (dtl_slice_is(slice, "\xE2\x80\x99")) /* ’ */
        m = (mark){SINGLE_CURLY, false, true};
    else if (dtl_slice_is(slice, "'"))
        m = (mark){SINGLE_STRAIGHT, blank_before && !token->space_after, true};
    return m;
}

static void close_down_to(dtl_quotation_array *out, open_quotations *open, uint32_t depth, uint32_t end, bool closed)
{
    while (open->depth > depth) {
        dtl_quotation *quotation = &out->items[open->item[--open->depth]];
        quotation->count = end - quotation->first;
        quotation->closed = closed && open->depth == depth;
    }
}

static bool open_one(dtl_arena *arena, dtl_quotation_array *out, open_quotations *open, mark_kind kind, uint32_t at)
{
    if (open->depth == QUOTATION_DEPTH || out->count >= QUOTATIONS_MAX)
        return true;
    dtl_quotation *quotation = dtl_array_push(arena, out);
    if (!quotation)
        return false;
    quotation->first = at;
    open->item[open->depth] = out->count - 1;
    open->kind[open->depth++] = kind;
    return true;
}

/* The innermost open quotation that a closing mark of this kind ends; QUOTATION_DEPTH if none. */
static uint32_t match_of(const open_quotations *open, mark_kind kind)
{
    for (uint32_t d = open->depth; d-- > 0;)
        if (open->kind[d] == kind)
            return d;
    return QUOTATION_DEPTH;
}

/* At the start of a paragraph: what is left open goes on if the paragraph begins with an opening mark of its kind. */
static bool continues(const dtl_page *page, const dtl_text *text, const open_quotations *open, uint32_t first, uint32_t end)
{
    if (open->depth == 0 || first >= end || open->paragraphs >= CONTINUED_PARAGRAPHS_MAX)
        return false;
    mark m = mark_of(page, text, first);
    return m.kind == open->kind[0] && m.may_open;
}

static bool scan_paragraph(const dtl_page *page, const dtl_text *text, uint32_t first, uint32_t end, dtl_arena *arena,
                           dtl_quotation_array *out, open_quotations *open)
{
    for (uint32_t at = first; at < end; at++) {
        mark m = mark_of(page, text, at);
        if (m.kind == NO_MARK)
            continue;
        uint32_t match = match_of(open, m.kind);
        if (m.may_close && match != QUOTATION_DEPTH)
            close_down_to(out, open, match, at + 1, true);
        else if (m.may_open && !open_one(arena, out, open, m.kind, at))
            return false;
    }
    return true;
}

dtl_err quotations_scan(const dtl_page *page, const dtl_text *text, dtl_arena *arena, dtl_note_array *notes,
                        dtl_quotation_array *out)
{
    open_quotations open = {.depth = 0};
    const dtl_sentence_array *sentences = &text->sentences;
    uint32_t previous_end = 0;
    for (uint32_t s = 0; s < sentences->count;) {
        const uint32_t paragraph = sentences->items[s].paragraph, first = sentences->items[s].first;
        uint32_t end = first;
        for (; s < sentences->count && sentences->items[s].paragraph == paragraph; s++)
            end = sentences->items[s].first + sentences->items[s].count;
        uint32_t from = first;
        if (continues(page, text, &open, first, end)) {
            close_down_to(out, &open, 1, previous_end, false);
            open.paragraphs++;
            from = first + 1; /* the mark repeats the opening one */
        } else {
            close_down_to(out, &open, 0, previous_end, false);
            open.paragraphs = 0;
        }
        if (!scan_paragraph(page, text, from, end, arena, out, &open))
            return DTL_ERR_BUDGET;
        previous_end = end;
    }
    close_down_to(out, &open, 0, previous_end, false);
    if (out->count >= QUOTATIONS_MAX)
        dtl_doc_note(arena, notes, "parse", (dtl_span){0, 0}, "more than 20000 quotations: the rest is not marked");
    return DTL_OK;
}
