/* Links between events that stay apart, and which claim answers which.
 *
 * In: events, claims, what the reports' own words say of two of their events (report.links). Out: ledger.links by from, kind and strength,
 * with reasons; dtl_ledger_claim.targets. A link comes from one of three:
 *   1. a report's words: "in retaliation for" (event/links.c); a denial that is an item of its own, beside what it denies
 *      ("the ministry rejected the claim"); a denied telling and the like deed told before it in the same report
 *   2. a score over reports, in whole numbers (weights.h): a plan and what came of it, a habit or a series and one instance, a denial and
 *      what it denies. Only events that ask (plans, habits, denials) are put under blocking keys, and what shares a key with them;
 *      each looks at its LINK_WINDOW neighbours by day, so that the work stays linear
 *   3. the report's own order: what its lead event's report recalls from long before is background of that event
 * Example: an embassy warns on Wednesday of an attack on the harbour of Salt Bay; on Friday a bomb goes off there: plan-of, "same town +25,
 * soon after +15, one story +30". An event keeps LINKS_MAX links of a kind, the best first; equal ones in the order of ids.
 *
 * A habit covers an instance only by the same doer, and the same victims where it names any; what is only possible covers nothing.
 * Knowingly wrong: a plan told without doer, target and town is found by the story of its report alone; a denial answers the latest claim told before
 * it by somebody quoted, even where it meant an earlier one.
 */
#include "base/sort.h"
#include "base/utf8.h"
#include "ledger/internal.h"
#include <stdlib.h>

/* What an event is to links. */
typedef enum link_class { CLASS_NONE, CLASS_HAPPENED, CLASS_AHEAD, CLASS_HABIT, CLASS_DENIED } link_class;

/* An event under one blocking key. */
typedef struct stand {
    uint64_t key;
    int32_t day;
    uint32_t event;
} stand;
DTL_ARRAY_TYPE(stand_array, stand);

/* A link that may be kept. */
typedef struct candidate {
    uint32_t from, to;  /* events */
    uint32_t x, y;      /* tellings that speak for it, by which its reasons are told; y DTL_NONE: the words tell it */
    int32_t score;
    uint8_t kind;       /* dtl_link_kind */
    const char *reason; /* static, NULL: by the tellings */
    dtl_span words;     /* of the report of x */
} candidate;
DTL_ARRAY_TYPE(candidate_array, candidate);

/* The parts of one score, for the sum and for the reasons. */
typedef struct parts {
    int32_t actors, recipients, place, mode, time, story;
} parts;

static const dtl_ledger_event *event_at(const build *b, uint32_t event)
{
    return &b->out->events.items[event];
}

static uint32_t merged_into(const build *b, uint32_t report, uint32_t event)
{
    return b->out->mentions.items[b->out->reports.items[report].first_mention + event].merged;
}

static link_class class_of(const dtl_ledger_event *e)
{
    if (e->item != DTL_ITEM_EVENT)
        return CLASS_NONE;
    switch (e->status) {
    case DTL_STATUS_PLANNED:
    case DTL_STATUS_THREATENED: return CLASS_AHEAD;
    case DTL_STATUS_HABITUAL: return CLASS_HABIT;
    case DTL_STATUS_HYPOTHETICAL: return CLASS_NONE;
    case DTL_STATUS_DENIED: return CLASS_DENIED;
    default: return e->series ? CLASS_HABIT : CLASS_HAPPENED;
    }
}

static bool asks(link_class class)
{
    return class == CLASS_AHEAD || class == CLASS_HABIT || class == CLASS_DENIED;
}

/* ---- blocking ---- */

static int32_t published_day(const build *b, uint32_t mention)
{
    return b->out->reports.items[b->out->mentions.items[mention].report].published.low;
}

static int32_t day_of_event(const build *b, uint32_t event)
{
    const dtl_ledger_event *e = event_at(b, event);
    return e->days.low != DTL_DAY_OPEN_PAST ? e->days.low : published_day(b, b->out->members.items[e->first_member]);
}

static void add_key(uint64_t keys[LINK_KEYS], uint32_t *count, uint64_t key)
{
    for (uint32_t i = 0; i < *count; i++)
        if (keys[i] == key)
            return;
    if (*count < LINK_KEYS)
        keys[(*count)++] = key;
}

