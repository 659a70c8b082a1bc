/* seeds: which of the facts that a careful reader takes from a few reports does dateline find?
 *
 * Paths: a gold file (its "about" states the matching) and the folder of the reports. One occurrence of ours fills at most
 * one fact: same sentence, type equal or listed in "also", and, where gold states both, actor or recipient agree. Pairs
 * are taken in the order of their score (type, participants, trigger inside the evidence), ties by position, so that the
 * result does not depend on anything else. What fills no fact is a second mention of one, optional, or spurious.
 * Names agree when they or their listed aliases are equal after folding, when one entity contains the other (a fighter of
 * a group is the group's; a branch its parent's), or when all words of the shorter name stand in the longer one. */
#include "base/utf8.h"
#include "eval.h"
#include <stdlib.h>
#include <string.h>

enum { FACTS_MAX = 512, EVENTS_MAX = 2048 };

/* Sums over all reports; rates are right / asked. */
typedef struct tally {
    uint64_t gold, found, spurious, junk, told_as_fact, text_exact, docdate;
    uint64_t type, actor, actor_of, recipient, recipient_of, place, place_of, date, date_of, figures, figures_of, status, holder;
} tally;

typedef struct document {
    const eval_options *options;
    json_t *gold, *actors; /* one entry of "documents"; the alias list */
    dtl_doc doc;
    dtl_arena arena;
    const dtl_engine *engine;
    const char *file;
    uint32_t matched[FACTS_MAX];  /* per fact: event, DTL_NONE */
    uint32_t fact_of[EVENTS_MAX]; /* per event (first of its occurrence): fact, DTL_NONE */
} document;

static dtl_slice folded(document *d, dtl_slice text)
{
    dtl_slice out = DTL_SLICE_EMPTY;
    dtl_utf8_fold(&d->arena, text, &out);
    static const char *const articles[] = {"the ", "a ", "an "};
    for (size_t i = 0; i < 3; i++)
        if (dtl_slice_starts_with(out, dtl_slice_from_cstr(articles[i])))
            out = dtl_slice_make(out.ptr + strlen(articles[i]), out.length - strlen(articles[i]));
    return out;
}

static bool word_stands_in(dtl_slice text, dtl_slice word)
{
    dtl_slice field;
    while (dtl_slice_next_field(&text, ' ', &field))
        if (dtl_slice_equal(field, word))
            return true;
    return false;
}

static bool words_inside(dtl_slice shorter, dtl_slice longer)
{
    dtl_slice field;
    uint32_t words = 0;
    while (dtl_slice_next_field(&shorter, ' ', &field))
        if (field.length && !dtl_slice_is(field, "of")) {
            words++;
            if (!word_stands_in(longer, field))
                return false;
        }
    return words > 0;
}

static bool names_agree(document *d, dtl_slice a, dtl_slice b)
{
    a = folded(d, a);
    b = folded(d, b);
    if (!a.length || !b.length)
        return false;
    return dtl_slice_equal(a, b) || (a.length <= b.length ? words_inside(a, b) : words_inside(b, a));
}

static bool entity_has_name(document *d, const dtl_entity *entity, dtl_slice name)
{
    if (names_agree(d, entity->name, name))
        return true;
    for (uint32_t i = 0; entity->rule != DTL_NONE && dtl_rules_name(d->engine->rules, entity->rule, i).length; i++)
        if (dtl_slice_equal(folded(d, dtl_rules_name(d->engine->rules, entity->rule, i)), folded(d, name)))
            return true;
    dtl_slice key = folded(d, name);
    uint32_t table = dtl_rules_table(d->engine->rules, "actor-names");
    for (uint32_t k = 0, row; (row = dtl_rules_find(d->engine->rules, table, key, k)) != DTL_NONE; k++)
        if (dtl_slice_equal(dtl_rules_attribute(d->engine->rules, row, "actor"), entity->id))
            return true;
    return false;
}

static const dtl_entity *entity_by_id(const document *d, dtl_slice id)
{
    const dtl_entity_array *all = &d->doc.mention.entities;
    for (uint32_t i = 0; id.length && i < all->count; i++)
        if (dtl_slice_equal(all->items[i].id, id))
            return &all->items[i];
    return NULL;
}

