/* The ledger: merging as a pure function of the set, cannot-links, voices, values side by side. All texts are invented. */
#include "check.h"
#include "ledger/ledger.h"
#include "reports.h"
#include "rules/rules.h"

/* A bomb in Salt Bay on 9 March as one outlet tells it: with `killed` dead, held by `voice` (NULL: the outlet itself). */
static dtl_report *bomb(dtl_arena *a, const char *name, const char *outlet, int64_t killed, const char *voice, const char *voice_kind)
{
    char text[400];
    snprintf(text, sizeof text, "%s%sa bomb killed %d people in Salt Bay on Saturday, wrote %s in its issue %s.", voice ? voice : "",
             voice ? " said " : "", (int)killed, outlet, name);
    dtl_report *r = make_report(a, name, outlet, "2024-03-10", text);
    uint32_t e = add_event(a, r, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "a bomb killed");
    add_role(a, r, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    r->events.items[e].days = day_of("2024-03-09");
    r->events.items[e].killed = (dtl_range){killed, killed};
    uint32_t v = DTL_NONE;
    if (voice) {
        v = add_voice(a, r, DTL_NONE, voice, voice, voice_kind, DTL_CUE_SAY, "said");
        r->events.items[e].mentions.items[0].voice = v;
        r->events.items[e].status = r->events.items[e].mentions.items[0].status = DTL_STATUS_CLAIMED;
    }
    add_claim(a, r, e, v, DTL_STANCE_SUPPORTS, 1, "a bomb killed");
    return r;
}

static const dtl_ledger_value *value_of(const dtl_ledger *l, uint32_t event, uint8_t field, uint32_t rank)
{
    const dtl_ledger_event *e = &l->events.items[event];
    for (uint32_t i = 0; i < e->n_values; i++) {
        const dtl_ledger_value *v = &l->values.items[e->first_value + i];
        if (v->field == field && rank-- == 0)
            return v;
    }
    return NULL;
}

#define WITH_ARENA(a) dtl_arena a; dtl_arena_init(&a, (size_t)1 << 28)

static void one_bomb_in_two_papers_is_one_event(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {bomb(&a, "a", "Harbour Post", 3, NULL, NULL), bomb(&a, "b", "Delta Times", 5, NULL, NULL)};
    dtl_ledger l = build_ledger(&a, reports, 2);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].n_testimonies, 2);
    assert_int_equal(l.events.items[0].standing, DTL_STANDING_CONFIRMED);
    assert_int_equal(value_of(&l, 0, DTL_FIELD_KILLED, 0)->agreement, DTL_AGREEMENT_CONFLICT);
    assert_int_equal(value_of(&l, 0, DTL_FIELD_PLACE, 0)->agreement, DTL_AGREEMENT_AGREE);
    assert_non_null(value_of(&l, 0, DTL_FIELD_KILLED, 1));
    assert_null(value_of(&l, 0, DTL_FIELD_KILLED, 2));
    dtl_arena_free(&a);
}

static void ten_papers_quoting_one_spokesman_are_one_voice(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[10];
    char name[16], outlet[32];
    for (int i = 0; i < 10; i++) {
        snprintf(name, sizeof name, "n%d", i);
        snprintf(outlet, sizeof outlet, "Paper %d", i);
        reports[i] = bomb(&a, name, outlet, 3, "coast-guard", "organisation");
    }
    dtl_ledger l = build_ledger(&a, reports, 10);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].n_reports, 10);
    assert_int_equal(l.events.items[0].n_testimonies, 10);
    assert_int_equal(l.events.items[0].n_voices, 1);
    assert_int_equal(l.events.items[0].standing, DTL_STANDING_SINGLE_SOURCE);
    dtl_arena_free(&a);
}

static void copies_count_as_one_testimony(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *first = bomb(&a, "a", "Harbour Post", 3, NULL, NULL), *copy = bomb(&a, "a", "Harbour Post", 3, NULL, NULL);
    copy->key = hash_hex(&a, "copy");
    copy->outlet = DTL_SLICE("Mirror Site");
    dtl_report *reports[] = {first, copy};
    dtl_ledger l = build_ledger(&a, reports, 2);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].n_reports, 2);
    assert_int_equal(l.events.items[0].n_testimonies, 1);
    assert_int_equal(l.events.items[0].n_voices, 1);
    assert_int_equal(l.sources.count, 2);
    dtl_arena_free(&a);
}

