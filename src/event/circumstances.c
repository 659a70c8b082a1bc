/* Circumstances: where, when, how many.
 *
 * In: a candidate. Out: its place mentions, its time mention, its toll. The search goes outwards: the trigger's own
 * phrases, those of its support verb and fused noun, those of the clause above, then the only place (time) of the
 * sentence that belongs to nobody else. A time that hangs on a reporting verb dates the saying, not the deed.
 * Example: "The ministry said on Sunday two guards were killed in Herat in May" → May, Herat. */
#include "event/internal.h"

static const dtl_mention *mention_at(const event_context *x, uint32_t mention)
{
    return &x->doc->mention.mentions.items[mention];
}

static uint32_t mention_of_kind(const event_context *x, uint32_t token, uint8_t kind)
{
    uint32_t mention = dtl_match_mention(&x->matcher, token);
    return mention != DTL_NONE && mention_at(x, mention)->kind == kind ? mention : DTL_NONE;
}

/* The words whose phrases may tell the circumstances, innermost first. */
static uint32_t sites(const event_context *x, const candidate *c, uint32_t list[8])
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t count = 0, at = c->token;
    list[count++] = c->token;
    if (c->fused != DTL_NONE)
        list[count++] = c->fused;
    if (c->support != DTL_NONE)
        list[count++] = c->support;
    for (int i = 0; i < 3 && parse->words[at].head != DTL_NONE && count < 8; i++) {
        uint8_t relation = parse->words[at].relation;
        bool infinitive = parse->words[at].xpos == DTL_XPOS_VB && dtl_tree_child_lemma(parse, at, "to") != DTL_NONE;
        if (relation == DTL_REL_CCOMP || relation == DTL_REL_ACL_RELCL || relation == DTL_REL_PARATAXIS ||
            (relation == DTL_REL_ADVCL && !infinitive))
            break; /* another clause: its circumstances are its own */
        at = parse->words[at].head;
        /* "said on Monday that …": the saying's own; but "reported an attack on Monday": the attack's */
        if (x->doc->voice.frame[at] && dtl_tree_is_verb(parse, at) && relation != DTL_REL_OBJ)
            break;
        list[count++] = at;
        if (x->doc->voice.frame[at])
            break;
    }
    return count;
}

static bool is_circumstance(uint8_t relation)
{
    return relation == DTL_REL_OBL || relation == DTL_REL_NMOD || relation == DTL_REL_OBL_UNMARKED || relation == DTL_REL_NMOD_UNMARKED ||
           relation == DTL_REL_ADVMOD || relation == DTL_REL_OBL_TMOD || relation == DTL_REL_NMOD_DESC || relation == DTL_REL_COMPOUND;
}

/* Does a mention of a time say when something happened? "A 46-day siege", "now" and "former" do not. */
static bool dates_something(const event_context *x, uint32_t mention)
{
    uint8_t kind = x->doc->mention.times.items[mention_at(x, mention)->target].kind;
    return kind != DTL_TIME_LENGTH && kind != DTL_TIME_REFERENCE;
}

/* The only time of the sentence that hangs on no reporting verb and on no other event. */
static uint32_t only_time_of_sentence(const event_context *x, uint32_t token)
{
    const dtl_sentence *sentence = &x->doc->text.sentences.items[x->doc->text.tokens.items[token].sentence];
    uint32_t found = DTL_NONE;
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t mention = x->doc->mention.headed_by[t], head = x->doc->parse.words[t].head;
        if (mention == DTL_NONE || mention_at(x, mention)->kind != DTL_MENTION_TIME || !dates_something(x, mention))
            continue;
        if (head != DTL_NONE && x->doc->voice.frame[head])
            continue;
        if (x->doc->voice.of_token[t] != x->doc->voice.of_token[token])
            continue;
        if (found != DTL_NONE)
            return DTL_NONE;
        found = mention;
    }
    return found;
}

