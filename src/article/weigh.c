/* Which lines read like a report. In: measured lines. Out: a weight for each, where a report must end, the heaviest stretch.
 *
 * A line of running English weighs half its words, anything else less than nothing; the stretch with the greatest sum is
 * the body. In HTML the zone and the share of links count too. In other languages, where no function words are known,
 * length and a full stop must do.
 *
 * Example. Weights of menu, menu, sentence, heading, sentence, teaser: -4 -4 +12 -4 +20 -8 → the body is lines 3 to 5.
 *
 * Gets wrong knowingly: lists and tables of short items at the edges of a body fall out. */
#include "article/room.h"

enum {
    WEIGHT_MAX = 60,       /* of one good line */
    WEIGHT_SHORT = -4,     /* a line that is no sentence */
    WEIGHT_FURNITURE = -8,
    WEIGHT_BOX = -1,       /* a line of a box that is known to be no report: it stands in the way of none */
    WEIGHT_END = -40,      /* a phrase that ends reports, where it may stand in the middle */
    EXCUSE_WORDS = 80      /* running words that a zone must hold to be taken for the report */
};

/* ---- weights ---- */
bool weigh_reads_like_text(const article_run *run, const line *l)
{
    if (l->class != CLASS_NONE && l->class != CLASS_LEAD)
        return false;
    if (!run->out->english) /* no word list: length and the full stop must do */
        return (l->words >= 8 && (l->stop || l->words >= 20)) || l->foreign >= 60;
    if (l->words >= 8 && l->function_words * 4 >= l->words)
        return true;
    return l->words >= 5 && l->stop && l->function_words * 100 >= l->words * 15;
}

bool weigh_in_bad_zone(const article_run *run, const dtl_block *block)
{
    return block->zone >= DTL_ZONE_NAVIGATION && block->zone != run->excused_zone;
}

bool weigh_is_mostly_links(const dtl_block *block)
{
    return block->span.length && (uint64_t)block->link_length * 10 > (uint64_t)block->span.length * 6;
}

bool weigh_is_good(const article_run *run, uint32_t i)
{
    const dtl_block *block = &run->page->blocks.items[i];
    return weigh_reads_like_text(run, &run->lines[i]) && !run->lines[i].address && !weigh_in_bad_zone(run, block) && !weigh_is_mostly_links(block) &&
           !(run->lines[i].ellipsis && run->lines[i].words < 40);
}

static int32_t weight(const article_run *run, uint32_t i)
{
    const line *l = &run->lines[i];
    const dtl_block *block = &run->page->blocks.items[i];
    if (weigh_is_good(run, i)) {
        int32_t half = (int32_t)(l->words / 2) + 1;
        return half > WEIGHT_MAX ? WEIGHT_MAX : half;
    }
    if (weigh_in_bad_zone(run, block))
        return WEIGHT_BOX;
    if (l->ends)
        return WEIGHT_END;
    if (weigh_is_mostly_links(block) || l->address || l->ellipsis)
        return WEIGHT_FURNITURE;
    if (l->class != CLASS_NONE && l->class != CLASS_LEAD)
        return WEIGHT_FURNITURE / 2;
    if (l->colon || block->bullet || (l->stop && l->words >= 2))
        return block->kind == DTL_BLOCK_LINE && !l->stop ? -1 : 1;
    return block->zone == DTL_ZONE_ARTICLE ? 0 : WEIGHT_SHORT;
}

/* Class names lie: where one of the zones that hold no report holds far more running text than everything outside them,
 * that zone is the report after all. */
void weigh_excuse_zone(article_run *run)
{
    uint64_t words[DTL_ZONE_COMMENTS + 1] = {0}, outside = 0;
    uint8_t fullest = DTL_ZONE_NAVIGATION;
    for (uint32_t i = 0; i < run->count; i++) {
        const line *l = &run->lines[i];
        const dtl_block *block = &run->page->blocks.items[i];
        if (l->words < STRONG_WORDS || !l->stop || !weigh_reads_like_text(run, l) || weigh_is_mostly_links(block))
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

/* Words of good lines in [from, to). */
static uint64_t good_words(const article_run *run, uint32_t from, uint32_t to, bool long_only)
{
    uint64_t words = 0;
    for (uint32_t i = from; i < to; i++)
        if (weigh_is_good(run, i) && (!long_only || run->lines[i].words >= 2 * STRONG_WORDS))
            words += run->lines[i].words;
    return words;
}

/* Where the report is over at the latest: at the first phrase that ends reports and has enough of it before and, for a
 * list of other stories, not more of it behind. One pass with running sums. */
uint32_t weigh_find_end(const article_run *run, uint32_t from)
{
    uint64_t before = 0, total = good_words(run, from, run->count, false), long_left = good_words(run, from, run->count, true);
    for (uint32_t i = from; i < run->count; i++) {
        const line *l = &run->lines[i];
        if (weigh_is_good(run, i)) {
            before += l->words;
            long_left -= l->words >= 2 * STRONG_WORDS ? l->words : 0;
        }
        bool enough = before >= 60 || (before > 0 && before * 2 >= total);
        bool may_resume = l->class == CLASS_RELATED || run->page->html; /* boxes stand in the middle of HTML articles */
        if (l->ends && enough && !weigh_in_bad_zone(run, &run->page->blocks.items[i]) && (!may_resume || long_left <= before / 2))
            return i;
    }
    return run->count;
}

/* The stretch [*first, *last] of greatest weight within [from, to); false if nothing there weighs anything. */
bool weigh_best_stretch(const article_run *run, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last)
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
