/* explain: the way of one report, laid open.
 *
 * In: a finished document, or an event of a ledger. Out: text for a person or one JSON object: metadata and where it comes
 * from, the lines left out and why, and per sentence its parse, names, voices, events and claims, each with the rule
 * (file:line) or "model" that made it. For an event of a ledger the kept text of each report that tells it is run again
 * from `text` on, and only the sentences that carry the evidence are shown.
 *
 * Example of an event: "  event  ASSAULT/explosives  trigger \"blast\"  recipient guards  killed 3  asserted  events.txt:41"
 *
 * Knowingly wrong: for a report that came as HTML the second run has no page, so that what a room reads off it (zones,
 * lead-ins) may differ; other rules or another model than those that coded the report may read it otherwise, which is said.
 */
#include "api/batch.h"
#include "doc/json_values.h"
#include "doc/report.h"
#include "doc/tree.h"
#include "rules/cameo.h"
#include "rules/commitment.h"
#include "store/store.h"
#include "text/text.h"

/* A document being explained; only sentences that touch focus are shown (length 0 = all). */
typedef struct view {
    const dtl_engine *engine;
    const dtl_doc *doc;
    dtl_buffer *out;
    dtl_span focus;
} view;

static bool touches(dtl_span a, dtl_span b)
{
    return a.offset < dtl_span_end(b) && b.offset < dtl_span_end(a);
}

static dtl_span sentence_span(const view *v, uint32_t sentence)
{
    const dtl_sentence *s = &v->doc->text.sentences.items[sentence];
    return dtl_text_tokens_span(&v->doc->text, s->first, s->count);
}

static bool in_focus(const view *v, dtl_span span)
{
    return !v->focus.length || touches(v->focus, span);
}

static dtl_slice token_text(const view *v, uint32_t token)
{
    const dtl_token *t = &v->doc->text.tokens.items[token];
    return dtl_slice_make(v->doc->page.text.ptr + t->offset, t->length);
}

/* On one line and short enough to read. */
static void put_words(dtl_buffer *out, dtl_slice words)
{
    enum { LONGEST = 160 };
    bool cut = words.length > LONGEST;
    if (cut) {
        words.length = LONGEST;
        while (words.length && ((unsigned char)words.ptr[words.length] & 0xc0) == 0x80)
            words.length--;
    }
    dtl_buffer_char(out, '"');
    for (uint32_t i = 0; i < words.length; i++)
        dtl_buffer_char(out, (unsigned char)words.ptr[i] < 0x20 ? ' ' : words.ptr[i]);
    dtl_buffer_cstr(out, cut ? "…\"" : "\"");
}

static void put_rule(const view *v, dtl_buffer *out, uint32_t rule)
{
    uint32_t line = 0;
    dtl_slice file = rule == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_file(v->engine->rules, rule, &line);
    if (!file.length) {
        dtl_buffer_cstr(out, "model");
        return;
    }
    dtl_buffer_slice(out, file);
    dtl_buffer_format(out, ":%u", line);
}

static void put_days(dtl_buffer *out, dtl_interval days)
{
    char low[16], high[16];
    dtl_day_format(days.low, low);
    dtl_day_format(days.high, high);
    if (dtl_interval_is_open(days))
        dtl_buffer_cstr(out, "unknown");
    else if (days.low == days.high)
        dtl_buffer_cstr(out, low);
    else
        dtl_buffer_format(out, "%s…%s", low, high);
}

static dtl_slice mention_name(const view *v, uint32_t mention)
{
    const dtl_doc *doc = v->doc;
    if (mention == DTL_NONE)
        return DTL_SLICE("(not named)");
    const dtl_mention *m = &doc->mention.mentions.items[mention];
    if (m->kind < DTL_MENTION_TIME && m->target != DTL_NONE)
        return doc->mention.entities.items[m->target].name;
    return dtl_doc_slice(doc, m->span);
}

static const char *const mention_kinds[DTL_MENTION_KIND_COUNT] = {"person", "organisation", "place", "role", "pronoun", "document", "time", "quantity"};
static const char *const event_roles[DTL_EVENT_ROLE_COUNT] = {"actor", "recipient", "place", "origin", "destination"};
static const char *const event_items[] = {"event", "statement", "figure"};
static const char *const claim_fields[] = {"whole", "actor", "recipient", "place", "date", "killed", "injured", "arrested", "figure"};

/* ---- text ---- */

