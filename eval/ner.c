/* ner: are the persons, organisations and places of a text found, with their exact words?
 *
 * Paths: FILE.iob2 (Universal NER: tokens given, PER, ORG, LOC) and re3d's docs.jsonl (raw text; Person, Organisation,
 * Location counted). The answer is what the mention stage says in the end, not what the sequence model thinks.
 *
 * .iob2 marks names only, without article, title or role, and a state always as a place: it is scored against
 * dtl_mentions.names (a name inside a longer phrase counts: "Washington Post" of "a Washington Post reporter"). Demonyms
 * ("Afghan"), titles and roles are nobody's name there, and are none in ours.
 * re3d marks whole phrases, and names inside them once more: persons with title ("Minister Karim Gul"), organisations with their
 * article, groups of people however vague ("two fighters", "civilians", "they"), places. Scored are therefore the mentions:
 * person, organisation and place as they are; a role is a Person in the singular and an Organisation in the plural or
 * with a noun for several people ("the opposition"), by the words of re3d's own guide; a personal pronoun counts as what it stands for
 * (possessive and relative ones are not marked there); numbers are no part of a group; and the names inside longer mentions.
 *
 * --predict writes .iob2, or JSON lines with docid and entities [{begin, end, type}].
 * Knowingly wrong: re3d's nested names were made by a machine ("Jordan" the country as a Person) and count all the same. */
#include "eval.h"
#include "ner_score.h"
#include <stdlib.h>
#include <string.h>

static const char *const iob_names[NER_TYPE_COUNT] = {"PER", "ORG", "LOC"};
static const char *const re3d_names[NER_TYPE_COUNT] = {"Person", "Organisation", "Location"};

/* Spans while they are collected. */
typedef struct span_list {
    ner_span *items;
    size_t count, capacity;
} span_list;

/* One bench run. */
typedef struct ner_bench {
    const dtl_engine *engine;
    const eval_options *options;
    ner_counts sum;
    uint64_t texts, tokens;
    double seconds; /* name and mention stage */
} ner_bench;

static void add_span(span_list *list, uint32_t start, uint32_t end, uint32_t type)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 256;
        list->items = eval_checked(realloc(list->items, list->capacity * sizeof *list->items));
    }
    list->items[list->count++] = (ner_span){.start = start, .end = end, .type = type};
}

/* The stages from first to mention; the seconds of name and mention are added. */
static void run_stages(ner_bench *bench, dtl_doc *doc, const char *first)
{
    bool fine = eval_run_stages(bench->engine, first, "parse", doc);
    double start = eval_cpu_seconds();
    if (!fine || !eval_run_stages(bench->engine, "name", "mention", doc))
        exit(70);
    bench->seconds += eval_cpu_seconds() - start;
}

static void write_errors(const ner_bench *bench, const char *id, const span_list *gold, const span_list *answer,
                         dtl_slice (*words)(const void *, const ner_span *), const void *context)
{
    FILE *out = bench->options->errors;
    for (size_t g = 0; out && g < gold->count; g++)
        if (!gold->items[g].exact) {
            dtl_slice text = words(context, &gold->items[g]);
            fprintf(out, "%s\tmissed\t%u\t%s\t%.*s\n", id, gold->items[g].start, iob_names[gold->items[g].type], (int)text.length, text.ptr);
        }
    for (size_t a = 0; out && a < answer->count; a++)
        if (!answer->items[a].exact) {
            dtl_slice text = words(context, &answer->items[a]);
            fprintf(out, "%s\tspurious\t%u\t%s\t%.*s\n", id, answer->items[a].start, iob_names[answer->items[a].type], (int)text.length, text.ptr);
        }
}

/* ---- .iob2 ---- */

/* A document of the file while it is read; tokens as the text layer holds them. */
typedef struct iob_document {
    dtl_doc doc;
    dtl_arena arena;
    span_list gold;
    dtl_slice id, text; /* text: the sentence as written, to know which tokens stand together */
    uint32_t at;        /* in text: behind the last token found */
    bool open;          /* the last gold span goes on */
} iob_document;

