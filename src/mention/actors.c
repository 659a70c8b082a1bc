/* Actors: groups, institutions, persons, generic people and documents; the noun phrases around them.
 *
 * In: pieces. Out: organisation, person, role and document mentions with entities.
 *
 * The idea: four walks over the pieces, from what stands alone to what leans on it. (1) Known groups and outlets. (2) Offices
 * take an owner: "the Taliban's interior ministry" is taliban:interior-ministry; without an owner it is the government of
 * the country that the report is about. (3) Unknown names become persons when a title, a role or the grammar says so;
 * the role beside the name gives them a role and the group they speak or fight for. (4) Remaining role nouns
 * become generic actors that carry their group: "three IS fighters" is role:islamic-state:fighter.
 * Example: "Haroon Amiri, a spokesman for the police of Herat, said two drivers had been held." gives the person Amiri
 * (role "spokesman for the police of Herat", parent AFG:police:herat) and the role drivers.
 *
 * Knowingly wrong: a role and a name in two different sentences are joined only by the surname; "Iran and Taliban forces"
 * may be two owners of forces or a state and forces, and is read as the latter. */
#include "mention/actor_parts.h"
#include "doc/tree.h"

/* May this left dependent of the phrase's head be a part of its noun phrase? */
static bool belongs_left(const mention_context *c, uint32_t t)
{
    switch (dtl_relation_universal(c->words[t].relation)) {
    case DTL_REL_DET: case DTL_REL_AMOD: case DTL_REL_COMPOUND: case DTL_REL_NUMMOD: case DTL_REL_NMOD: case DTL_REL_FLAT:
    case DTL_REL_DEP:
        return true;
    case DTL_REL_PUNCT:
        return token_is(c, t, "-");
    case DTL_REL_OBL:
        return piece_at(c, t) != NULL;
    case DTL_REL_ADVMOD:
        return c->words[t].upos == DTL_UPOS_ADV && t + 1 < c->count && c->words[t + 1].upos == DTL_UPOS_ADJ;
    default:
        return false;
    }
}

/* Does the word at t hang on the phrase that has grown from right to edge? */
static bool hangs_on(const mention_context *c, uint32_t t, uint32_t edge, uint32_t first, uint32_t right)
{
    uint32_t head = c->words[t].head;
    uint8_t upos = c->words[t].upos;
    if (head == DTL_NONE || head < edge || head > right || upos == DTL_UPOS_AUX || upos == DTL_UPOS_ADP || upos == DTL_UPOS_SCONJ)
        return false;
    if (head >= first && !belongs_left(c, t))
        return false;
    return !c->taken[t] || upos == DTL_UPOS_NUM || upos == DTL_UPOS_NOUN;
}

/* A wrong tree hangs the owner elsewhere: a group or people directly in front of the phrase still belongs to it, with its
 * mark ("the Taliban's"), with its acronym ("Islamic State (IS) fighters"). Returns its first token. */
static uint32_t owner_before(const mention_context *c, uint32_t edge, uint32_t start)
{
    uint32_t t = edge;
    bool mark = t > start + 1 && (token_is(c, t - 1, "'s") || token_is(c, t - 1, "'"));
    if (c->words[edge].upos == DTL_UPOS_DET)
        return DTL_NONE;
    if (mark)
        t--;
    else if (t >= start + 4 && token_is(c, t - 1, ")") && token_is(c, t - 3, "("))
        t -= 3;
    const piece *before = t > start ? piece_at(c, t - 1) : NULL;
    if (!before || piece_end(before) != t)
        return DTL_NONE;
    bool country = mark && before->class == PIECE_PLACE && attribute_is(c, before->rule, "type", "country");
    return before->class == PIECE_ACTOR || (before->class == PIECE_DEMONYM && !mark) || country ? before->first : DTL_NONE;
}

