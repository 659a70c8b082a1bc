/* Fusion: several words that tell one deed become one candidate.
 *
 * In: the candidates of candidates.c. Out: the same, those that became part of another marked dead; so is a protest that only says why
 * something else was done ("resigned in protest"). Joined are, in this order:
 *   a deed and its event noun              "a drone strike killed X", "imposed sanctions on Y"
 *   a purpose                              "met to discuss trade"
 *   a bomb's laying and what it did        "a bomb planted by Y killed X"
 *   a deed and the event it happened in    "X was killed in a drone strike"
 *   coordinated words for one deed         "attacked and killed X"
 *   a deed and the toll that came of it    "attacked X, killing two and wounding three", "left a boy dead and a woman wounded"
 * In between, a deed without a doer borrows that of the deed it happened in.
 * Gets wrong on purpose: a verb and an event noun of different types in one clause stay two events. */
#include "event/internal.h"

/* The weaker of two tellings becomes part of the other: it gives its mode and fills empty slots. */
static void fuse(event_context *x, uint32_t keep, uint32_t lose)
{
    candidate *k = &x->candidates.items[keep], *l = &x->candidates.items[lose];
    if (keep == lose || k->dead || l->dead || k->type != l->type || k->item != l->item)
        return;
    l->dead = true;
    k->fused = l->token;
    if (k->mode == DTL_MODE_NO_MODE || (k->mode == DTL_MODE_DESTROY && l->mode != DTL_MODE_NO_MODE))
        k->mode = l->mode;
    if (k->actors.count == 0 || (k->actors.count == 1 && k->actors.items[0] == l->token))
        k->actors = l->actors;
    if (k->recipients.count == 0 || (k->recipients.count == 1 && k->recipients.items[0] == l->token))
        k->recipients = l->recipients;
    if (k->support == DTL_NONE)
        k->support = l->support;
    if (dtl_tree_child_lemma(&x->doc->parse, l->token, "separate different distinct") != DTL_NONE)
        k->split = true;
}

static uint32_t candidate_at(const event_context *x, uint32_t token, uint8_t type)
{
    uint32_t index = token == DTL_NONE ? DTL_NONE : event_supported_candidate(x, token);
    if (index == DTL_NONE || x->candidates.items[index].dead || x->candidates.items[index].type != type)
        return DTL_NONE;
    return index;
}

/* "A drone strike killed X", "the operation in which X was killed": subject or agent is the event itself. */
static void fuse_subject(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t token = x->candidates.items[index].token, head = parse->words[token].head;
    bool caused = head != DTL_NONE && dtl_tree_is_verb(parse, head) && dtl_tree_lemma_in(parse, head, "result lead cause bring");
    uint32_t subject = dtl_tree_subject(parse, caused ? head : token); /* "an operation that resulted in the death of X" */
    uint32_t noun = candidate_at(x, subject, x->candidates.items[index].type);
    if (noun == DTL_NONE && subject != DTL_NONE && dtl_match_class(&x->matcher, subject, DTL_SLICE("quarrel"))) { /* "clashed in a fight that left two dead" */
        uint32_t deed = candidate_at(x, parse->words[subject].head, x->candidates.items[index].type);
        if (deed != DTL_NONE && dtl_tree_lemma_in(parse, x->candidates.items[deed].token, "clash fight battle skirmish scuffle"))
            fuse(x, deed, index);
    }
    if (noun == DTL_NONE && caused && index > 0) { /* what results in a death is the event told before it */
        const candidate *before = &x->candidates.items[index - 1];
        bool same = x->doc->text.tokens.items[before->token].sentence == x->doc->text.tokens.items[token].sentence;
        noun = same && !before->dead && before->type == x->candidates.items[index].type ? index - 1 : DTL_NONE;
    }
    if (noun != DTL_NONE)
        fuse(x, index, noun);
    bool deed = x->candidates.items[index].type == DTL_EVENT_ASSAULT && dtl_tree_is_verb(parse, token);
    uint32_t object = deed ? candidate_at(x, dtl_tree_object(parse, token), x->candidates.items[index].type) : DTL_NONE;
    if (object != DTL_NONE && x->candidates.items[object].actors.count) /* "fired teargas shells": the noun's row knows the doer */
        fuse(x, object, index);
    else if (object != DTL_NONE) /* "detonated a car bomb" */
        fuse(x, index, object);
}

