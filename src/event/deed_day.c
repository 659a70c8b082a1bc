/* The deed's day: which of all the days that a report names is that of its deed.
 *
 * In: the report's times, its events and casualties. Out: the day that most speaks for, or none.
 *
 * The idea: a report names the days of the arrest, the hearing, the vigil and the saying beside the deed's own, and no single rule
 * tells them apart. So every time that lies on one day, not after the report, is weighed as the deed's day by the signs of the table
 * below; weights add up to the logarithm of its odds, the odds of all times of one day are added, and the best day wins. What has less
 * than those of LEAST is worth less than no day at all: then the ledger goes by the day of the report.
 * Signs: what kind of word stands above the time in the tree, what kind stands next to it, whether its sentence tells the deed, where
 * in the report it stands, how it is written; and whether the report opens with an arrest or a trial: then a day of its last week is
 * more likely theirs. Where the deed's own words have a longer time ("in March 2014"), the day must lie in it.
 * Example: "Police on Monday charged a man with the shooting. … The victim was shot about 9 p.m. Saturday." Monday stands next to
 * charging (−9) and under it (−5) in the lead (+5) of a report that opens with a charge (−8), Saturday under "shot" (+4), beside it (+3),
 * with an hour (+7): Saturday.
 *
 * The weights are tenths of the logarithm of odds, as a conditional logistic regression (which of a report's days is it, or none?) gave
 * them on reports of shootings in the United States, rounded; in five-fold cross-validation they do as well. Only OF_TELLING was set by
 * hand, on bulletins with several deeds. Changing any one of them by 3 moves one report in a hundred.
 * Knowingly wrong: days of a month ("in March") are no candidates; of several deeds of one report the days are not kept apart. */
#include "event/victims.h"

enum { UP = 4, FURTHER_UP = 3, LEFT = 10, RIGHT = 8, CLOCK_REACH = 3, OPENING = 2, LEAD_SENTENCES = 5, FAR_SENTENCES = 9, WEEK = 7, DAYS_MAX = 32 };

/* What a word tells of: it happened, or became known at once ("officers were called"); what follows on a deed and has days of its own is the
 * victims' state, the law, mourning, the saying. */
typedef enum topic { TOPIC_NONE, TOPIC_DEED, TOPIC_HAPPENING, TOPIC_CARE, TOPIC_OTHER_DEED, TOPIC_SAYING, TOPIC_COUNT } topic;
static const char *const classes[TOPIC_COUNT] = {"", "day-of-deed", "day-of-happening", "day-of-care", "day-of-aftermath", "day-of-saying"}; /* rules/en/classes-days.txt */
static const char class_of_dying[] = "day-of-dying"; /* often days later */
static const char weekdays[] = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
static const char days_by_report[] = "today yesterday tonight last this ago";
static const char months[] = "January February March April May June July August September October November December";

/* Openings of reports that come long after the deed; their own days are of the last week. */
typedef enum opening { OPENS_WITH_DEED, OPENS_WITH_ARREST, OPENS_WITH_TRIAL, OPENING_COUNT } opening;

static const int8_t above[TOPIC_COUNT] = {[TOPIC_NONE] = -5, [TOPIC_DEED] = 4, [TOPIC_HAPPENING] = 7, [TOPIC_CARE] = -6, [TOPIC_OTHER_DEED] = -5, [TOPIC_SAYING] = -9};
static const int8_t beside[TOPIC_COUNT] = {[TOPIC_DEED] = 3, [TOPIC_CARE] = -3, [TOPIC_OTHER_DEED] = -9};
static const int8_t of_last_week[OPENING_COUNT] = {[OPENS_WITH_ARREST] = -8, [OPENS_WITH_TRIAL] = -10};
static const int8_t of_before[OPENING_COUNT] = {[OPENS_WITH_ARREST] = 5, [OPENS_WITH_TRIAL] = -4};
enum {
    LEAST = 0,
    ABOVE_HAPPENS = 12,                             /* "happened in the block where he lived on Monday": over the word above */
    CALENDAR_DATE = 6, CLOCK_ALONE = -10, DAY_BY_REPORT = -6, OTHER_FORM = -12, /* "3 May"; "at 9 p.m."; "yesterday"; "overnight", "New Year's Eve"; a weekday 0 */
    PART_OF_DAY = 7,                                /* "Monday night", "9 p.m. Monday" */
    IN_LEAD = 5, FAR_DOWN = -7,
    TELLS_DEED = 8,                                 /* its sentence has a word of the deed or of the victims' state */
    TODAY = -4,                                     /* the day of the report is that of much else */
    OF_TELLING = 20,                                /* it hangs on a word that tells the deed: the coder's own choice */
    PAST_OF_SAYING = 29,                            /* "On Thursday, police say, …": not when they say it */
    DOUBLING = 7, FLOOR = 70                        /* see odds_of */
};