uint32_t event_find_time(const event_context *x, const candidate *c)
{
    uint32_t list[8], count = sites(x, c, list);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t child = x->doc->parse.words[list[i]].first_child; child != DTL_NONE; child = x->doc->parse.words[child].next_sibling) {
            if (!is_circumstance(x->doc->parse.words[child].relation))
                continue;
            uint32_t mention = mention_of_kind(x, child, DTL_MENTION_TIME);
            if (mention != DTL_NONE && dates_something(x, mention))
                return mention;
        }
    return only_time_of_sentence(x, c->token);
}

/* Background (PLOVER's auxiliary mode "historical"): a stretch of a season or more that the telling runs through ("over the
 * past two decades", "since 1980"), or days that ended a year or more before the report was written. */
bool event_is_historical(const event_context *x, const dtl_event *event)
{
    enum { SEASON = 90, YEAR = 365 };
    const dtl_interval published = x->doc->mention.published;
    if (event->time == DTL_NONE || event->item != DTL_ITEM_EVENT)
        return false;
    const dtl_time *time = &x->doc->mention.times.items[mention_at(x, event->time)->target];
    const bool first = time->days.low != DTL_DAY_OPEN_PAST, last = time->days.high != DTL_DAY_OPEN_FUTURE;
    if (time->future)
        return false;
    if (time->kind == DTL_TIME_DURATION && first && last && time->days.high - time->days.low >= SEASON)
        return true;
    if (time->kind == DTL_TIME_DURATION && first && !last && published.low != DTL_DAY_OPEN_PAST && published.low - time->days.low >= SEASON)
        return true;
    return last && published.low != DTL_DAY_OPEN_PAST && published.low - time->days.high >= YEAR;
}

static bool is_locative(const event_context *x, uint32_t token)
{
    static const char words[] = "in at near inside outside around across within throughout";
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == DTL_REL_CASE && dtl_tree_lemma_in(parse, c, words))
            return true;
    /* Inside a name of several words the preposition may hang on any of them: look before the name. */
    uint32_t mention = mention_of_kind(x, token, DTL_MENTION_PLACE);
    uint32_t before = mention == DTL_NONE ? 0 : mention_at(x, mention)->first;
    while (before > 0 && (parse->words[before - 1].upos == DTL_UPOS_DET || parse->words[before - 1].upos == DTL_UPOS_ADJ))
        before--;
    return before > 0 && parse->words[before - 1].upos == DTL_UPOS_ADP && dtl_tree_lemma_in(parse, before - 1, words);
}

static void add_place(const event_context *x, uint32_t token, dtl_tree_list *out)
{
    dtl_tree_list all = {.count = 0};
    dtl_tree_add_conjuncts(&x->doc->parse, token, &all);
    for (uint32_t i = 0; i < all.count && out->count < DTL_TREE_LIST_MAX; i++) {
        uint32_t mention = mention_of_kind(x, all.items[i], DTL_MENTION_PLACE);
        bool known = mention == DTL_NONE;
        for (uint32_t k = 0; k < out->count && !known; k++)
            known = out->items[k] == mention;
        if (!known)
            out->items[out->count++] = mention;
    }
}

/* "in the volatile province of Helmand", "in Sangin district": the phrase's head or the name inside it. */
static void add_places_below(const event_context *x, uint32_t site, dtl_tree_list *out)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t child = parse->words[site].first_child; child != DTL_NONE; child = parse->words[child].next_sibling) {
        if (!is_circumstance(parse->words[child].relation) || !is_locative(x, child))
            continue;
        add_place(x, child, out);
        for (uint32_t depth = 0, phrase = child; depth < 3 && !out->count && phrase != DTL_NONE; depth++) {
            for (uint32_t inner = parse->words[phrase].first_child; inner != DTL_NONE; inner = parse->words[inner].next_sibling)
                if (is_circumstance(parse->words[inner].relation) || parse->words[inner].relation == DTL_REL_APPOS ||
                    parse->words[inner].relation == DTL_REL_NMOD_POSS)
                    add_place(x, inner, out);
            phrase = dtl_tree_child(parse, phrase, DTL_REL_NMOD); /* "in a series of operations in the north" */
        }
    }
}

