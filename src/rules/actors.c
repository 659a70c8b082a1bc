/* The knowledge base of actors at run time.
 *
 * In: the packed tables and an actor's id. Out: its row, whose branch it is, what it was on a day.
 * The idea: pack_actors.c made sure that ids exist, that nothing is a part of itself and that the rows of one actor do not
 * overlap; here rows are only looked up. What an actor was is asked first for the event's days. Only when these are unknown
 * or lie over a change is the report's own time asked: a report from 2023 about "the Taliban" without a day means today's.
 * Example: taliban, event 2019-05-01, report 2023-02-01 → REB, decided by the event's day.
 * Knowingly wrong: a row is one country; an actor that acts in two has two rows, and the first that holds is taken. */
#include "rules/actors.h"

enum { ROWS_MAX = 64, ID_MAX = 80 };

dtl_actor_tables dtl_actor_tables_of(const dtl_rules *rules)
{
    return (dtl_actor_tables){dtl_rules_table(rules, "actors"), dtl_rules_table(rules, "actor-names"),
                              dtl_rules_table(rules, "actor-relations"), dtl_rules_table(rules, "actor-roles")};
}

static uint32_t find_signed(const dtl_rules *rules, uint32_t table, char sign, dtl_slice id, uint32_t k)
{
    char key[ID_MAX + 1] = {sign};
    if (!id.length || id.length > ID_MAX)
        return DTL_NONE;
    memcpy(key + 1, id.ptr, id.length);
    return dtl_rules_find(rules, table, dtl_slice_make(key, id.length + 1u), k);
}

uint32_t dtl_actor_row(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id)
{
    return find_signed(rules, tables->actors, '=', id, 0);
}

uint32_t dtl_actor_child(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id, uint32_t k)
{
    return find_signed(rules, tables->relations, '>', id, k);
}

static dtl_interval days_of(const dtl_rules *rules, uint32_t row)
{
    dtl_interval days = DTL_INTERVAL_OPEN;
    if (!dtl_day_parse_iso(dtl_rules_attribute(rules, row, "from"), &days.low))
        days.low = DTL_DAY_OPEN_PAST;
    if (!dtl_day_parse_iso(dtl_rules_attribute(rules, row, "to"), &days.high))
        days.high = DTL_DAY_OPEN_FUTURE;
    return days;
}

bool dtl_actor_row_holds(const dtl_rules *rules, uint32_t row, dtl_interval days)
{
    return !dtl_interval_is_empty(dtl_interval_intersect(days_of(rules, row), days));
}

uint32_t dtl_actor_parent(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id, dtl_interval days)
{
    for (uint32_t k = 0; k < ROWS_MAX; k++) {
        uint32_t row = dtl_rules_find(rules, tables->relations, id, k);
        if (row == DTL_NONE)
            break;
        dtl_slice relation = dtl_rules_attribute(rules, row, "relation");
        if (!dtl_slice_is(relation, "split") && !dtl_slice_is(relation, "successor") && dtl_actor_row_holds(rules, row, days))
            return row;
    }
    return DTL_NONE;
}

/* The row in which all of these days lie; *touched: how many they touch. */
static uint32_t row_on(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id, dtl_interval days, uint32_t *touched)
{
    uint32_t found = DTL_NONE;
    *touched = 0;
    for (uint32_t k = 0; k < ROWS_MAX; k++) {
        uint32_t row = dtl_rules_find(rules, tables->roles, id, k);
        if (row == DTL_NONE)
            break;
        dtl_interval held = days_of(rules, row);
        *touched += !dtl_interval_is_empty(dtl_interval_intersect(held, days));
        if (found == DTL_NONE && held.low <= days.low && days.high <= held.high)
            found = row;
    }
    return found;
}

static dtl_actor_role role_from(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id, uint32_t row, uint8_t decided)
{
    uint32_t actor = dtl_actor_row(rules, tables, id);
    dtl_slice country = dtl_rules_attribute(rules, row, "country");
    if (!country.length)
        country = dtl_rules_attribute(rules, actor, "country");
    return (dtl_actor_role){dtl_rules_attribute(rules, row, "sector"), country, row, decided};
}

dtl_actor_role dtl_actor_role_on(const dtl_rules *rules, const dtl_actor_tables *tables, dtl_slice id, dtl_interval event,
                                 dtl_interval report)
{
    uint32_t touched, row = row_on(rules, tables, id, DTL_INTERVAL_OPEN, &touched);
    if (row != DTL_NONE) /* one row without days */
        return role_from(rules, tables, id, row, DTL_ROLE_ALWAYS);
    if (!touched)
        return role_from(rules, tables, id, dtl_actor_row(rules, tables, id), DTL_ROLE_ALWAYS);
    row = row_on(rules, tables, id, event, &touched);
    if (row != DTL_NONE)
        return role_from(rules, tables, id, row, DTL_ROLE_BY_EVENT);
    if (!touched) /* a time that no row speaks of */
        return role_from(rules, tables, id, dtl_actor_row(rules, tables, id), DTL_ROLE_BY_EVENT);
    row = row_on(rules, tables, id, report, &touched);
    if (row != DTL_NONE)
        return role_from(rules, tables, id, row, DTL_ROLE_BY_REPORT);
    dtl_actor_role unknown = role_from(rules, tables, id, dtl_actor_row(rules, tables, id), DTL_ROLE_UNDECIDED);
    unknown.sector = DTL_SLICE_EMPTY;
    unknown.row = DTL_NONE;
    return unknown;
}