/* What dates the report: one line a constraint, with the words and the row that it rests on. */
static void text_constraints(const view *v)
{
    const dtl_date_constraint_array *all = &v->doc->mention.constraints;
    for (uint32_t i = 0; i < all->count; i++) {
        const dtl_date_constraint *x = &all->items[i];
        dtl_buffer_format(v->out, "  dated by   %s, %s: ", dtl_constraint_kind_name(x->kind), dtl_constraint_level_name(x->level));
        dtl_buffer_slice(v->out, x->reason);
        if (!dtl_interval_is_open(x->days)) {
            dtl_buffer_cstr(v->out, " → ");
            put_days(v->out, x->days);
        }
        if (x->rule != DTL_NONE) {
            dtl_buffer_cstr(v->out, "  ");
            put_rule(v, v->out, x->rule);
        }
        dtl_buffer_cstr(v->out, x->conflict ? "  (left out: contradicts)\n" : x->used ? "\n" : "  (adds nothing)\n");
    }
}

static void text_head(const view *v)
{
    const dtl_doc *doc = v->doc;
    dtl_buffer *out = v->out;
    dtl_buffer_slice(out, doc->source.file);
    dtl_buffer_cstr(out, "\n  title      ");
    put_words(out, dtl_doc_slice(doc, doc->article.title));
    dtl_buffer_cstr(out, "\n  published  ");
    put_days(out, doc->mention.published);
    if (doc->mention.published_from && *doc->mention.published_from)
        dtl_buffer_format(out, " (from: %s)", doc->mention.published_from);
    dtl_buffer_char(out, '\n');
    text_constraints(v);
    const struct {
        const char *name;
        dtl_span span;
    } spans[] = {{"byline", doc->article.byline}, {"agency", doc->article.agency}, {"dateline", doc->article.dateline_place}, {"section", doc->article.section}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (!spans[i].span.length)
            continue;
        dtl_buffer_format(out, "  %-9s  ", spans[i].name);
        put_words(out, dtl_doc_slice(doc, spans[i].span));
        dtl_buffer_char(out, '\n');
    }
    for (uint32_t i = 0; i < doc->article.dropped.count; i++) {
        const dtl_dropped *d = &doc->article.dropped.items[i];
        dtl_buffer_format(out, "  left out   [%s] ", d->reason);
        put_words(out, dtl_doc_slice(doc, d->span));
        dtl_buffer_char(out, '\n');
    }
    for (uint32_t i = 0; i < doc->notes.count; i++) {
        dtl_buffer_format(out, "  note       [%s] ", doc->notes.items[i].room);
        dtl_buffer_slice(out, doc->notes.items[i].text);
        dtl_buffer_char(out, '\n');
    }
}

/* The text and blanks up to a column. */
static void put_column(dtl_buffer *out, dtl_slice text, uint32_t width)
{
    uint32_t shown = 0;
    for (uint32_t i = 0; i < text.length; i++)
        shown += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    dtl_buffer_slice(out, text);
    for (; shown < width; shown++)
        dtl_buffer_char(out, ' ');
    dtl_buffer_char(out, ' ');
}

static void text_parse(const view *v, const dtl_sentence *s)
{
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        const dtl_word *w = &v->doc->parse.words[t];
        dtl_buffer_format(v->out, "  %4u  ", t - s->first + 1);
        put_column(v->out, token_text(v, t), 18);
        dtl_buffer_format(v->out, "%-6s %-5s ", dtl_upos_name(w->upos), dtl_xpos_name(w->xpos));
        put_column(v->out, w->lemma, 18);
        dtl_buffer_format(v->out, "%-13s ", dtl_relation_name(w->relation));
        if (w->head == DTL_NONE)
            dtl_buffer_cstr(v->out, "root");
        else
            dtl_buffer_int(v->out, w->head - s->first + 1);
        dtl_buffer_char(v->out, '\n');
    }
}

static void text_mentions(const view *v, const dtl_sentence *s)
{
    const dtl_mentions *m = &v->doc->mention;
    for (uint32_t i = 0; i < m->mentions.count; i++) {
        const dtl_mention *mention = &m->mentions.items[i];
        if (mention->first < s->first || mention->first >= s->first + s->count)
            continue;
        dtl_buffer_format(v->out, "  %-12s  ", mention_kinds[mention->kind]);
        put_words(v->out, dtl_doc_slice(v->doc, mention->span));
        if (mention->target != DTL_NONE && mention->kind == DTL_MENTION_TIME) {
            const dtl_time *time = &m->times.items[mention->target];
            dtl_buffer_cstr(v->out, " = ");
            put_days(v->out, time->days);
            if (time->value.length) {
                dtl_buffer_cstr(v->out, ", ");
                dtl_buffer_slice(v->out, time->value);
            }
        } else if (mention->target != DTL_NONE && mention->kind == DTL_MENTION_QUANTITY) {
            const dtl_quantity *q = &m->quantities.items[mention->target];
            dtl_buffer_cstr(v->out, " = ");
            dtl_buffer_int(v->out, q->low);
            if (q->high == DTL_COUNT_OPEN)
                dtl_buffer_cstr(v->out, " or more");
            else if (q->high != q->low) {
                dtl_buffer_cstr(v->out, " to ");
                dtl_buffer_int(v->out, q->high);
            }
        } else if (mention->target != DTL_NONE) {
            dtl_buffer_cstr(v->out, " = ");
            dtl_buffer_slice(v->out, m->entities.items[mention->target].id);
        }
        if (mention->reason.length) {
            dtl_buffer_cstr(v->out, " (");
            dtl_buffer_slice(v->out, mention->reason);
            dtl_buffer_char(v->out, ')');
        }
        dtl_buffer_cstr(v->out, "  ");
        put_rule(v, v->out, mention->rule);
        dtl_buffer_char(v->out, '\n');
    }
}

