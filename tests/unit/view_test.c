/* The views: what a person, a spreadsheet and a program get to see. All texts are invented, some by somebody hostile. */
#include "check.h"
#include "ledger_files.h"
#include "reports.h"
#include "view/view.h"
#include "base/utf8.h"
#include <jansson.h>
#include <unistd.h>

/* A ledger of a few reports in a folder of its own. */
typedef struct place {
    char folder[64], path[96];
    dtl_arena arena;
    dtl_store *store;
} place;

static dtl_report *attack(place *p, const char *name, const char *outlet, int killed, const char *holder, uint8_t stance)
{
    char text[300];
    snprintf(text, sizeof text, "%s %s that the Dock Front killed %d guards in Salt Bay, \"at night\", %s wrote.", holder, stance == DTL_STANCE_DENIES ? "denied" : "said", killed, outlet);
    dtl_report *r = make_report(&p->arena, name, outlet, "2024-03-10", text);
    uint32_t e = add_event(&p->arena, r, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "the Dock Front killed");
    r->events.items[e].mentions.items[0].evidence = find_span(r, text + strlen(holder) + 1);
    add_role(&p->arena, r, e, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
    add_role(&p->arena, r, e, DTL_EVENT_RECIPIENT, "role:guard", "guards", "role");
    add_role(&p->arena, r, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    r->events.items[e].days = day_of("2024-03-09");
    r->events.items[e].killed = (dtl_range){killed, killed};
    r->events.items[e].status = stance == DTL_STANCE_DENIES ? DTL_STATUS_DENIED : DTL_STATUS_CLAIMED;
    uint32_t v = add_voice(&p->arena, r, DTL_NONE, strcmp(holder, "Dock Front") ? holder : "dock-front", holder, "organisation", stance == DTL_STANCE_DENIES ? DTL_CUE_DENY : DTL_CUE_SAY,
                           stance == DTL_STANCE_DENIES ? "denied" : "said");
    add_claim(&p->arena, r, e, v, stance, stance == DTL_STANCE_DENIES ? -1 : 1, "the Dock Front killed");
    return r;
}

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    dtl_arena_init(&p->arena, (size_t)1 << 26);
    make_folder(p->folder, "view");
    snprintf(p->path, sizeof p->path, "%s/a.db", p->folder);
    p->store = open_ledger(p->path, DTL_STORE_CREATE);
    *state = p;
    return 0;
}

static void add(place *p, const dtl_report *r)
{
    dtl_error error = {0};
    if (dtl_store_add(p->store, r, NULL, &error))
        fail_msg("%s", error.message);
}

static void ready(place *p)
{
    dtl_error error = {0};
    if (dtl_store_rebuild(p->store, &error))
        fail_msg("%s", error.message);
}

static void add_three(place *p)
{
    add(p, attack(p, "a.txt", "Harbour Post", 3, "Harbour police", DTL_STANCE_SUPPORTS));
    add(p, attack(p, "b.txt", "Delta Times", 5, "A hospital", DTL_STANCE_SUPPORTS));
    add(p, attack(p, "c.txt", "Delta, Sunday", 5, "Dock Front", DTL_STANCE_DENIES));
    ready(p);
}

static int tear_down(void **state)
{
    place *p = *state;
    dtl_store_close(p->store);
    remove_folder(p->folder);
    dtl_arena_free(&p->arena);
    free(p);
    return 0;
}

typedef dtl_err view_fn(dtl_store *, const dtl_store_filter *, const dtl_view_style *, dtl_buffer *, dtl_error *);

static char *view(place *p, view_fn *fn, uint8_t format, const dtl_store_filter *filter, uint32_t width)
{
    dtl_buffer out = {0};
    dtl_error error = {0};
    dtl_view_style style = {.format = format, .width = width};
    dtl_store_filter all = DTL_STORE_FILTER_ALL;
    if (fn(p->store, filter ? filter : &all, &style, &out, &error))
        fail_msg("%s", error.message);
    dtl_buffer_char(&out, '\0');
    return out.bytes;
}

static char *show(place *p, const char *id, uint8_t format)
{
    dtl_buffer out = {0};
    dtl_error error = {0};
    dtl_view_style style = {.format = format, .width = 80};
    if (dtl_view_show(p->store, dtl_slice_from_cstr(id), &style, &out, &error))
        fail_msg("%s", error.message);
    dtl_buffer_char(&out, '\0');
    return out.bytes;
}

static void has(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("no \"%s\" in:\n%s", words, text ? text : "nothing");
}

static void an_event_is_one_line(void **state)
{
    place *p = *state;
    add_three(p);
    char *text = view(p, dtl_view_events, DTL_VIEW_TEXT, NULL, 160);
    has(text, "EVENT     DATE        WHAT              WHO → WHOM           PLACE     TOLL        STANDING   TEXTS\n");
    has(text, "2024-03-09  ASSAULT/firearms  Dock Front → guards  Salt Bay  killed 5 !  contested  3\n");
    free(text);
}

static void narrow_terminals_get_narrow_lines(void **state)
{
    place *p = *state;
    add_three(p);
    view_fn *const all[] = {dtl_view_events, dtl_view_claims, dtl_view_actors, dtl_view_sources};
    for (size_t i = 0; i < 4; i++) {
        char *text = view(p, all[i], DTL_VIEW_TEXT, NULL, 80);
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
            dtl_slice rest = dtl_slice_from_cstr(line);
            uint32_t columns = 0;
            for (uint32_t at = 0; at < rest.length; columns++)
                dtl_utf8_next(rest, &at);
            if (columns > 80)
                fail_msg("%u columns: %s", columns, line);
        }
        free(text);
    }
}

