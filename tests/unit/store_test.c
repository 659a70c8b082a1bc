/* The ledger file: equal sets give equal bytes whatever happened on the way; clear errors; nothing acknowledged is lost. */
#include "check.h"
#include "ledger/ledger.h"
#include "ledger_files.h"
#include "reports.h"
#include "store/store.h"
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { REPORTS = 24 };


/* A folder of its own for every test. */
typedef struct place {
    char folder[64], path[96], other[96];
    dtl_arena arena;
    dtl_report *reports[REPORTS];
} place;

/* Invented reports of four bombs, with clashing tolls, a denial, a copy and a plan among them. */
static void make_reports(place *p)
{
    static const char *const towns[4][2] = {{"salt-bay", "Salt Bay"}, {"iron-hill", "Iron Hill"}, {"low-ford", "Low Ford"}, {"pine-gate", "Pine Gate"}};
    for (int i = 0; i < REPORTS; i++) {
        int town = i % 4, dead = 2 + i % 3;
        char name[16], outlet[32], text[256], words[64];
        snprintf(name, sizeof name, "r%02d.txt", i);
        snprintf(outlet, sizeof outlet, "Paper %c", 'A' + i % 7);
        snprintf(words, sizeof words, "a bomb killed %d people in %s", dead, towns[town][1]);
        snprintf(text, sizeof text, "The harbour police said %s on day %d — “no warning”, wrote %s.", words, i % 2, i == 23 ? "Paper A" : outlet);
        dtl_report *r = make_report(&p->arena, name, outlet, i % 5 ? "2024-03-10" : NULL, text);
        uint32_t e = add_event(&p->arena, r, DTL_EVENT_ASSAULT, i % 3 ? DTL_MODE_EXPLOSIVES : DTL_MODE_NO_MODE, words);
        add_role(&p->arena, r, e, DTL_EVENT_PLACE, towns[town][0], towns[town][1], "place");
        if (i % 2)
            add_role(&p->arena, r, e, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
        r->events.items[e].days = day_of(i % 2 ? "2024-03-09" : "2024-03-08");
        r->events.items[e].killed = (dtl_range){dead, i % 4 ? dead : DTL_COUNT_OPEN};
        uint32_t v = add_voice(&p->arena, r, DTL_NONE, i % 6 ? "harbour-police" : "dock-front", i % 6 ? "harbour police" : "Dock Front",
                               "organisation", DTL_CUE_SAY, "said");
        r->events.items[e].mentions.items[0].voice = v;
        r->events.items[e].status = r->events.items[e].mentions.items[0].status = i == 8 ? DTL_STATUS_DENIED : i == 9 ? DTL_STATUS_PLANNED : DTL_STATUS_CLAIMED;
        add_claim(&p->arena, r, e, v, i == 8 ? DTL_STANCE_DENIES : DTL_STANCE_SUPPORTS, i == 8 ? -1 : 1, words);
        p->reports[i] = r;
    }
}

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    dtl_arena_init(&p->arena, (size_t)1 << 26);
    make_folder(p->folder, "store");
    snprintf(p->path, sizeof p->path, "%s/a.db", p->folder);
    snprintf(p->other, sizeof p->other, "%s/b.db", p->folder);
    make_reports(p);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    place *p = *state;
    remove_folder(p->folder);
    dtl_arena_free(&p->arena);
    free(p);
    return 0;
}

/* Adds reports in the given order to a fresh ledger at path and gives its dump. */
static dtl_buffer dump_of(place *p, const char *path, const int *order, int count, int commit_every)
{
    dtl_error error = {0};
    dtl_store *store = open_ledger(path, DTL_STORE_CREATE);
    for (int i = 0; i < count; i++) {
        fine(dtl_store_add(store, p->reports[order[i]], NULL, &error), &error);
        if (commit_every && i % commit_every == 0)
            fine(dtl_store_rebuild(store, &error), &error);
    }
    fine(dtl_store_rebuild(store, &error), &error);
    dtl_buffer dump = {0};
    fine(dtl_store_dump(store, &dump, &error), &error);
    dtl_store_close(store);
    return dump;
}

static void same_dump(dtl_buffer *a, dtl_buffer *b)
{
    assert_int_equal(a->length, b->length);
    assert_memory_equal(a->bytes, b->bytes, a->length);
}

