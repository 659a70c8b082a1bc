/* Tolls: how many were killed, injured, arrested; how large a force.
 *
 * In: a candidate, the quantities with what they count. Out: ranges. Two ways: the people in the slots that the pattern names
 * ("killed three guards"), and, when all events are coded, the numbers of their sentence that nobody took and that say by
 * themselves whom they count ("came under fire, leaving nine dead and 20 wounded"): these belong to the deed told last before them.
 * A number that says that it counts the injured is never added to the dead.
 * Gets wrong on purpose: of two deeds before such a number the later one has it, also when the first was the deadly one. */
#include "event/internal.h"

/* "a father of three" is one man. */
static bool is_parent(const event_context *x, uint32_t token)
{
    return dtl_match_class(&x->matcher, token, DTL_SLICE("parent"));
}

const dtl_quantity *event_quantity_of(const event_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t mention = event_mention_of_kind(x, token, DTL_MENTION_QUANTITY);
    bool number = parse->words[token].upos == DTL_UPOS_NUM || dtl_tree_lemma_in(parse, token, "one none"); /* "one of the five" is one */
    uint32_t head = parse->words[token].head;
    if (mention == DTL_NONE && head != DTL_NONE && parse->words[token].relation == DTL_REL_NMOD && parse->words[head].upos == DTL_UPOS_NUM)
        mention = event_mention_of_kind(x, head, DTL_MENTION_QUANTITY); /* "one of the five guards" */
    for (uint32_t child = parse->words[token].first_child; child != DTL_NONE && mention == DTL_NONE && !number; child = parse->words[child].next_sibling)
        if (parse->words[child].relation == DTL_REL_NUMMOD || (parse->words[child].relation == DTL_REL_NMOD && !is_parent(x, token)) ||
            parse->words[child].relation == DTL_REL_COMPOUND || parse->words[child].relation == DTL_REL_AMOD)
            mention = event_mention_of_kind(x, child, DTL_MENTION_QUANTITY);
    if (mention == DTL_NONE && head != DTL_NONE && parse->words[token].relation == DTL_REL_NMOD && !number)
        mention = event_mention_of_kind(x, head, DTL_MENTION_QUANTITY); /* "dozens of demonstrators" */
    if (mention == DTL_NONE || event_mention_at(x, mention)->target == DTL_NONE)
        return NULL;
    const dtl_quantity *quantity = &x->doc->mention.quantities.items[event_mention_at(x, mention)->target];
    return quantity->counted <= DTL_COUNTED_WEAPONS ? quantity : NULL; /* sums, shares and distances count nobody */
}

static dtl_counted class_of_slot(dtl_pattern_slot slot)
{
    return slot == DTL_PATTERN_KILLED ? DTL_COUNTED_KILLED : slot == DTL_PATTERN_INJURED ? DTL_COUNTED_INJURED : DTL_COUNTED_ARRESTED;
}

/* Does it say that it counts others than those of this class? */
static bool counts_others(const dtl_quantity *quantity, dtl_counted class)
{
    return quantity && quantity->counted != class && (quantity->counted == DTL_COUNTED_KILLED || quantity->counted == DTL_COUNTED_INJURED);
}

