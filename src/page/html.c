/* HTML pages. In: UTF-8 HTML. Out: blocks of the visible text, each with its zone and how much of it is links; facts.
 *
 * The page goes through the pre-scan (prescan.c) and then through libxml2's HTML parser, which calls us for every start tag,
 * end tag and piece of text; no tree is built. Block elements begin a new block, white space is collapsed, <br> is a line
 * break inside a block and two of them end it. What is hidden, a control or a menu button gives no text. The zone of a
 * block comes from the elements around it: nav, aside, footer, their ARIA roles, and words in class and id that sites
 * commonly use (sidebar, related, comments …).
 *
 * Where the text stands in the page is followed on the way: the parser hands on its text in order, so each piece is looked for behind the
 * tags that follow the piece before, byte by byte or as one entity. A piece that is not there (bytes that are no UTF-8, mended by the
 * parser) ends the search, and then the page has no map at all rather than a wrong one.
 *
 * The first block is a title: the caller's, else what the page's head calls the article. Blocks are parted by empty lines.
 *
 * Example. <article><h1>Flood</h1><p>The river <a href=x>rose</a>.</p></article> → heading "Flood", level 1; paragraph
 * "The river rose." with link_length 4; both in the zone article.
 *
 * Gets wrong knowingly: what style sheets and scripts do; class names that mean the opposite on some site. */
#include "base/utf8.h"
#include "page/html.h"
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

enum { STACK_MAX = 600, TITLE_MAX = 400, CLASS_TOKENS = 24 };

/* ---- elements ---- */
static const page_tag tags[] = { /* sorted by name */
    {"address", KIND_SECTION, TAG_BLOCK, 0},
    {"area", 0, TAG_VOID, 0},
    {"article", KIND_SECTION, TAG_BLOCK, DTL_ZONE_ARTICLE},
    {"aside", KIND_SECTION, TAG_BLOCK, DTL_ZONE_ASIDE},
    {"base", 0, TAG_VOID, 0},
    {"blockquote", KIND_SECTION, TAG_BLOCK, 0},
    {"body", KIND_PAGE, TAG_BLOCK, 0},
    {"br", 0, TAG_VOID, 0},
    {"button", 0, TAG_SKIP, 0},
    {"caption", KIND_CAPTION, TAG_BLOCK, 0},
    {"center", KIND_SECTION, TAG_BLOCK, 0},
    {"col", 0, TAG_VOID, 0},
    {"dd", KIND_DT, TAG_BLOCK, 0},
    {"details", KIND_SECTION, TAG_BLOCK, 0},
    {"dialog", KIND_SECTION, TAG_BLOCK, DTL_ZONE_ASIDE},
    {"div", KIND_SECTION, TAG_BLOCK, 0},
    {"dl", KIND_DL, TAG_BLOCK, 0},
    {"dt", KIND_DT, TAG_BLOCK, 0},
    {"embed", 0, TAG_VOID, 0},
    {"fieldset", KIND_SECTION, TAG_BLOCK, 0},
    {"figcaption", KIND_CAPTION, TAG_BLOCK, 0},
    {"figure", KIND_SECTION, TAG_BLOCK, 0},
    {"footer", KIND_SECTION, TAG_BLOCK, DTL_ZONE_FOOTER},
    {"form", KIND_SECTION, TAG_BLOCK, DTL_ZONE_FORM},
    {"h1", KIND_HEADING, TAG_BLOCK, 0},
    {"h2", KIND_HEADING, TAG_BLOCK, 0},
    {"h3", KIND_HEADING, TAG_BLOCK, 0},
    {"h4", KIND_HEADING, TAG_BLOCK, 0},
    {"h5", KIND_HEADING, TAG_BLOCK, 0},
    {"h6", KIND_HEADING, TAG_BLOCK, 0},
    {"head", KIND_PAGE, TAG_BLOCK, 0},
    {"header", KIND_SECTION, TAG_BLOCK, DTL_ZONE_HEADER},
    {"hgroup", KIND_SECTION, TAG_BLOCK, 0},
    {"hr", 0, TAG_VOID | TAG_BLOCK, 0},
    {"html", KIND_PAGE, TAG_BLOCK, 0},
    {"img", 0, TAG_VOID, 0},
    {"input", 0, TAG_VOID, 0},
    {"li", KIND_LI, TAG_BLOCK, 0},
    {"link", 0, TAG_VOID, 0},
    {"main", KIND_SECTION, TAG_BLOCK, 0},
    {"menu", KIND_LIST, TAG_BLOCK, 0},
    {"meta", 0, TAG_VOID, 0},
    {"nav", KIND_SECTION, TAG_BLOCK, DTL_ZONE_NAVIGATION},
    {"ol", KIND_LIST, TAG_BLOCK, 0},
    {"option", 0, TAG_SKIP, 0},
    {"p", KIND_P, TAG_BLOCK, 0},
    {"param", 0, TAG_VOID, 0},
    {"pre", KIND_SECTION, TAG_BLOCK, 0},
    {"section", KIND_SECTION, TAG_BLOCK, 0},
    {"source", 0, TAG_VOID, 0},
    {"summary", KIND_SECTION, TAG_BLOCK, 0},
    {"table", KIND_TABLE, TAG_BLOCK, 0},
    {"tbody", KIND_ROWS, TAG_BLOCK, 0},
    {"td", KIND_CELL, TAG_BLOCK, 0},
    {"tfoot", KIND_ROWS, TAG_BLOCK, 0},
    {"th", KIND_CELL, TAG_BLOCK, 0},
    {"thead", KIND_ROWS, TAG_BLOCK, 0},
    {"title", 0, TAG_BLOCK, 0},
    {"tr", KIND_ROW, TAG_BLOCK, 0},
    {"track", 0, TAG_VOID, 0},
    {"ul", KIND_LIST, TAG_BLOCK, 0},
    {"wbr", 0, TAG_VOID, 0},
};