static void text_voices(const view *v, dtl_span sentence)
{
    for (uint32_t i = 0; i < v->doc->voice.voices.count; i++) {
        const dtl_voice *voice = &v->doc->voice.voices.items[i];
        if (!touches(voice->cue_span.length ? voice->cue_span : voice->content_span, sentence))
            continue;
        dtl_buffer_format(v->out, "  voice %u    ", i);
        if (voice->parent != DTL_NONE)
            dtl_buffer_format(v->out, "(through voice %u) ", voice->parent);
        dtl_buffer_slice(v->out, mention_name(v, voice->holder));
        dtl_buffer_format(v->out, " [%s], %s ", dtl_source_kind_name(voice->kind), dtl_cue_name(voice->cue));
        put_words(v->out, dtl_doc_slice(v->doc, voice->cue_span));
        dtl_buffer_cstr(v->out, ": ");
        put_words(v->out, dtl_doc_slice(v->doc, voice->content_span));
        dtl_buffer_cstr(v->out, "  ");
        if (voice->rule == DTL_NONE) /* a quotation, a headline: no word of the tables brought it */
            dtl_buffer_cstr(v->out, "by its place");
        else
            put_rule(v, v->out, voice->rule);
        dtl_buffer_char(v->out, '\n');
    }
}

static void text_range(dtl_buffer *out, const char *name, dtl_range range)
{
    if (range.low < 0)
        return;
    dtl_buffer_format(out, "  %s ", name);
    dtl_buffer_int(out, range.low);
    if (range.high == DTL_COUNT_OPEN)
        dtl_buffer_cstr(out, " or more");
    else if (range.high != range.low) {
        dtl_buffer_cstr(out, " to ");
        dtl_buffer_int(out, range.high);
    }
}

static void text_claims(const view *v, uint32_t event)
{
    for (uint32_t i = 0; i < v->doc->claim.claims.count; i++) {
        const dtl_claim *c = &v->doc->claim.claims.items[i];
        if (c->event != event)
            continue;
        dtl_buffer_cstr(v->out, "    claim    ");
        if (c->voice == DTL_NONE)
            dtl_buffer_cstr(v->out, "the outlet");
        else
            dtl_buffer_slice(v->out, mention_name(v, v->doc->voice.voices.items[c->voice].holder));
        dtl_buffer_format(v->out, " %s %s, %s, %s, polarity %d ", dtl_stance_name(c->stance), claim_fields[c->field], dtl_modality_name(c->modality),
                          dtl_certainty_name(c->certainty), c->polarity);
        put_words(v->out, dtl_doc_slice(v->doc, c->span));
        dtl_buffer_cstr(v->out, "  ");
        put_rule(v, v->out, c->rule);
        dtl_buffer_char(v->out, '\n');
    }
}

/* What the event is to others of the report: "    link     retaliation-for event 1 "killing"  links.txt:24". */
static void text_links(const view *v, uint32_t event)
{
    for (uint32_t i = 0; i < v->doc->event.links.count; i++) {
        const dtl_event_link *link = &v->doc->event.links.items[i];
        if (link->from != event)
            continue;
        dtl_buffer_format(v->out, "    link     %s event %u ", dtl_link_name(link->kind), link->to);
        put_words(v->out, token_text(v, v->doc->event.events.items[link->to].trigger));
        dtl_buffer_cstr(v->out, ": ");
        put_words(v->out, dtl_doc_slice(v->doc, link->evidence));
        dtl_buffer_cstr(v->out, "  ");
        put_rule(v, v->out, link->rule);
        dtl_buffer_char(v->out, '\n');
    }
}

/* How the words over the trigger tell the event, and which rows say so: "    words    planned, factuality 1.2  modality.txt:43". */
static void text_words(const view *v, const dtl_event *e)
{
    dtl_matcher matcher = dtl_matcher_make(v->doc, v->engine->rules);
    dtl_commitment told = dtl_commitment_of(&matcher, dtl_rules_table(v->engine->rules, "modality"), e->trigger, NULL);
    if (e->item != DTL_ITEM_EVENT || told.rule_count == 0)
        return;
    unsigned size = e->factuality < 0 ? (unsigned)-e->factuality : (unsigned)e->factuality;
    dtl_buffer_format(v->out, "    words    %s, factuality %s%u.%02u", dtl_modality_name(e->modality), e->factuality < 0 ? "-" : "", size / 100, size % 100);
    if (e->likelihood)
        dtl_buffer_format(v->out, ", likelihood %s %%", dtl_likelihood_name(e->likelihood));
    for (uint32_t i = 0; i < told.rule_count; i++) {
        dtl_buffer_cstr(v->out, i ? " " : "  ");
        put_rule(v, v->out, told.rules[i]);
    }
    dtl_buffer_char(v->out, '\n');
}

