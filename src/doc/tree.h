/* Walking the dependency tree: the questions that voice, event and claim all ask. Read-only; every walk is capped. */
#ifndef DTL_DOC_TREE_H
#define DTL_DOC_TREE_H
#include "doc/doc.h"

enum { DTL_TREE_LIST_MAX = 24 /* tokens in one list: longer coordinations are cut */, DTL_TREE_CLIMB_MAX = 8 };

/* A short list of tokens. */
typedef struct dtl_tree_list {
    uint32_t items[DTL_TREE_LIST_MAX];
    uint32_t count;
} dtl_tree_list;

/* First child with the relation (subtypes are different relations), DTL_NONE if none. */
uint32_t dtl_tree_child(const dtl_parse *parse, uint32_t token, unsigned relation);
/* The first end of an arc beyond the tree with the relation, DTL_NONE if none. */
uint32_t dtl_tree_arc(const dtl_parse *parse, uint32_t token, unsigned relation);
/* First child whose lemma is one of the blank-separated words, DTL_NONE if none. */
uint32_t dtl_tree_child_lemma(const dtl_parse *parse, uint32_t token, const char *words);
/* True when the token's lemma is one of the blank-separated words. */
bool dtl_tree_lemma_in(const dtl_parse *parse, uint32_t token, const char *words);
/* Adds token and everything coordinated with it (conj, also of its conjuncts), in text order. */
void dtl_tree_add_conjuncts(const dtl_parse *parse, uint32_t token, dtl_tree_list *list);
/* First and last token of the subtree (its convex hull within the sentence). */
void dtl_tree_range(const dtl_parse *parse, const dtl_text *text, uint32_t token, uint32_t *first, uint32_t *last);
/* The first of the words right before a noun that say what kind it is: "two improvised explosive devices" → improvised. */
uint32_t dtl_tree_kind_first(const dtl_parse *parse, uint32_t noun);
/* Is token inside the subtree of ancestor (or ancestor itself)? Climbs at most 64 steps. */
bool dtl_tree_is_under(const dtl_parse *parse, uint32_t token, uint32_t ancestor);
/* The "old" of "a 9-year-old" when it is somebody and not what he is: "a 9-year-old was hurt", not "a 9-year-old boy". */
bool dtl_tree_is_person_of_age(const dtl_parse *parse, uint32_t token);
/* A verb by its tag, or a noun by its tag with an object: "militants regularly attack(NN) villages". */
bool dtl_tree_is_verb(const dtl_parse *parse, uint32_t token);
bool dtl_tree_is_nominal(const dtl_parse *parse, uint32_t token);
bool dtl_tree_is_passive(const dtl_parse *parse, uint32_t token);
/* The preposition of a phrase: its case child's lemma, joined for fixed ones ("along with", "according to") by '_' in
 * scratch; length 0 if bare. A name's may hang on its first word ("for Port Sudan"). */
dtl_slice dtl_tree_preposition(const dtl_parse *parse, uint32_t token, char scratch[48]);

/* Who does it: the logical subject of a verb. Own nsubj, agent of a passive, the noun that a participle or relative clause
 * hangs on, the subject shared with a coordinated verb, the controller of an infinitive. DTL_NONE if nobody is named.
 * "the militants, who fled after being seen, were planning to attack" → attack: militants */
uint32_t dtl_tree_subject(const dtl_parse *parse, uint32_t token);
/* Whom it is done to: own obj, the subject of a passive, the noun a passive participle hangs on, an object relative.
 * A coordinated verb without own object shares the object only if it stands before it ("attacked and killed two guards"). */
uint32_t dtl_tree_object(const dtl_parse *parse, uint32_t token);
/* Is it a verb whose object, not subject, does what its infinitive says (order, urge, help)? */
bool dtl_tree_controls_object(const dtl_parse *parse, uint32_t verb);
/* "what he called an attack": the verb gives a thing its name and asks for nothing. */
bool dtl_tree_is_naming(const dtl_parse *parse, uint32_t verb);
/* The antecedent when token is a relative pronoun of a relative clause, else token itself. */
uint32_t dtl_tree_antecedent(const dtl_parse *parse, uint32_t token);
/* The verb (or other predicate) of the clause that token stands in: itself if it is a verb, else the nearest above. */
uint32_t dtl_tree_clause(const dtl_parse *parse, uint32_t token);
#endif
