/* dump: layers → lines. One line an item, the words themselves in quotes, the values as NAME=VALUE; what is unknown is left
 * out. Numbers inside the program (indexes, offsets) never show, so that a case says what a reader would say. */
#include "dump.h"
#include <inttypes.h>

static const char TITLE[] = "Briefly";

static void quote(dtl_buffer *out, dtl_slice text)
{
    dtl_buffer_char(out, '"');
    for (uint32_t i = 0; i < text.length; i++)
        dtl_buffer_char(out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    dtl_buffer_char(out, '"');
}

static void value(dtl_buffer *out, const char *name, dtl_slice text)
{
    if (!text.length)
        return;
    dtl_buffer_format(out, " %s=", name);
    dtl_buffer_slice(out, text);
}

static void days(dtl_buffer *out, const char *name, dtl_interval interval)
{
    char low[16], high[16];
    if (dtl_interval_is_open(interval))
        return;
    dtl_day_format(interval.low, low);
    dtl_day_format(interval.high, high);
    if (interval.low == interval.high)
        dtl_buffer_format(out, " %s=%s", name, low);
    else
        dtl_buffer_format(out, " %s=%s..%s", name, low, high);
}

static void range(dtl_buffer *out, const char *name, int64_t low, int64_t high)
{
    if (low < 0)
        return;
    dtl_buffer_format(out, " %s=%" PRId64, name, low);
    if (high == DTL_COUNT_OPEN)
        dtl_buffer_cstr(out, "+");
    else if (high != low)
        dtl_buffer_format(out, "-%" PRId64, high);
}

static void dump_page(const dtl_doc *doc, dtl_buffer *out)
{
    static const char *kinds[] = {"line", "paragraph", "heading", "item", "cell", "caption", "title"};
    static const char *zones[] = {"", " article", " header", " navigation", " aside", " footer", " form", " comments"};
    for (uint32_t i = 0; i < doc->page.facts.count; i++)
        dtl_buffer_format(out, "fact %s: %.*s\n", doc->page.facts.items[i].origin, (int)doc->page.facts.items[i].value.length,
                          doc->page.facts.items[i].value.ptr);
    for (uint32_t i = 0; i < doc->page.blocks.count; i++) {
        const dtl_block *b = &doc->page.blocks.items[i];
        dtl_buffer_format(out, "%s%s%s ", kinds[b->kind], zones[b->zone], b->bullet ? " bullet" : "");
        quote(out, dtl_doc_slice(doc, b->span));
        dtl_buffer_char(out, '\n');
    }
}

static void named_span(const dtl_doc *doc, dtl_buffer *out, const char *name, dtl_span span)
{
    if (!span.length)
        return;
    dtl_buffer_format(out, "%s ", name);
    quote(out, dtl_doc_slice(doc, span));
    dtl_buffer_char(out, '\n');
}

static void dump_article(const dtl_doc *doc, dtl_buffer *out)
{
    static const char *roles[] = {"p", "standfirst", "bullet", "label", "heading"};
    const dtl_article *a = &doc->article;
    named_span(doc, out, "title", a->title);
    named_span(doc, out, "byline", a->byline);
    named_span(doc, out, "agency", a->agency);
    named_span(doc, out, "dateline", a->dateline_place);
    named_span(doc, out, "section", a->section);
    if (!dtl_interval_is_open(a->published)) {
        dtl_buffer_cstr(out, "published");
        days(out, "days", a->published);
        dtl_buffer_format(out, " from %s\n", a->published_from);
    }
    if (!a->english)
        dtl_buffer_cstr(out, "not English\n");
    for (uint32_t i = 0; i < a->body.count; i++)
        named_span(doc, out, roles[a->body.items[i].role], a->body.items[i].span);
    for (uint32_t i = 0; i < a->dropped.count; i++) {
        dtl_buffer_format(out, "- %s ", a->dropped.items[i].reason);
        quote(out, dtl_doc_slice(doc, a->dropped.items[i].span));
        dtl_buffer_char(out, '\n');
    }
}

static bool is_body(const dtl_doc *doc, uint32_t token)
{
    return doc->text.sentences.items[doc->text.tokens.items[token].sentence].kind != DTL_SENTENCE_HEADLINE;
}

static dtl_slice form(const dtl_doc *doc, uint32_t token)
{
    const dtl_token *t = &doc->text.tokens.items[token];
    return dtl_doc_slice(doc, (dtl_span){t->offset, t->length});
}

static void dump_text(const dtl_doc *doc, dtl_buffer *out)
{
    for (uint32_t i = 0; i < doc->text.sentences.count; i++) {
        const dtl_sentence *s = &doc->text.sentences.items[i];
        if (s->kind == DTL_SENTENCE_HEADLINE)
            continue;
        for (uint32_t t = s->first; t < s->first + s->count; t++) {
            if (t > s->first)
                dtl_buffer_cstr(out, doc->text.tokens.items[t - 1].space_after ? " " : "|");
            dtl_buffer_slice(out, form(doc, t));
        }
        dtl_buffer_char(out, '\n');
    }
}

static void dump_parse(const dtl_doc *doc, dtl_buffer *out)
{
    for (uint32_t i = 0; i < doc->text.tokens.count; i++) {
        if (!is_body(doc, i))
            continue;
        const dtl_word *w = &doc->parse.words[i];
        dtl_buffer_slice(out, form(doc, i));
        dtl_buffer_format(out, " %.*s %s %s", (int)w->lemma.length, w->lemma.ptr, dtl_upos_name(w->upos), dtl_relation_name(w->relation));
        if (w->head != DTL_NONE) {
            dtl_buffer_cstr(out, " of ");
            dtl_buffer_slice(out, form(doc, w->head));
        }
        dtl_buffer_char(out, '\n');
    }
    for (uint32_t i = 0; i < doc->parse.quotations.count; i++) {
        const dtl_quotation *q = &doc->parse.quotations.items[i];
        dtl_buffer_format(out, "quotation%s ", q->closed ? "" : " (open)");
        quote(out, dtl_doc_slice(doc, dtl_text_tokens_span(&doc->text, q->first, q->count)));
        dtl_buffer_char(out, '\n');
    }
}

/* What the model labels a word: only the words that have a name's label. */
static void dump_name(const dtl_doc *doc, dtl_buffer *out)
{
    for (uint32_t i = 0; i < doc->text.tokens.count; i++)
        if (is_body(doc, i) && doc->parse.words[i].name) {
            dtl_buffer_slice(out, form(doc, i));
            dtl_buffer_format(out, " %u\n", doc->parse.words[i].name);
        }
}

static void dump_target(const dtl_doc *doc, const dtl_mention *m, dtl_buffer *out)
{
    if (m->target == DTL_NONE)
        return;
    if (m->kind == DTL_MENTION_TIME) {
        const dtl_time *t = &doc->mention.times.items[m->target];
        days(out, t->kind == DTL_TIME_DURATION ? "throughout" : t->kind == DTL_TIME_SET ? "set" : "days", t->days);
    } else if (m->kind == DTL_MENTION_QUANTITY) {
        const dtl_quantity *q = &doc->mention.quantities.items[m->target];
        range(out, "count", q->low, q->high);
        if (q->of != DTL_NONE)
            value(out, "of", form(doc, q->of));
    } else {
        const dtl_entity *e = &doc->mention.entities.items[m->target];
        value(out, "id", e->id);
        value(out, "country", e->country);
        value(out, "sector", e->sector);
        value(out, "parent", e->parent_id);
    }
}

static void dump_mention(const dtl_doc *doc, dtl_buffer *out)
{
    static const char *kinds[] = {"person", "organisation", "place", "role", "pronoun", "document", "time", "quantity"};
    for (uint32_t i = 0; i < doc->mention.mentions.count; i++) {
        const dtl_mention *m = &doc->mention.mentions.items[i];
        if (m->count && !is_body(doc, m->first))
            continue;
        dtl_buffer_format(out, "%s ", kinds[m->kind]);
        quote(out, dtl_doc_slice(doc, m->span));
        dump_target(doc, m, out);
        dtl_buffer_char(out, '\n');
    }
}

static void name_of_mention(const dtl_doc *doc, uint32_t mention, dtl_buffer *out)
{
    const dtl_mention *m = &doc->mention.mentions.items[mention];
    bool entity = m->target != DTL_NONE && m->kind <= DTL_MENTION_DOCUMENT;
    dtl_buffer_slice(out, entity ? doc->mention.entities.items[m->target].name : dtl_doc_slice(doc, m->span));
}

/* "AFP > a spokesman": the outermost holder first. */
static void holders(const dtl_doc *doc, uint32_t voice, int depth, dtl_buffer *out)
{
    if (voice == DTL_NONE || depth > 8)
        return;
    const dtl_voice *v = &doc->voice.voices.items[voice];
    holders(doc, v->parent, depth + 1, out);
    if (v->parent != DTL_NONE)
        dtl_buffer_cstr(out, " > ");
    if (v->holder == DTL_NONE)
        dtl_buffer_cstr(out, "?");
    else
        name_of_mention(doc, v->holder, out);
}

static void dump_voice(const dtl_doc *doc, dtl_buffer *out)
{
    for (uint32_t i = 0; i < doc->voice.voices.count; i++) {
        const dtl_voice *v = &doc->voice.voices.items[i];
        if (v->cue_token != DTL_NONE && !is_body(doc, v->cue_token))
            continue;
        dtl_buffer_format(out, "%s ", dtl_cue_name(v->cue));
        quote(out, dtl_doc_slice(doc, v->cue_span));
        dtl_buffer_cstr(out, " by ");
        holders(doc, i, 0, out);
        if (v->content_span.length) {
            dtl_buffer_cstr(out, ": ");
            quote(out, dtl_doc_slice(doc, v->content_span));
        }
        dtl_buffer_char(out, '\n');
    }
}

static void participants(const dtl_doc *doc, uint32_t event, uint8_t role, const char *name, dtl_buffer *out)
{
    bool first = true;
    for (uint32_t i = 0; i < doc->event.participants.count; i++) {
        const dtl_participant *p = &doc->event.participants.items[i];
        if (p->event != event || p->role != role)
            continue;
        dtl_buffer_format(out, first ? " %s=" : ", ", name);
        name_of_mention(doc, p->mention, out);
        first = false;
    }
}

static void event_line(const dtl_doc *doc, uint32_t event, dtl_buffer *out)
{
    static const char *items[] = {"", "statement ", "figure "};
    static const char *roles[] = {"actor", "recipient", "place", "origin", "destination"};
    const dtl_event *e = &doc->event.events.items[event];
    dtl_buffer_cstr(out, items[e->item]);
    dtl_buffer_cstr(out, dtl_event_type_name(e->type));
    if (e->mode)
        dtl_buffer_format(out, "/%s", dtl_event_mode_name(e->mode));
    dtl_buffer_char(out, ' ');
    quote(out, form(doc, e->trigger));
    for (uint8_t role = 0; role < DTL_EVENT_ROLE_COUNT; role++)
        participants(doc, event, role, roles[role], out);
    if (e->setting != DTL_NONE) {
        dtl_buffer_cstr(out, " setting=");
        dtl_buffer_slice(out, doc->mention.entities.items[e->setting].name);
    }
    range(out, "killed", e->killed.low, e->killed.high);
    range(out, "injured", e->injured.low, e->injured.high);
    range(out, "arrested", e->arrested.low, e->arrested.high);
    range(out, "figure", e->figure.low, e->figure.high);
    days(out, "days", e->days);
    if (e->series)
        dtl_buffer_cstr(out, " series");
    if (e->foiled)
        dtl_buffer_cstr(out, " foiled");
}

static dtl_slice trigger_of(const dtl_doc *doc, uint32_t event)
{
    const dtl_token *token = &doc->text.tokens.items[doc->event.events.items[event].trigger];
    return dtl_doc_slice(doc, (dtl_span){token->offset, token->length});
}

/* "  shelled retaliation-for killing" */
static void dump_links(const dtl_doc *doc, dtl_buffer *out)
{
    for (uint32_t i = 0; i < doc->event.links.count; i++) {
        const dtl_event_link *link = &doc->event.links.items[i];
        dtl_buffer_cstr(out, "  ");
        dtl_buffer_slice(out, trigger_of(doc, link->from));
        dtl_buffer_format(out, " %s ", dtl_link_name(link->kind));
        dtl_buffer_slice(out, trigger_of(doc, link->to));
        dtl_buffer_char(out, '\n');
    }
}

static void dump_event(const dtl_doc *doc, dtl_buffer *out)
{
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        if (!is_body(doc, doc->event.events.items[i].trigger))
            continue;
        event_line(doc, i, out);
        dtl_buffer_char(out, '\n');
    }
    dump_links(doc, out);
}

