/* Modality: how the words themselves tell an event, whoever says it.
 *
 * In: trigger, tree, rules/en/modality.txt. Out: modality, polarity, certainty of one telling. The method is a climb from
 * the trigger to its governors (Saurí and Pustejovsky 2009, De Facto): each step looks at auxiliaries, adverbs, adjectives
 * and conjunctions of the word, then at what its governor does to the slot it stands in ("plan" makes its infinitive
 * planned, "fail" makes it not happen). The climb ends where another clause begins to be asserted on its own.
 * Example: "police foiled a plot to bomb the station" → plot: planned; foiled: did not happen.
 * Gets wrong on purpose: an infinitive on a noun is open even where it was carried out ("the decision to free them"). */
#include "event/internal.h"

enum { ENTRIES_MAX = 4, STEPS_MAX = 7 };

typedef struct climb {
    const event_context *x;
    uint8_t modality;
    uint8_t certainty;
    int8_t polarity;
} climb;

static bool is_weak(uint8_t modality)
{
    return modality == DTL_MODALITY_ASSERTED || modality == DTL_MODALITY_ALLEGED || modality == DTL_MODALITY_HABITUAL;
}

/* The innermost strong modality stands; alleged and habitual give way to it. */
static void set_modality(climb *c, uint8_t modality)
{
    if (c->modality == DTL_MODALITY_ASSERTED || (is_weak(c->modality) && !is_weak(modality)))
        c->modality = modality;
}

static void apply(climb *c, dtl_slice effect)
{
    if (dtl_slice_is(effect, "planned"))
        set_modality(c, DTL_MODALITY_PLANNED);
    else if (dtl_slice_is(effect, "warned"))
        set_modality(c, DTL_MODALITY_WARNED);
    else if (dtl_slice_is(effect, "threatened"))
        set_modality(c, DTL_MODALITY_THREATENED);
    else if (dtl_slice_is(effect, "hypothetical"))
        set_modality(c, DTL_MODALITY_HYPOTHETICAL);
    else if (dtl_slice_is(effect, "possible"))
        set_modality(c, DTL_MODALITY_POSSIBLE);
    else if (dtl_slice_is(effect, "habitual"))
        set_modality(c, DTL_MODALITY_HABITUAL);
    else if (dtl_slice_is(effect, "alleged")) {
        set_modality(c, DTL_MODALITY_ALLEGED);
        c->certainty = DTL_CERTAINTY_PS;
    } else if (dtl_slice_is(effect, "negative") || dtl_slice_is(effect, "denied"))
        c->polarity = (int8_t)-c->polarity;
    else if (dtl_slice_is(effect, "foiled")) {
        set_modality(c, DTL_MODALITY_PLANNED);
        c->polarity = -1;
    }
}

static bool slot_in(dtl_slice list, dtl_slice slot)
{
    dtl_slice field;
    if (list.length == 0)
        return !dtl_slice_is(slot, "subject") && !dtl_slice_is(slot, "head");
    while (dtl_slice_next_field(&list, ',', &field))
        if (dtl_slice_equal(field, slot))
            return true;
    return false;
}

/* Applies the first entry of word that affects this slot; true if there was one. */
static bool apply_word(climb *c, uint32_t word, dtl_slice slot)
{
    uint32_t entries[ENTRIES_MAX];
    uint32_t count = dtl_match_entries(&c->x->matcher, c->x->modality_table, word, entries, ENTRIES_MAX);
    for (uint32_t i = 0; i < count; i++)
        if (slot_in(dtl_rules_attribute(c->x->matcher.rules, entries[i], "slot"), slot)) {
            apply(c, dtl_rules_attribute(c->x->matcher.rules, entries[i], "effect"));
            return true;
        }
    return false;
}

static bool is_nobody(const dtl_parse *parse, uint32_t token)
{
    return dtl_tree_lemma_in(parse, token, "nobody none") || dtl_tree_child_lemma(parse, token, "no") != DTL_NONE;
}

/* "Nobody was arrested", "no one was killed", "police arrested no students": an empty subject or object empties the deed. */
static bool involves_nobody(const dtl_parse *parse, uint32_t token)
{
    for (uint32_t child = parse->words[token].first_child; child != DTL_NONE; child = parse->words[child].next_sibling) {
        uint8_t relation = parse->words[child].relation;
        if ((relation == DTL_REL_NSUBJ || relation == DTL_REL_NSUBJ_PASS || relation == DTL_REL_OBJ) && is_nobody(parse, child))
            return true;
    }
    return false;
}

