/* The arc-hybrid transition system and its features, shared by training and running.
 *
 * Words of a sentence are 0 … count-1, the root is count (it stands at the END of the buffer), "nothing" is count + 1.
 * Three actions: SHIFT moves the buffer's front to the stack; LEFT makes the stack's top a dependent of the buffer's front;
 * RIGHT makes it a dependent of the word below it on the stack. */
#ifndef DTL_PARSE_TRANSITIONS_H
#define DTL_PARSE_TRANSITIONS_H
#include "parse/tagger.h"

typedef enum parse_action { PARSE_SHIFT, PARSE_LEFT, PARSE_RIGHT, PARSE_ACTION_COUNT } parse_action;

enum {
    ACTION_TEMPLATES = 137, LABEL_TEMPLATES = 58,
    PARSE_NODES = PARSE_SENTENCE_MAX + 2 /* words, root, nothing */
};

/* What the features need of a word besides its spelling. */
typedef struct parse_node {
    uint32_t word;      /* attribute lower */
    uint32_t tag;       /* xpos << 8 | upos */
    uint32_t word_tag;  /* both in one hash */
    uint32_t suffix, shape;
    uint16_t left1, left2, right1, right2; /* outermost and second-outermost children, nothing = count + 1 */
    uint8_t left_count, right_count;       /* children, at most 255 */
    uint8_t label;      /* dtl_relation, DTL_REL_COUNT = not attached yet */
    uint8_t commas, verbs, conjunctions, quotes; /* how many stand before this word, modulo 256 */
    uint16_t head;      /* count = root, count + 1 = not attached yet */
} parse_node;

/* One sentence while it is parsed. About 30 kB; lives on the C stack. */
typedef struct parse_state {
    parse_node nodes[PARSE_NODES];
    uint16_t stack[PARSE_SENTENCE_MAX + 1];
    uint32_t depth; /* words on the stack */
    uint32_t front; /* first word of the buffer; count when only the root is left */
    uint32_t count; /* words */
} parse_state;

void parse_state_init(parse_state *state, const word_attributes *words, const uint8_t *xpos, const uint8_t *upos,
                      uint32_t count);
static inline bool parse_state_done(const parse_state *state)
{
    return state->front == state->count && state->depth == 0;
}
/* Bit a is set when action a may be taken. Never 0 before the end. */
uint32_t parse_state_legal(const parse_state *state);
/* head and dependent of the arc that LEFT or RIGHT would make. */
void parse_state_arc(const parse_state *state, parse_action action, uint32_t *head, uint32_t *dependent);
void parse_state_apply(parse_state *state, parse_action action, uint8_t label);

void action_keys(const parse_state *state, uint64_t keys[ACTION_TEMPLATES]);
/* For the arc head → dependent that is about to be made. */
void label_keys(const parse_state *state, uint32_t head, uint32_t dependent, uint64_t keys[LABEL_TEMPLATES]);
#endif
