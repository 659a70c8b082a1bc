/* Incident: the toll and the day of the deed that a report is about, told all over it.
 *
 * In: coded events with their occurrences, casualties (victims.c). Out: killed, injured and days of the report's first deed of violence.
 *
 * The idea: a report tells its incident in many sentences: the headline has "four shot", the lead the day, the third sentence that one
 * died in hospital, the last two names. No clause alone has the toll. So all casualties of the report are counted together, but for
 * those of other deeds (another day, another place, "last year", statistics):
 *   killed  = the largest of: numbers of dead (summed inside one sentence); different persons called dead (names; else one for
 *             each sex that is told, "a second man" making two); those whom a doer killed and the doer, when he is dead. Counted over the
 *             first sentences; only where these tell of no dead, over what is told later of people told of before, for a report ends with
 *             the dead of other deeds. Of a night's several shootings ("three killed in separate shootings") nothing is counted;
 *   injured = the largest of: numbers of injured; different injured persons; those hit or harmed in all less the dead.
 * Who was hit, or is in hospital, and is called dead anywhere is dead.
 * Example: "Four shot at Dock Row. … A man died at the scene. … Three others are in hospital." gives killed 1, injured 3.
 * The day: the one of all that the report names for which most speaks (deed_day.c).
 * Knowingly wrong: two unnamed dead men who are told in two sentences are one; a report on two deeds of one town and day adds them up; a
 * victim who is told dead far below, and for the first time, is missed. */
#include "event/victims.h"
#include "rules/commitment.h"

enum { CASUALTIES_MAX = 400, NAMES_MAX = 32, STALE_DAYS = 20, YEAR_DAYS = 366, TELLINGS_MAX = 32, REACH = 8, TOP = 4 /* sentences */ };

/* The report's first deed of violence. */
typedef struct incident {
    event_context *x;
    uint32_t lead;        /* index in events, the first of its occurrence */
    dtl_interval days;    /* of the occurrence */
    dtl_range killed, injured; /* as its own words tell, the most */
    casualty_array all;
    bool own_account;     /* the doer tells it */
    uint32_t round_up;    /* sentences before this one count several deeds together */
    bool *foreign;        /* per sentence: it tells of something else */
    uint32_t *at_sentence;/* per sentence: the first event in it or behind */
} incident;

/* ---- which deed ---- */

static bool is_violent(uint8_t mode)
{
    return mode == DTL_MODE_FIREARMS || mode == DTL_MODE_EXPLOSIVES || mode == DTL_MODE_SUICIDE_ATTACK || mode == DTL_MODE_PRIMITIVE ||
           mode == DTL_MODE_TARGETED || mode == DTL_MODE_AERIAL || mode == DTL_MODE_DRONE || mode == DTL_MODE_HEAVY_WEAPONS;
}

/* A deed of violence against people that is told to have happened once. */
static bool is_deed(const dtl_event *e)
{
    bool deadly = e->mode != DTL_MODE_ABDUCT && e->mode != DTL_MODE_DESTROY && e->mode != DTL_MODE_SEXUAL && e->mode != DTL_MODE_TORTURE;
    return e->item == DTL_ITEM_EVENT && e->type == DTL_EVENT_ASSAULT && deadly && !e->series && !e->historical && e->polarity > 0 && event_happened(e);
}

/* The event that a word tells; DTL_NONE. */
static uint32_t event_of(const incident *in, uint32_t token)
{
    for (uint32_t i = in->at_sentence[in->x->doc->text.tokens.items[token].sentence]; i < in->x->out->events.count; i++) {
        const dtl_event *e = &in->x->out->events.items[i];
        if (e->sentence > in->x->doc->text.tokens.items[token].sentence)
            break;
        if (e->trigger == token && e->item == DTL_ITEM_EVENT)
            return i;
    }
    return DTL_NONE;
}

