/* What the exports in other people's columns share: whose side somebody is on, countries under other numbers, rows of CSV.
 *
 * ACLED and UCDP know fewer things than a ledger, and some that it does not: what does not fit is left out and counted with its
 * reason, what is not known stays empty. docs/exports.md has the mappings in words.
 */
#ifndef DTL_VIEW_CODING_H
#define DTL_VIEW_CODING_H
#include "ledger/ledger.h"
#include "ledger/policy.h"
#include "view/internal.h"

/* ---- countries.c ---- */
typedef struct country_codes {
    char code[4];
    uint16_t iso, gw;      /* ISO 3166-1 numeric, Gleditsch–Ward; 0 = none or not checked */
    uint8_t acled_region;
    const char *name;
} country_codes;
const country_codes *country_of(dtl_slice code); /* NULL for others */
const char *acled_region_of(const country_codes *country); /* "" not known; NULL is fine */
const char *ucdp_region_of(const country_codes *country);

/* ---- coding.c ---- */
/* What a participant is when force is used. */
typedef enum party { PARTY_UNKNOWN, PARTY_STATE, PARTY_REBELS, PARTY_MILITIA, PARTY_IDENTITY, PARTY_CIVILIANS, PARTY_OUTSIDE /* an organisation of states */ } party;
/* By PLOVER sector. A member of a party or church is a civilian when force is used against him, and an armed man of it when he uses force. */
party party_of(dtl_slice sector, bool uses_force);

/* One side of an event: the participants of the best value, in its order. */
enum { SIDE_MAX = 16 };
typedef struct side {
    const dtl_store_participant *items[SIDE_MAX];
    dtl_slice names[SIDE_MAX];  /* as the event tells them: "Chechen fighters", where the ledger's name for all of them is "fighters" */
    party parties[SIDE_MAX];
    uint32_t count;
    uint8_t lead;          /* index of the first that is not PARTY_UNKNOWN, else 0 */
} side;
void find_side(const dtl_store_detail *detail, bool recipients, side *out);
party party_of_side(const side *s);       /* of its lead */
bool side_is_all(const side *s, party p); /* not empty, and no other */
static inline bool is_armed(party p)
{
    return p == PARTY_STATE || p == PARTY_REBELS || p == PARTY_MILITIA || p == PARTY_IDENTITY || p == PARTY_OUTSIDE;
}

/* Deaths by a named policy; best −1 when nobody gives a figure. */
dtl_policy_count deaths_by(const dtl_store_detail *detail, dtl_policy policy);
/* Where an id stands among ids joined by blanks, as the n-th; DTL_NONE = not there. A blank of an id of its own is written "_" there. */
uint32_t place_among(dtl_slice ids, dtl_slice id);
/* Is it told as something that happened? Not planned, threatened, foiled, habitual, supposed, or denied by all. */
bool has_happened(const dtl_store_event *event);
/* Is it about this context? */
bool has_context(const dtl_store_event *event, unsigned context);

/* Distinct names of an event's voices or outlets, joined by "; ", in the order of reports; line breaks and the like become blanks. */
typedef bool distinct_fn(const dtl_store_detail *detail, uint32_t i, dtl_slice *name); /* false = there is no i-th; name "" = none to tell */
/* Who published a report; "" where it is known by its file alone. */
dtl_slice outlet_of(const dtl_store_mention *mention);
bool distinct_outlet(const dtl_store_detail *detail, uint32_t i, dtl_slice *name);
bool distinct_supporter(const dtl_store_detail *detail, uint32_t i, dtl_slice *name); /* voices that hold it */
bool distinct_denier(const dtl_store_detail *detail, uint32_t i, dtl_slice *name);
void put_distinct(dtl_buffer *out, const dtl_store_detail *detail, distinct_fn *fn);

/* A row of CSV in the making. */
typedef struct csv_row {
    dtl_buffer *out;
    uint32_t columns;      /* written so far */
} csv_row;
void row_text(csv_row *row, dtl_slice text);
void row_words(csv_row *row, const char *text);
void row_number(csv_row *row, int64_t number);
void row_degrees(csv_row *row, int32_t microdegrees); /* INT32_MIN: empty */
void row_day(csv_row *row, int32_t day);
void row_empty(csv_row *row, uint32_t columns);
/* The text of a scratch buffer, which is emptied. */
void row_scratch(csv_row *row, dtl_buffer *scratch);

/* ---- export.c: what an export leaves out ---- */
/* Every reason for which a row is missing; told with its count, so that no total is silently short. */
#define LEFT_OUT_LIST(X) \
    X(WRITTEN, "") \
    X(NO_EVENT, "statements and figures") \
    X(NOT_HAPPENED, "told as planned, threatened, habitual, hypothetical or denied") \
    X(OTHER_KIND, "of a kind that it does not record") \
    X(ORDINARY_CRIME, "without a political side or cause (crime, ordinary police work)") \
    X(SEVERAL, "told as several at once") \
    X(NO_DEATHS, "without a death told") \
    X(NO_SIDES, "whose sides are not told, or are not organised") \
    X(NO_COUNTRY, "in no country told") \
    X(NO_PLACE, "in no place told within a country") \
    X(NO_DAY, "whose day is not known well enough")
typedef enum left_out {
#define DTL_ITEM(name, text) LEFT_##name,
    LEFT_OUT_LIST(DTL_ITEM)
#undef DTL_ITEM
    LEFT_OUT_COUNT
} left_out;

/* ---- acled.c, ucdp.c: the header, and one event as a row or why it is none ---- */
void acled_header(dtl_buffer *out);
left_out acled_event(const dtl_store_detail *detail, dtl_buffer *out);
void ucdp_header(dtl_buffer *out);
left_out ucdp_event(const dtl_store_detail *detail, dtl_buffer *out);
/* ---- geojson.c ---- */
void geojson_event(const dtl_store_event *event, dtl_buffer *out);
#endif
