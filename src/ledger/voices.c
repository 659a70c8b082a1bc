/* Who says what: chains of voices, independence, parties.
 *
 * In: claims of all reports, merged events. Out: for every claim its chain in words ("Harbour Post > AFP > a police
 * spokesman"), its independent voice, whether it supports or contradicts the event, and whether the holder is a party to it.
 *
 * Independent voice: the group that the innermost holder speaks for, else the holder; ten papers that quote one spokesman
 * are one voice. Own words are the voice of the owner group (owners.c): an agency, or the outlet. An agency is one voice whether it
 * is quoted, credited or publishes itself. "It is said" is nobody: the voice that relays it. Unnamed witnesses, residents, people and
 * experts are other people in every owner group's story: one voice per group; unnamed officials may be one and the same.
 * Party: the holder, or whom it speaks for, is an actor or a recipient of the event in any telling of it, or claims
 * responsibility; what a group says of its own deed does not confirm it.
 * Knowingly wrong: "police" in two towns are one voice as long as the coder gives them one id; two witnesses in one story too.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/internal.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static bool is_desk_word(dtl_slice word)
{
    static const char *const words[] = {"staff", "desk", "monitoring", "foreign", "diplomatic", "political", "national", "world", "news", "with", "and", "agencies",
                                        "agency", "correspondent", "correspondents", "reporter", "reporters", "writer", "writers", "editor", "editors", "bureau",
                                        "newsroom", "team", "special", "our", "the", "by", "from", "a"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_equal_nocase(word, dtl_slice_from_cstr(words[i])))
            return true;
    return false;
}

/* Whom a byline names: "Harbour Post diplomatic staff" is the Harbour Post, "Staff correspondent" nobody. One word that would be left
 * alone ("AT Monitoring Desk") says too little by itself: the byline stays as it is. So does "Fjord News Agency", which names itself. */
static dtl_slice house_of(dtl_slice byline)
{
    dtl_slice left = dtl_slice_trim(byline);
    bool of_desk = false;
    while (left.length) {
        uint32_t start = left.length;
        while (start && left.ptr[start - 1] != ' ')
            start--;
        dtl_slice word = dtl_slice_make(left.ptr + start, left.length - start);
        bool part_of_name = !of_desk && (dtl_slice_is(word, "Agency") || dtl_slice_is(word, "News") || dtl_slice_is(word, "Bureau") || dtl_slice_is(word, "World"));
        if (part_of_name || !is_desk_word(word))
            break;
        of_desk = true;
        left = dtl_slice_trim(dtl_slice_make(left.ptr, start));
        if (left.length && left.ptr[left.length - 1] == ',')
            left.length--;
    }
    return left.length && dtl_slice_find(left, DTL_SLICE(" "), 0) == DTL_NONE ? byline : left;
}

dtl_slice dtl_ledger_outlet(const dtl_report *report)
{
    if (report->outlet.length)
        return report->outlet;
    dtl_slice host = report->url.length ? host_of_url(report->url) : DTL_SLICE_EMPTY;
    if (host.length)
        return host;
    dtl_slice house = house_of(dtl_span_text(report->text, report->byline));
    if (house.length)
        return house;
    if (report->agency.length)
        return dtl_span_text(report->text, report->agency);
    return report->file.length ? report->file : DTL_SLICE("unknown outlet");
}

static const dtl_report *report_at(const build *b, uint32_t report)
{
    return b->out->reports.items[report].report;
}

static uint32_t actor_at(const build *b, uint32_t report, uint32_t actor)
{
    return actor == DTL_NONE ? DTL_NONE : b->out->actor_of[b->out->reports.items[report].first_actor + actor];
}

/* The innermost voice with a name, from this one towards the outlet; DTL_NONE = the outlet. Read or built reports have no circles. */
static uint32_t named_voice(const dtl_report *r, uint32_t voice)
{
    while (voice != DTL_NONE && r->voices.items[voice].on_behalf_of == DTL_NONE && r->voices.items[voice].holder == DTL_NONE)
        voice = r->voices.items[voice].parent;
    return voice;
}

