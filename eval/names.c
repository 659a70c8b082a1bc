/* names-un and names-bench: do we know two spellings of one name?
 *
 * names-un FILE.jsonl: lines with kind, primary and aliases [{name, quality}]. Every Good alias of an individual is left out
 * in turn and looked up among all other names of the individuals of the list; the person of the most similar name is the answer
 * (r1; r1_low for the Low aliases). A spelling given twice for one person is taken once: else the copy would find itself.
 * names-bench FILE.jsonl: lines with schema, name1, name2, is_match; those without logicv2_match are not scored. A pair is one
 * when its score reaches DTL_ALIAS_SAME.
 * --predict gives the lines again with score and answer; --errors every wrong answer with the reasons. */
#include "alias/alias.h"
#include "base/utf8.h"
#include "eval.h"
#include "names_score.h"
#include <stdlib.h>

/* One name of the list. */
typedef struct list_name {
    dtl_slice text;
    const char *quality; /* static: "primary", "good", "low" */
    dtl_alias_name prepared;
} list_name;
DTL_ARRAY_TYPE(list_name_array, list_name);
DTL_ARRAY_TYPE(owner_array, uint32_t);

typedef struct list {
    dtl_arena arena;
    dtl_alias alias;
    list_name_array names;
    owner_array owners; /* one per name: which person */
    uint32_t persons;
} list;

static bool open_list(list *l)
{
    const dtl_rules *rules = eval_rules();
    *l = (list){0};
    dtl_arena_init(&l->arena, (size_t)1 << 30);
    if (rules)
        dtl_alias_open(rules, &l->alias);
    return rules != NULL;
}

/* ---- names-un ---- */

static void add_name(list *l, dtl_slice text, const char *quality)
{
    dtl_slice folded, other;
    if (!dtl_utf8_fold(&l->arena, text, &folded))
        return;
    for (uint32_t i = l->names.count; i > 0 && l->owners.items[i - 1] == l->persons; i--)
        if (dtl_utf8_fold(&l->arena, l->names.items[i - 1].text, &other) && dtl_slice_equal(folded, other))
            return;
    list_name *name = dtl_array_push(&l->arena, &l->names);
    uint32_t *owner = dtl_array_push(&l->arena, &l->owners);
    if (!name || !owner || !dtl_arena_copy(&l->arena, text, &name->text) ||
        !dtl_alias_prepare(&l->alias, &l->arena, text, DTL_ALIAS_PERSON, &name->prepared)) {
        fprintf(stderr, "names-un: out of memory\n");
        exit(71);
    }
    name->quality = quality;
    *owner = l->persons;
}

static bool add_person(void *context, json_t *row)
{
    list *l = context;
    size_t index;
    json_t *alias;
    if (!dtl_slice_is(eval_member(row, "kind"), "individual"))
        return true;
    add_name(l, eval_member(row, "primary"), "primary");
    json_array_foreach(json_object_get(row, "aliases"), index, alias)
        if (eval_member(alias, "name").length)
            add_name(l, eval_member(alias, "name"), dtl_slice_is(eval_member(alias, "quality"), "Low") ? "low" : "good");
    l->persons++;
    return true;
}

static void write_miss(const eval_options *options, list *l, uint32_t query, const int32_t *scores, uint32_t found)
{
    const list_name *q = &l->names.items[query];
    int32_t most = 0, own = -1;
    uint32_t best = query, mine = query;
    for (uint32_t i = 0; i < l->names.count; i++) {
        if (i != query && l->owners.items[i] == found && scores[i] > most) {
            most = scores[i];
            best = i;
        }
        if (i != query && l->owners.items[i] == l->owners.items[query] && scores[i] > own) {
            own = scores[i];
            mine = i;
        }
    }
    fprintf(options->errors, "%s\t%.*s\tfound %d %.*s\town %d %.*s\n", q->quality, (int)q->text.length, q->text.ptr, most,
            (int)l->names.items[best].text.length, l->names.items[best].text.ptr, own, (int)l->names.items[mine].text.length, l->names.items[mine].text.ptr);
}

