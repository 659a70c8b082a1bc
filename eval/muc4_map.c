/* In: the events that dateline coded in a report. Out: incidents as the rules of MUC-4 see them.
 *
 * One occurrence is one incident. Its type follows from PLOVER: mode abduct KIDNAPPING; explosives and suicide-attack
 * BOMBING; a verb of burning, or an incendiary weapon, ARSON; other ASSAULT ATTACK; THREATEN/violence an ATTACK of stage
 * THREATENED. Stage: threatened or planned THREATENED, polarity -1 or a word of trying ("tried to", "attempted murder") ATTEMPTED, else ACCOMPLISHED.
 * People and groups with a role in it come over as they are; what stands in the recipient slot and cannot act is a
 * physical target.
 *
 * MUC-4 asks for less than dateline codes, and says so in general terms; left out are, by these rules:
 *   history    events told as background, or more than two months before the report
 *   general    habitual or hypothetical ones, series without a place or day, deaths by the hundred, deeds that tell neither
 *              place nor day and hit nobody in particular
 *   military   fighting between armed sides: a clash, or an attack in which all that is hit is armed forces', unless it is
 *              a bomb, a fire or a kidnapping
 *   did not happen   what is denied or ruled out, and was not tried
 * A template holds all that a text says of an incident, so that tellings are joined more freely than in a ledger: the same
 * victims or targets with nothing against it, or one that tells no place, no day and nobody else. A deed of nobody, or of
 * gunmen without a group, is laid at the door of the armed group named in its sentence, or of the only one that the report
 * names within ten sentences. A weapon told in the sentence or the two behind it is taken where the deed has none, unless
 * it was seized or found.
 * Knowingly wrong: ROBBERY and FORCED WORK STOPPAGE have no counterpart; whether a killing was political is not asked. */
#include "muc4_map.h"
#include "base/utf8.h"
#include "doc/tree.h"
#include "rules/match.h"
#include <string.h>

enum { OLD_DAYS = 62, SPELLINGS = 12, NEAR = 2 /* sentences */, GROUP_NEAR = 10, MULTITUDE = 400 };

typedef struct mapper {
    const dtl_engine *engine;
    const dtl_doc *doc;
    dtl_matcher matcher;
    int32_t day;
} mapper;

const char *muc4_capitals(dtl_arena *arena, dtl_slice text)
{
    dtl_slice folded;
    if (!dtl_utf8_fold(arena, text, &folded))
        return NULL;
    char *copy = dtl_arena_alloc(arena, folded.length + 1u);
    for (uint32_t i = 0; copy && i < folded.length; i++)
        copy[i] = folded.ptr[i] >= 'a' && folded.ptr[i] <= 'z' ? (char)(folded.ptr[i] - 32) : folded.ptr[i];
    return copy;
}

const char *muc4_country(const dtl_engine *engine, dtl_arena *arena, dtl_slice iso3)
{
    uint32_t table = dtl_rules_table(engine->rules, "country-codes");
    dtl_slice folded;
    if (!iso3.length || table == DTL_NONE || !dtl_utf8_fold(arena, iso3, &folded))
        return NULL;
    uint32_t row = dtl_rules_find(engine->rules, table, folded, 0);
    return row == DTL_NONE ? NULL : muc4_capitals(arena, dtl_rules_attribute(engine->rules, row, "name"));
}

static const dtl_event *event_at(const mapper *m, uint32_t i)
{
    return &m->doc->event.events.items[i];
}

static const dtl_entity *entity_of(const mapper *m, const dtl_mention *mention)
{
    bool entity = mention->kind <= DTL_MENTION_PRONOUN || mention->kind == DTL_MENTION_DOCUMENT;
    return entity && mention->target != DTL_NONE ? &m->doc->mention.entities.items[mention->target] : NULL;
}

static bool lemma_in(const mapper *m, uint32_t token, const char *words)
{
    return token != DTL_NONE && dtl_tree_lemma_in(&m->doc->parse, token, words);
}

/* ---- fills ---- */

static void add_text(muc4_fill *fill, const char *text)
{
    for (uint32_t i = 0; i < fill->count; i++)
        if (!text || strcmp(fill->texts[i], text) == 0)
            return;
    if (text && *text && fill->count < MUC4_TEXTS)
        fill->texts[fill->count++] = text;
}

/* Two tellings of one thing: same referent's names. */
static void add_fill(muc4_incident *incident, muc4_slot slot, const muc4_fill *fill)
{
    uint32_t *count = &incident->fill_count[slot];
    for (uint32_t i = 0; i < *count; i++)
        if (muc4_same_fill(&incident->fills[slot][i], fill)) {
            muc4_fill *known = &incident->fills[slot][i];
            for (uint32_t k = 0; k < fill->count; k++)
                add_text(known, fill->texts[k]);
            known->confidence |= fill->confidence;
            return;
        }
    if (fill->count && *count < MUC4_FILLS)
        incident->fills[slot][(*count)++] = *fill;
}

/* All names of an entity in the report, a given mention's first. */
static muc4_fill names_of(const mapper *m, const dtl_mention *mention)
{
    muc4_fill fill = {.count = 0};
    const dtl_mentions *all = &m->doc->mention;
    if (mention->kind != DTL_MENTION_PRONOUN)
        add_text(&fill, muc4_capitals(m->doc->arena, dtl_doc_slice(m->doc, mention->span)));
    const dtl_entity *entity = entity_of(m, mention);
    if (!entity)
        return fill;
    if (entity->kind != DTL_MENTION_ROLE)
        add_text(&fill, muc4_capitals(m->doc->arena, entity->name));
    for (uint32_t i = 0; i < all->mentions.count && fill.count < SPELLINGS; i++) {
        const dtl_mention *other = &all->mentions.items[i];
        if (other->target == mention->target && other->kind < DTL_MENTION_PRONOUN)
            add_text(&fill, muc4_capitals(m->doc->arena, dtl_doc_slice(m->doc, other->span)));
    }
    return fill;
}

