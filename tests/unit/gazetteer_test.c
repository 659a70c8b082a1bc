/* The gazetteer: keys, look-ups, units; broken packs; names resolved by their context; the scorer of the bench places. */
#include "base/utf8.h"
#include "check.h"
#include "gazetteer/gazetteer.h"
#include "mention/resolve.h"
#include "places_score.h"
#include <stdlib.h>

extern const char dtl_embedded_gazetteer[], dtl_embedded_gazetteer_end[];
extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

static dtl_slice embedded(void)
{
    return dtl_slice_make(dtl_embedded_gazetteer, (size_t)(dtl_embedded_gazetteer_end - dtl_embedded_gazetteer));
}

/* Without the packages there is no pack: the tests of its content say so. */
static dtl_gazetteer *open_embedded(void)
{
    dtl_gazetteer *g = NULL;
    dtl_error error = {0};
    if (embedded().length == 0) {
        print_message("# not run: built without the gazetteer\n");
        skip();
    }
    assert_int_equal(dtl_gazetteer_open(embedded(), &g, &error), DTL_OK);
    return g;
}

static void assert_key(const char *folded, const char *expected)
{
    char key[GAZETTEER_KEY_MAX];
    uint32_t length = dtl_gazetteer_key(dtl_slice_from_cstr(folded), key);
    key[length] = 0;
    assert_string_equal(key, expected);
}

static void keys_ignore_signs(void **state)
{
    (void)state;
    assert_key("mazar-i-sharif", "mazar i sharif");
    assert_key("st. petersburg", "saint petersburg");
    assert_key("saint petersburg", "saint petersburg");
    assert_key("ta'izz", "taizz");
    assert_key("  ft. worth ", "fort worth");
    assert_key("--", "");
    char key[GAZETTEER_KEY_MAX], name[400];
    memset(name, 'a', sizeof name);
    assert_int_equal(dtl_gazetteer_key(dtl_slice_make(name, sizeof name), key), 0);
}

static void places_are_found_with_their_units(void **state)
{
    (void)state;
    dtl_gazetteer *g = open_embedded();
    dtl_place found[64];
    assert_true(dtl_gazetteer_verify(g));
    uint32_t count = dtl_gazetteer_find(g, DTL_SLICE("springfield"), found, 64);
    assert_true(count > 10);
    for (uint32_t i = 1; i < count; i++)
        assert_true(found[i - 1].population >= found[i].population);
    assert_true(dtl_slice_is(found[0].country, "USA"));
    assert_true(found[0].admin1.length > 0);
    assert_int_equal(dtl_gazetteer_find(g, DTL_SLICE("springfield"), found, 2), 2);
    count = dtl_gazetteer_find(g, DTL_SLICE("kabul"), found, 64);
    bool capital = false, unit = false;
    for (uint32_t i = 0; i < count; i++) {
        capital |= found[i].feature == DTL_PLACE_CAPITAL && dtl_slice_is(found[i].country, "AFG") && found[i].geonames == 1138958;
        unit |= found[i].feature == DTL_PLACE_ADMIN1;
    }
    assert_true(capital && unit);
    assert_false(dtl_gazetteer_has(g, DTL_SLICE("no such place anywhere")));
    assert_int_equal(dtl_gazetteer_find(NULL, DTL_SLICE("kabul"), found, 64), 0);
    assert_false(dtl_gazetteer_place(g, dtl_gazetteer_count(g), found));
    dtl_gazetteer_close(g);
}

static void assert_refused(const char *bytes, size_t length, const char *words)
{
    dtl_gazetteer *g = NULL;
    dtl_error error = {0};
    assert_int_equal(dtl_gazetteer_open(dtl_slice_make(bytes, length), &g, &error), DTL_ERR_RULES);
    assert_null(g);
    if (!strstr(error.message, words))
        fail_msg("'%s' does not say '%s'", error.message, words);
}

