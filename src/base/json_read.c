/* JSON, from bytes to values.
 *
 * In: one JSON text from anywhere, hostile ones included. Out: a tree of dtl_json_value in the arena. One pass: each value is hung on the
 * array or object that is open when it is read. Nothing is called recursively, so depth costs no stack. A string without escapes is
 * not copied: {"place":"Salt Bay"} gives one object, one member, and the eight bytes of the name where they lie.
 *
 * Our own since a ledger of a million tellings reads a gigabyte of lines: what the libraries do beside looking at each byte (yajl calls
 * back for every sign, jansson makes every value by itself) took five times as long, a quarter of what adding a report took.
 * Strict where RFC 8259 is: no comments, no byte order mark, no control characters in strings, UTF-8 alone; half a pair of surrogates
 * is none. Knowingly narrow: whole numbers have 64 bits, and the value of others is not kept.
 */
#include "base/json_read.h"
#include "base/utf8.h"
#include <string.h>

typedef struct json_reader {
    const char *at, *end;
    dtl_arena *arena;
    dtl_json_value *open[DTL_JSON_DEPTH_MAX];        /* the containers around the next value, outermost first */
    const dtl_json_value **hook[DTL_JSON_DEPTH_MAX]; /* of each, where the next value is hung */
    uint32_t depth;
    dtl_json_value *unused; /* values of the arena that are taken next, and how many */
    uint32_t unused_count;
    const char *complaint; /* static; NULL = none so far */
    bool out_of_budget;
} json_reader;

static bool complain(json_reader *r, const char *complaint)
{
    r->complaint = r->complaint ? r->complaint : complaint;
    return false;
}

/* The next sign that is no blank, which is not taken; NUL at the end. */
static char look(json_reader *r)
{
    if (r->at < r->end && *r->at > ' ')
        return *r->at;
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r'))
        r->at++;
    return r->at < r->end ? *r->at : '\0';
}

/* ---- strings ---- */

/* Eight bytes at once: the top bit of each that ends a plain run is set: a quotation mark, a backslash, a control character, a byte beyond
 * ASCII. Behind the first of them others may be set that do not. */
static uint64_t ends_of_run(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    const uint64_t mark = bytes ^ ones * '"', slash = bytes ^ ones * '\\';
    return (((mark - ones) & ~mark) | ((slash - ones) & ~slash) | (bytes - ones * 0x20) | bytes) & tops;
}

static bool is_plain(char c)
{
    return c != '"' && c != '\\' && (unsigned char)c >= 0x20 && (unsigned char)c < 0x80;
}

/* The first byte that is not plain. */
static const char *end_of_run(const char *at, const char *end)
{
    while (end - at >= 8) {
        const uint64_t ends = ends_of_run(at);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        if (ends)
            return at + __builtin_ctzll(ends) / 8;
#else
        if (ends)
            break;
#endif
        at += 8;
    }
    while (at < end && is_plain(*at))
        at++;
    return at;
}

/* Four hexadecimal digits; -1: they are not. */
static int32_t four_digits(json_reader *r)
{
    int32_t number = 0;
    if (r->end - r->at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        const char c = *r->at++;
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return -1;
        number = number << 4 | digit;
    }
    return number;
}

/* What stands behind "\u", as UTF-8; 0 bytes: nothing that is a character. */
static uint32_t undo_number(json_reader *r, char out[4])
{
    int32_t rune = four_digits(r);
    if (rune >= 0xD800 && rune < 0xDC00) { /* the first of a pair */
        const bool pair = r->end - r->at >= 6 && r->at[0] == '\\' && r->at[1] == 'u';
        r->at += pair ? 2 : 0;
        const int32_t second = pair ? four_digits(r) : -1;
        rune = second >= 0xDC00 && second < 0xE000 ? 0x10000 + ((rune - 0xD800) << 10) + (second - 0xDC00) : -1;
    }
    if (rune < 0 || (rune >= 0xD800 && rune < 0xE000))
        return 0;
    const uint32_t count = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (uint32_t i = count; i-- > 1; rune >>= 6)
        out[i] = (char)(0x80 | (rune & 0x3F));
    out[0] = (char)(first[count] | (unsigned char)rune);
    return count;
}

