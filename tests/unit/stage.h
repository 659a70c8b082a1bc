/* For tests of page and article: a report run through both rooms with the project's own rules, and everything freed again. */
#ifndef DTL_TESTS_STAGE_H
#define DTL_TESTS_STAGE_H
#include "check.h"
#include <stdio.h>
#include "article/article.h"
#include "page/page.h"

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

/* One report under test. */
typedef struct stage {
    dtl_arena arena;
    dtl_doc doc;
    dtl_rules *rules;
} stage;

static inline dtl_rules *stage_rules(void)
{
    dtl_rules *rules = NULL;
    dtl_error error = {0};
    if (dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &rules, &error))
        fail_msg("%s", error.message);
    return rules;
}

/* Runs page and article over source; the budget is that of a normal report. */
static inline void stage_run(stage *s, dtl_source source)
{
    memset(s, 0, sizeof *s);
    dtl_arena_init(&s->arena, (size_t)512 << 20);
    s->rules = stage_rules();
    s->doc = (dtl_doc){.arena = &s->arena, .source = source};
    assert_int_equal(dtl_page_run(&s->doc.source, &s->arena, &s->doc.notes, &s->doc.page), DTL_OK);
    assert_int_equal(dtl_article_run(&s->doc.source, &s->doc.page, s->rules, &s->arena, &s->doc.notes, &s->doc.article), DTL_OK);
    dtl_error error = {0};
    if (!dtl_doc_check(&s->doc, &error))
        fail_msg("%s", error.message);
}

static inline void stage_text(stage *s, const char *text)
{
    stage_run(s, (dtl_source){.bytes = dtl_slice_from_cstr(text), .format = DTL_FORMAT_AUTO});
}

static inline void stage_free(stage *s)
{
    dtl_arena_free(&s->arena);
    dtl_rules_close(s->rules);
}

static inline dtl_slice stage_body(const stage *s, uint32_t i)
{
    return i < s->doc.article.body.count ? dtl_doc_slice(&s->doc, s->doc.article.body.items[i].span) : DTL_SLICE("(none)");
}

/* The reason for which the block with this text was dropped; "" if it was not. */
static inline const char *stage_reason(const stage *s, const char *text)
{
    for (uint32_t i = 0; i < s->doc.article.dropped.count; i++)
        if (dtl_slice_is(dtl_doc_slice(&s->doc, s->doc.article.dropped.items[i].span), text))
            return s->doc.article.dropped.items[i].reason;
    return "";
}

static inline bool stage_has_note(const stage *s, const char *part)
{
    for (uint32_t i = 0; i < s->doc.notes.count; i++)
        if (dtl_slice_find(s->doc.notes.items[i].text, dtl_slice_from_cstr(part), 0) != DTL_NONE)
            return true;
    return false;
}

/* Reads a whole file; NULL when it cannot be opened. The caller frees. */
static inline char *stage_read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    *length = 0;
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    *length = bytes ? fread(bytes, 1, (size_t)size, file) : 0;
    fclose(file);
    if (bytes)
        bytes[*length] = '\0';
    return bytes;
}
#endif
