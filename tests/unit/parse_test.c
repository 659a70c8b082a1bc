/* parse: the model file, trees and lemmas of invented sentences, quotations, hostile input; and the scorer of trees,
 * against itself, against nothing, and against a case worked out by hand. */
#include "check.h"
#include "parse/lemma.h"
#include "parse/parse.h"
#include "parse/parser.h"
#include "text/text.h"
#include "ud_score.h"
#include <stdio.h>
#include <unistd.h>

extern const char dtl_embedded_model[], dtl_embedded_model_end[];

static dtl_slice embedded(void)
{
    return dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model));
}

/* One parsed text. */
typedef struct parsed {
    dtl_arena arena;
    dtl_page page;
    dtl_text text;
    dtl_parse parse;
    dtl_model *model;
} parsed;

static void parse_text(parsed *p, const char *text)
{
    dtl_note_array notes = {0};
    dtl_error error;
    *p = (parsed){.page = {.text = dtl_slice_from_cstr(text)}};
    dtl_arena_init(&p->arena, (size_t)1 << 30);
    assert_int_equal(dtl_model_open(embedded(), &p->model, &error), DTL_OK);
    assert_int_equal(dtl_text_plain(p->page.text, NULL, &p->arena, &notes, &p->text), DTL_OK);
    assert_int_equal(dtl_parse_run(&p->page, &p->text, p->model, &p->arena, &notes, &p->parse), DTL_OK);
    dtl_block block = {.span = {0, p->page.text.length}};
    dtl_paragraph body = {.span = block.span};
    dtl_doc doc = {.arena = &p->arena, .page = {.text = p->page.text, .blocks = {&block, 1, 1}}, .article = {.body = {&body, 1, 1}}, .text = p->text, .parse = p->parse};
    if (!dtl_doc_check(&doc, &error))
        fail_msg("%s", error.message);
}

static void parse_free(parsed *p)
{
    dtl_model_close(p->model);
    dtl_arena_free(&p->arena);
}

static void model_file(void **state)
{
    (void)state;
    dtl_model *model = NULL;
    dtl_error error;
    assert_int_equal(dtl_model_open(embedded(), &model, &error), DTL_OK);
    assert_true(dtl_model_verify(model));
    dtl_model_close(model);
    model = NULL;
    static _Alignas(64) char head[4096];
    memcpy(head, dtl_embedded_model, sizeof head);
    assert_int_equal(dtl_model_open(dtl_slice_make(head, sizeof head), &model, &error), DTL_ERR_MODEL); /* sections cut off */
    assert_int_equal(dtl_model_open(dtl_slice_make(head, 20), &model, &error), DTL_ERR_MODEL);
    assert_int_equal(dtl_model_open(DTL_SLICE_EMPTY, &model, &error), DTL_ERR_MODEL);
    head[8] = 99;
    assert_int_equal(dtl_model_open(dtl_slice_make(head, sizeof head), &model, &error), DTL_ERR_MODEL);
    assert_non_null(strstr(error.message, "version"));
    head[0] = 'x';
    assert_int_equal(dtl_model_open(dtl_slice_make(head, sizeof head), &model, &error), DTL_ERR_MODEL);
    assert_null(model);
    assert_true(embedded().length <= 16u << 20);
}

/* A model of nothing but noise is slow to be right, but never unsafe. */
static void damaged_model(void **state)
{
    (void)state;
    static const char text[] = "The governor said two guards were killed in Herat on Monday.";
    const size_t size = embedded().length;
    char *copy = aligned_alloc(64, (size + 63) / 64 * 64);
    assert_non_null(copy);
    uint64_t random = 7;
    int read = 0;
    for (int round = 0; round < 3; round++) {
        memcpy(copy, dtl_embedded_model, size);
        const model_section weights = ((const model_header *)(const void *)copy)->sections[MODEL_NETWORK];
        for (size_t i = sizeof(model_header); i < size; i += round == 0 ? 1 : 64) {
            if (i >= weights.offset && i < weights.offset + 64u) /* its sizes; network_test damages those */
                continue;
            random = random * 6364136223846793005u + 1442695040888963407u;
            copy[i] = (char)(random >> 56);
        }
        dtl_model *model;
        dtl_error error;
        dtl_arena arena;
        dtl_note_array notes = {0};
        dtl_page page = {.text = dtl_slice_from_cstr(text)};
        dtl_text layer;
        dtl_parse parse;
        assert_int_equal(dtl_model_open(dtl_slice_make(copy, size), &model, &error), DTL_OK);
        assert_false(dtl_model_verify(model));
        dtl_arena_init(&arena, 1 << 24);
        assert_int_equal(dtl_text_plain(page.text, NULL, &arena, &notes, &layer), DTL_OK);
        const dtl_err err = dtl_parse_run(&page, &layer, model, &arena, &notes, &parse);
        if (err == DTL_ERR_MODEL) { /* weights that no network has are seen at once */
            dtl_arena_free(&arena);
            continue;
        }
        read++;
        assert_int_equal(err, DTL_OK);
        dtl_block block = {.span = {0, page.text.length}};
        dtl_paragraph body = {.span = block.span};
        dtl_doc doc = {.arena = &arena, .page = {.text = page.text, .blocks = {&block, 1, 1}}, .article = {.body = {&body, 1, 1}}, .text = layer, .parse = parse};
        if (!dtl_doc_check(&doc, &error))
            fail_msg("%s", error.message);
        dtl_arena_free(&arena);
        dtl_model_close(model);
    }
    assert_true(read >= 2);
    free(copy);
}

