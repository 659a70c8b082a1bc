/* The packer's knowledge of patterns: slots and conditions become numbers.
 *
 * In: the parsed rows of events.txt, cues.txt, modality.txt and whatever table names words with their class ("kill.v"). Out: the
 * sections patterns, steps, conditions and classes of the blob. Example: "need=recipient" becomes the steps of what recipient=
 * says, so that the matcher reads no text and equal slots are known to be equal by their number.
 *
 * Knowingly not checked: a class that classes.txt does not have never holds. */
#include "doc/plover.h"
#include "rules/packer.h"

static const char class_letters[] = "vnjrpmx";

/* Where the head word of a pattern's key stands; false when the key is no pattern's. */
static bool find_head(dtl_slice key, uint32_t *start, uint32_t *end, bool *longer)
{
    if (key.length < 3 || key.ptr[key.length - 2] != '.' || !strchr(class_letters, key.ptr[key.length - 1]))
        return false;
    bool verb = key.ptr[key.length - 1] == 'v'; /* a verb stands first, any other word last */
    *start = 0;
    *end = key.length - 2;
    *longer = false;
    for (uint32_t i = 0; i < *end; i++)
        if (key.ptr[i] == ' ') {
            *longer = true;
            if (verb)
                *end = i;
            else
                *start = i + 1;
        }
    return true;
}

bool pack_pattern_head(packer *p, dtl_slice key, blob_string *head, bool *longer)
{
    uint32_t start, end;
    char text[256];
    *head = (blob_string){0, 0};
    if (!find_head(key, &start, &end, longer) || end - start + 2 > sizeof text)
        return true;
    memcpy(text, key.ptr + start, end - start);
    memcpy(text + end - start, key.ptr + key.length - 2, 2);
    return pack_intern(p, dtl_slice_make(text, end - start + 2), head);
}

static bool is_pattern(const packer *p, const blob_entry *entry)
{
    uint32_t start, end;
    bool longer;
    return entry->name_count && find_head(pack_text(p, p->names.items[entry->first_name].key), &start, &end, &longer);
}

/* An attribute in a place of its own: what pack_text gives moves when the next string is added. */
static bool attribute_copy(packer *p, blob_string string, dtl_slice *copy)
{
    return dtl_arena_copy(p->arena, pack_text(p, string), copy);
}

/* The first step of an expression (a lasting slice), compiled once however often it stands in the rules. */
static dtl_err add_steps(packer *p, dtl_slice expression, uint32_t *first)
{
    blob_step steps[RULES_STEPS_MAX];
    blob_string text;
    *first = dtl_map_get(&p->expressions, expression);
    if (*first != DTL_NONE)
        return DTL_OK;
    uint32_t count = rules_compile_slot(expression, steps, RULES_STEPS_MAX);
    if (!count)
        return pack_fail(p, "a slot has too many alternatives", expression);
    if (!pack_intern(p, expression, &text))
        return pack_out_of_memory(p);
    *first = p->steps.count;
    for (uint32_t i = 0; i < count; i++) {
        blob_step *step = dtl_array_push(p->arena, &p->steps);
        if (!step)
            return pack_out_of_memory(p);
        *step = steps[i];
        step->name += text.offset;
    }
    return dtl_map_put(&p->expressions, expression, *first) ? DTL_OK : pack_out_of_memory(p);
}

static dtl_err add_condition(packer *p, blob_pattern *pattern, blob_condition condition)
{
    blob_condition *slot = dtl_array_push(p->arena, &p->conditions);
    if (!slot)
        return pack_out_of_memory(p);
    *slot = condition;
    pattern->condition_count++;
    return DTL_OK;
}