/* Each event with its status, and under it who holds what of it. */
static void events_with_claims(const dtl_doc *doc, bool with_title, dtl_buffer *out)
{
    static const char *fields[] = {"it", "actor", "recipient", "place", "date", "killed", "injured", "arrested", "figure", "identity"};
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        if (!with_title && !is_body(doc, doc->event.events.items[i].trigger))
            continue;
        event_line(doc, i, out);
        dtl_buffer_format(out, " status=%s\n", dtl_status_name(doc->claim.status[i]));
        for (uint32_t n = 0; n < doc->claim.claims.count; n++) {
            const dtl_claim *c = &doc->claim.claims.items[n];
            if (c->event != i)
                continue;
            dtl_buffer_cstr(out, "  ");
            if (c->voice == DTL_NONE)
                dtl_buffer_cstr(out, "the outlet");
            else
                holders(doc, c->voice, 0, out);
            dtl_buffer_format(out, " %s %s: %s %s %s\n", dtl_stance_name(c->stance), fields[c->field],
                              c->polarity > 0 ? "yes" : c->polarity < 0 ? "no" : "open", dtl_modality_name(c->modality),
                              dtl_certainty_name(c->certainty));
        }
    }
}

static void dump_claim(const dtl_doc *doc, dtl_buffer *out)
{
    events_with_claims(doc, false, out);
}

