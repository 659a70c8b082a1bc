/* petrarch: who does it to whom, against the records that PETRARCH checks itself with.
 *
 * Path: a folder with records.jsonl, PETR.Validate.actors.txt and PETR.Validate.agents.txt (any *.actors.txt and *.agents.txt
 * of that form). The lists become rules of ours in memory (petrarch_lists.c); verbs are ours alone. A record is one sentence
 * with its date; gold are the pairs (source code, target code) of its events, whatever their event codes, which are of
 * another scheme. Records whose expected holds an error are left out. micro P, R, F1 over pairs; "exact": records all right.
 *
 * Who an actor of ours is in that scheme: the list's names inside the participant's noun phrase (its name, possessors,
 * compounds, of- and in-phrases), else the entity that the phrase stands for; then the agents' codes in the phrase. A second
 * coordinated noun without an owner of its own has that of the first ("Danish media and government"). Without an actor's code
 * there is no pair: PETRARCH asks for both sides.
 * How events become pairs: every actor with every recipient. Where the recipient is only told as a way (a movement's origin or
 * destination), that. Where an event has several actors and no recipient (they agreed, clashed, met), each with each, both
 * ways. CONSULT is always both ways: who meets is met.
 * --predict writes the records' ids with "expected" in the format of the gold, with PLOVER types as event codes.
 * Knowingly wrong: some records expect what a switch of PETRARCH's configuration gives (actors by their words, "---" for
 * nobody); they stay in and are missed. */
#include "doc/tree.h"
#include "eval.h"
#include "petrarch_lists.h"
#include "petrarch_score.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { TOKENS_MAX = 512, SIDES_MAX = 32, AGENTS_MAX = 8 };

/* One bench run. */
typedef struct bench {
    dtl_engine *engine; /* with the lists' rules */
    dtl_arena arena;
    petrarch_lists lists;
    const eval_options *options;
    petrarch_counts sum;
} bench;

/* The codes of one side of an event. */
typedef struct side {
    char codes[SIDES_MAX][PETRARCH_CODE_MAX];
    size_t count;
} side;

/* ---- codes of a participant ---- */

/* A record on its way through the engine. */
typedef struct record {
    const bench *bench;
    dtl_doc doc;
    dtl_slice words[TOKENS_MAX]; /* upper case */
    uint32_t count;
    int32_t day; /* YYYYMMDD */
} record;

static void upper_words(record *r, dtl_arena *arena)
{
    const dtl_text *text = &r->doc.text;
    r->count = text->tokens.count < TOKENS_MAX ? text->tokens.count : TOKENS_MAX;
    for (uint32_t t = 0; t < r->count; t++) {
        dtl_slice word = dtl_doc_slice(&r->doc, dtl_text_tokens_span(text, t, 1));
        char *copy = eval_checked(dtl_arena_alloc(arena, (size_t)word.length + 1));
        for (uint32_t i = 0; i < word.length; i++)
            copy[i] = (char)(word.ptr[i] >= 'a' && word.ptr[i] <= 'z' ? word.ptr[i] - ('a' - 'A') : word.ptr[i]);
        r->words[t] = dtl_slice_make(copy, word.length);
    }
}

static bool belongs_to_phrase(const record *r, uint32_t child)
{
    static const uint8_t close[] = {DTL_REL_COMPOUND, DTL_REL_AMOD, DTL_REL_NMOD_POSS, DTL_REL_FLAT, DTL_REL_NMOD_DESC, DTL_REL_APPOS, DTL_REL_FIXED,
                                    DTL_REL_DET, DTL_REL_CASE, DTL_REL_NUMMOD, DTL_REL_ADVMOD};
    const dtl_word *word = &r->doc.parse.words[child];
    char scratch[48];
    for (size_t i = 0; i < sizeof close / sizeof *close; i++)
        if (word->relation == close[i])
            return true;
    if (word->relation == DTL_REL_CONJ) /* owners may be several, heads are participants of their own */
        return word->head != DTL_NONE && r->doc.parse.words[word->head].relation != DTL_REL_CONJ;
    if (word->relation != DTL_REL_NMOD)
        return false;
    dtl_slice preposition = dtl_tree_preposition(&r->doc.parse, child, scratch);
    return dtl_slice_is(preposition, "of") || dtl_slice_is(preposition, "in") || dtl_slice_is(preposition, "from");
}

