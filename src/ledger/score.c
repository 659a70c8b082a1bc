/* How likely two tellings are the same event: a sum of whole numbers from weights.h, and the hard bounds.
 *
 * In: two tellings (report events) with their actors already linked. Out: a score, whether they may never be one event, and
 * the reasons in words ("same day, same city, shared victim"). Unknown counts nothing: a report that gives no day neither
 * speaks for nor against. A toll that differs is weak evidence and never a veto: tolls rise, and reports of one event
 * disagree about it in one of eight cases.
 *
 * Example: "a bomb killed three in Herat on Monday" and "an IS bomb killed five near Herat's market on Monday":
 *   type 10, mode 10, same day 25, same city 30, toll -2 = 73.
 * What it asks of actors and places stands in traits.c.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/internal.h"
#include <stdlib.h>

static bool is_symmetric(uint8_t type)
{
    return type == DTL_EVENT_CONSULT || type == DTL_EVENT_AGREE || type == DTL_EVENT_COOPERATE;
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* ---- features ---- */

static uint8_t copy_actors(const build *b, uint32_t report, const dtl_index_array *role, uint32_t *out, uint8_t count)
{
    for (uint32_t i = 0; i < role->count && count < FEATURE_ACTORS; i++) {
        uint32_t actor = b->out->actor_of[b->out->reports.items[report].first_actor + role->items[i]];
        bool known = false;
        for (uint8_t k = 0; k < count; k++)
            known = known || out[k] == actor;
        if (!known)
            out[count++] = actor;
    }
    return count;
}

/* The words of its first places in the text, sorted; how many. False when out of budget. */
static bool find_words(build *b, const dtl_report *report, const dtl_report_event *event, uint32_t kept[FEATURE_WORDS], uint8_t *n)
{
    uint32_t words[FEATURE_WORDS * 2], count = 0;
    for (uint32_t m = 0; m < event->mentions.count && m < 2; m++) {
        dtl_slice text = dtl_span_text(report->text, event->mentions.items[m].evidence), folded;
        if (text.length > 2000)
            text.length = dtl_utf8_valid_prefix((dtl_slice){text.ptr, 2000});
        dtl_arena_reset(&b->scratch);
        if (!dtl_utf8_fold(&b->scratch, text, &folded))
            return false;
        for (uint32_t at = 0; at < folded.length && count < FEATURE_WORDS * 2;) {
            uint32_t start = at;
            while (at < folded.length && ((folded.ptr[at] >= 'a' && folded.ptr[at] <= 'z') || (unsigned char)folded.ptr[at] >= 0x80))
                at++;
            if (at - start >= 5)
                words[count++] = (uint32_t)(dtl_hash64((dtl_slice){folded.ptr + start, at - start}) >> 32);
            at += at == start || at < folded.length;
        }
    }
    qsort(words, count, sizeof *words, by_number);
    *n = 0;
    for (uint32_t i = 0; i < count && *n < FEATURE_WORDS; i++)
        if (!i || words[i] != words[i - 1])
            kept[(*n)++] = words[i];
    return true;
}

static uint8_t reality_of(const dtl_report_event *event)
{
    switch (event->status) {
    case DTL_STATUS_PLANNED:
    case DTL_STATUS_THREATENED: return REALITY_AHEAD;
    case DTL_STATUS_HABITUAL:
    case DTL_STATUS_HYPOTHETICAL: return REALITY_GENERAL;
    default: return event->series ? REALITY_GENERAL : REALITY_HAPPENED;
    }
}

/* Sorted numbers, kept behind each other. */
static const uint32_t *put(uint32_t **end, uint32_t *numbers, uint8_t count)
{
    const uint32_t *start = *end;
    for (uint8_t i = 1; i < count; i++) /* few, and mostly sorted */
        for (uint8_t k = i; k && numbers[k] < numbers[k - 1]; k--) {
            uint32_t swap = numbers[k];
            numbers[k] = numbers[k - 1];
            numbers[k - 1] = swap;
        }
    memcpy(*end, numbers, count * sizeof *numbers);
    *end += count;
    return start;
}

