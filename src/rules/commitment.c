/* The climb.
 *
 * In: a word, the tree, modality.txt. Out: modality and polarity (which give the status), and a value of factuality.
 * The method is a climb from the word to its governors (Saurí and Pustejovsky 2009, De Facto). Two things are kept on the way:
 *   modality, polarity   an effect of each row; the innermost strong modality stands; the climb for them is short
 *   factuality           a cap: every class of words lowers what can still be said, negation turns it over. The numbers, a few
 *                        dozen, are all in commitment_weights.h; the rule shape is that of the hand rules for the UW set
 * What a cap weighs depends on how the word stands under it: "plans to attack" less than "plans for an attack", that less than "plans for
 * the attack", for the definite article takes the thing for granted. Polarity passes on only where the governor's being true or not
 * decides ("did not manage to", "did not or would not"), never to what merely belongs to it ("did not visit the site of the blast").
 * Example: "police foiled a plot to bomb the station" → plot: planned; foiled: did not happen.
 * Gets wrong on purpose: an infinitive on a noun is open even where it was carried out ("the decision to free them"); what irony
 * and world knowledge tell; a noun that a lexicon would know for a state that still lasts. */
#include "rules/commitment.h"
#include "rules/commitment_weights.h"

enum { ENTRIES_MAX = 8, STEPS_MAX = 7 /* for modality */, WEIGHED_STEPS_MAX = 6 };

typedef enum weight {
#define DTL_ITEM(name, text, value) W_##name,
    DTL_COMMITMENT_FORM_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_HEAD_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_LINK_WEIGHTS(DTL_ITEM)
        DTL_COMMITMENT_GOVERNOR_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_NEGATION_WEIGHTS(DTL_ITEM)
#undef DTL_ITEM
            W_COUNT
} weight;

typedef enum lift {
#define DTL_ITEM(name, value) LIFT_##name,
    DTL_COMMITMENT_LIFTS(DTL_ITEM)
#undef DTL_ITEM
        LIFT_COUNT
} lift;

static const int16_t weights[W_COUNT] = {
#define DTL_ITEM(name, text, value) value,
    DTL_COMMITMENT_FORM_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_HEAD_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_LINK_WEIGHTS(DTL_ITEM)
        DTL_COMMITMENT_GOVERNOR_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_NEGATION_WEIGHTS(DTL_ITEM)
#undef DTL_ITEM
};

static const int16_t lifts[LIFT_COUNT] = {
#define DTL_ITEM(name, value) value,
    DTL_COMMITMENT_LIFTS(DTL_ITEM)
#undef DTL_ITEM
};

static const char *const weight_names[W_COUNT] = {
#define DTL_ITEM(name, text, value) text,
    DTL_COMMITMENT_FORM_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_HEAD_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_LINK_WEIGHTS(DTL_ITEM)
        DTL_COMMITMENT_GOVERNOR_WEIGHTS(DTL_ITEM) DTL_COMMITMENT_NEGATION_WEIGHTS(DTL_ITEM)
#undef DTL_ITEM
};

/* One climb on its way. */
typedef struct climb {
    const dtl_matcher *m;
    const dtl_parse *parse;
    uint32_t table;
    dtl_commitment out;
    int32_t height;   /* what can still be said, −300 … 300, before the sign */
    bool negative;    /* an odd number of negations was met */
    lift above;       /* for all caps that are still to come: the word belongs to one that they are for ("wants to visit the camp") */
    bool passes;      /* the polarity of what stands higher is still that of the word */
    bool telling;     /* modality and polarity are still looked for */
    bool weighing;    /* factuality is still looked for */
} climb;

/* A conjunct with a polarity of its own: "did not fire and blamed the rebels", "no raid but a visit". */
static bool is_severed(const dtl_parse *parse, uint32_t token, bool finite)
{
    const dtl_word *word = &parse->words[token];
    if (word->relation != DTL_REL_CONJ)
        return false;
    bool other_form = parse->words[word->head].xpos == DTL_XPOS_VB && word->xpos != DTL_XPOS_VB && dtl_tree_is_verb(parse, token); /* does not share "did not" */
    return dtl_tree_child_lemma(parse, token, "but rather") != DTL_NONE ||
           ((finite || other_form) && dtl_tree_child_lemma(parse, token, "or nor") == DTL_NONE);
}

/* How the word hangs on its governor, as far as weighing goes. */
typedef struct link {
    weight class;     /* of the governor in this slot, W_COUNT none */
    lift lift;        /* for caps of the governor */
    bool noun, definite, finite;
    bool belongs;     /* is no complement: shares the governor's caps, not its polarity */
    bool open;        /* the governor's class leaves it open when negated */
    bool severed;     /* a conjunct with a polarity of its own */
} link;

/* ---- arithmetic ---- */

static int32_t lifted(int32_t value, lift by)
{
    return value + (DTL_FACTUALITY_MAX - value) * lifts[by] / 100;
}

static void cap(climb *c, weight w, lift by)
{
    int32_t value = lifted(weights[w], by);
    if (c->above != LIFT_NONE)
        value += (DTL_FACTUALITY_MAX - value) * lifts[c->above] / 100;
    if (c->weighing && value < c->height)
        c->height = value;
}