static void show_puts_every_voice_side_by_side(void **state)
{
    place *p = *state;
    add_three(p);
    dtl_store_event_array events = {0};
    dtl_store_filter all = DTL_STORE_FILTER_ALL;
    dtl_error error = {0};
    assert_int_equal(dtl_store_events(p->store, &all, &p->arena, &events, &error), DTL_OK);
    assert_int_equal(events.count, 1);
    char *text = show(p, events.items[0].id.ptr, DTL_VIEW_TEXT);
    has(text, "ASSAULT/firearms: Dock Front → guards, Salt Bay, 2024-03-09, killed 5\n");
    has(text, "contested: 2 independent voices hold it, 1 denies it; told by 3 reports,\n    presented as claimed");
    has(text, " Harbour Post > Harbour police\n    says so, as certain; published 2024-03-10\n");
    has(text, " Delta, Sunday > Dock Front\n    denies [1], as certainly untrue; interested: named as the doer; published\n    2024-03-10\n");
    has(text, "said: \"the Dock Front killed\"\n    a.txt, text 25–46   claim ");
    has(text, "killed");
    has(text, "conflict");
    free(text);
    char prefix[7] = {0};
    memcpy(prefix, events.items[0].id.ptr, 6);
    char *json = show(p, prefix, DTL_VIEW_JSONL);
    json_t *object = json_loads(json, 0, NULL);
    assert_non_null(object);
    assert_int_equal(json_array_size(json_object_get(object, "claims")), 3);
    assert_int_equal(json_array_size(json_object_get(object, "mentions")), 3);
    json_decref(object);
    free(json);
}

