/* features: what a word's tag, form and place in the tree say of it, in the names of Universal Dependencies. */
#ifndef DTL_DOC_FEATURES_H
#define DTL_DOC_FEATURES_H
#include "base/buffer.h"
#include "doc/doc.h"

/* Writes the features of a token as a treebank has them, sorted: "Mood=Ind|Tense=Past|VerbForm=Fin"; "_" for none. form: the word. */
void dtl_features_write(const dtl_parse *parse, uint32_t token, dtl_slice form, dtl_buffer *out);
#endif