/* All that an entity is called by, also inside longer phrases ("FMLN guerrillas"). */
static muc4_fill names_of_entity(const mapper *m, const dtl_entity *entity)
{
    muc4_fill fill = {.count = 0};
    const dtl_name_array *names = &m->doc->mention.names;
    uint32_t index = (uint32_t)(entity - m->doc->mention.entities.items);
    add_text(&fill, muc4_capitals(m->doc->arena, entity->name));
    for (uint32_t i = 0; i < names->count && fill.count < SPELLINGS; i++)
        if (names->items[i].entity == index)
            add_text(&fill, muc4_capitals(m->doc->arena, dtl_doc_slice(m->doc, dtl_text_tokens_span(&m->doc->text, names->items[i].first, names->items[i].count))));
    for (uint32_t i = 0; entity->rule != DTL_NONE && i < SPELLINGS; i++) {
        dtl_slice name = dtl_rules_name(m->engine->rules, entity->rule, i);
        if (!name.length)
            break;
        add_text(&fill, muc4_capitals(m->doc->arena, name));
    }
    return fill;
}

static bool is_armed(const mapper *m, const dtl_entity *entity)
{
    return entity->kind == DTL_MENTION_ORGANISATION && entity->rule != DTL_NONE &&
           (dtl_slice_is(dtl_rules_attribute(m->engine->rules, entity->rule, "kind"), "armed") || dtl_slice_is(entity->sector, "REB") || dtl_slice_is(entity->sector, "CRM"));
}

/* The armed group of which a report speaks: the only one that it names, or the one that holds all the others. */
static const dtl_entity *only_group(const mapper *m)
{
    const dtl_entity_array *all = &m->doc->mention.entities;
    const dtl_entity *found = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const dtl_entity *entity = &all->items[i];
        if (!is_armed(m, entity) || (found && dtl_slice_equal(entity->parent_id, found->id)))
            continue;
        if (found && !dtl_slice_equal(found->parent_id, entity->id))
            return NULL;
        found = entity;
    }
    return found;
}

/* ---- who ---- */

/* "a commando", "the guard"; but "urban commandos", "a group of armed men" are told as individuals. */
static bool is_collective(const mapper *m, const dtl_mention *mention)
{
    const dtl_word *head = &m->doc->parse.words[mention->head];
    uint32_t of = dtl_tree_child(&m->doc->parse, mention->head, DTL_REL_NMOD);
    bool people = of != DTL_NONE && dtl_tree_child_lemma(&m->doc->parse, of, "of") != DTL_NONE && dtl_match_class(&m->matcher, of, DTL_SLICE("role"));
    return !(head->features & DTL_FEATURE_PLURAL) && !people && lemma_in(m, mention->head, "army police military force forces guard government group organization organisation cartel brigade battalion movement front navy "
                                      "command party mafia commando squad gang");
}

static bool is_official(const dtl_entity *holder)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG"};
    for (size_t i = 0; holder && i < sizeof sectors / sizeof *sectors; i++)
        if (dtl_slice_is(holder->sector, sectors[i]))
            return true;
    return false;
}

static bool is_of(const dtl_entity *a, const dtl_entity *b)
{
    return a && b && (a == b || dtl_slice_equal(a->parent_id, b->id) || dtl_slice_equal(a->id, b->parent_id));
}

/* What one claim that lays a deed at somebody's door comes to among MUC's answers. */
static muc4_confidence confidence_in(const mapper *m, const dtl_claim *claim, const dtl_entity *doer)
{
    const dtl_voice *voice = claim->voice == DTL_NONE ? NULL : &m->doc->voice.voices.items[claim->voice];
    const dtl_entity *holder = !voice || voice->holder == DTL_NONE ? NULL : entity_of(m, &m->doc->mention.mentions.items[voice->holder]);
    bool hedged = dtl_modality_is_hedged(claim->modality) || claim->stance == DTL_STANCE_ACCUSES || claim->stance == DTL_STANCE_BLAMES;
    if (claim->polarity < 0 && claim->stance == DTL_STANCE_DENIES)
        return MUC4_DENIED;
    if (claim->stance == DTL_STANCE_CLAIMS_RESPONSIBILITY || (is_of(holder, doer) && claim->polarity > 0))
        return MUC4_CLAIMED;
    if (hedged)
        return is_official(holder) ? MUC4_BY_AUTHORITIES : MUC4_SUSPECTED;
    if (claim->modality == DTL_MODALITY_POSSIBLE || claim->modality == DTL_MODALITY_QUESTION)
        return MUC4_POSSIBLE;
    return MUC4_FACT;
}

