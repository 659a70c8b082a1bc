/* What the files of the ledger room share; nobody else includes it. */
#ifndef DTL_LEDGER_INTERNAL_H
#define DTL_LEDGER_INTERNAL_H
#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "alias/alias.h"
#include "doc/decision.h"
#include "ledger/ledger.h"
#include "rules/rules.h"
#include "ledger/weights.h"

/* Tellings of different classes are never one event. */
typedef enum reality { REALITY_HAPPENED, REALITY_AHEAD, REALITY_GENERAL } reality;

enum { FEATURE_ACTORS = 12, FEATURE_WORDS = 24 };

/* What a report is about (story.c): hashes, sorted, each once. */
typedef struct story {
    const uint32_t *names;  /* bit 0: it stands near the beginning; compared without that bit */
    const uint32_t *words, *title, *pairs;
    const uint32_t *persons; /* indexes in ledger.actors: who is named */
    uint8_t n_names, n_words, n_title, n_pairs, n_persons;
    uint64_t ages[2];       /* a bit per age in years, below 100 */
    int32_t published, day; /* of the report; of its first telling of force; DTL_DAY_OPEN_PAST unknown */
    int32_t earliest, latest; /* days on which it may have been published */
    int64_t killed, injured;/* of the first that gives them, -1 unknown */
    uint32_t place;         /* index in ledger.actors, DTL_NONE */
    uint32_t outlet;        /* equal outlets have equal numbers, 0 unknown */
    bool aftermath;         /* it tells of an arrest, a charge, a trial: a day just before it was published may be theirs */
} story;

/* The parts of the score of two reports; sum holds them all and STORY_NONE. */
typedef struct story_parts {
    int32_t names, words, ages, days, facts, outlet, sum;
} story_parts;

/* What the scores ask of an actor (traits.c), in numbers: equal names have equal numbers, 0 = none. */
enum { GENERATIONS = 4 };
typedef struct trait {
    uint64_t name_bits;           /* a bit per word of a person's name */
    uint64_t last_name;           /* hash of the last word */
    uint64_t area;                /* of a place: hash of its first-level unit, else its country; 0 unknown */
    uint32_t name_length;         /* bytes of its skeleton, 0 for others */
    uint32_t id;                  /* 0 when it is nobody's parent */
    uint32_t ancestors[GENERATIONS]; /* ids of its parent, the parent's parent … */
    uint32_t root;                /* index in actors: the last of them that is one; itself */
    uint32_t speaks_for;          /* index in actors: the group of a person or a role; itself */
    uint32_t country, side;       /* side: country and sector, both known */
    int32_t latitude, longitude;  /* microdegrees, INT32_MIN unknown */
    uint8_t precision;            /* of a place */
    bool person, role;            /* by kind */
    bool general;                 /* a role noun, not a name */
} trait;

/* What the pair score looks at, for one telling: all that it asks lies here and in traits, for it is asked of millions of pairs.
 * Actors are indexes in ledger.actors, sorted, at most FEATURE_ACTORS. */
typedef struct feature {
    const uint32_t *actors, *recipients, *places;
    const uint32_t *words;        /* hashes of the longer words of its evidence, sorted */
    dtl_range killed, injured, arrested;
    dtl_interval days;            /* as it tells them */
    dtl_interval published;       /* its report, as coded */
    uint32_t report;
    uint8_t n_actors, n_recipients, n_places, n_words;
    uint8_t item, type, mode, status, reality; /* dtl_item_kind, dtl_event_type, dtl_event_mode, dtl_status, reality */
    bool lead;                    /* the first event of its type in the report: what the report is about */
    bool leads_report;            /* dtl_ledger_report.lead */
    bool counts_back;             /* its days count from the report's: dtl_age.told */
} feature;

/* A pair of tellings worth joining. */
typedef struct edge {
    uint32_t a, b; /* indexes in mentions, a < b */
    int32_t score;
} edge;
DTL_ARRAY_TYPE(edge_array, edge);

typedef struct text_sign text_sign; /* copies.c: MinHash of a body */

/* A decision on its way through a build. */
typedef struct verdict {
    const dtl_decision *decision;
    uint8_t state;               /* dtl_decision_state */
    uint32_t slot, n_uses;       /* first use that it is about, DTL_NONE none; how many */
    uint64_t met[2];             /* bit per pattern of uses, others: some use matches */
    dtl_slice detail;
} verdict;
DTL_ARRAY_TYPE(verdict_array, verdict);

