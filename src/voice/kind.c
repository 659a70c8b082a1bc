/* voice: what sort of source each voice is.
 *
 * In: the voices with their holders; rules/en/source-kinds.txt. Out: kind of every voice.
 * The idea: a name is what the tables know it for (a state, an armed group, an agency); a person with an office speaks as what the
 * office makes of him; whoever has no name is what his head noun says.
 * Example: "analysts" → expert, "two survivors" → witness, "Fars" → agency, "the ministry spokesman Karim Gul" → spokesperson.
 * Gets wrong: a pronoun that nobody resolved is told by its gender and number only; "sources" stay unknown. */
#include "voice/internal.h"
#include <string.h>

enum { ROLE_WORD_MAX = 30 /* bytes */ };

static uint8_t kind_of_row(const voice_context *x, uint32_t entry)
{
    dtl_slice name = dtl_rules_attribute(x->matcher.rules, entry, "kind");
    for (unsigned i = 0; i < DTL_SOURCE_COUNT; i++)
        if (dtl_slice_is(name, dtl_source_kind_name(i)))
            return (uint8_t)i;
    return DTL_SOURCE_UNKNOWN;
}

/* What the noun says. */
static uint8_t kind_of_noun(const voice_context *x, uint32_t token)
{
    uint32_t entry;
    return dtl_match_entries(&x->matcher, x->source_kinds, token, &entry, 1) ? kind_of_row(x, entry) : DTL_SOURCE_UNKNOWN;
}

/* What the first word of a role that the table knows says: "former governor of Balkh"; what stands behind is whose. */
static uint8_t kind_of_role_words(const voice_context *x, dtl_slice role)
{
    char key[ROLE_WORD_MAX + 2];
    dtl_slice word;
    while (dtl_slice_next_field(&role, ' ', &word)) {
        if (word.length == 0 || word.length > ROLE_WORD_MAX)
            continue;
        for (uint32_t i = 0; i < word.length; i++)
            key[i] = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? (char)(word.ptr[i] - 'A' + 'a') : word.ptr[i];
        memcpy(key + word.length, ".n", 2);
        uint32_t entry = dtl_rules_find(x->matcher.rules, x->source_kinds, dtl_slice_make(key, word.length + 2), 0);
        if (entry != DTL_NONE)
            return kind_of_row(x, entry);
    }
    return DTL_SOURCE_UNKNOWN;
}

static bool sector_in(const dtl_entity *entity, const char *sectors)
{
    for (; entity->sector.length == 3 && *sectors; sectors += 4)
        if (memcmp(entity->sector.ptr, sectors, 3) == 0)
            return true;
    return false;
}

static uint8_t kind_of_body(const voice_context *x, const dtl_entity *entity)
{
    dtl_slice kind = entity->rule == DTL_NONE ? DTL_SLICE_EMPTY : dtl_rules_attribute(x->matcher.rules, entity->rule, "kind");
    if (sector_in(entity, "JRN "))
        return dtl_slice_is(kind, "agency") ? DTL_SOURCE_AGENCY : DTL_SOURCE_MEDIA;
    if (entity->place_precision == 1 || sector_in(entity, "GOV MIL COP JUD LEG SPY "))
        return DTL_SOURCE_STATE;
    if (dtl_slice_is(kind, "armed") || sector_in(entity, "REB PRM UAF CRM "))
        return DTL_SOURCE_ARMED_GROUP;
    return DTL_SOURCE_ORGANISATION;
}

static uint8_t kind_of_person(const voice_context *x, const dtl_entity *entity)
{
    uint8_t kind = kind_of_role_words(x, entity->role);
    if (kind != DTL_SOURCE_UNKNOWN)
        return kind;
    return sector_in(entity, "GOV MIL COP JUD LEG SPY ") ? DTL_SOURCE_OFFICIAL : DTL_SOURCE_PERSON;
}

static uint8_t kind_of_role(const dtl_entity *entity)
{
    if (sector_in(entity, "GOV MIL COP JUD LEG SPY "))
        return DTL_SOURCE_OFFICIAL;
    if (sector_in(entity, "REB PRM UAF CRM "))
        return DTL_SOURCE_ARMED_GROUP;
    return sector_in(entity, "JRN ") ? DTL_SOURCE_MEDIA : sector_in(entity, "CVL ") ? DTL_SOURCE_PEOPLE : DTL_SOURCE_UNKNOWN;
}

static uint8_t kind_of_pronoun(const voice_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    if (dtl_tree_lemma_in(parse, token, "he she i you"))
        return DTL_SOURCE_PERSON;
    return dtl_tree_lemma_in(parse, token, "they we") ? DTL_SOURCE_PEOPLE : dtl_tree_lemma_in(parse, token, "it") ? DTL_SOURCE_ORGANISATION : DTL_SOURCE_UNKNOWN;
}

uint8_t voice_kind_of_mention(const voice_context *x, const dtl_mention *mention)
{
    const dtl_entity *entity = mention->target == DTL_NONE || mention->kind == DTL_MENTION_TIME || mention->kind == DTL_MENTION_QUANTITY
                                   ? NULL : &x->doc->mention.entities.items[mention->target];
    uint8_t noun = mention->kind == DTL_MENTION_ROLE ? kind_of_noun(x, mention->head) : DTL_SOURCE_UNKNOWN;
    if (noun != DTL_SOURCE_UNKNOWN)
        return noun;
    if (!entity)
        return mention->kind == DTL_MENTION_PRONOUN ? kind_of_pronoun(x, mention->head) : mention->kind == DTL_MENTION_PERSON ? DTL_SOURCE_PERSON
               : mention->kind == DTL_MENTION_DOCUMENT ? DTL_SOURCE_DOCUMENT : DTL_SOURCE_UNKNOWN;
    switch (entity->kind) {
    case DTL_MENTION_DOCUMENT: return DTL_SOURCE_DOCUMENT;
    case DTL_MENTION_PERSON: return kind_of_person(x, entity);
    case DTL_MENTION_ROLE: return kind_of_role(entity);
    default: return kind_of_body(x, entity);
    }
}

/* The first word of a span that hangs on something outside of it. */
static uint32_t head_of_span(const voice_context *x, dtl_span span)
{
    const dtl_token_array *tokens = &x->doc->text.tokens;
    uint32_t low = 0, high = tokens->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tokens->items[middle].offset < span.offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t t = low; t < tokens->count && tokens->items[t].offset < dtl_span_end(span); t++) {
        uint32_t head = x->doc->parse.words[t].head;
        bool outside = head == DTL_NONE || tokens->items[head].offset < span.offset || tokens->items[head].offset >= dtl_span_end(span);
        if (outside && x->doc->parse.words[t].upos != DTL_UPOS_PUNCT)
            return t;
    }
    return DTL_NONE;
}

void voice_set_kinds(const voice_context *x)
{
    dtl_voice_array *voices = &x->out->voices;
    for (uint32_t i = 0; i < voices->count; i++) {
        dtl_voice *v = &voices->items[i];
        if (v->holder != DTL_NONE) {
            v->kind = voice_kind_of_mention(x, &x->doc->mention.mentions.items[v->holder]);
            continue;
        }
        uint32_t head = v->holder_span.length ? head_of_span(x, v->holder_span) : DTL_NONE;
        if (head == DTL_NONE)
            continue;
        v->kind = x->doc->parse.words[head].upos == DTL_UPOS_PRON ? kind_of_pronoun(x, head) : kind_of_noun(x, head);
    }
}