const page_tag *page_tag_of(const char *name)
{
    static const page_tag unknown = {"", 0, 0, 0};
    uint32_t low = 0, high = sizeof tags / sizeof *tags;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        int order = strcmp(name, tags[middle].name);
        if (order == 0)
            return &tags[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return &unknown;
}

/* ---- zones ---- */
/* First or last words of class names and ids, and the zone they stand for. */
static const struct {
    const char *word;
    dtl_zone zone;
} hints[] = {
    {"nav", DTL_ZONE_NAVIGATION}, {"navbar", DTL_ZONE_NAVIGATION}, {"navigation", DTL_ZONE_NAVIGATION}, {"menu", DTL_ZONE_NAVIGATION},
    {"submenu", DTL_ZONE_NAVIGATION}, {"breadcrumb", DTL_ZONE_NAVIGATION}, {"breadcrumbs", DTL_ZONE_NAVIGATION},
    {"crumbs", DTL_ZONE_NAVIGATION}, {"pagination", DTL_ZONE_NAVIGATION}, {"pager", DTL_ZONE_NAVIGATION}, {"toolbar", DTL_ZONE_NAVIGATION},
    {"topbar", DTL_ZONE_NAVIGATION}, {"sidebar", DTL_ZONE_ASIDE}, {"aside", DTL_ZONE_ASIDE}, {"related", DTL_ZONE_ASIDE},
    {"relatedposts", DTL_ZONE_ASIDE}, {"recommended", DTL_ZONE_ASIDE}, {"recommendations", DTL_ZONE_ASIDE},
    {"recommendation", DTL_ZONE_ASIDE}, {"recirculation", DTL_ZONE_ASIDE}, {"promo", DTL_ZONE_ASIDE}, {"promos", DTL_ZONE_ASIDE},
    {"share", DTL_ZONE_ASIDE}, {"sharing", DTL_ZONE_ASIDE}, {"sharedaddy", DTL_ZONE_ASIDE}, {"social", DTL_ZONE_ASIDE},
    {"socials", DTL_ZONE_ASIDE}, {"newsletter", DTL_ZONE_ASIDE}, {"newsletters", DTL_ZONE_ASIDE}, {"signup", DTL_ZONE_ASIDE},
    {"subscribe", DTL_ZONE_ASIDE}, {"cookie", DTL_ZONE_ASIDE}, {"cookies", DTL_ZONE_ASIDE}, {"consent", DTL_ZONE_ASIDE},
    {"gdpr", DTL_ZONE_ASIDE}, {"popup", DTL_ZONE_ASIDE}, {"modal", DTL_ZONE_ASIDE}, {"overlay", DTL_ZONE_ASIDE}, {"ad", DTL_ZONE_ASIDE},
    {"ads", DTL_ZONE_ASIDE}, {"advert", DTL_ZONE_ASIDE}, {"advertisement", DTL_ZONE_ASIDE}, {"advertising", DTL_ZONE_ASIDE},
    {"sponsored", DTL_ZONE_ASIDE}, {"sponsor", DTL_ZONE_ASIDE}, {"sponsors", DTL_ZONE_ASIDE}, {"outbrain", DTL_ZONE_ASIDE},
    {"taboola", DTL_ZONE_ASIDE}, {"trending", DTL_ZONE_ASIDE}, {"popular", DTL_ZONE_ASIDE}, {"mostread", DTL_ZONE_ASIDE},
    {"tags", DTL_ZONE_ASIDE}, {"tagcloud", DTL_ZONE_ASIDE}, {"comment", DTL_ZONE_COMMENTS}, {"comments", DTL_ZONE_COMMENTS},
    {"commentlist", DTL_ZONE_COMMENTS}, {"disqus", DTL_ZONE_COMMENTS}, {"respond", DTL_ZONE_COMMENTS}, {"footer", DTL_ZONE_FOOTER},
    {"copyright", DTL_ZONE_FOOTER}, {"colophon", DTL_ZONE_FOOTER}, {"masthead", DTL_ZONE_HEADER},
};

/* ARIA roles. */
static const struct {
    const char *role;
    dtl_zone zone;
} roles[] = {{"navigation", DTL_ZONE_NAVIGATION}, {"banner", DTL_ZONE_HEADER}, {"complementary", DTL_ZONE_ASIDE},
             {"contentinfo", DTL_ZONE_FOOTER},    {"search", DTL_ZONE_FORM},   {"dialog", DTL_ZONE_ASIDE},
             {"alertdialog", DTL_ZONE_ASIDE},     {"menu", DTL_ZONE_NAVIGATION}};

static bool is_bad_zone(uint8_t zone)
{
    return zone != DTL_ZONE_CONTENT && zone != DTL_ZONE_ARTICLE && zone != DTL_ZONE_HEADER;
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool word_is_one_of(dtl_slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (dtl_slice_equal_nocase(word, dtl_slice_from_cstr(list[i])))
            return true;
    return false;
}

/* Words of one class name: "relatedPosts-list" → related, posts, list. */
static uint32_t class_words(dtl_slice name, dtl_slice *words)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < name.length && count < CLASS_TOKENS;) {
        uint32_t start = at;
        while (at < name.length && lower(name.ptr[at]) >= 'a' && lower(name.ptr[at]) <= 'z' &&
               !(at > start && name.ptr[at] < 'a' && name.ptr[at - 1] >= 'a'))
            at++;
        if (at > start)
            words[count++] = dtl_slice_make(name.ptr + start, at - start);
        else
            at++;
    }
    return count;
}

