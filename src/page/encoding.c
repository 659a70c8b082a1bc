/* Encodings. In: bytes as they came. Out: valid UTF-8 and a map back to the bytes.
 *
 * The idea: a byte order mark settles it; otherwise bytes that are valid UTF-8 are UTF-8 whatever the page declares, since
 * other encodings hardly ever look like it by chance; otherwise the charset of a meta tag counts (names as browsers read
 * them: "iso-8859-1" means windows-1252); otherwise mostly-UTF-8 is UTF-8 with damage, and the rest windows-1252. What
 * cannot be read becomes U+FFFD, and a note says how often and where it began.
 *
 * Example. "Caf\xE9 bombed" with no declaration: not UTF-8, one odd byte → windows-1252, note, "Café bombed".
 *
 * UTF-8 that was taken for windows-1252 and encoded once more ("â€œ" for an opening quotation mark) is mended where it shows
 * itself in punctuation.
 *
 * Gets wrong knowingly: accented letters of such doubled text ("Ã©") stay as they are; legacy Cyrillic, Arabic or Chinese pages that declare nothing are read as windows-1252 (they are
 * not English and are skipped later); in encodings of several bytes the map is exact at line starts only. */
#include "page/room.h"
#include "base/utf8.h"
#include <iconv.h>
#include <stdarg.h>
#include <stdio.h>

enum { META_WINDOW = 4096, PIECE = 1 << 16, CONTROL_MAX = 5 };

