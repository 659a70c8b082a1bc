/* Values side by side: what everybody says of each field of an event.
 *
 * In: merged events, claims with their voices. Out: ledger.values and supports: for type and mode, actor, recipient, place,
 * date, killed, injured, arrested and figure all values, how many texts and independent voices give each, and whether they
 * agree. The first value of a field is the best one, and only a convenience: never averaged, nothing dropped.
 *   best of a count = by the policy "majority" (policy.h): what most independent voices gave last; any other policy can be
 *   asked later, for each value keeps how many voices gave it, gave it last, are no party, and the day of its last report;
 *   best day = no day after the first report of it, then most texts, then the latest (news is told at once), then most voices;
 *   best of another field = most independent voices, then most texts, then the more precise, then the smaller text; but where
 *   all values can be true together (Kabul, Afghanistan), the most precise first.
 * Two figures of a toll that rises are a conflict like any other: what is later is seen from the days, not hidden. But what an earlier
 * version of one report said, and the later one says otherwise, is listed with no voices: its outlet no longer says so.
 * A telling's value is held by the voices of its whole-event claims; a figure that a claim gives on its own ("police put
 * the toll at 3") is held by that claim's voice alone.
 * Knowingly wrong: counts in words are read up to twenty and in dozens only; other figures stay as written and incomparable.
 */
#include "base/utf8.h"
#include "ledger/internal.h"
#include "ledger/policy.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIELDS = DTL_FIELD_COUNT, VOICES_OF_TELLING = 16, COMPARED_MAX = 48, COPIES_MAX = 256 };

/* One value as one voice of one telling gives it. */
typedef struct candidate {
    dtl_slice text, ids;
    const uint32_t *actors; /* of actor, recipient and place fields: indexes in ledger.actors, sorted */
    uint32_t n_actors;
    dtl_interval days;
    dtl_range range;
    uint32_t mention, claim, voice;
    dtl_span words;
    int64_t precision;      /* larger is more precise, within one field */
    int32_t day;            /* its text was printed, DTL_DAY_OPEN_PAST unknown */
    uint8_t field, mode;
    bool lasts;             /* text and ids live as long as the ledger */
    bool current;           /* its voice gives no other value on a later day */
    bool superseded;        /* only an earlier version of its report gives it: listed, and counted nowhere */
} candidate;
DTL_ARRAY_TYPE(candidate_array, candidate);

/* One distinct value while its event is worked on: candidates first … end - 1. */
typedef struct group {
    uint32_t first, end, n_reports, n_voices, n_current, n_impartial;
    const candidate *value;
    int32_t last_day;            /* of the reports that give it, DTL_DAY_OPEN_PAST unknown */
    bool precise_first, chosen, too_late; /* a day after the first report */
} group;

/* ---- texts ---- */

bool range_text(dtl_arena *arena, dtl_range range, dtl_slice *text)
{
    char bytes[64];
    int length;
    if (range.low < 0)
        length = snprintf(bytes, sizeof bytes, "%s", "");
    else if (range.high == DTL_COUNT_OPEN)
        length = snprintf(bytes, sizeof bytes, "at least %" PRId64, range.low);
    else if (range.low == range.high)
        length = snprintf(bytes, sizeof bytes, "%" PRId64, range.low);
    else
        length = snprintf(bytes, sizeof bytes, "%" PRId64 "–%" PRId64, range.low, range.high);
    return dtl_arena_copy(arena, dtl_slice_make(bytes, (size_t)length), text);
}

bool days_text(dtl_arena *arena, dtl_interval days, dtl_slice *text)
{
    char low[16], high[16], bytes[64];
    int length;
    dtl_day_format(days.low, low);
    dtl_day_format(days.high, high);
    if (!low[0] && !high[0])
        length = snprintf(bytes, sizeof bytes, "%s", "");
    else if (!low[0])
        length = snprintf(bytes, sizeof bytes, "until %s", high);
    else if (!high[0])
        length = snprintf(bytes, sizeof bytes, "from %s", low);
    else if (days.low == days.high)
        length = snprintf(bytes, sizeof bytes, "%s", low);
    else
        length = snprintf(bytes, sizeof bytes, "%s to %s", low, high);
    return dtl_arena_copy(arena, dtl_slice_make(bytes, (size_t)length), text);
}

