/* Scores of coreference links against a treebank with Entity= in MISC (the GUM corpus). */
#ifndef DTL_EVAL_COREF_SCORE_H
#define DTL_EVAL_COREF_SCORE_H
#include "conllu.h"
#include "doc/doc.h"

/* One gold mention of a cluster. Word numbers count through the whole file. */
typedef struct coref_mention {
    uint32_t first, last; /* words */
    uint32_t head;        /* word: the one whose governor lies outside the mention */
    uint32_t cluster;     /* 0, 1, …: distinct over the whole file */
    dtl_slice core;       /* "1,3": its most telling words, counted from first as 1 */
} coref_mention;

/* One word of the head or core of one mention. */
typedef struct coref_place {
    uint32_t mention, next; /* next: index of another place at the same word, DTL_NONE */
} coref_place;

/* What a word can be as an anaphor; by the gold's tags, whatever was answered. */
typedef enum coref_class { COREF_NONE, COREF_FIRST_SECOND, COREF_THIRD, COREF_OTHER_PRONOUN, COREF_NOMINAL, COREF_CLASSES } coref_class;

typedef struct coref_gold {
    const conllu_file *file;
    coref_mention *mentions;   /* in the order of their first words, longer first */
    coref_place *places;
    uint32_t *place_at;        /* per word: index in places, DTL_NONE */
    uint32_t *document_of;     /* per word: number of its document */
    uint8_t *class;            /* per word: coref_class of what could be an anaphor */
    bool *anaphor;             /* per word: heads a gold anaphor */
    uint32_t mention_count, place_count;
} coref_gold;

/* One answered link; DTL_NONE as antecedent = none. */
typedef struct coref_link {
    uint32_t anaphor, antecedent; /* words: heads */
} coref_link;

typedef struct coref_counts {
    uint64_t gold[COREF_CLASSES], answered[COREF_CLASSES], right[COREF_CLASSES];
    uint64_t entity_right; /* links whose chain, up to its first word that is no pronoun or to its end, leads to the right cluster too */
} coref_counts;

/* Reads the gold clusters of a file; false when out of memory. */
bool coref_gold_read(const conllu_file *file, coref_gold *gold);
void coref_gold_free(coref_gold *gold);
/* Does one word head a mention of a cluster that has the other in the head or core of a mention? */
bool coref_same(const coref_gold *gold, uint32_t anaphor, uint32_t antecedent);
/* antecedent[i] for every word i of the file: the head it is linked to, DTL_NONE = no link. Adds to *counts. */
void coref_score(const coref_gold *gold, const uint32_t *antecedent, coref_counts *counts);
/* The gold's words of the sentences first … end - 1 as a report in doc->arena: page, article (one paragraph per gold paragraph), text; no tags.
 * False when out of memory. */
bool coref_lay_out(const conllu_file *gold, uint32_t first, uint32_t end, dtl_doc *doc);
#endif