/* The entity or one that contains it; the id of a parent may stand in the rules only. */
static bool entity_or_parent_has_name(document *d, const dtl_entity *entity, dtl_slice name)
{
    for (int i = 0; i < 4 && entity; i++) {
        if (entity_has_name(d, entity, name))
            return true;
        const dtl_entity *parent = entity_by_id(d, entity->parent_id);
        if (!parent && entity->parent_id.length) {
            char words[128];
            snprintf(words, sizeof words, "%.*s", (int)entity->parent_id.length, entity->parent_id.ptr);
            for (char *c = words; *c; c++)
                *c = *c == '-' || *c == ':' ? ' ' : *c;
            return names_agree(d, dtl_slice_from_cstr(words), name);
        }
        entity = parent;
    }
    return false;
}

static bool mention_agrees_with_name(document *d, uint32_t mention, dtl_slice name)
{
    const dtl_mention *m = &d->doc.mention.mentions.items[mention];
    if (names_agree(d, dtl_doc_slice(&d->doc, m->span), name))
        return true;
    bool has_entity = m->kind != DTL_MENTION_TIME && m->kind != DTL_MENTION_QUANTITY && m->target != DTL_NONE;
    return has_entity && entity_or_parent_has_name(d, &d->doc.mention.entities.items[m->target], name);
}

/* A gold name, its aliases, and its parent's: any of them. */
static bool mention_agrees(document *d, uint32_t mention, dtl_slice name)
{
    size_t i, k;
    json_t *actor, *alias;
    if (mention_agrees_with_name(d, mention, name))
        return true;
    json_array_foreach(d->actors, i, actor) {
        bool listed = names_agree(d, eval_member(actor, "name"), name);
        json_array_foreach(json_object_get(actor, "aliases"), k, alias)
            listed = listed || dtl_slice_equal(folded(d, eval_string(alias)), folded(d, name));
        if (!listed)
            continue;
        if (mention_agrees_with_name(d, mention, eval_member(actor, "name")))
            return true;
        json_array_foreach(json_object_get(actor, "aliases"), k, alias)
            if (mention_agrees_with_name(d, mention, eval_string(alias)))
                return true;
        dtl_slice parent = eval_member(actor, "parent");
        if (parent.length && mention_agrees_with_name(d, mention, parent))
            return true;
    }
    return false;
}

/* Gold gives a name or a list of names: one agreeing participant is enough. */
static bool role_agrees(document *d, uint32_t event, int role, json_t *names)
{
    uint32_t first, count = dtl_events_participants(&d->doc.event, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *p = &d->doc.event.participants.items[i];
        if (role >= 0 && p->role != role)
            continue;
        size_t k;
        json_t *name;
        if (json_is_string(names) && mention_agrees(d, p->mention, eval_string(names)))
            return true;
        json_array_foreach(names, k, name)
            if (mention_agrees(d, p->mention, eval_string(name)))
                return true;
    }
    return false;
}

/* Over all mentions of the occurrence. */
static bool occurrence_role_agrees(document *d, uint32_t event, int role, json_t *fact, const char *const *keys)
{
    const dtl_event_array *events = &d->doc.event.events;
    for (uint32_t e = 0; e < events->count; e++)
        for (size_t k = 0; events->items[e].occurrence == event && keys[k]; k++)
            if (role_agrees(d, e, role, json_object_get(fact, keys[k])))
                return true;
    return false;
}

static const char *const actor_keys[] = {"actor", "actor_person", "actor_unit", NULL};
static const char *const recipient_keys[] = {"recipient", "recipient_person", "recipient_persons", "recipient_aliases", "recipient_role", NULL};
static const char *const place_keys[] = {"place", "admin1", "destination", NULL};

/* No telling names a place: the one that we take to be implied. */
static bool setting_agrees(document *d, uint32_t event, json_t *fact)
{
    uint32_t setting = d->doc.event.events.items[event].setting;
    for (size_t k = 0; setting != DTL_NONE && place_keys[k]; k++) {
        size_t i;
        json_t *names = json_object_get(fact, place_keys[k]), *name;
        const dtl_entity *entity = &d->doc.mention.entities.items[setting];
        if (json_is_string(names) && entity_has_name(d, entity, eval_string(names)))
            return true;
        json_array_foreach(names, i, name)
            if (entity_has_name(d, entity, eval_string(name)))
                return true;
    }
    return false;
}

