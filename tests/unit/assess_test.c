/* Assessments: lines that cannot be forged by accident, supersession, what a rebuild and a union leave of them. All content is invented. */
#include "check.h"
#include "ledger_files.h"
#include "reports.h"
#include "store/store.h"
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder with two ledgers of its own for every test. */
typedef struct place {
    char folder[64], path[2][96];
    dtl_arena arena;
} place;

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    dtl_arena_init(&p->arena, (size_t)1 << 26);
    make_folder(p->folder, "assess");
    for (int i = 0; i < 2; i++)
        snprintf(p->path[i], sizeof p->path[i], "%s/%c.db", p->folder, 'a' + i);
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

/* Number i of a few reports of one bomb, each by an outlet of its own. */
static dtl_report *bomb(place *p, int i)
{
    char name[32], outlet[32], text[160];
    snprintf(name, sizeof name, "r%d.txt", i);
    snprintf(outlet, sizeof outlet, "Paper %d", i);
    snprintf(text, sizeof text, "In issue %d the harbour police said a bomb killed 3 people in Salt Bay.", i);
    dtl_report *r = make_report(&p->arena, name, outlet, "2024-03-10", text);
    uint32_t e = add_event(&p->arena, r, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "a bomb killed 3 people");
    add_role(&p->arena, r, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    r->events.items[e].days = day_of("2024-03-09");
    uint32_t v = add_voice(&p->arena, r, DTL_NONE, "harbour-police", "Harbour Police", "organisation", DTL_CUE_SAY, "said");
    r->events.items[e].mentions.items[0].voice = v;
    add_claim(&p->arena, r, e, v, DTL_STANCE_SUPPORTS, 1, "a bomb killed 3 people");
    return r;
}

static dtl_store *ledger_with(place *p, int which, int first, int count)
{
    dtl_error error = {0};
    dtl_store *store = open_ledger(p->path[which], DTL_STORE_CREATE);
    for (int i = first; i < first + count; i++)
        fine(dtl_store_add(store, bomb(p, i), NULL, &error), &error);
    fine(dtl_store_rebuild(store, &error), &error);
    return store;
}

static bool judge(place *p, dtl_store *store, uint8_t subject, const char *which, char grade, const char *analyst, const char *date)
{
    dtl_error error = {0};
    dtl_store_subject found;
    dtl_assessment given = {.grade = grade, .analyst = keep(&p->arena, analyst), .date = keep(&p->arena, date)};
    bool added = false;
    fine(dtl_store_find_subject(store, subject, dtl_slice_from_cstr(which), &p->arena, &found, &error), &error);
    fine(dtl_store_assess(store, &found, &given, &p->arena, &added, &error), &error);
    fine(dtl_store_commit(store, &error), &error);
    return added;
}

static dtl_store_assessment_array all_of(place *p, dtl_store *store)
{
    dtl_error error = {0};
    dtl_store_assessment_array rows = {0};
    fine(dtl_store_assessments(store, &p->arena, &rows, &error), &error);
    return rows;
}

static dtl_store_claim_array claims_of(place *p, dtl_store *store)
{
    dtl_error error = {0};
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_claim_array rows = {0};
    fine(dtl_store_claims(store, &filter, &p->arena, &rows, &error), &error);
    return rows;
}

static dtl_slice only_event(place *p, dtl_store *store)
{
    dtl_error error = {0};
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_event_array rows = {0};
    fine(dtl_store_events(store, &filter, &p->arena, &rows, &error), &error);
    assert_int_equal(rows.count, 1);
    return rows.items[0].id;
}

/* ---- lines ---- */

static dtl_assessment full(void)
{
    return (dtl_assessment){.subject = DTL_SUBJECT_SOURCE, .grade = 'B', .of = DTL_SLICE("media:bay-wire"), .about = DTL_SLICE("Bay Wire"),
                            .analyst = DTL_SLICE("N. Brook"), .date = DTL_SLICE("2024-05-31"), .note = DTL_SLICE("said \"no\" – twice"),
                            .supersedes = DTL_SLICE("00000000000000aa 00000000000000bb")};
}

static void a_line_is_read_as_it_was_written(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_assessment a = full(), again;
    dtl_buffer one = {0}, two = {0};
    fine(dtl_assessment_settle(&a, &error), &error);
    dtl_assessment_write(&a, &one);
    assert_true(dtl_is_assessment_line(dtl_slice_make(one.bytes, one.length)));
    fine(dtl_assessment_read(dtl_slice_make(one.bytes, one.length), &p->arena, &again, &error), &error);
    dtl_assessment_write(&again, &two);
    assert_true(dtl_slice_equal(dtl_slice_make(one.bytes, one.length), dtl_slice_make(two.bytes, two.length)));
    assert_string_equal(again.id, a.id);
    /* every changed letter is another assessment, or none */
    for (size_t i = 0; i < one.length; i++) {
        char kept = one.bytes[i];
        one.bytes[i] = (char)(kept ^ 1);
        memset(&error, 0, sizeof error);
        dtl_err err = dtl_assessment_read(dtl_slice_make(one.bytes, one.length), &p->arena, &again, &error);
        bool same = !err && strcmp(again.id, a.id) == 0 && dtl_slice_equal(again.note, a.note) && again.grade == a.grade;
        if (!err && !same)
            fail_msg("byte %zu may be changed", i);
        one.bytes[i] = kept;
        assert_int_equal(dtl_assessment_read(dtl_slice_make(one.bytes, i), &p->arena, &again, &error) != DTL_OK, i + 1 < one.length);
    }
    dtl_buffer_free(&one);
    dtl_buffer_free(&two);
}

static void wrong_fields_are_told(void **state)
{
    (void)state;
    char long_name[DTL_ANALYST_MAX + 2], long_note[DTL_NOTE_MAX + 2];
    memset(long_name, 'n', sizeof long_name);
    memset(long_note, 'n', sizeof long_note);
    for (int i = 0; i < 14; i++) {
        static const char *const words[] = {"letter from A to F", "letter from A to F", "figure from 1 to 6", "figure from 1 to 6", "analyst's name", "80 bytes",
                                            "one line", "2000 bytes", "day like 2024-05-31", "day like 2024-05-31", "supersedes", "supersedes", "id of what", "source, an event"};
        dtl_assessment a = full();
        dtl_error error = {0};
        switch (i) {
        case 0: a.grade = 'G'; break;
        case 1: a.grade = '2'; break;
        case 2: a.subject = DTL_SUBJECT_CLAIM; break;
        case 3: a.subject = DTL_SUBJECT_EVENT; a.grade = '7'; break;
        case 4: a.analyst = DTL_SLICE_EMPTY; break;
        case 5: a.analyst = dtl_slice_make(long_name, DTL_ANALYST_MAX + 1); break;
        case 6: a.note = DTL_SLICE("two\nlines"); break;
        case 7: a.note = dtl_slice_make(long_note, DTL_NOTE_MAX + 1); break;
        case 8: a.date = DTL_SLICE("2024-02-31"); break;
        case 9: a.date = DTL_SLICE("yesterday"); break;
        case 10: a.supersedes = DTL_SLICE("00000000000000bb 00000000000000aa"); break;
        case 11: a.supersedes = DTL_SLICE("xyz"); break;
        case 12: a.of = DTL_SLICE_EMPTY; break;
        default: a.subject = DTL_SUBJECT_COUNT; break;
        }
        assert_int_equal(dtl_assessment_settle(&a, &error), DTL_ERR_ARGUMENT);
        if (!strstr(error.message, words[i]))
            fail_msg("case %d: %s", i, error.message);
    }
    for (const char *g = "ABCDEF123456"; *g; g++)
        assert_true(dtl_grade_meaning(*g)[0] != '\0');
    assert_string_equal(dtl_grade_meaning('G'), "");
}

/* ---- in the ledger ---- */

static void a_later_judgement_supersedes_ones_own_only(void **state)
{
    place *p = *state;
    dtl_store *store = ledger_with(p, 0, 0, 2);
    assert_true(judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", 'B', "N. Brook", "2024-05-01"));
    assert_false(judge(p, store, DTL_SUBJECT_SOURCE, "Harbour Police", 'B', "N. Brook", "2024-05-01")); /* said again */
    assert_true(judge(p, store, DTL_SUBJECT_SOURCE, "actor:harbour-police", 'D', "O. Reed", ""));
    assert_true(judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", 'C', "N. Brook", "2024-04-01")); /* an earlier day: told later all the same */
    assert_true(judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", 'B', "N. Brook", "2024-05-01")); /* back again */
    dtl_store_assessment_array rows = all_of(p, store);
    uint32_t current = 0;
    assert_int_equal(rows.count, 4); /* nothing is taken away */
    for (uint32_t i = 0; i < rows.count; i++) {
        const dtl_store_assessment *a = &rows.items[i];
        current += a->current;
        assert_true(a->here);
        assert_slice(a->of, "actor:harbour-police");
        if (a->current)
            assert_true(dtl_slice_is(a->grade, dtl_slice_is(a->analyst, "N. Brook") ? "B" : "D"));
    }
    assert_int_equal(current, 2);
    dtl_store_claim_array claims = claims_of(p, store);
    assert_slice(claims.items[0].reliability, "Harbour Police B; Harbour Police D");
    assert_slice(claims.items[0].credibility, "");
    dtl_store_close(store);
}

/* What was judged is found again when reports come in, whatever becomes of the event's id, and a rebuild takes nothing away. */
static void judgements_outlive_rebuilds(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    for (int first = 0; first < 4; first++) {
        dtl_store *store = ledger_with(p, 0, first, 1);
        dtl_slice event = only_event(p, store), claim = claims_of(p, store).items[0].id;
        char id[17];
        snprintf(id, sizeof id, "%.*s", (int)event.length, event.ptr);
        assert_true(judge(p, store, DTL_SUBJECT_EVENT, id, '3', "N. Brook", ""));
        snprintf(id, sizeof id, "%.*s", (int)claim.length, claim.ptr);
        assert_true(judge(p, store, DTL_SUBJECT_CLAIM, id, '2', "N. Brook", ""));
        for (int i = 0; i < 4; i++) { /* one of these has a smaller key, and then the event changes its id */
            fine(dtl_store_add(store, bomb(p, i), NULL, &error), &error);
            fine(dtl_store_rebuild(store, &error), &error);
        }
        dtl_store_detail detail;
        fine(dtl_store_event_detail(store, event, &p->arena, &detail, &error), &error); /* its former id still finds it */
        assert_int_equal(detail.event.n_reports, 4);
        assert_slice(detail.event.credibility, "3");
        assert_int_equal(detail.assessments.count, 2);
        uint32_t credible = 0;
        for (uint32_t i = 0; i < detail.claims.count; i++)
            credible += dtl_slice_is(detail.claims.items[i].credibility, "2");
        assert_int_equal(credible, 1);
        snprintf(id, sizeof id, "%.*s", (int)detail.event.id.length, detail.event.id.ptr);
        assert_true(judge(p, store, DTL_SUBJECT_EVENT, id, '1', "N. Brook", "")); /* under its new id: the same event */
        fine(dtl_store_event_detail(store, event, &p->arena, &detail, &error), &error);
        assert_slice(detail.event.credibility, "1");
        dtl_store_close(store);
        unlink(p->path[0]);
    }
}

/* A ∪ B = B ∪ A, and nothing is added twice. */
static void a_union_joins_judgements_in_any_order(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_buffer dumps[2] = {{0}};
    for (int way = 0; way < 2; way++) {
        for (int i = 0; i < 2; i++) {
            dtl_store *store = ledger_with(p, i, i, 3); /* they overlap */
            char grade = i ? 'B' : 'D';
            judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", 'A', "N. Brook", "2024-01-01"); /* the same in both */
            judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", grade, "N. Brook", "");           /* each supersedes that */
            if (i)
                judge(p, store, DTL_SUBJECT_SOURCE, "Paper 3", 'F', "O. Reed", "");
            dtl_store_close(store);
        }
        dtl_store *store = open_ledger(p->path[way], DTL_STORE_WRITE);
        for (int again = 0; again < 2; again++) {
            uint64_t judged = 7;
            fine(dtl_store_union(store, p->path[!way], NULL, &judged, &error), &error);
            assert_int_equal(judged, again ? 0 : way ? 1 : 2);
            fine(dtl_store_rebuild(store, &error), &error);
        }
        dtl_store_assessment_array rows = all_of(p, store);
        uint32_t current = 0;
        for (uint32_t i = 0; i < rows.count; i++)
            current += rows.items[i].current;
        assert_int_equal(rows.count, 4);
        assert_int_equal(current, 3); /* B and D of one analyst stand side by side: neither knew the other */
        fine(dtl_store_dump(store, &dumps[way], &error), &error);
        assert_true(judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", 'C', "N. Brook", ""));
        rows = all_of(p, store);
        for (uint32_t i = current = 0; i < rows.count; i++)
            current += rows.items[i].current && dtl_slice_is(rows.items[i].analyst, "N. Brook");
        assert_int_equal(current, 1); /* one word of his settles both */
        dtl_store_close(store);
        for (int i = 0; i < 2; i++)
            unlink(p->path[i]);
    }
    assert_int_equal(dumps[0].length, dumps[1].length);
    assert_memory_equal(dumps[0].bytes, dumps[1].bytes, dumps[0].length);
    dtl_buffer_free(&dumps[0]);
    dtl_buffer_free(&dumps[1]);
}

/* Nobody supersedes somebody else's word, whatever a line says. */
static void a_strangers_line_supersedes_nothing(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_store *store = ledger_with(p, 0, 0, 1);
    judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", 'B', "N. Brook", "");
    dtl_assessment forged = full();
    dtl_buffer line = {0};
    forged.supersedes = all_of(p, store).items[0].id;
    fine(dtl_assessment_settle(&forged, &error), &error);
    forged.analyst = DTL_SLICE("O. Reed");
    fine(dtl_assessment_settle(&forged, &error), &error);
    dtl_assessment_write(&forged, &line);
    fine(dtl_store_add_assessment(store, dtl_slice_make(line.bytes, line.length), &p->arena, NULL, &error), &error);
    fine(dtl_store_commit(store, &error), &error);
    dtl_store_assessment_array rows = all_of(p, store);
    assert_int_equal(rows.count, 2);
    assert_true(rows.items[0].current && rows.items[1].current);
    assert_true(rows.items[0].here != rows.items[1].here); /* Bay Wire is not in this ledger: kept and marked */
    dtl_buffer_free(&line);
    dtl_store_close(store);
}

/* Somebody who writes into the file with another program is found out. */
static void a_changed_judgement_is_found(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    uint64_t problems = 7;
    dtl_buffer lines = {0};
    sqlite3 *db;
    dtl_store *store = ledger_with(p, 0, 0, 1);
    judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", 'D', "N. Brook", "");
    fine(dtl_store_check(store, &problems, &lines, &error), &error);
    assert_int_equal(problems, 0);
    dtl_store_close(store);
    assert_int_equal(sqlite3_open(p->path[0], &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE assessment SET grade = 'A'", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    store = open_ledger(p->path[0], DTL_STORE_READ);
    fine(dtl_store_check(store, &problems, &lines, &error), &error);
    assert_int_equal(problems, 1);
    dtl_buffer_char(&lines, '\0');
    assert_non_null(strstr(lines.bytes, "not what was judged"));
    dtl_buffer_free(&lines);
    dtl_store_close(store);
}

static void who_is_meant_must_be_clear(void **state)
{
    place *p = *state;
    dtl_store *store = ledger_with(p, 0, 0, 3);
    dtl_store_subject found;
    const struct { uint8_t subject; const char *which, *words; } cases[] = {
        {DTL_SUBJECT_SOURCE, "Bay Wire", "no source \"Bay Wire\"; `dateline sources` lists them"}, {DTL_SUBJECT_SOURCE, "", "no source"},
        {DTL_SUBJECT_EVENT, "zz", "no event \"zz\""}, {DTL_SUBJECT_CLAIM, "zz", "no claim \"zz\""}, {DTL_SUBJECT_CLAIM, "", "no claim"},
        {DTL_SUBJECT_SOURCE, "Salt Bay", "no source"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_error error = {0};
        assert_int_equal(dtl_store_find_subject(store, cases[i].subject, dtl_slice_from_cstr(cases[i].which), &p->arena, &found, &error), DTL_ERR_ARGUMENT);
        if (!strstr(error.message, cases[i].words))
            fail_msg("%s", error.message);
    }
    dtl_error error = {0};
    dtl_store_claim_array claims = claims_of(p, store);
    char one[2] = {claims.items[0].id.ptr[0], '\0'};
    uint32_t alike = 0;
    for (uint32_t i = 0; i < claims.count; i++)
        alike += claims.items[i].id.ptr[0] == one[0];
    dtl_err err = dtl_store_find_subject(store, DTL_SUBJECT_CLAIM, dtl_slice_from_cstr(one), &p->arena, &found, &error);
    assert_int_equal(err, alike > 1 ? DTL_ERR_ARGUMENT : DTL_OK);
    dtl_store_close(store);
}

/* What was committed is there after kill -9. */
static void a_kill_loses_no_committed_judgement(void **state)
{
    place *p = *state;
    dtl_store_close(ledger_with(p, 0, 0, 2));
    for (int round = 0; round < 4; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            dtl_store *store = open_ledger(p->path[0], DTL_STORE_WRITE);
            for (uint32_t i = 1;; i++) {
                char analyst[32];
                snprintf(analyst, sizeof analyst, "analyst %d.%u", round, i);
                judge(p, store, DTL_SUBJECT_SOURCE, "harbour police", 'C', analyst, "");
                if (write(ends[1], &i, sizeof i) != sizeof i)
                    _exit(1);
            }
        }
        close(ends[1]);
        uint32_t done = 0, next;
        for (int i = 0; i < 3 + round * 5 && read(ends[0], &next, sizeof next) == sizeof next; i++)
            done = next;
        kill(child, SIGKILL);
        while (read(ends[0], &next, sizeof next) == sizeof next)
            done = next;
        close(ends[0]);
        assert_int_equal(waitpid(child, NULL, 0), child);
        dtl_store *store = open_ledger(p->path[0], DTL_STORE_READ);
        dtl_store_assessment_array rows = all_of(p, store);
        uint32_t found = 0;
        char prefix[32];
        snprintf(prefix, sizeof prefix, "analyst %d.", round);
        for (uint32_t i = 0; i < rows.count; i++)
            found += dtl_slice_starts_with(rows.items[i].analyst, dtl_slice_from_cstr(prefix));
        assert_true(done > 0 && (found == done || found == done + 1));
        dtl_store_close(store);
    }
}

int main(void)
{
#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        PLACE_TEST(a_line_is_read_as_it_was_written), cmocka_unit_test(wrong_fields_are_told),
        PLACE_TEST(a_later_judgement_supersedes_ones_own_only), PLACE_TEST(judgements_outlive_rebuilds),
        PLACE_TEST(a_union_joins_judgements_in_any_order), PLACE_TEST(a_strangers_line_supersedes_nothing),
        PLACE_TEST(a_changed_judgement_is_found), PLACE_TEST(who_is_meant_must_be_clear), PLACE_TEST(a_kill_loses_no_committed_judgement),
    };
    return cmocka_run_group_tests_name("assess", tests, NULL, NULL);
}