static void start_document(iob_document *d)
{
    memset(d, 0, sizeof *d);
    dtl_arena_init(&d->arena, (size_t)1 << 30);
    d->doc.arena = &d->arena;
    d->doc.article.english = true;
    d->doc.article.published = DTL_INTERVAL_OPEN;
    d->doc.article.published_minute = -1;
    d->doc.article.published_from = "";
}

static void add_token(iob_document *d, dtl_buffer *bytes, dtl_slice form)
{
    dtl_text *text = &d->doc.text;
    uint32_t found = dtl_slice_find(d->text, form, d->at);
    bool close = found != DTL_NONE && found == d->at && d->at > 0;
    d->at = found == DTL_NONE ? d->at : found + form.length;
    if (text->tokens.count && close)
        text->tokens.items[text->tokens.count - 1].space_after = false;
    else if (bytes->length)
        dtl_buffer_char(bytes, ' ');
    dtl_token *token = eval_checked(dtl_array_push(&d->arena, &text->tokens));
    *token = (dtl_token){.offset = (uint32_t)bytes->length, .length = form.length, .sentence = text->sentences.count - 1, .space_after = true};
    dtl_buffer_slice(bytes, form);
    text->sentences.items[text->sentences.count - 1].count++;
}

static void add_gold(iob_document *d, dtl_slice label)
{
    uint32_t token = d->doc.text.tokens.count - 1, type = NER_TYPE_COUNT;
    for (uint32_t t = 0; t < NER_TYPE_COUNT; t++)
        if (label.length == 5 && memcmp(label.ptr + 2, iob_names[t], 3) == 0)
            type = t;
    bool inside = label.length && label.ptr[0] == 'I';
    if (type == NER_TYPE_COUNT)
        d->open = false;
    else if (inside && d->open)
        d->gold.items[d->gold.count - 1].end = token + 1;
    else
        add_span(&d->gold, token, token + 1, type);
    d->open = type != NER_TYPE_COUNT;
}

static dtl_slice token_words(const void *context, const ner_span *span)
{
    const dtl_doc *doc = context;
    return dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, span->start, span->end - span->start));
}

static void predict_iob(const iob_document *d, const span_list *answer, FILE *out)
{
    const dtl_text *text = &d->doc.text;
    const ner_span *next = answer->items, *end = answer->items + answer->count;
    fprintf(out, "# newdoc id = %.*s\n", (int)d->id.length, d->id.ptr);
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const dtl_sentence *sentence = &text->sentences.items[s];
        for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
            dtl_slice form = token_words(&d->doc, &(ner_span){.start = t, .end = t + 1});
            while (next < end && next->end <= t)
                next++;
            bool in = next < end && next->start <= t;
            fprintf(out, "%u\t%.*s\t%s%s\t-\t-\n", t - sentence->first + 1, (int)form.length, form.ptr,
                    !in ? "O" : next->start == t ? "B-" : "I-", in ? iob_names[next->type] : "");
        }
        fputc('\n', out);
    }
}

static uint32_t type_of_kind(uint8_t kind)
{
    return kind == DTL_MENTION_PERSON ? NER_PERSON : kind == DTL_MENTION_ORGANISATION ? NER_ORGANISATION : NER_PLACE;
}

static void finish_document(ner_bench *bench, iob_document *d, dtl_buffer *bytes)
{
    span_list answer = {0};
    if (d->doc.text.tokens.count) {
        d->doc.page.text = dtl_slice_make(bytes->bytes, (uint32_t)bytes->length);
        run_stages(bench, &d->doc, "parse");
        const dtl_name_array *names = &d->doc.mention.names;
        for (uint32_t i = 0; i < names->count; i++)
            add_span(&answer, names->items[i].first, names->items[i].first + names->items[i].count, type_of_kind(names->items[i].kind));
        ner_score(d->gold.items, &d->gold.count, answer.items, &answer.count, &bench->sum);
        char id[128];
        snprintf(id, sizeof id, "%.*s", (int)d->id.length, d->id.ptr);
        write_errors(bench, id, &d->gold, &answer, token_words, &d->doc);
        if (bench->options->predict)
            predict_iob(d, &answer, bench->options->predict);
        bench->texts++;
        bench->tokens += d->doc.text.tokens.count;
    }
    free(answer.items);
    free(d->gold.items);
    dtl_arena_free(&d->arena);
    dtl_buffer_clear(bytes);
    start_document(d);
}

