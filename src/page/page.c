/* The room's entry, and plain text. In: bytes. Out: dtl_page: canonical text and its blocks.
 *
 * Plain text: every line that is not empty is a block; bullets are flagged and left out of the span; gap_before remembers
 * empty lines. Texts whose lines were broken at a fixed width (wire copy, mail) are put together again: there a block runs
 * over its line breaks until an empty line, an indent or a short line ends the paragraph.
 *
 * Example. "  • time: 6:35 pm" → block "time: 6:35 pm", bullet.
 *
 * Gets wrong knowingly: a verse or a table of lines of equal width may be taken for wrapped prose. */
#include "page/room.h"
#include "base/utf8.h"

enum { SOURCE_MAX = 256 * 1024 * 1024, SNIFF = 64 * 1024, WRAP_MIN = 45, WRAP_MAX = 100, INDENT_MIN = 2 };

/* ---- HTML or text ---- */
/* True when the tag name at text[at] (behind '<') is one of HTML's that no prose has in angle brackets. */
static bool is_tag_name(dtl_slice text, uint32_t at)
{
    static const char *const names[] = {"html", "head", "body", "div", "p", "span", "a", "script", "meta", "table", "br", "ul",
                                        "li", "h1", "h2", "article", "section", "link", "title", "img", "!doctype", "strong",
                                        "em", "b", "i"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t length = (uint32_t)strlen(names[i]);
        if (text.length - at > length && dtl_slice_equal_nocase(dtl_slice_make(text.ptr + at, length), dtl_slice_make(names[i], length)) &&
            strchr(" \t\r\n/>", text.ptr[at + length]))
            return true;
    }
    return false;
}

static bool looks_like_html(dtl_slice bytes)
{
    dtl_slice head = dtl_slice_make(bytes.ptr, bytes.length < SNIFF ? bytes.length : SNIFF);
    uint32_t tags = 0;
    for (uint32_t at = 0; at + 1 < head.length; at++) {
        const char *open = memchr(head.ptr + at, '<', head.length - at - 1);
        if (!open)
            break;
        at = (uint32_t)(open - head.ptr);
        uint32_t name = at + 1 + (head.ptr[at + 1] == '/');
        if (name >= head.length || !is_tag_name(head, name))
            continue;
        static const char *const sure[] = {"!doc", "html", "head", "body"};
        for (size_t i = 0; i < 4; i++)
            if (head.length - name > 4 && dtl_slice_equal_nocase(dtl_slice_make(head.ptr + name, 4), dtl_slice_make(sure[i], 4)))
                return true;
        tags++;
    }
    return tags >= 3 && tags >= head.length / 2000;
}

/* UTF-16 text is sniffed by what is left when the zero bytes are skipped; a guess only decides text or HTML. */
static bool source_is_html(const dtl_source *source)
{
    if (source->format != DTL_FORMAT_AUTO)
        return source->format == DTL_FORMAT_HTML;
    if (source->bytes.length >= 2 && (unsigned char)source->bytes.ptr[0] >= 0xFE) {
        char thin[512];
        uint32_t used = 0;
        for (uint32_t at = 2; at < source->bytes.length && used < sizeof thin; at++)
            if (source->bytes.ptr[at])
                thin[used++] = source->bytes.ptr[at];
        return looks_like_html(dtl_slice_make(thin, used));
    }
    return looks_like_html(source->bytes);
}

/* ---- lines ---- */
/* Bytes of the bullet sign (with the blanks behind it) at the start of a line; 0 if there is none. */
static uint32_t bullet_length(dtl_slice line)
{
    static const char *const signs[] = {"•", "‣", "◦", "▪", "●", "○", "■", "□", "►", "▶", "➤", "➢", "✔", "✓", "·", "*", "-", "–", "—"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        dtl_slice sign = dtl_slice_from_cstr(signs[i]);
        if (!dtl_slice_starts_with(line, sign))
            continue;
        dtl_slice rest = dtl_slice_make(line.ptr + sign.length, line.length - sign.length);
        dtl_slice trimmed = dtl_slice_trim(rest);
        bool blank = trimmed.ptr > rest.ptr;
        if (trimmed.length && (blank || i < 7)) /* "-5 degrees" and "*note" are no items, "•item" is */
            return (uint32_t)(trimmed.ptr - line.ptr);
    }
    return 0;
}