static void broken_packs_are_refused(void **state)
{
    (void)state;
    static char none[512] __attribute__((aligned(8))) = "no pack at all";
    assert_refused(none, sizeof none, "no packed gazetteer");
    assert_refused(none, 4, "no packed gazetteer");
    dtl_gazetteer_close(open_embedded());
    size_t size = embedded().length;
    char *copy = aligned_alloc(64, (size + 63) / 64 * 64);
    assert_non_null(copy);
    memcpy(copy, embedded().ptr, size);
    gazetteer_header *h = (gazetteer_header *)(void *)copy;
    assert_refused(copy, size - 8, "cut short");
    assert_refused(copy, sizeof *h - 1, "no packed gazetteer");
    h->version++;
    assert_refused(copy, size, "another version");
    h->version--;
    h->keys = (uint32_t)size - 8;
    assert_refused(copy, size, "outside");
    memcpy(copy, embedded().ptr, size);
    /* a pack with wrong numbers inside opens, is told by its hash, and reads nothing outside itself */
    for (size_t i = h->buckets; i < h->pool; i++)
        copy[i] = (char)(i * 131 + 7);
    dtl_gazetteer *g = NULL;
    dtl_place found[8];
    assert_int_equal(dtl_gazetteer_open(dtl_slice_make(copy, size), &g, NULL), DTL_OK);
    assert_false(dtl_gazetteer_verify(g));
    static const char *const names[] = {"kabul", "london", "springfield", "x", "san jose"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        dtl_gazetteer_find(g, dtl_slice_from_cstr(names[i]), found, 8);
    dtl_gazetteer_close(g);
    free(copy);
}

/* The names that stand in [brackets], resolved. */
typedef struct resolved {
    dtl_arena arena;
    dtl_rules *rules;
    dtl_gazetteer *gazetteer;
    dtl_toponym names[16];
    uint32_t count;
} resolved;

static void resolve(resolved *r, const char *text, const char *url, bool with_gazetteer)
{
    char plain[1024];
    uint32_t used = 0;
    r->count = 0;
    r->gazetteer = with_gazetteer ? open_embedded() : NULL;
    dtl_arena_init(&r->arena, 1 << 24);
    for (const char *at = text; *at; at++) {
        if (*at == '[')
            r->names[r->count] = (dtl_toponym){.span = {used, 0}};
        else if (*at == ']')
            r->names[r->count].span.length = used - r->names[r->count].span.offset, r->count++;
        else
            plain[used++] = *at;
    }
    dtl_slice kept = DTL_SLICE_EMPTY;
    assert_true(dtl_arena_copy(&r->arena, dtl_slice_make(plain, used), &kept));
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &r->rules, NULL), DTL_OK);
    dtl_toponym_context context = {.text = kept, .rules = r->rules, .gazetteer = r->gazetteer, .url = dtl_slice_from_cstr(url)};
    assert_int_equal(dtl_toponyms_resolve(&context, &r->arena, r->names, r->count), DTL_OK);
}

static void done(resolved *r)
{
    dtl_rules_close(r->rules);
    dtl_gazetteer_close(r->gazetteer);
    dtl_arena_free(&r->arena);
}

static void assert_place(const resolved *r, uint32_t i, const char *country, const char *admin1, uint8_t precision)
{
    const dtl_toponym *t = &r->names[i];
    if (!dtl_slice_is(t->country, country) || (admin1 && !dtl_slice_is(t->admin1, admin1)) || t->precision != precision)
        fail_msg("name %u is %.*s, %.*s, %.*s, precision %u", i, (int)t->name.length, t->name.ptr, (int)t->admin1.length, t->admin1.ptr,
                 (int)t->country.length, t->country.ptr, t->precision);
}