static dtl_report *on(dtl_report *report, const char *day)
{
    report->published = day_of(day);
    report->published_best = report->published.low;
    return report;
}

/* The toll rises: what a voice said last counts, a figure that it took back is kept and stands behind; the fields still differ. */
static void a_toll_that_rises(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[] = {on(bomb(&a, "a", "Harbour Post", 3, NULL, NULL), "2024-03-09"), on(bomb(&a, "b", "Delta Times", 3, NULL, NULL), "2024-03-09"),
                             on(bomb(&a, "c", "Delta Times", 5, NULL, NULL), "2024-03-11")};
    dtl_ledger l = build_ledger(&a, reports, 3);
    const dtl_ledger_value *best = value_of(&l, 0, DTL_FIELD_KILLED, 0), *other = value_of(&l, 0, DTL_FIELD_KILLED, 1);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(best->agreement, DTL_AGREEMENT_CONFLICT);
    assert_int_equal(best->range.low, 5); /* one voice each: the later word */
    assert_int_equal(best->n_current, 1);
    assert_int_equal(best->last_day, day_of("2024-03-11").low);
    assert_int_equal(other->n_voices, 2);
    assert_int_equal(other->n_current, 1);
    assert_int_equal(other->n_impartial, 1);
    assert_int_equal(other->last_day, day_of("2024-03-09").low);
    dtl_arena_free(&a);
}

/* A copy that is printed late makes no early figure the latest word. */
static void a_late_copy_is_no_later_word(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *first = on(bomb(&a, "a", "Harbour Post", 3, NULL, NULL), "2024-03-09"), *late = on(bomb(&a, "a", "Harbour Post", 3, NULL, NULL), "2024-03-12");
    late->key = hash_hex(&a, "copy");
    late->outlet = DTL_SLICE("Mirror Site");
    dtl_report *reports[] = {first, late, on(bomb(&a, "b", "Delta Times", 5, NULL, NULL), "2024-03-11")};
    dtl_ledger l = build_ledger(&a, reports, 3);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(value_of(&l, 0, DTL_FIELD_KILLED, 0)->range.low, 5);
    assert_int_equal(value_of(&l, 0, DTL_FIELD_KILLED, 1)->last_day, day_of("2024-03-09").low);
    dtl_arena_free(&a);
}

static void planned_is_linked_and_never_merged(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *plan = bomb(&a, "a", "Harbour Post", 3, NULL, NULL), *act = bomb(&a, "b", "Delta Times", 3, NULL, NULL);
    plan->events.items[0].status = plan->events.items[0].mentions.items[0].status = DTL_STATUS_PLANNED;
    plan->published = day_of("2024-03-01");
    dtl_report *reports[] = {plan, act};
    dtl_ledger l = build_ledger(&a, reports, 2);
    assert_int_equal(l.events.count, 2);
    assert_int_equal(l.links.count, 1);
    assert_int_equal(l.links.items[0].kind, DTL_LINK_PLAN_OF);
    assert_int_equal(l.events.items[l.links.items[0].from].standing, DTL_STANDING_PLANNED);
    dtl_arena_free(&a);
}

static void habitual_statements_never_swallow_instances(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *general = bomb(&a, "a", "Harbour Post", 3, NULL, NULL), *act = bomb(&a, "b", "Delta Times", 3, NULL, NULL);
    general->events.items[0].series = true;
    dtl_report *reports[] = {general, act};
    dtl_ledger l = build_ledger(&a, reports, 2);
    assert_int_equal(l.events.count, 2);
    dtl_arena_free(&a);
}

static void far_apart_in_days_or_places_stays_apart(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *one = bomb(&a, "a", "Harbour Post", 3, NULL, NULL), *later = bomb(&a, "b", "Delta Times", 3, NULL, NULL);
    later->events.items[0].days = day_of("2024-03-29");
    dtl_report *reports[] = {one, later};
    assert_int_equal(build_ledger(&a, reports, 2).events.count, 2);
    dtl_report *elsewhere = bomb(&a, "c", "Inland News", 3, NULL, NULL);
    elsewhere->actors.items[0].id = DTL_SLICE("iron-hill");
    elsewhere->actors.items[0].name = DTL_SLICE("Iron Hill");
    dtl_report *both[] = {one, elsewhere};
    assert_int_equal(build_ledger(&a, both, 2).events.count, 2);
    dtl_arena_free(&a);
}

