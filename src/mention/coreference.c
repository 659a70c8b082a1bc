/* Coreference: pronouns and descriptions get what they stand for.
 *
 * In: mentions made so far, the tree, quotations. Out: references (anaphor → antecedent, whether or not anybody acts in them), pronoun
 * mentions, mentions of "the group", "the directorate", "the city", each with its reason.
 *
 * The idea: clusters that grow along the text, sure links first. (1) Phrases of one entity, and names that contain one another, are one
 * cluster. (2) Relative pronouns take the noun that their clause hangs on; "I" in a quotation is its speaker. (3) "The group",
 * "the ministry", "the letter", "the men" take the latest entity of their kind (armed group, office …). (4) Everything else is
 * weighed against "nothing" (weigh.c, after Lee et al.'s sieves and mention rankers): head match, agreement with all that the
 * cluster is known to be, roles, distance, quotations. An entity is taken over only along links.
 * Example: "The ministry said it had closed the road. The decision angered traders, who blocked it." it = the ministry; who = traders; it =
 * the road, which is nobody, so that no actor is claimed for it.
 *
 * Knowingly wrong: "this" for a whole sentence, split antecedents ("they" = X and Y told apart), "the former … the latter", what only
 * knowledge of the world joins ("the river", "the Thames"). */
#include "mention/actors.h"
#include "mention/coreference.h"

enum { MEMORY = 32 };

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

typedef enum wanted { WANT_GROUP, WANT_TERROR_GROUP, WANT_COUNTRY, WANT_DOCUMENT, WANT_OFFICE, WANT_FIGHTERS, WANT_CITY, WANT_PROVINCE,
                      WANT_DISTRICT } wanted;

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
    case WANT_GROUP:
        return is_armed(c, e);
    case WANT_TERROR_GROUP:
        return is_armed(c, e) && !dtl_slice_is(e->sector, "GOV");
    case WANT_COUNTRY:
        return e->kind == DTL_MENTION_PLACE && e->place_precision == 1;
    case WANT_CITY: case WANT_PROVINCE: case WANT_DISTRICT:
        return e->kind == DTL_MENTION_PLACE && e->place_precision == (want == WANT_CITY ? 4 : want == WANT_DISTRICT ? 3 : 2);
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

/* Subjects first, the nearest of this sentence, the first of the one before …; NULL if there is none. */
static const remembered *find_kind(mention_context *c, const memory *m, uint32_t token, wanted want, dtl_slice noun, uint32_t sentences)
{
    uint32_t sentence = c->tokens[token].sentence;
    for (uint32_t distance = 0; distance <= sentences; distance++) {
        const remembered *subject = NULL, *other = NULL;
        for (uint32_t back = 0; back < MEMORY; back++) {
            const remembered *r = recall(m, back);
            if (!r || r->sentence + distance < sentence)
                break;
            bool same_clause = !distance && r->subject && phrase_in_clause(c, token, c->words[r->token].head);
            if (r->sentence + distance != sentence || same_clause || !agrees(c, r, want, noun))
                continue; /* "X raided hideouts of the group": the group is not X */
            if (r->subject && (!subject || distance))
                subject = r;
            else if (!r->subject && !other)
                other = r;
        }
        if (subject || other)
            return subject ? subject : other;
    }
    return NULL;
}

/* The place of this kind that was told most often, of several the latest; NULL if there is none. */
static const remembered *find_place(phrase_space *s, const memory *m, uint32_t token, wanted want)
{
    enum { SENTENCES = 6 };
    const remembered *best = NULL;
    uint32_t most = 0;
    for (uint32_t back = 0; back < MEMORY; back++) {
        const remembered *r = recall(m, back);
        if (!r || r->sentence + SENTENCES < s->c->tokens[token].sentence)
            break;
        uint32_t index = s->phrase_at[r->token];
        uint32_t size = index == DTL_NONE ? 1 : s->phrases.items[phrase_root(s, index)].size;
        if (size > most && agrees(s->c, r, want, DTL_SLICE_EMPTY)) {
            best = r;
            most = size;
        }
    }
    return best;
}

