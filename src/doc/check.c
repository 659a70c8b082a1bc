/* dtl_doc_check: are the layers of a document what doc.h promises?
 *
 * In: a document after any stage. Out: true, or one line that names the first broken promise, e.g.
 * "parse: word 17 has its head outside its sentence". Layers that have not been run yet (NULL arrays) are passed over.
 * It is the common net under all rooms: tests, fuzz targets and debug builds call it after every stage.
 * One pass over each array; trees are checked with colours, so that a hostile document costs linear time.
 * Knowingly not checked: whether the content is true, only whether it hangs together.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include <inttypes.h>
#include <stdlib.h>

/* What the checks share. */
typedef struct checker {
    const dtl_doc *doc;
    dtl_error *error;
} checker;

#define BROKEN(c, ...) (dtl_error_set((c)->error, DTL_ERR_INPUT, NULL, DTL_OFFSET_NONE, __VA_ARGS__), false)

static bool on_boundary(dtl_slice text, uint32_t at)
{
    return at >= text.length || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

/* A span lies in the canonical text and cuts no character; length 0 is fine anywhere. */
static bool span_ok(const checker *c, dtl_span span, const char *what, uint32_t index)
{
    dtl_slice text = c->doc->page.text;
    if (!span.length)
        return true;
    if (span.offset > text.length || span.length > text.length - span.offset)
        return BROKEN(c, "%s %" PRIu32 ": span outside the text", what, index);
    if (!on_boundary(text, span.offset) || !on_boundary(text, dtl_span_end(span)))
        return BROKEN(c, "%s %" PRIu32 ": span cuts a character in two", what, index);
    return true;
}

static bool index_ok(const checker *c, uint32_t value, uint32_t count, bool none, const char *what, uint32_t index)
{
    if (value < count || (none && value == DTL_NONE))
        return true;
    return BROKEN(c, "%s %" PRIu32 ": index %" PRIu32 " of %" PRIu32, what, index, value, count);
}

static bool days_ok(const checker *c, dtl_interval days, const char *what, uint32_t index)
{
    return !dtl_interval_is_empty(days) || BROKEN(c, "%s %" PRIu32 ": interval ends before it begins", what, index);
}

static bool age_ok(const checker *c, dtl_age age, const char *what, uint32_t index)
{
    bool fine = age.told ? age.low <= age.high && age.low >= -DTL_AGE_MOST && age.high <= DTL_AGE_MOST && age.weekday <= 7
                         : !age.low && !age.high && !age.weekday;
    return fine || BROKEN(c, "%s %" PRIu32 ": no age", what, index);
}

static bool range_ok(const checker *c, dtl_range range, const char *what, uint32_t index)
{
    if ((range.low == -1 && range.high == -1) || (range.low >= 0 && range.high >= range.low))
        return true;
    return BROKEN(c, "%s %" PRIu32 ": range %" PRId64 "–%" PRId64, what, index, range.low, range.high);
}

static bool tokens_ok(const checker *c, uint32_t first, uint32_t count, const char *what, uint32_t index)
{
    uint32_t tokens = c->doc->text.tokens.count;
    if (first <= tokens && count <= tokens - first)
        return true;
    return BROKEN(c, "%s %" PRIu32 ": tokens %" PRIu32 "+%" PRIu32 " of %" PRIu32, what, index, first, count, tokens);
}

static bool check_page(const checker *c)
{
    const dtl_page *page = &c->doc->page;
    uint32_t end = 0;
    if (dtl_utf8_valid_prefix(page->text) != page->text.length)
        return BROKEN(c, "page: the canonical text is not UTF-8");
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const dtl_block *block = &page->blocks.items[i];
        if (!span_ok(c, block->span, "page: block", i))
            return false;
        if (block->span.offset < end)
            return BROKEN(c, "page: block %" PRIu32 " overlaps the one before or is out of order", i);
        end = dtl_span_end(block->span);
        if (block->kind > DTL_BLOCK_TITLE || block->zone > DTL_ZONE_COMMENTS || block->level > 6 ||
            block->link_length > block->span.length)
            return BROKEN(c, "page: block %" PRIu32 " has a field out of range", i);
    }
    for (uint32_t i = 0; i < page->source_map.count; i++) {
        const dtl_source_point *point = &page->source_map.items[i];
        if (point->text_offset > page->text.length || point->source_offset > c->doc->source.bytes.length ||
            (i && (point->text_offset < point[-1].text_offset || point->source_offset < point[-1].source_offset)))
            return BROKEN(c, "page: source point %" PRIu32 " is outside or out of order", i);
    }
    for (uint32_t i = 0; i < page->facts.count; i++)
        if (page->facts.items[i].kind > DTL_FACT_LANGUAGE || !page->facts.items[i].origin)
            return BROKEN(c, "page: fact %" PRIu32 " has a field out of range", i);
    return true;
}

