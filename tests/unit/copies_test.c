/* Copies and versions: what is one testimony, whoever printed it and however often. All texts are invented. */
#include "check.h"
#include "base/buffer.h"
#include "ledger/internal.h"
#include "reports.h"

#define WITH_ARENA(a) dtl_arena a; dtl_arena_init(&a, (size_t)1 << 30)

enum { MOST = 24 };

static const char lead[] = "Masked raiders killed 7 passengers on a ferry in Salt Bay on Saturday morning. ";
static const char boat[] = "The boat had left the northern pier with forty people on board shortly before. ";
static const char rescue[] = "Two fishing boats brought the wounded to the harbour within half an hour of the first call. ";
static const char guards[] = "The coast guard closed the bay to all ships until the evening and searched the islands. ";
static const char reason[] = "Nobody has said so far why the ferry was chosen by the raiders or where they went. ";
static const char school[] = "Schools along the shore stay closed on Monday and the market opens an hour late. ";

/* A report with a headline; each sentence that tells something is an event, in the order of the text. */
static dtl_report *news(dtl_arena *a, const char *outlet, const char *day, const char *title, const char *const *sentences, size_t count)
{
    static int number;
    char text[4000], name[32];
    size_t length = (size_t)snprintf(text, sizeof text, "%s\n", title);
    uint32_t start = (uint32_t)length;
    for (size_t i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s", sentences[i]);
    snprintf(name, sizeof name, "s%d.txt", number++);
    dtl_report *r = make_report(a, name, outlet, day, text);
    r->title = (dtl_span){0, start - 1};
    r->body.items[0].span = (dtl_span){start, r->text.length - start};
    static const char *const deeds[] = {"brought the wounded", "raiders killed", "closed the bay", "Schools along"};
    static const uint8_t types[] = {DTL_EVENT_AID, DTL_EVENT_ASSAULT, DTL_EVENT_COERCE, DTL_EVENT_REQUEST};
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof deeds / sizeof *deeds; k++)
            if (strstr(sentences[i], deeds[k])) {
                uint32_t e = add_event(a, r, types[k], DTL_MODE_NO_MODE, sentences[i]);
                r->events.items[e].mentions.items[0].trigger = find_span(r, deeds[k]);
                const char *toll = strstr(sentences[i], "killed ");
                if (toll)
                    r->events.items[e].killed = (dtl_range){toll[7] - '0', toll[7] - '0'};
            }
    return r;
}

static dtl_report *whole(dtl_arena *a, const char *outlet)
{
    static const char *const all[] = {boat, rescue, lead, guards, reason, school};
    return news(a, outlet, "2024-03-10", "Raiders kill seven on a ferry", all, 6);
}

static uint32_t testimonies(const dtl_ledger *l)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < l->reports.count; i++)
        count += l->reports.items[i].testimony == i;
    return count;
}

/* A cut sentence, a line of its own, another headline, curly quotes: one testimony, four events, however the events are numbered. */
static void small_changes_make_no_testimony(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const char *const cut_front[] = {rescue, lead, guards, reason, school}, *const cut_end[] = {boat, rescue, lead, guards, reason};
    static const char *const cut_half[] = {boat, rescue, lead};
    static const char *const own_line[] = {boat, rescue, lead, guards, reason, school, "Sign up here for our letter with the best stories of the week. "};
    static const char *const own_first[] = {"Readers of this page know the ferry well from many summers. ", boat, rescue, lead, guards, reason, school};
    dtl_report *reports[] = {whole(&a, "Bay Wire"), news(&a, "Harbour Post", "2024-03-10", "Ferry raid", cut_front, 5),
                             news(&a, "Delta Times", "2024-03-10", "Seven dead in Salt Bay", cut_end, 5),
                             news(&a, "Fjord News", "2024-03-11", "A black Saturday", own_line, 7),
                             news(&a, "Salt Bay Radio", "2024-03-11", "Terror on the water", own_first, 7),
                             news(&a, "North Shore", "2024-03-10", "Raid", cut_half, 3)};
    dtl_ledger l = build_ledger(&a, reports, 6);
    assert_int_equal(testimonies(&l), 1);
    assert_int_equal(l.events.count, 4);
    for (uint32_t i = 0; i < l.events.count; i++)
        assert_int_equal(l.events.items[i].n_testimonies, 1);
    assert_int_equal(l.sources.count, 6);
    uint32_t near = 0, own = 0;
    for (uint32_t i = 0; i < l.reports.count; i++) {
        near += l.reports.items[i].copy == DTL_COPY_NEAR;
        own += l.reports.items[i].original == i;
        assert_int_equal(l.reports.items[i].testimony, 0); /* the smallest key */
        assert_int_equal(l.reports.items[i].wire, 0);
    }
    assert_int_equal(near, 5);
    assert_int_equal(own, 1);
    dtl_arena_free(&a);
}

