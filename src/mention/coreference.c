/* Coreference: pronouns and short descriptions get the entity they stand for.
 *
 * In: mentions made so far. Out: pronoun mentions, and mentions of "the group", "the directorate", "the letter".
 *
 * The idea (after Hobbs and the centering school): walk the text once with a short memory of what was named. A pronoun takes
 * the latest subject of its own sentence that agrees with it, else the subject of the sentence before, else the latest
 * that agrees at all, not further back than two sentences. A description takes the latest entity of its sort.
 * Example: "The ministry said it had closed the road. It blamed the rain." both pronouns are the ministry.
 *
 * Knowingly wrong: who "they" is among several groups; speech in the first person; a group's name for itself. Nothing is
 * linked when nothing agrees. */
#include "mention/actors.h"

enum { MEMORY = 24 };

/* What was named of late; the ring forgets the oldest. */
typedef struct remembered {
    uint32_t entity, sentence, token; /* token: head of the mention */
    uint8_t kind;
    bool subject, plural;
} remembered;

typedef struct memory {
    remembered items[MEMORY];
    uint32_t count; /* ever remembered */
} memory;

typedef enum wanted { WANT_PERSON, WANT_THING, WANT_MANY, WANT_GROUP, WANT_TERROR_GROUP, WANT_COUNTRY, WANT_DOCUMENT, WANT_OFFICE,
                      WANT_FIGHTERS } wanted;

static bool is_subject(const mention_context *c, uint32_t token)
{
    return relation_is(c, token, DTL_REL_NSUBJ);
}

static bool is_armed(const mention_context *c, const dtl_entity *e)
{
    return attribute_is(c, e->rule, "kind", "armed");
}

static bool agrees(mention_context *c, const remembered *r, wanted want, dtl_slice noun)
{
    const dtl_entity *e = entity_at(c, r->entity);
    switch (want) {
    case WANT_PERSON:
        return e->kind == DTL_MENTION_PERSON || (e->kind == DTL_MENTION_ROLE && !r->plural);
    case WANT_THING:
        return (e->kind == DTL_MENTION_ORGANISATION && r->kind != DTL_MENTION_PLACE) || e->kind == DTL_MENTION_DOCUMENT;
    case WANT_MANY:
        return r->plural ? e->kind != DTL_MENTION_PLACE && e->kind != DTL_MENTION_DOCUMENT : e->kind == DTL_MENTION_ORGANISATION;
    case WANT_GROUP:
        return is_armed(c, e);
    case WANT_TERROR_GROUP:
        return is_armed(c, e) && !dtl_slice_is(e->sector, "GOV");
    case WANT_COUNTRY:
        return e->kind == DTL_MENTION_PLACE && e->place_precision == 1;
    case WANT_DOCUMENT:
        return e->kind == DTL_MENTION_DOCUMENT && dtl_slice_equal(dtl_rules_name(c->rules, e->rule, 0), noun);
    case WANT_FIGHTERS:
        return r->plural && e->kind == DTL_MENTION_ROLE && e->parent_id.length && dtl_slice_is(e->sector, "REB");
    case WANT_OFFICE: {
        dtl_slice folded = fold(c, e->name);
        return e->kind == DTL_MENTION_ORGANISATION && e->parent_id.length && dtl_slice_find(folded, noun, 0) != DTL_NONE;
    }
    }
    return false;
}

static const remembered *recall(const memory *m, uint32_t back)
{
    return back < m->count && back < MEMORY ? &m->items[(m->count - 1 - back) % MEMORY] : NULL;
}

/* Is the remembered mention the subject of the clause in which token is an object or its modifier? Then token is another. */
static bool is_coargument(const mention_context *c, const remembered *r, uint32_t token)
{
    uint32_t head = c->words[token].head;
    return head != DTL_NONE && r->subject && !is_subject(c, token) && c->words[r->token].head == head;
}

