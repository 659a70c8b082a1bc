/* What must hold of every ledger, whatever it is made of: random adversarial sets (adversary.h), each put together in many ways.
 *
 * In: DATELINE_SEED (first seed, 1 unless told) and DATELINE_PROPERTIES (how many sets; the nightly run asks for hundreds). Out: for
 * each set the ledger of all lines at once, and byte-identical dumps of: shuffles with repeats; two and eight shards merged in
 * any order; A into B and B into A; (A∪B)∪C and A∪(B∪C); one by one with a rebuild after each. Judgements and decisions are part of the
 * set. A failure prints the seed, by which it can be had again, and the first line that differs.
 * DATELINE_COST asks for the costs too: twice the input of any shape may take at most about twice the time.
 */
#include "check.h"
#include "adversary.h"
#include "ledger/ledger.h"
#include "rules/rules.h"
#include "store/store.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

enum { SHARDS_MOST = 8, JUDGEMENTS_MOST = 24 };

/* Everything a ledger is a function of, as lines, and where to put files. */
typedef struct material {
    dtl_arena arena;
    dtl_slice *lines;         /* coded reports */
    uint32_t count;
    dtl_slice judgements[JUDGEMENTS_MOST];
    uint32_t judged;
    uint64_t state;           /* of the drawing of ways */
    dtl_rules *rules;
    char folder[64];
    unsigned long long seed;
    const char *way;          /* what is being tried, for the message */
} material;

static void fine(const material *m, dtl_err err, const dtl_error *error)
{
    if (err)
        fail_msg("seed %llu, %s: %s", m->seed, m->way, error->message);
}

static uint32_t pick(material *m, uint32_t below)
{
    return (uint32_t)(draw_bits(&m->state) % below);
}

/* ---- ledgers ---- */

static dtl_store *open_at(const material *m, const char *path)
{
    dtl_store *store = NULL;
    dtl_error error = {0};
    fine(m, dtl_store_open(path, DTL_STORE_CREATE, &store, &error), &error);
    dtl_store_use_names(store, m->rules);
    return store;
}

static void add_report(material *m, dtl_store *store, uint32_t line)
{
    dtl_error error = {0};
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 26);
    fine(m, dtl_store_add_line(store, m->lines[line], &arena, NULL, NULL, &error), &error);
    dtl_arena_free(&arena);
}

static void add_judgement(material *m, dtl_store *store, uint32_t line)
{
    dtl_error error = {0};
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 22);
    fine(m, dtl_is_decision_line(m->judgements[line]) ? dtl_store_add_decision(store, m->judgements[line], &arena, NULL, &error)
                                                      : dtl_store_add_assessment(store, m->judgements[line], &arena, NULL, &error), &error);
    dtl_arena_free(&arena);
}

static dtl_buffer dump(material *m, dtl_store *store)
{
    dtl_error error = {0};
    dtl_buffer out = {0};
    fine(m, dtl_store_rebuild(store, &error), &error);
    fine(m, dtl_store_dump(store, &out, &error), &error);
    dtl_store_close(store);
    return out;
}

static void path_of(const material *m, const char *name, char path[96])
{
    snprintf(path, 96, "%s/%s", m->folder, name);
}

static void remove_at(const material *m, const char *name)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    char path[96], whole[128];
    path_of(m, name, path);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(whole, sizeof whole, "%s%s", path, ends[i]);
        unlink(whole);
    }
}

/* A file with every line whose place in `shard_of` is this shard. Judgements go to the shard of their number. */
static void write_shard(material *m, const char *name, const uint8_t *shard_of, uint32_t shard, uint32_t shards)
{
    char path[96];
    dtl_error error = {0};
    remove_at(m, name);
    path_of(m, name, path);
    dtl_store *store = open_at(m, path);
    for (uint32_t i = 0; i < m->count; i++)
        if (shard_of[i] == shard || (i % 7 == 0 && shard_of[i / 2] == shard)) /* some lie in two shards */
            add_report(m, store, i);
    for (uint32_t i = 0; i < m->judged; i++)
        if (i % shards == shard)
            add_judgement(m, store, i);
    fine(m, pick(m, 2) ? dtl_store_rebuild(store, &error) : dtl_store_commit(store, &error), &error);
    dtl_store_close(store);
}

