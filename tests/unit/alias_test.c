/* alias: how alike two names are. All names are invented. */
#include "alias/alias.h"
#include "check.h"
#include "names_score.h"
#include <stdio.h>

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

typedef struct bench {
    dtl_rules *rules;
    dtl_alias alias;
    dtl_arena arena;
} bench;

static int open_bench(void **state)
{
    static bench b;
    dtl_error error;
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &b.rules, &error), DTL_OK);
    dtl_alias_open(b.rules, &b.alias);
    dtl_arena_init(&b.arena, (size_t)1 << 28);
    *state = &b;
    return 0;
}

static int close_bench(void **state)
{
    bench *b = *state;
    dtl_arena_free(&b->arena);
    dtl_rules_close(b->rules);
    return 0;
}

static dtl_alias_name prepared(bench *b, const char *name, dtl_alias_kind kind)
{
    dtl_alias_name made;
    assert_true(dtl_alias_prepare(&b->alias, &b->arena, dtl_slice_from_cstr(name), kind, &made));
    return made;
}

static dtl_alias_match match_of(bench *b, const char *one, const char *two, dtl_alias_kind kind)
{
    dtl_alias_name x = prepared(b, one, kind), y = prepared(b, two, kind);
    return dtl_alias_compare(&b->alias, &x, &y);
}

typedef struct pair {
    const char *one, *two;
    int32_t least, most; /* of the score */
} pair;

static void scores_lie_between(bench *b, const pair *pairs, size_t count, dtl_alias_kind kind)
{
    for (size_t i = 0; i < count; i++) {
        int32_t score = match_of(b, pairs[i].one, pairs[i].two, kind).score;
        if (score < pairs[i].least || score > pairs[i].most)
            fail_msg("%s / %s: %d, not %d to %d", pairs[i].one, pairs[i].two, score, pairs[i].least, pairs[i].most);
    }
}

#define SURE DTL_ALIAS_SURE, 1000
#define SAME DTL_ALIAS_SAME, 1000
#define OTHER 0, DTL_ALIAS_SAME - 1

