/* How likely two tellings are the same event: a sum of whole numbers from weights.h, and the hard bounds.
 *
 * In: two tellings (report events) with their actors already linked. Out: a score, whether they may never be one event, and
 * the reasons in words ("same day, same city, shared victim"). Unknown counts nothing: a report that gives no day neither
 * speaks for nor against. A toll that differs is weak evidence and never a veto: tolls rise, and reports of one event
 * disagree about it in one of eight cases.
 *
 * Example: "a bomb killed three in Herat on Monday" and "an IS bomb killed five near Herat's market on Monday":
 *   type 10, mode 10, same day 25, same city 30, toll -2 = 73.
 * Knowingly wrong: distance ignores that degrees of longitude shrink towards the poles, so places look further apart there.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/internal.h"
#include <stdlib.h>

bool actor_is_general(const dtl_ledger_actor *actor)
{
    if (actor->parent_id.length)
        return false; /* "Dock Front fighters" are the Dock Front */
    return dtl_slice_is(actor->kind, "role") || dtl_slice_is(actor->kind, "document") ||
           dtl_slice_starts_with(actor->id, DTL_SLICE("text:")) || dtl_slice_starts_with(actor->id, DTL_SLICE("role:"));
}

static bool is_person(const dtl_ledger_actor *actor)
{
    return dtl_slice_is(actor->kind, "person");
}

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

static bool add_words(build *b, const dtl_report *report, const dtl_report_event *event, feature *f)
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
    for (uint32_t i = 0; i < count && f->n_words < FEATURE_WORDS; i++)
        if (!i || words[i] != words[i - 1])
            f->words[f->n_words++] = words[i];
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
        feature *f = &b->features[i];
        f->reality = reality_of(event);
        if (b->out->mentions.items[i].event == 0)
            memset(seen, 0, sizeof seen);
        bool *first = &seen[event->item][event->type][f->reality][event->mode == DTL_MODE_ABDUCT];
        f->lead = !*first; /* the first of its type and class in its report; who is taken is another story than who is killed */
        *first = true;
        f->n_actors = copy_actors(b, report, &event->roles[DTL_EVENT_ACTOR], f->actors, 0);
        if (is_symmetric(event->type))
            f->n_actors = copy_actors(b, report, &event->roles[DTL_EVENT_RECIPIENT], f->actors, f->n_actors);
        else
            f->n_recipients = copy_actors(b, report, &event->roles[DTL_EVENT_RECIPIENT], f->recipients, 0);
        f->n_places = copy_actors(b, report, &event->roles[DTL_EVENT_PLACE], f->places, 0);
        qsort(f->actors, f->n_actors, sizeof *f->actors, by_number);
        qsort(f->recipients, f->n_recipients, sizeof *f->recipients, by_number);
        qsort(f->places, f->n_places, sizeof *f->places, by_number);
        if (!add_words(b, b->out->reports.items[report].report, event, f))
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

static int32_t published_score(const dtl_report *a, const dtl_report *b)
{
    int64_t gap = gap_of(a->published, b->published);
    bool known = width_of(a->published) <= 7 && width_of(b->published) <= 7;
    return gap > 60 ? PUBLISHED_FAR : gap <= 4 && known ? PUBLISHED_NEAR : 0;
}

/* Metres between two places, -1 unknown. One microdegree of latitude is 0.111 m; the larger of both axes will do. */
static int64_t metres_between(const dtl_ledger_actor *a, const dtl_ledger_actor *b)
{
    if (a->latitude == INT32_MIN || b->latitude == INT32_MIN)
        return -1;
    int64_t dy = llabs((int64_t)a->latitude - b->latitude), dx = llabs((int64_t)a->longitude - b->longitude);
    if (dx > 180000000)
        dx = 360000000 - dx;
    return (dx > dy ? dx : dy) * 111 / 1000;
}

static bool names_meet(const dtl_ledger_actor *unit, dtl_slice admin1)
{
    return admin1.length && (dtl_slice_equal_nocase(unit->name, admin1) || dtl_slice_equal_nocase(unit->id, admin1) ||
                             dtl_slice_equal_nocase(unit->admin1, admin1));
}

