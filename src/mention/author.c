/* author: who "we" and "I" are in a report that quotes nobody.
 *
 * In: the name of the outlet, as the caller gave it. Out: the public body whose own page this is: a government, a ministry, an army, an
 * international organisation. Newspapers and agencies are none: their "we" is a columnist's or a slip of the quotation marks.
 * Example: on a page of "US State Department", "We condemn the shelling of the clinic" is the State Department's condemnation.
 * Method: the outlet's whole name is looked up among actors; else a country's name or people before a word of government
 * ("UK Government", "Australian Department of Foreign Affairs").
 * Knowingly wrong: the official who signs the page is not told apart from the body. */
#include "mention/internal.h"

enum { NAME_WORDS = 12 };

static bool is_public(const mention_context *c, uint32_t actor)
{
    return attribute_is(c, actor, "kind", "government") || attribute_is(c, actor, "kind", "alliance");
}

static uint32_t actor_named(mention_context *c, dtl_slice name)
{
    const uint32_t tables[] = {c->actor_tables.actors, c->actor_tables.names};
    for (unsigned i = 0; i < sizeof tables / sizeof *tables; i++)
        for (uint32_t k = 0, row, alias; (row = dtl_rules_find(c->rules, tables[i], name, k)) != DTL_NONE; k++)
            if (is_public(c, actor_of_row(c, row, &alias)))
                return actor_of_row(c, row, &alias);
    return DTL_NONE;
}

static bool names_government(const dtl_slice *words, uint32_t count)
{
    static const char *const bodies[] = {"government", "ministry", "department", "army", "armed", "parliament", "presidency", "cabinet"};
    for (uint32_t i = 0; i < count; i++)
        for (unsigned k = 0; k < sizeof bodies / sizeof *bodies; k++)
            if (dtl_slice_is(words[i], bodies[k]))
                return true;
    return false;
}

uint32_t author_find(mention_context *c)
{
    dtl_slice name = fold(c, c->doc->source.outlet), rest = name, words[NAME_WORDS];
    uint32_t count = 0, taken = 0;
    if (!name.length)
        return DTL_NONE;
    uint32_t actor = actor_named(c, name);
    if (actor != DTL_NONE)
        return entity_of_actor(c, actor);
    while (count < NAME_WORDS && dtl_slice_next_field(&rest, ' ', &words[count]))
        count++;
    const uint32_t tables[] = {c->tables.places, c->tables.demonyms};
    for (unsigned i = 0; i < sizeof tables / sizeof *tables; i++) {
        uint32_t row = dtl_rules_match(c->rules, tables[i], words, count, &taken);
        dtl_slice country = attribute(c, row, "country");
        if (country.length && names_government(words + taken, count - taken))
            return government_of(c, country);
    }
    return DTL_NONE;
}