/* Each way of saying it in words that need no key; who is targeted, where it stands in the file, and under which field. */
static void a_claim_can_be_checked_in_one_look(void **state)
{
    place *p = *state;
    dtl_report *r = attack(p, "a.txt", "Harbour Post", 3, "Harbour police", DTL_STANCE_SUPPORTS);
    dtl_source_point *start = dtl_array_push(&p->arena, &r->source_map);
    assert_non_null(start);
    *start = (dtl_source_point){0, 100}; /* the words stand 100 bytes further on in the file */
    r->voices.items[0].kind = DTL_SOURCE_STATE;
    uint32_t officer = add_voice(&p->arena, r, 0, "role::officer", "officer", "role", DTL_CUE_DENY, "wrote");
    r->voices.items[officer].kind = DTL_SOURCE_OFFICIAL;
    r->voices.items[officer].holder_span = find_span(r, "guards");
    static const struct { uint8_t stance; int8_t polarity; int16_t factuality; uint8_t modality, certainty, likelihood; const char *line; } ways[] = {
        {DTL_STANCE_DENIES, -1, -300, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_CT, DTL_LIKELIHOOD_NONE, "denies [1], as certainly untrue"},
        {DTL_STANCE_DISMISSES, -1, -170, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_PR, DTL_LIKELIHOOD_NONE, "dismisses [1], as probably untrue"},
        {DTL_STANCE_CONFIRMS, 1, 0, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_PR, DTL_LIKELIHOOD_LIKELY, "confirms [1], as probable; likely, 55–80 %"},
        {DTL_STANCE_UNCONFIRMED, 0, 0, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_U, DTL_LIKELIHOOD_NONE, "has not confirmed [1]; published"},
        {DTL_STANCE_REFUSES_COMMENT, 0, 0, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_U, DTL_LIKELIHOOD_NONE, "gives no comment on [1]; published"},
        {DTL_STANCE_SUPPORTS, 1, 60, DTL_MODALITY_PLANNED, DTL_CERTAINTY_CT, DTL_LIKELIHOOD_NONE, "says so, on [1], as possible; told as a plan"},
        {DTL_STANCE_SUPPORTS, -1, 0, DTL_MODALITY_REPORTED, DTL_CERTAINTY_CT, DTL_LIKELIHOOD_NONE, "says it is not so, on [1], as certainly untrue; told as hearsay"},
        {DTL_STANCE_CORRECTS, 1, 0, DTL_MODALITY_ASSERTED, DTL_CERTAINTY_PS, DTL_LIKELIHOOD_NONE, "corrects [1], as possible"}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        uint32_t c = add_claim(&p->arena, r, 0, officer, ways[i].stance, ways[i].polarity, "killed 3 guards");
        r->claims.items[c].factuality = ways[i].factuality;
        r->claims.items[c].modality = ways[i].modality;
        r->claims.items[c].certainty = ways[i].certainty;
        r->claims.items[c].likelihood = ways[i].likelihood;
        r->claims.items[c].targets = 0;
    }
    uint32_t toll = add_claim(&p->arena, r, 0, 0, DTL_STANCE_SUPPORTS, 1, "3 guards");
    r->claims.items[toll].field = DTL_FIELD_KILLED;
    r->claims.items[toll].value = DTL_SLICE("3");
    uint32_t who = add_claim(&p->arena, r, 0, 0, DTL_STANCE_SUPPORTS, 1, "the Dock Front");
    r->claims.items[who].field = DTL_FIELD_IDENTITY;
    r->claims.items[who].value = DTL_SLICE("the Dock Front");
    add(p, r);
    ready(p);
    dtl_store_filter all = DTL_STORE_FILTER_ALL;
    dtl_store_event_array events = {0};
    dtl_error error = {0};
    assert_int_equal(dtl_store_events(p->store, &all, &p->arena, &events, &error), DTL_OK);
    char id[17];
    snprintf(id, sizeof id, "%.*s", (int)events.items[0].id.length, events.items[0].id.ptr);
    char *text = show(p, id, DTL_VIEW_TEXT);
    has(text, "+ [1] Harbour Post > Harbour police (state)\n");
    has(text, "- [2] Harbour Post > Harbour police > guards (official, not named)\n");
    has(text, "a.txt:125–146   claim ");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        has(text, ways[i].line);
    const char *values = strstr(text, "VALUES SIDE BY SIDE"), *killed = strstr(values, "\nkilled "), *figure = strstr(killed, "  + [10] Harbour Post > Harbour police (state)\n");
    assert_non_null(figure); /* under its field, and not above among those who say so */
    has(figure, "about killed: 3;");
    has(figure, "\nidentity\n  + [11] ");
    assert_null(strstr(text, "\n+ [10]"));
    free(text);

    char *json = view(p, dtl_view_claims, DTL_VIEW_JSONL, NULL, 0);
    has(json, "\"source\":[125,21],\"source_kind\":\"state\",\"interest\":\"\",\"superseded\":false,\"factuality\":null");
    has(json, "\"factuality\":-1.70,\"likelihood\":\"\"");
    has(json, "\"likelihood\":\"55-80\"");
    free(json);
    char *csv = view(p, dtl_view_claims, DTL_VIEW_CSV, NULL, 0);
    has(csv, ",claim,source_kind,interest,factuality_e2,likelihood,targets,source_offset,source_length,voice,voice_key,reliability,credibility,event_item,event_actors,event_recipients,"
             "event_figure_low,event_figure_high,event_figure_noun,superseded\r\n");
    has(csv, ",official,,-170,,");
    free(csv);
    const struct { const char *stance, *field, *kind, *voice; int count; } filters[] = {
        {"denies", "", "", "", 1}, {"", "killed", "", "", 1}, {"", "", "official", "", 8}, {"", "", "witness", "", 0}, {"", "", "unknown", "", 0}, {"", "", "", "Harbour police", 3},
        {"", "", "", "Harbour Post", 0}, {"Supports", "type", "State", "harbour POLICE", 1}};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        dtl_store_filter filter = DTL_STORE_FILTER_ALL;
        dtl_store_claim_array rows = {0};
        filter.stance = dtl_slice_from_cstr(filters[i].stance);
        filter.field = dtl_slice_from_cstr(filters[i].field);
        filter.source_kind = dtl_slice_from_cstr(filters[i].kind);
        filter.voice = dtl_slice_from_cstr(filters[i].voice);
        assert_int_equal(dtl_store_claims(p->store, &filter, &p->arena, &rows, &error), DTL_OK);
        assert_int_equal(rows.count, filters[i].count);
    }
}

