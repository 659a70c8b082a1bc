/* Victims: whom a report says to have been killed, hurt or shot, wherever it says so.
 *
 * In: tree, mentions, quantities, the table counted (which words tell what, of which of their phrases). Out: casualties, one for each
 * person or number of people and each word that tells of them. Nothing is added up here (incident.c does).
 *
 * Example: "A woman was shot outside the bakery and died in hospital; two others are in a stable condition." gives a woman hit, the same
 * word killed, two others treated.
 * Knowingly wrong: plurals without a number ("several women") count nobody; who is hurt in a figure of speech is hurt here;
 * "the fatal shooting" alone is one dead; who "turned the gun on himself" is dead. */
#include "event/victims.h"

typedef struct search {
    const event_context *x;
    casualty_array *out;
    uint32_t counted;   /* table */
    uint32_t first;     /* in out: of the sentence at hand */
    bool failed;
} search;

static const dtl_parse *parse_of(const search *s)
{
    return &s->x->doc->parse;
}

/* The fate that the table gives a word in a slot. */
static bool fate_in(const search *s, uint32_t token, const char *slot, uint8_t *fate)
{
    static const struct { const char *class; uint8_t fate; } classes[] = {
        {"killed", FATE_KILLED}, {"injured", FATE_INJURED}, {"hit", FATE_HIT}, {"treated", FATE_TREATED}};
    const dtl_rules *rules = s->x->matcher.rules;
    uint32_t entry;
    for (uint32_t k = 0; (entry = dtl_rules_find(rules, s->counted, parse_of(s)->words[token].lemma, k)) != DTL_NONE; k++) {
        if (!dtl_slice_is(dtl_rules_attribute(rules, entry, "slot"), slot))
            continue;
        for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
            if (dtl_slice_is(dtl_rules_attribute(rules, entry, "class"), classes[i].class)) {
                *fate = classes[i].fate;
                return true;
            }
    }
    return false;
}

/* ---- one casualty ---- */

/* "a second man", "three others": not what hangs on it otherwise ("one dead and three others"). */
static bool is_called(const search *s, uint32_t token, const char *words)
{
    const dtl_parse *parse = parse_of(s);
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        uint8_t relation = parse->words[c].relation;
        if ((relation == DTL_REL_DET || relation == DTL_REL_AMOD || relation == DTL_REL_NUMMOD) && dtl_tree_lemma_in(parse, c, words))
            return true;
    }
    return dtl_tree_lemma_in(parse, token, words);
}

