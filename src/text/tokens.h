#ifndef DTL_TEXT_TOKENS_H
#define DTL_TEXT_TOKENS_H
#include "doc/doc.h"
#include "rules/rules.h"
#include "text/words.h"

/* Where tokens go, and what the tokenizer knows. */
typedef struct token_sink {
    dtl_slice text;         /* the whole canonical text */
    const dtl_rules *rules; /* may be NULL */
    uint32_t abbreviations; /* table in rules, DTL_NONE */
    dtl_arena *arena;
    dtl_token_array *tokens; /* sentence is left 0 */
    uint32_t most;          /* tokens: what comes behind is left out */
    bool cut_token;         /* a monstrous one was */
    bool full;              /* there were more tokens than that */
    bool uncased;           /* the report is in small letters or in capitals: they tell nothing */
} token_sink;

/* word without its last full stop. */
abbreviation_kind abbreviation_of(const token_sink *sink, dtl_slice word);

/* Appends the tokens of text[start, end). False when out of budget. */
bool tokens_split(token_sink *sink, uint32_t start, uint32_t end);
#endif
