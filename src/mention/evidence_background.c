/* What a text says about its day by what it knows of the world.
 *
 * In: tokens, pieces and raw times; the tables background (known events and seasons with their days) and holders (who held
 * which office, from when to when). Out: constraints of the level background, each with its row.
 *
 * The idea: who tells an event is not older than it. "Last year", "three years after", "the fifth anniversary of" tie the
 * report to a known event. A person who is named with an office ("President Jane Roe", "Jane Roe, the president") held it on
 * the day of the report; with "former", no longer; with "-elect", not yet.
 * Example: "Prime Minister Gordon Brown met President Barack Obama" was written between 20 January 2009 and 11 May 2010.
 *
 * An office in a sentence that names a year is told of that year, not of the report's day, and is left alone.
 *
 * Knowingly wrong: history without years ("Under President Johnson the act was passed") is taken for news. */
#include "mention/dating.h"
#include "rules/glue.h"

/* ---- known events ---- */

/* Does the sentence hold a piece of this actor id? */
static bool sentence_names(const mention_context *c, uint32_t token, dtl_slice id)
{
    enum { LOOK = 80 };
    uint32_t start = sentence_start(c, token), end = sentence_end(c, token);
    if (token > LOOK && start < token - LOOK)
        start = token - LOOK;
    for (uint32_t t = start; t < end && t < token + LOOK; t++)
        if (c->piece_of[t] != DTL_NONE) {
            const piece *p = &c->pieces.items[c->piece_of[t]];
            if (p->class == PIECE_ACTOR && dtl_slice_equal(attribute(c, p->rule, "id"), id))
                return true;
        }
    return false;
}

/* The year that the sentence of token names: 0 none, −1 several; and its first relative time. */
static int32_t year_of_sentence(const mention_context *c, uint32_t token, const raw_time **relative)
{
    enum { TIMES_MAX = 16 };
    uint32_t sentence = c->tokens[token].sentence, low = dating_first_time(c, sentence);
    int32_t year = 0;
    *relative = NULL;
    for (uint32_t i = low; i < c->raw_times.count && i < low + TIMES_MAX; i++) {
        const raw_time *t = &c->raw_times.items[i];
        if (c->tokens[t->first].sentence != sentence)
            break;
        if (t->form == FORM_DATE && t->year)
            year = year && year != t->year ? -1 : t->year;
        if ((t->form == FORM_OFFSET || t->form == FORM_AGO) && t->anchor == ANCHOR_REPORT && !t->since)
            *relative = *relative ? *relative : t;
    }
    return year;
}

static int32_t add_years(int32_t day, int32_t years)
{
    int32_t year;
    uint32_t month, day_of_month;
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    return dtl_day_from_civil(year + years, month, day_of_month > 28 ? 28 : day_of_month);
}

/* The days of the report when a known event is told with a relative time: last year → the report is of the year after. */
static dtl_interval seen_from_event(const raw_time *t, int32_t event)
{
    static const int32_t lengths[] = {0, 1, 7, 31, 366, 3653};
    enum { FARTHEST = 200 }; /* units: beyond that it is no news */
    int32_t year;
    uint32_t month, day;
    dtl_day_to_civil(event, &year, &month, &day);
    if (t->amount < -FARTHEST || t->amount > FARTHEST || t->amount2 < -FARTHEST || t->amount2 > FARTHEST)
        return DTL_INTERVAL_OPEN;
    if (t->form == FORM_AGO) {
        int32_t unit = lengths[t->unit <= UNIT_DECADE ? t->unit : UNIT_DECADE];
        return (dtl_interval){event + t->amount * unit - unit / 2, event + t->amount2 * unit + unit / 2};
    }
    if (t->amount > 0)
        return DTL_INTERVAL_OPEN;
    if (t->unit == UNIT_YEAR)
        return (dtl_interval){dtl_day_from_civil(year - t->amount, 1, 1), dtl_day_from_civil(year - t->amount, 12, 31)};
    if (t->unit == UNIT_MONTH) {
        int32_t index = year * 12 + (int32_t)month - 1 - t->amount;
        year = index / 12;
        month = (uint32_t)(index % 12) + 1;
        return (dtl_interval){dtl_day_from_civil(year, month, 1), dtl_day_from_civil(year, month, dtl_days_in_month(year, month))};
    }
    return (dtl_interval){event, event + (t->unit == UNIT_WEEK ? 14 : 1)};
}