static bool check_article(const checker *c)
{
    const dtl_article *a = &c->doc->article;
    uint32_t blocks = c->doc->page.blocks.count;
    if (!span_ok(c, a->title, "article: title", 0) || !span_ok(c, a->byline, "article: byline", 0) ||
        !span_ok(c, a->agency, "article: agency", 0) || !span_ok(c, a->dateline_place, "article: dateline", 0) ||
        !span_ok(c, a->section, "article: section", 0) || !days_ok(c, a->published, "article: published", 0))
        return false;
    if (a->published_minute < -1 || a->published_minute > 1439)
        return BROKEN(c, "article: minute of the day %d", a->published_minute);
    for (uint32_t i = 0; i < a->body.count; i++) {
        const dtl_paragraph *p = &a->body.items[i];
        if (!span_ok(c, p->span, "article: paragraph", i) || !index_ok(c, p->block, blocks, false, "article: paragraph", i))
            return false;
        if (p->lead_in > p->span.length || p->role > DTL_ROLE_HEADING || (i && p->span.offset < p[-1].span.offset) ||
            !on_boundary(c->doc->page.text, p->span.offset + p->lead_in))
            return BROKEN(c, "article: paragraph %" PRIu32 " has a field out of range or order", i);
    }
    for (uint32_t i = 0; i < a->dropped.count; i++) {
        const dtl_dropped *d = &a->dropped.items[i];
        if (!span_ok(c, d->span, "article: dropped", i) || !index_ok(c, d->block, blocks, false, "article: dropped", i))
            return false;
        if (!d->reason)
            return BROKEN(c, "article: dropped %" PRIu32 " has no reason", i);
    }
    return true;
}

static bool check_text(const checker *c)
{
    const dtl_text *t = &c->doc->text;
    uint32_t next = 0;
    for (uint32_t i = 0; i < t->sentences.count; i++) {
        const dtl_sentence *s = &t->sentences.items[i];
        if (!tokens_ok(c, s->first, s->count, "text: sentence", i) ||
            !index_ok(c, s->paragraph, c->doc->article.body.count, true, "text: sentence", i))
            return false;
        if (s->first != next || s->kind > DTL_SENTENCE_LABEL)
            return BROKEN(c, "text: sentence %" PRIu32 " leaves a gap or has a field out of range", i);
        next = s->first + s->count;
        for (uint32_t k = s->first; k < next; k++) {
            const dtl_token *token = &t->tokens.items[k];
            if (!span_ok(c, (dtl_span){token->offset, token->length}, "text: token", k))
                return false;
            if (token->sentence != i || !token->length)
                return BROKEN(c, "text: token %" PRIu32 " is empty or names another sentence", k);
            if (k > s->first && token->offset < token[-1].offset + token[-1].length)
                return BROKEN(c, "text: token %" PRIu32 " overlaps the one before", k);
        }
    }
    if (next != t->tokens.count)
        return BROKEN(c, "text: %" PRIu32 " tokens lie behind the last sentence", t->tokens.count - next);
    return true;
}

