/* The base room: slices, arenas with their budget, UTF-8 at the door, days, maps, the JSON writer, SHA-256. */
#include "check.h"
#include <stdio.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/day_set.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/sort.h"
#include "base/utf8.h"

static void slice_compares_and_finds(void **state)
{
    (void)state;
    assert_true(dtl_slice_equal(DTL_SLICE_EMPTY, DTL_SLICE("")));
    assert_true(dtl_slice_equal_nocase(DTL_SLICE("KaBuL"), DTL_SLICE("kAbUl")));
    assert_false(dtl_slice_equal_nocase(DTL_SLICE("kabul"), DTL_SLICE("kabul ")));
    assert_true(dtl_slice_compare(DTL_SLICE("ab"), DTL_SLICE("abc")) < 0);
    assert_true(dtl_slice_compare(DTL_SLICE("b"), DTL_SLICE("abc")) > 0);
    assert_int_equal(dtl_slice_compare(DTL_SLICE_EMPTY, DTL_SLICE_EMPTY), 0);
    assert_true(dtl_slice_starts_with(DTL_SLICE("train"), DTL_SLICE("tra")));
    assert_false(dtl_slice_starts_with(DTL_SLICE("tr"), DTL_SLICE("tra")));
    assert_true(dtl_slice_ends_with(DTL_SLICE("train"), DTL_SLICE("ain")));
    assert_false(dtl_slice_ends_with(DTL_SLICE("n"), DTL_SLICE("ain")));
    assert_int_equal(dtl_slice_find(DTL_SLICE("a station, a train"), DTL_SLICE("train"), 0), 13);
    assert_int_equal(dtl_slice_find(DTL_SLICE("train train"), DTL_SLICE("train"), 1), 6);
    assert_int_equal(dtl_slice_find(DTL_SLICE("train"), DTL_SLICE("trains"), 0), DTL_NONE);
    assert_int_equal(dtl_slice_find(DTL_SLICE("train"), DTL_SLICE("n"), 5), DTL_NONE);
    assert_int_equal(dtl_slice_find(DTL_SLICE("train"), DTL_SLICE(""), 5), 5);
    assert_int_equal(dtl_slice_find(DTL_SLICE("train"), DTL_SLICE(""), 6), DTL_NONE);
}

static void slice_trims_blanks_of_web_pages(void **state)
{
    (void)state;
    assert_slice(dtl_slice_trim(DTL_SLICE(" \t\xC2\xA0 Herat \xC2\xA0\r\n")), "Herat");
    assert_slice(dtl_slice_trim(DTL_SLICE("\xC2\xA0")), "");
    assert_slice(dtl_slice_trim(DTL_SLICE_EMPTY), "");
    assert_slice(dtl_slice_trim(DTL_SLICE("a b")), "a b");
}

static void slice_cuts_fields(void **state)
{
    (void)state;
    dtl_slice rest = DTL_SLICE("a||b|"), field;
    const char *expected[] = {"a", "", "b", ""};
    for (int i = 0; i < 4; i++) {
        assert_true(dtl_slice_next_field(&rest, '|', &field));
        assert_slice(field, expected[i]);
    }
    assert_false(dtl_slice_next_field(&rest, '|', &field));
}

static void slice_reads_numbers_and_refuses_others(void **state)
{
    (void)state;
    uint32_t value = 7;
    assert_true(dtl_slice_parse_u32(DTL_SLICE("4294967295"), &value));
    assert_int_equal(value, 4294967295u);
    assert_true(dtl_slice_parse_u32(DTL_SLICE("007"), &value));
    assert_int_equal(value, 7);
    const char *bad[] = {"", "4294967296", "-1", "+1", "1 ", "1.0", "12345678901", "x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(dtl_slice_parse_u32(dtl_slice_from_cstr(bad[i]), &value));
    assert_int_equal(value, 7);
}

static void arena_keeps_to_its_budget(void **state)
{
    (void)state;
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 20);
    size_t given = 0;
    char *item;
    while ((item = dtl_arena_alloc(&arena, 1000))) {
        assert_int_equal((uintptr_t)item % 16, 0);
        for (int i = 0; i < 1000; i++)
            assert_int_equal(item[i], 0);
        memset(item, 0xAA, 1000);
        given += 1000;
    }
    assert_true(arena.reserved <= arena.budget);
    assert_true(given > (1 << 20) / 2);
    assert_null(dtl_arena_alloc(&arena, SIZE_MAX - 3));
    assert_null(dtl_arena_calloc(&arena, SIZE_MAX / 8, 16));
    dtl_arena_reset(&arena);
    item = dtl_arena_alloc(&arena, 1000); /* what was used before comes back zeroed */
    assert_non_null(item);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(item[i], 0);
    dtl_arena_free(&arena);
    assert_int_equal(arena.reserved, 0);
}