/* One line of the text, cut at its line break. */
typedef struct text_line {
    dtl_slice whole;   /* without the line break */
    dtl_slice content; /* without surrounding blanks */
} text_line;

/* Cuts the line at *at; line breaks are LF, CR, CRLF, U+2028 and U+2029. */
static text_line next_line(dtl_slice text, uint32_t *at)
{
    uint32_t start = *at, end = start;
    while (end < text.length && text.ptr[end] != '\n' && text.ptr[end] != '\r' &&
           !(text.ptr[end] == '\xE2' && end + 2 < text.length && text.ptr[end + 1] == '\x80' &&
             (text.ptr[end + 2] == '\xA8' || text.ptr[end + 2] == '\xA9')))
        end++;
    uint32_t next = end;
    if (next < text.length)
        next += text.ptr[next] == '\xE2' ? 3 : text.ptr[next] == '\r' && next + 1 < text.length && text.ptr[next + 1] == '\n' ? 2 : 1;
    *at = next;
    text_line line = {.whole = dtl_slice_make(text.ptr + start, end - start)};
    line.content = dtl_slice_trim(line.whole);
    return line;
}

static bool ends_sentence(dtl_slice line)
{
    static const char *const closers[] = {"\"", "'", ")", "]", "”", "’", "»"};
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof closers / sizeof *closers && !again; i++)
            if (dtl_slice_ends_with(line, dtl_slice_from_cstr(closers[i]))) {
                line.length -= (uint32_t)strlen(closers[i]);
                again = true;
            }
    }
    return line.length && strchr(".!?:;", line.ptr[line.length - 1]);
}

/* The width at which the text was broken, 0 if each line is a paragraph of its own. Wrapped text has many lines of nearly
 * the same width that run on without a sentence ending in the middle of nowhere. */
static uint32_t wrap_width(dtl_slice text, uint32_t from)
{
    uint32_t followed = 0, fitting = 0, open = 0, widest = 0;
    uint32_t before = 0; /* bytes of the line before, 0 = an empty line */
    bool before_open = false;
    for (uint32_t at = from; at < text.length;) {
        text_line line = next_line(text, &at);
        if (before && line.content.length) {
            followed++;
            fitting += before >= WRAP_MIN && before <= WRAP_MAX;
            open += before >= WRAP_MIN && before_open;
            if (before > widest)
                widest = before;
        }
        if (line.content.length > WRAP_MAX * 2)
            return 0;
        before = line.content.length;
        before_open = before && !ends_sentence(line.content);
    }
    return followed >= 4 && fitting * 10 >= followed * 7 && open * 10 >= followed * 5 && widest <= WRAP_MAX ? widest : 0;
}

/* Blocks of a plain text whose first line starts at byte `from` of page->text. */
static dtl_err page_text_blocks(page_run *run, uint32_t from)
{
    dtl_slice text = run->page->text;
    uint32_t width = wrap_width(text, from);
    uint32_t before = 0; /* bytes of the line before; 0 = empty line or start */
    for (uint32_t at = from; at < text.length;) {
        text_line line = next_line(text, &at);
        dtl_slice content = line.content;
        if (!content.length) {
            before = 0;
            continue;
        }
        uint32_t bullet = bullet_length(content);
        uint32_t offset = (uint32_t)(content.ptr - text.ptr);
        bool indented = content.ptr - line.whole.ptr >= INDENT_MIN;
        if (width && before >= width / 2 + width / 8 && !bullet && !indented) {
            dtl_block *open = &run->page->blocks.items[run->page->blocks.count - 1];
            open->span.length = offset + content.length - open->span.offset;
        } else {
            dtl_block *block = dtl_array_push(run->arena, &run->page->blocks);
            if (!block)
                return DTL_ERR_BUDGET;
            *block = (dtl_block){.span = {offset + bullet, content.length - bullet},
                                 .kind = DTL_BLOCK_LINE, .bullet = bullet > 0, .gap_before = before == 0};
        }
        before = content.length;
    }
    return DTL_OK;
}