void page_note(page_run *run, dtl_span span, const char *format, ...)
{
    char line[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    dtl_doc_note(run->arena, run->notes, "page", span, line);
}

/* Labels of WHATWG "Encoding", section 4.2, that real pages use → names for iconv. */
static const struct {
    const char *label, *name;
} charsets[] = {
    {"utf-8", "UTF-8"}, {"utf8", "UTF-8"}, {"iso-8859-1", "CP1252"}, {"latin1", "CP1252"}, {"iso8859-1", "CP1252"},
    {"us-ascii", "CP1252"}, {"ascii", "CP1252"}, {"windows-1252", "CP1252"}, {"cp1252", "CP1252"},
    {"iso-8859-15", "ISO-8859-15"}, {"iso-8859-2", "ISO-8859-2"}, {"iso-8859-5", "ISO-8859-5"}, {"iso-8859-6", "ISO-8859-6"},
    {"iso-8859-7", "ISO-8859-7"}, {"iso-8859-9", "CP1254"}, {"windows-1250", "CP1250"}, {"windows-1251", "CP1251"},
    {"windows-1253", "CP1253"}, {"windows-1254", "CP1254"}, {"windows-1255", "CP1255"}, {"windows-1256", "CP1256"},
    {"windows-1257", "CP1257"}, {"windows-1258", "CP1258"}, {"koi8-r", "KOI8-R"}, {"koi8-u", "KOI8-U"},
    {"macintosh", "MACINTOSH"}, {"gb2312", "GB18030"}, {"gbk", "GB18030"}, {"gb18030", "GB18030"}, {"big5", "BIG5-HKSCS"},
    {"shift_jis", "CP932"}, {"shift-jis", "CP932"}, {"sjis", "CP932"}, {"euc-jp", "EUC-JP"}, {"iso-2022-jp", "ISO-2022-JP"},
    {"euc-kr", "CP949"}, {"ks_c_5601-1987", "CP949"}, {"tis-620", "CP874"}, {"windows-874", "CP874"},
};

/* Room for the decoded text; grows by doubling. */
typedef struct sink {
    page_run *run;
    char *bytes;
    uint32_t used, capacity;
    dtl_source_point_array map;
    uint32_t replaced;       /* U+FFFD written */
    uint32_t first_replaced; /* source offset */
    bool full;               /* out of budget */
} sink;

static void put(sink *s, const char *bytes, uint32_t length)
{
    if (!length)
        return;
    if (s->full || length > UINT32_MAX / 2 - s->used) {
        s->full = true;
        return;
    }
    if (s->used + length > s->capacity) {
        uint32_t larger = s->capacity * 2 > s->used + length ? s->capacity * 2 : s->used + length + 64;
        char *copy = dtl_arena_alloc(s->run->arena, larger);
        if (!copy) {
            s->full = true;
            return;
        }
        if (s->used)
            memcpy(copy, s->bytes, s->used);
        s->bytes = copy;
        s->capacity = larger;
    }
    memcpy(s->bytes + s->used, bytes, length);
    s->used += length;
}

/* Says that what is written next lies at source_offset. */
static void mark(sink *s, uint32_t source_offset)
{
    if (s->map.count) {
        const dtl_source_point *last = &s->map.items[s->map.count - 1];
        if (s->used - last->text_offset == source_offset - last->source_offset)
            return;
    }
    dtl_source_point *point = dtl_array_push(s->run->arena, &s->map);
    if (point)
        *point = (dtl_source_point){s->used, source_offset};
    else
        s->full = true;
}

static void put_replacement(sink *s, uint32_t source_offset)
{
    if (!s->replaced++)
        s->first_replaced = source_offset;
    mark(s, source_offset);
    put(s, "\xEF\xBF\xBD", 3);
}

/* UTF-8 that somebody read as windows-1252 and wrote as UTF-8 again: punctuation is what shows it ("â€œ" for an opening
 * quotation mark). Behind these five bytes stands what the third byte of the sign became. */
static const char doubled_lead[] = "\xC3\xA2\xE2\x82\xAC";
static const char *const doubled_signs[][2] = {
    {"\xC5\x93", "\xE2\x80\x9C"}, {"\xC2\x9D", "\xE2\x80\x9D"}, {"\xEF\xBF\xBD", "\xE2\x80\x9D"} /* lost on the way */, {"\xE2\x84\xA2", "\xE2\x80\x99"},
    {"\xCB\x9C", "\xE2\x80\x98"}, {"\xE2\x80\x9C", "\xE2\x80\x93"}, {"\xE2\x80\x9D", "\xE2\x80\x94"}, {"\xC2\xA6", "\xE2\x80\xA6"}};

/* Writes valid UTF-8 with such signs mended. */
static void put_mended(sink *s, dtl_slice bytes, uint32_t from, uint32_t length)
{
    const uint32_t end = from + length, lead = sizeof doubled_lead - 1;
    while (from < end) {
        const char *found = memmem(bytes.ptr + from, end - from, doubled_lead, lead);
        uint32_t at = found ? (uint32_t)(found - bytes.ptr) : end;
        mark(s, from);
        put(s, bytes.ptr + from, at - from);
        from = at;
        if (!found)
            return;
        uint32_t taken = lead;
        const char *sign = doubled_lead;
        for (size_t i = 0; i < sizeof doubled_signs / sizeof *doubled_signs && taken == lead; i++) {
            uint32_t size = (uint32_t)strlen(doubled_signs[i][0]);
            if (at + lead + size <= end && memcmp(found + lead, doubled_signs[i][0], size) == 0) {
                taken = lead + size;
                sign = doubled_signs[i][1];
            }
        }
        mark(s, from);
        put(s, sign, (uint32_t)strlen(sign));
        from += taken;
    }
}

static void decode_utf8(sink *s, dtl_slice bytes, uint32_t from)
{
    while (from < bytes.length) {
        const char *zero = memchr(bytes.ptr + from, 0, bytes.length - from);
        uint32_t limit = zero ? (uint32_t)(zero - bytes.ptr) : bytes.length;
        while (from < limit) {
            uint32_t good = dtl_utf8_valid_prefix(dtl_slice_make(bytes.ptr + from, limit - from));
            put_mended(s, bytes, from, good);
            from += good;
            if (from < limit)
                put_replacement(s, from++);
        }
        if (zero)
            put_replacement(s, from++);
    }
}

static void decode_utf16(sink *s, dtl_slice bytes, uint32_t from, bool big)
{
    const unsigned char *byte = (const unsigned char *)bytes.ptr;
    bool line_start = true;
    for (; from + 1 < bytes.length; from += 2) {
        uint32_t rune = (uint32_t)(big ? byte[from] << 8 | byte[from + 1] : byte[from + 1] << 8 | byte[from]);
        uint32_t at = from;
        if (rune >= 0xD800 && rune < 0xDC00 && from + 3 < bytes.length) {
            uint32_t low = (uint32_t)(big ? byte[from + 2] << 8 | byte[from + 3] : byte[from + 3] << 8 | byte[from + 2]);
            if (low >= 0xDC00 && low < 0xE000) {
                rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
                from += 2;
            }
        }
        if (rune == 0 || (rune >= 0xD800 && rune < 0xE000)) {
            put_replacement(s, at);
            continue;
        }
        if (line_start)
            mark(s, at);
        line_start = rune == '\n';
        char out[4];
        uint32_t size = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
        static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
        for (uint32_t i = size - 1; i > 0; i--, rune >>= 6)
            out[i] = (char)(0x80 | (rune & 0x3F));
        out[0] = (char)(lead[size] | rune);
        put(s, out, size);
    }
    if (from < bytes.length)
        put_replacement(s, from);
}

/* One line (or 64 KB) at a time, so that the map has a point at each line. */
static void decode_iconv(sink *s, dtl_slice bytes, const char *name)
{
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) {
        decode_utf8(s, bytes, 0);
        return;
    }
    uint32_t from = 0;
    char out[1024];
    while (from < bytes.length && !s->full) {
        uint32_t limit = bytes.length - from < PIECE ? bytes.length - from : PIECE;
        const char *newline = memchr(bytes.ptr + from, '\n', limit);
        char *in = (char *)(uintptr_t)(bytes.ptr + from);
        size_t left = newline ? (size_t)(newline + 1 - bytes.ptr) - from : limit;
        mark(s, from);
        while (left && !s->full) {
            char *to = out;
            size_t space = sizeof out;
            size_t result = iconv(converter, &in, &left, &to, &space);
            put(s, out, (uint32_t)(sizeof out - space));
            if (result == (size_t)-1 && space > 8 && left) { /* neither done nor out of room: a byte that is no text */
                put_replacement(s, (uint32_t)(in - bytes.ptr));
                in++;
                left--;
                mark(s, (uint32_t)(in - bytes.ptr));
            }
        }
        from = (uint32_t)(in - bytes.ptr);
    }
    iconv_close(converter);
}

