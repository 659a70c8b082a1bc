/* JSON from bytes to values: what is told of good texts, and what is refused. */
#include "check.h"
#include "base/buffer.h"
#include "base/json_read.h"

#define WITH_ARENA(a) dtl_arena a; dtl_arena_init(&a, (size_t)1 << 26)

static const dtl_json_value *good(dtl_arena *a, const char *text)
{
    const dtl_json_value *value = NULL;
    dtl_error error = {0};
    if (dtl_json_read(dtl_slice_from_cstr(text), a, &value, &error))
        fail_msg("%s: %s", text, error.message);
    return value;
}

static void bad(dtl_slice text, dtl_err code, const char *words)
{
    WITH_ARENA(a);
    const dtl_json_value *value = NULL;
    dtl_error error = {0};
    dtl_err err = dtl_json_read(text, &a, &value, &error);
    if (err != code || !strstr(error.message, words) || strchr(error.message, '\n') || value)
        fail_msg("%.*s: error %d, %s", (int)(text.length < 60 ? text.length : 60), text.ptr, err, error.message);
    dtl_arena_free(&a);
}

static void every_kind_is_told(void **state)
{
    (void)state;
    WITH_ARENA(a);
    const dtl_json_value *v = good(&a, " {\"place\":\"Salt Bay\",\"killed\":[3,null],\"open\":true,\"shut\":false,\"share\":2.5e1,\"deep\":{\"x\":{}}} ");
    assert_int_equal(v->kind, DTL_JSON_OBJECT);
    assert_int_equal(v->count, 6);
    assert_slice(dtl_json_member(v, "place")->text, "Salt Bay");
    const dtl_json_value *killed = dtl_json_member(v, "killed");
    assert_int_equal(killed->kind, DTL_JSON_ARRAY);
    assert_int_equal(killed->count, 2);
    assert_int_equal(killed->first->integer, 3);
    assert_int_equal(killed->first->next->kind, DTL_JSON_NULL);
    assert_null(killed->first->next->next);
    assert_slice(killed->next->key, "open");
    assert_int_equal(dtl_json_member(v, "open")->kind, DTL_JSON_TRUE);
    assert_int_equal(dtl_json_member(v, "shut")->kind, DTL_JSON_FALSE);
    assert_int_equal(dtl_json_member(v, "share")->kind, DTL_JSON_REAL);
    assert_int_equal(dtl_json_member(dtl_json_member(v, "deep"), "x")->count, 0);
    assert_null(dtl_json_member(v, "plac"));
    assert_null(dtl_json_member(killed, "place"));
    assert_null(dtl_json_member(NULL, "place"));
    assert_int_equal(good(&a, "7")->integer, 7);
    assert_int_equal(good(&a, "\"\"")->text.length, 0);
    assert_int_equal(good(&a, "[ ]")->count, 0);
    const dtl_json_value *nested = good(&a, "[[],[[1],{}],\t2\r\n]");
    assert_int_equal(nested->count, 3);
    assert_int_equal(nested->first->next->first->first->integer, 1);
    assert_int_equal(nested->first->next->next->integer, 2);
    for (const char *const *real = (const char *const[]){"-0.5", "1E9", "1e-400", "0.0", NULL}; *real; real++)
        assert_int_equal(good(&a, *real)->kind, DTL_JSON_REAL);
    dtl_arena_free(&a);
}

static void whole_numbers_to_their_ends(void **state)
{
    (void)state;
    WITH_ARENA(a);
    assert_true(good(&a, "9223372036854775807")->integer == INT64_MAX);
    assert_true(good(&a, "-9223372036854775808")->integer == INT64_MIN);
    assert_true(good(&a, "-0")->integer == 0);
    bad(DTL_SLICE("9223372036854775808"), DTL_ERR_INPUT, "too large");
    bad(DTL_SLICE("-9223372036854775809"), DTL_ERR_INPUT, "too large");
    bad(DTL_SLICE("99999999999999999999999999"), DTL_ERR_INPUT, "too large");
    bad(DTL_SLICE("01"), DTL_ERR_INPUT, "");
    dtl_arena_free(&a);
}