static bool has(json_t *fact, const char *key)
{
    json_t *value = json_object_get(fact, key);
    return value && !json_is_null(value) && (!json_is_array(value) || json_array_size(value));
}

static dtl_span span_of(const document *d, dtl_slice words)
{
    uint32_t at = dtl_slice_find(d->doc.page.text, words, 0);
    return at == DTL_NONE ? (dtl_span){0, 0} : (dtl_span){at, words.length};
}

static bool overlap(dtl_span a, dtl_span b)
{
    return a.length && b.length && a.offset < dtl_span_end(b) && b.offset < dtl_span_end(a);
}

static dtl_span sentence_span(const document *d, uint32_t sentence)
{
    const dtl_sentence *s = &d->doc.text.sentences.items[sentence];
    return dtl_text_tokens_span(&d->doc.text, s->first, s->count);
}

static dtl_span token_span(const document *d, uint32_t token)
{
    return dtl_text_tokens_span(&d->doc.text, token, 1);
}

/* 2 equal, 1 listed in "also", 0 neither. */
static int type_agrees(const dtl_event *event, json_t *fact)
{
    const char *name = event->item == DTL_ITEM_STATEMENT ? "claim" : event->item == DTL_ITEM_FIGURE ? "figure" : dtl_event_type_name(event->type);
    size_t i;
    json_t *other;
    if (dtl_slice_is(eval_member(fact, "type"), name))
        return 2;
    json_array_foreach(json_object_get(fact, "also"), i, other)
        if (dtl_slice_is(eval_string(other), name))
            return 1;
    return 0;
}

/* Score of one mention for one fact, 0 = cannot be. */
static int match_score(document *d, uint32_t mention, json_t *fact)
{
    const dtl_event *event = &d->doc.event.events.items[mention];
    dtl_span evidence = span_of(d, eval_member(fact, "evidence"));
    int type = type_agrees(event, fact);
    if (!type || !overlap(sentence_span(d, event->sentence), evidence))
        return 0;
    bool actor = role_agrees(d, mention, -1, json_object_get(fact, "actor")) || role_agrees(d, mention, DTL_EVENT_ACTOR, json_object_get(fact, "actor_person"));
    bool recipient = false;
    for (size_t k = 0; recipient_keys[k]; k++)
        recipient = recipient || role_agrees(d, mention, -1, json_object_get(fact, recipient_keys[k]));
    if (has(fact, "actor") && has(fact, "recipient") && !actor && !recipient)
        return 0;
    int exact = 0; /* in the right role, not only somewhere */
    for (size_t k = 0; actor_keys[k]; k++)
        exact += role_agrees(d, mention, DTL_EVENT_ACTOR, json_object_get(fact, actor_keys[k]));
    for (size_t k = 0; recipient_keys[k]; k++)
        exact += 2 * role_agrees(d, mention, DTL_EVENT_RECIPIENT, json_object_get(fact, recipient_keys[k]));
    bool inside = overlap(token_span(d, event->trigger), evidence);
    return 100 * type + 10 * actor + 10 * recipient + 5 * exact + 20 * inside;
}

static void match(document *d, json_t *facts)
{
    const dtl_event_array *events = &d->doc.event.events;
    size_t count = json_array_size(facts) < FACTS_MAX ? json_array_size(facts) : FACTS_MAX;
    for (size_t i = 0; i < count; i++)
        d->matched[i] = DTL_NONE;
    for (uint32_t e = 0; e < EVENTS_MAX; e++)
        d->fact_of[e] = DTL_NONE;
    for (;;) {
        int best = 0;
        size_t best_fact = 0;
        uint32_t best_event = 0;
        for (size_t i = 0; i < count; i++)
            for (uint32_t e = 0; d->matched[i] == DTL_NONE && e < events->count && e < EVENTS_MAX; e++) {
                int score = d->fact_of[events->items[e].occurrence] == DTL_NONE ? match_score(d, e, json_array_get(facts, i)) : 0;
                if (score > best) {
                    best = score;
                    best_fact = i;
                    best_event = e;
                }
            }
        if (!best)
            return;
        d->matched[best_fact] = best_event;
        d->fact_of[events->items[best_event].occurrence] = (uint32_t)best_fact;
    }
}