/* A claim about who did it says more than one about the deed; words of the doer's own more than those of others. */
static uint32_t confidence_of(const mapper *m, uint32_t event, const dtl_entity *doer)
{
    static const uint8_t ranks[MUC4_CONFIDENCE_COUNT] = {[MUC4_FACT] = 2, [MUC4_CLAIMED] = 5, [MUC4_SUSPECTED] = 3, [MUC4_BY_AUTHORITIES] = 4,
                                                         [MUC4_POSSIBLE] = 1, [MUC4_PROBABLE] = 1};
    const dtl_claim_array *claims = &m->doc->claim.claims;
    muc4_confidence best = MUC4_FACT;
    uint32_t rank = 0;
    bool denied = false;
    for (uint32_t i = 0; i < claims->count; i++) {
        const dtl_claim *claim = &claims->items[i];
        bool about_doer = claim->field == DTL_FIELD_ACTOR;
        if (event_at(m, claim->event)->occurrence != event_at(m, event)->occurrence || claim->polarity == 0 || (!about_doer && claim->field != DTL_FIELD_WHOLE) ||
            (!about_doer && claim->event != event))
            continue;
        muc4_confidence one = confidence_in(m, claim, doer);
        denied = denied || one == MUC4_DENIED;
        if (one == MUC4_DENIED)
            continue;
        uint32_t weight = ranks[one] + (about_doer ? 8u : 0u) + 1u;
        if (weight > rank) {
            rank = weight;
            best = one;
        }
    }
    return 1u << (denied && best == MUC4_FACT ? MUC4_SUSPECTED : best); /* who denies it has been accused */
}

/* Of a group that no telling names as the doer: what the report says anywhere of its part in a deed. */
static uint32_t confidence_of_group(const mapper *m, uint32_t event, const dtl_entity *group)
{
    const dtl_claim_array *claims = &m->doc->claim.claims;
    for (uint32_t i = 0; i < claims->count; i++) {
        const dtl_claim *claim = &claims->items[i];
        if (claim->field != DTL_FIELD_ACTOR || claim->polarity == 0)
            continue;
        for (uint32_t k = 0; k < m->doc->mention.mentions.count; k++) {
            const dtl_mention *mention = &m->doc->mention.mentions.items[k];
            if (mention->span.offset >= claim->value.offset && dtl_span_end(mention->span) <= dtl_span_end(claim->value) && is_of(entity_of(m, mention), group))
                return 1u << (confidence_in(m, claim, group) == MUC4_DENIED ? MUC4_SUSPECTED : confidence_in(m, claim, group));
        }
    }
    return confidence_of(m, event, group);
}

static const dtl_entity *parent_of(const mapper *m, const dtl_entity *entity)
{
    const dtl_entity_array *all = &m->doc->mention.entities;
    if (!entity || entity->parent_id.length <= 3) /* a state is no organisation of the deed */
        return NULL;
    for (uint32_t i = 0; i < all->count; i++)
        if (dtl_slice_equal(all->items[i].id, entity->parent_id) && all->items[i].kind == DTL_MENTION_ORGANISATION)
            return &all->items[i];
    return NULL;
}

static void add_actor(const mapper *m, uint32_t event, const dtl_mention *mention, muc4_incident *incident)
{
    const dtl_entity *entity = entity_of(m, mention);
    uint8_t kind = entity ? entity->kind : mention->kind;
    if (kind == DTL_MENTION_PLACE || kind == DTL_MENTION_DOCUMENT)
        return;
    muc4_fill fill = names_of(m, mention);
    bool organisation = kind == DTL_MENTION_ORGANISATION || (kind == DTL_MENTION_ROLE && is_collective(m, mention));
    if (organisation)
        fill.confidence = confidence_of(m, event, entity);
    add_fill(incident, organisation ? MUC4_PERP_ORG : MUC4_PERP_IND, &fill);
    const dtl_entity *parent = organisation ? NULL : parent_of(m, entity);
    if (parent) {
        fill = names_of_entity(m, parent);
        fill.confidence = confidence_of(m, event, parent);
        add_fill(incident, MUC4_PERP_ORG, &fill);
    }
}

static bool is_body(const mapper *m, const dtl_mention *mention)
{
    return lemma_in(m, mention->head, "office embassy headquarters ministry bank station company newspaper school university church installation barracks base building");
}

static void add_victim(const mapper *m, const dtl_mention *mention, muc4_incident *incident)
{
    const dtl_entity *entity = entity_of(m, mention);
    uint8_t kind = entity ? entity->kind : mention->kind;
    muc4_fill fill = names_of(m, mention);
    if (entity && entity->role.length && kind == DTL_MENTION_PERSON)
        add_text(&fill, muc4_capitals(m->doc->arena, entity->role));
    bool thing = kind == DTL_MENTION_PLACE || (kind == DTL_MENTION_ORGANISATION && mention->kind != DTL_MENTION_ROLE) || is_body(m, mention);
    add_fill(incident, thing ? MUC4_TARGET : MUC4_VICTIM, &fill);
}

/* What the recipient slot holds besides people: "a bridge", "the offices of the party". */
static void add_things(const mapper *m, const dtl_event *e, muc4_incident *incident)
{
    dtl_tree_list list;
    if (!dtl_match_slot(&m->matcher, e->trigger, dtl_rules_attribute(m->engine->rules, e->rule, "recipient"), &list))
        return;
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t mention = dtl_match_mention(&m->matcher, list.items[i]);
        bool noun = m->doc->parse.words[list.items[i]].upos == DTL_UPOS_NOUN || m->doc->parse.words[list.items[i]].upos == DTL_UPOS_PROPN;
        bool other = mention != DTL_NONE && m->doc->mention.mentions.items[mention].kind != DTL_MENTION_QUANTITY;
        if (!noun || (other && m->doc->mention.headed_by[list.items[i]] == mention))
            continue;
        muc4_fill fill = {.count = 0};
        add_text(&fill, muc4_capitals(m->doc->arena, dtl_doc_slice(m->doc, dtl_text_tokens_span(&m->doc->text, list.items[i], 1))));
        bool people = dtl_match_class(&m->matcher, list.items[i], DTL_SLICE("role,counted"));
        add_fill(incident, people ? MUC4_VICTIM : MUC4_TARGET, &fill);
    }
}

