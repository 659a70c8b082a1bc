/* The coded report as one JSON line.
 *
 * In: a dtl_report. Out: one object and a newline; keys always in the order below, so that equal reports are equal bytes.
 * Spans are [offset,length] in bytes of "text"; days are [first,last] as ISO 8601 strings, null for an open end; counts are
 * [low,high], high null for "at least"; everything from a closed vocabulary goes by its name. A member that would say
 * nothing (an empty string, no voice, no day, no count, false) is left out: a ledger reads every line again and again. What
 * follows from type, mode and contexts (quad class, intensity, CAMEO code) is not written: whoever shows an event looks it up.
 *
 *   {"schema":1,"key":"…","text":"… a bomb killed 3 guards …","events":[{"item":"event","type":"ASSAULT","mode":"explosives",
 *    "killed":[3,3],"mentions":[{"evidence":[214,48],…}]}],…}
 *
 * Knowingly lost: days before year 0 or behind 9999 become open ends; the offset of an empty span.
 */
#include "doc/json_values.h"
#include "doc/report.h"

static const char *const item_names[] = {"event", "statement", "figure"};
static const char *const event_role_names[] = {"actor", "recipient", "place", "origin", "destination"};
static const char *const field_names[] = {"whole", "actor", "recipient", "place", "date", "killed", "injured", "arrested", "figure", "identity"};
static const char *const quote_names[] = {"indirect", "direct", "mixed"};

static void put_cstr(dtl_json *json, const char *key, const char *text)
{
    dtl_json_key(json, key);
    dtl_json_string(json, dtl_slice_from_cstr(text));
}

static void put_text(dtl_json *json, const char *key, dtl_slice text)
{
    if (!text.length)
        return;
    dtl_json_key(json, key);
    dtl_json_string(json, text);
}

static void put_index(dtl_json *json, const char *key, uint32_t index)
{
    if (index == DTL_NONE)
        return;
    dtl_json_key(json, key);
    dtl_json_int(json, index);
}

static void put_true(dtl_json *json, const char *key, bool value)
{
    if (!value)
        return;
    dtl_json_key(json, key);
    dtl_json_bool(json, true);
}

static void put_days(dtl_json *json, const char *key, dtl_interval days)
{
    char low[16], high[16];
    dtl_day_format(days.low, low);
    dtl_day_format(days.high, high);
    if (low[0] || high[0])
        dtl_json_days(json, key, days);
}

static void put_age(dtl_json *json, dtl_age age)
{
    if (!age.told)
        return;
    dtl_json_key(json, "age");
    dtl_json_open(json, '[');
    dtl_json_int(json, age.low);
    dtl_json_int(json, age.high);
    dtl_json_close(json, ']');
    if (age.weekday) {
        dtl_json_key(json, "age_weekday");
        dtl_json_int(json, age.weekday);
    }
}

static void put_range(dtl_json *json, const char *key, dtl_range range)
{
    if (range.low >= 0)
        dtl_json_range(json, key, range);
}

static void put_span(dtl_json *json, const char *key, dtl_span span)
{
    if (!span.length)
        return;
    dtl_json_key(json, key);
    dtl_json_open(json, '[');
    dtl_json_int(json, span.offset);
    dtl_json_int(json, span.length);
    dtl_json_close(json, ']');
}