/* "refused to appear in protest at the law", "resigned in protest": where the deed is told, the protest says why. */
static void drop_reason(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    candidate *c = &x->candidates.items[index];
    char scratch[48];
    if (c->type != DTL_EVENT_PROTEST || dtl_tree_is_verb(parse, c->token) || dtl_tree_child(parse, c->token, DTL_REL_DET) != DTL_NONE ||
        !dtl_tree_lemma_in(parse, c->token, "protest") || !dtl_slice_is(dtl_tree_preposition(parse, c->token, scratch), "in"))
        return;
    uint32_t deed = parse->words[c->token].head;
    if (deed != DTL_NONE && x->of_token[deed] == DTL_NONE && parse->words[deed].relation == DTL_REL_XCOMP)
        deed = parse->words[deed].head; /* "refused to appear" */
    if (deed != DTL_NONE && x->of_token[deed] != DTL_NONE && !x->candidates.items[x->of_token[deed]].dead)
        c->dead = true;
}

/* "imposed sanctions on Iran": verb and object tell one deed. */
static void fuse_object(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t token = x->candidates.items[index].token;
    if (!dtl_tree_is_verb(parse, token))
        return;
    uint32_t object = dtl_tree_object(parse, token);
    uint32_t noun = object == DTL_NONE || dtl_tree_is_verb(parse, object) ? DTL_NONE : x->of_token[object];
    if (noun != DTL_NONE)
        fuse(x, index, noun);
}

/* What `token` tells was done by or in another candidate: "killed in a drone strike", "the killing of X in suicide attacks". */
static void fuse_means_of(event_context *x, uint32_t index, uint32_t token)
{
    static const char *const prepositions[] = {"in", "by", "with", "during", "through", "from", "due_to", "under", "as" /* a result of */, "following"};
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        if (parse->words[c].relation != DTL_REL_ADVCL || dtl_tree_child_lemma(parse, c, "when as after") == DTL_NONE)
            continue;
        uint32_t cause = candidate_at(x, c, x->candidates.items[index].type); /* "killed when a bomb hit a bus": nobody else is told of */
        if (cause != DTL_NONE && x->candidates.items[cause].actors.count == 0 && !event_names_somebody(x, &x->candidates.items[cause].recipients))
            fuse(x, index, cause);
    }
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++) {
        dtl_tree_list list;
        if (!dtl_match_slot(&x->matcher, token, dtl_slice_from_cstr(prepositions[i]), &list))
            continue;
        for (uint32_t k = 0; k < list.count; k++) {
            uint32_t noun = candidate_at(x, list.items[k], x->candidates.items[index].type);
            if (noun != DTL_NONE)
                fuse(x, index, noun);
        }
    }
}

/* Also "twelve were killed and 30 injured in a bombing", where "injured" tells no event of its own. */
static void fuse_means(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    const uint32_t token = x->candidates.items[index].token;
    fuse_means_of(x, index, token);
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == DTL_REL_CONJ && x->of_token[c] == DTL_NONE && event_is_counted(x, c, "injured", "object"))
            fuse_means_of(x, index, c);
}

/* "Five policemen were killed when rebels attacked a post": who attacked, killed them. */
static void borrow_attacker(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    candidate *c = &x->candidates.items[index];
    if (c->type != DTL_EVENT_ASSAULT || c->actors.count || !dtl_tree_is_verb(parse, c->token) || !dtl_tree_is_passive(parse, c->token))
        return;
    for (uint32_t v = parse->words[c->token].first_child; v != DTL_NONE; v = parse->words[v].next_sibling) {
        uint32_t other = x->of_token[v];
        if (parse->words[v].relation != DTL_REL_ADVCL || other == DTL_NONE || x->candidates.items[other].type != DTL_EVENT_ASSAULT ||
            dtl_tree_child_lemma(parse, v, "when after as while") == DTL_NONE || dtl_tree_is_passive(parse, v))
            continue;
        c->actors = x->candidates.items[other].actors;
        return;
    }
}

