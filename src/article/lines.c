/* Lines measured and named. In: blocks of the page. Out: one `line` each: counts, and what piece of furniture it is.
 *
 * Two kinds of knowledge. Counts: running English is full of function words and ends in a full stop; menus and teasers are
 * not. Phrases: the tables furniture.txt and labels.txt know what content systems print ("Leave a Reply", "publish: …").
 * What a phrase means for the report is decided in article.c; here it is only named.
 *
 * Example. "• time: 6:35 pm" → class time, value "6:35 pm". "12 Comments" → class counter.
 *
 * Gets wrong knowingly: a body line that is nothing but a listed phrase ("Politics") is taken for furniture. */
#include "article/room.h"
#include "base/utf8.h"

enum {
    FOLD_MAX = 600,     /* bytes of a line that is looked at as a whole */
    SCAN_WORDS = 24,    /* words of such a line */
    PHRASE_WORDS = 120, /* no phrase drops a longer line */
    BEGINNING = 100,    /* bytes looked at of a longer one */
    WORDS_LISTED = 80
};



static const struct {
    const char *key;    /* class= in the rules */
    const char *reason; /* of dtl_dropped */
    bool metadata;
} class_facts[CLASS_COUNT] = {
    [CLASS_NONE] = {"", "page text", false},
    [CLASS_BREADCRUMB] = {"breadcrumb", "breadcrumb", false},
    [CLASS_BYLINE] = {"byline", "byline", true},
    [CLASS_PUBLISHED] = {"published", "publish date", true},
    [CLASS_UPDATED] = {"updated", "update date", true},
    [CLASS_TIME] = {"time", "publish time", true},
    [CLASS_CATEGORY] = {"category", "category", true},
    [CLASS_NUMBER] = {"number", "article number", true},
    [CLASS_CREDIT] = {"credit", "source credit", true},
    [CLASS_LOCATION] = {"location", "location", true},
    [CLASS_SECTION] = {"section", "section", true},
    [CLASS_AUTHOR_BOX] = {"author-box", "author box", false},
    [CLASS_RELATED] = {"related", "related heading", false},
    [CLASS_COMMENT_FORM] = {"comment-form", "comment form", false},
    [CLASS_SHARE] = {"share", "share", false},
    [CLASS_NAVIGATION] = {"navigation", "navigation", false},
    [CLASS_COPYRIGHT] = {"copyright", "copyright", false},
    [CLASS_COOKIE] = {"cookie", "cookie notice", false},
    [CLASS_NEWSLETTER] = {"newsletter", "newsletter", false},
    [CLASS_PHOTO] = {"photo-credit", "photo credit", false},
    [CLASS_WALL] = {"wall", "wall", false},
    [CLASS_ADVERTISEMENT] = {"advertisement", "advertisement", false},
    [CLASS_TAGS] = {"tags", "tags", true},
    [CLASS_COUNTER] = {"counter", "counter", false},
    [CLASS_SIGN_OFF] = {"sign-off", "sign-off", true},
    [CLASS_FRONT_PAGE] = {"front-page", "navigation", false},
    [CLASS_LEAD] = {"lead", "label", false},
};

const char *lines_reason(line_class class)
{
    return class_facts[class].reason;
}

bool lines_is_metadata(line_class class)
{
    return class_facts[class].metadata;
}

/* Function words of English: articles, pronouns, prepositions, conjunctions, auxiliaries, and the verb of speech that news
 * cannot do without. Words that are common in German, French or Dutch too (an, die, on, van, was …) are left out where
 * English does not need them. */
static const char *const function_words[WORDS_LISTED * 2] = {
    "the", "a", "and", "of", "to", "in", "that", "is", "was", "for", "on", "with", "as", "at", "by", "from", "it", "its",
    "he", "she", "they", "his", "her", "their", "them", "him", "we", "our", "you", "your", "i", "my", "this", "these",
    "those", "be", "been", "being", "are", "were", "has", "have", "had", "will", "would", "could", "should", "can", "may",
    "might", "must", "not", "no", "but", "or", "nor", "if", "than", "then", "when", "while", "where", "which", "who", "whom",
    "whose", "what", "how", "why", "there", "here", "about", "after", "before", "between", "against", "during", "over",
    "under", "into", "through", "since", "until", "because", "also", "more", "most", "some", "such", "other", "all", "any",
    "both", "each", "an", "do", "does", "did", "said", "says", "so", "up", "out", "only", "just", "us", "me", "one", "many",
    "two", "new", "now", "still", "even", "very", "much", "however", "according", "among", "within", "without", "around",
    "off", "down", "too", "own", "same", "few", "every", "per", "like", "later", "ago", "amid", "despite",
};

