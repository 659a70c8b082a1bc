/* PLOVER's tables and CAMEO both ways: the types with exactly the modes of the manual, scores, the round trip of every code. */
#include "check.h"
#include "base/buffer.h"
#include "doc/plover.h"
#include "rules/cameo.h"
#include <stdio.h>

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

/* As the manual has them: type, quad class, modes; written down apart from the program's own table. */
static const struct {
    const char *type;
    unsigned quad;
    const char *modes;
} manual[] = {{"AGREE", 1, ""},
              {"CONSULT", 1, "visit third-party multilateral phone"},
              {"SUPPORT", 1, ""},
              {"CONCEDE", 1, ""},
              {"COOPERATE", 2, ""},
              {"AID", 2, ""},
              {"RETREAT", 2, "withdraw release disarm ceasefire access resign"},
              {"REQUEST", 3, "assist change yield meet"},
              {"ACCUSE", 3, "disapprove investigate allege"},
              {"REJECT", 3, "assist change yield meet"},
              {"THREATEN", 3, "restrict arrest relations expel territory violence"},
              {"PROTEST", 4, "demo riot strike hunger boycott obstruct vandalize"},
              {"SANCTION", 4, "convict expel withdraw discontinue"},
              {"MOBILIZE", 4, "troops weapons police militia"},
              {"COERCE", 4, "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"},
              {"ASSAULT", 4, "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
                             "heavy-weapons crowd-control unconventional"}};

static bool lists(const char *modes, const char *mode)
{
    dtl_slice rest = dtl_slice_from_cstr(modes), word;
    while (rest.ptr && dtl_slice_next_field(&rest, ' ', &word))
        if (dtl_slice_is(word, mode))
            return true;
    return false;
}

static void types_have_the_modes_of_the_manual(void **state)
{
    (void)state;
    assert_int_equal(DTL_EVENT_TYPE_COUNT - 1, sizeof manual / sizeof *manual);
    unsigned pairs = 0;
    for (size_t i = 0; i < sizeof manual / sizeof *manual; i++) {
        unsigned type = (unsigned)i + 1;
        assert_string_equal(dtl_event_type_name(type), manual[i].type);
        assert_int_equal(dtl_event_quad(type), manual[i].quad);
        assert_true(dtl_event_mode_fits(type, DTL_MODE_NO_MODE));
        for (unsigned mode = 1; mode < DTL_MODE_COUNT; mode++) {
            assert_int_equal(dtl_event_mode_fits(type, mode), lists(manual[i].modes, dtl_event_mode_name(mode)));
            pairs += dtl_event_mode_fits(type, mode);
        }
    }
    assert_int_equal(pairs, 67);
    assert_false(dtl_event_mode_fits(DTL_EVENT_NO_TYPE, DTL_MODE_ARREST));
    assert_false(dtl_event_mode_fits(DTL_EVENT_TYPE_COUNT, DTL_MODE_NO_MODE));
    assert_false(dtl_event_mode_fits(DTL_EVENT_ASSAULT, DTL_MODE_COUNT));
    assert_int_equal(dtl_event_quad(DTL_EVENT_NO_TYPE), 0);
    assert_int_equal(dtl_event_quad(DTL_EVENT_TYPE_COUNT), 0);
    assert_string_equal(dtl_quad_name(4), "material conflict");
    assert_string_equal(dtl_quad_name(5), "");
}

static void scores(void **state)
{
    (void)state;
    assert_int_equal(dtl_event_intensity(DTL_EVENT_ASSAULT, DTL_MODE_UNCONVENTIONAL), -100);
    assert_int_equal(dtl_event_intensity(DTL_EVENT_AID, DTL_MODE_NO_MODE), 100);
    assert_int_equal(dtl_event_intensity(DTL_EVENT_CONSULT, DTL_MODE_PHONE), 15);
    assert_int_equal(dtl_event_intensity(DTL_EVENT_REQUEST, DTL_MODE_MEET), 0);
    assert_int_equal(dtl_event_intensity(DTL_EVENT_ACCUSE, DTL_MODE_NO_MODE), -30);
    assert_int_equal(dtl_event_intensity(DTL_EVENT_ASSAULT, DTL_MODE_CURFEW), -90); /* no mode of this type: the type's own */
    assert_int_equal(dtl_event_intensity(DTL_EVENT_NO_TYPE, DTL_MODE_NO_MODE), 0);
    for (unsigned type = 1; type < DTL_EVENT_TYPE_COUNT; type++)
        for (unsigned mode = 0; mode < DTL_MODE_COUNT; mode++) {
            int score = dtl_event_intensity(type, mode);
            assert_true(score >= -100 && score <= 100);
            if (type != DTL_EVENT_REQUEST)
                assert_int_equal(score > 0, dtl_event_quad(type) <= 2);
        }
}