int eval_names_un(const eval_options *options)
{
    list l;
    uint64_t asked[2] = {0, 0}, hits[2] = {0, 0};
    double start = eval_seconds();
    if (options->path_count != 1 || !open_list(&l)) {
        fprintf(stderr, "usage: eval names-un FILE.jsonl\n");
        return 64;
    }
    if (!eval_file(options->paths[0], add_person, &l))
        return 66;
    int32_t *scores = calloc((size_t)l.names.count + 1, sizeof *scores);
    for (uint32_t q = 0; scores && q < l.names.count; q++) {
        const list_name *query = &l.names.items[q];
        bool low = query->quality[0] == 'l';
        if (query->quality[0] == 'p')
            continue;
        for (uint32_t i = 0; i < l.names.count; i++)
            scores[i] = i == q ? 0 : dtl_alias_compare(&l.alias, &query->prepared, &l.names.items[i].prepared).shared;
        uint32_t found = names_answer(scores, l.owners.items, l.names.count, q);
        bool hit = found == l.owners.items[q];
        asked[low]++;
        hits[low] += hit;
        if (!hit && options->errors)
            write_miss(options, &l, q, scores, found);
        if (options->predict)
            fprintf(options->predict, "{\"query\": %u, \"person\": %u, \"found\": %d}\n", q, l.owners.items[q], found == UINT32_MAX ? -1 : (int)found);
    }
    free(scores);
    fprintf(stderr, "%u names of %u persons; Good aliases %llu, found %llu; Low %llu, found %llu\n", l.names.count, l.persons,
            (unsigned long long)asked[0], (unsigned long long)hits[0], (unsigned long long)asked[1], (unsigned long long)hits[1]);
    eval_json json;
    eval_json_open(&json, "names-un", asked[0] + asked[1], eval_seconds() - start);
    eval_json_rate(&json, "r1", hits[0], asked[0]);
    eval_json_rate(&json, "r1_low", hits[1], asked[1]);
    eval_json_close(&json);
    dtl_arena_free(&l.arena);
    return 0;
}

/* ---- names-bench ---- */

typedef struct pairs {
    list list;
    const eval_options *options;
    names_counts all, person, organisation;
    uint64_t pairs;
} pairs;

static bool score_pair(void *context, json_t *row)
{
    pairs *p = context;
    const json_t *gold = json_object_get(row, "is_match");
    dtl_slice schema = eval_member(row, "schema"), one = eval_member(row, "name1"), two = eval_member(row, "name2"), reasons;
    bool person = dtl_slice_is(schema, "Person");
    dtl_alias_kind kind = person ? DTL_ALIAS_PERSON : DTL_ALIAS_ORGANISATION;
    dtl_alias_name a, b;
    if (!json_is_boolean(gold) || !json_is_boolean(json_object_get(row, "logicv2_match")))
        return true;
    if (!dtl_alias_prepare(&p->list.alias, &p->list.arena, one, kind, &a) || !dtl_alias_prepare(&p->list.alias, &p->list.arena, two, kind, &b))
        return true;
    dtl_alias_match match = dtl_alias_compare(&p->list.alias, &a, &b);
    bool answer = match.score >= DTL_ALIAS_SAME, right = answer == json_is_true(gold);
    names_count(&p->all, json_is_true(gold), answer);
    names_count(person ? &p->person : &p->organisation, json_is_true(gold), answer);
    p->pairs++;
    if (!right && p->options->errors && dtl_alias_explain(&p->list.arena, &a, &b, match, &reasons))
        fprintf(p->options->errors, "%s\t%d\t%.*s\t%.*s\t%.*s\t%.*s\n", answer ? "wrong" : "missed", match.score, (int)schema.length, schema.ptr,
                (int)one.length, one.ptr, (int)two.length, two.ptr, (int)reasons.length, reasons.ptr);
    if (p->options->predict) {
        json_object_set_new(row, "score", json_integer(match.score));
        json_object_set_new(row, "match", json_boolean(answer));
        json_dumpf(row, p->options->predict, 0);
        fputc('\n', p->options->predict);
    }
    return true;
}

static double ratio(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

int eval_names_bench(const eval_options *options)
{
    pairs p = {.options = options};
    double start = eval_seconds();
    if (options->path_count != 1 || !open_list(&p.list)) {
        fprintf(stderr, "usage: eval names-bench FILE.jsonl\n");
        return 64;
    }
    if (!eval_file(options->paths[0], score_pair, &p))
        return 66;
    fprintf(stderr, "                p      r      f1\n");
    const names_counts *rows[] = {&p.all, &p.person, &p.organisation};
    static const char *const names[] = {"all", "persons", "organisations"};
    for (int i = 0; i < 3; i++)
        fprintf(stderr, "%-14s %.3f  %.3f  %.3f\n", names[i], ratio(rows[i]->right, rows[i]->answered), ratio(rows[i]->right, rows[i]->gold),
                eval_f1(rows[i]->right, rows[i]->gold, rows[i]->answered));
    eval_json json;
    eval_json_open(&json, "names-bench", p.pairs, eval_seconds() - start);
    eval_json_f1(&json, "f1", p.all.right, p.all.gold, p.all.answered);
    eval_json_rate(&json, "p", p.all.right, p.all.answered);
    eval_json_rate(&json, "r", p.all.right, p.all.gold);
    eval_json_f1(&json, "person_f1", p.person.right, p.person.gold, p.person.answered);
    eval_json_f1(&json, "organisation_f1", p.organisation.right, p.organisation.gold, p.organisation.answered);
    eval_json_close(&json);
    dtl_arena_free(&p.list.arena);
    return 0;
}
