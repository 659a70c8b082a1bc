/* times: the scorer of the bench, and phrases of our own with the values and days that they must get. */
#include "check.h"
#include "article/article.h"
#include "mention/mention.h"
#include "page/page.h"
#include "parse/parse.h"
#include "text/text.h"
#include "times_score.h"
#include <time.h>

/* A document of two expressions; offsets below are counted on paper over "On26MayherestedtwodaysonMonday." */
static const char document[] = "<?xml version=\"1.0\" ?>\n<TimeML>\n<DOCID>made</DOCID>\n"
    "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2001-06-01\">June 1</TIMEX3></DCT>\n"
    "<TEXT>On <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2001-05-26\">26 May</TIMEX3> he <EVENT eid=\"e1\">rested</EVENT> "
    "<TIMEX3 tid=\"t2\" type=\"DURATION\" value=\"P2D\">two days</TIMEX3> on Monday.</TEXT>\n</TimeML>\n";

static void tml_is_read(void **state)
{
    (void)state;
    dtl_slice rest = dtl_slice_from_cstr(document);
    times_document d;
    assert_true(times_read_tml(&rest, &d));
    assert_slice(d.created, "2001-06-01");
    assert_slice(dtl_slice_make(d.text, d.text_length), "On 26 May he rested two days on Monday.");
    assert_int_equal(d.item_count, 2);
    assert_slice(d.items[1].value, "P2D");
    assert_slice(d.items[1].type, "DURATION");
    assert_int_equal(d.items[0].first, 2);
    assert_int_equal(d.items[0].end, 7);
    assert_int_equal(d.items[1].first, 15);
    assert_int_equal(d.items[1].end, 22);
    times_document_free(&d);
    assert_false(times_read_tml(&rest, &d));
}

static void scorer(void **state)
{
    (void)state;
    uint32_t partner[8];
    dtl_slice rest = dtl_slice_from_cstr(document);
    times_document d;
    assert_true(times_read_tml(&rest, &d));
    times_counts self = {0}, empty = {0}, hand = {0};
    times_score(d.items, 2, d.items, 2, partner, &self);
    assert_int_equal(self.gold + self.answered + self.strict + self.relaxed + self.type + self.value, 12);
    times_score(d.items, 2, NULL, 0, partner, &empty);
    assert_int_equal(empty.gold, 2);
    assert_int_equal(empty.answered + empty.strict + empty.relaxed + empty.type + empty.value, 0);
    /* "On 26 May" (value right), "two" (wrong value), "days" (may not be matched again), "Monday" (not in the gold) */
    const times_item answers[] = {
        {.first = 0, .end = 7, .value = DTL_SLICE("2001-05-26"), .type = DTL_SLICE("DATE")},
        {.first = 15, .end = 18, .value = DTL_SLICE("P2W"), .type = DTL_SLICE("DURATION")},
        {.first = 18, .end = 22, .value = DTL_SLICE("P2D"), .type = DTL_SLICE("DURATION")},
        {.first = 24, .end = 30, .value = DTL_SLICE("2001-05-28"), .type = DTL_SLICE("DATE")},
    };
    times_score(d.items, 2, answers, 4, partner, &hand);
    assert_int_equal(hand.answered, 4);
    assert_int_equal(hand.strict, 0);
    assert_int_equal(hand.relaxed, 2);
    assert_int_equal(hand.type, 2);
    assert_int_equal(hand.value, 1);
    /* an equal span wins over an earlier overlap */
    const times_item equal[] = {answers[1], d.items[1]};
    times_counts exact = {0};
    times_score(d.items + 1, 1, equal, 2, partner, &exact);
    assert_int_equal(exact.strict, 1);
    assert_int_equal(partner[0], 1);
    times_document_free(&d);
}

/* ---- phrases ---- */

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[], dtl_embedded_model[], dtl_embedded_model_end[];

/* Rules, weights and one coded text. */
typedef struct coder {
    dtl_rules *rules;
    dtl_model *model;
    dtl_arena arena;
    dtl_doc doc;
} coder;

