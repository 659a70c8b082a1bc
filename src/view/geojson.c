/* One event as a GeoJSON feature (RFC 7946).
 *
 * In: an event. Out: a Feature whose point is [longitude, latitude] in degrees of WGS 84 (a later "crs" member is no part of the RFC), or
 * null where no coordinates are known. The properties are flat, so that a GIS shows them as columns, under the names of the CSV; what is not
 * known is null. Example: {"type":"Feature","id":"3f2a9c01d4e8b657","geometry":{"type":"Point","coordinates":[71.5783,34.0076]},…
 * A point may be a country's or a province's: place_precision tells (1 country … 5 below city), place_implied that no report names it.
 */
#include "view/coding.h"

/* Text or, where nothing is known, null. */
static void text_or_null(dtl_json *json, const char *key, dtl_slice text)
{
    dtl_json_key(json, key);
    if (text.length)
        dtl_json_string(json, text);
    else
        dtl_json_null(json);
}

static void day_or_null(dtl_json *json, const char *key, int32_t day)
{
    char text[16];
    dtl_day_format(day, text);
    text_or_null(json, key, dtl_slice_from_cstr(text));
}

static void range_or_null(dtl_json *json, const char *low, const char *high, dtl_range range)
{
    dtl_json_key(json, low);
    if (range.low < 0)
        dtl_json_null(json);
    else
        dtl_json_int(json, range.low);
    dtl_json_key(json, high);
    if (range.low < 0 || range.high == DTL_COUNT_OPEN)
        dtl_json_null(json);
    else
        dtl_json_int(json, range.high);
}

static void put_geometry(dtl_json *json, const dtl_store_event *e)
{
    dtl_json_key(json, "geometry");
    if (e->latitude == INT32_MIN || e->longitude == INT32_MIN) {
        dtl_json_null(json);
        return;
    }
    dtl_json_open(json, '{');
    json_text(json, "type", DTL_SLICE("Point"));
    dtl_json_key(json, "coordinates");
    dtl_json_open(json, '[');
    dtl_json_decimal(json, e->longitude, 6);
    dtl_json_decimal(json, e->latitude, 6);
    dtl_json_close(json, ']');
    dtl_json_close(json, '}');
}

static void put_what(dtl_json *json, const dtl_store_event *e)
{
    json_text(json, "item", e->item);
    text_or_null(json, "type", e->type);
    text_or_null(json, "mode", e->mode);
    json_text(json, "status", e->status);
    json_text(json, "standing", e->standing);
    json_flag(json, "series", e->series);
    json_flag(json, "historical", e->historical);
    day_or_null(json, "date_low", e->days.low);
    day_or_null(json, "date_high", e->days.high);
    const struct { const char *key; dtl_slice text; } texts[] = {
        {"actors", e->actors}, {"actor_ids", e->actor_ids}, {"recipients", e->recipients}, {"recipient_ids", e->recipient_ids}, {"place", e->place},
        {"place_id", e->place_id}, {"admin1", e->admin1}, {"country", e->country}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        text_or_null(json, texts[i].key, texts[i].text);
    json_number(json, "place_precision", e->place_precision);
    json_flag(json, "place_implied", e->place_implied);
}

static void put_counts(dtl_json *json, const dtl_store_event *e)
{
    range_or_null(json, "killed_low", "killed_high", e->killed);
    range_or_null(json, "injured_low", "injured_high", e->injured);
    range_or_null(json, "arrested_low", "arrested_high", e->arrested);
    range_or_null(json, "figure_low", "figure_high", e->figure);
    text_or_null(json, "figure_noun", e->figure_noun);
    json_number(json, "reports", e->n_reports);
    json_number(json, "texts", e->n_testimonies);
    json_number(json, "voices", e->n_voices);
    json_number(json, "denials", e->n_denials);
    json_flag(json, "conflict", e->conflict);
    json_number(json, "quad", e->quad);
    dtl_json_key(json, "intensity");
    dtl_json_decimal(json, e->intensity, 1);
    text_or_null(json, "cameo", e->cameo);
    text_or_null(json, "contexts", e->contexts);
    text_or_null(json, "weapon", e->weapon);
    dtl_json_key(json, "confidence");
    if (e->confidence)
        dtl_json_decimal(json, e->confidence, 3);
    else
        dtl_json_null(json);
    text_or_null(json, "credibility", e->credibility);
    text_or_null(json, "evidence", e->evidence);
}

void geojson_event(const dtl_store_event *e, dtl_buffer *out)
{
    dtl_json writer = {.out = out}, *json = &writer;
    dtl_json_open(json, '{');
    json_text(json, "type", DTL_SLICE("Feature"));
    json_text(json, "id", e->id);
    put_geometry(json, e);
    dtl_json_key(json, "properties");
    dtl_json_open(json, '{');
    put_what(json, e);
    put_counts(json, e);
    dtl_json_close(json, '}');
    dtl_json_close(json, '}');
}
