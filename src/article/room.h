/* What the files of the article room share: one `line` per block, and the rule tables. */
#ifndef DTL_ARTICLE_ROOM_H
#define DTL_ARTICLE_ROOM_H
#include "article/article.h"

/* What a line of page furniture is. Order of class_facts in lines.c. */
typedef enum line_class {
    CLASS_NONE, CLASS_BREADCRUMB, CLASS_BYLINE, CLASS_PUBLISHED, CLASS_UPDATED, CLASS_TIME, CLASS_CATEGORY, CLASS_NUMBER,
    CLASS_CREDIT, CLASS_LOCATION, CLASS_SECTION, CLASS_AUTHOR_BOX, CLASS_RELATED, CLASS_COMMENT_FORM, CLASS_SHARE,
    CLASS_NAVIGATION, CLASS_COPYRIGHT, CLASS_COOKIE, CLASS_NEWSLETTER, CLASS_PHOTO, CLASS_WALL, CLASS_ADVERTISEMENT, CLASS_TAGS,
    CLASS_COUNTER, CLASS_SIGN_OFF, CLASS_FRONT_PAGE,
    CLASS_LEAD, CLASS_COUNT
} line_class;

typedef enum line_fate { FATE_OPEN, FATE_TITLE, FATE_BODY, FATE_DROPPED } line_fate;

/* One block, measured. */
typedef struct line {
    uint32_t words;          /* runs of letters and digits */
    uint32_t function_words; /* the, of, was …: what running English is full of */
    uint32_t letters;        /* bytes of Latin letters */
    uint32_t foreign;        /* bytes of letters of other scripts */
    uint32_t capitals;       /* words that begin with a capital */
    uint32_t digits;
    uint64_t hash;           /* of the letters and digits, lower case: equal for equal lines */
    uint8_t class;           /* line_class */
    uint8_t fate;            /* line_fate */
    uint8_t role;            /* dtl_role, when fate is FATE_BODY */
    bool ends;               /* furniture behind which no body is expected */
    bool stop;               /* ends like a sentence: . ! ? and closing marks */
    bool colon, ellipsis, address /* has a web address */;
    bool metadata;
    const char *reason;      /* when fate is FATE_DROPPED */
    dtl_span value;          /* metadata: the value behind its label; length 0 = none */
} line;

/* The context of one run. */
typedef struct article_run {
    const dtl_source *source;
    const dtl_page *page;
    const dtl_rules *rules; /* may be NULL */
    uint32_t furniture, labels, outlets; /* tables, DTL_NONE = absent */
    dtl_arena *arena;
    dtl_note_array *notes;
    dtl_article *out;
    line *lines;            /* page->blocks.count entries */
    uint32_t count;
    uint8_t excused_zone;   /* dtl_zone that holds the report in spite of its name; 0 = none */
    uint64_t title_hash;    /* what the page elsewhere says its title is (breadcrumb, og:title …); 0 = nothing */
} article_run;

/* A calendar date in a line, and where it stands. */
typedef struct stamp {
    dtl_interval days;
    int16_t minute;        /* of the day, -1 = none */
    uint32_t start, end;   /* bytes of the line: the date */
    bool has_date;
} stamp;

/* lines.c */
dtl_err lines_survey(article_run *run);
const char *lines_reason(line_class class);
bool lines_is_metadata(line_class class);
/* The entry of the table that all words of text name together; DTL_NONE if none. */
uint32_t lines_lookup(article_run *run, uint32_t table, dtl_slice text);
line_class lines_entry_class(article_run *run, uint32_t entry);
bool lines_has_any_of(dtl_slice text, const char *signs);
/* Measures text without judging it. */
line lines_measure(dtl_slice text);

/* stamp.c */
stamp stamp_find(dtl_slice text);
/* True when nothing but the date, a time, a weekday and their small words stand in text. */
bool stamp_is_all(dtl_slice text, const stamp *found);
/* A weekday, "pm", "GMT": what may stand beside a date without saying more. */
bool stamp_is_small_word(dtl_slice word);
/* A date in a path: /2021/09/24/, /2021-09-24-, /20210924/; open if none. */
dtl_interval stamp_of_url(dtl_slice url);

/* dateline.c */
/* Bytes at the start of a body paragraph that are no sentence. The first paragraphs may also name place, byline, agency. */
uint32_t dateline_lead_in(article_run *run, dtl_span paragraph, bool first);

/* weigh.c */
enum { STRONG_WORDS = 12 }; /* a line this long that reads like a sentence marks where the body is */
/* In a zone that holds no report: navigation, aside, footer, form, comments. */
bool weigh_in_bad_zone(const article_run *run, const dtl_block *block);
bool weigh_is_mostly_links(const dtl_block *block);
bool weigh_reads_like_text(const article_run *run, const line *l);
/* Reads like text and stands where a report may stand. */
bool weigh_is_good(const article_run *run, uint32_t i);
/* Sets run->excused_zone where the names of zones lie. */
void weigh_excuse_zone(article_run *run);
/* The line behind which no body can be; run->count if there is no such line. */
uint32_t weigh_find_end(const article_run *run, uint32_t from);
/* The stretch [*first, *last] of greatest weight within [from, to); false if nothing there weighs anything. */
bool weigh_best_stretch(const article_run *run, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last);

/* language.c */
/* Why it is not English, as a note; NULL = it is. */
const char *language_objection(const article_run *run);
/* Notes paragraphs of the body that are in another language. */
void language_note_passages(const article_run *run);

/* title.c */
/* The block that is the title, DTL_NONE if there is none. */
uint32_t title_find(article_run *run);
/* The head's title (block 0) without what the site adds. */
dtl_span title_stripped(const article_run *run);
/* The first block that is surely body; run->count if there is none. */
uint32_t title_anchor(const article_run *run);

/* metadata.c */
void metadata_read(article_run *run, uint32_t title);
void metadata_dates(article_run *run);

static inline dtl_slice run_text(const article_run *run, dtl_span span)
{
    return dtl_span_text(run->page->text, span);
}

static inline dtl_span run_span(const article_run *run, dtl_slice piece)
{
    return (dtl_span){(uint32_t)(piece.ptr - run->page->text.ptr), piece.length};
}
#endif
