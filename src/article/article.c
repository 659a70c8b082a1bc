/* The report in the page. In: blocks (page) and what the caller knows. Out: title, byline, agency, dateline, date, body;
 * every other block is kept as dropped, with the reason.
 *
 * The idea, for text: a report is one stretch of lines that read like sentences, with short lines between them at most.
 * Each line gets a weight: plus for running English, minus for anything else; the stretch with the greatest sum is the
 * body. Phrases that open what follows a report ("Leave a Reply", "Check Also") close it. The title is the best short line
 * above the body, and a breadcrumb or the page's head decides when they repeat one. HTML adds two facts a line:
 * the zone it stands in and how much of it is links.
 *
 * Example. "Home / World / Flood cuts road", "Flood cuts road", "By Sara Noori", "HERAT – The river …", "Check Also",
 * "Storm closes port in 2019" → title, byline, one paragraph; the last two are dropped and their year is nobody's date.
 *
 * Dates: what the caller says beats the page's head, that beats a stamp in a line above the body (or a labelled one right
 * below it), that beats the address. Nothing that was dropped as junk dates a report.
 *
 * Gets wrong knowingly: two reports on one page become one body or lose one; a standfirst with a full stop counts as a
 * paragraph; verse and tables are no sentences and fall out at the edges of a body. */
#include "article/room.h"

enum { KICKER_MAX = 2, /* lines from a section's name to the title below it */
       NEAR_TITLE = 6  /* lines above or below the title in which a stamp is the report's own */ };

/* ---- fates ---- */
static void drop(article_run *run, uint32_t i, const char *reason, bool metadata)
{
    line *l = &run->lines[i];
    l->fate = FATE_DROPPED;
    l->reason = reason;
    l->metadata = metadata;
}

static dtl_role role_of(const article_run *run, uint32_t i)
{
    const line *l = &run->lines[i];
    const dtl_block *block = &run->page->blocks.items[i];
    if (block->bullet || block->kind == DTL_BLOCK_ITEM)
        return DTL_ROLE_BULLET;
    if (l->colon && l->words <= 8)
        return DTL_ROLE_LABEL;
    if (block->level || (!l->stop && l->words <= STRONG_WORDS && !weigh_reads_like_text(run, l)))
        return DTL_ROLE_HEADING;
    return DTL_ROLE_PARAGRAPH;
}

static void keep(article_run *run, uint32_t i, dtl_role role)
{
    run->lines[i].fate = FATE_BODY;
    run->lines[i].role = (uint8_t)role;
}

/* Lines inside the body stretch: furniture falls out, the rest stays. */
static void settle_inside(article_run *run, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        const line *l = &run->lines[i];
        const dtl_block *block = &run->page->blocks.items[i];
        line_class class = l->class;
        if (l->fate != FATE_OPEN)
            continue;
        if (run->title_hash && l->hash == run->title_hash)
            drop(run, i, "headline repeated", false);
        else if (class == CLASS_LEAD || class == CLASS_NONE) {
            if (weigh_in_bad_zone(run, block))
                drop(run, i, block->zone == DTL_ZONE_COMMENTS ? "comment" : "navigation", false);
            else if (weigh_is_mostly_links(block) && !weigh_reads_like_text(run, l))
                drop(run, i, "related teaser", false);
            else if (l->address && l->words < 12)
                drop(run, i, "link", false);
            else if (block->kind == DTL_BLOCK_CAPTION)
                drop(run, i, "caption", false);
            else
                keep(run, i, role_of(run, i));
        } else
            drop(run, i, lines_reason(class), lines_is_metadata(class));
    }
}

/* A name of two to four words in capitals and nothing else: a writer, if it stands under the title. */
static bool looks_like_name(const line *l, dtl_slice text)
{
    return l->words >= 2 && l->words <= 4 && l->capitals == l->words && l->function_words == 0 && l->digits == 0 &&
           !l->stop && !l->colon && !lines_has_any_of(text, ",/|>()&") && dtl_slice_find(text, DTL_SLICE("  "), 0) == DTL_NONE;
}

/* Pages are full of short capitalised lines; a name counts as a writer's when a byline or stamp stands beside it. */
static bool is_signed(const article_run *run, uint32_t i)
{
    bool before = i > 0 && (run->lines[i - 1].class == CLASS_BYLINE || run->lines[i - 1].class == CLASS_PUBLISHED);
    bool behind = i + 1 < run->count && (run->lines[i + 1].class == CLASS_PUBLISHED || run->lines[i + 1].class == CLASS_UPDATED);
    return before || behind;
}