/* Who, to whom, where, and the story of the report whose lead it is: each with the type. */
static uint32_t keys_of(const build *b, uint32_t event, uint64_t keys[LINK_KEYS])
{
    enum { NAMES = 2 };
    const dtl_ledger_event *e = event_at(b, event);
    uint64_t type = key_mix(1469598103934665603u, e->type);
    uint32_t count = 0;
    for (uint32_t t = 0; t < e->n_members && t < LINK_TELLINGS; t++) {
        uint32_t mention = b->out->members.items[e->first_member + t];
        const feature *f = &b->features[mention];
        for (uint8_t i = 0, n = 0; i < f->n_actors && n < NAMES; i++)
            if (!b->traits[f->actors[i]].general && ++n)
                add_key(keys, &count, key_mix(key_mix(type, 1), actor_root(b, f->actors[i])));
        for (uint8_t i = 0, n = 0; i < f->n_recipients && n < NAMES; i++)
            if (!b->traits[f->recipients[i]].general && ++n)
                add_key(keys, &count, key_mix(key_mix(type, 2), actor_root(b, f->recipients[i])));
        for (uint8_t i = 0, n = 0; i < f->n_places && n < NAMES; i++)
            if (b->traits[f->places[i]].precision >= 3 && ++n)
                add_key(keys, &count, key_mix(key_mix(type, 3), f->places[i]));
        if (f->lead)
            add_key(keys, &count, key_mix(key_mix(type, 4), b->out->reports.items[b->out->mentions.items[mention].report].story));
    }
    return count;
}

static const dtl_sort_field by_key[] = {{offsetof(stand, key), 8, false, false}, {offsetof(stand, day), 4, true, false}, {offsetof(stand, event), 4, false, false}};

static bool is_asked(const stand *asked, uint32_t count, uint64_t key)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (asked[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && asked[low].key == key;
}

/* Those that ask under all their keys, then those that share one with them. */
static bool put_stands(build *b, stand_array *stands)
{
    uint64_t keys[LINK_KEYS];
    uint32_t asked = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < b->out->events.count; i++) {
            link_class class = class_of(event_at(b, i));
            if (class == CLASS_NONE || asks(class) != (pass == 0))
                continue;
            uint32_t count = keys_of(b, i, keys);
            for (uint32_t k = 0; k < count; k++) {
                if (pass && !is_asked(stands->items, asked, keys[k]))
                    continue;
                stand *s = dtl_array_push(&b->scratch, stands);
                if (!s)
                    return false;
                *s = (stand){.key = keys[k], .day = day_of_event(b, i), .event = i};
            }
        }
        if (!dtl_sort(b->scratch.budget, stands->items, stands->count, sizeof *stands->items, by_key, 3))
            return false;
        asked = stands->count;
    }
    return true;
}

/* ---- scores ---- */

/* "hostages" and "military hostages": one noun, "role::hostage" and "role:PAK:army:hostage". */
static bool is_one_noun(const build *b, uint32_t x, uint32_t y)
{
    dtl_slice id[2] = {b->out->actors.items[x].id, b->out->actors.items[y].id};
    for (int i = 0; i < 2; i++) {
        if (!dtl_slice_starts_with(id[i], DTL_SLICE("role:")))
            return false;
        uint32_t start = id[i].length;
        while (id[i].ptr[start - 1] != ':')
            start--;
        id[i] = dtl_slice_make(id[i].ptr + start, id[i].length - start);
    }
    return id[0].length && dtl_slice_equal(id[0], id[1]);
}

/* How two sets of participants stand to each other. */
typedef enum sides { SIDES_UNKNOWN /* one names nobody */, SIDES_SAME, SIDES_KIN, SIDES_ROLE /* the same role noun */, SIDES_OTHER,
                     SIDES_UNLIKE /* role nouns, and other ones */ } sides;

static sides compare(const build *b, const uint32_t *x, uint8_t nx, const uint32_t *y, uint8_t ny)
{
    bool name_x = false, name_y = false, kin = false, role = false;
    if (!nx || !ny)
        return SIDES_UNKNOWN;
    for (uint8_t i = 0; i < nx; i++) {
        bool general = b->traits[x[i]].general;
        name_x = name_x || !general;
        for (uint8_t k = 0; k < ny; k++) {
            name_y = name_y || !b->traits[y[k]].general;
            if (x[i] == y[k] && !general)
                return SIDES_SAME;
            role = role || x[i] == y[k] || is_one_noun(b, x[i], y[k]);
            kin = kin || (x[i] != y[k] && actors_are_kin(b, x[i], y[k]));
        }
    }
    if (kin)
        return SIDES_KIN;
    return role ? SIDES_ROLE : name_x && name_y ? SIDES_OTHER : SIDES_UNLIKE;
}

static int32_t sum_of(const parts *p)
{
    return p->actors + p->recipients + p->place + p->mode + p->time + p->story;
}

static int32_t link_place(const build *b, const feature *x, const feature *y)
{
    int32_t best = INT32_MIN;
    for (uint8_t i = 0; i < x->n_places; i++)
        for (uint8_t k = 0; k < y->n_places; k++) {
            int32_t score = place_score(b, x->places[i], y->places[k]);
            best = score > best ? score : best;
        }
    if (best == INT32_MIN || (best >= 0 && best <= PLACE_SAME_COUNTRY))
        return 0;
    return best >= PLACE_SAME_DISTRICT ? LINK_PLACE_SAME : best > 0 ? LINK_PLACE_AREA : LINK_PLACE_FAR;
}

