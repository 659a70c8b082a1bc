/* The bench "places": which words name places, and which places do they mean?
 *
 * Paths: docs.jsonl files (docid, text, url, toponyms [{start, end, name, lat, lon, type}], offsets in code points). Two questions:
 * acc161 gives the resolver the gold names and counts, of those with a point, the share that it puts within 161 km, countries by
 * code; rec_f1 and e2e_* take what the mention room finds by itself (places_score.c says what counts). Gold that no map has
 * (type …_Expression, Non_Toponym, or non_locational) is left out of recognition. Gold of a country is known by its type (PCL…), else by its
 * name; its code is that of the nearest place of the gazetteer.
 * --errors: every miss and wrong answer with its surroundings; --predict: the answers in the format of the gold. */
#include "base/utf8.h"
#include "eval.h"
#include "mention/resolve.h"
#include "places_score.h"
#include <stdlib.h>

enum { NAMES = 20000 };

typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    places_counts sum;
    uint64_t documents, tokens;
    double seconds; /* of the stage mention */
    places_item gold[NAMES], answers[NAMES];
    uint32_t match[NAMES];
    dtl_toponym toponyms[NAMES];
    uint32_t points[4 * 1024 * 1024]; /* byte offset of each code point of the text under way */
} bench;

/* The country of the place that lies nearest to a point; hint wins when it has a place about as near as two degrees. */
static void nearest_country(const dtl_gazetteer *g, places_item *item, dtl_slice hint)
{
    enum { NEAR = 2000000 };
    int64_t best = INT64_MAX;
    uint32_t nearest = DTL_NONE;
    dtl_place place;
    for (uint32_t i = 0; g && i < dtl_gazetteer_count(g); i++) {
        int32_t latitude, longitude;
        dtl_gazetteer_point(g, i, &latitude, &longitude);
        int64_t south = latitude - (int64_t)item->latitude, east = (longitude - (int64_t)item->longitude) * 6 / 10, apart = south * south + east * east;
        if (latitude != INT32_MIN && apart < best) {
            best = apart;
            nearest = i;
        }
        if (latitude != INT32_MIN && hint.length == 3 && apart < (int64_t)NEAR * NEAR && dtl_gazetteer_place(g, i, &place) && dtl_slice_equal(place.country, hint)) {
            memcpy(item->country, hint.ptr, 3);
            return;
        }
    }
    if (nearest != DTL_NONE && dtl_gazetteer_place(g, nearest, &place) && place.country.length == 3)
        memcpy(item->country, place.country.ptr, 3);
}

/* The country that a name stands for, as the rules see it; "" none. */
static dtl_slice country_named(const dtl_engine *engine, dtl_arena *arena, dtl_slice name)
{
    static const char *const tables[] = {"places", "demonyms"};
    dtl_slice folded;
    if (!dtl_utf8_fold(arena, name, &folded))
        return DTL_SLICE_EMPTY;
    if (dtl_slice_starts_with(folded, DTL_SLICE("the ")))
        folded = dtl_slice_make(folded.ptr + 4, folded.length - 4);
    for (size_t t = 0; t < 2; t++) {
        uint32_t table = dtl_rules_table(engine->rules, tables[t]), row;
        for (uint32_t k = 0; (row = dtl_rules_find(engine->rules, table, folded, k)) != DTL_NONE; k++)
            if (t == 1 || dtl_slice_is(dtl_rules_attribute(engine->rules, row, "type"), "country"))
                return dtl_rules_attribute(engine->rules, row, "country");
    }
    return DTL_SLICE_EMPTY;
}

static int32_t micro(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    double degrees = json_is_string(value) ? atof(json_string_value(value)) : json_number_value(value);
    return json_is_string(value) || json_is_number(value) ? (int32_t)(degrees * 1e6 + (degrees < 0 ? -0.5 : 0.5)) : INT32_MIN;
}

static bool is_counted(const json_t *toponym)
{
    dtl_slice type = eval_member(toponym, "type");
    return !json_is_true(json_object_get(toponym, "non_locational")) && !dtl_slice_ends_with(type, DTL_SLICE("_Expression")) &&
           !dtl_slice_is(type, "Non_Toponym") && !dtl_slice_is(type, "Homonym") && !dtl_slice_is(type, "Language");
}

static int by_start(const void *a, const void *b)
{
    const places_item *x = a, *y = b;
    return x->start != y->start ? (x->start < y->start ? -1 : 1) : x->end < y->end ? -1 : x->end > y->end;
}

