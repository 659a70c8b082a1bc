/* What a report is about, and which reports are about the same: stories.
 *
 * In: title and first paragraphs of a report, its coded events. Out: dtl_ledger_report.story.
 *
 * What is read (READ_BYTES of the body, words of three letters or more, folded):
 *   names   words written with a capital letter and nowhere small that are no ordinary words (ordinary-words.txt, words.txt: words that
 *           many texts of every kind have, counted once on treebanks; nothing is counted in the ledger, so that what two
 *           reports share does not change when a third arrives): people, towns, streets, ships. Not acronyms, nor groups, countries and
 *           people that the rules know: those fill the reports of years
 *   pairs   two such words side by side, one of which may be ordinary: Gene Dillard, Silver Creek; these are found again after months
 *   words   small words that are not ordinary: barbershop, lawnmower
 *   ages    "23-year-old", "Karim, 23,"
 *   facts   of its first telling of force (else of its first event): the day, the dead, the injured, the place
 * Two reports are compared if they share a pair, or a name within STORY_WEEK days; the score (weights.h) is a sum over what they share, so many
 * days between them, and whether their facts meet. Groups grow along the best pairs first and join when the mean over their members is
 * high enough, so that a chain of reports each a little like the next does not become one story.
 *
 * Example: "Gas blast in Tollan Row kills two" and "Two die as house in Tollan Row explodes" share Tollan, Row and Tollan Row; so does, half a
 * year later, "Landlord tried over Tollan Row blast that killed Ada Merk, 31".
 *
 * A story is not an event: its reports may tell several (the attack, the arrest, the trial). It helps score.c to see that the lead events of
 * two reports are one where neither gives a day or town, and lead.c to see what a report without a deed of its own is about.
 *
 * Measured on merge/gva dev (B³ F1 / pair F1). Reports clustered by this score alone, best threshold: .953 / .870; while it was made, with ordinary
 * words in eight classes of rarity instead of one .957 / .877 against .956 / .874 (not worth the table), without any list of words .946 / .850,
 * without small words .951, titles .953, ages .953, days of events .950, places .955, tolls .955 (of .957). The whole ledger: .944 / .840; the
 * rest is lost where the coder gives a deed the day or town of something else, which the hard bounds of score.c believe.
 * Tried: STORY_AVERAGE -10 instead of -18: precision .977 instead of .970, recall .896 instead of .904, and conflict reports that share two
 * names stay apart. A flat weight for lead events of one story, 85, in place of their story's score: joins analyses of one war.
 * A leaning of all lead events of alike stories, as bombings have it: pair precision .86 instead of .94.
 * Knowingly wrong: two incidents of one small town in one week share its names; titles In Capitals For Every Word give names that
 * are none, unless the word stands somewhere small; names in other scripts have no capitals and count as words.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/internal.h"
#include <stdlib.h>

enum {
    READ_BYTES = 6000, HEAD_BYTES = 500, SLOTS = 4096, WORDS_MAX = 1600, LONGEST = 40, PAIRS_READ = 400,
    ORDINARY_SLOTS = 32768, ORDINARY_MAX = 16000,
    AFTERMATH_BYTES = 1500, DOUBTFUL_DAYS = 3,
    NAMES_KEPT = 64, WORDS_KEPT = 96, PAIRS_KEPT = 40, TITLE_KEPT = 16, PERSONS_KEPT = 24
};

/* How a word stands in a report. */
enum { SMALL = 1, CAPITAL = 2, IN_TITLE = 4, IN_BODY = 8, IN_HEAD = 16, LONG = 32 };

/* One word of the report at work. */
typedef struct word {
    uint32_t hash; /* 0 = free */
    uint8_t how;
} word;

/* The words of the report at work, and words that are no names anywhere. */
typedef struct reader {
    build *b;
    uint32_t *ordinary;      /* ORDINARY_SLOTS hashes, 0 = free */
    word words[SLOTS];
    uint16_t used[WORDS_MAX];/* slots in the order of the text */
    uint32_t n_words;
    uint32_t pairs[PAIRS_READ][2]; /* capital words side by side */
    uint32_t n_pairs;
    dtl_map outlets;         /* ids met → number, from 1 */
} reader;

