/* The article room: title, byline, dateline, date, body and named junk of invented reports; and, where the folder of
 * expected texts is at hand, those reports exactly. */
#include "stage.h"
#include <dirent.h>
#include <jansson.h>

/* ---- the expected texts ---- */
static bool same(dtl_slice text, const json_t *value)
{
    return json_is_string(value) && dtl_slice_equal(text, dtl_slice_make(json_string_value(value), json_string_length(value)));
}

static void check_body(const stage *s, const json_t *gold, const char *name)
{
    static const char *const roles[] = {"p", "standfirst", "bullet", "label", "heading"};
    const json_t *body = json_object_get(gold, "body"), *spans = json_object_get(gold, "body_spans");
    uint32_t roles_off = 0;
    assert_int_equal(json_array_size(body), s->doc.article.body.count);
    for (uint32_t i = 0; i < s->doc.article.body.count; i++) {
        const dtl_paragraph *p = &s->doc.article.body.items[i];
        const json_t *span = json_array_get(spans, i), *bytes = json_object_get(span, "byte");
        if (!same(stage_body(s, i), json_array_get(body, i)))
            fail_msg("%s: paragraph %u is '%.*s'", name, i, (int)stage_body(s, i).length, stage_body(s, i).ptr);
        assert_int_equal(p->span.offset, json_integer_value(json_array_get(bytes, 0)));
        assert_int_equal(dtl_span_end(p->span), json_integer_value(json_array_get(bytes, 1)));
        roles_off += strcmp(roles[p->role], json_string_value(json_object_get(span, "role"))) != 0;
    }
    print_message("# %s: %u of %u paragraph roles differ\n", name, roles_off, s->doc.article.body.count);
}

static void check_dropped(const stage *s, const json_t *gold, const char *name)
{
    size_t i;
    const json_t *entry;
    json_array_foreach(json_object_get(gold, "dropped_roles"), i, entry) {
        const char *line = json_string_value(json_object_get(entry, "line"));
        const char *role = json_string_value(json_object_get(entry, "role"));
        if (strcmp(stage_reason(s, line), role) != 0)
            fail_msg("%s: '%s' should be dropped as %s, is '%s'", name, line, role, stage_reason(s, line));
    }
    json_array_foreach(json_object_get(gold, "meta_lines"), i, entry) {
        const char *line = json_string_value(json_object_get(entry, "line"));
        const char *role = json_string_value(json_object_get(entry, "role"));
        while (*line && ((unsigned char)*line >= 0x80 || *line == ' ')) /* our spans leave the bullet out */
            line++;
        if (strcmp(stage_reason(s, line), role) != 0)
            fail_msg("%s: '%s' should be metadata %s, is '%s'", name, line, role, stage_reason(s, line));
    }
}

static void check_head(const stage *s, const json_t *gold, const char *name)
{
    const dtl_article *a = &s->doc.article;
    if (!same(dtl_doc_slice(&s->doc, a->title), json_object_get(gold, "title")))
        fail_msg("%s: title is '%.*s'", name, (int)a->title.length, dtl_doc_slice(&s->doc, a->title).ptr);
    const struct {
        const json_t *value;
        dtl_span span;
        const char *what;
    } fields[] = {{json_object_get(gold, "byline"), a->byline, "byline"},
                  {json_object_get(gold, "agency"), a->agency, "agency"},
                  {json_object_get(gold, "section"), a->section, "section"},
                  {json_object_get(json_object_get(gold, "dateline"), "place"), a->dateline_place, "dateline place"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        dtl_slice text = dtl_doc_slice(&s->doc, fields[i].span);
        if (json_is_string(fields[i].value) ? !same(text, fields[i].value) : text.length > 0)
            fail_msg("%s: %s is '%.*s'", name, fields[i].what, (int)text.length, text.ptr);
    }
    char day[16];
    dtl_day_format(a->published.low, day);
    const json_t *published = json_object_get(gold, "published");
    assert_string_equal(day, json_is_string(published) ? json_string_value(published) : "");
    const char *raw = json_string_value(json_object_get(json_object_get(gold, "dateline"), "raw"));
    if (raw)
        assert_int_equal(a->body.items[0].lead_in, strlen(raw));
    assert_true(a->english);
}

static void check_gold_file(const char *shared, const char *file)
{
    char path[600];
    size_t length;
    snprintf(path, sizeof path, "%s/gold/seed-text/%s", shared, file);
    json_t *gold = json_load_file(path, 0, NULL);
    assert_non_null(gold);
    snprintf(path, sizeof path, "%s/samples/%s", shared, json_string_value(json_object_get(gold, "file")));
    char *bytes = stage_read_file(path, &length);
    assert_non_null(bytes);
    stage s;
    stage_run(&s, (dtl_source){.bytes = dtl_slice_make(bytes, length)});
    check_head(&s, gold, file);
    check_body(&s, gold, file);
    check_dropped(&s, gold, file);
    stage_free(&s);
    free(bytes);
    json_decref(gold);
}

static void expected_texts_are_met(void **state)
{
    (void)state;
    char path[600];
    const char *shared = getenv("DATELINE_SHARED"), *ci = getenv("CI");
    snprintf(path, sizeof path, "%s/gold/seed-text", shared ? shared : "../shared");
    DIR *folder = opendir(path);
    if (!folder) {
        if (ci && strcmp(ci, "true") == 0)
            fail_msg("%s is missing", path);
        print_message("# not run: %s is missing\n", path);
        skip();
    }
    uint32_t files = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strstr(entry->d_name, ".json")) {
            check_gold_file(shared ? shared : "../shared", entry->d_name);
            files++;
        }
    closedir(folder);
    assert_true(files > 0);
}

