/* Regular English endings taken off by spelling alone. */
#ifndef DTL_PARSE_ENDINGS_H
#define DTL_PARSE_ENDINGS_H
#include "base/slice.h"

enum { ENDING_FORM_MAX = 48 };

/* Says whether a base form is a known word; context is the caller's. */
typedef bool ending_known(const void *context, const char *base, uint32_t length);

/* The base of a verb form in -ed or -ing. Writes it to base and returns its length; 0: no such ending. */
uint32_t ending_of_verb(dtl_slice form, ending_known *known, const void *context, char base[ENDING_FORM_MAX + 2]);
/* The base of a form in -s: a plural noun or a verb's third person. */
uint32_t ending_s(dtl_slice form, ending_known *known, const void *context, char base[ENDING_FORM_MAX + 2]);
/* The base of an irregular form ("shot" → "shoot"); length 0: not one. past: as a verb's past or participle, else as a plural. */
dtl_slice ending_irregular(dtl_slice form, bool past);
#endif
