/* plover: type, mode, actor, recipient and deaths of the public PLOVER gold records, one sentence each.
 *
 * Path: records.jsonl. Every record's text goes the whole way, with the record's date as day of publication; names of the
 * 2016 edition are mapped to PLOVER 2.0 (plover_map). A record has one gold event and we may code several. The one that
 * stands for the record is chosen from the gold's eventText (the words that tell it), never from its type:
 *   1. the event whose trigger is one of these words, the earliest of them first;
 *   2. else the event whose evidence clause holds most of these words;
 *   3. else the first event of the record.
 * Statements and figures are no events. A record without an event of ours counts as wrong throughout.
 * type = share of records with the right type; type_macro_f1 = mean F1 over the gold's types; mode = share of right type and
 * mode together, over the records whose gold names a mode that its type still has (DISAPPROVE and INVESTIGATE are such);
 * actor_f1, recipient_f1 = micro F1 over the participants of the chosen event: a participant is right when it holds the head
 * word of the gold's span, or the other way round, itself or through another mention of the same entity; deaths = share of
 * the records with a gold number of dead whose event says that number. Gold names that do not stand in the text are left out. Beside
 * these, without a floor: context = share of the contexts that the gold names which the chosen event has (names of 2016 as sets of
 * PLOVER 2.0's), contexts_per_event = how many it has. */
#include "eval.h"
#include "plover_score.h"
#include <stdlib.h>
#include <string.h>

enum { TELLINGS_MAX = 256 };

typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    plover_counts sum;
    uint64_t contexts, contexts_right, contexts_given, answered; /* of the chosen events */
} bench;

/* The head word of a stretch: its first token that hangs on a word outside. */
static uint32_t head_of(const dtl_doc *doc, uint32_t start, uint32_t end)
{
    for (uint32_t t = 0; t < doc->text.tokens.count; t++) {
        const dtl_token *token = &doc->text.tokens.items[t];
        if (token->offset < start || token->offset >= end)
            continue;
        uint32_t head = doc->parse.words[t].head;
        if (head == DTL_NONE || doc->text.tokens.items[head].offset < start || doc->text.tokens.items[head].offset >= end)
            return token->offset;
    }
    return start;
}

static uint32_t find(dtl_slice text, dtl_slice name)
{
    for (uint32_t at = 0; name.length && at + name.length <= text.length; at++)
        if (memcmp(text.ptr + at, name.ptr, name.length) == 0)
            return at;
    return DTL_NONE;
}

static uint32_t read_parties(const dtl_doc *doc, json_t *list, plover_span out[PLOVER_PARTIES_MAX])
{
    size_t i;
    json_t *one;
    uint32_t count = 0;
    json_array_foreach(list, i, one) {
        dtl_slice name = dtl_slice_trim(eval_member(one, "actorText"));
        uint32_t at = find(doc->page.text, name);
        if (at == DTL_NONE || count == PLOVER_PARTIES_MAX)
            continue;
        out[count++] = (plover_span){at, at + name.length, head_of(doc, at, at + name.length)};
    }
    return count;
}

static plover_span span_of(const dtl_doc *doc, const dtl_mention *m)
{
    return (plover_span){m->span.offset, m->span.offset + m->span.length, doc->text.tokens.items[m->head].offset};
}

static plover_party party_of(const dtl_doc *doc, uint32_t mention)
{
    const dtl_mention *m = &doc->mention.mentions.items[mention];
    plover_party party = {.count = 1};
    party.spans[0] = span_of(doc, m);
    for (uint32_t i = 0; i < doc->mention.mentions.count && m->target != DTL_NONE && m->kind < DTL_MENTION_TIME; i++) {
        const dtl_mention *other = &doc->mention.mentions.items[i];
        if (i != mention && other->kind < DTL_MENTION_TIME && other->target == m->target && party.count < 8)
            party.spans[party.count++] = span_of(doc, other);
    }
    return party;
}

static void read_answer(const dtl_doc *doc, uint32_t event, plover_answer *answer)
{
    const dtl_event *e = &doc->event.events.items[event];
    uint32_t first, count = dtl_events_participants(&doc->event, event, &first);
    *answer = (plover_answer){.type = e->type, .mode = e->mode, .dead = e->killed.low};
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *p = &doc->event.participants.items[i];
        if (p->role == DTL_EVENT_ACTOR && answer->actor_count < PLOVER_PARTIES_MAX)
            answer->actors[answer->actor_count++] = party_of(doc, p->mention);
        if (p->role == DTL_EVENT_RECIPIENT && answer->recipient_count < PLOVER_PARTIES_MAX)
            answer->recipients[answer->recipient_count++] = party_of(doc, p->mention);
    }
}