static uint32_t find_antecedent(mention_context *c, const memory *m, uint32_t token, wanted want, dtl_slice noun, uint32_t sentences)
{
    uint32_t sentence = c->tokens[token].sentence;
    /* subjects: nearest of this sentence, first of the one before … */
    for (uint32_t distance = 0; distance <= sentences; distance++) {
        uint32_t found = DTL_NONE;
        for (uint32_t back = 0; back < MEMORY; back++) {
            const remembered *r = recall(m, back);
            if (!r || r->sentence + distance < sentence)
                break;
            if (r->sentence + distance != sentence || !r->subject || !agrees(c, r, want, noun) || is_coargument(c, r, token))
                continue;
            found = r->entity;
            if (distance == 0)
                break;
        }
        if (found != DTL_NONE)
            return found;
        for (uint32_t back = 0; back < MEMORY; back++) {
            const remembered *r = recall(m, back);
            if (!r || r->sentence + distance < sentence)
                break;
            if (r->sentence + distance == sentence && !r->subject && agrees(c, r, want, noun) && !is_coargument(c, r, token))
                return r->entity;
        }
    }
    return DTL_NONE;
}

/* "who killed …", "which ended …": the noun that the clause hangs on. */
static uint32_t relative_antecedent(const mention_context *c, uint32_t t)
{
    uint32_t verb = c->words[t].head;
    for (int i = 0; i < 3 && verb != DTL_NONE; i++) {
        if (c->words[verb].relation == DTL_REL_ACL_RELCL && c->words[verb].head != DTL_NONE) {
            uint32_t mention = c->mention_at[c->words[verb].head];
            return mention == DTL_NONE ? DTL_NONE : c->out->mentions.items[mention].target;
        }
        verb = c->words[verb].head;
    }
    return DTL_NONE;
}

/* "After talks with his peers, Noor said": the subject follows. */
static uint32_t coming_subject(mention_context *c, uint32_t t, wanted want)
{
    enum { LOOK = 40 };
    uint32_t start = sentence_start(c, t), end = sentence_end(c, t);
    for (uint32_t i = start; i < t; i++)
        if (is_subject(c, i))
            return DTL_NONE;
    for (uint32_t i = t + 1; i < end && i < t + LOOK; i++) {
        if (!is_subject(c, i) || c->mention_at[i] == DTL_NONE)
            continue;
        const dtl_mention *m = &c->out->mentions.items[c->mention_at[i]];
        uint32_t verb = c->words[i].head;
        bool main_clause = verb != DTL_NONE && (c->words[verb].head == DTL_NONE || relation_is(c, verb, DTL_REL_CONJ) ||
                                                relation_is(c, verb, DTL_REL_PARATAXIS) || relation_is(c, verb, DTL_REL_CCOMP));
        remembered r = {.entity = m->target, .kind = m->kind, .plural = (c->words[i].features & DTL_FEATURE_PLURAL) != 0};
        if (main_clause && m->target != DTL_NONE && m->kind <= DTL_MENTION_ROLE && agrees(c, &r, want, DTL_SLICE_EMPTY))
            return m->target;
    }
    return DTL_NONE;
}

static bool is_expletive(const mention_context *c, uint32_t t)
{
    static const char *const verbs[] = {"believe", "appear", "seem", "expect", "say", "report", "think", "rain", "snow", NULL};
    if (relation_is(c, t, DTL_REL_EXPL))
        return true;
    uint32_t head = c->words[t].head;
    if (head == DTL_NONE || !token_is(c, t, "it"))
        return false;
    bool passive = c->words[head].features & DTL_FEATURE_PASSIVE;
    for (const char *const *verb = verbs; *verb; verb++)
        if (dtl_slice_is(c->words[head].lemma, *verb) && (passive || verb - verbs == 1 || verb - verbs == 2))
            return true;
    return c->words[head].upos == DTL_UPOS_ADJ;
}

