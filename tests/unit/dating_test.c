/* dating: reports invented here carry no date of their own; what their words say about it must hold, with a reason. */
#include "engine.h"
#include "doc/report.h"
#include "mention/mention.h"
#include <stdlib.h>

/* A report that went the whole way. */
typedef struct coded {
    dtl_arena arena;
    dtl_doc doc;
} coded;

static void code_at(coded *c, const char *text, const char *url)
{
    dtl_error error = {0};
    memset(c, 0, sizeof *c);
    dtl_arena_init(&c->arena, (size_t)512 << 20);
    c->doc = (dtl_doc){.arena = &c->arena, .source = {.bytes = dtl_slice_from_cstr(text), .url = dtl_slice_from_cstr(url),
                                                        .format = DTL_FORMAT_TEXT}};
    assert_int_equal(dtl_doc_run(engine, &c->doc, &error), DTL_OK);
    if (!dtl_doc_check(&c->doc, &error))
        fail_msg("%s", error.message);
}

static void code(coded *c, const char *text)
{
    code_at(c, text, "");
}

static const dtl_date_constraint *constraint(const coded *c, const char *evidence)
{
    const dtl_date_constraint_array *all = &c->doc.mention.constraints;
    for (uint32_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].evidence, evidence) == 0)
            return &all->items[i];
    return NULL;
}

/* One report: the interval it must get ("" = open), and a sort of evidence that it must carry (NULL: any; for offices: none). */
typedef struct dated {
    const char *text, *low, *high, *evidence;
} dated;

static void check(const dated *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        coded c;
        char low[16], high[16];
        code(&c, cases[i].text);
        dtl_day_format(c.doc.mention.published.low, low);
        dtl_day_format(c.doc.mention.published.high, high);
        if (strcmp(low, cases[i].low) != 0 || strcmp(high, cases[i].high) != 0)
            print_error("# %s\n#   %s … %s\n", cases[i].text, low, high);
        assert_string_equal(low, cases[i].low);
        assert_string_equal(high, cases[i].high);
        const dtl_date_constraint *x = cases[i].evidence ? constraint(&c, cases[i].evidence) : NULL;
        if (cases[i].evidence && !x)
            fail_msg("no '%s' in: %s", cases[i].evidence, cases[i].text);
        if (x)
            assert_true(x->reason.length > 0);
        dtl_arena_free(&c.arena);
    }
}
#define CHECK(cases) check((cases), sizeof(cases) / sizeof *(cases))