/* Another toll, another number, another voice, another name: a testimony of its own. */
static void what_brings_news_is_no_copy(void **state)
{
    (void)state;
    static const char *const changed[] = {"Masked raiders killed 9 passengers on a ferry in Salt Bay on Saturday morning. ",
                                       "Masked raiders killed 7 passengers on a ferry in Mill Creek on Saturday morning. ",
                                       "Masked raiders killed 7 passengers on a ferry in Salt Bay on Sunday morning. "};
    for (size_t i = 0; i < 5; i++) {
        WITH_ARENA(a);
        const char *sentences[] = {boat, rescue, i < 3 ? changed[i] : lead, i == 3 ? "The coast guard closed the bay to all ships until the evening and searched twelve islands. " : guards, reason, school, "Raiders wanted the cash box, said the purser, who had hidden it. "};
        dtl_report *other = news(&a, "Harbour Post", "2024-03-10", "Raiders kill passengers", sentences, i == 4 ? 7 : 6);
        if (i == 4)
            add_voice(&a, other, DTL_NONE, "role::purser", "purser", "role", DTL_CUE_SAY, "said");
        dtl_report *reports[] = {whole(&a, "Bay Wire"), other};
        dtl_ledger l = build_ledger(&a, reports, 2);
        assert_int_equal(testimonies(&l), i == 4 ? 1 : 2); /* at the end of the longer text it may as well have been cut by the other */
        const char *first[] = {sentences[6], boat, rescue, lead, guards, reason, school};
        if (i == 4) {
            reports[1] = news(&a, "Harbour Post", "2024-03-10", "Raiders kill passengers", first, 7);
            add_voice(&a, reports[1], DTL_NONE, "role::purser", "purser", "role", DTL_CUE_SAY, "said");
            l = build_ledger(&a, reports, 2);
            assert_int_equal(testimonies(&l), 2);
        }
        dtl_arena_free(&a);
    }
}

/* A is a copy of B and B of C, but C has too little of A: the fullest text decides, in every order of arrival. */
static void a_chain_does_not_creep(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const char *const middle[] = {boat, rescue, lead, guards}, *const little[] = {boat, rescue, "Such raids were known here in the old days only. "};
    static const char *const full[] = {boat, rescue, lead, guards, reason, school, "A fund for the families of all passengers has been opened at the Bay Bank. ",
                                       "The ferry line will run its other boats with guards from now on, it hopes. ",
                                       "The old pier, where the ferry lies today, was built by the grandfather of the present mayor. "};
    dtl_report *three[] = {news(&a, "Bay Wire", "2024-03-10", "One", full, 9), news(&a, "Harbour Post", "2024-03-10", "Two", middle, 4),
                           news(&a, "Delta Times", "2024-03-10", "Three", little, 3)};
    static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t o = 0; o < 6; o++) {
        dtl_report *reports[] = {three[orders[o][0]], three[orders[o][1]], three[orders[o][2]], three[orders[o][0]]};
        dtl_ledger l = build_ledger(&a, reports, 4);
        assert_int_equal(l.reports.count, 3);
        assert_int_equal(testimonies(&l), 2);
        for (uint32_t i = 0; i < 3; i++)
            assert_true(l.reports.items[i].original == i || dtl_slice_is(l.reports.items[i].report->outlet, "Harbour Post"));
    }
    dtl_arena_free(&a);
}

/* What stands where a story should be is no copy of the story beside it. */
static void a_notice_under_two_headlines_is_not_one_text(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const char *const notice[] = {"You have read all free stories of this month. Subscribe now and read on at once. ",
                                         "Our readers pay less than the price of a cup of coffee for a week of the best news from the bay, ",
                                         "the islands and the whole northern shore. You can stop at any time. Have you subscribed already? Log in here."};
    dtl_report *reports[] = {news(&a, "Harbour Post", "2024-03-10", "Raiders kill seven on ferry", notice, 3),
                             news(&a, "Harbour Post", "2024-03-11", "Mayor opens the new fish market", notice, 3),
                             news(&a, "Harbour Post", "2024-03-11", "Raiders kill seven on a ferry", notice, 3),
                             news(&a, "Delta Times", "2024-03-11", "Fish market opened", notice, 1), news(&a, "Fjord News", "2024-03-11", "Ferry raided", notice, 1)};
    dtl_ledger l = build_ledger(&a, reports, 5);
    assert_int_equal(testimonies(&l), 4); /* the first and the third are one */
    dtl_arena_free(&a);
}

