/* Reader of CoNLL-U files, for training and scoring. Allocates freely: no stage room may use it. */
#ifndef DTL_EVAL_CONLLU_H
#define DTL_EVAL_CONLLU_H
#include "base/slice.h"
#include "doc/ud.h"

/* One syntactic word as the treebank gives it. Slices point into the file's bytes. */
typedef struct conllu_word {
    dtl_slice form, lemma, upos_text, xpos_text, features, relation_text, enhanced /* DEPS, "_" = none */, misc;
    uint32_t head;         /* 1-based within the sentence, 0 = root */
    uint32_t surface;      /* index in the file's surfaces: the written token this word is (part of) */
    uint8_t upos, xpos, relation;
    bool space_after;      /* of the surface token, on its last word */
} conllu_word;

/* A written token: one word, or several ("don't" = do + n't). */
typedef struct conllu_surface {
    dtl_slice form;
    uint32_t first, count; /* words, indexes in the file */
    bool space_after;
} conllu_surface;

typedef struct conllu_sentence {
    uint32_t first, count;                 /* words */
    uint32_t first_surface, surface_count;
    dtl_slice id;
    bool new_document, new_paragraph;      /* "# newdoc", "# newpar" stood above it */
} conllu_sentence;

typedef struct conllu_file {
    char *bytes;
    conllu_word *words;
    conllu_surface *surfaces;
    conllu_sentence *sentences;
    uint32_t word_count, surface_count, sentence_count;
} conllu_file;

/* Reads path; false and one line in message[256] on failure. */
bool conllu_read(const char *path, conllu_file *file, char message[256]);
void conllu_free(conllu_file *file);
/* Tag numbers by name; DTL_NONE if unknown. */
uint32_t conllu_upos(dtl_slice name);
uint32_t conllu_xpos(dtl_slice name);
uint32_t conllu_relation(dtl_slice name);
#endif
