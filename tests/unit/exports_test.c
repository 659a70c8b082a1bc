/* The exports read back: exact headers and columns, RFC 4180 under hostile strings, GeoJSON, codes, and what is left out. All content is invented. */
#include "check.h"
#include "ledger_files.h"
#include "reports.h"
#include "view/view.h"
#include <jansson.h>
#include <unistd.h>

typedef struct place {
    char folder[64], path[96];
    dtl_arena arena;
    dtl_store *store;
} place;

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    dtl_arena_init(&p->arena, (size_t)1 << 26);
    make_folder(p->folder, "exports");
    snprintf(p->path, sizeof p->path, "%s/a.db", p->folder);
    p->store = open_ledger(p->path, DTL_STORE_CREATE);
    *state = p;
    return 0;
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

/* ---- reports ---- */

/* One event of one report; NULL and 0 = not told. */
typedef struct told {
    const char *file, *outlet, *title, *words, *day_low, *day_high;
    uint8_t type, mode, status;
    const char *actor, *actor_sector, *actor_country, *recipient, *recipient_sector, *recipient_country;
    const char *place, *admin1, *country;
    int32_t latitude, longitude; /* microdegrees; 0, 0 = not known */
    uint8_t precision;
    int killed;                  /* -1 not told */
    const char *holder;
    uint64_t contexts;
    bool series;
} told;

static dtl_report_actor *actor_named(dtl_report *r, const char *id)
{
    for (uint32_t i = 0; i < r->actors.count; i++)
        if (dtl_slice_is(r->actors.items[i].id, id))
            return &r->actors.items[i];
    fail();
    return NULL;
}

static void add_party(place *p, dtl_report *r, uint32_t e, int role, const char *name, const char *sector, const char *country)
{
    if (!name)
        return;
    add_role(&p->arena, r, e, role, name, name, "organisation");
    actor_named(r, name)->sector = keep(&p->arena, sector ? sector : "");
    actor_named(r, name)->country = keep(&p->arena, country ? country : "");
}

static void add(place *p, const told *t)
{
    char text[900];
    dtl_error error = {0};
    snprintf(text, sizeof text, "%s\n%s\n%s", t->title ? t->title : "A headline", t->holder ? t->holder : "somebody", t->words);
    dtl_report *r = make_report(&p->arena, t->file, t->outlet, "2024-03-10", text);
    if (t->title)
        r->title = find_span(r, t->title);
    uint32_t e = add_event(&p->arena, r, t->type, t->mode, t->words);
    dtl_report_event *event = &r->events.items[e];
    event->status = t->status;
    event->contexts = t->contexts;
    event->series = t->series;
    if (t->day_low)
        event->days = (dtl_interval){day_of(t->day_low).low, day_of(t->day_high ? t->day_high : t->day_low).low};
    if (t->killed >= 0)
        event->killed = (dtl_range){t->killed, t->killed};
    add_party(p, r, e, DTL_EVENT_ACTOR, t->actor, t->actor_sector, t->actor_country);
    add_party(p, r, e, DTL_EVENT_RECIPIENT, t->recipient, t->recipient_sector, t->recipient_country);
    if (t->place) {
        add_role(&p->arena, r, e, DTL_EVENT_PLACE, t->place, t->place, "place");
        dtl_report_actor *a = actor_named(r, t->place);
        a->admin1 = keep(&p->arena, t->admin1 ? t->admin1 : "");
        a->country = keep(&p->arena, t->country ? t->country : "");
        a->place_precision = t->precision;
        if (t->latitude || t->longitude) {
            a->latitude = t->latitude;
            a->longitude = t->longitude;
        }
    }
    uint32_t v = t->holder ? add_voice(&p->arena, r, DTL_NONE, t->holder, t->holder, "organisation", DTL_CUE_SAY, t->holder) : DTL_NONE;
    add_claim(&p->arena, r, e, v, DTL_STANCE_SUPPORTS, t->status == DTL_STATUS_DENIED ? -1 : 1, t->words);
    if (dtl_store_add(p->store, r, NULL, &error))
        fail_msg("%s", error.message);
}

/* ---- reading back ---- */

enum { COLUMNS_MAX = 64, ROWS_MAX = 32 };
typedef struct table {
    char *bytes; /* all cells, each ended by a NUL */
    char *cells[ROWS_MAX][COLUMNS_MAX];
    uint32_t columns[ROWS_MAX], rows;
} table;