/* Gold items in bytes, in text order; those that count neither in recognition nor resolution are left out. */
static uint32_t read_gold(bench *b, const json_t *list, dtl_slice text, dtl_arena *arena)
{
    uint32_t length = 0, count = 0;
    for (uint32_t at = 0; at < text.length && length + 1 < sizeof b->points / sizeof *b->points; length++) {
        b->points[length] = at;
        dtl_utf8_next(text, &at);
    }
    b->points[length] = text.length;
    for (size_t i = 0; i < json_array_size(list) && count < NAMES; i++) {
        const json_t *toponym = json_array_get(list, i);
        json_int_t start = json_integer_value(json_object_get(toponym, "start")), end = json_integer_value(json_object_get(toponym, "end"));
        places_item item = {.latitude = micro(toponym, "lat"), .longitude = micro(toponym, "lon"), .counted = is_counted(toponym)};
        if (start < 0 || end <= start || end > (json_int_t)length || (!item.counted && item.latitude == INT32_MIN))
            continue;
        item.start = b->points[start];
        item.end = b->points[end];
        if (item.latitude != INT32_MIN) {
            dtl_slice type = eval_member(toponym, "type"), name = dtl_span_text(text, dtl_span_between(item.start, item.end));
            dtl_slice named = country_named(b->engine, arena, name);
            nearest_country(b->engine->gazetteer, &item, named);
            bool by_name = dtl_slice_is(named, item.country);
            item.is_country = dtl_slice_starts_with(type, DTL_SLICE("PCL")) ||
                              (by_name && (!type.length || dtl_slice_find(type, DTL_SLICE("i"), 0) != DTL_NONE));
        }
        b->gold[count++] = item;
    }
    qsort(b->gold, count, sizeof *b->gold, by_start);
    return count;
}

static places_item answer_of(const dtl_toponym *t)
{
    places_item item = {.start = t->span.offset, .end = dtl_span_end(t->span), .latitude = t->latitude, .longitude = t->longitude,
                        .is_country = t->precision == 1};
    if (t->country.length == 3)
        memcpy(item.country, t->country.ptr, 3);
    return item;
}

static void tell(const bench *b, const char *what, dtl_slice docid, dtl_slice text, uint32_t start, uint32_t end, const places_item *gold, const dtl_toponym *t)
{
    enum { AROUND = 50 };
    FILE *out = b->options->errors;
    if (!out)
        return;
    uint32_t from = start > AROUND ? start - AROUND : 0, to = end + AROUND < text.length ? end + AROUND : text.length;
    fprintf(out, "%s\t%.*s\t", what, (int)docid.length, docid.ptr);
    for (uint32_t i = from; i < to; i++) {
        if (i == start)
            fputc('[', out);
        if (i == end)
            fputc(']', out);
        fputc(text.ptr[i] == '\n' || text.ptr[i] == '\t' ? ' ' : text.ptr[i], out);
    }
    if (gold && gold->latitude != INT32_MIN)
        fprintf(out, "\tgold %s%s %.3f,%.3f", gold->country, gold->is_country ? " (country)" : "", gold->latitude / 1e6, gold->longitude / 1e6);
    if (t)
        fprintf(out, "\tsaid %.*s | %.*s | %.*s p%u %.3f,%.3f: %.*s", (int)t->name.length, t->name.ptr, (int)t->admin1.length, t->admin1.ptr, (int)t->country.length, t->country.ptr,
                t->precision, t->latitude / 1e6, t->longitude / 1e6, (int)t->reason.length, t->reason.ptr);
    fputc('\n', out);
}

/* Gold names given. */
static bool resolve_gold(bench *b, uint32_t gold_count, dtl_slice docid, dtl_slice text, dtl_slice url, dtl_arena *arena)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < gold_count; i++) {
        uint32_t start = b->gold[i].start;
        if (count && start < dtl_span_end(b->toponyms[count - 1].span))
            start = dtl_span_end(b->toponyms[count - 1].span);
        b->toponyms[count] = (dtl_toponym){.span = {start, b->gold[i].end > start ? b->gold[i].end - start : 0}};
        count++;
    }
    dtl_toponym_context context = {.text = text, .rules = b->engine->rules, .gazetteer = b->engine->gazetteer, .url = url};
    if (dtl_toponyms_resolve(&context, arena, b->toponyms, count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (b->gold[i].latitude == INT32_MIN)
            continue;
        places_item answer = answer_of(&b->toponyms[i]);
        bool right = places_right(&b->gold[i], &answer);
        b->sum.located++;
        b->sum.right += right;
        if (!right)
            tell(b, b->toponyms[i].country.length || answer.latitude != INT32_MIN ? "resolve" : "unresolved", docid, text, b->gold[i].start, b->gold[i].end, &b->gold[i], &b->toponyms[i]);
    }
    return true;
}

static bool find_places(bench *b, dtl_doc *doc)
{
    if (!eval_run_body(b->engine, "name", false, doc))
        return false;
    double start = eval_cpu_seconds();
    if (!eval_run_stages(b->engine, "mention", "mention", doc))
        return false;
    b->seconds += eval_cpu_seconds() - start;
    dtl_error error = {0};
    if (!dtl_doc_check(doc, &error))
        fprintf(stderr, "eval: %s\n", error.message);
    return true;
}

