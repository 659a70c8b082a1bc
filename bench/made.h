/* Coded reports made up by a fixed random sequence, for measuring a ledger at scale. */
#ifndef DTL_BENCH_MADE_H
#define DTL_BENCH_MADE_H
#include "doc/report.h"

enum { MADE_EVENTS = 11 /* tellings in a report: statements and figures are among them */ };

/* Report number `number` of a set whose occurrences lie between 2019 and 2023; everything lies in the arena. False: out of memory. */
bool made_report(uint64_t number, dtl_arena *arena, dtl_report *report);
/* The name of the actor that comes up most but for `rank` others, and of a sentence word of that rank. */
void made_actor_name(uint32_t rank, char out[64]);
void made_word(uint32_t rank, char out[32]);
#endif