/* Marks the tokens of the noun phrase of a head; those of the mention are always in it. */
static void mark_phrase(const record *r, uint32_t head, uint32_t first, uint32_t count, bool in[TOKENS_MAX])
{
    memset(in, 0, TOKENS_MAX * sizeof *in);
    if (head < r->count)
        in[head] = true;
    for (int pass = 0; pass < 6; pass++) /* children of what is in it; phrases nest no deeper than that */
        for (uint32_t t = 0; t < r->count; t++) {
            uint32_t above = r->doc.parse.words[t].head;
            bool other_head = r->doc.parse.words[t].relation == DTL_REL_CONJ && above == head;
            if (above < r->count && in[above] && !other_head && belongs_to_phrase(r, t))
                in[t] = true;
        }
    for (uint32_t t = first; t < first + count && t < r->count; t++)
        in[t] = true;
}

/* What a phrase says: actors' codes, agents. */
typedef struct reading {
    dtl_slice actors[SIDES_MAX];
    uint32_t actor_count;
    uint32_t agents[AGENTS_MAX];
    bool former[AGENTS_MAX];
    uint32_t agent_count;
} reading;

static void add_actor(reading *out, dtl_slice code)
{
    for (uint32_t i = 0; i < out->actor_count; i++)
        if (dtl_slice_equal(out->actors[i], code))
            return;
    if (code.length && out->actor_count < SIDES_MAX)
        out->actors[out->actor_count++] = code;
}

/* Several actors count only when they are coordinated: of "the envoy of Gondor in Arnor" the first. */
static bool is_coordinated(const record *r, uint32_t token)
{
    for (uint32_t t = token, i = 0; t < r->count && i < 4; t = r->doc.parse.words[t].head, i++)
        if (r->doc.parse.words[t].relation == DTL_REL_CONJ)
            return true;
    return false;
}

static void read_phrase(const record *r, const bool in[TOKENS_MAX], reading *out)
{
    const petrarch_lists *lists = &r->bench->lists;
    bool former = false;
    for (uint32_t t = 0; t < r->count;) {
        uint32_t length = 0, taken = 0;
        while (t + length < r->count && in[t + length])
            length++;
        uint32_t actor = length ? petrarch_match(lists, &lists->actor_of, r->words + t, length, &taken) : DTL_NONE;
        uint32_t agent = length && actor == DTL_NONE ? petrarch_match(lists, &lists->agent_of, r->words + t, length, &taken) : DTL_NONE;
        if (actor != DTL_NONE && (out->actor_count == 0 || is_coordinated(r, t)))
            add_actor(out, petrarch_code_on(lists, actor, r->day));
        if (agent != DTL_NONE && out->agent_count < AGENTS_MAX) {
            out->former[out->agent_count] = former;
            out->agents[out->agent_count++] = agent;
        }
        former = former || (length && dtl_slice_is(r->words[t], "FORMER"));
        t += actor != DTL_NONE || agent != DTL_NONE ? taken : 1;
    }
}

/* The list's actor of this name, without its article. */
static dtl_slice code_of_name(const record *r, dtl_slice name)
{
    char upper[128];
    if (name.length >= sizeof upper)
        return DTL_SLICE_EMPTY;
    for (uint32_t i = 0; i < name.length; i++)
        upper[i] = (char)(name.ptr[i] >= 'a' && name.ptr[i] <= 'z' ? name.ptr[i] - ('a' - 'A') : name.ptr[i]);
    dtl_slice key = dtl_slice_make(upper, name.length);
    if (dtl_slice_starts_with(key, DTL_SLICE("THE ")))
        key = dtl_slice_make(key.ptr + 4, key.length - 4);
    uint32_t actor = dtl_map_get(&r->bench->lists.actor_of, key);
    return actor == DTL_NONE ? DTL_SLICE_EMPTY : petrarch_code_on(&r->bench->lists, actor, r->day);
}