/* ---- invented reports ---- */
static void assert_day(const stage *s, const char *low, const char *high, const char *from)
{
    char day[16];
    dtl_day_format(s->doc.article.published.low, day);
    assert_string_equal(day, low);
    dtl_day_format(s->doc.article.published.high, day);
    assert_string_equal(day, high);
    assert_string_equal(s->doc.article.published_from, from);
}

#define FIRST "Two bridges on the road to the harbour were closed on Friday after the river had risen by a metre in a day."
#define SECOND "The mayor said that nobody had been hurt and that buses would run again as soon as the water had gone down."
#define THIRD "Farmers in the valley have asked the government for help, and the minister will visit them on Sunday."

static void a_page_copied_as_text(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "Home\nNews\nSport\nContact us\n\n"
                   "Home > World > River closes two bridges near the harbour\n\n"
                   "River closes two bridges near the harbour\n\n"
                   "By Sara Noori | Friday, May 3, 2019 6.05 p.m.\n\nShare on Facebook\n\n"
                   "PORT ELDA, May 3 (Reuters) - " FIRST "\n\n" SECOND "\n\nRead also: Harbour to get a new crane\n\n" THIRD
                   "\n\n(c) 2026 Elda Post. All rights reserved.\n\nRelated articles\n\nStorm closes port\nJanuary 4, 2012\n\n"
                   "Leave a Reply\nYour email address will not be published.\n");
    const dtl_article *a = &s.doc.article;
    assert_slice(dtl_doc_slice(&s.doc, a->title), "River closes two bridges near the harbour");
    assert_slice(dtl_doc_slice(&s.doc, a->byline), "Sara Noori");
    assert_slice(dtl_doc_slice(&s.doc, a->agency), "Reuters");
    assert_slice(dtl_doc_slice(&s.doc, a->dateline_place), "PORT ELDA");
    assert_slice(dtl_doc_slice(&s.doc, a->section), "World");
    assert_day(&s, "2019-05-03", "2019-05-03", "stamp");
    assert_int_equal(a->published_minute, 18 * 60 + 5);
    assert_int_equal(a->body.count, 3);
    assert_int_equal(a->body.items[0].lead_in, strlen("PORT ELDA, May 3 (Reuters) - "));
    assert_slice(stage_body(&s, 1), SECOND);
    assert_slice(stage_body(&s, 2), THIRD);
    assert_string_equal(stage_reason(&s, "Sport"), "navigation");
    assert_string_equal(stage_reason(&s, "Share on Facebook"), "share");
    assert_string_equal(stage_reason(&s, "Read also: Harbour to get a new crane"), "related heading");
    assert_string_equal(stage_reason(&s, "(c) 2026 Elda Post. All rights reserved."), "copyright");
    assert_string_equal(stage_reason(&s, "Storm closes port"), "related teaser");
    assert_string_equal(stage_reason(&s, "Leave a Reply"), "comment form");
    stage_free(&s);
}

static void dates_of_junk_are_nobodys_dates(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "River closes two bridges\n\n" FIRST "\n\n" SECOND "\n\nRelated posts\n\nStorm closes port\n\n"
                   "Published: 4 January 2012\n\nA storm closed the port in 2011 \xE2\x80\xA6\n");
    assert_true(dtl_interval_is_open(s.doc.article.published));
    assert_string_equal(s.doc.article.published_from, "");
    assert_int_equal(s.doc.article.body.count, 2);
    stage_free(&s);
}

