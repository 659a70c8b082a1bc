/* Adversarial sets of coded reports, made from a number: what a ledger could get wrong by order, by size or by a tie.
 *
 * In: a seed and a size. Out: coded reports with invented texts, always the same for the same seed. Each shape is a known way to
 * make merging depend on how things came: chains A~B~C with A≠C, blocks beyond their caps, equal scores, one name in many
 * spellings, near copies, versions of one address, plans and denials, reports without a day, one city on one day, answers of many
 * mouths, two lines with one key. A set mixes several. Example: shape SHAPE_PERSONS of length 5 is five tellings of a shooting in
 * which neighbours share one victim, and telling 1 and telling 3 share none.
 */
#ifndef DTL_TESTS_ADVERSARY_H
#define DTL_TESTS_ADVERSARY_H
#include "reports.h"

typedef enum shape {
    SHAPE_PERSONS,  /* chain: neighbours share a named victim */
    SHAPE_DAYS,     /* chain: each a day later, same town and group */
    SHAPE_PLACES,   /* chain: each seven kilometres further */
    SHAPE_BLOCK,    /* one province, one week, nothing else: beyond the caps of a block */
    SHAPE_TIES,     /* tellings that are alike but for their keys */
    SHAPE_NAMES,    /* one person, group, town in many spellings */
    SHAPE_COPIES,   /* near copies, reprints, exact copies */
    SHAPE_VERSIONS, /* one address, text and toll change */
    SHAPE_PLANS,    /* plans, threats, denials and the deed */
    SHAPE_UNDATED,  /* no day anywhere */
    SHAPE_CITY,     /* all in one city on one day, by many groups */
    SHAPE_WORDS,    /* statements and figures: same holders, same words */
    SHAPE_FORGED,   /* two lines of one key with other content */
    SHAPE_ALONE,    /* a quiet background: nothing merges */
    SHAPE_EVENT,    /* one event told by everybody */
    SHAPE_VOICE,    /* one voice that claims again and again, a claim aimed at the one before */
    SHAPE_COUNT
} shape;

typedef struct adversary {
    dtl_arena *arena;
    uint64_t state;
    dtl_report **reports;
    uint32_t count, room;
    uint32_t issue;      /* makes names of files differ */
    const char *label;   /* of the part being made: its towns and people are its own */
} adversary;

