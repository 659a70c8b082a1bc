/* One sentence through the network: words → tags, tree. Used by dtl_parse_run. */
#ifndef DTL_PARSE_PARSER_H
#define DTL_PARSE_PARSER_H
#include "parse/network.h"
#include "parse/spanning.h"

enum { PARSE_SENTENCE_MAX = SPANNING_WORDS_MAX /* words; longer sentences are cut */, PARSE_NO_HINT = DTL_XPOS_COUNT };

/* Tags of finite verbs; modals, which stand before one, aside. */
static inline bool xpos_is_finite(uint8_t xpos)
{
    return xpos == DTL_XPOS_VBD || xpos == DTL_XPOS_VBZ || xpos == DTL_XPOS_VBP;
}

/* A sentence on its way through the network. Fixed size, about 100 kB. */
typedef struct parse_sentence {
    uint32_t count; /* at most PARSE_SENTENCE_MAX */
    uint32_t begins[PARSE_SENTENCE_MAX + 1], rows[PARSE_SENTENCE_MAX * WORD_ROWS_MAX];
    uint8_t hints[PARSE_SENTENCE_MAX]; /* Penn tags that are known beforehand; else PARSE_NO_HINT */
    uint8_t xpos[PARSE_SENTENCE_MAX], upos[PARSE_SENTENCE_MAX];
    uint16_t heads[PARSE_SENTENCE_MAX]; /* count = root */
    uint8_t relations[PARSE_SENTENCE_MAX];
    uint8_t margins[PARSE_SENTENCE_MAX]; /* of the decisions for this head and relation, 0 a toss-up … 255 no doubt */
} parse_sentence;

/* A network with room to work in; for one thread. */
typedef struct parser {
    model_view model;
    network net;
    network_space space;
} parser;

/* For sentences of up to `longest` words. DTL_ERR_MODEL: no network in the model; DTL_ERR_BUDGET. */
dtl_err parser_make(const model_view *model, uint32_t longest, dtl_arena *arena, parser *out);
/* Fills the sentence from its words, at most PARSE_SENTENCE_MAX; no hints. */
void parser_read(const parser *p, const dtl_slice *forms, uint32_t count, parse_sentence *s);
/* Decides tags, heads and relations; hints are taken for true. */
void parser_run(parser *p, parse_sentence *s);
/* By how much the network likes the word's own tag better than `tag`, after parser_run; 1.0 = NETWORK_LOGIT_UNIT. */
int32_t parser_tag_loss(const parser *p, const parse_sentence *s, uint32_t word, uint8_t tag);
#endif
