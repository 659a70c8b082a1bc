/* The rule check: every example under a pattern goes the whole way from text to claims.
 *
 * In: the examples of the rules. Out: one line per example that does not do what it says. The sentence is taken as the
 * only paragraph of an English report, so that page furniture rules have no say. What an example may expect:
 *   events.txt    + TYPE[/mode] key=value …   an event of this entry (any event for type=support) with these fields
 *                 - nothing of this entry (no event at all for type=support)
 *   discards.txt  + an event is discarded by this row; -: none is by this row
 *   cues.txt      + class holder="…"          a voice of this entry
 *   source-kinds.txt  + kind               a voice of the sentence is typed so by this row; -: none is of its kind
 *   modality.txt  + status                    some event of the sentence has this status; -: none has
 *                 + yes, uncertain, no      some event has this factuality, and the row had a say in it
 *   links.txt     + link from=word to=word    a link by this row, between the deeds that these words tell; -: no link by this row
 *   contexts.txt  + context                   a word of the sentence is a cue of this entry ("none": of one without a context)
 *   transliteration.txt  + name = name        the two are sure to be one by spelling; -: they are not
 * Keys: actor, recipient, place, origin, destination (words of the mention or name of its entity), killed, injured,
 * arrested, figure (the low count), status. */
#include "alias/alias.h"
#include "api/engine.h"
#include "base/utf8.h"
#include "dateline.h"
#include "event/event.h"
#include "rules/commitment.h"

/* One example while it runs. */
typedef struct check {
    const dtl_engine *engine;
    dtl_doc doc;
    dtl_arena arena;
    dtl_rules_example example;
    dtl_slice table; /* "events", "cues", "modality" */
} check;

static dtl_slice attribute(const check *c, const char *key)
{
    return dtl_rules_attribute(c->engine->rules, c->example.rule, key);
}

static dtl_err run_sentence(check *c, dtl_error *error)
{
    dtl_doc *doc = &c->doc;
    *doc = (dtl_doc){.arena = &c->arena, .source = {.bytes = c->example.sentence, .file = DTL_SLICE("example")}};
    doc->page.text = c->example.sentence;
    dtl_block *block = dtl_array_push(&c->arena, &doc->page.blocks);
    dtl_paragraph *paragraph = dtl_array_push(&c->arena, &doc->article.body);
    if (!block || !paragraph)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    block->span = (dtl_span){0, c->example.sentence.length};
    *paragraph = (dtl_paragraph){.span = block->span};
    doc->article.english = true;
    doc->article.published = DTL_INTERVAL_OPEN;
    doc->article.published_minute = -1;
    doc->article.published_from = "";
    for (int i = 2; i < DTL_STAGE_COUNT; i++) { /* behind page and article */
        dtl_err err = dtl_stages[i].run(c->engine, doc);
        if (err)
            return dtl_error_set(error, err, NULL, DTL_OFFSET_NONE, "an example ran out of memory");
    }
    return dtl_doc_check(doc, error) ? DTL_OK : DTL_ERR_RULES;
}

/* Cuts the next word off; "…" keeps blanks together: holder="a spokesman". */
static bool next_word(dtl_slice *rest, dtl_slice *word)
{
    uint32_t at = 0;
    bool quoted = false;
    *rest = dtl_slice_trim(*rest);
    if (rest->length == 0)
        return false;
    while (at < rest->length && (quoted || rest->ptr[at] != ' ')) {
        quoted = quoted != (rest->ptr[at] == '"');
        at++;
    }
    *word = dtl_slice_make(rest->ptr, at);
    *rest = dtl_slice_make(rest->ptr + at, rest->length - at);
    return true;
}

static dtl_slice unquoted(dtl_slice value)
{
    if (value.length >= 2 && value.ptr[0] == '"' && value.ptr[value.length - 1] == '"')
        return dtl_slice_make(value.ptr + 1, value.length - 2);
    return value;
}