static bool tells_casualty(const incident *in, uint32_t event)
{
    for (uint32_t i = 0; i < in->all.count && in->all.items[i].token <= in->x->out->events.items[event].trigger; i++)
        if (in->all.items[i].token == in->x->out->events.items[event].trigger)
            return true;
    return false;
}

static bool find_lead(incident *in)
{
    const dtl_event_array *events = &in->x->out->events;
    for (uint32_t i = 0; i < events->count; i++) {
        const dtl_event *e = &events->items[i];
        if (!is_deed(e) || e->occurrence != i ||
            !(is_violent(e->mode) || e->killed.low > 0 || e->injured.low > 0 || tells_casualty(in, i) || event_is_fate(in->x, e->trigger)))
            continue;
        in->lead = i;
        in->days = e->days;
        in->killed = e->killed;
        in->injured = e->injured;
        for (uint32_t k = i + 1; k < events->count; k++) {
            const dtl_event *more = &events->items[k];
            if (more->occurrence != i)
                continue;
            if (!dtl_interval_is_empty(dtl_interval_intersect(in->days, more->days)))
                in->days = dtl_interval_intersect(in->days, more->days);
            bool top = more->sentence <= e->sentence + TOP;
            if (top || in->killed.low < 0)
                in->killed = in->killed.low >= more->killed.low ? in->killed : more->killed;
            if (top || in->injured.low < 0)
                in->injured = in->injured.low >= more->injured.low ? in->injured : more->injured;
        }
        return true;
    }
    return false;
}

/* ---- what is told of other deeds ---- */

/* "last year", "in 2015", "every summer", "on 3 March" of a deed of May: a time before the deed, or too wide for one. */
static bool is_other_time(const incident *in, const dtl_time *time)
{
    if (time->future || time->kind == DTL_TIME_LENGTH || time->kind == DTL_TIME_REFERENCE)
        return false;
    if (time->kind == DTL_TIME_SET)
        return true;
    bool open = time->days.low == DTL_DAY_OPEN_PAST || time->days.high == DTL_DAY_OPEN_FUTURE;
    if (open)
        return time->kind == DTL_TIME_DURATION || time->kind == DTL_TIME_SPAN;
    if (!dtl_interval_is_open(in->days) && (int64_t)in->days.high - in->days.low >= STALE_DAYS && time->days.low >= in->days.low && time->days.high <= in->days.high)
        return false; /* "in July 2014" of the shooting of 2014 */
    if (time->days.high - time->days.low >= (dtl_interval_is_open(in->days) ? YEAR_DAYS : STALE_DAYS)) /* "in June" may be a deed's that has no day */
        return true;
    return in->days.low != DTL_DAY_OPEN_PAST && time->days.high + 1 < in->days.low;
}

/* "the 2014 shooting", "Friday's killing": the noun's own name, not when the sentence plays. */
static bool is_name_of_deed(const incident *in, uint32_t token)
{
    uint8_t relation = in->x->doc->parse.words[token].relation;
    return relation == DTL_REL_COMPOUND || relation == DTL_REL_NUMMOD || relation == DTL_REL_AMOD || relation == DTL_REL_NMOD_POSS;
}

static bool has_other_time(const incident *in, const dtl_sentence *sentence)
{
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t mention = in->x->doc->mention.headed_by[t];
        if (mention != DTL_NONE && event_mention_at(in->x, mention)->kind == DTL_MENTION_TIME && !is_name_of_deed(in, t) &&
            is_other_time(in, &in->x->doc->mention.times.items[event_mention_at(in->x, mention)->target]))
            return true;
    }
    return false;
}

static bool find_foreign(incident *in)
{
    const dtl_sentence_array *sentences = &in->x->doc->text.sentences;
    const dtl_event_array *events = &in->x->out->events;
    in->foreign = dtl_arena_calloc(in->x->arena, sentences->count, sizeof *in->foreign);
    if (!in->foreign)
        return false;
    for (uint32_t i = 0; i < sentences->count; i++)
        in->foreign[i] = has_other_time(in, &sentences->items[i]);
    for (uint32_t i = 0; i < events->count; i++) /* the deed's own sentences are never another's */
        if (events->items[i].occurrence == in->lead)
            in->foreign[events->items[i].sentence] = false;
    return true;
}

