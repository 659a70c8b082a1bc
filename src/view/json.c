/* Rows as JSON: the same keys in lists, in show and in export. Unknown is null (days, counts, positions) or "" (names).
 *
 * Days are [first,last], counts [low,high] with high null for "at least", evidence is {"offset","length","words"} in bytes of
 * the report's canonical text. Names of sets are arrays, the best value first seen.
 */
#include "doc/json_values.h"
#include "view/internal.h"

void json_text(dtl_json *json, const char *key, dtl_slice text)
{
    dtl_json_key(json, key);
    dtl_json_string(json, text);
}

void json_number(dtl_json *json, const char *key, int64_t number)
{
    dtl_json_key(json, key);
    dtl_json_int(json, number);
}

void json_flag(dtl_json *json, const char *key, bool value)
{
    dtl_json_key(json, key);
    dtl_json_bool(json, value);
}

/* "A; B" or "a b" as an array. */
static void json_list(dtl_json *json, const char *key, dtl_slice text, dtl_slice separator)
{
    dtl_json_key(json, key);
    dtl_json_open(json, '[');
    for (uint32_t at = 0; at < text.length;) {
        uint32_t end = dtl_slice_find(text, separator, at);
        end = end == DTL_NONE ? text.length : end;
        dtl_json_string(json, (dtl_slice){text.ptr + at, end - at});
        at = end + separator.length;
    }
    dtl_json_close(json, ']');
}

static void json_evidence(dtl_json *json, const char *key, dtl_span span, dtl_slice words)
{
    dtl_json_key(json, key);
    dtl_json_open(json, '{');
    json_number(json, "offset", span.offset);
    json_number(json, "length", span.length);
    json_text(json, "words", words);
    dtl_json_close(json, '}');
}

/* Bytes of the file that was read: [offset,length], null = not known. */
static void json_source(dtl_json *json, dtl_span source)
{
    dtl_json_key(json, "source");
    if (!source.length) {
        dtl_json_null(json);
        return;
    }
    dtl_json_open(json, '[');
    dtl_json_int(json, source.offset);
    dtl_json_int(json, source.length);
    dtl_json_close(json, ']');
}

/* {"least":2,"best":5,"most":5,"more":false}; null = nobody gives a figure. */
static void json_toll(dtl_json *json, const char *key, dtl_policy_count toll)
{
    dtl_json_key(json, key);
    if (toll.best < 0) {
        dtl_json_null(json);
        return;
    }
    dtl_json_open(json, '{');
    json_number(json, "least", toll.low);
    json_number(json, "best", toll.best);
    json_number(json, "most", toll.high);
    json_flag(json, "more", toll.more);
    dtl_json_close(json, '}');
}

void json_event_fields(dtl_json *json, const dtl_store_event *e)
{
    json_text(json, "id", e->id);
    json_text(json, "item", e->item);
    json_text(json, "type", e->type);
    json_text(json, "mode", e->mode);
    json_number(json, "quad", e->quad);
    dtl_json_key(json, "intensity"); /* PLOVER: -10.0 … 10.0 */
    dtl_json_decimal(json, e->intensity, 1);
    json_text(json, "cameo", e->cameo);
    json_list(json, "contexts", e->contexts, DTL_SLICE(" "));
    json_text(json, "status", e->status);
    json_text(json, "standing", e->standing);
    json_text(json, "standing_reason", e->standing_reason);
    json_flag(json, "series", e->series);
    json_flag(json, "historical", e->historical);
    json_list(json, "actors", e->actors, DTL_SLICE("; "));
    json_list(json, "actor_ids", e->actor_ids, DTL_SLICE(" "));
    json_list(json, "recipients", e->recipients, DTL_SLICE("; "));
    json_list(json, "recipient_ids", e->recipient_ids, DTL_SLICE(" "));
    json_text(json, "place", e->place);
    json_text(json, "place_id", e->place_id);
    json_flag(json, "place_implied", e->place_implied);
    json_text(json, "admin1", e->admin1);
    json_text(json, "country", e->country);
    dtl_json_key(json, "position"); /* [latitude,longitude] in microdegrees */
    if (e->latitude == INT32_MIN || e->longitude == INT32_MIN) {
        dtl_json_null(json);
    } else {
        dtl_json_open(json, '[');
        dtl_json_int(json, e->latitude);
        dtl_json_int(json, e->longitude);
        dtl_json_close(json, ']');
    }
    dtl_json_days(json, "days", e->days);
    json_flag(json, "days_implied", e->days_implied);
    dtl_json_range(json, "killed", e->killed);
    dtl_json_range(json, "injured", e->injured);
    dtl_json_range(json, "arrested", e->arrested);
    dtl_json_range(json, "figure", e->figure);
    json_text(json, "policy", dtl_slice_from_cstr(dtl_policy_name(e->policy)));
    json_toll(json, "killed_toll", e->killed_toll);
    json_toll(json, "injured_toll", e->injured_toll);
    json_text(json, "figure_noun", e->figure_noun);
    json_text(json, "weapon", e->weapon);
    dtl_json_key(json, "confidence"); /* 0.001 … 1.000; null = not rated */
    if (e->confidence)
        dtl_json_decimal(json, e->confidence, 3);
    else
        dtl_json_null(json);
    json_number(json, "reports", e->n_reports);
    json_number(json, "texts", e->n_testimonies);
    json_number(json, "voices", e->n_voices);
    json_number(json, "denials", e->n_denials);
    json_flag(json, "conflict", e->conflict);
    json_text(json, "credibility", e->credibility);
}