/* One report says in which town the building stands. */
static void a_building_without_its_town_is_nowhere_else(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *one = bomb(&a, "a", "Harbour Post", 3, NULL, NULL), *other = bomb(&a, "b", "Delta Times", 3, NULL, NULL);
    dtl_report_actor *halls[] = {&one->actors.items[0], &other->actors.items[0]};
    for (int i = 0; i < 2; i++) {
        halls[i]->name = DTL_SLICE("Quay Hall");
        halls[i]->place_precision = 5;
    }
    halls[0]->id = DTL_SLICE("place:north:quay hall");
    halls[0]->admin1 = DTL_SLICE("North");
    halls[1]->id = DTL_SLICE("place:quay hall");
    dtl_report *reports[] = {one, other};
    assert_int_equal(build_ledger(&a, reports, 2).events.count, 1);
    halls[1]->id = DTL_SLICE("place:south:quay mall");
    halls[1]->name = DTL_SLICE("Quay Mall");
    halls[1]->admin1 = DTL_SLICE("South");
    assert_int_equal(build_ledger(&a, reports, 2).events.count, 2);
    dtl_arena_free(&a);
}

/* Which day of several: what most reports tell, whoever speaks in them; then the later; but none behind the first report. */
static void the_best_of_several_days(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *early = bomb(&a, "a", "Harbour Post", 3, "Police", "role"), *late = bomb(&a, "b", "Delta Times", 3, NULL, NULL);
    early->events.items[0].days = day_of("2024-03-08");
    add_claim(&a, early, 0, DTL_NONE, DTL_STANCE_SUPPORTS, 1, "a bomb killed");
    dtl_report *reports[] = {early, late, bomb(&a, "c", "Inland News", 3, NULL, NULL)};
    for (int i = 0; i < 3; i++)
        reports[i]->published_best = reports[i]->published.low;
    dtl_ledger l = build_ledger(&a, reports, 2);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].days.low, day_of("2024-03-09").low); /* one report each, two voices in the earlier */
    l = build_ledger(&a, reports, 3);
    assert_int_equal(value_of(&l, 0, DTL_FIELD_DATE, 0)->n_reports, 2);
    assert_int_equal(l.events.items[0].days.low, day_of("2024-03-09").low);
    reports[1]->events.items[0].days = day_of("2024-03-08");
    l = build_ledger(&a, reports, 3);
    assert_int_equal(l.events.items[0].days.low, day_of("2024-03-08").low);
    early->events.items[0].days = day_of("2024-03-10"); /* all appeared on that day: what they put on the next is not the deed */
    reports[1]->events.items[0].days = reports[2]->events.items[0].days = day_of("2024-03-11");
    l = build_ledger(&a, reports, 3);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].days.low, day_of("2024-03-10").low);
    dtl_arena_free(&a);
}

static void named_victims_join_and_part(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const char *const names[] = {"Daud Merrano", "Mohammad Dawood Merano", "Karim Velloso"};
    static const char *const ids[] = {"person:daud merrano", "person:mohammad dawood merano", "person:karim velloso"};
    dtl_report *reports[3];
    for (int i = 0; i < 3; i++) {
        char name[8] = {(char)('a' + i), 0}, text[200];
        snprintf(text, sizeof text, "Gunmen killed %s, a former mayor, in issue %d.", names[i], i);
        reports[i] = make_report(&a, name, "Harbour Post", "2024-03-10", text);
        uint32_t e = add_event(&a, reports[i], DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "Gunmen killed");
        add_role(&a, reports[i], e, DTL_EVENT_RECIPIENT, ids[i], names[i], "person");
    }
    dtl_ledger l = build_ledger(&a, reports, 3);
    assert_int_equal(l.events.count, 2);
    assert_int_equal(l.actors.count, 2);
    assert_int_equal(l.aliases.count, 1);
    dtl_arena_free(&a);
}