static bool is_told_as_fact(const event_context *x, uint32_t token)
{
    dtl_commitment_hints hints = {.support = DTL_NONE, .fused = DTL_NONE};
    dtl_commitment told = dtl_commitment_of(&x->matcher, x->modality_table, token, &hints);
    return told.polarity > 0 && (told.modality == DTL_MODALITY_ASSERTED || dtl_modality_is_hedged(told.modality));
}

static uint32_t sentence_of(const incident *in, const casualty *c)
{
    return in->x->doc->text.tokens.items[c->token].sentence;
}

/* "At least 90 died, two officials said" of a deed that is told with 100 dead is a claim of its own, not a part of it. */
static bool differs(const casualty *c, dtl_range own, uint8_t fate)
{
    return c->fate == fate && c->quantity != DTL_NONE && !c->part && own.low > 1 && c->low > 1 && (c->low != own.low || c->high != own.high);
}

/* "in retaliation for", "in another raid": the words themselves tell two deeds. */
static bool is_linked(const incident *in, uint32_t occurrence)
{
    const dtl_event *events = in->x->out->events.items;
    for (uint32_t i = 0; i < in->x->out->links.count; i++) {
        uint32_t from = events[in->x->out->links.items[i].from].occurrence, to = events[in->x->out->links.items[i].to].occurrence;
        if ((from == in->lead && to == occurrence) || (to == in->lead && from == occurrence))
            return true;
        if (in->x->out->links.items[i].kind == DTL_LINK_RETALIATION_FOR && to == occurrence) /* what another deed answers has its own victims */
            return true;
    }
    return false;
}

/* Does the doer, or somebody for him, tell the deed himself? Then what others say of its toll is not in his words, nor are his numbers theirs. */
static bool is_own_account(const incident *in, uint32_t event)
{
    const dtl_doc *doc = in->x->doc;
    uint32_t voice = in->x->out->events.items[event].voice;
    uint32_t holder = voice == DTL_NONE ? DTL_NONE : doc->voice.voices.items[voice].holder, who = holder == DTL_NONE ? DTL_NONE : doc->mention.mentions.items[holder].target;
    uint32_t first, count = dtl_events_participants(in->x->out, event, &first);
    for (uint32_t i = first; who != DTL_NONE && i < first + count; i++) {
        const dtl_participant *p = &in->x->out->participants.items[i];
        uint32_t doer = doc->mention.mentions.items[p->mention].target;
        if (p->role == DTL_EVENT_ACTOR && doer != DTL_NONE && event_are_related(in->x, doer, who))
            return true;
    }
    return false;
}

/* May this other telling be one of the deed: same doers, days and places as far as they are told, no other toll? */
static bool is_telling(const incident *in, uint32_t event)
{
    const dtl_event_array *events = &in->x->out->events;
    uint32_t old = events->items[event].occurrence;
    if (is_linked(in, old) || is_own_account(in, event))
        return false;
    for (uint32_t k = old; k < events->count && k <= event; k++) {
        if (events->items[k].occurrence != old)
            continue;
        if (!is_deed(&events->items[k]))
            return false;
        for (uint32_t i = in->lead; i < events->count && i < in->lead + TELLINGS_MAX; i++)
            if (events->items[i].occurrence == in->lead && event_is_other_deed(in->x, i, k))
                return false;
    }
    return true;
}

/* A casualty's word that tells an event makes it one of the deed: a toll is not counted twice. */
static void join(incident *in, uint32_t event)
{
    dtl_event_array *events = &in->x->out->events;
    uint32_t old = events->items[event].occurrence;
    for (uint32_t i = old; i < events->count && old > in->lead; i++)
        if (events->items[i].occurrence == old)
            events->items[i].occurrence = in->lead;
}