static uint8_t ordinal_of(const search *s, uint32_t token)
{
    static const char *const ordinals[] = {"second another other", "third", "fourth", "fifth", "sixth"};
    for (uint8_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (is_called(s, token, ordinals[i]))
            return (uint8_t)(i + 2);
    return 0;
}

static bool is_plural(const dtl_word *word)
{
    return word->features & DTL_FEATURE_PLURAL || word->xpos == DTL_XPOS_NNS || word->xpos == DTL_XPOS_NNPS;
}

/* "a 24-year-old man", "a 9-year-old", "a woman, 30,": the number before "year" and behind a comma; 0 none. */
static uint8_t age_of(const search *s, uint32_t token)
{
    enum { LOOK = 8, OLDEST = 120 };
    const dtl_parse *parse = parse_of(s);
    const dtl_token *tokens = s->x->doc->text.tokens.items;
    uint32_t sentence = tokens[token].sentence, end = s->x->doc->text.sentences.items[sentence].first + s->x->doc->text.sentences.items[sentence].count;
    uint32_t number = DTL_NONE;
    for (uint32_t t = token; t > 0 && t + LOOK > token && tokens[t].sentence == sentence && number == DTL_NONE; t--)
        if (t != token && parse->words[t].upos == DTL_UPOS_PUNCT && !dtl_slice_is(dtl_span_text(s->x->doc->page.text, (dtl_span){tokens[t].offset, tokens[t].length}), "-"))
            break;
        else if (dtl_tree_lemma_in(parse, t, "year") && (t + 1 == token || dtl_tree_lemma_in(parse, t + 1, "- old"))) /* not "16 years for" */
            for (uint32_t k = t; k-- > 0 && k + 3 > t && number == DTL_NONE;)
                number = parse->words[k].upos == DTL_UPOS_NUM ? k : DTL_NONE;
    if (number == DTL_NONE && token + 2 < end && parse->words[token + 1].upos == DTL_UPOS_PUNCT && parse->words[token + 2].upos == DTL_UPOS_NUM &&
        (token + 3 >= end || parse->words[token + 3].upos == DTL_UPOS_PUNCT))
        number = token + 2;
    uint32_t years = 0;
    dtl_slice digits = number == DTL_NONE ? DTL_SLICE_EMPTY : dtl_span_text(s->x->doc->page.text, (dtl_span){tokens[number].offset, tokens[number].length});
    for (uint32_t i = 0; i < digits.length && digits.ptr[i] >= '0' && digits.ptr[i] <= '9' && years <= OLDEST; i++)
        years = years * 10 + (uint32_t)(digits.ptr[i] - '0');
    return years <= OLDEST ? (uint8_t)years : 0;
}

/* One person: who, as far as it is told. False when it is nobody, or several without a number. */
static bool read_person(const search *s, casualty *c)
{
    const dtl_parse *parse = parse_of(s);
    const dtl_word *word = &parse->words[c->victim];
    uint32_t mention = dtl_match_mention(&s->x->matcher, c->victim);
    const dtl_mention *m = mention == DTL_NONE ? NULL : event_mention_at(s->x, mention);
    if (dtl_tree_lemma_in(parse, c->victim, "couple pair")) {
        c->low = c->high = 2;
        return true;
    }
    if (is_plural(word))
        return false;
    if (m && m->kind == DTL_MENTION_PRONOUN && !dtl_tree_lemma_in(parse, c->victim, "he she him her one another who himself herself"))
        return false;
    if (m && m->target != DTL_NONE && m->kind == DTL_MENTION_PERSON && /* a pronoun that is taken for the wrong man makes no second victim */
        s->x->doc->mention.entities.items[m->target].kind == DTL_MENTION_PERSON)
        c->entity = m->target;
    bool person = c->entity != DTL_NONE || (m && (m->kind == DTL_MENTION_ROLE || m->kind == DTL_MENTION_PRONOUN)) || event_is_people_noun(s->x, c->victim) ||
                  dtl_tree_lemma_in(parse, c->victim, "one another other someone somebody");
    uint8_t fate;
    person = person || (word->xpos == DTL_XPOS_NN && !event_is_thing(s->x, c->victim) && !event_tells_fate(s->x, c->victim) && /* "a sixth-grader died" */
                        dtl_tree_is_verb(parse, c->token) && fate_in(s, c->token, "subject", &fate) && fate == FATE_KILLED);
    if (!person || (word->upos == DTL_UPOS_PROPN && c->entity == DTL_NONE))
        return false;
    c->sex = c->entity == DTL_NONE ? event_sex_of(s->x, c->victim) : SEX_OPEN;
    c->age = c->entity == DTL_NONE ? age_of(s, c->victim) : 0;
    c->taken_up = word->upos == DTL_UPOS_PRON ? !dtl_tree_lemma_in(parse, c->victim, "one another other someone somebody")
                                              : dtl_tree_child_lemma(parse, c->victim, "the this that") != DTL_NONE;
    c->owned = dtl_tree_child_lemma(parse, c->victim, "his her their") != DTL_NONE;
    c->low = c->high = 1;
    return true;
}

/* "killed himself": the doer, whom read_self() tells. */
static bool is_reflexive(const search *s, uint32_t token)
{
    return dtl_tree_lemma_in(parse_of(s), token, "himself herself themself self Self Himself Herself");
}

static void add(search *s, uint32_t token, uint32_t victim, uint8_t fate)
{
    if ((fate == FATE_KILLED && is_reflexive(s, victim)) || s->x->doc->voice.frame[victim]) /* who speaks is alive */
        return;
    casualty c = {.token = token, .victim = victim, .entity = DTL_NONE, .quantity = DTL_NONE, .fate = fate};
    const dtl_quantity *quantity = event_quantity_of(s->x, victim);
    if (quantity) {
        if (event_counts_things(s->x, quantity))
            return;
        c.quantity = (uint32_t)(quantity - s->x->doc->mention.quantities.items);
        c.low = quantity->low;
        c.high = quantity->high;
        c.part = quantity->included_in != DTL_NONE;
        c.taken_up = dtl_tree_child_lemma(parse_of(s), victim, "the these both") != DTL_NONE;
        c.sex = SEX_OPEN;
        if (quantity->counted == DTL_COUNTED_KILLED && fate != FATE_TREATED)
            c.fate = FATE_KILLED;
        else if (quantity->counted == DTL_COUNTED_INJURED)
            c.fate = FATE_INJURED;
        else if (quantity->counted == DTL_COUNTED_WEAPONS || quantity->counted == DTL_COUNTED_ARRESTED)
            return;
    } else if (!read_person(s, &c)) {
        return;
    }
    c.ordinal = quantity ? 0 : ordinal_of(s, victim);
    c.others = c.ordinal || is_called(s, victim, "other more additional");
    for (uint32_t i = s->first; i < s->out->count; i++)
        if (s->out->items[i].fate == c.fate && (s->out->items[i].victim == victim || (quantity && s->out->items[i].quantity == c.quantity)))
            return;
    casualty *slot = dtl_array_push(s->x->arena, s->out);
    if (slot)
        *slot = c;
    s->failed = s->failed || !slot;
}

/* "Mother, boy fatally shot", "2 adults, six children dead": in a headline a comma stands for "and", and the parser hangs only the last one on
 * the word. Adds who stands before the comma. */
static void add_listed(const search *s, uint32_t token, uint32_t victim, dtl_tree_list *all)
{
    const dtl_parse *parse = parse_of(s);
    const dtl_sentence *sentence = &s->x->doc->text.sentences.items[s->x->doc->text.tokens.items[victim].sentence];
    if (sentence->kind != DTL_SENTENCE_HEADLINE || victim > token)
        return;
    uint32_t first = victim;
    while (first > sentence->first && (parse->words[first - 1].upos == DTL_UPOS_NUM || parse->words[first - 1].upos == DTL_UPOS_ADJ ||
                                       parse->words[first - 1].upos == DTL_UPOS_NOUN || dtl_tree_lemma_in(parse, first - 1, "- year month")))
        first--;
    if (first < sentence->first + 2 || !dtl_tree_lemma_in(parse, first - 1, ", & and") || !event_is_people_noun(s->x, first - 2) || event_tells_fate(s->x, first - 2) ||
        all->count >= DTL_TREE_LIST_MAX)
        return;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i] == first - 2)
            return;
    all->items[all->count++] = first - 2;
}