/* ---- where, when, with what ---- */

static void add_place(const mapper *m, const dtl_mention *mention, muc4_incident *incident)
{
    const dtl_entity *entity = entity_of(m, mention);
    const char *names[] = {muc4_capitals(m->doc->arena, dtl_doc_slice(m->doc, mention->span)), entity ? muc4_capitals(m->doc->arena, entity->name) : NULL};
    const char *country = entity ? muc4_country(m->engine, m->doc->arena, entity->country) : NULL;
    bool is_country = entity && entity->place_precision == 1;
    for (size_t i = 0; i < 2 && !is_country; i++)
        if (names[i] && incident->place_count < MUC4_PLACES)
            incident->places[incident->place_count++] = names[i];
    if (country && incident->country_count < MUC4_PLACES)
        incident->countries[incident->country_count++] = country;
}

/* Which weapon of MUC's list a word is. */
static const char *weapon_type(const char *words, uint8_t mode)
{
    static const struct { const char *word, *type; } list[] = {
        {"CAR BOMB", "VEHICLE BOMB"}, {"TRUCK BOMB", "VEHICLE BOMB"}, {"CAR-BOMB", "VEHICLE BOMB"}, {"TRUCK-BOMB", "VEHICLE BOMB"}, {"BUS BOMB", "VEHICLE BOMB"},
        {"DYNAMIT", "DYNAMITE"}, {"GRENADE", "GRENADE"}, {"MORTAR", "MORTAR"}, {"ROCKET", "ROCKET"}, {"MACHINEGUN", "MACHINE GUN"}, {"MACHINE GUN", "MACHINE GUN"},
        {"MACHINE-GUN", "MACHINE GUN"}, {"AUTOMATIC", "MACHINE GUN"}, {"RIFLE", "RIFLE"}, {"MINE", "MINE"}, {"MOLOTOV", "MOLOTOV COCKTAIL"}, {"STONE", "STONE"},
        {"BOMB", "BOMB"}, {"EXPLOSIVE", "EXPLOSIVE"}, {"GUN", "GUN"}, {"BULLET", "GUN"}, {"PISTOL", "HANDGUN"}, {"KNIFE", "CUTTING DEVICE"},
        {"MACHETE", "CUTTING DEVICE"}, {"SHOT", "GUN"}, {"GUNFIRE", "GUN"}, {"SNIPER", "GUN"}, {"SHOOTER", "GUN"}};
    for (size_t i = 0; words && i < sizeof list / sizeof *list; i++)
        if (strstr(words, list[i].word))
            return list[i].type;
    if (words)
        return NULL;
    return mode == DTL_MODE_FIREARMS ? "GUN" : mode == DTL_MODE_EXPLOSIVES ? "BOMB" : mode == DTL_MODE_TORTURE ? "TORTURE" : NULL;
}

/* The noun with the words before it that belong to it: "car bomb". */
static dtl_slice weapon_words(const mapper *m, uint32_t token)
{
    uint32_t first = token;
    while (first > 0 && token - first < 3 && m->doc->parse.words[first - 1].head == token &&
           (m->doc->parse.words[first - 1].relation == DTL_REL_COMPOUND || m->doc->parse.words[first - 1].relation == DTL_REL_AMOD))
        first--;
    return dtl_doc_slice(m->doc, dtl_text_tokens_span(&m->doc->text, first, token - first + 1));
}

static void add_weapon(const mapper *m, const dtl_event *e, muc4_incident *incident, bool implied)
{
    muc4_fill fill = {.count = 0, .optional = implied};
    if ((e->weapon == DTL_NONE) != implied || (implied && incident->fill_count[MUC4_WEAPON]))
        return;
    const char *words = implied ? NULL : muc4_capitals(m->doc->arena, weapon_words(m, e->weapon));
    if (!implied && !dtl_tree_is_verb(&m->doc->parse, e->weapon))
        add_text(&fill, words);
    add_text(&fill, weapon_type(words, e->mode));
    add_fill(incident, MUC4_WEAPON, &fill);
}

/* "seized two rifles", "a pistol was found on her", "left behind dynamite": nobody used it. */
static bool is_booty(const mapper *m, uint32_t weapon)
{
    enum { CLIMB = 5 };
    uint32_t at = m->doc->parse.words[weapon].head;
    for (int i = 0; i < CLIMB && at != DTL_NONE; i++, at = m->doc->parse.words[at].head)
        if (lemma_in(m, at, "seize capture recover confiscate find discover surrender requisition decommission steal seizure possession"))
            return true;
    return false;
}

