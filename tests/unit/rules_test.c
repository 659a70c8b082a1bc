/* rules: packing, look-ups and the errors of wrong files. */
#include "base/utf8.h"
#include "doc/plover.h"
#include "rules/actors.h"
#include "rules/rules.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the three above first */
#include <cmocka.h>

static dtl_err pack_one(const char *name, const char *text, dtl_slice *blob, dtl_error *error)
{
    dtl_rules_file_text file = {dtl_slice_from_cstr(name), dtl_slice_from_cstr(text)};
    return dtl_rules_pack(&file, 1, blob, error);
}

static void look_ups(void **state)
{
    (void)state;
    static const char actors[] = "# comment\n#! keys id kind full\n\nIslamic State; ISIS; IS; Daesh | id=islamic-state kind=armed\n"
                                 "Islamic State–Khorasan Province; IS-K | id=iskp full=\"two words\"\nIS | id=other\n";
    dtl_slice blob;
    dtl_error error;
    assert_int_equal(pack_one("actors.txt", actors, &blob, &error), DTL_OK);
    dtl_rules *rules;
    assert_int_equal(dtl_rules_open(blob, &rules, &error), DTL_OK);
    uint32_t table = dtl_rules_table(rules, "actors"), taken, line;
    assert_int_not_equal(table, DTL_NONE);
    assert_int_equal(dtl_rules_table(rules, "nothing"), DTL_NONE);

    uint32_t entry = dtl_rules_find(rules, table, DTL_SLICE("is"), 0);
    assert_true(dtl_slice_is(dtl_rules_attribute(rules, entry, "id"), "islamic-state"));
    entry = dtl_rules_find(rules, table, DTL_SLICE("is"), 1);
    assert_true(dtl_slice_is(dtl_rules_attribute(rules, entry, "id"), "other"));
    assert_int_equal(dtl_rules_find(rules, table, DTL_SLICE("is"), 2), DTL_NONE);
    assert_true(dtl_slice_is(dtl_rules_file(rules, entry, &line), "actors.txt"));
    assert_int_equal(line, 6);

    /* However the tokenizer cuts hyphens, the name is found, and the longest one wins. */
    dtl_slice whole[] = {DTL_SLICE("is-k"), DTL_SLICE("said")}, cut[] = {DTL_SLICE("is"), DTL_SLICE("-"), DTL_SLICE("k")};
    dtl_slice dashed[] = {DTL_SLICE("islamic"), DTL_SLICE("state"), DTL_SLICE("-"), DTL_SLICE("khorasan"), DTL_SLICE("province")};
    entry = dtl_rules_match(rules, table, whole, 2, &taken);
    assert_true(dtl_slice_is(dtl_rules_attribute(rules, entry, "full"), "two words"));
    assert_int_equal(taken, 1);
    assert_int_equal(dtl_rules_match(rules, table, cut, 3, &taken), entry);
    assert_int_equal(taken, 3);
    assert_int_equal(dtl_rules_match(rules, table, dashed, 5, &taken), entry);
    assert_int_equal(taken, 5);
    dtl_rules_match(rules, table, dashed, 3, &taken);
    assert_int_equal(taken, 2);
    dtl_slice none[] = {DTL_SLICE("said")};
    assert_int_equal(dtl_rules_match(rules, table, none, 1, &taken), DTL_NONE);
    assert_int_equal(taken, 0);
    dtl_rules_close(rules);
    free((void *)(uintptr_t)blob.ptr);
}