static void arena_arrays_grow_and_keep_items(void **state)
{
    (void)state;
    DTL_ARRAY_TYPE(number_array, uint64_t);
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 20);
    number_array numbers = {0};
    for (uint64_t i = 0; i < 10000; i++) {
        uint64_t *slot = dtl_array_push(&arena, &numbers);
        assert_non_null(slot);
        assert_int_equal(*slot, 0);
        *slot = i * i;
    }
    for (uint64_t i = 0; i < 10000; i++)
        assert_int_equal(numbers.items[i], i * i);
    while (dtl_array_push(&arena, &numbers))
        ;
    assert_int_equal(numbers.items[99], 99 * 99); /* running out loses nothing */
    dtl_arena_free(&arena);
}

static void utf8_refuses_what_is_not(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t valid;
    } rows[] = {
        {"plain", 5},
        {"caf\xC3\xA9", 5},
        {"\xE2\x80\x9CIS\xE2\x80\x9D", 8},
        {"\xF0\x9F\x98\x80", 4},
        {"\xF4\x8F\xBF\xBF", 4},
        {"ab\xC0\xAF", 2},         /* overlong '/' */
        {"ab\xE0\x80\xAF", 2},     /* overlong in three bytes */
        {"ab\xF0\x80\x80\xAF", 2}, /* overlong in four bytes */
        {"ab\xED\xA0\x80", 2},     /* surrogate */
        {"ab\xED\xBF\xBF", 2},     /* surrogate */
        {"ab\xF4\x90\x80\x80", 2}, /* past U+10FFFF */
        {"ab\xF8\x88\x80\x80\x80", 2},
        {"ab\xE2\x80", 2}, /* cut off */
        {"ab\x80", 2},     /* a lone follower */
        {"ab\xFF", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(dtl_utf8_valid_prefix(dtl_slice_from_cstr(rows[i].bytes)), rows[i].valid);
    assert_int_equal(dtl_utf8_valid_prefix((dtl_slice){"a\0b", 3}), 3);
}

static void utf8_decodes(void **state)
{
    (void)state;
    dtl_slice text = DTL_SLICE("a\xC3\xA9\xE2\x80\x94\xF0\x9F\x98\x80");
    uint32_t expected[] = {'a', 0xE9, 0x2014, 0x1F600}, at = 0;
    for (int i = 0; i < 4; i++)
        assert_int_equal(dtl_utf8_next(text, &at), expected[i]);
    assert_int_equal(at, text.length);
}

static void utf8_folds_spellings_together(void **state)
{
    (void)state;
    static const char *rows[][2] = {
        {"ISKP", "iskp"},
        {"IS\xE2\x80\x91K", "is-k"},
        {"  Daesh\xC2\xA0 Khorasan ", "daesh khorasan"},
        {"D\xC3\xA2\xE2\x80\x99\x65sh", "da'esh"},
        {"\xC3\x84ra", "ara"},
        {"\xC3\x9F", "ss"},
        {"stra\xC3\x9F\x65", "strasse"},
        {"", ""},
    };
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dtl_slice folded;
        assert_true(dtl_utf8_fold(&arena, dtl_slice_from_cstr(rows[i][0]), &folded));
        assert_slice(folded, rows[i][1]);
        dtl_slice again;
        assert_true(dtl_utf8_fold(&arena, folded, &again));
        assert_slice(again, rows[i][1]);
    }
    dtl_arena_free(&arena);
}