static void escapes_are_undone(void **state)
{
    (void)state;
    WITH_ARENA(a);
    assert_slice(good(&a, "\"a\\n\\t\\\"\\\\\\/\\u00e9\\ud83d\\ude00\"")->text, "a\n\t\"\\/\xc3\xa9\xf0\x9f\x98\x80");
    const dtl_json_value *nul = good(&a, "\"a\\u0000b\"");
    assert_int_equal(nul->text.length, 3);
    assert_memory_equal(nul->text.ptr, "a\0b", 3);
    assert_slice(dtl_json_member(good(&a, "{\"a\\tb\":\"one\",\"c\\nd\":\"two\"}"), "c\nd")->text, "two");
    dtl_arena_free(&a);
}

static void what_is_no_json_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " ", "{", "[1", "\"open", "{\"a\"}", "{\"a\":}", "[1,]", "{,}", "nul", "1 2", "{}{}", "'a'", "// a\n1", "\"\x01\"", "NaN", "+1", ".5", "\xef\xbb\xbf{}", "\"\\x\"", "\"\\", "\"\\\"", "\"eight bytes \x1f and more\"", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[1 2]", "[1}", "{\"a\":1]", "]", ",", "1.", "1e", "1e+", "-", "--1", "tru", "trueish", "{1:2}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        bad(dtl_slice_from_cstr(texts[i]), DTL_ERR_INPUT, "");
    static const char *const bytes[] = {"\"\xff\"", "\"\xc3\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf5\x80\x80\x80\"", "{\"\xff\":1}", "\"\\udc00\"", "\"long enough for eight \xe2\x82\""};
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
        bad(dtl_slice_from_cstr(bytes[i]), DTL_ERR_INPUT, "UTF-8");
    bad(DTL_SLICE("{\"a\":1,\"b\":2,\"a\":3}"), DTL_ERR_INPUT, "duplicate");
    bad(DTL_SLICE("{\"a\":1,\"\\u0061\":3}"), DTL_ERR_INPUT, "duplicate");
}

static void hostile_sizes_are_capped(void **state)
{
    (void)state;
    dtl_buffer text = {0};
    WITH_ARENA(a);
    for (int i = 0; i < 100000; i++)
        dtl_buffer_char(&text, '[');
    bad(dtl_slice_make(text.bytes, text.length), DTL_ERR_INPUT, "nested too deeply");
    dtl_buffer_clear(&text);
    for (int i = 0; i < DTL_JSON_DEPTH_MAX; i++)
        dtl_buffer_char(&text, '[');
    for (int i = 0; i < DTL_JSON_DEPTH_MAX; i++)
        dtl_buffer_char(&text, ']');
    dtl_buffer_char(&text, '\0');
    good(&a, text.bytes);
    dtl_buffer_clear(&text);
    for (int i = 0; i <= DTL_JSON_MEMBERS_MAX; i++)
        dtl_buffer_format(&text, "%c\"%d\":0", i ? ',' : '{', i);
    dtl_buffer_char(&text, '}');
    bad(dtl_slice_make(text.bytes, text.length), DTL_ERR_INPUT, "too many members");
    dtl_buffer_clear(&text);
    for (int i = 0; i < 2000000; i++)
        dtl_buffer_cstr(&text, i ? ",0" : "[0");
    bad(dtl_slice_make(text.bytes, text.length), DTL_ERR_BUDGET, "budget");
    dtl_buffer_free(&text);
    dtl_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_told),
        cmocka_unit_test(whole_numbers_to_their_ends),
        cmocka_unit_test(escapes_are_undone),
        cmocka_unit_test(what_is_no_json_is_refused),
        cmocka_unit_test(hostile_sizes_are_capped),
    };
    return cmocka_run_group_tests_name("json_read", tests, NULL, NULL);
}
