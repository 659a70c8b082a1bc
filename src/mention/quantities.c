/* Quantities: how many of what.
 *
 * In: tokens, the table numbers (words and vague words with their bounds). Out: low, high, the counted noun.
 * The idea: a number is read where it stands, with the words in front that bend it: "at least 12", "some 300", "2,000 to
 * 3,000", "more than a dozen". The counted noun is the noun that the number modifies in the tree, else the next noun.
 * Example: "At least 14 villagers and nine others fled." gives 14… of villagers and 9 of others.
 *
 * Knowingly wrong: money, shares and ordinals are left out; "several" and "a few" are no numbers. Vague words follow ACLED's
 * convention (dozens: at least 24 here would be too much; 12) so that no toll is invented. */
#include "mention/internal.h"

/* Digits with thousands commas: "2,000"; at most 15 digits. */
static bool read_digits(dtl_slice text, int64_t *value)
{
    uint32_t digits = 0, group = 0;
    int64_t sum = 0;
    bool comma = false;
    for (uint32_t i = 0; i < text.length; i++) {
        char ch = text.ptr[i];
        if (ch == ',') {
            if (i == 0 || group > 3 || (comma && group != 3))
                return false;
            comma = true;
            group = 0;
            continue;
        }
        if (ch < '0' || ch > '9' || ++digits > 15)
            return false;
        group++;
        sum = sum * 10 + (ch - '0');
    }
    *value = sum;
    return digits > 0 && (!comma || group == 3);
}

/* One word or digit group: class unit (three), scale (hundred, thousand), vague (dozens). */
static bool read_word(const mention_context *c, uint32_t t, int64_t *low, int64_t *high, bool *scale)
{
    *scale = false;
    dtl_slice text = c->folded[t];
    if (read_digits(text, low)) {
        *high = *low;
        return true;
    }
    uint32_t dash = dtl_slice_find(text, DTL_SLICE("-"), 0);
    if (dash != DTL_NONE && text.length && dtl_rune_is_digit((unsigned char)text.ptr[0]))
        return read_digits(dtl_slice_make(text.ptr, dash), low) &&
               read_digits(dtl_slice_make(text.ptr + dash + 1, text.length - dash - 1), high) && *low <= *high;
    uint32_t rule = dtl_rules_find(c->rules, c->tables.numbers, text, 0);
    if (rule == DTL_NONE)
        return false;
    *low = dtl_rules_number(c->rules, rule, "low", 0);
    *high = dtl_rules_number(c->rules, rule, "high", *low);
    if (attribute_is(c, rule, "class", "vague"))
        *high = dtl_rules_number(c->rules, rule, "high", DTL_COUNT_OPEN);
    *scale = attribute_is(c, rule, "class", "scale");
    return true;
}

/* "two hundred", "twenty - five", "3 million", "a dozen". */
static bool read_run(const mention_context *c, uint32_t t, uint32_t end, int64_t *low, int64_t *high, uint32_t *taken)
{
    enum { RUN_MAX = 8 };
    uint32_t at = t;
    bool scale, any = false;
    *low = *high = 0;
    if ((token_is(c, at, "a") || token_is(c, at, "an")) && at + 1 < end) {
        int64_t l, h;
        if (!read_word(c, at + 1, &l, &h, &scale) || !scale)
            return false;
        at++;
    }
    while (at < end && at < t + RUN_MAX) {
        int64_t l, h;
        uint32_t word = at;
        if (any && token_is(c, at, "-") && at + 1 < end && !c->tokens[at].space_after)
            word = at + 1;
        if (!read_word(c, word, &l, &h, &scale))
            break;
        if (any && !scale && (l >= 10 || *low % 10 != 0 || *low == 0))
            break; /* two numbers in a row, not one */
        if (h == DTL_COUNT_OPEN || l > 1000000000 || *low > 1000000000) {
            if (any)
                break;
            *low = l;
            *high = h;
            at = word + 1;
            any = true;
            break;
        }
        if (scale && any) {
            *low *= l;
            *high *= l;
        } else {
            *low += l;
            *high += h;
        }
        any = true;
        at = word + 1;
    }
    *taken = at - t;
    return any;
}

bool number_read(const mention_context *c, uint32_t token, uint32_t end, int64_t *low, int64_t *high, uint32_t *taken)
{
    if (token >= end || !read_run(c, token, end, low, high, taken))
        return false;
    uint32_t at = token + *taken, more;
    int64_t l, h;
    bool joined = token_is(c, at, "to") || token_is(c, at, "-") || token_is(c, at, "or");
    if (at + 1 < end && joined && read_run(c, at + 1, end, &l, &h, &more) && l > *low && *high != DTL_COUNT_OPEN &&
        (token_is(c, at, "or") ? l == *low + 1 : true)) {
        *high = h;
        *taken += 1 + more;
    }
    return true;
}