static void add_all(search *s, uint32_t token, uint32_t victim, uint8_t fate)
{
    dtl_tree_list all = {.count = 0};
    if (victim == DTL_NONE)
        return;
    dtl_tree_add_conjuncts(parse_of(s), victim, &all);
    event_keep_sharers(s->x, token, &all);
    if (all.count)
        add_listed(s, token, all.items[0], &all);
    bool before = !all.count && token > 0 && (event_is_people_noun(s->x, token - 1) || dtl_tree_lemma_in(parse_of(s), token - 1, "one"));
    if (before) /* "Driver killed, 3 others hurt", "5 shot, one killed" */
        add(s, token, token - 1, fate);
    for (uint32_t i = 0; i < all.count; i++)
        add(s, token, all.items[i], fate);
}

/* ---- words that tell it ---- */

/* "were shot, one fatally", "…, one man fatally", "4 shot, 2 dead": the word belongs to the number before it, not to the verb. */
static bool is_fatal_part(const search *s, uint32_t token)
{
    const dtl_parse *parse = parse_of(s);
    const dtl_sentence *sentence = &s->x->doc->text.sentences.items[s->x->doc->text.tokens.items[token].sentence];
    uint32_t end = sentence->first + sentence->count, at = token;
    if (token > sentence->first + 3 && event_is_people_noun(s->x, token - 1) && dtl_tree_lemma_in(parse, token - 3, ", include with"))
        at--;
    bool number = at > sentence->first && (parse->words[at - 1].upos == DTL_UPOS_NUM || dtl_tree_lemma_in(parse, at - 1, "one"));
    return number && dtl_tree_lemma_in(parse, token, "fatally dead") && (token + 1 >= end || !dtl_tree_is_verb(parse, token + 1));
}