/* Is it told in the title or the first paragraph? */
static bool stands_at_head(const build *b, uint32_t mention)
{
    const dtl_report *r = report_of(b, mention);
    uint32_t offset = event_of(b, mention)->mentions.items[0].evidence.offset;
    return !r->body.count || offset < dtl_span_end(r->body.items[0].span);
}

/* What does not hang on the kind of link; false: they can have nothing to do with each other. */
static bool score_common(const build *b, uint32_t x, uint32_t y, parts *p)
{
    static const int32_t actor[] = {0, LINK_ACTOR, LINK_ACTOR_KIN, LINK_ACTOR_ROLE, 0, 0};
    static const int32_t recipient[] = {0, LINK_RECIPIENT, LINK_RECIPIENT, LINK_RECIPIENT_ROLE, LINK_RECIPIENT_OTHER, LINK_RECIPIENT_OTHER / 2};
    const feature *fx = &b->features[x], *fy = &b->features[y];
    sides doers = compare(b, fx->actors, fx->n_actors, fy->actors, fy->n_actors);
    sides victims = compare(b, fx->recipients, fx->n_recipients, fy->recipients, fy->n_recipients);
    if (doers == SIDES_OTHER)
        return false;
    uint8_t mode_x = event_of(b, x)->mode, mode_y = event_of(b, y)->mode;
    *p = (parts){.actors = actor[doers], .recipients = recipient[victims], .place = link_place(b, fx, fy)};
    if (mode_x && mode_y)
        p->mode = mode_x == mode_y ? LINK_MODE_SAME : modes_are_near(mode_x, mode_y) ? 0 : LINK_MODE_FAR;
    uint32_t rx = b->out->mentions.items[x].report, ry = b->out->mentions.items[y].report;
    bool one_story = rx != ry && b->out->reports.items[rx].story == b->out->reports.items[ry].story;
    if (one_story && fx->lead && stands_at_head(b, x) && fy->lead && victims != SIDES_OTHER && victims != SIDES_UNLIKE)
        p->story = LINK_STORY; /* both reports are about it */
    return true;
}

/* Days from the end of one interval to the beginning of the other. */
static int64_t days_from(dtl_interval a, dtl_interval b)
{
    return (int64_t)b.low - a.high;
}

static bool is_narrow(dtl_interval days)
{
    return days.low != DTL_DAY_OPEN_PAST && days.high != DTL_DAY_OPEN_FUTURE && (int64_t)days.high - days.low <= 31;
}

/* A plan and a deed of another report: it must have been told before the deed, or on its day. */
static bool score_plan(const build *b, uint32_t plan, uint32_t deed, parts *p)
{
    enum { DAYS_LATE = 2, WEEK = 7, MONTH = 31, HALF_YEAR = 183, YEAR = 366 };
    const dtl_ledger_report *rp = &b->out->reports.items[b->out->mentions.items[plan].report];
    const dtl_ledger_report *rd = &b->out->reports.items[b->out->mentions.items[deed].report];
    dtl_interval told = rp->published, meant = b->days[plan], done = event_at(b, b->out->mentions.items[deed].merged)->days;
    if (rp == rd || !score_common(b, plan, deed, p))
        return false;
    if (is_narrow(meant) && is_narrow(done)) {
        bool met = days_from(meant, done) <= DAYS_LATE && days_from(done, meant) <= 0;
        p->time = met ? LINK_DAY_MET : LINK_DAY_MISSED;
    }
    int32_t latest = done.high != DTL_DAY_OPEN_FUTURE ? done.high : rd->published.high;
    if (latest < told.low)
        return false;
    if (!is_narrow(done))
        done = rd->published; /* no day is told: not long before its report */
    if (!is_narrow(told) && !p->time && told.high > latest)
        return false; /* nothing says that the plan came first */
    if (!is_narrow(told) || !is_narrow(done))
        return true;
    int64_t gap = days_from(told, done);
    p->time += gap <= WEEK ? LINK_SOON : gap <= MONTH ? LINK_MONTH : gap <= HALF_YEAR ? LINK_HALF_YEAR : gap <= YEAR ? 0 : LINK_LATE;
    return true;
}