/* The bare year that the sentence names is the year of a known event: its day is known. */
static void mark_known_day(mention_context *c, uint32_t token, int32_t day)
{
    enum { NEAR = 12 };
    for (uint32_t i = dating_first_time(c, c->tokens[token].sentence); i < c->raw_times.count; i++) {
        raw_time *t = &c->raw_times.items[i];
        if (c->tokens[t->first].sentence != c->tokens[token].sentence)
            break;
        if (t->form == FORM_DATE && t->year && !t->month && t->first > token && t->first < token + NEAR) {
            t->known_day = day;
            break;
        }
    }
}

/* "fifth", "5th", "25th": the number, 0 if it is none. */
static int32_t ordinal_at(const mention_context *c, uint32_t t)
{
    static const char *const words[] = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                                        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
                                        "eighteenth", "nineteenth", "twentieth"};
    if (t >= c->count)
        return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_is(c->folded[t], words[i]))
            return (int32_t)i + 1;
    dtl_slice text = c->folded[t];
    int32_t value = 0;
    uint32_t digits = 0;
    while (digits < text.length && digits < 3 && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
        value = value * 10 + (text.ptr[digits++] - '0');
    return digits && digits + 2 == text.length && text.ptr[digits] >= 'a' ? value : 0;
}

/* "the fifth anniversary of" or "three years after" in front of the event: how many years; 0 none. *slack: days either way. */
static int32_t years_after(const mention_context *c, uint32_t token, int32_t *slack)
{
    enum { LOOK_BACK = 6 };
    uint32_t start = sentence_start(c, token);
    for (uint32_t t = token; t > start && t + LOOK_BACK > token; t--) {
        int64_t low, high;
        uint32_t taken;
        if (token_is(c, t - 1, "anniversary") && t >= start + 2) {
            *slack = 45;
            return ordinal_at(c, t - 2);
        }
        bool after = token_is(c, t - 1, "after") || token_is(c, t - 1, "since");
        if (after && t >= start + 3 && (token_is(c, t - 2, "years") || token_is(c, t - 2, "year")) && number_read(c, t - 3, t, &low, &high, &taken) && low == high && low < 100) {
            *slack = 200;
            return (int32_t)low;
        }
    }
    return 0;
}

/* The verb that governs a token. */
static uint32_t verb_of(const mention_context *c, uint32_t token)
{
    enum { CLIMB = 8 };
    for (int step = 0; step < CLIMB && token != DTL_NONE; step++, token = c->words[token].head)
        if (c->words[token].upos == DTL_UPOS_VERB)
            return token;
    return DTL_NONE;
}

/* Does the relative time belong to the event: has it the same verb? */
static bool same_verb(const mention_context *c, uint32_t token, uint32_t taken, const raw_time *relative)
{
    uint32_t verb = verb_of(c, head_of(c, token, taken));
    return verb != DTL_NONE && verb == verb_of(c, head_of(c, relative->first, relative->count));
}

static bool rule_is_known(const dating *d, uint32_t rule)
{
    for (uint32_t i = 0; i < d->count; i++)
        if (d->items[i].out.rule == rule)
            return true;
    return false;
}

static dtl_slice words_at(const mention_context *c, uint32_t first, uint32_t count)
{
    return tokens_text(c, first, count);
}

