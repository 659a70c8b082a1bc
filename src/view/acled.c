/* Events in the columns of ACLED (Armed Conflict Location & Event Data): 31, in its order.
 *
 * In: an event with participants, claims, values. Out: a row, or why ACLED would have none: it records what happened (no plans, threats,
 * denials), on a day known at least to the month, at a place within a country, and only political violence, demonstrations
 * and steps of armed actors. Example:
 *     ASSAULT/suicide-attack, Harbour Brigade (REB) → worshippers (CVL), Salt Bay, killed 30
 *     → Political violence, Explosions/Remote violence, Suicide bomb; actor1 Harbour Brigade, inter1 2; actor2 Civilians (…), inter2 7; 27
 *
 * Sources: columns, order and dates as in ACLED's own files of 2023 and later (acledR; 31 columns); inter codes and interaction as numbers
 * (acledR, "ACLED Codebook"); precisions 1–3. The mapping from PLOVER is ours and stands in docs/exports.md in words.
 *
 * What ACLED fills and we do not: admin2, admin3, source_scale and timestamp (nobody told us; no clock is asked); fatalities where no report
 * gives a number (ACLED writes 0, or estimates 3 or 10: we leave it empty). Knowingly vague: towns taken, raids
 * for loot and confiscations by police are one PLOVER mode, and who holds a place after a withdrawal is not known: both are "Other".
 */
#include "view/coding.h"

static const char *const columns[] = {"event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
                                      "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
                                      "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
                                      "notes", "fatalities", "tags", "timestamp"};

void acled_header(dtl_buffer *out)
{
    csv_row row = {.out = out};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        row_words(&row, columns[i]);
    csv_end(out);
}

/* ---- which kind ---- */

typedef enum kind { ARMED_CLASH, CHEMICAL_WEAPON, AIR_OR_DRONE, SUICIDE_BOMB, SHELLING, MINE_OR_IED, GRENADE, SEXUAL_VIOLENCE, ATTACK, ABDUCTION, PEACEFUL,
                    INTERVENTION, EXCESSIVE_FORCE, VIOLENT_DEMONSTRATION, MOB_VIOLENCE, AGREEMENT, ARRESTS, CHANGE, LOOTING, TRANSFER, OTHER_STEP, NO_KIND } kind;

static const struct { const char *disorder, *type, *sub; } kinds[] = {
    [ARMED_CLASH] = {"Political violence", "Battles", "Armed clash"},
    [CHEMICAL_WEAPON] = {"Political violence", "Explosions/Remote violence", "Chemical weapon"},
    [AIR_OR_DRONE] = {"Political violence", "Explosions/Remote violence", "Air/drone strike"},
    [SUICIDE_BOMB] = {"Political violence", "Explosions/Remote violence", "Suicide bomb"},
    [SHELLING] = {"Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack"},
    [MINE_OR_IED] = {"Political violence", "Explosions/Remote violence", "Remote explosive/landmine/IED"},
    [GRENADE] = {"Political violence", "Explosions/Remote violence", "Grenade"},
    [SEXUAL_VIOLENCE] = {"Political violence", "Violence against civilians", "Sexual violence"},
    [ATTACK] = {"Political violence", "Violence against civilians", "Attack"},
    [ABDUCTION] = {"Political violence", "Violence against civilians", "Abduction/forced disappearance"},
    [PEACEFUL] = {"Demonstrations", "Protests", "Peaceful protest"},
    [INTERVENTION] = {"Demonstrations", "Protests", "Protest with intervention"},
    [EXCESSIVE_FORCE] = {"Political violence; Demonstrations", "Protests", "Excessive force against protesters"},
    [VIOLENT_DEMONSTRATION] = {"Demonstrations", "Riots", "Violent demonstration"},
    [MOB_VIOLENCE] = {"Political violence", "Riots", "Mob violence"},
    [AGREEMENT] = {"Strategic developments", "Strategic developments", "Agreement"},
    [ARRESTS] = {"Strategic developments", "Strategic developments", "Arrests"},
    [CHANGE] = {"Strategic developments", "Strategic developments", "Change to group/activity"},
    [LOOTING] = {"Strategic developments", "Strategic developments", "Looting/property destruction"},
    [TRANSFER] = {"Strategic developments", "Strategic developments", "Non-violent transfer of territory"},
    [OTHER_STEP] = {"Strategic developments", "Strategic developments", "Other"}};

