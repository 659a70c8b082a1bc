/* The bench "claims": who holds what, how surely, and what others make of it, against reports annotated by hand.
 *
 * Paths: the gold folder (re3d/NAME.json, own/NAME.json, own/NAME.txt; docs/claims.md has the format) and, if it lies elsewhere
 * than at ../shared, the docs.jsonl that holds the texts of re3d. Own reports and samples go the whole way as files; a text
 * of re3d is body text without page furniture, so the article stage is skipped for it. An answer is an event with the holder of
 * its first claim, the status of that telling, and as stances every claim that targets it; a claim about who an actor is or
 * how many there were is an answer of its own, of type "claim". claims_score.c says how the two are compared.
 * Keys: items (gold), reports, found, holder, status_macro_f1 (statuses with at least five gold items among those judged), status (share), stance
 * (F1), told_as_fact, holder_all, status_all; per_status; and the same for the parts with re3d_ and own_ in front.
 * --errors: every item that was missed or is wrong, with both readings, the rules and the sentence; --predict: what the program
 * says of each report in the format of the gold, one report a line.
 * Knowingly not measured: what is told and stands in no gold item. */
#include "claims_gold.h"
#include "eval.h"
#include <stdlib.h>

enum { ANSWERS_MAX = 4096, LINE_SIZE = 512 };

typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    dtl_arena *arena; /* of the report at hand */
    dtl_doc *doc;
    claims_item *answers;
    uint32_t answer_count;
    claims_sums sums[2]; /* by part */
    uint32_t failed;
} bench;

static const char *const parts[2] = {"re3d", "own"};

/* ---- answers ---- */

static dtl_span source_span(const bench *b, dtl_span span)
{
    return dtl_span_between(eval_source_offset(&b->doc->page, span.offset), eval_source_offset(&b->doc->page, dtl_span_end(span)));
}

/* Every place that names the same as this mention. */
static claims_holder everywhere(const bench *b, uint32_t mention)
{
    const dtl_mention_array *all = &b->doc->mention.mentions;
    const dtl_mention *m = &all->items[mention];
    dtl_span *spans = dtl_arena_alloc(b->arena, all->count * sizeof *spans);
    claims_holder holder = {.spans = spans};
    bool entity = m->kind != DTL_MENTION_TIME && m->kind != DTL_MENTION_QUANTITY && m->target != DTL_NONE;
    for (uint32_t i = 0; spans && i < all->count; i++) {
        const dtl_mention *other = &all->items[i];
        bool same = i == mention || (entity && other->target == m->target && other->kind != DTL_MENTION_TIME && other->kind != DTL_MENTION_QUANTITY);
        if (same)
            spans[holder.count++] = source_span(b, other->span);
    }
    return holder;
}

/* Who a voice is; a document that speaks alone is its medium. A voice that names nobody is the outlet's hedge. */
static claims_holder holder_of(const bench *b, uint32_t voice)
{
    if (voice == DTL_NONE)
        return (claims_holder){.outlet = true};
    const dtl_voice *v = &b->doc->voice.voices.items[voice];
    if (v->holder != DTL_NONE)
        return everywhere(b, v->holder);
    if (v->holder_span.length) {
        dtl_span *span = dtl_arena_alloc(b->arena, sizeof *span);
        if (span)
            *span = source_span(b, v->holder_span);
        return (claims_holder){.spans = span, .count = span != NULL};
    }
    return v->medium != DTL_NONE ? everywhere(b, v->medium) : (claims_holder){.outlet = true};
}

static void add_stance(const bench *b, claims_item *item, const dtl_claim *claim)
{
    if (item->stance_count == CLAIMS_STANCES)
        return;
    claims_stance stance = {.holder = holder_of(b, claim->voice), .stance = claim->stance};
    if (!claims_has_stance(item, &stance))
        item->stances[item->stance_count++] = stance;
}