/* Auxiliaries, adverbs, adjectives, conjunctions, participles and negation on the word itself. */
static void apply_modifiers(climb *c, uint32_t token)
{
    const dtl_parse *parse = &c->x->doc->parse;
    bool nominal = dtl_tree_is_nominal(parse, token);
    for (uint32_t child = parse->words[token].first_child; child != DTL_NONE; child = parse->words[child].next_sibling) {
        uint8_t relation = parse->words[child].relation;
        if (relation == DTL_REL_AUX || relation == DTL_REL_ADVMOD || relation == DTL_REL_AMOD || relation == DTL_REL_MARK)
            apply_word(c, child, DTL_SLICE("head"));
        if (nominal && relation == DTL_REL_ACL && dtl_tree_is_passive(parse, child)) {
            uint32_t how = dtl_tree_child(parse, child, DTL_REL_ADVMOD); /* "clashes frequently reported" */
            apply_word(c, child, DTL_SLICE("object"));
            if (how != DTL_NONE)
                apply_word(c, how, DTL_SLICE("head"));
        }
    }
    if (parse->words[token].features & DTL_FEATURE_NEGATED || (nominal && dtl_tree_child_lemma(parse, token, "no") != DTL_NONE))
        c->polarity = (int8_t)-c->polarity;
    else if (!nominal && involves_nobody(parse, token))
        c->polarity = (int8_t)-c->polarity;
}

/* The slot of its governor in which the word stands: to, clause, object, subject, a preposition. */
static dtl_slice slot_of(const climb *c, uint32_t token, char scratch[48])
{
    const dtl_parse *parse = &c->x->doc->parse;
    const dtl_word *word = &parse->words[token];
    bool infinitive = dtl_tree_is_verb(parse, token) && dtl_tree_child_lemma(parse, token, "to") != DTL_NONE;
    switch (word->relation) {
    case DTL_REL_XCOMP: return DTL_SLICE("to");
    case DTL_REL_CCOMP: return DTL_SLICE("clause");
    case DTL_REL_OBJ: case DTL_REL_NSUBJ_PASS: return DTL_SLICE("object");
    case DTL_REL_NSUBJ: return DTL_SLICE("subject");
    case DTL_REL_ACL:
        if (infinitive || word->xpos != DTL_XPOS_VBG)
            return infinitive ? DTL_SLICE("to") : DTL_SLICE("clause");
        break; /* "arrangements for detaining them": the mark says it */
    case DTL_REL_ADVCL: case DTL_REL_NMOD: case DTL_REL_OBL: break;
    default: return DTL_SLICE_EMPTY;
    }
    dtl_slice preposition = dtl_tree_preposition(parse, token, scratch);
    if (preposition.length)
        return preposition;
    uint32_t mark = dtl_tree_child(parse, token, DTL_REL_MARK);
    return mark != DTL_NONE ? parse->words[mark].lemma : word->relation == DTL_REL_ACL ? DTL_SLICE("clause") : DTL_SLICE_EMPTY;
}

/* "orders to detain them", "it would be fair to expect them to arrest him": an infinitive on a noun or adjective that says
 * nothing of it tells no deed; but "the first to be arrested", "were quick to arrest". */
static bool is_open_infinitive(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    if (word->xpos != DTL_XPOS_VB || word->head == DTL_NONE || dtl_tree_child_lemma(parse, token, "to") == DTL_NONE)
        return false;
    uint32_t head = word->head;
    bool told = dtl_tree_lemma_in(parse, head, "first second third last latest only one quick swift forced able") ||
                dtl_tree_child_lemma(parse, head, "first second third last latest only") != DTL_NONE;
    bool means = parse->words[head].relation == DTL_REL_OBJ && dtl_tree_lemma_in(parse, parse->words[head].head, "use employ"); /* "used bombs to kill" */
    if (word->relation == DTL_REL_CSUBJ || (word->relation == DTL_REL_ACL && dtl_tree_is_nominal(parse, head)))
        return !told && !means;
    return (word->relation == DTL_REL_XCOMP || word->relation == DTL_REL_ADVCL) && parse->words[head].upos == DTL_UPOS_ADJ && !told;
}

/* "Had the men been detained, …": the auxiliary before its subject is an if. */
static bool is_inverted(const climb *c, uint32_t token)
{
    const dtl_parse *parse = &c->x->doc->parse;
    uint32_t had = dtl_tree_child_lemma(parse, token, "have"), subject = dtl_tree_child(parse, token, DTL_REL_NSUBJ);
    if (subject == DTL_NONE)
        subject = dtl_tree_child(parse, token, DTL_REL_NSUBJ_PASS);
    if (had != DTL_NONE)
        return subject != DTL_NONE && had < subject && parse->words[had].relation == DTL_REL_AUX && parse->words[had].xpos == DTL_XPOS_VBD;
    /* the parser likes to read "had(verb) the mayor(object) been detained(acl)"; "been" without "have" betrays it */
    uint32_t been = dtl_tree_child_lemma(parse, token, "be"), noun = parse->words[token].head;
    return been != DTL_NONE && parse->words[been].xpos == DTL_XPOS_VBN && parse->words[token].relation == DTL_REL_ACL && noun != DTL_NONE && noun < been &&
           parse->words[noun].head != DTL_NONE && parse->words[noun].head < noun && dtl_tree_lemma_in(parse, parse->words[noun].head, "have");
}

