/* In: the page's text, and which spans of it are title and body. Out: sentences and tokens.
 *
 * The idea: tokens first (tokens.c), one paragraph after another; then each gap between two of them is weighed (boundary.c). A line
 * between two words ends nothing, an empty one always does. A headline is one sentence.
 *
 *     "We left." He gave no reason, Gen. Karimi said.     →  "We left." | He gave no reason, Gen. Karimi said.
 *
 * Knowingly wrong: see boundary.c; "Sana Inc." at the end of a sentence becomes Inc and a stop, "U.S." stays one token. */
#include "text/text.h"
#include "text/boundary.h"
#include <stdio.h>

enum {
    SENTENCE_TOKENS_MAX = 2000, /* a longer one is cut */
    TOKEN_MEMORY = 1600,        /* bytes that all rooms together take for one, with room to spare: a report that would need more than its
                                   arena has is read as far as that goes */
    TOKENS_MIN = 1000           /* an arena for fewer is none */
};

/* Whether white space with two line ends stands behind the token. */
static bool blank_line_after(const token_sink *sink, const dtl_token *token, const dtl_token *next)
{
    uint32_t lines = 0;
    for (uint32_t i = token->offset + token->length; i < next->offset && lines < 2; i++)
        lines += sink->text.ptr[i] == '\n';
    return lines >= 2;
}

/* "Inc." at a sentence's end lends its stop to the sentence, as in the treebanks: Inc . */
static bool lends_stop(const token_sink *sink, const dtl_token *token)
{
    const char *ptr = sink->text.ptr + token->offset;
    return token->length > 1 && ptr[token->length - 1] == '.' && (ptr[0] | 32) >= 'a' && (ptr[0] | 32) <= 'z' &&
           !memchr(ptr, '.', token->length - 1u);
}

/* Gives sentences from `first_sentence` on a last token of their own for such a stop. */
static bool part_stops(token_sink *sink, uint32_t first_sentence, dtl_text *out)
{
    const uint32_t tokens = sink->tokens->count;
    uint32_t added = 0;
    for (uint32_t s = first_sentence; s < out->sentences.count; s++)
        added += lends_stop(sink, &sink->tokens->items[out->sentences.items[s].first + out->sentences.items[s].count - 1]);
    for (uint32_t i = 0; i < added; i++) {
        dtl_token *room = dtl_array_push(sink->arena, sink->tokens);
        if (!room)
            return false;
    }
    uint32_t from = tokens, to = tokens + added;
    for (uint32_t s = out->sentences.count; added > 0 && s-- > first_sentence;) { /* from the back, each token moves once */
        dtl_sentence *sentence = &out->sentences.items[s];
        dtl_token *items = sink->tokens->items;
        if (lends_stop(sink, &items[from - 1])) {
            items[to - 1] = items[to - 2] = items[from - 1];
            items[to - 1].offset += items[to - 1].length - 1;
            items[to - 1].length = 1;
            items[to - 2].length--;
            items[to - 2].space_after = false;
            sentence->count++;
            from--;
            to -= 2;
        }
        while (from > sentence->first)
            items[--to] = items[--from];
        sentence->first = to;
    }
    return true;
}

/* Cuts the tokens from `first` on into sentences. */
static bool cut_sentences(token_sink *sink, uint32_t first, uint32_t paragraph, dtl_sentence_kind kind, boundary_walk *walk, dtl_text *out)
{
    const uint32_t end = sink->tokens->count, first_sentence = out->sentences.count;
    if (end > first && kind != DTL_SENTENCE_HEADLINE && !boundary_open(sink, first, walk))
        return false;
    for (uint32_t start = first, at = first; at < end; at++) {
        const dtl_token *token = &sink->tokens->items[at];
        bool ends = at + 1 == end;
        if (!ends && kind != DTL_SENTENCE_HEADLINE)
            ends = boundary_ends(walk, at - first) || blank_line_after(sink, token, token + 1);
        if (!ends && at - start + 1 < SENTENCE_TOKENS_MAX)
            continue;
        dtl_sentence *sentence = dtl_array_push(sink->arena, &out->sentences);
        if (!sentence)
            return false;
        *sentence = (dtl_sentence){.first = start, .count = at + 1 - start, .paragraph = paragraph, .kind = (uint8_t)kind};
        start = at + 1;
        if (kind != DTL_SENTENCE_HEADLINE)
            boundary_start(walk, start - first);
    }
    if (!part_stops(sink, first_sentence, out))
        return false;
    for (uint32_t s = first_sentence; s < out->sentences.count; s++)
        for (uint32_t i = out->sentences.items[s].first; i < out->sentences.items[s].first + out->sentences.items[s].count; i++)
            sink->tokens->items[i].sentence = s;
    return true;
}

static bool add_stretch(token_sink *sink, dtl_span span, uint32_t paragraph, dtl_sentence_kind kind, boundary_walk *walk, dtl_text *out)
{
    const uint32_t first = sink->tokens->count;
    return tokens_split(sink, span.offset, dtl_span_end(span)) && cut_sentences(sink, first, paragraph, kind, walk, out);
}

/* Counts ASCII letters and, among them, capitals: other scripts and accents tell nothing more. */
static void count_letters(dtl_slice text, uint64_t *letters, uint64_t *capitals)
{
    for (uint32_t i = 0; i < text.length; i++) {
        bool capital = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
        *letters += capital || (text.ptr[i] >= 'a' && text.ptr[i] <= 'z');
        *capitals += capital;
    }
}

/* A report in small letters, or in capitals: a few others may stray in (a line of the page's furniture), but capitals tell nothing.
 * English prose has one capital in 20 to 40 letters. */