static void put_parts(dtl_json *json, const char *key, const dtl_report_part_array *parts)
{
    dtl_json_key(json, key);
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < parts->count; i++) {
        dtl_json_open(json, '{');
        put_span(json, "span", parts->items[i].span);
        put_text(json, "name", parts->items[i].name);
        put_true(json, "metadata", parts->items[i].metadata);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

static void put_actor(dtl_json *json, const dtl_report_actor *actor)
{
    dtl_json_open(json, '{');
    put_text(json, "id", actor->id);
    put_text(json, "name", actor->name);
    put_text(json, "kind", actor->kind);
    put_text(json, "country", actor->country);
    put_text(json, "sector", actor->sector);
    put_text(json, "role", actor->role);
    put_text(json, "parent", actor->parent_id);
    put_text(json, "admin1", actor->admin1);
    put_text(json, "admin2", actor->admin2);
    put_text(json, "spellings", actor->spellings);
    if (actor->geonames) {
        dtl_json_key(json, "geonames");
        dtl_json_int(json, actor->geonames);
    }
    if (actor->latitude != INT32_MIN && actor->longitude != INT32_MIN) {
        dtl_json_key(json, "position"); /* [latitude,longitude] in microdegrees */
        dtl_json_open(json, '[');
        dtl_json_int(json, actor->latitude);
        dtl_json_int(json, actor->longitude);
        dtl_json_close(json, ']');
    }
    if (actor->place_precision) {
        dtl_json_key(json, "precision");
        dtl_json_int(json, actor->place_precision);
    }
    dtl_json_close(json, '}');
}

static void put_voice(dtl_json *json, const dtl_report_voice *voice)
{
    dtl_json_open(json, '{');
    put_index(json, "parent", voice->parent);
    put_index(json, "holder", voice->holder);
    put_index(json, "medium", voice->medium);
    put_index(json, "on_behalf_of", voice->on_behalf_of);
    put_span(json, "holder_span", voice->holder_span);
    put_span(json, "cue_span", voice->cue_span);
    put_span(json, "content_span", voice->content_span);
    put_days(json, "said_at", voice->said_at);
    if (voice->kind)
        put_cstr(json, "kind", dtl_source_kind_name(voice->kind));
    put_cstr(json, "cue", dtl_cue_name(voice->cue));
    put_cstr(json, "quote", quote_names[voice->quote <= DTL_QUOTE_MIXED ? voice->quote : 0]);
    put_text(json, "rule", voice->rule);
    dtl_json_close(json, '}');
}

static void put_event(dtl_json *json, const dtl_report_event *event)
{
    dtl_json_open(json, '{');
    put_cstr(json, "item", item_names[event->item <= DTL_ITEM_FIGURE ? event->item : 0]);
    put_cstr(json, "type", dtl_event_type_name(event->type));
    put_cstr(json, "mode", dtl_event_mode_name(event->mode));
    put_cstr(json, "status", dtl_status_name(event->status));
    put_true(json, "series", event->series);
    put_true(json, "foiled", event->foiled);
    put_true(json, "historical", event->historical);
    if (event->contexts) {
        dtl_json_key(json, "contexts");
        dtl_json_open(json, '[');
        for (unsigned i = 0; i < DTL_CONTEXT_COUNT; i++)
            if (event->contexts & DTL_CONTEXT_BIT(i))
                dtl_json_string(json, dtl_slice_from_cstr(dtl_context_name(i)));
        dtl_json_close(json, ']');
    }
    put_index(json, "setting", event->setting);
    put_text(json, "weapon", event->weapon);
    if (event->confidence) {
        dtl_json_key(json, "confidence"); /* thousandths */
        dtl_json_int(json, event->confidence);
    }
    for (int role = 0; role < DTL_EVENT_ROLE_COUNT; role++) {
        if (!event->roles[role].count)
            continue;
        dtl_json_key(json, event_role_names[role]);
        dtl_json_open(json, '[');
        for (uint32_t i = 0; i < event->roles[role].count; i++)
            dtl_json_int(json, event->roles[role].items[i]);
        dtl_json_close(json, ']');
    }
    if (event->dated.count) {
        dtl_json_key(json, "dated"); /* what participants were on the event's days */
        dtl_json_open(json, '[');
        for (uint32_t i = 0; i < event->dated.count; i++) {
            const dtl_report_dated *dated = &event->dated.items[i];
            dtl_json_open(json, '{');
            put_cstr(json, "role", event_role_names[dated->role < DTL_EVENT_ROLE_COUNT ? dated->role : 0]);
            put_index(json, "actor", dated->actor);
            put_text(json, "sector", dated->sector);
            put_text(json, "country", dated->country);
            put_text(json, "reason", dated->reason);
            dtl_json_close(json, '}');
        }
        dtl_json_close(json, ']');
    }
    put_days(json, "days", event->days);
    put_age(json, event->age);
    put_range(json, "killed", event->killed);
    put_range(json, "injured", event->injured);
    put_range(json, "arrested", event->arrested);
    put_range(json, "figure", event->figure);
    put_text(json, "figure_noun", event->figure_noun);
    dtl_json_key(json, "mentions");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < event->mentions.count; i++) {
        const dtl_report_mention *mention = &event->mentions.items[i];
        dtl_json_open(json, '{');
        put_span(json, "evidence", mention->evidence);
        put_span(json, "trigger", mention->trigger);
        put_index(json, "voice", mention->voice);
        put_cstr(json, "status", dtl_status_name(mention->status));
        put_text(json, "rule", mention->rule);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
    dtl_json_close(json, '}');
}

static void put_claim(dtl_json *json, const dtl_report_claim *claim)
{
    dtl_json_open(json, '{');
    put_index(json, "event", claim->event);
    put_index(json, "voice", claim->voice);
    put_index(json, "targets", claim->targets);
    put_span(json, "span", claim->span);
    dtl_json_key(json, "polarity");
    dtl_json_int(json, claim->polarity);
    put_cstr(json, "field", field_names[claim->field < DTL_FIELD_COUNT ? claim->field : 0]);
    put_cstr(json, "modality", dtl_modality_name(claim->modality));
    put_cstr(json, "certainty", dtl_certainty_name(claim->certainty));
    put_cstr(json, "stance", dtl_stance_name(claim->stance));
    if (claim->factuality) {
        dtl_json_key(json, "factuality"); /* hundredths */
        dtl_json_int(json, claim->factuality);
    }
    if (claim->likelihood)
        put_cstr(json, "likelihood", dtl_likelihood_name(claim->likelihood));
    put_text(json, "value", claim->value);
    put_text(json, "rule", claim->rule);
    dtl_json_close(json, '}');
}

static void put_link(dtl_json *json, const dtl_report_link *link)
{
    dtl_json_open(json, '{');
    put_cstr(json, "kind", dtl_link_name(link->kind));
    put_index(json, "from", link->from);
    put_index(json, "to", link->to);
    put_span(json, "evidence", link->evidence);
    put_text(json, "rule", link->rule);
    dtl_json_close(json, '}');
}

/* [text offset,source offset,text offset,source offset,…] */
static void put_source_map(dtl_json *json, const dtl_source_point_array *map)
{
    if (!map->count)
        return;
    dtl_json_key(json, "source_map");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < map->count; i++) {
        dtl_json_int(json, map->items[i].text_offset);
        dtl_json_int(json, map->items[i].source_offset);
    }
    dtl_json_close(json, ']');
}

