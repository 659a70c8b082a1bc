/* The pre-scan: hostile HTML in, tame HTML out.
 *
 * libxml2 reads HTML well, but its work grows with the square of the nesting depth and of the number of attributes of one
 * tag, and by default it gives up on deep pages and loses their text. So every page first passes this one linear pass. It
 * copies the text, leaves out comments, scripts, styles and every attribute that the room does not read (each kept at most
 * once, at most 1 KB), drops tags that would nest deeper than 512 (their text stays; block tags leave a line break) and end
 * tags that close nothing, and closes what others leave open, so that the parser behind it never holds more than our stack.
 * JSON-LD scripts are set aside as they are.
 *
 * Example. `<div onclick="…" class=lead><p>One<p>Two<script>…</script></div></b>` → `<div class="lead"><p>One</p><p>Two</p></div>`.
 *
 * Gets wrong knowingly: "</script>" inside a script's string ends the script (as in browsers); formatting that is closed in
 * the wrong order ends early. */
#include "page/html.h"

enum {
    DEPTH_MAX = 512,         /* as browsers */
    TAGS_MAX = 2000000,      /* tags behind this many are dropped, text stays */
    NAME_MAX_BYTES = 24,     /* no HTML tag is longer; longer names are tags of nobody */
    VALUE_MAX = 1024,        /* bytes kept of an attribute */
    ATTRIBUTES_SCANNED = 256 /* of one tag; what follows is skipped to its '>' */
};

/* The attributes that the room reads. */
static const char *const kept_attributes[] = {"class", "id", "role", "hidden", "aria-hidden", "style", "itemprop", "datetime", "property",
                                              "name", "content", "rel", "href", "lang", "pubdate"};

/* Elements whose whole content is left out, and whose text is not markup. */
static const char *const raw_elements[] = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "noembed",
                                           "noframes", "textarea", "select", "xmp", "canvas", "video", "audio"};
enum { RAW_COUNT = sizeof raw_elements / sizeof *raw_elements };

/* An open element. */
typedef struct open_tag {
    char name[NAME_MAX_BYTES]; /* lower case, NUL-terminated */
    uint16_t kind;             /* KIND_… */
    uint8_t flags;             /* TAG_… */
} open_tag;

typedef struct scanner {
    page_run *run;
    dtl_slice in;
    char *out;
    uint32_t used, capacity;
    open_tag *stack; /* DEPTH_MAX entries */
    uint32_t depth, tags;
    bool no_end[RAW_COUNT]; /* no end tag of this raw element lies ahead */
    bool no_comment_end;    /* no "-->" lies ahead */
    bool deep, many;        /* a cap was reached */
    bool full;              /* out of budget */
    page_scripts *scripts;
    dtl_source_point_array map; /* tame offset → offset in the page, of text */
} scanner;

static void put(scanner *s, const char *bytes, uint32_t length)
{
    if (!length)
        return;
    if (s->full || length > UINT32_MAX / 4 - s->used) {
        s->full = true;
        return;
    }
    if (s->used + length + 1 > s->capacity) {
        uint32_t larger = (s->used + length) * 2 + 4096;
        char *copy = dtl_arena_alloc(s->run->arena, larger);
        if (!copy) {
            s->full = true;
            return;
        }
        if (s->used)
            memcpy(copy, s->out, s->used);
        s->out = copy;
        s->capacity = larger;
    }
    memcpy(s->out + s->used, bytes, length);
    s->used += length;
}

