/* Learns lemma endings (src/parse/lemma.h) from the corpus and writes them into the model. */
#ifndef DTL_TRAIN_LEMMAS_H
#define DTL_TRAIN_LEMMAS_H
#include "corpus.h"
#include "model_writer.h"

void lemmas_write(model_writer *w, const corpus *c);
#endif