typedef struct weighing {
    const event_context *x;
    uint8_t *topic;               /* per token: of an event or a casualty */
    bool *tells;                  /* per token: it tells the deed */
    bool *of_telling;             /* per mention: a time that the coder gave to a telling of the deed */
    uint32_t deed;                /* the occurrence */
    dtl_interval within;          /* its days by its own words */
    uint8_t opening;              /* of the report */
    uint32_t weighed;             /* number of the sentence whose weight is known, plus 1 */
    int sentence_weight;
    int32_t days[DAYS_MAX];       /* in the order of the text */
    int best[DAYS_MAX];           /* weight of the heaviest time of each */
    uint64_t odds[DAYS_MAX];      /* of all its times together */
    uint32_t mention[DAYS_MAX], count; /* the heaviest time */
} weighing;

static bool is_word_of(const event_context *x, uint32_t token, const char *class)
{
    return dtl_match_class(&x->matcher, token, dtl_slice_from_cstr(class));
}

static uint8_t topic_of(const weighing *w, uint32_t token)
{
    const dtl_parse *parse = &w->x->doc->parse;
    if (w->topic[token])
        return w->topic[token];
    if (dtl_tree_is_verb(parse, token) && is_word_of(w->x, token, classes[TOPIC_HAPPENING]))
        return TOPIC_HAPPENING;
    static const uint8_t order[] = {TOPIC_DEED, TOPIC_OTHER_DEED, TOPIC_SAYING, TOPIC_CARE};
    for (size_t i = 0; i < sizeof order; i++)
        if (is_word_of(w->x, token, classes[order[i]]) || (order[i] == TOPIC_SAYING && w->x->doc->voice.frame[token]))
            return order[i];
    return TOPIC_NONE;
}

/* Which words tell the deed, and which times hang on them. */
static bool find_tellings(weighing *w)
{
    const dtl_event_array *events = &w->x->out->events;
    w->tells = dtl_arena_calloc(w->x->arena, w->x->doc->text.tokens.count, sizeof *w->tells);
    w->of_telling = dtl_arena_calloc(w->x->arena, w->x->doc->mention.mentions.count + 1, sizeof *w->of_telling);
    for (uint32_t i = w->deed; w->tells && w->of_telling && i < events->count; i++) {
        const dtl_event *e = &events->items[i];
        if (e->occurrence != w->deed)
            continue;
        w->tells[e->trigger] = true;
        if (e->time != DTL_NONE)
            w->of_telling[e->time] = true;
    }
    return w->tells && w->of_telling;
}

/* Events and casualties tell their topic whatever their word. */
static bool find_topics(weighing *w, const casualty_array *casualties)
{
    const dtl_event_array *events = &w->x->out->events;
    w->topic = dtl_arena_calloc(w->x->arena, w->x->doc->text.tokens.count, sizeof *w->topic);
    if (!w->topic)
        return false;
    for (uint32_t i = 0; i < casualties->count; i++) {
        const casualty *c = &casualties->items[i];
        bool later = c->fate == FATE_TREATED || is_word_of(w->x, c->token, class_of_dying);
        w->topic[c->token] = later ? TOPIC_CARE : TOPIC_DEED;
    }
    for (uint32_t i = 0; i < events->count; i++) {
        const dtl_event *e = &events->items[i];
        if (e->item != DTL_ITEM_EVENT)
            continue;
        bool deed = e->type == DTL_EVENT_ASSAULT && e->polarity > 0 && event_happened(e);
        if (is_word_of(w->x, e->trigger, class_of_dying))
            w->topic[e->trigger] = TOPIC_CARE;
        else if (!deed && is_word_of(w->x, e->trigger, classes[TOPIC_HAPPENING])) /* "officers were dispatched" */
            w->topic[e->trigger] = TOPIC_HAPPENING;
        else if (deed || !w->topic[e->trigger])
            w->topic[e->trigger] = deed ? TOPIC_DEED : TOPIC_OTHER_DEED;
    }
    return true;
}