/* The zone that one class name hints at; CONTENT if none. "article-body", "entry-content" … are the article. */
static dtl_zone zone_of_class(dtl_slice name)
{
    static const char *const wholes[] = {"article", "entry", "post", "story", "news"};
    static const char *const bodies[] = {"body", "content", "text", "contents"};
    static const char *const negations[] = {"has", "no", "with", "without", "is", "js"};
    dtl_slice words[CLASS_TOKENS];
    uint32_t count = class_words(name, words);
    for (uint32_t i = 0; i < count; i++)
        if (word_is_one_of(words[i], negations, sizeof negations / sizeof *negations))
            return DTL_ZONE_CONTENT;
    for (uint32_t i = 0; i + 1 < count; i++)
        if (word_is_one_of(words[i], wholes, 5) && word_is_one_of(words[i + 1], bodies, 4) && i + 2 == count)
            return DTL_ZONE_ARTICLE;
    for (size_t i = 0; i < sizeof hints / sizeof *hints && count; i++)
        if (dtl_slice_equal_nocase(words[0], dtl_slice_from_cstr(hints[i].word)) ||
            dtl_slice_equal_nocase(words[count - 1], dtl_slice_from_cstr(hints[i].word)))
            return hints[i].zone;
    return DTL_ZONE_CONTENT;
}