/* word number: form, lemma, relation, form of head ("" = root) */
static void trees(void **state)
{
    (void)state;
    static const struct { const char *text; uint32_t word; const char *lemma, *relation, *head; } cases[] = {
        {"Gunmen killed two guards in Herat.", 1, "kill", "root", ""},
        {"Gunmen killed two guards in Herat.", 0, "gunman", "nsubj", "killed"},
        {"Gunmen killed two guards in Herat.", 3, "guard", "obj", "killed"},
        {"Two soldiers were killed by the rebels.", 1, "soldier", "nsubj:pass", "killed"},
        {"Two soldiers were killed by the rebels.", 6, "rebel", "obl:agent", "killed"},
        {"The ministry said that the attack was over.", 2, "say", "root", ""},
        {"The ministry said that the attack was over.", 7, "over", "ccomp", "said"},
        {"Police arrested the man who attacked the convoy.", 5, "attack", "acl:relcl", "man"},
        {"They did not leave.", 3, "leave", "root", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p;
        parse_text(&p, cases[i].text);
        const dtl_word *word = &p.parse.words[cases[i].word];
        assert_slice(word->lemma, cases[i].lemma);
        assert_string_equal(dtl_relation_name(word->relation), cases[i].relation);
        if (*cases[i].head) {
            const dtl_token *head = &p.text.tokens.items[word->head];
            assert_slice(dtl_slice_make(cases[i].text + head->offset, head->length), cases[i].head);
        } else {
            assert_int_equal(word->head, DTL_NONE);
        }
        parse_free(&p);
    }
}

/* Which word of a headline is its verb; DTL_NONE: it has none. */
static void headlines(void **state)
{
    (void)state;
    static const struct { const char *text; uint32_t verb; } cases[] = {
        {"Gunmen storm hotel in Mogadishu", 1}, {"Explosion kills five at Kabul mosque", 1}, {"Kenya, Uganda hold trade talks in Nairobi", 3},
        {"Strike on village school kills 30, health ministry says", 4}, {"Police raids kill five in Rio", 2}, {"Police arrest suspect in bus attack", 1},
        {"Suicide bombing in Kabul", DTL_NONE}, {"Rebel attacks in Kunduz", DTL_NONE}, {"Army chief visit to Paris", DTL_NONE},
        {"Two killed in bus crash in Lahore", 1}, {"Best practices for road safety", DTL_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p;
        uint32_t verb = DTL_NONE;
        parse_text(&p, cases[i].text);
        for (uint32_t t = p.text.tokens.count; t-- > 0;)
            if (p.parse.words[t].upos == DTL_UPOS_VERB)
                verb = t;
        if (verb != cases[i].verb)
            fail_msg("%s: the verb is word %u, not %u", cases[i].text, verb, cases[i].verb);
        parse_free(&p);
    }
}

/* finite.c, agreement.c, parse.c: tags that the other words, the letters or the tree force. */
static void forced_tags(void **state)
{
    (void)state;
    static const struct { const char *text; uint32_t word; uint8_t tag; } cases[] = {
        {"Clashes between rebels and soldiers were reported in Kunduz.", 0, DTL_XPOS_NNS}, {"The alliance conducted strikes near Kirkuk.", 3, DTL_XPOS_NNS},
        {"He said ISIS was recruiting fighters in Herat.", 4, DTL_XPOS_VBG}, {"They fled to Tunja by bus.", 3, DTL_XPOS_NNP},
        {"Fighters of the Islamic State (IS) fled.", 6, DTL_XPOS_NNP}, {"Yet this IS so.", 2, DTL_XPOS_VBZ},
        {"Prime Minister Ann Roe left for Paris for talks with Chad, the agency reported.", 4, DTL_XPOS_VBD},
        {"Kenya voiced solidarity with Chad.", 1, DTL_XPOS_VBD}, {"A car parked in a street", 2, DTL_XPOS_VBN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p;
        parse_text(&p, cases[i].text);
        if (p.parse.words[cases[i].word].xpos != cases[i].tag)
            fail_msg("%s: word %u has tag %u, not %u", cases[i].text, cases[i].word, p.parse.words[cases[i].word].xpos, cases[i].tag);
        parse_free(&p);
    }
}

/* What a tag says of a word follows the corrections: a passive without a doer is turned into a past tense here. */
static void features_follow_the_corrections(void **state)
{
    (void)state;
    parsed p;
    parse_text(&p, "Gunmen killed six farmers near Herat, residents said.");
    assert_int_equal(p.parse.words[1].xpos, DTL_XPOS_VBD);
    assert_true(p.parse.words[1].features & DTL_FEATURE_FINITE);
    assert_false(p.parse.words[1].features & DTL_FEATURE_PARTICIPLE);
    parse_free(&p);
}

/* form, tag, lemma: what the treebanks teach, irregular forms, and endings of words that they may not hold */
static void lemmas(void **state)
{
    (void)state;
    static const struct { const char *form; dtl_xpos xpos; const char *lemma; } cases[] = {
        {"said", DTL_XPOS_VBD, "say"}, {"was", DTL_XPOS_VBD, "be"}, {"n't", DTL_XPOS_RB, "not"}, {"\u2019s", DTL_XPOS_POS, "'s"},
        {"slain", DTL_XPOS_VBN, "slay"}, {"overthrew", DTL_XPOS_VBD, "overthrow"}, {"fled", DTL_XPOS_VBD, "flee"},
        {"bombed", DTL_XPOS_VBN, "bomb"}, {"raided", DTL_XPOS_VBD, "raid"}, {"invaded", DTL_XPOS_VBN, "invade"},
        {"strafed", DTL_XPOS_VBD, "strafe"}, {"stabbed", DTL_XPOS_VBN, "stab"}, {"shelled", DTL_XPOS_VBN, "shell"},
        {"patrolled", DTL_XPOS_VBD, "patrol"}, {"toppled", DTL_XPOS_VBN, "topple"}, {"besieging", DTL_XPOS_VBG, "besiege"},
        {"hanged", DTL_XPOS_VBN, "hang"}, {"denies", DTL_XPOS_VBZ, "deny"}, {"ambushes", DTL_XPOS_VBZ, "ambush"},
        {"dying", DTL_XPOS_VBG, "die"}, {"policewomen", DTL_XPOS_NNS, "policewoman"}, {"militias", DTL_XPOS_NNS, "militia"},
        {"Gunmen", DTL_XPOS_NNS, "gunman"}, {"bodies", DTL_XPOS_NNS, "body"}, {"Herat", DTL_XPOS_NNP, "Herat"},
        {"DEADLIEST", DTL_XPOS_JJS, "deadly"}, {"Pakistani", DTL_XPOS_JJ, "pakistani"}, {"bring", DTL_XPOS_VB, "bring"}, {"", DTL_XPOS_NN, ""}};
    dtl_model *model;
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 20);
    assert_int_equal(dtl_model_open(embedded(), &model, NULL), DTL_OK);
    const model_view view = model_view_of(model);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_slice lemma;
        assert_true(lemma_of(&view, &arena, dtl_slice_from_cstr(cases[i].form), cases[i].xpos, &lemma));
        assert_slice(lemma, cases[i].lemma);
    }
    dtl_model_close(model);
    dtl_arena_free(&arena);
}

static void features(void **state)
{
    (void)state;
    parsed p;
    parse_text(&p, "The soldiers were not killed.");
    assert_true(p.parse.words[1].features & DTL_FEATURE_PLURAL);
    assert_true(p.parse.words[4].features & DTL_FEATURE_PASSIVE);
    assert_true(p.parse.words[4].features & DTL_FEATURE_NEGATED);
    assert_true(p.parse.words[4].features & DTL_FEATURE_PARTICIPLE);
    assert_true(p.parse.words[2].features & DTL_FEATURE_FINITE);
    assert_false(p.parse.words[1].features & DTL_FEATURE_NEGATED);
    parse_free(&p);
}

/* "first+count" of every quotation, '!' behind one that was never closed. */
static void quoted(const char *text, char *out, size_t size)
{
    parsed p;
    size_t used = 0;
    parse_text(&p, text);
    out[0] = 0;
    for (uint32_t i = 0; i < p.parse.quotations.count; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%u+%u%s", i ? " " : "", p.parse.quotations.items[i].first,
                                 p.parse.quotations.items[i].count, p.parse.quotations.items[i].closed ? "" : "!");
    parse_free(&p);
}

static void quotations(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"\"We left,\" he said.", "0+5"},
        {"“We left,” he said. “Not they.”", "0+5 8+5"},
        {"He said \"no\" and \"yes\".", "2+3 6+3"},
        {"“He said ‘no’ twice,” she said.", "0+9 3+3"},
        {"The Taliban’s men and the fighters' wives left.", ""},
        {"The Taliban's 'final' offer", "3+3"},
        {"He said \"no and left.", "2+5!"},
        {"He left.\" She stayed.", ""},
        {"«No,» he said.", "0+4"},
    };
    char got[400];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quoted(cases[i][0], got, sizeof got);
        assert_string_equal(got, cases[i][1]);
    }
}