int32_t place_score(const build *b, uint32_t a, uint32_t c)
{
    const dtl_ledger_actor *x = &b->out->actors.items[a], *y = &b->out->actors.items[c];
    if (x->place_precision > y->place_precision) {
        const dtl_ledger_actor *swap = x;
        x = y;
        y = swap;
    }
    if (a == c)
        return x->place_precision >= 4   ? PLACE_SAME_POINT
               : x->place_precision == 3 ? PLACE_SAME_DISTRICT
               : x->place_precision == 2 ? PLACE_SAME_PROVINCE
               : x->place_precision == 1 ? PLACE_SAME_COUNTRY
                                         : PLACE_SAME_UNKNOWN;
    if (!x->place_precision || !y->place_precision)
        return 0;
    if (x->country.length && y->country.length && !dtl_slice_equal(x->country, y->country))
        return PLACE_FAR;
    if (x->place_precision == 1)
        return x->country.length && y->country.length ? PLACE_IN_COUNTRY : 0;
    if (x->place_precision == 2)
        return names_meet(x, y->admin1) || dtl_slice_equal(y->parent_id, x->id) ? PLACE_INSIDE
               : y->admin1.length || y->place_precision == 2                   ? PLACE_FAR
                                                                               : 0;
    if (dtl_slice_equal(x->parent_id, y->id) || dtl_slice_equal(y->parent_id, x->id))
        return PLACE_CLOSE;
    int64_t metres = metres_between(x, y);
    if (metres >= 0)
        return metres <= CLOSE_METRES ? PLACE_CLOSE : metres <= FAR_METRES ? PLACE_SAME_UNIT : PLACE_FAR;
    if (x->place_precision == 5 && dtl_slice_equal_nocase(x->name, y->name)) /* a building, one report says in which town */
        return PLACE_CLOSE;
    if (y->place_precision == 5 && (!x->admin1.length || !y->admin1.length)) /* "at the Grand Hotel": where that is nobody says */
        return 0;
    return dtl_slice_equal_nocase(x->admin1, y->admin1) ? PLACE_SAME_UNIT : PLACE_FAR;
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
static bool report_names_place(const build *b, uint32_t without, const feature *with)
{
    const dtl_ledger_report *r = &b->out->reports.items[b->out->mentions.items[without].report];
    for (uint8_t i = 0; i < with->n_places; i++) {
        if (b->out->actors.items[with->places[i]].place_precision < 3)
            continue;
        for (uint32_t k = 0; k < r->report->actors.count && k < REPORT_ACTORS; k++)
            if (b->out->actor_of[r->first_actor + k] == with->places[i])
                return true;
    }
    return false;
}

/* True when one skeleton name is the last word or a subset of the words of the other: "daud muzamil", "muzamil". */
static bool names_partial(dtl_slice a, dtl_slice c)
{
    if (!a.length || !c.length)
        return false;
    if (a.length > c.length) {
        dtl_slice swap = a;
        a = c;
        c = swap;
    }
    uint32_t found = 0, words = 0;
    dtl_slice rest = a, word;
    while (dtl_slice_next_field(&rest, ' ', &word)) {
        words++;
        dtl_slice other_rest = c, other;
        while (dtl_slice_next_field(&other_rest, ' ', &other))
            if (dtl_slice_equal(word, other)) {
                found++;
                break;
            }
    }
    return words && found == words;
}

/* Is x a child, grandchild … of the actor with this id? "IS-K fighters" are part of IS-K, which is part of IS. */
static bool is_part_of(const build *b, const dtl_ledger_actor *x, dtl_slice id)
{
    enum { GENERATIONS = 4 };
    for (int i = 0; i < GENERATIONS && x->parent_id.length; i++) {
        if (dtl_slice_equal(x->parent_id, id))
            return true;
        uint32_t parent = dtl_map_get(&b->actor_by_id, x->parent_id);
        if (parent == DTL_NONE)
            return false;
        x = &b->out->actors.items[parent];
    }
    return false;
}

uint32_t actor_root(const build *b, uint32_t actor)
{
    enum { GENERATIONS = 4 };
    for (int i = 0; i < GENERATIONS && b->out->actors.items[actor].parent_id.length; i++) {
        uint32_t parent = dtl_map_get(&b->actor_by_id, b->out->actors.items[actor].parent_id);
        if (parent == DTL_NONE)
            break;
        actor = parent;
    }
    return actor;
}

bool actors_are_kin(const build *b, uint32_t a, uint32_t c)
{
    const dtl_ledger_actor *x = &b->out->actors.items[a], *y = &b->out->actors.items[c];
    if (x->parent_id.length && dtl_slice_equal(x->parent_id, y->parent_id))
        return true;
    if (is_part_of(b, x, y->id) || is_part_of(b, y, x->id))
        return true;
    return is_person(x) && is_person(y) && names_partial(b->person_keys[a], b->person_keys[c]);
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
        const dtl_ledger_actor *a = &b->out->actors.items[x[i]];
        person_x = person_x || is_person(a);
        name_x = name_x || !actor_is_general(a);
        for (uint8_t k = 0; k < ny; k++) {
            const dtl_ledger_actor *c = &b->out->actors.items[y[k]];
            person_y = person_y || is_person(c);
            name_y = name_y || !actor_is_general(c);
            if (x[i] == y[k]) {
                o.person = o.person || is_person(a);
                o.role = o.role || actor_is_general(a);
                o.name = o.name || (!is_person(a) && !actor_is_general(a));
            } else if (actors_are_kin(b, x[i], y[k])) {
                o.partial = o.partial || (is_person(a) && is_person(c));
                o.kin = true;
            } else if (a->country.length && a->sector.length && dtl_slice_equal(a->country, c->country) &&
                       dtl_slice_equal(a->sector, c->sector)) {
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
static bool befalls_once(const dtl_report_event *e)
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

static int32_t words_score(const feature *x, const feature *y)
{
    int32_t shared = 0;
    for (uint8_t i = 0, k = 0; i < x->n_words && k < y->n_words && shared < 5;) {
        if (x->words[i] == y->words[k]) {
            shared++;
            i++;
            k++;
        } else if (x->words[i] < y->words[k]) {
            i++;
        } else {
            k++;
        }
    }
    return shared * WORD_SHARED;
}

/* The parts of one pair's score, for the sum and for the reasons. */
typedef struct parts {
    int32_t type, mode, date, published, place, actors, recipients, toll, words, story;
    bool doubtful; /* one of the days may be that of an arrest or trial: it speaks neither for nor against */
} parts;

/* "has killed hundreds since 2015" may stand first in a report and is still no news: a sum over years is nobody's story. But "on
 * Wednesday" is, in a report of which only the year is known. */
static bool is_news(const dtl_report_event *event)
{
    return event->item == DTL_ITEM_EVENT && (event->age.told || dtl_interval_is_open(event->days) || width_of(event->days) <= STORY_DAYS_MOST);
}

static int64_t published_gap(const build *b, uint32_t x, uint32_t y)
{
    return gap_of(report_of(b, x)->published, report_of(b, y)->published);
}

static bool is_bombing(const dtl_report_event *e)
{
    return e->type == DTL_EVENT_ASSAULT && (e->mode == DTL_MODE_EXPLOSIVES || e->mode == DTL_MODE_SUICIDE_ATTACK);
}

/* What one story says of two tellings that stand first of their type in its reports. */
static int32_t story_part(const build *b, uint32_t x, uint32_t y)
{
    uint32_t rx = b->out->mentions.items[x].report, ry = b->out->mentions.items[y].report;
    const dtl_ledger_report *reports = b->out->reports.items;
    const dtl_report_event *ex = event_of(b, x), *ey = event_of(b, y);
    bool leads = reports[rx].lead == x && reports[ry].lead == y;
    if (reports[rx].story != reports[ry].story) /* of bombings there are few in a week */
        return leads && is_bombing(ex) && is_bombing(ey) && story_compare(b, rx, ry).sum >= STORY_ALIKE ? STORY_BOMBING
               : leads && ex->type == DTL_EVENT_ASSAULT && b->features[x].reality == REALITY_HAPPENED ? STORY_APART
                                                                                                 : 0;
    if (ex->status == DTL_STATUS_DENIED || ey->status == DTL_STATUS_DENIED)
        return 0; /* "no attack was being prepared" is not told of the attack that came */
    if (b->features[x].reality != REALITY_HAPPENED || ex->type != DTL_EVENT_ASSAULT || (ex->mode == DTL_MODE_ABDUCT) != (ey->mode == DTL_MODE_ABDUCT))
        return STORY_OTHER;
    bool late = published_gap(b, x, y) > STORY_FRESH && ex->mode && ey->mode && ex->mode != ey->mode;
    if (!leads)
        return STORY_FIRST;
    int32_t sure = STORY_LEAD + story_compare(b, rx, ry).sum, most = late ? STORY_LEAD_LATE : STORY_LEAD_MOST;
    return sure > most ? most : sure < STORY_LEAD_LEAST ? STORY_LEAD_LEAST : sure;
}

static parts score_parts(const build *b, uint32_t x, uint32_t y)
{
    const feature *fx = &b->features[x], *fy = &b->features[y];
    const dtl_report_event *ex = event_of(b, x), *ey = event_of(b, y);
    overlap actors = compare_sets(b, fx->actors, fx->n_actors, fy->actors, fy->n_actors);
    overlap recipients = compare_sets(b, fx->recipients, fx->n_recipients, fy->recipients, fy->n_recipients);
    parts p = {.type = ex->type == ey->type ? TYPE_SAME : 0, .mode = mode_score(ex->mode, ey->mode),
               .date = date_score(ex->days, ey->days), .place = places_score(b, fx, fy), .actors = actors_score(&actors),
               .recipients = recipients_score(&recipients, befalls_once(ex) && befalls_once(ey)),
               .toll = toll_score(ex->killed, ey->killed) + toll_score(ex->injured, ey->injured) / 2 +
                       toll_score(ex->arrested, ey->arrested),
               .words = words_score(fx, fy)};
    if ((!fx->n_places && report_names_place(b, x, fy)) || (!fy->n_places && report_names_place(b, y, fx)))
        p.place = PLACE_IN_REPORT;
    if (dtl_interval_is_open(ex->days) || dtl_interval_is_open(ey->days))
        p.published = published_score(report_of(b, x), report_of(b, y));
    if (fx->lead && fy->lead && is_news(ex) && is_news(ey)) {
        p.story = p.place == PLACE_FAR ? 0 : story_part(b, x, y);
        p.doubtful = p.story >= STORY_LEAD_LATE && p.date < 0 && published_gap(b, x, y) > DAYS_APART_HARD &&
                     (day_is_doubtful(b, b->out->mentions.items[x].report, ex->days) || day_is_doubtful(b, b->out->mentions.items[y].report, ey->days));
        if (p.doubtful)
            p.date = 0;
    }
    return p;
}

int32_t pair_score(const build *b, uint32_t x, uint32_t y)
{
    parts p = score_parts(b, x, y);
    return p.type + p.mode + p.date + p.published + p.place + p.actors + p.recipients + p.toll + p.words + p.story;
}

/* Two named persons, and a toll that leaves no room for both. */
static bool different_victims(const build *b, uint32_t x, uint32_t y)
{
    const dtl_report_event *ex = event_of(b, x), *ey = event_of(b, y);
    if (!befalls_once(ex) || !befalls_once(ey))
        return false;
    const feature *fx = &b->features[x], *fy = &b->features[y];
    overlap o = compare_sets(b, fx->recipients, fx->n_recipients, fy->recipients, fy->n_recipients);
    bool room = ex->killed.high > 1 || ey->killed.high > 1 || ex->injured.high > 0 || ey->injured.high > 0;
    return o.persons_differ && !room;
}

bool pair_days_forbid(const build *b, uint32_t x, uint32_t y)
{
    const dtl_interval a = event_of(b, x)->days, c = event_of(b, y)->days;
    bool known = !dtl_interval_is_open(a) && !dtl_interval_is_open(c) && width_of(a) <= 1 && width_of(c) <= 1;
    return known && !(b->features[x].lead && b->features[y].lead) && gap_of(a, c) > DAYS_APART_HARD;
}

bool pair_cannot_link(const build *b, uint32_t x, uint32_t y)
{
    const feature *fx = &b->features[x], *fy = &b->features[y];
    const dtl_report_event *ex = event_of(b, x), *ey = event_of(b, y);
    if (b->out->mentions.items[x].report == b->out->mentions.items[y].report)
        return true; /* the report itself keeps them apart: "in another operation" */
    if (fx->reality != fy->reality || ex->item != ey->item || ex->type != ey->type)
        return true;
    if (!dtl_interval_is_open(ex->days) && !dtl_interval_is_open(ey->days)) {
        int64_t gap = gap_of(ex->days, ey->days);
        bool precise = width_of(ex->days) <= 1 && width_of(ey->days) <= 1;
        if (precise && gap > DAYS_APART_HARD && !score_parts(b, x, y).doubtful)
            return true;
        if (precise && gap > DAYS_APART_PLACES && places_score(b, fx, fy) == PLACE_FAR)
            return true;
    }
    return different_victims(b, x, y);
}

bool pair_reasons(const build *b, uint32_t x, uint32_t y, dtl_slice *reasons)
{
    parts p = score_parts(b, x, y);
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
