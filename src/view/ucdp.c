/* Events in the columns of UCDP GED (Georeferenced Event Dataset): 49, in its order.
 *
 * In: an event with participants, claims, values. Out: a row, or why UCDP would have none: it records organised violence with at least
 * one death, between or by sides that are known. Example:
 *     ASSAULT/firearms, Dock Front (REB) → soldiers of Bay Land (MIL), killed 3, another voice 5
 *     → type 1, side_a Government of Bay Land, side_b Dock Front, best 3, low 3, high 5, deaths_unknown 3
 *
 * Sources: columns and order as in GED's files of 2019 and later. type_of_violence 1 state-based, 2 non-state, 3 one-sided; where_prec 1–7,
 * date_prec 1–5, event_clarity 1–2 as in the GED codebook; priogrid_gid: PRIO-GRID codebook 2.0, half-degree cells numbered from 1 at the
 * south-west corner, 720 to a row. The mapping from PLOVER is ours and stands in docs/exports.md.
 *
 * Left empty, for only UCDP can give them: ids and names of conflicts, ids of dyads and sides, active_year, code_status. id is the first 52
 * bits of our event's id as a number, relid the id itself. Whose the dead are is rarely told: all of best is civilians where civilians
 * alone are attacked by an armed side, else unknown. Knowingly wrong: a state that attacks by proxy is no side.
 */
#include "view/coding.h"

static const char *const columns[] = {"id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
                                      "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id",
                                      "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original",
                                      "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid",
                                      "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
                                      "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"};

void ucdp_header(dtl_buffer *out)
{
    csv_row row = {.out = out};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        row_words(&row, columns[i]);
    csv_end(out);
}

/* ---- sides ---- */

/* Who fought whom, in UCDP's order: the state is side A; of one-sided violence A is who does it. */
typedef struct dyad {
    int type;              /* 1 state-based, 2 non-state, 3 one-sided; 0 = UCDP has no such event */
    const side *a, *b;
    bool civilians;        /* b is civilians */
} dyad;

static bool is_organised(party p)
{
    return p == PARTY_STATE || p == PARTY_REBELS || p == PARTY_MILITIA || p == PARTY_IDENTITY;
}

/* "gunmen" are armed, but no organisation that a dyad could be named after. */
static bool is_named(const side *s)
{
    return is_organised(party_of_side(s)) && !dtl_slice_is(s->items[s->lead]->sector, "UAF");
}

static dyad find_dyad(const side *actors, const side *recipients)
{
    party doer = party_of_side(actors), target = party_of_side(recipients);
    if (!is_named(actors))
        return (dyad){0};
    if (target == PARTY_CIVILIANS)
        return (dyad){3, actors, recipients, true};
    if (!is_named(recipients))
        return (dyad){0};
    if (doer != PARTY_STATE && target != PARTY_STATE)
        return (dyad){2, actors, recipients, false};
    return doer == PARTY_STATE ? (dyad){1, actors, recipients, false} : (dyad){1, recipients, actors, false};
}

static const country_codes *state_of(const side *s)
{
    return party_of_side(s) == PARTY_STATE ? country_of(s->items[s->lead]->country) : NULL;
}

/* UCDP names a state side after its government, others by their name. */
static void put_side(dtl_buffer *out, const side *s, bool civilians)
{
    const country_codes *state = state_of(s);
    if (civilians)
        dtl_buffer_cstr(out, "Civilians");
    else if (state)
        dtl_buffer_format(out, "Government of %s", state->name);
    else
        put_clean(out, s->names[s->lead]);
}

static void put_dyad(csv_row *row, const dyad *d)
{
    dtl_buffer a = {0}, b = {0}, name = {0};
    put_side(&a, d->a, false);
    put_side(&b, d->b, d->civilians);
    dtl_buffer_put(&name, a.bytes ? a.bytes : "", a.length);
    dtl_buffer_cstr(&name, " - ");
    dtl_buffer_put(&name, b.bytes ? b.bytes : "", b.length);
    row_number(row, d->type);
    row_empty(row, 5); /* of the conflict, ids of the dyad */
    row_scratch(row, &name);
    row_empty(row, 2);
    row_scratch(row, &a);
    row_empty(row, 2);
    row_scratch(row, &b);
    dtl_buffer_free(&a);
    dtl_buffer_free(&b);
    dtl_buffer_free(&name);
}

/* ---- sources ---- */

enum { ARTICLE, OFFICE, DATE, HEADLINE };

