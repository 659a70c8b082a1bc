/* rules: look-ups in the packed blob.
 *
 * In: a blob that pack.c made. Out: entries by name, attributes, examples, file and line of every rule. Nothing is
 * unpacked: opening checks the header and that every section lies inside, then all structs are used where they lie.
 *
 * A name is one key: "islamic state-khorasan province". Texts come as tokens, and tokenizers disagree about hyphens and
 * apostrophes, so keys are glued: no blank stands next to - / ' or a full stop. The tokens [IS][-][K] and [IS-K] both
 * become "is-k". */
#include "rules/rules.h"
#include "rules/glue.h"
#include "rules/opened.h"
#include "doc/plover.h"
#include <stdlib.h>

enum { MATCH_KEY_MAX = 160, MATCH_WORDS_MAX = 16 };

static bool section_fits(const blob_header *header, blob_section section, size_t item)
{
    return section.offset % 4 == 0 && section.offset <= header->total_bytes &&
           section.count <= (header->total_bytes - section.offset) / item;
}

static bool header_is_sound(const blob_header *h, uint32_t length)
{
    return h->magic == DTL_RULES_MAGIC && h->layout == DTL_RULES_LAYOUT && h->total_bytes == length &&
           section_fits(h, h->tables, sizeof(blob_table)) && section_fits(h, h->entries, sizeof(blob_entry)) &&
           section_fits(h, h->names, sizeof(blob_name)) && section_fits(h, h->attributes, sizeof(blob_attribute)) &&
           section_fits(h, h->slots, sizeof(blob_slot)) && section_fits(h, h->files, sizeof(blob_file)) &&
           section_fits(h, h->examples, sizeof(blob_example)) && section_fits(h, h->patterns, sizeof(blob_pattern)) &&
           section_fits(h, h->steps, sizeof(blob_step)) && section_fits(h, h->conditions, sizeof(blob_condition)) &&
           section_fits(h, h->classes, sizeof(uint32_t)) && section_fits(h, h->strings, 1) &&
           section_fits(h, h->filter, sizeof(uint32_t)) && h->slots.count == h->slot_mask + 1 &&
           h->filter.count == blob_filter_words(h->slot_mask);
}

dtl_err dtl_rules_open(dtl_slice blob, dtl_rules **out, dtl_error *error)
{
    const void *start = blob.ptr;
    const blob_header *header = start;
    if (blob.length < sizeof *header || !header_is_sound(header, blob.length))
        return dtl_error_set(error, DTL_ERR_RULES, NULL, DTL_OFFSET_NONE, "the packed rules are damaged or of another version");
    dtl_rules *rules = malloc(sizeof *rules);
    if (!rules)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    const char *base = blob.ptr;
    *rules = (dtl_rules){
        .base = base,
        .header = header,
        .tables = (const void *)(base + header->tables.offset),
        .entries = (const void *)(base + header->entries.offset),
        .names = (const void *)(base + header->names.offset),
        .attributes = (const void *)(base + header->attributes.offset),
        .slots = (const void *)(base + header->slots.offset),
        .filter = (const void *)(base + header->filter.offset),
        .files = (const void *)(base + header->files.offset),
        .examples = (const void *)(base + header->examples.offset),
        .patterns = (const void *)(base + header->patterns.offset),
        .steps = (const void *)(base + header->steps.offset),
        .conditions = (const void *)(base + header->conditions.offset),
        .classes = (const void *)(base + header->classes.offset),
    };
    *out = rules;
    return DTL_OK;
}

void dtl_rules_close(dtl_rules *rules)
{
    free(rules);
}

dtl_sha256 dtl_rules_hash(const dtl_rules *rules)
{
    dtl_sha256 hash;
    memcpy(hash.bytes, rules->header->hash, sizeof hash.bytes);
    return hash;
}

bool dtl_rules_verify(const dtl_rules *rules)
{
    size_t behind = sizeof *rules->header;
    dtl_sha256 hash = dtl_sha256_of(dtl_slice_make(rules->base + behind, rules->header->total_bytes - behind));
    return memcmp(hash.bytes, rules->header->hash, sizeof hash.bytes) == 0;
}

uint32_t dtl_rules_table(const dtl_rules *rules, const char *name)
{
    for (uint32_t i = 0; i < rules->header->tables.count; i++)
        if (dtl_slice_is(rules_text(rules, rules->tables[i].name), name))
            return i;
    return DTL_NONE;
}