static void judge(place *p, uint8_t subject, const char *which, char grade, const char *note)
{
    dtl_store_subject found;
    dtl_assessment given = {.grade = grade, .analyst = DTL_SLICE("N. Brook"), .date = DTL_SLICE("2024-05-31"), .note = dtl_slice_from_cstr(note)};
    dtl_error error = {0};
    bool added = false;
    if (dtl_store_find_subject(p->store, subject, dtl_slice_from_cstr(which), &p->arena, &found, &error) ||
        dtl_store_assess(p->store, &found, &given, &p->arena, &added, &error) || dtl_store_commit(p->store, &error))
        fail_msg("%s", error.message);
}

/* What an analyst thinks stands beside what it is about, everywhere. */
static void judgements_are_shown(void **state)
{
    place *p = *state;
    add_three(p);
    dtl_store_filter all = DTL_STORE_FILTER_ALL;
    dtl_store_event_array events = {0};
    dtl_store_claim_array claims = {0};
    dtl_error error = {0};
    char id[17];
    assert_int_equal(dtl_store_events(p->store, &all, &p->arena, &events, &error), DTL_OK);
    assert_int_equal(dtl_store_claims(p->store, &all, &p->arena, &claims, &error), DTL_OK);
    dtl_view_style wide = {.format = DTL_VIEW_TEXT, .width = 200};
    dtl_buffer none = {0};
    assert_int_equal(dtl_view_assessments(p->store, &wide, &none, &error), DTL_OK);
    dtl_buffer_char(&none, '\0');
    assert_string_equal(none.bytes, "no assessments\n");
    dtl_buffer_free(&none);
    judge(p, DTL_SUBJECT_SOURCE, "dock front", 'E', "");
    judge(p, DTL_SUBJECT_SOURCE, "Delta, Sunday", 'B', "its editor\xE2\x80\xAE checks");
    snprintf(id, sizeof id, "%.*s", (int)events.items[0].id.length, events.items[0].id.ptr);
    judge(p, DTL_SUBJECT_EVENT, id, '3', "");
    char *shown = show(p, id, DTL_VIEW_TEXT);
    has(shown, "\ncredibility 3, possibly true (N. Brook, 2024-05-31)\n");
    has(shown, "\n    Dock Front: reliability E, unreliable (N. Brook, 2024-05-31)\n");
    has(shown, "\n    Delta, Sunday: reliability B, usually reliable (N. Brook, 2024-05-31):\n        its editor");
    assert_null(strstr(shown, "\xE2\x80\xAE"));
    free(shown);
    snprintf(id, sizeof id, "%.*s", (int)claims.items[0].id.length, claims.items[0].id.ptr);
    judge(p, DTL_SUBJECT_CLAIM, id, '5', "");
    judge(p, DTL_SUBJECT_CLAIM, id, '2', "");
    dtl_buffer list = {0};
    assert_int_equal(dtl_view_assessments(p->store, &wide, &list, &error), DTL_OK);
    dtl_buffer_char(&list, '\0');
    has(list.bytes, "superseded\n");
    has(list.bytes, "probably true");
    dtl_buffer_free(&list);
    char *text = view(p, dtl_view_claims, DTL_VIEW_TEXT, NULL, 250), *sources = view(p, dtl_view_sources, DTL_VIEW_TEXT, NULL, 120),
         *json = view(p, dtl_view_claims, DTL_VIEW_JSONL, NULL, 0), *csv = view(p, dtl_view_sources, DTL_VIEW_CSV, NULL, 0),
         *rows = view(p, dtl_view_events, DTL_VIEW_JSONL, NULL, 0);
    has(text, "ASSESSED");
    has(sources, "RELIABILITY");
    has(json, "\"credibility\":\"2\"");
    has(json, "\"reliability\":\"Dock Front E; Delta, Sunday B\"");
    has(csv, "\"outlet:delta, sunday\",B\r\n");
    has(rows, "\"credibility\":\"3\"");
    free(text);
    free(sources);
    free(json);
    free(csv);
    free(rows);
    /* lines of the list are read back */
    dtl_view_style lines = {.format = DTL_VIEW_JSONL};
    dtl_buffer out = {0};
    assert_int_equal(dtl_view_assessments(p->store, &lines, &out, &error), DTL_OK);
    uint32_t count = 0;
    for (dtl_slice rest = dtl_slice_make(out.bytes, out.length - 1), line; dtl_slice_next_field(&rest, '\n', &line); count++) {
        dtl_assessment again;
        if (dtl_assessment_read(line, &p->arena, &again, &error))
            fail_msg("%s", error.message);
    }
    assert_int_equal(count, 5);
    dtl_buffer_free(&out);
}

