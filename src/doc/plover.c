/* PLOVER's own tables: which modes a type has, how it scores, in which quarter of the quad it lies; sets of contexts.
 *
 * In: numbers of plover.h. Out: quad class 1–4, intensity in tenths (whole numbers, so that every machine agrees), and whether
 * a mode belongs to a type. Example: "A car bomb killed three guards" is ASSAULT/explosives: quad 4, material conflict, -9.0.
 * Source: PLOVER manual, DRAFT 2.0 (4 February 2024). Where it contradicts itself or prints no score, our choice is:
 *   ACCUSE -3.0      (3 is printed, but every mode of it is negative)
 *   PROTEST/vandalize -5.0 (no score printed: that of the type)
 *   SANCTION quad 4  (its own section; the summary table says 3)
 * Knowingly coarse: the score is that of the kind of event, however many it killed.
 */
#include "doc/plover.h"

/* Scores are kept one thousand too high: 0 = the type has no such mode. */
#define S(tenths) ((tenths) + SCORE_ZERO)
enum { SCORE_ZERO = 1000 };

static const int16_t scores[DTL_EVENT_TYPE_COUNT][DTL_MODE_COUNT] = {
    [DTL_EVENT_NO_TYPE] = {[DTL_MODE_NO_MODE] = S(0)},
    [DTL_EVENT_AGREE] = {[DTL_MODE_NO_MODE] = S(25)},
    [DTL_EVENT_CONSULT] = {[DTL_MODE_NO_MODE] = S(25), [DTL_MODE_VISIT] = S(40), [DTL_MODE_THIRD_PARTY] = S(10),
        [DTL_MODE_MULTILATERAL] = S(40), [DTL_MODE_PHONE] = S(15)},
    [DTL_EVENT_SUPPORT] = {[DTL_MODE_NO_MODE] = S(50)},
    [DTL_EVENT_CONCEDE] = {[DTL_MODE_NO_MODE] = S(45)},
    [DTL_EVENT_COOPERATE] = {[DTL_MODE_NO_MODE] = S(95)},
    [DTL_EVENT_AID] = {[DTL_MODE_NO_MODE] = S(100)},
    [DTL_EVENT_RETREAT] = {[DTL_MODE_NO_MODE] = S(65), [DTL_MODE_WITHDRAW] = S(80), [DTL_MODE_RELEASE] = S(65),
        [DTL_MODE_DISARM] = S(100), [DTL_MODE_CEASEFIRE] = S(75), [DTL_MODE_ACCESS] = S(65), [DTL_MODE_RESIGN] = S(45)},
    [DTL_EVENT_REQUEST] = {[DTL_MODE_NO_MODE] = S(0), [DTL_MODE_ASSIST] = S(5), [DTL_MODE_CHANGE] = S(-10),
        [DTL_MODE_YIELD] = S(-10), [DTL_MODE_MEET] = S(0)},
    [DTL_EVENT_ACCUSE] = {[DTL_MODE_NO_MODE] = S(-30), [DTL_MODE_DISAPPROVE] = S(-20), [DTL_MODE_INVESTIGATE] = S(-35),
        [DTL_MODE_ALLEGE] = S(-35)},
    [DTL_EVENT_REJECT] = {[DTL_MODE_NO_MODE] = S(-20), [DTL_MODE_ASSIST] = S(-15), [DTL_MODE_CHANGE] = S(-20),
        [DTL_MODE_YIELD] = S(-20), [DTL_MODE_MEET] = S(-20)},
    [DTL_EVENT_THREATEN] = {[DTL_MODE_NO_MODE] = S(-35), [DTL_MODE_RESTRICT] = S(-30), [DTL_MODE_ARREST] = S(-35),
        [DTL_MODE_RELATIONS] = S(-35), [DTL_MODE_EXPEL] = S(-35), [DTL_MODE_TERRITORY] = S(-40), [DTL_MODE_VIOLENCE] = S(-35)},
    [DTL_EVENT_PROTEST] = {[DTL_MODE_NO_MODE] = S(-50), [DTL_MODE_DEMO] = S(-50), [DTL_MODE_RIOT] = S(-70),
        [DTL_MODE_STRIKE] = S(-50), [DTL_MODE_HUNGER] = S(-45), [DTL_MODE_BOYCOTT] = S(-45), [DTL_MODE_OBSTRUCT] = S(-45),
        [DTL_MODE_VANDALIZE] = S(-50)},
    [DTL_EVENT_SANCTION] = {[DTL_MODE_NO_MODE] = S(-60), [DTL_MODE_CONVICT] = S(-60), [DTL_MODE_EXPEL] = S(-55),
        [DTL_MODE_WITHDRAW] = S(-60), [DTL_MODE_DISCONTINUE] = S(-60)},
    [DTL_EVENT_MOBILIZE] = {[DTL_MODE_NO_MODE] = S(-55), [DTL_MODE_TROOPS] = S(-65), [DTL_MODE_WEAPONS] = S(-65),
        [DTL_MODE_POLICE] = S(-55), [DTL_MODE_MILITIA] = S(-60)},
    [DTL_EVENT_COERCE] = {[DTL_MODE_NO_MODE] = S(-70), [DTL_MODE_SEIZE] = S(-70), [DTL_MODE_RESTRICT] = S(-70),
        [DTL_MODE_CENSOR] = S(-65), [DTL_MODE_CURFEW] = S(-65), [DTL_MODE_MARTIAL_LAW] = S(-75), [DTL_MODE_ARREST] = S(-70),
        [DTL_MODE_DEPORT] = S(-70), [DTL_MODE_WITHHOLD] = S(-70), [DTL_MODE_MISINFORMATION] = S(-65), [DTL_MODE_CYBER] = S(-70)},
    [DTL_EVENT_ASSAULT] = {[DTL_MODE_NO_MODE] = S(-90), [DTL_MODE_ABDUCT] = S(-85), [DTL_MODE_BEAT] = S(-75),
        [DTL_MODE_TORTURE] = S(-85), [DTL_MODE_SEXUAL] = S(-85), [DTL_MODE_TARGETED] = S(-95), [DTL_MODE_DESTROY] = S(-85),
        [DTL_MODE_PRIMITIVE] = S(-80), [DTL_MODE_FIREARMS] = S(-90), [DTL_MODE_EXPLOSIVES] = S(-90),
        [DTL_MODE_SUICIDE_ATTACK] = S(-95), [DTL_MODE_AERIAL] = S(-95), [DTL_MODE_DRONE] = S(-95),
        [DTL_MODE_HEAVY_WEAPONS] = S(-95), [DTL_MODE_CROWD_CONTROL] = S(-75), [DTL_MODE_UNCONVENTIONAL] = S(-100)},
};
#undef S