/* ---- fields ---- */

static bool day_of(json_t *value, int32_t open, int32_t *day)
{
    *day = open;
    return !json_is_string(value) || dtl_day_parse_iso(eval_string(value), day);
}

static dtl_interval gold_days(json_t *value)
{
    dtl_interval days = DTL_INTERVAL_OPEN;
    if (json_is_string(value)) {
        day_of(value, DTL_DAY_OPEN_PAST, &days.low);
        days.high = days.low;
    } else if (json_is_array(value)) {
        day_of(json_array_get(value, 0), DTL_DAY_OPEN_PAST, &days.low);
        day_of(json_array_get(value, 1), DTL_DAY_OPEN_FUTURE, &days.high);
    }
    return days;
}

static dtl_interval occurrence_days(const document *d, uint32_t event)
{
    const dtl_event_array *events = &d->doc.event.events;
    dtl_interval days = DTL_INTERVAL_OPEN;
    for (uint32_t e = 0; e < events->count; e++)
        if (events->items[e].occurrence == event)
            days = dtl_interval_intersect(days, events->items[e].days);
    return days;
}

static bool figures_agree(const document *d, uint32_t event, json_t *fact)
{
    const dtl_event_array *events = &d->doc.event.events;
    json_t *figure = json_object_get(fact, "figure");
    for (uint32_t e = 0; e < events->count; e++) {
        if (events->items[e].occurrence != event)
            continue;
        dtl_range killed = events->items[e].killed, given = events->items[e].figure;
        if (figure && given.low == json_integer_value(json_object_get(figure, "low")) && given.high == json_integer_value(json_object_get(figure, "high")))
            return true;
        bool sure = killed.high == killed.low || killed.high == DTL_COUNT_OPEN; /* "at least 13" is 13 */
        if (!figure && killed.low == json_integer_value(json_object_get(fact, "fatalities")) && sure)
            return true;
    }
    return false;
}

static bool status_agrees(const document *d, uint32_t event, json_t *fact)
{
    const char *status = dtl_status_name(d->doc.claim.status[event]);
    size_t i;
    json_t *other;
    if (dtl_slice_is(eval_member(fact, "status"), status))
        return true;
    json_array_foreach(json_object_get(fact, "also_status"), i, other)
        if (dtl_slice_is(eval_string(other), status))
            return true;
    return false;
}

/* The innermost holder: the voice of the first claim on any mention of the occurrence. */
static bool holder_agrees(document *d, uint32_t event, json_t *fact)
{
    json_t *voices = json_object_get(fact, "voices");
    dtl_slice wanted = eval_string(json_array_get(voices, json_array_size(voices) - 1));
    const dtl_claim_array *claims = &d->doc.claim.claims;
    bool any = false;
    for (uint32_t i = 0; i < claims->count; i++) {
        if (d->doc.event.events.items[claims->items[i].event].occurrence != event || claims->items[i].targets != DTL_NONE)
            continue;
        uint32_t voice = claims->items[i].voice;
        if (voice == DTL_NONE)
            continue;
        const dtl_voice *v = &d->doc.voice.voices.items[voice];
        any = any || v->holder_span.length; /* "is believed to", "no group claimed": nobody is named, the outlet holds it */
        if (!json_array_size(voices))
            continue;
        if (v->on_behalf_of != DTL_NONE && entity_has_name(d, &d->doc.mention.entities.items[v->on_behalf_of], wanted))
            return true;
        if (v->holder != DTL_NONE ? mention_agrees(d, v->holder, wanted) : names_agree(d, dtl_doc_slice(&d->doc, v->holder_span), wanted))
            return true;
    }
    return !json_array_size(voices) && !any;
}

