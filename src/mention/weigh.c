/* Weighing: which earlier phrase may an anaphor take up, and how much speaks for each.
 *
 * In: phrases, of which the earlier ones are already in clusters. Out: candidates with their features and the sum of their weights; the first
 * candidate is "nothing", so that a phrase is left alone when nothing weighs more.
 *
 * The idea (a mention ranker over clusters): a candidate is out when it cannot be (another gender, the phrase's own owner, a thing for "she");
 * the rest is a sum of small whole numbers from coreference_weights.c, one for each thing that is so: how far back, in
 * which role, a name or a pronoun, agreeing or not, of what sort, how often told before. Pronouns look at the latest
 * CANDIDATES phrases of eight sentences; a nominal at those with its noun, and at near ones of its sort.
 * Example: "The mayor met the envoys. She left." she: the mayor (subject, one sentence back, can be she) against the envoys (many: out).
 *
 * Knowingly wrong: nothing of the world is known ("the river … the Thames"); what is said of the candidates is not compared. */
#include "mention/coreference.h"

enum { FORMS = PHRASE_CLAUSE + 2 };
enum { NEAR = 40, NEAR_NOMINAL = 60, SAME_NOUN = 8, AHEAD = 6, PRONOUN_SENTENCES = 8 };

static uint32_t bucket(uint32_t value, const uint32_t *limits)
{
    uint32_t i = 0;
    while (limits[i] != DTL_NONE && value > limits[i])
        i++;
    return i;
}

static void tell(coref_candidate *k, uint16_t row)
{
    if (k->count < COREF_FEATURES)
        k->features[k->count++] = row;
}

static bool is_nominal(const phrase *p)
{
    return p->form == PHRASE_DEFINITE || p->form == PHRASE_DEMONSTRATIVE || p->form == PHRASE_POSSESSED;
}

static bool group_of(const phrase *p, coref_group *group)
{
    static const coref_group words[WORD_COUNT] = {[WORD_I] = GROUP_SPEAKER, [WORD_WE] = GROUP_SPEAKER, [WORD_YOU] = GROUP_YOU, [WORD_HE] = GROUP_HE,
                                                  [WORD_SHE] = GROUP_HE, [WORD_IT] = GROUP_IT, [WORD_THEY] = GROUP_THEY,
                                                  [WORD_DEMONSTRATIVE] = GROUP_DEMONSTRATIVE};
    if (p->form == PHRASE_PRONOUN) {
        *group = words[p->word];
        return p->word != WORD_NONE && p->word != WORD_RELATIVE && p->word != WORD_OTHER;
    }
    *group = p->form == PHRASE_DEFINITE ? GROUP_DEFINITE : p->form == PHRASE_DEMONSTRATIVE ? GROUP_THIS : GROUP_POSSESSED;
    return is_nominal(p);
}

/* Does the token hang somewhere under the other, within a few steps? */
static bool hangs_under(const mention_context *c, uint32_t token, uint32_t other)
{
    enum { STEPS = 8 };
    for (int i = 0; i < STEPS && token != DTL_NONE; i++) {
        token = c->words[token].head;
        if (token == other)
            return true;
    }
    return false;
}

static bool same_noun(const mention_context *c, const phrase *a, const phrase *b)
{
    return a->form != PHRASE_PRONOUN && b->form != PHRASE_PRONOUN && dtl_slice_equal(phrase_noun(c, a), phrase_noun(c, b));
}

/* Words before the noun but articles: how those of the anaphor stand to those of the candidate. */
static uint32_t compare_modifiers(const mention_context *c, const phrase *a, const phrase *k)
{
    enum { WORDS = 8 };
    uint32_t mine = 0, shared = 0, others = 0;
    uint32_t first = a->head - a->first > WORDS ? a->head - WORDS : a->first, other_first = k->head - k->first > WORDS ? k->head - WORDS : k->first;
    for (uint32_t t = other_first; t < k->head; t++)
        others += c->words[t].upos != DTL_UPOS_DET && c->words[t].upos != DTL_UPOS_PUNCT;
    for (uint32_t t = first; t < a->head; t++) {
        if (c->words[t].upos == DTL_UPOS_DET || c->words[t].upos == DTL_UPOS_PUNCT)
            continue;
        bool found = false;
        for (uint32_t i = other_first; i < k->head && !found; i++)
            found = dtl_slice_equal(c->folded[i], c->folded[t]);
        mine++;
        shared += found;
    }
    if (!mine && !others)
        return 0;
    if (mine == shared)
        return mine == others ? 1 : 3;
    return shared == others ? 2 : 4;
}

