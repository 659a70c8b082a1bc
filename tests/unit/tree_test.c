/* doc/tree: who does it and whom it is done to, on trees made by hand; and slots of patterns that choose among them. */
#include "check.h"
#include "doc/tree.h"
#include "parse/arguments.h"
#include "rules/match.h"
#include "stage.h"

/* One word of a tree; head counts from 0, -1 is the root. */
typedef struct row {
    const char *lemma;
    uint8_t upos, xpos, relation;
    int head;
} row;

enum { WORDS_MAX = 16, ARCS_MAX = 64 };

/* A tree of one sentence. */
typedef struct tree {
    dtl_word words[WORDS_MAX];
    dtl_arc arcs[ARCS_MAX];
    dtl_parse parse;
} tree;

static void plant(tree *t, const row *rows, uint32_t count)
{
    memset(t, 0, sizeof *t);
    t->parse.words = t->words;
    for (uint32_t i = 0; i < count; i++)
        t->words[i] = (dtl_word){.lemma = dtl_slice_from_cstr(rows[i].lemma), .upos = rows[i].upos, .xpos = rows[i].xpos, .relation = rows[i].relation,
                                 .head = rows[i].head < 0 ? DTL_NONE : (uint32_t)rows[i].head, .first_child = DTL_NONE, .next_sibling = DTL_NONE};
    for (uint32_t i = count; i-- > 0;) {
        uint32_t head = t->words[i].head;
        if (head == DTL_NONE)
            continue;
        t->words[i].next_sibling = t->words[head].first_child;
        t->words[head].first_child = i;
        if (rows[i].relation == DTL_REL_AUX_PASS || rows[i].relation == DTL_REL_NSUBJ_PASS)
            t->words[head].features |= DTL_FEATURE_PASSIVE;
    }
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)16 << 20);
    assert_true(parse_arguments(&t->parse, count, &arena));
    assert_in_range(t->parse.arcs.count, 0, ARCS_MAX);
    if (t->parse.arcs.count)
        memcpy(t->arcs, t->parse.arcs.items, t->parse.arcs.count * sizeof *t->arcs);
    t->parse.arcs.items = t->arcs;
    dtl_arena_free(&arena);
}

#define NOUN(lemma, relation, head) {lemma, DTL_UPOS_NOUN, DTL_XPOS_NNS, relation, head}
#define CASE(lemma, head) {lemma, DTL_UPOS_ADP, DTL_XPOS_IN, DTL_REL_CASE, head}
#define VERB(lemma, xpos, relation, head) {lemma, DTL_UPOS_VERB, xpos, relation, head}
#define BE(head) {"be", DTL_UPOS_AUX, DTL_XPOS_VBD, DTL_REL_AUX_PASS, head}
#define TO(head) {"to", DTL_UPOS_PART, DTL_XPOS_TO, DTL_REL_MARK, head}

static void the_doer_of_a_passive_may_hang_on_a_place(void **state)
{
    (void)state;
    tree t;
    /* Soldiers were killed in Herat by gunmen */
    const row rows[] = {NOUN("soldier", DTL_REL_NSUBJ_PASS, 2), BE(2), VERB("kill", DTL_XPOS_VBN, DTL_REL_ROOT, -1), CASE("in", 4),
                        NOUN("herat", DTL_REL_OBL, 2), CASE("by", 6), NOUN("gunman", DTL_REL_NMOD, 4)};
    plant(&t, rows, 7);
    assert_int_equal(dtl_tree_subject(&t.parse, 2), 6);
    assert_int_equal(dtl_tree_object(&t.parse, 2), 0);
    /* further down: sentenced to years in prison by a court */
    const row deep[] = {NOUN("man", DTL_REL_NSUBJ_PASS, 2), BE(2), VERB("sentence", DTL_XPOS_VBN, DTL_REL_ROOT, -1), CASE("to", 4), NOUN("year", DTL_REL_OBL, 2),
                        CASE("in", 6), NOUN("prison", DTL_REL_NMOD, 4), CASE("by", 8), NOUN("court", DTL_REL_NMOD, 6)};
    tree d;
    plant(&d, deep, 9);
    assert_int_equal(dtl_tree_subject(&d.parse, 2), 8);
    /* without "by" nobody is named */
    t.words[5].lemma = DTL_SLICE("near");
    assert_int_equal(dtl_tree_subject(&t.parse, 2), DTL_NONE);
}

