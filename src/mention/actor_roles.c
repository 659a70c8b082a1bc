/* Generic people and documents: who has no name.
 *
 * In: the pieces that are left, all named actors. Out: mentions and entities of roles ("three IS fighters" is
 * role:islamic-state:fighter), of people of a country ("Afghans"), of documents with who wrote them.
 *
 * The idea: a role noun carries its owner like an office does; owners side by side have people of their own each. A document's writer
 * stands behind from, by or signed, or says something in it: "X warned in a letter".
 * Knowingly wrong: the same words for people without owner are one entity throughout the report. */
#include "mention/actor_parts.h"
#include "doc/tree.h"

static dtl_slice noun_of(mention_context *c, const piece *p)
{
    dtl_slice name = attribute(c, p->rule, "name");
    return name.length ? name : fold(c, dtl_rules_name(c->rules, p->rule, 0));
}

uint32_t role_entity(mention_context *c, const piece *p, const role_phrase *r)
{
    const dtl_entity *holder = entity_at(c, r->owner.entity);
    dtl_slice place = r->owner.place == DTL_NONE ? DTL_SLICE_EMPTY : fold(c, dtl_rules_name(c->rules, r->owner.place, 0));
    dtl_slice former = says_former(c, r->first, p->first) ? DTL_SLICE("former ") : DTL_SLICE_EMPTY;
    dtl_slice scope = holder->id.length ? holder->id : r->owner.country;
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("role:"), scope, DTL_SLICE(":"), place, place.length ? DTL_SLICE(":") : DTL_SLICE_EMPTY,
                                         former, noun_of(c, p)}, 7);
    /* "a man", "three people": one word for all of them */
    bool bare = p->count == 1 && !scope.length && attribute_is(c, p->rule, "bare", "yes");
    dtl_slice name = bare ? noun_of(c, p) : role_text(c, r->first, r->end);
    if (c->words[r->first].xpos == DTL_XPOS_PRP_POSS && holder->name.length && r->first + 1 < r->end) /* "its fighters": whose? */
        name = join(c, (dtl_slice[]){holder->name, DTL_SLICE(" "), role_text(c, r->first + 1, r->end)}, 3);
    dtl_slice from, sector = role_sector(c, r->rule, r->owner.entity, former.length > 0, &from);
    return entity_put(c, (dtl_entity){.id = id, .name = name, .country = r->owner.country, .sector = sector, .sector_from = from,
                                      .parent_id = former.length ? DTL_SLICE_EMPTY : entity_at(c, r->superior)->id, .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = p->rule, .kind = DTL_MENTION_ROLE});
}

/* "a group of IS-affiliated fighters": the fighters. */
static uint32_t build_group_of(mention_context *c, piece *p)
{
    uint32_t at = piece_end(p), end = sentence_end(c, p->first);
    if (!token_is(c, at, "of"))
        return at;
    for (uint32_t t = at + 1; t < end && t <= at + APPOSITION_LOOK; t++) {
        piece *q = piece_at(c, t);
        if (q && q->class == PIECE_ROLE && (c->words[piece_end(q) - 1].features & DTL_FEATURE_PLURAL)) {
            role_phrase r = read_role(c, q, piece_end(q) - 1, true);
            p->entity = role_entity(c, q, &r);
            return r.end;
        }
        uint8_t upos = c->words[t].upos;
        if (upos == DTL_UPOS_VERB && !(c->words[t].features & DTL_FEATURE_PARTICIPLE))
            break;
    }
    return at;
}

/* "members, backers and leaders of the Taliban": the owner behind the last of them is everybody's. */
static void share_owner(mention_context *c, uint32_t at, owner *o)
{
    enum { CONJUNCTS = 4, GAP = 5 };
    uint32_t end = at ? sentence_end(c, at - 1) : 0;
    for (int i = 0; i < CONJUNCTS && at < end && (token_is(c, at, ",") || token_is(c, at, "and") || token_is(c, at, "or")); i++) {
        uint32_t t = at + 1;
        while (t < end && t < at + GAP && !piece_at(c, t) &&
               (token_is(c, t, "and") || c->words[t].upos == DTL_UPOS_ADJ || c->words[t].upos == DTL_UPOS_NOUN))
            t++;
        const piece *p = t < end ? piece_at(c, t) : NULL;
        if (!p || p->class != PIECE_ROLE || p->first != t)
            return;
        at = piece_end(p);
        if (token_is(c, at, "of")) {
            owner_right(c, at, o);
            return;
        }
    }
}

