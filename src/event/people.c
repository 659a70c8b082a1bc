/* People: which words stand for people, and for whom of a list a word tells.
 *
 * In: tree, mentions, the tables nouns (sort, gender) and counted (what a number counts, what befell whom). Out: answers for the tolls of
 * single deeds (toll.c) and of reports (victims.c), so that both count the same people.
 * Example: "A boy was killed and two others wounded in the 200 block of Dock Road": the boy, not the others, and no 200.
 * Knowingly wrong: a noun that no table knows counts people. */
#include "event/internal.h"

enum { WORD_MAX = 32 };

/* Lower-case lemma: in headlines nouns are taken for names. Empty when it is too long for a word of the tables. */
static dtl_slice small_lemma(const event_context *x, uint32_t token, char key[WORD_MAX])
{
    dtl_slice lemma = x->doc->parse.words[token].lemma;
    if (lemma.length > WORD_MAX)
        return DTL_SLICE_EMPTY;
    for (uint32_t i = 0; i < lemma.length; i++)
        key[i] = (char)(lemma.ptr[i] >= 'A' && lemma.ptr[i] <= 'Z' ? lemma.ptr[i] + ('a' - 'A') : lemma.ptr[i]);
    return dtl_slice_make(key, lemma.length);
}

/* The row of a word in nouns.txt; DTL_NONE. */
static uint32_t noun_of(const event_context *x, uint32_t token)
{
    char key[WORD_MAX];
    dtl_slice lemma = small_lemma(x, token, key);
    uint32_t table = dtl_rules_table(x->matcher.rules, "nouns"), row = dtl_rules_find(x->matcher.rules, table, lemma, 0);
    bool plural = row == DTL_NONE && lemma.length > 3 && key[lemma.length - 1] == 's'; /* in a headline, where it was taken for a name */
    return plural ? dtl_rules_find(x->matcher.rules, table, dtl_slice_make(key, lemma.length - 1), 0) : row;
}

static bool is_sort(const event_context *x, uint32_t row, const char *sort)
{
    return row != DTL_NONE && dtl_slice_is(dtl_rules_attribute(x->matcher.rules, row, "sort"), sort);
}

bool event_is_people_noun(const event_context *x, uint32_t token)
{
    const dtl_rules *rules = x->matcher.rules;
    uint32_t entry, table = dtl_rules_table(rules, "counted");
    for (uint32_t k = 0; (entry = dtl_rules_find(rules, table, x->doc->parse.words[token].lemma, k)) != DTL_NONE; k++) {
        dtl_slice class = dtl_rules_attribute(rules, entry, "class");
        if (dtl_slice_is(class, "people") || dtl_slice_is(class, "fighters") || dtl_slice_is(class, "age") || dtl_slice_is(class, "person"))
            return true;
    }
    return dtl_tree_is_person_of_age(&x->doc->parse, token) || is_sort(x, noun_of(x, token), "person");
}

uint8_t event_sex_of(const event_context *x, uint32_t token)
{
    if (dtl_tree_lemma_in(&x->doc->parse, token, "he him himself"))
        return SEX_MALE;
    if (dtl_tree_lemma_in(&x->doc->parse, token, "she her herself"))
        return SEX_FEMALE;
    uint32_t row = noun_of(x, token);
    dtl_slice gender = row == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_attribute(x->matcher.rules, row, "gender");
    return dtl_slice_is(gender, "m") ? SEX_MALE : dtl_slice_is(gender, "f") ? SEX_FEMALE : SEX_OPEN;
}

bool event_is_fate(const event_context *x, uint32_t token)
{
    static const char *const classes[] = {"killed", "injured", "hit"};
    char key[WORD_MAX];
    dtl_slice lemma = small_lemma(x, token, key);
    uint32_t entry, table = dtl_rules_table(x->matcher.rules, "counted");
    for (uint32_t k = 0; (entry = dtl_rules_find(x->matcher.rules, table, lemma, k)) != DTL_NONE; k++)
        for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
            if (dtl_slice_is(dtl_rules_attribute(x->matcher.rules, entry, "class"), classes[i]))
                return true;
    return false;
}

bool event_is_counted(const event_context *x, uint32_t token, const char *class, const char *slot)
{
    char key[WORD_MAX];
    dtl_slice lemma = small_lemma(x, token, key);
    uint32_t entry, table = dtl_rules_table(x->matcher.rules, "counted");
    for (uint32_t k = 0; (entry = dtl_rules_find(x->matcher.rules, table, lemma, k)) != DTL_NONE; k++)
        if (dtl_slice_is(dtl_rules_attribute(x->matcher.rules, entry, "slot"), slot) && dtl_slice_is(dtl_rules_attribute(x->matcher.rules, entry, "class"), class))
            return true;
    return false;
}

/* "two others wounded", "6 shot": of the people before it. */
bool event_tells_fate(const event_context *x, uint32_t token)
{
    uint8_t xpos = x->doc->parse.words[token].xpos;
    return xpos != DTL_XPOS_VB && xpos != DTL_XPOS_VBP && xpos != DTL_XPOS_VBZ && xpos != DTL_XPOS_VBG && event_is_fate(x, token);
}