/* The actor that answers for a voice: the group spoken for, else the holder; DTL_NONE = the outlet. */
uint32_t voice_of_claim(const build *b, uint32_t report, uint32_t voice)
{
    const dtl_report *r = report_at(b, report);
    voice = named_voice(r, voice);
    if (voice == DTL_NONE)
        return DTL_NONE;
    const dtl_report_voice *v = &r->voices.items[voice];
    if (v->on_behalf_of != DTL_NONE)
        return actor_at(b, report, v->on_behalf_of);
    return b->traits[actor_at(b, report, v->holder)].speaks_for;
}

/* Unnamed people of whom every story has its own. */
static bool differs_by_story(const build *b, uint32_t report, uint32_t voice, uint32_t actor)
{
    const dtl_report *r = report_at(b, report);
    const dtl_report_voice *v = &r->voices.items[named_voice(r, voice)];
    if (v->on_behalf_of != DTL_NONE || !b->traits[actor].role)
        return false;
    return v->kind == DTL_SOURCE_WITNESS || v->kind == DTL_SOURCE_RESIDENT || v->kind == DTL_SOURCE_PEOPLE || v->kind == DTL_SOURCE_EXPERT;
}

static bool join(dtl_arena *arena, const char *prefix, dtl_slice text, dtl_slice *out)
{
    size_t length = strlen(prefix);
    char *bytes = dtl_arena_alloc(arena, length + text.length + 1);
    if (!bytes)
        return false;
    memcpy(bytes, prefix, length);
    if (text.length)
        memcpy(bytes + length, text.ptr, text.length);
    *out = dtl_slice_make(bytes, length + text.length);
    return true;
}

static bool join_three(dtl_arena *arena, dtl_slice first, const char *middle, dtl_slice last, const char *end, dtl_slice *out)
{
    char *bytes = dtl_arena_alloc(arena, (size_t)first.length + last.length + strlen(middle) + strlen(end) + 1);
    if (!bytes)
        return false;
    const dtl_slice parts[] = {first, dtl_slice_from_cstr(middle), last, dtl_slice_from_cstr(end)};
    uint32_t length = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].length)
            memcpy(bytes + length, parts[i].ptr, parts[i].length);
        length += parts[i].length;
    }
    *out = dtl_slice_make(bytes, length);
    return true;
}

/* Key and name (in scratch, unless they lie elsewhere) of the independent voice behind a claim. */
static bool independent_voice(build *b, uint32_t report, uint32_t voice, dtl_ledger_voice *out)
{
    uint32_t actor = voice_of_claim(b, report, voice);
    const dtl_ledger_report *r = &b->out->reports.items[report];
    *out = (dtl_ledger_voice){.key = r->owner, .name = r->owner_name, .actor = actor};
    if (actor == DTL_NONE)
        return true;
    const dtl_ledger_actor *a = &b->out->actors.items[actor];
    out->name = a->name;
    if (dtl_map_get(&b->media, a->id) != DTL_NONE)
        return join(&b->scratch, "media:", a->id, &out->key);
    if (!join(&b->scratch, "actor:", a->id, &out->key))
        return false;
    if (!differs_by_story(b, report, voice, actor))
        return true;
    return join_three(&b->scratch, out->key, " of ", r->owner, "", &out->key) &&
           join_three(&b->scratch, a->name, " (", r->owner_name, ")", &out->name);
}

/* ---- chains in words ---- */

static void put_holder(const build *b, uint32_t report, const dtl_report_voice *v, dtl_buffer *out)
{
    const dtl_report *r = report_at(b, report);
    dtl_slice said = v->holder_span.length ? dtl_span_text(r->text, v->holder_span) : DTL_SLICE_EMPTY;
    if (v->holder != DTL_NONE) {
        const dtl_report_actor *actor = &r->actors.items[v->holder];
        bool role = dtl_slice_is(actor->kind, "role"); /* "a police spokesman" says more than the id's name */
        dtl_buffer_slice(out, role && said.length && said.length <= 80 ? said : actor->name);
    } else if (said.length && said.length <= 80) {
        dtl_buffer_slice(out, said);
    } else {
        dtl_buffer_cstr(out, "not named");
    }
    if (v->on_behalf_of != DTL_NONE && v->on_behalf_of != v->holder) {
        dtl_buffer_cstr(out, " for ");
        dtl_buffer_slice(out, r->actors.items[v->on_behalf_of].name);
    }
    if (v->medium != DTL_NONE && v->medium != v->holder) {
        dtl_buffer_cstr(out, " (through ");
        dtl_buffer_slice(out, r->actors.items[v->medium].name);
        dtl_buffer_char(out, ')');
    }
}

