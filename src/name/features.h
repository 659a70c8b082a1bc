/* What the name model sees of a word, shared by training and running. */
#ifndef DTL_NAME_FEATURES_H
#define DTL_NAME_FEATURES_H
#include "base/arena.h"
#include "doc/doc.h"
#include "gazetteer/gazetteer.h"
#include "model/attributes.h"
#include "rules/rules.h"

enum { NAME_KEYS_MAX = 128 /* features of one word */, NAME_STEP_KEYS = 6 /* features of a label after a label */,
       NAME_STRETCH_MAX = 64 /* words that are labelled together */ };

typedef enum name_mode { NAME_MODE_PLAIN, NAME_MODE_TITLE_CASE, NAME_MODE_CAPITALS } name_mode;

/* One word on its way through the room. */
typedef struct name_token {
    word_attributes word;  /* lexical is the lexicon's value; all 1 where no candidate is near */
    uint32_t known;        /* bits 0–15: an entry of that table begins here; 16–31: it goes on here */
    uint32_t evidence;     /* bits: how the same word stands elsewhere in the document */
    uint32_t run_first, run_count; /* the stretch of capitalised words it stands in, by index in the sentence; 0 words: none */
    uint8_t xpos;
    bool capital;          /* begins with or holds a capital letter */
    bool candidate;        /* is labelled; all others are outside */
} name_token;

typedef struct name_sentence {
    name_token *tokens;
    uint32_t count;
    uint8_t mode; /* name_mode */
} name_sentence;

/* What the document says of its words: hash of the small-letter form → bits. */
typedef struct name_evidence {
    uint32_t *keys, *bits; /* key 0 = free */
    uint32_t mask;         /* slots - 1 */
} name_evidence;

/* The rules' tables that know parts of names; DTL_NONE when a rule set lacks one. */
enum { NAME_TABLES = 14 };
typedef struct name_tables {
    const dtl_rules *rules;
    const dtl_gazetteer *gazetteer; /* NULL: none */
    uint32_t table[NAME_TABLES];
} name_tables;

name_tables name_tables_open(const dtl_rules *rules, const dtl_gazetteer *gazetteer);
/* Letters of the word: sets capital and clears the rest but xpos. */
void name_token_start(name_token *token, dtl_slice form, uint8_t xpos);
/* capital and xpos are set: decides mode, runs and candidates. forms: the words. */
void name_sentence_mark(name_sentence *s, const dtl_slice *forms);
/* After the look-up: is the word or a neighbour two words off a candidate, so that its attributes will be asked for? */
bool name_token_needed(const name_sentence *s, uint32_t at);
/* Sets known of the sentence's words; places in small letters behind "in" and its like become candidates. folded: the words
 * as the rules fold them. */
void name_sentence_look_up(name_sentence *s, const name_tables *tables, const dtl_slice *folded);
/* Adds what a sentence in plain letters shows of its words; words and known are set. */
void name_evidence_add(name_evidence *evidence, const name_sentence *s);
/* Copies the document's knowledge to the candidates. */
void name_evidence_use(const name_evidence *evidence, name_sentence *s);

uint32_t name_keys(const name_sentence *s, uint32_t at, uint64_t keys[NAME_KEYS_MAX]);
void name_step_keys(const name_sentence *s, uint32_t at, uint8_t before, uint64_t keys[NAME_STEP_KEYS]);

/* Sums of weights for the labels; scores has room for NAME_SCORES numbers. */
enum { NAME_SCORES = 256 };
typedef void (*name_scorer)(const void *context, const uint64_t *keys, uint32_t count, int32_t *scores);
/* What speaks for each label of each candidate by itself: scores[word * DTL_NAME_LABEL_COUNT + label]; others are left alone. */
void name_score(const name_sentence *s, name_scorer scorer, const void *context, int32_t *scores);
/* The best chain of labels of all words, candidates and others. */
void name_decode(const name_sentence *s, const int32_t *scores, name_scorer scorer, const void *context, uint8_t *labels);

/* What all occurrences of one word say together. */
typedef struct name_opinion {
    int64_t sum[DTL_NAME_LABEL_COUNT];
    uint32_t count; /* occurrences in sentences in plain letters */
} name_opinion;
/* opinions: one per slot of the evidence. Every word hears the mean of its other occurrences, a third as loud as itself, so that
 * one name is one thing throughout a document, in its headline too. */
void name_opinions_add(const name_evidence *evidence, name_opinion *opinions, const name_sentence *s, const int32_t *scores);
void name_opinions_use(const name_evidence *evidence, name_opinion *opinions, const name_sentence *s, int32_t *scores);
#endif