/* One boilerplate sentence, a thousand reports: none is a copy, and none costs more for it. */
static void a_common_sentence_makes_no_copies(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    WITH_ARENA(a);
    dtl_report **reports = dtl_arena_calloc(&a, MANY, sizeof *reports);
    uint32_t seed = 1;
    for (int i = 0; i < MANY; i++) {
        char body[1200];
        size_t length = (size_t)snprintf(body, sizeof body, "Anyone with news of this or any other deed is asked to call the free line of the harbour watch at night or by day.");
        for (int w = 0; w < 45; w++) {
            seed = seed * 1664525u + 1013904223u;
            length += (size_t)snprintf(body + length, sizeof body - length, " w%u", seed >> 20);
        }
        char name[32];
        snprintf(name, sizeof name, "n%d", i);
        reports[i] = make_report(&a, name, "Harbour Post", "2024-03-10", body);
    }
    dtl_ledger l = build_ledger(&a, reports, MANY);
    assert_int_equal(testimonies(&l), MANY);
    dtl_arena_free(&a);
}

static void addresses_are_what_urls_name(void **state)
{
    (void)state;
    static const struct {
        const char *url, *address;
        int64_t saved;
    } cases[] = {{"https://www.Harbour.example/raid/", "harbour.example/raid", 0},
                 {"http://harbour.example:80/raid#top", "harbour.example/raid", 0},
                 {"//harbour.example/raid?utm_source=x&utm_medium=y", "harbour.example/raid", 0},
                 {"harbour.example/raid?b=2&fbclid=zz&a=1", "harbour.example/raid?a=1&b=2", 0},
                 {"https://ada:secret@harbour.example:443/raid", "harbour.example/raid", 0},
                 {" https://harbour.example/ra\tid\n", "harbour.example/raid", 0},
                 {"http://web.archive.org/web/20140305101500id_/http://www.harbour.example:80/raid/?ref=rss", "harbour.example/raid", 20140305101500},
                 {"https://web.archive.org/web/2014/https://web.archive.org/web/2013/harbour.example/raid", "harbour.example/raid", 20140000000000},
                 {"https://harbour.example/?p=17", "harbour.example?p=17", 0},
                 {"https://harbour.example/Raid%20two", "harbour.example/Raid%20two", 0},
                 {"https://harbour.example", "", 0},
                 {"https://harbour.example/?utm_source=x", "", 0},
                 {"http:///raid", "", 0},
                 {"file:///home/ada/raid.html", "", 0},
                 {"mailto:ada@harbour.example", "", 0},
                 {"https://localhost/raid", "", 0},
                 {"https://harbour.example/ra id", "", 0},
                 {"https://harbour.example/ra\x01id", "", 0},
                 {"https://:/@@@", "", 0},
                 {"://", "", 0},
                 {"?", "", 0},
                 {"", "", 0}};
    dtl_buffer scratch = {0}, address = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t saved = -1;
        bool found = address_of(dtl_slice_from_cstr(cases[i].url), &scratch, &address, &saved);
        assert_int_equal(found, cases[i].address[0] != 0);
        assert_slice(found ? dtl_slice_make(address.bytes, address.length) : DTL_SLICE_EMPTY, cases[i].address);
        if (found)
            assert_int_equal(saved, cases[i].saved);
    }
    char url[6000]; /* as long as it likes, of slashes, of parameters */
    int64_t saved;
    for (size_t kind = 0; kind < 3; kind++) {
        size_t length = (size_t)snprintf(url, sizeof url, "https://harbour.example/%s", kind == 2 ? "?" : "");
        for (; length < (kind ? 4000 : sizeof url - 4); length += 2)
            memcpy(url + length, kind == 2 ? "a&" : kind == 1 ? "//" : "ab", 2);
        assert_false(address_of(dtl_slice_make(url, length), &scratch, &address, &saved));
    }
    dtl_buffer_free(&scratch);
    dtl_buffer_free(&address);
}

static dtl_report *version(dtl_arena *a, const char *url, const char *day, int16_t minute, const char *title, int toll)
{
    static char sentence[100];
    snprintf(sentence, sizeof sentence, "Masked raiders killed %d passengers on a ferry in Salt Bay on Saturday morning. ", toll);
    const char *all[] = {sentence, boat, rescue, guards};
    dtl_report *r = news(a, "Harbour Post", day, title, all, toll < 5 ? 3 : 4);
    r->url = keep(a, url);
    r->published_minute = minute;
    return r;
}