/* ---- words ---- */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Of the folded word (ASCII only: accents stay, which costs a name at most); never 0. */
static uint32_t word_hash(dtl_slice text)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)(is_upper(text.ptr[i]) ? text.ptr[i] + 32 : text.ptr[i])) * 16777619u;
    hash ^= hash >> 15;
    return hash ? hash : 1;
}

static bool is_ordinary(const reader *r, uint32_t hash)
{
    for (uint32_t at = hash % ORDINARY_SLOTS; r->ordinary[at]; at = (at + 1) % ORDINARY_SLOTS)
        if (r->ordinary[at] == hash)
            return true;
    return false;
}

static bool add_ordinary(reader *r, dtl_slice text, uint32_t *count)
{
    uint32_t hash = word_hash(text), at = hash % ORDINARY_SLOTS;
    while (r->ordinary[at] && r->ordinary[at] != hash)
        at = (at + 1) % ORDINARY_SLOTS;
    *count += r->ordinary[at] == 0;
    r->ordinary[at] = hash;
    return *count < ORDINARY_MAX;
}

static void load_ordinary(reader *r)
{
    static const char *const always[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
                                         "april", "may", "june", "july", "august", "september", "october", "november", "december", "the", "and", "for",
                                         "but", "this", "that", "they", "she", "has", "was", "were", "his", "her", "with", "after"};
    static const char *const tables[] = {"ordinary-words", "words"};
    uint32_t count = 0, first, entries;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        (void)add_ordinary(r, dtl_slice_from_cstr(always[i]), &count);
    for (size_t t = 0; r->b->names && t < sizeof tables / sizeof *tables; t++) {
        uint32_t table = dtl_rules_table(r->b->names, tables[t]);
        if (table == DTL_NONE)
            continue;
        dtl_rules_entries(r->b->names, table, &first, &entries);
        for (uint32_t e = first; e < first + entries; e++) {
            dtl_slice name;
            for (uint32_t i = 0; (name = dtl_rules_name(r->b->names, e, i)).length && add_ordinary(r, name, &count); i++)
                ;
        }
    }
}

/* Notes how a word stands here; its slot, or DTL_NONE when there are too many. */
static void note_word(reader *r, uint32_t hash, uint8_t how)
{
    uint32_t at = hash % SLOTS;
    while (r->words[at].hash && r->words[at].hash != hash)
        at = (at + 1) % SLOTS;
    if (!r->words[at].hash) {
        if (r->n_words == WORDS_MAX)
            return;
        r->used[r->n_words++] = (uint16_t)at;
        r->words[at].hash = hash;
    }
    r->words[at].how |= how;
}

static const word *find_word(const reader *r, uint32_t hash)
{
    for (uint32_t at = hash % SLOTS; r->words[at].hash; at = (at + 1) % SLOTS)
        if (r->words[at].hash == hash)
            return &r->words[at];
    return NULL;
}

static void take_words(reader *r, dtl_slice text, uint8_t where)
{
    uint32_t before = 0, before_end = 0; /* the capital word just before, and where it ends */
    for (uint32_t at = 0; at < text.length;) {
        uint32_t start = at;
        while (at < text.length && is_letter((unsigned char)text.ptr[at]))
            at++;
        if (at - start >= 3 && at - start <= LONGEST) {
            uint32_t hash = word_hash((dtl_slice){text.ptr + start, at - start});
            bool capital = is_upper(text.ptr[start]) && !is_upper(text.ptr[at - 1]), shout = is_upper(text.ptr[start]) && !capital;
            note_word(r, hash, (uint8_t)(where | (capital ? CAPITAL : shout ? 0 : SMALL) | (at - start > 3 ? LONG : 0)));
            if (capital && before && start - before_end == 1 && text.ptr[before_end] == ' ' && r->n_pairs < PAIRS_READ && (where & IN_BODY)) {
                r->pairs[r->n_pairs][0] = before;
                r->pairs[r->n_pairs++][1] = hash;
            }
            before = capital ? hash : 0;
            before_end = at;
        }
        at += at == start;
    }
}