static void utf8_fold_and_lower_stay_inside_their_bytes(void **state)
{
    (void)state;
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 16);
    for (uint32_t rune = 0x80; rune < 0x110000; rune++) { /* every character alone: the shortest buffer there is */
        if (rune >= 0xD800 && rune < 0xE000)
            continue;
        char bytes[4];
        uint32_t length = 0;
        if (rune < 0x800) {
            bytes[length++] = (char)(0xC0 | rune >> 6);
        } else if (rune < 0x10000) {
            bytes[length++] = (char)(0xE0 | rune >> 12);
            bytes[length++] = (char)(0x80 | (rune >> 6 & 63));
        } else {
            bytes[length++] = (char)(0xF0 | rune >> 18);
            bytes[length++] = (char)(0x80 | (rune >> 12 & 63));
            bytes[length++] = (char)(0x80 | (rune >> 6 & 63));
        }
        bytes[length++] = (char)(0x80 | (rune & 63));
        dtl_slice out;
        dtl_arena_reset(&arena);
        assert_true(dtl_utf8_fold(&arena, dtl_slice_make(bytes, length), &out));
        assert_int_equal(dtl_utf8_valid_prefix(out), out.length);
        assert_true(dtl_utf8_lower(&arena, dtl_slice_make(bytes, length), &out));
        assert_int_equal(dtl_utf8_valid_prefix(out), out.length);
    }
    dtl_arena_free(&arena);
}

static void days_go_there_and_back(void **state)
{
    (void)state;
    int32_t year = 1599, previous_year = 0;
    uint32_t month, day;
    assert_int_equal(dtl_day_from_civil(1970, 1, 1), 0);
    assert_int_equal(dtl_day_from_civil(2000, 3, 1), 11017);
    int32_t number = dtl_day_from_civil(1600, 1, 1);
    uint32_t weekday = dtl_day_weekday(number);
    assert_int_equal(weekday, 5); /* 1600-01-01 was a Saturday */
    for (; year < 2401; number++) {
        dtl_day_to_civil(number, &year, &month, &day);
        assert_int_equal(dtl_day_from_civil(year, month, day), number);
        assert_int_equal(dtl_day_weekday(number), weekday);
        assert_true(month >= 1 && month <= 12 && day >= 1 && day <= dtl_days_in_month(year, month));
        assert_true(year >= previous_year);
        previous_year = year;
        weekday = (weekday + 1) % 7;
    }
}

static void days_are_read_and_written(void **state)
{
    (void)state;
    char text[16];
    int32_t day = 1;
    assert_true(dtl_day_parse_iso(DTL_SLICE("2021-08-26T13:50:00Z"), &day));
    dtl_day_format(day, text);
    assert_string_equal(text, "2021-08-26");
    assert_int_equal(dtl_day_weekday(day), 3); /* a Thursday */
    const char *bad[] = {"2021-02-29", "2021-13-01", "2021-00-10", "2021-01-00", "2021-1-1", "21-01-01", "2021/01/01", "",
                         "2021-01-3", "20x1-01-01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(dtl_day_parse_iso(dtl_slice_from_cstr(bad[i]), &day));
    assert_true(dtl_day_parse_iso(DTL_SLICE("2024-02-29"), &day));
    dtl_day_format(DTL_DAY_OPEN_PAST, text);
    assert_string_equal(text, "");
    dtl_day_format(DTL_DAY_OPEN_FUTURE, text);
    assert_string_equal(text, "");
    dtl_interval both = dtl_interval_intersect((dtl_interval){10, DTL_DAY_OPEN_FUTURE}, (dtl_interval){DTL_DAY_OPEN_PAST, 12});
    assert_int_equal(both.low, 10);
    assert_int_equal(both.high, 12);
    assert_true(dtl_interval_is_empty(dtl_interval_intersect(both, (dtl_interval){13, 20})));
    assert_true(dtl_interval_is_open(DTL_INTERVAL_OPEN));
}

static void maps_hold_many_numbers(void **state)
{
    (void)state;
    enum { KEYS = 50000 };
    dtl_arena arena;
    dtl_arena_init(&arena, 64 << 20);
    dtl_pair_map map;
    dtl_pair_map_init(&map, &arena);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < KEYS; i++) { /* zero is a key like any other */
            uint32_t *value = dtl_pair_map_slot(&map, (uint64_t)i << 32 | i % 7);
            assert_non_null(value);
            assert_int_equal(*value, round ? i : DTL_NONE);
            *value = i;
        }
    assert_int_equal(map.count, KEYS);
    dtl_arena_free(&arena);
}

