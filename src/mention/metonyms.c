/* Metonyms: the capital that stands for its government.
 *
 * In: a place of the tables and its word in the tree. Out: the government, or nobody when the place is only a place.
 *
 * The idea: a town acts when it is the subject of something that towns do not do ("Kabul said", "Moscow denied"), the object
 * of what one does to governments ("accused Kabul", "warned Tehran"), one side of a matter between governments ("talks
 * between Islamabad and New Delhi", "ties with Moscow"), or the owner of something that governments have ("Tehran's nuclear
 * programme"). Who governs depends on the day: Kabul in 2020 is Afghanistan's republic, in 2023 the Taliban. Some towns that
 * are no capitals of theirs stand for others; these are rows of kind metonym in actor-names.txt ("Brussels" for the EU).
 * Example: "Islamabad accused Kabul of harbouring fighters in Khost." gives Pakistan and the Taliban; Khost is a place.
 *
 * Knowingly wrong: a verb that fits both ("Paris mourned", "Moscow celebrated") is read as the government; a club called by
 * its town ("Madrid won") too. */
#include "mention/internal.h"
#include "doc/tree.h"

enum { CLIMB = 8, CHILDREN = 12 };

static bool lemma_in(const mention_context *c, uint32_t token, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_is(c->words[token].lemma, *list))
            return true;
    return false;
}

/* What a town does as a town, or what is said of it: no government in sight. */
static bool is_verb_of_towns(const mention_context *c, uint32_t verb)
{
    return c->words[verb].upos != DTL_UPOS_VERB || lemma_has_sign(c, verb, "town-verb");
}

/* What one does to a government and not to a town. */
static bool is_verb_on_governments(const mention_context *c, uint32_t verb)
{
    return lemma_has_sign(c, verb, "verb-on-governments");
}

/* What stands between governments, or belongs to one. */
static bool is_matter_of_governments(const mention_context *c, uint32_t noun)
{
    return lemma_has_sign(c, noun, "government-matter");
}

static bool follows_possessive(const mention_context *c, uint32_t end)
{
    return end < c->count && (token_is(c, end, "'s") || token_is(c, end, "'"));
}

/* The head of a list that this word is a later part of: "between Islamabad and New Delhi". */
static uint32_t first_of_list(const mention_context *c, uint32_t token)
{
    for (int i = 0; i < CLIMB && c->words[token].head != DTL_NONE && c->words[token].head < token && relation_is(c, token, DTL_REL_CONJ); i++)
        token = c->words[token].head;
    return token;
}

