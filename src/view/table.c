/* Tables for a terminal: columns as wide as their widest cell, the flexible ones cut with "…" until the line fits.
 *
 * In: cells. Out: a header in capitals and one line a row. Widths count terminal columns: combining marks 0, East Asian wide
 * characters 2. Cells come from the open web, so control characters, escape sequences and direction overrides are blanked.
 * Knowingly wrong: emoji built of several code points count each.
 */
#include "base/utf8.h"
#include "view/internal.h"
#include <stdarg.h>
#include <stdio.h>

static bool is_wide(uint32_t rune)
{
    return (rune >= 0x1100 && rune <= 0x115F) || (rune >= 0x2E80 && rune <= 0xA4CF) || (rune >= 0xAC00 && rune <= 0xD7A3) ||
           (rune >= 0xF900 && rune <= 0xFAFF) || (rune >= 0xFE30 && rune <= 0xFE6F) || (rune >= 0xFF00 && rune <= 0xFF60) ||
           (rune >= 0x1F300 && rune <= 0x1FAFF) || (rune >= 0x20000 && rune <= 0x3FFFD);
}

static bool is_mark(uint32_t rune)
{
    return (rune >= 0x300 && rune <= 0x36F) || (rune >= 0x610 && rune <= 0x61A) || (rune >= 0x64B && rune <= 0x65F) ||
           (rune >= 0x200B && rune <= 0x200D) || (rune >= 0xFE00 && rune <= 0xFE0F) || rune == 0xFEFF;
}

static bool is_unsafe(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune <= 0x9F) || (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2066 && rune <= 0x2069) ||
           rune == 0x2028 || rune == 0x2029;
}

uint32_t display_width(dtl_slice text)
{
    uint32_t width = 0;
    for (uint32_t at = 0; at < text.length;) {
        uint32_t rune = dtl_utf8_next(text, &at);
        width += is_mark(rune) ? 0 : is_wide(rune) ? 2 : 1;
    }
    return width;
}

/* At most `width` columns of text; the last one is "…" when something is cut. Gives the columns written. */
static uint32_t put_cut(dtl_buffer *out, dtl_slice text, uint32_t width)
{
    bool cut = display_width(text) > width;
    uint32_t used = 0, room = cut ? width - 1 : width;
    for (uint32_t at = 0; at < text.length;) {
        uint32_t start = at, rune = dtl_utf8_next(text, &at);
        uint32_t wide = is_mark(rune) ? 0 : is_wide(rune) ? 2 : 1;
        if (used + wide > room)
            break;
        used += wide;
        if (is_unsafe(rune))
            dtl_buffer_char(out, ' ');
        else
            dtl_buffer_put(out, text.ptr + start, at - start);
    }
    if (cut)
        dtl_buffer_cstr(out, "…");
    return used + cut;
}

/* The same, cut at the beginning. */
static uint32_t put_end(dtl_buffer *out, dtl_slice text, uint32_t width)
{
    uint32_t total = display_width(text), at = 0;
    if (total <= width)
        return put_cut(out, text, width);
    while (at < text.length && total > width - 1) {
        uint32_t rune = dtl_utf8_next(text, &at);
        total -= is_mark(rune) ? 0 : is_wide(rune) ? 2 : 1;
    }
    dtl_buffer_cstr(out, "…");
    return 1 + put_cut(out, dtl_slice_make(text.ptr + at, text.length - at), width - 1);
}

void put_clean(dtl_buffer *out, dtl_slice text)
{
    for (uint32_t at = 0; at < text.length;) {
        uint32_t start = at, rune = dtl_utf8_next(text, &at);
        if (is_unsafe(rune))
            dtl_buffer_char(out, ' ');
        else
            dtl_buffer_put(out, text.ptr + start, at - start);
    }
}

void put_spaces(dtl_buffer *out, uint32_t count)
{
    while (count--)
        dtl_buffer_char(out, ' ');
}

