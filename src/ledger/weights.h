/* All numbers by which tellings of events are merged. Hand-set whole numbers, nothing learnt from words; the score of a
 * pair is their sum, an unknown part counts 0, and the reasons of the winning pair are kept with the telling.
 *
 * Example: two ASSAULT tellings, both "explosives", both on 9 March, one in Balkh's capital and one in Balkh, no names:
 *   TYPE 10 + MODE_SAME 10 + DATE_SAME_DAY 25 + PLACE_INSIDE 12 = 57: one short of MERGE. With a shared actor: 77, merged.
 */
#ifndef DTL_LEDGER_WEIGHTS_H
#define DTL_LEDGER_WEIGHTS_H

enum dtl_ledger_weight {
    /* thresholds */
    MERGE = 60,               /* two happened (or two general) tellings are one event */
    MERGE_AHEAD = 40,         /* two plans or threats: they rarely have a day or a town */
    MERGE_AVERAGE = 25,       /* mean over all pairs when two groups are joined */

    /* same type is asked for by the blocking keys */
    TYPE_SAME = 10,
    MODE_SAME = 10,
    MODE_NEAR = -3,           /* both modes of force that one act can be called by: explosives, suicide-attack, targeted */
    MODE_FAR = -25,

    DATE_SAME_DAY = 25,
    DATE_SAME_WEEK = 15,      /* intervals of at most a week touch */
    DATE_SAME_MONTH = 6,
    DATE_TOUCH = 2,
    DATE_NEXT_DAY = 8,        /* a night, or the day of the report taken for the day of the event */
    DATE_NEAR = -10,          /* 2–3 days apart */
    DATE_OFF = -25,           /* 4–7 days apart */
    DATE_FAR = -45,
    PUBLISHED_NEAR = 8,       /* no day for one of the two, reports at most 4 days apart */
    PUBLISHED_FAR = -8,       /* … more than 60 days apart */

    PLACE_SAME_POINT = 30,    /* same city or below */
    PLACE_SAME_DISTRICT = 25,
    PLACE_SAME_PROVINCE = 15,
    PLACE_SAME_COUNTRY = 4,
    PLACE_SAME_UNKNOWN = 12,  /* same name, precision not known */
    PLACE_INSIDE = 12,        /* one is the first-level unit of the other */
    PLACE_IN_COUNTRY = 3,
    PLACE_CLOSE = 15,         /* different points, at most 10 km apart */
    PLACE_SAME_UNIT = -10,    /* different points of one first-level unit */
    PLACE_IN_REPORT = 14,     /* one telling gives no place, its report names the town of the other */
    PLACE_FAR = -40,

    ACTOR_SAME = 20,
    ACTOR_KIN = 12,           /* parent and child, or a name that is part of the other */
    ACTOR_ROLE = 6,           /* "gunmen" and "gunmen" */
    ACTOR_CONFLICT = -20,
    ACTOR_SAME_SIDE = -5,     /* different actors of one country and sector */

    VICTIM_SAME = 60,         /* the same named person attacked, taken or tried: it happens once */
    VICTIM_PARTIAL = 42,      /* one name is part of the other: "Dawood Karim", "Karim" */
    VICTIM_OTHER = -40,       /* two different named persons */
    RECIPIENT_SAME = 15,
    RECIPIENT_PERSON = 22,    /* a named person as the other side of words */
    RECIPIENT_KIN = 8,
    RECIPIENT_ROLE = 8,
    RECIPIENT_CONFLICT = -15,

    TOLL_EQUAL = 10,          /* the same number, two or more */
    TOLL_EQUAL_ONE = 3,
    TOLL_OVERLAP = 4,
    TOLL_NEAR = -2,           /* under double: tolls rise; reports of one event differ in one of eight events */
    TOLL_OTHER = -6,
    WORD_SHARED = 2,          /* each shared word of five letters or more in the evidence, at most 5 count */

    STORY_LEAD = 65,          /* two reports of one story, both tellings lead their reports, with force: this and their story's score, … */
    STORY_LEAD_LEAST = 40, STORY_LEAD_MOST = 90, /* … between these … */
    STORY_LEAD_LATE = 50,     /* … published more than STORY_FRESH days apart: what is new may be another deed … */
    STORY_ALIKE = -45, STORY_BOMBING = 20, /* both lead with a bombing, and their stories are not one but score so much … */
    STORY_APART = -20,        /* … of two stories … */
    STORY_FIRST = 30,         /* … both are the first of force … */
    STORY_OTHER = 10,         /* … both are the first of their type */

    COPY = 1000,              /* the same event of the same text */
    VERSION = 900,            /* the same words for the same event in two versions of one report */
    SAME_WORDS = 500,         /* statements and figures: same holder, same words */