/* "shot dead", "shot to death", "fatally shot", "shot and killed" */
static bool is_fatal(const search *s, uint32_t verb)
{
    const dtl_parse *parse = parse_of(s);
    for (uint32_t c = parse->words[verb].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        if (parse->words[c].relation == DTL_REL_CONJ || parse->words[c].relation == DTL_REL_PARATAXIS) /* "six were shot and one is dead" */
            continue;
        if (dtl_tree_lemma_in(parse, c, "fatally mortally dead") && !is_fatal_part(s, c))
            return true;
        if (dtl_tree_lemma_in(parse, c, "death") && dtl_tree_child_lemma(parse, c, "to") != DTL_NONE)
            return true;
    }
    return false;
}

/* "who fatally shot seven people was held", where the parser lost the object: the noun right behind. */
static uint32_t noun_behind(const search *s, uint32_t verb)
{
    enum { LOOK = 5 };
    const dtl_parse *parse = parse_of(s);
    const dtl_sentence *sentence = &s->x->doc->text.sentences.items[s->x->doc->text.tokens.items[verb].sentence];
    uint32_t end = sentence->first + sentence->count;
    if (verb == sentence->first || !dtl_tree_lemma_in(parse, verb - 1, "fatally") || dtl_tree_child(parse, verb, DTL_REL_AUX_PASS) != DTL_NONE)
        return DTL_NONE;
    for (uint32_t t = verb + 1; t < end && t <= verb + LOOK; t++) {
        uint8_t upos = parse->words[t].upos, next = t + 1 < end ? parse->words[t + 1].upos : DTL_UPOS_PUNCT;
        if ((upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN) && next != DTL_UPOS_NOUN && next != DTL_UPOS_PROPN)
            return t;
        if (upos != DTL_UPOS_DET && upos != DTL_UPOS_NUM && upos != DTL_UPOS_ADJ && upos != DTL_UPOS_NOUN && upos != DTL_UPOS_PROPN && upos != DTL_UPOS_PRON)
            return DTL_NONE;
    }
    return DTL_NONE;
}

/* Who is hit by a verb: its object; in "4 shot in Gert Town" and "Man shot near market", where "was" is left out, its subject. */
static uint32_t victim_of_verb(const search *s, uint32_t verb)
{
    const dtl_parse *parse = parse_of(s);
    uint32_t passive = dtl_tree_child(parse, verb, DTL_REL_NSUBJ_PASS), object = passive != DTL_NONE ? dtl_tree_antecedent(parse, passive) : dtl_tree_object(parse, verb);
    if (object == DTL_NONE)
        object = noun_behind(s, verb);
    if (object != DTL_NONE)
        return object;
    const dtl_sentence *sentence = &s->x->doc->text.sentences.items[s->x->doc->text.tokens.items[verb].sentence];
    uint32_t head = parse->words[verb].head, auxiliary = dtl_tree_child(parse, verb, DTL_REL_AUX_PASS);
    if (auxiliary != DTL_NONE && auxiliary > sentence->first && dtl_tree_subject(parse, verb) == DTL_NONE &&
        event_is_people_noun(s->x, auxiliary - 1))
        return auxiliary - 1; /* "are searching after a guard was shot", where the guard was hung on the searching */
    if (head != DTL_NONE && parse->words[verb].xpos == DTL_XPOS_VBN && dtl_tree_is_verb(parse, head) &&
        (parse->words[verb].relation == DTL_REL_XCOMP || parse->words[verb].relation == DTL_REL_ADVCL || parse->words[verb].relation == DTL_REL_CCOMP))
        return dtl_tree_object(parse, head) != DTL_NONE ? dtl_tree_object(parse, head) : dtl_tree_subject(parse, head); /* "were found shot to death" */
    bool short_form = sentence->kind == DTL_SENTENCE_HEADLINE && (parse->words[verb].xpos == DTL_XPOS_VBN || parse->words[verb].xpos == DTL_XPOS_VBD ||
                                                                     (parse->words[verb].xpos == DTL_XPOS_VBP && is_fatal(s, verb)));
    if (!short_form || dtl_tree_child_lemma(parse, verb, "have will to") != DTL_NONE)
        return DTL_NONE;
    char scratch[48];
    for (uint32_t c = parse->words[verb].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == DTL_REL_OBL && dtl_slice_is(dtl_tree_preposition(parse, c, scratch), "at"))
            return DTL_NONE; /* "Man shot at police" */
    return dtl_tree_subject(parse, verb);
}