void dtl_rules_entries(const dtl_rules *rules, uint32_t table, uint32_t *first, uint32_t *count)
{
    *first = *count = 0;
    if (table >= rules->header->tables.count)
        return;
    *first = rules->tables[table].first_entry;
    *count = rules->tables[table].entry_count;
}

static bool may_be_there(const dtl_rules *rules, uint32_t hash)
{
    const uint32_t bit = blob_filter_bit(hash, rules->header->slot_mask);
    return rules->filter[bit / 32] >> bit % 32 & 1;
}

/* The k-th slot that holds this key of this table, or this first word; DTL_NONE if none. */
static uint32_t find_slot(const dtl_rules *rules, uint32_t table, dtl_slice key, uint32_t k)
{
    uint32_t hash = rules_key_hash(table, key), mask = rules->header->slot_mask;
    if (!may_be_there(rules, hash))
        return DTL_NONE;
    for (uint32_t at = hash & mask;; at = (at + 1) & mask) {
        const blob_slot *slot = &rules->slots[at];
        if (slot->table == DTL_NONE)
            return DTL_NONE;
        if (slot->hash != hash || slot->table != table)
            continue;
        dtl_slice held = rules_text(rules, table >= BLOB_LONG_HEADS ? slot->word : rules->names[slot->name].key);
        if (dtl_slice_equal(held, key) && k-- == 0)
            return at;
    }
}

/* The tables of a slot of first or head words. */
static uint64_t bits_of(const blob_slot *slot)
{
    return slot ? slot->name | (uint64_t)slot->more << 32 : 0;
}

/* The slot of a first or head word, or NULL. */
static const blob_slot *word_slot(const dtl_rules *rules, uint32_t kind, dtl_slice word)
{
    uint32_t slot = word.length ? find_slot(rules, kind, word, 0) : DTL_NONE;
    return slot == DTL_NONE ? NULL : &rules->slots[slot];
}

uint64_t dtl_rules_tables_at(const dtl_rules *rules, dtl_slice folded_word)
{
    return bits_of(word_slot(rules, BLOB_FIRST_WORDS, rules_first_word(folded_word)));
}

uint64_t dtl_rules_tables_headed(const dtl_rules *rules, dtl_slice head, uint64_t *longer)
{
    uint64_t any = bits_of(word_slot(rules, BLOB_HEADS, head));
    *longer = any ? bits_of(word_slot(rules, BLOB_LONG_HEADS, head)) : 0;
    return any;
}

dtl_pattern_kind dtl_rules_pattern_kind(const dtl_rules *rules, uint32_t entry, uint8_t *type, uint8_t *mode)
{
    const blob_pattern *pattern = rules_pattern(rules, entry);
    if (type)
        *type = pattern ? pattern->type : DTL_EVENT_NO_TYPE;
    if (mode)
        *mode = pattern ? pattern->mode : DTL_MODE_NO_MODE;
    return pattern ? (dtl_pattern_kind)pattern->kind : DTL_PATTERN_TELLS;
}

bool dtl_rules_pattern_asks(const dtl_rules *rules, uint32_t entry, dtl_pattern_slot slot)
{
    const blob_pattern *pattern = rules_pattern(rules, entry);
    return pattern && pattern->slots[slot] != DTL_NONE;
}

int32_t dtl_rules_pattern_record(const dtl_rules *rules, uint32_t entry)
{
    const blob_pattern *pattern = rules_pattern(rules, entry);
    return pattern ? pattern->record : 0;
}

bool dtl_rules_may_match(uint64_t tables_at, uint32_t table)
{
    return tables_at >> table % BLOB_TABLE_BITS & 1;
}

uint32_t dtl_rules_find(const dtl_rules *rules, uint32_t table, dtl_slice folded_key, uint32_t k)
{
    if (table >= rules->header->tables.count || folded_key.length == 0 ||
        folded_key.length > rules->tables[table].longest_key)
        return DTL_NONE;
    uint32_t slot = find_slot(rules, table, folded_key, k);
    return slot == DTL_NONE ? DTL_NONE : rules->names[rules->slots[slot].name].entry;
}

uint32_t dtl_rules_find_all(const dtl_rules *rules, uint32_t table, dtl_slice key, uint32_t *entries, uint32_t max)
{
    uint32_t count = 0, mask = rules->header->slot_mask;
    if (table >= rules->header->tables.count || key.length == 0 || key.length > rules->tables[table].longest_key)
        return 0;
    uint32_t hash = rules_key_hash(table, key);
    if (!may_be_there(rules, hash))
        return 0;
    for (uint32_t at = hash & mask; rules->slots[at].table != DTL_NONE && count < max; at = (at + 1) & mask) {
        const blob_slot *slot = &rules->slots[at];
        if (slot->hash == hash && slot->table == table && dtl_slice_equal(rules_text(rules, rules->names[slot->name].key), key))
            entries[count++] = rules->names[slot->name].entry;
    }
    return count;
}