static void persons(void **state)
{
    static const pair pairs[] = {
        /* spelling */
        {"Dawood Tarmizi", "Daoud Tarmizi", SURE}, {"Omar Gulkhel", "Umar Gulkhel", SURE}, {"Karim Muzzaman", "Karim Muzaman", SURE},
        {"Khalid Orfani", "Khaled Orfani", SURE}, {"Jamal Berrani", "Djamel Berrani", SURE}, {"Qasim Velari", "Kassem Velari", SAME},
        {"Yusuf Tarzan", "Youssef Tarzan", SURE}, {"Wali Sangarai", "Vali Sangarai", SAME}, {"Sergei Voronkin", "Sergey Voronkin", SURE},
        {"Dmitri Yashin", "Dmitriy Iashin", SAME}, {"Schterna Kolb", "Shterna Kolb", SURE}, {"Ghafur Bakhshi", "Ghafoor Bakshi", SURE},
        {"José Mañera", "Jose Manera", SURE}, {"Søren Løkke Dal", "Soren Lokke Dal", SURE}, {"O'Dorran Pat", "ODorran Pat", SURE},
        /* titles are no names */
        {"Mullah Tarmizi Orfani", "Tarmizi Orfani", SURE}, {"Mawlawi Karim Tarmizi", "Maulvi Karim Tarmizi", SURE},
        {"Haji Gul Sangarai", "Gul Sangarai", SURE}, {"General Petro Halko", "Petro Halko", SURE}, {"Dr. Anna Bellow", "Anna Bellow", SURE},
        /* order, missing words, initials */
        {"Tarmizi, Karim", "Karim Tarmizi", SURE}, {"Bellow Anna", "Anna Bellow", SURE}, {"Karim Gul Tarmizi", "Karim Tarmizi", SAME},
        {"Pavel Ivanovich Rudenok", "Pavel Rudenok", SAME}, {"Anna B. Corrin", "Anna Corrin", SAME}, {"J. Corrin Dalloway", "Jane Corrin Dalloway", SURE},
        /* joined words and compounds */
        {"Abdul Rahman Tarzi", "Abdulrahman Tarzi", SURE}, {"Abderrahmane Tarzi", "Abd al-Rahman Tarzi", SURE}, {"Abu Bakr Orfan", "Abubakar Orfan", SAME},
        {"Salahuddin Merano", "Salah al-Din Merano", SURE}, {"Salaheddine Merano", "Salah ad-Din Merano", SURE}, {"Faizullah Orkani", "Faiz Ullah Orkani", SAME},
        {"KarimTarmizi", "Karim Tarmizi", SURE}, {"Zia-ur-Rahman Orkani", "Zia ul Rahman Orkani", SURE}, {"Kim Jong-mun", "Kim Jongmun", SAME},
        {"Ibn Tarmizi Karim", "Bin Tarmizi Karim", SURE}, {"al-Orfani Khalid", "Khalid Orfani", SURE},
        /* short forms */
        {"Bill Corrin", "William Corrin", SAME}, {"Bob Dalloway", "Robert Dalloway", SAME}, {"Ted Merrano", "Theodore Merrano", SAME},
        {"Mike Orlan", "Michael Orlan", SAME},
        /* other scripts */
        {"Павел Руденок", "Pavel Rudenok", SURE}, {"Юрий Ящин", "Yuri Yashchin", SAME}, {"كريم ترمذي", "Karim Tirmidhi", SAME},
        {"Ανδρεας Μαρινος", "Andreas Marinos", SAME}, {"გიორგი მარანი", "Giorgi Marani", SAME},
        /* a slip of the pen may be the same */
        {"Anna Bellwo", "Anna Bellow", SAME}, {"Petro Halkko", "Petro Halko", SURE}, {"Tarmizi Orfaani", "Tarmizi Orfani", SURE},
        /* others */
        {"Karim Tarmizi", "Rafi Tarmizi", OTHER}, {"Anna Bellow", "Carl Bellow", OTHER}, {"Karim Tarmizi", "Karim Orfani", OTHER},
        {"Hassan Orfani al-Basri", "Hassan Orfani al-Mosuli", OTHER}, {"Roman Halko", "Robert Halko", OTHER}, {"Mohammad", "Mohammad Orfani", OTHER},
        {"Mohammad Karim", "Ahmad Karim", OTHER}, {"Asif Dorrani", "Arif Dorrani", OTHER}, {"A. Tarmizi", "B. Tarmizi", OTHER},
        {"John Corrin Jr", "John Corrin Sr", OTHER}, {"Dmitri Petrovich Halko", "Dmitri Ivanovich Halko", OTHER}, {"N.N.", "Nora Dalloway", OTHER},
        {"Mustafa Kamal Orlan", "Mustafa Hassan Orlan", OTHER}, {"山田花子", "山口花子", OTHER}, {"Karim ben Salem Orfani", "Karim ben Tahir Orfani", OTHER},
        {"Umar Halvi", "Umar Perkes", OTHER}};
    scores_lie_between(*state, pairs, sizeof pairs / sizeof *pairs, DTL_ALIAS_PERSON);
}

static void organisations(void **state)
{
    static const pair pairs[] = {
        {"Harbour Tools Ltd", "Harbour Tools Limited", SURE}, {"Harbour Tools Ltd.", "Harbour Tools", SURE}, {"Harbour Tools GmbH", "Harbour Tools G.m.b.H.", SURE},
        {"The Delta Council", "Delta Council", SURE}, {"World Seed Organisation", "World Seed Organization", SURE}, {"World Seed Bank", "WSB", SAME},
        {"Union of River Farmers", "URF", SAME}, {"Goodwater Co", "Good Water Company", SAME}, {"OOO Severnaya Nit", "Severnaya Nit LLC", SURE},
        {"River & Sons", "River and Sons", SURE}, {"Brigade Forty-Two", "Brigade 42", SURE}, {"H.T.C. Mills", "HTC Mills", SURE},
        {"Jaish al-Wadi", "Army of the Wadi", SAME}, {"Int'l Grain Fund", "International Grain Fund", SURE}, {"Orlando Mills Inc", "Orlanda Mills Inc", SAME},
        {"Brigade 42", "Brigade 43", OTHER}, {"Harbour Fund II", "Harbour Fund III", OTHER}, {"Government of Estonia", "Government of Armenia", OTHER},
        {"Harbour Tools Ltd", "Harbour Mills Ltd", OTHER}, {"Bank of Norway", "Bank of Poland", OTHER}, {"ABK Aviation", "AGL Aviation", OTHER},
        {"Delta Front", "River Front", OTHER}, {"WSB", "WSD", OTHER}, {"Management Company 23", "Management Company", OTHER}};
    scores_lie_between(*state, pairs, sizeof pairs / sizeof *pairs, DTL_ALIAS_ORGANISATION);
}

