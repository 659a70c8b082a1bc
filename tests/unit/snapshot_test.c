/* Snapshots: what became of events, known by their tellings; nothing of it in the dump or in another ledger. All texts are invented. */
#include "check.h"
#include "ledger_files.h"
#include "reports.h"
#include "store/snapshot.h"
#include "view/view.h"
#include <unistd.h>

typedef struct place {
    char folder[64], path[96], other[96];
    dtl_arena arena;
    dtl_store *store;
} place;

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    dtl_arena_init(&p->arena, (size_t)1 << 26);
    make_folder(p->folder, "snapshot");
    snprintf(p->path, sizeof p->path, "%s/a.db", p->folder);
    snprintf(p->other, sizeof p->other, "%s/b.db", p->folder);
    p->store = open_ledger(p->path, DTL_STORE_CREATE);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    place *p = *state;
    dtl_store_close(p->store);
    remove_folder(p->folder);
    dtl_arena_free(&p->arena);
    free(p);
    return 0;
}

/* A bomb in a town on 9 March. The same name and outlet are the same key. */
static dtl_report *bomb(place *p, const char *name, const char *outlet, const char *town, int64_t killed)
{
    char text[300], id[64];
    snprintf(text, sizeof text, "A bomb killed %d people in %s, wrote %s in issue %s.", (int)killed, town, outlet, name);
    snprintf(id, sizeof id, "town:%s", town);
    dtl_report *r = make_report(&p->arena, name, outlet, "2024-03-10", text);
    uint32_t e = add_event(&p->arena, r, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "A bomb killed");
    add_role(&p->arena, r, e, DTL_EVENT_PLACE, id, town, "place");
    r->events.items[e].days = day_of("2024-03-09");
    r->events.items[e].killed = (dtl_range){killed, killed};
    add_claim(&p->arena, r, e, DTL_NONE, DTL_STANCE_SUPPORTS, 1, "A bomb killed");
    return r;
}

static void add(place *p, const dtl_report *report)
{
    dtl_error error = {0};
    fine(dtl_store_add(p->store, report, NULL, &error), &error);
    fine(dtl_store_rebuild(p->store, &error), &error);
}

static void take(place *p, const char *name)
{
    dtl_error error = {0};
    fine(dtl_store_take_snapshot(p->store, dtl_slice_from_cstr(name), DTL_SLICE(""), "0.1.0", &error), &error);
}

static dtl_store_changes_found compare(place *p, const char *from, const char *to)
{
    dtl_store_changes_found found = {0};
    dtl_error error = {0};
    fine(dtl_store_changes(p->store, dtl_slice_from_cstr(from), dtl_slice_from_cstr(to), &p->arena, &found, &error), &error);
    return found;
}