static int64_t number_word(dtl_slice word)
{
    static const char *const words[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                                        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
                                        "eighteen", "nineteen", "twenty"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_is(word, words[i]))
            return (int64_t)i;
    if (dtl_slice_is(word, "dozen"))
        return 12;
    return -1;
}

/* "at least 5", "1,200", "between 3 and 5", "three": false when no number is found. */
static bool range_of_words(dtl_arena *arena, dtl_slice value, dtl_range *range)
{
    dtl_slice folded;
    int64_t numbers[2];
    uint32_t count = 0;
    if (!value.length || value.length > 200 || !dtl_utf8_fold(arena, value, &folded))
        return false;
    for (uint32_t at = 0; at < folded.length && count < 2;) {
        uint32_t start = at;
        int64_t number = 0;
        while (at < folded.length && number < 1000000000 &&
               ((folded.ptr[at] >= '0' && folded.ptr[at] <= '9') || (folded.ptr[at] == ',' && at > start))) {
            if (folded.ptr[at] != ',')
                number = number * 10 + (folded.ptr[at] - '0');
            at++;
        }
        if (at > start) {
            numbers[count++] = number;
            continue;
        }
        while (at < folded.length && folded.ptr[at] >= 'a' && folded.ptr[at] <= 'z')
            at++;
        number = at > start ? number_word((dtl_slice){folded.ptr + start, at - start}) : -1;
        if (number >= 0)
            numbers[count++] = number;
        at += at == start;
    }
    if (!count)
        return false;
    bool open = dtl_slice_find(folded, DTL_SLICE("at least"), 0) != DTL_NONE ||
                dtl_slice_find(folded, DTL_SLICE("more than"), 0) != DTL_NONE ||
                dtl_slice_find(folded, DTL_SLICE("over "), 0) != DTL_NONE;
    *range = count == 2 && numbers[1] > numbers[0] ? (dtl_range){numbers[0], numbers[1]}
                                                   : (dtl_range){numbers[0], open ? DTL_COUNT_OPEN : numbers[0]};
    return true;
}

/* ---- candidates ---- */

/* The event that is being worked on. */
typedef struct work {
    build *b;
    candidate_array found;
    uint32_t claims[VOICES_OF_TELLING], n_claims; /* whole-event claims of the telling at hand that hold it */
    int32_t day;                                  /* on which its text was first printed */
    dtl_slice *ids;                               /* per actor, without blanks */
    dtl_slice types[DTL_EVENT_TYPE_COUNT][DTL_MODE_COUNT]; /* "ASSAULT/explosives", written when first met */
} work;

static bool push(work *w, candidate c, uint32_t claim)
{
    candidate *slot = dtl_array_push(&w->b->scratch, &w->found);
    if (!slot)
        return false;
    const dtl_ledger_mention *m = &w->b->out->mentions.items[c.mention];
    *slot = c;
    slot->claim = claim;
    slot->day = w->day;
    if (claim != DTL_NONE) {
        const dtl_ledger_claim *said = &w->b->out->claims.items[claim];
        slot->voice = said->voice;
        slot->words = w->b->out->reports.items[said->report].report->claims.items[said->claim].span;
    } else {
        slot->words = w->b->out->reports.items[m->report].report->events.items[m->event].mentions.items[0].evidence;
        slot->voice = w->b->voice_of[c.mention];
    }
    return true;
}

/* The telling's own value of a field, once per voice that holds the telling. */
static bool push_for_all(work *w, candidate c)
{
    if (!w->n_claims)
        return push(w, c, DTL_NONE);
    for (uint32_t i = 0; i < w->n_claims; i++)
        if (!push(w, c, w->claims[i]))
            return false;
    return true;
}

/* A role noun goes by the words of its report ("two guards"), a name by the name that the ledger has for it. */
static dtl_slice name_in(const dtl_ledger *l, uint32_t mention, const dtl_index_array *role, uint32_t actor)
{
    const dtl_ledger_report *report = &l->reports.items[l->mentions.items[mention].report];
    if (dtl_slice_is(l->actors.items[actor].kind, "role"))
        for (uint32_t i = 0; i < role->count; i++)
            if (l->actor_of[report->first_actor + role->items[i]] == actor)
                return report->report->actors.items[role->items[i]].name;
    return l->actors.items[actor].name;
}