/* One row of the mapping: by type and mode ("" = none); what it is against armed people and else. */
static const struct { const char *type, *mode; uint8_t against_armed, else_; } mapping[] = {
    {"ASSAULT", "aerial", AIR_OR_DRONE, AIR_OR_DRONE},       {"ASSAULT", "drone", AIR_OR_DRONE, AIR_OR_DRONE},
    {"ASSAULT", "suicide-attack", SUICIDE_BOMB, SUICIDE_BOMB}, {"ASSAULT", "explosives", MINE_OR_IED, MINE_OR_IED},
    {"ASSAULT", "heavy-weapons", SHELLING, SHELLING},        {"ASSAULT", "unconventional", ARMED_CLASH, ATTACK},
    {"ASSAULT", "abduct", ABDUCTION, ABDUCTION},             {"ASSAULT", "sexual", SEXUAL_VIOLENCE, SEXUAL_VIOLENCE},
    {"ASSAULT", "destroy", LOOTING, LOOTING},                {"ASSAULT", "crowd-control", INTERVENTION, INTERVENTION},
    {"ASSAULT", "firearms", ARMED_CLASH, ATTACK},            {"ASSAULT", "primitive", ARMED_CLASH, ATTACK},
    {"ASSAULT", "targeted", ARMED_CLASH, ATTACK},            {"ASSAULT", "beat", ARMED_CLASH, ATTACK},
    {"ASSAULT", "torture", ATTACK, ATTACK},                  {"ASSAULT", "", ARMED_CLASH, ATTACK},
    {"PROTEST", "demo", PEACEFUL, PEACEFUL},                 {"PROTEST", "obstruct", PEACEFUL, PEACEFUL},
    {"PROTEST", "", PEACEFUL, PEACEFUL},                     {"PROTEST", "riot", VIOLENT_DEMONSTRATION, VIOLENT_DEMONSTRATION},
    {"PROTEST", "vandalize", VIOLENT_DEMONSTRATION, VIOLENT_DEMONSTRATION},
    {"COERCE", "arrest", ARRESTS, ARRESTS},                  {"COERCE", "seize", OTHER_STEP, OTHER_STEP},
    {"RETREAT", "ceasefire", AGREEMENT, AGREEMENT},          {"RETREAT", "disarm", CHANGE, CHANGE},
    {"RETREAT", "withdraw", OTHER_STEP, OTHER_STEP},         {"RETREAT", "release", OTHER_STEP, OTHER_STEP},
    {"MOBILIZE", "troops", CHANGE, CHANGE},                  {"MOBILIZE", "weapons", CHANGE, CHANGE},
    {"MOBILIZE", "militia", CHANGE, CHANGE},                 {"AGREE", "", AGREEMENT, AGREEMENT}};

static bool any_sector(const side *s, const char *const *sectors)
{
    for (uint32_t i = 0; i < s->count; i++)
        for (const char *const *sector = sectors; *sector; sector++)
            if (dtl_slice_is(s->items[i]->sector, *sector))
                return true;
    return false;
}

