/* Buildings: halls, malls, mosques that no list has, known by the last word of their name.
 *
 * In: unknown names with the labels of the name model. Out: which of them name a building, and which shorter names of the report
 * stand for one; places.c makes mentions of them.
 *
 * The idea: a name of several words whose last is that of a building (place-words.txt) is one, unless the model takes it for a
 * person or its last word is also an organisation's ("hospital", "school": these act and speak). A shorter name that begins
 * like it is the same building, unless a person of the report bears it.
 * Example: "Gunmen stormed Salt Bay Concert Hall … the Salt Bay attack": both times the hall.
 *
 * Knowingly wrong: a street is none; a building that stands only in its short form is not found. */
#include "mention/actors.h"

bool is_building(const mention_context *c, const piece *p)
{
    uint32_t last = p->first + p->count - 1, row = dtl_rules_find(c->rules, c->tables.place_words, c->folded[last], 0);
    return p->class == PIECE_NAME && p->count > 1 && p->label != DTL_NAME_BEGIN_PERSON && attribute_is(c, row, "class", "site") &&
           !attribute_is(c, row, "line", "yes") && dtl_rules_find(c->rules, c->tables.organisation_words, c->folded[last], 0) == DTL_NONE;
}

/* Every word of persons' names of several words. */
static void list_persons(mention_context *c, dtl_map *persons)
{
    dtl_map_init(persons, c->arena);
    for (uint32_t i = 0; i < c->pieces.count; i++) {
        const piece *p = &c->pieces.items[i];
        for (uint32_t t = p->first; t < p->first + p->count && p->count > 1 && p->class == PIECE_NAME && p->label == DTL_NAME_BEGIN_PERSON; t++)
            if (!dtl_map_put(persons, c->folded[t], 1))
                c->failed = true;
    }
}

uint32_t building_of_short_name(const mention_context *c, const piece *p)
{
    uint32_t found = p->class == PIECE_NAME ? dtl_map_get(&c->buildings, c->folded[p->first]) : DTL_NONE;
    const piece *building = found == DTL_NONE ? NULL : &c->pieces.items[found];
    if (!building || building->count <= p->count)
        return DTL_NONE;
    for (uint32_t i = 0; i < p->count; i++)
        if (!dtl_slice_equal(c->folded[p->first + i], c->folded[building->first + i]))
            return DTL_NONE;
    return found;
}

void buildings_find(mention_context *c)
{
    dtl_map persons;
    dtl_map_init(&c->buildings, c->arena);
    list_persons(c, &persons);
    for (uint32_t i = 0; i < c->pieces.count; i++) {
        const piece *p = &c->pieces.items[i];
        dtl_slice word = c->folded[p->first];
        if (is_building(c, p) && dtl_map_get(&persons, word) == DTL_NONE && dtl_map_get(&c->buildings, word) == DTL_NONE && !dtl_map_put(&c->buildings, word, i))
            c->failed = true;
    }
    for (uint32_t i = 0; i < c->pieces.count; i++)
        if (building_of_short_name(c, &c->pieces.items[i]) != DTL_NONE)
            c->pieces.items[i].label = DTL_NAME_BEGIN_PLACE;
}