/* The list's actor that an entity, or what contains it, is. */
static dtl_slice code_of_entity(const record *r, const dtl_entity *entity)
{
    static const char prefix[] = "petrarch-";
    uint32_t index;
    dtl_slice ids[] = {entity->id, entity->parent_id, entity->sector_from};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        for (uint32_t at = 0; (at = dtl_slice_find(ids[i], dtl_slice_from_cstr(prefix), at)) != DTL_NONE; at++) {
            uint32_t start = at + (uint32_t)sizeof prefix - 1, end = start;
            while (end < ids[i].length && ids[i].ptr[end] >= '0' && ids[i].ptr[end] <= '9')
                end++;
            if (dtl_slice_parse_u32(dtl_slice_make(ids[i].ptr + start, end - start), &index) && index < r->bench->lists.actors.count)
                return petrarch_code_on(&r->bench->lists, index, r->day);
        }
    return code_of_name(r, entity->name);
}

static void read_mention(const record *r, const dtl_mention *m, reading *out)
{
    bool in[TOKENS_MAX];
    mark_phrase(r, m->head, m->first, m->count, in);
    read_phrase(r, in, out);
    uint32_t first_head = m->head < r->count && r->doc.parse.words[m->head].relation == DTL_REL_CONJ ? r->doc.parse.words[m->head].head : DTL_NONE;
    if (!out->actor_count && out->agent_count && first_head != DTL_NONE && first_head < m->head) { /* "Danish media and government" */
        reading before = {.actor_count = 0};
        mark_phrase(r, first_head, first_head, 1, in);
        for (uint32_t t = first_head; t < r->count; t++)
            in[t] = false;
        read_phrase(r, in, &before);
        for (uint32_t i = 0; i < before.actor_count; i++)
            add_actor(out, before.actors[i]);
        for (uint32_t i = 0; i < before.agent_count && out->agent_count < AGENTS_MAX; i++) {
            out->former[out->agent_count] = before.former[i];
            out->agents[out->agent_count++] = before.agents[i];
        }
    }
    bool has_entity = m->kind != DTL_MENTION_TIME && m->kind != DTL_MENTION_QUANTITY && m->target != DTL_NONE;
    if (!out->actor_count && has_entity)
        add_actor(out, code_of_entity(r, &r->doc.mention.entities.items[m->target]));
}

static void add_codes(const record *r, uint32_t mention, side *out)
{
    reading read = {.actor_count = 0};
    read_mention(r, &r->doc.mention.mentions.items[mention], &read);
    for (uint32_t i = 0; i < read.actor_count; i++) {
        char *code = out->count < SIDES_MAX ? out->codes[out->count] : NULL;
        if (!code)
            return;
        petrarch_compose(&r->bench->lists, read.actors[i], read.agents, read.former, read.agent_count, code);
        bool again = code[0] == '\0';
        for (size_t k = 0; k < out->count; k++)
            again = again || strcmp(out->codes[k], code) == 0;
        out->count += !again;
    }
}

/* ---- pairs of an event ---- */

static void add_pairs(petrarch_pairs *pairs, const side *from, const side *to)
{
    for (size_t i = 0; i < from->count; i++)
        for (size_t k = 0; k < to->count; k++)
            if (strcmp(from->codes[i], to->codes[k]) != 0)
                petrarch_add(pairs, from->codes[i], to->codes[k]);
}

/* "the envoys of Arnor and Gondor": Gondor is a participant of its own and is in the envoys' phrase, too. */
static bool is_told_already(const record *r, uint32_t event, uint32_t participant)
{
    const dtl_participant *all = r->doc.event.participants.items, *p = &all[participant];
    uint32_t first, count = dtl_events_participants(&r->doc.event, event, &first), head = r->doc.mention.mentions.items[p->mention].head;
    bool in[TOKENS_MAX];
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_mention *other = &r->doc.mention.mentions.items[all[i].mention];
        if (i == participant || all[i].role != p->role || other->head == head)
            continue;
        mark_phrase(r, other->head, other->first, other->count, in);
        if (head < r->count && in[head])
            return true;
    }
    return false;
}

