/* In: the page's text, and which spans of it are title and body. Out: sentences and tokens.
 *
 * The idea: tokens first (tokens.c), one paragraph after another; then a walk over the paragraph's tokens ends a sentence
 * behind a full stop, question or exclamation mark, together with the closing quotes and brackets that follow it, when what
 * comes next can start one. Small letters start none, unless the whole report has next to no capitals. Behind an abbreviation ("Inc.", "p.m.", "U.S.") only a word that
 * opens sentences does ("The", "He", "But"). An empty line ends one too.
 *
 *     "We left." He gave no reason, Gen. Karimi said.     →  "We left." | He gave no reason, Gen. Karimi said.
 *
 * Knowingly wrong: a sentence that starts with a small letter or a bullet sign without an empty line before it is joined
 * to the one before; "in the U.S. Rebels said" is one sentence; a label such as "Back story:" inside a paragraph is. */
#include "text/text.h"
#include "base/utf8.h"
#include "text/tokens.h"
#include <stdio.h>

enum {
    SENTENCE_TOKENS_MAX = 2000, /* a longer one is cut */
    TOKEN_MEMORY = 1600,        /* bytes that all rooms together take for one, with room to spare: a report that would need more than its
                                   arena has is read as far as that goes */
    TOKENS_MIN = 1000           /* an arena for fewer is none */
};

static dtl_slice token_slice(const token_sink *sink, const dtl_token *token)
{
    return dtl_slice_make(sink->text.ptr + token->offset, token->length);
}

static bool is_closing(dtl_slice token)
{
    static const char *const signs[] = {"\"", "''", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", ")", "]", "}", "'"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (dtl_slice_is(token, signs[i]))
            return true;
    return false;
}

/* Marks that end a sentence by themselves. */
static bool is_final_mark(dtl_slice token)
{
    if (token.length == 0 || dtl_slice_is(token, "\xE2\x80\xA6")) /* … */
        return token.length != 0;
    for (uint32_t i = 0; i < token.length; i++)
        if (!strchr(".?!", token.ptr[i]))
            return false;
    return true;
}

static bool is_opener_word(dtl_slice token)
{
    static const char *const words[] = {
        "The", "A", "An", "He", "She", "It", "They", "We", "I", "You", "In", "On", "At", "But", "And", "This", "That", "These",
        "Those", "There", "His", "Her", "Its", "Their", "Our", "As", "After", "Before", "However", "Meanwhile", "According",
        "If", "When", "While", "For", "From", "So", "Some", "Many", "Most", "Several", "No", "Not", "Also", "Both", "Two",
        "Three", "Four", "Since", "Although", "Though", "Earlier", "Later", "What", "Who", "Why", "How", "Where", "Another",
        "Other", "One", "With", "Police", "Officials", "Now", "Then", "Yet", "Under", "During", "Between", "By", "To", "Such"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_is(token, words[i]))
            return true;
    return false;
}

/* Whether the token may be a sentence's first: capital, digit, opening sign, bullet. */
static bool may_start(const token_sink *sink, const dtl_token *token)
{
    uint32_t at = token->offset, rune = dtl_utf8_next(sink->text, &at);
    if (dtl_rune_is_letter(rune))
        return sink->uncased || dtl_rune_is_upper(rune) || rune > 0x2FF; /* scripts without case */
    return rune != ',' && rune != ';' && rune != ':' && rune != '.' && rune != '?' && rune != '!' && rune != ')' && rune != ']' &&
           rune != '%' && rune != 0x201D && rune != 0xBB;
}

/* Whether white space with two line ends stands behind the token. */
static bool blank_line_after(const token_sink *sink, const dtl_token *token, const dtl_token *next)
{
    uint32_t lines = 0;
    for (uint32_t i = token->offset + token->length; i < next->offset && lines < 2; i++)
        lines += sink->text.ptr[i] == '\n';
    return lines >= 2;
}

/* Whether the sentence ends behind token `at`; end: number of the paragraph's last token + 1. *last becomes the sentence's last token,
 * which may be a closing quote further on. */