static void turn(climb *c, weight w)
{
    if (!c->weighing)
        return;
    cap(c, c->negative ? W_TWICE : w, LIFT_NONE);
    c->negative = !c->negative;
}

/* ---- modality and polarity ---- */

static bool is_weak(uint8_t modality)
{
    return modality == DTL_MODALITY_ASSERTED || modality == DTL_MODALITY_HABITUAL || dtl_modality_is_hedged(modality);
}

/* The innermost strong modality stands; hedged and habitual ones give way to it. */
static void set_modality(climb *c, uint8_t modality)
{
    if (c->out.modality == DTL_MODALITY_ASSERTED || (is_weak(c->out.modality) && !is_weak(modality)))
        c->out.modality = modality;
}

static void apply_effect(climb *c, dtl_slice effect)
{
    if (!c->telling || dtl_slice_is(effect, "none") || dtl_slice_is(effect, "done"))
        return;
    if (dtl_slice_is(effect, "negative") || dtl_slice_is(effect, "denied")) {
        c->out.polarity = (int8_t)-c->out.polarity;
    } else if (dtl_slice_is(effect, "foiled")) {
        set_modality(c, DTL_MODALITY_PLANNED);
        c->out.polarity = -1;
    } else {
        for (unsigned m = DTL_MODALITY_ASSERTED + 1; m < DTL_MODALITY_COUNT; m++)
            if (dtl_slice_is(effect, dtl_modality_name(m))) {
                set_modality(c, (uint8_t)m);
                c->out.certainty = dtl_modality_is_hedged((uint8_t)m) ? DTL_CERTAINTY_PS : c->out.certainty;
            }
    }
}

/* ---- rows ---- */

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

/* "were able to", "used to": rows with tense=past hold of these alone. */
static bool is_past(const dtl_parse *parse, uint32_t token)
{
    if (parse->words[token].xpos == DTL_XPOS_VBD)
        return true;
    uint32_t be = dtl_tree_child_lemma(parse, token, "be");
    return be != DTL_NONE && parse->words[be].xpos == DTL_XPOS_VBD;
}

static bool row_holds(const climb *c, uint32_t word, uint32_t row, dtl_slice slot)
{
    const dtl_rules *rules = c->m->rules;
    return slot_in(dtl_rules_attribute(rules, row, "slot"), slot) && (!dtl_rules_attribute(rules, row, "tense").length || is_past(c->parse, word)) &&
           (!dtl_rules_attribute(rules, row, "object").length || dtl_tree_object(c->parse, word) != DTL_NONE);
}

/* The first row of the word that affects this slot, DTL_NONE if there is none. */
static uint32_t row_of(const climb *c, uint32_t word, dtl_slice slot)
{
    uint32_t entries[ENTRIES_MAX];
    uint32_t count = slot.length && !dtl_tree_is_naming(c->parse, word) ? dtl_match_entries(c->m, c->table, word, entries, ENTRIES_MAX) : 0;
    for (uint32_t i = 0; i < count; i++)
        if (row_holds(c, word, entries[i], slot))
            return entries[i];
    return DTL_NONE;
}

static weight class_of(const climb *c, uint32_t row)
{
    dtl_slice class = row == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_attribute(c->m->rules, row, "class");
    if (class.length)
        for (unsigned w = W_MAY; w < W_NOT; w++)
            if (class.ptr[0] == weight_names[w][0] && dtl_slice_is(class, weight_names[w]))
                return (weight)w;
    return W_COUNT;
}

/* "very likely", "highly unlikely", "almost certain": the degree moves the band one step outwards. */
static uint8_t band_by_degree(const climb *c, uint32_t word, uint8_t band)
{
    bool strong = dtl_tree_child_lemma(c->parse, word, "very highly extremely most quite almost nearly virtually") != DTL_NONE;
    if (strong && (band == DTL_LIKELIHOOD_LIKELY || band == DTL_LIKELIHOOD_VERY_LIKELY))
        return (uint8_t)(band + 1);
    if (strong && (band == DTL_LIKELIHOOD_UNLIKELY || band == DTL_LIKELIHOOD_VERY_UNLIKELY))
        return (uint8_t)(band - 1);
    return band;
}

/* Notes the row, does its effect, and takes its band of likelihood if no word nearer to the event has one. */
static void use_row(climb *c, uint32_t row, uint32_t word)
{
    if (row == DTL_NONE || (!c->telling && !c->weighing))
        return;
    if (c->out.rule_count < DTL_COMMITMENT_ROWS_MAX)
        c->out.rules[c->out.rule_count++] = row;
    apply_effect(c, dtl_rules_attribute(c->m->rules, row, "effect"));
    dtl_slice band = dtl_rules_attribute(c->m->rules, row, "band");
    for (unsigned b = 1; band.length && b < DTL_LIKELIHOOD_COUNT && !c->out.likelihood; b++)
        if (dtl_slice_is(band, dtl_likelihood_name(b)))
            c->out.likelihood = band_by_degree(c, word, (uint8_t)b);
}

/* ---- the words on a word ---- */

static bool is_nobody(const dtl_parse *parse, uint32_t token)
{
    return dtl_tree_lemma_in(parse, token, "nobody none nothing neither no-one") || dtl_tree_child_lemma(parse, token, "no neither") != DTL_NONE;
}