/* Kinds, slots, head words and records of pattern rows. */
static void patterns_are_compiled(void **state)
{
    (void)state;
    const dtl_rules_file_text files[] = {
        {DTL_SLICE("events.txt"), DTL_SLICE("kill.v; shoot dead.v | type=ASSAULT mode=firearms actor=subject recipient=object need=recipient\n"
                                            "kill.v | type=REJECT actor=subject if-object=bill\ncarry out.v | type=support actor=subject\n"
                                            "suicide attack.n; attack.n | type=ASSAULT actor=by\n")},
        {DTL_SLICE("records.txt"), DTL_SLICE("ASSAULT | right=50 wrong=50\nevents.txt:kill.v | right=30 wrong=2\nevents.txt:suicide attack.n | right=1 wrong=20\n")}};
    dtl_slice blob;
    dtl_error error;
    dtl_rules *rules;
    assert_int_equal(dtl_rules_pack(files, 2, &blob, &error), DTL_OK);
    assert_int_equal(dtl_rules_open(blob, &rules, &error), DTL_OK);
    uint32_t table = dtl_rules_table(rules, "events"), rows[4], first, count;
    dtl_rules_entries(rules, table, &first, &count);
    assert_int_equal(dtl_rules_find_all(rules, table, DTL_SLICE("kill.v"), rows, 4), 2);
    assert_int_equal(rows[0], first);
    assert_int_equal(rows[1], first + 1);
    assert_int_equal(dtl_rules_find_all(rules, table, DTL_SLICE("kill.v"), rows, 1), 1);
    assert_int_equal(dtl_rules_find_all(rules, table, DTL_SLICE("slay.v"), rows, 4), 0);

    uint64_t longer;
    assert_true(dtl_rules_may_match(dtl_rules_tables_headed(rules, DTL_SLICE("kill.v"), &longer), table));
    assert_false(dtl_rules_may_match(longer, table));
    assert_true(dtl_rules_may_match(dtl_rules_tables_headed(rules, DTL_SLICE("carry.v"), &longer), table) && dtl_rules_may_match(longer, table));
    assert_true(dtl_rules_may_match(dtl_rules_tables_headed(rules, DTL_SLICE("attack.n"), &longer), table) && dtl_rules_may_match(longer, table));
    assert_int_equal(dtl_rules_tables_headed(rules, DTL_SLICE("suicide.n"), &longer), 0);

    uint8_t type, mode;
    assert_int_equal(dtl_rules_pattern_kind(rules, first, &type, &mode), DTL_PATTERN_TELLS);
    assert_int_equal(type, DTL_EVENT_ASSAULT);
    assert_int_equal(mode, DTL_MODE_FIREARMS);
    assert_int_equal(dtl_rules_pattern_kind(rules, first + 2, NULL, NULL), DTL_PATTERN_LENDS);
    assert_true(dtl_rules_pattern_asks(rules, first + 2, DTL_PATTERN_EVENT)); /* the object, where the row does not say */
    assert_false(dtl_rules_pattern_asks(rules, first + 3, DTL_PATTERN_RECIPIENT));
    assert_true(dtl_rules_pattern_record(rules, first) > 1000);
    assert_int_equal(dtl_rules_pattern_record(rules, first + 1), 0); /* nothing is known of its type */
    assert_true(dtl_rules_pattern_record(rules, first + 3) < -1000);
    dtl_rules_close(rules);
    free((void *)(uintptr_t)blob.ptr);
}

