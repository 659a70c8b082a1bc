/* UTF-8: validated once at the door; afterwards every room may decode without checks. Classes and folding: utf8proc. */
#ifndef DTL_BASE_UTF8_H
#define DTL_BASE_UTF8_H
#include "base/arena.h"

/* Number of leading bytes that are valid UTF-8 (no surrogates, no overlong forms): text.length when all is valid. */
uint32_t dtl_utf8_valid_prefix(dtl_slice text);
/* Decodes the code point at *at of valid text and moves *at behind it. */
uint32_t dtl_utf8_next(dtl_slice text, uint32_t *at);
bool dtl_rune_is_letter(uint32_t rune);
bool dtl_rune_is_digit(uint32_t rune);
bool dtl_rune_is_upper(uint32_t rune);
bool dtl_rune_is_space(uint32_t rune);
uint32_t dtl_rune_lower(uint32_t rune);
/* Lower case by code point; false when out of budget. */
bool dtl_utf8_lower(dtl_arena *arena, dtl_slice text, dtl_slice *lower);
/* Letters and their marks put together (Unicode's NFC). Points to text itself when nothing changes. False when out of budget. */
bool dtl_utf8_compose(dtl_arena *arena, dtl_slice text, dtl_slice *composed);
/* The key under which names are looked up: lower case, accents stripped, curly apostrophes and dashes made ASCII ('’' -> "'",
 * '–' -> "-"), runs of white space one blank. False when out of budget. */
bool dtl_utf8_fold(dtl_arena *arena, dtl_slice text, dtl_slice *folded);
#endif