/* Is it about power, or done by or to those who fight for it? Else it is a crime, or a policeman's day. */
static bool is_political(const dtl_store_event *e, const side *actors, const side *recipients)
{
    static const char *const doers[] = {"MIL", "SPY", "GOV", "REB", "PRE", "PRM", "PTY", "OPP", "REL", "IGO", NULL};
    static const char *const targets[] = {"MIL", "SPY", "GOV", "LEG", "JUD", "REB", "PRE", "PRM", "PTY", "OPP", "REL", "IGO", NULL};
    static const char *const gunmen[] = {"UAF", NULL};
    static const unsigned contexts[] = {DTL_CONTEXT_MILITARY, DTL_CONTEXT_TERRORISM, DTL_CONTEXT_TERRITORY, DTL_CONTEXT_RELIGION_ETHNICITY,
                                        DTL_CONTEXT_REPRESSION, DTL_CONTEXT_ELECTION, DTL_CONTEXT_POLITICAL_INSTITUTIONS, DTL_CONTEXT_PRO_DEMOCRACY,
                                        DTL_CONTEXT_PRO_AUTOCRACY, DTL_CONTEXT_PEACEKEEPING};
    if (any_sector(actors, doers) || any_sector(recipients, targets))
        return true;
    if (any_sector(actors, gunmen) && !has_context(e, DTL_CONTEXT_CRIME))
        return true;
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++)
        if (has_context(e, contexts[i]))
            return true;
    return false;
}

static kind map_kind(const dtl_store_event *e, const side *recipients)
{
    party target = party_of_side(recipients);
    for (size_t i = 0; i < sizeof mapping / sizeof *mapping; i++)
        if (dtl_slice_is(e->type, mapping[i].type) && dtl_slice_is(e->mode, mapping[i].mode))
            return (kind)(is_armed(target) ? mapping[i].against_armed : mapping[i].else_);
    return NO_KIND;
}

static bool has_word(dtl_slice text, const char *word)
{
    return dtl_slice_find(text, dtl_slice_from_cstr(word), 0) != DTL_NONE;
}

/* What the table alone does not say: the weapon, the dead, the doers. *why is set when there is to be no row. */
static kind choose_kind(const dtl_store_event *e, const side *actors, const side *recipients, int64_t deaths, left_out *why)
{
    kind k = map_kind(e, recipients);
    party doer = party_of_side(actors);
    *why = k == NO_KIND ? LEFT_OTHER_KIND : LEFT_WRITTEN;
    if (k == NO_KIND || dtl_slice_is(e->type, "PROTEST"))
        return k;
    if (k == MINE_OR_IED && has_word(e->weapon, "grenade"))
        k = GRENADE;
    if (dtl_slice_is(e->mode, "unconventional"))
        k = CHEMICAL_WEAPON;
    if (k == INTERVENTION && deaths > 0)
        k = EXCESSIVE_FORCE;
    if (dtl_slice_is(e->mode, "seize") && has_context(e, DTL_CONTEXT_TERRITORY))
        k = TRANSFER;
    if ((k == ATTACK || k == ARMED_CLASH) && doer == PARTY_CIVILIANS)
        k = MOB_VIOLENCE;
    bool step = k == TRANSFER || k == AGREEMENT || k == ARRESTS || k == CHANGE || k == LOOTING || k == OTHER_STEP;
    bool of_war = has_context(e, DTL_CONTEXT_MILITARY) || has_context(e, DTL_CONTEXT_TERRITORY) || has_context(e, DTL_CONTEXT_PEACEKEEPING);
    if (k == AGREEMENT && dtl_slice_is(e->type, "AGREE") && !of_war)
        *why = LEFT_OTHER_KIND; /* trade and visits */
    else if (step && !is_armed(doer) && !is_armed(party_of_side(recipients)))
        *why = LEFT_OTHER_KIND;
    else if (!is_political(e, actors, recipients) && !(k >= CHEMICAL_WEAPON && k <= GRENADE && !has_context(e, DTL_CONTEXT_CRIME)))
        *why = LEFT_ORDINARY_CRIME;
    return k;
}

/* ---- who ---- */

/* inter: 1 state forces of the country, 2 rebels, 3 political militia, 4 identity militia, 5 rioters, 6 protesters, 7 civilians, 8 external and other
 * forces; 0 not known. */
