/* Acronyms that a report defines for itself.
 *
 * In: pieces. Out: "Herat Women's Relief Council (HWRC)" as one piece of class PIECE_DEFINED, and so every later "HWRC".
 *
 * The idea (Schwartz and Hearst 2003): a name of capitals in brackets is the acronym of the words in front of it when these
 * have its letters as initials, from the last to the first; small words between them need not count. The longest stretch that
 * explains all letters is the name. Pieces that tables made of its parts ("Herat", "Council") give way to the whole.
 * Example: "the Popular Front for Renewal (PFR)"; afterwards "two PFR fighters" are fighters of that front.
 *
 * Knowingly wrong: letters from inside a word (UNHabitat) are not found; an acronym that a table knows keeps that meaning. */
#include "mention/internal.h"

enum { LETTERS_MAX = 8, WORDS_MAX = 14 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_acronym(dtl_slice text)
{
    if (text.length < 2 || text.length > LETTERS_MAX)
        return false;
    for (uint32_t i = 0; i < text.length; i++)
        if (text.ptr[i] < 'A' || text.ptr[i] > 'Z')
            return false;
    return true;
}

static bool is_small(const mention_context *c, uint32_t t)
{
    static const char *const words[] = {"of", "for", "the", "and", "in", "on", "to", "'s", "'", "-", "&", "de", "e", "i", "al", "ul", "a", NULL};
    return token_in(c, t, words);
}

/* First token of the name whose initials are the letters, and that ends before end; DTL_NONE if there is none. small: words
 * like "of" may stand for a letter too. */
static uint32_t name_of_letters(const mention_context *c, dtl_slice letters, uint32_t end, bool small)
{
    uint32_t start = sentence_start(c, end), left = letters.length, found = DTL_NONE;
    for (uint32_t t = end; t > start && end - t < WORDS_MAX && left;) {
        t--;
        dtl_slice word = c->folded[t];
        bool fits = word.length && word.ptr[0] == lower(letters.ptr[left - 1]);
        if (fits && (token_is_capital(c, t) || (small && is_small(c, t)))) {
            left--;
            if (token_is_capital(c, t))
                found = t;
        } else if (!is_small(c, t)) {
            return DTL_NONE;
        }
    }
    return left || found == DTL_NONE || end - found < 2 ? DTL_NONE : found;
}

/* Makes one piece of all that lie in first … end - 1; false when a known actor is the whole of them already. */
static bool unite(mention_context *c, uint32_t first, uint32_t end)
{
    uint32_t kept = DTL_NONE;
    for (uint32_t t = first; t < end; t++) {
        uint32_t index = c->piece_of[t];
        if (index == DTL_NONE)
            continue;
        const piece *p = &c->pieces.items[index];
        if (p->first < first || p->first + p->count > end || (p->class == PIECE_ACTOR && (p->first == first || p->first + p->count == end)))
            return false;
        if (kept == DTL_NONE)
            kept = index;
    }
    if (kept == DTL_NONE)
        return false;
    uint32_t entity = unknown_organisation(c, first, end - first);
    for (uint32_t t = first; t < end; t++) {
        uint32_t index = c->piece_of[t];
        if (index != DTL_NONE && index != kept) { /* a part of the whole from now on */
            c->pieces.items[index].class = PIECE_NAME;
            c->pieces.items[index].rule = DTL_NONE;
            c->pieces.items[index].consumed = true;
        }
        c->piece_of[t] = kept;
    }
    c->pieces.items[kept] = (piece){.first = first, .count = end - first, .rule = DTL_NONE, .alias = DTL_NONE, .entity = entity, .class = PIECE_DEFINED};
    return true;
}

static bool may_be_acronym(const mention_context *c, const piece *p)
{
    return p->count == 1 && (p->class == PIECE_NAME || p->class == PIECE_OUTLET) && !p->consumed && is_acronym(token_text(c, p->first));
}

void acronyms_define(mention_context *c)
{
    dtl_map defined; /* acronym → entity */
    dtl_map_init(&defined, c->arena);
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++) {
        uint32_t t = c->pieces.items[i].first;
        if (!may_be_acronym(c, &c->pieces.items[i]) || t < sentence_start(c, t) + 3 || !token_is(c, t - 1, "(") || !token_is(c, t + 1, ")"))
            continue;
        uint32_t first = name_of_letters(c, token_text(c, t), t - 1, false);
        if (first == DTL_NONE)
            first = name_of_letters(c, token_text(c, t), t - 1, true);
        if (first == DTL_NONE || !unite(c, first, t - 1))
            continue;
        if (!dtl_map_put(&defined, c->folded[t], c->pieces.items[c->piece_of[first]].entity))
            c->failed = true;
        count++;
    }
    for (uint32_t i = 0; i < c->pieces.count && count; i++) {
        piece *p = &c->pieces.items[i];
        uint32_t entity = may_be_acronym(c, p) ? dtl_map_get(&defined, c->folded[p->first]) : DTL_NONE;
        if (entity != DTL_NONE) {
            p->class = PIECE_DEFINED;
            p->rule = DTL_NONE;
            p->entity = entity;
        }
    }
}
