/* Independence: who counts as one voice, and whose word confirms nothing. All texts are invented. */
#include "check.h"
#include "ledger/ledger.h"
#include "reports.h"
#include "rules/rules.h"

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

#define WITH_ARENA(a) dtl_arena a; dtl_arena_init(&a, (size_t)1 << 28)

enum { MOST = 12 };

static dtl_ledger build(dtl_arena *a, dtl_report *const *reports, size_t count)
{
    static dtl_report all[MOST];
    dtl_rules *rules;
    dtl_error error;
    dtl_ledger ledger;
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &rules, &error), DTL_OK);
    for (size_t i = 0; i < count; i++)
        all[i] = *reports[i];
    assert_int_equal(dtl_ledger_build(&(dtl_ledger_input){.reports = all, .count = count, .names = rules}, a, &ledger), DTL_OK);
    dtl_rules_close(rules);
    return ledger;
}

/* A raid on a ferry, told by number i; `body` is the whole text and holds "raiders killed 7 passengers". */
static dtl_report *raid(dtl_arena *a, int i, const char *outlet, const char *body)
{
    char name[32];
    snprintf(name, sizeof name, "r%d.txt", i);
    dtl_report *r = make_report(a, name, outlet, "2024-03-10", body);
    uint32_t e = add_event(a, r, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "raiders killed 7 passengers");
    add_role(a, r, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    r->events.items[e].days = day_of("2024-03-09");
    r->events.items[e].killed = (dtl_range){7, 7};
    return r;
}

/* The event of a raid is held by a voice with this holder (NULL: by the outlet). */
static uint32_t held_by(dtl_arena *a, dtl_report *r, const char *id, const char *name, const char *kind, uint8_t source_kind)
{
    uint32_t v = id ? add_voice(a, r, DTL_NONE, id, name, kind, DTL_CUE_SAY, NULL) : DTL_NONE;
    if (id) {
        r->voices.items[v].kind = source_kind;
        r->events.items[0].mentions.items[0].voice = v;
        r->events.items[0].status = r->events.items[0].mentions.items[0].status = DTL_STATUS_CLAIMED;
    }
    return add_claim(a, r, 0, v, DTL_STANCE_SUPPORTS, 1, "raiders killed 7 passengers");
}

static const char wire_story[] = "Masked raiders killed 7 passengers on a ferry in Salt Bay on Saturday morning. "
                                 "The boat had left the northern pier with forty people on board shortly before. "
                                 "Two fishing boats brought the wounded to the harbour within half an hour. "
                                 "Nobody has said so far why the ferry was chosen by the raiders. ";

/* Ten papers print one wire story; each cuts its last sentence or adds one of its own, and some credit the agency. */
static void ten_outlets_with_one_wire_story_are_one_voice(void **state)
{
    (void)state;
    static const char *const credits[] = {"none", "credit", "long credit", "byline", "is the agency"};
    for (size_t how = 0; how < sizeof credits / sizeof *credits; how++) {
        WITH_ARENA(a);
        dtl_report *reports[10];
        for (int i = 0; i < 10; i++) {
            char outlet[32], body[700];
            snprintf(outlet, sizeof outlet, "Paper %d", i);
            snprintf(body, sizeof body, "%.*s%s %s", (int)(i % 3 ? sizeof wire_story - 1 : sizeof wire_story - 66), wire_story,
                     i % 2 ? "Readers of our pages know the ferry well from many summers on the bay." : "", i == 4 ? "Agence France-Presse" : "By A. Writer, AFP");
            reports[i] = raid(&a, i, how == 4 && i == 7 ? "AFP" : outlet, body);
            held_by(&a, reports[i], NULL, NULL, NULL, 0);
            if (how == 1 && i != 4)
                reports[i]->agency = find_span(reports[i], "AFP");
            if (how == 2 && i == 4)
                reports[i]->agency = find_span(reports[i], "Agence France-Presse");
            if (how == 3 && i == 5)
                reports[i]->byline = find_span(reports[i], "By A. Writer, AFP");
        }
        dtl_ledger l = build(&a, reports, 10);
        assert_int_equal(l.events.count, 1);
        assert_int_equal(l.events.items[0].n_reports, 10);
        assert_int_equal(l.events.items[0].n_voices, 1);
        assert_int_equal(l.events.items[0].standing, DTL_STANDING_SINGLE_SOURCE);
        assert_int_equal(l.voices.count, 1);
        if (how >= 1 && how <= 3)
            assert_slice(l.voices.items[0].key, "media:afp");
        dtl_arena_free(&a);
    }
}

/* Papers that each credit one agency are one voice even where their texts share nothing; so is a paper that quotes it. */
static void an_agency_is_one_voice_however_it_comes(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {raid(&a, 0, "Delta Times", "AFP: raiders killed 7 passengers in Salt Bay."),
                             raid(&a, 1, "Harbour Post", "In Salt Bay raiders killed 7 passengers, Agence France-Presse reported."),
                             raid(&a, 2, "AFP", "On Saturday raiders killed 7 passengers of a ferry.")};
    for (int i = 0; i < 3; i++)
        held_by(&a, reports[i], i == 1 ? "afp" : NULL, "Agence France-Presse", "organisation", DTL_SOURCE_AGENCY);
    reports[0]->agency = find_span(reports[0], "AFP");
    dtl_ledger l = build(&a, reports, 3);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].n_voices, 1);
    uint32_t same = 0;
    for (uint32_t i = 0; i < l.sources.count; i++)
        same += dtl_slice_is(l.sources.items[i].id, "media:afp");
    assert_int_equal(same, 3); /* an outlet, an agency and somebody quoted: one id */
    dtl_arena_free(&a);
}

