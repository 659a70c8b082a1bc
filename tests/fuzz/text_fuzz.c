/* Any bytes that are UTF-8, as title and paragraphs, go through text and parse: the layers must pass the document's own
 * check, and a small budget must end in DTL_ERR_BUDGET and nothing else. */
#include <stdint.h>
#include <stdlib.h>
#include "base/utf8.h"
#include "parse/parse.h"
#include "text/text.h"

extern const char dtl_embedded_model[], dtl_embedded_model_end[];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARAGRAPHS_MAX = 64 };

/* Lines are paragraphs; the first is the title. */
static uint32_t cut_lines(dtl_slice text, dtl_paragraph *paragraphs, dtl_block *blocks)
{
    uint32_t count = 0, start = 0;
    for (uint32_t i = 0; i <= text.length && count < PARAGRAPHS_MAX; i++) {
        if (i < text.length && text.ptr[i] != '\n')
            continue;
        blocks[count].span = dtl_span_between(start, i);
        paragraphs[count] = (dtl_paragraph){.span = blocks[count].span, .block = count};
        count++;
        start = i + 1;
    }
    return count;
}

static void run_once(dtl_slice bytes, const dtl_model *model, size_t budget)
{
    dtl_block blocks[PARAGRAPHS_MAX] = {{.kind = 0}};
    dtl_paragraph paragraphs[PARAGRAPHS_MAX];
    dtl_arena arena;
    dtl_error error;
    dtl_arena_init(&arena, budget);
    dtl_doc doc = {.arena = &arena, .page = {.text = bytes, .blocks = {blocks, 0, PARAGRAPHS_MAX}}, .article = {.english = true}};
    const uint32_t count = cut_lines(bytes, paragraphs, blocks);
    doc.page.blocks.count = count;
    doc.article.title = paragraphs[0].span;
    doc.article.body.items = paragraphs + 1;
    doc.article.body.count = doc.article.body.capacity = count - 1;
    dtl_err err = dtl_text_run(&doc.page, &doc.article, NULL, &arena, &doc.notes, &doc.text);
    if (err == DTL_OK)
        err = dtl_parse_run(&doc.page, &doc.text, model, &arena, &doc.notes, &doc.parse);
    if (err != DTL_OK && err != DTL_ERR_BUDGET)
        abort();
    if (err == DTL_OK && !dtl_doc_check(&doc, &error))
        abort();
    dtl_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dtl_slice bytes = dtl_slice_make((const char *)data, size);
    dtl_model *model;
    if (size > 1 << 16 || dtl_utf8_valid_prefix(bytes) != size ||
        dtl_model_open(dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model)), &model, NULL) != DTL_OK)
        return 0;
    run_once(bytes, model, (size_t)1 << 26);
    run_once(bytes, model, (size_t)1 << 14);
    return 0;
}