/* A habit names whom it is about; an instance must fit all of that. */
static bool score_habit(const build *b, uint32_t habit, uint32_t deed, parts *p)
{
    const feature *fh = &b->features[habit], *fd = &b->features[deed];
    dtl_interval span = b->days[habit], done = event_at(b, b->out->mentions.items[deed].merged)->days;
    sides doers = compare(b, fh->actors, fh->n_actors, fd->actors, fd->n_actors);
    sides victims = compare(b, fh->recipients, fh->n_recipients, fd->recipients, fd->n_recipients);
    if ((fh->n_actors && doers != SIDES_SAME && doers != SIDES_KIN && doers != SIDES_ROLE) || !score_common(b, habit, deed, p))
        return false;
    if ((fh->n_recipients && victims != SIDES_SAME && victims != SIDES_KIN && victims != SIDES_ROLE) || p->place == LINK_PLACE_FAR || p->mode < 0)
        return false;
    p->story = 0;
    if (!dtl_interval_is_open(span) && is_narrow(done)) {
        if (done.high < span.low || done.low > span.high)
            return false;
        p->time = LINK_WITHIN;
    }
    return true;
}

/* Nobody denies what has not been told yet. */
static bool score_denial(const build *b, uint32_t denial, uint32_t deed, parts *p)
{
    const dtl_ledger_mention *mx = &b->out->mentions.items[denial], *my = &b->out->mentions.items[deed];
    dtl_interval denied = b->out->reports.items[mx->report].published, told = b->out->reports.items[my->report].published, done = event_at(b, my->merged)->days;
    if (mx->report == my->report || !score_common(b, denial, deed, p) || p->place == LINK_PLACE_FAR)
        return false;
    if (is_narrow(denied) && is_narrow(told) && told.low > denied.high)
        return false;
    if (is_narrow(denied) && is_narrow(done) && class_of(event_at(b, my->merged)) == CLASS_HAPPENED && done.low >= denied.high)
        return false;
    if (is_narrow(b->days[denial]) && is_narrow(done))
        p->time = days_from(b->days[denial], done) <= 1 && days_from(done, b->days[denial]) <= 1 ? LINK_DAY_MET : LINK_DAY_MISSED;
    else if (is_narrow(denied) && is_narrow(told) && days_from(told, denied) <= 7)
        p->time = LINK_SOON;
    return true;
}

/* What is recalled may be elsewhere and otherwise: only likeness counts. */
static bool score_background(const build *b, uint32_t lead, uint32_t recalled, parts *p)
{
    if (!score_common(b, lead, recalled, p))
        return false;
    p->recipients = p->recipients > 0 ? p->recipients : 0;
    p->place = p->place > 0 ? p->place : 0;
    p->mode = p->mode > 0 ? p->mode : 0;
    p->time = LINK_BACKGROUND_LEAST + (event_of(b, lead)->type == event_of(b, recalled)->type ? LINK_TYPE_SAME : 0);
    return sum_of(p) >= LINK_BACKGROUND;
}

/* The police of a whole country plan and do much in a week: besides doer, mode and time something must say that it is this deed. */
static bool is_anchored(const parts *p)
{
    bool other = p->recipients > 0 || p->place > 0 || p->time >= LINK_DAY_MET;
    return other || p->story > 0;
}

/* "No arrests have been made" denies nothing that anybody told; a voice that denies does. */
static bool is_denied_by_somebody(const build *b, uint32_t mention)
{
    for (uint32_t i = b->claims_start[mention]; i < b->claims_start[mention + 1]; i++) {
        const dtl_ledger_claim *claim = &b->out->claims.items[b->claims_list[i]];
        const dtl_report_claim *said = &b->out->reports.items[claim->report].report->claims.items[claim->claim];
        if (claim->side == DTL_SIDE_CONTRADICTS && said->voice != DTL_NONE && (said->stance == DTL_STANCE_DENIES || said->stance == DTL_STANCE_DISMISSES))
            return true;
    }
    return false;
}

/* The score of one pair by its kind; false: no link. */
static bool score_pair(const build *b, uint32_t x, uint32_t y, uint8_t kind, parts *p)
{
    *p = (parts){0};
    if (event_of(b, x)->type != event_of(b, y)->type)
        return false;
    if (kind == DTL_LINK_PLAN_OF)
        return score_plan(b, x, y, p) && is_anchored(p) && sum_of(p) >= LINK_PLAN;
    if (kind == DTL_LINK_DENIAL_OF)
        return is_denied_by_somebody(b, x) && score_denial(b, x, y, p) && is_anchored(p) && sum_of(p) >= LINK_DENIAL;
    bool fits = score_habit(b, x, y, p) && (p->recipients > 0 || p->place > 0); /* the doer alone does much besides */
    return fits && sum_of(p) >= LINK_INSTANCE;
}

/* ---- candidates ---- */

static bool add_candidate(build *b, candidate_array *all, candidate c)
{
    candidate *slot = c.from != c.to ? dtl_array_push(&b->scratch, all) : NULL;
    if (slot)
        *slot = c;
    return slot || c.from == c.to;
}

