/* Nodes and clusters of actors: what identity.c (names) and decisions.c (analysts) share. */
#ifndef DTL_LEDGER_IDENTITY_H
#define DTL_LEDGER_IDENTITY_H
#include "ledger/internal.h"

/* One way in which reports have an actor (forms.c): they say the same of it. */
typedef struct form {
    const dtl_report_actor *actor; /* of the first report that has it */
    dtl_slice key;     /* equal keys are one actor, if nothing else tells them apart */
    dtl_slice skeleton; /* of a person's name, "" for others */
    uint32_t id;       /* number of its id: equal ids have equal ones */
    uint32_t rank;     /* its place by key, then id; equal ones have the same */
    uint32_t class;    /* number of key, country and role together, DTL_NONE: not asked yet (identity.c) */
    uint32_t next;     /* the form before it with the same hash, DTL_NONE */
    bool person;
    bool unknown;      /* a person, or a group that the rules do not know */
} form;
DTL_ARRAY_TYPE(form_array, form);

/* What comes of uses of one key, or of one cluster of nodes (identity.c). */
typedef struct cluster {
    dtl_slice key;     /* the actor's id */
    dtl_slice wanted;  /* the name that a decision wants for the actor, "" none */
    const dtl_decision *joined; /* the decision that joined these uses to others, NULL none */
    bool marked;       /* a decision is about these uses */
} cluster;
DTL_ARRAY_TYPE(cluster_array, cluster);

/* The actors of all reports. A slot is an index in ledger.actor_of. */
typedef struct usage {
    form_array forms;
    cluster_array clusters;
    uint32_t count;        /* of slots */
    uint32_t *form_of;     /* per slot */
    uint32_t *report_of;   /* per slot: index in ledger.reports */
    uint32_t *cluster_of;  /* per slot, DTL_NONE: its form's key is its actor's */
    uint32_t *order;       /* slots by key, id, slot */
    dtl_slice *marks;      /* per slot: which decisions are about it (decisions.c); NULL: there are none */
} usage;

static inline dtl_slice marks_of(const usage *u, uint32_t slot)
{
    return u->marks ? u->marks[slot] : DTL_SLICE_EMPTY;
}

/* forms.c: usage up to its clusters. */
bool gather_usage(build *b, usage *u);
bool is_unknown_actor_id(dtl_slice id); /* an actor that only reports name */
/* actors.c: the key and the skeleton of a form. */
bool link_key(build *b, form *f);
/* decisions.c: tells each slot which decisions are about it. */
bool decisions_mark(build *b, usage *u);
/* identity.c: the clusters of unknown persons and groups. */
bool ledger_identities(build *b, usage *u);

/* Which side of which decision a use or a cluster is on. */
typedef struct mark {
    uint32_t verdict; /* index in build.verdicts */
    uint8_t side;     /* mark_side */
} mark;
typedef enum mark_side { SIDE_USES = 1, SIDE_OTHERS = 2, SIDE_TARGET = 3 /* bears the id that a pin names */ } mark_side;

enum { HOME_PRECISION = 2 /* dtl_entity.place_precision: a first-level unit or below */, TOWN_PRECISION = 3, HOMES = 4 };

/* Where one report has one of its actors (homes.c). */
typedef struct home {
    const dtl_report_actor *place; /* NULL not known */
    bool speaks;                   /* he is asked, or somebody speaks for him */
} home;

/* Reports' actors of one key, one country, one role and the same decisions. */
typedef struct node {
    dtl_slice key, id, name, country, role;
    dtl_slice marks;        /* see usage */
    const dtl_alias_name *alias; /* prepared name, shared by nodes of one name; NULL = not compared */
    uint32_t name_number;   /* … of its kind */
    const dtl_report_actor *homes[HOMES]; /* different ones */
    uint8_t n_homes;        /* HOMES + 1: more than are kept, which says nothing */
    bool told_of;           /* no report asks him, none gives him a role */
    bool common;            /* with a last name that very many bear, or a given name alone */
    bool single;            /* one word */
    uint32_t first_slot;    /* of its first use */
    uint32_t last_form;     /* of its last use */
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
    bool part;  /* one is a name of one word of the other */
} candidate;
DTL_ARRAY_TYPE(candidate_array, candidate);

/* How alike two names are, kept for the next time. */
typedef struct answer {
    uint32_t a, b;          /* name numbers + 1, a < b */
    bool person;
    dtl_alias_match match;
} answer;

typedef struct identity {
    build *b;
    answer *answers;
    node *nodes;
    uint32_t count;
    candidate_array candidates;
    uint32_t *reports_start, *reports_list; /* reports of node n: reports_list[reports_start[n] … reports_start[n + 1] - 1], rising */
    uint32_t surnames, given_names; /* tables of last names that very many bear, of given names; DTL_NONE */
} identity;

/* homes.c: one home per slot, in the scratch arena. */
bool find_homes(build *b, uint32_t slots, home **homes);
/* Another home of a node. */
void add_home(node *n, const dtl_report_actor *place);
/* The nearest that two nodes come to each other: a nearness. */
typedef enum nearness { PLACE_UNKNOWN, OTHER_UNIT, OTHER_TOWN, SAME_UNIT, SAME_TOWN } nearness;
nearness homes_say(const node *x, const node *y);
uint32_t root_of_node(node *nodes, uint32_t i);
/* Joins two clusters; the smaller root stays. False when out of budget. */
bool unite_nodes(identity *d, uint32_t a, uint32_t b);
/* decisions.c: joins and bounds clusters as analysts decided, before any name is compared. */
bool decisions_apply(identity *d);
/* decisions.c: the decision that split the cluster off another one, NULL none. */
const dtl_decision *split_of(const identity *d, uint32_t root);
#endif
