/* Datelines and openers. In: a body paragraph. Out: how many bytes at its start are no sentence; of the first paragraphs also
 * the place, the byline and the agency that stand there.
 *
 * A dateline is what stands before a dash or colon near the start and has only names, dates and agencies in it:
 * "HERAT – ", "HERAT, Sept. 3 (AFP) – ", "News Desk-HERAT: ", "(Reuters) - ". An opener is a phrase of labels.txt before a
 * colon, dash or question mark: "Why it matters: ".
 *
 * Gets wrong knowingly: a place in ordinary case before a colon ("Herat: the city …") is not seen, because headlines quote
 * speakers that way; "MOSCOW-based" has no blank behind the dash and is safe. */
#include "article/room.h"
#include "base/utf8.h"

enum { LEAD_MAX = 110, LABEL_MAX = 48 };

/* A separator behind a dateline: its bytes, blanks included. */
typedef struct cut {
    uint32_t at, length; /* bytes; length 0 = none */
    bool colon;
} cut;

/* The next dash or colon with a blank behind it, from `from` on, within the first LEAD_MAX bytes. */
static cut next_cut(dtl_slice text, uint32_t from)
{
    static const char *const signs[] = {"\xE2\x80\x93", "\xE2\x80\x94", "--", "-", ":", "\xE2\x80\x95", "\xE2\x88\x92"};
    uint32_t limit = text.length < LEAD_MAX ? text.length : LEAD_MAX;
    for (uint32_t at = from ? from : 1; at < limit; at++) {
        if (text.ptr[at] != '\xE2' && text.ptr[at] != '-' && text.ptr[at] != ':')
            continue;
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
            dtl_slice sign = dtl_slice_from_cstr(signs[i]);
            if (!dtl_slice_starts_with(dtl_slice_make(text.ptr + at, text.length - at), sign))
                continue;
            dtl_slice behind = dtl_slice_make(text.ptr + at + sign.length, text.length - at - sign.length);
            dtl_slice rest = dtl_slice_trim(behind);
            bool blank_behind = rest.ptr > behind.ptr, blank_before = at > 0 && text.ptr[at - 1] == ' ';
            bool long_dash = sign.ptr[0] == '\xE2' || sign.length == 2;
            if (rest.length && (blank_behind || (long_dash && (blank_before || (at && text.ptr[at - 1] == ')')))) &&
                (signs[i][0] != '-' || sign.length == 2 || blank_before || text.ptr[at - 1] == ')'))
                return (cut){at, (uint32_t)(rest.ptr - text.ptr) - at, sign.ptr[0] == ':'};
            break;
        }
    }
    return (cut){0, 0, false};
}

/* ASCII and Latin capitals of the word, no small letters. */
static bool is_all_capitals(dtl_slice word)
{
    uint32_t capitals = 0;
    for (uint32_t at = 0; at < word.length;) {
        uint32_t rune = dtl_utf8_next(word, &at);
        if (dtl_rune_is_letter(rune) && !dtl_rune_is_upper(rune))
            return false;
        capitals += dtl_rune_is_upper(rune);
    }
    return capitals >= 3;
}

static bool starts_with_capital(dtl_slice word)
{
    uint32_t at = 0;
    return word.length && dtl_rune_is_upper(dtl_utf8_next(word, &at));
}

static bool is_linking_word(dtl_slice word)
{
    static const char *const words[] = {"and", "of", "the", "de", "al", "el", "e", "la", "le", "du", "in", "near", "on", "bin"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_is(word, words[i]))
            return true;
    return false;
}

/* Words of the names part and what they look like. */
typedef struct names_look {
    uint32_t words, capital_words, all_capitals;
    bool small; /* a word in small letters that no name has */
} names_look;

static names_look look_at(dtl_slice names)
{
    names_look look = {0, 0, 0, false};
    dtl_slice word;
    while (dtl_slice_next_field(&names, ' ', &word)) {
        while (word.length && strchr(",.;()", word.ptr[word.length - 1]))
            word.length--;
        while (word.length && strchr("(,", word.ptr[0]))
            word = dtl_slice_make(word.ptr + 1, word.length - 1);
        if (!word.length || (word.ptr[0] >= '0' && word.ptr[0] <= '9'))
            continue;
        look.words++;
        if (is_all_capitals(word))
            look.all_capitals++;
        if (starts_with_capital(word))
            look.capital_words++;
        else if (!is_linking_word(word))
            look.small = true;
    }
    return look;
}

/* The outlet, desk or agency that all of text names; DTL_NONE if none. */
static uint32_t signer(article_run *run, dtl_slice text, bool *agency)
{
    text = dtl_slice_trim(text);
    *agency = false;
    if (!run->rules || !text.length)
        return DTL_NONE;
    uint32_t entry = lines_lookup(run, run->outlets, text);
    if (entry != DTL_NONE) {
        *agency = dtl_slice_is(dtl_rules_attribute(run->rules, entry, "kind"), "agency");
        return entry;
    }
    for (uint32_t at = 0; at < text.length; at++) { /* "City Monitoring Desk": ends in a desk's phrase */
        if (at && text.ptr[at - 1] != ' ')
            continue;
        entry = lines_lookup(run, run->furniture, dtl_slice_make(text.ptr + at, text.length - at));
        if (entry != DTL_NONE && lines_entry_class(run, entry) == CLASS_BYLINE &&
            dtl_slice_is(dtl_rules_attribute(run->rules, entry, "where"), "end"))
            return entry;
    }
    return DTL_NONE;
}

/* What a dateline says. */
typedef struct dateline {
    dtl_slice place, byline, agency;
} dateline;

