/* TIMEX3: the value and the type of a time, and the reason for its days in plain words.
 *
 * In: a raw time and the period of the calendar that it was found to mean. Out: "1943-SU", "2023-03-21TNI", "P2.5Y",
 * "XXXX-WXX-5", "PAST_REF"; X stands for what is not known.
 *
 * Example: "nearly two and a half years" is P2.5Y; "on Tuesday night" in a report of 28 March 2023 is 2023-03-28TNI.
 *
 * Knowingly wrong: ranges of a length ("12 to 18 months") keep the lower end; "at least" and "nearly" are not in the value
 * (TIMEX3 has an attribute mod for them). */
#include "mention/times.h"

enum { VALUE_MAX = 48 };

/* A value while it is written. */
typedef struct writer {
    char text[VALUE_MAX];
    uint32_t length;
} writer;

static void put(writer *w, const char *text)
{
    for (; *text && w->length < VALUE_MAX; text++)
        w->text[w->length++] = *text;
}

/* A number with leading zeros. */
static void put_number(writer *w, int32_t number, int digits)
{
    char out[12];
    int used = 0;
    for (; used < digits || number > 0; number /= 10)
        out[used++] = (char)('0' + number % 10);
    for (; used; used--)
        put(w, (const char[]){out[used - 1], 0});
}

static dtl_slice finish(mention_context *c, const writer *w)
{
    dtl_slice part = dtl_slice_make(w->text, w->length);
    return join(c, &part, 1);
}

static void put_year(writer *w, const time_point *p)
{
    if (!p->has_year)
        put(w, p->grain == GRAIN_CENTURY ? "XX" : p->grain == GRAIN_DECADE ? "XXX" : "XXXX");
    else if (p->year <= 0) {
        int32_t before = 1 - p->year; /* 490 of 490 BC */
        put(w, "BC");
        if (p->grain == GRAIN_CENTURY)
            put_number(w, (before - 1) / 100, 2);
        else
            put_number(w, p->grain == GRAIN_DECADE ? before / 10 : before, p->grain == GRAIN_DECADE ? 3 : 4);
    } else if (p->grain == GRAIN_CENTURY)
        put_number(w, p->year / 100, 2);
    else
        put_number(w, p->grain == GRAIN_DECADE ? p->year / 10 : p->year, p->grain == GRAIN_DECADE ? 3 : 4);
}

static void put_two(writer *w, const char *sign, uint8_t number)
{
    put(w, sign);
    if (number)
        put_number(w, number, 2);
    else
        put(w, "XX");
}

static const char *const day_parts[] = {"", "TMO", "T12:00", "TAF", "TEV", "TNI", "T24:00", "TDT"};

static void put_clock(writer *w, const time_point *p)
{
    if (p->minute < 0) {
        put(w, day_parts[p->day_part]);
        return;
    }
    put(w, "T");
    put_number(w, p->minute / 60, 2);
    put(w, ":");
    put_number(w, p->minute % 60, 2);
    if (p->zone == 0)
        put(w, "Z");
    else if (p->zone != ZONE_NONE) {
        int32_t zone = p->zone < 0 ? -p->zone : p->zone;
        put(w, p->zone < 0 ? "-" : "+");
        put_number(w, zone / 60, 2);
        if (zone % 60)
            put(w, ":"), put_number(w, zone % 60, 2);
    }
}

static dtl_slice point_value(mention_context *c, const time_point *p)
{
    static const char *const seasons[] = {"", "-SP", "-SU", "-FA", "-WI"};
    writer w = {.length = 0};
    put_year(&w, p);
    switch (p->grain) {
    case GRAIN_SEASON: put(&w, seasons[p->index & 7]); break;
    case GRAIN_QUARTER: put(&w, "-Q"), put_number(&w, p->index, 1); break;
    case GRAIN_HALF: put(&w, "-H"), put_number(&w, p->index, 1); break;
    case GRAIN_MONTH: put_two(&w, "-", p->month); break;
    case GRAIN_WEEK: case GRAIN_WEEKEND:
        put_two(&w, "-W", p->index);
        put(&w, p->grain == GRAIN_WEEKEND ? "-WE" : "");
        break;
    case GRAIN_DAY:
        if (p->weekday >= 0 && !p->day) {
            put(&w, "-WXX-"), put_number(&w, p->weekday + 1, 1);
        } else {
            put_two(&w, "-", p->month), put_two(&w, "-", p->day);
        }
        put_clock(&w, p);
        break;
    default: break;
    }
    return finish(c, &w);
}