void json_claim(dtl_json *json, const dtl_store_claim *c, bool with_event)
{
    dtl_json_open(json, '{');
    json_text(json, "id", c->id);
    if (with_event) {
        json_text(json, "event", c->event);
        json_text(json, "event_item", c->event_item);
        json_text(json, "event_type", c->event_type);
        json_text(json, "event_mode", c->event_mode);
        json_list(json, "event_actors", c->event_actors, DTL_SLICE("; "));
        json_list(json, "event_recipients", c->event_recipients, DTL_SLICE("; "));
        if (c->event_figure.low >= 0) {
            dtl_json_range(json, "event_figure", c->event_figure);
            json_text(json, "event_figure_noun", c->event_figure_noun);
        }
    }
    json_text(json, "report", c->report);
    json_number(json, "number", c->number);
    json_text(json, "file", c->file);
    json_text(json, "url", c->url);
    json_text(json, "outlet", c->outlet);
    dtl_json_days(json, "published", c->published);
    json_list(json, "chain", c->chain, DTL_SLICE(" > "));
    json_text(json, "holder", c->holder);
    json_text(json, "holder_id", c->holder_id);
    json_text(json, "on_behalf_of", c->on_behalf_of);
    json_text(json, "cue", c->cue);
    json_text(json, "cue_words", c->cue_words);
    json_text(json, "quote", c->quote);
    json_text(json, "field", c->field);
    json_text(json, "value", c->value);
    json_number(json, "polarity", c->polarity);
    json_text(json, "modality", c->modality);
    json_text(json, "certainty", c->certainty);
    json_text(json, "stance", c->stance);
    json_text(json, "side", c->side);
    json_flag(json, "party", c->party);
    json_text(json, "targets_event", c->targets_event);
    json_text(json, "targets", c->targets);
    json_evidence(json, "evidence", c->span, c->words);
    json_source(json, c->source);
    json_text(json, "source_kind", c->source_kind);
    json_text(json, "interest", c->interest);
    json_flag(json, "superseded", c->superseded);
    dtl_json_key(json, "factuality"); /* -3.00 certainly not … 3.00 certainly; null = left open or not rated */
    if (c->factuality)
        dtl_json_decimal(json, c->factuality, 2);
    else
        dtl_json_null(json);
    json_text(json, "likelihood", c->likelihood);
    json_text(json, "voice", c->voice);
    json_text(json, "voice_key", c->voice_key);
    json_text(json, "reliability", c->reliability);
    json_text(json, "credibility", c->credibility);
    json_text(json, "rule", c->rule);
    dtl_json_close(json, '}');
}

static void json_mention(dtl_json *json, const dtl_store_mention *m)
{
    dtl_json_open(json, '{');
    json_text(json, "report", m->report);
    json_number(json, "report_event", m->report_event);
    json_text(json, "file", m->file);
    json_text(json, "url", m->url);
    json_text(json, "outlet", m->outlet);
    json_text(json, "agency", m->agency);
    json_text(json, "title", m->title);
    dtl_json_days(json, "published", m->published);
    json_text(json, "dated_by_reports", m->dated);
    json_text(json, "copy", m->copy);
    json_text(json, "copy_of", m->copy_of);
    json_number(json, "version", m->version);
    json_number(json, "versions", m->versions);
    json_text(json, "status", m->status);
    json_evidence(json, "evidence", m->evidence, m->words);
    json_source(json, m->source);
    dtl_json_key(json, "trigger");
    dtl_json_open(json, '{');
    json_number(json, "offset", m->trigger.offset);
    json_number(json, "length", m->trigger.length);
    dtl_json_close(json, '}');
    json_text(json, "rule", m->rule);
    json_number(json, "merge_score", m->score);
    json_text(json, "merge_reasons", m->reasons);
    json_text(json, "rules", m->rules);
    json_text(json, "model", m->model);
    dtl_json_close(json, '}');
}

