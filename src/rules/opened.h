/* Opened rules, as the look-ups (rules.c) and the matcher (match.c) see them. */
#ifndef DTL_RULES_OPENED_H
#define DTL_RULES_OPENED_H
#include "rules/pattern.h"

struct dtl_rules {
    const char *base; /* the blob */
    const blob_header *header;
    const blob_table *tables;
    const blob_entry *entries;
    const blob_name *names;
    const blob_attribute *attributes;
    const blob_slot *slots;
    const uint32_t *filter;
    const blob_file *files;
    const blob_example *examples;
    const blob_pattern *patterns;
    const blob_step *steps;
    const blob_condition *conditions;
    const uint32_t *classes;
};

static inline dtl_slice rules_text(const dtl_rules *rules, blob_string string)
{
    return dtl_slice_make(rules->base + string.offset, string.length);
}

/* NULL: the entry is no pattern. */
static inline const blob_pattern *rules_pattern(const dtl_rules *rules, uint32_t entry)
{
    if (entry >= rules->header->entries.count || rules->entries[entry].pattern == DTL_NONE)
        return NULL;
    return &rules->patterns[rules->entries[entry].pattern];
}
#endif