static void read_iob_line(ner_bench *bench, iob_document *d, dtl_buffer *bytes, dtl_slice line, bool *new_sentence)
{
    dtl_slice field[3] = {DTL_SLICE_EMPTY}, rest = line;
    if (line.length == 0 || line.ptr[0] == '#') {
        *new_sentence = true;
        d->open = false;
        if (dtl_slice_starts_with(line, DTL_SLICE("# newdoc id = "))) {
            finish_document(bench, d, bytes);
            d->id = dtl_slice_make(line.ptr + 14, line.length - 14);
        } else if (dtl_slice_starts_with(line, DTL_SLICE("# text = "))) {
            d->text = dtl_slice_make(line.ptr + 9, line.length - 9);
            d->at = 0;
        }
        return;
    }
    for (int i = 0; i < 3; i++)
        dtl_slice_next_field(&rest, '\t', &field[i]);
    if (*new_sentence) {
        dtl_sentence *sentence = eval_checked(dtl_array_push(&d->arena, &d->doc.text.sentences));
        *sentence = (dtl_sentence){.first = d->doc.text.tokens.count, .paragraph = 0};
        *new_sentence = false;
    }
    add_token(d, bytes, field[1]);
    add_gold(d, field[2]);
}

static bool run_iob(ner_bench *bench, const char *path)
{
    dtl_slice file = eval_read_file(path), rest = file, line;
    dtl_buffer bytes = {0};
    iob_document d;
    bool new_sentence = true;
    if (!file.ptr)
        return false;
    start_document(&d);
    while (dtl_slice_next_field(&rest, '\n', &line))
        read_iob_line(bench, &d, &bytes, line, &new_sentence);
    finish_document(bench, &d, &bytes);
    dtl_arena_free(&d.arena);
    dtl_buffer_free(&bytes);
    free((void *)(uintptr_t)file.ptr);
    return true;
}

/* ---- re3d ---- */

/* A text with the number of the code point at each byte: gold counts code points, we count bytes. */
typedef struct raw_text {
    dtl_slice bytes;
    uint32_t *point_of; /* length + 1 entries */
    uint32_t *byte_of;  /* one per code point, and the end */
    uint32_t points;
} raw_text;

static raw_text count_points(dtl_slice bytes, dtl_arena *arena)
{
    raw_text raw = {.bytes = bytes};
    raw.point_of = eval_checked(dtl_arena_calloc(arena, bytes.length + 1u, sizeof *raw.point_of));
    raw.byte_of = eval_checked(dtl_arena_calloc(arena, bytes.length + 1u, sizeof *raw.byte_of));
    for (uint32_t i = 0; i < bytes.length; i++) {
        bool start = ((unsigned char)bytes.ptr[i] & 0xC0) != 0x80;
        if (start)
            raw.byte_of[raw.points++] = i;
        raw.point_of[i] = raw.points - 1;
    }
    raw.point_of[bytes.length] = raw.points;
    raw.byte_of[raw.points] = bytes.length;
    return raw;
}

static dtl_slice point_words(const void *context, const ner_span *span)
{
    const raw_text *raw = context;
    uint32_t end = span->end < raw->points ? span->end : raw->points, start = span->start < end ? span->start : end;
    return dtl_slice_make(raw->bytes.ptr + raw->byte_of[start], raw->byte_of[end] - raw->byte_of[start]);
}

static void answer_span(const dtl_doc *doc, const raw_text *raw, span_list *answer, dtl_span span, uint32_t type)
{
    uint32_t last = raw->bytes.length, start = eval_source_offset(&doc->page, span.offset), end = eval_source_offset(&doc->page, dtl_span_end(span));
    add_span(answer, raw->point_of[start < last ? start : last], raw->point_of[end < last ? end : last], type);
}