static void a_participle_with_its_doer_is_passive(void **state)
{
    (void)state;
    tree t;
    /* Engineers abducted by rebels */
    const row rows[] = {NOUN("engineer", DTL_REL_NSUBJ, 1), VERB("abduct", DTL_XPOS_VBN, DTL_REL_ROOT, -1), CASE("by", 3), NOUN("rebel", DTL_REL_OBL_AGENT, 1)};
    plant(&t, rows, 4);
    assert_true(dtl_tree_is_passive(&t.parse, 1));
    assert_int_equal(dtl_tree_subject(&t.parse, 1), 3);
    assert_int_equal(dtl_tree_object(&t.parse, 1), 0);
}

static void who_is_ordered_does_it(void **state)
{
    (void)state;
    tree t;
    /* The president ordered the army to attack rebels: the infinitive hung as an adjunct */
    row rows[] = {NOUN("president", DTL_REL_NSUBJ, 1), VERB("order", DTL_XPOS_VBD, DTL_REL_ROOT, -1), NOUN("army", DTL_REL_OBJ, 1), TO(4),
                  VERB("attack", DTL_XPOS_VB, DTL_REL_ADVCL, 1), NOUN("rebel", DTL_REL_OBJ, 4)};
    plant(&t, rows, 6);
    assert_int_equal(dtl_tree_subject(&t.parse, 4), 2);
    /* "used the army to attack": not a verb of orders */
    rows[1].lemma = "use";
    plant(&t, rows, 6);
    assert_int_equal(dtl_tree_subject(&t.parse, 4), 0);
}

static void what_is_reported_killed_is_killed(void **state)
{
    (void)state;
    tree t;
    /* The mayor was reported killed by rebels */
    const row rows[] = {NOUN("mayor", DTL_REL_NSUBJ_PASS, 2), BE(2), VERB("report", DTL_XPOS_VBN, DTL_REL_ROOT, -1), VERB("kill", DTL_XPOS_VBN, DTL_REL_XCOMP, 2),
                        CASE("by", 5), NOUN("rebel", DTL_REL_OBL_AGENT, 3)};
    plant(&t, rows, 6);
    assert_int_equal(dtl_tree_object(&t.parse, 3), 0);
    assert_int_equal(dtl_tree_subject(&t.parse, 3), 5);
}

static void a_way_of_doing_has_no_doer_of_its_own(void **state)
{
    (void)state;
    tree t;
    /* The army has a way of attacking rebels */
    const row rows[] = {NOUN("army", DTL_REL_NSUBJ, 1), VERB("have", DTL_XPOS_VBZ, DTL_REL_ROOT, -1), NOUN("way", DTL_REL_OBJ, 1),
                        {"of", DTL_UPOS_SCONJ, DTL_XPOS_IN, DTL_REL_MARK, 4}, VERB("attack", DTL_XPOS_VBG, DTL_REL_ACL, 2), NOUN("rebel", DTL_REL_OBJ, 4)};
    plant(&t, rows, 6);
    assert_int_equal(dtl_tree_subject(&t.parse, 4), 0);
    /* "the men attacking rebels": there it is the noun */
    const row men[] = {NOUN("man", DTL_REL_ROOT, -1), VERB("attack", DTL_XPOS_VBG, DTL_REL_ACL, 0), NOUN("rebel", DTL_REL_OBJ, 1)};
    plant(&t, men, 3);
    assert_int_equal(dtl_tree_subject(&t.parse, 1), 0);
}

static void the_doer_is_shared_behind_an_adjective(void **state)
{
    (void)state;
    tree t;
    /* The rebels are ready and attacked a convoy */
    const row rows[] = {NOUN("rebel", DTL_REL_NSUBJ, 2), {"be", DTL_UPOS_AUX, DTL_XPOS_VBP, DTL_REL_COP, 2}, {"ready", DTL_UPOS_ADJ, DTL_XPOS_JJ, DTL_REL_ROOT, -1},
                        {"and", DTL_UPOS_CCONJ, DTL_XPOS_CC, DTL_REL_CC, 4}, VERB("attack", DTL_XPOS_VBD, DTL_REL_CONJ, 2), NOUN("convoy", DTL_REL_OBJ, 4)};
    plant(&t, rows, 6);
    assert_int_equal(dtl_tree_subject(&t.parse, 4), 0);
}

/* ---- slots ---- */

/* What accept() takes, and how often it was asked. */
typedef struct taste {
    uint32_t token;
    int asked;
} taste;

static bool takes(const void *context, uint32_t token)
{
    taste *t = (taste *)(uintptr_t)context;
    t->asked++;
    return t->token == token;
}