/* The best pair of tellings of one that asks and one that may answer. */
static bool try_pair(build *b, uint32_t asker, uint32_t other, candidate_array *all)
{
    const dtl_ledger_event *x = event_at(b, asker), *y = event_at(b, other);
    link_class class = class_of(x), answer = class_of(y);
    if (asker == other || (answer != CLASS_HAPPENED && !(class == CLASS_DENIED && answer == CLASS_AHEAD)))
        return true;
    bool habit = class == CLASS_HABIT, series = habit && x->status != DTL_STATUS_HABITUAL;
    uint8_t kind = class == CLASS_AHEAD ? DTL_LINK_PLAN_OF : class == CLASS_DENIED ? DTL_LINK_DENIAL_OF : series ? DTL_LINK_SERIES : DTL_LINK_INSTANCE_OF;
    candidate best = {.from = habit ? other : asker, .to = habit ? asker : other, .x = DTL_NONE, .kind = kind};
    for (uint32_t i = 0; i < x->n_members && i < LINK_TELLINGS; i++)
        for (uint32_t k = 0; k < y->n_members && k < LINK_TELLINGS; k++) {
            uint32_t mx = b->out->members.items[x->first_member + i], my = b->out->members.items[y->first_member + k];
            parts p;
            if (!score_pair(b, mx, my, kind, &p) || (best.x != DTL_NONE && sum_of(&p) <= best.score))
                continue;
            best.x = mx;
            best.y = my;
            best.score = sum_of(&p);
        }
    return best.x == DTL_NONE || add_candidate(b, all, best);
}

static bool find_scored(build *b, candidate_array *all)
{
    stand_array stands = {0};
    if (!put_stands(b, &stands))
        return false;
    for (uint32_t first = 0, end; first < stands.count; first = end) {
        for (end = first + 1; end < stands.count && stands.items[end].key == stands.items[first].key; end++)
            ;
        for (uint32_t i = first; i < end; i++) {
            if (!asks(class_of(event_at(b, stands.items[i].event))))
                continue;
            uint32_t low = i - first > LINK_WINDOW ? i - LINK_WINDOW : first, high = end - i > LINK_WINDOW ? i + LINK_WINDOW : end - 1;
            for (uint32_t k = low; k <= high; k++)
                if (!try_pair(b, stands.items[i].event, stands.items[k].event, all))
                    return false;
        }
    }
    return true;
}

/* What the words of one report say. */
static bool find_told(build *b, uint32_t report, candidate_array *all)
{
    const dtl_ledger_report *r = &b->out->reports.items[report];
    for (uint32_t i = 0; i < r->report->links.count; i++) {
        const dtl_report_link *l = &r->report->links.items[i];
        candidate c = {.from = merged_into(b, report, l->from), .to = merged_into(b, report, l->to), .x = r->first_mention + l->from, .y = DTL_NONE,
                       .score = LINK_TOLD, .kind = l->kind, .words = l->evidence};
        if (!add_candidate(b, all, c))
            return false;
    }
    return true;
}

static bool spans_meet(dtl_span a, dtl_span c)
{
    return a.offset < dtl_span_end(c) && c.offset < dtl_span_end(a);
}

/* Where a telling stands in its report. */
static uint32_t offset_of(const dtl_report *report, uint32_t event)
{
    return report->events.items[event].mentions.items[0].evidence.offset;
}

/* The charge that a rejection answers: the last one told right before it by somebody else, or before it against the speaker's side; of a headline
 * ("Kabul rejects blame") the next one against that side. */
static uint32_t charge_before(const build *b, uint32_t report, uint32_t rejection, uint32_t voice)
{
    enum { NEAR_BYTES = 400, SIDE_BYTES = 1200, GAP_BYTES = 40 };
    const dtl_ledger_report *r = &b->out->reports.items[report];
    uint32_t speaker = voice_of_claim(b, report, voice), at = offset_of(r->report, rejection), best = DTL_NONE;
    for (uint32_t i = 0; i < r->report->events.count; i++) {
        const dtl_report_event *e = &r->report->events.items[i];
        const feature *f = &b->features[r->first_mention + i];
        uint32_t offset = offset_of(r->report, i);
        bool behind = offset > at;
        if (e->item != DTL_ITEM_EVENT || e->type != DTL_EVENT_ACCUSE || offset == at || offset + SIDE_BYTES < at || (behind && (best != DTL_NONE || offset > at + NEAR_BYTES)))
            continue;
        bool own = false, against = false;
        for (uint8_t k = 0; k < f->n_actors && speaker != DTL_NONE; k++)
            own = own || f->actors[k] == speaker;
        for (uint8_t k = 0; k < f->n_recipients && speaker != DTL_NONE; k++)
            against = against || f->recipients[k] == speaker || actors_are_kin(b, f->recipients[k], speaker);
        uint32_t end = dtl_span_end(e->mentions.items[0].evidence);
        bool right_before = !behind && end <= at && end + GAP_BYTES >= at;
        if (!own && (against || right_before) && (best == DTL_NONE || offset > offset_of(r->report, best)))
            best = i;
    }
    return best;
}