/* ---- entry ---- */
/* Puts the title that the caller gave in front of the text as the first block. */
static dtl_err put_title_first(page_run *run, dtl_slice title, dtl_slice body)
{
    char *joined = dtl_arena_alloc(run->arena, (size_t)title.length + 2 + body.length);
    dtl_block *block = dtl_array_push(run->arena, &run->page->blocks);
    if (!joined || !block)
        return DTL_ERR_BUDGET;
    memcpy(joined, title.ptr, title.length);
    memcpy(joined + title.length, "\n\n", 2);
    if (body.length)
        memcpy(joined + title.length + 2, body.ptr, body.length);
    *block = (dtl_block){.span = {0, title.length}, .kind = DTL_BLOCK_TITLE, .gap_before = true};
    run->page->text = dtl_slice_make(joined, title.length + 2 + body.length);
    for (uint32_t i = 0; i < run->page->source_map.count; i++)
        run->page->source_map.items[i].text_offset += title.length + 2;
    return DTL_OK;
}

/* The caller's title on one line: valid UTF-8, no line breaks. */
static dtl_err clean_title(page_run *run, dtl_slice given, dtl_slice *title)
{
    given = dtl_slice_trim(given);
    *title = given;
    if (!given.length)
        return DTL_OK;
    if (dtl_utf8_valid_prefix(given) < given.length || memchr(given.ptr, '\n', given.length) ||
        memchr(given.ptr, '\r', given.length) || memchr(given.ptr, 0, given.length)) {
        decoded utf8;
        if (page_decode(run, given, false, &utf8))
            return DTL_ERR_BUDGET;
        dtl_slice copy;
        if (!dtl_arena_copy(run->arena, utf8.text, &copy))
            return DTL_ERR_BUDGET;
        char *bytes = (char *)(uintptr_t)copy.ptr;
        for (uint32_t i = 0; i < copy.length; i++)
            if (bytes[i] == '\n' || bytes[i] == '\r')
                bytes[i] = ' ';
        *title = dtl_slice_trim(copy);
    }
    return DTL_OK;
}

dtl_err dtl_page_run(const dtl_source *source, dtl_arena *arena, dtl_note_array *notes, dtl_page *out)
{
    *out = (dtl_page){.text = DTL_SLICE("")};
    page_run run = {.arena = arena, .notes = notes, .page = out};
    dtl_slice bytes = source->bytes;
    if (bytes.length > SOURCE_MAX) {
        page_note(&run, (dtl_span){0, 0}, "only the first 256 MB of %u bytes were read", bytes.length);
        bytes.length = SOURCE_MAX;
    }
    dtl_slice title;
    decoded text;
    bool html = source_is_html(source);
    dtl_err err = clean_title(&run, source->title, &title);
    if (!err)
        err = page_decode(&run, bytes, html, &text);
    if (err || text.binary)
        return err;
    if (html) {
        out->html = true;
        err = page_html_blocks(&run, text.text, &text.map, title);
        if (out->source_map.count && out->source_map.items[out->source_map.count - 1].source_offset > bytes.length)
            out->source_map.count = 0; /* it leads astray: no map is better */
        return err;
    }
    out->text = text.text.ptr ? text.text : DTL_SLICE("");
    out->source_map = text.map;
    if (title.length)
        err = put_title_first(&run, title, text.text);
    return err ? err : page_text_blocks(&run, title.length ? title.length + 2 : 0);
}
