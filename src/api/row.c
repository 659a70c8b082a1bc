/* row: the columns of one report.
 *
 * In: an item: a whole file, a JSONL row or a CSV row. Out: a dtl_source with bytes and metadata. Columns: text or html
 * (html wins when both are filled), url, date or published, outlet, title; any order, any case in CSV, others are ignored.
 *
 * Example: {"date": "2024-05-02", "outlet": "Harbour Post", "text": "Two boats …"} at wire.jsonl:7 gives a report of file
 * "wire.jsonl:7". The same columns mean the same report whether they came as JSON or as CSV.
 *
 * Bytes of a row that are no UTF-8 become U+FFFD, as JSON knows no other text. Knowingly wrong: numbers in text columns
 * are taken only when whole (a date written 20240502).
 */
#include "api/row.h"
#include "base/utf8.h"
#include <jansson.h>
#include <stdio.h>

typedef enum column { COLUMN_TEXT, COLUMN_HTML, COLUMN_URL, COLUMN_PUBLISHED, COLUMN_DATE, COLUMN_OUTLET, COLUMN_TITLE, COLUMN_COUNT } column;
static const char *const column_names[COLUMN_COUNT] = {"text", "html", "url", "published", "date", "outlet", "title"};

/* The text with every byte that is no UTF-8 replaced; the text itself when there is none. False when out of budget. */
static bool repair_utf8(dtl_arena *arena, dtl_slice *text, bool *repaired)
{
    uint32_t valid = dtl_utf8_valid_prefix(*text);
    *repaired = valid < text->length;
    if (!*repaired)
        return true;
    char *out = dtl_arena_alloc(arena, (size_t)text->length * 3 + 1), *end = out;
    if (!out)
        return false;
    dtl_slice rest = *text;
    for (;;) {
        memcpy(end, rest.ptr, valid);
        end += valid;
        rest = dtl_slice_make(rest.ptr + valid, rest.length - valid);
        if (!rest.length)
            break;
        memcpy(end, "\xef\xbf\xbd", 3);
        end += 3;
        rest = dtl_slice_make(rest.ptr + 1, rest.length - 1);
        valid = dtl_utf8_valid_prefix(rest);
    }
    *text = dtl_slice_make(out, (size_t)(end - out));
    return true;
}

static const char *fill_source(const dtl_slice values[COLUMN_COUNT], const dtl_defaults *defaults, dtl_source *source)
{
    bool html = dtl_slice_trim(values[COLUMN_HTML]).length > 0;
    source->bytes = html ? values[COLUMN_HTML] : values[COLUMN_TEXT];
    source->format = html ? DTL_FORMAT_HTML : DTL_FORMAT_AUTO;
    source->url = values[COLUMN_URL].length ? values[COLUMN_URL] : defaults->url;
    source->outlet = values[COLUMN_OUTLET].length ? values[COLUMN_OUTLET] : defaults->outlet;
    source->published = values[COLUMN_PUBLISHED].length ? values[COLUMN_PUBLISHED] : values[COLUMN_DATE];
    if (!source->published.length)
        source->published = defaults->published;
    source->title = values[COLUMN_TITLE];
    if (source->bytes.length > DTL_REPORT_BYTES_MAX)
        return "its text is longer than 32 MB: row skipped";
    return dtl_slice_trim(source->bytes).length ? NULL : "neither text nor html in this row: skipped";
}

