/* Small letters given back to a report in capitals. The sentences are invented. */
#include "check.h"
#include "model/model.h"
#include "parse/casing.h"

extern const char dtl_embedded_model[], dtl_embedded_model_end[];
extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

typedef struct fixture {
    dtl_model *model;
    dtl_rules *rules;
    dtl_arena arena;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    dtl_error error;
    dtl_arena_init(&f.arena, (size_t)64 << 20);
    *state = &f;
    return dtl_model_open(dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model)), &f.model, &error) ||
           dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &f.rules, &error);
}

static int tear_down(void **state)
{
    fixture *f = *state;
    dtl_rules_close(f->rules);
    dtl_arena_free(&f->arena);
    return 0;
}

/* A report of one paragraph. */
static dtl_slice restored(fixture *f, const char *text)
{
    const dtl_slice before = dtl_slice_from_cstr(text);
    dtl_page page = {.text = before};
    dtl_paragraph paragraph = {.span = {0, page.text.length}};
    dtl_article article = {.english = true, .body = {.items = &paragraph, .count = 1, .capacity = 1}};
    dtl_note_array notes = {0};
    assert_int_equal(dtl_casing_run(&article, f->rules, f->model, &f->arena, &notes, &page), DTL_OK);
    if (page.written.length) /* what people read stays as it was */
        assert_true(dtl_slice_equal(page.written, before) && page.text.length == before.length);
    else
        assert_true(dtl_slice_equal(page.text, before));
    assert_int_equal(page.text.length, strlen(text));
    assert_int_equal(notes.count, page.text.ptr != text);
    return page.text;
}

static void words_and_names(void **state)
{
    fixture *f = *state;
    assert_slice(restored(f, "GUNMEN OF THE FARC AMBUSHED A BUS NEAR BOGOTA ON MONDAY, RADIO REPORTS SAID. TWO NURSES WERE WOUNDED."),
                 "Gunmen of the FARC ambushed a bus near Bogota on Monday, radio reports said. Two nurses were wounded.");
    assert_slice(restored(f, "THE DRIVER, ZOILO QUISPANDE, DIDN'T SEE THE DYNAMITE."), "The driver, Zoilo Quispande, didn't see the dynamite.");
}

static void acronyms(void **state)
{
    fixture *f = *state;
    assert_slice(restored(f, "THE GREY VALLEY FRONT (GVF) CLAIMED THE ATTACK. THE GVF IS SMALL."), "The Grey Valley Front (GVF) claimed the attack. The GVF is small.");
    assert_slice(restored(f, "A U.S. DIPLOMAT AND THE XQZ UNION MET IN THE TOWN."), "A U.S. diplomat and the XQZ union met in the town.");
}

static void text_with_small_letters_stays(void **state)
{
    fixture *f = *state;
    const char *text = "GUNMEN of the FARC Ambushed a Bus. THE DRIVER FLED.";
    assert_ptr_equal(restored(f, text).ptr, text);
    assert_ptr_equal(restored(f, "NO WAY").ptr, dtl_slice_from_cstr("NO WAY").ptr);
}

static void other_letters_keep_their_bytes(void **state)
{
    fixture *f = *state;
    assert_slice(restored(f, "THE CAF\xC3\x89 OF ZU\xC3\x91""EGAR WAS BOMBED BY HOODED MEN."), "The caf\xC3\xA9 of Zu\xC3\xB1""egar was bombed by hooded men.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_and_names), cmocka_unit_test(acronyms), cmocka_unit_test(text_with_small_letters_stays),
                                       cmocka_unit_test(other_letters_keep_their_bytes)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