/* A hash set of the function words, each packed in eight bytes; built per run, it costs a microsecond. */
typedef struct word_set {
    uint64_t slots[512]; /* 0 = free */
} word_set;

static uint64_t pack_word(const char *letters, uint32_t length)
{
    uint64_t packed = 0;
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)letters[i];
        packed = packed << 8 | (c >= 'A' && c <= 'Z' ? c + 32u : c);
    }
    return packed;
}

static uint32_t slot_of(uint64_t packed)
{
    return (uint32_t)((packed * 0x9E3779B97F4A7C15u) >> 55);
}

static void build_word_set(word_set *set)
{
    memset(set, 0, sizeof *set);
    for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++) {
        uint32_t length = function_words[i] ? (uint32_t)strlen(function_words[i]) : 0;
        if (length == 0 || length > 8)
            continue;
        uint64_t packed = pack_word(function_words[i], length);
        uint32_t slot = slot_of(packed);
        while (set->slots[slot] && set->slots[slot] != packed)
            slot = (slot + 1) % 512;
        set->slots[slot] = packed;
    }
}

static bool in_word_set(const word_set *set, uint64_t packed)
{
    for (uint32_t slot = slot_of(packed); set->slots[slot]; slot = (slot + 1) % 512)
        if (set->slots[slot] == packed)
            return true;
    return false;
}

/* ---- counting ---- */
static bool is_ascii_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Bytes of the punctuation sign beyond ASCII at ptr, 0 if it is a letter: U+0080–U+00BF and U+2000–U+2BFF, U+3000–U+303F. */
static uint32_t wide_sign(const char *ptr, uint32_t left)
{
    unsigned char a = (unsigned char)ptr[0], b = left > 1 ? (unsigned char)ptr[1] : 0;
    if (a == 0xC2)
        return 2;
    if ((a == 0xE2 && b >= 0x80 && b <= 0xAF) || (a == 0xE3 && b == 0x80) || (a == 0xEF && (b == 0xBC || b == 0xBF)))
        return 3;
    return a == 0xF0 ? 4 : 0;
}

static bool is_apostrophe(dtl_slice text, uint32_t at)
{
    return text.ptr[at] == '\'' || (at + 2 < text.length && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0);
}

static void count_word(line *l, const word_set *set, const char *word, uint32_t length, bool wide)
{
    l->words++;
    l->capitals += word[0] >= 'A' && word[0] <= 'Z';
    if (!wide && length <= 8 && in_word_set(set, pack_word(word, length)))
        l->function_words++;
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)word[i];
        l->hash = (l->hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
    }
    l->hash = (l->hash ^ ' ') * 1099511628211u;
}

static void count_words(line *l, const word_set *set, dtl_slice text)
{
    for (uint32_t at = 0; at < text.length;) {
        uint32_t start = at;
        bool wide = false;
        while (at < text.length) {
            unsigned char c = (unsigned char)text.ptr[at];
            if (is_ascii_word(c)) {
                l->digits += c <= '9';
                l->letters += c > '9';
                at++;
            } else if (c >= 0x80 && !wide_sign(text.ptr + at, text.length - at)) {
                wide = true;
                if (c >= 0xC3 && c <= 0xC9)
                    l->letters += 2;
                else
                    l->foreign += c >= 0xCD;
                at++;
            } else if (at > start && is_apostrophe(text, at)) {
                at += text.ptr[at] == '\'' ? 1 : 3; /* it's: one word */
            } else {
                break;
            }
        }
        if (at > start) {
            count_word(l, set, text.ptr + start, at - start, wide);
            const char *behind = text.ptr + at; /* "https://", "www." */
            l->address |= (at + 2 < text.length && memcmp(behind, "://", 3) == 0) ||
                          (at - start == 3 && at < text.length && *behind == '.' && memcmp(behind - 3, "www", 3) == 0);
        } else
            at += (unsigned char)text.ptr[at] < 0x80 ? 1 : wide_sign(text.ptr + at, text.length - at);
    }
}