/* The words of the mention, their end ("gunmen" for "Two gunmen"), or the name of the entity. */
static bool mention_is(check *c, uint32_t mention, dtl_slice value)
{
    const dtl_mention *m = &c->doc.mention.mentions.items[mention];
    dtl_slice words, wanted;
    if (!dtl_utf8_fold(&c->arena, dtl_doc_slice(&c->doc, m->span), &words) || !dtl_utf8_fold(&c->arena, value, &wanted))
        return false;
    if (dtl_slice_ends_with(words, wanted))
        return true;
    bool has_entity = m->kind != DTL_MENTION_TIME && m->kind != DTL_MENTION_QUANTITY && m->target != DTL_NONE;
    return has_entity && dtl_slice_equal_nocase(c->doc.mention.entities.items[m->target].name, value);
}

static bool participant_is(check *c, uint32_t event, int role, dtl_slice value)
{
    uint32_t first, count = dtl_events_participants(&c->doc.event, event, &first);
    for (uint32_t i = first; i < first + count; i++)
        if (c->doc.event.participants.items[i].role == role && mention_is(c, c->doc.event.participants.items[i].mention, value))
            return true;
    return false;
}

static bool count_is(dtl_range range, dtl_slice value)
{
    uint32_t wanted;
    return dtl_slice_parse_u32(value, &wanted) && range.low == (int64_t)wanted;
}

static bool field_holds(check *c, uint32_t event, dtl_slice key, dtl_slice value)
{
    static const char *const roles[] = {"actor", "recipient", "place", "origin", "destination"};
    const dtl_event *e = &c->doc.event.events.items[event];
    for (int role = 0; role < DTL_EVENT_ROLE_COUNT; role++)
        if (dtl_slice_is(key, roles[role]))
            return participant_is(c, event, role, value);
    if (dtl_slice_is(key, "killed"))
        return count_is(e->killed, value);
    if (dtl_slice_is(key, "injured"))
        return count_is(e->injured, value);
    if (dtl_slice_is(key, "arrested"))
        return count_is(e->arrested, value);
    if (dtl_slice_is(key, "figure"))
        return count_is(e->figure, value);
    return dtl_slice_is(key, "status") && dtl_slice_is(value, dtl_status_name(c->doc.claim.status[event]));
}

static bool type_holds(const dtl_event *e, dtl_slice wanted)
{
    if (dtl_slice_is(wanted, "figure"))
        return e->item == DTL_ITEM_FIGURE;
    dtl_slice type = wanted, mode = DTL_SLICE_EMPTY;
    uint32_t slash = dtl_slice_find(wanted, DTL_SLICE("/"), 0);
    if (slash != DTL_NONE) {
        type = dtl_slice_make(wanted.ptr, slash);
        mode = dtl_slice_make(wanted.ptr + slash + 1, wanted.length - slash - 1);
    }
    return e->item == DTL_ITEM_EVENT && dtl_slice_is(type, dtl_event_type_name(e->type)) &&
           (mode.length == 0 || dtl_slice_is(mode, dtl_event_mode_name(e->mode)));
}

static bool event_holds(check *c, uint32_t event)
{
    dtl_slice rest = c->example.expected, word;
    if (!next_word(&rest, &word) || !type_holds(&c->doc.event.events.items[event], word))
        return false;
    while (next_word(&rest, &word)) {
        uint32_t equals = dtl_slice_find(word, DTL_SLICE("="), 0);
        if (equals == DTL_NONE || !field_holds(c, event, dtl_slice_make(word.ptr, equals),
                                               unquoted(dtl_slice_make(word.ptr + equals + 1, word.length - equals - 1))))
            return false;
    }
    return true;
}

static bool events_example_holds(check *c)
{
    bool lends = dtl_slice_is(attribute(c, "type"), "support");
    for (uint32_t i = 0; i < c->doc.event.events.count; i++) {
        const dtl_event *event = &c->doc.event.events.items[i];
        bool counts = lends ? event->item == DTL_ITEM_EVENT : event->rule == c->example.rule && event->item != DTL_ITEM_STATEMENT;
        if (counts && (!c->example.must_fire || event_holds(c, i)))
            return c->example.must_fire;
    }
    return !c->example.must_fire;
}