static void event_pairs(const record *r, uint32_t event, petrarch_pairs *pairs)
{
    side actors = {.count = 0}, recipients = {.count = 0}, ways = {.count = 0};
    uint32_t first, count = dtl_events_participants(&r->doc.event, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *p = &r->doc.event.participants.items[i];
        side *of_role[DTL_EVENT_ROLE_COUNT] = {[DTL_EVENT_ACTOR] = &actors, [DTL_EVENT_RECIPIENT] = &recipients, [DTL_EVENT_ORIGIN] = &ways,
                                               [DTL_EVENT_DESTINATION] = &ways};
        if (of_role[p->role] && !is_told_already(r, event, i))
            add_codes(r, p->mention, of_role[p->role]);
    }
    if (!recipients.count)
        recipients = ways;
    bool mutual = r->doc.event.events.items[event].type == DTL_EVENT_CONSULT;
    if (!recipients.count)
        recipients = actors;
    add_pairs(pairs, &actors, &recipients);
    if (mutual)
        add_pairs(pairs, &recipients, &actors);
}

/* ---- records ---- */

/* The sentence through all stages behind the article's. */
static bool run_text(const dtl_engine *engine, dtl_doc *doc, dtl_slice text, int32_t day)
{
    int32_t published = dtl_day_from_civil(day / 10000, (uint32_t)(day / 100 % 100), (uint32_t)(day % 100));
    doc->page.text = text;
    dtl_block *block = eval_checked(dtl_array_push(doc->arena, &doc->page.blocks));
    block->span = (dtl_span){0, text.length};
    dtl_paragraph *paragraph = eval_checked(dtl_array_push(doc->arena, &doc->article.body));
    paragraph->span = block->span;
    doc->article.english = true;
    doc->article.published = (dtl_interval){published, published};
    doc->article.published_minute = -1;
    doc->article.published_from = "caller";
    return eval_run_stages(engine, "text", NULL, doc);
}

/* False when the record is to be left out. */
static bool gold_pairs(json_t *given, petrarch_pairs *pairs)
{
    size_t i;
    json_t *event;
    json_array_foreach(json_object_get(given, "expected"), i, event) {
        if (json_object_get(event, "error"))
            return false;
        dtl_slice source = eval_member(event, "sourcecode"), target = eval_member(event, "targetcode");
        if (source.length && target.length)
            petrarch_add(pairs, source.ptr, target.ptr);
    }
    return true;
}

static void write_prediction(const record *r, json_t *given)
{
    json_t *out = json_object(), *expected = json_array();
    json_object_set(out, "id", json_object_get(given, "id"));
    json_object_set(out, "date", json_object_get(given, "date"));
    for (uint32_t e = 0; e < r->doc.event.events.count; e++) {
        petrarch_pairs own = {.count = 0};
        if (r->doc.event.events.items[e].item != DTL_ITEM_EVENT)
            continue;
        event_pairs(r, e, &own);
        for (size_t i = 0; i < own.count; i++)
            json_array_append_new(expected, json_pack("{s:s, s:s, s:s}", "sourcecode", own.items[i].source, "targetcode", own.items[i].target, "eventcode",
                                                      dtl_event_type_name(r->doc.event.events.items[e].type)));
    }
    if (json_array_size(expected) == 0)
        json_array_append_new(expected, json_pack("{s:s}", "noevents", "True"));
    json_object_set_new(out, "expected", expected);
    json_dumpf(out, r->bench->options->predict, JSON_COMPACT);
    fputc('\n', r->bench->options->predict);
    json_decref(out);
}