static bool is_uncased(dtl_slice text, const dtl_paragraph *paragraphs, uint32_t count)
{
    enum { LETTERS_MIN = 60, LETTERS_PER_CAPITAL = 150, LETTERS_PER_SMALL = 20 };
    uint64_t letters = 0, capitals = 0;
    for (uint32_t i = 0; i < count; i++)
        count_letters(dtl_span_text(text, paragraphs[i].span), &letters, &capitals);
    return letters >= LETTERS_MIN && (capitals * LETTERS_PER_CAPITAL < letters || (letters - capitals) * LETTERS_PER_SMALL < letters);
}

/* How many of a report's paragraphs end in a mark that ends sentences (running text, or lines and lists) and begin with a small letter
 * (a careless writer), in thirds. */
static boundary_walk start_walk(dtl_slice text, const dtl_paragraph *paragraphs, uint32_t count, const boundary_observer *observer)
{
    boundary_walk walk = {.observer = observer};
    uint32_t marked = 0, small = 0;
    for (uint32_t i = 0; i < count; i++) {
        dtl_slice paragraph = dtl_slice_trim(dtl_span_text(text, paragraphs[i].span));
        boundary_note(&walk, paragraph);
        small += paragraph.length > 0 && paragraph.ptr[0] >= 'a' && paragraph.ptr[0] <= 'z';
        for (uint32_t back = 0; paragraph.length > 0 && back < 4 && strchr("\"')]\x9D\x99\x80\xE2", paragraph.ptr[paragraph.length - 1]); back++)
            paragraph.length--; /* closing quotes; ” and ’ byte by byte */
        marked += paragraph.length > 0 && strchr(".?!", paragraph.ptr[paragraph.length - 1]);
    }
    const uint32_t all = count ? count : 1;
    walk.paragraph_style = (uint8_t)((marked * 3u + all / 2) / all);
    walk.small_starts = (uint8_t)((small * 3u + all - 1) / all);
    return walk;
}

static uint32_t tokens_that_fit(const dtl_arena *arena)
{
    size_t left = arena->budget > arena->used ? arena->budget - arena->used : 0;
    return left / TOKEN_MEMORY < UINT32_MAX / 2 ? (uint32_t)(left / TOKEN_MEMORY) : UINT32_MAX / 2;
}

static token_sink start_sink(dtl_slice text, const dtl_rules *rules, dtl_arena *arena, dtl_text *out)
{
    return (token_sink){.text = text, .rules = rules, .arena = arena, .tokens = &out->tokens, .most = tokens_that_fit(arena),
                        .abbreviations = rules ? dtl_rules_table(rules, "abbreviations") : DTL_NONE};
}

static dtl_err finish(const token_sink *sink, bool ok, const dtl_text *text, dtl_note_array *notes, dtl_text *out)
{
    if (!ok || (sink->full && sink->most < TOKENS_MIN))
        return DTL_ERR_BUDGET;
    if (sink->cut_token)
        dtl_doc_note(sink->arena, notes, "text", (dtl_span){0, 0}, "words of more than 1000 bytes were cut");
    if (sink->full) {
        char words[80];
        snprintf(words, sizeof words, "only the first %u words were read", text->tokens.count);
        dtl_doc_note(sink->arena, notes, "text", (dtl_span){0, 0}, words);
    }
    *out = *text;
    return DTL_OK;
}

dtl_err text_run_observed(const dtl_page *page, const dtl_article *article, const dtl_rules *rules, dtl_arena *arena,
                          dtl_note_array *notes, dtl_text *out, const boundary_observer *observer)
{
    dtl_text text = {.tokens = {0}};
    token_sink sink = start_sink(page->text, rules, arena, &text);
    boundary_walk walk = start_walk(page->text, article->body.items, article->body.count, observer);
    bool ok = true;
    sink.uncased = is_uncased(page->text, article->body.items, article->body.count);
    if (article->english) {
        if (article->title.length > 0)
            ok = add_stretch(&sink, article->title, DTL_NONE, DTL_SENTENCE_HEADLINE, &walk, &text);
        for (uint32_t i = 0; ok && i < article->body.count; i++) {
            const dtl_paragraph *paragraph = &article->body.items[i];
            const uint32_t skip = paragraph->lead_in < paragraph->span.length ? paragraph->lead_in : paragraph->span.length;
            ok = add_stretch(&sink, dtl_span_between(paragraph->span.offset + skip, dtl_span_end(paragraph->span)), i,
                             paragraph->role == DTL_ROLE_LABEL ? DTL_SENTENCE_LABEL : DTL_SENTENCE_BODY, &walk, &text);
        }
    }
    return finish(&sink, ok, &text, notes, out);
}

dtl_err dtl_text_run(const dtl_page *page, const dtl_article *article, const dtl_rules *rules, dtl_arena *arena,
                     dtl_note_array *notes, dtl_text *out)
{
    return text_run_observed(page, article, rules, arena, notes, out, NULL);
}

dtl_err dtl_text_plain(dtl_slice text, const dtl_rules *rules, dtl_arena *arena, dtl_note_array *notes, dtl_text *out)
{
    dtl_text layer = {.tokens = {0}};
    const dtl_paragraph whole = {.span = {0, text.length}};
    token_sink sink = start_sink(text, rules, arena, &layer);
    boundary_walk walk = start_walk(text, &whole, 1, NULL);
    bool ok = add_stretch(&sink, whole.span, 0, DTL_SENTENCE_BODY, &walk, &layer);
    return finish(&sink, ok, &layer, notes, out);
}