/* What follows from type and mode, and what the reports add to it. */
static void codes_are_shown(void **state)
{
    place *p = *state;
    dtl_report *r = attack(p, "a.txt", "Harbour Post", 3, "Harbour police", DTL_STANCE_SUPPORTS);
    r->events.items[0].contexts = DTL_CONTEXT_BIT(DTL_CONTEXT_MILITARY) | DTL_CONTEXT_BIT(DTL_CONTEXT_TERRORISM);
    r->events.items[0].weapon = DTL_SLICE("hunting rifle");
    r->events.items[0].confidence = 905;
    add(p, r);
    ready(p);
    char *json = view(p, dtl_view_events, DTL_VIEW_JSONL, NULL, 0);
    assert_non_null(strstr(json, "\"quad\":4,\"intensity\":-9.0,\"cameo\":\"\",\"contexts\":[\"military\",\"terrorism\"]"));
    assert_non_null(strstr(json, "\"historical\":false"));
    assert_non_null(strstr(json, "\"weapon\":\"hunting rifle\",\"confidence\":0.905"));
    free(json);
    char *csv = view(p, dtl_view_events, DTL_VIEW_CSV, NULL, 0);
    assert_non_null(strstr(csv, ",quad,intensity,cameo,contexts,weapon,historical,confidence,place_implied,credibility,standing_reason,days_implied,policy,killed_least,killed_best,killed_most,injured_least,injured_best,injured_most\r\n"));
    assert_non_null(strstr(csv, ",4,-9.0,,military terrorism,hunting rifle,0,0.905,0,,one voice holds it (Harbour police),0,majority,3,3,3,,,\r\n"));
    free(csv);
    dtl_store_filter all = DTL_STORE_FILTER_ALL;
    dtl_store_event_array rows = {0};
    dtl_error error = {0};
    assert_int_equal(dtl_store_events(p->store, &all, &p->arena, &rows, &error), DTL_OK);
    char id[17];
    snprintf(id, sizeof id, "%.*s", (int)rows.items[0].id.length, rows.items[0].id.ptr);
    char *text = show(p, id, DTL_VIEW_TEXT);
    assert_non_null(strstr(text, "material conflict (quad 4), intensity -9.0; contexts military terrorism; weapon hunting rifle; confidence 0.905\n"));
    free(text);
}

static void decimals(void **state)
{
    (void)state;
    dtl_buffer out = {0};
    static const struct { int64_t number; unsigned places; } cases[] = {{-95, 1}, {-5, 1}, {0, 1}, {1000, 3}, {7, 3}, {42, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dtl_buffer_decimal(&out, cases[i].number, cases[i].places);
        dtl_buffer_char(&out, ' ');
    }
    dtl_buffer_char(&out, '\0');
    assert_string_equal(out.bytes, "-9.5 -0.5 0.0 1.000 0.007 42 ");
    dtl_buffer_free(&out);
}

static void json_lines_are_json(void **state)
{
    place *p = *state;
    add_three(p);
    view_fn *const all[] = {dtl_view_events, dtl_view_claims, dtl_view_actors, dtl_view_sources};
    static const size_t lines[] = {1, 3, 4, 6};
    for (size_t i = 0; i < 4; i++) {
        char *text = view(p, all[i], DTL_VIEW_JSONL, NULL, 0);
        size_t count = 0;
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), count++) {
            json_error_t problem;
            json_t *object = json_loads(line, JSON_REJECT_DUPLICATES, &problem);
            if (!object)
                fail_msg("%s: %s", problem.text, line);
            json_decref(object);
        }
        assert_int_equal(count, lines[i]);
        free(text);
    }
}

