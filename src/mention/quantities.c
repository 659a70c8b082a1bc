/* Quantities: how many of what, and what the number tells of them.
 *
 * In: tokens, tree, the tables numbers (words and vague words with their bounds) and counted (what killed, wounded, dollar … say of a
 * number). Out: low, best and high, the counted noun, the class (killed, injured, … money, share, measure), and the whole of which it is a part.
 *
 * The idea: a number is read where it stands, with the words around it that bend it: "at least 12", "some 300", "2,000 to 3,000", "more
 * than a dozen", "20 or more". The counted noun is the noun that the number modifies in the tree, else the next noun. The class comes from
 * the verb that the noun depends on, else from the noun. "Including", "among them" and "of whom" make a part.
 * Example: "At least 14 villagers, three of them children, and nine others were hurt." gives 14 or more villagers injured, 3 children of these
 * 14, and 9 others injured.
 *
 * Conventions, ACLED's where it has one: tens 10, dozens 12, hundreds 100 (also "several hundred"), "more than 100" 100 or more, "up to
 * 50" at most 50 and 50 as the figure to keep, several and a few 3. A part of a number that is no count is cut off downwards.
 *
 * Knowingly wrong: ordinals and fractions ("a third of them") are left out; ages are no quantity; a class is guessed from one governor. */
#include "mention/internal.h"

enum { CURRENCY_MAX = 8 };

/* A number as read from the text. */
typedef struct figure {
    int64_t low, high, best;
    uint32_t first, end; /* tokens, with the words that bend it */
    uint32_t last;       /* token: last word of the number itself */
    bool approximate;
} figure;

/* ---- numbers ---- */

/* Digits with thousands commas ("2,000"), a decimal point and a scale at its end ("1.5m"). In thousandths. */
static bool read_digits(const mention_context *c, dtl_slice text, int64_t *thousandths, bool *whole)
{
    uint32_t digits = 0, group = 0, i = 0;
    int64_t sum = 0, place = 1000;
    bool comma = false;
    for (; i < text.length && ((text.ptr[i] >= '0' && text.ptr[i] <= '9') || text.ptr[i] == ','); i++) {
        if (text.ptr[i] == ',') {
            if (i == 0 || group > 3 || (comma && group != 3))
                return false;
            comma = true;
            group = 0;
            continue;
        }
        if (++digits > 12)
            return false;
        group++;
        sum = sum * 10 + (text.ptr[i] - '0');
    }
    if (!digits || (comma && group != 3))
        return false;
    sum *= 1000;
    *whole = true;
    if (i + 1 < text.length && text.ptr[i] == '.') {
        *whole = false;
        for (i++; i < text.length && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++) {
            place /= 10;
            sum += place * (text.ptr[i] - '0');
        }
        if (place == 1000)
            return false;
    }
    if (i < text.length && text.ptr[i] == '+')
        i++;
    if (i < text.length) {
        uint32_t rule = text.length - i <= 2 ? dtl_rules_find(c->rules, c->tables.numbers, dtl_slice_make(text.ptr + i, text.length - i), 0) : DTL_NONE;
        if (rule == DTL_NONE || !attribute_is(c, rule, "class", "scale") || sum > 1000000000)
            return false;
        sum *= dtl_rules_number(c->rules, rule, "low", 1);
        *whole = sum % 1000 == 0;
    }
    *thousandths = sum;
    return true;
}

/* One word of a number: its value, and whether it multiplies (hundred) or is vague (dozens). */
typedef struct number_word {
    int64_t value;  /* thousandths for digits */
    bool digits, whole, scale, vague;
} number_word;

static bool read_word(const mention_context *c, uint32_t t, number_word *w)
{
    dtl_slice text = c->folded[t];
    *w = (number_word){.whole = true};
    if (!text.length)
        return false;
    if (dtl_rune_is_digit((unsigned char)text.ptr[0])) {
        w->digits = true;
        return read_digits(c, text, &w->value, &w->whole);
    }
    uint32_t rule = dtl_rules_find(c->rules, c->tables.numbers, text, 0);
    if (rule == DTL_NONE || attribute_is(c, rule, "class", "pair") || token_is(c, t, "several"))
        return false;
    w->value = dtl_rules_number(c->rules, rule, "low", 0);
    w->scale = attribute_is(c, rule, "class", "scale");
    w->vague = attribute_is(c, rule, "class", "vague");
    return !w->scale || (text.length > 2 && w->value > 0); /* "m", "k" only behind digits */
}

static bool is_scale(const mention_context *c, uint32_t t, uint32_t end, int64_t *value)
{
    number_word w;
    bool short_scale = t < end && (token_is(c, t, "m") || token_is(c, t, "bn") || token_is(c, t, "mn") || token_is(c, t, "tn"));
    if (short_scale) {
        *value = dtl_rules_number(c->rules, dtl_rules_find(c->rules, c->tables.numbers, c->folded[t], 0), "low", 0);
        return true;
    }
    if (t >= end || !read_word(c, t, &w) || !w.scale)
        return false;
    *value = w.value;
    return true;
}