static bool is_auxiliary(uint8_t relation)
{
    return relation == DTL_REL_AUX || relation == DTL_REL_AUX_PASS || relation == DTL_REL_COP;
}

static bool is_finite(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    if (word->xpos == DTL_XPOS_VBD || word->xpos == DTL_XPOS_VBZ || word->xpos == DTL_XPOS_VBP)
        return true;
    for (uint32_t child = word->first_child; child != DTL_NONE; child = parse->words[child].next_sibling) {
        uint8_t x = parse->words[child].xpos;
        if (is_auxiliary(parse->words[child].relation) && (x == DTL_XPOS_VBD || x == DTL_XPOS_VBZ || x == DTL_XPOS_VBP || x == DTL_XPOS_MD))
            return true;
    }
    return false;
}

static bool is_predicate(const dtl_parse *parse, uint32_t token)
{
    uint8_t upos = parse->words[token].upos;
    return upos == DTL_UPOS_VERB || upos == DTL_UPOS_AUX || dtl_tree_child(parse, token, DTL_REL_COP) != DTL_NONE;
}

static bool is_noun(const dtl_parse *parse, uint32_t token)
{
    return parse->words[token].upos == DTL_UPOS_NOUN || parse->words[token].upos == DTL_UPOS_PROPN;
}

/* "the attack", "their plan": taken for granted. */
static bool is_definite(const dtl_parse *parse, uint32_t token)
{
    if (!is_noun(parse, token))
        return false;
    uint32_t article = dtl_tree_child(parse, token, DTL_REL_DET);
    return dtl_tree_child(parse, token, DTL_REL_NMOD_POSS) != DTL_NONE || (article != DTL_NONE && dtl_tree_lemma_in(parse, article, "the this that these those"));
}

static bool is_infinitive(const dtl_parse *parse, uint32_t token)
{
    uint32_t to = dtl_tree_child_lemma(parse, token, "to");
    return parse->words[token].xpos == DTL_XPOS_VB && to != DTL_NONE && parse->words[to].relation == DTL_REL_MARK;
}

/* "not", "never", "no", "no longer", but not "not only"; "rather than attack", "instead of attacking". */
static bool negates(const dtl_parse *parse, const dtl_text *text, uint32_t child)
{
    uint8_t relation = parse->words[child].relation;
    if (relation == DTL_REL_DET)
        return dtl_tree_lemma_in(parse, child, "no neither");
    if (relation == DTL_REL_ADVMOD && dtl_tree_lemma_in(parse, child, "long longer"))
        return dtl_tree_child_lemma(parse, child, "no") != DTL_NONE;
    if ((relation == DTL_REL_MARK || relation == DTL_REL_CC || relation == DTL_REL_CASE) && dtl_tree_lemma_in(parse, child, "rather instead"))
        return true;
    if ((relation != DTL_REL_ADVMOD && relation != DTL_REL_CC && relation != DTL_REL_CC_PRECONJ && relation != DTL_REL_AUX) ||
        !dtl_tree_lemma_in(parse, child, "not n't never nor neither"))
        return false;
    return child + 1 >= text->tokens.count || !dtl_tree_lemma_in(parse, child + 1, "only just merely simply necessarily");
}

/* "Withdrew instead of attacking", where the parser hangs "instead of" on the verb before. */
static bool is_instead(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    uint32_t instead = word->xpos == DTL_XPOS_VBG && word->head != DTL_NONE ? dtl_tree_child_lemma(parse, word->head, "instead") : DTL_NONE;
    return instead != DTL_NONE && instead < token && token - instead <= 4 && dtl_tree_child_lemma(parse, instead, "of") != DTL_NONE;
}

/* "Have yet to find": not so far. */
static bool is_yet_to_come(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    return (word->relation == DTL_REL_XCOMP || word->relation == DTL_REL_ADVCL) && dtl_tree_lemma_in(parse, word->head, "have") &&
           dtl_tree_child_lemma(parse, word->head, "yet") != DTL_NONE;
}

static bool is_negated(const climb *c, uint32_t token)
{
    for (uint32_t child = c->parse->words[token].first_child; child != DTL_NONE; child = c->parse->words[child].next_sibling)
        if (negates(c->parse, c->m->text, child))
            return true;
    return false;
}

/* What the words on one word say of it. */
typedef struct local {
    weight caps[8];
    lift lifts[8];
    uint32_t count;
    unsigned negations;    /* of the word */
    bool nobody, nothing;  /* its subject, its object is nobody */
    weight modal;          /* W_COUNT none */
} local;

static void add_cap(local *l, weight w)
{
    if (w != W_COUNT && l->count < 8)
        l->caps[l->count++] = w;
}

/* A child with slot "head": its class, counted into the local words. */
static void read_head_word(climb *c, local *l, uint32_t token, uint32_t child, bool first)
{
    uint32_t row = row_of(c, child, DTL_SLICE("head"));
    weight class = class_of(c, row);
    bool modal = class >= W_MAY && class <= W_WILL && c->parse->words[child].relation == DTL_REL_AUX;
    use_row(c, row, child);
    if (class == W_NEVER)
        l->negations += !negates(c->parse, c->m->text, child);
    else if (modal)
        l->modal = class;
    else if (class != W_ALMOST || (first && c->parse->words[token].upos == DTL_UPOS_VERB))
        add_cap(l, class);
}

