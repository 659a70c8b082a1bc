/* Decisions as lines. In: what an analyst settles, or a line from anywhere. Out: a checked dtl_decision, a line.
 *
 * The id is the hash of all the other fields in their order, with the patterns sorted, so that one decision has one id wherever and
 * however it was told. Unknown members of a line are passed over.
 * Example: a merge of one pattern alone says "merge wants two names or more".
 * Knowingly lenient: whether anybody of these names exists is asked when a ledger is built, not here.
 */
#include "doc/decision.h"
#include "base/hash.h"
#include <stdlib.h>

enum { SHA = 64 /* hex digits */, LINE_BYTES = 4 * 1024 * 1024 };

#define DTL_ITEM(name, text) text,
static const char *const kind_names[] = {DTL_DECISION_KIND_LIST(DTL_ITEM)};
#undef DTL_ITEM

const char *dtl_decision_kind_name(unsigned kind)
{
    return kind < DTL_DECISION_KIND_COUNT ? kind_names[kind] : "";
}

static dtl_err wrong(dtl_error *error, const char *what)
{
    return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "%s", what);
}

int dtl_uses_compare(const void *a, const void *b)
{
    const dtl_uses *x = a, *y = b;
    int order = dtl_slice_compare(x->id, y->id);
    if (!order)
        order = dtl_slice_compare(x->country, y->country);
    if (!order)
        order = dtl_slice_compare(x->role, y->role);
    return order ? order : dtl_slice_compare(x->reports, y->reports);
}

static bool is_short(dtl_slice text)
{
    return text.length <= DTL_ABOUT_MAX && dtl_is_one_line(text);
}

static bool are_uses(dtl_uses_array *uses)
{
    if (uses->count > DTL_USES_MAX)
        return false;
    for (uint32_t i = 0; i < uses->count; i++) {
        const dtl_uses *u = &uses->items[i];
        if (!u->id.length || !is_short(u->id) || !is_short(u->country) || !is_short(u->role) || !dtl_are_ids(u->reports, SHA, DTL_USES_REPORTS_MAX))
            return false;
    }
    if (uses->count)
        qsort(uses->items, uses->count, sizeof *uses->items, dtl_uses_compare);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < uses->count; i++)
        if (!kept || dtl_uses_compare(&uses->items[i], &uses->items[kept - 1]) != 0)
            uses->items[kept++] = uses->items[i];
    uses->count = kept;
    return true;
}

/* What the kind asks for; NULL nothing is wrong. */
static const char *kind_problem(const dtl_decision *d)
{
    switch (d->kind) {
    case DTL_DECISION_MERGE:
        return d->uses.count < 2 ? "merge wants two names or more" : d->actor.length ? "only pin names an actor's id" : NULL;
    case DTL_DECISION_PIN:
        return !d->uses.count ? "pin wants a name" : !d->actor.length ? "pin wants the id of an actor" : NULL;
    case DTL_DECISION_SPLIT:
        return !d->uses.count || !d->others.count ? "split wants what is split off and what from" : d->actor.length || d->name.length ? "split gives no name and no id" : NULL;
    default:
        return d->uses.count || d->others.count || d->actor.length || d->name.length ? "undo says nothing but what it takes back"
             : !d->signed_by.supersedes.length ? "undo wants a decision that it takes back" : NULL;
    }
}

static void hash_uses(dtl_buffer *all, const dtl_uses_array *uses)
{
    dtl_buffer_int(all, uses->count);
    for (uint32_t i = 0; i < uses->count; i++) {
        const dtl_slice parts[] = {uses->items[i].id, uses->items[i].country, uses->items[i].role, uses->items[i].reports};
        for (int k = 0; k < 4; k++) {
            dtl_buffer_char(all, '\n');
            dtl_buffer_slice(all, parts[k]);
        }
    }
}

static bool fill_id(dtl_decision *d)
{
    char digits[65];
    dtl_buffer all = {0};
    hash_uses(&all, &d->uses);
    size_t first = all.length;
    hash_uses(&all, &d->others);
    if (all.failed) {
        dtl_buffer_free(&all);
        return false;
    }
    const dtl_slice parts[] = {DTL_SLICE("decision"), dtl_slice_from_cstr(kind_names[d->kind]), dtl_slice_make(all.bytes, first),
                               dtl_slice_make(all.bytes + first, all.length - first), d->actor, d->name, d->about, d->signed_by.analyst,
                               d->signed_by.date, d->signed_by.note, d->signed_by.supersedes};
    dtl_sha256_hex(dtl_sha256_of_parts(parts, sizeof parts / sizeof *parts), digits);
    dtl_buffer_free(&all);
    memcpy(d->id, digits, DTL_DECISION_ID);
    d->id[DTL_DECISION_ID] = '\0';
    return true;
}

dtl_err dtl_decision_settle(dtl_decision *d, dtl_error *error)
{
    char words[120];
    if (d->kind >= DTL_DECISION_KIND_COUNT)
        return wrong(error, "a decision is a merge, a pin, a split or an undo");
    if (!are_uses(&d->uses) || !are_uses(&d->others))
        return wrong(error, "a decision names at most 64 patterns of id, country, role and at most 256 reports each");
    if (!is_short(d->actor) || !is_short(d->name) || !is_short(d->about))
        return wrong(error, "the id, name and subject of a decision are lines of at most 300 bytes");
    const char *problem = kind_problem(d);
    if (!problem)
        problem = dtl_signature_problem(&d->signed_by, "a decision", words);
    if (problem)
        return wrong(error, problem);
    return fill_id(d) ? DTL_OK : dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
}

