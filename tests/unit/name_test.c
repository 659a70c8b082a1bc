/* name: sentences invented here go through text, parse, name and mention with the project's own rules, weights and places. */
#include "gazetteer/gazetteer.h"
#include "mention/mention.h"
#include "name/name.h"
#include "parse/parse.h"
#include "stage.h"
#include "text/text.h"

extern const char dtl_embedded_model[], dtl_embedded_model_end[], dtl_embedded_gazetteer[], dtl_embedded_gazetteer_end[];

/* A report, coded up to mention. */
typedef struct named {
    stage stage;
    dtl_model *model;
    dtl_gazetteer *places; /* NULL when the program was built without */
} named;

static dtl_err run(named *n, const char *text)
{
    dtl_error error = {0};
    stage_run(&n->stage, (dtl_source){.bytes = dtl_slice_from_cstr(text), .format = DTL_FORMAT_TEXT});
    dtl_slice blob = dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model));
    dtl_slice pack = dtl_slice_make(dtl_embedded_gazetteer, (size_t)(dtl_embedded_gazetteer_end - dtl_embedded_gazetteer));
    n->places = NULL;
    assert_int_equal(dtl_model_open(blob, &n->model, &error), DTL_OK);
    if (pack.length)
        assert_int_equal(dtl_gazetteer_open(pack, &n->places, &error), DTL_OK);
    dtl_doc *doc = &n->stage.doc;
    assert_int_equal(dtl_text_run(&doc->page, &doc->article, n->stage.rules, doc->arena, &doc->notes, &doc->text), DTL_OK);
    assert_int_equal(dtl_parse_run(&doc->page, &doc->text, n->model, doc->arena, &doc->notes, &doc->parse), DTL_OK);
    return dtl_name_run(&doc->page, &doc->text, n->stage.rules, n->places, n->model, doc->arena, &doc->notes, &doc->parse);
}

static void done(named *n)
{
    dtl_gazetteer_close(n->places);
    dtl_model_close(n->model);
    stage_free(&n->stage);
}

/* A text, words in it that are one name, and of what kind; kind DTL_MENTION_KIND_COUNT: no name of just these words. */
typedef struct name_case {
    const char *text, *words;
    uint8_t kind;
} name_case;

static uint8_t kind_of(const named *n, const char *words)
{
    const dtl_doc *doc = &n->stage.doc;
    for (uint32_t i = 0; i < doc->mention.names.count; i++) {
        const dtl_name *name = &doc->mention.names.items[i];
        if (dtl_slice_is(dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, name->first, name->count)), words))
            return name->kind;
    }
    return DTL_MENTION_KIND_COUNT;
}

static void check(const name_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        named n;
        dtl_error error = {0};
        assert_int_equal(run(&n, cases[i].text), DTL_OK);
        dtl_doc *doc = &n.stage.doc;
        assert_int_equal(dtl_mention_run(doc, n.stage.rules, n.places, &doc->notes, &doc->mention), DTL_OK);
        if (!dtl_doc_check(doc, &error))
            fail_msg("%s", error.message);
        if (kind_of(&n, cases[i].words) != cases[i].kind)
            print_error("# in: %s\n# name: %s\n", cases[i].text, cases[i].words);
        assert_int_equal(kind_of(&n, cases[i].words), cases[i].kind);
        done(&n);
    }
}

static void unknown_names_are_whole_and_have_a_kind(void **state)
{
    (void)state;
    static const name_case cases[] = {
        {"Shahab al-Muhajir was seen near the mill on Monday.", "Shahab al-Muhajir", DTL_MENTION_PERSON},
        {"Farmers met Rafi Noori at the well on Monday.", "Rafi Noori", DTL_MENTION_PERSON},
        {"The Herat Relief Council sent flour to the valley.", "Herat Relief Council", DTL_MENTION_ORGANISATION},
        {"She writes for the Kabul Morning Post and lives in town.", "Kabul Morning Post", DTL_MENTION_ORGANISATION},
        {"A convoy left Mazar-e-Sharif at dawn.", "Mazar-e-Sharif", DTL_MENTION_PLACE},
        {"The raid was claimed by IS-K on its channel.", "IS-K", DTL_MENTION_ORGANISATION},
        {"Envoys of NATO met farmers on Monday.", "NATO", DTL_MENTION_ORGANISATION},
        {"Floods cut the road to Peshawar on Monday.", "Peshawar", DTL_MENTION_PLACE},
        /* two places side by side are two names, a compound is one */
        {"They drove from San Marcos Texas to the coast.", "San Marcos", DTL_MENTION_PLACE},
        {"They drove from San Marcos Texas to the coast.", "Texas", DTL_MENTION_PLACE},
        {"They drove to New Mexico on Monday.", "New Mexico", DTL_MENTION_PLACE},
        {"Shells fell in Tal Afar on Monday.", "Tal Afar", DTL_MENTION_PLACE},
        {"Shells fell in Nagorno-Karabakh on Monday.", "Nagorno-Karabakh", DTL_MENTION_PLACE},
        {"The CPA left Iraq in 2004, and nobody mourned the CPA.", "CPA", DTL_MENTION_ORGANISATION},
    };
    check(cases, sizeof cases / sizeof *cases);
}

