/* Discards: words that tell an event elsewhere, and none here.
 *
 * In: candidates, the tree, rules/en/discards.txt and worlds.txt. Out: candidates that are dead, each with the row that says so
 * (`dateline explain` shows it). Three kinds of evidence:
 * 1. A row under the trigger word whose conditions hold: "fired(object: a manager)", "a battle with(illness)", "shot a film".
 * 2. The world that the sentence speaks of: worlds.txt lists words of sport, film, games, disease, markets, disasters. A row with
 *    in=sport least=2 asks for two of them in the sentence; a report full of such words brings one by itself. unless=violence:
 *    no other word of violence may stand there.
 * 3. The writer's own life: in the outlet's own words nobody is "I", "me" or "you".
 * Example: "The striker shot wide in the final minute of the match" → no ASSAULT: sport (striker, match).
 * Gets wrong on purpose: two fans killed at a match, told without any word for how, are taken for sport. */
#include "event/internal.h"

enum { WORLDS_MAX = 16, ENTRIES_MAX = 8, WORD_MAX = 48, REPORT_WORDS_MIN = 5 };

/* How many words of each world something has. */
typedef struct world_counts {
    uint16_t of[WORLDS_MAX];
} world_counts;

typedef struct discard_context {
    event_context *x;
    uint32_t table, worlds;      /* discards.txt, worlds.txt */
    dtl_slice names[WORLDS_MAX]; /* of the worlds, in the order in which they were met */
    uint32_t name_count;
    world_counts report;         /* counted when first asked for */
    bool read;                   /* it was */
    world_counts here;           /* of the sentence `sentence` */
    world_counts others;         /* the same without the words of candidate `of` */
    const candidate *of;         /* NULL at the start */
    uint32_t sentence;
    uint32_t quotation;          /* first one that does not end before the candidate under way */
    bool telling;                /* the sentence tells of the writer or to the reader ("I", "your") outside quotation marks */
} discard_context;

static uint32_t world_by_name(discard_context *d, dtl_slice name)
{
    for (uint32_t i = 0; i < d->name_count; i++)
        if (dtl_slice_equal(d->names[i], name))
            return i;
    if (d->name_count == WORLDS_MAX)
        return DTL_NONE;
    d->names[d->name_count] = name;
    return d->name_count++;
}

/* Adds the worlds of one word, sign 1 or -1. A word may stand in several. */
static void count_word(discard_context *d, uint32_t token, int sign, world_counts *counts)
{
    dtl_slice lemma = d->x->doc->parse.words[token].lemma;
    char key[WORD_MAX];
    if (lemma.length < 2 || lemma.length > sizeof key)
        return;
    for (uint32_t i = 0; i < lemma.length; i++)
        key[i] = (char)(lemma.ptr[i] >= 'A' && lemma.ptr[i] <= 'Z' ? lemma.ptr[i] + ('a' - 'A') : lemma.ptr[i]);
    uint32_t row;
    for (uint32_t k = 0; (row = dtl_rules_find(d->x->matcher.rules, d->worlds, dtl_slice_make(key, lemma.length), k)) != DTL_NONE; k++) {
        uint32_t world = world_by_name(d, dtl_rules_attribute(d->x->matcher.rules, row, "world"));
        if (world != DTL_NONE && counts->of[world] < UINT16_MAX)
            counts->of[world] = (uint16_t)(counts->of[world] + sign);
    }
}

static void count_words(discard_context *d, uint32_t first, uint32_t count, world_counts *counts)
{
    *counts = (world_counts){{0}};
    for (uint32_t t = first; t < first + count; t++) {
        uint8_t upos = d->x->doc->parse.words[t].upos;
        if (upos == DTL_UPOS_NOUN || upos == DTL_UPOS_VERB || upos == DTL_UPOS_PROPN || upos == DTL_UPOS_ADJ)
            count_word(d, t, 1, counts);
    }
}

/* "I", "my", "you": the report's own words never say them; communiqués and witnesses say "we". */
static bool is_writer(const dtl_parse *parse, uint32_t token)
{
    uint8_t xpos = parse->words[token].xpos;
    return (xpos == DTL_XPOS_PRP || xpos == DTL_XPOS_PRP_POSS) && dtl_tree_lemma_in(parse, token, "I i my you your me mine yours");
}