void put_wrapped(dtl_buffer *out, dtl_slice text, uint32_t indent, uint32_t width)
{
    uint32_t room = width > indent + 20 ? width - indent : 20, used = 0;
    for (uint32_t at = 0; at < text.length;) {
        uint32_t start = at;
        while (at < text.length && text.ptr[at] != ' ' && text.ptr[at] != '\n' && text.ptr[at] != '\t')
            at++;
        dtl_slice word = {text.ptr + start, at - start};
        at++;
        if (!word.length)
            continue;
        uint32_t columns = display_width(word);
        if (used && used + 1 + columns > room) {
            dtl_buffer_char(out, '\n');
            put_spaces(out, indent);
            used = 0;
        } else if (used) {
            dtl_buffer_char(out, ' ');
            used++;
        }
        put_clean(out, word);
        used += columns;
    }
}

void table_cell(table *t, dtl_slice text)
{
    if (t->failed)
        return;
    if (t->count == t->capacity) {
        dtl_slice *more = dtl_array_grow(t->arena, t->cells, t->count, &t->capacity, sizeof *t->cells);
        if (!more) {
            t->failed = true;
            return;
        }
        t->cells = more;
    }
    t->cells[t->count++] = text;
}

void table_format(table *t, const char *format, ...)
{
    char text[256];
    dtl_slice copy = DTL_SLICE_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || !dtl_arena_copy(t->arena, dtl_slice_make(text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1), &copy))
        t->failed = true;
    table_cell(t, copy);
}

enum { GAP = 2, NARROWEST = 8 };

/* Takes columns from the flexible column that is widest compared with its share, until the line fits. */
static void fit(const table *t, uint32_t *widths, uint32_t room)
{
    uint32_t total = 0;
    for (uint32_t c = 0; c < t->columns; c++)
        total += widths[c] + (c + 1 < t->columns ? GAP : 0);
    while (total > room) {
        uint32_t widest = DTL_NONE;
        for (uint32_t c = 0; c < t->columns; c++)
            if (t->share[c] && widths[c] > NARROWEST &&
                (widest == DTL_NONE || widths[c] * t->share[widest] > widths[widest] * t->share[c]))
                widest = c;
        if (widest == DTL_NONE)
            return;
        widths[widest]--;
        total--;
    }
}

void table_write(const table *t, const dtl_view_style *style, dtl_buffer *out)
{
    enum { WIDEST = 400 };
    uint32_t widths[TABLE_COLUMNS] = {0};
    for (uint32_t c = 0; c < t->columns; c++)
        widths[c] = display_width(dtl_slice_from_cstr(t->heads[c]));
    for (uint32_t i = 0; i < t->count; i++) {
        uint32_t width = display_width(t->cells[i]);
        if (width > WIDEST)
            width = WIDEST;
        if (width > widths[i % t->columns])
            widths[i % t->columns] = width;
    }
    fit(t, widths, style->width ? style->width : 120);
    for (uint32_t i = 0; i < t->count + t->columns; i++) {
        uint32_t c = i % t->columns;
        dtl_slice text = i < t->columns ? dtl_slice_from_cstr(t->heads[c]) : t->cells[i - t->columns];
        if (i < t->columns && c == 0 && style->colour)
            dtl_buffer_cstr(out, "\x1b[1m");
        uint32_t used = t->keeps_end >> c & 1 ? put_end(out, text, widths[c]) : put_cut(out, text, widths[c]);
        if (c + 1 < t->columns)
            put_spaces(out, widths[c] - used + GAP);
        if (i + 1 == t->columns && style->colour)
            dtl_buffer_cstr(out, "\x1b[0m");
        if (c + 1 == t->columns) {
            while (out->length && out->bytes[out->length - 1] == ' ') /* no blanks at the end of a line */
                out->length--;
            dtl_buffer_char(out, '\n');
        }
    }
}
