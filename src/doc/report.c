/* From a finished document to its coded report.
 *
 * In: a dtl_doc with all layers. Out: the dtl_report that leaves the document: only what was coded, with the canonical
 * text to cut the evidence from. Three things happen on the way.
 *   1. Mentions of one occurrence become one report event. "A bomb killed three people in Herat. … Monday's blast …":
 *      two events of the document that share `occurrence`, one report event with two mentions.
 *   2. Entities that something refers to become actors, in the order of first use: voices first, then events.
 *   3. Rule numbers become "file:line", and lemmas and hashes become strings, so that the line stands alone.
 * Knowingly wrong: when two mentions of one occurrence give counts that do not overlap, the event gets the hull (3–5); the
 * two figures stay apart only as field claims. A participant that no entity stands for is kept by its words.
 */
#include "doc/report.h"
#include "doc/tree.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "rules/rules.h"
#include <inttypes.h>
#include <stdio.h>

/* What the steps share: the document, and where each of its items went. */
typedef struct builder {
    const dtl_doc *doc;
    const dtl_rules *rules; /* NULL: rule ids stay empty */
    dtl_arena *arena;
    dtl_report *report;
    dtl_map actor_by_id;    /* actor id → index in report->actors */
    uint32_t *event_of;     /* document event → report event */
} builder;

/* An interval that ends before it begins says nothing. */
static dtl_interval sane(dtl_interval days)
{
    return dtl_interval_is_empty(days) ? DTL_INTERVAL_OPEN : days;
}

static const char *const role_names[] = {"p", "standfirst", "bullet", "label", "heading"};

/* Metadata may be any bytes (file names); what goes into the report must be UTF-8. */
static bool copy_as_utf8(dtl_arena *arena, dtl_slice text, dtl_slice *copy)
{
    uint32_t valid = dtl_utf8_valid_prefix(text);
    if (valid == text.length)
        return dtl_arena_copy(arena, text, copy);
    if (text.length > UINT32_MAX / 3)
        return false;
    char *bytes = dtl_arena_alloc(arena, (size_t)text.length * 3 + 1);
    if (!bytes)
        return false;
    uint32_t length = 0;
    for (uint32_t at = 0; at < text.length;) {
        dtl_slice rest = {text.ptr + at, text.length - at < 4 ? text.length - at : 4};
        uint32_t lead = dtl_utf8_valid_prefix((dtl_slice){rest.ptr, 1});
        for (uint32_t size = 2; !lead && size <= rest.length; size++)
            lead = dtl_utf8_valid_prefix((dtl_slice){rest.ptr, size});
        if (lead)
            memcpy(bytes + length, rest.ptr, lead);
        else
            memcpy(bytes + length, "\xEF\xBF\xBD", 3);
        length += lead ? lead : 3;
        at += lead ? lead : 1;
    }
    *copy = dtl_slice_make(bytes, length);
    return true;
}

static bool rule_name(builder *b, uint32_t rule, dtl_slice *name)
{
    *name = DTL_SLICE_EMPTY;
    if (rule == DTL_NONE || !b->rules)
        return true;
    uint32_t line = 0;
    dtl_slice file = dtl_rules_file(b->rules, rule, &line);
    if (!file.length)
        return true;
    char text[160];
    int length = snprintf(text, sizeof text, "%.*s:%" PRIu32, (int)(file.length < 120 ? file.length : 120), file.ptr, line);
    return dtl_arena_copy(b->arena, dtl_slice_make(text, (size_t)length), name);
}

static const char *actor_kind(uint8_t mention_kind)
{
    switch (mention_kind) {
    case DTL_MENTION_PERSON: return "person";
    case DTL_MENTION_ORGANISATION: return "organisation";
    case DTL_MENTION_PLACE: return "place";
    case DTL_MENTION_DOCUMENT: return "document";
    default: return "role";
    }
}

enum { SPELLING_MAX = 60, SPELLINGS_MAX = 240 }; /* bytes of one spelling; of all before no more are taken */

