/* parse/arguments: arcs beyond the tree, on trees made by hand. */
#include "check.h"
#include "parse/arguments.h"

/* One word of a tree; head counts from 0, -1 is the root. */
typedef struct row {
    const char *lemma;
    uint8_t upos, xpos, relation;
    int head;
} row;

/* A sentence with its arcs, and the memory they lie in. */
typedef struct sentence {
    dtl_arena arena;
    dtl_parse parse;
} sentence;

static void plant(sentence *s, const row *rows, uint32_t count)
{
    *s = (sentence){.parse = {0}};
    dtl_arena_init(&s->arena, (size_t)64 << 20);
    dtl_word *words = dtl_arena_calloc(&s->arena, count, sizeof *words);
    assert_non_null(words);
    for (uint32_t i = 0; i < count; i++)
        words[i] = (dtl_word){.lemma = dtl_slice_from_cstr(rows[i].lemma), .upos = rows[i].upos, .xpos = rows[i].xpos, .relation = rows[i].relation,
                              .head = rows[i].head < 0 ? DTL_NONE : (uint32_t)rows[i].head, .first_child = DTL_NONE, .next_sibling = DTL_NONE};
    for (uint32_t i = count; i-- > 0;) {
        if (words[i].head == DTL_NONE)
            continue;
        words[i].next_sibling = words[words[i].head].first_child;
        words[words[i].head].first_child = i;
    }
    s->parse.words = words;
    assert_true(parse_arguments(&s->parse, count, &s->arena));
}

/* The relation of the arc, DTL_NONE when there is none. */
static uint32_t relation_of(const sentence *s, uint32_t head, uint32_t dependent)
{
    for (uint32_t i = 0; i < s->parse.arcs.count; i++)
        if (s->parse.arcs.items[i].head == head && s->parse.arcs.items[i].dependent == dependent)
            return s->parse.arcs.items[i].relation;
    return DTL_NONE;
}

#define NOUN(lemma, relation, head) {lemma, DTL_UPOS_NOUN, DTL_XPOS_NNS, DTL_REL_##relation, head}
#define WORD(lemma, upos, xpos, relation, head) {lemma, DTL_UPOS_##upos, DTL_XPOS_##xpos, DTL_REL_##relation, head}
#define VERB(lemma, xpos, relation, head) {lemma, DTL_UPOS_VERB, DTL_XPOS_##xpos, DTL_REL_##relation, head}
#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
enum { REF = DTL_REL_COUNT };

static void an_infinitive_has_the_object_above_it_for_its_subject(void **state)
{
    (void)state;
    sentence s;
    /* soldiers ordered families to try to leave */
    const row rows[] = {NOUN("soldier", NSUBJ, 1), VERB("order", VBD, ROOT, -1), NOUN("family", OBJ, 1), WORD("to", PART, TO, MARK, 4),
                        VERB("try", VB, XCOMP, 1), WORD("to", PART, TO, MARK, 6), VERB("leave", VB, XCOMP, 4)};
    plant(&s, rows, COUNT(rows));
    assert_int_equal(relation_of(&s, 4, 2), DTL_REL_NSUBJ);
    assert_int_equal(relation_of(&s, 6, 2), DTL_REL_NSUBJ);
    assert_int_equal(s.parse.arcs.count, 2);
    dtl_arena_free(&s.arena);
}

static void without_an_object_it_has_the_subject(void **state)
{
    (void)state;
    sentence s;
    /* rebels who want to be heard */
    const row rows[] = {NOUN("rebel", ROOT, -1), WORD("who", PRON, WP, NSUBJ, 2), VERB("want", VBP, ACL_RELCL, 0), WORD("to", PART, TO, MARK, 5),
                        WORD("be", AUX, VB, AUX_PASS, 5), VERB("hear", VBN, XCOMP, 2)};
    plant(&s, rows, COUNT(rows));
    assert_int_equal(relation_of(&s, 0, 1), REF);
    assert_int_equal(relation_of(&s, 2, 0), DTL_REL_NSUBJ);
    assert_int_equal(relation_of(&s, 5, 0), DTL_REL_NSUBJ_PASS);
    assert_int_equal(relation_of(&s, 5, 1), DTL_NONE);
    dtl_arena_free(&s.arena);
}

