/* In: a stretch of valid UTF-8. Out: its tokens, in the manner of the English UD treebanks.
 *
 * The idea: white space cuts chunks; a chunk is walked from left to right, and at each place one token is read: a web
 * address or a file, a word, a number, a run of one sign, a face. Then clitics come off words ("don't" → do n't, "Taliban's" →
 * Taliban 's, "dont" → do nt), units off numbers ("40km" → 40 km), and hyphens cut ("Baghlan-based" → Baghlan - based) but for prefixes
 * that are no words ("re-arm", "non-state") and nouns that a cut would make a verb ("sit-in"). A full stop stays with an abbreviation ("Gen.", "U.S.") and with an initial
 * ("R. Karimi"); it is a token of its own elsewhere. The lists are in words.c.
 *
 *     "They've $2.5M," Gen. R. Karimi said.  →  " They 've $ 2.5 M , " Gen. R. Karimi said .
 *
 * Knowingly wrong: an abbreviation that is not in the list loses its stop; "9-11" and "4-5" are cut alike; a genitive without its
 * apostrophe ("the armys men") stays whole; words that ran together are cut at a full stop only ("said.He"). */
#include "text/tokens.h"
#include "base/utf8.h"
#include "text/words.h"

enum { TOKEN_BYTES_MAX = 1000 };

/* Kinds of characters, as far as the cutting needs them. */
typedef enum rune_class { LETTER, DIGIT, BLANK, APOSTROPHE, SIGN } rune_class;