static void context_tells_places_apart(void **state)
{
    (void)state;
    resolved r;
    resolve(&r, "[London] firefighters and crews from [Paris] met in [Toronto], [Ontario].", "", true);
    assert_place(&r, 2, "CAN", "Ontario", 4);
    assert_place(&r, 3, "CAN", "Ontario", 2);
    done(&r);
    resolve(&r, "A barn burnt in [Springfield], [Ill.], on Monday. The mayor of [Springfield] went there.", "", true);
    assert_place(&r, 0, "USA", "Illinois", 4);
    assert_place(&r, 2, "USA", "Illinois", 4);
    assert_true(r.names[0].reason.length > 0);
    done(&r);
    resolve(&r, "Floods hit [Kabul province] and the city of [Kabul]; in [Georgia] and [Armenia] it rained.", "", true);
    assert_place(&r, 0, "AFG", "Kabul", 2);
    assert_place(&r, 1, "AFG", "Kabul", 4);
    assert_place(&r, 2, "GEO", NULL, 1);
    done(&r);
    resolve(&r, "[Atlanta], [Savannah] and all of [Georgia], said a farmer from [Macon].", "", true);
    assert_place(&r, 2, "USA", "Georgia", 2);
    assert_place(&r, 3, "USA", "Georgia", 4);
    done(&r);
    resolve(&r, "Nobody has heard of [Xyzzyville].", "", true);
    assert_int_equal(r.names[0].country.length, 0);
    done(&r);
}

static void an_address_tells_the_country(void **state)
{
    (void)state;
    resolved r;
    resolve(&r, "Two cars met in [Newcastle].", "https://www.example.co.za/news", true);
    assert_place(&r, 0, "ZAF", NULL, 4);
    done(&r);
}

static void rules_do_without_a_gazetteer(void **state)
{
    (void)state;
    resolved r;
    resolve(&r, "A mill burnt in [Kabul] and another in [Iran].", "", false);
    assert_place(&r, 0, "AFG", "Kabul", 4);
    assert_place(&r, 1, "IRN", NULL, 1);
    done(&r);
}

static void the_scorer_counts_as_on_paper(void **state)
{
    (void)state;
    /* gold: a town, a country, a name without a point; all three are names */
    const places_item gold[] = {{0, 4, 10000000, 20000000, "AAA", false, true},
                                {10, 14, 30000000, 30000000, "BBB", true, true},
                                {20, 24, INT32_MIN, INT32_MIN, "", false, true}};
    places_counts sum = {0};
    uint32_t match[4];
    places_score(gold, 3, gold, 3, match, &sum);
    assert_int_equal(sum.found, 3);
    assert_int_equal(sum.gold, 3);
    assert_int_equal(sum.end_gold, 2);
    assert_int_equal(sum.end_right, 2);
    sum = (places_counts){0};
    places_score(gold, 3, NULL, 0, match, &sum);
    assert_int_equal(sum.found + sum.answered + sum.end_right, 0);
    assert_int_equal(sum.gold, 3);
    /* answers: the town a degree of latitude off (111 km: right), the country by its code and nowhere near, one name that is none,
     * and a town two degrees off on the third name: found 3 of 3, end to end 2 of 4 answers and of 2 gold */
    const places_item answers[] = {{1, 3, 11000000, 20000000, "AAA", false, false}, {10, 14, -80000000, 0, "BBB", true, false},
                                   {15, 17, 0, 0, "CCC", false, false}, {19, 25, 0, 0, "CCC", false, false}};
    sum = (places_counts){0};
    places_score(gold, 3, answers, 4, match, &sum);
    assert_int_equal(match[2], DTL_NONE);
    assert_int_equal(match[3], 2);
    assert_int_equal(sum.found, 3);
    assert_int_equal(sum.answered, 4);
    assert_int_equal(sum.end_right, 2);
    assert_int_equal(sum.end_answered, 4);
    assert_int_equal((int)places_distance(0, 0, 1000000, 0), 111);
    assert_int_equal((int)places_distance(0, 179500000, 0, -179500000), 111);
    places_item far = gold[0], other = gold[1];
    far.latitude += 2000000;
    assert_false(places_right(&gold[0], &far));
    memcpy(other.country, "CCC", 3);
    assert_false(places_right(&gold[1], &other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_ignore_signs), cmocka_unit_test(places_are_found_with_their_units),
        cmocka_unit_test(broken_packs_are_refused), cmocka_unit_test(context_tells_places_apart),
        cmocka_unit_test(an_address_tells_the_country), cmocka_unit_test(rules_do_without_a_gazetteer),
        cmocka_unit_test(the_scorer_counts_as_on_paper),
    };
    return cmocka_run_group_tests_name("gazetteer", tests, NULL, NULL);
}