/* "The city" is no province, "the mosque" no country: does the noun fit the place that the cluster is known to be? */
static bool place_fits(const mention_context *c, const phrase *a, const phrase *root)
{
    static const char *const words[][12] = {
        {NULL}, {"country", "nation", "state", "republic", "kingdom", "island", NULL}, {"province", "state", "region", "territory", "island", NULL},
        {"district", "county", "region", "area", NULL}, {"city", "town", "capital", "village", "port", "area", "place", NULL},
        {"village", "town", "area", "place", "neighborhood", "neighbourhood", "suburb", "square", "airport", "base", "camp", NULL}};
    const dtl_entity *e = root->entity < c->out->entities.count ? &c->out->entities.items[root->entity] : &c->nothing;
    if (e->kind != DTL_MENTION_PLACE || e->place_precision == 0 || e->place_precision > 5)
        return true;
    for (const char *const *word = words[e->place_precision]; *word; word++)
        if (dtl_slice_is(c->words[a->head].lemma, *word))
            return true;
    return false;
}

/* "its forces", "their spokesman": whose they are must be known to act. */
static bool owns_office(const mention_context *c, const phrase *a)
{
    uint32_t owned = a->role == ROLE_POSSESSOR ? c->words[a->head].head : DTL_NONE;
    const piece *p = owned == DTL_NONE || c->piece_of[owned] == DTL_NONE ? NULL : &c->pieces.items[c->piece_of[owned]];
    if (!p || (p->class != PIECE_OFFICE && p->class != PIECE_ROLE))
        return false;
    dtl_slice sector = attribute(c, p->rule, "sector");
    return p->class == PIECE_OFFICE || dtl_slice_is(sector, "MIL") || dtl_slice_is(sector, "UAF") || dtl_slice_is(sector, "REB") || dtl_slice_is(sector, "parent");
}