static bool take_feature(build *b, uint32_t report, const dtl_report_event *event, feature *f)
{
    uint32_t actors[FEATURE_ACTORS], recipients[FEATURE_ACTORS], places[FEATURE_ACTORS], words[FEATURE_WORDS];
    f->n_actors = copy_actors(b, report, &event->roles[DTL_EVENT_ACTOR], actors, 0);
    if (is_symmetric(event->type))
        f->n_actors = copy_actors(b, report, &event->roles[DTL_EVENT_RECIPIENT], actors, f->n_actors);
    else
        f->n_recipients = copy_actors(b, report, &event->roles[DTL_EVENT_RECIPIENT], recipients, 0);
    f->n_places = copy_actors(b, report, &event->roles[DTL_EVENT_PLACE], places, 0);
    if (!find_words(b, b->out->reports.items[report].report, event, words, &f->n_words))
        return false;
    uint32_t *end = dtl_arena_alloc(b->arena, ((size_t)f->n_actors + f->n_recipients + f->n_places + f->n_words) * sizeof *end);
    if (!end)
        return false;
    f->actors = put(&end, actors, f->n_actors);
    f->recipients = put(&end, recipients, f->n_recipients);
    f->places = put(&end, places, f->n_places);
    f->words = put(&end, words, f->n_words);
    return true;
}

bool ledger_features(build *b)
{
    uint32_t count = b->out->mentions.count;
    bool seen[DTL_ITEM_FIGURE + 1][DTL_EVENT_TYPE_COUNT][REALITY_GENERAL + 1][2];
    b->features = dtl_arena_calloc(b->arena, count, sizeof *b->features);
    if (!b->features)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const dtl_report_event *event = event_of(b, i);
        uint32_t report = b->out->mentions.items[i].report;
        const dtl_ledger_report *row = &b->out->reports.items[report];
        feature *f = &b->features[i];
        *f = (feature){.killed = event->killed, .injured = event->injured, .arrested = event->arrested, .days = event->days, .published = row->report->published,
                       .report = report, .item = event->item, .type = event->type, .mode = event->mode, .status = event->status,
                       .reality = reality_of(event), .leads_report = row->lead == i,
                       .counts_back = event->age.told};
        if (b->out->mentions.items[i].event == 0)
            memset(seen, 0, sizeof seen);
        bool *first = &seen[event->item][event->type][f->reality][event->mode == DTL_MODE_ABDUCT];
        f->lead = !*first; /* the first of its type and class in its report; who is taken is another story than who is killed */
        *first = true;
        if (!take_feature(b, report, event, f))
            return false;
    }
    return true;
}

/* ---- parts of the score ---- */

static bool is_mode_of_force(uint8_t mode)
{
    return mode == DTL_MODE_EXPLOSIVES || mode == DTL_MODE_SUICIDE_ATTACK || mode == DTL_MODE_TARGETED ||
           mode == DTL_MODE_FIREARMS || mode == DTL_MODE_AERIAL || mode == DTL_MODE_DRONE || mode == DTL_MODE_HEAVY_WEAPONS ||
           mode == DTL_MODE_DESTROY;
}

static int32_t mode_score(uint8_t a, uint8_t b)
{
    if (a == DTL_MODE_NO_MODE || b == DTL_MODE_NO_MODE)
        return 0;
    if (a == b)
        return MODE_SAME;
    if (!is_mode_of_force(a) || !is_mode_of_force(b))
        return MODE_FAR;
    bool air_a = a == DTL_MODE_AERIAL || a == DTL_MODE_DRONE, air_b = b == DTL_MODE_AERIAL || b == DTL_MODE_DRONE;
    bool self_a = a == DTL_MODE_SUICIDE_ATTACK, self_b = b == DTL_MODE_SUICIDE_ATTACK;
    return (air_a && self_b) || (air_b && self_a) ? MODE_FAR : MODE_NEAR;
}

bool modes_are_near(uint8_t a, uint8_t b)
{
    return mode_score(a, b) > MODE_FAR;
}

/* Days between two intervals: 0 when they touch. 64 bits: open ends are the extremes of 32. */
static int64_t gap_of(dtl_interval a, dtl_interval b)
{
    int64_t ab = (int64_t)b.low - a.high, ba = (int64_t)a.low - b.high;
    int64_t gap = ab > ba ? ab : ba;
    return gap > 0 ? gap : 0;
}

static int64_t width_of(dtl_interval days)
{
    return (int64_t)days.high - days.low;
}

static int32_t date_score(dtl_interval a, dtl_interval b)
{
    if (dtl_interval_is_open(a) || dtl_interval_is_open(b))
        return 0;
    int64_t gap = gap_of(a, b), width = width_of(a) > width_of(b) ? width_of(a) : width_of(b);
    if (gap == 0)
        return width == 0 ? DATE_SAME_DAY : width <= 7 ? DATE_SAME_WEEK : width <= 31 ? DATE_SAME_MONTH : DATE_TOUCH;
    return gap == 1 ? DATE_NEXT_DAY : gap <= 3 ? DATE_NEAR : gap <= 7 ? DATE_OFF : DATE_FAR;
}