/* The holder's claim about the whole telling; DTL_NONE when the claim room made none. */
static uint32_t main_claim(const dtl_doc *doc, uint32_t event)
{
    const dtl_claim_array *claims = &doc->claim.claims;
    for (uint32_t i = 0; i < claims->count; i++) {
        const dtl_claim *c = &claims->items[i];
        bool about_itself = c->targets != DTL_NONE && claims->items[c->targets].event == event;
        if (c->event == event && c->field == DTL_FIELD_WHOLE && !about_itself)
            return i;
    }
    return DTL_NONE;
}

static void answer_event(bench *b, uint32_t event)
{
    const dtl_event *e = &b->doc->event.events.items[event];
    const dtl_claim_array *claims = &b->doc->claim.claims;
    unsigned type = e->item == DTL_ITEM_STATEMENT ? CLAIMS_TYPE_CLAIM : e->item == DTL_ITEM_FIGURE ? CLAIMS_TYPE_FIGURE : e->type;
    uint32_t first = main_claim(b->doc, event);
    claims_item *item = &b->answers[b->answer_count++];
    *item = (claims_item){.trigger = source_span(b, dtl_text_tokens_span(&b->doc->text, e->trigger, 1)), .evidence = source_span(b, e->evidence),
                          .type = (uint8_t)type, .types = 1u << type, .status = b->doc->claim.telling[event], .event = event,
                          .holder = holder_of(b, first == DTL_NONE ? e->voice : claims->items[first].voice)};
    item->statuses = 1u << item->status;
    for (uint32_t i = 0; i < claims->count; i++) {
        const dtl_claim *c = &claims->items[i];
        bool targets_it = c->targets != DTL_NONE && claims->items[c->targets].event == event;
        bool own = c->event == event && !targets_it && c->stance != DTL_STANCE_SUPPORTS;
        if ((targets_it && c->stance != DTL_STANCE_SUPPORTS) || own)
            add_stance(b, item, c);
    }
}

/* "The attacker was a citizen of …": a claim about one field stands for itself. */
static void answer_field(bench *b, const dtl_claim *claim)
{
    claims_item *item = &b->answers[b->answer_count++];
    uint8_t status = b->doc->claim.telling[claim->event];
    if (status == DTL_STATUS_ASSERTED && claim->voice != DTL_NONE)
        status = DTL_STATUS_CLAIMED;
    *item = (claims_item){.trigger = source_span(b, claim->value), .evidence = source_span(b, claim->span), .type = CLAIMS_TYPE_CLAIM,
                          .types = 1u << CLAIMS_TYPE_CLAIM, .status = status, .statuses = 1u << status, .event = claim->event,
                          .holder = holder_of(b, claim->voice)};
    if (claim->stance != DTL_STANCE_SUPPORTS)
        add_stance(b, item, claim);
}

static void answer(bench *b)
{
    const dtl_claim_array *claims = &b->doc->claim.claims;
    b->answer_count = 0;
    for (uint32_t i = 0; i < b->doc->event.events.count && b->answer_count < ANSWERS_MAX; i++)
        answer_event(b, i);
    for (uint32_t i = 0; i < claims->count && b->answer_count < ANSWERS_MAX; i++)
        if (claims->items[i].field != DTL_FIELD_WHOLE && claims->items[i].value.length)
            answer_field(b, &claims->items[i]);
}

/* ---- what was wrong ---- */

static void holder_words(dtl_slice text, const claims_holder *holder, char out[LINE_SIZE])
{
    size_t length = 0;
    out[0] = 0;
    if (holder->outlet)
        length += (size_t)snprintf(out, LINE_SIZE, "the outlet");
    for (uint32_t i = 0; i < holder->count && i < 3 && length < LINE_SIZE / 2; i++) {
        dtl_slice words = dtl_span_text(text, holder->spans[i]);
        length += (size_t)snprintf(out + length, LINE_SIZE - length, "%s%.*s@%u", length ? " = " : "", words.length > 60 ? 60 : (int)words.length, words.ptr,
                                   holder->spans[i].offset);
    }
}