/* "the fatal shooting": a death without anybody told. */
static bool is_nobody(const casualty *c)
{
    return c->victim == c->token && c->low == 1 && c->taken_up && c->quantity == DTL_NONE;
}

/* "another fatal shooting", "the fatal shooting in May" far below: it may be of another deed. */
static bool is_elsewhere(const incident *in, const casualty *c)
{
    return sentence_of(in, c) > in->x->out->events.items[in->lead].sentence + TOP ||
           dtl_tree_child_lemma(&in->x->doc->parse, c->token, "another other second third previous earlier recent separate") != DTL_NONE;
}

/* "in memory of a boy whom a crash had killed": the rules say that it tells no deed. */
static bool is_discarded(const incident *in, uint32_t token)
{
    for (uint32_t i = 0; i < in->x->out->discarded.count; i++)
        if (in->x->out->discarded.items[i].trigger == token)
            return true;
    return false;
}

static bool is_of_deed(incident *in, const casualty *c, uint32_t last)
{
    uint32_t sentence = sentence_of(in, c), event = event_of(in, c->token);
    if (event != DTL_NONE && in->x->out->events.items[event].occurrence == in->lead)
        return true;
    if (sentence < in->round_up || (is_nobody(c) && is_elsewhere(in, c)))
        return false;
    if (in->own_account && c->quantity != DTL_NONE && in->x->doc->voice.of_token[c->token] != in->x->out->events.items[in->lead].voice)
        return false;
    if (in->foreign[sentence] || sentence > last + REACH || (c->low > 0 && !is_told_as_fact(in->x, c->token)))
        return false;
    if (event == DTL_NONE && sentence > in->x->out->events.items[in->lead].sentence + TOP && is_discarded(in, c->token))
        return false;
    if (differs(c, in->killed, FATE_KILLED) || differs(c, in->injured, FATE_INJURED))
        return false;
    if (event == DTL_NONE)
        return true;
    if (!is_telling(in, event))
        return false;
    join(in, event);
    return true;
}

/* "Three people were killed and nine wounded in weekend shootings": what is told up to there is no single deed's toll. */
static uint32_t find_round_up(const incident *in)
{
    uint32_t behind = 0;
    for (uint32_t i = 0; i < in->x->out->events.count && in->x->out->events.items[i].sentence <= in->x->out->events.items[in->lead].sentence; i++) {
        const dtl_event *e = &in->x->out->events.items[i];
        if (e->series && e->item == DTL_ITEM_EVENT && e->type == DTL_EVENT_ASSAULT && (e->killed.low > 0 || e->injured.low > 0))
            behind = e->sentence + 1;
    }
    return behind;
}

/* Keeps the casualties of this deed: a chain of sentences from its first telling on. */
static void drop_others(incident *in)
{
    uint32_t kept = 0, last = in->x->out->events.items[in->lead].sentence;
    for (uint32_t i = 0; i < in->all.count && kept < CASUALTIES_MAX; i++) {
        const casualty *c = &in->all.items[i];
        if (!is_of_deed(in, c, last))
            continue;
        last = sentence_of(in, c) > last ? sentence_of(in, c) : last;
        in->all.items[kept++] = *c;
    }
    in->all.count = kept;
}

/* ---- counting ---- */

/* A set of fates, a bit each. */
enum { KILLED = 1 << FATE_KILLED, INJURED = 1 << FATE_INJURED, HIT = 1 << FATE_HIT, TREATED = 1 << FATE_TREATED, ALL = KILLED | INJURED | HIT | TREATED };

static bool is_of(const casualty *c, unsigned fates)
{
    return (1u << c->fate) & fates;
}