static int32_t published_score(const feature *x, const feature *y)
{
    int64_t gap = gap_of(x->published, y->published);
    bool known = width_of(x->published) <= 7 && width_of(y->published) <= 7;
    return gap > 60 ? PUBLISHED_FAR : gap <= 4 && known ? PUBLISHED_NEAR : 0;
}

/* Best match of two sets of places, 0 when one is empty. */
static int32_t places_score(const build *b, const feature *x, const feature *y)
{
    int32_t best = INT32_MIN;
    for (uint8_t i = 0; i < x->n_places; i++)
        for (uint8_t k = 0; k < y->n_places; k++) {
            int32_t score = place_score(b, x->places[i], y->places[k]);
            best = score > best ? score : best;
        }
    return best == INT32_MIN ? 0 : best;
}

/* One telling gives no place, but its report speaks of the town of the other. */
static bool report_names_place(const build *b, const feature *without, const feature *with)
{
    const dtl_ledger_report *r = &b->out->reports.items[without->report];
    for (uint8_t i = 0; i < with->n_places; i++) {
        if (b->traits[with->places[i]].precision < 3)
            continue;
        for (uint32_t k = 0; k < r->report->actors.count && k < REPORT_ACTORS; k++)
            if (b->out->actor_of[r->first_actor + k] == with->places[i])
                return true;
    }
    return false;
}

/* What two sets of participants share. */
typedef struct overlap {
    bool known;          /* both sets name somebody */
    bool person, partial, name, role, kin; /* shared: a person; part of a name; an organisation or state; a role noun; parent and child */
    bool persons_differ; /* both name persons and none is shared */
    bool names_differ;   /* both name organisations or persons and none is shared or kin */
    bool same_side;      /* … but of one country and sector */
} overlap;

static overlap compare_sets(const build *b, const uint32_t *x, uint8_t nx, const uint32_t *y, uint8_t ny)
{
    overlap o = {.known = nx && ny};
    bool person_x = false, person_y = false, name_x = false, name_y = false;
    for (uint8_t i = 0; i < nx; i++) {
        const trait *a = &b->traits[x[i]];
        person_x = person_x || a->person;
        name_x = name_x || !a->general;
        for (uint8_t k = 0; k < ny; k++) {
            const trait *c = &b->traits[y[k]];
            person_y = person_y || c->person;
            name_y = name_y || !c->general;
            if (x[i] == y[k]) {
                o.person = o.person || a->person;
                o.role = o.role || a->general;
                o.name = o.name || (!a->person && !a->general);
            } else if (actors_are_kin(b, x[i], y[k])) {
                o.partial = o.partial || (a->person && c->person);
                o.kin = true;
            } else if (a->side && a->side == c->side) {
                o.same_side = true;
            }
        }
    }
    o.persons_differ = person_x && person_y && !o.person && !o.partial;
    o.names_differ = name_x && name_y && !o.person && !o.name && !o.kin;
    return o;
}

static int32_t actors_score(const overlap *o)
{
    if (!o->known)
        return 0;
    if (o->person || o->name)
        return ACTOR_SAME;
    if (o->kin)
        return ACTOR_KIN;
    if (o->names_differ)
        return o->same_side ? ACTOR_SAME_SIDE : ACTOR_CONFLICT;
    return o->role ? ACTOR_ROLE : 0;
}

/* Acts that befall a person once. */
static bool befalls_once(const feature *e)
{
    return e->type == DTL_EVENT_ASSAULT || (e->type == DTL_EVENT_COERCE && (e->mode == DTL_MODE_ARREST || e->mode == DTL_MODE_DEPORT));
}

static int32_t recipients_score(const overlap *o, bool once)
{
    if (!o->known)
        return 0;
    if (o->person)
        return once ? VICTIM_SAME : RECIPIENT_PERSON;
    if (o->partial)
        return once ? VICTIM_PARTIAL : RECIPIENT_KIN;
    if (o->persons_differ)
        return once ? VICTIM_OTHER : RECIPIENT_CONFLICT;
    if (o->name)
        return RECIPIENT_SAME;
    if (o->kin)
        return RECIPIENT_KIN;
    if (o->names_differ)
        return RECIPIENT_CONFLICT;
    return o->role ? RECIPIENT_ROLE : 0;
}