/* Lines between title and body: stamps, bylines, a standfirst. */
static void settle_head(article_run *run, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        line *l = &run->lines[i];
        const dtl_block *block = &run->page->blocks.items[i];
        if (l->fate != FATE_OPEN)
            continue;
        if (l->class != CLASS_NONE)
            drop(run, i, lines_reason(l->class), lines_is_metadata(l->class));
        else if (run->title_hash && l->hash == run->title_hash)
            drop(run, i, "headline repeated", false);
        else if (weigh_in_bad_zone(run, block) || weigh_is_mostly_links(block))
            drop(run, i, "navigation", false);
        else if (block->kind == DTL_BLOCK_CAPTION)
            drop(run, i, "caption", false);
        else if (l->words >= 6 && l->function_words && !l->address && !l->ellipsis)
            keep(run, i, DTL_ROLE_STANDFIRST);
        else if (looks_like_name(l, run_text(run, block->span)) && (!run->page->html || is_signed(run, i))) {
            l->class = CLASS_BYLINE;
            l->value = block->span;
            drop(run, i, "byline", true);
        } else
            drop(run, i, "head line", true);
    }
}

/* Everything else gets the reason of its own phrase or of the phrase above it: teasers follow a related heading. */
static void settle_rest(article_run *run, uint32_t title, uint32_t first_body)
{
    const char *context = NULL;
    for (uint32_t i = 0; i < run->count; i++) {
        line *l = &run->lines[i];
        const dtl_block *block = &run->page->blocks.items[i];
        bool near_title = title != DTL_NONE && i + NEAR_TITLE >= title && i <= title + NEAR_TITLE && i < first_body &&
                          block->zone != DTL_ZONE_NAVIGATION && block->zone != DTL_ZONE_COMMENTS;
        if (l->fate == FATE_BODY || l->fate == FATE_TITLE || near_title)
            context = NULL;
        if (l->fate != FATE_OPEN) {
            continue;
        }
        if (block->kind == DTL_BLOCK_TITLE)
            drop(run, i, "page title", true);
        else if (l->class != CLASS_NONE && l->class != CLASS_LEAD) {
            if (l->class == CLASS_RELATED)
                context = "related teaser";
            else if (l->class == CLASS_AUTHOR_BOX)
                context = "author box";
            else if (l->class == CLASS_COMMENT_FORM)
                context = "comment";
            /* a stamp or byline under other stories is theirs; right below the body only a labelled one is ours */
            bool ours = !context && (near_title || !weigh_in_bad_zone(run, block)) && (i < first_body || l->value.length);
            if (l->class == CLASS_SECTION && (title == DTL_NONE || i > title || title - i > KICKER_MAX))
                l->class = CLASS_NAVIGATION; /* an item of the menu, not the kicker of this report */
            drop(run, i, lines_reason(l->class), lines_is_metadata(l->class) && ours);
        } else if (run->title_hash && l->hash == run->title_hash)
            drop(run, i, "headline repeated", false);
        else if (block->zone == DTL_ZONE_COMMENTS)
            drop(run, i, "comment", false);
        else if (weigh_in_bad_zone(run, block) || (i < first_body && !context))
            drop(run, i, weigh_reads_like_text(run, l) && l->stop ? "page text" : "navigation", false);
        else if (context)
            drop(run, i, context, false);
        else
            drop(run, i, l->ellipsis || weigh_is_mostly_links(block) ? "related teaser" : l->address ? "link" : "page text", false);
    }
}