static uint8_t opening_of(const event_context *x)
{
    const dtl_doc *doc = x->doc;
    uint8_t found = OPENS_WITH_DEED;
    for (uint32_t t = 0; t < doc->text.tokens.count && doc->text.tokens.items[t].sentence < OPENING; t++) {
        if (doc->voice.frame[t]) /* "…: Prosecutors" */
            continue;
        if (is_word_of(x, t, "opening-trial"))
            return OPENS_WITH_TRIAL;
        if (is_word_of(x, t, "opening-arrest"))
            found = OPENS_WITH_ARREST;
    }
    return found;
}

/* ---- signs ---- */

/* The first word above a time that is a verb or tells something; DTL_NONE. */
static uint32_t word_above(const weighing *w, uint32_t mention)
{
    const dtl_parse *parse = &w->x->doc->parse;
    uint32_t at = parse->words[event_mention_at(w->x, mention)->head].head;
    for (int i = 0; i < UP && at != DTL_NONE; i++, at = parse->words[at].head)
        if (topic_of(w, at) || dtl_tree_is_verb(parse, at))
            return at;
    return DTL_NONE;
}

static int weight_above(const weighing *w, uint32_t mention, int form)
{
    const dtl_parse *parse = &w->x->doc->parse;
    uint32_t at = word_above(w, mention);
    const uint8_t found = at == DTL_NONE ? TOPIC_NONE : topic_of(w, at);
    int weight = found || at == DTL_NONE || !dtl_tree_is_verb(parse, at) ? above[found] : 0; /* any other verb */
    weight += found <= TOPIC_HAPPENING && form > CLOCK_ALONE && w->of_telling[mention] ? OF_TELLING : 0;
    at = at == DTL_NONE ? DTL_NONE : parse->words[at].head;
    for (int i = 0; i < FURTHER_UP && at != DTL_NONE; i++, at = parse->words[at].head) {
        uint8_t over = topic_of(w, at);
        if (over)
            return weight + (over == TOPIC_HAPPENING ? ABOVE_HAPPENS : 0);
    }
    return weight;
}

/* The nearest telling word of the sentence, in tokens. */
static int weight_beside(const weighing *w, const dtl_mention *m, const dtl_sentence *sentence)
{
    uint32_t end = sentence->first + sentence->count, behind = m->first + m->count;
    for (uint32_t i = 1; i <= LEFT; i++) {
        uint8_t found = m->first >= sentence->first + i ? topic_of(w, m->first - i) : TOPIC_NONE;
        found = !found && i <= RIGHT && behind + i - 1 < end ? topic_of(w, behind + i - 1) : found;
        if (found)
            return beside[found];
    }
    return beside[TOPIC_NONE];
}

/* Times come in the order of the text: a sentence is read once, however many it has. */
static int weight_of_sentence(weighing *w, uint32_t number)
{
    const dtl_sentence *sentence = &w->x->doc->text.sentences.items[number];
    if (w->weighed == number + 1)
        return w->sentence_weight;
    w->weighed = number + 1;
    w->sentence_weight = 0;
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count && !w->sentence_weight; t++) {
        uint8_t found = topic_of(w, t);
        w->sentence_weight = found == TOPIC_DEED || found == TOPIC_CARE ? TELLS_DEED : 0;
    }
    return w->sentence_weight;
}

