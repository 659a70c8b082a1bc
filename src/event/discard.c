/* Discards: words that tell an event elsewhere, and none here.
 *
 * In: candidates, the tree, rules/en/discards.txt and worlds.txt. Out: candidates that are dead, each with the row that says so
 * (`dateline explain` shows it). Three kinds of evidence:
 * 1. A row under the trigger word whose conditions hold: "fired(object: a manager)", "a battle with(illness)", "shot a film".
 * 2. The world that the sentence speaks of: worlds.txt lists words of sport, film, games, disease, markets, disasters. A row with
 *    in=sport least=2 asks for two of them in the sentence; a report full of such words brings one by itself. unless=violence:
 *    no other word of violence may stand there.
 * 3. The writer's own life: in the outlet's own words nobody is "I", "me" or "you", unless it is a
 *    public body's own page.
 * Example: "The striker shot wide in the final minute of the match" → no ASSAULT: sport (striker, match).
 * Gets wrong on purpose: two fans killed at a match, told without any word for how, are taken for sport. */
#include "event/internal.h"

enum { WORLDS_MAX = 16, ENTRIES_MAX = 8, WORD_MAX = 48, REPORT_WORDS_MIN = 5, ANY_MAX = 32 };

/* How many words of each world something has. */
typedef struct world_counts {
    uint16_t of[WORLDS_MAX];
} world_counts;

/* A row of discards.txt, read. */
typedef struct discard_row {
    uint32_t row;
    uint32_t types, in, unless; /* bit per type; bit per world; 0 = the row does not say */
    int64_t least;
} discard_row;