/* A noun in the singular for several people. */
static bool is_collective(dtl_slice noun)
{
    static const char *const nouns[] = {"opposition", "leadership", "media", "press", "staff", "crew", "gang", "family", "team", "group", "coalition",
                                        "unit", "squad", "brigade", "battalion", "regiment", "squadron", "militia", "delegation", "population",
                                        "public", "minority", "tribe", "community", "faction", "council", NULL};
    for (const char *const *n = nouns; *n; n++)
        if (dtl_slice_equal_nocase(noun, dtl_slice_from_cstr(*n)))
            return true;
    return false;
}

/* Personal pronouns that stand for somebody; re3d passes over possessive and relative ones. */
static uint32_t type_of_pronoun(const dtl_doc *doc, const dtl_mention *m)
{
    if (doc->parse.words[m->head].xpos != DTL_XPOS_PRP || m->target == DTL_NONE)
        return NER_TYPE_COUNT;
    uint8_t kind = doc->mention.entities.items[m->target].kind;
    dtl_slice word = dtl_doc_slice(doc, m->span);
    bool many = word.length && (word.ptr[0] == 't' || word.ptr[0] == 'T'); /* they, them, themselves */
    if (kind == DTL_MENTION_ROLE)
        return many ? NER_ORGANISATION : NER_PERSON;
    return kind <= DTL_MENTION_PLACE ? type_of_kind(kind) : NER_TYPE_COUNT;
}

/* NER_TYPE_COUNT: no answer. */
static uint32_t type_of_mention(const dtl_doc *doc, const dtl_mention *m)
{
    bool plural = doc->parse.words[m->head].features & DTL_FEATURE_PLURAL;
    if (m->kind <= DTL_MENTION_PLACE)
        return type_of_kind(m->kind);
    dtl_slice words = dtl_doc_slice(doc, m->span);
    bool bare = m->count == 1 && words.length && words.ptr[0] >= 'a' && words.ptr[0] <= 'z';
    if (m->kind == DTL_MENTION_ROLE && bare && !plural)
        return NER_TYPE_COUNT; /* "fighter jets": no specific person */
    if (m->kind == DTL_MENTION_ROLE)
        return plural || is_collective(dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, m->head, 1))) ? NER_ORGANISATION : NER_PERSON;
    return m->kind == DTL_MENTION_PRONOUN ? type_of_pronoun(doc, m) : NER_TYPE_COUNT;
}

/* re3d leaves numbers out of a group ("fighters" of "at least 60 fighters") and takes the article of a described place
 * ("the city of Herat"). */
static dtl_span span_of_mention(const dtl_doc *doc, const dtl_mention *m)
{
    uint32_t first = m->first, end = m->first + m->count;
    if (m->kind == DTL_MENTION_ROLE)
        for (uint32_t t = m->first; t < m->head; t++)
            if (doc->parse.words[t].upos == DTL_UPOS_NUM)
                first = t + 1;
    dtl_slice opens = dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, first, 1));
    bool described = opens.length && opens.ptr[0] >= 'a' && opens.ptr[0] <= 'z';
    if (m->kind == DTL_MENTION_PLACE && described && first > 0 &&
        dtl_slice_equal_nocase(dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, first - 1, 1)), DTL_SLICE("the")))
        first--;
    return dtl_text_tokens_span(&doc->text, first, end - first);
}

static void collect_answers(const dtl_doc *doc, const raw_text *raw, span_list *answer)
{
    const dtl_mentions *all = &doc->mention;
    for (uint32_t i = 0; i < all->mentions.count; i++) {
        uint32_t type = type_of_mention(doc, &all->mentions.items[i]);
        if (type != NER_TYPE_COUNT)
            answer_span(doc, raw, answer, span_of_mention(doc, &all->mentions.items[i]), type);
    }
    for (uint32_t i = 0; i < all->names.count; i++) {
        const dtl_name *name = &all->names.items[i];
        answer_span(doc, raw, answer, dtl_text_tokens_span(&doc->text, name->first, name->count), type_of_kind(name->kind));
    }
}

static void predict_re3d(const char *id, const span_list *answer, FILE *out)
{
    fprintf(out, "{\"docid\": \"%s\", \"entities\": [", id);
    for (size_t i = 0; i < answer->count; i++)
        fprintf(out, "%s{\"begin\": %u, \"end\": %u, \"type\": \"%s\"}", i ? ", " : "", answer->items[i].start, answer->items[i].end,
                re3d_names[answer->items[i].type]);
    fputs("]}\n", out);
}