/* Takes "(AFP)" at the end of names off; true if there was one that names an agency or stands in capitals. */
static bool take_agency(article_run *run, dtl_slice *names, dateline *found)
{
    dtl_slice text = dtl_slice_trim(*names);
    if (!text.length || text.ptr[text.length - 1] != ')')
        return false;
    uint32_t open = text.length - 1;
    while (open > 0 && text.ptr[open] != '(')
        open--;
    if (text.ptr[open] != '(' || text.length - open < 4)
        return false;
    dtl_slice inside = dtl_slice_trim(dtl_slice_make(text.ptr + open + 1, text.length - open - 2));
    bool agency;
    uint32_t entry = signer(run, inside, &agency);
    names_look look = look_at(inside);
    if (entry == DTL_NONE && (look.small || look.words == 0 || look.words > 3))
        return false;
    found->agency = inside;
    *names = dtl_slice_trim(dtl_slice_make(text.ptr, open));
    return true;
}

/* Takes "City Desk-" or "City News " in front of the place off. */
static void take_byline(article_run *run, dtl_slice *names, dateline *found)
{
    for (uint32_t at = names->length; at-- > 1;) {
        if (names->ptr[at] != ' ' && names->ptr[at] != '-' && names->ptr[at] != '/')
            continue;
        dtl_slice front = dtl_slice_trim(dtl_slice_make(names->ptr, at));
        dtl_slice back = dtl_slice_trim(dtl_slice_make(names->ptr + at + 1, names->length - at - 1));
        bool agency;
        if (!back.length || !front.length || signer(run, front, &agency) == DTL_NONE)
            continue;
        *(agency ? &found->agency : &found->byline) = front;
        *names = back;
        return;
    }
}

/* Cuts dates off the place: "HERAT, Sept. 3" and "HERAT, Friday" → "HERAT". */
static dtl_slice without_date(dtl_slice place)
{
    uint32_t end = 0;
    while (end < place.length && !(place.ptr[end] >= '0' && place.ptr[end] <= '9'))
        end++;
    uint32_t comma = dtl_slice_find(place, DTL_SLICE(","), 0);
    if (end < place.length)
        return dtl_slice_trim(dtl_slice_make(place.ptr, comma < end ? comma : end));
    for (; comma != DTL_NONE; comma = dtl_slice_find(place, DTL_SLICE(","), comma + 1))
        if (stamp_is_small_word(dtl_slice_trim(dtl_slice_make(place.ptr + comma + 1, place.length - comma - 1))))
            return dtl_slice_trim(dtl_slice_make(place.ptr, comma));
    return place;
}

static bool read_dateline(article_run *run, dtl_slice text, const cut *c, dateline *found)
{
    dtl_slice names = dtl_slice_trim(dtl_slice_make(text.ptr, c->at));
    *found = (dateline){DTL_SLICE_EMPTY, DTL_SLICE_EMPTY, DTL_SLICE_EMPTY};
    bool agency = take_agency(run, &names, found), signed_by_agency;
    if (!names.length)
        return agency;
    if (signer(run, names, &signed_by_agency) != DTL_NONE) {
        *(signed_by_agency ? &found->agency : &found->byline) = names;
        return !c->colon || signed_by_agency; /* "Reuters: " */
    }
    take_byline(run, &names, found);
    names_look look = look_at(names);
    if (look.small || look.words == 0 || look.words > 8)
        return false;
    dtl_slice first = names;
    dtl_slice_next_field(&(dtl_slice){names.ptr, names.length}, ' ', &first);
    while (first.length && first.ptr[first.length - 1] == ',')
        first.length--;
    bool vouched = agency || found->byline.length || found->agency.length || is_all_capitals(first);
    if (!vouched && (c->colon || look.words > 3))
        return false;
    found->place = without_date(names);
    return true;
}

/* Bytes of an opener such as "Why it matters: ", 0 if there is none. */
static uint32_t opener(article_run *run, dtl_slice text)
{
    dtl_slice head = dtl_slice_make(text.ptr, text.length < LABEL_MAX ? text.length : LABEL_MAX);
    if (!run->rules || !head.length)
        return 0;
    cut c = next_cut(head, 1);
    const char *question = memchr(head.ptr, '?', head.length);
    if (question && (!c.length || question < head.ptr + c.at))
        c = (cut){(uint32_t)(question - head.ptr), 1, false};
    if (!c.length)
        return 0;
    uint32_t entry = lines_lookup(run, run->labels, dtl_slice_make(text.ptr, c.at));
    if (entry == DTL_NONE || lines_entry_class(run, entry) != CLASS_LEAD)
        return 0;
    dtl_slice behind = dtl_slice_make(text.ptr + c.at + c.length, text.length - c.at - c.length);
    return (uint32_t)(dtl_slice_trim(behind).ptr - text.ptr);
}

uint32_t dateline_lead_in(article_run *run, dtl_span paragraph, bool first)
{
    dtl_slice text = run_text(run, paragraph);
    uint32_t lead = opener(run, text);
    if (lead || !first || run->out->dateline_place.length)
        return lead < text.length ? lead : 0;
    dateline found;
    uint32_t from = 0;
    for (cut c = next_cut(text, from); c.length; c = next_cut(text, c.at + 1)) {
        if (!read_dateline(run, text, &c, &found))
            continue;
        dtl_article *out = run->out;
        if (found.place.length)
            out->dateline_place = run_span(run, found.place);
        if (found.byline.length && !out->byline.length)
            out->byline = run_span(run, found.byline);
        if (found.agency.length && !out->agency.length)
            out->agency = run_span(run, found.agency);
        return c.at + c.length;
    }
    return 0;
}