/* "k", "m", "bn" right behind digits. */
static bool is_glued_scale(const mention_context *c, uint32_t t, int64_t *value)
{
    uint32_t rule = c->folded[t].length <= 2 ? dtl_rules_find(c->rules, c->tables.numbers, c->folded[t], 0) : DTL_NONE;
    *value = rule != DTL_NONE ? dtl_rules_number(c->rules, rule, "low", 0) : 0;
    return rule != DTL_NONE && attribute_is(c, rule, "class", "scale");
}

/* "dozens of thousands": what the vague word multiplies. */
static uint32_t read_vague(const mention_context *c, uint32_t at, uint32_t end, int64_t *low)
{
    number_word more;
    if (at + 1 < end && token_is(c, at, "of") && read_word(c, at + 1, &more) && more.vague && more.value >= 1000) {
        *low *= more.value;
        return at + 2;
    }
    return at;
}

/* "half a dozen", "a dozen", "a couple of", "a few hundred": numbers that begin with an article. The token behind, or t if there is none. */
static uint32_t read_article(const mention_context *c, uint32_t t, uint32_t end, int64_t *low, int64_t *high)
{
    int64_t scale;
    bool half = token_is(c, t, "half"), article = token_is(c, t, "a") || token_is(c, t, "an");
    uint32_t at = half ? t + 1 : t;
    if (half && (token_is(c, at, "a") || token_is(c, at, "an")))
        at++;
    else if (half)
        return t;
    else if (article)
        at++;
    else if (!token_is(c, t, "several"))
        return t;
    if (!half && (token_is(c, at, "couple") || token_is(c, at, "few") || token_is(c, at, "several"))) {
        bool couple = token_is(c, at, "couple");
        uint32_t behind = at + 1;
        if (token_is(c, behind, "of") && is_scale(c, behind + 1, end, &scale))
            behind++;
        *low = couple ? 2 : 3;
        *high = couple ? 2 : DTL_COUNT_OPEN;
        if (is_scale(c, behind, end, &scale)) { /* "a few hundred" is no more sure than "hundreds" */
            *low = couple ? 2 * scale : scale;
            *high = couple ? *low : DTL_COUNT_OPEN;
            behind++;
        }
        return behind;
    }
    if (!is_scale(c, at, end, &scale))
        return t;
    at++;
    *low = *high = half ? scale / 2 : scale;
    if (is_scale(c, at, end, &scale)) { /* "a hundred thousand" */
        *low = *high = *low * scale;
        at++;
    }
    return at;
}

/* "two hundred and five thousand", "twenty - five", "3 million": the token behind, or t if there is no number. */
static uint32_t read_words(const mention_context *c, uint32_t t, uint32_t end, int64_t *low, int64_t *high)
{
    enum { RUN_MAX = 12 };
    const int64_t limit = 1000000000000000;
    int64_t total = 0, current = 0, last_scale = 0;
    bool any = false, part = false, after_between = t > sentence_start(c, t) && token_is(c, t - 1, "between");
    uint32_t at = t;
    while (at < end && at < t + RUN_MAX) {
        number_word w;
        uint32_t word = at;
        if (any && token_is(c, at, "-") && !c->tokens[at].space_after)
            word = at + 1;
        if (any && last_scale && !after_between && token_is(c, at, "and"))
            word = at + 1;
        if (word >= end || !read_word(c, word, &w))
            break;
        if (w.vague) {
            if (any)
                break;
            *low = w.value;
            *high = DTL_COUNT_OPEN;
            return read_vague(c, word + 1, end, low);
        }
        if (w.scale) {
            if (!any && !(at == t && (c->words[t].upos == DTL_UPOS_NUM || c->words[t].upos == DTL_UPOS_NOUN)))
                break;
            if (total > limit / w.value || current > limit / w.value || word != at)
                break;
            current = current ? current : (part ? 0 : 1);
            if (w.value < 1000)
                current *= w.value;
            else {
                total += current * w.value / (part ? 1000 : 1);
                current = 0;
                part = false;
            }
            last_scale = w.value;
        } else if (w.digits) {
            if (any)
                break;
            int64_t next;
            if (word + 1 < end && !c->tokens[word].space_after && w.value <= 1000000000 && is_glued_scale(c, word + 1, &next)) { /* "2k", "1.5m" cut in two */
                *low = *high = w.value * next / 1000;
                return word + 2;
            }
            part = !w.whole && is_scale(c, word + 1, end, &next) && next >= 1000;
            current = part ? w.value : w.value / 1000;
            if (!w.whole && !part) {
                *low = current;
                *high = current + 1;
                return word + 1;
            }
        } else {
            bool fits = !any || (last_scale && w.value < last_scale && current % 100 == 0) || (!last_scale && current >= 20 && current % 10 == 0 && w.value < 10) ||
                        (last_scale && current % 10 == 0 && current % 100 >= 20 && w.value < 10);
            if (!fits || (word != at && token_is(c, at, "and") && !last_scale))
                break;
            current += w.value;
        }
        any = true;
        at = word + 1;
    }
    *low = *high = total + current;
    return any ? at : t;
}

/* "10-15" as one token. */
static bool read_dashed(const mention_context *c, uint32_t t, int64_t *low, int64_t *high)
{
    dtl_slice text = c->folded[t];
    uint32_t dash = dtl_slice_find(text, DTL_SLICE("-"), 0);
    bool whole, also_whole;
    if (dash == DTL_NONE || !text.length || !dtl_rune_is_digit((unsigned char)text.ptr[0]) || !read_digits(c, dtl_slice_make(text.ptr, dash), low, &whole) ||
        !read_digits(c, dtl_slice_make(text.ptr + dash + 1, text.length - dash - 1), high, &also_whole) || *low > *high)
        return false;
    *low /= 1000;
    *high /= 1000;
    return true;
}