/* May the climb go on from token to its governor after this step? */
static bool goes_on(const climb *c, const candidate *cand, uint32_t token, bool affected)
{
    const dtl_parse *parse = &c->x->doc->parse;
    const dtl_word *word = &parse->words[token];
    if (word->head == DTL_NONE || c->x->doc->voice.frame[word->head])
        return false;
    if (affected || word->head == cand->support || word->relation == DTL_REL_XCOMP || word->relation == DTL_REL_CONJ)
        return true;
    if (dtl_tree_lemma_in(parse, word->head, "series number string wave spate"))
        return true;
    /* "are to be blamed for attempting …": a gerund or infinitive hangs on what it is the content of */
    return word->relation == DTL_REL_CCOMP || (word->relation == DTL_REL_NMOD && dtl_tree_lemma_in(parse, word->head, "plan plot threat attempt"));
}

static void climb_governors(climb *c, const candidate *cand)
{
    const dtl_parse *parse = &c->x->doc->parse;
    uint32_t token = cand->token;
    char scratch[48];
    apply_modifiers(c, token);
    if (is_inverted(c, token))
        set_modality(c, DTL_MODALITY_HYPOTHETICAL);
    if (cand->fused != DTL_NONE && cand->fused != token && dtl_tree_is_nominal(parse, cand->fused))
        apply_modifiers(c, cand->fused);
    for (int i = 0; i < STEPS_MAX; i++) {
        const dtl_word *word = &parse->words[token];
        if (word->head == DTL_NONE)
            break;
        dtl_slice slot = slot_of(c, token, scratch);
        bool purpose = word->relation == DTL_REL_ADVCL && dtl_slice_is(slot, "to") && word->xpos != DTL_XPOS_VBG; /* not "resort to firing" */
        bool affected = slot.length && apply_word(c, word->head, slot); /* "done" applies nothing but counts */
        if (!affected && word->relation == DTL_REL_XCOMP) { /* "instructions were given to detain them": the noun says what the verb does not */
            uint32_t subject = dtl_tree_child(parse, word->head, DTL_REL_NSUBJ_PASS);
            affected = subject != DTL_NONE && apply_word(c, subject, slot);
        }
        if (purpose && !affected)
            set_modality(c, DTL_MODALITY_PLANNED); /* "deployed to attack": not done yet */
        if (!affected && is_open_infinitive(parse, token))
            set_modality(c, DTL_MODALITY_HYPOTHETICAL);
        if (!goes_on(c, cand, token, affected))
            break;
        bool own_subject = word->relation == DTL_REL_CONJ && dtl_tree_child(parse, token, DTL_REL_NSUBJ) != DTL_NONE;
        token = word->head;
        if (!own_subject && !c->x->doc->voice.frame[token])
            apply_modifiers(c, token);
    }
}

/* "has been attacking", "over the past two decades", "every week": what goes on is no single event. */
static bool is_habitual(const climb *c, const dtl_event *event)
{
    const dtl_parse *parse = &c->x->doc->parse;
    if (event->time != DTL_NONE) {
        uint8_t kind = c->x->doc->mention.times.items[c->x->doc->mention.mentions.items[event->time].target].kind;
        if (kind == DTL_TIME_SET || kind == DTL_TIME_DURATION)
            return true;
    }
    if (parse->words[event->trigger].xpos != DTL_XPOS_VBG)
        return false;
    return dtl_tree_child_lemma(parse, event->trigger, "have") != DTL_NONE && dtl_tree_child_lemma(parse, event->trigger, "be") != DTL_NONE;
}

/* "Militants to attack": an infinitive without a governing verb in a headline is to come. */
static bool is_headline_infinitive(const climb *c, const dtl_event *event)
{
    const dtl_parse *parse = &c->x->doc->parse;
    return c->x->doc->text.sentences.items[event->sentence].kind == DTL_SENTENCE_HEADLINE &&
           parse->words[event->trigger].xpos == DTL_XPOS_VB && dtl_tree_child_lemma(parse, event->trigger, "to") != DTL_NONE;
}

void event_set_modality(const event_context *x, const candidate *cand, dtl_event *event)
{
    climb c = {.x = x, .modality = DTL_MODALITY_ASSERTED, .certainty = DTL_CERTAINTY_CT, .polarity = 1};
    climb_governors(&c, cand);
    if (is_headline_infinitive(&c, event))
        set_modality(&c, DTL_MODALITY_PLANNED);
    if (event->time != DTL_NONE && x->doc->mention.times.items[x->doc->mention.mentions.items[event->time].target].future)
        set_modality(&c, DTL_MODALITY_PLANNED);
    if (is_habitual(&c, event))
        set_modality(&c, DTL_MODALITY_HABITUAL);
    event->modality = c.modality;
    event->polarity = c.polarity;
    event->certainty = is_weak(c.modality) ? c.certainty : DTL_CERTAINTY_PS;
}