/* What a participant was on the event's days: " [REB, as of 2019-05-01]". */
static void text_dated(const view *v, uint32_t mention, dtl_interval days)
{
    const dtl_mention *m = &v->doc->mention.mentions.items[mention];
    dtl_report_dated dated;
    if (m->target == DTL_NONE || m->kind == DTL_MENTION_TIME || m->kind == DTL_MENTION_QUANTITY ||
        !dtl_report_dated_of(v->doc, v->engine->rules, &v->doc->mention.entities.items[m->target], days, v->doc->arena, &dated))
        return;
    dtl_buffer_cstr(v->out, " [");
    dtl_buffer_slice(v->out, dated.sector.length ? dated.sector : DTL_SLICE("no sector"));
    dtl_buffer_cstr(v->out, ", ");
    dtl_buffer_slice(v->out, dated.reason);
    dtl_buffer_char(v->out, ']');
}

/* The instrument with the words right before it that belong to it. */
static dtl_slice weapon_words(const view *v, uint32_t head)
{
    uint32_t first = dtl_tree_kind_first(&v->doc->parse, head);
    return dtl_doc_slice(v->doc, dtl_text_tokens_span(&v->doc->text, first, head - first + 1));
}

static dtl_slice cameo_of(const view *v, const dtl_event *e)
{
    dtl_cameo cameo;
    dtl_cameo_open(v->engine->rules, &cameo);
    return dtl_cameo_from_plover(&cameo, e->type, e->mode, e->contexts);
}

/* The words that the pattern is about: " (kill.v; slay.v; …)". */
static void text_pattern(const view *v, uint32_t rule)
{
    enum { MOST = 3 };
    dtl_slice name = rule == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_name(v->engine->rules, rule, 0);
    for (uint32_t i = 0; name.length; name = dtl_rules_name(v->engine->rules, rule, ++i)) {
        dtl_buffer_cstr(v->out, i ? "; " : "  (");
        if (i == MOST) {
            dtl_buffer_cstr(v->out, "…");
            break;
        }
        dtl_buffer_slice(v->out, name);
    }
    if (rule != DTL_NONE)
        dtl_buffer_char(v->out, ')');
}

/* What follows from type and mode, and what was read beside them: one line under the event. */
static void text_codes(const view *v, const dtl_event *e)
{
    if (e->type == DTL_EVENT_NO_TYPE)
        return;
    dtl_buffer_format(v->out, "    codes    quad %u, intensity ", dtl_event_quad(e->type));
    dtl_buffer_decimal(v->out, dtl_event_intensity(e->type, e->mode), 1);
    dtl_buffer_cstr(v->out, ", CAMEO ");
    dtl_buffer_slice(v->out, cameo_of(v, e));
    for (unsigned i = 0, n = 0; i < DTL_CONTEXT_COUNT; i++)
        if (e->contexts & DTL_CONTEXT_BIT(i))
            dtl_buffer_format(v->out, "%s%s", n++ ? " " : "; contexts ", dtl_context_name(i));
    if (e->weapon != DTL_NONE) {
        dtl_buffer_cstr(v->out, "; weapon ");
        put_words(v->out, weapon_words(v, e->weapon));
    }
    if (e->historical)
        dtl_buffer_cstr(v->out, "; background");
    if (e->confidence) {
        dtl_buffer_cstr(v->out, "; confidence ");
        dtl_buffer_decimal(v->out, e->confidence, 3);
    }
    dtl_buffer_char(v->out, '\n');
}