/* The state of one build; everything lies in the arena. */
typedef struct build {
    dtl_arena *arena;
    dtl_arena scratch;       /* of one step or one item: nothing in it outlives its step */
    dtl_ledger *out;
    const dtl_rules *names;  /* tables of name spellings; NULL = only equal keys are one name */
    dtl_alias alias;         /* of names, when there are any */
    dtl_map actor_by_id;     /* any id met → index in out->actors */
    verdict_array verdicts;  /* all decisions, by rank: what goes first where two contradict each other */
    dtl_map media;           /* id of an outlet or agency → its row in outlets.txt or media.txt */
    uint32_t *voice_of;      /* per mention: index in out->voices of who tells it */
    trait *traits;           /* one per actor */
    feature *features;       /* one per mention */
    story *stories;          /* one per report */
    text_sign *signs;        /* one per report */
    dtl_slice *person_keys;  /* per actor: skeleton of a person's name, "" for others */
    uint32_t *original;      /* per mention: the telling that it repeats as a copy, DTL_NONE */
    edge_array edges;        /* merge candidates */
    uint32_t *group;         /* per mention: representative mention of its event */
    dtl_interval *days;      /* per mention: the days it gives for its event, those that follow from a solved day of its report included */
    uint32_t *claims_start, *claims_list; /* claims of a mention: claims_list[claims_start[m] … claims_start[m + 1] - 1] */
} build;

static inline const dtl_report *report_of(const build *b, uint32_t mention)
{
    return b->out->reports.items[b->out->mentions.items[mention].report].report;
}

static inline const dtl_report_event *event_of(const build *b, uint32_t mention)
{
    return &report_of(b, mention)->events.items[b->out->mentions.items[mention].event];
}

/* The report that stands for all that print this one's text: a copy may be one of a near copy. */
static inline uint32_t text_of(const build *b, uint32_t report)
{
    report = b->out->reports.items[report].original;
    return b->out->reports.items[report].original;
}

/* Does its outlet tell it otherwise, or no longer, in a later version of the report? */
static inline bool is_superseded(const build *b, uint32_t mention)
{
    return b->out->reports.items[b->out->mentions.items[mention].report].superseded_by != DTL_NONE;
}

/* Does any report tell it that no later version supersedes? If none does, what the earlier ones said is all that there is. */
static inline bool is_still_told(const build *b, const dtl_ledger_event *event)
{
    for (uint32_t i = 0; i < event->n_members; i++)
        if (!is_superseded(b, b->out->members.items[event->first_member + i]))
            return true;
    return false;
}

/* The steps, in order; false = out of budget. */
bool ledger_reports(build *b, const dtl_report *reports, size_t count);  /* reports.c */
bool ledger_decisions(build *b, const dtl_decision *decisions, size_t count); /* decisions.c */
bool ledger_copies(build *b);                                            /* copies.c */
bool ledger_versions(build *b);                                          /* versions.c */
bool ledger_actors(build *b);                                            /* actors.c */
bool ledger_owners(build *b);                                            /* owners.c */
bool ledger_traits(build *b);                                            /* traits.c */
bool ledger_stories(build *b);                                           /* story.c */
bool ledger_features(build *b);                                          /* score.c */

/* blocks.c */
/* An item under one blocking key. Day and second are those of the item, equal under all its keys. */
typedef struct block_member {
    uint64_t block;
    int32_t day;
    uint32_t second, item;
    uint16_t days_apart; /* from the first to the second of two that meet under this key, at most; ANY_DAY */
    uint16_t reach;      /* for blocks.c */
} block_member;
DTL_ARRAY_TYPE(block_member_array, block_member);
enum { ANY_DAY = UINT16_MAX };
typedef struct block_rule {
    uint32_t full;   /* members of a block that all meet each other */
    uint32_t window; /* in larger ones: so many followers */
    bool (*meet)(void *context, uint32_t x, uint32_t y); /* false: out of budget */
    void *context;
} block_rule;
/* Sorts the members and has all meet who should, each two once. */
bool meet_in_blocks(size_t budget, block_member_array *members, uint32_t items, const block_rule *rule);

/* grouping.c */
/* May all of the groups that x and y stand for (x < y) be one? next leads through the members of a group, from x, to DTL_NONE; it looks at no more
 * than rule.sample of each that are no copies. */