/* Names and ids of a set; ids are joined by blanks, so their own are underscores. */
static bool write_set(work *w, candidate *c, const dtl_index_array *role)
{
    const dtl_ledger *l = w->b->out;
    dtl_arena *arena = &w->b->scratch;
    if (c->n_actors == 1) { /* most are */
        c->text = name_in(l, c->mention, role, c->actors[0]);
        c->ids = w->ids[c->actors[0]];
        c->lasts = true;
        return true;
    }
    dtl_buffer names = {0}, ids = {0};
    for (uint32_t i = 0; i < c->n_actors; i++) {
        dtl_buffer_cstr(&names, i ? "; " : "");
        dtl_buffer_slice(&names, name_in(l, c->mention, role, c->actors[i]));
        dtl_buffer_cstr(&ids, i ? " " : "");
        dtl_buffer_slice(&ids, w->ids[c->actors[i]]);
    }
    bool good = !names.failed && !ids.failed && dtl_arena_copy(arena, dtl_slice_make(names.bytes, names.length), &c->text) &&
                dtl_arena_copy(arena, dtl_slice_make(ids.bytes, ids.length), &c->ids);
    dtl_buffer_free(&names);
    dtl_buffer_free(&ids);
    return good;
}

static bool push_set(work *w, uint32_t mention, uint8_t field, const dtl_index_array *role)
{
    const dtl_ledger *l = w->b->out;
    uint32_t count = 0, first = l->reports.items[l->mentions.items[mention].report].first_actor;
    if (!role->count)
        return true;
    uint32_t *actors = dtl_arena_calloc(&w->b->scratch, role->count, sizeof *actors);
    if (!actors)
        return false;
    candidate c = {.mention = mention, .field = field, .range = DTL_RANGE_NONE, .days = DTL_INTERVAL_OPEN};
    for (uint32_t i = 0; i < role->count; i++) { /* insertion keeps them sorted and single; a role has at most 64 */
        uint32_t actor = l->actor_of[first + role->items[i]], at = count;
        while (at && actors[at - 1] > actor)
            at--;
        if (at && actors[at - 1] == actor)
            continue;
        memmove(&actors[at + 1], &actors[at], (count - at) * sizeof *actors);
        actors[at] = actor;
        count++;
    }
    for (uint32_t i = 0; i < count; i++) {
        const trait *t = &w->b->traits[actors[i]];
        int64_t precision = field == DTL_FIELD_PLACE ? t->precision : !t->general;
        c.precision = precision > c.precision ? precision : c.precision;
    }
    c.actors = actors;
    c.n_actors = count;
    return write_set(w, &c, role) && push_for_all(w, c);
}

/* A count: claims about this field first; the telling's own range when no claim gave it. */
static bool push_count(work *w, uint32_t mention, uint8_t field, dtl_range range)
{
    build *b = w->b;
    const dtl_ledger_mention *m = &b->out->mentions.items[mention];
    const dtl_report *report = b->out->reports.items[m->report].report;
    bool covered = false;
    for (uint32_t i = b->claims_start[mention]; i < b->claims_start[mention + 1]; i++) {
        uint32_t claim = b->claims_list[i];
        const dtl_report_claim *said = &report->claims.items[b->out->claims.items[claim].claim];
        candidate c = {.mention = mention, .field = field, .range = DTL_RANGE_NONE, .days = DTL_INTERVAL_OPEN};
        if (said->field != field || said->polarity < 0 || !range_of_words(&b->scratch, said->value, &c.range))
            continue;
        if (said->targets == DTL_NONE && range.low >= 0 && c.range.low >= range.low && c.range.low <= range.high) {
            covered = true;
            if (c.range.low == range.low)
                c.range = range; /* the coder read the same figure with more care */
        }
        c.precision = c.range.high == DTL_COUNT_OPEN ? INT64_MIN : c.range.low - c.range.high;
        if (!range_text(&b->scratch, c.range, &c.text) || !push(w, c, claim))
            return false;
    }
    if (range.low < 0 || covered)
        return true;
    candidate c = {.mention = mention, .field = field, .range = range, .days = DTL_INTERVAL_OPEN,
                   .precision = range.high == DTL_COUNT_OPEN ? INT64_MIN : range.low - range.high};
    return range_text(&b->scratch, range, &c.text) && push_for_all(w, c);
}

