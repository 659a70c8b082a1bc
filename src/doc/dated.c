/* What a participant was when the event happened.
 *
 * In: an entity of a report, the days of an event, the dated rows of actor-roles.txt. Out: sector and country as of the
 * event's day, with the reason. Example: the Taliban of a raid in 2019, told in 2023, are REB. A raid without a day gives
 * nothing here: then the actor's own fields hold, which are as of the report's time.
 *
 * The idea: most entities are the same at all times and are passed over at once. A group that changed is asked for the
 * event's own days. Its people share its change: a commander of the Taliban is a rebel of 2019 and a soldier of their state
 * in 2023; an officer keeps his own sector while his side governs, and is a rebel with it while it does not.
 * Knowingly wrong: only whole days; what a group was in a part of the country at a time is not known. */
#include "doc/report.h"
#include "rules/actors.h"
#include <stdio.h>

static dtl_slice reason_of(dtl_arena *arena, uint8_t decided, dtl_interval days)
{
    char low[16], high[16], text[80];
    dtl_slice copy = DTL_SLICE_EMPTY;
    if (decided == DTL_ROLE_UNDECIDED)
        return DTL_SLICE("neither the event's day nor the report's is known");
    if (decided == DTL_ROLE_BY_REPORT)
        return DTL_SLICE("the event's days lie over a change: as of the report's time");
    dtl_day_format(days.low, low);
    dtl_day_format(days.high, high);
    int length = !low[0]                  ? snprintf(text, sizeof text, "as of days until %s", high)
                 : !high[0]               ? snprintf(text, sizeof text, "as of days from %s", low)
                 : days.low == days.high ? snprintf(text, sizeof text, "as of %s", low)
                                          : snprintf(text, sizeof text, "as of %s to %s", low, high);
    (void)dtl_arena_copy(arena, dtl_slice_make(text, (size_t)length), &copy);
    return copy;
}

bool dtl_report_dated_of(const dtl_doc *doc, const struct dtl_rules *rules, const dtl_entity *entity, dtl_interval days,
                         dtl_arena *arena, dtl_report_dated *out)
{
    if (!rules || !entity->sector_from.length)
        return false;
    dtl_actor_tables tables = dtl_actor_tables_of(rules);
    dtl_actor_role role = dtl_actor_role_on(rules, &tables, entity->sector_from, days, doc->mention.published);
    if (role.decided == DTL_ROLE_ALWAYS || (role.decided == DTL_ROLE_BY_REPORT && dtl_interval_is_open(days)))
        return false; /* without a day the actor's own fields, which are as of the report's time, say it already */
    dtl_interval report = doc->mention.published;
    dtl_slice now = dtl_actor_role_on(rules, &tables, entity->sector_from, report, report).sector;
    bool shares = dtl_slice_equal(entity->sector, now) || dtl_slice_is(role.sector, "REB");
    *out = (dtl_report_dated){.sector = shares ? role.sector : entity->sector, .country = role.country,
                              .reason = reason_of(arena, role.decided, days)};
    return true;
}