static void open_coder(coder *c)
{
    dtl_error error = {0};
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &c->rules, &error), DTL_OK);
    assert_int_equal(dtl_model_open(dtl_slice_make(dtl_embedded_model, (size_t)(dtl_embedded_model_end - dtl_embedded_model)), &c->model, &error), DTL_OK);
}

static void close_coder(coder *c)
{
    dtl_model_close(c->model);
    dtl_rules_close(c->rules);
}

/* Codes the text up to mention, as the report of this day ("" = unknown). */
static void code(coder *c, const char *text, const char *published)
{
    dtl_error error = {0};
    dtl_arena_init(&c->arena, (size_t)64 << 20);
    c->doc = (dtl_doc){.arena = &c->arena, .source = {.bytes = dtl_slice_from_cstr(text), .published = dtl_slice_from_cstr(published), .format = DTL_FORMAT_TEXT}};
    dtl_doc *d = &c->doc;
    assert_int_equal(dtl_page_run(&d->source, d->arena, &d->notes, &d->page), DTL_OK);
    assert_int_equal(dtl_article_run(&d->source, &d->page, c->rules, d->arena, &d->notes, &d->article), DTL_OK);
    assert_int_equal(dtl_text_run(&d->page, &d->article, c->rules, d->arena, &d->notes, &d->text), DTL_OK);
    assert_int_equal(dtl_parse_run(&d->page, &d->text, c->model, d->arena, &d->notes, &d->parse), DTL_OK);
    assert_int_equal(dtl_mention_run(d, c->rules, NULL, &d->notes, &d->mention), DTL_OK);
    if (!dtl_doc_check(d, &error))
        fail_msg("%s", error.message);
}

/* The k-th time of the text with these words; NULL if there is none. */
static const dtl_mention *time_of(const coder *c, const char *words)
{
    for (uint32_t i = 0; i < c->doc.mention.mentions.count; i++) {
        const dtl_mention *m = &c->doc.mention.mentions.items[i];
        if (m->kind == DTL_MENTION_TIME && dtl_slice_is(dtl_doc_slice(&c->doc, m->span), words))
            return m;
    }
    return NULL;
}

/* A text, the words that must be a time in it, its value and type. */
typedef struct phrase {
    const char *text, *words, *value;
    uint8_t timex;
} phrase;

enum { DATE = DTL_TIMEX_DATE, TIME = DTL_TIMEX_TIME, LENGTH = DTL_TIMEX_DURATION, SET = DTL_TIMEX_SET };

static void check(coder *c, const char *published, const phrase *p)
{
    code(c, p->text, published);
    const dtl_mention *m = time_of(c, p->words);
    if (!m)
        fail_msg("no time \"%s\" in: %s", p->words, p->text);
    const dtl_time *time = &c->doc.mention.times.items[m->target];
    if (!dtl_slice_is(time->value, p->value) || time->timex != p->timex)
        fail_msg("in: %s\nof: %s\nvalue %.*s type %u, wanted %s %u", p->text, p->words, (int)time->value.length, time->value.ptr, time->timex, p->value, p->timex);
    dtl_arena_free(&c->arena);
}