static local read_words(climb *c, uint32_t token, uint32_t from, bool first)
{
    const dtl_parse *parse = c->parse;
    local l = {.modal = W_COUNT};
    bool predicate = is_predicate(parse, token), somebody = false;
    for (uint32_t child = parse->words[token].first_child; child != DTL_NONE; child = parse->words[child].next_sibling) {
        switch (parse->words[child].relation) {
        case DTL_REL_AUX: case DTL_REL_ADVMOD: case DTL_REL_AMOD: case DTL_REL_MARK: case DTL_REL_CASE:
            read_head_word(c, &l, token, child, first);
            break;
        case DTL_REL_NSUBJ: case DTL_REL_NSUBJ_PASS:
            l.nobody |= predicate && child != from && is_nobody(parse, child);
            somebody |= !is_nobody(parse, child);
            break;
        case DTL_REL_OBJ: l.nothing |= predicate && child != from && is_nobody(parse, child); break;
        default: break;
        }
        l.negations += negates(parse, c->m->text, child);
        if ((parse->words[child].relation == DTL_REL_AMOD || parse->words[child].relation == DTL_REL_DET) && dtl_tree_lemma_in(parse, child, "few little"))
            add_cap(&l, W_FEW);
    }
    l.nobody &= !somebody; /* "Nothing new, he said" */
    if (l.nothing)
        add_cap(&l, W_NO_OBJECT);
    if (l.modal != W_COUNT && l.negations + l.nobody == 0)
        add_cap(&l, l.modal);
    else if (l.modal != W_COUNT) /* "could not", "would not" tell as surely as "did not" */
        add_cap(&l, l.modal == W_MAY || l.modal == W_MIGHT ? W_NOT_MAY : l.modal == W_SHOULD || l.modal == W_MUST ? W_NOT_MUST : W_COUNT);
    return l;
}

/* ---- slots ---- */