static int32_t toll_score(dtl_range a, dtl_range b)
{
    if (a.low < 0 || b.low < 0)
        return 0;
    if (a.low == b.low && a.high == b.high)
        return a.low >= 2 ? TOLL_EQUAL : TOLL_EQUAL_ONE;
    if (a.low <= b.high && b.low <= a.high)
        return TOLL_OVERLAP;
    dtl_range less = a.high < b.low ? a : b, more = a.high < b.low ? b : a;
    return more.low / 2 < less.high || more.low == 2 * less.high - 1 ? TOLL_NEAR : TOLL_OTHER;
}

enum { WORDS_COUNTED = 5 };

/* The parts of one pair's score, for the sum and for the reasons. */
typedef struct parts {
    int32_t type, mode, date, published, place, actors, recipients, toll, words, story;
    bool doubtful; /* one of the days may be that of an arrest or trial: it speaks neither for nor against */
    bool other_victims; /* both name persons, and none is the same */
} parts;

/* "has killed hundreds since 2015" may stand first in a report and is still no news: a sum over years is nobody's story. But "on
 * Wednesday" is, in a report of which only the year is known. */
static bool is_news(const feature *f)
{
    return f->item == DTL_ITEM_EVENT && (f->counts_back || dtl_interval_is_open(f->days) || width_of(f->days) <= STORY_DAYS_MOST);
}

static bool is_bombing(const feature *f)
{
    return f->type == DTL_EVENT_ASSAULT && (f->mode == DTL_MODE_EXPLOSIVES || f->mode == DTL_MODE_SUICIDE_ATTACK);
}

/* What one story says of two tellings that stand first of their type in its reports. */
static int32_t story_part(const build *b, const feature *x, const feature *y)
{
    const dtl_ledger_report *reports = b->out->reports.items;
    bool leads = x->leads_report && y->leads_report;
    if (reports[x->report].story != reports[y->report].story) /* of bombings there are few in a week */
        return leads && is_bombing(x) && is_bombing(y) && story_compare(b, x->report, y->report).sum >= STORY_ALIKE ? STORY_BOMBING
               : leads && x->type == DTL_EVENT_ASSAULT && x->reality == REALITY_HAPPENED                           ? STORY_APART
                                                                                                                    : 0;
    if (x->status == DTL_STATUS_DENIED || y->status == DTL_STATUS_DENIED)
        return 0; /* "no attack was being prepared" is not told of the attack that came */
    if (x->reality != REALITY_HAPPENED || x->type != DTL_EVENT_ASSAULT || (x->mode == DTL_MODE_ABDUCT) != (y->mode == DTL_MODE_ABDUCT))
        return STORY_OTHER;
    if (!leads)
        return STORY_FIRST;
    bool late = gap_of(x->published, y->published) > STORY_FRESH && x->mode && y->mode && x->mode != y->mode;
    int32_t sure = STORY_LEAD + story_compare(b, x->report, y->report).sum, most = late ? STORY_LEAD_LATE : STORY_LEAD_MOST;
    return sure > most ? most : sure < STORY_LEAD_LEAST ? STORY_LEAD_LEAST : sure;
}

static int32_t sum_of(const parts *p)
{
    return p->type + p->mode + p->date + p->published + p->place + p->actors + p->recipients + p->toll + p->words + p->story;
}

