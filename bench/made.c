/* Coded reports made up, for measuring a ledger at scale.
 *
 * In: a number. Out: the report of that number, always the same. What it is like follows the 1,791 reports of American deeds that were coded
 * when this was written: eleven tellings each (four of them statements), thirteen voices, twelve claims, 2.3 KB of text. The world behind it:
 * occurrences of which each is told by two or three reports, and a few by hundreds; 20,000 actors and 5,000 places, drawn after Zipf (the
 * n-th as often as 1/n); one occurrence of twenty lies in one city on one day. Tolls clash: a telling says one more or less than the next.
 * Some tellings are plans, some denials, and one report of thirty is a copy of another.
 *
 *     report 4711: "Kalu Nerim, 12 March 2021. Gunmen of Tasore Front attacked … killed 3 …" and ten sentences more
 *
 * Knowingly wrong: names are syllables, so that hardly any two are spellings of one; sentences say nothing.
 */
#include "made.h"
#include "base/hash.h"
#include <stdio.h>
#include <string.h>

enum { ACTORS = 20000, PERSONS = 12000, PLACES = 5000, OUTLETS = 400, WORDS = 30000, DAYS = 1826, FIRST_DAY = 17897 /* 2019-01-01 */,
       CROWDED_DAY = FIRST_DAY + 800, SENTENCES = 20, COPY_EVERY = 30 };

static uint64_t mixed(uint64_t a, uint64_t b)
{
    uint64_t h = dtl_mix64(dtl_mix64(a * 0x9E3779B97F4A7C15u + 1, b), 0xD1B54A32D192ED03u);
    return h ^ (h >> 32);
}

/* 0 … count - 1, the n-th about as often as 1 / (n + 1): 2^x for an even x, in whole numbers. */
static uint32_t zipf(uint64_t random, uint32_t count)
{
    uint32_t bits = 0;
    while ((count >> bits) > 1)
        bits++;
    uint32_t octave = (uint32_t)(random % (bits + 1)), base = (1u << octave) - 1;
    uint32_t rank = base + (uint32_t)((random >> 16) % (base + 1));
    return rank < count ? rank : (uint32_t)((random >> 24) % count);
}

static void syllables(uint64_t random, uint32_t count, char *out)
{
    static const char first[] = "bdfgklmnprstvz", second[] = "aeiou";
    for (uint32_t i = 0; i < count; i++) {
        *out++ = first[random % (sizeof first - 1)];
        random /= sizeof first - 1;
        *out++ = second[random % (sizeof second - 1)];
        random /= sizeof second - 1;
    }
    *out = '\0';
}

void made_word(uint32_t rank, char out[32])
{
    syllables(mixed(rank, 1), 2 + rank % 3, out);
}

static void capital(char *word)
{
    word[0] = (char)(word[0] - 32);
}

void made_actor_name(uint32_t rank, char out[64])
{
    char one[32], two[32];
    syllables(mixed(rank, 2), 3, one);
    syllables(mixed(rank, 3), 3, two);
    capital(one);
    capital(two);
    bool person = mixed(rank, 4) % ACTORS < PERSONS;
    snprintf(out, 64, "%s %s", one, person ? two : rank % 2 ? "Front" : "police");
}

static void place_name(uint32_t rank, char out[64])
{
    syllables(mixed(rank, 5), 4, out);
    capital(out);
}

/* One report in the making. */
typedef struct maker {
    dtl_arena *arena;
    dtl_report *report;
    dtl_buffer text;
    uint64_t number;
    bool good;
} maker;

static dtl_slice keep(maker *m, const char *text)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    m->good = dtl_arena_copy(m->arena, dtl_slice_from_cstr(text), &copy) && m->good;
    return copy;
}

static dtl_slice hex_of(maker *m, const char *what, uint64_t number)
{
    char text[64], hex[65];
    snprintf(text, sizeof text, "%s %llu", what, (unsigned long long)number);
    dtl_sha256_hex(dtl_sha256_of(dtl_slice_from_cstr(text)), hex);
    return keep(m, hex);
}