static int weight_of_place(uint32_t sentence)
{
    return sentence < LEAD_SENTENCES ? IN_LEAD : sentence >= FAR_SENTENCES ? FAR_DOWN : 0;
}

/* The hour or part of the day in a TIMEX3 value: "2015-05-28T21:00", "2015-05-28TNI"; 0 none. */
static char part_of_day(const dtl_time *time)
{
    for (uint32_t i = 0; i + 1 < time->value.length; i++)
        if (time->value.ptr[i] == 'T')
            return time->value.ptr[i + 1];
    return 0;
}

static bool has_word(const weighing *w, const dtl_mention *m, const char *words)
{
    for (uint32_t t = m->first; t < m->first + m->count; t++)
        if (dtl_tree_lemma_in(&w->x->doc->parse, t, words))
            return true;
    return false;
}

static bool has_digit(const weighing *w, const dtl_mention *m)
{
    for (uint32_t t = m->first; t < m->first + m->count; t++) {
        char c = w->x->doc->page.text.ptr[w->x->doc->text.tokens.items[t].offset];
        if (c >= '0' && c <= '9')
            return true;
    }
    return false;
}

static int weight_of_form(const weighing *w, const dtl_mention *m, const dtl_time *time)
{
    char part = part_of_day(time);
    if (has_word(w, m, months) && has_digit(w, m))
        return CALENDAR_DATE;
    if (has_word(w, m, weekdays))
        return 0;
    if (part >= '0' && part <= '9')
        return CLOCK_ALONE;
    return has_word(w, m, days_by_report) ? DAY_BY_REPORT : OTHER_FORM;
}

/* "7 p.m. on Saturday": the day that follows tells more. */
static bool leans_on_next(const weighing *w, uint32_t mention, int form)
{
    const dtl_mention_array *all = &w->x->doc->mention.mentions;
    uint32_t behind = event_mention_at(w->x, mention)->first + event_mention_at(w->x, mention)->count;
    for (uint32_t i = mention + 1; form == CLOCK_ALONE && i < all->count && all->items[i].first < behind + CLOCK_REACH; i++)
        if (all->items[i].kind == DTL_MENTION_TIME && all->items[i].first >= behind)
            return true;
    return false;
}

/* ---- what the deed's own words allow ---- */

/* "Killed a guard in March", "in 2012": its day lies in there. False: "has killed hundreds since 2010" is no deed of one day. */
static bool find_bounds(weighing *w)
{
    const dtl_mention_array *all = &w->x->doc->mention.mentions;
    for (uint32_t i = 0; i < all->count; i++) {
        if (all->items[i].kind != DTL_MENTION_TIME || all->items[i].target == DTL_NONE)
            continue;
        const dtl_time *time = &w->x->doc->mention.times.items[all->items[i].target];
        const bool closed = time->days.low != DTL_DAY_OPEN_PAST && time->days.high != DTL_DAY_OPEN_FUTURE;
        if ((time->kind != DTL_TIME_SPAN && time->kind != DTL_TIME_DURATION) || !closed || time->days.low == time->days.high || time->future)
            continue;
        uint32_t above_it = word_above(w, i);
        if (above_it == DTL_NONE || !w->tells[above_it])
            continue;
        uint32_t first = all->items[i].first;
        bool since = dtl_tree_lemma_in(&w->x->doc->parse, first, "since") || (first > 0 && dtl_tree_lemma_in(&w->x->doc->parse, first - 1, "since"));
        if (time->kind == DTL_TIME_DURATION || since)
            return false;
        dtl_interval both = dtl_interval_intersect(w->within, time->days);
        w->within = dtl_interval_is_empty(both) ? w->within : both;
    }
    return true;
}

/* ---- weighing ---- */

static bool can_be_day(const weighing *w, uint32_t mention)
{
    const dtl_mention *m = event_mention_at(w->x, mention);
    const dtl_interval published = w->x->doc->mention.published;
    if (m->kind != DTL_MENTION_TIME || m->target == DTL_NONE || event_is_stamp(w->x, mention))
        return false;
    const dtl_time *time = &w->x->doc->mention.times.items[m->target];
    return time->kind == DTL_TIME_DAY && !time->future && time->days.low == time->days.high && time->days.low != DTL_DAY_OPEN_PAST &&
           (published.high == DTL_DAY_OPEN_FUTURE || time->days.low <= published.high) && time->days.low >= w->within.low && time->days.low <= w->within.high;
}

