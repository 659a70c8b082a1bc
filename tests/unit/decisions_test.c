/* Analysts' decisions about actors: lines that cannot be forged by accident, and what a ledger makes of them whatever came first.
 * All names are invented. */
#include "check.h"
#include "doc/decision.h"
#include "ledger/ledger.h"
#include "reports.h"
#include "rules/rules.h"

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

enum { MOST = 16 };

/* A few reports, each of one person or group, and decisions about them. */
typedef struct stage {
    dtl_arena arena;
    dtl_rules *rules;
    dtl_report reports[MOST];
    dtl_decision decisions[MOST];
    size_t report_count, decision_count;
    dtl_ledger ledger;
} stage;

static int set_up(void **state)
{
    stage *s = calloc(1, sizeof *s);
    dtl_error error;
    assert_non_null(s);
    dtl_arena_init(&s->arena, (size_t)1 << 28);
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &s->rules, &error), DTL_OK);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    stage *s = *state;
    dtl_rules_close(s->rules);
    dtl_arena_free(&s->arena);
    free(s);
    return 0;
}

/* A report that names somebody; gives the SHA-256 of its bytes. */
static dtl_slice tell(stage *s, const char *id, const char *name, const char *country, const char *published)
{
    char file[32], text[200];
    size_t issue = s->report_count;
    snprintf(file, sizeof file, "n%zu", issue);
    snprintf(text, sizeof text, "Gunmen attacked %s in issue %zu.", name, issue);
    dtl_report *r = make_report(&s->arena, file, "Harbour Post", published, text);
    uint32_t e = add_event(&s->arena, r, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "Gunmen attacked");
    const char *kind = strncmp(id, "person:", 7) == 0 || strncmp(id, "leader", 6) == 0 ? "person" : "organisation";
    add_role(&s->arena, r, e, DTL_EVENT_RECIPIENT, id, name, kind);
    for (uint32_t i = 0; i < r->actors.count; i++)
        r->actors.items[i].country = keep(&s->arena, country);
    s->reports[s->report_count++] = *r;
    return r->sha256;
}

static void add_uses(stage *s, dtl_uses_array *to, const char *id, const char *country, dtl_slice reports)
{
    dtl_uses *u = dtl_array_push(&s->arena, to);
    assert_non_null(u);
    *u = (dtl_uses){.id = keep(&s->arena, id), .country = keep(&s->arena, country), .role = DTL_SLICE(""), .reports = reports};
}

static dtl_decision *begin(stage *s, uint8_t kind, const char *analyst, const char *date)
{
    dtl_decision *d = &s->decisions[s->decision_count++];
    *d = (dtl_decision){.kind = kind, .signed_by = {.analyst = keep(&s->arena, analyst), .date = keep(&s->arena, date)}};
    return d;
}

static void settle(dtl_decision *d)
{
    dtl_error error = {0};
    if (dtl_decision_settle(d, &error))
        fail_msg("%s", error.message);
}

static dtl_decision *merge(stage *s, const char *analyst, const char *date, const char *one, const char *two)
{
    dtl_decision *d = begin(s, DTL_DECISION_MERGE, analyst, date);
    add_uses(s, &d->uses, one, "", DTL_SLICE_EMPTY);
    add_uses(s, &d->uses, two, "", DTL_SLICE_EMPTY);
    settle(d);
    return d;
}

static dtl_decision *split(stage *s, const char *analyst, const char *date, const char *id, const char *country, dtl_slice reports)
{
    dtl_decision *d = begin(s, DTL_DECISION_SPLIT, analyst, date);
    add_uses(s, &d->uses, id, country, reports);
    add_uses(s, &d->others, id, "", DTL_SLICE_EMPTY);
    settle(d);
    return d;
}

static dtl_decision *undo(stage *s, const char *analyst, const dtl_decision *what)
{
    dtl_decision *d = begin(s, DTL_DECISION_UNDO, analyst, "");
    d->signed_by.supersedes = keep(&s->arena, what->id);
    settle(d);
    return d;
}

static void build(stage *s)
{
    dtl_ledger_input input = {s->reports, s->report_count, s->decisions, s->decision_count, s->rules};
    assert_int_equal(dtl_ledger_build(&input, &s->arena, &s->ledger), DTL_OK);
}

