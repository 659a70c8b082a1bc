/* times, inside the mention room: what its files share. times.c runs the two passes; times_find.c reads expressions as
 * written; times_phrase.c the relative and counted ones; times_resolve.c places them; times_value.c writes TIMEX3 values
 * and reasons; calendars.c knows feasts and other calendars. */
#ifndef DTL_MENTION_TIMES_H
#define DTL_MENTION_TIMES_H
#include "mention/internal.h"

typedef enum word_kind {
    WORD_NONE, WORD_MONTH, WORD_WEEKDAY, WORD_WEEKDAYS, WORD_SEASON, WORD_UNIT, WORD_WEEKEND, WORD_QUARTER, WORD_DAYPART, WORD_OFFSET,
    WORD_NEAR, WORD_PART, WORD_EDGE, WORD_REFERENCE, WORD_ABOUT, WORD_FEW, WORD_SET, WORD_OFTEN, WORD_ZONE, WORD_ERA, WORD_DECADE,
    WORD_ORDINAL, WORD_HALF_DAY, WORD_CLOCK, WORD_HIJRI, WORD_SOLAR, WORD_FEAST
} word_kind;
typedef enum near_kind {
    NEAR_NONE, NEAR_THIS, NEAR_LAST, NEAR_PAST, NEAR_PREVIOUS, NEAR_NEXT, NEAR_FOLLOWING, NEAR_COMING, NEAR_RECENT, NEAR_THAT, NEAR_SAME,
    NEAR_SOME
} near_kind;

/* What the table says of the words that begin at a token. */
typedef struct time_word {
    uint32_t rule;
    int32_t value;
    uint8_t kind;   /* word_kind */
    uint8_t count;  /* tokens */
    uint8_t skip;   /* bytes of the token before the word: "mid-July" 4 */
} time_word;

/* The state of one walk. */
typedef struct finder {
    mention_context *c;
    time_word *word; /* per token */
    uint32_t end;    /* of the sentence */
    bool before_christ; /* the text counts years before Christ */
} finder;

/* ---- times_find.c ---- */
uint8_t kind_at(const finder *f, uint32_t t);
int32_t value_at(const finder *f, uint32_t t);
/* Each reader: the expression that begins at t; returns the token behind it, t if there is none. */
uint32_t read_date(finder *f, uint32_t t, raw_time *raw);   /* of the calendar, with or without clock */
uint32_t read_season(finder *f, uint32_t t, raw_time *raw);
void set_grain(raw_time *raw, uint8_t grain); /* and the unit that it rounds to */
bool is_noun(const finder *f, uint32_t t);

/* ---- times_phrase.c ---- */
uint32_t read_phrase(finder *f, uint32_t t, raw_time *raw);

/* ---- calendars.c ---- */
int32_t day_from_islamic(int32_t year, uint32_t month, uint32_t day); /* tabular, civil epoch */
int32_t day_from_persian(int32_t year, uint32_t month, uint32_t day);
/* Days of the feast in the Gregorian year, empty (low > high) if it has none; *exact: a calendar without sightings. */
dtl_interval feast_days(const mention_context *c, uint32_t rule, int32_t year, bool *exact);

/* ---- times_resolve.c ---- */
/* A period of the calendar, as TIMEX3 sees it. */
typedef struct time_point {
    int32_t year;         /* −489 is 490 BC */
    bool has_year;
    uint8_t grain;        /* time_grain, DAY for clock times too */
    uint8_t month, day;   /* 0 = not known */
    uint8_t index;        /* season, quarter, half, ISO week */
    int8_t weekday;       /* when all that is known is a weekday, else −1 */
    uint8_t day_part;
    int16_t minute, zone;
} time_point;

/* What a story told so far has fixed. */
typedef struct story {
    time_point at;      /* the last date told; grain NONE: none yet */
    dtl_interval days;  /* of it */
    uint32_t day_sentence, last; /* where it stood: sentence, and the token behind it */
    int32_t year;       /* the last year told; 0 none */
    uint8_t month;      /* told with it, 0 none */
    int32_t aside;      /* year far from the story's, told once so far; 0 none */
    uint32_t sentence;  /* of the last year */
    bool aside_clause;  /* the last year stood inside its sentence, without a month */
    bool history;       /* the text tells of other years than the report's: it counts from its own dates */
} story;

bool text_is_history(const mention_context *c);
/* Days, point and reason of a raw time; moves the story on. */
typedef struct resolved {
    dtl_interval days;
    time_point point;    /* grain NONE: no point of the calendar */
    dtl_slice what;      /* how the reason begins: "Tuesday"; may be empty */
    const char *why;     /* static middle of the reason, "" = by its own words */
    dtl_age age;         /* before the report's day, when that is not known */
    int32_t anchor;      /* the day at its end, from which was counted; DTL_DAY_OPEN_PAST = none */
} resolved;
resolved time_resolve(mention_context *c, story *s, raw_time *t);

/* ---- times_value.c ---- */
dtl_slice time_value(mention_context *c, const raw_time *t, const time_point *p);
dtl_slice time_reason(mention_context *c, const resolved *r);
uint8_t time_timex(const raw_time *t);
#endif