static bool discards_example_holds(check *c)
{
    for (uint32_t i = 0; i < c->doc.event.discarded.count; i++)
        if (c->doc.event.discarded.items[i].discard == c->example.rule)
            return c->example.must_fire;
    return !c->example.must_fire;
}

static bool voice_holds(check *c, const dtl_voice *voice)
{
    dtl_slice rest = c->example.expected, word;
    if (!next_word(&rest, &word) || !dtl_slice_is(word, dtl_cue_name(voice->cue)))
        return false;
    while (next_word(&rest, &word)) {
        if (!dtl_slice_starts_with(word, DTL_SLICE("holder=")))
            return false;
        dtl_slice value = unquoted(dtl_slice_make(word.ptr + 7, word.length - 7)), held = dtl_doc_slice(&c->doc, voice->holder_span);
        dtl_slice folded, wanted;
        if (!dtl_utf8_fold(&c->arena, held, &folded) || !dtl_utf8_fold(&c->arena, value, &wanted) || !dtl_slice_ends_with(folded, wanted))
            return false;
    }
    return true;
}

static bool cues_example_holds(check *c)
{
    for (uint32_t i = 0; i < c->doc.voice.voices.count; i++) {
        const dtl_voice *voice = &c->doc.voice.voices.items[i];
        if (voice->rule == c->example.rule && (!c->example.must_fire || voice_holds(c, voice)))
            return c->example.must_fire;
    }
    return !c->example.must_fire;
}

static bool kinds_example_holds(check *c)
{
    dtl_slice kind = attribute(c, "kind");
    if (c->example.must_fire && !dtl_slice_equal(c->example.expected, kind))
        return false;
    for (uint32_t i = 0; i < c->doc.voice.voices.count; i++)
        if (dtl_slice_is(kind, dtl_source_kind_name(c->doc.voice.voices.items[i].kind)))
            return c->example.must_fire;
    return !c->example.must_fire;
}