static const char *const names[] = {
    "Mullah Dawood Tarmizi", "Daoud Tarmizi", "Abu Bakr al-Orfani", "Abubakr Orfani", "Karim ben Salem Merrano", "Merrano, Karim S.", "Salah al-Din Gulkhel",
    "Salaheddine Gulkhel", "J. C. Dalloway", "Jane Claire Dalloway", "Павел Руденок", "Pavel Ivanovich Rudenok", "كريم ترمذي", "Kim Jong-mun", "A. B.", "Haji",
    "Mohammad Mohammad", "Mohammad", "Khan Khan Khan", "William Bill Corrin", "Bill Corrin Jr", "x", "of the", "山口花子", "Abd", "Abdul", "Umm Salama al-Tarziya"};
enum { NAMES = sizeof names / sizeof *names };

static void symmetric_and_reflexive(void **state)
{
    bench *b = *state;
    for (int kind = DTL_ALIAS_PERSON; kind <= DTL_ALIAS_ORGANISATION; kind++)
        for (size_t i = 0; i < NAMES; i++) {
            dtl_alias_name x = prepared(b, names[i], (dtl_alias_kind)kind);
            dtl_alias_match self = dtl_alias_compare(&b->alias, &x, &x);
            if (self.score != 1000 || self.shared < 980 || self.reasons & ~(uint32_t)DTL_ALIAS_ORDER)
                fail_msg("%s and itself: %d, reasons %x", names[i], self.score, self.reasons);
            for (size_t k = 0; k < NAMES; k++) {
                dtl_alias_name y = prepared(b, names[k], (dtl_alias_kind)kind);
                dtl_alias_match there = dtl_alias_compare(&b->alias, &x, &y), back = dtl_alias_compare(&b->alias, &y, &x);
                if (there.score != back.score || there.shared != back.shared || there.reasons != back.reasons || there.part_a != back.part_b)
                    fail_msg("%s / %s: %d there, %d back", names[i], names[k], there.score, back.score);
                assert_true(there.score >= 0 && there.score <= 1000 && there.shared >= 0 && there.shared <= 1000);
            }
        }
}

static void order_of_words_does_not_matter(void **state)
{
    static const pair pairs[] = {{"Karim Gul Tarmizi", "Tarmizi Karim Gul", 0, 0}, {"Anna Corrin Dalloway", "Dalloway Anna Corrin", 0, 0},
                                 {"Pavel Rudenok", "Rudenok Pavel", 0, 0}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        dtl_alias_match m = match_of(*state, pairs[i].one, pairs[i].two, DTL_ALIAS_PERSON);
        assert_int_equal(m.score, 1000);
        assert_true(m.reasons & DTL_ALIAS_ORDER);
        for (size_t k = 0; k < NAMES; k++)
            assert_int_equal(match_of(*state, pairs[i].one, names[k], DTL_ALIAS_PERSON).score, match_of(*state, pairs[i].two, names[k], DTL_ALIAS_PERSON).score);
    }
}