static void say_reading(FILE *out, const char *who, dtl_slice text, const claims_item *item)
{
    char words[LINE_SIZE];
    holder_words(text, &item->holder, words);
    fprintf(out, "\t%s: %s %s held by %s", who, claims_type_name(item->type), dtl_status_name(item->status), words);
    for (unsigned i = 0; i < DTL_STATUS_COUNT; i++)
        if (i != item->status && item->statuses >> i & 1)
            fprintf(out, " or %s", dtl_status_name(i));
    for (uint32_t i = 0; i < item->stance_count; i++) {
        holder_words(text, &item->stances[i].holder, words);
        fprintf(out, "; %s %s", words, dtl_stance_name(item->stances[i].stance));
    }
}

static void say_rule(FILE *out, const bench *b, uint32_t rule)
{
    uint32_t line = 0;
    dtl_slice file = rule == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_file(b->engine->rules, rule, &line);
    if (file.length)
        fprintf(out, " %.*s:%u", (int)file.length, file.ptr, line);
}

/* The sentence around a byte of the report, line breaks as blanks. */
static void say_sentence(FILE *out, const bench *b, dtl_span trigger)
{
    const dtl_sentence_array *all = &b->doc->text.sentences;
    for (uint32_t i = 0; i < all->count; i++) {
        dtl_span span = dtl_text_tokens_span(&b->doc->text, all->items[i].first, all->items[i].count), at = source_span(b, span);
        if (trigger.offset < at.offset || trigger.offset >= dtl_span_end(at))
            continue;
        dtl_slice words = dtl_doc_slice(b->doc, span);
        for (uint32_t k = 0; k < words.length; k++)
            fputc(words.ptr[k] == '\n' || words.ptr[k] == '\t' ? ' ' : words.ptr[k], out);
        return;
    }
    fputs("(no sentence)", out);
}

static void say(const bench *b, const char *what, const claims_report *report, const claims_item *gold, const claims_item *given)
{
    FILE *out = b->options->errors;
    dtl_slice word = dtl_span_text(report->text, gold->trigger);
    fprintf(out, "%s\t%s\t%.*s@%u", what, report->name, (int)word.length, word.ptr, gold->trigger.offset);
    say_reading(out, "gold", report->text, gold);
    if (given) {
        uint32_t first = main_claim(b->doc, given->event);
        say_reading(out, "given", report->text, given);
        fputs("\trules", out);
        say_rule(out, b, b->doc->event.events.items[given->event].rule);
        say_rule(out, b, first == DTL_NONE ? DTL_NONE : b->doc->claim.claims.items[first].rule);
    }
    fputc('\t', out);
    say_sentence(out, b, gold->trigger);
    fputc('\n', out);
}

static bool stances_right(const claims_item *gold, const claims_item *given)
{
    bool right = true, own = false;
    for (uint32_t i = 0; i < gold->stance_count; i++) {
        right = right && claims_has_stance(given, &gold->stances[i]);
        own = own || claims_own_stance(gold, &gold->stances[i]);
    }
    for (uint32_t i = 0; i < given->stance_count; i++)
        right = right && (claims_has_stance(gold, &given->stances[i]) || (!own && claims_own_stance(given, &given->stances[i])));
    return right;
}

static void tell(const bench *b, const claims_report *report, const int *partner)
{
    for (uint32_t i = 0; b->options->errors && i < report->count; i++) {
        const claims_item *gold = &report->items[i], *given = partner[i] < 0 ? NULL : &b->answers[partner[i]];
        if (!given) {
            say(b, "missed", report, gold, NULL);
            continue;
        }
        if (!claims_same_holder(&gold->holder, &given->holder))
            say(b, "holder", report, gold, given);
        if (claims_told_as_fact(gold, given))
            say(b, "told_as_fact", report, gold, given);
        else if (!claims_status_right(gold, given))
            say(b, "status", report, gold, given);
        if (!stances_right(gold, given))
            say(b, "stance", report, gold, given);
    }
}

/* ---- predictions ---- */

