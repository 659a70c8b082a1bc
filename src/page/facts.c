/* What the head of an HTML page says of itself. In: meta tags and JSON-LD. Out: page facts with the place they come from.
 *
 * Only statements about this page are taken: in JSON-LD the first object that is an article of some kind (or has a headline),
 * found breadth-first through arrays, @graph and mainEntity; lists of other articles (itemListElement, hasPart, mentions) are
 * not entered.
 *
 * Example. {"@graph":[{"@type":"NewsArticle","headline":"Flood cuts road","datePublished":"2019-05-03T18:05:00+04:30"}]}.
 *
 * Gets wrong knowingly: pages whose JSON-LD describes another page than the one shown are believed. */
#include "page/html.h"
#include <jansson.h>

enum { FACT_MAX = 1024, SCRIPT_MAX = 512 * 1024, OBJECTS_MAX = 256, FACTS_MAX = 64 };

dtl_err page_fact(page_run *run, dtl_fact_kind kind, const char *origin, dtl_slice value)
{
    value = dtl_slice_trim(value);
    if (!value.length || value.length > FACT_MAX || run->page->facts.count >= FACTS_MAX)
        return DTL_OK;
    char *copy = dtl_arena_alloc(run->arena, value.length);
    if (!copy)
        return DTL_ERR_BUDGET;
    uint32_t used = 0;
    for (uint32_t i = 0; i < value.length; i++) {
        bool blank = (unsigned char)value.ptr[i] <= ' '; /* control characters too */
        if (!blank || (used && copy[used - 1] != ' '))
            copy[used++] = blank ? ' ' : value.ptr[i];
    }
    used -= used && copy[used - 1] == ' ';
    dtl_page_fact *fact = used ? dtl_array_push(run->arena, &run->page->facts) : NULL;
    if (fact)
        *fact = (dtl_page_fact){.value = dtl_slice_make(copy, used), .kind = (uint8_t)kind, .origin = origin};
    return fact || !used ? DTL_OK : DTL_ERR_BUDGET;
}

/* Names of meta tags (name, property or itemprop) that news pages use; lower case. */
static const struct {
    const char *key;
    dtl_fact_kind kind;
    const char *origin;
} metas[] = {
    {"og:title", DTL_FACT_OG_TITLE, "meta og:title"},
    {"twitter:title", DTL_FACT_OG_TITLE, "meta twitter:title"},
    {"headline", DTL_FACT_OG_TITLE, "meta headline"},
    {"dc.title", DTL_FACT_OG_TITLE, "meta dc.title"},
    {"article:published_time", DTL_FACT_PUBLISHED, "meta article:published_time"},
    {"og:article:published_time", DTL_FACT_PUBLISHED, "meta article:published_time"},
    {"og:published_time", DTL_FACT_PUBLISHED, "meta og:published_time"},
    {"article:published", DTL_FACT_PUBLISHED, "meta article:published"},
    {"datepublished", DTL_FACT_PUBLISHED, "meta datePublished"},
    {"date", DTL_FACT_PUBLISHED, "meta date"},
    {"pubdate", DTL_FACT_PUBLISHED, "meta pubdate"},
    {"publishdate", DTL_FACT_PUBLISHED, "meta publishdate"},
    {"publish-date", DTL_FACT_PUBLISHED, "meta publish-date"},
    {"publish_date", DTL_FACT_PUBLISHED, "meta publish_date"},
    {"publication_date", DTL_FACT_PUBLISHED, "meta publication_date"},
    {"parsely-pub-date", DTL_FACT_PUBLISHED, "meta parsely-pub-date"},
    {"sailthru.date", DTL_FACT_PUBLISHED, "meta sailthru.date"},
    {"dc.date", DTL_FACT_PUBLISHED, "meta dc.date"},
    {"dc.date.issued", DTL_FACT_PUBLISHED, "meta dc.date.issued"},
    {"dcterms.created", DTL_FACT_PUBLISHED, "meta dcterms.created"},
    {"dcterms.date", DTL_FACT_PUBLISHED, "meta dcterms.date"},
    {"datecreated", DTL_FACT_PUBLISHED, "meta dateCreated"},
    {"originalpublicationdate", DTL_FACT_PUBLISHED, "meta OriginalPublicationDate"},
    {"article:modified_time", DTL_FACT_MODIFIED, "meta article:modified_time"},
    {"og:updated_time", DTL_FACT_MODIFIED, "meta og:updated_time"},
    {"datemodified", DTL_FACT_MODIFIED, "meta dateModified"},
    {"last-modified", DTL_FACT_MODIFIED, "meta last-modified"},
    {"author", DTL_FACT_AUTHOR, "meta author"},
    {"article:author", DTL_FACT_AUTHOR, "meta article:author"},
    {"article:author_name", DTL_FACT_AUTHOR, "meta article:author_name"},
    {"parsely-author", DTL_FACT_AUTHOR, "meta parsely-author"},
    {"sailthru.author", DTL_FACT_AUTHOR, "meta sailthru.author"},
    {"byl", DTL_FACT_AUTHOR, "meta byl"},
    {"dc.creator", DTL_FACT_AUTHOR, "meta dc.creator"},
    {"og:site_name", DTL_FACT_SITE, "meta og:site_name"},
    {"application-name", DTL_FACT_SITE, "meta application-name"},
    {"article:section", DTL_FACT_SECTION, "meta article:section"},
    {"og:url", DTL_FACT_URL, "meta og:url"},
};