typedef struct record {
    uint64_t wide;
    int32_t sign;
    uint32_t narrow;
} record;

static int by_record(const void *x, const void *y)
{
    const record *a = x, *b = y;
    if (a->sign != b->sign)
        return a->sign > b->sign ? -1 : 1;
    if (a->wide != b->wide)
        return a->wide < b->wide ? -1 : 1;
    return (a->narrow > b->narrow) - (a->narrow < b->narrow);
}

static void many_records_are_sorted_as_few(void **state)
{
    (void)state;
    static const dtl_sort_field fields[] = {{offsetof(record, sign), 4, true, true}, {offsetof(record, wide), 8, false, false}, {offsetof(record, narrow), 4, false, false}};
    static record made[5000], wanted[5000];
    static const uint32_t counts[] = {0, 1, 2, 20, 30, 5000};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        uint64_t random = 7;
        for (uint32_t i = 0; i < counts[c]; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            made[i] = (record){random % 3 ? random : random >> 60, (int32_t)(random >> 40) % 50 - 25, i};
        }
        memcpy(wanted, made, sizeof made);
        qsort(wanted, counts[c], sizeof *wanted, by_record);
        assert_true(dtl_sort(1 << 20, made, counts[c], sizeof *made, fields, 3));
        assert_memory_equal(made, wanted, counts[c] * sizeof *made);
    }
    assert_false(dtl_sort(1000, made, 5000, sizeof *made, fields, 3));
}

static void maps_hold_many_keys(void **state)
{
    (void)state;
    enum { KEYS = 50000 };
    dtl_arena arena;
    dtl_arena_init(&arena, 64 << 20);
    dtl_map map;
    dtl_map_init(&map, &arena);
    assert_int_equal(dtl_map_get(&map, DTL_SLICE("x")), DTL_NONE);
    char text[32];
    for (int round = 0; round < 2; round++) /* the second round overwrites */
        for (uint32_t i = 0; i < KEYS; i++) {
            dtl_slice key;
            assert_true(dtl_arena_copy(&arena, dtl_slice_make(text, (size_t)snprintf(text, sizeof text, "key %u", i)), &key));
            assert_true(dtl_map_put(&map, key, i + (uint32_t)round));
        }
    assert_int_equal(map.count, KEYS);
    for (uint32_t i = 0; i < KEYS; i++)
        assert_int_equal(dtl_map_get(&map, dtl_slice_make(text, (size_t)snprintf(text, sizeof text, "key %u", i))), i + 1);
    assert_int_equal(dtl_map_get(&map, DTL_SLICE("key")), DTL_NONE);
    assert_true(dtl_map_put(&map, DTL_SLICE_EMPTY, 3));
    assert_int_equal(dtl_map_get(&map, DTL_SLICE("")), 3);
    dtl_arena_free(&arena);
}

static void maps_stop_at_the_budget(void **state)
{
    (void)state;
    dtl_arena arena;
    dtl_arena_init(&arena, 4096);
    dtl_map map;
    dtl_map_init(&map, &arena);
    static char keys[1000][8];
    uint32_t held = 0;
    for (uint32_t i = 0; i < 1000; i++, held++)
        if (!dtl_map_put(&map, dtl_slice_make(keys[i], (size_t)snprintf(keys[i], sizeof keys[i], "%u", i)), i))
            break;
    assert_true(held > 20 && held < 1000);
    for (uint32_t i = 0; i < held; i++)
        assert_int_equal(dtl_map_get(&map, dtl_slice_from_cstr(keys[i])), i);
    dtl_arena_free(&arena);
}