static void phrases_have_values(void **state)
{
    (void)state;
    coder c;
    open_coder(&c);
    static const phrase phrases[] = { /* the report is of Wednesday 4 May 2022 */
        /* calendar */
        {"The bridge fell on 18 March 2019.", "18 March 2019", "2019-03-18", DATE},
        {"The bridge fell on March 18, 2019, at night.", "March 18, 2019", "2019-03-18", DATE},
        {"The bridge fell on Sept. 3, 2011.", "Sept. 3, 2011", "2011-09-03", DATE},
        {"The bridge fell on the 3rd of September 2011.", "the 3rd of September 2011", "2011-09-03", DATE},
        {"The bridge fell in November of 1987.", "November of 1987", "1987-11", DATE},
        {"The bridge fell in 1987.", "1987", "1987", DATE},
        {"The log begins on 2019-11-05.", "2019-11-05", "2019-11-05", DATE},
        {"The log begins on 11/05/2019.", "11/05/2019", "2019-11-05", DATE},
        {"The log begins on 25/11/2019.", "25/11/2019", "2019-11-25", DATE},
        {"The log begins on 25.11.2019.", "25.11.2019", "2019-11-25", DATE},
        {"The bridge fell on March 18.", "March 18", "2022-03-18", DATE},
        {"The bridge fell on November 18.", "November 18", "2021-11-18", DATE},
        {"The bridge fell in August.", "August", "2021-08", DATE},
        {"The bridge will open in August.", "August", "2022-08", DATE},
        {"Miners struck from 5–7 April.", "5", "2022-04-05", DATE},
        {"Miners struck from 5–7 April.", "7 April", "2022-04-07", DATE},
        {"Miners struck on April 5 and 7.", "7", "2022-04-07", DATE},
        {"The canal war of 1911-1914 ruined both ports.", "1911", "1911", DATE},
        {"The canal war of 1911-1914 ruined both ports.", "1914", "1914", DATE},
        {"The harvest of 1996-97 was poor.", "97", "1997", DATE},
        {"The port silted up in the 1930s.", "the 1930s", "193", DATE},
        {"The port silted up in the late 1930s.", "the late 1930s", "193", DATE},
        {"The port silted up in the nineties.", "the nineties", "199", DATE},
        {"The port was dug in the 19th century.", "the 19th century", "18", DATE},
        {"It is a seventeenth-century wall.", "seventeenth-century", "16", DATE},
        {"The wall was built in 431 BC by exiles.", "431 BC", "BC0431", DATE},
        {"The wall was built in the fourth century BC.", "the fourth century BC", "BC03", DATE},
        {"The wall fell in the winter of 1914.", "the winter of 1914", "1914-WI", DATE},
        {"The wall fell in summer 2013.", "summer 2013", "2013-SU", DATE},
        {"The wall fell last autumn.", "last autumn", "2021-FA", DATE},
        {"Sales fell in the third quarter of 2012.", "the third quarter of 2012", "2012-Q3", DATE},
        {"Sales fell in the second half of 2012.", "the second half of 2012", "2012-H2", DATE},
        {"The siege began in mid-1943.", "mid-1943", "1943", DATE},
        {"The siege began in early June 1943.", "early June 1943", "1943-06", DATE},
        {"The siege began at the end of March 1943.", "the end of March 1943", "1943-03", DATE},
        /* days and clock */
        {"The mill burnt on Tuesday.", "Tuesday", "2022-05-03", DATE},
        {"The mill burnt on Wednesday.", "Wednesday", "2022-05-04", DATE},
        {"The council will meet on Friday.", "Friday", "2022-05-06", DATE},
        {"The girl who was bitten by her dog on Friday is expected to go home.", "Friday", "2022-04-29", DATE},
        {"The mill burnt on Monday night.", "Monday night", "2022-05-02TNI", TIME},
        {"The mill burnt on Sunday night, March 26, 2017.", "Sunday night, March 26, 2017", "2017-03-26TNI", TIME},
        {"The mill burnt early Tuesday.", "early Tuesday", "2022-05-03", DATE},
        {"The mill burnt on the night of 4 May 1954.", "the night of 4 May 1954", "1954-05-04TNI", TIME},
        {"The mill burnt last night.", "last night", "2022-05-03TNI", TIME},
        {"The mill burnt this morning.", "this morning", "2022-05-04TMO", TIME},
        {"The mill burnt at 9:34 p.m. Monday.", "9:34 p.m. Monday", "2022-05-02T21:34", TIME},
        {"The ship left on 4 May 1954. It sank at 18:00 UTC.", "18:00 UTC", "1954-05-04T18:00Z", TIME},
        {"The ship left on Monday. It sank at 0315 GMT.", "0315 GMT", "2022-05-02T03:15Z", TIME},
        {"Two ships sank over the weekend.", "the weekend", "2022-W17-WE", DATE},
        {"The ship left on Monday. It sank at 3 a.m.", "3 a.m.", "2022-05-02T03:00", TIME},
        /* relative */
        {"The mill burnt yesterday.", "yesterday", "2022-05-03", DATE},
        {"The mill burnt last week.", "last week", "2022-W17", DATE},
        {"The mill will open next month.", "next month", "2022-06", DATE},
        {"The mill closed late last year.", "late last year", "2021", DATE},
        {"The mill closed earlier this week.", "earlier this week", "2022-W18", DATE},
        {"The fair is held this weekend.", "this weekend", "2022-W18-WE", DATE},
        {"The mill burnt three days ago.", "three days ago", "2022-05-01", DATE},
        {"The mill burnt two weeks ago.", "two weeks ago", "2022-W16", DATE},
        {"The mill burnt two years ago.", "two years ago", "2020", DATE},
        {"The mill burnt several years ago.", "several years ago", "PAST_REF", DATE},
        {"The mill burnt on March 18. Two days later it rained.", "Two days later", "2022-03-20", DATE},
        {"The mill burnt on March 18. It rained the following day.", "the following day", "2022-03-19", DATE},
        {"The mill burnt on March 18. Rain had come the day before.", "the day before", "2022-03-17", DATE},
        {"The mill burnt on 18 March 1970. Its owner died that year.", "that year", "1970", DATE},
        {"The mill burnt on 18 March 1970. Its owner died the same day.", "the same day", "1970-03-18", DATE},
        {"The mill burnt on 18 March 1970. Its owner died later that month.", "later that month", "1970-03", DATE},
        {"The mill burnt on 18 March 1970. Its owner had left the previous year.", "the previous year", "1969", DATE},
        {"Back in 2019 the mill was new. On August 27 it burnt.", "August 27", "2019-08-27", DATE},
        /* lengths */
        {"The siege lasted two and a half years.", "two and a half years", "P2.5Y", LENGTH},
        {"It was a 46-day siege.", "46-day", "P46D", LENGTH},
        {"The siege went on for several weeks.", "several weeks", "PXW", LENGTH},
        {"The siege went on for nearly three months.", "nearly three months", "P3M", LENGTH},
        {"The talks took half an hour.", "half an hour", "PT30M", LENGTH},
        {"Over the past two decades, floods have come.", "the past two decades", "P2DE", LENGTH},
        {"He died more than a year after the siege ended.", "more than a year", "P1Y", LENGTH},
        {"He was held for months.", "months", "PXM", LENGTH},
        {"The pass will stay shut for the next six weeks.", "the next six weeks", "P6W", LENGTH},
        {"The first two weeks of May were dry.", "The first two weeks of May", "P2W", LENGTH},
        /* repetitions and references */
        {"The council meets every Friday.", "every Friday", "XXXX-WXX-5", SET},
        {"The road is swept daily.", "daily", "P1D", SET},
        {"The tax is paid annually.", "annually", "P1Y", SET},
        {"The yard builds 15 a year.", "a year", "P1Y", SET},
        {"Markets open on Saturdays.", "Saturdays", "XXXX-WXX-6", SET},
        {"The pass is now shut.", "now", "PRESENT_REF", DATE},
        {"The pass was shut recently.", "recently", "PAST_REF", DATE},
        {"The pass was shut in recent months.", "recent months", "PAST_REF", DATE},
        {"The pass may open in the future.", "the future", "FUTURE_REF", DATE},
        /* feasts and other calendars */
        {"The mill burnt on Christmas Eve.", "Christmas Eve", "2021-12-24", DATE},
        {"The rising began on Easter Monday 1916.", "Easter Monday 1916", "1916-04-24", DATE},
        {"Guns fell silent for Eid al-Fitr in the valley.", "Eid al-Fitr", "2022-05-03", DATE},
        {"The truce will hold until Eid al-Adha.", "Eid al-Adha", "2022-07-10", DATE},
        {"Families met for Nowruz.", "Nowruz", "2022-03-21", DATE},
        {"Crowds gathered on Ashura in 2019.", "Ashura", "2019-09-10", DATE},
        {"The decree is dated 10 Ramadan 1443.", "10 Ramadan 1443", "2022-04-12", DATE},
        {"The decree is dated 24 Asad 1400.", "24 Asad 1400", "2021-08-15", DATE},
        {"Voters queued before Thanksgiving 2020.", "Thanksgiving 2020", "2020-11-26", DATE},
    };
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        check(&c, "2022-05-04", &phrases[i]);
    static const phrase undated[] = {
        {"The mill burnt on Tuesday.", "Tuesday", "XXXX-WXX-2", DATE},
        {"The mill burnt on March 18.", "March 18", "XXXX-03-18", DATE},
        {"The mill burnt last year.", "last year", "XXXX", DATE},
        {"The mill burnt last night.", "last night", "XXXX-XX-XXTNI", TIME},
    };
    for (size_t i = 0; i < sizeof undated / sizeof *undated; i++)
        check(&c, "", &undated[i]);
    close_coder(&c);
}

