/* alias: how alike two names are, 0 … 1000, with the reasons. Persons and organisations; any script.
 *
 *     dtl_alias_open(rules, &alias);                                       once, small, by value
 *     dtl_alias_prepare(&alias, arena, name, DTL_ALIAS_PERSON, &a);        once a name
 *     dtl_alias_match m = dtl_alias_compare(&alias, &a, &b);               as often as wanted, no memory
 *
 * "Mullah Dawood Tarmizzi" and "Daoud Tarmizi": 970, other spelling, title left out. "Karim Gul" and "Rafi Gul": 400,
 * another name (karim / rafi). The score is about names only: whether two men of one name are one man, others must say. */
#ifndef DTL_ALIAS_ALIAS_H
#define DTL_ALIAS_ALIAS_H
#include "base/arena.h"
#include "rules/rules.h"

typedef enum dtl_alias_kind { DTL_ALIAS_PERSON, DTL_ALIAS_ORGANISATION } dtl_alias_kind;

enum {
    DTL_ALIAS_PARTS = 16, /* words of a name that are looked at */
    DTL_ALIAS_LETTERS = 34, /* no letter, a … z, seven more sounds */
    DTL_ALIAS_SPELLINGS = 96,
    DTL_ALIAS_SAME = 740, /* from here on two names may be one: fixed on the development half of the bench names-bench */
    DTL_ALIAS_SURE = 860  /* from here on only spelling, titles, initials or a middle name tell them apart */
};

typedef enum dtl_part_class {
    DTL_PART_NAME, DTL_PART_LIGHT /* titles, articles, particles, legal forms */, DTL_PART_INITIAL, DTL_PART_NUMBER,
    DTL_PART_GENERATION
} dtl_part_class;

/* One word of a name. */
typedef struct dtl_alias_part {
    dtl_slice text;     /* folded and in Latin letters as far as the tables go */
    dtl_slice sound;    /* its code letters (sound.c) */
    uint32_t known;     /* rules entry of a name or word with known spellings, DTL_NONE; of a number its value */
    uint32_t nick[3];   /* rules entries of given names it may be short for, DTL_NONE */
    uint32_t letters;   /* bit i: the consonant with code index i is in the sound */
    uint16_t weight;    /* how much it tells its bearer from others, 0 … 1000 */
    uint8_t class;      /* dtl_part_class */
    bool given;         /* a known given name: another known one is no misspelling of it */
    bool title;         /* of DTL_PART_LIGHT: a title */
    bool kunya;         /* stood behind "Abu" */
    bool consonants;    /* of a script that leaves the vowels out */
    bool exact;         /* of a script whose signs are syllables or words: one sign more is another name */
    bool place;         /* of an organisation: a country or a people */
} dtl_alias_part;

typedef struct dtl_alias_name {
    dtl_alias_part parts[DTL_ALIAS_PARTS]; /* in the order written */
    uint8_t count;
    uint8_t kind;       /* dtl_alias_kind */
    dtl_slice acronym;  /* of an organisation: first letters of its words; "" for one word */
    dtl_slice short_acronym; /* without the light words */
} dtl_alias_name;

enum { /* bits of dtl_alias_match.reasons: what the two names differ in */
    DTL_ALIAS_SPELLING = 1, DTL_ALIAS_NEAR = 2 /* a letter or two */, DTL_ALIAS_JOINED = 4, DTL_ALIAS_INITIALS = 8,
    DTL_ALIAS_NICKNAME = 16, DTL_ALIAS_ACRONYM = 32, DTL_ALIAS_TITLE = 64, DTL_ALIAS_MISSING = 128 /* one has more words */,
    DTL_ALIAS_OTHER = 256 /* each has a word that the other has not */, DTL_ALIAS_NUMBER = 512, DTL_ALIAS_ORDER = 1024
};

typedef struct dtl_alias_match {
    int32_t score;        /* 0 … 1000: is it one name? */
    int32_t shared;       /* 0 … 1000: how much of both names is common to them; ranks candidates */
    uint32_t reasons;     /* DTL_ALIAS_… */
    uint8_t part_a, part_b; /* the words that NEAR, SPELLING or OTHER is about; UINT8_MAX none */
} dtl_alias_match;

/* Letters that become one code: a row of class=same. */
typedef struct dtl_alias_spelling {
    char from[4], to[3]; /* without a NUL */
    uint8_t from_length, to_length;
    char at;             /* 's' start, 'e' end, 'v' before a vowel, 0 anywhere */
} dtl_alias_spelling;

/* What the comparison reads of the rules. */
typedef struct dtl_alias {
    const dtl_rules *rules;
    uint32_t scripts, transliteration, name_words, name_parts, nicknames, organisation_forms, numbers, places, demonyms; /* tables */
    dtl_alias_spelling spellings[DTL_ALIAS_SPELLINGS]; /* longest first */
    uint32_t spelling_count;
    uint16_t cost[DTL_ALIAS_LETTERS][DTL_ALIAS_LETTERS]; /* of one letter for another, 0 … 1000; [0] = none */
} dtl_alias;

void dtl_alias_open(const dtl_rules *rules, dtl_alias *alias);
/* False when out of budget. Words beyond DTL_ALIAS_PARTS are not looked at. */
bool dtl_alias_prepare(const dtl_alias *alias, dtl_arena *arena, dtl_slice name, dtl_alias_kind kind, dtl_alias_name *out);
/* Symmetric; 1000 for a name and itself if it has any word that counts. Names of different kinds: 0. */
dtl_alias_match dtl_alias_compare(const dtl_alias *alias, const dtl_alias_name *a, const dtl_alias_name *b);
/* "other spelling (muzamil / muzammil), title left out"; "same name" when nothing differs. */
bool dtl_alias_explain(dtl_arena *arena, const dtl_alias_name *a, const dtl_alias_name *b, dtl_alias_match match, dtl_slice *reasons);
/* The sound of one folded word: equal sounds are spellings of one name. */
bool dtl_alias_sound(const dtl_alias *alias, dtl_arena *arena, dtl_slice folded_word, dtl_slice *sound);
#endif