/* ---- the walk ---- */
/* An open element, as far as text inside it cares. */
typedef struct open_element {
    uint8_t zone, kind, level;
    bool block, skip, link, pre;
} open_element;

/* One step back towards the source: points and how far we are in them; asked for rising offsets only. */
typedef struct way_back {
    const dtl_source_point_array *points;
    uint32_t at;
} way_back;

typedef struct walker {
    page_run *run;
    dtl_slice tame;       /* what the parser reads … */
    uint32_t read;        /* … and how far it has come */
    bool lost;            /* no piece of text was found again: no map */
    way_back to_page, to_source; /* from tame offsets to the page's, and on to the source's */
    char *text;
    uint32_t used, capacity;
    open_element stack[STACK_MAX];
    uint32_t depth;
    uint32_t beyond;      /* elements deeper than the stack: counted only */
    /* the block being written */
    uint32_t start;       /* its first byte */
    uint32_t link_length;
    uint32_t breaks;      /* <br> seen since its last letter */
    bool open, space;     /* has text; a blank is due before the next letter */
    open_element style;   /* of its first letter */
    bool in_link;         /* its last letter was */
    bool in_title;
    char title[TITLE_MAX];
    uint32_t title_length;
    uint32_t times;       /* time[datetime] facts taken */
    bool full;
} walker;

static void put(walker *w, const char *bytes, uint32_t length)
{
    if (!length)
        return;
    if (w->full || length > UINT32_MAX / 4 - w->used) {
        w->full = true;
        return;
    }
    if (w->used + length > w->capacity) {
        uint32_t larger = (w->used + length) * 2 + 4096;
        char *copy = dtl_arena_alloc(w->run->arena, larger);
        if (!copy) {
            w->full = true;
            return;
        }
        if (w->used)
            memcpy(copy, w->text, w->used);
        w->text = copy;
        w->capacity = larger;
    }
    memcpy(w->text + w->used, bytes, length);
    w->used += length;
}

static void end_block(walker *w)
{
    if (w->open && !w->full) {
        while (w->used > w->start && (w->text[w->used - 1] == ' ' || w->text[w->used - 1] == '\n'))
            w->used--;
        dtl_slice content = dtl_slice_trim(dtl_slice_make(w->text + w->start, w->used - w->start));
        dtl_block *block = content.length ? dtl_array_push(w->run->arena, &w->run->page->blocks) : NULL;
        if (block)
            *block = (dtl_block){.span = {(uint32_t)(content.ptr - w->text), content.length},
                                 .link_length = w->link_length < content.length ? w->link_length : content.length,
                                 .kind = w->style.kind, .level = w->style.level, .zone = w->style.zone,
                                 .bullet = w->style.kind == DTL_BLOCK_ITEM, .gap_before = true};
        else if (content.length)
            w->full = true;
        put(w, "\n\n", 2);
    }
    w->open = w->space = false;
    w->breaks = 0;
}

static void begin_block(walker *w, const open_element *top)
{
    w->open = true;
    w->start = w->used;
    w->link_length = 0;
    w->style = *top;
}

/* ---- the way back to the source ---- */
static uint32_t before(way_back *way, uint32_t offset)
{
    const dtl_source_point_array *points = way->points;
    while (way->at + 1 < points->count && points->items[way->at + 1].text_offset <= offset)
        way->at++;
    if (!points->count || points->items[way->at].text_offset > offset)
        return offset;
    return points->items[way->at].source_offset + (offset - points->items[way->at].text_offset);
}

