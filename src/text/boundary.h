/* Whether a sentence ends between two tokens: features of the gap, their weights, the choice. */
#ifndef DTL_TEXT_BOUNDARY_H
#define DTL_TEXT_BOUNDARY_H
#include "text/tokens.h"

enum { BOUNDARY_ROWS = 1 << 15 /* weights; features share them by hash */, BOUNDARY_FEATURES_MAX = 48, BOUNDARY_SCALE = 32 };

/* Found by train/train_sentences.c. */
extern const int8_t boundary_weights[BOUNDARY_ROWS];

/* Decides in place of the weights, for their training. end: byte where the left token ends. */
typedef struct boundary_observer {
    void *data;
    bool (*decide)(void *data, uint32_t end, const uint16_t *rows, uint32_t count);
} boundary_observer;

/* What a token is to a sentence's end. */
typedef struct boundary_look {
    uint32_t word;  /* hash of its small letters, digits alike */
    uint8_t kind;   /* token_kind in boundary.c */
    bool capital;   /* begins with one */
    bool final;     /* a mark that ends sentences, or what closes behind one */
} boundary_look;

/* Words as bits: the first, or the last, of a report's paragraphs. */
typedef struct boundary_words {
    uint64_t bits[16];
} boundary_words;

/* A paragraph being cut. */
typedef struct boundary_walk {
    const token_sink *sink;
    const dtl_token *tokens; /* of the paragraph */
    boundary_look *looks;
    uint32_t count;
    uint32_t start;          /* first token of the sentence at hand */
    uint32_t small_words;    /* of the sentence at hand */
    uint32_t marks;          /* final marks in it */
    int32_t brackets;        /* open in it */
    bool quote;              /* open in it */
    bool unmarked;           /* the sentence before had no final mark */
    uint8_t paragraph_style; /* 0-3: how many paragraphs of the report end in a final mark */
    uint8_t small_starts;    /* 0-3: how many begin with a small letter */
    boundary_words firsts, lasts; /* words that begin and end paragraphs of the report: they begin and end its lines, too */
    const boundary_observer *observer; /* or NULL */
} boundary_walk;

/* Notes the first and the last word of a paragraph. */
void boundary_note(boundary_walk *walk, dtl_slice paragraph);
/* Looks at the tokens; false when out of budget. */
bool boundary_open(const token_sink *sink, uint32_t first, boundary_walk *walk);
/* Whether the sentence ends behind token `at`, counted from the paragraph's first; to be asked for each but the last, in turn. */
bool boundary_ends(boundary_walk *walk, uint32_t at);
/* A sentence starts with token `at`. */
void boundary_start(boundary_walk *walk, uint32_t at);
#endif