/* Speech that runs over paragraphs: each opens with a mark, only the last one closes. */
static void quotation_over_paragraphs(void **state)
{
    (void)state;
    static const char text[] = "He said: “We left.\n“They stayed.\n“Nobody won.” She agreed.\nThe end.";
    dtl_page page = {.text = dtl_slice_from_cstr(text)};
    dtl_paragraph body[4];
    uint32_t count = 0, start = 0;
    for (uint32_t i = 0; i <= page.text.length; i++)
        if (i == page.text.length || text[i] == '\n') {
            body[count++] = (dtl_paragraph){.span = dtl_span_between(start, i)};
            start = i + 1;
        }
    dtl_article article = {.english = true, .body = {body, count, count}};
    dtl_arena arena;
    dtl_text layer;
    dtl_parse parse;
    dtl_model *model;
    dtl_note_array notes = {0};
    dtl_arena_init(&arena, 1 << 24);
    assert_int_equal(dtl_model_open(embedded(), &model, NULL), DTL_OK);
    assert_int_equal(dtl_text_run(&page, &article, NULL, &arena, &notes, &layer), DTL_OK);
    assert_int_equal(dtl_parse_run(&page, &layer, model, &arena, &notes, &parse), DTL_OK);
    assert_int_equal(parse.quotations.count, 1);
    assert_int_equal(parse.quotations.items[0].first, 3);
    assert_int_equal(parse.quotations.items[0].count, 16 - 3);
    assert_true(parse.quotations.items[0].closed);
    dtl_model_close(model);
    dtl_arena_free(&arena);
}