/* A small reader of RFC 4180: checks that every record has as many fields as the header. Gives the records. */
static size_t csv_records(const char *text)
{
    size_t fields = 1, columns = 0, records = 0;
    bool quoted = false;
    for (const char *c = text; *c; c++) {
        if (quoted) {
            if (*c == '"' && c[1] == '"')
                c++;
            else if (*c == '"')
                quoted = false;
        } else if (*c == '"') {
            quoted = true;
        } else if (*c == ',') {
            fields++;
        } else if (*c == '\r') {
            assert_int_equal(c[1], '\n');
            if (!records++)
                columns = fields;
            if (fields != columns)
                fail_msg("record %zu has %zu fields of %zu:\n%s", records, fields, columns, text);
            fields = 1;
            c++;
        } else {
            assert_int_not_equal(*c, '\n');
        }
    }
    assert_false(quoted);
    return records;
}

static void csv_follows_the_standard(void **state)
{
    place *p = *state;
    add_three(p);
    view_fn *const all[] = {dtl_view_events, dtl_view_claims, dtl_view_actors, dtl_view_sources};
    static const size_t records[] = {2, 4, 5, 7};
    for (size_t i = 0; i < 4; i++) {
        char *text = view(p, all[i], DTL_VIEW_CSV, NULL, 0);
        assert_int_equal(csv_records(text), records[i]);
        free(text);
    }
    char *claims = view(p, dtl_view_claims, DTL_VIEW_CSV, NULL, 0);
    has(claims, "\"Delta, Sunday\"");
    free(claims);
}

static void hostile_text_does_not_reach_the_terminal(void **state)
{
    place *p = *state;
    dtl_report *r = attack(p, "d\x1b[2J.txt", "Evil\x1b]0;owned\x07 \xE2\x80\xAE Post", 3, "Harbour police", DTL_STANCE_SUPPORTS);
    r->actors.items[0].name = DTL_SLICE("Dock \x1b[31mFront\xC2\x9B" "2J\nEVENT");
    add(p, r);
    ready(p);
    view_fn *const all[] = {dtl_view_events, dtl_view_claims, dtl_view_actors, dtl_view_sources};
    for (size_t i = 0; i < 5; i++) {
        dtl_store_event_array events = {0};
        dtl_store_filter every = DTL_STORE_FILTER_ALL;
        dtl_error error = {0};
        assert_int_equal(dtl_store_events(p->store, &every, &p->arena, &events, &error), DTL_OK);
        char *text = i < 4 ? view(p, all[i], DTL_VIEW_TEXT, NULL, 200) : show(p, events.items[0].id.ptr, DTL_VIEW_TEXT);
        for (const char *c = text; *c; c++)
            if (((unsigned char)*c < 0x20 && *c != '\n') || *c == 0x7f)
                fail_msg("view %zu has a control character: %s", i, text);
        assert_null(strstr(text, "\xE2\x80\xAE"));
        assert_null(strstr(text, "\xC2\x9B"));
        free(text);
    }
}

static bool count_flush(void *context, dtl_buffer *out)
{
    size_t *total = context;
    *total += out->length;
    dtl_buffer_clear(out);
    return true;
}

static void export_is_complete_in_pages(void **state)
{
    place *p = *state;
    dtl_error error = {0};
    dtl_buffer out = {0};
    dtl_store_filter all = DTL_STORE_FILTER_ALL;
    size_t total = 0;
    for (int i = 0; i < 700; i++) { /* more than one page of events */
        char name[16], text[80];
        snprintf(name, sizeof name, "e%d", i);
        snprintf(text, sizeof text, "Dockers number %d went on strike.", i);
        dtl_report *r = make_report(&p->arena, name, "Harbour Post", NULL, text);
        add_event(&p->arena, r, DTL_EVENT_PROTEST, DTL_MODE_STRIKE, "went on strike");
        add(p, r);
    }
    ready(p);
    assert_int_equal(dtl_view_export(p->store, &all, DTL_EXPORT_CSV, NULL, NULL, &out, NULL, &error), DTL_OK);
    dtl_buffer_char(&out, '\0');
    assert_int_equal(csv_records(out.bytes), 701);
    size_t whole = out.length - 1;
    dtl_buffer_clear(&out);
    assert_int_equal(dtl_view_export(p->store, &all, DTL_EXPORT_CSV, count_flush, &total, &out, NULL, &error), DTL_OK);
    assert_int_equal(total, whole);
    dtl_buffer_clear(&out);
    all.limit = 3;
    all.offset = 699;
    assert_int_equal(dtl_view_export(p->store, &all, DTL_EXPORT_JSONL, NULL, NULL, &out, NULL, &error), DTL_OK);
    size_t lines = 0;
    for (size_t i = 0; i < out.length; i++)
        lines += out.bytes[i] == '\n';
    assert_int_equal(lines, 1);
    dtl_buffer_free(&out);
}

