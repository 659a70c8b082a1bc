/* mention: who, where, when, how many.
 *
 * In: tokens with tags and a tree, the labels of the name model, the article's own facts, the tables of rules/en/ (actors,
 * places, roles, …), the gazetteer.
 * Out: mentions (spans with a head token) and what they stand for: entities with ids, days, counts.
 *
 * The idea: tables say what is known; of names that no table knows the model says where they end and of what kind they
 * are; the tree is asked for the head of a phrase and for what hangs on it. Every pass is one walk over the tokens or pieces,
 * so that the cost is linear. The order of the passes stands in internal.h.
 * Example: "Rafi Noori, a spokesman for the Herat police, told reporters on Monday that two guards had died." gives the
 * person Rafi Noori (role spokesman, on behalf of the Herat police), the role phrase of the same person, reporters, a time
 * and the quantity two of guards.
 *
 * Knowingly wrong: unknown one-word names without a title are taken for persons only when the report introduces them;
 * text without capital letters yields only what the lower-case tables name. */
#include "mention/coreference.h"
#include "mention/mention.h"

dtl_slice token_text(const mention_context *c, uint32_t token)
{
    return dtl_span_text(c->doc->page.text, (dtl_span){c->tokens[token].offset, c->tokens[token].length});
}

dtl_slice tokens_text(const mention_context *c, uint32_t first, uint32_t count)
{
    return dtl_doc_slice(c->doc, dtl_text_tokens_span(&c->doc->text, first, count));
}

bool token_is(const mention_context *c, uint32_t token, const char *folded)
{
    return token < c->count && dtl_slice_is(c->folded[token], folded);
}

bool token_in(const mention_context *c, uint32_t token, const char *const *list)
{
    if (token >= c->count)
        return false;
    for (; *list; list++)
        if (dtl_slice_is(c->folded[token], *list))
            return true;
    return false;
}

bool word_has_sign(const mention_context *c, dtl_slice folded, const char *sign)
{
    for (uint32_t k = 0, row; (row = dtl_rules_find(c->rules, c->tables.name_signs, folded, k)) != DTL_NONE; k++)
        if (dtl_slice_is(dtl_rules_attribute(c->rules, row, "sign"), sign))
            return true;
    return false;
}

bool token_has_sign(const mention_context *c, uint32_t token, const char *sign)
{
    return token < c->count && word_has_sign(c, c->folded[token], sign);
}

bool lemma_has_sign(const mention_context *c, uint32_t token, const char *sign)
{
    return word_has_sign(c, c->words[token].lemma, sign);
}

bool token_is_capital(const mention_context *c, uint32_t token)
{
    dtl_slice text = token_text(c, token);
    uint32_t at = 0;
    return text.length && dtl_rune_is_upper(dtl_utf8_next(text, &at));
}

uint32_t sentence_start(const mention_context *c, uint32_t token)
{
    return c->doc->text.sentences.items[c->tokens[token].sentence].first;
}

uint32_t sentence_end(const mention_context *c, uint32_t token)
{
    const dtl_sentence *s = &c->doc->text.sentences.items[c->tokens[token].sentence];
    return s->first + s->count;
}

bool is_headline(const mention_context *c, uint32_t token)
{
    return c->doc->text.sentences.items[c->tokens[token].sentence].kind == DTL_SENTENCE_HEADLINE;
}

dtl_slice attribute(const mention_context *c, uint32_t rule, const char *key)
{
    return rule == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_attribute(c->rules, rule, key);
}

bool attribute_is(const mention_context *c, uint32_t rule, const char *key, const char *value)
{
    return dtl_slice_is(attribute(c, rule, key), value);
}

bool relation_is(const mention_context *c, uint32_t token, dtl_relation universal)
{
    return dtl_relation_universal(c->words[token].relation) == universal;
}

