/* What the files of coreference share: phrases of the tree, what is known of them, and how a candidate is weighed. Nothing here is seen
 * by other rooms, but for train/coreference.c, which finds the weights. */
#ifndef DTL_MENTION_COREFERENCE_H
#define DTL_MENTION_COREFERENCE_H
#include "mention/internal.h"
#include <stddef.h>

typedef enum phrase_form { PHRASE_PRONOUN, PHRASE_NAME, PHRASE_DEFINITE /* the X */, PHRASE_DEMONSTRATIVE /* this X */,
                           PHRASE_POSSESSED /* her X, Herat's X */, PHRASE_INDEFINITE /* a X, two X */, PHRASE_BARE,
                           PHRASE_CLAUSE /* a verb: what "this" can be */ } phrase_form;
typedef enum phrase_word { WORD_NONE, WORD_I, WORD_WE, WORD_YOU, WORD_HE, WORD_SHE, WORD_IT, WORD_THEY, WORD_RELATIVE,
                           WORD_DEMONSTRATIVE, WORD_OTHER, WORD_COUNT } phrase_word;
typedef enum phrase_sort { SORT_UNKNOWN, SORT_PERSON, SORT_GROUP, SORT_PLACE, SORT_TIME, SORT_DEED, SORT_WORD, SORT_UNIQUE,
                           SORT_THING, SORT_COUNT } phrase_sort;
typedef enum phrase_role { ROLE_SUBJECT, ROLE_OBJECT, ROLE_OBLIQUE, ROLE_NMOD, ROLE_POSSESSOR, ROLE_CONJUNCT, ROLE_REST, ROLE_COUNT } phrase_role;
enum { NUMBER_ONE = 1, NUMBER_MANY = 2 };                       /* bits: what it can be */
enum { GENDER_MALE = 1, GENDER_FEMALE = 2, GENDER_NEUTER = 4 }; /* bits; 0 = unknown */

/* A noun phrase or pronoun. What stands under "cluster" is true of the whole cluster when read at its root. */
typedef struct phrase {
    uint32_t head, first;  /* tokens */
    uint32_t sentence;
    uint32_t mention;      /* headed here, DTL_NONE */
    uint32_t quotation;    /* index in parse.quotations, DTL_NONE */
    uint32_t previous;     /* the latest earlier phrase with the same head word, DTL_NONE */
    uint32_t antecedent;   /* phrase, DTL_NONE */
    const char *reason;    /* static; "" */
    uint8_t form, word, role; /* phrase_form, phrase_word, phrase_role */
    uint8_t own_sort;      /* phrase_sort of its own noun */
    bool agent;            /* speaks, thinks, or owns people: "its fighters" */
    bool reflexive, after_of, before_clause, before_preposition, modified, name_modified, ordinal, coordinated;
    /* cluster */
    uint32_t up;           /* union-find: a phrase of the same cluster, itself at the root */
    uint32_t size;
    uint32_t entity;       /* DTL_NONE */
    uint8_t sort, number, gender;
} phrase;
DTL_ARRAY_TYPE(phrase_array, phrase);

/* All phrases of a report. */
typedef struct phrase_space {
    mention_context *c;
    phrase_array phrases;    /* by head */
    uint32_t *phrase_at;     /* per token: phrase headed there, DTL_NONE */
    uint32_t *quotation_of;  /* per token, DTL_NONE */
    uint32_t *first_of;      /* per sentence: its first phrase, DTL_NONE */
    uint32_t last_word[WORD_COUNT]; /* latest phrase that is this pronoun, DTL_NONE */
    uint32_t *speaker_of;    /* per quotation: phrase, DTL_NONE */
    uint32_t nouns, given_names; /* rule tables */
} phrase_space;

/* Does the token stand in the clause of the verb itself, not in a clause below it? */
bool phrase_in_clause(const mention_context *c, uint32_t token, uint32_t verb);
/* By which word two nouns are the same. */
dtl_slice phrase_noun(const mention_context *c, const phrase *p);
/* Finds the phrases with all that can be known of each by itself. */
bool phrases_find(mention_context *c, phrase_space *s);
uint32_t phrase_root(phrase_space *s, uint32_t index);
void phrase_join(phrase_space *s, uint32_t one, uint32_t other);

/* ---- weighing ---- */

/* Anaphors that share their weights. */
typedef enum coref_group { GROUP_SPEAKER /* I, we */, GROUP_YOU, GROUP_HE /* he, she */, GROUP_IT, GROUP_THEY, GROUP_DEMONSTRATIVE /* this */,
                           GROUP_DEFINITE, GROUP_THIS /* this X */, GROUP_POSSESSED, GROUP_COUNT } coref_group;