static void other_words_are_no_times(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"The 16-year-old miller slept.", "16-year"}, {"They may march on.", "march"},         {"The army bought 2000 houses.", "2000"},
        {"He lives on Easter Island.", "Easter"},     {"The Long March began here.", "March"}, {"Prime Minister May resigned.", "May"},
        {"The fall of the city shook them.", "fall"}, {"He read Romans 15:13 aloud.", "15:13"}, {"The second man fled.", "second"},
        {"The tank weighs 1500 kg.", "1500"},         {"It sold 300 of 1900 tickets.", "1900"}, {"Asad Mehr spoke first.", "Asad"},
    };
    coder c;
    open_coder(&c);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        code(&c, cases[i].text, "2022-05-04");
        if (time_of(&c, cases[i].words))
            fail_msg("a time in: %s", cases[i].text);
        dtl_arena_free(&c.arena);
    }
    close_coder(&c);
}

/* Days and reasons: what other rooms and a reader take from a time. */
static void days_have_reasons(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words, *low, *high, *reason;
        uint8_t kind;
        bool future;
    } cases[] = {
        {"The mill burnt on Tuesday.", "Tuesday", "2022-05-03", "2022-05-03", "Tuesday before the report's day 2022-05-04", DTL_TIME_DAY, false},
        {"The council will meet on Friday.", "Friday", "2022-05-06", "2022-05-06", "Friday after the report's day 2022-05-04", DTL_TIME_DAY, true},
        {"The mill burnt in August.", "August", "2021-08-01", "2021-08-31", "August before the report's day 2022-05-04", DTL_TIME_SPAN, false},
        {"The mill burnt last month.", "last month", "2022-04-01", "2022-04-30", "counted from the report's day 2022-05-04", DTL_TIME_SPAN, false},
        {"It burnt on March 18, 2020. It rained two days later.", "two days later", "2020-03-20", "2020-03-20",
         "counted from the date told before, 2020-03-18", DTL_TIME_DAY, false},
        {"It burnt on 18 March 2020.", "18 March 2020", "2020-03-18", "2020-03-18", "", DTL_TIME_DAY, false},
        {"It burnt during Eid al-Fitr 2020.", "Eid al-Fitr 2020", "2020-05-23", "2020-05-27", "Eid al-Fitr of that year begins within a day of 2020-05-24",
         DTL_TIME_SPAN, false},
        {"Over the past two decades, mills burnt.", "the past two decades", "2002-05-04", "2022-05-04", "counted from the report's day 2022-05-04",
         DTL_TIME_DURATION, false},
        {"A 46-day siege ended.", "46-day", "", "", "", DTL_TIME_LENGTH, false},
        {"The pass is now shut.", "now", "", "", "", DTL_TIME_REFERENCE, false},
        {"Miners struck from 5–7 April.", "5", "2022-04-05", "2022-04-07", "April before the report's day 2022-05-04", DTL_TIME_DAY, false},
        {"The war of 1911-1914 ruined them.", "1911", "1911-01-01", "1914-12-31", "", DTL_TIME_SPAN, false},
    };
    coder c;
    open_coder(&c);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        code(&c, cases[i].text, "2022-05-04");
        const dtl_mention *m = time_of(&c, cases[i].words);
        if (!m)
            fail_msg("no time in: %s", cases[i].text);
        const dtl_time *time = &c.doc.mention.times.items[m->target];
        char low[16], high[16];
        dtl_day_format(time->days.low, low);
        dtl_day_format(time->days.high, high);
        if (strcmp(low, cases[i].low) || strcmp(high, cases[i].high) || time->kind != cases[i].kind || time->future != cases[i].future)
            fail_msg("in: %s\ngot %s..%s kind %u future %d", cases[i].text, low, high, time->kind, time->future);
        assert_slice(m->reason, cases[i].reason);
        dtl_arena_free(&c.arena);
    }
    close_coder(&c);
}