/* One address, three times; and what is no version of it. */
static void versions_are_one_testimony_in_order(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {version(&a, "https://harbour.example/raid", "2024-03-10", 600, "Raiders kill 3 on ferry", 3),
                             version(&a, "http://www.harbour.example/raid?utm_source=feed", "2024-03-10", 1100, "Ferry raid: toll at 5", 5),
                             version(&a, "https://web.archive.org/web/20240311080000/https://harbour.example/raid/", NULL, -1, "Ferry raid: toll at 7", 7),
                             version(&a, "https://harbour.example/", "2024-03-10", 600, "Raiders kill 4 on ferry", 4),
                             version(&a, "https://harbour.example/raid-2", "2024-03-10", 600, "Raiders kill 6 on ferry", 6)};
    for (int turn = 0; turn < 5; turn++) {
        dtl_report *turned[5];
        for (int i = 0; i < 5; i++)
            turned[i] = reports[(i + turn) % 5];
        dtl_ledger l = build_ledger(&a, turned, 5);
        assert_int_equal(testimonies(&l), 3);
        uint32_t at = DTL_NONE;
        for (uint32_t i = 0; i < 5; i++)
            if (l.reports.items[i].version == 1)
                at = i;
        assert_int_not_equal(at, DTL_NONE);
        for (int64_t toll = 3, n = 1; toll <= 7; toll += 2, n++) {
            const dtl_ledger_report *r = &l.reports.items[at];
            assert_int_equal(r->report->events.items[0].killed.low, toll);
            assert_int_equal(r->version, n);
            assert_int_equal(l.reports.items[r->latest].version, 3);
            assert_slice(r->address, "harbour.example/raid");
            if (toll < 7)
                assert_int_equal(l.reports.items[r->superseded_by].supersedes, at);
            at = r->superseded_by;
        }
        assert_int_equal(at, DTL_NONE);
    }
    dtl_arena_free(&a);
}

/* An address that shows one story today and another tomorrow. */
static void another_story_at_an_old_address_is_no_version(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const char *const fish[] = {"The mayor opened the new fish market at noon and ate a smoked herring before the cameras. "};
    dtl_report *one = version(&a, "https://harbour.example/live", "2024-03-10", 600, "Raiders kill 3 on ferry", 3);
    dtl_report *other = news(&a, "Harbour Post", "2024-03-12", "Fish market opens", fish, 1);
    other->url = one->url;
    dtl_report *reports[] = {one, other};
    dtl_ledger l = build_ledger(&a, reports, 2);
    assert_int_equal(testimonies(&l), 2);
    assert_int_equal(l.reports.items[0].version, 0);
    dtl_arena_free(&a);
}

static const dtl_ledger_revision *change_of(const dtl_ledger *l, uint32_t report, uint8_t kind)
{
    for (uint32_t i = 0; i < l->revisions.count; i++)
        if (l->revisions.items[i].report == report && l->revisions.items[i].kind == kind)
            return &l->revisions.items[i];
    return NULL;
}

static const dtl_ledger_value *killed_of(const dtl_ledger *l, uint32_t event, const char *text)
{
    for (uint32_t i = 0; i < l->events.items[event].n_values; i++) {
        const dtl_ledger_value *v = &l->values.items[l->events.items[event].first_value + i];
        if (v->field == DTL_FIELD_KILLED && dtl_slice_is(v->text, text))
            return v;
    }
    return NULL;
}