/* Every word reaches the one root of its sentence. colour: 0 new, 1 on the way, 2 good. */
static bool check_tree(const checker *c, const dtl_sentence *s, uint32_t number, uint8_t *colour)
{
    const dtl_word *words = c->doc->parse.words;
    uint32_t roots = 0, end = s->first + s->count, children = 0;
    for (uint32_t i = s->first; i < end; i++) {
        uint32_t head = words[i].head;
        roots += head == DTL_NONE;
        if (head != DTL_NONE && (head < s->first || head >= end || head == i))
            return BROKEN(c, "parse: word %" PRIu32 " has its head outside its sentence", i);
        if (words[i].upos >= DTL_UPOS_COUNT || words[i].xpos >= DTL_XPOS_COUNT || words[i].relation >= DTL_REL_COUNT ||
            words[i].name >= DTL_NAME_LABEL_COUNT)
            return BROKEN(c, "parse: word %" PRIu32 " has a tag out of range", i);
        uint32_t before = DTL_NONE;
        for (uint32_t k = words[i].first_child; k != DTL_NONE; k = words[k].next_sibling) {
            if (k < s->first || k >= end || words[k].head != i || (before != DTL_NONE && k <= before) || ++children > s->count)
                return BROKEN(c, "parse: the children of word %" PRIu32 " do not match the heads", i);
            before = k;
        }
    }
    if (s->count && roots != 1)
        return BROKEN(c, "parse: sentence %" PRIu32 " has %" PRIu32 " roots", number, roots);
    if (s->count && children != s->count - 1)
        return BROKEN(c, "parse: sentence %" PRIu32 " lists %" PRIu32 " children of %" PRIu32 " words", number, children, s->count);
    for (uint32_t i = s->first; i < end; i++) {
        uint32_t at = i;
        for (; at != DTL_NONE && !colour[at]; at = words[at].head)
            colour[at] = 1;
        if (at != DTL_NONE && colour[at] == 1)
            return BROKEN(c, "parse: word %" PRIu32 " is its own ancestor", at);
        for (at = i; at != DTL_NONE && colour[at] == 1; at = words[at].head)
            colour[at] = 2;
    }
    return true;
}

/* Arcs beyond the tree stay in their sentence and stand in order. */
static bool check_arcs(const checker *c)
{
    const dtl_arc_array *arcs = &c->doc->parse.arcs;
    const dtl_token_array *tokens = &c->doc->text.tokens;
    for (uint32_t i = 0; i < arcs->count; i++) {
        const dtl_arc *arc = &arcs->items[i];
        if (arc->head >= tokens->count || arc->dependent >= tokens->count || arc->head == arc->dependent ||
            tokens->items[arc->head].sentence != tokens->items[arc->dependent].sentence)
            return BROKEN(c, "parse: arc %" PRIu32 " leaves its sentence", i);
        if (arc->kind >= DTL_ARC_KIND_COUNT || arc->relation > DTL_REL_COUNT || (arc->relation == DTL_REL_COUNT) != (arc->kind == DTL_ARC_REFERENT))
            return BROKEN(c, "parse: arc %" PRIu32 " has a tag out of range", i);
        if (arc->kind != DTL_ARC_REFERENT && c->doc->parse.words[arc->dependent].head == arc->head)
            return BROKEN(c, "parse: arc %" PRIu32 " stands in the tree already", i);
        if (i && (arc[-1].head > arc->head || (arc[-1].head == arc->head && arc[-1].dependent >= arc->dependent)))
            return BROKEN(c, "parse: arc %" PRIu32 " does not stand in order", i);
    }
    return true;
}

static bool check_parse(const checker *c)
{
    const dtl_text *t = &c->doc->text;
    const dtl_quotation_array *quotations = &c->doc->parse.quotations;
    for (uint32_t i = 0; i < quotations->count; i++)
        if (!tokens_ok(c, quotations->items[i].first, quotations->items[i].count, "parse: quotation", i))
            return false;
    if (!c->doc->parse.words || !t->tokens.count)
        return true;
    uint8_t *colour = calloc(t->tokens.count, 1); /* a checker, not a stage: it may not eat the document's budget */
    if (!colour)
        return BROKEN(c, "parse: no memory for the check");
    bool good = true;
    for (uint32_t i = 0; good && i < t->sentences.count; i++)
        good = check_tree(c, &t->sentences.items[i], i, colour);
    free(colour);
    return good && check_arcs(c);
}