/* Reporters who quote one communiqué at length share its quotations and are two outlets all the same. */
static void shared_quotations_do_not_make_a_wire(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[2];
    for (int i = 0; i < 2; i++) {
        char body[700];
        snprintf(body, sizeof body, "%s “The ministry condemns this cowardly act against the people of the bay.” "
                 "“We shall find whoever has done this and bring them to court.”",
                 i ? "Armed raiders killed 7 passengers and took the purser's box from a ferry." : "It was early when raiders killed 7 passengers of a boat near the pier.");
        reports[i] = raid(&a, i, i ? "Harbour Post" : "Delta Times", body);
        held_by(&a, reports[i], NULL, NULL, NULL, 0);
    }
    dtl_ledger l = build(&a, reports, 2);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].n_voices, 2);
    assert_int_equal(l.events.items[0].standing, DTL_STANDING_CONFIRMED);
    dtl_arena_free(&a);
}

static void five_outlets_quoting_one_spokesman_are_one_voice(void **state)
{
    (void)state;
    for (int unnamed = 0; unnamed < 2; unnamed++) { /* with a name, and as "a harbour official" */
        WITH_ARENA(a);
        dtl_report *reports[5];
        for (int i = 0; i < 5; i++) {
            char outlet[32], body[120];
            snprintf(outlet, sizeof outlet, "Paper %d", i);
            snprintf(body, sizeof body, "In issue %d: raiders killed 7 passengers in Salt Bay.", i);
            reports[i] = raid(&a, i, outlet, body);
            if (unnamed)
                held_by(&a, reports[i], "role::official", "harbour official", "role", DTL_SOURCE_OFFICIAL);
            else
                held_by(&a, reports[i], "person:ada brook", "Ada Brook", "person", DTL_SOURCE_SPOKESPERSON);
        }
        dtl_ledger l = build(&a, reports, 5);
        assert_int_equal(l.events.count, 1);
        assert_int_equal(l.events.items[0].n_testimonies, 5);
        assert_int_equal(l.events.items[0].n_voices, 1);
        assert_int_equal(l.events.items[0].standing, DTL_STANDING_SINGLE_SOURCE);
        dtl_arena_free(&a);
    }
}

/* Unnamed people are others in every story, unless the stories are one. */
static void two_outlets_with_their_own_witnesses_are_two_voices(void **state)
{
    (void)state;
    static const uint8_t kinds[] = {DTL_SOURCE_WITNESS, DTL_SOURCE_RESIDENT, DTL_SOURCE_PEOPLE, DTL_SOURCE_EXPERT};
    for (size_t k = 0; k < sizeof kinds; k++)
        for (int wire = 0; wire < 2; wire++) {
            WITH_ARENA(a);
            dtl_report *reports[] = {raid(&a, 0, "Delta Times", "AFP: raiders killed 7 passengers, a witness said."),
                                     raid(&a, 1, "Harbour Post", "AFP wrote that raiders killed 7 passengers of the ferry.")};
            for (int i = 0; i < 2; i++) {
                held_by(&a, reports[i], "role::witness", "witness", "role", kinds[k]);
                if (wire)
                    reports[i]->agency = find_span(reports[i], "AFP");
            }
            dtl_ledger l = build(&a, reports, 2);
            assert_int_equal(l.events.count, 1);
            assert_int_equal(l.events.items[0].n_voices, wire ? 1 : 2);
            assert_int_equal(l.events.items[0].standing, wire ? DTL_STANDING_SINGLE_SOURCE : DTL_STANDING_CONFIRMED);
            if (!wire)
                assert_slice(l.voices.items[0].name, "witness (Delta Times)");
            dtl_arena_free(&a);
        }
}