static void add_ledger(material *m, dtl_store *store, const char *name)
{
    char path[96];
    dtl_error error = {0};
    path_of(m, name, path);
    fine(m, dtl_store_union(store, path, NULL, NULL, &error), &error);
}

/* ---- the set ---- */

/* Two analysts judge some events and sources of the whole, one of them twice. */
static void make_judgements(material *m, dtl_store *store)
{
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_event_array events = {0};
    dtl_store_assessment_array all = {0};
    dtl_error error = {0};
    filter.sort = DTL_SORT_ID;
    fine(m, dtl_store_events(store, &filter, &m->arena, &events, &error), &error);
    for (uint32_t i = 0; i < 4 && events.count; i++) {
        dtl_store_subject subject;
        bool source = i == 3;
        dtl_assessment given = {.analyst = i % 2 ? DTL_SLICE("N. Haidari") : DTL_SLICE("J. Okorro"), .grade = (char)(source ? 'B' : '2' + (char)i),
                                .date = DTL_SLICE(""), .note = DTL_SLICE("")};
        dtl_slice which = source ? DTL_SLICE("Paper 1") : events.items[pick(m, events.count) * (i < 2)].id;
        if (dtl_store_find_subject(store, source ? DTL_SUBJECT_SOURCE : DTL_SUBJECT_EVENT, which, &m->arena, &subject, &error) == DTL_OK)
            fine(m, dtl_store_assess(store, &subject, &given, &m->arena, &(bool){false}, &error), &error);
    }
    fine(m, dtl_store_commit(store, &error), &error);
    fine(m, dtl_store_assessments(store, &m->arena, &all, &error), &error);
    for (uint32_t i = 0; i < all.count && m->judged < JUDGEMENTS_MOST; i++)
        m->judgements[m->judged++] = all.items[i].line;
}

/* Two analysts decide about some persons and groups, and may contradict each other. */
static void make_decisions(material *m, dtl_store *store)
{
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_actor_array actors = {0};
    dtl_store_decision_array all = {0};
    dtl_error error = {0};
    fine(m, dtl_store_actors(store, &filter, &m->arena, &actors, &error), &error);
    for (uint32_t i = 0; i < 6 && actors.count; i++) {
        dtl_store_wish wish = {.kind = (uint8_t)(i % 3), .which_count = i % 3 == DTL_DECISION_MERGE ? 2 : 1, .actor = i < 3 ? DTL_SLICE("own:a") : DTL_SLICE("own:b"),
                               .signed_by = {.analyst = i % 2 ? DTL_SLICE("N. Haidari") : DTL_SLICE("J. Okorro"),
                                             .date = pick(m, 2) ? DTL_SLICE("2024-05-01") : DTL_SLICE("")}};
        dtl_decision made;
        bool added, known;
        for (uint32_t k = 0; k < wish.which_count; k++)
            wish.which[k] = actors.items[pick(m, actors.count)].id;
        for (int tries = wish.kind == DTL_DECISION_SPLIT ? 40 : 1; tries > 0; tries--) { /* many reports do not name him, many actors are places */
            if (wish.kind == DTL_DECISION_SPLIT)
                wish.reports = dtl_slice_make(m->lines[pick(m, m->count)].ptr + strlen("{\"schema\":1,\"key\":\""), 64); /* its key */
            dtl_err err = dtl_store_decide(store, &wish, &m->arena, &made, &added, &known, &error);
            fine(m, err == DTL_ERR_ARGUMENT ? DTL_OK : err ? err : dtl_store_rebuild(store, &error), &error);
            if (!err)
                break;
        }
    }
    fine(m, dtl_store_decisions(store, &m->arena, &all, &error), &error);
    for (uint32_t i = 0; i < all.count && m->judged < JUDGEMENTS_MOST; i++)
        m->judgements[m->judged++] = all.items[i].line;
}

