/* Publication stamps. In: a short line or a web address. Out: the day (or days) and the minute it names.
 *
 * The idea: a date is a number, a month and a year in one of the orders that news sites print; a line is a stamp when
 * little else stands in it, or when a label says so. All-number dates that could be read both ways (3/4/2022) become the
 * interval over both readings: an honest doubt is better than a wrong day.
 *
 * Example. "Posted on Friday, 24 September 2021 at 6:35 pm" → 2021-09-24, minute 1115.
 *
 * Gets wrong knowingly: years before 1980, other calendars (1400 in the Afghan one), months written in other languages;
 * a time is taken as it stands, its zone is not read. */
#include "article/room.h"

enum { TEXT_MAX = 400, YEAR_MIN = 1980, YEAR_MAX = 2100 };

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september",
                                     "october", "november", "december"};

/* Words that may stand around a date without saying anything else. */
static const char *const small_words[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
                                          "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "am", "pm", "a", "p", "m", "at",
                                          "on", "of", "the", "utc", "gmt", "est", "edt", "pst", "pdt", "bst", "ist", "cet", "aft", "et",
                                          "pt", "st", "nd", "rd", "th", "t", "z", "hrs", "local", "time"};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where we read. */
typedef struct reader {
    dtl_slice text;
    uint32_t at;
} reader;

static char peek(const reader *r)
{
    return r->at < r->text.length ? r->text.ptr[r->at] : '\0';
}

static uint32_t read_number(reader *r, uint32_t *digits)
{
    uint32_t value = 0, start = r->at;
    while (is_digit(peek(r)) && r->at - start < 9)
        value = value * 10 + (uint32_t)(r->text.ptr[r->at++] - '0');
    *digits = r->at - start;
    return value;
}

static dtl_slice read_word(reader *r)
{
    uint32_t start = r->at;
    while (is_letter(peek(r)))
        r->at++;
    return dtl_slice_make(r->text.ptr + start, r->at - start);
}

static void skip_blanks(reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == ',' || peek(r) == '.')
        r->at++;
}

/* 1–12, 0 if the word is no month. Abbreviations of three letters or "sept". */
static uint32_t month_of(dtl_slice word)
{
    for (uint32_t i = 0; i < 12 && word.length >= 3; i++) {
        dtl_slice full = dtl_slice_from_cstr(months[i]);
        if (word.length <= full.length && dtl_slice_equal_nocase(word, dtl_slice_make(full.ptr, word.length)) &&
            (word.length == 3 || word.length == full.length || (i == 8 && word.length == 4)))
            return i + 1;
    }
    return 0;
}

static bool valid_day(uint32_t year, uint32_t month, uint32_t day)
{
    return year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
           day <= dtl_days_in_month((int32_t)year, month);
}

static bool set_day(stamp *found, uint32_t year, uint32_t month, uint32_t day)
{
    if (!valid_day(year, month, day))
        return false;
    found->days.low = found->days.high = dtl_day_from_civil((int32_t)year, month, day);
    return found->has_date = true;
}

/* "24/09/2021", "9/24/21": both readings when both are dates. */
static bool set_numeric(stamp *found, uint32_t first, uint32_t second, uint32_t year)
{
    bool day_first = valid_day(year, second, first), month_first = valid_day(year, first, second);
    if (!day_first && !month_first)
        return false;
    int32_t a = day_first ? dtl_day_from_civil((int32_t)year, second, first) : dtl_day_from_civil((int32_t)year, first, second);
    int32_t b = month_first ? dtl_day_from_civil((int32_t)year, first, second) : a;
    found->days = (dtl_interval){a < b ? a : b, a < b ? b : a};
    return found->has_date = true;
}

/* A date that begins with a number at r->at. */
static bool date_from_number(reader *r, stamp *found)
{
    uint32_t digits, more;
    uint32_t first = read_number(r, &digits);
    if (digits == 8 && !is_digit(peek(r)))
        return set_day(found, first / 10000, first / 100 % 100, first % 100);
    char separator = peek(r);
    bool digit_behind = r->at + 1 < r->text.length && is_digit(r->text.ptr[r->at + 1]);
    if (digit_behind && (digits == 4 || digits <= 2) && (separator == '-' || separator == '/' || separator == '.')) {
        r->at++;
        uint32_t second = read_number(r, &more);
        if (!more || more > 2 || peek(r) != separator)
            return false;
        r->at++;
        uint32_t third = read_number(r, &more);
        if (digits == 4)
            return more && more <= 2 && set_day(found, first, second, third);
        return (more == 4 && set_numeric(found, first, second, third)) ||
               (more == 2 && set_numeric(found, first, second, 2000 + third));
    }
    if (digits == 0 || digits > 2)
        return false;
    reader word = *r;
    dtl_slice suffix = read_word(&word);
    if (suffix.length == 2 && !month_of(suffix))
        *r = word;
    skip_blanks(r);
    word = *r;
    if (dtl_slice_equal_nocase(read_word(&word), DTL_SLICE("of")))
        *r = word;
    while (peek(r) == '-' || peek(r) == '/' || peek(r) == ' ')
        r->at++;
    uint32_t month = month_of(read_word(r));
    if (!month)
        return false;
    skip_blanks(r);
    while (peek(r) == '-' || peek(r) == '/')
        r->at++;
    uint32_t year = read_number(r, &digits);
    return (digits == 4 && set_day(found, year, month, first)) || (digits == 2 && set_day(found, 2000 + year, month, first));
}