/* "was pronounced dead", "found two men dead", "left a teenager wounded", "is dead" */
static uint32_t victim_of_state(const search *s, uint32_t word)
{
    const dtl_parse *parse = parse_of(s);
    uint32_t head = parse->words[word].head, subject = dtl_tree_child(parse, word, DTL_REL_NSUBJ);
    if (subject == DTL_NONE)
        subject = dtl_tree_child(parse, word, DTL_REL_NSUBJ_PASS);
    if (subject != DTL_NONE)
        return dtl_tree_antecedent(parse, subject);
    if (head == DTL_NONE)
        return DTL_NONE;
    uint8_t relation = parse->words[word].relation;
    if (dtl_tree_is_verb(parse, head) && (relation == DTL_REL_XCOMP || relation == DTL_REL_ADVCL || relation == DTL_REL_OBL || relation == DTL_REL_CCOMP || relation == DTL_REL_ADVMOD)) {
        uint32_t object = dtl_tree_object(parse, head);
        return object != DTL_NONE ? object : dtl_tree_subject(parse, head);
    }
    if (relation == DTL_REL_CONJ && dtl_tree_is_verb(parse, head))
        return DTL_NONE;
    bool behind = dtl_tree_is_nominal(parse, head) && word > head; /* "a teenager dead" */
    return behind && (relation == DTL_REL_AMOD || relation == DTL_REL_ACL || relation == DTL_REL_ACL_RELCL) ? head : DTL_NONE;
}

/* "the death of a guard", "his brother's murder", "the shooting death of a boy" */
static void add_owners(search *s, uint32_t noun, uint8_t fate)
{
    const dtl_parse *parse = parse_of(s);
    char scratch[48];
    for (uint32_t c = parse->words[noun].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        bool of = parse->words[c].relation == DTL_REL_NMOD && dtl_slice_is(dtl_tree_preposition(parse, c, scratch), "of");
        if (of || parse->words[c].relation == DTL_REL_NMOD_POSS)
            add_all(s, noun, c, fate);
    }
}

/* "suffered a gunshot wound", "with wounds to the leg", "in a critical condition": who has it. */
static uint32_t bearer_of(const search *s, uint32_t noun)
{
    const dtl_parse *parse = parse_of(s);
    uint32_t head = parse->words[noun].head, subject = dtl_tree_child(parse, noun, DTL_REL_NSUBJ);
    uint8_t relation = parse->words[noun].relation;
    if (subject != DTL_NONE)
        return dtl_tree_antecedent(parse, subject);
    if (head == DTL_NONE)
        return DTL_NONE;
    if (relation == DTL_REL_NMOD && dtl_tree_is_nominal(parse, head))
        return head;
    if (relation == DTL_REL_OBJ && dtl_tree_lemma_in(parse, head, "suffer sustain receive have get"))
        return dtl_tree_subject(parse, head);
    if (relation != DTL_REL_OBL || !dtl_tree_is_verb(parse, head))
        return DTL_NONE;
    if (dtl_tree_lemma_in(parse, head, "suffer"))
        return dtl_tree_subject(parse, head);
    if (dtl_tree_lemma_in(parse, head, "die"))
        return DTL_NONE;
    uint32_t object = dtl_tree_object(parse, head);
    return object != DTL_NONE ? object : dtl_tree_subject(parse, head);
}