static void the_caller_knows_the_date_best(void **state)
{
    (void)state;
    stage s;
    dtl_source source = {.bytes = DTL_SLICE("River closes bridges\n\nPosted on 3 May 2019\n\n" FIRST "\n" SECOND),
                         .published = DTL_SLICE("2019-05-04T07:30:00+02:00"), .url = DTL_SLICE("https://elda.example/2019/05/05/x")};
    stage_run(&s, source);
    assert_day(&s, "2019-05-04", "2019-05-04", "caller");
    assert_int_equal(s.doc.article.published_minute, 7 * 60 + 30);
    stage_free(&s);
    source.published = DTL_SLICE("yesterday, I think");
    stage_run(&s, source);
    assert_day(&s, "2019-05-03", "2019-05-03", "stamp");
    assert_true(stage_has_note(&s, "could not be read"));
    stage_free(&s);
    source.bytes = DTL_SLICE("River closes bridges\n\n" FIRST);
    stage_run(&s, source);
    assert_day(&s, "2019-05-05", "2019-05-05", "url");
    stage_free(&s);
    static const struct {
        const char *url, *low, *high;
    } addresses[] = {{"https://elda.example/2020/02/river-closes-bridges", "2020-02-01", "2020-02-29"},
                     {"https://elda.example/news/2019/may/7/bridge/", "2019-05-07", "2019-05-07"},
                     {"https://elda.example/stories/051719/bridge_1.html", "2019-05-17", "2019-05-17"},
                     {"https://elda.example/local/052319bridge.html", "2019-05-23", "2019-05-23"},
                     {"https://elda.example/river-bridge16-2019mar16,0,71.story", "2019-03-16", "2019-03-16"},
                     {"https://elda.example/news/2019/0320/town/023.html", "2019-03-20", "2019-03-20"},
                     {"https://elda.example/News/201903120690", "2019-03-12", "2019-03-12"},
                     {"https://elda.example/News/201913120690", NULL, NULL}, /* no month 13 */
                     {"https://elda.example/News/20190312069099887766", NULL, NULL},
                     {"https://elda.example/stories/050619/bridge.html", NULL, NULL}, /* May 6 or June 5 */
                     {"https://elda.example/story/154580/", NULL, NULL},
                     {"https://elda.example/story/051719", NULL, NULL}};
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        source.url = dtl_slice_from_cstr(addresses[i].url);
        stage_run(&s, source);
        if (addresses[i].low)
            assert_day(&s, addresses[i].low, addresses[i].high, "url");
        else
            assert_string_equal(s.doc.article.published_from, "");
        stage_free(&s);
    }
}

static void stamps_in_many_forms(void **state)
{
    (void)state;
    static const struct {
        const char *line, *low, *high;
        int minute;
    } forms[] = {
        {"24 September 2021", "2021-09-24", "2021-09-24", -1},
        {"Publish Date: Fri, 24 Sep 2021 18:35 GMT", "2021-09-24", "2021-09-24", 1115},
        {"Posted on September 24th, 2021 at 6:35 PM", "2021-09-24", "2021-09-24", 1115},
        {"Date: 2021-09-24T06:35:00Z", "2021-09-24", "2021-09-24", 395},
        {"Published 24.09.2021", "2021-09-24", "2021-09-24", -1},
        {"Published on: 24/9/2021 - 12:05 am", "2021-09-24", "2021-09-24", 5},
        {"03/04/2021", "2021-03-04", "2021-04-03", -1},
        {"Updated: Sept. 24, 2021, 11 a.m.", "2021-09-24", "2021-09-24", 660},
        {"Published: September 2021", "2021-09-01", "2021-09-30", -1},
        {"the 3rd of May 2019", "2019-05-03", "2019-05-03", -1},
        {"24-Sep-21", "2021-09-24", "2021-09-24", -1},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char text[600];
        snprintf(text, sizeof text, "River closes two bridges\n\n%s\n\n" FIRST "\n\n" SECOND "\n", forms[i].line);
        stage s;
        stage_text(&s, text);
        print_message("# %s\n", forms[i].line);
        assert_day(&s, forms[i].low, forms[i].high, "stamp");
        assert_int_equal(s.doc.article.published_minute, forms[i].minute);
        assert_int_equal(s.doc.article.body.count, 2);
        stage_free(&s);
    }
}