dtl_slice join(mention_context *c, const dtl_slice *parts, uint32_t count)
{
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++)
        length += parts[i].length;
    char *bytes = dtl_arena_alloc(c->arena, length + 1);
    if (!bytes) {
        c->failed = true;
        return DTL_SLICE_EMPTY;
    }
    size_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (parts[i].length)
            memcpy(bytes + used, parts[i].ptr, parts[i].length);
        used += parts[i].length;
    }
    return dtl_slice_make(bytes, length);
}

dtl_slice fold(mention_context *c, dtl_slice text)
{
    dtl_slice folded = DTL_SLICE_EMPTY;
    if (!dtl_utf8_fold(c->arena, text, &folded))
        c->failed = true;
    return folded;
}

/* How much a word looks like the head of a noun phrase that its clause knows. */
static int head_rank(const mention_context *c, uint32_t t)
{
    uint8_t upos = c->words[t].upos;
    int rank = upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN || upos == DTL_UPOS_PRON || upos == DTL_UPOS_NUM ? 10 : 1;
    switch (dtl_relation_universal(c->words[t].relation)) {
    case DTL_REL_NSUBJ: case DTL_REL_OBJ: case DTL_REL_IOBJ: case DTL_REL_OBL:
        return rank + 3;
    case DTL_REL_NMOD: case DTL_REL_APPOS: case DTL_REL_COMPOUND: case DTL_REL_ROOT:
        return rank + 2;
    default:
        return rank;
    }
}

static bool hangs_outside(const mention_context *c, uint32_t t, uint32_t first, uint32_t count)
{
    uint32_t head = c->words[t].head;
    return (head == DTL_NONE || head < first || head >= first + count) && c->words[t].upos != DTL_UPOS_PUNCT;
}

uint32_t head_of(const mention_context *c, uint32_t first, uint32_t count)
{
    uint32_t best = first + count - 1;
    int best_rank = 0;
    for (uint32_t t = first; t < first + count; t++) {
        int rank = hangs_outside(c, t, first, count) ? head_rank(c, t) : 0;
        if (rank > best_rank) {
            best = t;
            best_rank = rank;
        }
    }
    return best;
}

uint32_t mention_add(mention_context *c, uint32_t first, uint32_t count, uint32_t head, uint8_t kind, uint32_t target, uint32_t rule)
{
    dtl_mention *m = dtl_array_push(c->arena, &c->out->mentions);
    if (!m) {
        c->failed = true;
        return DTL_NONE;
    }
    *m = (dtl_mention){.span = dtl_text_tokens_span(&c->doc->text, first, count), .first = first, .count = count,
                       .head = head, .target = target, .rule = rule, .kind = kind};
    uint32_t index = c->out->mentions.count - 1, old = c->mention_at[head];
    if (old == DTL_NONE || c->out->mentions.items[old].count < count)
        c->mention_at[head] = index;
    return index;
}

dtl_entity *entity_at(mention_context *c, uint32_t index)
{
    return index < c->out->entities.count ? &c->out->entities.items[index] : &c->nothing;
}

uint32_t entity_put(mention_context *c, dtl_entity prototype)
{
    uint32_t index = dtl_map_get(&c->entities, prototype.id);
    if (index != DTL_NONE) {
        dtl_entity *known = &c->out->entities.items[index];
        if (known->rule == DTL_NONE && prototype.name.length > known->name.length)
            known->name = prototype.name;
        if (!known->role.length)
            known->role = prototype.role;
        if (!known->parent_id.length)
            known->parent_id = prototype.parent_id;
        return index;
    }
    dtl_entity *entity = dtl_array_push(c->arena, &c->out->entities);
    if (!entity || !dtl_map_put(&c->entities, prototype.id, c->out->entities.count - 1)) {
        c->failed = true;
        return DTL_NONE;
    }
    *entity = prototype;
    return c->out->entities.count - 1;
}