/* "A boy killed, two others wounded", "killed one and injured four": somebody with a word of his own, in front of him or behind him. */
static bool has_own_fate(const event_context *x, uint32_t token, uint32_t person)
{
    enum { LOOK = 4 };
    const dtl_parse *parse = &x->doc->parse;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[x->doc->text.tokens.items[person].sentence];
    uint32_t before = person;
    while (before > sentence->first && (before == person || parse->words[before].upos == DTL_UPOS_NUM))
        before--;
    if (before != person && before != token && event_tells_fate(x, before))
        return true;
    for (uint32_t t = person + 1; t < sentence->first + sentence->count && t <= person + LOOK; t++) {
        uint8_t upos = parse->words[t].upos;
        if (t == token)
            return false;
        if (event_tells_fate(x, t))
            return token != t + 2; /* "two students shot, killed" were both */
        if (upos != DTL_UPOS_AUX && upos != DTL_UPOS_ADV)
            return false;
    }
    return false;
}

/* A comma or an "and" between the word and who stands behind it. */
static bool is_cut_off(const event_context *x, uint32_t token, uint32_t person)
{
    for (uint32_t t = token + 1; t < person; t++)
        if (x->doc->parse.words[t].upos == DTL_UPOS_CCONJ || dtl_tree_lemma_in(&x->doc->parse, t, ", ;"))
            return true;
    return false;
}

/* A word that tells of one of a list tells of all of it ("two guards and a nurse were killed"), but not of whoever the parser hung on the
 * list: those on the word's other side ("a boy dead and a woman wounded", "two killed; suspect held"), those with a word of their own, those
 * behind a dash ("five people – three men, a boy and a girl"), and where no "and" joins them, who is another name for the first ("one person, a
 * clerk,"). A headline leaves the "and" out. */
void event_keep_sharers(const event_context *x, uint32_t token, dtl_tree_list *people)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t kept = 1, first = people->count ? people->items[0] : 0;
    const bool headline = people->count && x->doc->text.sentences.items[x->doc->text.tokens.items[first].sentence].kind == DTL_SENTENCE_HEADLINE;
    bool joined = headline;
    for (uint32_t i = 1; i < people->count && !joined; i++)
        for (uint32_t c = parse->words[people->items[i]].first_child; c != DTL_NONE && !joined; c = parse->words[c].next_sibling)
            joined = parse->words[c].relation == DTL_REL_CC;
    for (uint32_t i = 1; i < people->count; i++) {
        uint32_t person = people->items[i];
        bool other_side = (person > token) != (first > token), dash = false;
        for (uint32_t t = first; t < person && !dash; t++)
            dash = parse->words[t].upos == DTL_UPOS_PUNCT && dtl_tree_lemma_in(parse, t, "– — -- : ;");
        if (joined && !other_side && !dash && !has_own_fate(x, token, person) && !event_tells_fate(x, person))
            people->items[kept++] = person;
    }
    bool before = headline && token > 0 && parse->words[token].xpos == DTL_XPOS_VBN && event_is_people_noun(x, token - 1);
    bool stray = people->count && dtl_tree_child_lemma(parse, first, "the") == DTL_NONE && /* "Killed, 3 others hurt", "5 shot, 1 killed" */
                 ((is_cut_off(x, token, first) && (before || has_own_fate(x, token, first))) || (first != token && event_tells_fate(x, first)));
    for (uint32_t i = 1; stray && i < kept; i++)
        people->items[i - 1] = people->items[i];
    people->count = people->count ? kept - stray : 0;
}

/* Is it none of the living: "the storm died", "killed the engine"? */
bool event_is_thing(const event_context *x, uint32_t token)
{
    uint32_t row = noun_of(x, token);
    return is_sort(x, row, "place") || is_sort(x, row, "thing") || is_sort(x, row, "time") || is_sort(x, row, "deed") || is_sort(x, row, "word");
}

/* "Channel 10 News" */
static bool has_number(const event_context *x, const dtl_mention *mention)
{
    for (uint32_t t = mention->first; t < mention->first + mention->count; t++)
        if (x->doc->parse.words[t].upos == DTL_UPOS_NUM)
            return true;
    return false;
}

/* Is the counted noun none for people ("the 200 block", "Channel 10 News")? */
bool event_counts_things(const event_context *x, const dtl_quantity *quantity)
{
    if (quantity->of == DTL_NONE || event_is_people_noun(x, quantity->of))
        return false;
    uint32_t mention = dtl_match_mention(&x->matcher, quantity->of);
    if (dtl_match_is_actor(&x->matcher, mention)) /* "12 Taliban" */
        return event_mention_at(x, mention)->kind == DTL_MENTION_ORGANISATION && x->doc->parse.words[event_mention_at(x, mention)->first].upos != DTL_UPOS_NUM &&
               has_number(x, event_mention_at(x, mention));
    return (event_is_thing(x, quantity->of) || x->doc->parse.words[quantity->of].upos == DTL_UPOS_PROPN) && !event_tells_fate(x, quantity->of) &&
           !dtl_tree_lemma_in(&x->doc->parse, quantity->of, "life other");
}