/* The letter that is written next stands at this offset of the tame page. own: it has a point of its own, whatever stands before. */
static void mark(walker *w, uint32_t tame_offset, bool own)
{
    dtl_source_point_array *map = &w->run->page->source_map;
    if (w->lost)
        return;
    uint32_t source = before(&w->to_source, before(&w->to_page, tame_offset));
    dtl_source_point *last = map->count ? &map->items[map->count - 1] : NULL;
    /* what reads a broken letter otherwise than the parser did can only lead astray from here on */
    if (last && source < last->source_offset) {
        w->lost = true;
        return;
    }
    if (last && !own && source - last->source_offset == w->used - last->text_offset)
        return;
    dtl_source_point *point = last && last->text_offset == w->used ? last : dtl_array_push(w->run->arena, map);
    if (point)
        *point = (dtl_source_point){w->used, source};
    else
        w->full = true;
}

/* Behind a tag of the tame page, whose attributes stand in double quotation marks. */
static uint32_t behind_tag(dtl_slice tame, uint32_t at)
{
    bool quoted = false;
    for (; at < tame.length && (quoted || tame.ptr[at] != '>'); at++)
        quoted ^= tame.ptr[at] == '"';
    return at < tame.length ? at + 1 : at;
}

/* "&amp;" or "&#8220;": its length; 0 for what is none. */
static uint32_t entity_length(dtl_slice tame, uint32_t at)
{
    enum { ENTITY_MAX = 34 };
    uint32_t end = at + 1;
    if (at >= tame.length || tame.ptr[at] != '&')
        return 0;
    while (end < tame.length && end - at < ENTITY_MAX && ((tame.ptr[end] >= '0' && tame.ptr[end] <= '9') || (tame.ptr[end] >= 'a' && tame.ptr[end] <= 'z') ||
                                                          (tame.ptr[end] >= 'A' && tame.ptr[end] <= 'Z') || (tame.ptr[end] == '#' && end == at + 1)))
        end++;
    return end == at + 1 ? 0 : end - at + (end < tame.length && tame.ptr[end] == ';');
}

/* "&amp;" and its numbers stand for what they begin with; a bare "&" stands for itself. */
static bool is_ampersand(dtl_slice tame, uint32_t at)
{
    dtl_slice rest = dtl_slice_make(tame.ptr + at, tame.length - at);
    return dtl_slice_starts_with(rest, DTL_SLICE("&amp")) || dtl_slice_starts_with(rest, DTL_SLICE("&AMP")) || dtl_slice_starts_with(rest, DTL_SLICE("&#"));
}

/* Where the piece of text that the parser hands on begins in the tame page; *one: it is the letter of one entity there. */
static uint32_t follow(walker *w, const char *bytes, uint32_t length, bool *one)
{
    dtl_slice tame = w->tame;
    *one = false;
    for (uint32_t at = w->read; !w->lost && at < tame.length;) {
        if (tame.ptr[at] != '<' && tame.length - at >= length && memcmp(tame.ptr + at, bytes, length) == 0 && !(length == 1 && is_ampersand(tame, at))) {
            w->read = at + length;
            return at;
        }
        if (tame.ptr[at] == '<') {
            at = behind_tag(tame, at);
        } else if ((*one = entity_length(tame, at) != 0)) {
            w->read = at + entity_length(tame, at);
            return at;
        } else if (tame.ptr[at] == ' ' || tame.ptr[at] == '\n' || tame.ptr[at] == '\t' || tame.ptr[at] == '\r') {
            at++; /* between tags where no text may stand, which the parser leaves out */
        } else {
            break;
        }
    }
    w->lost = true;
    return 0;
}

static void put_letters(walker *w, const open_element *top, const char *bytes, uint32_t length, uint32_t tame_offset, bool one)
{
    if (w->breaks >= 2)
        end_block(w);
    if (!w->open)
        begin_block(w, top);
    else if (w->breaks == 1)
        put(w, "\n", 1);
    else if (w->space) {
        put(w, " ", 1);
        w->link_length += top->link && w->in_link;
    }
    w->breaks = 0;
    w->space = false;
    mark(w, tame_offset, one);
    put(w, bytes, length);
    w->link_length += top->link ? length : 0;
    w->in_link = top->link;
}

static bool is_no_break_space(const char *text, uint32_t left)
{
    return left > 1 && text[0] == '\xC2' && text[1] == '\xA0';
}