static bool is_we(const dtl_parse *parse, uint32_t token)
{
    return parse->words[token].xpos == DTL_XPOS_PRP && dtl_tree_lemma_in(parse, token, "we us");
}

/* Does the sentence say "I" or "you" in words that are nobody's but the writer's? */
static bool tells_of_writer(const event_context *x, uint32_t first, uint32_t count)
{
    for (uint32_t t = first; t < first + count; t++)
        if (is_writer(&x->doc->parse, t))
            return x->doc->voice.of_token[t] == DTL_NONE;
    return false;
}

static void enter_sentence(discard_context *d, uint32_t token)
{
    const dtl_text *text = &d->x->doc->text;
    uint32_t sentence = text->tokens.items[token].sentence;
    if (sentence == d->sentence)
        return;
    const dtl_sentence *s = &text->sentences.items[sentence];
    d->sentence = sentence;
    count_words(d, s->first, s->count, &d->here);
    d->telling = tells_of_writer(d->x, s->first, s->count);
}

/* Inside quotation marks; candidates come in text order. */
static bool is_quoted(discard_context *d, uint32_t token)
{
    const dtl_quotation_array *all = &d->x->doc->parse.quotations;
    while (d->quotation < all->count && all->items[d->quotation].first + all->items[d->quotation].count <= token)
        d->quotation++;
    return d->quotation < all->count && all->items[d->quotation].first <= token;
}

static bool name_in(dtl_slice list, dtl_slice name)
{
    dtl_slice item;
    while (dtl_slice_next_field(&list, ',', &item))
        if (dtl_slice_equal(item, name))
            return true;
    return false;
}

/* Counts the sentence once more, the candidate's own words left out. */
static void leave_out(discard_context *d, const candidate *c)
{
    const uint32_t own[] = {c->token, c->support, c->fused};
    d->of = c;
    enter_sentence(d, c->token);
    d->others = d->here;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i] != DTL_NONE && d->x->doc->text.tokens.items[own[i]].sentence == d->sentence && (i == 0 || own[i] != own[0]))
            count_word(d, own[i], -1, &d->others);
}

/* Words of the worlds in the list beside the candidate. */
static int64_t words_of(discard_context *d, const candidate *c, dtl_slice worlds)
{
    int64_t sum = 0;
    if (d->of != c)
        leave_out(d, c);
    for (uint32_t w = 0; w < d->name_count; w++)
        if ((int16_t)d->others.of[w] > 0 && name_in(worlds, d->names[w]))
            sum += (int16_t)d->others.of[w];
    return sum;
}

/* A report that speaks of nothing else. */
static bool is_report_of(discard_context *d, dtl_slice worlds, dtl_slice unless)
{
    uint32_t for_it = 0, against = 0;
    if (!d->read)
        count_words(d, 0, d->x->doc->text.tokens.count, &d->report);
    d->read = true;
    for (uint32_t w = 0; w < d->name_count; w++) {
        for_it += name_in(worlds, d->names[w]) ? d->report.of[w] : 0;
        against += name_in(unless, d->names[w]) ? d->report.of[w] : 0;
    }
    return for_it >= REPORT_WORDS_MIN && for_it > 2 * against;
}

static bool row_holds(discard_context *d, const candidate *c, uint32_t token, uint32_t row)
{
    const dtl_rules *rules = d->x->matcher.rules;
    dtl_slice types = dtl_rules_attribute(rules, row, "types"), in = dtl_rules_attribute(rules, row, "in"), unless = dtl_rules_attribute(rules, row, "unless");
    if (types.length && !name_in(types, dtl_slice_from_cstr(dtl_event_type_name(c->type))))
        return false;
    if (!dtl_match_conditions(&d->x->matcher, token, row))
        return false;
    if (!in.length && !unless.length)
        return true;
    if (unless.length && words_of(d, c, unless) > 0)
        return false;
    int64_t missing = in.length ? dtl_rules_number(rules, row, "least", 1) - words_of(d, c, in) : 0;
    return missing <= 0 || (missing == 1 && is_report_of(d, in, unless));
}