static void write_errors(const record *r, json_t *given, const petrarch_pairs *gold, const petrarch_pairs *answer)
{
    FILE *out = r->bench->options->errors;
    bool wrong = false;
    for (size_t i = 0; i < gold->count; i++)
        wrong = wrong || !gold->items[i].hit;
    for (size_t i = 0; i < answer->count; i++)
        wrong = wrong || !answer->items[i].hit;
    if (!wrong)
        return;
    fprintf(out, "%s\t%.*s\n", json_string_value(json_object_get(given, "id")), (int)r->doc.page.text.length, r->doc.page.text.ptr);
    for (size_t i = 0; i < gold->count; i++)
        fprintf(out, "\t%s\t%s\t%s\n", gold->items[i].hit ? "right" : "missed", gold->items[i].source, gold->items[i].target);
    for (size_t i = 0; i < answer->count; i++)
        if (!answer->items[i].hit)
            fprintf(out, "\tspurious\t%s\t%s\n", answer->items[i].source, answer->items[i].target);
    for (uint32_t e = 0; e < r->doc.event.events.count; e++) {
        const dtl_event *event = &r->doc.event.events.items[e];
        if (event->item != DTL_ITEM_EVENT)
            continue;
        dtl_slice word = dtl_doc_slice(&r->doc, dtl_text_tokens_span(&r->doc.text, event->trigger, 1));
        fprintf(out, "\tevent\t%s\t%.*s", dtl_event_type_name(event->type), (int)word.length, word.ptr);
        uint32_t first, count = dtl_events_participants(&r->doc.event, e, &first);
        for (uint32_t i = first; i < first + count; i++) {
            static const char *const roles[DTL_EVENT_ROLE_COUNT] = {"actor", "recipient", "place", "origin", "destination"};
            const dtl_participant *p = &r->doc.event.participants.items[i];
            dtl_slice words = dtl_doc_slice(&r->doc, r->doc.mention.mentions.items[p->mention].span);
            fprintf(out, "\t%s=%.*s", roles[p->role], (int)words.length, words.ptr);
        }
        fputc('\n', out);
    }
}

static bool run_record(void *context, json_t *given)
{
    bench *b = context;
    petrarch_pairs gold = {.count = 0}, answer = {.count = 0};
    dtl_slice text = eval_member(given, "text"), date = eval_member(given, "date");
    uint32_t day = 0;
    if (!gold_pairs(given, &gold))
        return true;
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 28);
    record *r = eval_checked(calloc(1, sizeof *r));
    r->bench = b;
    r->doc.arena = &arena;
    dtl_slice_parse_u32(date, &day);
    r->day = (int32_t)day;
    bool fine = run_text(b->engine, &r->doc, text, r->day);
    if (fine) {
        upper_words(r, &arena);
        for (uint32_t e = 0; e < r->doc.event.events.count; e++)
            if (r->doc.event.events.items[e].item == DTL_ITEM_EVENT)
                event_pairs(r, e, &answer);
        petrarch_score(&gold, &answer, &b->sum);
        if (b->options->errors)
            write_errors(r, given, &gold, &answer);
        if (b->options->predict)
            write_prediction(r, given);
    }
    free(r);
    dtl_arena_free(&arena);
    return fine;
}

/* ---- rules ---- */

static bool is_known_role(const void *context, dtl_slice name)
{
    static const char *const tables[] = {"roles", "offices", "titles"};
    const dtl_rules *rules = context;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        uint32_t table = dtl_rules_table(rules, tables[i]);
        if (table != DTL_NONE && dtl_rules_find(rules, table, name, 0) != DTL_NONE)
            return true;
    }
    return false;
}

static void tell(void *context, const char *message)
{
    (void)context;
    fprintf(stderr, "petrarch: %s\n", message);
}