static void datelines_and_openers(void **state)
{
    (void)state;
    static const struct {
        const char *lead, *place, *agency, *byline;
    } forms[] = {
        {"ELDA \xE2\x80\x93 ", "ELDA", "", ""},
        {"ELDA, Lower Coast (AFP) \xE2\x80\x94 ", "ELDA, Lower Coast", "AFP", ""},
        {"Elda \xE2\x80\x94 ", "Elda", "", ""},
        {"(Reuters) - ", "", "Reuters", ""},
        {"ELDA, Sept. 3 (Xinhua) -- ", "ELDA", "Xinhua", ""},
        {"Post Web Desk-ELDA: ", "ELDA", "", "Post Web Desk"},
        {"ELDA: ", "ELDA", "", ""},
        {"ELDA/PORT MARO, May 3 - ", "ELDA/PORT MARO", "", ""},
        {"Why it matters: ", "", "", ""},
        {"Guess what? ", "", "", ""},
        {"", "", "", ""},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char text[600];
        snprintf(text, sizeof text, "River closes two bridges\n\n%s" FIRST "\n\n" SECOND "\n", forms[i].lead);
        stage s;
        stage_text(&s, text);
        print_message("# %s\n", forms[i].lead);
        assert_int_equal(s.doc.article.body.items[0].lead_in, strlen(forms[i].lead));
        assert_slice(dtl_doc_slice(&s.doc, s.doc.article.dateline_place), forms[i].place);
        assert_slice(dtl_doc_slice(&s.doc, s.doc.article.agency), forms[i].agency);
        assert_slice(dtl_doc_slice(&s.doc, s.doc.article.byline), forms[i].byline);
        stage_free(&s);
    }
}

/* Openings that look a little like datelines and are none. */
static void sentences_keep_their_beginnings(void **state)
{
    (void)state;
    static const char *const texts[] = {"The mayor - a former engineer - said that the bridges would open again on Sunday morning.",
                                        "Elda: the town at the mouth of the river has been cut off from the coast road since Friday.",
                                        "The talks failed: neither side was ready to say when the road would be open again.",
                                        "Two UN-backed teams arrived in the valley on Friday to see what the farmers there need most."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[600];
        snprintf(text, sizeof text, "River closes two bridges\n\n%s\n\n" SECOND "\n", texts[i]);
        stage s;
        stage_text(&s, text);
        assert_int_equal(s.doc.article.body.items[0].lead_in, 0);
        assert_int_equal(s.doc.article.dateline_place.length, 0);
        stage_free(&s);
    }
}

static void bullets_labels_and_headings(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "River closes two bridges near the harbour\n\n" FIRST "\n\nWhat we know:\n\n  \xE2\x80\xA2 " SECOND
                   "\n  \xE2\x80\xA2 Three roads are open.\n\nHelp from the capital\n\n" THIRD "\n+ posts\n");
    static const uint8_t roles[] = {DTL_ROLE_PARAGRAPH, DTL_ROLE_LABEL, DTL_ROLE_BULLET, DTL_ROLE_BULLET, DTL_ROLE_HEADING,
                                    DTL_ROLE_PARAGRAPH};
    assert_int_equal(s.doc.article.body.count, 6);
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal(s.doc.article.body.items[i].role, roles[i]);
    assert_string_equal(stage_reason(&s, "+ posts"), "author box");
    stage_free(&s);
}

static void short_texts_are_bodies(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "Gunmen killed two guards in Elda");
    assert_slice(stage_body(&s, 0), "Gunmen killed two guards in Elda");
    assert_int_equal(s.doc.article.title.length, 0);
    assert_true(s.doc.article.english);
    stage_free(&s);
    stage_text(&s, FIRST);
    assert_slice(stage_body(&s, 0), FIRST);
    stage_free(&s);
    stage_text(&s, "");
    assert_int_equal(s.doc.article.body.count, 0);
    assert_true(stage_has_note(&s, "no report"));
    stage_free(&s);
}