static void known_event(dating *d, uint32_t token, uint32_t taken, uint32_t rule, int32_t day, const raw_time *relative)
{
    mention_context *c = d->c;
    bool moment = !attribute_is(c, rule, "class", "name");
    evidence *e = rule_is_known(d, rule) ? NULL : dating_add(d, "known event", token, taken, DTL_CONSTRAINT_FIRM, DTL_LEVEL_BACKGROUND);
    if (!e)
        return;
    e->out.rule = rule;
    e->out.days.low = day;
    DATING_REASON(c, e, DTL_SLICE("tells of "), words_at(c, token, taken), DTL_SLICE(", which was on "), dating_day(c, day));
    int32_t slack = 0, years = moment ? years_after(c, token, &slack) : 0;
    dtl_interval days = DTL_INTERVAL_OPEN;
    if (years)
        days = (dtl_interval){add_years(day, years) - slack, add_years(day, years) + slack};
    else if (relative && moment && same_verb(c, token, taken, relative))
        days = seen_from_event(relative, day);
    if (dtl_interval_is_open(days) || (e = dating_add(d, years ? "years since a known event" : "known event and offset", token, taken, years ? DTL_CONSTRAINT_SOFT : DTL_CONSTRAINT_FIRM, DTL_LEVEL_BACKGROUND)) == NULL)
        return;
    e->out.rule = rule;
    e->out.days = days;
    DATING_REASON(c, e, words_at(c, token, taken), DTL_SLICE(" was on "), dating_day(c, day), DTL_SLICE(", and is told with "),
                  years ? dating_number(c, years) : words_at(c, relative->first, relative->count), years ? DTL_SLICE(" years since") : DTL_SLICE_EMPTY);
}

/* The rows of a season ("Hajj"), one a year: the report lies near one of them. */
static void season(dating *d, uint32_t token, uint32_t taken, dtl_slice key)
{
    enum { BEFORE = 30, AFTER = 21 };
    mention_context *c = d->c;
    for (uint32_t i = 0; i < d->count; i++)
        if (dtl_slice_is(dtl_slice_from_cstr(d->items[i].out.evidence), "season"))
            return;
    evidence *e = dating_add(d, "season", token, taken, DTL_CONSTRAINT_SOFT, DTL_LEVEL_BACKGROUND);
    uint32_t rule;
    for (uint32_t k = 0; e && e->stretch_count < DATING_STRETCHES_MAX && (rule = dtl_rules_find(c->rules, c->tables.background, key, k)) != DTL_NONE; k++) {
        dtl_interval days;
        if (!dtl_day_parse_iso(attribute(c, rule, "from"), &days.low) || !dtl_day_parse_iso(attribute(c, rule, "to"), &days.high))
            continue;
        e->out.rule = rule;
        e->stretches[e->stretch_count++] = (dtl_interval){days.low - BEFORE, days.high + AFTER};
    }
    if (e)
        DATING_REASON(c, e, DTL_SLICE("told near "), words_at(c, token, taken), DTL_SLICE(", whose days each year are known"));
}

static dtl_slice key_of(mention_context *c, uint32_t first, uint32_t count, char *room, uint32_t capacity)
{
    uint32_t length = 0;
    for (uint32_t t = first; t < first + count; t++)
        length = rules_glue(room, length, capacity, c->folded[t]);
    return dtl_slice_make(room, length);
}

/* near="killing killed death": one of these words must stand close by, in the same sentence. */
static bool near_is_met(const mention_context *c, uint32_t token, uint32_t taken, dtl_slice words)
{
    enum { REACH = 6 };
    uint32_t start = sentence_start(c, token), end = sentence_end(c, token);
    uint32_t from = token - start > REACH ? token - REACH : start;
    dtl_slice word, rest = words;
    while (dtl_slice_next_field(&rest, ' ', &word))
        for (uint32_t t = from; t < end && t < token + taken + REACH; t++)
            if (dtl_slice_equal(c->folded[t], word))
                return true;
    return words.length == 0;
}