static void wrong_files(void **state)
{
    (void)state;
    static const struct {
        const char *file, *text, *message;
    } cases[] = {
        {"a.txt", "x | key\n", "a.txt:1: expected key=value: key"},
        {"a.txt", "#! keys id\nx | od=1\n", "a.txt:2: unknown attribute (see the '#! keys' line): od"},
        {"a.txt", "#! require source\nx | id=1\n", "a.txt:2: this attribute is required here: source"},
        {"a.txt", "#! examples\nx | id=1\n+ One. => x\n", "a.txt:2: the entry has no - example"},
        {"a.txt", "#! unique\nx\ny; X\n", "a.txt:3: this name stands twice in the file: X"},
        {"a.txt", "x; x\n", "a.txt:1: this name stands twice in the entry: x"},
        {"a.txt", "x; ; y\n", "a.txt:1: a name is empty"},
        {"a.txt", "+ A sentence.\n", "a.txt:1: an example stands before the first entry: + A sentence."},
        {"a.txt", "x | id=\"open\n", "a.txt:1: a quoted value has no end: id"},
        {"a.txt", "x \xff\n", "a.txt:0: the file is not valid UTF-8"},
        {"events.txt", "kill.v | type=KILL\n", "events.txt:1: not a PLOVER type: KILL"},
        {"events.txt", "kill.v | type=ASSAULT mode=laser\n", "events.txt:1: not a PLOVER mode: laser"},
        {"cues.txt", "say.v | class=speak\n", "cues.txt:1: not a cue class: speak"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_slice blob;
        dtl_error error;
        assert_int_equal(pack_one(cases[i].file, cases[i].text, &blob, &error), DTL_ERR_RULES);
        assert_string_equal(error.message, cases[i].message);
    }
}

static void later_files_win(void **state)
{
    (void)state;
    dtl_rules_file_text files[] = {{DTL_SLICE("a.txt"), DTL_SLICE("x | v=1\n")}, {DTL_SLICE("b.txt"), DTL_SLICE("x | v=7\n")},
                                   {DTL_SLICE("a.txt"), DTL_SLICE("x | v=2\ny | v=3")}};
    dtl_slice blob;
    dtl_rules *rules;
    assert_int_equal(dtl_rules_pack(files, 3, &blob, NULL), DTL_OK);
    assert_int_equal(dtl_rules_open(blob, &rules, NULL), DTL_OK);
    uint32_t table = dtl_rules_table(rules, "a"), first, count;
    dtl_rules_entries(rules, table, &first, &count);
    assert_int_equal(count, 3);
    assert_int_equal(dtl_rules_number(rules, dtl_rules_find(rules, table, DTL_SLICE("x"), 0), "v", 0), 2);
    assert_int_equal(dtl_rules_number(rules, dtl_rules_find(rules, table, DTL_SLICE("x"), 1), "v", 0), 1);
    assert_int_equal(dtl_rules_number(rules, dtl_rules_find(rules, table, DTL_SLICE("y"), 0), "none", -4), -4);
    dtl_rules_close(rules);
    free((void *)(uintptr_t)blob.ptr);
}

static void files_of_one_table(void **state)
{
    (void)state;
    static const char talk[] = "#! table events\n# ours\nmeet.v | type=CONSULT\n";
    dtl_rules_file_text files[] = {{DTL_SLICE("events.txt"), DTL_SLICE("#! keys type mode\nkill.v | type=ASSAULT\n")},
                                   {DTL_SLICE("events-talk.txt"), dtl_slice_from_cstr(talk)},
                                   {DTL_SLICE("events-talk.txt"), DTL_SLICE("meet.v | type=AGREE\n")},
                                   {DTL_SLICE("events-own.txt"), DTL_SLICE("#! table events\nwave.v | type=SUPPORT\nwink.v | tipe=X\n")}};
    dtl_slice blob;
    dtl_error error;
    assert_int_equal(dtl_rules_pack_over(files, 4, 2, NULL, NULL, &blob, &error), DTL_OK);
    dtl_rules *rules;
    assert_int_equal(dtl_rules_open(blob, &rules, NULL), DTL_OK);
    uint32_t table = dtl_rules_table(rules, "events"), line;
    assert_int_equal(dtl_rules_table(rules, "events-talk"), DTL_NONE);
    uint32_t entry = dtl_rules_find(rules, table, DTL_SLICE("meet.v"), 0);
    assert_true(dtl_slice_is(dtl_rules_attribute(rules, entry, "type"), "AGREE")); /* the user's before ours */
    entry = dtl_rules_find(rules, table, DTL_SLICE("meet.v"), 1);
    assert_true(dtl_slice_is(dtl_rules_file(rules, entry, &line), "events-talk.txt"));
    assert_int_equal(line, 3);
    assert_int_not_equal(dtl_rules_find(rules, table, DTL_SLICE("kill.v"), 0), DTL_NONE);
    assert_int_not_equal(dtl_rules_find(rules, table, DTL_SLICE("wave.v"), 0), DTL_NONE);
    assert_int_equal(dtl_rules_find(rules, table, DTL_SLICE("wink.v"), 0), DTL_NONE); /* the keys of events.txt hold */
    dtl_rules_close(rules);
    free((void *)(uintptr_t)blob.ptr);

    files[1].text = DTL_SLICE("#! table events\nmeet.v | type=LUNCH\n");
    assert_int_equal(dtl_rules_pack(files, 2, &blob, &error), DTL_ERR_RULES);
    assert_string_equal(error.message, "events-talk.txt:2: not a PLOVER type: LUNCH");
}

static void damaged_blobs(void **state)
{
    (void)state;
    dtl_slice blob;
    dtl_rules *rules;
    assert_int_equal(pack_one("a.txt", "x | v=1\n", &blob, NULL), DTL_OK);
    for (uint32_t cut = 0; cut < blob.length; cut += 7)
        assert_int_equal(dtl_rules_open(dtl_slice_make(blob.ptr, cut), &rules, NULL), DTL_ERR_RULES);
    free((void *)(uintptr_t)blob.ptr);
}

/* ---- the tables of actors ---- */

#define ACTORS "Red Front | id=red kind=armed country=AFG\nBlue Army | id=blue kind=armed sector=MIL\n"

static void actor_tables_must_fit(void **state)
{
    (void)state;
    static const struct {
        const char *file, *text, *message;
    } cases[] = {
        {"actor-names.txt", "RF | actor=red kind=acronym\nBA | actor=bleu kind=acronym\n", "actor-names.txt:2: no actor has this id: bleu"},
        {"actor-names.txt", "RF | actor=red kind=nickname\n", "actor-names.txt:1: not a kind of name: nickname"},
        {"actor-names.txt", "RF | actor=red from=2020-01-01 to=2019-01-01\n", "actor-names.txt:1: it ends before it begins: 2020-01-01"},
        {"actor-relations.txt", "red | relation=branch of=green\n", "actor-relations.txt:1: no actor has this id: green"},
        {"actor-relations.txt", "red | relation=friend of=blue\n", "actor-relations.txt:1: not a relation of actors: friend"},
        {"actor-relations.txt", "red | relation=parent of=red\n", "actor-relations.txt:1: this would make an actor a part of itself: red"},
        {"actor-relations.txt", "red | relation=parent of=blue\nblue | relation=branch of=red\n",
         "actor-relations.txt:2: this would make an actor a part of itself: blue"},
        {"actor-roles.txt", "green | sector=REB\n", "actor-roles.txt:1: no actor has this id: green"},
        {"actor-roles.txt", "red | sector=REBEL\n", "actor-roles.txt:1: not a PLOVER sector: REBEL"},
        {"actor-roles.txt", "red | sector=REB to=2021\n", "actor-roles.txt:1: not a day (YYYY-MM-DD): 2021"},
        {"actor-roles.txt", "red | sector=REB country=Afghanistan\n", "actor-roles.txt:1: not an ISO 3166-1 alpha-3 code: Afghanistan"},
        {"actor-roles.txt", "red | sector=REB to=2021-08-15\nred | sector=GOV from=2021-08-15\n",
         "actor-roles.txt:2: its days overlap with those of another row of this actor: red"},
        {"actors.txt", "Other | id=red kind=party\n", "actors.txt:1: this id stands twice: red"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_rules_file_text files[] = {{dtl_slice_from_cstr(cases[i].file), dtl_slice_from_cstr(cases[i].text)},
                                       {DTL_SLICE("actors.txt"), DTL_SLICE(ACTORS)}};
        dtl_slice blob;
        dtl_error error;
        assert_int_equal(dtl_rules_pack(files, 2, &blob, &error), DTL_ERR_RULES);
        assert_string_equal(error.message, cases[i].message);
    }
}

static dtl_interval days(int32_t from_year, int32_t to_year)
{
    return (dtl_interval){dtl_day_from_civil(from_year, 3, 1), dtl_day_from_civil(to_year, 3, 1)};
}

static void a_role_is_that_of_the_day(void **state)
{
    (void)state;
    dtl_rules_file_text files[] = {
        {DTL_SLICE("actors.txt"), DTL_SLICE(ACTORS)},
        {DTL_SLICE("actor-roles.txt"), DTL_SLICE("red | sector=REB to=2021-08-14\nred | sector=GOV from=2021-08-15\n")},
        {DTL_SLICE("actor-relations.txt"), DTL_SLICE("#! blank from\nblue | relation=split of=red\nblue | relation=branch of=red from= to=2010-12-31\n")}};
    dtl_slice blob;
    dtl_rules *rules;
    assert_int_equal(dtl_rules_pack(files, 3, &blob, NULL), DTL_OK);
    assert_int_equal(dtl_rules_open(blob, &rules, NULL), DTL_OK);
    dtl_actor_tables t = dtl_actor_tables_of(rules);
    dtl_slice red = DTL_SLICE("red"), blue = DTL_SLICE("blue");
    static const struct {
        int event_from, event_to, report, decided; /* years; 0 = open */
        const char *sector;
    } cases[] = {{2019, 2019, 2023, DTL_ROLE_BY_EVENT, "REB"},  {2022, 2022, 2023, DTL_ROLE_BY_EVENT, "GOV"},
                 {2020, 2022, 2023, DTL_ROLE_BY_REPORT, "GOV"}, {2020, 2022, 2020, DTL_ROLE_BY_REPORT, "REB"},
                 {0, 0, 2023, DTL_ROLE_BY_REPORT, "GOV"},       {0, 0, 0, DTL_ROLE_UNDECIDED, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_interval event = cases[i].event_from ? days(cases[i].event_from, cases[i].event_to) : DTL_INTERVAL_OPEN;
        dtl_interval report = cases[i].report ? days(cases[i].report, cases[i].report) : DTL_INTERVAL_OPEN;
        dtl_actor_role role = dtl_actor_role_on(rules, &t, red, event, report);
        assert_int_equal(role.decided, cases[i].decided);
        assert_true(dtl_slice_is(role.sector, cases[i].sector));
        assert_true(dtl_slice_is(role.country, "AFG"));
    }
    dtl_actor_role always = dtl_actor_role_on(rules, &t, blue, DTL_INTERVAL_OPEN, DTL_INTERVAL_OPEN);
    assert_int_equal(always.decided, DTL_ROLE_ALWAYS);
    assert_true(dtl_slice_is(always.sector, "MIL"));
    uint32_t parent = dtl_actor_parent(rules, &t, blue, days(2005, 2005));
    assert_true(dtl_slice_is(dtl_rules_attribute(rules, parent, "of"), "red")); /* the branch, not the split */
    assert_int_equal(dtl_actor_parent(rules, &t, blue, days(2015, 2015)), DTL_NONE);
    assert_int_equal(dtl_actor_row(rules, &t, DTL_SLICE("green")), DTL_NONE);
    dtl_rules_close(rules);
    free((void *)(uintptr_t)blob.ptr);
}

/* What was complained about, one line each. */
typedef struct complaints {
    char text[2048];
    size_t length, count;
} complaints;

static void keep(void *context, const char *message)
{
    complaints *c = context;
    c->count++;
    c->length += (size_t)snprintf(c->text + c->length, sizeof c->text - c->length, "%s\n", message);
}

static void a_user_overrides_and_errs(void **state)
{
    (void)state;
    dtl_rules_file_text files[] = {
        {DTL_SLICE("actors.txt"), DTL_SLICE("#! keys id kind country sector source\n#! require id kind source\n"
                                            "Red Front | id=red kind=armed country=AFG source=x\nBlue Army | id=blue kind=armed source=x\n")},
        {DTL_SLICE("actor-names.txt"), DTL_SLICE("#! keys actor kind from to source\nRF; Reds | actor=red kind=acronym source=x\n")},
        {DTL_SLICE("actor-roles.txt"), DTL_SLICE("red | sector=REB to=2021-08-14\nred | sector=GOV from=2021-08-15\n")},
        {DTL_SLICE("actor-relations.txt"), DTL_SLICE("red | relation=branch of=blue\n")},
        /* the user's */
        {DTL_SLICE("actors.txt"), DTL_SLICE("Red Front | id=red kind=party country=PAK\nBroken | id=broken colour=red\n+ An example of the broken row.\n"
                                            "No kind | id=nothing\nReds | id=football kind=organisation\n\xff | id=x kind=armed\n")},
        {DTL_SLICE("actor-roles.txt"), DTL_SLICE("red | sector=OPP to=2021-08-14\nnobody | sector=REB\n")},
        {DTL_SLICE("actor-relations.txt"), DTL_SLICE("blue | relation=member of=red\nfootball | relation=member of=red\n")},
        {DTL_SLICE("notes.txt"), DTL_SLICE("anything\n")}};
    dtl_slice blob;
    dtl_rules *rules;
    dtl_error error = {0};
    complaints told = {.length = 0};
    assert_int_equal(dtl_rules_pack_over(files, 8, 4, keep, &told, &blob, &error), DTL_OK);
    assert_string_equal(told.text, "actors.txt:2: unknown attribute (see the '#! keys' line): colour\n"
                                   "actors.txt:4: this attribute is required here: kind\n"
                                   "actors.txt:6: the line is not valid UTF-8\n"
                                   "notes.txt:0: no table has this name; the file is left out\n"
                                   "actor-relations.txt:1: this would make an actor a part of itself: blue\n"
                                   "actor-roles.txt:2: no actor has this id: nobody\n");
    assert_int_equal(dtl_rules_open(blob, &rules, NULL), DTL_OK);
    dtl_actor_tables t = dtl_actor_tables_of(rules);
    uint32_t red = dtl_actor_row(rules, &t, DTL_SLICE("red"));
    assert_true(dtl_slice_is(dtl_rules_attribute(rules, red, "country"), "PAK"));
    assert_int_equal(dtl_actor_row(rules, &t, DTL_SLICE("broken")), DTL_NONE);
    assert_int_equal(dtl_rules_find(rules, t.names, DTL_SLICE("reds"), 0), DTL_NONE); /* the user's actor has this name now */
    assert_int_not_equal(dtl_rules_find(rules, t.names, DTL_SLICE("rf"), 0), DTL_NONE);
    assert_true(dtl_slice_is(dtl_rules_attribute(rules, dtl_rules_find(rules, t.actors, DTL_SLICE("reds"), 0), "id"), "football"));
    dtl_interval early = days(2015, 2015), late = days(2022, 2022);
    assert_true(dtl_slice_is(dtl_actor_role_on(rules, &t, DTL_SLICE("red"), early, late).sector, "OPP"));
    assert_true(dtl_slice_is(dtl_actor_role_on(rules, &t, DTL_SLICE("red"), late, late).sector, "GOV"));
    dtl_rules_close(rules);
    free((void *)(uintptr_t)blob.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(actor_tables_must_fit), cmocka_unit_test(a_role_is_that_of_the_day),
                                       cmocka_unit_test(a_user_overrides_and_errs), cmocka_unit_test(look_ups), cmocka_unit_test(patterns_are_compiled), cmocka_unit_test(wrong_files),
                                       cmocka_unit_test(later_files_win), cmocka_unit_test(files_of_one_table), cmocka_unit_test(damaged_blobs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