static bool told_as_fact(const document *d, uint32_t event, json_t *fact)
{
    dtl_slice gold = eval_member(fact, "status");
    size_t i;
    json_t *other;
    if (dtl_slice_is(gold, "asserted") || dtl_slice_is(gold, "habitual") || d->doc.claim.status[event] != DTL_STATUS_ASSERTED)
        return false;
    json_array_foreach(json_object_get(fact, "also_status"), i, other)
        if (dtl_slice_is(eval_string(other), "asserted"))
            return false;
    return true;
}

/* ---- report of errors ---- */

static void say(const document *d, const char *kind, json_t *fact, uint32_t event, const char *detail)
{
    FILE *out = d->options->errors;
    if (!out)
        return;
    fprintf(out, "%s\t%s\t%s", kind, d->file, fact ? json_string_value(json_object_get(fact, "id")) : "-");
    if (fact)
        fprintf(out, "\tgold %s %s", json_string_value(json_object_get(fact, "type")), json_string_value(json_object_get(fact, "status")));
    if (event != DTL_NONE) {
        const dtl_event *e = &d->doc.event.events.items[event];
        dtl_slice words = dtl_doc_slice(&d->doc, token_span(d, e->trigger));
        fprintf(out, "\tours %s %s '%.*s'", e->item == DTL_ITEM_STATEMENT ? "claim" : dtl_event_type_name(e->type),
                dtl_status_name(d->doc.claim.status[event]), (int)words.length, words.ptr);
        uint32_t first, count = dtl_events_participants(&d->doc.event, event, &first);
        for (uint32_t i = first; i < first + count; i++) {
            const dtl_participant *p = &d->doc.event.participants.items[i];
            static const char *const roles[] = {"actor", "recipient", "place", "origin", "destination"};
            words = dtl_doc_slice(&d->doc, d->doc.mention.mentions.items[p->mention].span);
            fprintf(out, " %s=%.*s", roles[p->role], (int)words.length, words.ptr);
        }
        words = dtl_doc_slice(&d->doc, sentence_span(d, e->sentence));
        fprintf(out, "\t%.*s", (int)words.length, words.ptr);
    } else if (fact) {
        fprintf(out, "\t%s", json_string_value(json_object_get(fact, "evidence")));
    }
    fprintf(out, "\t%s\n", detail);
}

static void score_field(document *d, uint32_t event, json_t *fact, const char *name, bool stated, bool right, uint64_t *hits, uint64_t *of)
{
    if (!stated)
        return;
    *of += 1;
    *hits += right;
    if (!right)
        say(d, name, fact, event, "");
}

static void score_fact(document *d, tally *t, uint32_t mention, json_t *fact)
{
    uint32_t event = d->doc.event.events.items[mention].occurrence;
    dtl_interval gold = gold_days(json_object_get(fact, "date")), ours = occurrence_days(d, event);
    bool date = !dtl_interval_is_open(ours) && ours.low >= gold.low && ours.high <= gold.high;
    t->found++;
    t->type += type_agrees(&d->doc.event.events.items[mention], fact) == 2;
    score_field(d, mention, fact, "actor", has(fact, "actor"), occurrence_role_agrees(d, event, DTL_EVENT_ACTOR, fact, actor_keys), &t->actor, &t->actor_of);
    score_field(d, mention, fact, "recipient", has(fact, "recipient"), occurrence_role_agrees(d, event, DTL_EVENT_RECIPIENT, fact, recipient_keys), &t->recipient, &t->recipient_of);
    score_field(d, mention, fact, "place", has(fact, "place"),
                occurrence_role_agrees(d, event, DTL_EVENT_PLACE, fact, place_keys) || occurrence_role_agrees(d, event, DTL_EVENT_DESTINATION, fact, place_keys) ||
                    setting_agrees(d, event, fact),
                &t->place, &t->place_of);
    score_field(d, mention, fact, "date", has(fact, "date"), date, &t->date, &t->date_of);
    score_field(d, mention, fact, "figures", has(fact, "fatalities") || has(fact, "figure"), figures_agree(d, event, fact), &t->figures, &t->figures_of);
    uint64_t all = 0;
    score_field(d, mention, fact, "status", true, status_agrees(d, event, fact), &t->status, &all);
    score_field(d, mention, fact, "holder", true, holder_agrees(d, event, fact), &t->holder, &all);
    if (told_as_fact(d, event, fact)) {
        t->told_as_fact++;
        say(d, "told_as_fact", fact, mention, "");
    }
}