static int weight_of(weighing *w, uint32_t mention)
{
    const dtl_text *text = &w->x->doc->text;
    const dtl_mention *m = event_mention_at(w->x, mention);
    const dtl_time *time = &w->x->doc->mention.times.items[m->target];
    const dtl_interval published = w->x->doc->mention.published;
    const uint32_t number = text->tokens.items[m->head].sentence;
    const dtl_sentence *sentence = &text->sentences.items[number];
    const int form = weight_of_form(w, m, time);
    int weight = form + weight_above(w, mention, form) + weight_beside(w, m, sentence) + weight_of_sentence(w, number) + weight_of_place(number);
    weight += part_of_day(time) ? PART_OF_DAY : 0;
    weight += event_is_past_of_saying(w->x, mention) ? PAST_OF_SAYING : 0;
    if (published.low == DTL_DAY_OPEN_PAST)
        return weight;
    weight += time->days.low >= published.low ? TODAY : 0;
    if (published.low - time->days.low < WEEK)
        return weight + of_last_week[w->opening];
    const uint32_t said = word_above(w, mention);
    return weight + (said != DTL_NONE && topic_of(w, said) == TOPIC_SAYING ? 0 : of_before[w->opening]); /* "On March 7 the police said that …": another story */
}

/* The odds that a weight, in tenths of their logarithm, stands for: they double every 7 (10 log 2). Weights are some −60 … 60. */
static uint64_t odds_of(int weight)
{
    static const uint16_t steps[DOUBLING] = {1024, 1131, 1248, 1378, 1522, 1680, 1855}; /* 1024 · 2^(k/7) */
    int raised = weight + FLOOR < 0 ? 0 : weight + FLOOR;
    return (uint64_t)steps[raised % DOUBLING] << (raised / DOUBLING);
}

/* Puts a time on its day. */
static void weigh(weighing *w, uint32_t mention)
{
    const dtl_mention *m = event_mention_at(w->x, mention);
    const dtl_time *time = &w->x->doc->mention.times.items[m->target];
    if (leans_on_next(w, mention, weight_of_form(w, m, time)))
        return;
    uint32_t day = 0;
    while (day < w->count && w->days[day] != time->days.low)
        day++;
    if (day == DAYS_MAX)
        return;
    int weight = weight_of(w, mention);
    bool new_day = day == w->count;
    if (new_day || weight > w->best[day]) {
        w->best[day] = weight;
        w->mention[day] = mention;
    }
    w->odds[day] = (new_day ? 0 : w->odds[day]) + odds_of(weight);
    w->days[day] = time->days.low;
    w->count += new_day;
}

dtl_err event_find_deed_day(const event_context *x, const casualty_array *casualties, uint32_t deed, uint32_t *mention)
{
    weighing w = {.x = x, .deed = deed, .within = DTL_INTERVAL_OPEN, .opening = opening_of(x)};
    *mention = DTL_NONE;
    if (!find_topics(&w, casualties) || !find_tellings(&w))
        return DTL_ERR_BUDGET;
    if (!find_bounds(&w))
        return DTL_OK;
    for (uint32_t i = 0; i < x->doc->mention.mentions.count; i++)
        if (can_be_day(&w, i))
            weigh(&w, i);
    uint64_t best = odds_of(LEAST);
    int32_t day = DTL_DAY_OPEN_PAST;
    for (uint32_t i = 0; i < w.count; i++)
        if (w.odds[i] > best || (w.odds[i] == best && w.days[i] > day)) { /* of equals the later */
            best = w.odds[i];
            day = w.days[i];
            *mention = w.mention[i];
        }
    if (*mention != DTL_NONE && !event_time_dates(x, *mention)) /* a bare hour speaks for the report's day, but tells none */
        *mention = DTL_NONE;
    return DTL_OK;
}