/* A date that begins with the name of a month: "September 24, 2021"; "September 2021" is the whole month. */
static bool date_from_month(reader *r, uint32_t month, stamp *found)
{
    skip_blanks(r);
    uint32_t digits;
    uint32_t number = read_number(r, &digits);
    if (digits == 4 && valid_day(number, month, 1)) {
        int32_t first = dtl_day_from_civil((int32_t)number, month, 1);
        found->days = (dtl_interval){first, first + (int32_t)dtl_days_in_month((int32_t)number, month) - 1};
        return found->has_date = true;
    }
    if (digits == 0 || digits > 2)
        return false;
    reader word = *r;
    dtl_slice suffix = read_word(&word);
    if (suffix.length == 2)
        *r = word;
    skip_blanks(r);
    uint32_t year = read_number(r, &digits);
    return digits == 4 && set_day(found, year, month, number);
}

/* "6:35 pm", "18:35", "6.35pm", "6 p.m." at r->at. */
static bool read_time(reader *r, int16_t *minute)
{
    uint32_t digits, more = 0;
    uint32_t hour = read_number(r, &digits), minutes = 0;
    if (!digits || digits > 2)
        return false;
    bool colon = peek(r) == ':';
    if (colon || (peek(r) == '.' && r->at + 2 < r->text.length && is_digit(r->text.ptr[r->at + 1]) && is_digit(r->text.ptr[r->at + 2]))) {
        r->at++;
        minutes = read_number(r, &more);
        if (more != 2 || minutes > 59)
            return false;
    }
    reader half = *r;
    while (peek(&half) == ' ')
        half.at++;
    char letter = peek(&half);
    bool afternoon = letter == 'p' || letter == 'P', morning = letter == 'a' || letter == 'A';
    half.at++;
    if (peek(&half) == '.')
        half.at++;
    bool twelve = (afternoon || morning) && (peek(&half) == 'm' || peek(&half) == 'M') &&
                  !(half.at + 1 < half.text.length && is_letter(half.text.ptr[half.at + 1]));
    if (!twelve && !colon)
        return false;
    if (twelve && (hour < 1 || hour > 12))
        return false;
    if (hour > 23)
        return false;
    if (twelve)
        hour = hour % 12 + (afternoon ? 12 : 0);
    *minute = (int16_t)(hour * 60 + minutes);
    return true;
}

stamp stamp_find(dtl_slice text)
{
    stamp found = {.days = DTL_INTERVAL_OPEN, .minute = -1};
    if (text.length > TEXT_MAX)
        text.length = TEXT_MAX;
    for (uint32_t at = 0; at < text.length;) {
        reader r = {text, at};
        if (is_digit(text.ptr[at])) {
            if (!found.has_date && date_from_number(&r, &found)) {
                found.start = at;
                at = found.end = r.at;
                continue;
            }
            r.at = at;
            int16_t minute;
            if (found.minute < 0 && read_time(&r, &minute))
                found.minute = minute;
            r.at = at;
            while (is_digit(peek(&r)))
                r.at++;
            at = r.at;
        } else if (is_letter(text.ptr[at])) {
            uint32_t month = month_of(read_word(&r));
            uint32_t behind = r.at;
            if (month && !found.has_date && date_from_month(&r, month, &found)) {
                found.start = at;
                behind = found.end = r.at;
            } else if (dtl_slice_is(dtl_slice_make(text.ptr + at, behind - at), "T") && found.has_date && at == found.end &&
                       found.minute < 0) {
                int16_t minute; /* 2021-09-24T18:35 */
                if (read_time(&r, &minute))
                    found.minute = minute;
            }
            at = behind;
        } else {
            at++;
        }
    }
    return found;
}

bool stamp_is_small_word(dtl_slice word)
{
    for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++)
        if (dtl_slice_equal_nocase(word, dtl_slice_from_cstr(small_words[i])))
            return true;
    return false;
}

bool stamp_is_all(dtl_slice text, const stamp *found)
{
    if (!found->has_date || text.length > TEXT_MAX)
        return false;
    for (uint32_t at = 0; at < text.length;) {
        if (at == found->start)
            at = found->end;
        reader r = {text, at};
        dtl_slice word = read_word(&r);
        if (word.length && !stamp_is_small_word(word))
            return false;
        at = word.length ? r.at : at + 1;
    }
    return true;
}