static bool read_pronoun(const mention_context *c, uint32_t t, wanted *want)
{
    static const char *const person[] = {"he", "she", "him", "her", "his", "hers", "himself", "herself", NULL};
    static const char *const thing[] = {"it", "its", "itself", NULL};
    static const char *const many[] = {"they", "them", "their", "theirs", "themselves", NULL};
    *want = token_in(c, t, person) ? WANT_PERSON : token_in(c, t, thing) ? WANT_THING : WANT_MANY;
    return *want != WANT_MANY || token_in(c, t, many);
}

static void link_pronoun(mention_context *c, const memory *m, uint32_t t)
{
    wanted want;
    uint32_t target = DTL_NONE;
    if (c->words[t].xpos == DTL_XPOS_WP || c->words[t].xpos == DTL_XPOS_WDT || c->words[t].xpos == DTL_XPOS_WP_POSS) {
        target = relative_antecedent(c, t);
        if (target == DTL_NONE)
            return;
    } else if (read_pronoun(c, t, &want)) {
        bool reflexive = dtl_slice_ends_with(c->folded[t], DTL_SLICE("self")) || dtl_slice_ends_with(c->folded[t], DTL_SLICE("selves"));
        const remembered *before = recall(m, 0);
        if (reflexive && before && before->token + 1 == t)
            target = before->entity; /* "the Taliban themselves" */
        else if (c->words[t].xpos == DTL_XPOS_PRP_POSS)
            target = coming_subject(c, t, want);
        if (target == DTL_NONE && !is_expletive(c, t))
            target = find_antecedent(c, m, t, want, DTL_SLICE_EMPTY, 1);
    } else {
        return;
    }
    mention_add(c, t, 1, t, DTL_MENTION_PRONOUN, target, DTL_NONE);
}

/* "the group", "the terror group", "the directorate", "the country", "the letter": definite, short, without an owner. */
static void link_description(mention_context *c, const memory *m, uint32_t t)
{
    static const char *const definite[] = {"the", "this", "that", NULL};
    static const char *const terror[] = {"terror", "terrorist", "jihadist", "extremist", "insurgent", "militant", NULL};
    static const char *const groups[] = {"group", "organisation", "organization", "movement", "outfit", "militia", NULL};
    static const char *const offices[] = {"directorate", "ministry", "agency", "office", "department", "court", "council", NULL};
    if (c->mention_at[t] != DTL_NONE || c->words[t].upos != DTL_UPOS_NOUN)
        return;
    bool group = token_in(c, t, groups), office = token_in(c, t, offices), country = token_is(c, t, "country");
    if (!group && !office && !country)
        return;
    uint32_t first = t, start = sentence_start(c, t);
    bool terrorist = false;
    while (first > start && t - first < 3 && (c->words[first - 1].upos == DTL_UPOS_ADJ || c->words[first - 1].upos == DTL_UPOS_NOUN)) {
        first--;
        terrorist |= token_in(c, first, terror);
    }
    if (first == start || !token_in(c, first - 1, definite) || token_is(c, t + 1, "of"))
        return;
    wanted want = country ? WANT_COUNTRY : office ? WANT_OFFICE : WANT_TERROR_GROUP;
    uint32_t target = find_antecedent(c, m, t, want, c->folded[t], 3);
    if (target == DTL_NONE && group && !terrorist)
        target = find_antecedent(c, m, t, WANT_GROUP, c->folded[t], 3);
    if (target == DTL_NONE && country && c->home.length)
        target = entity_of_country(c, c->home);
    if (target != DTL_NONE)
        mention_add(c, first - 1, t + 1 - (first - 1), t, country ? DTL_MENTION_PLACE : DTL_MENTION_ORGANISATION, target, DTL_NONE);
}

