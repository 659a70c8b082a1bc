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
        if (name.length && name.ptr[0] == slot_names[i][0] && dtl_slice_is(name, slot_names[i]))
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

/* Natural logarithm of a positive number in thousandths, by squaring: the same on every machine. */
static int32_t log_of(uint64_t number)
{
    enum { BITS = 12, LN2 = 693147 }; /* millionths */
    int32_t whole = 63 - __builtin_clzll(number);
    uint64_t mantissa = whole > 31 ? number >> (whole - 31) : number << (31 - whole); /* 1 … 2, as 2³¹ … 2³² */
    int64_t log2 = whole;
    for (int i = 0; i < BITS; i++) {
        mantissa = mantissa * mantissa >> 31;
        log2 = log2 * 2 + (mantissa >> 32 != 0);
        mantissa >>= mantissa >> 32;
    }
    return (int32_t)(log2 * LN2 / 1000 >> BITS);
}

int32_t dtl_rules_odds(uint32_t right, uint32_t wrong, uint32_t all_right, uint32_t all_wrong)
{
    enum { PRIOR = 6 /* a row's own counts weigh as much as its type's when there are this many */ };
    uint64_t mine_right = (uint64_t)all_right + 1, mine_wrong = (uint64_t)all_wrong + 1, all = mine_right + mine_wrong;
    return log_of((uint64_t)right * all + PRIOR * mine_right) - log_of((uint64_t)wrong * all + PRIOR * mine_wrong);
}
