/* The knowledge base of actors: four tables read as one.
 *
 * actors.txt has one row an actor, actor-names.txt its other names, actor-relations.txt whose branch it is, actor-roles.txt
 * what it was (PLOVER sector and country) as of a day. Every look-up is by id and costs one hash. */
#ifndef DTL_RULES_ACTORS_H
#define DTL_RULES_ACTORS_H
#include "base/date.h"
#include "rules/rules.h"

/* The four tables: numbers, DTL_NONE when a rule set lacks one. */
typedef struct dtl_actor_tables {
    uint32_t actors, names, relations, roles;
} dtl_actor_tables;
dtl_actor_tables dtl_actor_tables_of(const dtl_rules *rules);

/* The row of actors.txt with this id; DTL_NONE if there is none. */
uint32_t dtl_actor_row(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id);
/* Does a row with from= and to= (any table) hold on some day of these? Open ends hold. */
bool dtl_actor_row_holds(const dtl_rules *rules, uint32_t row, dtl_interval days);
/* Whose it is on these days: the row of actor-relations.txt (its "of" is the id), DTL_NONE if nobody's. */
uint32_t dtl_actor_parent(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id, dtl_interval days);

/* The k-th (0, 1, …) row of actor-relations.txt that leads to this actor: its own first name is the id of the other. */
uint32_t dtl_actor_child(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id, uint32_t k);

/* What an actor was when something happened. */
typedef enum dtl_role_decided {
    DTL_ROLE_ALWAYS,    /* it was the same at all times */
    DTL_ROLE_BY_EVENT,  /* its rows differ, and the event's days lie in one of them */
    DTL_ROLE_BY_REPORT, /* the event's days are unknown or lie over the change: the report's own days decide */
    DTL_ROLE_UNDECIDED  /* neither decides: sector "" */
} dtl_role_decided;
typedef struct dtl_actor_role {
    dtl_slice sector, country; /* "" unknown */
    uint32_t row;              /* of actor-roles.txt or actors.txt; DTL_NONE when undecided */
    uint8_t decided;           /* dtl_role_decided */
} dtl_actor_role;
dtl_actor_role dtl_actor_role_on(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id, dtl_interval event,
                                 dtl_interval report);
#endif