/* Rows of the table of weights: one feature each, with one weight per group. The numbers in brackets are how many rows there are. */
#define COREF_ROWS(ITEM) \
    ITEM(DISTANCE, 8)      /* sentences back: 0 1 2 3 4–5 6–9 10+, or behind the anaphor */ \
    ITEM(RANK, 9)          /* phrases between: 0 1 2 3 4–5 6–9 10–15 16–30 31+ */ \
    ITEM(FORM, 27)         /* phrase_form, the last: the same pronoun; in the same sentence, the one before, further back */ \
    ITEM(SORT, 9)          /* phrase_sort of the cluster */ \
    ITEM(ROLE, 14)         /* phrase_role in the same sentence, then elsewhere */ \
    ITEM(PARALLEL, 1)      /* same role */ \
    ITEM(NUMBER, 3)        /* agrees, unknown, disagrees */ \
    ITEM(GENDER, 3) \
    ITEM(SORTS, 3) \
    ITEM(QUOTATION, 5)     /* both outside, both in one, only the anaphor, only the other, in two */ \
    ITEM(SIZE, 5)          /* mentions in the cluster: 1 2 3–4 5–8 9+ */ \
    ITEM(OPENS, 10)        /* which phrase of its sentence: first, second, third, fourth, later; in the same sentence, then elsewhere */ \
    ITEM(COARGUMENT, 1)    /* both hang on one verb */ \
    ITEM(GOVERNS, 1)       /* subject of a verb above the anaphor's verb */ \
    ITEM(CONTAINS, 1)      /* the anaphor hangs inside the candidate */ \
    ITEM(APPOSITION, 1)    /* the anaphor stands beside the candidate */ \
    ITEM(COPULA, 1)        /* subject of which the anaphor is the predicate */ \
    ITEM(REFLEXIVE, 1)     /* both hang on one verb and the anaphor is a -self */ \
    ITEM(HEAD, 6)          /* same noun: both bare, same words before it, anaphor adds words, candidate has more, words differ; another noun */ \
    ITEM(HEAD_DISTANCE, 6) /* same noun by sentences back */ \
    ITEM(GOVERNOR, 1)      /* same role under the same word */ \
    ITEM(PARAGRAPH, 1)     /* same paragraph */ \
    ITEM(AGENT, 2)         /* the anaphor speaks, thinks, or owns people: the candidate can, cannot */ \
    ITEM(KNOWN, 1)         /* the cluster is an entity of the report */ \
    ITEM(CONTINUES, 1)     /* the last pronoun of this kind was the same */ \
    ITEM(RECENT, 4)        /* how many candidates are of its cluster: 1 2 3–4 5+ */ \
    ITEM(NEW, 1)           /* from here on: the anaphor takes up nothing */ \
    ITEM(NEW_SEEN, 3)      /* earlier phrases with its noun: none, one, more */ \
    ITEM(NEW_OF, 1) \
    ITEM(NEW_CLAUSE, 1) \
    ITEM(NEW_PREPOSITION, 1) \
    ITEM(NEW_MODIFIED, 1) \
    ITEM(NEW_NAME, 1) \
    ITEM(NEW_ORDINAL, 1) \
    ITEM(NEW_SORT, 9) \
    ITEM(NEW_ROLE, 7) \
    ITEM(NEW_MANY, 1) \
    ITEM(NEW_EARLY, 1)     /* first three sentences */ \
    ITEM(NEW_EXPLETIVE, 1) /* it is clear that … */ \
    ITEM(NEW_CLAUSAL, 1)   /* its verb has a clause */ \
    ITEM(NEW_BE, 1)        /* subject of is */ \
    ITEM(NEW_QUOTED, 1) \
    ITEM(NEW_REFLEXIVE, 1)

/* Where each kind of feature begins: COREF_DISTANCE = 0, COREF_RANK = 8, … */
typedef struct coref_layout {
#define ITEM(name, count) uint8_t name[count];
    COREF_ROWS(ITEM)
#undef ITEM
} coref_layout;
#define COREF_ROW(name) ((uint16_t)offsetof(coref_layout, name))
enum { COREF_ROW_COUNT = sizeof(coref_layout), COREF_FEATURES = 32, COREF_CANDIDATES = 80 };

extern const int16_t coreference_weights[COREF_ROW_COUNT][GROUP_COUNT];

/* One candidate of one decision; the first of a decision is "nothing". */
typedef struct coref_candidate {
    uint32_t phrase;  /* DTL_NONE = takes up nothing */
    int32_t score;
    uint16_t count;
    uint16_t features[COREF_FEATURES]; /* rows */
} coref_candidate;

/* For training: is told every decision and says which candidate to take. */
struct coref_observer {
    void *data;
    const int16_t (*weights)[GROUP_COUNT];
    uint32_t (*decide)(void *data, const phrase_space *s, uint32_t anaphor, coref_group group, const coref_candidate *candidates, uint32_t count);
};

/* The candidates of a phrase, weighed; 0 when it is no anaphor. candidates has room for COREF_CANDIDATES. */
uint32_t coref_weigh(phrase_space *s, uint32_t anaphor, const int16_t (*weights)[GROUP_COUNT], coref_group *group, coref_candidate *candidates);
/* dtl_mention_run, with every decision told to the observer. */
dtl_err mention_run_observed(const dtl_doc *doc, const dtl_rules *rules, const dtl_gazetteer *gazetteer, dtl_note_array *notes, dtl_mentions *out, const struct coref_observer *observer);
#endif
