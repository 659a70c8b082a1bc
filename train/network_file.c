/* In: the file that train/network.py has written. Out: the network's section of the model; tags in the corpus.
 *
 * Two files: PATH, the section as it will lie in the model; PATH.tags, for every word as written and each of its four spellings the Penn tag and
 * the universal tag that a network gave it which had not learnt from its sentence. */
#include "network_file.h"
#include <stdio.h>
#include <stdlib.h>

static char *read_all(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END) != 0) {
        fprintf(stderr, "dateline-train: cannot read %s\n", path);
        return NULL;
    }
    *size = (size_t)ftell(in);
    rewind(in);
    char *bytes = malloc(*size + 1);
    if (!bytes || fread(bytes, 1, *size, in) != *size) {
        fprintf(stderr, "dateline-train: cannot read %s\n", path);
        free(bytes);
        bytes = NULL;
    }
    fclose(in);
    return bytes;
}

bool network_file_read(const char *path, model_writer *w, corpus *c)
{
    size_t size, tag_size;
    char tag_path[4096];
    snprintf(tag_path, sizeof tag_path, "%s.tags", path);
    char *network = read_all(path, &size), *tags = read_all(tag_path, &tag_size);
    bool fits = network && tags && tag_size == (size_t)c->original_words * CORPUS_LETTERS_COUNT * 2;
    if (network && tags && !fits)
        fprintf(stderr, "dateline-train: %s is of another training text\n", tag_path);
    for (uint32_t s = 0; fits && s < c->sentence_count; s++)
        for (uint32_t i = 0; i < c->sentences[s].count; i++) {
            const uint8_t *of_word = (const uint8_t *)tags + ((size_t)(c->sentences[s].original + i) * CORPUS_LETTERS_COUNT + c->sentences[s].letters) * 2;
            c->words[c->sentences[s].first + i].xpos_predicted = of_word[0];
            c->words[c->sentences[s].first + i].upos_predicted = of_word[1];
        }
    if (fits)
        model_writer_section(w, MODEL_NETWORK, network, size);
    free(network);
    free(tags);
    return fits;
}