static void characters(void *context, const xmlChar *bytes, int length)
{
    walker *w = context;
    const char *text = (const char *)bytes;
    uint32_t count = length > 0 ? (uint32_t)length : 0;
    open_element root = {.kind = DTL_BLOCK_PARAGRAPH};
    const open_element *top = w->depth ? &w->stack[w->depth - 1] : &root;
    bool one;
    uint32_t start = follow(w, text, count, &one);
    if (w->in_title) {
        for (uint32_t i = 0; i < count && w->title_length < TITLE_MAX - 4; i++)
            w->title[w->title_length++] = text[i];
        return;
    }
    if (top->skip)
        return;
    for (uint32_t at = 0; at < count;) {
        uint32_t end = at;
        while (end < count && (unsigned char)text[end] > ' ' && !is_no_break_space(text + end, count - end))
            end++;
        if (end > at) {
            put_letters(w, top, text + at, end - at, start + (one ? 0 : at), one);
            if (one)
                mark(w, w->read, false); /* an entity is longer than its letter */
            at = end;
            continue;
        }
        if (top->pre && text[at] == '\n' && w->open)
            w->breaks++;
        w->space = w->open;
        at += (unsigned char)text[at] == 0xC2 ? 2 : 1;
    }
}

/* The value of an attribute in libxml2's list; empty if absent. *present tells absent from empty. */
static dtl_slice attribute(const xmlChar **attributes, const char *name, bool *present)
{
    for (; attributes && attributes[0]; attributes += 2)
        if (strcmp((const char *)attributes[0], name) == 0) {
            *present = true;
            return dtl_slice_from_cstr((const char *)attributes[1]);
        }
    *present = false;
    return DTL_SLICE_EMPTY;
}

static dtl_slice value_of(const xmlChar **attributes, const char *name)
{
    bool present;
    return attribute(attributes, name, &present);
}

/* Hidden by an attribute or an inline style. */
static bool is_hidden(const xmlChar **attributes)
{
    bool hidden;
    attribute(attributes, "hidden", &hidden);
    dtl_slice style = value_of(attributes, "style");
    return hidden || dtl_slice_find(style, DTL_SLICE("display:none"), 0) != DTL_NONE ||
           dtl_slice_find(style, DTL_SLICE("display: none"), 0) != DTL_NONE;
}

static dtl_zone zone_of_element(const walker *w, const page_tag *tag, const xmlChar **attributes)
{
    if (tag->kind == KIND_PAGE || strcmp(tag->name, "main") == 0)
        return DTL_ZONE_CONTENT;
    dtl_slice role = value_of(attributes, "role");
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (dtl_slice_equal_nocase(role, dtl_slice_from_cstr(roles[i].role)))
            return roles[i].zone;
    if (dtl_slice_equal_nocase(value_of(attributes, "itemprop"), DTL_SLICE("articleBody")))
        return DTL_ZONE_ARTICLE;
    if (tag->zone == DTL_ZONE_FORM && w->depth <= 3) /* some systems wrap the whole page in a form */
        return DTL_ZONE_CONTENT;
    if (tag->zone || !(tag->flags & TAG_BLOCK))
        return (dtl_zone)tag->zone;
    dtl_slice names[] = {value_of(attributes, "class"), value_of(attributes, "id")};
    dtl_zone found = DTL_ZONE_CONTENT;
    for (uint32_t i = 0; i < 2; i++) {
        dtl_slice name;
        while (dtl_slice_next_field(&names[i], ' ', &name)) {
            dtl_zone zone = zone_of_class(name);
            if (zone == DTL_ZONE_ARTICLE)
                return zone;
            found = zone ? zone : found;
        }
    }
    return found;
}

static dtl_block_kind kind_inside(const open_element *parent, const page_tag *tag)
{
    switch (tag->kind) {
    case KIND_LI: return DTL_BLOCK_ITEM;
    case KIND_CELL: return DTL_BLOCK_CELL;
    case KIND_CAPTION: return DTL_BLOCK_CAPTION;
    case KIND_HEADING: return DTL_BLOCK_HEADING;
    default: break;
    }
    if (!(tag->flags & TAG_BLOCK) || parent->kind == DTL_BLOCK_ITEM || parent->kind == DTL_BLOCK_CAPTION ||
        parent->kind == DTL_BLOCK_HEADING)
        return (dtl_block_kind)parent->kind;
    return DTL_BLOCK_PARAGRAPH;
}