/* "the letter" after "a letter from the ministry": the same one. */
static void link_document(mention_context *c, const memory *m, dtl_mention *mention)
{
    const dtl_entity *e = entity_at(c, mention->target);
    static const char *const definite[] = {"the", "this", "that", NULL};
    if (e->parent_id.length || !token_in(c, mention->first, definite))
        return;
    uint32_t known = find_antecedent(c, m, mention->head, WANT_DOCUMENT, dtl_rules_name(c->rules, e->rule, 0), 6);
    if (known != DTL_NONE)
        mention->target = known;
}

/* "the men", "the detainees" after "three IS members were held": the same people. */
static void link_people(mention_context *c, const memory *m, dtl_mention *mention)
{
    static const char *const nouns[] = {"men", "detainees", "suspects", "attackers", "assailants", "gunmen", "fighters", "militants",
                                        "insurgents", "terrorists", "individuals", "prisoners", "trio", NULL};
    static const char *const definite[] = {"the", "these", "those", NULL};
    if (mention->kind != DTL_MENTION_ROLE || mention->count != 2 || !token_in(c, mention->first, definite) ||
        !token_in(c, mention->head, nouns) || entity_at(c, mention->target)->parent_id.length)
        return;
    uint32_t known = find_antecedent(c, m, mention->head, WANT_FIGHTERS, DTL_SLICE_EMPTY, 2);
    if (known != DTL_NONE)
        mention->target = known;
}

static void remember(const mention_context *c, memory *m, const dtl_mention *mention)
{
    if (mention->target == DTL_NONE || mention->kind == DTL_MENTION_TIME || mention->kind == DTL_MENTION_QUANTITY)
        return;
    m->items[m->count % MEMORY] = (remembered){
        .entity = mention->target, .sentence = c->tokens[mention->head].sentence, .token = mention->head, .kind = mention->kind,
        .subject = is_subject(c, mention->head), .plural = (c->words[mention->head].features & DTL_FEATURE_PLURAL) != 0};
    m->count++;
}

static bool is_speaker(const mention_context *c, const dtl_mention *m)
{
    static const char *const verbs[] = {"say", "tell", "add", "state", "claim", "announce", "report", "confirm", "explain", NULL};
    uint32_t verb = c->words[m->head].head;
    if (verb == DTL_NONE || !is_subject(c, m->head))
        return false;
    for (const char *const *v = verbs; *v; v++)
        if (dtl_slice_is(c->words[verb].lemma, *v))
            return true;
    return false;
}

/* "…, the district police chief said. …, Karim Gul said." A speaker whom the report names without saying who he is, right after
 * a definite official without a name, is that official. Mentions are still in the order of making: by text within kinds. */
static void introduce_late(mention_context *c)
{
    enum { SENTENCES = 2 };
    uint32_t official = DTL_NONE;
    for (uint32_t t = 0; t < c->count; t++) {
        uint32_t index = c->mention_at[t];
        const dtl_mention *m = index == DTL_NONE ? NULL : &c->out->mentions.items[index];
        if (!m || m->target == DTL_NONE || !is_speaker(c, m))
            continue;
        dtl_entity *e = &c->out->entities.items[m->target];
        bool single = !(c->words[t].features & DTL_FEATURE_PLURAL) && token_is(c, m->first, "the");
        if (m->kind == DTL_MENTION_ROLE && e->kind == DTL_MENTION_ROLE) {
            bool office = dtl_slice_is(e->sector, "GOV") || dtl_slice_is(e->sector, "COP") || dtl_slice_is(e->sector, "MIL");
            official = single && office ? index : DTL_NONE;
        } else if (m->kind == DTL_MENTION_PERSON && official != DTL_NONE) {
            dtl_mention *role = &c->out->mentions.items[official];
            const dtl_entity *office = &c->out->entities.items[role->target];
            if (!e->role.length && c->tokens[t].sentence <= c->tokens[role->head].sentence + SENTENCES) {
                e->role = office->name;
                e->sector = office->sector;
                e->sector_from = office->sector_from;
                e->parent_id = office->parent_id;
                e->country = office->country;
                role->target = m->target;
            }
            official = DTL_NONE;
        }
    }
}

