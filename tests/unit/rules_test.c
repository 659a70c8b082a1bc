/* rules: packing, look-ups and the errors of wrong files. */
#include "base/utf8.h"
#include "rules/rules.h"
#include <setjmp.h>
#include <stdarg.h>
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(look_ups), cmocka_unit_test(wrong_files),
                                       cmocka_unit_test(later_files_win), cmocka_unit_test(damaged_blobs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
