/* From the events of a snippet to the one label that the set gives it.
 *
 * In: a document with events (type, mode, actors, recipients) and claims. Out: a label and the event that it rests on.
 * Step 1, each event by itself:
 *   ASSAULT aerial, drone → AIR_STRIKE; heavy-weapons → ART_MISS_ATTACK; suicide-attack → SUIC_BOMB; unconventional → CHEM_WEAP;
 *     abduct → ABDUCT_DISSAP; sexual → SEX_VIOL; explosives → REM_EXPLOS, with a grenade GRENADE; crowd-control → PROTEST_WITH_INTER;
 *     destroy → PROPERTY_DISTRUCT, by protesters VIOL_DEMONSTR; any other mode goes by who meets whom: a state's forces and armed
 *     others → ARMED_CLASH; protesters as doers, or in a clash → VIOL_DEMONSTR; protesters as victims → FORCE_AGAINST_PROTEST;
 *     a mob or villagers as doers → MOB_VIOL; anything else → ATTACK
 *   COERCE arrest → ARREST; seize of ground → GOV_REGAINS_TERIT by a state's forces or from armed others, else NON_STATE_ACTOR_OVERTAKES_TER; seize of
 *     things → DISR_WEAP; other modes against protesters → PROTEST_WITH_INTER
 *   PROTEST riot, obstruct, vandalize → VIOL_DEMONSTR; other modes → PEACE_PROTEST
 *   MOBILIZE → CHANGE_TO_GROUP_ACT, when a base is set up HQ_ESTABLISHED; RETREAT without mode or by withdrawal
 *     → CHANGE_TO_GROUP_ACT, when ground is handed over NON_VIOL_TERRIT_TRANSFER; other RETREAT, CONCEDE, AGREE, COOPERATE, CONSULT → AGREEMENT
 *   SANCTION, ACCUSE, REJECT, REQUEST, THREATEN, SUPPORT → DIPLO
 * Step 2, the main event: told as having happened before not; not in a phrase of cause or background ("after", "following",
 *   "over", "amid") before in one; deeds before words; the earlier sentence; the
 *   clause nearer to the main one; the graver label; the earlier word.
 * Step 3, what other events of the snippet add: the weapon of an attack told again in the same or the next sentence; force
 *   against protesters; ground given up and taken in one snippet → NON_VIOL_TERRIT_TRANSFER. Somebody claims or denies a deed in
 *   the main clause of the first sentence → ATTRIB. No event at all → OTHER.
 * Example: "Police fired tear gas as students marched in Leeds": crowd-control against students and PROTEST/demo →
 * PROTEST_WITH_INTER. Knowingly wrong: ORG_CRIME and disasters are never answered. */
#include "case2021_label.h"
#include "doc/tree.h"

/* Who somebody is in the eyes of this set. */
typedef enum side { SIDE_NONE = 0, SIDE_STATE = 1, SIDE_ARMED = 2, SIDE_CROWD = 4, SIDE_CIVIL = 8 } side;

static bool sector_in(const dtl_entity *entity, const char *list)
{
    dtl_slice all = dtl_slice_from_cstr(list), field;
    while (dtl_slice_next_field(&all, ' ', &field))
        if (dtl_slice_equal(field, entity->sector))
            return true;
    return false;
}

/* "ISIS forces", "members of the group": whose they are counts more than what they are. */
static bool belongs_to_rebels(const dtl_doc *doc, const dtl_entity *entity)
{
    for (uint32_t i = 0; entity->parent_id.length && i < doc->mention.entities.count; i++) {
        const dtl_entity *parent = &doc->mention.entities.items[i];
        if (dtl_slice_equal(parent->id, entity->parent_id))
            return sector_in(parent, "REB UAF CRM PRE");
    }
    return false;
}