/* What the words of a rejection deny: another event that the same voice contradicts in them; DTL_NONE. */
static uint32_t contradicted_in(const build *b, uint32_t report, uint32_t act)
{
    enum { NEAR = 24 };
    const dtl_ledger_report *r = &b->out->reports.items[report];
    const dtl_report_claim *said = &r->report->claims.items[act];
    for (uint32_t k = act > NEAR ? act - NEAR : 0; k < r->report->claims.count && k <= act + NEAR; k++) {
        const dtl_report_claim *denial = &r->report->claims.items[k];
        if (b->out->claims.items[r->first_claim + k].side == DTL_SIDE_CONTRADICTS && denial->voice == said->voice && denial->event != said->event &&
            spans_meet(said->span, denial->span))
            return denial->event;
    }
    return DTL_NONE;
}

/* "The ministry rejected the claim", "Kyiv denied that": the rejection is an item of its own. What it answers is the charge told right before
 * it, or what its words deny, whichever stands nearer. */
static bool find_rejections(build *b, uint32_t report, candidate_array *all)
{
    enum { REJECTIONS_MAX = 128 }; /* each looks through the report's events */
    const dtl_ledger_report *r = &b->out->reports.items[report];
    for (uint32_t i = 0, met = 0; i < r->report->claims.count && met < REJECTIONS_MAX; i++) {
        const dtl_report_claim *said = &r->report->claims.items[i];
        const dtl_report_event *e = &r->report->events.items[said->event];
        bool turns_away = said->stance == DTL_STANCE_DENIES || said->stance == DTL_STANCE_DISMISSES;
        if (!turns_away || said->voice == DTL_NONE || (e->item != DTL_ITEM_STATEMENT && e->type != DTL_EVENT_REJECT))
            continue;
        met++;
        uint32_t denied = contradicted_in(b, report, i), charge = charge_before(b, report, said->event, said->voice);
        if (denied == DTL_NONE || (charge != DTL_NONE && offset_of(r->report, charge) > offset_of(r->report, denied)))
            denied = charge;
        if (denied == DTL_NONE)
            continue;
        candidate c = {.from = merged_into(b, report, said->event), .to = merged_into(b, report, denied), .x = r->first_mention + said->event, .y = DTL_NONE,
                       .score = LINK_TOLD, .kind = DTL_LINK_DENIAL_OF, .words = said->span};
        if (!add_candidate(b, all, c))
            return false;
    }
    return true;
}

/* A denied telling and the like one before it in the same report (of a headline: behind it), which is planned or told by others. */
static bool find_denied(build *b, uint32_t report, candidate_array *all)
{
    enum { BEFORE = 32 };
    const dtl_ledger_report *r = &b->out->reports.items[report];
    for (uint32_t i = 0; i < r->report->events.count; i++) {
        const dtl_report_event *e = &r->report->events.items[i];
        uint32_t found = DTL_NONE;
        if (e->item != DTL_ITEM_EVENT || e->status != DTL_STATUS_DENIED || !is_denied_by_somebody(b, r->first_mention + i))
            continue;
        for (uint32_t step = 1; step <= 2 * BEFORE && found == DTL_NONE; step++) {
            uint32_t k = step <= BEFORE ? i - step : i + step - BEFORE;
            if (step <= BEFORE ? step > i : k >= r->report->events.count)
                continue;
            parts p;
            const dtl_report_event *other = &r->report->events.items[k];
            bool told = other->item == DTL_ITEM_EVENT && other->type == e->type && !other->historical && other->status != DTL_STATUS_DENIED &&
                        other->status != DTL_STATUS_HYPOTHETICAL && other->status != DTL_STATUS_HABITUAL;
            bool names_victims = b->features[r->first_mention + i].n_recipients > 0; /* "did not target civilians" denies no offensive as such */
            if (told && score_common(b, r->first_mention + i, r->first_mention + k, &p) && p.recipients >= names_victims && p.place >= 0 && p.mode >= 0)
                found = k;
        }
        if (found == DTL_NONE)
            continue;
        candidate c = {.from = merged_into(b, report, i), .to = merged_into(b, report, found), .x = r->first_mention + i, .y = DTL_NONE,
                       .score = LINK_TOLD_BEFORE, .kind = DTL_LINK_DENIAL_OF, .reason = "the like deed told in the same report"};
        if (!add_candidate(b, all, c))
            return false;
    }
    return true;
}