static void denial_makes_it_contested(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *told = bomb(&a, "a", "Harbour Post", 3, NULL, NULL);
    dtl_report *denied = make_report(&a, "b", "Delta Times", "2024-03-11", "The port authority denied that a bomb killed people in Salt Bay.");
    uint32_t e = add_event(&a, denied, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "a bomb killed people in Salt Bay");
    add_role(&a, denied, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    denied->events.items[e].status = denied->events.items[e].mentions.items[0].status = DTL_STATUS_DENIED;
    uint32_t v = add_voice(&a, denied, DTL_NONE, "port-authority", "port authority", "organisation", DTL_CUE_DENY, "denied");
    add_claim(&a, denied, e, v, DTL_STANCE_DENIES, -1, "denied that a bomb killed people in Salt Bay");
    dtl_report *reports[] = {told, denied};
    dtl_ledger l = build_ledger(&a, reports, 2);
    uint32_t held = DTL_NONE; /* merged, or linked: either way the event that is told is contested */
    for (uint32_t i = 0; i < l.events.count; i++)
        if (l.events.items[i].status == DTL_STATUS_ASSERTED)
            held = i;
    assert_int_not_equal(held, DTL_NONE);
    assert_int_equal(l.events.items[held].n_denials, 1);
    assert_int_equal(l.events.items[held].standing, DTL_STANDING_CONTESTED);
    dtl_arena_free(&a);
}

static void a_party_alone_confirms_nothing(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *one = bomb(&a, "a", "Harbour Post", 3, "dock-front", "organisation"), *two = bomb(&a, "b", "Delta Times", 3, "salt-league", "organisation");
    dtl_report *reports[] = {one, two};
    for (int i = 0; i < 2; i++) {
        add_role(&a, reports[i], 0, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
        add_role(&a, reports[i], 0, DTL_EVENT_ACTOR, "salt-league", "Salt League", "organisation");
    }
    dtl_ledger l = build_ledger(&a, reports, 2);
    assert_int_equal(l.events.count, 1);
    assert_int_equal(l.events.items[0].n_voices, 2);
    assert_true(l.claims.items[0].party);
    assert_int_equal(l.events.items[0].standing, DTL_STANDING_SINGLE_SOURCE);
    dtl_arena_free(&a);
}

/* A ~ B ~ C, but A and C name different victims: B goes to the better one, whatever the order. */
static void a_chain_always_comes_out_the_same(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[3];
    static const char *const victims[] = {"person:anna bellow", NULL, "person:carl dorran"};
    for (int i = 0; i < 3; i++) {
        char name[8] = {(char)('p' + i), 0};
        reports[i] = bomb(&a, name, name, 1, NULL, NULL);
        if (victims[i])
            add_role(&a, reports[i], 0, DTL_EVENT_RECIPIENT, victims[i], victims[i] + 7, "person");
    }
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    dtl_slice ids[2] = {DTL_SLICE_EMPTY, DTL_SLICE_EMPTY};
    for (int i = 0; i < 6; i++) {
        dtl_report *shuffled[] = {reports[orders[i][0]], reports[orders[i][1]], reports[orders[i][2]]};
        dtl_ledger l = build_ledger(&a, shuffled, 3);
        assert_int_equal(l.events.count, 2);
        for (uint32_t k = 0; k < 2; k++) {
            if (i == 0)
                ids[k] = l.events.items[k].id;
            assert_true(dtl_slice_equal(ids[k], l.events.items[k].id));
        }
    }
    dtl_arena_free(&a);
}

/* Two reports of one gas blast that share names only in running text; neither gives a day, a place or a name to the event. */
static void lead_events_of_one_story_are_one(void **state)
{
    (void)state;
    static const char *const published[3] = {"2024-05-02", "2024-05-03", "2024-09-20"};
    static const char *const texts[3] = {"Somebody shot two men near Tollan Row. The quarter of Old Ferry was sealed off, Merrano Hospital said.",
                                         "Two men were shot at a house in Old Ferry. Neighbours in Tollan Row heard it; Merrano Hospital treated one.",
                                         "Two men were shot in Old Ferry, again. Tollan Row stays closed; Merrano Hospital is full."};
    WITH_ARENA(a);
    dtl_report *reports[3];
    for (int i = 0; i < 3; i++) {
        char name[8] = {(char)('a' + i), 0};
        reports[i] = make_report(&a, name, name, published[i], texts[i]);
        add_event(&a, reports[i], DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, i ? "Two men were shot" : "Somebody shot two men");
    }
    dtl_ledger l = build_ledger(&a, reports, 3);
    assert_int_equal(l.events.count, 2); /* May's is one event; September's, of the same streets, another */
    for (uint32_t i = 0; i < 2; i++)
        assert_true(l.events.items[i].n_reports == 1 || l.events.items[i].n_reports == 2);
    /* A sum over years that stands first in May's second report is not the story of the first. */
    assert_true(dtl_day_parse_iso(DTL_SLICE("2019-01-01"), &reports[1]->events.items[0].days.low));
    assert_true(dtl_day_parse_iso(DTL_SLICE("2024-05-03"), &reports[1]->events.items[0].days.high));
    l = build_ledger(&a, reports, 3);
    assert_int_equal(l.events.count, 3);
    dtl_arena_free(&a);
}

static void groups_above_groups_are_kin(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *reports[2];
    for (int i = 0; i < 2; i++) {
        char name[8] = {(char)('a' + i), 0}, text[160];
        snprintf(text, sizeof text, "%s plan to kill league officers, it is said in issue %d.", i ? "Dock Front" : "Night Crane men", i);
        reports[i] = make_report(&a, name, name, NULL, text);
        uint32_t e = add_event(&a, reports[i], DTL_EVENT_ASSAULT, DTL_MODE_NO_MODE, "plan to kill league officers");
        reports[i]->events.items[e].status = DTL_STATUS_PLANNED;
        add_role(&a, reports[i], e, DTL_EVENT_ACTOR, i ? "dock-front" : "role:night-crane:man", i ? "Dock Front" : "Night Crane men", i ? "organisation" : "role");
        add_role(&a, reports[i], e, DTL_EVENT_RECIPIENT, "role:salt-league:officer", "league officers", "role");
        reports[i]->actors.items[1].parent_id = DTL_SLICE("salt-league");
        if (!i) { /* the men belong to Night Crane, which belongs to the Dock Front */
            reports[i]->actors.items[0].parent_id = DTL_SLICE("night-crane");
            uint32_t crane = add_actor(&a, reports[i], "night-crane", "Night Crane", "organisation");
            reports[i]->actors.items[crane].parent_id = DTL_SLICE("dock-front");
        }
    }
    assert_int_equal(build_ledger(&a, reports, 2).events.count, 1);
    reports[0]->actors.items[2].parent_id = DTL_SLICE(""); /* without the upper link nothing joins them */
    assert_int_equal(build_ledger(&a, reports, 2).events.count, 2);
    dtl_arena_free(&a);
}

static void an_empty_set_is_an_empty_ledger(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_ledger l;
    assert_int_equal(dtl_ledger_build(&(dtl_ledger_input){0}, &a, &l), DTL_OK);
    assert_int_equal(l.events.count, 0);
    dtl_arena_free(&a);
}

static void too_small_a_budget_is_said(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = bomb(&a, "a", "Harbour Post", 3, NULL, NULL);
    dtl_ledger l;
    int refused = 0;
    for (size_t budget = 16; budget < 200000; budget = budget * 2) {
        dtl_arena small;
        dtl_arena_init(&small, budget);
        refused += dtl_ledger_build(&(dtl_ledger_input){.reports = r, .count = 1}, &small, &l) == DTL_ERR_BUDGET;
        dtl_arena_free(&small);
    }
    assert_true(refused > 3);
    dtl_arena_free(&a);
}

/* ---- names over many reports ---- */

extern const char dtl_embedded_rules[], dtl_embedded_rules_end[];

/* One person as one report has it. */
typedef struct bearer {
    const char *name, *role, *country, *published;
} bearer;

static dtl_report *told_of(dtl_arena *a, size_t issue, const bearer *who, const char *kind)
{
    char name[32], text[200], id[120];
    snprintf(name, sizeof name, "n%zu", issue);
    snprintf(text, sizeof text, "Gunmen attacked %s in issue %zu.", who->name, issue);
    snprintf(id, sizeof id, "%s:%s", strcmp(kind, "person") == 0 ? "person" : "name", who->name);
    dtl_report *r = make_report(a, name, "Harbour Post", who->published, text);
    uint32_t e = add_event(a, r, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "Gunmen attacked");
    add_role(a, r, e, DTL_EVENT_RECIPIENT, id, who->name, kind);
    for (uint32_t i = 0; i < r->actors.count; i++)
        if (dtl_slice_is(r->actors.items[i].kind, kind)) {
            r->actors.items[i].role = keep(a, who->role);
            r->actors.items[i].country = keep(a, who->country);
        }
    return r;
}

static dtl_ledger build_named(dtl_arena *a, const bearer *who, size_t count, const char *kind, bool backwards)
{
    dtl_rules *rules;
    dtl_error error;
    dtl_ledger ledger;
    assert_int_equal(dtl_rules_open(dtl_slice_make(dtl_embedded_rules, (size_t)(dtl_embedded_rules_end - dtl_embedded_rules)), &rules, &error), DTL_OK);
    dtl_report *all = dtl_arena_calloc(a, count, sizeof *all);
    assert_non_null(all);
    for (size_t i = 0; i < count; i++)
        all[backwards ? count - 1 - i : i] = *told_of(a, i, &who[i], kind);
    assert_int_equal(dtl_ledger_build(&(dtl_ledger_input){.reports = all, .count = count, .names = rules}, a, &ledger), DTL_OK);
    dtl_rules_close(rules);
    return ledger;
}

static void persons_are_known_again(void **state)
{
    (void)state;
    static const struct { bearer one, two; uint32_t actors; const char *why; } cases[] = {
        {{"Djamel Berrani", "", "DZA", "2024-03-10"}, {"Jamal Berrani", "", "DZA", "2024-05-01"}, 1, "spelling"},
        {{"Mullah Daoud Tarmizzi", "governor of Herat", "AFG", "2023-03-10"}, {"Dawood Tarmizi", "", "", "2024-05-01"}, 1, "spelling and title"},
        {{"Karim Gul", "minister", "AFG", "2009-03-10"}, {"Karim Gul", "footballer", "PAK", "2024-05-01"}, 2, "nothing but the name"},
        {{"Karim Gul", "minister", "AFG", "2009-03-10"}, {"Kareem Gul", "footballer", "PAK", "2024-05-01"}, 2, "nothing but the name, spelt otherwise"},
        {{"Karim Gul", "minister", "AFG", "2024-03-10"}, {"Karim Gul", "footballer", "PAK", "2024-05-01"}, 1, "the time agrees"},
        {{"Pavel Ivanovich Rudenok", "mayor", "RUS", "2024-03-10"}, {"Pavel Rudenok", "mayor", "RUS", "2024-05-01"}, 1, "a father's name, one role"},
        {{"Pavel Ivanovich Rudenok", "mayor", "RUS", "2024-03-10"}, {"Pavel Rudenok", "singer", "RUS", "2024-05-01"}, 2, "a father's name, another role"},
        {{"Pavel Ivanovich Rudenok", "mayor", "RUS", "2024-03-10"}, {"Pavel Petrovich Rudenok", "mayor", "RUS", "2024-03-11"}, 2, "another father's name"},
        {{"Karim Tarmizi", "mayor", "AFG", "2024-03-10"}, {"Rafi Tarmizi", "mayor", "AFG", "2024-03-11"}, 2, "brothers"},
        {{"Tarmizi", "", "AFG", "2024-03-10"}, {"Tarmizzi", "", "", "2024-03-11"}, 2, "one word, country unknown"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        WITH_ARENA(a);
        const bearer both[] = {cases[i].one, cases[i].two};
        dtl_ledger l = build_named(&a, both, 2, "person", false);
        if (l.actors.count != cases[i].actors)
            fail_msg("%s: %u actors, not %u", cases[i].why, l.actors.count, cases[i].actors);
        if (cases[i].actors == 2)
            assert_false(dtl_slice_equal(l.actors.items[0].id, l.actors.items[1].id));
        dtl_arena_free(&a);
    }
}

static void why_a_name_is_the_same_is_told(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const bearer both[] = {{"Daoud Tarmizi", "", "AFG", "2024-03-10"}, {"Mullah Dawood Tarmizi", "", "AFG", "2024-05-01"}};
    dtl_ledger l = build_named(&a, both, 2, "person", false);
    assert_int_equal(l.aliases.count, 1);
    assert_slice(l.aliases.items[0].reason, "other spelling, title left out (dawood / daoud), one country");
    dtl_arena_free(&a);
}

static void groups_are_known_again(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const bearer groups[] = {{"Delta River Front", "", "NER", "2024-03-10"}, {"The Delta River Front", "", "NER", "2024-03-11"},
                                    {"Delta Hill Front", "", "NER", "2024-03-11"}, {"Brigade 42", "", "NER", "2024-03-11"}, {"Brigade 43", "", "NER", "2024-03-11"}};
    dtl_ledger l = build_named(&a, groups, 5, "organisation", false);
    assert_int_equal(l.actors.count, 4);
    dtl_arena_free(&a);
}

static void order_of_reports_does_not_matter_for_names(void **state)
{
    (void)state;
    WITH_ARENA(a);
    static const bearer many[] = {{"Karim Tarmizi", "mayor", "AFG", "2024-03-10"}, {"Kareem Tarmizi", "", "", "2024-03-10"}, {"K. Tarmizi", "mayor", "AFG", "2024-03-12"},
                                  {"Karim Gul Tarmizi", "mayor", "AFG", "2024-03-10"}, {"Karim Khan Tarmizi", "mayor", "AFG", "2024-03-10"},
                                  {"Rafi Tarmizi", "", "AFG", "2024-03-10"}, {"Karim Tarmizi", "singer", "PAK", "2004-03-10"}, {"Tarmizi", "", "AFG", "2024-03-10"},
                                  {"Mullah Karim Tarmizzi", "governor", "AFG", "2014-03-10"}, {"Tarmizi, Karim", "", "PAK", "2004-03-11"}};
    dtl_ledger there = build_named(&a, many, 10, "person", false), back = build_named(&a, many, 10, "person", true);
    assert_int_equal(there.actors.count, back.actors.count);
    assert_int_equal(there.aliases.count, back.aliases.count);
    for (uint32_t i = 0; i < there.actors.count; i++) {
        assert_true(dtl_slice_equal(there.actors.items[i].id, back.actors.items[i].id));
        assert_true(dtl_slice_equal(there.actors.items[i].name, back.actors.items[i].name));
        assert_int_equal(there.actors.items[i].n_reports, back.actors.items[i].n_reports);
        if (i)
            assert_true(dtl_slice_compare(there.actors.items[i - 1].id, there.actors.items[i].id) < 0);
    }
    for (uint32_t i = 0; i < there.aliases.count; i++)
        assert_true(dtl_slice_equal(there.aliases.items[i].reason, back.aliases.items[i].reason));
    dtl_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_are_known_again), cmocka_unit_test(why_a_name_is_the_same_is_told), cmocka_unit_test(groups_are_known_again),
        cmocka_unit_test(order_of_reports_does_not_matter_for_names),
        cmocka_unit_test(one_bomb_in_two_papers_is_one_event),
        cmocka_unit_test(ten_papers_quoting_one_spokesman_are_one_voice),
        cmocka_unit_test(copies_count_as_one_testimony), cmocka_unit_test(a_toll_that_rises), cmocka_unit_test(a_late_copy_is_no_later_word),
        cmocka_unit_test(planned_is_linked_and_never_merged),
        cmocka_unit_test(habitual_statements_never_swallow_instances),
        cmocka_unit_test(far_apart_in_days_or_places_stays_apart),
        cmocka_unit_test(a_building_without_its_town_is_nowhere_else),
        cmocka_unit_test(named_victims_join_and_part), cmocka_unit_test(the_best_of_several_days),
        cmocka_unit_test(denial_makes_it_contested),
        cmocka_unit_test(a_party_alone_confirms_nothing),
        cmocka_unit_test(a_chain_always_comes_out_the_same),
        cmocka_unit_test(lead_events_of_one_story_are_one),
        cmocka_unit_test(groups_above_groups_are_kin),
        cmocka_unit_test(an_empty_set_is_an_empty_ledger),
        cmocka_unit_test(too_small_a_budget_is_said),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