static void hostile(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a ", "\" a ", "“ a ‘ b ", "said that ", ", and ", "( "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        const size_t length = strlen(pieces[i]), times = 20000;
        char *text = malloc(length * times + 1);
        assert_non_null(text);
        for (size_t k = 0; k < times; k++)
            memcpy(text + k * length, pieces[i], length);
        text[length * times] = 0;
        parsed p;
        parse_text(&p, text);
        parse_free(&p);
        free(text);
    }
}

/* ---- the scorer ---- */

static const char gold_text[] =
    "# sent_id = one\n"
    "1\tGunmen\tgunman\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n"
    "2\tkilled\tkill\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "3\tguards\tguard\tNOUN\tNNS\t_\t2\tobj\t_\tSpaceAfter=No\n"
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
    "\n"
    "# sent_id = two\n"
    "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_\n"
    "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n"
    "3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n"
    "\n";

static void read_gold(conllu_file *gold)
{
    char path[] = "/tmp/dateline_parse_test_XXXXXX", message[256];
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    assert_int_equal(write(handle, gold_text, sizeof gold_text - 1), (long)(sizeof gold_text - 1));
    close(handle);
    assert_true(conllu_read(path, gold, message));
    unlink(path);
    assert_int_equal(gold->word_count, 7);
    assert_int_equal(gold->sentence_count, 2);
    assert_int_equal(gold->surface_count, 6);
    assert_false(gold->words[2].space_after);
}

