/* Candidates: the words that tell events.
 *
 * In: the patterns (events*.txt) and the tree. Out: candidates with the words in their actor and recipient slots. Two steps:
 * 1. every word that an entry names, if the entry's conditions hold ("killed", "suicide attack");
 * 2. support: "Rebels carried out an attack": the noun tells what, the verb tells who.
 * What belongs together becomes one afterwards (fusion.c). */
#include "event/internal.h"

enum { ENTRIES_MAX = 32 };

/* "attack helicopter", "bombing suspect": an event noun that only modifies another noun is no event. */
static bool only_modifies(const event_context *x, uint32_t token)
{
    const dtl_word *word = &x->doc->parse.words[token];
    if (word->relation != DTL_REL_COMPOUND && word->relation != DTL_REL_FLAT)
        return false;
    return word->head != DTL_NONE && dtl_tree_is_nominal(&x->doc->parse, word->head);
}

/* Does the word stand for somebody, or somewhere, by itself or by its owner? */
static bool is_participant(const void *context, uint32_t token)
{
    return event_participant_mention(context, token) != DTL_NONE;
}

/* The same, and nobody who is the doer already: object.by of "backed by fighters" is who backs. */
static bool is_recipient(const void *context, uint32_t token)
{
    const event_context *x = context;
    const candidate *c = &x->candidates.items[x->candidates.count - 1];
    for (uint32_t i = 0; i < c->actors.count; i++)
        if (c->actors.items[i] == token)
            return false;
    return is_participant(context, token);
}

/* "is held hostage", "set fire to": a word of the pattern's own name is nobody it is done to; a passive's subject then is. */
static void drop_own_words(event_context *x, candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    if (c->recipients.count != 1 || !dtl_tree_lemma_in(parse, c->token, "hold take keep seize set") || !dtl_tree_lemma_in(parse, c->recipients.items[0], "hostage captive fire prisoner ransom"))
        return;
    uint32_t passive = dtl_tree_child(parse, c->token, DTL_REL_NSUBJ_PASS);
    c->recipients.count = 0;
    if (passive != DTL_NONE && passive != c->recipients.items[0])
        dtl_tree_add_conjuncts(parse, passive, &c->recipients);
}

static dtl_err add_candidate(event_context *x, uint32_t token, uint32_t entry)
{
    candidate *c = dtl_array_push(x->arena, &x->candidates);
    if (!c)
        return DTL_ERR_BUDGET;
    c->token = token;
    c->entry = entry;
    c->support = c->fused = c->outcome = DTL_NONE;
    c->item = dtl_rules_pattern_kind(x->matcher.rules, entry, &c->type, &c->mode) == DTL_PATTERN_COUNTS ? DTL_ITEM_FIGURE : DTL_ITEM_EVENT;
    dtl_match_participants(&x->matcher, token, entry, DTL_PATTERN_ACTOR, is_participant, x, &c->actors);
    dtl_match_participants(&x->matcher, token, entry, DTL_PATTERN_RECIPIENT, is_recipient, x, &c->recipients);
    drop_own_words(x, c);
    x->of_token[token] = x->candidates.count - 1;
    return DTL_OK;
}

/* The event noun in a support slot, past "a series of": attacks. DTL_NONE if there is no candidate. */
uint32_t event_supported_candidate(const event_context *x, uint32_t token)
{
    for (int i = 0; i < 3 && token != DTL_NONE; i++) {
        if (x->of_token[token] != DTL_NONE)
            return x->of_token[token];
        dtl_tree_list inner;
        if (!dtl_match_slot(&x->matcher, token, DTL_SLICE("of"), &inner))
            return DTL_NONE;
        token = inner.items[0];
    }
    return DTL_NONE;
}

static void lend_doer(event_context *x, uint32_t verb, uint32_t entry)
{
    dtl_tree_list events, doers;
    if (!dtl_match_role(&x->matcher, verb, entry, DTL_PATTERN_EVENT, &events))
        return;
    dtl_match_role(&x->matcher, verb, entry, DTL_PATTERN_ACTOR, &doers);
    for (uint32_t i = 0; i < events.count; i++) {
        uint32_t index = event_supported_candidate(x, events.items[i]);
        if (index == DTL_NONE)
            continue;
        candidate *c = &x->candidates.items[index];
        c->support = verb;
        if (c->actors.count == 0)
            c->actors = doers;
    }
}

/* "died in bombing raids", where the tree has a clause of bombing: a word of the noun's own name tells nothing beside it. */
static void take_own_gerund(event_context *x, uint32_t token, uint32_t entry)
{
    const dtl_word *word = &x->doc->parse.words[token];
    uint32_t verb = word->head;
    if (word->relation != DTL_REL_OBJ || verb == DTL_NONE || x->doc->parse.words[verb].xpos != DTL_XPOS_VBG || verb > token ||
        token - verb > dtl_match_words_before(&x->matcher, x->table, token, entry))
        return;
    if (x->of_token[verb] != DTL_NONE)
        x->candidates.items[x->of_token[verb]].dead = true;
    x->of_token[verb] = x->of_token[token];
}

static dtl_err scan_triggers(event_context *x, uint32_t count)
{
    uint32_t *support = x->support;
    uint32_t entries[ENTRIES_MAX];
    for (uint32_t t = 0; t < count; t++) {
        support[t] = DTL_NONE;
        uint32_t found = dtl_match_entries(&x->matcher, x->table, t, entries, ENTRIES_MAX);
        bool has_event = found && only_modifies(x, t);
        for (uint32_t i = 0; i < found; i++) {
            bool lends = dtl_rules_pattern_kind(x->matcher.rules, entries[i], NULL, NULL) == DTL_PATTERN_LENDS;
            if (lends ? support[t] != DTL_NONE : has_event)
                continue;
            if (!dtl_match_conditions(&x->matcher, t, entries[i]))
                continue;
            if (lends) {
                support[t] = entries[i];
                continue;
            }
            dtl_err err = add_candidate(x, t, entries[i]);
            if (err)
                return err;
            take_own_gerund(x, t, entries[i]);
            has_event = true;
        }
    }
    return DTL_OK;
}

dtl_err event_find_candidates(event_context *x)
{
    uint32_t count = x->doc->text.tokens.count;
    x->support = dtl_arena_calloc(x->arena, count, sizeof *x->support);
    x->of_token = dtl_arena_calloc(x->arena, count, sizeof *x->of_token);
    if (!x->support || !x->of_token)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < count; i++)
        x->of_token[i] = DTL_NONE;
    dtl_err err = scan_triggers(x, count);
    if (err)
        return err;
    for (uint32_t t = 0; t < count; t++)
        if (x->support[t] != DTL_NONE)
            lend_doer(x, t, x->support[t]);
    return DTL_OK;
}