/* Three versions: the toll rises, an event comes in, a voice goes, a note corrects; another paper still prints the first. */
static void what_changed_is_told_and_counted_once(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const char *const third[] = {"Masked raiders killed 5 passengers on a ferry in Salt Bay on Saturday morning. ", boat, rescue, guards,
                                        "Correction: the ferry had left the northern pier, not the old one. "};
    dtl_report *first = version(&a, "https://harbour.example/raid", "2024-03-10", 600, "Raiders kill 3 on ferry", 3);
    dtl_report *second = version(&a, "https://harbour.example/raid", "2024-03-10", 900, "Raiders kill 5 on ferry", 5);
    dtl_report *last = news(&a, "Harbour Post", "2024-03-10", "Raiders kill 5 on ferry", third, 5);
    last->url = first->url;
    last->published_minute = 1000;
    uint32_t purser = add_voice(&a, first, DTL_NONE, "role::purser", "purser", "role", DTL_CUE_SAY, NULL);
    add_claim(&a, first, 0, purser, DTL_STANCE_SUPPORTS, 1, "killed 3");
    add_claim(&a, first, 0, DTL_NONE, DTL_STANCE_SUPPORTS, 1, "raiders killed");
    add_claim(&a, second, 0, DTL_NONE, DTL_STANCE_SUPPORTS, 1, "raiders killed");
    add_claim(&a, last, 0, DTL_NONE, DTL_STANCE_SUPPORTS, 1, "raiders killed");
    last->events.items[0].status = DTL_STATUS_CLAIMED;
    dtl_report *reports[] = {last, first, second};
    dtl_ledger l = build_ledger(&a, reports, 3);
    uint32_t at[3];
    for (uint32_t i = 0; i < 3; i++)
        at[l.reports.items[i].version - 1] = i;
    assert_slice(change_of(&l, at[1], DTL_REVISION_TITLE)->before, "Raiders kill 3 on ferry");
    const dtl_ledger_revision *raised = change_of(&l, at[1], DTL_REVISION_RAISED);
    assert_non_null(raised);
    assert_int_equal(raised->field, DTL_FIELD_KILLED);
    assert_slice(raised->before, "3");
    assert_slice(raised->after, "5");
    assert_slice(change_of(&l, at[1], DTL_REVISION_ADDED)->after, "closed the bay");
    assert_null(change_of(&l, at[1], DTL_REVISION_CORRECTION));
    assert_null(change_of(&l, at[2], DTL_REVISION_TITLE));
    assert_slice(change_of(&l, at[2], DTL_REVISION_CORRECTION)->after, "Correction: the ferry had left the northern pier, not the old one");
    assert_slice(change_of(&l, at[2], DTL_REVISION_STATUS)->after, "claimed");
    assert_null(change_of(&l, at[2], DTL_REVISION_TEXT));
    uint32_t event = raised->event;
    assert_int_equal(l.events.items[event].n_reports, 3);
    assert_int_equal(l.events.items[event].n_testimonies, 1);
    assert_int_equal(l.events.items[event].n_voices, 1); /* the purser is not heard any more */
    assert_int_equal(l.events.items[event].killed.low, 5);
    assert_int_equal(killed_of(&l, event, "3")->n_voices, 0);
    assert_int_equal(killed_of(&l, event, "3")->n_supports, 2);
    assert_int_equal(killed_of(&l, event, "5")->n_reports, 1);
    assert_int_equal(killed_of(&l, event, "5")->agreement, DTL_AGREEMENT_SINGLE);
    uint32_t superseded = 0;
    for (uint32_t i = 0; i < l.claims.count; i++)
        superseded += l.claims.items[i].superseded;
    assert_int_equal(superseded, 1);
    dtl_arena_free(&a);
}

/* The paper that printed the first version as its own stands by it. */
static void a_copy_of_an_earlier_version_keeps_its_word(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *first = version(&a, "https://harbour.example/raid", "2024-03-10", 600, "Raiders kill 3 on ferry", 3);
    dtl_report *second = version(&a, "https://harbour.example/raid", "2024-03-10", 900, "Raiders kill 5 on ferry", 5);
    dtl_report *copy = version(&a, "https://delta.example/1", "2024-03-10", 700, "Ferry raided", 3);
    copy->outlet = DTL_SLICE("Delta Times");
    dtl_report *reports[] = {first, second, copy};
    dtl_ledger l = build_ledger(&a, reports, 3);
    assert_int_equal(testimonies(&l), 1);
    for (uint32_t i = 0; i < l.events.count; i++)
        if (l.events.items[i].type == DTL_EVENT_ASSAULT) {
            assert_int_equal(l.events.items[i].n_reports, 3);
            assert_int_equal(killed_of(&l, i, "3")->n_voices, 1);
            assert_int_equal(killed_of(&l, i, "3")->agreement, DTL_AGREEMENT_CONFLICT);
        }
    dtl_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_changes_make_no_testimony),
        cmocka_unit_test(what_brings_news_is_no_copy),
        cmocka_unit_test(a_chain_does_not_creep),
        cmocka_unit_test(a_notice_under_two_headlines_is_not_one_text),
        cmocka_unit_test(a_common_sentence_makes_no_copies),
        cmocka_unit_test(addresses_are_what_urls_name),
        cmocka_unit_test(versions_are_one_testimony_in_order),
        cmocka_unit_test(what_changed_is_told_and_counted_once),
        cmocka_unit_test(a_copy_of_an_earlier_version_keeps_its_word),
        cmocka_unit_test(another_story_at_an_old_address_is_no_version),
    };
    return cmocka_run_group_tests_name("copies", tests, NULL, NULL);
}
