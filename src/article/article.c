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

enum {
    WEIGHT_MAX = 60,       /* of one good line */
    WEIGHT_SHORT = -4,     /* a line that is no sentence */
    WEIGHT_FURNITURE = -8,
    WEIGHT_END = -40,      /* a phrase that ends reports, where it may stand in the middle */
    STRONG_WORDS = 12,     /* a line this long that reads like a sentence marks where the body is */
    TITLE_WORDS_MAX = 40,
    NEIGHBOUR_LINES = 2,   /* two strong lines this close are a body */
    KICKER_MAX = 2,        /* lines from a section's name to the title below it */
    HEAD_LINES_MAX = 40,   /* a title is not farther above the body */
    EXCUSE_WORDS = 80,     /* running words that a zone must hold to be taken for the report */
    ENGLISH_WORDS_MIN = 20 /* shorter texts count as English */
};

/* ---- language ---- */
/* English: of its running words at least a fifth are English function words, and its letters are Latin. */
static bool is_english(const article_run *run)
{
    uint64_t words = 0, function_words = 0, letters = 0, foreign = 0;
    for (uint32_t i = 0; i < run->count; i++) {
        const line *l = &run->lines[i];
        letters += l->letters;
        foreign += l->foreign;
        if (l->words >= 6) {
            words += l->words;
            function_words += l->function_words;
        }
    }
    if (foreign > letters)
        return false;
    return words < ENGLISH_WORDS_MIN || function_words * 100 >= words * 20;
}

/* ---- weights ---- */
static bool reads_like_text(const article_run *run, const line *l)
{
    if (l->class != CLASS_NONE && l->class != CLASS_LEAD)
        return false;
    if (!run->out->english) /* no word list: length and the full stop must do */
        return (l->words >= 8 && (l->stop || l->words >= 20)) || l->foreign >= 60;
    if (l->words >= 8 && l->function_words * 4 >= l->words)
        return true;
    return l->words >= 5 && l->stop && l->function_words * 100 >= l->words * 15;
}

static bool is_bad_zone(const article_run *run, const dtl_block *block)
{
    return block->zone >= DTL_ZONE_NAVIGATION && block->zone != run->excused_zone;
}

static bool is_mostly_links(const dtl_block *block)
{
    return block->span.length && (uint64_t)block->link_length * 10 > (uint64_t)block->span.length * 6;
}

static bool is_good(const article_run *run, uint32_t i)
{
    const dtl_block *block = &run->page->blocks.items[i];
    return reads_like_text(run, &run->lines[i]) && !run->lines[i].address && !is_bad_zone(run, block) && !is_mostly_links(block) &&
           !(run->lines[i].ellipsis && run->lines[i].words < 40);
}

static int32_t weight(const article_run *run, uint32_t i)
{
    const line *l = &run->lines[i];
    const dtl_block *block = &run->page->blocks.items[i];
    if (is_good(run, i)) {
        int32_t half = (int32_t)(l->words / 2) + 1;
        return half > WEIGHT_MAX ? WEIGHT_MAX : half;
    }
    if (l->ends)
        return WEIGHT_END;
    if (is_bad_zone(run, block) || is_mostly_links(block) || l->address || l->ellipsis)
        return WEIGHT_FURNITURE;
    if (l->class != CLASS_NONE && l->class != CLASS_LEAD)
        return WEIGHT_FURNITURE / 2;
    if (l->colon || block->bullet || (l->stop && l->words >= 2))
        return block->kind == DTL_BLOCK_LINE && !l->stop ? -1 : 1;
    return block->zone == DTL_ZONE_ARTICLE ? 0 : WEIGHT_SHORT;
}

/* Class names lie: where one of the zones that hold no report holds far more running text than everything outside them,
 * that zone is the report after all. */
static void excuse_zone(article_run *run)
{
    uint64_t words[DTL_ZONE_COMMENTS + 1] = {0}, outside = 0;
    uint8_t fullest = DTL_ZONE_NAVIGATION;
    for (uint32_t i = 0; i < run->count; i++) {
        const line *l = &run->lines[i];
        const dtl_block *block = &run->page->blocks.items[i];
        if (l->words < STRONG_WORDS || !l->stop || !reads_like_text(run, l) || is_mostly_links(block))
            continue;
        words[block->zone] += l->words;
        outside += block->zone < DTL_ZONE_NAVIGATION ? l->words : 0;
    }
    for (uint8_t zone = DTL_ZONE_NAVIGATION; zone <= DTL_ZONE_COMMENTS; zone++)
        if (words[zone] > words[fullest])
            fullest = zone;
    if (words[fullest] >= EXCUSE_WORDS && outside * 4 < words[fullest])
        run->excused_zone = fullest;
}