    /* links between events (links.c) */
    LINK_TOLD = 60,           /* a report says so in its own words */
    LINK_PLAN = 40,           /* thresholds: a plan and what came of it, */
    LINK_DENIAL = 40,         /* a denial and what it denies, */
    LINK_INSTANCE = 40,       /* a habit and one instance, */
    LINK_BACKGROUND = 25,     /* the news and what its report recalls for it */
    LINK_ACTOR = 30,          /* the same doer */
    LINK_ACTOR_KIN = 24,      /* … or his group */
    LINK_ACTOR_ROLE = 6,      /* "gunmen" and "gunmen" */
    LINK_RECIPIENT = 20,      /* the same victim, or one of his side */
    LINK_RECIPIENT_ROLE = 10,
    LINK_RECIPIENT_OTHER = -20,
    LINK_PLACE_SAME = 25,     /* one district or town */
    LINK_PLACE_AREA = 12,     /* one inside the other */
    LINK_PLACE_FAR = -30,
    LINK_MODE_SAME = 10,
    LINK_MODE_FAR = -10,
    LINK_DAY_MET = 20,        /* it happened on the days that were planned */
    LINK_DAY_MISSED = -40,
    LINK_SOON = 15,           /* within a week of the plan's report */
    LINK_MONTH = 12,
    LINK_HALF_YEAR = 5,
    LINK_LATE = -30,          /* after more than a year */
    LINK_WITHIN = 10,         /* on a day that the habit covers */
    LINK_TOLD_BEFORE = 45,    /* a denial, and the like deed told before it in the same report */
    LINK_BACKGROUND_LEAST = 15, /* a report recalls it at all; … and it is of the same type */
    LINK_TYPE_SAME = 10,
    LINK_STORY = 30,          /* the reports are of one story (story.c), and both tell it first */

    /* undated reports (dating.c) */
    DATING_LEAST = 70,        /* so much must speak for a telling being of an event before that dates its report */

    /* two reports are one story (story.c); fitted by logistic regression on merge/gva dev, ten times the log odds, rounded */
    STORY_SAME = -18,           /* worth joining */
    STORY_AVERAGE = -18,      /* mean over the members of two stories that join … */
    STORY_CLIP = 60,          /* … each pair at most this far from 0 */
    STORY_NONE = -56,         /* nothing known */
    STORY_NAME = 3,           /* each shared name, at most 10 */
    STORY_NAME_SHARE = 45,    /* times the share of the names of the report that has fewer */
    STORY_THREE_NAMES = 9,
    STORY_HEAD_NAME = 6,      /* each that stands near the beginning of both, at most 4 */
    STORY_PAIR = 9, STORY_TWO_PAIRS = 7, /* two names side by side in both; two such */
    STORY_WORD = 4,           /* each shared word, at most 7 */
    STORY_TITLE = 7,          /* each shared word of the titles, at most 4 */
    STORY_AGE = 7,            /* each shared age, at most 3 */
    STORY_DAY = 8, STORY_NEXT_DAY = 7, STORY_DAYS = 0 /* 2–3 */, STORY_WEEK_PART = -3, STORY_MONTH = -10, STORY_YEAR = -13, STORY_LATER = -17,
    STORY_NOBODY = -60,       /* … and nobody, no age, no day of the deed in both */
    STORY_UNDATED = -2,      /* days between the reports */
    STORY_EVENT_DAY = 18, STORY_EVENT_NEXT = 3, STORY_EVENT_FAR = -20, /* the days of what they tell: same, next, over 3 apart */
    STORY_KILLED = 12, STORY_KILLED_NOT = -3, STORY_INJURED = 8, STORY_INJURED_NOT = -15,
    STORY_PLACE_FAR = -9,
    STORY_OUTLET = -7,        /* one outlet writes of many things in the same words */
    STORY_FRESH = 30,         /* days */
    STORY_WEEK = 7,           /* days within which one shared name is enough to compare two reports */

    /* hard bounds, in days and metres */
    DAYS_APART_HARD = 7,      /* two precise days further apart are two events */
    DAYS_APART_PLACES = 3,    /* … already from here when the places are far apart too */
    CLOSE_METRES = 10000,
    FAR_METRES = 50000,

    /* caps that keep every block linear */
    BLOCK_FULL = 48,          /* members of a block that are all compared with each other */
    BLOCK_WINDOW = 24,        /* in larger blocks: with so many followers in canonical order */
    STORY_DAYS_MOST = 366,    /* a deed whose days lie further apart is no lead event */
    STORY_FULL = 24,          /* reports under one name or pair that are all compared with each other */
    STORY_WINDOW = 8,        /* followers that a report meets in a large block of one name */
    STORY_SAMPLE = 4,         /* members of a story that a join is checked against */
    KEYS_MAX = 24,            /* blocking keys of one telling */
    REPORT_ACTORS = 200,      /* actors of a report that are searched for a place */
    JOIN_SAMPLE = 32,         /* members of a group that a join is checked against */
    LINKS_MAX = 3,            /* links of one kind that an event keeps */
    LINK_TELLINGS = 8,        /* tellings of an event by which its links are looked for */
    LINK_KEYS = 16,           /* blocking keys of an event for links */
    LINK_WINDOW = 12          /* neighbours by day in a block, on either side, that are looked at */
};
#endif