static bool push_type(work *w, uint32_t mention, const dtl_report_event *e)
{
    candidate c = {.mention = mention, .field = DTL_FIELD_WHOLE, .range = DTL_RANGE_NONE, .days = DTL_INTERVAL_OPEN,
                   .mode = e->mode, .precision = e->mode != DTL_MODE_NO_MODE};
    dtl_slice *known = &w->types[e->type][e->mode];
    if (!known->length) {
        char text[64];
        int length = snprintf(text, sizeof text, "%s%s%s", dtl_event_type_name(e->type), e->mode ? "/" : "", dtl_event_mode_name(e->mode));
        if (!dtl_arena_copy(w->b->arena, dtl_slice_make(text, (size_t)length), known))
            return false;
    }
    c.text = *known;
    c.lasts = true;
    return !c.text.length || push_for_all(w, c);
}

static bool push_days(work *w, uint32_t mention)
{
    dtl_interval days = w->b->days[mention];
    if (dtl_interval_is_open(days))
        return true;
    candidate c = {.mention = mention, .field = DTL_FIELD_DATE, .range = DTL_RANGE_NONE, .days = days, .precision = (int64_t)days.low - days.high};
    return days_text(&w->b->scratch, days, &c.text) && push_for_all(w, c);
}

static int32_t day_of_report(const dtl_report *report)
{
    return report->published_best != DTL_DAY_OPEN_PAST ? report->published_best : report->published.low;
}

/* On which a telling's text was printed: a copy of a later day says nothing new. */
static int32_t day_of_telling(const build *b, const dtl_ledger_event *event, uint32_t mention)
{
    const dtl_ledger_mention *own_mention = &b->out->mentions.items[mention];
    int32_t day = day_of_report(b->out->reports.items[own_mention->report].report);
    if (event->n_reports == event->n_testimonies)
        return day;
    for (uint32_t i = 0; i < event->n_members && i < COPIES_MAX; i++) {
        const dtl_ledger_mention *m = &b->out->mentions.items[b->out->members.items[event->first_member + i]];
        int32_t other = day_of_report(b->out->reports.items[m->report].report);
        if (text_of(b, m->report) == text_of(b, own_mention->report) && other != DTL_DAY_OPEN_PAST && (day == DTL_DAY_OPEN_PAST || other < day))
            day = other;
    }
    return day;
}

static bool push_telling(work *w, uint32_t mention)
{
    build *b = w->b;
    const dtl_report_event *e = event_of(b, mention);
    const dtl_report *report = report_of(b, mention);
    w->n_claims = 0;
    for (uint32_t i = b->claims_start[mention]; i < b->claims_start[mention + 1] && w->n_claims < VOICES_OF_TELLING; i++) {
        const dtl_ledger_claim *claim = &b->out->claims.items[b->claims_list[i]];
        if (claim->side == DTL_SIDE_SUPPORTS && report->claims.items[claim->claim].field == DTL_FIELD_WHOLE)
            w->claims[w->n_claims++] = b->claims_list[i];
    }
    return push_type(w, mention, e) && push_set(w, mention, DTL_FIELD_ACTOR, &e->roles[DTL_EVENT_ACTOR]) &&
           push_set(w, mention, DTL_FIELD_RECIPIENT, &e->roles[DTL_EVENT_RECIPIENT]) &&
           push_set(w, mention, DTL_FIELD_PLACE, &e->roles[DTL_EVENT_PLACE]) && push_days(w, mention) &&
           push_count(w, mention, DTL_FIELD_KILLED, e->killed) && push_count(w, mention, DTL_FIELD_INJURED, e->injured) &&
           push_count(w, mention, DTL_FIELD_ARRESTED, e->arrested) && push_count(w, mention, DTL_FIELD_FIGURE, e->figure);
}

/* ---- agreement ---- */

static bool sets_meet(const build *b, const candidate *x, const candidate *y)
{
    bool general_x = true, general_y = true;
    for (uint32_t i = 0; i < x->n_actors; i++)
        for (uint32_t k = 0; k < y->n_actors; k++) {
            if (x->actors[i] == y->actors[k] || actors_are_kin(b, x->actors[i], y->actors[k]))
                return true;
            general_x = general_x && b->traits[x->actors[i]].general;
            general_y = general_y && b->traits[y->actors[k]].general;
        }
    return general_x || general_y; /* "gunmen" may well be the group another report names */
}

static bool places_meet(const build *b, const candidate *x, const candidate *y)
{
    for (uint32_t i = 0; i < x->n_actors; i++)
        for (uint32_t k = 0; k < y->n_actors; k++)
            if (place_score(b, x->actors[i], y->actors[k]) >= 0)
                return true;
    return false;
}