/* A role or office noun with a possessor in front that is resolved by now. */
static void own_by_possessor(mention_context *c, uint32_t t)
{
    enum { LOOK = 8 };
    uint32_t piece_index = c->piece_of[t], start = sentence_start(c, t);
    if (piece_index == DTL_NONE)
        return;
    const piece *p = &c->pieces.items[piece_index];
    if ((p->class != PIECE_ROLE && p->class != PIECE_OFFICE) || t + 1 != p->first + p->count)
        return;
    for (uint32_t i = p->first; i > start && i + LOOK > p->first; i--) {
        uint32_t owner_mention = c->mention_at[i - 1];
        if (owner_mention != DTL_NONE && c->words[i - 1].relation == DTL_REL_NMOD_POSS &&
            c->words[i - 1].head == t && c->out->mentions.items[owner_mention].target != DTL_NONE &&
            c->out->mentions.items[owner_mention].kind != DTL_MENTION_TIME && c->out->mentions.items[owner_mention].kind != DTL_MENTION_QUANTITY) {
            own_mention(c, t, c->out->mentions.items[owner_mention].target);
            return;
        }
    }
}

/* The person who bears a role in this report. */
typedef struct bearer {
    uint32_t rule;   /* of the role */
    uint32_t person; /* entity; DTL_NONE: several bear it */
} bearer;

/* "the police chief" after "Karim Gul, the police chief of Herat": the same man, if only one person of the report is one. */
static void link_bearers(mention_context *c)
{
    enum { ROLES = 16 };
    static const char *const definite[] = {"the", "this", NULL};
    bearer bearers[ROLES];
    uint32_t count = 0;
    for (uint32_t t = 0; t < c->count; t++) {
        uint32_t index = c->mention_at[t];
        dtl_mention *m = index == DTL_NONE ? NULL : &c->out->mentions.items[index];
        if (!m || m->kind != DTL_MENTION_ROLE || m->target == DTL_NONE || m->rule == DTL_NONE)
            continue;
        const dtl_entity *e = &c->out->entities.items[m->target];
        uint32_t i = 0;
        while (i < count && bearers[i].rule != m->rule)
            i++;
        if (e->kind == DTL_MENTION_PERSON) {
            if (i == count && count < ROLES)
                bearers[count++] = (bearer){m->rule, m->target};
            else if (i < count && bearers[i].person != m->target)
                bearers[i].person = DTL_NONE;
        } else if (i < count && bearers[i].person != DTL_NONE && token_in(c, m->first, definite) &&
                   !(c->words[m->head].features & DTL_FEATURE_PLURAL)) {
            const dtl_entity *person = &c->out->entities.items[bearers[i].person];
            if (!e->parent_id.length || !person->parent_id.length || dtl_slice_equal(e->parent_id, person->parent_id))
                m->target = bearers[i].person;
        }
    }
}

void coreference_run(mention_context *c)
{
    memory m = {.count = 0};
    for (uint32_t t = 0; t < c->count && !c->failed; t++) {
        if (c->words[t].upos == DTL_UPOS_PRON || c->words[t].upos == DTL_UPOS_DET)
            link_pronoun(c, &m, t);
        else
            link_description(c, &m, t);
        own_by_possessor(c, t);
        uint32_t mention = c->mention_at[t];
        if (mention == DTL_NONE)
            continue;
        if (c->out->mentions.items[mention].kind == DTL_MENTION_DOCUMENT)
            link_document(c, &m, &c->out->mentions.items[mention]);
        link_people(c, &m, &c->out->mentions.items[mention]);
        remember(c, &m, &c->out->mentions.items[mention]);
    }
    introduce_late(c);
    link_bearers(c);
}