/* Words in front: changes the bounds, returns the first token of the phrase. */
static uint32_t read_modifiers(const mention_context *c, uint32_t t, dtl_quantity *q)
{
    static const char *const about[] = {"around", "about", "some", "nearly", "almost", "approximately", "roughly", "an", NULL};
    static const char *const over[] = {"over", "exceeding", NULL};
    uint32_t start = sentence_start(c, t);
    if (t >= start + 2 && token_is(c, t - 1, "least") && token_is(c, t - 2, "at"))
        return q->high = DTL_COUNT_OPEN, t - 2;
    if (t >= start + 2 && token_is(c, t - 1, "than") && (token_is(c, t - 2, "more") || token_is(c, t - 2, "greater")))
        return q->low += 1, q->high = DTL_COUNT_OPEN, t - 2;
    if (t >= start + 2 && token_is(c, t - 1, "than") && (token_is(c, t - 2, "fewer") || token_is(c, t - 2, "less")))
        return q->high = q->low ? q->low - 1 : 0, q->low = 0, t - 2;
    if (t >= start + 2 && token_is(c, t - 1, "to") && token_is(c, t - 2, "up"))
        return q->low = 0, t - 2;
    if (t >= start + 3 && token_is(c, t - 1, "as") && (token_is(c, t - 2, "many")) && token_is(c, t - 3, "as"))
        return q->low = 0, t - 3;
    if (t >= start + 1 && token_in(c, t - 1, over))
        return q->low += 1, q->high = DTL_COUNT_OPEN, t - 1;
    if (t >= start + 1 && token_in(c, t - 1, about) && !token_is(c, t - 1, "an"))
        return q->approximate = true, t - 1;
    return t;
}

/* The noun that is counted: the governor of the number, or the noun behind it (after "of", over adjectives). */
static uint32_t counted_noun(const mention_context *c, uint32_t first, uint32_t count, uint32_t end)
{
    enum { LOOK_AHEAD = 6 };
    uint32_t last = first + count - 1, head = c->words[last].head;
    uint8_t relation = (uint8_t)dtl_relation_universal(c->words[last].relation);
    if (relation == DTL_REL_NUMMOD && head != DTL_NONE && head > last && c->words[head].upos != DTL_UPOS_SYM)
        return head;
    for (uint32_t t = last + 1; t < end && t <= last + LOOK_AHEAD; t++) {
        uint8_t upos = c->words[t].upos;
        if (upos == DTL_UPOS_NOUN && (t + 1 >= end || c->words[t + 1].upos != DTL_UPOS_NOUN))
            return t;
        bool passes = upos == DTL_UPOS_ADJ || upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN || upos == DTL_UPOS_DET ||
                      token_is(c, t, "of") || token_is(c, t, "-") || token_is(c, t, "more");
        if (!passes)
            break;
    }
    return DTL_NONE;
}

/* A bare figure is a count only where a count can stand: "killed 12", "against 100,000"; elsewhere it is an age, a year, a
 * number of a house. */
static bool bare_figure(const mention_context *c, uint32_t t, uint32_t taken, int64_t low)
{
    uint32_t last = t + taken - 1, end = sentence_end(c, t);
    if (!dtl_rune_is_digit((unsigned char)c->folded[t].ptr[0]))
        return false;
    bool year = taken == 1 && c->folded[t].length == 4 && low >= 1900 && low <= 2099;
    bool fenced = t > sentence_start(c, t) && token_is(c, t - 1, ",") && (last + 1 >= end || c->words[last + 1].upos == DTL_UPOS_PUNCT);
    switch (dtl_relation_universal(c->words[last].relation)) {
    case DTL_REL_OBJ: case DTL_REL_NSUBJ: case DTL_REL_OBL: case DTL_REL_NMOD: case DTL_REL_CONJ:
        return year || fenced;
    default:
        return true;
    }
}

static bool is_count(const mention_context *c, uint32_t t, uint32_t taken, uint32_t end)
{
    uint32_t start = sentence_start(c, t), behind = t + taken;
    if (t > start && (token_is(c, t - 1, "$") || token_is(c, t - 1, "€") || token_is(c, t - 1, "£") || token_is(c, t - 1, "no")))
        return false;
    if (behind < end && (token_is(c, behind, "%") || token_is(c, behind, "percent") || token_is(c, behind, "per")))
        return false;
    /* "PD 12", "Resolution 2593": a number behind its noun is a label */
    bool counts = dtl_relation_universal(c->words[behind - 1].relation) == DTL_REL_NUMMOD && c->words[behind - 1].head != DTL_NONE &&
                  c->words[behind - 1].head >= behind;
    if (!counts && t > start && c->words[t - 1].upos == DTL_UPOS_PROPN)
        return false;
    /* "one" alone is a pronoun more often than a count */
    if (token_is(c, t, "one") && taken == 1 && !counts)
        return false;
    return true;
}

void quantities_find(mention_context *c)
{
    for (uint32_t t = 0; t < c->count;) {
        uint32_t end = sentence_end(c, t), taken = 0;
        dtl_quantity q = {.of = DTL_NONE};
        bool may = c->words[t].upos == DTL_UPOS_NUM || c->words[t].upos == DTL_UPOS_NOUN || c->words[t].upos == DTL_UPOS_DET ||
                   c->words[t].upos == DTL_UPOS_ADJ || c->words[t].upos == DTL_UPOS_PROPN;
        if (c->taken[t] || !may || !number_read(c, t, end, &q.low, &q.high, &taken) || !is_count(c, t, taken, end)) {
            t++;
            continue;
        }
        uint32_t first = read_modifiers(c, t, &q);
        q.of = counted_noun(c, t, taken, end);
        if (q.of == DTL_NONE && bare_figure(c, t, taken, q.low)) {
            t += taken;
            continue;
        }
        dtl_quantity *slot = dtl_array_push(c->arena, &c->out->quantities);
        if (!slot) {
            c->failed = true;
            return;
        }
        *slot = q;
        mention_add(c, first, t + taken - first, t + taken - 1, DTL_MENTION_QUANTITY, c->out->quantities.count - 1, DTL_NONE);
        for (uint32_t i = t; i < t + taken; i++)
            c->taken[i] = true;
        t += taken;
    }
}
