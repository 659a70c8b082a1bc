/* One sentence through the model: words → tags, tree. Used by dtl_parse_run and by the training programs. */
#ifndef DTL_PARSE_PARSER_H
#define DTL_PARSE_PARSER_H
#include "model/model.h"
#include "parse/transitions.h"

/* A sentence on its way through taggers and parser. Fixed size, about 60 kB; the arrays have PARSE_MARGIN entries of
 * "nothing" on both sides, so use the pointers that parse_sentence_* give. */
typedef struct parse_sentence {
    uint32_t count; /* at most PARSE_SENTENCE_MAX */
    word_attributes word_store[PARSE_SENTENCE_MAX + 2 * PARSE_MARGIN];
    uint8_t xpos_store[PARSE_SENTENCE_MAX + 2 * PARSE_MARGIN], upos_store[PARSE_SENTENCE_MAX + 2 * PARSE_MARGIN];
    uint16_t heads[PARSE_SENTENCE_MAX]; /* count = root */
    uint8_t relations[PARSE_SENTENCE_MAX];
    uint8_t margins[PARSE_SENTENCE_MAX]; /* of the decisions for this head and relation, 0 a toss-up … 255 no doubt */
} parse_sentence;

static inline word_attributes *parse_sentence_words(parse_sentence *s)
{
    return s->word_store + PARSE_MARGIN;
}
static inline uint8_t *parse_sentence_xpos(parse_sentence *s)
{
    return s->xpos_store + PARSE_MARGIN;
}
static inline uint8_t *parse_sentence_upos(parse_sentence *s)
{
    return s->upos_store + PARSE_MARGIN;
}

/* Sets count and fills the margins; words and tags are to be filled by the caller or by the functions below. */
void parse_sentence_start(parse_sentence *s, uint32_t count);
/* Words are filled; decides both tags. */
void parse_sentence_tag(const model_view *model, parse_sentence *s);
/* The word at `at` is a verb of this tag: tags what stands behind it anew. */
void parse_sentence_take_verb(const model_view *model, parse_sentence *s, uint32_t at, uint8_t tag);
/* Words and tags are filled; decides heads and relations. */
void parse_sentence_tree(const model_view *model, parse_sentence *s);
#endif