/* Adds what one word counts; false when it says no number ("civilians"). */
static bool add_count(const event_context *x, uint32_t token, dtl_counted class, dtl_range *sum)
{
    const dtl_word *word = &x->doc->parse.words[token];
    const dtl_quantity *quantity = event_quantity_of(x, token);
    int64_t low = 1, high = 1;
    if (quantity && event_counts_things(x, quantity))
        return true;
    if (counts_others(quantity, class))
        return true; /* "killed two guards, three others injured" */
    if (quantity && x->counted)
        x->counted[quantity - x->doc->mention.quantities.items] = true;
    if (quantity && quantity->included_in != DTL_NONE && sum->low >= 0)
        return true; /* "ten civilians, seven of them children" are ten */
    if (quantity) {
        low = quantity->low;
        high = quantity->high;
    } else {
        uint32_t mention = dtl_match_mention(&x->matcher, token);
        bool plural = word->features & DTL_FEATURE_PLURAL || word->xpos == DTL_XPOS_NNS || word->xpos == DTL_XPOS_NNPS;
        if (plural || (mention == DTL_NONE && !event_is_people_noun(x, token)))
            return false;
        uint8_t kind = mention == DTL_NONE ? DTL_MENTION_ROLE : event_mention_at(x, mention)->kind; /* "his brother" */
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
        uint32_t mention = event_mention_of_kind(x, t, DTL_MENTION_QUANTITY);
        if (mention == DTL_NONE || t < sentence->first + 1 || !dtl_tree_lemma_in(parse, event_mention_at(x, mention)->first - 1, "to at"))
            continue;
        const dtl_quantity *quantity = &x->doc->mention.quantities.items[event_mention_at(x, mention)->target];
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
        return c->outcome == DTL_NONE ? sum : event_count_people(x, &x->candidates.items[c->outcome], slot);
    bool all_known = true;
    event_keep_sharers(x, c->token, &list);
    for (uint32_t i = 0; i < list.count; i++) {
        bool people = event_quantity_of(x, list.items[i]) || dtl_match_mention(&x->matcher, list.items[i]) != DTL_NONE || event_is_people_noun(x, list.items[i]);
        if (people) /* "killed 20 soldiers and a dream": only people are counted */
            all_known = add_count(x, list.items[i], class_of_slot(slot), &sum) && all_known;
    }
    static const char *const companions[] = {"along_with", "together_with", "with"};
    for (size_t i = 0; sum.low > 0 && i < sizeof companions / sizeof *companions; i++)
        if (dtl_match_slot(&x->matcher, c->token, dtl_slice_from_cstr(companions[i]), &list) &&
            dtl_tree_lemma_in(&x->doc->parse, list.items[0], "other people man person civilian fighter guard soldier"))
            add_count(x, list.items[0], class_of_slot(slot), &sum);
    if (sum.low > 0 && !all_known) /* "a guard and several civilians": at least the guard */
        sum.high = DTL_COUNT_OPEN;
    if (sum.low < 0 && c->outcome != DTL_NONE)
        sum = event_count_people(x, &x->candidates.items[c->outcome], slot);
    if (sum.low < 0 && slot != DTL_PATTERN_ARRESTED)
        sum = count_of_number(x, c->token, class_of_slot(slot));
    return sum;
}

dtl_range event_count_figure(const event_context *x, const candidate *c, uint32_t *noun)
{
    dtl_tree_list list;
    *noun = DTL_NONE;
    if (!dtl_match_role(&x->matcher, c->token, c->entry, DTL_PATTERN_FIGURE, &list))
        return DTL_RANGE_NONE;
    const dtl_quantity *quantity = event_quantity_of(x, list.items[0]);
    if (!quantity)
        return DTL_RANGE_NONE;
    *noun = quantity->of != DTL_NONE ? quantity->of : list.items[0];
    return (dtl_range){quantity->low, quantity->high};
}

/* ---- numbers that no slot took ---- */

static dtl_range *toll_of(dtl_event *event, dtl_counted class)
{
    if (event->type == DTL_EVENT_ASSAULT)
        return class == DTL_COUNTED_KILLED ? &event->killed : class == DTL_COUNTED_INJURED ? &event->injured : NULL;
    return event->type == DTL_EVENT_COERCE && event->mode == DTL_MODE_ARREST && class == DTL_COUNTED_ARRESTED ? &event->arrested : NULL;
}

/* Of the deeds of this sentence, events[first …], the last one told before the number, in the same words, that can have such a toll and has
 * none; when there is none before it, the first one behind. */
static dtl_range *deed_with_toll(const event_context *x, uint32_t first, uint32_t token, dtl_counted class)
{
    enum { DEEDS_MAX = 64 };
    uint32_t sentence = x->doc->text.tokens.items[token].sentence;
    dtl_range *found = NULL;
    for (uint32_t i = first; i < x->out->events.count && i < first + DEEDS_MAX; i++) {
        dtl_event *event = &x->out->events.items[i];
        if (event->sentence != sentence)
            break;
        dtl_range *toll = toll_of(event, class);
        if (!toll)
            continue;
        if (event->trigger > token)
            return found ? found : toll->low < 0 ? toll : NULL;
        found = toll->low < 0 && x->doc->voice.of_token[token] == event->voice ? toll : found;
    }
    return found;
}

void event_find_tolls(event_context *x)
{
    uint32_t first = 0; /* events and mentions are in the order of the text */
    for (uint32_t m = 0; m < x->doc->mention.mentions.count; m++) {
        const dtl_mention *mention = &x->doc->mention.mentions.items[m];
        if (mention->kind != DTL_MENTION_QUANTITY || mention->target == DTL_NONE || x->counted[mention->target])
            continue;
        const dtl_quantity *quantity = &x->doc->mention.quantities.items[mention->target];
        while (first < x->out->events.count && x->out->events.items[first].sentence < x->doc->text.tokens.items[mention->head].sentence)
            first++;
        dtl_range *toll = quantity->included_in == DTL_NONE ? deed_with_toll(x, first, mention->head, (dtl_counted)quantity->counted) : NULL;
        if (toll)
            *toll = (dtl_range){quantity->low, quantity->high};
    }
}
