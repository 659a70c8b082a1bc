/* What the HTML files of the page room share. */
#ifndef DTL_PAGE_HTML_H
#define DTL_PAGE_HTML_H
#include "page/room.h"

enum { /* what an element does to the text around it */
    TAG_BLOCK = 1,  /* begins a block of its own */
    TAG_VOID = 2,   /* has no content and no end tag */
    TAG_SKIP = 4    /* its content is not shown or not text */
};
enum { /* groups for end tags that may be left out; bits, so that several make a set */
    KIND_P = 1, KIND_LI = 2, KIND_LIST = 4, KIND_DT = 8, KIND_DL = 16, KIND_CELL = 32, KIND_ROW = 64, KIND_ROWS = 128,
    KIND_TABLE = 256, KIND_SECTION = 512, KIND_CAPTION = 1024, KIND_HEADING = 2048, KIND_PAGE = 4096
};
/* An HTML element that we know. */
typedef struct page_tag {
    const char *name; /* lower case */
    uint16_t kind;    /* one KIND_… bit or 0 */
    uint8_t flags;    /* TAG_… bits */
    uint8_t zone;     /* dtl_zone it makes, DTL_ZONE_CONTENT = none */
} page_tag;
/* The known element of this lower-case name, or one without kind and flags. */
const page_tag *page_tag_of(const char *name);

enum { PAGE_SCRIPTS_MAX = 16 };
/* JSON-LD scripts of a page, as they stand in it. */
typedef struct page_scripts {
    dtl_slice items[PAGE_SCRIPTS_MAX];
    uint32_t count;
} page_scripts;

/* *map: offsets of the tame page's text → offsets in html. */
dtl_err page_prescan(page_run *run, dtl_slice html, dtl_slice *tame, dtl_source_point_array *map, page_scripts *scripts);

/* facts.c */
/* Keeps value (trimmed, copied, white space collapsed, at most 1 KB) as a fact; quietly nothing when empty. */
dtl_err page_fact(page_run *run, dtl_fact_kind kind, const char *origin, dtl_slice value);
/* Facts of one <meta name/property/itemprop=key content=value>. */
dtl_err page_meta_fact(page_run *run, dtl_slice key, dtl_slice value);
/* Facts of the page's JSON-LD. */
dtl_err page_script_facts(page_run *run, const page_scripts *scripts);
#endif