/* Has the word a child that counted.txt has as treated in this slot? */
static bool has_treated(const search *s, uint32_t token, const char *slot, bool phrase)
{
    const dtl_parse *parse = parse_of(s);
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if ((!phrase || parse->words[c].relation == DTL_REL_OBL) && event_is_counted(s->x, c, "treated", slot))
            return true;
    return false;
}

static bool is_condition(const search *s, uint32_t noun)
{
    return event_is_counted(s->x, noun, "treated", "state") && has_treated(s, noun, "degree", false);
}

/* "was rushed to a hospital" */
static bool goes_to_hospital(const search *s, uint32_t verb)
{
    return event_is_counted(s->x, verb, "treated", "transport") && has_treated(s, verb, "place", true);
}

/* "a double homicide", "a quadruple shooting" */
static void add_multiple(search *s, uint32_t noun, uint8_t fate)
{
    static const char *const words[] = {"double", "triple", "quadruple", "quintuple"};
    for (uint8_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (dtl_tree_child_lemma(parse_of(s), noun, words[i]) == DTL_NONE)
            continue;
        casualty *slot = dtl_array_push(s->x->arena, s->out);
        if (slot)
            *slot = (casualty){.token = noun, .victim = noun, .entity = DTL_NONE, .quantity = DTL_NONE, .low = i + 2, .high = i + 2, .fate = fate};
        s->failed = s->failed || !slot;
    }
}

/* "claimed the life of a guard", "took three lives", "cost six civilians their lives", "lost his life" */
static void read_life(search *s, uint32_t noun)
{
    const dtl_parse *parse = parse_of(s);
    uint32_t verb = parse->words[noun].head;
    if (verb == DTL_NONE || !dtl_tree_is_verb(parse, verb) || parse->words[noun].relation != DTL_REL_OBJ)
        return;
    if (dtl_tree_lemma_in(parse, verb, "lose") && dtl_tree_child(parse, noun, DTL_REL_NMOD_POSS) != DTL_NONE)
        add_all(s, noun, dtl_tree_subject(parse, verb), FATE_KILLED);
    if (!dtl_tree_lemma_in(parse, verb, "claim take cost"))
        return;
    uint32_t robbed = dtl_tree_child(parse, verb, DTL_REL_IOBJ);
    if (robbed != DTL_NONE)
        add_all(s, noun, robbed, FATE_KILLED);
    else
        add_owners(s, noun, FATE_KILLED);
}

static void add_self(search *s, uint32_t token, uint32_t verb)
{
    uint32_t doer = dtl_tree_subject(parse_of(s), verb), mention = doer == DTL_NONE ? DTL_NONE : dtl_match_mention(&s->x->matcher, doer);
    const dtl_mention *m = mention == DTL_NONE ? NULL : event_mention_at(s->x, mention);
    bool named = m && m->target != DTL_NONE && (m->kind == DTL_MENTION_PERSON || m->kind == DTL_MENTION_PRONOUN) &&
                 s->x->doc->mention.entities.items[m->target].kind == DTL_MENTION_PERSON;
    casualty *slot = dtl_array_push(s->x->arena, s->out);
    if (slot)
        *slot = (casualty){.token = token, .victim = doer == DTL_NONE ? token : doer, .entity = named ? m->target : DTL_NONE, .quantity = DTL_NONE,
                           .low = 1, .high = 1, .fate = FATE_KILLED, .self = true};
    s->failed = s->failed || !slot;
}