static unsigned side_of(const dtl_doc *doc, uint32_t mention)
{
    const dtl_mention *m = &doc->mention.mentions.items[mention];
    if (dtl_tree_lemma_in(&doc->parse, m->head, "protester protestor demonstrator rioter marcher crowd picketer"))
        return SIDE_CROWD;
    if (m->target == DTL_NONE || m->kind >= DTL_MENTION_TIME)
        return SIDE_NONE;
    const dtl_entity *entity = &doc->mention.entities.items[m->target];
    if (sector_in(entity, "REB UAF CRM PRE") || belongs_to_rebels(doc, entity))
        return SIDE_ARMED;
    if (sector_in(entity, "MIL COP SPY GOV PRM JUD LEG IGO") || entity->place_precision == 1)
        return SIDE_STATE;
    return entity->sector.length ? SIDE_CIVIL : SIDE_NONE;
}

static unsigned sides(const dtl_doc *doc, uint32_t event, uint8_t role)
{
    uint32_t first, count = dtl_events_participants(&doc->event, event, &first);
    unsigned all = SIDE_NONE;
    for (uint32_t i = first; i < first + count; i++)
        if (doc->event.participants.items[i].role == role)
            all |= side_of(doc, doc->event.participants.items[i].mention);
    return all;
}

/* Does the clause that tells the event have one of these words? */
static bool evidence_has(const dtl_doc *doc, const dtl_event *event, const char *words)
{
    const dtl_sentence *sentence = &doc->text.sentences.items[event->sentence];
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t offset = doc->text.tokens.items[t].offset;
        if (offset >= event->evidence.offset && offset < dtl_span_end(event->evidence) && dtl_tree_lemma_in(&doc->parse, t, words))
            return true;
    }
    return false;
}

static uint32_t object_of(const dtl_doc *doc, const dtl_event *event)
{
    return dtl_tree_is_verb(&doc->parse, event->trigger) ? dtl_tree_object(&doc->parse, event->trigger) : event->trigger;
}

/* What was seized: ground ("control of", "parts of a town", those who were driven out of it), or things? */
static bool is_ground(const dtl_doc *doc, const dtl_event *event)
{
    static const char ground[] = "town village city district province region area territory base camp position post checkpoint outpost hill neighborhood "
                                 "neighbourhood port airport airfield field centre center capital compound stronghold mountain road border crossing island "
                                 "land ground building headquarters swath swathe settlement suburb hamlet municipality point part quarter control enclave";
    uint32_t object = object_of(doc, event);
    uint32_t held = object == DTL_NONE ? DTL_NONE : doc->mention.headed_by[object];
    if (held != DTL_NONE && doc->mention.mentions.items[held].kind < DTL_MENTION_DOCUMENT)
        return true; /* a place, or somebody */
    for (int depth = 0; depth < 3 && object != DTL_NONE; depth++) {
        uint32_t mention = doc->mention.headed_by[object];
        if (dtl_tree_lemma_in(&doc->parse, object, ground) || (mention != DTL_NONE && doc->mention.mentions.items[mention].kind == DTL_MENTION_PLACE))
            return true;
        uint32_t inner = dtl_tree_child(&doc->parse, object, DTL_REL_NMOD);
        object = inner != DTL_NONE ? inner : dtl_tree_child(&doc->parse, object, DTL_REL_COMPOUND);
    }
    return !dtl_tree_is_verb(&doc->parse, event->trigger) || dtl_tree_lemma_in(&doc->parse, event->trigger, "advance push");
}

static bool happened(const dtl_event *event)
{
    return event->item == DTL_ITEM_EVENT && event->polarity > 0 &&
           (event->modality == DTL_MODALITY_ASSERTED || dtl_modality_is_hedged(event->modality) || event->modality == DTL_MODALITY_HABITUAL);
}

/* Who meets whom in all the fights of the snippet: an attack on a base that names nobody is told again with its dead. */
static unsigned sides_of_fights(const dtl_doc *doc)
{
    unsigned all = SIDE_NONE;
    for (uint32_t i = 0; i < doc->event.events.count; i++)
        if (doc->event.events.items[i].type == DTL_EVENT_ASSAULT)
            all |= sides(doc, i, DTL_EVENT_ACTOR) | sides(doc, i, DTL_EVENT_RECIPIENT);
    return all;
}

