/* The packer: rule files in, one blob out.
 *
 * In: plain text files (format: docs/rules.md), e.g.
 *         Islamic State; ISIS; Daesh | id=islamic-state kind=armed
 *         kill.v; murder.v           | type=ASSAULT actor=subject recipient=object
 *         + Gunmen killed a guard in Herat. => ASSAULT actor=gunmen
 *         - The board killed the plan.
 * Out: the layout of blob.h. Wrong lines of our own are errors with file and line: a rule that is silently dropped is worse than
 * a build that stops; a user's (dtl_rules_pack_over) are told and left out, so that the rest of the day's work goes on. The packer knows the closed vocabularies (PLOVER types and modes, cue classes) and refuses others. */
#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/claims.h"
#include "doc/plover.h"
#include "rules/glue.h"
#include "rules/packer.h"
#include <stdio.h>
#include <stdlib.h>

dtl_err pack_fail(packer *p, const char *what, dtl_slice detail)
{
    char file[256];
    snprintf(file, sizeof file, "%.*s", (int)p->file_name.length, p->file_name.ptr);
    return dtl_error_set(p->error, DTL_ERR_RULES, file, DTL_OFFSET_NONE, "%.*s:%u: %s%s%.*s", (int)p->file_name.length,
                         p->file_name.ptr, p->line, what, detail.length ? ": " : "", (int)(detail.length > 120 ? 120 : detail.length),
                         detail.ptr ? detail.ptr : "");
}

