/* Small pieces of text that several views need: days, counts, tolls, who to whom, headlines, CSV fields.
 *
 * In: values of a row. Out: short text without judgement: what is not known is left out, never written as zero.
 * Example headline: "ASSAULT/explosives: Dock Front → a former mayor, Salt Bay, 2024-03-09, killed 3–5".
 * CSV follows RFC 4180: CRLF, a field is quoted when it has a comma, a quotation mark or a line break.
 */
#include "view/internal.h"

void put_days(dtl_buffer *out, dtl_interval days)
{
    char low[16], high[16];
    dtl_day_format(days.low, low);
    dtl_day_format(days.high, high);
    if (!low[0] && !high[0])
        return;
    if (!low[0])
        dtl_buffer_format(out, "until %s", high);
    else if (!high[0])
        dtl_buffer_format(out, "from %s", low);
    else if (days.low == days.high)
        dtl_buffer_cstr(out, low);
    else if (memcmp(low, high, 8) == 0) /* one month: only the last day is said again */
        dtl_buffer_format(out, "%s–%s", low, high + 8);
    else if (memcmp(low, high, 5) == 0)
        dtl_buffer_format(out, "%s–%s", low, high + 5);
    else
        dtl_buffer_format(out, "%s–%s", low, high);
}

void put_months(dtl_buffer *out, dtl_interval days)
{
    char low[16], high[16];
    dtl_day_format(days.low, low);
    dtl_day_format(days.high, high);
    if (!low[0] || !high[0] || (int64_t)days.high - days.low < 28) {
        put_days(out, days);
        return;
    }
    bool from_first = memcmp(low + 5, "01-01", 5) == 0, to_last = memcmp(high + 5, "12-31", 5) == 0;
    if (memcmp(low, high, 4) == 0 && from_first && to_last) /* a year */
        dtl_buffer_put(out, low, 4);
    else if (memcmp(low, high, 7) == 0) /* a month, or nearly */
        dtl_buffer_put(out, low, 7);
    else
        dtl_buffer_format(out, "%.7s–%.7s", low, high);
}

void put_range(dtl_buffer *out, dtl_range range)
{
    if (range.low < 0)
        return;
    dtl_buffer_int(out, range.low);
    if (range.high == DTL_COUNT_OPEN) {
        dtl_buffer_char(out, '+');
    } else if (range.high != range.low) {
        dtl_buffer_cstr(out, "–");
        dtl_buffer_int(out, range.high);
    }
}

static void put_count(dtl_buffer *out, size_t start, const char *what, dtl_range range)
{
    if (range.low < 0)
        return;
    dtl_buffer_format(out, "%s%s ", out->length > start ? ", " : "", what);
    put_range(out, range);
}

void put_toll(dtl_buffer *out, const dtl_store_event *event)
{
    size_t start = out->length;
    put_count(out, start, "killed", event->killed);
    put_count(out, start, "injured", event->injured);
    put_count(out, start, "arrested", event->arrested);
    if (event->figure.low >= 0) {
        dtl_buffer_cstr(out, out->length > start ? ", " : "");
        put_range(out, event->figure);
        if (event->figure_noun.length) {
            dtl_buffer_char(out, ' ');
            dtl_buffer_slice(out, event->figure_noun);
        }
    }
}

void put_type(dtl_buffer *out, const dtl_store_event *event)
{
    if (!event->type.length) {
        dtl_buffer_slice(out, event->item);
        return;
    }
    dtl_buffer_slice(out, event->type);
    if (event->mode.length) {
        dtl_buffer_char(out, '/');
        dtl_buffer_slice(out, event->mode);
    }
}

void put_sides(dtl_buffer *out, const dtl_store_event *event)
{
    dtl_buffer_slice(out, event->actors.length ? event->actors : event->recipients.length ? DTL_SLICE("?") : DTL_SLICE_EMPTY);
    if (event->recipients.length) {
        dtl_buffer_cstr(out, " → ");
        dtl_buffer_slice(out, event->recipients);
    }
}

void put_headline(dtl_buffer *out, const dtl_store_event *event)
{
    put_type(out, event);
    dtl_buffer_cstr(out, event->series ? " (several)" : "");
    size_t start = out->length;
    dtl_buffer_cstr(out, ": ");
    size_t empty = out->length;
    put_sides(out, event);
    if (event->place.length) {
        dtl_buffer_cstr(out, out->length > empty ? ", " : "");
        dtl_buffer_slice(out, event->place);
        if (event->admin1.length && !dtl_slice_equal_nocase(event->admin1, event->place)) {
            dtl_buffer_cstr(out, " (");
            dtl_buffer_slice(out, event->admin1);
            dtl_buffer_char(out, ')');
        }
        dtl_buffer_cstr(out, event->place_implied ? " (implied)" : "");
    }
    size_t before = out->length;
    dtl_buffer_cstr(out, out->length > empty ? ", " : "");
    size_t behind = out->length;
    put_days(out, event->days);
    if (out->length == behind)
        out->length = before;
    else if (event->days_implied)
        dtl_buffer_cstr(out, " (implied)");
    before = out->length;
    dtl_buffer_cstr(out, out->length > empty ? ", " : "");
    behind = out->length;
    put_toll(out, event);
    if (out->length == behind)
        out->length = before;
    if (out->length == empty)
        out->length = start;
}

dtl_slice short_id(dtl_slice id)
{
    return dtl_slice_make(id.ptr, id.length < 8 ? id.length : 8);
}

void csv_field(dtl_buffer *out, dtl_slice text, bool first)
{
    bool quote = false;
    if (!first)
        dtl_buffer_char(out, ',');
    for (uint32_t i = 0; i < text.length && !quote; i++)
        quote = text.ptr[i] == ',' || text.ptr[i] == '"' || text.ptr[i] == '\n' || text.ptr[i] == '\r';
    if (!quote) {
        dtl_buffer_slice(out, text);
        return;
    }
    dtl_buffer_char(out, '"');
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.ptr[i] == '"')
            dtl_buffer_char(out, '"');
        dtl_buffer_char(out, text.ptr[i]);
    }
    dtl_buffer_char(out, '"');
}

void csv_end(dtl_buffer *out)
{
    dtl_buffer_cstr(out, "\r\n");
}