static unsigned label_of_fight(const dtl_doc *doc, uint32_t index)
{
    const dtl_event *event = &doc->event.events.items[index];
    unsigned actor = sides(doc, index, DTL_EVENT_ACTOR), recipient = sides(doc, index, DTL_EVENT_RECIPIENT), both = actor | recipient;
    bool clash = dtl_tree_lemma_in(&doc->parse, event->trigger, "clash battle skirmish fight fighting confrontation firefight gunfight scuffle infighting");
    if (actor & SIDE_CROWD || (clash && both & SIDE_CROWD))
        return CASE2021_VIOL_DEMONSTR;
    if (recipient & SIDE_CROWD)
        return CASE2021_FORCE_AGAINST_PROTEST;
    if (evidence_has(doc, event, "mob vigilante vigilantism villager lynch lynching") && !(actor & (SIDE_STATE | SIDE_ARMED)))
        return CASE2021_MOB_VIOL;
    if (clash || (both & SIDE_STATE && both & SIDE_ARMED))
        return CASE2021_ARMED_CLASH;
    bool military = evidence_has(doc, event, "base checkpoint outpost post barracks patrol convoy garrison troop troops soldier militiaman militia army military "
                                             "position frontline policeman force forces commando personnel");
    unsigned all = both | sides_of_fights(doc);
    return !(recipient & SIDE_CIVIL) && all & SIDE_ARMED && (military || all & SIDE_STATE) ? CASE2021_ARMED_CLASH : CASE2021_ATTACK;
}

/* The weapon, the words in front of the trigger ("grenade attack") or its clause name a grenade that was thrown. */
static bool is_by_grenade(const dtl_doc *doc, const dtl_event *event)
{
    if (evidence_has(doc, event, "propel propelled rpg launcher")) /* a grenade that is shot */
        return false;
    if (event->weapon != DTL_NONE && dtl_tree_lemma_in(&doc->parse, event->weapon, "grenade"))
        return true;
    uint32_t first = doc->text.sentences.items[event->sentence].first;
    for (uint32_t t = event->trigger; t-- > first && t + 3 > event->trigger;)
        if (dtl_tree_lemma_in(&doc->parse, t, "grenade Grenade"))
            return true;
    return evidence_has(doc, event, "grenade");
}

static unsigned label_of_assault(const dtl_doc *doc, uint32_t index)
{
    const dtl_event *event = &doc->event.events.items[index];
    switch (event->mode) {
    case DTL_MODE_AERIAL: case DTL_MODE_DRONE: return CASE2021_AIR_STRIKE;
    case DTL_MODE_HEAVY_WEAPONS:
        return event->weapon != DTL_NONE && dtl_tree_lemma_in(&doc->parse, event->weapon, "grenade") && is_by_grenade(doc, event) ? CASE2021_GRENADE : CASE2021_ART_MISS_ATTACK;
    case DTL_MODE_SUICIDE_ATTACK: return CASE2021_SUIC_BOMB;
    case DTL_MODE_UNCONVENTIONAL: return CASE2021_CHEM_WEAP;
    case DTL_MODE_ABDUCT: return CASE2021_ABDUCT_DISSAP;
    case DTL_MODE_SEXUAL: return CASE2021_SEX_VIOL;
    case DTL_MODE_EXPLOSIVES: return is_by_grenade(doc, event) ? CASE2021_GRENADE : evidence_has(doc, event, "propel propelled rpg") ? CASE2021_ART_MISS_ATTACK : CASE2021_REM_EXPLOS;
    case DTL_MODE_CROWD_CONTROL: return CASE2021_PROTEST_WITH_INTER;
    case DTL_MODE_DESTROY: return sides(doc, index, DTL_EVENT_ACTOR) & SIDE_CROWD ? CASE2021_VIOL_DEMONSTR : CASE2021_PROPERTY_DISTRUCT;
    default: return label_of_fight(doc, index);
    }
}