/* Can the cluster of the candidate be what the anaphor stands for? */
static bool may_be(phrase_space *s, const phrase *a, uint32_t candidate)
{
    const mention_context *c = s->c;
    const phrase *k = &s->phrases.items[candidate], *root = &s->phrases.items[phrase_root(s, candidate)];
    if (c->words[a->head].head == k->head && (a->role == ROLE_POSSESSOR || a->role == ROLE_NMOD))
        return false; /* "his dog" is not his */
    uint32_t verb = c->words[a->head].head;
    if (a->form == PHRASE_PRONOUN && !a->reflexive && a->role != ROLE_POSSESSOR && a->role != ROLE_NMOD && verb != DTL_NONE && verb == c->words[k->head].head &&
        (k->role == ROLE_SUBJECT || k->role == ROLE_OBJECT) && c->words[k->head].relation != c->words[a->head].relation)
        return false; /* "the chief blamed him": another */
    if (a->form == PHRASE_PRONOUN && a->agent && k->form != PHRASE_PRONOUN && verb != DTL_NONE && k->sentence == a->sentence) {
        uint32_t top = relation_is(c, verb, DTL_REL_PARATAXIS) ? c->words[verb].head : verb;
        if (top != DTL_NONE && k->head < a->head && hangs_under(c, k->head, top))
            return false; /* "The police seized the house, it said": the speaker is another */
    }
    if (k->form == PHRASE_CLAUSE)
        return (a->word == WORD_DEMONSTRATIVE || a->form == PHRASE_DEMONSTRATIVE || a->word == WORD_IT) && k->sentence + 1 >= a->sentence && k->head < a->head &&
               c->words[a->head].head != k->head;
    if (c->words[k->head].head == a->head && (k->role == ROLE_POSSESSOR || k->role == ROLE_NMOD))
        return false;
    if (k->form == PHRASE_PRONOUN && (k->word == WORD_OTHER || (k->word == WORD_RELATIVE && k->antecedent == DTL_NONE)))
        return false;
    if (a->form != PHRASE_PRONOUN) {
        bool predicate = c->words[k->head].head == a->head && k->role == ROLE_SUBJECT;
        if (predicate || (c->words[a->head].head == k->head && c->words[a->head].relation == DTL_REL_APPOS))
            return (a->own_sort == SORT_UNKNOWN || root->sort == SORT_UNKNOWN || a->own_sort == root->sort) && (k->form == PHRASE_PRONOUN || a->number & root->number);
        verb = c->words[k->head].head;
        if (k->role == ROLE_SUBJECT && k->sentence == a->sentence && verb != DTL_NONE && verb > k->head && phrase_in_clause(c, a->head, verb))
            return false; /* "X raided the hideouts of the group": the group is not X */
        if (k->form == PHRASE_PRONOUN || same_noun(c, a, k))
            return same_noun(c, a, k);
        return a->own_sort == root->sort && root->sort != SORT_UNKNOWN && root->sort != SORT_UNIQUE && root->sort != SORT_THING && (a->number & root->number) &&
               (a->own_sort != SORT_PLACE || place_fits(c, a, root));
    }
    if (a->gender && root->gender && !(a->gender & root->gender))
        return false;
    bool speaks = a->word == WORD_I || a->word == WORD_WE || a->word == WORD_YOU;
    bool person = speaks || a->word == WORD_HE || a->word == WORD_SHE;
    if (k->form == PHRASE_PRONOUN && k->word <= WORD_YOU && a->word != k->word && a->word != WORD_RELATIVE)
        return speaks && (a->quotation != k->quotation || k->quotation == DTL_NONE) && a->word != WORD_WE && k->word != WORD_WE;
    if (speaks && k->form != PHRASE_PRONOUN && a->word != WORD_WE && !(root->number & NUMBER_ONE))
        return false;
    if (person)
        return (root->sort == SORT_PERSON || root->sort == SORT_UNKNOWN || (a->word == WORD_WE && root->sort == SORT_GROUP)) &&
               (a->word == WORD_WE || a->word == WORD_YOU || (root->number & NUMBER_ONE));
    if (a->word == WORD_IT && root->sort == SORT_PERSON)
        return false;
    if (root->entity == DTL_NONE && owns_office(c, a))
        return false;
    return root->sort != SORT_TIME || a->word == WORD_DEMONSTRATIVE;
}

static void tell_place(const phrase_space *s, const phrase *a, const phrase *k, uint32_t rank, coref_candidate *out)
{
    static const uint32_t sentences[] = {0, 1, 2, 3, 5, 9, DTL_NONE}, ranks[] = {0, 1, 2, 3, 5, 9, 15, 30, DTL_NONE};
    const mention_context *c = s->c;
    bool ahead = k->head > a->head;
    uint32_t distance = ahead ? 0 : a->sentence - k->sentence;
    tell(out, (uint16_t)(COREF_ROW(DISTANCE) + (ahead ? 7 : bucket(distance, sentences))));
    tell(out, (uint16_t)(COREF_ROW(RANK) + bucket(rank, ranks)));
    tell(out, (uint16_t)(COREF_ROW(ROLE) + k->role + (distance ? ROLE_COUNT : 0)));
    if (k->role == a->role)
        tell(out, COREF_ROW(PARALLEL));
    uint32_t quotation = a->quotation == k->quotation ? (a->quotation == DTL_NONE ? 0 : 1)
                       : k->quotation == DTL_NONE ? 2 : a->quotation == DTL_NONE ? 3 : 4;
    tell(out, (uint16_t)(COREF_ROW(QUOTATION) + quotation));
    uint32_t place = (uint32_t)(k - s->phrases.items) - s->first_of[k->sentence];
    tell(out, (uint16_t)(COREF_ROW(OPENS) + (place > 4 ? 4 : place) + (distance ? 5 : 0)));
    if (c->doc->text.sentences.items[a->sentence].paragraph == c->doc->text.sentences.items[k->sentence].paragraph)
        tell(out, COREF_ROW(PARAGRAPH));
    uint32_t governor = c->words[a->head].head, other = c->words[k->head].head;
    if (governor != DTL_NONE && other != DTL_NONE && governor != other && k->role == a->role && dtl_slice_equal(c->words[governor].lemma, c->words[other].lemma))
        tell(out, COREF_ROW(GOVERNOR));
    if (distance)
        return;
    if (governor != DTL_NONE && governor == other)
        tell(out, a->reflexive ? COREF_ROW(REFLEXIVE) : COREF_ROW(COARGUMENT));
    if (k->role == ROLE_SUBJECT && other != DTL_NONE && other != governor && hangs_under(c, a->head, other))
        tell(out, COREF_ROW(GOVERNS));
    if (hangs_under(c, a->head, k->head))
        tell(out, COREF_ROW(CONTAINS));
    if (other == a->head && k->role == ROLE_SUBJECT)
        tell(out, COREF_ROW(COPULA));
    if (governor == k->head && c->words[a->head].relation == DTL_REL_APPOS)
        tell(out, COREF_ROW(APPOSITION));
}