static const uint8_t quads[DTL_EVENT_TYPE_COUNT] = {
    [DTL_EVENT_AGREE] = 1, [DTL_EVENT_CONSULT] = 1, [DTL_EVENT_SUPPORT] = 1, [DTL_EVENT_CONCEDE] = 1,
    [DTL_EVENT_COOPERATE] = 2, [DTL_EVENT_AID] = 2, [DTL_EVENT_RETREAT] = 2,
    [DTL_EVENT_REQUEST] = 3, [DTL_EVENT_ACCUSE] = 3, [DTL_EVENT_REJECT] = 3, [DTL_EVENT_THREATEN] = 3,
    [DTL_EVENT_PROTEST] = 4, [DTL_EVENT_SANCTION] = 4, [DTL_EVENT_MOBILIZE] = 4, [DTL_EVENT_COERCE] = 4, [DTL_EVENT_ASSAULT] = 4};

unsigned dtl_event_quad(unsigned type)
{
    return type < DTL_EVENT_TYPE_COUNT ? quads[type] : 0;
}

const char *dtl_quad_name(unsigned quad)
{
    static const char *const names[] = {"", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"};
    return quad < sizeof names / sizeof *names ? names[quad] : "";
}

bool dtl_event_mode_fits(unsigned type, unsigned mode)
{
    return type < DTL_EVENT_TYPE_COUNT && mode < DTL_MODE_COUNT && scores[type][mode] != 0;
}

int dtl_event_intensity(unsigned type, unsigned mode)
{
    if (type >= DTL_EVENT_TYPE_COUNT)
        return 0;
    return scores[type][dtl_event_mode_fits(type, mode) ? mode : DTL_MODE_NO_MODE] - SCORE_ZERO;
}

bool dtl_contexts_read(dtl_slice names, uint64_t *contexts)
{
    uint64_t found = 0;
    for (uint32_t at = 0; at < names.length;) {
        uint32_t end = at;
        while (end < names.length && names.ptr[end] != ',' && names.ptr[end] != ' ')
            end++;
        unsigned context = 0;
        dtl_slice name = dtl_slice_make(names.ptr + at, end - at);
        while (context < DTL_CONTEXT_COUNT && !dtl_slice_is(name, dtl_context_name(context)))
            context++;
        if (context == DTL_CONTEXT_COUNT)
            return false;
        found |= DTL_CONTEXT_BIT(context);
        at = end + 1;
    }
    *contexts = found;
    return true;
}

uint64_t dtl_contexts_settle(uint64_t contexts)
{
    const uint64_t nearer = DTL_CONTEXT_BIT(DTL_CONTEXT_CORRUPTION) | DTL_CONTEXT_BIT(DTL_CONTEXT_ILLEGAL_DRUGS) |
                            DTL_CONTEXT_BIT(DTL_CONTEXT_TRAFFICKING);
    return contexts & nearer ? contexts & ~DTL_CONTEXT_BIT(DTL_CONTEXT_CRIME) : contexts;
}
