/* The actor and agent lists of PETRARCH, read as they are: who has which code when. */
#ifndef DTL_EVAL_PETRARCH_LISTS_H
#define DTL_EVAL_PETRARCH_LISTS_H
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"

enum { PETRARCH_DAY_MIN = 0, PETRARCH_DAY_MAX = 99999999, PETRARCH_CODE_MAX = 64 };

/* A code of an actor and the days it holds for. */
typedef struct petrarch_code {
    dtl_slice code;   /* "ISRMIL"; several actors in one: "FRO/BIL/SAM" */
    int32_t from, to; /* YYYYMMDD, both included */
    bool dated;       /* false: holds when no dated one does */
} petrarch_code;
DTL_ARRAY_TYPE(petrarch_code_array, petrarch_code);

/* One entry of the actor list. */
typedef struct petrarch_actor {
    uint32_t first_name, name_count; /* in lists.names */
    uint32_t first_code, code_count; /* in lists.codes */
} petrarch_actor;
DTL_ARRAY_TYPE(petrarch_actor_array, petrarch_actor);
DTL_ARRAY_TYPE(petrarch_name_array, dtl_slice);

/* One name of the agent list: a word for people that adds to an actor's code. */
typedef struct petrarch_agent {
    dtl_slice name; /* upper case, words parted by blanks */
    dtl_slice code; /* "GOV" */
    bool before;    /* stands in front of the actor's code ("NGO~") */
} petrarch_agent;
DTL_ARRAY_TYPE(petrarch_agent_array, petrarch_agent);

/* Both lists. Names are upper case, words parted by blanks. */
typedef struct petrarch_lists {
    dtl_arena *arena;
    petrarch_actor_array actors;
    petrarch_code_array codes;
    petrarch_name_array names;
    petrarch_agent_array agents;
    dtl_map actor_of, agent_of; /* name → actor, agent */
    uint32_t longest;           /* words in the longest name */
} petrarch_lists;

void petrarch_lists_init(petrarch_lists *lists, dtl_arena *arena);
/* Read a file's text; false when out of memory. Lines that make no sense are passed over. */
bool petrarch_read_actors(petrarch_lists *lists, dtl_slice text);
bool petrarch_read_agents(petrarch_lists *lists, dtl_slice text);
/* The actor's code on a day (YYYYMMDD): of the first dated code that holds, else the undated one, else "". */
dtl_slice petrarch_code_on(const petrarch_lists *lists, uint32_t actor, int32_t day);
/* Longest name that begins at words[0] (upper case): its actor or agent and how many words it took; DTL_NONE. */
uint32_t petrarch_match(const petrarch_lists *lists, const dtl_map *names, const dtl_slice *words, uint32_t count, uint32_t *taken);
/* An actor's code with those of its agents: three letters that stand in it already are not added again. former: what follows
 * "former" is an elite that has no office ("ELI"). length 0 when there is no actor. */
void petrarch_compose(const petrarch_lists *lists, dtl_slice actor, const uint32_t *agents, const bool *former, uint32_t count,
                      char out[PETRARCH_CODE_MAX]);
/* The lists as rule files of ours: actors.txt and actor-names.txt (ids petrarch-0, petrarch-1, …), roles.txt with those agents
 * that known() does not know. */
void petrarch_write_rules(const petrarch_lists *lists, bool (*known)(const void *context, dtl_slice name), const void *context, dtl_buffer *actors,
                          dtl_buffer *names, dtl_buffer *roles);
#endif