/* Known events from token t on; the number of tokens taken. With d NULL only days are marked. */
static uint32_t background_at(mention_context *c, dating *d, uint32_t t)
{
    enum { LOOK_AHEAD = 10 };
    uint32_t taken, end = sentence_end(c, t), limit = end - t < LOOK_AHEAD ? end - t : LOOK_AHEAD;
    uint32_t rule = dtl_rules_match(c->rules, c->tables.background, c->folded + t, limit, &taken);
    int32_t day, year;
    uint32_t month, day_of_month;
    char room[128];
    if (rule == DTL_NONE)
        return 1;
    dtl_slice with = attribute(c, rule, "with");
    if (attribute_is(c, rule, "class", "horizon"))
        return taken;
    if (attribute(c, rule, "from").length) {
        if (d)
            season(d, t, taken, key_of(c, t, taken, room, sizeof room));
        return taken;
    }
    if (!dtl_day_parse_iso(attribute(c, rule, "date"), &day) || (with.length && !sentence_names(c, t, with)))
        return 1;
    if (attribute_is(c, rule, "capital", "yes") && !token_is_capital(c, t))
        return 1;
    if (!near_is_met(c, t, taken, attribute(c, rule, "near")))
        return taken;
    const raw_time *relative;
    int32_t said = year_of_sentence(c, t, &relative);
    dtl_day_to_civil(day, &year, &month, &day_of_month);
    if ((said != 0 && said != year) || (said == 0 && attribute_is(c, rule, "year", "said")))
        return 1;
    if (said == year)
        mark_known_day(c, t, day);
    if (c->background == DTL_NONE)
        c->background = rule;
    if (d)
        known_event(d, t, taken, rule, day, said == 0 ? relative : NULL);
    return taken;
}

/* ---- offices ---- */

/* How an office stands beside a name. */
typedef enum holding { HOLDS_NOT, HOLDS, HELD, WILL_HOLD } holding;

/* Do the words that end before token `end` spell this phrase? Returns its first token, DTL_NONE. */
static uint32_t phrase_before(const mention_context *c, uint32_t start, uint32_t end, dtl_slice phrase)
{
    dtl_slice word, rest = phrase;
    uint32_t count = 0;
    while (dtl_slice_next_field(&rest, ' ', &word))
        count++;
    if (end < start + count)
        return DTL_NONE;
    rest = phrase;
    for (uint32_t t = end - count; dtl_slice_next_field(&rest, ' ', &word); t++)
        if (!dtl_slice_equal(c->folded[t], word))
            return DTL_NONE;
    return end - count;
}

/* What stands before the office: "former", "vice", "then". */
static holding holding_of(const mention_context *c, uint32_t start, uint32_t first)
{
    enum { LOOK_BACK = 4 };
    static const char *const over[] = {"former", "ex", "late", "onetime", "predecessor", "previous", "ousted", "deposed", "toppled", "exiled", NULL};
    static const char *const other[] = {"be", "vice", "deputy", "then", "shadow", "assistant", "under", "candidate", "first", "lieutenant", "lt", "lt.", "future",
                                        "a", "an", "would", "potential", "any", "every", "attorney", "possible", NULL};
    for (uint32_t t = first; t > start && t + LOOK_BACK > first; t--) {
        if (token_in(c, t - 1, over))
            return HELD;
        if (token_in(c, t - 1, other) && t + 2 > first)
            return HOLDS_NOT;
        if (!token_is_capital(c, t - 1) && !token_is(c, t - 1, "-"))
            break; /* only names of countries stand between: "former New Jersey Gov." */
    }
    return HOLDS;
}

/* "Jane Roe, the former Polish president," – the office behind the name, with nothing but an article, adjectives and names of
 * countries between, and no other name behind it. */
