/* Participants: who a word in a slot stands for, and who shares the part.
 *
 * In: a token that a pattern puts into a role. Out: its mention, and the mentions that are coordinated with it. The tree is
 * asked first (matcher: conj); here the words themselves are, because coordinations of long names are what the parser gets
 * wrong most. Examples: "three ISIS hideouts" → ISIS; "the ministers of France and Italy" → the ministers of France, Italy;
 * "Kenyan leader Amina Roe and Ugandan President Paul Doe signed" → both, though the tree says one.
 * Gets wrong on purpose: a list told with commas alone is left to the tree. */
#include "event/internal.h"

enum { OWNER_DEPTH = 2 /* "the E.U. fraud court": the owner may hang on a modifier */ };

static bool is_actor(const event_context *x, uint32_t mention)
{
    return dtl_match_is_actor(&x->matcher, mention);
}

static bool is_of_phrase(const dtl_parse *parse, uint32_t token)
{
    char scratch[48];
    return parse->words[token].relation == DTL_REL_NMOD && dtl_slice_is(dtl_tree_preposition(parse, token, scratch), "of");
}

/* The first modifier that can act: "Taliban" of "Taliban hideouts", "two Taliban hideouts", "hideouts of the Taliban". */
static uint32_t owner_of(const event_context *x, uint32_t token, int depth)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        if (relation != DTL_REL_COMPOUND && relation != DTL_REL_NMOD_POSS && relation != DTL_REL_AMOD && !is_of_phrase(parse, c))
            continue;
        uint32_t mention = dtl_match_mention(&x->matcher, c);
        if (is_actor(x, mention))
            return mention;
        mention = depth > 1 && relation == DTL_REL_COMPOUND ? owner_of(x, c, depth - 1) : DTL_NONE;
        if (mention != DTL_NONE)
            return mention;
    }
    return DTL_NONE;
}

/* "Bosnian Serbs": the parser's head is the first word of the name, which is a mention of its own; the whole is meant. */
static uint32_t whole_name(const event_context *x, uint32_t token, uint32_t mention)
{
    const dtl_mention *m = event_mention_at(x, mention);
    if (mention == 0)
        return mention;
    const dtl_mention *longer = event_mention_at(x, mention - 1);
    bool covers = longer->first == m->first && longer->count > m->count && is_actor(x, mention - 1);
    const dtl_word *head = &x->doc->parse.words[longer->head];
    return covers && head->relation == DTL_REL_FLAT && head->head == token ? mention - 1 : mention;
}

uint32_t event_participant_mention(const event_context *x, uint32_t token)
{
    if (dtl_tree_lemma_in(&x->doc->parse, token, "himself herself itself themselves")) /* "blew himself up": nobody else */
        return DTL_NONE;
    uint32_t own = dtl_match_mention(&x->matcher, token);
    if (own != DTL_NONE && (is_actor(x, own) || event_mention_at(x, own)->kind == DTL_MENTION_PLACE))
        return whole_name(x, token, own);
    /* "condemned the killing of two farmers by rebels": who did the deed is meant, never its victims */
    const candidate *deed = x->of_token[token] == DTL_NONE ? NULL : &x->candidates.items[x->of_token[token]];
    if (!deed || (deed->type != DTL_EVENT_ASSAULT && deed->type != DTL_EVENT_COERCE))
        return owner_of(x, token, OWNER_DEPTH);
    uint32_t doer = deed->actors.count ? dtl_match_mention(&x->matcher, deed->actors.items[0]) : DTL_NONE;
    return is_actor(x, doer) ? doer : DTL_NONE;
}

static void add_mention(uint32_t mention, dtl_tree_list *out)
{
    for (uint32_t i = 0; i < out->count; i++)
        if (out->items[i] == mention)
            return;
    if (out->count < DTL_TREE_LIST_MAX)
        out->items[out->count++] = mention;
}

/* "the leaders of France and Italy", "Iran's and Iraq's ministers": the mention tells the first owner, the others act through
 * their own. */