/* The place of the thing that was hit ("the bombing of Kabul airport"). */
static void add_places_of_recipients(const event_context *x, const candidate *c, dtl_tree_list *out)
{
    for (uint32_t i = 0; i < c->recipients.count; i++) {
        add_place(x, c->recipients.items[i], out);
        if (!out->count)
            add_places_below(x, c->recipients.items[i], out);
    }
}

static uint32_t only_place_of_sentence(const event_context *x, uint32_t token)
{
    const dtl_sentence *sentence = &x->doc->text.sentences.items[x->doc->text.tokens.items[token].sentence];
    uint32_t found = DTL_NONE;
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t mention = x->doc->mention.headed_by[t];
        if (mention == DTL_NONE || mention_at(x, mention)->kind != DTL_MENTION_PLACE || x->doc->voice.frame[t] || !is_locative(x, t))
            continue;
        if (found != DTL_NONE)
            return DTL_NONE;
        found = mention;
    }
    return found;
}

void event_find_places(const event_context *x, const candidate *c, dtl_tree_list *mentions)
{
    uint32_t list[8], count = sites(x, c, list);
    mentions->count = 0;
    for (uint32_t i = 0; i < count && !mentions->count; i++) {
        add_places_below(x, list[i], mentions);
        if (i == 0 && !mentions->count)
            add_places_of_recipients(x, c, mentions);
    }
    if (mentions->count)
        return;
    uint32_t only = only_place_of_sentence(x, c->token);
    if (only != DTL_NONE)
        mentions->items[mentions->count++] = only;
}

/* ---- toll ---- */

static const dtl_quantity *quantity_of(const event_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t mention = mention_of_kind(x, token, DTL_MENTION_QUANTITY);
    for (uint32_t child = parse->words[token].first_child; child != DTL_NONE && mention == DTL_NONE; child = parse->words[child].next_sibling)
        if (parse->words[child].relation == DTL_REL_NUMMOD || parse->words[child].relation == DTL_REL_NMOD ||
            parse->words[child].relation == DTL_REL_COMPOUND || parse->words[child].relation == DTL_REL_AMOD)
            mention = mention_of_kind(x, child, DTL_MENTION_QUANTITY);
    uint32_t head = parse->words[token].head; /* "dozens of demonstrators" */
    if (mention == DTL_NONE && head != DTL_NONE && parse->words[token].relation == DTL_REL_NMOD)
        mention = mention_of_kind(x, head, DTL_MENTION_QUANTITY);
    if (mention == DTL_NONE || mention_at(x, mention)->target == DTL_NONE)
        return NULL;
    const dtl_quantity *quantity = &x->doc->mention.quantities.items[mention_at(x, mention)->target];
    return quantity->counted <= DTL_COUNTED_WEAPONS ? quantity : NULL; /* sums, shares and distances count nobody */
}

/* Adds what one word counts; false when it says no number ("civilians"). */
static bool add_count(const event_context *x, uint32_t token, dtl_range *sum)
{
    const dtl_word *word = &x->doc->parse.words[token];
    const dtl_quantity *quantity = quantity_of(x, token);
    int64_t low = 1, high = 1;
    if (quantity && quantity->included_in != DTL_NONE && sum->low >= 0)
        return true; /* "ten civilians, seven of them children" are ten */
    if (quantity) {
        low = quantity->low;
        high = quantity->high;
    } else {
        uint32_t mention = dtl_match_mention(&x->matcher, token);
        bool plural = word->features & DTL_FEATURE_PLURAL || word->xpos == DTL_XPOS_NNS || word->xpos == DTL_XPOS_NNPS;
        if (mention == DTL_NONE || plural)
            return false;
        uint8_t kind = mention_at(x, mention)->kind;
        bool one_person = kind == DTL_MENTION_PERSON || (kind == DTL_MENTION_ROLE && word->xpos == DTL_XPOS_NN) ||
                          (kind == DTL_MENTION_PRONOUN && dtl_tree_lemma_in(&x->doc->parse, token, "he she him her"));
        if (!one_person)
            return false;
    }
    if (sum->low < 0)
        *sum = (dtl_range){0, 0};
    sum->low += low;
    sum->high = sum->high == DTL_COUNT_OPEN || high == DTL_COUNT_OPEN ? DTL_COUNT_OPEN : sum->high + high;
    return true;
}