void json_value(dtl_json *json, const dtl_store_value *v)
{
    dtl_json_open(json, '{');
    json_text(json, "field", v->field);
    json_text(json, "text", v->text);
    json_list(json, "ids", v->ids, DTL_SLICE(" "));
    dtl_json_days(json, "days", v->days);
    dtl_json_range(json, "range", v->range);
    json_text(json, "agreement", v->agreement);
    json_flag(json, "best", v->best);
    json_number(json, "texts", v->n_reports);
    json_number(json, "voices", v->n_voices);
    json_number(json, "current", v->n_current);
    json_number(json, "impartial", v->n_impartial);
    dtl_json_key(json, "last_day"); /* of counts */
    if (v->last_day != DTL_DAY_OPEN_PAST)
        dtl_json_day(json, v->last_day);
    else
        dtl_json_null(json);
    json_list(json, "held_by", v->voices, DTL_SLICE("; "));
    dtl_json_days(json, "reported", v->reported);
    dtl_json_close(json, '}');
}

static void json_link(dtl_json *json, const dtl_store_link *l)
{
    dtl_json_open(json, '{');
    json_text(json, "kind", l->kind);
    json_text(json, "from", l->from);
    json_text(json, "to", l->to);
    json_text(json, "reasons", l->reasons);
    dtl_json_close(json, '}');
}

void json_assessment(dtl_json *json, const dtl_store_assessment *a)
{
    dtl_json_open(json, '{');
    json_text(json, "assessment", a->id); /* up to supersedes: as the line is kept, so that merge reads it back */
    json_text(json, "subject", a->subject);
    json_text(json, "of", a->of);
    json_text(json, "about", a->about);
    json_text(json, "grade", a->grade);
    json_text(json, "analyst", a->analyst);
    json_text(json, "date", a->date);
    json_text(json, "note", a->note);
    json_list(json, "supersedes", a->supersedes, DTL_SLICE(" "));
    json_text(json, "meaning", dtl_slice_from_cstr(dtl_grade_meaning(a->grade.length ? a->grade.ptr[0] : '\0')));
    json_flag(json, "current", a->current);
    json_flag(json, "here", a->here);
    dtl_json_close(json, '}');
}

void json_detail(dtl_json *json, const dtl_store_detail *d)
{
    dtl_json_open(json, '{');
    json_event_fields(json, &d->event);
    dtl_json_key(json, "participants");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < d->participants.count; i++) {
        const dtl_store_participant *p = &d->participants.items[i];
        dtl_json_open(json, '{');
        json_text(json, "role", p->role);
        json_text(json, "id", p->id);
        json_text(json, "name", p->name);
        json_text(json, "sector", p->sector);
        json_text(json, "country", p->country);
        json_text(json, "as_of", p->as_of);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
    dtl_json_key(json, "values");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < d->values.count; i++)
        json_value(json, &d->values.items[i]);
    dtl_json_close(json, ']');
    dtl_json_key(json, "mentions");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < d->mentions.count; i++)
        json_mention(json, &d->mentions.items[i]);
    dtl_json_close(json, ']');
    dtl_json_key(json, "claims");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < d->claims.count; i++)
        json_claim(json, &d->claims.items[i], false);
    dtl_json_close(json, ']');
    dtl_json_key(json, "assessments");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < d->assessments.count; i++)
        json_assessment(json, &d->assessments.items[i]);
    dtl_json_close(json, ']');
    dtl_json_key(json, "revisions");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < d->revisions.count; i++)
        json_revision(json, &d->revisions.items[i]);
    dtl_json_close(json, ']');
    dtl_json_key(json, "links");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < d->links.count; i++)
        json_link(json, &d->links.items[i]);
    dtl_json_close(json, ']');
    dtl_json_close(json, '}');
}