/* Facts that elements of the head, and <time> in the text, state. */
static void take_facts(walker *w, const page_tag *tag, const char *name, const xmlChar **attributes)
{
    dtl_err err = DTL_OK;
    bool dated;
    if (strcmp(name, "meta") == 0) {
        static const char *const keys[] = {"property", "name", "itemprop"};
        for (size_t i = 0; i < 3 && !err; i++)
            err = page_meta_fact(w->run, value_of(attributes, keys[i]), value_of(attributes, "content"));
    } else if (strcmp(name, "link") == 0) {
        if (dtl_slice_equal_nocase(value_of(attributes, "rel"), DTL_SLICE("canonical")))
            err = page_fact(w->run, DTL_FACT_URL, "link rel=canonical", value_of(attributes, "href"));
    } else if (tag->kind == KIND_PAGE) {
        err = page_fact(w->run, DTL_FACT_LANGUAGE, "html lang", value_of(attributes, "lang"));
    } else if (strcmp(name, "time") == 0 && w->times < 4 && w->depth && !is_bad_zone(w->stack[w->depth - 1].zone)) {
        dtl_slice when = attribute(attributes, "datetime", &dated);
        if (dated && when.length) {
            w->times++;
            err = page_fact(w->run, DTL_FACT_PUBLISHED, "time[datetime]", when);
        }
    }
    w->full |= err != DTL_OK;
}

static void start_element(void *context, const xmlChar *element, const xmlChar **attributes)
{
    walker *w = context;
    const char *name = (const char *)element;
    const page_tag *tag = page_tag_of(name);
    take_facts(w, tag, name, attributes);
    if (tag->flags & TAG_VOID) {
        if (strcmp(name, "br") == 0)
            w->breaks += w->open;
        else if (tag->flags & TAG_BLOCK)
            end_block(w);
        if (w->depth < STACK_MAX) { /* libxml2 sends an end for these too */
            w->stack[w->depth] = w->depth ? w->stack[w->depth - 1] : (open_element){.kind = DTL_BLOCK_PARAGRAPH};
            w->stack[w->depth++].block = false;
        } else
            w->beyond++;
        return;
    }
    if (tag->flags & TAG_BLOCK)
        end_block(w);
    if (w->depth == STACK_MAX) {
        w->beyond++;
        return;
    }
    open_element parent = w->depth ? w->stack[w->depth - 1] : (open_element){.kind = DTL_BLOCK_PARAGRAPH};
    open_element now = parent;
    now.block = tag->flags & TAG_BLOCK;
    now.kind = (uint8_t)kind_inside(&parent, tag);
    now.level = tag->kind == KIND_HEADING ? (uint8_t)(name[1] - '0') : now.kind == DTL_BLOCK_HEADING ? parent.level : 0;
    now.link |= strcmp(name, "a") == 0;
    now.pre |= strcmp(name, "pre") == 0;
    now.skip |= (tag->flags & TAG_SKIP) || is_hidden(attributes) || strcmp(name, "head") == 0;
    dtl_zone zone = zone_of_element(w, tag, attributes);
    if (zone && !is_bad_zone(parent.zone))
        now.zone = (uint8_t)zone;
    w->stack[w->depth++] = now;
    if (strcmp(name, "title") == 0 && w->title_length == 0)
        w->in_title = true;
}

static void end_element(void *context, const xmlChar *element)
{
    walker *w = context;
    if (strcmp((const char *)element, "title") == 0)
        w->in_title = false;
    if (w->beyond) {
        w->beyond--;
        return;
    }
    if (!w->depth)
        return;
    if (w->stack[--w->depth].block)
        end_block(w);
}