/* A text of one phrase again and again: four times as much may cost about four times as long. */
static double seconds_of(coder *c, const char *unit, uint32_t count)
{
    char *text = malloc(strlen(unit) * count + 1), *end = text;
    for (uint32_t i = 0; i < count; i++)
        end = stpcpy(end, unit);
    dtl_arena_init(&c->arena, (size_t)1 << 30);
    c->doc = (dtl_doc){.arena = &c->arena, .source = {.bytes = dtl_slice_from_cstr(text), .format = DTL_FORMAT_TEXT}};
    dtl_doc *d = &c->doc;
    assert_int_equal(dtl_page_run(&d->source, d->arena, &d->notes, &d->page), DTL_OK);
    assert_int_equal(dtl_text_plain(d->page.text, c->rules, d->arena, &d->notes, &d->text), DTL_OK);
    d->article.body = (dtl_paragraph_array){0};
    dtl_paragraph *paragraph = dtl_array_push(d->arena, &d->article.body);
    *paragraph = (dtl_paragraph){.span = {0, d->page.text.length}};
    d->article.published = DTL_INTERVAL_OPEN;
    d->article.published_from = "";
    assert_int_equal(dtl_parse_run(&d->page, &d->text, c->model, d->arena, &d->notes, &d->parse), DTL_OK);
    clock_t start = clock();
    assert_int_equal(dtl_mention_run(d, c->rules, NULL, &d->notes, &d->mention), DTL_OK);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    dtl_arena_free(&c->arena);
    free(text);
    return seconds;
}

