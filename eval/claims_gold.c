/* The gold set of claims, as docs/claims.md describes it, with everything checked that can be.
 *
 * In: a folder of JSON files and the texts they speak of. Out: items with bytes of the text in place of code points. An item
 * is wrong when a span leaves the text, the trigger is not exactly one word, or a label is not known; such an item is told
 * with its file and left out, so that one slip does not hide the others. A trigger may hold an inner hyphen or apostrophe
 * ("cease-fire"); a word that stands half inside it ("attack" of "attackers") is a slip.
 * Not checked: whether the annotation is right. */
#include "claims_gold.h"
#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>

enum { FILES_MAX = 4096, PATH_SIZE = 2048, HOLDERS_MAX = 16 };

/* What one file needs while it is read. */
typedef struct reader {
    const claims_places *places;
    dtl_arena *arena;
    FILE *complaints;
    claims_gold *gold;
    json_t *re3d;      /* docid → text; NULL = not there */
    const char *file;
    uint32_t *byte_of; /* of the text: one entry per code point, and the end */
    uint32_t points;
    dtl_slice text, outlet;
    size_t item;
} reader;

const char *claims_type_name(unsigned type)
{
    return type == CLAIMS_TYPE_CLAIM ? "claim" : type == CLAIMS_TYPE_FIGURE ? "figure" : dtl_event_type_name(type);
}

uint32_t claims_points_before(dtl_slice text, uint32_t byte)
{
    uint32_t points = 0;
    for (uint32_t i = 0; i < byte && i < text.length; i++)
        points += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return points;
}

static void complain(reader *r, const char *what, const char *word)
{
    r->gold->mistakes++;
    if (r->complaints)
        fprintf(r->complaints, "# %s, item %zu: %s%s%s\n", r->file, r->item, what, word ? ": " : "", word ? word : "");
}

/* ---- texts ---- */

static bool read_bytes(const char *path, dtl_arena *arena, dtl_slice *bytes)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    char *room = NULL;
    long size = fseek(in, 0, SEEK_END) ? -1 : ftell(in);
    rewind(in);
    if (size >= 0)
        room = dtl_arena_alloc(arena, (size_t)size + 1);
    bool fine = room && fread(room, 1, (size_t)size, in) == (size_t)size;
    fclose(in);
    if (fine)
        *bytes = dtl_slice_make(room, (size_t)size);
    return fine;
}

static json_t *read_re3d(const char *path)
{
    FILE *in = path ? fopen(path, "rb") : NULL;
    json_t *texts = in ? json_object() : NULL, *row;
    while (in && (row = json_loadf(in, JSON_DISABLE_EOF_CHECK, NULL))) {
        const char *id = json_string_value(json_object_get(row, "docid"));
        if (id)
            json_object_set(texts, id, row);
        json_decref(row);
    }
    if (in)
        fclose(in);
    return texts;
}

/* The text of "own NAME", "sample NAME" or "re3d DOCID"; *absent when its source is not there at all. */
static bool text_of(reader *r, const char *name, bool *absent)
{
    char path[PATH_SIZE];
    *absent = false;
    if (strncmp(name, "re3d ", 5) == 0) {
        const json_t *row = r->re3d ? json_object_get(r->re3d, name + 5) : NULL, *text = json_object_get(row, "text"), *source = json_object_get(row, "source");
        *absent = !r->re3d;
        r->text = text ? dtl_slice_make(json_string_value(text), json_string_length(text)) : DTL_SLICE_EMPTY;
        r->outlet = source ? dtl_slice_make(json_string_value(source), json_string_length(source)) : DTL_SLICE_EMPTY;
        return text && dtl_arena_copy(r->arena, r->text, &r->text) && dtl_arena_copy(r->arena, r->outlet, &r->outlet);
    }
    r->outlet = DTL_SLICE_EMPTY;
    bool own = strncmp(name, "own ", 4) == 0;
    if (!own && strncmp(name, "sample ", 7) != 0)
        return false;
    if (own)
        snprintf(path, sizeof path, "%s/own/%s", r->places->folder, name + 4);
    else
        snprintf(path, sizeof path, "%s/%s", r->places->samples ? r->places->samples : "samples", name + 7);
    return read_bytes(path, r->arena, &r->text);
}

static bool count_points(reader *r)
{
    r->points = 0;
    r->byte_of = dtl_arena_alloc(r->arena, (r->text.length + (size_t)1) * sizeof *r->byte_of);
    for (uint32_t i = 0; r->byte_of && i < r->text.length; i++)
        if (((unsigned char)r->text.ptr[i] & 0xC0) != 0x80)
            r->byte_of[r->points++] = i;
    if (r->byte_of)
        r->byte_of[r->points] = r->text.length;
    return r->byte_of != NULL;
}