static bool run_re3d_text(void *context, json_t *row)
{
    ner_bench *bench = context;
    if (!json_is_string(json_object_get(row, "text")))
        return true;
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    json_t *entity;
    size_t index;
    span_list gold = {0}, answer = {0};
    dtl_doc doc = {.arena = &arena, .source = {.bytes = eval_member(row, "text"),
                                               .format = DTL_FORMAT_TEXT}};
    const char *id = json_string_value(json_object_get(row, "docid"));
    raw_text raw = count_points(doc.source.bytes, &arena);
    json_array_foreach(json_object_get(row, "entities"), index, entity) {
        const char *type = json_string_value(json_object_get(entity, "type"));
        json_int_t begin = json_integer_value(json_object_get(entity, "begin")), end = json_integer_value(json_object_get(entity, "end"));
        for (uint32_t t = 0; type && begin < end && t < NER_TYPE_COUNT; t++)
            if (strcmp(type, re3d_names[t]) == 0)
                add_span(&gold, (uint32_t)begin, (uint32_t)end, t);
    }
    run_stages(bench, &doc, "page");
    collect_answers(&doc, &raw, &answer);
    ner_score(gold.items, &gold.count, answer.items, &answer.count, &bench->sum);
    write_errors(bench, id ? id : "", &gold, &answer, point_words, &raw);
    if (bench->options->predict)
        predict_re3d(id ? id : "", &answer, bench->options->predict);
    bench->texts++;
    bench->tokens += doc.text.tokens.count;
    free(gold.items);
    free(answer.items);
    dtl_arena_free(&arena);
    return true;
}

/* ---- the bench ---- */

static void report(const ner_bench *bench)
{
    static const char *const keys[NER_TYPE_COUNT] = {"person_f1", "organisation_f1", "place_f1"};
    const ner_counts *sum = &bench->sum;
    uint64_t gold = 0, answered = 0, right = 0;
    for (int t = 0; t < NER_TYPE_COUNT; t++) {
        gold += sum->gold[t];
        answered += sum->answered[t];
        right += sum->right[t];
        fprintf(stderr, "%-16s gold %5llu answered %5llu right %5llu F1 %.4f\n", keys[t], (unsigned long long)sum->gold[t],
                (unsigned long long)sum->answered[t], (unsigned long long)sum->right[t], eval_f1(sum->right[t], sum->gold[t], sum->answered[t]));
    }
    fprintf(stderr, "%-16s gold %5llu answered %5llu right %5llu F1 %.4f\n", "all", (unsigned long long)gold, (unsigned long long)answered,
            (unsigned long long)right, eval_f1(right, gold, answered));
    eval_json json;
    eval_json_open(&json, "ner", bench->texts, bench->seconds);
    eval_json_f1(&json, "f1", right, gold, answered);
    eval_json_rate(&json, "p", right, answered);
    eval_json_rate(&json, "r", right, gold);
    for (int t = 0; t < NER_TYPE_COUNT; t++)
        eval_json_f1(&json, keys[t], sum->right[t], sum->gold[t], sum->answered[t]);
    eval_json_f1(&json, "overlap_f1", sum->overlap, gold, answered);
    eval_json_rate(&json, "tokens_per_s", (uint64_t)((double)bench->tokens / (bench->seconds > 0 ? bench->seconds : 1)), 1);
    eval_json_close(&json);
}

int eval_ner(const eval_options *options)
{
    dtl_engine *engine;
    int status = eval_engine(options, 1, "ner FILE.iob2|docs.jsonl...", &engine);
    if (status)
        return status;
    ner_bench bench = {.engine = engine, .options = options};
    for (int i = 0; i < options->path_count; i++) {
        dtl_slice path = dtl_slice_from_cstr(options->paths[i]);
        bool fine = dtl_slice_ends_with(path, DTL_SLICE(".iob2")) ? run_iob(&bench, options->paths[i]) : eval_file(options->paths[i], run_re3d_text, &bench);
        status = fine ? status : 66;
    }
    report(&bench);
    dtl_engine_close(engine);
    return status;
}