/* The words "KIND: WHY, WHO" in the arena. */
static dtl_slice reason_text(mention_context *c, const char *kind, const char *why, uint32_t entity)
{
    return join(c, (dtl_slice[]){dtl_slice_from_cstr(kind), DTL_SLICE(": "), dtl_slice_from_cstr(why), DTL_SLICE(", "), entity_at(c, entity)->name}, 5);
}

/* What a phrase stands for by now: its own mention, else what its cluster is known to be. */
static uint32_t entity_of_phrase(phrase_space *s, uint32_t index)
{
    const phrase *p = &s->phrases.items[index];
    const dtl_mention *m = p->mention == DTL_NONE ? NULL : &s->c->out->mentions.items[p->mention];
    if (m && m->kind != DTL_MENTION_TIME && m->kind != DTL_MENTION_QUANTITY && m->target != DTL_NONE)
        return m->target;
    return s->phrases.items[phrase_root(s, index)].entity;
}

static void refer(phrase_space *s, uint32_t anaphor, uint32_t antecedent, const char *reason)
{
    s->phrases.items[anaphor].antecedent = antecedent;
    s->phrases.items[anaphor].reason = reason;
    phrase_join(s, anaphor, antecedent);
}

/* ---- sure links ---- */

/* Are all words of the shorter name among those of the longer? */
static bool name_contains(const mention_context *c, const phrase *longer, const phrase *shorter)
{
    enum { WORDS = 6 };
    if (shorter->head - shorter->first > WORDS || longer->head - longer->first > WORDS)
        return false;
    for (uint32_t t = shorter->first; t <= shorter->head; t++) {
        bool found = c->words[t].upos == DTL_UPOS_DET;
        for (uint32_t i = longer->first; i <= longer->head && !found; i++)
            found = dtl_slice_equal(c->folded[i], c->folded[t]);
        if (!found)
            return false;
    }
    return true;
}

/* The first phrase of each entity that is known before; entities made on the way have none. */
typedef struct entity_clusters {
    uint32_t *first; /* phrase, DTL_NONE */
    uint32_t count;
} entity_clusters;

/* Phrases of one entity, and names without one that end alike. */
static void join_name(phrase_space *s, uint32_t index, const entity_clusters *clusters)
{
    enum { LOOK = 4 };
    const mention_context *c = s->c;
    phrase *p = &s->phrases.items[index];
    const dtl_mention *m = p->mention == DTL_NONE ? NULL : &c->out->mentions.items[p->mention];
    bool own = m && m->target != DTL_NONE && (m->kind == DTL_MENTION_PERSON || m->kind == DTL_MENTION_ORGANISATION || m->kind == DTL_MENTION_PLACE ||
                                              m->kind == DTL_MENTION_DOCUMENT || (m->kind == DTL_MENTION_ROLE && entity_at(s->c, m->target)->kind == DTL_MENTION_PERSON));
    if (own && m->target < clusters->count) {
        uint32_t *cluster = &clusters->first[m->target];
        if (*cluster == DTL_NONE)
            *cluster = index;
        else
            refer(s, index, *cluster, "the same name or office");
        return;
    }
    uint32_t earlier = p->form == PHRASE_NAME ? p->previous : DTL_NONE;
    for (int i = 0; i < LOOK && earlier != DTL_NONE; i++, earlier = s->phrases.items[earlier].previous) {
        const phrase *k = &s->phrases.items[earlier];
        if (k->form == PHRASE_NAME && (name_contains(c, k, p) || name_contains(c, p, k))) {
            refer(s, index, earlier, "the same name");
            return;
        }
    }
}