/* ---- items ---- */

static bool span_of(reader *r, const json_t *pair, dtl_span *span)
{
    json_int_t begin = json_integer_value(json_array_get(pair, 0)), end = json_integer_value(json_array_get(pair, 1));
    if (json_array_size(pair) != 2 || begin < 0 || end <= begin || end > (json_int_t)r->points) {
        complain(r, "not a span of the text", NULL);
        return false;
    }
    *span = dtl_span_between(r->byte_of[begin], r->byte_of[end]);
    return true;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ((unsigned char)c & 0x80);
}

/* No blank inside ("cease-fire", "12,000"), no mark at its ends, no letter right outside. Bytes beyond ASCII outside are dashes and quotes more often. */
static bool is_one_word(dtl_slice text, dtl_span span)
{
    uint32_t end = dtl_span_end(span);
    if (!is_word_byte(text.ptr[span.offset]) || !is_word_byte(text.ptr[end - 1]))
        return false;
    for (uint32_t i = span.offset; i < end; i++)
        if (!is_word_byte(text.ptr[i]) && !strchr("-'.,", text.ptr[i]))
            return false;
    bool before = span.offset && is_word_byte(text.ptr[span.offset - 1]) && !((unsigned char)text.ptr[span.offset - 1] & 0x80);
    bool after = end < text.length && is_word_byte(text.ptr[end]) && !((unsigned char)text.ptr[end] & 0x80);
    return !before && !after;
}

/* Adds [b, e] or null to the holder; spans has room for HOLDERS_MAX. */
static bool add_holder(reader *r, const json_t *value, dtl_span *spans, claims_holder *holder)
{
    if (!value) {
        complain(r, "no holder", NULL);
        return false;
    }
    if (json_is_null(value)) {
        holder->outlet = true;
        return true;
    }
    if (holder->count == HOLDERS_MAX || !span_of(r, value, &spans[holder->count]))
        return false;
    holder->count++;
    return true;
}

static bool holder_of(reader *r, const json_t *value, const json_t *also, claims_holder *holder)
{
    dtl_span *spans = dtl_arena_alloc(r->arena, HOLDERS_MAX * sizeof *spans);
    *holder = (claims_holder){.spans = spans};
    bool fine = spans && add_holder(r, value, spans, holder);
    if (also && !json_is_array(also)) {
        complain(r, "not a list", NULL);
        return false;
    }
    for (size_t i = 0; fine && i < json_array_size(also); i++)
        fine = add_holder(r, json_array_get(also, i), spans, holder);
    return fine;
}

/* The number of a name, `count` and a complaint when it is none. */
static unsigned number_of(reader *r, const json_t *value, const char *(*name)(unsigned), unsigned first, unsigned count)
{
    const char *text = json_string_value(value);
    for (unsigned i = first; text && i < count; i++)
        if (strcmp(text, name(i)) == 0)
            return i;
    complain(r, "no such label", text ? text : "(not a string)");
    return count;
}

/* The first name and a list of others as bits. */
static bool labels_of(reader *r, const json_t *one, const json_t *also, const char *(*name)(unsigned), unsigned from, unsigned count,
                      uint8_t *first, uint32_t *bits)
{
    unsigned label = number_of(r, one, name, from, count);
    *first = (uint8_t)label;
    *bits = 1u << label;
    if (also && !json_is_array(also))
        complain(r, "not a list", NULL);
    for (size_t i = 0; label < count && i < json_array_size(also); i++) {
        unsigned other = number_of(r, json_array_get(also, i), name, from, count);
        if (other == count)
            return false;
        *bits |= 1u << other;
    }
    return label < count;
}

static bool stances_of(reader *r, const json_t *list, claims_item *item)
{
    if (list && !json_is_array(list)) {
        complain(r, "stances are no list", NULL);
        return false;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        claims_stance stance;
        unsigned label = number_of(r, json_object_get(one, "stance"), dtl_stance_name, 0, DTL_STANCE_COUNT);
        if (label == DTL_STANCE_COUNT || !holder_of(r, json_object_get(one, "holder"), NULL, &stance.holder))
            return false;
        stance.stance = (uint8_t)label;
        if (item->stance_count == CLAIMS_STANCES) {
            complain(r, "too many stances", NULL);
            return false;
        }
        item->stances[item->stance_count++] = stance;
    }
    return true;
}