static bool check_mention(const checker *c)
{
    const dtl_mentions *m = &c->doc->mention;
    uint32_t tokens = c->doc->text.tokens.count;
    for (uint32_t i = 0; i < m->references.count; i++) {
        const dtl_reference *x = &m->references.items[i];
        if (!index_ok(c, x->anaphor, c->doc->text.tokens.count, false, "mention: reference of", i) ||
            !index_ok(c, x->antecedent, c->doc->text.tokens.count, false, "mention: antecedent of", i))
            return false;
        if (x->anaphor == x->antecedent || (i > 0 && m->references.items[i - 1].anaphor >= x->anaphor))
            return BROKEN(c, "mention: reference %" PRIu32 " is out of order or refers to itself", i);
    }
    for (uint32_t i = 0; i < m->mentions.count; i++) {
        const dtl_mention *x = &m->mentions.items[i];
        if (!span_ok(c, x->span, "mention", i) || !tokens_ok(c, x->first, x->count, "mention", i))
            return false;
        if (x->kind >= DTL_MENTION_KIND_COUNT || x->head < x->first || x->head >= x->first + x->count)
            return BROKEN(c, "mention %" PRIu32 ": kind out of range or head outside", i);
        if (i && (x->first < x[-1].first || (x->first == x[-1].first && x->count > x[-1].count)))
            return BROKEN(c, "mention %" PRIu32 ": out of order", i);
        uint32_t targets = x->kind == DTL_MENTION_TIME       ? m->times.count
                           : x->kind == DTL_MENTION_QUANTITY ? m->quantities.count
                                                             : m->entities.count;
        if (!index_ok(c, x->target, targets, true, "mention: target of", i))
            return false;
    }
    for (uint32_t i = 0; i < m->entities.count; i++) {
        const dtl_entity *e = &m->entities.items[i];
        if (e->kind > DTL_MENTION_DOCUMENT || e->kind == DTL_MENTION_PRONOUN || e->place_precision > 5)
            return BROKEN(c, "mention: entity %" PRIu32 " has a field out of range", i);
        if (e->latitude != INT32_MIN && (e->latitude < -90000000 || e->latitude > 90000000 || e->longitude < -180000000 ||
                                         e->longitude > 180000000))
            return BROKEN(c, "mention: entity %" PRIu32 " lies outside the world", i);
    }
    if (m->mentions.items && !index_ok(c, m->home, m->entities.count, true, "mention: home", 0))
        return false;
    for (uint32_t i = 0; i < m->toponyms.count; i++) {
        const dtl_toponym *x = &m->toponyms.items[i];
        if (!span_ok(c, x->span, "mention: toponym", i) || !tokens_ok(c, x->first, x->count, "mention: toponym", i))
            return false;
        if (x->precision > 5 || x->use >= DTL_TOPONYM_USE_COUNT || (i && x->first < x[-1].first + x[-1].count))
            return BROKEN(c, "mention: toponym %" PRIu32 " has a field out of range or overlaps", i);
        if (x->latitude != INT32_MIN && (x->latitude < -90000000 || x->latitude > 90000000 || x->longitude < -180000000 ||
                                         x->longitude > 180000000))
            return BROKEN(c, "mention: toponym %" PRIu32 " lies outside the world", i);
    }
    for (uint32_t i = 0; i < m->times.count; i++) {
        if (!days_ok(c, m->times.items[i].days, "mention: time", i) || !age_ok(c, m->times.items[i].age, "mention: time", i))
            return false;
        if (m->times.items[i].kind >= DTL_TIME_KIND_COUNT || m->times.items[i].timex >= DTL_TIMEX_COUNT)
            return BROKEN(c, "mention: time %" PRIu32 " has a kind out of range", i);
    }
    for (uint32_t i = 0; i < m->constraints.count; i++) {
        const dtl_date_constraint *x = &m->constraints.items[i];
        if (!span_ok(c, x->span, "mention: constraint", i) || !days_ok(c, x->days, "mention: constraint", i))
            return false;
        if (x->kind >= DTL_CONSTRAINT_KIND_COUNT || x->level >= DTL_LEVEL_COUNT || x->month > 12 || x->day > 31 || x->weekday > 6 ||
            x->weekday < -1 || x->next > 6 || x->next < -1 || x->from > x->to || !x->evidence || (x->used && x->conflict))
            return BROKEN(c, "mention: constraint %" PRIu32 " has a field out of range", i);
    }
    for (uint32_t i = 0; i < m->quantities.count; i++)
        if (m->quantities.items[i].low > m->quantities.items[i].high || m->quantities.items[i].counted > DTL_COUNTED_MEASURE ||
            m->quantities.items[i].best < m->quantities.items[i].low || m->quantities.items[i].best > m->quantities.items[i].high ||
            (m->quantities.items[i].included_in != DTL_NONE && m->quantities.items[i].included_in >= m->quantities.count) ||
            !index_ok(c, m->quantities.items[i].of, tokens, true, "mention: quantity", i))
            return BROKEN(c, "mention: quantity %" PRIu32 " is wrong", i);
    for (uint32_t i = 0; i < tokens; i++)
        if ((m->of_token && !index_ok(c, m->of_token[i], m->mentions.count, true, "mention: of token", i)) ||
            (m->headed_by && !index_ok(c, m->headed_by[i], m->mentions.count, true, "mention: headed by", i)))
            return false;
    return true;
}