/* Inside a list that ";" parts: no ";" of its own, and no line break. */
static void put_part(dtl_buffer *out, dtl_slice text)
{
    size_t start = out->length;
    put_clean(out, text);
    for (size_t i = start; i < out->length && !out->failed; i++)
        out->bytes[i] = out->bytes[i] == ';' ? ',' : out->bytes[i];
}

static void put_report(dtl_buffer *out, const dtl_store_mention *m, int what)
{
    char day[16];
    dtl_day_format(m->published.low == m->published.high ? m->published.low : DTL_DAY_OPEN_PAST, day);
    if (what == ARTICLE)
        dtl_buffer_char(out, '"');
    if (what == ARTICLE || what == OFFICE)
        put_part(out, outlet_of(m));
    if (what == ARTICLE)
        dtl_buffer_char(out, ',');
    if (what == ARTICLE || what == DATE)
        dtl_buffer_cstr(out, day);
    if (what == ARTICLE)
        dtl_buffer_char(out, ',');
    if (what == ARTICLE || what == HEADLINE)
        put_part(out, m->title);
    if (what == ARTICLE)
        dtl_buffer_char(out, '"');
}

/* One part for each report, in the same order in all four columns, empty parts included. */
static uint32_t put_reports(dtl_buffer *out, const dtl_store_detail *d, int what)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->mentions.count; i++) {
        if (i && dtl_slice_equal(d->mentions.items[i].report, d->mentions.items[i - 1].report))
            continue;
        dtl_buffer_cstr(out, count++ ? ";" : "");
        put_report(out, &d->mentions.items[i], what);
    }
    return count;
}

static bool distinct_holder(const dtl_store_detail *d, uint32_t i, dtl_slice *name)
{
    if (i >= d->claims.count)
        return false;
    const dtl_store_claim *c = &d->claims.items[i];
    *name = dtl_slice_is(c->side, dtl_claim_side_name(DTL_SIDE_SUPPORTS)) ? c->holder : DTL_SLICE_EMPTY;
    return true;
}

static void put_sources(csv_row *row, const dtl_store_detail *d)
{
    dtl_buffer scratch = {0};
    row_number(row, put_reports(&scratch, d, ARTICLE));
    row_scratch(row, &scratch);
    for (int what = OFFICE; what <= HEADLINE; what++) {
        put_reports(&scratch, d, what);
        row_scratch(row, &scratch);
    }
    put_distinct(&scratch, d, distinct_holder); /* who said it */
    row_scratch(row, &scratch);
    dtl_buffer_free(&scratch);
}

/* ---- where ---- */

/* 1 the very place, 2 near it, 3 district, 4 province, 6 country; 0 not known. */
static int where_precision(const dtl_store_event *e)
{
    static const int precisions[] = {0, 6, 4, 3, 1, 1};
    int p = precisions[e->place_precision <= 5 ? e->place_precision : 0];
    return p == 1 && e->place_implied ? 2 : p;
}

static int64_t priogrid(int32_t latitude, int32_t longitude)
{
    enum { CELL = 500000, CELLS_A_ROW = 720, ROWS = 360 };
    int64_t row = ((int64_t)latitude + 90000000) / CELL, column = ((int64_t)longitude + 180000000) / CELL;
    row = row >= ROWS ? ROWS - 1 : row; /* the pole and the date line belong to the last cells */
    column = column >= CELLS_A_ROW ? CELLS_A_ROW - 1 : column;
    return row * CELLS_A_ROW + column + 1;
}

static void put_point(csv_row *row, const dtl_store_event *e)
{
    dtl_buffer point = {0};
    row_degrees(row, e->latitude);
    row_degrees(row, e->longitude);
    if (e->latitude == INT32_MIN || e->longitude == INT32_MIN) {
        row_empty(row, 2);
        return;
    }
    dtl_buffer_cstr(&point, "POINT (");
    dtl_buffer_decimal(&point, e->longitude, 6);
    dtl_buffer_char(&point, ' ');
    dtl_buffer_decimal(&point, e->latitude, 6);
    dtl_buffer_char(&point, ')');
    row_scratch(row, &point);
    row_number(row, priogrid(e->latitude, e->longitude));
    dtl_buffer_free(&point);
}