static void put_head(dtl_json *json, const dtl_report *r)
{
    dtl_json_key(json, "schema");
    dtl_json_int(json, DTL_REPORT_SCHEMA);
    put_text(json, "key", r->key);
    put_text(json, "sha256", r->sha256);
    put_text(json, "rules", r->rules);
    put_text(json, "model", r->model);
    put_text(json, "gazetteer", r->gazetteer);
    put_text(json, "file", r->file);
    put_text(json, "url", r->url);
    put_text(json, "outlet", r->outlet);
    put_text(json, "given_published", r->given_published);
    put_text(json, "text", r->text);
    put_source_map(json, &r->source_map);
    put_span(json, "title", r->title);
    put_span(json, "byline", r->byline);
    put_span(json, "agency", r->agency);
    put_span(json, "dateline_place", r->dateline_place);
    put_span(json, "section", r->section);
    put_days(json, "published", r->published);
    if (r->published_minute >= 0) {
        dtl_json_key(json, "published_minute");
        dtl_json_int(json, r->published_minute);
    }
    put_text(json, "published_from", r->published_from);
    if (r->published_best != DTL_DAY_OPEN_PAST) {
        dtl_json_key(json, "published_best");
        dtl_json_day(json, r->published_best);
    }
    put_true(json, "english", r->english);
    put_parts(json, "body", &r->body);
    put_parts(json, "dropped", &r->dropped);
}

#define PUT_ARRAY(json, name, array, put)                 \
    do {                                                  \
        dtl_json_key((json), (name));                     \
        dtl_json_open((json), '[');                       \
        for (uint32_t i_ = 0; i_ < (array).count; i_++)   \
            put((json), &(array).items[i_]);              \
        dtl_json_close((json), ']');                      \
    } while (0)

static void put_number(dtl_json *json, const char *key, int64_t number)
{
    dtl_json_key(json, key);
    dtl_json_int(json, number);
}

static void put_constraint(dtl_json *json, const dtl_report_constraint *x)
{
    dtl_json_open(json, '{');
    put_text(json, "evidence", x->evidence);
    put_cstr(json, "kind", dtl_constraint_kind_name(x->kind));
    put_cstr(json, "level", dtl_constraint_level_name(x->level));
    put_days(json, "days", x->days);
    if (x->month) {
        put_number(json, "month", x->month);
        put_number(json, "day", x->day);
        put_number(json, "weekday", x->weekday);
        put_number(json, "next", x->next);
        put_number(json, "from", x->from);
        put_number(json, "to", x->to);
    }
    put_text(json, "reason", x->reason);
    put_span(json, "span", x->span);
    put_text(json, "rule", x->rule);
    put_true(json, "used", x->used);
    put_true(json, "conflict", x->conflict);
    dtl_json_close(json, '}');
}

static void put_note(dtl_json *json, const dtl_note *note)
{
    dtl_json_open(json, '{');
    put_cstr(json, "room", note->room);
    put_text(json, "text", note->text);
    put_span(json, "span", note->span);
    dtl_json_close(json, '}');
}

void dtl_report_write(const dtl_report *report, dtl_buffer *out)
{
    dtl_json json = {.out = out};
    dtl_json_open(&json, '{');
    put_head(&json, report);
    PUT_ARRAY(&json, "actors", report->actors, put_actor);
    PUT_ARRAY(&json, "voices", report->voices, put_voice);
    PUT_ARRAY(&json, "events", report->events, put_event);
    PUT_ARRAY(&json, "claims", report->claims, put_claim);
    if (report->links.count)
        PUT_ARRAY(&json, "links", report->links, put_link);
    if (report->constraints.count)
        PUT_ARRAY(&json, "constraints", report->constraints, put_constraint);
    PUT_ARRAY(&json, "notes", report->notes, put_note);
    dtl_json_close(&json, '}');
    dtl_buffer_char(out, '\n');
}
