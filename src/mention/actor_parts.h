/* What the files of the actors share: pieces and the phrases around them, owners, roles. Groups first, then offices, persons, and the
 * generic people and documents that lean on these (actors.c). */
#ifndef DTL_MENTION_ACTOR_PARTS_H
#define DTL_MENTION_ACTOR_PARTS_H
#include "mention/actors.h"

enum {
    PHRASE_LEFT_MAX = 16, /* words in front of a phrase's head that are looked at */
    APPOSITION_LOOK = 9,  /* words behind a comma, or "a group of", until the role that is meant */
    OWNERS_MAX = 4        /* of one phrase: "US, British and NATO forces" */
};

static inline piece *piece_at(const mention_context *c, uint32_t token)
{
    return token < c->count && c->piece_of[token] != DTL_NONE ? &c->pieces.items[c->piece_of[token]] : NULL;
}

static inline uint32_t piece_end(const piece *p)
{
    return p->first + p->count;
}

/* A role phrase around a role piece. */
typedef struct role_phrase {
    uint32_t first, end; /* tokens */
    uint32_t rule;
    uint32_t superior;   /* entity: the ministry of a minister, else the owner */
    owner owner;
} role_phrase;

/* ---- actors.c ---- */
/* Two capitals at least, and no small letter: "IS", "ISIL". */
bool is_all_capitals(dtl_slice text);
/* ---- actor_groups.c ---- */
/* Does the piece only say what kind of thing its neighbour is ("group", "network")? */
bool is_group_word(const mention_context *c, const piece *p);
/* "Islamic State (IS) group", "the terror group Daesh": the words that only say what kind of thing the name is. */
void grow_over_group(mention_context *c, const piece *p, uint32_t *first, uint32_t *end);
/* The branch of a group in a country: "the local branch of Daesh". */
uint32_t find_branch(mention_context *c, dtl_slice parent, dtl_slice country);
/* The name of a country, for a reason. */
dtl_slice country_words(mention_context *c, dtl_slice iso3);
/* Why the branch there is meant. */
dtl_slice branch_reason(mention_context *c, dtl_slice parent, dtl_slice country);
/* Groups and outlets that the tables know. */
void build_groups(mention_context *c);
/* ---- actor_offices.c ---- */
/* Adds what the piece says of the owner: who, or only where. */
void owner_from_piece(mention_context *c, piece *p, owner *o);
/* Owners among the words in front of the head: "Taliban", "the Herat", "Iran's". */
void owner_left(mention_context *c, uint32_t edge, uint32_t first, owner *o);
/* "of the Taliban", "for the Foreign Ministry", "of Badakhshan province": returns the token behind the phrase. */
uint32_t owner_right(mention_context *c, uint32_t at, owner *o);
/* The government of the country that the report is about; DTL_NONE. */
uint32_t home_entity(mention_context *c);
/* Some offices have a name of their own (the Pentagon): they stand in actors.txt under the id that would be built. */
uint32_t named_office(mention_context *c, dtl_slice id);
/* The entity of the office at p, whose phrase is first … end, with this owner. */
uint32_t office_entity(mention_context *c, const piece *p, const owner *o, uint32_t first, uint32_t end);
/* "police firing", "a rebel ambush": what modifies a deed is who did it; "an army convoy": what modifies a target is whose it is. */
bool does_deed(const mention_context *c, uint32_t governor);
/* Other owners of the phrase whose words begin at edge: "US, British and NATO forces". Their pieces, nearest first. */
uint32_t owners_beside(const mention_context *c, uint32_t edge, uint32_t first, piece *beside[OWNERS_MAX]);
/* Why a further owner has forces of his own. */
dtl_slice beside_reason(mention_context *c, const owner *o);
/* Ministries, armies, courts, branches: pieces of the class office. */
void build_offices(mention_context *c);
/* ---- actor_persons.c ---- */
/* The sector of somebody with this role under this owner; *from: the actor whose changes he shares, "" nobody's. An office
 * that he held once makes him one of the elite (PLOVER: ELI); who once fought is nothing that we know. */
dtl_slice role_sector(mention_context *c, uint32_t rule, uint32_t owner_entity, bool former, dtl_slice *from);
/* Is a word like "former" in the stretch? */
bool says_former(const mention_context *c, uint32_t first, uint32_t end);
/* The words of a role without articles and numbers in front. */
dtl_slice role_text(const mention_context *c, uint32_t first, uint32_t end);
/* The role phrase around a piece whose last word is right; look_right: its owner may stand behind it. */
role_phrase read_role(mention_context *c, const piece *p, uint32_t right, bool look_right);
/* The name piece becomes a person, if something says so; bearers: who bears a word of a name. */
void build_person(mention_context *c, dtl_map *bearers, uint32_t index);
/* The name piece becomes an organisation that no table has, if something says so. */
void build_unknown(mention_context *c, uint32_t index);
/* ---- actor_roles.c ---- */
/* The generic people of a role piece: "role:islamic-state:fighter". */
uint32_t role_entity(mention_context *c, const piece *p, const role_phrase *r);
/* A role piece that no name took. */
void build_role(mention_context *c, piece *p);
/* A document and who wrote it. */
void build_document(mention_context *c, piece *p);
/* "Afghans fled", "a Tajik": people of a country. */
void build_people(mention_context *c, piece *p);
#endif