/* A weapon named in the sentence of the telling or soon after it, of a class that fits the type of incident. */
static void add_weapon_near(const mapper *m, const dtl_event *e, uint32_t type, muc4_incident *incident)
{
    enum { SENTENCES = 2 };
    const dtl_text *text = &m->doc->text;
    uint32_t table = dtl_rules_table(m->engine->rules, "weapons"), last = e->sentence + SENTENCES;
    last = last < text->sentences.count ? last : text->sentences.count - 1;
    uint32_t end = text->sentences.items[last].first + text->sentences.items[last].count;
    for (uint32_t t = text->sentences.items[e->sentence].first; t < end && table != DTL_NONE; t++) {
        dtl_slice lemma = m->doc->parse.words[t].lemma;
        uint32_t row = dtl_tree_is_nominal(&m->doc->parse, t) ? dtl_rules_find(m->engine->rules, table, lemma, 0) : DTL_NONE;
        dtl_slice class = row == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_attribute(m->engine->rules, row, "class");
        bool fits = type == MUC4_BOMBING ? dtl_slice_is(class, "bomb") || dtl_slice_is(class, "mine") || dtl_slice_is(class, "grenade") : dtl_slice_is(class, "gun");
        if (!fits || is_booty(m, t))
            continue;
        muc4_fill fill = {.count = 0};
        const char *words = muc4_capitals(m->doc->arena, weapon_words(m, t));
        add_text(&fill, words);
        add_text(&fill, weapon_type(words, e->mode));
        add_fill(incident, MUC4_WEAPON, &fill);
        return;
    }
}

static bool is_known(dtl_interval days)
{
    return days.low != DTL_DAY_OPEN_PAST && days.high != DTL_DAY_OPEN_FUTURE && days.high - days.low <= OLD_DAYS;
}

static void set_date(const mapper *m, const dtl_event *e, muc4_incident *incident)
{
    if (incident->date_count && incident->dates[0].low != DTL_DAY_OPEN_PAST)
        return;
    incident->dates[0] = is_known(e->days) ? e->days : (dtl_interval){DTL_DAY_OPEN_PAST, m->day};
    if (incident->dates[0].high > m->day)
        incident->dates[0].high = m->day;
    if (incident->dates[0].low > incident->dates[0].high)
        incident->dates[0].low = DTL_DAY_OPEN_PAST;
    incident->date_count = 1;
}

/* ---- what ---- */

static uint32_t type_of(const mapper *m, const dtl_event *e)
{
    const char *weapon = e->weapon == DTL_NONE ? NULL : weapon_type(muc4_capitals(m->doc->arena, weapon_words(m, e->weapon)), e->mode);
    bool explosive = weapon && (strstr(weapon, "BOMB") || strcmp(weapon, "DYNAMITE") == 0 || strcmp(weapon, "EXPLOSIVE") == 0 || strcmp(weapon, "MINE") == 0);
    if (e->mode == DTL_MODE_ABDUCT)
        return lemma_in(m, e->trigger, "hijack hijacking") ? MUC4_HIJACKING : MUC4_KIDNAPPING;
    if (e->mode == DTL_MODE_EXPLOSIVES || e->mode == DTL_MODE_SUICIDE_ATTACK || explosive)
        return MUC4_BOMBING;
    if (e->mode == DTL_MODE_DESTROY && lemma_in(m, e->trigger, "burn torch set arson ablaze fire burning"))
        return MUC4_ARSON;
    return MUC4_ATTACK;
}

/* Told as something that did not happen: no incident, unless it was tried or planned. */
static bool is_denied(const mapper *m, const dtl_event *e)
{
    const dtl_parse *parse = &m->doc->parse;
    bool flat = e->modality == DTL_MODALITY_ASSERTED || parse->words[e->trigger].features & DTL_FEATURE_NEGATED;
    return e->polarity < 0 && flat && !lemma_in(m, parse->words[e->trigger].head, "try attempt fail foil thwart prevent escape survive");
}

static uint32_t stage_of(const mapper *m, uint32_t event)
{
    const dtl_event *e = event_at(m, event);
    if (e->type == DTL_EVENT_THREATEN || e->modality == DTL_MODALITY_THREATENED || e->modality == DTL_MODALITY_PLANNED || e->modality == DTL_MODALITY_WARNED)
        return e->polarity < 0 || dtl_tree_child_lemma(&m->doc->parse, e->trigger, "attempted failed foiled") != DTL_NONE ? MUC4_ATTEMPTED : MUC4_THREATENED;
    return e->polarity < 0 || lemma_in(m, m->doc->parse.words[e->trigger].head, "try attempt fail") ? MUC4_ATTEMPTED : MUC4_ACCOMPLISHED;
}

static bool is_combatant(const mapper *m, const dtl_mention *mention)
{
    const dtl_entity *entity = entity_of(m, mention);
    if (lemma_in(m, mention->head, "soldier troop guerrilla rebel insurgent combatant army military battalion brigade patrol column unit force insurgency contra subversive terrorist "
                                   "serviceman guerilla extremist militant"))
        return true;
    return entity && entity->kind != DTL_MENTION_PERSON && (dtl_slice_is(entity->sector, "MIL") || dtl_slice_is(entity->sector, "REB"));
}

static bool is_fight(const mapper *m, const dtl_event *e)
{
    return lemma_in(m, e->trigger, "clash battle fighting fight combat skirmish confrontation offensive war exchange engagement operation");
}

/* Deeds of armies and of those who seize power: the guideline counts neither as terrorism. */
static bool is_war(const mapper *m, const dtl_event *e)
{
    return lemma_in(m, e->trigger, "invasion incursion invade coup putsch overthrow depose topple counteroffensive counter-offensive counterattack counter-attack");
}

/* What is known of an occurrence before it is judged. */
typedef struct profile {
    bool victims;   /* somebody is hurt or taken */
    bool civilians; /* some of them no combatants */
    bool persons;   /* some of them by name */
    bool exact;     /* some of them by name, number or as one ("a judge", "two judges") */
    bool state_doer, place, day, fight, habitual, series;
    bool denied;
    bool multitude; /* of a war, not of a deed */
} profile;