/* Who says it of a deed of its own is marked, also in a report that does not know the doer; and confirms nobody's word. */
static void a_claim_of_responsibility_confirms_nothing(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {raid(&a, 0, "Delta Times", "The Dock Front said its raiders killed 7 passengers."),
                             raid(&a, 1, "Harbour Post", "Some raiders killed 7 passengers, the coast guard said."),
                             raid(&a, 2, "Bay Radio", "The raiders killed 7 passengers, the hospital said.")};
    uint32_t own = held_by(&a, reports[0], "dock-front", "Dock Front", "organisation", DTL_SOURCE_ARMED_GROUP);
    add_role(&a, reports[0], 0, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
    held_by(&a, reports[1], "coast-guard", "Coast Guard", "organisation", DTL_SOURCE_STATE);
    held_by(&a, reports[2], "hospital", "Bay Hospital", "organisation", DTL_SOURCE_ORGANISATION);
    dtl_ledger l = build(&a, reports, 2);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].n_voices, 2);
    assert_int_equal(l.events.items[0].standing, DTL_STANDING_SINGLE_SOURCE);
    uint32_t marked = 0;
    for (uint32_t i = 0; i < l.claims.count; i++)
        marked += l.claims.items[i].party && l.claims.items[i].interest == DTL_INTEREST_DEED;
    assert_int_equal(marked, 1);
    l = build(&a, reports, 3);
    assert_int_equal(l.events.items[0].n_voices, 3);
    assert_int_equal(l.events.items[0].standing, DTL_STANDING_CONFIRMED);
    reports[0]->claims.items[own].stance = DTL_STANCE_CLAIMS_RESPONSIBILITY;
    reports[0]->events.items[0].roles[DTL_EVENT_ACTOR].count = 0; /* the deed as told names no doer */
    l = build(&a, reports, 2);
    assert_int_equal(l.events.items[0].standing, DTL_STANDING_SINGLE_SOURCE);
    dtl_arena_free(&a);
}

/* The one to whom it was done is a party too, but its word counts beside a stranger's. */
static void the_victims_word_counts_beside_anothers(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {raid(&a, 0, "Delta Times", "The raiders killed 7 passengers, the ferry line said."),
                             raid(&a, 1, "Harbour Post", "Some raiders killed 7 passengers, the coast guard said.")};
    held_by(&a, reports[0], "ferry-line", "Ferry Line", "organisation", DTL_SOURCE_ORGANISATION);
    add_role(&a, reports[1], 0, DTL_EVENT_RECIPIENT, "ferry-line", "Ferry Line", "organisation"); /* named so in the other report only */
    held_by(&a, reports[1], "coast-guard", "Coast Guard", "organisation", DTL_SOURCE_STATE);
    dtl_ledger l = build(&a, reports, 2);
    assert_int_equal(l.events.count, 1);
    uint32_t target = 0;
    for (uint32_t i = 0; i < l.claims.count; i++)
        target += l.claims.items[i].interest == DTL_INTEREST_TARGET;
    assert_int_equal(target, 1);
    assert_int_equal(l.events.items[0].standing, DTL_STANDING_CONFIRMED);
    dtl_arena_free(&a);
}

/* A claim's id stays when its report is coded by other rules or lies beside other reports; claims of one report differ in theirs. */
static void claims_have_ids_that_stay(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *first = raid(&a, 0, "Delta Times", "Some raiders killed 7 passengers."), *other = raid(&a, 1, "Bay Radio", "The raiders killed 7 passengers on Saturday.");
    held_by(&a, first, NULL, NULL, NULL, 0);
    held_by(&a, first, NULL, NULL, NULL, 0); /* the same once more */
    add_claim(&a, first, 0, DTL_NONE, DTL_STANCE_SUPPORTS, 1, "killed 7 passengers");
    held_by(&a, other, NULL, NULL, NULL, 0);
    dtl_report *reports[] = {first, other};
    dtl_ledger one = build(&a, reports, 1);
    dtl_slice ids[3];
    for (uint32_t i = 0; i < 3; i++) {
        ids[i] = one.claims.items[i].id;
        assert_int_equal(ids[i].length, 16);
        for (uint32_t k = 0; k < i; k++)
            assert_false(dtl_slice_equal(ids[i], ids[k]));
    }
    first->key = hash_hex(&a, "coded by later rules");
    dtl_ledger two = build(&a, reports, 2);
    uint32_t found = 0;
    for (uint32_t i = 0; i < two.claims.count; i++)
        for (uint32_t k = 0; k < 3; k++)
            found += dtl_slice_equal(two.claims.items[i].id, ids[k]);
    assert_int_equal(found, 3);
    dtl_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_outlets_with_one_wire_story_are_one_voice),
        cmocka_unit_test(an_agency_is_one_voice_however_it_comes),
        cmocka_unit_test(shared_quotations_do_not_make_a_wire),
        cmocka_unit_test(five_outlets_quoting_one_spokesman_are_one_voice),
        cmocka_unit_test(two_outlets_with_their_own_witnesses_are_two_voices),
        cmocka_unit_test(a_claim_of_responsibility_confirms_nothing),
        cmocka_unit_test(the_victims_word_counts_beside_anothers),
        cmocka_unit_test(claims_have_ids_that_stay),
    };
    return cmocka_run_group_tests_name("independence", tests, NULL, NULL);
}
