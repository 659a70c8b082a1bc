/* Metadata. In: lines with their fate settled. Out: byline, agency, section, and the day of publication.
 *
 * What the caller says about the date beats the page's head, that beats a stamp in a line above the body (or a labelled one
 * right below it), that beats the address. Nothing that was dropped as junk dates a report.
 *
 * Example. "By Sara Noori | 3 May 2019" → byline "Sara Noori", published 2019-05-03 from "stamp".
 *
 * Gets wrong knowingly: when a page shows only the day of its last change, that day counts as published. */
#include "article/room.h"

static dtl_span trimmed_span(const article_run *run, dtl_slice piece)
{
    piece = dtl_slice_trim(piece);
    return piece.length ? run_span(run, piece) : (dtl_span){0, 0};
}

static bool drop_ending(dtl_slice *name, const char *ending)
{
    dtl_slice tail = dtl_slice_from_cstr(ending);
    if (name->length < tail.length ||
        !dtl_slice_equal_nocase(dtl_slice_make(name->ptr + name->length - tail.length, tail.length), tail))
        return false;
    *name = dtl_slice_trim(dtl_slice_make(name->ptr, name->length - tail.length));
    return true;
}

/* "By Sara Noori | 3 May 2020", "Sara Noori on" → "Sara Noori". */
static dtl_span byline_of(const article_run *run, const line *l, dtl_span block)
{
    static const char *const endings[] = {",", ";", "/", "(", " on", " in", " at", "published", "updated", "posted"};
    dtl_slice text = run_text(run, l->value.length ? l->value : block);
    bool by = text.length > 2 && dtl_slice_equal_nocase(dtl_slice_make(text.ptr, 2), DTL_SLICE("by"));
    if (by && (text.ptr[2] == ' ' || text.ptr[2] == ':'))
        text = dtl_slice_trim(dtl_slice_make(text.ptr + 3, text.length - 3));
    uint32_t end = 0;
    while (end < text.length && text.ptr[end] != '|' && !(text.ptr[end] >= '0' && text.ptr[end] <= '9') &&
           !dtl_slice_starts_with(dtl_slice_make(text.ptr + end, text.length - end), DTL_SLICE(" - ")) &&
           !dtl_slice_starts_with(dtl_slice_make(text.ptr + end, text.length - end), DTL_SLICE(" \xE2\x80")))
        end++;
    stamp found = stamp_find(text);
    if (found.has_date && found.start < end)
        end = found.start;
    dtl_slice name = dtl_slice_trim(dtl_slice_make(text.ptr, end));
    if (dtl_slice_equal_nocase(name, DTL_SLICE("by")))
        return (dtl_span){0, 0};
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
            again |= drop_ending(&name, endings[i]);
    }
    return trimmed_span(run, name);
}

static void set_published(dtl_article *out, dtl_interval days, int16_t minute, const char *from)
{
    if (dtl_interval_is_open(days) || !dtl_interval_is_open(out->published))
        return;
    out->published = days;
    out->published_minute = minute;
    out->published_from = from;
}

/* How much a stamp line is to be believed; 0 = not at all. Between title and body a bare date is the report's own; above
 * the title it may be today's. An update says less than a publication. */
static uint32_t stamp_rank(const line *l, bool below_title)
{
    switch (l->class) {
    case CLASS_PUBLISHED: return l->value.length ? 6 : below_title ? 5 : 2;
    case CLASS_BYLINE: return below_title ? 4 : 1;
    case CLASS_UPDATED: return 3;
    case CLASS_CATEGORY: case CLASS_LOCATION: case CLASS_COUNTER: case CLASS_TIME: return 1;
    default: return 0;
    }
}

/* Stamps of metadata lines; at equal rank the first. */
static void read_stamps(article_run *run)
{
    dtl_article *out = run->out;
    stamp best = {.days = DTL_INTERVAL_OPEN, .minute = -1};
    int16_t minute = -1;
    uint32_t best_rank = 0;
    bool below_title = run->out->title.length == 0;
    for (uint32_t i = 0; i < run->count; i++) {
        const line *l = &run->lines[i];
        below_title |= l->fate == FATE_TITLE;
        if (l->fate != FATE_DROPPED || !l->metadata)
            continue;
        stamp found = stamp_find(run_text(run, run->page->blocks.items[i].span));
        if (l->class == CLASS_TIME && minute < 0)
            minute = found.minute;
        uint32_t rank = found.has_date ? stamp_rank(l, below_title) : 0;
        if (rank > best_rank) {
            best = found;
            best_rank = rank;
        }
    }
    set_published(out, best.days, best.minute >= 0 ? best.minute : minute, "stamp");
}

