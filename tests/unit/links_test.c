/* Links between events, and standings with their reasons. All texts are invented; the samples and the five real reports are read where
 * they lie. */
#include "check.h"
#include "engine.h"
#include "ledger/ledger.h"
#include "reports.h"

#define WITH_ARENA(a) dtl_arena a; dtl_arena_init(&a, (size_t)1 << 28)

static dtl_ledger build_of(dtl_arena *a, const dtl_report *reports, size_t count)
{
    dtl_ledger ledger;
    assert_int_equal(dtl_ledger_build(&(dtl_ledger_input){.reports = reports, .count = count}, a, &ledger), DTL_OK);
    return ledger;
}

static dtl_ledger build(dtl_arena *a, dtl_report *const *reports, size_t count)
{
    dtl_report *all = dtl_arena_calloc(a, count, sizeof *all);
    assert_non_null(all);
    for (size_t i = 0; i < count; i++)
        all[i] = *reports[i];
    return build_of(a, all, count);
}

/* The words of an event's first telling. */
static dtl_slice words_of(const dtl_ledger *l, uint32_t event)
{
    const dtl_ledger_mention *m = &l->mentions.items[l->members.items[l->events.items[event].first_member]];
    const dtl_report *r = l->reports.items[m->report].report;
    return dtl_span_text(r->text, r->events.items[m->event].mentions.items[0].evidence);
}

/* Does some telling of the event hold these words? */
static bool tells(const dtl_ledger *l, uint32_t event, const char *words)
{
    const dtl_ledger_event *e = &l->events.items[event];
    for (uint32_t i = 0; i < e->n_members; i++) {
        const dtl_ledger_mention *m = &l->mentions.items[l->members.items[e->first_member + i]];
        const dtl_report *r = l->reports.items[m->report].report;
        for (uint32_t k = 0; k < r->events.items[m->event].mentions.count; k++)
            if (dtl_slice_find(dtl_span_text(r->text, r->events.items[m->event].mentions.items[k].evidence), dtl_slice_from_cstr(words), 0) != DTL_NONE)
                return true;
    }
    return false;
}

static const dtl_ledger_link *link_of(const dtl_ledger *l, unsigned kind, const char *from, const char *to)
{
    for (uint32_t i = 0; i < l->links.count; i++) {
        const dtl_ledger_link *x = &l->links.items[i];
        if (x->kind == kind && tells(l, x->from, from) && tells(l, x->to, to))
            return x;
    }
    return NULL;
}

static const dtl_ledger_event *event_with(const dtl_ledger *l, const char *words)
{
    for (uint32_t i = 0; i < l->events.count; i++)
        if (tells(l, i, words))
            return &l->events.items[i];
    fail_msg("no event tells '%s'", words);
    return NULL;
}

