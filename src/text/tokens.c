/* In: a stretch of valid UTF-8. Out: its tokens, in the manner of the English UD treebanks.
 *
 * The idea: white space cuts chunks; a chunk is walked from left to right, and at each place one token is read: a web
 * address, a word, a number, a run of one sign. Then clitics come off words ("don't" → do n't, "Taliban's" → Taliban 's),
 * and hyphens cut ("Baghlan-based" → Baghlan - based) but for prefixes that are no words ("re-arm", "non-state"). A full
 * stop stays with an abbreviation ("Gen.", "U.S.") and with an initial ("R. Karimi"); it is a token of its own elsewhere.
 *
 *     "They've $2.5M," Gen. R. Karimi said.  →  " They 've $ 2.5 M , " Gen. R. Karimi said .
 *
 * Knowingly wrong: an abbreviation that is not in the list loses its stop; "9-11" and "4-5" are cut alike; words that
 * ran together ("said.He") are cut only at a full stop between a small and a capital letter. */
#include "text/tokens.h"
#include "base/utf8.h"

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

static bool in_list(dtl_slice word, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_equal_nocase(word, dtl_slice_from_cstr(*list)))
            return true;
    return false;
}

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
    static const char *const before_name[] = {
        "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Lt", "Col", "Capt", "Cpt", "Maj", "Sgt", "Cpl", "Pvt", "Brig", "Adm",
        "Cmdr", "Cdr", "Sen", "Rep", "Gov", "Pres", "Rev", "Hon", "Amb", "Msgr", "Fr", "Supt", "Insp", "Det", "Eng", "Engr",
        "Atty", "Ft", "Mt", "vs", "Vs", "No", "Nos", "Fig", "e.g", "i.e", "cf", "Mme", "Mlle", NULL};
    static const char *const others[] = {
        "Inc", "Corp", "Ltd", "Co", "Bros", "Jr", "Sr", "etc", "al", "Jan", "Feb", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov",
        "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Dept", "Univ", "Ave", "Blvd", "Rd", "approx",
        "est", "div", "vol", "p", "pp", "ca", "c", "b", "d", "Calif", "Mass", "Conn", "Pa", "Va", "Fla", "Ariz", "Ill", "Tex",
        "Ky", "Wis", "Minn", "Tenn", "Ala", "Colo", "Mo", "Ont", "Que", "esp", "incl", "ext", "Govt", "Intl", "Natl", NULL};
    if (word.length == 0 || word.length > 12)
        return NOT_ABBREVIATION;
    if (word.length == 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && word.ptr[0] != 'I')
        return ABBREVIATION_BEFORE_NAME;
    if (in_list(word, before_name))
        /* "no." ends many a sentence; as "number" it has its capital */
        return dtl_slice_is(word, "no") || dtl_slice_is(word, "fig") ? NOT_ABBREVIATION : ABBREVIATION_BEFORE_NAME;
    if (in_list(word, others))
        return word.length == 1 || !((word.ptr[0] >= 'a' && word.ptr[0] <= 'z') &&
                                     (dtl_slice_is(word, "sun") || dtl_slice_is(word, "mass") || dtl_slice_is(word, "ill") ||
                                      dtl_slice_is(word, "wed") || dtl_slice_is(word, "pa") || dtl_slice_is(word, "mon")))
                   ? ABBREVIATION : NOT_ABBREVIATION;
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

/* ---- web addresses ---- */

/* Whether text[start, end), a chunk without blanks, is an address: then where it ends before closing punctuation. */
static uint32_t address_end(dtl_slice text, uint32_t start, uint32_t end)
{
    dtl_slice chunk = dtl_slice_make(text.ptr + start, end - start);
    if (chunk.length > TOKEN_BYTES_MAX || chunk.length < 5)
        return start;
    uint32_t at = dtl_slice_find(chunk, DTL_SLICE("@"), 0), colon = dtl_slice_find(chunk, DTL_SLICE("://"), 0);
    bool web = (colon != DTL_NONE && colon > 1 && colon < 8) ||
               (chunk.length > 6 && dtl_slice_equal_nocase(dtl_slice_make(chunk.ptr, 4), DTL_SLICE("www.")));
    bool mail = at != DTL_NONE && at > 0 && dtl_slice_find(chunk, DTL_SLICE("."), at) != DTL_NONE;
    if ((!web && !mail) || !(is_class_at(text, start, end, LETTER) || is_class_at(text, start, end, DIGIT)))
        return start;
    while (end > start && strchr(".,;:!?)]}>\"'", text.ptr[end - 1]))
        end--;
    for (uint32_t i = start; i < end; i++) /* a typographic quote ends it too */
        if ((unsigned char)text.ptr[i] == 0xE2)
            return i;
    return end;
}

/* ---- words ---- */

