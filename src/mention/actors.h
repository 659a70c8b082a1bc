/* What actors.c and coreference.c share: noun phrases and their owners. */
#ifndef DTL_MENTION_ACTORS_H
#define DTL_MENTION_ACTORS_H
#include "mention/internal.h"

/* Whose: the group, institution or state that a noun phrase belongs to, and the place that it is of. */
typedef struct owner {
    uint32_t entity;    /* DTL_NONE = nobody named */
    uint32_t place;     /* rule of a place below the country, DTL_NONE */
    dtl_slice country;  /* ISO 3166 alpha-3, "" unknown */
    dtl_slice region;   /* of "the Afghan branch of …": AFG */
    bool weak;          /* the entity is only the state behind a demonym or country name */
} owner;

/* First token of the noun phrase whose last words are first … right. */
uint32_t phrase_left(const mention_context *c, uint32_t first, uint32_t right);
/* persons.c: the person whose name sounds like this one and says nothing else, DTL_NONE if none was met; *reason: why. */
uint32_t person_by_sound(mention_context *c, const dtl_map *bearers, dtl_slice key, dtl_slice name, dtl_slice *reason);
/* persons.c: every word of the name (a key of words) leads to this person by its sound. */
void person_remember(mention_context *c, dtl_map *bearers, dtl_slice key, uint32_t person);
/* "its fighters", "their forces": once it is known whose, the role or office at token becomes theirs. */
void own_mention(mention_context *c, uint32_t token, uint32_t holder);
#endif