static int inter_of(const side *s, kind k, bool first, dtl_slice country)
{
    party p = party_of_side(s);
    if (!s->count)
        return 0;
    if (first && k == PEACEFUL)
        return 6;
    if (first && (k == VIOLENT_DEMONSTRATION || k == MOB_VIOLENCE))
        return 5;
    if (!first && (k == INTERVENTION || k == EXCESSIVE_FORCE) && !is_armed(p))
        return 6;
    switch (p) {
    case PARTY_UNKNOWN: return 0;
    case PARTY_STATE: return s->items[s->lead]->country.length && country.length && !dtl_slice_equal(s->items[s->lead]->country, country) ? 8 : 1;
    case PARTY_REBELS: return 2;
    case PARTY_MILITIA: return 3;
    case PARTY_IDENTITY: return 4;
    case PARTY_CIVILIANS: return 7;
    case PARTY_OUTSIDE: return 8;
    }
    return 0;
}

/* actor and assoc_actor: ACLED calls crowds and civilians by their kind and country, and names who they are beside it. */
static void put_actor(csv_row *row, const side *s, int inter, const char *country)
{
    static const char *const crowds[] = {[5] = "Rioters", [6] = "Protesters", [7] = "Civilians"};
    bool crowd = inter >= 5 && inter <= 7;
    dtl_buffer scratch = {0};
    if (crowd)
        dtl_buffer_format(&scratch, "%s%s%s%s", crowds[inter], *country ? " (" : "", country, *country ? ")" : "");
    else if (s->count)
        put_clean(&scratch, s->names[s->lead]);
    row_scratch(row, &scratch);
    for (uint32_t i = 0; i < s->count; i++) {
        if (!crowd && i == s->lead)
            continue;
        dtl_buffer_cstr(&scratch, scratch.length ? "; " : "");
        put_clean(&scratch, s->names[i]);
    }
    row_scratch(row, &scratch);
    if (inter)
        row_number(row, inter);
    else
        row_empty(row, 1);
    dtl_buffer_free(&scratch);
}

static void put_parties(csv_row *row, const dtl_store_detail *d, kind k, const side *actors, const side *recipients, const char *country)
{
    int one = inter_of(actors, k, true, d->event.country), two = inter_of(recipients, k, false, d->event.country);
    bool violence = k <= ABDUCTION || k == EXCESSIVE_FORCE || k == MOB_VIOLENCE;
    put_actor(row, actors, one, country);
    put_actor(row, recipients, two, country);
    if (one && two)
        row_number(row, one < two ? one * 10 + two : two * 10 + one);
    else if (one && !recipients->count)
        row_number(row, one * 10);
    else
        row_empty(row, 1);
    row_words(row, violence && (two == 6 || two == 7) ? "Civilian targeting" : "");
}

/* ---- where, when, who says so ---- */

static void put_place(csv_row *row, const dtl_store_event *e, const country_codes *country)
{
    bool unit = e->place_precision == 2;
    if (country && country->iso)
        row_number(row, country->iso);
    else
        row_empty(row, 1);
    row_words(row, acled_region_of(country));
    row_words(row, country ? country->name : "");
    row_text(row, unit && !e->admin1.length ? e->place : e->admin1);
    row_empty(row, 2);
    row_text(row, e->place);
    row_degrees(row, e->latitude);
    row_degrees(row, e->longitude);
    row_number(row, unit ? 3 : e->place_precision == 3 || e->place_implied ? 2 : 1);
}

static void put_sources(csv_row *row, const dtl_store_detail *d)
{
    dtl_buffer scratch = {0};
    put_distinct(&scratch, d, distinct_outlet);
    row_scratch(row, &scratch);
    dtl_buffer_free(&scratch);
    row_empty(row, 1);
}