static bool can_both_be_true(const build *b, const candidate *x, const candidate *y)
{
    switch (x->field) {
    case DTL_FIELD_WHOLE: return x->mode == y->mode || !x->mode || !y->mode || modes_are_near(x->mode, y->mode);
    case DTL_FIELD_ACTOR:
    case DTL_FIELD_RECIPIENT: return sets_meet(b, x, y);
    case DTL_FIELD_PLACE: return places_meet(b, x, y);
    case DTL_FIELD_DATE: return !dtl_interval_is_empty(dtl_interval_intersect(x->days, y->days));
    default: return x->range.low <= y->range.high && y->range.low <= x->range.high;
    }
}

/* Of the values that some voice still holds. */
static uint8_t agreement_of(const build *b, const group *groups, uint32_t count, uint32_t voices)
{
    const candidate *held[COMPARED_MAX];
    uint32_t compared = 0, all = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (groups[i].n_voices && compared < COMPARED_MAX)
            held[compared++] = groups[i].value;
        all += groups[i].n_voices > 0;
    }
    if (all <= 1)
        return voices > 1 ? DTL_AGREEMENT_AGREE : DTL_AGREEMENT_SINGLE;
    for (uint32_t i = 0; i < compared; i++)
        for (uint32_t k = i + 1; k < compared; k++)
            if (!can_both_be_true(b, held[i], held[k]))
                return DTL_AGREEMENT_CONFLICT;
    return DTL_AGREEMENT_COMPATIBLE;
}

/* ---- from candidates to values ---- */

static int by_value(const void *x, const void *y)
{
    const candidate *a = x, *b = y;
    if (a->field != b->field)
        return a->field < b->field ? -1 : 1;
    int order = dtl_slice_compare(a->ids, b->ids);
    if (!order)
        order = dtl_slice_compare(a->text, b->text);
    if (!order && a->voice != b->voice)
        order = a->voice < b->voice ? -1 : 1;
    if (!order && a->mention != b->mention)
        order = a->mention < b->mention ? -1 : 1;
    if (!order && a->claim != b->claim)
        order = a->claim < b->claim ? -1 : 1;
    return order;
}

static int by_rank(const void *x, const void *y)
{
    const group *a = x, *b = y;
    if (!a->n_voices != !b->n_voices) /* of superseded versions only */
        return a->n_voices ? -1 : 1;
    if (a->chosen != b->chosen)
        return a->chosen ? -1 : 1;
    if (a->too_late != b->too_late)
        return a->too_late ? 1 : -1;
    if (a->precise_first && a->value->precision != b->value->precision)
        return a->value->precision > b->value->precision ? -1 : 1;
    const bool dates = a->value->field == DTL_FIELD_DATE; /* three voices in one report tell its day no better than one */
    if (!dates && a->n_voices != b->n_voices)
        return a->n_voices > b->n_voices ? -1 : 1;
    if (a->n_reports != b->n_reports)
        return a->n_reports > b->n_reports ? -1 : 1;
    if (dates && a->value->precision != b->value->precision)
        return a->value->precision > b->value->precision ? -1 : 1;
    if (dates && a->value->days.high != b->value->days.high) /* news is told at once */
        return a->value->days.high > b->value->days.high ? -1 : 1;
    if (a->n_voices != b->n_voices)
        return a->n_voices > b->n_voices ? -1 : 1;
    if (a->value->precision != b->value->precision)
        return a->value->precision > b->value->precision ? -1 : 1;
    int order = dtl_slice_compare(a->value->text, b->value->text);
    return order ? order : dtl_slice_compare(a->value->ids, b->value->ids);
}

static int by_u32(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static uint32_t distinct(uint32_t *numbers, uint32_t count)
{
    uint32_t found = 0;
    if (count < 2)
        return count;
    qsort(numbers, count, sizeof *numbers, by_u32);
    for (uint32_t i = 0; i < count; i++)
        found += !i || numbers[i] != numbers[i - 1];
    return found;
}

/* Does nobody who gives it count his own deed or loss? */
static bool is_impartial(const build *b, const candidate *c)
{
    return c->claim == DTL_NONE || b->out->claims.items[c->claim].interest == DTL_INTEREST_NONE;
}

/* Distinct voices among the n candidates; with current only those that say so last, with impartial only those of no party. */
static uint32_t count_voices(const build *b, const candidate *found, uint32_t n, bool current, bool impartial, uint32_t *numbers)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!found[i].superseded && (!current || found[i].current) && (!impartial || is_impartial(b, &found[i])))
            numbers[count++] = found[i].voice;
    return distinct(numbers, count);
}