/* ---- title ---- */
static void drop(article_run *run, uint32_t i, const char *reason, bool metadata)
{
    line *l = &run->lines[i];
    l->fate = FATE_DROPPED;
    l->reason = reason;
    l->metadata = metadata;
}

static bool is_strong(const article_run *run, uint32_t i)
{
    const line *l = &run->lines[i];
    return run->page->blocks.items[i].kind != DTL_BLOCK_TITLE && l->words >= STRONG_WORDS && is_good(run, i) &&
           (l->stop || l->words >= 2 * STRONG_WORDS);
}

/* The first block that is surely body: a long sentence with another one close behind, so that a lone notice above the title
 * does not count; else the longest sentence; count if there is none. */
static uint32_t find_anchor(const article_run *run)
{
    uint32_t longest = run->count, before = DTL_NONE;
    for (uint32_t i = 0; i < run->count; i++) {
        if (!is_strong(run, i))
            continue;
        if (before != DTL_NONE && i - before <= NEIGHBOUR_LINES)
            return before;
        before = i;
        if (longest == run->count || run->lines[i].words > run->lines[longest].words)
            longest = i;
    }
    for (uint32_t i = 0; i < run->count && longest == run->count; i++)
        if (run->page->blocks.items[i].kind != DTL_BLOCK_TITLE && is_good(run, i) && run->lines[i].stop)
            longest = i;
    return longest;
}

static bool can_be_title(const article_run *run, uint32_t i)
{
    const line *l = &run->lines[i];
    const dtl_block *block = &run->page->blocks.items[i];
    if (run->title_hash && l->hash == run->title_hash)
        return true;
    if ((l->class != CLASS_NONE && l->class != CLASS_LEAD) || l->words < 1 || l->words > TITLE_WORDS_MAX || block->bullet)
        return false;
    if (is_bad_zone(run, block) || l->address || l->colon)
        return false;
    return block->level || !(l->stop && run_text(run, block->span).ptr[block->span.length - 1] == '.');
}

static bool has_any_of(dtl_slice text, const char *signs)
{
    for (uint32_t i = 0; i < text.length; i++)
        if (strchr(signs, text.ptr[i]))
            return true;
    return false;
}

static int32_t title_score(const article_run *run, uint32_t i, uint32_t anchor)
{
    const line *l = &run->lines[i];
    const dtl_block *block = &run->page->blocks.items[i];
    dtl_slice text = run_text(run, block->span);
    int32_t score = l->words >= 5 ? 12 : l->words == 4 ? 10 : l->words >= 2 ? 4 : 0;
    score += l->function_words ? 3 : 0;
    if (has_any_of(text, "|>") || dtl_slice_find(text, DTL_SLICE("  "), 0) != DTL_NONE || dtl_slice_find(text, DTL_SLICE("\xC2\xB7"), 0) != DTL_NONE)
        score -= 12; /* a menu on one line */
    if (run->title_hash && l->hash == run->title_hash)
        score += 100;
    if (anchor - i <= 6)
        score += 5;
    if (block->level)
        score += 24 - 4 * block->level;
    if (block->zone == DTL_ZONE_ARTICLE)
        score += 4;
    if (is_mostly_links(block))
        score -= 12;
    return score;
}

/* ---- title of an HTML page ---- */
/* The titles that the head of the page offers, whole and without the parts that sites add in front or behind. */
typedef struct title_hashes {
    uint64_t items[32];
    uint32_t count;
} title_hashes;

static void offer(title_hashes *hashes, dtl_slice text)
{
    line l = lines_measure(dtl_slice_trim(text));
    if (l.words >= 2 && hashes->count < sizeof hashes->items / sizeof *hashes->items)
        hashes->items[hashes->count++] = l.hash;
}