/* "arrested in a Taliban operation": an agentless passive borrows its doer from the operation it happened in. */
static void borrow_doer(event_context *x, uint32_t index)
{
    candidate *c = &x->candidates.items[index];
    dtl_tree_list list;
    if (c->actors.count || !dtl_tree_is_passive(&x->doc->parse, c->token) || !dtl_match_slot(&x->matcher, c->token, DTL_SLICE("in,during"), &list))
        return;
    uint32_t noun = list.items[0];
    for (int depth = 0; depth < 3 && noun != DTL_NONE; depth++) {
        if (dtl_match_class(&x->matcher, noun, DTL_SLICE("attack")) && dtl_match_slot(&x->matcher, noun, DTL_SLICE("by,poss,compound"), &c->actors))
            return;
        noun = dtl_tree_child(&x->doc->parse, noun, DTL_REL_NMOD); /* "in a series of operations" */
    }
    c->actors.count = 0;
}

static bool same_first(const dtl_tree_list *a, const dtl_tree_list *b)
{
    return a->count && b->count && a->items[0] == b->items[0];
}

/* Does it tell of dead, by its pattern or its word ("struck a mosque, killing nine" is a suicide bomber's)? */
static bool kills(const event_context *x, const candidate *c)
{
    return dtl_rules_pattern_asks(x->matcher.rules, c->entry, DTL_PATTERN_KILLED) || event_is_counted(x, c->token, "killed", "object");
}

static bool injures(const event_context *x, const candidate *c)
{
    return dtl_rules_pattern_asks(x->matcher.rules, c->entry, DTL_PATTERN_INJURED) || event_is_counted(x, c->token, "injured", "object");
}

/* "attacked and killed two guards", "suicide attacks and bombings": coordinated tellings of the same deed. */
static void fuse_conjuncts(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    candidate *c = &x->candidates.items[index];
    const dtl_word *word = &parse->words[c->token];
    if (word->relation != DTL_REL_CONJ || word->head == DTL_NONE)
        return;
    uint32_t other = x->of_token[word->head];
    if (other == DTL_NONE || x->candidates.items[other].type != c->type || x->candidates.items[other].dead)
        return;
    candidate *first = &x->candidates.items[other];
    bool nouns = !dtl_tree_is_verb(parse, c->token) && !dtl_tree_is_verb(parse, first->token);
    bool bare = c->actors.count == 0 && c->recipients.count == 0;
    if (nouns && (bare || (c->support != DTL_NONE && c->support == first->support)))
        fuse(x, other, index);
    else if (!nouns && same_first(&c->actors, &first->actors) && (first->recipients.count == 0 || same_first(&c->recipients, &first->recipients))) {
        const bool death_first = kills(x, first) && !kills(x, c); /* "killed and maimed civilians": of one deed the death is told */
        fuse(x, death_first ? other : index, death_first ? index : other);
    }
}

/* "Allegedly planted", "reportedly killing two": told with less certainty than the rest, or as not so. */
static bool is_reserved(const dtl_parse *parse, uint32_t token)
{
    return parse->words[token].features & DTL_FEATURE_NEGATED ||
           dtl_tree_child_lemma(parse, token, "allegedly reportedly apparently presumably probably possibly supposedly purportedly likely perhaps not") != DTL_NONE;
}

/* The outcome's people are the deed's; of "two others" the toll tells all there is to tell. */
static void fuse_outcome(event_context *x, uint32_t deed, uint32_t outcome)
{
    candidate *d = &x->candidates.items[deed];
    const dtl_tree_list *more = &x->candidates.items[outcome].recipients;
    for (uint32_t i = 0; i < more->count && d->recipients.count < DTL_TREE_LIST_MAX; i++)
        if (!event_names_somebody(x, &d->recipients) || !dtl_tree_lemma_in(&x->doc->parse, more->items[i], "other people person"))
            d->recipients.items[d->recipients.count++] = more->items[i];
    d->outcome = outcome;
    fuse(x, deed, outcome);
}