static void hostile_times_cost_linear_time(void **state)
{
    (void)state;
    static const char *const units[] = {"1999 ", "the end of the ", "the first two ", "May 5 and ", "Monday night, ", "in 490 BC ", "half a ", "5 p.m. "};
    coder c;
    open_coder(&c);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double once = seconds_of(&c, units[i], 3000), more = seconds_of(&c, units[i], 12000);
        for (int again = 0; again < 2 && more > once * 8 + 0.1; again++) {
            double other = seconds_of(&c, units[i], 12000);
            more = other < more ? other : more;
        }
        if (more > once * 8 + 0.1)
            fail_msg("'%s': %.3f s, four times as much %.3f s", units[i], once, more);
    }
    close_coder(&c);
}

static void a_history_counts_from_its_own_dates(void **state)
{
    (void)state;
    static const char text[] =
        "The dam war began on 3 October 1911. In November the fleet sailed. It reached the delta in January 1912. By March the siege was "
        "complete. On 4 April the port fell. The next day the king fled. In 1913 the talks opened. The treaty was signed in June 1914. "
        "A report declassified in 1999 told otherwise. On 9 July the troops left.";
    static const struct {
        const char *words, *value;
    } cases[] = {{"November", "1911-11"}, {"March", "1912-03"}, {"4 April", "1912-04-04"}, {"The next day", "1912-04-05"}, {"9 July", "1914-07-09"}};
    coder c;
    open_coder(&c);
    code(&c, text, "2022-05-04");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const dtl_mention *m = time_of(&c, cases[i].words);
        if (!m)
            fail_msg("no time: %s", cases[i].words);
        assert_slice(c.doc.mention.times.items[m->target].value, cases[i].value);
    }
    dtl_arena_free(&c.arena);
    close_coder(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tml_is_read), cmocka_unit_test(scorer), cmocka_unit_test(phrases_have_values),
                                      cmocka_unit_test(other_words_are_no_times), cmocka_unit_test(days_have_reasons),
                                      cmocka_unit_test(a_history_counts_from_its_own_dates),
                                      cmocka_unit_test(hostile_times_cost_linear_time)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