static unsigned label_of_coerce(const dtl_doc *doc, uint32_t index)
{
    const dtl_event *event = &doc->event.events.items[index];
    if (event->mode == DTL_MODE_ARREST)
        return CASE2021_ARREST;
    if (event->mode == DTL_MODE_SEIZE && is_ground(doc, event)) {
        unsigned actor = sides(doc, index, DTL_EVENT_ACTOR), from = sides(doc, index, DTL_EVENT_RECIPIENT);
        bool state = actor & SIDE_ARMED ? false : actor & SIDE_STATE || from & SIDE_ARMED;
        return state ? CASE2021_GOV_REGAINS_TERIT : CASE2021_NON_STATE_ACTOR_OVERTAKES_TER;
    }
    if (event->mode == DTL_MODE_SEIZE)
        return CASE2021_DISR_WEAP;
    bool crowd = sides(doc, index, DTL_EVENT_RECIPIENT) & SIDE_CROWD || evidence_has(doc, event, "protest protester demonstration demonstrator rally march sit");
    return crowd ? CASE2021_PROTEST_WITH_INTER : CASE2021_OTHER;
}

/* MOBILIZE by setting up a place for troops. */
static bool sets_up_base(const dtl_doc *doc, const dtl_event *event)
{
    uint32_t object = object_of(doc, event);
    return object != DTL_NONE && dtl_tree_lemma_in(&doc->parse, event->trigger, "set establish build open create construct erect") &&
           dtl_tree_lemma_in(&doc->parse, object, "base post outpost headquarters camp position checkpoint");
}

/* Ground handed to somebody is a transfer; forces that leave or change sides are changed; the rest ends a conflict. */
static unsigned label_of_retreat(const dtl_doc *doc, uint32_t index)
{
    const dtl_event *event = &doc->event.events.items[index];
    if (event->mode == DTL_MODE_WITHDRAW && dtl_tree_lemma_in(&doc->parse, event->trigger, "hand handover transfer cede return turn relinquish surrender give"))
        return CASE2021_NON_VIOL_TERRIT_TRANSFER;
    return event->mode == DTL_MODE_WITHDRAW || event->mode == DTL_MODE_NO_MODE ? CASE2021_CHANGE_TO_GROUP_ACT : CASE2021_AGREEMENT;
}

static unsigned label_of_event(const dtl_doc *doc, uint32_t index)
{
    const dtl_event *event = &doc->event.events.items[index];
    switch (event->type) {
    case DTL_EVENT_ASSAULT: return label_of_assault(doc, index);
    case DTL_EVENT_COERCE: return label_of_coerce(doc, index);
    case DTL_EVENT_PROTEST:
        return event->mode == DTL_MODE_RIOT || event->mode == DTL_MODE_OBSTRUCT || event->mode == DTL_MODE_VANDALIZE ? CASE2021_VIOL_DEMONSTR
                                                                                                                     : CASE2021_PEACE_PROTEST;
    case DTL_EVENT_MOBILIZE: return sets_up_base(doc, event) ? CASE2021_HQ_ESTABLISHED : CASE2021_CHANGE_TO_GROUP_ACT;
    case DTL_EVENT_RETREAT: return label_of_retreat(doc, index);
    case DTL_EVENT_CONCEDE: case DTL_EVENT_AGREE: case DTL_EVENT_COOPERATE: case DTL_EVENT_CONSULT: return CASE2021_AGREEMENT;
    case DTL_EVENT_SANCTION: case DTL_EVENT_ACCUSE: case DTL_EVENT_REJECT: case DTL_EVENT_REQUEST: case DTL_EVENT_THREATEN:
    case DTL_EVENT_SUPPORT: return CASE2021_DIPLO;
    default: return CASE2021_OTHER;
    }
}