static void sets_of_contexts(void **state)
{
    (void)state;
    uint64_t set = 7;
    assert_int_equal(DTL_CONTEXT_COUNT, 37);
    assert_true(dtl_contexts_read(DTL_SLICE("military,legal"), &set));
    assert_true(set == (DTL_CONTEXT_BIT(DTL_CONTEXT_MILITARY) | DTL_CONTEXT_BIT(DTL_CONTEXT_LEGAL)));
    assert_true(dtl_contexts_read(DTL_SLICE("trafficking"), &set));
    assert_true(set == UINT64_C(1) << 36);
    assert_false(dtl_contexts_read(DTL_SLICE("military,weather"), &set));
    assert_true(set == UINT64_C(1) << 36);
    assert_true(dtl_contexts_read(DTL_SLICE_EMPTY, &set));
    assert_true(set == 0);
    uint64_t crime = DTL_CONTEXT_BIT(DTL_CONTEXT_CRIME), drugs = DTL_CONTEXT_BIT(DTL_CONTEXT_ILLEGAL_DRUGS);
    assert_true(dtl_contexts_settle(crime) == crime);
    assert_true(dtl_contexts_settle(crime | drugs) == drugs);
}

/* ---- CAMEO ---- */

static dtl_rules *open_rules(void)
{
    dtl_rules *rules = NULL;
    dtl_error error;
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &rules, &error), DTL_OK);
    return rules;
}

static dtl_slice code_of(const dtl_cameo *cameo, unsigned type, unsigned mode, const char *contexts)
{
    uint64_t set = 0;
    assert_true(dtl_contexts_read(dtl_slice_from_cstr(contexts), &set));
    return dtl_cameo_from_plover(cameo, type, mode, set);
}

#define CODE_IS(cameo, type, mode, contexts, code) assert_slice(code_of((cameo), (type), (mode), (contexts)), (code))