static rune_class class_of(uint32_t rune)
{
    if (rune < 0x80) {
        if ((rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') || rune == '_')
            return LETTER;
        if (rune >= '0' && rune <= '9')
            return DIGIT;
        if (rune <= ' ' || rune == 0x7F)
            return BLANK;
        return rune == '\'' ? APOSTROPHE : SIGN;
    }
    if (rune == 0x2019 || rune == 0x02BC)
        return APOSTROPHE;
    if (dtl_rune_is_space(rune) || rune == 0xA0 || (rune >= 0x2000 && rune <= 0x200D) || rune == 0xFEFF || rune == 0x2060)
        return BLANK;
    if (dtl_rune_is_digit(rune))
        return DIGIT;
    if ((rune >= 0x2010 && rune <= 0x2BFF) || rune == 0xA3 || rune == 0xA5 || rune == 0xA7 || rune == 0xAB || rune == 0xB0 ||
        rune == 0xB7 || rune == 0xBB || (rune >= 0x3001 && rune <= 0x3003) || (rune >= 0x1F000 && rune <= 0x1FAFF))
        return SIGN;
    return LETTER; /* letters of all scripts, and their marks */
}

/* The rune at `at` and where the next one starts; 0 at the end. */
static uint32_t peek(dtl_slice text, uint32_t at, uint32_t end, uint32_t *next)
{
    *next = at;
    if (at >= end)
        return 0;
    return dtl_utf8_next(text, next);
}

static bool is_upper_at(dtl_slice text, uint32_t at, uint32_t end)
{
    uint32_t next, rune = peek(text, at, end, &next);
    return rune != 0 && dtl_rune_is_upper(rune);
}

static bool is_class_at(dtl_slice text, uint32_t at, uint32_t end, rune_class wanted)
{
    uint32_t next, rune = peek(text, at, end, &next);
    return rune != 0 && class_of(rune) == wanted;
}

static bool add(token_sink *sink, uint32_t start, uint32_t end)
{
    while (start < end) { /* a monstrous token goes in slices, so that nobody downstream meets one */
        uint32_t stop = end;
        if (stop - start > TOKEN_BYTES_MAX) {
            for (stop = start + TOKEN_BYTES_MAX; ((unsigned char)sink->text.ptr[stop] & 0xC0) == 0x80; stop--) {}
            sink->cut_token = true;
        }
        if (sink->tokens->count >= sink->most) {
            sink->full = true;
            return true;
        }
        dtl_token *token = dtl_array_push(sink->arena, sink->tokens);
        if (!token)
            return false;
        *token = (dtl_token){.offset = start, .length = stop - start};
        start = stop;
    }
    return true;
}

/* ---- abbreviations ---- */

/* Letters with stops between them: "U.S", "a.m", "Ph.D". */
static bool is_dotted(dtl_slice word)
{
    uint32_t run = 0, stops = 0;
    for (uint32_t i = 0; i < word.length; i++) {
        if (word.ptr[i] == '.') {
            if (run == 0)
                return false;
            stops++;
            run = 0;
        } else if (class_of((unsigned char)word.ptr[i]) != LETTER || ++run > 2) {
            return false;
        }
    }
    return stops > 0 && run > 0;
}

abbreviation_kind abbreviation_of(const token_sink *sink, dtl_slice word)
{
    if (word.length == 0 || word.length > 12)
        return NOT_ABBREVIATION;
    if (word.length == 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && word.ptr[0] != 'I')
        return ABBREVIATION_BEFORE_NAME;
    const abbreviation_kind listed = words_abbreviation(word);
    if (listed != NOT_ABBREVIATION)
        return listed;
    if (is_dotted(word))
        return ABBREVIATION;
    if (sink->rules && sink->abbreviations != DTL_NONE) {
        dtl_slice folded;
        if (dtl_utf8_fold(sink->arena, word, &folded)) {
            uint32_t entry = dtl_rules_find(sink->rules, sink->abbreviations, folded, 0);
            if (entry != DTL_NONE)
                return dtl_slice_is(dtl_rules_attribute(sink->rules, entry, "before"), "name") ? ABBREVIATION_BEFORE_NAME
                                                                                            : ABBREVIATION;
        }
    }
    return NOT_ABBREVIATION;
}

/* ---- addresses, files ---- */

/* Where a chunk's stretch without quotes and angle brackets ends: no address goes on behind it. */
static uint32_t stretch_end(dtl_slice text, uint32_t start, uint32_t end)
{
    while (start < end && !strchr("\"<>", text.ptr[start]) && (unsigned char)text.ptr[start] != 0xE2 /* typographic quotes, dashes */)
        start++;
    return start;
}

/* The letters behind the last full stop of "report.pdf", "example.org/page": empty if there is none. */
static dtl_slice site_tail(dtl_slice chunk)
{
    uint32_t stop = 0, end = 0;
    while (end < chunk.length && chunk.ptr[end] != '/')
        stop = chunk.ptr[end++] == '.' ? end : stop;
    return stop ? dtl_slice_make(chunk.ptr + stop, end - stop) : DTL_SLICE_EMPTY;
}

/* Whether text[start, end), a stretch without blanks, is an address or a file: then where it ends before closing punctuation; else start. */
static uint32_t address_end(dtl_slice text, uint32_t start, uint32_t end)
{
    if (end - start > TOKEN_BYTES_MAX || end - start < 4)
        return start;
    while (end > start && strchr(".,;:!?)]}'", text.ptr[end - 1]))
        end--;
    dtl_slice chunk = dtl_slice_make(text.ptr + start, end - start);
    uint32_t at = dtl_slice_find(chunk, DTL_SLICE("@"), 0), colon = dtl_slice_find(chunk, DTL_SLICE("://"), 0);
    bool web = (colon != DTL_NONE && colon > 1 && colon < 8) ||
               (chunk.length > 6 && dtl_slice_equal_nocase(dtl_slice_make(chunk.ptr, 4), DTL_SLICE("www.")));
    bool mail = at != DTL_NONE && at > 0 && is_class_at(text, start + at + 1, end, LETTER) && is_class_at(text, start + at - 1, end, LETTER);
    mail = mail || (at != DTL_NONE && at > 0 && dtl_slice_find(chunk, DTL_SLICE("."), at) != DTL_NONE);
    bool file = words_is_file_or_site(site_tail(chunk)) && dtl_slice_find(chunk, DTL_SLICE("'"), 0) == DTL_NONE &&
                dtl_slice_find(chunk, DTL_SLICE("("), 0) == DTL_NONE && dtl_slice_find(chunk, DTL_SLICE(","), 0) == DTL_NONE;
    return web || mail || file ? end : start;
}

/* ---- words ---- */

/* Letters before the clitic that text[start, end) ends with; end if none. The clitic has at least its apostrophe. */
static uint32_t clitic_start(dtl_slice text, uint32_t start, uint32_t end)
{
    static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m", NULL};
    dtl_slice word = dtl_slice_make(text.ptr + start, end - start);
    if (word.length > 2 && word.ptr[word.length - 2] == '`' && (word.ptr[word.length - 1] | 32) == 's')
        return end - 2;
    for (uint32_t width = 1; width <= 3; width += 2) { /* ' or ’ */
        for (const char *const *tail = tails; *tail; tail++) {
            uint32_t size = width + (uint32_t)strlen(*tail);
            if (word.length <= size || !dtl_slice_equal_nocase(dtl_slice_make(word.ptr + word.length - size + width, size - width), dtl_slice_from_cstr(*tail)))
                continue;
            if (memcmp(word.ptr + word.length - size, width == 1 ? "'" : "\xE2\x80\x99", width) == 0)
                return end - size;
        }
        uint32_t size = 2 + width; /* n't */
        if (word.length > size && (word.ptr[word.length - 1] | 32) == 't' && (word.ptr[word.length - size] | 32) == 'n' &&
            memcmp(word.ptr + word.length - size + 1, width == 1 ? "'" : "\xE2\x80\x99", width) == 0)
            return end - size;
    }
    return end;
}

/* "60's": a decade, not a genitive. */
static bool is_decade(dtl_slice word)
{
    const uint32_t digits = word.length > 2 ? word.length - 2 : 0;
    if ((digits != 2 && digits != 4) || word.ptr[digits - 1] != '0' || word.ptr[digits] != '\'' || word.ptr[digits + 1] != 's')
        return false;
    for (uint32_t i = 0; i < digits; i++)
        if (word.ptr[i] < '0' || word.ptr[i] > '9')
            return false;
    return true;
}

/* Where "its" that stands for "it is" comes apart; 0 if it is the possessive. */
static uint32_t its_cut(dtl_slice text, uint32_t start, uint32_t end)
{
    if (end - start != 3 || !dtl_slice_equal_nocase(dtl_slice_make(text.ptr + start, 3), DTL_SLICE("its")) || end >= text.length || text.ptr[end] != ' ')
        return 0;
    uint32_t stop = end + 1;
    while (stop < text.length && stop - end < 12 && class_of((unsigned char)text.ptr[stop]) == LETTER)
        stop++;
    return words_follows_it_is(dtl_slice_make(text.ptr + end + 1, stop - end - 1)) && !(stop < text.length && text.ptr[stop] == '-') ? 2 : 0;
}

/* Where a word written without its apostrophe comes apart; 0 if it does not. With a capital only a sentence's first does: "Im" and "Ive"
 * are names, too, and so does "lets" ("the law lets them"). */
static uint32_t unmarked_cut(dtl_slice text, uint32_t start, uint32_t end)
{
    const dtl_slice word = dtl_slice_make(text.ptr + start, end - start);
    const uint32_t cut = words_cut(word);
    if (cut == 0 || word.ptr[1] < 'a' || (word.ptr[0] >= 'a' && !dtl_slice_is(word, "lets")))
        return cut;
    while (start > 0 && text.ptr[start - 1] == ' ')
        start--;
    return word.ptr[0] < 'a' && (start == 0 || strchr(".?!\"'(\n", text.ptr[start - 1])) ? cut : 0;
}

/* Letters that stand behind a number without a blank and are a token of their own: "2.5M", "11am", "40km". */
static uint32_t unit_start(dtl_slice text, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end && (class_of((unsigned char)text.ptr[at]) == DIGIT || strchr(".,:", text.ptr[at])))
        at++;
    return at > start && at < end && words_is_unit(dtl_slice_make(text.ptr + at, end - at)) ? at : end;
}

/* Adds a word without hyphens: "cannot", "gonna", "40km" and clitics come apart. */
static bool add_word(token_sink *sink, uint32_t start, uint32_t end)
{
    dtl_slice word = dtl_slice_make(sink->text.ptr + start, end - start);
    uint32_t cut = unmarked_cut(sink->text, start, end);
    if (cut == 0)
        cut = its_cut(sink->text, start, end);
    if (cut > 0)
        return add(sink, start, start + cut) && add(sink, start + cut, end);
    cut = unit_start(sink->text, start, end);
    if (cut == end)
        cut = word.length <= TOKEN_BYTES_MAX && !is_decade(word) ? clitic_start(sink->text, start, end) : end;
    return add(sink, start, cut) && add(sink, cut, end);
}

/* Numbers with hyphens that are one: dates, telephone numbers, post codes; "5-10" and "2003-2007" are two. */
static bool is_one_number(dtl_slice word)
{
    uint32_t hyphens = 0, hyphen = 0;
    for (uint32_t i = 0; i < word.length; i++) {
        if (word.ptr[i] == '-') {
            hyphens++;
            hyphen = i;
        } else if (class_of((unsigned char)word.ptr[i]) != DIGIT && word.ptr[i] != '/') {
            return false;
        }
    }
    return hyphens > 1 || (hyphens == 1 && word.length >= 8 && !(hyphen == 4 && word.length == 9));
}

/* Adds text[start, end), letters and digits with single hyphens between: cut at the hyphens or whole. */
static bool add_hyphenated(token_sink *sink, uint32_t start, uint32_t end)
{
    const char *ptr = sink->text.ptr;
    dtl_slice word = dtl_slice_make(ptr + start, end - start);
    if (is_one_number(word) || words_is_whole(word))
        return add(sink, start, end);
    for (uint32_t part = start, i = start; i <= end; i++) {
        if (i < end && ptr[i] != '-')
            continue;
        if (i < end && words_is_prefix(dtl_slice_make(ptr + part, i - part)))
            continue; /* the prefix stays with what follows */
        if (!add_word(sink, part, i) || (i < end && !add(sink, i, i + 1)))
            return false;
        part = i + 1;
    }
    return true;
}

/* Whether the full stop at `at` ends a word and another begins without a blank: "said.He", "them.but", "Dr.Karimi", while "U.S." and
 * "example.com" hold together. */
static bool ran_together(dtl_slice text, uint32_t start, uint32_t at, uint32_t end)
{
    uint32_t stop = at + 1, letters = 0;
    while (stop < end && stop - at < 30 && is_class_at(text, stop, end, LETTER)) {
        peek(text, stop, end, &stop);
        letters++;
    }
    const bool capital_before = is_upper_at(text, at - 1, end), capital_after = is_upper_at(text, at + 1, end);
    if (capital_after && !capital_before && at - start > 1 && text.ptr[at - 1] != '.' && (at + 2 >= end || is_class_at(text, at + 2, end, LETTER)))
        return true;
    if (at - start > 40) /* no word of a language: leave it, and time stays linear */
        return false;
    for (uint32_t i = start; i < at; i++)
        if (class_of((unsigned char)text.ptr[i]) != LETTER)
            return false;
    if (capital_after) /* an initial, "S.Karimi" */
        return capital_before && at - start == 1 && letters > 3 && !is_upper_at(text, at + 2, end);
    return !capital_before && at - start > 1 && (stop == end || text.ptr[stop] != '.') && !words_is_file_or_site(dtl_slice_make(text.ptr + at + 1, stop - at - 1));
}

/* Whether the sign at `at` glues what stands on both sides of it. `start`: where the word began. */
static bool glues(dtl_slice text, uint32_t start, uint32_t at, uint32_t end)
{
    const char sign = text.ptr[at];
    const bool digit_before = at > start && class_of((unsigned char)text.ptr[at - 1]) == DIGIT;
    const bool digit_after = is_class_at(text, at + 1, end, DIGIT), letter_after = is_class_at(text, at + 1, end, LETTER);
    switch (sign) {
    case ',':
    case ':':
        return digit_before && digit_after;
    case '/': /* dates and w/o, I/C, but not and/or */
        return (at - start == 1 && (text.ptr[start] | 32) == 'w') || (digit_before && digit_after) || (at - start == 1 && letter_after && !digit_before && !is_class_at(text, at + 2, end, LETTER));
    case '-':
        return at > start && text.ptr[at - 1] != '-' && (digit_after || letter_after);
    case '`':
        return at > start && letter_after;
    case '&':
        return at > start && at - start <= 3 && is_upper_at(text, at - 1, end) && is_upper_at(text, at + 1, end);
    case '.':
        if (digit_before && digit_after)
            return true;
        if (!letter_after || at == start)
            return false;
        return !ran_together(text, start, at, end);
    default:
        return false;
    }
}

/* "No. 5" keeps its stop, "No." as an answer does not. */
static bool stop_fits(dtl_slice text, uint32_t start, uint32_t at, uint32_t end)
{
    dtl_slice word = dtl_slice_make(text.ptr + start, at - start);
    if (!dtl_slice_is(word, "No") && !dtl_slice_is(word, "Nos") && !dtl_slice_is(word, "Fig"))
        return true;
    return at + 1 == end && at + 2 < text.length && text.ptr[at + 1] == ' ' && is_class_at(text, at + 2, text.length, DIGIT);
}

/* A word that broke off before its vowel, as speech is written down: "th- the men". */
static bool is_stammer(dtl_slice word)
{
    bool small = word.length == 1;
    for (uint32_t i = 0; i < word.length; i++) {
        const char letter = word.ptr[i];
        small = small || (letter >= 'a' && letter <= 'z');
        if (!((letter | 32) >= 'a' && (letter | 32) <= 'z') || strchr("aeiou", letter | 32))
            return false;
    }
    return small && word.length <= 3;
}

/* Adds text[start, at) with the full stop at `at`, if it is an abbreviation's, and sets *stop behind it. False when out of budget. */
static bool read_abbreviation(token_sink *sink, uint32_t start, uint32_t at, uint32_t end, uint32_t *stop)
{
    const dtl_slice text = sink->text;
    enum { LENGTH_MAX = 20 };
    const bool one_stop = at < end && text.ptr[at] == '.' && !(at + 2 < end && text.ptr[at + 1] == '.' && text.ptr[at + 2] == '.');
    if (!one_stop || at - start > LENGTH_MAX || !stop_fits(text, start, at, end))
        return true;
    if (abbreviation_of(sink, dtl_slice_make(text.ptr + start, at - start)) != NOT_ABBREVIATION) {
        *stop = at + 1;
        return add(sink, start, at + 1);
    }
    const uint32_t clock = unit_start(text, start, at); /* "7:30p.m." */
    if (clock < at && text.ptr[at - 1] == 'm' && text.ptr[at - 2] == '.') {
        *stop = at + 1;
        return add(sink, start, clock) && add(sink, clock, at + 1);
    }
    uint32_t part = at; /* behind a hyphen the last part decides: "(D-Mass.)" */
    while (part > start && text.ptr[part - 1] != '-')
        part--;
    if (part <= start + 1 || at - part < 2 || abbreviation_of(sink, dtl_slice_make(text.ptr + part, at - part)) == NOT_ABBREVIATION)
        return true;
    *stop = at + 1;
    if (!add_hyphenated(sink, start, at))
        return false;
    if (!sink->full)
        sink->tokens->items[sink->tokens->count - 1].length++;
    return true;
}

/* Reads one word or number from start on, adds its tokens, returns where it ended; 0 when out of budget. */
static uint32_t read_word(token_sink *sink, uint32_t start, uint32_t end)
{
    dtl_slice text = sink->text;
    uint32_t at = start, next;
    while (at < end) {
        uint32_t rune = peek(text, at, end, &next);
        rune_class kind = class_of(rune);
        if (kind == LETTER || kind == DIGIT) {
            at = next;
        } else if (kind == APOSTROPHE && at > start && is_class_at(text, next, end, LETTER)) {
            at = next;
        } else if (kind == SIGN && rune < 0x80 && glues(text, start, at, end)) {
            at = next;
        } else {
            break;
        }
    }
    uint32_t stop = at;
    if (!read_abbreviation(sink, start, at, end, &stop))
        return 0;
    if (stop > at)
        return stop;
    if (at + 1 == end && text.ptr[at] == '-' && is_stammer(dtl_slice_make(text.ptr + start, at - start)))
        return add(sink, start, at + 1) ? at + 1 : 0;
    if (at - start <= 2 && at < end && text.ptr[at] == '$' && is_upper_at(text, start, end) && is_upper_at(text, at - 1, end))
        return add(sink, start, at + 1) ? at + 1 : 0; /* US$ */
    return add_hyphenated(sink, start, at) ? at : 0;
}

/* ---- chunks ---- */

/* Where a face made of signs ends, ":-)", "=(", ";P"; `at` if none starts here. Nothing but its own last sign again may touch it. */
static uint32_t face_end(dtl_slice text, uint32_t at, uint32_t end)
{
    uint32_t mouth = at + 1;
    if (at >= end || !strchr(":;=", text.ptr[at]))
        return at;
    if (mouth < end && strchr("-'", text.ptr[mouth]))
        mouth++;
    if (mouth >= end || !strchr(")(DPpO/|", text.ptr[mouth]))
        return at;
    uint32_t stop = mouth + 1;
    while (stop < end && text.ptr[stop] == text.ptr[mouth])
        stop++;
    return stop == end || strchr(".,!?", text.ptr[stop]) ? stop : at;
}

/* Lines and arrows drawn with signs: "->", "*~*~*", "|------+"; `at` if it is none. */
static uint32_t drawing_end(dtl_slice text, uint32_t at, uint32_t end)
{
    uint32_t stop = at;
    bool mixed = false, line = false;
    while (stop < end && strchr("-=~*_+|<>^#", text.ptr[stop]) && text.ptr[stop]) {
        mixed = mixed || text.ptr[stop] != text.ptr[at];
        line = line || strchr("-=~^", text.ptr[stop]);
        stop++;
    }
    return stop == end && mixed && line ? stop : at;
}

/* One token of signs: runs of the same sign hold together (..., --, !!), ?! and a stop with ? too; other signs stand alone. */
static uint32_t sign_end(dtl_slice text, uint32_t start, uint32_t end)
{
    uint32_t at, rune = peek(text, start, end, &at), next;
    if (!(rune < 0x80 && strchr(".-!?*=~_'`#+|<>", (int)rune)) && rune != 0x2026 && rune != 0x2014 && rune != 0x2018)
        return at;
    while (at < end) {
        uint32_t other = peek(text, at, end, &next);
        const bool mark = other == '!' || other == '?';
        if (other != rune && !((rune == '!' || rune == '?') && mark) && !(rune == '.' && at == start + 1 && mark) &&
            !(rune == 0x2026 && other == '.') && !(rune == 0x2018 && other == 0x2019))
            break;
        if (rune == '.' && mark)
            rune = '!';
        at = next;
    }
    return at;
}

/* An apostrophe before "s" with nothing before it in the chunk ("' s"), or years ('90s). */
static uint32_t apostrophe_end(dtl_slice text, uint32_t at, uint32_t end)
{
    uint32_t next, width;
    peek(text, at, end, &width);
    uint32_t rune = peek(text, width, end, &next);
    if (rune == 0)
        return width;
    if (class_of(rune) == DIGIT) {
        uint32_t stop = width;
        while (stop < end && stop - width < 2 && class_of((unsigned char)text.ptr[stop]) == DIGIT)
            stop++;
        if (stop - width == 2 && stop < end && text.ptr[stop] == 's')
            stop++;
        return stop - width >= 2 && !is_class_at(text, stop, end, LETTER) && !is_class_at(text, stop, end, DIGIT) ? stop : width;
    }
    if ((rune == 's' || rune == 'S') && !is_class_at(text, next, end, LETTER))
        return next;
    if (rune == 0x2019) /* ’’ */
        return next;
    if (end - width == 2 && dtl_slice_equal_nocase(dtl_slice_make(text.ptr + width, 2), DTL_SLICE("em")))
        return end; /* 'em */
    return width;
}

/* A token that begins with a sign: a face, a drawing, @name, #word, .doc, +44, .15; `at` if it is none. */
static uint32_t special_end(dtl_slice text, uint32_t start, uint32_t at, uint32_t end)
{
    const char sign = text.ptr[at];
    uint32_t stop = face_end(text, at, end);
    if (stop > at || at > start)
        return stop;
    stop = drawing_end(text, at, end);
    if (stop > at)
        return stop;
    if ((sign == '@' || sign == '#') && is_class_at(text, at + 1, end, LETTER)) {
        for (stop = at + 1; stop < end && (is_class_at(text, stop, end, LETTER) || is_class_at(text, stop, end, DIGIT));)
            peek(text, stop, end, &stop);
        return stop;
    }
    if ((sign == '+' || sign == '.') && is_class_at(text, at + 1, end, DIGIT)) {
        for (stop = at + 1; stop < end && (is_class_at(text, stop, end, DIGIT) || (sign == '+' && text.ptr[stop] == '-'));)
            stop++;
        return stop;
    }
    if ((sign == '.' || sign == '-') && is_class_at(text, at + 1, end, LETTER) && end - at < 40) {
        stop = stretch_end(text, at, end);
        while (stop > at && strchr(".,;:!?)]}", text.ptr[stop - 1]))
            stop--;
        if (words_is_file_or_site(site_tail(dtl_slice_make(text.ptr + at, stop - at))))
            return stop;
    }
    return dtl_slice_is(dtl_slice_make(text.ptr + at, end - at), "<3") ? end : at;
}

static bool split_chunk(token_sink *sink, uint32_t start, uint32_t end)
{
    uint32_t at = start, stretch = start; /* up to where an address was looked for: each byte once, so that time stays linear */
    while (at < end) {
        uint32_t next, rune = peek(sink->text, at, end, &next);
        rune_class kind = class_of(rune);
        if (kind == LETTER || kind == DIGIT) {
            uint32_t stop = at;
            if (at >= stretch) {
                stretch = stretch_end(sink->text, at, end);
                stop = address_end(sink->text, at, stretch);
            }
            if (stop > at) {
                if (!add(sink, at, stop))
                    return false;
                at = stop;
                continue;
            }
            at = read_word(sink, at, end);
            if (at == 0)
                return false;
            continue;
        }
        uint32_t stop = special_end(sink->text, start, at, end);
        if (stop == at && kind == APOSTROPHE)
            stop = apostrophe_end(sink->text, at, end);
        if (stop == at || (kind == APOSTROPHE && stop == next && rune == '\''))
            stop = sign_end(sink->text, at, end);
        if (!add(sink, at, stop))
            return false;
        at = stop;
    }
    return true;
}

bool tokens_split(token_sink *sink, uint32_t start, uint32_t end)
{
    uint32_t at = start, next;
    while (at < end) {
        uint32_t chunk = at;
        while (at < end && class_of(peek(sink->text, at, end, &next)) != BLANK)
            at = next;
        const uint32_t before = sink->tokens->count;
        if (chunk < at && !split_chunk(sink, chunk, at))
            return false;
        if (sink->tokens->count > before)
            sink->tokens->items[sink->tokens->count - 1].space_after = at < end;
        while (at < end && class_of(peek(sink->text, at, end, &next)) == BLANK)
            at = next;
    }
    return true;
}