static uint32_t add_actor(maker *m, const char *id, const char *name, const char *kind)
{
    dtl_report_actor_array *all = &m->report->actors;
    for (uint32_t i = 0; i < all->count; i++)
        if (dtl_slice_is(all->items[i].id, id))
            return i;
    dtl_report_actor *a = dtl_array_push(m->arena, all);
    if (!a) {
        m->good = false;
        return 0;
    }
    *a = (dtl_report_actor){.id = keep(m, id), .name = keep(m, name), .kind = dtl_slice_from_cstr(kind), .latitude = INT32_MIN, .longitude = INT32_MIN};
    return all->count - 1;
}

static uint32_t add_rank(maker *m, uint32_t rank)
{
    char name[64], id[80], country[4];
    made_actor_name(rank, name);
    bool person = mixed(rank, 4) % ACTORS < PERSONS;
    snprintf(id, sizeof id, person ? "person:%s" : "made:%s", name);
    for (char *c = id; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 32);
    snprintf(country, sizeof country, "X%c%c", 'A' + (int)(rank % 5), 'A' + (int)(rank / 5 % 10));
    uint32_t at = add_actor(m, id, name, person ? "person" : "organisation");
    if (m->good && !m->report->actors.items[at].country.length) {
        m->report->actors.items[at].country = keep(m, country);
        m->report->actors.items[at].sector = person ? DTL_SLICE("GOV") : rank % 2 ? DTL_SLICE("REB") : DTL_SLICE("COP");
    }
    return at;
}

static uint32_t add_place(maker *m, uint32_t rank)
{
    char name[64], id[96], country[4], unit[32];
    place_name(rank, name);
    snprintf(country, sizeof country, "X%c%c", 'A' + (int)(rank % 5), 'A' + (int)(rank / 5 % 10));
    snprintf(unit, sizeof unit, "Unit %u", rank % 300);
    snprintf(id, sizeof id, "place:%s:unit %u:%s", country, rank % 300, name);
    uint32_t at = add_actor(m, id, name, "place");
    if (m->good && !m->report->actors.items[at].place_precision) {
        dtl_report_actor *a = &m->report->actors.items[at];
        a->country = keep(m, country);
        a->admin1 = keep(m, unit);
        a->place_precision = 4;
        a->latitude = (int32_t)(mixed(rank, 6) % 120000000) - 60000000;
        a->longitude = (int32_t)(mixed(rank, 7) % 340000000) - 170000000;
    }
    return at;
}

/* What happened: everything follows from its number. */
typedef struct occurrence {
    uint32_t actor, recipient, place; /* ranks */
    int32_t day, toll;
    uint8_t type, mode, status;
} occurrence;

static occurrence occurrence_of(uint64_t number)
{
    static const uint8_t types[] = {DTL_EVENT_ASSAULT, DTL_EVENT_ASSAULT, DTL_EVENT_ASSAULT, DTL_EVENT_COERCE, DTL_EVENT_PROTEST, DTL_EVENT_CONSULT};
    static const uint8_t modes[] = {DTL_MODE_FIREARMS, DTL_MODE_EXPLOSIVES, DTL_MODE_NO_MODE};
    uint64_t h = mixed(number, 10);
    bool crowded = h % 20 == 0;
    occurrence o = {.actor = zipf(mixed(number, 11), ACTORS), .recipient = zipf(mixed(number, 12), ACTORS), .place = crowded ? 0 : zipf(mixed(number, 13), PLACES),
                    .day = crowded ? CROWDED_DAY : FIRST_DAY + (int32_t)(mixed(number, 14) % DAYS), .toll = (int32_t)zipf(mixed(number, 15), 200)};
    o.type = types[(h >> 8) % (sizeof types)];
    o.mode = o.type == DTL_EVENT_ASSAULT ? modes[(h >> 16) % 3] : DTL_MODE_NO_MODE;
    o.status = (uint8_t)((h >> 24) % 33 == 0 ? DTL_STATUS_PLANNED : DTL_STATUS_ASSERTED);
    return o;
}