/* RFC 4180, strictly: CRLF ends a row, quotes are doubled, nothing may stand behind a closing quote. */
static table read_csv(const dtl_buffer *out)
{
    table t = {.bytes = malloc(out->length + ROWS_MAX * COLUMNS_MAX)};
    const char *c = out->bytes, *end = out->bytes + out->length;
    char *to = t.bytes;
    assert_non_null(to);
    while (c < end) {
        assert_true(t.rows < ROWS_MAX);
        for (;;) {
            assert_true(t.columns[t.rows] < COLUMNS_MAX);
            t.cells[t.rows][t.columns[t.rows]++] = to;
            if (*c == '"') {
                for (c++;; c++) {
                    assert_true(c < end);
                    if (*c == '"' && *++c != '"')
                        break;
                    *to++ = *c;
                }
            } else {
                while (c < end && *c != ',' && *c != '\r') {
                    assert_true(*c != '"' && *c != '\n');
                    *to++ = *c++;
                }
            }
            *to++ = '\0';
            assert_true(c < end);
            if (*c == '\r')
                break;
            assert_int_equal(*c++, ',');
        }
        assert_int_equal(c[1], '\n');
        c += 2;
        t.rows++;
    }
    return t;
}

static const char *cell(const table *t, uint32_t row, const char *column)
{
    for (uint32_t i = 0; i < t->columns[0]; i++)
        if (strcmp(t->cells[0][i], column) == 0)
            return t->cells[row][i];
    fail_msg("no column %s", column);
    return NULL;
}

static uint32_t row_with(const table *t, const char *column, const char *value)
{
    for (uint32_t i = 1; i < t->rows; i++)
        if (strcmp(cell(t, i, column), value) == 0)
            return i;
    fail_msg("no row with %s = %s", column, value);
    return 0;
}

static dtl_buffer export_as(place *p, dtl_view_export_format format, char told_line[400])
{
    dtl_buffer out = {0}, told_buffer = {0};
    dtl_error error = {0};
    dtl_store_filter all = DTL_STORE_FILTER_ALL;
    if (dtl_store_rebuild(p->store, &error) || dtl_view_export(p->store, &all, format, NULL, NULL, &out, &told_buffer, &error))
        fail_msg("%s", error.message);
    snprintf(told_line, 400, "%.*s", (int)told_buffer.length, told_buffer.bytes);
    dtl_buffer_free(&told_buffer);
    return out;
}

static table export_table(place *p, dtl_view_export_format format, char told_line[400])
{
    dtl_buffer out = export_as(p, format, told_line);
    table t = read_csv(&out);
    for (uint32_t i = 1; i < t.rows; i++)
        assert_int_equal(t.columns[i], t.columns[0]);
    dtl_buffer_free(&out);
    return t;
}

static void is_cell(const table *t, uint32_t row, const char *column, const char *expected)
{
    const char *got = cell(t, row, column);
    if (strcmp(got, expected))
        fail_msg("%s is \"%s\", not \"%s\"", column, got, expected);
}

/* ---- what is exported ---- */

static const told hostile = {.file = "a.txt", .outlet = "Post; \"Harbour\"\n& Sons", .title = "=cmd|' /C calc'!A0, \"quoted\"; two", .words = "=SUM(1,2) the \"Dock\tFront\" killed 3, 'guards'; dead",
                             .day_low = "2024-03-09", .type = DTL_EVENT_ASSAULT, .mode = DTL_MODE_FIREARMS, .status = DTL_STATUS_CLAIMED, .actor = "Döck \"Front\", the", .actor_sector = "REB",
                             .recipient = "guards\nof the bay", .recipient_sector = "CVL", .place = "Salt, Bay\r\n\"Østby\"", .admin1 = "+Coast", .country = "PAK", .latitude = 34008000, .longitude = 71578490,
                             .precision = 4, .killed = 3, .holder = "@police, \"Harbour\""};

static const told clash = {.file = "b.txt", .outlet = "Delta Times", .words = "soldiers killed 7 men of the Reed Army", .day_low = "2024-03-01", .day_high = "2024-03-05", .type = DTL_EVENT_ASSAULT,
                           .mode = DTL_MODE_HEAVY_WEAPONS, .status = DTL_STATUS_ASSERTED, .actor = "the army", .actor_sector = "MIL", .actor_country = "AFG", .recipient = "Reed Army", .recipient_sector = "REB",
                           .place = "Reedland", .country = "AFG", .latitude = -33900000, .longitude = -70500000, .precision = 2, .killed = 7};