/* Persons and groups that are neither places nor nouns. */
static uint32_t count_actors(const stage *s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->ledger.actors.count; i++)
        n += dtl_slice_is(s->ledger.actors.items[i].kind, "person") || dtl_slice_is(s->ledger.actors.items[i].kind, "organisation");
    return n;
}

static const dtl_ledger_actor *actor_of_report(const stage *s, size_t report)
{
    const dtl_ledger *l = &s->ledger;
    for (uint32_t r = 0; r < l->reports.count; r++)
        if (dtl_slice_equal(l->reports.items[r].report->key, s->reports[report].key))
            return &l->actors.items[l->actor_of[l->reports.items[r].first_actor]];
    fail();
    return NULL;
}

static bool same_actor(const stage *s, size_t one, size_t two)
{
    return actor_of_report(s, one) == actor_of_report(s, two);
}

static const dtl_ledger_decision *fate(const stage *s, const dtl_decision *d)
{
    for (uint32_t i = 0; i < s->ledger.decisions.count; i++)
        if (strcmp(s->ledger.decisions.items[i].decision->id, d->id) == 0)
            return &s->ledger.decisions.items[i];
    fail();
    return NULL;
}

static void has_words(dtl_slice text, const char *words)
{
    if (dtl_slice_find(text, dtl_slice_from_cstr(words), 0) == DTL_NONE)
        fail_msg("no '%s' in '%.*s'", words, (int)text.length, text.ptr ? text.ptr : "");
}

/* ---- lines ---- */

static void a_line_comes_back_and_cannot_be_bent(void **state)
{
    stage *s = *state;
    dtl_slice sha = tell(s, "person:jon marsh", "Jon Marsh", "USA", "2024-03-10");
    dtl_decision *d = split(s, "N. Haidari", "2024-05-31", "person:jon marsh", "USA", sha), again;
    dtl_buffer line = {0};
    dtl_error error = {0};
    d->about = DTL_SLICE("Jon Marsh");
    d->signed_by.note = DTL_SLICE("a \"namesake\"");
    settle(d);
    dtl_decision_write(d, &line);
    dtl_slice text = dtl_slice_make(line.bytes, line.length - 1);
    assert_true(dtl_is_decision_line(text));
    assert_int_equal(dtl_decision_read(text, &s->arena, &again, &error), DTL_OK);
    assert_string_equal(again.id, d->id);
    dtl_buffer second = {0};
    dtl_decision_write(&again, &second);
    assert_int_equal(second.length, line.length);
    assert_memory_equal(second.bytes, line.bytes, line.length);
    for (uint32_t i = 0; i < text.length; i++) { /* no byte may change without being noticed */
        char kept = line.bytes[i];
        line.bytes[i] = kept == 'x' ? 'y' : 'x';
        if (dtl_decision_read(text, &s->arena, &again, &error) == DTL_OK)
            assert_string_equal(again.id, d->id); /* a member's name may: it is then passed over */
        line.bytes[i] = kept;
    }
    dtl_buffer_free(&line);
    dtl_buffer_free(&second);
}

static void patterns_in_any_order_are_one_decision(void **state)
{
    stage *s = *state;
    assert_string_equal(merge(s, "A", "", "person:a b", "person:c d")->id, merge(s, "A", "", "person:c d", "person:a b")->id);
    assert_string_not_equal(merge(s, "A", "", "person:a b", "person:c d")->id, merge(s, "B", "", "person:a b", "person:c d")->id);
}