static void gold_answers(const conllu_file *gold, ud_answer *answers)
{
    for (uint32_t s = 0; s < gold->sentence_count; s++)
        for (uint32_t i = gold->sentences[s].first; i < gold->sentences[s].first + gold->sentences[s].count; i++) {
            const conllu_word *word = &gold->words[i];
            answers[i] = (ud_answer){.lemma = word->lemma, .upos = word->upos, .xpos = word->xpos, .relation = word->relation,
                                     .head = word->head ? gold->sentences[s].first + word->head - 1 : DTL_NONE};
        }
}

static void scorer(void **state)
{
    (void)state;
    conllu_file gold;
    ud_answer answers[7];
    ud_counts self = {0}, empty = {0}, hand = {0};
    read_gold(&gold);
    gold_answers(&gold, answers);
    ud_score(&gold, answers, &self);
    assert_int_equal(self.words, 7);
    assert_int_equal(self.upos, 7);
    assert_int_equal(self.xpos, 7);
    assert_int_equal(self.lemma, 7);
    assert_int_equal(self.las, 7);
    assert_int_equal(self.las_sub, 7);
    assert_int_equal(self.verbs, 2);
    assert_int_equal(self.frames, 2);
    ud_score(&gold, NULL, &empty);
    assert_int_equal(empty.words, 7);
    assert_int_equal(empty.las + empty.upos + empty.frames, 0);
    /* by hand: "Gunmen" as passive subject: las still right, las_sub and the first frame wrong; "n't" hung on "do": uas 6 of 7 */
    answers[0].relation = DTL_REL_NSUBJ_PASS;
    answers[5].head = 4;
    answers[6].upos = DTL_UPOS_NOUN;
    ud_score(&gold, answers, &hand);
    assert_int_equal(hand.uas, 6);
    assert_int_equal(hand.las, 6);
    assert_int_equal(hand.las_sub, 5);
    assert_int_equal(hand.upos, 6);
    assert_int_equal(hand.frames, 1);
    assert_int_equal(hand.relations[DTL_REL_NSUBJ].gold, 1);
    assert_int_equal(hand.relations[DTL_REL_NSUBJ].right, 0);
    assert_int_equal(hand.relations[DTL_REL_NSUBJ_PASS].answered, 1);
    conllu_free(&gold);
}

static void raw_scorer(void **state)
{
    (void)state;
    /* "Gunmen killed guards.\ndon't go": places of the seven gold words */
    static const ud_place gold_places[] = {{0, 6}, {7, 13}, {14, 20}, {20, 21}, {22, 24}, {24, 27}, {28, 30}};
    /* the answer leaves "guards." and "don't" whole: 3 of 7 gold words found, of 5 answered */
    static const ud_place answered[] = {{0, 6}, {7, 13}, {14, 21}, {22, 27}, {28, 30}};
    static const ud_place gold_sentences[] = {{0, 21}, {22, 30}}, answered_sentences[] = {{0, 21}, {22, 27}, {28, 30}};
    conllu_file gold;
    ud_answer same[7], answers[5] = {{.head = 1, .relation = DTL_REL_NSUBJ}, {.head = DTL_NONE, .relation = DTL_REL_ROOT},
                                     {.head = 1, .relation = DTL_REL_OBJ}, {.head = DTL_NONE, .relation = DTL_REL_ROOT},
                                     {.head = 3, .relation = DTL_REL_ROOT}};
    ud_raw_counts self = {0}, hand = {0};
    read_gold(&gold);
    gold_answers(&gold, same);
    ud_score_raw(&gold, gold_places, same, gold_places, 7, &self);
    assert_int_equal(self.right_words, 7);
    assert_int_equal(self.right_arcs, 7);
    ud_score_raw(&gold, gold_places, answers, answered, 5, &hand);
    assert_int_equal(hand.gold_words, 7);
    assert_int_equal(hand.answered_words, 5);
    assert_int_equal(hand.right_words, 3);
    assert_int_equal(hand.right_arcs, 2);
    ud_score_sentences(gold_sentences, 2, answered_sentences, 3, &hand);
    assert_int_equal(hand.right_sentences, 1);
    assert_int_equal(hand.gold_sentences, 2);
    assert_int_equal(hand.answered_sentences, 3);
    conllu_free(&gold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(model_file), cmocka_unit_test(damaged_model), cmocka_unit_test(trees), cmocka_unit_test(headlines), cmocka_unit_test(forced_tags), cmocka_unit_test(features_follow_the_corrections), cmocka_unit_test(lemmas),
        cmocka_unit_test(features),
        cmocka_unit_test(quotations), cmocka_unit_test(quotation_over_paragraphs), cmocka_unit_test(hostile),
        cmocka_unit_test(scorer), cmocka_unit_test(raw_scorer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