/* Encodings of one byte a letter: the table is asked of iconv once, and the map is exact. */
static void decode_single(sink *s, dtl_slice bytes, const char *name)
{
    char table[256][5];
    memset(table, 0, sizeof table);
    iconv_t converter = iconv_open("UTF-8", name);
    for (int value = 0x80; value < 0x100 && converter != (iconv_t)-1; value++) {
        char in = (char)value, *from = &in, *to = table[value];
        size_t left = 1, space = 4;
        if (iconv(converter, &from, &left, &to, &space) == (size_t)-1)
            table[value][0] = '\0';
    }
    if (converter != (iconv_t)-1)
        iconv_close(converter);
    for (uint32_t from = 0; from < bytes.length && !s->full;) {
        uint32_t end = from;
        while (end < bytes.length && (unsigned char)bytes.ptr[end] < 0x80 && bytes.ptr[end])
            end++;
        mark(s, from);
        put(s, bytes.ptr + from, end - from);
        from = end;
        if (from < bytes.length) {
            const char *letter = table[(unsigned char)bytes.ptr[from]];
            if (letter[0]) {
                mark(s, from);
                put(s, letter, (uint32_t)strlen(letter));
            } else {
                put_replacement(s, from);
            }
            from++;
        }
    }
}

static bool is_single_byte(const char *name)
{
    return dtl_slice_starts_with(dtl_slice_from_cstr(name), DTL_SLICE("CP125")) ||
           dtl_slice_starts_with(dtl_slice_from_cstr(name), DTL_SLICE("ISO-8859")) ||
           dtl_slice_starts_with(dtl_slice_from_cstr(name), DTL_SLICE("KOI8")) || strcmp(name, "MACINTOSH") == 0 ||
           strcmp(name, "CP874") == 0;
}

/* The iconv name of the charset that a meta tag (or an XML declaration) in the first bytes declares; NULL if none. */
static const char *declared_charset(dtl_slice bytes)
{
    dtl_slice head = dtl_slice_make(bytes.ptr, bytes.length < META_WINDOW ? bytes.length : META_WINDOW);
    for (uint32_t at = 0; at + 9 < head.length; at++) {
        uint32_t value = at;
        if (dtl_slice_equal_nocase(dtl_slice_make(head.ptr + at, 7), DTL_SLICE("charset")))
            value += 7;
        else if (dtl_slice_equal_nocase(dtl_slice_make(head.ptr + at, 8), DTL_SLICE("encoding")))
            value += 8;
        else
            continue;
        while (value < head.length && (head.ptr[value] == ' ' || head.ptr[value] == '=' || head.ptr[value] == '"' ||
                                       head.ptr[value] == '\''))
            value++;
        uint32_t end = value;
        while (end < head.length && end - value < 32 && head.ptr[end] > ' ' && !strchr("\"'>;/", head.ptr[end]))
            end++;
        for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
            if (dtl_slice_equal_nocase(dtl_slice_make(head.ptr + value, end - value), dtl_slice_from_cstr(charsets[i].label)))
                return charsets[i].name;
    }
    return NULL;
}