static void make_material(material *m, unsigned long long seed, uint32_t size)
{
    adversary a;
    dtl_error error = {0};
    *m = (material){.seed = seed, .state = seed ^ 0x5EED, .way = "making the set"};
    dtl_arena_init(&m->arena, (size_t)1 << 31);
    strcpy(m->folder, "/tmp/dateline-properties-XXXXXX");
    assert_non_null(mkdtemp(m->folder));
    fine(m, dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &m->rules, &error), &error);
    make_adversary(&a, &m->arena, seed, size);
    m->lines = dtl_arena_calloc(&m->arena, a.count, sizeof *m->lines);
    assert_non_null(m->lines);
    for (uint32_t i = 0; i < a.count; i++) {
        dtl_buffer line = {0};
        dtl_report_write(a.reports[i], &line);
        assert_true(dtl_arena_copy(&m->arena, dtl_slice_make(line.bytes, line.length), &m->lines[m->count++]));
        dtl_buffer_free(&line);
    }
    free(a.reports);
    dtl_store *store = open_at(m, ":memory:");
    for (uint32_t i = 0; i < m->count; i++)
        add_report(m, store, i);
    fine(m, dtl_store_rebuild(store, &error), &error);
    make_judgements(m, store);
    make_decisions(m, store);
    dtl_store_close(store);
}