static bool keys_known(reader *r, const json_t *object)
{
    static const char *const keys[] = {"trigger", "type", "also", "holder", "holder_also", "status", "also_status", "stances", "note"};
    const char *key;
    json_t *value, *all = (json_t *)(uintptr_t)object;
    json_object_foreach(all, key, value) {
        bool known = false;
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            known |= strcmp(key, keys[i]) == 0;
        if (!known) {
            complain(r, "no such key", key);
            return false;
        }
    }
    return true;
}

static bool read_item(reader *r, const json_t *object, claims_item *item)
{
    *item = (claims_item){0};
    if (!keys_known(r, object) || !span_of(r, json_object_get(object, "trigger"), &item->trigger))
        return false;
    item->evidence = item->trigger;
    if (!is_one_word(r->text, item->trigger)) {
        char words[64];
        dtl_slice is = dtl_span_text(r->text, item->trigger);
        snprintf(words, sizeof words, "'%.*s'", (int)is.length, is.ptr);
        complain(r, "the trigger is not one word", words);
        return false;
    }
    return labels_of(r, json_object_get(object, "type"), json_object_get(object, "also"), claims_type_name, 1, CLAIMS_TYPE_COUNT, &item->type, &item->types) &&
           labels_of(r, json_object_get(object, "status"), json_object_get(object, "also_status"), dtl_status_name, 0, DTL_STATUS_COUNT, &item->status, &item->statuses) &&
           holder_of(r, json_object_get(object, "holder"), json_object_get(object, "holder_also"), &item->holder) &&
           stances_of(r, json_object_get(object, "stances"), item);
}

/* Two items of one kind at the same word that nothing tells apart. */
static void check_twins(reader *r, const claims_report *report)
{
    for (uint32_t i = 0; i < report->count; i++)
        for (uint32_t k = i + 1; k < report->count; k++) {
            const claims_item *a = &report->items[i], *b = &report->items[k];
            if (a->trigger.offset == b->trigger.offset && a->type == b->type && a->status == b->status && claims_same_holder(&a->holder, &b->holder)) {
                r->item = k + 1;
                complain(r, "given twice", NULL);
            }
        }
}

/* ---- files ---- */

static bool read_report(reader *r, json_t *root, claims_report *report)
{
    const char *name = json_string_value(json_object_get(root, "report"));
    json_t *items = json_object_get(root, "items");
    bool absent = false;
    r->item = 0;
    if (!name || !json_is_array(items)) {
        complain(r, "needs report and items", NULL);
        return false;
    }
    if (!text_of(r, name, &absent)) {
        r->gold->left_out++;
        if (!absent)
            complain(r, "no such text", name);
        return false;
    }
    dtl_slice copy;
    *report = (claims_report){.items = dtl_arena_calloc(r->arena, json_array_size(items) + 1, sizeof *report->items)};
    char *terminated = dtl_arena_calloc(r->arena, strlen(name) + 1, 1);
    if (!report->items || !terminated || !count_points(r))
        return false;
    copy = dtl_slice_make(strcpy(terminated, name), strlen(name));
    report->name = copy.ptr;
    report->text = r->text;
    report->outlet = r->outlet;
    for (size_t i = 0; i < json_array_size(items); i++) {
        r->item = i + 1;
        report->count += read_item(r, json_array_get(items, i), &report->items[report->count]);
    }
    check_twins(r, report);
    return true;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_json(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

bool claims_gold_read(const claims_places *places, const char *part, dtl_arena *arena, FILE *complaints, claims_gold *gold)
{
    char path[PATH_SIZE];
    struct dirent **names;
    *gold = (claims_gold){0};
    snprintf(path, sizeof path, "%s/%s", places->folder, part);
    int count = scandir(path, &names, is_json, by_name);
    if (count < 0)
        return false;
    reader r = {.places = places, .arena = arena, .complaints = complaints, .gold = gold, .re3d = read_re3d(places->re3d)};
    gold->reports = dtl_arena_calloc(arena, (size_t)count + 1, sizeof *gold->reports);
    for (int i = 0; gold->reports && i < count && i < FILES_MAX; i++) {
        json_error_t error;
        snprintf(path, sizeof path, "%s/%s/%s", places->folder, part, names[i]->d_name);
        json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
        r.file = names[i]->d_name;
        r.item = 0;
        if (!root)
            complain(&r, "not JSON", error.text);
        else
            gold->count += read_report(&r, root, &gold->reports[gold->count]);
        json_decref(root);
    }
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
    json_decref(r.re3d);
    return gold->reports != NULL;
}