uint32_t dtl_rules_match(const dtl_rules *rules, uint32_t table, const dtl_slice *words, uint32_t count, uint32_t *taken)
{
    char key[MATCH_KEY_MAX];
    uint32_t length = 0, best = DTL_NONE;
    *taken = 0;
    if (table >= rules->header->tables.count || count == 0 || words[0].length == 0)
        return DTL_NONE;
    const blob_slot *first = word_slot(rules, BLOB_FIRST_WORDS, rules_first_word(words[0]));
    if (!dtl_rules_may_match(bits_of(first), table))
        return DTL_NONE;
    uint32_t limit = rules->tables[table].longest_key;
    if (limit > first->longest)
        limit = first->longest;
    if (limit > sizeof key)
        limit = sizeof key;
    for (uint32_t i = 0; i < count && i < MATCH_WORDS_MAX; i++) {
        if (words[i].length == 0 || length + 1 + words[i].length > limit + 1)
            break;
        length = rules_glue(key, length, sizeof key, words[i]);
        uint32_t entry = length <= limit ? dtl_rules_find(rules, table, dtl_slice_make(key, length), 0) : DTL_NONE;
        if (entry != DTL_NONE) {
            best = entry;
            *taken = i + 1;
        }
    }
    return best;
}

dtl_slice dtl_rules_name(const dtl_rules *rules, uint32_t entry, uint32_t i)
{
    if (entry >= rules->header->entries.count || i >= rules->entries[entry].name_count)
        return DTL_SLICE_EMPTY;
    return rules_text(rules, rules->names[rules->entries[entry].first_name + i].written);
}

dtl_slice dtl_rules_attribute(const dtl_rules *rules, uint32_t entry, const char *key)
{
    if (entry >= rules->header->entries.count)
        return DTL_SLICE_EMPTY;
    const blob_entry *e = &rules->entries[entry];
    size_t length = strlen(key);
    for (uint32_t i = 0; i < e->attribute_count; i++) {
        const blob_attribute *attribute = &rules->attributes[e->first_attribute + i];
        if (attribute->key.length == length && memcmp(rules->base + attribute->key.offset, key, length) == 0)
            return rules_text(rules, attribute->value);
    }
    return DTL_SLICE_EMPTY;
}

int64_t dtl_rules_number(const dtl_rules *rules, uint32_t entry, const char *key, int64_t fallback)
{
    dtl_slice value = dtl_rules_attribute(rules, entry, key);
    bool negative = value.length && value.ptr[0] == '-';
    uint32_t number;
    if (negative)
        value = dtl_slice_make(value.ptr + 1, value.length - 1);
    if (!dtl_slice_parse_u32(value, &number))
        return fallback;
    return negative ? -(int64_t)number : (int64_t)number;
}

dtl_slice dtl_rules_file(const dtl_rules *rules, uint32_t rule, uint32_t *line)
{
    if (line)
        *line = 0;
    if (rule >= rules->header->entries.count)
        return DTL_SLICE_EMPTY;
    if (line)
        *line = rules->entries[rule].line;
    return rules_text(rules, rules->files[rules->entries[rule].file].name);
}

dtl_slice dtl_rules_table_of(const dtl_rules *rules, uint32_t entry)
{
    if (entry >= rules->header->entries.count)
        return DTL_SLICE_EMPTY;
    return rules_text(rules, rules->tables[rules->entries[entry].table].name);
}

uint32_t dtl_rules_example_count(const dtl_rules *rules)
{
    return rules->header->examples.count;
}

dtl_rules_example dtl_rules_example_at(const dtl_rules *rules, uint32_t index)
{
    const blob_example *e = &rules->examples[index];
    return (dtl_rules_example){.rule = e->entry, .line = e->line, .must_fire = e->must_fire != 0,
                               .sentence = rules_text(rules, e->sentence), .expected = rules_text(rules, e->expected)};
}

uint32_t dtl_rules_file_count(const dtl_rules *rules)
{
    return rules->header->files.count;
}

void dtl_rules_file_at(const dtl_rules *rules, uint32_t index, dtl_slice *name, dtl_slice *text)
{
    *name = rules_text(rules, rules->files[index].name);
    *text = rules_text(rules, rules->files[index].text);
}