/* "between", "with", "against" in front of it. */
static bool is_side(const mention_context *c, uint32_t token)
{
    static const char *const words[] = {"between", "with", "against", NULL};
    int left = CHILDREN;
    for (uint32_t child = c->words[token].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
        if (c->words[child].relation == DTL_REL_CASE && child < token)
            return token_in(c, child, words);
    return token > sentence_start(c, token) && token_in(c, token - 1, words);
}

static bool is_name_part(const mention_context *c, uint32_t t)
{
    uint8_t upos = c->words[t].upos;
    return upos == DTL_UPOS_PROPN || upos == DTL_UPOS_NOUN || upos == DTL_UPOS_ADJ;
}

/* "WASHINGTON (AP)", "Athens police", "Real Madrid": a dateline, or a part of a longer name or noun phrase. */
static bool is_part_of_more(const mention_context *c, const piece *p)
{
    static const char *const marks[] = {"(", ":", "-", "\xe2\x80\x93", "\xe2\x80\x94", "--", NULL};
    uint32_t end = p->first + p->count, start = sentence_start(c, p->first);
    dtl_slice text = tokens_text(c, p->first, p->count);
    bool small = false;
    for (uint32_t i = 0; i < text.length; i++)
        small |= text.ptr[i] >= 'a' && text.ptr[i] <= 'z';
    if (end < sentence_end(c, p->first) && (token_in(c, end, marks) || is_name_part(c, end)))
        return true;
    if (!small && p->first == start)
        return true;
    return p->first > start && c->words[p->first - 1].upos == DTL_UPOS_PROPN && c->words[p->first].head != p->first - 1;
}

/* "They want Paris to sign": what it signs is its own deed. */
static bool is_made_to_act(const mention_context *c, uint32_t governor, uint32_t head)
{
    int left = CHILDREN;
    for (uint32_t child = c->words[governor].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
        if (relation_is(c, child, DTL_REL_XCOMP) && c->words[child].xpos == DTL_XPOS_VB && !is_verb_of_towns(c, child) && dtl_tree_arc(&c->doc->parse, child, DTL_REL_NSUBJ) == head)
            return true;
    return false;
}

static bool acts(const mention_context *c, const piece *p, uint32_t head)
{
    uint32_t root = first_of_list(c, head), governor = c->words[root].head;
    if (is_part_of_more(c, p))
        return false;
    if (is_headline(c, head) || governor == DTL_NONE)
        return c->words[head].relation == DTL_REL_NSUBJ && governor != DTL_NONE && !is_verb_of_towns(c, governor) && !place_is_locative(c, head);
    if (follows_possessive(c, p->first + p->count))
        return c->words[head].head != DTL_NONE && is_matter_of_governments(c, c->words[head].head);
    switch (c->words[root].relation) {
    case DTL_REL_NSUBJ:
        return !is_verb_of_towns(c, governor) && !place_is_locative(c, head);
    case DTL_REL_NSUBJ_PASS: case DTL_REL_OBJ: case DTL_REL_IOBJ:
        return is_verb_on_governments(c, governor) || is_made_to_act(c, governor, head);
    default:
        return (relation_is(c, root, DTL_REL_NMOD) || relation_is(c, root, DTL_REL_OBL)) && is_side(c, root) &&
               (is_matter_of_governments(c, governor) || lemma_in(c, governor, (const char *const[]){"side", "negotiate", "trade", "align", NULL}));
    }
}

uint32_t government_of(mention_context *c, dtl_slice iso3)
{
    uint32_t rule = dtl_rules_find(c->rules, dtl_rules_table(c->rules, "country-codes"), fold(c, iso3), 0);
    dtl_slice governed = attribute(c, rule, "governed");
    int32_t from;
    if (governed.length && dtl_day_parse_iso(attribute(c, rule, "from"), &from) && c->out->published.low != DTL_DAY_OPEN_PAST &&
        c->out->published.low >= from)
        return entity_of_actor(c, dtl_actor_row(c->rules, &c->actor_tables, governed));
    return entity_of_state(c, iso3);
}

/* The row of kind metonym that says for whom this place stands. */
static uint32_t metonym_row(mention_context *c, const piece *p)
{
    for (uint32_t k = 0, row; (row = dtl_rules_find(c->rules, c->actor_tables.names, fold(c, tokens_text(c, p->first, p->count)), k)) != DTL_NONE; k++)
        if (attribute_is(c, row, "kind", "metonym"))
            return row;
    return DTL_NONE;
}

/* The row of country-codes.txt whose capital this is. The scan is over some 250 rows, and only for towns that act. */
static uint32_t state_of_capital(mention_context *c, const piece *p)
{
    uint32_t table = dtl_rules_table(c->rules, "country-codes"), first, count, found = DTL_NONE;
    dtl_slice country = attribute(c, p->rule, "country"), name = dtl_rules_name(c->rules, p->rule, 0);
    dtl_rules_entries(c->rules, table, &first, &count);
    if (attribute_is(c, p->rule, "capital", "yes"))
        return dtl_rules_find(c->rules, table, fold(c, country), 0);
    if (!name.length)
        name = tokens_text(c, p->first, p->count);
    for (uint32_t row = first; row < first + count && found == DTL_NONE; row++)
        if (dtl_slice_equal_nocase(attribute(c, row, "capital"), name) &&
            (!country.length || dtl_slice_equal(dtl_rules_name(c->rules, row, 0), country)))
            found = row;
    return found;
}

uint32_t metonym_entity(mention_context *c, const piece *p, uint32_t head, dtl_slice *reason)
{
    if (!acts(c, p, head))
        return DTL_NONE;
    uint32_t row = metonym_row(c, p), entity, alias;
    if (row != DTL_NONE) {
        entity = entity_of_actor(c, actor_of_row(c, row, &alias));
        *reason = join(c, (dtl_slice[]){DTL_SLICE("stands for "), entity_at(c, entity)->name}, 2);
        return entity;
    }
    uint32_t state = state_of_capital(c, p);
    if (state == DTL_NONE)
        return DTL_NONE;
    entity = government_of(c, dtl_rules_name(c->rules, state, 0));
    *reason = join(c, (dtl_slice[]){DTL_SLICE("capital stands for the government of "), attribute(c, state, "name")}, 2);
    return entity;
}