static void other_languages_are_noted(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "Der Fluss hat am Freitag zwei Br\xC3\xBC" "cken auf der Stra\xC3\x9F" "e zum Hafen unbefahrbar gemacht, wie die "
                   "Polizei in der Stadt am Abend mitteilte, und niemand weiss, wann die Busse wieder fahren werden.");
    assert_false(s.doc.article.english);
    assert_true(stage_has_note(&s, "not English"));
    stage_free(&s);
    stage_text(&s, "\xD8\xA7\xD9\x84\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xD8\xB9\xD9\x84\xD9\x8A\xD9\x83\xD9\x85");
    assert_false(s.doc.article.english);
    stage_free(&s);
    stage_text(&s, "GUNMEN HAVE ATTACKED A POLICE POST IN THE NORTH OF THE COUNTRY AND KILLED AT LEAST TWO OF THE OFFICERS WHO WERE "
                   "ON GUARD THERE, THE RADIO SAID.");
    assert_true(s.doc.article.english);
    stage_free(&s);
}

/* News in short has few function words; what counts then is whether another language has more. */
static void short_news_is_english(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "Twin car bombs killed ten dock workers in Elda's old harbour customs house yesterday, provincial police chief Karim Gul told "
                   "reporters; rescue crews have recovered the bodies.");
    assert_true(s.doc.article.english);
    assert_false(stage_has_note(&s, "not English"));
    stage_free(&s);
    stage_text(&s, "Twin car bombs killed ten dock workers of the harbour, he said, aber niemand hat sich bei den Redaktionen mit einer Erkl\xC3\xA4rung "
                   "gemeldet und die Polizei wird nicht vor Freitag berichten.");
    assert_false(s.doc.article.english);
    stage_free(&s);
}

static void foreign_paragraphs_are_noted(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "The ferry left on Friday with the grain that was meant for the island, the owners said in a letter to the council.\n\n"
                   "Die Polizei wurde erst am Abend von den Besitzern gerufen, sagte ein Sprecher, und niemand hat bisher eine Spur der Ladung bei "
                   "den anderen Inseln gefunden.\n\n"
                   "The council said that it would not pay for the grain before it had been told what had become of it.");
    assert_true(s.doc.article.english);
    assert_true(stage_has_note(&s, "1 paragraph reads not English (German)"));
    assert_int_equal(s.doc.article.body.count, 3);
    for (uint32_t i = 0; i < s.doc.notes.count; i++)
        if (strstr(s.doc.notes.items[i].text.ptr, "not English"))
            assert_int_equal(s.doc.notes.items[i].span.offset, s.doc.article.body.items[1].span.offset);
    stage_free(&s);
}

static void walls_are_noted(void **state)
{
    (void)state;
    stage s;
    stage_text(&s, "River closes two bridges\n\n" FIRST "\n\nSubscribe to continue reading\n\nAlready a subscriber? Log in\n");
    assert_true(stage_has_note(&s, "paywall"));
    assert_int_equal(s.doc.article.body.count, 1);
    assert_string_equal(stage_reason(&s, "Subscribe to continue reading"), "wall");
    stage_free(&s);
}

/* ---- files of the project ---- */
static void stage_file(stage *s, const char *folder, const char *name, char **bytes)
{
    char path[600];
    size_t length;
    const char *root = getenv("DATELINE_SOURCE");
    snprintf(path, sizeof path, "%s/%s/%s", root ? root : "..", folder, name);
    *bytes = stage_read_file(path, &length);
    if (!*bytes)
        fail_msg("%s is missing", path);
    stage_run(s, (dtl_source){.bytes = dtl_slice_make(*bytes, length), .file = dtl_slice_from_cstr(name)});
}

