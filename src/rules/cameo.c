/* CAMEO codes and PLOVER events.
 *
 * In: the table cameo of the rules. Out: the best code of an event, and the event of a code. Example: an ASSAULT/explosives in
 * "A mine killed two shepherds" is 183; ASSAULT without a mode is 180, but 190 where state forces fight (context military);
 * 1041 is REQUEST/change with the context executive. The table has some 300 rows, so both ways go through all of them.
 * Knowingly wrong: a code that says more than type, mode and contexts (1833, a roadside bomb) is never written, only its general
 * one; a code whose contexts the event lacks is taken when there is no other (COERCE/restrict is 172 by default).
 */
#include "rules/cameo.h"

static uint8_t number_of(dtl_slice name, const char *(*name_of)(unsigned), unsigned count)
{
    for (unsigned i = 1; i < count; i++)
        if (dtl_slice_is(name, name_of(i)))
            return (uint8_t)i;
    return 0;
}

static void read_entry(const dtl_rules *rules, uint32_t entry, dtl_cameo *out)
{
    dtl_cameo_row row = {0};
    dtl_slice name, code = dtl_rules_attribute(rules, entry, "code");
    row.type = number_of(dtl_rules_attribute(rules, entry, "type"), dtl_event_type_name, DTL_EVENT_TYPE_COUNT);
    row.mode = number_of(dtl_rules_attribute(rules, entry, "mode"), dtl_event_mode_name, DTL_MODE_COUNT);
    (void)dtl_contexts_read(dtl_rules_attribute(rules, entry, "contexts"), &row.contexts);
    row.contexts = dtl_contexts_settle(row.contexts);
    row.reads = !code.length;
    row.writes = code.length || (row.type && !dtl_slice_is(dtl_rules_attribute(rules, entry, "back"), "no"));
    for (uint32_t i = 0; (name = dtl_rules_name(rules, entry, i)).length && out->count < DTL_CAMEO_ROWS_MAX; i++) {
        row.code = name;
        if (code.length) { /* "ASSAULT/primitive | code=182" */
            dtl_slice rest = name, type = DTL_SLICE_EMPTY;
            dtl_slice_next_field(&rest, '/', &type);
            row.code = code;
            row.type = number_of(type, dtl_event_type_name, DTL_EVENT_TYPE_COUNT);
            row.mode = number_of(rest, dtl_event_mode_name, DTL_MODE_COUNT);
        }
        out->rows[out->count++] = row;
    }
}

void dtl_cameo_open(const dtl_rules *rules, dtl_cameo *out)
{
    uint32_t first = 0, count = 0;
    out->count = 0;
    if (rules)
        dtl_rules_entries(rules, dtl_rules_table(rules, "cameo"), &first, &count);
    for (uint32_t i = first; i < first + count; i++)
        read_entry(rules, i, out);
}

static int bits_of(uint64_t set)
{
    int count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

/* 0 "180", 1 "183", 2 "1832". */
static int detail_of(dtl_slice code)
{
    return code.length > 3 ? 2 : code.length == 3 && code.ptr[2] != '0';
}

/* Is a the better code of an event with these contexts? */
static bool is_better(const dtl_cameo_row *a, const dtl_cameo_row *b, uint64_t contexts)
{
    int agree_a = a->contexts & ~contexts ? 0 : bits_of(a->contexts), agree_b = b->contexts & ~contexts ? 0 : bits_of(b->contexts);
    if (agree_a != agree_b)
        return agree_a > agree_b;
    if (detail_of(a->code) != detail_of(b->code))
        return detail_of(a->code) < detail_of(b->code);
    int extra_a = bits_of(a->contexts & ~contexts), extra_b = bits_of(b->contexts & ~contexts);
    return extra_a != extra_b ? extra_a < extra_b : dtl_slice_compare(a->code, b->code) < 0;
}

static const dtl_cameo_row *best_row(const dtl_cameo *cameo, unsigned type, unsigned mode, uint64_t contexts)
{
    const dtl_cameo_row *best = NULL;
    for (uint32_t i = 0; i < cameo->count; i++) {
        const dtl_cameo_row *row = &cameo->rows[i];
        if (row->writes && row->type == type && row->mode == mode && (!best || is_better(row, best, contexts)))
            best = row;
    }
    return best;
}

dtl_slice dtl_cameo_from_plover(const dtl_cameo *cameo, unsigned type, unsigned mode, uint64_t contexts)
{
    if (type == DTL_EVENT_NO_TYPE)
        return DTL_SLICE_EMPTY;
    contexts = dtl_contexts_settle(contexts);
    const dtl_cameo_row *best = best_row(cameo, type, mode, contexts);
    if (!best)
        best = best_row(cameo, type, DTL_MODE_NO_MODE, contexts);
    return best ? best->code : DTL_SLICE_EMPTY;
}

bool dtl_cameo_to_plover(const dtl_cameo *cameo, dtl_slice code, uint8_t *type, uint8_t *mode, uint64_t *contexts)
{
    for (uint32_t i = 0; i < cameo->count; i++) {
        const dtl_cameo_row *row = &cameo->rows[i];
        if (!row->reads || !dtl_slice_equal(row->code, code))
            continue;
        if (row->type == DTL_EVENT_NO_TYPE)
            return false;
        if (type)
            *type = row->type;
        if (mode)
            *mode = row->mode;
        if (contexts)
            *contexts = row->contexts;
        return true;
    }
    return false;
}
