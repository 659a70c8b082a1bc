/* What is given of an event, value by value, and who gives it, as JSON texts: one row of table event_value_row an event.
 *
 * In: an event of the ledger, the row ids of documents and voices. Out: two arrays.
 *   told   whoever gives something, each once: [document, event_number, claim, voice, offset, length]; claim null: the telling itself
 *   given  the values, in the ledger's order: [kind, rank, text, ids, [places in told], n_reports, n_voices, n_current, n_impartial, low, high,
 *          last_day, date_low, date_high]; what would be null at the end is left out, null itself is "as usual": no ids, one report, one
 *          voice, as many current as voices, as many impartial as current, no number, no day
 * Example: "killed" by two voices, of whom one gave 3 and one 5: told [[7,0,2,4,120,31],[9,0,1,5,80,44]], given [[42,1,"3",null,[0],null,null,…,3,3],
 * [42,2,"5",null,[1],…]]. One telling gives five values and more, so that a row for each value and for each who gives it would be more
 * than half of all rows of a ledger. The views event_value and value_claim make rows of it.
 */
#include "store/internal.h"

enum { NUMBER_MOST = 21 /* digits of a number, with a sign and a comma */, ESCAPED_MOST = 6, TOLD_NUMBERS = 6, GIVEN_NUMBERS = 12, DAY_MOST = 16 };

static char *put_signs(char *at, const char *signs)
{
    while (*signs)
        *at++ = *signs++;
    return at;
}

static char *put_string(char *at, dtl_slice text)
{
    static const char digits[] = "0123456789abcdef";
    *at++ = '"';
    for (uint32_t i = 0; i < text.length; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            *at++ = (char)c;
        } else if (c >= 0x20) {
            *at++ = '\\';
            *at++ = (char)c;
        } else {
            at = put_signs(at, "\\u00");
            *at++ = digits[c >> 4];
            *at++ = digits[c & 15];
        }
    }
    *at++ = '"';
    return at;
}

/* Nulls that wait: they are written when something follows. */
typedef struct columns {
    char *at;
    uint32_t nulls;
} columns;

static void due(columns *c)
{
    for (; c->nulls; c->nulls--)
        c->at = put_signs(c->at, ",null");
    *c->at++ = ',';
}

static void put_unless(columns *c, int64_t number, bool usual)
{
    if (usual) {
        c->nulls++;
        return;
    }
    due(c);
    c->at = dtl_number_write(c->at, number);
}

static void put_day(columns *c, int32_t day)
{
    char text[DAY_MOST];
    dtl_day_format(day, text);
    if (!text[0]) {
        c->nulls++;
        return;
    }
    due(c);
    c->at = put_string(c->at, dtl_slice_from_cstr(text));
}

static bool is_same(const dtl_ledger_support *a, const dtl_ledger_support *b)
{
    return a->mention == b->mention && a->claim == b->claim && a->voice == b->voice && a->words.offset == b->words.offset && a->words.length == b->words.length;
}

/* The place in told of who gives a value; a claim, or a telling, mostly stands there already. DTL_NONE: out of memory. */
static uint32_t place_in_told(store_values *v, const store_writer *w, const dtl_ledger_support *s)
{
    const dtl_ledger *l = w->ledger;
    uint32_t *place = s->claim == DTL_NONE ? &v->of_mention[s->mention] : &v->of_claim[s->claim];
    if (*place < v->who.count && is_same(v->who.items[*place], s))
        return *place;
    const dtl_ledger_support **who = dtl_array_push(w->arena, &v->who);
    char *at = dtl_buffer_room(&v->told, TOLD_NUMBERS * NUMBER_MOST + 4);
    if (!who || !at)
        return DTL_NONE;
    *who = s;
    *place = v->who.count - 1;
    *at++ = *place ? ',' : '[';
    *at++ = '[';
    at = dtl_number_write(at, w->documents.ids[l->mentions.items[s->mention].report]);
    *at++ = ',';
    at = dtl_number_write(at, l->mentions.items[s->mention].event);
    *at++ = ',';
    at = s->claim == DTL_NONE ? put_signs(at, "null") : dtl_number_write(at, l->claims.items[s->claim].claim);
    *at++ = ',';
    at = dtl_number_write(at, w->voices.ids[s->voice]);
    *at++ = ',';
    at = dtl_number_write(at, s->words.offset);
    *at++ = ',';
    at = dtl_number_write(at, s->words.length);
    *at++ = ']';
    v->told.length = (size_t)(at - v->told.bytes);
    return *place;
}

