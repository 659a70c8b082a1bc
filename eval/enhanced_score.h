/* Scores of arcs beyond the tree (enhanced dependencies) against a treebank. */
#ifndef DTL_EVAL_ENHANCED_SCORE_H
#define DTL_EVAL_ENHANCED_SCORE_H
#include "base/arena.h"
#include "conllu.h"
#include "doc/doc.h"

typedef enum enhanced_class { ENHANCED_CONTROL, ENHANCED_RELATIVE, ENHANCED_CONJUNCT, ENHANCED_CLASS_COUNT } enhanced_class;

/* An arc that the tree has not. */
typedef struct enhanced_edge {
    uint32_t head, dependent; /* words of the file */
    uint8_t relation;         /* as it is compared: see enhanced_relation; DTL_REL_COUNT = ref */
    uint8_t class;            /* enhanced_class */
    bool right;               /* after scoring: the other side has it too */
} enhanced_edge;
DTL_ARRAY_TYPE(enhanced_edge_array, enhanced_edge);

/* Arcs by class; right ones by the class that the gold gives them. */
typedef struct enhanced_counts {
    uint64_t gold[ENHANCED_CLASS_COUNT], answered[ENHANCED_CLASS_COUNT], right[ENHANCED_CLASS_COUNT];
} enhanced_counts;

const char *enhanced_class_name(unsigned class);
/* How a relation is compared: without its subtype, but for nsubj:pass, csubj:pass and obl:agent; of a control subject without those too. */
uint8_t enhanced_relation(uint8_t relation, bool control);
/* The gold's arcs beyond its tree, in the order of the file. False when out of memory. */
bool enhanced_gold(const conllu_file *gold, dtl_arena *arena, enhanced_edge_array *edges);
/* Ours: arcs whose words are numbered as in the file. */
bool enhanced_answers(const dtl_arc_array *arcs, dtl_arena *arena, enhanced_edge_array *edges);
/* The gold's trees with tags and lemmas as a parse layer, so that arcs can be found on them. False when out of memory. */
bool enhanced_gold_parse(const conllu_file *gold, dtl_arena *arena, dtl_parse *parse);
/* Marks what both have as right and adds to *counts; puts both in order. */
void enhanced_score(enhanced_edge_array *gold, enhanced_edge_array *answers, enhanced_counts *counts);
#endif