/* Does the anaphor stand where only people or groups can? */
static bool is_agent(const phrase_space *s, const phrase *a)
{
    uint32_t owned = a->role == ROLE_POSSESSOR ? s->c->words[a->head].head : DTL_NONE;
    if (owned == DTL_NONE || s->phrase_at[owned] == DTL_NONE)
        return a->agent;
    const mention_context *c = s->c;
    uint8_t sort = s->phrases.items[s->phrase_at[owned]].own_sort;
    const piece *p = c->piece_of[owned] == DTL_NONE ? NULL : &c->pieces.items[c->piece_of[owned]];
    return sort == SORT_PERSON || sort == SORT_GROUP || (p && (p->class == PIECE_OFFICE || p->class == PIECE_ROLE)); /* "its forces" */
}

static void tell_kind(const phrase_space *s, const phrase *a, const phrase *k, const phrase *root, coref_candidate *out)
{
    static const uint32_t sizes[] = {1, 2, 4, 8, DTL_NONE}, sentences[] = {0, 1, 2, 3, 9, DTL_NONE};
    bool same_pronoun = a->form == PHRASE_PRONOUN && k->form == PHRASE_PRONOUN && a->word == k->word;
    uint32_t distance = k->head > a->head ? 0 : a->sentence - k->sentence;
    tell(out, (uint16_t)(COREF_ROW(FORM) + (same_pronoun ? FORMS - 1 : k->form) + FORMS * (distance > 1 ? 2 : distance)));
    tell(out, (uint16_t)(COREF_ROW(SORT) + root->sort));
    bool number = a->number & root->number, sure = a->number != (NUMBER_ONE | NUMBER_MANY) && root->number != (NUMBER_ONE | NUMBER_MANY);
    tell(out, (uint16_t)(COREF_ROW(NUMBER) + (!number ? 2 : sure ? 0 : 1)));
    bool one = a->gender && root->gender && !(root->gender & (root->gender - 1));
    tell(out, (uint16_t)(COREF_ROW(GENDER) + (a->gender && root->gender && !(a->gender & root->gender) ? 2 : one ? 0 : 1)));
    tell(out, (uint16_t)(COREF_ROW(SORTS) + (a->own_sort == SORT_UNKNOWN || root->sort == SORT_UNKNOWN ? 1 : a->own_sort == root->sort ? 0 : 2)));
    tell(out, (uint16_t)(COREF_ROW(SIZE) + bucket(root->size, sizes)));
    if (is_agent(s, a))
        tell(out, (uint16_t)(COREF_ROW(AGENT) + (root->sort != SORT_PERSON && root->sort != SORT_GROUP)));
    if (root->entity != DTL_NONE)
        tell(out, COREF_ROW(KNOWN));
    if (a->form == PHRASE_PRONOUN)
        return;
    bool same = same_noun(s->c, a, k);
    tell(out, (uint16_t)(COREF_ROW(HEAD) + (same ? compare_modifiers(s->c, a, k) : 5)));
    if (same)
        tell(out, (uint16_t)(COREF_ROW(HEAD_DISTANCE) + bucket(a->sentence - k->sentence, sentences)));
}

