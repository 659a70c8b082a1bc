/* Who is one and who is two over many reports: towns, days, nicknames, lone surnames. All names are invented. */
#include "check.h"
#include "ledger/ledger.h"
#include "reports.h"
#include "rules/rules.h"
#include <stdio.h>

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

enum { MOST = 8 };

/* One person as one report tells of him: attacked in a town, or asked there. */
typedef struct sight {
    const char *name, *town, *unit, *published;
    bool asked;
    const char *role;
} sight;

static dtl_report tell(dtl_arena *a, size_t issue, const sight *s, const char *second)
{
    char file[32], text[300], id[120];
    snprintf(file, sizeof file, "s%zu", issue);
    snprintf(text, sizeof text, "Gunmen attacked %s in issue %zu, said people.", s->name, issue);
    dtl_report *r = make_report(a, file, "Harbour Post", s->published, text);
    uint32_t e = add_event(a, r, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "Gunmen attacked");
    const char *names[] = {s->name, second};
    for (int i = 0; i < 2 && names[i]; i++) {
        snprintf(id, sizeof id, "person:%s", names[i]);
        add_role(a, r, e, DTL_EVENT_RECIPIENT, id, names[i], "person");
    }
    for (uint32_t i = 0; i < r->actors.count; i++)
        r->actors.items[i].role = keep(a, i || !s->role ? "" : s->role);
    if (s->town) {
        snprintf(id, sizeof id, "place:USA:%s:%s", s->unit, s->town);
        add_role(a, r, e, DTL_EVENT_PLACE, id, s->town, "place");
        dtl_report_actor *place = &r->actors.items[r->actors.count - 1];
        place->country = DTL_SLICE("USA");
        place->admin1 = keep(a, s->unit);
    }
    if (s->asked) {
        snprintf(id, sizeof id, "person:%s", s->name);
        add_voice(a, r, DTL_NONE, id, s->name, "person", DTL_CUE_SAY, "said");
    }
    return *r;
}

/* How many persons the sights are; backwards: the reports come the other way round. */
static uint32_t persons(const sight *sights, size_t count, const char *second, bool backwards)
{
    dtl_arena a;
    dtl_rules *rules;
    dtl_error error;
    dtl_ledger l;
    dtl_report all[MOST];
    uint32_t n = 0;
    dtl_arena_init(&a, (size_t)1 << 27);
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &rules, &error), DTL_OK);
    for (size_t i = 0; i < count; i++)
        all[backwards ? count - 1 - i : i] = tell(&a, i, &sights[i], i ? NULL : second);
    assert_int_equal(dtl_ledger_build(&(dtl_ledger_input){.reports = all, .count = count, .names = rules}, &a, &l), DTL_OK);
    for (uint32_t i = 0; i < l.actors.count; i++) {
        n += dtl_slice_is(l.actors.items[i].kind, "person");
        for (uint32_t k = i + 1; k < l.actors.count; k++) /* every id stands for one actor */
            assert_false(dtl_slice_equal(l.actors.items[i].id, l.actors.items[k].id));
    }
    dtl_rules_close(rules);
    dtl_arena_free(&a);
    return n;
}