/* libxml2 with our three callbacks and nothing else: no tree, no messages, no network. */
static void parse(walker *w, dtl_slice tame)
{
    htmlParserCtxtPtr parser = htmlNewParserCtxt();
    if (!parser) {
        w->full = true;
        return;
    }
    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->startElement = start_element;
    parser->sax->endElement = end_element;
    parser->sax->characters = parser->sax->ignorableWhitespace = parser->sax->cdataBlock = characters;
    parser->userData = w;
    htmlDocPtr none = htmlCtxtReadMemory(parser, tame.ptr, (int)tame.length, NULL, "UTF-8",
                                         HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC |
                                             (int)XML_PARSE_HUGE);
    xmlFreeDoc(none);
    htmlFreeParserCtxt(parser);
    end_block(w);
}

/* ---- title ---- */
static dtl_slice fact_value(const page_run *run, dtl_fact_kind kind)
{
    for (uint32_t i = 0; i < run->page->facts.count; i++)
        if (run->page->facts.items[i].kind == kind)
            return run->page->facts.items[i].value;
    return DTL_SLICE_EMPTY;
}

/* The parser hands on some bytes that are no UTF-8, of pages that mix encodings: each becomes a question mark, so that
 * no offset moves. */
static void mend_utf8(char *text, uint32_t length)
{
    for (uint32_t at = 0; at < length;) {
        at += dtl_utf8_valid_prefix(dtl_slice_make(text + at, length - at));
        if (at < length)
            text[at++] = '?';
    }
}

/* Puts the title in front: the caller's, else the head's. */
static dtl_err put_title(page_run *run, walker *w, dtl_slice title)
{
    static const dtl_fact_kind kinds[] = {DTL_FACT_JSONLD_TITLE, DTL_FACT_OG_TITLE, DTL_FACT_TITLE};
    dtl_page *page = run->page;
    for (size_t i = 0; i < 3 && !title.length; i++)
        title = fact_value(run, kinds[i]);
    mend_utf8(w->text, w->used);
    page->text = dtl_slice_make(w->used ? w->text : "", w->used);
    if (!title.length)
        return DTL_OK;
    uint32_t shift = title.length + 2;
    char *joined = dtl_arena_alloc(run->arena, (size_t)shift + w->used);
    const dtl_block *added = dtl_array_push(run->arena, &page->blocks);
    if (!joined || !added)
        return DTL_ERR_BUDGET;
    memcpy(joined, title.ptr, title.length);
    mend_utf8(joined, title.length);
    memcpy(joined + title.length, "\n\n", 2);
    if (w->used)
        memcpy(joined + shift, w->text, w->used);
    memmove(page->blocks.items + 1, page->blocks.items, (page->blocks.count - 1) * sizeof *page->blocks.items);
    for (uint32_t i = 1; i < page->blocks.count; i++)
        page->blocks.items[i].span.offset += shift;
    page->blocks.items[0] = (dtl_block){.span = {0, title.length}, .kind = DTL_BLOCK_TITLE, .gap_before = true};
    page->text = dtl_slice_make(joined, shift + w->used);
    for (uint32_t i = 0; i < page->source_map.count; i++)
        page->source_map.items[i].text_offset += shift;
    return DTL_OK;
}

dtl_err page_html_blocks(page_run *run, dtl_slice html, const dtl_source_point_array *map, dtl_slice title)
{
    dtl_source_point_array to_page = {0};
    page_scripts scripts = {.count = 0};
    dtl_slice tame;
    walker *w = dtl_arena_alloc(run->arena, sizeof *w);
    dtl_err err = w ? page_prescan(run, html, &tame, &to_page, &scripts) : DTL_ERR_BUDGET;
    if (!err)
        err = page_script_facts(run, &scripts); /* first, so that they come before what meta tags say */
    if (err)
        return err;
    w->run = run;
    w->tame = tame;
    w->to_page.points = &to_page;
    w->to_source.points = map;
    parse(w, tame);
    if (w->lost)
        run->page->source_map.count = 0;
    if (!w->full && page_fact(run, DTL_FACT_TITLE, "title", dtl_slice_make(w->title, w->title_length)))
        return DTL_ERR_BUDGET;
    return w->full ? DTL_ERR_BUDGET : put_title(run, w, title);
}