typedef bool group_may_join(void *context, const uint32_t *next, uint32_t x, uint32_t y);
/* How groups grow. */
typedef struct group_rule {
    int32_t unasked;          /* edges from this score on join without asking */
    uint32_t sample;
    const uint32_t *original; /* per item what it is a copy of, DTL_NONE: itself; NULL: there are no copies */
    group_may_join *may_join;
    void *context;
} group_rule;
/* Sorts the edges, best first, and grows groups along them. Per item the smallest of its group, in the arena; NULL out of budget. */
uint32_t *group_along(dtl_arena *arena, uint32_t count, edge_array *edges, const group_rule *rule);
uint32_t group_find(uint32_t *group, uint32_t at);
bool edge_add(dtl_arena *arena, edge_array *edges, uint32_t x, uint32_t y, int32_t score); /* in any order */
/* A blocking key out of parts. */
static inline uint64_t key_mix(uint64_t hash, uint64_t value)
{
    return dtl_mix64(hash, value);
}
bool ledger_retold(build *b);                                            /* retold.c */
bool ledger_leads(build *b);                                             /* lead.c: the lead of each report … */
bool ledger_abouts(build *b);                                            /* lead.c: … and, once there are events, what it is about */
bool ledger_candidates(build *b);                                        /* cluster.c */
bool ledger_groups(build *b);                                            /* cluster.c */
bool ledger_events(build *b);                                            /* events.c */
bool ledger_dating(build *b);                                            /* dating.c */
bool ledger_voices(build *b);                                            /* voices.c */
bool ledger_revisions(build *b);                                           /* revisions.c */
bool ledger_superseded(build *b);                                        /* revisions.c */
bool ledger_values(build *b);                                            /* values.c */
bool ledger_links(build *b);                                             /* links.c */
bool ledger_targets(build *b);                                           /* links.c: which claim answers which, over reports */
bool ledger_standings(build *b);                                         /* standing.c */
bool ledger_implied_days(build *b);                                      /* values.c: last, for nothing is to rest on it */

/* score.c */
/* May two tellings be one event, and can they have a score of `least`? score: what speaks for it, only when they may. */
bool pair_may_link(const build *b, uint32_t x, uint32_t y, int32_t least, int32_t *score);
bool pair_reasons(const build *b, uint32_t x, uint32_t y, dtl_slice *reasons);
bool modes_are_near(uint8_t a, uint8_t b);

/* traits.c */
/* How two places stand to each other: a PLACE_ weight. */
int32_t place_score(const build *b, uint32_t a, uint32_t c);
bool actors_are_kin(const build *b, uint32_t a, uint32_t c);
bool actor_is_general(const dtl_ledger_actor *actor); /* a role noun, not a name */
uint32_t actor_root(const build *b, uint32_t actor); /* the group at the top: "IS-K fighters" → IS-K → IS */

/* Why two names of one cluster are taken for one; "" without tables of names. */
bool identity_reason(build *b, dtl_slice name, dtl_slice other, bool person, bool one_country, dtl_slice *reason);
/* decisions.c, behind the actors: ledger.decisions. */
bool decisions_tell(build *b);

/* reports.c: could two reports with (nearly) the same body be one text? Not when one outlet prints it under another headline. */
bool titles_agree(const dtl_report *x, const dtl_report *y);
bool titles_touch(const dtl_report *x, const dtl_report *y); /* a third of the words of the shorter headline */
/* copies.c: do the bodies of two reports share anything? */
bool texts_touch(const build *b, uint32_t x, uint32_t y);
/* address.c: what a URL names; false when it names no page. saved: when a web archive saved it, YYYYMMDDhhmmss, 0 unknown. */
dtl_slice host_of_url(dtl_slice url); /* without "www."; of a page that an archive saved the host of the page */
bool address_of(dtl_slice url, dtl_buffer *scratch, dtl_buffer *address, int64_t *saved);
/* story.c: a report of an arrest or a trial that gives its deed a day just before it was published: it may be the day of the arrest */
bool day_is_doubtful(const build *b, uint32_t report, dtl_interval days);
/* How many numbers both sorted lists have; more than `most` do not count. The smaller of two goes by; adding the answers instead of asking
 * which case it is spares the processor wrong guesses, as no case is the usual one. */
static inline int32_t shared_count(const uint32_t *x, uint8_t nx, const uint32_t *y, uint8_t ny, int32_t most)
{
    int32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < nx && k < ny && shared < most;) {
        uint32_t one = x[i], other = y[k];
        shared += one == other;
        i += one <= other;
        k += other <= one;
    }
    return shared;
}

/* story.c: how much two reports are about the same */
story_parts story_compare(const build *b, uint32_t report, uint32_t other);
/* actors.c: the key under which spellings of one person's name fall together. */
bool person_key(dtl_arena *arena, dtl_slice name, dtl_slice *key);
/* events.c: what a telling goes by. */
bool telling_id(build *b, uint32_t mention, dtl_slice *id);
/* voices.c */
uint32_t voice_of_claim(const build *b, uint32_t report, uint32_t voice); /* an actor */
/* values.c */
bool range_text(dtl_arena *arena, dtl_range range, dtl_slice *text);
bool days_text(dtl_arena *arena, dtl_interval days, dtl_slice *text);
#endif