static json_t *span_json(dtl_slice text, dtl_span span)
{
    return json_pack("[I,I]", (json_int_t)claims_points_before(text, span.offset), (json_int_t)claims_points_before(text, dtl_span_end(span)));
}

static json_t *holder_json(dtl_slice text, const claims_holder *holder)
{
    return holder->count ? span_json(text, holder->spans[0]) : json_null();
}

static void predict(const bench *b, const claims_report *report)
{
    json_t *items = json_array(), *line = json_pack("{s:s}", "report", report->name);
    for (uint32_t i = 0; i < b->answer_count; i++) {
        const claims_item *a = &b->answers[i];
        json_t *item = json_object();
        json_object_set_new(item, "trigger", span_json(report->text, a->trigger));
        json_object_set_new(item, "type", json_string(claims_type_name(a->type)));
        json_object_set_new(item, "holder", holder_json(report->text, &a->holder));
        json_object_set_new(item, "status", json_string(dtl_status_name(a->status)));
        json_t *stances = a->stance_count ? json_array() : NULL;
        for (uint32_t k = 0; k < a->stance_count; k++)
            json_array_append_new(stances, json_pack("{s:o,s:s}", "holder", holder_json(report->text, &a->stances[k].holder), "stance", dtl_stance_name(a->stances[k].stance)));
        if (stances)
            json_object_set_new(item, "stances", stances);
        json_array_append_new(items, item);
    }
    json_object_set_new(line, "items", items);
    char *words = json_dumps(line, JSON_COMPACT);
    fprintf(b->options->predict, "%s\n", words ? words : "{}");
    free(words);
    json_decref(line);
}

/* ---- reports ---- */

static void run_report(bench *b, const claims_report *report, unsigned part)
{
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    const char *name = strchr(report->name, ' ') + 1;
    dtl_doc doc = {.arena = &arena, .source = {.bytes = report->text,
                                              .file = dtl_slice_from_cstr(name), .outlet = report->outlet, .format = DTL_FORMAT_TEXT}};
    b->doc = &doc;
    b->arena = &arena;
    bool fine = part == 0 ? eval_run_body(b->engine, NULL, false, &doc) : eval_run(b->engine, "claims", &doc);
    int *partner = dtl_arena_calloc(&arena, report->count + 1u, sizeof *partner);
    b->answer_count = 0;
    b->answers = dtl_arena_calloc(&arena, ANSWERS_MAX, sizeof *b->answers);
    if (!fine || !partner || !b->answers) {
        fprintf(stderr, "claims: %s could not be scored\n", report->name);
        b->failed++;
    } else {
        answer(b);
        claims_score(report->items, report->count, b->answers, b->answer_count, partner, &b->sums[part]);
        tell(b, report, partner);
        if (b->options->predict)
            predict(b, report);
    }
    dtl_arena_free(&arena);
}

static void number_or_null(eval_json *json, const char *prefix, const char *key, double value)
{
    char name[64];
    snprintf(name, sizeof name, "%s%s", prefix, key);
    eval_json_share(json, name, value);
}

static double share(uint64_t hits, uint64_t of)
{
    return of ? (double)hits / (double)of : -1.0;
}

static void write_part(eval_json *json, const char *prefix, const claims_sums *sums)
{
    uint64_t right = 0;
    char name[64];
    for (unsigned i = 0; i < DTL_STATUS_COUNT; i++)
        right += sums->right[i];
    number_or_null(json, prefix, "reports", (double)sums->reports);
    if (*prefix) /* of all it stands in front already */
        number_or_null(json, prefix, "items", (double)sums->items);
    number_or_null(json, prefix, "found", share(sums->found, sums->items));
    number_or_null(json, prefix, "holder", share(sums->holder, sums->found));
    number_or_null(json, prefix, "status_macro_f1", claims_macro_f1(sums, false));
    number_or_null(json, prefix, "status", share(right, sums->found));
    number_or_null(json, prefix, "stance", sums->stance_gold ? eval_f1(sums->stance_right, sums->stance_gold, sums->stance_given) : -1.0);
    number_or_null(json, prefix, "told_as_fact", share(sums->told_as_fact, sums->told_of));
    number_or_null(json, prefix, "holder_all", share(sums->holder, sums->items));
    number_or_null(json, prefix, "status_all", claims_macro_f1(sums, true));
    snprintf(name, sizeof name, "%sper_status", prefix);
    eval_json_object(json, name);
    for (unsigned i = 0; i < DTL_STATUS_COUNT; i++)
        number_or_null(json, "", dtl_status_name(i), sums->gold_found[i] ? claims_status_f1(sums, i, false) : -1.0);
    eval_json_object_end(json);
}