/* "an armed group", "several rebel groups", "Armed groups seized the town": who is new here and has no name, unlike "the group". */
static bool is_unnamed_force(const mention_context *c, const piece *p)
{
    static const char *const kinds[] = {"armed", "militant", "rebel", "insurgent", "terrorist", "terror", "extremist", "jihadist", "jihadi", "militia",
                                        "militias", NULL},
                             *const opening[] = {"a", "an", "another", "some", "several", "unknown", "unidentified", NULL};
    uint32_t t = p->first, start = sentence_start(c, t);
    if (!token_in(c, t, kinds))
        return false;
    while (t > start && (c->words[t - 1].upos == DTL_UPOS_ADJ || c->words[t - 1].upos == DTL_UPOS_NUM) && !token_in(c, t - 1, opening))
        t--;
    if (t > start && token_in(c, t - 1, opening))
        return true;
    uint32_t head = piece_end(p) - 1;
    bool owned = t > start && (c->words[t - 1].upos == DTL_UPOS_DET || c->words[t - 1].upos == DTL_UPOS_NOUN || c->words[t - 1].upos == DTL_UPOS_PROPN ||
                               relation_is(c, t - 1, DTL_REL_NMOD_POSS) || token_is(c, t - 1, "'s"));
    return (c->words[head].features & DTL_FEATURE_PLURAL) && !owned && !relation_is(c, head, DTL_REL_COMPOUND);
}

void build_role(mention_context *c, piece *p)
{
    uint32_t head = head_of(c, p->first, p->count);
    if (p->consumed)
        return;
    if (is_group_word(c, p) && !is_unnamed_force(c, p)) {
        uint32_t end = build_group_of(c, p), first = phrase_left(c, p->first, piece_end(p) - 1);
        if (p->entity == DTL_NONE)
            return; /* "the group": coreference.c */
        p->consumed = true;
        mention_add(c, first, end - first, head, DTL_MENTION_ROLE, p->entity, p->rule);
        return;
    }
    /* a role noun that only modifies another noun ("police station", "fighter jets") is no one */
    bool modifies = (relation_is(c, head, DTL_REL_COMPOUND) || relation_is(c, head, DTL_REL_AMOD)) && c->words[head].head != DTL_NONE &&
                    c->words[head].head >= piece_end(p);
    if (modifies && !is_headline(c, p->first) && !does_deed(c, c->words[head].head)) {
        const piece *governor = piece_at(c, c->words[head].head);
        if (!governor || (governor->class != PIECE_NAME && governor->class != PIECE_ROLE))
            return;
    }
    role_phrase r = read_role(c, p, piece_end(p) - 1, true);
    if (r.owner.entity == DTL_NONE && r.owner.place == DTL_NONE) {
        share_owner(c, r.end, &r.owner);
        r.superior = r.owner.entity;
    }
    if (attribute_is(c, p->rule, "needs", "owner") && r.owner.entity == DTL_NONE && r.owner.place == DTL_NONE)
        return; /* "shot in the head" */
    p->entity = role_entity(c, p, &r);
    p->consumed = true;
    mention_add(c, r.first, r.end - r.first, head, DTL_MENTION_ROLE, p->entity, p->rule);
    piece *beside[OWNERS_MAX];
    uint32_t count = owners_beside(c, r.first, p->first, beside);
    for (uint32_t i = 0; i < count; i++) { /* "Taliban and al-Qaeda fighters" */
        role_phrase other = {.first = beside[i]->first, .end = r.end, .rule = r.rule,
                             .owner = {.entity = DTL_NONE, .place = DTL_NONE, .country = DTL_SLICE_EMPTY, .region = DTL_SLICE_EMPTY}};
        owner_from_piece(c, beside[i], &other.owner);
        other.superior = other.owner.entity;
        uint32_t entity = role_entity(c, p, &other);
        uint32_t made = mention_add(c, other.first, other.end - other.first, head, DTL_MENTION_ROLE, entity, p->rule);
        if (made != DTL_NONE)
            c->out->mentions.items[made].reason = beside_reason(c, &other.owner);
    }
}