static void text_events(const view *v, uint32_t sentence)
{
    const dtl_events *events = &v->doc->event;
    for (uint32_t i = 0; i < events->events.count; i++) {
        const dtl_event *e = &events->events.items[i];
        if (e->sentence != sentence)
            continue;
        dtl_buffer_format(v->out, "  %-9s  %s%s%s  trigger ", event_items[e->item], dtl_event_type_name(e->type), e->mode ? "/" : "", dtl_event_mode_name(e->mode));
        put_words(v->out, token_text(v, e->trigger));
        for (uint32_t p = 0; p < events->participants.count; p++) {
            const dtl_participant *who = &events->participants.items[p];
            if (who->event != i)
                continue;
            dtl_buffer_format(v->out, "  %s ", event_roles[who->role]);
            dtl_buffer_slice(v->out, mention_name(v, who->mention));
            text_dated(v, who->mention, e->days);
        }
        if (e->setting != DTL_NONE) {
            dtl_buffer_cstr(v->out, "  place implied ");
            dtl_buffer_slice(v->out, v->doc->mention.entities.items[e->setting].name);
        }
        dtl_buffer_cstr(v->out, "  when ");
        put_days(v->out, e->days);
        text_range(v->out, "killed", e->killed);
        text_range(v->out, "injured", e->injured);
        text_range(v->out, "arrested", e->arrested);
        text_range(v->out, "figure", e->figure);
        if (e->occurrence != i)
            dtl_buffer_format(v->out, "  same as event %u", e->occurrence);
        if (e->foiled)
            dtl_buffer_cstr(v->out, "  foiled");
        dtl_buffer_format(v->out, "  %s  ", dtl_status_name(v->doc->claim.status[i]));
        put_rule(v, v->out, e->rule);
        text_pattern(v, e->rule);
        dtl_buffer_char(v->out, '\n');
        text_codes(v, e);
        text_words(v, e);
        text_claims(v, i);
        text_links(v, i);
    }
}

/* What was found to tell no event after all. */
static void text_discarded(const view *v, uint32_t sentence)
{
    const dtl_discarded_array *all = &v->doc->event.discarded;
    for (uint32_t i = 0; i < all->count; i++) {
        const dtl_discarded *d = &all->items[i];
        if (v->doc->text.tokens.items[d->trigger].sentence != sentence)
            continue;
        dtl_buffer_format(v->out, "  no event   %s  trigger ", dtl_event_type_name(d->type));
        put_words(v->out, token_text(v, d->trigger));
        dtl_buffer_cstr(v->out, "  ");
        put_rule(v, v->out, d->rule);
        dtl_buffer_cstr(v->out, "  left out: ");
        dtl_buffer_slice(v->out, d->reason);
        if (d->discard != DTL_NONE) {
            dtl_buffer_cstr(v->out, "  ");
            put_rule(v, v->out, d->discard);
        }
        dtl_buffer_char(v->out, '\n');
    }
}

static void text_all(const view *v)
{
    static const char *const kinds[] = {"body", "headline", "label"};
    if (!v->focus.length)
        text_head(v);
    for (uint32_t i = 0; i < v->doc->text.sentences.count; i++) {
        const dtl_sentence *s = &v->doc->text.sentences.items[i];
        dtl_span span = sentence_span(v, i);
        if (!in_focus(v, span))
            continue;
        dtl_buffer_format(v->out, "\nsentence %u (%s, bytes %u to %u)\n  ", i, kinds[s->kind], span.offset, dtl_span_end(span));
        put_words(v->out, dtl_doc_slice(v->doc, span));
        dtl_buffer_char(v->out, '\n');
        text_parse(v, s);
        text_mentions(v, s);
        text_voices(v, span);
        text_events(v, i);
        text_discarded(v, i);
    }
    dtl_buffer_char(v->out, '\n');
}

/* ---- JSON ---- */

static void json_rule(const view *v, dtl_json *json, uint32_t rule)
{
    dtl_buffer text = {0};
    put_rule(v, &text, rule);
    dtl_json_key(json, "rule");
    dtl_json_string(json, dtl_slice_make(text.bytes, text.length));
    dtl_buffer_free(&text);
}

static void json_text(dtl_json *json, const char *key, dtl_slice text)
{
    dtl_json_key(json, key);
    dtl_json_string(json, text);
}

static void json_name(dtl_json *json, const char *key, const char *name)
{
    json_text(json, key, dtl_slice_from_cstr(name));
}

static void json_number(dtl_json *json, const char *key, int64_t number)
{
    dtl_json_key(json, key);
    if (number == DTL_NONE)
        dtl_json_null(json);
    else
        dtl_json_int(json, number);
}

static void json_span(dtl_json *json, const view *v, dtl_span span)
{
    json_number(json, "offset", span.offset);
    json_number(json, "length", span.length);
    json_text(json, "text", dtl_doc_slice(v->doc, span));
}

static void json_sentence(const view *v, dtl_json *json, uint32_t index)
{
    const dtl_sentence *s = &v->doc->text.sentences.items[index];
    dtl_json_open(json, '{');
    json_span(json, v, sentence_span(v, index));
    dtl_json_key(json, "words");
    dtl_json_open(json, '[');
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        const dtl_word *w = &v->doc->parse.words[t];
        dtl_json_open(json, '{');
        json_text(json, "form", token_text(v, t));
        json_text(json, "lemma", w->lemma);
        json_name(json, "upos", dtl_upos_name(w->upos));
        json_name(json, "xpos", dtl_xpos_name(w->xpos));
        json_name(json, "relation", dtl_relation_name(w->relation));
        json_number(json, "head", w->head == DTL_NONE ? 0 : (int64_t)(w->head - s->first) + 1);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
    dtl_json_close(json, '}');
}