static void json_is_written_with_commas_and_escapes(void **state)
{
    (void)state;
    dtl_buffer out = {0};
    dtl_json json = {.out = &out};
    dtl_json_open(&json, '{');
    dtl_json_key(&json, "text");
    dtl_json_string(&json, DTL_SLICE("a \"b\"\\\n\t\x01\x7f \xC3\xA9"));
    dtl_json_key(&json, "list");
    dtl_json_open(&json, '[');
    dtl_json_int(&json, -9223372036854775807 - 1);
    dtl_json_bool(&json, true);
    dtl_json_null(&json);
    dtl_json_open(&json, '{');
    dtl_json_close(&json, '}');
    dtl_json_close(&json, ']');
    dtl_json_key(&json, "empty");
    dtl_json_string(&json, DTL_SLICE_EMPTY);
    dtl_json_close(&json, '}');
    assert_false(out.failed);
    assert_slice(dtl_slice_make(out.bytes, out.length),
                 "{\"text\":\"a \\\"b\\\"\\\\\\n\\t\\u0001\\u007f \xC3\xA9\","
                 "\"list\":[-9223372036854775808,true,null,{}],\"empty\":\"\"}");
    dtl_buffer_clear(&out);
    for (int i = 0; i < 300; i++)
        dtl_buffer_format(&out, "%s", "0123456789");
    dtl_buffer_format(&out, "%0600d", 1); /* longer than the small buffer inside */
    assert_int_equal(out.length, 3600);
    assert_int_equal(out.bytes[3599], '1');
    dtl_buffer_free(&out);
}

static void sha256_matches_the_published_vectors(void **state)
{
    (void)state;
    static const char *rows[][2] = { /* FIPS 180-4 examples */
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    char hex[65];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dtl_sha256_hex(dtl_sha256_of(dtl_slice_from_cstr(rows[i][0])), hex);
        assert_string_equal(hex, rows[i][1]);
    }
    dtl_slice cut_here[] = {DTL_SLICE("ab"), DTL_SLICE("c")}, cut_there[] = {DTL_SLICE("a"), DTL_SLICE("bc")};
    dtl_sha256 one = dtl_sha256_of_parts(cut_here, 2), other = dtl_sha256_of_parts(cut_there, 2);
    assert_memory_not_equal(&one, &other, sizeof one);
}

/* The first 12 May from 2018 on that is a Sunday is that of 2019; and what was "on Tuesday" was so at most six days ago. */
static void days_are_narrowed_by_weekdays_and_ages(void **state)
{
    (void)state;
    dtl_day_set days = {{0}}, other = {{0}};
    dtl_interval hull;
    bool less = false;
    dtl_day_set_add_pattern(&days, &(dtl_day_pattern){.month = 5, .day = 12, .weekday = 6, .next = -1});
    dtl_day_set_add(&other, (dtl_interval){dtl_day_from_civil(2018, 1, 1), dtl_day_from_civil(2020, 1, 1)});
    assert_true(dtl_day_set_narrow(&days, &other, &less));
    assert_true(less && dtl_day_set_hull(&days, &hull));
    assert_int_equal(hull.low, dtl_day_from_civil(2019, 5, 12));
    assert_int_equal(hull.high, hull.low);
    other = (dtl_day_set){{0}};
    assert_false(dtl_day_set_narrow(&days, &other, NULL)); /* nothing would be left: nothing is done */
    dtl_interval week = {dtl_day_from_civil(2024, 3, 4), dtl_day_from_civil(2024, 3, 10)};
    dtl_day_set_add_older(&other, week, (dtl_age){.told = true, .weekday = 2, .low = 0, .high = 6});
    assert_true(dtl_day_set_hull(&other, &hull));
    assert_int_equal(hull.low, dtl_day_from_civil(2024, 3, 5)); /* a Tuesday */
    assert_int_equal(hull.high, dtl_day_from_civil(2024, 3, 11));
    days = (dtl_day_set){{0}};
    dtl_day_set_add(&days, DTL_INTERVAL_OPEN);
    assert_true(dtl_day_set_hull(&days, &hull) && dtl_interval_is_open(hull));
}