/* A sentence with its words as text, so that the matcher can read it. */
static void lay_out(stage *s, tree *t, const row *rows, uint32_t count)
{
    static char bytes[WORDS_MAX * 16];
    uint32_t at = 0;
    memset(s, 0, sizeof *s);
    dtl_arena_init(&s->arena, (size_t)1 << 22);
    s->rules = stage_rules();
    plant(t, rows, count);
    dtl_sentence *sentence = dtl_array_push(&s->arena, &s->doc.text.sentences);
    *sentence = (dtl_sentence){.first = 0, .count = count};
    for (uint32_t i = 0; i < count; i++) {
        dtl_token *token = dtl_array_push(&s->arena, &s->doc.text.tokens);
        *token = (dtl_token){.offset = at, .length = (uint32_t)strlen(rows[i].lemma), .space_after = true};
        memcpy(bytes + at, rows[i].lemma, token->length);
        at += token->length;
        bytes[at++] = ' ';
    }
    s->doc.page.text = dtl_slice_make(bytes, at);
    s->doc.parse = t->parse;
    s->doc.mention.of_token = dtl_arena_alloc(&s->arena, count * sizeof(uint32_t));
    s->doc.mention.headed_by = dtl_arena_alloc(&s->arena, count * sizeof(uint32_t));
    memset(s->doc.mention.of_token, 0xFF, count * sizeof(uint32_t));
    memset(s->doc.mention.headed_by, 0xFF, count * sizeof(uint32_t));
}

static void the_phrase_of_a_participle_is_the_nouns(void **state)
{
    (void)state;
    stage s;
    tree t;
    dtl_tree_list list;
    /* roads leading into town */
    const row rows[] = {NOUN("road", DTL_REL_ROOT, -1), VERB("lead", DTL_XPOS_VBG, DTL_REL_ACL, 0), CASE("into", 3), NOUN("town", DTL_REL_OBL, 1)};
    lay_out(&s, &t, rows, 4);
    dtl_matcher matcher = dtl_matcher_make(&s.doc, s.rules);
    assert_true(dtl_match_slot(&matcher, 0, DTL_SLICE("into"), &list));
    assert_int_equal(list.items[0], 3);
    assert_false(dtl_match_slot(&matcher, 0, DTL_SLICE("against"), &list));
    dtl_rules_close(s.rules);
    dtl_arena_free(&s.arena);
}

static void who_is_granted_it_is_the_indirect_object(void **state)
{
    (void)state;
    stage s;
    tree t;
    dtl_tree_list list;
    /* Egypt was granted loans */
    const row rows[] = {NOUN("egypt", DTL_REL_NSUBJ_PASS, 2), BE(2), VERB("grant", DTL_XPOS_VBN, DTL_REL_ROOT, -1), NOUN("loan", DTL_REL_OBJ, 2)};
    lay_out(&s, &t, rows, 4);
    dtl_matcher matcher = dtl_matcher_make(&s.doc, s.rules);
    assert_true(dtl_match_slot(&matcher, 2, DTL_SLICE("indirect"), &list));
    assert_int_equal(list.items[0], 0);
    dtl_rules_close(s.rules);
    dtl_arena_free(&s.arena);
    /* Loans were granted: nobody is told to get them */
    const row bare[] = {NOUN("loan", DTL_REL_NSUBJ_PASS, 2), BE(2), VERB("grant", DTL_XPOS_VBN, DTL_REL_ROOT, -1)};
    lay_out(&s, &t, bare, 3);
    matcher = dtl_matcher_make(&s.doc, s.rules);
    assert_false(dtl_match_slot(&matcher, 2, DTL_SLICE("indirect"), &list));
    dtl_rules_close(s.rules);
    dtl_arena_free(&s.arena);
}

static void quantities_are_looked_through_twice(void **state)
{
    (void)state;
    stage s;
    tree t;
    dtl_tree_list list;
    /* tens of thousands of students protested */
    const row rows[] = {NOUN("ten", DTL_REL_NSUBJ, 5), CASE("of", 2), NOUN("thousand", DTL_REL_NMOD, 0), CASE("of", 4), NOUN("student", DTL_REL_NMOD, 2),
                        VERB("protest", DTL_XPOS_VBD, DTL_REL_ROOT, -1)};
    lay_out(&s, &t, rows, 6);
    dtl_matcher matcher = dtl_matcher_make(&s.doc, s.rules);
    assert_true(dtl_match_slot(&matcher, 5, DTL_SLICE("subject"), &list));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0], 4);
    dtl_rules_close(s.rules);
    dtl_arena_free(&s.arena);
}