static void any_order_and_repetition_gives_the_same_bytes(void **state)
{
    place *p = *state;
    int order[REPORTS * 2];
    for (int i = 0; i < REPORTS; i++)
        order[i] = i;
    dtl_buffer first = dump_of(p, p->path, order, REPORTS, 0);
    assert_true(first.length > 4000);
    unsigned seed = 12345;
    for (int round = 0; round < 6; round++) {
        for (int i = 0; i < REPORTS; i++)
            order[i] = order[REPORTS + i] = i;
        for (int i = REPORTS - 1; i > 0; i--) {
            seed = seed * 1103515245u + 12345u;
            int k = (int)((seed >> 16) % (unsigned)(i + 1)), swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
        remove_ledger(p->other);
        dtl_buffer again = dump_of(p, p->other, order, round % 2 ? REPORTS * 2 : REPORTS, round % 3 ? 5 : 0);
        same_dump(&first, &again);
        dtl_buffer_free(&again);
    }
    dtl_buffer_free(&first);
}

/* A report at random from few towns, people and days, so that chains and clashes abound. */
static dtl_report *random_report(place *p, unsigned *seed, int number)
{
    static const char *const people[] = {"Anna Bellow", "Anna Below", "Carl Dorran", "Dorran", "Mohammad Daud Merano"};
    static const char *const towns[] = {"salt-bay", "iron-hill", "low-ford"};
    static const char *const statements = "Dock Front fighters will attack, killed or may have killed people, says the harbour police.";
    unsigned r[10];
    for (int i = 0; i < 10; i++)
        r[i] = (*seed = *seed * 1103515245u + 12345u) >> 16;
    char name[32], outlet[32], text[300], day[16];
    snprintf(name, sizeof name, "random %d", number);
    snprintf(outlet, sizeof outlet, "Paper %u", r[0] % 5);
    snprintf(text, sizeof text, "%s It was issue %u of Tollan Row, Pine Gate and Old Ferry.", statements, r[1] % 40);
    snprintf(day, sizeof day, "2024-03-%02u", 1 + r[2] % 9);
    dtl_report *report = make_report(&p->arena, name, outlet, r[3] % 3 ? day : NULL, text);
    for (unsigned k = 0; k <= r[9] % 3; k++) {
        uint32_t e = add_event(&p->arena, report, DTL_EVENT_ASSAULT, k || r[4] % 2 ? DTL_MODE_EXPLOSIVES : DTL_MODE_NO_MODE, "killed or may have killed people");
        dtl_report_event *event = &report->events.items[e];
        event->item = (r[8] + k) % 5 ? DTL_ITEM_EVENT : DTL_ITEM_STATEMENT;
        event->status = (uint8_t)((r[4] + k) % 3 ? DTL_STATUS_ASSERTED : r[5] % DTL_STATUS_COUNT);
        event->series = r[5] % 7 == 0;
        if ((r[6] + k) % 3)
            add_role(&p->arena, report, e, DTL_EVENT_PLACE, towns[(r[6] + k) % 3], towns[(r[6] + k) % 3], "place");
        else
            event->setting = add_actor(&p->arena, report, towns[r[5] % 3], towns[r[5] % 3], "place");
        if (r[7] % 2) {
            char id[64];
            snprintf(id, sizeof id, "person:%s", people[(r[7] / 2 + k) % 5]);
            add_role(&p->arena, report, e, DTL_EVENT_RECIPIENT, id, people[(r[7] / 2 + k) % 5], "person");
        }
        if (r[8] % 4)
            event->days = day_of(day);
        event->killed = r[8] % 3 ? (dtl_range){r[1] % 4, r[1] % 4} : DTL_RANGE_NONE;
        uint32_t v = r[9] % 2 ? add_voice(&p->arena, report, DTL_NONE, "harbour-police", "harbour police", "organisation", DTL_CUE_SAY, "says") : DTL_NONE;
        event->mentions.items[0].voice = v;
        add_claim(&p->arena, report, e, v, (uint8_t)(r[0] % 4 ? DTL_STANCE_SUPPORTS : DTL_STANCE_DENIES), r[0] % 4 ? 1 : -1, "killed or may have killed");
    }
    return report;
}

static void random_sets_come_out_the_same_in_any_order(void **state)
{
    place *p = *state;
    unsigned seed = 7;
    for (int round = 0; round < 4; round++) {
        int order[REPORTS];
        for (int i = 0; i < REPORTS; i++) {
            order[i] = i;
            p->reports[i] = random_report(p, &seed, round * 100 + i);
        }
        remove_ledger(p->path);
        dtl_buffer first = dump_of(p, p->path, order, REPORTS, 0);
        for (int way = 0; way < 3; way++) {
            for (int i = REPORTS - 1; i > 0; i--) {
                seed = seed * 1103515245u + 12345u;
                int k = (int)((seed >> 16) % (unsigned)(i + 1)), swap = order[i];
                order[i] = order[k];
                order[k] = swap;
            }
            remove_ledger(p->other);
            static const int commit_every[] = {0, 7, 1}; /* one at a time: most events stay and are not written again */
            dtl_buffer again = dump_of(p, p->other, order, REPORTS, commit_every[way]);
            same_dump(&first, &again);
            dtl_buffer_free(&again);
        }
        dtl_buffer_free(&first);
    }
}

/* Words are found as they are told, whatever signs stand among them; what stands in quotation marks stands together. */
static void words_are_found_by_the_index(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    int all[REPORTS];
    for (int i = 0; i < REPORTS; i++)
        all[i] = i;
    dtl_buffer dump = dump_of(p, p->path, all, REPORTS, 3);
    dtl_buffer_free(&dump);
    dtl_store *store = open_ledger(p->path, DTL_STORE_READ);
    static const struct { const char *text; bool some; } cases[] = {
        {"killed bomb", true}, {"\"killed bomb\"", false}, {"\"bomb KILLED\" salt", true}, {"bomb warning", false} /* no evidence has both */,
        {"bomb NOT killed", false} /* words, not operators */, {"bom*", false}, {"evidence:bomb", false}, {"\"", false}, {"bomb \"", true}, {"( ^ - + { } \\", false},
        {"NEAR(bomb people, 3)", false}, {"' OR 1=1 --", false}, {"bomb\"killed\"people", true}, {"\xC3\xA9", false}, {"-bomb", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_store_filter filter = DTL_STORE_FILTER_ALL;
        dtl_store_event_array events = {0};
        dtl_store_claim_array claims = {0};
        filter.text = dtl_slice_from_cstr(cases[i].text);
        fine(dtl_store_events(store, &filter, &p->arena, &events, &error), &error);
        fine(dtl_store_claims(store, &filter, &p->arena, &claims, &error), &error);
        if ((events.count > 0) != cases[i].some || (claims.count > 0) != cases[i].some)
            print_error("# words: %s\n", cases[i].text);
        assert_int_equal(events.count > 0, cases[i].some);
        assert_int_equal(claims.count > 0, cases[i].some);
    }
    dtl_store_close(store);
}

/* What a commit says it changed is what differs between the events before and after. */
static void a_commit_tells_what_it_changed(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_store *store = open_ledger(p->path, DTL_STORE_CREATE);
    for (int i = 0; i < REPORTS - 1; i++)
        fine(dtl_store_add(store, p->reports[i], NULL, &error), &error);
    fine(dtl_store_rebuild(store, &error), &error);
    dtl_store_diff diff = {.arena = &p->arena};
    fine(dtl_store_rebuild_telling(store, &diff, &error), &error);
    assert_int_equal(diff.before.count + diff.after.count, 0);
    fine(dtl_store_add(store, p->reports[REPORTS - 1], NULL, &error), &error);
    fine(dtl_store_rebuild_telling(store, &diff, &error), &error);
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_event_array whole = {0};
    fine(dtl_store_events(store, &filter, &p->arena, &whole, &error), &error);
    assert_true(diff.after.count >= 1 && diff.after.count < whole.count);
    assert_true(diff.before.count <= diff.after.count + 1);
    dtl_store_close(store);
}

static void union_of_two_halves_is_the_whole(void **state)
{
    place *p = *state;
    int all[REPORTS], odd[REPORTS], even[REPORTS], n_odd = 0, n_even = 0;
    for (int i = 0; i < REPORTS; i++) {
        all[i] = i;
        if (i % 2 || i % 5 == 0) /* the halves overlap */
            odd[n_odd++] = i;
        if (i % 2 == 0)
            even[n_even++] = i;
    }
    dtl_buffer whole = dump_of(p, p->path, all, REPORTS, 0);
    for (int way = 0; way < 2; way++) {
        dtl_error error = {0};
        uint64_t added = 0;
        remove_ledger(p->path);
        remove_ledger(p->other);
        dtl_buffer half = dump_of(p, p->path, way ? odd : even, way ? n_odd : n_even, 0), rest = dump_of(p, p->other, way ? even : odd, way ? n_even : n_odd, 0);
        dtl_store *store = open_ledger(p->path, DTL_STORE_WRITE);
        fine(dtl_store_union(store, p->other, &added, NULL, &error), &error);
        fine(dtl_store_rebuild(store, &error), &error);
        assert_int_equal(added, REPORTS - (way ? n_odd : n_even));
        dtl_buffer joined = {0};
        fine(dtl_store_dump(store, &joined, &error), &error);
        same_dump(&whole, &joined);
        dtl_store_close(store);
        dtl_buffer_free(&half);
        dtl_buffer_free(&rest);
        dtl_buffer_free(&joined);
    }
    dtl_buffer_free(&whole);
}

static void forged_lines_of_one_key_resolve_the_same_way(void **state)
{
    place *p = *state;
    dtl_report forged = *p->reports[3];
    forged.outlet = DTL_SLICE("Another Name");
    dtl_buffer dumps[2] = {{0}, {0}};
    for (int way = 0; way < 2; way++) {
        dtl_error error = {0};
        const char *path = way ? p->path : p->other;
        dtl_store *store = open_ledger(path, DTL_STORE_CREATE);
        fine(dtl_store_add(store, way ? &forged : p->reports[3], NULL, &error), &error);
        fine(dtl_store_add(store, way ? p->reports[3] : &forged, NULL, &error), &error);
        fine(dtl_store_rebuild(store, &error), &error);
        fine(dtl_store_dump(store, &dumps[way], &error), &error);
        dtl_store_close(store);
    }
    same_dump(&dumps[0], &dumps[1]);
    dtl_buffer_free(&dumps[0]);
    dtl_buffer_free(&dumps[1]);
}

static void evidence_reproduces_the_bytes(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    int all[REPORTS];
    for (int i = 0; i < REPORTS; i++)
        all[i] = i;
    dtl_buffer dump = dump_of(p, p->path, all, REPORTS, 0);
    dtl_buffer_free(&dump);
    dtl_store *store = open_ledger(p->path, DTL_STORE_READ);
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_claim_array claims = {0};
    fine(dtl_store_claims(store, &filter, &p->arena, &claims, &error), &error);
    assert_int_equal(claims.count, REPORTS);
    for (uint32_t i = 0; i < claims.count; i++) {
        dtl_report report;
        fine(dtl_store_report(store, claims.items[i].report, &p->arena, &report, &error), &error);
        assert_true(dtl_slice_equal(claims.items[i].words, dtl_span_text(report.text, claims.items[i].span)));
        assert_true(dtl_slice_starts_with(claims.items[i].words, DTL_SLICE("a bomb killed")));
    }
    uint64_t problems = 99;
    fine(dtl_store_check(store, &problems, NULL, &error), &error);
    assert_int_equal(problems, 0);
    dtl_store_close(store);
    sqlite3 *db; /* one changed letter of a text must be noticed, and a place outside of it */
    assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE report SET text = replace(text, 'bomb', 'bulb') WHERE id = 5; UPDATE claim_row SET offset = 9999 "
                                      "WHERE document = 6", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    store = open_ledger(p->path, DTL_STORE_READ);
    dtl_buffer lines = {0};
    fine(dtl_store_check(store, &problems, &lines, &error), &error);
    assert_true(problems >= 2);
    dtl_buffer_char(&lines, '\0');
    assert_non_null(strstr(lines.bytes, "is broken"));
    assert_non_null(strstr(lines.bytes, "evidence that is not at its place"));
    dtl_buffer_free(&lines);
    dtl_store_close(store);
}

static void filters_find_what_they_should(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    int all[REPORTS];
    for (int i = 0; i < REPORTS; i++)
        all[i] = i;
    dtl_buffer dump = dump_of(p, p->path, all, REPORTS, 0);
    dtl_buffer_free(&dump);
    dtl_store *store = open_ledger(p->path, DTL_STORE_READ);
    const struct { dtl_store_filter filter; bool some; } cases[] = {
        {{.type = DTL_SLICE("assault"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, true},
        {{.type = DTL_SLICE("ASSAULT/Explosives"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, true},
        {{.type = DTL_SLICE("PROTEST"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, false},
        {{.actor = DTL_SLICE("dock front"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, true},
        {{.actor = DTL_SLICE("nobody' OR 1=1 --"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, false},
        {{.place = DTL_SLICE("Salt Bay"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, true},
        {{.place = DTL_SLICE("Nowhere"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, false},
        {{.status = DTL_SLICE("planned"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, true},
        {{.text = DTL_SLICE("BOMB killed"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, true},
        {{.text = DTL_SLICE("%"), .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, false},
        {{.from = day_of("2024-03-09").low, .to = day_of("2024-03-09").low}, true},
        {{.from = day_of("2025-01-01").low, .to = DTL_DAY_OPEN_FUTURE}, false},
        {{.shared = true, .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, true},
        {{.conflicts = true, .from = DTL_DAY_OPEN_PAST, .to = DTL_DAY_OPEN_FUTURE}, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_store_event_array events = {0};
        dtl_store_claim_array claims = {0};
        fine(dtl_store_events(store, &cases[i].filter, &p->arena, &events, &error), &error);
        fine(dtl_store_claims(store, &cases[i].filter, &p->arena, &claims, &error), &error);
        if ((events.count > 0) != cases[i].some || (claims.count > 0) != cases[i].some)
            print_error("# case %zu\n", i);
        assert_int_equal(events.count > 0, cases[i].some);
        assert_int_equal(claims.count > 0, cases[i].some);
    }
    for (uint8_t sort = DTL_SORT_DATE; sort <= DTL_SORT_ID; sort++) { /* every order runs, pages put together are the whole */
        dtl_store_filter filter = DTL_STORE_FILTER_ALL;
        dtl_store_event_array whole = {0}, page = {0};
        filter.sort = sort;
        fine(dtl_store_events(store, &filter, &p->arena, &whole, &error), &error);
        filter.limit = 2;
        for (filter.offset = 0; filter.offset < whole.count; filter.offset += page.count) {
            fine(dtl_store_events(store, &filter, &p->arena, &page, &error), &error);
            for (uint32_t k = 0; k < page.count; k++)
                assert_true(dtl_slice_equal(page.items[k].id, whole.items[filter.offset + k].id));
        }
    }
    dtl_store_close(store);
}

/* ---- errors ---- */

static void expect_error(const char *path, dtl_store_mode mode, dtl_err code, const char *words)
{
    dtl_store *store = NULL;
    dtl_error error = {0};
    assert_int_equal(dtl_store_open(path, mode, &store, &error), code);
    assert_null(store);
    if (!strstr(error.message, words) || !strstr(error.message, path) || strchr(error.message, '\n'))
        print_error("# message: %s\n", error.message);
    assert_non_null(strstr(error.message, words));
    assert_non_null(strstr(error.message, path));
    assert_null(strchr(error.message, '\n'));
    assert_string_equal(error.file, path);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void what_is_no_ledger_is_said(void **state)
{
    place *p = *state;
    expect_error(p->path, DTL_STORE_READ, DTL_ERR_IO, "No such file");
    expect_error(p->path, DTL_STORE_WRITE, DTL_ERR_IO, "No such file");
    expect_error(p->folder, DTL_STORE_CREATE, DTL_ERR_LEDGER, "a folder");
    write_file(p->path, "", 0);
    expect_error(p->path, DTL_STORE_READ, DTL_ERR_LEDGER, "an empty file");
    char junk[5000];
    memset(junk, 'x', sizeof junk);
    write_file(p->path, junk, sizeof junk);
    expect_error(p->path, DTL_STORE_READ, DTL_ERR_LEDGER, "not a ledger");
    expect_error(p->path, DTL_STORE_CREATE, DTL_ERR_LEDGER, "not a ledger");
    struct stat about;
    assert_int_equal(stat(p->path, &about), 0);
    assert_int_equal(about.st_size, sizeof junk); /* and it was left alone */
}

static void other_databases_and_versions_are_refused(void **state)
{
    place *p = *state;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(p->other, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE cheese (name TEXT)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    expect_error(p->other, DTL_STORE_CREATE, DTL_ERR_LEDGER, "another program");
    dtl_store_close(open_ledger(p->path, DTL_STORE_CREATE));
    assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version=8", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    expect_error(p->path, DTL_STORE_WRITE, DTL_ERR_VERSION, "a ledger of version 8; this program writes version 7");
}

/* What a report implies stands in for what none tells, is marked, and can be asked for; what one tells wins. */
static void an_implied_place_stands_in(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_event_array rows = {0};
    dtl_report *r = make_report(&p->arena, "implied", "Harbour Post", "2024-03-10", "A car bomb killed a colonel. Shots hit a van.");
    uint32_t implied = add_event(&p->arena, r, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "bomb killed a colonel");
    uint32_t told = add_event(&p->arena, r, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "Shots hit a van");
    r->events.items[implied].setting = add_actor(&p->arena, r, "place:XSB", "Salt Bay Coast", "place");
    add_role(&p->arena, r, told, DTL_EVENT_PLACE, "iron-hill", "Iron Hill", "place");
    dtl_store *store = open_ledger(p->path, DTL_STORE_CREATE);
    fine(dtl_store_add(store, r, NULL, &error), &error);
    fine(dtl_store_rebuild(store, &error), &error);
    filter.text = DTL_SLICE("killed a colonel");
    fine(dtl_store_events(store, &filter, &p->arena, &rows, &error), &error);
    assert_int_equal(rows.count, 1);
    assert_slice(rows.items[0].place, "Salt Bay Coast");
    assert_true(rows.items[0].place_implied);
    filter.text = DTL_SLICE_EMPTY;
    filter.place = DTL_SLICE("place:XSB");
    rows = (dtl_store_event_array){0};
    fine(dtl_store_events(store, &filter, &p->arena, &rows, &error), &error);
    assert_int_equal(rows.count, 1);
    filter.place = DTL_SLICE("iron-hill");
    rows = (dtl_store_event_array){0};
    fine(dtl_store_events(store, &filter, &p->arena, &rows, &error), &error);
    assert_int_equal(rows.count, 1);
    assert_false(rows.items[0].place_implied);
    dtl_store_close(store);
}

/* What a program of before made: its two sets, and derived tables that nobody reads any more. */
static void make_older(place *p, const char *path, int version, dtl_report *const *reports, int count)
{
    static const char tables[] =
        "CREATE TABLE report (key TEXT PRIMARY KEY, line TEXT NOT NULL) STRICT; "
        "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), added INTEGER NOT NULL, built INTEGER NOT NULL) STRICT; INSERT INTO state VALUES (1, 1, 1); "
        "CREATE TABLE event (id INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE) STRICT; CREATE INDEX event_date ON event (event_id); "
        "CREATE TABLE claim (id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES event, side TEXT) STRICT; INSERT INTO event VALUES (1, 'old'); "
        "INSERT INTO claim VALUES (1, 1, 'support'); CREATE VIEW event_claim AS SELECT event, id AS claim, side FROM claim; PRAGMA application_id=1146375246;";
    static const char judgements[] =
        "CREATE TABLE assessment (id TEXT PRIMARY KEY, subject TEXT NOT NULL, of TEXT NOT NULL, about TEXT NOT NULL, grade TEXT NOT NULL, analyst TEXT NOT NULL, "
        "date TEXT NOT NULL, note TEXT NOT NULL, line TEXT NOT NULL) STRICT; CREATE INDEX assessment_of ON assessment (subject, of); "
        "CREATE TABLE assessment_supersedes (id TEXT NOT NULL REFERENCES assessment, superseded TEXT NOT NULL, PRIMARY KEY (id, superseded)) STRICT, WITHOUT ROWID; "
        "CREATE VIEW current_assessment AS SELECT * FROM assessment;";
    sqlite3 *db;
    sqlite3_stmt *insert;
    char sql[64], *why = NULL;
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", version);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, tables, NULL, NULL, &why) || (version == 5 && sqlite3_exec(db, judgements, NULL, NULL, &why)) || sqlite3_exec(db, sql, NULL, NULL, &why))
        fail_msg("%s", why);
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO report VALUES (?1, ?2)", -1, &insert, NULL), SQLITE_OK);
    for (int i = 0; i < count; i++) {
        dtl_buffer line = {0};
        dtl_report_write(reports[i], &line);
        sqlite3_bind_text(insert, 1, reports[i]->key.ptr, (int)reports[i]->key.length, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, line.bytes, (int)line.length - 1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
        dtl_buffer_free(&line);
    }
    sqlite3_finalize(insert);
    sqlite3_close(db);
    (void)p;
}

/* Whoever may write brings it up and loses nothing; whoever only reads is told what to do; it can be joined as it is. */
static void an_older_ledger_is_brought_up(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    int all[REPORTS];
    for (int i = 0; i < REPORTS; i++)
        all[i] = i;
    dtl_buffer today = dump_of(p, p->other, all, REPORTS, 0);
    for (int version = 1; version <= 5; version += 2) {
        dtl_buffer brought_up = {0};
        uint64_t problems = 1, added = 0;
        bool stale = false;
        remove_ledger(p->path);
        make_older(p, p->path, version, p->reports, REPORTS);
        expect_error(p->path, DTL_STORE_READ, DTL_ERR_VERSION, "brings it up to version 7");

        char joined[96];
        snprintf(joined, sizeof joined, "%s/c.db", p->folder);
        dtl_store *store = open_ledger(joined, DTL_STORE_CREATE);
        fine(dtl_store_union(store, p->path, &added, NULL, &error), &error);
        assert_int_equal(added, REPORTS);
        dtl_store_close(store);
        remove_ledger(joined);

        store = open_ledger(p->path, DTL_STORE_WRITE);
        fine(dtl_store_stale(store, &stale, &error), &error);
        assert_true(stale);
        fine(dtl_store_rebuild(store, &error), &error);
        fine(dtl_store_dump(store, &brought_up, &error), &error);
        same_dump(&today, &brought_up);
        fine(dtl_store_check(store, &problems, NULL, &error), &error);
        assert_int_equal(problems, 0);
        dtl_store_close(store);
        dtl_buffer_free(&brought_up);
    }
    dtl_buffer_free(&today);
}

static void a_second_writer_is_told_to_wait(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_store *one = open_ledger(p->path, DTL_STORE_CREATE), *two = open_ledger(p->path, DTL_STORE_WRITE), *reader = open_ledger(p->path, DTL_STORE_READ);
    fine(dtl_store_add(one, p->reports[0], NULL, &error), &error);
    dtl_store_wait(two, 20);
    assert_int_equal(dtl_store_add(two, p->reports[1], NULL, &error), DTL_ERR_BUSY);
    assert_non_null(strstr(error.message, "another program is writing"));
    dtl_store_counts counts; /* a reader is not held up, and sees nothing unfinished */
    fine(dtl_store_count(reader, &counts, &error), &error);
    assert_int_equal(counts.reports, 0);
    fine(dtl_store_commit(one, &error), &error);
    fine(dtl_store_add(two, p->reports[1], NULL, &error), &error);
    fine(dtl_store_rebuild(two, &error), &error);
    fine(dtl_store_count(reader, &counts, &error), &error);
    assert_int_equal(counts.reports, 2);
    assert_int_equal(dtl_store_add(reader, p->reports[2], NULL, &error), DTL_ERR_IO);
    assert_non_null(strstr(error.message, "may not be written"));
    dtl_store_close(one);
    dtl_store_close(two);
    dtl_store_close(reader);
}

static void stale_is_known_and_cured(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    bool stale = false;
    dtl_store *store = open_ledger(p->path, DTL_STORE_CREATE);
    fine(dtl_store_add(store, p->reports[0], NULL, &error), &error);
    fine(dtl_store_commit(store, &error), &error);
    fine(dtl_store_stale(store, &stale, &error), &error);
    assert_true(stale);
    dtl_store_close(store);
    store = open_ledger(p->path, DTL_STORE_WRITE);
    fine(dtl_store_rebuild(store, &error), &error);
    fine(dtl_store_stale(store, &stale, &error), &error);
    assert_false(stale);
    dtl_store_close(store);
}

static void a_batch_that_was_not_committed_is_gone(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_store_counts counts;
    dtl_store *store = open_ledger(p->path, DTL_STORE_CREATE);
    fine(dtl_store_add(store, p->reports[0], NULL, &error), &error);
    dtl_store_close(store);
    store = open_ledger(p->path, DTL_STORE_READ);
    fine(dtl_store_count(store, &counts, &error), &error);
    assert_int_equal(counts.reports, 0);
    dtl_store_close(store);
}

/* ---- full disk and kill -9, in a child process ---- */

/* Adds and commits reports until something fails; writes how many were acknowledged to fd. Gives the last error. */
static dtl_err fill(place *p, int fd, dtl_error *error)
{
    dtl_store *store;
    dtl_err err = dtl_store_open(p->path, DTL_STORE_CREATE, &store, error);
    uint32_t acknowledged = 0;
    if (err)
        return err;
    for (int i = 0; !err && i < 100000; i++) {
        dtl_report report = *p->reports[i % REPORTS];
        char name[32];
        snprintf(name, sizeof name, "fill %d", i);
        report.key = hash_hex(&p->arena, name);
        err = dtl_store_add(store, &report, NULL, error);
        if (!err)
            err = dtl_store_commit(store, error);
        if (!err && write(fd, &(uint32_t){++acknowledged}, 4) != 4)
            err = DTL_ERR_IO;
    }
    dtl_store_close(store);
    return err;
}

static uint32_t read_acknowledged(int fd)
{
    uint32_t number, last = 0;
    while (read(fd, &number, 4) == 4)
        last = number;
    return last;
}

static void count_and_check(place *p, uint32_t acknowledged)
{
    dtl_error error = {0};
    dtl_store_counts counts;
    uint64_t problems = 0;
    dtl_store *store = open_ledger(p->path, DTL_STORE_WRITE);
    fine(dtl_store_rebuild(store, &error), &error);
    fine(dtl_store_count(store, &counts, &error), &error);
    assert_true(counts.reports >= acknowledged);
    assert_true(counts.reports <= acknowledged + 1); /* the one that was saved and not yet said */
    fine(dtl_store_check(store, &problems, NULL, &error), &error);
    assert_int_equal(problems, 0);
    dtl_store_close(store);
}

static void a_full_disk_loses_nothing_acknowledged(void **state)
{
    place *p = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {1500 * 1024, 1500 * 1024};
        dtl_error error = {0};
        signal(SIGXFSZ, SIG_IGN);
        dtl_err err = setrlimit(RLIMIT_FSIZE, &limit) ? DTL_OK : fill(p, ends[1], &error);
        bool clear = err == DTL_ERR_FULL && strstr(error.message, "no space left") && strstr(error.message, p->path);
        if (!clear)
            print_error("# %d: %s\n", err, error.message);
        _exit(clear ? 0 : 1);
    }
    close(ends[1]);
    uint32_t acknowledged = read_acknowledged(ends[0]);
    close(ends[0]);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(acknowledged > 10);
    count_and_check(p, acknowledged);
}

static void kill_nine_loses_nothing_acknowledged(void **state)
{
    place *p = *state;
    const char *asked = getenv("DATELINE_KILLS"); /* the nightly run asks for a thousand */
    int rounds = asked ? (int)strtol(asked, NULL, 10) : 8;
    for (int round = 0; round < rounds; round++) {
        int ends[2];
        remove_ledger(p->path);
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            dtl_error error = {0};
            close(ends[0]);
            fill(p, ends[1], &error);
            _exit(0);
        }
        close(ends[1]);
        uint32_t first;
        assert_int_equal(read(ends[0], &first, 4), 4); /* it has begun */
        usleep((useconds_t)(3000 + round % 16 * 2500));
        kill(child, SIGKILL);
        uint32_t acknowledged = read_acknowledged(ends[0]);
        close(ends[0]);
        assert_int_equal(waitpid(child, NULL, 0), child);
        count_and_check(p, acknowledged ? acknowledged : first);
    }
}

int main(void)
{
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        STORE_TEST(any_order_and_repetition_gives_the_same_bytes),
        STORE_TEST(random_sets_come_out_the_same_in_any_order), STORE_TEST(an_implied_place_stands_in),
        STORE_TEST(union_of_two_halves_is_the_whole), STORE_TEST(words_are_found_by_the_index), STORE_TEST(a_commit_tells_what_it_changed),
        STORE_TEST(forged_lines_of_one_key_resolve_the_same_way),
        STORE_TEST(evidence_reproduces_the_bytes),
        STORE_TEST(filters_find_what_they_should),
        STORE_TEST(what_is_no_ledger_is_said),
        STORE_TEST(other_databases_and_versions_are_refused),
        STORE_TEST(an_older_ledger_is_brought_up),
        STORE_TEST(a_second_writer_is_told_to_wait),
        STORE_TEST(stale_is_known_and_cured),
        STORE_TEST(a_batch_that_was_not_committed_is_gone),
        STORE_TEST(a_full_disk_loses_nothing_acknowledged),
        STORE_TEST(kill_nine_loses_nothing_acknowledged),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