/* How grave a label is: of two told in one sentence the graver is meant. */
static int gravity(unsigned label)
{
    static const uint8_t order[] = {CASE2021_CHEM_WEAP, CASE2021_SUIC_BOMB, CASE2021_AIR_STRIKE, CASE2021_GRENADE, CASE2021_ART_MISS_ATTACK,
                                    CASE2021_REM_EXPLOS, CASE2021_SEX_VIOL, CASE2021_ABDUCT_DISSAP, CASE2021_MOB_VIOL, CASE2021_FORCE_AGAINST_PROTEST,
                                    CASE2021_PROTEST_WITH_INTER, CASE2021_GOV_REGAINS_TERIT, CASE2021_NON_STATE_ACTOR_OVERTAKES_TER,
                                    CASE2021_ARMED_CLASH, CASE2021_VIOL_DEMONSTR, CASE2021_ATTACK, CASE2021_PROPERTY_DISTRUCT, CASE2021_ARREST,
                                    CASE2021_DISR_WEAP, CASE2021_PEACE_PROTEST, CASE2021_NON_VIOL_TERRIT_TRANSFER, CASE2021_HQ_ESTABLISHED,
                                    CASE2021_CHANGE_TO_GROUP_ACT, CASE2021_AGREEMENT, CASE2021_DIPLO};
    for (int i = 0; i < (int)sizeof order; i++)
        if (order[i] == label)
            return (int)sizeof order - i;
    return 0;
}

/* "after a bombing", "over the arrests", "in retaliation for": told as the cause or the background of something else. */
static bool is_background(const dtl_doc *doc, const dtl_event *event)
{
    uint32_t token = event->trigger;
    char scratch[48];
    for (int i = 0; i < 6 && token != DTL_NONE; i++) {
        const dtl_word *word = &doc->parse.words[token];
        if (word->relation == DTL_REL_NMOD || word->relation == DTL_REL_OBL || word->relation == DTL_REL_ADVCL || word->relation == DTL_REL_ACL) {
            dtl_slice before = dtl_tree_preposition(&doc->parse, token, scratch);
            uint32_t mark = dtl_tree_child(&doc->parse, token, DTL_REL_MARK);
            dtl_slice marker = before.length ? before : mark != DTL_NONE ? doc->parse.words[mark].lemma : DTL_SLICE_EMPTY;
            static const char *const words[] = {"after", "following", "over", "amid", "since", "before", "despite", "against", "for", "about", "if", "because_of"};
            for (size_t k = 0; k < sizeof words / sizeof *words; k++)
                if (dtl_slice_is(marker, words[k]))
                    return true;
        }
        if (dtl_tree_lemma_in(&doc->parse, token, "face wake aftermath")) /* "in the face of" */
            return true;
        token = word->head;
    }
    return false;
}

/* How deep the clause lies in its sentence: 0 the main clause, what is reported in it, and the nouns of both. */
static int depth_of(const dtl_doc *doc, uint32_t token)
{
    int depth = 0;
    for (int i = 0; i < 12 && token != DTL_NONE && depth < 3; i++) {
        uint8_t relation = doc->parse.words[token].relation;
        depth += relation == DTL_REL_ADVCL || relation == DTL_REL_ACL || relation == DTL_REL_ACL_RELCL || relation == DTL_REL_XCOMP || relation == DTL_REL_NMOD;
        token = doc->parse.words[token].head;
    }
    return depth;
}

static bool is_deed(const dtl_event *event, unsigned label)
{
    return event->type == DTL_EVENT_SANCTION || (label != CASE2021_DIPLO && label != CASE2021_AGREEMENT && label != CASE2021_OTHER);
}

/* Larger is more likely the main event. A death has its cause beside it, whatever clause tells it. */
static int64_t rank(const dtl_doc *doc, uint32_t index, unsigned label)
{
    const dtl_event *event = &doc->event.events.items[index];
    int64_t value = happened(event);
    value = value * 2 + (label != CASE2021_OTHER);
    value = value * 2 + !is_background(doc, event);
    value = value * 2 + is_deed(event, label);
    value = value * 1024 + (1023 - (event->sentence < 1023 ? event->sentence : 1023));
    value = value * 4 + (3 - depth_of(doc, event->trigger));
    value = value * 64 + gravity(label);
    return value * 4096 + (4095 - (int64_t)(index < 4095 ? index : 4095));
}