static void put_uses(dtl_json *json, const char *key, const dtl_uses_array *uses)
{
    if (!uses->count)
        return;
    dtl_json_key(json, key);
    dtl_json_open(json, '[');
    for (uint32_t i = 0; i < uses->count; i++) {
        dtl_json_open(json, '{');
        dtl_line_put_text(json, "id", uses->items[i].id);
        dtl_line_put_text(json, "country", uses->items[i].country);
        dtl_line_put_text(json, "role", uses->items[i].role);
        dtl_line_put_ids(json, "reports", uses->items[i].reports, SHA);
        dtl_json_close(json, '}');
    }
    dtl_json_close(json, ']');
}

void dtl_decision_write(const dtl_decision *d, dtl_buffer *out)
{
    dtl_json json = {.out = out};
    dtl_json_open(&json, '{');
    dtl_line_put_text(&json, "decision", dtl_slice_from_cstr(d->id));
    dtl_line_put_text(&json, "kind", dtl_slice_from_cstr(dtl_decision_kind_name(d->kind)));
    put_uses(&json, "uses", &d->uses);
    put_uses(&json, "others", &d->others);
    dtl_line_put_text(&json, "actor", d->actor);
    dtl_line_put_text(&json, "name", d->name);
    dtl_line_put_text(&json, "about", d->about);
    dtl_line_put_text(&json, "analyst", d->signed_by.analyst);
    dtl_line_put_text(&json, "date", d->signed_by.date);
    dtl_line_put_text(&json, "note", d->signed_by.note);
    dtl_line_put_ids(&json, "supersedes", d->signed_by.supersedes, DTL_SIGNED_ID);
    dtl_json_close(&json, '}');
    dtl_buffer_char(out, '\n');
}

bool dtl_is_decision_line(dtl_slice line)
{
    return dtl_slice_starts_with(dtl_slice_trim(line), DTL_SLICE("{\"decision\":"));
}

static dtl_err bad_line(dtl_error *error, const char *key, const char *what)
{
    return dtl_line_wrong(error, "decision", key, what);
}

static dtl_err read_uses(const dtl_json_value *object, const char *key, dtl_arena *arena, dtl_uses_array *out, dtl_error *error)
{
    const dtl_json_value *array = dtl_json_member(object, key);
    if (!array)
        return DTL_OK;
    if (array->kind != DTL_JSON_ARRAY || array->count > DTL_USES_MAX)
        return bad_line(error, key, "not a list of at most 64 patterns");
    for (const dtl_json_value *item = array->first; item; item = item->next) {
        dtl_uses *u = dtl_array_push(arena, out);
        dtl_err err = u ? DTL_OK : DTL_ERR_BUDGET;
        if (!err && item->kind != DTL_JSON_OBJECT)
            err = bad_line(error, key, "not a pattern");
        if (!err)
            err = dtl_line_read_text(item, "decision", "id", arena, &u->id, error);
        if (!err)
            err = dtl_line_read_text(item, "decision", "country", arena, &u->country, error);
        if (!err)
            err = dtl_line_read_text(item, "decision", "role", arena, &u->role, error);
        if (!err)
            err = dtl_line_read_ids(item, "decision", "reports", SHA, DTL_USES_REPORTS_MAX, arena, &u->reports, error);
        if (err)
            return err;
    }
    return DTL_OK;
}

static dtl_err read_object(const dtl_json_value *object, dtl_arena *arena, dtl_decision *made, dtl_error *error)
{
    dtl_slice id, kind;
    const struct { const char *key; dtl_slice *out; } members[] = {
        {"decision", &id}, {"kind", &kind}, {"actor", &made->actor}, {"name", &made->name}, {"about", &made->about},
        {"analyst", &made->signed_by.analyst}, {"date", &made->signed_by.date}, {"note", &made->signed_by.note}};
    dtl_err err = object->kind == DTL_JSON_OBJECT ? DTL_OK : bad_line(error, "line", "not a JSON object");
    for (size_t i = 0; !err && i < sizeof members / sizeof *members; i++)
        err = dtl_line_read_text(object, "decision", members[i].key, arena, members[i].out, error);
    if (!err)
        err = dtl_line_read_ids(object, "decision", "supersedes", DTL_SIGNED_ID, DTL_SUPERSEDES_MAX, arena, &made->signed_by.supersedes, error);
    if (!err)
        err = read_uses(object, "uses", arena, &made->uses, error);
    if (!err)
        err = read_uses(object, "others", arena, &made->others, error);
    if (err)
        return err;
    made->kind = DTL_DECISION_KIND_COUNT;
    for (uint8_t i = 0; i < DTL_DECISION_KIND_COUNT; i++)
        if (dtl_slice_is(kind, kind_names[i]))
            made->kind = i;
    dtl_error problem = {0};
    err = dtl_decision_settle(made, &problem);
    if (err)
        return err == DTL_ERR_BUDGET ? err : bad_line(error, "content", problem.message);
    return dtl_slice_is(id, made->id) ? DTL_OK : bad_line(error, "decision", "this id is not that of its content");
}

dtl_err dtl_decision_read(dtl_slice line, dtl_arena *arena, dtl_decision *decision, dtl_error *error)
{
    const dtl_json_value *object;
    dtl_decision made = {.kind = DTL_DECISION_KIND_COUNT};
    dtl_error problem = {0};
    if (line.length > LINE_BYTES)
        return bad_line(error, "line", "longer than 4 MB");
    dtl_err err = dtl_json_read(line, arena, &object, &problem);
    if (err)
        return dtl_error_set(error, err, NULL, problem.offset, "decision line: %s", problem.message);
    err = read_object(object, arena, &made, error);
    if (err == DTL_ERR_BUDGET)
        return dtl_error_set(error, err, NULL, DTL_OFFSET_NONE, "decision line: out of memory budget");
    if (!err)
        *decision = made;
    return err;
}