/* ---- the whole ---- */
static dtl_err emit(article_run *run)
{
    dtl_article *out = run->out;
    for (uint32_t i = 0; i < run->count; i++) {
        const line *l = &run->lines[i];
        dtl_span span = run->page->blocks.items[i].span;
        if (l->fate == FATE_TITLE) {
            out->title = span;
            if (run->page->html && i == 0 && !run->source->title.length)
                out->title = title_stripped(run);
        } else if (l->fate == FATE_BODY) {
            dtl_paragraph *paragraph = dtl_array_push(run->arena, &out->body);
            if (!paragraph)
                return DTL_ERR_BUDGET;
            *paragraph = (dtl_paragraph){.span = span, .block = i, .role = l->role};
            if (l->role == DTL_ROLE_PARAGRAPH || l->role == DTL_ROLE_STANDFIRST)
                paragraph->lead_in = dateline_lead_in(run, span, out->body.count <= 3);
        } else {
            dtl_dropped *dropped = dtl_array_push(run->arena, &out->dropped);
            if (!dropped)
                return DTL_ERR_BUDGET;
            *dropped = (dtl_dropped){.span = span, .block = i, .reason = l->reason, .metadata = l->metadata};
        }
    }
    return DTL_OK;
}

static void note_walls(article_run *run)
{
    uint64_t words = 0;
    for (uint32_t i = 0; i < run->count; i++)
        words += run->lines[i].fate == FATE_BODY ? run->lines[i].words : 0;
    for (uint32_t i = 0; i < run->count && words < 120; i++)
        if (run->lines[i].class == CLASS_WALL) {
            dtl_doc_note(run->arena, run->notes, "article", run->page->blocks.items[i].span,
                         "a paywall, registration or error page, not the whole report");
            return;
        }
    if (words == 0)
        dtl_doc_note(run->arena, run->notes, "article", (dtl_span){0, 0}, "no report found on this page");
}

/* Between title and body a short line with a date is a stamp, whatever else stands in it: "Staff correspondent Wed 1 Feb
 * 2023 Share". A subtitle that only mentions a day is longer or has no time. */
static void name_head_stamps(article_run *run, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        line *l = &run->lines[i];
        if ((l->class != CLASS_NONE && l->class != CLASS_COUNTER) || l->words > 16 || l->digits < 5 || l->stop || weigh_in_bad_zone(run, &run->page->blocks.items[i]))
            continue;
        stamp found = stamp_find(run_text(run, run->page->blocks.items[i].span));
        if (found.has_date && found.days.low == found.days.high && (found.minute >= 0 || l->words <= 9))
            l->class = CLASS_PUBLISHED;
    }
}

/* Fate of every line. Returns the title's block, DTL_NONE if there is none. */
static uint32_t settle(article_run *run)
{
    uint32_t title = title_find(run);
    uint32_t from = 0, first = 0, last = 0;
    if (title != DTL_NONE) {
        run->lines[title].fate = FATE_TITLE;
        run->title_hash = run->lines[title].hash;
        from = title + 1;
    }
    uint32_t anchor = title_anchor(run);
    name_head_stamps(run, from, anchor < run->count ? anchor : from);
    uint32_t end = weigh_find_end(run, from);
    bool found = weigh_best_stretch(run, from, end, &first, &last);
    if (!found) { /* nothing reads like sentences: whatever is not furniture */
        for (first = from; first < end && run->lines[first].class != CLASS_NONE && run->lines[first].class != CLASS_LEAD; first++)
            ;
        last = end ? end - 1 : 0;
        found = first < end;
    }
    if (found) {
        settle_inside(run, first, last);
        settle_head(run, from, first);
    }
    settle_rest(run, title, found ? first : 0);
    return title;
}

dtl_err dtl_article_run(const dtl_source *source, const dtl_page *page, const dtl_rules *rules, dtl_arena *arena,
                        dtl_note_array *notes, dtl_article *out)
{
    *out = (dtl_article){.published = DTL_INTERVAL_OPEN, .published_minute = -1, .published_from = "", .english = true};
    article_run run = {.source = source, .page = page, .rules = rules, .arena = arena, .notes = notes, .out = out,
                       .furniture = rules ? dtl_rules_table(rules, "furniture") : DTL_NONE,
                       .labels = rules ? dtl_rules_table(rules, "labels") : DTL_NONE,
                       .outlets = rules ? dtl_rules_table(rules, "outlets") : DTL_NONE};
    if (lines_survey(&run))
        return DTL_ERR_BUDGET;
    const char *objection = language_objection(&run);
    out->english = !objection;
    if (objection)
        dtl_doc_note(arena, notes, "article", (dtl_span){0, 0}, objection);
    weigh_excuse_zone(&run);
    metadata_read(&run, settle(&run));
    if (emit(&run))
        return DTL_ERR_BUDGET;
    metadata_dates(&run);
    note_walls(&run);
    language_note_passages(&run);
    return DTL_OK;
}