/* "a judge", "two judges", "the judge", "Judge Roe", not "judges", "many people", "the people". */
static bool is_exact(const mapper *m, const dtl_mention *mention)
{
    const dtl_entity *entity = entity_of(m, mention);
    if (entity && entity->kind == DTL_MENTION_PERSON)
        return true;
    if (lemma_in(m, mention->head, "people population nation civilian humanity citizen compatriot") && !dtl_match_class(&m->matcher, mention->head, DTL_SLICE("counted")))
        return false;
    const dtl_word *head = &m->doc->parse.words[mention->head];
    bool plural = head->features & DTL_FEATURE_PLURAL || head->xpos == DTL_XPOS_NNS;
    return !plural || dtl_match_class(&m->matcher, mention->head, DTL_SLICE("counted")) ||
           dtl_tree_child_lemma(&m->doc->parse, mention->head, "the these those several other") != DTL_NONE;
}

static void look_at(const mapper *m, uint32_t event, profile *p)
{
    const dtl_event *e = event_at(m, event);
    uint32_t first, count = dtl_events_participants(&m->doc->event, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *part = &m->doc->event.participants.items[i];
        const dtl_mention *mention = &m->doc->mention.mentions.items[part->mention];
        const dtl_entity *entity = entity_of(m, mention);
        p->place |= part->role == DTL_EVENT_PLACE;
        p->state_doer |= part->role == DTL_EVENT_ACTOR && entity && dtl_slice_is(entity->sector, "MIL");
        if (part->role != DTL_EVENT_RECIPIENT)
            continue;
        p->victims = true;
        p->civilians |= !is_combatant(m, mention);
        p->persons |= entity && entity->kind == DTL_MENTION_PERSON;
        p->exact |= is_exact(m, mention);
    }
    p->denied |= is_denied(m, e);
    p->multitude |= e->killed.low >= MULTITUDE || e->injured.low >= MULTITUDE;
    p->day |= is_known(e->days);
    p->fight |= is_fight(m, e);
    p->habitual |= m->doc->claim.status[event] == DTL_STATUS_HABITUAL || m->doc->claim.status[event] == DTL_STATUS_HYPOTHETICAL;
    p->series |= e->series;
}

/* Is the group named near enough to the deed? */
static bool is_near(const mapper *m, const dtl_entity *group, uint32_t sentence)
{
    const dtl_name_array *names = &m->doc->mention.names;
    for (uint32_t i = 0; i < names->count; i++) {
        uint32_t at = m->doc->text.tokens.items[names->items[i].first].sentence;
        if (names->items[i].entity != DTL_NONE && &m->doc->mention.entities.items[names->items[i].entity] == group &&
            (at > sentence ? at - sentence : sentence - at) <= GROUP_NEAR)
            return true;
    }
    return false;
}

/* The only armed group named in the sentence itself. */
static const dtl_entity *group_of_sentence(const mapper *m, uint32_t sentence)
{
    const dtl_name_array *names = &m->doc->mention.names;
    const dtl_entity *found = NULL;
    for (uint32_t i = 0; i < names->count; i++) {
        const dtl_entity *entity = names->items[i].entity == DTL_NONE ? NULL : &m->doc->mention.entities.items[names->items[i].entity];
        if (!entity || m->doc->text.tokens.items[names->items[i].first].sentence != sentence || !is_armed(m, entity) || entity == found)
            continue;
        if (found && !dtl_slice_equal(entity->parent_id, found->id) && !dtl_slice_equal(found->parent_id, entity->id))
            return NULL;
        found = entity;
    }
    return found;
}

/* One of the group is the victim. */
static bool is_hit(const mapper *m, const dtl_entity *group, uint32_t event)
{
    uint32_t first, count = dtl_events_participants(&m->doc->event, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *part = &m->doc->event.participants.items[i];
        const dtl_entity *entity = entity_of(m, &m->doc->mention.mentions.items[part->mention]);
        if (part->role == DTL_EVENT_RECIPIENT && entity && (entity == group || dtl_slice_equal(entity->parent_id, group->id)))
            return true;
    }
    return false;
}

static bool is_unidentified(const mapper *m, uint32_t event)
{
    uint32_t first, count = dtl_events_participants(&m->doc->event, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *part = &m->doc->event.participants.items[i];
        if (part->role == DTL_EVENT_ACTOR &&
            dtl_tree_child_lemma(&m->doc->parse, m->doc->mention.mentions.items[part->mention].head, "unidentified unknown unnamed") != DTL_NONE)
            return true;
    }
    return false;
}

/* The report tells that forces of the state struck at others than armed men: then the only group that it names is as likely to be
 * one that mourns or accuses. */
static bool tells_of_state_violence(const mapper *m)
{
    const dtl_event_array *all = &m->doc->event.events;
    for (uint32_t i = 0; i < all->count; i++) {
        uint32_t first = 0, count = all->items[i].type == DTL_EVENT_ASSAULT ? dtl_events_participants(&m->doc->event, i, &first) : 0;
        bool state = false, others = false;
        for (uint32_t k = first; count && k < first + count; k++) {
            const dtl_participant *part = &m->doc->event.participants.items[k];
            const dtl_mention *mention = &m->doc->mention.mentions.items[part->mention];
            const dtl_entity *entity = entity_of(m, mention);
            state = state || (part->role == DTL_EVENT_ACTOR && entity && (dtl_slice_is(entity->sector, "MIL") || dtl_slice_is(entity->sector, "COP") || dtl_slice_is(entity->sector, "GOV")));
            others = others || (part->role == DTL_EVENT_RECIPIENT && !is_combatant(m, mention));
        }
        if (state && others)
            return true;
    }
    return false;
}