/* "/2009/mar/23/" at the slash, "-2009mar23," at the hyphen: year, month by name, day. */
static bool day_by_name(dtl_slice url, uint32_t at, stamp *found)
{
    reader r = {url, at + 1};
    uint32_t digits;
    uint32_t year = read_number(&r, &digits);
    bool slashes = peek(&r) == '/';
    if (digits != 4)
        return false;
    r.at += slashes;
    uint32_t month = month_of(read_word(&r));
    if (!month || (peek(&r) == '/') != slashes)
        return false;
    r.at += slashes;
    uint32_t day = read_number(&r, &digits);
    return (digits == 2 || (digits == 1 && slashes)) && (!slashes || peek(&r) == '/') && set_day(found, year, month, day);
}

/* "/2009/0320/" at the slash: year, then month and day in one. */
static bool day_of_two_parts(dtl_slice url, uint32_t at, stamp *found)
{
    reader r = {url, at + 1};
    uint32_t digits, more;
    uint32_t year = read_number(&r, &digits);
    if (digits != 4 || peek(&r) != '/')
        return false;
    r.at++;
    uint32_t day = read_number(&r, &more);
    return more == 4 && peek(&r) == '/' && set_day(found, year, day / 100, day % 100);
}

/* "/200903120690" at the slash: the day and that day's number of the story, to the end of the part. A number of another kind looks
 * so once in some hundred times. */
static bool day_with_serial(dtl_slice url, uint32_t at, stamp *found)
{
    reader r = {url, at + 1}, rest = r;
    uint32_t number = 0, digits = 0;
    for (; is_digit(peek(&rest)); rest.at++, digits++)
        if (digits < 8)
            number = number * 10 + (uint32_t)(peek(&rest) - '0');
    char behind = peek(&rest);
    bool ends = behind == '\0' || behind == '/' || behind == '.' || behind == '?' || behind == '#';
    return digits >= 10 && digits <= 14 && ends && set_day(found, number / 10000, number / 100 % 100, number % 100);
}

/* "/031609/", "/031609mayor" at the slash: six digits that are a day in one order only. A number of another kind fits one in a
 * hundred times; one that ends the address is not read. */
static bool day_of_six_digits(dtl_slice url, uint32_t at, stamp *found)
{
    reader r = {url, at + 1};
    uint32_t digits, number = read_number(&r, &digits);
    if (digits != 6 || (peek(&r) != '/' && !is_letter(peek(&r))))
        return false;
    const uint32_t a = number / 10000, b = number / 100 % 100, c = number % 100, orders[3][3] = {{2000 + c, a, b}, {2000 + c, b, a}, {2000 + a, b, c}};
    enum { LATEST = 2040 /* that two digits of a year can mean */ };
    uint32_t fits = 0;
    for (int i = 0; i < 3; i++)
        fits += orders[i][0] <= LATEST && set_day(found, orders[i][0], orders[i][1], orders[i][2]);
    return fits == 1;
}

dtl_interval stamp_of_url(dtl_slice url)
{
    stamp found = {.days = DTL_INTERVAL_OPEN};
    if (url.length > TEXT_MAX)
        url.length = TEXT_MAX;
    for (uint32_t at = 0; at + 8 < url.length; at++) {
        if (url.ptr[at] != '/' && url.ptr[at] != '-' && url.ptr[at] != '_')
            continue;
        reader r = {url, at + 1};
        if (!is_digit(peek(&r)) || !date_from_number(&r, &found))
            continue;
        if (found.days.low == found.days.high && !is_digit(peek(&r)))
            return found.days;
        found = (stamp){.days = DTL_INTERVAL_OPEN};
    }
    for (uint32_t at = 0; at + 7 < url.length; at++) {
        bool slash = url.ptr[at] == '/';
        if ((slash || url.ptr[at] == '-') && day_by_name(url, at, &found))
            return found.days;
        if (slash && (day_of_six_digits(url, at, &found) || day_of_two_parts(url, at, &found) || day_with_serial(url, at, &found)))
            return found.days;
        found = (stamp){.days = DTL_INTERVAL_OPEN};
    }
    for (uint32_t at = 0; at + 8 < url.length; at++) { /* /2021/09/slug: only the month */
        reader r = {url, at + 1};
        uint32_t digits, more;
        if (url.ptr[at] != '/')
            continue;
        uint32_t year = read_number(&r, &digits);
        if (digits != 4 || peek(&r) != '/')
            continue;
        r.at++;
        uint32_t month = read_number(&r, &more);
        if (more != 2 || peek(&r) != '/' || !valid_day(year, month, 1))
            continue;
        int32_t first = dtl_day_from_civil((int32_t)year, month, 1);
        return (dtl_interval){first, first + (int32_t)dtl_days_in_month((int32_t)year, month) - 1};
    }
    return DTL_INTERVAL_OPEN;
}