static void junk_is_no_error(void **state)
{
    bench *b = *state;
    static const char *const junk[] = {"", " ", "....", "----", "'", "(", ")))", "( ) (", "\xef\xbf\xbd", "1 2 3", "&&&", "\xd8\xb9", "a\xcc\x81\xcc\x81\xcc\x81"};
    for (size_t i = 0; i < sizeof junk / sizeof *junk; i++)
        for (int kind = DTL_ALIAS_PERSON; kind <= DTL_ALIAS_ORGANISATION; kind++)
            assert_true(match_of(b, junk[i], "Karim Tarmizi", (dtl_alias_kind)kind).score < DTL_ALIAS_SAME);
    char *longest = dtl_arena_alloc(&b->arena, 100001);
    assert_non_null(longest);
    for (size_t i = 0; i < 100000; i++)
        longest[i] = i % 7 == 6 ? ' ' : (char)('a' + (i * 31) % 26);
    dtl_alias_name name = prepared(b, longest, DTL_ALIAS_PERSON);
    assert_true(name.count <= DTL_ALIAS_PARTS);
    assert_int_equal(dtl_alias_compare(&b->alias, &name, &name).score, 1000);
    for (size_t i = 0; i < 100000; i++)
        longest[i] = 'q';
    name = prepared(b, longest, DTL_ALIAS_ORGANISATION);
    assert_int_equal(dtl_alias_compare(&b->alias, &name, &name).score, 1000);
    dtl_arena small;
    dtl_arena_init(&small, 16);
    assert_false(dtl_alias_prepare(&b->alias, &small, DTL_SLICE("Karim Tarmizi"), DTL_ALIAS_PERSON, &name));
    dtl_arena_free(&small);
}

static void reasons_are_told(void **state)
{
    static const struct { const char *one, *two; uint32_t reason; const char *text; } cases[] = {
        {"Daoud Tarmizi", "Dawood Tarmizi", DTL_ALIAS_SPELLING, "other spelling (daoud / dawood)"},
        {"Mullah Karim Tarmizi", "Karim Tarmizi", DTL_ALIAS_TITLE, "title left out"},
        {"Rafi Tarmizi", "Karim Tarmizi", DTL_ALIAS_OTHER, "another name (rafi / karim)"},
        {"Bill Corrin", "William Corrin", DTL_ALIAS_NICKNAME, "short form (bill / william)"},
        {"J. Corrin", "Jane Corrin", DTL_ALIAS_INITIALS, "initial (j / jane)"},
        {"Karim Tarmizi", "Karim Tarmizi", 0, "same name"}};
    bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_alias_name x = prepared(b, cases[i].one, DTL_ALIAS_PERSON), y = prepared(b, cases[i].two, DTL_ALIAS_PERSON);
        dtl_alias_match m = dtl_alias_compare(&b->alias, &x, &y);
        dtl_slice text;
        assert_true(cases[i].reason == 0 || (m.reasons & cases[i].reason));
        assert_true(dtl_alias_explain(&b->arena, &x, &y, m, &text));
        if (!dtl_slice_is(text, cases[i].text))
            fail_msg("%s / %s: %.*s", cases[i].one, cases[i].two, (int)text.length, text.ptr);
    }
}

/* ---- the scorers of the benches names-bench and names-un ---- */

static void pairs_are_counted(void **state)
{
    (void)state;
    names_counts c = {0};
    names_count(&c, true, true);
    names_count(&c, true, false);
    names_count(&c, true, false);
    names_count(&c, false, true);
    names_count(&c, false, false);
    assert_int_equal(c.gold, 3);
    assert_int_equal(c.answered, 2);
    assert_int_equal(c.right, 1);
}

static void a_query_finds_the_best_other_name(void **state)
{
    (void)state;
    static const uint32_t owner[] = {0, 0, 1, 1, 2};
    static const int32_t scores[] = {900, 1000, 950, 950, 20}, none[] = {0, 0, 0, 0, 0};
    assert_int_equal(names_answer(scores, owner, 5, 1), 1); /* not itself; the next best */
    assert_int_equal(names_answer(scores, owner, 5, 2), 0);
    assert_int_equal(names_answer(scores, owner, 2, 1), 0);
    assert_int_equal(names_answer(none, owner, 5, 0), UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons), cmocka_unit_test(organisations), cmocka_unit_test(symmetric_and_reflexive), cmocka_unit_test(order_of_words_does_not_matter),
        cmocka_unit_test(junk_is_no_error), cmocka_unit_test(reasons_are_told), cmocka_unit_test(pairs_are_counted),
        cmocka_unit_test(a_query_finds_the_best_other_name)};
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