static void acled_has_its_31_columns(void **state)
{
    place *p = *state;
    char line[400];
    add(p, &hostile);
    add(p, &clash);
    table t = export_table(p, DTL_EXPORT_ACLED, line);
    static const char header[] = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,"
                                 "interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
                                 "fatalities,tags,timestamp\r\n";
    dtl_buffer raw = export_as(p, DTL_EXPORT_ACLED, line);
    assert_memory_equal(raw.bytes, header, strlen(header));
    dtl_buffer_free(&raw);
    assert_string_equal(line, "acled: 2 of 2 rows written");
    assert_int_equal(t.columns[0], 31);
    assert_int_equal(t.rows, 3);
    uint32_t row = row_with(&t, "event_date", "2024-03-09");
    static const char *const expected[][2] = {
        {"year", "2024"}, {"time_precision", "1"}, {"disorder_type", "Political violence"}, {"event_type", "Violence against civilians"}, {"sub_event_type", "Attack"},
        {"actor1", "Döck \"Front\", the"}, {"assoc_actor_1", ""}, {"inter1", "2"}, {"actor2", "Civilians (Pakistan)"}, {"assoc_actor_2", "guards of the bay"}, {"inter2", "7"},
        {"interaction", "27"}, {"civilian_targeting", "Civilian targeting"}, {"iso", "586"}, {"region", "South Asia"}, {"country", "Pakistan"}, {"admin1", "+Coast"}, {"admin2", ""},
        {"location", "Salt, Bay\r\n\"Østby\""}, {"latitude", "34.008000"}, {"longitude", "71.578490"}, {"geo_precision", "1"}, {"source", "Post; \"Harbour\" & Sons"},
        {"source_scale", ""}, {"fatalities", "3"}, {"tags", ""}, {"timestamp", ""}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        is_cell(&t, row, expected[i][0], expected[i][1]);
    assert_memory_equal(cell(&t, row, "event_id_cnty"), "PAK", 3);
    assert_int_equal(strlen(cell(&t, row, "event_id_cnty")), 19);
    const char *notes = cell(&t, row, "notes");
    assert_null(strpbrk(notes, "\r\n\t"));
    assert_non_null(strstr(notes, "held by @police, \"Harbour\""));
    assert_non_null(strstr(notes, "=SUM(1,2) the \"Dock Front\" killed 3, 'guards'; dead"));
    row = row_with(&t, "event_date", "2024-03-03"); /* the middle of five days */
    static const char *const second[][2] = {{"time_precision", "2"}, {"sub_event_type", "Shelling/artillery/missile attack"}, {"inter1", "1"}, {"inter2", "2"}, {"interaction", "12"},
                                            {"civilian_targeting", ""}, {"admin1", "Reedland"}, {"geo_precision", "3"}, {"fatalities", "7"}, {"iso", "4"}};
    for (size_t i = 0; i < sizeof second / sizeof *second; i++)
        is_cell(&t, row, second[i][0], second[i][1]);
    free(t.bytes);
}

static void ucdp_has_its_49_columns(void **state)
{
    place *p = *state;
    char line[400];
    add(p, &hostile);
    add(p, &clash);
    told other = hostile; /* the same event, another figure */
    other.file = "c.txt";
    other.outlet = "Delta Times";
    other.title = "Five dead";
    other.words = "the Front killed 5 guards";
    other.killed = 5;
    other.holder = "A hospital";
    add(p, &other);
    told boast = other; /* who boasts of his own deed is heard only where nobody else gives a figure */
    boast.file = "d.txt";
    boast.outlet = "Bay Radio";
    boast.title = "Front says 20 dead";
    boast.words = "we killed 20 guards";
    boast.killed = 20;
    boast.holder = hostile.actor;
    add(p, &boast);
    dtl_buffer raw = export_as(p, DTL_EXPORT_UCDP, line);
    static const char header[] = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,"
                                 "side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,"
                                 "where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
                                 "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob\r\n";
    assert_memory_equal(raw.bytes, header, strlen(header));
    dtl_buffer_free(&raw);
    table t = export_table(p, DTL_EXPORT_UCDP, line);
    assert_int_equal(t.columns[0], 49);
    assert_int_equal(t.rows, 3);
    uint32_t row = row_with(&t, "date_start", "2024-03-09");
    static const char *const expected[][2] = {
        {"year", "2024"}, {"active_year", ""}, {"code_status", ""}, {"type_of_violence", "3"}, {"conflict_new_id", ""}, {"conflict_name", ""}, {"dyad_new_id", ""},
        {"dyad_name", "Döck \"Front\", the - Civilians"}, {"side_b", "Civilians"}, {"number_of_sources", "3"}, {"where_prec", "1"}, {"adm_1", "+Coast"}, {"latitude", "34.008000"},
        {"geom_wkt", "POINT (71.578490 34.008000)"}, {"priogrid_gid", "179064"}, {"country", "Pakistan"}, {"country_id", "770"}, {"region", "Asia"}, {"event_clarity", "1"},
        {"date_prec", "1"}, {"date_end", "2024-03-09"}, {"deaths_a", "0"}, {"deaths_b", "0"}, {"deaths_unknown", "0"}, {"high", "5"}, {"low", "3"}, {"gwnoa", ""}, {"gwnob", ""}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        is_cell(&t, row, expected[i][0], expected[i][1]);
    assert_string_equal(cell(&t, row, "deaths_civilians"), cell(&t, row, "best")); /* civilians alone are attacked: they are the dead */
    assert_int_equal(strlen(cell(&t, row, "relid")), 16);
    assert_non_null(strstr(cell(&t, row, "source_original"), "A hospital"));
    assert_non_null(strstr(cell(&t, row, "source_original"), "@police, \"Harbour\""));
    const char *lists[] = {"source_article", "source_office", "source_date", "source_headline"};
    for (size_t i = 0; i < 4; i++) { /* one part a report, whatever stands in it */
        uint32_t parts = 1;
        for (const char *c = cell(&t, row, lists[i]); *c; c++)
            parts += *c == ';';
        assert_int_equal(parts, 3);
    }
    row = row_with(&t, "date_start", "2024-03-01");
    static const char *const second[][2] = {{"type_of_violence", "1"}, {"side_a", "Government of Afghanistan"}, {"side_b", "Reed Army"}, {"gwnoa", "700"}, {"gwnob", ""}, {"date_prec", "2"},
                                            {"date_end", "2024-03-05"}, {"where_prec", "4"}, {"deaths_unknown", "7"}, {"deaths_civilians", "0"}, {"best", "7"}, {"adm_1", "Reedland"},
                                            {"priogrid_gid", "80860"}};
    for (size_t i = 0; i < sizeof second / sizeof *second; i++)
        is_cell(&t, row, second[i][0], second[i][1]);
    free(t.bytes);
}

/* Each reason once: nothing goes missing without being counted. */
static void what_is_left_out_is_counted(void **state)
{
    place *p = *state;
    char line[400];
    told t = clash;
    add(p, &t);
    t = clash; t.file = "1"; t.words = "they plan to shell the bay"; t.status = DTL_STATUS_PLANNED; t.actor = "A"; t.place = "One"; add(p, &t);
    t = clash; t.file = "2"; t.words = "the army did not shell it"; t.status = DTL_STATUS_DENIED; t.actor = "B"; t.place = "Two"; add(p, &t);
    t = clash; t.file = "3"; t.words = "talks were held in the bay"; t.type = DTL_EVENT_CONSULT; t.mode = DTL_MODE_VISIT; t.killed = -1; t.actor = "C"; t.place = "Three"; add(p, &t);
    t = clash; t.file = "4"; t.words = "a man stabbed his neighbour"; t.mode = DTL_MODE_PRIMITIVE; t.actor = "a man"; t.actor_sector = "CVL"; t.recipient = "his neighbour"; t.recipient_sector = "CVL"; t.place = "Four"; t.killed = -1; add(p, &t);
    t = clash; t.file = "5"; t.words = "shells fell somewhere"; t.place = NULL; t.actor = "D"; t.recipient = "E"; add(p, &t);
    t = clash; t.file = "6"; t.words = "shells fell in the land"; t.precision = 1; t.place = "Land"; t.actor = "F"; t.recipient = "G"; add(p, &t);
    t = clash; t.file = "7"; t.words = "shells fell some year"; t.day_low = "2019-01-01"; t.day_high = "2020-12-31"; t.place = "Seven"; t.actor = "H"; t.recipient = "I"; add(p, &t);
    t = clash; t.file = "8"; t.words = "shells fell again and again"; t.series = true; t.place = "Eight"; t.actor = "J"; t.recipient = "K"; add(p, &t);
    table rows = export_table(p, DTL_EXPORT_ACLED, line);
    assert_string_equal(line, "acled: 1 of 9 rows written; left out: 2 told as planned, threatened, habitual, hypothetical or denied, 1 of a kind that it does not record, "
                              "1 without a political side or cause (crime, ordinary police work), 1 told as several at once, 1 in no country told, 1 in no place told within a country, "
                              "1 whose day is not known well enough");
    assert_int_equal(rows.rows, 2);
    free(rows.bytes);
    rows = export_table(p, DTL_EXPORT_UCDP, line);
    assert_int_equal(rows.rows, 4);
    assert_non_null(strstr(line, "ucdp: 3 of 9 rows written; left out: 2 told as planned"));
    assert_non_null(strstr(line, "1 without a death told"));
    is_cell(&rows, row_with(&rows, "where_coordinates", "Eight"), "event_clarity", "2");
    is_cell(&rows, row_with(&rows, "where_coordinates", "Land"), "where_prec", "6");
    free(rows.bytes);
}

static void geojson_is_a_feature_collection(void **state)
{
    place *p = *state;
    char line[400];
    add(p, &hostile);
    told nowhere = clash;
    nowhere.place = NULL;
    add(p, &nowhere);
    dtl_buffer out = export_as(p, DTL_EXPORT_GEOJSON, line);
    json_t *whole = json_loadb(out.bytes, out.length, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(whole);
    assert_string_equal(json_string_value(json_object_get(whole, "type")), "FeatureCollection");
    assert_null(json_object_get(whole, "crs"));
    json_t *features = json_object_get(whole, "features"), *one;
    assert_int_equal(json_array_size(features), 2);
    size_t i, points = 0;
    json_array_foreach(features, i, one) {
        json_t *geometry = json_object_get(one, "geometry"), *properties = json_object_get(one, "properties");
        assert_string_equal(json_string_value(json_object_get(one, "type")), "Feature");
        assert_int_equal(strlen(json_string_value(json_object_get(one, "id"))), 16);
        assert_non_null(geometry);
        if (json_is_null(geometry))
            continue;
        points++;
        json_t *at = json_object_get(geometry, "coordinates");
        assert_string_equal(json_string_value(json_object_get(geometry, "type")), "Point");
        assert_true(json_number_value(json_array_get(at, 0)) > 71.578489 && json_number_value(json_array_get(at, 0)) < 71.578491); /* longitude first */
        assert_true(json_number_value(json_array_get(at, 1)) > 34.007999 && json_number_value(json_array_get(at, 1)) < 34.008001);
        assert_string_equal(json_string_value(json_object_get(properties, "place")), "Salt, Bay\r\n\"Østby\"");
        assert_int_equal(json_integer_value(json_object_get(properties, "killed_low")), 3);
        assert_true(json_is_null(json_object_get(properties, "injured_low")));
    }
    assert_int_equal(points, 1);
    assert_string_equal(line, "geojson: 2 of 2 rows written");
    json_decref(whole);
    dtl_buffer_free(&out);
}

static void an_empty_ledger_gives_whole_files(void **state)
{
    place *p = *state;
    char line[400];
    static const uint32_t columns[] = {[DTL_EXPORT_CSV] = 0, [DTL_EXPORT_ACLED] = 31, [DTL_EXPORT_UCDP] = 49};
    for (unsigned f = DTL_EXPORT_ACLED; f <= DTL_EXPORT_UCDP; f++) {
        table t = export_table(p, (dtl_view_export_format)f, line);
        assert_int_equal(t.rows, 1);
        assert_int_equal(t.columns[0], columns[f]);
        free(t.bytes);
    }
    dtl_buffer out = export_as(p, DTL_EXPORT_GEOJSON, line);
    json_t *whole = json_loadb(out.bytes, out.length, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(whole, "features")), 0);
    assert_true(json_is_array(json_object_get(whole, "features")));
    json_decref(whole);
    dtl_buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(acled_has_its_31_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ucdp_has_its_49_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_left_out_is_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(geojson_is_a_feature_collection, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_ledger_gives_whole_files, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