/* The slot of its governor in which the word stands: to, clause, object, subject, a preposition. */
static dtl_slice slot_of(const climb *c, uint32_t token, char scratch[48])
{
    const dtl_parse *parse = c->parse;
    const dtl_word *word = &parse->words[token];
    bool infinitive = dtl_tree_is_verb(parse, token) && dtl_tree_child_lemma(parse, token, "to") != DTL_NONE;
    uint32_t mark = dtl_tree_child(parse, token, DTL_REL_MARK);
    switch (word->relation) {
    case DTL_REL_XCOMP: return DTL_SLICE("to");
    case DTL_REL_CCOMP: case DTL_REL_CSUBJ_PASS:
        return mark != DTL_NONE && dtl_tree_lemma_in(parse, mark, "whether if") ? DTL_SLICE("whether") : DTL_SLICE("clause");
    case DTL_REL_OBJ: case DTL_REL_NSUBJ_PASS: return DTL_SLICE("object");
    case DTL_REL_NSUBJ: return DTL_SLICE("subject");
    case DTL_REL_CSUBJ: return infinitive ? DTL_SLICE("to") : mark != DTL_NONE ? DTL_SLICE("clause") : DTL_SLICE("subject"); /* "it is unlikely that" */
    case DTL_REL_COMPOUND: return DTL_SLICE("compound");
    case DTL_REL_ACL:
        if (infinitive || word->xpos != DTL_XPOS_VBG)
            return infinitive ? DTL_SLICE("to") : DTL_SLICE("clause");
        break; /* "arrangements for detaining them": the mark says it */
    case DTL_REL_ADVCL: case DTL_REL_NMOD: case DTL_REL_OBL: case DTL_REL_OBL_AGENT: break;
    default: return DTL_SLICE_EMPTY;
    }
    dtl_slice preposition = dtl_tree_preposition(parse, token, scratch);
    if (preposition.length)
        return preposition;
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

/* "Had the men been", "had he been", but "had all been": a subject between the two. */
static bool opens_with_had(const dtl_parse *parse, uint32_t been)
{
    enum { SUBJECT_WORDS = 7 };
    for (uint32_t at = been; at > 0 && been - at <= SUBJECT_WORDS; at--) {
        const dtl_word *word = &parse->words[at - 1];
        if (word->xpos == DTL_XPOS_VBD && dtl_tree_lemma_in(parse, at - 1, "have"))
            return at < been && (parse->words[at].upos == DTL_UPOS_PROPN || dtl_tree_lemma_in(parse, at, "the a an this that these those he she it they we I you"));
        if (word->upos == DTL_UPOS_VERB || word->upos == DTL_UPOS_AUX || word->upos == DTL_UPOS_PUNCT)
            return false;
    }
    return false;
}

/* "Had the men been detained, …": the auxiliary before its subject is an if. */
static bool is_inverted(const dtl_parse *parse, uint32_t token)
{
    uint32_t had = dtl_tree_child_lemma(parse, token, "have");
    if (had != DTL_NONE) {
        bool behind = false; /* "said that had the men …": the parser may take "that" for a subject too */
        for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
            behind |= c > had && c < token && (parse->words[c].relation == DTL_REL_NSUBJ || parse->words[c].relation == DTL_REL_NSUBJ_PASS);
        return behind && parse->words[had].relation == DTL_REL_AUX && parse->words[had].xpos == DTL_XPOS_VBD;
    }
    /* the parser likes to read "had" as a verb of its own; "been" without "have" betrays it */
    uint32_t been = dtl_tree_child_lemma(parse, token, "be");
    return been != DTL_NONE && parse->words[been].xpos == DTL_XPOS_VBN && been < token && opens_with_had(parse, been);
}

/* "Arrest the planner, says the mayor": who is told to do it has not done it. */
static bool is_imperative(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    bool main = word->relation == DTL_REL_ROOT || word->relation == DTL_REL_PARATAXIS || (word->relation == DTL_REL_CCOMP && word->head > token);
    bool bare = main && word->xpos == DTL_XPOS_VB && word->upos == DTL_UPOS_VERB;
    for (uint32_t c = word->first_child; bare && c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        bare = relation != DTL_REL_AUX && relation != DTL_REL_MARK && (c > token || (relation != DTL_REL_NSUBJ && parse->words[c].upos != DTL_UPOS_NOUN && parse->words[c].upos != DTL_UPOS_PROPN));
    }
    return bare;
}

/* "Demanded a ban on the party and arrest of its leaders": a deed hung on a name beside it, for names and deeds are not joined; it goes with
 * the noun above. */
static uint32_t past_name(const dtl_parse *parse, uint32_t token)
{
    uint32_t name = parse->words[token].head;
    bool joined = parse->words[token].relation == DTL_REL_CONJ && parse->words[token].upos == DTL_UPOS_NOUN && name != DTL_NONE && parse->words[name].upos == DTL_UPOS_PROPN;
    bool inside = joined && parse->words[name].relation == DTL_REL_NMOD && parse->words[name].head != DTL_NONE;
    return inside ? parse->words[name].head : DTL_NONE;
}

/* The word that governs it, and its row for the slot. "Barred the rebels from attacking": where the parser hangs the gerund on the
 * object, the verb above that has the row. */
static uint32_t governor_of(const climb *c, uint32_t token, dtl_slice slot, uint32_t *row)
{
    const dtl_parse *parse = c->parse;
    uint32_t head = parse->words[token].head;
    *row = row_of(c, head, slot);
    if (*row != DTL_NONE || parse->words[token].relation != DTL_REL_ACL || parse->words[token].xpos != DTL_XPOS_VBG || parse->words[head].head == DTL_NONE ||
        (parse->words[head].relation != DTL_REL_OBJ && parse->words[head].relation != DTL_REL_NSUBJ_PASS))
        return head;
    *row = row_of(c, parse->words[head].head, slot);
    return *row != DTL_NONE ? parse->words[head].head : head;
}

/* ---- one step, weighed ---- */

static bool is_complement_class(weight class)
{
    return class >= W_INTENTION && class <= W_DENIAL;
}

static bool turns_over(weight class)
{
    return class >= W_FAILS && class <= W_DENIAL;
}

static bool brings_about(weight class)
{
    return class >= W_IMPLIES && class <= W_ENDS;
}

/* The weight of a negation on a governor that leaves the matter open. */
static weight negation_of(weight class)
{
    switch (class) {
    case W_DESIRE: return W_NOT_DESIRE;
    case W_EXPECTATION: return W_NOT_EXPECTATION;
    case W_INTENTION: return W_NOT_INTENTION;
    case W_ABILITY: return W_NOT_ABILITY;
    case W_EVIDENCE: return W_NOT_EVIDENCE;
    default: return W_NOT_OPEN;
    }
}

static bool is_clausal_modifier(uint8_t relation)
{
    return relation == DTL_REL_ADVCL || relation == DTL_REL_ACL;
}

/* Caps of the link between a word and a governor without a class. False: the word is asserted on its own. */
static bool weigh_plain_link(climb *c, uint32_t token, dtl_slice slot, link *k)
{
    const dtl_parse *parse = c->parse;
    uint8_t relation = parse->words[token].relation;
    bool infinitive = is_infinitive(parse, token);
    if (infinitive && is_yet_to_come(parse, token))
        turn(c, W_NOT);
    else if (infinitive && relation == DTL_REL_ADVCL)
        cap(c, W_PURPOSE, LIFT_NONE);
    else if (infinitive && relation == DTL_REL_ACL)
        cap(c, W_INFINITIVE_OF_NOUN, LIFT_NONE);
    else if (infinitive && (relation == DTL_REL_CSUBJ || relation == DTL_REL_NSUBJ))
        cap(c, W_INFINITIVE_SUBJECT, LIFT_NONE);
    else if (relation == DTL_REL_XCOMP && infinitive) {
        k->open = dtl_tree_lemma_in(parse, parse->words[token].head, "have"); /* "did not have to pay" leaves it open */
        cap(c, k->open ? W_MUST : dtl_tree_lemma_in(parse, parse->words[token].head, "go") ? W_WILL : W_INFINITIVE, LIFT_NONE);
    } else if (relation == DTL_REL_CONJ) {
        k->severed = is_severed(parse, token, k->finite);
        return dtl_tree_child(parse, token, DTL_REL_NSUBJ) == DTL_NONE && dtl_tree_child(parse, token, DTL_REL_NSUBJ_PASS) == DTL_NONE;
    } else if (relation != DTL_REL_XCOMP && relation != DTL_REL_CCOMP) {
        if (k->finite)
            return false;
        k->belongs = true;
        if (dtl_slice_is(slot, "for"))
            cap(c, W_FOR, k->lift);
        else if (dtl_slice_is(slot, "to") && k->noun)
            cap(c, W_TOWARDS, k->lift);
        return relation == DTL_REL_OBJ || relation == DTL_REL_NSUBJ || relation == DTL_REL_NSUBJ_PASS || relation == DTL_REL_OBL ||
               relation == DTL_REL_OBL_AGENT || relation == DTL_REL_NMOD || relation == DTL_REL_COMPOUND || is_clausal_modifier(relation) ||
               relation == DTL_REL_AMOD || relation == DTL_REL_CASE || relation == DTL_REL_MARK || relation == DTL_REL_APPOS || relation == DTL_REL_ADVMOD;
    }
    return true;
}

/* What the governor's class does to the word. False: nothing higher matters. */
static bool weigh_class(climb *c, uint32_t governor, dtl_slice slot, link *k)
{
    weight class = k->class;
    if (class == W_FACTIVE) {
        k->lift = k->noun ? LIFT_DEFINITE : LIFT_NONE;
        return dtl_slice_is(slot, "clause") ? !is_finite(c->parse, governor) : !k->finite; /* "would hate to see them punished" */
    }
    if (turns_over(class)) {
        if (!c->passes || k->definite)
            cap(c, W_STOPPED_DEFINITE, LIFT_NONE);
        else
            turn(c, class == W_PREVENTS && k->noun ? W_STOPPED_NOUN : class);
        return true;
    }
    if (class == W_SAYING) {
        cap(c, class, LIFT_NONE);
        if (is_negated(c, governor))
            cap(c, W_NOT_SAID, LIFT_NONE);
        return c->parse->words[governor].xpos != DTL_XPOS_VBD;
    }
    cap(c, class, k->lift);
    k->open = !brings_about(class);
    return true;
}

/* The governor's own words, as they reach the word below it. */
static void weigh_words(climb *c, uint32_t token, const local *l, const link *k)
{
    const dtl_parse *parse = c->parse;
    lift by = !k->belongs && !k->definite ? LIFT_NONE : k->definite ? LIFT_BELONGS_DEFINITE : LIFT_BELONGS;
    for (uint32_t i = 0; i < l->count; i++) {
        weight w = l->caps[i];
        if (k->class != W_SAYING || w == W_IF || (w >= W_MAY && w <= W_WILL && w != W_CAN && w != W_SHOULD && w != W_MUST))
            cap(c, w, k->class == W_SAYING ? LIFT_NONE : by);
    }
    uint8_t relation = parse->words[token].relation;
    if ((l->negations + l->nobody) % 2 == 0 || k->severed)
        return;
    if (k->class == W_SAYING)
        return;
    if (relation == DTL_REL_CCOMP && k->class == W_COUNT) { /* "nobody answered, so they fired" */
        cap(c, W_NOT_SAID, LIFT_FINITE);
        return;
    }
    if (k->noun && !k->definite && dtl_tree_child_lemma(parse, token, "any either") != DTL_NONE)
        turn(c, W_NOT);
    else if (!c->passes)
        cap(c, relation == DTL_REL_OBJ || relation == DTL_REL_NSUBJ_PASS ? W_BESIDE_OBJECT : W_BESIDE, k->definite ? LIFT_DEFINITE : LIFT_NONE);
    else if (k->class == W_FACTIVE)
        cap(c, W_BESIDE, !k->noun || k->definite ? LIFT_DEFINITE : LIFT_NONE);
    else
        turn(c, k->open ? negation_of(k->class) : W_NOT);
}

/* Weighs the step to the governor. */
static link weigh_link(climb *c, uint32_t token, uint32_t governor, dtl_slice slot, weight class)
{
    const dtl_parse *parse = c->parse;
    uint8_t relation = parse->words[token].relation;
    link k = {.class = is_complement_class(class) ? class : W_COUNT, .noun = is_noun(parse, token), .definite = is_definite(parse, token),
              .finite = is_finite(parse, token)};
    k.lift = k.definite ? LIFT_DEFINITE : k.noun ? LIFT_NOMINAL : k.finite ? LIFT_FINITE : LIFT_NONE;
    if (k.definite || (is_clausal_modifier(relation) && k.class == W_COUNT))
        c->passes = false;
    c->weighing = k.class != W_COUNT ? weigh_class(c, governor, slot, &k) : weigh_plain_link(c, token, slot, &k);
    if (k.belongs && relation != DTL_REL_COMPOUND) /* "the takeover bid was dropped": one thing, two nouns */
        c->passes = false;
    return k;
}

/* ---- the way up ---- */

static weight form_weight(const dtl_parse *parse, uint32_t token)
{
    if (is_noun(parse, token))
        return W_NOUN;
    switch (parse->words[token].xpos) {
    case DTL_XPOS_VBG: return W_GERUND;
    case DTL_XPOS_VBZ: case DTL_XPOS_VBP: return W_PRESENT;
    case DTL_XPOS_VB: return W_BARE;
    case DTL_XPOS_JJ: return W_ADJECTIVE;
    case DTL_XPOS_VBN: return W_PARTICIPLE;
    default: return W_PAST;
    }
}

/* "An attempt to topple the council and that all had been held": a finite clause goes on what stands above the infinitive. */
static bool is_hung_on_infinitive(const dtl_parse *parse, uint32_t token)
{
    return parse->words[token].relation == DTL_REL_CONJ && is_infinitive(parse, parse->words[token].head) && is_finite(parse, token);
}

/* "If there were an attack", "there may be attacks": what is said of its being there is said of it. */
static bool is_there(const dtl_parse *parse, uint32_t token)
{
    uint32_t be = parse->words[token].head;
    return parse->words[token].relation == DTL_REL_NSUBJ && dtl_tree_lemma_in(parse, be, "be") && dtl_tree_child(parse, be, DTL_REL_EXPL) != DTL_NONE;
}

/* May modality be looked for in the governor after this step? */
static bool goes_on_telling(const climb *c, const dtl_commitment_hints *hints, uint32_t token, bool affected)
{
    const dtl_word *word = &c->parse->words[token];
    if (is_hung_on_infinitive(c->parse, token))
        return false;
    if (affected || (hints && word->head == hints->support) || word->relation == DTL_REL_XCOMP || word->relation == DTL_REL_CONJ)
        return true;
    if (dtl_tree_lemma_in(c->parse, word->head, "series number string wave spate") || is_there(c->parse, token))
        return true;
    /* "are to be blamed for attempting …": a gerund or infinitive hangs on what it is the content of */
    return word->relation == DTL_REL_CCOMP || (word->relation == DTL_REL_NMOD && dtl_tree_lemma_in(c->parse, word->head, "plan plot threat attempt"));
}

/* A noun's participles and its being nobody's; a word's negation: what they do to modality and polarity. */
static void tell_words(climb *c, uint32_t token, bool own_polarity, const local *l)
{
    const dtl_parse *parse = c->parse;
    bool nominal = dtl_tree_is_nominal(parse, token);
    for (uint32_t child = parse->words[token].first_child; nominal && child != DTL_NONE; child = parse->words[child].next_sibling)
        if (parse->words[child].relation == DTL_REL_ACL && dtl_tree_is_passive(parse, child)) {
            uint32_t how = dtl_tree_child(parse, child, DTL_REL_ADVMOD); /* "clashes frequently reported" */
            use_row(c, row_of(c, child, DTL_SLICE("object")), child);
            if (how != DTL_NONE)
                use_row(c, row_of(c, how, DTL_SLICE("head")), how);
        }
    if (c->telling && !own_polarity && (l->negations % 2 || (!nominal && (l->nobody || l->nothing))))
        c->out.polarity = (int8_t)-c->out.polarity;
}

/* "The man who planned the bombing of the port": he is known by a deed that the article takes for granted. */
static bool is_known_deed(const dtl_parse *parse, uint32_t token, uint32_t governor)
{
    uint32_t of = dtl_tree_child(parse, token, DTL_REL_NMOD);
    return parse->words[token].relation == DTL_REL_OBJ && is_noun(parse, token) && dtl_tree_child_lemma(parse, token, "the") != DTL_NONE && of != DTL_NONE &&
           parse->words[governor].relation == DTL_REL_ACL_RELCL && parse->words[governor].xpos == DTL_XPOS_VBD && dtl_tree_lemma_in(parse, governor, "plan plot order");
}

/* The rows of the step from the word to its governor; true when one was found. */
static bool tell_link(climb *c, uint32_t token, uint32_t governor, dtl_slice slot, uint32_t row)
{
    const dtl_parse *parse = c->parse;
    const dtl_word *word = &parse->words[token];
    if (is_known_deed(parse, token, governor))
        return c->telling = false;
    use_row(c, row, governor);
    bool affected = row != DTL_NONE && !dtl_slice_is(dtl_rules_attribute(c->m->rules, row, "effect"), "none");
    if (!c->telling)
        return affected;
    if (!affected && word->relation == DTL_REL_XCOMP) { /* "instructions were given to detain them": the noun says what the verb does not */
        uint32_t subject = dtl_tree_child(parse, word->head, DTL_REL_NSUBJ_PASS);
        uint32_t other = subject != DTL_NONE ? row_of(c, subject, slot) : DTL_NONE;
        if (other != DTL_NONE && !dtl_slice_is(dtl_rules_attribute(c->m->rules, other, "effect"), "none")) {
            use_row(c, other, subject);
            affected = true;
        }
    }
    if (!affected && is_yet_to_come(parse, token)) {
        c->out.polarity = (int8_t)-c->out.polarity;
        return true;
    }
    if (!affected && word->relation == DTL_REL_ADVCL && dtl_slice_is(slot, "to") && word->xpos != DTL_XPOS_VBG &&
            dtl_tree_child_lemma(parse, token, "have") == DTL_NONE) /* "to having killed" */
        set_modality(c, DTL_MODALITY_PLANNED); /* "deployed to attack": not done yet; not "resort to firing" */
    if (!affected && is_open_infinitive(parse, token)) /* "an offensive to retake the town" is meant to; "it is easy to take it" is only possible */
        set_modality(c, word->relation == DTL_REL_ACL ? DTL_MODALITY_PLANNED : DTL_MODALITY_HYPOTHETICAL);
    return affected;
}

static void weigh_top(climb *c, uint32_t token)
{
    const dtl_parse *parse = c->parse;
    if (is_infinitive(parse, token))
        cap(c, W_HEADLINE_INFINITIVE, LIFT_NONE);
    else if (parse->words[token].xpos == DTL_XPOS_VB && dtl_tree_child(parse, token, DTL_REL_AUX) == DTL_NONE)
        cap(c, W_IMPERATIVE, LIFT_NONE);
    if (dtl_tree_child_lemma(parse, token, "?") != DTL_NONE)
        cap(c, W_QUESTION, LIFT_NONE);
}

/* "did not", "was not", "would not": a closed matter, against "does not", "has not". */
static bool is_firmly_denied(const dtl_parse *parse, uint32_t token)
{
    uint32_t auxiliary = dtl_tree_child(parse, token, DTL_REL_AUX);
    if (auxiliary == DTL_NONE)
        auxiliary = dtl_tree_child(parse, token, DTL_REL_AUX_PASS);
    return auxiliary != DTL_NONE && (parse->words[auxiliary].xpos == DTL_XPOS_VBD || parse->words[auxiliary].xpos == DTL_XPOS_MD);
}

static void begin(climb *c, uint32_t token, const dtl_commitment_hints *hints)
{
    const dtl_parse *parse = c->parse;
    cap(c, form_weight(parse, token), LIFT_NONE);
    local l = read_words(c, token, DTL_NONE, true);
    l.negations += is_instead(parse, token);
    tell_words(c, token, false, &l);
    for (uint32_t i = 0; i < l.count; i++)
        cap(c, l.caps[i], LIFT_NONE);
    if ((l.negations + l.nobody) % 2)
        turn(c, is_firmly_denied(parse, token) ? W_NOT_FIRM : W_NOT);
    if (dtl_tree_child_lemma(parse, token, "any") != DTL_NONE)
        cap(c, W_ANY, LIFT_NONE);
    if (is_imperative(parse, token))
        set_modality(c, DTL_MODALITY_HYPOTHETICAL);
    if (is_inverted(parse, token)) {
        set_modality(c, DTL_MODALITY_HYPOTHETICAL);
        cap(c, W_IF, LIFT_NONE);
    }
    if (hints && hints->fused != DTL_NONE && hints->fused != token && dtl_tree_is_nominal(parse, hints->fused)) {
        local fused = read_words(c, hints->fused, token, false);
        tell_words(c, hints->fused, false, &fused);
    }
}

dtl_commitment dtl_commitment_of(const dtl_matcher *matcher, uint32_t table, uint32_t token, const dtl_commitment_hints *hints)
{
    climb c = {.m = matcher, .parse = matcher->parse, .table = table, .height = DTL_FACTUALITY_MAX, .passes = true, .telling = true, .weighing = true,
               .out = {.modality = DTL_MODALITY_ASSERTED, .certainty = DTL_CERTAINTY_CT, .polarity = 1}};
    const bool *frame = matcher->voices ? matcher->voices->frame : NULL;
    char scratch[48];
    begin(&c, token, hints);
    if (past_name(c.parse, token) != DTL_NONE)
        token = past_name(c.parse, token);
    for (int i = 0; i < STEPS_MAX && (c.telling || c.weighing); i++) {
        if (c.parse->words[token].head == DTL_NONE) {
            weigh_top(&c, token);
            break;
        }
        dtl_slice slot = slot_of(&c, token, scratch);
        uint32_t row, head = governor_of(&c, token, slot, &row);
        bool affected = tell_link(&c, token, head, slot, row);
        if (frame && frame[head]) /* what the cue does to factuality is the claim room's business */
            break;
        link k = {.class = W_COUNT};
        if (c.weighing)
            k = weigh_link(&c, token, head, slot, class_of(&c, row));
        c.weighing &= i + 1 < WEIGHED_STEPS_MAX;
        c.telling &= goes_on_telling(&c, hints, token, affected);
        bool own_subject = c.parse->words[token].relation == DTL_REL_CONJ && dtl_tree_child(c.parse, token, DTL_REL_NSUBJ) != DTL_NONE, told = c.telling;
        bool own_polarity = is_severed(c.parse, token, is_finite(c.parse, token)) || (c.parse->words[token].relation == DTL_REL_CCOMP && !affected && k.class != W_IMPLIES);
        c.telling &= !own_subject;
        local l = c.telling || c.weighing ? read_words(&c, head, token, false) : (local){.modal = W_COUNT};
        tell_words(&c, head, own_polarity, &l);
        weigh_words(&c, token, &l, &k);
        if (k.belongs && c.above == LIFT_NONE)
            c.above = k.definite ? LIFT_ABOVE_DEFINITE : LIFT_ABOVE;
        c.telling = told;
        token = head;
    }
    c.out.certainty = is_weak(c.out.modality) ? c.out.certainty : DTL_CERTAINTY_PS;
    c.out.factuality = (int16_t)(c.negative ? -c.height : c.height);
    return c.out;
}
