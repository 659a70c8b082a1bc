/* mentions: prints what the mention room finds in each file, for reading, and how fast it was.
 *     ./run eval mentions FILE…   one line a mention, entity, time; last line of stdout the usual JSON object.
 * --predict FILE sends the listing there. With --errors FILE the tree is listed as well, one token a line. */
#include "article/article.h"
#include "doc/ud.h"
#include "eval.h"
#include "mention/mention.h"
#include "page/page.h"
#include "text/text.h"
#include <stdlib.h>
#include <time.h>

static void day(FILE *out, int32_t day_number)
{
    char text[16];
    dtl_day_format(day_number, text);
    fputs(text[0] ? text : "open", out);
}

static void slice(FILE *out, dtl_slice text)
{
    for (uint32_t i = 0; i < text.length; i++)
        fputc(text.ptr[i] == '\n' ? ' ' : text.ptr[i], out);
}

static void list_tree(FILE *out, const dtl_doc *doc)
{
    for (uint32_t t = 0; t < doc->text.tokens.count; t++) {
        const dtl_word *w = &doc->parse.words[t];
        fprintf(out, "%u\t", t);
        slice(out, dtl_doc_slice(doc, (dtl_span){doc->text.tokens.items[t].offset, doc->text.tokens.items[t].length}));
        fprintf(out, "\t%s\t%s\t%d\t%s\n", dtl_upos_name(w->upos), dtl_xpos_name(w->xpos), w->head == DTL_NONE ? -1 : (int)w->head,
                dtl_relation_name(w->relation));
    }
}

static void list_mention(FILE *out, const dtl_doc *doc, const dtl_mention *m)
{
    static const char *const kinds[] = {"PERSON", "ORG", "PLACE", "ROLE", "PRON", "DOC", "TIME", "QUANT"};
    const dtl_mentions *all = &doc->mention;
    fprintf(out, "  %5u %-6s [", m->span.offset, kinds[m->kind]);
    slice(out, dtl_doc_slice(doc, m->span));
    fputs("] ^", out);
    slice(out, dtl_doc_slice(doc, (dtl_span){doc->text.tokens.items[m->head].offset, doc->text.tokens.items[m->head].length}));
    fputs(" -> ", out);
    if (m->target == DTL_NONE) {
        fputs("?", out);
    } else if (m->kind == DTL_MENTION_TIME) {
        const dtl_time *t = &all->times.items[m->target];
        static const char *const names[] = {"day", "span", "duration", "set", "length", "reference"};
        slice(out, t->value);
        fputc(' ', out);
        day(out, t->days.low);
        fputs("..", out);
        day(out, t->days.high);
        fprintf(out, " %s%s", names[t->kind], t->future ? " future" : "");
    } else if (m->kind == DTL_MENTION_QUANTITY) {
        const dtl_quantity *q = &all->quantities.items[m->target];
        fprintf(out, "%lld..%lld of ", (long long)q->low, q->high == DTL_COUNT_OPEN ? -1LL : (long long)q->high);
        if (q->of != DTL_NONE)
            slice(out, dtl_doc_slice(doc, (dtl_span){doc->text.tokens.items[q->of].offset, doc->text.tokens.items[q->of].length}));
    } else {
        slice(out, all->entities.items[m->target].id);
    }
    if (m->reason.length) {
        fputs("  (", out);
        slice(out, m->reason);
        fputc(')', out);
    }
    fputc('\n', out);
}

static void list_references(FILE *out, const dtl_doc *doc)
{
    for (uint32_t i = 0; i < doc->mention.references.count; i++) {
        const dtl_reference *r = &doc->mention.references.items[i];
        fprintf(out, "  ~ %u ", r->anaphor);
        slice(out, dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, r->anaphor, 1)));
        fprintf(out, " -> %u ", r->antecedent);
        slice(out, dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, r->antecedent, 1)));
        fprintf(out, " (%s)\n", r->reason);
    }
}

static void list_entities(FILE *out, const dtl_mentions *all)
{
    for (uint32_t i = 0; i < all->entities.count; i++) {
        const dtl_entity *e = &all->entities.items[i];
        fputs("  = ", out);
        slice(out, e->id);
        fputs(" | ", out);
        slice(out, e->name);
        fputs(" | ", out);
        slice(out, e->country);
        fputs(" ", out);
        slice(out, e->sector);
        fputs(" role=", out);
        slice(out, e->role);
        fputs(" parent=", out);
        slice(out, e->parent_id);
        fputs(" admin1=", out);
        slice(out, e->admin1);
        if (e->latitude != INT32_MIN)
            fprintf(out, " %.4f,%.4f", e->latitude / 1e6, e->longitude / 1e6);
        fprintf(out, " precision=%u\n", e->place_precision);
    }
}

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Runs the rooms up to mention; seconds of the last one are added to *seconds. */
static bool code(dtl_doc *doc, const dtl_rules *rules, const dtl_model *model, double *seconds)
{
    if (dtl_page_run(&doc->source, doc->arena, &doc->notes, &doc->page) ||
        dtl_article_run(&doc->source, &doc->page, rules, doc->arena, &doc->notes, &doc->article) ||
        dtl_text_run(&doc->page, &doc->article, rules, doc->arena, &doc->notes, &doc->text) ||
        dtl_parse_run(&doc->page, &doc->text, model, doc->arena, &doc->notes, &doc->parse))
        return false;
    double start = cpu_seconds();
    bool good = dtl_mention_run(doc, rules, NULL, &doc->notes, &doc->mention) == DTL_OK;
    *seconds += cpu_seconds() - start;
    dtl_error error = {0};
    if (good && !dtl_doc_check(doc, &error)) {
        fprintf(stderr, "eval: %s\n", error.message);
        return false;
    }
    return good;
}

int eval_mentions(const eval_options *options)
{
    const dtl_rules *rules = eval_rules();
    const dtl_model *model = eval_model(options);
    FILE *out = options->predict ? options->predict : stdout;
    double seconds = 0;
    uint64_t tokens = 0, mentions = 0;
    if (!rules || !model)
        return 66;
    for (int i = 0; i < options->path_count; i++) {
        dtl_arena arena;
        dtl_arena_init(&arena, (size_t)1 << 30);
        dtl_slice name = dtl_slice_from_cstr(options->paths[i]);
        dtl_doc doc = {.arena = &arena, .source = {.bytes = eval_read_file(options->paths[i]), .file = name}};
        if (!doc.source.bytes.ptr)
            return 66;
        if (!code(&doc, rules, model, &seconds)) {
            fprintf(stderr, "eval: %s failed\n", options->paths[i]);
            return 66;
        }
        fprintf(out, "%s published ", options->paths[i]);
        day(out, doc.mention.published.low);
        fputs("..", out);
        day(out, doc.mention.published.high);
        fprintf(out, " from '%s'\n", doc.mention.published_from);
        if (options->errors)
            list_tree(options->errors, &doc);
        for (uint32_t m = 0; m < doc.mention.mentions.count; m++)
            list_mention(out, &doc, &doc.mention.mentions.items[m]);
        list_references(out, &doc);
        list_entities(out, &doc.mention);
        tokens += doc.text.tokens.count;
        mentions += doc.mention.mentions.count;
        dtl_arena_free(&arena);
        free((void *)(uintptr_t)doc.source.bytes.ptr);
    }
    eval_json json;
    eval_json_open(&json, "mentions", mentions, seconds);
    eval_json_number(&json, "tokens", (double)tokens);
    eval_json_number(&json, "ns_per_token", tokens ? seconds * 1e9 / (double)tokens : 0);
    eval_json_close(&json);
    return 0;
}
