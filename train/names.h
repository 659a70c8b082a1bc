/* Learns the labels of names (src/name) and writes them into the model. */
#ifndef DTL_TRAIN_NAMES_H
#define DTL_TRAIN_NAMES_H
#include "corpus.h"
#include "gazetteer/gazetteer.h"
#include "model_writer.h"
#include "rules/rules.h"

enum { NAMES_UNKNOWN = 255 /* label of a word whose sentence has none */ };

/* One label a word of the file, malloc'd: from FILE.iob2 of Universal NER, found by sentence id. NULL when it cannot be read. */
uint8_t *names_from_iob(const conllu_file *file, const char *path);
/* The same from the entities that GUM keeps in MISC. */
uint8_t *names_from_entities(const conllu_file *file, const dtl_rules *rules);
/* Tags of the corpus are predicted. lexicon: as the model holds it. */
void names_write(model_writer *w, const corpus *c, const dtl_rules *rules, const dtl_gazetteer *gazetteer, const model_list *lexicon);
#endif