/* splitmix64: the same everywhere. */
static inline uint64_t draw_bits(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static inline uint32_t draw(adversary *a, uint32_t below)
{
    return below ? (uint32_t)(draw_bits(&a->state) % below) : 0;
}

static inline void give_report(adversary *a, dtl_report *report)
{
    if (a->count == a->room) {
        a->room = a->room ? a->room * 2 : 64;
        a->reports = realloc(a->reports, a->room * sizeof *a->reports);
        assert_non_null(a->reports);
    }
    a->reports[a->count++] = report;
}

static inline dtl_interval day_number(int32_t day)
{
    return (dtl_interval){day, day};
}

enum { FIRST_DAY = 19700 /* 2023-12-09 */, WORDS_OF_TEXT = 900 };

/* One report of one telling. Sentences of its own keep it from being a copy of another. */
static inline dtl_report *tell(adversary *a, const char *evidence, int32_t published, uint32_t outlet)
{
    static const char *const fillers[] = {"The quarter of %s was closed until the evening, said a clerk who counted %u carts.",
                                          "Rain fell on %s for the %uth day while the ferries waited at the quay.",
                                          "A baker of %s had sold %u loaves before the streets were shut.",
                                          "In %s the lamps of house %u burnt through the night."};
    char text[WORDS_OF_TEXT], name[64], paper[64], filler[160];
    uint32_t issue = a->issue++;
    snprintf(name, sizeof name, "%s %u", a->label, issue);
    snprintf(paper, sizeof paper, "Paper %u", outlet);
    snprintf(filler, sizeof filler, fillers[issue % 4], a->label, issue);
    snprintf(text, sizeof text, "%s. %s It was issue %u of %s.", evidence, filler, issue, paper);
    dtl_report *report = make_report(a->arena, name, paper, NULL, text);
    if (published)
        report->published = day_number(published);
    report->published_best = published ? published : DTL_DAY_OPEN_PAST;
    give_report(a, report);
    return report;
}

static inline uint32_t tell_event(adversary *a, dtl_report *report, uint8_t mode, const char *evidence, int32_t day, int64_t killed)
{
    uint32_t e = add_event(a->arena, report, DTL_EVENT_ASSAULT, mode, evidence);
    report->events.items[e].days = day ? day_number(day) : DTL_INTERVAL_OPEN;
    report->events.items[e].killed = killed < 0 ? DTL_RANGE_NONE : (dtl_range){killed, killed % 5 == 4 ? DTL_COUNT_OPEN : killed};
    report->events.items[e].confidence = (uint16_t)(500 + draw(a, 500));
    return e;
}

static inline void tell_claim(adversary *a, dtl_report *report, uint32_t event, const char *holder, uint8_t stance, const char *words)
{
    char id[80];
    uint32_t voice = DTL_NONE;
    if (holder) {
        snprintf(id, sizeof id, "group:%s", holder);
        voice = add_voice(a->arena, report, DTL_NONE, id, holder, "organisation", stance == DTL_STANCE_DENIES ? DTL_CUE_DENY : DTL_CUE_SAY, NULL);
        report->events.items[event].mentions.items[0].voice = voice;
    }
    add_claim(a->arena, report, event, voice, stance, stance == DTL_STANCE_DENIES ? -1 : 1, words);
}

static inline void put_place(adversary *a, dtl_report *report, uint32_t event, const char *id, const char *name, int32_t latitude, int32_t longitude)
{
    add_role(a->arena, report, event, DTL_EVENT_PLACE, id, name, "place");
    for (uint32_t i = 0; i < report->actors.count; i++)
        if (dtl_slice_is(report->actors.items[i].id, id)) {
            report->actors.items[i].latitude = latitude;
            report->actors.items[i].longitude = longitude;
            report->actors.items[i].country = DTL_SLICE("XSB");
            report->actors.items[i].admin1 = keep(a->arena, a->label);
        }
}

static inline void put_person(adversary *a, dtl_report *report, uint32_t event, int role, const char *name)
{
    char id[120];
    snprintf(id, sizeof id, "person:%s", name);
    add_role(a->arena, report, event, role, id, name, "person");
}

static const char *const adversary_firsts[] = {"Anna", "Berit", "Carlo", "Doran", "Elvin", "Farid", "Gesa", "Henok", "Iman", "Jorun"};
static const char *const adversary_lasts[] = {"Bellow", "Merrano", "Tarmizi", "Velloso", "Okorro", "Lindqvar", "Rudenok", "Sabbani", "Haidar", "Quenby", "Dorran"};

static inline void person_of(char out[64], uint32_t number)
{
    snprintf(out, 64, "%s %s%.*s", adversary_firsts[number % 10], adversary_lasts[number / 10 % 11], (int)(number / 110 % 26), "abcdefghijklmnopqrstuvwxyz");
}

/* Telling i of a shape of the given length. */
static inline void tell_chain(adversary *a, shape kind, uint32_t i)
{
    char town[64], town_id[80], evidence[200], person[64];
    int32_t day = FIRST_DAY + (kind == SHAPE_DAYS ? (int32_t)i : (int32_t)(i % 2));
    snprintf(town, sizeof town, "%s Bay", a->label);
    snprintf(town_id, sizeof town_id, "town:%s", town);
    snprintf(evidence, sizeof evidence, "Gunmen shot at a cart in %s, telling number %u", town, i);
    dtl_report *report = tell(a, evidence, FIRST_DAY + 1 + (int32_t)(i % 3), draw(a, 40));
    uint32_t e = tell_event(a, report, i % 4 ? DTL_MODE_FIREARMS : DTL_MODE_NO_MODE, evidence, kind == SHAPE_PERSONS && i % 3 == 0 ? 0 : day, (int64_t)draw(a, 6) - 1);
    if (kind == SHAPE_PERSONS) {
        for (uint32_t k = 0; k < 2; k++) {
            person_of(person, i + k);
            put_person(a, report, e, DTL_EVENT_RECIPIENT, person);
        }
    } else {
        if (kind == SHAPE_PLACES) {
            snprintf(town, sizeof town, "%s Quay %u", a->label, i);
            snprintf(town_id, sizeof town_id, "town:%s", town);
        }
        put_place(a, report, e, town_id, town, 30000000 + (kind == SHAPE_PLACES ? (int32_t)i * 63000 : 0), 40000000);
        add_role(a->arena, report, e, DTL_EVENT_ACTOR, "group:Dock Front", "Dock Front", "organisation");
    }
    tell_claim(a, report, e, i % 5 ? NULL : "harbour police", DTL_STANCE_SUPPORTS, "shot at a cart");
}

static inline void tell_block(adversary *a, shape kind, uint32_t i)
{
    char evidence[240], town[64], town_id[80], group[64], group_id[80];
    uint32_t where = kind == SHAPE_BLOCK ? draw(a, 9) : 0;
    snprintf(town, sizeof town, "%s Hill %u", a->label, where);
    snprintf(town_id, sizeof town_id, "town:%s", town);
    if (kind == SHAPE_TIES)
        snprintf(evidence, sizeof evidence, "A bomb killed people in %s", town);
    else if (kind == SHAPE_EVENT)
        snprintf(evidence, sizeof evidence, "A bomb at the corn market of %s killed %u people on the feast day", town, 3 + i % 4);
    else
        snprintf(evidence, sizeof evidence, "A bomb killed %u people in %s, letter %u", draw(a, 5), town, draw(a, 1000));
    int32_t day = kind == SHAPE_UNDATED ? 0 : FIRST_DAY + (kind == SHAPE_BLOCK ? (int32_t)draw(a, 7) : 0);
    dtl_report *report = tell(a, evidence, kind == SHAPE_UNDATED ? 0 : FIRST_DAY + 1, kind == SHAPE_EVENT ? i % 500 : draw(a, 60));
    uint32_t e = tell_event(a, report, kind == SHAPE_BLOCK && draw(a, 2) ? DTL_MODE_NO_MODE : DTL_MODE_EXPLOSIVES, evidence, day,
                            kind == SHAPE_TIES ? 3 : kind == SHAPE_EVENT ? 3 + i % 4 : (int64_t)draw(a, 5));
    put_place(a, report, e, town_id, town, 30000000 + (int32_t)where * 200000, 41000000);
    if (kind == SHAPE_CITY || (kind == SHAPE_BLOCK && draw(a, 3) == 0)) {
        snprintf(group, sizeof group, "Brigade %u", draw(a, kind == SHAPE_CITY ? 40 : 4));
        snprintf(group_id, sizeof group_id, "group:%s", group);
        add_role(a->arena, report, e, DTL_EVENT_ACTOR, group_id, group, "organisation");
    }
    tell_claim(a, report, e, draw(a, 4) ? NULL : draw(a, 2) ? "harbour police" : "Salt League", DTL_STANCE_SUPPORTS, "A bomb");
    if (kind == SHAPE_CITY && draw(a, 3) == 0) { /* a second deed in the same report */
        add_event(a->arena, report, DTL_EVENT_COERCE, DTL_MODE_NO_MODE, evidence);
        report->events.items[1].days = day_number(day);
    }
}

static inline void tell_names(adversary *a, uint32_t i)
{
    static const char *const spellings[] = {"Djamel Tarmizi", "Jamal Tarmizi", "Mullah Jamal Tarmizzi", "J. Tarmizi", "Tarmizi", "Jamal Gul Tarmizi",
                                            "Tarmizi, Jamal", "Djamal Tarmizi", "Jamal Khan Tarmizi", "Dr. Djamel Tarmizzi", "Jamaal Tarmizi", "Karim Tarmizi"};
    static const char *const roles[] = {"", "mayor", "governor", "singer"}, *const countries[] = {"", "XSB", "XIH"};
    char evidence[200];
    const char *name = spellings[draw(a, 12)];
    snprintf(evidence, sizeof evidence, "Gunmen wounded %s near the mill, note %u", name, i);
    dtl_report *report = tell(a, evidence, draw(a, 5) ? FIRST_DAY + (int32_t)draw(a, 900) : 0, draw(a, 20));
    uint32_t e = tell_event(a, report, DTL_MODE_FIREARMS, evidence, draw(a, 2) ? report->published.low : 0, -1);
    if (report->published.low == DTL_DAY_OPEN_PAST)
        report->events.items[e].days = DTL_INTERVAL_OPEN;
    put_person(a, report, e, DTL_EVENT_RECIPIENT, name);
    report->actors.items[0].role = dtl_slice_from_cstr(roles[draw(a, 4)]);
    report->actors.items[0].country = dtl_slice_from_cstr(countries[draw(a, 3)]);
    tell_claim(a, report, e, NULL, DTL_STANCE_SUPPORTS, "Gunmen wounded");
}

/* A wire story that papers cut and add to; of versions the address stays, and sentences and the toll change. */
static inline void tell_copy(adversary *a, shape kind, uint32_t i)
{
    static const char *const sentences[] = {" The ferry had left the eastern quay with grain and forty cows on board.",
                                            " Nobody at the customs house could say who had signed the papers for it.",
                                            " Two clerks of the port were asked to hand over their books before noon.",
                                            " The owner of the ferry line has not answered the letters of the council.",
                                            " A rope was found on the western mole, cut clean through with a knife."};
    char text[WORDS_OF_TEXT], evidence[160], name[64], paper[64];
    uint32_t story = i / 6, left_out = draw(a, 6), killed = 2 + (kind == SHAPE_VERSIONS ? i % 6 : story % 3);
    snprintf(evidence, sizeof evidence, "A blast on the ferry %s %u killed %u people", a->label, story, killed);
    snprintf(name, sizeof name, "%s copy %u", a->label, a->issue++);
    snprintf(paper, sizeof paper, "Paper %u", kind == SHAPE_VERSIONS ? story : draw(a, 30));
    snprintf(text, sizeof text, "%s.%s", evidence, i % 6 == 5 ? "" : " It happened in the harbour at dawn.");
    for (uint32_t k = 0; k < 5; k++)
        if (k != left_out)
            strcat(text, sentences[k]);
    dtl_report *report = make_report(a->arena, name, paper, NULL, text);
    report->published = day_number(FIRST_DAY + (int32_t)(i % 6));
    report->published_best = report->published.low;
    if (kind == SHAPE_VERSIONS) {
        snprintf(text, sizeof text, "https://paper%u.example/%s/story-%u", story, a->label, story);
        report->url = keep(a->arena, text);
    } else if (draw(a, 4) == 0) {
        report->byline = (dtl_span){0, 7};
    }
    give_report(a, report);
    uint32_t e = tell_event(a, report, DTL_MODE_EXPLOSIVES, evidence, FIRST_DAY, killed);
    tell_claim(a, report, e, draw(a, 2) ? "port council" : NULL, DTL_STANCE_SUPPORTS, "A blast on the ferry");
}

static inline void tell_plan(adversary *a, uint32_t i)
{
    static const uint8_t statuses[] = {DTL_STATUS_PLANNED, DTL_STATUS_ASSERTED, DTL_STATUS_DENIED, DTL_STATUS_THREATENED, DTL_STATUS_CLAIMED,
                                       DTL_STATUS_HABITUAL, DTL_STATUS_UNCONFIRMED, DTL_STATUS_ALLEGED};
    char evidence[200];
    uint8_t status = statuses[draw(a, 8)];
    bool denied = status == DTL_STATUS_DENIED;
    snprintf(evidence, sizeof evidence, "an attack of the Dock Front on the %s customs house, paper %u", a->label, i);
    dtl_report *report = tell(a, evidence, FIRST_DAY + (int32_t)draw(a, 12), draw(a, 12));
    uint32_t e = tell_event(a, report, draw(a, 2) ? DTL_MODE_EXPLOSIVES : DTL_MODE_NO_MODE, evidence, draw(a, 3) ? FIRST_DAY + 5 + (int32_t)draw(a, 4) : 0,
                            (int64_t)draw(a, 4) - 1);
    dtl_report_event *event = &report->events.items[e];
    event->status = event->mentions.items[0].status = status;
    event->series = status == DTL_STATUS_HABITUAL;
    add_role(a->arena, report, e, DTL_EVENT_ACTOR, "group:Dock Front", "Dock Front", "organisation");
    add_role(a->arena, report, e, DTL_EVENT_RECIPIENT, "group:customs guard", "customs guard", "organisation");
    if (draw(a, 2))
        put_place(a, report, e, "town:Low Ford", "Low Ford", 31000000, 41000000);
    static const char *const holders[] = {"harbour police", "Dock Front", "customs guard", NULL};
    tell_claim(a, report, e, holders[draw(a, 4)], (uint8_t)(denied ? DTL_STANCE_DENIES : draw(a, DTL_STANCE_COUNT)), "an attack of the Dock Front");
}

static inline void tell_words(adversary *a, shape kind, uint32_t i)
{
    char evidence[160];
    snprintf(evidence, sizeof evidence, kind == SHAPE_VOICE ? "the %s league holds %u boats" : "the %s league will never hand over its boats, round %u", a->label,
             kind == SHAPE_VOICE ? 20 : i % 3);
    dtl_report *report = tell(a, evidence, FIRST_DAY + (int32_t)(i % 9), draw(a, 9));
    uint32_t e = add_event(a->arena, report, DTL_EVENT_NO_TYPE, DTL_MODE_NO_MODE, evidence);
    dtl_report_event *event = &report->events.items[e];
    event->item = i % 2 ? DTL_ITEM_FIGURE : DTL_ITEM_STATEMENT;
    if (i % 2) {
        event->figure = (dtl_range){20, i % 4 == 1 ? 20 : DTL_COUNT_OPEN};
        event->figure_noun = DTL_SLICE("boat");
    }
    tell_claim(a, report, e, kind == SHAPE_VOICE || i % 3 ? "Salt League" : NULL, DTL_STANCE_SUPPORTS, evidence);
    if (kind == SHAPE_VOICE) { /* and it answers itself */
        add_claim(a->arena, report, e, 0, DTL_STANCE_CONFIRMS, 1, evidence);
        report->claims.items[1].targets = 0;
    }
}

/* Two lines with the key of an earlier report of this set, each with a word of its own. */
static inline void tell_forged(adversary *a, uint32_t i)
{
    char words[80];
    if (!a->count)
        return;
    const dtl_report *victim = a->reports[draw(a, a->count)];
    snprintf(words, sizeof words, "A forger wrote line %u of %s", i, a->label);
    dtl_report *forged = tell(a, words, FIRST_DAY, draw(a, 5));
    uint32_t e = tell_event(a, forged, DTL_MODE_NO_MODE, words, draw(a, 2) ? FIRST_DAY : 0, 1);
    tell_claim(a, forged, e, NULL, DTL_STANCE_SUPPORTS, words);
    forged->key = victim->key;
}

static inline void tell_alone(adversary *a, uint32_t i)
{
    char evidence[160], person[64];
    person_of(person, i * 7 + draw(a, 7));
    snprintf(evidence, sizeof evidence, "%s of the %s guild was arrested over the broken weir %u", person, a->label, i);
    dtl_report *report = tell(a, evidence, FIRST_DAY + (int32_t)i * 3, draw(a, 50));
    uint32_t e = add_event(a->arena, report, DTL_EVENT_COERCE, DTL_MODE_NO_MODE, evidence);
    report->events.items[e].days = day_number(FIRST_DAY + (int32_t)i * 3);
    put_person(a, report, e, DTL_EVENT_RECIPIENT, person);
    tell_claim(a, report, e, NULL, DTL_STANCE_SUPPORTS, "was arrested");
}

static inline void tell_shape(adversary *a, shape kind, const char *label, uint32_t length)
{
    a->label = label;
    for (uint32_t i = 0; i < length; i++)
        switch (kind) {
        case SHAPE_PERSONS:
        case SHAPE_DAYS:
        case SHAPE_PLACES: tell_chain(a, kind, i); break;
        case SHAPE_BLOCK:
        case SHAPE_TIES:
        case SHAPE_UNDATED:
        case SHAPE_EVENT:
        case SHAPE_CITY: tell_block(a, kind, i); break;
        case SHAPE_NAMES: tell_names(a, i); break;
        case SHAPE_COPIES:
        case SHAPE_VERSIONS: tell_copy(a, kind, i); break;
        case SHAPE_PLANS: tell_plan(a, i); break;
        case SHAPE_WORDS:
        case SHAPE_VOICE: tell_words(a, kind, i); break;
        case SHAPE_FORGED: tell_forged(a, i); break;
        case SHAPE_ALONE:
        case SHAPE_COUNT: tell_alone(a, i); break;
        }
}

static const char *const adversary_labels[] = {"Salt", "Iron", "Low", "Pine", "Tollan", "Ferry", "Cedar", "Amber"};

/* A set of about `size` reports: three to six shapes, each of random length, in towns of their own or shared. */
static inline void make_adversary(adversary *a, dtl_arena *arena, uint64_t seed, uint32_t size)
{
    *a = (adversary){.arena = arena, .state = seed};
    uint32_t parts = 3 + draw(a, 4);
    for (uint32_t p = 0; p < parts; p++) {
        shape kind = (shape)draw(a, SHAPE_COUNT);
        uint32_t share = size / parts, length = share / 2 + draw(a, share + 1);
        tell_shape(a, kind, adversary_labels[draw(a, 8)], length < 3 ? 3 : length);
    }
    tell_shape(a, SHAPE_FORGED, "Forge", 1 + draw(a, 3));
}
#endif