/* The next " | ", " - " … in text at or behind `from`; length 0 if there is none. */
static dtl_span next_separator(dtl_slice text, uint32_t from)
{
    static const char *const separators[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xAB ", " \xC2\xBB ", " \xC2\xB7 ", " \xE2\x80\xA2 "};
    dtl_span best = {DTL_NONE, 0};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        uint32_t at = dtl_slice_find(text, dtl_slice_from_cstr(separators[i]), from);
        if (at < best.offset)
            best = (dtl_span){at, (uint32_t)strlen(separators[i])};
    }
    return best;
}

static void offer_parts(title_hashes *hashes, dtl_slice text)
{
    offer(hashes, text);
    uint32_t parts = 0;
    for (dtl_span cut = next_separator(text, 0); cut.length && parts < 6; cut = next_separator(text, dtl_span_end(cut)), parts++) {
        offer(hashes, dtl_slice_make(text.ptr, cut.offset));
        offer(hashes, dtl_slice_make(text.ptr + dtl_span_end(cut), text.length - dtl_span_end(cut)));
    }
}

static bool is_offered(const title_hashes *hashes, uint64_t hash)
{
    for (uint32_t i = 0; i < hashes->count; i++)
        if (hashes->items[i] == hash)
            return true;
    return false;
}

/* The head's title without what the site adds: the site's own name, or a short tail behind the last separator. */
static dtl_span stripped_title(const article_run *run)
{
    dtl_span span = run->page->blocks.items[0].span, last = {0, 0};
    dtl_slice text = run_text(run, span), site = DTL_SLICE_EMPTY;
    for (uint32_t i = 0; i < run->page->facts.count && !site.length; i++)
        if (run->page->facts.items[i].kind == DTL_FACT_SITE)
            site = run->page->facts.items[i].value;
    for (dtl_span cut = next_separator(text, 0); cut.length; cut = next_separator(text, dtl_span_end(cut)))
        last = cut;
    if (!last.length)
        return span;
    dtl_slice front = dtl_slice_make(text.ptr, last.offset), tail = dtl_slice_make(text.ptr + dtl_span_end(last), text.length - dtl_span_end(last));
    line front_line = lines_measure(front), tail_line = lines_measure(tail);
    if (dtl_slice_equal_nocase(tail, site) || (front_line.words >= 4 && tail_line.words <= 4))
        span.length = last.offset;
    return span;
}

/* In HTML: the visible block that says what the head says, a first-level heading if one has to be guessed; DTL_NONE when
 * only the head knows the title. */
