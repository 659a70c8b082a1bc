/* The words of slot expressions and conditions.
 *
 * In: text of a rule file. Out: numbers. Example: "object.poss,to" → object '.', poss ',', preposition "to" end.
 * Knowingly not checked: a slot name that is misspelt counts as a preposition that never stands anywhere. */
#include "rules/pattern.h"

static const char *const slot_names[] = {"subject", "object", "by", "poss", "compound", "clause", "to", "infinitive", "indirect", "theme", "head", "governor"};
static const char *const class_names[RULES_CLASS_BUILTIN] = {"any", "actor", "counted", "public", "state", "armed", "civil", "person", "organisation", "place", "role",
                                                             "pronoun", "document", "time", "quantity"};
static const char *const pattern_slot_names[DTL_PATTERN_SLOT_COUNT] = {"actor", "recipient", "place", "origin", "destination", "killed",
                                                                       "injured", "arrested", "figure", "event", "holder", "hearer"};

static uint8_t slot_by_name(dtl_slice name)
{
    for (uint8_t i = 0; i < RULES_SLOT_PREPOSITION; i++)
        if (dtl_slice_is(name, slot_names[i]))
            return i;
    return RULES_SLOT_PREPOSITION;
}

uint32_t rules_compile_slot(dtl_slice expression, blob_step *steps, uint32_t max)
{
    uint32_t count = 0, start = 0;
    for (uint32_t at = 0; at <= expression.length && expression.length; at++) {
        char sign = at < expression.length ? expression.ptr[at] : '\0';
        if (sign && sign != '.' && sign != '+' && sign != ',')
            continue;
        if (count >= max || at - start > UINT16_MAX)
            return 0;
        steps[count++] = (blob_step){.slot = slot_by_name(dtl_slice_make(expression.ptr + start, at - start)), .joint = sign,
                                     .length = (uint16_t)(at - start), .name = start};
        start = at + 1;
    }
    return count;
}

uint32_t rules_builtin_class(dtl_slice name)
{
    for (uint32_t i = 0; i < RULES_CLASS_BUILTIN; i++)
        if (dtl_slice_is(name, class_names[i]))
            return i;
    return RULES_CLASS_BUILTIN;
}

const char *rules_pattern_slot_name(unsigned slot)
{
    return pattern_slot_names[slot];
}