/* Persons told apart: by name; else by age; else by sex; "another", "a second" is one more. */
typedef struct persons {
    uint32_t names[NAMES_MAX], n_names;
    uint8_t ages[NAMES_MAX];
    uint32_t n_ages;
    bool sexes[3], aged[3]; /* somebody of this sex without an age; with one */
    uint32_t ordinal;
} persons;

static bool has_name(const persons *p, uint32_t entity)
{
    for (uint32_t i = 0; i < p->n_names; i++)
        if (p->names[i] == entity)
            return true;
    return false;
}

static bool has_age(const persons *p, uint8_t age)
{
    for (uint32_t i = 0; i < p->n_ages; i++)
        if (p->ages[i] == age)
            return true;
    return false;
}

/* "Another man died" is a second one; "wounding four and killing another" is none: he is another than the four. */
static bool has_company(const incident *in, uint32_t at, unsigned fates)
{
    for (uint32_t i = 0; i < at; i++)
        if (sentence_of(in, &in->all.items[i]) == sentence_of(in, &in->all.items[at]) && !is_of(&in->all.items[i], fates))
            return false;
    for (uint32_t i = 0; i < at; i++)
        if (is_of(&in->all.items[i], fates) && !is_nobody(&in->all.items[i]) && in->all.items[i].victim != in->all.items[at].victim)
            return true;
    return false;
}

/* "A second man died": the first is known from elsewhere. */
static bool is_second(const incident *in, const casualty *c)
{
    return dtl_tree_child_lemma(&in->x->doc->parse, c->victim, "second") != DTL_NONE;
}

static persons find_persons(const incident *in, unsigned fates)
{
    persons p = {.n_names = 0};
    for (uint32_t i = 0; i < in->all.count; i++) {
        const casualty *c = &in->all.items[i];
        if (c->quantity != DTL_NONE || !is_of(c, fates) || c->high != 1 || c->self)
            continue;
        if (c->entity != DTL_NONE) {
            if (p.n_names < NAMES_MAX && !has_name(&p, c->entity))
                p.names[p.n_names++] = c->entity;
        } else if (c->age) {
            p.aged[c->sex] = true;
            if (p.n_ages < NAMES_MAX && !has_age(&p, c->age))
                p.ages[p.n_ages++] = c->age;
        } else {
            p.sexes[c->sex] = true;
        }
        p.ordinal = c->ordinal > p.ordinal && (has_company(in, i, fates) || is_second(in, c)) ? c->ordinal : p.ordinal;
    }
    return p;
}

/* At least so many: named and unnamed may be the same. */
static int64_t count_persons(const persons *p)
{
    int64_t unnamed = p->n_ages;
    for (uint8_t sex = SEX_MALE; sex <= SEX_FEMALE; sex++)
        unnamed += p->sexes[sex] && !p->aged[sex] && !p->aged[SEX_OPEN];
    unnamed = !unnamed && p->sexes[SEX_OPEN] ? 1 : unnamed;
    if (p->ordinal > unnamed)
        unnamed++;
    return unnamed > p->n_names ? unnamed : p->n_names;
}