/* "ASSAULT/firearms: Dock Front → guards, Salt Bay, 2024-03-09, killed 3. Contested: held by A; B, denied by C. Told: "…"" */
static void put_notes(csv_row *row, const dtl_store_detail *d)
{
    dtl_buffer scratch = {0}, line = {0};
    put_headline(&scratch, &d->event);
    dtl_buffer_format(&scratch, ". %.*s", (int)d->event.standing.length, d->event.standing.ptr);
    const struct { const char *words; distinct_fn *fn; } voices[] = {{": held by ", distinct_supporter}, {"; denied by ", distinct_denier}};
    for (size_t i = 0; i < sizeof voices / sizeof *voices; i++) {
        size_t before = scratch.length;
        dtl_buffer_cstr(&scratch, voices[i].words);
        size_t start = scratch.length;
        put_distinct(&scratch, d, voices[i].fn);
        if (scratch.length == start)
            scratch.length = before;
    }
    dtl_buffer_cstr(&scratch, ". Told: \"");
    dtl_buffer_slice(&scratch, d->event.evidence);
    dtl_buffer_char(&scratch, '"');
    put_clean(&line, dtl_slice_make(scratch.bytes ? scratch.bytes : "", scratch.length)); /* one line, whatever the web put in it */
    line.failed |= scratch.failed;
    row_scratch(row, &line);
    dtl_buffer_free(&scratch);
    dtl_buffer_free(&line);
}

static void put_fatalities(csv_row *row, dtl_policy_count deaths, const dtl_store_event *e)
{
    dtl_buffer scratch = {0};
    if (deaths.best >= 0)
        row_number(row, deaths.best);
    else
        row_empty(row, 1);
    if (dtl_slice_is(e->type, "PROTEST") && e->figure.low >= 0) {
        dtl_buffer_cstr(&scratch, "crowd size=");
        put_range(&scratch, e->figure);
    }
    row_scratch(row, &scratch);
    dtl_buffer_free(&scratch);
    row_empty(row, 1);
}

/* 1 = the day, 2 = within a week, 3 = within a month; 0 = less is known than ACLED takes. */
static int time_precision(dtl_interval days)
{
    if (days.low == DTL_DAY_OPEN_PAST || days.high == DTL_DAY_OPEN_FUTURE || (int64_t)days.high - days.low > 30)
        return 0;
    return days.low == days.high ? 1 : days.high - days.low < 7 ? 2 : 3;
}

left_out acled_event(const dtl_store_detail *d, dtl_buffer *out)
{
    const dtl_store_event *e = &d->event;
    const country_codes *country = country_of(e->country);
    side actors, recipients;
    left_out why = LEFT_WRITTEN;
    find_side(d, false, &actors);
    find_side(d, true, &recipients);
    dtl_policy_count deaths = deaths_by(d, DTL_POLICY_ACLED);
    int precision = time_precision(e->days);
    if (!dtl_slice_is(e->item, "event"))
        return LEFT_NO_EVENT;
    if (!has_happened(e))
        return LEFT_NOT_HAPPENED;
    kind k = choose_kind(e, &actors, &recipients, deaths.best, &why);
    why = why != LEFT_WRITTEN ? why : e->series ? LEFT_SEVERAL : !country ? LEFT_NO_COUNTRY : e->place_precision < 2 ? LEFT_NO_PLACE : !precision ? LEFT_NO_DAY : why;
    if (why != LEFT_WRITTEN)
        return why;
    csv_row row = {.out = out};
    dtl_buffer id = {0};
    dtl_buffer_slice(&id, e->country);
    dtl_buffer_slice(&id, e->id);
    row_scratch(&row, &id);
    dtl_buffer_free(&id);
    int32_t day = e->days.low + (e->days.high - e->days.low) / 2, year;
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    row_day(&row, day);
    row_number(&row, year);
    row_number(&row, precision);
    row_words(&row, kinds[k].disorder);
    row_words(&row, kinds[k].type);
    row_words(&row, kinds[k].sub);
    put_parties(&row, d, k, &actors, &recipients, country->name);
    put_place(&row, e, country);
    put_sources(&row, d);
    put_notes(&row, d);
    put_fatalities(&row, deaths, e);
    csv_end(out);
    return LEFT_WRITTEN;
}