/* ---- what fills no fact ---- */

static bool is_optional(document *d, uint32_t mention)
{
    const dtl_event *event = &d->doc.event.events.items[mention];
    size_t i;
    json_t *words;
    json_array_foreach(json_object_get(d->gold, "optional"), i, words) {
        dtl_span span = span_of(d, eval_string(words));
        bool holds = span.length && span.offset >= event->evidence.offset && dtl_span_end(span) <= dtl_span_end(event->evidence);
        if (overlap(span, token_span(d, event->trigger)) || holds)
            return true;
    }
    return false;
}

/* A telling of a fact again: same type, one participant agrees and none that both state disagrees. */
static bool is_second_mention(document *d, uint32_t mention, json_t *facts)
{
    const dtl_event *event = &d->doc.event.events.items[mention];
    size_t i;
    json_t *fact;
    json_array_foreach(facts, i, fact) {
        if (!type_agrees(event, fact))
            continue;
        bool actor = occurrence_role_agrees(d, mention, DTL_EVENT_ACTOR, fact, actor_keys);
        bool recipient = occurrence_role_agrees(d, mention, DTL_EVENT_RECIPIENT, fact, recipient_keys);
        if (overlap(sentence_span(d, event->sentence), span_of(d, eval_member(fact, "evidence"))) && (actor || recipient))
            return true;
        if ((actor || !has(fact, "actor")) && (recipient || !has(fact, "recipient")) && (actor || recipient))
            return true;
    }
    return false;
}

static bool in_junk(document *d, uint32_t mention)
{
    size_t i;
    json_t *line;
    json_array_foreach(json_object_get(d->gold, "junk"), i, line)
        if (overlap(span_of(d, eval_string(line)), token_span(d, d->doc.event.events.items[mention].trigger)))
            return true;
    return false;
}

static void score_rest(document *d, tally *t, json_t *facts)
{
    const dtl_event_array *events = &d->doc.event.events;
    for (uint32_t e = 0; e < events->count && e < EVENTS_MAX; e++) {
        if (in_junk(d, e)) {
            t->junk++;
            say(d, "junk", NULL, e, "");
        }
        if (events->items[e].occurrence != e)
            continue;
        bool right = d->fact_of[e] != DTL_NONE || is_optional(d, e) || is_second_mention(d, e, facts);
        eval_judged(d->options, &d->doc, e, right);
        if (right)
            continue;
        t->spurious++;
        say(d, "spurious", NULL, e, "");
    }
}

/* ---- text and date of the report ---- */

static bool text_is_exact(const document *d, const char *gold_path)
{
    char path[4096];
    const char *slash = strrchr(gold_path, '/');
    snprintf(path, sizeof path, "%.*s/seed-text/%s.json", slash ? (int)(slash - gold_path) : 1, slash ? gold_path : ".", d->file);
    json_t *gold = json_load_file(path, 0, NULL), *body = json_object_get(gold, "body"), *line;
    size_t i;
    bool exact = gold && json_array_size(body) == d->doc.article.body.count &&
                 dtl_slice_equal(dtl_doc_slice(&d->doc, d->doc.article.title), eval_member(gold, "title"));
    json_array_foreach(body, i, line)
        exact = exact && dtl_slice_equal(dtl_doc_slice(&d->doc, d->doc.article.body.items[i].span), eval_string(line));
    json_decref(gold);
    return exact;
}

static bool date_holds(const document *d)
{
    dtl_interval gold = gold_days(json_object_get(d->gold, "published")), ours = d->doc.mention.published;
    bool gold_open = gold.high == DTL_DAY_OPEN_FUTURE;
    if (dtl_interval_is_empty(dtl_interval_intersect(gold, ours)))
        return false;
    if (gold_open && (ours.high == DTL_DAY_OPEN_FUTURE || dtl_interval_is_open(ours)))
        return true;
    return ours.low != DTL_DAY_OPEN_PAST && ours.high != DTL_DAY_OPEN_FUTURE && (int64_t)ours.high - ours.low <= 400;
}

/* ---- the whole ---- */