/* "The number of people killed rose to 100", "lowered the number of those hurt from 20 to 12": the figure that the number came to. */
static dtl_range count_of_number(const event_context *x, uint32_t trigger, dtl_counted class)
{
    enum { CLIMB = 4, LOOK = 24 };
    const dtl_parse *parse = &x->doc->parse;
    uint32_t noun = trigger;
    for (int i = 0; i < CLIMB && noun != DTL_NONE && !dtl_tree_lemma_in(parse, noun, "number toll"); i++)
        noun = parse->words[noun].head;
    uint32_t verb = noun == DTL_NONE ? DTL_NONE : parse->words[noun].head;
    if (verb == DTL_NONE || noun == trigger || !dtl_tree_lemma_in(parse, noun, "number toll"))
        return DTL_RANGE_NONE;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[x->doc->text.tokens.items[verb].sentence];
    for (uint32_t t = verb + 1; t < sentence->first + sentence->count && t < verb + LOOK; t++) {
        uint32_t mention = mention_of_kind(x, t, DTL_MENTION_QUANTITY);
        if (mention == DTL_NONE || t < sentence->first + 1 || !dtl_tree_lemma_in(parse, mention_at(x, mention)->first - 1, "to at"))
            continue;
        const dtl_quantity *quantity = &x->doc->mention.quantities.items[mention_at(x, mention)->target];
        if (quantity->counted == class)
            return (dtl_range){quantity->low, quantity->high};
    }
    return DTL_RANGE_NONE;
}

dtl_range event_count_people(const event_context *x, const candidate *c, dtl_pattern_slot slot)
{
    dtl_range sum = DTL_RANGE_NONE;
    dtl_tree_list list;
    if (!dtl_match_role(&x->matcher, c->token, c->entry, slot, &list))
        return sum;
    bool all_known = true;
    for (uint32_t i = 0; i < list.count; i++) {
        bool people = quantity_of(x, list.items[i]) || dtl_match_mention(&x->matcher, list.items[i]) != DTL_NONE;
        if (people) /* "killed 20 soldiers and a dream": only people are counted */
            all_known = add_count(x, list.items[i], &sum) && all_known;
    }
    static const char *const companions[] = {"along_with", "together_with", "with"};
    for (size_t i = 0; sum.low > 0 && i < sizeof companions / sizeof *companions; i++)
        if (dtl_match_slot(&x->matcher, c->token, dtl_slice_from_cstr(companions[i]), &list) &&
            dtl_tree_lemma_in(&x->doc->parse, list.items[0], "other people man person civilian fighter guard soldier"))
            add_count(x, list.items[0], &sum);
    if (sum.low > 0 && !all_known) /* "a guard and several civilians": at least the guard */
        sum.high = DTL_COUNT_OPEN;
    if (sum.low < 0 && slot != DTL_PATTERN_ARRESTED)
        sum = count_of_number(x, c->token, slot == DTL_PATTERN_KILLED ? DTL_COUNTED_KILLED : DTL_COUNTED_INJURED);
    return sum;
}

dtl_range event_count_figure(const event_context *x, const candidate *c, uint32_t *noun)
{
    dtl_tree_list list;
    *noun = DTL_NONE;
    if (!dtl_match_role(&x->matcher, c->token, c->entry, DTL_PATTERN_FIGURE, &list))
        return DTL_RANGE_NONE;
    const dtl_quantity *quantity = quantity_of(x, list.items[0]);
    if (!quantity)
        return DTL_RANGE_NONE;
    *noun = quantity->of != DTL_NONE ? quantity->of : list.items[0];
    return (dtl_range){quantity->low, quantity->high};
}