/* Is there a clause behind the word, as in "the policy to …", "a pity that …"? */
static bool has_clause(const mention_context *c, uint32_t head)
{
    int left = 16;
    for (uint32_t child = c->words[head].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--) {
        dtl_relation relation = dtl_relation_universal(c->words[child].relation);
        if (child > head && (relation == DTL_REL_CSUBJ || relation == DTL_REL_CCOMP || relation == DTL_REL_ADVCL || relation == DTL_REL_XCOMP ||
                             c->words[child].relation == DTL_REL_ACL))
            return true;
    }
    return false;
}

/* "It is clear that …", "it seems", "it is said": stands for nothing told before. */
static bool is_expletive(const mention_context *c, const phrase *a)
{
    static const char *const verbs[] = {"appear", "seem", "believe", "expect", "say", "report", "think", "rain", "snow", "take", "turn", NULL};
    uint32_t head = c->words[a->head].head;
    if (a->word != WORD_IT || a->role != ROLE_SUBJECT || head == DTL_NONE)
        return false;
    bool passive = c->words[head].features & DTL_FEATURE_PASSIVE;
    for (const char *const *verb = verbs; *verb; verb++)
        if (dtl_slice_is(c->words[head].lemma, *verb))
            return passive || verb - verbs < 2 || verb - verbs > 6;
    return c->words[head].upos == DTL_UPOS_ADJ || (c->words[head].upos == DTL_UPOS_NOUN && has_clause(c, head));
}

static void tell_new(const phrase_space *s, const phrase *a, coref_candidate *out)
{
    const mention_context *c = s->c;
    uint32_t seen = a->previous == DTL_NONE ? 0 : s->phrases.items[a->previous].previous == DTL_NONE ? 1 : 2;
    const struct { bool is; uint16_t row; } marks[] = {
        {true, COREF_ROW(NEW)}, {a->after_of, COREF_ROW(NEW_OF)}, {a->before_clause, COREF_ROW(NEW_CLAUSE)},
        {a->before_preposition, COREF_ROW(NEW_PREPOSITION)}, {a->modified, COREF_ROW(NEW_MODIFIED)}, {a->name_modified, COREF_ROW(NEW_NAME)},
        {a->ordinal, COREF_ROW(NEW_ORDINAL)}, {a->number == NUMBER_MANY, COREF_ROW(NEW_MANY)}, {a->sentence < 3, COREF_ROW(NEW_EARLY)},
        {is_expletive(c, a), COREF_ROW(NEW_EXPLETIVE)}, {a->quotation != DTL_NONE, COREF_ROW(NEW_QUOTED)}, {a->reflexive, COREF_ROW(NEW_REFLEXIVE)}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].is)
            tell(out, marks[i].row);
    tell(out, (uint16_t)(COREF_ROW(NEW_SEEN) + seen));
    tell(out, (uint16_t)(COREF_ROW(NEW_SORT) + a->own_sort));
    tell(out, (uint16_t)(COREF_ROW(NEW_ROLE) + a->role));
    uint32_t governor = c->words[a->head].head;
    if (governor == DTL_NONE || a->role != ROLE_SUBJECT)
        return;
    bool clausal = false, be = false;
    int left = 16;
    for (uint32_t child = c->words[governor].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--) {
        dtl_relation relation = dtl_relation_universal(c->words[child].relation);
        clausal |= child > a->head && (relation == DTL_REL_CCOMP || relation == DTL_REL_CSUBJ || relation == DTL_REL_XCOMP);
        be |= relation == DTL_REL_COP;
    }
    if (clausal)
        tell(out, COREF_ROW(NEW_CLAUSAL));
    if (be)
        tell(out, COREF_ROW(NEW_BE));
}

static void weigh_one(coref_candidate *k, coref_group group, const int16_t (*weights)[GROUP_COUNT])
{
    k->score = 0;
    for (uint16_t i = 0; i < k->count; i++)
        k->score += weights[k->features[i]][group];
}

