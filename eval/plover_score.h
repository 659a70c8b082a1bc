/* The arithmetic of the bench plover: one gold record against the event that stands for it. */
#ifndef DTL_EVAL_PLOVER_SCORE_H
#define DTL_EVAL_PLOVER_SCORE_H
#include "base/slice.h"
#include "doc/plover.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PLOVER_PARTIES_MAX = 16, PLOVER_WORDS_MAX = 32, PLOVER_NOT_JUDGED = 255 };

/* A stretch of the text and its head word, in bytes of the text. */
typedef struct plover_span {
    uint32_t start, end; /* end is the byte behind the last */
    uint32_t head;       /* first byte of the head word */
} plover_span;

/* One participant of an answer: the mention in the event, and other mentions of the same entity. */
typedef struct plover_party {
    plover_span spans[8];
    uint32_t count;
} plover_party;

/* What the gold says of one record. */
typedef struct plover_gold {
    uint8_t type; /* dtl_event_type */
    uint8_t mode; /* dtl_event_mode; PLOVER_NOT_JUDGED = the gold names none that its type still has */
    plover_span actors[PLOVER_PARTIES_MAX], recipients[PLOVER_PARTIES_MAX];
    uint32_t actor_count, recipient_count;
    int64_t dead; /* -1 not stated */
} plover_gold;

/* The event that stands for the record; type DTL_EVENT_NO_TYPE = none was coded. */
typedef struct plover_answer {
    uint8_t type, mode;
    plover_party actors[PLOVER_PARTIES_MAX], recipients[PLOVER_PARTIES_MAX];
    uint32_t actor_count, recipient_count;
    int64_t dead; /* -1 not stated */
} plover_answer;

/* What the choice looks at, one of each event of the record in text order; bytes of the text. */
typedef struct plover_telling {
    uint32_t trigger_start, trigger_end, evidence_start, evidence_end;
} plover_telling;

/* Sums over all records. */
typedef struct plover_counts {
    uint64_t records, answered, right, modes, modes_right, deaths, deaths_right;
    uint64_t gold_of[DTL_EVENT_TYPE_COUNT], answered_of[DTL_EVENT_TYPE_COUNT], right_of[DTL_EVENT_TYPE_COUNT];
    uint64_t actors, actors_answered, actors_right, recipients, recipients_answered, recipients_right;
} plover_counts;

/* Old names of the public gold (2016) to PLOVER 2.0. False: no such type. *mode PLOVER_NOT_JUDGED when there is none to judge. */
bool plover_map(dtl_slice type, dtl_slice mode, uint8_t *type_out, uint8_t *mode_out);
/* A context of the public gold as a set of ours: "refugee" is asylum or migration. 0 when it has no like. */
uint64_t plover_context(dtl_slice name);
/* Counts the contexts that the gold names ("diplomatic, military"), and those that are among ours. */
void plover_score_contexts(dtl_slice gold, uint64_t ours, uint64_t *named, uint64_t *right);
/* Where the words of event_text stand in the text, in order, each behind the last; words that do not follow are left out. */
size_t plover_locate(dtl_slice text, dtl_slice event_text, uint32_t starts[PLOVER_WORDS_MAX]);
/* Which telling stands for the record: see plover.c. count when there is none. */
size_t plover_choose(const plover_telling *tellings, size_t count, const uint32_t *words, size_t word_count);
void plover_score(const plover_gold *gold, const plover_answer *answer, plover_counts *sum);
/* Mean over the types that the gold has of their F1. */
double plover_macro_f1(const plover_counts *sum);
#endif
