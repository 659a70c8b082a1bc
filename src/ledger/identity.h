/* Nodes and clusters of actors: what identity.c (names) and decisions.c (analysts) share. */
#ifndef DTL_LEDGER_IDENTITY_H
#define DTL_LEDGER_IDENTITY_H
#include "ledger/internal.h"

/* Which side of which decision a use or a cluster is on. */
typedef struct mark {
    uint32_t verdict; /* index in build.verdicts */
    uint8_t side;     /* mark_side */
} mark;
typedef enum mark_side { SIDE_USES = 1, SIDE_OTHERS = 2, SIDE_TARGET = 3 /* bears the id that a pin names */ } mark_side;

/* Reports' actors of one key, one country, one role and the same decisions. */
typedef struct node {
    dtl_slice key, id, name, country, role;
    dtl_slice marks;        /* see spelling */
    dtl_alias_name alias;   /* prepared name; count 0 = not compared */
    int32_t low, high;      /* days of its dated reports; high < low = none dated */
    uint32_t parent;        /* union-find */
    uint32_t next;          /* next node of its cluster, in a ring */
    bool person, known;     /* known: its id is the rules' */
    bool joined;            /* a decision has joined it to others: its name need not agree with theirs */
    /* at the root of a cluster: */
    mark *bounds;           /* sides of splits in force, sorted; clusters on two sides of one never meet */
    uint32_t n_bounds;
    uint32_t pinned;        /* verdict of the pin that gives the id, DTL_NONE */
    uint32_t named;         /* verdict that gives the name, DTL_NONE */
    uint32_t joined_by;     /* last verdict that joined it, DTL_NONE */
    bool known_in;          /* some node is known */
} node;

/* Two nodes that may be one. */
typedef struct candidate {
    int32_t score;
    uint32_t a, b;
} candidate;
DTL_ARRAY_TYPE(candidate_array, candidate);

typedef struct identity {
    build *b;
    node *nodes;
    uint32_t count;
    candidate_array candidates;
} identity;

uint32_t root_of_node(node *nodes, uint32_t i);
/* Joins two clusters; the smaller root stays. False when out of budget. */
bool unite_nodes(identity *d, uint32_t a, uint32_t b);
/* decisions.c: joins and bounds clusters as analysts decided, before any name is compared. */
bool decisions_apply(identity *d);
/* decisions.c: the decision that split the cluster off another one, NULL none. */
const dtl_decision *split_of(const identity *d, uint32_t root);
#endif
