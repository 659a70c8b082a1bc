/* Persons named again in other letters.
 *
 * In: a person's name and the persons met so far in the report. Out: the one that it names, and why. actors.c finds a name whose
 * words are all the same; here is the rest: "Muzzaman" and "Muzaman", "Iashin" and "Yashin", a first name left out and the
 * surname spelt otherwise. Words meet by their sound (room alias); then the two whole names are compared, so that a brother
 * with another first name stays another man.
 *
 *     "Dmitri Yashin, a singer, left. … Mr Iashin said" → one man: other spelling, words left out
 *
 * Every word costs one look-up; names are compared only where a sound was met before, and only with the latest bearer.
 * Knowingly wrong: with two bearers of one surname the latest one is asked alone. */
#include "mention/actors.h"

static const dtl_alias *alias_of(mention_context *c)
{
    if (!c->alias && (c->alias = dtl_arena_alloc(c->arena, sizeof *c->alias)) != NULL)
        dtl_alias_open(c->rules, c->alias);
    if (!c->alias)
        c->failed = true;
    return c->alias;
}

/* "~" and the sound of a word: the map of bearers holds words as written beside it. */
static bool sound_key(mention_context *c, dtl_slice word, dtl_slice *key)
{
    dtl_slice sound;
    const dtl_alias *alias = alias_of(c);
    if (!alias || !dtl_alias_sound(alias, c->arena, word, &sound)) {
        c->failed = true;
        return false;
    }
    *key = join(c, (dtl_slice[]){DTL_SLICE("~"), sound}, 2);
    return !c->failed;
}

static uint32_t words_of(const dtl_alias_name *name)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < name->count; i++)
        n += name->parts[i].class != DTL_PART_LIGHT;
    return n;
}

/* Within one report a surname alone is enough, if its spelling is. */
static bool may_be_one(const dtl_alias_name *x, const dtl_alias_name *y, dtl_alias_match match)
{
    if (!match.score || match.reasons & (DTL_ALIAS_OTHER | DTL_ALIAS_NUMBER))
        return false;
    if (words_of(x) < 2 || words_of(y) < 2)
        return !(match.reasons & (DTL_ALIAS_NEAR | DTL_ALIAS_NICKNAME | DTL_ALIAS_INITIALS));
    return match.score >= (match.reasons & DTL_ALIAS_NEAR ? DTL_ALIAS_SURE : DTL_ALIAS_SAME);
}

uint32_t person_by_sound(mention_context *c, const dtl_map *bearers, dtl_slice key, dtl_slice name, dtl_slice *reason)
{
    dtl_slice word, sound;
    while (dtl_slice_next_field(&key, ' ', &word)) {
        if (word.length < 4 || !sound_key(c, word, &sound))
            continue;
        uint32_t known = dtl_map_get(bearers, sound);
        if (known == DTL_NONE)
            continue;
        dtl_alias_name x, y;
        if (!dtl_alias_prepare(c->alias, c->arena, c->out->entities.items[known].name, DTL_ALIAS_PERSON, &x) ||
            !dtl_alias_prepare(c->alias, c->arena, name, DTL_ALIAS_PERSON, &y)) {
            c->failed = true;
            return DTL_NONE;
        }
        dtl_alias_match match = dtl_alias_compare(c->alias, &y, &x);
        if (may_be_one(&x, &y, match)) {
            if (!dtl_alias_explain(c->arena, &y, &x, match, reason))
                c->failed = true;
            return known;
        }
    }
    return DTL_NONE;
}

void person_remember(mention_context *c, dtl_map *bearers, dtl_slice key, uint32_t person)
{
    dtl_slice word, sound;
    while (dtl_slice_next_field(&key, ' ', &word))
        if (word.length > 3 && sound_key(c, word, &sound) && !dtl_map_put(bearers, sound, person))
            c->failed = true;
}