static uint32_t read_run(const mention_context *c, uint32_t t, uint32_t end, int64_t *low, int64_t *high)
{
    if (read_dashed(c, t, low, high))
        return t + 1;
    uint32_t behind = read_article(c, t, end, low, high);
    return behind != t ? behind : read_words(c, t, end, low, high);
}

bool number_read(const mention_context *c, uint32_t token, uint32_t end, int64_t *low, int64_t *high, uint32_t *taken)
{
    if (token >= end || token_is(c, token, "several") || (token_is(c, token, "a") && (token_is(c, token + 1, "few") || token_is(c, token + 1, "couple"))))
        return false;
    uint32_t at = read_run(c, token, end, low, high);
    int64_t l, h;
    if (at == token)
        return false;
    *taken = at - token;
    bool joined = token_is(c, at, "to") || token_is(c, at, "-") || token_is(c, at, "or") ||
                  (token_is(c, at, "and") && token > sentence_start(c, token) && token_is(c, token - 1, "between"));
    uint32_t behind = joined && at + 1 < end ? read_run(c, at + 1, end, &l, &h) : at + 1;
    if (joined && behind != at + 1 && l > *low && *high != DTL_COUNT_OPEN && (!token_is(c, at, "or") || l <= *low * 2)) {
        if (*low < 100 && l >= 1000 && l % 1000 == 0 && behind > at + 2 && c->folded[at + 1].length) { /* "two to three thousand" */
            int64_t scale = l >= 1000000000 ? 1000000000 : l >= 1000000 ? 1000000 : 1000;
            *low = l / scale > *low ? *low * scale : *low;
        }
        *high = h;
        *taken += 1 + behind - (at + 1);
    }
    return true;
}

/* ---- words that bend a number ---- */

static bool words_before(const mention_context *c, uint32_t t, const char *first, const char *second, const char *third)
{
    uint32_t start = sentence_start(c, t), count = third ? 3 : second ? 2 : 1;
    if (t < start + count)
        return false;
    return token_is(c, t - count, first) && (!second || token_is(c, t - count + 1, second)) && (!third || token_is(c, t - 1, third));
}

/* What a bending phrase does. */
typedef enum bend { BEND_AT_LEAST, BEND_AT_MOST, BEND_BELOW, BEND_ABOUT, BEND_NOTHING } bend;

static const struct bending {
    const char *words[3]; /* in front of the number */
    uint8_t bend;
} bendings[] = {
    {{"no", "fewer", "than"}, BEND_AT_LEAST}, {{"no", "less", "than"}, BEND_AT_LEAST}, {{"not", "less", "than"}, BEND_AT_LEAST}, {{"as", "many", "as"}, BEND_AT_MOST},
    {{"no", "more", "than"}, BEND_AT_MOST}, {{"not", "more", "than"}, BEND_AT_MOST}, {{"as", "few", "as"}, BEND_ABOUT}, {{"a", "total", "of"}, BEND_NOTHING},
    {{"at", "least", NULL}, BEND_AT_LEAST}, {{"more", "than", NULL}, BEND_AT_LEAST}, {{"greater", "than", NULL}, BEND_AT_LEAST}, {{"upwards", "of", NULL}, BEND_AT_LEAST},
    {{"in", "excess", "of"}, BEND_AT_LEAST}, {{"well", "over", NULL}, BEND_AT_LEAST}, {{"up", "to", NULL}, BEND_AT_MOST}, {{"at", "most", NULL}, BEND_AT_MOST},
    {{"fewer", "than", NULL}, BEND_BELOW}, {{"less", "than", NULL}, BEND_BELOW}, {{"an", "estimated", NULL}, BEND_ABOUT}, {{"close", "to", NULL}, BEND_ABOUT},
    {{"over", NULL, NULL}, BEND_AT_LEAST}, {{"exceeding", NULL, NULL}, BEND_AT_LEAST}, {{"under", NULL, NULL}, BEND_BELOW}, {{"around", NULL, NULL}, BEND_ABOUT},
    {{"about", NULL, NULL}, BEND_ABOUT}, {{"some", NULL, NULL}, BEND_ABOUT}, {{"nearly", NULL, NULL}, BEND_ABOUT}, {{"almost", NULL, NULL}, BEND_ABOUT},
    {{"approximately", NULL, NULL}, BEND_ABOUT}, {{"roughly", NULL, NULL}, BEND_ABOUT}, {{"estimated", NULL, NULL}, BEND_ABOUT}, {{"between", NULL, NULL}, BEND_NOTHING}};

static void apply(figure *f, bend how)
{
    if (how == BEND_AT_LEAST) {
        f->high = DTL_COUNT_OPEN;
    } else if (how == BEND_AT_MOST && f->high != DTL_COUNT_OPEN) {
        f->best = f->high;
        f->low = 0;
    } else if (how == BEND_BELOW && f->high != DTL_COUNT_OPEN) {
        f->best = f->high = f->low ? f->low - 1 : 0;
        f->low = 0;
    } else if (how == BEND_ABOUT) {
        f->approximate = true;
    }
}