static bool write_chain(build *b, uint32_t report, uint32_t voice, dtl_buffer *scratch, dtl_slice *chain)
{
    enum { CHAIN_MAX = 16 };
    uint32_t steps[CHAIN_MAX], count = 0;
    const dtl_report *r = report_at(b, report);
    for (; voice != DTL_NONE && count < CHAIN_MAX; voice = r->voices.items[voice].parent)
        steps[count++] = voice;
    dtl_buffer_clear(scratch);
    dtl_buffer_slice(scratch, dtl_ledger_outlet(r));
    dtl_slice agency = b->out->reports.items[report].agency;
    if (agency.length && !dtl_slice_equal(dtl_ledger_outlet(r), agency)) {
        dtl_buffer_cstr(scratch, " > ");
        dtl_buffer_slice(scratch, agency);
    }
    while (count) {
        dtl_buffer_cstr(scratch, " > ");
        put_holder(b, report, &r->voices.items[steps[--count]], scratch);
    }
    for (size_t i = 0; i < scratch->length; i++)
        if (scratch->bytes[i] == '\n' || scratch->bytes[i] == '\t' || scratch->bytes[i] == '\r')
            scratch->bytes[i] = ' ';
    return !scratch->failed && dtl_arena_copy(b->arena, dtl_slice_make(scratch->bytes, scratch->length), chain);
}

/* ---- sides and parties ---- */

static uint8_t side_of(const dtl_report_claim *claim)
{
    bool turns_away = claim->stance == DTL_STANCE_DENIES || claim->stance == DTL_STANCE_DISMISSES;
    if (claim->polarity < 0 || (claim->polarity == 0 && turns_away))
        return DTL_SIDE_CONTRADICTS;
    if (turns_away && claim->targets != DTL_NONE && claim->field == DTL_FIELD_WHOLE) /* whose denial an event tells ("rejected") */
        return DTL_SIDE_OPEN;
    if (claim->polarity == 0 || claim->stance == DTL_STANCE_UNCONFIRMED || claim->stance == DTL_STANCE_REFUSES_COMMENT)
        return DTL_SIDE_OPEN;
    return DTL_SIDE_SUPPORTS;
}

static bool is_among(const build *b, const uint32_t *actors, uint8_t count, uint32_t actor)
{
    for (uint8_t i = 0; i < count; i++)
        if (actors[i] == actor || actors_are_kin(b, actors[i], actor))
            return true;
    return false;
}

/* A report that knows no name ("gunmen") does not make the group that another one names a stranger to the deed. Who only speaks does
 * no deed: the doer of a statement is whoever makes it. */
static uint8_t interest_of(const build *b, uint32_t event, const dtl_report_claim *said, uint32_t actor)
{
    enum { TELLINGS_MAX = 64 };
    const dtl_ledger_event *e = &b->out->events.items[event];
    uint8_t interest = said->stance == DTL_STANCE_CLAIMS_RESPONSIBILITY ? DTL_INTEREST_DEED : DTL_INTEREST_NONE;
    if (e->item == DTL_ITEM_STATEMENT)
        return interest;
    for (uint32_t i = 0; i < e->n_members && i < TELLINGS_MAX && actor != DTL_NONE && interest != DTL_INTEREST_DEED; i++) {
        const feature *f = &b->features[b->out->members.items[e->first_member + i]];
        if (is_among(b, f->actors, f->n_actors, actor))
            interest = DTL_INTEREST_DEED;
        else if (is_among(b, f->recipients, f->n_recipients, actor))
            interest = DTL_INTEREST_TARGET;
    }
    return interest;
}