static bool add_actor(builder *b, dtl_report_actor actor, uint32_t *index)
{
    uint32_t known = dtl_map_get(&b->actor_by_id, actor.id);
    if (known == DTL_NONE) {
        dtl_report_actor *slot = dtl_array_push(b->arena, &b->report->actors);
        if (!slot)
            return false;
        *slot = actor;
        known = b->report->actors.count - 1;
        if (!dtl_map_put(&b->actor_by_id, actor.id, known))
            return false;
    }
    *index = known;
    return true;
}

static bool actor_of_entity(builder *b, uint32_t entity, uint32_t *index)
{
    *index = DTL_NONE;
    if (entity == DTL_NONE)
        return true;
    const dtl_entity *e = &b->doc->mention.entities.items[entity];
    dtl_report_actor actor = {.id = e->id, .name = e->name, .kind = dtl_slice_from_cstr(actor_kind(e->kind)),
                              .country = e->country, .sector = e->sector, .role = e->role, .parent_id = e->parent_id,
                              .admin1 = e->admin1, .admin2 = e->admin2, .geonames = e->geonames, .latitude = e->latitude, .longitude = e->longitude,
                              .place_precision = e->place_precision};
    if (actor.latitude == INT32_MIN || actor.longitude == INT32_MIN || e->kind != DTL_MENTION_PLACE)
        actor.latitude = actor.longitude = INT32_MIN;
    if (!actor.id.length) { /* an entity without an id is known by its folded name */
        dtl_slice folded;
        if (!dtl_utf8_fold(b->arena, e->name, &folded))
            return false;
        actor.id = folded;
    }
    return add_actor(b, actor, index);
}

/* The actor behind a mention. Times, quantities and unresolved pronouns stand for nobody. */
static bool actor_of_mention(builder *b, uint32_t mention, uint32_t *index)
{
    *index = DTL_NONE;
    if (mention == DTL_NONE)
        return true;
    const dtl_mention *m = &b->doc->mention.mentions.items[mention];
    if (m->kind == DTL_MENTION_TIME || m->kind == DTL_MENTION_QUANTITY)
        return true;
    if (m->target != DTL_NONE)
        return actor_of_entity(b, m->target, index);
    if (m->kind == DTL_MENTION_PRONOUN)
        return true;
    dtl_slice words = dtl_doc_slice(b->doc, m->span), folded;
    if (!dtl_utf8_fold(b->arena, words, &folded))
        return false;
    char *id = dtl_arena_alloc(b->arena, (size_t)folded.length + 6);
    if (!id)
        return false;
    memcpy(id, "text:", 5);
    if (folded.length)
        memcpy(id + 5, folded.ptr, folded.length);
    dtl_report_actor actor = {.id = dtl_slice_make(id, folded.length + 5u), .name = words, .latitude = INT32_MIN,
                              .longitude = INT32_MIN, .kind = dtl_slice_from_cstr(actor_kind(m->kind))};
    return add_actor(b, actor, index);
}

static bool add_voices(builder *b)
{
    const dtl_voice_array *voices = &b->doc->voice.voices;
    for (uint32_t i = 0; i < voices->count; i++) {
        const dtl_voice *v = &voices->items[i];
        dtl_report_voice *out = dtl_array_push(b->arena, &b->report->voices);
        if (!out)
            return false;
        *out = (dtl_report_voice){.parent = v->parent, .holder_span = v->holder_span, .cue_span = v->cue_span,
                                  .content_span = v->content_span, .said_at = DTL_INTERVAL_OPEN, .cue = v->cue, .quote = v->quote, .kind = v->kind};
        if (v->said_at != DTL_NONE) {
            uint32_t time = b->doc->mention.mentions.items[v->said_at].target;
            if (time != DTL_NONE)
                out->said_at = sane(b->doc->mention.times.items[time].days);
        }
        uint32_t holder, medium, on_behalf_of; /* resolved into locals: the call may not move out, but order is part of the format */
        dtl_slice rule;
        if (!actor_of_mention(b, v->holder, &holder) || !actor_of_mention(b, v->medium, &medium) ||
            !actor_of_entity(b, v->on_behalf_of, &on_behalf_of) || !rule_name(b, v->rule, &rule))
            return false;
        out->holder = holder;
        out->medium = medium;
        out->on_behalf_of = on_behalf_of;
        out->rule = rule;
    }
    return true;
}

