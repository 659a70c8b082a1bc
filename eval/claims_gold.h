/* The files of the gold set of claims: reading and checking. */
#ifndef DTL_EVAL_CLAIMS_GOLD_H
#define DTL_EVAL_CLAIMS_GOLD_H
#include "base/arena.h"
#include "claims_score.h"
#include <stdio.h>

/* Where the texts are. */
typedef struct claims_places {
    const char *folder;  /* the gold set: re3d/NAME.json, own/NAME.json, own/NAME.txt */
    const char *samples; /* the folder samples/ */
    const char *re3d;    /* docs.jsonl, NULL = not there */
} claims_places;

/* One annotated report. */
typedef struct claims_report {
    const char *name; /* "own NAME.txt", "sample NAME", "re3d DOCID" */
    dtl_slice text;   /* of the report; all spans are bytes of it */
    dtl_slice outlet; /* who published it, where its set says so; "" */
    claims_item *items;
    uint32_t count;
} claims_report;

typedef struct claims_gold {
    claims_report *reports; /* in the order of the file names */
    uint32_t count, mistakes, left_out; /* left_out: reports whose text is not there */
} claims_gold;

/* Reads one part, "own" or "re3d". What is not well formed is told on `complaints` with file and item, counted in mistakes and
 * left out. false when the folder cannot be read or memory is out. */
bool claims_gold_read(const claims_places *places, const char *part, dtl_arena *arena, FILE *complaints, claims_gold *gold);
/* Code points before the byte. */
uint32_t claims_points_before(dtl_slice text, uint32_t byte);
const char *claims_type_name(unsigned type);
#endif