static void best_codes(void **state)
{
    (void)state;
    dtl_rules *rules = open_rules();
    static dtl_cameo cameo;
    dtl_cameo_open(rules, &cameo);
    CODE_IS(&cameo, DTL_EVENT_ASSAULT, DTL_MODE_NO_MODE, "", "180");
    CODE_IS(&cameo, DTL_EVENT_ASSAULT, DTL_MODE_NO_MODE, "military", "190");
    CODE_IS(&cameo, DTL_EVENT_ASSAULT, DTL_MODE_NO_MODE, "legal", "180");
    CODE_IS(&cameo, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "terrorism", "183");
    CODE_IS(&cameo, DTL_EVENT_ASSAULT, DTL_MODE_TARGETED, "military", "185");
    CODE_IS(&cameo, DTL_EVENT_ASSAULT, DTL_MODE_PRIMITIVE, "", "182");
    CODE_IS(&cameo, DTL_EVENT_REQUEST, DTL_MODE_CHANGE, "executive", "1041");
    CODE_IS(&cameo, DTL_EVENT_REQUEST, DTL_MODE_CHANGE, "", "104");
    CODE_IS(&cameo, DTL_EVENT_AGREE, DTL_MODE_NO_MODE, "", "030");
    CODE_IS(&cameo, DTL_EVENT_MOBILIZE, DTL_MODE_WEAPONS, "", "150");
    CODE_IS(&cameo, DTL_EVENT_ACCUSE, DTL_MODE_NO_MODE, "", "110");
    CODE_IS(&cameo, DTL_EVENT_THREATEN, DTL_MODE_VIOLENCE, "", "138");
    CODE_IS(&cameo, DTL_EVENT_THREATEN, DTL_MODE_VIOLENCE, "pro_autocracy", "137");
    CODE_IS(&cameo, DTL_EVENT_THREATEN, DTL_MODE_RELATIONS, "", "1313");
    CODE_IS(&cameo, DTL_EVENT_SANCTION, DTL_MODE_DISCONTINUE, "", "163");
    CODE_IS(&cameo, DTL_EVENT_SANCTION, DTL_MODE_DISCONTINUE, "human_security", "162");
    CODE_IS(&cameo, DTL_EVENT_ACCUSE, DTL_MODE_INVESTIGATE, "corruption", "091");
    CODE_IS(&cameo, DTL_EVENT_NO_TYPE, DTL_MODE_NO_MODE, "military", "");
    for (unsigned type = 1; type < DTL_EVENT_TYPE_COUNT; type++) /* nothing of PLOVER is without a code */
        for (unsigned mode = 0; mode < DTL_MODE_COUNT; mode++)
            assert_true(dtl_cameo_from_plover(&cameo, type, mode, 0).length >= 3);
    uint8_t type = 0, mode = 0;
    uint64_t contexts = 0;
    assert_true(dtl_cameo_to_plover(&cameo, DTL_SLICE("08"), &type, NULL, NULL));
    assert_int_equal(type, DTL_EVENT_CONCEDE);
    assert_true(dtl_cameo_to_plover(&cameo, DTL_SLICE("0251"), &type, &mode, &contexts));
    assert_true(type == DTL_EVENT_REQUEST && mode == DTL_MODE_YIELD && contexts == DTL_CONTEXT_BIT(DTL_CONTEXT_LEGAL));
    static const char *const none[] = {"010", "015", "99", "18", "ASSAULT/primitive", ""};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(dtl_cameo_to_plover(&cameo, dtl_slice_from_cstr(none[i]), &type, &mode, &contexts), strcmp(none[i], "18") == 0);
    dtl_cameo_open(NULL, &cameo);
    assert_int_equal(cameo.count, 0);
    CODE_IS(&cameo, DTL_EVENT_ASSAULT, DTL_MODE_NO_MODE, "", "");
    dtl_rules_close(rules);
}

/* Each code → PLOVER → the code that is written for that → PLOVER: the same type, mode and contexts. A code that is only read
 * means something narrower; of it type and mode come back. */
static void every_code_comes_back(void **state)
{
    (void)state;
    dtl_rules *rules = open_rules();
    static dtl_cameo cameo;
    dtl_cameo_open(rules, &cameo);
    unsigned codes = 0, events = 0, itself = 0;
    for (uint32_t i = 0; i < cameo.count; i++) {
        const dtl_cameo_row *row = &cameo.rows[i];
        uint8_t type, mode, type_again, mode_again;
        uint64_t contexts, contexts_again;
        if (!row->reads)
            continue;
        codes++;
        if (!dtl_cameo_to_plover(&cameo, row->code, &type, &mode, &contexts)) {
            assert_int_equal(row->code.ptr[1], '1'); /* 01x: claims */
            continue;
        }
        assert_true(dtl_event_mode_fits(type, mode));
        dtl_slice code = dtl_cameo_from_plover(&cameo, type, mode, contexts);
        assert_true(dtl_cameo_to_plover(&cameo, code, &type_again, &mode_again, &contexts_again));
        assert_int_equal(type_again, type);
        if (row->code.length == 2) /* a root knows only the type */
            continue;
        assert_true(mode_again == mode || mode == DTL_MODE_WEAPONS); /* 155 mobilises hackers */
        assert_true(contexts_again == contexts || !row->writes);
        assert_true(code.length <= row->code.length || !row->writes);
        events++;
        itself += dtl_slice_equal(code, row->code);
    }
    assert_true(codes > 300 && events > 280);
    assert_true(itself > 100);
    print_message("# %u codes, %u of events, %u come back as themselves\n", codes, events, itself);
    dtl_rules_close(rules);
}

