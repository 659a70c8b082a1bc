/* Instrument: with what an ASSAULT was done.
 *
 * In: a candidate, the tree, weapons.txt. Out: event.weapon, the head noun of the weapon, and the mode that it tells where
 * the words of the deed left it open. The search goes outwards from the trigger: the trigger itself ("car bomb"), the
 * words in front of it ("dynamite attack"), its subject and object ("a bomb killed two", "fired mortars"), its phrases
 * ("with machetes", "by a grenade", "attack with rockets"), its participle ("using drones"), its clause of time ("when a
 * mine exploded"); then the same around the fused noun and the support verb; last what its doer is armed with.
 * Example: "Two clerks were hurt when a parcel bomb went off" → bomb, explosives.
 * Gets wrong on purpose: a weapon told in another sentence is not looked for; "a man with a gun was killed" gives the
 * man's gun only where the parser hangs it on the verb. */
#include "event/internal.h"

enum { NAME_WORDS = 3, KEY_MAX = 96, PHRASES_MAX = 24 };

/* Lower-case lemmas of `count` tokens ending at token, blank between; length 0 when they do not fit. */
static uint32_t name_key(const event_context *x, uint32_t token, uint32_t count, char key[KEY_MAX])
{
    uint32_t length = 0;
    for (uint32_t i = token + 1 - count; i <= token; i++) {
        dtl_slice lemma = x->doc->parse.words[i].lemma;
        if (length + lemma.length + 1 >= KEY_MAX)
            return 0;
        if (length)
            key[length++] = ' ';
        for (uint32_t k = 0; k < lemma.length; k++)
            key[length++] = lemma.ptr[k] >= 'A' && lemma.ptr[k] <= 'Z' ? (char)(lemma.ptr[k] + 32) : lemma.ptr[k];
    }
    return length;
}

/* "a machinegun attack", "mortar fire": a weapon right before a noun may be taken for an adjective. */
static bool is_attribute(const dtl_parse *parse, uint32_t token)
{
    return parse->words[token].relation == DTL_REL_AMOD && parse->words[token].upos == DTL_UPOS_ADJ && parse->words[token].head == token + 1;
}

/* The row of weapons.txt that the noun is, longest name first; DTL_NONE. */
static uint32_t weapon_row(const event_context *x, uint32_t token)
{
    const dtl_text *text = &x->doc->text;
    const bool verb = token != DTL_NONE && dtl_tree_is_verb(&x->doc->parse, token); /* "dynamited", "machinegunned" */
    if (token == DTL_NONE || x->weapons == DTL_NONE || (!verb && !dtl_tree_is_nominal(&x->doc->parse, token) && !is_attribute(&x->doc->parse, token)))
        return DTL_NONE;
    if (verb && !dtl_match_class(&x->matcher, token, DTL_SLICE("weapon-verb")))
        return DTL_NONE;
    uint32_t room = verb ? 1 : token - text->sentences.items[text->tokens.items[token].sentence].first + 1;
    for (uint32_t count = room < NAME_WORDS ? room : NAME_WORDS; count >= 1; count--) {
        char key[KEY_MAX];
        if (!dtl_match_may_begin(&x->matcher, x->weapons, token + 1 - count))
            continue;
        uint32_t length = name_key(x, token, count, key);
        uint32_t row = length ? dtl_rules_find(x->matcher.rules, x->weapons, dtl_slice_make(key, length), 0) : DTL_NONE;
        if (row != DTL_NONE)
            return row;
    }
    return DTL_NONE;
}