/* Distinct texts and voices among candidates first … end - 1. */
static bool count_group(build *b, const candidate_array *found, group *g)
{
    uint32_t n = g->end - g->first;
    const candidate *first = &found->items[g->first];
    uint32_t *numbers = dtl_arena_calloc(&b->scratch, n, sizeof *numbers);
    if (!numbers)
        return false;
    g->n_voices = count_voices(b, first, n, false, false, numbers);
    g->n_current = count_voices(b, first, n, true, false, numbers);
    g->n_impartial = count_voices(b, first, n, true, true, numbers);
    g->last_day = DTL_DAY_OPEN_PAST;
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (first[i].superseded)
            continue;
        numbers[count++] = b->out->reports.items[b->out->mentions.items[first[i].mention].report].testimony;
        g->last_day = first[i].day > g->last_day ? first[i].day : g->last_day;
    }
    g->n_reports = distinct(numbers, count);
    return true;
}

static const dtl_ledger_report *report_behind(const build *b, const candidate *c)
{
    return &b->out->reports.items[b->out->mentions.items[c->mention].report];
}

/* By report, its latest version first. */
static int by_version(const void *x, const void *y, void *context)
{
    const dtl_ledger_report *a = report_behind(context, *(candidate *const *)x), *b = report_behind(context, *(candidate *const *)y);
    if (a->latest != b->latest)
        return a->latest < b->latest ? -1 : 1;
    return (a->version < b->version) - (a->version > b->version);
}

/* Marks what only earlier versions of a report say of the field: a later version has another value, or none while others have one. */
static bool find_superseded(build *b, candidate *found, uint32_t n)
{
    bool any = false, all = true;
    for (uint32_t i = 0; i < n; i++) {
        bool earlier = is_superseded(b, found[i].mention);
        any = any || earlier;
        all = all && earlier;
    }
    if (!any)
        return true;
    candidate **order = dtl_arena_calloc(&b->scratch, n, sizeof(*order));
    if (!order)
        return false;
    for (uint32_t i = 0; i < n; i++)
        order[i] = &found[i];
    qsort_r(order, n, sizeof(*order), by_version, b);
    for (uint32_t i = 0, last = 0; i < n; i++) {
        const dtl_ledger_report *r = report_behind(b, order[i]);
        last = r->latest == report_behind(b, order[last])->latest ? last : i;
        order[i]->superseded = r->version < report_behind(b, order[last])->version || (!all && is_superseded(b, order[i]->mention));
    }
    return true;
}

static int by_voice_and_day(const void *x, const void *y)
{
    const candidate *a = *(candidate *const *)x, *b = *(candidate *const *)y;
    if (a->voice != b->voice)
        return a->voice < b->voice ? -1 : 1;
    if (a->superseded != b->superseded)
        return a->superseded ? 1 : -1;
    return (a->day < b->day) - (a->day > b->day); /* its last word first */
}

/* Marks what each voice said last of the field: found[first … end - 1]. */
static bool find_current(build *b, candidate *found, uint32_t n)
{
    candidate **order = dtl_arena_calloc(&b->scratch, n, sizeof(*order));
    if (!order)
        return false;
    for (uint32_t i = 0; i < n; i++)
        order[i] = &found[i];
    qsort(order, n, sizeof(*order), by_voice_and_day);
    for (uint32_t i = 0, last = 0; i < n; i++) {
        last = order[i]->voice == order[last]->voice ? last : i;
        order[i]->current = !order[i]->superseded && order[i]->day == order[last]->day;
    }
    return true;
}

/* The day of the event's first report, whether or not it tells a day. */
static int32_t first_report(const build *b, const dtl_ledger_event *event)
{
    int32_t first = DTL_DAY_OPEN_PAST;
    for (uint32_t k = 0; k < event->n_members; k++) {
        int32_t day = day_of_report(b->out->reports.items[b->out->mentions.items[b->out->members.items[event->first_member + k]].report].report);
        if (day != DTL_DAY_OPEN_PAST && (first == DTL_DAY_OPEN_PAST || day < first))
            first = day;
    }
    return first;
}

/* What was reported on Tuesday did not happen on Wednesday: a later report that says so dates the trial, or the funeral. */
static void mark_late(const build *b, uint32_t event, group *groups, uint32_t count)
{
    int32_t first = first_report(b, &b->out->events.items[event]);
    for (uint32_t i = 0; i < count && first != DTL_DAY_OPEN_PAST; i++)
        groups[i].too_late = groups[i].value->days.low > first;
}