/* Takes closing quotation marks, brackets and blanks off the end. */
static dtl_slice without_closers(dtl_slice text)
{
    for (;;) {
        const char *end = text.ptr + text.length;
        if (text.length && strchr("\"')]* ", end[-1]))
            text.length--;
        else if (text.length > 3 && (memcmp(end - 3, "\xE2\x80\x9D", 3) == 0 || memcmp(end - 3, "\xE2\x80\x99", 3) == 0))
            text.length -= 3;
        else if (text.length > 2 && (memcmp(end - 2, "\xC2\xBB", 2) == 0 || memcmp(end - 2, "\xC2\xA0", 2) == 0))
            text.length -= 2;
        else
            return text;
    }
}

static line measure(const word_set *set, dtl_slice text)
{
    line l = {.hash = 14695981039346656037u};
    count_words(&l, set, text);
    dtl_slice bare = without_closers(text);
    l.ellipsis = dtl_slice_ends_with(bare, DTL_SLICE("\xE2\x80\xA6")) || dtl_slice_ends_with(bare, DTL_SLICE(".."));
    l.stop = bare.length && strchr(".!?", bare.ptr[bare.length - 1]) && !l.ellipsis;
    l.colon = bare.length && bare.ptr[bare.length - 1] == ':';
    return l;
}

line lines_measure(dtl_slice text)
{
    word_set set;
    build_word_set(&set);
    return measure(&set, text);
}

bool lines_has_any_of(dtl_slice text, const char *signs)
{
    for (uint32_t i = 0; i < text.length; i++)
        if (strchr(signs, text.ptr[i]))
            return true;
    return false;
}

/* ---- phrases ---- */
/* Tokens of folded text: runs of letters, digits and inner apostrophes; at most `room`. */
static uint32_t lines_tokens(dtl_slice folded, dtl_slice *tokens, uint32_t room)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < folded.length && count < room;) {
        uint32_t start = at;
        while (at < folded.length &&
               (is_ascii_word((unsigned char)folded.ptr[at]) ||
                ((unsigned char)folded.ptr[at] >= 0x80 && !wide_sign(folded.ptr + at, folded.length - at)) ||
                (at > start && folded.ptr[at] == '\'')))
            at++;
        if (at > start)
            tokens[count++] = dtl_slice_make(folded.ptr + start, at - start);
        else
            at += (unsigned char)folded.ptr[at] < 0x80 ? 1 : wide_sign(folded.ptr + at, folded.length - at);
    }
    return count;
}

uint32_t lines_lookup(article_run *run, uint32_t table, dtl_slice text)
{
    dtl_slice folded, tokens[16];
    uint32_t taken;
    if (table == DTL_NONE || text.length == 0 || text.length > 120 || !dtl_utf8_fold(run->arena, text, &folded))
        return DTL_NONE;
    uint32_t count = lines_tokens(folded, tokens, 16);
    uint32_t entry = dtl_rules_match(run->rules, table, tokens, count, &taken);
    return count && taken == count ? entry : DTL_NONE;
}

line_class lines_entry_class(article_run *run, uint32_t entry)
{
    dtl_slice key = dtl_rules_attribute(run->rules, entry, "class");
    for (uint32_t i = 1; i < CLASS_COUNT; i++)
        if (dtl_slice_is(key, class_facts[i].key))
            return (line_class)i;
    return CLASS_NONE;
}

static bool is_number(dtl_slice token)
{
    for (uint32_t i = 0; i < token.length; i++)
        if (token.ptr[i] < '0' || token.ptr[i] > '9')
            return false;
    return true;
}

/* Does a phrase that took tokens [at, at + taken) stand as its entry asks in a line of count words, of which the first
 * `known` are in tokens? What is not known is not only numbers. */
static bool stands(article_run *run, uint32_t entry, const dtl_slice *tokens, uint32_t at, uint32_t taken, uint32_t known, uint32_t count)
{
    dtl_slice where = dtl_rules_attribute(run->rules, entry, "where");
    bool numbers_before = true, numbers_behind = count <= known;
    for (uint32_t i = 0; i < at; i++)
        numbers_before &= is_number(tokens[i]);
    if (dtl_slice_is(where, "end"))
        return at + taken == count && count > 1 && count <= (uint32_t)dtl_rules_number(run->rules, entry, "words", 6);
    if (dtl_slice_is(where, "any"))
        return count <= (uint32_t)dtl_rules_number(run->rules, entry, "words", 14);
    if (!numbers_before)
        return false;
    if (dtl_slice_is(where, "start"))
        return count <= (uint32_t)dtl_rules_number(run->rules, entry, "words", 14);
    for (uint32_t i = at + taken; i < known && count <= SCAN_WORDS; i++)
        numbers_behind &= is_number(tokens[i]);
    return numbers_behind && count <= SCAN_WORDS;
}