static void put_length(writer *w, const raw_time *t)
{
    static const char *const units[] = {"", "S", "M", "H", "D", "W", "M", "Y", "DE", "CE", "WE", "Q", "Y", "Q"};
    put(w, t->grain >= GRAIN_SECOND && t->grain <= GRAIN_HOUR ? "PT" : "P");
    if (t->vague)
        put(w, "X");
    else {
        put_number(w, t->amount < 0 ? -t->amount2 : t->amount, 1);
        if (t->tenths)
            put(w, "."), put_number(w, t->tenths, 1);
    }
    put(w, units[t->grain]);
}

static dtl_slice set_value(mention_context *c, const raw_time *t)
{
    static const char *const seasons[] = {"", "XXXX-SP", "XXXX-SU", "XXXX-FA", "XXXX-WI"};
    writer w = {.length = 0};
    if (t->weekday >= 0) {
        put(&w, "XXXX-WXX-"), put_number(&w, t->weekday + 1, 1);
        put(&w, day_parts[t->day_part]);
    } else if (t->season)
        put(&w, seasons[t->season]);
    else if (t->month)
        put_two(&w, "XXXX-", t->month);
    else if (t->day_part)
        put(&w, "XXXX-XX-XX"), put(&w, day_parts[t->day_part]);
    else if (t->grain)
        put_length(&w, t);
    return finish(c, &w);
}

dtl_slice time_value(mention_context *c, const raw_time *t, const time_point *p)
{
    static const char *const references[] = {"", "PRESENT_REF", "PAST_REF", "FUTURE_REF"};
    writer w = {.length = 0};
    if (t->reference)
        return dtl_slice_from_cstr(references[t->reference & 3]);
    if (t->form == FORM_SET)
        return set_value(c, t);
    if (t->form == FORM_LENGTH || t->form == FORM_PAST) {
        put_length(&w, t);
        return finish(c, &w);
    }
    bool counted = t->form == FORM_AGO || t->form == FORM_LATER;
    if (counted && (t->vague || t->grain < GRAIN_DAY))
        return t->form == FORM_AGO || t->amount2 < 0 ? DTL_SLICE("PAST_REF") : DTL_SLICE("FUTURE_REF");
    if (p->grain == GRAIN_NONE) {
        put(&w, counted || t->form == FORM_OFFSET ? "XXXX-XX-XX" : "XXXX");
        return finish(c, &w);
    }
    return point_value(c, p);
}

uint8_t time_timex(const raw_time *t)
{
    switch (t->form) {
    case FORM_SET: return DTL_TIMEX_SET;
    case FORM_LENGTH: return DTL_TIMEX_DURATION;
    case FORM_PAST: return t->reference ? DTL_TIMEX_DATE : DTL_TIMEX_DURATION;
    case FORM_REFERENCE: return DTL_TIMEX_DATE;
    default: return t->day_part || t->minute >= 0 ? DTL_TIMEX_TIME : DTL_TIMEX_DATE;
    }
}

dtl_slice time_reason(mention_context *c, const resolved *r)
{
    if (!r->why[0])
        return DTL_SLICE_EMPTY;
    char day[16] = "";
    if (r->anchor != DTL_DAY_OPEN_PAST)
        dtl_day_format(r->anchor, day);
    const dtl_slice parts[] = {r->what, r->what.length ? DTL_SLICE(" ") : DTL_SLICE_EMPTY, dtl_slice_from_cstr(r->why),
                               day[0] ? DTL_SLICE(" ") : DTL_SLICE_EMPTY, dtl_slice_from_cstr(day)};
    return join(c, parts, 5);
}