static bool is_count(uint8_t field)
{
    return field >= DTL_FIELD_KILLED && field <= DTL_FIELD_FIGURE;
}

static bool put_value(store_values *v, const store_writer *w, const dtl_ledger_value *value, uint32_t rank)
{
    const size_t most = GIVEN_NUMBERS * NUMBER_MOST + 2 * DAY_MOST + ((size_t)value->text.length + value->ids.length) * ESCAPED_MOST + (size_t)value->n_supports * NUMBER_MOST + 32;
    char *at = dtl_buffer_room(&v->given, most);
    if (!at)
        return false;
    *at++ = v->given.length ? ',' : '[';
    *at++ = '[';
    at = dtl_number_write(at, store_value_kind(value->field, value->agreement));
    *at++ = ',';
    at = dtl_number_write(at, rank);
    *at++ = ',';
    at = put_string(at, value->text);
    *at++ = ',';
    at = value->ids.length ? put_string(at, value->ids) : put_signs(at, "null");
    at = put_signs(at, ",[");
    for (uint32_t k = 0; k < value->n_supports; k++) {
        const uint32_t place = place_in_told(v, w, &w->ledger->supports.items[value->first_support + k]);
        if (place == DTL_NONE)
            return false;
        if (k)
            *at++ = ',';
        at = dtl_number_write(at, place);
    }
    *at++ = ']';
    columns c = {.at = at};
    const bool open = value->range.high == DTL_COUNT_OPEN;
    put_unless(&c, value->n_reports, value->n_reports == 1);
    put_unless(&c, value->n_voices, value->n_voices == 1);
    put_unless(&c, value->n_current, value->n_current == value->n_voices);
    put_unless(&c, value->n_impartial, value->n_impartial == value->n_current);
    put_unless(&c, value->range.low, value->range.low < 0);
    put_unless(&c, value->range.high, value->range.low < 0 || open);
    put_unless(&c, value->last_day, !is_count(value->field) || value->last_day == DTL_DAY_OPEN_PAST);
    put_day(&c, value->days.low);
    put_day(&c, value->days.high);
    *c.at++ = ']';
    v->given.length = (size_t)(c.at - v->given.bytes);
    return true;
}

bool store_values_open(store_values *v, const store_writer *w)
{
    *v = (store_values){.of_mention = dtl_arena_calloc(w->arena, w->ledger->mentions.count, sizeof *v->of_mention),
                        .of_claim = dtl_arena_calloc(w->arena, w->ledger->claims.count, sizeof *v->of_claim)};
    return v->of_mention && v->of_claim;
}

void store_values_close(store_values *v)
{
    dtl_buffer_free(&v->given);
    dtl_buffer_free(&v->told);
}

bool store_values_of(store_values *v, const store_writer *w, uint32_t event)
{
    const dtl_ledger *l = w->ledger;
    const dtl_ledger_event *e = &l->events.items[event];
    dtl_buffer_clear(&v->given);
    dtl_buffer_clear(&v->told);
    v->who.count = 0;
    bool good = true;
    for (uint32_t i = 0, rank = 0; good && i < e->n_values; i++) {
        const dtl_ledger_value *value = &l->values.items[e->first_value + i];
        rank = value->best ? 1 : rank + 1;
        good = put_value(v, w, value, rank);
    }
    if (!v->given.length)
        dtl_buffer_char(&v->given, '[');
    if (!v->told.length)
        dtl_buffer_char(&v->told, '[');
    dtl_buffer_char(&v->given, ']');
    dtl_buffer_char(&v->told, ']');
    return good && !v->given.failed && !v->told.failed;
}