/* The row under this word that holds; DTL_NONE. */
static uint32_t row_of_word(discard_context *d, const candidate *c, uint32_t token)
{
    uint32_t rows[ENTRIES_MAX];
    uint32_t count = token == DTL_NONE ? 0 : dtl_match_entries(&d->x->matcher, d->table, token, rows, ENTRIES_MAX);
    for (uint32_t i = 0; i < count; i++)
        if (row_holds(d, c, token, rows[i]))
            return rows[i];
    return DTL_NONE;
}

static uint32_t row_of_any(discard_context *d, const candidate *c)
{
    uint32_t row;
    for (uint32_t k = 0; (row = dtl_rules_find(d->x->matcher.rules, d->table, DTL_SLICE("any"), k)) != DTL_NONE; k++)
        if (row_holds(d, c, c->token, row))
            return row;
    return DTL_NONE;
}

static bool has_writer(const event_context *x, const dtl_tree_list *list, bool we)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (is_writer(&x->doc->parse, list->items[i]) || (we && is_we(&x->doc->parse, list->items[i])))
            return true;
    return false;
}

/* "They called me twice", "I met him at your party": the writer's life. Violence is kept when it befalls "us". */
static bool is_own_life(discard_context *d, const candidate *c)
{
    const event_context *x = d->x;
    if (x->doc->voice.of_token[c->token] != DTL_NONE || is_quoted(d, c->token))
        return false;
    bool violent = c->type == DTL_EVENT_ASSAULT || c->type == DTL_EVENT_COERCE || c->type == DTL_EVENT_PROTEST;
    if (has_writer(x, &c->actors, !violent) || has_writer(x, &c->recipients, !violent))
        return true;
    enter_sentence(d, c->token);
    return !violent && d->telling;
}

/* "captured it in all its moods": who is killed or arrested is somebody; "it" that stands for no group is a thing. */
static bool befalls_a_thing(const event_context *x, const candidate *c)
{
    if ((c->type != DTL_EVENT_ASSAULT && c->type != DTL_EVENT_COERCE) || c->recipients.count != 1)
        return false;
    uint32_t token = c->recipients.items[0], mention = x->doc->mention.headed_by[token];
    return x->doc->parse.words[token].xpos == DTL_XPOS_PRP && dtl_tree_lemma_in(&x->doc->parse, token, "it") &&
           (mention == DTL_NONE || x->doc->mention.mentions.items[mention].target == DTL_NONE);
}

static dtl_err discard(discard_context *d, candidate *c, uint32_t row, const char *reason)
{
    dtl_discarded *slot = dtl_array_push(d->x->arena, &d->x->out->discarded);
    if (!slot)
        return DTL_ERR_BUDGET;
    *slot = (dtl_discarded){.trigger = c->token, .rule = c->entry, .discard = row, .type = c->type,
                            .reason = row == DTL_NONE ? dtl_slice_from_cstr(reason) : dtl_rules_attribute(d->x->matcher.rules, row, "reason")};
    c->dead = true;
    return DTL_OK;
}

dtl_err event_discard_candidates(event_context *x)
{
    discard_context d = {.x = x, .table = dtl_rules_table(x->matcher.rules, "discards"), .worlds = dtl_rules_table(x->matcher.rules, "worlds"),
                         .sentence = DTL_NONE};
    if (d.table == DTL_NONE || d.worlds == DTL_NONE || x->candidates.count == 0)
        return DTL_OK;
    for (uint32_t i = 0; i < x->candidates.count; i++) {
        candidate *c = &x->candidates.items[i];
        if (c->dead || c->item != DTL_ITEM_EVENT)
            continue;
        const char *reason = is_own_life(&d, c) ? "the writer's own life" : befalls_a_thing(x, c) ? "what befalls a thing" : NULL;
        uint32_t row = reason ? DTL_NONE : row_of_word(&d, c, c->token);
        if (row == DTL_NONE && !reason)
            row = row_of_word(&d, c, c->fused);
        if (row == DTL_NONE && !reason)
            row = row_of_any(&d, c);
        dtl_err err = reason || row != DTL_NONE ? discard(&d, c, row, reason) : DTL_OK;
        if (err)
            return err;
    }
    return DTL_OK;
}