/* "who killed …", "which ended …": the noun that the clause hangs on. */
static uint32_t relative_antecedent(const phrase_space *s, uint32_t t)
{
    enum { CLIMB = 4 };
    const mention_context *c = s->c;
    uint32_t verb = c->words[t].head;
    for (int i = 0; i < CLIMB && verb != DTL_NONE; i++) {
        uint32_t noun = c->words[verb].head;
        if (c->words[verb].relation == DTL_REL_ACL_RELCL && noun != DTL_NONE && noun < t)
            return s->phrase_at[noun];
        verb = noun;
    }
    /* a tree that misses the clause: the noun right before */
    static const char *const words[] = {"who", "which", "whose", "whom", NULL};
    bool behind_noun = t > sentence_start(c, t) && token_in(c, t, words) && (c->words[t - 1].upos == DTL_UPOS_NOUN || c->words[t - 1].upos == DTL_UPOS_PROPN);
    return behind_noun ? s->phrase_at[t - 1] : DTL_NONE;
}

/* "himself", "themselves": the subject of its verb, else the latest subject of the sentence that agrees. */
static uint32_t reflexive_antecedent(phrase_space *s, uint32_t index)
{
    enum { LOOK = 12 };
    const mention_context *c = s->c;
    const phrase *p = &s->phrases.items[index];
    uint32_t found = DTL_NONE;
    for (uint32_t i = index; i > 0 && i + LOOK > index && s->phrases.items[i - 1].sentence == p->sentence; i--) {
        const phrase *k = &s->phrases.items[i - 1], *root = &s->phrases.items[phrase_root(s, i - 1)];
        if (k->role != ROLE_SUBJECT || k->form == PHRASE_CLAUSE || (p->gender && root->gender && !(p->gender & root->gender)) || !(p->number & root->number))
            continue;
        if (c->words[k->head].head == c->words[p->head].head)
            return i - 1;
        if (found == DTL_NONE)
            found = i - 1;
    }
    return found;
}

/* ---- kinds of actors ---- */

/* "the group", "the terror group", "the directorate", "the country": definite, short, without an owner. */
static bool link_description(phrase_space *s, const memory *m, uint32_t index)
{
    static const char *const definite[] = {"the", "this", "that", NULL};
    static const char *const terror[] = {"terror", "terrorist", "jihadist", "extremist", "insurgent", "militant", NULL};
    static const char *const groups[] = {"group", "organisation", "organization", "movement", "outfit", "militia", NULL};
    static const char *const offices[] = {"directorate", "ministry", "agency", "office", "department", "court", "council", NULL};
    mention_context *c = s->c;
    phrase *p = &s->phrases.items[index];
    uint32_t t = p->head;
    static const char *const places[] = {"city", "town", "province", "district", NULL};
    bool group = token_in(c, t, groups), office = token_in(c, t, offices), country = token_is(c, t, "country"), place = token_in(c, t, places);
    if (c->mention_at[t] != DTL_NONE || c->words[t].upos != DTL_UPOS_NOUN || (!group && !office && !country && !place))
        return false;
    uint32_t first = t, start = sentence_start(c, t);
    bool terrorist = false;
    while (first > start && t - first < 3 && (c->words[first - 1].upos == DTL_UPOS_ADJ || c->words[first - 1].upos == DTL_UPOS_NOUN)) {
        first--;
        terrorist |= token_in(c, first, terror);
    }
    if (first == start || !token_in(c, first - 1, definite) || token_is(c, t + 1, "of"))
        return false;
    wanted want = country ? WANT_COUNTRY : office ? WANT_OFFICE : token_is(c, t, "movement") ? WANT_GROUP : !place ? WANT_TERROR_GROUP : token_is(c, t, "province") ? WANT_PROVINCE
                : token_is(c, t, "district") ? WANT_DISTRICT : WANT_CITY;
    const remembered *r = place ? find_place(s, m, t, want) : find_kind(c, m, t, want, c->folded[t], group ? 6 : 3);
    if (!r && group && !terrorist)
        r = find_kind(c, m, t, WANT_GROUP, c->folded[t], 3);
    uint32_t target = r ? r->entity : country && c->home.length ? entity_of_country(c, c->home) : DTL_NONE;
    if (target == DTL_NONE)
        return false;
    const char *why = country ? (r ? "the latest country named" : "the country that the report is about")
                    : office ? "the latest office of this name" : place ? "the place of this kind that is told most" : "the latest armed group named";
    p->mention = mention_add(c, first - 1, t + 1 - (first - 1), t, country || place ? DTL_MENTION_PLACE : DTL_MENTION_ORGANISATION, target, DTL_NONE);
    if (p->mention != DTL_NONE)
        c->out->mentions.items[p->mention].reason = reason_text(c, "description", why, target);
    if (r && s->phrase_at[r->token] != DTL_NONE && s->phrase_at[r->token] != index)
        refer(s, index, s->phrase_at[r->token], why);
    return true;
}