static void json_mentions(const view *v, dtl_json *json)
{
    dtl_json_key(json, "mentions");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < v->doc->mention.mentions.count; i++) {
        const dtl_mention *m = &v->doc->mention.mentions.items[i];
        if (!in_focus(v, m->span))
            continue;
        dtl_json_open(json, '{');
        json_number(json, "number", i);
        json_name(json, "kind", mention_kinds[m->kind]);
        json_span(json, v, m->span);
        if (m->target != DTL_NONE && m->kind < DTL_MENTION_TIME)
            json_text(json, "id", v->doc->mention.entities.items[m->target].id);
        if (m->kind == DTL_MENTION_TIME && m->target != DTL_NONE && v->doc->mention.times.items[m->target].value.length)
            json_text(json, "value", v->doc->mention.times.items[m->target].value);
        if (m->reason.length)
            json_text(json, "reason", m->reason);
        json_rule(v, json, m->rule);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

static void json_voices(const view *v, dtl_json *json)
{
    dtl_json_key(json, "voices");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < v->doc->voice.voices.count; i++) {
        const dtl_voice *voice = &v->doc->voice.voices.items[i];
        if (!in_focus(v, voice->content_span.length ? voice->content_span : voice->cue_span))
            continue;
        dtl_json_open(json, '{');
        json_number(json, "number", i);
        json_number(json, "parent", voice->parent);
        json_text(json, "holder", mention_name(v, voice->holder));
        json_name(json, "kind", dtl_source_kind_name(voice->kind));
        json_name(json, "cue", dtl_cue_name(voice->cue));
        json_text(json, "cue_words", dtl_doc_slice(v->doc, voice->cue_span));
        json_span(json, v, voice->content_span);
        json_rule(v, json, voice->rule);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

static void json_codes(const view *v, dtl_json *json, const dtl_event *e)
{
    json_number(json, "quad", dtl_event_quad(e->type));
    dtl_json_key(json, "intensity");
    dtl_json_decimal(json, dtl_event_intensity(e->type, e->mode), 1);
    json_text(json, "cameo", cameo_of(v, e));
    dtl_json_key(json, "contexts");
    dtl_json_open(json, '[');
    for (unsigned i = 0; i < DTL_CONTEXT_COUNT; i++)
        if (e->contexts & DTL_CONTEXT_BIT(i))
            dtl_json_string(json, dtl_slice_from_cstr(dtl_context_name(i)));
    dtl_json_close(json, ']');
    json_text(json, "weapon", e->weapon == DTL_NONE ? DTL_SLICE("") : weapon_words(v, e->weapon));
    dtl_json_key(json, "historical");
    dtl_json_bool(json, e->historical);
    dtl_json_key(json, "confidence");
    if (e->confidence)
        dtl_json_decimal(json, e->confidence, 3);
    else
        dtl_json_null(json);
}

static void json_events(const view *v, dtl_json *json)
{
    const dtl_events *events = &v->doc->event;
    dtl_json_key(json, "events");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < events->events.count; i++) {
        const dtl_event *e = &events->events.items[i];
        if (!in_focus(v, sentence_span(v, e->sentence)))
            continue;
        dtl_json_open(json, '{');
        json_number(json, "number", i);
        json_name(json, "item", event_items[e->item]);
        json_name(json, "type", dtl_event_type_name(e->type));
        json_name(json, "mode", dtl_event_mode_name(e->mode));
        json_codes(v, json, e);
        json_name(json, "status", dtl_status_name(v->doc->claim.status[i]));
        json_text(json, "trigger", token_text(v, e->trigger));
        json_number(json, "voice", e->voice);
        json_number(json, "occurrence", e->occurrence);
        json_span(json, v, e->evidence);
        for (int role = 0; role < DTL_EVENT_ROLE_COUNT; role++) {
            dtl_json_key(json, event_roles[role]);
            dtl_json_open(json, '[');
            for (uint32_t p = 0; p < events->participants.count; p++)
                if (events->participants.items[p].event == i && events->participants.items[p].role == role)
                    dtl_json_string(json, mention_name(v, events->participants.items[p].mention));
            dtl_json_close(json, ']');
        }
        if (e->setting != DTL_NONE)
            json_text(json, "setting", v->doc->mention.entities.items[e->setting].name);
        json_rule(v, json, e->rule);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

static void json_links(const view *v, dtl_json *json)
{
    dtl_json_key(json, "links");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < v->doc->event.links.count; i++) {
        const dtl_event_link *link = &v->doc->event.links.items[i];
        if (!in_focus(v, link->evidence))
            continue;
        dtl_json_open(json, '{');
        json_name(json, "kind", dtl_link_name(link->kind));
        json_number(json, "from", link->from);
        json_number(json, "to", link->to);
        json_span(json, v, link->evidence);
        json_rule(v, json, link->rule);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

static void json_discarded(const view *v, dtl_json *json)
{
    const dtl_discarded_array *all = &v->doc->event.discarded;
    dtl_json_key(json, "discarded");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < all->count; i++) {
        const dtl_discarded *d = &all->items[i];
        if (!in_focus(v, sentence_span(v, v->doc->text.tokens.items[d->trigger].sentence)))
            continue;
        dtl_json_open(json, '{');
        json_name(json, "type", dtl_event_type_name(d->type));
        json_text(json, "trigger", token_text(v, d->trigger));
        json_text(json, "reason", d->reason);
        json_rule(v, json, d->discard != DTL_NONE ? d->discard : d->rule);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

static void json_claims(const view *v, dtl_json *json)
{
    dtl_json_key(json, "claims");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < v->doc->claim.claims.count; i++) {
        const dtl_claim *c = &v->doc->claim.claims.items[i];
        if (!in_focus(v, c->span))
            continue;
        dtl_json_open(json, '{');
        json_number(json, "event", c->event);
        json_number(json, "voice", c->voice);
        json_name(json, "field", claim_fields[c->field]);
        json_name(json, "stance", dtl_stance_name(c->stance));
        json_name(json, "modality", dtl_modality_name(c->modality));
        json_name(json, "certainty", dtl_certainty_name(c->certainty));
        json_number(json, "polarity", c->polarity);
        json_span(json, v, c->span);
        json_rule(v, json, c->rule);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

static void json_constraints(const view *v, dtl_json *json)
{
    const dtl_date_constraint_array *all = &v->doc->mention.constraints;
    dtl_json_key(json, "dated_by");
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < all->count; i++) {
        const dtl_date_constraint *x = &all->items[i];
        dtl_json_open(json, '{');
        json_name(json, "evidence", x->evidence);
        json_name(json, "kind", dtl_constraint_kind_name(x->kind));
        json_name(json, "level", dtl_constraint_level_name(x->level));
        dtl_json_days(json, "days", x->days);
        json_text(json, "reason", x->reason);
        json_text(json, "words", dtl_doc_slice(v->doc, x->span));
        dtl_json_key(json, "used");
        dtl_json_bool(json, x->used);
        dtl_json_key(json, "contradicts");
        dtl_json_bool(json, x->conflict);
        if (x->rule != DTL_NONE)
            json_rule(v, json, x->rule);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

static void json_all(const view *v)
{
    const dtl_doc *doc = v->doc;
    dtl_json json = {.out = v->out};
    dtl_json_open(&json, '{');
    json_text(&json, "file", doc->source.file);
    json_name(&json, "rules", v->engine->rules_hex);
    json_name(&json, "model", v->engine->model_hex);
    json_text(&json, "title", dtl_doc_slice(doc, doc->article.title));
    dtl_json_days(&json, "published", doc->mention.published);
    json_constraints(v, &json);
    dtl_json_key(&json, "dropped");
    dtl_json_open(&json, '[');
    for (uint32_t i = 0; i < doc->article.dropped.count; i++) {
        dtl_json_open(&json, '{');
        json_name(&json, "reason", doc->article.dropped.items[i].reason);
        json_span(&json, v, doc->article.dropped.items[i].span);
        dtl_json_close(&json, '}');
    }
    dtl_json_close(&json, ']');
    dtl_json_key(&json, "sentences");
    dtl_json_open(&json, '[');
    for (uint32_t i = 0; i < doc->text.sentences.count; i++)
        if (in_focus(v, sentence_span(v, i)))
            json_sentence(v, &json, i);
    dtl_json_close(&json, ']');
    json_mentions(v, &json);
    json_voices(v, &json);
    json_events(v, &json);
    json_links(v, &json);
    json_discarded(v, &json);
    json_claims(v, &json);
    dtl_json_close(&json, '}');
    dtl_buffer_char(v->out, '\n');
}

/* ---- the calls ---- */

static dtl_err render_text(const dtl_engine *engine, const dtl_doc *doc, dtl_buffer *out)
{
    view v = {.engine = engine, .doc = doc, .out = out};
    text_all(&v);
    return out->failed ? DTL_ERR_BUDGET : DTL_OK;
}

static dtl_err render_json(const dtl_engine *engine, const dtl_doc *doc, dtl_buffer *out)
{
    view v = {.engine = engine, .doc = doc, .out = out};
    json_all(&v);
    return out->failed ? DTL_ERR_BUDGET : DTL_OK;
}

dtl_err dtl_explain_batch(const dtl_engine *engine, const dtl_batch *batch, dtl_output output, const dtl_listener *listener, dtl_error *error)
{
    const dtl_way way = {dtl_doc_run, output == DTL_OUTPUT_JSON ? render_json : render_text};
    return dtl_batch_run(engine, batch, &way, NULL, NULL, listener, NULL, error);
}

static uint8_t role_of(dtl_slice name)
{
    static const char *const names[] = {[DTL_ROLE_PARAGRAPH] = "p", [DTL_ROLE_STANDFIRST] = "standfirst", [DTL_ROLE_BULLET] = "bullet",
                                        [DTL_ROLE_LABEL] = "label", [DTL_ROLE_HEADING] = "heading"};
    for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dtl_slice_is(name, names[i]))
            return i;
    return DTL_ROLE_PARAGRAPH;
}

/* The kept text as a text file through page and article; true when that gives the body that the report has. */
static bool same_body_again(const dtl_engine *engine, const dtl_report *report, dtl_doc *doc)
{
    doc->source.bytes = report->text;
    doc->source.format = DTL_FORMAT_TEXT;
    for (int i = 0; i < DTL_STAGE_COUNT && !dtl_stages[i].needs_english; i++)
        if (dtl_stages[i].run(engine, doc))
            return false;
    if (!doc->article.english || !dtl_slice_equal(doc->page.text, report->text) || doc->article.body.count != report->body.count ||
        doc->article.title.offset != report->title.offset || doc->article.title.length != report->title.length)
        return false;
    for (uint32_t i = 0; i < report->body.count; i++) {
        dtl_span a = doc->article.body.items[i].span, b = report->body.items[i].span;
        if (a.offset != b.offset || a.length != b.length)
            return false;
    }
    return true;
}

/* The layers of page and article as far as the report tells them: without blocks and lead-ins. */
static bool rebuild_article(const dtl_report *report, dtl_doc *doc)
{
    doc->page = (dtl_page){.text = report->text};
    doc->article = (dtl_article){.title = report->title, .byline = report->byline, .agency = report->agency, .section = report->section,
                                 .dateline_place = report->dateline_place, .published = report->published, .english = true,
                                 .published_minute = report->published_minute, .published_from = "kept report"};
    if (dtl_slice_starts_with(report->published_from, DTL_SLICE("text")))
        doc->article.published = DTL_INTERVAL_OPEN; /* solved from the text: it is solved again */
    for (uint32_t i = 0; i < report->body.count; i++) {
        dtl_paragraph *paragraph = dtl_array_push(doc->arena, &doc->article.body);
        if (!paragraph)
            return false;
        *paragraph = (dtl_paragraph){.span = report->body.items[i].span, .role = role_of(report->body.items[i].name), .block = DTL_NONE};
    }
    return true;
}

dtl_err dtl_explain_run_again(const dtl_engine *engine, const dtl_report *report, dtl_doc *doc, dtl_error *error)
{
    doc->source = (dtl_source){.file = report->file, .url = report->url, .outlet = report->outlet, .published = report->given_published};
    if (!same_body_again(engine, report, doc) && !rebuild_article(report, doc))
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    for (int i = 0; i < DTL_STAGE_COUNT; i++) {
        dtl_err err = dtl_stages[i].needs_english ? dtl_stages[i].run(engine, doc) : DTL_OK;
        if (err)
            return dtl_error_set(error, err, NULL, DTL_OFFSET_NONE, "%s: out of memory", dtl_stages[i].name);
    }
    return DTL_OK;
}

static dtl_err explain_mention(const dtl_engine *engine, dtl_store *store, const dtl_store_mention *mention, dtl_output output, dtl_buffer *out,
                               dtl_error *error)
{
    dtl_arena arena;
    dtl_arena_init(&arena, engine->budget);
    dtl_doc doc = {.arena = &arena};
    dtl_report report = {0};
    dtl_err err = dtl_store_report(store, mention->report, &arena, &report, error);
    if (!err)
        err = dtl_explain_run_again(engine, &report, &doc, error);
    if (!err) {
        view v = {.engine = engine, .doc = &doc, .out = out, .focus = mention->evidence};
        if (output == DTL_OUTPUT_JSON) {
            json_all(&v);
        } else {
            dtl_buffer_slice(out, mention->file);
            dtl_buffer_cstr(out, "  told by the rule ");
            dtl_buffer_slice(out, mention->rule);
            bool same = dtl_slice_is(mention->rules, engine->rules_hex) && dtl_slice_is(mention->model, engine->model_hex);
            dtl_buffer_cstr(out, same ? "\n" : ", and coded with other rules or another model than those used below\n");
            text_all(&v);
        }
    }
    dtl_arena_free(&arena);
    return err;
}

dtl_err dtl_explain_store_event(const dtl_engine *engine, dtl_store *store, dtl_slice event, dtl_output output, dtl_buffer *out, dtl_error *error)
{
    dtl_arena arena;
    dtl_store_detail detail = {0};
    dtl_arena_init(&arena, engine->budget);
    dtl_err err = dtl_store_event_detail(store, event, &arena, &detail, error);
    for (uint32_t i = 0; !err && i < detail.mentions.count; i++)
        err = explain_mention(engine, store, &detail.mentions.items[i], output, out, error);
    dtl_arena_free(&arena);
    if (!err && out->failed)
        err = dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    return err;
}
