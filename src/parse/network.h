/* The network: words as rows of embeddings → tags, scores of arcs, relations. */
#ifndef DTL_PARSE_NETWORK_H
#define DTL_PARSE_NETWORK_H
#include "base/arena.h"
#include "model/model.h"
#include "parse/dense.h"

enum { NETWORK_LAYERS_MAX = 8, NETWORK_WIDTH_MAX = 512, NETWORK_TAGS = 80 /* Penn tags from 0, universal tags from … */, NETWORK_UPOS = 56,
       NETWORK_RELATIONS = 64, NETWORK_DISTANCES = 33, NETWORK_ALIGNMENT = 64,
       NETWORK_SCORE_UNIT = 4096 /* a score of an arc of 1.0 */, NETWORK_LOGIT_UNIT = 128 /* a score of a tag or relation of 1.0 */ };

/* The network as it lies in the model file (train/network.py writes it in this order). Numbers of 16 bits are in units of
 * 2^-DENSE_BITS, those of 32 bits in units of 2^-22; the weights of tags and labels, which are larger, in units of 2^-9. */
typedef struct network {
    uint32_t width;               /* numbers that describe a word between layers; half of them for each direction */
    uint32_t layers, arc_width, label_width, row_count;
    const int8_t *rows;           /* [row_count][width], to be multiplied by … */
    const uint8_t *row_scales;    /* … [row_count], in units of 2^-13 */
    dense_layer recurrent[NETWORK_LAYERS_MAX];     /* width → candidate, keep gate, pass gate */
    const int16_t *memory[NETWORK_LAYERS_MAX];     /* [2][width]: what the memory adds to the two gates */
    dense_layer split;            /* width → the word as head, as dependent (arcs), as head, as dependent (relations) */
    dense_layer tags;             /* width → Penn tags, universal tags */
    dense_layer arcs;             /* the word as dependent → the head it looks for */
    dense_layer labels;           /* head + dependent → relations */
    const int16_t *root_arc, *root_label; /* the root as head */
    const int16_t *head_bias;     /* [arc_width]: how good a head a word is for whatever dependent */
    const int32_t *distance;      /* [NETWORK_DISTANCES]: by distance of the head */
} network;

/* What is computed for one sentence; made once for the longest. */
typedef struct network_space {
    uint32_t words;   /* there is room for as many */
    int16_t *state, *gates, *split, *sought, *pair, *logits;
    int16_t *tags;    /* [word][NETWORK_TAGS], 1.0 = NETWORK_LOGIT_UNIT */
    int32_t *scores;  /* [dependent][words + 1], 1.0 = NETWORK_SCORE_UNIT; the last head is the root */
    void *tree;       /* for spanning_tree */
} network_space;

/* The parts of a network in a model's bytes; false when the bytes do not hold one that fits together. */
bool network_open(dtl_slice bytes, network *out);
/* Room for sentences of up to `words` words; false when out of budget. */
bool network_space_make(const network *net, uint32_t words, dtl_arena *arena, network_space *out);
/* words words, the rows of word i at rows[begins[i]] … rows[begins[i + 1] - 1]: fills tags and scores. */
void network_run(const network *net, network_space *space, const uint32_t *rows, const uint32_t *begins, uint32_t words);
/* After network_run: for each word the scores of relations to heads[word] (words = root): [word][NETWORK_RELATIONS]. */
const int16_t *network_relations(const network *net, network_space *space, const uint16_t *heads, uint32_t words);
#endif