/* How many are new, changed, merged, split, gone: "1 0 0 0 0". */
static void counts_are(const dtl_store_changes_found *found, const char *expected)
{
    char got[80] = "";
    for (int i = 0; i < DTL_CHANGE_COUNT; i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%u", i ? " " : "", found->counts[i]);
    assert_string_equal(got, expected);
}

static uint32_t snapshots_of(place *p)
{
    dtl_store_snapshot_array all = {0};
    dtl_error error = {0};
    fine(dtl_store_snapshots(p->store, &p->arena, &all, &error), &error);
    return all.count;
}

static dtl_slice text_since(place *p, const char *from)
{
    dtl_buffer out = {0};
    dtl_error error = {0};
    dtl_slice copy;
    dtl_view_style style = {.format = DTL_VIEW_TEXT};
    fine(dtl_view_changes(p->store, dtl_slice_from_cstr(from), DTL_SLICE(""), 0, &style, &out, &error), &error);
    assert_true(dtl_arena_copy(&p->arena, dtl_slice_make(out.bytes, out.length), &copy));
    dtl_buffer_free(&out);
    return copy;
}

static void says(dtl_slice text, const char *words)
{
    if (dtl_slice_find(text, dtl_slice_from_cstr(words), 0) == DTL_NONE)
        fail_msg("no \"%s\" in:\n%.*s", words, (int)text.length, text.ptr);
}

static void another_report_changes_an_event(void **state)
{
    place *p = *state;
    add(p, bomb(p, "a", "Harbour Post", "Salt Bay", 3));
    add(p, bomb(p, "b", "Delta Times", "Iron Hill", 2));
    take(p, "monday");
    dtl_store_changes_found found = compare(p, "monday", "");
    counts_are(&found, "0 0 0 0 0");
    add(p, bomb(p, "c", "Inland News", "Salt Bay", 5));
    add(p, bomb(p, "d", "Inland News", "Low Ford", 1));
    found = compare(p, "monday", "");
    counts_are(&found, "1 1 0 0 0");
    says(text_since(p, "monday"), "standing single-source → confirmed");
    says(text_since(p, "monday"), "1 new, 1 changed, 0 merged, 0 split, 0 gone");
    take(p, "tuesday");
    found = compare(p, "monday", "tuesday");
    counts_are(&found, "1 1 0 0 0");
    found = compare(p, "tuesday", "monday"); /* backwards: what had come is gone */
    counts_are(&found, "0 1 0 0 1");
    found = compare(p, "tuesday", "");
    counts_are(&found, "0 0 0 0 0");
    assert_int_equal(snapshots_of(p), 2);
}

/* Reports come in one after the other until the event goes by a smaller id: it is still the same event. */
static void an_event_whose_id_changes_goes_on(void **state)
{
    place *p = *state;
    dtl_store_changes_found found = {0};
    bool changed = false;
    add(p, bomb(p, "a", "Harbour Post", "Salt Bay", 3));
    take(p, "first");
    for (int i = 0; i < 12 && !changed; i++) {
        char name[8] = {(char)('b' + i), 0};
        add(p, bomb(p, name, "Delta Times", "Salt Bay", 3));
        found = compare(p, "first", "");
        counts_are(&found, "0 1 0 0 0");
        changed = !dtl_slice_equal(found.changes.items[0].before[0]->event.id, found.changes.items[0].after[0]->event.id);
    }
    assert_true(changed);
    dtl_store_detail detail;
    dtl_error error = {0};
    fine(dtl_store_event_detail(p->store, found.changes.items[0].before[0]->event.id, &p->arena, &detail, &error), &error);
    assert_true(dtl_slice_equal(detail.event.id, found.changes.items[0].after[0]->event.id));
}

/* Of two lines with one key the smaller one stays: so a telling can be made to move. smaller = of two reports with this key. */
static const dtl_report *smaller_line(const dtl_report *a, const dtl_report *b)
{
    dtl_buffer one = {0}, two = {0};
    dtl_report_write(a, &one);
    dtl_report_write(b, &two);
    bool first = dtl_slice_compare(dtl_slice_make(one.bytes, one.length), dtl_slice_make(two.bytes, two.length)) <= 0;
    dtl_buffer_free(&one);
    dtl_buffer_free(&two);
    return first ? a : b;
}

static void merged_split_and_gone_are_told(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_report *here = bomb(p, "b", "Delta Times", "Salt Bay", 3), *there = bomb(p, "b", "Delta Times", "Iron Hill", 3);
    const dtl_report *last = smaller_line(here, there), *first = last == here ? there : here;
    add(p, bomb(p, "a", "Harbour Post", "Salt Bay", 3));
    add(p, first);
    take(p, "first");
    add(p, last); /* it now tells of the other town */
    take(p, "last");
    bool merges = last == here;
    dtl_store_changes_found found = compare(p, "first", "last"), back = compare(p, "last", "first");
    counts_are(merges ? &found : &back, "0 0 1 0 0");
    counts_are(merges ? &back : &found, "0 0 0 1 0");
    const dtl_store_change *merged = &(merges ? &found : &back)->changes.items[0], *split = &(merges ? &back : &found)->changes.items[0];
    assert_int_equal(merged->n_before, 2);
    assert_int_equal(merged->n_after, 1);
    assert_int_equal(split->n_after, 2);
    assert_slice(merged->reason, "another version of dateline merges otherwise");
    dtl_store_detail detail; /* both ids find the one event */
    for (uint32_t i = 0; merges && i < 2; i++) {
        fine(dtl_store_event_detail(p->store, merged->before[i]->event.id, &p->arena, &detail, &error), &error);
        assert_true(dtl_slice_equal(detail.event.id, merged->after[0]->event.id));
    }

    dtl_report *silent = make_report(&p->arena, "b", "Delta Times", NULL, ""); /* the smallest line of this key: it tells nothing */
    silent->sha256 = DTL_SLICE("0000000000000000000000000000000000000000000000000000000000000000");
    assert_ptr_equal(smaller_line(silent, last), silent);
    add(p, silent);
    found = compare(p, "last", "");
    counts_are(&found, merges ? "0 1 0 0 0" : "0 0 0 0 1");
    if (merges) /* its telling was one of two */
        return;
    says(found.changes.items[0].reason, "its report reads otherwise now");
}

static void a_gone_event_has_a_tombstone(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_store_tombstone_row found;
    add(p, bomb(p, "a", "Harbour Post", "Salt Bay", 3));
    take(p, "monday");
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_event_array events = {0};
    fine(dtl_store_events(p->store, &filter, &p->arena, &events, &error), &error);
    dtl_slice id = events.items[0].id;
    dtl_report *silent = make_report(&p->arena, "a", "Harbour Post", NULL, "");
    silent->sha256 = DTL_SLICE("0000000000000000000000000000000000000000000000000000000000000000");
    add(p, silent);
    dtl_store_changes_found changes = compare(p, "monday", "");
    counts_are(&changes, "0 0 0 0 1");
    fine(dtl_store_tombstone(p->store, dtl_slice_make(id.ptr, 8), &p->arena, &found, &error), &error);
    assert_true(dtl_slice_equal(found.event.id, id));
    assert_slice(found.snapshot, "monday");
    assert_slice(found.event.place, "Salt Bay");
    dtl_store_detail detail;
    assert_int_equal(dtl_store_event_detail(p->store, id, &p->arena, &detail, &error), DTL_ERR_ARGUMENT);
    says(dtl_slice_from_cstr(error.message), "is gone: in snapshot \"monday\" it was ASSAULT: ? → ?, Salt Bay (coded by rules ");
    fine(dtl_store_tombstone(p->store, DTL_SLICE("0123456789abcdef"), &p->arena, &found, &error), &error);
    assert_int_equal(found.event.id.length, 0);
}

static void the_set_knows_nothing_of_snapshots(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_buffer before = {0}, after = {0};
    add(p, bomb(p, "a", "Harbour Post", "Salt Bay", 3));
    fine(dtl_store_dump(p->store, &before, &error), &error);
    take(p, "monday");
    fine(dtl_store_dump(p->store, &after, &error), &error);
    assert_int_equal(before.length, after.length);
    assert_memory_equal(before.bytes, after.bytes, after.length);
    dtl_buffer_free(&before);
    dtl_buffer_free(&after);
    dtl_store *other = open_ledger(p->other, DTL_STORE_CREATE);
    dtl_store_snapshot_array none = {0};
    fine(dtl_store_union(other, p->path, NULL, NULL, &error), &error);
    fine(dtl_store_rebuild(other, &error), &error);
    fine(dtl_store_snapshots(other, &p->arena, &none, &error), &error);
    assert_int_equal(none.count, 0);
    uint64_t problems = 1;
    fine(dtl_store_check(p->store, &problems, NULL, &error), &error);
    assert_int_equal(problems, 0);
    dtl_store_close(other);
}

static void wrong_names_are_told(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_store_changes_found found;
    assert_int_equal(dtl_store_changes(p->store, DTL_SLICE("monday"), DTL_SLICE(""), &p->arena, &found, &error), DTL_ERR_ARGUMENT);
    says(dtl_slice_from_cstr(error.message), "there is none yet");
    take(p, "monday");
    assert_int_equal(dtl_store_changes(p->store, DTL_SLICE("sunday"), DTL_SLICE(""), &p->arena, &found, &error), DTL_ERR_ARGUMENT);
    says(dtl_slice_from_cstr(error.message), "the last one is monday");
    assert_int_equal(dtl_store_take_snapshot(p->store, DTL_SLICE("monday"), DTL_SLICE(""), "0.1.0", &error), DTL_ERR_ARGUMENT);
    says(dtl_slice_from_cstr(error.message), "already");
    assert_int_equal(dtl_store_take_snapshot(p->store, DTL_SLICE(""), DTL_SLICE(""), "0.1.0", &error), DTL_ERR_ARGUMENT);
    assert_int_equal(dtl_store_take_snapshot(p->store, DTL_SLICE("a\nb"), DTL_SLICE(""), "0.1.0", &error), DTL_ERR_ARGUMENT);
    assert_int_equal(dtl_store_take_snapshot(p->store, DTL_SLICE("b"), DTL_SLICE("yesterday"), "0.1.0", &error), DTL_ERR_ARGUMENT);
    assert_int_equal(snapshots_of(p), 1);
}

int main(void)
{
#define SNAPSHOT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {SNAPSHOT_TEST(another_report_changes_an_event), SNAPSHOT_TEST(an_event_whose_id_changes_goes_on),
                                       SNAPSHOT_TEST(merged_split_and_gone_are_told), SNAPSHOT_TEST(a_gone_event_has_a_tombstone),
                                       SNAPSHOT_TEST(the_set_knows_nothing_of_snapshots), SNAPSHOT_TEST(wrong_names_are_told)};
    return cmocka_run_group_tests_name("snapshot", tests, NULL, NULL);
}