/* What the events of the snippet together say about a crowd and those who meet it. */
typedef struct crowd_scene {
    bool protest, riot, force, weapons, arrests; /* somebody protests; violently; is hurt by force; crowd-control weapons; arrests or bans */
} crowd_scene;

static crowd_scene scene_of(const dtl_doc *doc)
{
    crowd_scene s = {false, false, false, false, false};
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        const dtl_event *event = &doc->event.events.items[i];
        if (event->item != DTL_ITEM_EVENT)
            continue;
        unsigned label = label_of_event(doc, i), actor = sides(doc, i, DTL_EVENT_ACTOR), recipient = sides(doc, i, DTL_EVENT_RECIPIENT);
        s.protest = s.protest || event->type == DTL_EVENT_PROTEST || (actor | recipient) & SIDE_CROWD;
        if (!happened(event) || is_background(doc, event))
            continue;
        bool hurt = event->killed.low > 0 || event->injured.low > 0;
        bool clash = event->type == DTL_EVENT_ASSAULT && dtl_tree_lemma_in(&doc->parse, event->trigger, "clash scuffle") && !((actor | recipient) & SIDE_ARMED);
        s.riot = s.riot || clash || label == CASE2021_VIOL_DEMONSTR || event->mode == DTL_MODE_RIOT;
        s.force = s.force || (label == CASE2021_FORCE_AGAINST_PROTEST && depth_of(doc, event->trigger) < 2) || (hurt && event->type == DTL_EVENT_ASSAULT && !(actor & (SIDE_CROWD | SIDE_ARMED)));
        s.weapons = s.weapons || label == CASE2021_PROTEST_WITH_INTER;
        s.arrests = s.arrests || ((event->mode == DTL_MODE_ARREST || event->mode == DTL_MODE_RESTRICT) && depth_of(doc, event->trigger) < 2);
    }
    return s;
}

static unsigned with_crowd(const dtl_doc *doc, unsigned label)
{
    crowd_scene s = scene_of(doc);
    switch (label) {
    case CASE2021_PEACE_PROTEST:
        return s.riot ? CASE2021_VIOL_DEMONSTR : s.force ? CASE2021_FORCE_AGAINST_PROTEST : s.weapons || s.arrests ? CASE2021_PROTEST_WITH_INTER : label;
    case CASE2021_PROTEST_WITH_INTER: return s.riot ? CASE2021_VIOL_DEMONSTR : s.force ? CASE2021_FORCE_AGAINST_PROTEST : label;
    case CASE2021_FORCE_AGAINST_PROTEST: return s.riot ? CASE2021_VIOL_DEMONSTR : label;
    case CASE2021_ATTACK: return s.protest && s.riot ? CASE2021_VIOL_DEMONSTR : s.protest ? CASE2021_FORCE_AGAINST_PROTEST : label;
    case CASE2021_ARREST: return s.protest ? CASE2021_PROTEST_WITH_INTER : label;
    case CASE2021_PROPERTY_DISTRUCT: return s.protest ? CASE2021_VIOL_DEMONSTR : label;
    default: return label;
    }
}

static bool is_weapon_label(unsigned label)
{
    return label == CASE2021_AIR_STRIKE || label == CASE2021_ART_MISS_ATTACK || label == CASE2021_SUIC_BOMB || label == CASE2021_CHEM_WEAP ||
           label == CASE2021_GRENADE || label == CASE2021_REM_EXPLOS;
}