/* The entity of the mention that is headed at token, if it can write. */
static uint32_t writer_at(const mention_context *c, uint32_t token)
{
    if (token == DTL_NONE || c->mention_at[token] == DTL_NONE)
        return DTL_NONE;
    const dtl_mention *m = &c->out->mentions.items[c->mention_at[token]];
    return m->kind == DTL_MENTION_PERSON || m->kind == DTL_MENTION_ORGANISATION || m->kind == DTL_MENTION_ROLE ? m->target : DTL_NONE;
}

static bool has_case(const mention_context *c, uint32_t token, const char *const *words)
{
    int left = 8;
    for (uint32_t child = c->words[token].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
        if (c->words[child].relation == DTL_REL_CASE && token_in(c, child, words))
            return true;
    return false;
}

/* Who wrote it: "a letter from X", "a letter signed by X", "X warned in a letter". */
static uint32_t writer_of(const mention_context *c, uint32_t head)
{
    static const char *const from[] = {"by", "from", NULL};
    static const char *const in[] = {"in", "through", "via", NULL};
    static const char *const made[] = {"sign", "write", "issue", "release", "publish", "send", "author", NULL};
    int left = 16;
    for (uint32_t child = c->words[head].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--) {
        if (child > head && has_case(c, child, from) && writer_at(c, child) != DTL_NONE)
            return writer_at(c, child);
        bool made_by = false;
        for (const char *const *verb = made; *verb && relation_is(c, child, DTL_REL_ACL); verb++)
            made_by |= dtl_slice_is(c->words[child].lemma, *verb);
        int grand = 8;
        for (uint32_t by = made_by ? c->words[child].first_child : DTL_NONE; by != DTL_NONE && grand; by = c->words[by].next_sibling, grand--)
            if (has_case(c, by, from) && writer_at(c, by) != DTL_NONE)
                return writer_at(c, by);
    }
    uint32_t verb = c->words[head].head;
    if (!relation_is(c, head, DTL_REL_OBL) || !has_case(c, head, in))
        return DTL_NONE;
    for (int climb = 0; climb < 2 && verb != DTL_NONE; climb++, verb = c->words[verb].head) {
        left = 16;
        for (uint32_t child = c->words[verb].first_child; child != DTL_NONE && left; child = c->words[child].next_sibling, left--)
            if (c->words[child].relation == DTL_REL_NSUBJ)
                return writer_at(c, child);
        if (!relation_is(c, verb, DTL_REL_ADVCL))
            break;
    }
    return DTL_NONE;
}

/* "a statement by a Taliban official", where the tree does not help: the last name or role of the phrase behind by or from. */
static uint32_t writer_behind(const mention_context *c, uint32_t at, uint32_t end)
{
    enum { LOOK = 7 };
    uint32_t found = DTL_NONE;
    if (at >= end || !(token_is(c, at, "by") || token_is(c, at, "from")))
        return DTL_NONE;
    for (uint32_t t = at + 1; t < end && t < at + LOOK;) {
        const piece *p = piece_at(c, t);
        uint8_t upos = c->words[t].upos;
        if (p && p->entity != DTL_NONE && p->class != PIECE_PLACE && p->class != PIECE_DOCUMENT)
            found = p->entity;
        else if (!p && upos != DTL_UPOS_DET && upos != DTL_UPOS_ADJ && upos != DTL_UPOS_PART)
            break;
        t = p ? piece_end(p) : t + 1;
    }
    return found;
}

void build_document(mention_context *c, piece *p)
{
    role_phrase r = read_role(c, p, piece_end(p) - 1, false);
    uint32_t head = head_of(c, p->first, p->count);
    if (r.owner.entity == DTL_NONE)
        r.owner.entity = writer_of(c, head);
    if (r.owner.entity == DTL_NONE)
        r.owner.entity = writer_behind(c, piece_end(p), sentence_end(c, head));
    bool another = false;
    for (uint32_t t = r.first; t < p->first; t++)
        another |= token_is(c, t, "another") || token_is(c, t, "second");
    const dtl_entity *holder = entity_at(c, r.owner.entity);
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("document:"), holder->id, DTL_SLICE(":"), noun_of(c, p),
                                         another ? DTL_SLICE(":2") : DTL_SLICE_EMPTY}, 5);
    p->entity = entity_put(c, (dtl_entity){.id = id, .name = role_text(c, r.first, r.end), .country = holder->country,
                                           .parent_id = holder->id, .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = p->rule,
                                           .kind = DTL_MENTION_DOCUMENT});
    p->consumed = true;
    mention_add(c, r.first, r.end - r.first, head, DTL_MENTION_DOCUMENT, p->entity, p->rule);
}