/* ---- ages ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "23-year-old", "23 years old", "Karim, 23," */
static void take_ages(dtl_slice text, uint64_t ages[2])
{
    for (uint32_t at = 0; at < text.length; at++) {
        uint32_t start = at;
        if (!is_digit(text.ptr[at]) || (at && (is_digit(text.ptr[at - 1]) || is_letter((unsigned char)text.ptr[at - 1]) || text.ptr[at - 1] == '$')))
            continue;
        while (at < text.length && is_digit(text.ptr[at]))
            at++;
        dtl_slice rest = {text.ptr + at, text.length - at};
        bool between = start >= 2 && text.ptr[start - 1] == ' ' && text.ptr[start - 2] == ',' && rest.length && (rest.ptr[0] == ',' || rest.ptr[0] == '.');
        bool years = dtl_slice_starts_with(rest, DTL_SLICE("-year")) || dtl_slice_starts_with(rest, DTL_SLICE(" year"));
        if (at - start > 2 || (!between && !years))
            continue;
        uint32_t age = (uint32_t)(text.ptr[start] - '0');
        if (at - start == 2)
            age = age * 10 + (uint32_t)(text.ptr[start + 1] - '0');
        ages[age / 64] |= (uint64_t)1 << age % 64;
    }
}

/* ---- one report ---- */

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* Sorted, each once, at most so many; how many. */
static uint8_t sort_once(uint32_t *found, uint32_t count, uint32_t most)
{
    uint32_t kept = 0;
    qsort(found, count, sizeof *found, by_number);
    for (uint32_t i = 0; i < count; i++)
        if (!i || found[i] != found[i - 1])
            found[kept++] = found[i];
    return (uint8_t)(kept < most ? kept : most);
}

static bool is_written_large(const word *w)
{
    return (w->how & CAPITAL) && !(w->how & SMALL) && (w->how & IN_BODY);
}

/* What is kept of a report lies together, in the order in which it is compared. */
static bool keep_words(reader *r, uint32_t *persons, uint32_t n_persons, story *s)
{
    uint32_t names[WORDS_MAX], words[WORDS_MAX], title[WORDS_MAX], pairs[PAIRS_READ];
    uint32_t n_names = 0, n_words = 0, n_title = 0, n_pairs = 0;
    for (uint32_t i = 0; i < r->n_words; i++) {
        const word *w = &r->words[r->used[i]];
        if (!(w->how & IN_BODY) || is_ordinary(r, w->hash))
            continue;
        if (is_written_large(w))
            names[n_names++] = (w->hash & ~(uint32_t)1) | ((w->how & IN_HEAD) != 0);
        else if ((w->how & SMALL) && (w->how & LONG))
            words[n_words++] = w->hash;
        if (w->how & IN_TITLE)
            title[n_title++] = w->hash;
    }
    for (uint32_t i = 0; i < r->n_pairs; i++) {
        const word *first = find_word(r, r->pairs[i][0]), *second = find_word(r, r->pairs[i][1]);
        if (first && second && is_written_large(first) && is_written_large(second) && !(is_ordinary(r, first->hash) && is_ordinary(r, second->hash)))
            pairs[n_pairs++] = first->hash * 31 + second->hash;
    }
    s->n_persons = sort_once(persons, n_persons, PERSONS_KEPT);
    s->n_names = sort_once(names, n_names, NAMES_KEPT);
    s->n_pairs = sort_once(pairs, n_pairs, PAIRS_KEPT);
    s->n_title = sort_once(title, n_title, TITLE_KEPT);
    s->n_words = sort_once(words, n_words, WORDS_KEPT);
    const struct { const uint32_t **to; const uint32_t *from; uint8_t count; } lists[] = {
        {&s->persons, persons, s->n_persons}, {&s->names, names, s->n_names}, {&s->pairs, pairs, s->n_pairs},
        {&s->title, title, s->n_title}, {&s->words, words, s->n_words}};
    uint32_t *at = dtl_arena_calloc(r->b->arena, (size_t)s->n_persons + s->n_names + s->n_pairs + s->n_title + s->n_words, sizeof *at);
    for (size_t i = 0; at && i < sizeof lists / sizeof *lists; i++) {
        memcpy(at, lists[i].from, lists[i].count * sizeof *at);
        *lists[i].to = at;
        at += lists[i].count;
    }
    return at != NULL;
}