static void what_is_no_decision_is_refused(void **state)
{
    stage *s = *state;
    static const struct { uint8_t kind; int uses, others; const char *actor, *name, *analyst, *date, *supersedes, *words; } cases[] = {
        {DTL_DECISION_MERGE, 1, 0, "", "", "A", "", "", "two names"},       {DTL_DECISION_PIN, 0, 0, "x", "", "A", "", "", "pin wants a name"},
        {DTL_DECISION_PIN, 1, 0, "", "", "A", "", "", "id of an actor"},    {DTL_DECISION_SPLIT, 1, 0, "", "", "A", "", "", "split wants"},
        {DTL_DECISION_SPLIT, 1, 1, "", "N", "A", "", "", "no name"},        {DTL_DECISION_UNDO, 0, 0, "", "", "A", "", "", "takes back"},
        {DTL_DECISION_UNDO, 1, 0, "", "", "A", "", "0123456789abcdef", "nothing but"}, {DTL_DECISION_MERGE, 2, 0, "", "", "", "", "", "analyst"},
        {DTL_DECISION_MERGE, 2, 0, "", "", "A", "2024-02-31", "", "day"},   {DTL_DECISION_MERGE, 2, 0, "", "", "A", "", "xyz", "ids of decisions"},
        {DTL_DECISION_MERGE, 2, 0, "", "a\nb", "A", "", "", "lines"},       {DTL_DECISION_KIND_COUNT, 2, 0, "", "", "A", "", "", "merge, a pin"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_error error = {0};
        dtl_decision d = {.kind = cases[i].kind, .actor = dtl_slice_from_cstr(cases[i].actor), .name = dtl_slice_from_cstr(cases[i].name),
                          .signed_by = {.analyst = dtl_slice_from_cstr(cases[i].analyst), .date = dtl_slice_from_cstr(cases[i].date),
                                        .supersedes = dtl_slice_from_cstr(cases[i].supersedes)}};
        for (int k = 0; k < cases[i].uses; k++)
            add_uses(s, &d.uses, k ? "person:a" : "person:b", "", DTL_SLICE_EMPTY);
        for (int k = 0; k < cases[i].others; k++)
            add_uses(s, &d.others, "person:b", "", DTL_SLICE_EMPTY);
        assert_int_equal(dtl_decision_settle(&d, &error), DTL_ERR_ARGUMENT);
        has_words(dtl_slice_from_cstr(error.message), cases[i].words);
    }
}

/* ---- what they do ---- */

static void merge_joins_what_names_do_not(void **state)
{
    stage *s = *state;
    tell(s, "person:karim gul", "Karim Gul", "AFG", "2024-03-10");
    tell(s, "person:abu hamdan", "Abu Hamdan", "AFG", "2024-03-12");
    tell(s, "person:kareem gul", "Kareem Gul", "AFG", "2024-03-13");
    build(s);
    assert_int_equal(count_actors(s), 2);
    dtl_decision *d = merge(s, "N. Haidari", "", "person:karim gul", "person:abu hamdan");
    d->name = DTL_SLICE("Karim Gul (Abu Hamdan)");
    settle(d);
    build(s);
    assert_int_equal(count_actors(s), 1); /* and the other spelling comes along */
    assert_slice(actor_of_report(s, 1)->name, "Karim Gul (Abu Hamdan)");
    assert_int_equal(fate(s, d)->state, DTL_STATE_IN_FORCE);
    assert_int_equal(fate(s, d)->n_uses, 2);
    assert_ptr_equal(&s->ledger.actors.items[fate(s, d)->actor], actor_of_report(s, 0));
    bool reasoned = false;
    for (uint32_t i = 0; i < s->ledger.aliases.count; i++)
        reasoned |= dtl_slice_is(s->ledger.aliases.items[i].name, "Abu Hamdan") &&
                    dtl_slice_starts_with(s->ledger.aliases.items[i].reason, DTL_SLICE("as N. Haidari decided ("));
    assert_true(reasoned);
}

static void split_by_report_parts_two_of_one_name(void **state)
{
    stage *s = *state;
    dtl_slice sha = tell(s, "person:jon marsh", "Jon Marsh", "USA", "2024-03-10");
    tell(s, "person:jon marsh", "Jon Marsh", "USA", "2024-03-11");
    build(s);
    assert_true(same_actor(s, 0, 1));
    dtl_decision *d = split(s, "A", "", "person:jon marsh", "", sha);
    build(s);
    assert_false(same_actor(s, 0, 1));
    char id[64];
    snprintf(id, sizeof id, "person:jon marsh~%.8s", d->id);
    assert_slice(actor_of_report(s, 0)->id, id);
    assert_slice(actor_of_report(s, 1)->id, "person:jon marsh"); /* the rest keeps its id */
    tell(s, "person:jon marsh", "Jon Marsh", "USA", "2024-03-12");
    build(s);
    assert_true(same_actor(s, 1, 2)); /* a new report is of the rest */
    assert_slice(actor_of_report(s, 0)->id, id);
}

static void split_by_country_holds_for_new_reports(void **state)
{
    stage *s = *state;
    tell(s, "person:jon marsh", "Jon Marsh", "USA", "2024-03-10");
    tell(s, "person:jon marsh", "Jon Marsh", "CAN", "2024-03-11");
    build(s);
    assert_true(same_actor(s, 0, 1)); /* the time agrees */
    split(s, "A", "", "person:jon marsh", "CAN", DTL_SLICE_EMPTY);
    tell(s, "person:jon marsh", "Jon Marsh", "CAN", "2024-03-12");
    tell(s, "person:jon marsh", "Jon Marshe", "CAN", "2024-03-12");
    build(s);
    assert_false(same_actor(s, 0, 1));
    assert_true(same_actor(s, 1, 2));
    assert_true(same_actor(s, 2, 3));
}

static void split_parts_groups_that_the_rules_know(void **state)
{
    stage *s = *state;
    tell(s, "dock-front", "Dock Front", "", "2024-03-10");
    dtl_slice sha = tell(s, "dock-front", "Dock Front", "", "2024-03-11");
    split(s, "A", "", "dock-front", "", sha);
    build(s);
    assert_false(same_actor(s, 0, 1));
    assert_slice(actor_of_report(s, 0)->id, "dock-front");
}

static void pin_says_who_somebody_is(void **state)
{
    stage *s = *state;
    tell(s, "leader-of-dock-front", "Omar Tarmizi", "AFG", "2024-03-10");
    tell(s, "person:the lion", "The Lion", "AFG", "2010-03-11");
    dtl_decision *d = begin(s, DTL_DECISION_PIN, "A", "");
    add_uses(s, &d->uses, "person:the lion", "", DTL_SLICE_EMPTY);
    d->actor = DTL_SLICE("leader-of-dock-front");
    settle(d);
    build(s);
    assert_true(same_actor(s, 0, 1));
    assert_slice(actor_of_report(s, 1)->id, "leader-of-dock-front");
    assert_slice(actor_of_report(s, 1)->name, "Omar Tarmizi");
    s->reports[0] = s->reports[--s->report_count]; /* it need not be told of itself */
    build(s);
    assert_slice(actor_of_report(s, 0)->id, "leader-of-dock-front");
    assert_int_equal(fate(s, d)->state, DTL_STATE_IN_FORCE);
}

static void names_do_not_undo_a_pin(void **state)
{
    stage *s = *state;
    tell(s, "person:jon marsh", "Jon Marsh", "USA", "2024-03-10");
    tell(s, "person:jon marsh", "Jon Marsh", "CAN", "2024-03-11");
    dtl_decision *d = begin(s, DTL_DECISION_PIN, "A", "");
    add_uses(s, &d->uses, "person:jon marsh", "USA", DTL_SLICE_EMPTY);
    d->actor = DTL_SLICE("own:marsh-1");
    settle(d);
    d = begin(s, DTL_DECISION_PIN, "A", "");
    add_uses(s, &d->uses, "person:jon marsh", "CAN", DTL_SLICE_EMPTY);
    d->actor = DTL_SLICE("own:marsh-2");
    settle(d);
    build(s);
    assert_slice(actor_of_report(s, 0)->id, "own:marsh-1");
    assert_slice(actor_of_report(s, 1)->id, "own:marsh-2");
}

static void a_decision_waits_for_its_reports(void **state)
{
    stage *s = *state;
    tell(s, "person:karim gul", "Karim Gul", "AFG", "2024-03-10");
    dtl_decision *d = merge(s, "A", "", "person:karim gul", "person:abu hamdan");
    build(s);
    assert_int_equal(fate(s, d)->state, DTL_STATE_WAITS);
    has_words(fate(s, d)->detail, "not here: person:abu hamdan");
    tell(s, "person:abu hamdan", "Abu Hamdan", "AFG", "2024-03-12");
    build(s);
    assert_int_equal(fate(s, d)->state, DTL_STATE_IN_FORCE);
    assert_true(same_actor(s, 0, 1));
}

static void a_decision_holds_when_the_id_of_its_actor_changes(void **state)
{
    stage *s = *state;
    tell(s, "person:kareem gul", "Kareem Gul", "AFG", "2024-03-10");
    tell(s, "person:the lion", "The Lion", "AFG", "2024-03-11");
    dtl_decision *d = merge(s, "A", "", "person:kareem gul", "person:the lion");
    build(s);
    assert_slice(actor_of_report(s, 1)->id, "person:kareem gul");
    tell(s, "person:karem gul", "Karem Gul", "AFG", "2024-03-12"); /* sorts before person:kareem gul */
    tell(s, "person:abdul karim gul", "Karim Gul", "AFG", "2024-03-12");
    build(s);
    assert_slice(actor_of_report(s, 1)->id, "person:abdul karim gul");
    assert_int_equal(fate(s, d)->state, DTL_STATE_IN_FORCE);
    assert_true(same_actor(s, 0, 1));
    uint32_t found = 0;
    for (uint32_t i = 0; i < s->ledger.uses.count; i++)
        found += dtl_slice_is(s->ledger.uses.items[i].id, "person:kareem gul") && &s->ledger.actors.items[s->ledger.uses.items[i].actor] == actor_of_report(s, 0);
    assert_int_equal(found, 1); /* its former id still finds it */
}

static void undo_takes_back_ones_own(void **state)
{
    stage *s = *state;
    tell(s, "person:karim gul", "Karim Gul", "AFG", "2024-03-10");
    tell(s, "person:abu hamdan", "Abu Hamdan", "AFG", "2024-03-12");
    dtl_decision *d = merge(s, "A", "", "person:karim gul", "person:abu hamdan"), *foreign = undo(s, "B", d);
    build(s);
    assert_true(same_actor(s, 0, 1)); /* nobody takes back another's */
    assert_int_equal(fate(s, foreign)->state, DTL_STATE_WAITS);
    undo(s, "A", d);
    build(s);
    assert_false(same_actor(s, 0, 1));
    assert_int_equal(fate(s, d)->state, DTL_STATE_SUPERSEDED);
}

static void of_two_that_conflict_the_later_goes_first(void **state)
{
    stage *s = *state;
    tell(s, "person:karim gul", "Karim Gul", "AFG", "2024-03-10");
    tell(s, "person:abu hamdan", "Abu Hamdan", "AFG", "2024-03-12");
    dtl_decision *m = merge(s, "A", "2024-05-01", "person:karim gul", "person:abu hamdan"), *d = begin(s, DTL_DECISION_SPLIT, "B", "2024-04-01");
    add_uses(s, &d->uses, "person:abu hamdan", "", DTL_SLICE_EMPTY);
    add_uses(s, &d->others, "person:karim gul", "", DTL_SLICE_EMPTY);
    settle(d);
    build(s);
    assert_true(same_actor(s, 0, 1));
    assert_int_equal(fate(s, d)->state, DTL_STATE_OVERRULED);
    has_words(fate(s, d)->detail, m->id);
    has_words(fate(s, m)->detail, d->id);
    d->signed_by.date = DTL_SLICE("2024-06-01");
    settle(d);
    build(s);
    assert_false(same_actor(s, 0, 1));
    assert_int_equal(fate(s, m)->state, DTL_STATE_OVERRULED);
    d->signed_by.date = m->signed_by.date; /* on one day what keeps apart */
    settle(d);
    build(s);
    assert_false(same_actor(s, 0, 1));
}

/* ---- whatever came first ---- */

static void put_ledger(const stage *s, dtl_buffer *out)
{
    const dtl_ledger *l = &s->ledger;
    for (uint32_t i = 0; i < l->actors.count; i++)
        dtl_buffer_format(out, "%.*s %.*s %u\n", (int)l->actors.items[i].id.length, l->actors.items[i].id.ptr, (int)l->actors.items[i].name.length,
                          l->actors.items[i].name.ptr, l->actors.items[i].n_reports);
    for (uint32_t i = 0; i < l->aliases.count; i++)
        dtl_buffer_format(out, "%u %.*s %.*s\n", l->aliases.items[i].actor, (int)l->aliases.items[i].name.length, l->aliases.items[i].name.ptr,
                          (int)l->aliases.items[i].reason.length, l->aliases.items[i].reason.ptr ? l->aliases.items[i].reason.ptr : "");
    for (uint32_t i = 0; i < l->uses.count; i++)
        dtl_buffer_format(out, "%u %.*s %u\n", l->uses.items[i].actor, (int)l->uses.items[i].id.length, l->uses.items[i].id.ptr, l->uses.items[i].n_reports);
    for (uint32_t i = 0; i < l->decisions.count; i++)
        dtl_buffer_format(out, "%s %u %u %u %.*s\n", l->decisions.items[i].decision->id, l->decisions.items[i].state, l->decisions.items[i].actor,
                          l->decisions.items[i].n_uses, (int)l->decisions.items[i].detail.length, l->decisions.items[i].detail.ptr ? l->decisions.items[i].detail.ptr : "");
}

static void any_order_and_any_repetition_is_one_ledger(void **state)
{
    stage *s = *state;
    uint64_t chance = 88172645463325252u;
    static const char *const ids[] = {"person:karim gul", "person:abu hamdan", "person:jon marsh", "person:the lion", "leader-x", "leader-y"};
    static const char *const names[] = {"Karim Gul", "Abu Hamdan", "Jon Marsh", "The Lion", "Omar Tarmizi", "Rafi Saleh"};
    for (int i = 0; i < 12; i++)
        tell(s, ids[i % 6], names[i % 6], i % 2 ? "AFG" : "USA", "2024-03-10");
    for (int round = 0; round < 40; round++) {
        s->decision_count = 0;
        for (int i = 0; i < 7; i++) { /* made by chance: many contradict each other */
            chance = chance * 6364136223846793005u + 1442695040888963407u;
            uint32_t n = (uint32_t)(chance >> 33);
            const char *analyst = n & 1 ? "A" : "B", *date = n & 2 ? "2024-05-01" : n & 4 ? "2024-04-01" : "";
            const char *one = ids[(n >> 3) % 6], *two = ids[((n >> 3) + 1 + (n >> 6) % 5) % 6];
            if ((n >> 10) % 4 == 0)
                split(s, analyst, date, one, n & 1024 ? "AFG" : "", n & 2048 ? s->reports[n % 12].sha256 : DTL_SLICE("")); /* may wait */
            else if ((n >> 10) % 4 == 1 && i)
                undo(s, analyst, &s->decisions[i - 1]);
            else if ((n >> 10) % 4 == 2) {
                dtl_decision *d = begin(s, DTL_DECISION_PIN, analyst, date);
                add_uses(s, &d->uses, one, "", DTL_SLICE_EMPTY);
                d->actor = keep(&s->arena, two);
                settle(d);
            } else
                merge(s, analyst, date, one, two);
        }
        dtl_buffer first = {0};
        build(s);
        put_ledger(s, &first);
        for (int again = 0; again < 4; again++) {
            for (size_t i = s->decision_count; i-- > 1;) {
                chance = chance * 6364136223846793005u + 1442695040888963407u;
                size_t k = (size_t)(chance >> 33) % (i + 1);
                dtl_decision d = s->decisions[i];
                s->decisions[i] = s->decisions[k];
                s->decisions[k] = d;
                dtl_report r = s->reports[i];
                s->reports[i] = s->reports[k];
                s->reports[k] = r;
            }
            dtl_buffer other = {0};
            s->decisions[s->decision_count] = s->decisions[0]; /* one of them twice */
            s->decision_count++;
            build(s);
            s->decision_count--;
            put_ledger(s, &other);
            assert_int_equal(other.length, first.length);
            assert_memory_equal(other.bytes, first.bytes, first.length);
            dtl_buffer_free(&other);
        }
        dtl_buffer_free(&first);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_line_comes_back_and_cannot_be_bent), TEST(patterns_in_any_order_are_one_decision), TEST(what_is_no_decision_is_refused),
        TEST(merge_joins_what_names_do_not), TEST(split_by_report_parts_two_of_one_name), TEST(split_by_country_holds_for_new_reports),
        TEST(split_parts_groups_that_the_rules_know), TEST(pin_says_who_somebody_is), TEST(names_do_not_undo_a_pin),
        TEST(a_decision_waits_for_its_reports), TEST(a_decision_holds_when_the_id_of_its_actor_changes), TEST(undo_takes_back_ones_own),
        TEST(of_two_that_conflict_the_later_goes_first), TEST(any_order_and_any_repetition_is_one_ledger)};
    return cmocka_run_group_tests_name("decisions", tests, NULL, NULL);
}