/* The status that an effect leads to; what a - example must not show. */
static const char *status_of_effect(dtl_slice effect)
{
    if (dtl_slice_is(effect, "planned") || dtl_slice_is(effect, "foiled") || dtl_slice_is(effect, "warned"))
        return "planned";
    if (dtl_slice_is(effect, "possible") || dtl_slice_is(effect, "conditional") || dtl_slice_is(effect, "question"))
        return "hypothetical";
    if (dtl_slice_is(effect, "reported") || dtl_slice_is(effect, "suspected"))
        return "alleged";
    if (dtl_slice_is(effect, "negative"))
        return "denied";
    if (dtl_slice_is(effect, "done"))
        return "habitual";
    static const char *const same[] = {"threatened", "hypothetical", "denied", "alleged", "habitual"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (dtl_slice_is(effect, same[i]))
            return same[i];
    return "";
}

/* "yes", "uncertain", "no": some event is told with this factuality, and the row has a say in it. */
static const char *factuality_name(int16_t factuality)
{
    return factuality >= 150 ? "yes" : factuality <= -150 ? "no" : "uncertain";
}

/* A row that changes factuality alone: does it have a say in some event, and to this end where the example names one? */
static bool row_has_a_say(const check *c, dtl_slice wanted)
{
    dtl_matcher matcher = dtl_matcher_make(&c->doc, c->engine->rules);
    matcher.voices = NULL; /* the words of a cue are words too */
    uint32_t table = dtl_rules_table(c->engine->rules, "modality");
    for (uint32_t i = 0; i < c->doc.event.events.count; i++) {
        const dtl_event *event = &c->doc.event.events.items[i];
        dtl_commitment told = dtl_commitment_of(&matcher, table, event->trigger, NULL);
        for (uint32_t r = 0; r < told.rule_count; r++)
            if (event->item == DTL_ITEM_EVENT && told.rules[r] == c->example.rule && (!wanted.length || dtl_slice_is(wanted, factuality_name(told.factuality))))
                return true;
    }
    return false;
}

static bool modality_example_holds(check *c)
{
    dtl_slice expected = c->example.expected;
    if (dtl_slice_is(expected, "yes") || dtl_slice_is(expected, "uncertain") || dtl_slice_is(expected, "no"))
        return row_has_a_say(c, expected);
    if (dtl_slice_is(attribute(c, "effect"), "none"))
        return row_has_a_say(c, DTL_SLICE_EMPTY) == c->example.must_fire;
    dtl_slice wanted = c->example.must_fire ? c->example.expected : dtl_slice_from_cstr(status_of_effect(attribute(c, "effect")));
    for (uint32_t i = 0; i < c->doc.event.events.count; i++)
        if (c->doc.event.events.items[i].item == DTL_ITEM_EVENT && dtl_slice_is(wanted, dtl_status_name(c->doc.claim.status[i])))
            return c->example.must_fire;
    return !c->example.must_fire;
}

/* "Khushnud = Kushnud": is it one name? */
static bool names_example_holds(check *c)
{
    uint32_t sign = dtl_slice_find(c->example.sentence, DTL_SLICE("="), 0);
    dtl_alias alias;
    dtl_alias_name a, b;
    if (sign == DTL_NONE)
        return false;
    dtl_alias_open(c->engine->rules, &alias);
    dtl_slice one = dtl_slice_make(c->example.sentence.ptr, sign);
    dtl_slice two = dtl_slice_make(c->example.sentence.ptr + sign + 1, c->example.sentence.length - sign - 1);
    if (!dtl_alias_prepare(&alias, &c->arena, one, DTL_ALIAS_PERSON, &a) || !dtl_alias_prepare(&alias, &c->arena, two, DTL_ALIAS_PERSON, &b))
        return false;
    return (dtl_alias_compare(&alias, &a, &b).score >= DTL_ALIAS_SURE) == c->example.must_fire;
}

/* What came instead, for the person who writes the rule. */
static void describe(const check *c, dtl_buffer *line)
{
    for (uint32_t i = 0; i < c->doc.event.events.count; i++) {
        const dtl_event *e = &c->doc.event.events.items[i];
        uint32_t first, count = dtl_events_participants(&c->doc.event, i, &first);
        static const char *const roles[] = {"actor", "recipient", "place", "origin", "destination"};
        dtl_buffer_format(line, "; %s%s%s", e->item == DTL_ITEM_STATEMENT ? "statement" : e->item == DTL_ITEM_FIGURE ? "figure" : dtl_event_type_name(e->type),
                          e->mode ? "/" : "", dtl_event_mode_name(e->mode));
        for (uint32_t k = first; k < first + count; k++) {
            const dtl_participant *p = &c->doc.event.participants.items[k];
            dtl_buffer_format(line, " %s=\"", roles[p->role]);
            dtl_buffer_slice(line, dtl_doc_slice(&c->doc, c->doc.mention.mentions.items[p->mention].span));
            dtl_buffer_char(line, '"');
        }
        if (e->killed.low >= 0)
            dtl_buffer_format(line, " killed=%lld", (long long)e->killed.low);
        dtl_buffer_format(line, " status=%s", dtl_status_name(c->doc.claim.status[i]));
    }
    for (uint32_t i = 0; i < c->doc.event.links.count; i++) {
        const dtl_event_link *link = &c->doc.event.links.items[i];
        dtl_buffer_format(line, "; event %u %s event %u", link->from, dtl_link_name(link->kind), link->to);
    }
    for (uint32_t i = 0; i < c->doc.voice.voices.count; i++) {
        const dtl_voice *voice = &c->doc.voice.voices.items[i];
        dtl_buffer_format(line, "; voice %s (%s) holder=\"", dtl_cue_name(voice->cue), dtl_source_kind_name(voice->kind));
        dtl_buffer_slice(line, dtl_doc_slice(&c->doc, voice->holder_span));
        dtl_buffer_cstr(line, "\"");
    }
}

static bool write_miss(const check *c, dtl_sink sink, void *context)
{
    dtl_buffer line = {0};
    uint32_t number;
    dtl_slice file = dtl_rules_file(c->engine->rules, c->example.rule, &number);
    dtl_buffer_format(&line, "%.*s:%u: %s ", (int)file.length, file.ptr, c->example.line, c->example.must_fire ? "+" : "-");
    dtl_buffer_slice(&line, c->example.sentence);
    dtl_buffer_cstr(&line, c->example.must_fire ? " => not " : " => must not fire");
    dtl_buffer_slice(&line, c->example.must_fire ? c->example.expected : DTL_SLICE_EMPTY);
    describe(c, &line);
    dtl_buffer_char(&line, '\n');
    bool go_on = !sink || line.failed || sink(context, line.bytes, line.length);
    dtl_buffer_free(&line);
    return go_on;
}

/* The row fires on a word of the sentence, and means what stands behind the arrow ("none": a row without a context). */
static bool contexts_example_holds(check *c)
{
    dtl_slice context = attribute(c, "context");
    if (c->example.must_fire && !dtl_slice_equal(c->example.expected, context.length ? context : DTL_SLICE("none")))
        return false;
    return dtl_event_is_cue(&c->doc, c->engine->rules, c->example.rule) == c->example.must_fire;
}

/* "retaliation-for from=shelled to=killing" */
static bool link_holds(const check *c, const dtl_event_link *link)
{
    dtl_slice rest = c->example.expected, word;
    if (!next_word(&rest, &word) || !dtl_slice_is(word, dtl_link_name(link->kind)))
        return false;
    while (next_word(&rest, &word)) {
        bool from = dtl_slice_starts_with(word, DTL_SLICE("from="));
        uint32_t skip = from ? 5 : 3;
        if (!from && !dtl_slice_starts_with(word, DTL_SLICE("to=")))
            return false;
        const dtl_event *e = &c->doc.event.events.items[from ? link->from : link->to];
        const dtl_token *trigger = &c->doc.text.tokens.items[e->trigger];
        if (!dtl_slice_equal(dtl_doc_slice(&c->doc, (dtl_span){trigger->offset, trigger->length}), dtl_slice_make(word.ptr + skip, word.length - skip)))
            return false;
    }
    return true;
}

static bool links_example_holds(check *c)
{
    for (uint32_t i = 0; i < c->doc.event.links.count; i++) {
        const dtl_event_link *link = &c->doc.event.links.items[i];
        if (link->rule == c->example.rule && (!c->example.must_fire || link_holds(c, link)))
            return c->example.must_fire;
    }
    return !c->example.must_fire;
}

/* 1 holds, 0 does not, -1 the table has no examples that can be run. */
static int example_holds(check *c)
{
    if (dtl_slice_is(c->table, "events"))
        return events_example_holds(c);
    if (dtl_slice_is(c->table, "contexts"))
        return contexts_example_holds(c);
    if (dtl_slice_is(c->table, "links"))
        return links_example_holds(c);
    if (dtl_slice_is(c->table, "discards"))
        return discards_example_holds(c);
    if (dtl_slice_is(c->table, "cues"))
        return cues_example_holds(c);
    if (dtl_slice_is(c->table, "source-kinds"))
        return kinds_example_holds(c);
    if (dtl_slice_is(c->table, "transliteration"))
        return names_example_holds(c);
    return dtl_slice_is(c->table, "modality") ? modality_example_holds(c) : -1;
}

dtl_err dtl_rules_check(const dtl_engine *engine, dtl_sink sink, void *context, uint64_t *examples, uint64_t *failed, dtl_error *error)
{
    uint64_t run = 0, misses = 0;
    check c = {.engine = engine};
    dtl_err err = DTL_OK;
    dtl_arena_init(&c.arena, engine->budget);
    for (uint32_t i = 0; i < dtl_rules_example_count(engine->rules) && !err; i++) {
        dtl_arena_reset(&c.arena);
        c.example = dtl_rules_example_at(engine->rules, i);
        c.table = dtl_rules_table_of(engine->rules, c.example.rule);
        err = run_sentence(&c, error);
        int holds = err ? -1 : example_holds(&c);
        run += holds >= 0;
        misses += holds == 0;
        if (holds == 0 && !write_miss(&c, sink, context))
            err = dtl_error_set(error, DTL_ERR_CANCELLED, NULL, DTL_OFFSET_NONE, "stopped");
    }
    dtl_arena_free(&c.arena);
    if (!err) {
        *examples = run;
        *failed = misses;
    }
    return err;
}
