/* The page room: encodings, lines, HTML blocks, and pages made to hurt. */
#include "stage.h"

static void run_bytes(stage *s, const char *bytes, size_t length)
{
    stage_run(s, (dtl_source){.bytes = dtl_slice_make(bytes, length)});
}

static dtl_slice block(const stage *s, uint32_t i)
{
    return i < s->doc.page.blocks.count ? dtl_doc_slice(&s->doc, s->doc.page.blocks.items[i].span) : DTL_SLICE("(none)");
}

/* ---- encodings ---- */
static void clean_text_is_its_own_canonical_text(void **state)
{
    (void)state;
    static const char text[] = "Caf\xC3\xA9 bombed in Herat\n\n  Two guards died.\t\n";
    stage s;
    stage_text(&s, text);
    assert_ptr_equal(s.doc.page.text.ptr, text);
    assert_int_equal(s.doc.page.text.length, sizeof text - 1);
    assert_int_equal(s.doc.page.blocks.count, 2);
    assert_slice(block(&s, 1), "Two guards died.");
    assert_int_equal(s.doc.page.blocks.items[1].span.offset, 25);
    assert_int_equal(s.doc.notes.count, 0);
    stage_free(&s);
}

static void byte_order_marks_are_taken_off(void **state)
{
    (void)state;
    static const char utf16[] = "\xFE\xFF\0H\0e\0r\0a\0t\0 \x20\x13\0 \xD8\x3D\xDE\x00\0\n\0B";
    stage s;
    stage_text(&s, "\xEF\xBB\xBFHerat is quiet.");
    assert_slice(s.doc.page.text, "Herat is quiet.");
    assert_int_equal(s.doc.page.source_map.items[0].source_offset, 3);
    stage_free(&s);
    run_bytes(&s, utf16, sizeof utf16 - 1);
    assert_slice(s.doc.page.text, "Herat \xE2\x80\x93 \xF0\x9F\x98\x80\nB");
    assert_int_equal(s.doc.page.source_map.items[1].source_offset, sizeof utf16 - 1 - 2);
    stage_free(&s);
}

static void text_that_is_not_utf8_is_windows_1252(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "A \x93" "caf\xE9\x94 burned.\nNext");
    assert_slice(s.doc.page.text, "A \xE2\x80\x9C" "caf\xC3\xA9\xE2\x80\x9D burned.\nNext");
    assert_true(stage_has_note(&s, "windows-1252"));
    const dtl_source_point *last = &s.doc.page.source_map.items[s.doc.page.source_map.count - 1];
    uint32_t next = s.doc.page.blocks.items[1].span.offset;
    assert_int_equal(last->source_offset + (next - last->text_offset), 17); /* where "Next" stood */
    stage_free(&s);
}

static void damage_is_replaced_and_noted_with_its_offset(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 \xFF end");
    assert_slice(s.doc.page.text, "caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 \xEF\xBF\xBD end");
    assert_true(stage_has_note(&s, "byte 24 "));
    stage_free(&s);
}

static void binary_files_are_named_and_give_nothing(void **state)
{
    (void)state;
    static const char zeros[] = "ab\0\0\0\1\2\3\0\0cdef", pdf[] = "%PDF-1.7 and then some words";
    stage s;
    run_bytes(&s, zeros, sizeof zeros - 1);
    assert_true(stage_has_note(&s, "binary"));
    assert_int_equal(s.doc.page.blocks.count, 0);
    assert_int_equal(s.doc.article.body.count, 0);
    stage_free(&s);
    run_bytes(&s, pdf, sizeof pdf - 1);
    assert_true(stage_has_note(&s, "PDF"));
    stage_free(&s);
    run_bytes(&s, "", 0);
    assert_int_equal(s.doc.page.blocks.count, 0);
    stage_free(&s);
}

/* ---- lines ---- */
static void lines_become_blocks_without_their_bullets(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "One\r\n\r\n \xE2\x80\xA2 Two\r- Three\n-5 degrees\n*note\n");
    static const char *const expected[] = {"One", "Two", "Three", "-5 degrees", "*note"};
    static const bool bullets[] = {false, true, true, false, false}, gaps[] = {true, true, false, false, false};
    assert_int_equal(s.doc.page.blocks.count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_slice(block(&s, i), expected[i]);
        assert_int_equal(s.doc.page.blocks.items[i].bullet, bullets[i]);
        assert_int_equal(s.doc.page.blocks.items[i].gap_before, gaps[i]);
    }
    stage_free(&s);
}

static void lines_broken_at_a_width_are_joined(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "Flood cuts the road to the north\n\n"
                   "HERAT - The river rose over its banks on Friday night and cut the\n"
                   "main road to the north for the second time in a month, the office\n"
                   "of the governor said in a statement that was read out on the radio\n"
                   "on Saturday.\n\n"
                   "Nobody was hurt, but some two hundred families had to leave their\n"
                   "houses and spent the night in schools and in tents that the army\n"
                   "had put up.\n");
    assert_int_equal(s.doc.article.body.count, 2);
    assert_slice(dtl_doc_slice(&s.doc, s.doc.article.title), "Flood cuts the road to the north");
    assert_true(dtl_slice_ends_with(stage_body(&s, 0), DTL_SLICE("on Saturday.")));
    assert_true(dtl_slice_starts_with(stage_body(&s, 1), DTL_SLICE("Nobody was hurt")));
    stage_free(&s);
}

static void a_given_title_stands_in_front(void **state)
{
    (void)state;
    stage s;
    stage_run(&s, (dtl_source){.bytes = DTL_SLICE("Two guards died in Herat on Monday."), .title = DTL_SLICE(" Two dead\nin Herat ")});
    assert_slice(s.doc.page.text, "Two dead in Herat\n\nTwo guards died in Herat on Monday.");
    assert_int_equal(s.doc.page.blocks.items[0].kind, DTL_BLOCK_TITLE);
    assert_int_equal(s.doc.page.source_map.items[0].text_offset, 19);
    assert_slice(dtl_doc_slice(&s.doc, s.doc.article.title), "Two dead in Herat");
    assert_slice(stage_body(&s, 0), "Two guards died in Herat on Monday.");
    stage_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_text_is_its_own_canonical_text),
        cmocka_unit_test(byte_order_marks_are_taken_off),
        cmocka_unit_test(text_that_is_not_utf8_is_windows_1252),
        cmocka_unit_test(damage_is_replaced_and_noted_with_its_offset),
        cmocka_unit_test(binary_files_are_named_and_give_nothing),
        cmocka_unit_test(lines_become_blocks_without_their_bullets),
        cmocka_unit_test(lines_broken_at_a_width_are_joined),
        cmocka_unit_test(a_given_title_stands_in_front),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