static void clauses_say_on_which_side_a_year_lies(void **state)
{
    (void)state;
    static const dated cases[] = {
        {"The town sold the old ferry in 2014, and nobody misses it much.", "2014-01-01", "", "year told"},
        {"The bridge, built in 2014, is closed again and nobody knows why.", "2014-01-01", "", "year of a thing done"},
        {"The town will sell the old ferry in 2014, and nobody will miss it much.", "", "", "year to come"},
        /* told as past and as to come: between the two */
        {"The town bought the ferry in 2014. It will sell the boat in 2015, the mayor said.", "", "", "year to come"},
        /* the year of a thing, the end of a stretch, the goal of a plan bound nothing */
        {"The council debated the 2014 budget and the old ferry for hours.", "", "", "none"},
        {"The council planned to run the ferry from 2014 to 2019, a clerk said.", "", "", "none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coded c;
        char low[16];
        code(&c, cases[i].text);
        dtl_day_format(c.doc.mention.published.low, low);
        const bool none = strcmp(cases[i].evidence, "none") == 0;
        if (none && (constraint(&c, "year told") || constraint(&c, "year of a thing done")))
            fail_msg("bounded: %s", cases[i].text);
        if (!none && !constraint(&c, cases[i].evidence))
            fail_msg("no '%s' in: %s", cases[i].evidence, cases[i].text);
        if (i < 2)
            assert_string_equal(low, cases[i].low);
        dtl_arena_free(&c.arena);
    }
}

static void dates_near_the_report_tell_its_days(void **state)
{
    (void)state;
    static const dated cases[] = {
        {"Old mill to be sold. By Ann Marsh Staff Writer March 24, 2009 HILLTON -- The town council sold the old mill to a baker on the hill.",
         "2009-03-24", "2009-03-25", NULL},
        {"The choir met on Saturday, March 14, 2009, and sang until the lamps went out.", "2009-03-14", "2009-04-28", "full date with weekday"},
        /* the calendar knows no Friday, March 14, 2009: a slip */
        {"The choir met on Friday, March 14, 2009, and sang until the lamps went out.", "2009-03-14", "", "year told"},
        {"The ferry carried 900 people so far in 2013, the harbour master said.", "2013-01-01", "2014-01-31", "running year"},
        {"Ada Stone, 91, died at home on Thursday. She was born on June 22, 1917, in the valley and taught there.", "2008-06-22", "2009-07-13", "birth and age"},
    };
    CHECK(cases);
}

static void offices_bound_on_both_sides(void **state)
{
    (void)state;
    static const dated cases[] = {
        /* 2009-01-20 … and before 2010-05-11 is wider than a year: the upper end is only kept as a constraint */
        {"President Barack Obama spoke by telephone with Prime Minister Gordon Brown on Monday.", "2009-01-20", "", "office not left"},
        {"Prime Minister Ehud Olmert met President Barack Obama on Monday and said little.", "2009-01-20", "2009-03-30", "office held"},
        {"President-elect Barack Obama chose a dog for his daughters on Monday.", "2008-11-04", "2009-01-20", "office to come"},
        {"Former President Barack Obama opened a library for children in the town.", "2017-01-20", "", "office left"},
        {"The prime minister, Gordon Brown, opened a library for children in the town.", "2007-06-27", "", "office held"},
        {"Ehud Olmert, the former Israeli prime minister, opened a library in the town.", "2009-03-31", "", "office left"},
        /* told of a year, wished for, or another office */
        {"In 1975, Gov. Jerry Brown slept on the floor, a friend said of those days.", "", "", NULL},
        {"Voters fear a President Donald Trump, the baker said, and so does his wife.", "", "", NULL},
        {"The adviser of the former king, Gordon Brown said on Monday, was late again.", "", "", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coded c;
        char low[16], high[16];
        code(&c, cases[i].text);
        dtl_day_format(c.doc.mention.published.low, low);
        dtl_day_format(c.doc.mention.published.high, high);
        if (cases[i].evidence) {
            if (!constraint(&c, cases[i].evidence) || strcmp(low, cases[i].low) != 0 || strcmp(high, cases[i].high) != 0)
                fail_msg("%s … %s: %s", low, high, cases[i].text);
        } else if (constraint(&c, "office held")) {
            fail_msg("held: %s", cases[i].text);
        }
        dtl_arena_free(&c.arena);
    }
}

static void known_events_bound_from_below(void **state)
{
    (void)state;
    static const dated cases[] = {
        {"The shop lost its roof to Hurricane Katrina and never opened again.", "2005-08-23", "", "known event"},
        {"The town marked the fifth anniversary of the September 11 attacks with a bell.", "2006-07-28", "2006-10-26", "years since a known event"},
        {"NATO ended its combat mission 900,000 centuries ago, the drunkard sang.", "2014-12-28", "", "known event"},
        {"The boy lost his iPhone last week and found it in the river.", "2007-01-09", "", "known event"},
    };
    CHECK(cases);
}

static void contradictions_are_told_and_left_out(void **state)
{
    (void)state;
    coded c;
    code(&c, "The town closed the mill in 2012. President-elect Barack Obama sent the miller a letter.");
    const dtl_date_constraint *x = constraint(&c, "office to come");
    assert_non_null(x);
    assert_true(x->conflict);
    assert_false(x->used);
    bool told = false;
    for (uint32_t i = 0; i < c.doc.notes.count; i++)
        told = told || dtl_slice_starts_with(c.doc.notes.items[i].text, DTL_SLICE("what dates this report disagrees"));
    assert_true(told);
    assert_int_equal(c.doc.mention.published.low, dtl_day_from_civil(2012, 1, 1));
    dtl_arena_free(&c.arena);
}

static void a_day_in_the_address_is_good_to_a_day(void **state)
{
    (void)state;
    coded c; /* 2022-05-04 was a Wednesday */
    code_at(&c, "The mill burnt on Tuesday. Nobody was hurt in the fire, and the miller has built another.", "https://elda.example/2022/05/04/mill");
    const int32_t day = dtl_day_from_civil(2022, 5, 4);
    assert_int_equal(c.doc.article.published.low, day);
    assert_int_equal(c.doc.mention.published.low, day - 1);
    assert_int_equal(c.doc.mention.published.high, day + 1);
    assert_int_equal(c.doc.mention.published_best, day);
    assert_string_equal(c.doc.mention.published_from, "url");
    assert_int_equal(c.doc.mention.times.count, 1); /* counted from the day as it stands */
    assert_int_equal(c.doc.mention.times.items[0].days.low, day - 1);
    assert_int_equal(c.doc.mention.times.items[0].days.high, day - 1);
    dtl_arena_free(&c.arena);
}

static void the_coded_report_carries_the_constraints(void **state)
{
    (void)state;
    coded c;
    code(&c, "The mill was built in 2022. It burned on Sunday night, May 12. President Joe Biden wrote to the miller.");
    dtl_buffer line = {0}, again = {0};
    dtl_error error = {0};
    dtl_report report;
    assert_int_equal(dtl_doc_write(engine, &c.doc, &line), DTL_OK);
    assert_int_equal(dtl_report_read(dtl_slice_make(line.bytes, line.length), &c.arena, &report, &error), DTL_OK);
    assert_int_equal(report.constraints.count, c.doc.mention.constraints.count);
    assert_true(report.constraints.count >= 3);
    assert_int_equal(report.published_best, dtl_day_from_civil(2024, 5, 12));
    bool recurring = false;
    for (uint32_t i = 0; i < report.constraints.count; i++) {
        const dtl_report_constraint *x = &report.constraints.items[i];
        recurring = recurring || (x->month == 5 && x->day == 12 && x->weekday == 6 && x->to == 6 && x->kind == DTL_CONSTRAINT_FIRM);
        assert_true(x->reason.length > 0);
    }
    assert_true(recurring);
    dtl_report_write(&report, &again);
    assert_int_equal(line.length, again.length);
    assert_memory_equal(line.bytes, again.bytes, line.length);
    dtl_buffer_free(&line);
    dtl_buffer_free(&again);
    dtl_arena_free(&c.arena);
}

static void many_dates_stay_cheap(void **state)
{
    (void)state;
    enum { COPIES = 4000 };
    static const char sentence[] = "President Barack Obama met the miller on Sunday, May 12, and Hurricane Katrina was told of in 2013. ";
    char *text = malloc(COPIES * sizeof sentence + 1);
    assert_non_null(text);
    size_t used = 0;
    for (int i = 0; i < COPIES; i++) {
        memcpy(text + used, sentence, sizeof sentence - 1);
        used += sizeof sentence - 1;
    }
    text[used] = 0;
    coded c;
    code(&c, text);
    assert_true(c.doc.mention.constraints.count <= 64);
    dtl_arena_free(&c.arena);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_say_on_which_side_a_year_lies), cmocka_unit_test(dates_near_the_report_tell_its_days),
        cmocka_unit_test(offices_bound_on_both_sides),           cmocka_unit_test(known_events_bound_from_below),
        cmocka_unit_test(contradictions_are_told_and_left_out),  cmocka_unit_test(the_coded_report_carries_the_constraints),
        cmocka_unit_test(many_dates_stay_cheap),                 cmocka_unit_test(a_day_in_the_address_is_good_to_a_day),
    };
    return cmocka_run_group_tests_name("dating", tests, open_engine, close_engine);
}