/* A string with escapes, up to its end: a copy, which is shorter than what it is made of. r->at is at the first backslash. */
static bool undo_escapes(json_reader *r, const char *start, const char *end, dtl_slice *out)
{
    static const char signs[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char *copy = dtl_arena_alloc(r->arena, (size_t)(end - start) + 1);
    uint32_t length = (uint32_t)(r->at - start);
    if (!copy) {
        r->out_of_budget = true;
        return false;
    }
    memcpy(copy, start, length);
    while (r->at < end) {
        if (*r->at != '\\') {
            copy[length++] = *r->at++;
            continue;
        }
        const char sign = r->at[1]; /* there is one: the end is a quotation mark that none escapes */
        const char *known = sign ? strchr(signs, sign) : NULL;
        r->at += 2;
        if (known) {
            copy[length++] = meant[known - signs];
            continue;
        }
        const uint32_t more = sign == 'u' ? undo_number(r, copy + length) : 0;
        if (!more)
            return complain(r, sign == 'u' ? "not UTF-8: an escape that is no character" : "not JSON: an escape that is none");
        length += more;
    }
    *out = dtl_slice_make(copy, length);
    return true;
}

/* The string at hand, its marks left out. */
static bool read_string(json_reader *r, dtl_slice *out)
{
    const char *start = ++r->at, *at = start, *escape = NULL;
    bool plain = true;
    for (;;) {
        at = end_of_run(at, r->end);
        if (at >= r->end || (unsigned char)*at < 0x20)
            return complain(r, at >= r->end ? "not JSON: a string that does not end" : "not JSON: a control character in a string");
        if (*at == '"')
            break;
        if (*at == '\\') {
            escape = escape ? escape : at;
            at += r->end - at > 1 ? 2 : 1;
        } else {
            plain = false;
            at++;
        }
    }
    *out = dtl_slice_make(start, (size_t)(at - start));
    if (!plain && dtl_utf8_valid_prefix(*out) != out->length)
        return complain(r, "not UTF-8");
    if (escape) {
        r->at = escape;
        if (!undo_escapes(r, start, at, out))
            return false;
    }
    r->at = at + 1;
    return true;
}

/* ---- numbers and words ---- */

static bool digits(json_reader *r)
{
    const char *start = r->at;
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
        r->at++;
    return r->at > start;
}

static bool read_number(json_reader *r, dtl_json_value *value)
{
    const bool negative = *r->at == '-';
    const char *start = r->at += negative;
    if (!digits(r) || (*start == '0' && r->at - start > 1))
        return complain(r, "not JSON: a number that is none");
    const char *end = r->at;
    bool whole = true;
    if (r->at < r->end && *r->at == '.') {
        whole = false;
        r->at++;
        if (!digits(r))
            return complain(r, "not JSON: a number that is none");
    }
    if (r->at < r->end && (*r->at == 'e' || *r->at == 'E')) {
        whole = false;
        r->at++;
        r->at += r->at < r->end && (*r->at == '+' || *r->at == '-');
        if (!digits(r))
            return complain(r, "not JSON: a number that is none");
    }
    value->kind = whole ? DTL_JSON_INTEGER : DTL_JSON_REAL;
    const uint64_t limit = (uint64_t)INT64_MAX + negative;
    uint64_t number = 0;
    for (const char *c = start; whole && c < end; c++) {
        const uint64_t digit = (uint64_t)(*c - '0');
        if (number > (limit - digit) / 10)
            return complain(r, "a number that is too large");
        number = number * 10 + digit;
    }
    value->integer = negative ? (int64_t)(0 - number) : (int64_t)number;
    return true;
}

static bool read_word(json_reader *r, dtl_json_value *value)
{
    static const struct { const char *word; size_t length; uint8_t kind; } words[] = {
        {"true", 4, DTL_JSON_TRUE}, {"false", 5, DTL_JSON_FALSE}, {"null", 4, DTL_JSON_NULL}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if ((size_t)(r->end - r->at) >= words[i].length && memcmp(r->at, words[i].word, words[i].length) == 0) {
            value->kind = words[i].kind;
            r->at += words[i].length;
            return true;
        }
    return complain(r, r->at < r->end ? "not JSON: no value where one is due" : "not JSON: it ends too early");
}

/* ---- objects and arrays ---- */

/* One of 64 bits for a key, by its length and its ends: most keys of an object have one of their own. */
static uint64_t key_bit(dtl_slice key)
{
    const unsigned first = key.length ? (unsigned char)key.ptr[0] : 0, last = key.length ? (unsigned char)key.ptr[key.length - 1] : 0;
    return (uint64_t)1 << ((first * 5 + last * 9 + key.length * 31) & 63);
}

/* Most keys differ in length or in the first letter. */
static bool same_key(dtl_slice a, dtl_slice b)
{
    return a.length == b.length && (!a.length || (a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.length) == 0));
}

/* The key of the next member, and the colon. Quadratic at worst, so the members of an object are capped. */
static bool read_key(json_reader *r, dtl_slice *key)
{
    dtl_json_value *object = r->open[r->depth - 1];
    if (object->count == DTL_JSON_MEMBERS_MAX)
        return complain(r, "an object with too many members");
    if (look(r) != '"')
        return complain(r, r->at < r->end ? "not JSON: no key where one is due" : "not JSON: it ends too early");
    if (!read_string(r, key))
        return false;
    const uint64_t bit = key_bit(*key);
    for (const dtl_json_value *member = object->keys & bit ? object->first : NULL; member; member = member->next)
        if (same_key(member->key, *key))
            return complain(r, "a duplicate key");
    object->keys |= bit;
    if (look(r) != ':')
        return complain(r, "not JSON: no colon behind a key");
    r->at++;
    return true;
}

static bool open_container(json_reader *r, dtl_json_value *value, uint8_t kind)
{
    if (r->depth == DTL_JSON_DEPTH_MAX)
        return complain(r, "nested too deeply");
    value->kind = kind;
    r->open[r->depth] = value;
    r->hook[r->depth] = &value->first;
    r->depth++;
    r->at++;
    return true;
}

/* A value that says nothing yet; they are taken from the arena by the dozen. */
static dtl_json_value *new_value(json_reader *r)
{
    enum { AT_ONCE = 32 };
    if (!r->unused_count) {
        r->unused = dtl_arena_calloc(r->arena, AT_ONCE, sizeof *r->unused);
        r->unused_count = r->unused ? AT_ONCE : 0;
        r->out_of_budget = !r->unused;
    }
    return r->unused_count ? &r->unused[--r->unused_count] : NULL;
}

/* Reads a value as far as the values in it, and hangs it where it belongs. */
static dtl_json_value *read_value(json_reader *r, dtl_slice key)
{
    dtl_json_value *value = new_value(r);
    if (!value)
        return NULL;
    value->key = key;
    if (r->depth) {
        *r->hook[r->depth - 1] = value;
        r->hook[r->depth - 1] = &value->next;
        r->open[r->depth - 1]->count++;
    }
    const char sign = look(r);
    bool good;
    if (sign == '"') {
        value->kind = DTL_JSON_STRING;
        good = read_string(r, &value->text);
    } else if (sign == '{' || sign == '[') {
        good = open_container(r, value, sign == '{' ? DTL_JSON_OBJECT : DTL_JSON_ARRAY);
    } else if (sign == '-' || (sign >= '0' && sign <= '9')) {
        good = read_number(r, value);
    } else {
        good = read_word(r, value);
    }
    return good ? value : NULL;
}

static char closing(const json_reader *r)
{
    return r->open[r->depth - 1]->kind == DTL_JSON_OBJECT ? '}' : ']';
}

/* The whole text. */
static const dtl_json_value *read_text(json_reader *r)
{
    const dtl_json_value *root = NULL;
    for (;;) {
        dtl_slice key = DTL_SLICE_EMPTY;
        if (r->depth && closing(r) == '}' && !read_key(r, &key))
            return NULL;
        const uint32_t depth = r->depth;
        const dtl_json_value *value = read_value(r, key);
        if (!value)
            return NULL;
        root = root ? root : value;
        if (r->depth > depth && look(r) != closing(r))
            continue; /* its first item */
        for (;;) {    /* behind a value: the next one, or the ends of those around it */
            const char sign = look(r);
            if (!r->depth) {
                if (r->at < r->end)
                    complain(r, "not JSON: something behind its end");
                return r->complaint ? NULL : root;
            }
            if (sign != ',' && sign != closing(r)) {
                complain(r, r->at < r->end ? "not JSON: no comma and no end where one is due" : "not JSON: it ends too early");
                return NULL;
            }
            r->at++;
            if (sign == ',')
                break;
            r->depth--;
        }
    }
}

dtl_err dtl_json_read(dtl_slice text, dtl_arena *arena, const dtl_json_value **value, dtl_error *error)
{
    const char *start = text.length ? text.ptr : "";
    json_reader r = {.at = start, .end = start + text.length, .arena = arena};
    const dtl_json_value *root = read_text(&r);
    if (r.out_of_budget)
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory budget");
    if (!root)
        return dtl_error_set(error, DTL_ERR_INPUT, NULL, (uint64_t)(r.at - start), "%s", r.complaint);
    *value = root;
    return DTL_OK;
}

const dtl_json_value *dtl_json_next_member(const dtl_json_value *value, const char *key, const dtl_json_value *before)
{
    const dtl_json_value *next = before ? before->next : value && value->kind == DTL_JSON_OBJECT ? value->first : NULL;
    uint32_t same = 0;
    while (next && same < next->key.length && key[same] && key[same] == next->key.ptr[same])
        same++;
    return next && same == next->key.length && !key[same] ? next : dtl_json_member(value, key);
}

const dtl_json_value *dtl_json_member(const dtl_json_value *value, const char *key)
{
    if (!value || value->kind != DTL_JSON_OBJECT)
        return NULL;
    const dtl_slice wanted = dtl_slice_from_cstr(key);
    for (const dtl_json_value *member = value->keys & key_bit(wanted) ? value->first : NULL; member; member = member->next)
        if (same_key(member->key, wanted))
            return member;
    return NULL;
}