static void a_relative_clause_without_a_pronoun_lacks_its_object(void **state)
{
    (void)state;
    sentence s;
    /* the camp they tried to storm */
    const row rows[] = {NOUN("camp", ROOT, -1), WORD("they", PRON, PRP, NSUBJ, 2), VERB("try", VBD, ACL_RELCL, 0), WORD("to", PART, TO, MARK, 4), VERB("storm", VB, XCOMP, 2)};
    plant(&s, rows, COUNT(rows));
    assert_int_equal(relation_of(&s, 4, 0), DTL_REL_OBJ);
    assert_int_equal(relation_of(&s, 4, 1), DTL_REL_NSUBJ);
    assert_int_equal(relation_of(&s, 2, 0), DTL_NONE);
    dtl_arena_free(&s.arena);
    /* the day they attacked the camp */
    const row day[] = {NOUN("day", ROOT, -1), WORD("they", PRON, PRP, NSUBJ, 2), VERB("attack", VBD, ACL_RELCL, 0), NOUN("camp", OBJ, 2)};
    plant(&s, day, COUNT(day));
    assert_int_equal(relation_of(&s, 2, 0), DTL_REL_OBL);
    dtl_arena_free(&s.arena);
}

static void what_is_a_question_is_no_relative_pronoun(void **state)
{
    (void)state;
    sentence s;
    /* the man who saw what fell: what is the head of "fell" */
    const row rows[] = {NOUN("man", ROOT, -1), WORD("who", PRON, WP, NSUBJ, 2), VERB("see", VBD, ACL_RELCL, 0), WORD("what", PRON, WP, OBJ, 2), VERB("fall", VBD, ACL_RELCL, 3)};
    plant(&s, rows, COUNT(rows));
    assert_int_equal(relation_of(&s, 0, 3), DTL_NONE);
    assert_int_equal(relation_of(&s, 2, 0), DTL_REL_NSUBJ);
    assert_int_equal(relation_of(&s, 4, 3), DTL_REL_NSUBJ);
    dtl_arena_free(&s.arena);
}

static void coordinated_words_share(void **state)
{
    (void)state;
    sentence s;
    /* police and troops stormed and burnt the camp */
    const row rows[] = {NOUN("police", NSUBJ, 3), WORD("and", CCONJ, CC, CC, 2), NOUN("troops", CONJ, 0), VERB("storm", VBD, ROOT, -1),
                        WORD("and", CCONJ, CC, CC, 5), VERB("burn", VBD, CONJ, 3), NOUN("camp", OBJ, 3)};
    plant(&s, rows, COUNT(rows));
    assert_int_equal(relation_of(&s, 3, 2), DTL_REL_NSUBJ);
    assert_int_equal(relation_of(&s, 5, 0), DTL_REL_NSUBJ);
    assert_int_equal(relation_of(&s, 5, 2), DTL_REL_NSUBJ);
    assert_int_equal(relation_of(&s, 5, 6), DTL_REL_OBJ);
    assert_int_equal(s.parse.arcs.count, 4);
    dtl_arena_free(&s.arena);
    /* police stormed the camp and troops withdrew: everything is its own */
    const row own[] = {NOUN("police", NSUBJ, 1), VERB("storm", VBD, ROOT, -1), NOUN("camp", OBJ, 1), WORD("and", CCONJ, CC, CC, 5),
                       NOUN("troops", NSUBJ, 5), VERB("withdraw", VBD, CONJ, 1)};
    plant(&s, own, COUNT(own));
    assert_int_equal(s.parse.arcs.count, 0);
    dtl_arena_free(&s.arena);
}

static void a_shared_subject_has_the_voice_of_its_verb(void **state)
{
    (void)state;
    sentence s;
    /* two men were held and beaten and went missing */
    const row rows[] = {NOUN("man", NSUBJ_PASS, 2), WORD("be", AUX, VBD, AUX_PASS, 2), VERB("hold", VBN, ROOT, -1), WORD("and", CCONJ, CC, CC, 4), VERB("beat", VBN, CONJ, 2),
                        WORD("and", CCONJ, CC, CC, 6), VERB("go", VBD, CONJ, 2), WORD("missing", ADJ, JJ, XCOMP, 6)};
    plant(&s, rows, COUNT(rows));
    assert_int_equal(relation_of(&s, 4, 0), DTL_REL_NSUBJ_PASS);
    assert_int_equal(relation_of(&s, 6, 0), DTL_REL_NSUBJ);
    assert_int_equal(relation_of(&s, 7, 0), DTL_REL_NSUBJ);
    dtl_arena_free(&s.arena);
}