typedef struct discard_context {
    event_context *x;
    uint32_t table, worlds;      /* discards.txt, worlds.txt */
    dtl_slice names[WORLDS_MAX]; /* of the worlds, in the order in which they were met */
    uint32_t name_count;
    discard_row any[ANY_MAX];    /* the rows for whatever trigger */
    uint32_t any_count;
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
    if (lemma.length < 2 || lemma.length > sizeof key || !dtl_match_may_begin(&d->x->matcher, d->worlds, token))
        return;
    for (uint32_t i = 0; i < lemma.length; i++)
        key[i] = (char)(lemma.ptr[i] >= 'A' && lemma.ptr[i] <= 'Z' ? lemma.ptr[i] + ('a' - 'A') : lemma.ptr[i]);
    uint32_t rows[WORLDS_MAX];
    for (uint32_t k = dtl_rules_find_all(d->x->matcher.rules, d->worlds, dtl_slice_make(key, lemma.length), rows, WORLDS_MAX); k-- > 0;) {
        uint32_t world = world_by_name(d, dtl_rules_attribute(d->x->matcher.rules, rows[k], "world"));
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

/* "We condemn …" on a ministry's own page: the writer is a public body (mention/author.c). */
static bool is_public_body(const event_context *x, uint32_t token)
{
    uint32_t index = x->doc->mention.headed_by[token];
    const dtl_mention *mention = index == DTL_NONE ? NULL : &x->doc->mention.mentions.items[index];
    return mention && mention->kind == DTL_MENTION_PRONOUN && mention->target != DTL_NONE &&
           x->doc->mention.entities.items[mention->target].kind == DTL_MENTION_ORGANISATION;
}

/* Does the sentence say "I" or "you" in words that are nobody's but the writer's? */
static bool tells_of_writer(const event_context *x, uint32_t first, uint32_t count)
{
    for (uint32_t t = first; t < first + count; t++)
        if (is_writer(&x->doc->parse, t) && !is_public_body(x, t))
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

static uint32_t worlds_in(discard_context *d, dtl_slice list)
{
    uint32_t bits = 0, world;
    dtl_slice name;
    while (dtl_slice_next_field(&list, ',', &name))
        bits |= (world = world_by_name(d, name)) == DTL_NONE ? 0 : 1u << world;
    return bits;
}

static uint32_t types_in(dtl_slice list)
{
    uint32_t bits = 0;
    dtl_slice name;
    while (dtl_slice_next_field(&list, ',', &name))
        for (unsigned t = 1; t < DTL_EVENT_TYPE_COUNT; t++)
            bits |= name.length && name.ptr[0] == dtl_event_type_name(t)[0] && dtl_slice_is(name, dtl_event_type_name(t)) ? 1u << t : 0;
    return bits;
}

static discard_row read_row(discard_context *d, uint32_t row)
{
    const dtl_rules *rules = d->x->matcher.rules;
    return (discard_row){.row = row, .types = types_in(dtl_rules_attribute(rules, row, "types")), .in = worlds_in(d, dtl_rules_attribute(rules, row, "in")),
                         .unless = worlds_in(d, dtl_rules_attribute(rules, row, "unless")), .least = dtl_rules_number(rules, row, "least", 1)};
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

static int64_t sum_of(const world_counts *counts, uint32_t worlds)
{
    int64_t sum = 0;
    for (uint32_t w = 0; w < WORLDS_MAX; w++)
        sum += worlds >> w & 1 && (int16_t)counts->of[w] > 0 ? (int16_t)counts->of[w] : 0;
    return sum;
}

/* Words of the worlds beside the candidate. */
static int64_t words_of(discard_context *d, const candidate *c, uint32_t worlds)
{
    if (d->of != c)
        leave_out(d, c);
    return sum_of(&d->others, worlds);
}

/* A report that speaks of nothing else. */
static bool is_report_of(discard_context *d, uint32_t worlds, uint32_t unless)
{
    if (!d->read)
        count_words(d, 0, d->x->doc->text.tokens.count, &d->report);
    d->read = true;
    int64_t for_it = sum_of(&d->report, worlds), against = sum_of(&d->report, unless);
    return for_it >= REPORT_WORDS_MIN && for_it > 2 * against;
}

static bool row_holds(discard_context *d, const candidate *c, uint32_t token, const discard_row *row)
{
    if (row->types && !(row->types >> c->type & 1))
        return false;
    if (!row->in && !row->unless)
        return dtl_match_conditions(&d->x->matcher, token, row->row);
    int64_t missing = row->in ? row->least - words_of(d, c, row->in) : 0;
    if (missing > 1 || (missing == 1 && !is_report_of(d, row->in, row->unless)))
        return false;
    return words_of(d, c, row->unless) == 0 && dtl_match_conditions(&d->x->matcher, token, row->row);
}

/* The row under this word that holds; DTL_NONE. */
static uint32_t row_of_word(discard_context *d, const candidate *c, uint32_t token)
{
    uint32_t rows[ENTRIES_MAX];
    uint32_t count = token == DTL_NONE ? 0 : dtl_match_entries(&d->x->matcher, d->table, token, rows, ENTRIES_MAX);
    for (uint32_t i = 0; i < count; i++) {
        dtl_slice types = dtl_rules_attribute(d->x->matcher.rules, rows[i], "types");
        if (types.length && !(types_in(types) >> c->type & 1))
            continue;
        discard_row row = read_row(d, rows[i]);
        if (row_holds(d, c, token, &row))
            return row.row;
    }
    return DTL_NONE;
}

static void read_any_rows(discard_context *d)
{
    uint32_t row;
    for (; d->any_count < ANY_MAX && (row = dtl_rules_find(d->x->matcher.rules, d->table, DTL_SLICE("any"), d->any_count)) != DTL_NONE; d->any_count++)
        d->any[d->any_count] = read_row(d, row);
}

static uint32_t row_of_any(discard_context *d, const candidate *c)
{
    for (uint32_t k = 0; k < d->any_count; k++)
        if (row_holds(d, c, c->token, &d->any[k]))
            return d->any[k].row;
    return DTL_NONE;
}

static bool has_writer(const event_context *x, const dtl_tree_list *list, bool we)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (!is_public_body(x, list->items[i]) && (is_writer(&x->doc->parse, list->items[i]) || (we && is_we(&x->doc->parse, list->items[i]))))
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
    read_any_rows(&d);
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
