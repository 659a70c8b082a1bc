/* What the files of the repairs share: the words of a sentence, questions about them, the list of corrections. */
#ifndef DTL_PARSE_REPAIR_TOOLS_H
#define DTL_PARSE_REPAIR_TOOLS_H
#include "parse/repair.h"
#include "parse/parser.h"

/* One sentence. */
typedef struct span_words {
    dtl_word *words;
    uint32_t first, end; /* tokens of the sentence */
} span_words;

/* ---- repair.c: questions and moves ---- */
bool span_is_nominal(const dtl_word *word);
bool span_is_subject(uint8_t relation);
/* First child of head with the relation, within the sentence. */
uint32_t span_child_of(const span_words *s, uint32_t head, uint8_t relation);
bool span_has_subject(const span_words *s, uint32_t head);
/* The verb takes its noun's place in the tree, and the noun becomes its object. */
void span_promote_verb(span_words *s, uint32_t verb, uint32_t noun);
bool span_is_verb(const span_words *s, uint32_t token); /* DTL_NONE is none */
/* The first child of head with the relation that stands between from and end. */
uint32_t span_child_between(const span_words *s, uint32_t head, uint8_t relation, uint32_t from, uint32_t end);
bool span_has_auxiliary(const span_words *s, uint32_t verb);
void span_set(span_words *s, uint32_t token, uint32_t head, uint8_t relation);
bool span_is_time_unit(const dtl_word *word);
/* Is token above word in the tree? */
bool span_is_above(const span_words *s, uint32_t token, uint32_t word);
bool span_is_reporting(const dtl_word *word);
bool span_is_oblique(uint8_t relation);
bool span_is_passive_here(const span_words *s, uint32_t verb);
bool span_has_comma(const span_words *s, uint32_t from, uint32_t to);
bool span_lemma_in(const dtl_word *word, const char *list);

/* ---- corrections: each returns how many it made ---- */
/* repair_subjects.c */
uint32_t repair_empty_speakers(span_words *s);
uint32_t repair_sources(span_words *s);
uint32_t repair_said_subjects(span_words *s);
uint32_t repair_active_subjects(span_words *s);
uint32_t repair_to_death(span_words *s);
uint32_t repair_double_subjects(span_words *s);
uint32_t repair_finite_clauses(span_words *s);
uint32_t repair_openings(span_words *s);
uint32_t repair_due(span_words *s);
uint32_t repair_main_verbs(span_words *s);
/* repair_objects.c */
uint32_t repair_bare_obliques(span_words *s);
uint32_t repair_double_objects(span_words *s);
uint32_t repair_made_to(span_words *s);
uint32_t repair_governed(span_words *s);
uint32_t repair_ago(span_words *s);
uint32_t repair_particles(span_words *s);
uint32_t repair_outcomes(span_words *s);
uint32_t repair_contents(span_words *s);
/* repair_joints.c */
uint32_t repair_unlike_conjuncts(span_words *s);
uint32_t repair_added_gerunds(span_words *s);
uint32_t repair_compounds(span_words *s);
uint32_t repair_joined_titles(span_words *s);
uint32_t repair_rows_of_names(span_words *s);
uint32_t repair_listed_subjects(span_words *s);
/* apposition.c */
uint32_t repair_appositions(span_words *s);
#endif