/* What the report of a news event recalls from long before. */
static bool find_background(build *b, uint32_t report, candidate_array *all)
{
    enum { LONG_BEFORE = 60 };
    const dtl_ledger_report *r = &b->out->reports.items[report];
    if (r->lead == DTL_NONE || r->testimony != report || class_of(event_at(b, b->out->mentions.items[r->lead].merged)) != CLASS_HAPPENED)
        return true;
    dtl_interval news = event_at(b, b->out->mentions.items[r->lead].merged)->days;
    if (!is_narrow(news))
        return true;
    for (uint32_t i = 0; i < r->report->events.count; i++) {
        uint32_t mention = r->first_mention + i, event = b->out->mentions.items[mention].merged;
        dtl_interval days = b->days[mention];
        bool old = days.high != DTL_DAY_OPEN_FUTURE && (int64_t)news.low - days.high > LONG_BEFORE;
        parts p;
        if (!old || class_of(event_at(b, event)) != CLASS_HAPPENED || !score_background(b, r->lead, mention, &p))
            continue;
        candidate c = {.from = event, .to = b->out->mentions.items[r->lead].merged, .x = r->lead, .y = mention, .score = sum_of(&p), .kind = DTL_LINK_BACKGROUND_OF};
        if (!add_candidate(b, all, c))
            return false;
    }
    return true;
}

/* ---- the best are kept ---- */

static int by_link(const void *x, const void *y)
{
    const candidate *a = x, *b = y;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    return (a->words.offset > b->words.offset) - (a->words.offset < b->words.offset);
}

/* The words that tell it, on one line, not too long. */
static void put_words(const build *b, const candidate *c, dtl_buffer *out)
{
    enum { WORDS_MAX = 120 };
    dtl_slice words = dtl_span_text(report_of(b, c->x)->text, c->words);
    bool cut = words.length > WORDS_MAX;
    if (cut)
        words.length = dtl_utf8_valid_prefix((dtl_slice){words.ptr, WORDS_MAX});
    dtl_buffer_cstr(out, "told: \"");
    for (uint32_t i = 0; i < words.length; i++)
        dtl_buffer_char(out, words.ptr[i] == '\n' || words.ptr[i] == '\t' || words.ptr[i] == '\r' ? ' ' : words.ptr[i]);
    dtl_buffer_cstr(out, cut ? "…\"" : "\"");
}

static void put_parts(const build *b, const candidate *c, dtl_buffer *out)
{
    parts p = {0};
    if (c->kind == DTL_LINK_BACKGROUND_OF)
        (void)score_background(b, c->x, c->y, &p);
    else
        (void)score_pair(b, c->x, c->y, c->kind, &p);
    bool after = c->kind == DTL_LINK_PLAN_OF;
    const char *in_time = c->kind == DTL_LINK_BACKGROUND_OF ? "recalled by its report" : after ? "in the time after" : c->kind == DTL_LINK_DENIAL_OF ? "denied soon after" : "in its time";
    const struct { int32_t value; const char *good, *bad; } named[] = {
        {p.actors, p.actors >= LINK_ACTOR_KIN ? "same side" : "doers of one sort", ""},
        {p.recipients, p.recipients >= LINK_RECIPIENT ? "same victim or side" : "victims of one sort", "other victims"},
        {p.place, p.place >= LINK_PLACE_SAME ? "same town or district" : "same area", "other place"},
        {p.mode, "same mode", "other mode"},
        {p.time, in_time, "another time"},
        {p.story, "one story", ""},
    };
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].value)
            dtl_buffer_format(out, "%s%s %+d", out->length ? ", " : "", named[i].value > 0 ? named[i].good : named[i].bad, (int)named[i].value);
}

static bool keep(build *b, const candidate *c, dtl_buffer *scratch)
{
    dtl_ledger_link *link = dtl_array_push(b->arena, &b->out->links);
    if (!link)
        return false;
    *link = (dtl_ledger_link){.from = c->from, .to = c->to, .kind = c->kind, .score = c->score};
    dtl_buffer_clear(scratch);
    if (c->reason)
        dtl_buffer_cstr(scratch, c->reason);
    else if (c->y == DTL_NONE)
        put_words(b, c, scratch);
    else
        put_parts(b, c, scratch);
    return !scratch->failed && dtl_arena_copy(b->arena, dtl_slice_make(scratch->bytes ? scratch->bytes : "", scratch->length), &link->reasons);
}

static bool keep_best(build *b, candidate_array *all)
{
    dtl_buffer scratch = {0};
    uint32_t kept = 0;
    bool good = true;
    if (all->count)
        qsort(all->items, all->count, sizeof *all->items, by_link);
    for (uint32_t i = 0; i < all->count && good; i++) {
        const candidate *c = &all->items[i];
        if (!i || c->from != c[-1].from || c->kind != c[-1].kind)
            kept = 0;
        bool known = kept >= LINKS_MAX;
        for (uint32_t k = 0; k < kept && !known; k++)
            known = b->out->links.items[b->out->links.count - 1 - k].to == c->to;
        if (known)
            continue;
        good = keep(b, c, &scratch);
        kept++;
    }
    dtl_buffer_free(&scratch);
    return good;
}