/* Which occurrence the n-th telling of a report is of: the first one with others of its time, the rest from further back. */
static uint64_t occurrence_number(uint64_t report, uint32_t event)
{
    uint64_t h = mixed(report, 100 + event), at = report * 2 + 4000;
    if (event == 0)
        return h % 200 == 0 ? at / 4000 * 4000 : (report + h % 3) * 2 / 5 * 5 + 4000;
    return at - h % 4000;
}

static dtl_span add_sentence(maker *m, uint64_t seed, const char *start)
{
    uint32_t offset = (uint32_t)m->text.length;
    dtl_buffer_cstr(&m->text, start);
    for (uint32_t i = 0; i < 11; i++) {
        char word[32];
        made_word(zipf(mixed(seed, i), WORDS), word);
        dtl_buffer_char(&m->text, ' ');
        dtl_buffer_cstr(&m->text, word);
    }
    dtl_buffer_cstr(&m->text, ".\n");
    return (dtl_span){offset, (uint32_t)m->text.length - offset - 1};
}

static uint32_t add_voice(maker *m, uint32_t holder, dtl_span sentence, uint32_t n)
{
    dtl_report_voice *v = dtl_array_push(m->arena, &m->report->voices);
    if (!v) {
        m->good = false;
        return DTL_NONE;
    }
    *v = (dtl_report_voice){.parent = DTL_NONE, .holder = holder, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .holder_span = {sentence.offset, 6},
                            .cue_span = {sentence.offset + 7, 4}, .content_span = sentence, .said_at = DTL_INTERVAL_OPEN, .cue = DTL_CUE_SAY,
                            .kind = (uint8_t)(1 + n % (DTL_SOURCE_COUNT - 1)), .rule = keep(m, n % 2 ? "cues.txt:12" : "cues.txt:31")};
    return m->report->voices.count - 1;
}

static void add_claim(maker *m, uint32_t event, uint32_t voice, dtl_span span, uint8_t field, const char *value, uint64_t h)
{
    dtl_report_claim *c = dtl_array_push(m->arena, &m->report->claims);
    if (!c) {
        m->good = false;
        return;
    }
    bool denies = h % 50 == 0;
    *c = (dtl_report_claim){.event = event, .voice = voice, .targets = DTL_NONE, .span = span, .polarity = denies ? -1 : 1, .field = field,
                            .modality = voice == DTL_NONE ? DTL_MODALITY_ASSERTED : DTL_MODALITY_CLAIMED, .certainty = DTL_CERTAINTY_CT,
                            .stance = (uint8_t)(denies ? DTL_STANCE_DENIES : DTL_STANCE_SUPPORTS), .factuality = (int16_t)(denies ? -300 : 300),
                            .value = keep(m, value), .rule = keep(m, h % 3 ? "claims.txt:7" : "claims.txt:19")};
}

/* One telling, with its sentence, its voice and its claim. */
static void add_event(maker *m, uint32_t n, int32_t published)
{
    uint64_t h = mixed(m->number, 300 + n);
    occurrence o = occurrence_of(occurrence_number(m->number, n));
    bool statement = n >= 7;
    char name[64], start[160], value[16];
    int32_t toll = o.toll + (int32_t)(h % 3) - 1; /* the next telling may say another number */
    made_actor_name(o.actor, name);
    snprintf(start, sizeof start, "%s said on %s", name, n % 2 ? "Monday that" : "Tuesday that");
    dtl_span sentence = add_sentence(m, h, start);
    uint32_t doer = add_rank(m, o.actor), other = add_rank(m, o.recipient), place = add_place(m, o.place);
    uint32_t voice = h % 4 == 0 ? DTL_NONE : add_voice(m, h % 8 == 1 ? other : doer, sentence, n);
    dtl_report_event *e = dtl_array_push(m->arena, &m->report->events);
    if (!e || !m->good) {
        m->good = false;
        return;
    }
    *e = (dtl_report_event){.item = statement ? DTL_ITEM_STATEMENT : DTL_ITEM_EVENT, .type = statement ? DTL_EVENT_CONSULT : o.type,
                            .mode = statement ? DTL_MODE_NO_MODE : o.mode, .status = o.status, .confidence = (uint16_t)(500 + h % 500), .setting = DTL_NONE,
                            .days = h % 9 == 0 ? DTL_INTERVAL_OPEN : (dtl_interval){o.day, o.day}, .killed = DTL_RANGE_NONE, .injured = DTL_RANGE_NONE,
                            .arrested = DTL_RANGE_NONE, .figure = DTL_RANGE_NONE};
    if (statement)
        e->days = (dtl_interval){published, published};
    const uint32_t roles[] = {doer, other, place};
    for (int role = 0; role < 3; role++) {
        uint32_t *slot = role == 2 && statement ? NULL : dtl_array_push(m->arena, &e->roles[role]);
        if (slot)
            *slot = roles[role];
    }
    if (o.type == DTL_EVENT_ASSAULT && !statement && toll > 0)
        e->killed = (dtl_range){toll, toll};
    dtl_report_mention *mention = dtl_array_push(m->arena, &e->mentions);
    m->good = mention != NULL;
    if (mention)
        *mention = (dtl_report_mention){.evidence = sentence, .trigger = {sentence.offset + 12, 4}, .voice = voice, .status = o.status,
                                        .rule = keep(m, h % 2 ? "events.txt:40" : "events.txt:77")};
    add_claim(m, n, voice, sentence, DTL_FIELD_WHOLE, "", h);
    snprintf(value, sizeof value, "%d", toll);
    if (n == 0 && e->killed.low > 0)
        add_claim(m, n, voice, sentence, DTL_FIELD_KILLED, value, 1);
}