/* "the letter" after "a letter from the ministry"; "the men" after "three IS members were held". */
static bool link_same_kind(phrase_space *s, const memory *m, uint32_t index)
{
    static const char *const nouns[] = {"men", "detainees", "suspects", "attackers", "assailants", "gunmen", "fighters", "militants",
                                        "insurgents", "terrorists", "individuals", "prisoners", "trio", NULL};
    static const char *const definite[] = {"the", "this", "that", "these", "those", NULL};
    mention_context *c = s->c;
    uint32_t t = s->phrases.items[index].head;
    dtl_mention *mention = c->mention_at[t] == DTL_NONE ? NULL : &c->out->mentions.items[c->mention_at[t]];
    if (!mention || mention->target == DTL_NONE || !token_in(c, mention->first, definite) || entity_at(c, mention->target)->parent_id.length)
        return false;
    const remembered *r = NULL;
    if (mention->kind == DTL_MENTION_DOCUMENT)
        r = find_kind(c, m, t, WANT_DOCUMENT, dtl_rules_name(c->rules, entity_at(c, mention->target)->rule, 0), 6);
    else if (mention->kind == DTL_MENTION_ROLE && mention->count == 2 && token_in(c, t, nouns))
        r = find_kind(c, m, t, WANT_FIGHTERS, DTL_SLICE_EMPTY, 2);
    if (!r || r->entity == mention->target)
        return false;
    mention->target = r->entity;
    mention->reason = reason_text(c, "description", "the latest of this kind that is known by more", r->entity);
    if (s->phrase_at[r->token] != DTL_NONE && s->phrase_at[r->token] != index)
        refer(s, index, s->phrase_at[r->token], "the latest of this kind");
    return true;
}

/* ---- everything else ---- */

static const char *reason_of(const phrase_space *s, const phrase *a, const phrase *k)
{
    const mention_context *c = s->c;
    if (k->head > a->head)
        return "the subject that follows in its sentence";
    if (a->form != PHRASE_PRONOUN) {
        if (c->words[a->head].head == k->head)
            return "stands beside it";
        if (c->words[k->head].head == a->head)
            return "is said to be it";
        return k->form != PHRASE_PRONOUN && dtl_slice_equal(phrase_noun(c, a), phrase_noun(c, k)) ? "the same noun before" : "the latest of its sort";
    }
    if (k->form == PHRASE_PRONOUN && k->word == a->word)
        return "the same pronoun before";
    if (k->role == ROLE_SUBJECT)
        return k->sentence == a->sentence ? "a subject of its sentence that fits" : "a subject before that fits";
    return k->sentence == a->sentence ? "a phrase of its sentence that fits" : "a phrase before that fits";
}

static void link_weighed(phrase_space *s, uint32_t index)
{
    const struct coref_observer *observer = s->c->observer;
    const int16_t (*weights)[GROUP_COUNT] = observer ? observer->weights : coreference_weights;
    coref_candidate candidates[COREF_CANDIDATES];
    coref_group group;
    uint32_t count = coref_weigh(s, index, weights, &group, candidates), best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (candidates[i].score > candidates[best].score)
            best = i;
    if (observer && count)
        best = observer->decide(observer->data, s, index, group, candidates, count);
    if (count && best)
        refer(s, index, candidates[best].phrase, reason_of(s, &s->phrases.items[index], &s->phrases.items[candidates[best].phrase]));
}