/* An entry of the event table whose recipient is "object" before "on" or "at": opened fire on somebody. */
static void a_role_is_the_first_alternative_that_is_somebody(void **state)
{
    (void)state;
    stage s;
    tree t;
    uint32_t entries[32];
    dtl_tree_list list;
    /* troops fired shells at rebels */
    const row rows[] = {NOUN("troop", DTL_REL_NSUBJ, 1), VERB("fire", DTL_XPOS_VBD, DTL_REL_ROOT, -1), NOUN("shell", DTL_REL_OBJ, 1), CASE("at", 4),
                        NOUN("rebel", DTL_REL_OBL, 1)};
    lay_out(&s, &t, rows, 5);
    dtl_matcher matcher = dtl_matcher_make(&s.doc, s.rules);
    uint32_t found = dtl_match_entries(&matcher, dtl_rules_table(s.rules, "events"), 1, entries, 32), tried = 0;
    for (uint32_t i = 0; i < found; i++) {
        dtl_slice recipient = dtl_rules_attribute(s.rules, entries[i], "recipient");
        if (!dtl_slice_starts_with(recipient, DTL_SLICE("object,")) || dtl_slice_find(recipient, DTL_SLICE(",at"), 0) == DTL_NONE)
            continue;
        taste rebels = {.token = 4}, shells = {.token = 2}, nobody = {.token = DTL_NONE};
        tried++;
        assert_true(dtl_match_participants(&matcher, 1, entries[i], DTL_PATTERN_RECIPIENT, takes, &rebels, &list));
        assert_int_equal(list.items[0], 4);
        assert_true(dtl_match_participants(&matcher, 1, entries[i], DTL_PATTERN_RECIPIENT, takes, &shells, &list));
        assert_int_equal(list.items[0], 2);
        assert_int_equal(shells.asked, 1);
        assert_true(dtl_match_participants(&matcher, 1, entries[i], DTL_PATTERN_RECIPIENT, takes, &nobody, &list));
        assert_int_equal(list.items[0], 2); /* nobody is taken: what the row says first */
    }
    assert_true(tried > 0);
    dtl_rules_close(s.rules);
    dtl_arena_free(&s.arena);
}

static void what_no_arc_of_the_tree_shows(void **state)
{
    (void)state;
    tree t;
    /* students left and were arrested: nobody is named who arrests them */
    const row rows[] = {NOUN("student", DTL_REL_NSUBJ, 1), VERB("leave", DTL_XPOS_VBD, DTL_REL_ROOT, -1), BE(3), VERB("arrest", DTL_XPOS_VBN, DTL_REL_CONJ, 1)};
    plant(&t, rows, 4);
    assert_int_equal(dtl_tree_subject(&t.parse, 3), DTL_NONE);
    assert_int_equal(dtl_tree_object(&t.parse, 3), 0);
    /* generals trusted rebels to hold towns: no list knows "trust" */
    const row trust[] = {NOUN("general", DTL_REL_NSUBJ, 1), VERB("trust", DTL_XPOS_VBD, DTL_REL_ROOT, -1), NOUN("rebel", DTL_REL_OBJ, 1), TO(4), VERB("hold", DTL_XPOS_VB, DTL_REL_XCOMP, 1),
                         NOUN("town", DTL_REL_OBJ, 4)};
    plant(&t, trust, 6);
    assert_int_equal(dtl_tree_subject(&t.parse, 4), 2);
    /* generals had houses searched: others searched them */
    const row have[] = {NOUN("general", DTL_REL_NSUBJ, 1), VERB("have", DTL_XPOS_VBD, DTL_REL_ROOT, -1), NOUN("house", DTL_REL_OBJ, 1), VERB("search", DTL_XPOS_VBN, DTL_REL_XCOMP, 1)};
    plant(&t, have, 4);
    assert_int_equal(dtl_tree_subject(&t.parse, 3), DTL_NONE);
    assert_int_equal(dtl_tree_object(&t.parse, 3), 2);
    /* teachers rebels tried to seize */
    const row gap[] = {NOUN("teacher", DTL_REL_ROOT, -1), NOUN("rebel", DTL_REL_NSUBJ, 2), VERB("try", DTL_XPOS_VBD, DTL_REL_ACL_RELCL, 0), TO(4), VERB("seize", DTL_XPOS_VB, DTL_REL_XCOMP, 2)};
    plant(&t, gap, 5);
    assert_int_equal(dtl_tree_subject(&t.parse, 4), 1);
    assert_int_equal(dtl_tree_object(&t.parse, 4), 0);
}