/* Of a count, the figure of the default policy goes first. */
static bool choose_count(build *b, group *groups, uint32_t count)
{
    dtl_policy_value *values = dtl_arena_calloc(&b->scratch, count, sizeof *values);
    if (!values)
        return false;
    for (uint32_t i = 0; i < count; i++)
        values[i] = (dtl_policy_value){.range = groups[i].value->range, .n_voices = groups[i].n_voices, .n_current = groups[i].n_current,
                                       .n_impartial = groups[i].n_impartial, .n_reports = groups[i].n_reports, .last_day = groups[i].last_day};
    groups[dtl_policy_choose(DTL_POLICY_MAJORITY, values, count)].chosen = true;
    return true;
}

static void take_best(build *b, dtl_ledger_event *event, const candidate *best)
{
    switch (best->field) {
    case DTL_FIELD_WHOLE: event->mode = best->mode; break;
    case DTL_FIELD_DATE: event->days = best->days; break;
    case DTL_FIELD_KILLED: event->killed = best->range; break;
    case DTL_FIELD_INJURED: event->injured = best->range; break;
    case DTL_FIELD_ARRESTED: event->arrested = best->range; break;
    case DTL_FIELD_FIGURE: event->figure = best->range; break;
    case DTL_FIELD_PLACE:
        event->place = best->actors[0];
        for (uint32_t i = 1; i < best->n_actors; i++)
            if (b->out->actors.items[best->actors[i]].place_precision > b->out->actors.items[event->place].place_precision)
                event->place = best->actors[i];
        break;
    default: break;
    }
}

static bool emit_field(build *b, uint32_t event, const candidate_array *found, group *groups, uint32_t count)
{
    group all = {.first = groups[0].first, .end = groups[count - 1].end};
    if (!count_group(b, found, &all))
        return false;
    uint8_t agreement = agreement_of(b, groups, count, all.n_voices);
    bool counted = groups[0].value->field >= DTL_FIELD_KILLED && groups[0].value->field <= DTL_FIELD_FIGURE;
    if (counted && !choose_count(b, groups, count))
        return false;
    if (groups[0].value->field == DTL_FIELD_DATE && b->out->events.items[event].status != DTL_STATUS_PLANNED)
        mark_late(b, event, groups, count);
    for (uint32_t i = 0; i < count; i++)
        groups[i].precise_first = !counted && agreement == DTL_AGREEMENT_COMPATIBLE;
    qsort(groups, count, sizeof *groups, by_rank);
    take_best(b, &b->out->events.items[event], groups[0].value);
    for (uint32_t i = 0; i < count; i++) {
        const group *g = &groups[i];
        dtl_ledger_value *value = dtl_array_push(b->arena, &b->out->values);
        if (!value)
            return false;
        *value = (dtl_ledger_value){.event = event, .field = g->value->field, .agreement = agreement, .best = i == 0,
                                    .text = g->value->text, .ids = g->value->ids, .days = g->value->days,
                                    .range = g->value->range, .n_reports = g->n_reports, .n_voices = g->n_voices,
                                    .n_current = g->n_current, .n_impartial = g->n_impartial, .last_day = g->last_day,
                                    .first_support = b->out->supports.count, .n_supports = g->end - g->first};
        if (!g->value->lasts && (!dtl_arena_copy(b->arena, value->text, &value->text) || !dtl_arena_copy(b->arena, value->ids, &value->ids)))
            return false;
        for (uint32_t k = g->first; k < g->end; k++) {
            dtl_ledger_support *support = dtl_array_push(b->arena, &b->out->supports);
            if (!support)
                return false;
            *support = (dtl_ledger_support){.mention = found->items[k].mention, .claim = found->items[k].claim,
                                            .voice = found->items[k].voice, .words = found->items[k].words};
        }
    }
    return true;
}

/* Participants are one value when they are the same, however they are called. */
static bool is_same_value(const candidate *a, const candidate *b)
{
    if (a->field != b->field || !dtl_slice_equal(a->ids, b->ids))
        return false;
    return a->ids.length || dtl_slice_equal(a->text, b->text);
}