/* The group that a speaker speaks for when he says "we". */
static uint32_t we_of(phrase_space *s, uint32_t speaker)
{
    mention_context *c = s->c;
    uint32_t entity = entity_of_phrase(s, speaker), parent = DTL_NONE;
    const dtl_entity *e = entity_at(c, entity);
    if (entity != DTL_NONE && e->kind != DTL_MENTION_ORGANISATION)
        parent = e->parent_id.length ? dtl_map_get(&c->entities, e->parent_id) : DTL_NONE;
    return e->kind == DTL_MENTION_ORGANISATION ? entity : parent;
}

static void link_pronoun(phrase_space *s, uint32_t index)
{
    mention_context *c = s->c;
    phrase *p = &s->phrases.items[index];
    bool author = (p->word == WORD_I || p->word == WORD_WE) && p->quotation == DTL_NONE && c->author != DTL_NONE;
    uint32_t t = p->head, speaker = p->quotation == DTL_NONE ? DTL_NONE : s->speaker_of[p->quotation], target = DTL_NONE;
    if (p->word == WORD_OTHER)
        return;
    if (author) {
        p->mention = mention_add(c, t, 1, t, DTL_MENTION_PRONOUN, c->author, DTL_NONE);
        if (p->mention != DTL_NONE)
            c->out->mentions.items[p->mention].reason = reason_text(c, "pronoun", "whose own page the report is", c->author);
        return;
    }
    if (p->word == WORD_RELATIVE) {
        uint32_t noun = relative_antecedent(s, t);
        if (noun == DTL_NONE || noun == index)
            return;
        refer(s, index, noun, "the noun that its clause hangs on");
    } else if (p->word == WORD_I && speaker != DTL_NONE && speaker != index) {
        refer(s, index, speaker, "the speaker of the quotation");
    } else if (p->reflexive && index && s->phrases.items[index - 1].head + 1 == t && s->phrases.items[index - 1].form != PHRASE_CLAUSE) {
        refer(s, index, index - 1, "stands right behind it"); /* "the Taliban themselves" */
    } else if (p->reflexive && reflexive_antecedent(s, index) != DTL_NONE) {
        refer(s, index, reflexive_antecedent(s, index), "the subject of its verb");
    } else {
        link_weighed(s, index);
    }
    p = &s->phrases.items[index];
    if (p->antecedent != DTL_NONE)
        target = entity_of_phrase(s, p->antecedent);
    if (target == DTL_NONE && p->word == WORD_WE && speaker != DTL_NONE)
        target = we_of(s, speaker);
    bool about = p->word >= WORD_HE && p->word <= WORD_RELATIVE;
    if (target == DTL_NONE && !about)
        return;
    uint8_t kind = entity_at(c, target)->kind;
    if (target != DTL_NONE && (p->word == WORD_HE || p->word == WORD_SHE) && kind != DTL_MENTION_PERSON && kind != DTL_MENTION_ROLE)
        target = DTL_NONE;
    uint32_t mention = mention_add(c, t, 1, t, DTL_MENTION_PRONOUN, target, DTL_NONE);
    p->mention = mention;
    if (mention != DTL_NONE && target != DTL_NONE)
        c->out->mentions.items[mention].reason = reason_text(c, "pronoun", p->antecedent == DTL_NONE ? "those for whom the speaker speaks" : p->reason, target);
}

/* Nobody in particular: "the officials", as long as nothing says whose. */
static bool is_anybody(mention_context *c, const dtl_mention *m)
{
    const dtl_entity *e = entity_at(c, m->target);
    return m->kind == DTL_MENTION_ROLE && e->kind == DTL_MENTION_ROLE && !e->parent_id.length && !e->country.length;
}