/* A blank and a number, or a short word, behind what stands in text; the new length. */
static size_t put_number(char *text, size_t length, uint32_t number)
{
    text[length++] = ' ';
    return (size_t)(dtl_number_write(text + length, number) - text);
}

static size_t put_word(char *text, size_t length, const char *word)
{
    size_t more = strlen(word);
    text[length] = ' ';
    memcpy(text + length + 1, word, more);
    return length + 1 + more;
}

/* The same words claimed the same way in the same bytes: what rules, metadata and other reports do not change. n tells apart what else
 * would be one. */
static bool claim_id(build *b, const dtl_report *report, const dtl_report_claim *said, uint32_t n, dtl_slice *id)
{
    const dtl_span trigger = report->events.items[said->event].mentions.items[0].trigger;
    const dtl_span holder = said->voice == DTL_NONE ? (dtl_span){0, 0} : report->voices.items[said->voice].holder_span;
    const uint32_t numbers[] = {said->span.offset, said->span.length, trigger.offset, holder.offset};
    char how[160] = "claim", digits[65];
    size_t length = 5;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        length = put_number(how, length, numbers[i]);
    length = put_word(how, length, dtl_field_name(said->field));
    length = put_word(how, length, dtl_stance_name(said->stance));
    length = put_number(how, length, n);
    const dtl_slice parts[] = {report->sha256, dtl_slice_make(how, length)};
    dtl_sha256_hex(dtl_sha256_of_parts(parts, 2), digits);
    return dtl_arena_copy(b->arena, dtl_slice_make(digits, 16), id);
}

/* How many claims of this report before this one have the same place, event, field and stance; looked for among the last few. */
static uint32_t twins_before(const dtl_report *report, uint32_t claim)
{
    enum { LOOK_BACK = 64 };
    const dtl_report_claim *x = &report->claims.items[claim];
    uint32_t n = 0;
    for (uint32_t i = claim > LOOK_BACK ? claim - LOOK_BACK : 0; i < claim; i++) {
        const dtl_report_claim *y = &report->claims.items[i];
        n += y->span.offset == x->span.offset && y->span.length == x->span.length && y->event == x->event && y->field == x->field &&
             y->stance == x->stance;
    }
    return n;
}

static int by_voice_key(const void *x, const void *y, void *context)
{
    const dtl_ledger_voice *voices = context;
    return dtl_slice_compare(voices[*(const uint32_t *)x].key, voices[*(const uint32_t *)y].key);
}

/* Voices were numbered as met; the ledger lists them by key. place[i] is the new number of voice i. */
static uint32_t *sort_voices(build *b)
{
    uint32_t count = b->out->voices.count;
    uint32_t *order = dtl_arena_calloc(b->arena, count, sizeof *order), *place = dtl_arena_calloc(b->arena, count, sizeof *place);
    dtl_ledger_voice *sorted = dtl_arena_calloc(b->arena, count, sizeof *sorted);
    if (!order || !place || !sorted)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    if (count)
        qsort_r(order, count, sizeof *order, by_voice_key, b->out->voices.items);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = b->out->voices.items[order[i]];
        place[order[i]] = i;
    }
    b->out->voices.items = sorted;
    return place;
}

/* The voices met: most are those of one actor everywhere, or of a report's owner. */
typedef struct hearing {
    build *b;
    dtl_map known;       /* key → number */
    uint32_t *of_actor;  /* per actor, DTL_NONE: not met */
    uint32_t *of_report; /* per report: of its owner */
} hearing;

static bool add_by_key(hearing *h, uint32_t report, uint32_t voice, uint32_t *index)
{
    build *b = h->b;
    dtl_ledger_voice made;
    dtl_arena_reset(&b->scratch);
    if (!independent_voice(b, report, voice, &made))
        return false;
    *index = dtl_map_get(&h->known, made.key);
    if (*index != DTL_NONE)
        return true;
    if (!dtl_arena_copy(b->arena, made.key, &made.key) || !dtl_arena_copy(b->arena, made.name, &made.name))
        return false;
    dtl_ledger_voice *slot = dtl_array_push(b->arena, &b->out->voices);
    if (!slot)
        return false;
    *slot = made;
    *index = b->out->voices.count - 1;
    return dtl_map_put(&h->known, made.key, *index);
}