/* What a reader sees in a page at a glance: title, day, first and last words of the body, how many paragraphs. */
static const struct page_case {
    const char *folder, *name, *title, *day, *from, *place, *byline, *first, *last;
    uint32_t paragraphs;
} page_cases[] = {
    {"samples", "kabul-1-warning.txt", "Embassies tell citizens to keep away from Kabul airport gates", "2021-08-26", "stamp", "KABUL",
     "Kestrel Wire staff", "KABUL \xE2\x80\x93 Three Western governments", "stayed longer.", 7},
    {"samples", "kabul-2-first-report.html", "Explosion outside Kabul airport kills at least 13", "2021-08-26", "page head", "",
     "the foreign desk", "A suicide bomber blew himself up", "since the government fell on August 15.", 7},
    {"samples", "kabul-3-next-day.html", "ISKP says it bombed Kabul airport as toll passes 100", "2021-08-27", "page head", "KABUL", "",
     "Thirteen American service members", "a commander said.", 8},
    {"samples", "kerman-1-first-day.txt", "Two explosions at memorial in Iranian city of Kerman kill more than 100", "", "", "DUBAI", "",
     "DUBAI \xE2\x80\x93 Two bombs", "more than 370 people died.", 7},
    {"samples", "moscow-1-night.txt", "Gunmen open fire in concert hall near Moscow", "", "", "MOSCOW", "Cedarline News Agency",
     "MOSCOW, March 23 \xE2\x80\x93 Gunmen", "when the security forces used gas.", 7},
    {"samples", "peshawar-1-first-hours.txt", "Blast in mosque inside Peshawar police compound kills 32", "", "", "PESHAWAR", "",
     "PESHAWAR, Jan. 30", "in the same city.", 6},
    {"samples", "peshawar-3-toll-corrected.txt", "Police lower death toll of Peshawar bombing to 84", "2023-02-03", "stamp", "",
     "Seven Hills Dispatch monitoring desk", "Police in Peshawar have lowered", "has denied it.", 6},
    {"samples", "train-2-operation-over.html", "Army says train siege in Balochistan is over, all 33 attackers dead", "2025-03-14", "stamp",
     "ISLAMABAD", "", "ISLAMABAD \xE2\x80\x93 Pakistan", "met the wounded.", 7},
    {"tests/data/pages", "teasers.html", "Dam above Elda declared safe again", "2019-05-07", "page head", "ELDA", "Sara Noori",
     "ELDA (Reuters) \xE2\x80\x94 Engineers", "before the autumn rains.", 5},
    {"tests/data/pages", "old-tables.html", "Harbour workers end strike after nine days", "2007-11-02", "stamp", "PORT MARO", "Ilan Haddad",
     "PORT MARO \xE2\x80\x93 Dockers", "the union said.", 3},
    {"tests/data/pages", "wrong-zones.html", "Bus drivers in Maro accept new timetable", "2021-02-11", "page head", "", "",
     "Bus drivers in Maro have accepted", "will be talked about in spring.", 3},
};

static void pages_give_their_reports(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof page_cases / sizeof *page_cases; i++) {
        const struct page_case *c = &page_cases[i];
        stage s;
        char *bytes;
        print_message("# %s\n", c->name);
        stage_file(&s, c->folder, c->name, &bytes);
        const dtl_article *a = &s.doc.article;
        assert_slice(dtl_doc_slice(&s.doc, a->title), c->title);
        assert_slice(dtl_doc_slice(&s.doc, a->dateline_place), c->place);
        if (c->byline[0])
            assert_slice(dtl_doc_slice(&s.doc, a->byline), c->byline);
        assert_day(&s, c->day, c->day, c->from);
        assert_int_equal(a->body.count, c->paragraphs);
        assert_true(dtl_slice_starts_with(stage_body(&s, 0), dtl_slice_from_cstr(c->first)));
        assert_true(dtl_slice_ends_with(stage_body(&s, a->body.count - 1), dtl_slice_from_cstr(c->last)));
        stage_free(&s);
        free(bytes);
    }
}

static void junk_of_a_page_is_named(void **state)
{
    (void)state;
    stage s;
    char *bytes;
    stage_file(&s, "tests/data/pages", "teasers.html", &bytes);
    assert_string_equal(stage_reason(&s, "We use cookies to make this site work for you."), "cookie notice");
    assert_string_equal(stage_reason(&s, "Water stands high behind the dam on Monday. Photo: Elda Post"), "caption");
    assert_string_equal(stage_reason(&s, "Storm of 2 January 2012 remembered"), "navigation");
    assert_string_equal(stage_reason(&s, "It was the same in 1999 and nobody did a thing about it."), "comment");
    assert_string_equal(stage_reason(&s, "May 7, 2019, 8:40 a.m."), "publish date");
    assert_int_equal(s.doc.article.published_minute, 8 * 60 + 40);
    stage_free(&s);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expected_texts_are_met),
        cmocka_unit_test(a_page_copied_as_text),
        cmocka_unit_test(dates_of_junk_are_nobodys_dates),
        cmocka_unit_test(the_caller_knows_the_date_best),
        cmocka_unit_test(stamps_in_many_forms),
        cmocka_unit_test(datelines_and_openers),
        cmocka_unit_test(sentences_keep_their_beginnings),
        cmocka_unit_test(bullets_labels_and_headings),
        cmocka_unit_test(short_texts_are_bodies),
        cmocka_unit_test(other_languages_are_noted), cmocka_unit_test(short_news_is_english),
        cmocka_unit_test(foreign_paragraphs_are_noted),
        cmocka_unit_test(walls_are_noted),
        cmocka_unit_test(pages_give_their_reports),
        cmocka_unit_test(junk_of_a_page_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
