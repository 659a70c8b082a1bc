/* The tokenizer's lists of words. All are asked without regard to capitals unless said. */
#ifndef DTL_TEXT_WORDS_H
#define DTL_TEXT_WORDS_H
#include "base/slice.h"

/* How a word that ends in a full stop behaves. */
typedef enum abbreviation_kind {
    NOT_ABBREVIATION, ABBREVIATION /* may also end a sentence: "Inc.", "p.m." */,
    ABBREVIATION_BEFORE_NAME /* never ends one: "Gen.", "Mr." */
} abbreviation_kind;

/* word without its full stop, letters only ("Gen"); capitals count where the small word is another one ("Sun", "Ill"). */
abbreviation_kind words_abbreviation(dtl_slice word);
/* Whether the word stays with what follows its hyphen: "non-state". */
bool words_is_prefix(dtl_slice word);
/* Whether the word is one noun with its hyphen, which cut would be a verb and a preposition: "staged a sit-in". */
bool words_is_whole(dtl_slice word);
/* Whether the letters behind a number are a token of their own: "40km". */
bool words_is_unit(dtl_slice letters);
/* Where a word comes apart ("cannot" 3, "didnt" 3); 0 if it does not. */
uint32_t words_cut(dtl_slice word);
/* Whether "its" before this word is "it is". */
bool words_follows_it_is(dtl_slice word);
/* Whether the word opens sentences more often than it stands behind an abbreviation: "The", "But". */
bool words_opens_sentence(dtl_slice word);
/* Whether a name with this behind its last full stop is a file or a site: "doc", "org". */
bool words_is_file_or_site(dtl_slice tail);
#endif