/* Deeds of nobody, or of gunmen without a group, are laid at the door of the only armed group that the report names. */
static void add_only_group(const mapper *m, uint32_t event, const profile *p, muc4_incident *incident)
{
    if (incident->fill_count[MUC4_PERP_ORG] || p->state_doer)
        return;
    const dtl_entity *group = group_of_sentence(m, event_at(m, event)->sentence);
    group = group ? group : tells_of_state_violence(m) ? NULL : only_group(m);
    if (!group || is_hit(m, group, event) || is_unidentified(m, event) || !is_near(m, group, event_at(m, event)->sentence))
        return;
    muc4_fill fill = names_of_entity(m, group);
    fill.confidence = confidence_of_group(m, event, group);
    add_fill(incident, MUC4_PERP_ORG, &fill);
}

/* Nothing was hit but armed forces and what is theirs. */
static bool all_military(const muc4_incident *incident)
{
    static const char *const words[] = {"TROOP", "ARMY", "FORCES", "FORCE", "SOLDIER", "BATTALION", "BRIGADE", "REGIMENT", "CONVOY", "PATROL", "BARRACKS", "GARRISON", "MILITARY",
                                        "DETACHMENT", "GUERRILLA", "REBEL", "COMMAND POST", "POSITION", "ENEMY", "REINFORCEMENT", "COLUMN", "CAMP", "CONTRA", "SUBVERSIVE", "TERRORIST"};
    uint32_t hit = 0;
    for (uint32_t i = 0; i < incident->fill_count[MUC4_TARGET]; i++) {
        bool military = false;
        for (size_t k = 0; k < sizeof words / sizeof *words && !military; k++)
            military = incident->fills[MUC4_TARGET][i].count && strstr(incident->fills[MUC4_TARGET][i].texts[0], words[k]);
        if (!military)
            return false;
        hit++;
    }
    return hit > 0 && !(incident->types & (1u << MUC4_BOMBING | 1u << MUC4_ARSON));
}

/* Why an occurrence is no incident; NULL when it is one. */
static const char *why_not(const mapper *m, const dtl_event *e, const profile *p, const muc4_incident *incident)
{
    bool bomb = incident->types & (1u << MUC4_BOMBING | 1u << MUC4_KIDNAPPING | 1u << MUC4_ARSON);
    if (e->historical || (e->days.high != DTL_DAY_OPEN_FUTURE && e->days.high < m->day - OLD_DAYS))
        return "history";
    if (is_war(m, e))
        return "military";
    if (p->habitual || p->multitude || (p->series && !p->place && !p->day))
        return "general";
    if (p->denied)
        return "did not happen";
    if (!incident->fill_count[MUC4_VICTIM] && !incident->fill_count[MUC4_TARGET] && !(bomb && (p->place || incident->fill_count[MUC4_WEAPON])))
        return "general";
    if ((p->fight || p->state_doer || all_military(incident)) && !p->civilians && !p->persons)
        return "military";
    if (p->victims && !p->civilians && !incident->fill_count[MUC4_TARGET] && !bomb)
        return "military";
    return NULL;
}

static void add_telling(const mapper *m, uint32_t event, muc4_incident *incident)
{
    uint32_t first, count = dtl_events_participants(&m->doc->event, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *part = &m->doc->event.participants.items[i];
        const dtl_mention *mention = &m->doc->mention.mentions.items[part->mention];
        if (part->role == DTL_EVENT_ACTOR)
            add_actor(m, event, mention, incident);
        else if (part->role == DTL_EVENT_RECIPIENT)
            add_victim(m, mention, incident);
        else if (part->role == DTL_EVENT_PLACE)
            add_place(m, mention, incident);
    }
    add_things(m, event_at(m, event), incident);
    set_date(m, event_at(m, event), incident);
}

/* ---- one incident told in several places ---- */

static bool is_dated(const muc4_incident *in)
{
    return in->date_count && in->dates[0].low != DTL_DAY_OPEN_PAST;
}

static bool shares_fill(const muc4_incident *a, const muc4_incident *b, muc4_slot slot)
{
    for (uint32_t i = 0; i < a->fill_count[slot]; i++)
        for (uint32_t k = 0; k < b->fill_count[slot]; k++)
            if (muc4_same_fill(&a->fills[slot][i], &b->fills[slot][k]))
                return true;
    return false;
}

static bool clash(const muc4_incident *a, const muc4_incident *b)
{
    bool place = a->place_count && b->place_count, other = place;
    for (uint32_t i = 0; i < a->place_count; i++)
        for (uint32_t k = 0; k < b->place_count; k++)
            other = other && strcmp(a->places[i], b->places[k]) != 0;
    bool types = a->types != b->types && !((a->types | b->types) & 1u << MUC4_ATTACK);
    bool days = is_dated(a) && is_dated(b) && (a->dates[0].low > b->dates[0].high + 1 || b->dates[0].low > a->dates[0].high + 1);
    return types || days || (place && other) || a->stages != b->stages;
}

static bool has_person(const muc4_incident *in)
{
    return in->fill_count[MUC4_VICTIM] > 0;
}

/* Is b one more telling of a? The same victims or targets and nothing against it; or b tells no place, no day and no other
 * victims, and so speaks of what was told before. */