/* Groups, countries and people of the rules; what only reports know is a name, and so is the town of "Norton police" (USA:police:norton). */
static bool fills_the_news(const dtl_report_actor *actor)
{
    bool found = dtl_slice_starts_with(actor->id, DTL_SLICE("name:")) || dtl_slice_starts_with(actor->id, DTL_SLICE("person:")) ||
                 dtl_slice_starts_with(actor->id, DTL_SLICE("office:"));
    uint32_t colon = dtl_slice_find(actor->id, DTL_SLICE(":"), 0);
    bool local = colon != DTL_NONE && dtl_slice_find(actor->id, DTL_SLICE(":"), colon + 1) != DTL_NONE;
    return actor->place_precision == 1 || (!found && !local && (dtl_slice_is(actor->kind, "organisation") || dtl_slice_is(actor->kind, "person")));
}

bool day_is_doubtful(const build *b, uint32_t report, dtl_interval days)
{
    const story *s = &b->stories[report];
    return s->aftermath && s->published != DTL_DAY_OPEN_PAST && days.low == days.high && days.low <= s->published && (int64_t)s->published - days.low <= DOUBTFUL_DAYS;
}

/* The first telling of force, else the first event, in the order of the report, that gives each fact. */
static void take_facts(const build *b, uint32_t r, story *s)
{
    const dtl_ledger_report *row = &b->out->reports.items[r];
    const dtl_report *report = row->report;
    dtl_interval published = report->published;
    bool known = !dtl_interval_is_open(published) && (int64_t)published.high - published.low <= 7;
    s->published = known ? published.low : DTL_DAY_OPEN_PAST;
    s->earliest = published.low;
    s->latest = known ? published.low : published.high;
    s->day = DTL_DAY_OPEN_PAST;
    s->killed = s->injured = -1;
    s->place = DTL_NONE;
    for (uint32_t e = 0; e < report->events.count; e++) {
        const dtl_report_event *event = &report->events.items[e];
        s->aftermath = s->aftermath || (event->item == DTL_ITEM_EVENT && event->mentions.items[0].evidence.offset < AFTERMATH_BYTES &&
                                        ((event->type == DTL_EVENT_COERCE && event->mode == DTL_MODE_ARREST) || event->type == DTL_EVENT_ACCUSE ||
                                         (event->contexts & ((uint64_t)1 << DTL_CONTEXT_LEGAL))));
    }
    for (uint32_t e = 0; e < report->events.count; e++) {
        const dtl_report_event *event = &report->events.items[e];
        if (event->item != DTL_ITEM_EVENT || event->type != DTL_EVENT_ASSAULT)
            continue;
        bool behind = event->mentions.items[0].evidence.offset * 3 >= report->text.length * 2; /* what stands near the end is background */
        if (s->day == DTL_DAY_OPEN_PAST && event->days.low == event->days.high && !behind)
            s->day = event->days.low;
        if (s->killed < 0 && event->killed.low >= 0)
            s->killed = event->killed.low;
        if (s->injured < 0 && event->injured.low >= 0)
            s->injured = event->injured.low;
        for (uint32_t p = 0; s->place == DTL_NONE && p < event->roles[DTL_EVENT_PLACE].count; p++) {
            uint32_t place = event->roles[DTL_EVENT_PLACE].items[p];
            if (report->actors.items[place].place_precision >= 3 && report->actors.items[place].latitude != INT32_MIN)
                s->place = b->out->actor_of[row->first_actor + place];
        }
    }
}