/* "need=recipient,against": a slot that the row names says what the row says of it. */
static dtl_err add_needs(packer *p, uint32_t entry, blob_pattern *pattern, dtl_slice needs)
{
    dtl_slice need;
    while (dtl_slice_next_field(&needs, ',', &need)) {
        blob_condition condition = {.kind = BLOB_CONDITION_FILLED, .step = DTL_NONE};
        for (unsigned s = 0; s < DTL_PATTERN_SLOT_COUNT; s++)
            if (dtl_slice_is(need, rules_pattern_slot_name(s)) && pack_attribute(p, entry, rules_pattern_slot_name(s)).length)
                condition.step = pattern->slots[s];
        dtl_err err = condition.step == DTL_NONE ? add_steps(p, need, &condition.step) : DTL_OK;
        if (!err)
            err = add_condition(p, pattern, condition);
        if (err)
            return err;
    }
    return DTL_OK;
}

/* "if-recipient=public": a slot that the row names, too, says what the row says of it. */
static dtl_err add_class_condition(packer *p, uint32_t entry, blob_pattern *pattern, uint32_t kind, dtl_slice slot, dtl_slice classes)
{
    blob_condition condition = {.kind = kind, .step = DTL_NONE, .first_class = p->classes.count};
    dtl_slice name;
    for (unsigned s = 0; s < DTL_PATTERN_SLOT_COUNT; s++)
        if (dtl_slice_is(slot, rules_pattern_slot_name(s)) && pack_attribute(p, entry, rules_pattern_slot_name(s)).length)
            condition.step = pattern->slots[s];
    dtl_err err = condition.step == DTL_NONE ? add_steps(p, slot, &condition.step) : DTL_OK;
    while (!err && dtl_slice_next_field(&classes, ',', &name)) {
        blob_string text;
        uint32_t *item = dtl_array_push(p->arena, &p->classes);
        if (!item || !pack_intern(p, name, &text))
            return pack_out_of_memory(p);
        uint32_t builtin = rules_builtin_class(name);
        *item = builtin < RULES_CLASS_BUILTIN ? builtin : RULES_CLASS_BUILTIN + text.offset;
        condition.class_count++;
    }
    return err ? err : add_condition(p, pattern, condition);
}

static void read_type(packer *p, uint32_t entry, blob_pattern *pattern)
{
    dtl_slice type = pack_attribute(p, entry, "type"), mode = pack_attribute(p, entry, "mode");
    pattern->type = DTL_EVENT_NO_TYPE;
    pattern->mode = DTL_MODE_NO_MODE;
    pattern->kind = dtl_slice_is(type, "support") ? DTL_PATTERN_LENDS : dtl_slice_is(type, "figure") ? DTL_PATTERN_COUNTS : DTL_PATTERN_TELLS;
    for (unsigned i = 0; i < DTL_EVENT_TYPE_COUNT; i++)
        if (type.length && dtl_slice_is(type, dtl_event_type_name(i)))
            pattern->type = (uint8_t)i;
    for (unsigned i = 0; i < DTL_MODE_COUNT; i++)
        if (mode.length && dtl_slice_is(mode, dtl_event_mode_name(i)))
            pattern->mode = (uint8_t)i;
}

static dtl_err compile_attribute(packer *p, uint32_t entry, blob_pattern *pattern, const blob_attribute *attribute)
{
    dtl_slice key, value;
    if (!attribute_copy(p, attribute->key, &key) || !attribute_copy(p, attribute->value, &value))
        return pack_out_of_memory(p);
    if (dtl_slice_is(key, "need"))
        return add_needs(p, entry, pattern, value);
    if (dtl_slice_starts_with(key, DTL_SLICE("if-")))
        return add_class_condition(p, entry, pattern, BLOB_CONDITION_FIRST_OF_CLASS, dtl_slice_make(key.ptr + 3, key.length - 3), value);
    if (dtl_slice_starts_with(key, DTL_SLICE("not-")))
        return add_class_condition(p, entry, pattern, BLOB_CONDITION_NONE_OF_CLASS, dtl_slice_make(key.ptr + 4, key.length - 4), value);
    return DTL_OK;
}