static uint32_t find_visible_title(const article_run *run)
{
    title_hashes hashes = {.count = 0};
    uint32_t best = DTL_NONE, headings = 0, heading = DTL_NONE;
    int32_t best_score = 0;
    for (uint32_t i = 0; i < run->page->facts.count; i++)
        if (run->page->facts.items[i].kind <= DTL_FACT_JSONLD_TITLE)
            offer_parts(&hashes, run->page->facts.items[i].value);
    for (uint32_t i = 1; i < run->count; i++) {
        const dtl_block *block = &run->page->blocks.items[i];
        if (is_bad_zone(run, block) || run->lines[i].words < 2)
            continue;
        if (block->level == 1 && run->lines[i].words >= 3 && !is_mostly_links(block)) {
            heading = headings++ ? heading : i;
        }
        int32_t score = !is_offered(&hashes, run->lines[i].hash) ? 0 : block->level ? 20 - block->level : 4;
        score -= score && is_mostly_links(block) ? 3 : 0;
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return best != DTL_NONE ? best : heading;
}

/* ---- title of a text ---- */
/* The block that is the title; DTL_NONE if there is none. A caller's title is the first block. */
static uint32_t find_title(article_run *run)
{
    bool head = run->count && run->page->blocks.items[0].kind == DTL_BLOCK_TITLE;
    if (head && run->source->title.length)
        return 0;
    if (head) {
        uint32_t visible = find_visible_title(run);
        return visible == DTL_NONE ? 0 : visible;
    }
    uint32_t anchor = find_anchor(run), best = DTL_NONE;
    int32_t best_score = 0;
    if (anchor == run->count && run->count < 2)
        return DTL_NONE;
    for (uint32_t i = anchor > HEAD_LINES_MAX ? anchor - HEAD_LINES_MAX : 0; i < anchor; i++) {
        if (!can_be_title(run, i))
            continue;
        int32_t score = title_score(run, i, anchor);
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    if (best != DTL_NONE && best + 1 == run->count)
        return DTL_NONE; /* a lone line is the report, not its title */
    return best;
}

/* ---- body ---- */
/* Words of good lines in [from, to). */
static uint64_t good_words(const article_run *run, uint32_t from, uint32_t to, bool long_only)
{
    uint64_t words = 0;
    for (uint32_t i = from; i < to; i++)
        if (is_good(run, i) && (!long_only || run->lines[i].words >= 2 * STRONG_WORDS))
            words += run->lines[i].words;
    return words;
}

/* Where the report is over at the latest: at the first phrase that ends reports and has enough of it before and, for a
 * list of other stories, not more of it behind. One pass with running sums. */
static uint32_t find_end(const article_run *run, uint32_t from)
{
    uint64_t before = 0, total = good_words(run, from, run->count, false), long_left = good_words(run, from, run->count, true);
    for (uint32_t i = from; i < run->count; i++) {
        const line *l = &run->lines[i];
        if (is_good(run, i)) {
            before += l->words;
            long_left -= l->words >= 2 * STRONG_WORDS ? l->words : 0;
        }
        bool enough = before >= 60 || (before > 0 && before * 2 >= total);
        bool may_resume = l->class == CLASS_RELATED || run->page->html; /* boxes stand in the middle of HTML articles */
        if (l->ends && enough && (!may_resume || long_left <= before / 2))
            return i;
    }
    return run->count;
}

/* The stretch [*first, *last] of greatest weight within [from, to); false if nothing there weighs anything. */
static bool best_stretch(const article_run *run, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last)
{
    int64_t sum = 0, best = 0;
    uint32_t start = from;
    for (uint32_t i = from; i < to; i++) {
        if (sum <= 0) {
            sum = 0;
            start = i;
        }
        sum += weight(run, i);
        if (sum > best) {
            best = sum;
            *first = start;
            *last = i;
        }
    }
    return best > 0;
}

static dtl_role role_of(const article_run *run, uint32_t i)
{
    const line *l = &run->lines[i];
    const dtl_block *block = &run->page->blocks.items[i];
    if (block->bullet || block->kind == DTL_BLOCK_ITEM)
        return DTL_ROLE_BULLET;
    if (l->colon && l->words <= 8)
        return DTL_ROLE_LABEL;
    if (block->level || (!l->stop && l->words <= STRONG_WORDS && !reads_like_text(run, l)))
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
            if (is_bad_zone(run, block))
                drop(run, i, block->zone == DTL_ZONE_COMMENTS ? "comment" : "navigation", false);
            else if (is_mostly_links(block) && !reads_like_text(run, l))
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
           !l->stop && !l->colon && !has_any_of(text, ",/|>()&") && dtl_slice_find(text, DTL_SLICE("  "), 0) == DTL_NONE;
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
        else if (is_bad_zone(run, block) || is_mostly_links(block))
            drop(run, i, "navigation", false);
        else if (l->words >= 6 && l->function_words && !l->address && !l->ellipsis)
            keep(run, i, DTL_ROLE_STANDFIRST);
        else if (looks_like_name(l, run_text(run, block->span))) {
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
        if (l->fate == FATE_BODY || l->fate == FATE_TITLE)
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
            bool ours = !context && !is_bad_zone(run, block) && (i < first_body || l->value.length);
            if (l->class == CLASS_SECTION && (title == DTL_NONE || i > title || title - i > KICKER_MAX))
                l->class = CLASS_NAVIGATION; /* an item of the menu, not the kicker of this report */
            drop(run, i, lines_reason(l->class), lines_is_metadata(l->class) && ours);
        } else if (run->title_hash && l->hash == run->title_hash)
            drop(run, i, "headline repeated", false);
        else if (block->zone == DTL_ZONE_COMMENTS)
            drop(run, i, "comment", false);
        else if (is_bad_zone(run, block) || (i < first_body && !context))
            drop(run, i, reads_like_text(run, l) && l->stop ? "page text" : "navigation", false);
        else if (context)
            drop(run, i, context, false);
        else
            drop(run, i, l->ellipsis || is_mostly_links(block) ? "related teaser" : l->address ? "link" : "page text", false);
    }
}

/* ---- metadata ---- */
static dtl_span trimmed_span(const article_run *run, dtl_slice piece)
{
    piece = dtl_slice_trim(piece);
    return piece.length ? run_span(run, piece) : (dtl_span){0, 0};
}

/* "By Sara Noori | 3 May 2020" → "Sara Noori". */
static dtl_span byline_of(const article_run *run, const line *l, dtl_span block)
{
    dtl_slice text = run_text(run, l->value.length ? l->value : block);
    if (text.length > 3 && dtl_slice_equal_nocase(dtl_slice_make(text.ptr, 3), DTL_SLICE("by ")))
        text = dtl_slice_make(text.ptr + 3, text.length - 3);
    uint32_t end = 0;
    while (end < text.length && text.ptr[end] != '|' && !(text.ptr[end] >= '0' && text.ptr[end] <= '9') &&
           !dtl_slice_starts_with(dtl_slice_make(text.ptr + end, text.length - end), DTL_SLICE(" - ")) &&
           !dtl_slice_starts_with(dtl_slice_make(text.ptr + end, text.length - end), DTL_SLICE(" \xE2\x80")))
        end++;
    stamp found = stamp_find(text);
    if (found.has_date && found.start < end)
        end = found.start;
    dtl_slice name = dtl_slice_trim(dtl_slice_make(text.ptr, end));
    while (name.length && strchr(",;/(", name.ptr[name.length - 1]))
        name = dtl_slice_trim(dtl_slice_make(name.ptr, name.length - 1));
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

/* An author that the page's head names and a line of the report's own metadata repeats. */
static void find_author(article_run *run, uint32_t title)
{
    const dtl_page *page = run->page;
    for (uint32_t f = 0; f < page->facts.count && !run->out->byline.length; f++) {
        dtl_slice name = page->facts.items[f].value;
        if (page->facts.items[f].kind != DTL_FACT_AUTHOR || name.length < 3)
            continue;
        for (uint32_t i = title == DTL_NONE ? 0 : title; i < run->count && !run->out->byline.length; i++) {
            uint32_t at = DTL_NONE;
            if (run->lines[i].fate == FATE_DROPPED && run->lines[i].words <= 24 && !is_bad_zone(run, &page->blocks.items[i]))
                at = dtl_slice_find(run_text(run, page->blocks.items[i].span), name, 0);
            if (at != DTL_NONE)
                run->out->byline = (dtl_span){page->blocks.items[i].span.offset + at, name.length};
        }
    }
}

static void read_metadata(article_run *run, uint32_t title)
{
    dtl_article *out = run->out;
    bool crumb = false, below_title = title == DTL_NONE;
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
    find_author(run, title);
}

/* A date as the caller or a page's head writes it: ISO 8601, or any form a stamp may have. */
static stamp read_given(dtl_slice text)
{
    stamp found = {.days = DTL_INTERVAL_OPEN, .minute = -1};
    return text.length ? stamp_find(text) : found;
}

static void read_dates(article_run *run)
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
                out->title = stripped_title(run);
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
        if (l->class != CLASS_NONE || l->words > 16 || l->digits < 5 || l->stop || is_bad_zone(run, &run->page->blocks.items[i]))
            continue;
        stamp found = stamp_find(run_text(run, run->page->blocks.items[i].span));
        if (found.has_date && found.days.low == found.days.high && (found.minute >= 0 || l->words <= 9))
            l->class = CLASS_PUBLISHED;
    }
}

/* Fate of every line. Returns the title's block, DTL_NONE if there is none. */
static uint32_t settle(article_run *run)
{
    uint32_t title = find_title(run);
    uint32_t from = 0, first = 0, last = 0;
    if (title != DTL_NONE) {
        run->lines[title].fate = FATE_TITLE;
        run->title_hash = run->lines[title].hash;
        from = title + 1;
    }
    uint32_t anchor = find_anchor(run);
    name_head_stamps(run, from, anchor < run->count ? anchor : from);
    uint32_t end = find_end(run, from);
    bool found = best_stretch(run, from, end, &first, &last);
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
    out->english = is_english(&run);
    if (!out->english)
        dtl_doc_note(arena, notes, "article", (dtl_span){0, 0}, "not English");
    excuse_zone(&run);
    read_metadata(&run, settle(&run));
    if (emit(&run))
        return DTL_ERR_BUDGET;
    read_dates(&run);
    note_walls(&run);
    return DTL_OK;
}