static bool take_outlet(reader *r, uint32_t number, story *s)
{
    dtl_slice outlet = r->b->out->reports.items[number].outlet_id;
    uint32_t known = dtl_map_get(&r->outlets, outlet);
    s->outlet = !outlet.length ? 0 : known != DTL_NONE ? known : r->outlets.count + 1;
    return !outlet.length || known != DTL_NONE || dtl_map_put(&r->outlets, outlet, s->outlet);
}

static uint32_t find_persons(const build *b, uint32_t number, uint32_t persons[REPORT_ACTORS])
{
    const dtl_ledger_report *row = &b->out->reports.items[number];
    uint32_t count = 0;
    for (uint32_t i = 0; i < row->report->actors.count && i < REPORT_ACTORS; i++)
        if (dtl_slice_starts_with(row->report->actors.items[i].id, DTL_SLICE("person:")))
            persons[count++] = b->out->actor_of[row->first_actor + i];
    return count;
}

static bool read_report(reader *r, uint32_t number)
{
    const dtl_report *report = r->b->out->reports.items[number].report;
    story *s = &r->b->stories[number];
    uint32_t left = READ_BYTES;
    for (uint32_t i = 0; i < r->n_words; i++)
        r->words[r->used[i]] = (word){0};
    r->n_words = r->n_pairs = 0;
    take_words(r, dtl_span_text(report->text, report->title), IN_TITLE);
    for (uint32_t i = 0; i < report->body.count && left; i++) {
        dtl_slice text = dtl_span_text(report->text, report->body.items[i].span);
        if (text.length > left)
            text.length = dtl_utf8_valid_prefix((dtl_slice){text.ptr, left});
        take_words(r, text, READ_BYTES - left < HEAD_BYTES ? IN_BODY | IN_HEAD : IN_BODY);
        take_ages(text, s->ages);
        left = text.length < left && text.length ? left - text.length : 0;
    }
    for (uint32_t i = 0; i < report->actors.count && i < REPORT_ACTORS; i++)
        if (fills_the_news(&report->actors.items[i]))
            for (dtl_slice rest = report->actors.items[i].name, part; dtl_slice_next_field(&rest, ' ', &part);)
                note_word(r, word_hash(part), SMALL); /* as if written small */
    take_facts(r->b, number, s);
    if (!take_outlet(r, number, s))
        return false;
    uint32_t persons[REPORT_ACTORS];
    return keep_words(r, persons, find_persons(r->b, number, persons), s);
}

/* ---- pairs ---- */