/* Packs the built-in rules with the lists on top and puts them into the engine, which frees them. */
static bool add_rules(bench *b)
{
    dtl_buffer own[3] = {{0}};
    static const char *const names[] = {"actors.txt", "actor-names.txt", "roles.txt"};
    petrarch_write_rules(&b->lists, is_known_role, b->engine->rules, &own[0], &own[1], &own[2]);
    uint32_t built_in = dtl_rules_file_count(b->engine->rules);
    dtl_rules_file_text *files = eval_checked(calloc((size_t)built_in + 3, sizeof *files));
    for (uint32_t i = 0; i < built_in; i++)
        dtl_rules_file_at(b->engine->rules, i, &files[i].name, &files[i].text);
    for (uint32_t i = 0; i < 3; i++)
        files[built_in + i] = (dtl_rules_file_text){dtl_slice_from_cstr(names[i]), dtl_slice_make(own[i].bytes, own[i].length)};
    dtl_slice blob;
    dtl_rules *rules;
    dtl_error error = {0};
    bool fine = dtl_rules_pack_over(files, (size_t)built_in + 3, built_in, b->options->errors ? tell : NULL, NULL, &blob, &error) == DTL_OK &&
                dtl_rules_open(blob, &rules, &error) == DTL_OK;
    if (fine) {
        dtl_rules_close(b->engine->rules);
        b->engine->rules = rules;
        b->engine->rules_blob = blob;
        b->engine->own_blob = true;
    } else {
        fprintf(stderr, "petrarch: %s\n", error.message);
    }
    for (size_t i = 0; i < 3; i++)
        dtl_buffer_free(&own[i]);
    free(files);
    return fine;
}

/* The first file of the folder (by name) with this ending. */
static bool find_file(const char *folder, const char *ending, char path[4096])
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    path[0] = '\0';
    for (int i = 0; i < count; i++) {
        if (!path[0] && dtl_slice_ends_with(dtl_slice_from_cstr(entries[i]->d_name), dtl_slice_from_cstr(ending)))
            snprintf(path, 4096, "%s/%s", folder, entries[i]->d_name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    if (!path[0])
        fprintf(stderr, "petrarch: no *%s in %s\n", ending, folder);
    return path[0] != '\0';
}

static bool read_list(bench *b, const char *folder, const char *ending, bool (*read)(petrarch_lists *, dtl_slice))
{
    char path[4096];
    if (!find_file(folder, ending, path))
        return false;
    dtl_slice bytes = eval_read_file(path);
    bool fine = bytes.ptr && read(&b->lists, bytes);
    free((void *)(uintptr_t)bytes.ptr);
    return fine;
}

static int run_folder(bench *b, const char *folder)
{
    char path[4096];
    petrarch_lists_init(&b->lists, &b->arena);
    if (!read_list(b, folder, ".actors.txt", petrarch_read_actors) || !read_list(b, folder, ".agents.txt", petrarch_read_agents))
        return 66;
    if (!add_rules(b))
        return 70;
    snprintf(path, sizeof path, "%s/records.jsonl", folder);
    return eval_file(path, run_record, b) ? 0 : 66;
}

int eval_petrarch(const eval_options *options)
{
    bench b = {.options = options};
    int status = eval_engine(options, 1, "petrarch FOLDER", &b.engine);
    if (status)
        return status;
    dtl_arena_init(&b.arena, (size_t)1 << 28);
    double start = eval_seconds();
    status = run_folder(&b, options->paths[0]);
    const petrarch_counts *s = &b.sum;
    fprintf(stderr, "%llu records, %llu all right; pairs: gold %llu, answered %llu, right %llu\n", (unsigned long long)s->records,
            (unsigned long long)s->exact, (unsigned long long)s->gold, (unsigned long long)s->answered, (unsigned long long)s->right);
    eval_json json;
    eval_json_open(&json, "petrarch", s->records, eval_seconds() - start);
    eval_json_rate(&json, "p", s->right, s->answered);
    eval_json_rate(&json, "r", s->right, s->gold);
    eval_json_f1(&json, "f1", s->right, s->gold, s->answered);
    eval_json_rate(&json, "exact", s->exact, s->records);
    eval_json_close(&json);
    dtl_engine_close(b.engine);
    dtl_arena_free(&b.arena);
    return status;
}