uint32_t entity_of_actor(mention_context *c, uint32_t rule)
{
    dtl_slice id = attribute(c, rule, "id"), name = attribute(c, rule, "name"), state = attribute(c, rule, "actor");
    if (state.length) /* a row of actor-names.txt that names a state */
        return entity_of_state(c, state);
    dtl_interval day = c->out->published;
    dtl_actor_role role = dtl_actor_role_on(c->rules, &c->actor_tables, id, day, day);
    if (role.row == DTL_NONE && role.decided != DTL_ROLE_UNDECIDED) { /* an outlet */
        role.sector = attribute(c, rule, "sector");
        role.country = attribute(c, rule, "country");
    }
    return entity_put(c, (dtl_entity){
        .id = id.length ? id : dtl_rules_name(c->rules, rule, 0),
        .name = name.length ? name : dtl_rules_name(c->rules, rule, 0),
        .country = role.country,
        .sector = role.sector,
        .sector_from = role.decided == DTL_ROLE_ALWAYS ? DTL_SLICE_EMPTY : id,
        .parent_id = attribute(c, dtl_actor_parent(c->rules, &c->actor_tables, id, day), "of"),
        .latitude = INT32_MIN, .longitude = INT32_MIN,
        .rule = rule, .kind = DTL_MENTION_ORGANISATION});
}

/* ---- the frame ---- */

static void tables_open(mention_context *c)
{
    static const char *const names[] = {"actors", "outlets", "places", "demonyms", "titles", "roles", "offices", "documents",
                                        "place-words", "place-forms", "organisation-words", "name-parts", "times", "numbers", "counted", "background", "media", "holders", "name-signs"};
    mention_tables *t = &c->tables;
    uint32_t *const slots[] = {&t->actors, &t->outlets, &t->places, &t->demonyms, &t->titles, &t->roles, &t->offices,
                               &t->documents, &t->place_words, &t->place_forms, &t->organisation_words, &t->name_parts, &t->times, &t->numbers, &t->counted,
                               &t->background, &t->media, &t->holders, &t->name_signs};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        *slots[i] = dtl_rules_table(c->rules, names[i]);
    c->actor_tables = dtl_actor_tables_of(c->rules);
}

static bool context_open(mention_context *c)
{
    uint32_t n = c->count;
    c->folded = dtl_arena_calloc(c->arena, (size_t)n + 1, sizeof *c->folded);
    c->taken = dtl_arena_calloc(c->arena, (size_t)n + 1, sizeof *c->taken);
    c->piece_of = dtl_arena_calloc(c->arena, (size_t)n + 1, sizeof *c->piece_of);
    c->toponym_of = dtl_arena_calloc(c->arena, (size_t)n + 1, sizeof *c->toponym_of);
    c->mention_at = dtl_arena_calloc(c->arena, (size_t)n + 1, sizeof *c->mention_at);
    c->out->of_token = dtl_arena_calloc(c->arena, (size_t)n + 1, sizeof *c->out->of_token);
    c->out->headed_by = dtl_arena_calloc(c->arena, (size_t)n + 1, sizeof *c->out->headed_by);
    if (!c->folded || !c->taken || !c->piece_of || !c->toponym_of || !c->mention_at || !c->out->of_token || !c->out->headed_by)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        c->piece_of[i] = c->toponym_of[i] = c->mention_at[i] = c->out->of_token[i] = c->out->headed_by[i] = DTL_NONE;
        if (!dtl_utf8_fold(c->arena, token_text(c, i), &c->folded[i]))
            return false;
    }
    dtl_map_init(&c->entities, c->arena);
    dtl_map_init(&c->name_words, c->arena);
    return true;
}

/* By first token, longer first, then in the order of making. Buckets by first token keep it linear: mentions that begin at
 * one token are few. */
static bool put_in_order(mention_context *c)
{
    dtl_mention_array *made = &c->out->mentions;
    uint32_t *next = dtl_arena_calloc(c->arena, (size_t)made->count + 1, sizeof *next);
    uint32_t *bucket = dtl_arena_calloc(c->arena, (size_t)c->count + 1, sizeof *bucket);
    dtl_mention *sorted = dtl_arena_calloc(c->arena, (size_t)made->count + 1, sizeof *sorted);
    if (!next || !bucket || !sorted)
        return false;
    for (uint32_t i = 0; i < c->count; i++)
        bucket[i] = DTL_NONE;
    for (uint32_t i = 0; i < made->count; i++) {
        uint32_t *link = &bucket[made->items[i].first];
        while (*link != DTL_NONE && made->items[*link].count >= made->items[i].count)
            link = &next[*link];
        next[i] = *link;
        *link = i;
    }
    uint32_t used = 0;
    for (uint32_t t = 0; t < c->count; t++)
        for (uint32_t i = bucket[t]; i != DTL_NONE; i = next[i])
            sorted[used++] = made->items[i];
    made->items = sorted;
    made->capacity = made->count;
    return true;
}