static holding office_behind(const mention_context *c, uint32_t behind, uint32_t end, dtl_slice phrase)
{
    enum { APPOSITION = 6 };
    if (behind >= end || !token_is(c, behind, ","))
        return HOLDS_NOT;
    for (uint32_t t = behind + 1; t < end && t < behind + 1 + APPOSITION; t++) {
        uint32_t at = phrase_before(c, behind + 1, t + 1, phrase);
        bool named = t + 1 < end && c->words[t + 1].upos == DTL_UPOS_PROPN;
        if (at != DTL_NONE)
            return named ? HOLDS_NOT : holding_of(c, behind, at);
        uint8_t upos = c->words[t].upos;
        if (upos == DTL_UPOS_VERB || upos == DTL_UPOS_AUX || upos == DTL_UPOS_ADP || upos == DTL_UPOS_PRON || token_is(c, t, ","))
            break;
    }
    return HOLDS_NOT;
}

/* Is one of the offices (phrases, "," between them) said of the name at first … first + count - 1? */
static holding office_said(const mention_context *c, uint32_t first, uint32_t count, dtl_slice offices)
{
    uint32_t start = sentence_start(c, first), end = sentence_end(c, first), before = first, behind = first + count;
    bool elect = before >= start + 1 && token_is(c, before - 1, "elect");
    if (elect)
        before -= before >= start + 2 && token_is(c, before - 2, "-") ? 2 : 1;
    /* "the prime minister, Jane Roe, said" */
    bool comma = before > start && token_is(c, before - 1, ",") && behind < end && token_is(c, behind, ",");
    bool given = first > start && c->words[first - 1].upos == DTL_UPOS_PROPN && token_is_capital(c, first - 1);
    dtl_slice phrase, rest = offices;
    while (dtl_slice_next_field(&rest, ',', &phrase)) {
        uint32_t at = phrase_before(c, start, before - comma, phrase);
        if (at != DTL_NONE)
            return elect ? WILL_HOLD : holding_of(c, start, at);
        holding how = given && count == 1 ? HOLDS_NOT : office_behind(c, behind, end, phrase);
        if (how != HOLDS_NOT)
            return how;
    }
    return HOLDS_NOT;
}

/* The days of one row under this holding. */
static dtl_interval office_days(const mention_context *c, uint32_t rule, holding how)
{
    dtl_interval days = DTL_INTERVAL_OPEN;
    int32_t from = DTL_DAY_OPEN_PAST, to = DTL_DAY_OPEN_FUTURE;
    dtl_day_parse_iso(attribute(c, rule, "from"), &from);
    dtl_day_parse_iso(attribute(c, rule, "to"), &to);
    if (how == HELD) {
        days.low = to;
    } else if (how == WILL_HOLD) {
        days.high = from == DTL_DAY_OPEN_PAST ? DTL_DAY_OPEN_FUTURE : from;
        dtl_day_parse_iso(attribute(c, rule, "elected"), &days.low);
    } else {
        days = (dtl_interval){from, to};
    }
    return days;
}

/* Does the person do something in this sentence, as its subject? Advisers "to President Roe" and a law "of President Roe" are
 * told long after. */
static bool acts(const mention_context *c, uint32_t t, uint32_t taken)
{
    uint32_t head = head_of(c, t, taken), verb = c->words[head].head;
    for (int step = 0; step < 2 && verb != DTL_NONE && !relation_is(c, head, DTL_REL_NSUBJ); step++) {
        head = verb; /* a surname can hang on its title */
        verb = c->words[head].head;
    }
    return verb != DTL_NONE && relation_is(c, head, DTL_REL_NSUBJ) && c->words[verb].upos == DTL_UPOS_VERB;
}

/* Who is called by an office held it before the report, surely; that he still holds it is a habit of news, since a former
 * president keeps the title in the mouths of many. */