static void errors_are_one_line_and_never_overrun(void **state)
{
    (void)state;
    dtl_error error;
    char longer[2000];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(dtl_error_set(&error, DTL_ERR_INPUT, longer, 12, "%s", longer), DTL_ERR_INPUT);
    assert_int_equal(strlen(error.file), sizeof error.file - 1);
    assert_int_equal(strlen(error.message), sizeof error.message - 1);
    assert_int_equal(error.offset, 12);
    assert_int_equal(dtl_error_set(NULL, DTL_ERR_IO, NULL, DTL_OFFSET_NONE, "unheard"), DTL_ERR_IO);
    for (int code = DTL_OK; code <= DTL_ERR_CANCELLED; code++)
        assert_string_not_equal(dtl_err_name((dtl_err)code), "unknown");
}

static void numbers_are_written(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *text;
    } rows[] = {{0, "0"}, {7, "7"}, {10, "10"}, {-1, "-1"}, {4294967296, "4294967296"}, {INT64_MAX, "9223372036854775807"}, {INT64_MIN, "-9223372036854775808"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char digits[DTL_NUMBER_MOST];
        assert_slice(dtl_slice_make(digits, (size_t)(dtl_number_write(digits, rows[i].number) - digits)), rows[i].text);
    }
}

static void marks_join_their_letters(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"Herat", "Herat"}, {"Cafe\xCC\x81", "Caf\xC3\xA9"}, {"Caf\xC3\xA9", "Caf\xC3\xA9"}, {"\xCC\x81", "\xCC\x81"},
                                          {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C"}, {"\xE2\x80\x99s", "\xE2\x80\x99s"}, {"", ""}};
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dtl_slice composed;
        assert_true(dtl_utf8_compose(&arena, dtl_slice_from_cstr(rows[i][0]), &composed));
        assert_slice(composed, rows[i][1]);
    }
    dtl_arena_free(&arena);
    dtl_slice none;
    dtl_arena_init(&arena, 0);
    assert_false(dtl_utf8_compose(&arena, DTL_SLICE("e\xCC\x81"), &none));
    dtl_arena_free(&arena);
}

/* Syllables that fold to three times their bytes, with letters behind them. */
static void folding_stays_in_bounds(void **state)
{
    (void)state;
    dtl_arena arena;
    dtl_slice folded;
    dtl_arena_init(&arena, 1 << 20);
    assert_true(dtl_utf8_fold(&arena, DTL_SLICE("\xED\x95\x9C\xED\x95\x9C\xED\x95\x9C\xED\x95\x9C Radio News Desk"), &folded));
    assert_int_equal(folded.length, 4 * 9 + 16);
    assert_true(dtl_slice_ends_with(folded, DTL_SLICE(" radio news desk")));
    dtl_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written), cmocka_unit_test(marks_join_their_letters),
        cmocka_unit_test(folding_stays_in_bounds),
        cmocka_unit_test(slice_compares_and_finds),
        cmocka_unit_test(slice_trims_blanks_of_web_pages),
        cmocka_unit_test(slice_cuts_fields),
        cmocka_unit_test(slice_reads_numbers_and_refuses_others),
        cmocka_unit_test(arena_keeps_to_its_budget),
        cmocka_unit_test(arena_arrays_grow_and_keep_items),
        cmocka_unit_test(utf8_refuses_what_is_not),
        cmocka_unit_test(utf8_decodes),
        cmocka_unit_test(utf8_folds_spellings_together),
        cmocka_unit_test(utf8_fold_and_lower_stay_inside_their_bytes),
        cmocka_unit_test(days_go_there_and_back),
        cmocka_unit_test(days_are_read_and_written),
        cmocka_unit_test(maps_hold_many_keys),
        cmocka_unit_test(maps_hold_many_numbers),
        cmocka_unit_test(many_records_are_sorted_as_few),
        cmocka_unit_test(maps_stop_at_the_budget),
        cmocka_unit_test(json_is_written_with_commas_and_escapes),
        cmocka_unit_test(sha256_matches_the_published_vectors),
        cmocka_unit_test(days_are_narrowed_by_weekdays_and_ages),
        cmocka_unit_test(errors_are_one_line_and_never_overrun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