dtl_err page_meta_fact(page_run *run, dtl_slice key, dtl_slice value)
{
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++)
        if (dtl_slice_equal_nocase(key, dtl_slice_from_cstr(metas[i].key)))
            return page_fact(run, metas[i].kind, metas[i].origin, value);
    return DTL_OK;
}

/* ---- JSON-LD ---- */
static dtl_slice text_of(const json_t *value)
{
    return json_is_string(value) ? dtl_slice_make(json_string_value(value), json_string_length(value)) : DTL_SLICE_EMPTY;
}

/* A value that is a string, an object with "name", or an array of such: the first one. */
static dtl_slice name_of(const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, "name");
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return text_of(value);
}

static bool type_is_article(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    for (size_t i = 0; i < (json_is_array(type) ? json_array_size(type) : 1); i++) {
        dtl_slice name = text_of(json_is_array(type) ? json_array_get(type, i) : type);
        if (dtl_slice_find(name, DTL_SLICE("Article"), 0) != DTL_NONE || dtl_slice_is(name, "BlogPosting") || dtl_slice_is(name, "Report") ||
            dtl_slice_is(name, "LiveBlogPosting"))
            return true;
    }
    return false;
}

static dtl_err authors_of(page_run *run, const json_t *author)
{
    size_t count = json_is_array(author) ? json_array_size(author) : 1;
    for (size_t i = 0; i < count && i < 8; i++) {
        dtl_slice name = name_of(json_is_array(author) ? json_array_get(author, i) : author);
        if (page_fact(run, DTL_FACT_AUTHOR, "json-ld", name))
            return DTL_ERR_BUDGET;
    }
    return DTL_OK;
}

static dtl_err article_facts(page_run *run, const json_t *object)
{
    const struct {
        dtl_fact_kind kind;
        dtl_slice value;
    } found[] = {{DTL_FACT_JSONLD_TITLE, text_of(json_object_get(object, "headline"))},
                 {DTL_FACT_PUBLISHED, text_of(json_object_get(object, "datePublished"))},
                 {DTL_FACT_MODIFIED, text_of(json_object_get(object, "dateModified"))},
                 {DTL_FACT_SITE, name_of(json_object_get(object, "publisher"))},
                 {DTL_FACT_SECTION, name_of(json_object_get(object, "articleSection"))}};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++)
        if (page_fact(run, found[i].kind, "json-ld", found[i].value))
            return DTL_ERR_BUDGET;
    return authors_of(run, json_object_get(object, "author"));
}

/* Breadth-first through what may hold the article; at most OBJECTS_MAX values. */
static const json_t *find_article(const json_t *root)
{
    static const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage"};
    const json_t *queue[OBJECTS_MAX], *fallback = NULL;
    uint32_t head = 0, tail = 0;
    queue[tail++] = root;
    while (head < tail) {
        const json_t *value = queue[head++];
        for (size_t i = 0; i < json_array_size(value) && tail < OBJECTS_MAX; i++)
            queue[tail++] = json_array_get(value, i);
        if (!json_is_object(value))
            continue;
        if (type_is_article(value))
            return value;
        if (!fallback && json_is_string(json_object_get(value, "headline")))
            fallback = value;
        for (size_t i = 0; i < sizeof inner / sizeof *inner && tail < OBJECTS_MAX; i++) {
            const json_t *child = json_object_get(value, inner[i]);
            if (json_is_object(child) || json_is_array(child))
                queue[tail++] = child;
        }
    }
    return fallback;
}

dtl_err page_script_facts(page_run *run, const page_scripts *scripts)
{
    for (uint32_t i = 0; i < scripts->count; i++) {
        if (scripts->items[i].length > SCRIPT_MAX)
            continue;
        json_t *root = json_loadb(scripts->items[i].ptr, scripts->items[i].length, JSON_DISABLE_EOF_CHECK, NULL);
        const json_t *article = root ? find_article(root) : NULL;
        dtl_err err = article ? article_facts(run, article) : DTL_OK;
        json_decref(root);
        if (err || article)
            return err;
    }
    return DTL_OK;
}