static void office_constraint(dating *d, uint32_t t, uint32_t taken, uint32_t rule, holding how, dtl_interval days)
{
    static const char *const sorts[] = {"", "office held", "office left", "office to come"};
    mention_context *c = d->c;
    evidence *e = rule_is_known(d, rule) ? NULL : dating_add(d, sorts[how], t, taken, DTL_CONSTRAINT_FIRM, DTL_LEVEL_BACKGROUND);
    if (!e)
        return;
    e->out.rule = rule;
    e->out.days = days;
    if (how == HOLDS)
        e->out.days.high = DTL_DAY_OPEN_FUTURE;
    DATING_REASON(c, e, words_at(c, t, taken),
                  how == HOLDS  ? DTL_SLICE(" is named with an office that began in a known year")
                  : how == HELD ? DTL_SLICE(" is named with an office that is over") : DTL_SLICE(" is named as elected and not yet in office"));
    if (how != HOLDS || days.high == DTL_DAY_OPEN_FUTURE || !acts(c, t, taken) ||
        (e = dating_add(d, "office not left", t, taken, DTL_CONSTRAINT_SOFT, DTL_LEVEL_BACKGROUND)) == NULL)
        return;
    e->out.rule = rule;
    e->out.days.high = days.high - 1; /* its last day is the successor's first */
    DATING_REASON(c, e, words_at(c, t, taken), DTL_SLICE(" acts under an office, without \"former\""));
}

static uint32_t holder_at(dating *d, uint32_t t)
{
    enum { LOOK_AHEAD = 6, ROWS_MAX = 8 };
    mention_context *c = d->c;
    uint32_t taken, end = sentence_end(c, t), limit = end - t < LOOK_AHEAD ? end - t : LOOK_AHEAD, first = DTL_NONE;
    uint32_t rule = dtl_rules_match(c->rules, c->tables.holders, c->folded + t, limit, &taken);
    const raw_time *relative;
    char room[128];
    if (rule == DTL_NONE)
        return 1;
    if (year_of_sentence(c, t, &relative) != 0)
        return taken;
    dtl_slice key = key_of(c, t, taken, room, sizeof room);
    dtl_interval all = {DTL_DAY_OPEN_FUTURE, DTL_DAY_OPEN_PAST};
    holding how = HOLDS_NOT;
    for (uint32_t k = 0; k < ROWS_MAX && (rule = dtl_rules_find(c->rules, c->tables.holders, key, k)) != DTL_NONE; k++) {
        holding row = office_said(c, t, taken, attribute(c, rule, "office"));
        bool runs_on = row == HELD && !attribute(c, rule, "to").length;
        if (row == HOLDS_NOT || runs_on || (first != DTL_NONE && row != how))
            continue;
        const dtl_interval days = office_days(c, rule, row);
        how = row;
        first = first == DTL_NONE ? rule : first;
        all.low = days.low < all.low ? days.low : all.low;
        all.high = days.high > all.high ? days.high : all.high;
    }
    if (first != DTL_NONE)
        office_constraint(d, t, taken, first, how, all);
    return taken;
}

/* ---- the walk ---- */

void evidence_background(dating *d)
{
    mention_context *c = d->c;
    for (uint32_t t = 0; t < c->count;)
        t += background_at(c, d, t);
    for (uint32_t t = 0; t < c->count && c->tables.holders != DTL_NONE;)
        t += token_is_capital(c, t) ? holder_at(d, t) : 1;
}

void evidence_horizon(dating *d)
{
    mention_context *c = d->c;
    uint32_t rule = dtl_rules_find(c->rules, c->tables.background, DTL_SLICE("horizon"), 0);
    int32_t day;
    evidence *e;
    if (rule == DTL_NONE || !dtl_day_parse_iso(attribute(c, rule, "to"), &day) ||
        (e = dating_add(d, "horizon", 0, 0, DTL_CONSTRAINT_SOFT, DTL_LEVEL_BACKGROUND)) == NULL)
        return;
    e->out.rule = rule;
    e->out.days.high = day;
    DATING_REASON(c, e, DTL_SLICE("of the years that fit, none after "), dating_day(c, day), DTL_SLICE(", up to which the tables know the world, is considered"));
}

void background_mark_days(mention_context *c)
{
    for (uint32_t t = 0; t < c->count;)
        t += background_at(c, NULL, t);
}