static bool check_voice(const checker *c)
{
    const dtl_voices *v = &c->doc->voice;
    uint32_t tokens = c->doc->text.tokens.count, mentions = c->doc->mention.mentions.count;
    for (uint32_t i = 0; i < v->voices.count; i++) {
        const dtl_voice *x = &v->voices.items[i];
        if (!index_ok(c, x->parent, v->voices.count, true, "voice: parent of", i) ||
            !index_ok(c, x->holder, mentions, true, "voice: holder of", i) ||
            !index_ok(c, x->medium, mentions, true, "voice: medium of", i) ||
            !index_ok(c, x->said_at, mentions, true, "voice: time of", i) ||
            !index_ok(c, x->on_behalf_of, c->doc->mention.entities.count, true, "voice: group of", i) ||
            !index_ok(c, x->cue_token, tokens, true, "voice: cue of", i) ||
            !index_ok(c, x->content_head, tokens, true, "voice: content of", i) ||
            !tokens_ok(c, x->content_first, x->content_count, "voice", i) || !tokens_ok(c, x->gap_first, x->gap_count, "voice: gap of", i) ||
            !tokens_ok(c, x->source_first, x->source_count, "voice: source of", i) || !tokens_ok(c, x->cue_first, x->cue_count, "voice: cue of", i) || !span_ok(c, x->holder_span, "voice", i) ||
            !span_ok(c, x->cue_span, "voice", i) || !span_ok(c, x->content_span, "voice", i))
            return false;
        if (x->cue >= DTL_CUE_COUNT || x->quote > DTL_QUOTE_MIXED || x->kind >= DTL_SOURCE_COUNT)
            return BROKEN(c, "voice %" PRIu32 ": cue, kind or quote out of range", i);
        if (x->gap_count && (x->gap_first < x->content_first || x->gap_first + x->gap_count > x->content_first + x->content_count))
            return BROKEN(c, "voice %" PRIu32 ": its gap lies outside of its content", i);
        if (x->said_at != DTL_NONE && c->doc->mention.mentions.items[x->said_at].kind != DTL_MENTION_TIME)
            return BROKEN(c, "voice %" PRIu32 ": said_at is no time", i);
        uint32_t steps = 0; /* chains are short: 1,000 voices inside each other are a circle or an attack */
        for (uint32_t at = x->parent; at != DTL_NONE; at = v->voices.items[at].parent)
            if (at == i || at >= v->voices.count || ++steps > 1000)
                return BROKEN(c, "voice %" PRIu32 ": its parents run in a circle", i);
    }
    for (uint32_t i = 0; v->of_token && i < tokens; i++)
        if (!index_ok(c, v->of_token[i], v->voices.count, true, "voice: of token", i))
            return false;
    return true;
}