/* The weapon that a phrase's head is or, past "bursts of", "a charge of", "the use of", governs. */
static uint32_t weapon_in(const event_context *x, uint32_t head)
{
    const dtl_parse *parse = &x->doc->parse;
    for (int depth = 0; depth < 3 && head != DTL_NONE; depth++) {
        if (weapon_row(x, head) != DTL_NONE)
            return head;
        if (!dtl_match_class(&x->matcher, head, DTL_SLICE("weapon-measure")))
            return DTL_NONE;
        for (uint32_t c = parse->words[head].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
            if (parse->words[c].relation == DTL_REL_COMPOUND && weapon_row(x, c) != DTL_NONE) /* "machinegun fire", not "missile base" */
                return c;
        head = dtl_tree_child(parse, head, DTL_REL_NMOD);
    }
    return DTL_NONE;
}

static uint32_t weapon_in_clause(const event_context *x, uint32_t verb)
{
    uint32_t found = weapon_in(x, dtl_tree_object(&x->doc->parse, verb));
    return found != DTL_NONE ? found : weapon_in(x, dtl_tree_child(&x->doc->parse, verb, DTL_REL_NSUBJ));
}

/* Around one word: what stands in it, in front of it, in its phrases. */
static uint32_t weapon_at(const event_context *x, uint32_t token)
{
    static const char prepositions[] = "with by using from of via through in";
    const dtl_parse *parse = &x->doc->parse;
    const bool verb = dtl_tree_is_verb(parse, token);
    /* what is fired, thrown or laid is the weapon; what is blown up, burned or shot down is not, be it a tank */
    const bool handled = !verb || (dtl_match_class(&x->matcher, token, DTL_SLICE("weapon-handling")) && dtl_tree_child_lemma(parse, token, "down") == DTL_NONE);
    uint32_t found = weapon_row(x, token), later = DTL_NONE, looked = 0;
    if (found != DTL_NONE)
        return token;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE && looked < PHRASES_MAX; c = parse->words[c].next_sibling, looked++) {
        const uint8_t relation = parse->words[c].relation;
        char scratch[48];
        found = DTL_NONE;
        if (relation == DTL_REL_COMPOUND || is_attribute(parse, c) || relation == DTL_REL_NSUBJ || relation == DTL_REL_OBL_AGENT ||
            (handled && (relation == DTL_REL_OBJ || relation == DTL_REL_NSUBJ_PASS)))
            found = weapon_in(x, c);
        else if (relation == DTL_REL_OBJ) { /* "blew up a bridge with dynamite", hung on the bridge */
            for (uint32_t inner = parse->words[c].first_child; inner != DTL_NONE && found == DTL_NONE; inner = parse->words[inner].next_sibling)
                if (parse->words[inner].relation == DTL_REL_NMOD && dtl_tree_child_lemma(parse, inner, "with") != DTL_NONE)
                    found = weapon_in(x, inner);
        } else if (relation == DTL_REL_OBL || relation == DTL_REL_NMOD) {
            dtl_slice preposition = dtl_tree_preposition(parse, c, scratch);
            bool means = preposition.length && dtl_tree_child_lemma(parse, c, prepositions) != DTL_NONE;
            uint32_t inside = means ? weapon_in(x, c) : DTL_NONE;
            /* "in", "from", "through" tell a place more often: "died in the plane" */
            bool firm = dtl_slice_is(preposition, "with") || dtl_slice_is(preposition, "by") || dtl_slice_is(preposition, "using") || (dtl_slice_is(preposition, "of") && !verb);
            bool air = inside != DTL_NONE && dtl_slice_is(dtl_rules_attribute(x->matcher.rules, weapon_row(x, inside), "class"), "aircraft");
            found = firm || !air || dtl_slice_is(preposition, "from") ? inside : DTL_NONE;
        } else if (relation == DTL_REL_ADVCL || relation == DTL_REL_XCOMP) {
            uint32_t inside = weapon_in_clause(x, c);
            later = later == DTL_NONE ? inside : later;
        }
        if (found != DTL_NONE)
            return found;
    }
    return later;
}

/* "attacked by men armed with machetes": what the doer has in hand, where nothing is told of what he used. */
static uint32_t weapon_of_doer(const event_context *x, const candidate *c)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t i = 0; i < c->actors.count; i++)
        for (uint32_t a = parse->words[c->actors.items[i]].first_child; a != DTL_NONE; a = parse->words[a].next_sibling)
            for (uint32_t w = dtl_tree_lemma_in(parse, a, "armed arm wield brandish") ? parse->words[a].first_child : DTL_NONE; w != DTL_NONE; w = parse->words[w].next_sibling)
                if (parse->words[w].relation == DTL_REL_OBJ || dtl_tree_child_lemma(parse, w, "with") != DTL_NONE)
                    if (weapon_in(x, w) != DTL_NONE)
                        return weapon_in(x, w);
    return DTL_NONE;
}

uint32_t event_find_weapon(const event_context *x, const candidate *c)
{
    if (c->type != DTL_EVENT_ASSAULT || c->item != DTL_ITEM_EVENT)
        return DTL_NONE;
    uint32_t found = weapon_at(x, c->token);
    if (found == DTL_NONE && c->fused != DTL_NONE)
        found = weapon_at(x, c->fused);
    if (found == DTL_NONE && c->support != DTL_NONE)
        found = weapon_at(x, c->support);
    return found == DTL_NONE && c->mode == DTL_MODE_NO_MODE ? weapon_of_doer(x, c) : found;
}

/* "a suicide vehicle-borne improvised explosive device": the word may stand far in front. */
static bool is_of_suicide(const event_context *x, uint32_t weapon)
{
    enum { PHRASE_MAX = 8 };
    const dtl_word *words = x->doc->parse.words;
    for (uint32_t t = weapon, looked = 0; t > 0 && looked < PHRASE_MAX; looked++) {
        t--;
        if (words[t].upos == DTL_UPOS_DET || words[t].upos == DTL_UPOS_ADP || (words[t].upos == DTL_UPOS_PUNCT && words[t].xpos != DTL_XPOS_HYPH))
            return false;
        if (dtl_tree_lemma_in(&x->doc->parse, t, "suicide"))
            return true;
    }
    return false;
}

uint8_t event_mode_of_weapon(const event_context *x, uint32_t weapon, uint8_t mode)
{
    uint32_t row = weapon_row(x, weapon);
    bool open = mode == DTL_MODE_NO_MODE || mode == DTL_MODE_DESTROY || mode == DTL_MODE_FIREARMS || mode == DTL_MODE_HEAVY_WEAPONS ||
                mode == DTL_MODE_EXPLOSIVES; /* these follow from the words of firing and breaking, others say more than a weapon does */
    if (row == DTL_NONE || !open)
        return mode;
    if (dtl_slice_is(dtl_rules_attribute(x->matcher.rules, row, "class"), "bomb") && is_of_suicide(x, weapon))
        return DTL_MODE_SUICIDE_ATTACK;
    dtl_slice name = dtl_rules_attribute(x->matcher.rules, row, "mode");
    for (unsigned i = 0; i < DTL_MODE_COUNT; i++)
        if (dtl_slice_is(name, dtl_event_mode_name(i)))
            return (uint8_t)i;
    return mode;
}