static void predict(document *d)
{
    dtl_buffer line = {0};
    if (d->options->predict && dtl_doc_write(d->engine, &d->doc, &line) == DTL_OK)
        fwrite(line.bytes, 1, line.length, d->options->predict);
    dtl_buffer_free(&line);
}

static bool score_document(document *d, const char *folder, const char *gold_path, tally *t)
{
    char path[4096];
    d->file = json_string_value(json_object_get(d->gold, "file"));
    snprintf(path, sizeof path, "%s/%s", folder, d->file ? d->file : "");
    dtl_slice bytes = eval_read_file(path);
    if (!bytes.ptr)
        return false;
    dtl_arena_init(&d->arena, (size_t)1 << 30);
    d->doc = (dtl_doc){.arena = &d->arena, .source = {.bytes = bytes, .file = dtl_slice_from_cstr(d->file)}};
    bool fine = eval_run(d->engine, "seeds", &d->doc);
    json_t *facts = json_object_get(d->gold, "events"), *fact;
    size_t i;
    if (fine) {
        match(d, facts);
        json_array_foreach(facts, i, fact) {
            t->gold++;
            if (i >= FACTS_MAX || d->matched[i] == DTL_NONE)
                say(d, "missed", fact, DTL_NONE, "");
            else
                score_fact(d, t, d->matched[i], fact);
        }
        score_rest(d, t, facts);
        t->text_exact += text_is_exact(d, gold_path);
        t->docdate += date_holds(d);
        predict(d);
    }
    dtl_arena_free(&d->arena);
    free((void *)(uintptr_t)bytes.ptr);
    return fine;
}

static void report(const tally *t, uint64_t documents, double seconds)
{
    fprintf(stderr, "facts %llu of %llu, spurious %llu, junk %llu, told as fact %llu, text exact %llu and dated %llu of %llu\n",
            (unsigned long long)t->found, (unsigned long long)t->gold, (unsigned long long)t->spurious, (unsigned long long)t->junk,
            (unsigned long long)t->told_as_fact, (unsigned long long)t->text_exact, (unsigned long long)t->docdate, (unsigned long long)documents);
    eval_json json;
    eval_json_open(&json, "seeds", documents, seconds);
    eval_json_number(&json, "gold", (double)t->gold);
    eval_json_number(&json, "found", (double)t->found);
    eval_json_number(&json, "spurious", (double)t->spurious);
    eval_json_number(&json, "junk", (double)t->junk);
    eval_json_rate(&json, "type", t->type, t->found);
    eval_json_rate(&json, "actor", t->actor, t->actor_of);
    eval_json_rate(&json, "recipient", t->recipient, t->recipient_of);
    eval_json_rate(&json, "place", t->place, t->place_of);
    eval_json_rate(&json, "date", t->date, t->date_of);
    eval_json_rate(&json, "figures", t->figures, t->figures_of);
    eval_json_rate(&json, "status", t->status, t->found);
    eval_json_rate(&json, "holder", t->holder, t->gold);
    eval_json_number(&json, "told_as_fact", (double)t->told_as_fact);
    eval_json_number(&json, "text_exact", (double)t->text_exact);
    eval_json_number(&json, "docdate", (double)t->docdate);
    eval_json_close(&json);
}

int eval_seeds(const eval_options *options)
{
    dtl_engine *engine;
    int status = eval_engine(options, 2, "seeds GOLD.json FOLDER", &engine);
    if (status)
        return status;
    json_error_t trouble;
    json_t *gold = json_load_file(options->paths[0], 0, &trouble), *one;
    if (!gold) {
        fprintf(stderr, "%s:%d: %s\n", options->paths[0], trouble.line, trouble.text);
        return 66;
    }
    tally t = {0};
    size_t i, count = 0;
    double start = eval_seconds();
    document *d = calloc(1, sizeof *d);
    json_array_foreach(json_object_get(gold, "documents"), i, one) {
        if (!d)
            break;
        *d = (document){.options = options, .gold = one, .actors = json_object_get(gold, "actors"), .engine = engine};
        count++;
        if (!score_document(d, options->paths[1], options->paths[0], &t))
            status = 66;
    }
    report(&t, count, eval_seconds() - start);
    free(d);
    dtl_engine_close(engine);
    json_decref(gold);
    return status;
}