/* Names that content systems fill in when nobody is named. */
static bool is_nobody(const article_run *run, dtl_slice name)
{
    static const char *const nobodies[] = {"admin", "administrator", "editor", "webmaster", "author", "staff", "unknown", "anonymous", "guest"};
    for (size_t i = 0; i < sizeof nobodies / sizeof *nobodies; i++)
        if (dtl_slice_equal_nocase(name, dtl_slice_from_cstr(nobodies[i])))
            return true;
    for (uint32_t i = 0; i < run->page->facts.count; i++)
        if (run->page->facts.items[i].kind == DTL_FACT_SITE && dtl_slice_equal_nocase(name, run->page->facts.items[i].value))
            return true;
    return name.length < 3 || dtl_slice_find(name, DTL_SLICE("://"), 0) != DTL_NONE || memchr(name.ptr, '@', name.length);
}

/* An author that the page's head names and a line near the title, or behind the body, shows. */
static dtl_span find_author(const article_run *run, uint32_t title)
{
    const dtl_page *page = run->page;
    for (uint32_t f = 0; f < page->facts.count; f++) {
        dtl_slice name = page->facts.items[f].value;
        if (page->facts.items[f].kind != DTL_FACT_AUTHOR || is_nobody(run, name))
            continue;
        for (uint32_t i = title == DTL_NONE ? 0 : title; i < run->count; i++) {
            uint32_t at = DTL_NONE;
            if (run->lines[i].fate == FATE_DROPPED && run->lines[i].words <= 24 && page->blocks.items[i].kind != DTL_BLOCK_TITLE)
                at = dtl_slice_find(run_text(run, page->blocks.items[i].span), name, 0);
            if (at != DTL_NONE)
                return (dtl_span){page->blocks.items[i].span.offset + at, name.length};
        }
    }
    return (dtl_span){0, 0};
}

void metadata_read(article_run *run, uint32_t title)
{
    dtl_article *out = run->out;
    bool crumb = false, below_title = title == DTL_NONE;
    out->byline = find_author(run, title);
    for (uint32_t i = 0; i < run->count; i++) {
        below_title |= i == title;
        const line *l = &run->lines[i];
        dtl_span span = run->page->blocks.items[i].span;
        if (l->class == CLASS_BREADCRUMB && l->value.length && !crumb) {
            crumb = true; /* it beats a kicker */
            out->section = l->value;
        }
        if (l->fate != FATE_DROPPED || !l->metadata)
            continue;
        if (l->class == CLASS_BYLINE && !out->byline.length && (below_title || l->value.length))
            out->byline = byline_of(run, l, span);
        else if (l->class == CLASS_CREDIT && !out->agency.length)
            out->agency = l->value.length ? l->value : span;
        else if ((l->class == CLASS_CATEGORY || l->class == CLASS_SECTION) && !out->section.length)
            out->section = l->value.length ? l->value : span;
    }
}

/* A date as the caller or a page's head writes it: ISO 8601, or any form a stamp may have. */
static stamp read_given(dtl_slice text)
{
    stamp found = {.days = DTL_INTERVAL_OPEN, .minute = -1};
    return text.length ? stamp_find(text) : found;
}

void metadata_dates(article_run *run)
{
    dtl_article *out = run->out;
    stamp given = read_given(run->source->published);
    set_published(out, given.days, given.minute, "caller");
    if (run->source->published.length && dtl_interval_is_open(given.days))
        dtl_doc_note(run->arena, run->notes, "article", (dtl_span){0, 0}, "the publication date given could not be read");
    for (uint32_t i = 0; i < run->page->facts.count; i++)
        if (run->page->facts.items[i].kind == DTL_FACT_PUBLISHED) {
            given = read_given(run->page->facts.items[i].value);
            set_published(out, given.days, given.minute, "page head");
        }
    read_stamps(run);
    dtl_slice url = run->source->url;
    for (uint32_t i = 0; i < run->page->facts.count && !url.length; i++)
        if (run->page->facts.items[i].kind == DTL_FACT_URL)
            url = run->page->facts.items[i].value;
    set_published(out, stamp_of_url(url), -1, "url");
}