static dtl_err compile(packer *p, uint32_t entry, blob_pattern *pattern)
{
    dtl_err err = DTL_OK;
    read_type(p, entry, pattern);
    for (unsigned s = 0; s < DTL_PATTERN_SLOT_COUNT && !err; s++) {
        dtl_slice expression = pack_attribute(p, entry, rules_pattern_slot_name(s));
        pattern->slots[s] = DTL_NONE;
        if (expression.length && !dtl_arena_copy(p->arena, expression, &expression))
            return pack_out_of_memory(p);
        if (!expression.length && s == DTL_PATTERN_EVENT && pattern->kind == DTL_PATTERN_LENDS)
            expression = DTL_SLICE("object");
        if (expression.length)
            err = add_steps(p, expression, &pattern->slots[s]);
    }
    pattern->first_condition = p->conditions.count;
    const blob_entry *e = &p->entries.items[entry];
    for (uint32_t i = e->first_attribute; i < e->first_attribute + e->attribute_count && !err; i++)
        err = compile_attribute(p, entry, pattern, &p->attributes.items[i]);
    return err;
}

static uint32_t count_of(const packer *p, uint32_t entry, const char *key)
{
    uint32_t count = 0;
    return entry != DTL_NONE && dtl_slice_parse_u32(pack_attribute(p, entry, key), &count) ? count : 0;
}

/* The rows of records.txt by name: "events-force.txt:arrest.v" and, for all rows of a type, "COERCE". */
static bool map_records(packer *p, dtl_map *records)
{
    dtl_map_init(records, p->arena);
    for (uint32_t t = 0; t < p->tables.count; t++) {
        const blob_table *table = &p->tables.items[t];
        if (!dtl_slice_is(pack_text(p, table->name), "records"))
            continue;
        for (uint32_t i = table->first_entry; i < table->first_entry + table->entry_count; i++) {
            dtl_slice name;
            if (!dtl_arena_copy(p->arena, pack_text(p, p->names.items[p->entries.items[i].first_name].written), &name) || !dtl_map_put(records, name, i))
                return false;
        }
    }
    return true;
}

static void read_record(const packer *p, const dtl_map *records, const blob_entry *entry, blob_pattern *pattern)
{
    char name[256];
    dtl_slice file = pack_text(p, p->files.items[entry->file].name), word = pack_text(p, p->names.items[entry->first_name].written);
    uint32_t all = dtl_map_get(records, dtl_slice_from_cstr(dtl_event_type_name(pattern->type)));
    if (all == DTL_NONE || pattern->kind != DTL_PATTERN_TELLS || file.length + 1 + word.length > sizeof name)
        return;
    memcpy(name, file.ptr, file.length);
    name[file.length] = ':';
    memcpy(name + file.length + 1, word.ptr, word.length);
    uint32_t own = dtl_map_get(records, dtl_slice_make(name, file.length + 1 + word.length));
    pattern->record = dtl_rules_odds(count_of(p, own, "right"), count_of(p, own, "wrong"), count_of(p, all, "right"), count_of(p, all, "wrong"));
}

dtl_err pack_patterns(packer *p)
{
    dtl_map records;
    if (!map_records(p, &records))
        return pack_out_of_memory(p);
    for (uint32_t i = 0; i < p->entries.count; i++) {
        blob_entry *entry = &p->entries.items[i];
        if (!is_pattern(p, entry))
            continue;
        blob_pattern *pattern = dtl_array_push(p->arena, &p->patterns);
        if (!pattern)
            return pack_out_of_memory(p);
        p->line = entry->line;
        p->own = p->own_files.items[entry->file];
        p->file_name = pack_text(p, p->files.items[entry->file].name);
        entry->pattern = p->patterns.count - 1;
        dtl_err err = compile(p, i, pattern);
        if (err)
            return err;
        read_record(p, &records, entry, pattern);
    }
    return DTL_OK;
}