/* The parts that cost little first; false as soon as the sum cannot come to `least` any more with the most that the rest may bring. */
static bool score_parts(const build *b, const feature *x, const feature *y, int32_t least, parts *p)
{
    bool once = befalls_once(x) && befalls_once(y), leads = x->lead && y->lead && is_news(x) && is_news(y);
    int32_t rest = WORD_SHARED * WORDS_COUNTED + PLACE_SAME_POINT + ACTOR_SAME + (once ? VICTIM_SAME : RECIPIENT_PERSON);
    *p = (parts){.type = x->type == y->type ? TYPE_SAME : 0, .mode = mode_score(x->mode, y->mode), .date = date_score(x->days, y->days),
                 .toll = toll_score(x->killed, y->killed) + toll_score(x->injured, y->injured) / 2 + toll_score(x->arrested, y->arrested)};
    if (dtl_interval_is_open(x->days) || dtl_interval_is_open(y->days))
        p->published = published_score(x, y);
    if (leads) /* a doubtful day speaks neither for nor against */
        rest += STORY_LEAD_MOST + (p->date < 0 ? -p->date : 0);
    if (least > INT32_MIN && sum_of(p) + rest < least)
        return false;
    overlap recipients = compare_sets(b, x->recipients, x->n_recipients, y->recipients, y->n_recipients);
    p->place = places_score(b, x, y);
    p->recipients = recipients_score(&recipients, once);
    p->other_victims = recipients.persons_differ;
    if ((!x->n_places && report_names_place(b, x, y)) || (!y->n_places && report_names_place(b, y, x)))
        p->place = PLACE_IN_REPORT;
    rest -= PLACE_SAME_POINT + (once ? VICTIM_SAME : RECIPIENT_PERSON);
    if (least > INT32_MIN && sum_of(p) + rest < least)
        return false;
    overlap actors = compare_sets(b, x->actors, x->n_actors, y->actors, y->n_actors);
    p->actors = actors_score(&actors);
    p->words = shared_count(x->words, x->n_words, y->words, y->n_words, WORDS_COUNTED) * WORD_SHARED;
    if (leads) {
        p->story = p->place == PLACE_FAR ? 0 : story_part(b, x, y);
        p->doubtful = p->story >= STORY_LEAD_LATE && p->date < 0 && gap_of(x->published, y->published) > DAYS_APART_HARD &&
                      (day_is_doubtful(b, x->report, x->days) || day_is_doubtful(b, y->report, y->days));
        if (p->doubtful)
            p->date = 0;
    }
    return true;
}

/* Both say when it was, to a day or two. */
static bool days_are_precise(const feature *x, const feature *y)
{
    return !dtl_interval_is_open(x->days) && !dtl_interval_is_open(y->days) && width_of(x->days) <= 1 && width_of(y->days) <= 1;
}

/* What forbids two tellings to be one event before anything is scored. */
static bool cannot_link(const feature *x, const feature *y)
{
    if (x->report == y->report)
        return true; /* the report itself keeps them apart: "in another operation" */
    if (x->reality != y->reality || x->item != y->item || x->type != y->type)
        return true; /* a plan, or a habit, and a deed: links.c */
    return !(x->lead && y->lead) && days_are_precise(x, y) && gap_of(x->days, y->days) > DAYS_APART_HARD;
}

bool pair_may_link(const build *b, uint32_t first, uint32_t second, int32_t least, int32_t *score)
{
    const feature *x = &b->features[first], *y = &b->features[second];
    parts p;
    if (cannot_link(x, y) || !score_parts(b, x, y, least, &p))
        return false;
    int64_t gap = days_are_precise(x, y) ? gap_of(x->days, y->days) : 0;
    if ((gap > DAYS_APART_HARD && !p.doubtful) || (gap > DAYS_APART_PLACES && p.place == PLACE_FAR))
        return false;
    bool room = x->killed.high > 1 || y->killed.high > 1 || x->injured.high > 0 || y->injured.high > 0;
    if (p.other_victims && !room && befalls_once(x) && befalls_once(y))
        return false; /* two named persons, and a toll that leaves no room for both */
    *score = sum_of(&p);
    return true;
}

bool pair_reasons(const build *b, uint32_t x, uint32_t y, dtl_slice *reasons)
{
    parts p;
    (void)score_parts(b, &b->features[x], &b->features[y], INT32_MIN, &p);
    dtl_buffer text = {0};
    const struct { int32_t value; const char *good, *bad; } named[] = {
        {p.recipients, p.recipients >= VICTIM_PARTIAL ? "shared victim" : "shared recipient", "other recipient"},
        {p.date, p.date >= DATE_SAME_DAY ? "same day" : "days meet", "days apart"},
        {p.place, p.place == PLACE_IN_REPORT ? "report names the place" : p.place >= PLACE_SAME_DISTRICT ? "same town or district" : p.place > PLACE_SAME_COUNTRY ? "same area" : "same country",
         "other place"},
        {p.actors, "shared actor", "other actor"},
        {p.mode, "same mode", "other mode"},
        {p.toll, "tolls meet", "tolls differ"},
        {p.published, "published together", "published apart"},
        {p.words, "shared words", ""},
        {p.story, "the lead of one story", ""},
    };
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].value)
            dtl_buffer_format(&text, "%s%s %+d", text.length ? ", " : "", named[i].value > 0 ? named[i].good : named[i].bad,
                              (int)named[i].value);
    bool good = !text.failed && dtl_arena_copy(b->arena, dtl_slice_make(text.bytes ? text.bytes : "", text.length), reasons);
    dtl_buffer_free(&text);
    return good;
}