static void put_text(scanner *s, const char *text)
{
    put(s, text, (uint32_t)strlen(text));
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Lower-case name at *at; "" if there is none or it is too long (then it is skipped all the same). */
static void read_name(const scanner *s, uint32_t *at, char name[NAME_MAX_BYTES])
{
    uint32_t length = 0;
    while (*at < s->in.length && is_name_char(s->in.ptr[*at])) {
        char c = s->in.ptr[(*at)++];
        if (length < NAME_MAX_BYTES)
            name[length < NAME_MAX_BYTES - 1 ? length : NAME_MAX_BYTES - 1] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        length++;
    }
    name[length < NAME_MAX_BYTES ? length : 0] = '\0';
}

/* ---- the stack ---- */
static void pop_to(scanner *s, uint32_t depth)
{
    while (s->depth > depth) {
        put_text(s, "</");
        put_text(s, s->stack[--s->depth].name);
        put_text(s, ">");
    }
}

/* Closes the lowest open element of the set `closes` above the nearest one of the set `within`. */
static void close_above(scanner *s, uint32_t closes, uint32_t within)
{
    uint32_t lowest = DTL_NONE;
    for (uint32_t i = s->depth; i-- > 0 && !(s->stack[i].kind & within);)
        if (s->stack[i].kind & closes)
            lowest = i;
    if (lowest != DTL_NONE)
        pop_to(s, lowest);
}

/* HTML lets some end tags be left out: a new <li> closes the <li> before it, a block closes an open <p>. */
static void close_implied(scanner *s, const page_tag *tag)
{
    if (tag->flags & TAG_BLOCK)
        close_above(s, KIND_P, KIND_SECTION | KIND_LI | KIND_CELL | KIND_TABLE | KIND_PAGE);
    switch (tag->kind) {
    case KIND_LI: close_above(s, KIND_LI, KIND_LIST | KIND_CELL); break;
    case KIND_DT: close_above(s, KIND_DT, KIND_DL | KIND_CELL); break;
    case KIND_CELL: close_above(s, KIND_CELL, KIND_ROW | KIND_TABLE); break;
    case KIND_ROW: close_above(s, KIND_ROW | KIND_CELL, KIND_ROWS | KIND_TABLE); break;
    case KIND_ROWS: close_above(s, KIND_ROWS | KIND_ROW | KIND_CELL, KIND_TABLE); break;
    default: break;
    }
}

/* ---- tags ---- */
/* Copies the attributes that are read; *at ends behind the tag's '>'. Returns true when one says type=…ld+json. */
static bool copy_attributes(scanner *s, uint32_t *at, bool write)
{
    uint32_t seen = 0, count = 0;
    bool json = false;
    while (*at < s->in.length && s->in.ptr[*at] != '>') {
        if (is_blank(s->in.ptr[*at]) || s->in.ptr[*at] == '/') {
            (*at)++;
            continue;
        }
        char name[NAME_MAX_BYTES];
        uint32_t start = *at, value = 0, length = 0;
        read_name(s, at, name);
        if (*at == start) {
            (*at)++;
            continue;
        }
        while (*at < s->in.length && is_blank(s->in.ptr[*at]))
            (*at)++;
        if (*at < s->in.length && s->in.ptr[*at] == '=') {
            (*at)++;
            while (*at < s->in.length && is_blank(s->in.ptr[*at]))
                (*at)++;
            char quote = *at < s->in.length ? s->in.ptr[*at] : '\0';
            bool quoted = quote == '"' || quote == '\'';
            value = *at += quoted;
            if (quoted) {
                const char *end = memchr(s->in.ptr + value, quote, s->in.length - value);
                *at = end ? (uint32_t)(end - s->in.ptr) : s->in.length;
            } else {
                while (*at < s->in.length && !is_blank(s->in.ptr[*at]) && s->in.ptr[*at] != '>')
                    (*at)++;
            }
            length = *at - value;
            *at += quoted && *at < s->in.length;
        }
        json |= strcmp(name, "type") == 0 && dtl_slice_find(dtl_slice_make(s->in.ptr + value, length), DTL_SLICE("ld+json"), 0) != DTL_NONE;
        for (uint32_t i = 0; i < sizeof kept_attributes / sizeof *kept_attributes && write && count < ATTRIBUTES_SCANNED; i++)
            if (!(seen & (1u << i)) && strcmp(name, kept_attributes[i]) == 0) {
                seen |= 1u << i;
                put_text(s, " ");
                put_text(s, name);
                put_text(s, "=\"");
                while (length > VALUE_MAX || (length && length < s->in.length - value && ((unsigned char)s->in.ptr[value + length] & 0xC0) == 0x80))
                    length = length > VALUE_MAX ? VALUE_MAX : length - 1;
                for (uint32_t k = 0; k < length; k++)
                    put(s, s->in.ptr[value + k] == '"' ? "'" : s->in.ptr + value + k, 1);
                put_text(s, "\"");
            }
        count++;
    }
    *at += *at < s->in.length;
    return json;
}

/* The end tag </name at or behind `from`: its offset, in.length if there is none. Each byte is looked at once per raw
 * element name at most: once a search failed, no_end remembers it. */
static uint32_t find_raw_end(scanner *s, uint32_t raw, uint32_t from)
{
    dtl_slice name = dtl_slice_from_cstr(raw_elements[raw]);
    while (from + name.length + 2 <= s->in.length) {
        const char *hit = memchr(s->in.ptr + from, '<', s->in.length - from - name.length - 1);
        if (!hit)
            break;
        from = (uint32_t)(hit - s->in.ptr);
        if (hit[1] == '/' && dtl_slice_equal_nocase(dtl_slice_make(hit + 2, name.length), name))
            return from;
        from++;
    }
    s->no_end[raw] = true;
    return s->in.length;
}

/* Skips a raw element whose start tag has been read; false if `name` is none or never ends (then only its tag goes). */
static bool skip_raw(scanner *s, const char *name, uint32_t *at, bool json)
{
    for (uint32_t raw = 0; raw < RAW_COUNT; raw++) {
        if (strcmp(raw_elements[raw], name) != 0)
            continue;
        uint32_t start = *at, end = s->no_end[raw] ? s->in.length : find_raw_end(s, raw, start);
        if (s->no_end[raw])
            return true;
        if (json && s->scripts->count < PAGE_SCRIPTS_MAX)
            s->scripts->items[s->scripts->count++] = dtl_slice_make(s->in.ptr + start, end - start);
        const char *close = memchr(s->in.ptr + end, '>', s->in.length - end);
        *at = close ? (uint32_t)(close + 1 - s->in.ptr) : s->in.length;
        return true;
    }
    return false;
}

static void start_tag(scanner *s, uint32_t *at)
{
    char name[NAME_MAX_BYTES];
    read_name(s, at, name);
    const page_tag *tag = page_tag_of(name);
    uint8_t flags = tag->flags;
    bool drop = !name[0] || ++s->tags > TAGS_MAX || (s->depth >= DEPTH_MAX && !(flags & TAG_VOID));
    s->many |= s->tags > TAGS_MAX;
    bool raw = false;
    for (uint32_t i = 0; i < RAW_COUNT; i++)
        raw |= strcmp(raw_elements[i], name) == 0;
    if (raw || drop) {
        bool json = copy_attributes(s, at, false);
        if (raw) {
            skip_raw(s, name, at, json);
            return;
        }
        s->deep |= s->depth >= DEPTH_MAX;
        if (flags & TAG_BLOCK)
            put_text(s, "<br>");
        return;
    }
    close_implied(s, tag);
    put_text(s, "<");
    put_text(s, name);
    copy_attributes(s, at, true);
    put_text(s, ">");
    if (!(flags & TAG_VOID)) {
        open_tag *open = &s->stack[s->depth++];
        memcpy(open->name, name, sizeof open->name);
        open->flags = flags;
        open->kind = tag->kind;
    }
}

static void end_tag(scanner *s, uint32_t *at)
{
    char name[NAME_MAX_BYTES];
    read_name(s, at, name);
    const char *close = *at < s->in.length ? memchr(s->in.ptr + *at, '>', s->in.length - *at) : NULL;
    *at = close ? (uint32_t)(close + 1 - s->in.ptr) : s->in.length;
    const page_tag *tag = page_tag_of(name);
    bool of_table = tag->kind & (KIND_TABLE | KIND_ROWS | KIND_ROW | KIND_CELL | KIND_PAGE);
    for (uint32_t i = s->depth; i-- > 0;) {
        if (strcmp(s->stack[i].name, name) == 0) {
            pop_to(s, i);
            return;
        }
        /* an inline end tag closes no block around it, and no end tag reaches out of a table's cell but the table's own */
        if ((!(tag->flags & TAG_BLOCK) && s->stack[i].flags & TAG_BLOCK) || (s->stack[i].kind & (KIND_CELL | KIND_TABLE) && !of_table))
            break;
    }
    if (tag->flags & TAG_BLOCK)
        put_text(s, "<br>");
}

/* <!-- … -->, <!doctype …>, <![CDATA[ … ]]>, <? … >. */
static void skip_declaration(scanner *s, uint32_t *at)
{
    bool comment = dtl_slice_starts_with(dtl_slice_make(s->in.ptr + *at, s->in.length - *at), DTL_SLICE("!--"));
    uint32_t hit = comment && !s->no_comment_end ? dtl_slice_find(s->in, DTL_SLICE("-->"), *at) : DTL_NONE;
    s->no_comment_end |= comment && hit == DTL_NONE;
    if (hit != DTL_NONE) {
        *at = hit + 3;
        return;
    }
    hit = dtl_slice_find(s->in, DTL_SLICE(">"), *at); /* of a comment that never ends only the first tag's worth is lost */
    *at = hit == DTL_NONE ? s->in.length : hit + 1;
}

/* Text that is written next stands at this place of the page. */
static void mark(scanner *s, uint32_t at)
{
    dtl_source_point *point = dtl_array_push(s->run->arena, &s->map);
    if (point)
        *point = (dtl_source_point){s->used, at};
    else
        s->full = true;
}

dtl_err page_prescan(page_run *run, dtl_slice html, dtl_slice *tame, dtl_source_point_array *map, page_scripts *scripts)
{
    scanner s = {.run = run, .in = html, .scripts = scripts};
    s.stack = dtl_arena_calloc(run->arena, DEPTH_MAX, sizeof *s.stack);
    if (!s.stack)
        return DTL_ERR_BUDGET;
    for (uint32_t at = 0; at < html.length && !s.full;) {
        const char *open = memchr(html.ptr + at, '<', html.length - at);
        uint32_t end = open ? (uint32_t)(open - html.ptr) : html.length;
        if (end > at)
            mark(&s, at);
        put(&s, html.ptr + at, end - at);
        if (!open)
            break;
        at = end + 1;
        char next = at < html.length ? html.ptr[at] : '\0';
        if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'))
            start_tag(&s, &at);
        else if (next == '/' && at + 1 < html.length && is_name_char(html.ptr[at + 1])) {
            at++;
            end_tag(&s, &at);
        } else if (next == '!' || next == '?')
            skip_declaration(&s, &at);
        else {
            mark(&s, end);
            put_text(&s, "&lt;");
            mark(&s, at);
        }
    }
    pop_to(&s, 0);
    put(&s, "", 0);
    if (s.full)
        return DTL_ERR_BUDGET;
    if (s.deep)
        page_note(run, (dtl_span){0, 0}, "tags nested deeper than %d were dropped", DEPTH_MAX);
    if (s.many)
        page_note(run, (dtl_span){0, 0}, "tags behind the first %d were dropped", TAGS_MAX);
    *tame = dtl_slice_make(s.used ? s.out : "", s.used);
    *map = s.map;
    return DTL_OK;
}