/* A list of twenty thousand verbs with one subject: every one gets it, and none more than that. */
static void a_long_list_stays_linear(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    row *rows = calloc(MANY, sizeof *rows);
    assert_non_null(rows);
    rows[0] = (row)NOUN("army", NSUBJ, 1);
    rows[1] = (row)VERB("march", VBD, ROOT, -1);
    for (int i = 2; i < MANY; i++)
        rows[i] = (row)VERB("march", VBD, CONJ, 1);
    sentence s;
    plant(&s, rows, MANY);
    assert_int_equal(s.parse.arcs.count, MANY - 2);
    dtl_arena_free(&s.arena);
    free(rows);
}

/* What the checker of layers says of two sentences of two words with one arc, or two. */
static bool stands(const dtl_arc *arcs, uint32_t count)
{
    dtl_word words[4];
    dtl_token tokens[4];
    dtl_sentence sentences[2] = {{.first = 0, .count = 2, .paragraph = DTL_NONE}, {.first = 2, .count = 2, .paragraph = DTL_NONE}};
    for (uint32_t i = 0; i < 4; i++) {
        words[i] = (dtl_word){.relation = i % 2 ? DTL_REL_NSUBJ : DTL_REL_ROOT, .head = i % 2 ? i - 1 : DTL_NONE, .first_child = i % 2 ? DTL_NONE : i + 1, .next_sibling = DTL_NONE};
        tokens[i] = (dtl_token){.offset = 2 * i, .length = 1, .sentence = i / 2};
    }
    dtl_arc kept[2];
    memcpy(kept, arcs, count * sizeof *arcs);
    dtl_doc doc = {.page = {.text = DTL_SLICE("a b c d")}, .article = {.published = DTL_INTERVAL_OPEN, .published_minute = -1, .published_from = ""},
                   .text = {.tokens = {.items = tokens, .count = 4}, .sentences = {.items = sentences, .count = 2}},
                   .parse = {.words = words, .arcs = {.items = kept, .count = count}}};
    dtl_error error = {0};
    return dtl_doc_check(&doc, &error);
}

static void arcs_are_checked(void **state)
{
    (void)state;
    const dtl_arc good[] = {{.head = 1, .dependent = 0, .relation = DTL_REL_OBJ}, {.head = 3, .dependent = 2, .relation = DTL_REL_COUNT, .kind = DTL_ARC_REFERENT}};
    const dtl_arc backwards[] = {good[1], good[0]}, twice[] = {good[0], good[0]};
    assert_true(stands(good, 2));
    assert_false(stands(backwards, 2));
    assert_false(stands(twice, 2));
    assert_false(stands(&(dtl_arc){.head = 1, .dependent = 2, .relation = DTL_REL_OBJ}, 1));  /* another sentence */
    assert_false(stands(&(dtl_arc){.head = 0, .dependent = 1, .relation = DTL_REL_OBJ}, 1));  /* the tree has it */
    assert_false(stands(&(dtl_arc){.head = 1, .dependent = 1, .relation = DTL_REL_OBJ}, 1));
    assert_false(stands(&(dtl_arc){.head = 1, .dependent = 9, .relation = DTL_REL_OBJ}, 1));
    assert_false(stands(&(dtl_arc){.head = 1, .dependent = 0, .relation = DTL_REL_COUNT}, 1)); /* no referent */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_infinitive_has_the_object_above_it_for_its_subject),
        cmocka_unit_test(without_an_object_it_has_the_subject),
        cmocka_unit_test(a_relative_clause_without_a_pronoun_lacks_its_object),
        cmocka_unit_test(what_is_a_question_is_no_relative_pronoun),
        cmocka_unit_test(coordinated_words_share),
        cmocka_unit_test(a_shared_subject_has_the_voice_of_its_verb),
        cmocka_unit_test(a_long_list_stays_linear),
        cmocka_unit_test(arcs_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
