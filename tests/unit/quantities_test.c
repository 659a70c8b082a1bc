/* Quantities: one sentence each, and everything that must be read in it.
 *
 * Written as LOW, LOW-HIGH or LOW+ (open), "~" when approximate, "=BEST" when that is not LOW; then the class, ":" and the counted
 * noun, and "<I" when it is a part of the I-th quantity of the sentence; several in text order, separated by "; ". All sentences are invented. */
#include "api/engine.h"
#include "check.h"
#include <stdio.h>

/* One sentence and its quantities. */
typedef struct phrase_case {
    const char *text, *expected;
} phrase_case;

static const phrase_case cases[] = {
    /* words and digits */
    {"Three farmers died.", "3 killed:farmers"},
    {"One hundred and twenty-five villagers fled.", "125 displaced:villagers"},
    {"Two hundred sheep were sold.", "200 other:sheep"},
    {"Two thousand five hundred villagers fled.", "2500 displaced:villagers"},
    {"The army has two hundred thousand soldiers.", "200000 fighters:soldiers"},
    {"Forty-two miners were killed.", "42 killed:miners"},
    {"About 1.5 million people fled.", "1500000~ displaced:people"},
    {"Some 5,000 people marched.", "5000~ people:people"},
    {"The camp holds 2k refugees.", "2000 displaced:refugees"},
    {"Police arrested 12 men.", "12 arrested:men"},
    {"The flood displaced 3 million people.", "3000000 displaced:people"},
    {"Half a dozen guards were wounded.", "6 injured:guards"},
    {"Two dozen rifles were found.", "24 weapons:rifles"},
    {"A dozen fighters surrendered.", "12 arrested:fighters"},
    {"Half a million people fled the town.", "500000 displaced:people"},
    {"A hundred villagers were evacuated.", "100 displaced:villagers"},
    {"The group can call on a hundred thousand men.", "100000 people:men"},
    {"Nineteen pupils were abducted.", "19 abducted:pupils"},
    {"Gunmen kidnapped 30 passengers.", "30 abducted:passengers"},
    /* ranges */
    {"Three to five soldiers were hurt.", "3-5 injured:soldiers"},
    {"Police detained 10-15 men.", "10-15 arrested:men"},
    {"Between 5 and 7 guards died.", "5-7 killed:guards"},
    {"The group has 2,000 to 3,000 fighters.", "2000-3000 fighters:fighters"},
    {"Two or three gunmen escaped.", "2-3 fighters:gunmen"},
    {"The blast killed between 20 and 30 worshippers.", "20-30 killed:worshippers"},
    {"The group has two to three thousand fighters.", "2000-3000 fighters:fighters"},
    /* words that bend */
    {"At least 14 farmers died.", "14+ killed:farmers"},
    {"More than 30 armed men came.", "30+ people:men"},
    {"No fewer than 40 people were killed.", "40+ killed:people"},
    {"No less than 40 people were killed.", "40+ killed:people"},
    {"Over 200 people were wounded.", "200+ injured:people"},
    {"Up to 50 people were killed.", "0-50=50 killed:people"},
    {"As many as 70 soldiers died.", "0-70=70 killed:soldiers"},
    {"Fewer than 10 people were hurt.", "0-9=9 injured:people"},
    {"Less than 20 fighters remain.", "0-19=19 fighters:fighters"},
    {"No more than 15 people were arrested.", "0-15=15 arrested:people"},
    {"At most 15 people were arrested.", "0-15=15 arrested:people"},
    {"Nearly 30 people were killed.", "30~ killed:people"},
    {"Almost 100 houses burned.", "100~ other:houses"},
    {"Around 80 people died.", "80~ killed:people"},
    {"Approximately 300 families fled.", "300~ displaced:families"},
    {"An estimated 4,000 people were displaced.", "4000~ displaced:people"},
    {"Well over 100 people were wounded.", "100+ injured:people"},
    {"Twenty or more people were killed.", "20+ killed:people"},
    {"Police arrested 50 or so men.", "50~ arrested:men"},
    {"More than a dozen soldiers were wounded.", "12+ injured:soldiers"},
    {"At least three dozen people died.", "36+ killed:people"},
    {"In excess of 500 people were arrested.", "500+ arrested:people"},
    /* vague words */
    {"Dozens of farmers fled.", "12+ displaced:farmers"},
    {"Scores of people were killed.", "12+ killed:people"},
    {"Tens of thousands of people fled.", "10000+ displaced:people"},
    {"Hundreds of protesters were arrested.", "100+ arrested:protesters"},
    {"Hundreds of thousands of people marched.", "100000+ people:people"},
    {"Several soldiers were wounded.", "3+ injured:soldiers"},
    {"Several hundred villagers fled.", "100+ displaced:villagers"},
    {"A few dozen men were arrested.", "12+ arrested:men"},
    {"A couple of guards were hurt.", "2 injured:guards"},
    {"A few fighters were killed.", "3+ killed:fighters"},
    {"Thousands of people protested.", "1000+ people:people"},
    {"Millions of people were displaced.", "1000000+ displaced:people"},
    /* nobody, both */
    {"There were no casualties.", "0 people:casualties"},
    {"No civilians were killed.", "0 killed:civilians"},
    {"No one was injured.", "0 injured:one"},
    {"Nobody was killed.", "0 killed"},
    {"Both officers were killed.", "2 killed:officers"},
    {"The pair were arrested.", "2 arrested:pair"},
    {"The trio was detained.", "3 arrested:trio"},
    /* others and parts */
    {"The miller was killed along with nine others.", "9 killed:others"},
    {"The strike killed ten civilians, seven of them children.", "10 killed:civilians; 7 killed <0"},
    {"The blast killed 12 people, including two women.", "12 killed:people; 2 killed:women <0"},
    {"The blast killed 12 people, including two women and three children.", "12 killed:people; 2 killed:women <0; 3 killed:children <0"},
    {"Twenty people were wounded, among them five children.", "20 injured:people; 5 injured:children <0"},
    {"Ten people died. Six of them were guards.", "10 killed:people; 6 killed <0"},
    {"The raid killed 8 militants and wounded 30 others.", "8 killed:militants; 30 injured:others"},
    /* dead, wounded, missing */
    {"The storm left 12 dead and 30 injured.", "12 killed; 30 injured"},
    {"The death toll rose to 133.", "133 killed"},
    {"Rescuers recovered 17 bodies.", "17 killed:bodies"},
    {"Five fishermen are missing.", "5 missing:fishermen"},
    {"Four climbers disappeared.", "4 missing:climbers"},
    {"The ministry put the number of dead at 89.", "89 killed"},
    {"Eleven people killed in the blast were buried.", "11 killed:people"},
    /* money, shares, measures */
    {"He paid $300 for it.", "300 money[USD]"},
    {"They stole $5 million.", "5000000 money[USD]"},
    {"The bridge cost 20 million euros.", "20000000 money[EUR]"},
    {"The fine was 50,000 afghanis.", "50000 money[AFN]"},
    {"Prices rose by 12 percent.", "12 percent[%]"},
    {"Prices rose by 2.5 percent.", "2-3 percent[%]"},
    {"The village lies 30 kilometers from Herat.", "30 measure[km]"},
    {"Police seized 15 kilograms of heroin.", "15 measure[kg]"},
    {"The truck carried 40 tonnes of wheat.", "40 measure[t]"},
    /* weapons */
    {"Soldiers seized 14 rifles and two rockets.", "14 weapons:rifles; 2 weapons:rockets"},
    {"The army fired six missiles.", "6 weapons:missiles"},
    /* no quantity at all */
    {"A 43-year-old man was arrested.", ""},
    {"The miller, 54, sold the mill.", ""},
    {"The boy, aged 12, came home.", ""},
    {"The council passed Resolution 2593.", ""},
    {"The harvest of 2015 was good.", ""},
    {"One must wait.", ""},
    {"He wants no trouble.", ""},
};