/* "killed his wife and then himself", "kills daughter, self", "before turning the gun on himself", "took his own life" */
static void read_self(search *s, uint32_t t)
{
    enum { CLIMB = 8 };
    const dtl_parse *parse = parse_of(s);
    bool life = dtl_tree_lemma_in(parse, t, "life");
    if (!life && !dtl_tree_lemma_in(parse, t, "himself herself self Self Himself Herself"))
        return;
    if (t + 1 < s->x->doc->text.tokens.count && dtl_tree_lemma_in(parse, t + 1, "-")) /* "self-defense" */
        return;
    uint32_t verb = parse->words[t].head;
    for (int i = 0; i < CLIMB && verb != DTL_NONE && !dtl_tree_is_verb(parse, verb); i++)
        verb = parse->words[verb].head;
    bool joined = t > 0 && dtl_tree_lemma_in(parse, t - 1, "and");
    if (joined && (verb == DTL_NONE || verb > t)) /* "who killed four and himself was a student", where he was hung on what follows */
        for (verb = t - 1; verb > 0 && verb + CLIMB > t && !dtl_tree_is_verb(parse, verb);)
            verb--;
    if (verb == DTL_NONE || !dtl_tree_is_verb(parse, verb) || verb > t || dtl_tree_child_lemma(parse, verb, "not never try attempt threaten") != DTL_NONE)
        return;
    char scratch[48];
    uint32_t object = dtl_tree_object(parse, verb);
    bool on = dtl_slice_is(dtl_tree_preposition(parse, t, scratch), "on");
    bool turned = on && dtl_tree_lemma_in(parse, verb, "turn") && object != DTL_NONE && dtl_tree_lemma_in(parse, object, "gun weapon rifle pistol handgun shotgun");
    bool killed = !life && dtl_tree_preposition(parse, t, scratch).length == 0 && (dtl_tree_lemma_in(parse, verb, "kill") || (dtl_tree_lemma_in(parse, verb, "shoot") && is_fatal(s, verb)));
    bool took = life && dtl_tree_lemma_in(parse, verb, "take") && dtl_tree_child_lemma(parse, t, "own") != DTL_NONE;
    if (turned || killed || took)
        add_self(s, t, verb);
}

/* "a fatal shooting": somebody died, though it is not told who; a hint for reports that tell no more. */
static void add_nobody(search *s, uint32_t noun)
{
    if (is_plural(&parse_of(s)->words[noun]))
        return;
    casualty *slot = dtl_array_push(s->x->arena, s->out);
    if (slot)
        *slot = (casualty){.token = noun, .victim = noun, .entity = DTL_NONE, .quantity = DTL_NONE, .low = 1, .high = 1, .fate = FATE_KILLED, .taken_up = true};
    s->failed = s->failed || !slot;
}

/* "a fatal shooting", "a deadly truck stop shooting": among the words that stand before the noun as its own. */
static bool is_called_fatal(const search *s, uint32_t noun)
{
    enum { LOOK = 4 };
    const dtl_parse *parse = parse_of(s);
    for (uint32_t t = noun; t > 0 && t + LOOK > noun; t--) {
        uint8_t upos = parse->words[t - 1].upos;
        if (dtl_tree_lemma_in(parse, t - 1, "fatal deadly Fatal Deadly"))
            return true;
        if (upos != DTL_UPOS_ADJ && upos != DTL_UPOS_NOUN && upos != DTL_UPOS_PROPN)
            return false;
    }
    return false;
}

static void read_word(search *s, uint32_t t)
{
    const dtl_parse *parse = parse_of(s);
    uint8_t fate;
    if (dtl_tree_is_verb(parse, t)) {
        if (fate_in(s, t, "object", &fate))
            add_all(s, t, victim_of_verb(s, t), (fate == FATE_HIT || fate == FATE_INJURED) && is_fatal(s, t) ? FATE_KILLED : fate);
        if (fate_in(s, t, "subject", &fate))
            add_all(s, t, dtl_tree_subject(parse, t), fate);
        if (goes_to_hospital(s, t))
            add_all(s, t, dtl_tree_object(parse, t), FATE_TREATED);
        return;
    }
    if (parse->words[t].upos == DTL_UPOS_ADJ) {
        if (fate_in(s, t, "noun", &fate))
            add_all(s, t, victim_of_state(s, t), fate);
        return;
    }
    if (parse->words[t].upos != DTL_UPOS_NOUN && parse->words[t].upos != DTL_UPOS_PROPN)
        return;
    if (dtl_tree_lemma_in(parse, t, "life"))
        read_life(s, t);
    if (fate_in(s, t, "of", &fate)) {
        bool fatal = fate == FATE_HIT && is_called_fatal(s, t);
        add_owners(s, t, fatal ? FATE_KILLED : fate);
        if (fatal)
            add_nobody(s, t);
        add_multiple(s, t, fate);
    }
    if (dtl_tree_lemma_in(parse, t, "wound injury") && dtl_tree_child_lemma(parse, t, "no") == DTL_NONE)
        add_all(s, t, bearer_of(s, t), FATE_TREATED);
    if (is_condition(s, t))
        add_all(s, t, bearer_of(s, t), FATE_TREATED);
}

