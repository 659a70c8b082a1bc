/* In: a folder of treebanks. Out: what the network learns from, or, with the network, the model file.
 *
 *     train/senses.py > SENSES                                      1. what a dictionary says of words
 *     train/reword.py TRAIN.conllu … > REWORDED                     2. sentences told once more as headlines and reports of violence tell
 *     dateline-train words DATA_DIR SENSES REWORDED OUT.words       3. sentences as rows of embeddings
 *     train/network.py OUT.words OUT.network                        4. the network, and tags of sentences it has not learnt from
 *     dateline-train model DATA_DIR SENSES OUT.network OUT.model    5. lexicon, lemmas, names; the file
 *
 * `./run train` does all five. All but step 4 work in whole numbers only: the same data and network give the same bytes under every
 * compiler. */
#include "corpus.h"
#include "lemmas.h"
#include "lexicon.h"
#include "model_writer.h"
#include "names.h"
#include "network_file.h"
#include "word_file.h"
#include <stdio.h>
#include <stdlib.h>

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[], dtl_embedded_gazetteer[], dtl_embedded_gazetteer_end[];

enum { RECASE_PERIOD = 8 };

static conllu_file *read_file(const char *path)
{
    char message[256];
    conllu_file *file = malloc(sizeof *file); /* lives to the end: the corpus points into it */
    if (file && conllu_read(path, file, message))
        return file;
    fprintf(stderr, "dateline-train: %s\n", file ? message : "out of memory");
    free(file);
    return NULL;
}

static bool read_treebanks(const char *folder, const dtl_rules *rules, corpus *c)
{
    static const char *const files[] = {"ud-ewt/en_ewt-ud-train.conllu", "ud-gum-nonc/en_gum-nonc-train.conllu"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        conllu_file *file = read_file(path);
        if (!file)
            return false;
        snprintf(path, sizeof path, "%s/uner-ewt/en_ewt-ud-train.iob2", folder);
        uint8_t *names = i == 0 ? names_from_iob(file, path) : names_from_entities(file, rules);
        if (!names) {
            fprintf(stderr, "dateline-train: cannot read %s\n", path);
            return false;
        }
        corpus_add(c, file, names, RECASE_PERIOD);
        free(names);
    }
    return true;
}

/* Sentences that no names are known of, each once. */
static bool read_reworded(const char *path, corpus *c)
{
    conllu_file *file = read_file(path);
    uint8_t *names = file ? calloc(file->word_count + 1u, 1) : NULL;
    if (!names)
        return false;
    corpus_add(c, file, names, 0);
    free(names);
    return true;
}

/* NULL, with a word of warning, when the program was built without. */
static const dtl_gazetteer *open_gazetteer(void)
{
    dtl_gazetteer *gazetteer = NULL;
    dtl_error error = {0};
    dtl_slice pack = dtl_slice_make(dtl_embedded_gazetteer, (size_t)(dtl_embedded_gazetteer_end - dtl_embedded_gazetteer));
    if (pack.length == 0 || dtl_gazetteer_open(pack, &gazetteer, &error) != DTL_OK)
        fputs("dateline-train: no gazetteer; the names will be worse and differ from the project's\n", stderr);
    return gazetteer;
}

static const dtl_rules *open_rules(void)
{
    dtl_rules *rules = NULL;
    dtl_error error = {0};
    dtl_slice blob = dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules));
    if (dtl_rules_open(blob, &rules, &error) != DTL_OK)
        fprintf(stderr, "dateline-train: %s\n", error.message);
    return rules;
}

/* "attack 1234" a line → a table by the word's hash. */
static bool senses_read(const char *path, model_list *out)
{
    enum { WORDS_MAX = 1 << 18 };
    model_entry *entries = malloc(WORDS_MAX * sizeof *entries);
    char line[256];
    uint32_t count = 0;
    FILE *in = fopen(path, "r");
    if (!in || !entries) {
        fprintf(stderr, "dateline-train: cannot read %s\n", path);
        return false;
    }
    while (count < WORDS_MAX && fgets(line, sizeof line, in)) {
        char *blank = strchr(line, ' ');
        word_attributes attributes;
        if (!blank)
            continue;
        word_attributes_of(dtl_slice_make(line, (uint32_t)(blank - line)), &attributes);
        entries[count++] = (model_entry){attributes.lower, (uint32_t)strtoul(blank + 1, NULL, 10)};
    }
    fclose(in);
    *out = model_list_make(entries, count);
    free(entries);
    return true;
}

static int write_model(const char *network, const char *path, corpus *c, const dtl_rules *rules, const model_list *senses)
{
    const lexicon lex = lexicon_build(c);
    model_writer w;
    model_writer_start(&w);
    if (!network_file_read(network, &w, c))
        return 66;
    lexicon_write(&w, &lex);
    model_writer_section(&w, MODEL_SENSES, senses->entries, (senses->mask + 1u) * sizeof *senses->entries);
    lemmas_write(&w, c);
    names_write(&w, c, rules, open_gazetteer(), &(model_list){lex.entries, lex.mask});
    if (!model_writer_finish(&w, path)) {
        fprintf(stderr, "dateline-train: cannot write %s\n", path);
        return 74;
    }
    return 0;
}

int main(int argc, char **argv)
{
    const bool words = argc == 6 && strcmp(argv[1], "words") == 0, model = argc == 6 && strcmp(argv[1], "model") == 0;
    const dtl_rules *rules = open_rules();
    corpus c = {0};
    if ((!words && !model) || !rules) {
        fputs("usage: dateline-train words DATA_DIR SENSES REWORDED OUT.words\n"
              "       dateline-train model DATA_DIR SENSES NETWORK OUT.model\n", stderr);
        return 64;
    }
    model_list senses;
    if (!senses_read(argv[3], &senses) || !read_treebanks(argv[2], rules, &c))
        return 66;
    fprintf(stderr, "%u sentences, %u words, re-cased copies among them\n", c.sentence_count, c.word_count);
    if (model)
        return write_model(argv[4], argv[5], &c, rules, &senses);
    const lexicon lex = lexicon_build(&c);
    const uint32_t sentences = c.original_sentences;
    if (!read_reworded(argv[4], &c))
        return 66;
    if (!word_file_write(argv[5], &c, sentences, &lex, &senses)) {
        fprintf(stderr, "dateline-train: cannot write %s\n", argv[5]);
        return 74;
    }
    return 0;
}