static void read_modifiers(const mention_context *c, figure *f, uint32_t end)
{
    enum { TIMES = 3 };
    for (int i = 0; i < TIMES; i++) {
        const struct bending *found = NULL;
        uint32_t count = 0;
        for (size_t k = 0; k < sizeof bendings / sizeof *bendings && !found; k++)
            if (words_before(c, f->first, bendings[k].words[0], bendings[k].words[1], bendings[k].words[2])) {
                found = &bendings[k];
                count = found->words[2] ? 3 : found->words[1] ? 2 : 1;
            }
        if (!found)
            break;
        apply(f, (bend)found->bend);
        f->first -= count;
    }
    static const char *const more[] = {"more", "greater", NULL}, *const so[] = {"so", NULL};
    if (f->end + 1 < end && token_is(c, f->end, "or") && (token_in(c, f->end + 1, more) || token_in(c, f->end + 1, so))) {
        apply(f, token_in(c, f->end + 1, more) ? BEND_AT_LEAST : BEND_ABOUT);
        f->end += 2;
    } else if (f->end < end && token_is(c, f->end, "+")) {
        apply(f, BEND_AT_LEAST);
        f->end++;
    } else if (dtl_slice_ends_with(c->folded[f->last], DTL_SLICE("+"))) {
        apply(f, BEND_AT_LEAST);
    }
}

/* ---- what is counted ---- */

/* The noun that is counted: the governor of the number, or the noun behind it (after "of", over adjectives). */
static uint32_t counted_noun(const mention_context *c, uint32_t last, uint32_t from, uint32_t end)
{
    enum { LOOK_AHEAD = 6 };
    uint32_t head = c->words[last].head;
    uint8_t relation = (uint8_t)dtl_relation_universal(c->words[last].relation);
    if (relation == DTL_REL_NUMMOD && head != DTL_NONE && head > last && c->words[head].upos != DTL_UPOS_SYM)
        return head;
    for (uint32_t t = from; t < end && t < from + LOOK_AHEAD; t++) {
        uint8_t upos = c->words[t].upos;
        if (upos == DTL_UPOS_NOUN && (t + 1 >= end || c->words[t + 1].upos != DTL_UPOS_NOUN))
            return t;
        bool passes = upos == DTL_UPOS_ADJ || upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN || (upos == DTL_UPOS_DET && !token_is(c, t, "a") && !token_is(c, t, "an")) ||
                      token_is(c, t, "of") || token_is(c, t, "-") || token_is(c, t, "more");
        if (!passes)
            break;
    }
    return DTL_NONE;
}

static const char *const class_names[] = {
    [DTL_COUNTED_OTHER] = "", [DTL_COUNTED_KILLED] = "killed", [DTL_COUNTED_INJURED] = "injured", [DTL_COUNTED_ARRESTED] = "arrested",
    [DTL_COUNTED_MISSING] = "missing", [DTL_COUNTED_DISPLACED] = "displaced", [DTL_COUNTED_ABDUCTED] = "abducted", [DTL_COUNTED_FIGHTERS] = "fighters",
    [DTL_COUNTED_PEOPLE] = "people", [DTL_COUNTED_WEAPONS] = "weapons", [DTL_COUNTED_MONEY] = "money", [DTL_COUNTED_PERCENT] = "percent",
    [DTL_COUNTED_MEASURE] = "measure"};

/* The class that the table gives a word in a slot; DTL_COUNTED_OTHER if none. */
static dtl_counted class_of_word(const mention_context *c, dtl_slice word, const char *slot, uint32_t *rule)
{
    uint32_t entry;
    for (uint32_t k = 0; (entry = dtl_rules_find(c->rules, c->tables.counted, word, k)) != DTL_NONE; k++) {
        if (!attribute_is(c, entry, "slot", slot))
            continue;
        if (rule)
            *rule = entry;
        for (unsigned i = DTL_COUNTED_KILLED; i <= DTL_COUNTED_MEASURE; i++)
            if (attribute_is(c, entry, "class", class_names[i]))
                return (dtl_counted)i;
        return DTL_COUNTED_OTHER;
    }
    if (rule)
        *rule = DTL_NONE;
    return DTL_COUNTED_OTHER;
}

static dtl_counted class_of_noun(const mention_context *c, uint32_t t)
{
    dtl_counted class = class_of_word(c, c->words[t].lemma, "noun", NULL);
    return class != DTL_COUNTED_OTHER ? class : class_of_word(c, c->folded[t], "noun", NULL);
}

static bool is_harm(dtl_counted class)
{
    return class >= DTL_COUNTED_KILLED && class <= DTL_COUNTED_ABDUCTED;
}

/* "12 people killed", "left 12 dead": a participle or adjective behind the counted word. */
static dtl_counted class_behind(const mention_context *c, uint32_t from, uint32_t end)
{
    enum { LOOK = 3 };
    for (uint32_t t = from; t < end && t < from + LOOK; t++) {
        uint8_t upos = c->words[t].upos;
        if (c->words[t].xpos == DTL_XPOS_VBN) {
            dtl_counted class = class_of_word(c, c->words[t].lemma, "object", NULL);
            if (is_harm(class))
                return class;
        }
        if (upos == DTL_UPOS_ADJ && is_harm(class_of_noun(c, t)))
            return class_of_noun(c, t);
        if (upos != DTL_UPOS_ADV && upos != DTL_UPOS_NOUN)
            break;
    }
    return DTL_COUNTED_OTHER;
}