/* "Israeli air raids", "an Australian ultimatum", "Russian missiles": the word in front of a deed is the state that did it. A deed
 * is what an event pattern or a cue names as a noun, or a paper, a weapon or where fighters lie ("Turkish positions") of classes.txt. */
static bool modifies_deed(const mention_context *c, uint32_t head)
{
    static const char *const tables[] = {"events", "cues"}, *const classes[] = {"demand", "offer", "refusable", "statement", "weapon", "body", "fighting-place"};
    enum { KEY_MAX = 64 };
    char key[KEY_MAX];
    uint32_t noun = c->words[head].head;
    if (!relation_is(c, head, DTL_REL_AMOD) || noun == DTL_NONE || noun <= head || noun > head + 4 || piece_at(c, noun) || c->words[noun].upos != DTL_UPOS_NOUN)
        return false;
    dtl_slice lemma = c->words[noun].lemma;
    if (lemma.length + 3 > KEY_MAX)
        return false;
    memcpy(key, lemma.ptr, lemma.length);
    memcpy(key + lemma.length, ".n", 2);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (dtl_rules_find(c->rules, dtl_rules_table(c->rules, tables[i]), dtl_slice_make(key, lemma.length + 2), 0) != DTL_NONE)
            return true;
    uint32_t words = dtl_rules_table(c->rules, "classes"), row;
    for (uint32_t k = 0; (row = dtl_rules_find(c->rules, words, lemma, k)) != DTL_NONE; k++)
        for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
            if (attribute_is(c, row, "class", classes[i]))
                return true;
    return false;
}

void build_people(mention_context *c, piece *p)
{
    uint32_t head = head_of(c, p->first, p->count);
    dtl_slice country = attribute(c, p->rule, "country");
    bool noun = c->words[head].upos == DTL_UPOS_NOUN || c->words[head].upos == DTL_UPOS_PROPN;
    bool modifies = relation_is(c, head, DTL_REL_AMOD) || relation_is(c, head, DTL_REL_COMPOUND) || relation_is(c, head, DTL_REL_NMOD);
    if (!p->consumed && country.length && modifies_deed(c, head)) {
        p->consumed = true;
        mention_add(c, p->first, p->count, head, DTL_MENTION_ORGANISATION, entity_of_state(c, country), p->rule);
        return;
    }
    bool people = attribute_is(c, p->rule, "people", "yes") && c->words[head].features & DTL_FEATURE_PLURAL;
    if (p->consumed || !noun || (!country.length && !people) || (modifies && c->words[head].head != DTL_NONE && c->words[head].head > head) ||
        is_headline(c, p->first))
        return;
    uint32_t first = phrase_left(c, p->first, piece_end(p) - 1);
    dtl_slice id = join(c, (dtl_slice[]){DTL_SLICE("role:"), people ? c->words[head].lemma : country, DTL_SLICE(":people")}, 3);
    p->entity = entity_put(c, (dtl_entity){.id = id, .name = tokens_text(c, p->first, p->count), .country = country,
                                           .sector = DTL_SLICE("CVL"), .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = p->rule,
                                           .kind = DTL_MENTION_ROLE});
    p->consumed = true;
    mention_add(c, first, piece_end(p) - first, head, DTL_MENTION_ROLE, p->entity, p->rule);
}