static uint32_t choose(const dtl_doc *doc, dtl_slice event_text)
{
    plover_telling tellings[TELLINGS_MAX];
    uint32_t events[TELLINGS_MAX], words[PLOVER_WORDS_MAX];
    size_t count = 0;
    for (uint32_t i = 0; i < doc->event.events.count && count < TELLINGS_MAX; i++) {
        const dtl_event *e = &doc->event.events.items[i];
        if (e->item != DTL_ITEM_EVENT)
            continue;
        const dtl_token *trigger = &doc->text.tokens.items[e->trigger];
        events[count] = i;
        tellings[count++] = (plover_telling){trigger->offset, trigger->offset + trigger->length, e->evidence.offset, e->evidence.offset + e->evidence.length};
    }
    size_t word_count = plover_locate(doc->page.text, event_text, words), chosen = plover_choose(tellings, count, words, word_count);
    return chosen < count ? events[chosen] : DTL_NONE;
}

static void write_parties(FILE *out, const dtl_doc *doc, const plover_party *parties, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        plover_span s = parties[i].spans[0];
        fprintf(out, "%s%.*s", i ? "; " : "", (int)(s.end - s.start), doc->page.text.ptr + s.start);
    }
}

static void write_gold_parties(FILE *out, const dtl_doc *doc, const plover_span *spans, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "%s%.*s", i ? "; " : "", (int)(spans[i].end - spans[i].start), doc->page.text.ptr + spans[i].start);
}

/* A block for each record that is not right in all that is judged. */
static void write_errors(FILE *out, json_t *row, const dtl_doc *doc, const plover_gold *gold, const plover_answer *answer)
{
    plover_counts one = {0};
    plover_score(gold, answer, &one);
    bool parties = one.actors == one.actors_right && one.actors == one.actors_answered && one.recipients == one.recipients_right &&
                   one.recipients == one.recipients_answered;
    bool type = one.right, mode = one.modes == one.modes_right;
    if (type && mode && parties && one.deaths == one.deaths_right)
        return;
    fprintf(out, "%s%s%s\t%s\tgold %s/%s\tours %s/%s\n\tgold actors: ", type ? "" : "TYPE ", mode ? "" : "MODE ", parties ? "" : "PARTIES ",
            json_string_value(json_object_get(row, "id")), dtl_event_type_name(gold->type),
            gold->mode == PLOVER_NOT_JUDGED ? "-" : dtl_event_mode_name(gold->mode), dtl_event_type_name(answer->type), dtl_event_mode_name(answer->mode));
    write_gold_parties(out, doc, gold->actors, gold->actor_count);
    fputs(" > ", out);
    write_gold_parties(out, doc, gold->recipients, gold->recipient_count);
    fputs("\n\tour actors: ", out);
    write_parties(out, doc, answer->actors, answer->actor_count);
    fputs(" > ", out);
    write_parties(out, doc, answer->recipients, answer->recipient_count);
    fprintf(out, "\n\t[%s] %.*s\n", json_string_value(json_object_get(row, "eventText")), (int)doc->page.text.length, doc->page.text.ptr);
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        const dtl_event *e = &doc->event.events.items[i];
        const dtl_token *t = &doc->text.tokens.items[e->trigger];
        if (e->item == DTL_ITEM_EVENT)
            fprintf(out, "\tall: %s/%s at %.*s\n", dtl_event_type_name(e->type), dtl_event_mode_name(e->mode), (int)t->length, doc->page.text.ptr + t->offset);
    }
}

static json_t *parties_json(const dtl_doc *doc, const plover_party *parties, uint32_t count)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < count; i++) {
        plover_span s = parties[i].spans[0];
        json_array_append_new(list, json_pack("{s:o}", "actorText", json_stringn(doc->page.text.ptr + s.start, s.end - s.start)));
    }
    return list;
}

/* The record with our answer in place of the gold's. */
static void write_prediction(FILE *out, json_t *row, const dtl_doc *doc, const plover_answer *answer)
{
    json_t *said = json_pack("{s:O, s:O, s:s, s:s, s:o, s:o}", "id", json_object_get(row, "id"), "text", json_object_get(row, "text"), "event",
                             dtl_event_type_name(answer->type), "mode", dtl_event_mode_name(answer->mode), "source",
                             parties_json(doc, answer->actors, answer->actor_count), "target", parties_json(doc, answer->recipients, answer->recipient_count));
    if (said && answer->dead >= 0)
        json_object_set_new(said, "dead", json_integer(answer->dead));
    if (said && json_dumpf(said, out, JSON_COMPACT) == 0)
        fputc('\n', out);
    json_decref(said);
}