/* A killing in one clause, the bomb in the next: the weapon of an attack told beside it, the same sentence first, then the gravest. */
static unsigned with_weapon(const dtl_doc *doc, uint32_t main, unsigned label)
{
    const dtl_event *event = &doc->event.events.items[main];
    unsigned best = label;
    for (uint32_t i = 0; is_weapon_label(label) && i < doc->event.events.count; i++) { /* "mortar rounds that contained gas" */
        const dtl_event *other = &doc->event.events.items[i];
        if (other->sentence == event->sentence && other->type == DTL_EVENT_ASSAULT && other->mode == DTL_MODE_UNCONVENTIONAL && happened(other) && !is_background(doc, other))
            return CASE2021_CHEM_WEAP;
    }
    if (label != CASE2021_ATTACK && label != CASE2021_ARMED_CLASH)
        return label;
    int best_value = 0;
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        const dtl_event *other = &doc->event.events.items[i];
        bool here = other->sentence == event->sentence, next = event->mode == DTL_MODE_NO_MODE && other->sentence == event->sentence + 1;
        if (i == main || other->type != DTL_EVENT_ASSAULT || other->polarity < 0 || !(here || (next && label == CASE2021_ATTACK)))
            continue;
        unsigned its = label_of_event(doc, i);
        int value = is_weapon_label(its) ? gravity(its) + (here ? 100 : 50) : its == CASE2021_ARMED_CLASH && label == CASE2021_ATTACK ? gravity(its) : 0;
        if (value > best_value) {
            best_value = value;
            best = its;
        }
    }
    return best;
}

/* Ground that one gave up and another took, or handed over: no shot is told. */
static unsigned with_transfer(const dtl_doc *doc, unsigned label)
{
    bool left = false, taken = false, fought = false;
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        const dtl_event *event = &doc->event.events.items[i];
        unsigned its = label_of_event(doc, i);
        left = left || (event->type == DTL_EVENT_RETREAT && event->mode == DTL_MODE_WITHDRAW && event->polarity > 0);
        taken = taken || its == CASE2021_GOV_REGAINS_TERIT || its == CASE2021_NON_STATE_ACTOR_OVERTAKES_TER;
        fought = fought || (event->type == DTL_EVENT_ASSAULT && happened(event) && depth_of(doc, event->trigger) == 0);
    }
    bool about = label == CASE2021_CHANGE_TO_GROUP_ACT || label == CASE2021_GOV_REGAINS_TERIT || label == CASE2021_NON_STATE_ACTOR_OVERTAKES_TER;
    return about && left && taken && !fought ? CASE2021_NON_VIOL_TERRIT_TRANSFER : label;
}

/* "The group claimed responsibility", "The ministry denied": the first sentence is about whose deed it was. */
static bool is_attribution(const dtl_doc *doc)
{
    for (uint32_t i = 0; i < doc->voice.voices.count; i++) {
        const dtl_voice *voice = &doc->voice.voices.items[i];
        if (voice->cue_token == DTL_NONE || doc->text.tokens.items[voice->cue_token].sentence != 0)
            continue;
        uint32_t head = doc->parse.words[voice->cue_token].head;
        bool main_clause = head == DTL_NONE || doc->parse.words[head].head == DTL_NONE;
        if (main_clause && (voice->cue == DTL_CUE_RESPONSIBILITY || voice->cue == DTL_CUE_DENY || voice->cue == DTL_CUE_BLAME))
            return true;
    }
    return false;
}

case2021_answer case2021_label_of(const dtl_doc *doc)
{
    case2021_answer answer = {CASE2021_OTHER, DTL_NONE};
    int64_t best = -1;
    for (uint32_t i = 0; i < doc->event.events.count; i++) {
        if (doc->event.events.items[i].item != DTL_ITEM_EVENT)
            continue;
        unsigned label = label_of_event(doc, i);
        int64_t value = rank(doc, i, label);
        if (value > best) {
            best = value;
            answer = (case2021_answer){label, i};
        }
    }
    if (is_attribution(doc))
        answer.label = CASE2021_ATTRIB;
    else if (answer.event != DTL_NONE)
        answer.label = with_transfer(doc, with_crowd(doc, with_weapon(doc, answer.event, answer.label)));
    return answer;
}