static void free_material(material *m)
{
    static const char *const names[] = {"a.db", "b.db", "c.db", "ab.db", "bc.db"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove_at(m, names[i]);
    for (char name[] = "0.db"; name[0] < '0' + SHARDS_MOST; name[0]++)
        remove_at(m, name);
    assert_int_equal(rmdir(m->folder), 0);
    dtl_rules_close(m->rules);
    dtl_arena_free(&m->arena);
}

/* ---- the ways ---- */

static uint32_t *random_order(material *m, uint32_t count, uint32_t repeats)
{
    uint32_t *order = dtl_arena_calloc(&m->arena, count + repeats, sizeof *order);
    assert_non_null(order);
    for (uint32_t i = 0; i < count + repeats; i++)
        order[i] = i < count ? i : pick(m, count);
    for (uint32_t i = count + repeats - 1; i > 0; i--) {
        uint32_t k = pick(m, i + 1), swap = order[i];
        order[i] = order[k];
        order[k] = swap;
    }
    return order;
}

/* All lines at random, some of them again, with a rebuild after every so many; 0 = none. */
static dtl_buffer shuffled(material *m, uint32_t rebuild_every)
{
    dtl_error error = {0};
    uint32_t total = m->count + m->count / 3;
    uint32_t *order = random_order(m, m->count, m->count / 3);
    dtl_store *store = open_at(m, ":memory:");
    for (uint32_t i = 0; i < total; i++) {
        if (i < m->judged)
            add_judgement(m, store, m->judged - 1 - i);
        add_report(m, store, order[i]);
        if (rebuild_every && i % rebuild_every == 0)
            fine(m, dtl_store_rebuild(store, &error), &error);
    }
    for (uint32_t i = 0; i < m->judged; i++)
        add_judgement(m, store, i);
    return dump(m, store);
}

static dtl_buffer in_shards(material *m, uint32_t shards)
{
    uint8_t *shard_of = dtl_arena_calloc(&m->arena, m->count, 1);
    char name[] = "0.db", path[96];
    assert_non_null(shard_of);
    for (uint32_t i = 0; i < m->count; i++)
        shard_of[i] = (uint8_t)pick(m, shards);
    for (uint32_t s = 0; s < shards; s++) {
        name[0] = (char)('0' + s);
        write_shard(m, name, shard_of, s, shards);
    }
    uint32_t *order = random_order(m, shards, 2);
    name[0] = (char)('0' + order[0]); /* one of them grows, or a new one */
    path_of(m, name, path);
    dtl_store *store = open_at(m, pick(m, 2) ? path : ":memory:");
    for (uint32_t s = 0; s < shards + 2; s++) {
        char other[] = "0.db";
        other[0] = (char)('0' + order[s]);
        dtl_error error = {0};
        fine(m, dtl_store_commit(store, &error), &error);
        add_ledger(m, store, other); /* itself too, when it is the one that grows */
    }
    return dump(m, store);
}

/* first ∪ second, in a copy of neither: into a new file of the given name. */
static void join(material *m, const char *into, const char *first, const char *second, bool rebuild)
{
    char path[96];
    dtl_error error = {0};
    remove_at(m, into);
    path_of(m, into, path);
    dtl_store *store = open_at(m, path);
    add_ledger(m, store, first);
    if (rebuild)
        fine(m, dtl_store_rebuild(store, &error), &error);
    add_ledger(m, store, second);
    fine(m, dtl_store_commit(store, &error), &error);
    dtl_store_close(store);
}

static dtl_buffer dump_at(material *m, const char *name)
{
    char path[96];
    path_of(m, name, path);
    return dump(m, open_at(m, path));
}

static void same_as(material *m, const dtl_buffer *expected, dtl_buffer got, const char *way)
{
    uint32_t at = 0, line = 0;
    if (expected->length == got.length && memcmp(expected->bytes, got.bytes, got.length) == 0) {
        dtl_buffer_free(&got);
        return;
    }
    for (uint32_t i = 0; i < expected->length && i < got.length && expected->bytes[i] == got.bytes[i]; i++, at++)
        if (got.bytes[i] == '\n')
            line = i + 1;
    print_error("# seed %llu: %s gives another ledger; once more: DATELINE_SEED=%llu DATELINE_PROPERTIES=1\n# at once: %.*s\n# so:      %.*s\n", m->seed, way,
                m->seed, (int)(expected->length - line < 700 ? expected->length - line : 700), expected->bytes + line,
                (int)(got.length - line < 700 ? got.length - line : 700), got.bytes + line);
    fail();
}

static void unions_agree(material *m, const dtl_buffer *whole)
{
    static const char *const names[] = {"a.db", "b.db", "c.db"};
    uint8_t *part_of = dtl_arena_calloc(&m->arena, m->count, 1);
    assert_non_null(part_of);
    m->way = "unions";
    for (uint32_t i = 0; i < m->count; i++)
        part_of[i] = (uint8_t)pick(m, 3);
    for (uint32_t i = 0; i < 3; i++)
        write_shard(m, names[i], part_of, i, 3);
    join(m, "ab.db", "a.db", "b.db", false);
    dtl_buffer ab = dump_at(m, "ab.db");
    join(m, "bc.db", "b.db", "a.db", true);
    same_as(m, &ab, dump_at(m, "bc.db"), "B∪A, not A∪B,");
    dtl_buffer_free(&ab);
    join(m, "bc.db", "b.db", "c.db", false);
    char path[96];
    path_of(m, "ab.db", path);
    dtl_store *left = open_at(m, path);
    add_ledger(m, left, "c.db");
    same_as(m, whole, dump(m, left), "(A∪B)∪C");
    path_of(m, "a.db", path);
    dtl_store *right = open_at(m, path);
    add_ledger(m, right, "bc.db");
    same_as(m, whole, dump(m, right), "A∪(B∪C)");
}

static void whole_is_sound(material *m, dtl_store *store)
{
    uint64_t problems = 0;
    dtl_error error = {0};
    dtl_buffer lines = {0};
    fine(m, dtl_store_rebuild(store, &error), &error);
    fine(m, dtl_store_check(store, &problems, &lines, &error), &error);
    if (problems)
        fail_msg("seed %llu: %.*s", m->seed, (int)lines.length, lines.bytes);
    dtl_buffer_free(&lines);
}

static void try_set(unsigned long long seed, uint32_t size)
{
    material m;
    make_material(&m, seed, size);
    m.way = "all at once";
    dtl_store *store = open_at(&m, ":memory:");
    for (uint32_t i = 0; i < m.count; i++)
        add_report(&m, store, i);
    for (uint32_t i = 0; i < m.judged; i++)
        add_judgement(&m, store, i);
    whole_is_sound(&m, store);
    dtl_buffer whole = dump(&m, store);
    assert_true(whole.length > 1000);
    m.way = "shuffled";
    same_as(&m, &whole, shuffled(&m, 0), "a shuffle with repeats");
    m.way = "one by one";
    same_as(&m, &whole, shuffled(&m, m.count < 60 ? 1 : m.count / 12), "adding piece by piece");
    m.way = "shards";
    same_as(&m, &whole, in_shards(&m, 1), "one shard");
    same_as(&m, &whole, in_shards(&m, 2), "two shards");
    same_as(&m, &whole, in_shards(&m, SHARDS_MOST), "eight shards");
    unions_agree(&m, &whole);
    dtl_buffer_free(&whole);
    free_material(&m);
}

static unsigned long long told(const char *name, unsigned long long usual)
{
    const char *text = getenv(name);
    return text && *text ? strtoull(text, NULL, 10) : usual;
}

static void any_way_gives_the_same_bytes(void **state)
{
    (void)state;
    unsigned long long first = told("DATELINE_SEED", 1), count = told("DATELINE_PROPERTIES", 5);
    for (unsigned long long seed = first; seed < first + count; seed++)
        try_set(seed, seed % 16 == 0 ? 400 : 16 + (uint32_t)(seed * 37 % 70));
}

/* ---- costs ---- */

static const char *const shape_names[SHAPE_COUNT] = {"chain of persons", "chain of days", "chain of places", "one block", "ties", "names", "copies", "versions",
                                                     "plans", "undated", "city", "statements", "forged", "alone", "one event", "one voice"};

/* Seconds of processor time to build the ledger of a shape, the best of three. */
static double seconds_of(shape kind, uint32_t length, dtl_rules *rules)
{
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        adversary a = {.state = 99};
        dtl_arena arena, work;
        dtl_ledger ledger;
        dtl_arena_init(&arena, (size_t)1 << 34);
        dtl_arena_init(&work, (size_t)1 << 36);
        a.arena = &arena;
        tell_shape(&a, kind, "Salt", length);
        dtl_report *all = dtl_arena_calloc(&arena, a.count + 1, sizeof *all);
        assert_non_null(all);
        for (uint32_t i = 0; i < a.count; i++)
            all[i] = *a.reports[i];
        clock_t began = clock();
        assert_int_equal(dtl_ledger_build(&(dtl_ledger_input){.reports = all, .count = a.count, .names = rules}, &work, &ledger), DTL_OK);
        double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
        best = seconds < best ? seconds : best;
        dtl_arena_free(&work);
        dtl_arena_free(&arena);
        free(a.reports);
    }
    return best;
}

static void twice_the_input_takes_twice_the_time(void **state)
{
    (void)state;
    uint32_t length = (uint32_t)told("DATELINE_COST", 0), bad = 0;
    dtl_rules *rules;
    dtl_error error;
    if (!length) {
        skip();
        return;
    }
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &rules, &error), DTL_OK);
    for (int kind = 0; kind < SHAPE_COUNT; kind++) {
        if (kind == SHAPE_FORGED)
            continue;
        double one = seconds_of((shape)kind, length, rules), two = seconds_of((shape)kind, 2 * length, rules);
        bool fine_cost = two < 2.6 * one || two < 0.05; /* sorting, caches and other programs take their part */
        bad += !fine_cost;
        print_message("# %s: %u reports %.3f s, %u reports %.3f s: times %.2f%s\n", shape_names[kind], length, one, 2 * length, two, one > 0 ? two / one : 0.0,
                      fine_cost ? "" : " TOO MUCH");
    }
    dtl_rules_close(rules);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_way_gives_the_same_bytes), cmocka_unit_test(twice_the_input_takes_twice_the_time)};
    return cmocka_run_group_tests_name("properties", tests, NULL, NULL);
}
