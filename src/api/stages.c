/* stages: the way of one report, in order.
 *
 * In: a doc with its source and its arena. Out: the same doc with all layers filled. This is the only place that knows
 * the order of the rooms. A report in another language stops behind article, with a note; one that needs more memory than
 * its budget ends with DTL_ERR_BUDGET and leaves no line.
 *
 * Example: a page of 40 KB HTML goes through all nine stages and takes about 2 MB of its 256.
 */
#include "api/engine.h"
#include "article/article.h"
#include "claim/claim.h"
#include "doc/report.h"
#include "event/event.h"
#include "mention/mention.h"
#include "name/name.h"
#include "page/page.h"
#include "parse/casing.h"
#include "text/text.h"
#include "voice/voice.h"

static dtl_err run_page(const dtl_engine *engine, dtl_doc *doc)
{
    (void)engine;
    return dtl_page_run(&doc->source, doc->arena, &doc->notes, &doc->page);
}

static dtl_err run_article(const dtl_engine *engine, dtl_doc *doc)
{
    return dtl_article_run(&doc->source, &doc->page, engine->rules, doc->arena, &doc->notes, &doc->article);
}

static dtl_err run_text(const dtl_engine *engine, dtl_doc *doc)
{
    dtl_err err = dtl_casing_run(&doc->article, engine->rules, engine->model, doc->arena, &doc->notes, &doc->page);
    if (err)
        return err;
    return dtl_text_run(&doc->page, &doc->article, engine->rules, doc->arena, &doc->notes, &doc->text);
}

static dtl_err run_parse(const dtl_engine *engine, dtl_doc *doc)
{
    return dtl_parse_run(&doc->page, &doc->text, engine->model, doc->arena, &doc->notes, &doc->parse);
}

static dtl_err run_name(const dtl_engine *engine, dtl_doc *doc)
{
    return dtl_name_run(&doc->page, &doc->text, engine->rules, engine->gazetteer, engine->model, doc->arena, &doc->notes, &doc->parse);
}

static dtl_err run_mention(const dtl_engine *engine, dtl_doc *doc)
{
    return dtl_mention_run(doc, engine->rules, engine->gazetteer, &doc->notes, &doc->mention);
}

static dtl_err run_voice(const dtl_engine *engine, dtl_doc *doc)
{
    return dtl_voice_run(doc, engine->rules, &doc->notes, &doc->voice);
}

static dtl_err run_event(const dtl_engine *engine, dtl_doc *doc)
{
    return dtl_event_run(doc, engine->rules, &doc->notes, &doc->event);
}

static dtl_err run_claim(const dtl_engine *engine, dtl_doc *doc)
{
    return dtl_claim_run(doc, engine->rules, &doc->notes, &doc->claim);
}

const dtl_stage dtl_stages[DTL_STAGE_COUNT] = {
    {"page", run_page, false},      {"article", run_article, false}, {"text", run_text, true},   {"parse", run_parse, true},
    {"name", run_name, true},       {"mention", run_mention, true}, {"voice", run_voice, true},      {"event", run_event, true}, {"claim", run_claim, true}};

dtl_err dtl_doc_run_stages(const dtl_engine *engine, dtl_doc *doc, int first, int end, dtl_error *error)
{
    doc->gazetteer = dtl_slice_from_cstr(engine->gazetteer_hex);
    for (int i = first; i < end; i++) {
        if (dtl_stages[i].needs_english && !doc->article.english)
            return DTL_OK;
        dtl_err err = dtl_stages[i].run(engine, doc);
        if (err == DTL_ERR_BUDGET)
            return dtl_error_set(error, err, NULL, DTL_OFFSET_NONE, "%s needs more than the %zu MB of memory that one report may take",
                                 dtl_stages[i].name, doc->arena->budget >> 20);
        if (err)
            return dtl_error_set(error, err, NULL, DTL_OFFSET_NONE, "%s failed (%s)", dtl_stages[i].name, dtl_err_name(err));
    }
    return DTL_OK;
}

dtl_err dtl_doc_run(const dtl_engine *engine, dtl_doc *doc, dtl_error *error)
{
    dtl_err err = dtl_doc_run_stages(engine, doc, 0, DTL_STAGE_COUNT, error);
#ifndef NDEBUG
    if (!err && doc->article.english && !dtl_doc_check(doc, error))
        return DTL_ERR_ARGUMENT;
#endif
    return err;
}

dtl_err dtl_doc_write(const dtl_engine *engine, const dtl_doc *doc, dtl_buffer *out)
{
    dtl_report report = {0};
    dtl_err err = dtl_report_from_doc(doc, engine->rules, dtl_slice_from_cstr(engine->model_hex), doc->arena, &report);
    if (err)
        return err;
    dtl_report_write(&report, out);
    return out->failed ? DTL_ERR_BUDGET : DTL_OK;
}