static void write_table(const claims_sums *sums, const char *part)
{
    fprintf(stderr, "%s: %llu reports, %llu items, %llu found, %llu told by the program\n", part, (unsigned long long)sums->reports,
            (unsigned long long)sums->items, (unsigned long long)sums->found, (unsigned long long)sums->answered);
    fprintf(stderr, "  stances: gold %llu given %llu right %llu; told as fact %llu of %llu\n", (unsigned long long)sums->stance_gold, (unsigned long long)sums->stance_given,
            (unsigned long long)sums->stance_right, (unsigned long long)sums->told_as_fact, (unsigned long long)sums->told_of);
    for (unsigned i = 0; i < DTL_STATUS_COUNT; i++)
        fprintf(stderr, "  %-13s gold %4llu found %4llu given %4llu right %4llu  F1 %.3f%s\n", dtl_status_name(i), (unsigned long long)sums->gold[i],
                (unsigned long long)sums->gold_found[i], (unsigned long long)sums->given[i], (unsigned long long)sums->right[i],
                claims_status_f1(sums, i, false), sums->gold_found[i] < CLAIMS_ENOUGH ? "  (too few to count in the mean)" : "");
}

static int run_parts(bench *b, const char *folder, const char *re3d)
{
    int status = 0;
    const char *ci = getenv("CI");
    for (unsigned part = 0; part < 2; part++) {
        dtl_arena arena;
        dtl_arena_init(&arena, (size_t)1 << 30);
        claims_gold gold;
        bool fine = claims_gold_read(&(claims_places){.folder = folder, .samples = "samples", .re3d = re3d}, parts[part], &arena, stderr, &gold);
        if (!fine)
            fprintf(stderr, "claims: no part %s in %s\n", parts[part], folder);
        for (uint32_t i = 0; fine && i < gold.count; i++)
            run_report(b, &gold.reports[i], part);
        if (fine && gold.left_out)
            fprintf(stderr, "claims: the texts of %u reports are not there (%s); they are left out\n", gold.left_out, part ? folder : re3d);
        if (gold.mistakes || b->failed || ((!fine || gold.left_out) && ci && strcmp(ci, "true") == 0))
            status = 66;
        dtl_arena_free(&arena);
    }
    return status;
}

int eval_claims(const eval_options *options)
{
    dtl_engine *engine;
    int status = eval_engine(options, 1, "claims GOLD-FOLDER [re3d/docs.jsonl]", &engine);
    if (status)
        return status;
    bench b = {.options = options, .engine = engine};
    double start = eval_seconds();
    status = run_parts(&b, options->paths[0], options->path_count > 1 ? options->paths[1] : "../shared/data/syntax/re3d/docs.jsonl");
    claims_sums all = b.sums[0];
    claims_add(&all, &b.sums[1]);
    eval_json json;
    eval_json_open(&json, "claims", all.items, eval_seconds() - start);
    write_part(&json, "", &all);
    for (unsigned part = 0; part < 2; part++) {
        char prefix[16];
        snprintf(prefix, sizeof prefix, "%s_", parts[part]);
        write_table(&b.sums[part], parts[part]);
        write_part(&json, prefix, &b.sums[part]);
    }
    eval_json_close(&json);
    dtl_engine_close(engine);
    return status;
}