/* "1 killed, 3 wounded": the very next word, whatever the parser takes it for. */
static dtl_counted class_right_behind(const mention_context *c, uint32_t t, uint32_t end)
{
    static const char *const forms[] = {"killed", "dead", "wounded", "injured", "hurt", "slain", "arrested", "missing", NULL};
    if (t >= end || !token_in(c, t, forms))
        return DTL_COUNTED_OTHER;
    dtl_counted class = class_of_word(c, c->folded[t], "noun", NULL);
    return is_harm(class) ? class : class_of_word(c, c->words[t].lemma, "object", NULL);
}

/* Is a word like "dead" or "toll" at the subject of this verb? "The toll rose to 12." */
static dtl_counted class_of_toll(const mention_context *c, uint32_t verb)
{
    static const char *const verbs[] = {"rise", "climb", "stand", "reach", "increase", "jump", "put", "raise", "lower", "bring", "be", "grow", NULL};
    bool moves = false;
    for (const char *const *v = verbs; *v; v++)
        moves |= dtl_slice_is(c->words[verb].lemma, *v);
    int left = 16;
    for (uint32_t child = moves ? c->words[verb].first_child : DTL_NONE; child != DTL_NONE && left; child = c->words[child].next_sibling, left--) {
        dtl_relation relation = dtl_relation_universal(c->words[child].relation);
        if (relation != DTL_REL_NSUBJ && relation != DTL_REL_OBJ)
            continue;
        if (token_is(c, child, "toll") || is_harm(class_of_noun(c, child)))
            return is_harm(class_of_noun(c, child)) ? class_of_noun(c, child) : DTL_COUNTED_KILLED;
        int few = 8;
        for (uint32_t grand = c->words[child].first_child; grand != DTL_NONE && few; grand = c->words[grand].next_sibling, few--) {
            dtl_counted class = class_of_noun(c, grand); /* "the number of dead", "of people killed" */
            if (!is_harm(class))
                class = class_behind(c, grand + 1, sentence_end(c, grand));
            if (dtl_slice_is(c->words[child].lemma, "number") && is_harm(class))
                return class;
        }
    }
    return DTL_COUNTED_OTHER;
}