/* Innermost cover and headed mention per token. Nesting is shallow, so that writing each span costs little. */
static void index_tokens(mention_context *c)
{
    enum { NAMED = 1 << DTL_MENTION_PERSON | 1 << DTL_MENTION_ORGANISATION | 1 << DTL_MENTION_PLACE };
    for (uint32_t i = 0; i < c->out->mentions.count; i++) {
        const dtl_mention *m = &c->out->mentions.items[i];
        for (uint32_t t = m->first; t < m->first + m->count; t++) {
            uint32_t old = c->out->of_token[t];
            if (old == DTL_NONE || c->out->mentions.items[old].count >= m->count)
                c->out->of_token[t] = i;
        }
        uint32_t *headed = &c->out->headed_by[m->head];
        if (*headed == DTL_NONE || c->out->mentions.items[*headed].count < m->count)
            *headed = i;
    }
    /* a name that the parser tore apart is found from each of its parts that hangs outside */
    for (uint32_t i = 0; i < c->out->mentions.count; i++) {
        const dtl_mention *m = &c->out->mentions.items[i];
        for (uint32_t t = m->first; t < m->first + m->count && (1 << m->kind & NAMED); t++)
            if (c->out->headed_by[t] == DTL_NONE && hangs_outside(c, t, m->first, m->count) && c->words[t].upos == DTL_UPOS_PROPN)
                c->out->headed_by[t] = i;
    }
}

dtl_err mention_run_observed(const dtl_doc *doc, const dtl_rules *rules, const dtl_gazetteer *gazetteer, dtl_note_array *notes, dtl_mentions *out, const struct coref_observer *observer)
{
    enum { HOME_VOTES = 2 }; /* one name alone says little of what a report is about */
    dtl_mentions made = {.published = doc->article.published, .published_from = doc->article.published_from, .home = DTL_NONE};
    if (!made.published_from || dtl_interval_is_open(made.published)) {
        made.published = DTL_INTERVAL_OPEN;
        made.published_from = "";
    }
    mention_context c = {.doc = doc, .rules = rules, .gazetteer = gazetteer, .arena = doc->arena, .notes = notes, .out = &made,
                         .tokens = doc->text.tokens.items, .words = doc->parse.words, .count = doc->text.tokens.count,
                         .observer = observer, .home_government = DTL_NONE, .author = DTL_NONE, .background = DTL_NONE};
    if (!doc->parse.words)
        c.count = 0;
    tables_open(&c);
    if (!context_open(&c))
        return DTL_ERR_BUDGET;
    if (c.count) {
        times_find(&c);
        quantities_find(&c);
        names_find(&c);
        published_solve(&c);
        actor_names_choose(&c);
        acronyms_define(&c);
        times_resolve(&c);
        home_find(&c);
        buildings_find(&c);
        actors_build(&c);
        toponyms_find(&c);
        places_build(&c);
        c.author = author_find(&c);
        coreference_run(&c);
        names_list(&c);
        if (c.home.length && c.home_votes >= HOME_VOTES)
            made.home = entity_of_country(&c, c.home);
    }
    if (c.failed || !put_in_order(&c))
        return DTL_ERR_BUDGET;
    index_tokens(&c);
    *out = made;
    return DTL_OK;
}

dtl_err dtl_mention_run(const dtl_doc *doc, const dtl_rules *rules, const dtl_gazetteer *gazetteer, dtl_note_array *notes, dtl_mentions *out)
{
    return mention_run_observed(doc, rules, gazetteer, notes, out, NULL);
}
