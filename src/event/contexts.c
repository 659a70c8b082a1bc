/* contexts: what an event is about, by PLOVER's 37 contexts.
 *
 * In: the coded events, the words of their sentences, the table contexts. Out: dtl_event.contexts. A sentence is read once, when
 * the first event beside it asks: each noun, verb and adjective that the table knows says one context (the longest name wins, so
 * that "war crime" is no crime). An event takes what its own sentence says and what the sentences right before and behind it in
 * its paragraph say; who takes part counts as well (a judge: legal; two states that talk: diplomatic), and four modes do.
 *
 * Example: "Three soldiers were killed by a mine. The rebels had crossed the border in May." The killing has military (soldiers)
 * and territory (border, from the sentence beside it).
 *
 * By the manual: crime goes without saying beside corruption, drugs or trafficking; war crimes are human_rights; military means
 * state forces, so the name of an armed group ("Lake Liberation Army") says nothing of the kind.
 * Knowingly wrong: a context of the paragraph need not be one of the event; what only the report as a whole tells is missed; soldiers
 * of a state that the report does not name are told from rebel "troops" only where the group itself is a known actor.
 */
#include "event/internal.h"

enum { ENTRIES_MAX = 8 };

/* What the words of one sentence say. */
typedef struct sentence_contexts {
    uint64_t own;  /* for events of this sentence */
    uint64_t wide; /* for those of the sentences beside it */
    bool read;
} sentence_contexts;

/* Is the word inside the name of somebody who serves no state? */
static bool names_irregulars(const event_context *x, uint32_t token)
{
    const dtl_mentions *all = &x->doc->mention;
    uint32_t mention = all->of_token[token];
    if (mention == DTL_NONE || all->mentions.items[mention].kind >= DTL_MENTION_TIME || all->mentions.items[mention].target == DTL_NONE)
        return false;
    dtl_slice sector = all->entities.items[all->mentions.items[mention].target].sector;
    static const char *const irregular[] = {"REB", "PRM", "UAF", "CRM", "SOC", "COP", "PTY", "OPP"};
    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
        if (dtl_slice_is(sector, irregular[i]))
            return true;
    return false;
}