/* "a boy dead and a woman wounded": a participle of the second of two. */
static bool is_of_second(const dtl_parse *parse, uint32_t participle)
{
    const uint32_t noun = parse->words[participle].head, second = noun == DTL_NONE ? DTL_NONE : dtl_tree_child(parse, noun, DTL_REL_CONJ);
    if (noun == DTL_NONE || parse->words[participle].relation != DTL_REL_ACL)
        return false;
    return parse->words[noun].relation == DTL_REL_CONJ || (second != DTL_NONE && second < participle);
}

/* The candidate whose outcome another may be: of the verb above; of "left", in "left a boy dead and a woman wounded". */
static uint32_t deed_above(const event_context *x, const candidate *c)
{
    enum { CLIMB = 3 };
    const dtl_parse *parse = &x->doc->parse;
    uint32_t at = parse->words[c->token].head;
    const bool of_second = is_of_second(parse, c->token);
    for (int i = 0; of_second && i < CLIMB && at != DTL_NONE && !dtl_tree_is_verb(parse, at); i++)
        at = parse->words[at].head;
    return at == DTL_NONE || !dtl_tree_is_verb(parse, at) ? DTL_NONE : x->of_token[at];
}

/* "killed a judge and wounded two guards", "a boy was killed and two others wounded": the dead and the hurt of one deed, unless each has a day, a
 * place, a doer or a voice of its own, or one is told with reserve. "Attacked a bus, killing nine", "…, leaving nine dead": the deed and what came of it. */
static void fuse_outcomes(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    const candidate *c = &x->candidates.items[index];
    const dtl_word *word = &parse->words[c->token];
    const uint32_t other = dtl_tree_is_verb(parse, c->token) && c->type == DTL_EVENT_ASSAULT ? deed_above(x, c) : DTL_NONE;
    if (other == DTL_NONE)
        return;
    const candidate *first = &x->candidates.items[other];
    bool other_doer = event_names_somebody(x, &c->actors) && !same_first(&c->actors, &first->actors);
    bool other_voice = x->doc->voice.of_token[c->token] != x->doc->voice.of_token[first->token];
    if (first->dead || first->outcome != DTL_NONE || other_doer || other_voice || is_reserved(parse, c->token) || is_reserved(parse, first->token))
        return;
    bool result = word->relation == DTL_REL_ADVCL && word->xpos == DTL_XPOS_VBG && c->token > first->token && dtl_tree_child(parse, c->token, DTL_REL_MARK) == DTL_NONE &&
                  (kills(x, c) || injures(x, c));
    bool pair = (word->relation == DTL_REL_CONJ || word->relation == DTL_REL_ACL) && ((kills(x, first) && injures(x, c)) || (injures(x, first) && kills(x, c))) &&
                !(event_has_circumstance(x, c->token) && event_has_circumstance(x, first->token));
    if (result || pair)
        fuse_outcome(x, other, index);
}

/* Has the sentence another candidate that this one could be fused with? Most have none. */
static bool has_neighbour(const event_context *x, uint32_t index)
{
    enum { NEAR = 16 };
    const candidate *all = x->candidates.items, *c = &all[index];
    const dtl_token *tokens = x->doc->text.tokens.items;
    uint32_t sentence = tokens[c->token].sentence, first = index, end = index + 1;
    while (first > 0 && tokens[all[first - 1].token].sentence == sentence && index - first < NEAR)
        first--;
    while (end < x->candidates.count && tokens[all[end].token].sentence == sentence && end - index < NEAR)
        end++;
    for (uint32_t i = first; i < end; i++)
        if (i != index && !all[i].dead && all[i].type == c->type && all[i].item == c->item)
            return true;
    return index - first == NEAR || end - index == NEAR; /* a long list: nobody looked at the rest */
}

/* "met to discuss trade", "opened the crossing to allow aid in": what was done and what for, in the same terms, is one event. A
 * purpose of violence is no part of the deed: it may have failed. */
