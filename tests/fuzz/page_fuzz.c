/* Reports come from anywhere: whatever the bytes are, page and article give layers that pass dtl_doc_check, or say that the
 * budget is spent. The first byte chooses the format and whether a title, an address and a date are given. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "article/article.h"
#include "page/page.h"

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 1 << 20)
        return 0;
    dtl_source source = {.bytes = dtl_slice_make((const char *)data + 1, size - 1), .format = (dtl_format)(data[0] % 3)};
    if (data[0] & 4)
        source.title = dtl_slice_make((const char *)data + 1, size / 4);
    if (data[0] & 8)
        source.published = source.url = dtl_slice_make((const char *)data + 1, size / 8);
    static dtl_rules *rules; /* opened once: hashing them costs more than most inputs */
    dtl_error error;
    if (!rules && dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &rules, &error))
        abort();
    dtl_arena arena;
    dtl_arena_init(&arena, data[0] & 16 ? 200000 : (size_t)256 << 20);
    dtl_doc doc = {.arena = &arena, .source = source};
    dtl_err err = dtl_page_run(&doc.source, &arena, &doc.notes, &doc.page);
    if (!err)
        err = dtl_article_run(&doc.source, &doc.page, rules, &arena, &doc.notes, &doc.article);
    if (err != DTL_OK && err != DTL_ERR_BUDGET)
        abort();
    if (!err && !dtl_doc_check(&doc, &error)) {
        fprintf(stderr, "%s\n", error.message);
        abort();
    }
    dtl_arena_free(&arena);
    return 0;
}
