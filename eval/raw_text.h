/* A treebank's documents as running text. */
#ifndef DTL_EVAL_RAW_TEXT_H
#define DTL_EVAL_RAW_TEXT_H
#include "conllu.h"
#include "doc/doc.h"
#include "ud_score.h"

/* The gold's documents as running text: one page, one article for each document; the places of the gold's words and sentences. */
typedef struct raw_text {
    dtl_page page;
    dtl_article *articles; /* body paragraphs as spans of page */
    uint32_t article_count;
    ud_place *words, *sentences;
} raw_text;

/* All memory is the arena's. */
void raw_text_lay_out(const conllu_file *gold, dtl_arena *arena, raw_text *raw);
#endif