bool dump_stage(const dtl_engine *engine, const char *stage, dtl_doc *doc, dtl_buffer *out, dtl_error *error)
{
    static void (*const dumps[])(const dtl_doc *, dtl_buffer *) = {dump_page,    dump_article, dump_text,  dump_parse, dump_name,
                                                                   dump_mention, dump_voice,   dump_event, dump_claim};
    enum { FIRST_WITH_SENTENCES = 2 };
    int wanted = 0;
    while (wanted < DTL_STAGE_COUNT && strcmp(dtl_stages[wanted].name, stage) != 0)
        wanted++;
    if (wanted == DTL_STAGE_COUNT) {
        dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "no stage is called %s", stage);
        return false;
    }
    if (wanted >= FIRST_WITH_SENTENCES && !doc->source.title.length)
        doc->source.title = dtl_slice_from_cstr(TITLE);
    for (int i = 0; i <= wanted; i++) {
        dtl_err err = dtl_stages[i].run(engine, doc);
        if (err) {
            dtl_error_set(error, err, NULL, DTL_OFFSET_NONE, "%s failed: %s", dtl_stages[i].name, dtl_err_name(err));
            return false;
        }
        doc->article.english |= wanted >= FIRST_WITH_SENTENCES; /* one sentence is too little to tell a language by */
    }
    if (wanted == DTL_STAGE_COUNT - 1 && !dtl_doc_check(doc, error))
        return false;
    dumps[wanted](doc, out);
    return true;
}

bool dump_report(const dtl_engine *engine, dtl_doc *doc, dtl_buffer *out, dtl_error *error)
{
    if (dtl_doc_run(engine, doc, error) || !dtl_doc_check(doc, error))
        return false;
    dump_article(doc, out);
    if (doc->article.english) {
        dtl_buffer_char(out, '\n');
        events_with_claims(doc, true, out);
    }
    return true;
}