dtl_err pack_out_of_memory(packer *p)
{
    return dtl_error_set(p->error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory while packing rules");
}

bool pack_intern(packer *p, dtl_slice text, blob_string *out)
{
    uint32_t known = dtl_map_get(&p->interned, text);
    if (known == DTL_NONE) {
        dtl_slice copy;
        known = (uint32_t)p->strings.length;
        dtl_buffer_slice(&p->strings, text);
        if (p->strings.failed || !dtl_arena_copy(p->arena, text, &copy) || !dtl_map_put(&p->interned, copy, known))
            return false;
    }
    *out = (blob_string){known, text.length};
    return true;
}

dtl_slice pack_text(const packer *p, blob_string string)
{
    return dtl_slice_make(p->strings.bytes + string.offset, string.length);
}

dtl_slice pack_attribute(const packer *p, uint32_t entry, const char *key)
{
    const blob_entry *e = &p->entries.items[entry];
    for (uint32_t i = e->first_attribute; i < e->first_attribute + e->attribute_count; i++)
        if (dtl_slice_is(pack_text(p, p->attributes.items[i].key), key))
            return pack_text(p, p->attributes.items[i].value);
    return DTL_SLICE_EMPTY;
}

dtl_err pack_forgive(packer *p, dtl_err err)
{
    if (err != DTL_ERR_RULES || !p->own)
        return err;
    if (p->complain)
        p->complain(p->complain_context, p->error->message);
    return DTL_OK;
}

/* Takes the newest entry back. */
static void take_back(packer *p)
{
    p->tables.items[p->table].entry_count -= p->entries.count - p->mark.entries;
    p->entries.count = p->mark.entries;
    p->names.count = p->mark.names;
    p->attributes.count = p->mark.attributes;
    p->examples.count = p->mark.examples;
    p->skipping = true;
}

/* Folds a name and glues its words. */
static bool key_of(packer *p, dtl_slice written, dtl_slice *key)
{
    dtl_slice folded, word;
    char *glued = dtl_arena_alloc(p->arena, (size_t)written.length * 2 + 2);
    if (!glued || !dtl_utf8_fold(p->arena, written, &folded))
        return false;
    if (pack_actors_names_are_ids(p->file_name)) {
        *key = written;
        return true;
    }
    uint32_t length = 0;
    while (dtl_slice_next_field(&folded, ' ', &word))
        length = rules_glue(glued, length, written.length * 2 + 2, word);
    *key = dtl_slice_make(glued, length);
    return true;
}

static bool word_in_list(dtl_slice list, dtl_slice word)
{
    dtl_slice field;
    while (dtl_slice_next_field(&list, ' ', &field))
        if (field.length && dtl_slice_equal(field, word))
            return true;
    return false;
}

static bool known_name(dtl_slice value, const char *(*name_of)(unsigned), unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (name_of(i)[0] && dtl_slice_is(value, name_of(i)))
            return true;
    return false;
}

/* Refuses codes outside the closed vocabularies. */
static dtl_err check_code(packer *p, dtl_slice key, dtl_slice value)
{
    dtl_slice table = pack_text(p, p->tables.items[p->table].name);
    bool events = dtl_slice_is(table, "events"), plover = events || dtl_slice_is(table, "cameo") || dtl_slice_is(table, "contexts");
    uint64_t contexts;
    if (plover && dtl_slice_is(key, "type") && !(events && (dtl_slice_is(value, "support") || dtl_slice_is(value, "figure"))) &&
        !known_name(value, dtl_event_type_name, DTL_EVENT_TYPE_COUNT))
        return pack_fail(p, "not a PLOVER type", value);
    if (plover && dtl_slice_is(key, "mode") && !known_name(value, dtl_event_mode_name, DTL_MODE_COUNT))
        return pack_fail(p, "not a PLOVER mode", value);
    if (plover && (dtl_slice_is(key, "contexts") || dtl_slice_is(key, "context")) && !dtl_contexts_read(value, &contexts))
        return pack_fail(p, "not a PLOVER context", value);
    if (dtl_slice_is(table, "cues") && dtl_slice_is(key, "class") && !known_name(value, dtl_cue_name, DTL_CUE_COUNT))
        return pack_fail(p, "not a cue class", value);
    if (dtl_slice_is(table, "source-kinds") && dtl_slice_is(key, "kind") && !known_name(value, dtl_source_kind_name, DTL_SOURCE_COUNT))
        return pack_fail(p, "not a kind of source", value);
    return pack_actors_check_code(p, key, value);
}

static unsigned number_of(dtl_slice name, const char *(*name_of)(unsigned), unsigned count)
{
    unsigned i = 0;
    while (i < count && !dtl_slice_is(name, name_of(i)))
        i++;
    return i;
}

/* A mode must be one of its type's: ASSAULT/curfew is nothing. */
static dtl_err check_mode(packer *p)
{
    dtl_slice table = pack_text(p, p->tables.items[p->table].name);
    if (!dtl_slice_is(table, "events") && !dtl_slice_is(table, "cameo"))
        return DTL_OK;
    uint32_t entry = p->entries.count - 1;
    dtl_slice mode = pack_attribute(p, entry, "mode"), type = pack_attribute(p, entry, "type");
    if (mode.length && !dtl_event_mode_fits(number_of(type, dtl_event_type_name, DTL_EVENT_TYPE_COUNT),
                                            number_of(mode, dtl_event_mode_name, DTL_MODE_COUNT)))
        return pack_fail(p, "this type has no such mode", mode);
    return DTL_OK;
}

static dtl_err add_name(packer *p, dtl_slice written)
{
    dtl_slice key;
    blob_name name = {.entry = p->entries.count - 1};
    if (!key_of(p, written, &key) || !pack_intern(p, written, &name.written) || !pack_intern(p, key, &name.key))
        return pack_out_of_memory(p);
    if (key.length == 0)
        return pack_fail(p, "a name is empty", written);
    if (p->schema.unique) {
        if (dtl_map_get(&p->seen, key) != DTL_NONE)
            return pack_fail(p, "this name stands twice in the file", written);
        if (!dtl_map_put(&p->seen, key, name.entry))
            return pack_out_of_memory(p);
    }
    blob_entry *entry = &p->entries.items[p->entries.count - 1];
    for (uint32_t i = 0; i < entry->name_count; i++)
        if (p->names.items[entry->first_name + i].key.offset == name.key.offset &&
            p->names.items[entry->first_name + i].key.length == name.key.length)
            return pack_fail(p, "this name stands twice in the entry", written);
    blob_name *slot = dtl_array_push(p->arena, &p->names);
    if (!slot)
        return pack_out_of_memory(p);
    *slot = name;
    entry->name_count++;
    blob_table *table = &p->tables.items[p->table];
    if (key.length > table->longest_key)
        table->longest_key = key.length;
    return DTL_OK;
}

static dtl_err add_attribute(packer *p, dtl_slice key, dtl_slice value)
{
    if (p->schema.keys.length && !word_in_list(p->schema.keys, key))
        return pack_fail(p, "unknown attribute (see the '#! keys' line)", key);
    dtl_err err = check_code(p, key, value);
    if (err)
        return err;
    blob_attribute *attribute = dtl_array_push(p->arena, &p->attributes);
    if (!attribute || !pack_intern(p, key, &attribute->key) || !pack_intern(p, value, &attribute->value))
        return pack_out_of_memory(p);
    p->entries.items[p->entries.count - 1].attribute_count++;
    return DTL_OK;
}

/* key=value key="two words" … */
static dtl_err parse_attributes(packer *p, dtl_slice text)
{
    uint32_t at = 0;
    for (;;) {
        while (at < text.length && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
            at++;
        if (at >= text.length)
            return DTL_OK;
        uint32_t start = at;
        while (at < text.length && text.ptr[at] != '=' && text.ptr[at] != ' ')
            at++;
        if (at >= text.length || text.ptr[at] != '=' || at == start)
            return pack_fail(p, "expected key=value", dtl_slice_make(text.ptr + start, text.length - start));
        dtl_slice key = dtl_slice_make(text.ptr + start, at - start), value;
        bool quoted = ++at < text.length && text.ptr[at] == '"';
        start = quoted ? ++at : at;
        while (at < text.length && text.ptr[at] != (quoted ? '"' : ' '))
            at++;
        if (quoted && at >= text.length)
            return pack_fail(p, "a quoted value has no end", key);
        value = dtl_slice_make(text.ptr + start, at - start);
        at += quoted;
        if (value.length == 0 && word_in_list(p->schema.blank, key))
            continue;
        if (value.length == 0)
            return pack_fail(p, "an attribute has no value", key);
        dtl_err err = add_attribute(p, key, value);
        if (err)
            return err;
    }
}

/* The entry is complete: has it what its file demands? */
static dtl_err finish_entry(packer *p)
{
    if (!p->entries.count || p->entries.items[p->entries.count - 1].file != p->file)
        return DTL_OK;
    const blob_entry *entry = &p->entries.items[p->entries.count - 1];
    p->line = entry->line;
    dtl_slice required = p->schema.required, key;
    while (dtl_slice_next_field(&required, ' ', &key)) {
        bool found = key.length == 0 || (p->own && dtl_slice_is(key, "source")); /* a user need not tell us */
        for (uint32_t i = 0; i < entry->attribute_count && !found; i++) {
            blob_string held = p->attributes.items[entry->first_attribute + i].key;
            found = dtl_slice_equal(pack_text(p, held), key);
        }
        if (!found)
            return pack_fail(p, "this attribute is required here", key);
    }
    dtl_err err = check_mode(p);
    if (err)
        return err;
    if (p->schema.examples && (!p->plus || !p->minus))
        return pack_fail(p, p->plus ? "the entry has no - example" : "the entry has no + example", DTL_SLICE_EMPTY);
    return DTL_OK;
}

/* Ends the newest entry; a user's that lacks something is taken back. */
static dtl_err close_entry(packer *p)
{
    uint32_t line = p->line;
    dtl_err err = finish_entry(p), left = pack_forgive(p, err);
    if (err && !left)
        take_back(p);
    p->line = line;
    return left;
}

static dtl_err parse_entry(packer *p, dtl_slice line)
{
    dtl_err err = close_entry(p);
    if (err)
        return err;
    p->mark = (pack_mark){p->entries.count, p->names.count, p->attributes.count, p->examples.count};
    p->skipping = false;
    blob_entry *entry = dtl_array_push(p->arena, &p->entries);
    if (!entry)
        return pack_out_of_memory(p);
    *entry = (blob_entry){.table = p->table, .file = p->file, .line = p->line, .first_name = p->names.count,
                          .first_attribute = p->attributes.count, .pattern = DTL_NONE};
    p->tables.items[p->table].entry_count++;
    p->plus = p->minus = 0;
    uint32_t bar = dtl_slice_find(line, DTL_SLICE("|"), 0);
    dtl_slice names = bar == DTL_NONE ? line : dtl_slice_make(line.ptr, bar), name;
    while (dtl_slice_next_field(&names, ';', &name))
        if ((err = add_name(p, dtl_slice_trim(name))))
            return err;
    return bar == DTL_NONE ? DTL_OK : parse_attributes(p, dtl_slice_make(line.ptr + bar + 1, line.length - bar - 1));
}

static dtl_err parse_example(packer *p, dtl_slice line)
{
    if (p->skipping)
        return DTL_OK;
    if (!p->entries.count || p->entries.items[p->entries.count - 1].file != p->file)
        return pack_fail(p, "an example stands before the first entry", line);
    dtl_slice body = dtl_slice_trim(dtl_slice_make(line.ptr + 1, line.length - 1)), sentence = body, expected = DTL_SLICE_EMPTY;
    uint32_t arrow = dtl_slice_find(body, DTL_SLICE("=>"), 0);
    if (arrow != DTL_NONE) {
        sentence = dtl_slice_trim(dtl_slice_make(body.ptr, arrow));
        expected = dtl_slice_trim(dtl_slice_make(body.ptr + arrow + 2, body.length - arrow - 2));
    }
    if (sentence.length == 0)
        return pack_fail(p, "an example is empty", DTL_SLICE_EMPTY);
    blob_example *example = dtl_array_push(p->arena, &p->examples);
    if (!example || !pack_intern(p, sentence, &example->sentence) || !pack_intern(p, expected, &example->expected))
        return pack_out_of_memory(p);
    example->entry = p->entries.count - 1;
    example->line = p->line;
    example->must_fire = line.ptr[0] == '+';
    p->plus += line.ptr[0] == '+';
    p->minus += line.ptr[0] == '-';
    return DTL_OK;
}

static dtl_err parse_schema(packer *p, dtl_slice line)
{
    dtl_slice rest = dtl_slice_trim(dtl_slice_make(line.ptr + 2, line.length - 2)), word, values = DTL_SLICE_EMPTY;
    dtl_slice cut = rest;
    if (!dtl_slice_next_field(&cut, ' ', &word))
        return DTL_OK;
    values = cut.ptr ? dtl_slice_trim(cut) : DTL_SLICE_EMPTY;
    if (dtl_slice_is(word, "keys"))
        p->schema.keys = values;
    else if (dtl_slice_is(word, "require"))
        p->schema.required = values;
    else if (dtl_slice_is(word, "blank"))
        p->schema.blank = values;
    else if (dtl_slice_is(word, "examples"))
        p->schema.examples = true;
    else if (dtl_slice_is(word, "unique"))
        p->schema.unique = true;
    else if (dtl_slice_is(word, "table"))
        return DTL_OK; /* read by table_name */
    else
        return pack_fail(p, "unknown '#!' line", word);
    return DTL_OK;
}

static dtl_err parse_line(packer *p, dtl_slice line)
{
    line = dtl_slice_trim(line);
    if (line.length >= 2 && line.ptr[0] == '#' && line.ptr[1] == '!')
        return parse_schema(p, line);
    if (line.length == 0 || line.ptr[0] == '#')
        return DTL_OK;
    if (line.length > 1 && (line.ptr[0] == '+' || line.ptr[0] == '-') && line.ptr[1] == ' ')
        return parse_example(p, line);
    return parse_entry(p, line);
}

/* One line, with a user's mistakes told and left out. */
static dtl_err take_line(packer *p, dtl_slice line)
{
    uint32_t before = p->entries.count;
    bool example = line.length > 1 && (line.ptr[0] == '+' || line.ptr[0] == '-') && line.ptr[1] == ' ';
    dtl_err err = dtl_utf8_valid_prefix(line) == line.length ? parse_line(p, line)
                                                             : pack_fail(p, "the line is not valid UTF-8", DTL_SLICE_EMPTY);
    dtl_err left = pack_forgive(p, err);
    if (err && !left && !example && p->entries.count > before)
        take_back(p);
    return left;
}

/* Table name of a file: "actors.txt" → "actors"; "events-talk.txt" with a line "#! table events" → "events". A user's file stands
 * in the table of ours of the same name. */
static dtl_slice table_name(const packer *p, const dtl_rules_file_text *file)
{
    const dtl_rules_file_text *ours = file;
    for (size_t i = 0; i < p->first_own; i++)
        if (dtl_slice_equal(p->given[i].name, file->name))
            ours = &p->given[i];
    dtl_slice rest = ours->text, line, stem = file->name;
    while (rest.ptr && dtl_slice_next_field(&rest, '\n', &line))
        if (dtl_slice_starts_with(line, DTL_SLICE("#! table ")))
            return dtl_slice_trim(dtl_slice_make(line.ptr + 9, line.length - 9));
        else if (line.length && line.ptr[0] != '#')
            break;
    return dtl_slice_ends_with(stem, DTL_SLICE(".txt")) ? dtl_slice_make(stem.ptr, stem.length - 4) : stem;
}

/* A file obeys the "#!" lines of the first of ours that stands in its table, a user's too; examples and sources are his own affair. */
static dtl_err inherit_schema(packer *p, const dtl_rules_file_text *file, bool *known)
{
    dtl_slice table = table_name(p, file), stem;
    *known = false;
    for (size_t i = 0; i < p->first_own && &p->given[i] != file; i++) {
        dtl_slice rest = p->given[i].text, line;
        stem = p->given[i].name;
        stem.length -= dtl_slice_ends_with(stem, DTL_SLICE(".txt")) ? 4 : 0;
        if (!dtl_slice_equal(stem, table))
            continue;
        *known = true;
        while (rest.ptr && dtl_slice_next_field(&rest, '\n', &line)) {
            dtl_err err = dtl_slice_starts_with(line, DTL_SLICE("#!")) ? parse_schema(p, dtl_slice_trim(line)) : DTL_OK;
            if (err)
                return err;
        }
    }
    if (p->own)
        p->schema.examples = false;
    return DTL_OK;
}

static dtl_err parse_file(packer *p, const dtl_rules_file_text *file)
{
    bool known = true;
    p->file_name = file->name;
    p->line = 0;
    p->schema = (file_schema){0};
    p->own = (size_t)(file - p->given) >= p->first_own;
    p->skipping = false;
    p->plus = p->minus = 0;
    dtl_map_init(&p->seen, p->arena);
    dtl_err err = inherit_schema(p, file, &known);
    if (err)
        return err;
    uint32_t valid = dtl_utf8_valid_prefix(file->text);
    if (valid != file->text.length && !p->own)
        return pack_fail(p, "the file is not valid UTF-8", DTL_SLICE_EMPTY);
    if (p->own && !known)
        return pack_forgive(p, pack_fail(p, "no table has this name; the file is left out", DTL_SLICE_EMPTY));
    blob_file *record = dtl_array_push(p->arena, &p->files);
    bool *own = dtl_array_push(p->arena, &p->own_files);
    if (!record || !own || !pack_intern(p, file->name, &record->name) || !pack_intern(p, file->text, &record->text))
        return pack_out_of_memory(p);
    *own = p->own;
    p->file = p->files.count - 1;
    dtl_slice rest = file->text, line;
    if (!rest.ptr)
        rest.ptr = "";
    while (dtl_slice_next_field(&rest, '\n', &line)) {
        p->line++;
        err = take_line(p, line);
        if (err)
            return err;
    }
    return close_entry(p);
}

/* Entries of one table must be consecutive, so files are taken table by table, in order of first appearance. Within a
 * table later files come first in look-ups: their entries are parsed first. */
static dtl_err parse_all(packer *p, const dtl_rules_file_text *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = dtl_slice_equal(table_name(p, &files[j]), table_name(p, &files[i]));
        if (seen)
            continue;
        blob_table *table = dtl_array_push(p->arena, &p->tables);
        if (!table || !pack_intern(p, table_name(p, &files[i]), &table->name))
            return pack_out_of_memory(p);
        p->table = p->tables.count - 1;
        table->first_entry = p->entries.count;
        for (size_t j = count; j-- > i;) {
            if (!dtl_slice_equal(table_name(p, &files[j]), table_name(p, &files[i])))
                continue;
            dtl_err err = parse_file(p, &files[j]);
            if (err)
                return err;
        }
    }
    return DTL_OK;
}

static void put_slot(blob_slot *slots, uint32_t mask, blob_slot slot)
{
    uint32_t at = slot.hash & mask;
    while (slots[at].table != DTL_NONE)
        at = (at + 1) & mask;
    slots[at] = slot;
}

/* Notes that a key of the table begins with this word, or is headed by it: kind is BLOB_FIRST_WORDS, BLOB_HEADS or BLOB_LONG_HEADS. */
static void put_word(packer *p, blob_slot *slots, uint32_t mask, uint32_t kind, uint32_t table, blob_string word, uint32_t key_length)
{
    dtl_slice text = pack_text(p, word);
    uint32_t hash = rules_key_hash(kind, text), at = hash & mask;
    uint64_t bit = (uint64_t)1 << table % BLOB_TABLE_BITS;
    for (; slots[at].table != DTL_NONE; at = (at + 1) & mask)
        if (slots[at].table == kind && slots[at].hash == hash && dtl_slice_equal(pack_text(p, slots[at].word), text)) {
            slots[at].name |= (uint32_t)bit;
            slots[at].more |= (uint32_t)(bit >> 32);
            slots[at].longest = key_length > slots[at].longest ? key_length : slots[at].longest;
            return;
        }
    slots[at] = (blob_slot){.hash = hash, .table = kind, .name = (uint32_t)bit, .more = (uint32_t)(bit >> 32), .word = word, .longest = key_length};
}

static bool put_heads(packer *p, blob_slot *slots, uint32_t mask, uint32_t table, dtl_slice key)
{
    blob_string head;
    bool longer;
    if (!pack_pattern_head(p, key, &head, &longer))
        return false;
    if (head.length)
        put_word(p, slots, mask, BLOB_HEADS, table, head, 0);
    if (head.length && longer)
        put_word(p, slots, mask, BLOB_LONG_HEADS, table, head, 0);
    return true;
}

/* The same slots in a table that is half full at most; slots of one hash keep their order. */
static blob_slot *shrink_slots(packer *p, blob_slot *slots, uint32_t *mask)
{
    uint32_t used = 0, size = 64, start = 0;
    for (uint32_t i = 0; i <= *mask; i++)
        used += slots[i].table != DTL_NONE;
    while (size < used * 2)
        size *= 2;
    blob_slot *small = size <= *mask ? dtl_arena_calloc(p->arena, size, sizeof *small) : NULL;
    if (!small)
        return slots; /* it is small enough, or the larger one will do */
    for (uint32_t i = 0; i < size; i++)
        small[i].table = DTL_NONE;
    while (slots[start].table != DTL_NONE) /* behind an empty slot, so that no run is cut at the end of the table */
        start++;
    for (uint32_t i = 0; i <= *mask; i++)
        if (slots[(start + i) & *mask].table != DTL_NONE)
            put_slot(small, size - 1, slots[(start + i) & *mask]);
    *mask = size - 1;
    return small;
}

static blob_slot *build_slots(packer *p, uint32_t *mask)
{
    uint32_t size = 64;
    while (size < p->names.count * 4 + 4) /* a name takes at most four slots, and few take more than two */
        size *= 2;
    blob_slot *slots = dtl_arena_calloc(p->arena, size, sizeof *slots);
    if (!slots)
        return NULL;
    *mask = size - 1;
    for (uint32_t i = 0; i < size; i++)
        slots[i].table = DTL_NONE;
    for (uint32_t i = 0; i < p->names.count; i++) {
        const blob_name *name = &p->names.items[i];
        if (name->entry == DTL_NONE)
            continue;
        uint32_t table = p->entries.items[name->entry].table;
        dtl_slice key = pack_text(p, name->key);
        put_slot(slots, *mask, (blob_slot){.hash = rules_key_hash(table, key), .table = table, .name = i});
        put_word(p, slots, *mask, BLOB_FIRST_WORDS, table, (blob_string){name->key.offset, rules_first_word(key).length}, key.length);
        if (!put_heads(p, slots, *mask, table, pack_text(p, name->key)))
            return NULL;
    }
    return shrink_slots(p, slots, mask);
}

static uint32_t *build_filter(packer *p, const blob_slot *slots, uint32_t mask)
{
    uint32_t *filter = dtl_arena_calloc(p->arena, blob_filter_words(mask), sizeof *filter);
    for (uint32_t i = 0; filter && i <= mask; i++) {
        const uint32_t bit = blob_filter_bit(slots[i].hash, mask);
        if (slots[i].table != DTL_NONE)
            filter[bit / 32] |= 1u << bit % 32;
    }
    return filter;
}

static blob_section put_section(dtl_buffer *out, const void *items, uint32_t count, size_t size)
{
    static const char zeros[8];
    dtl_buffer_put(out, zeros, (8 - out->length % 8) % 8);
    blob_section section = {(uint32_t)out->length, count};
    dtl_buffer_put(out, items, (size_t)count * size);
    return section;
}

static void shift(blob_string *string, uint32_t by)
{
    string->offset += by;
}

/* Strings stand last; their offsets become offsets from the start of the blob. */
static void relocate(packer *p, blob_slot *slots, uint32_t slot_count, uint32_t by)
{
    for (uint32_t i = 0; i < p->tables.count; i++)
        shift(&p->tables.items[i].name, by);
    for (uint32_t i = 0; i < p->names.count; i++) {
        shift(&p->names.items[i].written, by);
        shift(&p->names.items[i].key, by);
    }
    for (uint32_t i = 0; i < p->attributes.count; i++) {
        shift(&p->attributes.items[i].key, by);
        shift(&p->attributes.items[i].value, by);
    }
    for (uint32_t i = 0; i < p->files.count; i++) {
        shift(&p->files.items[i].name, by);
        shift(&p->files.items[i].text, by);
    }
    for (uint32_t i = 0; i < p->examples.count; i++) {
        shift(&p->examples.items[i].sentence, by);
        shift(&p->examples.items[i].expected, by);
    }
    for (uint32_t i = 0; i < slot_count; i++)
        if (slots[i].table != DTL_NONE)
            shift(&slots[i].word, by);
    for (uint32_t i = 0; i < p->steps.count; i++)
        p->steps.items[i].name += by;
    for (uint32_t i = 0; i < p->classes.count; i++)
        if (p->classes.items[i] >= RULES_CLASS_BUILTIN)
            p->classes.items[i] += by - RULES_CLASS_BUILTIN;
}

static size_t aligned(size_t bytes)
{
    return (bytes + 7) / 8 * 8;
}

static dtl_err write_blob(packer *p, dtl_buffer *out)
{
    blob_header header = {.magic = DTL_RULES_MAGIC, .layout = DTL_RULES_LAYOUT};
    blob_slot *slots = build_slots(p, &header.slot_mask);
    uint32_t *filter = slots ? build_filter(p, slots, header.slot_mask) : NULL;
    if (!filter)
        return pack_out_of_memory(p);
    uint32_t slot_count = header.slot_mask + 1, filter_count = blob_filter_words(header.slot_mask);
    size_t strings_at = aligned(sizeof header) + aligned(p->tables.count * sizeof(blob_table)) +
                        aligned(p->entries.count * sizeof(blob_entry)) + aligned(p->names.count * sizeof(blob_name)) +
                        aligned(p->attributes.count * sizeof(blob_attribute)) + aligned(slot_count * sizeof(blob_slot)) +
                        aligned(filter_count * sizeof *filter) +
                        aligned(p->files.count * sizeof(blob_file)) + aligned(p->examples.count * sizeof(blob_example)) +
                        aligned(p->patterns.count * sizeof(blob_pattern)) + aligned(p->steps.count * sizeof(blob_step)) +
                        aligned(p->conditions.count * sizeof(blob_condition)) + aligned(p->classes.count * sizeof(uint32_t));
    relocate(p, slots, slot_count, (uint32_t)strings_at);
    dtl_buffer_put(out, (const char *)&header, sizeof header);
    header.tables = put_section(out, p->tables.items, p->tables.count, sizeof(blob_table));
    header.entries = put_section(out, p->entries.items, p->entries.count, sizeof(blob_entry));
    header.names = put_section(out, p->names.items, p->names.count, sizeof(blob_name));
    header.attributes = put_section(out, p->attributes.items, p->attributes.count, sizeof(blob_attribute));
    header.slots = put_section(out, slots, slot_count, sizeof(blob_slot));
    header.filter = put_section(out, filter, filter_count, sizeof *filter);
    header.files = put_section(out, p->files.items, p->files.count, sizeof(blob_file));
    header.examples = put_section(out, p->examples.items, p->examples.count, sizeof(blob_example));
    header.patterns = put_section(out, p->patterns.items, p->patterns.count, sizeof(blob_pattern));
    header.steps = put_section(out, p->steps.items, p->steps.count, sizeof(blob_step));
    header.conditions = put_section(out, p->conditions.items, p->conditions.count, sizeof(blob_condition));
    header.classes = put_section(out, p->classes.items, p->classes.count, sizeof(uint32_t));
    header.strings = put_section(out, p->strings.bytes, (uint32_t)p->strings.length, 1);
    if (out->failed || header.strings.offset != strings_at)
        return pack_out_of_memory(p);
    header.total_bytes = (uint32_t)out->length;
    dtl_sha256 hash = dtl_sha256_of(dtl_slice_make(out->bytes + sizeof header, out->length - sizeof header));
    memcpy(header.hash, hash.bytes, sizeof header.hash);
    memcpy(out->bytes, &header, sizeof header);
    return DTL_OK;
}

dtl_err dtl_rules_pack_over(const dtl_rules_file_text *files, size_t count, size_t first_own, dtl_rules_complaint complain,
                            void *context, dtl_slice *blob, dtl_error *error)
{
    dtl_arena arena;
    dtl_error local = {0};
    dtl_arena_init(&arena, (size_t)1 << 30);
    packer p = {.arena = &arena, .error = error ? error : &local, .given = files, .given_count = count, .first_own = first_own,
                .complain = complain, .complain_context = context};
    dtl_map_init(&p.interned, &arena);
    dtl_map_init(&p.expressions, &arena);
    dtl_buffer out = {0};
    dtl_err err = parse_all(&p, files, count);
    if (!err)
        err = pack_actors_join(&p);
    if (!err)
        err = pack_patterns(&p);
    if (!err)
        err = write_blob(&p, &out);
    if (err)
        dtl_buffer_free(&out);
    else
        *blob = dtl_slice_make(out.bytes, out.length);
    dtl_buffer_free(&p.strings);
    dtl_arena_free(&arena);
    return err;
}

dtl_err dtl_rules_pack(const dtl_rules_file_text *files, size_t count, dtl_slice *blob, dtl_error *error)
{
    return dtl_rules_pack_over(files, count, count, NULL, NULL, blob, error);
}