static bool ends_sentence(const token_sink *sink, uint32_t at, uint32_t end, uint32_t *last)
{
    const dtl_token *tokens = sink->tokens->items;
    dtl_slice token = token_slice(sink, &tokens[at]);
    *last = at;
    if (at + 1 >= end || blank_line_after(sink, &tokens[at], &tokens[at + 1]))
        return true;
    const bool stop = is_final_mark(token);
    const bool abbreviation = !stop && token.length > 1 && token.ptr[token.length - 1] == '.';
    if (!stop && !abbreviation)
        return false;
    uint32_t behind = at;
    while (behind + 1 < end && behind - at < 4 && !tokens[behind].space_after &&
           is_closing(token_slice(sink, &tokens[behind + 1])))
        behind++;
    if (behind + 1 >= end) {
        *last = behind;
        return true;
    }
    const dtl_token *next = &tokens[behind + 1];
    if (abbreviation && (abbreviation_of(sink, dtl_slice_make(token.ptr, token.length - 1)) == ABBREVIATION_BEFORE_NAME ||
                         (behind == at && !is_opener_word(token_slice(sink, next)))))
        return false;
    /* without a blank only a capital after a full stop ends one ("said.He"); "Yahoo!-owned" does not */
    if (!tokens[behind].space_after &&
        !(behind == at && dtl_slice_is(token, ".") && next->length > 1 && dtl_rune_is_upper((unsigned char)sink->text.ptr[next->offset])))
        return false;
    if (!may_start(sink, next))
        return false;
    *last = behind;
    return true;
}

/* Cuts the tokens from `first` on into sentences. */
static bool cut_sentences(token_sink *sink, uint32_t first, uint32_t paragraph, dtl_sentence_kind kind, dtl_text *out)
{
    const uint32_t end = sink->tokens->count;
    for (uint32_t start = first, at = first; at < end; at++) {
        uint32_t last = at;
        if (at - start + 1 < SENTENCE_TOKENS_MAX && (kind == DTL_SENTENCE_HEADLINE ? at + 1 < end : !ends_sentence(sink, at, end, &last)))
            continue;
        dtl_sentence *sentence = dtl_array_push(sink->arena, &out->sentences);
        if (!sentence)
            return false;
        *sentence = (dtl_sentence){.first = start, .count = last + 1 - start, .paragraph = paragraph, .kind = (uint8_t)kind};
        for (uint32_t i = start; i <= last; i++)
            sink->tokens->items[i].sentence = out->sentences.count - 1;
        start = last + 1;
        at = last;
    }
    return true;
}

static bool add_stretch(token_sink *sink, dtl_span span, uint32_t paragraph, dtl_sentence_kind kind, dtl_text *out)
{
    const uint32_t first = sink->tokens->count;
    return tokens_split(sink, span.offset, dtl_span_end(span)) && cut_sentences(sink, first, paragraph, kind, out);
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

/* A report in small letters: a capital may stray in (a line of the page's furniture), but sentences begin without one. English
 * prose has one capital in 20 to 40 letters. */
static bool is_uncased(dtl_slice text, const dtl_article *article)
{
    enum { LETTERS_MIN = 60, LETTERS_PER_CAPITAL = 150 };
    uint64_t letters = 0, capitals = 0;
    for (uint32_t i = 0; i < article->body.count; i++)
        count_letters(dtl_span_text(text, article->body.items[i].span), &letters, &capitals);
    return letters >= LETTERS_MIN && capitals * LETTERS_PER_CAPITAL < letters;
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

dtl_err dtl_text_run(const dtl_page *page, const dtl_article *article, const dtl_rules *rules, dtl_arena *arena,
                     dtl_note_array *notes, dtl_text *out)
{
    dtl_text text = {.tokens = {0}};
    token_sink sink = start_sink(page->text, rules, arena, &text);
    bool ok = true;
    sink.uncased = is_uncased(page->text, article);
    if (article->english) {
        if (article->title.length > 0)
            ok = add_stretch(&sink, article->title, DTL_NONE, DTL_SENTENCE_HEADLINE, &text);
        for (uint32_t i = 0; ok && i < article->body.count; i++) {
            const dtl_paragraph *paragraph = &article->body.items[i];
            const uint32_t skip = paragraph->lead_in < paragraph->span.length ? paragraph->lead_in : paragraph->span.length;
            ok = add_stretch(&sink, dtl_span_between(paragraph->span.offset + skip, dtl_span_end(paragraph->span)), i,
                             paragraph->role == DTL_ROLE_LABEL ? DTL_SENTENCE_LABEL : DTL_SENTENCE_BODY, &text);
        }
    }
    return finish(&sink, ok, &text, notes, out);
}

dtl_err dtl_text_plain(dtl_slice text, const dtl_rules *rules, dtl_arena *arena, dtl_note_array *notes, dtl_text *out)
{
    dtl_text layer = {.tokens = {0}};
    token_sink sink = start_sink(text, rules, arena, &layer);
    bool ok = add_stretch(&sink, (dtl_span){0, text.length}, 0, DTL_SENTENCE_BODY, &layer);
    return finish(&sink, ok, &layer, notes, out);
}