static const char *const classes[] = {"other", "killed", "injured", "arrested", "missing", "displaced", "abducted", "fighters", "people", "weapons", "money", "percent", "measure"};

static void write_quantity(const dtl_doc *doc, const dtl_mention *m, uint32_t first, dtl_buffer *out)
{
    const dtl_quantity *q = &doc->mention.quantities.items[m->target];
    if (out->length)
        dtl_buffer_cstr(out, "; ");
    dtl_buffer_int(out, q->low);
    if (q->high == DTL_COUNT_OPEN)
        dtl_buffer_cstr(out, "+");
    else if (q->high != q->low)
        dtl_buffer_format(out, "-%lld", (long long)q->high);
    if (q->approximate)
        dtl_buffer_cstr(out, "~");
    if (q->best != q->low)
        dtl_buffer_format(out, "=%lld", (long long)q->best);
    dtl_buffer_format(out, " %s", classes[q->counted]);
    if (q->unit.length)
        dtl_buffer_format(out, "[%.*s]", (int)q->unit.length, q->unit.ptr);
    if (q->of != DTL_NONE) {
        dtl_slice noun = dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, q->of, 1));
        dtl_buffer_format(out, ":%.*s", (int)noun.length, noun.ptr);
    }
    if (q->included_in != DTL_NONE)
        dtl_buffer_format(out, " <%u", q->included_in - first);
}

/* Runs a text up to mention; true when its quantities are as expected. */
static bool check_case(const dtl_engine *engine, const phrase_case *one)
{
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)256 << 20);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_from_cstr(one->text), .file = DTL_SLICE("case"), .format = DTL_FORMAT_TEXT}};
    bool fine = true;
    for (int i = 0; fine && i < DTL_STAGE_COUNT && strcmp(dtl_stages[i].name, "voice") != 0; i++) {
        doc.article.english |= strcmp(dtl_stages[i].name, "text") == 0;
        fine = dtl_stages[i].run(engine, &doc) == DTL_OK;
    }
    dtl_buffer got = {0};
    for (uint32_t i = 0; fine && i < doc.mention.mentions.count; i++)
        if (doc.mention.mentions.items[i].kind == DTL_MENTION_QUANTITY)
            write_quantity(&doc, &doc.mention.mentions.items[i], 0, &got);
    dtl_slice answer = dtl_slice_make(got.bytes ? got.bytes : "", got.length);
    bool right = fine && dtl_slice_is(answer, one->expected);
    if (!right)
        print_error("# %s\n#   expected '%s'\n#   got      '%.*s'\n", one->text, one->expected, (int)answer.length, answer.ptr);
    dtl_buffer_free(&got);
    dtl_arena_free(&arena);
    return right;
}

static void quantities_are_read(void **state)
{
    (void)state;
    dtl_engine *engine;
    dtl_error error = {0};
    assert_int_equal(dtl_engine_open(NULL, &engine, &error), DTL_OK);
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        wrong += !check_case(engine, &cases[i]);
    dtl_engine_close(engine);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(quantities_are_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
