/* Scores of time expressions, and the reader of TimeML files. */
#ifndef DTL_EVAL_TIMES_SCORE_H
#define DTL_EVAL_TIMES_SCORE_H
#include "base/slice.h"

/* One TIMEX3, of the gold or answered. */
typedef struct times_item {
    uint32_t first, end;   /* offsets over the non-blank bytes of the text: first … end - 1 */
    uint32_t start, stop;  /* bytes of the text: start … stop - 1 */
    dtl_slice value, type; /* "" = not given */
} times_item;

/* Sums over all documents. */
typedef struct times_counts {
    uint64_t gold, answered, strict, relaxed; /* relaxed: overlapping, the strict ones among them */
    uint64_t type, value;                     /* right among the relaxed ones */
} times_counts;

/* One to one: equal spans first, then in text order each gold item with the first free answer that overlaps it. Both in
 * text order. partner[i] (gold_count entries) becomes the answer of gold item i, DTL_NONE = missed. Adds to *counts. */
void times_score(const times_item *gold, uint32_t gold_count, const times_item *answered, uint32_t answered_count, uint32_t *partner,
                 times_counts *counts);

enum { TIMES_ITEMS_MAX = 4096 };

/* A document: the text without the creation time, and what the gold says of it. */
typedef struct times_document {
    dtl_slice id;          /* of the document, part of the input */
    dtl_slice created;     /* value of the creation time, "" = none */
    char *text;            /* malloc'd */
    uint32_t text_length;
    uint32_t scored_end;   /* bytes: answers that begin behind it are not asked for */
    times_item *items;     /* malloc'd, TIMES_ITEMS_MAX at most */
    uint32_t item_count;
} times_document;

/* Reads the next <TimeML> document of *rest and moves *rest behind it; false when there is none. Tags other than TIMEX3 are
 * taken out, character references resolved. */
bool times_read_tml(dtl_slice *rest, times_document *out);
void times_document_free(times_document *document);
/* Non-blank bytes of text before the offset. */
uint32_t times_non_blank(dtl_slice text, uint32_t offset);
#endif