/* Letters before the clitic that text[start, end) ends with; end if none. The clitic has at least its apostrophe. */
static uint32_t clitic_start(dtl_slice text, uint32_t start, uint32_t end)
{
    static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m", NULL};
    dtl_slice word = dtl_slice_make(text.ptr + start, end - start);
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

/* Adds a word without hyphens: "cannot", "gonna" and clitics come apart. */
static bool add_word(token_sink *sink, uint32_t start, uint32_t end)
{
    static const struct { const char *word; uint32_t cut; } pairs[] = {
        {"cannot", 3}, {"gonna", 3}, {"gotta", 3}, {"wanna", 3}, {"gimme", 3}, {"lemme", 3}};
    dtl_slice word = dtl_slice_make(sink->text.ptr + start, end - start);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (dtl_slice_equal_nocase(word, dtl_slice_from_cstr(pairs[i].word)))
            return add(sink, start, start + pairs[i].cut) && add(sink, start + pairs[i].cut, end);
    uint32_t clitic = word.length <= TOKEN_BYTES_MAX ? clitic_start(sink->text, start, end) : end;
    return add(sink, start, clitic) && add(sink, clitic, end);
}

static bool is_prefix(dtl_slice part)
{
    static const char *const prefixes[] = {"non", "anti", "pre", "re", "co", "ex", "pro", "mid", "semi", "sub", "multi", "un", "lathi",
        "inter", "intra", "counter", "neo", "pan", "mini", "micro", "e", "cross", "post", "trans", "ultra", "socio", NULL};
    return in_list(part, prefixes);
}

/* Adds text[start, end), letters and digits with single hyphens between: cut at the hyphens or whole. */
static bool add_hyphenated(token_sink *sink, uint32_t start, uint32_t end)
{
    const char *ptr = sink->text.ptr;
    bool digits_only = true;
    uint32_t hyphens = 0;
    for (uint32_t i = start; i < end; i++) {
        hyphens += ptr[i] == '-';
        digits_only = digits_only && (ptr[i] == '-' || class_of((unsigned char)ptr[i]) == DIGIT);
    }
    if (hyphens == 0)
        return add_word(sink, start, end);
    if (digits_only && (hyphens > 1 || end - start >= 8)) /* dates, telephone numbers */
        return add(sink, start, end);
    for (uint32_t part = start, i = start; i <= end; i++) {
        if (i < end && ptr[i] != '-')
            continue;
        if (i < end && is_prefix(dtl_slice_make(ptr + part, i - part)))
            continue; /* the prefix stays with what follows */
        if (!add_word(sink, part, i) || (i < end && !add(sink, i, i + 1)))
            return false;
        part = i + 1;
    }
    return true;
}

/* Letters that stand behind a number without a blank and are a token of their own: "2.5M", "11am", "40km". */
static uint32_t unit_start(dtl_slice text, uint32_t start, uint32_t end)
{
    static const char *const units[] = {"k", "m", "mm", "mn", "b", "bn", "tn", "am", "pm", "km", "kg", "cm", "mph", "kph", "ft",
                                        "lb", "lbs", "hrs", "min", "usd", NULL};
    uint32_t at = start;
    while (at < end && (class_of((unsigned char)text.ptr[at]) == DIGIT || strchr(".,:", text.ptr[at])))
        at++;
    return at > start && at < end && in_list(dtl_slice_make(text.ptr + at, end - at), units) ? at : end;
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
        return (digit_before && digit_after) || (at - start == 1 && letter_after && !digit_before && !is_class_at(text, at + 2, end, LETTER));
    case '-':
        return at > start && text.ptr[at - 1] != '-' && (digit_after || letter_after);
    case '&':
        return at > start && at - start <= 3 && is_upper_at(text, at - 1, end) && is_upper_at(text, at + 1, end);
    case '.':
        if (digit_before && digit_after)
            return true;
        if (!letter_after || at == start)
            return false;
        /* "U.S." and "example.com" hold together, "said.He" does not */
        return !(is_upper_at(text, at + 1, end) && !is_upper_at(text, at - 1, end) && at - start > 1 && text.ptr[at - 1] != '.' &&
                 (at + 2 >= end || is_class_at(text, at + 2, end, LETTER)));
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
    if (at < end && text.ptr[at] == '.' && !(at + 1 < end && text.ptr[at + 1] == '.') && at - start <= 12) {
        /* behind a hyphen the last part decides: "vice-Gen." */
        if (abbreviation_of(sink, dtl_slice_make(text.ptr + start, at - start)) != NOT_ABBREVIATION && stop_fits(text, start, at, end))
            stop = at + 1;
    }
    if (stop > at)
        return add(sink, start, stop) ? stop : 0;
    uint32_t unit = unit_start(text, start, at);
    if (unit < at)
        return add(sink, start, unit) && add(sink, unit, at) ? at : 0;
    return add_hyphenated(sink, start, at) ? at : 0;
}

/* ---- chunks ---- */

/* One token of signs: runs of the same sign hold together (..., --, !!), ?! too; other signs stand alone. */
static uint32_t sign_end(dtl_slice text, uint32_t start, uint32_t end)
{
    uint32_t at, rune = peek(text, start, end, &at), next;
    if (!(rune < 0x80 && strchr(".-!?*=~_'`#+|", (int)rune)) && rune != 0x2026 && rune != 0x2014)
        return at;
    while (at < end) {
        uint32_t other = peek(text, at, end, &next);
        if (other != rune && !((rune == '!' || rune == '?') && (other == '!' || other == '?')))
            break;
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
    return width;
}

static bool split_chunk(token_sink *sink, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    bool address_possible = true;
    while (at < end) {
        uint32_t next, rune = peek(sink->text, at, end, &next);
        rune_class kind = class_of(rune);
        if (kind == LETTER || kind == DIGIT) {
            uint32_t stop = address_possible ? address_end(sink->text, at, end) : at;
            address_possible = false; /* looked for once a chunk, so that time stays linear */
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
        uint32_t stop = kind == APOSTROPHE ? apostrophe_end(sink->text, at, end) : at;
        if (kind != APOSTROPHE || (stop == next && rune == '\''))
            stop = sign_end(sink->text, at, end);
        if (rune == '+' && at + 1 < end && is_class_at(sink->text, at + 1, end, DIGIT))
            stop = at + 1;
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
