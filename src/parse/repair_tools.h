/* What the files of the repairs share: the words of a sentence, questions about them, the list of corrections. */
#ifndef DTL_PARSE_REPAIR_TOOLS_H
#define DTL_PARSE_REPAIR_TOOLS_H
#include "parse/repair.h"
#include "parse/tagger.h"

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
bool span_is_time_unit(const dtl_word *word);
/* Is token above word in the tree? */
bool span_is_above(const span_words *s, uint32_t token, uint32_t word);
bool span_is_reporting(const dtl_word *word);
bool span_is_oblique(uint8_t relation);
bool span_is_passive_here(const span_words *s, uint32_t verb);
bool span_has_comma(const span_words *s, uint32_t from, uint32_t to);
bool span_lemma_in(const dtl_word *word, const char *list);

/* ---- corrections: each returns how many it made ---- */
/* repair_words.c */
uint32_t repair_auxiliaries(span_words *s);
uint32_t repair_hyphens(span_words *s);
uint32_t repair_main_verbs(span_words *s);
uint32_t repair_bare_modifiers(span_words *s);
uint32_t repair_shot(span_words *s);
uint32_t repair_shot_participles(span_words *s);
uint32_t repair_wounds(span_words *s);
uint32_t repair_wounded(span_words *s);
uint32_t repair_reduced_relatives(span_words *s);
uint32_t repair_headless(span_words *s);
uint32_t repair_deeds(span_words *s);
uint32_t repair_compound_subjects(span_words *s);
uint32_t repair_particles(span_words *s);
uint32_t repair_dead(span_words *s);
uint32_t repair_modifying_verbs(span_words *s);
uint32_t repair_participles_before(span_words *s);
uint32_t repair_sit_ins(span_words *s);
/* repair_parts.c */
uint32_t repair_sources(span_words *s);
uint32_t repair_times(span_words *s);
uint32_t repair_more_than(span_words *s);
uint32_t repair_bare_numbers(span_words *s);
uint32_t repair_passives(span_words *s);
uint32_t repair_actives(span_words *s);
uint32_t repair_places_before(span_words *s);
uint32_t repair_relatives(span_words *s);
uint32_t repair_compounds(span_words *s);
uint32_t repair_case_subjects(span_words *s);
uint32_t repair_reports(span_words *s);
uint32_t repair_subjects(span_words *s);
uint32_t repair_joint_subjects(span_words *s);
uint32_t repair_adjectives_behind(span_words *s);
uint32_t repair_agents(span_words *s);
uint32_t repair_antecedents(span_words *s);
uint32_t repair_clauses(span_words *s);
uint32_t repair_victims(span_words *s);
uint32_t repair_number_subjects(span_words *s);
#endif