static void put_place(csv_row *row, const dtl_store_event *e, const country_codes *country)
{
    dtl_buffer told = {0};
    int precision = where_precision(e);
    if (precision)
        row_number(row, precision);
    else
        row_empty(row, 1);
    row_text(row, e->place);
    put_clean(&told, e->place);
    if (e->admin1.length && !dtl_slice_equal(e->admin1, e->place))
        dtl_buffer_format(&told, ", %.*s", (int)e->admin1.length, e->admin1.ptr);
    if (country && e->place_precision != 1)
        dtl_buffer_format(&told, ", %s", country->name);
    dtl_buffer_cstr(&told, e->place_implied ? " (implied, not told)" : "");
    row_scratch(row, &told);
    dtl_buffer_free(&told);
    row_text(row, e->place_precision == 2 && !e->admin1.length ? e->place : e->admin1);
    row_text(row, e->place_precision == 3 ? e->place : DTL_SLICE_EMPTY);
    put_point(row, e);
    row_words(row, country ? country->name : "");
    if (country && country->gw)
        row_number(row, country->gw);
    else
        row_empty(row, 1);
    row_words(row, ucdp_region_of(country));
}

/* ---- when, how many ---- */

/* 1 the day, 2 two to six days, 3 a week, 4 a month, 5 up to a year; 0 = less is known. */
static int date_precision(dtl_interval days)
{
    if (days.low == DTL_DAY_OPEN_PAST || days.high == DTL_DAY_OPEN_FUTURE)
        return 0;
    int64_t length = (int64_t)days.high - days.low + 1;
    return length == 1 ? 1 : length <= 6 ? 2 : length == 7 ? 3 : length <= 31 ? 4 : length <= 366 ? 5 : 0;
}

static void put_deaths(csv_row *row, const dyad *d, dtl_policy_count deaths)
{
    bool civilians = d->civilians && side_is_all(d->b, PARTY_CIVILIANS);
    row_number(row, 0);
    row_number(row, 0);
    row_number(row, civilians ? deaths.best : 0);
    row_number(row, civilians ? 0 : deaths.best);
    row_number(row, deaths.best);
    row_number(row, deaths.high);
    row_number(row, deaths.low);
    const side *const sides[] = {d->a, d->civilians ? NULL : d->b};
    for (size_t i = 0; i < 2; i++) {
        const country_codes *state = sides[i] ? state_of(sides[i]) : NULL;
        if (state && state->gw)
            row_number(row, state->gw);
        else
            row_empty(row, 1);
    }
}

/* The first 13 of 16 hexadecimal digits: a number that every program reads exactly. */
static int64_t number_of_id(dtl_slice id)
{
    enum { DIGITS = 13 };
    int64_t number = 0;
    for (uint32_t i = 0; i < DIGITS && i < id.length; i++)
        number = number * 16 + (id.ptr[i] <= '9' ? id.ptr[i] - '0' : id.ptr[i] - 'a' + 10);
    return number;
}

left_out ucdp_event(const dtl_store_detail *d, dtl_buffer *out)
{
    const dtl_store_event *e = &d->event;
    const country_codes *country = country_of(e->country);
    side actors, recipients;
    find_side(d, false, &actors);
    find_side(d, true, &recipients);
    dtl_policy_count deaths = deaths_by(d, DTL_POLICY_UCDP);
    dyad pair = find_dyad(&actors, &recipients);
    int precision = date_precision(e->days);
    if (!dtl_slice_is(e->item, "event"))
        return LEFT_NO_EVENT;
    if (!has_happened(e))
        return LEFT_NOT_HAPPENED;
    if (!dtl_slice_is(e->type, "ASSAULT"))
        return LEFT_OTHER_KIND;
    if (deaths.high < 1)
        return LEFT_NO_DEATHS;
    if (!pair.type)
        return LEFT_NO_SIDES;
    if (!country)
        return LEFT_NO_COUNTRY;
    if (!precision)
        return LEFT_NO_DAY;
    csv_row row = {.out = out};
    int32_t year;
    uint32_t month, day;
    dtl_day_to_civil(e->days.low, &year, &month, &day);
    row_number(&row, number_of_id(e->id));
    row_text(&row, e->id);
    row_number(&row, year);
    row_empty(&row, 2);
    put_dyad(&row, &pair);
    put_sources(&row, d);
    put_place(&row, e, country);
    row_number(&row, e->series ? 2 : 1);
    row_number(&row, precision);
    row_day(&row, e->days.low);
    row_day(&row, e->days.high);
    put_deaths(&row, &pair, deaths);
    csv_end(out);
    return LEFT_WRITTEN;
}