/* "heroin smugglers": a noun in front of a noun is easily taken for an adjective. */
static uint32_t noun_before_noun(const event_context *x, uint32_t table, uint32_t token)
{
    enum { KEY_MAX = 48 };
    char key[KEY_MAX];
    const dtl_word *word = &x->doc->parse.words[token];
    if (word->upos != DTL_UPOS_ADJ || word->relation != DTL_REL_AMOD || word->lemma.length + 2 > KEY_MAX)
        return DTL_NONE;
    for (uint32_t i = 0; i < word->lemma.length; i++) {
        char c = word->lemma.ptr[i];
        key[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    memcpy(key + word->lemma.length, ".n", 2);
    return dtl_rules_find(x->matcher.rules, table, dtl_slice_make(key, word->lemma.length + 2), 0);
}

/* The row that the word is a cue of: the longest name whose conditions hold; DTL_NONE. */
static uint32_t cue_at(const event_context *x, uint32_t table, uint32_t token)
{
    uint32_t entries[ENTRIES_MAX];
    uint8_t upos = x->doc->parse.words[token].upos;
    if (upos != DTL_UPOS_NOUN && upos != DTL_UPOS_PROPN && upos != DTL_UPOS_VERB && upos != DTL_UPOS_ADJ)
        return DTL_NONE;
    uint32_t count = dtl_match_entries(&x->matcher, table, token, entries, ENTRIES_MAX);
    for (uint32_t i = 0; i < count; i++)
        if (dtl_match_conditions(&x->matcher, token, entries[i]))
            return entries[i];
    return count ? DTL_NONE : noun_before_noun(x, table, token);
}

/* Backwards, so that the words of a long name are no cues by themselves. */
static void read_sentence(const event_context *x, uint32_t table, uint32_t sentence, sentence_contexts *out)
{
    const dtl_sentence *s = &x->doc->text.sentences.items[sentence];
    const uint64_t military = DTL_CONTEXT_BIT(DTL_CONTEXT_MILITARY);
    out->read = true;
    for (uint32_t token = s->first + s->count; token-- > s->first;) {
        uint32_t entry = cue_at(x, table, token), at = token;
        uint64_t said = 0;
        if (entry == DTL_NONE)
            continue;
        token -= dtl_match_words_before(&x->matcher, table, token, entry);
        if (!dtl_contexts_read(dtl_rules_attribute(x->matcher.rules, entry, "context"), &said) || (said == military && names_irregulars(x, at)))
            continue;
        out->own |= said;
        if (!dtl_slice_is(dtl_rules_attribute(x->matcher.rules, entry, "scope"), "sentence"))
            out->wide |= said;
    }
}

/* Those who take part say what it is about; two states that talk are diplomacy. */
static uint64_t contexts_of_people(const event_context *x, uint32_t event)
{
    static const struct {
        const char *sector;
        dtl_context context;
    } known[] = {{"MIL", DTL_CONTEXT_MILITARY}, {"JUD", DTL_CONTEXT_LEGAL}, {"LEG", DTL_CONTEXT_LEGISLATIVE}, {"SPY", DTL_CONTEXT_INTELLIGENCE}};
    const dtl_mentions *all = &x->doc->mention;
    unsigned quad = dtl_event_quad(x->out->events.items[event].type);
    uint64_t said = 0;
    dtl_slice party = DTL_SLICE_EMPTY; /* the first state or body of states */
    uint32_t first, count = dtl_events_participants(x->out, event, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const dtl_participant *p = &x->out->participants.items[i];
        const dtl_mention *m = &all->mentions.items[p->mention];
        if ((p->role != DTL_EVENT_ACTOR && p->role != DTL_EVENT_RECIPIENT) || m->kind >= DTL_MENTION_TIME || m->target == DTL_NONE)
            continue;
        const dtl_entity *e = &all->entities.items[m->target];
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            if (dtl_slice_is(e->sector, known[k].sector))
                said |= DTL_CONTEXT_BIT(known[k].context);
        dtl_slice state = dtl_slice_is(e->sector, "GOV") ? e->country : dtl_slice_is(e->sector, "IGO") ? e->id : DTL_SLICE_EMPTY;
        if (state.length && party.length && !dtl_slice_equal(state, party) && (quad == 1 || quad == 3))
            said |= DTL_CONTEXT_BIT(DTL_CONTEXT_DIPLOMATIC);
        if (state.length)
            party = state;
    }
    return said;
}

/* What the mode itself says. */
static uint64_t contexts_of_mode(uint8_t mode)
{
    switch (mode) {
    case DTL_MODE_CYBER: return DTL_CONTEXT_BIT(DTL_CONTEXT_CYBER);
    case DTL_MODE_MISINFORMATION: return DTL_CONTEXT_BIT(DTL_CONTEXT_MISINFORMATION);
    case DTL_MODE_SUICIDE_ATTACK: return DTL_CONTEXT_BIT(DTL_CONTEXT_TERRORISM);
    case DTL_MODE_UNCONVENTIONAL: return DTL_CONTEXT_BIT(DTL_CONTEXT_CBRN);
    default: return 0;
    }
}

dtl_err event_set_contexts(event_context *x)
{
    const dtl_sentence_array *sentences = &x->doc->text.sentences;
    uint32_t table = dtl_rules_table(x->matcher.rules, "contexts");
    if (table == DTL_NONE || x->out->events.count == 0)
        return DTL_OK;
    sentence_contexts *of = dtl_arena_calloc(x->arena, sentences->count, sizeof *of);
    if (!of)
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < x->out->events.count; i++) {
        dtl_event *event = &x->out->events.items[i];
        uint32_t own = event->sentence, paragraph = sentences->items[own].paragraph;
        if (event->item != DTL_ITEM_EVENT)
            continue;
        for (uint32_t s = own ? own - 1 : 0; s <= own + 1 && s < sentences->count; s++) {
            if (s != own && (paragraph == DTL_NONE || sentences->items[s].paragraph != paragraph))
                continue;
            if (!of[s].read)
                read_sentence(x, table, s, &of[s]);
            event->contexts |= s == own ? of[s].own : of[s].wide;
        }
        event->contexts |= contexts_of_people(x, i) | contexts_of_mode(event->mode);
        event->contexts = dtl_contexts_settle(event->contexts);
    }
    return DTL_OK;
}

bool dtl_event_is_cue(const dtl_doc *doc, const dtl_rules *rules, uint32_t entry)
{
    event_context x = {.doc = doc, .matcher = dtl_matcher_make(doc, rules)};
    uint32_t table = dtl_rules_table(rules, "contexts");
    for (uint32_t token = doc->text.tokens.count; token-- > 0;) {
        uint32_t found = cue_at(&x, table, token);
        if (found == entry)
            return true;
        if (found != DTL_NONE)
            token -= dtl_match_words_before(&x.matcher, table, token, found);
    }
    return false;
}