static bool emit_event(build *b, uint32_t event, candidate_array *found)
{
    b->out->events.items[event].first_value = b->out->values.count;
    if (!found->count)
        return true;
    qsort(found->items, found->count, sizeof *found->items, by_value);
    group *groups = dtl_arena_calloc(&b->scratch, found->count, sizeof *groups);
    if (!groups)
        return false;
    for (uint32_t first = 0; first < found->count;) {
        uint8_t field = found->items[first].field;
        uint32_t count = 0, at = first, end = first;
        while (end < found->count && found->items[end].field == field)
            end++;
        if (!find_superseded(b, &found->items[first], end - first) || !find_current(b, &found->items[first], end - first))
            return false;
        while (at < end) {
            group *g = &groups[count++];
            *g = (group){.first = at, .value = &found->items[at]};
            while (at < end && is_same_value(&found->items[at], g->value))
                at++;
            g->end = at;
            if (!count_group(b, found, g))
                return false;
        }
        if (!emit_field(b, event, found, groups, count))
            return false;
        first = at;
    }
    b->out->events.items[event].n_values = b->out->values.count - b->out->events.items[event].first_value;
    return true;
}

/* No telling names a place: the most precise one that a report implies; of several the first in the order of actors. */
static void imply_place(const build *b, dtl_ledger_event *event)
{
    for (uint32_t i = 0; i < event->n_members; i++) {
        const dtl_ledger_mention *m = &b->out->mentions.items[b->out->members.items[event->first_member + i]];
        const dtl_ledger_report *r = &b->out->reports.items[m->report];
        uint32_t setting = r->report->events.items[m->event].setting;
        if (setting == DTL_NONE)
            continue;
        uint32_t place = b->out->actor_of[r->first_actor + setting];
        uint8_t precision = b->out->actors.items[place].place_precision, best = event->place == DTL_NONE ? 0 : b->out->actors.items[event->place].place_precision;
        if (event->place == DTL_NONE || precision > best || (precision == best && place < event->place))
            event->place = place;
        event->place_implied = true;
    }
}

/* No report names a day: then it is taken to be that of the first report, for news is told on its day or the next. Only what
 * happened, and is told as news, is dated so. */
bool ledger_implied_days(build *b)
{
    for (uint32_t i = 0; i < b->out->events.count; i++) {
        dtl_ledger_event *event = &b->out->events.items[i];
        bool happened = event->status == DTL_STATUS_ASSERTED || event->status == DTL_STATUS_CLAIMED || event->status == DTL_STATUS_ALLEGED ||
                        event->status == DTL_STATUS_UNCONFIRMED;
        if (!dtl_interval_is_open(event->days) || event->item != DTL_ITEM_EVENT || !happened || event->series || event->historical)
            continue;
        int32_t first = first_report(b, event);
        if (first == DTL_DAY_OPEN_PAST)
            continue;
        event->days = (dtl_interval){first, first};
        event->days_implied = true;
    }
    return true;
}

/* "person:karim gul" → "person:karim_gul", for all actors. */
static bool join_words(build *b, dtl_slice **ids)
{
    *ids = dtl_arena_calloc(b->arena, b->out->actors.count, sizeof **ids);
    for (uint32_t i = 0; *ids && i < b->out->actors.count; i++) {
        dtl_slice id = b->out->actors.items[i].id;
        (*ids)[i] = id;
        if (!id.length || !memchr(id.ptr, ' ', id.length))
            continue;
        char *bytes = dtl_arena_alloc(b->arena, id.length);
        if (!bytes)
            return false;
        for (uint32_t k = 0; k < id.length; k++)
            bytes[k] = id.ptr[k] == ' ' ? '_' : id.ptr[k];
        (*ids)[i].ptr = bytes;
    }
    return *ids != NULL;
}

bool ledger_values(build *b)
{
    work w = {.b = b};
    if (!join_words(b, &w.ids))
        return false;
    for (uint32_t i = 0; i < b->out->events.count; i++) {
        const dtl_ledger_event *event = &b->out->events.items[i];
        dtl_arena_reset(&b->scratch); /* candidates and their texts live for one event; values take copies */
        w.found = (candidate_array){0};
        for (uint32_t k = 0; k < event->n_members; k++) {
            w.day = day_of_telling(b, event, b->out->members.items[event->first_member + k]);
            if (!push_telling(&w, b->out->members.items[event->first_member + k]))
                return false;
        }
        if (!emit_event(b, i, &w.found))
            return false;
        if (event->place == DTL_NONE)
            imply_place(b, &b->out->events.items[i]);
    }
    return true;
}