uint32_t phrase_left(const mention_context *c, uint32_t first, uint32_t right)
{
    uint32_t edge = first, start = sentence_start(c, first);
    while (edge > start && first - edge < PHRASE_LEFT_MAX) {
        uint32_t t = edge - 1;
        /* "IS-affiliated": whatever the parser makes of the parts, they are one word */
        if (t > start && token_is(c, t, "-") && !c->tokens[t].space_after && !c->tokens[t - 1].space_after) {
            edge = t - 1;
            continue;
        }
        /* "the Taliban's": the mark hangs on the owner, the owner on the phrase */
        if (t > start && (token_is(c, t, "'s") || token_is(c, t, "'")) && hangs_on(c, t - 1, edge, first, right)) {
            edge = t - 1;
            continue;
        }
        if (!hangs_on(c, t, edge, first, right))
            break;
        edge = t;
    }
    const piece *cut = piece_at(c, edge);
    if (cut && cut->first < edge && piece_end(cut) <= first)
        edge = cut->first;
    while (edge > start && first - edge < PHRASE_LEFT_MAX) {
        uint32_t before = owner_before(c, edge, start);
        if (before == DTL_NONE)
            break;
        edge = before;
        if (edge > start && c->words[edge - 1].upos == DTL_UPOS_DET)
            edge--;
    }
    if (edge > start && token_is(c, edge, "least") && token_is(c, edge - 1, "at")) /* a preposition, but of the number */
        edge--;
    while (edge < first && c->words[edge].upos == DTL_UPOS_PUNCT)
        edge++;
    return edge;
}

bool is_all_capitals(dtl_slice text)
{
    uint32_t capitals = 0;
    for (uint32_t i = 0; i < text.length && i < 64; i++) {
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
            return false;
        capitals += text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
    }
    return capitals >= 2;
}

void own_mention(mention_context *c, uint32_t token, uint32_t holder)
{
    const piece *p = piece_at(c, token);
    uint32_t index = c->mention_at[token];
    const dtl_entity *whose = entity_at(c, holder);
    if (whose->kind == DTL_MENTION_PLACE && whose->place_precision == 1)
        holder = entity_of_state(c, whose->country); /* "in Iran … its army" */
    owner o = {.entity = holder, .place = DTL_NONE, .country = entity_at(c, holder)->country, .region = DTL_SLICE_EMPTY};
    if (!p || entity_at(c, holder)->kind != DTL_MENTION_ORGANISATION)
        return;
    if (p->class == PIECE_OFFICE && index == DTL_NONE && !attribute_is(c, p->rule, "class", "branch")) {
        uint32_t first = phrase_left(c, p->first, piece_end(p) - 1);
        uint32_t entity = office_entity(c, p, &o, first, piece_end(p));
        mention_add(c, first, piece_end(p) - first, head_of(c, p->first, p->count), DTL_MENTION_ORGANISATION, entity, p->rule);
        return;
    }
    if (p->class != PIECE_ROLE || index == DTL_NONE || c->out->mentions.items[index].kind != DTL_MENTION_ROLE)
        return;
    const dtl_mention *m = &c->out->mentions.items[index];
    const dtl_entity *old = entity_at(c, m->target);
    if (old->kind != DTL_MENTION_ROLE || old->parent_id.length)
        return;
    role_phrase r = {.first = m->first, .end = m->first + m->count, .rule = p->rule, .superior = holder, .owner = o};
    uint32_t entity = role_entity(c, p, &r);
    c->out->mentions.items[index].target = entity;
}

void actors_build(mention_context *c)
{
    dtl_map bearers;
    dtl_map_init(&bearers, c->arena);
    build_groups(c);
    build_offices(c);
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++)
        if (c->pieces.items[i].class == PIECE_NAME)
            build_person(c, &bearers, i);
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++) {
        piece *p = &c->pieces.items[i];
        if (p->class == PIECE_NAME)
            build_unknown(c, i);
        else if (p->class == PIECE_ROLE)
            build_role(c, p);
        else if (p->class == PIECE_DEMONYM)
            build_people(c, p);
    }
    for (uint32_t i = 0; i < c->pieces.count && !c->failed; i++)
        if (c->pieces.items[i].class == PIECE_DOCUMENT)
            build_document(c, &c->pieces.items[i]);
}
