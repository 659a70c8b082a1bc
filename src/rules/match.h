/* The matcher: evaluates what pattern entries say about a word of a parsed report. Shared by voice, event and claim.
 *
 * A slot is a place in the tree relative to the word, by name:
 *   subject, object    logical ones (doc/tree.h): passives, relatives, control and coordination are resolved
 *   by                 agent of a passive, "by" phrase of a noun, agent of a participle on a noun ("attacks planned by X")
 *   poss, compound     possessor; noun or adjective modifier ("NATO drone strike", "Afghan raid")
 *   indirect           whom it is given to ("gave the council money")
 *   clause, to         complement clause; infinitive (or gerund) complement, else a phrase with to
 *   infinitive         the infinitive complement only
 *   theme              who stands right behind "that" ("demanded that the rebels leave")
 *   head               the word itself;  governor: the word it depends on, past "series of", "number of"
 *   any other name     a preposition: "of", "against", "along_with"
 * Slots can be chained by '.' (object.poss), tried in order by ',' (on,against) and added up by '+' (subject+with).
 */
#ifndef DTL_RULES_MATCH_H
#define DTL_RULES_MATCH_H
#include "doc/tree.h"
#include "rules/rules.h"

/* The slots of the word that was asked last: conditions and roles of its rows name the same ones again and again. */
enum { DTL_SLOT_MEMO_MAX = 8 };
typedef struct dtl_slot_memo {
    uint32_t token, count; /* token DTL_NONE at the start */
    uint32_t steps[DTL_SLOT_MEMO_MAX];
    dtl_tree_list lists[DTL_SLOT_MEMO_MAX];
} dtl_slot_memo;

/* What the rules know of a word at all, looked up once however many tables are asked. Fixed size, by token modulo its length. */
enum { DTL_WORD_MEMO = 512 };
typedef struct dtl_word_memo {
    uint64_t first;         /* tables in which a name begins with the lemma */
    uint64_t heads, longer; /* tables in which the lemma, with its class letter, heads a name; a name of several words */
    uint64_t forms;         /* likewise for the lemmas that the form could have, in case its lemma is wrong */
    uint64_t classes;       /* of the word, one bit for each by the hash of its name */
    uint32_t token;         /* + 1; 0 = free */
    uint8_t known;          /* bits: which of the above have been looked up */
} dtl_word_memo;

typedef struct dtl_matcher {
    const dtl_rules *rules;
    const dtl_page *page;
    const dtl_text *text;
    const dtl_parse *parse;
    const dtl_mentions *mentions;
    const dtl_voices *voices; /* empty while voices are looked for */
    uint32_t classes, irregular, holders; /* tables */
    dtl_slot_memo *memo;         /* NULL: none is kept */
    dtl_word_memo *words;        /* DTL_WORD_MEMO of them, zeroed; NULL: none are kept */
} dtl_matcher;

dtl_matcher dtl_matcher_make(const dtl_doc *doc, const dtl_rules *rules);
/* Entries of table that name this word ("carry out.v", "suicide attack.n"), longest names first. Returns how many (≤ max). */
uint32_t dtl_match_entries(const dtl_matcher *matcher, uint32_t table, uint32_t token, uint32_t *entries, uint32_t max);
/* How many words before the token belong to the name by which the entry was found: 1 for "war crime.n" at "crimes". */
uint32_t dtl_match_words_before(const dtl_matcher *matcher, uint32_t table, uint32_t token, uint32_t entry);
/* May a name of the table (no pattern) begin with the word's lemma? False = a look-up there would find nothing. */
bool dtl_match_may_begin(const dtl_matcher *matcher, uint32_t table, uint32_t token);
/* The tokens in a slot expression, coordinations expanded. False when none. */
bool dtl_match_slot(const dtl_matcher *matcher, uint32_t token, dtl_slice expression, dtl_tree_list *out);
/* The same of a slot that a pattern row names: "actor", "recipient", … False when the row does not name it. */
bool dtl_match_role(const dtl_matcher *matcher, uint32_t token, uint32_t entry, dtl_pattern_slot slot, dtl_tree_list *out);
/* The same, but of several alternatives the first with a word that accept() takes; else the first that is filled at all:
 * recipient=object,on of "opened fire on soldiers" is soldiers, for fire is nobody. */
typedef bool (*dtl_match_accept)(const void *context, uint32_t token);
bool dtl_match_participants(const dtl_matcher *matcher, uint32_t token, uint32_t entry, dtl_pattern_slot slot, dtl_match_accept accept,
                            const void *context, dtl_tree_list *out);
/* Is the word of one of the classes (comma list)? A class of classes.txt, or: any, actor, counted (people with a number), public (a
 * state, an organisation, an official, a group), person, organisation, role, pronoun, place, document, time, quantity. */
bool dtl_match_class(const dtl_matcher *matcher, uint32_t token, dtl_slice classes);
/* All need, if-… and not-… conditions of the entry. */
bool dtl_match_conditions(const dtl_matcher *matcher, uint32_t token, uint32_t entry);
/* The mention whose head the token is, else the one that covers it; DTL_NONE. */
uint32_t dtl_match_mention(const dtl_matcher *matcher, uint32_t token);
/* A mention that can act: person, organisation, role, pronoun; a country too. */
bool dtl_match_is_actor(const dtl_matcher *matcher, uint32_t mention);
#endif