static void consider(phrase_space *s, const phrase *a, uint32_t candidate, uint32_t rank, coref_candidate *candidates, uint32_t *count)
{
    if (*count >= COREF_CANDIDATES || !may_be(s, a, candidate))
        return;
    coref_candidate *k = &candidates[(*count)++];
    *k = (coref_candidate){.phrase = candidate};
    tell_place(s, a, &s->phrases.items[candidate], rank, k);
    tell_kind(s, a, &s->phrases.items[candidate], &s->phrases.items[phrase_root(s, candidate)], k);
    if (a->form == PHRASE_PRONOUN && s->last_word[a->word] != DTL_NONE && phrase_root(s, s->last_word[a->word]) == phrase_root(s, candidate))
        tell(k, COREF_ROW(CONTINUES));
}

/* How often the cluster of each candidate is among the candidates. */
static void tell_recent(phrase_space *s, coref_candidate *candidates, uint32_t count)
{
    static const uint32_t limits[] = {1, 2, 4, DTL_NONE};
    uint32_t roots[COREF_CANDIDATES] = {0};
    for (uint32_t i = 1; i < count; i++)
        roots[i] = phrase_root(s, candidates[i].phrase);
    for (uint32_t i = 1; i < count; i++) {
        uint32_t same = 0;
        for (uint32_t k = 1; k < count; k++)
            same += roots[k] == roots[i];
        tell(&candidates[i], (uint16_t)(COREF_ROW(RECENT) + bucket(same, limits)));
    }
}

uint32_t coref_weigh(phrase_space *s, uint32_t anaphor, const int16_t (*weights)[GROUP_COUNT], coref_group *group, coref_candidate *candidates)
{
    const phrase *a = &s->phrases.items[anaphor];
    if (!group_of(a, group))
        return 0;
    bool pronoun = a->form == PHRASE_PRONOUN, speaks = a->word == WORD_I || a->word == WORD_WE || a->word == WORD_YOU;
    uint32_t count = 1, near = pronoun ? NEAR : NEAR_NOMINAL, last = anaphor, clauses = 0;
    candidates[0] = (coref_candidate){.phrase = DTL_NONE};
    tell_new(s, a, &candidates[0]);
    for (uint32_t rank = 0; rank < near && rank < anaphor; rank++) {
        uint32_t candidate = anaphor - 1 - rank;
        if (s->phrases.items[candidate].sentence + PRONOUN_SENTENCES < a->sentence)
            break;
        last = candidate;
        clauses += s->phrases.items[candidate].form == PHRASE_CLAUSE;
        consider(s, a, candidate, rank < clauses ? 0 : rank - clauses, candidates, &count);
    }
    uint32_t far = pronoun ? (speaks ? s->last_word[a->word] : DTL_NONE) : a->previous;
    for (int i = 0; i < SAME_NOUN && far != DTL_NONE; i++, far = pronoun ? DTL_NONE : s->phrases.items[far].previous)
        if (far < last)
            consider(s, a, far, anaphor - 1 - far, candidates, &count);
    bool may_come = pronoun && (a->word == WORD_HE || a->word == WORD_SHE || a->word == WORD_IT || a->word == WORD_THEY);
    if (may_come && anaphor - s->first_of[a->sentence] > NEAR)
        may_come = false;
    for (uint32_t i = s->first_of[a->sentence]; may_come && i < anaphor; i++)
        may_come = s->phrases.items[i].role != ROLE_SUBJECT || s->phrases.items[i].form == PHRASE_CLAUSE;
    for (uint32_t i = 1; may_come && i <= AHEAD && anaphor + i < s->phrases.count && s->phrases.items[anaphor + i].sentence == a->sentence; i++)
        if (s->phrases.items[anaphor + i].form != PHRASE_PRONOUN && s->phrases.items[anaphor + i].role == ROLE_SUBJECT)
            consider(s, a, anaphor + i, i, candidates, &count);
    tell_recent(s, candidates, count);
    for (uint32_t i = 0; i < count; i++)
        weigh_one(&candidates[i], *group, weights);
    return count;
}