/* "1 killed, 11 injured", "six shot, two fatally": numbers that say by themselves whom they count. */
static void read_numbers(search *s, const dtl_sentence *sentence)
{
    const dtl_parse *parse = parse_of(s);
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t mention = s->x->doc->mention.headed_by[t];
        if (mention == DTL_NONE || event_mention_at(s->x, mention)->kind != DTL_MENTION_QUANTITY)
            continue;
        uint32_t index = event_mention_at(s->x, mention)->target, behind = event_mention_at(s->x, mention)->first + event_mention_at(s->x, mention)->count;
        const dtl_quantity *q = &s->x->doc->mention.quantities.items[index];
        uint32_t noun_behind = q->of == behind ? behind + 1 : behind; /* "one fatally", "one man fatally" */
        bool fatal = noun_behind < sentence->first + sentence->count && is_fatal_part(s, noun_behind);
        bool known = (q->counted != DTL_COUNTED_KILLED && q->counted != DTL_COUNTED_INJURED && !fatal) || (!fatal && event_counts_things(s->x, q));
        for (uint32_t i = s->first; i < s->out->count && !known; i++)
            known = s->out->items[i].quantity == index;
        if (known)
            continue;
        casualty *slot = dtl_array_push(s->x->arena, s->out);
        if (!slot) {
            s->failed = true;
            return;
        }
        uint32_t victim = q->of != DTL_NONE ? q->of : t;
        *slot = (casualty){.token = t, .victim = victim, .entity = DTL_NONE, .quantity = index, .low = q->low, .high = q->high,
                           .fate = fatal || q->counted == DTL_COUNTED_KILLED ? FATE_KILLED : FATE_INJURED, .part = q->included_in != DTL_NONE,
                           .taken_up = dtl_tree_child_lemma(parse, victim, "the these both") != DTL_NONE,
                           .others = is_called(s, victim, "other more additional")};
    }
}

/* "six shot, one fatally", where "one" is no number for the parser */
static void add_one(search *s, uint32_t fatally)
{
    for (uint32_t i = s->first; i < s->out->count; i++)
        if ((s->out->items[i].victim == fatally - 1 || s->out->items[i].token == fatally - 1) && s->out->items[i].fate == FATE_KILLED)
            return;
    casualty *slot = dtl_array_push(s->x->arena, s->out);
    if (slot)
        *slot = (casualty){.token = fatally, .victim = fatally - 1, .entity = DTL_NONE, .quantity = DTL_NONE, .low = 1, .high = 1, .fate = FATE_KILLED};
    s->failed = s->failed || !slot;
}

dtl_err victims_find(const event_context *x, casualty_array *out)
{
    search s = {.x = x, .out = out, .counted = dtl_rules_table(x->matcher.rules, "counted")};
    for (uint32_t i = 0; i < x->doc->text.sentences.count && !s.failed; i++) {
        const dtl_sentence *sentence = &x->doc->text.sentences.items[i];
        s.first = out->count;
        for (uint32_t t = sentence->first; t < sentence->first + sentence->count && !s.failed; t++) {
            read_word(&s, t);
            read_self(&s, t);
        }
        read_numbers(&s, sentence);
        for (uint32_t t = sentence->first + 1; t < sentence->first + sentence->count && !s.failed; t++)
            if (is_fatal_part(&s, t) && dtl_tree_lemma_in(&x->doc->parse, t - 1, "one"))
                add_one(&s, t);
    }
    return s.failed ? DTL_ERR_BUDGET : DTL_OK;
}