static bool check_event(const checker *c)
{
    const dtl_events *e = &c->doc->event;
    uint32_t tokens = c->doc->text.tokens.count, before = 0;
    for (uint32_t i = 0; i < e->events.count; i++) {
        const dtl_event *x = &e->events.items[i];
        if (!span_ok(c, x->evidence, "event", i) || !index_ok(c, x->trigger, tokens, false, "event: trigger of", i) ||
            !index_ok(c, x->sentence, c->doc->text.sentences.count, false, "event: sentence of", i) ||
            !index_ok(c, x->voice, c->doc->voice.voices.count, true, "event: voice of", i) ||
            !index_ok(c, x->time, c->doc->mention.mentions.count, true, "event: time of", i) ||
            !index_ok(c, x->figure_noun, tokens, true, "event: noun of", i) || !index_ok(c, x->weapon, tokens, true, "event: weapon of", i) ||
            !index_ok(c, x->setting, c->doc->mention.entities.count, true, "event: setting of", i) ||
            !days_ok(c, x->days, "event", i) || !age_ok(c, x->age, "event", i) ||
            !range_ok(c, x->killed, "event", i) || !range_ok(c, x->injured, "event", i) ||
            !range_ok(c, x->arrested, "event", i) || !range_ok(c, x->figure, "event", i))
            return false;
        if (!dtl_event_mode_fits(x->type, x->mode))
            return BROKEN(c, "event %" PRIu32 ": a mode that its type does not have", i);
        if (x->confidence > 1000 || x->contexts >> DTL_CONTEXT_COUNT)
            return BROKEN(c, "event %" PRIu32 ": confidence or contexts out of range", i);
        if (x->factuality < -300 || x->factuality > 300 || x->likelihood >= DTL_LIKELIHOOD_COUNT)
            return BROKEN(c, "event %" PRIu32 ": factuality or likelihood out of range", i);
        if (!x->evidence.length || x->item > DTL_ITEM_FIGURE || x->type >= DTL_EVENT_TYPE_COUNT || x->mode >= DTL_MODE_COUNT)
            return BROKEN(c, "event %" PRIu32 ": no evidence, or a field out of range", i);
        bool statement = x->item == DTL_ITEM_STATEMENT, behind_statement = i && x[-1].item == DTL_ITEM_STATEMENT;
        if (statement ? x->type != DTL_EVENT_NO_TYPE : x->trigger < before || behind_statement)
            return BROKEN(c, "event %" PRIu32 ": out of order", i);
        before = x->trigger;
        if (x->occurrence > i || e->events.items[x->occurrence].occurrence != x->occurrence)
            return BROKEN(c, "event %" PRIu32 ": its occurrence is not the first of its kind", i);
    }
    for (uint32_t i = 0; i < e->participants.count; i++) {
        const dtl_participant *p = &e->participants.items[i];
        if (!index_ok(c, p->event, e->events.count, false, "event: participant", i) ||
            !index_ok(c, p->mention, c->doc->mention.mentions.count, false, "event: participant", i))
            return false;
        if (p->role >= DTL_EVENT_ROLE_COUNT || (i && p->event < p[-1].event))
            return BROKEN(c, "event: participant %" PRIu32 " has no known role or is out of order", i);
    }
    for (uint32_t i = 0; i < e->links.count; i++) {
        const dtl_event_link *x = &e->links.items[i];
        if (!index_ok(c, x->from, e->events.count, false, "event: link", i) || !index_ok(c, x->to, e->events.count, false, "event: link", i) ||
            !span_ok(c, x->evidence, "event: link", i))
            return false;
        if (x->kind >= DTL_LINK_COUNT || !x->evidence.length || e->events.items[x->from].occurrence == e->events.items[x->to].occurrence)
            return BROKEN(c, "event: link %" PRIu32 " has no known kind, no evidence or one end", i);
    }
    return true;
}

static bool check_claim(const checker *c)
{
    const dtl_claims *k = &c->doc->claim;
    for (uint32_t i = 0; i < k->claims.count; i++) {
        const dtl_claim *x = &k->claims.items[i];
        if (!index_ok(c, x->event, c->doc->event.events.count, false, "claim: event of", i) ||
            !index_ok(c, x->voice, c->doc->voice.voices.count, true, "claim: voice of", i) ||
            !index_ok(c, x->targets, k->claims.count, true, "claim: target of", i) || !span_ok(c, x->span, "claim", i) ||
            !span_ok(c, x->value, "claim: value of", i))
            return false;
        if (x->polarity < -1 || x->polarity > 1 || x->field >= DTL_FIELD_COUNT || x->modality >= DTL_MODALITY_COUNT ||
            x->certainty >= DTL_CERTAINTY_COUNT || x->stance >= DTL_STANCE_COUNT || x->likelihood >= DTL_LIKELIHOOD_COUNT || x->targets == i)
            return BROKEN(c, "claim %" PRIu32 ": a field out of range", i);
        if (x->factuality < -300 || x->factuality > 300 || (x->field == DTL_FIELD_WHOLE && x->value.length))
            return BROKEN(c, "claim %" PRIu32 ": factuality out of range, or a value without a field", i);
    }
    for (uint32_t i = 0; k->status && i < c->doc->event.events.count; i++)
        if (k->status[i] >= DTL_STATUS_COUNT)
            return BROKEN(c, "claim: status of event %" PRIu32 " out of range", i);
    return true;
}

bool dtl_doc_check(const dtl_doc *doc, dtl_error *error)
{
    checker c = {doc, error};
    bool good = check_page(&c) && check_article(&c) && check_text(&c) && check_parse(&c) && check_mention(&c) &&
                check_voice(&c) && check_event(&c) && check_claim(&c);
    for (uint32_t i = 0; good && i < doc->notes.count; i++)
        good = span_ok(&c, doc->notes.items[i].span, "note", i) &&
               ((doc->notes.items[i].room && doc->notes.items[i].text.length) || BROKEN(&c, "note %" PRIu32 " is empty", i));
    return good;
}
