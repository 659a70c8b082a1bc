/* The title. In: measured lines, the facts of the page's head. Out: the block that is the title.
 *
 * In a text it is the best short line above the body; one that a breadcrumb repeats wins. In HTML the head says what the
 * title is, with the site's name in front or behind, and the visible block that says the same is taken, else the only
 * first-level heading, else the head's own words.
 *
 * Example. <title>Flood cuts road | Elda Post</title> … <h1>Flood cuts road</h1> → the h1.
 *
 * Gets wrong knowingly: a title that ends in a full stop; sites whose head describes another story. */
#include "article/room.h"

enum {
    TITLE_WORDS_MAX = 40,
    NEIGHBOUR_LINES = 2, /* two strong lines this close are a body */
    HEAD_LINES_MAX = 40  /* a title is not farther above the body */
};

static bool is_strong(const article_run *run, uint32_t i)
{
    const line *l = &run->lines[i];
    return run->page->blocks.items[i].kind != DTL_BLOCK_TITLE && l->words >= STRONG_WORDS && weigh_is_good(run, i) &&
           (l->stop || l->words >= 2 * STRONG_WORDS);
}

/* The first block that is surely body: a long sentence with another one close behind, so that a lone notice above the title
 * does not count; else the longest sentence; count if there is none. */
uint32_t title_anchor(const article_run *run)
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
        if (run->page->blocks.items[i].kind != DTL_BLOCK_TITLE && weigh_is_good(run, i) && run->lines[i].stop)
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
    if (weigh_in_bad_zone(run, block) || l->address || l->colon)
        return false;
    return block->level || !(l->stop && run_text(run, block->span).ptr[block->span.length - 1] == '.');
}

static int32_t title_score(const article_run *run, uint32_t i, uint32_t anchor)
{
    const line *l = &run->lines[i];
    const dtl_block *block = &run->page->blocks.items[i];
    dtl_slice text = run_text(run, block->span);
    int32_t score = l->words >= 5 ? 12 : l->words == 4 ? 10 : l->words >= 2 ? 4 : 0;
    score += l->function_words ? 3 : 0;
    if (lines_has_any_of(text, "|>") || dtl_slice_find(text, DTL_SLICE("  "), 0) != DTL_NONE || dtl_slice_find(text, DTL_SLICE("\xC2\xB7"), 0) != DTL_NONE)
        score -= 12; /* a menu on one line */
    if (run->title_hash && l->hash == run->title_hash)
        score += 100;
    if (anchor - i <= 6)
        score += 5;
    if (block->level)
        score += 24 - 4 * block->level;
    if (block->zone == DTL_ZONE_ARTICLE)
        score += 4;
    if (weigh_is_mostly_links(block))
        score -= 12;
    return score;
}

/* ---- title of an HTML page ---- */
/* The titles that the head of the page offers, whole and without the parts that sites add in front or behind. */
typedef struct title_hashes {
    uint64_t items[32];
    uint32_t count;
} title_hashes;

/* Offers a title, or a part of one of `whole` words: a part much shorter than the rest is the site's name. */
static void offer(title_hashes *hashes, dtl_slice text, uint32_t whole)
{
    line l = lines_measure(dtl_slice_trim(text));
    bool enough = l.words >= 4 || l.words * 2 >= whole;
    if (l.words >= 2 && enough && hashes->count < sizeof hashes->items / sizeof *hashes->items)
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
    uint32_t parts = 0, whole = lines_measure(text).words;
    offer(hashes, text, whole);
    for (dtl_span cut = next_separator(text, 0); cut.length && parts < 6; cut = next_separator(text, dtl_span_end(cut)), parts++) {
        offer(hashes, dtl_slice_make(text.ptr, cut.offset), whole);
        offer(hashes, dtl_slice_make(text.ptr + dtl_span_end(cut), text.length - dtl_span_end(cut)), whole);
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
dtl_span title_stripped(const article_run *run)
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
        if (weigh_in_bad_zone(run, block) || run->lines[i].words < 2)
            continue;
        if (block->level == 1 && run->lines[i].words >= 3 && !weigh_is_mostly_links(block)) {
            heading = headings++ ? heading : i;
        }
        int32_t words = run->lines[i].words < 12 ? (int32_t)run->lines[i].words : 12; /* the site's name is offered too, but short */
        int32_t score = !is_offered(&hashes, run->lines[i].hash) ? 0 : words + (block->level ? 20 - block->level : 4);
        score -= score && weigh_is_mostly_links(block) ? 3 : 0;
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return best != DTL_NONE ? best : heading;
}

/* ---- title of a text ---- */
/* The block that is the title; DTL_NONE if there is none. A caller's title is the first block. */
uint32_t title_find(article_run *run)
{
    bool head = run->count && run->page->blocks.items[0].kind == DTL_BLOCK_TITLE;
    if (head && run->source->title.length)
        return 0;
    if (head) {
        uint32_t visible = find_visible_title(run);
        return visible == DTL_NONE ? 0 : visible;
    }
    uint32_t anchor = title_anchor(run), best = DTL_NONE;
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