static uint32_t take_answers(bench *b, const dtl_doc *doc)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->mention.toponyms.count && count < NAMES; i++)
        if (doc->mention.toponyms.items[i].country.length || doc->mention.toponyms.items[i].latitude != INT32_MIN) {
            b->toponyms[count] = doc->mention.toponyms.items[i];
            b->answers[count] = answer_of(&b->toponyms[count]);
            count++;
        }
    return count;
}

static void predict(const bench *b, dtl_slice docid, dtl_slice text, uint32_t count)
{
    uint32_t point = 0;
    json_t *list = json_array();
    for (uint32_t i = 0; i < count; i++) {
        const places_item *a = &b->answers[i];
        while (b->points[point] < a->start)
            point++;
        uint32_t end = point;
        while (b->points[end] < a->end)
            end++;
        json_t *toponym = json_pack("{s:I,s:I,s:s%}", "start", (json_int_t)point, "end", (json_int_t)end, "name", text.ptr + a->start, (size_t)(a->end - a->start));
        if (a->latitude != INT32_MIN) {
            json_object_set_new(toponym, "lat", json_real(a->latitude / 1e6));
            json_object_set_new(toponym, "lon", json_real(a->longitude / 1e6));
        }
        json_object_set_new(toponym, "country", json_string(a->country));
        json_array_append_new(list, toponym);
    }
    json_t *row = json_pack("{s:s%,s:o}", "docid", docid.ptr, (size_t)docid.length, "toponyms", list);
    char *line = json_dumps(row, JSON_COMPACT | JSON_SORT_KEYS);
    fprintf(b->options->predict, "%s\n", line ? line : "{}");
    free(line);
    json_decref(row);
}

static bool run_document(void *context, json_t *row)
{
    bench *b = context;
    dtl_slice text = eval_member(row, "text"), docid = eval_member(row, "docid"), url = eval_member(row, "url");
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    uint32_t gold_count = read_gold(b, json_object_get(row, "toponyms"), text, &arena);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = text, .file = docid, .url = url, .format = DTL_FORMAT_TEXT}};
    bool fine = resolve_gold(b, gold_count, docid, text, url, &arena) && find_places(b, &doc);
    if (fine && !dtl_slice_equal(doc.page.text, text))
        fprintf(stderr, "eval: the text of %.*s was not kept as it is; its answers may be off\n", (int)docid.length, docid.ptr);
    uint32_t count = fine ? take_answers(b, &doc) : 0;
    places_score(b->gold, gold_count, b->answers, count, b->match, &b->sum);
    for (uint32_t i = 0, g = 0; fine && i <= count; i++) {
        uint32_t next = i < count ? b->match[i] : gold_count;
        for (; next != DTL_NONE && g < next; g++)
            tell(b, "missed", docid, text, b->gold[g].start, b->gold[g].end, &b->gold[g], NULL);
        if (i < count && next == DTL_NONE)
            tell(b, "spurious", docid, text, b->answers[i].start, b->answers[i].end, NULL, &b->toponyms[i]);
        else if (i < count && g++ == next && b->gold[next].latitude != INT32_MIN && !places_right(&b->gold[next], &b->answers[i]))
            tell(b, "wrong", docid, text, b->answers[i].start, b->answers[i].end, &b->gold[next], &b->toponyms[i]);
    }
    if (fine && b->options->predict)
        predict(b, docid, text, count);
    b->documents++;
    b->tokens += doc.text.tokens.count;
    dtl_arena_free(&arena);
    return fine;
}

int eval_places(const eval_options *options)
{
    static bench b;
    dtl_engine *engine;
    int status = eval_engine(options, 1, "places docs.jsonl...", &engine);
    if (status)
        return status;
    b.options = options;
    b.engine = engine;
    double start = eval_seconds();
    status = eval_files(options, run_document, &b);
    const places_counts *s = &b.sum;
    fprintf(stderr, "%llu documents: names given %llu of %llu within 161 km; found %llu of %llu, %llu answers; end to end %llu of %llu; mention stage %.0f tokens/s\n",
            (unsigned long long)b.documents, (unsigned long long)s->right, (unsigned long long)s->located, (unsigned long long)s->found,
            (unsigned long long)s->gold, (unsigned long long)s->answered, (unsigned long long)s->end_right, (unsigned long long)s->end_gold,
            b.seconds > 0 ? (double)b.tokens / b.seconds : 0.0);
    eval_json json;
    eval_json_open(&json, "places", b.documents, eval_seconds() - start);
    eval_json_f1(&json, "rec_f1", s->found, s->gold, s->answered);
    eval_json_rate(&json, "acc161", s->right, s->located);
    eval_json_rate(&json, "e2e_p", s->end_right, s->end_answered);
    eval_json_rate(&json, "e2e_r", s->end_right, s->end_gold);
    eval_json_f1(&json, "e2e_f1", s->end_right, s->end_gold, s->end_answered);
    eval_json_close(&json);
    dtl_engine_close(engine);
    return status;
}