static dtl_range merge_range(dtl_range a, dtl_range b)
{
    if (a.low < 0)
        return b.low < 0 ? DTL_RANGE_NONE : b;
    if (b.low < 0)
        return a;
    int64_t low = a.low > b.low ? a.low : b.low, high = a.high < b.high ? a.high : b.high;
    if (low <= high) /* they overlap: both are true of what they share */
        return (dtl_range){low, high};
    if (a.low == 1 && a.high == 1) /* "a man was killed" beside five dead: he is one of them */
        return b.low > 1 ? b : (dtl_range){0, 1};
    if (b.low == 1 && b.high == 1)
        return a.low > 1 ? a : (dtl_range){0, 1};
    return (dtl_range){a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}

static bool add_role(builder *b, dtl_index_array *role, uint32_t actor)
{
    for (uint32_t i = 0; i < role->count; i++)
        if (role->items[i] == actor)
            return true;
    enum { ROLE_MAX = 64 }; /* a list of more participants is a broken parse; also keeps this scan linear in all */
    if (role->count >= ROLE_MAX)
        return true;
    uint32_t *slot = dtl_array_push(b->arena, role);
    if (slot)
        *slot = actor;
    return slot != NULL;
}

/* The instrument as it is told, by lemmas: "improvised explosive devices" → "improvised explosive device". Only the words right
 * before its head belong to it. */
static bool weapon_phrase(builder *b, uint32_t head, dtl_slice *phrase)
{
    enum { PHRASE_MAX = 96 };
    const dtl_word *words = b->doc->parse.words;
    char text[PHRASE_MAX];
    uint32_t length = 0;
    for (uint32_t i = dtl_tree_kind_first(&b->doc->parse, head); i <= head; i++) {
        dtl_slice word = words[i].lemma;
        if (length + 1 + word.length > PHRASE_MAX) {
            length = 0; /* too long for a name: its end alone */
            continue;
        }
        if (length)
            text[length++] = ' ';
        memcpy(text + length, word.ptr ? word.ptr : "", word.length);
        length += word.length;
    }
    return dtl_arena_copy(b->arena, dtl_slice_make(text, length), phrase);
}

/* What two mentions of one occurrence say of its age; where they disagree, what was said first. */
static dtl_age both_ages(dtl_age a, dtl_age b)
{
    if (!a.told || !b.told)
        return a.told ? a : b;
    dtl_age both = {true, a.weekday ? a.weekday : b.weekday, a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
    return both.low <= both.high && (!b.weekday || both.weekday == b.weekday) ? both : a;
}

/* Adds what one mention says of its occurrence. */
static bool add_mention(builder *b, dtl_report_event *event, uint32_t index)
{
    const dtl_event *e = &b->doc->event.events.items[index];
    const dtl_token *trigger = &b->doc->text.tokens.items[e->trigger];
    dtl_report_mention *mention = dtl_array_push(b->arena, &event->mentions);
    if (!mention)
        return false;
    *mention = (dtl_report_mention){.evidence = e->evidence, .trigger = {trigger->offset, trigger->length}, .voice = e->voice,
                                    .status = b->doc->claim.status ? b->doc->claim.status[index] : DTL_STATUS_ASSERTED};
    if (event->mode == DTL_MODE_NO_MODE && e->type == event->type)
        event->mode = e->mode;
    dtl_interval both = dtl_interval_intersect(event->days, sane(e->days));
    if (!dtl_interval_is_empty(both))
        event->days = both;
    event->age = both_ages(event->age, e->age);
    event->killed = merge_range(event->killed, e->killed);
    event->injured = merge_range(event->injured, e->injured);
    event->arrested = merge_range(event->arrested, e->arrested);
    event->figure = merge_range(event->figure, e->figure);
    if (e->figure_noun != DTL_NONE && !event->figure_noun.length && b->doc->parse.words)
        event->figure_noun = b->doc->parse.words[e->figure_noun].lemma;
    event->foiled = event->foiled || e->foiled;
    event->contexts = dtl_contexts_settle(event->contexts | e->contexts);
    event->historical = event->historical && e->historical; /* told as news anywhere, it is news */
    event->confidence = e->confidence > event->confidence ? e->confidence : event->confidence;
    if (e->weapon != DTL_NONE && !event->weapon.length && b->doc->parse.words && !weapon_phrase(b, e->weapon, &event->weapon))
        return false;
    return rule_name(b, e->rule, &mention->rule);
}

/* What each participant was on the event's days, once these are known from all its mentions. */
static bool add_dated(builder *b)
{
    const dtl_participant_array *participants = &b->doc->event.participants;
    for (uint32_t i = 0; i < participants->count; i++) {
        const dtl_participant *p = &participants->items[i];
        const dtl_mention *m = &b->doc->mention.mentions.items[p->mention];
        dtl_report_event *event = &b->report->events.items[b->event_of[p->event]];
        dtl_report_dated dated;
        uint32_t actor;
        bool known = false;
        if (m->target == DTL_NONE || m->kind == DTL_MENTION_TIME || m->kind == DTL_MENTION_QUANTITY)
            continue;
        const dtl_entity *entity = &b->doc->mention.entities.items[m->target];
        if (!dtl_report_dated_of(b->doc, b->rules, entity, event->days, b->arena, &dated))
            continue;
        if (!actor_of_mention(b, p->mention, &actor))
            return false;
        for (uint32_t k = 0; k < event->dated.count && !known; k++)
            known = event->dated.items[k].actor == actor && event->dated.items[k].role == p->role;
        for (uint32_t k = 0; k < event->roles[p->role].count && !known; k++) { /* roles are capped */
            if (event->roles[p->role].items[k] != actor)
                continue;
            dtl_report_dated *slot = dtl_array_push(b->arena, &event->dated);
            if (!slot)
                return false;
            *slot = dated;
            slot->role = p->role;
            slot->actor = actor;
            break;
        }
    }
    return true;
}

static bool add_events(builder *b)
{
    const dtl_event_array *events = &b->doc->event.events;
    b->event_of = dtl_arena_calloc(b->arena, events->count, sizeof *b->event_of);
    if (!b->event_of)
        return false;
    for (uint32_t i = 0; i < events->count; i++) {
        const dtl_event *e = &events->items[i];
        if (e->occurrence != i) { /* doc.h: the first event of the occurrence, so it lies before */
            b->event_of[i] = b->event_of[e->occurrence];
        } else {
            dtl_report_event *made = dtl_array_push(b->arena, &b->report->events);
            if (!made)
                return false;
            *made = (dtl_report_event){.item = e->item, .type = e->type, .mode = e->mode, .series = e->series, .days = sane(e->days), .age = e->age,
                                       .historical = e->historical, .setting = DTL_NONE, .weapon = DTL_SLICE(""),
                                       .killed = DTL_RANGE_NONE, .injured = DTL_RANGE_NONE, .arrested = DTL_RANGE_NONE,
                                       .figure = DTL_RANGE_NONE,
                                       .status = b->doc->claim.status ? b->doc->claim.status[i] : DTL_STATUS_ASSERTED};
            b->event_of[i] = b->report->events.count - 1;
            if (!actor_of_entity(b, e->setting, &made->setting))
                return false;
        }
        if (!add_mention(b, &b->report->events.items[b->event_of[i]], i))
            return false;
    }
    const dtl_participant_array *participants = &b->doc->event.participants;
    for (uint32_t i = 0; i < participants->count; i++) {
        const dtl_participant *p = &participants->items[i];
        uint32_t actor;
        if (!actor_of_mention(b, p->mention, &actor))
            return false;
        if (actor != DTL_NONE &&
            !add_role(b, &b->report->events.items[b->event_of[p->event]].roles[p->role], actor))
            return false;
    }
    return true;
}

/* The words of a field claim are those of its value, else the claim's own. */
static bool add_claims(builder *b)
{
    const dtl_claim_array *claims = &b->doc->claim.claims;
    for (uint32_t i = 0; i < claims->count; i++) {
        const dtl_claim *c = &claims->items[i];
        dtl_report_claim *out = dtl_array_push(b->arena, &b->report->claims);
        if (!out)
            return false;
        *out = (dtl_report_claim){.event = b->event_of[c->event], .voice = c->voice, .targets = c->targets, .span = c->span,
                                  .polarity = c->polarity, .field = c->field, .modality = c->modality,
                                  .certainty = c->certainty, .stance = c->stance, .factuality = c->factuality, .likelihood = c->likelihood};
        if (c->field != DTL_FIELD_WHOLE)
            out->value = dtl_doc_slice(b->doc, c->value.length ? c->value : c->span);
        if (!rule_name(b, c->rule, &out->rule))
            return false;
    }
    return true;
}

/* Tellings of one occurrence say a link only once. */
static bool add_links(builder *b)
{
    enum { LINKS_MAX = 128 }; /* keeps the scan for twins short */
    const dtl_event_link_array *links = &b->doc->event.links;
    for (uint32_t i = 0; i < links->count; i++) {
        const dtl_event_link *l = &links->items[i];
        uint32_t from = b->event_of[l->from], to = b->event_of[l->to];
        bool known = from == to || b->report->links.count >= LINKS_MAX;
        for (uint32_t k = 0; k < b->report->links.count && !known; k++) {
            const dtl_report_link *other = &b->report->links.items[k];
            known = other->kind == l->kind && other->from == from && other->to == to;
        }
        if (known)
            continue;
        dtl_report_link *out = dtl_array_push(b->arena, &b->report->links);
        if (!out)
            return false;
        *out = (dtl_report_link){.from = from, .to = to, .kind = l->kind, .evidence = l->evidence};
        if (!rule_name(b, l->rule, &out->rule))
            return false;
    }
    return true;
}

static bool add_parts(builder *b)
{
    const dtl_article *article = &b->doc->article;
    for (uint32_t i = 0; i < article->body.count; i++) {
        dtl_report_part *part = dtl_array_push(b->arena, &b->report->body);
        if (!part)
            return false;
        uint8_t role = article->body.items[i].role;
        *part = (dtl_report_part){.span = article->body.items[i].span,
                                  .name = dtl_slice_from_cstr(role_names[role <= DTL_ROLE_HEADING ? role : DTL_ROLE_PARAGRAPH])};
    }
    for (uint32_t i = 0; i < article->dropped.count; i++) {
        dtl_report_part *part = dtl_array_push(b->arena, &b->report->dropped);
        if (!part)
            return false;
        const dtl_dropped *dropped = &article->dropped.items[i];
        *part = (dtl_report_part){.span = dropped->span, .name = dtl_slice_from_cstr(dropped->reason), .metadata = dropped->metadata};
    }
    for (uint32_t i = 0; i < b->doc->notes.count; i++) {
        dtl_note *note = dtl_array_push(b->arena, &b->report->notes);
        if (!note)
            return false;
        *note = b->doc->notes.items[i];
    }
    return true;
}

/* Does the map lead from every letter of a part to that letter? Of encodings with several bytes a letter (UTF-16) it knows the beginnings of
 * lines only. The first letter behind a point may be written otherwise in the source (an entity, another encoding). *from moves on from part to
 * part. */
static bool leads_back(const builder *b, dtl_span part, uint32_t *from)
{
    enum { LETTER_MAX = 4 };
    const dtl_source_point_array *map = &b->report->source_map;
    dtl_slice text = b->report->text, source = b->doc->source.bytes;
    while (*from + 1 < map->count && map->items[*from + 1].text_offset <= part.offset)
        (*from)++;
    for (uint32_t i = *from; i < map->count && map->items[i].text_offset < dtl_span_end(part); i++) {
        uint32_t begin = map->items[i].text_offset + LETTER_MAX, end = i + 1 < map->count ? map->items[i + 1].text_offset : text.length;
        begin = begin < part.offset ? part.offset : begin;
        end = end > dtl_span_end(part) ? dtl_span_end(part) : end;
        for (uint32_t at = begin; at < end; at++) {
            uint32_t there = map->items[i].source_offset + (at - map->items[i].text_offset);
            if (text.ptr[at] != ' ' && text.ptr[at] != '\n' && (there >= source.length || source.ptr[there] != text.ptr[at]))
                return false;
        }
    }
    return true;
}

/* The way back to the source for title and body: what else a page holds is never evidence. */
static bool add_source_map(builder *b)
{
    enum { SOURCE_MAP_MAX = 4096 };
    const dtl_source_point_array *map = &b->doc->page.source_map;
    dtl_source_point_array *out = &b->report->source_map;
    uint32_t parts = b->report->body.count, next = 0;
    for (uint32_t i = 0; i < map->count; i++) {
        uint32_t begin = map->items[i].text_offset, end = i + 1 < map->count ? map->items[i + 1].text_offset : UINT32_MAX;
        while (next < parts && dtl_span_end(b->report->body.items[next].span) < begin) /* body parts follow each other */
            next++;
        bool in_body = next < parts && b->report->body.items[next].span.offset < end;
        dtl_span title = b->doc->article.title;
        if (!in_body && !(title.length && title.offset < end && dtl_span_end(title) >= begin))
            continue;
        dtl_source_point *point = dtl_array_push(b->arena, out);
        if (!point)
            return false;
        *point = map->items[i];
    }
    bool good = out->count <= SOURCE_MAP_MAX;
    for (uint32_t i = 0, from = 0; good && i < parts; i++)
        good = leads_back(b, b->report->body.items[i].span, &from);
    if (!good)
        out->count = 0;
    return true;
}

static bool hex(dtl_arena *arena, dtl_sha256 hash, dtl_slice *out)
{
    char text[65];
    dtl_sha256_hex(hash, text);
    return dtl_arena_copy(arena, dtl_slice_make(text, 64), out);
}

/* Everything that decides the result, and nothing else: two reports with one key are the same report. */
void dtl_report_key(const dtl_source *source, dtl_slice rules_hex, dtl_slice model_hex, dtl_slice gazetteer_hex, char out[65])
{
    char how[32];
    int how_length = snprintf(how, sizeof how, "schema %d format %d", DTL_REPORT_SCHEMA, (int)source->format);
    const dtl_slice parts[] = {source->bytes, source->file, source->url, source->outlet, source->published, source->title,
                               dtl_slice_make(how, (size_t)how_length), rules_hex, model_hex, gazetteer_hex};
    dtl_sha256_hex(dtl_sha256_of_parts(parts, sizeof parts / sizeof *parts - (gazetteer_hex.length == 0)), out);
}

static bool add_identity(builder *b, dtl_slice model_hash)
{
    const dtl_source *s = &b->doc->source;
    dtl_report *r = b->report;
    char key[65];
    dtl_sha256 rules_hash = {{0}};
    if (b->rules)
        rules_hash = dtl_rules_hash(b->rules);
    if (!hex(b->arena, rules_hash, &r->rules) || !copy_as_utf8(b->arena, model_hash, &r->model) ||
        !copy_as_utf8(b->arena, b->doc->gazetteer, &r->gazetteer) || !hex(b->arena, dtl_sha256_of(s->bytes), &r->sha256))
        return false;
    dtl_report_key(s, r->rules, r->model, r->gazetteer, key);
    if (!dtl_arena_copy(b->arena, dtl_slice_from_cstr(key), &r->key))
        return false;
    dtl_slice outlet = s->outlet, url = s->url; /* what the caller does not say, the page's head may */
    for (uint32_t i = 0; i < b->doc->page.facts.count; i++) {
        const dtl_page_fact *fact = &b->doc->page.facts.items[i];
        if (fact->kind == DTL_FACT_SITE && !outlet.length)
            outlet = fact->value;
        if (fact->kind == DTL_FACT_URL && !url.length)
            url = fact->value;
    }
    return copy_as_utf8(b->arena, s->file, &r->file) && copy_as_utf8(b->arena, url, &r->url) &&
           copy_as_utf8(b->arena, outlet, &r->outlet) && copy_as_utf8(b->arena, s->published, &r->given_published);
}

/* "the Taliban" is looked for as "Taliban". */
static dtl_slice without_article(dtl_slice words)
{
    if (words.length > 4 && dtl_slice_equal_nocase(dtl_slice_make(words.ptr, 4), DTL_SLICE("the ")))
        return dtl_slice_make(words.ptr + 4, words.length - 4);
    return words;
}

static bool is_spelling(const dtl_report_actor *actor, dtl_slice words)
{
    dtl_slice known = actor->spellings, one;
    if (words.length < 2 || words.length > SPELLING_MAX || dtl_slice_equal(words, actor->name) ||
        memchr(words.ptr, ';', words.length) || memchr(words.ptr, '\n', words.length) || actor->spellings.length > SPELLINGS_MAX)
        return false;
    while (dtl_slice_next_field(&known, ';', &one))
        if (dtl_slice_equal(dtl_slice_trim(one), words))
            return false;
    return true;
}

/* How else the report calls its persons, groups and places: so that a ledger finds "Daesh" and "ISIS" alike. */
static bool add_spellings(builder *b)
{
    const dtl_mentions *all = &b->doc->mention;
    for (uint32_t i = 0; i < all->mentions.count; i++) {
        const dtl_mention *m = &all->mentions.items[i];
        bool named = m->kind == DTL_MENTION_PERSON || m->kind == DTL_MENTION_ORGANISATION || m->kind == DTL_MENTION_PLACE;
        if (!named || m->target == DTL_NONE)
            continue;
        const dtl_entity *e = &all->entities.items[m->target];
        uint32_t known = e->id.length ? dtl_map_get(&b->actor_by_id, e->id) : DTL_NONE;
        dtl_slice words = without_article(dtl_doc_slice(b->doc, m->span));
        if (known == DTL_NONE || !is_spelling(&b->report->actors.items[known], words))
            continue;
        dtl_report_actor *actor = &b->report->actors.items[known];
        bool first = actor->spellings.length == 0;
        uint32_t length = actor->spellings.length + (first ? 0 : 2) + words.length;
        char *joined = dtl_arena_alloc(b->arena, length);
        if (!joined)
            return false;
        if (!first) {
            memcpy(joined, actor->spellings.ptr, actor->spellings.length);
            memcpy(joined + actor->spellings.length, "; ", 2);
        }
        memcpy(joined + length - words.length, words.ptr, words.length);
        actor->spellings = dtl_slice_make(joined, length);
    }
    return true;
}

static bool add_constraints(builder *b)
{
    const dtl_mentions *mention = &b->doc->mention;
    for (uint32_t i = 0; i < mention->constraints.count; i++) {
        const dtl_date_constraint *x = &mention->constraints.items[i];
        dtl_slice rule = DTL_SLICE_EMPTY;
        dtl_report_constraint *made = dtl_array_push(b->arena, &b->report->constraints);
        if (!made || !rule_name(b, x->rule, &rule))
            return false;
        *made = (dtl_report_constraint){.span = x->span, .evidence = dtl_slice_from_cstr(x->evidence), .reason = x->reason, .rule = rule,
                                        .days = sane(x->days), .from = x->from, .to = x->to, .month = x->month, .day = x->day,
                                        .weekday = x->weekday, .next = x->next, .kind = x->kind, .level = x->level, .used = x->used,
                                        .conflict = x->conflict};
    }
    return true;
}

dtl_err dtl_report_from_doc(const dtl_doc *doc, const struct dtl_rules *rules, dtl_slice model_hash_hex, dtl_arena *arena,
                            dtl_report *report)
{
    const dtl_article *article = &doc->article;
    dtl_report made = {.text = doc->page.written.length ? doc->page.written : doc->page.text, .title = article->title, .byline = article->byline, .agency = article->agency,
                       .dateline_place = article->dateline_place, .section = article->section, .published = article->published,
                       .published_minute = article->published_minute, .english = article->english,
                       .published_from = dtl_slice_from_cstr(article->published_from)};
    if (doc->mention.published_from && !dtl_interval_is_open(doc->mention.published)) {
        made.published = doc->mention.published;
        made.published_from = dtl_slice_from_cstr(doc->mention.published_from);
    }
    made.published = sane(made.published);
    made.published_best = made.published.low;
    if (doc->mention.published_from && doc->mention.published_best > made.published.low && doc->mention.published_best <= made.published.high)
        made.published_best = doc->mention.published_best;
    builder b = {.doc = doc, .rules = rules, .arena = arena, .report = &made};
    dtl_map_init(&b.actor_by_id, arena);
    if (!add_identity(&b, model_hash_hex) || !add_parts(&b) || !add_source_map(&b) || !add_voices(&b) || !add_events(&b) || !add_dated(&b) || !add_claims(&b) || !add_links(&b) ||
        !add_spellings(&b) || !add_constraints(&b))
        return DTL_ERR_BUDGET;
    *report = made;
    return DTL_OK;
}