static const char *json_source(dtl_slice row, const dtl_defaults *defaults, dtl_arena *arena, dtl_source *source, void **held, uint64_t *offset)
{
    json_error_t problem;
    json_t *root = json_loadb(row.ptr, row.length, JSON_ALLOW_NUL, &problem);
    if (!root) {
        char words[256];
        dtl_slice copy;
        *offset += problem.position > 0 ? (uint64_t)problem.position - 1 : 0;
        snprintf(words, sizeof words, "broken JSON (%s): row skipped", problem.text);
        return dtl_arena_copy(arena, dtl_slice_from_cstr(words), &copy) ? copy.ptr : "broken JSON: row skipped";
    }
    *held = root;
    if (!json_is_object(root))
        return "not a JSON object: row skipped";
    if (json_object_get(root, "schema") && json_object_get(root, "sha256"))
        return "an already coded report: give it to `dateline merge`, row skipped";
    dtl_slice values[COLUMN_COUNT] = {0};
    for (int i = 0; i < COLUMN_COUNT; i++) {
        const json_t *value = json_object_get(root, column_names[i]);
        if (json_is_string(value)) {
            values[i] = dtl_slice_make(json_string_value(value), json_string_length(value));
        } else if (json_is_integer(value)) {
            char digits[32];
            int length = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
            if (!dtl_arena_copy(arena, dtl_slice_make(digits, (size_t)length), &values[i]))
                return "out of memory: row skipped";
        }
    }
    return fill_source(values, defaults, source);
}

static const char *csv_source(const dtl_item *item, dtl_slice row, const dtl_defaults *defaults, dtl_arena *arena, dtl_source *source)
{
    uint32_t count;
    const dtl_slice *fields = dtl_csv_fields(row, item->columns->separator, arena, &count);
    if (!fields)
        return "out of memory: row skipped";
    if (count != item->columns->count) {
        char words[128];
        dtl_slice copy;
        snprintf(words, sizeof words, "%u columns where the header has %u: row skipped", count, item->columns->count);
        return dtl_arena_copy(arena, dtl_slice_from_cstr(words), &copy) ? copy.ptr : "wrong number of columns: row skipped";
    }
    dtl_slice values[COLUMN_COUNT] = {0};
    for (uint32_t i = 0; i < count; i++)
        for (int c = 0; c < COLUMN_COUNT; c++)
            if (dtl_slice_equal_nocase(item->columns->names[i], dtl_slice_from_cstr(column_names[c])))
                values[c] = fields[i];
    return fill_source(values, defaults, source);
}

/* "b.jsonl:12" for a row, "a.txt" for a file: no folder is part of a report. */
static bool name_source(const dtl_item *item, dtl_arena *arena, dtl_slice *name)
{
    const char *slash = strrchr(item->path, '/');
    const char *base = slash ? slash + 1 : item->path;
    char line[32] = "";
    if (item->form != DTL_FORM_REPORT)
        snprintf(line, sizeof line, ":%llu", (unsigned long long)item->line);
    size_t length = strlen(base), size = length + strlen(line);
    char *bytes = dtl_arena_alloc(arena, size + 1);
    if (!bytes)
        return false;
    memcpy(bytes, base, length);
    memcpy(bytes + length, line, strlen(line));
    *name = dtl_slice_make(bytes, size);
    return true;
}

const char *dtl_row_source(const dtl_item *item, const dtl_defaults *defaults, dtl_arena *arena, dtl_source *source,
                           bool *repaired, void **held, uint64_t *offset)
{
    *source = (dtl_source){0};
    *held = NULL;
    *repaired = false;
    *offset = item->offset;
    dtl_slice bytes = dtl_slice_make(item->bytes, item->length);
    if (!name_source(item, arena, &source->file))
        return "out of memory: skipped";
    if (item->form == DTL_FORM_REPORT) {
        source->bytes = bytes;
        source->format = item->format;
        source->url = defaults->url;
        source->outlet = defaults->outlet;
        source->published = defaults->published;
        return NULL;
    }
    if (!repair_utf8(arena, &bytes, repaired))
        return "out of memory: row skipped";
    return item->form == DTL_FORM_JSON_ROW ? json_source(bytes, defaults, arena, source, held, offset)
                                           : csv_source(item, bytes, defaults, arena, source);
}

void dtl_row_release(void *held)
{
    json_decref(held);
}