static void put_mode(dtl_buffer *line, const dtl_cameo *cameo, unsigned type, unsigned mode)
{
    dtl_buffer_decimal(line, dtl_event_intensity(type, mode), 1);
    dtl_buffer_cstr(line, mode ? " " : " | ");
    dtl_buffer_slice(line, dtl_cameo_from_plover(cameo, type, mode, 0));
}

/* docs/codes.md has a line for every type, with its scores, modes and usual CAMEO codes, and all contexts. */
static void the_document_says_the_same(void **state)
{
    (void)state;
    const char *source = getenv("DATELINE_SOURCE");
    dtl_rules *rules = open_rules();
    static dtl_cameo cameo;
    dtl_buffer path = {0}, line = {0}, text = {0};
    char chunk[4096];
    dtl_cameo_open(rules, &cameo);
    dtl_buffer_format(&path, "%s/docs/codes.md", source ? source : ".");
    dtl_buffer_char(&path, '\0');
    FILE *file = fopen(path.bytes, "rb");
    if (!file)
        fail_msg("no %s", path.bytes);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        dtl_buffer_put(&text, chunk, got);
    fclose(file);
    dtl_slice document = dtl_slice_make(text.bytes, text.length);
    for (unsigned type = 1; type < DTL_EVENT_TYPE_COUNT; type++) {
        bool first = true;
        dtl_buffer_clear(&line);
        dtl_buffer_format(&line, "| %s | %u | ", dtl_event_type_name(type), dtl_event_quad(type));
        put_mode(&line, &cameo, type, DTL_MODE_NO_MODE);
        dtl_buffer_cstr(&line, " |");
        for (unsigned mode = 1; mode < DTL_MODE_COUNT; mode++)
            if (dtl_event_mode_fits(type, mode)) {
                dtl_buffer_format(&line, "%s %s ", first ? "" : ",", dtl_event_mode_name(mode));
                put_mode(&line, &cameo, type, mode);
                first = false;
            }
        dtl_buffer_cstr(&line, " |");
        if (dtl_slice_find(document, dtl_slice_make(line.bytes, line.length), 0) == DTL_NONE)
            fail_msg("docs/codes.md lacks: %.*s", (int)line.length, line.bytes);
    }
    for (unsigned context = 0; context < DTL_CONTEXT_COUNT; context++) {
        dtl_buffer_clear(&line);
        dtl_buffer_format(&line, "`%s`", dtl_context_name(context));
        if (dtl_slice_find(document, dtl_slice_make(line.bytes, line.length), 0) == DTL_NONE)
            fail_msg("docs/codes.md lacks the context %s", dtl_context_name(context));
    }
    dtl_buffer_free(&path);
    dtl_buffer_free(&line);
    dtl_buffer_free(&text);
    dtl_rules_close(rules);
}

static void packer_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *file, *text, *message;
    } cases[] = {
        {"events.txt", "kill.v | type=ASSAULT mode=curfew\n", "events.txt:1: this type has no such mode: curfew"},
        {"events.txt", "kill.v | mode=firearms type=AGREE\n", "events.txt:1: this type has no such mode: firearms"},
        {"events.txt", "wage.v | type=support mode=firearms\n", "events.txt:1: this type has no such mode: firearms"},
        {"cameo.txt", "190 | type=ASSAULT mode=visit\n", "cameo.txt:1: this type has no such mode: visit"},
        {"cameo.txt", "190 | type=ASSAULT contexts=military,weather\n", "cameo.txt:1: not a PLOVER context: military,weather"},
        {"contexts.txt", "storm.n | context=weather\n", "contexts.txt:1: not a PLOVER context: weather"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_rules_file_text file = {dtl_slice_from_cstr(cases[i].file), dtl_slice_from_cstr(cases[i].text)};
        dtl_slice blob = DTL_SLICE_EMPTY;
        dtl_error error = {0};
        assert_int_equal(dtl_rules_pack(&file, 1, &blob, &error), DTL_ERR_RULES);
        assert_string_equal(error.message, cases[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(types_have_the_modes_of_the_manual), cmocka_unit_test(scores),
                                       cmocka_unit_test(sets_of_contexts),               cmocka_unit_test(best_codes),
                                       cmocka_unit_test(every_code_comes_back),          cmocka_unit_test(packer_refuses),
                                       cmocka_unit_test(the_document_says_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