static void nothing_is_said_as_nothing(void **state)
{
    place *p = *state;
    ready(p);
    char *text = view(p, dtl_view_events, DTL_VIEW_TEXT, NULL, 0);
    assert_string_equal(text, "no events\n");
    free(text);
    text = view(p, dtl_view_events, DTL_VIEW_JSONL, NULL, 0);
    assert_string_equal(text, "");
    free(text);
    text = view(p, dtl_view_events, DTL_VIEW_CSV, NULL, 0);
    assert_int_equal(csv_records(text), 1);
    free(text);
    dtl_buffer out = {0};
    dtl_error error = {0};
    dtl_view_style style = {0};
    assert_int_equal(dtl_view_show(p->store, DTL_SLICE("abc"), &style, &out, &error), DTL_ERR_ARGUMENT);
    has(error.message, "no event or claim begins with \"abc\"");
    assert_int_equal(dtl_view_summary(p->store, &style, &out, &error), DTL_OK);
    dtl_buffer_free(&out);
}

/* One actor day by day: months, roles, its own claims, everybody else's; plans and statements in their place. */
static void a_timeline_tells_one_actor(void **state)
{
    place *p = *state;
    add(p, attack(p, "a.txt", "Harbour Post", 3, "Harbour police", DTL_STANCE_SUPPORTS));
    add(p, attack(p, "c.txt", "Delta, Sunday", 5, "Dock Front", DTL_STANCE_DENIES));
    dtl_report *plan = make_report(&p->arena, "p.txt", "Harbour Post", "2024-04-02", "The Dock Front plans to strike the Upper Mill.");
    uint32_t e = add_event(&p->arena, plan, DTL_EVENT_ASSAULT, DTL_MODE_NO_MODE, "plans to strike the Upper Mill");
    add_role(&p->arena, plan, e, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
    add_role(&p->arena, plan, e, DTL_EVENT_PLACE, "mill", "Upper Mill", "place");
    plan->events.items[e].days = day_of("2024-04-05");
    plan->events.items[e].status = DTL_STATUS_PLANNED;
    add_claim(&p->arena, plan, e, DTL_NONE, DTL_STANCE_SUPPORTS, 1, "plans to strike the Upper Mill");
    plan->claims.items[0].modality = DTL_MODALITY_PLANNED;
    add(p, plan);
    ready(p);
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    filter.actor = DTL_SLICE("dock front");
    char *text = view(p, dtl_view_timeline, DTL_VIEW_TEXT, &filter, 110);
    has(text, "2024-03\n09     does      ASSAULT/firearms: Dock Front → guards, Salt Bay, 2024-03-09, killed");
    has(text, "[contested]");
    has(text, "                 - Dock Front denies: \"the Dock Front killed\"\n                 + held by Harbour police\n\n2024-04\n05     may do    ASSAULT: Dock Front, Upper Mill, 2024-04-05 [planned]");
    free(text);
    char *csv = view(p, dtl_view_timeline, DTL_VIEW_CSV, &filter, 0);
    has(csv, "date_low,date_high,role,event,item,type,mode,status,standing,actors,recipients,place,country,killed,own_stances,voices,denials,evidence\r\n2024-03-09,2024-03-09,does,");
    has(csv, ",denies,1,1,");
    assert_int_equal(csv_records(csv), 3);
    free(csv);
    char *json = view(p, dtl_view_timeline, DTL_VIEW_JSONL, &filter, 0), *line = strtok(json, "\n");
    json_t *object = json_loads(line, 0, NULL);
    assert_string_equal(json_string_value(json_object_get(object, "role")), "does");
    assert_int_equal(json_array_size(json_object_get(object, "claims_by")), 1);
    assert_int_equal(json_array_size(json_object_get(object, "claims_about")), 1);
    json_decref(object);
    free(json);
    filter.actor = DTL_SLICE("nobody");
    text = view(p, dtl_view_timeline, DTL_VIEW_TEXT, &filter, 110);
    assert_string_equal(text, "no such actor\n");
    free(text);
}

static dtl_err conflicts_view(dtl_store *store, const dtl_store_filter *filter, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    return dtl_view_conflicts(store, filter, style, NULL, NULL, out, error);
}

static void conflicts_stand_side_by_side(void **state)
{
    place *p = *state;
    add_three(p);
    char *text = view(p, conflicts_view, DTL_VIEW_TEXT, NULL, 100);
    has(text, " ASSAULT/firearms: Dock Front → guards, Salt Bay, 2024-03-09, killed 5\n    FIELD   VALUE  HELD BY");
    has(text, "\n    killed  5 *    A hospital");
    has(text, "\n            3      Harbour police             1      1       2024-03-10\n");
    free(text);
    char *csv = view(p, conflicts_view, DTL_VIEW_CSV, NULL, 0);
    has(csv, ",2024-03-09,2024-03-09,killed,5,1,\"A hospital; Delta, Sunday\",2,2,2024-03-10,2024-03-10\r\n");
    assert_int_equal(csv_records(csv), 3);
    free(csv);
    char *json = view(p, conflicts_view, DTL_VIEW_JSONL, NULL, 0);
    has(json, "\"value\":{\"field\":\"killed\",\"text\":\"5\"");
    free(json);
    dtl_store_filter none = DTL_STORE_FILTER_ALL;
    none.type = DTL_SLICE("PROTEST");
    text = view(p, conflicts_view, DTL_VIEW_TEXT, &none, 100);
    assert_string_equal(text, "no conflicts\n");
    free(text);
}

/* 3 dead say the police, 5 a hospital: each policy gives its own, nothing is lost. */
static void a_policy_picks_the_toll(void **state)
{
    place *p = *state;
    add_three(p);
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    filter.by_policy = true;
    filter.policy = DTL_POLICY_ACLED;
    char *csv = view(p, dtl_view_events, DTL_VIEW_CSV, &filter, 0);
    assert_non_null(strstr(csv, ",acled,3,3,5,"));
    free(csv);
    filter.policy = DTL_POLICY_LATEST;
    csv = view(p, dtl_view_events, DTL_VIEW_CSV, &filter, 0);
    assert_non_null(strstr(csv, ",latest,3,5,5,"));
    free(csv);
    char *json = view(p, dtl_view_events, DTL_VIEW_JSONL, NULL, 0);
    assert_non_null(strstr(json, "\"policy\":\"majority\",\"killed_toll\":{\"least\":3,\"best\":5,\"most\":5,\"more\":false},\"injured_toll\":null"));
    free(json);
    dtl_store_event_array events = {0};
    dtl_error error = {0};
    filter = DTL_STORE_FILTER_ALL;
    assert_int_equal(dtl_store_events(p->store, &filter, &p->arena, &events, &error), DTL_OK);
    dtl_buffer out = {0};
    dtl_view_style style = {.format = DTL_VIEW_TEXT, .width = 80, .by_policy = true, .policy = DTL_POLICY_ACLED};
    assert_int_equal(dtl_view_show(p->store, events.items[0].id, &style, &out, &error), DTL_OK);
    dtl_buffer_char(&out, '\0');
    assert_non_null(strstr(out.bytes, ", killed 3\n"));
    assert_non_null(strstr(out.bytes, "BY POLICY\nkilled   majority 5, latest 5, acled 3, ucdp 3–5–5\n"));
    dtl_buffer_free(&out);
}

int main(void)
{
#define VIEW_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        VIEW_TEST(a_claim_can_be_checked_in_one_look),
        VIEW_TEST(judgements_are_shown),
        VIEW_TEST(a_timeline_tells_one_actor),
        VIEW_TEST(conflicts_stand_side_by_side),
        VIEW_TEST(a_policy_picks_the_toll), VIEW_TEST(codes_are_shown), VIEW_TEST(decimals), VIEW_TEST(an_event_is_one_line),
        VIEW_TEST(narrow_terminals_get_narrow_lines),
        VIEW_TEST(show_puts_every_voice_side_by_side),
        VIEW_TEST(json_lines_are_json),
        VIEW_TEST(csv_follows_the_standard),
        VIEW_TEST(hostile_text_does_not_reach_the_terminal),
        VIEW_TEST(export_is_complete_in_pages),
        VIEW_TEST(nothing_is_said_as_nothing),
    };
    return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