/* A description that was linked takes over the entity of what it takes up. */
static void take_over(phrase_space *s, uint32_t index)
{
    mention_context *c = s->c;
    phrase *p = &s->phrases.items[index];
    uint32_t target = p->antecedent == DTL_NONE ? DTL_NONE : entity_of_phrase(s, p->antecedent);
    if (target == DTL_NONE)
        return;
    const dtl_entity *e = entity_at(c, target);
    if (p->mention == DTL_NONE) {
        p->mention = mention_add(c, p->first, p->head + 1 - p->first, p->head, e->kind == DTL_MENTION_PERSON ? DTL_MENTION_ROLE : e->kind, target, DTL_NONE);
    } else {
        dtl_mention *m = &c->out->mentions.items[p->mention];
        bool fits = e->kind == DTL_MENTION_PERSON ? !(c->words[p->head].features & DTL_FEATURE_PLURAL) : e->kind == DTL_MENTION_ROLE && e->parent_id.length;
        if (!is_anybody(c, m) || !fits || m->target == target)
            return;
        m->target = target;
    }
    if (p->mention != DTL_NONE)
        c->out->mentions.items[p->mention].reason = reason_text(c, "description", p->reason, target);
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
                role->reason = DTL_SLICE("official: the speaker who is named next");
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
{
                m->target = bearers[i].person;
                m->reason = DTL_SLICE("role: the only person of the report who bears it");
            }
        }
    }
}

/* One phrase, in the order of the text. */
static void link_phrase(phrase_space *s, memory *m, dtl_map *nouns, const entity_clusters *clusters, uint32_t index)
{
    mention_context *c = s->c;
    phrase *p = &s->phrases.items[index];
    if (p->form == PHRASE_PRONOUN) {
        link_pronoun(s, index);
        s->last_word[s->phrases.items[index].word] = index;
        return;
    }
    if (p->form == PHRASE_CLAUSE)
        return;
    dtl_slice noun = phrase_noun(c, p);
    p->previous = dtl_map_get(nouns, noun);
    if (!dtl_map_put(nouns, noun, index))
        c->failed = true;
    join_name(s, index, clusters);
    if (link_description(s, m, index) || link_same_kind(s, m, index) || s->phrases.items[index].antecedent != DTL_NONE)
        return;
    link_weighed(s, index);
    take_over(s, index);
}

static void write_references(phrase_space *s)
{
    mention_context *c = s->c;
    for (uint32_t i = 0; i < s->phrases.count; i++) {
        const phrase *p = &s->phrases.items[i];
        if (p->antecedent == DTL_NONE)
            continue;
        dtl_reference *r = dtl_array_push(c->arena, &c->out->references);
        if (!r) {
            c->failed = true;
            return;
        }
        *r = (dtl_reference){.anaphor = p->head, .antecedent = s->phrases.items[p->antecedent].head, .reason = p->reason};
    }
}

void coreference_run(mention_context *c)
{
    memory m = {.count = 0};
    phrase_space s;
    dtl_map nouns;
    entity_clusters clusters = {.count = c->out->entities.count};
    clusters.first = dtl_arena_calloc(c->arena, (size_t)clusters.count + 1, sizeof *clusters.first);
    dtl_map_init(&nouns, c->arena);
    if (!clusters.first || !phrases_find(c, &s)) {
        c->failed = true;
        return;
    }
    for (uint32_t i = 0; i < clusters.count; i++)
        clusters.first[i] = DTL_NONE;
    for (uint32_t t = 0; t < c->count && !c->failed; t++) {
        if (s.phrase_at[t] != DTL_NONE)
            link_phrase(&s, &m, &nouns, &clusters, s.phrase_at[t]);
        own_by_possessor(c, t);
        if (c->mention_at[t] != DTL_NONE)
            remember(c, &m, &c->out->mentions.items[c->mention_at[t]]);
    }
    if (!c->failed)
        write_references(&s);
    introduce_late(c);
    link_bearers(c);
}