/* One deed by the Dock Front in Salt Bay; status and day as told. */
static dtl_report *deed(dtl_arena *a, const char *outlet, const char *published, const char *text, const char *words, uint8_t status, const char *day)
{
    dtl_report *r = make_report(a, outlet, outlet, published, text);
    uint32_t e = add_event(a, r, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, words);
    add_role(a, r, e, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
    add_role(a, r, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    r->events.items[e].status = r->events.items[e].mentions.items[0].status = status;
    r->events.items[e].days = day_of(day);
    return r;
}

static dtl_report *plan(dtl_arena *a, const char *published)
{
    return deed(a, "Harbour Post", published, "The Dock Front plans to bomb the quay of Salt Bay.", "to bomb the quay", DTL_STATUS_PLANNED, NULL);
}

static dtl_report *act(dtl_arena *a)
{
    return deed(a, "Delta Times", "2024-03-10", "The Dock Front bombed the quay of Salt Bay on Saturday.", "bombed the quay", DTL_STATUS_ASSERTED, "2024-03-09");
}

static void a_plan_is_linked_to_what_came_of_it(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {plan(&a, "2024-03-05"), act(&a)};
    dtl_ledger l = build(&a, reports, 2);
    const dtl_ledger_link *link = link_of(&l, DTL_LINK_PLAN_OF, "to bomb", "bombed");
    assert_non_null(link);
    assert_slice(link->reasons, "same side +30, same town or district +25, same mode +10, in the time after +15, one story +30");
    assert_int_equal(link->score, 110);
    dtl_arena_free(&a);
}

static void a_plan_told_after_the_deed_is_another_plan(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {plan(&a, "2024-04-20"), act(&a)};
    dtl_ledger l = build(&a, reports, 2);
    assert_int_equal(l.links.count, 0);
    dtl_arena_free(&a);
}

static void a_plan_of_others_is_not_this_one(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {plan(&a, "2024-03-05"), act(&a)};
    reports[0]->actors.items[0].id = DTL_SLICE("hill-league");
    reports[0]->actors.items[0].name = DTL_SLICE("Hill League");
    dtl_ledger l = build(&a, reports, 2);
    assert_int_equal(l.links.count, 0);
    dtl_arena_free(&a);
}

static void a_report_s_own_words_make_links(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = deed(&a, "Harbour Post", "2024-03-10", "The Dock Front bombed the quay in retaliation for the killing of its leader.", "bombed the quay", DTL_STATUS_ASSERTED, NULL);
    uint32_t killing = add_event(&a, r, DTL_EVENT_ASSAULT, DTL_MODE_TARGETED, "the killing of its leader");
    dtl_report_link *told = dtl_array_push(&a, &r->links);
    assert_non_null(told);
    *told = (dtl_report_link){.from = 0, .to = killing, .kind = DTL_LINK_RETALIATION_FOR, .evidence = find_span(r, "in retaliation for the killing"), .rule = DTL_SLICE("links.txt:1")};
    dtl_report *reports[] = {r};
    dtl_ledger l = build(&a, reports, 1);
    const dtl_ledger_link *link = link_of(&l, DTL_LINK_RETALIATION_FOR, "bombed", "the killing of");
    assert_non_null(link);
    assert_slice(link->reasons, "told: \"in retaliation for the killing\"");
    dtl_arena_free(&a);
}

static void links_and_foiled_plans_survive_a_line(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = plan(&a, "2024-03-05"), again;
    dtl_buffer line = {0};
    dtl_error error = {0};
    uint32_t other = add_event(&a, r, DTL_EVENT_ASSAULT, DTL_MODE_TARGETED, "The Dock Front");
    *(dtl_report_link *)dtl_array_push(&a, &r->links) = (dtl_report_link){.from = other, .to = 0, .kind = DTL_LINK_APART_FROM, .evidence = find_span(r, "quay"), .rule = DTL_SLICE("links.txt:9")};
    r->events.items[0].foiled = true;
    dtl_report_write(r, &line);
    assert_int_equal(dtl_report_read(dtl_slice_make(line.bytes, line.length), &a, &again, &error), DTL_OK);
    assert_int_equal(again.links.count, 1);
    assert_int_equal(again.links.items[0].kind, DTL_LINK_APART_FROM);
    assert_int_equal(again.links.items[0].from, other);
    assert_slice(again.links.items[0].rule, "links.txt:9");
    assert_true(again.events.items[0].foiled);
    assert_false(again.events.items[other].foiled);
    static const char *const wrong[][2] = {{"\"from\":1", "\"from\":2"}, {"\"to\":0", "\"to\":1"}, {"apart-from", "apart-with"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) { /* an end that is not there, one end, no known kind */
        dtl_slice all = dtl_slice_make(line.bytes, line.length), bad;
        uint32_t at = dtl_slice_find(all, dtl_slice_from_cstr(wrong[i][0]), dtl_slice_find(all, DTL_SLICE("\"links\""), 0));
        assert_int_not_equal(at, DTL_NONE);
        assert_true(dtl_arena_copy(&a, all, &bad));
        memcpy((char *)(uintptr_t)bad.ptr + at, wrong[i][1], strlen(wrong[i][1]));
        assert_int_equal(dtl_report_read(bad, &a, &again, &error), DTL_ERR_INPUT);
        assert_non_null(strstr(error.message, "links[0]"));
    }
    dtl_buffer_free(&line);
    dtl_arena_free(&a);
}

static dtl_report *habit(dtl_arena *a, uint8_t status, const char *victims)
{
    dtl_report *r = deed(a, "Inland News", "2024-05-02", "The Dock Front often bombs customs officers in Salt Bay.", "often bombs", status, NULL);
    if (victims)
        add_role(a, r, 0, DTL_EVENT_RECIPIENT, victims, victims, "role");
    return r;
}

static void a_habit_covers_an_instance_and_never_swallows_it(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {habit(&a, DTL_STATUS_HABITUAL, NULL), act(&a)};
    dtl_ledger l = build(&a, reports, 2);
    assert_int_equal(l.events.count, 2);
    assert_non_null(link_of(&l, DTL_LINK_INSTANCE_OF, "bombed", "often bombs"));
    assert_int_equal(event_with(&l, "often bombs")->standing, DTL_STANDING_HABITUAL);
    assert_slice(event_with(&l, "often bombs")->standing_reason, "told as going on, not as one deed (Inland News)");
    reports[0] = habit(&a, DTL_STATUS_HABITUAL, "role::customs officer"); /* whom the deed hit is not told: it need not be one of these */
    l = build(&a, reports, 2);
    assert_int_equal(l.links.count, 0);
    reports[0] = habit(&a, DTL_STATUS_HYPOTHETICAL, NULL); /* nothing is an instance of what only might be */
    l = build(&a, reports, 2);
    assert_int_equal(l.links.count, 0);
    dtl_arena_free(&a);
}

static void one_of_several_is_part_of_a_series(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {habit(&a, DTL_STATUS_ASSERTED, NULL), act(&a)};
    reports[0]->events.items[0].series = true;
    dtl_ledger l = build(&a, reports, 2);
    assert_non_null(link_of(&l, DTL_LINK_SERIES, "bombed", "often bombs"));
    assert_int_equal(l.events.count, 2);
    dtl_arena_free(&a);
}

static void an_older_event_is_background_of_the_news_that_recalls_it(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = deed(&a, "Harbour Post", "2024-03-10", "The Dock Front bombed the quay on Saturday. In 2019 it burned the ferry.", "bombed the quay", DTL_STATUS_ASSERTED, "2024-03-09");
    uint32_t ferry = add_event(&a, r, DTL_EVENT_ASSAULT, DTL_MODE_DESTROY, "burned the ferry");
    add_role(&a, r, ferry, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
    r->events.items[ferry].days = (dtl_interval){day_of("2019-01-01").low, day_of("2019-01-31").low};
    dtl_report *reports[] = {r};
    dtl_ledger l = build(&a, reports, 1);
    assert_non_null(link_of(&l, DTL_LINK_BACKGROUND_OF, "burned the ferry", "bombed the quay"));
    assert_int_equal(l.links.count, 1);
    dtl_arena_free(&a);
}

/* ---- denials ---- */

static uint32_t held_by(dtl_arena *a, dtl_report *r, uint32_t event, const char *id, const char *kind, uint8_t stance, int8_t polarity, const char *words)
{
    uint32_t v = id ? add_voice(a, r, DTL_NONE, id, id, kind, stance == DTL_STANCE_DENIES ? DTL_CUE_DENY : DTL_CUE_SAY, NULL) : DTL_NONE;
    return add_claim(a, r, event, v, stance, polarity, words);
}

static void a_denial_names_the_claim_in_another_report(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *claim = deed(&a, "Harbour Post", "2024-03-10", "Police said that the Dock Front bombed the quay.", "bombed the quay", DTL_STATUS_CLAIMED, "2024-03-09");
    held_by(&a, claim, 0, "police", "organisation", DTL_STANCE_SUPPORTS, 1, "bombed the quay");
    dtl_report *denial = deed(&a, "Delta Times", "2024-03-11", "The Dock Front denied that it bombed the quay.", "it bombed the quay", DTL_STATUS_DENIED, "2024-03-09");
    held_by(&a, denial, 0, "dock-front", "organisation", DTL_STANCE_DENIES, -1, "it bombed the quay");
    dtl_report *reports[] = {claim, denial};
    dtl_ledger l = build(&a, reports, 2);
    const dtl_ledger_claim *denies = NULL;
    for (uint32_t i = 0; i < l.claims.count; i++)
        denies = l.claims.items[i].side == DTL_SIDE_CONTRADICTS ? &l.claims.items[i] : denies;
    assert_non_null(denies);
    assert_int_not_equal(denies->targets, DTL_NONE);
    assert_slice(l.claims.items[denies->targets].chain, "Harbour Post > police");
    const dtl_ledger_event *e = event_with(&l, "bombed the quay");
    assert_int_equal(e->standing, DTL_STANDING_CONTESTED);
    assert_slice(e->standing_reason, "held by police; denied by Dock Front");
    dtl_arena_free(&a);
}

static void a_rejection_answers_the_charge_before_it(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = make_report(&a, "x", "Harbour Post", "2024-03-10", "Avaria accused Borland of arming the rebels. Borland rejected that.");
    uint32_t charge = add_event(&a, r, DTL_EVENT_ACCUSE, DTL_MODE_NO_MODE, "Avaria accused Borland of arming the rebels"), no = add_event(&a, r, DTL_EVENT_REJECT, DTL_MODE_NO_MODE, "Borland rejected that");
    add_role(&a, r, charge, DTL_EVENT_ACTOR, "avaria", "Avaria", "organisation");
    add_role(&a, r, charge, DTL_EVENT_RECIPIENT, "borland", "Borland", "organisation");
    add_role(&a, r, no, DTL_EVENT_ACTOR, "borland", "Borland", "organisation");
    held_by(&a, r, no, "borland", "organisation", DTL_STANCE_DENIES, 1, "Borland rejected that");
    dtl_report *reports[] = {r};
    dtl_ledger l = build(&a, reports, 1);
    assert_non_null(link_of(&l, DTL_LINK_DENIAL_OF, "Borland rejected", "Avaria accused"));
    dtl_arena_free(&a);
}

/* ---- standings ---- */

static const dtl_ledger_event *stands(dtl_arena *a, dtl_report *const *reports, size_t count, uint8_t standing, const char *reason)
{
    dtl_ledger *l = dtl_arena_alloc(a, sizeof *l);
    assert_non_null(l);
    *l = build(a, reports, count);
    assert_int_equal(l->events.count, 1);
    if (!dtl_slice_is(l->events.items[0].standing_reason, reason))
        print_error("# %s\n", dtl_standing_name(l->events.items[0].standing));
    assert_slice(l->events.items[0].standing_reason, reason);
    assert_int_equal(l->events.items[0].standing, standing);
    return &l->events.items[0];
}

/* A telling of the act, held by somebody (NULL: the outlet). */
static dtl_report *telling(dtl_arena *a, const char *outlet, const char *published, const char *holder, const char *kind, uint8_t stance, int8_t polarity)
{
    char text[160];
    snprintf(text, sizeof text, "The Dock Front bombed the quay of Salt Bay, wrote %s on %s.", outlet, published);
    dtl_report *r = deed(a, outlet, published, text, "bombed the quay", polarity < 0 ? DTL_STATUS_DENIED : DTL_STATUS_CLAIMED, "2024-03-09");
    r->key = hash_hex(a, text);
    held_by(a, r, 0, holder, kind, stance, polarity, "bombed the quay");
    return r;
}

static void confirmed_by_independent_voices(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {telling(&a, "Harbour Post", "2024-03-10", "police", "organisation", DTL_STANCE_SUPPORTS, 1), telling(&a, "Delta Times", "2024-03-10", NULL, NULL, DTL_STANCE_SUPPORTS, 1),
                             telling(&a, "Inland News", "2024-03-10", "dock-front", "organisation", DTL_STANCE_SUPPORTS, 1)};
    stands(&a, reports, 3, DTL_STANDING_CONFIRMED, "held by 2 independent voices (police; Delta Times), its doer (Dock Front) not counted");
    stands(&a, reports, 1, DTL_STANDING_SINGLE_SOURCE, "one voice holds it (police)");
    stands(&a, reports + 2, 1, DTL_STANDING_SINGLE_SOURCE, "only its doer says so (Dock Front)");
    dtl_arena_free(&a);
}

static void both_sides_confirm(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {telling(&a, "Harbour Post", "2024-03-10", "coast-guard", "organisation", DTL_STANCE_CONFIRMS, 1), telling(&a, "Inland News", "2024-03-10", "dock-front", "organisation", DTL_STANCE_SUPPORTS, 1)};
    for (int i = 0; i < 2; i++)
        add_role(&a, reports[i], 0, DTL_EVENT_RECIPIENT, "coast-guard", "coast-guard", "organisation");
    stands(&a, reports, 2, DTL_STANDING_CONFIRMED, "both sides say so: its doer (Dock Front) and the other side (coast-guard)");
    dtl_arena_free(&a);
}

static void the_last_word_of_a_voice_counts(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *said = telling(&a, "Delta Times", "2024-03-10", NULL, NULL, DTL_STANCE_SUPPORTS, 1);
    dtl_report *denied = telling(&a, "Harbour Post", "2024-03-10", "army", "organisation", DTL_STANCE_DENIES, -1), *later = telling(&a, "Harbour Post", "2024-03-12", "army", "organisation", DTL_STANCE_CONFIRMS, 1);
    dtl_report *admits[] = {said, denied, later};
    const dtl_ledger_event *e = stands(&a, admits, 3, DTL_STANDING_CONFIRMED, "held by 2 independent voices (army; Delta Times)");
    assert_int_equal(e->n_denials, 0);
    dtl_report *claimed = telling(&a, "Harbour Post", "2024-03-10", "army", "organisation", DTL_STANCE_SUPPORTS, 1), *withdrawn = telling(&a, "Harbour Post", "2024-03-12", "army", "organisation", DTL_STANCE_DENIES, -1);
    dtl_report *retracts[] = {claimed, withdrawn};
    e = stands(&a, retracts, 2, DTL_STANDING_DENIED, "nobody holds it; denied by army");
    assert_int_equal(e->n_voices, 0);
    dtl_arena_free(&a);
}

static void what_is_alleged_and_denied_is_contested(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *alleged = telling(&a, "Harbour Post", "2024-03-10", "police", "organisation", DTL_STANCE_ACCUSES, 1), *denied = telling(&a, "Delta Times", "2024-03-11", "dock-front", "organisation", DTL_STANCE_DENIES, -1);
    alleged->claims.items[0].modality = DTL_MODALITY_ALLEGED;
    alleged->events.items[0].status = DTL_STATUS_ALLEGED;
    dtl_report *reports[] = {alleged, denied};
    stands(&a, reports, 2, DTL_STANDING_CONTESTED, "alleged by police; denied by Dock Front");
    stands(&a, reports, 1, DTL_STANDING_ALLEGED, "told with reserve only (police)");
    dtl_arena_free(&a);
}

static void could_not_verify_is_no_denial(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = telling(&a, "Harbour Post", "2024-03-10", "police", "organisation", DTL_STANCE_SUPPORTS, 1);
    r->events.items[0].status = DTL_STATUS_UNCONFIRMED;
    held_by(&a, r, 0, NULL, NULL, DTL_STANCE_UNCONFIRMED, 0, "bombed the quay");
    const dtl_ledger_event *e = stands(&a, &r, 1, DTL_STANDING_UNCONFIRMED, "told, and said to be unconfirmed (police)");
    assert_int_equal(e->n_denials, 0);
    dtl_arena_free(&a);
}

static void a_stopped_plan_is_foiled(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = plan(&a, "2024-03-05");
    held_by(&a, r, 0, "police", "organisation", DTL_STANCE_SUPPORTS, 1, "to bomb the quay");
    stands(&a, &r, 1, DTL_STANDING_PLANNED, "told as a plan, not as done (police)");
    r->events.items[0].foiled = true;
    stands(&a, &r, 1, DTL_STANDING_FOILED, "a plan that was stopped (police)");
    dtl_arena_free(&a);
}

/* ---- order ---- */

static void print_links(dtl_arena *a, const dtl_report *reports, size_t count, dtl_buffer *out)
{
    dtl_ledger l = build_of(a, reports, count);
    for (uint32_t i = 0; i < l.links.count; i++) {
        const dtl_ledger_link *x = &l.links.items[i];
        dtl_buffer_format(out, "%.16s %s %.16s %d %.*s\n", l.events.items[x->from].id.ptr, dtl_link_name(x->kind), l.events.items[x->to].id.ptr, (int)x->score, (int)x->reasons.length, x->reasons.ptr);
    }
    for (uint32_t i = 0; i < l.events.count; i++)
        dtl_buffer_format(out, "%.16s %.*s\n", l.events.items[i].id.ptr, (int)l.events.items[i].standing_reason.length, l.events.items[i].standing_reason.ptr);
    for (uint32_t i = 0; i < l.claims.count; i++)
        if (l.claims.items[i].targets != DTL_NONE)
            dtl_buffer_format(out, "%.16s answers %.16s\n", l.claims.items[i].id.ptr, l.claims.items[l.claims.items[i].targets].id.ptr);
}

/* Any order, and everything twice. */
static void check_order(dtl_arena *a, const dtl_report *reports, size_t count)
{
    dtl_report *mixed = dtl_arena_calloc(a, count * 2, sizeof *mixed);
    dtl_buffer first = {0}, other = {0};
    assert_non_null(mixed);
    print_links(a, reports, count, &first);
    for (size_t step = 1; step <= 3; step++) {
        for (size_t i = 0; i < count * 2; i++)
            mixed[i] = reports[(count * 2 - 1 - i + step * 7) % count];
        dtl_buffer_clear(&other);
        print_links(a, mixed, count * 2, &other);
        assert_int_equal(first.length, other.length);
        assert_memory_equal(first.bytes, other.bytes, first.length);
    }
    dtl_buffer_free(&first);
    dtl_buffer_free(&other);
}

static void order_and_repetition_change_nothing(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *several[] = {plan(&a, "2024-03-05"), act(&a), habit(&a, DTL_STATUS_HABITUAL, NULL), telling(&a, "Delta Times", "2024-03-12", "army", "organisation", DTL_STANCE_DENIES, -1),
                             telling(&a, "Coast Daily", "2024-03-11", "police", "organisation", DTL_STANCE_SUPPORTS, 1)};
    dtl_report all[5];
    for (int i = 0; i < 5; i++)
        all[i] = *several[i];
    check_order(&a, all, 5);
    dtl_arena_free(&a);
}

/* ---- real ones ---- */

DTL_ARRAY_TYPE(dtl_report_array, dtl_report);
typedef struct lines {
    dtl_arena *arena;
    dtl_report_array *reports;
} lines;

static bool take_line(void *context, const char *bytes, size_t length)
{
    lines *l = context;
    dtl_report *made = dtl_array_push(l->arena, l->reports);
    dtl_error error = {0};
    dtl_slice line = dtl_slice_make(bytes, length);
    assert_non_null(made);
    if (line.length && line.ptr[line.length - 1] == '\n')
        line.length--;
    assert_int_equal(dtl_report_read(line, l->arena, made, &error), DTL_OK);
    return true;
}

static bool read_folder(dtl_arena *a, const char *variable, const char *below, dtl_report_array *reports)
{
    char path[600];
    const char *base = getenv(variable);
    snprintf(path, sizeof path, "%s/%s", base ? base : ".", below);
    const char *paths[] = {path};
    lines l = {a, reports};
    dtl_batch batch = {.paths = paths, .path_count = 1, .jobs = 1};
    dtl_listener listener = {.context = &l, .line = take_line};
    dtl_error error = {0};
    return dtl_code_batch(engine, &batch, &listener, NULL, &error) == DTL_OK && reports->count;
}

typedef struct expected {
    unsigned kind;
    const char *from, *to;
} expected;

static void check_links(const dtl_ledger *l, const expected *wanted, size_t count)
{
    size_t missing = 0;
    for (size_t i = 0; i < count; i++)
        if (!link_of(l, wanted[i].kind, wanted[i].from, wanted[i].to)) {
            print_error("# missing: %s: %s: %s\n", wanted[i].from, dtl_link_name(wanted[i].kind), wanted[i].to);
            missing++;
        }
    for (uint32_t i = 0; missing && i < l->links.count; i++)
        print_error("# %.*s | %s | %.*s\n", (int)words_of(l, l->links.items[i].from).length, words_of(l, l->links.items[i].from).ptr, dtl_link_name(l->links.items[i].kind),
                    (int)words_of(l, l->links.items[i].to).length, words_of(l, l->links.items[i].to).ptr);
    assert_int_equal(missing, 0);
}

static void the_samples_show_the_links_of_a_careful_reader(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report_array reports = {0};
    assert_true(read_folder(&a, "DATELINE_SOURCE", "samples", &reports));
    dtl_ledger l = build_of(&a, reports.items, reports.count);
    static const expected wanted[] = {
        {DTL_LINK_PLAN_OF, "warning of an imminent attack", "blew himself up among families"},
        {DTL_LINK_PLAN_OF, "to bomb the crowds", "blew himself up among families"},
        {DTL_LINK_PLAN_OF, "to attack large gatherings", "arrested 11 people over the attack"},
        {DTL_LINK_PLAN_OF, "to execute the hostages", "killed 214 military hostages"},
        {DTL_LINK_DENIAL_OF, "that any attack was being prepared", "planned suicide bombing"},
        {DTL_LINK_DENIAL_OF, "The United States denied any involvement", "blamed Israel and the United States"},
        {DTL_LINK_DENIAL_OF, "spokesman denied any involvement", "toll of Peshawar bombing"},
        {DTL_LINK_DENIAL_OF, "rejected the accusation and urged", "accused the Afghan Taliban"},
        {DTL_LINK_DENIAL_OF, "The police denied reports", "a drone had fired a missile"},
        {DTL_LINK_DENIAL_OF, "Security officials rejected the claim", "killed 214 military hostages"},
        {DTL_LINK_DENIAL_OF, "India rejected the allegation", "accused handlers in Afghanistan"},
        {DTL_LINK_DENIAL_OF, "Baku denied that", "Armenia accused Azerbaijan"},
        {DTL_LINK_RETALIATION_FOR, "killed in the bombing of a mosque", "killed by a roadside bomb"},
        {DTL_LINK_RETALIATION_FOR, "vowed a harsh response", "Two explosions at memorial"},
        {DTL_LINK_RETALIATION_FOR, "threatened to take revenge", "blew themselves up at a memorial"},
        {DTL_LINK_SERIES, "The second, in Kabul", "two American drone strikes"},
        {DTL_LINK_SAME_OPERATION, "Thirty militants were killed", "freed 190 passengers"},
        {DTL_LINK_INSTANCE_OF, "29 soldiers were killed in an ambush", "regularly attack villages"},
        {DTL_LINK_INSTANCE_OF, "killed at least 26 people in a suicide bombing", "frequently attacks soldiers"},
        {DTL_LINK_DENIAL_OF, "Kabul rejects blame", "accused the Afghan Taliban"},
    };
    check_links(&l, wanted, sizeof wanted / sizeof *wanted);
    check_order(&a, reports.items, reports.count);
    dtl_arena_free(&a);
}

static void the_five_reports_show_the_plan_the_letter_and_the_denial(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report_array reports = {0};
    if (!getenv("DATELINE_SHARED") || !read_folder(&a, "DATELINE_SHARED", "samples", &reports)) {
        print_message("not run: the five reports are not here\n");
        skip();
    }
    dtl_ledger l = build_of(&a, reports.items, reports.count);
    static const expected wanted[] = {
        {DTL_LINK_DENIAL_OF, "dismiss Iran", "relocating to Afghanistan"},
        {DTL_LINK_DENIAL_OF, "relocating to Afghanistan", "have relocated"},
        {DTL_LINK_SAME_OPERATION, "seized several weapons", "special operation"},
        {DTL_LINK_APART_FROM, "killed a key", "in Faryab"},
        {DTL_LINK_INSTANCE_OF, "Killing 3 Important", "has increased its operations"},
    };
    check_links(&l, wanted, sizeof wanted / sizeof *wanted);
    const dtl_ledger_event *planned = event_with(&l, "to target senior Taliban leaders");
    assert_int_equal(planned->standing, DTL_STANDING_PLANNED);
    bool letter = false; /* what it warns of is held in the minister's letter */
    for (uint32_t i = 0; i < l.claims.count; i++)
        letter = letter || (&l.events.items[l.claims.items[i].event] == event_with(&l, "to target provincial governors") && dtl_slice_find(l.claims.items[i].chain, DTL_SLICE("letter"), 0) != DTL_NONE);
    assert_true(letter);
    assert_int_equal(event_with(&l, "to launch subversive activities")->standing, DTL_STANDING_FOILED);
    dtl_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_linked_to_what_came_of_it),
        cmocka_unit_test(a_plan_told_after_the_deed_is_another_plan),
        cmocka_unit_test(a_plan_of_others_is_not_this_one),
        cmocka_unit_test(a_report_s_own_words_make_links),
        cmocka_unit_test(links_and_foiled_plans_survive_a_line),
        cmocka_unit_test(a_habit_covers_an_instance_and_never_swallows_it),
        cmocka_unit_test(one_of_several_is_part_of_a_series),
        cmocka_unit_test(an_older_event_is_background_of_the_news_that_recalls_it),
        cmocka_unit_test(a_denial_names_the_claim_in_another_report),
        cmocka_unit_test(a_rejection_answers_the_charge_before_it),
        cmocka_unit_test(confirmed_by_independent_voices),
        cmocka_unit_test(both_sides_confirm),
        cmocka_unit_test(the_last_word_of_a_voice_counts),
        cmocka_unit_test(what_is_alleged_and_denied_is_contested),
        cmocka_unit_test(could_not_verify_is_no_denial),
        cmocka_unit_test(a_stopped_plan_is_foiled),
        cmocka_unit_test(order_and_repetition_change_nothing),
        cmocka_unit_test(the_samples_show_the_links_of_a_careful_reader),
        cmocka_unit_test(the_five_reports_show_the_plan_the_letter_and_the_denial),
    };
    return cmocka_run_group_tests_name("links", tests, open_engine, close_engine);
}