static void add_owners(const event_context *x, uint32_t mention, dtl_tree_list *out)
{
    const dtl_parse *parse = &x->doc->parse;
    const dtl_mention *m = event_mention_at(x, mention);
    if (m->kind != DTL_MENTION_ROLE && m->kind != DTL_MENTION_ORGANISATION)
        return;
    for (uint32_t c = parse->words[m->head].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        bool owner = parse->words[c].relation == DTL_REL_NMOD_POSS || is_of_phrase(parse, c);
        if (!owner || c < m->first || c >= m->first + m->count)
            continue;
        dtl_tree_list owners;
        owners.count = 0;
        dtl_tree_add_conjuncts(parse, c, &owners);
        for (uint32_t i = 1; i < owners.count; i++) {
            uint32_t other = x->doc->mention.headed_by[owners.items[i]];
            if (is_actor(x, other) && event_mention_at(x, other)->kind != DTL_MENTION_PRONOUN)
                add_mention(other, out);
        }
    }
}

/* The longest mention that begins at this token or behind its article; DTL_NONE. */
static uint32_t mention_from(const event_context *x, uint32_t token, uint32_t from)
{
    const dtl_mention_array *all = &x->doc->mention.mentions;
    while (from < all->count && all->items[from].first < token)
        from++;
    if (from < all->count && all->items[from].first == token)
        return from;
    bool article = x->doc->parse.words[token].upos == DTL_UPOS_DET;
    return article && from < all->count && all->items[from].first == token + 1 ? from : DTL_NONE;
}

/* Is the mention a part of another phrase or clause ("X and [Y's brother]", "hit X and [Y fled]")? */
static bool stands_elsewhere(const event_context *x, uint32_t trigger, uint32_t first_head, const dtl_mention *m)
{
    const dtl_word *word = &x->doc->parse.words[m->head];
    switch (word->relation) {
    case DTL_REL_NMOD_POSS: case DTL_REL_COMPOUND: case DTL_REL_AMOD: case DTL_REL_ROOT: return true;
    case DTL_REL_NSUBJ: case DTL_REL_NSUBJ_PASS:
        return word->head != trigger && word->head != x->doc->parse.words[first_head].head;
    default: return false;
    }
}

/* "and", "along with", "together with", "as well as" at token: how many words they are; 0 when it is none. */
static uint32_t joining_words(const event_context *x, uint32_t at, uint32_t end)
{
    static const char *const joins[][3] = {{"and"}, {"along", "with"}, {"together", "with"}, {"as", "well", "as"}};
    const dtl_word *words = x->doc->parse.words;
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        uint32_t count = 0;
        while (count < 3 && joins[i][count] && at + count < end && dtl_slice_is(words[at + count].lemma, joins[i][count]))
            count++;
        if (count && (count == 3 || !joins[i][count]))
            return count;
    }
    return 0;
}

/* "X and Y": read off the text, whatever the tree says. */
static void add_neighbours(const event_context *x, uint32_t trigger, uint32_t mention, dtl_tree_list *out)
{
    const dtl_mention *m = event_mention_at(x, mention);
    const uint32_t first_head = m->head, sentence = x->doc->text.tokens.items[m->first].sentence;
    const dtl_sentence *s = &x->doc->text.sentences.items[sentence];
    const uint32_t end = s->first + s->count;
    for (;;) {
        uint32_t at = m->first + m->count;
        if (at + 1 < end && x->doc->parse.words[at].xpos == DTL_XPOS_COMMA)
            at++;
        uint32_t joined = joining_words(x, at, end);
        if (joined == 0 || at + joined >= end || out->count >= DTL_TREE_LIST_MAX)
            return;
        uint32_t next = mention_from(x, at + joined, mention);
        if (next == DTL_NONE || !is_actor(x, next) || event_mention_at(x, next)->kind == DTL_MENTION_PRONOUN ||
            event_mention_at(x, next)->kind == DTL_MENTION_PLACE || stands_elsewhere(x, trigger, first_head, event_mention_at(x, next)))
            return;
        add_mention(next, out);
        m = event_mention_at(x, next);
    }
}

void event_find_companions(const event_context *x, uint32_t trigger, uint32_t mention, dtl_tree_list *mentions)
{
    mentions->count = 0;
    add_owners(x, mention, mentions);
    add_neighbours(x, trigger, mention, mentions);
}