bool ledger_links(build *b)
{
    candidate_array all = {0};
    dtl_arena_reset(&b->scratch);
    for (uint32_t i = 0; i < b->out->reports.count; i++)
        if (!find_told(b, i, &all) || !find_rejections(b, i, &all) || !find_denied(b, i, &all) || !find_background(b, i, &all))
            return false;
    return find_scored(b, &all) && keep_best(b, &all);
}

/* ---- which claim a denial answers ---- */

/* Claims by event: list[start[e] … start[e + 1] - 1], in canonical order. */
typedef struct claim_index {
    uint32_t *start, *list;
} claim_index;

static bool index_by_event(build *b, claim_index *index)
{
    uint32_t events = b->out->events.count, claims = b->out->claims.count;
    index->start = dtl_arena_calloc(&b->scratch, (size_t)events + 2, sizeof *index->start);
    index->list = dtl_arena_calloc(&b->scratch, claims + 1u, sizeof *index->list);
    if (!index->start || !index->list)
        return false;
    for (uint32_t i = 0; i < claims; i++)
        index->start[b->out->claims.items[i].event + 2]++;
    for (uint32_t i = 0; i <= events; i++)
        index->start[i + 1] += index->start[i];
    for (uint32_t i = 0; i < claims; i++)
        index->list[index->start[b->out->claims.items[i].event + 1]++] = i;
    return true;
}

/* Is claim x of this event a better thing to deny than y? One by somebody quoted, told before the denial, the latest such. */
static bool is_better_target(const build *b, int32_t denied, uint32_t x, uint32_t y)
{
    const dtl_ledger_claim *a = &b->out->claims.items[x], *c = &b->out->claims.items[y];
    bool quoted_a = b->out->voices.items[a->voice].actor != DTL_NONE, quoted_c = b->out->voices.items[c->voice].actor != DTL_NONE;
    if (quoted_a != quoted_c)
        return quoted_a;
    int32_t day_a = b->out->reports.items[a->report].published.low, day_c = b->out->reports.items[c->report].published.low;
    bool before_a = day_a <= denied, before_c = day_c <= denied;
    if (before_a != before_c)
        return before_a;
    if (day_a != day_c)
        return before_a ? day_a > day_c : day_a < day_c;
    return false; /* the first in canonical order */
}

static const dtl_report_claim *said_in(const build *b, const dtl_ledger_claim *claim)
{
    return &b->out->reports.items[claim->report].report->claims.items[claim->claim];
}

/* The claim of an event that a denial elsewhere answers: of the same field, by another voice. Busy events: the first ANSWERS_MAX. */
static uint32_t target_in(const build *b, const claim_index *index, uint32_t denial, uint32_t event)
{
    enum { ANSWERS_MAX = 256 };
    const dtl_ledger_claim *d = &b->out->claims.items[denial];
    uint8_t field = said_in(b, d)->field;
    int32_t denied = b->out->reports.items[d->report].published.low;
    uint32_t best = DTL_NONE, first = index->start[event], end = index->start[event + 1];
    for (uint32_t i = first; i < end && i < first + ANSWERS_MAX; i++) {
        uint32_t other = index->list[i];
        const dtl_ledger_claim *c = &b->out->claims.items[other];
        bool fits = c->side == DTL_SIDE_SUPPORTS && c->voice != d->voice && other != denial && said_in(b, c)->field == field;
        if (fits && (best == DTL_NONE || is_better_target(b, denied, other, best)))
            best = other;
    }
    return best;
}

/* Every claim has the target that its report gives; a denial without one is looked for where its event is told or denied. */
bool ledger_targets(build *b)
{
    claim_index index;
    dtl_arena_reset(&b->scratch);
    uint32_t *denied = dtl_arena_calloc(&b->scratch, b->out->events.count + 1u, sizeof *denied); /* + 1: what an event is the denial of */
    if (!denied || !index_by_event(b, &index))
        return false;
    for (uint32_t i = b->out->links.count; i-- > 0;)
        if (b->out->links.items[i].kind == DTL_LINK_DENIAL_OF)
            denied[b->out->links.items[i].from] = b->out->links.items[i].to + 1; /* the best stands first */
    for (uint32_t i = 0; i < b->out->claims.count; i++) {
        dtl_ledger_claim *claim = &b->out->claims.items[i];
        const dtl_report_claim *said = said_in(b, claim);
        claim->targets = said->targets == DTL_NONE ? DTL_NONE : b->out->reports.items[claim->report].first_claim + said->targets;
        bool denial = claim->side == DTL_SIDE_CONTRADICTS || said->stance == DTL_STANCE_DENIES || said->stance == DTL_STANCE_DISMISSES;
        if (claim->targets == DTL_NONE && denial)
            claim->targets = target_in(b, &index, i, claim->event);
        if (claim->targets == DTL_NONE && denial && denied[claim->event])
            claim->targets = target_in(b, &index, i, denied[claim->event] - 1);
    }
    return true;
}