static bool is_retelling(const muc4_incident *a, const muc4_incident *b)
{
    if (clash(a, b))
        return false;
    if (shares_fill(a, b, MUC4_VICTIM) || shares_fill(a, b, MUC4_TARGET))
        return true;
    bool vague = !b->place_count && !is_dated(b);
    bool near = b->sentence - a->sentence <= NEAR;
    bool blown_up = near && (a->types | b->types) == (1u << MUC4_ATTACK | 1u << MUC4_BOMBING); /* "killed", then how */
    return vague && (a->types == b->types || blown_up) && (!has_person(a) || !has_person(b) || near);
}

static void merge_into(muc4_incident *a, const muc4_incident *b)
{
    for (int slot = 0; slot < MUC4_SLOT_COUNT; slot++)
        for (uint32_t i = 0; i < b->fill_count[slot]; i++)
            add_fill(a, (muc4_slot)slot, &b->fills[slot][i]);
    for (uint32_t i = 0; i < b->place_count && a->place_count < MUC4_PLACES; i++)
        a->places[a->place_count++] = b->places[i];
    if (!is_dated(a))
        a->dates[0] = b->dates[0];
    if (!(b->types & 1u << MUC4_ATTACK))
        a->types = b->types;
    a->sentence = b->sentence;
    a->exact |= b->exact;
}

/* What only follows from the verb gives way to what is told. */
static void drop_implied_weapons(muc4_incident *in)
{
    uint32_t told = 0, kept = 0;
    for (uint32_t i = 0; i < in->fill_count[MUC4_WEAPON]; i++)
        told += !in->fills[MUC4_WEAPON][i].optional;
    for (uint32_t i = 0; i < in->fill_count[MUC4_WEAPON]; i++)
        if (!told || !in->fills[MUC4_WEAPON][i].optional)
            in->fills[MUC4_WEAPON][kept++] = in->fills[MUC4_WEAPON][i];
    in->fill_count[MUC4_WEAPON] = kept;
}

/* After all tellings: neither a victim nor anything else that tells this deed from others of its kind. */
static bool is_general(const muc4_incident *in)
{
    bool place = in->place_count > 0, day = is_dated(in), victim = in->fill_count[MUC4_VICTIM] > 0, target = in->fill_count[MUC4_TARGET] > 0;
    if (!victim && !target)
        return !place;
    if (!place && !day)
        return victim ? !in->exact : in->types == 1u << MUC4_ATTACK;
    return false;
}

static size_t merge_retellings(muc4_incident *all, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t to = kept;
        for (size_t k = kept; k-- > 0 && to == kept;)
            if (is_retelling(&all[k], &all[i]))
                to = k;
        if (to < kept) {
            merge_into(&all[to], &all[i]);
        } else {
            if (kept != i)
                all[kept] = all[i];
            kept++;
        }
    }
    size_t special = 0;
    for (size_t i = 0; i < kept; i++) {
        drop_implied_weapons(&all[i]);
        if (is_general(&all[i]))
            continue;
        if (special != i)
            all[special] = all[i];
        special++;
    }
    return special;
}

static bool is_incident_type(const dtl_event *e)
{
    bool threat = e->type == DTL_EVENT_THREATEN && (e->mode == DTL_MODE_VIOLENCE || e->mode == DTL_MODE_NO_MODE);
    return e->item == DTL_ITEM_EVENT && (e->type == DTL_EVENT_ASSAULT || threat);
}

size_t muc4_incidents(const dtl_engine *engine, const dtl_doc *doc, const char *country, int32_t day, muc4_incident *out,
                      muc4_dropped *dropped, void *context)
{
    const mapper m = {.engine = engine, .doc = doc, .matcher = dtl_matcher_make(doc, engine->rules), .day = day};
    size_t count = 0;
    for (uint32_t i = 0; i < doc->event.events.count && count < MUC4_INCIDENTS; i++) {
        const dtl_event *e = event_at(&m, i);
        if (e->occurrence != i || !is_incident_type(e))
            continue;
        muc4_incident *incident = &out[count];
        profile p = {.victims = false};
        memset(incident, 0, sizeof *incident);
        uint32_t type = MUC4_ATTACK;
        incident->event = i;
        incident->sentence = e->sentence;
        for (int pass = 0; pass < 3; pass++)
            for (uint32_t k = i; k < doc->event.events.count; k++) {
                if (event_at(&m, k)->occurrence != i)
                    continue;
                if (pass == 1 && !incident->fill_count[MUC4_WEAPON] && (type == MUC4_ATTACK || type == MUC4_BOMBING))
                    add_weapon_near(&m, event_at(&m, k), type, incident);
                if (pass == 2)
                    add_weapon(&m, event_at(&m, k), incident, true);
                if (pass)
                    continue;
                uint32_t says = type_of(&m, event_at(&m, k));
                type = says != MUC4_ATTACK ? says : type;
                add_telling(&m, k, incident);
                add_weapon(&m, event_at(&m, k), incident, false);
                look_at(&m, k, &p);
            }
        incident->types = 1u << type;
        incident->exact = p.exact;
        incident->stages = 1u << stage_of(&m, i);
        if (!incident->country_count && country)
            incident->countries[incident->country_count++] = country;
        add_only_group(&m, i, &p, incident);
        const char *why = why_not(&m, e, &p, incident);
        if (why && dropped)
            dropped(context, doc, i, why);
        count += why == NULL;
    }
    return merge_retellings(out, count);
}