static void a_preposition_may_hang_on_the_names_first_word(void **state)
{
    (void)state;
    char scratch[48];
    tree t;
    /* generals left for Port Sudan */
    const row rows[] = {NOUN("general", DTL_REL_NSUBJ, 1), VERB("leave", DTL_XPOS_VBD, DTL_REL_ROOT, -1), CASE("for", 3),
                        {"port", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_COMPOUND, 4}, {"sudan", DTL_UPOS_PROPN, DTL_XPOS_NNP, DTL_REL_OBL, 1}};
    plant(&t, rows, 5);
    assert_true(dtl_slice_is(dtl_tree_preposition(&t.parse, 4, scratch), "for"));
    t.words[3].upos = DTL_UPOS_NOUN; /* only a name is one word with what stands before it */
    assert_int_equal(dtl_tree_preposition(&t.parse, 4, scratch).length, 0);
}

static void what_has_an_object_is_a_verb(void **state)
{
    (void)state;
    tree t;
    /* militants attack villages; the tag says noun */
    const row rows[] = {NOUN("militant", DTL_REL_NSUBJ, 1), {"attack", DTL_UPOS_NOUN, DTL_XPOS_NN, DTL_REL_ROOT, -1}, NOUN("village", DTL_REL_OBJ, 1)};
    plant(&t, rows, 3);
    assert_true(dtl_tree_is_verb(&t.parse, 1));
    assert_false(dtl_tree_is_verb(&t.parse, 2));
    t.words[2].relation = DTL_REL_NMOD; /* an attack, the villages' */
    assert_false(dtl_tree_is_verb(&t.parse, 1));
}

static void an_object_is_a_noun_whatever_its_tag(void **state)
{
    (void)state;
    stage s;
    tree t;
    uint32_t entries[32];
    /* students staged rallies; the tag says verb */
    const row rows[] = {NOUN("student", DTL_REL_NSUBJ, 1), VERB("stage", DTL_XPOS_VBD, DTL_REL_ROOT, -1), VERB("rally", DTL_XPOS_VBZ, DTL_REL_OBJ, 1)};
    lay_out(&s, &t, rows, 3);
    dtl_matcher matcher = dtl_matcher_make(&s.doc, s.rules);
    uint32_t table = dtl_rules_table(s.rules, "events"), found = dtl_match_entries(&matcher, table, 2, entries, 32);
    assert_true(found > 0);
    uint32_t noun = entries[0];
    /* miners rally: with a subject it is a clause */
    const row clause[] = {NOUN("student", DTL_REL_NSUBJ, 1), VERB("stage", DTL_XPOS_VBD, DTL_REL_ROOT, -1), NOUN("miner", DTL_REL_NSUBJ, 3),
                          VERB("rally", DTL_XPOS_VBP, DTL_REL_OBJ, 1)};
    stage other;
    lay_out(&other, &t, clause, 4);
    matcher = dtl_matcher_make(&other.doc, other.rules);
    found = dtl_match_entries(&matcher, table, 3, entries, 32);
    for (uint32_t i = 0; i < found; i++)
        assert_int_not_equal(entries[i], noun);
    dtl_rules_close(other.rules);
    dtl_arena_free(&other.arena);
    dtl_rules_close(s.rules);
    dtl_arena_free(&s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_no_arc_of_the_tree_shows),
        cmocka_unit_test(the_doer_of_a_passive_may_hang_on_a_place), cmocka_unit_test(a_participle_with_its_doer_is_passive),
                                       cmocka_unit_test(who_is_ordered_does_it), cmocka_unit_test(what_is_reported_killed_is_killed),
                                       cmocka_unit_test(a_way_of_doing_has_no_doer_of_its_own), cmocka_unit_test(the_doer_is_shared_behind_an_adjective),
                                       cmocka_unit_test(the_phrase_of_a_participle_is_the_nouns), cmocka_unit_test(quantities_are_looked_through_twice), cmocka_unit_test(who_is_granted_it_is_the_indirect_object),
                                       cmocka_unit_test(a_role_is_the_first_alternative_that_is_somebody),
                                       cmocka_unit_test(a_preposition_may_hang_on_the_names_first_word), cmocka_unit_test(what_has_an_object_is_a_verb), cmocka_unit_test(an_object_is_a_noun_whatever_its_tag)};
    return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
