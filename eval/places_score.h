/* The scorer of the bench places, apart from the program that runs the way, so that it can be tested by itself. */
#ifndef DTL_EVAL_PLACES_SCORE_H
#define DTL_EVAL_PLACES_SCORE_H
#include "base/slice.h"

/* A place in a text, gold or answered. */
typedef struct places_item {
    uint32_t start, end;         /* any unit, the same in gold and answers */
    int32_t latitude, longitude; /* microdegrees; both INT32_MIN = none */
    char country[4];             /* ISO 3166 alpha-3, "" unknown */
    bool is_country;             /* stands for a whole country */
    bool counted;                /* gold: part of recognition */
} places_item;

typedef struct places_counts {
    uint64_t gold, found, answered;            /* recognition: gold, matched, answers */
    uint64_t located, right;                   /* resolution: gold with a point, right ones */
    uint64_t end_gold, end_answered, end_right;/* end to end */
} places_counts;

/* Is the answer the gold place? A country by its code, else within 161 km (100 miles). */
bool places_right(const places_item *gold, const places_item *answer);
/* Kilometres between two points of the earth. */
double places_distance(int32_t latitude1, int32_t longitude1, int32_t latitude2, int32_t longitude2);
/* Adds one document: gold and answers in text order; match[i] receives the gold of answer i, DTL_NONE if none. */
void places_score(const places_item *gold, uint32_t gold_count, const places_item *answers, uint32_t answer_count, uint32_t *match, places_counts *sum);
#endif