static void pairs_of_sights(void **state)
{
    (void)state;
    static const struct { sight one, two; uint32_t persons; const char *why; } cases[] = {
        {{"Jon Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Jones", "Salem", "oregon", "2015-05-01", false, NULL}, 2, "a common name, two states, a year"},
        {{"Jon Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Jones", "Elko", "nevada", "2015-05-01", false, NULL}, 1, "one town"},
        {{"Jon Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Jones", "Salem", "oregon", "2014-03-20", false, NULL}, 1, "he fled: days apart"},
        {{"Jon Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Jones", "Reno", "nevada", "2014-05-20", false, NULL}, 1, "two towns of one state, a season"},
        {{"Jon Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Jones", "Reno", "nevada", "2015-05-20", false, NULL}, 2, "two towns of one state, a year"},
        {{"Jon Jones", "Elko", "nevada", "2014-03-10", true, NULL}, {"Jon Jones", "Salem", "oregon", "2015-05-01", true, NULL}, 1, "both are asked: he may be known in both"},
        {{"Jon Jones", "Elko", "nevada", "2014-03-10", false, "Senator"}, {"Jon Jones", "Salem", "oregon", "2015-05-01", false, "Senator"}, 1, "both in one office"},
        {{"Jon Tarbuckle", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Tarbuckle", "Salem", "oregon", "2015-05-01", false, NULL}, 1, "a rare name"},
        {{"Jon Jones", NULL, NULL, "2014-03-10", false, NULL}, {"Jon Jones", "Salem", "oregon", "2015-05-01", false, NULL}, 1, "nobody knows where"},
        {{"Jon A. Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Jones", "Elko", "nevada", "2014-03-12", false, NULL}, 1, "an initial, one town, days"},
        {{"Jon A. Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Jones", "Salem", "oregon", "2015-03-12", false, NULL}, 2, "an initial, two states, a year"},
        {{"Michael Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Mike Jones", "Elko", "nevada", "2014-03-12", false, NULL}, 1, "a short name, one town, days"},
        {{"Michael Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Mike Jones", "Reno", "nevada", "2014-03-12", false, NULL}, 2, "a short name, two towns"},
        {{"Michael Tarbuckle", NULL, NULL, "2014-03-10", false, NULL}, {"Mike Tarbuckle", NULL, NULL, "2014-03-12", false, NULL}, 1, "a short name, a rare last one, days"},
        {{"Michael Tarbuckle", NULL, NULL, "2014-03-10", false, NULL}, {"Mike Tarbuckle", NULL, NULL, "2014-06-12", false, NULL}, 2, "a short name, a season apart"},
        {{"Ethan Hugo Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Ethan Jones", "Elko", "nevada", "2014-03-12", false, NULL}, 1, "a middle name, one town"},
        {{"Omid Rafi Tarzai", "Elko", "nevada", "2014-03-10", false, NULL}, {"Rafi Tarzai", "Elko", "nevada", "2014-03-12", false, NULL}, 2, "father and son"},
        {{"Ethan Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Robert Jones", "Elko", "nevada", "2014-03-10", false, NULL}, 2, "brothers"},
        {{"Ethan Tarbuckle", "Elko", "nevada", "2014-03-10", false, NULL}, {"Tarbuckle", "Elko", "nevada", "2014-03-12", false, NULL}, 1, "a last name alone, one town and week"},
        {{"Ethan Tarbuckle", "Elko", "nevada", "2014-03-10", false, NULL}, {"Tarbuckle", "Salem", "oregon", "2014-03-12", false, NULL}, 2, "a last name alone elsewhere"},
        {{"Ethan Tarbuckle", "Elko", "nevada", "2014-03-10", false, NULL}, {"Tarbuckle", "Elko", "nevada", "2014-09-12", false, NULL}, 2, "a last name alone, half a year"},
        {{"Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jones", "Salem", "oregon", "2014-03-12", false, NULL}, 2, "two last names alone in two states"},
        {{"Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jones", "Elko", "nevada", "2014-03-12", false, NULL}, 1, "two last names alone in one town"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const sight both[] = {cases[i].one, cases[i].two};
        for (int way = 0; way < 2; way++)
            if (persons(both, 2, NULL, way) != cases[i].persons)
                fail_msg("%s (%s): %u persons%s", cases[i].why, cases[i].one.name, persons(both, 2, NULL, way), way ? " backwards" : "");
    }
}

static void a_third_who_fits_both_joins_no_strangers(void **state)
{
    (void)state;
    static const sight three[] = {{"Jon Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Jon Jones", NULL, NULL, "2014-10-10", false, NULL},
                                  {"Jon Jones", "Salem", "oregon", "2015-05-01", false, NULL}};
    assert_int_equal(persons(three, 3, NULL, false), 2);
    assert_int_equal(persons(three, 3, NULL, true), 2);
}

static void a_last_name_of_two_is_nobodys(void **state)
{
    (void)state;
    static const sight three[] = {{"Ethan Tarbuckle", "Elko", "nevada", "2014-03-10", false, NULL}, {"Robert Tarbuckle", "Elko", "nevada", "2014-03-11", false, NULL},
                                  {"Tarbuckle", "Elko", "nevada", "2014-03-12", false, NULL}};
    assert_int_equal(persons(three, 3, NULL, false), 3);
}

static void whom_one_report_names_apart_are_two(void **state)
{
    (void)state;
    static const sight two[] = {{"Michael Jones", "Elko", "nevada", "2014-03-10", false, NULL}, {"Mike Jones", "Elko", "nevada", "2014-03-12", false, NULL}};
    assert_int_equal(persons(two, 2, "Mike Jones", false), 2); /* father and son in the first */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pairs_of_sights), cmocka_unit_test(a_third_who_fits_both_joins_no_strangers),
                                       cmocka_unit_test(a_last_name_of_two_is_nobodys), cmocka_unit_test(whom_one_report_names_apart_are_two)};
    return cmocka_run_group_tests_name("identity", tests, NULL, NULL);
}