/* Is a preposition of the word a part of the number ("between 20 and 30 men"), or does it only bring more of the same ("along with")? */
static bool is_no_place(const mention_context *c, uint32_t t, const figure *f)
{
    static const char *const along[] = {"along", "together", NULL};
    int left = 8;
    for (uint32_t child = c->words[t].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
        if (c->words[child].relation == DTL_REL_CASE &&
            ((child >= f->first && child < f->last) || token_in(c, child, along) || (child && token_is(c, child, "with") && token_in(c, child - 1, along))))
            return true;
    return f->first <= t && t < f->last;
}

/* "Death toll of the Salt Bay attack at 144": a bare number behind "at" that a toll stands above. */
static bool is_at_toll(const mention_context *c, uint32_t number)
{
    enum { CLIMB = 3 };
    uint32_t t = number;
    if (number <= sentence_start(c, number) || !(token_is(c, number - 1, "at") || token_is(c, number - 1, "to")))
        return false;
    for (int i = 0; i < CLIMB && c->words[t].head != DTL_NONE; i++) {
        t = c->words[t].head;
        if (token_is(c, t, "toll"))
            return true;
    }
    return false;
}

/* What the verb above the counted word says of it. */
static dtl_counted class_of_predicate(const mention_context *c, uint32_t t, const figure *f)
{
    enum { CLIMB = 6 };
    for (int i = 0; i < CLIMB; i++) {
        uint32_t head = c->words[t].head;
        dtl_relation relation = dtl_relation_universal(c->words[t].relation);
        if (head == DTL_NONE)
            return DTL_COUNTED_OTHER;
        if ((head >= f->first && head < f->end) || relation == DTL_REL_CONJ || relation == DTL_REL_APPOS || relation == DTL_REL_NUMMOD || relation == DTL_REL_COMPOUND) {
            t = head;
            continue;
        }
        dtl_counted class = DTL_COUNTED_OTHER;
        if (relation == DTL_REL_OBJ || c->words[t].relation == DTL_REL_NSUBJ_PASS || (relation == DTL_REL_OBL && is_no_place(c, t, f)))
            class = class_of_word(c, c->words[head].lemma, "object", NULL);
        else if (relation == DTL_REL_NSUBJ)
            class = class_of_word(c, c->words[head].lemma, "subject", NULL);
        else if (relation == DTL_REL_NMOD)
            class = is_harm(class_of_noun(c, head)) ? class_of_noun(c, head) : DTL_COUNTED_OTHER;
        if (class == DTL_COUNTED_OTHER && relation == DTL_REL_NSUBJ) /* "12 were dead", "12 are missing" */
            class = is_harm(class_of_noun(c, head)) ? class_of_noun(c, head) : DTL_COUNTED_OTHER;
        if (class == DTL_COUNTED_OTHER && (relation == DTL_REL_OBL || relation == DTL_REL_OBJ || relation == DTL_REL_NSUBJ))
            class = class_of_toll(c, head);
        return class;
    }
    return DTL_COUNTED_OTHER;
}

/* "wounding two", "injured four others": the verb right before the number, whatever the parser hung it on. */
static dtl_counted class_right_before(const mention_context *c, uint32_t first)
{
    if (first <= sentence_start(c, first) || c->words[first - 1].upos == DTL_UPOS_NOUN)
        return DTL_COUNTED_OTHER;
    uint8_t xpos = c->words[first - 1].xpos;
    bool participle = xpos == DTL_XPOS_VBD || xpos == DTL_XPOS_VBN || xpos == DTL_XPOS_VBG || xpos == DTL_XPOS_JJ;
    dtl_counted class = participle ? class_of_word(c, c->words[first - 1].lemma, "object", NULL) : DTL_COUNTED_OTHER;
    return participle && class == DTL_COUNTED_OTHER && c->words[first - 1].upos == DTL_UPOS_VERB ? class_of_noun(c, first - 1) : class;
}

/* "5 shot, 1 killed": people, of whom no more is told here. */
static bool is_hit(const mention_context *c, uint32_t of)
{
    uint32_t entry;
    for (uint32_t k = 0; (entry = dtl_rules_find(c->rules, c->tables.counted, c->folded[of], k)) != DTL_NONE; k++)
        if (attribute_is(c, entry, "class", "hit") && attribute_is(c, entry, "slot", "noun"))
            return true;
    return false;
}

/* "One man dead, four others hurt", "5 killed, 6 wounded": the second number has its own word and nothing of the first one's, however the
 * parser joined them. */
static dtl_counted class_of_listed(const mention_context *c, uint32_t first, uint32_t of, uint32_t end)
{
    dtl_relation relation = dtl_relation_universal(c->words[of].relation);
    bool governed = relation == DTL_REL_NSUBJ || relation == DTL_REL_OBJ || relation == DTL_REL_OBL || relation == DTL_REL_NMOD;
    bool cut_off = first > sentence_start(c, first) && (token_is(c, first - 1, ",") || token_is(c, first - 1, ";") || token_is(c, first - 1, "and"));
    if (governed && !(cut_off && c->words[of].head < first) && c->words[of].head != DTL_NONE && c->words[of].head != of + 1)
        return DTL_COUNTED_OTHER;
    dtl_counted own = class_of_noun(c, of);
    return is_harm(own) ? own : class_right_behind(c, of + 1, end);
}

static dtl_counted class_of_count(const mention_context *c, const figure *f, uint32_t of, uint32_t end)
{
    uint32_t word = of != DTL_NONE ? of : f->last;
    if (of != DTL_NONE && is_harm(class_of_listed(c, f->first, of, end)))
        return class_of_listed(c, f->first, of, end);
    if (of != DTL_NONE && is_hit(c, of))
        return DTL_COUNTED_PEOPLE;
    if (is_harm(class_right_before(c, f->first)))
        return class_right_before(c, f->first);
    if (of == DTL_NONE && is_harm(class_right_behind(c, f->last + 1, end)))
        return class_right_behind(c, f->last + 1, end);
    if (of == DTL_NONE && is_at_toll(c, f->first))
        return DTL_COUNTED_KILLED;
    dtl_counted class = class_of_predicate(c, word, f), noun = class_of_noun(c, word);
    if (class == DTL_COUNTED_OTHER && of != DTL_NONE && c->words[f->last].head != of)
        class = class_of_predicate(c, f->last, f);
    if (class == DTL_COUNTED_OTHER && !is_harm(noun))
        class = class_behind(c, word + 1, end);
    return class != DTL_COUNTED_OTHER ? class : noun;
}

/* ---- what is no count ---- */

/* Money, shares, measures: their class and unit; false for an age, which is no quantity at all. */
static bool read_unit(const mention_context *c, figure *f, uint32_t end, dtl_quantity *q)
{
    static const struct { const char *sign, *code; } signs[CURRENCY_MAX] = {{"$", "USD"}, {"us$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"₹", "INR"}, {"¥", ""}, {"a$", "AUD"}, {"usd", "USD"}};
    uint32_t rule = DTL_NONE, at = f->end;
    if (at < end && token_is(c, at, "-"))
        at++;
    for (int i = 0; f->first > sentence_start(c, f->first) && i < CURRENCY_MAX; i++)
        if (token_is(c, f->first - 1, signs[i].sign)) {
            q->counted = DTL_COUNTED_MONEY;
            q->unit = dtl_slice_from_cstr(signs[i].code);
            f->first--;
            return true;
        }
    if (at >= end)
        return true;
    if (token_is(c, at, "per") && token_is(c, at + 1, "cent"))
        rule = dtl_rules_find(c->rules, c->tables.counted, DTL_SLICE("per cent"), 0);
    else if (class_of_word(c, c->folded[at], "unit", &rule) == DTL_COUNTED_OTHER && rule == DTL_NONE && c->words[at].upos == DTL_UPOS_ADJ && at + 1 < end)
        class_of_word(c, c->folded[at + 1], "unit", &rule); /* "20 square kilometres", "50 US dollars" */
    if (rule == DTL_NONE)
        return true;
    if (attribute_is(c, rule, "class", "age") || token_is(c, at + 1, "old") || (token_is(c, at + 1, "-") && token_is(c, at + 2, "old")))
        return false;
    for (unsigned i = DTL_COUNTED_MONEY; i <= DTL_COUNTED_MEASURE; i++)
        if (attribute_is(c, rule, "class", class_names[i]))
            q->counted = (uint8_t)i;
    dtl_slice code = attribute(c, rule, "code");
    q->unit = code.length ? code : c->folded[at];
    return true;
}

/* A bare figure is a count only where a count can stand: "killed 12", "against 100,000"; elsewhere it is an age, a year, a
 * number of a house. */
static bool is_bare_figure(const mention_context *c, const figure *f)
{
    uint32_t last = f->last, end = sentence_end(c, last), t = f->first;
    if (!dtl_rune_is_digit((unsigned char)c->folded[last].ptr[0]) || is_harm(class_behind(c, last + 1, end)))
        return false; /* "30 dead", "5 killed": a count, however the parser hung it */
    bool year = f->first == f->last && c->folded[last].length == 4 && f->low >= 1900 && f->low <= 2099;
    bool fenced = t > sentence_start(c, t) && token_is(c, t - 1, ",") && (last + 1 >= end || c->words[last + 1].upos == DTL_UPOS_PUNCT);
    switch (dtl_relation_universal(c->words[last].relation)) {
    case DTL_REL_OBJ: case DTL_REL_NSUBJ: case DTL_REL_OBL: case DTL_REL_NMOD: case DTL_REL_CONJ:
        return year || fenced;
    default:
        return true;
    }
}

static bool is_count(const mention_context *c, uint32_t t, uint32_t behind)
{
    static const char *const ages[] = {"aged", "age", "ages", NULL}, *const counts_of[] = {"of", "or", NULL};
    uint32_t start = sentence_start(c, t);
    if (t > start && (token_is(c, t - 1, "no") || token_in(c, t - 1, ages)))
        return false;
    if (token_is(c, behind, "-") && (token_is(c, behind + 1, "and") || token_is(c, behind + 1, "to") || token_is(c, behind + 1, ",")))
        return false; /* "her 4- and 9-year-old girls" */
    /* "PD 12", "Resolution 2593": a number behind its noun is a label */
    bool counts = dtl_relation_universal(c->words[behind - 1].relation) == DTL_REL_NUMMOD && c->words[behind - 1].head != DTL_NONE &&
                  c->words[behind - 1].head >= behind;
    if (!counts && t > start && c->words[t - 1].upos == DTL_UPOS_PROPN && !token_is(c, t - 1, "$"))
        return false;
    /* "one" alone is a pronoun more often than a count */
    return !(token_is(c, t, "one") && behind == t + 1 && !counts && !token_in(c, behind, counts_of));
}

/* ---- parts of a whole ---- */

/* The latest count of people, in this sentence or the one before; DTL_NONE if there is none. */
static uint32_t latest_whole(const mention_context *c, uint32_t t, bool before_too)
{
    enum { LOOK = 12 };
    const dtl_mention_array *mentions = &c->out->mentions;
    uint32_t sentence = c->tokens[t].sentence;
    int left = LOOK;
    for (uint32_t i = mentions->count; i > 0 && left; i--, left--) {
        const dtl_mention *m = &mentions->items[i - 1];
        if (m->kind != DTL_MENTION_QUANTITY)
            continue;
        uint32_t other = c->tokens[m->head].sentence;
        const dtl_quantity *q = &c->out->quantities.items[m->target];
        if (other + before_too < sentence)
            return DTL_NONE;
        if (q->counted < DTL_COUNTED_WEAPONS && q->included_in == DTL_NONE)
            return m->target;
    }
    return DTL_NONE;
}

/* "including two women", "seven of them children", "two of the wounded": is the number a part of one told before? */
static uint32_t find_whole(const mention_context *c, const figure *f, uint32_t end)
{
    static const char *const them[] = {"them", "whom", "these", "those", "which", NULL}, *const among[] = {"among", "of", NULL};
    uint32_t start = sentence_start(c, f->first), at = f->end, t = f->first;
    if (at + 1 < end && token_is(c, at, "of") && token_in(c, at + 1, them))
        return latest_whole(c, t, true);
    if (t > start && (token_is(c, t - 1, "including") || token_is(c, t - 1, "includes") || token_is(c, t - 1, "included")))
        return latest_whole(c, t, true);
    if (t > start + 1 && token_in(c, t - 1, them) && token_in(c, t - 2, among))
        return latest_whole(c, t, true);
    if (t > start + 1 && (token_is(c, t - 1, "were") || token_is(c, t - 1, "are")) && token_in(c, t - 2, them))
        return latest_whole(c, t, true);
    if (at + 1 < end && token_is(c, at, "of") && token_is(c, at + 1, "the")) {
        uint32_t whole = latest_whole(c, t, true);
        const dtl_quantity *q = whole == DTL_NONE ? NULL : &c->out->quantities.items[whole];
        return q && at + 2 < end && class_of_noun(c, at + 2) == q->counted ? whole : DTL_NONE;
    }
    /* "including two women and three children" */
    const dtl_mention_array *mentions = &c->out->mentions;
    const dtl_mention *last = mentions->count ? &mentions->items[mentions->count - 1] : NULL;
    if (t > start && token_is(c, t - 1, "and") && last && last->kind == DTL_MENTION_QUANTITY && last->head + 4 > t && last->head >= start)
        return c->out->quantities.items[last->target].included_in;
    return DTL_NONE;
}

/* ---- all of it ---- */

static void add(mention_context *c, const figure *f, dtl_quantity q)
{
    dtl_quantity *slot = dtl_array_push(c->arena, &c->out->quantities);
    if (!slot) {
        c->failed = true;
        return;
    }
    q.low = f->low;
    q.high = f->high;
    q.best = f->best;
    q.approximate = f->approximate;
    *slot = q;
    mention_add(c, f->first, f->end - f->first, f->last, DTL_MENTION_QUANTITY, c->out->quantities.count - 1, DTL_NONE);
}

/* "no casualties", "nobody was killed", "both were wounded", "the pair": numbers without a number word. The token behind, or t. */
static uint32_t read_unnumbered(mention_context *c, uint32_t t, uint32_t end)
{
    enum { LOOK = 4 };
    figure f = {.first = t, .last = t, .end = t + 1};
    dtl_quantity q = {.of = DTL_NONE, .included_in = DTL_NONE};
    bool none = token_is(c, t, "nobody") || token_is(c, t, "none");
    if (token_is(c, t, "no")) {
        for (uint32_t i = t + 1; i < end && i < t + LOOK && q.of == DTL_NONE; i++) {
            if (c->words[i].upos == DTL_UPOS_NOUN || token_is(c, i, "one"))
                q.of = i;
            else if (c->words[i].upos != DTL_UPOS_ADJ)
                break;
        }
        if (q.of == DTL_NONE)
            return t;
        q.counted = (uint8_t)class_of_count(c, &f, q.of, end);
        dtl_counted noun = class_of_noun(c, q.of);
        if (token_is(c, q.of, "one") ? !is_harm(q.counted) : noun == DTL_COUNTED_OTHER && !is_harm(q.counted))
            return t;
        if (noun == DTL_COUNTED_OTHER && !token_is(c, q.of, "one"))
            return t;
    } else if (none) {
        q.counted = (uint8_t)class_of_predicate(c, t, &f);
        if (!is_harm(q.counted))
            return t;
    } else {
        uint32_t rule = dtl_rules_find(c->rules, c->tables.numbers, c->folded[t], 0);
        if (rule == DTL_NONE || !attribute_is(c, rule, "class", "pair") || c->words[t].relation == DTL_REL_CC_PRECONJ)
            return t;
        bool determines = relation_is(c, t, DTL_REL_DET) && c->words[t].head != DTL_NONE && c->words[t].head > t;
        q.of = determines ? c->words[t].head : t;
        q.counted = (uint8_t)class_of_predicate(c, q.of, &f);
        if (!is_harm(q.counted))
            return t;
        f.low = f.high = f.best = dtl_rules_number(c->rules, rule, "low", 2);
    }
    add(c, &f, q);
    return t + 1;
}

/* May a number begin here? Asked of every token, so by tag first. */
static bool may_begin(const mention_context *c, uint32_t t)
{
    uint8_t upos = c->words[t].upos;
    if (c->taken[t] || !c->folded[t].length)
        return false;
    return upos == DTL_UPOS_NUM || upos == DTL_UPOS_NOUN || upos == DTL_UPOS_DET || upos == DTL_UPOS_ADJ || upos == DTL_UPOS_PROPN || upos == DTL_UPOS_PRON;
}

/* The figure that begins at t; false if there is none. */
static bool read_figure(const mention_context *c, uint32_t t, uint32_t end, figure *f)
{
    uint32_t taken = 0;
    *f = (figure){.first = t};
    if (number_read(c, t, end, &f->low, &f->high, &taken))
        f->end = t + taken;
    else
        f->end = read_article(c, t, end, &f->low, &f->high); /* several, a few, a couple */
    if (f->end == t)
        return false;
    f->last = f->end - 1;
    f->best = f->low;
    return true;
}

void quantities_find(mention_context *c)
{
    for (uint32_t t = 0; t < c->count && !c->failed;) {
        uint32_t end = sentence_end(c, t);
        dtl_quantity q = {.of = DTL_NONE, .included_in = DTL_NONE};
        figure f;
        if (!may_begin(c, t)) {
            t++;
            continue;
        }
        if (!read_figure(c, t, end, &f) || !is_count(c, t, f.end)) {
            uint32_t behind = read_unnumbered(c, t, end);
            t = behind == t ? t + 1 : behind;
            continue;
        }
        uint32_t number_end = f.end;
        read_modifiers(c, &f, end);
        if (!read_unit(c, &f, end, &q)) {
            t = number_end;
            continue;
        }
        if (q.counted == DTL_COUNTED_OTHER) {
            q.of = counted_noun(c, f.last, f.end, end);
            if (q.of == DTL_NONE && is_bare_figure(c, &f)) {
                t = number_end;
                continue;
            }
            q.counted = (uint8_t)class_of_count(c, &f, q.of, end);
            q.included_in = find_whole(c, &f, end);
            if (q.included_in != DTL_NONE && !is_harm(q.counted) && is_harm(c->out->quantities.items[q.included_in].counted))
                q.counted = c->out->quantities.items[q.included_in].counted; /* what befell the whole befell its part */
        }
        add(c, &f, q);
        for (uint32_t i = t; i < number_end; i++)
            c->taken[i] = true;
        t = number_end;
    }
}