static bool add_voice(hearing *h, uint32_t report, uint32_t voice, uint32_t *index)
{
    uint32_t actor = voice_of_claim(h->b, report, voice);
    uint32_t *met = actor == DTL_NONE ? &h->of_report[report] : differs_by_story(h->b, report, voice, actor) ? NULL : &h->of_actor[actor];
    if (met && *met != DTL_NONE) {
        *index = *met;
        return true;
    }
    if (!add_by_key(h, report, voice, index))
        return false;
    if (met)
        *met = *index;
    return true;
}

static uint32_t *none_met(dtl_arena *arena, uint32_t count)
{
    uint32_t *met = dtl_arena_calloc(arena, count, sizeof *met);
    for (uint32_t i = 0; met && i < count; i++)
        met[i] = DTL_NONE;
    return met;
}

/* ---- sources ---- */

static int by_source(const void *x, const void *y)
{
    const dtl_ledger_source *a = x, *b = y;
    int order = strcmp(b->kind, a->kind); /* outlets, agencies … behind: "outlet" first, then "agency", "actor" */
    if (!order)
        order = dtl_slice_compare(a->name, b->name);
    if (!order)
        order = (a->actor > b->actor) - (a->actor < b->actor);
    return order;
}

/* Counts the sources of one report: outlet, agency, everybody in a chain. last[s] is the last report seen with source s. */
typedef struct source_count {
    build *b;
    dtl_map known;
    uint32_t *last;
    uint32_t *of_actor; /* per actor: its number as a source, DTL_NONE: not met */
    uint32_t capacity;
} source_count;

static bool find_source(source_count *c, const char *kind, dtl_slice name, uint32_t actor, uint32_t report, uint32_t *index)
{
    dtl_slice key;
    char prefix[32] = {0};
    size_t length = strlen(kind);
    memcpy(prefix, kind, length);
    prefix[length] = ':';
    dtl_arena_reset(&c->b->scratch);
    if (!join(&c->b->scratch, prefix, actor == DTL_NONE ? name : c->b->out->actors.items[actor].id, &key))
        return false;
    *index = dtl_map_get(&c->known, key);
    if (*index != DTL_NONE)
        return true;
    if (!dtl_arena_copy(c->b->arena, key, &key))
        return false;
    dtl_ledger_source *made = dtl_array_push(c->b->arena, &c->b->out->sources);
    if (!made || c->b->out->sources.count > c->capacity)
        return false;
    *index = c->b->out->sources.count - 1;
    *made = (dtl_ledger_source){.name = name, .kind = kind, .actor = actor};
    dtl_slice id = actor == DTL_NONE ? DTL_SLICE_EMPTY : c->b->out->actors.items[actor].id;
    made->id = kind[0] == 'o' ? c->b->out->reports.items[report].outlet_id : c->b->out->reports.items[report].agency_id;
    if (id.length && !join(c->b->arena, dtl_map_get(&c->b->media, id) != DTL_NONE ? "media:" : "actor:", id, &made->id))
        return false;
    c->last[*index] = DTL_NONE;
    return dtl_map_put(&c->known, key, *index);
}

static void count_source(source_count *c, uint32_t index, uint32_t report, bool claim)
{
    dtl_ledger_source *source = &c->b->out->sources.items[index];
    source->n_reports += c->last[index] != report;
    source->n_claims += claim;
    c->last[index] = report;
}

static bool count_actor(source_count *c, uint32_t actor, uint32_t report, bool claim)
{
    if (c->of_actor[actor] == DTL_NONE && !find_source(c, "actor", c->b->out->actors.items[actor].name, actor, report, &c->of_actor[actor]))
        return false;
    count_source(c, c->of_actor[actor], report, claim);
    return true;
}