/* The first phrase of furniture.txt that stands as it should in a line of so many words. */
static uint32_t find_furniture(article_run *run, const dtl_slice *tokens, uint32_t count, uint32_t words)
{
    uint32_t starts = words > count ? 1 : count; /* of a long line only the beginning is here: phrases that open it */
    for (uint32_t at = 0; at < starts; at++) {
        uint32_t taken;
        uint32_t entry = dtl_rules_match(run->rules, run->furniture, tokens + at, count - at, &taken);
        if (entry != DTL_NONE && stands(run, entry, tokens, at, taken, count, words))
            return entry;
    }
    return DTL_NONE;
}

/* The text behind its first `count` words. */
static dtl_slice behind_words(dtl_slice text, uint32_t count)
{
    dtl_slice words[SCAN_WORDS];
    uint32_t known = lines_tokens(text, words, SCAN_WORDS);
    if (count == 0 || count > known)
        return DTL_SLICE_EMPTY;
    const char *start = words[count - 1].ptr + words[count - 1].length;
    return dtl_slice_trim(dtl_slice_make(start, (size_t)(text.ptr + text.length - start)));
}

/* "publish: 24 September 2021", "Posted on May 3, 2020", "No 18793": the label in front, the value behind. */
static bool name_label(article_run *run, line *l, dtl_slice text, const dtl_slice *tokens, uint32_t count)
{
    uint32_t taken;
    uint32_t entry = dtl_rules_match(run->rules, run->labels, tokens, count, &taken);
    if (entry == DTL_NONE || !dtl_slice_is(dtl_rules_attribute(run->rules, entry, "where"), "label") ||
        l->words > (uint32_t)dtl_rules_number(run->rules, entry, "words", 16))
        return false;
    uint32_t colon = dtl_slice_find(text, DTL_SLICE(":"), 0);
    stamp found = stamp_find(text);
    bool labelled = colon != DTL_NONE && lines_lookup(run, run->labels, dtl_slice_make(text.ptr, colon)) == entry;
    bool dated = taken < count && (is_number(tokens[taken]) || (found.has_date && found.start < 40 && l->words <= 12 && !l->stop));
    line_class class = lines_entry_class(run, entry);
    bool bare = class == CLASS_BYLINE && taken < count && !l->stop && l->capitals + 2 >= l->words; /* Written by Sara Noori */
    if (!labelled && !dated && !bare)
        return false;
    l->class = (uint8_t)class;
    dtl_slice value = bare ? behind_words(text, taken) : text;
    if (labelled)
        value = dtl_slice_trim(dtl_slice_make(text.ptr + colon + 1, text.length - colon - 1));
    l->value = value.length ? run_span(run, value) : (dtl_span){0, 0};
    return true;
}

static dtl_slice beginning(dtl_slice text)
{
    uint32_t length = text.length < BEGINNING ? text.length : BEGINNING;
    while (length && length < text.length && ((unsigned char)text.ptr[length] & 0xC0) == 0x80)
        length--;
    return dtl_slice_make(text.ptr, length);
}

static dtl_err name_line(article_run *run, line *l, dtl_slice text)
{
    dtl_slice folded, tokens[SCAN_WORDS + 8];
    if (l->words == 0 || l->words > PHRASE_WORDS)
        return DTL_OK;
    bool whole = l->words <= SCAN_WORDS && text.length <= FOLD_MAX; /* of a longer line only the beginning is looked at */
    if (!dtl_utf8_fold(run->arena, whole ? text : beginning(text), &folded))
        return DTL_ERR_BUDGET;
    uint32_t count = lines_tokens(folded, tokens, SCAN_WORDS + 8);
    if (count == 0 || name_label(run, l, text, tokens, count))
        return DTL_OK;
    uint32_t entry = find_furniture(run, tokens, count, whole ? count : l->words);
    if (entry != DTL_NONE) {
        l->class = (uint8_t)lines_entry_class(run, entry);
        l->ends = dtl_rules_number(run->rules, entry, "ends", 0) == 1;
    } else if (count <= 8 && (entry = lines_lookup(run, run->outlets, text)) != DTL_NONE) {
        l->class = dtl_slice_is(dtl_rules_attribute(run->rules, entry, "kind"), "agency") ? CLASS_CREDIT : CLASS_BYLINE;
        l->value = run_span(run, text);
    }
    return DTL_OK;
}

/* Does a line whose first part is `first` lead through a site? Signs that point onwards say so by themselves when there are
 * two of them; strokes only behind the name of a front page or section. */