static void titles_and_roles_are_no_part_of_a_name(void **state)
{
    (void)state;
    static const name_case cases[] = {
        {"General Karim Gul told farmers that the road was safe.", "Karim Gul", DTL_MENTION_PERSON},
        {"Foreign Minister Rafi Noori told farmers that the road was safe.", "Rafi Noori", DTL_MENTION_PERSON},
        {"Mr. Noori told farmers that the road was safe.", "Noori", DTL_MENTION_PERSON},
        {"The Afghan farmers were tired.", "Afghan", DTL_MENTION_KIND_COUNT},
        {"The Minister was tired.", "Minister", DTL_MENTION_KIND_COUNT},
        {"The mill is closed.", "The", DTL_MENTION_KIND_COUNT},
    };
    check(cases, sizeof cases / sizeof *cases);
}

static void the_model_decides_what_tables_cannot(void **state)
{
    (void)state;
    static const name_case cases[] = {
        {"Michael Jordan said that he would sell the farm.", "Michael Jordan", DTL_MENTION_PERSON},
        {"The king of Jordan said that the border was open.", "Jordan", DTL_MENTION_PLACE},
        {"Paris Hilton said that she would sell the farm.", "Paris Hilton", DTL_MENTION_PERSON},
        {"Trains to Paris were late on Monday.", "Paris", DTL_MENTION_PLACE},
    };
    check(cases, sizeof cases / sizeof *cases);
}

static void headlines_are_read_by_what_the_body_shows(void **state)
{
    (void)state;
    static const char title[] = "Rafi Noori Leaves Herat After Talks\n\nRafi Noori left Herat on Monday after two days of talks, his spokesman said. "
                                "Mr. Noori told farmers that the road to the mill would be mended before the winter comes.\n";
    static const char capitals[] = "RAFI NOORI LEAVES HERAT AFTER TALKS\n\nRafi Noori left Herat on Monday after two days of talks, his spokesman said. "
                                   "Mr. Noori told farmers that the road to the mill would be mended before the winter comes.\n";
    static const name_case cases[] = {{title, "Rafi Noori", DTL_MENTION_PERSON}, {capitals, "RAFI NOORI", DTL_MENTION_PERSON}, {capitals, "HERAT", DTL_MENTION_PLACE}};
    check(cases, sizeof cases / sizeof *cases);
}

/* Names only inside a longer phrase are listed too, and names never overlap (dtl_doc_check). */
static void names_inside_phrases_are_listed(void **state)
{
    (void)state;
    static const name_case cases[] = {
        {"Two IS fighters from Kunduz were held.", "IS", DTL_MENTION_ORGANISATION},
        {"Two IS fighters from Kunduz were held.", "Kunduz", DTL_MENTION_PLACE},
    };
    check(cases, sizeof cases / sizeof *cases);
}

static void a_small_arena_is_an_error(void **state)
{
    (void)state;
    named n;
    assert_int_equal(run(&n, "Rafi Noori left Herat on Monday."), DTL_OK);
    dtl_doc *doc = &n.stage.doc;
    dtl_arena small;
    dtl_arena_init(&small, 64);
    assert_int_equal(dtl_name_run(&doc->page, &doc->text, n.stage.rules, n.places, n.model, &small, &doc->notes, &doc->parse), DTL_ERR_BUDGET);
    dtl_arena_free(&small);
    done(&n);
}

/* One word repeated over and over, and one sentence of nothing but capitals: the cost stays in line with the length. */
static void hostile_capitals_are_labelled(void **state)
{
    (void)state;
    enum { WORDS = 20000 };
    char *text = malloc(WORDS * 6 + 64);
    assert_non_null(text);
    strcpy(text, "The men said on Monday: ");
    size_t length = strlen(text);
    for (int i = 0; i < WORDS; i++) {
        memcpy(text + length, i % 3 ? "Noor " : "Of ", i % 3 ? 5 : 3);
        length += i % 3 ? 5 : 3;
    }
    strcpy(text + length, ".\n");
    named n;
    assert_int_equal(run(&n, text), DTL_OK);
    for (uint32_t t = 0; t < n.stage.doc.text.tokens.count; t++)
        assert_true(n.stage.doc.parse.words[t].name < DTL_NAME_LABEL_COUNT);
    done(&n);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_names_are_whole_and_have_a_kind), cmocka_unit_test(titles_and_roles_are_no_part_of_a_name),
        cmocka_unit_test(the_model_decides_what_tables_cannot), cmocka_unit_test(headlines_are_read_by_what_the_body_shows),
        cmocka_unit_test(names_inside_phrases_are_listed), cmocka_unit_test(a_small_arena_is_an_error),
        cmocka_unit_test(hostile_capitals_are_labelled),
    };
    return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}