/* Outlet, agency, who is quoted; and who claims. */
static bool count_report(source_count *c, uint32_t r)
{
    build *b = c->b;
    const dtl_report *report = report_at(b, r);
    dtl_slice agency = b->out->reports.items[r].agency;
    uint32_t outlet, relay;
    if (!find_source(c, "outlet", dtl_ledger_outlet(report), DTL_NONE, r, &outlet))
        return false;
    count_source(c, outlet, r, false);
    if (agency.length && !find_source(c, "agency", agency, DTL_NONE, r, &relay))
        return false;
    if (agency.length)
        count_source(c, relay, r, false);
    for (uint32_t i = 0; i < report->voices.count; i++) {
        uint32_t actor = actor_at(b, r, report->voices.items[i].holder);
        if (actor != DTL_NONE && !count_actor(c, actor, r, false))
            return false;
    }
    for (uint32_t i = 0; i < report->claims.count; i++) {
        uint32_t voice = report->claims.items[i].voice;
        uint32_t actor = voice == DTL_NONE ? DTL_NONE : actor_at(b, r, report->voices.items[voice].holder);
        if (actor != DTL_NONE && !count_actor(c, actor, r, true))
            return false;
        if (voice == DTL_NONE)
            count_source(c, outlet, r, true);
    }
    return true;
}

static bool count_sources(build *b)
{
    source_count c = {.b = b, .capacity = b->out->reports.count * 2 + b->out->actors.count};
    dtl_map_init(&c.known, b->arena);
    c.last = dtl_arena_calloc(b->arena, c.capacity, sizeof *c.last);
    c.of_actor = none_met(b->arena, b->out->actors.count);
    if (!c.last || !c.of_actor)
        return false;
    for (uint32_t r = 0; r < b->out->reports.count; r++)
        if (!count_report(&c, r))
            return false;
    if (b->out->sources.count)
        qsort(b->out->sources.items, b->out->sources.count, sizeof *b->out->sources.items, by_source);
    return true;
}

bool ledger_voices(build *b)
{
    dtl_buffer scratch = {0};
    hearing h = {.b = b, .of_actor = none_met(b->arena, b->out->actors.count), .of_report = none_met(b->arena, b->out->reports.count)};
    b->voice_of = dtl_arena_calloc(b->arena, b->out->mentions.count, sizeof *b->voice_of);
    bool good = h.of_actor && h.of_report && b->voice_of;
    dtl_map_init(&h.known, b->arena);
    for (uint32_t i = 0; good && i < b->out->claims.count; i++) {
        dtl_ledger_claim *claim = &b->out->claims.items[i];
        const dtl_report_claim *said = &report_at(b, claim->report)->claims.items[claim->claim];
        uint32_t mention = b->out->reports.items[claim->report].first_mention + said->event;
        claim->event = b->out->mentions.items[mention].merged;
        claim->side = side_of(said);
        claim->interest = interest_of(b, claim->event, said, voice_of_claim(b, claim->report, said->voice));
        claim->party = claim->interest != DTL_INTEREST_NONE;
        good = claim_id(b, report_at(b, claim->report), said, twins_before(report_at(b, claim->report), claim->claim), &claim->id) &&
               add_voice(&h, claim->report, said->voice, &claim->voice) &&
               write_chain(b, claim->report, said->voice, &scratch, &claim->chain);
    }
    /* a telling without claims still has its own voice */
    for (uint32_t i = 0; good && i < b->out->mentions.count; i++)
        good = add_voice(&h, b->out->mentions.items[i].report, event_of(b, i)->mentions.items[0].voice, &b->voice_of[i]);
    dtl_buffer_free(&scratch);
    uint32_t *place = good ? sort_voices(b) : NULL;
    if (!place)
        return false;
    for (uint32_t i = 0; i < b->out->claims.count; i++)
        b->out->claims.items[i].voice = place[b->out->claims.items[i].voice];
    for (uint32_t i = 0; i < b->out->mentions.count; i++)
        b->voice_of[i] = place[b->voice_of[i]];
    return count_sources(b);
}