/* What kind of file the first bytes give away; NULL if it may be text. */
static const char *known_binary(dtl_slice bytes)
{
    static const struct {
        const char *magic;
        uint32_t length;
        const char *what;
    } kinds[] = {{"%PDF-", 5, "a PDF file"},           {"PK\3\4", 4, "a ZIP or office file"}, {"\x1F\x8B", 2, "gzip data"},
                 {"\x89PNG", 4, "a PNG picture"},      {"\xFF\xD8\xFF", 3, "a JPEG picture"}, {"GIF8", 4, "a GIF picture"},
                 {"\x7F" "ELF", 4, "a program"},       {"\x28\xB5\x2F\xFD", 4, "zstd data"},  {"RIFF", 4, "a media file"},
                 {"SQLite format 3", 15, "a database"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (dtl_slice_starts_with(bytes, dtl_slice_make(kinds[i].magic, kinds[i].length)))
            return kinds[i].what;
    return NULL;
}

/* How damaged the bytes are when read as UTF-8. */
typedef struct damage {
    uint32_t invalid;  /* bytes */
    uint32_t sequences;/* good sequences of several bytes */
    uint32_t control;  /* control characters that no text has, NUL among them */
} damage;

static damage survey(dtl_slice bytes)
{
    damage d = {0, 0, 0};
    for (uint32_t at = 0; at < bytes.length;) {
        unsigned char byte = (unsigned char)bytes.ptr[at];
        if (byte < 0x80) {
            d.control += byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1B;
            at++;
            continue;
        }
        uint32_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        if (at + size <= bytes.length && dtl_utf8_valid_prefix(dtl_slice_make(bytes.ptr + at, size)) == size) {
            d.sequences++;
            at += size;
        } else {
            d.invalid++;
            at++;
        }
    }
    return d;
}

static dtl_err finish(sink *s, decoded *out)
{
    if (s->full)
        return DTL_ERR_BUDGET;
    if (s->replaced)
        page_note(s->run, (dtl_span){0, 0}, "%u unreadable byte(s) became U+FFFD, the first at byte %u of the source", s->replaced,
                  s->first_replaced);
    out->text = dtl_slice_make(s->used ? s->bytes : "", s->used);
    out->map = s->map;
    return DTL_OK;
}

dtl_err page_decode(page_run *run, dtl_slice bytes, bool html, decoded *out)
{
    *out = (decoded){.text = DTL_SLICE_EMPTY};
    sink s = {.run = run};
    const unsigned char *byte = (const unsigned char *)bytes.ptr;
    if (bytes.length >= 2 && ((byte[0] == 0xFF && byte[1] == 0xFE) || (byte[0] == 0xFE && byte[1] == 0xFF))) {
        decode_utf16(&s, bytes, 2, byte[0] == 0xFE);
        return finish(&s, out);
    }
    uint32_t from = bytes.length >= 3 && byte[0] == 0xEF && byte[1] == 0xBB && byte[2] == 0xBF ? 3 : 0;
    damage d = survey(bytes);
    const char *what = known_binary(bytes);
    if (what || d.control > CONTROL_MAX + bytes.length / 500) { /* a stray one or two is damage, not a binary file */
        page_note(run, (dtl_span){0, 0}, "binary: %s, not a report", what ? what : "control characters");
        out->binary = true;
        return DTL_OK;
    }
    bool doubled = d.sequences > 1 && memmem(bytes.ptr, bytes.length, doubled_lead, sizeof doubled_lead - 1);
    if (d.invalid == 0 && !doubled && !memchr(bytes.ptr ? bytes.ptr : "", 0, bytes.length)) {
        out->text = dtl_slice_make(bytes.ptr + from, bytes.length - from);
        mark(&s, from);
        out->map = s.map;
        return s.full ? DTL_ERR_BUDGET : DTL_OK;
    }
    const char *declared = html ? declared_charset(bytes) : NULL;
    bool says_utf8 = declared && strcmp(declared, "UTF-8") == 0;
    if (from || d.invalid == 0 || (!declared && d.sequences >= d.invalid * 4) || (says_utf8 && d.sequences >= d.invalid)) {
        decode_utf8(&s, bytes, from);
    } else {
        const char *name = declared && !says_utf8 ? declared : "CP1252";
        if (!declared || says_utf8)
            page_note(run, (dtl_span){0, 0}, "not UTF-8 and no usable charset declared: read as windows-1252");
        if (is_single_byte(name))
            decode_single(&s, bytes, name);
        else
            decode_iconv(&s, bytes, name);
    }
    return finish(&s, out);
}