/* Those of the first who are surely none of the others. */
static int64_t count_but(const persons *p, const persons *others)
{
    int64_t names = 0, unnamed = 0;
    for (uint32_t i = 0; i < p->n_names; i++)
        names += !has_name(others, p->names[i]);
    for (uint32_t i = 0; i < p->n_ages; i++)
        unnamed += !has_age(others, p->ages[i]);
    bool open = others->sexes[SEX_OPEN] || others->aged[SEX_OPEN] || others->n_names;
    for (uint8_t sex = SEX_MALE; sex <= SEX_FEMALE; sex++)
        unnamed += p->sexes[sex] && !p->aged[sex] && !others->sexes[sex] && !others->aged[sex] && !open;
    if (p->sexes[SEX_OPEN] && !unnamed && !count_persons(others))
        unnamed = 1;
    if (p->ordinal && !unnamed)
        unnamed = 1;
    return unnamed > names ? unnamed : names;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static bool is_single_pronoun(const incident *in, uint32_t token)
{
    return dtl_tree_lemma_in(&in->x->doc->parse, token, "he she him her");
}

/* The largest number of these in one sentence: "three men and a child", "2 at the scene and one in hospital". */
static dtl_range count_numbers(const incident *in, unsigned fates, bool others)
{
    dtl_range best = DTL_RANGE_NONE;
    for (uint32_t first = 0; first < in->all.count;) {
        uint32_t sentence = sentence_of(in, &in->all.items[first]), end = first;
        dtl_range sum = DTL_RANGE_NONE;
        int64_t multiple = -1; /* "the double murder of a mother and her daughter" are two */
        bool self = false; /* "Berg killed Ann Lohm and himself": two, names or not */
        for (uint32_t k = first; k < in->all.count && sentence_of(in, &in->all.items[k]) == sentence; k++)
            self = self || in->all.items[k].self;
        for (; end < in->all.count && sentence_of(in, &in->all.items[end]) == sentence; end++) {
            const casualty *c = &in->all.items[end];
            bool again = !is_of(c, fates) || is_nobody(c) || (c->entity != DTL_NONE && !self) || (c->others && !others && is_of(c, HIT));
            for (uint32_t k = first; k < end && !again; k++)
                again = is_of(&in->all.items[k], fates) && (in->all.items[k].victim == c->victim || (c->entity != DTL_NONE && in->all.items[k].entity == c->entity));
            bool doer = sum.low > 1 && c->quantity == DTL_NONE && is_single_pronoun(in, c->victim); /* "killed four before he was shot dead" */
            if (!again && c->victim == c->token && c->low > 1 && c->quantity == DTL_NONE) {
                multiple = larger(multiple, c->low);
                continue;
            }
            if (again || ((c->part || c->taken_up) && sum.low >= 0 && !doer))
                continue;
            sum.low = (sum.low < 0 ? 0 : sum.low) + c->low;
            sum.high = c->high == DTL_COUNT_OPEN || sum.high == DTL_COUNT_OPEN ? DTL_COUNT_OPEN : (sum.high < 0 ? 0 : sum.high) + c->high;
        }
        if (multiple > sum.low)
            sum = (dtl_range){multiple, multiple};
        if (sum.low > best.low)
            best = sum;
        first = end;
    }
    return best;
}

static dtl_range count_killed(const incident *in)
{
    dtl_range told = count_numbers(in, KILLED, true);
    persons killed = find_persons(in, KILLED);
    int64_t count = count_persons(&killed);
    return count > told.low && count > 0 ? (dtl_range){count, count} : told;
}

/* "The gunman was found dead", "and then himself": the doer is among the dead. */
static bool is_doer(const incident *in, const casualty *c)
{
    return c->self || (c->quantity == DTL_NONE && event_is_counted(in->x, c->victim, "doer", "noun"));
}

/* "killed four", "killing a nurse": told of what a doer did to others. */
static bool is_of_others(const incident *in, const casualty *c)
{
    const dtl_parse *parse = &in->x->doc->parse;
    return c->fate == FATE_KILLED && !is_doer(in, c) && !c->taken_up && !c->part && dtl_tree_is_verb(parse, c->token) && !dtl_tree_is_passive(parse, c->token) &&
           c->victim > c->token;
}

/* Those whom the doer killed and the doer, who is told dead elsewhere: "A man killed his wife and two sons on Monday. … He turned the gun on
 * himself." No range when nobody tells so. */
static dtl_range count_with_doer(const incident *in)
{
    dtl_range best = DTL_RANGE_NONE;
    bool dead = false;
    for (uint32_t i = 0; i < in->all.count; i++)
        dead = dead || (in->all.items[i].fate == FATE_KILLED && is_doer(in, &in->all.items[i]));
    for (uint32_t i = 0; dead && i < in->all.count; i++) {
        int64_t sum = 1;
        for (uint32_t k = i; k < in->all.count && in->all.items[k].token == in->all.items[i].token; k++)
            sum += is_of_others(in, &in->all.items[k]) ? in->all.items[k].low : 0;
        if (sum > 1 && sum > best.low)
            best = (dtl_range){sum, sum};
    }
    return best;
}

/* Is he, or are they, of those told of before: "the man", "one of them", "a third victim", somebody named in an earlier sentence? */
static bool is_known(const incident *in, const casualty *c)
{
    if (c->taken_up || c->owned || c->part || c->ordinal || c->self)
        return true;
    for (uint32_t i = 0; c->entity != DTL_NONE && i < in->all.count && sentence_of(in, &in->all.items[i]) < sentence_of(in, c); i++)
        if (in->all.items[i].entity == c->entity)
            return true;
    return false;
}

/* The dead as the report's beginning tells them. Where it tells of none, those told later whom it has told of, for a report ends with the dead of
 * other deeds ("It was the city's third shooting; on Friday a guard was killed"). */
static dtl_range count_killed_at_top(const incident *in)
{
    incident top = *in;
    uint32_t last = in->x->out->events.items[in->lead].sentence + TOP;
    top.all = (casualty_array){.items = dtl_arena_calloc(in->x->arena, in->all.count + 1, sizeof *top.all.items)};
    if (!top.all.items)
        return count_killed(in);
    for (uint32_t i = 0; i < in->all.count && sentence_of(in, &in->all.items[i]) <= last; i++)
        top.all.items[top.all.count++] = in->all.items[i];
    dtl_range killed = count_killed(&top), with_doer = count_with_doer(&top);
    if (killed.low > 0)
        return with_doer.low > killed.low ? with_doer : killed;
    for (uint32_t i = top.all.count; i < in->all.count; i++)
        if (is_known(in, &in->all.items[i]))
            top.all.items[top.all.count++] = in->all.items[i];
    return count_killed(&top);
}

static bool has_self(const incident *in)
{
    for (uint32_t i = 0; i < in->all.count; i++)
        if (in->all.items[i].self)
            return true;
    return false;
}

static dtl_range count_injured(const incident *in, int64_t killed)
{
    dtl_range told = count_numbers(in, INJURED, true), hit = count_numbers(in, HIT, false);
    persons dead = find_persons(in, KILLED), injured = find_persons(in, INJURED), all = find_persons(in, ALL);
    int64_t rest = larger(hit.low - larger(killed, 0), larger(count_persons(&all) - count_persons(&dead), count_but(&injured, &dead)));
    for (uint32_t i = 0; i < in->all.count; i++) { /* "shot three others" */
        const casualty *c = &in->all.items[i];
        if (is_of(c, HIT) && c->others && c->quantity != DTL_NONE)
            rest = larger(rest, c->low);
    }
    return rest > told.low && rest > 0 ? (dtl_range){rest, hit.high == DTL_COUNT_OPEN ? DTL_COUNT_OPEN : rest} : told;
}

/* ---- into the deed ---- */

/* The deed's first telling takes it, unless a telling gives it already; fewer dead, and fewer injured in the
 * same voice, are a part of it. */
static void put_count(incident *in, dtl_range count, bool killed)
{
    dtl_event_array *events = &in->x->out->events;
    dtl_range *first = killed ? &events->items[in->lead].killed : &events->items[in->lead].injured;
    uint32_t teller = DTL_NONE;
    for (uint32_t i = in->lead; i < events->count && teller == DTL_NONE; i++) {
        const dtl_range *own = killed ? &events->items[i].killed : &events->items[i].injured;
        teller = events->items[i].occurrence == in->lead && own->low >= count.low ? i : DTL_NONE;
    }
    for (uint32_t i = in->lead; i < events->count && count.low > 1; i++) {
        dtl_range *own = killed ? &events->items[i].killed : &events->items[i].injured;
        if (events->items[i].occurrence == in->lead && own->low > 1 && own->low < count.low &&
            (killed || (teller != DTL_NONE && events->items[i].voice == events->items[teller].voice)))
            *own = count;
    }
    if (teller == DTL_NONE && (first->low < 0 || first->low < count.low))
        *first = count;
}

/* What is told far from the lead, with more dead than the report has told there, is another deed: "Two were killed. … Since May 40 people have been
 * killed in the city." */
static void part_far(incident *in, dtl_range killed)
{
    dtl_event_array *events = &in->x->out->events;
    for (uint32_t i = in->lead + 1; killed.low > 0 && killed.high != DTL_COUNT_OPEN && i < events->count; i++)
        if (events->items[i].occurrence == in->lead && events->items[i].sentence > events->items[in->lead].sentence + TOP && events->items[i].killed.low > killed.high)
            events->items[i].occurrence = i;
}

/* "1 dead, 2 wounded in a shooting", "Boy dies after shooting himself": told before the deed or in its sentence without a day, and
 * nothing says that it is another. */
static bool is_undated_telling(const incident *in, uint32_t event)
{
    const dtl_event *e = &in->x->out->events.items[event];
    return is_deed(e) && dtl_interval_is_open(e->days) && e->sentence <= in->x->out->events.items[in->lead].sentence && is_telling(in, event);
}

/* The deed's day, where the report tells one, is that of all its tellings that have a day, of the first, and of what may be told of it. */
static dtl_err put_day(incident *in)
{
    dtl_event *events = in->x->out->events.items;
    uint32_t found;
    dtl_err err = event_find_deed_day(in->x, &in->all, in->lead, &found);
    if (err || found == DTL_NONE)
        return err;
    in->days = in->x->doc->mention.times.items[event_mention_at(in->x, found)->target].days;
    for (uint32_t i = in->lead; i < in->x->out->events.count; i++)
        if (i == in->lead || (events[i].occurrence == in->lead && !dtl_interval_is_open(events[i].days)))
            events[i].days = in->days;
    for (uint32_t i = 0; i < in->x->out->events.count; i++)
        if (events[i].occurrence != in->lead && is_undated_telling(in, i))
            events[i].days = in->days;
    return DTL_OK;
}

/* Per sentence the first event in it or behind. */
static bool find_sentences(incident *in)
{
    const dtl_event_array *events = &in->x->out->events;
    uint32_t count = in->x->doc->text.sentences.count, at = 0;
    in->at_sentence = dtl_arena_calloc(in->x->arena, count, sizeof *in->at_sentence);
    for (uint32_t i = 0; in->at_sentence && i < count; i++) {
        while (at < events->count && events->items[at].sentence < i)
            at++;
        in->at_sentence[i] = at;
    }
    return in->at_sentence != NULL;
}

dtl_err event_tell_incident(event_context *x)
{
    incident in = {.x = x};
    dtl_err err = victims_find(x, &in.all);
    if (err)
        return err;
    if (!find_sentences(&in))
        return DTL_ERR_BUDGET;
    if (!find_lead(&in))
        return DTL_OK;
    if (!find_foreign(&in))
        return DTL_ERR_BUDGET;
    in.own_account = is_own_account(&in, in.lead);
    err = put_day(&in);
    if (err)
        return err;
    in.round_up = find_round_up(&in);
    drop_others(&in);
    dtl_range killed = count_killed_at_top(&in);
    part_far(&in, killed.low > in.killed.low ? killed : in.killed);
    bool more = has_self(&in) && killed.low > in.killed.low; /* a pattern does not count "and then himself" */
    if (more)
        x->out->events.items[in.lead].killed = killed;
    put_count(&in, in.killed.low > 1 && in.killed.low >= killed.low && !more ? in.killed : killed, true);
    put_count(&in, in.injured.low > 1 ? in.injured : count_injured(&in, killed.low), false);
    return DTL_OK;
}