/* Names that both have; of those near the beginning of both: head. */
static int32_t shared_names(const story *x, const story *y, int32_t *head)
{
    int32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < x->n_names && k < y->n_names;) {
        uint32_t one = x->names[i] >> 1, other = y->names[k] >> 1, in_heads = x->names[i] & y->names[k] & 1;
        shared += one == other;
        *head += one == other ? (int32_t)in_heads : 0;
        i += one <= other;
        k += other <= one;
    }
    return shared;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t bits(uint64_t set)
{
    int32_t count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

static int32_t gap_part(const story *x, const story *y)
{
    static const struct { int32_t days, weight; } steps[] = {{0, STORY_DAY}, {1, STORY_NEXT_DAY}, {3, STORY_DAYS}, {7, STORY_WEEK_PART}, {30, STORY_MONTH}, {365, STORY_YEAR}};
    int64_t after = (int64_t)y->earliest - x->latest, before = (int64_t)x->earliest - y->latest, gap = after > before ? after : before;
    if ((x->published == DTL_DAY_OPEN_PAST || y->published == DTL_DAY_OPEN_PAST) && gap <= STORY_FRESH)
        return STORY_UNDATED; /* perhaps on one day */
    gap = gap > 0 ? gap : 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (gap <= steps[i].days)
            return steps[i].weight;
    return STORY_LATER;
}

/* 73, then 103, then 95: large tolls rise and are corrected for days. */
static bool is_moving_toll(int64_t a, int64_t c)
{
    enum { LARGE = 10 };
    int64_t less = a < c ? a : c, more = a < c ? c : a;
    return less >= LARGE && more <= 2 * less;
}

static int32_t fact_part(const build *b, const story *x, const story *y)
{
    int32_t sum = 0;
    if (x->day != DTL_DAY_OPEN_PAST && y->day != DTL_DAY_OPEN_PAST) {
        int64_t gap = llabs((int64_t)x->day - y->day);
        sum += gap == 0 ? STORY_EVENT_DAY : gap == 1 ? STORY_EVENT_NEXT : gap > 3 ? STORY_EVENT_FAR : 0;
    }
    if (x->killed >= 0 && y->killed >= 0)
        sum += x->killed == y->killed ? STORY_KILLED : is_moving_toll(x->killed, y->killed) ? 0 : STORY_KILLED_NOT;
    if (x->injured >= 0 && y->injured >= 0)
        sum += x->injured == y->injured ? STORY_INJURED : is_moving_toll(x->injured, y->injured) ? 0 : STORY_INJURED_NOT;
    if (x->place != DTL_NONE && y->place != DTL_NONE && x->place != y->place)
        sum += place_score(b, x->place, y->place) < 0 ? STORY_PLACE_FAR : 0;
    return sum;
}

/* What is dear to find is left out where the sum stays below `low` with all of it, or reaches `high` without: names side by side, titles, words. */
static story_parts compare(const build *b, uint32_t a, uint32_t c, int32_t low, int32_t high)
{
    enum { WORDS_MOST = 7, TITLE_MOST = 4 };
    const story *x = &b->stories[a], *y = &b->stories[c];
    story_parts p = {0};
    p.ages = least(bits(x->ages[0] & y->ages[0]) + bits(x->ages[1] & y->ages[1]), 3) * STORY_AGE;
    p.days = gap_part(x, y);
    p.facts = fact_part(b, x, y);
    if (p.days < STORY_MONTH && !p.ages && (x->day == DTL_DAY_OPEN_PAST || x->day != y->day) && !shared_count(x->persons, x->n_persons, y->persons, y->n_persons, 1))
        p.days += STORY_NOBODY; /* months later the streets of a town tell of another deed, people hardly */
    p.outlet = x->outlet && x->outlet == y->outlet ? STORY_OUTLET : 0;
    int32_t head = 0, shared = shared_names(x, y, &head);
    int32_t fewest = x->n_names < y->n_names ? x->n_names : y->n_names;
    p.names = least(shared, 10) * STORY_NAME + (fewest ? shared * STORY_NAME_SHARE / fewest : 0) + (shared >= 3 ? STORY_THREE_NAMES : 0) +
              least(head, 4) * STORY_HEAD_NAME;
    p.sum = STORY_NONE + p.names + p.ages + p.days + p.facts + p.outlet;
    if (p.sum + STORY_PAIR + WORDS_MOST * STORY_WORD + TITLE_MOST * STORY_TITLE < low || p.sum >= high)
        return p;
    int32_t pairs = shared_count(x->pairs, x->n_pairs, y->pairs, y->n_pairs, 2);
    p.names += pairs > 1 ? STORY_TWO_PAIRS : pairs ? STORY_PAIR : 0;
    p.words = shared_count(x->title, x->n_title, y->title, y->n_title, TITLE_MOST) * STORY_TITLE;
    p.sum = STORY_NONE + p.names + p.words + p.ages + p.days + p.facts + p.outlet;
    if (p.sum + WORDS_MOST * STORY_WORD < low || p.sum >= high)
        return p;
    int32_t words = shared_count(x->words, x->n_words, y->words, y->n_words, WORDS_MOST) * STORY_WORD;
    p.words += words;
    p.sum += words;
    return p;
}

story_parts story_compare(const build *b, uint32_t a, uint32_t c)
{
    return compare(b, a, c, INT32_MIN, INT32_MAX);
}

/* ---- blocks ---- */

static bool add_keys(build *b, uint32_t report, block_member_array *keys)
{
    const story *s = &b->stories[report];
    for (uint32_t i = 0; i < s->n_names + (uint32_t)s->n_pairs; i++) {
        block_member *key = dtl_array_push(&b->scratch, keys);
        if (!key)
            return false;
        bool pair = i >= s->n_names;
        *key = (block_member){.block = pair ? (uint64_t)1 << 32 | s->pairs[i - s->n_names] : s->names[i] >> 1, .day = s->published, .item = report,
                              .days_apart = pair ? ANY_DAY : STORY_WEEK};
    }
    return true;
}

/* Who compares, and what comes of it. */
typedef struct comparing {
    build *b;
    edge_array *edges;
} comparing;

static bool meet(void *context, uint32_t x, uint32_t y)
{
    comparing *c = context;
    int32_t score = compare(c->b, x, y, STORY_SAME, INT32_MAX).sum;
    return score < STORY_SAME || edge_add(&c->b->scratch, c->edges, x, y, score);
}

static bool find_edges(build *b, edge_array *edges)
{
    block_member_array keys = {0};
    comparing c = {b, edges};
    const block_rule rule = {.full = STORY_FULL, .window = STORY_WINDOW, .meet = meet, .context = &c};
    for (uint32_t r = 0; r < b->out->reports.count; r++)
        if (b->out->reports.items[r].testimony != r ? !edge_add(&b->scratch, edges, b->out->reports.items[r].testimony, r, COPY) : !add_keys(b, r, &keys))
            return false;
    return meet_in_blocks(b->scratch.budget, &keys, b->out->reports.count, &rule);
}

/* ---- groups ---- */

static int32_t sample_of(const uint32_t *next, uint32_t first)
{
    int32_t count = 0;
    for (uint32_t i = first; i != DTL_NONE && count < STORY_SAMPLE; i = next[i])
        count++;
    return count;
}

/* Is the mean over all pairs of the two samples high enough? Pairs are asked as long as the answer is open, and no further than it hangs on them. */
static bool may_join(void *context, const uint32_t *next, uint32_t x, uint32_t y)
{
    const build *b = context;
    int32_t rest = sample_of(next, x) * sample_of(next, y), missing = rest * STORY_AVERAGE; /* to be had from those not asked yet */
    for (uint32_t i = x, n = 0; i != DTL_NONE && n < STORY_SAMPLE; i = next[i], n++)
        for (uint32_t k = y, m = 0; k != DTL_NONE && m < STORY_SAMPLE; k = next[k], m++) {
            int32_t low = missing - --rest * STORY_CLIP;
            int32_t score = compare(b, i, k, low > -STORY_CLIP ? low : -STORY_CLIP, STORY_CLIP).sum;
            score = score > STORY_CLIP ? STORY_CLIP : score < -STORY_CLIP ? -STORY_CLIP : score;
            if (score < low)
                return false; /* the rest cannot make up for it */
            missing -= score;
            if (missing <= -rest * STORY_CLIP)
                return true; /* the rest cannot spoil it */
        }
    return missing <= 0;
}

static bool group_reports(build *b, edge_array *edges)
{
    const group_rule rule = {.unasked = COPY, .sample = STORY_SAMPLE, .may_join = may_join, .context = b};
    uint32_t *group = group_along(&b->scratch, b->out->reports.count, edges, &rule);
    for (uint32_t i = 0; group && i < b->out->reports.count; i++)
        b->out->reports.items[i].story = group[i];
    return group != NULL;
}

bool ledger_stories(build *b)
{
    edge_array edges = {0};
    reader *r = dtl_arena_calloc(b->arena, 1, sizeof *r);
    b->stories = dtl_arena_calloc(b->arena, b->out->reports.count, sizeof *b->stories);
    if (!r || !b->stories)
        return false;
    r->b = b;
    r->ordinary = dtl_arena_calloc(b->arena, ORDINARY_SLOTS, sizeof *r->ordinary);
    if (!r->ordinary)
        return false;
    dtl_map_init(&r->outlets, b->arena);
    load_ordinary(r);
    for (uint32_t i = 0; i < b->out->reports.count; i++)
        if (!read_report(r, i))
            return false;
    dtl_arena_reset(&b->scratch);
    return find_edges(b, &edges) && group_reports(b, &edges);
}