static bool leads_somewhere(article_run *run, dtl_slice first, bool pointing, uint32_t parts)
{
    uint32_t entry = lines_lookup(run, run->furniture, first);
    line_class class = entry == DTL_NONE ? CLASS_NONE : lines_entry_class(run, entry);
    return class == CLASS_FRONT_PAGE || (pointing && (parts >= 3 || class == CLASS_SECTION)) || (class == CLASS_SECTION && parts >= 3);
}

/* "Home / World / Storm closes port": the parts of the path; the page's title is its last part when it has words enough. */
static void name_breadcrumb(article_run *run, line *l, dtl_slice text)
{
    static const char *const separators[] = {" > ", " \xC2\xBB ", " \xE2\x80\xBA ", " \xE2\x86\x92 ", " / ", " | "};
    enum { POINTING = 4, PARTS_MAX = 8 };
    if (text.length > FOLD_MAX || l->stop)
        return;
    for (uint32_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        dtl_slice separator = dtl_slice_from_cstr(separators[i]), parts[PARTS_MAX];
        uint32_t from = 0, count = 0;
        while (count < PARTS_MAX && from <= text.length) {
            uint32_t cut = count + 1 < PARTS_MAX ? dtl_slice_find(text, separator, from) : DTL_NONE;
            uint32_t end = cut == DTL_NONE ? text.length : cut;
            parts[count++] = dtl_slice_trim(dtl_slice_make(text.ptr + from, end - from));
            from = end + separator.length;
        }
        if (count < 2 || !leads_somewhere(run, parts[0], i < POINTING, count))
            continue;
        line tail = lines_measure(parts[count - 1]);
        bool titled = tail.words >= 3; /* a path may also end with the section */
        if (titled)
            run->title_hash = tail.hash;
        dtl_slice section = titled ? (count > 2 ? parts[count - 2] : DTL_SLICE_EMPTY) : parts[count - 1];
        l->class = CLASS_BREADCRUMB;
        l->value = section.length ? run_span(run, section) : (dtl_span){0, 0};
        return;
    }
}

/* "World | Posted on May 3, 2019 | 12 comments": a line of parts, of which one is a stamp, is that stamp. */
static dtl_err name_parts(article_run *run, line *l, dtl_slice text)
{
    static const char *const separators[] = {" | ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " / "};
    for (size_t i = 0; i < sizeof separators / sizeof *separators && l->words <= 24; i++) {
        dtl_slice separator = dtl_slice_from_cstr(separators[i]);
        uint32_t from = 0, end;
        if (dtl_slice_find(text, separator, 0) == DTL_NONE)
            continue;
        do {
            end = dtl_slice_find(text, separator, from);
            dtl_slice part = dtl_slice_trim(dtl_slice_make(text.ptr + from, (end == DTL_NONE ? text.length : end) - from));
            line piece = lines_measure(part);
            if (name_line(run, &piece, part))
                return DTL_ERR_BUDGET;
            stamp found = stamp_find(part);
            if (found.has_date && (stamp_is_all(part, &found) || piece.class == CLASS_PUBLISHED || piece.class == CLASS_UPDATED)) {
                l->class = piece.class == CLASS_UPDATED ? CLASS_UPDATED : CLASS_PUBLISHED;
                l->value = piece.value;
                return DTL_OK;
            }
            from = end + separator.length;
        } while (end != DTL_NONE);
    }
    return DTL_OK;
}

dtl_err lines_survey(article_run *run)
{
    word_set set;
    build_word_set(&set);
    run->count = run->page->blocks.count;
    run->lines = dtl_arena_calloc(run->arena, run->count ? run->count : 1, sizeof *run->lines);
    if (!run->lines)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < run->count; i++) {
        dtl_slice text = run_text(run, run->page->blocks.items[i].span);
        line *l = &run->lines[i];
        *l = measure(&set, text);
        if (run->furniture != DTL_NONE && !l->colon && name_line(run, l, text))
            return DTL_ERR_BUDGET;
        if (l->words > SCAN_WORDS)
            continue;
        if (l->class == CLASS_NONE && l->digits) {
            stamp found = stamp_find(text);
            if (l->words <= 14 && found.has_date && stamp_is_all(text, &found))
                l->class = CLASS_PUBLISHED;
            else if (found.has_date && name_parts(run, l, text))
                return DTL_ERR_BUDGET;
        }
        if (l->class == CLASS_NONE)
            name_breadcrumb(run, l, text);
    }
    return DTL_OK;
}
