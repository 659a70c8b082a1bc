/* Undated reports, dated by what other reports say of the same events. All texts are invented. */
#include "check.h"
#include "ledger/ledger.h"
#include "reports.h"

#define WITH_ARENA(a) dtl_arena a; dtl_arena_init(&a, (size_t)1 << 28)

/* A report that tells that a named man was shot in Salt Bay; published NULL: nobody knows when it was written. */
static dtl_report *shooting(dtl_arena *a, const char *name, const char *published, const char *victim, const char *day)
{
    char text[200];
    snprintf(text, sizeof text, "%s was shot dead in Salt Bay, wrote %s.", victim, name);
    dtl_report *r = make_report(a, name, name, published, text);
    if (!published)
        r->published_from = DTL_SLICE("");
    char id[80];
    snprintf(id, sizeof id, "person:%s", victim);
    uint32_t e = add_event(a, r, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "was shot dead");
    add_role(a, r, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    add_role(a, r, e, DTL_EVENT_RECIPIENT, id, victim, "person");
    r->events.items[e].days = day ? day_of(day) : DTL_INTERVAL_OPEN;
    return r;
}

static dtl_ledger build(dtl_arena *a, dtl_report *const *reports, size_t count, bool backwards)
{
    dtl_report *all = dtl_arena_calloc(a, count, sizeof *all);
    dtl_ledger ledger;
    assert_non_null(all);
    for (size_t i = 0; i < count; i++)
        all[i] = *reports[backwards ? count - 1 - i : i];
    assert_int_equal(dtl_ledger_build(&(dtl_ledger_input){.reports = all, .count = count}, a, &ledger), DTL_OK);
    return ledger;
}

static const dtl_ledger_report *find(const dtl_ledger *l, const dtl_report *report)
{
    for (uint32_t i = 0; i < l->reports.count; i++)
        if (dtl_slice_equal(l->reports.items[i].report->key, report->key))
            return &l->reports.items[i];
    return NULL;
}

static void assert_days(const dtl_ledger *l, const dtl_report *report, const char *low, const char *high)
{
    const dtl_ledger_report *r = find(l, report);
    assert_non_null(r);
    assert_int_equal(r->published.low, low ? day_of(low).low : DTL_DAY_OPEN_PAST);
    assert_int_equal(r->published.high, high ? day_of(high).low : DTL_DAY_OPEN_FUTURE);
}

static void a_weekday_dates_the_report(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *undated = shooting(&a, "Inland News", NULL, "Karim Oday", NULL);
    undated->events.items[0].age = (dtl_age){.told = true, .weekday = 2, .low = 0, .high = 6};
    dtl_report *reports[] = {shooting(&a, "Harbour Post", "2024-03-06", "Karim Oday", "2024-03-05"), undated};
    for (int backwards = 0; backwards < 2; backwards++) {
        dtl_ledger l = build(&a, reports, 2, backwards);
        assert_int_equal(l.events.count, 1);
        assert_days(&l, undated, "2024-03-05", "2024-03-11"); /* a Tuesday, and the six days behind it */
        assert_true(find(&l, undated)->dated_by_ledger);
        assert_int_equal(l.datings.count, 1);
        assert_true(l.datings.items[0].used && !l.datings.items[0].conflict);
        assert_false(find(&l, reports[0])->dated_by_ledger);
    }
    dtl_arena_free(&a);
}

static void another_weekday_says_nothing(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *undated = shooting(&a, "Inland News", NULL, "Karim Oday", NULL);
    undated->events.items[0].age = (dtl_age){.told = true, .weekday = 5, .low = 0, .high = 6};
    dtl_report *reports[] = {shooting(&a, "Harbour Post", "2024-03-06", "Karim Oday", "2024-03-05"), undated};
    dtl_ledger l = build(&a, reports, 2, false);
    assert_days(&l, undated, NULL, NULL);
    assert_false(find(&l, undated)->dated_by_ledger);
    dtl_arena_free(&a);
}

static void what_is_told_as_past_bounds_the_report(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *undated = shooting(&a, "Inland News", NULL, "Karim Oday", NULL);
    dtl_report *reports[] = {shooting(&a, "Harbour Post", "2024-03-06", "Karim Oday", "2024-03-05"), undated};
    dtl_ledger l = build(&a, reports, 2, false);
    assert_days(&l, undated, "2024-03-05", NULL);
    dtl_arena_free(&a);
}

/* Inland News is dated by one event, and dates another one, which dates Delta Times. */
static void a_dated_report_dates_the_next_one(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *inland = shooting(&a, "Inland News", NULL, "Karim Oday", NULL), *delta = shooting(&a, "Delta Times", NULL, "Lutfi Daher", NULL);
    inland->events.items[0].age = (dtl_age){.told = true, .low = 1, .high = 1}; /* "yesterday" */
    uint32_t e = add_event(&a, inland, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "was shot dead");
    add_role(&a, inland, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    add_role(&a, inland, e, DTL_EVENT_RECIPIENT, "person:Lutfi Daher", "Lutfi Daher", "person");
    inland->events.items[e].age = (dtl_age){.told = true, .low = 0, .high = 0}; /* "today" */
    delta->events.items[0].age = (dtl_age){.told = true, .low = 2, .high = 2}; /* "two days ago" */
    dtl_report *reports[] = {delta, inland, shooting(&a, "Harbour Post", "2024-03-06", "Karim Oday", "2024-03-05")};
    for (int backwards = 0; backwards < 2; backwards++) {
        dtl_ledger l = build(&a, reports, 3, backwards);
        assert_days(&l, inland, "2024-03-06", "2024-03-07"); /* printed on the next day, perhaps */
        assert_days(&l, delta, "2024-03-08", "2024-03-10");
        uint32_t event = l.mentions.items[find(&l, delta)->first_mention].merged;
        assert_int_equal(l.events.items[event].days.low, day_of("2024-03-06").low); /* which no report says by itself */
    }
    dtl_arena_free(&a);
}

static void what_the_text_itself_says_is_stronger(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *undated = shooting(&a, "Inland News", NULL, "Karim Oday", NULL);
    undated->published_from = DTL_SLICE("text");
    undated->published = (dtl_interval){day_of("2025-01-01").low, DTL_DAY_OPEN_FUTURE};
    dtl_report_constraint *own = dtl_array_push(&a, &undated->constraints);
    assert_non_null(own);
    *own = (dtl_report_constraint){.evidence = DTL_SLICE("year told"), .reason = DTL_SLICE("2025 is told as past"), .days = undated->published,
                                   .weekday = -1, .next = -1, .kind = DTL_CONSTRAINT_HARD};
    undated->events.items[0].age = (dtl_age){.told = true, .low = 0, .high = 6};
    dtl_report *reports[] = {shooting(&a, "Harbour Post", "2024-03-06", "Karim Oday", "2024-03-05"), undated};
    dtl_ledger l = build(&a, reports, 2, false);
    assert_days(&l, undated, "2025-01-01", NULL);
    dtl_arena_free(&a);
}

static void a_reprint_is_dated_by_its_text(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *first = shooting(&a, "Harbour Post", "2024-03-06", "Karim Oday", NULL), *copy = shooting(&a, "Harbour Post", NULL, "Karim Oday", NULL);
    dtl_report *reports[] = {first, copy};
    for (int smaller = 0; smaller < 2; smaller++) { /* whichever of the two stands for the text */
        copy->key = hash_hex(&a, smaller ? "copy" : "another copy");
        dtl_ledger l = build(&a, reports, 2, false);
        assert_days(&l, copy, "2024-02-28", "2024-03-13");
    }
    dtl_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_weekday_dates_the_report),
        cmocka_unit_test(another_weekday_says_nothing),
        cmocka_unit_test(what_is_told_as_past_bounds_the_report),
        cmocka_unit_test(a_dated_report_dates_the_next_one),
        cmocka_unit_test(what_the_text_itself_says_is_stronger),
        cmocka_unit_test(a_reprint_is_dated_by_its_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
