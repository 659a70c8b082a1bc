/* What train/network.py has written. */
#ifndef DTL_TRAIN_NETWORK_FILE_H
#define DTL_TRAIN_NETWORK_FILE_H
#include "corpus.h"
#include "model_writer.h"

/* Takes the network into the model and the predicted tags into the corpus; false after a message on stderr. */
bool network_file_read(const char *path, model_writer *w, corpus *c);
#endif