static void fuse_purpose(event_context *x, uint32_t index)
{
    const candidate *c = &x->candidates.items[index];
    const dtl_word *word = &x->doc->parse.words[c->token];
    bool purpose = (word->relation == DTL_REL_ADVCL || word->relation == DTL_REL_XCOMP) && word->xpos == DTL_XPOS_VB;
    uint32_t above = purpose && word->head != DTL_NONE ? x->of_token[word->head] : DTL_NONE;
    if (above == DTL_NONE || c->type == DTL_EVENT_ASSAULT || c->type == DTL_EVENT_COERCE || x->candidates.items[above].type != c->type)
        return;
    fuse(x, above, index);
}

/* The candidate that tells what the explosive did: "a bomb … exploded", "the bomb that killed four"; not "did not explode". DTL_NONE. */
static uint32_t effect_of(const event_context *x, uint32_t explosive, uint32_t laid)
{
    const dtl_parse *parse = &x->doc->parse;
    const candidate *all = x->candidates.items;
    for (uint32_t i = 0; i < x->candidates.count; i++) {
        uint32_t token = all[i].token;
        bool other = i != laid && !all[i].dead && all[i].type == DTL_EVENT_ASSAULT && dtl_tree_is_verb(parse, token) &&
                     x->doc->text.tokens.items[token].sentence == x->doc->text.tokens.items[explosive].sentence;
        if (other && dtl_tree_child_lemma(parse, token, "not n't never") == DTL_NONE &&
            (dtl_tree_subject(parse, token) == explosive || dtl_tree_child(parse, token, DTL_REL_OBL_AGENT) == explosive))
            return i;
    }
    return DTL_NONE;
}

/* "A bomb planted by rebels killed four", "the mine that killed four was laid by rebels": who laid it did it. What is only said to have been
 * planted by them stays a telling of its own. */
static void fuse_laying(event_context *x, uint32_t index)
{
    const dtl_parse *parse = &x->doc->parse;
    const candidate *c = &x->candidates.items[index];
    const uint32_t explosive = c->mode == DTL_MODE_EXPLOSIVES && dtl_tree_is_verb(parse, c->token) ? dtl_tree_object(parse, c->token) : DTL_NONE;
    if (explosive == DTL_NONE || !dtl_match_class(&x->matcher, explosive, DTL_SLICE("explosive")) || is_reserved(parse, c->token))
        return;
    uint32_t effect = effect_of(x, explosive, index);
    if (effect == DTL_NONE)
        return;
    candidate *blast = &x->candidates.items[effect];
    if (!event_names_somebody(x, &blast->actors)) /* "the mine killed" */
        blast->actors.count = 0;
    bool somebody = event_names_somebody(x, &c->recipients) && !event_names_somebody(x, &blast->recipients);
    bool where = somebody || (c->recipients.count && !blast->recipients.count); /* "placed in the archive, went off" */
    fuse(x, where ? index : effect, where ? effect : index);
}

void event_fuse_candidates(event_context *x)
{
    for (uint32_t i = 0; i < x->candidates.count; i++)
        drop_reason(x, i);
    for (uint32_t i = 0; i < x->candidates.count; i++)
        if (!x->candidates.items[i].dead && has_neighbour(x, i)) {
            fuse_subject(x, i);
            fuse_object(x, i);
            fuse_purpose(x, i);
        }
    for (uint32_t i = 0; i < x->candidates.count; i++)
        if (!x->candidates.items[i].dead && has_neighbour(x, i))
            fuse_laying(x, i);
    for (uint32_t i = 0; i < x->candidates.count; i++) {
        if (!x->candidates.items[i].dead && has_neighbour(x, i))
            fuse_means(x, i);
        if (!x->candidates.items[i].dead) {
            borrow_doer(x, i);
            borrow_attacker(x, i);
        }
    }
    for (uint32_t i = x->candidates.count; i-- > 0;)
        if (!x->candidates.items[i].dead && has_neighbour(x, i))
            fuse_conjuncts(x, i);
    for (uint32_t i = x->candidates.count; i-- > 0;)
        if (!x->candidates.items[i].dead && has_neighbour(x, i))
            fuse_outcomes(x, i);
}