bool made_report(uint64_t number, dtl_arena *arena, dtl_report *report)
{
    uint64_t copied = number % COPY_EVERY == COPY_EVERY - 1 ? number - 7 : number; /* another outlet prints the same text */
    maker m = {.arena = arena, .report = report, .number = copied, .good = true};
    char name[64], outlet[64];
    *report = (dtl_report){.published_minute = -1, .published_from = DTL_SLICE("caller"), .english = true};
    uint64_t h = mixed(number, 20);
    snprintf(name, sizeof name, "made.jsonl:%llu", (unsigned long long)number);
    syllables(mixed(zipf(h, OUTLETS), 8), 3, outlet);
    capital(outlet);
    strcat(outlet, h % 2 ? " Post" : " Times");
    report->key = hex_of(&m, "key", number);
    report->sha256 = hex_of(&m, "bytes", number);
    report->rules = hex_of(&m, "rules", 0);
    report->model = hex_of(&m, "model", 0);
    report->gazetteer = hex_of(&m, "gazetteer", 0);
    report->file = keep(&m, name);
    snprintf(name, sizeof name, "https://%c%llu.example/%llx", 'a' + (int)(h % 26), (unsigned long long)(h % 400), (unsigned long long)number);
    report->url = keep(&m, name);
    report->outlet = keep(&m, outlet);
    int32_t day = occurrence_of(occurrence_number(copied, 0)).day;
    report->published = (dtl_interval){day + (int32_t)(h >> 40) % 2, day + (int32_t)(h >> 40) % 2};
    report->published_best = report->published.low;
    dtl_span title = add_sentence(&m, mixed(copied, 21), "Report");
    for (uint32_t n = 0; n < MADE_EVENTS && m.good; n++)
        add_event(&m, n, report->published.low);
    for (uint32_t n = MADE_EVENTS; n < SENTENCES; n++)
        add_sentence(&m, mixed(copied, 400 + n), "Meanwhile");
    m.good = m.good && !m.text.failed && dtl_arena_copy(arena, dtl_slice_make(m.text.bytes, m.text.length), &report->text);
    report->title = title;
    for (uint32_t at = dtl_span_end(title) + 1, end; m.good && at < report->text.length; at = end + 1) { /* a paragraph of three sentences */
        end = at;
        for (int lines = 0; end < report->text.length; end++)
            if (report->text.ptr[end] == '\n' && ++lines == 3)
                break;
        dtl_report_part *part = dtl_array_push(arena, &report->body);
        m.good = part != NULL;
        if (part)
            *part = (dtl_report_part){.span = {at, end - at}, .name = DTL_SLICE("p")};
    }
    dtl_buffer_free(&m.text);
    return m.good;
}