/* Of the right type, and nobody that the gold names is taken for somebody else. */
static bool is_right(const plover_gold *gold, const plover_answer *answer)
{
    plover_counts one = {0};
    plover_score(gold, answer, &one);
    bool actors = !one.actors || !one.actors_answered || one.actors_right;
    bool recipients = !one.recipients || !one.recipients_answered || one.recipients_right;
    return one.right && actors && recipients;
}

static bool run_record(void *context, json_t *row)
{
    bench *b = context;
    plover_gold gold = {0};
    plover_answer answer = {.type = DTL_EVENT_NO_TYPE, .dead = -1};
    if (!plover_map(eval_member(row, "event"), eval_member(row, "mode"), &gold.type, &gold.mode))
        return false;
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 28);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_trim(eval_member(row, "text")), .file = DTL_SLICE("plover"),
                                               .published = eval_member(row, "date"), .format = DTL_FORMAT_TEXT}};
    bool fine = eval_run(b->engine, "plover", &doc);
    if (fine) {
        json_t *dead = json_object_get(row, "dead");
        gold.dead = json_is_integer(dead) ? json_integer_value(dead) : json_is_string(dead) && json_string_length(dead) ? atoll(json_string_value(dead)) : -1;
        gold.actor_count = read_parties(&doc, json_object_get(row, "source"), gold.actors);
        gold.recipient_count = read_parties(&doc, json_object_get(row, "target"), gold.recipients);
        uint32_t event = choose(&doc, eval_member(row, "eventText"));
        if (event != DTL_NONE)
            read_answer(&doc, event, &answer);
        plover_score(&gold, &answer, &b->sum);
        if (event != DTL_NONE) {
            uint64_t ours = doc.event.events.items[event].contexts;
            plover_score_contexts(eval_member(row, "context"), ours, &b->contexts, &b->contexts_right);
            b->answered++;
            for (; ours; ours &= ours - 1)
                b->contexts_given++;
        }
        if (event != DTL_NONE)
            eval_judged(b->options, &doc, event, is_right(&gold, &answer));
        if (b->options->errors)
            write_errors(b->options->errors, row, &doc, &gold, &answer);
        if (b->options->predict)
            write_prediction(b->options->predict, row, &doc, &answer);
    }
    dtl_arena_free(&arena);
    return fine;
}

static void print(const bench *b, double seconds)
{
    const plover_counts *s = &b->sum;
    fprintf(stderr, "type       gold  ours right\n");
    for (unsigned t = DTL_EVENT_NO_TYPE; t < DTL_EVENT_TYPE_COUNT; t++)
        if (s->gold_of[t] || s->answered_of[t])
            fprintf(stderr, "%-10s %4llu %5llu %5llu\n", t ? dtl_event_type_name(t) : "(none)", (unsigned long long)s->gold_of[t],
                    (unsigned long long)s->answered_of[t], (unsigned long long)s->right_of[t]);
    eval_json json;
    eval_json_open(&json, "plover", s->records, seconds);
    eval_json_rate(&json, "type", s->right, s->records);
    if (s->records)
        eval_json_number(&json, "type_macro_f1", plover_macro_f1(s));
    else
        eval_json_null(&json, "type_macro_f1");
    eval_json_rate(&json, "mode", s->modes_right, s->modes);
    eval_json_f1(&json, "actor_f1", s->actors_right, s->actors, s->actors_answered);
    eval_json_f1(&json, "recipient_f1", s->recipients_right, s->recipients, s->recipients_answered);
    eval_json_rate(&json, "deaths", s->deaths_right, s->deaths);
    eval_json_rate(&json, "context", b->contexts_right, b->contexts);
    eval_json_rate(&json, "contexts_per_event", b->contexts_given, b->answered);
    eval_json_close(&json);
}

int eval_plover(const eval_options *options)
{
    dtl_engine *engine;
    int status = eval_engine(options, 1, "plover RECORDS.jsonl", &engine);
    if (status)
        return status;
    bench b = {.options = options, .engine = engine};
    double start = eval_seconds();
    status = eval_files(options, run_record, &b);
    print(&b, eval_seconds() - start);
    dtl_engine_close(engine);
    return status;
}
